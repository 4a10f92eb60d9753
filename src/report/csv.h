/* csv.h - cells of CSV (RFC 4180). */
#ifndef ROLECALL_REPORT_CSV_H
#define ROLECALL_REPORT_CSV_H

#include "base/strbuf.h"
#include "base/sv.h"

/* Append one cell: quoted where it must be; text that a spreadsheet would take for a formula (a first = + - @, tab or
 * carriage return) gets a leading apostrophe. Control characters but newline and tab are shown as escapes, since CSV
 * too is printed on terminals; JSON has them as they are. */
void csv_cell(struct strbuf *out, struct sv text);

#endif
