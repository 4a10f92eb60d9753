/* explain_r.c - the long texts of the codes R. */
#include "lint/explain_text.h"

#include <stddef.h>

const struct explain_text explain_r[] = {
	{"R301", "no kind key, or two", "No kind key, or two.", NULL, NULL},
	{"R302", "section weights do not total 100", "Section weights do not total 100.", NULL, NULL},
	{"R303", "bad or missing points, or points on a critical", "Bad or missing points, or points on a critical.",
	 NULL, NULL},
	{"R304", "duplicate criterion id", "Duplicate criterion id.", NULL, NULL},
	{"R305", "model answer fails its own criterion or breaks another",
	 "Model answer fails its own criterion or breaks another.", NULL, NULL},
	{"R306", "only_if never or always holds", "Only_if never or always holds.", NULL, NULL},
	{"R307", "contradictory min/max/at_least", "Contradictory min/max/at_least.", NULL, NULL},
	{"R308", "order names an unknown event", "Order names an unknown event.", NULL, NULL},
	{"R309", "all criteria may be N/A at once", "All criteria may be N/A at once.", NULL, NULL},
	{"R310", "no advice", "No advice.", NULL, NULL},
	{"R311", "one criterion over half the points", "One criterion over half the points.", NULL, NULL},
	{"R312", "critical without two fail examples", "Critical without two fail examples.", NULL, NULL},
	{"R313", "pass mark outside 1-100", "Pass mark outside 1-100.", NULL, NULL},
	{"R314", "before names no action", "Before names no action.", NULL, NULL},
	{"R315", "where does not suit the kind", "Where does not suit the kind.", NULL, NULL},
	{"R316", "no skill, or an unknown one", "No skill, or an unknown one.", NULL, NULL},
	{NULL, NULL, NULL, NULL, NULL},
};
