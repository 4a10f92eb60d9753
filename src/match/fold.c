/* One word made comparable: case, width and apostrophe folded, what cannot be seen dropped. */
#include "match/words.h"

#include "base/mem.h"
#include "base/unicode.h"
#include "match/limits.h"

/* The apostrophe that phones type: the one thing beyond ASCII in most replies. */
static bool is_apostrophe(struct sv raw, size_t at)
{
	return at + 2 < raw.n && memcmp(raw.p + at, "\xE2\x80\x99", 3) == 0;
}

static size_t fold_ascii(struct sv raw, char *out)
{
	size_t length = 0;
	bool number = raw.n && ((raw.p[0] >= '0' && raw.p[0] <= '9') || raw.p[0] == '$');

	for (size_t i = 0; i < raw.n && length < LIMIT_WORD_BYTES; i++) {
		char c = raw.p[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + ('a' - 'A'));
		if ((unsigned char)c >= 0x80) {
			if (!is_apostrophe(raw, i))
				continue;
			c = '\'';
			i += 2;
		}
		/* "p.m" is "pm", "1,000" is "1000", "$5" is "5" */
		if (c == ',' || c == '$' || (c == '.' && !number))
			continue;
		out[length++] = c;
	}
	out[length] = '\0';
	return length;
}

/* Letters of Cyrillic and Greek that look like Latin ones: only folded in a word that also has Latin letters. */
static const struct {
	int32_t from;
	char to;
} lookalikes[] = {
	{0x0430, 'a'}, {0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'},
	{0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x0501, 'd'}, {0x051B, 'q'},
	{0x051D, 'w'}, {0x04BB, 'h'}, {0x03BF, 'o'}, {0x03B1, 'a'}, {0x03BD, 'v'}, {0x03C1, 'p'},
	{0x03B9, 'i'}, {0x03BA, 'k'}, {0x03C5, 'u'}, {0x0131, 'i'}, {0x0261, 'g'}, {0x217C, 'l'},
	{0x043A, 'k'}, {0x043C, 'm'}, {0x0442, 't'}, {0x0432, 'b'}, {0x043D, 'h'},
};

static int32_t lookalike(int32_t cp)
{
	for (size_t i = 0; i < sizeof lookalikes / sizeof *lookalikes; i++)
		if (lookalikes[i].from == cp)
			return lookalikes[i].to;
	return cp;
}

static bool dropped(int32_t cp)
{
	if (cp == ',' || cp == '.')
		return true;
	return unicode_class_of((uint32_t)cp) == UNICODE_CURRENCY || cp == 0x00AD || cp == 0x180E ||
	       (cp >= 0x200B && cp <= 0x200D) || cp == 0x2060 || cp == 0xFEFF;
}

static size_t fold_points(const int32_t *points, size_t count, bool number, char *out)
{
	bool latin = false, other = false;
	size_t length = 0;

	for (size_t i = 0; i < count; i++) {
		latin = latin || (points[i] >= 'a' && points[i] <= 'z');
		other = other || points[i] >= 0x100;
	}
	for (size_t i = 0; i < count; i++) {
		int32_t cp = points[i];
		if (cp == 0x02BC || cp == 0x2018 || cp == 0x2019 || cp == 0x201B || cp == 0xFF07)
			cp = '\'';
		if (dropped(cp) && !(cp == '.' && number))
			continue;
		if (latin && other)
			cp = lookalike(cp);
		unsigned char bytes[4];
		size_t n = unicode_encode(cp, bytes);
		if (!n || length + n > LIMIT_WORD_BYTES)
			break;
		memcpy(out + length, bytes, n);
		length += n;
	}
	out[length] = '\0';
	return length;
}

static size_t fold_unicode(struct sv raw, char *out)
{
	int32_t points[LIMIT_WORD_BYTES * 4];
	long count = unicode_fold(raw, points, sizeof points / sizeof *points);

	if (count < 0)
		return fold_ascii(raw, out);
	bool number = count && ((points[0] >= '0' && points[0] <= '9') ||
				unicode_class_of((uint32_t)points[0]) == UNICODE_CURRENCY);
	return fold_points(points, (size_t)count, number, out);
}

size_t word_fold(struct sv raw, char *out)
{
	bool ascii = true;

	if (raw.n > LIMIT_WORD_BYTES) {
		raw.n = LIMIT_WORD_BYTES;
		while (raw.n && ((unsigned char)raw.p[raw.n] & 0xC0) == 0x80)
			raw.n--;
	}
	for (size_t i = 0; i < raw.n && ascii; i++) {
		if ((unsigned char)raw.p[i] < 0x80)
			continue;
		ascii = is_apostrophe(raw, i);
		i += 2;
	}
	return ascii ? fold_ascii(raw, out) : fold_unicode(raw, out);
}
