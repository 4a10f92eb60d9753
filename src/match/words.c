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

static enum cp_class class_ascii(uint32_t cp)
{
	if ((cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z'))
		return CP_LETTER;
	if (cp >= '0' && cp <= '9')
		return CP_DIGIT;
	switch (cp) {
	case ' ':
	case '\t': return CP_SPACE;
	case '\n':
	case '\r': return CP_NEWLINE;
	case '\'': return CP_APOS;
	case ',': return CP_COMMA;
	case '-': return CP_DASH;
	case ';':
	case ':': return CP_CLAUSE;
	case '.':
	case '!':
	case '?': return CP_END;
	case '$': return CP_CURRENCY;
	default: return CP_OTHER;
	}
}

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
		return class_ascii(cp);
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
	bool comma, stop, soft_stop;
	int newlines;
};

/* A point right after an abbreviation ends no sentence. */
static bool point_is_abbreviation(const struct words *words, const struct cursor *cursor, bool dotted)
{
	if (cursor->cp != '.' || words->count == 0)
		return false;
	const struct token *last = &words->items[words->count - 1];
	if (last->end != cursor->at)
		return false;
	if (!dotted && !(last->entry->lex & LEX_ABBREVIATION))
		return false;
	size_t next = cursor->next;
	while (next < words->text.n && words->text.p[next] == ' ')
		next++;
	if (next >= words->text.n)
		return false;
	bool upper = words->text.p[next] >= 'A' && words->text.p[next] <= 'Z';
	return (last->entry->sets & IN_TITLE) || !upper;
}

static void see_mark(struct words *words, const struct cursor *cursor, struct between *gap, bool dotted)
{
	switch (cursor->cls) {
	case CP_COMMA:
	case CP_DASH: gap->comma = true; break;
	case CP_CLAUSE:
		if (gap->brk < BREAK_CLAUSE)
			gap->brk = BREAK_CLAUSE;
		break;
	case CP_END:
		if (point_is_abbreviation(words, cursor, dotted))
			break;
		gap->brk = BREAK_SENTENCE;
		gap->stop = true;
		break;
	case CP_NEWLINE:
		if (!(cursor->cp == '\n' && cursor->at && words->text.p[cursor->at - 1] == '\r'))
			gap->newlines++;
		if (gap->newlines > 1)
			gap->brk = BREAK_SENTENCE;
		if (!gap->comma)
			gap->soft_stop = true;
		break;
	default: break;
	}
}

static struct token *words_push_entry(struct words *words, size_t start, size_t end, struct word_entry *entry,
				      struct between *gap)
{
	MEM_ENSURE(words->items, words->count, words->cap);
	struct token *token = &words->items[words->count];
	bool conjunction = entry->lex & LEX_CONJUNCTION;

	if (words->count == 0)
		gap->brk = BREAK_SENTENCE;
	else if (gap->stop || gap->soft_stop)
		words->sentences++;
	*token = (struct token){
		.start = (uint32_t)start,
		.end = (uint32_t)end,
		.sentence = (uint32_t)words->sentences,
		.entry = entry,
		.brk = (uint8_t)gap->brk,
		.comma = gap->comma,
		.clause = gap->brk != BREAK_NONE || (conjunction && (gap->comma || entry->keyword == KEYWORD_BUT)),
	};
	words->may_negate = words->may_negate || (entry->lex & LEX_NEGATOR);
	words->count++;
	*gap = (struct between){0};
	return token;
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
	struct token *token = words_push_entry(words, start, end, entry, gap);
	token->capital = unicode_class_of(first) == UNICODE_UPPER;
	token->money = money;
}

static bool is_letter(char c)
{
	unsigned char lower = (unsigned char)c | 0x20;
	return lower >= 'a' && lower <= 'z';
}

/* The first `count` bytes of what was loaded from memory, 1 to 8. */
static uint64_t leading(uint64_t bytes, size_t count)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return bytes & (UINT64_MAX >> (64 - 8 * count));
#else
	return bytes & (UINT64_MAX << (64 - 8 * count));
#endif
}

/* Letters and apostrophes made small. */
static void load_short(struct sv text, size_t start, size_t length, uint64_t head[2])
{
	const uint64_t small = UINT64_C(0x2020202020202020);

	if (text.n - start >= 16) {
		memcpy(head, text.p + start, 16);
	} else {
		head[0] = head[1] = 0;
		memcpy(head, text.p + start, length);
	}
	head[0] = leading(head[0] | small, length < 8 ? length : 8);
	head[1] = length > 8 ? leading(head[1] | small, length - 8) : 0;
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

/* How many letters the eight bytes begin with; 8 also when more may follow. */
static size_t leading_letters(uint64_t bytes)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	/* in each byte: its high bit says whether it is no small letter once made small */
	uint64_t small = bytes | ones * 0x20, low = small & (ones * 0x7F);
	uint64_t letters = (low + ones * (0x80 - 'a')) & ~(low + ones * (0x7F - 'z')) & ~small;
	uint64_t others = ~letters & (ones * 0x80);

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return others ? (size_t)__builtin_ctzll(others) / 8 : 8;
#else
	return others ? (size_t)__builtin_clzll(others) / 8 : 8;
#endif
}

/* The way of most words: up to seven letters before a space. 0 when this is no such word. */
static size_t load_plain(struct sv text, size_t start, uint64_t head[2])
{
	uint64_t bytes;
	size_t length;

	if (text.n - start < 8)
		return 0;
	memcpy(&bytes, text.p + start, 8);
	length = leading_letters(bytes);
	if (length == 8 || text.p[start + length] != ' ')
		return 0;
	head[0] = leading(bytes | UINT64_C(0x2020202020202020), length);
	head[1] = 0;
	return start + length;
}

/* False, and nothing is done, when the word at `*at`, which begins with a letter, is not short. */
static bool push_short(struct words *words, size_t *at, struct between *gap)
{
	size_t start = *at, end;
	uint64_t head[2];

	end = load_plain(words->text, start, head);
	if (!end) {
		end = short_word_end(words->text, start);
		if (!end)
			return false;
		load_short(words->text, start, end - start, head);
	}
	struct word_entry *entry = interner_find_short(&words->interner, head, end - start);
	if (!entry)
		entry = interner_add(&words->interner, (const char *)head, end - start);
	words_push_entry(words, start, end, entry, gap)->capital = words->text.p[start] <= 'Z';
	*at = end;
	return true;
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

static void words_cut_all(struct words *words)
{
	struct cursor cursor = {.text = words->text};
	struct between gap = {0};
	bool dotted = false;

	for (size_t at = 0; at < words->text.n;) {
		char c = words->text.p[at];
		size_t next;
		if (c == ' ') {
			at++;
			continue;
		}
		if (is_letter(c) && push_short(words, &at, &gap)) {
			dotted = false;
			continue;
		}
		cursor_set(&cursor, at);
		if (cursor.cls == CP_CURRENCY && class_at(words->text, cursor.next, &next) == CP_DIGIT)
			cursor_set(&cursor, cursor.next);
		if (wordish(cursor.cls)) {
			size_t first = cursor.at;
			size_t end = word_end(&cursor, &dotted);
			words_push(words, at, end, &gap, has_currency(words->text, at, end, first));
			at = cursor.at;
			continue;
		}
		see_mark(words, &cursor, &gap, dotted);
		at = cursor.next;
	}
	words->sentences = words->count ? words->sentences + 1 : 0;
}

void words_init(struct words *words, const struct atoms *atoms)
{
	*words = (struct words){0};
	interner_init(&words->interner, atoms);
}

void words_release(struct words *words)
{
	free(words->items);
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
	words->may_negate = false;
	words->asks_sentence = 0;
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
