/* verb_version.c - rolecall version */
#include "cli/verb.h"

static int run(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	if (!args_count(args, &verb_version, 0, 0, err))
		return CLI_USAGE;
	strbuf_addstr(&out, "rolecall " ROLECALL_VERSION "\n"
			    "Free software under the GNU General Public License, version 3 or later.\n"
			    "There is no warranty, to the extent that the law allows.\n");
	context_write(context, strbuf_sv(&out), err);
	return CLI_OK;
}

const struct verb verb_version = {
	.name = "version",
	.arguments = "",
	.summary = "Say which version this is",
	.readers = "all",
	.run = run,
};
