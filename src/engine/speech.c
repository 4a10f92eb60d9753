/* speech.c - what the customer says: which variant, placeholders, and one turn out of all of it.
 *
 * Everything between two inputs is joined by single spaces into one turn. A variant is drawn from those that were not
 * used since the last refill; after a refill the one just used is left out, so no line comes twice in a row when
 * there is another. */
#include "base/utf8.h"
#include "engine/internal.h"

static struct deck *deck_of(struct engine *engine, const struct line *lines, int count)
{
	for (int i = 0; i < engine->deck_count; i++)
		if (engine->decks[i].lines == lines)
			return &engine->decks[i];
	engine->decks = MEM_GROW(engine->pool, engine->decks, struct deck, (size_t)engine->deck_count + 1);
	struct deck *deck = &engine->decks[engine->deck_count++];
	*deck = (struct deck){.lines = lines, .count = count, .unused = count, .last = -1};
	deck->used = MEM_ARRAY(engine->pool, unsigned char, (size_t)count);
	return deck;
}

static void deck_refill(struct deck *deck)
{
	memset(deck->used, 0, (size_t)deck->count);
	deck->unused = deck->count;
	if (deck->last >= 0 && deck->count > 1) {
		deck->used[deck->last] = 1;
		deck->unused--;
	}
}

static const struct line *deck_draw(struct engine *engine, const struct line *lines, int count)
{
	struct deck *deck = deck_of(engine, lines, count);
	if (deck->unused == 0)
		deck_refill(deck);
	int skip = deck->unused > 1 ? (int)rng_below(&engine->rng, (uint32_t)deck->unused) : 0;
	int pick = 0;
	while (deck->used[pick] || skip-- > 0)
		pick++;
	deck->used[pick] = 1;
	deck->unused--;
	deck->last = pick;
	return &lines[pick];
}

/* What a placeholder's word stands for; false: not one of ours, the text stays as it is. */
static bool placeholder(const struct engine *engine, struct sv word, int fact, struct sv *out)
{
	const struct scenario *scenario = engine->scenario;
	if (sv_is(word, "name"))
		*out = engine->name;
	else if (sv_is(word, "agent"))
		*out = engine->agent.n ? engine->agent : SV("you");
	else if (sv_is(word, "company"))
		*out = engine->company.n ? engine->company : SV("your company");
	else if (sv_is(word, "value") && fact >= 0)
		*out = scenario->facts[fact].value;
	else if (sv_starts(word, "fact:") && scenario_fact(scenario, sv_make(word.p + 5, word.n - 5)) >= 0)
		*out = scenario->facts[scenario_fact(scenario, sv_make(word.p + 5, word.n - 5))].value;
	else
		return false;
	return true;
}

static void expand(const struct engine *engine, struct sv text, int fact, struct strbuf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		const char *end = text.p[i] == '<' ? memchr(text.p + i, '>', text.n - i) : NULL;
		struct sv value;
		if (end && placeholder(engine, sv_make(text.p + i + 1, (size_t)(end - text.p) - i - 1), fact, &value)) {
			strbuf_addsv(out, value);
			i = (size_t)(end - text.p);
		} else {
			strbuf_addch(out, text.p[i]);
		}
	}
}

bool speak_text(struct engine *engine, struct sv text, int fact)
{
	struct strbuf line CLEANUP_STRBUF = STRBUF_INIT;
	strbuf_init(&line, ENGINE_MAX_SPEECH);
	expand(engine, text, fact, &line);
	if (line.len == 0 || engine->options.recorded) /* the record's own words are told by record_feed */
		return line.len > 0;
	if (engine->speech.len == 0)
		engine->speech_at = engine->now;
	else
		strbuf_addch(&engine->speech, ' ');
	strbuf_addsv(&engine->speech, strbuf_sv(&line));
	struct sv said = call_text(engine, &line);
	struct event *event = event_add(engine, EVENT_SAYS);
	event->text = said;
	event->index = fact;
	event->turn = engine->own.turn_count + 1;
	return true;
}

bool speak(struct engine *engine, const struct says *says, int fact)
{
	int count = 0;
	const struct line *lines = says_lines(says, engine->mood.anger, &count);
	if (!lines || count == 0)
		return false;
	return speak_text(engine, deck_draw(engine, lines, count)->text, fact);
}

void record_feed(struct engine *engine)
{
	const struct transcript *record = engine->options.recorded;
	for (; engine->cursor < record->turn_count && record->turns[engine->cursor].who == WHO_CUSTOMER;
	     engine->cursor++) {
		const struct turn *turn = &record->turns[engine->cursor];
		score_customer(engine->session, engine->cursor + 1, turn->text, turn->at_ms);
		struct event *event = event_add(engine, EVENT_SAYS);
		event->text = turn->text;
		event->turn = engine->cursor + 1;
	}
}

void speech_flush(struct engine *engine)
{
	if (engine->options.recorded) {
		record_feed(engine);
		return;
	}
	if (engine->speech.len == 0)
		return;
	/* A limit may have cut inside a character. */
	struct sv text = sv_make(engine->speech.buf, utf8_valid_prefix(strbuf_sv(&engine->speech)));
	int index = transcript_add(&engine->own, &(struct turn){.who = WHO_CUSTOMER,
								.text = text,
								.action = SV(""),
								.argument = SV(""),
								.at_ms = engine->speech_at});
	score_customer(engine->session, index + 1, engine->own.turns[index].text, engine->speech_at);
	strbuf_reset(&engine->speech);
}
