/* rewrite.h - a person's own sentence, said better, where a rule can say how. Pure. */
#ifndef ROLECALL_REPL_REWRITE_H
#define ROLECALL_REPL_REWRITE_H

#include "base/strbuf.h"
#include "model/transcript.h"
#include "score/card.h"

/* Fills `own` (what was said) and `better`; false when no rule can say. Both are plain text, not yet visible. */
bool rewrite_sentence(const struct scorecard *card, const struct card_criterion *row,
		      const struct transcript *transcript, struct strbuf *own, struct strbuf *better);

#endif
