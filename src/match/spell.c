#include "match/spell.h"

#include "base/mem.h"
#include "match/words.h"

static void push(struct spellings *spellings, const struct spelling *spelling)
{
	if (spellings->count >= LIMIT_SPELLINGS || spelling->count > LIMIT_SPELLING_WORDS) {
		spellings->too_many = true;
		return;
	}
	MEM_ENSURE(spellings->items, spellings->count, spellings->cap);
	spellings->items[spellings->count++] = *spelling;
}

/* Take over what was added to `from`. */
static void replace(struct spellings *spellings, struct spellings *from)
{
	free(spellings->items);
	from->too_many = from->too_many || spellings->too_many;
	*spellings = *from;
}

static void append(struct spellings *spellings, const struct node *node);

static void append_leaf(struct spellings *spellings, const struct node *node)
{
	for (size_t i = 0; i < spellings->count; i++) {
		struct spelling *spelling = &spellings->items[i];
		if (spelling->count == LIMIT_SPELLING_WORDS) {
			spellings->too_many = true;
			return;
		}
		spelling->words[spelling->count++] = node;
	}
}

static void append_choice(struct spellings *spellings, const struct node *node, bool or_nothing)
{
	struct spellings all = {0};
	for (size_t i = 0; or_nothing && i < spellings->count; i++)
		push(&all, &spellings->items[i]);
	for (size_t k = 0; k < node->kid_count && !all.too_many; k++) {
		struct spellings one = {0};
		for (size_t i = 0; i < spellings->count; i++)
			push(&one, &spellings->items[i]);
		append(&one, node->kids[k]);
		for (size_t i = 0; i < one.count; i++)
			push(&all, &one.items[i]);
		all.too_many = all.too_many || one.too_many;
		spellings_release(&one);
	}
	replace(spellings, &all);
}

static void append(struct spellings *spellings, const struct node *node)
{
	if (spellings->too_many)
		return;
	switch (node->kind) {
	case NODE_WORD:
	case NODE_STEM:
	case NODE_GAP:
	case NODE_BUILTIN: append_leaf(spellings, node); return;
	case NODE_LIST: append(spellings, node->list->all); return;
	case NODE_OPT:
	case NODE_ALT: append_choice(spellings, node, node->kind == NODE_OPT); return;
	case NODE_SEQ:
		for (size_t i = 0; i < node->kid_count; i++)
			append(spellings, node->kids[i]);
		return;
	}
}

void spellings_make(struct spellings *spellings, const struct node *root)
{
	const struct spelling nothing = {.count = 0};
	*spellings = (struct spellings){0};
	push(spellings, &nothing);
	append(spellings, root);
}

void spellings_release(struct spellings *spellings)
{
	free(spellings->items);
	*spellings = (struct spellings){0};
}

/* Does every word that `b` stands for fit `a`? */
static bool fits(const struct node *a, const struct node *b)
{
	if (a->kind == NODE_STEM && (b->kind == NODE_WORD || b->kind == NODE_STEM))
		return strncmp(b->folded, a->folded, strlen(a->folded)) == 0;
	if (a->kind != b->kind)
		return false;
	if (a->kind == NODE_BUILTIN)
		return a->builtin == b->builtin && (a->builtin != BUILTIN_FACT || strcmp(a->folded, b->folded) == 0);
	return a->kind == NODE_WORD && strcmp(a->folded, b->folded) == 0;
}

static size_t gap_cost(const struct node *node)
{
	if (node->kind == NODE_GAP)
		return LIMIT_GAP_WORDS;
	if (node->kind == NODE_BUILTIN)
		return LIMIT_GAP_WORDS + 1;
	if (node->kind == NODE_WORD && (lexicon_find(node->folded, strlen(node->folded)) & LEX_NEGATOR))
		return LIMIT_GAP_WORDS + 1;
	return 1;
}

static bool found_from(const struct spelling *a, size_t ai, const struct spelling *b, size_t bi)
{
	for (; ai < a->count; ai++, bi++) {
		if (a->words[ai]->kind == NODE_GAP) {
			size_t cost = 0;
			for (; bi <= b->count && cost <= LIMIT_GAP_WORDS; bi++) {
				if (found_from(a, ai + 1, b, bi))
					return true;
				if (bi < b->count)
					cost += gap_cost(b->words[bi]);
			}
			return false;
		}
		if (bi >= b->count || !fits(a->words[ai], b->words[bi]))
			return false;
	}
	return true;
}

static bool found_in(const struct spelling *a, const struct spelling *b)
{
	for (size_t at = 0; at < b->count; at++)
		if (found_from(a, 0, b, at))
			return true;
	return false;
}

bool spellings_cover(const struct spellings *outer, const struct spellings *inner)
{
	if (outer->too_many || inner->too_many || !outer->count || !inner->count)
		return false;
	for (size_t i = 0; i < inner->count; i++) {
		bool found = false;
		for (size_t o = 0; o < outer->count && !found; o++)
			found = found_in(&outer->items[o], &inner->items[i]);
		if (!found)
			return false;
	}
	return true;
}

/* Can one word of a text be both? A built-in can be many things. */
static bool may_be_same(const struct node *a, const struct node *b)
{
	if (a->kind == NODE_BUILTIN || b->kind == NODE_BUILTIN || a->kind == NODE_GAP || b->kind == NODE_GAP)
		return true;
	if (a->kind == NODE_STEM && strcmp(a->stem, b->folded) == 0)
		return true;
	return fits(a, b) || fits(b, a);
}

static bool has_open_part(const struct spelling *spelling)
{
	for (size_t i = 0; i < spelling->count; i++)
		if (spelling->words[i]->kind == NODE_GAP || spelling->words[i]->kind == NODE_BUILTIN)
			return true;
	return false;
}

/* Lay `b` over `a` at every offset: one where all shared places agree is a possible overlap. */
static bool may_align(const struct spelling *a, const struct spelling *b)
{
	if (has_open_part(a) || has_open_part(b))
		return true;
	for (size_t slide = 1; slide < a->count + b->count; slide++) {
		bool agree = true;
		for (size_t i = 0; i < a->count && agree; i++) {
			/* a[i] lies over b[i + b->count - slide] */
			size_t j = i + b->count;
			if (j >= slide && j - slide < b->count)
				agree = may_be_same(a->words[i], b->words[j - slide]);
		}
		if (agree)
			return true;
	}
	return false;
}

bool spellings_may_overlap(const struct spellings *a, const struct spellings *b)
{
	if (a->too_many || b->too_many)
		return true;
	for (size_t i = 0; i < a->count; i++)
		for (size_t j = 0; j < b->count; j++)
			if (may_align(&a->items[i], &b->items[j]))
				return true;
	return false;
}

static void spelling_text(const struct spelling *spelling, struct strbuf *out)
{
	for (size_t i = 0; i < spelling->count; i++) {
		const struct node *word = spelling->words[i];
		if (i)
			strbuf_addch(out, ' ');
		if (word->kind == NODE_GAP)
			strbuf_addstr(out, "...");
		else if (word->kind == NODE_BUILTIN)
			strbuf_addf(out, "<%s%s>", builtin_names_all()[word->builtin],
				    word->folded ? word->folded : "");
		else
			strbuf_addf(out, "%s%s", word->folded, word->kind == NODE_STEM ? "*" : "");
	}
}

static int compare_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void spellings_key(const struct spellings *spellings, struct strbuf *out)
{
	char **texts = mem_calloc(spellings->count + 1, sizeof *texts);
	for (size_t i = 0; i < spellings->count; i++) {
		struct strbuf text;
		strbuf_init(&text, 0);
		spelling_text(&spellings->items[i], &text);
		texts[i] = strbuf_detach(&text);
	}
	qsort(texts, spellings->count, sizeof *texts, compare_text);
	for (size_t i = 0; i < spellings->count; i++) {
		if (!i || strcmp(texts[i], texts[i - 1]) != 0)
			strbuf_addf(out, "%s|", texts[i]);
	}
	for (size_t i = 0; i < spellings->count; i++)
		free(texts[i]);
	free(texts);
}
