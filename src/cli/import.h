/* import.h - what the files of `import` share. */
#ifndef ROLECALL_CLI_IMPORT_H
#define ROLECALL_CLI_IMPORT_H

#include "cli/scoring.h"
#include "report/table.h"
#include "store/store.h"

struct import {
	struct context *context;
	struct store *store;
	struct scoring *scoring;
	struct table *table; /* differences */
	const char *agent, *team;
	bool chats;
	char place[240]; /* "file:line" of what is being read */
	struct sv trainee;
	int64_t added, known, refused;
};

/* Is an attempt of that trainee, moment and words in the store? */
bool import_known(struct import *import, int64_t trainee, int64_t started_ms, const struct transcript *transcript,
		  bool *known, struct err *err);
/* chat_import.c: real conversations of one file. */
bool import_chats(struct import *import, const char *path, struct err *err);

#endif
