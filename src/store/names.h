/* names.h - what the dictionary tables say, read once for a list of attempts and shared by its rows: a million attempts
 * have a few thousand names between them. */
#ifndef ROLECALL_STORE_NAMES_H
#define ROLECALL_STORE_NAMES_H

#include "store/internal.h"

enum names_of {
	NAMES_TRAINEE,  /* name, team */
	NAMES_SCENARIO, /* name, hash, channel, family */
	NAMES_RUBRICS,  /* text */
	NAMES_ENGINE,   /* text */
	NAMES_TEAM,     /* name */
	NAMES_KINDS
};
#define NAMES_COLUMNS 4

struct names_row {
	int64_t id;
	char *text[NAMES_COLUMNS];
};

/* Rows by id, open addressing; texts are talloc'ed under the context of names_init. */
struct names {
	const void *ctx;
	struct store *store;
	struct names_table {
		struct names_row *rows;
		size_t count, cap;
	} tables[NAMES_KINDS];
	struct names_texts {
		char **texts;
		size_t count, cap;
	} texts;
	char *outcomes[OUTCOME_COUNT]; /* by number: they come with every attempt */
	bool passing;                  /* the rows are looked at one by one */
	struct strbuf own;
};

void names_init(struct names *names, const void *ctx, struct store *store);
void names_release(struct names *names); /* the texts stay */

/* The row of a dictionary table; an id that is not there, which the store's own keys rule out, has empty texts. NULL
 * and *err when the store cannot be read. Valid until the next call. */
const struct names_row *names_row(struct names *names, enum names_of of, int64_t id, struct err *err);
/* The one copy of a text. */
char *names_text(struct names *names, struct sv text);
/* Of a text that hardly two rows share: when rows are passing by, it is there until the next call, so that what is kept
 * does not grow with them. */
char *names_own(struct names *names, struct sv text);

#endif
