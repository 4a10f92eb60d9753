/* verb_drill.c - rolecall drill SKILL: single turns from several scenarios, where the skill was missed before. */
#include "base/mem.h"
#include "cli/attempt_card.h"
#include "cli/lesson.h"
#include "cli/plan.h"
#include "cli/verb.h"
#include "repl/repl.h"

#include <string.h>

#define DRILL_MOST 20

struct turn_to_drill {
	char *scenario;
	int skill;
	struct transcript before; /* the conversation up to the reply; no pool: from the start */
	int turns;
	uint64_t seed;
};

struct drill {
	struct turn_to_drill items[DRILL_MOST];
	int count;
};

static bool has_scenario(const struct drill *drill, const char *scenario)
{
	for (int i = 0; i < drill->count; i++) {
		if (!strcmp(drill->items[i].scenario, scenario))
			return true;
	}
	return false;
}

/* The reply where the skill was missed: the one that broke a rule, else the first. -1: it was not missed. */
static int missed_at(const struct attempt_card *shown, int skill)
{
	int first = -1;
	bool missed = false;

	for (int i = 0; i < shown->transcript.turn_count && first < 0; i++) {
		if (shown->transcript.turns[i].who == WHO_AGENT)
			first = i;
	}
	for (int i = 0; shown->card && i < shown->card->criterion_count; i++) {
		const struct card_criterion *row = &shown->card->criteria[i];

		if ((int)row->criterion->skill != skill || row->verdict != VERDICT_MISSED ||
		    row->criterion->status != STATUS_SCORED)
			continue;
		missed = true;
		if (criterion_is_forbid(row->criterion) && row->evidence_count &&
		    shown->transcript.turns[row->evidence[0].turn - 1].who == WHO_AGENT)
			return row->evidence[0].turn - 1;
	}
	return missed ? first : -1;
}

static void add_weak(struct drill *drill, const struct plan *plan, struct context *context, int skill)
{
	for (size_t i = plan->count; i > 0 && drill->count < DRILL_MOST; i--) {
		const struct plan_attempt *played = &plan->attempts[i - 1];
		struct turn_to_drill *item = &drill->items[drill->count];
		CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;
		struct attempt_card shown;
		struct err ignored = ERR_INIT;
		int at = -1;

		if (has_scenario(drill, played->attempt.scenario))
			continue;
		attempt_name(context, played->store, played->attempt.id, &name);
		if (attempt_card_load(&shown, context, name.buf, &ignored))
			at = missed_at(&shown, skill);
		if (at >= 0) {
			*item = (struct turn_to_drill){mem_strdup(played->attempt.scenario), skill, shown.transcript,
						       at, played->attempt.seed};
			transcript_init(&shown.transcript); /* it is the item's now */
			drill->count++;
		}
		attempt_card_release(&shown);
		if (at >= 0)
			return;
	}
}

static void add_opening(struct drill *drill, const struct plan *plan, struct context *context, int skill)
{
	struct err ignored = ERR_INIT;
	struct library *library = context_library(context, &ignored);
	size_t count = 0;
	const struct library_scenario *all = library ? library_scenarios(library, &count, NULL) : NULL;
	const struct library_scenario *best = NULL;
	double most = 0;

	(void)plan;
	for (size_t i = 0; i < count && drill->count < DRILL_MOST; i++) {
		CLEANUP_FREE char *id = mem_strndup(all[i].head.id.p, all[i].head.id.n);
		double share = plan_share(library, &all[i], skill);

		if (share > most && !has_scenario(drill, id)) {
			most = share;
			best = &all[i];
		}
	}
	if (!best)
		return;
	drill->items[drill->count] = (struct turn_to_drill){.scenario = mem_strndup(best->head.id.p, best->head.id.n),
							    .skill = skill,
							    .seed = (uint64_t)drill->count + 1};
	transcript_init(&drill->items[drill->count].before);
	drill->count++;
}

/* Every third turn is for a second skill, so that the eye stays open. */
static void fill(struct drill *drill, const struct plan *plan, struct context *context, int skill, int turns)
{
	int second = plan_skill(plan, skill);

	while (drill->count < turns) {
		int wanted = second >= 0 && drill->count % 3 == 1 ? second : skill;
		int before = drill->count;

		add_weak(drill, plan, context, wanted);
		if (drill->count == before)
			add_opening(drill, plan, context, wanted);
		if (drill->count == before && wanted == skill)
			return;
		if (drill->count == before)
			second = -1;
	}
}

/* False: the person left. */
static bool drill_one(struct context *context, const struct args *args, const struct turn_to_drill *item,
		      struct err *err)
{
	struct repl_options options = {
		.in = stdin,
		.out = context->out,
		.interactive = context->in_terminal,
		.style = {.colour = context->colour_out, .plain = args_has(args, "plain"), .coach = true},
		.time_factor = 1,
		.most_replies = 1,
		.resumed = item->turns > 0,
		.note = "(the conversation so far; now your reply)",
	};
	struct repl_hooks hooks = {.data = NULL};
	struct lesson lesson;
	bool good = lesson_open(&lesson, context, sv_from(item->scenario), item->seed, err);
	int replies = 0;

	if (good && item->turns)
		good = engine_replay(lesson.engine, &item->before, item->turns, err);
	if (good) {
		replies = engine_total_replies(lesson.engine);
		good = repl_run(&lesson.engine, &options, &hooks, err) != REPL_FAILED;
		good = good && engine_total_replies(lesson.engine) > replies;
	}
	lesson_close(&lesson);
	return good;
}

static int find_skill(const char *word, struct err *err)
{
	int found = -1, matches = 0;
	const char *near;

	for (int i = 0; i < SKILL_COUNT; i++) {
		if (!strcmp(skill_names[i], word))
			return i;
		if (!strncmp(skill_names[i], word, strlen(word))) {
			found = i;
			matches++;
		}
	}
	if (matches == 1)
		return found;
	near = sv_nearest(sv_from(word), skill_names);
	if (near)
		err_set(err, ERR_USAGE, "\"%s\" is no skill. Did you mean \"%s\"?", word, near);
	else
		err_set(err, ERR_USAGE,
			"\"%s\" is no skill. There are effective-communication, emotional-intelligence, "
			"problem-solving, attentive-listening, flexibility and product-knowledge.",
			word);
	return -1;
}

static void run_drill(struct context *context, const struct args *args, const struct drill *drill, struct err *err)
{
	int done = 0;

	fprintf(context->out, "A drill is not kept and not scored. Ctrl-D leaves.\n");
	while (done < drill->count) {
		CLEANUP_STRBUF struct strbuf words = STRBUF_INIT;

		plan_skill_words(drill->items[done].skill, &words);
		fprintf(context->out, "\nTurn %d of %d: %s\n\n", done + 1, drill->count, words.buf);
		if (!drill_one(context, args, &drill->items[done], err))
			break;
		done++;
	}
	if (err->kind == ERR_NONE)
		fprintf(context->out, "\n%d of %d turns drilled. Whole conversations count: rolecall next\n", done,
			drill->count);
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	struct drill drill = {.count = 0};
	struct plan plan;
	long turns = 4;
	int skill = -1;

	if (!args_count(args, &verb_drill, 0, 1, err) || !args_number(args, "turns", 1, DRILL_MOST, &turns, err))
		return CLI_USAGE;
	if (args->rest_count && (skill = find_skill(args->rest[0], err)) < 0)
		return CLI_USAGE;
	if (plan_open(&plan, context, err)) {
		skill = skill < 0 ? plan_skill(&plan, -1) : skill;
		if (skill >= 0)
			fill(&drill, &plan, context, skill, (int)turns);
		if (!drill.count)
			err_set(err, ERR_INPUT, "No scenario here asks for that skill.");
		else
			run_drill(context, args, &drill, err);
	}
	for (int i = 0; i < drill.count; i++) {
		free(drill.items[i].scenario);
		transcript_release(&drill.items[i].before);
	}
	plan_close(&plan);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"turns", 'n', "N", NULL, VALUE_NONE, false, "how many turns (4)"},
	{"trainee", 't', "NAME", NULL, VALUE_TRAINEE, false, "who practises"},
	{"plain", 0, NULL, NULL, VALUE_NONE, false, "for screen readers: no drawing, every speaker named"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_drill = {
	.name = "drill",
	.arguments = "[SKILL]",
	.summary = "Practise single turns where a skill was missed",
	.readers = "trainee",
	.words = "effective-communication|emotional-intelligence|problem-solving|attentive-listening|flexibility|"
		 "product-knowledge",
	.options = options,
	.text = "Each turn starts where an earlier attempt of yours lost points in the skill, or at the opening of a\n"
		"scenario that asks for it; every third turn is for a second skill. Nothing of it is kept.",
	.run = run,
};
