/* verb_import.c - rolecall import attempts|chats FILE… */
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "cli/attempt_json.h"
#include "cli/desk.h"
#include "cli/import.h"
#include "cli/output.h"

#include <errno.h>
#include <string.h>

static void differ(struct import *import, const char *what, struct sv sent, struct sv here)
{
	table_row(import->table);
	table_str(import->table, import->place);
	table_sv(import->table, import->trainee);
	table_str(import->table, what);
	table_sv(import->table, sent);
	table_sv(import->table, here);
}

static void compare_value(struct import *import, const char *what, const struct json_value *sent,
			  const struct json_value *here)
{
	CLEANUP_STRBUF struct strbuf one = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf two = STRBUF_INIT;

	if (sent)
		json_value_dump(sent, &one);
	if (here)
		json_value_dump(here, &two);
	if (!sv_eq(strbuf_sv(&one), strbuf_sv(&two)))
		differ(import, what, sent ? strbuf_sv(&one) : SV("-"), here ? strbuf_sv(&two) : SV("-"));
}

static const struct json_value *criterion_of(const struct json_value *card, const struct json_value *like)
{
	const struct json_value *list = json_get(card, "criteria");

	for (size_t i = 0; i < json_count(list); i++) {
		const struct json_value *item = json_at(list, i);

		if (sv_eq(json_text(json_get(item, "id")), json_text(json_get(like, "id"))) &&
		    sv_eq(json_text(json_get(item, "rubric")), json_text(json_get(like, "rubric"))))
			return item;
	}
	return NULL;
}

static void compare_criteria(struct import *import, const struct json_value *from, const struct json_value *with,
			     bool sent_first)
{
	const struct json_value *list = json_get(from, "criteria");

	for (size_t i = 0; i < json_count(list); i++) {
		const struct json_value *item = json_at(list, i), *other = criterion_of(with, item);
		struct sv one = json_text(json_get(item, "verdict"));
		struct sv two = other ? json_text(json_get(other, "verdict")) : SV("-");
		CLEANUP_STRBUF struct strbuf what = STRBUF_INIT;

		if ((other && !sent_first) || sv_eq(one, two))
			continue;
		strbuf_addsv(&what, json_text(json_get(item, "rubric")));
		strbuf_addch(&what, '/');
		strbuf_addsv(&what, json_text(json_get(item, "id")));
		differ(import, what.buf, sent_first ? one : two, sent_first ? two : one);
	}
}

/* Every difference between the card that was sent and the one that the same words get here. */
static bool compare_cards(struct import *import, const struct json_value *sent, const struct scorecard *card,
			  struct err *err)
{
	static const char *const keys[] = {"score", "passed", "outcome", "csat", "critical", NULL};
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct json_value *here;

	scorecard_add_json(card, CARD_FULL, &text);
	here = json_parse(strbuf_sv(&text), err);
	if (!here)
		return false;
	for (size_t i = 0; keys[i]; i++)
		compare_value(import, keys[i], json_get(sent, keys[i]), json_get(here, keys[i]));
	compare_criteria(import, sent, here, true);
	compare_criteria(import, here, sent, false);
	json_free(here);
	return true;
}

bool import_known(struct import *import, int64_t trainee, int64_t started_ms, const struct transcript *transcript,
		  bool *known, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	CLEANUP_STRBUF struct strbuf sent = STRBUF_INIT;
	struct attempt_query query = {.trainee = trainee, .since_ms = started_ms, .until_ms = started_ms + 1};
	size_t count = 0;
	struct attempt *attempts = store_attempts(pool, import->store, &query, &count, err);

	*known = false;
	transcript_add_json(transcript, &sent);
	for (size_t i = 0; attempts && i < count && !*known; i++) {
		CLEANUP_STRBUF struct strbuf kept = STRBUF_INIT;
		struct transcript there;

		if (!store_attempt_transcript(import->store, attempts[i].id, &there, err))
			return false;
		transcript_add_json(&there, &kept);
		transcript_release(&there);
		*known = sv_eq(strbuf_sv(&kept), strbuf_sv(&sent));
	}
	return attempts != NULL;
}

static bool keep_attempt(struct import *import, const struct attempt_line *line, int64_t trainee,
			 const struct scenario *scenario, const struct scorecard *card, struct err *err)
{
	struct attempt_start start = {
		.trainee = trainee,
		.scenario = scenario->id,
		.scenario_hash = sv_from(scenario->hash),
		.rubrics = card->rubrics,
		.rubric_count = (size_t)card->rubric_count,
		.channel = sv_from(channel_names[scenario->channel]),
		.family = scenario->family,
		.mode = line->mode,
		.seed = line->seed,
		.now_ms = line->started_ms,
	};
	int64_t attempt = 0;

	return store_attempt_begin(import->store, &start, &attempt, err) &&
	       store_attempt_turns(import->store, attempt, &line->transcript, 0, err) &&
	       store_attempt_card(import->store, attempt, card, true, line->finished_ms, line->hints, err);
}

static bool import_attempt(struct import *import, const struct attempt_line *line, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct err missing = ERR_INIT;
	const struct scenario *scenario = scoring_scenario(import->scoring, line->transcript.scenario, &missing);
	struct scorecard *card;
	int64_t trainee = 0;
	bool known = false;

	import->trainee = line->trainee;
	if (!scenario) {
		import->refused++;
		differ(import, "scenario", line->transcript.scenario, SV("not found, not imported"));
		return true;
	}
	if (!store_trainee_add(import->store, line->trainee, line->team, line->started_ms, &trainee, err) ||
	    !import_known(import, trainee, line->started_ms, &line->transcript, &known, err))
		return false;
	if (known) {
		import->known++;
		return true;
	}
	card = scoring_card(pool, import->scoring, &line->transcript, err);
	if (!card || !keep_attempt(import, line, trainee, scenario, card, err))
		return false;
	import->added++;
	if (!sv_is(line->scenario_hash, scenario->hash))
		differ(import, "scenario file", line->scenario_hash, sv_from(scenario->hash));
	return compare_cards(import, line->card, card, err);
}

static bool import_lines(struct import *import, FILE *file, const char *name, struct err *err)
{
	CLEANUP_FREE char *line = NULL;
	size_t room = 0;
	ssize_t length;
	bool good = true;

	for (int number = 1; good && (length = getline(&line, &room, file)) >= 0; number++) {
		struct attempt_line attempt;
		struct sv text = sv_trim(sv_make(line, (size_t)length));

		if (!text.n)
			continue;
		snprintf(import->place, sizeof import->place, "%.200s:%d", name, number);
		good = attempt_line_parse(&attempt, text, name, number, err) && import_attempt(import, &attempt, err);
		attempt_line_release(&attempt);
	}
	if (good && ferror(file))
		return err_set(err, ERR_INPUT, "%s cannot be read: %s.", name, strerror(errno));
	return good;
}

static bool import_file(struct import *import, const char *path, struct err *err)
{
	FILE *file;
	bool good;

	if (import->chats)
		return import_chats(import, path, err);
	if (!strcmp(path, "-"))
		return import_lines(import, stdin, "<stdin>", err);
	file = fopen(path, "r");
	if (!file)
		return err_set(err, ERR_INPUT, "%s cannot be read: %s.", path, strerror(errno));
	good = import_lines(import, file, path, err);
	fclose(file);
	return good;
}

/* A folder: every file in it of a kind that is imported. */
static bool import_path(struct import *import, const char *path, struct err *err)
{
	static const char *const attempt_files[] = {".ndjson", ".jsonl", NULL};
	static const char *const chat_files[] = {".ndjson", ".jsonl", ".csv", ".txt", NULL};
	bool good = true;

	if (!file_is_folder(path))
		return import_file(import, path, err);
	for (const char *const *suffix = import->chats ? chat_files : attempt_files; good && *suffix; suffix++) {
		size_t count = 0;
		char **paths = file_list(path, *suffix, &count, err);

		good = paths || err->kind == ERR_NONE;
		for (size_t i = 0; good && i < count; i++)
			good = import_file(import, paths[i], err);
		file_list_free(paths, count);
	}
	return good;
}

static bool prepare(struct import *import, const struct args *args, struct err *err)
{
	const char *names[32];
	size_t count = 0;

	while (count < 32 && args_nth(args, "rubric", (int)count)) {
		names[count] = args_nth(args, "rubric", (int)count);
		count++;
	}
	if (!import->chats && count)
		return err_set(err, ERR_USAGE,
			       "--rubric is for chats: an attempt is scored by its scenario's own rubrics.");
	if (import->chats && !count)
		return err_set(err, ERR_USAGE, "Chats need a rubric to be scored by: --rubric RUBRIC.");
	import->store = context_store(import->context, err);
	if (!import->store)
		return false;
	import->scoring = scoring_new(import->context, names, count, MATCH_ENGINE_FAST, err);
	return import->scoring != NULL;
}

static bool import_all(struct import *import, const struct args *args, struct err *err)
{
	bool good = true;

	if (!prepare(import, args, err) || !store_batch_begin(import->store, err))
		return false;
	for (int i = 1; good && i < args->rest_count; i++)
		good = import_path(import, args->rest[i], err);
	return store_batch_end(import->store, good, err);
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	struct import import = {.context = context,
				.agent = args_get(args, "trainee", NULL),
				.team = args_get(args, "team", "")};
	bool good;

	if (!args_count(args, &verb_import, 2, -1, err))
		return CLI_USAGE;
	import.chats = !strcmp(args->rest[0], "chats");
	if (!import.chats && strcmp(args->rest[0], "attempts") != 0) {
		err_set(err, ERR_USAGE, "\"%s\" cannot be imported; attempts and chats can.", args->rest[0]);
		return CLI_USAGE;
	}
	import.table = table_new();
	table_column(import.table, "line", "LINE", TABLE_TEXT, 0, false);
	table_column(import.table, "trainee", "TRAINEE", TABLE_TEXT, 0, false);
	table_column(import.table, "what", "WHAT", TABLE_TEXT, 0, false);
	table_column(import.table, "sent", "SENT", TABLE_TEXT, 0, true);
	table_column(import.table, "here", "HERE", TABLE_TEXT, 0, true);
	good = import_all(&import, args, err) &&
	       (!table_rows(import.table) ||
		output_table(context, import.table, args_get(args, "format", "text"), "import", "", err));
	if (good)
		fprintf(context->talk, "%lld imported, %lld were there already, %lld refused.\n",
			(long long)import.added, (long long)import.known, (long long)import.refused);
	table_free(import.table);
	scoring_free(import.scoring);
	return import.refused ? CLI_FINDINGS : CLI_OK;
}

static const struct verb_option options[] = {
	{"rubric", 0, "RUBRIC", NULL, VALUE_RUBRIC, true, "of chats: score them by this rubric"},
	{"trainee", 0, "NAME", NULL, VALUE_TRAINEE, false, "of chats: who the agent is, when a chat does not say"},
	{"team", 0, "TEAM", NULL, VALUE_NONE, false, "of chats: the team of agents who are new"},
	{"format", 'f', "FORM", "text|csv|json", VALUE_NONE, false, "of the differences: text, csv or json"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_import = {
	.name = "import",
	.arguments = "attempts|chats FILE|FOLDER…",
	.words = "attempts|chats",
	.value = VALUE_FILE,
	.summary = "Take exported attempts in, or real conversations to be scored",
	.readers = "manager",
	.options = options,
	.text = "attempts: the NDJSON of rolecall export attempts, from files or from folders of them. What is there "
		"already is left "
		"alone, so the same file may come twice. Every attempt is scored anew here, and each difference from "
		"the card "
		"that was sent is listed.\n\nchats: real conversations as NDJSON or plain transcripts, or CSV with the "
		"columns "
		"conversation, who (customer or agent), text and, if you have them, agent and at (seconds from the "
		"start). They "
		"are scored by --rubric and reported beside the role-plays, never among their averages.",
	.run = run,
};
