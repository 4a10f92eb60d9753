/* record.c - what each reply holds for each criterion. */
#include "score/inside.h"

#include "base/mem.h"

void spans_add(struct spans *spans, struct span span)
{
	int at = spans->count;

	while (at > 0) {
		const struct span *before = &spans->items[at - 1];

		if (before->reply < span.reply || (before->reply == span.reply && before->start < span.start))
			break;
		if (before->reply == span.reply && before->start == span.start && before->end <= span.end) {
			if (before->end == span.end)
				return;
			break;
		}
		at--;
	}
	if (at >= SCORE_MAX_EVIDENCE)
		return;
	if (spans->count < SCORE_MAX_EVIDENCE)
		spans->count++;
	memmove(&spans->items[at + 1], &spans->items[at], sizeof(span) * (size_t)(spans->count - 1 - at));
	spans->items[at] = span;
}

struct record *record_add_for(struct score_session *session, int slot, int reply)
{
	struct tally *tally = &session->tallies[slot];
	struct record *record;

	MEM_ENSURE(session->records, session->record_count, session->record_cap);
	record = &session->records[session->record_count];
	*record = (struct record){.reply = reply, .hit = (uint32_t)session->hit_count, .next = -1};
	if (tally->last >= 0)
		session->records[tally->last].next = session->record_count;
	else
		tally->first = session->record_count;
	tally->last = session->record_count++;
	stir(session, slot);
	return record;
}

struct record *record_add(struct score_session *session, int slot)
{
	return record_add_for(session, slot, session->reply_count - 1);
}

static uint16_t keep_hits(struct score_session *session, const struct match_hit *hits, size_t count)
{
	if (count > SCORE_MAX_EVIDENCE)
		count = SCORE_MAX_EVIDENCE;
	for (size_t i = 0; i < count; i++) {
		MEM_ENSURE(session->hits, session->hit_count, session->hit_cap);
		session->hits[session->hit_count++] = hits[i];
	}
	return (uint16_t)count;
}

static size_t keep_bits(struct score_session *session, int group, size_t phrases)
{
	size_t at = session->bit_count;

	if (at + phrases > session->bit_cap) {
		session->bit_cap = (at + phrases) * 2;
		session->bits = mem_realloc(session->bits, session->bit_cap, 1);
	}
	memset(session->bits + at, 0, phrases);
	match_distinct(session->scanner, group, session->bits + at);
	session->bit_count += phrases;
	return at;
}

/* How many hits must be told apart: a count adds them up, the others ask whether there is one. */
static size_t enough_hits(const struct slot *slot)
{
	return slot->criterion->kind == KIND_COUNT ? SIZE_MAX : 1;
}

static void keep_spans(struct score_session *session, struct record *record, int group)
{
	size_t count = 0;
	const struct match_hit *hits = match_hits(session->scanner, group, &count, NULL);

	record->kept = keep_hits(session, hits, count);
	hits = match_cancelled(session->scanner, group, &count);
	record->cancelled = keep_hits(session, hits, count);
}

void record_group(struct score_session *session, int slot, int group, int step)
{
	const struct slot *plan = slot_at(session, slot);
	bool error = false, wanted = hits_are_wanted(session, slot);
	size_t count = match_count(session->scanner, group, wanted ? SIZE_MAX : enough_hits(plan), &error);
	size_t cancelled = 0;
	struct record *record;

	if (count == 0 && !error && wanted)
		(void)match_cancelled(session->scanner, group, &cancelled);
	if (count == 0 && cancelled == 0 && !error)
		return;
	record = record_add(session, slot);
	record->step = step;
	record->count = (uint32_t)count;
	record->error = error;
	record->error_phrase = error ? match_error_phrase(session->scanner, group) : -1;
	if (wanted)
		keep_spans(session, record, group);
	if (plan->distinct && count > 0)
		record->bits = keep_bits(session, group, plan->phrases);
	if (count > 0 || error)
		verdict_touch(session, slot);
}

void record_found(struct score_session *session, int slot, int group)
{
	const struct slot *plan = slot_at(session, slot);
	int item = session->scorer->item_of_group[group];

	if (plan->criterion->kind == KIND_MARKERS)
		session->found[plan->found + (size_t)item / 64] |= UINT64_C(1) << (item % 64);
}

const struct record *record_first(const struct score_session *session, int slot)
{
	int first = session->tallies[slot].first;

	return first < 0 ? NULL : &session->records[first];
}

const struct record *record_next(const struct score_session *session, const struct record *record)
{
	return record->next < 0 ? NULL : &session->records[record->next];
}

const struct record *record_at(const struct score_session *session, int slot, int reply)
{
	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r))
		if (r->reply == reply)
			return r;
	return NULL;
}

void record_spans(const struct score_session *session, const struct record *record, bool cancelled, struct spans *out)
{
	uint32_t first = record->hit + (cancelled ? record->kept : 0u);
	uint32_t count = cancelled ? record->cancelled : record->kept;

	for (uint32_t i = first; i < first + count; i++) {
		const struct match_hit *hit = &session->hits[i];

		spans_add(out, (struct span){record->reply, hit->start, hit->end, hit->state});
	}
}

static void collect(const struct score_session *session, int slot, bool cancelled, struct spans *out)
{
	struct window window = window_of(session, slot);
	int reply = -1;

	if (session->tallies[slot].from < 0 || window.never)
		return;
	if (slot_has_occasion(slot_at(session, slot))) {
		for (int i = 0; window_occasion(session, slot, &i, &reply);) {
			const struct record *record = record_at(session, slot, reply);

			if (record)
				record_spans(session, record, cancelled, out);
		}
		return;
	}
	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r))
		if (window_holds(&window, r->reply))
			record_spans(session, r, cancelled, out);
}

void record_evidence(const struct score_session *session, int slot, struct spans *out)
{
	collect(session, slot, false, out);
}

void record_cancelled(const struct score_session *session, int slot, struct spans *out)
{
	collect(session, slot, true, out);
}

void evidence_of(const struct score_session *session, int slot, struct spans *out)
{
	const struct kind_ops *kind = slot_at(session, slot)->kind;

	if (kind && kind->evidence && session->tallies[slot].now.verdict != VERDICT_NA)
		kind->evidence(session, slot, out);
}

bool evidence_first(const struct score_session *session, int slot, struct span *out)
{
	const struct tally *tally = &session->tallies[slot];
	struct spans spans;

	if (slot_at(session, slot)->leads) {
		*out = tally->lead;
		return tally->has_lead;
	}
	spans.count = 0;
	evidence_of(session, slot, &spans);
	if (spans.count > 0)
		*out = spans.items[0];
	return spans.count > 0;
}

const struct record *record_error(const struct score_session *session, int slot)
{
	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r))
		if (r->error)
			return r;
	return NULL;
}

void record_add_hit(struct score_session *session, struct record *record, struct match_hit hit)
{
	uint16_t *count = hit.state == MATCH_HIT ? &record->kept : &record->cancelled;

	if (*count < SCORE_MAX_EVIDENCE)
		*count = (uint16_t)(*count + keep_hits(session, &hit, 1));
}

double *record_values(struct score_session *session, struct record *record, size_t count)
{
	record->values = session->value_count;
	if (session->value_count + count > session->value_cap) {
		session->value_cap = (session->value_count + count) * 2;
		session->values = mem_realloc(session->values, session->value_cap, sizeof *session->values);
	}
	memset(session->values + record->values, 0, count * sizeof *session->values);
	session->value_count += count;
	return session->values + record->values;
}

void record_add_span(struct score_session *session, struct record *record, uint32_t start, uint32_t end)
{
	struct match_hit hit = {.start = start, .end = end, .phrase = 0, .state = MATCH_HIT};

	if (record->kept < SCORE_MAX_EVIDENCE)
		record->kept = (uint16_t)(record->kept + keep_hits(session, &hit, 1));
}
