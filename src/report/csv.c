/* csv.c - cells of CSV. */
#include "report/csv.h"

#include "base/utf8.h"

#include <string.h>

void csv_cell(struct strbuf *out, struct sv value)
{
	CLEANUP_STRBUF struct strbuf visible = STRBUF_INIT;
	bool formula = value.n && memchr("=+-@\t\r", value.p[0], 6);
	bool quote = formula;
	struct sv text;

	utf8_add_visible(&visible, value, true);
	text = strbuf_sv(&visible);

	for (size_t i = 0; i < text.n && !quote; i++)
		quote = text.p[i] == '"' || text.p[i] == ',' || text.p[i] == '\n' || text.p[i] == '\r';
	if (quote)
		strbuf_addch(out, '"');
	if (formula)
		strbuf_addch(out, '\'');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			strbuf_addch(out, '"');
		strbuf_addch(out, text.p[i]);
	}
	if (quote)
		strbuf_addch(out, '"');
}
