/* verb_review.c - rolecall review ATTEMPT [CRITERION=VERDICT…]: a person's verdict beside the engine's. */
#include "base/clock.h"
#include "base/mem.h"
#include "cli/desk.h"
#include "cli/output.h"

#include <string.h>

static bool record(struct context *context, const struct args *args, const struct attempt *attempt, const char *given,
		   struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const char *equals = strchr(given, '=');
	struct history_event event = {.at_ms = clock_wall_ms(),
				      .kind = HISTORY_REVIEW,
				      .attempt = attempt->id,
				      .trainee = attempt->trainee_id};
	enum verdict engine = VERDICT_NA;

	if (!equals)
		return err_set(err, ERR_USAGE, "Write CRITERION=met, CRITERION=missed or CRITERION=na, not \"%s\".",
			       given);
	if (!desk_verdict(equals + 1, &event.verdict, err) ||
	    !desk_criterion(pool, context->store, attempt->id, mem_pool_strndup(pool, given, (size_t)(equals - given)),
			    &event.criterion, &engine, err))
		return false;
	event.engine = (int)engine;
	event.who = mem_pool_strndup(pool, desk_by(context, args), strlen(desk_by(context, args)));
	event.text = mem_pool_strndup(pool, args_get(args, "reason", ""), strlen(args_get(args, "reason", "")));
	if (!sv_trim(sv_from(event.text)).n)
		return err_set(err, ERR_USAGE, "A review needs a reason: --reason \"…\".");
	if (!store_history_add(context->store, &event, NULL, err))
		return false;
	fprintf(context->talk, "Recorded: %s is %s; the engine says %s.\n", event.criterion,
		verdict_names[event.verdict], verdict_names[engine]);
	return true;
}

static const struct history_event *last_of(const struct history_event *events, size_t count, enum history_kind kind,
					   const char *criterion)
{
	for (size_t i = count; i-- > 0;) {
		if (events[i].kind == kind && !strcmp(events[i].criterion, criterion))
			return &events[i];
	}
	return NULL;
}

static void event_cells(struct table *table, const struct history_event *event, bool verdict)
{
	table_str(table, event ? verdict ? verdict_names[event->verdict] : "yes" : NULL);
	if (!verdict)
		return;
	table_str(table, event ? event->who : NULL);
	table_str(table, event ? event->text : NULL);
}

/* Every criterion with the engine's verdict, the last review, dispute and decision. */
static bool show(struct context *context, const struct args *args, const struct attempt *attempt, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct history_query query = {.kinds = 1u << HISTORY_REVIEW | 1u << HISTORY_DISPUTE | 1u << HISTORY_RESOLVE,
				      .attempt = attempt->id};
	size_t count = 0, event_count = 0;
	struct verdict_row *rows = store_verdicts(pool, context->store, attempt->id, &count, err);
	struct history_event *events = rows ? store_history(pool, context->store, &query, &event_count, err) : NULL;
	struct table *table;
	bool good;

	if (!events)
		return false;
	table = table_new();
	table_column(table, "criterion", "CRITERION", TABLE_TEXT, 0, false);
	table_column(table, "engine", "ENGINE", TABLE_TEXT, 0, false);
	table_column(table, "review", "REVIEW", TABLE_TEXT, 0, false);
	table_column(table, "reviewer", "BY", TABLE_TEXT, 0, false);
	table_column(table, "reason", "REASON", TABLE_TEXT, 0, true);
	table_column(table, "disputed", "DISPUTED", TABLE_TEXT, 0, false);
	table_column(table, "decision", "DECIDED", TABLE_TEXT, 0, false);
	table_column(table, "decider", "BY", TABLE_TEXT, 0, false);
	table_column(table, "why", "WHY", TABLE_TEXT, 0, true);
	for (size_t i = 0; i < count; i++) {
		const char *key = mem_pool_printf(pool, "%s/%s", rows[i].rubric, rows[i].criterion);

		table_row(table);
		table_str(table, key);
		table_str(table, verdict_names[rows[i].verdict]);
		event_cells(table, last_of(events, event_count, HISTORY_REVIEW, key), true);
		event_cells(table, last_of(events, event_count, HISTORY_DISPUTE, key), false);
		event_cells(table, last_of(events, event_count, HISTORY_RESOLVE, key), true);
	}
	good = output_table(context, table, args_get(args, "format", "text"), "review", "The attempt has no criteria.",
			    err);
	table_free(table);
	return good;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct attempt attempt;

	if (!args_count(args, &verb_review, 1, -1, err) || !desk_attempt(pool, context, args->rest[0], &attempt, err))
		return CLI_USAGE;
	if (!attempt.finished) {
		err_set(err, ERR_USAGE, "Attempt %s is not finished.", args->rest[0]);
		return CLI_USAGE;
	}
	if (args->rest_count == 1) {
		show(context, args, &attempt, err);
		return CLI_OK;
	}
	if (!store_batch_begin(context->store, err))
		return CLI_STORE;
	bool good = true;
	for (int i = 1; good && i < args->rest_count; i++)
		good = record(context, args, &attempt, args->rest[i], err);
	store_batch_end(context->store, good, err);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"reason", 0, "TEXT", NULL, VALUE_NONE, false, "why, in a sentence"},
	{"by", 0, "NAME", NULL, VALUE_NONE, false, "who reviews (default: your own name)"},
	{"format", 'f', "FORM", "text|csv|json", VALUE_NONE, false, "without verdicts: text, csv or json"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_review = {
	.name = "review",
	.arguments = "ATTEMPT [CRITERION=met|missed|na…]",
	.summary = "Set a person's verdict beside the engine's",
	.readers = "manager",
	.options = options,
	.text = "Without verdicts it lists every criterion with the engine's verdict, the last review, dispute and "
		"decision. The "
		"engine's own verdict and the score stay as they are. What is recorded can be added to and never "
		"changed: see "
		"rolecall store verify.",
	.run = run,
};
