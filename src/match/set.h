/* set.h - the inside of a match_set. */
#ifndef ROLECALL_MATCH_SET_H
#define ROLECALL_MATCH_SET_H

#include "match/phrase.h"
#include "match/regex.h"

struct set_phrase {
	char *text;
	size_t length;
	struct node *root; /* one of these two, or neither when the phrase is broken */
	struct regex *regex;
};

struct set_group {
	struct set_phrase *phrases, *except;
	size_t phrase_count, except_count;
	bool count_negated, ignore_quotes, ignore_piles;
	int crowd, owner;
	const struct match_set *set;
	enum match_at at;
	enum match_in in;
};

struct match_set {
	struct arena *arena; /* of the phrases */
	struct set_group **groups;
	size_t count, cap;
	struct match_lists **lists; /* shared with the caller until both let go */
	size_t list_count, list_cap;
};

/* group_check.c: P207 and P212 inside one group. */
void group_check(const struct set_group *group, match_report *report, void *data);

#endif
