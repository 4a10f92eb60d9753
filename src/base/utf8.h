/* utf8.h - UTF-8: validity, display width, wrapping, folding, and text made safe to show.
 * Widths are display cells of whole grapheme clusters (utf8proc). */
#ifndef ROLECALL_BASE_UTF8_H
#define ROLECALL_BASE_UTF8_H

#include "base/strbuf.h"
#include "base/sv.h"

#include <stdint.h>

/* Offset of the first byte that is not valid UTF-8 (no surrogates, no overlong forms), or text.n. */
size_t utf8_valid_prefix(struct sv text);
static inline bool utf8_valid(struct sv text)
{
	return utf8_valid_prefix(text) == text.n;
}

/* Decode one code point at *offset and step over it; U+FFFD for a bad byte (steps one byte). */
uint32_t utf8_next(struct sv text, size_t *offset);
void utf8_put(struct strbuf *out, uint32_t codepoint);

int utf8_width(struct sv text);                       /* cells, tabs count 1 */
size_t utf8_length(struct sv text);                   /* code points */
size_t utf8_offset(struct sv text, size_t codepoint); /* byte offset of the n-th code point */

/* Append `text` for a terminal: C0/C1 controls, DEL, bidi overrides and bad bytes are shown
 * as visible escapes (for example \x1b or <U+202E>); newline and tab stay when `multiline`, else are
 * escaped too. Nothing that a terminal would obey passes. */
void utf8_add_visible(struct strbuf *out, struct sv text, bool multiline);

/* Append `text` wrapped at `width` cells, breaking at spaces (a longer word is cut at a grapheme),
 * each line after the first indented by `indent` spaces. The first line is taken to start at that
 * column too: a label of `indent` cells stands before it already. `text` must already be visible. */
void utf8_add_wrapped(struct strbuf *out, struct sv text, int width, int indent);

/* Append the full case folding (Unicode CaseFold + NFC) of text. */
void utf8_add_folded(struct strbuf *out, struct sv text);

/* UTF-8 with NFC applied and zero-width/format characters removed; homoglyph-insensitive text
 * comparison is match/'s business, not ours. */
void utf8_add_nfc(struct strbuf *out, struct sv text);

#endif
