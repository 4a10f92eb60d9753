/* calibrate_run.c - one marked row through the scorer. */
#include "cli/calibrate_run.h"

#include "base/mem.h"

#include <string.h>

static void dispute_release(struct dispute *dispute)
{
	free(dispute->id);
	free(dispute->context);
	free(dispute->reply);
	free(dispute->why);
	free(dispute->marks);
}

void calibrate_targets_free(struct calibrate_target *targets, size_t count)
{
	for (size_t i = 0; targets && i < count; i++) {
		for (int k = 0; k < targets[i].only_rubric_count; k++)
			dispute_release(&targets[i].only_rubric[k]);
		for (int k = 0; k < targets[i].only_people_count; k++)
			dispute_release(&targets[i].only_people[k]);
		free(targets[i].only_rubric);
		free(targets[i].only_people);
	}
	free(targets);
}

struct marked_row {
	struct sv id, group, context, reply;
	const struct json_value *labels;
};

static char *copy(struct sv text)
{
	return mem_strndup(text.n ? text.p : "", text.n);
}

/* ---- disagreements ---- */

static struct dispute make_dispute(const struct calibrate_run *run, const struct marked_row *row,
				   const struct calibrate_target *target)
{
	CLEANUP_TALLOC struct scorecard *card = score_card(NULL, run->session, NULL);
	struct dispute dispute = {.id = copy(row->id),
				  .context = copy(row->context),
				  .reply = copy(row->reply),
				  .reply_length = row->reply.n};
	const struct rubric *rubric = scorer_rubric(run->scorer, (size_t)target->rubric);

	for (int i = 0; i < card->criterion_count; i++) {
		const struct card_criterion *item = &card->criteria[i];

		if (item->rubric != rubric || item->criterion->index != target->criterion)
			continue;
		dispute.why = copy(item->why);
		dispute.marks = mem_calloc((size_t)item->evidence_count + 1, sizeof *dispute.marks);
		dispute.mark_count = item->evidence_count;
		for (int k = 0; k < item->evidence_count; k++) {
			dispute.marks[k] = (struct mark){item->evidence[k].start, item->evidence[k].end};
			dispute.evidence += item->evidence[k].end - item->evidence[k].start;
		}
	}
	return dispute;
}

/* Keeps the list in order, the longest evidence first; those of one length as they came. */
static void note_dispute(const struct calibrate_run *run, const struct marked_row *row,
			 const struct calibrate_target *target, struct dispute **list, int *count)
{
	struct dispute dispute = make_dispute(run, row, target);
	int at = *count;

	if (!*list)
		*list = mem_calloc((size_t)run->keep + 1, sizeof **list);
	while (at > 0 && (*list)[at - 1].evidence < dispute.evidence)
		at--;
	memmove(&(*list)[at + 1], &(*list)[at], (size_t)(*count - at) * sizeof **list);
	(*list)[at] = dispute;
	if (*count < run->keep)
		(*count)++;
	else
		dispute_release(&(*list)[run->keep]);
}

/* ---- rows ---- */

static void write_row(const struct calibrate_run *run, const struct marked_row *row, size_t map, bool positive,
		      enum verdict verdict, double strength)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct json_writer w;

	json_writer_init(&w, &out);
	json_open_object(&w);
	json_key_sv(&w, "id", row->id);
	json_key_str(&w, "label", run->maps[map].text);
	json_key_str(&w, "criterion", run->maps[map].criterion);
	json_key_bool(&w, "people", positive);
	json_key_str(&w, "verdict", verdict_names[verdict]);
	json_key_real(&w, "strength", strength, 6);
	json_close_object(&w);
	strbuf_addch(&out, '\n');
	(void)fwrite(out.buf, 1, out.len, run->rows);
}

static bool add_map(struct calibrate_run *run, const struct marked_row *row, size_t map, struct calibration_item *item,
		    struct err *err)
{
	struct calibrate_target *target = &run->targets[map];
	struct calibration_rating ratings[CALIBRATION_MAX_RATERS];
	enum verdict verdict = score_verdict(run->session, target->rubric, target->criterion, NULL);
	size_t given = 0, positive = 0;
	bool yes;

	item->rating_count = label_ratings(&run->maps[map].cond, row->labels, ratings);
	if (item->rating_count == 0)
		return true;
	for (size_t i = 0; i < item->rating_count; i++) {
		given += ratings[i].given;
		positive += ratings[i].given && ratings[i].positive;
	}
	yes = positive * 2 >= given;
	item->ratings = ratings;
	item->met = verdict == VERDICT_MET;
	item->strength = score_strength(run->session, target->rubric, target->criterion);
	if (run->rows)
		write_row(run, row, map, yes, verdict, item->strength);
	if (verdict == VERDICT_NA || verdict == VERDICT_ERROR) {
		calibration_skip(run->calibration, (int)map, verdict == VERDICT_ERROR);
		return true;
	}
	if (run->keep > 0 && item->met && !yes)
		note_dispute(run, row, target, &target->only_rubric, &target->only_rubric_count);
	else if (run->keep > 0 && !item->met && yes)
		note_dispute(run, row, target, &target->only_people, &target->only_people_count);
	return calibration_add(run->calibration, (int)map, item, err);
}

static bool is_wanted(const struct calibrate_run *run, const struct json_value *labels)
{
	struct calibration_rating ratings[CALIBRATION_MAX_RATERS];

	for (size_t i = 0; i < run->where_count; i++)
		if (label_ratings(&run->wheres[i], labels, ratings) == 0 || !ratings[0].positive)
			return false;
	return true;
}

static bool score_row(struct calibrate_run *run, const struct marked_row *row, struct err *err)
{
	struct calibration_item item = {.group = calibration_group(run->calibration, row->group)};
	size_t words = 0, sentences = 0;

	match_words(run->counter, row->reply, &words, &sentences);
	item.words = (uint32_t)words;
	score_session_reset(run->session, NULL);
	if (sv_trim(row->context).n > 0)
		score_customer(run->session, 1, row->context, -1);
	score_reply(run->session, 2, row->reply, -1, NULL);
	score_close(run->session);
	for (size_t i = 0; i < run->map_count; i++)
		if (!add_map(run, row, i, &item, err))
			return false;
	return true;
}

bool calibrate_line(struct calibrate_run *run, struct sv text, const char *place, int line, struct err *err)
{
	struct err why = ERR_INIT;
	struct json_value *root = json_parse(text, &why);
	const struct json_value *reply = root ? json_get(root, "reply") : NULL;
	struct marked_row row = {.labels = root ? json_get(root, "labels") : NULL};
	bool good = true;

	if (!root)
		return err_set_at(err, ERR_INPUT, place, line, why.column, "%s", why.message);
	row.id = json_text(json_get(root, "id"));
	row.group = json_text(json_get(root, "group"));
	row.context = json_text(json_get(root, "context"));
	row.reply = json_text(reply);
	if (row.group.n == 0)
		row.group = row.id;
	if (!reply || json_type(reply) != JSON_TYPE_STRING)
		good = err_set_at(err, ERR_INPUT, place, line, 1,
				  "This row has no reply: a row is {\"id\", \"reply\", \"labels\"}.");
	else if (!row.labels || json_type(row.labels) != JSON_TYPE_OBJECT)
		good = err_set_at(err, ERR_INPUT, place, line, 1,
				  "This row has no labels: a row is {\"id\", \"reply\", \"labels\"}.");
	else if (is_wanted(run, row.labels)) {
		calibration_row(run->calibration);
		good = score_row(run, &row, err);
	}
	json_free(root);
	return good;
}
