/* explain_y.c - the long texts of the codes Y. */
#include "lint/explain_text.h"

#include <stddef.h>

const struct explain_text explain_y[] = {
	{"Y101", "syntax in plain words", "Syntax in plain words.", NULL, NULL},
	{"Y102", "tab indent", "Tab indent.", NULL, NULL},
	{"Y103", "duplicate key", "Duplicate key.", NULL, NULL},
	{"Y104", "unknown key, did you mean", "Unknown key, did you mean.", NULL, NULL},
	{"Y105", "wrong type (a line with :  became a mapping)", "Wrong type (a line with :  became a mapping).", NULL,
	 NULL},
	{"Y106", "missing key", "Missing key.", NULL, NULL},
	{"Y107", "tag, alias, anchor or merge key", "Tag, alias, anchor or merge key.", NULL, NULL},
	{"Y108", "text cut by  #", "Text cut by  #.", NULL, NULL},
	{"Y109", "unquoted customer line in [ ] split at a comma", "Unquoted customer line in [ ] split at a comma.",
	 NULL, NULL},
	{"Y110", "several documents", "Several documents.", NULL, NULL},
	{"Y111", "not UTF-8 or a control character", "Not UTF-8 or a control character.", NULL, NULL},
	{"Y112", "newer format", "Newer format.", NULL, NULL},
	{"Y113", "too deep or too big", "Too deep or too big.", NULL, NULL},
	{"Y114", "bad id", "Bad id.", NULL, NULL},
	{"Y115", "include missing, circular or outside the content folder",
	 "Include missing, circular or outside the content folder.", NULL, NULL},
	{NULL, NULL, NULL, NULL, NULL},
};
