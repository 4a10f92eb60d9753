/* From sets to one matcher. */
#include "match/matcher.h"

#include "base/mem.h"

struct compiler {
	struct matcher *matcher;
	struct code_maker maker;
};

static uint32_t add_root(struct compiler *compiler, const struct node *node)
{
	struct matcher *matcher = compiler->matcher;
	struct code *code = code_make(&compiler->maker, node);

	if (code->root == NO_ROOT) {
		if (matcher->root_count == matcher->root_cap) {
			matcher->root_cap = matcher->root_cap ? matcher->root_cap * 2 : 64;
			matcher->roots = MEM_GROW(matcher, matcher->roots, struct root, matcher->root_cap);
		}
		code->root = (uint32_t)matcher->root_count++;
		matcher->roots[code->root] = (struct root){.code = code};
	}
	matcher->roots[code->root].count++;
	return code->root;
}

static void add_phrase(struct compiler *compiler, uint32_t group, const struct set_phrase *source, size_t index,
		       bool is_except)
{
	struct matcher *matcher = compiler->matcher;
	if (!source->root && !source->regex)
		return;
	if (matcher->phrase_count == matcher->phrase_cap) {
		matcher->phrase_cap = matcher->phrase_cap ? matcher->phrase_cap * 2 : 64;
		matcher->phrases = MEM_GROW(matcher, matcher->phrases, struct phrase_code, matcher->phrase_cap);
	}
	uint32_t number = (uint32_t)matcher->phrase_count++;
	const struct set_group *owner = matcher->groups[group];
	matcher->phrases[number] = (struct phrase_code){
		.regex = source->regex,
		.source = source,
		.group = group,
		.root = NO_ROOT,
		.index = (uint16_t)index,
		.is_except = is_except,
		.place = is_except ? 0 : place_bit(owner),
		.skips_quotes = !is_except && owner->ignore_quotes,
		.minds_negator = !is_except && !owner->count_negated,
	};
	if (source->root) {
		matcher->has_phrases = true;
		if (matcher->engine == MATCH_ENGINE_FAST)
			matcher->phrases[number].root = add_root(compiler, source->root);
	}
	if (!source->regex)
		return;
	if (matcher->regex_count == matcher->regex_cap) {
		matcher->regex_cap = matcher->regex_cap ? matcher->regex_cap * 2 : 16;
		matcher->regexes = MEM_GROW(matcher, matcher->regexes, uint32_t, matcher->regex_cap);
	}
	matcher->regexes[matcher->regex_count++] = number;
}

static void add_group(struct compiler *compiler, const struct set_group *group)
{
	struct matcher *matcher = compiler->matcher;
	if (matcher->group_count == matcher->group_cap) {
		matcher->group_cap = matcher->group_cap ? matcher->group_cap * 2 : 32;
		matcher->groups = MEM_GROW(matcher, matcher->groups, const struct set_group *, matcher->group_cap);
	}
	uint32_t number = (uint32_t)matcher->group_count++;
	matcher->groups[number] = group;
	for (size_t i = 0; i < group->phrase_count && i <= UINT16_MAX; i++)
		add_phrase(compiler, number, &group->phrases[i], i, false);
	for (size_t i = 0; i < group->except_count && i <= UINT16_MAX; i++)
		add_phrase(compiler, number, &group->except[i], i, true);
}

static void gather_targets(struct matcher *matcher)
{
	uint32_t at = 0;

	matcher->targets = MEM_ARRAY(matcher, struct target, matcher->phrase_count + 1);
	for (size_t i = 0; i < matcher->root_count; i++) {
		matcher->roots[i].first = at;
		at += matcher->roots[i].count;
		matcher->roots[i].count = 0;
	}
	for (uint32_t i = 0; i < matcher->phrase_count; i++) {
		const struct phrase_code *phrase = &matcher->phrases[i];
		if (phrase->root == NO_ROOT)
			continue;
		struct root *root = &matcher->roots[phrase->root];
		matcher->targets[root->first + root->count++] = (struct target){
			.phrase = i,
			.root = phrase->root,
			.group = phrase->group,
			.index = phrase->index,
			.place = phrase->place,
			.is_except = phrase->is_except,
			.skips_quotes = phrase->skips_quotes,
			.minds_negator = phrase->minds_negator,
		};
	}
}

static void number_sets(struct matcher *matcher)
{
	matcher->set_of_group = MEM_ARRAY(matcher, uint32_t, matcher->group_count + 1);
	for (size_t i = 0; i < matcher->set_count; i++)
		for (size_t g = (size_t)matcher->bases[i]; g < matcher->group_count; g++)
			matcher->set_of_group[g] = (uint32_t)i;
}

struct matcher *matcher_new(const struct match_set *const *sets, size_t count, enum match_engine engine)
{
	struct matcher *matcher = MEM_NEW(NULL, struct matcher);
	struct compiler compiler = {.matcher = matcher};

	matcher->engine = engine;
	matcher->atoms = atoms_new(matcher);
	code_maker_init(&compiler.maker, matcher, matcher->atoms);
	matcher->set_count = count;
	matcher->bases = MEM_ARRAY(matcher, int, count ? count : 1);
	for (size_t i = 0; i < count; i++) {
		matcher->bases[i] = (int)matcher->group_count;
		for (size_t g = 0; g < sets[i]->count; g++)
			add_group(&compiler, sets[i]->groups[g]);
	}
	code_maker_release(&compiler.maker);
	number_sets(matcher);
	if (engine == MATCH_ENGINE_FAST) {
		gather_targets(matcher);
		start_index_build(matcher);
		regex_index_build(matcher);
	}
	return matcher;
}

void matcher_free(struct matcher *matcher)
{
	talloc_free(matcher);
}

int matcher_base(const struct matcher *matcher, size_t set_index)
{
	return set_index < matcher->set_count ? matcher->bases[set_index] : (int)matcher->group_count;
}

size_t matcher_groups(const struct matcher *matcher)
{
	return matcher->group_count;
}
