/* verb_export.c - rolecall export attempts|xapi */
#include "base/clock.h"
#include "base/mem.h"
#include "cli/attempt_json.h"
#include "cli/desk.h"
#include "cli/progress.h"
#include "cli/xapi.h"
#include "report/table.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

static bool read_query(struct context *context, const struct args *args, struct attempt_query *query, struct err *err)
{
	const char *mode = args_get(args, "mode", "all"), *trainee = args_get(args, "trainee", NULL);

	*query = (struct attempt_query){.finished = 1, .source = 1, .modes = 1u << MODE_COACH | 1u << MODE_EXAM};
	if (!strcmp(mode, "coach"))
		query->modes = 1u << MODE_COACH;
	else if (!strcmp(mode, "exam"))
		query->modes = 1u << MODE_EXAM;
	query->team = sv_from(args_get(args, "team", ""));
	if (trainee && !desk_trainee(context->store, trainee, &query->trainee, err))
		return false;
	return desk_time(args, "since", &query->since_ms, err) && desk_time(args, "until", &query->until_ms, err);
}

static void csv_columns(struct table *table)
{
	static const struct {
		const char *key;
		enum table_type type;
	} columns[] = {{"attempt", TABLE_INT},        {"trainee", TABLE_TEXT}, {"team", TABLE_TEXT},
		       {"scenario", TABLE_TEXT},      {"channel", TABLE_TEXT}, {"family", TABLE_TEXT},
		       {"mode", TABLE_TEXT},          {"started", TABLE_TEXT}, {"finished", TABLE_TEXT},
		       {"outcome", TABLE_TEXT},       {"ending", TABLE_TEXT},  {"score", TABLE_REAL},
		       {"passed", TABLE_BOOL},        {"csat", TABLE_INT},     {"critical", TABLE_INT},
		       {"turns", TABLE_INT},          {"hints", TABLE_INT},    {"seed", TABLE_TEXT},
		       {"scenario_hash", TABLE_TEXT}, {"rubrics", TABLE_TEXT}, {"engine", TABLE_TEXT}};

	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		table_column(table, columns[i].key, columns[i].key, columns[i].type, 1, false);
}

static void add_time(struct table *table, int64_t ms)
{
	CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

	clock_add_iso(&when, ms);
	table_sv(table, strbuf_sv(&when));
}

static void csv_row(struct table *table, const struct attempt *attempt, const char *name)
{
	CLEANUP_STRBUF struct strbuf seed = STRBUF_INIT;

	strbuf_addf(&seed, "%llu", (unsigned long long)attempt->seed);
	table_row(table);
	table_int(table, attempt->id);
	table_str(table, name);
	table_str(table, attempt->team);
	table_str(table, attempt->scenario);
	table_str(table, attempt->channel);
	table_str(table, attempt->family);
	table_str(table, mode_names[attempt->mode]);
	add_time(table, attempt->started_ms);
	add_time(table, attempt->finished_ms);
	table_str(table, attempt->outcome);
	table_str(table, attempt->ending);
	if (attempt->has_score)
		table_real(table, attempt->score);
	else
		table_none(table);
	table_bool(table, attempt->passed);
	if (attempt->csat)
		table_int(table, attempt->csat);
	else
		table_none(table);
	table_int(table, attempt->critical_count);
	table_int(table, attempt->turns);
	table_int(table, attempt->hints);
	table_sv(table, strbuf_sv(&seed));
	table_str(table, attempt->scenario_hash);
	table_str(table, attempt->rubrics);
	table_str(table, attempt->engine_version);
}

static bool put(FILE *to, const struct strbuf *text, struct err *err)
{
	if (fwrite(text->buf, 1, text->len, to) == text->len || errno == EPIPE)
		return true;
	return err_set(err, ERR_IO, "The export could not be written: %s.", strerror(errno));
}

static bool add_attempt(struct context *context, const struct args *args, const struct attempt *attempt,
			struct table *table, struct strbuf *out, struct err *err)
{
	CLEANUP_STRBUF struct strbuf pseudonym = STRBUF_INIT;
	const char *name = attempt->trainee;

	if (args_has(args, "pseudonyms")) {
		strbuf_addf(&pseudonym, "trainee %lld", (long long)attempt->trainee_id);
		name = pseudonym.buf;
	}
	if (table) {
		csv_row(table, attempt, name);
		table_add_csv_rows(table, out);
		table_clear(table);
		return true;
	}
	if (!strcmp(args->rest[0], "xapi"))
		return xapi_add(context->store, attempt, name, args_get(args, "home", "https://rolecall.invalid/"), out,
				err);
	if (!attempt_add_json(context->store, attempt, name, out, err))
		return false;
	strbuf_addch(out, '\n');
	return true;
}

/* An attempt after the other; with --format csv `table` has its columns. A reader who has gone ends it. */
static bool export_lines(struct context *context, const struct args *args, struct attempt_cursor *cursor,
			 struct table *table, FILE *to, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	const struct attempt *attempt = NULL;
	struct progress progress;
	int64_t done = 0;
	bool good = true;

	progress_begin(&progress, context, SV("exporting"), SV("attempts"));
	progress.wanted = progress.wanted && (to != context->out || !context->out_terminal);
	if (table) {
		table_add_csv_heading(table, &out);
		good = put(to, &out, err);
	}
	while (good && !ferror(to) && (good = store_cursor_next(cursor, &attempt, err)) && attempt) {
		strbuf_reset(&out);
		good = add_attempt(context, args, attempt, table, &out, err) && put(to, &out, err);
		progress_tell(&progress, ++done, (int64_t)store_cursor_count(cursor));
	}
	progress_end(&progress);
	return good;
}

static FILE *open_output(const char *path, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	FILE *file = fd >= 0 && !fchmod(fd, 0600) ? fdopen(fd, "w") : NULL;

	if (!file)
		err_set(err, ERR_IO, "%s cannot be written: %s.", path, strerror(errno));
	if (!file && fd >= 0)
		close(fd);
	return file;
}

static bool export_all(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const char *path = args_get(args, "output", NULL);
	bool csv = !strcmp(args_get(args, "format", "ndjson"), "csv");
	struct attempt_query query;
	struct attempt_cursor *cursor;
	struct table *table;
	FILE *to = context->out;
	bool good;

	if (!context_store_existing(context, err) || !read_query(context, args, &query, err))
		return false;
	cursor = store_cursor_new(pool, context->store, &query, err);
	if (!cursor || (path && !(to = open_output(path, err))))
		return false;
	table = csv ? table_new() : NULL;
	if (csv)
		csv_columns(table);
	good = export_lines(context, args, cursor, table, to, err);
	table_free(table);
	if (path && fclose(to) && good)
		good = err_set(err, ERR_IO, "%s cannot be written: %s.", path, strerror(errno));
	if (good && path)
		fprintf(context->talk, "%zu attempts.\n", store_cursor_count(cursor));
	return good;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	const char *home = args_get(args, "home", "https://rolecall.invalid/");

	if (!args_count(args, &verb_export, 1, 1, err))
		return CLI_USAGE;
	if (strcmp(args->rest[0], "attempts") != 0 && strcmp(args->rest[0], "xapi") != 0)
		err_set(err, ERR_USAGE, "\"%s\" cannot be exported; attempts and xapi can.", args->rest[0]);
	else if (!strcmp(args->rest[0], "xapi") && args_has(args, "format"))
		err_set(err, ERR_USAGE, "xapi has one form only: a statement a line.");
	else if ((strncmp(home, "http://", 7) != 0 && strncmp(home, "https://", 8) != 0) ||
		 home[strlen(home) - 1] != '/' || strpbrk(home, " \"<>\\^`{|}\n\r\t"))
		err_set(err, ERR_USAGE,
			"--home is an address like https://training.example.org/ with a slash at its end.");
	else
		export_all(context, args, err);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"since", 0, "DATE", NULL, VALUE_NONE, false, "attempts begun on or after this day or moment (UTC)"},
	{"until", 0, "DATE", NULL, VALUE_NONE, false, "attempts begun before this day or moment (UTC)"},
	{"team", 0, "TEAM", NULL, VALUE_NONE, false, "only this team"},
	{"trainee", 0, "NAME", NULL, VALUE_TRAINEE, false, "only this trainee"},
	{"mode", 0, "MODE", "coach|exam|all", VALUE_NONE, false, "coach, exam or all (both; practice is private)"},
	{"pseudonyms", 0, NULL, NULL, VALUE_NONE, false, "\"trainee 17\" in the place of names"},
	{"format", 'f', "FORM", "ndjson|csv", VALUE_NONE, false,
	 "of attempts: ndjson (whole, for import) or csv (a row each)"},
	{"home", 0, "URL", NULL, VALUE_NONE, false, "of xapi: the address that accounts and activities belong to"},
	{"output", 'o', "FILE", NULL, VALUE_FILE, false, "write to this file (mode 0600)"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_export = {
	.name = "export",
	.arguments = "attempts|xapi",
	.words = "attempts|xapi",
	.summary = "Write finished attempts out: NDJSON, CSV, or xAPI statements",
	.readers = "manager",
	.options = options,
	.text = "Finished attempts in coach and exam mode only. The NDJSON holds each attempt whole, and rolecall "
		"import takes it into "
		"another store. xAPI statements (version 1.0.3) say attempted, answered for every criterion, "
		"completed, and "
		"passed or failed.",
	.run = run,
};
