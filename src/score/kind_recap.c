/* kind_recap.c - recap: how much of what the customer said comes back in the agent's own words.
 *
 * Over the whole conversation, with the words weighted by rarity as in overlap.h:
 *   share = (w(C and A) + F x facts back) / (w(C) + F x facts told)
 * C are the customer's words before the last reply, A the agent's. Common words (class below RECAP_CONTENT) carry
 * nothing. "Own words": a run of RECAP_RUN words or more that stands so in the customer's text is a parrot's and is
 * left out of A, but values of facts may be repeated. F, the weight of a fact, is that of the rarest word. With `of:
 * facts` only facts count, with `of: customer` only words. N/A when there is nothing to come back to. */
#include "score/inside.h"

#include "model/measure.h"

#define DEFAULT_MIN 0.25 /* a third to a half is what attentive replies reach; a quarter is a fair demand */
#define FACT_WEIGHT 17   /* of the rarest word: IDF_UNLISTED - OVERLAP_OFFSET */

struct memory {
	uint64_t back; /* facts whose value was said by the agent */
};

static struct memory *memory_of(const struct score_session *session, int slot)
{
	return (struct memory *)(void *)(session->memory + slot_at(session, slot)->memory);
}

/* Evidence: the customer's words in this reply. */
static void look(struct score_session *session, int slot)
{
	const struct measure_recap *measure = slot_at(session, slot)->criterion->measure;
	struct memory *memory = memory_of(session, slot);
	size_t count = 0;
	const struct match_word *words;
	struct record *record = NULL;

	if (session->heard.key_count == 0 && session->known->count == 0)
		return;
	words = wording_words(session->wording, &count);
	for (size_t i = 0; i < count && measure->of != RECAP_FACTS; i++) {
		int rarity = 0;
		uint64_t key = wording_key(session->wording, i, &rarity);

		if (rarity < RECAP_CONTENT || !overlap_has(&session->heard, key) || !overlap_has(&session->retold, key))
			continue;
		if (!record)
			record = record_add(session, slot);
		record_add_span(session, record, words[i].start, words[i].end);
	}
	for (int i = 0; i < session->known->count && measure->of != RECAP_CUSTOMER; i++) {
		const struct known_fact *fact = &session->known->facts[i];
		long at = known_find(fact, words, 0, count);

		if (at < 0)
			continue;
		memory->back |= UINT64_C(1) << i;
		if (!record)
			record = record_add(session, slot);
		record_add_span(session, record, words[at].start, words[at + fact->word_count - 1].end);
	}
}

struct portion {
	double told, back;
};

static struct portion portion_of(const struct score_session *session, int slot)
{
	const struct measure_recap *measure = slot_at(session, slot)->criterion->measure;
	const struct known *known = session->known;
	struct portion portion = {0, 0};

	for (int i = 0; i < known->count && measure->of != RECAP_CUSTOMER; i++) {
		if (!known->facts[i].key || known->facts[i].word_count == 0 || !known_is_told(known, i))
			continue;
		portion.told += FACT_WEIGHT;
		portion.back += memory_of(session, slot)->back >> i & 1 ? FACT_WEIGHT : 0;
	}
	if (measure->of != RECAP_FACTS) {
		portion.told += overlap_weight(&session->heard, NULL);
		portion.back += overlap_weight(&session->heard, &session->retold);
	}
	return portion;
}

static double limit_of(const struct score_session *session, int slot)
{
	const struct measure_recap *measure = slot_at(session, slot)->criterion->measure;

	return measure->min >= 0 ? measure->min : DEFAULT_MIN;
}

static struct judgement judge(const struct score_session *session, int slot)
{
	struct portion portion;
	struct judgement now;

	if (!session->known || session->reply_count == 0)
		return judged(VERDICT_NA);
	portion = portion_of(session, slot);
	if (portion.told <= 0)
		return judged(VERDICT_NA);
	now = portion.back / portion.told >= limit_of(session, slot) - 1e-9 ? judged(VERDICT_MET)
									    : judged_missed(!session->closed);
	now.strength = portion.back / portion.told;
	return now;
}

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	struct portion portion = {0, 0};

	if (session->known && session->reply_count > 0)
		portion = portion_of(session, slot);
	if (portion.told <= 0) {
		strbuf_addstr(out, "the customer said nothing to come back to");
		return;
	}
	strbuf_addf(out, "%.0f %% came back, at least %.0f %%", 100 * portion.back / portion.told,
		    100 * limit_of(session, slot));
	if (portion.back / portion.told < limit_of(session, slot))
		overlap_name_missing(&session->heard, &session->retold, out);
}

const struct kind_ops kind_recap = {.each_reply = true,
				    .standing = true,
				    .known = true,
				    .heard = true,
				    .movers = MOVED_BY_CUSTOMER | MOVED_BY_FACTS,
				    .looks_at = LOOK_LISTENED,
				    .reply = look,
				    .judge = judge,
				    .evidence = record_evidence,
				    .why = why,
				    .memory = sizeof(struct memory)};
