/* Does a reply ask something? With the mark, or without it by how a clause opens, as people type in chat. */
#include "match/matcher.h"

struct ask {
	const struct words *words;
	struct sv text;
};

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

/* "could you", "may I", "is there", "do you have" */
static bool inverted(const struct words *words, size_t at)
{
	if (!(word_lex(words, at) & LEX_AUXILIARY) || !word_follows(words, at + 1))
		return false;
	if (word_is(words, at, KEYWORD_DO) &&
	    !(word_is(words, at + 1, KEYWORD_YOU) || word_is(words, at + 1, KEYWORD_WE) ||
	      word_is(words, at + 1, KEYWORD_I) || word_is(words, at + 1, KEYWORD_THEY)))
		return false; /* "do your best", "do that for you" */
	if (word_is(words, at, KEYWORD_MAY) &&
	    !(word_is(words, at + 1, KEYWORD_I) || word_is(words, at + 1, KEYWORD_WE)))
		return false; /* a wish, or the month */
	if ((word_is(words, at, KEYWORD_HAVE) || word_is(words, at, KEYWORD_HAD)) &&
	    !word_is(words, at + 1, KEYWORD_YOU) && !word_is(words, at + 1, KEYWORD_WE) &&
	    !word_is(words, at + 1, KEYWORD_THEY))
		return false; /* "have a look", "have that ready" */
	if (word_in(words, at, IN_DONT) && !word_is(words, at + 1, KEYWORD_YOU) &&
	    !word_is(words, at + 1, KEYWORD_THEY))
		return false;
	if (word_follows_in(words, at + 1, IN_DETERMINER))
		return word_in(words, at, IN_BEFORE_DETERMINER);
	return word_lex(words, at + 1) & LEX_PRONOUN;
}

/* "what is", "which order", "how long" at the start; not "when you arrive," or "what a week" or "how nice". */
static bool asks_with_wh(const struct words *words, size_t at)
{
	uint32_t lex = word_lex(words, at);
	if (!(lex & LEX_WH) || !word_follows(words, at + 1))
		return false;
	if (strchr(words->items[at].entry->folded, '\''))
		return true; /* what's, where's */
	if (word_is(words, at, KEYWORD_HOW))
		return word_follows_in(words, at + 1, IN_WH_HELPER) || word_follows_in(words, at + 1, IN_WH_MEASURE);
	if (word_is(words, at, KEYWORD_WHICH) || word_is(words, at, KEYWORD_WHOSE))
		return !(word_lex(words, at + 1) & (LEX_PRONOUN | LEX_AUXILIARY)) || inverted(words, at + 1);
	if (word_lex(words, at + 1) & LEX_AUXILIARY)
		return !word_is(words, at, KEYWORD_WHEN) || inverted(words, at + 1) ||
		       !(word_is(words, at + 1, KEYWORD_CAN));
	/* "what number should I call", but "what a week" and "what I can do" */
	if (word_is(words, at, KEYWORD_WHAT) && !(word_lex(words, at + 1) & LEX_PRONOUN) &&
	    !word_in(words, at + 1, IN_DETERMINER) && word_follows(words, at + 2) &&
	    (word_lex(words, at + 2) & LEX_AUXILIARY))
		return true;
	if (word_is(words, at, KEYWORD_WHAT))
		return word_is(words, at + 1, KEYWORD_TIME) || word_is(words, at + 1, KEYWORD_DATE) ||
		       word_is(words, at + 1, KEYWORD_KIND) || word_is(words, at + 1, KEYWORD_SORT) ||
		       word_is(words, at + 1, KEYWORD_TYPE) || word_is(words, at + 1, KEYWORD_ABOUT) ||
		       word_is(words, at + 1, KEYWORD_ORDER) || word_is(words, at + 1, KEYWORD_ELSE) ||
		       word_is(words, at + 1, KEYWORD_EXACTLY);
	return false;
}

/* Words said before the question proper: "Thanks Dana, could you …". */
static size_t skip_lead_in(const struct words *words, size_t at, size_t end)
{
	for (int skipped = 0; skipped < 3 && at + 1 < end && word_follows(words, at + 1); skipped++) {
		if (!word_in(words, at, IN_LEAD_IN))
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
