/* From a byte of a scalar's decoded text back to its place in the file, by decoding the source again the way the
 * YAML scanner does: line folding, escapes, indentation and chomping. */
#include "base/utf8.h"
#include "yaml/node.h"

struct tracer {
	struct sv raw;
	size_t at;     /* next byte of the source */
	size_t out;    /* decoded bytes so far */
	size_t target; /* decoded byte that is looked for */
	size_t answer; /* its byte in the source, once found; until then just past the last one */
	bool found;
};

/* `count` decoded bytes come from the source at `from`; copied: byte for byte. */
static void made(struct tracer *t, size_t from, size_t width, size_t count, bool copied)
{
	if (t->found || count == 0)
		return;
	if (t->target < t->out + count) {
		t->answer = from + (copied ? t->target - t->out : 0);
		t->found = true;
	} else {
		t->answer = from + width;
	}
	t->out += count;
}

static void copy(struct tracer *t, size_t count)
{
	made(t, t->at, count, count, true);
	t->at += count;
}

/* Length of the line break at `at` (CR LF, CR, LF, and the two Unicode separators), or 0. */
static size_t break_at(const struct tracer *t, size_t at)
{
	struct sv rest = at < t->raw.n ? sv_make(t->raw.p + at, t->raw.n - at) : sv_make("", 0);
	if (sv_starts(rest, "\r\n"))
		return 2;
	if (sv_starts(rest, "\n") || sv_starts(rest, "\r"))
		return 1;
	return sv_starts(rest, "\xE2\x80\xA8") || sv_starts(rest, "\xE2\x80\xA9") ? 3 : 0;
}

static bool blank_at(const struct tracer *t, size_t at)
{
	return at < t->raw.n && (t->raw.p[at] == ' ' || t->raw.p[at] == '\t');
}

/* A break as decoded text: separators stay, the others become one newline. */
static void made_break(struct tracer *t, size_t from)
{
	size_t n = break_at(t, from);
	made(t, from, n, n == 3 ? 3 : 1, n == 3);
}

/* The blanks and breaks between two words of a flow scalar (plain or quoted). `escaped`: a backslash just ended the
 * line, so that the first break is gone already. */
static void fold(struct tracer *t, bool escaped)
{
	size_t start = t->at, first = t->raw.n, breaks = 0;
	bool broken = escaped;
	while (blank_at(t, t->at) || break_at(t, t->at)) {
		size_t n = break_at(t, t->at);
		if (n && !broken) {
			broken = true;
			first = t->at;
		} else if (n) {
			breaks++;
		}
		t->at += n ? n : 1;
	}
	if (!broken) {
		made(t, start, t->at - start, t->at - start, true);
		return;
	}
	bool plain_break = first < t->raw.n && break_at(t, first) != 3;
	if (plain_break && breaks == 0)
		made(t, first, break_at(t, first), 1, false);
	else if (first < t->raw.n && !plain_break)
		made_break(t, first);
	size_t at = first < t->raw.n ? first + break_at(t, first) : start;
	while (at < t->at) {
		size_t n = break_at(t, at);
		if (n)
			made_break(t, at);
		at += n ? n : 1;
	}
}

static size_t utf8_size(uint32_t c)
{
	return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

static uint32_t hex(const struct tracer *t, size_t at, size_t digits)
{
	uint32_t value = 0;
	for (size_t i = at; i < at + digits && i < t->raw.n; i++) {
		char c = t->raw.p[i];
		unsigned digit = (unsigned)(c >= 'a' ? c - 'a' + 10 : c >= 'A' ? c - 'A' + 10 : c - '0');
		value = value << 4 | (digit & 15u);
	}
	return value;
}

/* A backslash in double quotes. */
static void escape(struct tracer *t)
{
	size_t n = break_at(t, t->at + 1);
	if (n) {
		t->at += 1 + n;
		fold(t, true);
		return;
	}
	char c = t->at + 1 < t->raw.n ? t->raw.p[t->at + 1] : '\0';
	size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
	size_t made_bytes = 1;
	if (digits)
		made_bytes = utf8_size(hex(t, t->at + 2, digits));
	else if (c == 'N' || c == '_')
		made_bytes = 2; /* U+0085, U+00A0 */
	else if (c == 'L' || c == 'P')
		made_bytes = 3; /* U+2028, U+2029 */
	made(t, t->at, 2 + digits, made_bytes, false);
	t->at += 2 + digits;
}

static void trace_flow(struct tracer *t, enum yaml_style style)
{
	char quote = style == YAML_SINGLE ? '\'' : style == YAML_DOUBLE ? '"' : '\0';
	if (quote) {
		t->at = 1;
		t->answer = 1;
		if (t->raw.n > 1 && t->raw.p[t->raw.n - 1] == quote)
			t->raw.n--;
	}
	while (t->at < t->raw.n && !t->found) {
		if (blank_at(t, t->at) || break_at(t, t->at)) {
			fold(t, false);
		} else if (style == YAML_SINGLE && t->raw.p[t->at] == '\'') {
			made(t, t->at, 2, 1, false);
			t->at += 2;
		} else if (style == YAML_DOUBLE && t->raw.p[t->at] == '\\') {
			escape(t);
		} else {
			copy(t, 1);
		}
	}
}

static size_t line_end(const struct tracer *t, size_t at)
{
	while (at < t->raw.n && !break_at(t, at))
		at++;
	return at;
}

static size_t spaces_at(const struct tracer *t, size_t at)
{
	size_t n = 0;
	while (at + n < t->raw.n && t->raw.p[at + n] == ' ')
		n++;
	return n;
}

/* Indentation of a block scalar's text: what its first full line has more of than the decoded line. */
static size_t block_indent(const struct tracer *t, struct sv text)
{
	size_t deepest = 0;
	for (size_t at = t->at; at < t->raw.n;) {
		size_t end = line_end(t, at), spaces = spaces_at(t, at);
		if (at + spaces < end) {
			size_t i = 0, kept = 0;
			while (i < text.n && (text.p[i] == '\n' || (unsigned char)text.p[i] == 0xE2))
				i += text.p[i] == '\n' ? 1 : 3;
			while (i + kept < text.n && text.p[i + kept] == ' ')
				kept++;
			return spaces >= kept ? spaces - kept : 0;
		}
		deepest = spaces > deepest ? spaces : deepest;
		at = end + break_at(t, end);
	}
	return deepest;
}

/* Step over lines that hold nothing but (up to `indent`) spaces; each is one newline, to be given out later. */
static void skip_empty_lines(struct tracer *t, size_t indent)
{
	for (;;) {
		size_t spaces = spaces_at(t, t->at);
		size_t skip = spaces < indent ? spaces : indent;
		if (!break_at(t, t->at + skip)) {
			t->at += skip;
			return;
		}
		t->at += skip + break_at(t, t->at + skip);
	}
}

static void give_breaks(struct tracer *t, size_t from, size_t to)
{
	while (from < to) {
		size_t n = break_at(t, from);
		if (n)
			made_break(t, from);
		from += n ? n : 1;
	}
}

static void trace_block(struct tracer *t, struct sv text, bool folded)
{
	t->at = line_end(t, 0);
	t->at += break_at(t, t->at);
	t->answer = t->at;
	size_t indent = block_indent(t, text), empties = t->at, last_break = t->raw.n;
	bool leading_blank = false;
	skip_empty_lines(t, indent);
	while (t->at < t->raw.n && !t->found) {
		bool trailing_blank = blank_at(t, t->at);
		size_t n = last_break < t->raw.n ? break_at(t, last_break) : 0;
		bool joins = folded && n && n != 3 && !leading_blank && !trailing_blank;
		size_t after = n ? last_break + n : empties;
		bool more = false;
		for (size_t i = after; i < t->at && !more; i++)
			more = break_at(t, i) > 0;
		if (joins && !more)
			made(t, last_break, n, 1, false);
		else if (n && !joins)
			made_break(t, last_break);
		give_breaks(t, after, t->at);
		leading_blank = trailing_blank;
		size_t end = line_end(t, t->at);
		copy(t, end - t->at);
		last_break = end;
		t->at += break_at(t, t->at);
		skip_empty_lines(t, indent);
	}
	if (!t->found && last_break < t->raw.n)
		give_breaks(t, last_break, t->raw.n);
}

static size_t raw_offset(const struct yaml_node *scalar, size_t offset)
{
	struct tracer t = {.raw = sv_make(scalar->raw, scalar->raw_length), .target = offset};
	if (offset >= scalar->text.n)
		t.target = scalar->text.n;
	if (scalar->style == YAML_LITERAL || scalar->style == YAML_FOLDED)
		trace_block(&t, scalar->text, scalar->style == YAML_FOLDED);
	else
		trace_flow(&t, scalar->style);
	return t.answer < scalar->raw_length ? t.answer : scalar->raw_length;
}

void yaml_place_in(const struct yaml_doc *doc, const struct yaml_node *scalar, size_t offset, int *line, int *column)
{
	(void)doc;
	*line = scalar->line;
	*column = scalar->column;
	if (scalar->type != YAML_SCALAR || !scalar->raw)
		return;
	struct sv raw = sv_make(scalar->raw, raw_offset(scalar, offset));
	for (size_t at = 0; at < raw.n; ++*column) {
		if (utf8_next(raw, &at) == '\n') {
			++*line;
			*column = 0;
		}
	}
}
