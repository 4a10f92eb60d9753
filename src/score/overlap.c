/* overlap.c - shared words weighted by rarity (the formulas are in overlap.h). */
#include "score/overlap.h"

#include "base/mem.h"
#include "score/idf.h"

static const char *const numbers[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
				      "seven", "eight", "nine", "ten",   "eleven", "twelve"};

static int compare_row(const void *stem, const void *row)
{
	return strcmp(stem, ((const struct idf_row *)row)->stem);
}

int idf_class(const char *stem)
{
	const struct idf_row *row = bsearch(stem, idf_rows, idf_row_count, sizeof *idf_rows, compare_row);

	return row ? row->rarity : IDF_UNLISTED;
}

/* FNV-1a, 64 bits (Fowler, Noll, Vo). */
static uint64_t hash_more(uint64_t hash, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
	return hash;
}

static uint64_t hash_text(const char *text, size_t length)
{
	return hash_more(UINT64_C(0xcbf29ce484222325), text, length);
}

static bool is_digits(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] < '0' || text[i] > '9')
			return false;
	return length > 0;
}

uint64_t overlap_word_key(struct match_scanner *scanner, const char *folded, int *rarity)
{
	size_t length = strcspn(folded, "'");
	const char *stem;
	char digits[8];

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		if (strncmp(folded, numbers[i], length) == 0 && !numbers[i][length] && length > 0) {
			*rarity = OVERLAP_DIGITS_CLASS;
			snprintf(digits, sizeof digits, "%zu", i);
			return hash_text(digits, strlen(digits));
		}
	}
	if (is_digits(folded, length)) {
		*rarity = OVERLAP_DIGITS_CLASS;
		return hash_text(folded, length);
	}
	stem = match_stem(scanner, sv_make(folded, length));
	*rarity = length ? idf_class(stem) : 0;
	return hash_text(stem, strlen(stem));
}

void overlap_release(struct overlap_text *text)
{
	free(text->keys);
	free(text->pairs);
	*text = (struct overlap_text){0};
}

void overlap_reset(struct overlap_text *text)
{
	text->key_count = text->pair_count = 0;
	text->settled = false;
}

void overlap_add(struct overlap_text *text, struct match_scanner *scanner, struct sv said)
{
	size_t count = 0, sentences = 0;
	const struct match_word *words = match_words(scanner, said, &count, &sentences);

	text->settled = false;
	for (size_t i = 0; i < count && text->key_count < OVERLAP_MAX_WORDS; i++) {
		int rarity = 0;
		struct overlap_key key = {.start = words[i].start, .end = words[i].end};

		key.id = overlap_word_key(scanner, words[i].folded, &rarity);
		key.rarity = (unsigned char)rarity;
		if (rarity >= OVERLAP_MIN_CLASS) {
			MEM_ENSURE(text->keys, text->key_count, text->key_cap);
			text->keys[text->key_count++] = key;
		}
		if (i == 0 || text->pair_count >= OVERLAP_MAX_WORDS)
			continue;
		MEM_ENSURE(text->pairs, text->pair_count, text->pair_cap);
		text->pairs[text->pair_count++] =
			hash_more(hash_text(words[i - 1].folded, strlen(words[i - 1].folded) + 1), words[i].folded,
				  strlen(words[i].folded));
	}
}

static int compare_key(const void *left, const void *right)
{
	const struct overlap_key *a = left, *b = right;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return a->start < b->start ? -1 : a->start > b->start;
}

static int compare_pair(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return a < b ? -1 : a > b;
}

void overlap_settle(struct overlap_text *text)
{
	size_t kept = 0;

	if (text->settled)
		return;
	text->settled = true;
	if (text->key_count > 1)
		qsort(text->keys, text->key_count, sizeof *text->keys, compare_key);
	for (size_t i = 0; i < text->key_count; i++)
		if (kept == 0 || text->keys[i].id != text->keys[kept - 1].id)
			text->keys[kept++] = text->keys[i];
	text->key_count = kept;
	if (text->pair_count > 1)
		qsort(text->pairs, text->pair_count, sizeof *text->pairs, compare_pair);
}

static bool share_pair(const struct overlap_text *a, const struct overlap_text *b)
{
	for (size_t i = 0, k = 0; i < a->pair_count && k < b->pair_count;) {
		if (a->pairs[i] == b->pairs[k])
			return true;
		if (a->pairs[i] < b->pairs[k])
			i++;
		else
			k++;
	}
	return false;
}

struct overlap overlap_of(struct overlap_text *customer, struct overlap_text *reply)
{
	struct overlap overlap = {0, 0, 0};
	long said = 0, shared = 0;

	overlap_settle(customer);
	overlap_settle(reply);
	for (size_t i = 0, k = 0; i < customer->key_count; i++) {
		const struct overlap_key *key = &customer->keys[i];

		said += key->rarity - OVERLAP_OFFSET;
		while (k < reply->key_count && reply->keys[k].id < key->id)
			k++;
		if (k < reply->key_count && reply->keys[k].id == key->id)
			shared += key->rarity - OVERLAP_OFFSET;
	}
	overlap.share = said > 0 ? (double)shared / (double)said : 0;
	overlap.depth = (double)shared >= OVERLAP_FULL ? 1 : (double)shared / OVERLAP_FULL;
	overlap.echo = share_pair(customer, reply) ? 1 : 0;
	return overlap;
}
