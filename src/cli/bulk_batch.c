/* bulk_batch.c - scoring one block. Runs in any thread: touches the worker and the batch alone. */
#include "cli/bulk_inside.h"
#include "cli/card_csv.h"
#include "score/card_text.h"
#include "json/json.h"

#include <string.h>
#include <talloc.h>

static void write_card(const struct bulk_options *options, const struct scorecard *card, struct strbuf *out)
{
	if (options->form == BULK_JSON) {
		scorecard_add_json(card, options->detail, out);
		strbuf_addch(out, '\n');
	} else if (options->form == BULK_CSV) {
		card_csv_rows(card, out);
	} else {
		strbuf_addstr(out, "\nTranscript ");
		card_text_quote(out, card->transcript, 60);
		strbuf_addch(out, '\n');
		scorecard_add_text(card, &options->text, out);
	}
}

void batch_tell(struct strbuf *talk, const struct err *err)
{
	strbuf_addstr(talk, "rolecall: ");
	if (err->file[0])
		strbuf_addf(talk, "%s:%d:%d: ", err->file, err->line, err->column ? err->column : 1);
	strbuf_addf(talk, "%s\n", err->message);
}

/* What stands in the place of a card. */
static void write_refusal(const struct err *err, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;
	struct json_writer w;

	strbuf_addf(&name, "%s:%d", err->file, err->line);
	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "scorecard", 1);
	json_key_str(&w, "transcript", name.buf);
	json_key_null(&w, "score");
	json_key_bool(&w, "passed", false);
	json_key_str(&w, "error", err->message);
	json_key_int(&w, "line", err->line);
	json_key_int(&w, "column", err->column ? err->column : 1);
	json_close_object(&w);
	strbuf_addch(out, '\n');
}

static bool score_by_card(struct worker *worker, const struct transcript *transcript, struct batch *batch)
{
	void *pool = talloc_new(NULL);
	struct scorecard *card = scoring_lane_card(pool, worker->lane, transcript, &batch->err);

	if (card) {
		score_totals_add_card(&worker->totals, card, worker->options->summary);
		if (!worker->options->summary)
			write_card(worker->options, card, &batch->out);
	}
	talloc_free(pool);
	return card != NULL;
}

/* Where no card is shown, none is made. */
static bool score_one(struct worker *worker, const struct transcript *transcript, struct batch *batch)
{
	const struct bulk_options *options = worker->options;
	const struct score_brief *brief = NULL;
	const struct score_session *session = NULL;

	if (!options->summary && (options->form != BULK_JSON || options->detail == CARD_FULL))
		return score_by_card(worker, transcript, batch);
	if (!scoring_lane_brief(worker->lane, transcript, &brief, &session, &batch->err))
		return false;
	if (!brief)
		return score_by_card(worker, transcript, batch);
	score_totals_add_brief(&worker->totals, brief, options->summary ? session : NULL);
	if (!options->summary) {
		score_brief_add_json(session, transcript->id, brief, options->detail, &batch->out);
		strbuf_addch(&batch->out, '\n');
	}
	return true;
}

/* A bad line ends the run, or with --keep-going is told and counted. */
static bool score_bad(const struct worker *worker, const struct err *err, struct batch *batch)
{
	batch->bad++;
	batch->lost += !err->line;
	if (!worker->options->keep_going) {
		batch->err = *err;
		batch->stopped = true;
		return false;
	}
	if (worker->options->line_for_line && err->line)
		write_refusal(err, &batch->out);
	else
		batch_tell(&batch->talk, err);
	return true;
}

/* One without an id is called FILE:LINE. That no rubric was given is no fault of the line; a scenario that cannot be
 * used is. */
static bool score_named(struct worker *worker, struct transcript *transcript, int line, struct batch *batch)
{
	CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;
	struct err found, err = ERR_INIT;
	bool nameless = !transcript->id.n;

	if (nameless) {
		strbuf_addf(&name, "%s:%d", batch->name, line);
		transcript->id = strbuf_sv(&name);
	}
	batch->err = (struct err)ERR_INIT;
	batch->stopped = !score_one(worker, transcript, batch);
	if (nameless)
		transcript->id = SV("");
	if (!batch->stopped || !transcript->scenario.n || !worker->options->keep_going)
		return !batch->stopped;
	found = batch->err;
	batch->stopped = false;
	if (found.file[0])
		err_set_at(&err, found.kind, batch->name, line, 1, "%s:%d: %s", found.file, found.line, found.message);
	else
		err_set_at(&err, found.kind, batch->name, line, 1, "%s", found.message);
	return score_bad(worker, &err, batch);
}

static bool score_line(struct worker *worker, char *line, size_t length, int number, struct batch *batch)
{
	struct err err = ERR_INIT;
	struct transcript *transcript;

	while (length && strchr("\r\n", line[length - 1]) && line[length - 1])
		length--;
	if (length > 3 && !memcmp(line, "\xef\xbb\xbf", 3)) { /* files with a mark, put one behind another */
		line += 3;
		length -= 3;
	}
	if (!sv_trim(sv_make(line, length)).n) {
		if (worker->options->line_for_line)
			strbuf_addch(&batch->out, '\n');
		return true;
	}
	transcript = transcript_lines_read(worker->lines, line, length, batch->name, number, &err);
	if (batch->guessed && !transcript)
		err_set_at(&err, ERR_INPUT, batch->name, number, 1,
			   "This is neither JSON nor the plain form, whose lines begin with “Customer:” or “Agent:”.");
	batch->guessed = false;
	return transcript ? score_named(worker, transcript, number, batch) : score_bad(worker, &err, batch);
}

static void score_lines(struct worker *worker, struct batch *batch)
{
	char *at = batch->text, *end = batch->text + batch->length;

	for (int number = batch->first_line; at < end; number++) {
		char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t length = (size_t)((stop ? stop : end) - at);

		if (!score_line(worker, at, length, number, batch))
			return;
		at += length + 1;
	}
}

static bool score_conversation(struct worker *worker, struct sv text, int line, struct batch *batch)
{
	struct transcript transcript;
	struct err err = ERR_INIT;
	bool good;

	if (!sv_trim(text).n)
		return true;
	transcript_init(&transcript);
	good = transcript_parse_plain(&transcript, text, batch->name, line, &err)
		       ? score_named(worker, &transcript, line, batch)
		       : score_bad(worker, &err, batch);
	transcript_release(&transcript);
	return good;
}

/* A conversation ends at a line "---"; blank lines before one do not belong to it. */
static void score_plain(struct worker *worker, struct batch *batch)
{
	const char *at = batch->text, *end = batch->text + batch->length, *first = NULL;
	int number = batch->first_line, first_number = number;

	for (; at < end; number++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		struct sv line = sv_make(at, (size_t)((stop ? stop : end) - at));
		bool divider = sv_is(sv_trim(line), "---");

		if (!first && !divider && sv_trim(line).n) {
			first = at;
			first_number = number;
		}
		if (first && divider) {
			if (!score_conversation(worker, sv_make(first, (size_t)(at - first)), first_number, batch))
				return;
			first = NULL;
		}
		at = line.p + line.n + 1;
	}
	if (first)
		score_conversation(worker, sv_make(first, (size_t)(end - first)), first_number, batch);
}

void batch_score(struct worker *worker, struct batch *batch)
{
	strbuf_reset(&batch->out);
	strbuf_reset(&batch->talk);
	batch->bad = batch->lost = 0;
	batch->stopped = false;
	if (batch->json)
		score_lines(worker, batch);
	else
		score_plain(worker, batch);
	if (!batch->stopped && batch->refused.kind != ERR_NONE)
		score_bad(worker, &batch->refused, batch);
}
