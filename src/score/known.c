/* known.c - facts as words, and which of them were told (known.h). */
#include "score/known.h"

#include "score/idf.h"
#include "score/overlap.h"

#include <stdio.h>

#define MEANS_SOMETHING 8 /* rarity class of an id's word: "order" yes, "is" no */

static bool is_money(struct sv value)
{
	static const char *const signs[] = {"$", "\xC2\xA3", "\xE2\x82\xAC"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (sv_starts(sv_trim(value), signs[i]))
			return true;
	return false;
}

static void read_value(struct known_fact *fact, struct match_scanner *scanner)
{
	size_t count = 0, sentences = 0;
	const struct match_word *words = match_words(scanner, fact->value, &count, &sentences);

	for (size_t i = 0; i < count && fact->word_count < KNOWN_MAX_WORDS; i++)
		snprintf(fact->words[fact->word_count++], KNOWN_WORD_BYTES, "%s", words[i].folded);
	fact->money = is_money(fact->value);
}

static void read_id(struct known_fact *fact, struct match_scanner *scanner)
{
	size_t count = 0, sentences = 0;
	const struct match_word *words = match_words(scanner, fact->id, &count, &sentences);

	for (size_t i = 0; i < count && fact->key_count < KNOWN_MAX_KEYS; i++) {
		int rarity = 0;
		uint64_t key = overlap_word_key(scanner, words[i].folded, &rarity);

		if (rarity >= MEANS_SOMETHING)
			fact->keys[fact->key_count++] = key;
	}
}

static void find_in_scenario(struct known *known, struct known_fact *fact, const struct scenario *scenario)
{
	for (int i = 0; scenario && i < scenario->fact_count; i++) {
		if (!sv_eq(scenario->facts[i].id, fact->id))
			continue;
		fact->index = i;
		fact->asked_group = scenario->facts[i].asked_group;
		fact->key = scenario->facts[i].key;
		if (scenario->facts[i].known)
			known->told |= UINT64_C(1) << known->count;
	}
}

void known_begin(struct known *known, struct match_scanner *scanner, const struct match_binding *binding,
		 const struct scenario *scenario)
{
	known->count = 0;
	known->told = 0;
	for (size_t i = 0; i < binding->fact_count && known->count < KNOWN_MAX_FACTS; i++) {
		struct known_fact *fact = &known->facts[known->count];

		*fact = (struct known_fact){.id = binding->fact_ids[i],
					    .value = binding->fact_values[i],
					    .index = -1,
					    .asked_group = -1,
					    .key = true};
		read_value(fact, scanner);
		read_id(fact, scanner);
		find_in_scenario(known, fact, scenario);
		if (!scenario)
			known->told |= UINT64_C(1) << known->count;
		known->count++;
	}
}

long known_find(const struct known_fact *fact, const struct match_word *words, size_t from, size_t end)
{
	size_t length = (size_t)fact->word_count;

	for (size_t at = from; length > 0 && at + length <= end; at++) {
		size_t same = 0;

		while (same < length && strncmp(words[at + same].folded, fact->words[same], KNOWN_WORD_BYTES - 1) == 0)
			same++;
		if (same == length)
			return (long)at;
	}
	return -1;
}

void known_hear(struct known *known, const struct match_word *words, size_t count)
{
	for (int i = 0; i < known->count; i++)
		if (known_find(&known->facts[i], words, 0, count) >= 0)
			known->told |= UINT64_C(1) << i;
}

void known_see(struct known *known, const struct cond_env *before)
{
	for (int i = 0; before && i < known->count; i++) {
		const struct known_fact *fact = &known->facts[i];
		bool told = fact->index >= 0 && before->facts && before->facts[fact->index];

		for (int k = 0; k < before->named_fact_count; k++)
			told |= sv_eq(before->named_facts[k], fact->id);
		if (told)
			known->told |= UINT64_C(1) << i;
	}
}

bool known_is_told(const struct known *known, int fact)
{
	return known->told >> fact & 1;
}
