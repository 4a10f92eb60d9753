/* Which words stand inside double quotation marks. */
#include "match/words.h"

enum quote_mark { QUOTE_NONE, QUOTE_STRAIGHT, QUOTE_OPEN, QUOTE_CLOSE, QUOTE_RESET };

static enum quote_mark mark_at(struct sv text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p + at;
	if (*p == '"')
		return QUOTE_STRAIGHT;
	if (*p == '\n' && at + 1 < text.n && p[1] == '\n')
		return QUOTE_RESET; /* a blank line: a mark left open ends here */
	if (*p == 0xE2 && at + 2 < text.n && p[1] == 0x80)
		return p[2] == 0x9C ? QUOTE_OPEN : p[2] == 0x9D ? QUOTE_CLOSE : QUOTE_NONE;
	return QUOTE_NONE;
}

/* A straight mark that follows a digit while nothing is open is an inch mark: 5" screen. */
static bool is_inch(struct sv text, size_t at)
{
	return at && text.p[at - 1] >= '0' && text.p[at - 1] <= '9';
}

/* Most replies quote nobody. */
static bool quotes_anything(struct sv text)
{
	const char *p = text.p, *end = text.p + text.n;

	if (!text.n || memchr(p, '"', text.n))
		return text.n > 0;
	while ((p = memchr(p, 0xE2, (size_t)(end - p))) != NULL) {
		enum quote_mark mark = mark_at(text, (size_t)(p - text.p));
		if (mark == QUOTE_OPEN || mark == QUOTE_CLOSE)
			return true;
		p++;
	}
	return false;
}

static void mark_between(struct words *words, size_t *word, size_t open, size_t close)
{
	while (*word < words->count && words->items[*word].start < open)
		(*word)++;
	for (; *word < words->count && words->items[*word].start < close; (*word)++) {
		words->items[*word].quoted = true;
		words->has_quotes = true;
	}
}

void words_mark_quotes(struct words *words)
{
	size_t open = SIZE_MAX, word = 0;

	words->has_quotes = false;
	if (!quotes_anything(words->text))
		return;
	for (size_t at = 0; at < words->text.n; at++) {
		enum quote_mark mark = mark_at(words->text, at);
		if (mark == QUOTE_NONE)
			continue;
		if (mark == QUOTE_RESET) {
			open = SIZE_MAX;
		} else if (open == SIZE_MAX) {
			if (mark == QUOTE_OPEN || (mark == QUOTE_STRAIGHT && !is_inch(words->text, at)))
				open = at;
		} else if (mark != QUOTE_OPEN) {
			mark_between(words, &word, open, at);
			open = SIZE_MAX;
		}
	}
}

bool words_quoted_at(const struct words *words, uint32_t start, uint32_t end)
{
	if (!words->has_quotes)
		return false;
	size_t first = words_at(words, start);
	for (size_t i = first; i < words->count && words->items[i].start < end; i++)
		if (words->items[i].quoted)
			return true;
	return false;
}
