/* unicode.c - properties and folding, from utf8proc. */
#include "base/unicode.h"

#include <utf8proc.h>

enum unicode_class unicode_class_of(uint32_t codepoint)
{
	switch (utf8proc_category((utf8proc_int32_t)codepoint)) {
	case UTF8PROC_CATEGORY_LU: return UNICODE_UPPER;
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO: return UNICODE_LETTER;
	case UTF8PROC_CATEGORY_ND: return UNICODE_DIGIT;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME: return UNICODE_MARK;
	case UTF8PROC_CATEGORY_PD: return UNICODE_DASH;
	case UTF8PROC_CATEGORY_SC: return UNICODE_CURRENCY;
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP: return UNICODE_BREAK;
	case UTF8PROC_CATEGORY_ZS: return UNICODE_SPACE;
	default: return UNICODE_OTHER;
	}
}

long unicode_fold(struct sv text, int32_t *points, size_t cap)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;
	utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)text.p, (utf8proc_ssize_t)text.n, points,
						    (utf8proc_ssize_t)cap, options);

	if (count < 0 || (size_t)count > cap)
		return -1;
	count = utf8proc_normalize_utf32(points, count, options);
	return count < 0 ? -1 : (long)count;
}

size_t unicode_encode(int32_t codepoint, unsigned char bytes[4])
{
	utf8proc_ssize_t n = utf8proc_encode_char(codepoint, bytes);

	return n > 0 ? (size_t)n : 0;
}
