/* transcript.h - what was said and done, the truth that every score is derived from (languages.md section 6). */
#ifndef ROLECALL_MODEL_TRANSCRIPT_H
#define ROLECALL_MODEL_TRANSCRIPT_H

#include "base/err.h"
#include "base/hash.h"
#include "base/strbuf.h"
#include "base/sv.h"

#include <stdbool.h>
#include <stdint.h>

enum who { WHO_CUSTOMER, WHO_AGENT };

struct turn {
	enum who who;
	struct sv text;     /* "" for an action */
	struct sv action;   /* "" for a spoken turn; "hold", "transfer", "wait" … */
	struct sv argument; /* transfer target, note text */
	int64_t for_ms;     /* hold, wait: how long; 0 none */
	int64_t at_ms;      /* from the start, -1 not given */
	struct sv extra;    /* unknown keys of the turn as JSON members, kept; usually "" */
};

struct transcript {
	struct sv id, scenario, channel, customer_name, agent_name, company; /* "" when not given */
	uint64_t seed;
	bool has_seed;
	struct turn *turns;
	int turn_count, turn_cap;
	struct strbuf extra;                   /* unknown keys of the object as JSON members, kept: `"k":1,"m":2` */
	struct sv customer_extra, agent_extra; /* those of the customer and agent objects */
	void *pool;                            /* talloc: owns all text */
};

void transcript_init(struct transcript *t);
void transcript_release(struct transcript *t);
struct sv transcript_keep(struct transcript *t, struct sv text); /* copy into the pool */
/* Appends a copy; returns its index (0-based; a turn's number in cards is index + 1). */
int transcript_add(struct transcript *t, const struct turn *turn);

/* A turn is said or done, not both: words beside an action would never be scored. The words of a note may stand in
 * `text`, as its argument. */
bool turn_is_one(const struct turn *turn);

/* One NDJSON line. Error: line is `line`, column counted in it. Only turns with `who` and `text` or `action` are
 * needed. */
bool transcript_parse_json(struct transcript *t, struct sv json, const char *file, int line, struct err *err);
void transcript_add_json(const struct transcript *t, struct strbuf *out); /* canonical, no newline */
/* First 12 hex digits of the SHA-256 of the canonical JSON with an empty id. */
void transcript_short_hash(const struct transcript *t, char out[13]);

/* The plain text form. `text` holds one conversation (without the `---` line). `first_line` numbers errors. */
bool transcript_parse_plain(struct transcript *t, struct sv text, const char *file, int first_line, struct err *err);
/* Next conversation of a plain file: splits at a blank line and `---`. False at the end. */
bool transcript_plain_next(struct sv *rest, int *line, struct sv *conversation, int *first_line);

/* A typed line "/hold 2m" as an action turn; false (and *err) when it is malformed. "//x" is the text "/x".
 * The name may be any word; whether the scenario allows it is the engine's business. */
bool turn_parse_line(struct sv line, struct turn *out, struct err *err);
/* The line that would be typed for a turn of the agent's: "/hold 2m", "//x" for the text "/x". */
void turn_add_line(const struct turn *turn, struct strbuf *out);

#endif
