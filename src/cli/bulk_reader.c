#include "cli/bulk_reader.h"

#include "base/mem.h"

#include <string.h>
#include <strings.h>

#define DIVIDER_MAX 4096 /* bytes of a line "---" with its white space */

static const char byte_order_mark[] = "\xef\xbb\xbf";

void bulk_reader_start(struct bulk_reader *reader, struct bulk_input *input, const char *name)
{
	reader->input = input;
	reader->name = name;
	reader->rest_length = 0;
	reader->line = 1;
	reader->decided = reader->guessed = reader->skipping = reader->at_end = false;
	reader->json = true; /* blank lines are nothing in either form */
}

void bulk_reader_release(struct bulk_reader *reader)
{
	free(reader->rest);
	reader->rest = NULL;
}

static int count_lines(const char *p, size_t length)
{
	const char *end = p + length;
	int lines = 0;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		lines++;
		p++;
	}
	return lines;
}

/* Where the line begins that holds the byte before `end`. */
static size_t line_start(const char *text, size_t end)
{
	while (end > 0 && text[end - 1] != '\n')
		end--;
	return end;
}

static bool is_divider(const char *text, size_t start, size_t end)
{
	return sv_is(sv_trim(sv_make(text + start, end - start)), "---");
}

/* Where the last whole line, or whole conversation, of the batch ends; 0 when none does. Before `from` there is none.
 */
static size_t whole_part(const struct bulk_reader *reader, const struct batch *batch, size_t from)
{
	const char *text = batch->text;
	size_t end = batch->length, first = from;

	if (!reader->json) /* a divider may have come in two pieces; one missed here still divides when it is scored */
		first = from > DIVIDER_MAX ? from - DIVIDER_MAX : 0;

	while (end > first) {
		while (end > first && text[end - 1] != '\n')
			end--;
		if (end <= first)
			break;
		if (reader->json)
			return end;
		size_t start = line_start(text, end - 1);
		if (is_divider(text, start, end))
			return end;
		end = start;
	}
	return 0;
}

/* Where the first conversation ends; 0 when it does not. */
static size_t first_end(const struct bulk_reader *reader, const struct batch *batch)
{
	const char *text = batch->text, *stop;

	for (size_t at = 0; at < batch->length; at = (size_t)(stop - text) + 1) {
		stop = memchr(text + at, '\n', batch->length - at);
		if (!stop)
			return 0;
		size_t end = (size_t)(stop - text) + 1;
		if (reader->json || is_divider(text, at, end))
			return end;
	}
	return 0;
}

/* Throws away what belongs to a conversation that is too long. Its last line is kept while it may be a divider. */
static void skip(struct bulk_reader *reader, struct batch *batch)
{
	size_t end = first_end(reader, batch), drop = end ? end : batch->length;

	if (!end && !reader->json)
		drop = line_start(batch->text, batch->length);
	if (batch->length - drop > DIVIDER_MAX && !end)
		drop = batch->length;
	reader->line += count_lines(batch->text, drop);
	batch->length -= drop;
	memmove(batch->text, batch->text + drop, batch->length);
	reader->skipping = !end;
}

static bool is_plain_start(struct sv text)
{
	static const char *const starts[] = {"customer:", "agent:", "---"};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		size_t length = strlen(starts[i]);

		if (text.n >= length && !strncasecmp(text.p, starts[i], length))
			return true;
	}
	return false;
}

static bool has_text_name(const char *name)
{
	static const char *const suffixes[] = {".txt", ".txt.gz", ".txt.zst"};
	size_t length = strlen(name);

	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		size_t tail = strlen(suffixes[i]);

		if (length > tail && !strcmp(name + length - tail, suffixes[i]))
			return true;
	}
	return false;
}

/* By the first line that is not empty. Where it is of neither form the name tells, and without one a line is taken by
 * itself: one bad line must not spoil those behind it. */
static void decide(struct bulk_reader *reader, struct batch *batch)
{
	struct sv text = sv_make(batch->text, batch->length);

	if (reader->decided || (text.n < 3 && !memcmp(text.p, byte_order_mark, text.n) && !reader->at_end))
		return;
	if (sv_starts(text, byte_order_mark)) {
		batch->length -= 3;
		memmove(batch->text, batch->text + 3, batch->length);
		text.n = batch->length;
	}
	text = sv_trim(text);
	if (!text.n || (text.n < sizeof "customer:" &&
			!memchr(text.p, '\n', (size_t)(batch->text + batch->length - text.p)) && text.p[0] != '{'))
		return; /* there is more to come of this line, if it is one */
	reader->decided = true;
	reader->guessed = text.p[0] != '{' && text.p[0] != '[' && !is_plain_start(text);
	reader->json = reader->guessed ? !has_text_name(reader->name) : !is_plain_start(text);
}

static void batch_room(struct batch *batch, size_t room)
{
	if (batch->cap >= room)
		return;
	batch->cap = room;
	batch->text = mem_realloc(batch->text, batch->cap, 1);
}

/* One more piece. False when a signal came, or there is nothing more: then at_end is set. */
static bool read_piece(struct bulk_reader *reader, struct batch *batch, size_t goal)
{
	size_t most = batch->length < goal ? goal : batch->length * 2;

	if (most > BULK_CONVERSATION_MAX)
		most = (batch->length < BULK_CONVERSATION_MAX ? BULK_CONVERSATION_MAX : batch->length) +
		       BULK_BLOCK_BYTES;
	batch_room(batch, most);
	ssize_t count =
		bulk_input_read(reader->input, batch->text + batch->length, most - batch->length, &batch->refused);
	if (count > 0)
		batch->length += (size_t)count;
	reader->at_end = count == 0 || batch->refused.kind != ERR_NONE;
	return count > 0;
}

static void keep_rest(struct bulk_reader *reader, struct batch *batch, size_t whole)
{
	size_t rest = batch->length - whole;

	if (reader->rest_cap < rest) {
		reader->rest_cap = rest * 2;
		reader->rest = mem_realloc(reader->rest, reader->rest_cap, 1);
	}
	if (rest)
		memcpy(reader->rest, batch->text + whole, rest);
	reader->rest_length = rest;
	batch->length = whole;
}

static void hand_out(struct bulk_reader *reader, struct batch *batch)
{
	batch->name = reader->name;
	batch->first_line = reader->line;
	batch->json = reader->json;
	batch->guessed = reader->guessed;
	reader->guessed = false;
	reader->line += count_lines(batch->text, batch->length);
}

/* Reads until a whole conversation is there and the block is full, or nothing more is ready. Sets where it ends. */
static void read_whole(struct bulk_reader *reader, struct batch *batch, size_t goal, size_t *whole)
{
	size_t searched = batch->length;

	while (!*whole && !reader->at_end && !*reader->stop) {
		if (!read_piece(reader, batch, goal))
			continue;
		decide(reader, batch);
		if (reader->skipping) {
			skip(reader, batch);
			searched = 0;
			if (reader->skipping)
				continue;
		}
		if (batch->length < goal && bulk_input_is_ready(reader->input))
			continue;
		*whole = whole_part(reader, batch, searched);
		searched = batch->length;
		if (!*whole && searched > BULK_CONVERSATION_MAX) {
			err_set_at(&batch->refused, ERR_LIMIT, reader->name, reader->line, 1, BULK_TOO_LONG);
			skip(reader, batch);
			return;
		}
	}
	if (reader->at_end && batch->refused.kind != ERR_NONE)
		*whole = whole_part(reader, batch, searched);
	else if (reader->at_end)
		*whole = batch->length;
	if (reader->at_end && (reader->skipping || batch->refused.kind != ERR_NONE))
		batch->length = *whole; /* the end of it will never come */
	if (reader->skipping)
		batch->length = *whole = 0;
}

bool bulk_reader_next(struct bulk_reader *reader, struct batch *batch, size_t goal)
{
	size_t whole = 0;

	batch->refused = (struct err)ERR_INIT;
	batch_room(batch, reader->rest_length > goal ? reader->rest_length : goal);
	if (reader->rest_length)
		memcpy(batch->text, reader->rest, reader->rest_length);
	batch->length = reader->rest_length;
	read_whole(reader, batch, goal, &whole);
	keep_rest(reader, batch, whole);
	hand_out(reader, batch);
	return !*reader->stop;
}
