/* card_json.c - the scorecard's machine forms, version 1. Keys may be added, never changed; their order is part of the
 * bytes. */
#include "score/inside.h"

#include "base/mem.h"
#include "json/json.h"

#include <math.h>

static void key_text_or_null(struct json_writer *w, const char *key, struct sv text)
{
	if (text.n > 0)
		json_key_sv(w, key, text);
	else
		json_key_null(w, key);
}

static void key_score(struct json_writer *w, const char *key, bool known, double score)
{
	if (known)
		json_key_real(w, key, scorecard_round(score), 1);
	else
		json_key_null(w, key);
}

/* Whole points without decimals; graded kinds may earn a part. */
static void key_points(struct json_writer *w, const char *key, double points)
{
	if (fabs(points - nearbyint(points)) < 1e-9)
		json_key_int(w, key, (long long)nearbyint(points));
	else
		json_key_real(w, key, scorecard_round(points), 1);
}

struct sv card_key(const void *ctx, const struct rubric *rubric, const struct criterion *criterion)
{
	CLEANUP_STRBUF struct strbuf name = STRBUF_INIT, json = STRBUF_INIT;
	struct json_writer w;

	strbuf_addsv(&name, rubric->id);
	strbuf_addch(&name, '/');
	strbuf_addsv(&name, criterion->id);
	json_writer_init(&w, &json);
	json_open_object(&w);
	json_key(&w, name.buf);
	return sv_make(mem_pool_strndup(ctx, json.buf + 1, json.len - 1), json.len - 1);
}

static void add_name(const struct card_criterion *item, struct json_writer *w, bool as_key)
{
	CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;

	strbuf_addsv(&name, item->rubric->id);
	strbuf_addch(&name, '/');
	strbuf_addsv(&name, item->criterion->id);
	if (as_key)
		json_key(w, name.buf);
	else
		json_sv(w, strbuf_sv(&name));
}

static bool is_shown(const struct card_criterion *item)
{
	return item->criterion->status != STATUS_HELPER;
}

static void add_head(const struct scorecard *card, struct json_writer *w)
{
	key_score(w, "score", card->has_score, card->score);
	json_key_bool(w, "passed", card->passed);
	json_key(w, "critical");
	json_open_array(w);
	for (int i = 0; i < card->criterion_count; i++)
		if (card_is_critical_hit(&card->criteria[i]))
			add_name(&card->criteria[i], w, false);
	if (card->policy_count)
		json_str(w, CARD_POLICY);
	json_close_array(w);
}

static void add_rubrics(const struct scorecard *card, struct json_writer *w)
{
	json_key(w, "rubrics");
	json_open_array(w);
	for (int i = 0; i < card->rubric_count; i++) {
		json_open_object(w);
		json_key_sv(w, "id", card->rubrics[i]->id);
		json_key_str(w, "hash", card->rubrics[i]->hash);
		if (card->rubric_count > 1) {
			key_score(w, "score", card->rubric_has_score[i], card->rubric_score[i]);
			json_key_bool(w, "passed", card->rubric_passed[i]);
		}
		json_close_object(w);
	}
	json_close_array(w);
}

static void add_sections(const struct scorecard *card, struct json_writer *w)
{
	json_key(w, "sections");
	json_open_array(w);
	for (int i = 0; i < card->section_count; i++) {
		const struct card_section *section = &card->sections[i];

		json_open_object(w);
		json_key_sv(w, "rubric", section->rubric->id);
		json_key_sv(w, "id", section->section->id);
		json_key_int(w, "weight", section->section->weight);
		key_points(w, "earned", section->earned);
		json_key_int(w, "applicable", section->applicable);
		key_score(w, "score", section->has_score, section->score);
		json_close_object(w);
	}
	json_close_array(w);
}

static void add_evidence(struct json_writer *w, const char *key, const struct evidence *items, int count)
{
	json_key(w, key);
	json_open_array(w);
	for (int i = 0; i < count; i++) {
		json_open_object(w);
		json_key_int(w, "turn", items[i].turn);
		json_key_int(w, "start", items[i].start);
		json_key_int(w, "end", items[i].end);
		json_key_sv(w, "text", items[i].text);
		json_close_object(w);
	}
	json_close_array(w);
}

static void add_criterion(const struct card_criterion *item, struct json_writer *w)
{
	enum skill skill = item->criterion->skill;

	json_open_object(w);
	json_key_sv(w, "rubric", item->rubric->id);
	json_key_sv(w, "id", item->criterion->id);
	json_key_str(w, "skill", skill < SKILL_COUNT ? skill_names[skill] : NULL);
	json_key_str(w, "verdict", verdict_names[item->verdict]);
	json_key_int(w, "points", item->points);
	key_points(w, "earned", item->earned);
	add_evidence(w, "evidence", item->evidence, item->evidence_count);
	if (!item->scored)
		json_key_str(w, "status", "trial");
	if (item->why.n > 0)
		json_key_sv(w, "why", item->why);
	json_close_object(w);
}

static void add_full(const struct scorecard *card, struct json_writer *w)
{
	key_text_or_null(w, "scenario", card->scenario);
	add_rubrics(card, w);
	json_key_str(w, "outcome", card->outcome == OUTCOME_NONE ? NULL : outcome_names[card->outcome - 1]);
	add_head(card, w);
	add_sections(card, w);
	json_key(w, "criteria");
	json_open_array(w);
	for (int i = 0; i < card->criterion_count; i++)
		if (is_shown(&card->criteria[i]))
			add_criterion(&card->criteria[i], w);
	json_close_array(w);
	json_key(w, "mood");
	json_open_array(w);
	for (int i = 0; i < card->mood_count; i++) {
		json_open_object(w);
		json_key_int(w, "turn", card->mood[i].turn);
		json_key_int(w, "anger", card->mood[i].mood.anger);
		json_key_int(w, "confusion", card->mood[i].mood.confusion);
		json_close_object(w);
	}
	json_close_array(w);
	if (card->csat > 0)
		json_key_int(w, "csat", card->csat);
	else
		json_key_null(w, "csat");
	if (card->policy_count)
		add_evidence(w, "policy", card->policy, card->policy_count);
}

static void add_verdicts(const struct scorecard *card, struct json_writer *w)
{
	json_key(w, "verdicts");
	json_open_object(w);
	for (int i = 0; i < card->criterion_count; i++) {
		if (!is_shown(&card->criteria[i]))
			continue;
		add_name(&card->criteria[i], w, true);
		json_str(w, verdict_names[card->criteria[i].verdict]);
	}
	json_close_object(w);
}

void scorecard_add_json(const struct scorecard *card, enum card_detail detail, struct strbuf *out)
{
	struct json_writer w;

	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "scorecard", 1);
	key_text_or_null(&w, "transcript", card->transcript);
	if (detail == CARD_FULL)
		add_full(card, &w);
	else
		add_head(card, &w);
	if (detail == CARD_VERDICTS)
		add_verdicts(card, &w);
	if (card->incomplete)
		json_key_bool(&w, "incomplete", true);
	json_close_object(&w);
}

static void add_brief_verdicts(const struct score_session *session, struct json_writer *w)
{
	const struct scorer *scorer = session->scorer;

	json_key(w, "verdicts");
	json_open_object(w);
	for (int i = 0; i < scorer->first[scorer->card_count]; i++) {
		if (scorer->slots[i].criterion->status == STATUS_HELPER)
			continue;
		json_ready_key(w, scorer->slots[i].key);
		json_str(w, verdict_names[session->tallies[i].now.verdict]);
	}
	json_close_object(w);
}

void score_brief_add_json(const struct score_session *session, struct sv id, const struct score_brief *brief,
			  enum card_detail detail, struct strbuf *out)
{
	struct json_writer w;

	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "scorecard", 1);
	key_text_or_null(&w, "transcript", id);
	key_score(&w, "score", brief->has_score, brief->score);
	json_key_bool(&w, "passed", brief->passed);
	json_key(&w, "critical");
	json_open_array(&w);
	for (int i = 0; i < brief->critical_count; i++) {
		CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;

		strbuf_addsv(&name, score_brief_rubric(session, brief->critical[i]));
		strbuf_addch(&name, '/');
		strbuf_addsv(&name, score_brief_criterion(session, brief->critical[i]));
		json_sv(&w, strbuf_sv(&name));
	}
	json_close_array(&w);
	if (detail == CARD_VERDICTS)
		add_brief_verdicts(session, &w);
	if (brief->incomplete)
		json_key_bool(&w, "incomplete", true);
	json_close_object(&w);
}
