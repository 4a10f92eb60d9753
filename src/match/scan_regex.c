/* The regexes over one text. One pass of the automaton finds the literals; a regex is run only where one of its
 * literals stands, and a text without them costs it nothing. */
#include "match/matcher.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "match/limits.h"

/* Does the text hold a letter that ASCII folding misses? U+017F folds to s, U+212A to k. */
static bool folds_beyond_ascii(struct sv text)
{
	const char *p = text.p, *end = text.p + text.n;
	while (p < end) {
		const char *at = memchr(p, 0xC5, (size_t)(end - p));
		if (!at)
			break;
		if (at + 1 < end && (unsigned char)at[1] == 0xBF)
			return true;
		p = at + 1;
	}
	for (p = text.p; p < end;) {
		const char *at = memchr(p, 0xE2, (size_t)(end - p));
		if (!at)
			break;
		if (at + 2 < end && (unsigned char)at[1] == 0x84 && (unsigned char)at[2] == 0xAA)
			return true;
		p = at + 1;
	}
	return false;
}

/* The words that a regex hit touches; one that touches none belongs to the word before it. */
static bool is_placed(struct match_scanner *scanner, const struct phrase_code *phrase, struct match_hit hit)
{
	const struct set_group *group = scanner->matcher->groups[phrase->group];

	if (!phrase->place)
		return true;
	struct words *words = scan_words_ready(scanner);
	size_t first = words_at(words, hit.start), last;
	if (!words->count)
		return false;
	last = words_at(words, hit.end ? hit.end - 1 : 0);
	if (last == words->count || (last > 0 && words->items[last].start >= hit.end))
		last--;
	if (first > last)
		first = last;
	return (place_bits(words, first) & phrase->place) && place_may_end(words, group, last);
}

static bool is_negated(const struct words *words, uint32_t start)
{
	size_t first = words->lex & LEX_NEGATOR ? words_at(words, start) : words->count;
	return first < words->count && words->items[first].negated;
}

static void file_hit(struct match_scanner *scanner, const struct phrase_code *phrase, size_t start, size_t end)
{
	struct match_hit hit = {.start = (uint32_t)start, .end = (uint32_t)end, .phrase = phrase->index};

	/* most texts are never cut into words for a regex's sake */
	if (phrase->skips_quotes || phrase->minds_negator) {
		const struct words *words = scan_words_ready(scanner);
		if (phrase->skips_quotes && words_quoted_at(words, hit.start, hit.end))
			hit.state = MATCH_QUOTED;
		else if (phrase->minds_negator && is_negated(words, hit.start))
			hit.state = MATCH_NEGATED;
	}
	if (is_placed(scanner, phrase, hit))
		group_add(scanner, phrase->group, phrase->is_except, hit);
}

/* Every match, by itself: the plain way, and that of a regex that has to be searched for. */
static void search(struct match_scanner *scanner, const struct phrase_code *phrase, struct sv text, bool ascii)
{
	size_t from = 0, start, end;

	for (size_t count = 0; count < LIMIT_HITS_PER_PHRASE; count++) {
		enum regex_result result =
			ascii ? regex_find_ascii(phrase->regex, scanner->regex, text, from, &start, &end)
			      : regex_find(phrase->regex, scanner->regex, text, from, &start, &end);
		if (result == REGEX_LIMIT)
			group_error(scanner, phrase);
		if (result != REGEX_HIT)
			return;
		from = end;
		file_hit(scanner, phrase, start, end);
	}
}

/* What stands beside a literal; a byte beyond ASCII may be part of a letter or not. */
enum beside { BESIDE_EDGE, BESIDE_WORD, BESIDE_UNKNOWN };

static enum beside beside(struct sv text, size_t at)
{
	unsigned char c = at < text.n ? (unsigned char)text.p[at] : ' ';
	if (c >= 0x80)
		return BESIDE_UNKNOWN;
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ? BESIDE_WORD
												      : BESIDE_EDGE;
}

/* Can the literal at start..end begin or be a match? *sure: its edges are as it needs them. */
static bool is_at_edges(const struct regex_literal *literal, struct sv text, size_t start, size_t end, bool *sure)
{
	enum beside before = literal->word_start && start > 0 ? beside(text, start - 1) : BESIDE_EDGE;
	enum beside after = literal->word_end ? beside(text, end) : BESIDE_EDGE;

	*sure = before == BESIDE_EDGE && after == BESIDE_EDGE;
	return before != BESIDE_WORD && after != BESIDE_WORD && !(literal->reply_start && start != 0);
}

/* False when there are too many places to keep. */
static bool find_places(struct match_scanner *scanner, struct sv text)
{
	const struct matcher *matcher = scanner->matcher;
	size_t at = 0, count;
	uint32_t state = 0;
	const uint32_t *found;

	scanner->place_count = 0;
	while ((found = automaton_step(matcher->automaton, text, &at, &state, &count)) != NULL) {
		for (size_t i = 0; i < count; i++) {
			const struct regex_literal *literal = &matcher->literals[found[i]];
			size_t start = at - literal->length;
			if (!literal->leads && scanner->sought[literal->regex] == scanner->scan_number)
				continue;
			bool sure;
			if (!is_at_edges(literal, text, start, at, &sure))
				continue;
			if (scanner->place_count == LIMIT_PLACES)
				return false;
			if (!literal->leads)
				scanner->sought[literal->regex] = scanner->scan_number;
			MEM_ENSURE(scanner->places, scanner->place_count, scanner->place_cap);
			scanner->places[scanner->place_count++] =
				(struct place){literal->regex, literal->leads ? (uint32_t)start : UINT32_MAX,
					       literal->whole && sure ? (uint32_t)at : 0};
		}
	}
	return true;
}

static int compare_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	if (x->regex != y->regex)
		return x->regex < y->regex ? -1 : 1;
	return x->start < y->start ? -1 : x->start > y->start;
}

static void sort_places(struct place *places, size_t count)
{
	if (count > 24) {
		qsort(places, count, sizeof *places, compare_place);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		struct place one = places[i];
		size_t k = i;
		for (; k > 0 && compare_place(&places[k - 1], &one) > 0; k--)
			places[k] = places[k - 1];
		places[k] = one;
	}
}

/* The places of one regex, in order: the same hits as a search, which would try every other start in vain. */
static void confirm(struct match_scanner *scanner, const struct phrase_code *phrase, struct sv text, bool ascii,
		    const struct place *places, size_t count)
{
	size_t next = 0, end, hits = 0;

	for (size_t i = 0; i < count && hits < LIMIT_HITS_PER_PHRASE; i++) {
		size_t start = places[i].start;
		bool alone = i + 1 == count || places[i + 1].start != start;
		enum regex_result result = REGEX_HIT;
		if (start < next)
			continue;
		if (places[i].end && alone)
			end = places[i].end;
		else
			result = regex_match_at(phrase->regex, scanner->regex, text, ascii, start, &end);
		if (result == REGEX_LIMIT) {
			group_error(scanner, phrase);
			return;
		}
		if (result != REGEX_HIT) {
			next = start + 1;
			continue;
		}
		next = end;
		hits++;
		file_hit(scanner, phrase, start, end);
	}
}

static void try_places(struct match_scanner *scanner, struct sv text, bool ascii)
{
	const struct matcher *matcher = scanner->matcher;
	const struct place *places = scanner->places;

	sort_places(scanner->places, scanner->place_count);
	for (size_t i = 0, end; i < scanner->place_count; i = end) {
		const struct phrase_code *phrase = &matcher->phrases[matcher->regexes[places[i].regex]];
		for (end = i + 1; end < scanner->place_count && places[end].regex == places[i].regex;)
			end++;
		if (places[i].start == UINT32_MAX)
			search(scanner, phrase, text, ascii);
		else
			confirm(scanner, phrase, text, ascii, places + i, end - i);
	}
}

/* On a long text the match limit is low, and a regex with much to try before its literal may end in "undecided" also
 * where the literal is missing. */
static void search_unskippable(struct match_scanner *scanner, struct sv text, bool ascii)
{
	const struct matcher *matcher = scanner->matcher;

	for (uint32_t i = 0; i < matcher->sought_count; i++) {
		const struct phrase_code *phrase = &matcher->phrases[matcher->regexes[i]];
		if (scanner->sought[i] != scanner->scan_number && !regex_may_skip(phrase->regex, text.n))
			search(scanner, phrase, text, ascii);
	}
}

void scan_regexes(struct match_scanner *scanner, struct sv text)
{
	const struct matcher *matcher = scanner->matcher;
	bool fast = matcher->engine == MATCH_ENGINE_FAST;
	bool ascii = fast && scanner->ascii;
	uint32_t first = 0;

	scanner->scan_number++;
	if (matcher->automaton && (ascii || !folds_beyond_ascii(text))) {
		if (find_places(scanner, text)) {
			if (text.n > LIMIT_FULL_EFFORT_BYTES)
				search_unskippable(scanner, text, ascii);
			try_places(scanner, text, ascii);
			first = (uint32_t)matcher->literal_count;
		}
	}
	for (uint32_t i = first; i < matcher->regex_count; i++)
		search(scanner, &matcher->phrases[matcher->regexes[i]], text, ascii);
}
