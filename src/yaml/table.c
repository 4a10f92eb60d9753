/* Diagnostics at nodes, and readers for nodes that have been checked. */
#include "yaml/table.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>

#define MESSAGE_MAX 1024

/* The node's own text on its first line: of a mapping the first key, of a list its dash or what is in the brackets. */
static struct sv first_line(const struct yaml_node *node)
{
	struct sv raw = sv_make(node->raw, node->raw_length);
	if (node->style == YAML_BLOCK && node->type == YAML_MAP && node->count)
		return first_line(node->entries[0].key);
	if (node->style == YAML_BLOCK)
		raw.n = raw.n ? 1 : 0;
	const char *end = raw.n ? memchr(raw.p, '\n', raw.n) : NULL;
	if (end)
		raw.n = (size_t)(end - raw.p);
	while (raw.n && strchr(" \t\r", raw.p[raw.n - 1]))
		raw.n--;
	return raw;
}

void yaml_diag(struct diag_list *diags, const struct yaml_doc *doc, const struct yaml_node *node, const char *code,
	       const char *help, const char *format, ...)
{
	char message[MESSAGE_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	int length = node ? (int)utf8_length(first_line(node)) : 1;
	diag_add(diags, code, doc->path, node ? node->line : 1, node ? node->column : 1, length, help, "%s", message);
}

void yaml_diag_in(struct diag_list *diags, const struct yaml_doc *doc, const struct yaml_node *scalar, size_t offset,
		  size_t length, const char *code, const char *help, const char *format, ...)
{
	char message[MESSAGE_MAX];
	int line, column, end_line, end_column;
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	if (offset > scalar->text.n)
		offset = scalar->text.n;
	if (length > scalar->text.n - offset)
		length = scalar->text.n - offset;
	yaml_place_in(doc, scalar, offset, &line, &column);
	/* Just past the last byte of the part, not at the next one: a fold may lie between them. */
	yaml_place_in(doc, scalar, length ? offset + length - 1 : offset, &end_line, &end_column);
	int shown =
		end_line == line ? end_column - column + 1 : (int)utf8_length(sv_make(scalar->text.p + offset, length));
	if (offset < scalar->text.n && end_line == line && length) {
		/* The last byte may be inside a character; its place is then counted one too far. */
		size_t last = offset + length - 1;
		if (((unsigned char)scalar->text.p[last] & 0xC0) == 0x80 && scalar->style != YAML_DOUBLE)
			shown = (int)utf8_length(sv_make(scalar->text.p + offset, length));
	}
	diag_add(diags, code, doc->path, line, column, shown, help, "%s", message);
}

struct sv yaml_text(const struct yaml_node *node)
{
	return node && node->type == YAML_SCALAR ? node->text : SV("");
}

long yaml_long(const struct yaml_node *node, long other)
{
	long value;
	return sv_to_long(yaml_text(node), &value) ? value : other;
}

double yaml_double(const struct yaml_node *node, double other)
{
	double value;
	return sv_to_double(yaml_text(node), &value) ? value : other;
}

bool yaml_bool(const struct yaml_node *node, bool other)
{
	struct sv text = yaml_text(node);
	if (sv_is(text, "true"))
		return true;
	return sv_is(text, "false") ? false : other;
}

int yaml_choice(const struct yaml_node *node, const char *const *choices)
{
	for (int i = 0; node && choices[i]; i++) {
		if (sv_is(yaml_text(node), choices[i]))
			return i;
	}
	return -1;
}

int64_t yaml_duration_ms(const struct yaml_node *node, int64_t other)
{
	int64_t value;
	return clock_parse_duration(yaml_text(node), &value) ? value : other;
}

/* The next word of the text, and step over it. */
static struct sv next_word(struct sv *text)
{
	*text = sv_trim(*text);
	size_t n = 0;
	while (n < text->n && text->p[n] != ' ' && text->p[n] != '\t' && text->p[n] != '\n')
		n++;
	struct sv word = sv_make(text->p, n);
	text->p += n;
	text->n -= n;
	return word;
}

static bool is_word(struct sv word, const char *want)
{
	size_t n = strlen(want);
	if (word.n != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		char c = word.p[i];
		if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != want[i])
			return false;
	}
	return true;
}

static bool range_number(struct sv word, long *out)
{
	return sv_to_long(word, out) && *out > -1000000000 && *out < 1000000000;
}

/* "60" or "30 to 59": the first word is read already. */
static bool range_from_number(struct sv first, struct sv rest, struct yaml_range *out)
{
	if (!range_number(first, &out->min))
		return false;
	out->max = out->min;
	struct sv to = next_word(&rest), second = next_word(&rest);
	if (to.n == 0)
		return true;
	return is_word(to, "to") && range_number(second, &out->max) && sv_trim(rest).n == 0;
}

bool yaml_range_parse(struct sv text, struct yaml_range *out)
{
	long number;
	struct sv word = next_word(&text);
	struct sv start = text;
	*out = (struct yaml_range){INT_MIN, INT_MAX};
	bool at = is_word(word, "at");
	struct sv second = next_word(&text);
	if (at && (is_word(second, "least") || is_word(second, "most"))) {
		if (!range_number(next_word(&text), &number) || sv_trim(text).n)
			return false;
		*(is_word(second, "least") ? &out->min : &out->max) = number;
		return true;
	}
	bool below = is_word(word, "below"), above = is_word(word, "above"), exactly = is_word(word, "exactly");
	if (!below && !above && !exactly)
		return range_from_number(word, start, out);
	if (!range_number(second, &number) || sv_trim(text).n)
		return false;
	if (!below)
		out->min = above ? number + 1 : number;
	if (!above)
		out->max = below ? number - 1 : number;
	return true;
}
