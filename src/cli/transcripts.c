/* transcripts.c - reading transcripts from files and standard input. */
#include "cli/transcripts.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define CONVERSATION_MAX ((size_t)64 * 1024 * 1024) /* one conversation; a day of one agent is under a megabyte */

struct transcripts {
	FILE *file;
	char *name;
	bool decided, json, at_end;
	char *line; /* the line read ahead */
	size_t line_cap;
	ssize_t line_length; /* -1: none */
	int line_number;
	struct strbuf conversation; /* plain form */
};

struct transcripts *transcripts_open(const char *path, struct err *err)
{
	struct transcripts *input = mem_calloc(1, sizeof *input);
	bool standard = !strcmp(path, "-");

	input->file = standard ? stdin : fopen(path, "re");
	if (!input->file) {
		err_set(err, ERR_INPUT, "%s cannot be read: %s.", path, strerror(errno));
		free(input);
		return NULL;
	}
	input->name = mem_strdup(standard ? "standard input" : path);
	input->line_length = -1;
	strbuf_init(&input->conversation, CONVERSATION_MAX);
	return input;
}

void transcripts_close(struct transcripts *input)
{
	if (!input)
		return;
	if (input->file && input->file != stdin)
		fclose(input->file);
	free(input->line);
	free(input->name);
	strbuf_release(&input->conversation);
	free(input);
}

static bool read_line(struct transcripts *input)
{
	input->line_length = getline(&input->line, &input->line_cap, input->file);
	if (input->line_length < 0)
		return false;
	input->line_number++;
	while (input->line_length > 0 && strchr("\r\n", input->line[input->line_length - 1]))
		input->line[--input->line_length] = '\0';
	if (input->line_number == 1 && input->line_length >= 3 && !memcmp(input->line, "\xef\xbb\xbf", 3)) {
		memmove(input->line, input->line + 3, (size_t)input->line_length - 2);
		input->line_length -= 3;
	}
	return true;
}

static struct sv line_view(const struct transcripts *input)
{
	return sv_make(input->line, (size_t)input->line_length);
}

static void name_it(const struct transcripts *input, struct transcript *out, int line)
{
	CLEANUP_STRBUF struct strbuf id = STRBUF_INIT;

	if (out->id.n)
		return;
	strbuf_addf(&id, "%s:%d", input->name, line);
	out->id = transcript_keep(out, strbuf_sv(&id));
}

static enum transcripts_next next_json(struct transcripts *input, struct transcript *out, struct err *err)
{
	while (input->line_length >= 0 || read_line(input)) {
		struct sv text = sv_trim(line_view(input));
		int line = input->line_number;

		if (!text.n) {
			input->line_length = -1;
			continue;
		}
		bool good = transcript_parse_json(out, line_view(input), input->name, line, err);
		input->line_length = -1;
		if (!good)
			return TRANSCRIPTS_BAD;
		name_it(input, out, line);
		return TRANSCRIPTS_ONE;
	}
	return TRANSCRIPTS_END;
}

/* A conversation ends at a line "---". */
static enum transcripts_next next_plain(struct transcripts *input, struct transcript *out, struct err *err)
{
	int first = 0;
	bool good;

	strbuf_reset(&input->conversation);
	while (input->line_length >= 0 || read_line(input)) {
		struct sv text = line_view(input);
		bool divider = sv_is(sv_trim(text), "---");

		if (!first && (divider || !sv_trim(text).n)) {
			input->line_length = -1;
			continue;
		}
		if (!first)
			first = input->line_number;
		input->line_length = -1;
		if (divider)
			break;
		strbuf_addsv(&input->conversation, text);
		strbuf_addch(&input->conversation, '\n');
	}
	if (!first)
		return TRANSCRIPTS_END;
	if (input->conversation.truncated) {
		err_set_at(err, ERR_LIMIT, input->name, first, 1, "This conversation is larger than 64 MiB.");
		return TRANSCRIPTS_BAD;
	}
	good = transcript_parse_plain(out, strbuf_sv(&input->conversation), input->name, first, err);
	if (good)
		name_it(input, out, first);
	return good ? TRANSCRIPTS_ONE : TRANSCRIPTS_BAD;
}

static bool decide(struct transcripts *input)
{
	while (!input->decided) {
		struct sv text;

		if (!read_line(input))
			return false;
		text = sv_trim(line_view(input));
		if (!text.n)
			continue;
		input->decided = true;
		input->json = text.p[0] == '{' || text.p[0] == '[';
	}
	return true;
}

enum transcripts_next transcripts_next(struct transcripts *input, struct transcript *out, struct err *err)
{
	enum transcripts_next found;

	if (!decide(input))
		found = TRANSCRIPTS_END;
	else
		found = input->json ? next_json(input, out, err) : next_plain(input, out, err);
	if (found == TRANSCRIPTS_END && ferror(input->file)) {
		err_set(err, ERR_INPUT, "%s cannot be read: it is a folder or the disk fails.", input->name);
		clearerr(input->file);
		return TRANSCRIPTS_BAD;
	}
	return found;
}
