/* pull.h - a reader for lines of known shape that makes no tree: it walks over the bytes and hands out views of them.
 *
 * It reads the common part of JSON and says false for everything else (escapes in keys, exponents, figures of more than
 * 15 digits, NUL, objects in unknown places …), wrong or merely unusual: the caller then asks json_parse, whose answer
 * and errors count. What it does read, json_parse reads the same way. The text must be valid UTF-8. */
#ifndef ROLECALL_JSON_PULL_H
#define ROLECALL_JSON_PULL_H

#include "base/sv.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json_pull {
	const char *at, *end;
};

/* Over white space; then over `c` when it stands there. */
bool json_pull_mark(struct json_pull *pull, char c);
/* The first byte after white space, '\0' at the end. */
char json_pull_peek(struct json_pull *pull);
/* A string: the bytes between its quotes. *escaped: they hold escapes, all of them good, none of them NUL. */
bool json_pull_string(struct json_pull *pull, struct sv *out, bool *escaped);
/* An object's key without escapes, and the colon after it. */
bool json_pull_key(struct json_pull *pull, struct sv *out);
/* Digits, and perhaps a point and more digits: at most 15 of them. *text: as written. */
bool json_pull_number(struct json_pull *pull, double *out, struct sv *text);
/* Over a value that is no object: a string, number, word, or a list of these. */
bool json_pull_skip(struct json_pull *pull);
/* Writes the string that `raw` (escaped) stands for to `out`, at most raw.n bytes, which may be raw's own. */
size_t json_pull_unescape(struct sv raw, char *out);

#endif
