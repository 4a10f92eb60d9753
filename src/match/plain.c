/* The plain engine: every phrase tried at every word, straight from the parsed tree and the folded text of the words.
 * Slow on purpose and written apart from eval.c: it is what the fast engine is compared with. */
#include "match/matcher.h"

#include "match/limits.h"

struct plain {
	struct words *words;
	const struct binding *binding;
	size_t at;
	bool skip_quoted;
};

/* after_word[n]: n words were read and the last was a word; after_gap[n]: the last thing was a gap. */
struct places {
	bool after_word[LIMIT_SPAN_WORDS + 1];
	bool after_gap[LIMIT_SPAN_WORDS + 1];
	size_t end; /* no place from here on */
};

static void set_place(struct places *places, size_t n, bool gap)
{
	if (gap)
		places->after_gap[n] = true;
	else
		places->after_word[n] = true;
	if (n >= places->end)
		places->end = n + 1;
}

static bool readable(const struct plain *plain, const struct places *in, size_t n)
{
	if (!in->after_word[n] && !in->after_gap[n])
		return false;
	if (n >= LIMIT_SPAN_WORDS || plain->at + n >= plain->words->count)
		return false;
	const struct token *token = &plain->words->items[plain->at + n];
	if (plain->skip_quoted && token->quoted)
		return false;
	if (n == 0)
		return true;
	return token->brk == BREAK_NONE || (token->brk == BREAK_CLAUSE && in->after_gap[n]);
}

static bool word_fits(const struct plain *plain, const struct node *node, size_t n)
{
	struct word_entry *entry = plain->words->items[plain->at + n].entry;
	if (node->kind == NODE_WORD)
		return strcmp(entry->folded, node->folded) == 0;
	return prefix_fits(node->folded, node->stem, entry->folded, interner_stem(&plain->words->interner, entry));
}

static void advance_builtin(const struct plain *plain, const struct node *node, size_t n, struct places *out)
{
	uint64_t lengths = builtin_lengths(plain->words, plain->binding, node->builtin, node->folded, plain->at + n);
	for (size_t length = 1; length + n <= LIMIT_SPAN_WORDS; length++) {
		if (plain->skip_quoted && plain->words->items[plain->at + n + length - 1].quoted)
			break;
		if (lengths >> length & 1)
			set_place(out, n + length, false);
		if (plain->at + n + length >= plain->words->count)
			break;
	}
}

static void advance_gap(const struct plain *plain, const struct places *in, struct places *out)
{
	for (size_t n = 0; n < in->end; n++) {
		if (!in->after_word[n] && !in->after_gap[n])
			continue;
		set_place(out, n, true);
		for (size_t k = 1; k <= LIMIT_GAP_WORDS && n + k <= LIMIT_SPAN_WORDS; k++) {
			size_t index = plain->at + n + k - 1;
			if (index >= plain->words->count)
				break;
			const struct token *token = &plain->words->items[index];
			if (token->negator || (n + k > 1 && token->brk == BREAK_SENTENCE))
				break;
			set_place(out, n + k, true);
		}
	}
}

static void add_places(struct places *into, const struct places *from)
{
	for (size_t n = 0; n < from->end; n++) {
		into->after_word[n] = into->after_word[n] || from->after_word[n];
		into->after_gap[n] = into->after_gap[n] || from->after_gap[n];
	}
	if (from->end > into->end)
		into->end = from->end;
}

static struct places advance(const struct plain *plain, const struct node *node, const struct places *in)
{
	struct places out = {0}, one;

	switch (node->kind) {
	case NODE_WORD:
	case NODE_STEM:
		for (size_t n = 0; n < in->end && n < LIMIT_SPAN_WORDS; n++)
			if (readable(plain, in, n) && word_fits(plain, node, n))
				set_place(&out, n + 1, false);
		return out;
	case NODE_BUILTIN:
		for (size_t n = 0; n < in->end && n < LIMIT_SPAN_WORDS; n++)
			if (readable(plain, in, n))
				advance_builtin(plain, node, n, &out);
		return out;
	case NODE_GAP: advance_gap(plain, in, &out); return out;
	case NODE_LIST: return advance(plain, node->list->all, in);
	case NODE_SEQ:
		out = *in;
		for (size_t i = 0; i < node->kid_count && out.end > 0; i++)
			out = advance(plain, node->kids[i], &out);
		return out;
	case NODE_OPT: out = *in; __attribute__((fallthrough));
	case NODE_ALT:
		for (size_t i = 0; i < node->kid_count; i++) {
			one = advance(plain, node->kids[i], in);
			add_places(&out, &one);
		}
		return out;
	}
	return out;
}

static size_t plain_at(const struct node *node, struct words *words, const struct binding *binding, size_t at,
		       bool skip_quoted)
{
	struct plain plain = {words, binding, at, skip_quoted};
	struct places in = {.after_word = {true}, .end = 1};
	struct places out = advance(&plain, node, &in);

	for (size_t n = LIMIT_SPAN_WORDS; n > 0; n--)
		if (out.after_word[n])
			return n;
	return 0;
}

static void try_at(struct match_scanner *scanner, uint32_t number, size_t at)
{
	const struct phrase_code *phrase = &scanner->matcher->phrases[number];
	struct words *words = &scanner->words;
	bool skip = phrase->skips_quotes && words->has_quotes, quoted = false;
	size_t length;

	if (!scan_has_room(scanner, number) || (phrase->place && !(place_bits(words, at) & phrase->place)))
		return;
	length = plain_at(phrase->source->root, words, &scanner->binding, at, skip);
	if (!length && skip) {
		quoted = true;
		length = plain_at(phrase->source->root, words, &scanner->binding, at, false);
	}
	if (length)
		scan_file(scanner, number, at, length, quoted);
}

void scan_plain(struct match_scanner *scanner)
{
	const struct matcher *matcher = scanner->matcher;
	for (uint32_t phrase = 0; phrase < matcher->phrase_count; phrase++)
		for (size_t at = 0; matcher->phrases[phrase].source->root && at < scanner->words.count; at++)
			try_at(scanner, phrase, at);
}
