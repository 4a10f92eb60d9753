/* unicode.h - properties and compatibility folding of code points (utf8proc's door, beside utf8.h). */
#ifndef ROLECALL_BASE_UNICODE_H
#define ROLECALL_BASE_UNICODE_H

#include "base/sv.h"

#include <stdbool.h>
#include <stdint.h>

/* General categories, as far as cutting text into words needs them. */
enum unicode_class {
	UNICODE_OTHER,
	UNICODE_UPPER,    /* Lu */
	UNICODE_LETTER,   /* the other letters, and numbers that are no digits */
	UNICODE_DIGIT,    /* Nd */
	UNICODE_MARK,     /* Mn, Mc, Me */
	UNICODE_DASH,     /* Pd */
	UNICODE_CURRENCY, /* Sc */
	UNICODE_BREAK,    /* Zl, Zp */
	UNICODE_SPACE     /* Zs */
};

enum unicode_class unicode_class_of(uint32_t codepoint);

/* Compatibility composition with case folding (NFKC_Casefold, stable) of valid UTF-8 into at most `cap` code points.
 * Returns how many, or -1 when it does not fit or the text is not UTF-8. */
long unicode_fold(struct sv text, int32_t *points, size_t cap);

/* UTF-8 of one code point, 1 to 4 bytes; 0 for none that exists. */
size_t unicode_encode(int32_t codepoint, unsigned char bytes[4]);

#endif
