/* echo.c */
#include "score/echo.h"

#include "base/mem.h"

struct sentence {
	int owner;
	size_t first, count; /* in hashes, sorted */
};

struct echo {
	struct sentence *sentences;
	size_t count, cap, kept;
	uint64_t *hashes;
	size_t hash_count, hash_cap, hash_kept;
};

struct echo *echo_new(void)
{
	return mem_calloc(1, sizeof(struct echo));
}

void echo_free(struct echo *echo)
{
	if (!echo)
		return;
	free(echo->sentences);
	free(echo->hashes);
	free(echo);
}

void echo_keep(struct echo *echo)
{
	echo->kept = echo->count;
	echo->hash_kept = echo->hash_count;
}

void echo_reset(struct echo *echo)
{
	echo->count = echo->kept;
	echo->hash_count = echo->hash_kept;
}

/* FNV-1a: equal words are equal in any build; two different words meeting in 64 bits would at worst call one sentence
 * alike. */
static uint64_t hash_word(const char *word)
{
	uint64_t hash = 14695981039346656037u;

	for (; *word; word++)
		hash = (hash ^ (unsigned char)*word) * 1099511628211u;
	return hash;
}

static int compare_hashes(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return a < b ? -1 : a > b;
}

/* The end of the sentence that begins at words[at]. */
static size_t sentence_end(const struct match_word *words, size_t count, size_t at)
{
	size_t end = at + 1;

	while (end < count && words[end].sentence == words[at].sentence)
		end++;
	return end;
}

static bool push(struct echo *echo, int owner, const struct match_word *words, size_t count)
{
	struct sentence *sentence;

	if (count < ECHO_MIN_WORDS || echo->count - echo->kept >= ECHO_MAX_SENTENCES)
		return false;
	MEM_ENSURE(echo->sentences, echo->count, echo->cap);
	sentence = &echo->sentences[echo->count++];
	*sentence = (struct sentence){owner, echo->hash_count, count};
	for (size_t i = 0; i < count; i++) {
		MEM_ENSURE(echo->hashes, echo->hash_count, echo->hash_cap);
		echo->hashes[echo->hash_count++] = hash_word(words[i].folded);
	}
	qsort(echo->hashes + sentence->first, count, sizeof *echo->hashes, compare_hashes);
	return true;
}

static void pop(struct echo *echo, size_t to)
{
	if (to < echo->count)
		echo->hash_count = echo->sentences[to].first;
	echo->count = to;
}

static bool are_alike(const struct echo *echo, const struct sentence *a, const struct sentence *b)
{
	const uint64_t *x = echo->hashes + a->first, *y = echo->hashes + b->first;
	double both = (double)(a->count + b->count), least = (double)(a->count < b->count ? a->count : b->count);
	size_t i = 0, j = 0, shared = 0;

	if (2 * least < ECHO_ALIKE * both)
		return false;
	while (i < a->count && j < b->count) {
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

static bool is_repeat(const struct echo *echo, int owner)
{
	const struct sentence *last = &echo->sentences[echo->count - 1];

	for (size_t i = 0; i + 1 < echo->count; i++) {
		const struct sentence *other = &echo->sentences[i];

		if ((other->owner == ECHO_ANY || other->owner == owner) && are_alike(echo, other, last))
			return true;
	}
	return false;
}

void echo_learn(struct echo *echo, int owner, const struct match_word *words, size_t count)
{
	for (size_t at = 0, end; at < count; at = end) {
		end = sentence_end(words, count, at);
		push(echo, owner, words + at, end - at);
	}
}

void echo_find(struct echo *echo, int owner, const struct match_word *words, size_t count, echo_found *found,
	       void *data)
{
	size_t before = echo->count;

	for (size_t at = 0, end; at < count; at = end) {
		end = sentence_end(words, count, at);
		if (push(echo, ECHO_ANY, words + at, end - at) && is_repeat(echo, owner))
			found(data, words[at].start, words[end - 1].end);
	}
	pop(echo, before);
}
