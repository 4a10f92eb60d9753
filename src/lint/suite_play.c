/* suite_play.c - playthroughs: T407 (turn, expected, got, and how things stood there) and T408. */
#include "base/mem.h"
#include "engine/engine.h"
#include "lint/suite_inside.h"

#include <stdio.h>

struct replay {
	void *pool;
	struct suite *suite;
	const struct scenario *scenario;
	const struct playthrough *play;
	struct engine *engine;
	int *reached;       /* places in the path after each input; [0] after the opening */
	struct mood *moods; /* likewise */
	int done;           /* inputs that were given */
	bool good;
};

static struct sv place_name(const struct scenario *scenario, int place)
{
	return place >= 0 ? scenario->nodes[place].id : scenario->endings[-1 - place].id;
}

static const struct yaml_node *expected(const struct replay *r, const char *key)
{
	return yaml_get(r->play->expect_node, key);
}

static const struct yaml_node *item_of(const struct yaml_node *node, int index)
{
	return node && node->type == YAML_LIST ? node->items[index] : node;
}

/* ---- how things stand ---- */

static void add_names(struct strbuf *out, const char *label, int count, const unsigned char *holds,
		      struct sv (*name)(const struct scenario *, int), const struct scenario *scenario)
{
	bool any = false;

	for (int i = 0; i < count; i++) {
		if (!holds[i])
			continue;
		struct sv text = name(scenario, i);

		strbuf_addf(out, "%s" SV_FMT, any ? ", " : label, SV_ARG(text));
		any = true;
	}
}

static struct sv fact_name(const struct scenario *scenario, int index)
{
	return scenario->facts[index].id;
}

static struct sv goal_name(const struct scenario *scenario, int index)
{
	return scenario->goals[index].id;
}

static struct sv flag_name(const struct scenario *scenario, int index)
{
	return scenario->flags[index];
}

/* Mood, node and what is known, done and set at the end of what was played. */
static void add_state(const struct replay *r, struct strbuf *out)
{
	const struct scenario *s = r->scenario;
	struct mood mood = engine_mood(r->engine);
	unsigned char *holds =
		MEM_ARRAY(r->pool, unsigned char, (size_t)(s->fact_count + s->goal_count + s->flag_count) + 1);

	strbuf_addf(out, "anger %d, confusion %d", mood.anger, mood.confusion);
	for (int i = 0; i < s->fact_count; i++)
		holds[i] = engine_knows(r->engine, i);
	add_names(out, "; knows ", s->fact_count, holds, fact_name, s);
	for (int i = 0; i < s->goal_count; i++)
		holds[i] = engine_goal_done(r->engine, i);
	add_names(out, "; goals ", s->goal_count, holds, goal_name, s);
	for (int i = 0; i < s->flag_count; i++)
		holds[i] = engine_flag(r->engine, i);
	add_names(out, "; flags ", s->flag_count, holds, flag_name, s);
}

static void diverges(struct replay *r, const struct yaml_node *at, const char *help, const char *message)
{
	r->good = false;
	yaml_diag(&r->suite->diags, r->scenario->doc, at ? at : r->play->node, "T407", help, "%s", message);
}

/* ---- playing ---- */

static bool step(struct replay *r, int index)
{
	struct sv text = r->play->replies[index].text;
	struct engine_input input = {.kind = INPUT_REPLY, .text = text, .at_ms = -1};
	struct err err = ERR_INIT;
	struct turn typed;

	if (sv_starts(text, "/")) {
		if (!turn_parse_line(text, &typed, &err)) {
			diverges(r, r->play->reply_nodes[index], "write it as it would be typed, such as /hold 2m",
				 err.message);
			return false;
		}
		engine_input_of(&typed, &input);
		input.at_ms = -1;
	}
	if (engine_step(r->engine, &input, &err))
		return true;
	diverges(r, r->play->reply_nodes[index], NULL, err.message);
	return false;
}

static void note_place(struct replay *r)
{
	int count = 0;

	engine_path(r->engine, &count);
	r->reached[r->done] = count;
	r->moods[r->done] = engine_mood(r->engine);
}

/* Until the replies or the conversation end; -1, or the first reply that came too late. */
static int play_all(struct replay *r)
{
	engine_begin(r->engine);
	note_place(r);
	for (int i = 0; i < r->play->reply_count; i++) {
		if (engine_ended(r->engine))
			return i;
		if (!step(r, i))
			return -1;
		r->done++;
		note_place(r);
	}
	return -1;
}

/* ---- the path ---- */

static int first_difference(const struct replay *r)
{
	int count = 0;
	const int *path = engine_path(r->engine, &count);

	for (int i = 0; i < count && i < r->play->path_count; i++)
		if (!sv_eq(place_name(r->scenario, path[i]), r->play->path[i]))
			return i;
	if (count == r->play->path_count)
		return -1;
	return count < r->play->path_count ? count : r->play->path_count;
}

/* The input after which place `index` of the path was reached. */
static int input_of(const struct replay *r, int index)
{
	for (int i = 0; i <= r->done; i++)
		if (r->reached[i] > index)
			return i;
	return r->done;
}

static bool is_place(const struct scenario *s, struct sv name)
{
	return scenario_node(s, name) >= 0 || scenario_ending(s, name) >= 0;
}

static void path_message(const struct replay *r, int at, struct strbuf *out)
{
	int count = 0;
	const int *path = engine_path(r->engine, &count);
	int input = at < count ? input_of(r, at) : r->done;
	struct sv want = at < r->play->path_count ? r->play->path[at] : SV("");
	struct sv got = at < count ? place_name(r->scenario, path[at]) : SV("");
	const char *unknown = want.n && !is_place(r->scenario, want) ? ", which is neither a node nor an ending" : "";

	if (input == 0)
		strbuf_addstr(out, "at the start: ");
	else
		strbuf_addf(out, "at reply %d: ", input);
	if (!got.n)
		strbuf_addf(out, "expected “" SV_FMT "”%s, got no move from “" SV_FMT "”", SV_ARG(want), unknown,
			    SV_ARG(place_name(r->scenario, path[count - 1])));
	else if (!want.n)
		strbuf_addf(out, "expected the path to end at “" SV_FMT "”, got “" SV_FMT "” after it",
			    SV_ARG(r->play->path[r->play->path_count - 1]), SV_ARG(got));
	else
		strbuf_addf(out, "expected “" SV_FMT "”%s, got “" SV_FMT "”", SV_ARG(want), unknown, SV_ARG(got));
	strbuf_addf(out, " (anger %d, confusion %d there)", r->moods[input].anger, r->moods[input].confusion);
}

static void path_edit(const struct replay *r, struct suite_edits *edits)
{
	int count = 0;
	const int *path = engine_path(r->engine, &count);
	const char **names = MEM_ARRAY(r->pool, const char *, (size_t)count + 1);

	for (int i = 0; i < count; i++)
		names[i] = place_name(r->scenario, path[i]).p;
	suite_edit_path(edits, r->scenario->doc, expected(r, "path"), names, count);
}

/* A name in the path that no place has: only a slip of the author's can be meant. */
static void add_unknown_place(const struct replay *r, struct sv name, struct strbuf *out)
{
	const struct scenario *s = r->scenario;
	const char **names = MEM_ARRAY(r->pool, const char *, (size_t)(s->node_count + s->ending_count) + 1);
	const char *near;
	int count = 0;

	if (is_place(s, name))
		return;
	for (int i = 0; i < s->node_count; i++)
		names[count++] = mem_pool_strndup(r->pool, s->nodes[i].id.p, s->nodes[i].id.n);
	for (int i = 0; i < s->ending_count; i++)
		names[count++] = mem_pool_strndup(r->pool, s->endings[i].id.p, s->endings[i].id.n);
	near = sv_nearest(name, names);
	strbuf_addf(out, "no node or ending is called “" SV_FMT "”", SV_ARG(name));
	if (near)
		strbuf_addf(out, ": did you mean “%s”?", near);
	strbuf_addstr(out, near ? " " : ". ");
}

/* True when it is as expected, or was made so. */
static bool check_path(struct replay *r, struct suite_edits *edits)
{
	CLEANUP_STRBUF struct strbuf message = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf help = STRBUF_INIT;
	int at = r->play->path ? first_difference(r) : -1;

	if (at < 0)
		return true;
	if (edits) {
		path_edit(r, edits);
		return true;
	}
	path_message(r, at, &message);
	for (int i = at; i < r->play->path_count; i++)
		add_unknown_place(r, r->play->path[i], &help);
	strbuf_addstr(&help, "in the end: ");
	add_state(r, &help);
	diverges(r, item_of(expected(r, "path"), at < r->play->path_count ? at : r->play->path_count - 1), help.buf,
		 message.buf);
	return false;
}

/* ---- everything else that is expected ---- */

static bool in_range(struct yaml_range range, double value)
{
	return value >= (double)range.min - 1e-9 && value < (double)range.max + 1 - 1e-9;
}

static void check_number(struct replay *r, const char *key, bool given, struct yaml_range range, bool known,
			 double value, int decimals)
{
	CLEANUP_STRBUF struct strbuf message = STRBUF_INIT;
	const struct yaml_node *node = expected(r, key);

	if (!given || (known && in_range(range, value)))
		return;
	strbuf_addf(&message, "after reply %d: expected %s " SV_FMT ", got ", r->done, key, SV_ARG(yaml_text(node)));
	if (known)
		strbuf_addf(&message, "%.*f", decimals, value);
	else
		strbuf_addstr(&message, "none");
	diverges(r, node, NULL, message.buf);
}

static void check_outcome(struct replay *r)
{
	enum outcome got = engine_outcome(r->engine);
	CLEANUP_STRBUF struct strbuf message = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf help = STRBUF_INIT;

	if (r->play->outcome == OUTCOME_NONE || r->play->outcome == got)
		return;
	strbuf_addf(&message, "after reply %d: expected the outcome %s, got ", r->done,
		    outcome_names[r->play->outcome - 1]);
	if (got == OUTCOME_NONE)
		strbuf_addf(&message, "no ending: the conversation is in “" SV_FMT "”",
			    SV_ARG(r->scenario->nodes[engine_node(r->engine)].id));
	else
		strbuf_addstr(&message, outcome_names[got - 1]);
	add_state(r, &help);
	diverges(r, expected(r, "outcome"), help.buf, message.buf);
}

static const struct card_criterion *card_row(const struct scorecard *card, struct sv name)
{
	const char *slash = name.n ? memchr(name.p, '/', name.n) : NULL;
	struct sv rubric = slash ? sv_make(name.p, (size_t)(slash - name.p)) : SV("");
	struct sv id = slash ? sv_make(slash + 1, name.n - rubric.n - 1) : name;

	for (int i = 0; i < card->criterion_count; i++)
		if (sv_eq(card->criteria[i].criterion->id, id) &&
		    (!slash || sv_eq(card->criteria[i].rubric->id, rubric)))
			return &card->criteria[i];
	return NULL;
}

static void check_verdicts(struct replay *r, const struct scorecard *card, const char *key, const struct sv *names,
			   int count, enum verdict want)
{
	for (int i = 0; i < count; i++) {
		const struct card_criterion *row = card_row(card, names[i]);
		CLEANUP_STRBUF struct strbuf message = STRBUF_INIT;

		if (!row || row->verdict == want) /* no row: S508 says it */
			continue;
		strbuf_addf(&message, "after reply %d: expected %s “" SV_FMT "”, got %s", r->done, key,
			    SV_ARG(names[i]), verdict_names[row->verdict]);
		diverges(r, item_of(expected(r, key), i), NULL, message.buf);
	}
}

static void check_names(struct replay *r, const char *key, const struct sv *names, int count,
			int (*find)(const struct scenario *, struct sv), bool (*holds)(const struct engine *, int))
{
	for (int i = 0; i < count; i++) {
		CLEANUP_STRBUF struct strbuf message = STRBUF_INIT;

		if (holds(r->engine, find(r->scenario, names[i])))
			continue;
		strbuf_addf(&message, "after reply %d: expected %s “" SV_FMT "”, which is not so", r->done, key,
			    SV_ARG(names[i]));
		diverges(r, item_of(expected(r, key), i), NULL, message.buf);
	}
}

static void check_end(struct replay *r)
{
	const struct playthrough *play = r->play;
	const struct scorecard *card = engine_card(r->pool, r->engine);
	struct mood mood = engine_mood(r->engine);
	int csat = engine_csat(r->engine);

	check_outcome(r);
	check_number(r, "anger", play->has_anger, play->anger, true, mood.anger, 0);
	check_number(r, "confusion", play->has_confusion, play->confusion, true, mood.confusion, 0);
	check_number(r, "score", play->has_score, play->score, card->has_score, card->score, 1);
	check_number(r, "csat", play->has_csat, play->csat, csat > 0, csat, 0);
	if (play->has_passed && play->passed != card->passed)
		diverges(r, expected(r, "passed"), NULL,
			 card->passed ? "expected the attempt to fail, but it passed"
				      : "expected the attempt to pass, but it did not");
	check_verdicts(r, card, "met", play->met, play->met_count, VERDICT_MET);
	check_verdicts(r, card, "missed", play->missed, play->missed_count, VERDICT_MISSED);
	check_verdicts(r, card, "broke", play->broke, play->broke_count, VERDICT_MISSED);
	check_names(r, "knows", play->knows, play->knows_count, scenario_fact, engine_knows);
	check_names(r, "goals", play->goals, play->goal_count, scenario_goal, engine_goal_done);
}

/* ---- running ---- */

static void run_one(struct replay *r, struct suite_edits *edits)
{
	int late = play_all(r);

	if (!r->good || !check_path(r, edits))
		return;
	if (late >= 0) {
		CLEANUP_STRBUF struct strbuf message = STRBUF_INIT;
		int ending = engine_ending(r->engine);

		r->good = false;
		strbuf_addf(&message, "the conversation ended%s" SV_FMT "%s at reply %d, before this one",
			    ending >= 0 ? " with “" : "",
			    SV_ARG(ending >= 0 ? r->scenario->endings[ending].id : SV("")), ending >= 0 ? "”" : "",
			    late);
		yaml_diag(&r->suite->diags, r->scenario->doc, r->play->reply_nodes[late], "T408",
			  "take it and what follows it away, or see why the conversation ended", "%s", message.buf);
		return;
	}
	check_end(r);
}

void suite_playthroughs(struct suite *suite, struct suite_file *file, const struct scenario *scenario,
			struct suite_edits *edits)
{
	struct scorer *scorer = engine_scorer(scenario, NULL, 0, MATCH_ENGINE_FAST);

	for (int i = 0; i < scenario->playthrough_count; i++) {
		CLEANUP_TALLOC void *pool = talloc_new(NULL);
		const struct playthrough *play = &scenario->playthroughs[i];
		struct engine_options options = {.seed = play->seed, .anger = -1, .confusion = -1};
		struct replay r = {.pool = pool, .suite = suite, .scenario = scenario, .play = play, .good = true};
		struct err err = ERR_INIT;

		r.reached = MEM_ARRAY(pool, int, (size_t)play->reply_count + 1);
		r.moods = MEM_ARRAY(pool, struct mood, (size_t)play->reply_count + 1);
		r.engine = engine_new(scenario, scorer, &options, &err);
		if (r.engine)
			run_one(&r, edits);
		else
			diverges(&r, play->node, NULL, err.message);
		engine_free(r.engine);
		*(r.good ? &file->passed : &file->failed) += 1;
	}
	scorer_free(scorer);
}
