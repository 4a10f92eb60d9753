/* kind_facts.c - facts: nothing that is said contradicts a fact of the scenario; with `known: true` nothing is asked
 * that the customer has already told. N/A while no fact is known at all.
 *
 * A sentence that is no question contradicts a fact when it does not hold the fact's value, but
 * - for a value that is one word with a digit and at least four characters, or ends in such a one after another word
 *   (RC-40017): a word of the same shape (digits where it has digits), if the sentence also names the fact, or the two
 *   have five characters or more and differ in at most two;
 * - for a value with a weekday or a month: another weekday or month, if the sentence names the fact;
 * - for a number with a unit, or money: another number with that unit, or another sum, if the sentence names the fact.
 * A sentence names a fact when it holds a word of the fact's id, by stem. Where in doubt nothing is said.
 * Asking again: the scenario's own `asked` phrases; without a scenario a question word up to six words before a word of
 * the id. A sentence that holds the value only checks it, and that is fine. */
#include "score/inside.h"

#include "model/measure.h"

#define SHAPE_MIN 4
#define SHAPE_NEAR 2
#define SHAPE_ALONE 5 /* a shorter code may be a year or a price */
#define ASK_REACH 6

struct passage { /* one sentence of the reply */
	const struct match_word *words;
	size_t from, end;
	struct sv text;
	bool question;
};

static const char *const weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
				       "friday", "saturday", "sunday",    NULL};
static const char *const months[] = {"january", "february",  "march",   "april",    "may",      "june", "july",
				     "august",  "september", "october", "november", "december", NULL};
static const char *const askers[] = {"what", "what's", "which", "when", "where", "who", "whats", "how", NULL};

static bool is_any(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(word, *list) == 0)
			return true;
	return false;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool has_digit(const char *word)
{
	return word[strcspn(word, "0123456789")] != '\0';
}

/* The word that names the fact, or -1. */
static long named_at(struct score_session *session, const struct known_fact *fact, const struct passage *passage)
{
	for (size_t i = passage->from; i < passage->end; i++) {
		int rarity = 0;
		uint64_t key = wording_key(session->wording, i, &rarity);

		for (int k = 0; k < fact->key_count; k++)
			if (fact->keys[k] == key)
				return (long)i;
	}
	return -1;
}

/* How many places differ; -1 when the shapes do. */
static int difference(const char *a, const char *b)
{
	int places = 0;

	if (strlen(a) != strlen(b))
		return -1;
	for (size_t i = 0; a[i]; i++) {
		if (is_digit(a[i]) != is_digit(b[i]))
			return -1;
		places += a[i] != b[i];
	}
	return places;
}

static long other_code(const struct known_fact *fact, const struct passage *passage, bool named)
{
	const char *value = fact->words[fact->word_count - 1];

	if (fact->word_count > 2 || strlen(value) < SHAPE_MIN || !has_digit(value))
		return -1;
	for (size_t i = passage->from; i < passage->end; i++) {
		int places = difference(value, passage->words[i].folded);

		if (places > 0 && (named || (places <= SHAPE_NEAR && strlen(value) >= SHAPE_ALONE)))
			return (long)i;
	}
	return -1;
}

static long other_of_list(const struct known_fact *fact, const struct passage *passage, const char *const *list)
{
	bool listed = false;

	for (int i = 0; i < fact->word_count; i++)
		listed |= is_any(fact->words[i], list);
	for (size_t i = passage->from; listed && i < passage->end; i++) {
		bool same = false;

		for (int k = 0; k < fact->word_count; k++)
			same |= strcmp(fact->words[k], passage->words[i].folded) == 0;
		if (!same && is_any(passage->words[i].folded, list))
			return (long)i;
	}
	return -1;
}

static bool after_currency(const struct passage *passage, size_t word)
{
	uint32_t start = passage->words[word].start;

	if (passage->text.p[start] == '$' || (unsigned char)passage->text.p[start] >= 0xC2)
		return true;
	return start > 0 && (passage->text.p[start - 1] == '$' || (unsigned char)passage->text.p[start - 1] >= 0x80);
}

/* Another number before the same unit ("five days", "5 days"), or another sum of money. */
static long other_amount(struct score_session *session, const struct known_fact *fact, const struct passage *passage)
{
	int rarity = 0, digits = 0;
	uint64_t value = overlap_word_key(session->scanner, fact->words[0], &rarity), unit = 0;

	if (fact->word_count == 0 || rarity != OVERLAP_DIGITS_CLASS || (fact->word_count == 1 && !fact->money))
		return -1;
	if (!fact->money)
		unit = overlap_word_key(session->scanner, fact->words[1], &rarity);
	for (size_t i = passage->from; i < passage->end; i++) {
		uint64_t key = wording_key(session->wording, i, &digits);

		if (digits != OVERLAP_DIGITS_CLASS || key == value)
			continue;
		if (fact->money ? after_currency(passage, i)
				: i + 1 < passage->end && wording_key(session->wording, i + 1, &rarity) == unit)
			return (long)i;
	}
	return -1;
}

static long contradiction(struct score_session *session, const struct known_fact *fact, const struct passage *passage)
{
	bool named;
	long at;

	if (passage->question || fact->word_count == 0 ||
	    known_find(fact, passage->words, passage->from, passage->end) >= 0)
		return -1;
	named = named_at(session, fact, passage) >= 0;
	at = other_code(fact, passage, named);
	if (at < 0 && named)
		at = other_of_list(fact, passage, weekdays);
	if (at < 0 && named)
		at = other_of_list(fact, passage, months);
	if (at < 0 && named)
		at = other_amount(session, fact, passage);
	return at;
}

/* Where it asks for the fact without a scenario: the question word. */
static long asks_for(struct score_session *session, const struct known_fact *fact, const struct passage *passage)
{
	long named = passage->question ? named_at(session, fact, passage) : -1;

	for (long i = named - 1; i >= (long)passage->from && i >= named - ASK_REACH; i--)
		if (is_any(passage->words[i].folded, askers))
			return i;
	return -1;
}

static void note(struct score_session *session, int slot, struct record **record, uint32_t start, uint32_t end)
{
	if (!*record)
		*record = record_add(session, slot);
	(*record)->count++;
	record_add_span(session, *record, start, end);
}

static void look_at_passage(struct score_session *session, int slot, const struct passage *passage,
			    struct record **record)
{
	const struct measure_facts *measure = slot_at(session, slot)->criterion->measure;
	struct known *known = session->known;

	for (int i = 0; i < known->count; i++) {
		const struct known_fact *fact = &known->facts[i];
		long at = contradiction(session, fact, passage);

		if (at < 0 && measure->known && known_is_told(known, i) && fact->asked_group < 0 &&
		    known_find(fact, passage->words, passage->from, passage->end) < 0)
			at = asks_for(session, fact, passage);
		if (at >= 0)
			note(session, slot, record, passage->words[at].start, passage->words[at].end);
	}
}

/* The scenario's own phrases; a hit in a reply that holds the value only checks it. */
static void look_for_asked(struct score_session *session, int slot, const struct match_word *words, size_t count,
			   struct record **record)
{
	const struct measure_facts *measure = slot_at(session, slot)->criterion->measure;
	const struct scorer *scorer = session->scorer;

	for (int i = 0; measure->known && scorer->extra_base >= 0 && i < session->known->count; i++) {
		const struct known_fact *fact = &session->known->facts[i];
		const struct match_hit *hits;
		size_t found = 0;

		if (fact->asked_group < 0 || fact->asked_group >= scorer->extra_groups ||
		    !known_is_told(session->known, i) || known_find(fact, words, 0, count) >= 0)
			continue;
		hits = match_hits(session->scanner, scorer->extra_base + fact->asked_group, &found, NULL);
		if (found > 0)
			note(session, slot, record, hits[0].start, hits[0].end);
	}
}

static bool closes_as_question(struct sv text, const struct match_word *words, size_t end, size_t count)
{
	size_t until = end < count ? words[end].start : text.n;

	for (size_t at = words[end - 1].end; at < until; at++)
		if (text.p[at] == '?')
			return true;
	return false;
}

static void look(struct score_session *session, int slot)
{
	struct sv text = session->replies[session->reply_count - 1].text;
	size_t count = 0;
	const struct match_word *words;
	struct record *record = NULL;

	if (session->known->count == 0)
		return;
	words = wording_words(session->wording, &count);
	for (size_t from = 0, end; from < count; from = end) {
		struct passage passage = {.words = words, .from = from, .text = text};

		for (end = from + 1; end < count && words[end].sentence == words[from].sentence;)
			end++;
		passage.end = end;
		passage.question = closes_as_question(text, words, end, count);
		look_at_passage(session, slot, &passage, &record);
	}
	look_for_asked(session, slot, words, count, &record);
	if (record)
		verdict_touch(session, slot);
}

static const struct record *offence(const struct score_session *session, int slot)
{
	struct window window = window_of(session, slot);

	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r))
		if (window_holds(&window, r->reply))
			return r;
	return NULL;
}

static struct judgement judge(const struct score_session *session, int slot)
{
	if (offence(session, slot))
		return judged_missed(false);
	return judged(session->known && session->known->count > 0 && session->reply_count > 0 ? VERDICT_MET
											      : VERDICT_NA);
}

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	const struct record *record = offence(session, slot);

	if (record)
		strbuf_addf(out, "turn %d says or asks what the facts have otherwise",
			    session->replies[record->reply].turn);
	else if (!session->known || session->known->count == 0)
		strbuf_addstr(out, "no fact is known here");
}

const struct kind_ops kind_facts = {.each_reply = true,
				    .standing = true,
				    .known = true,
				    .movers = MOVED_BY_FACTS,
				    .looks_at = LOOK_LISTENED,
				    .reply = look,
				    .judge = judge,
				    .evidence = record_evidence,
				    .why = why};
