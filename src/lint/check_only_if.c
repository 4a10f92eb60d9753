/* check_only_if.c - R306 (a condition that never or always holds) and R309 (everything may be N/A at once). */
#include "base/mem.h"
#include "lint/check.h"

#include <string.h>

static enum solve_answer holds(const struct solve_place *place, const struct cond *cond, bool negated)
{
	struct solve_term term = {cond, negated};

	return solve_all(place, &term, 1);
}

/* The only leaf of a condition, or NULL: then the whole of it is to blame. */
static const struct cond *only_leaf(const struct cond *cond)
{
	while ((cond->op == COND_ALL || cond->op == COND_ANY) && cond->count == 1)
		cond = cond->children[0];
	return cond->op == COND_ALL || cond->op == COND_ANY ? NULL : cond;
}

/* A smaller part that never holds by itself, or NULL. */
static const struct cond *dead_part(const struct solve_place *place, const struct cond *cond)
{
	for (int i = 0; cond->op == COND_ALL && i < cond->count; i++)
		if (holds(place, cond->children[i], false) == SOLVE_NO)
			return dead_part(place, cond->children[i]);
	const struct cond *leaf = only_leaf(cond);

	return leaf ? leaf : cond;
}

static void check_one(const struct rubric *rubric, const struct solve_place *place, const struct criterion *criterion,
		      struct diag_list *diags)
{
	const struct cond *cond = criterion->only_if;
	struct yaml_entry *entry = yaml_entry_of(criterion->node, "only_if");

	if (holds(place, cond, false) == SOLVE_NO) {
		const struct cond *part = dead_part(place, cond);

		yaml_diag(diags, rubric->doc, part == cond && entry ? entry->key : part->node, "R306",
			  "change it, or take the criterion away",
			  "this only_if never holds: the criterion “" SV_FMT "” is always N/A", SV_ARG(criterion->id));
	} else if (holds(place, cond, true) == SOLVE_NO) {
		const struct cond *leaf = only_leaf(cond);

		yaml_diag(diags, rubric->doc, leaf || !entry ? (leaf ? leaf : cond)->node : entry->key, "R306",
			  "take it away",
			  "this only_if always holds: the criterion “" SV_FMT "” applies with or without it",
			  SV_ARG(criterion->id));
	}
}

/* ---- R309 ---- */

/* True when some conversation makes every scored criterion N/A. One that another diagnostic calls wrong may mean
 * anything: it is taken to apply always. */
static bool all_may_rest(const struct rubric *rubric, const struct solve_place *place, bool misplaced)
{
	struct solve_term *terms = mem_calloc((size_t)rubric->criterion_count + 1, sizeof *terms);
	bool always = false;
	int count = 0;

	for (int i = 0; i < rubric->criterion_count && !always; i++) {
		const struct criterion *criterion = &rubric->criteria[i];

		if (criterion->status != STATUS_SCORED || criterion->critical != CRITICAL_NONE)
			continue;
		bool stands = criterion->before.n || criterion->after.n;
		/* before: and after: make a criterion N/A too, when the action never comes. */
		if (!criterion->runnable || (stands && misplaced))
			always = true;
		else if (criterion->only_if)
			terms[count++] = (struct solve_term){criterion->only_if, true};
		else if (!stands)
			always = true;
		else
			count++; /* a term that is NULL and not negated: no bound */
	}
	bool rests = !always && count > 0 && solve_all(place, terms, count) == SOLVE_YES;
	free(terms);
	return rests;
}

void check_only_if(const struct rubric *rubric, struct diag_list *diags)
{
	struct solve_place place = {.set = rubric->set, .node = -1};
	struct yaml_entry *sections = yaml_entry_of(rubric->doc->root, "sections");
	const char *path = rubric->doc->path;
	bool misplaced = diag_list_has(diags, path, "R314") || diag_list_has(diags, path, "R315");
	bool wrong = false;

	for (int i = 0; i < rubric->criterion_count; i++) {
		size_t before = diags->count;

		if (rubric->criteria[i].only_if)
			check_one(rubric, &place, &rubric->criteria[i], diags);
		wrong = wrong || diags->count > before;
	}
	if (wrong || !sections || !all_may_rest(rubric, &place, misplaced))
		return;
	yaml_diag(diags, rubric->doc, sections->key, "R309", "let at least one criterion apply always",
		  "every criterion may be N/A at once, and then there is no score");
}
