/* session.h - figures of a calibration session: several people and the engine marked the same conversations.
 *
 * Verdicts are met, missed and na, three classes of equal standing. All intervals hold 95 % and come from resamples of
 * whole conversations with a fixed seed. */
#ifndef ROLECALL_REPORT_SESSION_H
#define ROLECALL_REPORT_SESSION_H

#include "report/calibration.h"
#include "store/store.h"

#define SESSION_CLASSES 3       /* met, missed, na: as in enum verdict */
#define SESSION_LEAST_ITEMS 20  /* conversations below which no criterion is trusted */
#define SESSION_LEAST_KAPPA 0.6 /* "substantial": Landis and Koch 1977, Biometrics 33, 159-174 */
#define SESSION_NEAR 10.0       /* points of 100 that two scores may lie apart */

/* Who said what. Rater 0 is the engine. */
struct session_grid {
	size_t items, raters, criteria;
	signed char *marks; /* [(item * raters + rater) * criteria + criterion]: enum verdict, -1 not marked */
	double *points;     /* [item * criteria + criterion]: what it is worth there, 0 when it is not scored */
};
/* Everything unmarked and worth nothing; release with session_grid_release. */
void session_grid_init(struct session_grid *grid, size_t items, size_t raters, size_t criteria);
void session_grid_release(struct session_grid *grid);
signed char *session_mark(const struct session_grid *grid, size_t item, size_t rater, size_t criterion);

enum session_doubt {
	SESSION_TRUSTED,
	SESSION_FEW,    /* fewer than SESSION_LEAST_ITEMS conversations */
	SESSION_SAME,   /* everybody always said the same: kappa cannot tell */
	SESSION_APART,  /* kappa of engine and people below SESSION_LEAST_KAPPA */
	SESSION_PEOPLE, /* people do not agree with each other: the wording of the criterion, not the engine */
	SESSION_DOUBTS
};
extern const char *const session_doubts[SESSION_DOUBTS + 1]; /* "", "too few conversations", … */

struct session_result {
	size_t items;            /* that the engine and at least one person marked */
	size_t pairs, alike;     /* an engine's and a person's mark of one conversation; those that are equal */
	struct figure agreement; /* alike / pairs, per cent */
	struct figure kappa;     /* Cohen's, of the engine with the people, over those pairs */
	struct figure people;    /* Cohen's over pairs of people, each counted both ways round */
	struct figure alpha;     /* Krippendorff's, nominal, the engine one of the raters */
	enum session_doubt doubt;
};
void session_criterion(const struct session_grid *grid, size_t criterion, uint64_t seed, struct session_result *out);

/* A rater's score of a conversation: points met of the points that apply, per cent. Two raters' scores are taken over
 * the criteria that both marked (na with one is left out of that one's score, as the engine does it). */
struct session_scores {
	size_t pairs, near_by; /* engine and a person; within SESSION_NEAR points */
	struct figure share;   /* per cent */
	size_t people_pairs, people_near;
	struct figure people; /* the same among people */
};
void session_scores(const struct session_grid *grid, uint64_t seed, struct session_scores *out);

/* ---- session_draw.c ---- */
/* Up to `want` of the attempts, spread over scenarios and over five bands of the score: their indexes in `out`, in an
 * order that tells nothing. The same seed draws the same. Returns how many. */
size_t session_draw(const struct attempt *attempts, size_t count, size_t want, uint64_t seed, size_t *out);

#endif
