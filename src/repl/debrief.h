/* debrief.h - after the end: what it came to, what went well, what to change and how, what moved the customer. */
#ifndef ROLECALL_REPL_DEBRIEF_H
#define ROLECALL_REPL_DEBRIEF_H

#include "repl/draw.h"

/* `card` is the engine's. */
void draw_debrief(const struct engine *engine, const struct scorecard *card, const struct draw_style *style,
		  struct strbuf *out);

#endif
