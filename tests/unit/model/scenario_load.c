/* What a loaded scenario holds. */
#include "base/mem.h"
#include "scenario_support.h"

#include <criterion/criterion.h>

static struct scenario *load(struct sv text)
{
	struct strbuf codes CLEANUP_STRBUF = STRBUF_INIT;
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct rubric_resolver resolver = test_resolver();
	struct scenario *s = scenario_parse("x.yaml", text, &resolver, &diags, &err);
	test_codes(&diags, &codes);
	cr_assert_not_null(s, "%s (%s)", err.message, codes.buf);
	cr_assert_str_eq(codes.buf, "", "%s: %s", codes.buf, diags.count ? diags.items[0].message : "");
	diag_list_release(&diags);
	return s;
}

#define EXPECT_SV(view, text) \
	cr_expect(sv_is((view), (text)), "expected “%s”, got “%.*s”", (text), (int)(view).n, (view).p)

static struct scenario *load_example(void)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	test_example(&text);
	return load(strbuf_sv(&text));
}

Test(scenario_load, example_head)
{
	struct scenario *s = load_example();
	EXPECT_SV(s->id, "late-birthday-parcel");
	EXPECT_SV(s->title, "Birthday parcel five days late");
	cr_expect_eq(s->channel, CHANNEL_CHAT);
	cr_expect_eq(s->difficulty, 2);
	cr_expect_eq(s->rubric_count, 1);
	cr_expect_not_null(s->rubrics[0]);
	EXPECT_SV(s->customer_name, "Dana");
	cr_expect_eq(s->mood.anger, 60);
	cr_expect_eq(s->mood.confusion, 20);
	cr_expect_eq(s->first_reply_ms, channel_first_reply_ms(CHANNEL_CHAT));
	cr_expect_eq(strncmp(s->hash, "sha256:", 7), 0);
	cr_expect_eq(strlen(s->hash), 7 + 64);
	scenario_free(s);
}

Test(scenario_load, example_customer)
{
	struct scenario *s = load_example();
	cr_assert_eq(s->fact_count, 2);
	cr_expect_eq(scenario_fact(s, SV("needed-by")), 1);
	EXPECT_SV(s->facts[0].value, "40017");
	cr_expect_eq(s->facts[0].asked_count, 2);
	cr_expect(s->facts[0].asked_group >= 0 && s->facts[1].asked_group >= 0);
	cr_expect(s->facts[0].key && !s->facts[1].key);
	cr_expect(!s->facts[0].known);
	cr_assert_eq(s->reaction_count, 6);
	cr_expect_eq(s->reactions[0].anger, -12);
	cr_expect_eq(s->reactions[1].confusion, -5);
	cr_expect_eq(s->reactions[3].anger, 25);
	cr_expect_eq(s->may_group, -1);
	scenario_free(s);
}

/* The condition itself, where a mapping of one key may or may not stand in a COND_ALL. */
static const struct cond *only(const struct cond *cond)
{
	while ((cond->op == COND_ALL || cond->op == COND_ANY) && cond->count == 1)
		cond = cond->children[0];
	return cond;
}

Test(scenario_load, example_conditions)
{
	struct scenario *s = load_example();
	const struct cond *met = only(s->reactions[1].when);
	cr_expect_eq(met->op, COND_MET);
	cr_expect_eq(met->rubric, 0);
	cr_expect_eq(met->index, 1);
	cr_expect_eq(only(s->reactions[5].when)->op, COND_NOTHING);
	const struct cond *said = only(s->reactions[4].when);
	cr_expect_eq(said->op, COND_SAID);
	cr_expect_eq(match_set_phrases(s->set, said->group), 2);
	const struct cond *both = s->nodes[0].next[0].when;
	cr_assert_eq(both->op, COND_ALL);
	cr_assert_eq(both->count, 2);
	cr_expect_eq(only(both->children[0])->index, scenario_goal(s, SV("offered-fix")));
	cr_expect_eq(only(both->children[1])->range.max, 49);
	scenario_free(s);
}

Test(scenario_load, example_nodes)
{
	struct scenario *s = load_example();
	cr_assert_eq(s->node_count, 3);
	cr_assert_eq(s->ending_count, 5);
	cr_expect_eq(s->start, 0);
	const struct node *opening = &s->nodes[0];
	cr_expect_eq(opening->says.any_count, 2);
	cr_expect_eq(opening->next_count, 3);
	cr_expect_eq(opening->next[0].kind, GOTO_ENDING);
	cr_expect_eq(opening->next[0].target, scenario_ending(s, SV("relieved")));
	cr_expect_eq(opening->next[1].kind, GOTO_NODE);
	cr_expect_eq(opening->next[1].target, 1);
	cr_assert_not_null(opening->silence);
	cr_expect_eq(opening->silence->after_ms, 60000);
	cr_expect_eq(opening->silence->anger, 8);
	cr_expect_null(opening->silence->go);
	cr_assert_not_null(opening->silence->then);
	cr_expect_eq(opening->silence->then->go->target, scenario_ending(s, SV("walked-out")));
	cr_expect_eq(s->endings[0].outcome, OUTCOME_RESOLVED);
	cr_expect_eq(s->endings[3].outcome, OUTCOME_CUSTOMER_HUNG_UP);
	cr_expect_eq(s->endings[4].says.any_count, 0);
	cr_expect(s->anytime_count == 3 && s->anytime[1].once && !s->anytime[0].once);
	scenario_free(s);
}

Test(scenario_load, example_actions_and_playthroughs)
{
	struct scenario *s = load_example();
	cr_assert_eq(s->action_count, 5);
	cr_expect_eq(s->actions[0].limit_ms, 120000);
	cr_expect_eq(s->actions[0].each_minute.anger, 4);
	cr_expect_eq(s->actions[0].over_limit.anger, 15);
	cr_expect_eq(s->actions[1].kind, ACTION_NOTE);
	cr_expect_eq(s->actions[2].to_count, 2);
	cr_expect_eq(s->actions[3].go->kind, GOTO_NODE);
	cr_expect_eq(s->actions[4].kind, ACTION_HANG_UP);
	cr_assert_eq(s->playthrough_count, 2);
	const struct playthrough *good = &s->playthroughs[0];
	EXPECT_SV(good->name, "good recovery");
	cr_expect_eq(good->reply_count, 2);
	cr_assert_eq(good->path_count, 3);
	EXPECT_SV(good->path[2], "relieved");
	cr_expect(good->has_anger && good->anger.max == 29 && !good->has_score && !good->has_passed);
	EXPECT_SV(s->playthroughs[1].broke[0], "no-blame");
	scenario_free(s);
}

static const char rich[] =
	"scenario: wrong-bill\n"
	"format: 1\n"
	"title: A bill twice as high\n"
	"channel: email\n"
	"rubrics: empathy-core\n"
	"family: wrong-bill\n"
	"phase: after\n"
	"audience: internal\n"
	"company: Northlight\n"
	"agent: Sam\n"
	"clock: {first_reply: 4h}\n"
	"words: {money-back: [refund, credit]}\n"
	"history:\n"
	"  - A bot took the call first.\n"
	"  - {bot: \"Which account?\", customer: \"It is 7719.\", knows: [account]}\n"
	"customer:\n"
	"  name: Ole\n"
	"  mood: {anger: 40}\n"
	"  facts:\n"
	"    account: {value: 7719, asked: account number}\n"
	"    month: {asked: [which month], says: \"In May, <agent>. Account <fact:account>.\", key: true}\n"
	"  reactions:\n"
	"    - {when: [{met: apology}, {flag: calmed}], anger: -5, set: {flag: calmed}, says: \"Well, <name> hopes "
	"so.\"}\n"
	"policy: {may: [<money-back>], may_not: [waive ... fee, whole bill back]}\n"
	"goals: [{id: settle, done: {said: <money-back>}}]\n"
	"actions: {note: {set: {flag: noted}}, look-up: {}}\n"
	"start: first\n"
	"nodes:\n"
	"  first:\n"
	"    says: {irritated: \"Why?\", furious: [\"WHY?\", \"Answer!\"]}\n"
	"    next: [{when: {flag: noted}, go: aside}, {go: done}]\n"
	"    otherwise: {calm: \"So?\"}\n"
	"    hints: [Look at the bill., Ask for the month.]\n"
	"    set: {flag: begun}\n"
	"  aside:\n"
	"    says: \"One more thing.\"\n"
	"    next: [{go: back, once: true}]\n"
	"    otherwise: \"Hm.\"\n"
	"endings:\n"
	"  done: {outcome: follow-up, csat: 4, follow_up: {after: 2d, node: aside}}\n"
	"  left: {outcome: unresolved, csat: {calm: 3, angry: 1}}\n"
	"follow_up: {after: 36h, node: first, when: {flag: noted}}\n"
	"csat: {left: 2}\n"
	"playthroughs:\n"
	"  - {replies: [\"Hello.\", /wait 60s], seed: 9, expect: {score: at least 50, csat: 4, passed: false, "
	"met: empathy-core/apology}}\n";

Test(scenario_load, rich_head)
{
	struct scenario *s = load(sv_from(rich));
	EXPECT_SV(s->phase, "after");
	EXPECT_SV(s->audience, "internal");
	EXPECT_SV(s->company, "Northlight");
	EXPECT_SV(s->agent, "Sam");
	cr_expect_eq(s->first_reply_ms, 4 * 3600 * 1000);
	cr_expect_eq(s->reply_ms, channel_reply_ms(CHANNEL_EMAIL));
	cr_assert_eq(s->history_count, 3);
	EXPECT_SV(s->history[0], "A bot took the call first.");
	EXPECT_SV(s->history[1], "Bot: Which account?");
	EXPECT_SV(s->history[2], "Customer: It is 7719.");
	cr_expect(s->facts[0].known && !s->facts[1].known);
	EXPECT_SV(s->facts[0].value, "7719");
	EXPECT_SV(s->facts[0].says.any[0].text, "<value>");
	cr_expect(s->facts[1].key);
	cr_expect_eq(s->mood.confusion, 0);
	cr_expect(s->may_group >= 0 && s->may_not_group >= 0);
	cr_expect_eq(s->may_not_count, 2);
	scenario_free(s);
}

Test(scenario_load, rich_flags_and_scenes)
{
	struct scenario *s = load(sv_from(rich));
	cr_expect_eq(s->flag_count, 3);
	cr_assert(s->reactions[0].set_flag >= 0);
	EXPECT_SV(s->flags[s->reactions[0].set_flag], "calmed");
	cr_expect_eq(only(s->reactions[0].when->children[1])->index, s->reactions[0].set_flag);
	EXPECT_SV(s->flags[s->actions[0].set_flag], "noted");
	cr_expect_eq(s->actions[1].set_flag, -1);
	EXPECT_SV(s->flags[s->nodes[0].set_flag], "begun");
	cr_expect_eq(s->nodes[0].hint_count, 2);
	cr_expect_eq(s->nodes[1].next[0].kind, GOTO_BACK);
	cr_assert_eq(s->follow_up_count, 2);
	cr_expect_eq(s->follow_ups[0].ending, -1);
	cr_expect_eq(s->follow_ups[0].after_ms, 36LL * 3600 * 1000);
	cr_expect_not_null(s->follow_ups[0].when);
	cr_expect_eq(s->endings[0].follow_up, 1);
	cr_expect_eq(s->follow_ups[1].node, 1);
	cr_expect_eq(s->endings[0].csat, 4);
	scenario_free(s);
}

Test(scenario_load, rich_ratings)
{
	struct scenario *s = load(sv_from(rich));
	cr_assert_eq(s->csat_count, 3);
	cr_expect(s->csat[0].ending == 1 && s->csat[0].rating == 2 && s->csat[0].when->op == COND_ALL);
	cr_expect(s->csat[1].rating == 3 && s->csat[1].when->range.min == 0 && s->csat[1].when->range.max == 59);
	cr_expect(s->csat[2].rating == 1 && s->csat[2].when->range.min == 60 && s->csat[2].when->range.max == 100);
	const struct playthrough *p = &s->playthroughs[0];
	cr_expect(p->seed == 9 && p->has_score && p->score.min == 50 && p->has_passed && !p->passed);
	cr_expect(p->has_csat && p->csat.min == 4 && p->csat.max == 4);
	cr_expect(p->path == NULL && p->outcome == OUTCOME_NONE);
	scenario_free(s);
}

Test(scenario_load, bands_borrow_from_calmer_ones)
{
	struct scenario *s = load(sv_from(rich));
	const struct says *says = &s->nodes[0].says;
	int count;
	cr_expect_null(says_lines(says, 10, &count));
	cr_expect_eq(count, 0);
	EXPECT_SV(says_lines(says, 59, &count)[0].text, "Why?");
	EXPECT_SV(says_lines(says, 84, &count)[0].text, "Why?");
	says_lines(says, 85, &count);
	cr_expect_eq(count, 2);
	cr_expect_eq(mood_band_of(0), BAND_CALM);
	cr_expect_eq(mood_band_of(30), BAND_IRRITATED);
	cr_expect_eq(mood_band_of(100), BAND_FURIOUS);
	scenario_free(s);
}

/* `goal: [a, b]` is either of them; `all:` asks for both, and keeps the other lines of its mapping. */
Test(scenario_load, all_of_a_list)
{
	struct strbuf example CLEANUP_STRBUF = STRBUF_INIT;
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	int line, column;
	test_example(&example);
	test_edit(strbuf_sv(&example), "when: {goal: offered-fix, anger: below 50}",
		  "when: {all: [{goal: found-order}, {goal: offered-fix}], anger: below 50}", &text, &line, &column);
	struct scenario *s = load(strbuf_sv(&text));
	const struct cond *when = s->nodes[0].next[0].when;
	cr_assert_eq(when->op, COND_ALL);
	cr_assert_eq(when->count, 2);
	const struct cond *all = when->children[0];
	cr_assert_eq(all->op, COND_ALL);
	cr_assert_eq(all->count, 2);
	cr_expect_eq(only(all->children[0])->index, scenario_goal(s, SV("found-order")));
	cr_expect_eq(only(all->children[1])->index, scenario_goal(s, SV("offered-fix")));
	scenario_free(s);
}

/* Cut anywhere, the file gives a scenario or an error with a place, and nothing else. */
Test(scenario_load, cut_anywhere)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	struct rubric_resolver resolver = test_resolver();
	test_example(&text);
	for (size_t n = 0; n < text.len; n += 13) {
		struct diag_list diags = DIAG_LIST_INIT;
		struct err err = ERR_INIT;
		struct scenario *s = scenario_parse("x.yaml", sv_make(text.buf, n), &resolver, &diags, &err);
		if (!s)
			cr_assert(err.kind != ERR_NONE && err.line >= 1, "cut at %zu", n);
		scenario_free(s);
		diag_list_release(&diags);
	}
}
