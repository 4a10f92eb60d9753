/* scoring.c - scenarios and rubrics for scoring, each loaded once. */
#include "cli/scoring.h"

#include "base/mem.h"

#include <string.h>

struct scoring_entry { /* a scenario with its compiled scorer */
	char *name;
	struct scenario *scenario; /* NULL: looked for and not found */
	struct scorer *scorer;
	const struct rubric **rubrics;
};

struct scoring {
	struct context *context;
	const struct rubric **rubrics; /* given with --rubric */
	size_t rubric_count;
	enum match_engine engine;
	struct scorer *scorer; /* for transcripts without a scenario, made on first use */
	struct score_session *session;
	struct scoring_entry *entries;
	size_t entry_count, entry_cap;
};

static bool refuse_errors(const struct diag_list *diags, struct err *err)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *diag = &diags->items[i];

		/* T codes belong to `test`; play and score refuse a file for Y, P, R and S only. */
		if (diag->severity == DIAG_ERROR && strchr("YPRS", diag->code[0]))
			return err_set_at(err, ERR_INPUT, diag->file, diag->line, diag->column,
					  "error[%s]: %s. \"rolecall lint\" shows all.", diag->code, diag->message);
	}
	return true;
}

struct rubric *scoring_load_rubric(struct context *context, struct sv name, struct err *err)
{
	struct library *library = context_library(context, err);
	const struct library_rubric *found = library ? library_rubric(library, name, err) : NULL;
	struct diag_list diags = DIAG_LIST_INIT;
	struct rubric *rubric = found ? found->rubric : NULL;

	if (!found)
		return NULL;
	library_rubric_diags(found, &diags);
	diag_list_finish(&diags);
	if (!refuse_errors(&diags, err))
		rubric = NULL;
	else if (!rubric)
		*err = found->err;
	diag_list_release(&diags);
	return rubric;
}

static bool rubrics_are_sound(struct context *context, const struct scenario *scenario, struct err *err)
{
	for (int i = 0; i < scenario->rubric_count; i++) {
		if (!scoring_load_rubric(context, scenario->rubric_ids[i], err))
			return false;
	}
	return true;
}

struct scenario *scoring_load_scenario(struct context *context, struct sv name, struct err *err)
{
	struct library *library = context_library(context, err);
	const char *path = library ? library_scenario_path(library, name, err) : NULL;
	struct diag_list diags = DIAG_LIST_INIT;
	struct rubric_resolver resolver;
	struct scenario *scenario;
	struct err fatal = ERR_INIT;

	if (!path)
		return NULL;
	library_near(library, path);
	resolver = library_resolver(library);
	scenario = scenario_load(path, &resolver, &diags, &fatal);
	diag_list_finish(&diags);
	if (!refuse_errors(&diags, err) || (scenario && !rubrics_are_sound(context, scenario, err))) {
		scenario_free(scenario);
		scenario = NULL;
	} else if (!scenario) {
		*err = fatal;
	}
	diag_list_release(&diags);
	return scenario;
}

struct scoring *scoring_new(struct context *context, const char *const *rubrics, size_t count, enum match_engine engine,
			    struct err *err)
{
	struct scoring *scoring = mem_calloc(1, sizeof *scoring);

	scoring->context = context;
	scoring->engine = engine;
	scoring->rubrics = mem_calloc(count + 1, sizeof(struct rubric *));
	for (size_t i = 0; i < count; i++) {
		struct rubric *rubric = scoring_load_rubric(context, sv_from(rubrics[i]), err);

		if (!rubric) {
			scoring_free(scoring);
			return NULL;
		}
		scoring->rubrics[scoring->rubric_count++] = rubric;
	}
	return scoring;
}

void scoring_free(struct scoring *scoring)
{
	if (!scoring)
		return;
	for (size_t i = 0; i < scoring->entry_count; i++) {
		scorer_free(scoring->entries[i].scorer);
		scenario_free(scoring->entries[i].scenario);
		free(scoring->entries[i].rubrics);
		free(scoring->entries[i].name);
	}
	free(scoring->entries);
	score_session_free(scoring->session);
	scorer_free(scoring->scorer);
	free(scoring->rubrics);
	free(scoring);
}

static struct scoring_entry *entry_add(struct scoring *scoring, struct sv name)
{
	struct scoring_entry *entry;

	MEM_ENSURE(scoring->entries, scoring->entry_count, scoring->entry_cap);
	entry = &scoring->entries[scoring->entry_count++];
	memset(entry, 0, sizeof *entry);
	entry->name = mem_strndup(name.p, name.n);
	return entry;
}

/* The scenario's scorer holds the card's rubrics first: those given, else its own. */
static void entry_compile(struct scoring *scoring, struct scoring_entry *entry)
{
	size_t count = scoring->rubric_count ? scoring->rubric_count : (size_t)entry->scenario->rubric_count;

	entry->rubrics = mem_calloc(count + 1, sizeof(struct rubric *));
	for (size_t i = 0; i < count; i++)
		entry->rubrics[i] = scoring->rubric_count ? scoring->rubrics[i] : entry->scenario->rubrics[i];
	entry->scorer = engine_scorer(entry->scenario, entry->rubrics, count, scoring->engine);
}

/* NULL without *err when there is no such scenario: then only its text can be scored. */
static struct scoring_entry *scoring_entry_of(struct scoring *scoring, struct sv name, struct err *err)
{
	struct library *library = context_library(scoring->context, err);
	struct err missing = ERR_INIT;
	struct scoring_entry *entry;

	for (size_t i = 0; i < scoring->entry_count; i++) {
		if (sv_is(name, scoring->entries[i].name))
			return scoring->entries[i].scenario ? &scoring->entries[i] : NULL;
	}
	if (!library)
		return NULL;
	/* Only ids: a transcript from elsewhere must not make us read a path of its choosing. */
	if (memchr(name.p, '/', name.n) || memchr(name.p, '.', name.n) ||
	    !library_scenario_path(library, name, &missing)) {
		entry_add(scoring, name);
		return NULL;
	}
	struct scenario *scenario = scoring_load_scenario(scoring->context, name, err);
	if (!scenario)
		return NULL;
	entry = entry_add(scoring, name);
	entry->scenario = scenario;
	entry_compile(scoring, entry);
	return entry;
}

const struct scenario *scoring_scenario(struct scoring *scoring, struct sv name, struct err *err)
{
	struct scoring_entry *entry = name.n ? scoring_entry_of(scoring, name, err) : NULL;

	return entry ? entry->scenario : NULL;
}

static struct scorecard *card_without_scenario(const void *ctx, struct scoring *scoring,
					       const struct transcript *transcript, struct err *err)
{
	struct score_context plain = {.channel = channel_from(transcript->channel)};

	if (!scoring->rubric_count) {
		if (transcript->scenario.n)
			err_set(err, ERR_USAGE,
				"The scenario \"" SV_FMT "\" is not found, so a rubric is needed: --rubric FILE.",
				SV_ARG(transcript->scenario));
		else
			err_set(err, ERR_USAGE,
				"The transcript names no scenario, so a rubric is needed: --rubric FILE.");
		return NULL;
	}
	plain.binding.name = transcript->customer_name;
	plain.binding.agent = transcript->agent_name;
	plain.binding.company = transcript->company;
	if (!scoring->scorer)
		scoring->scorer = scorer_new(scoring->rubrics, scoring->rubric_count, scoring->rubric_count, NULL,
					     scoring->engine);
	if (!scoring->session)
		scoring->session = score_session_new(scoring->scorer, &plain);
	else
		score_session_reset(scoring->session, &plain);
	return score_transcript(ctx, scoring->session, transcript);
}

struct scorecard *scoring_card(const void *ctx, struct scoring *scoring, const struct transcript *transcript,
			       struct err *err)
{
	struct err found = ERR_INIT;
	struct scoring_entry *entry =
		transcript->scenario.n ? scoring_entry_of(scoring, transcript->scenario, &found) : NULL;

	if (found.kind != ERR_NONE) {
		*err = found;
		return NULL;
	}
	if (entry)
		return engine_score(ctx, entry->scenario, entry->scorer, transcript, err);
	return card_without_scenario(ctx, scoring, transcript, err);
}
