/* table_text.c - tables as text: drawn here when there is room for all of it, by libsmartcols when cells are folded or
 * wrapped. Both give the same bytes where both can. */
#include "report/table_inside.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <libsmartcols/libsmartcols.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#define WRAPPED_LEAST 12 /* a column that wraps gives way down to this */

/* The cells that have a title above them, row by row, the titles first. */
struct drawn {
	size_t at, length; /* in the sheet's text */
};

/* How text is laid out: which columns are shown, and whether shares stand on two lines ("71%", "45-88 n14"). */
struct sheet {
	const struct table *table;
	struct strbuf text;
	struct drawn *cells; /* (row_count + 1) x column_count */
	bool *shown, folded;
};

static struct sv cell_of(const struct sheet *sheet, size_t line, size_t column)
{
	const struct drawn *cell = &sheet->cells[line * sheet->table->column_count + column];

	return sv_make(sheet->text.buf + (cell->length ? cell->at : 0), cell->length);
}

static void sheet_init(struct sheet *sheet, const struct table *table)
{
	*sheet = (struct sheet){.table = table, .text = STRBUF_INIT};
	sheet->cells = mem_calloc((table->row_count + 1) * table->column_count + 1, sizeof *sheet->cells);
	sheet->shown = mem_calloc(table->column_count + 1, sizeof *sheet->shown);
	for (size_t line = 0; line <= table->row_count; line++) {
		for (size_t c = 0; c < table->column_count; c++) {
			struct drawn *cell = &sheet->cells[line * table->column_count + c];

			sheet->shown[c] = table->columns[c].title != NULL;
			cell->at = sheet->text.len;
			if (sheet->shown[c] && line)
				table_add_shown(table, line - 1, c, &sheet->text);
			else if (sheet->shown[c])
				strbuf_addstr(&sheet->text, table->columns[c].title);
			cell->length = sheet->text.len - cell->at;
		}
	}
}

static void sheet_release(struct sheet *sheet)
{
	strbuf_release(&sheet->text);
	free(sheet->cells);
	free(sheet->shown);
}

static int natural_width(const struct sheet *sheet, size_t column)
{
	const struct table_col *of = &sheet->table->columns[column];
	int widest = 0;

	for (size_t line = 0; line <= sheet->table->row_count; line++) {
		int width = utf8_width(cell_of(sheet, line, column));

		widest = width > widest ? width : widest;
	}
	return of->wrap && widest > WRAPPED_LEAST ? WRAPPED_LEAST : widest;
}

/* Of optional columns as many as there is room for; shares are folded when that is not enough. */
static void choose_columns(struct sheet *sheet, int width)
{
	const struct table *table = sheet->table;
	int *widths = mem_calloc(table->column_count + 1, sizeof *widths), total = -1;

	for (size_t c = 0; c < table->column_count; c++) {
		widths[c] = sheet->shown[c] ? natural_width(sheet, c) + 1 : 0;
		total += widths[c];
	}
	while (total > width && !sheet->folded) {
		size_t out = table->column_count;

		for (size_t c = 0; c < table->column_count; c++) {
			if (sheet->shown[c] && table->columns[c].optional &&
			    (out == table->column_count || table->columns[c].optional >= table->columns[out].optional))
				out = c;
		}
		sheet->folded = out == table->column_count;
		if (sheet->folded)
			break;
		sheet->shown[out] = false;
		total -= widths[out];
	}
	free(widths);
}

static bool is_right(const struct table_col *column)
{
	return column->type == TABLE_INT || column->type == TABLE_REAL;
}

/* ---- plain drawing ---- */

/* As libsmartcols counts: what the C library calls the width of each character. */
static int drawn_width(struct sv text)
{
	mbstate_t state = {0};
	int width = 0;

	for (size_t at = 0; at < text.n;) {
		wchar_t c = 0;
		size_t n = (unsigned char)text.p[at] < 0x80 ? 1 : mbrtowc(&c, text.p + at, text.n - at, &state);
		int cells = (unsigned char)text.p[at] < 0x80 ? 1 : -1;

		if (n == (size_t)-1 || n == (size_t)-2) {
			memset(&state, 0, sizeof state);
			n = 1;
		} else if (cells < 0 && iswprint((wint_t)c)) {
			cells = wcwidth(c);
		}
		width += cells > 0 ? cells : 0;
		at += n ? n : 1;
	}
	return width;
}

/* Of each column that is shown; not less than `least`. */
static int *drawn_widths(const struct sheet *sheet, int *total)
{
	const struct table *table = sheet->table;
	int *widths = mem_calloc(table->column_count + 1, sizeof *widths);

	*total = -1;
	for (size_t c = 0; c < table->column_count; c++) {
		if (!sheet->shown[c])
			continue;
		widths[c] = table->columns[c].least;
		for (size_t line = 0; line <= table->row_count; line++) {
			int width = drawn_width(cell_of(sheet, line, c));

			widths[c] = width > widths[c] ? width : widths[c];
		}
		*total += widths[c] + 1;
	}
	return widths;
}

static void add_blanks(struct strbuf *out, int count)
{
	static const char blanks[] = "                                                                ";

	for (; count > 0; count -= (int)sizeof blanks - 1)
		strbuf_add(out, blanks, count < (int)sizeof blanks ? (size_t)count : sizeof blanks - 1);
}

static void draw_line(const struct sheet *sheet, size_t line, const int *widths, struct strbuf *out)
{
	int owed = 0; /* blanks before the next thing that can be seen: none are left at the end of a line */

	for (size_t c = 0; c < sheet->table->column_count; c++) {
		struct sv text = cell_of(sheet, line, c);
		int left = widths[c] - drawn_width(text);

		if (!sheet->shown[c])
			continue;
		if (is_right(&sheet->table->columns[c])) {
			owed += left;
			left = 0;
		}
		while (text.n && text.p[text.n - 1] == ' ') {
			text.n--;
			left++;
		}
		if (text.n) {
			add_blanks(out, owed);
			strbuf_addsv(out, text);
			owed = 0;
		}
		owed += left + 1;
	}
	strbuf_addch(out, '\n');
}

static void draw_plain(const struct sheet *sheet, bool heading, const int *widths, struct strbuf *out)
{
	for (size_t line = heading ? 0 : 1; line <= sheet->table->row_count; line++)
		draw_line(sheet, line, widths, out);
}

/* ---- libsmartcols ---- */

static bool add_line(const struct sheet *sheet, struct libscols_table *drawn, size_t row)
{
	struct libscols_line *line = scols_table_new_line(drawn, NULL);
	size_t at = 0;

	if (!line)
		return false;
	for (size_t c = 0; c < sheet->table->column_count; c++) {
		CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

		if (!sheet->shown[c])
			continue;
		strbuf_addsv(&text, cell_of(sheet, row + 1, c));
		if (sheet->folded && sheet->table->columns[c].type == TABLE_RATE && strchr(text.buf, ' '))
			*strchr(text.buf, ' ') = '\n';
		if (scols_line_set_data(line, at++, text.buf))
			return false;
	}
	return true;
}

static bool add_columns(const struct sheet *sheet, struct libscols_table *drawn)
{
	for (size_t c = 0; c < sheet->table->column_count; c++) {
		const struct table_col *column = &sheet->table->columns[c];
		int flags = is_right(column) ? SCOLS_FL_RIGHT : 0;
		bool fold = sheet->folded && column->type == TABLE_RATE;
		struct libscols_column *made;

		if (!sheet->shown[c])
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

static bool draw_narrow(const struct sheet *sheet, int width, struct strbuf *out)
{
	struct libscols_table *drawn = scols_new_table();
	char *text = NULL;
	bool good = drawn && add_columns(sheet, drawn);

	if (good) {
		scols_table_enable_noencoding(drawn, 1); /* already visible; libsmartcols would show UTF-8 as \x */
		scols_table_set_termforce(drawn, width > 0 ? SCOLS_TERMFORCE_ALWAYS : SCOLS_TERMFORCE_NEVER);
		if (width > 0)
			scols_table_set_termwidth(drawn, (size_t)width);
	}
	for (size_t r = 0; good && r < sheet->table->row_count; r++)
		good = add_line(sheet, drawn, r);
	good = good && !scols_print_table_to_string(drawn, &text);
	if (good)
		add_trimmed(text, out);
	free(text);
	if (drawn)
		scols_unref_table(drawn);
	return good;
}

bool table_add_text(const struct table *table, int width, bool colour, struct strbuf *out, struct err *err)
{
	struct sheet sheet;
	int *widths, total = 0;
	bool good = true;

	(void)colour;
	sheet_init(&sheet, table);
	if (width > 0)
		choose_columns(&sheet, width);
	widths = drawn_widths(&sheet, &total);
	if (table->row_count && !sheet.folded && (width <= 0 || total <= width))
		draw_plain(&sheet, true, widths, out);
	else
		good = draw_narrow(&sheet, width, out);
	if (good)
		say_left_out(table, sheet.shown, width, out);
	free(widths);
	sheet_release(&sheet);
	return good || err_set(err, ERR_BUG, "The table could not be drawn.");
}

void table_least(struct table *table, size_t column, int width)
{
	if (table->columns[column].least < width)
		table->columns[column].least = width;
}

void table_add_text_rows(struct table *table, bool heading, struct strbuf *out)
{
	struct sheet sheet;
	int *widths, total = 0;

	sheet_init(&sheet, table);
	widths = drawn_widths(&sheet, &total);
	draw_plain(&sheet, heading, widths, out);
	for (size_t c = 0; c < table->column_count; c++)
		table_least(table, c, widths[c]);
	free(widths);
	sheet_release(&sheet);
}
