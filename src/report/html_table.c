/* html_table.c - the tables of HTML reports: plain ones, and matrices of shares. */
#include "report/html_table.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "report/style.h"
#include "report/svg.h"

/* "47 %", a bar when there is no colour, the interval and n. */
static void rate_cell(struct markup *m, int64_t k, int64_t n, bool heat)
{
	double low, high, value = 100.0 * (double)k / (double)n;

	report_interval(k, n, &low, &high);
	markup_open(m, "td");
	if (heat)
		markup_attrf(m, "class", "rate h%d", svg_heat(value));
	else
		markup_attr(m, "class", "rate");
	markup_open(m, "b");
	markup_textf(m, "%.0f %%", value);
	markup_close(m);
	if (!heat)
		svg_rate(m, k, n);
	markup_open(m, "small");
	markup_textf(m, "%.0f–%.0f, n %lld", low, high, (long long)n);
	markup_close(m);
	markup_close(m);
}

#define SHORT_TEXT 16 /* cells: longer texts may be wrapped */

/* The text of a cell that is open; a slash is a good place to wrap. */
static void add_words(struct markup *m, const char *text)
{
	CLEANUP_STRBUF struct strbuf visible = STRBUF_INIT;

	utf8_add_visible(&visible, sv_from(text), false);
	if (utf8_width(strbuf_sv(&visible)) <= SHORT_TEXT) {
		markup_text(m, text);
		return;
	}
	markup_attr(m, "class", "long");
	for (const char *p = visible.buf; *p;) {
		size_t length = strcspn(p, "/");
		CLEANUP_STRBUF struct strbuf piece = STRBUF_INIT;

		length += p[length] == '/';
		strbuf_add(&piece, p, length);
		markup_text(m, piece.buf);
		p += length;
		if (*p)
			markup_raw(m, "<wbr>");
	}
}

/* A column without a key is drawn from characters: the figures are elsewhere. */
static void drawn_cell(struct markup *m, const char *text)
{
	markup_open(m, "td");
	markup_open(m, "span");
	markup_attr(m, "role", "img");
	markup_attr(m, "aria-label", text[0] ? "medians of the last weeks, as bars" : "no median yet");
	markup_text(m, text);
	markup_close(m);
	markup_close(m);
}

static void cell(struct markup *m, const struct table *table, size_t row, size_t column, bool heading, bool heat)
{
	enum table_type type = table_column_type(table, column);
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	bool number = type == TABLE_INT || type == TABLE_REAL;
	int64_t k, n;

	if (type == TABLE_RATE && table_cell_rate(table, row, column, &k, &n)) {
		rate_cell(m, k, n, heat);
		return;
	}
	table_cell_text(table, row, column, &text);
	if (!table_key(table, column)) {
		drawn_cell(m, text.buf);
		return;
	}
	markup_open(m, heading ? "th" : "td");
	if (heading)
		markup_attr(m, "scope", "row");
	if (number)
		markup_attr(m, "class", "number");
	if (type == TABLE_RATE || !text.len)
		markup_text(m, "–");
	else
		add_words(m, text.buf);
	markup_close(m);
}

/* Titles stand in capitals in text; a page has other means. */
static void title_cell(struct markup *m, const struct table *table, size_t column)
{
	const char *title = table_title(table, column), *key = table_key(table, column);
	enum table_type type = table_column_type(table, column);
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	for (const char *p = title; *p; p++)
		strbuf_addch(&text, p != title && *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p);
	markup_open(m, "th");
	markup_attr(m, "scope", "col");
	if (type == TABLE_INT || type == TABLE_REAL)
		markup_attr(m, "class", "number");
	if (key)
		markup_attr(m, "data-key", key);
	markup_text(m, !strcmp(title, "N/A") || !strncmp(title, "CSAT", 4) ? title : text.buf);
	markup_close(m);
}

static bool is_shown(const struct table *table, size_t column)
{
	return table_title(table, column) && table_column_type(table, column) != TABLE_BAR;
}

static void list(struct markup *m, const struct table *table, bool heat)
{
	markup_open(m, "thead");
	markup_open(m, "tr");
	for (size_t c = 0; c < table_columns(table); c++) {
		if (is_shown(table, c))
			title_cell(m, table, c);
	}
	markup_close(m);
	markup_close(m);
	markup_open(m, "tbody");
	for (size_t r = 0; r < table_rows(table); r++) {
		bool first = true;

		markup_open(m, "tr");
		for (size_t c = 0; c < table_columns(table); c++) {
			if (!is_shown(table, c))
				continue;
			cell(m, table, r, c, first, heat);
			first = false;
		}
		markup_close(m);
	}
	markup_close(m);
}

/* ---- a matrix: one row for each text of the first column, one column for each of the second ---- */

static bool is_matrix(const struct report_part *part)
{
	return part->chart_count && part->charts[0].kind == CHART_HEAT && part->charts[0].keys;
}

static bool same_text(const struct table *table, size_t row, size_t column, const char *text)
{
	CLEANUP_STRBUF struct strbuf own = STRBUF_INIT;

	table_cell_text(table, row, column, &own);
	return !strcmp(own.buf, text);
}

/* The cells of one row of the matrix, rows `from` up to `to` of the table; both are in the order of the columns. */
static void matrix_row(struct markup *m, const struct report_part *part, size_t from, size_t to)
{
	const struct report_chart *chart = &part->charts[0];
	CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;

	table_cell_text(part->table, from, 0, &name);
	markup_open(m, "tr");
	markup_open(m, "th");
	markup_attr(m, "scope", "row");
	add_words(m, name.buf);
	markup_close(m);
	for (size_t c = 0; c < chart->column_count; c++) {
		size_t r = from;

		while (r < to && !same_text(part->table, r, 1, chart->keys[c]))
			r++;
		if (r < to)
			cell(m, part->table, r, 2, false, true);
		else
			markup_line(m, "td", NULL, "–");
	}
	markup_close(m);
}

static void matrix(struct markup *m, const struct report_part *part)
{
	const struct report_chart *chart = &part->charts[0];
	size_t rows = table_rows(part->table);

	markup_open(m, "thead");
	markup_open(m, "tr");
	title_cell(m, part->table, 0);
	for (size_t c = 0; c < chart->column_count; c++) {
		markup_open(m, "th");
		markup_attr(m, "scope", "col");
		add_words(m, chart->columns[c]);
		markup_close(m);
	}
	markup_close(m);
	markup_close(m);
	markup_open(m, "tbody");
	for (size_t from = 0, to; from < rows; from = to) {
		CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;

		table_cell_text(part->table, from, 0, &name);
		for (to = from + 1; to < rows && same_text(part->table, to, 0, name.buf);)
			to++;
		matrix_row(m, part, from, to);
	}
	markup_close(m);
}

void html_table(struct markup *m, const struct report_part *part)
{
	markup_open(m, "div");
	markup_attr(m, "class", "scroll");
	markup_attr(m, "role", "region");
	markup_attr(m, "tabindex", "0");
	markup_attrf(m, "aria-label", "Table: %s", part->title);
	markup_open(m, "table");
	if (is_matrix(part))
		matrix(m, part);
	else
		list(m, part->table, part->chart_count && part->charts[0].kind == CHART_HEAT);
	markup_close(m);
	markup_close(m);
}
