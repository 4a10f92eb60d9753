/* desk.c */
#include "desk.h"

#include "base/file.h"
#include "base/mem.h"

#include <criterion/criterion.h>

static void data_path(const char *name, struct strbuf *out)
{
	const char *root = getenv("ROLECALL_SOURCE");

	strbuf_addf(out, "%s/tests/data/score/%s", root ? root : ".", name);
}

static void open_scorer(struct desk *desk)
{
	const struct rubric *rubrics[4];

	for (size_t i = 0; i < desk->count; i++)
		rubrics[i] = desk->rubrics[i];
	desk->scorer = scorer_new(rubrics, desk->count, desk->count, NULL, MATCH_ENGINE_FAST);
}

static void refuse_errors(const char *name, const struct diag_list *diags)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	if (diag_count(diags, DIAG_ERROR) == 0)
		return;
	for (size_t i = 0; i < diags->count; i++)
		strbuf_addf(&text, "%d: %s %s\n", diags->items[i].line, diags->items[i].code, diags->items[i].message);
	cr_assert_fail("%s: %s", name, text.buf);
}

void desk_open(struct desk *desk, const char *const *names, size_t count)
{
	desk->count = 0;
	for (size_t i = 0; i < count; i++) {
		CLEANUP_STRBUF struct strbuf path = STRBUF_INIT;
		struct diag_list diags = DIAG_LIST_INIT;
		struct err err = ERR_INIT;

		data_path(names[i], &path);
		desk->rubrics[i] = rubric_load(path.buf, NULL, &diags, &err);
		refuse_errors(names[i], &diags);
		cr_assert_not_null(desk->rubrics[i], "%s: %s", names[i], err.message);
		diag_list_release(&diags);
		desk->count++;
	}
	open_scorer(desk);
}

void desk_open_text(struct desk *desk, const char *yaml)
{
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;

	desk->rubrics[0] = rubric_parse("test.yaml", sv_from(yaml), NULL, &diags, &err);
	refuse_errors("test.yaml", &diags);
	cr_assert_not_null(desk->rubrics[0], "%s", err.message);
	diag_list_release(&diags);
	desk->count = 1;
	open_scorer(desk);
}

void desk_close(struct desk *desk)
{
	scorer_free(desk->scorer);
	for (size_t i = 0; i < desk->count; i++)
		rubric_free(desk->rubrics[i]);
}

struct json_value *desk_json(const char *name)
{
	CLEANUP_STRBUF struct strbuf path = STRBUF_INIT, text = STRBUF_INIT;
	struct err err = ERR_INIT;
	struct json_value *root;

	data_path(name, &path);
	cr_assert(file_read(path.buf, 1 << 20, &text, &err), "%s", err.message);
	root = json_parse(strbuf_sv(&text), &err);
	cr_assert_not_null(root, "%s: %s", name, err.message);
	return root;
}

struct score_context desk_context(const struct talk *talk)
{
	return (struct score_context){.channel = talk->channel};
}

static const char *const change_words[] = {"met", "missed", "broke", "lost"};

static void note_changes(const struct desk *desk, const struct score_session *session, const char *at,
			 struct strbuf *out)
{
	size_t count = 0;
	const struct score_change *changes = score_changes(session, &count);

	for (size_t i = 0; i < count; i++) {
		const struct rubric *rubric = desk->rubrics[changes[i].rubric];

		strbuf_addf(out, "%s %s " SV_FMT "\n", at, change_words[changes[i].kind],
			    SV_ARG(rubric->criteria[changes[i].criterion].id));
	}
}

static struct turn turn_of(const char *line)
{
	struct turn turn = {.who = WHO_AGENT, .text = SV(""), .action = SV(""), .argument = SV(""), .at_ms = -1};
	struct err err = ERR_INIT;

	if (line[0] == '/') {
		cr_assert(turn_parse_line(sv_from(line), &turn, &err), "%s", err.message);
		return turn;
	}
	turn.who = line[0] == 'C' ? WHO_CUSTOMER : WHO_AGENT;
	if (line[1] == '@')
		turn.at_ms = strtol(line + 2, NULL, 10) * 1000;
	turn.text = sv_from(strchr(line, ':') + 2);
	return turn;
}

static void feed_turn(struct score_session *session, int number, const struct turn *turn, const struct cond_env *before)
{
	if (turn->who == WHO_CUSTOMER)
		score_customer(session, number, turn->text, turn->at_ms);
	else if (turn->action.n > 0)
		score_action(session, number, turn->action, turn->for_ms, turn->at_ms);
	else
		score_reply(session, number, turn->text, turn->at_ms, before);
}

void desk_feed(const struct desk *desk, struct score_session *session, const struct talk *talk, bool looks,
	       struct strbuf *changes)
{
	size_t replies = 0;

	for (size_t i = 0; i < talk->count; i++) {
		struct turn turn = turn_of(talk->turns[i]);
		struct cond_env before = {.channel = talk->channel,
					  .replies = -1,
					  .total_replies = -1,
					  .elapsed_ms = -1};
		bool reply = turn.who == WHO_AGENT && turn.action.n == 0;
		char at[24];

		if (reply && replies < talk->anger_count) {
			before.anger_known = true;
			before.mood.anger = (int)talk->anger[replies];
		}
		replies += reply;
		feed_turn(session, (int)i + 1, &turn, &before);
		snprintf(at, sizeof at, "%zu", i + 1);
		if (turn.who == WHO_AGENT)
			note_changes(desk, session, at, changes);
		if (looks)
			talloc_free(score_card(NULL, session, NULL));
	}
	score_close(session);
	note_changes(desk, session, "close", changes);
}

void desk_transcript(const struct talk *talk, struct transcript *out)
{
	transcript_init(out);
	if (talk->channel != CHANNEL_UNKNOWN)
		out->channel = sv_from(channel_names[talk->channel]);
	for (size_t i = 0; i < talk->count; i++) {
		struct turn turn = turn_of(talk->turns[i]);

		transcript_add(out, &turn);
	}
}
