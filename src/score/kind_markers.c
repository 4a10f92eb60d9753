/* kind_markers.c - markers: weighted signs, added up for each reply.
 *
 * Score of a reply = sum over the markers of weight x min(cap, hits), or weight x value for a feature (overlap.h: how
 * much of the customer's last turn comes back). Met when the score reaches at_least. The reply that counts is the best
 * of those that `where` names; with `every reply` the worst.
 * Strength = 1 / (1 + exp(-(score - at_least) / 2)): the logistic curve, .5 at the threshold and never flat, so that
 * ranks survive. Marked words weighted by regression and rounded are how Danescu-Niculescu-Mizil et al. 2013 (ACL, "A
 * computational approach to politeness") and Sharma et al. 2020 (EMNLP, EPITOME) measure such things; ours are few
 * enough to read. */
#include "score/inside.h"

#include "model/measure.h"

#include <math.h>
#include <string.h>

static double points_of_marker(const struct measure_marker *marker, size_t hits, const struct overlap *overlap)
{
	switch (marker->feature) {
	case FEATURE_RECAP: return marker->weight * overlap->share;
	case FEATURE_RECAP_DEPTH: return marker->weight * overlap->depth;
	case FEATURE_ECHO: return marker->weight * overlap->echo;
	case FEATURE_NONE: break;
	}
	return marker->weight * (double)(hits < (size_t)marker->cap ? hits : (size_t)marker->cap);
}

/* The next marker after `after` that the last reply holds something of, -1 none. */
static int next_found(const struct score_session *session, int slot, int after)
{
	const struct slot *plan = slot_at(session, slot);
	int count = ((const struct measure_markers *)plan->criterion->measure)->count;
	const uint64_t *found = session->found + plan->found;

	for (int at = after + 1; at < count; at = (at / 64 + 1) * 64) {
		uint64_t left = found[at / 64] >> (at % 64);

		if (left)
			return at + __builtin_ctzll(left);
	}
	return -1;
}

/* What the customer said counts like something found. */
static void find_features(struct score_session *session, int slot)
{
	const struct measure_markers *markers = slot_at(session, slot)->criterion->measure;

	if (!overlap_is_there(&session->overlap))
		return;
	for (int i = 0; i < markers->count; i++)
		if (markers->items[i].feature != FEATURE_NONE)
			session->found[slot_at(session, slot)->found + (size_t)i / 64] |= UINT64_C(1) << (i % 64);
}

/* Hits that count, then those that were cancelled: record_spans expects them so. `phrase` of a kept hit is the marker's
 * index. */
static void keep_hits(struct score_session *session, int slot, struct record *record, bool cancelled)
{
	const struct slot *plan = slot_at(session, slot);
	const struct measure_markers *markers = plan->criterion->measure;

	for (int i = -1; (i = next_found(session, slot, i)) >= 0;) {
		const struct measure_marker *marker = &markers->items[i];
		size_t count = 0, wanted;
		const struct match_hit *hits;

		if (marker->group < 0)
			continue;
		hits = cancelled ? match_cancelled(session->scanner, plan->base + marker->group, &count)
				 : match_hits(session->scanner, plan->base + marker->group, &count, NULL);
		wanted = count < (size_t)marker->cap ? count : (size_t)marker->cap;
		for (size_t k = 0; k < wanted; k++) {
			struct match_hit hit = hits[k];

			hit.phrase = (uint16_t)i;
			record_add_hit(session, record, hit);
		}
	}
}

/* Replies that were passed over, as nothing was found in them, up to `end`: nothing for each marker. */
static void catch_up_to(struct score_session *session, int slot, int end)
{
	const struct measure_markers *markers = slot_at(session, slot)->criterion->measure;
	const struct tally *tally = &session->tallies[slot];
	int reply = tally->last < 0 ? 0 : session->records[tally->last].reply + 1;

	for (; reply < end; reply++) {
		struct record *record = record_add_for(session, slot, reply);

		if (!session->brief)
			record_values(session, record, (size_t)markers->count);
		record->error_phrase = -1;
		record->count = record->value >= markers->at_least - 1e-9;
	}
}

static void catch_up(struct score_session *session, int slot)
{
	catch_up_to(session, slot, session->reply_count);
}

static void look(struct score_session *session, int slot)
{
	const struct slot *plan = slot_at(session, slot);
	const struct measure_markers *markers = plan->criterion->measure;
	struct record *record;
	double *points; /* only told where something is explained */

	catch_up_to(session, slot, session->reply_count - 1);
	record = record_add(session, slot);
	points = session->brief ? NULL : record_values(session, record, (size_t)markers->count);
	record->error_phrase = -1;
	if (markers->features)
		find_features(session, slot);
	for (int i = -1; (i = next_found(session, slot, i)) >= 0;) {
		const struct measure_marker *marker = &markers->items[i];
		size_t count = 0;
		bool error = false;
		double here;

		if (marker->group >= 0)
			count = match_count(session->scanner, plan->base + marker->group, (size_t)marker->cap, &error);
		record->error |= error;
		here = points_of_marker(marker, count, &session->overlap);
		if (points)
			points[i] = here;
		record->value += here;
	}
	record->count = record->value >= markers->at_least - 1e-9;
	if (hits_are_wanted(session, slot)) {
		keep_hits(session, slot, record, false);
		keep_hits(session, slot, record, true);
	}
	memset(session->found + plan->found, 0, FOUND_WORDS(markers->count) * sizeof *session->found);
}

/* The reply that counts, or NULL. */
static const struct record *deciding(const struct score_session *session, int slot)
{
	bool worst = slot_at(session, slot)->criterion->where.kind == WHERE_EVERY_REPLY;
	struct window window = window_of(session, slot);
	const struct record *found = NULL;

	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r)) {
		if (!window_holds(&window, r->reply))
			continue;
		if (!found || (worst ? r->value < found->value : r->value > found->value))
			found = r;
	}
	return found;
}

static struct judgement judge(const struct score_session *session, int slot)
{
	const struct measure_markers *markers = slot_at(session, slot)->criterion->measure;
	struct window window = window_of(session, slot);
	const struct record *record = deciding(session, slot), *unclear = record_error(session, slot);
	bool every = slot_at(session, slot)->criterion->where.kind == WHERE_EVERY_REPLY;
	struct judgement now;

	if (!record)
		return judged_missed(!window.shut);
	if (unclear && (every || record->count == 0))
		return judged(VERDICT_ERROR);
	now = record->count > 0 ? judged(VERDICT_MET) : judged_missed(!every && !window.shut);
	now.strength = 1 / (1 + exp(-(record->value - markers->at_least) / 2));
	return now;
}

/* What was won, when it is met; else also what was lost. */
static void evidence(const struct score_session *session, int slot, struct spans *out)
{
	const struct measure_markers *markers = slot_at(session, slot)->criterion->measure;
	const struct record *record = deciding(session, slot);
	bool met = session->tallies[slot].now.verdict == VERDICT_MET;

	for (uint32_t i = 0; record && i < record->kept; i++) {
		const struct match_hit *hit = &session->hits[record->hit + i];

		if (!met || markers->items[hit->phrase].weight > 0)
			spans_add(out, (struct span){record->reply, hit->start, hit->end, hit->state});
	}
}

/* One decimal, and none where it would be 0. */
static void add_points(struct strbuf *out, double points, bool sign)
{
	double tenths = round(points * 10) / 10;

	strbuf_addf(out, sign ? "%+.*f" : "%.*f", fabs(tenths - round(tenths)) > 0.05 ? 1 : 0, tenths);
}

/* The largest marker that could still be earned, -1. */
static int most_missed(const struct measure_markers *markers, const double *points)
{
	int most = -1;

	for (int i = 0; i < markers->count; i++)
		if (markers->items[i].weight > 0 && points[i] <= 0 &&
		    (most < 0 || markers->items[i].weight > markers->items[most].weight))
			most = i;
	return most;
}

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	const struct measure_markers *markers = slot_at(session, slot)->criterion->measure;
	const struct record *record = deciding(session, slot);
	const double *points = record ? session->values + record->values : NULL;
	int most, told = 0;

	if (!record)
		return;
	for (int i = 0; i < markers->count; i++) {
		if (fabs(points[i]) < 0.05)
			continue;
		strbuf_addstr(out, told++ ? ", " : "");
		add_points(out, points[i], true);
		strbuf_addf(out, " " SV_FMT, SV_ARG(markers->items[i].label));
	}
	strbuf_addstr(out, told ? " = " : "nothing of it: ");
	add_points(out, record->value, false);
	strbuf_addstr(out, ", ");
	add_points(out, markers->at_least, false);
	strbuf_addstr(out, " needed");
	most = record->count ? -1 : most_missed(markers, points);
	if (most >= 0) {
		strbuf_addstr(out, "; most is worth ");
		strbuf_addf(out, SV_FMT " (", SV_ARG(markers->items[most].label));
		add_points(out, markers->items[most].weight, true);
		strbuf_addch(out, ')');
	}
}

const struct kind_ops kind_markers = {
	.each_reply = true, .reply = look, .catch_up = catch_up, .judge = judge, .evidence = evidence, .why = why};
