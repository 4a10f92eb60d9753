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
	scanner->text_number = 1; /* groups begin with 0: nothing was found yet */
	words_init(&scanner->words, atoms);
	words_init(&scanner->measured, NULL);
	words_init(&scanner->asked, NULL);
	if (!matcher)
		return scanner;
	scanner->groups = mem_calloc(matcher->group_count + 1, sizeof *scanner->groups);
	scanner->touched = mem_calloc(matcher->group_count + 1, sizeof *scanner->touched);
	scanner->crowds = mem_calloc(matcher->set_count + 1, sizeof *scanner->crowds);
	scanner->hit_counts = mem_calloc(matcher->phrase_count + 1, sizeof *scanner->hit_counts);
	scanner->root_marks = mem_calloc(matcher->root_count + 1, sizeof *scanner->root_marks);
	if (matcher->root_count)
		dfa_init(&scanner->dfa, matcher);
	scanner->sought = mem_calloc(matcher->regex_count + 1, sizeof *scanner->sought);
	if (matcher->regex_count)
		scanner->regex = regex_scratch_new();
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
	free(scanner->hit_counts);
	free(scanner->root_marks);
	dfa_release(&scanner->dfa);
	free(scanner->sought);
	free(scanner->places);
	free(scanner->clean);
	free(scanner->crowd);
	free(scanner->crowds);
	free(scanner);
}

void match_scanner_bind(struct match_scanner *scanner, const struct match_binding *binding)
{
	binding_set(&scanner->binding, binding);
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

void scan_file(struct match_scanner *scanner, uint32_t number, size_t at, size_t length, bool quoted)
{
	const struct phrase_code *phrase = &scanner->matcher->phrases[number];
	const struct words *words = &scanner->words;
	struct match_hit hit = {.start = words->items[at].start,
				.end = words->items[at + length - 1].end,
				.phrase = phrase->index,
				.state = MATCH_HIT};

	/* the longest match ends last: where it ends too early, every shorter one does */
	if (phrase->place && !place_may_end(words, scanner->matcher->groups[phrase->group], at + length - 1))
		return;
	scanner->hit_counts[number] += scanner->counts_hits;
	if (quoted)
		hit.state = MATCH_QUOTED;
	else if (phrase->minds_negator && words->items[at].negated)
		hit.state = MATCH_NEGATED;
	group_add(scanner, phrase->group, phrase->is_except, hit);
}

struct words *scan_words_ready(struct match_scanner *scanner)
{
	if (scanner->words_ready)
		return &scanner->words;
	scanner->words_ready = true;
	scanner->words.capital_starts = builtin_capitals(&scanner->binding);
	words_cut(&scanner->words, scanner->text);
	return &scanner->words;
}

struct words *scan_words_piled(struct match_scanner *scanner)
{
	struct words *words = scan_words_ready(scanner);

	if (!scanner->piles_ready)
		words_mark_piles(words);
	scanner->piles_ready = true;
	return words;
}

void match_scan(struct match_scanner *scanner, struct sv text)
{
	const struct matcher *matcher = scanner->matcher;
	scanner->text_number++;
	scanner->touched_count = 0;
	if (!text.p)
		text = SV("");
	if (text.n >= UINT32_MAX)
		text.n = UINT32_MAX - 1;
	text = scan_clean(scanner, text);
	scanner->text = text;
	scanner->words_ready = scanner->scanned_measure.ready = false;
	scanner->piles_ready = scanner->unsaid_done = false;
	if (!matcher)
		return;
	if (matcher->has_phrases) {
		size_t words = scan_words_ready(scanner)->count;
		scanner->counts_hits = words > LIMIT_HITS_PER_PHRASE;
		if (scanner->counts_hits)
			memset(scanner->hit_counts, 0, matcher->phrase_count * sizeof *scanner->hit_counts);
		if (matcher->engine == MATCH_ENGINE_PLAIN)
			scan_plain(scanner);
		else
			scan_phrases(scanner);
	}
	if (matcher->regex_count)
		scan_regexes(scanner, text);
}
