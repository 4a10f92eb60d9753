/* trainee_data.c - rolecall trainee export|erase|import */
#include "cli/trainee_data.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/attempt_json.h"
#include "cli/desk.h"
#include "report/csv_read.h"
#include "store/calibration.h"

#include <string.h>

#define PROOF_LINES 40
#define PROOF_MIN 16 /* bytes; shorter lines may stand in a store for other reasons */
#define CSV_MAX (64u * 1024 * 1024)

static const char *who(const struct args *args)
{
	return args->rest_count > 1 ? args->rest[1] : NULL;
}

static void add_history_json(struct json_writer *w, const struct history_event *events, size_t count)
{
	json_key(w, "history");
	json_open_array(w);
	for (size_t i = 0; i < count; i++) {
		CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

		if (events[i].kind == HISTORY_SEAL)
			continue;
		clock_add_iso(&when, events[i].at_ms);
		json_open_object(w);
		json_key_int(w, "event", events[i].id);
		json_key_str(w, "kind", history_names[events[i].kind]);
		json_key_str(w, "at", when.buf);
		json_key_int(w, "attempt", events[i].attempt);
		json_key_str(w, "criterion", events[i].criterion[0] ? events[i].criterion : NULL);
		json_key_str(w, "verdict", events[i].verdict >= 0 ? verdict_names[events[i].verdict] : NULL);
		json_key_str(w, "by", events[i].who);
		json_key_str(w, "text", events[i].text);
		json_close_object(w);
	}
	json_close_array(w);
}

static void add_marks_json(struct json_writer *w, const struct calibration_mark *marks, size_t count)
{
	json_key(w, "calibration_marks");
	json_open_array(w);
	for (size_t i = 0; i < count; i++) {
		CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

		clock_add_iso(&when, marks[i].at_ms);
		json_open_object(w);
		json_key_str(w, "session", marks[i].session);
		json_key_int(w, "item", marks[i].position);
		json_key_str(w, "criterion", marks[i].criterion);
		json_key_str(w, "verdict", verdict_names[marks[i].verdict]);
		json_key_str(w, "at", when.buf);
		json_close_object(w);
	}
	json_close_array(w);
}

static void add_marks_text(const struct calibration_mark *marks, size_t count, struct strbuf *out)
{
	for (size_t i = 0; i < count; i++) {
		strbuf_addch(out, '\n');
		clock_add_iso(out, marks[i].at_ms);
		strbuf_addstr(out, " marked in calibration session ");
		utf8_add_visible(out, sv_from(marks[i].session), false);
		strbuf_addf(out, ", item %d, ", marks[i].position);
		utf8_add_visible(out, sv_from(marks[i].criterion), false);
		strbuf_addf(out, ": %s", verdict_names[marks[i].verdict]);
	}
}

struct person {
	void *pool;
	int64_t id;
	struct trainee *self;
	struct attempt *attempts;
	size_t attempt_count;
	struct history_event *events;
	size_t event_count;
	struct calibration_mark *marks; /* given as a rater */
	size_t mark_count;
};

static bool read_person(struct person *person, struct store *store, const char *name, struct err *err)
{
	size_t count = 0;
	struct trainee *all;

	if (!name)
		return err_set(err, ERR_USAGE, "Whose? Give the trainee's name.");
	if (!desk_trainee(store, name, &person->id, err))
		return false;
	struct attempt_query query = {.trainee = person->id};
	struct history_query history = {.trainee = person->id};
	all = store_trainees(person->pool, store, SV(""), &count, err);
	for (size_t i = 0; all && i < count; i++) {
		if (all[i].id == person->id)
			person->self = &all[i];
	}
	person->attempts = store_attempts(person->pool, store, &query, &person->attempt_count, err);
	person->events =
		person->attempts ? store_history(person->pool, store, &history, &person->event_count, err) : NULL;
	person->marks = person->events
				? store_calibration_by(person->pool, store, sv_from(name), &person->mark_count, err)
				: NULL;
	return person->marks && person->self;
}

static bool add_json(const struct person *person, struct store *store, struct strbuf *out, struct err *err)
{
	CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;
	struct json_writer w;

	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "trainee_export", 1);
	json_key_str(&w, "name", person->self->name);
	json_key_str(&w, "team", person->self->team);
	clock_add_iso(&when, person->self->added_ms);
	json_key_str(&w, "added", when.buf);
	json_key(&w, "attempts");
	json_open_array(&w);
	for (size_t i = 0; i < person->attempt_count; i++) {
		CLEANUP_STRBUF struct strbuf one = STRBUF_INIT;

		if (!attempt_add_json(store, &person->attempts[i], person->self->name, &one, err))
			return false;
		json_raw(&w, strbuf_sv(&one));
	}
	json_close_array(&w);
	add_history_json(&w, person->events, person->event_count);
	add_marks_json(&w, person->marks, person->mark_count);
	json_close_object(&w);
	strbuf_addch(out, '\n');
	return true;
}

static bool add_words(struct store *store, const struct attempt *attempt, struct strbuf *out, struct err *err)
{
	struct transcript transcript;

	if (!store_attempt_transcript(store, attempt->id, &transcript, err))
		return false;
	for (int i = 0; i < transcript.turn_count; i++) {
		const struct turn *turn = &transcript.turns[i];

		strbuf_addf(out, "  %3d %s: ", i + 1, turn->who == WHO_AGENT ? "agent" : "customer");
		if (turn->action.n) {
			strbuf_addch(out, '/');
			utf8_add_visible(out, turn->action, false);
			strbuf_addch(out, ' ');
			utf8_add_visible(out, turn->argument, false);
		}
		utf8_add_visible(out, turn->text, false);
		strbuf_addch(out, '\n');
	}
	transcript_release(&transcript);
	return true;
}

static bool add_text(const struct person *person, struct store *store, struct strbuf *out, struct err *err)
{
	strbuf_addstr(out, "Everything that is kept on ");
	utf8_add_visible(out, sv_from(person->self->name), false);
	if (person->self->team[0]) {
		strbuf_addstr(out, " of team ");
		utf8_add_visible(out, sv_from(person->self->team), false);
	}
	strbuf_addch(out, '\n');
	for (size_t i = 0; i < person->attempt_count; i++) {
		const struct attempt *attempt = &person->attempts[i];

		strbuf_addf(out, "\nAttempt %lld, ", (long long)attempt->id);
		clock_add_iso(out, attempt->started_ms);
		strbuf_addf(out, ", %s, ", attempt->real ? "real conversation" : mode_names[attempt->mode]);
		utf8_add_visible(out, sv_from(attempt->scenario), false);
		strbuf_addf(out, ": %s",
			    attempt->finished ? attempt->outcome[0] ? attempt->outcome : "finished" : "open");
		if (attempt->has_score)
			strbuf_addf(out, ", %.1f %%, %s", attempt->score, attempt->passed ? "passed" : "not passed");
		strbuf_addch(out, '\n');
		if (!add_words(store, attempt, out, err))
			return false;
	}
	for (size_t i = 0; i < person->event_count; i++) {
		const struct history_event *event = &person->events[i];

		if (event->kind == HISTORY_SEAL)
			continue;
		strbuf_addch(out, '\n');
		clock_add_iso(out, event->at_ms);
		strbuf_addf(out, " %s of attempt %lld, ", history_names[event->kind], (long long)event->attempt);
		utf8_add_visible(out, sv_from(event->criterion), false);
		strbuf_addstr(out, " by ");
		utf8_add_visible(out, sv_from(event->who), false);
		strbuf_addstr(out, ": ");
		utf8_add_visible(out, sv_from(event->text), false);
	}
	add_marks_text(person->marks, person->mark_count, out);
	strbuf_addch(out, '\n');
	return true;
}

bool trainee_export(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct person person = {.pool = pool};
	struct store *store = context_store_existing(context, err);
	const char *path = args_get(args, "output", NULL), *form = args_get(args, "format", "json");
	bool good;

	if (!store || !read_person(&person, store, who(args), err))
		return false;
	if (!strcmp(form, "csv"))
		return err_set(err, ERR_USAGE, "Everything on one person comes as json or text.");
	good = !strcmp(form, "text") ? add_text(&person, store, &out, err) : add_json(&person, store, &out, err);
	if (!good)
		return false;
	fprintf(context->talk,
		"What %s practised is not in it: practice is kept apart, by the trainee's own account.\n",
		"the trainee");
	return path ? file_write_atomic(path, strbuf_sv(&out), 0600, err)
		    : context_write(context, strbuf_sv(&out), err);
}

/* The name and lines that only this person said: none of them may be in the files afterwards. */
static char **proof_words(void *pool, struct store *store, const struct person *person, size_t *count, struct err *err)
{
	char **words = MEM_ARRAY(pool, char *, PROOF_LINES + 1);
	size_t own = 0;
	char **lines = store_own_lines(pool, store, person->id, PROOF_MIN, PROOF_LINES, &own, err);

	if (!lines)
		return NULL;
	*count = 0;
	words[(*count)++] = person->self->name;
	for (size_t i = 0; i < own; i++)
		words[(*count)++] = lines[i];
	return words;
}

static size_t times_in(struct sv bytes, const char *word)
{
	size_t times = 0, length = strlen(word);

	for (size_t at = 0; length && at + length <= bytes.n; at++) {
		const char *found = memchr(bytes.p + at, word[0], bytes.n - at - length + 1);

		if (!found)
			break;
		at = (size_t)(found - bytes.p);
		times += !memcmp(found, word, length);
	}
	return times;
}

/* Searches the store and its side files. */
static bool search(struct context *context, const char *path, char *const *words, size_t count, struct err *err)
{
	static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
	size_t found = 0, searched = 0;

	for (size_t f = 0; f < sizeof endings / sizeof endings[0]; f++) {
		CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;
		CLEANUP_STRBUF struct strbuf bytes = STRBUF_INIT;

		strbuf_addf(&name, "%s%s", path, endings[f]);
		if (!file_exists(name.buf))
			continue;
		if (!file_read(name.buf, (size_t)-1 / 2, &bytes, err))
			return false;
		searched += bytes.len;
		for (size_t i = 0; i < count; i++)
			found += times_in(strbuf_sv(&bytes), words[i]);
	}
	if (found)
		fprintf(context->talk,
			"The letters of the name or of a line still stand in %zu places of the files: somebody else's "
			"text.\n",
			found);
	else
		fprintf(context->talk,
			"Searched %zu bytes of %s and its side files for the name and %zu lines: nothing is left.\n",
			searched, path, count - 1);
	return true;
}

/* What the same person practised on this account goes too. */
static bool erase_practice(struct context *context, const char *name, int64_t *attempts, struct err *err)
{
	struct store *practice = context_practice_existing(context, err);
	int64_t id = 0;

	if (!practice || !store_trainee_find(practice, sv_from(name), &id, err) || !id)
		return err->kind == ERR_NONE;
	return store_erase_trainee(practice, id, clock_wall_ms(), attempts, err);
}

bool trainee_erase(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct person person = {.pool = pool};
	struct store *store = context_store_existing(context, err);
	char *path = store ? mem_pool_strndup(pool, store_path(store), strlen(store_path(store))) : NULL;
	int64_t attempts = 0, practised = 0;
	size_t count = 0;
	char **words;

	if (!store || !read_person(&person, store, who(args), err))
		return false;
	if (!args_has(args, "yes"))
		return err_set(
			err, ERR_USAGE,
			"This erases %s with %zu attempts for ever; to do it, say --yes (trainee export keeps a copy).",
			person.self->name, person.attempt_count);
	words = proof_words(pool, store, &person, &count, err);
	if (!words || !store_erase_trainee(store, person.id, clock_wall_ms(), &attempts, err) ||
	    !erase_practice(context, who(args), &practised, err))
		return false;
	store_close(context->store); /* the last one out folds the side files in */
	context->store = NULL;
	fprintf(context->talk, "Erased: %lld attempts%s. The history keeps tombstones without a name.\n",
		(long long)attempts, practised ? " and what was practised here" : "");
	return search(context, path, words, count, err);
}

/* A first line with a column "trainee" or "name" is a heading; without one the columns are name and team. */
static bool import_people(struct context *context, struct csv_reader *reader, struct err *err)
{
	int name = 0, team = 1;
	int64_t id = 0, added = 0;
	bool first = true;

	while (csv_reader_next(reader, err)) {
		if (first) {
			int heading = csv_reader_find(reader, "trainee");

			heading = heading < 0 ? csv_reader_find(reader, "name") : heading;
			first = false;
			if (heading >= 0) {
				name = heading;
				team = csv_reader_find(reader, "team");
				continue;
			}
		}
		struct err cause = ERR_INIT;
		if (!store_trainee_add(context->store, sv_trim(csv_reader_cell(reader, name)),
				       sv_trim(csv_reader_cell(reader, team)), clock_wall_ms(), &id, &cause)) {
			if (cause.kind == ERR_STORE)
				*err = cause;
			else
				err_set_at(err, ERR_INPUT, reader->name, reader->line, 1, "%s", cause.message);
			return false;
		}
		added++;
	}
	if (err->kind == ERR_NONE)
		fprintf(context->talk, "%lld people.\n", (long long)added);
	return err->kind == ERR_NONE;
}

bool trainee_import(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct csv_reader reader;
	bool good;

	if (!who(args))
		return err_set(err, ERR_USAGE, "From where? rolecall trainee import FILE.csv (columns: trainee, team)");
	if (!file_read(who(args), CSV_MAX, &text, err) || !context_store(context, err) ||
	    !store_batch_begin(context->store, err))
		return false;
	csv_reader_init(&reader, strbuf_sv(&text), who(args));
	good = import_people(context, &reader, err);
	csv_reader_release(&reader);
	return store_batch_end(context->store, good, err);
}
