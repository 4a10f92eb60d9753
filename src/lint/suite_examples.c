/* suite_examples.c - the examples and model answers of a rubric: T401, T402, T404, T405, T406. */
#include "base/mem.h"
#include "lint/suite_inside.h"

struct examples {
	void *pool;
	struct suite *suite;
	struct suite_file *file;
	const struct rubric *rubric;
	struct scorer *scorer;
	const struct criterion *criterion;
};

static const char *const list_names[] = {"pass", "fail", "na", "todo_pass", "todo_fail"};
static const enum verdict list_verdicts[] = {VERDICT_MET, VERDICT_MISSED, VERDICT_NA, VERDICT_MET, VERDICT_MISSED};

/* ---- what was found, in words ---- */

static void add_spans(struct strbuf *out, const char *label, const struct evidence *spans, int count)
{
	if (!count)
		return;
	strbuf_addf(out, "%s%s ", out->len ? "; " : "", label);
	for (int i = 0; i < count && i < 5; i++)
		strbuf_addf(out, "%s“" SV_FMT "”", i ? ", " : "", SV_ARG(spans[i].text));
	if (count > 5)
		strbuf_addf(out, " and %d more", count - 5);
}

static void add_cancelled(struct strbuf *out, const struct example_result *result)
{
	static const char *const reasons[] = {
		"", "negated", "excepted", "in quotes", "in a pile of words", "in a sentence for everything"};

	for (int i = 0; i < result->cancelled_count && i < 3; i++)
		strbuf_addf(out, "%s“" SV_FMT "” does not count: %s", out->len ? "; " : "",
			    SV_ARG(result->cancelled[i].text), reasons[result->cancel_reason[i] % MATCH_CANCEL_COUNT]);
}

/* ---- T401 ---- */

static void disagrees(const struct examples *e, const struct example *example, const struct example_result *result)
{
	CLEANUP_STRBUF struct strbuf help = STRBUF_INIT;

	add_spans(&help, "found", result->evidence, result->evidence_count);
	add_cancelled(&help, result);
	if (result->why.n)
		strbuf_addf(&help, "%s" SV_FMT, help.len ? "; " : "", SV_ARG(result->why));
	if (!help.len)
		strbuf_addstr(&help, "no phrase of the criterion was found in it");
	yaml_diag(&e->suite->diags, e->rubric->doc, example->node, "T401", help.buf,
		  "this %s example of “" SV_FMT "” is judged %s, not %s", list_names[example->list],
		  SV_ARG(e->criterion->id), verdict_names[result->verdict],
		  verdict_names[list_verdicts[example->list]]);
}

/* ---- T405: the evidence against the marks ---- */

static bool is_marked(const struct example *example, const struct evidence *found)
{
	int turn = found->turn - 1;

	if (turn < 0 || turn >= example->reply_count)
		return false;
	for (int i = 0; i < example->replies[turn].mark_count; i++)
		if (example->replies[turn].marks[i].start == found->start &&
		    example->replies[turn].marks[i].end == found->end)
			return true;
	return false;
}

static bool is_found(const struct example_result *result, int reply, const struct mark *mark)
{
	for (int i = 0; i < result->evidence_count; i++)
		if (result->evidence[i].turn == reply + 1 && result->evidence[i].start == mark->start &&
		    result->evidence[i].end == mark->end)
			return true;
	return false;
}

static int count_marks(const struct example *example)
{
	int count = 0;

	for (int i = 0; i < example->reply_count; i++)
		count += example->replies[i].mark_count;
	return count;
}

/* True when the marks and the evidence agree. */
static bool marks_agree(const struct examples *e, const struct example *example, const struct example_result *result)
{
	struct evidence *missed = MEM_ARRAY(e->pool, struct evidence, (size_t)count_marks(example) + 1);
	struct evidence *extra = MEM_ARRAY(e->pool, struct evidence, (size_t)result->evidence_count + 1);
	CLEANUP_STRBUF struct strbuf help = STRBUF_INIT;
	int missed_count = 0, extra_count = 0;

	for (int i = 0; i < example->reply_count; i++) {
		const struct example_reply *reply = &example->replies[i];

		for (int k = 0; k < reply->mark_count; k++)
			if (!is_found(result, i, &reply->marks[k]))
				missed[missed_count++].text = sv_make(reply->text.p + reply->marks[k].start,
								      reply->marks[k].end - reply->marks[k].start);
	}
	for (int i = 0; i < result->evidence_count; i++)
		if (!is_marked(example, &result->evidence[i]))
			extra[extra_count++] = result->evidence[i];
	if (!missed_count && !extra_count)
		return true;
	add_spans(&help, "marked, not found:", missed, missed_count);
	add_spans(&help, "found, not marked:", extra, extra_count);
	yaml_diag(&e->suite->diags, e->rubric->doc, example->node, "T405", help.buf,
		  "the evidence in this example of “" SV_FMT "” is not what its marks say", SV_ARG(e->criterion->id));
	return false;
}

/* ---- T406 ---- */

static bool fires_none(const struct examples *e, const struct example *example, const struct example_result *result)
{
	CLEANUP_STRBUF struct strbuf names = STRBUF_INIT;

	if (!result->fired_count || example->list == EXAMPLE_FAIL || example->list == EXAMPLE_TODO_FAIL)
		return true;
	for (int i = 0; i < result->fired_count; i++)
		strbuf_addf(&names, "%s“" SV_FMT "”", i ? ", " : "", SV_ARG(e->rubric->criteria[result->fired[i]].id));
	yaml_diag(&e->suite->diags, e->rubric->doc, example->node, "T406",
		  "reword the example, or narrow the phrase that it breaks",
		  "this %s example of “" SV_FMT "” breaks %s", list_names[example->list], SV_ARG(e->criterion->id),
		  names.buf);
	return false;
}

/* ---- running ---- */

static void run_todo(const struct examples *e, const struct example *example, const struct example_result *result)
{
	if (result->verdict != list_verdicts[example->list]) {
		e->file->todo++;
		return;
	}
	e->file->failed++;
	yaml_diag(&e->suite->diags, e->rubric->doc, example->node, "T404",
		  example->list == EXAMPLE_TODO_PASS ? "move it to pass:" : "move it to fail:",
		  "this %s example of “" SV_FMT "” is judged %s now", list_names[example->list],
		  SV_ARG(e->criterion->id), verdict_names[result->verdict]);
}

static void run_example(const struct examples *e, const struct example *example)
{
	struct example_result result = example_run(e->pool, e->scorer, 0, e->criterion->index, example);
	bool good = result.verdict == list_verdicts[example->list];

	if (example->list >= EXAMPLE_TODO_PASS) {
		run_todo(e, example, &result);
		return;
	}
	if (!good)
		disagrees(e, example, &result);
	else
		good = (!count_marks(example) || marks_agree(e, example, &result)) && fires_none(e, example, &result);
	*(good ? &e->file->passed : &e->file->failed) += 1;
}

/* T402 */
static void check_lists(const struct examples *e)
{
	const struct criterion *criterion = e->criterion;
	struct yaml_entry *entry = yaml_entry_of(criterion->node, "examples");
	bool pass = false, fail = false;

	for (int i = 0; i < criterion->example_count; i++) {
		pass = pass || criterion->examples[i].list == EXAMPLE_PASS;
		fail = fail || criterion->examples[i].list == EXAMPLE_FAIL;
	}
	if (criterion->status == STATUS_HELPER || (pass && fail))
		return;
	e->file->failed++;
	yaml_diag(&e->suite->diags, e->rubric->doc, entry ? entry->key : criterion->node, "T402",
		  pass   ? "add fail: and a reply that must not meet it"
		  : fail ? "add pass: and a reply that meets it"
			 : "add examples: with at least one reply each under pass: and fail:",
		  "the criterion “" SV_FMT "” has no %s example", SV_ARG(criterion->id),
		  pass   ? "fail"
		  : fail ? "pass"
			 : "pass and no fail");
}

/* A model answer that fails is R305, which lint gives; here it only counts. */
static void run_model(const struct examples *e)
{
	struct example_result result = example_run_model(e->pool, e->scorer, 0, e->criterion->index);
	bool good = result.verdict == VERDICT_MET && !result.fired_count;
	const struct yaml_node *node = yaml_get(e->criterion->node, "model");

	*(good ? &e->file->passed : &e->file->failed) += 1;
	if (!good)
		yaml_diag(&e->suite->diags, e->rubric->doc, node, "R305", NULL, "the model answer of “" SV_FMT "” %s",
			  SV_ARG(e->criterion->id),
			  result.verdict == VERDICT_MET ? "breaks another criterion" : "does not meet it");
}

void suite_examples(struct suite *suite, struct suite_file *file, const struct rubric *rubric)
{
	struct examples e = {.pool = talloc_new(NULL), .suite = suite, .file = file, .rubric = rubric};

	e.scorer = scorer_new(&rubric, 1, 1, NULL, MATCH_ENGINE_FAST);
	for (int i = 0; i < rubric->criterion_count; i++) {
		e.criterion = &rubric->criteria[i];
		if (!e.criterion->runnable)
			continue;
		check_lists(&e);
		if (!criterion_is_judged(rubric, e.criterion))
			continue;
		for (int k = 0; k < e.criterion->example_count; k++)
			run_example(&e, &e.criterion->examples[k]);
		if (e.criterion->model.n)
			run_model(&e);
	}
	scorer_free(e.scorer);
	talloc_free(e.pool);
}
