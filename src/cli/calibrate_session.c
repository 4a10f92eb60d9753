/* calibrate_session.c - opening and making calibration sessions. */
#include "cli/calibrate_session.h"

#include "base/clock.h"
#include "base/mem.h"
#include "cli/desk.h"
#include "cli/scoring.h"
#include "report/session.h"

#include <string.h>

#define USUAL_COUNT 30

bool session_desk_open(struct session_desk *desk, struct context *context, const struct args *args, struct err *err)
{
	*desk = (struct session_desk){.store = context_store_existing(context, err)};
	if (!desk->store)
		return false;
	if (args->rest_count < 2)
		return err_set(err, ERR_USAGE, "Which session? rolecall calibrate %s NAME", args->rest[0]);
	desk->pool = talloc_new(NULL);
	desk->name = args->rest[1];
	if (!store_calibration_find(desk->pool, desk->store, sv_from(desk->name), &desk->session, err))
		return false;
	if (!desk->session.id)
		return err_set(err, ERR_USAGE,
			       "There is no calibration session \"%s\": rolecall calibrate new makes one.", desk->name);
	desk->items = store_calibration_items(desk->pool, desk->store, desk->session.id, &desk->item_count, err);
	return desk->items != NULL;
}

void session_desk_close(struct session_desk *desk)
{
	talloc_free(desk->pool);
}

struct verdict_row *session_desk_criteria(const struct session_desk *desk, int64_t attempt, size_t *count,
					  struct err *err)
{
	struct verdict_row *rows = store_verdicts(desk->pool, desk->store, attempt, count, err);
	size_t kept = 0;

	for (size_t i = 0; rows && i < *count; i++)
		if (!desk->session.rubric[0] || !strcmp(rows[i].rubric, desk->session.rubric))
			rows[kept++] = rows[i];
	*count = kept;
	return rows;
}

/* "id@sha256:… id@sha256:…" */
static bool has_rubric(const char *rubrics, struct sv id)
{
	for (const char *at = rubrics; at; at = strchr(at, ' ')) {
		at += *at == ' ';
		if (!strncmp(at, id.p, id.n) && at[id.n] == '@')
			return true;
	}
	return false;
}

/* Role-plays that are finished and have a score; never practice. */
static struct attempt *candidates(const void *ctx, struct context *context, const struct args *args, struct sv rubric,
				  size_t *count, struct err *err)
{
	struct store *store = context_store_existing(context, err);
	struct attempt_query query = {.modes = 1u << MODE_COACH | 1u << MODE_EXAM, .finished = 1, .source = 1};
	size_t kept = 0;

	*count = 0;
	if (!store || !desk_time(args, "since", &query.since_ms, err) ||
	    !desk_time(args, "until", &query.until_ms, err))
		return NULL;
	struct attempt *list = store_attempts(ctx, store, &query, count, err);
	for (size_t i = 0; list && i < *count; i++)
		if (list[i].has_score && (!rubric.n || has_rubric(list[i].rubrics, rubric)))
			list[kept++] = list[i];
	*count = kept;
	return list;
}

static size_t scenarios_of(const int64_t *ids, size_t drawn, const struct attempt *list, size_t count)
{
	CLEANUP_FREE const char **seen = mem_calloc(drawn + 1, sizeof *seen);
	size_t known = 0;

	for (size_t i = 0; i < drawn; i++) {
		size_t at = 0, k = 0;

		while (k < count && list[k].id != ids[i])
			k++;
		while (k < count && at < known && strcmp(seen[at], list[k].scenario) != 0)
			at++;
		if (k < count && at == known)
			seen[known++] = list[k].scenario;
	}
	return known;
}

static bool make(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct calibration_session session = {.rubric = (char *)"", .at_ms = clock_wall_ms()};
	const char *rubric = args_get(args, "rubric", NULL);
	long want = USUAL_COUNT, seed = 1;
	size_t count = 0;

	if (args->rest_count < 2)
		return err_set(err, ERR_USAGE, "What is the session called? rolecall calibrate new NAME");
	if (!args_number(args, "count", 1, CALIBRATION_ITEMS_MAX, &want, err) ||
	    !args_number(args, "seed", 0, 1000000000, &seed, err))
		return false;
	if (rubric) {
		const struct rubric *loaded = scoring_load_rubric(context, sv_from(rubric), err);

		if (!loaded)
			return false;
		session.rubric = mem_pool_strndup(pool, loaded->id.p, loaded->id.n);
	}
	struct attempt *list = candidates(pool, context, args, sv_from(session.rubric), &count, err);
	if (!list)
		return false;
	if (!count)
		return err_set(err, ERR_USAGE, "The store has no finished coach or exam attempt to choose from.");
	size_t *drawn = MEM_ARRAY(pool, size_t, (size_t)want);
	int64_t *ids = MEM_ARRAY(pool, int64_t, (size_t)want);
	size_t size = session_draw(list, count, (size_t)want, (uint64_t)seed, drawn);
	for (size_t i = 0; i < size; i++)
		ids[i] = list[drawn[i]].id;
	session.seed = (uint64_t)seed;
	if (!store_calibration_new(context->store, sv_from(args->rest[1]), &session, ids, size, err))
		return false;
	fprintf(context->talk, "%zu conversation%s of %zu chosen, from %zu scenario%s.\n", size, size == 1 ? "" : "s",
		count, scenarios_of(ids, size, list, count), scenarios_of(ids, size, list, count) == 1 ? "" : "s");
	return true;
}

int calibrate_session(struct context *context, const struct args *args, struct err *err)
{
	const char *what = args->rest[0];
	bool good = false;

	if (!args_count(args, &verb_calibrate, 1, 2, err) || !desk_format_for(args, "list|report", err))
		return CLI_USAGE;
	if (!strcmp(what, "new"))
		good = make(context, args, err);
	else if (!strcmp(what, "mark"))
		good = calibrate_mark(context, args, err);
	else if (!strcmp(what, "report"))
		good = calibrate_report(context, args, err);
	else if (!strcmp(what, "list"))
		good = calibrate_list(context, args, err);
	else if (!strcmp(what, "delete"))
		good = calibrate_delete(context, args, err);
	else
		err_set(err, ERR_USAGE,
			"\"%s\" is not known to calibrate; it does new, list, mark, report and delete, or compares "
			"rows "
			"with --data.",
			what);
	return good ? CLI_OK : CLI_USAGE;
}
