/* html_table.h - the tables of HTML reports. */
#ifndef ROLECALL_REPORT_HTML_TABLE_H
#define ROLECALL_REPORT_HTML_TABLE_H

#include "report/markup.h"
#include "report/report.h"

/* The part's table in a region of its own that scrolls. Headings carry the column's key of the machine forms as
 * data-key. With a heat map, shares have its colours, and a table of three columns (row, column, share) becomes a
 * matrix. */
void html_table(struct markup *markup, const struct report_part *part);

#endif
