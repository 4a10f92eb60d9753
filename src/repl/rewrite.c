/* rewrite.c - rewriting by the kind of rule: a forbidden phrase is replaced, what is missing is put where it belongs,
 * what comes too late is moved to the front. */
#include "repl/rewrite.h"

#include <string.h>

static bool ends_sentence(char c)
{
	return c == '.' || c == '!' || c == '?' || c == '\n';
}

/* The sentence around a place. */
static struct sv sentence_at(struct sv text, size_t start, size_t end)
{
	while (start > 0 && !ends_sentence(text.p[start - 1]))
		start--;
	if (end > 0 && !ends_sentence(text.p[end - 1])) {
		while (end < text.n && !ends_sentence(text.p[end]))
			end++;
	}
	while (end < text.n && ends_sentence(text.p[end]) && text.p[end] != '\n')
		end++;
	return sv_trim(sv_make(text.p + start, end - start));
}

/* Something else follows: what was typed without a stop gets one. */
static void add_before(struct sv sentence, struct strbuf *out)
{
	char last = sentence.n ? sentence.p[sentence.n - 1] : '.';

	strbuf_addsv(out, sentence);
	strbuf_addstr(out, ends_sentence(last) || strchr(",:;-\"')", last) ? " " : ". ");
}

/* The n-th of what the agent said, from the front or the back; "" none. */
static struct sv spoken(const struct transcript *transcript, bool last)
{
	for (int i = 0; i < transcript->turn_count; i++) {
		int at = last ? transcript->turn_count - 1 - i : i;
		const struct turn *turn = &transcript->turns[at];

		if (turn->who == WHO_AGENT && turn->text.n)
			return turn->text;
	}
	return SV("");
}

static struct sv last_sentence(struct sv text)
{
	text = sv_trim(text);
	return text.n ? sentence_at(text, text.n - 1, text.n) : text;
}

static bool replaced(const struct card_criterion *row, const struct transcript *transcript, struct strbuf *own,
		     struct strbuf *better)
{
	const struct evidence *hit = &row->evidence[0];
	struct sv text;

	if (!row->evidence_count || !row->criterion->model.n || hit->turn < 1 || hit->turn > transcript->turn_count)
		return false;
	text = transcript->turns[hit->turn - 1].text;
	if (hit->end > text.n || hit->start > hit->end)
		return false;
	strbuf_addsv(own, sentence_at(text, hit->start, hit->end));
	strbuf_addsv(better, row->criterion->model);
	return true;
}

static bool added(const struct card_criterion *row, const struct transcript *transcript, struct strbuf *own,
		  struct strbuf *better)
{
	/* Acknowledging comes before the matter, promises after it. */
	bool early = row->criterion->where.kind == WHERE_FIRST_REPLIES ||
		     row->criterion->skill == SKILL_EMOTIONAL_INTELLIGENCE ||
		     row->criterion->skill == SKILL_ATTENTIVE_LISTENING;
	struct sv text = sv_trim(spoken(transcript, !early));
	struct sv sentence = early && text.n ? sentence_at(text, 0, 1) : last_sentence(text);

	if (!sentence.n || !row->criterion->model.n)
		return false;
	strbuf_addsv(own, sentence);
	add_before(early ? row->criterion->model : sentence, better);
	strbuf_addsv(better, early ? sentence : row->criterion->model);
	return true;
}

/* "order: [met X, …]" with X said, but too late: its sentence goes first. */
static bool moved(const struct scorecard *card, const struct card_criterion *row, const struct transcript *transcript,
		  struct strbuf *own, struct strbuf *better)
{
	const struct criterion *criterion = row->criterion;

	if (!criterion->order_count || criterion->order[0].event != ORDER_MET)
		return false;
	for (int i = 0; i < card->criterion_count; i++) {
		const struct card_criterion *first = &card->criteria[i];
		const struct evidence *hit = first->evidence;
		struct sv text, sentence;

		if (first->rubric != row->rubric || first->criterion->index != criterion->order[0].criterion ||
		    !first->evidence_count || hit->turn < 1 || hit->turn > transcript->turn_count)
			continue;
		text = transcript->turns[hit->turn - 1].text;
		if (hit->end > text.n)
			return false;
		sentence = sentence_at(text, hit->start, hit->end);
		text = sv_trim(text);
		if (sentence.p == text.p || sentence.n >= text.n)
			return false;
		strbuf_addsv(own, text);
		add_before(sentence, better);
		strbuf_addsv(better, sv_trim(sv_make(text.p, (size_t)(sentence.p - text.p))));
		strbuf_addsv(better,
			     sv_make(sentence.p + sentence.n, text.n - (size_t)(sentence.p - text.p) - sentence.n));
		return true;
	}
	return false;
}

bool rewrite_sentence(const struct scorecard *card, const struct card_criterion *row,
		      const struct transcript *transcript, struct strbuf *own, struct strbuf *better)
{
	if (row->criterion->kind == KIND_FORBID)
		return replaced(row, transcript, own, better);
	if (row->criterion->kind == KIND_REQUIRE && !row->criterion->before.n && !row->criterion->after.n)
		return added(row, transcript, own, better);
	return row->criterion->kind == KIND_ORDER && moved(card, row, transcript, own, better);
}
