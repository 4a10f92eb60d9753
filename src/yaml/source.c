#include "yaml/source.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdio.h>

void yaml_source_init(struct yaml_source *source, struct sv text)
{
	*source = (struct yaml_source){.text = text};
	size_t at = 0, mark = 0;
	MEM_ENSURE(source->lines, source->line_count, source->line_cap);
	source->lines[source->line_count++] = (struct yaml_line){0, 0};
	for (; at < text.n; mark++) {
		if (mark % YAML_STEP == 0) {
			MEM_ENSURE(source->steps, source->step_count, source->step_cap);
			source->steps[source->step_count++] = (uint32_t)at;
		}
		if (utf8_next(text, &at) == '\n') {
			MEM_ENSURE(source->lines, source->line_count, source->line_cap);
			source->lines[source->line_count++] = (struct yaml_line){(uint32_t)(mark + 1), (uint32_t)at};
		}
	}
	source->marks = mark;
}

void yaml_source_release(struct yaml_source *source)
{
	free(source->lines);
	free(source->steps);
	source->lines = NULL;
	source->steps = NULL;
}

size_t yaml_source_byte(const struct yaml_source *source, size_t mark)
{
	if (mark >= source->marks)
		return source->text.n;
	size_t at = source->steps[mark / YAML_STEP];
	for (size_t i = mark % YAML_STEP; i > 0; i--)
		utf8_next(source->text, &at);
	return at;
}

void yaml_source_place(const struct yaml_source *source, size_t mark, int *line, int *column)
{
	size_t low = 0, high = source->line_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (source->lines[middle].mark <= mark)
			low = middle;
		else
			high = middle;
	}
	*line = (int)low + 1;
	*column = (int)(mark - source->lines[low].mark) + 1;
}

struct sv yaml_source_line(const struct yaml_source *source, int line)
{
	if (line < 1 || (size_t)line > source->line_count)
		return sv_make("", 0);
	size_t start = source->lines[line - 1].byte;
	size_t stop = (size_t)line < source->line_count ? source->lines[line].byte - 1 : source->text.n;
	if (stop > start && source->text.p[stop - 1] == '\r')
		stop--;
	return sv_make(source->text.p + start, stop - start);
}

static bool is_forbidden(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) || c == 0xFEFF ||
	       c == 0xFFFE || c == 0xFFFF;
}

static void say_bad_byte(struct sv text, size_t at, bool valid, struct yaml_fault *fault)
{
	size_t after = at;
	unsigned char byte = (unsigned char)text.p[at];
	if (valid) {
		uint32_t c = utf8_next(text, &after);
		if (c == 0xFEFF)
			strbuf_addstr(&fault->message, "an invisible byte order mark (U+FEFF) stands inside the text");
		else
			strbuf_addf(&fault->message, "a control character (U+%04X) stands here", (unsigned)c);
		strbuf_addstr(&fault->help, "delete it; it cannot be seen in most editors");
	} else if (at == 0 && (byte == 0xFF || byte == 0xFE)) {
		strbuf_addstr(&fault->message, "this file is UTF-16, not UTF-8");
		strbuf_addstr(&fault->help, "save the file again with the encoding UTF-8");
	} else {
		strbuf_addf(&fault->message, "this file is not UTF-8: the byte 0x%02X cannot stand here", byte);
		strbuf_addstr(&fault->help,
			      "save the file again with the encoding UTF-8, and type this character anew");
	}
}

bool yaml_find_bad_byte(struct sv text, struct yaml_fault *fault)
{
	int line = 1, column = 1;
	size_t valid = utf8_valid_prefix(text);
	for (size_t at = 0; at < text.n; column++) {
		size_t start = at;
		uint32_t c = at < valid ? utf8_next(text, &at) : 0;
		if (at == start || is_forbidden(c)) {
			snprintf(fault->code, sizeof(fault->code), "Y111");
			fault->line = line;
			fault->column = column;
			fault->length = 1;
			say_bad_byte(text, start, start < valid, fault);
			return true;
		}
		if (c == '\n') {
			line++;
			column = 0;
		}
	}
	return false;
}

void yaml_add_quoted(struct strbuf *out, struct sv text)
{
	bool single = memchr(text.p, '"', text.n) || memchr(text.p, '\\', text.n);
	char quote = single ? '\'' : '"';
	strbuf_addch(out, quote);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == quote)
			strbuf_addch(out, quote);
		strbuf_addch(out, text.p[i]);
	}
	strbuf_addch(out, quote);
}
