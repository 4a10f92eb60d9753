/* context.h - what every verb is given: streams, colour, folders, the content library and the store. Nothing here is
 * global; main's one context lives on its stack. */
#ifndef ROLECALL_CLI_CONTEXT_H
#define ROLECALL_CLI_CONTEXT_H

#include "base/err.h"
#include "base/strbuf.h"
#include "model/library.h"
#include "store/store.h"

#include <stdbool.h>
#include <stdio.h>

struct context {
	FILE *out, *talk; /* results; talk */
	bool colour_out, colour_talk;
	bool in_terminal, out_terminal;
	struct library *library; /* opened on first use by context_library */
	char *store_path;        /* decided by --store, $ROLECALL_STORE, config, XDG */
	bool store_named;        /* by one of the first three: then no other file stands in for it */
	char *practice_path;     /* where practice is kept, its owner's alone: $ROLECALL_PRACTICE, config, XDG */
	int exam_attempts;       /* how often one may take the exam on a scenario: config, else 3 */
	char *trainee;           /* --trainee, $ROLECALL_TRAINEE, config, login name */
	struct store *store;     /* opened on first use by context_store */
	struct store *practice;  /* opened on first use by context_practice */
	bool use_pager;
};

struct args;
/* Reads the environment and the config file. False: *err says which setting is wrong. */
bool context_init(struct context *context, struct err *err);
bool context_apply(struct context *context, const struct args *args, struct err *err); /* --color, --store, --trainee */
void context_release(struct context *context);

struct library *context_library(struct context *context, struct err *err);
struct store *context_store(struct context *context, struct err *err); /* creates it */
struct store *context_store_existing(struct context *context,
				     struct err *err); /* NULL and ERR_STORE when there is none */

/* The private store of practice attempts. No manager's verb may open it but store check, which says whether it is
 * sound, and trainee erase, which takes the person out of it. */
struct store *context_practice(struct context *context, struct err *err);          /* creates it */
struct store *context_practice_existing(struct context *context, struct err *err); /* NULL without *err when none */

/* $XDG_STATE_HOME/rolecall/NAME and the like; the folder is made with mode 0700. malloc'ed. */
char *context_state_file(const char *name, struct err *err);
char *context_data_file(const char *name, struct err *err);
char *context_config_file(const char *name);

/* Write results; a failed write (full disk) is an error, a closed pipe ends quietly. */
bool context_write(struct context *context, struct sv text, struct err *err);
/* The same through $ROLECALL_PAGER, $PAGER or less -FRX when stdout is a terminal. */
bool context_page(struct context *context, struct sv text, struct err *err);
/* The reader's own program, when standard output is a terminal and one is wanted. */
struct pager {
	int fd; /* -1: not open */
	pid_t child;
};
#define PAGER_NONE    \
	{             \
		-1, 0 \
	}
void pager_open(struct pager *pager, struct context *context); /* or not: then write to context->out */
bool pager_is_open(const struct pager *pager);
bool pager_put(struct pager *pager, struct sv text); /* false: the reader has quit, or there is no such program */
bool pager_close(struct pager *pager);               /* waits for it; false: there is no such program */
/* Display width of the terminal, 80 when there is none; at least 20. */
int context_width(const struct context *context);

#endif
