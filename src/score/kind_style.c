/* kind_style.c - style: the share of capitals among the letters of a reply, the longest run of ! and ?, emoji in a
 * reply, words that are heaped up without a sentence (match.h, ignore_piles). A record marks a reply that is out of
 * bounds; the spans are what is too much. */
#include "score/inside.h"

#include "model/measure.h"

#define FEW_LETTERS 10 /* "OK" and "ID" do not shout */

static bool shouts(const struct measure_style *style, const struct shape *shape)
{
	return style->capitals_max >= 0 && shape->letters >= FEW_LETTERS &&
	       (double)shape->capitals > style->capitals_max * (double)shape->letters + 1e-9;
}

/* How many words of the reply just scanned stand in piles, 0 when so many are fine. */
static size_t piled_words(const struct score_session *session, const struct measure_style *style,
			  struct match_pile *piles, size_t room, size_t *count)
{
	size_t words;

	if (style->piles_max < 0)
		return 0;
	words = match_scanned_piles(session->scanner, piles, room, count);
	return words > (size_t)style->piles_max ? words : 0;
}

static void look(struct score_session *session, int slot)
{
	struct match_pile piles[SCORE_MAX_EVIDENCE];
	const struct measure_style *style = slot_at(session, slot)->criterion->measure;
	const struct shape *shape = reply_shape(session, session->reply_count - 1);
	bool run = style->exclamations_max >= 0 && shape->run > style->exclamations_max;
	bool emoji = style->emoji_max >= 0 && shape->emoji > style->emoji_max;
	size_t pile_count = 0, piled = piled_words(session, style, piles, SCORE_MAX_EVIDENCE, &pile_count);
	struct record *record;

	if (!run && !emoji && !piled && !shouts(style, shape))
		return;
	record = record_add(session, slot);
	record->count = 1;
	if (run)
		record_add_span(session, record, shape->run_start, shape->run_end);
	for (int i = 0; emoji && i < shape->emoji && i < SHAPE_MAX_EMOJI; i++)
		record_add_span(session, record, shape->emojis[i].start, shape->emojis[i].end);
	for (size_t i = 0; piled && i < pile_count; i++)
		record_add_span(session, record, piles[i].start, piles[i].end);
}

static int offender(const struct score_session *session, int slot)
{
	struct window window = window_of(session, slot);

	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r))
		if (window_holds(&window, r->reply))
			return r->reply;
	return -1;
}

static struct judgement judge(const struct score_session *session, int slot)
{
	struct window window = window_of(session, slot);

	if (window.end <= window.first)
		return judged(VERDICT_NA);
	return offender(session, slot) >= 0 ? judged_missed(false) : judged(VERDICT_MET);
}

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	const struct measure_style *style = slot_at(session, slot)->criterion->measure;
	int reply = offender(session, slot);
	const struct shape *shape;
	struct match_pile pile;
	size_t count, piled = 0;

	if (reply < 0)
		return;
	shape = reply_shape(session, reply);
	if (style->piles_max >= 0)
		piled = match_piles(session->scanner, session->replies[reply].text, &pile, 1, &count);
	if (shouts(style, shape))
		strbuf_addf(out, "%.0f %% capitals in turn %d, at most %.0f %%",
			    100.0 * (double)shape->capitals / (double)shape->letters, session->replies[reply].turn,
			    style->capitals_max * 100);
	else if (style->exclamations_max >= 0 && shape->run > style->exclamations_max)
		strbuf_addf(out, "%d of ! and ? in a row in turn %d, at most %d", shape->run,
			    session->replies[reply].turn, style->exclamations_max);
	else if (style->piles_max >= 0 && piled > (size_t)style->piles_max)
		strbuf_addf(out, "%zu words heaped up without a sentence in turn %d, at most %d", piled,
			    session->replies[reply].turn, style->piles_max);
	else
		strbuf_addf(out, "%d emoji in turn %d, at most %d", shape->emoji, session->replies[reply].turn,
			    style->emoji_max);
}

const struct kind_ops kind_style = {.each_reply = true,
				    .standing = true,
				    .looks_at = LOOK_TEXT,
				    .reply = look,
				    .judge = judge,
				    .evidence = record_evidence,
				    .why = why};
