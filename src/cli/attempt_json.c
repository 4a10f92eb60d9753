#include "cli/attempt_json.h"

#include "base/mem.h"

#include <math.h>
#include <string.h>

/* Criteria on trial: they are in the card and in no total. */
static bool add_trial(struct store *store, int64_t attempt, struct json_writer *w, struct err *err)
{
	size_t count = 0;
	struct verdict_row *rows = store_verdicts(NULL, store, attempt, &count, err);

	if (!rows)
		return false;
	json_key(w, "trial");
	json_open_array(w);
	for (size_t i = 0; i < count; i++) {
		CLEANUP_STRBUF struct strbuf key = STRBUF_INIT;

		if (rows[i].scored)
			continue;
		strbuf_addf(&key, "%s/%s", rows[i].rubric, rows[i].criterion);
		json_str(w, key.buf);
	}
	json_close_array(w);
	talloc_free(rows);
	return true;
}

bool attempt_add_json(struct store *store, const struct attempt *attempt, const char *name, struct strbuf *out,
		      struct err *err)
{
	CLEANUP_STRBUF struct strbuf card = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf seed = STRBUF_INIT;
	struct transcript transcript;
	struct json_writer w;

	if (!store_attempt_card_json(store, attempt->id, &card, err) ||
	    !store_attempt_transcript(store, attempt->id, &transcript, err))
		return false;
	transcript_add_json(&transcript, &text);
	transcript_release(&transcript);
	strbuf_addf(&seed, "%llu", (unsigned long long)attempt->seed);
	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "attempt", 1);
	json_key_int(&w, "id", attempt->id);
	json_key_str(&w, "trainee", name);
	json_key_str(&w, "team", attempt->team);
	json_key_str(&w, "scenario", attempt->scenario);
	json_key_str(&w, "scenario_hash", attempt->scenario_hash);
	json_key_str(&w, "rubrics", attempt->rubrics);
	json_key_str(&w, "channel", attempt->channel);
	json_key_str(&w, "family", attempt->family);
	json_key_str(&w, "mode", mode_names[attempt->mode]);
	json_key_str(&w, "source", attempt->real ? "real" : "role-play");
	json_key_str(&w, "seed", seed.buf);
	json_key_int(&w, "started_ms", attempt->started_ms);
	json_key_int(&w, "finished_ms", attempt->finished_ms);
	/* The card's score is rounded; this one is what medians are made of. */
	json_key_real(&w, "score", attempt->has_score ? attempt->score : NAN, 12);
	json_key_int(&w, "hints", attempt->hints);
	json_key_int(&w, "critical", attempt->critical_count);
	json_key_str(&w, "engine", attempt->engine_version);
	if (!add_trial(store, attempt->id, &w, err))
		return false;
	json_key(&w, "transcript");
	json_raw(&w, strbuf_sv(&text));
	json_key(&w, "card");
	json_raw(&w, card.len ? strbuf_sv(&card) : SV("null"));
	json_close_object(&w);
	return true;
}

bool attempt_json_is(struct sv line)
{
	struct err ignored = ERR_INIT;
	struct json_value *root = json_parse(line, &ignored);
	bool is = root && json_get(root, "attempt") && json_get(root, "transcript");

	json_free(root);
	return is;
}

static bool bad(const char *file, int number, const char *what, struct err *err)
{
	return err_set_at(err, ERR_INPUT, file, number, 1, "%s", what);
}

static bool read_mode(struct attempt_line *out, const char *file, int number, struct err *err)
{
	struct sv mode = json_text(json_get(out->root, "mode"));

	if (sv_is(mode, mode_names[MODE_PRACTICE]))
		return bad(file, number, "This is practice: it stays with its trainee and is not imported.", err);
	if (sv_is(mode, mode_names[MODE_COACH]))
		out->mode = MODE_COACH;
	else if (sv_is(mode, mode_names[MODE_EXAM]))
		out->mode = MODE_EXAM;
	else
		return bad(file, number, "The mode of an attempt is coach or exam.", err);
	return true;
}

static bool read_seed(struct attempt_line *out, const char *file, int number, struct err *err)
{
	struct sv text = json_text(json_get(out->root, "seed"));
	char *end = NULL;

	/* 64 bits do not fit every reader of JSON numbers: a text. */
	if (!text.n || text.n > 20 || strspn(text.p, "0123456789") != text.n)
		return bad(file, number, "The seed of an attempt is a whole number as text.", err);
	out->seed = strtoull(text.p, &end, 10);
	return true;
}

bool attempt_line_parse(struct attempt_line *out, struct sv line, const char *file, int number, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct err cause = ERR_INIT;

	memset(out, 0, sizeof *out);
	transcript_init(&out->transcript);
	out->root = json_parse(line, &cause);
	if (!out->root)
		return err_set_at(err, ERR_INPUT, file, number, cause.column, "%s", cause.message);
	if (json_number(json_get(out->root, "attempt"), 0) != 1 || !json_get(out->root, "transcript"))
		return bad(file, number, "This is no exported attempt of version 1.", err);
	out->trainee = json_text(json_get(out->root, "trainee"));
	out->team = json_text(json_get(out->root, "team"));
	out->scenario = json_text(json_get(out->root, "scenario"));
	out->scenario_hash = json_text(json_get(out->root, "scenario_hash"));
	out->channel = json_text(json_get(out->root, "channel"));
	out->family = json_text(json_get(out->root, "family"));
	out->card = json_get(out->root, "card");
	double started = json_number(json_get(out->root, "started_ms"), -1);
	double finished = json_number(json_get(out->root, "finished_ms"), -1),
	       hints = json_number(json_get(out->root, "hints"), 0);
	if (!(started > 0 && started < 1e15 && finished >= started && finished < 1e15 && hints >= 0 && hints < 1e6))
		return bad(file, number, "The times or hints of an attempt make no sense.", err);
	out->started_ms = (int64_t)started;
	out->finished_ms = (int64_t)finished;
	out->hints = (int)hints;
	if (!read_mode(out, file, number, err) || !read_seed(out, file, number, err))
		return false;
	json_value_dump(json_get(out->root, "transcript"), &text);
	return transcript_parse_json(&out->transcript, strbuf_sv(&text), file, number, err);
}

void attempt_line_release(struct attempt_line *line)
{
	transcript_release(&line->transcript);
	json_free(line->root);
}
