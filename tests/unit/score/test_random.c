/* test_random.c - random conversations: what is told is consistent, and the same turns give the same bytes. */
#include "desk.h"

#include "base/mem.h"
#include "base/rng.h"

#include <criterion/criterion.h>

#define TURNS 12
#define SLOTS 32

static const char *const words[] = {"please",    "goodbye",     "red",
				    "green",     "blue",        "thanks",
				    "black",     "white",       "known",
				    "noted",     "sorry",       "not",
				    "calm down", "one",         "two",
				    "four",      "?",           ".",
				    "\"",        "sadly",       "\xf0\x9f\x99\x82",
				    "\xff",      "what is it?", "thank you for waiting",
				    "!!!"};
static const char *const deeds[] = {"hold", "note", "transfer"};

static void make_reply(struct rng *rng, struct strbuf *out)
{
	for (uint32_t n = rng_below(rng, 7); n > 0; n--) {
		strbuf_addstr(out, words[rng_below(rng, sizeof words / sizeof words[0])]);
		strbuf_addch(out, ' ');
	}
}

struct told {
	bool met, missed;
};

/* MET only when not met before, LOST only after MET, MISSED once until met again; and the verdict agrees. */
static void check_changes(const struct desk *desk, const struct score_session *session, struct told *told)
{
	size_t count = 0;
	const struct score_change *changes = score_changes(session, &count);

	for (size_t i = 0; i < count; i++) {
		struct told *one = &told[changes[i].criterion];
		bool open = false;
		enum verdict verdict = score_verdict(session, 0, changes[i].criterion, &open);
		struct sv id = desk->rubrics[0]->criteria[changes[i].criterion].id;

		switch (changes[i].kind) {
		case CHANGE_MET:
			cr_assert(!one->met && verdict == VERDICT_MET, SV_FMT, SV_ARG(id));
			*one = (struct told){true, false};
			break;
		case CHANGE_LOST:
			cr_assert(one->met && verdict != VERDICT_MET, SV_FMT, SV_ARG(id));
			one->met = false;
			break;
		case CHANGE_MISSED:
			cr_assert(!one->met && !one->missed && verdict == VERDICT_MISSED && !open, SV_FMT, SV_ARG(id));
			one->missed = true;
			break;
		default:
			cr_assert_eq(verdict, VERDICT_MISSED, SV_FMT, SV_ARG(id));
			cr_assert(score_ever_broke(session, 0, changes[i].criterion), SV_FMT, SV_ARG(id));
		}
	}
}

static void feed(const struct desk *desk, struct score_session *session, uint64_t seed, struct strbuf texts[TURNS],
		 struct strbuf *json)
{
	struct rng rng;
	struct told told[SLOTS] = {{false, false}};
	struct scorecard *card;

	rng_seed(&rng, seed);
	score_session_reset(session, NULL);
	for (int i = 0; i < TURNS; i++) {
		struct cond_env before = {.channel = CHANNEL_UNKNOWN,
					  .replies = -1,
					  .total_replies = -1,
					  .elapsed_ms = -1};
		uint32_t what = rng_below(&rng, 5);

		before.anger_known = rng_below(&rng, 2) > 0;
		before.mood.anger = (int)rng_below(&rng, 101);
		strbuf_reset(&texts[i]);
		make_reply(&rng, &texts[i]);
		if (what == 0)
			score_action(session, i + 1, sv_from(deeds[rng_below(&rng, 3)]), 0, -1);
		else if (what == 1)
			score_customer(session, i + 1, strbuf_sv(&texts[i]), i * 1000);
		else
			score_reply(session, i + 1, strbuf_sv(&texts[i]), i * 1000, &before);
		if (what != 1)
			check_changes(desk, session, told);
	}
	score_close(session);
	check_changes(desk, session, told);
	for (int c = 0; c < desk->rubrics[0]->criterion_count; c++) {
		bool open = false;

		score_verdict(session, 0, c, &open);
		cr_assert_not(open, "nothing is open after the close");
	}
	card = score_card(NULL, session, NULL);
	strbuf_reset(json);
	scorecard_add_json(card, CARD_FULL, json);
	talloc_free(card);
}

static void run(const char *name)
{
	CLEANUP_STRBUF struct strbuf first = STRBUF_INIT, again = STRBUF_INIT;
	struct strbuf texts[TURNS];
	struct score_session *session, *other;
	struct desk desk;

	for (int i = 0; i < TURNS; i++)
		strbuf_init(&texts[i], 0);
	desk_open(&desk, &name, 1);
	cr_assert_leq(desk.rubrics[0]->criterion_count, SLOTS);
	session = score_session_new(desk.scorer, NULL);
	for (uint64_t seed = 1; seed <= 400; seed++) {
		feed(&desk, session, seed, texts, &first);
		other = score_session_new(desk.scorer, NULL);
		feed(&desk, other, seed, texts, &again);
		cr_assert_str_eq(first.buf, again.buf, "%s, seed %d: a used session differs from a new one", name,
				 (int)seed);
		score_session_free(other);
	}
	score_session_free(session);
	desk_close(&desk);
	for (int i = 0; i < TURNS; i++)
		strbuf_release(&texts[i]);
}

Test(random, windows)
{
	run("windows.yaml");
}

Test(random, courtesy)
{
	run("courtesy.yaml");
}

Test(random, composed)
{
	run("composed.yaml");
}

Test(random, measures)
{
	run("measures.yaml");
}
