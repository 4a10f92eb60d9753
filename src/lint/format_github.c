/* format_github.c - workflow commands of GitHub Actions ("Workflow commands for GitHub Actions", setting an error
 * message): %, line ends, and in properties : and , are written as percent escapes. */
#include "base/utf8.h"
#include "lint/lint.h"

static void add_escaped(struct strbuf *out, const char *text, bool property)
{
	CLEANUP_STRBUF struct strbuf visible = STRBUF_INIT;

	utf8_add_visible(&visible, sv_from(text), true);
	for (const char *p = visible.buf; *p; p++) {
		unsigned char c = (unsigned char)*p;

		if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
			strbuf_addf(out, "%%%02X", c);
		else
			strbuf_addch(out, *p);
	}
}

void lint_format_github(const struct diag_list *diags, struct strbuf *out)
{
	static const char *const commands[] = {"notice", "warning", "error"};

	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *diag = &diags->items[i];

		strbuf_addf(out, "::%s file=", commands[diag->severity]);
		add_escaped(out, diag->file, true);
		strbuf_addf(out, ",line=%d,col=%d,endColumn=%d,title=%s::", diag->line, diag->column,
			    diag->column + diag->length, diag->code);
		add_escaped(out, diag->message, false);
		if (diag->help) {
			strbuf_addstr(out, "%0Ahelp: ");
			add_escaped(out, diag->help, false);
		}
		strbuf_addch(out, '\n');
	}
}
