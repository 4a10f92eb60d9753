/* rubric_load_test.c - what a loaded rubric holds. */
#include "base/file.h"
#include "base/mem.h"
#include "model/kind.h"
#include "model/measure.h"
#include "model/rubric.h"

#include <criterion/criterion.h>

static struct rubric *load(const char *name)
{
	const char *source = getenv("ROLECALL_SOURCE");
	CLEANUP_FREE char *path = file_join(source ? source : ".", name);
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct rubric *rubric = rubric_load(path, NULL, &diags, &err);
	diag_list_finish(&diags);
	diag_render_text(&diags, false, &text);
	for (size_t i = 0; i < diags.count; i++) { /* a rubric for measuring speed has no advice */
		cr_assert_str_eq(diags.items[i].code, "R310", "%s", text.buf);
	}
	cr_assert(diags.count == 0 || strstr(name, "rubric-60"), "%s", text.buf);
	cr_assert_not_null(rubric, "%s", err.message);
	diag_list_release(&diags);
	return rubric;
}

static const struct criterion *named(const struct rubric *rubric, const char *id)
{
	int index = rubric_find(rubric, sv_from(id));
	cr_assert_geq(index, 0, "%s", id);
	cr_assert(rubric->criteria[index].runnable, "%s", id);
	return &rubric->criteria[index];
}

Test(rubric_load, shipped_files_are_clean)
{
	rubric_free(load("rubrics/empathy-core.yaml"));
	rubric_free(load("tests/data/model/rubric-60.yaml"));
}

Test(rubric_load, the_example)
{
	struct rubric *rubric = load("tests/data/model/empathy-core.yaml");
	cr_assert(sv_is(rubric->id, "empathy-core"));
	cr_assert_eq(rubric->pass_mark, 75);
	cr_assert_eq(rubric->section_count, 2);
	cr_assert_eq(rubric->sections[1].weight, 50);
	cr_assert_eq(rubric->criterion_count, 8);
	cr_assert_eq(rubric->include_count, 1);
	cr_assert_eq(rubric->list_count, 4);
	cr_assert_eq(strlen(rubric->hash), 71);
	cr_assert_eq(strncmp(rubric->hash, "sha256:", 7), 0);

	const struct criterion *apology = named(rubric, "apology");
	cr_assert_eq(apology->kind, KIND_REQUIRE);
	cr_assert_eq(apology->points, 10);
	cr_assert_eq(apology->standard_count, 2);
	cr_assert_eq(apology->where.kind, WHERE_FIRST_REPLIES);
	cr_assert_eq(apology->where.replies, 2);
	cr_assert_eq(apology->except_count, 2);
	cr_assert_eq(apology->example_count, 5);
	cr_assert(sv_is(apology->examples[0].replies[0].text, "I'm so sorry this happened."));
	cr_assert_eq(apology->examples[0].replies[0].mark_count, 1);
	cr_assert_eq(apology->examples[0].replies[0].marks[0].start, 7);
	cr_assert_eq(apology->examples[0].replies[0].marks[0].end, 12);

	const struct criterion *feeling = named(rubric, "names-feeling");
	cr_assert_eq(feeling->only_if->op, COND_ALL);
	cr_assert_eq(feeling->only_if->children[0]->op, COND_ANGER);
	cr_assert_eq(feeling->only_if->children[0]->range.min, 40);
	cr_assert(feeling->phrases[2].is_regex);

	const struct criterion *first = named(rubric, "empathy-first");
	cr_assert_eq(first->order_count, 2);
	cr_assert_eq(first->order[0].event, ORDER_MET);
	cr_assert_eq(first->order[0].criterion, apology->index);
	cr_assert_eq(first->order[1].event, ORDER_QUESTION);

	const struct criterion *blame = named(rubric, "no-blame");
	cr_assert_eq(blame->critical, CRITICAL_CUSTOMER);
	cr_assert_eq(blame->points, 0);
	cr_assert(criterion_is_forbid(blame));
	cr_assert(sv_is(named(rubric, "hold-permission")->before, "hold"));
	cr_assert_eq(named(rubric, "unfortunately")->count.max, 1);
	cr_assert_eq(named(rubric, "chat-length")->status, STATUS_TRIAL);
	rubric_free(rubric);
}

Test(rubric_load, every_kind_loads_with_its_parameters)
{
	struct rubric *rubric = load("tests/data/model/every-kind.yaml");
	bool seen[KIND_COUNT_OF_KINDS] = {false};
	for (int i = 0; i < rubric->criterion_count; i++) {
		cr_assert(rubric->criteria[i].runnable);
		cr_assert_geq(rubric->criteria[i].kind, 0);
		seen[rubric->criteria[i].kind] = true;
	}
	for (int i = 0; i < KIND_COUNT_OF_KINDS; i++) {
		cr_assert(seen[i], "no criterion of kind %s", kind_table[i].key);
	}
	const struct criterion *greets = named(rubric, "greets");
	cr_assert_eq(greets->at_least, 2);
	cr_assert_eq(greets->where.replies, 1);
	const struct example *example = &greets->examples[1];
	cr_assert_eq(example->reply_count, 2);
	cr_assert(sv_is(example->replies[1].text, "/note Dana"));
	cr_assert_eq(example->flag_count, 2);
	cr_assert_eq(example->anger, 10);
	cr_assert(sv_is(example->fact_values[0], "40017"));
	cr_assert_eq(greets->examples[2].list, EXAMPLE_FAIL);
	cr_assert_eq(greets->examples[3].list, EXAMPLE_NA);
	cr_assert_eq(greets->examples[3].confusion, -1);
	cr_assert_eq(greets->examples[4].list, EXAMPLE_TODO_PASS);
	cr_assert_eq(greets->examples[5].list, EXAMPLE_TODO_FAIL);
	cr_assert(named(rubric, "both")->all);
	cr_assert(named(rubric, "both")->unknown_na);
	cr_assert_eq(named(rubric, "h1")->status, STATUS_HELPER);
	cr_assert_eq(named(rubric, "two-of")->of_count, 3);
	cr_assert_eq(named(rubric, "two-of")->at_least, 2);
	const struct criterion *brief = named(rubric, "short");
	cr_assert_eq(brief->length[LENGTH_SENTENCES].min, 1);
	cr_assert_eq(brief->length[LENGTH_CHARACTERS].max, 300);
	rubric_free(rubric);
}

Test(rubric_load, conditions_and_orders)
{
	struct rubric *rubric = load("tests/data/model/every-kind.yaml");
	const struct cond *cond = named(rubric, "both")->only_if;
	cr_assert_eq(cond->op, COND_ANY);
	cr_assert_eq(cond->children[0]->op, COND_ALL);
	cr_assert_eq(cond->children[0]->children[0]->op, COND_CHANNEL);
	cr_assert_eq(cond->children[0]->children[0]->name_count, 2);
	cr_assert_eq(cond->children[0]->children[1]->op, COND_NOT);
	cr_assert_eq(cond->children[0]->children[1]->children[0]->children[0]->op, COND_FLAG);
	cr_assert_eq(cond->children[1]->children[0]->range.min, 120000);

	static const enum order_event events[] = {ORDER_MET,    ORDER_QUESTION, ORDER_SAID,  ORDER_SAID,
						  ORDER_ACTION, ORDER_MET,      ORDER_ACTION};
	const struct criterion *steps = named(rubric, "steps");
	cr_assert_eq(steps->order_count, 7);
	for (int i = 0; i < 7; i++) {
		cr_assert_eq(steps->order[i].event, events[i], "step %d", i);
	}
	cr_assert_eq(steps->phrase_count, 3);
	cr_assert(sv_is(steps->phrases[1].text, "thanks, all"));
	rubric_free(rubric);
}

/* reply_time: {max: 40s} is one limit for the first and each later reply. */
Test(rubric_load, one_limit_for_every_reply)
{
	static const char text[] =
		"rubric: quick\nformat: 1\ntitle: Quick\npass_mark: 50\nsections:\n  - section: all\n    weight: 100\n"
		"    criteria:\n      - {id: quick, skill: flexibility, points: 1, reply_time: {max: 40s}, advice: "
		"Sooner.}\n";
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct rubric *rubric = rubric_parse("quick.yaml", SV(text), NULL, &diags, &err);
	cr_assert_not_null(rubric, "%s", err.message);
	cr_assert_eq(diags.count, 0);
	const struct measure_reply_time *quick = named(rubric, "quick")->measure;
	cr_assert(quick->first && quick->each);
	cr_assert_eq(quick->first_max_ms, 40000);
	cr_assert_eq(quick->each_max_ms, 40000);
	rubric_free(rubric);
	diag_list_release(&diags);
}

Test(rubric_load, measures)
{
	struct rubric *rubric = load("tests/data/model/every-kind.yaml");
	const struct measure_recap *recap = named(rubric, "recaps")->measure;
	const struct measure_style *style = named(rubric, "calm")->measure;
	const struct measure_reply_time *quick = named(rubric, "quick")->measure;
	const struct measure_levels *levels = named(rubric, "graded")->measure;
	const struct measure_markers *markers = named(rubric, "polite")->measure;
	cr_assert_float_eq(recap->min, 0.4, 1e-9);
	cr_assert_eq(recap->of, RECAP_FACTS);
	cr_assert(((const struct measure_facts *)named(rubric, "true-facts")->measure)->known);
	cr_assert_float_eq(((const struct measure_max *)named(rubric, "listens")->measure)->max, 0.6, 1e-9);
	cr_assert_float_eq(((const struct measure_max *)named(rubric, "plain")->measure)->max, 8, 1e-9);
	cr_assert_float_eq(style->capitals_max, 0.3, 1e-9);
	cr_assert_eq(style->emoji_max, 2);
	cr_assert_eq(style->piles_max, 7);
	cr_assert_eq(rubric->per_sentence, 4);
	cr_assert(quick->first);
	cr_assert_not(quick->each);
	cr_assert_eq(quick->first_max_ms, 40000);
	cr_assert_eq(levels->weak.points, 2);
	cr_assert_eq(levels->strong.points, 6);
	cr_assert_neq(levels->strong.group, levels->weak.group);
	cr_assert(levels->met_from_strong);
	cr_assert_eq(markers->count, 3);
	cr_assert_float_eq(markers->items[1].weight, -2, 1e-9);
	cr_assert(sv_is(markers->items[0].label, "thanks"));
	cr_assert(sv_is(markers->items[1].label, "you must"));
	cr_assert(sv_is(markers->items[2].label, "recap-depth"));
	cr_assert_eq(markers->items[0].cap, 2);
	cr_assert_eq(markers->items[2].feature, FEATURE_RECAP_DEPTH);
	cr_assert_eq(markers->items[2].group, -1);
	cr_assert(markers->features);
	cr_assert_float_eq(markers->at_least, 1.5, 1e-9);
	rubric_free(rubric);
}

/* Coverage needs to know which group holds which phrase. */
Test(rubric_load, groups_hold_the_phrases_in_order)
{
	struct rubric *rubric = load("tests/data/model/every-kind.yaml");
	const struct criterion *polite = named(rubric, "polite"), *graded = named(rubric, "graded");
	const struct measure_markers *markers = polite->measure;
	cr_assert_eq(polite->phrase_count, 3);
	cr_assert_eq(polite->except_count, 1);
	cr_assert_eq(polite->group_count, 2);
	cr_assert_eq(polite->first_group, markers->items[0].group);
	cr_assert_eq(match_set_phrases(rubric->set, polite->first_group), 2);
	cr_assert(sv_is(polite->phrases[2].text, "you must"));
	cr_assert_eq(graded->group_count, 2);
	cr_assert_eq(graded->phrase_count, 2);
	rubric_free(rubric);
}

Test(rubric_load, a_criterion_with_a_mistake_is_not_run)
{
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct rubric *rubric = rubric_parse(
		"x.yaml",
		SV("rubric: x\nformat: 1\ntitle: X\npass_mark: 50\nsections:\n  - section: a\n    weight: 100\n"
		   "    criteria:\n"
		   "      - {id: one, skill: flexibility, points: 1, advice: A., require: [<none>]}\n"
		   "      - {id: two, skill: flexibility, points: 1, advice: A., require: [fine]}\n"
		   "      - {id: three, points: 1, advice: A., require: [fine]}\n"),
		NULL, &diags, &err);
	cr_assert_not_null(rubric);
	cr_assert_not(rubric->criteria[0].runnable);
	cr_assert(rubric->criteria[1].runnable);
	cr_assert_not(rubric->criteria[2].runnable);
	cr_assert_eq(diag_count(&diags, DIAG_ERROR), 2);
	rubric_free(rubric);
	diag_list_release(&diags);
}

Test(rubric_load, hash_covers_the_includes)
{
	struct rubric *shipped = load("rubrics/empathy-core.yaml");
	CLEANUP_STRBUF struct strbuf bytes = STRBUF_INIT;
	char hex[HASH_HEX_SIZE];
	strbuf_add(&bytes, shipped->doc->source, shipped->doc->length);
	strbuf_add(&bytes, shipped->includes[0]->source, shipped->includes[0]->length);
	hash_sha256_hex(strbuf_sv(&bytes), hex);
	cr_assert_str_eq(shipped->hash + 7, hex);
	rubric_free(shipped);
}
