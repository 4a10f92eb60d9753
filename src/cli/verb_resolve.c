/* verb_resolve.c - rolecall resolve [DISPUTE VERDICT --reason TEXT] */
#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/desk.h"
#include "cli/output.h"

#include <string.h>

static struct history_event *read_events(void *pool, struct store *store, size_t *count, struct err *err)
{
	struct history_query query = {.kinds = 1u << HISTORY_REVIEW | 1u << HISTORY_DISPUTE | 1u << HISTORY_RESOLVE};

	return store ? store_history(pool, store, &query, count, err) : NULL;
}

static const struct history_event *answer_to(const struct history_event *events, size_t count, int64_t dispute)
{
	for (size_t i = 0; i < count; i++) {
		if (events[i].kind == HISTORY_RESOLVE && events[i].answers == dispute)
			return &events[i];
	}
	return NULL;
}

static bool list_open(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t count = 0;
	struct history_event *events = read_events(pool, context_store_existing(context, err), &count, err);
	struct table *table;
	bool good;

	if (!events)
		return false;
	table = table_new();
	table_column(table, "dispute", "DISPUTE", TABLE_INT, 0, false);
	table_column(table, "attempt", "ATTEMPT", TABLE_INT, 0, false);
	table_column(table, "trainee", "TRAINEE", TABLE_TEXT, 0, false);
	table_column(table, "criterion", "CRITERION", TABLE_TEXT, 0, false);
	table_column(table, "engine", "ENGINE", TABLE_TEXT, 0, false);
	table_column(table, "since", "SINCE", TABLE_TEXT, 0, false);
	table_column(table, "reason", "REASON", TABLE_TEXT, 0, true);
	for (size_t i = 0; i < count; i++) {
		CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

		if (events[i].kind != HISTORY_DISPUTE || events[i].erased || answer_to(events, count, events[i].id))
			continue;
		clock_add_iso(&when, events[i].at_ms);
		table_row(table);
		table_int(table, events[i].id);
		table_int(table, events[i].attempt);
		table_str(table, events[i].who);
		table_str(table, events[i].criterion);
		table_str(table, verdict_names[events[i].engine]);
		table_sv(table, strbuf_sv(&when));
		table_str(table, events[i].text);
	}
	good = output_table(context, table, args_get(args, "format", "text"), "disputes", "Nothing is in dispute.",
			    err);
	table_free(table);
	return good;
}

/* Neither the trainee nor somebody who gave a verdict on it may decide. */
static bool may_decide(const struct history_event *events, size_t count, const struct history_event *dispute,
		       const char *who, struct err *err)
{
	if (!strcmp(dispute->who, who))
		return err_set(err, ERR_USAGE, "%s disputes it and cannot decide it too: --by says who decides.", who);
	for (size_t i = 0; i < count; i++) {
		if (events[i].kind == HISTORY_REVIEW && events[i].attempt == dispute->attempt &&
		    !strcmp(events[i].criterion, dispute->criterion) && !strcmp(events[i].who, who))
			return err_set(err, ERR_USAGE,
				       "%s has scored this criterion already: somebody else has to decide (--by).",
				       who);
	}
	return true;
}

static const struct history_event *find_dispute(const struct history_event *events, size_t count, const char *word,
						struct err *err)
{
	long id = 0;

	if (sv_to_long(sv_from(word), &id)) {
		for (size_t i = 0; i < count; i++) {
			if (events[i].id == id && events[i].kind == HISTORY_DISPUTE && !events[i].erased)
				return &events[i];
		}
	}
	err_set(err, ERR_USAGE, "There is no dispute \"%s\": rolecall resolve lists those that are open.", word);
	return NULL;
}

static bool resolve(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t count = 0;
	struct history_event *events = read_events(pool, context_store_existing(context, err), &count, err);
	const struct history_event *dispute = events ? find_dispute(events, count, args->rest[0], err) : NULL;
	const char *who = desk_by(context, args), *reason = args_get(args, "reason", "");
	struct history_event event = {.at_ms = clock_wall_ms(), .kind = HISTORY_RESOLVE};

	if (!dispute || !desk_verdict(args->rest[1], &event.verdict, err) ||
	    !may_decide(events, count, dispute, who, err))
		return false;
	if (answer_to(events, count, dispute->id))
		return err_set(err, ERR_USAGE, "Dispute %s is decided already.", args->rest[0]);
	if (!sv_trim(sv_from(reason)).n)
		return err_set(err, ERR_USAGE, "A decision needs a reason: --reason \"…\".");
	event.attempt = dispute->attempt;
	event.trainee = dispute->trainee;
	event.answers = dispute->id;
	event.engine = dispute->engine;
	event.criterion = dispute->criterion;
	event.who = mem_pool_strndup(pool, who, strlen(who));
	event.text = mem_pool_strndup(pool, reason, strlen(reason));
	if (!store_history_add(context->store, &event, NULL, err))
		return false;
	fprintf(context->talk, "Decided: %s is %s; the engine's %s is %s.\n", event.criterion,
		verdict_names[event.verdict], verdict_names[event.engine],
		event.verdict == event.engine ? "upheld" : "overturned");
	return true;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	if (!args->rest_count)
		list_open(context, args, err);
	else if (args_count(args, &verb_resolve, 2, 2, err))
		resolve(context, args, err);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"reason", 0, "TEXT", NULL, VALUE_NONE, false, "why, in a sentence"},
	{"by", 0, "NAME", NULL, VALUE_NONE, false, "who decides (default: your own name)"},
	{"format", 'f', "FORM", "text|csv|json", VALUE_NONE, false, "of the list: text, csv or json"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_resolve = {
	.name = "resolve",
	.arguments = "[DISPUTE met|missed|na]",
	.summary = "List the open disputes, or decide one",
	.readers = "manager",
	.options = options,
	.text = "Without arguments it lists what is in dispute. A dispute is decided by somebody who is neither the "
		"trainee nor "
		"a reviewer of that criterion.",
	.run = run,
};
