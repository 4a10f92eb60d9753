/* hold.c - a hold that lasts as long as it lasts. The engine is told at its end how long it was. */
#include "base/clock.h"
#include "base/mem.h"
#include "repl/inside.h"

#include <string.h>

static const struct action *hold_action(const struct repl *repl)
{
	const struct scenario *scenario = engine_scenario(repl->engine);

	for (int i = 0; i < scenario->action_count; i++) {
		if (scenario->actions[i].kind == ACTION_HOLD)
			return &scenario->actions[i];
	}
	return NULL;
}

void repl_hold_begin(struct repl *repl)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	if (repl->hold_ms >= 0) {
		draw_note(&repl->style, &out, "(already on hold: /resume comes back)");
	} else {
		repl->hold_ms = repl_now(repl);
		repl->hold_told = false;
		draw_note(&repl->style, &out, "(on hold, and the clock runs: /resume or your next words come back)");
	}
	repl_show(repl, &out);
}

bool repl_hold_end(struct repl *repl)
{
	int64_t now = repl_now(repl), began = repl->hold_ms;
	struct engine_input input = {.kind = INPUT_ACTION, .text = SV("hold"), .at_ms = began};

	repl->hold_ms = -1;
	input.for_ms = now > began ? now - began : 1;
	return repl_step(repl, &input);
}

char *repl_hold_tick(struct repl *repl)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	const struct action *hold = hold_action(repl);

	if (!hold || !hold->limit_ms || repl->hold_told || repl_now(repl) - repl->hold_ms <= hold->limit_ms)
		return NULL;
	repl->hold_told = true;
	draw_note(&repl->style, &out, "(the customer has been on hold for longer than they put up with: /resume)");
	return strbuf_detach(&out);
}
