/* A person's own sentence, said better: by the kind of rule. */
#include "base/mem.h"
#include "repl/rewrite.h"

#include <criterion/criterion.h>

struct bench {
	struct rubric *rubric;
	struct scorer *scorer;
	struct score_session *session;
	struct transcript transcript;
	struct scorecard *card;
	struct strbuf own, better;
};

static const char rules[] =
	"rubric: small\nformat: 1\ntitle: Small\npass_mark: 50\nsections:\n"
	"  - section: all\n    weight: 100\n    criteria:\n"
	"      - {id: sorry, title: Sorry, skill: emotional-intelligence, points: 5, require: [sorry],\n"
	"         where: first 2 replies, advice: Say it., model: I'm sorry about that.}\n"
	"      - {id: promise, title: Promise, skill: problem-solving, points: 5, require: [I will],\n"
	"         advice: Promise., model: I will call you today.}\n"
	"      - {id: first, title: First, skill: attentive-listening, points: 5,\n"
	"         order: [met sorry, asks a question], where: first 2 replies, advice: First.}\n"
	"      - {id: blame, title: Blame, skill: emotional-intelligence, critical: customer,\n"
	"         forbid: [your fault], advice: No., model: Let us look at it together.}\n"
	"      - {id: else, title: Else, skill: attentive-listening, points: 5, require: [anything else],\n"
	"         advice: Ask., model: Anything else today?}\n"
	"      - {id: bye, title: Bye, skill: emotional-intelligence, points: 5, require: [take care],\n"
	"         advice: Close., model: 'Take care, Dana.'}\n"
	"      - {id: party, title: Party, skill: emotional-intelligence, points: 5, require: [party],\n"
	"         where: last reply, advice: Close., model: May the party be fun.}\n"
	"      - {id: hello, title: Hello, skill: effective-communication, points: 5, require: [hello],\n"
	"         where: first reply, advice: Greet., model: Hello Dana.}\n"
	"      - {id: asks, title: Asks, skill: attentive-listening, points: 5, require: [which one],\n"
	"         advice: Ask., model: Which one is it?}\n";

static void say(struct bench *bench, const char *const *replies, int count)
{
	struct err err = ERR_INIT;

	*bench = (struct bench){.own = STRBUF_INIT, .better = STRBUF_INIT};
	bench->rubric = rubric_parse("small.yaml", sv_from(rules), NULL, NULL, &err);
	cr_assert(bench->rubric, "%s", err.message);
	const struct rubric *list[1] = {bench->rubric};
	bench->scorer = scorer_new(list, 1, 1, NULL, MATCH_ENGINE_FAST);
	transcript_init(&bench->transcript);
	for (int i = 0; i < count; i++) {
		struct turn turn = {.who = WHO_AGENT,
				    .text = sv_from(replies[i]),
				    .action = SV(""),
				    .argument = SV(""),
				    .extra = SV(""),
				    .at_ms = -1};

		transcript_add(&bench->transcript, &turn);
	}
	struct score_context context = {.channel = CHANNEL_UNKNOWN};
	bench->session = score_session_new(bench->scorer, &context);
	bench->card = score_transcript(NULL, bench->session, &bench->transcript);
}

static bool rewrite(struct bench *bench, const char *id)
{
	int at = rubric_find(bench->rubric, sv_from(id));

	strbuf_reset(&bench->own);
	strbuf_reset(&bench->better);
	return rewrite_sentence(bench->card, &bench->card->criteria[at], &bench->transcript, &bench->own,
				&bench->better);
}

static void expect(struct bench *bench, const char *id, const char *better)
{
	cr_assert(rewrite(bench, id), "%s", id);
	cr_assert_str_eq(bench->better.buf, better, "%s: %s", id, bench->better.buf);
}

static void done(struct bench *bench)
{
	strbuf_release(&bench->own);
	strbuf_release(&bench->better);
	talloc_free(bench->card);
	score_session_free(bench->session);
	transcript_release(&bench->transcript);
	scorer_free(bench->scorer);
	rubric_free(bench->rubric);
}

Test(rewrite, what_is_missing_goes_where_it_belongs)
{
	const char *const replies[] = {"Which one? Tell me.", "Fine. I see."};
	struct bench bench;

	say(&bench, replies, 2);
	cr_assert(rewrite(&bench, "sorry"));
	cr_assert_str_eq(bench.own.buf, "Which one?");
	cr_assert_str_eq(bench.better.buf, "I'm sorry about that. Which one?");
	cr_assert(rewrite(&bench, "promise"));
	cr_assert_str_eq(bench.own.buf, "I see.");
	cr_assert_str_eq(bench.better.buf, "I see. I will call you today.");
	done(&bench);
}

Test(rewrite, what_was_typed_without_a_stop_gets_one)
{
	const char *const replies[] = {"  Which one? sorry for that", "fine I see"};
	struct bench bench;

	say(&bench, replies, 2);
	cr_assert(rewrite(&bench, "promise"));
	cr_assert_str_eq(bench.better.buf, "fine I see. I will call you today.");
	strbuf_reset(&bench.better);
	cr_assert(rewrite(&bench, "first"));
	cr_assert_str_eq(bench.better.buf, "sorry for that. Which one?");
	done(&bench);
}

Test(rewrite, what_comes_late_is_moved_and_what_is_forbidden_replaced)
{
	const char *const replies[] = {"Which one? Sorry for that. Well.", "Hm. That is your fault, you know. Bye."};
	struct bench bench;

	say(&bench, replies, 2);
	cr_assert(rewrite(&bench, "first"));
	cr_assert_str_eq(bench.better.buf, "Sorry for that. Which one? Well.");
	cr_assert(rewrite(&bench, "blame"));
	cr_assert_str_eq(bench.own.buf, "That is your fault, you know.");
	cr_assert_str_eq(bench.better.buf, "Let us look at it together.");
	done(&bench);
}

Test(rewrite, an_empty_conversation_has_nothing_to_rewrite)
{
	struct bench bench;

	say(&bench, NULL, 0);
	cr_assert_not(rewrite(&bench, "sorry"));
	cr_assert_not(rewrite(&bench, "first"));
	cr_assert_not(rewrite(&bench, "blame"));
	done(&bench);
}

Test(rewrite, greeting_care_matter_and_closing_keep_their_order)
{
	const char *const replies[] = {"Hi, Sam here. The lamp went out on Monday. Sorry about it.",
				       "A new one is on its way. Bye for now!"};
	const char *const curt[] = {"It went out on Monday.", "A new one is on its way."};
	struct bench bench;

	say(&bench, replies, 2);
	expect(&bench, "else", "Anything else today? Bye for now!");
	expect(&bench, "bye", "Bye for now! Take care, Dana.");
	expect(&bench, "party", "Bye for now! May the party be fun.");
	expect(&bench, "promise", "I will call you today. Bye for now!");
	expect(&bench, "asks", "Hi, Sam here. Which one is it?");
	expect(&bench, "hello", "Hello Dana. Hi, Sam here.");
	done(&bench);
	say(&bench, curt, 2);
	expect(&bench, "else", "A new one is on its way. Anything else today?");
	expect(&bench, "sorry", "I'm sorry about that. It went out on Monday.");
	expect(&bench, "hello", "Hello Dana. It went out on Monday.");
	done(&bench);
}

Test(rewrite, what_is_moved_stays_behind_the_greeting)
{
	const char *const late[] = {"Hello, Dana! Which one is it? Sorry for that. Well."};
	const char *const right[] = {"Hello, Dana! Sorry for that. Well."};
	struct bench bench;

	say(&bench, late, 1);
	expect(&bench, "first", "Hello, Dana! Sorry for that. Which one is it? Well.");
	done(&bench);
	say(&bench, right, 1);
	cr_assert_not(rewrite(&bench, "first"));
	done(&bench);
}
