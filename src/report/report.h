/* report.h - a report is a value: built once from the store, then written as text, CSV, JSON or HTML.
 *
 * A report has parts; a part has a table and perhaps charts. Only finished attempts in coach and exam mode are in
 * any of them: practice is its trainee's own. Formulas and machine forms: docs/reports.md. */
#ifndef ROLECALL_REPORT_REPORT_H
#define ROLECALL_REPORT_REPORT_H

#include "report/table.h"
#include "store/store.h"

#define REPORT_RANK_MIN 5 /* fewer attempts than this have no rank */

enum chart_kind { CHART_LINE, CHART_BARS, CHART_HEAT };

/* Values are per cent, 0..100; NAN where there is none. LINE and BARS have one row; HEAT rows x columns. `low` and
 * `high` (NULL: none) are the ends of the intervals of a BARS chart. */
struct report_chart {
	enum chart_kind kind;
	char *title;
	char **columns, **rows;
	char **keys; /* HEAT: the columns as they stand in the table, NULL when they are not rows of it */
	size_t column_count, row_count;
	double *values, *low, *high; /* row by row */
};

struct report_part {
	char *id, *title;
	char *note; /* a sentence or two below the title, "" none */
	struct table *table;
	struct report_chart *charts;
	size_t chart_count;
};

struct report {
	const char *kind;      /* "team" */
	char *title, *subject; /* subject: whose or what, "" none; text of people, to be escaped */
	struct attempt_query query;
	char *team; /* the filter, "" none */
	struct report_part *parts;
	size_t part_count, main; /* `main`: the part that CSV prints */
};

struct report_request {
	const char *kind;           /* one of report_kinds */
	struct sv subject;          /* the trainee of "trainee" */
	struct attempt_query query; /* since, until, team, modes (0: coach and exam) */
	bool pseudonyms;            /* names of people are shown as "trainee 17" */
};

extern const char *const report_kinds[]; /* NULL-terminated */
const char *report_summary(const char *kind);

/* NULL and *err: unknown kind or trainee (ERR_USAGE) or the store's failure. Free with talloc_free. */
struct report *report_build(const void *ctx, struct store *store, const struct report_request *request,
			    struct err *err);

/* "attempts in coach and exam mode, team blue, since …": not yet made visible. */
void report_add_heading(const struct report *report, struct strbuf *out);
/* width 0: as wide as it gets. */
bool report_add_text(const struct report *report, int width, struct strbuf *out, struct err *err);
/* One part as one table: `part` NULL is the main one. ERR_USAGE names the parts there are. */
bool report_add_csv(const struct report *report, const char *part, struct strbuf *out, struct err *err);
void report_add_json(const struct report *report, struct strbuf *out); /* one line */
/* One self-contained page. `now_ms`: when it was made, shown at its end. */
bool report_add_html(const struct report *report, int64_t now_ms, struct strbuf *out, struct err *err);

#endif
