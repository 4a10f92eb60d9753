/* One group, one text: what the tests of match/ share. */
#ifndef TEST_MATCH_HELPER_H
#define TEST_MATCH_HELPER_H

#include "match/match.h"

#define MAX_PHRASES 12

struct bench {
	struct match_lists *lists;
	struct match_set *set;
	struct matcher *matcher;
	struct match_scanner *scanner;
	char codes[256]; /* of the problems, "P206 P207 " */
	struct match_problem last;
	int last_phrase;
	bool last_in_except;
};

/* `phrases` and `except` are separated by `|`; one that begins with "regex:" is a regex, with "dq:" a double-quoted
 * one. options: 'n' negated: count, 'q' ignore quotes, 'p' ignore piles; at: 'r' reply start, 's' sentence start, 'e'
 * sentence end, 'w' whole sentence; in: '?' questions, '.' statements. The lists of the examples in the language guide
 * are there. */
void bench_init(struct bench *bench, const char *phrases, const char *except, const char *options,
		enum match_engine engine);
void bench_release(struct bench *bench);
/* The text with [[ ]] around each hit; malloc'ed. */
char *bench_mark(struct bench *bench, struct sv text);

#endif
