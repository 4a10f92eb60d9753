/* check_models.c - R305: a model answer meets its own criterion and breaks no other. */
#include "base/mem.h"
#include "lint/check.h"
#include "score/example.h"

static void cleanup_scorer(struct scorer **scorer)
{
	scorer_free(*scorer);
}

static const char *fired_names(const void *pool, const struct rubric *rubric, const bool *clashes,
			       const struct example_result *result)
{
	char *names = mem_pool_printf(pool, "%s", "");

	for (int i = 0; i < result->fired_count; i++)
		if (!clashes[result->fired[i]])
			names = mem_pool_printf(pool, "%s%s“" SV_FMT "”", names, names[0] ? ", " : "",
						SV_ARG(rubric->criteria[result->fired[i]].id));
	return names;
}

static void check_model(const void *pool, const struct rubric *rubric, const struct scorer *scorer,
			const struct criterion *criterion, const bool *clashes, struct diag_list *diags)
{
	struct example_result result = example_run_model(pool, scorer, 0, criterion->index);
	const struct yaml_node *node = yaml_get(criterion->node, "model");

	const char *fired = fired_names(pool, rubric, clashes, &result);

	if (result.verdict == VERDICT_ERROR)
		return;
	if (result.verdict != VERDICT_MET)
		yaml_diag(diags, rubric->doc, node, "R305",
			  "write a model answer that one of the phrases finds, or add a phrase for it",
			  "the model answer does not meet its own criterion “" SV_FMT "”%s" SV_FMT,
			  SV_ARG(criterion->id), result.why.n ? ": " : "", SV_ARG(result.why));
	else if (fired[0])
		yaml_diag(diags, rubric->doc, node, "R305", "reword it, or narrow the phrase that it breaks",
			  "the model answer breaks %s", fired);
}

void check_models(const struct rubric *rubric, const bool *clashes, struct diag_list *diags)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct scorer *scorer CLEANUP(cleanup_scorer) = scorer_new(&rubric, 1, 1, NULL, MATCH_ENGINE_FAST);

	for (int i = 0; i < rubric->criterion_count; i++) {
		const struct criterion *criterion = &rubric->criteria[i];

		if (criterion->model.n && criterion_is_judged(rubric, criterion))
			check_model(pool, rubric, scorer, criterion, clashes, diags);
	}
}
