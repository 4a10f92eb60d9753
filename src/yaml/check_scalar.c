/* Values that are one text: numbers, ids, choices, times, ranges. */
#include "base/clock.h"
#include "base/utf8.h"
#include "yaml/check.h"
#include "yaml/source.h"

#include <limits.h>

#define SHOWN 60 /* bytes of a wrong value in a message */

static int shown(struct sv text)
{
	size_t n = text.n < SHOWN ? text.n : SHOWN;
	while (n < text.n && n > 0 && ((unsigned char)text.p[n] & 0xC0) == 0x80)
		n--;
	return (int)n;
}

bool check_is_nothing(const struct yaml_node *node)
{
	return node->type == YAML_SCALAR && node->style == YAML_PLAIN && node->text.n == 0;
}

bool check_is_scalar_kind(enum yaml_kind kind)
{
	return kind != YAML_K_MAP && kind != YAML_K_LIST && kind != YAML_K_MAP_OF && kind != YAML_K_ONE_OF &&
	       kind != YAML_K_ANY;
}

static void add_bounds(struct strbuf *out, const struct yaml_field *field)
{
	if (field->max >= INT_MAX)
		strbuf_addf(out, " of at least %ld", field->min);
	else if (field->min || field->max)
		strbuf_addf(out, " from %ld to %ld", field->min, field->max);
}

static void add_choices(struct strbuf *out, const char *const *choices)
{
	for (int i = 0; choices && choices[i]; i++)
		strbuf_addf(out, "%s%s", i == 0 ? "" : choices[i + 1] ? ", " : " or ", choices[i]);
}

/* What the field wants, as the end of "should be …". */
static void add_wanted(struct strbuf *out, const struct yaml_field *field)
{
	switch (field->kind) {
	case YAML_K_TEXT: strbuf_addstr(out, "a text"); break;
	case YAML_K_ID: strbuf_addstr(out, "an id"); break;
	case YAML_K_INT:
		strbuf_addstr(out, "a whole number");
		add_bounds(out, field);
		break;
	case YAML_K_NUMBER:
		strbuf_addstr(out, "a number");
		add_bounds(out, field);
		break;
	case YAML_K_BOOL: strbuf_addstr(out, "true or false"); break;
	case YAML_K_CHOICE: add_choices(out, field->choices); break;
	case YAML_K_DURATION: strbuf_addstr(out, "a time with its unit, such as 60s, 2m or 1h"); break;
	case YAML_K_RANGE: strbuf_addstr(out, "a range, such as \"at least 60\", \"below 30\" or \"30 to 59\""); break;
	case YAML_K_DELTA: strbuf_addstr(out, "a change, such as +6 or -12"); break;
	case YAML_K_MAP:
	case YAML_K_MAP_OF: strbuf_addstr(out, "a group of keys with values"); break;
	case YAML_K_LIST: strbuf_addstr(out, "a list"); break;
	case YAML_K_ONE_OF:
		for (const struct yaml_field *f = field->alternatives; f->key; f++) {
			strbuf_addstr(out, f == field->alternatives ? "" : f[1].key ? ", " : " or ");
			if (f->kind != YAML_K_ONE_OF)
				add_wanted(out, f);
		}
		break;
	case YAML_K_ANY: strbuf_addstr(out, "a value"); break;
	}
}

static void add_found(struct strbuf *out, const struct yaml_node *node)
{
	if (check_is_nothing(node))
		strbuf_addstr(out, "empty");
	else if (node->type == YAML_SCALAR)
		strbuf_addf(out, "\"%.*s\"", shown(node->text), node->text.p);
	else
		strbuf_addstr(out, node->type == YAML_LIST ? "a list" : "a group of keys with values");
}

/* A plain text like `name:Dana` where keys are wanted: the blank after the colon is missing. */
static size_t tight_colon(const struct yaml_node *node)
{
	size_t i = 0;
	while (i < node->text.n &&
	       (node->text.p[i] == '_' || node->text.p[i] == '-' || (node->text.p[i] >= 'a' && node->text.p[i] <= 'z')))
		i++;
	return node->style == YAML_PLAIN && i > 0 && i + 1 < node->text.n && node->text.p[i] == ':' ? i : 0;
}

void check_wrong_type(struct check *c, const struct value *value)
{
	CLEANUP_STRBUF struct strbuf wanted = STRBUF_INIT, found = STRBUF_INIT, help = STRBUF_INIT;
	const struct yaml_node *node = value->node;
	add_wanted(&wanted, value->field);
	add_found(&found, node);
	if (node->type == YAML_SCALAR && !check_is_scalar_kind(value->field->kind) && tight_colon(node)) {
		size_t colon = tight_colon(node);
		strbuf_addf(&help, "put a space after the colon: %.*s: %.*s", (int)colon, node->text.p,
			    shown(sv_make(node->text.p + colon + 1, node->text.n - colon - 1)),
			    node->text.p + colon + 1);
	} else if (value->field->help) {
		strbuf_addf(&help, "%s: %s", value->name, value->field->help);
	}
	check_report(c, node, "Y105", help.len ? help.buf : NULL, "\"%s\" should be %s, not %s", value->name,
		     wanted.buf, found.buf);
}

static bool is_id(struct sv text)
{
	for (size_t i = 0; i < text.n; i++) {
		char ch = text.p[i];
		if (!((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || (ch == '-' && i > 0)))
			return false;
	}
	return text.n >= 1 && text.n <= 64;
}

/* The nearest thing to the text that is an id; may come out empty. */
static void add_slug(struct strbuf *out, struct sv text)
{
	CLEANUP_STRBUF struct strbuf folded = STRBUF_INIT;
	utf8_add_folded(&folded, text);
	for (size_t i = 0; i < folded.len && out->len < 64; i++) {
		char ch = folded.buf[i];
		bool good = (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9');
		if (good)
			strbuf_addch(out, ch);
		else if (out->len && out->buf[out->len - 1] != '-' && (unsigned char)ch < 0x80)
			strbuf_addch(out, '-');
	}
	while (out->len && out->buf[out->len - 1] == '-')
		out->buf[--out->len] = '\0';
}

void check_id(struct check *c, const struct yaml_node *node, const char *name)
{
	CLEANUP_STRBUF struct strbuf slug = STRBUF_INIT, help = STRBUF_INIT;
	if (is_id(node->text))
		return;
	add_slug(&slug, node->text);
	if (slug.len)
		strbuf_addf(&help, "write %s", slug.buf);
	else
		strbuf_addstr(&help, "use small letters, digits and dashes, such as late-parcel");
	check_report(c, node, "Y114", help.buf,
		     "\"%.*s\" cannot be an id for \"%s\": an id has small letters a to z, digits and dashes, starts "
		     "with no dash and is at most 64 long",
		     shown(node->text), node->text.p, name);
}

static void out_of_range(struct check *c, const struct value *value)
{
	CLEANUP_STRBUF struct strbuf wanted = STRBUF_INIT;
	add_wanted(&wanted, value->field);
	check_report(c, value->node, value->field->code ? value->field->code : "Y105", value->field->help,
		     "\"%s\" should be %s, not %.*s", value->name, wanted.buf, shown(value->node->text),
		     value->node->text.p);
}

static void check_number(struct check *c, const struct value *value)
{
	long whole = 0;
	double number;
	const struct yaml_field *field = value->field;
	bool good = field->kind == YAML_K_NUMBER ? sv_to_double(value->node->text, &number)
						 : sv_to_long(value->node->text, &whole);
	if (!good) {
		check_wrong_type(c, value);
		return;
	}
	if (field->kind != YAML_K_NUMBER)
		number = (double)whole;
	if ((field->min || field->max) && (number < (double)field->min || number > (double)field->max))
		out_of_range(c, value);
}

static void check_choice(struct check *c, const struct value *value)
{
	CLEANUP_STRBUF struct strbuf wanted = STRBUF_INIT, help = STRBUF_INIT;
	const struct yaml_node *node = value->node;
	if (yaml_choice(node, value->field->choices) >= 0)
		return;
	const char *near = sv_nearest(node->text, value->field->choices);
	add_choices(&wanted, value->field->choices);
	if (near)
		strbuf_addf(&help, "did you mean \"%s\"?", near);
	else
		strbuf_addf(&help, "write one of them");
	check_report(c, node, value->field->code ? value->field->code : "Y105", help.buf,
		     "\"%s\" should be %s, not \"%.*s\"", value->name, wanted.buf, shown(node->text), node->text.p);
}

static void check_duration(struct check *c, const struct value *value)
{
	CLEANUP_STRBUF struct strbuf help = STRBUF_INIT;
	struct sv text = sv_trim(value->node->text);
	int64_t ms;
	double number;
	if (clock_parse_duration(text, &ms))
		return;
	if (!sv_to_double(text, &number)) {
		check_wrong_type(c, value);
		return;
	}
	strbuf_addf(&help, "write %.*ss for seconds or %.*sm for minutes", shown(text), text.p, shown(text), text.p);
	check_report(c, value->node, value->field->code ? value->field->code : "S516", help.buf,
		     "the time in \"%s\" has no unit: %.*s what?", value->name, shown(text), text.p);
}

static void check_bool(struct check *c, const struct value *value)
{
	struct sv text = value->node->text;
	if (sv_is(text, "true") || sv_is(text, "false"))
		return;
	static const char *const yes[] = {"yes", "on", "y", "True", "TRUE", "Yes", "1", NULL};
	static const char *const no[] = {"no", "off", "n", "False", "FALSE", "No", "0", NULL};
	const char *help = "write true or false";
	for (int i = 0; yes[i]; i++) {
		if (sv_is(text, yes[i]))
			help = "write true";
		else if (sv_is(text, no[i]))
			help = "write false";
	}
	check_report(c, value->node, "Y105", help, "\"%s\" should be true or false, not \"%.*s\"", value->name,
		     shown(text), text.p);
}

/* The rest of the line from ` #` on was taken for a comment. */
static void check_cut(struct check *c, const struct value *value)
{
	CLEANUP_STRBUF struct strbuf help = STRBUF_INIT;
	const struct yaml_node *node = value->node;
	const char *hash = node->raw + node->raw_length;
	while (*hash == ' ' || *hash == '\t')
		hash++;
	const char *line = hash, *end = hash;
	while (line > node->raw && line[-1] != '\n')
		line--;
	while (*end && *end != '\n' && *end != '\r')
		end++;
	int between = (int)(hash - (node->raw + node->raw_length));
	strbuf_addstr(&help, "put the text in quotes: ");
	yaml_add_quoted(&help, sv_trim(sv_make(line, (size_t)(end - line))));
	int length = (int)utf8_length(sv_make(hash, (size_t)(end - hash)));
	diag_add(c->diags, "Y108", c->doc->path, node->end_line, node->end_column + between, length, help.buf,
		 "the text ends before this #, because \" #\" starts a comment");
	if (!c->diags || !diag_is_allowed(c->diags, &c->diags->items[c->diags->count - 1]))
		c->bad = true;
}

static void check_text(struct check *c, const struct value *value)
{
	unsigned flags = value->field->flags;
	struct yaml_node *node = value->node;
	if (node->plain_cut && (flags & (YAML_F_PROSE | YAML_F_CUSTOMER_LINE)))
		check_cut(c, value);
	else if ((flags & YAML_F_NOT_EMPTY) && sv_trim(node->text).n == 0)
		check_report(c, node, "Y105", value->field->help, "\"%s\" has no text", value->name);
}

void check_scalar(struct check *c, const struct value *value)
{
	struct yaml_range range;
	if (value->field->kind != YAML_K_TEXT && check_is_nothing(value->node)) {
		check_report(c, value->node, "Y105", value->field->help, "\"%s\" has no value", value->name);
		return;
	}
	switch (value->field->kind) {
	case YAML_K_TEXT: check_text(c, value); break;
	case YAML_K_ID: check_id(c, value->node, value->name); break;
	case YAML_K_INT:
	case YAML_K_DELTA:
	case YAML_K_NUMBER: check_number(c, value); break;
	case YAML_K_BOOL: check_bool(c, value); break;
	case YAML_K_CHOICE: check_choice(c, value); break;
	case YAML_K_DURATION: check_duration(c, value); break;
	case YAML_K_RANGE:
		if (!yaml_range_parse(value->node->text, &range))
			out_of_range(c, value);
		break;
	case YAML_K_MAP:
	case YAML_K_LIST:
	case YAML_K_MAP_OF:
	case YAML_K_ONE_OF:
	case YAML_K_ANY: break;
	}
}
