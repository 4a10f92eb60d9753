/* verb_assign.c - rolecall assign [SCENARIO|SKILL --to NAME --due DATE] */
#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/assigned.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "store/bars.h"

#include <string.h>

static const char *state(const struct assignment *assignment, int64_t now_ms)
{
	if (assignment->done_ms)
		return assignment->done_ms > assignment->due_ms ? "done late" : "done";
	if (now_ms > assignment->due_ms)
		return "overdue";
	return assignment->acknowledged_ms ? "seen" : "open";
}

static void add_day(struct table *table, int64_t ms)
{
	CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

	clock_add_iso(&when, ms);
	table_sv(table, sv_make(when.buf, 10));
}

static bool list(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct store *store = context_store_existing(context, err);
	const char *to = args_get(args, "to", NULL);
	size_t count = 0;
	int64_t trainee = 0;
	struct assignment *all;
	struct table *table;
	bool good;

	if (!store || (to && !desk_trainee(store, to, &trainee, err)))
		return false;
	all = store_assignments(pool, store, trainee, &count, err);
	if (!all)
		return false;
	table = table_new();
	table_column(table, "assignment", "NUMBER", TABLE_INT, 0, false);
	table_column(table, "trainee", "TRAINEE", TABLE_TEXT, 0, false);
	table_column(table, "target", "WHAT", TABLE_TEXT, 0, false);
	table_column(table, "due", "DUE", TABLE_TEXT, 0, false);
	table_column(table, "state", "STATE", TABLE_TEXT, 0, false);
	table_column(table, "by", "BY", TABLE_TEXT, 0, false);
	table_column(table, "note", "NOTE", TABLE_TEXT, 0, true);
	for (size_t i = 0; i < count; i++) {
		table_row(table);
		table_int(table, all[i].id);
		table_str(table, all[i].who);
		table_str(table, all[i].target);
		add_day(table, all[i].due_ms);
		table_str(table, state(&all[i], clock_wall_ms()));
		table_str(table, all[i].by);
		table_str(table, all[i].note);
	}
	good = output_table(context, table, args_get(args, "format", "text"), "assignments", "Nothing is assigned.",
			    err);
	table_free(table);
	return good;
}

static bool is_skill(const char *target)
{
	for (int i = 0; i < SKILL_COUNT; i++) {
		if (!strcmp(target, skill_names[i]))
			return true;
	}
	return false;
}

/* A trainee of that name, else a team that somebody is in. */
static bool find_whom(struct context *context, const char *to, struct assignment *out, struct err *err)
{
	size_t count = 0;
	struct trainee *team;

	if (!store_trainee_find(context->store, sv_from(to), &out->trainee, err) || out->trainee)
		return err->kind == ERR_NONE;
	team = store_trainees(NULL, context->store, sv_from(to), &count, err);
	talloc_free(team);
	return team && (count || err_set(err, ERR_USAGE, "There is no trainee and no team \"%s\" in the store.", to));
}

static void say_assigned(struct context *context, const struct assignment *assignment, const char *to)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	strbuf_addstr(&line, "Assigned to ");
	utf8_add_visible(&line, sv_from(to), false);
	strbuf_addf(&line, "%s: ", assignment->trainee ? "" : " (everybody of the team)");
	utf8_add_visible(&line, sv_from(assignment->target), false);
	strbuf_addstr(&line, ", until ");
	clock_add_iso(&line, assignment->due_ms);
	fprintf(context->talk, "%s. It is shown when they next play.\n", line.buf);
}

static bool assign(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const char *to = args_get(args, "to", NULL);
	struct assignment assignment = {.at_ms = clock_wall_ms()};
	struct library *library = context_library(context, err);

	if (!to || !args_has(args, "due"))
		return err_set(err, ERR_USAGE, "Whom, and until when? rolecall assign %s --to NAME --due DATE",
			       args->rest[0]);
	assignment.skill = is_skill(args->rest[0]);
	if (!assignment.skill && (!library || !library_scenario_path(library, sv_from(args->rest[0]), err)))
		return false;
	if (!desk_time(args, "due", &assignment.due_ms, err) || !context_store_existing(context, err) ||
	    !find_whom(context, to, &assignment, err))
		return false;
	if (assignment.due_ms < assignment.at_ms)
		return err_set(err, ERR_USAGE, "--due %s is over already.", args_get(args, "due", ""));
	assignment.target = talloc_strdup(pool, args->rest[0]);
	assignment.note = talloc_strdup(pool, args_get(args, "note", ""));
	assignment.by = talloc_strdup(pool, desk_by(context, args));
	if (!store_assign(context->store, &assignment, sv_from(to), err))
		return false;
	say_assigned(context, &assignment, to);
	return true;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	if (!args->rest_count)
		list(context, args, err);
	else if (args_count(args, &verb_assign, 1, 1, err))
		assign(context, args, err);
	return CLI_OK;
}

bool assigned_show(struct context *context, struct store *store, const char *trainee, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t count = 0;
	int64_t id = 0;
	struct assignment *all;

	if (!store_trainee_find(store, sv_from(trainee), &id, err) || !id)
		return err->kind == ERR_NONE;
	all = store_assignments(pool, store, id, &count, err);
	for (size_t i = 0; all && i < count; i++) {
		CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

		if (all[i].done_ms)
			continue;
		strbuf_addstr(&line, "Assigned to you: ");
		utf8_add_visible(&line, sv_from(all[i].target), false);
		strbuf_addstr(&line, ", until ");
		clock_add_iso(&line, all[i].due_ms);
		if (all[i].note[0]) {
			strbuf_addstr(&line, " - ");
			utf8_add_visible(&line, sv_from(all[i].note), false);
		}
		fprintf(context->talk, "%s\n", line.buf);
		if (!all[i].acknowledged_ms && !store_acknowledge(store, all[i].id, id, clock_wall_ms(), err))
			return false;
	}
	return all != NULL;
}

static const struct verb_option options[] = {
	{"to", 0, "NAME", NULL, VALUE_TRAINEE, false, "a trainee, or a team: everybody in it"},
	{"due", 0, "DATE", NULL, VALUE_NONE, false, "until when (UTC)"},
	{"note", 0, "TEXT", NULL, VALUE_NONE, false, "a word on why"},
	{"by", 0, "NAME", NULL, VALUE_NONE, false, "who assigns (default: your own name)"},
	{"format", 'f', "FORM", "text|csv|json", VALUE_NONE, false, "of the list: text, csv or json"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_assign = {
	.name = "assign",
	.arguments = "[SCENARIO|SKILL]",
	.value = VALUE_SCENARIO,
	.summary = "Assign a scenario or a skill, or list what is assigned",
	.readers = "manager",
	.options = options,
	.text = "The trainee sees it at the next play, which marks it as seen. It is done with the first finished "
		"coach or exam "
		"attempt on the scenario, or one in which the skill was judged.",
	.run = run,
};
