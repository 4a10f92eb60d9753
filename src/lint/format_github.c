/* format_github.c - workflow commands of GitHub Actions ("Workflow commands for GitHub Actions", setting an error
 * message): %, line ends, and in properties : and , are written as percent escapes. */
#include "lint/lint.h"

static void add_escaped(struct strbuf *out, const char *text, bool property)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
			strbuf_addf(out, "%%%02X", c);
		else
			strbuf_addch(out, *text);
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
