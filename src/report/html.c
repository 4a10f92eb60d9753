/* html.c - a report as one self-contained page: no script, nothing fetched, readable by keyboard and screen reader. */
#include "base/clock.h"
#include "base/mem.h"
#include "report/html_table.h"
#include "report/style.h"
#include "report/svg.h"

static void open_with(struct markup *m, const char *element, const char *name, const char *value)
{
	markup_open(m, element);
	markup_attr(m, name, value);
}

static void head(struct markup *m, const char *title)
{
	markup_open(m, "head");
	/* The policy: should anything ever slip through, the page may run and fetch nothing. */
	markup_raw(m, "<meta charset=\"utf-8\">"
		      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
		      "<meta name=\"color-scheme\" content=\"light dark\">"
		      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">");
	markup_line(m, "title", NULL, title);
	markup_open(m, "style");
	markup_raw(m, report_style);
	markup_raw(m, report_style_media);
	markup_close(m);
	markup_close(m);
}

/* The figures at a glance: big numbers with their n. Columns: figure, rate, value, n. */
static void add_tiles(struct markup *m, const struct report_part *part)
{
	open_with(m, "dl", "class", "tiles");
	for (size_t r = 0; r < table_rows(part->table); r++) {
		CLEANUP_STRBUF struct strbuf figure = STRBUF_INIT;
		CLEANUP_STRBUF struct strbuf value = STRBUF_INIT;
		CLEANUP_STRBUF struct strbuf count = STRBUF_INIT;
		int64_t k, n;

		table_cell_text(part->table, r, 0, &figure);
		table_cell_text(part->table, r, 2, &value);
		table_cell_text(part->table, r, 3, &count);
		markup_open(m, "div");
		markup_line(m, "dt", NULL, figure.buf);
		if (table_cell_rate(part->table, r, 1, &k, &n)) {
			double low, high;

			report_interval(k, n, &low, &high);
			markup_open(m, "dd");
			markup_textf(m, "%.0f %%", 100.0 * (double)k / (double)n);
			markup_close(m);
			open_with(m, "dd", "class", "of");
			svg_rate(m, k, n);
			markup_textf(m, "%.0f–%.0f, n %lld", low, high, (long long)n);
		} else {
			markup_line(m, "dd", NULL, value.len ? value.buf : "–");
			open_with(m, "dd", "class", "of");
			markup_textf(m, "n %s", count.buf);
		}
		markup_close(m);
		markup_close(m);
	}
	markup_close(m);
}

static void add_part(struct markup *m, const struct report_part *part)
{
	open_with(m, "section", "id", part->id);
	markup_attrf(m, "aria-labelledby", "h-%s", part->id);
	markup_open(m, "h2");
	markup_attrf(m, "id", "h-%s", part->id);
	markup_text(m, part->title);
	markup_close(m);
	if (part->note[0])
		markup_line(m, "p", "note", part->note);
	if (!table_rows(part->table)) {
		markup_line(m, "p", "note", "Nothing yet.");
	} else {
		for (size_t i = 0; i < part->chart_count; i++) {
			char id[96];

			snprintf(id, sizeof id, "c-%.64s-%zu", part->id, i);
			svg_chart(m, &part->charts[i], id);
		}
		if (!strcmp(part->id, "summary"))
			add_tiles(m, part);
		else
			html_table(m, part);
	}
	markup_close(m);
}

static void add_header(struct markup *m, const struct report *report, const char *title)
{
	CLEANUP_STRBUF struct strbuf heading = STRBUF_INIT;

	open_with(m, "a", "class", "skip");
	markup_attr(m, "href", "#main");
	markup_text(m, "Skip to the report");
	markup_close(m);
	markup_open(m, "header");
	markup_line(m, "h1", NULL, title);
	strbuf_addstr(&heading, "Finished ");
	report_add_heading(report, &heading);
	strbuf_addch(&heading, '.');
	markup_line(m, "p", NULL, heading.buf);
	open_with(m, "nav", "aria-label", "Parts of the report");
	markup_open(m, "ul");
	for (size_t i = 0; i < report->part_count; i++) {
		markup_open(m, "li");
		markup_open(m, "a");
		markup_attrf(m, "href", "#%s", report->parts[i].id);
		markup_text(m, report->parts[i].title);
		markup_close(m);
		markup_close(m);
	}
	for (int i = 0; i < 3; i++)
		markup_close(m);
}

static void add_footer(struct markup *m, int64_t now_ms)
{
	CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

	clock_add_iso(&when, now_ms);
	markup_open(m, "footer");
	markup_line(
		m, "p", NULL,
		"“71 %, 45–88, n 14” reads: 71 per cent of 14, and the true share may well lie between 45 and 88 per "
		"cent (Wilson’s 95 % interval). Nobody is ranked on fewer than five attempts. Customer ratings are "
		"simulated. What is practised stays with its trainee and is not in this report.");
	markup_open(m, "p");
	markup_textf(m, "rolecall %s, %s", ROLECALL_VERSION, when.buf);
	markup_close(m);
	markup_close(m);
}

bool report_add_html(const struct report *report, int64_t now_ms, struct strbuf *out, struct err *err)
{
	struct markup *m = markup_new();
	CLEANUP_STRBUF struct strbuf title = STRBUF_INIT;
	bool good;

	strbuf_addstr(&title, report->title);
	if (report->subject[0]) {
		strbuf_addstr(&title, ": ");
		strbuf_addstr(&title, report->subject);
	}
	markup_raw(m, "<!DOCTYPE html>\n");
	open_with(m, "html", "lang", "en");
	head(m, title.buf);
	markup_open(m, "body");
	add_header(m, report, title.buf);
	open_with(m, "main", "id", "main");
	for (size_t i = 0; i < report->part_count; i++)
		add_part(m, &report->parts[i]);
	markup_close(m);
	add_footer(m, now_ms);
	markup_close(m);
	markup_close(m);
	good = markup_take(m, out, err);
	strbuf_addch(out, '\n');
	markup_free(m);
	return good;
}
