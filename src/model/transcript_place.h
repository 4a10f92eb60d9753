/* transcript_place.h - where in a line of JSON a value stands, for errors. Internal to model/. */
#ifndef ROLECALL_MODEL_TRANSCRIPT_PLACE_H
#define ROLECALL_MODEL_TRANSCRIPT_PLACE_H

#include "base/sv.h"

struct json_place {
	const char *key; /* member of the root object; NULL: the root itself */
	long item;       /* of the array there; -1: the member itself */
	const char *sub; /* member of that item (or, with item -1, of the member); NULL: none */
};

/* 1-based line and column (code points) of the deepest part of `place` that is there. `json` must be valid JSON. */
void json_place_find(struct sv json, const struct json_place *place, int *line, int *column);

#endif
