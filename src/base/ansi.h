/* ansi.h - colour of text for terminals. Colour is never the only carrier of meaning. */
#ifndef ROLECALL_BASE_ANSI_H
#define ROLECALL_BASE_ANSI_H

#include "base/strbuf.h"

enum ansi { ANSI_PLAIN, ANSI_BOLD, ANSI_DIM, ANSI_GOOD, ANSI_BAD, ANSI_WARM, ANSI_ACCENT };

/* Append the sequence that starts a look ("" when `colour` is false). ANSI_PLAIN ends any. */
static inline void ansi_add(struct strbuf *out, bool colour, enum ansi look)
{
	static const char *const codes[] = {"\033[0m",  "\033[1m",  "\033[2m", "\033[32m",
					    "\033[31m", "\033[33m", "\033[36m"};

	if (colour)
		strbuf_addstr(out, codes[look]);
}

static inline void ansi_text(struct strbuf *out, bool colour, enum ansi look, const char *text)
{
	ansi_add(out, colour, look);
	strbuf_addstr(out, text);
	ansi_add(out, colour, ANSI_PLAIN);
}

#endif
