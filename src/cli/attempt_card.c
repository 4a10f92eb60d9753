/* attempt_card.c - loading a stored attempt and scoring it anew from its transcript. */
#include "cli/attempt_card.h"

#include "base/file.h"
#include "base/mem.h"

#include <string.h>

/* The trainee's newest attempt in one store; false without *err when there is none. */
static bool newest(struct context *context, struct store *store, int64_t *id, int64_t *when, struct err *err)
{
	struct attempt_query query = {.limit = 1};
	void *pool = talloc_new(NULL);
	struct attempt *attempts = NULL;
	size_t count = 0;

	if (store && store_trainee_find(store, sv_from(context->trainee), &query.trainee, err) && query.trainee)
		attempts = store_attempts(pool, store, &query, &count, err);
	if (attempts && count) {
		*id = attempts[0].id;
		*when = attempts[0].started_ms;
	}
	talloc_free(pool);
	return attempts && count;
}

static bool find_last(struct context *context, struct store *shared, struct store *practice, struct store **store,
		      int64_t *id, struct err *err)
{
	int64_t ids[2] = {0, 0}, when[2] = {-1, -1};
	bool found_shared = newest(context, shared, &ids[0], &when[0], err);
	bool found_practice = err->kind == ERR_NONE && newest(context, practice, &ids[1], &when[1], err);
	int which = found_practice && when[1] >= when[0];

	if (err->kind != ERR_NONE)
		return false;
	if (!found_shared && !found_practice)
		return err_set(err, ERR_USAGE, "%s has no attempt yet: rolecall play makes one.", context->trainee);
	*store = which ? practice : shared;
	*id = ids[which];
	return true;
}

static bool has_attempt(struct store *store, int64_t id)
{
	struct attempt attempt;
	struct err ignored = ERR_INIT;
	void *pool = talloc_new(NULL);
	bool found = store && store_attempt_get(pool, store, id, &attempt, &ignored);

	talloc_free(pool);
	return found;
}

bool attempt_find(struct context *context, const char *word, struct store **store, int64_t *id, struct err *err)
{
	struct store *shared = file_exists(context->store_path) ? context_store(context, err) : NULL;
	struct store *practice = err->kind == ERR_NONE ? context_practice_existing(context, err) : NULL;
	bool private = word[0] == 'p';
	long number = 0;

	if (err->kind != ERR_NONE)
		return false;
	if (!strcmp(word, "last"))
		return find_last(context, shared, practice, store, id, err);
	if (!sv_to_long(sv_from(word + private), &number) || number <= 0)
		return err_set(err, ERR_USAGE,
			       "\"%s\" is no attempt: give its number (rolecall list attempts) or \"last\".", word);
	*id = number;
	*store = !private && has_attempt(shared, number) ? shared : has_attempt(practice, number) ? practice : NULL;
	return *store || err_set(err, ERR_USAGE, "There is no attempt %s: rolecall list attempts.", word);
}

void attempt_name(const struct context *context, const struct store *store, int64_t id, struct strbuf *out)
{
	strbuf_addf(out, "%s%lld", store == context->practice ? "p" : "", (long long)id);
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
	int64_t id = 0;

	memset(out, 0, sizeof *out);
	transcript_init(&out->transcript);
	out->pool = talloc_new(NULL);
	if (!attempt_find(context, word, &out->store, &id, err) ||
	    !store_attempt_get(out->pool, out->store, id, &out->attempt, err))
		return false;
	transcript_release(&out->transcript); /* the store fills a new one */
	return store_attempt_transcript(out->store, id, &out->transcript, err) && score_it(out, context, err);
}

void attempt_card_release(struct attempt_card *card)
{
	scoring_free(card->scoring);
	transcript_release(&card->transcript);
	talloc_free(card->pool);
}
