/* verb_store.c - rolecall store check|backup */
#include "base/file.h"
#include "cli/verb.h"

#include <string.h>

static bool check_one(struct context *context, struct store *store, struct err *err)
{
	CLEANUP_STRBUF struct strbuf findings = STRBUF_INIT;

	if (!store_check(store, &findings, err))
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

/* The shared store and one's own practice, whichever exist. */
static int store_check_it(struct context *context, struct err *err)
{
	struct store *shared = file_exists(context->store_path) ? context_store(context, err) : NULL;
	struct store *practice = err->kind == ERR_NONE ? context_practice_existing(context, err) : NULL;
	bool sound;

	if (err->kind != ERR_NONE)
		return CLI_STORE;
	if (!shared && !practice) {
		context_store_existing(context, err);
		return CLI_STORE;
	}
	sound = !shared || check_one(context, shared, err);
	if (practice && err->kind == ERR_NONE)
		sound = check_one(context, practice, err) && sound;
	return sound ? CLI_OK : CLI_STORE;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	if (!args_count(args, &verb_store, 1, 2, err))
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
	err_set(err, ERR_USAGE, "\"%s\" is not known to store; it does check and backup.", args->rest[0]);
	return CLI_USAGE;
}

const struct verb verb_store = {
	.name = "store",
	.arguments = "check|backup [FILE]",
	.words = "check|backup",
	.value = VALUE_FILE,
	.summary = "Check or copy the store of attempts",
	.readers = "manager",
	.run = run,
};
