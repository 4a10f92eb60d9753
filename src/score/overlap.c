/* overlap.c - shared words weighted by rarity (the formulas are in overlap.h). */
#include "score/overlap.h"

#include "base/mem.h"
#include "base/sort.h"
#include "score/idf.h"

static const char *const numbers[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
				      "seven", "eight", "nine", "ten",   "eleven", "twelve"};

static int compare_stem(const void *stem, const void *row)
{
	return strcmp(stem, ((const struct idf_row *)row)->stem);
}

int idf_class(const char *stem)
{
	const struct idf_row *row = bsearch(stem, idf_rows, idf_row_count, sizeof *idf_rows, compare_stem);

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
	free(text->rows);
	free(text->taken);
	*text = (struct overlap_text){0};
}

void overlap_reset(struct overlap_text *text)
{
	text->key_count = text->row_count = 0;
	text->keys_settled = text->rows_settled = 0;
	text->added = 0;
}

static void add_key(struct overlap_text *text, struct overlap_key key)
{
	if (text->key_count >= OVERLAP_MAX_WORDS)
		return;
	key.order = text->added++;
	MEM_ENSURE(text->keys, text->key_count, text->key_cap);
	text->keys[text->key_count++] = key;
}

static void add_row(struct overlap_text *text, uint64_t row)
{
	if (text->row_count >= OVERLAP_MAX_WORDS)
		return;
	MEM_ENSURE(text->rows, text->row_count, text->row_cap);
	text->rows[text->row_count++] = row;
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
		if (i > 0 && text->holds == OVERLAP_PAIRS)
			add_row(text, hash_words(wording, i - 1, 2));
		if (i + RECAP_RUN <= count && text->holds == OVERLAP_RUNS)
			add_row(text, hash_words(wording, i, RECAP_RUN));
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

static int compare_row(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return a < b ? -1 : a > b;
}

#define FEW 48

static bool row_is_behind(const uint64_t *a, const uint64_t *b)
{
	return *a > *b;
}

/* Keys come in order: equal ones stay so. */
static bool key_is_behind(const struct overlap_key *a, const struct overlap_key *b)
{
	return a->id > b->id;
}

SORT_FEW(sort_rows, uint64_t, FEW, row_is_behind, compare_row)
SORT_FEW(sort_keys, struct overlap_key, FEW, key_is_behind, compare_key)

/* The new ones are sorted and merged from behind with those sorted before, their copy standing past the end. */
static void settle_rows(struct overlap_text *text)
{
	size_t fresh = text->row_count - text->rows_settled, head = text->rows_settled, at = text->row_count;
	uint64_t *tail;

	if (fresh == 0) /* there may be no rows at all */
		return;
	sort_rows(text->rows + head, fresh);
	if (head > 0) {
		if (text->row_cap < text->row_count + fresh) {
			text->row_cap = (text->row_count + fresh) * 2;
			text->rows = mem_realloc(text->rows, text->row_cap, sizeof *text->rows);
		}
		tail = text->rows + text->row_count;
		memcpy(tail, text->rows + head, fresh * sizeof *tail);
		while (fresh > 0)
			text->rows[--at] =
				head > 0 && text->rows[head - 1] > tail[fresh - 1] ? text->rows[--head] : tail[--fresh];
	}
	text->rows_settled = text->row_count;
}

static void merge_keys(struct overlap_text *text, size_t head, size_t fresh)
{
	size_t at = text->key_count;
	struct overlap_key *tail;

	if (text->key_cap < text->key_count + fresh) {
		text->key_cap = (text->key_count + fresh) * 2;
		text->keys = mem_realloc(text->keys, text->key_cap, sizeof *text->keys);
	}
	tail = text->keys + text->key_count;
	memcpy(tail, text->keys + head, fresh * sizeof *tail);
	while (fresh > 0)
		text->keys[--at] =
			head > 0 && text->keys[head - 1].id > tail[fresh - 1].id ? text->keys[--head] : tail[--fresh];
}

void overlap_settle(struct overlap_text *text)
{
	size_t fresh = text->key_count - text->keys_settled, kept = 0;

	settle_rows(text);
	if (fresh == 0)
		return;
	sort_keys(text->keys + text->keys_settled, fresh);
	if (text->keys_settled > 0)
		merge_keys(text, text->keys_settled, fresh);
	for (size_t i = 0; i < text->key_count; i++)
		if (kept == 0 || text->keys[i].id != text->keys[kept - 1].id)
			text->keys[kept++] = text->keys[i];
	text->key_count = text->keys_settled = kept;
}

/* Is a row among settled ones? */
static bool has_row(const struct overlap_text *text, uint64_t row)
{
	size_t low = 0, high = text->row_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (text->rows[middle] < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low < text->row_count && text->rows[low] == row;
}

/* Index of a key among settled ones, or key_count. */
static size_t find_key(const struct overlap_text *text, uint64_t id)
{
	size_t low = 0, high = text->key_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (text->keys[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < text->key_count && text->keys[low].id == id ? low : text->key_count;
}

/* The weight of the customer's keys that stand in the reply, each once. */
static long shared_weight(struct overlap_text *customer, const struct overlap_text *reply)
{
	long shared = 0;

	if (customer->taken_cap < customer->key_count + 1) {
		customer->taken_cap = (customer->key_count + 1) * 2;
		customer->taken = mem_realloc(customer->taken, customer->taken_cap, 1);
	}
	memset(customer->taken, 0, customer->key_count + 1);
	for (size_t i = 0; i < reply->key_count; i++) {
		size_t at = find_key(customer, reply->keys[i].id);

		if (at == customer->key_count || customer->taken[at])
			continue;
		customer->taken[at] = 1;
		shared += customer->keys[at].rarity - OVERLAP_OFFSET;
	}
	return shared;
}

struct overlap overlap_of(struct overlap_text *customer, struct overlap_text *reply)
{
	struct overlap overlap = {0, 0, 0};
	long said = 0, shared;

	overlap_settle(customer);
	for (size_t i = 0; i < customer->key_count; i++)
		said += customer->keys[i].rarity - OVERLAP_OFFSET;
	shared = shared_weight(customer, reply);
	overlap.share = said > 0 ? (double)shared / (double)said : 0;
	overlap.depth = (double)shared >= OVERLAP_FULL ? 1 : (double)shared / OVERLAP_FULL;
	for (size_t i = 0; i < reply->row_count && overlap.echo < 1; i++)
		overlap.echo = has_row(customer, reply->rows[i]) ? 1 : 0;
	return overlap;
}

/* ---- whole conversations ---- */

void overlap_join(struct overlap_text *text, const struct overlap_text *more)
{
	for (size_t i = 0; i < more->key_count; i++)
		add_key(text, more->keys[i]);
	for (size_t i = 0; i < more->row_count; i++)
		add_row(text, more->rows[i]);
}

void overlap_add_own(struct overlap_text *text, struct wording *wording, const struct overlap_text *customer)
{
	size_t count = 0;
	CLEANUP_FREE unsigned char *skip = NULL;

	wording_words(wording, &count);
	for (size_t i = 0; i + RECAP_RUN <= count && customer->row_count > 0; i++) {
		if (!has_row(customer, hash_words(wording, i, RECAP_RUN)))
			continue;
		if (!skip)
			skip = mem_calloc(count, 1);
		memset(skip + i, 1, RECAP_RUN);
	}
	add_words(text, wording, skip);
}

bool overlap_has(const struct overlap_text *text, uint64_t key)
{
	return find_key(text, key) < text->key_count;
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
