/* scoring.c - scenarios and rubrics for scoring, each loaded once. */
#include "cli/scoring.h"

#include "base/mem.h"

#include <pthread.h>
#include <string.h>

struct scoring_entry { /* a scenario with its compiled scorer */
	char *name;
	struct scenario *scenario; /* NULL: looked for and not found, or not usable */
	struct err refused;        /* why it is not usable */
	struct scorer *scorer;
	const struct rubric **rubrics;
};

struct scoring {
	struct context *context;
	const struct rubric **rubrics; /* given with --rubric */
	size_t rubric_count;
	enum match_engine engine;
	struct scorer *scorer;     /* for transcripts without a scenario, made on first use */
	struct scoring_lane *lane; /* of scoring_card */
	struct scoring_entry **entries;
	size_t entry_count, entry_cap;
	pthread_mutex_t lock; /* over finding and loading: the library is for one thread at a time */
};

/* Scenarios whose sessions a lane keeps warm: as many as a library has. Some 300 KB each. */
#define LANE_SESSIONS 48

struct warm { /* a session for one scenario */
	const struct scoring_entry *entry;
	struct score_session *session;
	uint64_t used;
};

struct scoring_lane {
	struct scoring *scoring;
	struct score_session *session; /* for transcripts without a scenario */
	struct warm warm[LANE_SESSIONS];
	int warm_count;
	uint64_t uses;
};

/* Names of scenarios that are not found are remembered up to here: an archive may hold a new one on every line. */
#define ENTRIES_MAX 4096

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

	pthread_mutex_init(&scoring->lock, NULL);
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
	scoring_lane_free(scoring->lane); /* its sessions need the scorers */
	for (size_t i = 0; i < scoring->entry_count; i++) {
		struct scoring_entry *entry = scoring->entries[i];

		scorer_free(entry->scorer);
		scenario_free(entry->scenario);
		free(entry->rubrics);
		free(entry->name);
		free(entry);
	}
	free(scoring->entries);
	scorer_free(scoring->scorer);
	free(scoring->rubrics);
	pthread_mutex_destroy(&scoring->lock);
	free(scoring);
}

static struct scoring_entry *entry_add(struct scoring *scoring, struct sv name)
{
	struct scoring_entry *entry;

	MEM_ENSURE(scoring->entries, scoring->entry_count, scoring->entry_cap);
	entry = mem_calloc(1, sizeof *entry);
	scoring->entries[scoring->entry_count++] = entry;
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
static struct scoring_entry *find_entry(struct scoring *scoring, struct sv name, struct err *err)
{
	struct library *library = context_library(scoring->context, err);
	struct err missing = ERR_INIT;
	struct scoring_entry *entry;

	for (size_t i = 0; i < scoring->entry_count; i++) {
		entry = scoring->entries[i];
		if (!sv_is(name, entry->name))
			continue;
		if (entry->refused.kind != ERR_NONE)
			*err = entry->refused;
		return entry->scenario ? entry : NULL;
	}
	if (!library)
		return NULL;
	/* Only ids: a transcript from elsewhere must not make us read a path of its choosing. */
	if (memchr(name.p, '/', name.n) || memchr(name.p, '.', name.n) ||
	    !library_scenario_path(library, name, &missing)) {
		if (scoring->entry_count < ENTRIES_MAX)
			entry_add(scoring, name);
		return NULL;
	}
	struct scenario *scenario = scoring_load_scenario(scoring->context, name, err);
	entry = entry_add(scoring, name);
	if (!scenario) {
		entry->refused = *err;
		return NULL;
	}
	entry->scenario = scenario;
	entry_compile(scoring, entry);
	return entry;
}

static struct scoring_entry *scoring_entry_of(struct scoring *scoring, struct sv name, struct err *err)
{
	struct scoring_entry *entry;

	pthread_mutex_lock(&scoring->lock);
	entry = find_entry(scoring, name, err);
	pthread_mutex_unlock(&scoring->lock);
	return entry;
}

const struct scenario *scoring_scenario(struct scoring *scoring, struct sv name, struct err *err)
{
	struct scoring_entry *entry = name.n ? scoring_entry_of(scoring, name, err) : NULL;

	return entry ? entry->scenario : NULL;
}

const struct rubric *const *scoring_rubrics(const struct scoring *scoring, size_t *count)
{
	*count = scoring->rubric_count;
	return scoring->rubrics;
}

struct scoring_lane *scoring_lane_new(struct scoring *scoring)
{
	struct scoring_lane *lane = mem_calloc(1, sizeof *lane);

	lane->scoring = scoring;
	return lane;
}

void scoring_lane_free(struct scoring_lane *lane)
{
	if (!lane)
		return;
	for (int i = 0; i < lane->warm_count; i++)
		score_session_free(lane->warm[i].session);
	score_session_free(lane->session);
	free(lane);
}

/* The session for transcripts without a scenario, ready for this one's channel. */
static struct score_session *lane_session(struct scoring_lane *lane, const struct transcript *transcript,
					  struct err *err)
{
	struct scoring *scoring = lane->scoring;

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
	if (lane->session)
		return lane->session;
	pthread_mutex_lock(&scoring->lock);
	if (!scoring->scorer)
		scoring->scorer = scorer_new(scoring->rubrics, scoring->rubric_count, scoring->rubric_count, NULL,
					     scoring->engine);
	pthread_mutex_unlock(&scoring->lock);
	lane->session = score_session_new(scoring->scorer, NULL);
	return lane->session;
}

/* A session for this scenario: a warm one, or a new one in the place of the one that was not used for longest. */
static struct score_session *lane_warm(struct scoring_lane *lane, const struct scoring_entry *entry)
{
	struct warm *oldest = &lane->warm[0], *found = NULL;

	for (int i = 0; i < lane->warm_count && !found; i++) {
		if (lane->warm[i].entry == entry)
			found = &lane->warm[i];
		if (lane->warm[i].used < oldest->used)
			oldest = &lane->warm[i];
	}
	if (!found) {
		found = lane->warm_count < LANE_SESSIONS ? &lane->warm[lane->warm_count++] : oldest;
		score_session_free(found->session);
		*found = (struct warm){.entry = entry, .session = score_session_new(entry->scorer, NULL)};
	}
	found->used = ++lane->uses;
	return found->session;
}

static bool lane_entry(struct scoring_lane *lane, const struct transcript *transcript, struct scoring_entry **entry,
		       struct err *err)
{
	struct err found = ERR_INIT;

	*entry = transcript->scenario.n ? scoring_entry_of(lane->scoring, transcript->scenario, &found) : NULL;
	if (found.kind == ERR_NONE)
		return true;
	*err = found;
	return false;
}

struct scorecard *scoring_lane_card(const void *ctx, struct scoring_lane *lane, const struct transcript *transcript,
				    struct err *err)
{
	struct scoring_entry *entry;
	struct score_session *session;

	if (!lane_entry(lane, transcript, &entry, err))
		return NULL;
	if (entry)
		return engine_score(ctx, entry->scenario, entry->scorer, lane_warm(lane, entry), transcript, err);
	session = lane_session(lane, transcript, err);
	return session ? score_transcript(ctx, session, transcript) : NULL;
}

bool scoring_lane_brief(struct scoring_lane *lane, const struct transcript *transcript,
			const struct score_brief **brief, const struct score_session **session, struct err *err)
{
	struct scoring_entry *entry;

	*brief = NULL;
	*session = NULL;
	if (!lane_entry(lane, transcript, &entry, err))
		return false;
	if (entry)
		return true;
	struct score_session *own = lane_session(lane, transcript, err);
	if (!own)
		return false;
	*brief = score_transcript_brief(own, transcript);
	*session = own;
	return true;
}

struct scorecard *scoring_card(const void *ctx, struct scoring *scoring, const struct transcript *transcript,
			       struct err *err)
{
	if (!scoring->lane)
		scoring->lane = scoring_lane_new(scoring);
	return scoring_lane_card(ctx, scoring->lane, transcript, err);
}
