/* score.h - pure scoring: rubric x transcript -> scorecard. No I/O, no clock, no randomness, no locale.
 *
 * A `scorer` is compiled from the rubrics of one card (and the scenario's own phrases, so that one scan serves both);
 * it is immutable and shared by threads. A `score_session` is fed the turns of one attempt in order, and can say after
 * each reply what changed (the engine's reactions need it) and at any moment what the card is (open criteria count as
 * missed). Scoring an archive, playing and re-scoring run this same code. */
#ifndef ROLECALL_SCORE_SCORE_H
#define ROLECALL_SCORE_SCORE_H

#include "model/earlier.h"
#include "model/rubric.h"
#include "model/scenario.h"
#include "model/transcript.h"
#include "score/env.h"

enum verdict { VERDICT_MET, VERDICT_MISSED, VERDICT_NA, VERDICT_ERROR };
extern const char *const verdict_names[]; /* "met", "missed", "na", "error", NULL */

struct scorer;
/* `rubrics` outlive the scorer. `extra`: the scenario's set, or NULL. The scenario's own rubrics drive its reactions
 * even when the card uses others (--rubric): pass them after the card's and say in `card_count` how many lead the list.
 */
struct scorer *scorer_new(const struct rubric *const *rubrics, size_t count, size_t card_count,
			  const struct match_set *extra, enum match_engine engine);
void scorer_free(struct scorer *scorer);
size_t scorer_rubrics(const struct scorer *scorer);
const struct rubric *scorer_rubric(const struct scorer *scorer, size_t index);

struct score_context {
	enum channel channel;             /* CHANNEL_UNKNOWN when not given */
	struct match_binding binding;     /* copied */
	const struct scenario *scenario;  /* facts and policy for the measures; NULL without */
	int64_t first_reply_ms, reply_ms; /* targets for reply_time; 0: channel defaults */
	/* Stock lines of the trainee's earlier attempts, for `repeats`; borrowed for the session's life; may be NULL.
	 * score_transcript takes what the transcript pins. */
	const struct earlier *earlier;
};

struct score_session *score_session_new(const struct scorer *scorer, const struct score_context *context);
void score_session_free(struct score_session *session);
void score_session_reset(struct score_session *session, const struct score_context *context); /* keeps memory */

/* Turns, in order. `turn` is the number in the transcript, from 1. Texts must outlive the session.
 * `before` is the state before the reply; NULL: nothing known. at_ms -1: unknown. */
void score_customer(struct score_session *session, int turn, struct sv text, int64_t at_ms);
void score_reply(struct score_session *session, int turn, struct sv text, int64_t at_ms, const struct cond_env *before);
void score_action(struct score_session *session, int turn, struct sv name, int64_t for_ms, int64_t at_ms);
/* The conversation is over: windows close (last reply, every reply, whole conversation); afterwards changes are listed.
 */
void score_close(struct score_session *session);

/* What the last score_reply, score_action or score_close changed, in rubric and criterion order.
 * MET: the verdict turned to met. What is met until something spoils it (`every reply`, `last reply`, lengths,
 * measures, a count without a minimum, compositions of such) tells MET only at the close. MISSED: it can no longer be
 * met. LOST: a met that was told no longer holds; MISSED follows at once when that is final. A forbid tells BROKE on
 * each reply that does it (with `before:` on the action, with `last reply` at the close) and nothing else. Trial
 * criteria tell nothing. */
enum score_change_kind { CHANGE_MET, CHANGE_MISSED, CHANGE_BROKE, CHANGE_LOST /* was met, no longer */ };
struct score_change {
	enum score_change_kind kind;
	int rubric, criterion;
};
const struct score_change *score_changes(const struct score_session *session, size_t *count);

/* The verdict as if the conversation ended now. *open (may be NULL): it is missed so far, but can still be met; a
 * missed verdict that is not open is final. */
enum verdict score_verdict(const struct score_session *session, int rubric, int criterion, bool *open);
/* How strongly the criterion holds as things are, 0..1: 0 or 1, unless it grades. For calibration. */
double score_strength(const struct score_session *session, int rubric, int criterion);
/* Did the last reply break this forbid? */
bool score_broke_now(const struct score_session *session, int rubric, int criterion);
bool score_ever_broke(const struct score_session *session, int rubric, int criterion);
/* Does the last reply ask a question (match_question)? */
bool score_asks(struct score_session *session);
/* Hits in the last reply of a group of the extra (scenario) set. */
const struct match_hit *score_said(const struct score_session *session, int group, size_t *count);
/* Per cent so far over what is decided or open; *known false when nothing applies. */
double score_so_far(const struct score_session *session, bool *known);

/* The card. talloc'ed under `ctx`; the texts in it are copies. The engine fills outcome, mood and csat in. */
struct scorecard *score_card(const void *ctx, const struct score_session *session, const struct transcript *transcript);

/* A transcript without a scenario, in one call. `scanner session` reused for speed. */
struct scorecard *score_transcript(const void *ctx, struct score_session *session, const struct transcript *transcript);

/* The same without the card: what `--detail score` shows. The cost follows the hits, not the number of criteria. */
struct score_brief {
	bool has_score, passed, incomplete;
	double score;                  /* unrounded */
	int *critical, critical_count; /* missed criticals, in rubric order, for the two functions below */
};
/* Valid until the next transcript. */
const struct score_brief *score_transcript_brief(struct score_session *session, const struct transcript *transcript);
size_t score_session_card_rubrics(const struct score_session *session);
const struct rubric *score_session_rubric(const struct score_session *session, int rubric);
struct sv score_brief_rubric(const struct score_session *session, int critical);
struct sv score_brief_criterion(const struct score_session *session, int critical);

#endif
