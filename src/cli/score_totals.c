#include "cli/score_totals.h"

#include "base/mem.h"

void score_totals_release(struct score_totals *totals)
{
	free(totals->items);
	*totals = (struct score_totals){0};
}

static void count_score(struct score_totals *totals, bool passed, bool has_score, double score)
{
	totals->transcripts++;
	totals->passed += passed;
	totals->scored += has_score;
	totals->sum += has_score ? score : 0;
}

/* Cards come in the same order again and again: look where the criterion was last time first. */
static struct score_total *find(struct score_totals *totals, size_t near, const struct rubric *rubric,
				const struct criterion *criterion)
{
	for (size_t i = near; i < totals->count; i++)
		if (totals->items[i].criterion == criterion)
			return &totals->items[i];
	for (size_t i = 0; i < near && i < totals->count; i++)
		if (totals->items[i].criterion == criterion)
			return &totals->items[i];
	MEM_ENSURE(totals->items, totals->count, totals->cap);
	totals->items[totals->count] = (struct score_total){.rubric = rubric, .criterion = criterion};
	return &totals->items[totals->count++];
}

void score_totals_add_card(struct score_totals *totals, const struct scorecard *card, bool verdicts)
{
	count_score(totals, card->passed, card->has_score, card->score);
	for (int i = 0; verdicts && i < card->criterion_count; i++) {
		const struct card_criterion *item = &card->criteria[i];
		find(totals, (size_t)i, item->rubric, item->criterion)->verdicts[item->verdict]++;
	}
}

void score_totals_add_brief(struct score_totals *totals, const struct score_brief *brief,
			    const struct score_session *session)
{
	size_t near = 0;

	count_score(totals, brief->passed, brief->has_score, brief->score);
	for (int r = 0; session && r < (int)score_session_card_rubrics(session); r++) {
		const struct rubric *rubric = score_session_rubric(session, r);

		for (int c = 0; c < rubric->criterion_count; c++, near++)
			find(totals, near, rubric, &rubric->criteria[c])
				->verdicts[score_verdict(session, r, c, NULL)]++;
	}
}

void score_totals_add(struct score_totals *totals, const struct score_totals *more)
{
	totals->transcripts += more->transcripts;
	totals->passed += more->passed;
	totals->scored += more->scored;
	totals->sum += more->sum;
	for (size_t i = 0; i < more->count; i++) {
		struct score_total *item = find(totals, i, more->items[i].rubric, more->items[i].criterion);
		for (int v = 0; v <= VERDICT_ERROR; v++)
			item->verdicts[v] += more->items[i].verdicts[v];
	}
}

struct table *score_totals_table(const struct score_totals *totals)
{
	struct table *table = table_new();

	table_column(table, "rubric", "rubric", TABLE_TEXT, 0, true);
	table_column(table, "criterion", "criterion", TABLE_TEXT, 0, true);
	for (int v = 0; v <= VERDICT_ERROR; v++)
		table_column(table, verdict_names[v], verdict_names[v], TABLE_INT, 0, false);
	table_column(table, "rate", "met", TABLE_RATE, 0, false);
	for (size_t i = 0; i < totals->count; i++) {
		const struct score_total *item = &totals->items[i];
		long met = item->verdicts[VERDICT_MET];

		if (item->criterion->status == STATUS_HELPER)
			continue;
		table_row(table);
		table_sv(table, item->rubric->id);
		table_sv(table, item->criterion->id);
		for (int v = 0; v <= VERDICT_ERROR; v++)
			table_int(table, item->verdicts[v]);
		table_rate(table, met, met + item->verdicts[VERDICT_MISSED]);
	}
	return table;
}
