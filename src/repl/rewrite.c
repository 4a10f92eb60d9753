/* rewrite.c - rewriting by the kind of rule: a forbidden phrase is replaced, what is missing is put where it belongs,
 * what comes too late is moved to the front, behind a greeting. */
#include "repl/rewrite.h"

#include <string.h>
#include <strings.h>

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

/* What a sentence is for, in the order in which a conversation has them. */
enum stage { STAGE_GREETING, STAGE_CARE, STAGE_MATTER, STAGE_ELSE, STAGE_GOODBYE };

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Does one of the words (NULL-terminated) stand in the sentence, or at its start? */
static bool has(struct sv sentence, bool at_start, const char *const *words)
{
	for (; *words; words++) {
		size_t n = strlen(*words);

		for (size_t i = 0; i + n <= sentence.n && (i == 0 || !at_start); i++) {
			bool starts = i == 0 || !is_letter(sentence.p[i - 1]);
			bool ends = i + n == sentence.n || !is_letter(sentence.p[i + n]);

			if (starts && ends && !strncasecmp(sentence.p + i, *words, n))
				return true;
		}
	}
	return false;
}

static enum stage stage_of(struct sv sentence)
{
	static const char *const greetings[] = {"hello",
						"hi",
						"hey",
						"dear",
						"welcome",
						"good morning",
						"good afternoon",
						"good evening",
						"my name is",
						"thank you for calling",
						"thank you for contacting",
						"thank you for getting in touch",
						"thank you for reaching out",
						"thanks for calling",
						"thanks for contacting",
						"thanks for getting in touch",
						"thanks for reaching out",
						NULL};
	static const char *const goodbyes[] = {"bye",          "goodbye",       "take care",   "have a good",
					       "have a great", "have a lovely", "have a nice", "all the best",
					       "kind regards", "enjoy",         NULL};
	static const char *const elses[] = {"anything else", "something else", NULL};
	static const char *const care[] = {"sorry",   "apologise",   "apologize",   "apologies", "frustrating",
					   "must be", "can imagine", "can see how", NULL};

	if (has(sentence, true, greetings))
		return STAGE_GREETING;
	if (has(sentence, true, goodbyes))
		return STAGE_GOODBYE;
	if (has(sentence, false, elses))
		return STAGE_ELSE;
	return has(sentence, false, care) ? STAGE_CARE : STAGE_MATTER;
}

/* The words tell first, then what the rule is about. */
static enum stage stage_of_model(const struct criterion *criterion)
{
	enum stage stage = stage_of(criterion->model);

	if (stage == STAGE_MATTER && criterion->where.kind == WHERE_LAST_REPLY)
		return STAGE_GOODBYE;
	return stage == STAGE_MATTER && criterion->skill == SKILL_EMOTIONAL_INTELLIGENCE ? STAGE_CARE : stage;
}

static bool added(const struct card_criterion *row, const struct transcript *transcript, struct strbuf *own,
		  struct strbuf *better)
{
	const struct criterion *criterion = row->criterion;
	enum stage stage = stage_of_model(criterion);
	/* Acknowledging comes before the matter, promises after it. */
	bool early = stage < STAGE_MATTER || (stage == STAGE_MATTER && (criterion->where.kind == WHERE_FIRST_REPLIES ||
									criterion->skill == SKILL_ATTENTIVE_LISTENING));
	struct sv text = sv_trim(spoken(transcript, !early));
	struct sv sentence = early && text.n ? sentence_at(text, 0, 1) : last_sentence(text);

	if (!sentence.n || !criterion->model.n)
		return false;
	if (stage_of(sentence) != stage)
		early = stage < stage_of(sentence);
	strbuf_addsv(own, sentence);
	add_before(early ? criterion->model : sentence, better);
	strbuf_addsv(better, early ? sentence : criterion->model);
	return true;
}

/* The sentence goes to the front of the text, behind a greeting; false when it is there. */
static bool move_up(struct sv text, struct sv sentence, struct strbuf *own, struct strbuf *better)
{
	struct sv first = sentence_at(text, 0, 1), rest = text;

	if (stage_of(first) == STAGE_GREETING && first.n < text.n)
		rest = sv_trim(sv_make(text.p + first.n, text.n - first.n));
	else
		first.n = 0;
	if (sentence.p <= rest.p || sentence.n >= rest.n)
		return false;
	strbuf_addsv(own, text);
	if (first.n)
		add_before(first, better);
	add_before(sentence, better);
	strbuf_addsv(better, sv_trim(sv_make(rest.p, (size_t)(sentence.p - rest.p))));
	strbuf_addsv(better, sv_make(sentence.p + sentence.n, rest.n - (size_t)(sentence.p - rest.p) - sentence.n));
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
		return move_up(sv_trim(text), sentence, own, better);
	}
	return false;
}

bool rewrite_sentence(const struct scorecard *card, const struct card_criterion *row,
		      const struct transcript *transcript, struct strbuf *own, struct strbuf *better)
{
	if (row->criterion->kind == KIND_FORBID || row->criterion->critical != CRITICAL_NONE)
		return replaced(row, transcript, own, better);
	if (row->criterion->kind == KIND_REQUIRE && !row->criterion->before.n && !row->criterion->after.n)
		return added(row, transcript, own, better);
	return row->criterion->kind == KIND_ORDER && moved(card, row, transcript, own, better);
}
