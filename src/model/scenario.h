/* scenario.h - a loaded scenario: a customer who reacts. Immutable once loaded; open to read.
 * Conditions, facts, goals, actions and nodes are resolved to indexes; phrases are groups of `set`. */
#ifndef ROLECALL_MODEL_SCENARIO_H
#define ROLECALL_MODEL_SCENARIO_H

#include "model/channel.h"
#include "model/rubric.h"

struct mood {
	int anger, confusion; /* 0..100 */
};

/* What a node or ending says: variants for any mood, or by band. Bands (by anger): calm 0-29, irritated 30-59,
 * angry 60-84, furious 85-100; a band without lines borrows from the nearest calmer one (S511 when there is none). */
enum mood_band { BAND_CALM, BAND_IRRITATED, BAND_ANGRY, BAND_FURIOUS, BAND_COUNT };
extern const char *const band_names[BAND_COUNT + 1];
enum mood_band mood_band_of(int anger);

struct line {
	struct sv text; /* may hold <value>, <name>, <agent>, <company>, <fact:ID> */
	const struct yaml_node *node;
};
struct says {
	struct line *any;
	int any_count;
	struct line *band[BAND_COUNT];
	int band_count[BAND_COUNT];
	bool banded;
};
/* The lines for a mood; NULL and *count 0 when it says nothing there. */
const struct line *says_lines(const struct says *says, int anger, int *count);

struct fact {
	struct sv id, value; /* value "" when none */
	int asked_group;     /* -1: never askable (S509 unless known at start) */
	struct match_phrase *asked;
	const struct yaml_node **asked_nodes;
	int asked_count;
	struct says says;
	bool known; /* known from the start (history, brief) */
	bool key;   /* counts for recap; default: has a value */
	const struct yaml_node *node;
};

struct reaction {
	struct cond *when;
	int anger, confusion; /* signed change */
	struct says says;     /* optional remark; usually empty */
	int set_flag;         /* index, -1 none */
	const struct yaml_node *node;
};

enum goto_kind { GOTO_NODE, GOTO_ENDING, GOTO_BACK, GOTO_BROKEN };
struct transition {
	struct cond *when; /* never NULL in `next`; true when absent */
	enum goto_kind kind;
	int target; /* node or ending index */
	struct sv target_name;
	bool once;
	int set_flag;
	const struct yaml_node *node, *go_node;
};

struct silence { /* chain: after this long without a reply … */
	int64_t after_ms;
	struct says says;
	int anger, confusion;
	struct transition *go; /* NULL: stays */
	struct silence *then;
	const struct yaml_node *node;
};

struct node {
	struct sv id;
	struct says says, otherwise;
	struct transition *next;
	int next_count;
	struct silence *silence;
	struct sv *hints;
	int hint_count;
	int set_flag;
	const struct yaml_node *key, *node;
};

enum outcome {
	OUTCOME_NONE,
	OUTCOME_RESOLVED,
	OUTCOME_UNRESOLVED,
	OUTCOME_CUSTOMER_HUNG_UP,
	OUTCOME_AGENT_HUNG_UP,
	OUTCOME_ESCALATED,
	OUTCOME_TRANSFERRED,
	OUTCOME_FOLLOW_UP,
	OUTCOME_COUNT
};
extern const char *const outcome_names[]; /* "resolved", "unresolved", "customer-hung-up", "agent-hung-up", "escalated",
					     "transferred", "follow-up", NULL: index = outcome - 1 */

struct ending {
	struct sv id;
	enum outcome outcome;
	struct says says;
	int csat;      /* 1..5 fixed, 0: from the table or the default */
	int follow_up; /* index of its own later scene in follow_ups, or -1 */
	const struct yaml_node *key, *node;
};

struct goal {
	struct sv id, text;
	struct cond *done;
	const struct yaml_node *node;
};

enum action_kind { ACTION_HOLD, ACTION_NOTE, ACTION_TRANSFER, ACTION_ESCALATE, ACTION_HANG_UP, ACTION_OTHER };
struct action {
	struct sv name;
	enum action_kind kind;
	int64_t limit_ms;                    /* hold: 0 none */
	struct mood each_minute, over_limit; /* signed changes */
	struct sv *to;
	int to_count;
	struct transition *go; /* NULL: none */
	int set_flag;          /* set when the action is done, with or without `go`; -1 none */
	const struct yaml_node *key, *node;
};

struct playthrough {
	struct sv name;
	struct example_reply *replies; /* "/..." lines are actions */
	int reply_count;
	const struct yaml_node **reply_nodes;
	struct sv *path; /* expected node and ending ids, NULL when not given */
	int path_count;
	enum outcome outcome; /* OUTCOME_NONE: not given */
	bool has_anger, has_confusion, has_score, has_csat, has_passed, passed;
	struct yaml_range anger, confusion, score, csat;
	struct sv *met, *missed, *broke, *knows, *goals;
	int met_count, missed_count, broke_count, knows_count, goal_count;
	uint64_t seed;
	const struct yaml_node *node, *expect_node;
};

struct follow_up {
	int64_t after_ms;
	int node;          /* index */
	struct cond *when; /* NULL: always */
	int ending; /* the ending that it hangs on; -1: any ending that has none of its own (top-level follow_up) */
	const struct yaml_node *yaml; /* its mapping */
};

struct csat_rule {         /* first that holds decides */
	struct cond *when; /* anger/confusion ranges */
	int ending;        /* -1: any */
	int rating;        /* 1..5 */
};

struct scenario {
	struct sv id, title, brief, family, phase, audience, company, agent;
	struct sv emotion, trade; /* for lists: the customer's emotion in a word, the trade */
	enum channel channel;
	int difficulty; /* 1..5, 0 not given */
	struct sv *rubric_ids;
	const struct yaml_node **rubric_nodes;
	struct rubric **rubrics; /* loaded by the caller's resolver; NULL entry: exists but did not load, or unknown */
	int rubric_count;
	struct sv customer_name;
	struct mood mood; /* at the start */
	struct fact *facts;
	int fact_count;
	struct reaction *reactions;
	int reaction_count;
	struct sv *history; /* lines shown at the start ("Bot: What is the number?"): what a bot or a colleague already
			       asked */
	int history_count;
	struct match_phrase *may, *may_not;                     /* policy */
	int may_count, may_not_count, may_group, may_not_group; /* groups -1 when absent */
	const struct yaml_node **may_nodes, **may_not_nodes;    /* the phrases in the file */
	struct goal *goals;
	int goal_count;
	struct action *actions;
	int action_count;
	struct transition *anytime;
	int anytime_count;
	int start; /* node index, -1 broken */
	struct node *nodes;
	int node_count;
	struct ending *endings;
	int ending_count;
	struct playthrough *playthroughs;
	int playthrough_count;
	struct follow_up *follow_ups;
	int follow_up_count;
	struct csat_rule *csat;
	int csat_count;
	struct sv *flags; /* every flag named anywhere, by index */
	int flag_count;
	int64_t first_reply_ms, reply_ms; /* targets; channel defaults when not given */
	struct rubric_list *lists;        /* word lists of `words` and `include`, for lint */
	int list_count;
	struct yaml_doc **includes; /* every included word-list file, once */
	int include_count;
	struct match_set *set;
	char hash[7 + HASH_HEX_SIZE];
	struct yaml_doc *doc;
	char *path;
};

/* Finds and loads the rubrics that a scenario names. Returns NULL for an unknown id (*exists false) or one that
 * does not load (*exists true). The resolver keeps ownership; rubrics outlive the scenario. */
struct rubric_resolver {
	struct rubric *(*find)(void *data, struct sv id, bool *exists);
	/* NULL-terminated ids for "did you mean"; may be NULL. */
	const char *const *(*names)(void *data);
	void *data;
};

/* NULL with *err filled when the file cannot be read or has any Y error (types cannot be trusted then, and the file
 * gets its Y codes only). Otherwise a scenario, whose broken names are -1 or GOTO_BROKEN. Reports Y, P, and of S those
 * that resolving finds: S501, S504, S508, S512 (no outcome), S516, S520, S521. Other S codes, S511 among them, belong
 * to lint/. An unknown name is S501 where the conversation would go (`go`, `start`, `follow_up.node`) and S508
 * elsewhere (`visited`, `csat`); `path` of a playthrough is left to `test` (T407). `resolver` NULL: criteria stay
 * unresolved, silently. `root` of includes: the default rule of rubric_load. */
struct scenario *scenario_load(const char *path, const struct rubric_resolver *resolver, struct diag_list *diags,
			       struct err *err);
struct scenario *scenario_parse(const char *path, struct sv text, const struct rubric_resolver *resolver,
				struct diag_list *diags, struct err *err);
void scenario_free(struct scenario *scenario); /* not its rubrics */

/* For `list`: reads only these top-level keys, wherever they stand in the file; nothing is compiled and nothing is
 * checked. What is missing or makes no sense is "", CHANNEL_UNKNOWN, 0. */
struct scenario_head {
	struct sv id, title, family, phase, audience, emotion, trade;
	enum channel channel;
	int difficulty;
	struct sv *rubric_ids;
	int rubric_count;
};
/* Strings belong to ctx. False when the file cannot be read or is no scenario. */
bool scenario_head_load(const void *ctx, const char *path, struct scenario_head *out, struct err *err);

int scenario_node(const struct scenario *scenario, struct sv id);
int scenario_ending(const struct scenario *scenario, struct sv id);
int scenario_fact(const struct scenario *scenario, struct sv id);
int scenario_goal(const struct scenario *scenario, struct sv id);
int scenario_action(const struct scenario *scenario, struct sv name);

extern const struct yaml_table scenario_table;

#endif
