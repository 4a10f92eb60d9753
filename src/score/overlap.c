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
static uint64_t hash_text(const char *text, size_t length)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
	return hash;
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
	stem = overlap_synonym(match_stem(scanner, sv_make(folded, length)));
	*rarity = length ? idf_class(stem) : 0;
	return hash_text(stem, strlen(stem));
}

void overlap_release(struct overlap_text *text)
{
	free(text->keys);
	free(text->pairs);
	free(text->runs);
	*text = (struct overlap_text){0};
}

void overlap_reset(struct overlap_text *text)
{
	text->key_count = text->pair_count = text->run_count = 0;
	text->added = 0;
	text->settled = false;
}

static void add_key(struct overlap_text *text, struct overlap_key key)
{
	if (text->key_count >= OVERLAP_MAX_WORDS)
		return;
	key.order = text->added++;
	MEM_ENSURE(text->keys, text->key_count, text->key_cap);
	text->keys[text->key_count++] = key;
}

static void add_pair(struct overlap_text *text, uint64_t pair)
{
	if (text->pair_count >= OVERLAP_MAX_WORDS)
		return;
	MEM_ENSURE(text->pairs, text->pair_count, text->pair_cap);
	text->pairs[text->pair_count++] = pair;
}

static void add_run(struct overlap_text *text, uint64_t run)
{
	if (text->run_count >= OVERLAP_MAX_WORDS)
		return;
	MEM_ENSURE(text->runs, text->run_count, text->run_cap);
	text->runs[text->run_count++] = run;
}

/* Hash of `length` words in a row. */
static uint64_t hash_words(struct wording *wording, size_t from, size_t length)
{
	const struct word_note *notes = wording_notes(wording);
	uint64_t chain = 0;

	for (size_t i = from; i < from + length; i++)
		chain = wording_chain(chain, notes[i].hash);
	return chain;
}

/* `skip[i]`: the word is not to be taken; NULL takes all. */
static void add_words(struct overlap_text *text, struct wording *wording, const unsigned char *skip)
{
	struct sv said = wording_text(wording);
	size_t count = 0;
	const struct match_word *words = wording_words(wording, &count);

	text->settled = false;
	for (size_t i = 0; i < count; i++) {
		int rarity = 0;
		uint64_t id;

		if (skip && skip[i])
			continue;
		id = wording_key(wording, i, &rarity);
		if (rarity >= OVERLAP_MIN_CLASS)
			add_key(text, (struct overlap_key){.word = sv_make(said.p + words[i].start,
									   words[i].end - words[i].start),
							   .id = id,
							   .rarity = (unsigned char)rarity});
		if (i > 0 && text->holds != OVERLAP_RUNS)
			add_pair(text, hash_words(wording, i - 1, 2));
		if (i + RECAP_RUN <= count && text->holds == OVERLAP_RUNS)
			add_run(text, hash_words(wording, i, RECAP_RUN));
	}
}

void overlap_add(struct overlap_text *text, struct wording *wording)
{
	add_words(text, wording, NULL);
}

static int compare_key(const void *left, const void *right)
{
	const struct overlap_key *a = left, *b = right;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
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
	if (text->run_count > 1)
		qsort(text->runs, text->run_count, sizeof *text->runs, compare_pair);
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

/* ---- whole conversations ---- */

void overlap_join(struct overlap_text *text, const struct overlap_text *more)
{
	if (more->key_count + more->pair_count + more->run_count == 0)
		return;
	text->settled = false;
	for (size_t i = 0; i < more->key_count; i++)
		add_key(text, more->keys[i]);
	for (size_t i = 0; i < more->pair_count; i++)
		add_pair(text, more->pairs[i]);
	for (size_t i = 0; i < more->run_count; i++)
		add_run(text, more->runs[i]);
}

void overlap_add_own(struct overlap_text *text, struct wording *wording, const struct overlap_text *customer)
{
	size_t count = 0;
	CLEANUP_FREE unsigned char *skip = NULL;

	wording_words(wording, &count);
	for (size_t i = 0; i + RECAP_RUN <= count && customer->run_count > 0; i++) {
		uint64_t run = hash_words(wording, i, RECAP_RUN);

		if (!bsearch(&run, customer->runs, customer->run_count, sizeof run, compare_pair))
			continue;
		if (!skip)
			skip = mem_calloc(count, 1);
		memset(skip + i, 1, RECAP_RUN);
	}
	add_words(text, wording, skip);
}

static int compare_id(const void *id, const void *key)
{
	uint64_t a = *(const uint64_t *)id, b = ((const struct overlap_key *)key)->id;

	return a < b ? -1 : a > b;
}

bool overlap_has(const struct overlap_text *text, uint64_t key)
{
	return text->key_count > 0 && bsearch(&key, text->keys, text->key_count, sizeof *text->keys, compare_id);
}

double overlap_weight(const struct overlap_text *text, const struct overlap_text *other)
{
	long sum = 0;

	for (size_t i = 0; i < text->key_count; i++)
		if (text->keys[i].rarity >= RECAP_CONTENT && (!other || overlap_has(other, text->keys[i].id)))
			sum += text->keys[i].rarity - OVERLAP_OFFSET;
	return (double)sum;
}

static bool is_rarer(const struct overlap_key *a, const struct overlap_key *b)
{
	return a->rarity != b->rarity ? a->rarity > b->rarity : a->id < b->id;
}

void overlap_name_missing(const struct overlap_text *text, const struct overlap_text *other, struct strbuf *out)
{
	const struct overlap_key *rarest[3] = {NULL, NULL, NULL};

	for (size_t i = 0; i < text->key_count; i++) {
		const struct overlap_key *key = &text->keys[i];

		if (key->rarity < RECAP_CONTENT || overlap_has(other, key->id))
			continue;
		for (int k = 0; k < 3; k++) {
			const struct overlap_key *here = rarest[k];

			if (here && is_rarer(here, key))
				continue;
			rarest[k] = key; /* and what stood here moves on */
			key = here;
			if (!key)
				break;
		}
	}
	for (int k = 0; k < 3 && rarest[k]; k++)
		strbuf_addf(out, k ? ", " SV_FMT : "; not taken up: " SV_FMT, SV_ARG(rarest[k]->word));
}
