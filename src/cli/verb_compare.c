/* verb_compare.c - rolecall compare A B: two attempts turn by turn, and the criteria gained and lost. */
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/attempt_card.h"
#include "cli/verb.h"
#include "repl/draw.h"
#include "json/json.h"

#include <string.h>

struct pair {
	struct attempt_card a, b;
	const char *names[2];
};

static const struct turn *reply(const struct transcript *transcript, int number)
{
	for (int i = 0; i < transcript->turn_count; i++) {
		if (transcript->turns[i].who == WHO_AGENT && number-- == 0)
			return &transcript->turns[i];
	}
	return NULL;
}

static void add_reply(const struct draw_style *style, const char *name, const struct turn *turn, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	strbuf_addf(&line, "  %s: ", name);
	if (!turn)
		strbuf_addstr(&line, "(the conversation was over)");
	else if (turn->action.n)
		strbuf_addch(&line, '/');
	if (turn)
		utf8_add_visible(&line, turn->action.n ? turn->action : turn->text, true);
	draw_hanging(style, out, 6, strbuf_sv(&line));
}

static void add_turns(const struct pair *pair, const struct draw_style *style, struct strbuf *out)
{
	for (int i = 0;; i++) {
		const struct turn *a = reply(&pair->a.transcript, i), *b = reply(&pair->b.transcript, i);

		if (!a && !b)
			return;
		strbuf_addf(out, "\nReply %d", i + 1);
		if (a && b && sv_eq(a->text, b->text) && sv_eq(a->action, b->action)) {
			strbuf_addstr(out, ", the same\n");
			add_reply(style, "both", a, out);
			continue;
		}
		strbuf_addch(out, '\n');
		add_reply(style, pair->names[0], a, out);
		add_reply(style, pair->names[1], b, out);
	}
}

static const struct card_criterion *twin(const struct scorecard *card, const struct card_criterion *row)
{
	for (int i = 0; i < card->criterion_count; i++) {
		if (sv_eq(card->criteria[i].rubric->id, row->rubric->id) &&
		    sv_eq(card->criteria[i].criterion->id, row->criterion->id))
			return &card->criteria[i];
	}
	return NULL;
}

/* Met here and missed there. */
static bool turned(const struct scorecard *from, const struct card_criterion *to)
{
	const struct card_criterion *was = twin(from, to);

	return was && to->criterion->status != STATUS_HELPER && to->verdict == VERDICT_MET &&
	       was->verdict == VERDICT_MISSED;
}

static void add_list(const char *title, const struct scorecard *from, const struct scorecard *to,
		     const struct draw_style *style, struct strbuf *out)
{
	bool any = false;

	strbuf_addf(out, "\n%s\n", title);
	for (int i = 0; i < to->criterion_count; i++) {
		const struct card_criterion *row = &to->criteria[i];
		CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

		if (!turned(from, row))
			continue;
		any = true;
		strbuf_addstr(&line, "  ");
		utf8_add_visible(&line, row->criterion->title.n ? row->criterion->title : row->criterion->id, false);
		if (row->scored && row->points)
			strbuf_addf(&line, ", %d points", row->points);
		draw_hanging(style, out, 4, strbuf_sv(&line));
	}
	if (!any)
		strbuf_addstr(out, "  nothing\n");
}

static void add_head(const struct attempt_card *shown, const char *name, struct strbuf *out)
{
	const struct scorecard *card = shown->card;

	strbuf_addf(out, "%s: ", name);
	utf8_add_visible(out, sv_from(shown->attempt.scenario), false);
	strbuf_addf(out, ", %s, ", mode_names[shown->attempt.mode]);
	if (card->has_score)
		strbuf_addf(out, "%.1f %%, ", scorecard_round(card->score));
	strbuf_addstr(out, card->passed ? "passed, " : "not passed, ");
	strbuf_addstr(out, card->outcome == OUTCOME_NONE ? "no end" : outcome_names[card->outcome - 1]);
	if (card->mood_count)
		strbuf_addf(out, ", anger %d to %d", card->mood[0].mood.anger,
			    card->mood[card->mood_count - 1].mood.anger);
	strbuf_addch(out, '\n');
}

static void json_list(struct json_writer *w, const char *key, const struct scorecard *from, const struct scorecard *to)
{
	json_key(w, key);
	json_open_array(w);
	for (int i = 0; i < to->criterion_count; i++) {
		CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;

		if (!turned(from, &to->criteria[i]))
			continue;
		strbuf_addf(&name, SV_FMT "/" SV_FMT, SV_ARG(to->criteria[i].rubric->id),
			    SV_ARG(to->criteria[i].criterion->id));
		json_sv(w, strbuf_sv(&name));
	}
	json_close_array(w);
}

static void add_json(const struct pair *pair, struct strbuf *out)
{
	const struct scorecard *a = pair->a.card, *b = pair->b.card;
	struct json_writer w;

	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "compare", 1);
	json_key_str(&w, "a", pair->names[0]);
	json_key_str(&w, "b", pair->names[1]);
	if (a->has_score && b->has_score)
		json_key_real(&w, "change", scorecard_round(b->score) - scorecard_round(a->score), 1);
	else
		json_key_null(&w, "change");
	json_list(&w, "gained", a, b);
	json_list(&w, "lost", b, a);
	json_close_object(&w);
	strbuf_addch(out, '\n');
}

static void add_text(const struct pair *pair, struct context *context, struct strbuf *out)
{
	struct draw_style style = {.width = context_width(context)};

	add_head(&pair->a, pair->names[0], out);
	add_head(&pair->b, pair->names[1], out);
	add_turns(pair, &style, out);
	add_list("Gained", pair->a.card, pair->b.card, &style, out);
	add_list("Lost", pair->b.card, pair->a.card, &style, out);
}

static bool load_both(struct pair *pair, struct context *context, struct err *err)
{
	const struct attempt_card *both[2] = {&pair->a, &pair->b};

	if (!attempt_card_load(&pair->a, context, pair->names[0], err) ||
	    !attempt_card_load(&pair->b, context, pair->names[1], err))
		return false;
	for (int i = 0; i < 2; i++) {
		if (!both[i]->card)
			return err_set(err, ERR_INPUT, "The scenario or a rubric of attempt %s is not found any more.",
				       pair->names[i]);
		if (both[i]->attempt.mode == MODE_EXAM && !both[i]->attempt.finished)
			return err_set(err, ERR_USAGE, "Attempt %s is an exam that is still open.", pair->names[i]);
	}
	return true;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct pair pair;

	if (!args_count(args, &verb_compare, 2, 2, err))
		return CLI_USAGE;
	memset(&pair, 0, sizeof pair);
	pair.names[0] = args->rest[0];
	pair.names[1] = args->rest[1];
	if (load_both(&pair, context, err)) {
		if (!strcmp(args_get(args, "format", "text"), "json"))
			add_json(&pair, &out);
		else
			add_text(&pair, context, &out);
		context_page(context, strbuf_sv(&out), err);
	}
	attempt_card_release(&pair.a);
	attempt_card_release(&pair.b);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"format", 'f', "FORM", "text|json", VALUE_NONE, false, "text or json"},
	{"trainee", 't', "NAME", NULL, VALUE_TRAINEE, false, "whose \"last\" is meant"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_compare = {
	.name = "compare",
	.arguments = "A B",
	.summary = "Compare two attempts: what was said, what was gained and lost",
	.readers = "trainee",
	.options = options,
	.text = "A and B are numbers of attempts (rolecall list attempts), p12 for one of practice, or \"last\".",
	.run = run,
};
