/* rubric_diags_test.c - one planted mistake in the full example gives exactly one diagnostic, at its place.
 * In an edit `@@` marks where the diagnostic must point; each `from` stands once in the example. */
#include "base/file.h"
#include "base/mem.h"
#include "model/rubric.h"
#include "scenario_support.h"

#include <criterion/criterion.h>

struct planted {
	const char *code, *from, *to;
};

static char *example_path(void)
{
	const char *source = getenv("ROLECALL_SOURCE");
	return file_join(source ? source : ".", "tests/data/model/empathy-core.yaml");
}

static void check(const struct planted *planted)
{
	CLEANUP_FREE char *path = example_path();
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT, edited = STRBUF_INIT, codes = STRBUF_INIT;
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	char expected[64];
	int line = 0, column = 0;
	cr_assert(file_read(path, YAML_MAX_BYTES, &text, &err), "%s", err.message);
	test_edit(strbuf_sv(&text), planted->from, planted->to, &edited, &line, &column);
	struct rubric *rubric = rubric_parse(path, strbuf_sv(&edited), NULL, &diags, &err);
	diag_list_finish(&diags);
	test_codes(&diags, &codes);
	(void)snprintf(expected, sizeof expected, "%s %d:%d", planted->code, line, column);
	cr_expect_str_eq(codes.buf, planted->code[0] ? expected : "", "%s: got “%s”, expected “%s”; %s", planted->to,
			 codes.buf, expected, diags.count > 0 ? diags.items[0].message : "");
	if (planted->code[0] == 'Y') {
		cr_expect_null(rubric);
	} else {
		cr_expect_not_null(rubric);
	}
	rubric_free(rubric);
	diag_list_release(&diags);
}

static void check_all(const struct planted *planted, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		check(&planted[i]);
	}
}
#define CHECK_ALL(table) check_all((table), sizeof(table) / sizeof(table)[0])

Test(rubric_diags, untouched_example_is_clean)
{
	check(&(struct planted){"", "rubric: empathy-core", "rubric: empathy-core"});
}

Test(rubric_diags, shape)
{
	static const struct planted planted[] = {
		{"Y104", "pass_mark: 75", "@@pas_mark: 75"},
		{"Y104", "critical: customer", "@@critcal: customer"},
		{"Y104", "skill: problem-solving", "@@skil: problem-solving"},
		{"Y105", "weight: 50                    #", "weight: @@half #"},
		{"Y105", "critical: customer", "critical: @@costumer"},
		{"Y105", "status: trial", "status: @@trail"},
		{"R315", "where: every reply", "where: @@evry reply"},
		{"Y105", "points: 15", "points: @@lots"},
		{"Y112", "format: 1", "format: @@2"},
		{"Y114", "id: names-feeling", "id: @@Names-Feeling"},
		{"Y115", "[words-en.yaml]", "[@@words-fr.yaml]"},
		{"Y115", "[words-en.yaml]", "[@@empathy-core.yaml]"},
		{"Y115", "[words-en.yaml]", "[@@/etc/passwd]"},
		{"Y115", "[words-en.yaml]", "[@@../../../../../../../etc/passwd]"},
		{"Y106", "count: {of: [unfortunately, sadly], max: 1}", "count: @@{of: [unfortunately, sadly]}"},
	};
	CHECK_ALL(planted);
}

Test(rubric_diags, kinds_and_points)
{
	static const struct planted planted[] = {
		{"R301", "        where: every reply", "        @@forbid: [thing]\n        where: every reply"},
		{"R302", "sections:\n  - section: acknowledge\n    weight: 50",
		 "@@sections:\n  - section: acknowledge\n    weight: 40"},
		{"R303", "points: 15", "points: @@0"},
		{"R303", "points: 15", "points: @@1001"},
		{"R303", "critical: customer ", "@@points: 5\n        critical: customer "},
		{"R304", "id: unfortunately", "id: @@next-step"},
		{"R304", "section: ownership", "section: @@acknowledge"},
		{"R313", "pass_mark: 75", "pass_mark: @@0"},
		{"R313", "pass_mark: 75", "pass_mark: @@101"},
		{"R316", "skill: attentive-listening", "skill: @@listening"},
	};
	CHECK_ALL(planted);
}

Test(rubric_diags, missing_things_point_at_their_criterion)
{
	static const struct planted planted[] = {
		{"R301", "      - id: no-blame\n", "      - @@id: no-blame\n"},
		{"R303", "      - id: next-step\n", "      - @@id: next-step\n"},
		{"R316", "      - id: empathy-first\n", "      - @@id: empathy-first\n"},
		{"R310", "      - id: hold-permission\n", "      - @@id: hold-permission\n"},
	};
	static const char *const dropped[] = {
		"        forbid: [you should have, your (own) fault, calm down]\n",
		"        points: 15\n",
		"        skill: attentive-listening\n",
		"        advice: Ask, and wait for the yes.\n",
	};
	for (size_t i = 0; i < sizeof planted / sizeof planted[0]; i++) {
		CLEANUP_FREE char *path = example_path();
		CLEANUP_STRBUF struct strbuf text = STRBUF_INIT, less = STRBUF_INIT, edited = STRBUF_INIT;
		CLEANUP_STRBUF struct strbuf codes = STRBUF_INIT;
		struct diag_list diags = DIAG_LIST_INIT;
		struct err err = ERR_INIT;
		char expected[64];
		int line = 0, column = 0;
		cr_assert(file_read(path, YAML_MAX_BYTES, &text, &err));
		test_edit(strbuf_sv(&text), dropped[i], "", &less, &line, &column);
		test_edit(strbuf_sv(&less), planted[i].from, planted[i].to, &edited, &line, &column);
		struct rubric *rubric = rubric_parse(path, strbuf_sv(&edited), NULL, &diags, &err);
		diag_list_finish(&diags);
		test_codes(&diags, &codes);
		(void)snprintf(expected, sizeof expected, "%s %d:%d", planted[i].code, line, column);
		cr_expect_str_eq(codes.buf, expected, "without %s: %s", dropped[i], codes.buf);
		rubric_free(rubric);
		diag_list_release(&diags);
	}
}

/* Kinds that grade: markers and levels. */
Test(rubric_diags, grades)
{
	static const struct planted planted[] = {
		{"R307", "require: [<sorry>]", "markers: [{say: [sorry], weight: 2}]\n        at_least: @@2.5"},
		{"R307", "require: [<sorry>]",
		 "markers: [{say: [sorry], weight: 2}, {say: [sorry], negated: count, weight: -1}]\n        at_least: "
		 "@@-1"},
		{"R307", "require: [<sorry>]",
		 "markers: [{say: [sorry], weight: 2}, {say: [my fault], weight: @@0}]\n        at_least: 1"},
		{"R307", "require: [<sorry>]",
		 "markers: [{say: [sorry], weight: 2, @@feature: echo}]\n        at_least: 1"},
		{"R307", "require: [<sorry>]",
		 "markers: [{say: [sorry], weight: 2}, {feature: echo, weight: 1, @@at: reply start}]\n        "
		 "at_least: 1"},
		{"Y106", "require: [<sorry>]",
		 "markers: [{say: [sorry], weight: 2}, @@{weight: 1}]\n        at_least: 1"},
		{"Y105", "require: [<sorry>]",
		 "markers: [{say: [sorry], weight: 2, at: @@somewhere}]\n        at_least: 1"},
		{"Y105", "require: [<sorry>]", "markers: [{say: [sorry], weight: 2, cap: @@0}]\n        at_least: 1"},
		{"P204", "require: [<sorry>]", "markers: [{say: [@@<nothing-here>], weight: 2}]\n        at_least: 1"},
		{"R303", "require: [<sorry>]",
		 "levels: {weak: {require: [sorry], points: 3}, strong: {require: [so sorry], points: @@11}}"},
		{"R303", "require: [<sorry>]",
		 "levels: {weak: {require: [sorry], points: @@9}, strong: {require: [so sorry], points: 8}}"},
		{"R303", "require: [<sorry>]", "levels: {strong: {require: [so sorry], points: @@0}}"},
		{"R315", "require: [<sorry>]\n        where: first 2 replies",
		 "markers: [{say: [sorry], weight: 2}]\n        at_least: 1\n        where: @@whole conversation"},
		{"", "require: [<sorry>]",
		 "markers: [{say: [sorry], weight: 2}, {feature: recap, weight: 1}]\n        at_least: 2.5"},
	};
	for (size_t i = 0; i < sizeof planted / sizeof planted[0]; i++) {
		check(&planted[i]);
	}
}

Test(rubric_diags, amounts_and_places)
{
	static const struct planted planted[] = {
		{"R307", "max: 1}", "min: 2, max: @@1}"},
		{"R307", "{max: 4}", "{min: 5, max: @@4}"},
		{"R307", "require: [<sorry>]", "require: [<sorry>]\n        at_least: @@2"},
		{"R307", "forbid: [you", "@@at_least: 1\n        forbid: [you"},
		{"Y105", "require: [<sorry>]", "require: [<sorry>]\n        at_least: @@1.5"},
		{"Y105", "require: [<sorry>]", "require: [<sorry>]\n        at_least: @@0"},
		{"R308", "[met apology, asks a question]", "[met @@apolgy, asks a question]"},
		{"R308", "[met apology, asks a question]", "[met apology, @@smiles]"},
		{"R308", "[met apology, asks a question]", "[met apology, action @@hodl]"},
		{"R308", "[met apology, asks a question]", "[@@met empathy-first, asks a question]"},
		{"R314", "before: hold ", "before: @@hodl "},
		{"R315", "where: every reply", "where: @@whole conversation"},
		{"R315", "where: whole conversation", "where: @@last reply"},
		{"R315", "where: whole conversation", "before: @@hold"},
		{"S508", "only_if: {action: hold}", "only_if: {action: @@hodl}"},
		{"S508", "only_if: {action: hold}", "only_if: {met: @@apolgy}"},
	};
	CHECK_ALL(planted);
}

Test(rubric_diags, phrases)
{
	static const struct planted planted[] = {
		{"P201", "(?:feel|be)", "(?:feel|be)*@@**"},
		{"P204", "[<will-do> ... <when>]", "[@@<wil-do> ... <when>]"},
		{"P204", "{sorry: [sorry,", "{sorry: [@@<sory>, sorry,"},
		{"P205", "{sorry: [sorry,", "{sorry: [@@<sorry>, sorry,"},
	};
	CHECK_ALL(planted);
}

Test(rubric_diags, y_codes_silence_the_rest_of_the_file)
{
	CLEANUP_STRBUF struct strbuf codes = STRBUF_INIT;
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct rubric *rubric = rubric_parse("x.yaml",
					     SV("rubric: x\nformat: 1\ntitle: X\npass_mark: 500\ninclude: [none.yaml]\n"
						"sections:\n  - section: a\n    weight: 10\n    criteria:\n"
						"      - id: b\n        require: [<none>]\n"),
					     NULL, &diags, &err);
	diag_list_finish(&diags);
	test_codes(&diags, &codes);
	cr_expect_null(rubric);
	cr_expect_eq(err.kind, ERR_INPUT);
	cr_expect_str_eq(codes.buf, "Y115 5:11");
	diag_list_release(&diags);
}
