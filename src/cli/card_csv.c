/* card_csv.c - scorecards as CSV. */
#include "cli/card_csv.h"

#include "report/csv.h"

void card_csv_header(struct strbuf *out)
{
	strbuf_addstr(out, "transcript,scenario,outcome,score,passed,rubric,section,criterion,skill,verdict,points,"
			   "earned,turn,evidence\r\n");
}

static void add_row(const struct scorecard *card, const struct card_criterion *row, struct strbuf *out)
{
	const struct criterion *criterion = row->criterion;

	csv_cell(out, card->transcript);
	strbuf_addch(out, ',');
	csv_cell(out, card->scenario);
	strbuf_addf(out, ",%s,", card->outcome == OUTCOME_NONE ? "" : outcome_names[card->outcome - 1]);
	if (card->has_score)
		strbuf_addf(out, "%.1f", scorecard_round(card->score));
	strbuf_addf(out, ",%s,", card->passed ? "true" : "false");
	csv_cell(out, row->rubric->id);
	strbuf_addch(out, ',');
	csv_cell(out, row->rubric->sections[criterion->section].id);
	strbuf_addch(out, ',');
	csv_cell(out, criterion->id);
	strbuf_addf(out, ",%s,%s,%d,%.1f,", criterion->skill < SKILL_COUNT ? skill_names[criterion->skill] : "",
		    verdict_names[row->verdict], row->points, row->earned);
	if (row->evidence_count) {
		strbuf_addf(out, "%d,", row->evidence[0].turn);
		csv_cell(out, row->evidence[0].text);
	} else {
		strbuf_addch(out, ',');
	}
	strbuf_addstr(out, "\r\n");
}

void card_csv_rows(const struct scorecard *card, struct strbuf *out)
{
	for (int i = 0; i < card->criterion_count; i++) {
		if (card->criteria[i].criterion->status != STATUS_HELPER)
			add_row(card, &card->criteria[i], out);
	}
}
