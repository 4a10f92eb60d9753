/* cond.h - conditions: the one small language of only_if, next, anytime, reactions and goals.
 *
 * A mapping is AND, a list is OR. Values may be unknown (a real chat has no mood): evaluation is three-valued
 * (Kleene), see score/env.h. Read-only after load; owned by the document's talloc tree. */
#ifndef ROLECALL_MODEL_COND_H
#define ROLECALL_MODEL_COND_H

#include "base/sv.h"
#include "yaml/table.h"

#include <stdbool.h>

enum cond_op {
	COND_ALL,           /* mapping: every child; no child: true */
	COND_ANY,           /* list: one child */
	COND_NOT,           /* one child */
	COND_MET,           /* criterion */
	COND_MISSED,        /* criterion */
	COND_BROKE,         /* criterion (forbid or other negative kind) */
	COND_SAID,          /* phrase group `group` of the owning file's match_set */
	COND_ASKED,         /* fact: its `asked` phrases hit in this reply */
	COND_KNOWS,         /* fact told */
	COND_GOAL,          /* goal done */
	COND_ACTION,        /* action name; in only_if: happened anywhere in the attempt */
	COND_ANGER,         /* range, 0..100 */
	COND_CONFUSION,     /* range, 0..100 */
	COND_REPLIES,       /* range: replies in this node, the one just given counted */
	COND_TOTAL_REPLIES, /* range */
	COND_VISITED,       /* node */
	COND_FLAG,          /* flag set */
	COND_CHANNEL,       /* one of `names` */
	COND_SCORE,         /* range: per cent so far */
	COND_ELAPSED,       /* range in milliseconds */
	COND_NOTHING        /* reactions only: no other reaction fired */
};

/* Its value is the name of a criterion, fact, goal, action, node or flag. */
bool cond_names_something(enum cond_op op);

struct cond {
	enum cond_op op;
	struct cond **children; /* ALL, ANY, NOT */
	int count;
	struct sv name;    /* criterion, fact, goal, action, node or flag as written ("id" or "rubric/id") */
	int rubric, index; /* resolved: criterion -> rubric number in the scenario's list and criterion index; fact,
			    * goal, action, node, flag -> index; -1 unresolved (an error was reported, or the rubric is
			    * not loaded) */
	int group;         /* SAID: group number in the owner's match_set */
	struct yaml_range range;
	struct sv *names; /* CHANNEL */
	int name_count;
	const struct yaml_node *node; /* where it stands, for lint: the value node */
	const struct yaml_node *key;
};

#endif
