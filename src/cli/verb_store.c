/* verb_store.c - rolecall store check|backup|migrate|verify|sweep */
#include "base/clock.h"
#include "base/file.h"
#include "cli/progress.h"
#include "cli/verb.h"
#include "store/history.h"

#include <string.h>

static bool check_one(struct context *context, struct store *store, struct err *err)
{
	CLEANUP_STRBUF struct strbuf findings = STRBUF_INIT;
	struct progress progress;
	bool good;

	progress_watch(&progress, context, store);
	good = store_check(store, &findings, err);
	progress_end(&progress);
	if (!good)
		return err->kind == ERR_NONE && findings.len
			       ? (context_write(context, strbuf_sv(&findings), err), false)
			       : false;
	if (findings.len) {
		context_write(context, strbuf_sv(&findings), err);
		return false;
	}
	fprintf(context->talk, "The store is sound: %s (version %d).\n", store_path(store), store_version(store));
	return true;
}

/* The shared store and one's own practice, whichever exist; a store that was named must. */
static int store_check_it(struct context *context, struct err *err)
{
	struct store *shared = file_exists(context->store_path) ? context_store(context, err) : NULL;
	struct store *practice = err->kind == ERR_NONE ? context_practice_existing(context, err) : NULL;
	bool sound;

	if (err->kind != ERR_NONE)
		return CLI_STORE;
	if (!shared && (!practice || context->store_named)) {
		context_store_existing(context, err);
		return CLI_STORE;
	}
	sound = !shared || check_one(context, shared, err);
	if (practice && err->kind == ERR_NONE)
		sound = check_one(context, practice, err) && sound;
	return sound ? CLI_OK : CLI_STORE;
}

static bool known_head(struct context *context, struct store *store, const char *head, struct err *err)
{
	int64_t id = 0;

	if (!head || !store_history_find(store, sv_from(head), &id, err))
		return !head;
	if (id)
		fprintf(context->talk, "The head that was written down is event %lld of this history.\n",
			(long long)id);
	else
		context_write(context,
			      SV("history: the head that was written down is not in it: its end was cut off or the "
				 "whole was replaced\n"),
			      err);
	return id != 0;
}

/* The chain of the history, and every attempt against its seal. */
static int store_verify_it(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf findings = STRBUF_INIT;
	struct store *store = context_store_existing(context, err);
	struct store_proof proof;
	struct progress progress;
	bool sound;

	if (!store)
		return CLI_STORE;
	progress_watch(&progress, context, store);
	sound = store_verify(store, &proof, &findings, err);
	progress_end(&progress);
	if (!sound)
		return CLI_STORE;
	if (findings.len)
		context_write(context, strbuf_sv(&findings), err);
	sound = proof.sound && known_head(context, store, args_get(args, "head", NULL), err);
	if (sound)
		fprintf(context->talk,
			"Proved: %lld events in one chain, %lld attempts as they were sealed, %lld tombstones.\nhead "
			"%s\n",
			(long long)proof.events, (long long)proof.attempts, (long long)proof.erased,
			proof.events ? proof.head : "none yet");
	return sound ? CLI_OK : CLI_STORE;
}

static int store_sweep(struct context *context, const struct args *args, struct err *err)
{
	const char *age = args_get(args, "older-than", NULL);
	int64_t span = 0, attempts = 0;
	struct store *store;

	if (!age || !clock_parse_duration(sv_from(age), &span)) {
		err_set(err, ERR_USAGE, "How old? rolecall store sweep --older-than 365d");
		return CLI_USAGE;
	}
	store = context_store_existing(context, err);
	if (store && store_erase_before(store, clock_wall_ms() - span, clock_wall_ms(), &attempts, err))
		fprintf(context->talk, "Erased %lld attempts begun over %s ago.\n", (long long)attempts, age);
	return CLI_OK;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	if (!args_count(args, &verb_store, 1, 2, err) ||
	    (strcmp(args->rest[0], "backup") != 0 && !args_count(args, &verb_store, 1, 1, err)))
		return CLI_USAGE;
	if (!strcmp(args->rest[0], "check"))
		return store_check_it(context, err);
	if (!strcmp(args->rest[0], "backup")) {
		struct store *store = context_store_existing(context, err);

		if (store && args->rest_count < 2)
			err_set(err, ERR_USAGE, "Where to? rolecall store backup FILE");
		else if (store && store_backup(store, args->rest[1], err))
			fprintf(context->talk, "A copy of the store is at %s.\n", args->rest[1]);
		return CLI_OK;
	}
	if (!strcmp(args->rest[0], "verify"))
		return store_verify_it(context, args, err);
	if (!strcmp(args->rest[0], "sweep"))
		return store_sweep(context, args, err);
	if (!strcmp(args->rest[0], "migrate")) {
		struct store *store = context_store_existing(context, err); /* opening it brings it up to date */

		if (store)
			fprintf(context->talk, "The store is at version %d.\n", store_version(store));
		return CLI_OK;
	}
	err_set(err, ERR_USAGE, "\"%s\" is not known to store; it does check, backup, migrate, verify and sweep.",
		args->rest[0]);
	return CLI_USAGE;
}

static const struct verb_option options[] = {
	{"head", 0, "HASH", NULL, VALUE_NONE, false,
	 "with verify: a head that was written down before must be in the chain"},
	{"older-than", 0, "AGE", NULL, VALUE_NONE, false, "with sweep: erase attempts begun longer ago, like 365d"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_store = {
	.name = "store",
	.arguments = "check|backup|migrate|verify|sweep [FILE]",
	.words = "check|backup|migrate|verify|sweep",
	.value = VALUE_FILE,
	.summary = "Check, prove, copy or sweep the store of attempts",
	.readers = "manager",
	.options = options,
	.text = "check looks for damage. verify proves that nothing was changed behind the program's back: reviews, "
		"disputes and "
		"decisions are a chain of hashes, every finished attempt is sealed in it, and the first broken link is "
		"named. "
		"Write the head down that it prints: --head proves later that nothing was cut off its end. sweep "
		"erases what "
		"is older than the rule of your house; the chain still holds afterwards.",
	.run = run,
};
