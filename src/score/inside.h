/* inside.h - the inside of score/: compiled slots, what a session remembers, and the one table of criterion kinds.
 *
 * A session keeps facts (replies, actions, hits), never conclusions: a kind's `judge` computes the verdict from them as
 * if the conversation ended now. So feeding turn by turn, at once, or re-scoring later cannot disagree. Judging runs
 * only for the criteria that a turn touched.
 *
 * Adding a kind: one file kind_<name>.c with its ops, one row in kind_table. */
#ifndef ROLECALL_SCORE_INSIDE_H
#define ROLECALL_SCORE_INSIDE_H

#include "score/card.h"
#include "score/echo.h"
#include "score/known.h"
#include "score/overlap.h"
#include "score/score.h"
#include "score/shape.h"
#include "score/wording.h"

/* Evidence and cancelled hits kept per criterion (and per reply): a card is read by people, and a pasted page of one
 * word must not grow memory. Totals are counted in full. */
#define SCORE_MAX_EVIDENCE 20
/* Different actions that one only_if may name and still be judged for all replies when they happen later: the answers
 * for every combination are 2 bits in one 64-bit word. Any further ones count from the reply after they happen. */
#define SCORE_MAX_GATE_ACTIONS 5

/* When a criterion applies (its only_if). */
enum gate {
	GATE_ALWAYS,
	GATE_STATIC, /* only channel and actions: one answer for the whole attempt */
	GATE_LIVE,   /* judged before each reply until it holds, then latched */
	GATE_TABLE   /* GATE_LIVE with actions: each reply's answers are kept, as an action may come later */
};

/* What, besides hits and actions, can move a verdict away from that of a conversation in which nothing happens. */
enum mover { MOVED_BY_CUSTOMER = 1, MOVED_BY_TIMES = 2, MOVED_BY_FACTS = 4, MOVED_ALWAYS = 8 };

struct slot { /* one criterion of the scorer, immutable */
	const struct rubric *rubric;
	const struct criterion *criterion;
	const struct kind_ops *kind; /* NULL: not run (an error in the rubric) */
	int rubric_index;
	int base;       /* of the rubric's set in the matcher */
	int group;      /* matcher numbering, -1 none */
	size_t phrases; /* in that group */
	bool distinct;  /* needs to know which phrases */
	bool standing;  /* met until something spoils it: CHANGE_MET at the close only */
	bool derived;   /* follows from other criteria */
	bool needed;    /* a derived one follows from it */
	bool leads;     /* derived, and another derived one follows from it: its first evidence is kept */
	enum gate gate;
	bool gate_fixed; /* GATE_LIVE: without a scenario one answer for the whole conversation */
	unsigned movers; /* enum mover, together */
	struct sv actions[SCORE_MAX_GATE_ACTIONS]; /* GATE_TABLE */
	int action_count;
	int table;     /* GATE_TABLE: its row */
	size_t found;  /* markers: where its bits begin in session->found */
	int memory;    /* offset of its measure's memory, in bytes */
	struct sv key; /* "rubric/criterion": as a JSON key (json_ready_key) */
};

struct scorer {
	const struct rubric **rubrics;
	int rubric_count, card_count;
	int *first; /* first slot of each rubric, and one past the end */
	struct slot *slots;
	int slot_count;
	struct matcher *matcher;
	int extra_base; /* -1 without */
	int extra_groups;
	int *slot_of_group; /* by group of the matcher: the slot that it belongs to, or -1 */
	int *item_of_group; /* … and which of its markers, from 0 */
	int *watching;      /* slots whose kind looks at each reply itself (order, length, measures) */
	int watching_count;
	int *gated; /* GATE_LIVE and GATE_TABLE: first those whose gate is not fixed */
	int gated_count, varying_count;
	int *timed; /* judged after each reply, hit or not */
	int timed_count;
	int *acting; /* slots that an action can change */
	int acting_count;
	int *derived; /* slots that follow from other criteria, each after those it needs */
	int derived_count;
	int table_count;
	size_t max_phrases, max_sections, memory_size, found_size;
	struct echo *models; /* the model answers; NULL when no criterion asks */
	bool needs_words, needs_customer_words, needs_sentences, needs_overlap, needs_known, needs_heard;
};

/* One verdict, as if the conversation ended now. */
struct judgement {
	enum verdict verdict;
	bool open;       /* missed, but can still be met */
	double strength; /* 0..1 */
	int offences;    /* forbid: replies that do it */
	double share;    /* of the points, 0..1 */
};

struct reply {
	int turn;
	struct sv text;
	int64_t at_ms;
	enum { QUESTION_UNASKED, QUESTION_NONE, QUESTION_THERE } question; /* found out when first asked: reply_asks */
	uint32_t question_start, question_end;
	size_t words, sentences, syllables; /* counted when a criterion needs them */
	size_t customer_words;              /* said by the customer so far */
	int64_t wait_ms;                    /* since the customer's first unanswered line; -1 unknown */
};

struct deed { /* an action that happened */
	int turn, replies_before;
	int64_t for_ms, at_ms;
};

struct record { /* what one reply holds for one criterion (for an order: for one of its steps) */
	int reply, step;
	uint32_t count;           /* hits that count, all of them */
	uint32_t hit;             /* first of the kept hits */
	uint16_t kept, cancelled; /* kept hits that count; then those that do not */
	bool error;
	int error_phrase; /* whose limit was hit, -1 */
	size_t bits;      /* which phrases, one byte each, in session->bits */
	size_t values;    /* markers: points of each, in session->values */
	double value;     /* markers: their sum */
	int next;
};

/* Spans found by a kind, in order of reply and start, without duplicates. */
struct span {
	int reply;
	uint32_t start, end;
	uint8_t state; /* enum match_cancel */
};
struct spans { /* begins with count 0; no item is set before it is needed */
	struct span items[SCORE_MAX_EVIDENCE];
	int count;
};
void spans_add(struct spans *spans, struct span span);

struct tally {
	struct span lead; /* slot->leads: first evidence, kept so that chains of criteria cost one look each */
	bool has_lead;
	int from;        /* first reply that counts; -1: does not apply (yet) */
	int first, last; /* records, -1 none */
	struct judgement now;
	int offences;   /* announced so far */
	int broke_step; /* session->step at which it was last broken */
	bool touched, announced_met, announced_missed;
	bool stirred; /* in session->stirred */
};

struct seen {         /* found out once for all criteria that ask the same */
	int shape_of; /* reply, -1 of none */
	struct shape shape;
	int grade_first, grade_end; /* replies, end -1: of none */
	bool has_grade;
	double grade;
};

struct score_session {
	const struct scorer *scorer;
	struct match_scanner *scanner;
	struct score_context context;
	struct score_context given; /* by the caller: what transcripts do not say themselves */
	struct reply *replies;
	int reply_count, reply_cap;
	struct deed *deeds;
	struct sv *deed_names;
	int deed_count, deed_cap, deed_name_cap;
	struct record *records;
	int record_count, record_cap;
	struct match_hit *hits;
	size_t hit_count, hit_cap;
	unsigned char *bits, *scratch;
	size_t bit_count, bit_cap;
	double *values;
	size_t value_count, value_cap;
	uint64_t *tables;
	size_t table_used, table_cap;
	struct tally *tallies; /* own_tallies, or those of a whole transcript's `still` */
	struct tally *own_tallies;
	int *touched, touched_count;
	int *stirred, stirred_count; /* slots that something happened to: a record, an action, a gate */
	struct whole *whole;         /* whole.c; NULL until the first whole transcript */
	bool at_once;                /* nothing is judged before the end */
	bool brief;                  /* … and nothing is explained then: only verdicts count */
	uint64_t *found;             /* which markers the last reply holds something of, as bits; taken up by `reply` */
	int step;                    /* counts replies and actions */
	struct score_change *changes;
	int change_count, change_cap;
	struct overlap_text said, answered;         /* the customer's last turn; the reply to it */
	struct overlap overlap;                     /* of the last reply with it */
	int retold_replies;                         /* how many replies `retold` holds */
	struct known *known;                        /* NULL: no criterion asks */
	struct overlap_text pending, heard, retold; /* the customer since the last reply; before it; the agent */
	struct echo *echo;                          /* sentences said; NULL when no criterion asks */
	struct earlier *pinned;                     /* by the transcript that is scored; NULL */
	size_t echoes;                              /* sentences of the last reply that repeat one */
	struct wording *wording;                    /* of the last text fed */
	struct seen *seen;
	double *earned; /* scratch: by section of one rubric */
	int *applicable;
	unsigned char *memory;
	int64_t customer_at_ms; /* of the first customer line that waits for an answer; -1 unknown */
	bool customer_waits;
	size_t customer_words;
	int forced; /* slot whose only_if is not asked (model answers), -1 */
	bool closed;
	bool scanned; /* the scanner holds the last reply's hits */
	bool fresh;   /* … and that reply was the last turn fed */
};

struct kind_ops {
	bool each_reply; /* judged after every reply, not only on hits */
	bool standing;   /* met until something spoils it */
	/* The reply was just scanned and is the last of session->replies. NULL: the phrase group is recorded, no more.
	 */
	void (*reply)(struct score_session *session, int slot);
	/* What `reply` looks at. In a whole transcript it is called for those replies only that hold some of it. */
	enum look {
		LOOK_HITS,    /* hits of the slot's groups, and what the customer said (features) */
		LOOK_TEXT,    /* the text itself */
		LOOK_ECHOES,  /* sentences said again */
		LOOK_LISTENED /* words of the customer, values of facts */
	} looks_at;
	/* Before it is judged at the end of a whole transcript: replies that `reply` was not called for. */
	void (*catch_up)(struct score_session *session, int slot);
	/* Called only when the criterion applies (tally->from >= 0). */
	struct judgement (*judge)(const struct score_session *session, int slot);
	void (*evidence)(const struct score_session *session, int slot, struct spans *out); /* NULL: none */
	void (*why)(const struct score_session *session, int slot, struct strbuf *out);     /* NULL: nothing to say */
	/* A kind that is met when one figure of the replies is at most the slot's limit: all slots that look at the
	 * same replies share the figure. `figure`: false when there is none (N/A). Both or neither. */
	bool (*figure)(const struct score_session *session, int slot, double *figure);
	double (*limit)(const struct slot *slot);
	bool words, customer_words, sentences; /* needs them counted, remembered */
	bool known, heard;                     /* needs facts; both sides' words over the whole conversation */
	unsigned movers;                       /* enum mover, together */
	size_t memory;                         /* bytes of zeroed memory for each criterion */
};
const struct kind_ops *kind_ops_of(enum criterion_kind kind); /* NULL: this build does not measure it */

extern const struct kind_ops kind_require, kind_forbid, kind_count, kind_order, kind_length, kind_any_of, kind_all_of,
	kind_at_least_of, kind_talk_share, kind_readability, kind_style, kind_reply_time, kind_repeats, kind_markers,
	kind_levels, kind_recap, kind_facts;

#define FOUND_WORDS(count) (((size_t)(count) + 63) / 64)

/* ---- window.c ---- */
struct window {
	int first, end; /* replies first..end-1 */
	bool shut;      /* no further reply can enter */
	bool never;     /* it had closed before the criterion began to apply */
};
struct window window_of(const struct score_session *session, int slot);
bool window_holds(const struct window *window, int reply);
/* Is the newest reply past the criterion's window? */
bool window_is_over(const struct score_session *session, int slot);
/* before: and after: — the next occurrence of the action from *index on; false when there is none. *reply: the reply
 * that it looks at: -1 no reply came before, session->reply_count none has come after yet. */
bool window_occasion(const struct score_session *session, int slot, int *index, int *reply);
bool slot_has_occasion(const struct slot *slot);

/* ---- record.c ---- */
/* Record the hits of a matcher group in the last reply. `step` for an order, else 0. */
void record_group(struct score_session *session, int slot, int group, int step);
/* Something was found in the last reply that the slot's kind will look at. */
void record_found(struct score_session *session, int slot, int group);
struct record *record_add(struct score_session *session, int slot);
/* For an earlier reply, of which the slot has no record yet nor one of a later reply. */
struct record *record_add_for(struct score_session *session, int slot, int reply);
const struct record *record_at(const struct score_session *session, int slot, int reply);
const struct record *record_first(const struct score_session *session, int slot);
const struct record *record_next(const struct score_session *session, const struct record *record);
void record_spans(const struct score_session *session, const struct record *record, bool cancelled, struct spans *out);
/* Counting hits in the criterion's window or at its action's replies. */
void record_evidence(const struct score_session *session, int slot, struct spans *out);
void record_cancelled(const struct score_session *session, int slot, struct spans *out);

/* Evidence of any slot, nothing while it does not apply; and the first of it, false when there is none. */
void evidence_of(const struct score_session *session, int slot, struct spans *out);
bool evidence_first(const struct score_session *session, int slot, struct span *out);

/* The first record of an undecided pattern in the criterion's window, or NULL. */
const struct record *record_error(const struct score_session *session, int slot);

/* Adds a hit of the last reply to the newest record, those that count first. Up to SCORE_MAX_EVIDENCE of either sort.
 */
void record_add_hit(struct score_session *session, struct record *record, struct match_hit hit);
/* Room for `count` zeroed values of the newest record; valid until the next one. */
double *record_values(struct score_session *session, struct record *record, size_t count);

/* Adds a kept span of the last reply to a new record of it. */
void record_add_span(struct score_session *session, struct record *record, uint32_t start, uint32_t end);

/* ---- session.c ---- */
/* score_session_reset for one of several transcripts: what score_session_reset was given stays known. */
void session_restart(struct score_session *session, const struct score_context *context);
/* All but the tallies. */
void session_clear(struct score_session *session, const struct score_context *context);
/* Does this reply ask a question, and where? Found out once. */
bool reply_asks(const struct score_session *session, int reply, uint32_t *start, uint32_t *end);
/* Kept for the last reply asked for. */
const struct shape *reply_shape(const struct score_session *session, int reply);

/* Is anybody going to ask where it was found? */
static inline bool hits_are_wanted(const struct score_session *session, int slot)
{
	return !session->brief || session->scorer->slots[slot].needed ||
	       session->scorer->slots[slot].criterion->kind == KIND_ORDER;
}

/* Notes that something happened to a slot. */
static inline void stir(struct score_session *session, int slot)
{
	if (session->tallies[slot].stirred)
		return;
	session->tallies[slot].stirred = true;
	session->stirred[session->stirred_count++] = slot;
}

/* ---- whole.c ---- */
struct whole;
void whole_free(struct whole *whole); /* NULL is fine */
bool whole_is_possible(const struct scorer *scorer);
/* The session's own tallies are meant again. */
void whole_leave(struct score_session *session);
#define LIMIT_SLACK 1e-9 /* a figure so little over its limit is none */
/* The reply was just scanned; only what it holds is looked at. */
void whole_look(struct score_session *session);

/* ---- scorer.c ---- */
/* The members of a composition, or the criteria whose `met` an order waits for (-1: that step waits for none). */
int criterion_needs(const struct criterion *criterion, int index);
int criterion_need_count(const struct criterion *criterion);

/* ---- applies.c ---- */
void applies_plan(struct scorer *scorer, struct slot *slot);
void applies_begin(struct score_session *session);
/* In a whole transcript: also what is fixed without a scenario. */
void applies_begin_still(struct score_session *session);
void applies_reply(struct score_session *session, const struct cond_env *before, int64_t at_ms); /* before the scan */
void applies_action(struct score_session *session);

/* ---- syllables.c ---- */
size_t syllables(const char *folded); /* of one case-folded word, at least 1 */

/* ---- verdict.c ---- */
void verdict_begin(struct score_session *session);
struct judgement verdict_judge(const struct score_session *session, int slot);
void verdict_derive(struct score_session *session, int slot); /* judges a derived slot and finds its first evidence */
void verdict_touch(struct score_session *session, int slot);
/* Judge what was touched, note changes in rubric and criterion order. */
void verdict_update(struct score_session *session);
/* Per cent of one rubric as if the conversation ended now; fills the session's scratch by section. *known false when
 * nothing applies. *incomplete is set (never cleared) by an error. */
double points_of(const struct score_session *session, int rubric, bool *known, bool *incomplete);
double points_earned(const struct slot *slot, const struct judgement *judgement);
bool slot_is_scored(const struct slot *slot); /* enters the sums */
/* ---- card.c ---- */
/* "rubric/criterion": as JSON, talloc'ed under ctx. */
struct sv card_key(const void *ctx, const struct rubric *rubric, const struct criterion *criterion);
/* Texts and arrays are talloc'ed under ctx. */
void card_fill_criterion(const void *ctx, const struct score_session *session, int slot, struct card_criterion *out);

int slot_of(const struct scorer *scorer, int rubric, int criterion); /* -1 out of range */
/* The scorer's number of a rubric (by pointer, else by id); -1. */
int scorer_find(const struct scorer *scorer, const struct rubric *rubric);

static inline const struct slot *slot_at(const struct score_session *session, int slot)
{
	return &session->scorer->slots[slot];
}
static inline struct judgement judged(enum verdict verdict)
{
	return (struct judgement){.verdict = verdict,
				  .strength = verdict == VERDICT_MET ? 1 : 0,
				  .share = verdict == VERDICT_MET ? 1 : 0};
}
static inline struct judgement judged_missed(bool open)
{
	return (struct judgement){.verdict = VERDICT_MISSED, .open = open};
}

#endif
