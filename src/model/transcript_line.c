#include "model/transcript_line.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "json/pull.h"

#include <math.h>

#define MAX_SECONDS 1e9 /* as in transcript_json.c */
#define MAX_UNKNOWN 16

struct transcript_lines {
	struct transcript quick; /* its turns are reused, its texts are views */
	struct transcript slow;
	bool slow_used;
	struct sv *escaped[64]; /* texts to unescape when all has gone well */
	size_t escaped_count;
};

struct transcript_lines *transcript_lines_new(void)
{
	struct transcript_lines *lines = mem_calloc(1, sizeof *lines);
	transcript_init(&lines->quick);
	return lines;
}

void transcript_lines_free(struct transcript_lines *lines)
{
	if (!lines)
		return;
	free(lines->quick.turns);
	lines->quick.turns = NULL;
	transcript_release(&lines->quick);
	if (lines->slow_used)
		transcript_release(&lines->slow);
	free(lines);
}

/* The keys of one object: each once. Known ones are bits, unknown ones are compared. */
struct keys {
	unsigned seen;
	struct sv unknown[MAX_UNKNOWN];
	size_t unknown_count;
};

static bool is_new_unknown(struct keys *keys, struct sv key)
{
	for (size_t i = 0; i < keys->unknown_count; i++)
		if (sv_eq(keys->unknown[i], key))
			return false;
	if (keys->unknown_count == MAX_UNKNOWN)
		return false;
	keys->unknown[keys->unknown_count++] = key;
	return true;
}

/* Index of `key` among the names, marked as seen; -1 unknown; -2 seen before. */
static int key_index(struct keys *keys, struct sv key, const char *const *names)
{
	for (int i = 0; names[i]; i++) {
		if (!sv_is(key, names[i]))
			continue;
		if (keys->seen >> i & 1)
			return -2;
		keys->seen |= 1u << i;
		return i;
	}
	return is_new_unknown(keys, key) ? -1 : -2;
}

static bool read_text(struct transcript_lines *lines, struct json_pull *pull, struct sv *out)
{
	bool escaped;

	if (!json_pull_string(pull, out, &escaped))
		return false;
	if (!escaped)
		return true;
	if (lines->escaped_count == sizeof lines->escaped / sizeof *lines->escaped)
		return false;
	lines->escaped[lines->escaped_count++] = out;
	return true;
}

static bool read_seconds(struct json_pull *pull, int64_t *out)
{
	struct sv text;
	double seconds;

	if (!json_pull_number(pull, &seconds, &text) || seconds > MAX_SECONDS)
		return false;
	*out = (int64_t)llround(seconds * 1000);
	return true;
}

static bool read_who(struct json_pull *pull, enum who *out)
{
	struct sv who;
	bool escaped;

	if (!json_pull_string(pull, &who, &escaped) || escaped)
		return false;
	*out = sv_is(who, "agent") ? WHO_AGENT : WHO_CUSTOMER;
	return *out == WHO_AGENT || sv_is(who, "customer");
}

enum turn_key { TURN_WHO, TURN_TEXT, TURN_AT, TURN_ACTION, TURN_ARGUMENT, TURN_FOR };
static const char *const turn_keys[] = {"who", "text", "at", "action", "argument", "for", NULL};

static bool read_turn_value(struct json_pull *pull, int key, struct turn *turn, bool *escaped)
{
	*escaped = false;
	switch (key) {
	case TURN_WHO: return read_who(pull, &turn->who);
	case TURN_TEXT: return json_pull_string(pull, &turn->text, escaped);
	case TURN_AT: return read_seconds(pull, &turn->at_ms);
	case TURN_ACTION: return json_pull_string(pull, &turn->action, escaped) && !*escaped;
	case TURN_ARGUMENT: return json_pull_string(pull, &turn->argument, escaped) && !*escaped;
	case TURN_FOR: return read_seconds(pull, &turn->for_ms);
	case -1: return json_pull_skip(pull);
	default: return false;
	}
}

/* `extra` of a turn whose text has escapes is set for the moment. */
static bool read_turn(struct json_pull *pull, struct turn *turn)
{
	struct keys keys = {0};
	struct sv key;
	bool escaped;

	*turn = (struct turn){.text = SV(""), .action = SV(""), .argument = SV(""), .at_ms = -1, .extra = SV("")};
	if (!json_pull_mark(pull, '{') || json_pull_mark(pull, '}'))
		return false;
	do {
		if (!json_pull_key(pull, &key) ||
		    !read_turn_value(pull, key_index(&keys, key, turn_keys), turn, &escaped))
			return false;
		if (escaped)
			turn->extra = SV("\\");
	} while (json_pull_mark(pull, ','));
	if (!json_pull_mark(pull, '}') || !(keys.seen >> TURN_WHO & 1))
		return false;
	if (turn->action.n > 0) {
		/* a note with escapes in its words is left to the document reader, and what it refuses */
		if (turn->extra.n || !turn_is_one(turn))
			return false;
		turn->argument = turn->argument.n > 0 ? turn->argument : turn->text;
		turn->text = SV("");
		return true;
	}
	return keys.seen >> TURN_TEXT & 1;
}

static bool read_turns(struct json_pull *pull, struct transcript *t)
{
	if (!json_pull_mark(pull, '['))
		return false;
	if (json_pull_mark(pull, ']'))
		return true;
	do {
		MEM_ENSURE(t->turns, t->turn_count, t->turn_cap);
		if (t->turn_count >= 1000000 || !read_turn(pull, &t->turns[t->turn_count]))
			return false;
		t->turn_count++;
	} while (json_pull_mark(pull, ','));
	return json_pull_mark(pull, ']');
}

static bool read_person(struct transcript_lines *lines, struct json_pull *pull, struct sv *name)
{
	static const char *const names[] = {"name", NULL};
	struct keys keys = {0};
	struct sv key;

	if (!json_pull_mark(pull, '{'))
		return false;
	if (json_pull_mark(pull, '}'))
		return true;
	do {
		if (!json_pull_key(pull, &key))
			return false;
		int index = key_index(&keys, key, names);
		if (index < -1 || !(index == 0 ? read_text(lines, pull, name) : json_pull_skip(pull)))
			return false;
	} while (json_pull_mark(pull, ','));
	return json_pull_mark(pull, '}');
}

static bool read_id(struct transcript_lines *lines, struct json_pull *pull, struct sv *id)
{
	double number;

	if (json_pull_peek(pull) == '"')
		return read_text(lines, pull, id);
	return json_pull_number(pull, &number, id) && !memchr(id->p, '.', id->n);
}

static bool read_version(struct json_pull *pull)
{
	struct sv text;
	double version;
	return json_pull_number(pull, &version, &text) && sv_is(text, "1");
}

static bool read_seed(struct json_pull *pull, struct transcript *t)
{
	struct sv text;
	double seed;

	if (!json_pull_number(pull, &seed, &text) || memchr(text.p, '.', text.n))
		return false;
	t->seed = (uint64_t)seed;
	t->has_seed = true;
	return true;
}

enum root_key {
	ROOT_TURNS,
	ROOT_VERSION,
	ROOT_ID,
	ROOT_CHANNEL,
	ROOT_CUSTOMER,
	ROOT_AGENT,
	ROOT_SCENARIO,
	ROOT_COMPANY,
	ROOT_SEED,
	ROOT_EARLIER /* read the slow way */
};
static const char *const root_keys[] = {"turns",    "transcript", "id",   "channel", "customer", "agent",
					"scenario", "company",    "seed", "earlier", NULL};

static bool read_member(struct transcript_lines *lines, struct json_pull *pull, int key)
{
	struct transcript *t = &lines->quick;

	switch (key) {
	case ROOT_TURNS: return read_turns(pull, t);
	case ROOT_VERSION: return read_version(pull);
	case ROOT_ID: return read_id(lines, pull, &t->id);
	case ROOT_CHANNEL: return read_text(lines, pull, &t->channel);
	case ROOT_CUSTOMER: return read_person(lines, pull, &t->customer_name);
	case ROOT_AGENT: return read_person(lines, pull, &t->agent_name);
	case ROOT_SCENARIO: return read_text(lines, pull, &t->scenario);
	case ROOT_COMPANY: return read_text(lines, pull, &t->company);
	case ROOT_SEED: return read_seed(pull, t);
	case -1: return json_pull_skip(pull);
	default: return false;
	}
}

static bool read_quickly(struct transcript_lines *lines, struct sv line)
{
	struct json_pull pull = {line.p, line.p + line.n};
	struct transcript *t = &lines->quick;
	struct keys keys = {0};
	struct sv key;

	t->id = t->scenario = t->channel = t->customer_name = t->agent_name = t->company = SV("");
	t->seed = 0;
	t->has_seed = false;
	t->turn_count = 0;
	lines->escaped_count = 0;
	if (!utf8_valid(line) || !json_pull_mark(&pull, '{'))
		return false;
	do {
		if (!json_pull_key(&pull, &key) || !read_member(lines, &pull, key_index(&keys, key, root_keys)))
			return false;
	} while (json_pull_mark(&pull, ','));
	if (!json_pull_mark(&pull, '}') || !(keys.seen >> ROOT_TURNS & 1))
		return false;
	return json_pull_peek(&pull) == '\0' && pull.at == pull.end;
}

/* In place: what is written is never longer than what was read. */
static void unescape(struct sv *text, const char *line, char *own)
{
	char *to = own + (text->p - line);
	text->n = json_pull_unescape(*text, to);
}

struct transcript *transcript_lines_read(struct transcript_lines *lines, char *line, size_t length, const char *file,
					 int number, struct err *err)
{
	struct transcript *t = &lines->quick;

	if (read_quickly(lines, sv_make(line, length))) {
		for (size_t i = 0; i < lines->escaped_count; i++)
			unescape(lines->escaped[i], line, line);
		for (int i = 0; i < t->turn_count; i++) {
			if (t->turns[i].extra.n)
				unescape(&t->turns[i].text, line, line);
			t->turns[i].extra = SV("");
		}
		return t;
	}
	if (lines->slow_used)
		transcript_release(&lines->slow);
	lines->slow_used = true;
	transcript_init(&lines->slow);
	return transcript_parse_json(&lines->slow, sv_make(line, length), file, number, err) ? &lines->slow : NULL;
}
