/* kind.c - criterion kinds and what suits each (languages.md section 3, "Where"). */
#include "model/kind.h"

#define ANY_WHERE WHERE_BITS_ALL
#define WINDOW (WHERE_BIT(WHERE_FIRST_REPLIES) | WHERE_BIT(WHERE_WHOLE))
#define BY_REPLY (WHERE_BIT(WHERE_EVERY_REPLY) | WHERE_BIT(WHERE_FIRST_REPLIES) | WHERE_BIT(WHERE_LAST_REPLY))
/* One reply is graded: the best, or of every reply the worst. */
#define ONE_REPLY (ANY_WHERE & ~WHERE_BIT(WHERE_WHOLE))
#define WHOLE WHERE_BIT(WHERE_WHOLE)

#define PHRASE_KIND(name, id, bits, usual, window) \
	[id] = {.key = (name),                     \
		.kind = (id),                      \
		.wheres = (bits),                  \
		.default_where = (usual),          \
		.action_window = (window),         \
		.phrases = true}
#define COMPOSED_KIND(name, id) [id] = {.key = (name), .kind = (id), .wheres = 0, .default_where = WHERE_WHOLE}
#define MEASURE_KIND(name, id) \
	[id] = {.key = (name), .kind = (id), .wheres = WHOLE, .default_where = WHERE_WHOLE, .measure = true}

const struct kind_info kind_table[KIND_COUNT_OF_KINDS] = {
	PHRASE_KIND("require", KIND_REQUIRE, ANY_WHERE, WHERE_ANY_REPLY, true),
	PHRASE_KIND("forbid", KIND_FORBID, ANY_WHERE, WHERE_ANY_REPLY, true),
	PHRASE_KIND("count", KIND_COUNT, WINDOW, WHERE_WHOLE, false),
	PHRASE_KIND("order", KIND_ORDER, WINDOW, WHERE_WHOLE, false),
	[KIND_LENGTH] = {.key = "length", .kind = KIND_LENGTH, .wheres = BY_REPLY, .default_where = WHERE_EVERY_REPLY},
	COMPOSED_KIND("any_of", KIND_ANY_OF),
	COMPOSED_KIND("all_of", KIND_ALL_OF),
	COMPOSED_KIND("of", KIND_AT_LEAST_OF),
	MEASURE_KIND("recap", KIND_RECAP),
	MEASURE_KIND("facts", KIND_FACTS),
	MEASURE_KIND("talk_share", KIND_TALK_SHARE),
	MEASURE_KIND("readability", KIND_READABILITY),
	MEASURE_KIND("style", KIND_STYLE),
	MEASURE_KIND("repeats", KIND_REPEATS),
	MEASURE_KIND("reply_time", KIND_REPLY_TIME),
	[KIND_MARKERS] = {.key = "markers",
			  .kind = KIND_MARKERS,
			  .wheres = ONE_REPLY,
			  .default_where = WHERE_ANY_REPLY,
			  .phrases = true,
			  .measure = true},
	[KIND_LEVELS] = {.key = "levels",
			 .kind = KIND_LEVELS,
			 .wheres = ONE_REPLY,
			 .default_where = WHERE_ANY_REPLY,
			 .phrases = true,
			 .measure = true},
};

const struct kind_info *kind_of_key(struct sv key)
{
	for (int i = 0; i < KIND_COUNT_OF_KINDS; i++) {
		if (sv_is(key, kind_table[i].key)) {
			return &kind_table[i];
		}
	}
	return NULL;
}

const char *const action_names[] = {"hold", "resume", "transfer", "escalate", "note", "hang-up", "wait", NULL};

bool action_is_known(struct sv name)
{
	for (int i = 0; action_names[i]; i++) {
		if (sv_is(name, action_names[i])) {
			return true;
		}
	}
	return false;
}
