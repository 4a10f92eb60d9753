/* complete.c - what Tab offers: commands, transfer targets, help topics, and the customer's name. */
#include "base/mem.h"
#include "repl/inside.h"

#include <string.h>

struct offers {
	char **items;
	size_t count, cap;
};

static void offer(struct offers *offers, struct sv prefix, const char *lead, struct sv word)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	strbuf_addstr(&text, lead);
	strbuf_addsv(&text, word);
	if (text.len < prefix.n || memcmp(text.buf, prefix.p, prefix.n) != 0)
		return;
	MEM_ENSURE(offers->items, offers->count + 1, offers->cap);
	offers->items[offers->count++] = strbuf_detach(&text);
	offers->items[offers->count] = NULL;
}

static void offer_commands(const struct repl *repl, struct offers *offers, struct sv prefix, const char *lead)
{
	for (const struct command_info *info = command_table; info->name; info++) {
		if (info->exam || !repl->options->exam)
			offer(offers, prefix, lead, sv_from(info->name));
	}
	for (size_t i = 0; repl->actions[i]; i++) {
		bool known = false;

		for (const struct command_info *info = command_table; info->name; info++)
			known = known || !strcmp(info->name, repl->actions[i]);
		if (!known)
			offer(offers, prefix, lead, sv_from(repl->actions[i]));
	}
}

static void offer_targets(const struct scenario *scenario, struct offers *offers, struct sv prefix)
{
	for (int i = 0; i < scenario->action_count; i++) {
		for (int t = 0; scenario->actions[i].kind == ACTION_TRANSFER && t < scenario->actions[i].to_count; t++)
			offer(offers, prefix, "", scenario->actions[i].to[t]);
	}
}

/* The full name and each of its parts that starts as typed. */
static void offer_name(const struct scenario *scenario, struct offers *offers, struct sv prefix)
{
	struct sv name = scenario->customer_name;
	size_t at = 0;

	if (!prefix.n)
		return;
	while (at < name.n) {
		size_t end = at;

		while (end < name.n && name.p[end] != ' ')
			end++;
		offer(offers, prefix, "", sv_make(name.p + at, end - at));
		at = end + 1;
	}
}

char **repl_complete(void *data, const char *line, int start)
{
	const struct repl *repl = data;
	struct offers offers = {NULL, 0, 0};
	struct sv prefix = sv_from(line + start);
	const struct scenario *scenario = engine_scenario(repl->engine);

	if (start == 0 && prefix.n && prefix.p[0] == '/')
		offer_commands(repl, &offers, prefix, "/");
	else if (!strncmp(line, "/transfer ", 10))
		offer_targets(scenario, &offers, prefix);
	else if (!strncmp(line, "/help ", 6))
		offer_commands(repl, &offers, prefix, "");
	else
		offer_name(scenario, &offers, prefix);
	return offers.items;
}
