/* One text through a matcher. */
#include "match/matcher.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "match/limits.h"

struct match_scanner *match_scanner_new(const struct matcher *matcher)
{
	struct match_scanner *scanner = mem_calloc(1, sizeof *scanner);
	const struct atoms *atoms = matcher ? matcher->atoms : NULL;

	scanner->matcher = matcher;
	words_init(&scanner->words, atoms);
	words_init(&scanner->measured, NULL);
	words_init(&scanner->asked, NULL);
	if (!matcher)
		return scanner;
	scanner->groups = mem_calloc(matcher->group_count + 1, sizeof *scanner->groups);
	scanner->touched = mem_calloc(matcher->group_count + 1, sizeof *scanner->touched);
	scanner->next_start = mem_calloc(matcher->phrase_count + 1, sizeof *scanner->next_start);
	scanner->hit_counts = mem_calloc(matcher->phrase_count + 1, sizeof *scanner->hit_counts);
	scanner->tried = mem_calloc(matcher->phrase_count + 1, sizeof *scanner->tried);
	scanner->sought = mem_calloc(matcher->regex_count + 1, sizeof *scanner->sought);
	if (matcher->regex_count)
		scanner->regex = regex_scratch_new();
	for (size_t i = 0; i < matcher->group_count; i++)
		scanner->groups[i].error_phrase = -1;
	return scanner;
}

void match_scanner_free(struct match_scanner *scanner)
{
	if (!scanner)
		return;
	for (size_t i = 0; scanner->matcher && i < scanner->matcher->group_count; i++) {
		free(scanner->groups[i].found);
		free(scanner->groups[i].except);
		free(scanner->groups[i].hits);
		free(scanner->groups[i].cancelled);
	}
	words_release(&scanner->words);
	words_release(&scanner->measured);
	words_release(&scanner->asked);
	binding_release(&scanner->binding);
	regex_scratch_free(scanner->regex);
	free(scanner->measure.items);
	free(scanner->scanned_measure.items);
	free(scanner->groups);
	free(scanner->touched);
	free(scanner->next_start);
	free(scanner->hit_counts);
	free(scanner->tried);
	free(scanner->sought);
	free(scanner->places);
	free(scanner->clean);
	free(scanner->crowd);
	free(scanner);
}

void match_scanner_bind(struct match_scanner *scanner, const struct match_binding *binding)
{
	binding_set(&scanner->binding, binding);
}

static void scan_reset(struct match_scanner *scanner)
{
	for (size_t i = 0; i < scanner->touched_count; i++) {
		struct group_state *state = &scanner->groups[scanner->touched[i]];
		state->found_count = state->except_count = state->hit_count = state->cancelled_count = 0;
		state->error_phrase = -1;
		state->touched = state->settled = state->finished = false;
	}
	scanner->touched_count = 0;
	for (size_t i = 0; i < scanner->tried_count; i++) {
		scanner->next_start[scanner->tried[i]] = 0;
		scanner->hit_counts[scanner->tried[i]] = 0;
	}
	scanner->tried_count = 0;
}

static bool is_ascii(struct sv text)
{
	size_t i = 0;
	for (; i + 8 <= text.n; i += 8) {
		uint64_t eight;
		memcpy(&eight, text.p + i, 8);
		if (eight & UINT64_C(0x8080808080808080))
			return false;
	}
	for (; i < text.n; i++)
		if ((unsigned char)text.p[i] >= 0x80)
			return false;
	return true;
}

/* Bad bytes become spaces, so that every offset stays what it was. */
static struct sv scan_clean(struct match_scanner *scanner, struct sv text)
{
	size_t good;

	scanner->ascii = is_ascii(text);
	if (scanner->ascii)
		return text;
	good = utf8_valid_prefix(text);
	if (good == text.n)
		return text;
	if (scanner->clean_cap < text.n) {
		scanner->clean = mem_realloc(scanner->clean, text.n, 1);
		scanner->clean_cap = text.n;
	}
	memcpy(scanner->clean, text.p, text.n);
	for (size_t at = 0; at < text.n;) {
		good = utf8_valid_prefix(sv_make(text.p + at, text.n - at));
		at += good;
		if (at < text.n)
			scanner->clean[at++] = ' ';
	}
	return sv_make(scanner->clean, text.n);
}

static uint8_t state_of(const struct match_scanner *scanner, const struct phrase_code *phrase, size_t word, bool quoted)
{
	const struct set_group *group = scanner->matcher->groups[phrase->group].source;
	if (quoted)
		return MATCH_QUOTED;
	if (!group->count_negated && words_negated(&scanner->words, word))
		return MATCH_NEGATED;
	return MATCH_HIT;
}

void scan_try(struct match_scanner *scanner, uint32_t number, size_t at)
{
	const struct phrase_code *phrase = &scanner->matcher->phrases[number];
	struct words *words = &scanner->words;
	bool plain = scanner->matcher->engine == MATCH_ENGINE_PLAIN;
	bool skip = scanner->matcher->groups[phrase->group].source->ignore_quotes && words->has_quotes &&
		    !phrase->is_except;
	bool quoted = false;
	bool placed = scanner->matcher->groups[phrase->group].placed && !phrase->is_except;
	size_t length;

	if (scanner->hit_counts[number] >= LIMIT_HITS_PER_PHRASE)
		return;
	if (placed && !place_may_start(words, scanner->matcher->groups[phrase->group].source, at))
		return;
	length = plain ? plain_at(phrase->source->root, words, &scanner->binding, at, skip)
		       : eval_at(phrase->root, words, &scanner->binding, at, skip);
	if (!length && skip) {
		quoted = true;
		length = plain ? plain_at(phrase->source->root, words, &scanner->binding, at, false)
			       : eval_at(phrase->root, words, &scanner->binding, at, false);
	}
	/* the longest match ends last: where it ends too early, every shorter one does */
	if (!length ||
	    (placed && !place_may_end(words, scanner->matcher->groups[phrase->group].source, at + length - 1)))
		return;
	scanner->hit_counts[number]++;
	struct match_hit hit = {.start = words->items[at].start,
				.end = words->items[at + length - 1].end,
				.phrase = phrase->index,
				.state = state_of(scanner, phrase, at, quoted)};
	group_add(scanner, phrase, hit);
}

/* A word that may stand min..max words into the phrase: try the starts not tried yet. Words come in order, so each
 * phrase's starts do too. */
static void scan_posting(struct match_scanner *scanner, const struct posting *posting, size_t at)
{
	if (at < posting->min)
		return;
	size_t first = at > posting->max ? at - posting->max : 0;
	size_t last = at - posting->min;
	size_t *next = &scanner->next_start[posting->phrase];

	if (!*next)
		scanner->tried[scanner->tried_count++] = posting->phrase;
	if (first < *next)
		first = *next;
	*next = last + 1 > *next ? last + 1 : *next;
	for (size_t start = first; start <= last; start++)
		if (first_fits(&scanner->matcher->phrases[posting->phrase], &scanner->words.items[start]))
			scan_try(scanner, posting->phrase, start);
}

static void scan_postings(struct match_scanner *scanner, const struct postings *postings, size_t at)
{
	for (size_t i = 0; i < postings->count; i++)
		scan_posting(scanner, &postings->items[i], at);
}

static void scan_words(struct match_scanner *scanner)
{
	const struct matcher *matcher = scanner->matcher;
	words_mark_starts(&scanner->words, &scanner->binding);
	for (size_t at = 0; at < scanner->words.count; at++) {
		const struct token *token = &scanner->words.items[at];
		const struct word_entry *entry = token->entry;
		if (entry->literal != NO_ATOM)
			scan_postings(scanner, &matcher->by_atom[entry->literal], at);
		for (uint32_t i = 0; i < entry->prefix_count; i++)
			scan_postings(scanner, &matcher->by_atom[entry->prefixes[i]], at);
		for (uint32_t left = token->starts; left; left &= left - 1)
			scan_postings(scanner, &matcher->by_builtin[__builtin_ctz(left)], at);
		scan_postings(scanner, &matcher->everywhere, at);
	}
}

struct words *scan_words_ready(struct match_scanner *scanner)
{
	if (scanner->words_ready)
		return &scanner->words;
	scanner->words_ready = true;
	words_cut(&scanner->words, scanner->text);
	if (scanner->matcher && scanner->matcher->needs_questions)
		words_mark_questions(&scanner->words);
	return &scanner->words;
}

void match_scan(struct match_scanner *scanner, struct sv text)
{
	const struct matcher *matcher = scanner->matcher;
	scan_reset(scanner);
	if (!text.p)
		text = SV("");
	if (text.n >= UINT32_MAX)
		text.n = UINT32_MAX - 1;
	text = scan_clean(scanner, text);
	scanner->text = text;
	scanner->words_ready = scanner->scanned_measure.ready = scanner->unsaid_done = false;
	if (!matcher)
		return;
	if (matcher->has_phrases) {
		scan_words_ready(scanner);
		if (matcher->engine == MATCH_ENGINE_PLAIN)
			scan_plain(scanner);
		else
			scan_words(scanner);
	}
	if (matcher->regex_count)
		scan_regexes(scanner, text);
}
