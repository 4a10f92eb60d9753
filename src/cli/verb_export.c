/* verb_export.c - rolecall export attempts|xapi */
#include "base/clock.h"
#include "base/mem.h"
#include "cli/attempt_json.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "cli/xapi.h"

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

static bool export_lines(struct context *context, const struct args *args, const struct attempt *attempts, size_t count,
			 FILE *to, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	bool xapi = !strcmp(args->rest[0], "xapi"), csv = !strcmp(args_get(args, "format", "ndjson"), "csv");
	struct table *table = csv ? table_new() : NULL;
	bool good = true;

	if (csv)
		csv_columns(table);
	for (size_t i = 0; good && i < count; i++) {
		char *pseudonym = mem_pool_printf(NULL, "trainee %lld", (long long)attempts[i].trainee_id);
		const char *name = args_has(args, "pseudonyms") ? pseudonym : attempts[i].trainee;

		strbuf_reset(&out);
		if (csv) {
			csv_row(table, &attempts[i], name);
		} else if (xapi) {
			good = xapi_add(context->store, &attempts[i], name,
					args_get(args, "home", "https://rolecall.invalid/"), &out, err);
		} else {
			good = attempt_add_json(context->store, &attempts[i], name, &out, err);
			strbuf_addch(&out, '\n');
		}
		good = good && put(to, &out, err);
		talloc_free(pseudonym);
	}
	if (good && csv) {
		table_add_csv(table, &out);
		good = put(to, &out, err);
	}
	table_free(table);
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
	struct attempt_query query;
	struct attempt *attempts;
	size_t count = 0;
	FILE *to = context->out;
	bool good;

	if (!context_store_existing(context, err) || !read_query(context, args, &query, err))
		return false;
	attempts = store_attempts(pool, context->store, &query, &count, err);
	if (!attempts || (path && !(to = open_output(path, err))))
		return false;
	good = export_lines(context, args, attempts, count, to, err);
	if (path && fclose(to) && good)
		good = err_set(err, ERR_IO, "%s cannot be written: %s.", path, strerror(errno));
	if (good && path)
		fprintf(context->talk, "%zu attempts.\n", count);
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
