/* The phrases over one text: from each word the longest way through the states. */
#include "match/matcher.h"

#include "match/limits.h"

/* Where phrases ended on the way from one start. */
struct ending {
	uint32_t state, length;
};

/* More than these are seen only where somebody plays with built-ins: then every phrase is tried by itself. */
#define ENDINGS_MAX 128
#define BRANCHES_MAX 64
#define IN_GAP 256u /* beside the length of a branch: the words after it may be skipped */

/* What was found from one start. */
struct way {
	struct match_scanner *scanner;
	size_t at;
	const struct token *first, *end;    /* the word at `at`; past the last word of the text */
	bool careful;                       /* file_carefully */
	bool negated;                       /* a negator reaches the start */
	struct ending endings[ENDINGS_MAX]; /* by length */
	struct ending branches[BRANCHES_MAX];
	size_t count, branch_count;
	bool lost;       /* too many ways */
	bool tried;      /* a root was tried by itself */
	uint64_t mark;   /* of roots looked at from here: this and the number of the ending, higher when by itself */
	uint16_t places; /* place_bits_at of the start, and once asked place_bits_in too; 0: not known yet */
	bool asked;
};

static size_t eval_root(struct match_scanner *scanner, uint32_t root, size_t at, bool skip)
{
	return eval_at(scanner->matcher->roots[root].code, &scanner->words, &scanner->binding, at, skip);
}

/* File the hit of a text that is very long or holds quotation marks: hits without quoted words go first. */
static void file_carefully(struct way *way, const struct target *target, size_t length)
{
	struct match_scanner *scanner = way->scanner;
	size_t unquoted = length;

	if (!scan_has_room(scanner, target->phrase))
		return;
	if (target->skips_quotes && scanner->words.has_quotes)
		unquoted = eval_root(scanner, target->root, way->at, true);
	scan_file(scanner, target->phrase, way->at, unquoted ? unquoted : length, unquoted == 0);
}

/* File the hit of any other text, of a phrase that may stand where it stands. */
static inline void file_simply(struct match_scanner *scanner, const struct target *target, struct match_hit hit,
			       bool negated)
{
	struct group_state *state = group_touch(scanner, target->group);

	if (target->is_except) {
		group_add_except(state, (struct span){hit.start, hit.end});
		return;
	}
	hit.phrase = target->index;
	hit.state = (negated & target->minds_negator) ? MATCH_NEGATED : MATCH_HIT;
	group_add_found(state, hit);
}

static struct match_hit hit_of(const struct way *way, size_t length)
{
	return (struct match_hit){.start = way->first->start, .end = way->first[length - 1].end};
}

/* May a hit start here that may start at any of these places? */
static inline bool way_allows(struct way *way, uint16_t places)
{
	struct words *words = &way->scanner->words;

	if (!way->places)
		way->places = place_bits_at(words, way->at);
	if (places & way->places)
		return true;
	if (way->asked || !(places & (way->places << MATCH_IN_QUESTIONS | way->places << MATCH_IN_STATEMENTS)))
		return false;
	way->asked = true; /* most texts are never asked whether they ask */
	way->places |= place_bits_in(words, way->at, way->places);
	return places & way->places;
}

static inline bool is_placed(struct way *way, const struct target *target)
{
	return !target->place || way_allows(way, target->place);
}

/* The phrase matches `length` words from way->at on, where it may start. */
static void file_placed(struct way *way, const struct target *target, size_t length)
{
	if (way->careful || (target->place & PLACE_MINDS_END))
		file_carefully(way, target, length);
	else
		file_simply(way->scanner, target, hit_of(way, length), way->negated);
}

/* All phrases that end at this state. */
static void file_all(struct way *way, const struct dfa_state *state, size_t length)
{
	const struct target *target = way->scanner->dfa.targets + state->accepts;
	const struct target *anywhere = target + state->anywhere_count, *end = target + state->accept_count;

	if (!way->careful) {
		struct match_hit hit = hit_of(way, length);
		for (; target < anywhere; target++)
			file_simply(way->scanner, target, hit, way->negated);
	}
	if (target < end && (way->careful || way_allows(way, state->places)))
		for (; target < end; target++)
			if (is_placed(way, target))
				file_placed(way, target, length);
}

/* The root, by itself. */
static void try_root(struct way *way, uint32_t number)
{
	const struct matcher *matcher = way->scanner->matcher;
	const struct root *root = &matcher->roots[number];
	size_t length;

	if (way->scanner->root_marks[number] > way->mark)
		return;
	way->scanner->root_marks[number] = way->mark + ENDINGS_MAX + 1;
	way->tried = true;
	length = eval_root(way->scanner, number, way->at, false);
	for (uint32_t i = 0; length && i < root->count; i++) {
		const struct target *target = &matcher->targets[root->first + i];
		if (is_placed(way, target))
			file_placed(way, target, length);
	}
}

/* Phrases that something odd, or at this word a fact, may carry on with are tried by themselves. */
static void try_maybes(struct way *way, const struct dfa_state *state, const struct token *next)
{
	struct match_scanner *scanner = way->scanner;
	bool fact = next && (next->starts >> BUILTIN_FACT & 1);

	for (uint32_t i = 0; i < state->maybe_count; i++) {
		const struct dfa_maybe *maybe = &scanner->dfa.maybes[state->maybes + i];
		if (fact || !maybe->fact)
			try_root(way, maybe->root);
	}
}

static void try_all(struct way *way, const uint32_t *roots, size_t count)
{
	for (size_t i = 0; i < count; i++)
		try_root(way, roots[i]);
}

/* Every root that may begin here, by itself. */
static void try_each(struct way *way)
{
	const struct matcher *matcher = way->scanner->matcher;
	const struct token *token = &way->scanner->words.items[way->at];
	const struct word_entry *entry = token->entry;

	for (uint32_t left = token->starts; left; left &= left - 1) {
		const struct numbers *roots = &matcher->builtin_roots[__builtin_ctz(left)];
		try_all(way, roots->items, roots->count);
	}
	for (uint32_t i = 0; i <= entry->prefix_count; i++) {
		uint32_t atom = i < entry->prefix_count ? entry->prefixes[i] : entry->literal;
		if (atom != NO_ATOM)
			try_all(way, matcher->start_roots + matcher->starts[atom],
				matcher->starts[atom + 1] - matcher->starts[atom]);
	}
}

static void walk(struct way *way, uint32_t state, size_t length);

/* The same place may be reached by several ways once built-ins and gaps are about. */
static bool been_here(struct way *way, uint32_t state, size_t length)
{
	for (size_t i = 0; i < way->branch_count; i++)
		if (way->branches[i].state == state && way->branches[i].length == length)
			return true;
	if (way->branch_count == BRANCHES_MAX) {
		way->lost = true;
		return true;
	}
	way->branches[way->branch_count++] = (struct ending){state, (uint32_t)length};
	return false;
}

/* Is anything to be found from this state on, `length` words being read? Else it need not be walked. */
static inline bool leads_on(const struct way *way, uint32_t state, size_t length)
{
	const struct dfa_state *here = &way->scanner->dfa.states[state];
	const struct token *next = way->first + length;

	if (here->accept_count || here->gap || here->maybe_count)
		return true;
	return next < way->end && next->brk == BREAK_NONE &&
	       ((here->bloom & next->entry->bloom) || (here->builtins & next->starts));
}

/* Go on behind each match of the built-ins at word at + length. */
static void walk_builtins(struct way *way, uint32_t state, uint32_t builtins, size_t length)
{
	struct match_scanner *scanner = way->scanner;

	builtins = word_starts(&scanner->words, way->at + length, builtins);
	for (; builtins; builtins &= builtins - 1) {
		uint32_t kind = (uint32_t)__builtin_ctz(builtins);
		uint64_t lengths =
			builtin_lengths(&scanner->words, &scanner->binding, (enum builtin)kind, NULL, way->at + length);
		if (!lengths)
			continue;
		uint32_t next = dfa_next_builtin(&scanner->dfa, state, kind);
		for (; lengths && next; lengths &= lengths - 1) {
			size_t end = length + (size_t)__builtin_ctzll(lengths);
			if (end <= LIMIT_SPAN_WORDS && leads_on(way, next, end) && !been_here(way, next, end))
				walk(way, next, end);
		}
	}
}

/* Up to eight words may be skipped before what comes after the gap, but no negator and no end of a sentence. */
static void walk_gap(struct way *way, uint32_t state, size_t length)
{
	const struct token *token = way->first + length;
	struct dfa *dfa = &way->scanner->dfa;

	for (size_t skipped = 0; skipped <= LIMIT_GAP_WORDS && length < LIMIT_SPAN_WORDS;
	     skipped++, length++, token++) {
		const struct dfa_state *here = &dfa->states[state];
		if (token == way->end || token->brk == BREAK_SENTENCE)
			return;
		if (here->maybe_count)
			try_maybes(way, here, token);
		if (here->gap) { /* what may be left out stood between two gaps */
			uint32_t beyond = dfa_gap(dfa, state);
			if (!been_here(way, beyond, length | IN_GAP))
				walk_gap(way, beyond, length);
			here = &dfa->states[state];
		}
		if (here->builtins & token->starts) {
			walk_builtins(way, state, here->builtins, length);
			here = &dfa->states[state];
		}
		if (here->bloom & token->entry->bloom) {
			uint32_t next = dfa_next(dfa, state, token->entry);
			if (next && !been_here(way, next, length + 1))
				walk(way, next, length + 1);
		}
		if (token->negator)
			return;
	}
}

static void add_ending(struct way *way, uint32_t state, size_t length)
{
	if (way->count == ENDINGS_MAX) {
		way->lost = true;
		return;
	}
	size_t i = way->count++;
	for (; i > 0 && way->endings[i - 1].length > length; i--)
		way->endings[i] = way->endings[i - 1];
	way->endings[i] = (struct ending){state, (uint32_t)length};
}

/* What may follow apart from single words: something odd, a gap, or a built-in; `next` is NULL where no word follows.
 */
static void walk_aside(struct way *way, uint32_t state, size_t length, const struct token *next)
{
	struct dfa *dfa = &way->scanner->dfa;

	if (dfa->states[state].maybe_count)
		try_maybes(way, &dfa->states[state], next);
	if (dfa->states[state].gap)
		walk_gap(way, dfa_gap(dfa, state), length);
	if (next && length < LIMIT_SPAN_WORDS)
		walk_builtins(way, state, dfa->states[state].builtins, length);
}

/* `length` words from way->at on were read and led to `state`. */
static void walk(struct way *way, uint32_t state, size_t length)
{
	const struct token *next = way->first + length;
	struct dfa *dfa = &way->scanner->dfa;

	for (; state; length++, next++) {
		const struct dfa_state *here = &dfa->states[state];
		bool follows = next < way->end && next->brk == BREAK_NONE;
		if (here->accept_count)
			add_ending(way, state, length);
		if (here->gap || here->maybe_count || (follows && (here->builtins & next->starts))) {
			walk_aside(way, state, length, follows ? next : NULL);
			here = &dfa->states[state];
		}
		if (!follows || length == LIMIT_SPAN_WORDS || !(here->bloom & next->entry->bloom))
			return;
		state = dfa_next(dfa, state, next->entry);
	}
}

/* A phrase is filed at the last of its endings, which is seen first. */
static inline bool is_last_ending(struct way *way, const struct target *target, uint64_t here)
{
	uint64_t *mark = &way->scanner->root_marks[target->root];

	if (*mark > here)
		return false;
	*mark = here;
	return true;
}

/* The phrases that end at this state and were not filed at a longer ending. */
static void file_ending(struct way *way, const struct dfa_state *state, size_t length, uint64_t here)
{
	const struct target *target = way->scanner->dfa.targets + state->accepts;
	const struct target *anywhere = target + state->anywhere_count, *end = target + state->accept_count;

	if (!way->careful) {
		struct match_hit hit = hit_of(way, length);
		for (; target < anywhere; target++)
			if (is_last_ending(way, target, here))
				file_simply(way->scanner, target, hit, way->negated);
	}
	if (target < end && (way->careful || way_allows(way, state->places)))
		for (; target < end; target++)
			if (is_placed(way, target) && is_last_ending(way, target, here))
				file_placed(way, target, length);
}

/* The longest match of each phrase. */
static void file_endings(struct way *way)
{
	const struct dfa *dfa = &way->scanner->dfa;

	if (way->count == 1 && !way->tried) {
		file_all(way, &dfa->states[way->endings[0].state], way->endings[0].length);
		return;
	}
	for (size_t k = way->count; k > 0; k--)
		file_ending(way, &dfa->states[way->endings[k - 1].state], way->endings[k - 1].length, way->mark + k);
}

static void way_begin(struct way *way)
{
	way->mark = way->scanner->start_number += ENDINGS_MAX + 2;
	way->count = way->branch_count = 0;
	way->lost = way->tried = false;
}

static void way_finish(struct way *way)
{
	if (way->lost)
		try_each(way);
	else
		file_endings(way);
}

/* A start from which not only words lead on. */
static void scan_aside(struct way *way, uint32_t state, uint32_t starts)
{
	const struct matcher *matcher = way->scanner->matcher;
	const uint32_t fact = UINT32_C(1) << BUILTIN_FACT;

	way_begin(way);
	if (matcher->gap_roots.count)
		try_all(way, matcher->gap_roots.items, matcher->gap_roots.count);
	if (starts & fact)
		try_all(way, matcher->builtin_roots[BUILTIN_FACT].items, matcher->builtin_roots[BUILTIN_FACT].count);
	if (starts & ~fact)
		walk_builtins(way, DFA_START, starts & ~fact, 0);
	walk(way, state, 1);
	way_finish(way);
}

/* The first word leads to `state`. */
static void scan_from(struct way *way, uint32_t state, uint32_t starts)
{
	struct dfa *dfa = &way->scanner->dfa;
	const struct dfa_state *here = &dfa->states[state];
	const struct token *next = way->first + 1;
	bool follows = next < way->end && next->brk == BREAK_NONE;
	uint32_t second = 0;

	if (starts || here->gap || here->maybe_count || (follows && (here->builtins & next->starts)) ||
	    way->scanner->matcher->gap_roots.count) {
		scan_aside(way, state, starts);
		return;
	}
	if (follows && (here->bloom & next->entry->bloom)) {
		second = dfa_next(dfa, state, next->entry);
		here = &dfa->states[state];
	}
	if (!second) {
		if (here->accept_count)
			file_all(way, here, 1);
		return;
	}
	way_begin(way);
	if (here->accept_count)
		add_ending(way, state, 1);
	walk(way, second, 2);
	way_finish(way);
}

void scan_phrases(struct match_scanner *scanner)
{
	const struct matcher *matcher = scanner->matcher;
	struct words *words = &scanner->words;
	struct dfa *dfa = &scanner->dfa;
	struct way way;

	way.scanner = scanner;
	way.careful = words->has_quotes || scanner->counts_hits;
	way.end = words->items + words->count;
	words_mark_bound(words, &scanner->binding);
	dfa_begin(dfa, &words->interner);
	for (way.first = words->items, way.at = 0; way.first < way.end; way.first++, way.at++) {
		if (dfa->full)
			dfa_forget(dfa, &words->interner);
		uint32_t state = dfa_first(dfa, way.first->entry);
		uint32_t starts = way.first->starts & matcher->start_builtins;
		if (!state && !starts && !matcher->gap_roots.count)
			continue;
		way.negated = way.first->negated;
		way.places = 0;
		way.asked = false;
		scan_from(&way, state, starts);
	}
}
