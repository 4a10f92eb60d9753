/* csv_read.h - CSV in: RFC 4180, with LF or CRLF line ends. */
#ifndef ROLECALL_REPORT_CSV_READ_H
#define ROLECALL_REPORT_CSV_READ_H

#include "base/err.h"
#include "base/strbuf.h"

#define CSV_CELLS_MAX 64

/* Reads records from a text in memory; a leading byte order mark is skipped. */
struct csv_reader {
	struct sv rest;
	const char *name; /* of the file, for errors */
	int line;         /* of the record last read, from 1 */
	int next_line;
	struct strbuf cells[CSV_CELLS_MAX];
	int count;
};
void csv_reader_init(struct csv_reader *reader, struct sv text, const char *name);
void csv_reader_release(struct csv_reader *reader);
/* The next record that is not empty. False at the end, or with *err filled (ERR_INPUT with a place). Cells are valid
 * until the next call. */
bool csv_reader_next(struct csv_reader *reader, struct err *err);
struct sv csv_reader_cell(const struct csv_reader *reader, int index); /* "" past the end or for -1 */
/* Index of the heading that is read now, in any case; -1: none. */
int csv_reader_find(const struct csv_reader *reader, const char *heading);

#endif
