/* Does a reply ask something? With the mark, or without it by how a clause opens, as people type in chat. */
#include "match/matcher.h"

struct ask {
	const struct words *words;
	struct sv text;
};

static bool is(const struct words *words, size_t at, const char *word)
{
	return word_is(words, at, word);
}

/* The end of the sentence that word `from` is in (index past its last word). */
static size_t sentence_after(const struct words *words, size_t from)
{
	size_t i = from + 1;
	while (i < words->count && words->items[i].brk != BREAK_SENTENCE &&
	       words->items[i].sentence == words->items[from].sentence)
		i++;
	return i;
}

/* The bytes between the sentence's last word and the next word hold a question mark. */
static bool mark_after(const struct ask *ask, size_t last, size_t *mark)
{
	const struct words *words = ask->words;
	size_t end = last + 1 < words->count ? words->items[last + 1].start : ask->text.n;
	for (size_t at = words->items[last].end; at < end; at++) {
		if (ask->text.p[at] == '?') {
			*mark = at + 1;
			return true;
		}
		if (at + 2 < end && memcmp(ask->text.p + at, "\xEF\xBC\x9F", 3) == 0) {
			*mark = at + 3;
			return true;
		}
	}
	return false;
}

static bool is_any(const struct words *words, size_t at, const char *const *list)
{
	for (; *list; list++)
		if (is(words, at, *list))
			return true;
	return false;
}

static const char *const determiners[] = {"the", "any", "a", "an", NULL};
static const char *const before_determiner[] = {"is",     "are",     "was",    "were",  "did",    "does",
						"has",    "will",    "can",    "isn't", "aren't", "wasn't",
						"didn't", "doesn't", "hasn't", NULL};

/* "could you", "may I", "is there", "do you have" */
static bool inverted(const struct words *words, size_t at)
{
	if (!(word_lex(words, at) & LEX_AUXILIARY) || !word_follows(words, at + 1))
		return false;
	if (is(words, at, "do") && !(is(words, at + 1, "you") || is(words, at + 1, "we") || is(words, at + 1, "i") ||
				     is(words, at + 1, "they")))
		return false; /* "do your best", "do that for you" */
	if (is(words, at, "may") && !(is(words, at + 1, "i") || is(words, at + 1, "we")))
		return false; /* a wish, or the month */
	if ((is(words, at, "have") || is(words, at, "had")) && !is(words, at + 1, "you") && !is(words, at + 1, "we") &&
	    !is(words, at + 1, "they"))
		return false; /* "have a look", "have that ready" */
	if ((is(words, at, "don't") || is(words, at, "dont")) && !is(words, at + 1, "you") &&
	    !is(words, at + 1, "they"))
		return false;
	if (word_follows_any(words, at + 1, determiners))
		return is_any(words, at, before_determiner);
	return word_lex(words, at + 1) & LEX_PRONOUN;
}

static const char *const wh_helpers[] = {"is",  "are",     "was",  "were",  "do",     "does", "did",
					 "can", "could",   "will", "would", "should", "has",  "have",
					 "had", "exactly", "else", "about", "might",  "may",  NULL};
static const char *const wh_measures[] = {"many", "much", "long", "often", "far", "old",
					  "soon", "big",  "come", "about", NULL};

/* "what is", "which order", "how long" at the start; not "when you arrive," or "what a week" or "how nice". */
static bool asks_with_wh(const struct words *words, size_t at)
{
	uint32_t lex = word_lex(words, at);
	if (!(lex & LEX_WH) || !word_follows(words, at + 1))
		return false;
	if (strchr(words->items[at].entry->folded, '\''))
		return true; /* what's, where's */
	if (is(words, at, "how"))
		return word_follows_any(words, at + 1, wh_helpers) || word_follows_any(words, at + 1, wh_measures);
	if (is(words, at, "which") || is(words, at, "whose"))
		return !(word_lex(words, at + 1) & (LEX_PRONOUN | LEX_AUXILIARY)) || inverted(words, at + 1);
	if (word_lex(words, at + 1) & LEX_AUXILIARY)
		return !is(words, at, "when") || inverted(words, at + 1) || !(is(words, at + 1, "can"));
	/* "what number should I call", but "what a week" and "what I can do" */
	if (is(words, at, "what") && !(word_lex(words, at + 1) & LEX_PRONOUN) && !is_any(words, at + 1, determiners) &&
	    word_follows(words, at + 2) && (word_lex(words, at + 2) & LEX_AUXILIARY))
		return true;
	if (is(words, at, "what"))
		return is(words, at + 1, "time") || is(words, at + 1, "date") || is(words, at + 1, "kind") ||
		       is(words, at + 1, "sort") || is(words, at + 1, "type") || is(words, at + 1, "about") ||
		       is(words, at + 1, "order") || is(words, at + 1, "else") || is(words, at + 1, "exactly");
	return false;
}

static const char *const lead_ins[] = {"and",  "so",    "ok",     "okay", "but",   "now",  "also",
				       "then", "sure",  "thanks", "hi",   "hello", "hey",  "please",
				       "well", "right", "sorry",  "yes",  "first", "just", NULL};

/* Words said before the question proper: "Thanks Dana, could you …". */
static size_t skip_lead_in(const struct words *words, size_t at, size_t end)
{
	for (int skipped = 0; skipped < 3 && at + 1 < end && word_follows(words, at + 1); skipped++) {
		bool known = false;
		for (const char *const *word = lead_ins; *word && !known; word++)
			known = is(words, at, *word);
		if (!known)
			break;
		at++;
	}
	return at;
}

static bool opens_as_question(const struct words *words, size_t at, size_t end)
{
	at = skip_lead_in(words, at, end);
	return inverted(words, at) || asks_with_wh(words, at);
}

/* The start of a question inside [first, end): the sentence, or a clause after a comma. */
static bool question_in(const struct ask *ask, size_t first, size_t end, size_t *from, size_t *to)
{
	const struct words *words = ask->words;
	size_t mark;

	if (!words->items[end - 1].quoted && mark_after(ask, end - 1, &mark)) {
		*from = words->items[first].start;
		*to = mark;
		return true;
	}
	for (size_t at = first; at < end; at++) {
		bool start = at == first || words->items[at].brk == BREAK_CLAUSE || words->items[at].comma;
		if (!start || words->items[at].quoted || !opens_as_question(words, at, end))
			continue;
		/* after a comma only the polite requests: "when it comes, what you get" is no question */
		if (at != first && words->items[at].brk == BREAK_NONE && !inverted(words, skip_lead_in(words, at, end)))
			continue;
		*from = words->items[skip_lead_in(words, at, end)].start;
		*to = words->items[end - 1].end;
		return true;
	}
	return false;
}

static bool first_question(const struct ask *ask, uint32_t *start, uint32_t *end)
{
	const struct words *words = ask->words;

	for (size_t first = 0; first < words->count;) {
		size_t after = sentence_after(words, first), from, to;
		if (question_in(ask, first, after, &from, &to)) {
			if (start)
				*start = (uint32_t)from;
			if (end)
				*end = (uint32_t)to;
			return true;
		}
		first = after;
	}
	return false;
}

bool match_question(struct match_scanner *scanner, struct sv text, uint32_t *start, uint32_t *end)
{
	struct ask ask = {&scanner->asked, text.p ? text : SV("")};

	words_cut(&scanner->asked, ask.text);
	return first_question(&ask, start, end);
}

bool match_scanned_question(struct match_scanner *scanner, uint32_t *start, uint32_t *end)
{
	struct ask ask = {scan_words_ready(scanner), scanner->text};

	return first_question(&ask, start, end);
}
