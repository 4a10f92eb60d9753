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
	bool careful;                       /* file_carefully */
	bool negated;                       /* a negator reaches the start */
	struct ending endings[ENDINGS_MAX]; /* by length */
	struct ending branches[BRANCHES_MAX];
	size_t count, branch_count;
	bool lost;       /* too many ways */
	bool tried;      /* a root was tried by itself */
	uint64_t mark;   /* of roots looked at from here: this and the number of the ending, higher when by itself */
	uint16_t places; /* place_bits of the start; 0: not known yet */
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
	hit.state = negated & target->minds_negator ? MATCH_NEGATED : MATCH_HIT;
	group_add_found(state, hit);
}

static struct match_hit hit_of(const struct way *way, size_t length)
{
	const struct token *first = &way->scanner->words.items[way->at];
	return (struct match_hit){.start = first->start, .end = first[length - 1].end};
}

static bool is_placed(struct way *way, const struct target *target)
{
	if (!target->place)
		return true;
	if (!way->places)
		way->places = place_bits(&way->scanner->words, way->at);
	return target->place & way->places;
}

/* The phrase matches `length` words from way->at on. */
static void file_target(struct way *way, const struct target *target, size_t length)
{
	if (!is_placed(way, target))
		return;
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
	for (; target < end; target++)
		file_target(way, target, length);
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
	for (uint32_t i = 0; length && i < root->count; i++)
		file_target(way, &matcher->targets[root->first + i], length);
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
			if (!been_here(way, next, end))
				walk(way, next, end);
		}
	}
}

/* Up to eight words may be skipped before what comes after the gap, but no negator and no end of a sentence. */
static void walk_gap(struct way *way, uint32_t state, size_t length)
{
	const struct words *words = &way->scanner->words;
	struct dfa *dfa = &way->scanner->dfa;

	for (size_t skipped = 0; skipped <= LIMIT_GAP_WORDS && length < LIMIT_SPAN_WORDS; skipped++, length++) {
		if (way->at + length >= words->count)
			return;
		const struct token *token = &words->items[way->at + length];
		const struct word_entry *entry = token->entry;
		if (token->brk == BREAK_SENTENCE)
			return;
		if (dfa->states[state].maybe_count)
			try_maybes(way, &dfa->states[state], token);
		if (dfa->states[state].gap) { /* what may be left out stood between two gaps */
			uint32_t beyond = dfa_gap(dfa, state);
			if (!been_here(way, beyond, length | IN_GAP))
				walk_gap(way, beyond, length);
		}
		if (dfa->states[state].builtins & token->starts)
			walk_builtins(way, state, dfa->states[state].builtins, length);
		if (dfa->states[state].bloom & entry->bloom) {
			uint32_t next = dfa_next(dfa, state, entry);
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

/* `length` words from way->at on were read and led to `state`. */
static void walk(struct way *way, uint32_t state, size_t length)
{
	struct match_scanner *scanner = way->scanner;
	const struct words *words = &scanner->words;
	struct dfa *dfa = &scanner->dfa;

	for (; state && length <= LIMIT_SPAN_WORDS; length++) {
		const struct dfa_state *here = &dfa->states[state];
		if (here->accept_count)
			add_ending(way, state, length);
		const struct token *next =
			word_follows(words, way->at + length) ? &words->items[way->at + length] : NULL;
		if (here->maybe_count)
			try_maybes(way, here, next);
		if (here->gap) {
			walk_gap(way, dfa_gap(dfa, state), length);
			here = &dfa->states[state];
		}
		if (length == LIMIT_SPAN_WORDS || !next)
			break;
		uint64_t bloom = here->bloom;
		if (here->builtins & next->starts)
			walk_builtins(way, state, here->builtins, length);
		state = bloom & next->entry->bloom ? dfa_next(dfa, state, next->entry) : 0;
	}
}

/* The longest match of each phrase: where several ends were found, a phrase is filed at the last of its own. */
static void file_endings(struct way *way)
{
	uint64_t *marks = way->scanner->root_marks;
	const struct dfa *dfa = &way->scanner->dfa;

	if (way->count == 1 && !way->tried) {
		file_all(way, &dfa->states[way->endings[0].state], way->endings[0].length);
		return;
	}
	for (size_t k = way->count; k > 0; k--) {
		const struct dfa_state *state = &dfa->states[way->endings[k - 1].state];
		const struct target *target = dfa->targets + state->accepts, *end = target + state->accept_count;
		size_t length = way->endings[k - 1].length;
		uint64_t here = way->mark + k;
		for (; target < end; target++) {
			if (marks[target->root] > here)
				continue;
			marks[target->root] = here;
			file_target(way, target, length);
		}
	}
}

/* Does the word alone lead nowhere but to the phrases that end with it? */
static inline bool stops_here(const struct words *words, const struct dfa_state *here, size_t at)
{
	const struct token *next = &words->items[at + 1];

	if (here->gap | here->maybe_count)
		return false;
	return !word_follows(words, at + 1) || !((here->bloom & next->entry->bloom) || (here->builtins & next->starts));
}

static void scan_from(struct way *way, uint32_t state, uint32_t starts)
{
	struct match_scanner *scanner = way->scanner;
	const struct matcher *matcher = scanner->matcher;
	const uint32_t fact = UINT32_C(1) << BUILTIN_FACT;

	way->mark = scanner->start_number += ENDINGS_MAX + 2;
	way->count = way->branch_count = 0;
	way->lost = way->tried = false;
	if (matcher->gap_roots.count)
		try_all(way, matcher->gap_roots.items, matcher->gap_roots.count);
	if (starts & fact)
		try_all(way, matcher->builtin_roots[BUILTIN_FACT].items, matcher->builtin_roots[BUILTIN_FACT].count);
	if (starts & ~fact)
		walk_builtins(way, DFA_START, starts & ~fact, 0);
	walk(way, state, 1);
	if (way->lost)
		try_each(way);
	else
		file_endings(way);
}

void scan_phrases(struct match_scanner *scanner)
{
	const struct matcher *matcher = scanner->matcher;
	struct words *words = &scanner->words;
	struct dfa *dfa = &scanner->dfa;
	struct way way;

	way.scanner = scanner;
	way.careful = words->has_quotes || scanner->counts_hits;
	words_mark_bound(words, &scanner->binding);
	dfa_begin(dfa, &words->interner);
	for (size_t at = 0; at < words->count; at++) {
		const struct token *token = &words->items[at];
		if (dfa->full)
			dfa_forget(dfa, &words->interner);
		uint32_t state = dfa_first(dfa, token->entry), starts = token->starts & matcher->start_builtins;
		const struct dfa_state *here = &dfa->states[state];
		bool alone = !starts && !matcher->gap_roots.count && stops_here(words, here, at);
		if (alone && !here->accept_count)
			continue;
		way.at = at;
		way.negated = words->has_negators && words_negated(words, at);
		way.places = 0;
		if (alone)
			file_all(&way, here, 1);
		else
			scan_from(&way, state, starts);
	}
}
