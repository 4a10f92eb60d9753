/* play_pin.c - what a new attempt is judged by besides its own words: the trainee's stock lines, pinned in its heading.
 *
 * They come from the store that the attempt goes to and from no other: what was tried in practice stays in practice. */
#include "base/mem.h"
#include "cli/play.h"
#include "model/measure.h"
#include "score/stock.h"

static bool asks_for_earlier(const struct rubric *rubric)
{
	for (int i = 0; i < rubric->criterion_count; i++) {
		const struct criterion *criterion = &rubric->criteria[i];
		const struct measure_repeats *repeats = criterion->measure;

		if (criterion->kind == KIND_REPEATS && repeats && repeats->of != REPEATS_ATTEMPT)
			return true;
	}
	return false;
}

static bool any_asks(const struct play *play)
{
	for (size_t i = 0; i < play->rubric_count; i++)
		if (asks_for_earlier(play->rubrics[i]))
			return true;
	return false;
}

static bool look_back(struct play *play, struct stock *stock, struct err *err)
{
	CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);
	/* a practice run that was handed in stays one */
	unsigned modes = play->mode == MODE_PRACTICE ? 1U << MODE_PRACTICE : 1U << MODE_COACH | 1U << MODE_EXAM;
	struct attempt_query query = {.trainee = play->trainee, .modes = modes, .source = 1, .limit = STOCK_ATTEMPTS};
	size_t count = 0;
	const struct attempt *attempts = store_attempts(pool, play->store, &query, &count, err);
	bool good = attempts || err->kind == ERR_NONE, more = true;

	for (size_t i = 0; i < count && good && more; i++) {
		struct transcript said;

		good = store_attempt_transcript(play->store, attempts[i].id, &said, err);
		if (!good)
			break;
		more = stock_add(stock, sv_from(attempts[i].scenario), &said);
		transcript_release(&said);
	}
	return good;
}

bool play_pin(struct play *play, const struct transcript *resumed, struct err *err)
{
	CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	const struct earlier *earlier = NULL;
	struct stock *stock = NULL;
	bool good = true;

	if (resumed) { /* judged by what it was begun with */
		earlier = earlier_read(pool, strbuf_sv(&resumed->extra));
	} else if (any_asks(play)) {
		stock = stock_new();
		good = look_back(play, stock, err);
		earlier = good ? stock_lines(pool, stock) : NULL;
		stock_free(stock);
	}
	earlier_add_json(earlier, &text);
	if (text.len)
		play->heading = strbuf_detach(&text);
	return good;
}
