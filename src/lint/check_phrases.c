/* check_phrases.c - P208 (a word list that no phrase uses) and P210 (one phrase both required and forbidden). */
#include "base/mem.h"
#include "lint/check.h"

#include <stdio.h>
#include <string.h>

/* ---- P208: the lists of the file itself; those of an included file are there for others too ---- */

/* Is <name> written anywhere below the node? The depth is that of the YAML. */
static bool names_list(const struct yaml_node *node, const char *mark)
{
	if (node->type == YAML_SCALAR)
		return node->text.n && strstr(node->text.p, mark);
	for (int i = 0; node->type == YAML_LIST && i < node->count; i++)
		if (names_list(node->items[i], mark))
			return true;
	for (int i = 0; node->type == YAML_MAP && i < node->count; i++)
		if (names_list(node->entries[i].value, mark))
			return true;
	return false;
}

static bool is_named(const struct yaml_node *root, const struct yaml_node *words, int list)
{
	char mark[80];

	(void)snprintf(mark, sizeof mark, "<" SV_FMT ">", SV_ARG(words->entries[list].key->text));
	for (int i = 0; i < root->count; i++)
		if (root->entries[i].value != words && names_list(root->entries[i].value, mark))
			return true;
	for (int i = 0; i < words->count; i++)
		if (i != list && names_list(words->entries[i].value, mark))
			return true; /* one that only an unused list names goes with that one */
	return false;
}

#define MAX_LISTS 200 /* each is sought in the whole file; who has more has other tools */

void check_unused_lists(const struct yaml_doc *doc, struct diag_list *diags)
{
	const struct yaml_node *words = yaml_get(doc->root, "words");

	if (!words || words->type != YAML_MAP || words->count > MAX_LISTS)
		return;
	for (int i = 0; i < words->count; i++) {
		const struct yaml_node *key = words->entries[i].key;

		if (!is_named(doc->root, words, i))
			yaml_diag(diags, doc, key, "P208", "write it as <name> in a phrase, or take it away",
				  "no phrase uses the list <" SV_FMT ">", SV_ARG(key->text));
	}
}

/* ---- P210 ---- */

struct keyed {
	const char *key;
	const struct criterion *criterion;
	int phrase;
};

static int by_key(const void *a, const void *b)
{
	const struct keyed *left = a, *right = b;
	int order = strcmp(left->key, right->key);

	if (order)
		return order;
	return left->criterion->index != right->criterion->index ? left->criterion->index - right->criterion->index
								 : left->phrase - right->phrase;
}

static bool takes_part(const struct criterion *criterion)
{
	return criterion->runnable && criterion->group >= 0 && criterion->status != STATUS_HELPER &&
	       (criterion->kind == KIND_REQUIRE || criterion->kind == KIND_FORBID);
}

static int gather(const void *pool, const struct rubric *rubric, struct keyed *all)
{
	int count = 0;

	for (int i = 0; i < rubric->criterion_count; i++) {
		const struct criterion *criterion = &rubric->criteria[i];

		for (int k = 0; takes_part(criterion) && k < criterion->phrase_count; k++) {
			CLEANUP_STRBUF struct strbuf key = STRBUF_INIT;

			match_phrase_key(rubric->set, criterion->group, (size_t)k, &key);
			if (key.len)
				all[count++] = (struct keyed){mem_pool_strndup(pool, key.buf, key.len), criterion, k};
		}
	}
	return count;
}

static int phrase_total(const struct rubric *rubric)
{
	int total = 0;

	for (int i = 0; i < rubric->criterion_count; i++)
		total += rubric->criteria[i].phrase_count;
	return total;
}

/* Reported once a phrase, at the second place. */
void check_both_ways(const struct rubric *rubric, bool *clashes, struct diag_list *diags)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct keyed *all = MEM_ARRAY(pool, struct keyed, (size_t)phrase_total(rubric) + 1);
	int count = gather(pool, rubric, all);

	if (count > 1)
		qsort(all, (size_t)count, sizeof *all, by_key);
	for (int i = 0, first = 0; i < count; i++) {
		const struct keyed *now = &all[i], *then = &all[first];

		if (strcmp(now->key, then->key) != 0) {
			first = i;
			continue;
		}
		if (now->criterion->kind == then->criterion->kind)
			continue;
		clashes[now->criterion->index] = clashes[then->criterion->index] = true;
		yaml_diag(diags, rubric->doc, now->criterion->phrase_nodes[now->phrase], "P210",
			  "take it away from one of them", "“" SV_FMT "” forbids what “" SV_FMT "” requires",
			  SV_ARG((now->criterion->kind == KIND_FORBID ? now : then)->criterion->id),
			  SV_ARG((now->criterion->kind == KIND_FORBID ? then : now)->criterion->id));
	}
}
