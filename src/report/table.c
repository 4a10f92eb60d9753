/* table.c - tables as text (libsmartcols), CSV and JSON. */
#include "report/table.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "report/csv.h"
#include "report/wilson.h"
#include "json/json.h"

#include <libsmartcols/libsmartcols.h>
#include <stdio.h>
#include <string.h>

struct table_col {
	char *key, *title;
	enum table_type type;
	int decimals;
	bool wrap;
	int optional; /* 0: always there; else the highest gives way first */
};

struct table_cell {
	bool none;
	char *text;
	size_t length;
	double real;
	long long integer;
	int64_t of; /* TABLE_RATE: n */
};

struct table {
	struct table_col *columns;
	size_t column_count, column_cap;
	struct table_cell *cells;
	size_t cell_count, cell_cap;
	size_t row_count;
};

struct table *table_new(void)
{
	return mem_calloc(1, sizeof(struct table));
}

void table_free(struct table *table)
{
	if (!table)
		return;
	for (size_t i = 0; i < table->column_count; i++) {
		free(table->columns[i].key);
		free(table->columns[i].title);
	}
	for (size_t i = 0; i < table->cell_count; i++)
		free(table->cells[i].text);
	free(table->columns);
	free(table->cells);
	free(table);
}

void table_column(struct table *table, const char *key, const char *title, enum table_type type, int decimals,
		  bool wrap)
{
	MEM_ENSURE(table->columns, table->column_count, table->column_cap);
	table->columns[table->column_count++] =
		(struct table_col){key ? mem_strdup(key) : NULL, title ? mem_strdup(title) : NULL, type, decimals, wrap,
				   type == TABLE_BAR ? 9 : 0};
}

void table_optional(struct table *table, int order)
{
	table->columns[table->column_count - 1].optional = order;
}

static void fill_row(struct table *table)
{
	while (table->cell_count < table->row_count * table->column_count)
		table_none(table);
}

void table_row(struct table *table)
{
	fill_row(table);
	table->row_count++;
}

static struct table_cell *next_cell(struct table *table)
{
	struct table_cell *cell;

	MEM_ENSURE(table->cells, table->cell_count, table->cell_cap);
	cell = &table->cells[table->cell_count++];
	memset(cell, 0, sizeof *cell);
	return cell;
}

void table_sv(struct table *table, struct sv text)
{
	struct table_cell *cell = next_cell(table);

	cell->text = mem_strndup(text.p ? text.p : "", text.n);
	cell->length = text.n;
}

void table_str(struct table *table, const char *text)
{
	if (text)
		table_sv(table, sv_from(text));
	else
		table_none(table);
}

void table_int(struct table *table, long long value)
{
	next_cell(table)->integer = value;
}

void table_real(struct table *table, double value)
{
	next_cell(table)->real = value;
}

void table_bool(struct table *table, bool value)
{
	next_cell(table)->integer = value;
}

void table_rate(struct table *table, int64_t k, int64_t n)
{
	struct table_cell *cell = next_cell(table);

	cell->integer = k;
	cell->of = n;
}

void table_bar(struct table *table, double per_cent)
{
	next_cell(table)->real = per_cent;
}

void table_none(struct table *table)
{
	next_cell(table)->none = true;
}

size_t table_rows(const struct table *table)
{
	return table->row_count;
}

static const struct table_cell *cell_at(const struct table *table, size_t row, size_t column)
{
	static const struct table_cell none = {.none = true};
	size_t index = row * table->column_count + column;

	return index < table->cell_count ? &table->cells[index] : &none;
}

#define BAR_CELLS 10

static void add_rate(const struct table_cell *cell, struct strbuf *out)
{
	double low, high;

	if (!cell->of) {
		strbuf_addstr(out, "n0");
		return;
	}
	wilson(cell->integer, cell->of, &low, &high);
	strbuf_addf(out, "%.0f%% %.0f-%.0f n%lld", 100.0 * (double)cell->integer / (double)cell->of, low, high,
		    (long long)cell->of);
}

static void add_bar(double per_cent, struct strbuf *out)
{
	int full = (int)(per_cent * BAR_CELLS / 100 + 0.5);

	for (int i = 0; i < BAR_CELLS; i++)
		strbuf_addch(out, i < full ? '#' : '.');
}

static void cell_text(const struct table_col *column, const struct table_cell *cell, struct strbuf *out)
{
	if (cell->none)
		return;
	switch (column->type) {
	case TABLE_TEXT: strbuf_add(out, cell->text ? cell->text : "", cell->length); break;
	case TABLE_INT: strbuf_addf(out, "%lld", cell->integer); break;
	case TABLE_REAL: strbuf_addf(out, "%.*f", column->decimals, cell->real); break;
	case TABLE_BOOL: strbuf_addstr(out, cell->integer ? "yes" : "no"); break;
	case TABLE_RATE: add_rate(cell, out); break;
	case TABLE_BAR: add_bar(cell->real, out); break;
	}
}

static void shown_text(const struct table *table, size_t row, size_t column, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf raw = STRBUF_INIT;

	cell_text(&table->columns[column], cell_at(table, row, column), &raw);
	utf8_add_visible(out, strbuf_sv(&raw), false);
}

/* ---- text ---- */

#define WRAPPED_LEAST 12 /* a column that wraps gives way down to this */

/* How text is laid out: which columns are shown, and whether shares stand on two lines ("71%", "45-88 n14"). */
struct layout {
	bool *shown;
	bool folded;
};

static int cell_width(const struct table *table, size_t row, size_t column, bool folded)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	const char *blank;
	int first;

	shown_text(table, row, column, &text);
	blank = folded && table->columns[column].type == TABLE_RATE ? strchr(text.buf, ' ') : NULL;
	if (!blank)
		return utf8_width(strbuf_sv(&text));
	first = (int)(blank - text.buf);
	return (int)strlen(blank + 1) > first ? (int)strlen(blank + 1) : first;
}

static int natural_width(const struct table *table, size_t column, bool folded)
{
	int widest = utf8_width(sv_from(table->columns[column].title));

	for (size_t r = 0; r < table->row_count; r++) {
		int width = cell_width(table, r, column, folded);

		widest = width > widest ? width : widest;
	}
	return table->columns[column].wrap && widest > WRAPPED_LEAST ? WRAPPED_LEAST : widest;
}

static int total_width(const struct table *table, const struct layout *layout)
{
	int total = -1;

	for (size_t c = 0; c < table->column_count; c++)
		total += layout->shown[c] ? natural_width(table, c, layout->folded) + 1 : 0;
	return total;
}

/* Of optional columns as many as there is room for; shares are folded when that is not enough. */
static void choose_layout(const struct table *table, int width, struct layout *layout)
{
	for (size_t c = 0; c < table->column_count; c++)
		layout->shown[c] = table->columns[c].title != NULL;
	while (width > 0 && total_width(table, layout) > width) {
		size_t out = table->column_count;

		for (size_t c = 0; c < table->column_count; c++) {
			if (layout->shown[c] && table->columns[c].optional &&
			    (out == table->column_count || table->columns[c].optional >= table->columns[out].optional))
				out = c;
		}
		layout->folded = out == table->column_count;
		if (layout->folded)
			return;
		layout->shown[out] = false;
	}
}

static bool add_line(const struct table *table, struct libscols_table *drawn, size_t row, const struct layout *layout)
{
	struct libscols_line *line = scols_table_new_line(drawn, NULL);
	size_t at = 0;

	if (!line)
		return false;
	for (size_t c = 0; c < table->column_count; c++) {
		CLEANUP_STRBUF struct strbuf visible = STRBUF_INIT;

		if (!layout->shown[c])
			continue;
		shown_text(table, row, c, &visible);
		if (layout->folded && table->columns[c].type == TABLE_RATE && strchr(visible.buf, ' '))
			*strchr(visible.buf, ' ') = '\n';
		if (scols_line_set_data(line, at++, visible.buf))
			return false;
	}
	return true;
}

static bool add_columns(const struct table *table, struct libscols_table *drawn, const struct layout *layout)
{
	for (size_t c = 0; c < table->column_count; c++) {
		const struct table_col *column = &table->columns[c];
		int flags = column->type == TABLE_INT || column->type == TABLE_REAL ? SCOLS_FL_RIGHT : 0;
		bool fold = layout->folded && column->type == TABLE_RATE;
		struct libscols_column *made;

		if (!layout->shown[c])
			continue;
		made = scols_table_new_column(drawn, column->title, 0,
					      flags | (column->wrap || fold ? SCOLS_FL_WRAP : 0));
		if (!made ||
		    (fold && scols_column_set_wrapfunc(made, scols_wrapnl_chunksize, scols_wrapnl_nextchunk, NULL) < 0))
			return false;
	}
	return true;
}

/* Without the blanks that fill the last column. */
static void add_trimmed(const char *text, struct strbuf *out)
{
	for (const char *p = text; *p;) {
		const char *end = strchr(p, '\n');
		size_t length = end ? (size_t)(end - p) : strlen(p), kept = length;

		while (kept && p[kept - 1] == ' ')
			kept--;
		strbuf_add(out, p, kept);
		strbuf_addch(out, '\n');
		p += length + (end ? 1 : 0);
	}
}

static void say_left_out(const struct table *table, const bool *shown, int width, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	for (size_t c = 0; c < table->column_count; c++) {
		/* A bar only draws what another column says. */
		if (!table->columns[c].title || shown[c] || table->columns[c].type == TABLE_BAR)
			continue;
		strbuf_addf(&line, "%s%s", line.len ? ", " : "No room here for ", table->columns[c].title);
	}
	if (!line.len)
		return;
	strbuf_addstr(&line, ": a wider terminal or --format csv has them.");
	utf8_add_wrapped(out, strbuf_sv(&line), width, 0);
	strbuf_addch(out, '\n');
}

bool table_add_text(const struct table *table, int width, bool colour, struct strbuf *out, struct err *err)
{
	struct libscols_table *drawn = scols_new_table();
	struct layout layout = {mem_calloc(table->column_count + 1, sizeof *layout.shown), false};
	char *text = NULL;
	bool good;

	(void)colour;
	choose_layout(table, width, &layout);
	good = drawn && add_columns(table, drawn, &layout);
	if (good) {
		scols_table_enable_noencoding(drawn, 1); /* already visible; libsmartcols would show UTF-8 as \x */
		scols_table_set_termforce(drawn, width > 0 ? SCOLS_TERMFORCE_ALWAYS : SCOLS_TERMFORCE_NEVER);
		if (width > 0)
			scols_table_set_termwidth(drawn, (size_t)width);
	}
	for (size_t r = 0; good && r < table->row_count; r++)
		good = add_line(table, drawn, r, &layout);
	good = good && !scols_print_table_to_string(drawn, &text);
	if (good) {
		add_trimmed(text, out);
		say_left_out(table, layout.shown, width, out);
	}
	free(text);
	free(layout.shown);
	if (drawn)
		scols_unref_table(drawn);
	return good || err_set(err, ERR_BUG, "The table could not be drawn.");
}

static const char *const rate_keys[] = {"", "_low", "_high", "_k", "_n"};

#define RATE_KEYS (sizeof rate_keys / sizeof rate_keys[0])

static void csv_heading(const struct table_col *column, struct strbuf *out)
{
	size_t keys = column->type == TABLE_RATE ? RATE_KEYS : 1;

	for (size_t i = 0; i < keys; i++) {
		CLEANUP_STRBUF struct strbuf key = STRBUF_INIT;

		if (i)
			strbuf_addch(out, ',');
		strbuf_addstr(&key, column->key);
		strbuf_addstr(&key, rate_keys[i]);
		csv_cell(out, strbuf_sv(&key));
	}
}

static void csv_rate(const struct table_cell *cell, struct strbuf *out)
{
	double low, high;

	if (cell->none) {
		strbuf_addstr(out, ",,,,");
		return;
	}
	wilson(cell->integer, cell->of, &low, &high);
	if (cell->of)
		strbuf_addf(out, "%.1f", 100.0 * (double)cell->integer / (double)cell->of);
	strbuf_addf(out, ",%.1f,%.1f,%lld,%lld", low, high, cell->integer, (long long)cell->of);
}

static void csv_value(const struct table_col *column, const struct table_cell *cell, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	if (column->type == TABLE_RATE) {
		csv_rate(cell, out);
		return;
	}
	cell_text(column, cell, &text);
	if (column->type == TABLE_TEXT)
		csv_cell(out, strbuf_sv(&text));
	else if (column->type == TABLE_BOOL && !cell->none)
		strbuf_addstr(out, cell->integer ? "true" : "false");
	else
		strbuf_addsv(out, strbuf_sv(&text));
}

void table_add_csv(const struct table *table, struct strbuf *out)
{
	bool first = true;

	for (size_t c = 0; c < table->column_count; c++) {
		if (!table->columns[c].key)
			continue;
		if (!first)
			strbuf_addch(out, ',');
		first = false;
		csv_heading(&table->columns[c], out);
	}
	strbuf_addstr(out, "\r\n");
	for (size_t r = 0; r < table->row_count; r++) {
		first = true;
		for (size_t c = 0; c < table->column_count; c++) {
			if (!table->columns[c].key)
				continue;
			if (!first)
				strbuf_addch(out, ',');
			first = false;
			csv_value(&table->columns[c], cell_at(table, r, c), out);
		}
		strbuf_addstr(out, "\r\n");
	}
}

static void json_rate(const struct table_col *column, const struct table_cell *cell, struct json_writer *w)
{
	double low, high;

	for (size_t i = 0; i < RATE_KEYS; i++) {
		CLEANUP_STRBUF struct strbuf key = STRBUF_INIT;

		strbuf_addstr(&key, column->key);
		strbuf_addstr(&key, rate_keys[i]);
		json_key(w, key.buf);
		if (cell->none || (i == 0 && !cell->of)) {
			json_null(w);
			continue;
		}
		wilson(cell->integer, cell->of, &low, &high);
		switch (i) {
		case 0: json_real(w, 100.0 * (double)cell->integer / (double)cell->of, 1); break;
		case 1: json_real(w, low, 1); break;
		case 2: json_real(w, high, 1); break;
		case 3: json_int(w, cell->integer); break;
		default: json_int(w, cell->of); break;
		}
	}
}

static void json_value(const struct table_col *column, const struct table_cell *cell, struct json_writer *w)
{
	if (column->type == TABLE_RATE) {
		json_rate(column, cell, w);
		return;
	}
	json_key(w, column->key);
	if (cell->none)
		json_null(w);
	else if (column->type == TABLE_TEXT)
		json_sv(w, sv_make(cell->text, cell->length));
	else if (column->type == TABLE_INT)
		json_int(w, cell->integer);
	else if (column->type == TABLE_REAL)
		json_real(w, cell->real, column->decimals);
	else
		json_bool(w, cell->integer != 0);
}

void table_add_json(const struct table *table, struct json_writer *w)
{
	json_open_array(w);
	for (size_t r = 0; r < table->row_count; r++) {
		json_open_object(w);
		for (size_t c = 0; c < table->column_count; c++) {
			if (table->columns[c].key)
				json_value(&table->columns[c], cell_at(table, r, c), w);
		}
		json_close_object(w);
	}
	json_close_array(w);
}

size_t table_columns(const struct table *table)
{
	return table->column_count;
}

const char *table_title(const struct table *table, size_t column)
{
	return table->columns[column].title;
}

const char *table_key(const struct table *table, size_t column)
{
	return table->columns[column].key;
}

enum table_type table_column_type(const struct table *table, size_t column)
{
	return table->columns[column].type;
}

void table_cell_text(const struct table *table, size_t row, size_t column, struct strbuf *out)
{
	cell_text(&table->columns[column], cell_at(table, row, column), out);
}

bool table_cell_rate(const struct table *table, size_t row, size_t column, int64_t *k, int64_t *n)
{
	const struct table_cell *cell = cell_at(table, row, column);

	*k = cell->integer;
	*n = cell->of;
	return !cell->none && cell->of > 0;
}
