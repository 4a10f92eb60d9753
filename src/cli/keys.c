/* keys.c - field tables in Markdown, and JSON set out for reading. */
#include "cli/keys.h"

#include <limits.h>
#include <string.h>

#define TABLES_MAX 128

struct tables {
	const struct yaml_table *items[TABLES_MAX];
	int count;
};

/* ---- which tables there are ---- */

static void collect(struct tables *tables, const struct yaml_table *table);

static void collect_field(struct tables *tables, const struct yaml_field *field, int depth)
{
	if (!field || depth > 8) /* a condition's item holds conditions */
		return;
	if (field->sub)
		collect(tables, field->sub);
	collect_field(tables, field->item, depth + 1);
	for (const struct yaml_field *f = field->alternatives; f && f->key; f++)
		collect_field(tables, f, depth + 1);
}

static void collect(struct tables *tables, const struct yaml_table *table)
{
	for (int i = 0; i < tables->count; i++)
		if (tables->items[i] == table)
			return;
	if (tables->count == TABLES_MAX)
		return;
	tables->items[tables->count++] = table;
	for (const struct yaml_field *f = table->fields; f->key; f++)
		collect_field(tables, f, 0);
}

/* ---- what a value is ---- */

static void add_value(const struct yaml_field *field, int depth, struct strbuf *out);

static void add_choices(const struct yaml_field *field, struct strbuf *out)
{
	for (int i = 0; field->choices && field->choices[i]; i++)
		strbuf_addf(out, "%s`%s`", !i ? "" : field->choices[i + 1] ? ", " : " or ", field->choices[i]);
}

static void add_number(const struct yaml_field *field, struct strbuf *out)
{
	strbuf_addstr(out, field->kind == YAML_K_INT ? "whole number" : "number");
	if (field->min || field->max) {
		if (field->max >= INT_MAX)
			strbuf_addf(out, " from %ld", field->min);
		else
			strbuf_addf(out, " %ld to %ld", field->min, field->max);
	}
}

static void add_alternatives(const struct yaml_field *field, int depth, struct strbuf *out)
{
	for (const struct yaml_field *f = field->alternatives; f->key; f++) {
		if (f != field->alternatives)
			strbuf_addstr(out, f[1].key ? ", " : " or ");
		add_value(f, depth + 1, out);
	}
}

/* A heading's anchor: small letters, hyphens for blanks. */
static void add_link(const struct yaml_table *table, struct strbuf *out)
{
	strbuf_addf(out, "[%s](#", table->name);
	for (const char *c = table->name; *c; c++)
		strbuf_addch(out, *c == ' ' ? '-' : *c);
	strbuf_addch(out, ')');
}

static void add_value(const struct yaml_field *field, int depth, struct strbuf *out)
{
	if (depth > 6) {
		strbuf_addstr(out, "as above");
		return;
	}
	switch (field->kind) {
	case YAML_K_TEXT: strbuf_addstr(out, "text"); break;
	case YAML_K_ID: strbuf_addstr(out, "id"); break;
	case YAML_K_INT:
	case YAML_K_NUMBER: add_number(field, out); break;
	case YAML_K_BOOL: strbuf_addstr(out, "`true` or `false`"); break;
	case YAML_K_CHOICE: add_choices(field, out); break;
	case YAML_K_DURATION: strbuf_addstr(out, "time, such as `60s`, `2m`, `1h`, `2d`"); break;
	case YAML_K_RANGE: strbuf_addstr(out, "range, such as `at least 60`, `below 30`, `30 to 59`"); break;
	case YAML_K_DELTA: strbuf_addstr(out, "change, such as `+6` or `-12`"); break;
	case YAML_K_MAP: field->sub ? add_link(field->sub, out) : strbuf_addstr(out, "mapping"); break;
	case YAML_K_LIST:
		strbuf_addstr(out, field->flags & YAML_F_ONE_OK ? "one or a list: " : "list: ");
		if (field->item)
			add_value(field->item, depth + 1, out);
		break;
	case YAML_K_MAP_OF:
		strbuf_addstr(out, "mapping from names: ");
		if (field->item)
			add_value(field->item, depth + 1, out);
		break;
	case YAML_K_ONE_OF: add_alternatives(field, depth, out); break;
	case YAML_K_ANY: strbuf_addstr(out, "see the text"); break;
	}
}

/* In a cell of a table. */
static void add_cell(struct strbuf *out, const char *text)
{
	for (; text && *text; text++) {
		if (*text == '|' || *text == '<')
			strbuf_addch(out, '\\');
		strbuf_addch(out, *text);
	}
}

void keys_markdown(const struct yaml_table *table, struct strbuf *out)
{
	struct tables tables = {.count = 0};

	collect(&tables, table);
	for (int i = 0; i < tables.count; i++) {
		strbuf_addf(out, "%s#### %s\n\n", i ? "\n" : "", tables.items[i]->name);
		if (tables.items[i]->help)
			strbuf_addf(out, "%s\n\n", tables.items[i]->help);
		strbuf_addstr(out, "| key | value | meaning |\n|---|---|---|\n");
		for (const struct yaml_field *f = tables.items[i]->fields; f->key; f++) {
			strbuf_addf(out, "| `%s`%s | ", f->key, f->flags & YAML_F_REQUIRED ? " (required)" : "");
			add_value(f, 0, out);
			strbuf_addstr(out, " | ");
			add_cell(out, f->help);
			strbuf_addstr(out, " |\n");
		}
	}
}

/* ---- JSON ---- */

static void line_break(struct strbuf *out, int depth)
{
	strbuf_addch(out, '\n');
	for (int i = 0; i < depth; i++)
		strbuf_addstr(out, "  ");
}

void keys_indent_json(struct sv json, struct strbuf *out)
{
	bool quoted = false;
	int depth = 0;

	for (size_t i = 0; i < json.n; i++) {
		char c = json.p[i];
		char next = i + 1 < json.n ? json.p[i + 1] : '\0';

		if (quoted) {
			strbuf_addch(out, c);
			if (c == '\\' && next) {
				strbuf_addch(out, next);
				i++;
			}
			quoted = c != '"';
		} else if ((c == '{' && next == '}') || (c == '[' && next == ']')) {
			strbuf_addch(out, c);
			strbuf_addch(out, next);
			i++;
		} else if (c == '{' || c == '[') {
			strbuf_addch(out, c);
			line_break(out, ++depth);
		} else if (c == '}' || c == ']') {
			line_break(out, --depth);
			strbuf_addch(out, c);
		} else {
			strbuf_addch(out, c);
			quoted = c == '"';
			if (c == ',')
				line_break(out, depth);
			else if (c == ':')
				strbuf_addch(out, ' ');
		}
	}
}
