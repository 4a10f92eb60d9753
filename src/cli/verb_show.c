/* verb_show.c - rolecall show ATTEMPT: the conversation with the evidence marked, the mood, the scorecard. */
#include "base/ansi.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/attempt_card.h"
#include "cli/verb.h"
#include "score/card_text.h"

#include <string.h>

struct marks { /* evidence of one turn, by start */
	uint32_t start, end;
	bool good;
};

static size_t turn_marks(const struct scorecard *card, int turn, struct marks *marks, size_t most)
{
	size_t count = 0;

	for (int i = 0; card && i < card->criterion_count; i++) {
		const struct card_criterion *row = &card->criteria[i];

		for (int e = 0; e < row->evidence_count && count < most; e++) {
			size_t at = count;

			if (row->evidence[e].turn != turn || row->criterion->status == STATUS_HELPER)
				continue;
			while (at && marks[at - 1].start > row->evidence[e].start) {
				marks[at] = marks[at - 1];
				at--;
			}
			marks[at] = (struct marks){row->evidence[e].start, row->evidence[e].end,
						   row->verdict == VERDICT_MET};
			count++;
		}
	}
	return count;
}

/* [won words] and {lost words}: brackets, so that colour is not the only carrier. Overlaps are merged. */
static void add_marked(struct strbuf *out, struct sv text, const struct marks *marks, size_t count)
{
	size_t at = 0;

	for (size_t i = 0; i < count;) {
		uint32_t start = marks[i].start, end = marks[i].end;
		bool good = marks[i].good;

		for (i++; i < count && marks[i].start < end; i++) {
			end = marks[i].end > end ? marks[i].end : end;
			good = good && marks[i].good;
		}
		if (start < at || end > text.n)
			continue;
		utf8_add_visible(out, sv_make(text.p + at, start - at), true);
		strbuf_addch(out, good ? '[' : '{');
		utf8_add_visible(out, sv_make(text.p + start, end - start), true);
		strbuf_addch(out, good ? ']' : '}');
		at = end;
	}
	utf8_add_visible(out, sv_make(text.p + at, text.n - at), true);
}

static void add_turn(const struct attempt_card *shown, int index, int width, struct strbuf *out)
{
	const struct turn *turn = &shown->transcript.turns[index];
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;
	struct marks marks[128];

	strbuf_addf(out, "%3d  ", index + 1);
	if (turn->who == WHO_CUSTOMER)
		utf8_add_visible(&line,
				 shown->transcript.customer_name.n ? shown->transcript.customer_name : SV("Customer"),
				 false);
	else
		strbuf_addstr(&line, "You");
	strbuf_addstr(&line, ": ");
	if (turn->action.n) {
		CLEANUP_STRBUF struct strbuf typed = STRBUF_INIT;

		turn_add_line(turn, &typed);
		utf8_add_visible(&line, strbuf_sv(&typed), false);
	} else {
		add_marked(&line, turn->text, marks, turn_marks(shown->card, index + 1, marks, 128));
	}
	utf8_add_wrapped(out, strbuf_sv(&line), width, 5);
	strbuf_addch(out, '\n');
}

static void add_mood(const struct scorecard *card, struct strbuf *out)
{
	if (!card || !card->mood_count)
		return;
	strbuf_addstr(out, "\nMood by reply (anger/confusion of 100):");
	for (int i = 0; i < card->mood_count; i++)
		strbuf_addf(out, " %d/%d", card->mood[i].mood.anger, card->mood[i].mood.confusion);
	strbuf_addch(out, '\n');
}

static void add_head(const struct attempt_card *shown, const struct context *context, struct strbuf *out)
{
	strbuf_addstr(out, "Attempt ");
	attempt_name(context, shown->store, shown->attempt.id, out);
	strbuf_addstr(out, ": ");
	utf8_add_visible(out, sv_from(shown->attempt.trainee), false);
	strbuf_addstr(out, " plays ");
	utf8_add_visible(out, sv_from(shown->attempt.scenario), false);
	strbuf_addf(out, ", %s, ", mode_names[shown->attempt.mode]);
	clock_add_iso(out, shown->attempt.started_ms);
	strbuf_addstr(out, shown->attempt.finished ? "\n" : ", not finished (rolecall play --resume)\n");
	if (shown->attempt.parent) {
		strbuf_addstr(out, "Branches off attempt ");
		attempt_name(context, shown->store, shown->attempt.parent, out);
		strbuf_addf(out, " at turn %d.\n", shown->attempt.parent_turn);
	}
	if (shown->attempt.hints)
		strbuf_addf(out, "Hints used: %d.\n", shown->attempt.hints);
	if (!shown->card)
		strbuf_addstr(out, "The scenario or a rubric of this attempt is not found any more; its card cannot be "
				   "made anew.\n");
	else if (shown->content_changed)
		strbuf_addstr(out, "The scenario or a rubric has changed since this attempt; the card below is by "
				   "today's files.\n");
	strbuf_addch(out, '\n');
}

static void show_text(const struct attempt_card *shown, struct context *context, struct strbuf *out)
{
	struct card_text_options options = {context_width(context), context->colour_out, false};

	add_head(shown, context, out);
	for (int i = 0; i < shown->transcript.turn_count; i++)
		add_turn(shown, i, options.width, out);
	add_mood(shown->card, out);
	if (shown->card) {
		strbuf_addstr(out, "\n[words that won points] {words that cost them}\n\n");
		scorecard_add_text(shown->card, &options, out);
	}
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	const char *form = args_get(args, "format", "text");
	struct attempt_card shown;

	if (!args_count(args, &verb_show, 0, 1, err))
		return CLI_USAGE;
	if (attempt_card_load(&shown, context, args->rest_count ? args->rest[0] : "last", err)) {
		/* What an exam thinks of its replies comes with its end. */
		if (shown.attempt.mode == MODE_EXAM && !shown.attempt.finished)
			err_set(err, ERR_USAGE, "This exam is still open; it can be shown when it has ended.");
		else if (!strcmp(form, "transcript")) {
			char name[13];

			/* The name that the card has, so that scoring this line gives the same bytes. */
			transcript_short_hash(&shown.transcript, name);
			if (!shown.transcript.id.n)
				shown.transcript.id = transcript_keep(&shown.transcript, sv_from(name));
			transcript_add_json(&shown.transcript, &out);
			strbuf_addch(&out, '\n');
			context_write(context, strbuf_sv(&out), err);
		} else if (!strcmp(form, "json")) {
			if (shown.card)
				scorecard_add_json(shown.card, CARD_FULL, &out);
			else
				store_attempt_card_json(shown.store, shown.attempt.id, &out, err);
			strbuf_addch(&out, '\n');
			context_write(context, strbuf_sv(&out), err);
		} else {
			show_text(&shown, context, &out);
			context_page(context, strbuf_sv(&out), err);
		}
	}
	attempt_card_release(&shown);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"format", 'f', "FORM", "text|json|transcript", VALUE_NONE, false,
	 "text, json (the card), or transcript (one line that score reads)"},
	{"trainee", 't', "NAME", NULL, VALUE_TRAINEE, false, "whose last attempt"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_show = {
	.name = "show",
	.arguments = "[ATTEMPT|last]",
	.words = "last",
	.summary = "Show an attempt: the conversation with its evidence, the mood, the scorecard",
	.readers = "all",
	.options = options,
	.run = run,
};
