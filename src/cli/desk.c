/* desk.c - finding things for the manager's verbs. */
#include "cli/desk.h"

#include "base/clock.h"
#include "base/mem.h"

#include <string.h>

bool desk_attempt(const void *ctx, struct context *context, const char *word, struct attempt *out, struct err *err)
{
	struct store *store = context_store_existing(context, err);
	long number = 0;

	if (!store)
		return false;
	if (word[0] == 'p' && sv_to_long(sv_from(word + 1), &number))
		return err_set(err, ERR_USAGE, "Attempt %s is practice: it is its trainee's own and has no place here.",
			       word);
	if (!sv_to_long(sv_from(word), &number) || number <= 0)
		return err_set(err, ERR_USAGE, "\"%s\" is no attempt: give its number.", word);
	return store_attempt_get(ctx, store, number, out, err);
}

static bool unknown_criterion(const struct verdict_row *rows, size_t count, const char *word, struct err *err)
{
	const char **names = MEM_ARRAY(rows, const char *, count + 1);
	const char *near;

	for (size_t i = 0; i < count; i++)
		names[i] = rows[i].criterion;
	near = sv_nearest(sv_from(word), names);
	if (near)
		return err_set(err, ERR_USAGE, "The attempt has no criterion \"%s\". Did you mean \"%s\"?", word, near);
	return err_set(err, ERR_USAGE, "The attempt has no criterion \"%s\"; rolecall explain lists them.", word);
}

bool desk_criterion(const void *ctx, struct store *store, int64_t attempt, const char *word, char **key,
		    enum verdict *verdict, struct err *err)
{
	size_t count = 0, found = 0;
	struct verdict_row *rows = store_verdicts(ctx, store, attempt, &count, err);

	if (!rows)
		return false;
	for (size_t i = 0; i < count; i++) {
		char *full = mem_pool_printf(rows, "%s/%s", rows[i].rubric, rows[i].criterion);

		if (strcmp(word, full) != 0 && strcmp(word, rows[i].criterion) != 0)
			continue;
		*key = mem_pool_strndup(ctx, full, strlen(full));
		*verdict = rows[i].verdict;
		found++;
	}
	if (found > 1)
		return err_set(err, ERR_USAGE, "More than one rubric has the criterion \"%s\": write RUBRIC/%s.", word,
			       word);
	return found || unknown_criterion(rows, count, word, err);
}

const char *desk_by(const struct context *context, const struct args *args)
{
	return args_get(args, "by", context->trainee);
}

bool desk_verdict(const char *word, int *verdict, struct err *err)
{
	for (int i = 0; i <= VERDICT_NA; i++) {
		if (!strcmp(word, verdict_names[i])) {
			*verdict = i;
			return true;
		}
	}
	return err_set(err, ERR_USAGE, "\"%s\" is no verdict; it is one of met, missed and na.", word);
}

bool desk_trainee(struct store *store, const char *name, int64_t *id, struct err *err)
{
	if (!store_trainee_find(store, sv_from(name), id, err))
		return false;
	return *id || err_set(err, ERR_USAGE, "There is no trainee \"%s\" in the store.", name);
}

bool desk_time(const struct args *args, const char *option, int64_t *ms, struct err *err)
{
	const char *text = args_get(args, option, NULL);
	struct err cause = ERR_INIT;

	if (!text || clock_parse(sv_from(text), ms, &cause))
		return true;
	return err_set(err, ERR_USAGE, "--%s: %s", option, cause.message);
}

bool desk_format_for(const struct args *args, const char *words, struct err *err)
{
	CLEANUP_STRBUF struct strbuf named = STRBUF_INIT;
	const char *given = args->rest_count ? args->rest[0] : "";

	if (!args_has(args, "format"))
		return true;
	for (const char *p = words; *p;) {
		size_t length = strcspn(p, "|");

		if (sv_is(sv_make(p, length), given))
			return true;
		strbuf_addstr(&named, !named.len ? "" : p[length] ? ", " : " and ");
		strbuf_addsv(&named, sv_make(p, length));
		p += length + (p[length] == '|');
	}
	return err_set(err, ERR_USAGE, "--format is for %s, not for %s.", named.buf, given);
}
