/* verb_completion.c - rolecall completion bash|zsh|fish */
#include "cli/verb.h"

#include <string.h>

static int run(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	if (!args_count(args, &verb_completion, 1, 1, err))
		return CLI_USAGE;
	if (strcmp(args->rest[0], "bash") != 0 && strcmp(args->rest[0], "zsh") != 0 &&
	    strcmp(args->rest[0], "fish") != 0) {
		err_set(err, ERR_USAGE, "There is no completion for \"%s\"; there is for bash, zsh and fish.",
			args->rest[0]);
		return CLI_USAGE;
	}
	completion_script(args->rest[0], &out);
	context_write(context, strbuf_sv(&out), err);
	return CLI_OK;
}

const struct verb verb_completion = {
	.name = "completion",
	.arguments = "bash|zsh|fish",
	.words = "bash|zsh|fish",
	.summary = "Print a completion script for a shell",
	.readers = "all",
	.text = "For bash: rolecall completion bash > ~/.local/share/bash-completion/completions/rolecall",
	.run = run,
};
