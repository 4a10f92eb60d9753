/* verb_help.c - rolecall help [VERB] */
#include "cli/verb.h"

#include <string.h>

static int run(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	const struct verb *verb = NULL;

	if (!args_count(args, &verb_help, 0, 1, err))
		return CLI_USAGE;
	if (!strcmp(args_get(args, "format", "text"), "scdoc")) {
		help_scdoc(&out);
	} else if (!strcmp(args_get(args, "format", "text"), "json")) {
		help_json(&out);
	} else if (args->rest_count == 0) {
		help_overview(&out);
	} else {
		verb = verb_find(args->rest[0]);
		if (!verb) {
			verb_unknown(args->rest[0], err);
			return CLI_USAGE;
		}
		help_verb(verb, &out);
	}
	context_page(context, strbuf_sv(&out), err);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"format", 0, "FORM", "text|scdoc|json", VALUE_NONE, false,
	 "text; json: every verb with its options; scdoc: the source of the manual page's verbs"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_help = {
	.name = "help",
	.arguments = "[VERB]",
	.summary = "List the verbs, or say how one is used",
	.readers = "all",
	.options = options,
	.run = run,
};
