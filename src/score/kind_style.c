/* kind_style.c - style: the share of capitals among the letters of a reply, the longest run of ! and ?, emoji in a
 * reply. A record marks a reply that is out of bounds; the spans are what is too much. */
#include "score/inside.h"

#include "base/utf8.h"
#include "model/measure.h"

#define FEW_LETTERS 10 /* "OK" and "ID" do not shout */

struct shape {
	size_t letters, capitals;
	uint32_t run_start, run_end; /* the longest run */
	int run, emoji;
	struct span emojis[SCORE_MAX_EVIDENCE];
};

static bool is_emoji(uint32_t c)
{
	return (c >= 0x1F300 && c <= 0x1FAFF && !(c >= 0x1F3FB && c <= 0x1F3FF)) || (c >= 0x2600 && c <= 0x27BF) ||
	       c == 0x2B50 || c == 0x2B55;
}

static bool is_flag_half(uint32_t c)
{
	return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/* A letter that case folding changes is a capital. */
static bool is_capital(struct sv bytes)
{
	CLEANUP_STRBUF struct strbuf folded = STRBUF_INIT;

	if (bytes.n == 1)
		return bytes.p[0] >= 'A' && bytes.p[0] <= 'Z';
	utf8_add_folded(&folded, bytes);
	return !sv_eq(strbuf_sv(&folded), bytes);
}

static bool is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) &&
	       c < 0xFE00;
}

static void add_emoji(struct shape *shape, size_t start, size_t end)
{
	if (shape->emoji < SCORE_MAX_EVIDENCE)
		shape->emojis[shape->emoji] = (struct span){.start = (uint32_t)start, .end = (uint32_t)end};
	shape->emoji++;
}

/* Parts that a joiner (U+200D) ties together are one emoji; two regional letters are one flag. */
static void shape_of(struct sv text, struct shape *shape)
{
	size_t at = 0, run_start = 0;
	bool joined = false, half = false;
	int run = 0;

	*shape = (struct shape){.letters = 0};
	while (at < text.n) {
		size_t start = at;
		uint32_t c = utf8_next(text, &at);

		if (is_letter(c)) {
			shape->letters++;
			shape->capitals += is_capital(sv_make(text.p + start, at - start));
		} else if ((is_emoji(c) && !joined) || (is_flag_half(c) && half)) {
			add_emoji(shape, start, at);
		}
		half = is_flag_half(c) && !half;
		joined = c == 0x200D;
		if (c != '!' && c != '?') {
			run = 0;
			continue;
		}
		if (run++ == 0)
			run_start = start;
		if (run > shape->run) {
			shape->run = run;
			shape->run_start = (uint32_t)run_start;
			shape->run_end = (uint32_t)at;
		}
	}
}

static bool shouts(const struct measure_style *style, const struct shape *shape)
{
	return style->capitals_max >= 0 && shape->letters >= FEW_LETTERS &&
	       (double)shape->capitals > style->capitals_max * (double)shape->letters + 1e-9;
}

static void look(struct score_session *session, int slot)
{
	const struct measure_style *style = slot_at(session, slot)->criterion->measure;
	struct shape shape;
	bool run, emoji;
	struct record *record;

	shape_of(session->replies[session->reply_count - 1].text, &shape);
	run = style->exclamations_max >= 0 && shape.run > style->exclamations_max;
	emoji = style->emoji_max >= 0 && shape.emoji > style->emoji_max;
	if (!run && !emoji && !shouts(style, &shape))
		return;
	record = record_add(session, slot);
	record->count = 1;
	if (run)
		record_add_span(session, record, shape.run_start, shape.run_end);
	for (int i = 0; emoji && i < shape.emoji && i < SCORE_MAX_EVIDENCE; i++)
		record_add_span(session, record, shape.emojis[i].start, shape.emojis[i].end);
}

static const struct reply *offender(const struct score_session *session, int slot)
{
	struct window window = window_of(session, slot);

	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r))
		if (window_holds(&window, r->reply))
			return &session->replies[r->reply];
	return NULL;
}

static struct judgement judge(const struct score_session *session, int slot)
{
	struct window window = window_of(session, slot);

	if (window.end <= window.first)
		return judged(VERDICT_NA);
	return offender(session, slot) ? judged_missed(false) : judged(VERDICT_MET);
}

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	const struct measure_style *style = slot_at(session, slot)->criterion->measure;
	const struct reply *reply = offender(session, slot);
	struct shape shape;

	if (!reply)
		return;
	shape_of(reply->text, &shape);
	if (shouts(style, &shape))
		strbuf_addf(out, "%.0f %% capitals in turn %d, at most %.0f %%",
			    100.0 * (double)shape.capitals / (double)shape.letters, reply->turn,
			    style->capitals_max * 100);
	else if (style->exclamations_max >= 0 && shape.run > style->exclamations_max)
		strbuf_addf(out, "%d of ! and ? in a row in turn %d, at most %d", shape.run, reply->turn,
			    style->exclamations_max);
	else
		strbuf_addf(out, "%d emoji in turn %d, at most %d", shape.emoji, reply->turn, style->emoji_max);
}

const struct kind_ops kind_style = {
	.each_reply = true, .standing = true, .reply = look, .judge = judge, .evidence = record_evidence, .why = why};
