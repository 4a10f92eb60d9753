/* One phrase at one place. The set of words reached so far is a bit mask relative to the first word, so that a
 * sequence, a choice and a gap are each one step over masks and nothing backtracks. */
#include "match/matcher.h"

#include "match/limits.h"

#define BIT(n) ((uint64_t)1 << (n))

/* Reached positions: `tight` right after a word, `loose` after a gap, where a ; or : may still come. */
struct reach {
	uint64_t tight, loose;
};

struct eval {
	const struct words *words;
	const struct binding *binding;
	size_t at; /* of bit 0 */
	bool skip_quoted;
};

static struct reach step(const struct eval *eval, const struct code *code, struct reach in);

/* Those reached positions at which a word may be read. */
static bool open_at(const struct eval *eval, struct reach in, unsigned bit)
{
	size_t index = eval->at + bit;
	if (index >= eval->words->count || bit >= LIMIT_SPAN_WORDS)
		return false;
	const struct token *token = &eval->words->items[index];
	if (eval->skip_quoted && token->quoted)
		return false;
	if (bit == 0 || token->brk == BREAK_NONE)
		return true;
	return token->brk == BREAK_CLAUSE && (in.loose & BIT(bit));
}

static bool prefix_here(const struct word_entry *entry, uint32_t atom)
{
	for (uint32_t i = 0; i < entry->prefix_count; i++)
		if (entry->prefixes[i] == atom)
			return true;
	return false;
}

static struct reach step_word(const struct eval *eval, const struct code *code, struct reach in)
{
	struct reach out = {0};
	for (uint64_t left = in.tight | in.loose; left; left &= left - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(left);
		if (!open_at(eval, in, bit))
			continue;
		const struct word_entry *entry = eval->words->items[eval->at + bit].entry;
		if (code->kind == NODE_WORD ? entry->literal == code->atom : prefix_here(entry, code->atom))
			out.tight |= BIT(bit + 1);
	}
	return out;
}

static bool quoted_within(const struct eval *eval, unsigned bit, unsigned length)
{
	for (unsigned i = 0; eval->skip_quoted && i < length; i++)
		if (eval->words->items[eval->at + bit + i].quoted)
			return true;
	return false;
}

static struct reach step_builtin(const struct eval *eval, const struct code *code, struct reach in)
{
	struct reach out = {0};
	for (uint64_t left = in.tight | in.loose; left; left &= left - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(left);
		if (!open_at(eval, in, bit))
			continue;
		uint64_t lengths =
			builtin_lengths(eval->words, eval->binding, code->builtin, code->fact, eval->at + bit);
		for (; lengths; lengths &= lengths - 1) {
			unsigned length = (unsigned)__builtin_ctzll(lengths);
			if (bit + length <= LIMIT_SPAN_WORDS && !quoted_within(eval, bit, length))
				out.tight |= BIT(bit + length);
		}
	}
	return out;
}

static struct reach step_gap(const struct eval *eval, struct reach in)
{
	struct reach out = {.loose = in.tight | in.loose};
	for (uint64_t left = out.loose; left; left &= left - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(left);
		for (unsigned skipped = 0; skipped < LIMIT_GAP_WORDS && bit < LIMIT_SPAN_WORDS; skipped++, bit++) {
			size_t index = eval->at + bit;
			if (index >= eval->words->count || eval->words->items[index].negator ||
			    (bit && eval->words->items[index].brk == BREAK_SENTENCE))
				break;
			out.loose |= BIT(bit + 1);
		}
	}
	return out;
}

static void merge(struct reach *into, struct reach from)
{
	into->tight |= from.tight;
	into->loose |= from.loose;
}

/* The alternatives that begin with `atom`. */
static void step_firsts(const struct eval *eval, const struct code *code, uint32_t atom, struct reach in,
			struct reach *out)
{
	for (size_t i = first_find(code, atom); i < code->first_count && code->firsts[i].atom == atom; i++)
		merge(out, step(eval, code->kids[code->firsts[i].kid], in));
}

/* Those positions of `in` at which one of the built-ins may begin. */
static struct reach where_starts(const struct eval *eval, uint32_t builtins, struct reach in)
{
	struct reach out = {0};
	for (uint64_t left = in.tight | in.loose; left; left &= left - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(left);
		size_t index = eval->at + bit;
		if (index >= eval->words->count || !(eval->words->items[index].starts & builtins))
			continue;
		out.tight |= in.tight & BIT(bit);
		out.loose |= in.loose & BIT(bit);
	}
	return out;
}

/* The alternatives that begin with a word are looked up by it. One that may also begin with a built-in, or with
 * anything, stands among the others, and begins there with its words too. */
static struct reach step_alternatives(const struct eval *eval, const struct code *code, struct reach in)
{
	struct reach out = {0};
	for (uint64_t left = code->first_count ? in.tight | in.loose : 0; left; left &= left - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(left);
		if (!open_at(eval, in, bit))
			continue;
		const struct word_entry *entry = eval->words->items[eval->at + bit].entry;
		if (!(entry->bloom & code->bloom))
			continue;
		struct reach one = {in.tight & BIT(bit), in.loose & BIT(bit)};
		if (entry->literal != NO_ATOM)
			step_firsts(eval, code, entry->literal, one, &out);
		for (uint32_t i = 0; i < entry->prefix_count; i++)
			step_firsts(eval, code, entry->prefixes[i], one, &out);
	}
	for (size_t i = 0; i < code->other_count; i++) {
		const struct code *kid = code->kids[code->others[i]];
		bool any = kid->nullable || kid->begins_gap;
		merge(&out, step(eval, kid, any ? in : where_starts(eval, kid->builtins, in)));
	}
	return out;
}

static struct reach step(const struct eval *eval, const struct code *code, struct reach in)
{
	struct reach out = in;
	if (!(in.tight | in.loose))
		return in;
	switch (code->kind) {
	case NODE_WORD:
	case NODE_STEM: return step_word(eval, code, in);
	case NODE_BUILTIN: return step_builtin(eval, code, in);
	case NODE_GAP: return step_gap(eval, in);
	case NODE_ALT: return step_alternatives(eval, code, in);
	case NODE_SEQ:
		for (size_t i = 0; i < code->kid_count; i++)
			out = step(eval, code->kids[i], out);
		return out;
	case NODE_OPT: merge(&out, step(eval, code->kids[0], in)); return out;
	case NODE_LIST: break;
	}
	return (struct reach){0};
}

size_t eval_at(const struct code *code, const struct words *words, const struct binding *binding, size_t at,
	       bool skip_quoted)
{
	struct eval eval = {words, binding, at, skip_quoted};
	struct reach out = step(&eval, code, (struct reach){.tight = 1});
	/* a gap inside optional words may come last: the hit still ends at a word */
	out.tight &= ~(uint64_t)1;
	return out.tight ? 63 - (size_t)__builtin_clzll(out.tight) : 0;
}
