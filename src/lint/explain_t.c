/* explain_t.c - the long texts of the codes T. */
#include "lint/explain_text.h"

#include <stddef.h>

const struct explain_text explain_t[] = {
	{"T401", "example disagrees (missed and extra evidence listed apart)",
	 "Example disagrees (missed and extra evidence listed apart).", NULL, NULL},
	{"T402", "no pass or no fail example", "No pass or no fail example.", NULL, NULL},
	{"T403", "phrase that no example exercises", "Phrase that no example exercises.", NULL, NULL},
	{"T404", "todo example now passes", "Todo example now passes.", NULL, NULL},
	{"T405", "evidence mark differs", "Evidence mark differs.", NULL, NULL},
	{"T406", "example fires another forbid", "Example fires another forbid.", NULL, NULL},
	{"T407", "playthrough diverges (turn, expected, got)", "Playthrough diverges (turn, expected, got).", NULL,
	 NULL},
	{"T408", "playthrough goes on after an ending", "Playthrough goes on after an ending.", NULL, NULL},
	{NULL, NULL, NULL, NULL, NULL},
};
