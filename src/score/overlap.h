/* overlap.h - how much of what the customer said comes back in a reply: shared words, weighted by rarity.
 *
 * A text is the set of the keys of its words. The key of a word: what stands after an apostrophe dropped ("that's" is
 * "that"), number words up to twelve as digits, else its Snowball English stem, or that of its synonym. Common words
 * say nothing: keys of a rarity class (idf.h) below OVERLAP_MIN_CLASS are left out; the weight of a key is its class
 * less OVERLAP_OFFSET. Digits have class 14. With C the keys of the customer and R those of the reply, w summed over
 * their weights:
 *
 *   share = w(C and R) / w(C)          (0 when C is empty)
 *   depth = min(1, w(C and R) / OVERLAP_FULL)
 *   echo  = 1 when two neighbouring words of the customer stand side by side in the reply, else 0
 *
 * Inverse document frequency as a weight: Sparck Jones 1972, Journal of Documentation 28, 11-21. Shared rare words as a
 * sign that a reply takes up what was said: Demszky et al. 2021, "Measuring conversational uptake" (ACL). */
#ifndef ROLECALL_SCORE_OVERLAP_H
#define ROLECALL_SCORE_OVERLAP_H

#include "base/strbuf.h"
#include "score/wording.h"

#define OVERLAP_MIN_CLASS 6
#define OVERLAP_OFFSET 4
#define OVERLAP_FULL 30.0 /* two or three rare words: enough to show what was heard */
#define OVERLAP_DIGITS_CLASS 14
#define OVERLAP_MAX_WORDS 20000 /* of one side: bounds memory; nobody says more */

struct overlap_key {
	uint64_t id;    /* hash of the key */
	struct sv word; /* where it first stands */
	uint32_t order; /* of coming */
	unsigned char rarity;
};

enum overlap_rows { OVERLAP_PAIRS, OVERLAP_RUNS, OVERLAP_NO_ROWS }; /* which words in a row are kept, besides keys */

struct overlap_text {
	enum overlap_rows holds;
	struct overlap_key *keys; /* after overlap_settle sorted by id, each once */
	uint64_t *rows;           /* hashes of neighbouring words, or of RECAP_RUN in a row; then sorted */
	unsigned char *taken;     /* scratch of overlap_of */
	size_t key_count, key_cap, row_count, row_cap, taken_cap;
	size_t keys_settled, rows_settled; /* so many are sorted, those added since are not */
	uint32_t added;                    /* keys so far */
};

void overlap_release(struct overlap_text *text);
void overlap_reset(struct overlap_text *text); /* keeps the memory */
/* Add the words of a text, which must outlive this one. */
void overlap_add(struct overlap_text *text, struct wording *wording);
void overlap_settle(struct overlap_text *text);

struct overlap {
	double share, depth, echo; /* 0..1 */
};
/* Is any of it more than 0? */
static inline bool overlap_is_there(const struct overlap *overlap)
{
	return overlap->share > 0 || overlap->depth > 0 || overlap->echo > 0;
}
/* Both hold pairs. The customer's is settled by this. */
struct overlap overlap_of(struct overlap_text *customer, struct overlap_text *reply);

/* ---- for the kind recap: whole conversations ---- */
#define RECAP_CONTENT 8 /* rarity class from which a word is content: not go, want, know */
#define RECAP_RUN 6     /* so many of the customer's words in a row are parroting */

/* Adds what `more` holds to `text`. */
void overlap_join(struct overlap_text *text, const struct overlap_text *more);
/* As overlap_add, without runs that stand so in `customer`, which is settled. */
void overlap_add_own(struct overlap_text *text, struct wording *wording, const struct overlap_text *customer);
/* These want settled texts. Weight: of the content words; with `other` only of those that it has too. */
bool overlap_has(const struct overlap_text *text, uint64_t key);
double overlap_weight(const struct overlap_text *text, const struct overlap_text *other);
/* "; not taken up: kettle, Monday": the up to three rarest content words that `other` lacks. */
void overlap_name_missing(const struct overlap_text *text, const struct overlap_text *other, struct strbuf *out);

/* synonyms.c: the stem that stands for this one's sense, or itself. */
const char *overlap_synonym(const char *stem);
/* The key of one word and its rarity class; for the measures that compare words. */
uint64_t overlap_word_key(struct match_scanner *scanner, const char *folded, int *rarity);

#endif
