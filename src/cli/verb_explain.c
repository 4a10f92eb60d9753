/* verb_explain.c - rolecall explain ATTEMPT [CRITERION], rolecall explain CODE */
#include "cli/attempt_card.h"
#include "cli/verb.h"
#include "lint/explain.h"
#include "score/card_text.h"

#include <ctype.h>
#include <string.h>

static bool is_code(const char *word)
{
	return strlen(word) == 4 && isalpha((unsigned char)word[0]) && isdigit((unsigned char)word[1]) &&
	       isdigit((unsigned char)word[2]) && isdigit((unsigned char)word[3]);
}

static bool names_criterion(const struct card_criterion *row, struct sv word)
{
	const char *slash = memchr(word.p, '/', word.n);
	struct sv rubric = slash ? sv_make(word.p, (size_t)(slash - word.p)) : SV("");
	struct sv id = slash ? sv_make(slash + 1, word.n - rubric.n - 1) : word;

	return sv_eq(id, row->criterion->id) && (!slash || sv_eq(rubric, row->rubric->id));
}

static bool explain_one(const struct attempt_card *shown, const char *word, const struct card_text_options *options,
			struct strbuf *out, struct err *err)
{
	const char *names[512];
	size_t count = 0;
	bool found = false;

	for (int i = 0; i < shown->card->criterion_count; i++) {
		const struct card_criterion *row = &shown->card->criteria[i];

		if (count < 511)
			names[count++] = row->criterion->id.p;
		if (!names_criterion(row, sv_from(word)))
			continue;
		scorecard_explain(shown->card, i, options, out);
		found = true;
	}
	names[count] = NULL;
	if (found)
		return true;
	const char *near = sv_nearest(sv_from(word), names);
	if (near)
		return err_set(err, ERR_USAGE, "The card has no criterion \"%s\". Did you mean \"%s\"?", word, near);
	return err_set(err, ERR_USAGE, "The card has no criterion \"%s\".", word);
}

static void explain_all(const struct attempt_card *shown, const struct card_text_options *options, struct strbuf *out)
{
	for (int i = 0; i < shown->card->criterion_count; i++) {
		if (shown->card->criteria[i].criterion->status == STATUS_HELPER)
			continue;
		scorecard_explain(shown->card, i, options, out);
		strbuf_addch(out, '\n');
	}
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct card_text_options options = {context_width(context), context->colour_out, false};
	const char *word = args->rest_count ? args->rest[0] : "last";
	struct attempt_card shown;

	if (!args_count(args, &verb_explain, 0, 2, err))
		return CLI_USAGE;
	if (is_code(word)) {
		if (!lint_explain(word, &out))
			err_set(err, ERR_USAGE, "There is no lint code %s. docs/scenario-format.md lists them.", word);
		else
			context_page(context, strbuf_sv(&out), err);
		return CLI_OK;
	}
	if (attempt_card_load(&shown, context, word, err)) {
		if (shown.attempt.mode == MODE_EXAM && !shown.attempt.finished)
			err_set(err, ERR_USAGE, "This exam is still open; it can be explained when it has ended.");
		else if (!shown.card)
			err_set(err, ERR_INPUT, "The scenario or rubric of attempt %s is not found any more.", word);
		else if (args->rest_count > 1)
			explain_one(&shown, args->rest[1], &options, &out, err);
		else
			explain_all(&shown, &options, &out);
		if (err->kind == ERR_NONE)
			context_page(context, strbuf_sv(&out), err);
	}
	attempt_card_release(&shown);
	return CLI_OK;
}

static const struct verb_option options_table[] = {
	{"trainee", 't', "NAME", NULL, VALUE_TRAINEE, false, "whose last attempt"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_explain = {
	.name = "explain",
	.arguments = "[ATTEMPT|last [CRITERION]] | CODE",
	.words = "last",
	.summary = "Say why each point was won or lost, or what a lint code means",
	.readers = "all",
	.options = options_table,
	.run = run,
};
