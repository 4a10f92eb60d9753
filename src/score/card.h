/* card.h - the scorecard: verdicts, points, evidence, and its JSON (cli.md, machine forms, version 1). */
#ifndef ROLECALL_SCORE_CARD_H
#define ROLECALL_SCORE_CARD_H

#include "score/score.h"

struct evidence {
	int turn;            /* 1-based over all turns */
	uint32_t start, end; /* UTF-8 bytes in that turn's text, half-open */
	struct sv text;
};

struct card_criterion {
	const struct rubric *rubric;
	const struct criterion *criterion;
	enum verdict verdict;
	int points;      /* that could be earned (0: critical, helper, trial shows its points but is not scored) */
	double earned;   /* graded kinds may earn part */
	bool scored;     /* false for trial and helper */
	double strength; /* 0..1, for calibration; met/missed kinds: 1 or 0 unless graded */
	struct evidence *evidence;
	int evidence_count;
	struct evidence *cancelled;   /* hits that did not count, with the reason in cancel_reason */
	unsigned char *cancel_reason; /* enum match_cancel */
	int cancelled_count;
	struct sv why; /* for error: which pattern; for N/A: the condition; for counts, lengths, orders and measures:
			* the figure
			* ("talk share 71 %, at most 60 %"); else "" */
	bool open;     /* undecided when the card was made */
};

struct card_section {
	const struct rubric *rubric;
	const struct section *section;
	double earned;
	int applicable;
	bool has_score;
	double score; /* per cent, one decimal in JSON */
};

struct card_mood {
	int turn; /* the turn after which it holds; at the start: the first customer turn, or 1 */
	struct mood mood;
};

struct scorecard {
	struct sv transcript, scenario;
	const struct rubric **rubrics;
	bool *rubric_has_score, *rubric_passed;
	double *rubric_score;
	int rubric_count;
	enum outcome outcome; /* OUTCOME_NONE: null */
	struct sv ending;     /* id, "" none */
	bool has_score, passed, incomplete;
	double score; /* mean of the rubrics' scores, unrounded; JSON rounds half away from zero to one decimal */
	struct card_section *sections;
	int section_count;
	struct card_criterion *criteria; /* in rubric order; helpers are left out of JSON */
	int criterion_count;
	struct card_mood *mood;
	int mood_count;
	int csat; /* 1..5, 0: null */
	/* What was promised against the scenario's policy: each is business-critical. The engine fills it in. */
	struct evidence *policy;
	int policy_count;
};

/* How the policy's check is called among the criticals. */
#define CARD_POLICY "policy/may-not"

/* A critical criterion that was missed: it fails the attempt. */
bool card_is_critical_hit(const struct card_criterion *criterion);

enum card_detail { CARD_FULL, CARD_VERDICTS, CARD_SCORE };
/* One JSON object, no newline. */
void scorecard_add_json(const struct scorecard *card, enum card_detail detail, struct strbuf *out);
/* The same bytes for the transcript that score_transcript_brief judged last: CARD_SCORE or CARD_VERDICTS. */
void score_brief_add_json(const struct score_session *session, struct sv id, const struct score_brief *brief,
			  enum card_detail detail, struct strbuf *out);
/* Rounded as the JSON shows it (passing is decided on the unrounded figure with a tolerance of 1e-9). */
double scorecard_round(double per_cent);

#endif
