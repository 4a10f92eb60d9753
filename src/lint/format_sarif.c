/* format_sarif.c - SARIF 2.1.0 (OASIS standard, 27 March 2020): one run, one rule for each code that occurs, one result
 * for each diagnostic. Columns count code points, which columnKind says. */
#include "lint/explain.h"
#include "lint/lint.h"
#include "json/json.h"

#include <string.h>

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

static const char *const levels[] = {"note", "warning", "error"};

/* Codes that occur, sorted; at most as many as there are codes. */
static int rules_of(const struct diag_list *diags, const char **rules, int max)
{
	const char *const *codes = lint_codes();
	int count = 0;

	for (size_t i = 0; codes[i] && count < max; i++)
		if (diag_list_has(diags, NULL, codes[i]))
			rules[count++] = codes[i];
	return count;
}

static void add_rule(struct json_writer *w, const char *code)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	json_open_object(w);
	json_key_str(w, "id", code);
	json_key(w, "shortDescription");
	json_open_object(w);
	json_key_str(w, "text", lint_title(code));
	json_close_object(w);
	if (lint_explain(code, &text)) {
		json_key(w, "fullDescription");
		json_open_object(w);
		json_key_sv(w, "text", strbuf_sv(&text));
		json_close_object(w);
	}
	json_key(w, "defaultConfiguration");
	json_open_object(w);
	json_key_str(w, "level", levels[diag_severity_of(code)]);
	json_close_object(w);
	json_close_object(w);
}

/* A path as a URI reference (RFC 3986): what is neither unreserved nor a slash is percent-encoded. */
static void add_uri(struct json_writer *w, const char *path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
	CLEANUP_STRBUF struct strbuf uri = STRBUF_INIT;

	if (path[0] == '/')
		strbuf_addstr(&uri, "file://");
	for (const char *p = path; *p; p++) {
		if (strchr(plain, *p))
			strbuf_addch(&uri, *p);
		else
			strbuf_addf(&uri, "%%%02X", (unsigned char)*p);
	}
	json_key_sv(w, "uri", strbuf_sv(&uri));
}

static void add_location(struct json_writer *w, const struct diag *diag)
{
	json_key(w, "locations");
	json_open_array(w);
	json_open_object(w);
	json_key(w, "physicalLocation");
	json_open_object(w);
	json_key(w, "artifactLocation");
	json_open_object(w);
	add_uri(w, diag->file);
	json_close_object(w);
	json_key(w, "region");
	json_open_object(w);
	json_key_int(w, "startLine", diag->line);
	json_key_int(w, "startColumn", diag->column);
	json_key_int(w, "endColumn", diag->column + diag->length);
	json_close_object(w);
	json_close_object(w);
	json_close_object(w);
	json_close_array(w);
}

static void add_result(struct json_writer *w, const struct diag *diag, const char *const *rules, int rule_count)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	int rule = 0;

	while (rule < rule_count && strcmp(rules[rule], diag->code) != 0)
		rule++;
	json_open_object(w);
	json_key_str(w, "ruleId", diag->code);
	if (rule < rule_count)
		json_key_int(w, "ruleIndex", rule);
	json_key_str(w, "level", levels[diag->severity]);
	strbuf_addstr(&text, diag->message);
	if (diag->help)
		strbuf_addf(&text, ". Help: %s", diag->help);
	json_key(w, "message");
	json_open_object(w);
	json_key_sv(w, "text", strbuf_sv(&text));
	json_close_object(w);
	add_location(w, diag);
	json_close_object(w);
}

static void add_tool(struct json_writer *w, const char *const *rules, int count)
{
	json_key(w, "tool");
	json_open_object(w);
	json_key(w, "driver");
	json_open_object(w);
	json_key_str(w, "name", "rolecall");
	json_key_str(w, "version", ROLECALL_VERSION);
	json_key(w, "rules");
	json_open_array(w);
	for (int i = 0; i < count; i++)
		add_rule(w, rules[i]);
	json_close_array(w);
	json_close_object(w);
	json_close_object(w);
}

void lint_format_sarif(const struct diag_list *diags, struct strbuf *out)
{
	const char *rules[256];
	int count = rules_of(diags, rules, 256);
	struct json_writer w;

	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_str(&w, "$schema", SCHEMA);
	json_key_str(&w, "version", "2.1.0");
	json_key(&w, "runs");
	json_open_array(&w);
	json_open_object(&w);
	add_tool(&w, rules, count);
	json_key_str(&w, "columnKind", "unicodeCodePoints");
	json_key(&w, "results");
	json_open_array(&w);
	for (size_t i = 0; i < diags->count; i++)
		add_result(&w, &diags->items[i], rules, count);
	json_close_array(&w);
	json_close_object(&w);
	json_close_array(&w);
	json_close_object(&w);
	strbuf_addch(out, '\n');
}
