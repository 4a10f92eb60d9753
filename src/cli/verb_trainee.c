/* verb_trainee.c - rolecall trainee add|list|show|export|erase|import */
#include "base/clock.h"
#include "base/utf8.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "cli/trainee_data.h"
#include "cli/verb.h"

#include <string.h>
#include <talloc.h>

static int trainee_add(struct context *context, const struct args *args, struct err *err)
{
	const char *team = args_get(args, "team", "");
	struct store *store;
	int64_t id, known;

	if (args->rest_count < 2) {
		err_set(err, ERR_USAGE, "Whom? rolecall trainee add NAME [--team TEAM]");
		return CLI_USAGE;
	}
	store = context_store(context, err);
	for (int i = 1; store && i < args->rest_count; i++) {
		CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

		if (!store_trainee_find(store, sv_from(args->rest[i]), &known, err) ||
		    !store_trainee_add(store, sv_from(args->rest[i]), sv_from(team), clock_wall_ms(), &id, err))
			return CLI_STORE;
		strbuf_addstr(&line, known ? "" : "Added ");
		utf8_add_visible(&line, sv_from(args->rest[i]), false);
		if (known)
			strbuf_addstr(&line, " was there already");
		if (team[0]) {
			strbuf_addstr(&line, known ? "; now in team " : " to team ");
			utf8_add_visible(&line, sv_from(team), false);
		}
		fprintf(context->talk, "%s.\n", line.buf);
	}
	return CLI_OK;
}

static void trainee_table(struct table *table, const struct trainee *people, size_t count)
{
	table_column(table, "trainee", "TRAINEE", TABLE_TEXT, 0, false);
	table_column(table, "team", "TEAM", TABLE_TEXT, 0, false);
	table_column(table, "attempts", "ATTEMPTS", TABLE_INT, 0, false);
	table_column(table, "added", "ADDED", TABLE_TEXT, 0, false);
	for (size_t i = 0; i < count; i++) {
		CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

		clock_add_iso(&when, people[i].added_ms);
		table_row(table);
		table_str(table, people[i].name);
		table_str(table, people[i].team);
		table_int(table, people[i].attempts);
		table_str(table, when.buf);
	}
}

static int trainee_list(struct context *context, const struct args *args, struct err *err)
{
	struct store *store = context_store_existing(context, err);
	void *pool = talloc_new(NULL);
	struct table *table = table_new();
	size_t count = 0;
	struct trainee *people =
		store ? store_trainees(pool, store, sv_from(args_get(args, "team", "")), &count, err) : NULL;

	if (err->kind == ERR_NONE) {
		trainee_table(table, people, people ? count : 0);
		output_table(context, table, args_get(args, "format", "text"), "trainees", "There are no trainees yet.",
			     err);
	}
	table_free(table);
	talloc_free(pool);
	return CLI_OK;
}

static void attempt_table(struct table *table, const struct attempt *attempts, size_t count)
{
	table_column(table, "attempt", "ATTEMPT", TABLE_INT, 0, false);
	table_column(table, "started", "STARTED", TABLE_TEXT, 0, false);
	table_column(table, "scenario", "SCENARIO", TABLE_TEXT, 0, false);
	table_column(table, "mode", "MODE", TABLE_TEXT, 0, false);
	table_column(table, "outcome", "OUTCOME", TABLE_TEXT, 0, false);
	table_column(table, "score", "SCORE", TABLE_REAL, 1, false);
	table_column(table, "passed", "PASSED", TABLE_BOOL, 0, false);
	for (size_t i = 0; i < count; i++) {
		CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

		clock_add_iso(&when, attempts[i].started_ms);
		table_row(table);
		table_int(table, attempts[i].id);
		table_str(table, when.buf);
		table_str(table, attempts[i].scenario);
		table_str(table, mode_names[attempts[i].mode]);
		table_str(table, attempts[i].finished ? attempts[i].outcome : "open");
		if (attempts[i].has_score)
			table_real(table, attempts[i].score);
		else
			table_none(table);
		if (attempts[i].finished)
			table_bool(table, attempts[i].passed);
		else
			table_none(table);
	}
}

static int trainee_show(struct context *context, const struct args *args, struct err *err)
{
	struct store *store = context_store_existing(context, err);
	const char *name = args->rest_count > 1 ? args->rest[1] : context->trainee;
	struct attempt_query query = {.finished = 0};
	void *pool = talloc_new(NULL);
	struct table *table = table_new();
	struct attempt *attempts = NULL;
	size_t count = 0;

	if (store && store_trainee_find(store, sv_from(name), &query.trainee, err)) {
		if (!query.trainee)
			err_set(err, ERR_USAGE, "There is no trainee \"%s\" in the store.", name);
		else
			attempts = store_attempts(pool, store, &query, &count, err);
	}
	if (err->kind == ERR_NONE) {
		attempt_table(table, attempts, attempts ? count : 0);
		output_table(context, table, args_get(args, "format", "text"), "attempts", "No attempts yet.", err);
	}
	table_free(table);
	talloc_free(pool);
	return CLI_OK;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	if (!args_count(args, &verb_trainee, 1, -1, err) || !desk_format_for(args, "list|show|export", err))
		return CLI_USAGE;
	if (!strcmp(args->rest[0], "add"))
		return trainee_add(context, args, err);
	if (!strcmp(args->rest[0], "list"))
		return trainee_list(context, args, err);
	if (!strcmp(args->rest[0], "show"))
		return trainee_show(context, args, err);
	if (!strcmp(args->rest[0], "export"))
		return trainee_export(context, args, err) ? CLI_OK : CLI_USAGE;
	if (!strcmp(args->rest[0], "erase"))
		return trainee_erase(context, args, err) ? CLI_OK : CLI_USAGE;
	if (!strcmp(args->rest[0], "import"))
		return trainee_import(context, args, err) ? CLI_OK : CLI_USAGE;
	err_set(err, ERR_USAGE, "\"%s\" is not known to trainee; it does add, list, show, export, erase and import.",
		args->rest[0]);
	return CLI_USAGE;
}

static const struct verb_option options[] = {
	{"team", 0, "TEAM", NULL, VALUE_NONE, false, "the team to add to, or to list"},
	{"format", 'f', "FORM", "text|csv|json", VALUE_NONE, false, "text, csv or json (export: json or text)"},
	{"output", 'o', "FILE", NULL, VALUE_FILE, false, "with export: write to this file (mode 0600)"},
	{"yes", 0, NULL, NULL, VALUE_NONE, false, "with erase: do it"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_trainee = {
	.name = "trainee",
	.arguments = "add|list|show|export|erase|import [NAME|FILE]",
	.words = "add|list|show|export|erase|import",
	.value = VALUE_TRAINEE,
	.summary = "Add, list and show the people who practise; their data out, and gone",
	.readers = "manager",
	.options = options,
	.text = "export writes everything that is kept on one person. erase removes it for ever: rows are overwritten, "
		"the file is "
		"written anew, and then searched for what was there. The chain of the history still holds: what "
		"remains are "
		"tombstones without a name. import takes people from CSV with the columns trainee and team.",
	.run = run,
};
