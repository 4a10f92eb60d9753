/* play_author.c - for authors, in practice: /reload plays the conversation again on the changed files, /bless saves it
 * as a playthrough in the scenario's file. */
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "cli/play.h"
#include "json/json.h"

#include <string.h>
#include <sys/stat.h>

#define SCENARIO_MOST (1024 * 1024)

/* What the engine before a /reload still points into. */
struct play_retired {
	struct library *library;
	struct scenario *scenario;
	const struct rubric **rubrics;
	struct scorer *scorer;
	struct play_retired *next;
};

void play_retired_free(struct play_retired *retired)
{
	while (retired) {
		struct play_retired *next = retired->next;

		scorer_free(retired->scorer);
		scenario_free(retired->scenario);
		free(retired->rubrics);
		library_free(retired->library);
		free(retired);
		retired = next;
	}
}

static void swap_content(struct play *play, struct play_retired *other)
{
	struct play_retired own = {play->context->library, play->scenario, play->rubrics, play->scorer, other->next};

	play->context->library = other->library;
	play->scenario = other->scenario;
	play->rubrics = other->rubrics;
	play->scorer = other->scorer;
	*other = own;
}

/* The first turn that is not what it was; -1: none. */
static int diverges(const struct transcript *was, const struct transcript *is)
{
	for (int i = 0; i < was->turn_count || i < is->turn_count; i++) {
		if (i >= was->turn_count || i >= is->turn_count || !sv_eq(was->turns[i].text, is->turns[i].text) ||
		    was->turns[i].who != is->turns[i].who)
			return i;
	}
	return -1;
}

static void say_difference(const struct transcript *was, const struct transcript *is, struct strbuf *said)
{
	int at = diverges(was, is);

	if (at < 0) {
		strbuf_addstr(said, "Reloaded: the conversation so far is the same.");
		return;
	}
	strbuf_addf(said, "Reloaded: from turn %d on it goes another way. It was: ", at + 1);
	strbuf_addsv(said, at < was->turn_count ? was->turns[at].text : SV("(nothing)"));
	strbuf_addstr(said, " Now: ");
	strbuf_addsv(said, at < is->turn_count ? is->turns[at].text : SV("(the end)"));
}

struct engine *play_reload(void *data, struct engine *engine, struct strbuf *said, struct err *err)
{
	struct play *play = data;
	const struct transcript *was = engine_transcript(engine);
	struct play_retired *retired;
	struct engine *fresh;
	bool good;

	if (play->mode != MODE_PRACTICE) {
		err_set(err, ERR_USAGE, "/reload is for practice only.");
		return NULL;
	}
	retired = mem_calloc(1, sizeof *retired);
	retired->library = library_fork(play->context->library);
	swap_content(play, retired);
	retired->next = play->retired;
	play->retired = retired;
	play->scenario = scoring_load_scenario(play->context, sv_from(retired->scenario->path), err);
	good = play->scenario && play_rubrics(play, err);
	fresh = good ? play_make_engine(play, err) : NULL;
	if (fresh && !engine_replay(fresh, was, was->turn_count, err)) {
		engine_free(fresh);
		fresh = NULL;
	}
	if (!fresh) {
		swap_content(play, retired); /* the old files go on */
		return NULL;
	}
	say_difference(was, engine_transcript(fresh), said);
	if (!play->authoring)
		strbuf_addstr(said, " From here on this run is not kept.");
	play->authoring = true;
	play->reloaded = true;
	return fresh;
}

static void add_quoted(struct strbuf *out, struct sv text)
{
	struct json_writer w;

	json_writer_init(&w, out); /* a JSON string is a YAML string */
	json_sv(&w, text);
}

static void add_reply(const struct turn *turn, const char *indent, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	turn_add_line(turn, &line);
	strbuf_addf(out, "%s    - ", indent);
	add_quoted(out, strbuf_sv(&line));
	strbuf_addch(out, '\n');
}

static void add_path(const struct engine *engine, struct strbuf *out)
{
	const struct scenario *scenario = engine_scenario(engine);
	int count;
	const int *path = engine_path(engine, &count);

	for (int i = 0; i < count; i++) {
		struct sv id = path[i] >= 0 ? scenario->nodes[path[i]].id : scenario->endings[-1 - path[i]].id;

		strbuf_addf(out, "%s" SV_FMT, i ? ", " : "", SV_ARG(id));
	}
}

static void add_playthrough(const struct play *play, const char *indent, struct strbuf *out)
{
	const struct transcript *transcript = engine_transcript(play->engine);
	enum outcome outcome = engine_outcome(play->engine);

	strbuf_addf(out, "%s- name: ", indent);
	add_quoted(out, sv_from(play->bless));
	strbuf_addf(out, "\n%s  seed: %llu\n%s  replies:\n", indent, (unsigned long long)play->seed, indent);
	for (int i = 0; i < transcript->turn_count; i++) {
		if (transcript->turns[i].who == WHO_AGENT)
			add_reply(&transcript->turns[i], indent, out);
	}
	strbuf_addf(out, "%s  expect: {path: [", indent);
	add_path(play->engine, out);
	strbuf_addch(out, ']');
	if (outcome != OUTCOME_NONE)
		strbuf_addf(out, ", outcome: %s", outcome_names[outcome - 1]);
	strbuf_addstr(out, "}\n");
}

static size_t line_end(struct sv text, size_t at)
{
	const char *end = memchr(text.p + at, '\n', text.n - at);

	return end ? (size_t)(end - text.p) + 1 : text.n;
}

/* Where a list under the top-level key "playthroughs:" ends, and how far its items stand in. False: it is written in
 * brackets. *at = text.n and no indent when there is no such key. */
static bool find_list(struct sv text, size_t *at, char indent[17], bool *found)
{
	bool inside = false;

	*at = text.n;
	*found = false;
	memcpy(indent, "  ", 3);
	for (size_t i = 0; i < text.n; i = line_end(text, i)) {
		struct sv line = sv_make(text.p + i, line_end(text, i) - i);
		size_t spaces = 0;

		while (spaces < line.n && line.p[spaces] == ' ')
			spaces++;
		if (inside && spaces < line.n && line.p[spaces] == '-' && !*found) {
			*found = true;
			memset(indent, ' ', 16);
			indent[spaces < 16 ? spaces : 16] = '\0';
		} else if (inside && spaces == 0 && line.p[0] != '\n' && line.p[0] != '-' && line.p[0] != '#') {
			*at = i;
			return *found;
		}
		if (sv_starts(line, "playthroughs:"))
			inside = true;
	}
	return !inside || *found;
}

bool play_bless_now(const struct play *play, struct err *err)
{
	const char *path = play->scenario->path;
	CLEANUP_STRBUF struct strbuf old = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct diag_list diags = DIAG_LIST_INIT;
	struct scenario *check;
	struct stat info;
	char indent[17];
	size_t at;
	bool found;

	if (stat(path, &info) || !file_read(path, SCENARIO_MOST, &old, err))
		return false;
	if (!find_list(strbuf_sv(&old), &at, indent, &found))
		return err_set(err, ERR_INPUT, "The playthroughs in %s are written in brackets; write them as a list.",
			       path);
	strbuf_add(&text, old.buf, at);
	if (text.len && text.buf[text.len - 1] != '\n')
		strbuf_addch(&text, '\n');
	if (!found)
		strbuf_addstr(&text, "playthroughs:\n");
	add_playthrough(play, indent, &text);
	strbuf_add(&text, old.buf + at, old.len - at);
	check = scenario_parse(path, strbuf_sv(&text), NULL, &diags, err);
	diag_list_release(&diags);
	if (!check || check->playthrough_count != play->scenario->playthrough_count + 1) {
		scenario_free(check);
		return err_set(err, ERR_INPUT, "The playthrough does not fit into %s; nothing was written.", path);
	}
	scenario_free(check);
	return file_write_atomic(path, strbuf_sv(&text), info.st_mode & 0777, err);
}

bool play_bless(void *data, struct sv name, struct err *err)
{
	struct play *play = data;

	if (play->mode != MODE_PRACTICE)
		return err_set(err, ERR_USAGE, "/bless is for practice only.");
	if (play->authoring && !play->reloaded)
		return err_set(err, ERR_USAGE,
			       "A playthrough begins at the start: play without --from, --mood, --knows.");
	if (!name.n)
		return err_set(err, ERR_USAGE, "Which name shall the playthrough have? /bless NAME");
	free(play->bless);
	play->bless = mem_strndup(name.p, name.n);
	return true;
}
