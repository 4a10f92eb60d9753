/* explain.c - finding and laying out the long text of a code. */
#include "lint/explain.h"

#include "base/diag.h"
#include "base/utf8.h"
#include "lint/explain_text.h"

#include <ctype.h>
#include <string.h>

#define WIDTH 78

static const struct explain_text *const tables[] = {explain_d, explain_p, explain_r, explain_s, explain_t, explain_y};
#define TABLE_COUNT (sizeof tables / sizeof tables[0])

static bool same_code(const char *code, const char *given)
{
	for (; *code && *given; code++, given++)
		if (toupper((unsigned char)*given) != *code)
			return false;
	return !*code && !*given;
}

static const struct explain_text *text_of(const char *code)
{
	for (size_t t = 0; t < TABLE_COUNT; t++)
		for (const struct explain_text *text = tables[t]; text->code; text++)
			if (same_code(text->code, code))
				return text;
	return NULL;
}

static void add_lines(struct strbuf *out, const char *label, const char *lines)
{
	if (!lines)
		return;
	strbuf_addf(out, "\n%s\n\n", label);
	while (*lines) {
		size_t n = strcspn(lines, "\n");

		if (n)
			strbuf_addf(out, "    %.*s", (int)n, lines);
		strbuf_addch(out, '\n');
		lines += n + (lines[n] == '\n');
	}
}

static void add_paragraphs(struct strbuf *out, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");

		strbuf_addch(out, '\n');
		utf8_add_wrapped(out, sv_make(text, n), WIDTH, 0);
		strbuf_addch(out, '\n');
		text += n + (text[n] == '\n');
	}
}

bool lint_explain(const char *code, struct strbuf *out)
{
	static const char *const severities[] = {"note", "warning", "error"};
	const struct explain_text *text = text_of(code);

	if (!text)
		return false;
	strbuf_addf(out, "%s (%s): %s\n", text->code, severities[diag_severity_of(text->code)], text->title);
	add_paragraphs(out, text->text);
	add_lines(out, "Instead of", text->bad);
	add_lines(out, "write", text->good);
	return true;
}

#include "lint/explain_codes.h"

const char *const *lint_codes(void)
{
	return explain_codes;
}

const char *lint_title(const char *code)
{
	const struct explain_text *text = text_of(code);

	return text ? text->title : NULL;
}
