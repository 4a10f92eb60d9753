/* play_menu.c - a numbered menu of what is due: no arrow keys needed. */
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/plan.h"
#include "cli/play.h"

#include <string.h>

#define MENU_MOST 9

struct menu {
	const struct library_scenario *items[MENU_MOST];
	int skills[MENU_MOST]; /* -1: only to fill up */
	int count;
};

static bool has(const struct menu *menu, const struct library_scenario *scenario)
{
	for (int i = 0; i < menu->count; i++) {
		if (menu->items[i] == scenario)
			return true;
	}
	return false;
}

static void add(struct menu *menu, const struct library_scenario *scenario, int skill)
{
	if (!scenario || menu->count == MENU_MOST || has(menu, scenario))
		return;
	menu->items[menu->count] = scenario;
	menu->skills[menu->count++] = skill;
}

/* What is due first, each for another skill; then others, the easiest first. */
static void fill(struct menu *menu, const struct plan *plan, struct context *context,
		 const struct library_scenario *all, size_t count)
{
	int first = plan_skill(plan, -1), second = first < 0 ? -1 : plan_skill(plan, first);

	if (first >= 0)
		add(menu, plan_scenario(plan, context, first, second, NULL), first);
	if (second >= 0 && menu->count) {
		CLEANUP_FREE char *taken = mem_strndup(menu->items[0]->head.id.p, menu->items[0]->head.id.n);

		add(menu, plan_scenario(plan, context, second, first, taken), second);
	}
	for (int level = 0; level <= 5; level++) {
		for (size_t i = 0; i < count; i++) {
			if (all[i].head.difficulty == level)
				add(menu, &all[i], -1);
		}
	}
}

static void add_line(const struct draw_style *style, const struct library_scenario *scenario, int number,
		     struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	strbuf_addf(&line, "%3d  ", number);
	utf8_add_visible(&line, scenario->head.title.n ? scenario->head.title : scenario->head.id, false);
	if (scenario->head.channel >= 0)
		strbuf_addf(&line, " (%s", channel_names[scenario->head.channel]);
	if (scenario->head.channel >= 0 && scenario->head.difficulty)
		strbuf_addf(&line, ", level %d", scenario->head.difficulty);
	if (scenario->head.channel >= 0)
		strbuf_addch(&line, ')');
	draw_hanging(style, out, 5, strbuf_sv(&line));
}

static void add_why(const struct plan *plan, const struct draw_style *style, int skill, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	strbuf_addstr(&line, "     ");
	plan_why(plan, skill, &line);
	draw_hanging(style, out, 5, strbuf_sv(&line));
}

static void add_menu(const struct menu *menu, const struct plan *plan, int width, struct strbuf *out)
{
	struct draw_style style = {.width = width};
	bool tutorial = !plan->count && menu->count && sv_is(menu->items[0]->head.id, "first-day");

	strbuf_addstr(out,
		      plan->count ? "Who would you like to talk with?\n\n" : "Welcome: this is your first time.\n\n");
	for (int i = 0; i < menu->count; i++) {
		add_line(&style, menu->items[i], i + 1, out);
		if (i == 0 && tutorial)
			draw_hanging(&style, out, 5,
				     SV("     Begin here: five minutes that teach the commands by using them."));
		else if (menu->skills[i] >= 0 && plan->count)
			add_why(plan, &style, menu->skills[i], out);
	}
}

/* A number of the list, or any scenario's name. */
static char *chosen_one(const struct menu *menu, const struct library_scenario *all, size_t count, struct sv answer)
{
	long number;

	if (sv_to_long(answer, &number) && number >= 1 && number <= menu->count)
		return mem_strndup(menu->items[number - 1]->head.id.p, menu->items[number - 1]->head.id.n);
	for (size_t i = 0; i < count; i++) {
		if (sv_eq(answer, all[i].head.id))
			return mem_strndup(answer.p, answer.n);
	}
	return NULL;
}

static char *ask(struct context *context, const struct menu *menu, const struct library_scenario *all, size_t count)
{
	char *chosen = NULL, *line = NULL;
	size_t cap = 0;

	while (!chosen) {
		ssize_t length;

		fprintf(context->out, "\nA number or a name (rolecall list has all), or Enter to leave: ");
		fflush(context->out);
		length = getline(&line, &cap, stdin);
		if (length < 0 || !sv_trim(sv_make(line, (size_t)length)).n)
			break;
		chosen = chosen_one(menu, all, count, sv_trim(sv_make(line, (size_t)length)));
		if (!chosen)
			fprintf(context->out, "There is nothing of that number or name.\n");
	}
	free(line);
	return chosen;
}

char *play_menu(struct context *context, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct library *library = context_library(context, err);
	struct menu menu = {.count = 0};
	struct plan plan;
	size_t count = 0;
	const struct library_scenario *all = library ? library_scenarios(library, &count, NULL) : NULL;
	char *chosen = NULL;

	if (!count) {
		err_set(err, ERR_INPUT, "There are no scenarios here. $ROLECALL_PATH names folders that have some.");
		return NULL;
	}
	if (plan_open(&plan, context, err)) {
		fill(&menu, &plan, context, all, count);
		add_menu(&menu, &plan, context_width(context), &out);
		if (context_write(context, strbuf_sv(&out), err))
			chosen = ask(context, &menu, all, count);
	}
	plan_close(&plan);
	return chosen;
}
