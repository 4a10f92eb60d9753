/* rubric.h - a loaded rubric: immutable once loaded, safe to share between threads.
 *
 * Everything is owned by one talloc tree; free with rubric_free. The structs are open to read for score/,
 * engine/ and lint/; nobody writes to them after rubric_load. Phrase groups are numbers in `set`. */
#ifndef ROLECALL_MODEL_RUBRIC_H
#define ROLECALL_MODEL_RUBRIC_H

#include "base/diag.h"
#include "base/err.h"
#include "base/hash.h"
#include "match/match.h"
#include "model/cond.h"
#include "yaml/node.h"

enum skill {
	SKILL_EFFECTIVE_COMMUNICATION,
	SKILL_EMOTIONAL_INTELLIGENCE,
	SKILL_PROBLEM_SOLVING,
	SKILL_ATTENTIVE_LISTENING,
	SKILL_FLEXIBILITY,
	SKILL_PRODUCT_KNOWLEDGE,
	SKILL_COUNT
};
extern const char *const skill_names[SKILL_COUNT + 1];

enum critical_class { CRITICAL_NONE, CRITICAL_CUSTOMER, CRITICAL_BUSINESS, CRITICAL_COMPLIANCE };
extern const char *const critical_names[]; /* "customer", "business", "compliance", NULL: index = class - 1 */

enum criterion_status { STATUS_SCORED, STATUS_TRIAL, STATUS_HELPER };

/* Exactly one key decides. The conversation measures are listed in kind_table (kind.h) with the rest. */
enum criterion_kind {
	KIND_NONE = -1, /* R301 was reported: not run */
	KIND_REQUIRE,
	KIND_FORBID,
	KIND_COUNT,
	KIND_ORDER,
	KIND_LENGTH,
	KIND_ANY_OF,
	KIND_ALL_OF,
	KIND_AT_LEAST_OF, /* `of:` with `at_least: N` */
	KIND_RECAP,
	KIND_FACTS,
	KIND_TALK_SHARE,
	KIND_READABILITY,
	KIND_STYLE,
	KIND_REPEATS,
	KIND_REPLY_TIME,
	KIND_MARKERS,
	KIND_LEVELS,
	KIND_COUNT_OF_KINDS
};

enum where_kind { WHERE_ANY_REPLY, WHERE_EVERY_REPLY, WHERE_FIRST_REPLIES, WHERE_LAST_REPLY, WHERE_WHOLE };
struct where {
	enum where_kind kind;
	int replies; /* FIRST_REPLIES: N */
};

enum order_event { ORDER_MET, ORDER_QUESTION, ORDER_SAID, ORDER_ACTION, ORDER_BROKEN };
struct order_step {
	enum order_event event;
	int criterion;    /* MET: index in rubric->criteria, -1 unresolved */
	int group;        /* SAID */
	struct sv action; /* ACTION */
	const struct yaml_node *node;
};

enum length_unit { LENGTH_WORDS, LENGTH_SENTENCES, LENGTH_CHARACTERS, LENGTH_UNITS };
struct limits { /* min and max of count, length: absent is 0 and LONG_MAX */
	long min, max;
};

/* One example: `reply`, or several `replies` (a "/..." line is an action), with the state before it. */
enum example_list { EXAMPLE_PASS, EXAMPLE_FAIL, EXAMPLE_NA, EXAMPLE_TODO_PASS, EXAMPLE_TODO_FAIL };
struct mark { /* [[...]] in the text, offsets into the text without marks */
	uint32_t start, end;
};
struct example_reply {
	struct sv text; /* marks removed */
	struct mark *marks;
	int mark_count;
};
struct example {
	enum example_list list;
	struct example_reply *replies;
	int reply_count;
	struct sv customer;               /* what the customer said before, "" when not given */
	int anger, confusion;             /* -1: not given (unknown) */
	struct sv channel;                /* "" not given */
	struct sv *knows, *flags, *goals; /* ids said to hold */
	int knows_count, flag_count, goal_count;
	struct sv *actions; /* actions that have happened before */
	int action_count;
	struct sv *earlier; /* stock lines of earlier attempts */
	int earlier_count;
	struct sv name, agent, company;    /* for <name>, <agent> and <company>; "" not given */
	struct sv *fact_ids, *fact_values; /* for <fact:ID> and the facts measure */
	int fact_count;
	const struct yaml_node *node;
};

struct criterion {
	struct sv id, title, advice, praise, model;
	int index;        /* in rubric->criteria */
	int section;      /* in rubric->sections */
	enum skill skill; /* SKILL_COUNT when missing (R316) */
	struct sv *standards;
	int standard_count;
	enum criterion_status status;
	enum critical_class critical;
	int points; /* 0 for a critical or a helper */
	enum criterion_kind kind;
	struct where where;
	struct sv before, after; /* action names, "" when absent */
	struct cond *only_if;    /* NULL: always */
	bool unknown_na;         /* unknown: na */
	bool runnable;           /* false: a P or R error was reported for it */

	int group;           /* require, forbid, count: phrase group; -1 otherwise */
	int at_least;        /* require: different phrases over the whole `where` (default 1); of: N */
	bool all;            /* require: all: true */
	struct limits count; /* count */
	struct limits length[LENGTH_UNITS];
	bool length_given[LENGTH_UNITS];
	struct order_step *order;
	int order_count;
	int *of; /* any_of, all_of, at_least: criterion indexes in this rubric (-1 unresolved) */
	int of_count;
	const void *measure; /* the conversation measures: parameters by kind (measure.h), NULL otherwise */

	struct example *examples;
	int example_count;
	struct match_phrase *phrases; /* as written, for lint and tests: require/forbid/count.of/order said, markers,
					 levels, in order */
	const struct yaml_node **phrase_nodes;
	int phrase_count;
	/* The groups in the rubric's set that hold those phrases, in the same order: phrase 0 is the first of group
	 * first_group, and so on through match_set_phrases of each. */
	int first_group, group_count;
	struct match_phrase *excepts;
	const struct yaml_node **except_nodes;
	int except_count;
	const struct yaml_node *node; /* the criterion's mapping */
};

struct section {
	struct sv id, title;
	int weight; /* per cent of the card; the sections' weights add up to 100 */
	const struct yaml_node *node;
};

struct rubric_list { /* a word list, for P208 and the guides */
	struct sv name;
	const struct yaml_node *node;
	const struct yaml_doc *doc; /* the file that holds it */
};

struct rubric {
	struct sv id, title, language;
	int pass_mark;    /* per cent of the points that applied, 1..100 */
	int per_sentence; /* criteria that one sentence may meet (match.h, crowd); 0: any number */
	struct section *sections;
	int section_count;
	struct criterion *criteria;
	int criterion_count;
	struct rubric_list *lists;
	int list_count;
	struct match_lists *word_lists;
	struct match_set *set;
	char hash[7 + HASH_HEX_SIZE]; /* "sha256:" + hex over the file's bytes and those of its includes in order */
	struct yaml_doc *doc;
	struct yaml_doc **includes; /* every included file, once */
	int include_count;
	char *path;
};

/* Load a rubric and the word lists that it includes, and check every pattern. `root` is the content root
 * that includes may not leave (NULL: the parent of the nearest folder called rubrics or scenarios above the file, else
 * the working folder when the file is below it, else the file's own folder). NULL and *err filled when the file has a Y
 * error or cannot be read; otherwise a rubric, whose broken criteria are marked not runnable. Every problem found by
 * loading (Y, P, R301-R304, R307, R308, R310, R313-R316, and S508 for unknown criteria and actions) is appended to
 * diags. Whether to refuse a rubric with errors is the caller's decision (diag_count). */
struct rubric *rubric_load(const char *path, const char *root, struct diag_list *diags, struct err *err);
struct rubric *rubric_parse(const char *path, struct sv text, const char *root, struct diag_list *diags,
			    struct err *err);
void rubric_free(struct rubric *rubric); /* NULL is fine */

/* Criterion by id, or -1. */
int rubric_find(const struct rubric *rubric, struct sv id);
/* True for kinds whose miss is "broke" (forbid), as S515 sees it. */
bool criterion_is_forbid(const struct criterion *criterion);
/* False when it, or a criterion that it is built on (order, any_of ...), is not runnable: its verdict means nothing. */
bool criterion_is_judged(const struct rubric *rubric, const struct criterion *criterion);

/* Field tables, for schemas, guides and completion. */
extern const struct yaml_table rubric_table, words_table;

#endif
