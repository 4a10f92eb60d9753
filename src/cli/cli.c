/* cli.c - dispatch: from argv to a verb, from an error to an exit code. */
#include "cli/cli.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/verb.h"

#include <signal.h>
#include <string.h>

static void print_error(const struct context *context, const struct err *err)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	strbuf_addstr(&line, "rolecall: ");
	if (err->file[0]) {
		utf8_add_visible(&line, sv_from(err->file), false);
		if (err->line)
			strbuf_addf(&line, ":%d:%d", err->line, err->column ? err->column : 1);
		strbuf_addstr(&line, ": ");
	}
	utf8_add_visible(&line, sv_from(err->message), false);
	fprintf(context->talk, "%s\n", line.buf);
}

bool verb_unknown(const char *word, struct err *err)
{
	const char *names[64];
	const char *near;
	size_t count = 0;

	for (; verbs[count] && count < 63; count++)
		names[count] = verbs[count]->name;
	names[count] = NULL;
	near = sv_nearest(sv_from(word), names);
	if (word[0] == '-')
		return err_set(err, ERR_USAGE, "Options come behind the verb: rolecall VERB %s ...", word);
	if (near)
		return err_set(err, ERR_USAGE, "\"%s\" is no rolecall verb. Did you mean \"%s\"?", word, near);
	return err_set(err, ERR_USAGE, "\"%s\" is no rolecall verb. \"rolecall help\" lists them.", word);
}

static int run_verb(struct context *context, const struct verb *verb, int argc, char **argv, struct err *err)
{
	struct args args;
	int status = CLI_OK;

	if (!args_parse(&args, verb, argc, argv, err))
		return CLI_USAGE;
	if (args_has(&args, "help")) {
		CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

		help_verb(verb, &text);
		context_page(context, strbuf_sv(&text), err);
	} else if (context_apply(context, &args, err)) {
		status = verb->run(context, &args, err);
	}
	args_release(&args);
	return status;
}

static const char *verb_word(int argc, char **argv)
{
	if (argc < 2)
		return "help";
	if (!strcmp(argv[1], "-h") || !strcmp(argv[1], "--help"))
		return "help";
	if (!strcmp(argv[1], "--version") || !strcmp(argv[1], "-V"))
		return "version";
	return argv[1];
}

int cli_main(int argc, char **argv)
{
	struct context context;
	struct err err = ERR_INIT;
	int status = CLI_USAGE;
	const char *word = verb_word(argc, argv);
	const struct verb *verb = verb_find(word);

	signal(SIGPIPE, SIG_IGN); /* a closed pipe shows as a failed write */
	if (context_init(&context, &err)) {
		if (!verb)
			verb_unknown(word, &err);
		else
			status = run_verb(&context, verb, argc > 1 ? argc - 1 : 1, argc > 1 ? argv + 1 : argv, &err);
	}
	if (err.kind != ERR_NONE) {
		print_error(&context, &err);
		status = err_exit_code(&err);
	}
	if (fflush(context.out) && status == CLI_OK)
		status = CLI_USAGE;
	context_release(&context);
	return status;
}
