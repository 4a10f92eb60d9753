/* Which words stand in a pile: heaped up, not said. The rules are in match.h. */
#include "match/words.h"

#include "base/unicode.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Links that the lexicon does not know as pronoun, auxiliary, conjunction, negator or wh-word. Sorted by strcmp; a unit
 * test checks it. */
static const char *const link_words[] = {
	"a",       "about",      "above",      "across",  "after",   "again",     "against",  "all",    "along",
	"also",    "although",   "among",      "an",      "another", "any",       "anything", "around", "as",
	"at",      "away",       "back",       "before",  "behind",  "being",     "below",    "beside", "besides",
	"between", "both",       "by",         "down",    "during",  "each",      "either",   "else",   "even",
	"every",   "everyone",   "everything", "for",     "from",    "having",    "here",     "hers",   "herself",
	"him",     "himself",    "id",         "if",      "ill",     "im",        "in",       "into",   "its",
	"itself",  "ive",        "just",       "let",     "lets",    "like",      "many",     "me",     "mine",
	"more",    "most",       "much",       "myself",  "near",    "now",       "of",       "off",    "on",
	"only",    "onto",       "other",      "ought",   "ours",    "ourselves", "out",      "over",   "per",
	"round",   "since",      "some",       "still",   "such",    "than",      "thats",    "the",    "theirs",
	"them",    "themselves", "then",       "theres",  "theyre",  "theyve",    "through",  "till",   "to",
	"too",     "toward",     "towards",    "under",   "unless",  "until",     "up",       "upon",   "us",
	"very",    "via",        "weve",       "whether", "with",    "within",    "youd",     "youll",  "youre",
	"yours",   "yourself",   "yourselves", "youve",
};
#define LINKS (sizeof link_words / sizeof *link_words)
#define LEX_LINK (LEX_PRONOUN | LEX_AUXILIARY | LEX_WH | LEX_CONJUNCTION | LEX_NEGATOR)

static int compare_link(const void *key, const void *item)
{
	return strcmp(key, *(const char *const *)item);
}

bool piles_links_sorted(void)
{
	for (size_t i = 1; i < LINKS; i++)
		if (strcmp(link_words[i - 1], link_words[i]) >= 0)
			return false;
	return true;
}

/* "i'll" is as much a link as "i". */
static bool looks_like_link(const struct word_entry *entry)
{
	char head[12];
	size_t length = strcspn(entry->folded, "'");

	if ((entry->lex & LEX_LINK) || bsearch(entry->folded, link_words, LINKS, sizeof *link_words, compare_link))
		return true;
	if (length == entry->length || length >= sizeof head)
		return false;
	memcpy(head, entry->folded, length);
	head[length] = '\0';
	return (lexicon_find(head, length) & LEX_LINK) ||
	       bsearch(head, link_words, LINKS, sizeof *link_words, compare_link);
}

/* … asked of each different word once. */
static bool is_link(struct word_entry *entry)
{
	if (!entry->link_known) {
		entry->link_known = true;
		entry->link = looks_like_link(entry);
	}
	return entry->link;
}

static void mark(struct words *words, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		words->items[i].piled = true;
	words->has_piles = words->has_piles || first < end;
}

/* So many judged words, of which at most so many are links, are a pile. */
static const struct {
	unsigned words, links;
} windows[] = {{10, 1}, {14, 3}, {18, 5}, {24, 8}};
#define WINDOWS (sizeof windows / sizeof *windows)
#define LONGEST 24
#define FEWEST 9 /* other words than links in any of them */

/* The last words that were judged. */
struct trail {
	size_t at[LONGEST];
	uint32_t links; /* a bit each, the newest lowest */
	size_t count;
	unsigned among[WINDOWS]; /* links in each window that ends with the newest word */
};

static void trail_add(struct trail *trail, size_t at, bool link)
{
	for (size_t w = 0; w < WINDOWS; w++)
		trail->among[w] += (unsigned)link - (trail->links >> (windows[w].words - 1) & 1);
	trail->at[trail->count++ % LONGEST] = at;
	trail->links = trail->links << 1 | link;
}

/* The first word of the longest pile that ends with the newest word; SIZE_MAX: there is none. */
static size_t pile_from(const struct trail *trail)
{
	size_t from = SIZE_MAX;

	for (size_t w = 0; w < WINDOWS && windows[w].words <= trail->count; w++)
		if (trail->among[w] <= windows[w].links)
			from = trail->at[(trail->count - windows[w].words) % LONGEST];
	return from;
}

/* Words first..end-1 have no stop between them. */
static void mark_stretch(struct words *words, size_t first, size_t end)
{
	struct trail trail = {.count = 0};
	size_t capitals = 0, piled = 0;

	for (size_t i = first; i < end; i++)
		capitals += words->items[i].capital;
	for (size_t i = first; i < end; i++) {
		const struct token *token = &words->items[i];
		bool link = is_link(token->entry);
		bool name = token->capital && i > first && 5 * capitals <= 4 * (end - first);

		if (!link && (name || (token->entry->lex & (LEX_NUMBER | LEX_DIGITS))))
			continue;
		trail_add(&trail, i, link);
		size_t from = pile_from(&trail);
		if (from != SIZE_MAX)
			mark(words, from, i + 1);
	}
	for (size_t i = first; i < end; i++)
		piled += words->items[i].piled;
	if (2 * piled >= end - first && piled > 0)
		mark(words, first, end);
}

/* A stop stands before this word. Line breaks are none: a list of words stays one when each stands on its own line. */
static bool after_stop(const struct words *words, size_t at)
{
	const struct token *token = &words->items[at];

	if (token->brk != BREAK_SENTENCE)
		return false;
	for (size_t i = words->items[at - 1].end; i < token->start;) {
		uint32_t cp = utf8_next(words->text, &i);
		if (cp > ' ' && unicode_class_of(cp) != UNICODE_SPACE && unicode_class_of(cp) != UNICODE_BREAK)
			return true;
	}
	return false;
}

/* This word, not the first, begins a piece of a row. */
static bool begins_piece(const struct token *token)
{
	return token->comma || token->brk != BREAK_NONE || token->sentence != token[-1].sentence;
}

/* Most sentences have too few words for a pile, and most texts too few pieces for a row: no more is looked at there.
 * Returns the pieces of the text. */
static size_t mark_stretches(struct words *words)
{
	size_t line = 0, pieces = 1;
	uint32_t stretch = 0;

	for (size_t first = 0, end; first < words->count; first = end, stretch++) {
		size_t others = 0;
		for (end = first; end < words->count; end++) {
			struct token *token = &words->items[end];
			if (end > first && after_stop(words, end))
				break;
			token->stretch = stretch;
			others += !is_link(token->entry);
			pieces += end > 0 && begins_piece(token);
			if (end == 0 || token->sentence != token[-1].sentence)
				line = end;
			if (end - line >= PILE_SENTENCE)
				mark(words, end, end + 1);
		}
		if (others >= FEWEST || words->has_piles)
			mark_stretch(words, first, end);
	}
	return pieces;
}

/* Rows of short pieces between marks. */
static void mark_rows(struct words *words)
{
	size_t row = 0, pieces = 0;

	for (size_t first = 0, end; first < words->count; first = end) {
		for (end = first + 1; end < words->count; end++)
			if (begins_piece(&words->items[end]))
				break;
		pieces = end - first <= PILE_PIECE_WORDS ? pieces + 1 : 0;
		if (pieces == 1)
			row = first;
		if (pieces >= PILE_PIECES)
			mark(words, row, end);
	}
}

/* Words that were just cut are in no pile. */
void words_mark_piles(struct words *words)
{
	words->has_piles = false;
	if (mark_stretches(words) >= PILE_PIECES)
		mark_rows(words);
}

bool words_piled_at(const struct words *words, uint32_t start, uint32_t end)
{
	if (!words->has_piles)
		return false;
	for (size_t i = words_at(words, start); i < words->count && words->items[i].start < end; i++)
		if (words->items[i].piled)
			return true;
	return false;
}
