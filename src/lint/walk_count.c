/* walk_count.c - what the runs hit, what they scored, and the two conversations at the ends of the scale. */
#include "lint/walk_inside.h"

#include "base/clock.h"

void counter_init(struct counter *counter, const void *ctx, struct walk *walk)
{
	const struct scenario *scenario = walk->scenario;

	counter->walk = walk;
	counter->nodes = MEM_ARRAY(ctx, unsigned char, (size_t)scenario->node_count + 1);
	counter->endings = MEM_ARRAY(ctx, unsigned char, (size_t)scenario->ending_count + 1);
	counter->edges = MEM_ARRAY(ctx, unsigned char, (size_t)walk->map->count + 1);
	counter->facts = MEM_ARRAY(ctx, unsigned char, (size_t)scenario->fact_count + 1);
	counter->goals = MEM_ARRAY(ctx, unsigned char, (size_t)scenario->goal_count + 1);
}

void counter_begin(struct counter *counter)
{
	const struct scenario *scenario = counter->walk->scenario;

	memset(counter->nodes, 0, (size_t)scenario->node_count);
	memset(counter->endings, 0, (size_t)scenario->ending_count);
	memset(counter->edges, 0, (size_t)counter->walk->map->count);
	memset(counter->facts, 0, (size_t)scenario->fact_count);
	memset(counter->goals, 0, (size_t)scenario->goal_count);
	memset(counter->bands, 0, sizeof counter->bands);
}

static void hit_place(struct counter *counter, const struct event *event)
{
	const struct map *map = counter->walk->map;

	for (int i = 0; i < map->count; i++) {
		const struct map_edge *edge = &map->edges[i];

		/* Links of one silence chain share a name; where they lead tells them apart. */
		if (sv_eq(edge->place, event->text) && (edge->kind != MAP_SILENCE || edge->to == event->index)) {
			counter->edges[i] = 1;
			return;
		}
	}
}

static void hit_kind(struct counter *counter, enum map_kind kind, int index)
{
	const struct map *map = counter->walk->map;

	for (int i = 0; i < map->count; i++)
		if (map->edges[i].kind == kind && map->edges[i].index == index)
			counter->edges[i] = 1;
}

/* An action without `go` that hung up leaves no transition behind. */
static void hit_hang_up(struct counter *counter, const struct engine *engine)
{
	const struct map *map = counter->walk->map;

	if (engine_ending(engine) >= 0 || engine_outcome(engine) != OUTCOME_AGENT_HUNG_UP)
		return;
	for (int i = 0; i < map->count; i++)
		if (map->edges[i].kind == MAP_HANG_UP)
			counter->edges[i] = 1;
}

void counter_events(struct counter *counter, const struct engine *engine)
{
	size_t count = 0;
	const struct event *events = engine_events(engine, &count);

	for (size_t i = 0; i < count; i++) {
		const struct event *event = &events[i];

		switch (event->kind) {
		case EVENT_NODE: counter->nodes[event->index] = 1; break;
		case EVENT_FACT: counter->facts[event->index] = 1; break;
		case EVENT_GOAL: counter->goals[event->index] = 1; break;
		case EVENT_TRANSITION: hit_place(counter, event); break;
		case EVENT_SCENE: hit_kind(counter, MAP_FOLLOW_UP, event->index); break;
		case EVENT_ENDED: hit_hang_up(counter, engine); break;
		default: break;
		}
	}
	int places = 0;
	const int *path = engine_path(engine, &places); /* an ending before a later scene is there too */

	for (int i = 0; i < places; i++)
		if (path[i] < 0)
			counter->endings[-1 - path[i]] = 1;
	counter->bands[mood_band_of(engine_mood(engine).anger)] = 1;
}

static void add_hits(long *totals, const unsigned char *hits, int count)
{
	for (int i = 0; i < count; i++)
		totals[i] += hits[i];
}

void counter_finish(struct counter *counter)
{
	struct walk *walk = counter->walk;
	const struct scenario *scenario = walk->scenario;

	add_hits(walk->nodes, counter->nodes, scenario->node_count);
	add_hits(walk->endings, counter->endings, scenario->ending_count);
	add_hits(walk->edges, counter->edges, walk->map->count);
	add_hits(walk->facts, counter->facts, scenario->fact_count);
	add_hits(walk->goals, counter->goals, scenario->goal_count);
	add_hits(walk->bands, counter->bands, BAND_COUNT);
}

/* ---- scores ---- */

static void add_plain_turn(struct strbuf *out, const struct turn *turn)
{
	strbuf_addstr(out, turn->who == WHO_AGENT ? "Agent: " : "Customer: ");
	if (turn->action.n) {
		strbuf_addf(out, "/" SV_FMT, SV_ARG(turn->action));
		if (turn->for_ms > 0) {
			strbuf_addch(out, ' ');
			clock_add_duration(out, turn->for_ms);
		}
		if (turn->argument.n)
			strbuf_addf(out, " " SV_FMT, SV_ARG(turn->argument));
	} else if (turn->who == WHO_AGENT && sv_starts(turn->text, "/")) {
		strbuf_addch(out, '/');
	}
	for (size_t i = 0; i < turn->text.n; i++) {
		strbuf_addch(out, turn->text.p[i]);
		if (turn->text.p[i] == '\n')
			strbuf_addstr(out, "  "); /* a continuation line */
	}
	strbuf_addch(out, '\n');
}

static void extreme_set(struct walk_extreme *extreme, struct engine *engine, const struct scorecard *card)
{
	struct strbuf plain = STRBUF_INIT, json = STRBUF_INIT;
	const struct transcript *transcript = engine_transcript(engine);

	for (int i = 0; i < transcript->turn_count; i++)
		add_plain_turn(&plain, &transcript->turns[i]);
	transcript_add_json(transcript, &json);
	free(extreme->plain);
	free(extreme->json);
	*extreme = (struct walk_extreme){.known = true,
					 .score = card->score,
					 .passed = card->passed,
					 .resolved = card->outcome == OUTCOME_RESOLVED,
					 .replies = engine_total_replies(engine),
					 .plain = strbuf_detach(&plain),
					 .json = strbuf_detach(&json)};
}

static void count_verdicts(struct walk *walk, const struct scorecard *card)
{
	for (int i = 0; i < card->criterion_count && i < walk->criterion_count; i++) {
		struct walk_criterion *count = &walk->criteria[i];

		switch (card->criteria[i].verdict) {
		case VERDICT_MET: count->met++; break;
		case VERDICT_MISSED: count->missed++; break;
		case VERDICT_NA: count->na++; break;
		case VERDICT_ERROR: count->error++; break;
		}
	}
}

/* Of two equal scores: at the top a pass and a resolved problem come first, at the bottom last; then the shorter one.
 */
static bool better(const struct walk_extreme *than, const struct scorecard *card, int replies, double sign)
{
	if (!than->known)
		return true;
	if (card->score * sign > than->score * sign + 1e-9)
		return true;
	if (card->score * sign < than->score * sign - 1e-9)
		return false;
	if (card->passed != than->passed)
		return card->passed == (sign > 0);
	if ((card->outcome == OUTCOME_RESOLVED) != than->resolved)
		return than->resolved == (sign < 0);
	return replies < than->replies;
}

struct run_end count_card(struct walk *walk, struct engine *engine, bool in_runs)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct scorecard *card = engine_card(pool, engine);
	struct run_end end = {false, false};

	if (in_runs)
		count_verdicts(walk, card);
	if (!engine_ended(engine) || !card->has_score)
		return end;
	if (in_runs)
		walk->scores[walk->score_count++] = card->score;
	int replies = engine_total_replies(engine);

	end.best = better(&walk->best, card, replies, 1.0);
	end.worst = better(&walk->worst, card, replies, -1.0);
	if (end.best)
		extreme_set(&walk->best, engine, card);
	if (end.worst)
		extreme_set(&walk->worst, engine, card);
	return end;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

void walk_median(struct walk *walk)
{
	long n = walk->score_count;

	if (!n)
		return;
	qsort(walk->scores, (size_t)n, sizeof *walk->scores, by_value);
	walk->median = n % 2 ? walk->scores[n / 2] : (walk->scores[n / 2 - 1] + walk->scores[n / 2]) / 2.0;
}
