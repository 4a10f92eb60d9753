/* verb_report.c - rolecall report [WHAT] */
#include "base/clock.h"
#include "base/file.h"
#include "cli/progress.h"
#include "cli/verb.h"
#include "report/report.h"

#include <string.h>
#include <talloc.h>

static bool read_time(const struct args *args, const char *option, int64_t *ms, struct err *err)
{
	const char *text = args_get(args, option, NULL);
	struct err cause = ERR_INIT;

	if (!text || clock_parse(sv_from(text), ms, &cause))
		return true;
	return err_set(err, ERR_USAGE, "--%s: %s", option, cause.message);
}

static bool read_request(const struct args *args, struct report_request *request, struct err *err)
{
	const char *mode = args_get(args, "mode", "all");

	request->kind = args->rest_count ? args->rest[0] : "team";
	if (args->rest_count > 1)
		request->subject = sv_from(args->rest[1]);
	request->query.team = sv_from(args_get(args, "team", ""));
	if (!strcmp(mode, "coach"))
		request->query.modes = 1u << MODE_COACH;
	else if (!strcmp(mode, "exam"))
		request->query.modes = 1u << MODE_EXAM;
	request->pseudonyms = args_has(args, "pseudonyms");
	return read_time(args, "since", &request->query.since_ms, err) &&
	       read_time(args, "until", &request->query.until_ms, err);
}

static bool write_out(struct context *context, const struct args *args, struct sv text, bool page, struct err *err)
{
	const char *path = args_get(args, "output", NULL);

	if (path)
		return file_write_atomic(path, text, 0600, err);
	return page ? context_page(context, text, err) : context_write(context, text, err);
}

static bool print(struct context *context, const struct args *args, const struct report *report, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	const char *form = args_get(args, "format", "text");
	const char *part = args_get(args, "part", NULL);
	bool text = !strcmp(form, "text");
	bool good = true;

	if (part && strcmp(form, "csv") != 0)
		return err_set(err, ERR_USAGE, "--part is for --format csv: the other forms hold every part.");
	if (text)
		good = report_add_text(report, context->out_terminal ? context_width(context) : 0, &out, err);
	else if (!strcmp(form, "csv"))
		good = report_add_csv(report, part, &out, err);
	else if (!strcmp(form, "json"))
		report_add_json(report, &out);
	else
		good = report_add_html(report, clock_wall_ms(), &out, err);
	return good && write_out(context, args, strbuf_sv(&out), text, err);
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	struct report_request request = {.kind = NULL};
	struct progress progress;
	struct store *store;
	struct report *report;

	if (!args_count(args, &verb_report, 0, 2, err) || !read_request(args, &request, err))
		return CLI_USAGE;
	store = context_store_existing(context, err);
	if (!store)
		return CLI_STORE;
	progress_watch(&progress, context, store);
	report = report_build(NULL, store, &request, err);
	progress_end(&progress);
	if (report)
		print(context, args, report, err);
	talloc_free(report);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"since", 0, "DATE", NULL, VALUE_NONE, false, "attempts begun on or after this day or moment (UTC)"},
	{"until", 0, "DATE", NULL, VALUE_NONE, false, "attempts begun before this day or moment (UTC)"},
	{"team", 0, "TEAM", NULL, VALUE_NONE, false, "only this team"},
	{"mode", 0, "MODE", "coach|exam|all", VALUE_NONE, false, "coach, exam or all (both; practice is private)"},
	{"pseudonyms", 0, NULL, NULL, VALUE_NONE, false, "show \"trainee 17\" in the place of names"},
	{"format", 'f', "FORM", "text|csv|json|html", VALUE_NONE, false, "text, csv, json or html"},
	{"part", 0, "PART", NULL, VALUE_NONE, false, "with csv: this part of the report, not its main one"},
	{"output", 'o', "FILE", NULL, VALUE_FILE, false, "write to this file (mode 0600)"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_report = {
	.name = "report",
	.arguments = "[trainee NAME|team|skills|criteria|scenarios|channels|progress|readiness]",
	.words = "trainee|team|skills|criteria|scenarios|channels|progress|readiness",
	.value = VALUE_TRAINEE,
	.summary = "Show how people do: one trainee, a team, skills, criteria and more",
	.readers = "manager",
	.options = options,
	.text = "Only finished attempts in coach and exam mode are counted; what is practised stays with its trainee. "
		"Every "
		"share is shown with the number it is taken from and its 95 % interval (Wilson): \"71% 45-88 n14\" "
		"reads "
		"71 per cent of 14, and the true share may well lie between 45 and 88. Nobody is ranked on fewer than "
		"five "
		"attempts. docs/reports.md has every report, figure and formula.",
	.run = run,
};
