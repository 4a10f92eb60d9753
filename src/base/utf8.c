#include "base/utf8.h"

#include "base/mem.h"

#include <utf8proc.h>

#define BAD 0xFFFD

/* Length of the valid sequence at `at`, or 0. Table 3-7 of the Unicode Standard. */
static size_t sequence(struct sv text, size_t at, uint32_t *codepoint)
{
	const unsigned char *p = (const unsigned char *)text.p + at;
	size_t left = text.n - at, n;
	uint32_t c = p[0], low;
	if (c < 0x80) {
		*codepoint = c;
		return 1;
	}
	if (c >= 0xC2 && c <= 0xDF) {
		n = 2, low = 0x80, c &= 0x1F;
	} else if (c >= 0xE0 && c <= 0xEF) {
		n = 3, low = 0x800, c &= 0x0F;
	} else if (c >= 0xF0 && c <= 0xF4) {
		n = 4, low = 0x10000, c &= 0x07;
	} else {
		return 0;
	}
	if (left < n)
		return 0;
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3Fu);
	}
	if (c < low || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	*codepoint = c;
	return n;
}

size_t utf8_valid_prefix(struct sv text)
{
	uint32_t c;
	size_t at = 0, n;
	for (;;) {
		uint64_t eight;
		while (text.n - at >= sizeof eight) { /* most text is ASCII */
			memcpy(&eight, text.p + at, sizeof eight);
			if (eight & UINT64_C(0x8080808080808080))
				break;
			at += sizeof eight;
		}
		if (at >= text.n || (n = sequence(text, at, &c)) == 0)
			return at;
		at += n;
	}
}

uint32_t utf8_next(struct sv text, size_t *offset)
{
	uint32_t c = BAD;
	size_t n = sequence(text, *offset, &c);
	*offset += n ? n : 1;
	return n ? c : BAD;
}

void utf8_put(struct strbuf *out, uint32_t codepoint)
{
	utf8proc_uint8_t bytes[4];
	if (codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF))
		codepoint = BAD;
	utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)codepoint, bytes);
	strbuf_add(out, bytes, (size_t)n);
}

/* Cells of one code point inside a cluster. */
static int cells(uint32_t c)
{
	return c == '\t' ? 1 : utf8proc_charwidth((utf8proc_int32_t)c);
}

/* Step over one grapheme cluster; its width in cells. A cluster is as wide as its widest member; flags (two regional
 * indicators) and text followed by the emoji selector are two cells. */
static int next_cluster(struct sv text, size_t *offset)
{
	utf8proc_int32_t state = 0;
	uint32_t last = utf8_next(text, offset);
	int width = cells(last), regional = last >= 0x1F1E6 && last <= 0x1F1FF;
	while (*offset < text.n) {
		size_t ahead = *offset;
		uint32_t c = utf8_next(text, &ahead);
		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)last, (utf8proc_int32_t)c, &state))
			break;
		if (cells(c) > width)
			width = cells(c);
		if ((c == 0xFE0F && width == 1) || (regional && c >= 0x1F1E6 && c <= 0x1F1FF))
			width = 2;
		last = c;
		*offset = ahead;
	}
	return width;
}

int utf8_width(struct sv text)
{
	int width = 0;
	for (size_t at = 0; at < text.n && width < (1 << 30);) {
		unsigned char c = (unsigned char)text.p[at];
		bool alone = at + 1 == text.n || (unsigned char)text.p[at + 1] < 0x80;
		if (c >= 0x20 && c < 0x7F && alone) {
			width++;
			at++;
		} else {
			width += next_cluster(text, &at);
		}
	}
	return width;
}

size_t utf8_length(struct sv text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.n; count++)
		utf8_next(text, &at);
	return count;
}

size_t utf8_offset(struct sv text, size_t codepoint)
{
	size_t at = 0;
	while (codepoint-- > 0 && at < text.n)
		utf8_next(text, &at);
	return at;
}

/* Characters that reorder or break a line without being seen. */
static bool is_sneaky(uint32_t c)
{
	return (c >= 0x80 && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB);
}

static void add_control(struct strbuf *out, unsigned char c)
{
	switch (c) {
	case '\n': strbuf_addstr(out, "\\n"); break;
	case '\t': strbuf_addstr(out, "\\t"); break;
	case '\r': strbuf_addstr(out, "\\r"); break;
	default: strbuf_addf(out, "\\x%02x", c); break;
	}
}

void utf8_add_visible(struct strbuf *out, struct sv text, bool multiline)
{
	for (size_t at = 0; at < text.n && !out->truncated;) {
		size_t start = at;
		while (at < text.n && text.p[at] >= 0x20 && text.p[at] < 0x7F)
			at++;
		strbuf_add(out, text.p + start, at - start);
		if (at == text.n)
			break;
		start = at;
		uint32_t c = BAD;
		size_t n = sequence(text, at, &c);
		at += n ? n : 1;
		if (n == 0 || c < 0x20 || c == 0x7F) {
			if (n && multiline && (c == '\n' || c == '\t'))
				strbuf_addch(out, (char)c);
			else
				add_control(out, (unsigned char)text.p[start]);
		} else if (is_sneaky(c)) {
			strbuf_addf(out, "<U+%04X>", (unsigned)c);
		} else {
			strbuf_add(out, text.p + start, n);
		}
	}
}

/* A word that is wider than the room: cut it at clusters. Returns the column after it. */
static int add_long_word(struct strbuf *out, struct sv word, int column, int width, int indent)
{
	for (size_t at = 0; at < word.n;) {
		size_t start = at;
		int w = next_cluster(word, &at);
		if (column > indent && column + w > width) {
			strbuf_addf(out, "\n%*s", indent, "");
			column = indent;
		}
		strbuf_add(out, word.p + start, at - start);
		column += w;
	}
	return column;
}

static void wrap_line(struct strbuf *out, struct sv line, int width, int indent)
{
	int column = indent;
	for (size_t at = 0; at < line.n;) {
		size_t blank = at;
		while (at < line.n && line.p[at] == ' ')
			at++;
		size_t start = at;
		while (at < line.n && line.p[at] != ' ')
			at++;
		int gap = (int)(start - blank);
		struct sv word = sv_make(line.p + start, at - start);
		int w = utf8_width(word);
		if (w == 0)
			break;
		if (column + gap + w <= width) {
			strbuf_addf(out, "%*s", gap, "");
			column += gap;
		} else if (column > indent) {
			strbuf_addf(out, "\n%*s", indent, "");
			column = indent;
		}
		column = add_long_word(out, word, column, width, indent);
	}
}

void utf8_add_wrapped(struct strbuf *out, struct sv text, int width, int indent)
{
	if (indent < 0)
		indent = 0;
	if (width < indent + 8)
		width = indent + 8;
	for (size_t at = 0; at <= text.n;) {
		const char *end = at < text.n ? memchr(text.p + at, '\n', text.n - at) : NULL;
		size_t stop = end ? (size_t)(end - text.p) : text.n;
		if (at > 0)
			strbuf_addf(out, "\n%*s", stop > at ? indent : 0, "");
		wrap_line(out, sv_make(text.p + at, stop - at), width, indent);
		at = stop + 1;
		if (!end || at == text.n)
			break;
	}
}

static bool is_ascii(struct sv text)
{
	for (size_t i = 0; i < text.n; i++) {
		if ((unsigned char)text.p[i] >= 0x80)
			return false;
	}
	return true;
}

static void add_mapped(struct strbuf *out, struct sv text, utf8proc_option_t options)
{
	CLEANUP_STRBUF struct strbuf clean = STRBUF_INIT;
	if (!utf8_valid(text)) {
		for (size_t at = 0; at < text.n;)
			utf8_put(&clean, utf8_next(text, &at));
		text = strbuf_sv(&clean);
	}
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)text.p, (utf8proc_ssize_t)text.n, &mapped, options);
	if (n < 0)
		mem_die(); /* the text is valid, so only memory can have failed */
	strbuf_add(out, mapped, (size_t)n);
	free(mapped);
}

void utf8_add_folded(struct strbuf *out, struct sv text)
{
	if (!is_ascii(text)) {
		add_mapped(out, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
		return;
	}
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		strbuf_addch(out, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
	}
}

void utf8_add_nfc(struct strbuf *out, struct sv text)
{
	if (is_ascii(text))
		strbuf_addsv(out, text);
	else
		add_mapped(out, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_IGNORE);
}
