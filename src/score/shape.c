#include "score/shape.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

static bool is_emoji(uint32_t c)
{
	return (c >= 0x1F300 && c <= 0x1FAFF && !(c >= 0x1F3FB && c <= 0x1F3FF)) || (c >= 0x2600 && c <= 0x27BF) ||
	       c == 0x2B50 || c == 0x2B55;
}

static bool is_flag_half(uint32_t c)
{
	return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/* A letter that case folding changes is a capital. */
static bool is_capital(struct sv bytes)
{
	CLEANUP_STRBUF struct strbuf folded = STRBUF_INIT;

	utf8_add_folded(&folded, bytes);
	return !sv_eq(strbuf_sv(&folded), bytes);
}

static bool is_letter(uint32_t c)
{
	return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) &&
	       c < 0xFE00;
}

static void add_emoji(struct shape *shape, size_t start, size_t end)
{
	if (shape->emoji < SHAPE_MAX_EMOJI) {
		shape->emojis[shape->emoji].start = (uint32_t)start;
		shape->emojis[shape->emoji].end = (uint32_t)end;
	}
	shape->emoji++;
}

static void end_run(struct shape *shape, size_t start, size_t end, int run)
{
	if (run <= shape->run)
		return;
	shape->run = run;
	shape->run_start = (uint32_t)start;
	shape->run_end = (uint32_t)end;
}

/* Sums of up to BLOCK bytes fit in a byte, so that a compiler can add many at once. */
#define BLOCK 128u

/* Those of ASCII: no byte of another character is taken for one. */
static void count_letters(struct sv text, struct shape *shape)
{
	const unsigned char *bytes = (const unsigned char *)text.p;

	for (size_t at = 0; at < text.n; at += BLOCK) {
		size_t count = text.n - at < BLOCK ? text.n - at : BLOCK;
		unsigned char letters = 0, capitals = 0;

		for (size_t i = 0; i < count; i++) {
			letters = (unsigned char)(letters + ((unsigned char)((bytes[at + i] | 0x20) - 'a') < 26));
			capitals = (unsigned char)(capitals + ((unsigned char)(bytes[at + i] - 'A') < 26));
		}
		shape->letters += letters;
		shape->capitals += capitals;
	}
}

/* The next byte from `at` on that is no plain one: ! or ? or the first of a character that is not ASCII. */
static size_t plain_end(struct sv text, size_t at)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);

	for (; text.n - at >= 8; at += 8) {
		uint64_t eight, calls, asks;

		memcpy(&eight, text.p + at, 8);
		calls = eight ^ (ones * '!');
		asks = eight ^ (ones * '?');
		if ((eight | ((calls - ones) & ~calls) | ((asks - ones) & ~asks)) & tops)
			break;
	}
	while (at < text.n && (unsigned char)text.p[at] < 0x80 && text.p[at] != '!' && text.p[at] != '?')
		at++;
	return at;
}

/* Parts that a joiner (U+200D) ties together are one emoji; two regional letters are one flag. */
void shape_of(struct sv text, struct shape *shape)
{
	size_t at = 0, run_start = 0;
	bool joined = false, half = false;
	int run = 0;

	shape->characters = shape->letters = shape->capitals = 0;
	shape->run_start = shape->run_end = 0;
	shape->run = shape->emoji = 0;
	count_letters(text, shape);
	for (;;) {
		size_t start = plain_end(text, at);
		uint32_t c;

		if (start > at) {
			shape->characters += start - at;
			joined = half = false;
			run = 0;
		}
		if (start >= text.n)
			return;
		at = start;
		c = utf8_next(text, &at);
		shape->characters++;
		if (is_letter(c)) {
			shape->letters++;
			shape->capitals += is_capital(sv_make(text.p + start, at - start));
		} else if ((is_emoji(c) && !joined) || (is_flag_half(c) && half)) {
			add_emoji(shape, start, at);
		}
		half = is_flag_half(c) && !half;
		joined = c == 0x200D;
		if (c != '!' && c != '?') {
			run = 0;
			continue;
		}
		if (run++ == 0)
			run_start = start;
		end_run(shape, run_start, at, run);
	}
}
