/* table.h - one value that prints as an aligned table, as CSV, or as JSON.
 *
 * Cells are text or numbers; numbers keep their type in JSON and align right in text. All text is copied. */
#ifndef ROLECALL_REPORT_TABLE_H
#define ROLECALL_REPORT_TABLE_H

#include "base/err.h"
#include "base/strbuf.h"
#include "base/sv.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* TABLE_RATE: a share with its n and its 95 % interval. In text "71% 45-88 n14"; in CSV and JSON five columns: KEY (per
 * cent, one decimal, empty or null when n is 0), KEY_low, KEY_high, KEY_k, KEY_n. TABLE_BAR: a per cent figure drawn as
 * a bar of plain characters, in text only. */
enum table_type { TABLE_TEXT, TABLE_INT, TABLE_REAL, TABLE_BOOL, TABLE_RATE, TABLE_BAR };

struct table;

struct table *table_new(void);
void table_free(struct table *table); /* NULL is fine */

/* Columns first. `key` names the column in CSV and JSON (NULL: not there); `title` stands above it in text (NULL: not
 * shown there).
 * `wrap`: the column gives way when the terminal is narrow. `decimals` for TABLE_REAL. */
void table_column(struct table *table, const char *key, const char *title, enum table_type type, int decimals,
		  bool wrap);

/* When the table is wider than the terminal, text leaves columns out and says so: the highest `order` goes first, of
 * equal ones the last. Bars have the order 9; a column that this was not said of stays. */
void table_optional(struct table *table, int order);

/* Then row by row, cell by cell in column order. */
void table_row(struct table *table);
void table_sv(struct table *table, struct sv text);
void table_str(struct table *table, const char *text); /* NULL: an empty cell */
void table_int(struct table *table, long long value);
void table_real(struct table *table, double value);
void table_bool(struct table *table, bool value); /* yes and no in text */
void table_rate(struct table *table, int64_t k, int64_t n);
void table_bar(struct table *table, double per_cent);
void table_none(struct table *table); /* empty in text and CSV, null in JSON */
size_t table_rows(const struct table *table);
void table_clear(struct table *table); /* the rows go, the columns stay */

/* For other writers: a column's title (NULL: machine only), key, type and number, and a cell's text as it is shown. */
size_t table_columns(const struct table *table);
const char *table_title(const struct table *table, size_t column);
const char *table_key(const struct table *table, size_t column); /* NULL: not in the machine forms */
enum table_type table_column_type(const struct table *table, size_t column);
void table_cell_text(const struct table *table, size_t row, size_t column, struct strbuf *out);
/* False for an empty cell or n = 0. */
bool table_cell_rate(const struct table *table, size_t row, size_t column, int64_t *k, int64_t *n);

/* Aligned by display width, made visible, at most `width` cells a line (0: as wide as it gets). */
bool table_add_text(const struct table *table, int width, bool colour, struct strbuf *out, struct err *err);
void table_add_csv(const struct table *table, struct strbuf *out); /* RFC 4180, formulas defused */
/* A JSON array of objects; the writer stands where a value is expected. */
struct json_writer;
void table_add_json(const struct table *table, struct json_writer *w);

/* The same in blocks, with table_clear between them, for more rows than should be in memory at once. Text has every
 * column that has a title, as wide as it gets: at least as wide as in the blocks before, or as table_least said. */
void table_least(struct table *table, size_t column, int width);
void table_add_text_rows(struct table *table, bool heading, struct strbuf *out);
void table_add_csv_heading(const struct table *table, struct strbuf *out);
void table_add_csv_rows(const struct table *table, struct strbuf *out);
void table_add_json_rows(const struct table *table, struct json_writer *w);

#endif
