/* verb.h - what a verb is. One table (verbs.c) drives dispatch, help, completion and the man page. */
#ifndef ROLECALL_CLI_VERB_H
#define ROLECALL_CLI_VERB_H

#include "base/err.h"
#include "base/strbuf.h"
#include "cli/cli.h"
#include "cli/context.h"

#include <stdbool.h>

/* What completion offers for an argument. */
enum verb_value { VALUE_NONE, VALUE_FILE, VALUE_FOLDER, VALUE_SCENARIO, VALUE_RUBRIC, VALUE_TRAINEE };

struct verb_option {
	const char *name;     /* long name without dashes; NULL ends a table */
	char letter;          /* short form or 0 */
	const char *argument; /* placeholder in help, NULL for a flag */
	const char *choices;  /* "text|json": anything else is refused; NULL: any */
	enum verb_value value;
	bool many; /* may be given more than once */
	const char *help;
};

struct verb_given {
	const struct verb_option *option;
	const char *value;
};

/* The command line of one verb after parsing. */
struct args {
	struct verb_given *given;
	int given_count;
	char **rest; /* arguments that are no options; borrowed from argv */
	int rest_count;
};

struct verb {
	const char *name;
	const char *arguments; /* "[SCENARIO]" */
	const char *summary;   /* one line, no final stop */
	const char *readers;   /* "trainee", "trainer", "manager", "all" */
	const char *words;     /* first argument: "backup|check", NULL: free */
	enum verb_value value; /* what completion offers for arguments */
	const struct verb_option *options;
	const char *text; /* the long text of help and man page */
	/* Runs the verb. Failure with *err filled decides the exit code by its kind; else the number returned. */
	int (*run)(struct context *context, const struct args *args, struct err *err);
};

extern const struct verb verb_certify, verb_assign, verb_import, verb_export, verb_rescore, verb_resolve, verb_dispute,
	verb_review, *const verbs[]; /* NULL-terminated, in the order of help */
extern const struct verb_option verb_common_options[];
const struct verb *verb_find(const char *name);
/* Fills *err with the nearest verb's name, or where to find them; false always. */
bool verb_unknown(const char *word, struct err *err);

/* Options. Values of the last occurrence; NULL when not given (or `other`). */
bool args_parse(struct args *args, const struct verb *verb, int argc, char **argv, struct err *err);
void args_release(struct args *args);
bool args_has(const struct args *args, const char *option);
const char *args_get(const struct args *args, const char *option, const char *other);
/* The n-th value of an option that may be repeated, or NULL. */
const char *args_nth(const struct args *args, const char *option, int n);
/* A whole number within bounds; false and ERR_USAGE otherwise. *out keeps its value when not given. */
bool args_number(const struct args *args, const char *option, long min, long max, long *out, struct err *err);
/* Refuse more than `max` or fewer than `min` plain arguments. */
bool args_count(const struct args *args, const struct verb *verb, int min, int max, struct err *err);

/* Help (help.c). */
void help_overview(struct strbuf *out);
void help_verb(const struct verb *verb, struct strbuf *out);
void help_scdoc(struct strbuf *out); /* the verbs' part of the man page */
void help_json(struct strbuf *out);  /* the whole table: {"help":1,"verbs":[…],"options":[…]} */
void completion_script(const char *shell, struct strbuf *out);

/* `verb_<name>.c`, one each. */
extern const struct verb verb_calibrate, verb_compare, verb_completion, verb_drill, verb_explain, verb_graph,
	verb_hand_in, verb_help, verb_lint, verb_list, verb_new, verb_next, verb_play, verb_progress, verb_report,
	verb_schema, verb_score, verb_show, verb_store, verb_test, verb_trainee, verb_version, verb_walk;

#endif
