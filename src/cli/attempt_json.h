/* attempt_json.h - attempts on their way from one store to another: one JSON object a line (docs/reports.md). */
#ifndef ROLECALL_CLI_ATTEMPT_JSON_H
#define ROLECALL_CLI_ATTEMPT_JSON_H

#include "base/err.h"
#include "base/strbuf.h"
#include "store/store.h"
#include "json/json.h"

/* {"attempt":1,"id":…,"trainee":…,…,"transcript":{…},"card":{…}} without newline. */
bool attempt_add_json(struct store *store, const struct attempt *attempt, const char *name, struct strbuf *out,
		      struct err *err);

struct attempt_line { /* one such line, read; texts borrow from `root` */
	struct json_value *root;
	struct sv trainee, team, scenario, scenario_hash, channel, family;
	enum attempt_mode mode;
	uint64_t seed;
	int64_t started_ms, finished_ms;
	int hints;
	const struct json_value *card;
	struct transcript transcript;
};
/* Is the value such an object? */
bool attempt_json_is(struct sv line);
/* Practice is refused. Release also after a failure. */
bool attempt_line_parse(struct attempt_line *out, struct sv line, const char *file, int number, struct err *err);
void attempt_line_release(struct attempt_line *line);

#endif
