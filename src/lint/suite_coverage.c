/* suite_coverage.c - T403: phrases that no example and no model answer of their criterion reaches.
 *
 * Every phrase is tried by itself, without negation and exceptions: a phrase whose only hit is cancelled has still been
 * seen to match. */
#include "base/mem.h"
#include "lint/suite_inside.h"

struct coverage {
	struct suite *suite;
	struct suite_file *file;
	const struct rubric *rubric;
	const struct criterion *criterion;
};

static void quiet(void *data, bool in_except, size_t phrase, const struct match_problem *problem)
{
	(void)data;
	(void)in_except;
	(void)phrase;
	(void)problem;
}

static void add_all(struct match_set *set, const struct rubric *rubric, const struct match_phrase *phrases, int count)
{
	for (int i = 0; i < count; i++) {
		struct match_group group = {.phrases = &phrases[i], .phrase_count = 1, .negated = MATCH_NEGATED_COUNT};

		match_set_group(set, &group, rubric->word_lists, quiet, NULL);
	}
}

static void scan(struct match_scanner *scanner, struct sv text, int groups, unsigned char *seen)
{
	match_scan(scanner, text);
	for (int i = 0; i < groups; i++) {
		size_t count = 0;

		match_hits(scanner, i, &count, NULL);
		seen[i] = seen[i] || count > 0;
	}
}

static void scan_example(struct match_scanner *scanner, const struct example *example, int groups, unsigned char *seen)
{
	struct match_binding binding = {.name = example->name,
					.agent = example->agent,
					.company = example->company,
					.fact_ids = example->fact_ids,
					.fact_values = example->fact_values,
					.fact_count = (size_t)example->fact_count};

	match_scanner_bind(scanner, &binding);
	for (int i = 0; i < example->reply_count; i++)
		if (!sv_starts(example->replies[i].text, "/"))
			scan(scanner, example->replies[i].text, groups, seen);
}

static void report(const struct coverage *c, const struct yaml_node *node, const struct match_phrase *phrase,
		   const char *what)
{
	size_t offset = phrase->text.p && node->text.p && phrase->text.p >= node->text.p
				? (size_t)(phrase->text.p - node->text.p)
				: 0;

	yaml_diag_in(&c->suite->diags, c->rubric->doc, node, offset, phrase->text.n, "T403",
		     "add an example that uses it, or take it away", "no example of “" SV_FMT "” reaches this %s",
		     SV_ARG(c->criterion->id), what);
}

static void cover(const struct coverage *c)
{
	const struct criterion *criterion = c->criterion;
	int groups = criterion->phrase_count + criterion->except_count;
	struct match_set *set = match_set_new();
	unsigned char *seen = mem_calloc((size_t)groups + 1, 1);

	add_all(set, c->rubric, criterion->phrases, criterion->phrase_count);
	add_all(set, c->rubric, criterion->excepts, criterion->except_count);
	const struct match_set *sets[] = {set};
	struct matcher *matcher = matcher_new(sets, 1, MATCH_ENGINE_FAST);
	struct match_scanner *scanner = match_scanner_new(matcher);

	for (int i = 0; i < criterion->example_count; i++)
		scan_example(scanner, &criterion->examples[i], groups, seen);
	if (criterion->model.n)
		scan(scanner, criterion->model, groups, seen);
	for (int i = 0; i < groups; i++) {
		int except = i - criterion->phrase_count;

		c->file->phrases++;
		c->file->exercised += seen[i];
		if (!seen[i] && except < 0)
			report(c, criterion->phrase_nodes[i], &criterion->phrases[i], "phrase");
		else if (!seen[i])
			report(c, criterion->except_nodes[except], &criterion->excepts[except], "exception");
	}
	match_scanner_free(scanner);
	matcher_free(matcher);
	match_set_free(set);
	free(seen);
}

void suite_coverage(struct suite *suite, struct suite_file *file, const struct rubric *rubric)
{
	struct coverage c = {suite, file, rubric, NULL};

	for (int i = 0; i < rubric->criterion_count; i++) {
		c.criterion = &rubric->criteria[i];
		if (c.criterion->runnable && c.criterion->phrase_count + c.criterion->except_count > 0 &&
		    c.criterion->example_count + (c.criterion->model.n > 0) > 0)
			cover(&c);
	}
}
