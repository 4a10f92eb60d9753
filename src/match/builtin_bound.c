/* <name>, <agent>, <company> and <fact:ID>: what they mean depends on the conversation. */
#include "match/builtin.h"

#include "base/mem.h"
#include "base/strbuf.h"

#define BIT(n) ((uint64_t)1 << (n))
#define LONGEST 12

static void value_set(void *pool, struct bound_value *value, struct sv text)
{
	struct words words;
	CLEANUP_STRBUF struct strbuf joined = STRBUF_INIT;

	words_init(&words, NULL);
	words_cut(&words, text);
	for (size_t i = 0; i < words.count; i++)
		strbuf_addstr(&joined, words.items[i].entry->folded);
	if (words.count)
		value->joined = mem_pool_strndup(pool, joined.buf, joined.len);
	if (words.count > 1) {
		value->first = mem_pool_printf(pool, "%s", words.items[0].entry->folded);
		value->last = mem_pool_printf(pool, "%s", words.items[words.count - 1].entry->folded);
	}
	words_release(&words);
}

void binding_set(struct binding *binding, const struct match_binding *given)
{
	bool nothing = !given->name.n && !given->agent.n && !given->company.n && !given->fact_count;

	if (nothing && !binding->pool)
		return;
	binding_release(binding);
	if (nothing) /* archives seldom name anybody */
		return;
	binding->pool = MEM_NEW(NULL, char);
	value_set(binding->pool, &binding->name, given->name);
	value_set(binding->pool, &binding->agent, given->agent);
	value_set(binding->pool, &binding->company, given->company);
	binding->facts = MEM_ARRAY(binding->pool, struct bound_fact, given->fact_count ? given->fact_count : 1);
	binding->fact_count = given->fact_count;
	for (size_t i = 0; i < given->fact_count; i++) {
		struct bound_fact *fact = &binding->facts[i];
		fact->id = mem_pool_strndup(binding->pool, given->fact_ids[i].p, given->fact_ids[i].n);
		value_set(binding->pool, &fact->value, given->fact_values[i]);
	}
}

void binding_release(struct binding *binding)
{
	talloc_free(binding->pool);
	*binding = (struct binding){0};
}

/* `rest` begins with this word; a possessive 's at the very end is not part of a name. */
static const char *eat_word(const char *rest, const char *word)
{
	size_t length = strlen(word);
	if (strncmp(rest, word, length) == 0)
		return rest + length;
	if (length > 2 && strcmp(word + length - 2, "'s") == 0 && strlen(rest) == length - 2 &&
	    strncmp(rest, word, length - 2) == 0)
		return rest + length - 2;
	return NULL;
}

/* Spaces and hyphens do not matter: "RC 40017" is RC-40017. */
static uint64_t value_lengths(const struct words *words, const char *joined, size_t at)
{
	const char *rest = joined;
	if (!joined)
		return 0;
	for (size_t n = 0; n < LONGEST && (n == 0 ? at < words->count : word_follows(words, at + n)); n++) {
		rest = eat_word(rest, words->items[at + n].entry->folded);
		if (!rest)
			return 0;
		if (!*rest)
			return BIT(n + 1);
	}
	return 0;
}

static uint64_t name_lengths(const struct words *words, const struct bound_value *value, size_t at)
{
	return value_lengths(words, value->joined, at) | value_lengths(words, value->first, at);
}

/* One to three words with a capital; not the first word of a sentence alone, which always has one, unless nothing
 * else could tell. */
static uint64_t capitalised(const struct words *words, size_t at)
{
	uint64_t lengths = 0;
	for (size_t n = 0; n < 3 && at + n < words->count && words->items[at + n].capital; n++) {
		if (n && !word_follows(words, at + n))
			break;
		if (word_lex(words, at + n) & LEX_NO_NAME)
			break;
		lengths |= BIT(n + 1);
	}
	return lengths;
}

uint64_t builtin_bound(const struct words *words, const struct binding *binding, enum builtin builtin, const char *fact,
		       size_t at)
{
	switch (builtin) {
	case BUILTIN_NAME:
		return name_lengths(words, &binding->name, at) | value_lengths(words, binding->name.last, at);
	case BUILTIN_AGENT:
		return binding->agent.joined ? name_lengths(words, &binding->agent, at) : capitalised(words, at);
	case BUILTIN_COMPANY:
		return binding->company.joined ? value_lengths(words, binding->company.joined, at)
					       : capitalised(words, at);
	default: break;
	}
	for (size_t i = 0; i < binding->fact_count; i++)
		if (fact && strcmp(binding->facts[i].id, fact) == 0)
			return value_lengths(words, binding->facts[i].value.joined, at);
	return 0;
}
