#include "report/csv_read.h"

#include <string.h>
#include <strings.h>

void csv_reader_init(struct csv_reader *reader, struct sv text, const char *name)
{
	memset(reader, 0, sizeof *reader);
	if (sv_starts(text, "\xef\xbb\xbf"))
		text = sv_make(text.p + 3, text.n - 3);
	reader->rest = text;
	reader->name = name;
	reader->next_line = 1;
	for (int i = 0; i < CSV_CELLS_MAX; i++)
		strbuf_init(&reader->cells[i], 0);
}

void csv_reader_release(struct csv_reader *reader)
{
	for (int i = 0; i < CSV_CELLS_MAX; i++)
		strbuf_release(&reader->cells[i]);
}

static char take(struct csv_reader *reader)
{
	char c = reader->rest.p[0];

	reader->rest = sv_make(reader->rest.p + 1, reader->rest.n - 1);
	if (c == '\n')
		reader->next_line++;
	return c;
}

static bool bad(struct csv_reader *reader, const char *what, struct err *err)
{
	reader->rest.n = 0;
	return err_set_at(err, ERR_INPUT, reader->name, reader->line, 1, "%s", what);
}

/* After the opening quote, up to and with the closing one. */
static bool quoted(struct csv_reader *reader, struct strbuf *cell, struct err *err)
{
	while (reader->rest.n) {
		char c = take(reader);

		if (c != '"') {
			strbuf_addch(cell, c);
			continue;
		}
		if (!reader->rest.n || reader->rest.p[0] != '"')
			return true;
		strbuf_addch(cell, take(reader));
	}
	return bad(reader, "A quote is opened here and never closed.", err);
}

/* One cell; *more: a comma follows. */
static bool read_cell(struct csv_reader *reader, struct strbuf *cell, bool *more, struct err *err)
{
	bool quote = reader->rest.n && reader->rest.p[0] == '"';

	strbuf_reset(cell);
	*more = false;
	if (quote) {
		take(reader);
		if (!quoted(reader, cell, err))
			return false;
	}
	while (reader->rest.n) {
		char c = take(reader);

		if (c == ',') {
			*more = true;
			return true;
		}
		if (c == '\n')
			return true;
		if (c == '\r' && reader->rest.n && reader->rest.p[0] == '\n')
			continue;
		if (quote)
			return bad(reader, "Something follows a closing quote in this line.", err);
		strbuf_addch(cell, c);
	}
	return true;
}

bool csv_reader_next(struct csv_reader *reader, struct err *err)
{
	while (reader->rest.n) {
		bool more = true;

		reader->count = 0;
		reader->line = reader->next_line;
		while (more) {
			if (reader->count == CSV_CELLS_MAX)
				return bad(reader, "This line has more than 64 columns.", err);
			if (!read_cell(reader, &reader->cells[reader->count++], &more, err))
				return false;
		}
		if (reader->count > 1 || reader->cells[0].len)
			return true;
	}
	return false;
}

struct sv csv_reader_cell(const struct csv_reader *reader, int index)
{
	return index >= 0 && index < reader->count ? strbuf_sv(&reader->cells[index]) : SV("");
}

int csv_reader_find(const struct csv_reader *reader, const char *heading)
{
	for (int i = 0; i < reader->count; i++) {
		struct sv cell = sv_trim(csv_reader_cell(reader, i));

		if (cell.n == strlen(heading) && !strncasecmp(cell.p, heading, cell.n))
			return i;
	}
	return -1;
}
