/* verb_calibrate.c - rolecall calibrate: how far criteria agree with people who marked the same replies. */
#include "cli/calibrate_run.h"
#include "cli/calibrate_session.h"
#include "cli/scoring.h"
#include "cli/verb.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <string.h>

#define MAX_RUBRICS 64
#define LINE_MAX_BYTES ((size_t)16 * 1024 * 1024) /* a marked reply is a few hundred bytes */

/* Everything that a run owns. */
struct job {
	struct calibrate_run run;
	struct label_map *maps;
	size_t map_count;
	struct label_cond *wheres;
	size_t where_count;
	const struct rubric *rubrics[MAX_RUBRICS];
	size_t rubric_count;
};

static void job_release(struct job *job)
{
	calibrate_targets_free(job->run.targets, job->map_count);
	calibration_free(job->run.calibration);
	match_scanner_free(job->run.counter);
	score_session_free(job->run.session);
	scorer_free(job->run.scorer);
	if (job->run.rows)
		fclose(job->run.rows);
	label_maps_free(job->maps, job->map_count);
	for (size_t i = 0; i < job->where_count; i++)
		label_cond_release(&job->wheres[i]);
	free(job->wheres);
}

static bool read_options(struct job *job, const struct args *args, struct err *err)
{
	const char *text;

	for (int i = 0; (text = args_nth(args, "map", i)); i++)
		if (!label_maps_parse(text, &job->maps, &job->map_count, err))
			return false;
	for (int i = 0; (text = args_nth(args, "where", i)); i++) {
		job->wheres = mem_realloc(job->wheres, job->where_count + 1, sizeof *job->wheres);
		if (!label_cond_parse(text, &job->wheres[job->where_count], err))
			return false;
		job->where_count++;
	}
	text = args_get(args, "format", "text");
	if (!strcmp(text, "csv") || !strcmp(text, "ndjson"))
		return err_set(err, ERR_USAGE,
			       "--format %s is for rolecall calibrate report; with --data it is text or json.", text);
	if (!args_has(args, "data"))
		return err_set(err, ERR_USAGE, "Say which rows to compare with: --data FILE.");
	if (job->map_count == 0)
		return err_set(err, ERR_USAGE, "Say which label goes with which criterion: --map LABEL=CRITERION.");
	if (!args_has(args, "rubric"))
		return err_set(err, ERR_USAGE, "Say which rubric to calibrate: --rubric FILE.");
	return true;
}

static bool load_rubrics(struct job *job, struct context *context, const struct args *args, struct err *err)
{
	const char *name;

	while (job->rubric_count < MAX_RUBRICS && (name = args_nth(args, "rubric", (int)job->rubric_count))) {
		const struct rubric *rubric = scoring_load_rubric(context, sv_from(name), err);

		if (!rubric)
			return false;
		job->rubrics[job->rubric_count++] = rubric;
	}
	return true;
}

/* "id" or "rubric/id". */
static bool find_target(const struct job *job, const char *name, struct calibrate_target *out, struct err *err)
{
	const char *slash = strchr(name, '/');
	struct sv id = sv_from(slash ? slash + 1 : name);

	for (size_t r = 0; r < job->rubric_count; r++) {
		if (slash && !sv_eq(job->rubrics[r]->id, sv_make(name, (size_t)(slash - name))))
			continue;
		out->rubric = (int)r;
		out->criterion = rubric_find(job->rubrics[r], id);
		if (out->criterion >= 0)
			return true;
	}
	return err_set(err, ERR_USAGE, "There is no criterion \"%s\" in the rubric%s.", name,
		       job->rubric_count > 1 ? "s" : "");
}

static bool prepare(struct job *job, const struct args *args, struct err *err)
{
	long keep = 0, seed = 1;
	const char *rows = args_get(args, "rows", NULL);

	if (!args_number(args, "disagreements", 0, 1000, &keep, err) ||
	    !args_number(args, "seed", 0, 1000000000, &seed, err))
		return false;
	job->run = (struct calibrate_run){.maps = job->maps,
					  .map_count = job->map_count,
					  .wheres = job->wheres,
					  .where_count = job->where_count,
					  .keep = (int)keep};
	job->run.targets = mem_calloc(job->map_count, sizeof *job->run.targets);
	job->run.calibration = calibration_new((uint64_t)seed);
	for (size_t i = 0; i < job->map_count; i++) {
		if (!find_target(job, job->maps[i].criterion, &job->run.targets[i], err))
			return false;
		calibration_map(job->run.calibration, job->maps[i].text, job->maps[i].criterion);
	}
	if (rows && !(job->run.rows = fopen(rows, "we")))
		return err_set(err, ERR_IO, "%s cannot be written: %s.", rows, strerror(errno));
	job->run.scorer = scorer_new(job->rubrics, job->rubric_count, job->rubric_count, NULL, MATCH_ENGINE_FAST);
	job->run.session = score_session_new(job->run.scorer, NULL);
	job->run.counter = match_scanner_new(NULL);
	return true;
}

static bool read_file(struct job *job, const char *path, struct err *err)
{
	bool standard = !strcmp(path, "-"), good = true;
	FILE *file = standard ? stdin : fopen(path, "re");
	CLEANUP_FREE char *line = NULL;
	size_t capacity = 0;
	ssize_t length;

	if (!file)
		return err_set(err, ERR_INPUT, "%s cannot be read: %s.", path, strerror(errno));
	errno = 0;
	for (int number = 1; good && (length = getline(&line, &capacity, file)) >= 0; number++) {
		struct sv text = sv_trim(sv_make(line, (size_t)length));

		if (number == 1 && sv_starts(text, "\xef\xbb\xbf"))
			text = sv_make(text.p + 3, text.n - 3);
		if (text.n > LINE_MAX_BYTES)
			good = err_set_at(err, ERR_LIMIT, path, number, 1, "This row is larger than 16 MiB.");
		else if (text.n > 0)
			good = calibrate_line(&job->run, text, path, number, err);
	}
	if (good && ferror(file))
		good = err_set(err, ERR_INPUT, "%s cannot be read: %s.", path, strerror(errno));
	if (!standard)
		fclose(file);
	return good;
}

/* ---- results ---- */

static void add_marked(const struct dispute *dispute, struct strbuf *out)
{
	size_t at = 0;

	for (int i = 0; i < dispute->mark_count; i++) {
		const struct mark *mark = &dispute->marks[i];

		if (mark->start < at)
			continue;
		utf8_add_visible(out, sv_make(dispute->reply + at, mark->start - at), false);
		strbuf_addstr(out, "[[");
		utf8_add_visible(out, sv_make(dispute->reply + mark->start, mark->end - mark->start), false);
		strbuf_addstr(out, "]]");
		at = mark->end;
	}
	utf8_add_visible(out, sv_make(dispute->reply + at, dispute->reply_length - at), false);
}

static void add_disputes(const char *title, const struct dispute *list, int count, struct strbuf *out)
{
	if (count == 0)
		return;
	strbuf_addf(out, "\n  %s:\n", title);
	for (int i = 0; i < count; i++) {
		strbuf_addstr(out, "  - ");
		utf8_add_visible(out, sv_from(list[i].id), false);
		if (list[i].context[0]) {
			strbuf_addstr(out, "\n      to: ");
			utf8_add_visible(out, sv_from(list[i].context), false);
		}
		strbuf_addstr(out, "\n      reply: ");
		add_marked(&list[i], out);
		if (list[i].why && list[i].why[0]) {
			strbuf_addstr(out, "\n      why: ");
			utf8_add_visible(out, sv_from(list[i].why), false);
		}
		strbuf_addch(out, '\n');
	}
}

static void results_text(const struct job *job, struct strbuf *out)
{
	for (size_t i = 0; i < job->map_count; i++) {
		const struct calibrate_target *target = &job->run.targets[i];
		struct calibration_result result;

		calibration_result(job->run.calibration, (int)i, &result);
		strbuf_addstr(out, i ? "\n" : "");
		calibration_result_text(&result, out);
		add_disputes("only the rubric says yes", target->only_rubric, target->only_rubric_count, out);
		add_disputes("only people say yes", target->only_people, target->only_people_count, out);
	}
}

static void disputes_json(struct json_writer *w, const char *key, const struct dispute *list, int count)
{
	json_key(w, key);
	json_open_array(w);
	for (int i = 0; i < count; i++) {
		json_open_object(w);
		json_key_str(w, "id", list[i].id);
		json_key_str(w, "context", list[i].context);
		json_key_sv(w, "reply", sv_make(list[i].reply, list[i].reply_length));
		json_key_str(w, "why", list[i].why ? list[i].why : "");
		json_key(w, "evidence");
		json_open_array(w);
		for (int k = 0; k < list[i].mark_count; k++) {
			json_open_object(w);
			json_key_int(w, "start", list[i].marks[k].start);
			json_key_int(w, "end", list[i].marks[k].end);
			json_close_object(w);
		}
		json_close_array(w);
		json_close_object(w);
	}
	json_close_array(w);
}

static void results_json(const struct job *job, struct strbuf *out)
{
	struct json_writer w;

	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "calibrate", 1);
	json_key_int(&w, "rows", (long long)calibration_rows(job->run.calibration));
	json_key(&w, "maps");
	json_open_array(&w);
	for (size_t i = 0; i < job->map_count; i++) {
		const struct calibrate_target *target = &job->run.targets[i];
		struct calibration_result result;

		calibration_result(job->run.calibration, (int)i, &result);
		json_open_object(&w);
		calibration_result_json(&result, &w);
		if (job->run.keep > 0) {
			disputes_json(&w, "only_rubric", target->only_rubric, target->only_rubric_count);
			disputes_json(&w, "only_people", target->only_people, target->only_people_count);
		}
		json_close_object(&w);
	}
	json_close_array(&w);
	json_close_object(&w);
	strbuf_addch(out, '\n');
}

static int compare(struct context *context, const struct args *args, struct err *err)
{
	struct job job CLEANUP(job_release) = {.map_count = 0};
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	bool good = read_options(&job, args, err) && load_rubrics(&job, context, args, err) && prepare(&job, args, err);
	const char *path;

	for (int i = 0; good && (path = args_nth(args, "data", i)); i++)
		good = read_file(&job, path, err);
	if (good && job.run.rows && (fflush(job.run.rows) || ferror(job.run.rows)))
		good = err_set(err, ERR_IO, "%s cannot be written: %s.", args_get(args, "rows", ""), strerror(errno));
	if (!good)
		return CLI_USAGE;
	if (!strcmp(args_get(args, "format", "text"), "json")) {
		results_json(&job, &out);
		context_write(context, strbuf_sv(&out), err);
	} else {
		results_text(&job, &out);
		context_page(context, strbuf_sv(&out), err);
	}
	return CLI_OK;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	return args->rest_count ? calibrate_session(context, args, err) : compare(context, args, err);
}

static const struct verb_option options[] = {
	{"data", 'd', "FILE", NULL, VALUE_FILE, true,
	 "rows that people marked, one JSON object a line; - reads standard input"},
	{"rubric", 'r', "FILE", NULL, VALUE_RUBRIC, true, "the rubric whose criteria are compared, by id or path"},
	{"map", 'm', "MAPPING", NULL, VALUE_NONE, true,
	 "LABEL=CRITERION, LABEL>0=CRITERION or LABEL==v=CRITERION, several with commas"},
	{"where", 'w', "TEST", NULL, VALUE_NONE, true, "only rows whose labels pass, such as domain==wiki"},
	{"disagreements", 'n', "N", NULL, VALUE_NONE, false,
	 "show the N worst misses both ways, longest evidence first"},
	{"rows", 0, "FILE", NULL, VALUE_FILE, false, "write what each row got to FILE, one JSON object a line"},
	{"seed", 0, "N", NULL, VALUE_NONE, false,
	 "draw the resamples of the intervals, or with new the conversations, from this seed (default: 1)"},
	{"count", 0, "N", NULL, VALUE_NONE, false, "with new: choose so many conversations (default: 30)"},
	{"since", 0, "DATE", NULL, VALUE_NONE, false, "with new: only attempts begun from this date on"},
	{"until", 0, "DATE", NULL, VALUE_NONE, false, "with new: only attempts begun before this date"},
	{"rater", 0, "PERSON", NULL, VALUE_NONE, false, "with mark: who marks"},
	{"item", 0, "K", NULL, VALUE_NONE, false, "with mark: show this conversation, or mark it with --set"},
	{"yes", 0, NULL, NULL, VALUE_NONE, false, "with delete: do it"},
	{"set", 0, "MARK", NULL, VALUE_NONE, true, "with mark: CRITERION=met, CRITERION=missed or CRITERION=na"},
	{"format", 'f', "FORM", "text|json|csv|ndjson", VALUE_NONE, false,
	 "text or json; of a session's report csv and ndjson, too"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_calibrate = {
	.name = "calibrate",
	.arguments = "--data FILE --rubric FILE --map LABEL=CRITERION|new NAME|list|mark NAME|report NAME|delete NAME",
	.words = "new|list|mark|report|delete",
	.summary = "Compare criteria with marks that people gave",
	.readers = "trainer",
	.options = options,
	.text = "A row is {\"id\", \"group\", \"context\", \"reply\", \"labels\": {NAME: mark}}. The reply is "
		"one agent turn, context the customer turn before it; id, group and context may be left out. A "
		"mark is a number, true or false, or a text; an array holds the marks of several people, and "
		"their agreement is shown too. Without a test a label counts as yes when it is above 0, true, "
		"or a text other than no, false, none and 0. Intervals hold 95 % and come from 1000 resamples "
		"of whole groups.\n\nA calibration session needs no file: new chooses finished coach and exam "
		"attempts of the store, spread over scores and scenarios; mark shows one after the other, "
		"without scores, and keeps what a person says of each criterion (from a pipe: lines of ITEM "
		"CRITERION VERDICT); report says how far people and engine agree and which criteria should not "
		"be trusted yet. Its ndjson is what --data reads. list shows the sessions, delete ends one.",
	.run = run,
};
