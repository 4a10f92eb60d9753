/* From sets to one matcher. */
#include "match/matcher.h"

#include "base/mem.h"

struct compiler {
	struct matcher *matcher;
	const struct list **lists; /* lists compiled so far … */
	struct code **codes;       /* … and what became of them */
	size_t list_count, list_cap;
};

static struct code *compile_node(struct compiler *compiler, const struct node *node);

static struct code *compile_list(struct compiler *compiler, const struct list *list)
{
	for (size_t i = 0; i < compiler->list_count; i++)
		if (compiler->lists[i] == list)
			return compiler->codes[i];
	struct code *code = compile_node(compiler, list->all);
	if (compiler->list_count == compiler->list_cap) {
		compiler->list_cap = compiler->list_cap ? compiler->list_cap * 2 : 16;
		compiler->lists = mem_realloc(compiler->lists, compiler->list_cap, sizeof(struct list *));
		compiler->codes = mem_realloc(compiler->codes, compiler->list_cap, sizeof(struct code *));
	}
	compiler->lists[compiler->list_count] = list;
	compiler->codes[compiler->list_count++] = code;
	return code;
}

static struct code *compile_node(struct compiler *compiler, const struct node *node)
{
	if (node->kind == NODE_LIST)
		return compile_list(compiler, node->list);
	struct code *code = MEM_NEW(compiler->matcher, struct code);
	code->kind = node->kind;
	code->atom = NO_ATOM;
	code->builtin = node->builtin;
	code->min_words = (uint8_t)node_min_words(node);
	code->max_words = (uint8_t)node_max_words(node);
	if (node->kind == NODE_WORD)
		code->atom = atoms_add_literal(compiler->matcher->atoms, node->folded);
	else if (node->kind == NODE_STEM)
		code->atom = atoms_add_prefix(compiler->matcher->atoms, node->folded, node->stem);
	else if (node->kind == NODE_BUILTIN)
		code->fact = node->folded;
	if (!node->kid_count)
		return code;
	code->kid_count = node->kid_count;
	code->kids = MEM_ARRAY(code, struct code *, node->kid_count);
	for (size_t i = 0; i < node->kid_count; i++)
		code->kids[i] = compile_node(compiler, node->kids[i]);
	if (code->kind == NODE_ALT)
		first_index(code);
	return code;
}

/* A choice of one at least, so that its openings are indexed. */
static struct code *compile_root(struct compiler *compiler, const struct node *node)
{
	struct code *inner = compile_node(compiler, node), *root;

	if (inner->kind == NODE_ALT)
		return inner;
	root = MEM_NEW(compiler->matcher, struct code);
	root->kind = NODE_ALT;
	root->atom = NO_ATOM;
	root->min_words = inner->min_words;
	root->max_words = inner->max_words;
	root->kid_count = 1;
	root->kids = MEM_ARRAY(root, struct code *, 1);
	root->kids[0] = inner;
	first_index(root);
	return root;
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
	matcher->phrases[number] = (struct phrase_code){.regex = source->regex,
							.source = source,
							.group = group,
							.index = (uint16_t)index,
							.is_except = is_except};
	if (source->root) {
		matcher->phrases[number].root = compile_root(compiler, source->root);
		matcher->has_phrases = true;
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
		matcher->groups = MEM_GROW(matcher, matcher->groups, struct matcher_group, matcher->group_cap);
	}
	uint32_t number = (uint32_t)matcher->group_count++;
	matcher->groups[number] = (struct matcher_group){group, group->except_count > 0,
							 group->at != MATCH_AT_ANY || group->in != MATCH_IN_ANY};
	matcher->needs_questions |= group->in != MATCH_IN_ANY;
	for (size_t i = 0; i < group->phrase_count && i <= UINT16_MAX; i++)
		add_phrase(compiler, number, &group->phrases[i], i, false);
	for (size_t i = 0; i < group->except_count && i <= UINT16_MAX; i++)
		add_phrase(compiler, number, &group->except[i], i, true);
}

struct matcher *matcher_new(const struct match_set *const *sets, size_t count, enum match_engine engine)
{
	struct matcher *matcher = MEM_NEW(NULL, struct matcher);
	struct compiler compiler = {.matcher = matcher};

	matcher->engine = engine;
	matcher->atoms = atoms_new(matcher);
	matcher->set_count = count;
	matcher->bases = MEM_ARRAY(matcher, int, count ? count : 1);
	for (size_t i = 0; i < count; i++) {
		matcher->bases[i] = (int)matcher->group_count;
		for (size_t g = 0; g < sets[i]->count; g++)
			add_group(&compiler, sets[i]->groups[g]);
	}
	free(compiler.lists);
	free(compiler.codes);
	matcher->by_atom = MEM_ARRAY(matcher, struct postings, atoms_count(matcher->atoms) + 1);
	for (size_t i = 0; i < matcher->phrase_count; i++)
		if (matcher->phrases[i].root) {
			first_mark(matcher, &matcher->phrases[i]);
			anchor_file(matcher, (uint32_t)i);
			anchor_needs(matcher, matcher->phrases[i].root);
		}
	if (engine == MATCH_ENGINE_FAST)
		regex_index_build(matcher);
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
