/* verbs.c - the one table of verbs, and finding one by name. */
#include "cli/verb.h"

#include <string.h>

const struct verb_option verb_common_options[] = {
	{"color", 0, "WHEN", "auto|always|never", VALUE_NONE, false,
	 "colour: auto (only on a terminal), always or never"},
	{"store", 0, "FILE", NULL, VALUE_FILE, false,
	 "the store of attempts (default: $ROLECALL_STORE, else the data folder)"},
	{"help", 'h', NULL, NULL, VALUE_NONE, false, "say how the verb is used"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb *const verbs[] = {
	&verb_play,       &verb_next,    &verb_drill,     &verb_compare, &verb_progress, &verb_hand_in, &verb_list,
	&verb_show,       &verb_explain, &verb_score,     &verb_lint,    &verb_test,     &verb_walk,    &verb_graph,
	&verb_new,        &verb_schema,  &verb_calibrate, &verb_report,  &verb_certify,  &verb_assign,  &verb_import,
	&verb_export,     &verb_rescore, &verb_resolve,   &verb_dispute, &verb_review,   &verb_trainee, &verb_store,
	&verb_completion, &verb_version, &verb_help,      NULL,
};

const struct verb *verb_find(const char *name)
{
	for (size_t i = 0; verbs[i]; i++) {
		if (!strcmp(verbs[i]->name, name))
			return verbs[i];
	}
	return NULL;
}
