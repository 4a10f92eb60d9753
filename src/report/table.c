/* table.c - the cells of a table, and the table as CSV and JSON. */
#include "report/table_inside.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "report/csv.h"
#include "report/wilson.h"
#include "json/json.h"

#include <stdio.h>
#include <string.h>

struct table *table_new(void)
{
	struct table *table = mem_calloc(1, sizeof *table);

	strbuf_init(&table->texts, 0);
	return table;
}

void table_free(struct table *table)
{
	if (!table)
		return;
	for (size_t i = 0; i < table->column_count; i++) {
		free(table->columns[i].key);
		free(table->columns[i].title);
	}
	free(table->columns);
	free(table->cells);
	strbuf_release(&table->texts);
	free(table);
}

void table_column(struct table *table, const char *key, const char *title, enum table_type type, int decimals,
		  bool wrap)
{
	MEM_ENSURE(table->columns, table->column_count, table->column_cap);
	table->columns[table->column_count++] = (struct table_col){.key = key ? mem_strdup(key) : NULL,
								   .title = title ? mem_strdup(title) : NULL,
								   .type = type,
								   .decimals = decimals,
								   .wrap = wrap,
								   .optional = type == TABLE_BAR ? 9 : 0};
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

	cell->at = table->texts.len;
	cell->length = text.n;
	strbuf_addsv(&table->texts, text);
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

void table_clear(struct table *table)
{
	table->cell_count = table->row_count = 0;
	strbuf_reset(&table->texts);
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

static void add_integer(long long number, struct strbuf *out)
{
	char digits[24], *at = digits + sizeof digits;
	unsigned long long left = number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number;

	do
		*--at = (char)('0' + left % 10);
	while (left /= 10);
	if (number < 0)
		*--at = '-';
	strbuf_add(out, at, (size_t)(digits + sizeof digits - at));
}

/* As printf's %.*f. Most numbers here are whole tenths: the double nearest to them is written as just these. */
static void add_real(double value, int decimals, struct strbuf *out)
{
	long long tenths = value > 0 && value < 1e9 ? (long long)(value * 10 + 0.5) : 0;

	if (decimals != 1 || !tenths || (double)tenths / 10 < value || (double)tenths / 10 > value) {
		strbuf_addf(out, "%.*f", decimals, value);
		return;
	}
	add_integer(tenths / 10, out);
	strbuf_addch(out, '.');
	strbuf_addch(out, (char)('0' + tenths % 10));
}

static struct sv text_of(const struct table *table, const struct table_cell *cell)
{
	return sv_make(table->texts.buf + (cell->length ? cell->at : 0), cell->length);
}

static void cell_text(const struct table *table, size_t row, size_t c, struct strbuf *out)
{
	const struct table_col *column = &table->columns[c];
	const struct table_cell *cell = cell_at(table, row, c);

	if (cell->none)
		return;
	switch (column->type) {
	case TABLE_TEXT: strbuf_addsv(out, text_of(table, cell)); break;
	case TABLE_INT: add_integer(cell->integer, out); break;
	case TABLE_REAL: add_real(cell->real, column->decimals, out); break;
	case TABLE_BOOL: strbuf_addstr(out, cell->integer ? "yes" : "no"); break;
	case TABLE_RATE: add_rate(cell, out); break;
	case TABLE_BAR: add_bar(cell->real, out); break;
	}
}

void table_add_shown(const struct table *table, size_t row, size_t column, struct strbuf *out)
{
	const struct table_cell *cell = cell_at(table, row, column);

	if (table->columns[column].type != TABLE_TEXT)
		cell_text(table, row, column, out); /* plain characters */
	else if (!cell->none)
		utf8_add_visible(out, text_of(table, cell), false);
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

static void csv_value(const struct table *table, size_t row, size_t c, struct strbuf *out)
{
	const struct table_col *column = &table->columns[c];
	const struct table_cell *cell = cell_at(table, row, c);

	if (column->type == TABLE_RATE)
		csv_rate(cell, out);
	else if (column->type == TABLE_TEXT)
		csv_cell(out, cell->none ? SV("") : text_of(table, cell));
	else if (column->type == TABLE_BOOL && !cell->none)
		strbuf_addstr(out, cell->integer ? "true" : "false");
	else
		cell_text(table, row, c, out);
}

void table_add_csv_heading(const struct table *table, struct strbuf *out)
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
}

void table_add_csv_rows(const struct table *table, struct strbuf *out)
{
	for (size_t r = 0; r < table->row_count; r++) {
		bool first = true;

		for (size_t c = 0; c < table->column_count; c++) {
			if (!table->columns[c].key)
				continue;
			if (!first)
				strbuf_addch(out, ',');
			first = false;
			csv_value(table, r, c, out);
		}
		strbuf_addstr(out, "\r\n");
	}
}

void table_add_csv(const struct table *table, struct strbuf *out)
{
	table_add_csv_heading(table, out);
	table_add_csv_rows(table, out);
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

static void json_value(const struct table *table, size_t row, size_t c, struct json_writer *w)
{
	const struct table_col *column = &table->columns[c];
	const struct table_cell *cell = cell_at(table, row, c);

	if (column->type == TABLE_RATE) {
		json_rate(column, cell, w);
		return;
	}
	json_key(w, column->key);
	if (cell->none)
		json_null(w);
	else if (column->type == TABLE_TEXT)
		json_sv(w, text_of(table, cell));
	else if (column->type == TABLE_INT)
		json_int(w, cell->integer);
	else if (column->type == TABLE_REAL)
		json_real(w, cell->real, column->decimals);
	else
		json_bool(w, cell->integer != 0);
}

void table_add_json_rows(const struct table *table, struct json_writer *w)
{
	for (size_t r = 0; r < table->row_count; r++) {
		json_open_object(w);
		for (size_t c = 0; c < table->column_count; c++) {
			if (table->columns[c].key)
				json_value(table, r, c, w);
		}
		json_close_object(w);
	}
}

void table_add_json(const struct table *table, struct json_writer *w)
{
	json_open_array(w);
	table_add_json_rows(table, w);
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
	cell_text(table, row, column, out);
}

bool table_cell_rate(const struct table *table, size_t row, size_t column, int64_t *k, int64_t *n)
{
	const struct table_cell *cell = cell_at(table, row, column);

	*k = cell->integer;
	*n = cell->of;
	return !cell->none && cell->of > 0;
}
