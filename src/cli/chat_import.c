/* chat_import.c - real conversations: scored and kept beside the role-plays. */
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "cli/import.h"
#include "cli/transcripts.h"
#include "report/csv_read.h"

#include <string.h>

#define CSV_MAX (256u * 1024 * 1024)

static bool keep_chat(struct import *import, const struct transcript *transcript, int64_t trainee, struct sv origin,
		      struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct scorecard *card = scoring_card(pool, import->scoring, transcript, err);
	int64_t attempt = 0, now_ms = clock_wall_ms();
	struct attempt_start start = {
		.trainee = trainee,
		.scenario = SV(""),
		.scenario_hash = SV(""),
		.channel = transcript->channel,
		.family = SV(""),
		.mode = MODE_EXAM,
		.now_ms = now_ms,
		.real = true,
		.origin = origin,
	};

	if (!card)
		return false;
	start.rubrics = card->rubrics;
	start.rubric_count = (size_t)card->rubric_count;
	if (!store_attempt_begin(import->store, &start, &attempt, err) ||
	    !store_attempt_turns(import->store, attempt, transcript, 0, err) ||
	    !store_attempt_card(import->store, attempt, card, true, now_ms, 0, err))
		return false;
	import->added++;
	return true;
}

static bool import_chat(struct import *import, struct transcript *transcript, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	char origin[HASH_HEX_SIZE];
	struct sv name = transcript->agent_name.n ? transcript->agent_name
						  : sv_from(import->agent ? import->agent : import->context->trainee);
	int64_t trainee = 0, known = 0;

	transcript->scenario = SV(""); /* a real customer follows no script */
	strbuf_addsv(&text, name);
	strbuf_addch(&text, '\n');
	transcript_add_json(transcript, &text);
	hash_sha256_hex(strbuf_sv(&text), origin);
	if (!store_attempt_by_origin(import->store, sv_from(origin), &known, err))
		return false;
	if (known) {
		import->known++;
		return true;
	}
	return store_trainee_add(import->store, name, sv_from(import->team), clock_wall_ms(), &trainee, err) &&
	       keep_chat(import, transcript, trainee, sv_from(origin), err);
}

struct csv_columns {
	int conversation, who, text, agent, at, channel;
};

static bool find_columns(const struct csv_reader *reader, struct csv_columns *columns, struct err *err)
{
	*columns = (struct csv_columns){csv_reader_find(reader, "conversation"), csv_reader_find(reader, "who"),
					csv_reader_find(reader, "text"),         csv_reader_find(reader, "agent"),
					csv_reader_find(reader, "at"),           csv_reader_find(reader, "channel")};
	if (columns->conversation < 0 || columns->who < 0 || columns->text < 0)
		return err_set_at(err, ERR_INPUT, reader->name, reader->line, 1,
				  "Chats as CSV have a first line with the columns conversation, who and text.");
	return true;
}

static bool add_csv_turn(const struct csv_reader *reader, const struct csv_columns *columns,
			 struct transcript *transcript, struct err *err)
{
	struct sv who = sv_trim(csv_reader_cell(reader, columns->who));
	struct sv at = sv_trim(csv_reader_cell(reader, columns->at));
	struct turn turn = {.text = transcript_keep(transcript, csv_reader_cell(reader, columns->text)), .at_ms = -1};
	double seconds = -1;

	if (sv_is(who, "agent"))
		turn.who = WHO_AGENT;
	else if (!sv_is(who, "customer"))
		return err_set_at(err, ERR_INPUT, reader->name, reader->line, 1,
				  "who is customer or agent, not \"" SV_FMT "\".", SV_ARG(who));
	if (at.n && (!sv_to_double(at, &seconds) || !(seconds >= 0 && seconds < 1e9)))
		return err_set_at(err, ERR_INPUT, reader->name, reader->line, 1, "at is in seconds from the start.");
	if (at.n)
		turn.at_ms = (int64_t)(seconds * 1000);
	if (csv_reader_cell(reader, columns->agent).n && !transcript->agent_name.n)
		transcript->agent_name = transcript_keep(transcript, csv_reader_cell(reader, columns->agent));
	if (csv_reader_cell(reader, columns->channel).n && !transcript->channel.n)
		transcript->channel = transcript_keep(transcript, csv_reader_cell(reader, columns->channel));
	transcript_add(transcript, &turn);
	return true;
}

/* Rows of one conversation stand together. */
static bool import_records(struct import *import, struct csv_reader *reader, struct err *err)
{
	struct csv_columns columns;
	struct transcript transcript;
	bool good, any = false;

	if (!csv_reader_next(reader, err))
		return err->kind == ERR_NONE;
	if (!find_columns(reader, &columns, err))
		return false;
	transcript_init(&transcript);
	good = true;
	while (good && csv_reader_next(reader, err)) {
		struct sv id = csv_reader_cell(reader, columns.conversation);

		if (any && !sv_eq(id, transcript.id)) {
			good = import_chat(import, &transcript, err);
			transcript_release(&transcript);
			transcript_init(&transcript);
			any = false;
		}
		if (!any)
			transcript.id = transcript_keep(&transcript, id);
		any = true;
		good = good && add_csv_turn(reader, &columns, &transcript, err);
	}
	good = good && err->kind == ERR_NONE && (!any || import_chat(import, &transcript, err));
	transcript_release(&transcript);
	return good;
}

static bool import_csv(struct import *import, const char *path, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct csv_reader reader;
	bool good;

	if (!file_read(path, CSV_MAX, &text, err))
		return false;
	csv_reader_init(&reader, strbuf_sv(&text), path);
	good = import_records(import, &reader, err);
	csv_reader_release(&reader);
	return good;
}

bool import_chats(struct import *import, const char *path, struct err *err)
{
	size_t length = strlen(path);
	struct transcripts *input;
	bool good = true;

	if (length > 4 && !strcmp(path + length - 4, ".csv"))
		return import_csv(import, path, err);
	input = transcripts_open(path, err);
	if (!input)
		return false;
	for (enum transcripts_next next = TRANSCRIPTS_ONE; good && next != TRANSCRIPTS_END;) {
		struct transcript transcript;

		transcript_init(&transcript);
		next = transcripts_next(input, &transcript, err);
		good = next == TRANSCRIPTS_END || (next == TRANSCRIPTS_ONE && import_chat(import, &transcript, err));
		transcript_release(&transcript);
	}
	transcripts_close(input);
	return good;
}
