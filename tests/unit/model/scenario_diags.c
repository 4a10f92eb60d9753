/* Each code of a scenario at its exact place: the shipped example with one mistake planted; @@ marks the caret. */
#include "base/mem.h"
#include "scenario_support.h"

#include <criterion/criterion.h>

struct planted {
	const char *from, *to, *code;
	const char *help; /* a part of it, or NULL */
};

static void check(const struct planted *p)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT, edited CLEANUP_STRBUF = STRBUF_INIT;
	struct strbuf codes CLEANUP_STRBUF = STRBUF_INIT;
	struct diag_list diags = DIAG_LIST_INIT;
	struct rubric_resolver resolver = test_resolver();
	char expected[64];
	int line, column;
	test_example(&text);
	test_edit(strbuf_sv(&text), p->from, p->to, &edited, &line, &column);
	struct scenario *s = scenario_parse("x.yaml", strbuf_sv(&edited), &resolver, &diags, NULL);
	diag_list_finish(&diags);
	test_codes(&diags, &codes);
	snprintf(expected, sizeof expected, "%s %d:%d", p->code, line, column);
	cr_expect_str_eq(codes.buf, expected, "“%s”: expected %s, got %s", p->to, expected, codes.buf);
	if (p->help && diags.count)
		cr_expect(diags.items[0].help && strstr(diags.items[0].help, p->help), "“%s”: help is “%s”", p->to,
			  diags.items[0].help ? diags.items[0].help : "");
	cr_expect_eq(s == NULL, p->code[0] == 'Y', "“%s”: only a Y code refuses the file", p->to);
	scenario_free(s);
	diag_list_release(&diags);
}

static void check_all(const struct planted *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check(&rows[i]);
}
#define CHECK_ALL(rows) check_all((rows), sizeof(rows) / sizeof((rows)[0]))

Test(scenario_diags, s501_places_to_go)
{
	static const struct planted rows[] = {
		{"anger: below 50}, go: relieved}", "anger: below 50}, go: @@releived}", "S501", "relieved"},
		{"{when: {knows: order}, go: what-now}", "{when: {knows: order}, go: @@what-next}", "S501", NULL},
		{"then: {after: 60s, go: walked-out}", "then: {after: 60s, go: @@walkd-out}", "S501", "walked-out"},
		{"escalate: {go: supervisor}", "escalate: {go: @@supervisr}", "S501", "supervisor"},
		{"{when: {anger: at least 95}, go: walked-out}", "{when: {anger: at least 95}, go: @@gone}", "S501",
		 NULL},
		{"start: opening", "start: @@openning", "S501", "opening"},
		{"start: opening", "start: @@relieved", "S501", "node"},
		{"gave-up: {outcome: unresolved, says",
		 "gave-up: {outcome: unresolved, follow_up: {after: 2d, node: @@openin}, says", "S501", "opening"},
		{"start: opening", "follow_up: {after: 2d, node: @@bounced}\nstart: opening", "S501", NULL},
	};
	CHECK_ALL(rows);
}

Test(scenario_diags, s508_names)
{
	static const struct planted rows[] = {
		{"{met: apology}", "{met: @@apolgy}", "S508", "apology"},
		{"{met: apology}", "{met: @@empathy-core/sorry}", "S508", NULL},
		{"{met: apology}", "{met: @@other/apology}", "S508", NULL},
		{"{broke: no-blame},", "{broke: @@no-blaim},", "S508", "no-blame"},
		{"rubrics: [empathy-core]", "rubrics: [empathy-core, @@empathy-cor]", "S508", "empathy-core"},
		{"done: {knows: order}", "done: {knows: @@ordr}", "S508", "order"},
		{"{when: {knows: order}, go: what-now}", "{when: {asked: @@needed}, go: what-now}", "S508", NULL},
		{"{when: {goal: offered-fix, anger: below 50}", "{when: {goal: @@offered-fx, anger: below 50}", "S508",
		 "offered-fix"},
		{"{when: {total_replies: at least 10}", "{when: {action: @@holt}", "S508", "hold"},
		{"{when: {total_replies: at least 10}", "{when: {visited: @@supervisr}", "S508", "supervisor"},
		{"{when: {total_replies: at least 10}", "{when: {not: {goal: @@nothing}}", "S508", NULL},
		{"broke: [no-blame]}", "broke: [@@no-shame]}", "S508", NULL},
		{"broke: [no-blame]}", "broke: [no-blame], knows: [order, @@needed-bye]}", "S508", "needed-by"},
		{"broke: [no-blame]}", "broke: [no-blame], goals: @@found-ordr}", "S508", "found-order"},
		{"broke: [no-blame]}", "broke: [no-blame], met: [@@aplogy]}", "S508", "apology"},
		{"start: opening", "csat: {@@releived: 5}\nstart: opening", "S508", "relieved"},
		{"start: opening", "csat: [{ending: @@bounce, rating: 1}]\nstart: opening", "S508", "bounced"},
		{"{said: [our policy, ", "{said: [our @@<fact:polcy>, ", "S508", NULL},
		{"start: opening", "history: [{bot: Which order?, knows: @@ordre}]\nstart: opening", "S508", "order"},
	};
	CHECK_ALL(rows);
}

Test(scenario_diags, nodes_and_endings)
{
	static const struct planted rows[] = {
		{"  supervisor:\n", "  @@terse: {says: \"Well?\"}\n  supervisor:\n", "S504", "otherwise"},
		{"hung-up-on: {outcome: agent-hung-up}", "@@hung-up-on: {says: \"Bye.\"}", "S512", "outcome"},
		{"hung-up-on: {outcome: agent-hung-up}",
		 "hung-up-on: {outcome: agent-hung-up}\n  @@opening: {outcome: resolved}", "S521", NULL},
	};
	CHECK_ALL(rows);
}

Test(scenario_diags, s516_times)
{
	static const struct planted rows[] = {
		{"limit: 2m", "limit: @@2", "S516", NULL},
		{"silence: {after: 60s", "silence: {after: @@60", "S516", NULL},
		{"then: {after: 60s", "then: {after: @@60", "S516", NULL},
		{"start: opening", "clock: {reply: @@40}\nstart: opening", "S516", NULL},
		{"replies: [\"You should have checked the tracking.\", \"It's our policy.\"]",
		 "replies: [\"You should have checked the tracking.\", /wait @@60, \"It's our policy.\"]", "S516",
		 "60s"},
	};
	CHECK_ALL(rows);
}

Test(scenario_diags, s520_placeholders)
{
	static const struct planted rows[] = {
		{"\"Are you even reading this?\"", "\"Are you even reading this, @@<agnt>?\"", "S520", "<agent>"},
		{"\"That doesn't answer me.\"", "\"That <name> doesn't @@<fact:ordr>.\"", "S520", "<fact:order>"},
		{"\"That doesn't answer me.\"", "\"That doesn't @@<fact:needed-by>.\"", "S520", "value"},
		{"\"Anyone there?\"", "\"Anyone there? @@<value>\"", "S520", "<fact:ID>"},
		{"\"Tomorrow. It's my daughter's birthday.\"", "\"Tomorrow, @@<value>.\"", "S520", "value"},
		{"It's <value>. I", "It's @@<valeu>. I", "S520", "<value>"},
		{"irritated: [\"Fine. You have it. Now what?\"]", "irritated: 'It''s @@<price>. Now what?'", "S520",
		 NULL},
		{"says: [\"Forget it. I'll buy another one.\"]", "says: \"Forget it \\u2014 @@<nmae>.\"", "S520",
		 "<name>"},
	};
	CHECK_ALL(rows);
}

Test(scenario_diags, shape)
{
	static const struct planted rows[] = {
		{"difficulty: 2", "@@dificulty: 2", "Y104", "difficulty"},
		{"difficulty: 2", "difficulty: @@6", "Y105", NULL},
		{"channel: chat", "channel: @@chatt", "Y105", "chat"},
		{"outcome: agent-hung-up", "outcome: @@gone", "Y105", NULL},
		{"mood: {anger: 60, ", "mood: {anger: @@160, ", "Y105", NULL},
		{"scenario: late-birthday-parcel", "scenario: @@Late Parcel", "Y114", NULL},
		{"{anger: at least 95}", "{@@angr: at least 95}", "Y104", "anger"},
		{"{anger: at least 95}", "{anger: @@at leest 95}", "Y105", NULL},
	};
	CHECK_ALL(rows);
}

Test(scenario_diags, phrases)
{
	static const struct planted rows[] = {
		{"refund ... postage]", "refund ... @@<mony>]", "P204", "money"},
		{"asked: [when ... need, is it for, what date]", "asked: [when ... need, {regex: 'a(@@b'}, what date]",
		 "P201", NULL},
		{"start: opening", "policy: {may_not: [refund the @@<thing>]}\nstart: opening", "P204", NULL},
	};
	CHECK_ALL(rows);
}

static void codes_of(const char *from, const char *to, const struct rubric_resolver *resolver, struct strbuf *out)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT, edited CLEANUP_STRBUF = STRBUF_INIT;
	struct diag_list diags = DIAG_LIST_INIT;
	int line, column;
	test_example(&text);
	test_edit(strbuf_sv(&text), from, to, &edited, &line, &column);
	scenario_free(scenario_parse("x.yaml", strbuf_sv(&edited), resolver, &diags, NULL));
	diag_list_finish(&diags);
	test_codes(&diags, out);
	diag_list_release(&diags);
}

Test(scenario_diags, no_follow_ons)
{
	struct rubric_resolver resolver = test_resolver();
	struct strbuf codes CLEANUP_STRBUF = STRBUF_INIT;
	/* a Y code silences the wrong go and the wrong criterion */
	codes_of("{when: {goal: offered-fix, anger: below 50}, go: relieved}",
		 "{whn: {goal: offered-fx, anger: below 50}, go: nowhere}", &resolver, &codes);
	cr_expect(strncmp(codes.buf, "Y104 ", 5) == 0 && !strchr(codes.buf, ','), "%s", codes.buf);
	/* an unknown rubric is one mistake, not five */
	strbuf_reset(&codes);
	codes_of("rubrics: [empathy-core]", "rubrics: [empathy]", &resolver, &codes);
	cr_expect(strncmp(codes.buf, "S508 ", 5) == 0 && !strchr(codes.buf, ','), "%s", codes.buf);
	/* one that exists but does not load counts as known, with any criterion */
	strbuf_reset(&codes);
	codes_of("rubrics: [empathy-core]", "rubrics: [broken]", &resolver, &codes);
	cr_expect_str_eq(codes.buf, "");
	/* without a resolver nothing is said of criteria, but of everything else */
	strbuf_reset(&codes);
	codes_of("{knows: order}}\n", "{knows: odrer}}\n", NULL, &codes);
	cr_expect(strncmp(codes.buf, "S508 ", 5) == 0 && !strchr(codes.buf, ','), "%s", codes.buf);
}

Test(scenario_diags, all_at_once)
{
	struct strbuf codes CLEANUP_STRBUF = STRBUF_INIT;
	struct rubric_resolver resolver = test_resolver();
	codes_of("    otherwise: [\"Are you even reading this?\", \"That doesn't answer me.\"]\n",
		 "    hints: [<nothing> is checked here]\n", &resolver, &codes);
	cr_expect(strncmp(codes.buf, "S504 ", 5) == 0 && !strchr(codes.buf, ','), "%s", codes.buf);
	strbuf_reset(&codes);
	codes_of("  hung-up-on: {outcome: agent-hung-up}\n", "  opening: {says: \"<x>\"}\n", &resolver, &codes);
	/* the action leads to an ending that is gone; S520, S512 and S521 at the ending itself */
	const char *expected[] = {"S501 ", "S512 ", "S521 ", "S520 "};
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
		cr_expect_not_null(strstr(codes.buf, expected[i]), "%s: no %s", codes.buf, expected[i]);
}
