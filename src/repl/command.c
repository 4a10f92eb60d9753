/* command.c - the table of commands and how a typed one is recognised. */
#include "repl/command.h"

#include "base/mem.h"

#include <string.h>

const struct command_info command_table[] = {
	{COMMAND_HELP, "help", "[COMMAND]", "List the commands, or say what one does.", true},
	{COMMAND_HOLD, "hold", "[TIME]", "Put the customer on hold, for example /hold 2m. Ask first.", true},
	{COMMAND_RESUME, "resume", "", "Come back from hold.", true},
	{COMMAND_TRANSFER, "transfer", "TO", "Hand the customer to a colleague or a department.", true},
	{COMMAND_ESCALATE, "escalate", "", "Bring in a supervisor.", true},
	{COMMAND_NOTE, "note", "TEXT", "Write something down; the customer does not see it.", true},
	{COMMAND_NOTES, "notes", "", "Read what you wrote down.", true},
	{COMMAND_HANG_UP, "hang-up", "", "End the conversation yourself.", true},
	{COMMAND_WAIT, "wait", "TIME", "Let time pass without a reply, for example /wait 60s.", true},
	{COMMAND_HINT, "hint", "", "One step of help with what to do next.", false},
	{COMMAND_WHY, "why", "[all]",
	 "Why the last reply moved the customer; with \"all\" also every path that was tried.", false},
	{COMMAND_MOOD, "mood", "", "How the customer feels now.", true},
	{COMMAND_GOALS, "goals", "", "What you want to reach, and what is reached.", true},
	{COMMAND_BRIEF, "brief", "", "Read the situation again.", true},
	{COMMAND_SCORE, "score", "", "The scorecard so far.", false},
	{COMMAND_REWIND, "rewind", "[N]", "Take back the last N replies (1) and try again.", false},
	{COMMAND_EDIT, "edit", "", "Write a longer reply in your editor.", true},
	{COMMAND_MODEL, "model", "", "A reply that would win something that is still open.", false},
	{COMMAND_RELOAD, "reload", "", "For authors: read the changed files and play the conversation so far again.",
	 false},
	{COMMAND_BLESS, "bless", "NAME",
	 "For authors: save the conversation, when it ends, as a playthrough in the scenario's file.", false},
	{COMMAND_QUIT, "quit", "", "Save and leave; rolecall play --resume goes on.", true},
	{COMMAND_NONE, NULL, NULL, NULL, false},
};

struct candidates {
	const char *names[128];
	const struct command_info *infos[128];
	int count;
};

static void collect(struct candidates *all, const char *const *actions)
{
	for (const struct command_info *info = command_table; info->name; info++) {
		all->names[all->count] = info->name;
		all->infos[all->count++] = info;
	}
	for (; actions && *actions && all->count < 127; actions++) {
		bool known = false;

		for (int i = 0; i < all->count; i++)
			known = known || !strcmp(all->names[i], *actions);
		if (!known) {
			all->names[all->count] = *actions;
			all->infos[all->count++] = NULL;
		}
	}
	all->names[all->count] = NULL;
}

static bool starts_with(const char *name, struct sv prefix)
{
	return strlen(name) >= prefix.n && !strncmp(name, prefix.p, prefix.n);
}

static bool unknown(const struct candidates *all, struct sv word, struct err *err)
{
	const char *near = sv_nearest(word, all->names);

	if (near)
		return err_set(err, ERR_USAGE, "There is no command /" SV_FMT ". Did you mean /%s?", SV_ARG(word),
			       near);
	return err_set(err, ERR_USAGE, "There is no command /" SV_FMT ". /help lists them; // sends a slash.",
		       SV_ARG(word));
}

bool command_parse(struct sv line, const char *const *actions, struct command_line *out, struct err *err)
{
	struct candidates all = {.count = 0};
	struct sv word = sv_make(line.p + 1, 0);
	int found = -1, matches = 0;

	while (1 + word.n < line.n && !strchr(" \t\n", line.p[1 + word.n]))
		word.n++;
	out->argument = sv_trim(sv_make(word.p + word.n, line.n - 1 - word.n));
	collect(&all, actions);
	for (int i = 0; i < all.count && word.n; i++) {
		if (sv_is(word, all.names[i])) {
			found = i;
			matches = 1;
			break;
		}
		if (starts_with(all.names[i], word)) {
			found = i;
			matches++;
		}
	}
	if (!matches)
		return unknown(&all, word, err);
	if (matches > 1)
		return err_set(err, ERR_USAGE, "/" SV_FMT " could be more than one command; write a little more of it.",
			       SV_ARG(word));
	out->info = all.infos[found];
	out->command = out->info ? out->info->command : COMMAND_OTHER;
	out->name = sv_from(all.names[found]);
	return true;
}
