#include "match/words.h"

#include "base/mem.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "match/builtin.h"
#include "match/limits.h"

enum cp_class {
	CP_SPACE,
	CP_LETTER,
	CP_DIGIT,
	CP_MARK,
	CP_ZERO,
	CP_APOS,
	CP_COMMA,
	CP_DASH,
	CP_CLAUSE,
	CP_END,
	CP_NEWLINE,
	CP_CURRENCY,
	CP_OTHER
};

struct cursor {
	struct sv text;
	size_t at;   /* of the code point `cls` was read at */
	size_t next; /* after it */
	uint32_t cp;
	enum cp_class cls;
	bool more;
};

#define FOUR(c) c, c, c, c
#define OTHERS_8 FOUR(CP_OTHER), FOUR(CP_OTHER)
#define LETTERS_26                                                                                            \
	FOUR(CP_LETTER), FOUR(CP_LETTER), FOUR(CP_LETTER), FOUR(CP_LETTER), FOUR(CP_LETTER), FOUR(CP_LETTER), \
		CP_LETTER, CP_LETTER

/* clang-format off */
static const uint8_t ascii_classes[128] = {
	OTHERS_8, CP_OTHER, CP_SPACE, CP_NEWLINE, CP_OTHER, CP_OTHER, CP_NEWLINE, CP_OTHER, CP_OTHER,
	OTHERS_8, OTHERS_8,
	/*   ! " # */ CP_SPACE, CP_END, CP_OTHER, CP_OTHER,
	/* $ % & ' */ CP_CURRENCY, CP_OTHER, CP_OTHER, CP_APOS,
	/* ( ) * + */ FOUR(CP_OTHER),
	/* , - . / */ CP_COMMA, CP_DASH, CP_END, CP_OTHER,
	FOUR(CP_DIGIT), FOUR(CP_DIGIT), CP_DIGIT, CP_DIGIT, CP_CLAUSE, CP_CLAUSE,
	/* < = > ? */ CP_OTHER, CP_OTHER, CP_OTHER, CP_END,
	CP_OTHER, LETTERS_26, FOUR(CP_OTHER), CP_OTHER,
	CP_OTHER, LETTERS_26, FOUR(CP_OTHER), CP_OTHER,
};
/* clang-format on */

static enum cp_class class_category(uint32_t cp)
{
	switch (unicode_class_of(cp)) {
	case UNICODE_UPPER:
	case UNICODE_LETTER: return CP_LETTER;
	case UNICODE_DIGIT: return CP_DIGIT;
	case UNICODE_MARK: return CP_MARK;
	case UNICODE_DASH: return CP_DASH;
	case UNICODE_CURRENCY: return CP_CURRENCY;
	case UNICODE_BREAK: return CP_NEWLINE;
	case UNICODE_SPACE: return CP_SPACE;
	case UNICODE_OTHER: break;
	}
	return CP_OTHER;
}

static enum cp_class class_of(uint32_t cp)
{
	if (cp < 0x80)
		return (enum cp_class)ascii_classes[cp];
	switch (cp) {
	case 0x00AD: /* soft hyphen */
	case 0x180E:
	case 0x200B:
	case 0x200C:
	case 0x200D:
	case 0x2060:
	case 0xFEFF: return CP_ZERO;
	case 0x02BC:
	case 0x2018:
	case 0x2019:
	case 0x201B:
	case 0xFF07: return CP_APOS;
	case 0x2026: /* ellipsis */
	case 0x203C:
	case 0x203D:
	case 0x2047:
	case 0x2048:
	case 0x2049:
	case 0x3002:
	case 0xFF01:
	case 0xFF0E:
	case 0xFF1F:
	case 0xFF61:
	case 0x061F: return CP_END;
	case 0xFF1A:
	case 0xFF1B: return CP_CLAUSE;
	case 0xFF0C:
	case 0x3001: return CP_COMMA;
	case 0xFFFD: return CP_OTHER;
	default: return class_category(cp);
	}
}

static void cursor_set(struct cursor *cursor, size_t at)
{
	cursor->at = at;
	cursor->more = at < cursor->text.n;
	cursor->cls = CP_SPACE;
	cursor->cp = 0;
	if (!cursor->more)
		return;
	unsigned char byte = (unsigned char)cursor->text.p[at];
	cursor->next = at + 1;
	cursor->cp = byte;
	if (byte >= 0x80) {
		cursor->next = at;
		cursor->cp = utf8_next(cursor->text, &cursor->next);
	}
	cursor->cls = class_of(cursor->cp);
}

static enum cp_class class_at(struct sv text, size_t at, size_t *next)
{
	struct cursor probe = {.text = text};
	cursor_set(&probe, at);
	*next = probe.more ? probe.next : at;
	return probe.cls;
}

static bool wordish(enum cp_class cls)
{
	return cls == CP_LETTER || cls == CP_DIGIT;
}

/* "1,000": three digits and no fourth after the comma. */
static bool thousands_follow(struct sv text, size_t at)
{
	size_t next = at;
	for (int i = 0; i < 3; i++)
		if (class_at(text, next, &next) != CP_DIGIT)
			return false;
	size_t after;
	return !wordish(class_at(text, next, &after));
}

/* A point inside "2.5", "17.30", "e.g", "p.m". `letters`: letters since the last point of this word. */
static bool point_inside(struct sv text, const struct cursor *cursor, enum cp_class before, int letters)
{
	size_t next, after;
	enum cp_class follow = class_at(text, cursor->next, &next);
	if (before == CP_DIGIT)
		return follow == CP_DIGIT;
	return letters == 1 && before == CP_LETTER && follow == CP_LETTER && !wordish(class_at(text, next, &after)) &&
	       class_at(text, next, &after) != CP_APOS;
}

static bool joins(struct sv text, const struct cursor *cursor, enum cp_class before, int letters)
{
	size_t next;
	switch (cursor->cls) {
	case CP_APOS: return class_at(text, cursor->next, &next) == CP_LETTER;
	case CP_COMMA: return cursor->cp == ',' && before == CP_DIGIT && thousands_follow(text, cursor->next);
	case CP_CLAUSE:
		return cursor->cp == ':' && before == CP_DIGIT && class_at(text, cursor->next, &next) == CP_DIGIT;
	case CP_END: return cursor->cp == '.' && point_inside(text, cursor, before, letters);
	default: return false;
	}
}

/* Step the cursor over one word; returns its end. `letters_at_end` tells an abbreviation such as "p.m". */
static size_t word_end(struct cursor *cursor, bool *dotted)
{
	size_t end = cursor->at;
	enum cp_class before = CP_SPACE;
	int letters = 0;

	*dotted = false;
	while (cursor->more) {
		if (wordish(cursor->cls)) {
			before = cursor->cls;
			letters = cursor->cls == CP_LETTER ? letters + 1 : 0;
			end = cursor->next;
		} else if (cursor->cls == CP_MARK) {
			end = cursor->next;
		} else if (cursor->cls == CP_CURRENCY && before == CP_DIGIT) {
			end = cursor->next;
			cursor_set(cursor, cursor->next);
			break;
		} else if (cursor->cls != CP_ZERO) {
			if (!joins(cursor->text, cursor, before, letters))
				break;
			*dotted = *dotted || (cursor->cp == '.' && before == CP_LETTER);
			letters = 0;
		}
		cursor_set(cursor, cursor->next);
	}
	return end;
}

/* What was seen since the word before. */
struct between {
	enum word_break brk;
	bool any; /* something below, or a break */
	bool comma, stop, soft_stop, asks;
	int newlines;
};

/* A point at `at`, right after an abbreviation, ends no sentence. */
static bool point_is_abbreviation(const struct words *words, size_t at, bool dotted)
{
	if (words->text.p[at] != '.' || words->count == 0)
		return false;
	const struct token *last = &words->items[words->count - 1];
	if (last->end != at)
		return false;
	if (!dotted && !(last->entry->lex & LEX_ABBREVIATION))
		return false;
	size_t next = at + 1;
	while (next < words->text.n && words->text.p[next] == ' ')
		next++;
	if (next >= words->text.n)
		return false;
	bool upper = words->text.p[next] >= 'A' && words->text.p[next] <= 'Z';
	return (last->entry->sets & IN_TITLE) || !upper;
}

static bool is_question_mark(uint32_t c)
{
	return c == '?' || c == 0x061F || c == 0x203D || (c >= 0x2047 && c <= 0x2049) || c == 0xFF1F;
}

/* The mark at the cursor. */
static void see_mark(struct words *words, const struct cursor *cursor, struct between *gap, bool dotted)
{
	const char *p = words->text.p;
	size_t at = cursor->at;

	switch (cursor->cls) {
	case CP_COMMA:
	case CP_DASH: gap->comma = true; break;
	case CP_CLAUSE:
		if (gap->brk < BREAK_CLAUSE)
			gap->brk = BREAK_CLAUSE;
		break;
	case CP_END:
		if (point_is_abbreviation(words, at, dotted))
			return;
		gap->brk = BREAK_SENTENCE;
		gap->stop = true;
		gap->asks = gap->asks || is_question_mark(cursor->cp);
		break;
	case CP_NEWLINE:
		if (!(p[at] == '\n' && at && p[at - 1] == '\r'))
			gap->newlines++;
		if (gap->newlines > 1)
			gap->brk = BREAK_SENTENCE;
		if (!gap->comma)
			gap->soft_stop = true;
		break;
	default: return;
	}
	gap->any = true;
}

static void end_sentence(struct words *words, const struct between *gap)
{
	MEM_ENSURE(words->asking, words->sentences, words->asking_cap);
	words->asking[words->sentences++] = gap->asks;
}

/* What stands before a word that is no mere space. */
static void token_set_gap(struct words *words, struct token *token, struct between *gap)
{
	const struct word_entry *entry = token->entry;

	if (token == words->items)
		gap->brk = BREAK_SENTENCE;
	else if (gap->stop || gap->soft_stop)
		end_sentence(words, gap);
	token->sentence = (uint32_t)words->sentences;
	token->brk = (uint8_t)gap->brk;
	token->comma = gap->comma;
	token->clause = gap->brk != BREAK_NONE || entry->keyword == KEYWORD_BUT ||
			((entry->lex & LEX_CONJUNCTION) && gap->comma);
	*gap = (struct between){0};
}

static inline void token_set(struct words *words, struct token *token, size_t start, size_t end,
			     struct word_entry *entry, struct between *gap)
{
	*token = (struct token){
		.start = (uint32_t)start,
		.end = (uint32_t)end,
		.sentence = (uint32_t)words->sentences,
		.starts = entry->starts,
		.entry = entry,
		.clause = entry->keyword == KEYWORD_BUT,
	};
	if (gap->any)
		token_set_gap(words, token, gap);
}

static inline void token_set_capital(const struct words *words, struct token *token)
{
	token->capital = true;
	if (!(token->entry->lex & LEX_NO_NAME))
		token->starts |= words->capital_starts;
}

static void words_push(struct words *words, size_t start, size_t end, struct between *gap, bool money)
{
	char folded[LIMIT_WORD_BYTES + 8];
	struct sv raw = sv_make(words->text.p + start, end - start);
	size_t length = word_fold(raw, folded), at = 0;
	if (!length)
		return;
	uint32_t first = utf8_next(raw, &at);
	struct word_entry *entry = interner_add(&words->interner, folded, length);
	MEM_ENSURE(words->items, words->count, words->cap);
	struct token *token = &words->items[words->count++];
	token_set(words, token, start, end, entry, gap);
	words->lex |= entry->lex;
	if (unicode_class_of(first) == UNICODE_UPPER)
		token_set_capital(words, token);
	if (money) {
		token->money = true;
		token->starts |= UINT32_C(1) << BUILTIN_MONEY;
	}
}

static bool is_letter(char c)
{
	unsigned char lower = (unsigned char)c | 0x20;
	return lower >= 'a' && lower <= 'z';
}

/* How many letters the bytes begin with; 8 also when more may follow. With the case bit set and 0x60 taken away,
 * letters are 1 to 26; a carry from one byte only reaches those after it, which no longer matter. */
static inline size_t leading_letters(uint64_t bytes)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t number = (bytes | ones * 0x20) ^ ones * 0x60;
	uint64_t others = ((number + ones * (0x7F - 26)) | (number - ones) | number) & ones * 0x80;

	return others ? (size_t)__builtin_ctzll(others) / 8 : 8;
}

/* The first `count` of the bytes, 1 to 8, letters and apostrophes made small. */
static inline uint64_t small_letters(uint64_t bytes, size_t count)
{
	return (bytes | UINT64_C(0x2020202020202020)) & (UINT64_MAX >> (64 - 8 * count));
}

/* The end of the letters and inner apostrophes at `start`, when this is all of the word and it is short; else 0. What
 * else may belong to a word is for word_end. */
static size_t short_word_end(struct sv text, size_t start)
{
	const char *p = text.p + start, *end = text.p + text.n, *part = p;

	for (;; part = ++p) {
		while (p < end && is_letter(*p))
			p++;
		if (p == end || *p == ' ')
			break;
		unsigned char c = (unsigned char)*p;
		if (c >= 0x80 || (c >= '0' && c <= '9') || (c == '.' && p - part == 1))
			return 0;
		if (c != '\'' || p + 1 == end)
			break;
		if ((unsigned char)p[1] >= 0x80)
			return 0;
		if (!is_letter(p[1]))
			break;
	}
	size_t length = (size_t)(p - text.p) - start;
	return length <= 16 ? start + length : 0;
}

/* The end of a short word that is not just letters before an unsuspicious mark. 0 when it is for word_end. */
static size_t cut_apostrophes(struct sv text, size_t start, uint64_t head[2])
{
	size_t end = short_word_end(text, start), length = end - start;

	if (!end)
		return 0;
	head[0] = small_letters(word_bytes(text, start), length < 8 ? length : 8);
	head[1] = length > 8 ? small_letters(word_bytes(text, start + 8), length - 8) : 0;
	return end;
}

/* The way of most words: up to 15 letters. 0 when this is no such word. */
static inline size_t cut_letters(struct sv text, size_t start, uint64_t head[2])
{
	uint64_t bytes = word_bytes(text, start);
	size_t length = leading_letters(bytes);

	head[1] = 0;
	if (length < 8) {
		head[0] = small_letters(bytes, length);
	} else {
		head[0] = small_letters(bytes, 8);
		if (start + 8 < text.n) {
			bytes = word_bytes(text, start + 8);
			size_t more = leading_letters(bytes);
			if (more == 8)
				return 0;
			head[1] = more ? small_letters(bytes, more) : 0;
			length += more;
		}
	}
	if (start + length < text.n && text.p[start + length] != ' ') {
		unsigned char c = (unsigned char)text.p[start + length];
		if (c >= 0x80 || ascii_classes[c] == CP_APOS || ascii_classes[c] == CP_DIGIT ||
		    (c == '.' && length == 1))
			return 0;
	}
	return start + length;
}

/* A new word of at most 16 bytes. */
static struct word_entry *add_short(struct words *words, size_t start, size_t end)
{
	char folded[17] = {0};

	for (size_t i = start; i < end; i++)
		folded[i - start] = (char)(words->text.p[i] | 0x20);
	return interner_add(&words->interner, folded, end - start);
}

/* Words that begin with a letter and are short, one space between them; the end of the last of them, `at` when there is
 * none. */
static size_t push_shorts(struct words *words, size_t at, struct between *gap)
{
	const struct sv text = words->text;
	size_t count = words->count, begin = at;
	uint32_t lex = 0;

	for (;; begin++) {
		uint64_t head[2];
		size_t end = cut_letters(text, begin, head);
		if (!end)
			end = cut_apostrophes(text, begin, head);
		if (!end)
			break;
		struct word_entry *entry = interner_find_short(&words->interner, head, end - begin);
		if (!entry)
			entry = add_short(words, begin, end);
		MEM_ENSURE(words->items, count, words->cap);
		struct token *token = words->items + count++;
		token_set(words, token, begin, end, entry, gap);
		if (text.p[begin] <= 'Z')
			token_set_capital(words, token);
		lex |= entry->lex;
		at = begin = end;
		if (end + 1 >= text.n || text.p[end] != ' ' || !is_letter(text.p[end + 1]))
			break;
	}
	words->count = count;
	words->lex |= lex;
	return at;
}

static bool has_currency(struct sv text, size_t start, size_t end, size_t first)
{
	if (start != first)
		return true;
	size_t at = end;
	while (at > start && ((unsigned char)text.p[at - 1] & 0xC0) == 0x80)
		at--;
	size_t next;
	return at > start && class_at(text, at - 1, &next) == CP_CURRENCY;
}

/* The word that may begin at the cursor, whatever it is made of; false when there is none. */
static bool push_any(struct words *words, struct cursor *cursor, struct between *gap, bool *dotted)
{
	size_t start = cursor->at, next;

	if (cursor->cls == CP_CURRENCY && class_at(words->text, cursor->next, &next) == CP_DIGIT)
		cursor_set(cursor, cursor->next);
	if (!wordish(cursor->cls))
		return false;
	size_t first = cursor->at, end = word_end(cursor, dotted);
	words_push(words, start, end, gap, has_currency(words->text, start, end, first));
	return true;
}

static void words_cut_all(struct words *words)
{
	struct cursor cursor = {.text = words->text};
	struct between gap = {.any = true};
	bool dotted = false;

	for (size_t at = 0; at < words->text.n;) {
		unsigned char c = (unsigned char)words->text.p[at];
		if (c == ' ') {
			at++;
			continue;
		}
		if (is_letter((char)c)) {
			size_t end = push_shorts(words, at, &gap);
			if (end > at) {
				dotted = false;
				at = end;
				continue;
			}
		}
		cursor_set(&cursor, at);
		if (push_any(words, &cursor, &gap, &dotted)) {
			at = cursor.at;
			continue;
		}
		see_mark(words, &cursor, &gap, dotted);
		at = cursor.next;
	}
	if (words->count)
		end_sentence(words, &gap);
}

void words_init(struct words *words, const struct atoms *atoms)
{
	*words = (struct words){0};
	interner_init(&words->interner, atoms);
}

void words_release(struct words *words)
{
	free(words->items);
	free(words->asking);
	interner_release(&words->interner);
	*words = (struct words){0};
}

void words_cut(struct words *words, struct sv text)
{
	if (text.n >= UINT32_MAX)
		text.n = UINT32_MAX - 1;
	if (words->interner.used > LIMIT_KNOWN_WORDS) {
		const struct atoms *atoms = words->interner.atoms;
		uint32_t generation = words->interner.generation;
		interner_release(&words->interner);
		interner_init(&words->interner, atoms);
		words->interner.generation = generation + 1;
	}
	words->text = text;
	words->count = 0;
	words->sentences = 0;
	words->lex = 0;
	words_cut_all(words);
	words_mark_quotes(words);
	words_mark_negation(words);
}

size_t words_at(const struct words *words, uint32_t offset)
{
	size_t low = 0, high = words->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (words->items[middle].end > offset)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}
