/* table_inside.h - what a table is made of: for table.c, which fills it, and table_text.c, which draws it. */
#ifndef ROLECALL_REPORT_TABLE_INSIDE_H
#define ROLECALL_REPORT_TABLE_INSIDE_H

#include "report/table.h"

struct table_col {
	char *key, *title;
	enum table_type type;
	int decimals;
	bool wrap;
	int optional; /* 0: always there; else the highest gives way first */
	int least;    /* cells that text drawn in blocks gives it: as many as any block before needed */
};

struct table_cell {
	bool none;
	size_t at, length; /* TABLE_TEXT: in `texts` */
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
	struct strbuf texts;
};

/* A cell's text, made visible. */
void table_add_shown(const struct table *table, size_t row, size_t column, struct strbuf *out);

#endif
