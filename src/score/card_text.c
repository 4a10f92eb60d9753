/* card_text.c - the scorecard as text. */
#include "score/card_text.h"

#include "base/ansi.h"
#include "base/utf8.h"

#include <stdio.h>

#define SHOWN_EVIDENCE 3 /* quotes under one criterion; explain shows all */

static void add_visible(struct strbuf *out, struct sv text)
{
	utf8_add_visible(out, text, false);
}

void card_text_quote(struct strbuf *out, struct sv text, int cells)
{
	CLEANUP_STRBUF struct strbuf visible = STRBUF_INIT;
	size_t offset = 0, end = 0;

	add_visible(&visible, text);
	strbuf_addch(out, '"');
	if (utf8_width(strbuf_sv(&visible)) <= cells) {
		strbuf_addsv(out, strbuf_sv(&visible));
	} else {
		while (offset < visible.len && utf8_width(sv_make(visible.buf, offset)) < cells) {
			end = offset;
			utf8_next(strbuf_sv(&visible), &offset);
		}
		strbuf_addsv(out, sv_make(visible.buf, end));
		strbuf_addstr(out, "…");
	}
	strbuf_addch(out, '"');
}

/* A line of text that starts at `indent` cells and wraps under itself. */
static void add_line(struct strbuf *out, int indent, int width, struct sv text)
{
	for (int i = 0; i < indent; i++)
		strbuf_addch(out, ' ');
	utf8_add_wrapped(out, text, width, indent);
	strbuf_addch(out, '\n');
}

static void add_labelled(struct strbuf *out, int indent, int width, const char *label, struct sv text)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	if (!text.n)
		return;
	strbuf_addstr(&line, label);
	add_visible(&line, text);
	add_line(out, indent, width, strbuf_sv(&line));
}

static void add_points(struct strbuf *out, double points)
{
	if (points == (double)(long)points)
		strbuf_addf(out, "%ld", (long)points);
	else
		strbuf_addf(out, "%.1f", points);
}

static void add_headline(const struct scorecard *card, const struct card_text_options *options, struct strbuf *out)
{
	if (card->outcome != OUTCOME_NONE)
		strbuf_addf(out, "Outcome: %s\n", outcome_names[card->outcome - 1]);
	strbuf_addstr(out, "Score:   ");
	if (card->has_score)
		strbuf_addf(out, "%.1f %%, ", scorecard_round(card->score));
	else
		strbuf_addstr(out, "none (nothing applied), ");
	ansi_text(out, options->colour, card->passed ? ANSI_GOOD : ANSI_BAD, card->passed ? "passed" : "not passed");
	strbuf_addch(out, '\n');
	if (card->incomplete)
		strbuf_addstr(out, "         incomplete: a rule could not be decided, see \"error\" below\n");
	if (card->csat)
		strbuf_addf(out, "Rating:  the customer gives %d of 5 (simulated)\n", card->csat);
}

static const char *verdict_label(const struct card_criterion *row)
{
	if (row->criterion->critical != CRITICAL_NONE && row->verdict == VERDICT_MISSED)
		return "FAILED";
	if (row->verdict == VERDICT_NA)
		return "n/a   ";
	if (row->verdict == VERDICT_ERROR)
		return "error ";
	return row->verdict == VERDICT_MET ? "met   " : "missed";
}

static enum ansi verdict_look(const struct card_criterion *row)
{
	if (row->verdict == VERDICT_MET)
		return ANSI_GOOD;
	if (row->verdict == VERDICT_MISSED)
		return ANSI_BAD;
	return row->verdict == VERDICT_NA ? ANSI_DIM : ANSI_WARM;
}

static void add_row_head(const struct card_criterion *row, const struct card_text_options *options, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	strbuf_addstr(out, "  ");
	ansi_text(out, options->colour, verdict_look(row), verdict_label(row));
	strbuf_addstr(out, "  ");
	add_visible(&line, row->criterion->title.n ? row->criterion->title : row->criterion->id);
	if (row->criterion->critical != CRITICAL_NONE)
		strbuf_addf(&line, " (%s-critical)", critical_names[row->criterion->critical - 1]);
	else if (!row->scored)
		strbuf_addstr(&line, " (on trial, not scored)");
	else if (row->verdict == VERDICT_MET || row->verdict == VERDICT_MISSED) {
		strbuf_addstr(&line, ", ");
		add_points(&line, row->earned);
		strbuf_addf(&line, " of %d", row->points);
	}
	utf8_add_wrapped(out, strbuf_sv(&line), options->width, 10);
	strbuf_addch(out, '\n');
}

static void add_evidence(const struct card_criterion *row, int most, int width, struct strbuf *out)
{
	int shown = row->evidence_count < most ? row->evidence_count : most;

	for (int i = 0; i < shown; i++) {
		CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

		strbuf_addf(&line, "turn %d: ", row->evidence[i].turn);
		card_text_quote(&line, row->evidence[i].text, most > SHOWN_EVIDENCE ? 400 : 60);
		add_line(out, 10, width, strbuf_sv(&line));
	}
	if (row->evidence_count > shown) {
		char more[48];

		snprintf(more, sizeof more, "and %d more", row->evidence_count - shown);
		add_line(out, 10, width, sv_from(more));
	}
}

static void add_row(const struct card_criterion *row, const struct card_text_options *options, struct strbuf *out)
{
	if (options->brief && row->verdict != VERDICT_MISSED && row->verdict != VERDICT_ERROR)
		return;
	add_row_head(row, options, out);
	add_evidence(row, SHOWN_EVIDENCE, options->width, out);
	add_labelled(out, 10, options->width, "", row->why);
	if (row->verdict == VERDICT_MISSED) {
		add_labelled(out, 10, options->width, "Advice: ", row->criterion->advice);
		add_labelled(out, 10, options->width, "Would have won it: ", row->criterion->model);
	} else if (row->verdict == VERDICT_MET && row->criterion->praise.n && !options->brief) {
		add_labelled(out, 10, options->width, "", row->criterion->praise);
	}
}

static void add_section(const struct scorecard *card, const struct card_section *section,
			const struct card_text_options *options, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf head = STRBUF_INIT;
	int index = (int)(section->section - section->rubric->sections);

	add_visible(&head, section->section->title.n ? section->section->title : section->section->id);
	strbuf_addf(&head, " (weight %d)", section->section->weight);
	if (section->has_score) {
		strbuf_addf(&head, ": %.1f %%, ", scorecard_round(section->score));
		add_points(&head, section->earned);
		strbuf_addf(&head, " of %d points", section->applicable);
	} else {
		strbuf_addstr(&head, ": nothing applied");
	}
	strbuf_addch(out, '\n');
	ansi_add(out, options->colour, ANSI_BOLD);
	utf8_add_wrapped(out, strbuf_sv(&head), options->width, 2);
	ansi_add(out, options->colour, ANSI_PLAIN);
	strbuf_addch(out, '\n');
	for (int i = 0; i < card->criterion_count; i++) {
		const struct card_criterion *row = &card->criteria[i];

		if (row->rubric == section->rubric && row->criterion->section == index &&
		    row->criterion->status != STATUS_HELPER)
			add_row(row, options, out);
	}
}

static void add_rubric(const struct scorecard *card, int index, const struct card_text_options *options,
		       struct strbuf *out)
{
	const struct rubric *rubric = card->rubrics[index];
	CLEANUP_STRBUF struct strbuf head = STRBUF_INIT;

	add_visible(&head, rubric->title);
	strbuf_addstr(&head, " (");
	add_visible(&head, rubric->id);
	strbuf_addstr(&head, "): ");
	if (card->rubric_has_score[index])
		strbuf_addf(&head, "%.1f %%, %s; %d needed", scorecard_round(card->rubric_score[index]),
			    card->rubric_passed[index] ? "passed" : "not passed", rubric->pass_mark);
	else
		strbuf_addstr(&head, "nothing applied");
	strbuf_addch(out, '\n');
	utf8_add_wrapped(out, strbuf_sv(&head), options->width, 2);
	strbuf_addch(out, '\n');
	for (int i = 0; i < card->section_count; i++) {
		if (card->sections[i].rubric == rubric)
			add_section(card, &card->sections[i], options, out);
	}
}

int scorecard_best_next(const struct scorecard *card)
{
	double best = 0;
	int found = -1;

	for (int i = 0; i < card->criterion_count; i++) {
		const struct card_criterion *row = &card->criteria[i];

		if (row->verdict != VERDICT_MISSED || (!row->scored && row->criterion->critical == CRITICAL_NONE))
			continue;
		if (row->criterion->critical != CRITICAL_NONE)
			return i;
		for (int s = 0; s < card->section_count; s++) {
			const struct card_section *section = &card->sections[s];
			double gain;

			if (section->rubric != row->rubric || section->applicable <= 0 ||
			    section->section - section->rubric->sections != row->criterion->section)
				continue;
			gain = (row->points - row->earned) * section->section->weight / section->applicable;
			if (gain > best) {
				best = gain;
				found = i;
			}
		}
	}
	return found;
}

static void add_critical(const struct evidence *hit, struct sv title, const struct card_text_options *options,
			 struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	strbuf_addstr(&line, "This alone fails the attempt: ");
	add_visible(&line, title);
	if (hit) {
		strbuf_addf(&line, " (turn %d, ", hit->turn);
		card_text_quote(&line, hit->text, 60);
		strbuf_addch(&line, ')');
	}
	ansi_add(out, options->colour, ANSI_BAD);
	add_line(out, 0, options->width, strbuf_sv(&line));
	ansi_add(out, options->colour, ANSI_PLAIN);
}

static void add_criticals(const struct scorecard *card, const struct card_text_options *options, struct strbuf *out)
{
	for (int i = 0; i < card->criterion_count; i++) {
		const struct card_criterion *row = &card->criteria[i];

		if (row->criterion->critical != CRITICAL_NONE && row->verdict == VERDICT_MISSED)
			add_critical(row->evidence_count ? row->evidence : NULL,
				     row->criterion->title.n ? row->criterion->title : row->criterion->id, options,
				     out);
	}
	for (int i = 0; i < card->policy_count; i++)
		add_critical(&card->policy[i], SV("Promises nothing that the policy does not allow"), options, out);
}

void scorecard_add_text(const struct scorecard *card, const struct card_text_options *options, struct strbuf *out)
{
	int next = scorecard_best_next(card);

	add_headline(card, options, out);
	add_criticals(card, options, out);
	for (int i = 0; i < card->rubric_count; i++)
		add_rubric(card, i, options, out);
	if (next >= 0) {
		strbuf_addch(out, '\n');
		add_labelled(out, 0, options->width, "Best next step: ", card->criteria[next].criterion->advice);
	}
}

static void add_cancelled(const struct card_criterion *row, int width, struct strbuf *out)
{
	static const char *const reasons[] = {"",
					      "it is negated",
					      "an exception of the rule covers it",
					      "it stands in quotation marks",
					      "it stands in a pile of words, not in a sentence",
					      "its sentence does too many things at once"};

	for (int i = 0; i < row->cancelled_count; i++) {
		CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

		strbuf_addf(&line, "turn %d: ", row->cancelled[i].turn);
		card_text_quote(&line, row->cancelled[i].text, 200);
		strbuf_addf(&line, " did not count: %s", reasons[row->cancel_reason[i] % MATCH_CANCEL_COUNT]);
		add_line(out, 4, width, strbuf_sv(&line));
	}
}

void scorecard_explain(const struct scorecard *card, int criterion, const struct card_text_options *options,
		       struct strbuf *out)
{
	const struct card_criterion *row = &card->criteria[criterion];

	add_visible(out, row->rubric->id);
	strbuf_addch(out, '/');
	add_visible(out, row->criterion->id);
	strbuf_addch(out, '\n');
	add_row_head(row, options, out);
	add_labelled(out, 4, options->width,
		     "Skill: ", sv_from(row->criterion->skill < SKILL_COUNT ? skill_names[row->criterion->skill] : ""));
	add_evidence(row, 1000, options->width, out);
	add_cancelled(row, options->width, out);
	add_labelled(out, 4, options->width, "", row->why);
	if (row->verdict == VERDICT_NA)
		add_line(out, 4, options->width, SV("It did not apply here, so it neither won nor cost points."));
	if (row->verdict == VERDICT_MET)
		add_labelled(out, 4, options->width, "", row->criterion->praise);
	else if (row->verdict == VERDICT_MISSED)
		add_labelled(out, 4, options->width, "Advice: ", row->criterion->advice);
	add_labelled(out, 4, options->width, "Words that win it: ", row->criterion->model);
}
