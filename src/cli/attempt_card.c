/* attempt_card.c - loading a stored attempt and scoring it anew from its transcript. */
#include "cli/attempt_card.h"

#include "base/mem.h"

#include <string.h>

static bool find_last(struct context *context, struct store *store, int64_t *id, struct err *err)
{
	struct attempt_query query = {.limit = 1};
	void *pool = talloc_new(NULL);
	struct attempt *attempts = NULL;
	size_t count = 0;

	if (store_trainee_find(store, sv_from(context->trainee), &query.trainee, err) && query.trainee)
		attempts = store_attempts(pool, store, &query, &count, err);
	if (attempts && count)
		*id = attempts[0].id;
	talloc_free(pool);
	if (!count && err->kind == ERR_NONE)
		return err_set(err, ERR_USAGE, "%s has no attempt in this store yet.", context->trainee);
	return err->kind == ERR_NONE;
}

/* Rubrics pinned as "id@hash id@hash": those ids as names for scoring. */
static size_t pinned_rubrics(struct attempt_card *out, const char **names, size_t most)
{
	size_t count = 0;
	char *rest = talloc_strdup(out->pool, out->attempt.rubrics ? out->attempt.rubrics : "");

	while (rest && *rest && count < most) {
		char *space = strchr(rest, ' ');
		char *at = strchr(rest, '@');

		if (space)
			*space = '\0';
		if (at && (!space || at < space))
			*at = '\0';
		if (*rest)
			names[count++] = rest;
		rest = space ? space + 1 : NULL;
	}
	return count;
}

static bool same_content(const struct attempt_card *out)
{
	if (!out->scenario || strcmp(out->scenario->hash, out->attempt.scenario_hash) != 0)
		return false;
	for (int i = 0; out->card && i < out->card->rubric_count; i++) {
		if (!strstr(out->attempt.rubrics, out->card->rubrics[i]->hash))
			return false;
	}
	return true;
}

static bool score_it(struct attempt_card *out, struct context *context, struct err *err)
{
	const char *names[64];
	size_t count = pinned_rubrics(out, names, 64);
	struct err missing = ERR_INIT;

	out->scoring = scoring_new(context, names, count, MATCH_ENGINE_FAST, &missing);
	if (!out->scoring)
		return true; /* the content is gone: what was kept is shown */
	out->scenario = scoring_scenario(out->scoring, out->transcript.scenario, &missing);
	if (missing.kind == ERR_NONE)
		out->card = scoring_card(out->pool, out->scoring, &out->transcript, &missing);
	if (missing.kind == ERR_BUG) {
		*err = missing;
		return false;
	}
	out->content_changed = !same_content(out);
	return true;
}

bool attempt_card_load(struct attempt_card *out, struct context *context, const char *word, struct err *err)
{
	struct store *store = context_store_existing(context, err);
	long number = 0;
	int64_t id;

	memset(out, 0, sizeof *out);
	transcript_init(&out->transcript);
	out->pool = talloc_new(NULL);
	if (!store)
		return false;
	if (!strcmp(word, "last")) {
		if (!find_last(context, store, &id, err))
			return false;
	} else if (sv_to_long(sv_from(word), &number) && number > 0) {
		id = number;
	} else {
		return err_set(err, ERR_USAGE,
			       "\"%s\" is no attempt: give its number (rolecall list attempts) or \"last\".", word);
	}
	return store_attempt_get(out->pool, store, id, &out->attempt, err) &&
	       store_attempt_transcript(store, id, &out->transcript, err) && score_it(out, context, err);
}

void attempt_card_release(struct attempt_card *card)
{
	scoring_free(card->scoring);
	transcript_release(&card->transcript);
	talloc_free(card->pool);
}
