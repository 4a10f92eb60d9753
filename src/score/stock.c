/* stock.c */
#include "score/stock.h"

#include "base/mem.h"
#include "match/match.h"
#include "score/echo.h"
#include "score/idf.h"

#include <stdlib.h>

/* A line and those that are like it. */
struct habit {
	struct sv text; /* as said last */
	struct sv places[EARLIER_PLACES];
	int place_count, scenarios; /* scenarios: counted to STOCK_SCENARIOS at least, even when not all are named */
	int times, last_attempt;
	int order;
};

struct stock {
	void *pool;
	struct match_scanner *scanner, *other; /* of a reply; of one sentence of it */
	struct wording *wording;
	struct echo *echo; /* its earlier lines are the habits */
	struct habit habits[STOCK_SENTENCES];
	int count, attempts;
};

struct stock *stock_new(void)
{
	struct stock *stock = mem_calloc(1, sizeof *stock);

	stock->pool = MEM_NEW(NULL, char);
	stock->scanner = match_scanner_new(NULL);
	stock->other = match_scanner_new(NULL);
	stock->wording = wording_new(stock->other);
	stock->echo = echo_new(NULL);
	return stock;
}

void stock_free(struct stock *stock)
{
	if (!stock)
		return;
	echo_free(stock->echo);
	wording_free(stock->wording);
	match_scanner_free(stock->scanner);
	match_scanner_free(stock->other);
	talloc_free(stock->pool);
	free(stock);
}

static struct sv keep(const void *ctx, struct sv text)
{
	return sv_make(mem_pool_strndup(ctx, text.p, text.n), text.n);
}

static bool says_something(const struct match_word *words, size_t count)
{
	int content = 0;

	for (size_t i = 0; i < count; i++)
		content += idf_class(words[i].stem) >= STOCK_RARITY;
	return count >= STOCK_WORDS && content >= STOCK_CONTENT;
}

/* A question mark stands between this sentence and the next word. */
static bool asks(struct sv text, size_t from, size_t to)
{
	return from < to && memchr(text.p + from, '?', to - from) != NULL;
}

static void note_place(struct habit *habit, struct sv scenario)
{
	for (int i = 0; i < habit->place_count; i++)
		if (sv_eq(habit->places[i], scenario))
			return;
	if (habit->place_count < EARLIER_PLACES)
		habit->places[habit->place_count++] = scenario;
	habit->scenarios++;
}

/* The habit that a sentence belongs to; -1: a new one, and there is no room. */
static int habit_of(struct stock *stock, struct sv text)
{
	int line;

	wording_set(stock->wording, text);
	line = echo_line(stock->echo, stock->wording);
	if (line >= 0 || stock->count == STOCK_SENTENCES)
		return line;
	stock->habits[stock->count] =
		(struct habit){.text = keep(stock->pool, text), .last_attempt = -1, .order = stock->count};
	echo_learn(stock->echo, ECHO_EARLIER(stock->count), stock->wording);
	return stock->count++;
}

static void add_sentence(struct stock *stock, struct sv scenario, struct sv text)
{
	int at = habit_of(stock, text);

	if (at < 0)
		return;
	note_place(&stock->habits[at], scenario);
	if (stock->habits[at].last_attempt != stock->attempts)
		stock->habits[at].times++;
	stock->habits[at].last_attempt = stock->attempts;
}

/* The sentences of one reply; `opens` and `closes`: it is the first, the last of the attempt. */
static void add_reply(struct stock *stock, struct sv scenario, struct sv text, bool opens, bool closes)
{
	size_t count = 0, sentences = 0;
	const struct match_word *words = match_words(stock->scanner, text, &count, &sentences);

	for (size_t at = 0, end; at < count; at = end) {
		for (end = at + 1; end < count && words[end].sentence == words[at].sentence; end++)
			;
		struct sv said = sv_make(text.p + words[at].start, words[end - 1].end - words[at].start);
		if ((opens && at == 0) || (closes && end == count) || said.n > EARLIER_BYTES)
			continue;
		if (!asks(text, words[end - 1].end, end < count ? words[end].start : text.n) &&
		    says_something(words + at, end - at))
			add_sentence(stock, scenario, said);
	}
}

static bool is_reply(const struct turn *turn)
{
	return turn->who == WHO_AGENT && turn->action.n == 0;
}

bool stock_add(struct stock *stock, struct sv scenario, const struct transcript *transcript)
{
	int first = -1, last = -1;

	if (stock->attempts == STOCK_ATTEMPTS)
		return false;
	scenario = keep(stock->pool, scenario);
	for (int i = 0; i < transcript->turn_count; i++) {
		if (!is_reply(&transcript->turns[i]))
			continue;
		first = first < 0 ? i : first;
		last = i;
	}
	for (int i = 0; i < transcript->turn_count; i++)
		if (is_reply(&transcript->turns[i]))
			add_reply(stock, scenario, transcript->turns[i].text, i == first, i == last);
	stock->attempts++;
	return true;
}

static int most_used_first(const void *left, const void *right)
{
	const struct habit *a = left, *b = right;

	if (a->times != b->times)
		return a->times > b->times ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

struct earlier *stock_lines(const void *ctx, const struct stock *stock)
{
	struct earlier *earlier = MEM_NEW(ctx, struct earlier);
	CLEANUP_FREE struct habit *sorted = mem_calloc((size_t)stock->count + 1, sizeof *sorted);

	memcpy(sorted, stock->habits, (size_t)stock->count * sizeof *sorted);
	qsort(sorted, (size_t)stock->count, sizeof *sorted, most_used_first);
	for (int i = 0; i < stock->count && earlier->count < EARLIER_MOST; i++) {
		const struct habit *habit = &sorted[i];
		struct earlier_line *line = &earlier->lines[earlier->count];
		if (habit->scenarios < STOCK_SCENARIOS)
			continue;
		*line = (struct earlier_line){.text = keep(earlier, habit->text),
					      .place_count = habit->place_count,
					      .times = habit->times};
		for (int p = 0; p < habit->place_count; p++)
			line->places[p] = keep(earlier, habit->places[p]);
		earlier->count++;
	}
	if (earlier->count > 0)
		return earlier;
	talloc_free(earlier);
	return NULL;
}
