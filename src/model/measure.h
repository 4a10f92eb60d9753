/* measure.h - parameters of the measures of a conversation, by kind: criterion->measure points to one of these.
 * Numbers are -1 where the author gave none; score/ has the formulas, their sources and the defaults. */
#ifndef ROLECALL_MODEL_MEASURE_H
#define ROLECALL_MODEL_MEASURE_H

#include "base/sv.h"

#include <stdbool.h>
#include <stdint.h>

enum recap_of { RECAP_FACTS, RECAP_CUSTOMER, RECAP_BOTH };
extern const char *const recap_of_names[]; /* "facts", "customer", "both", NULL */
struct measure_recap {                     /* KIND_RECAP */
	double min;                        /* share 0..1 that must come back */
	enum recap_of of;                  /* default both */
};

struct measure_facts { /* KIND_FACTS */
	bool known;    /* also forbids asking for what the customer already told */
};

struct measure_max { /* KIND_TALK_SHARE: share 0..1; KIND_READABILITY: school grade */
	double max;
};

/* Where a sentence was said before: in this attempt or pasted from a model answer; in earlier attempts (earlier.h). */
enum repeats_of { REPEATS_ATTEMPT, REPEATS_EARLIER, REPEATS_BOTH };
extern const char *const repeats_of_names[]; /* "attempt", "earlier", "both", NULL */
struct measure_repeats {                     /* KIND_REPEATS */
	double max;                          /* so many are fine */
	enum repeats_of of;                  /* default both */
};

struct measure_style {        /* KIND_STYLE */
	double capitals_max;  /* share 0..1 of letters */
	int exclamations_max; /* longest run of ! and ? */
	int emoji_max;        /* in one reply */
	int piles_max;        /* words in piles (match.h, ignore_piles), in one reply */
};

struct measure_reply_time {                /* KIND_REPLY_TIME, milliseconds */
	int64_t first_max_ms, each_max_ms; /* -1: the channel's default */
	bool first, each;                  /* which of them count */
};

struct measure_level { /* KIND_LEVELS: weak and strong */
	int group;
	int points; /* earned at this level */
};
struct measure_levels {
	struct measure_level weak, strong; /* group -1: not given */
	bool met_from_strong;              /* met_from: strong; else weak is enough */
};

/* What a marker may look at besides phrases; values 0..1, defined in score/overlap.h. */
enum marker_feature { FEATURE_NONE, FEATURE_RECAP, FEATURE_RECAP_DEPTH, FEATURE_ECHO };
extern const char *const marker_feature_names[]; /* "recap", "recap-depth", "echo", NULL: index = feature - 1 */

/* KIND_MARKERS: score of a reply = sum over the markers of weight * (phrases: min(cap, hits); feature: its value). */
struct measure_marker {
	struct sv label;
	int group; /* -1: a feature */
	enum marker_feature feature;
	double weight; /* points for each hit, not 0 */
	int cap;       /* hits that count, at least 1 */
};
struct measure_markers {
	struct measure_marker *items;
	int count;
	double at_least; /* points from which the verdict is met */
	bool features;   /* a marker looks at the customer's words too */
};

#endif
