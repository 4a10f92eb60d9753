/* play_menu.c - a numbered menu of scenarios: no arrow keys needed. */
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/play.h"

#include <string.h>

static void menu_line(const struct library_scenario *scenario, size_t number, int width, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	strbuf_addf(out, "%3zu  ", number);
	utf8_add_visible(&line, scenario->head.title.n ? scenario->head.title : scenario->head.id, false);
	if (scenario->head.channel >= 0)
		strbuf_addf(&line, " (%s", channel_names[scenario->head.channel]);
	if (scenario->head.channel >= 0 && scenario->head.difficulty)
		strbuf_addf(&line, ", level %d", scenario->head.difficulty);
	if (scenario->head.channel >= 0)
		strbuf_addch(&line, ')');
	utf8_add_wrapped(out, strbuf_sv(&line), width, 5);
	strbuf_addch(out, '\n');
}

/* A number of the list, or a scenario's name. */
static char *chosen_one(const struct library_scenario *all, size_t count, struct sv answer)
{
	long number;

	if (sv_to_long(answer, &number) && number >= 1 && (size_t)number <= count) {
		struct sv id = all[number - 1].head.id;

		return mem_strndup(id.p, id.n);
	}
	for (size_t i = 0; i < count; i++) {
		if (sv_eq(answer, all[i].head.id))
			return mem_strndup(answer.p, answer.n);
	}
	return NULL;
}

char *play_menu(struct context *context, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct library *library = context_library(context, err);
	size_t count = 0;
	const struct library_scenario *all = library ? library_scenarios(library, &count, NULL) : NULL;
	char *chosen = NULL, *line = NULL;
	size_t cap = 0;

	if (!count) {
		err_set(err, ERR_INPUT, "There are no scenarios here. $ROLECALL_PATH names folders that have some.");
		return NULL;
	}
	strbuf_addstr(&out, "Who would you like to talk with?\n\n");
	for (size_t i = 0; i < count; i++)
		menu_line(&all[i], i + 1, context_width(context), &out);
	if (!context_write(context, strbuf_sv(&out), err))
		return NULL;
	while (!chosen) {
		ssize_t length;

		fprintf(context->out, "\nA number, or Enter to leave: ");
		fflush(context->out);
		length = getline(&line, &cap, stdin);
		if (length < 0 || !sv_trim(sv_make(line, (size_t)length)).n)
			break;
		chosen = chosen_one(all, count, sv_trim(sv_make(line, (size_t)length)));
		if (!chosen)
			fprintf(context->out, "There is no such number in the list.\n");
	}
	free(line);
	return chosen;
}
