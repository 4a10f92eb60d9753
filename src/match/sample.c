/* Texts made from phrases: for the walk's agents and for templates. */
#include "match/set.h"

#include "base/rng.h"

#define SAMPLE_MAX 4096

struct sampler {
	const struct match_binding *binding;
	struct rng rng;
	struct strbuf *out;
};

static void add_word(struct strbuf *out, struct sv word)
{
	if (out->len && out->buf[out->len - 1] != ' ')
		strbuf_addch(out, ' ');
	if (out->len < SAMPLE_MAX)
		strbuf_addsv(out, word);
}

static const char *const numbers[] = {"5", "2", "10", "3"};
static const char *const moneys[] = {"$5", "$20", "$12.50", "$8"};
static const char *const times[] = {"5pm", "noon", "17:30", "9am"};
static const char *const dates[] = {"Monday", "tomorrow", "3rd May", "Friday"};
static const char *const durations[] = {"two days", "24 hours", "a week", "ten minutes"};

static bool add_bound(struct sampler *sampler, struct sv value, const char *otherwise)
{
	if (value.n)
		add_word(sampler->out, value);
	else if (otherwise)
		add_word(sampler->out, sv_from(otherwise));
	return value.n || otherwise;
}

static bool sample_builtin(struct sampler *sampler, const struct node *node)
{
	static const struct match_binding unbound = {0};
	const struct match_binding *binding = sampler->binding ? sampler->binding : &unbound;
	uint32_t pick = rng_below(&sampler->rng, 4);

	switch (node->builtin) {
	case BUILTIN_NUMBER: return add_bound(sampler, sv_from(numbers[pick]), NULL);
	case BUILTIN_MONEY: return add_bound(sampler, sv_from(moneys[pick]), NULL);
	case BUILTIN_TIME: return add_bound(sampler, sv_from(times[pick]), NULL);
	case BUILTIN_DATE: return add_bound(sampler, sv_from(dates[pick]), NULL);
	case BUILTIN_DURATION: return add_bound(sampler, sv_from(durations[pick]), NULL);
	case BUILTIN_NAME: return add_bound(sampler, binding->name, NULL);
	case BUILTIN_AGENT: return add_bound(sampler, binding->agent, "Alex");
	case BUILTIN_COMPANY: return add_bound(sampler, binding->company, "Northwind");
	case BUILTIN_FACT:
	case BUILTIN_COUNT: break;
	}
	for (size_t i = 0; i < binding->fact_count; i++)
		if (node->folded && sv_is(binding->fact_ids[i], node->folded))
			return add_bound(sampler, binding->fact_values[i], NULL);
	return false;
}

/* The first alternative that can be said here: one of them may need a fact that is not known. */
static bool sample_node(struct sampler *sampler, const struct node *node)
{
	size_t before = sampler->out->len;
	switch (node->kind) {
	case NODE_WORD:
	case NODE_STEM: add_word(sampler->out, sv_from(node->raw)); return true;
	case NODE_GAP:
	case NODE_OPT: return true;
	case NODE_LIST: return sample_node(sampler, node->list->all);
	case NODE_BUILTIN: return sample_builtin(sampler, node);
	case NODE_SEQ:
		for (size_t i = 0; i < node->kid_count; i++)
			if (!sample_node(sampler, node->kids[i]))
				return false;
		return true;
	case NODE_ALT:
		for (size_t i = 0; i < node->kid_count; i++) {
			if (sample_node(sampler, node->kids[i]))
				return true;
			sampler->out->len = before;
			sampler->out->buf[before] = '\0';
		}
		return false;
	}
	return false;
}

static const struct set_phrase *phrase_of(const struct match_set *set, int group, size_t phrase)
{
	if (group < 0 || (size_t)group >= set->count || phrase >= set->groups[group]->phrase_count)
		return NULL;
	return &set->groups[group]->phrases[phrase];
}

bool match_sample(const struct match_set *set, int group, size_t phrase, const struct match_binding *binding,
		  uint64_t seed, struct strbuf *out)
{
	const struct set_phrase *source = phrase_of(set, group, phrase);
	struct strbuf text = STRBUF_INIT;
	struct sampler sampler = {.binding = binding, .out = &text};

	if (!source || !source->root)
		return false;
	rng_seed(&sampler.rng, seed);
	bool said = sample_node(&sampler, source->root) && text.len > 0 && text.len < SAMPLE_MAX;
	if (said)
		strbuf_addsv(out, strbuf_sv(&text));
	strbuf_release(&text);
	return said;
}

static void literals_of(const struct node *node, struct strbuf *out)
{
	if (node->kind == NODE_WORD || node->kind == NODE_STEM)
		add_word(out, sv_from(node->raw));
	else if (node->kind == NODE_LIST)
		literals_of(node->list->all->kids[0], out); /* one entry stands for the list */
	for (size_t i = 0; i < node->kid_count && out->len < SAMPLE_MAX; i++)
		literals_of(node->kids[i], out);
}

void match_literals(const struct match_set *set, int group, size_t phrase, struct strbuf *out)
{
	const struct set_phrase *source = phrase_of(set, group, phrase);
	if (source && source->root)
		literals_of(source->root, out);
}
