/* session.c - one attempt, fed turn by turn. Memory is kept over score_session_reset. */
#include "score/inside.h"

#include "base/mem.h"

static void learn_text(struct score_session *session, int owner, struct sv text)
{
	wording_set(session->wording, text);
	echo_learn(session->echo, owner, session->wording);
}

struct score_session *score_session_new(const struct scorer *scorer, const struct score_context *context)
{
	struct score_session *session = mem_calloc(1, sizeof *session);
	size_t slots = (size_t)scorer->slot_count + 1;

	session->scorer = scorer;
	session->scanner = match_scanner_new(scorer->matcher);
	session->wording = wording_new(session->scanner);
	session->seen = mem_calloc(1, sizeof *session->seen);
	session->heard.holds = session->pending.holds = OVERLAP_RUNS;
	session->retold.holds = OVERLAP_NO_ROWS;
	session->own_tallies = mem_calloc(slots, sizeof *session->own_tallies);
	session->tallies = session->own_tallies;
	session->touched = mem_calloc(slots, sizeof *session->touched);
	session->stirred = mem_calloc(slots, sizeof *session->stirred);
	session->scratch = mem_calloc(scorer->max_phrases + 1, 1);
	session->earned = mem_calloc(scorer->max_sections + 1, sizeof *session->earned);
	session->applicable = mem_calloc(scorer->max_sections + 1, sizeof *session->applicable);
	session->found = mem_calloc(scorer->found_size + 1, sizeof *session->found);
	session->memory = mem_calloc(scorer->memory_size + 1, 1);
	session->forced = -1;
	if (scorer->needs_sentences)
		session->echo = echo_new(scorer->models);
	if (scorer->needs_known)
		session->known = mem_calloc(1, sizeof *session->known);
	score_session_reset(session, context);
	return session;
}

void score_session_free(struct score_session *session)
{
	if (!session)
		return;
	wording_free(session->wording);
	match_scanner_free(session->scanner);
	free(session->seen);
	echo_free(session->echo);
	talloc_free(session->pinned);
	free(session->own_tallies);
	whole_free(session->whole);
	free(session->touched);
	free(session->stirred);
	free(session->scratch);
	free(session->earned);
	free(session->applicable);
	free(session->memory);
	free(session->found);
	free(session->replies);
	free(session->deeds);
	free(session->deed_names);
	free(session->records);
	free(session->hits);
	free(session->bits);
	free(session->values);
	overlap_release(&session->said);
	overlap_release(&session->answered);
	overlap_release(&session->heard);
	overlap_release(&session->retold);
	overlap_release(&session->pending);
	free(session->known);
	free(session->tables);
	free(session->changes);
	free(session);
}

void session_clear(struct score_session *session, const struct score_context *context)
{
	static const struct score_context nothing = {.channel = CHANNEL_UNKNOWN};

	session->context = context ? *context : nothing;
	match_scanner_bind(session->scanner, &session->context.binding);
	session->reply_count = session->deed_count = session->record_count = session->change_count = 0;
	session->hit_count = session->bit_count = session->value_count = session->table_used = 0;
	session->touched_count = session->step = 0;
	session->seen->shape_of = -1;
	session->seen->grade_end = -1;
	session->echoes = 0;
	session->overlap = (struct overlap){0, 0, 0};
	session->retold_replies = 0;
	overlap_reset(&session->said);
	overlap_reset(&session->heard);
	overlap_reset(&session->retold);
	overlap_reset(&session->pending);
	if (session->known)
		known_begin(session->known, session->scanner, &session->context.binding, session->context.scenario);
	session->customer_at_ms = -1;
	session->customer_waits = false;
	session->customer_words = 0;
	session->closed = session->scanned = session->fresh = false;
	if (session->echo) {
		const struct earlier *earlier = session->context.earlier;

		echo_reset(session->echo);
		for (int i = 0; earlier && i < earlier->count; i++)
			learn_text(session, ECHO_EARLIER(i), earlier->lines[i].text);
	}
	memset(session->memory, 0, session->scorer->memory_size);
}

void score_session_reset(struct score_session *session, const struct score_context *context)
{
	static const struct score_context nothing = {.channel = CHANNEL_UNKNOWN};

	whole_leave(session);
	whole_free(session->whole); /* it knows what an uneventful conversation gives in the context given before */
	session->whole = NULL;
	session->given = context ? *context : nothing;
	session_restart(session, context);
}

void session_restart(struct score_session *session, const struct score_context *context)
{
	whole_leave(session);
	session_clear(session, context);
	session->stirred_count = 0;
	for (int i = 0; i < session->scorer->slot_count; i++)
		session->tallies[i] = (struct tally){.from = -1, .first = -1, .last = -1};
	applies_begin(session);
	verdict_begin(session);
}

void score_customer(struct score_session *session, int turn, struct sv text, int64_t at_ms)
{
	const struct scorer *scorer = session->scorer;
	size_t count = 0;

	(void)turn;
	if (!session->customer_waits) { /* all that is said between two replies is one turn */
		session->customer_at_ms = at_ms;
		overlap_reset(&session->said);
	}
	session->customer_waits = true;
	wording_set(session->wording, text);
	if (scorer->needs_overlap)
		overlap_add(&session->said, session->wording);
	if (session->known && session->known->count > 0)
		known_hear(session->known, wording_words(session->wording, &count), count);
	if (scorer->needs_heard) /* only a reply after it can take it up */
		overlap_add(&session->pending, session->wording);
	if (scorer->needs_customer_words) {
		wording_words(session->wording, &count);
		session->customer_words += count;
	}
}

/* Nothing comes back before the customer has said something: earlier replies are looked at when that happens. */
static void retell(struct score_session *session)
{
	static const struct overlap_text nothing = {.holds = OVERLAP_RUNS};
	int last = session->reply_count - 1;

	overlap_join(&session->heard, &session->pending);
	overlap_reset(&session->pending);
	if (session->heard.key_count == 0)
		return;
	overlap_settle(&session->heard);
	for (; session->retold_replies < last; session->retold_replies++) {
		wording_set(session->wording, session->replies[session->retold_replies].text);
		overlap_add_own(&session->retold, session->wording, &nothing);
		wording_set_scanned(session->wording, session->replies[last].text);
	}
	overlap_add_own(&session->retold, session->wording, &session->heard);
	session->retold_replies = last + 1;
	overlap_settle(&session->retold);
}

static void take_up(struct score_session *session)
{
	session->overlap = (struct overlap){0, 0, 0};
	if (session->said.key_count == 0 && session->said.row_count == 0)
		return;
	overlap_reset(&session->answered);
	overlap_add(&session->answered, session->wording);
	session->overlap = overlap_of(&session->said, &session->answered);
}

static void add_reply(struct score_session *session, int turn, struct sv text, int64_t at_ms)
{
	struct reply *reply;

	MEM_ENSURE(session->replies, session->reply_count, session->reply_cap);
	reply = &session->replies[session->reply_count++];
	*reply = (struct reply){
		.turn = turn, .text = text, .at_ms = at_ms, .customer_words = session->customer_words, .wait_ms = -1};
	if (session->customer_waits && session->customer_at_ms >= 0 && at_ms >= session->customer_at_ms)
		reply->wait_ms = at_ms - session->customer_at_ms;
	match_scan(session->scanner, text);
	wording_set_scanned(session->wording, text);
	if (session->scorer->needs_words) {
		wording_words(session->wording, &reply->words);
		reply->sentences = wording_sentences(session->wording);
		reply->syllables = wording_syllables(session->wording);
	}
	if (session->scorer->needs_heard)
		retell(session);
	if (session->scorer->needs_overlap)
		take_up(session);
	if (session->echo)
		session->echoes = echo_say(session->echo, session->wording);
}

bool reply_asks(const struct score_session *session, int number, uint32_t *start, uint32_t *end)
{
	struct reply *reply = &session->replies[number];
	bool held = session->scanned && number == session->reply_count - 1, asks;

	if (reply->question == QUESTION_UNASKED) {
		asks = held ? match_scanned_question(session->scanner, &reply->question_start, &reply->question_end)
			    : match_question(session->scanner, reply->text, &reply->question_start,
					     &reply->question_end);
		reply->question = asks ? QUESTION_THERE : QUESTION_NONE;
	}
	*start = reply->question_start;
	*end = reply->question_end;
	return reply->question == QUESTION_THERE;
}

const struct shape *reply_shape(const struct score_session *session, int reply)
{
	if (session->seen->shape_of != reply)
		shape_of(session->replies[reply].text, &session->seen->shape);
	session->seen->shape_of = reply;
	return &session->seen->shape;
}

/* Only the groups that were found in the reply. */
static void record_hits(struct score_session *session)
{
	size_t count = 0;
	const uint32_t *groups = match_touched(session->scanner, &count);

	for (size_t i = 0; i < count; i++) {
		int slot = session->scorer->slot_of_group[groups[i]];

		if (slot < 0)
			continue;
		if (slot_at(session, slot)->kind->reply)
			record_found(session, slot, (int)groups[i]);
		else if (!window_is_over(session, slot))
			record_group(session, slot, (int)groups[i], 0);
	}
}

void score_reply(struct score_session *session, int turn, struct sv text, int64_t at_ms, const struct cond_env *before)
{
	const struct scorer *scorer = session->scorer;

	session->change_count = 0;
	applies_reply(session, before, at_ms);
	session->step++;
	session->scanned = session->fresh = true;
	if (session->known)
		known_see(session->known, before);
	add_reply(session, turn, text, at_ms);
	session->customer_waits = false;
	if (session->at_once) {
		whole_look(session);
		return;
	}
	record_hits(session);
	for (int i = 0; i < scorer->watching_count; i++) {
		int slot = scorer->watching[i];

		if (scorer->slots[slot].kind->reply)
			scorer->slots[slot].kind->reply(session, slot);
	}
	for (int i = 0; i < scorer->timed_count; i++)
		if (!window_is_over(session, scorer->timed[i]))
			verdict_touch(session, scorer->timed[i]);
	verdict_update(session);
}

void score_action(struct score_session *session, int turn, struct sv name, int64_t for_ms, int64_t at_ms)
{
	session->change_count = 0;
	session->step++;
	session->fresh = false;
	MEM_ENSURE(session->deeds, session->deed_count, session->deed_cap);
	MEM_ENSURE(session->deed_names, session->deed_count, session->deed_name_cap);
	session->deeds[session->deed_count] = (struct deed){turn, session->reply_count, for_ms, at_ms};
	session->deed_names[session->deed_count++] = name;
	applies_action(session);
	for (int i = 0; i < session->scorer->acting_count; i++) {
		if (session->at_once)
			stir(session, session->scorer->acting[i]);
		else
			verdict_touch(session, session->scorer->acting[i]);
	}
	if (!session->at_once)
		verdict_update(session);
}

void score_close(struct score_session *session)
{
	session->change_count = 0;
	session->closed = true;
	for (int i = 0; i < session->scorer->slot_count; i++)
		verdict_touch(session, i);
	verdict_update(session);
}
