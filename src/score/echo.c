/* echo.c - sentences as sorted hashes of their words.
 *
 * Model answers are many and stay, so they are indexed. Two alike sentences share more than 0.8 of the words of either
 * (the longer has at most 11/9 of the words of the shorter). So, both being sorted, the first fifth of the one and of
 * the other have a word in common: only those few words are filed and looked up (prefix filtering: Chaudhuri, Ganti and
 * Kaushik 2006, ICDE, "A primitive operator for similarity joins in data cleaning"). Rare words are sorted to the
 * front, so that these few are words that few sentences hold. */
#include "score/echo.h"

#include "base/mem.h"
#include "base/sort.h"

struct sentence {
	int owner;
	size_t first, count; /* in hashes, sorted */
	uint64_t words;      /* a bit for each of its words */
};

struct posting { /* one of the first words of a kept sentence */
	uint64_t hash;
	int sentence, next; /* next: of this slot, -1 the last */
};

struct repeat {
	uint32_t start, end;
	bool said;                  /* in this attempt */
	int line;                   /* of earlier attempts, -1 none */
	size_t owners, owner_count; /* when not said: the rubrics whose model answer it is, in echo->owners */
};

struct echo {
	const struct echo *models; /* NULL: none */
	struct sentence *sentences;
	size_t count, cap;
	uint64_t *hashes;
	size_t hash_count, hash_cap;
	struct posting *postings; /* of model answers */
	size_t posting_count, posting_cap;
	int *slots; /* first posting by hash; slot_count is a power of two */
	size_t slot_count;
	struct repeat *repeats;
	size_t repeat_count, repeat_cap;
	int *owners;
	size_t owner_count, owner_cap;
};

struct echo *echo_new(const struct echo *models)
{
	struct echo *echo = mem_calloc(1, sizeof *echo);

	echo->models = models;
	return echo;
}

void echo_free(struct echo *echo)
{
	if (!echo)
		return;
	free(echo->sentences);
	free(echo->hashes);
	free(echo->postings);
	free(echo->slots);
	free(echo->repeats);
	free(echo->owners);
	free(echo);
}

/* How many of the first words of a sentence are filed and looked up. */
static size_t prefix_length(size_t count)
{
	return count - count * 4 / 5 + 1;
}

static size_t slot_of_word(const struct echo *echo, uint64_t hash)
{
	return hash & (echo->slot_count - 1);
}

static void file_sentence(struct echo *echo, int number)
{
	const struct sentence *sentence = &echo->sentences[number];

	for (size_t i = 0; i < prefix_length(sentence->count) && i < sentence->count; i++) {
		uint64_t hash = echo->hashes[sentence->first + i];
		int *slot = &echo->slots[slot_of_word(echo, hash)];

		MEM_ENSURE(echo->postings, echo->posting_count, echo->posting_cap);
		echo->postings[echo->posting_count] = (struct posting){hash, number, *slot};
		*slot = (int)echo->posting_count++;
	}
}

void echo_index(struct echo *models)
{
	for (models->slot_count = 64; models->slot_count < models->count * 8;)
		models->slot_count *= 2;
	models->slots = mem_alloc(models->slot_count * sizeof *models->slots);
	for (size_t i = 0; i < models->slot_count; i++)
		models->slots[i] = -1;
	for (size_t i = 0; i < models->count; i++)
		file_sentence(models, (int)i);
}

void echo_reset(struct echo *echo)
{
	echo->count = echo->hash_count = 0;
	echo->repeat_count = echo->owner_count = 0;
}

static int compare_hashes(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return a < b ? -1 : a > b;
}

static bool hash_is_behind(const uint64_t *a, const uint64_t *b)
{
	return *a > *b;
}

SORT_FEW(sort_hashes, uint64_t, 32, hash_is_behind, compare_hashes)

/* The end of the sentence that begins at words[at]. */
static size_t sentence_end(const struct match_word *words, size_t count, size_t at)
{
	size_t end = at + 1;

	while (end < count && words[end].sentence == words[at].sentence)
		end++;
	return end;
}

/* A word's hash, its top bits taken by how common it is. */
static uint64_t sort_key(const struct word_note *note)
{
	unsigned rarity = note->rarity < 0 ? 0 : note->rarity > 31 ? 31 : (unsigned)note->rarity;

	return (uint64_t)(31 - rarity) << 59 | note->hash >> 5;
}

/* `notes`: of its words, keyed. */
static bool push(struct echo *echo, int owner, const struct word_note *notes, size_t count)
{
	uint64_t *hashes, words = 0;
	struct sentence *sentence;

	if (count < ECHO_MIN_WORDS || echo->count >= ECHO_MAX_SENTENCES)
		return false;
	MEM_ENSURE(echo->sentences, echo->count, echo->cap);
	sentence = &echo->sentences[echo->count++];
	if (echo->hash_count + count > echo->hash_cap) {
		echo->hash_cap = (echo->hash_count + count) * 2;
		echo->hashes = mem_realloc(echo->hashes, echo->hash_cap, sizeof *echo->hashes);
	}
	hashes = echo->hashes + echo->hash_count;
	for (size_t i = 0; i < count; i++) {
		hashes[i] = sort_key(&notes[i]);
		words |= UINT64_C(1) << (notes[i].hash >> 58);
	}
	sort_hashes(hashes, count);
	*sentence = (struct sentence){owner, echo->hash_count, count, words};
	echo->hash_count += count;
	return true;
}

/* How many words of both may be without their like in the other; one more for safety. */
static size_t most_unlike(const struct sentence *a, const struct sentence *b)
{
	return (a->count + b->count) / 10 + 1;
}

/* Quickly: a word that has no like in the other makes at most one bit differ. */
static inline bool may_be_alike(const struct sentence *a, const struct sentence *b)
{
	size_t most = most_unlike(a, b), longer = a->count > b->count ? a->count - b->count : b->count - a->count;

	return longer <= most && (size_t)__builtin_popcountll(a->words ^ b->words) <= most;
}

/* `a` is among the sentences of `known`, `b` among those of `echo`. */
static bool are_alike(const struct echo *known, const struct sentence *a, const struct echo *echo,
		      const struct sentence *b)
{
	const uint64_t *x = known->hashes + a->first, *y = echo->hashes + b->first;
	double both = (double)(a->count + b->count), least = (double)(a->count < b->count ? a->count : b->count);
	size_t i = 0, j = 0, shared = 0, most = most_unlike(a, b);

	if (2 * least < ECHO_ALIKE * both)
		return false;
	while (i < a->count && j < b->count && i + j - 2 * shared <= most) {
		shared += x[i] == y[j];
		if (x[i] == y[j]) {
			i++;
			j++;
		} else if (x[i] < y[j]) {
			i++;
		} else {
			j++;
		}
	}
	return 2 * (double)shared >= ECHO_ALIKE * both - 1e-9;
}

static void find_said(const struct echo *echo, const struct sentence *last, struct repeat *repeat)
{
	for (const struct sentence *other = echo->sentences; other < last && !repeat->said; other++) {
		bool earlier = other->owner <= ECHO_EARLIER(0);

		if ((earlier && repeat->line >= 0) || !may_be_alike(other, last) || !are_alike(echo, other, echo, last))
			continue;
		if (earlier)
			repeat->line = ECHO_EARLIER(other->owner);
		else
			repeat->said = true;
	}
}

static void add_owner(struct echo *echo, int owner)
{
	MEM_ENSURE(echo->owners, echo->owner_count, echo->owner_cap);
	echo->owners[echo->owner_count++] = owner;
}

static void find_models(struct echo *echo, const struct sentence *last)
{
	const struct echo *models = echo->models;

	for (size_t i = 0; models && i < prefix_length(last->count) && i < last->count; i++) {
		uint64_t hash = echo->hashes[last->first + i];

		for (int at = models->slots[slot_of_word(models, hash)]; at >= 0; at = models->postings[at].next) {
			const struct sentence *model = &models->sentences[models->postings[at].sentence];

			if (models->postings[at].hash == hash && may_be_alike(model, last) &&
			    are_alike(models, model, echo, last))
				add_owner(echo, model->owner);
		}
	}
}

void echo_learn(struct echo *echo, int owner, struct wording *wording)
{
	size_t count = 0;
	const struct match_word *words = wording_words(wording, &count);
	const struct word_note *notes = wording_keyed_notes(wording);

	for (size_t at = 0, end; at < count; at = end) {
		end = sentence_end(words, count, at);
		push(echo, owner, notes + at, end - at);
	}
}

size_t echo_say(struct echo *echo, struct wording *wording)
{
	size_t count = 0;
	const struct match_word *words = wording_words(wording, &count);
	const struct word_note *notes = wording_keyed_notes(wording);

	echo->repeat_count = echo->owner_count = 0;
	for (size_t at = 0, end; at < count; at = end) {
		struct repeat repeat = {.start = words[at].start, .line = -1, .owners = echo->owner_count};
		const struct sentence *last;

		end = sentence_end(words, count, at);
		repeat.end = words[end - 1].end;
		if (!push(echo, ECHO_ATTEMPT, notes + at, end - at))
			continue;
		last = &echo->sentences[echo->count - 1];
		find_said(echo, last, &repeat);
		if (!repeat.said)
			find_models(echo, last);
		repeat.owner_count = echo->owner_count - repeat.owners;
		if (!repeat.said && repeat.line < 0 && repeat.owner_count == 0)
			continue;
		MEM_ENSURE(echo->repeats, echo->repeat_count, echo->repeat_cap);
		echo->repeats[echo->repeat_count++] = repeat;
	}
	return echo->repeat_count;
}

int echo_line(struct echo *echo, struct wording *wording)
{
	struct repeat repeat = {.line = -1};
	size_t count = 0;

	wording_words(wording, &count);
	if (!push(echo, ECHO_ATTEMPT, wording_keyed_notes(wording), count))
		return -1;
	find_said(echo, &echo->sentences[echo->count - 1], &repeat);
	echo->hash_count = echo->sentences[--echo->count].first;
	return repeat.line;
}

bool echo_repeat(const struct echo *echo, size_t index, const struct echo_search *search, struct echo_found *out)
{
	const struct repeat *repeat = &echo->repeats[index];
	bool known = repeat->said && search->attempt;

	for (size_t i = 0; i < repeat->owner_count && search->attempt && !known; i++)
		known = echo->owners[repeat->owners + i] == search->rubric;
	*out = (struct echo_found){repeat->start, repeat->end, -1};
	if (!known && search->earlier)
		out->line = repeat->line;
	return known || out->line >= 0;
}
