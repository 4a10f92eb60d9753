/* figures.c - what is said of a group of attempts, and the cells that say it. */
#include "base/mem.h"
#include "report/gather.h"

#include <math.h>

static void swap(double *a, double *b)
{
	double kept = *a;

	*a = *b;
	*b = kept;
}

/* The value that sorting would put at `rank`, with no greater one before it and no less one after it: Hoare's FIND
 * (Communications of the ACM 4(7), 1961), the pivot from the middle of three. Medians of a million attempts are asked
 * for many times; sorting took most of a report. */
static double select_rank(double *values, size_t count, size_t rank)
{
	ptrdiff_t low = 0, high = (ptrdiff_t)count - 1, wanted = (ptrdiff_t)rank;

	while (low < high) {
		ptrdiff_t middle = low + (high - low) / 2, i = low, j = high;

		if (values[middle] < values[low])
			swap(&values[middle], &values[low]);
		if (values[high] < values[low])
			swap(&values[high], &values[low]);
		if (values[high] < values[middle])
			swap(&values[high], &values[middle]);
		for (double pivot = values[middle]; i <= j;) {
			while (values[i] < pivot)
				i++;
			while (values[j] > pivot)
				j--;
			if (i <= j)
				swap(&values[i++], &values[j--]);
		}
		if (wanted > j && wanted < i)
			break;
		low = wanted >= i ? i : low;
		high = wanted <= j ? j : high;
	}
	return values[rank];
}

double median_of(double *values, size_t count)
{
	double upper, lower;

	if (!count)
		return NAN;
	upper = select_rank(values, count, count / 2);
	if (count % 2)
		return upper;
	lower = values[0];
	for (size_t i = 1; i < count / 2; i++)
		lower = values[i] > lower ? values[i] : lower;
	return (lower + upper) / 2;
}

double median_score(const struct entry *const *entries, size_t count, int64_t *scored)
{
	double *scores = mem_alloc((count + 1) * sizeof *scores), median;
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		if (!isnan(entries[i]->score))
			scores[n++] = entries[i]->score;
	}
	*scored = (int64_t)n;
	median = median_of(scores, n);
	free(scores);
	return median;
}

void figures_of(const struct entry *const *entries, size_t count, struct figures *out)
{
	double *values = mem_alloc((count + 1) * sizeof *values); /* of one kind after the other */

	*out = (struct figures){.n = (int64_t)count};
	for (size_t i = 0; i < count; i++) {
		const struct entry *entry = entries[i];

		out->passed += entry->passed;
		out->resolved += entry->outcome == OUTCOME_RESOLVED;
		out->csat_n += entry->csat > 0;
		out->csat_good += entry->csat >= 4;
		out->clean += entry->critical == 0;
		out->critical += entry->critical;
		if (entry->first_reply_ms >= 0)
			values[out->first_reply_n++] = (double)entry->first_reply_ms / 1000;
	}
	out->first_reply_s = median_of(values, (size_t)out->first_reply_n);
	for (size_t i = 0; i < count; i++) {
		if (entries[i]->handle_ms >= 0)
			values[out->handle_n++] = (double)entries[i]->handle_ms / 1000;
	}
	out->handle_s = median_of(values, (size_t)out->handle_n);
	free(values);
	out->median = median_score(entries, count, &out->scored);
}

void add_number(struct table *table, double value)
{
	if (isnan(value))
		table_none(table);
	else
		table_real(table, value);
}

void figure_columns(struct table *table)
{
	table_column(table, "attempts", "N", TABLE_INT, 0, false);
	table_column(table, "pass_rate", "PASSED", TABLE_RATE, 1, false);
	table_column(table, "median_score", "MEDIAN", TABLE_REAL, 1, false);
	table_column(table, "resolved_rate", "SOLVED AT ONCE", TABLE_RATE, 1, false);
	table_column(table, "csat_rate", "CSAT 4-5", TABLE_RATE, 1, false);
	table_optional(table, 1);
	table_column(table, "clean_rate", NULL, TABLE_RATE, 1, false);
	table_column(table, "critical", "CRITICAL", TABLE_INT, 0, false);
	table_column(table, "scored", NULL, TABLE_INT, 0, false);
	table_column(table, "first_reply_seconds", "FIRST REPLY (S)", TABLE_REAL, 1, false);
	table_optional(table, 2);
	table_column(table, "first_reply_n", NULL, TABLE_INT, 0, false);
	table_column(table, "handle_seconds", "HANDLE (S)", TABLE_REAL, 1, false);
	table_optional(table, 2);
	table_column(table, "handle_n", NULL, TABLE_INT, 0, false);
}

void figure_cells(struct table *table, const struct figures *figures)
{
	table_int(table, figures->n);
	table_rate(table, figures->passed, figures->n);
	add_number(table, figures->median);
	table_rate(table, figures->resolved, figures->n);
	table_rate(table, figures->csat_good, figures->csat_n);
	table_rate(table, figures->clean, figures->n);
	table_int(table, figures->critical);
	table_int(table, figures->scored);
	add_number(table, figures->first_reply_s);
	table_int(table, figures->first_reply_n);
	add_number(table, figures->handle_s);
	table_int(table, figures->handle_n);
}

void add_spark(struct table *table, const struct gather *gather, const struct entry *const *entries, size_t count)
{
	static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	size_t weeks = 0;
	struct group *groups = gather_by_number(gather, entries, count, entry_week, &weeks);

	for (size_t i = weeks > 12 ? weeks - 12 : 0; i < weeks; i++) {
		int64_t scored = 0;
		double median = median_score(groups[i].entries, groups[i].count, &scored);
		int block;

		if (!scored)
			continue;
		block = (int)(median * 8 / 100);
		strbuf_addstr(&text, blocks[block < 0 ? 0 : block > 7 ? 7 : block]);
	}
	table_sv(table, strbuf_sv(&text));
	talloc_free(groups);
}

struct report_part *report_part(struct report *report, const char *id, const char *title, const char *note)
{
	report->parts = MEM_GROW(report, report->parts, struct report_part, report->part_count + 1);
	struct report_part *part = &report->parts[report->part_count++];

	*part = (struct report_part){
		.id = mem_pool_strndup(report, id, strlen(id)),
		.title = mem_pool_strndup(report, title, strlen(title)),
		.note = mem_pool_strndup(report, note, strlen(note)),
		.table = table_new(),
	};
	return part;
}

struct report_chart *report_chart(struct report *report, struct report_part *part, enum chart_kind kind,
				  const char *title, size_t rows, size_t columns)
{
	part->charts = MEM_GROW(report, part->charts, struct report_chart, part->chart_count + 1);
	struct report_chart *chart = &part->charts[part->chart_count++];

	*chart = (struct report_chart){
		.kind = kind,
		.title = mem_pool_strndup(report, title, strlen(title)),
		.columns = MEM_ARRAY(report, char *, columns + 1),
		.rows = MEM_ARRAY(report, char *, rows + 1),
		.column_count = columns,
		.row_count = rows,
		.values = MEM_ARRAY(report, double, rows *columns + 1),
	};
	for (size_t i = 0; i < rows * columns; i++)
		chart->values[i] = NAN;
	return chart;
}
