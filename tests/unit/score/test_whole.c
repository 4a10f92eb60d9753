/* test_whole.c - random conversations scored three ways: turn by turn and watched, whole with a card, whole in brief.
 * All three agree, whatever was scored with the same session before, with the shipped rubrics and those of the tests.
 */
#include "base/file.h"
#include "base/mem.h"
#include "base/rng.h"
#include "score/card.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#define MAX_RUBRICS 96
#define MAX_TURNS 14

struct bench {
	struct rubric *rubrics[MAX_RUBRICS];
	size_t count;
	struct strbuf samples; /* texts that phrases match, NUL after each */
	size_t *lines;
	size_t line_count, line_cap;
	struct scorer *scorer, *plain;
	struct score_session *watched, *whole, *brief, *slow;
	struct rng rng;
	struct strbuf texts[MAX_TURNS];
	struct turn turns[MAX_TURNS];
	struct transcript talk;
};

static void add_samples(struct bench *bench, const struct rubric *rubric, size_t seed)
{
	static const struct match_binding nobody;

	for (int g = 0; g < (int)match_set_groups(rubric->set); g++) {
		for (size_t p = 0; p < match_set_phrases(rubric->set, g); p++) {
			size_t at = bench->samples.len;

			if (!match_sample(rubric->set, g, p, &nobody, seed + p, &bench->samples))
				continue;
			strbuf_add(&bench->samples, "", 1);
			MEM_ENSURE(bench->lines, bench->line_count, bench->line_cap);
			bench->lines[bench->line_count++] = at;
		}
	}
}

static void add_folder(struct bench *bench, const char *folder)
{
	const char *root = getenv("ROLECALL_SOURCE");
	CLEANUP_FREE char *path = file_join(root ? root : ".", folder);
	struct err err = ERR_INIT;
	size_t count = 0;
	char **files = file_list(path, ".yaml", &count, &err);

	cr_assert(files != NULL && count > 0);
	for (size_t i = 0; i < count; i++) {
		struct diag_list diags = DIAG_LIST_INIT;
		struct err own = ERR_INIT;
		struct rubric *rubric = rubric_load(files[i], NULL, &diags, &own);

		diag_list_release(&diags);
		if (!rubric)
			continue; /* a word list */
		cr_assert_lt(bench->count, MAX_RUBRICS);
		add_samples(bench, rubric, i);
		bench->rubrics[bench->count++] = rubric;
	}
	file_list_free(files, count);
}

static void bench_open(struct bench *bench)
{
	const struct rubric *const *rubrics = (const struct rubric *const *)bench->rubrics;

	cr_assert_gt(bench->line_count, 20);
	bench->scorer = scorer_new(rubrics, bench->count, bench->count, NULL, MATCH_ENGINE_FAST);
	bench->plain = scorer_new(rubrics, bench->count, bench->count, NULL, MATCH_ENGINE_PLAIN);
	bench->watched = score_session_new(bench->scorer, NULL);
	bench->whole = score_session_new(bench->scorer, NULL);
	bench->brief = score_session_new(bench->scorer, NULL);
	bench->slow = score_session_new(bench->plain, NULL);
	for (int i = 0; i < MAX_TURNS; i++)
		strbuf_init(&bench->texts[i], 0);
}

static void bench_close(struct bench *bench)
{
	score_session_free(bench->watched);
	score_session_free(bench->whole);
	score_session_free(bench->brief);
	score_session_free(bench->slow);
	scorer_free(bench->scorer);
	scorer_free(bench->plain);
	for (size_t i = 0; i < bench->count; i++)
		rubric_free(bench->rubrics[i]);
	for (int i = 0; i < MAX_TURNS; i++)
		strbuf_release(&bench->texts[i]);
	strbuf_release(&bench->samples);
	free(bench->lines);
}

static const char *const pieces[] = {"I am not sorry. ",
				     "sorry, \"sorry\" ",
				     "WHY DO YOU ASK ME AGAIN ",
				     "!!! ",
				     "?? ",
				     "\xF0\x9F\x99\x82\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA ",
				     "\n\n",
				     "order 40017 ",
				     "the kettle leaks on Monday. ",
				     "Zo\xC3\xAB ",
				     "thank you for waiting so long today. "};

static void make_text(struct bench *bench, int turn)
{
	struct strbuf *text = &bench->texts[turn];
	struct rng *rng = &bench->rng;

	strbuf_reset(text);
	if (turn > 0 && rng_below(rng, 6) == 0) { /* said again, or back */
		strbuf_addsv(text, strbuf_sv(&bench->texts[rng_below(rng, (uint32_t)turn)]));
		strbuf_addch(text, ' ');
	}
	for (uint32_t left = rng_below(rng, 4); left > 0; left--) {
		if (rng_below(rng, 3) == 0) {
			strbuf_addstr(text, pieces[rng_below(rng, sizeof pieces / sizeof *pieces)]);
			continue;
		}
		strbuf_addstr(text, bench->samples.buf + bench->lines[rng_below(rng, (uint32_t)bench->line_count)]);
		strbuf_addstr(text, rng_below(rng, 2) ? ". " : " ");
	}
}

static void make_talk(struct bench *bench, uint64_t seed)
{
	static const char *const actions[] = {"hold", "transfer", "hang-up", "note", "offer"};
	static const char *const names[] = {"", "Dana", "Zo\xC3\xAB"};
	struct rng *rng = &bench->rng;
	bool timed;
	int64_t at = 0;
	uint32_t channel;

	rng_seed(rng, seed);
	timed = rng_below(rng, 2) > 0;
	channel = rng_below(rng, CHANNEL_COUNT + 2);
	bench->talk = (struct transcript){.id = SV("t"),
					  .scenario = SV(""),
					  .channel = SV(""),
					  .customer_name = sv_from(names[rng_below(rng, 3)]),
					  .agent_name = SV(""),
					  .company = SV(""),
					  .turns = bench->turns,
					  .turn_count = 1 + (int)rng_below(rng, MAX_TURNS)};
	if (channel < CHANNEL_COUNT)
		bench->talk.channel = sv_from(channel_names[channel]);
	for (int i = 0; i < bench->talk.turn_count; i++) {
		uint32_t what = rng_below(rng, 9);

		at += rng_below(rng, 90000);
		make_text(bench, i);
		bench->turns[i] = (struct turn){.who = what < 4 ? WHO_CUSTOMER : WHO_AGENT,
						.text = strbuf_sv(&bench->texts[i]),
						.action = SV(""),
						.argument = SV(""),
						.at_ms = timed ? at : -1};
		if (what != 4)
			continue;
		bench->turns[i].action = sv_from(actions[rng_below(rng, 5)]);
		bench->turns[i].text = SV("");
	}
}

/* As the engine does it, all criteria judged after each turn. */
static void watch(struct bench *bench)
{
	struct score_context context = {.channel = channel_from(bench->talk.channel),
					.binding = {.name = bench->talk.customer_name}};

	score_session_reset(bench->watched, &context);
	for (int i = 0; i < bench->talk.turn_count; i++) {
		const struct turn *turn = &bench->turns[i];

		if (turn->who == WHO_CUSTOMER)
			score_customer(bench->watched, i + 1, turn->text, turn->at_ms);
		else if (turn->action.n > 0)
			score_action(bench->watched, i + 1, turn->action, turn->for_ms, turn->at_ms);
		else
			score_reply(bench->watched, i + 1, turn->text, turn->at_ms, NULL);
	}
	score_close(bench->watched);
}

static void card_text(const struct scorecard *card, enum card_detail detail, struct strbuf *out)
{
	strbuf_reset(out);
	scorecard_add_json(card, detail, out);
}

static void same_verdicts(const struct bench *bench, uint64_t seed)
{
	for (int r = 0; r < (int)bench->count; r++) {
		for (int c = 0; c < bench->rubrics[r]->criterion_count; c++) {
			struct sv id = bench->rubrics[r]->criteria[c].id;

			cr_assert_eq(score_verdict(bench->brief, r, c, NULL), score_verdict(bench->watched, r, c, NULL),
				     "seed %d, " SV_FMT, (int)seed, SV_ARG(id));
			cr_assert_float_eq(score_strength(bench->brief, r, c), score_strength(bench->watched, r, c),
					   1e-12, "seed %d, " SV_FMT, (int)seed, SV_ARG(id));
		}
	}
}

static void compare(struct bench *bench, uint64_t seed)
{
	CLEANUP_STRBUF struct strbuf watched = STRBUF_INIT, whole = STRBUF_INIT, slow = STRBUF_INIT,
				     brief = STRBUF_INIT;
	const struct score_brief *said;
	struct scorecard *card;

	make_talk(bench, seed);
	watch(bench);
	card = score_card(NULL, bench->watched, &bench->talk);
	card_text(card, CARD_FULL, &watched);
	talloc_free(card);
	card = score_transcript(NULL, bench->slow, &bench->talk);
	card_text(card, CARD_FULL, &slow);
	talloc_free(card);
	cr_assert_str_eq(watched.buf, slow.buf, "seed %d: watched and plain", (int)seed);
	card = score_transcript(NULL, bench->whole, &bench->talk);
	card_text(card, CARD_FULL, &whole);
	cr_assert_str_eq(watched.buf, whole.buf, "seed %d: watched and whole", (int)seed);
	said = score_transcript_brief(bench->brief, &bench->talk);
	for (enum card_detail detail = CARD_VERDICTS; detail <= CARD_SCORE; detail++) {
		card_text(card, detail, &whole);
		strbuf_reset(&brief);
		score_brief_add_json(bench->brief, bench->talk.id, said, detail, &brief);
		cr_assert_str_eq(whole.buf, brief.buf, "seed %d: whole and brief", (int)seed);
	}
	talloc_free(card);
	same_verdicts(bench, seed);
	if (seed % 7 == 0) { /* either way of being used in between leaves no trace */
		(void)score_transcript_brief(bench->whole, &bench->talk);
		card = score_transcript(NULL, bench->brief, &bench->talk);
		talloc_free(card);
	}
}

Test(whole, agrees_with_turn_by_turn_on_shipped_rubrics)
{
	struct bench bench = {.count = 0};

	strbuf_init(&bench.samples, 0);
	add_folder(&bench, "rubrics");
	bench_open(&bench);
	for (uint64_t seed = 1; seed <= 100; seed++)
		compare(&bench, seed);
	bench_close(&bench);
}

Test(whole, agrees_with_turn_by_turn_on_every_kind)
{
	struct bench bench = {.count = 0};

	strbuf_init(&bench.samples, 0);
	add_folder(&bench, "tests/data/score");
	bench_open(&bench);
	for (uint64_t seed = 1; seed <= 800; seed++)
		compare(&bench, seed);
	bench_close(&bench);
}
