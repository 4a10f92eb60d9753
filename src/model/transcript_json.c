/* transcript_json.c - the NDJSON form of a transcript, read strictly and written canonically. */
#include "base/hash.h"
#include "base/mem.h"
#include "model/transcript.h"
#include "model/transcript_place.h"
#include "json/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>

#define FORMAT 1
#define MAX_SECONDS 1e9 /* some thirty years: more is a mistake, and milliseconds still fit */

struct json_reader {
	struct transcript *t;
	struct sv json;
	const char *file;
	int line;
	struct err *err;
};

__attribute__((format(printf, 3, 4))) static bool fail(const struct json_reader *r, struct json_place place,
						       const char *format, ...)
{
	char message[256];
	int line = 1, column = 1;
	va_list args;
	va_start(args, format);
	(void)vsnprintf(message, sizeof message, format, args);
	va_end(args);
	json_place_find(r->json, &place, &line, &column);
	return err_set_at(r->err, ERR_INPUT, r->file, r->line + line - 1, column, "%s", message);
}

static bool is_absent(const struct json_value *value)
{
	return !value || json_type(value) == JSON_TYPE_NULL;
}

static bool is_one_of(const char *key, const char *const *names)
{
	for (int i = 0; names[i]; i++) {
		if (strcmp(key, names[i]) == 0) {
			return true;
		}
	}
	return false;
}

/* The members of `object` that are not in `known`, as JSON without the braces. */
static void add_unknown(const struct json_value *object, const char *const *known, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct json_writer w;
	json_writer_init(&w, &text);
	json_open_object(&w);
	for (size_t i = 0; i < json_count(object); i++) {
		const struct json_value *value = NULL;
		const char *key = json_key_at(object, i, &value);
		if (is_one_of(key, known)) {
			continue;
		}
		CLEANUP_STRBUF struct strbuf dump = STRBUF_INIT;
		json_value_dump(value, &dump);
		json_key(&w, key);
		json_raw(&w, strbuf_sv(&dump));
	}
	json_close_object(&w);
	strbuf_add(out, text.buf + 1, text.len - 2);
}

static struct sv keep_unknown(struct transcript *t, const struct json_value *object, const char *const *known)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	add_unknown(object, known, &text);
	return transcript_keep(t, strbuf_sv(&text));
}

/* An optional text member; NULL and null leave *out alone. */
static bool read_text(const struct json_reader *r, const struct json_value *object, const char *key,
		      struct json_place place, struct sv *out)
{
	const struct json_value *value = json_get(object, key);
	if (is_absent(value)) {
		return true;
	}
	if (json_type(value) != JSON_TYPE_STRING) {
		return fail(r, place, "“%s” must be a text.", key);
	}
	*out = json_text(value);
	return true;
}

static bool read_seconds(const struct json_reader *r, const struct json_value *turn, const char *key, long index,
			 int64_t *out)
{
	const struct json_value *value = json_get(turn, key);
	if (is_absent(value)) {
		return true;
	}
	double seconds = json_number(value, -1);
	if (json_type(value) != JSON_TYPE_NUMBER || !(seconds >= 0 && seconds <= MAX_SECONDS)) {
		return fail(r, (struct json_place){"turns", index, key},
			    "“%s” of turn %ld must be a number of seconds from 0.", key, index + 1);
	}
	*out = (int64_t)llround(seconds * 1000);
	return true;
}

static bool read_who(const struct json_reader *r, const struct json_value *turn, long index, enum who *out)
{
	const struct json_value *value = json_get(turn, "who");
	struct sv who = json_text(value);
	if (is_absent(value)) {
		return fail(r, (struct json_place){"turns", index, NULL}, "Turn %ld has no “who”.", index + 1);
	}
	if (!sv_is(who, "agent") && !sv_is(who, "customer")) {
		return fail(r, (struct json_place){"turns", index, "who"},
			    "“who” of turn %ld must be “customer” or “agent”.", index + 1);
	}
	*out = sv_is(who, "agent") ? WHO_AGENT : WHO_CUSTOMER;
	return true;
}

static bool read_turn(const struct json_reader *r, const struct json_value *value, long index)
{
	static const char *const known[] = {"who", "text", "action", "argument", "for", "at", NULL};
	struct turn turn = {.text = SV(""), .action = SV(""), .argument = SV(""), .at_ms = -1, .extra = SV("")};
	if (json_type(value) != JSON_TYPE_OBJECT) {
		return fail(r, (struct json_place){"turns", index, NULL}, "Turn %ld must be an object.", index + 1);
	}
	if (!read_who(r, value, index, &turn.who) ||
	    !read_text(r, value, "text", (struct json_place){"turns", index, "text"}, &turn.text) ||
	    !read_text(r, value, "action", (struct json_place){"turns", index, "action"}, &turn.action) ||
	    !read_text(r, value, "argument", (struct json_place){"turns", index, "argument"}, &turn.argument) ||
	    !read_seconds(r, value, "for", index, &turn.for_ms) || !read_seconds(r, value, "at", index, &turn.at_ms)) {
		return false;
	}
	if (turn.action.n == 0 && is_absent(json_get(value, "text"))) {
		return fail(r, (struct json_place){"turns", index, NULL}, "Turn %ld has neither “text” nor “action”.",
			    index + 1);
	}
	if (!turn_is_one(&turn)) {
		return fail(r, (struct json_place){"turns", index, "action"},
			    "Turn %ld has both “text” and “action”; an action is a turn of its own, so write two.",
			    index + 1);
	}
	if (turn.action.n > 0) { /* what is written in a note may stand in either */
		turn.argument = turn.argument.n > 0 ? turn.argument : turn.text;
		turn.text = SV("");
	}
	turn.extra = keep_unknown(r->t, value, known);
	(void)transcript_add(r->t, &turn);
	return true;
}

static bool read_version(const struct json_reader *r, const struct json_value *root)
{
	const struct json_value *version = json_get(root, "transcript");
	if (is_absent(version)) {
		return true;
	}
	if (!json_is_integer(version) || json_number(version, 0) < 1) {
		return fail(r, (struct json_place){"transcript", -1, NULL},
			    "“transcript” must be the format number 1.");
	}
	if (json_number(version, 0) > FORMAT) {
		return fail(r, (struct json_place){"transcript", -1, NULL},
			    "This transcript has a newer format than this program can read.");
	}
	return true;
}

/* An id may be a number in exports of other systems. */
static bool read_id(const struct json_reader *r, const struct json_value *root)
{
	const struct json_value *id = json_get(root, "id");
	if (!json_is_integer(id)) {
		return read_text(r, root, "id", (struct json_place){"id", -1, NULL}, &r->t->id);
	}
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	json_value_dump(id, &text);
	r->t->id = transcript_keep(r->t, strbuf_sv(&text));
	return true;
}

static bool read_person(const struct json_reader *r, const struct json_value *root, const char *key, struct sv *name)
{
	const struct json_value *person = json_get(root, key);
	if (!is_absent(person) && json_type(person) != JSON_TYPE_OBJECT) {
		return fail(r, (struct json_place){key, -1, NULL}, "“%s” must be an object with a name.", key);
	}
	return read_text(r, person, "name", (struct json_place){key, -1, "name"}, name);
}

/* Digits only: a seed has 64 bits, more than a double can hold; the largest are written as text. */
static bool to_seed(struct sv digits, uint64_t *out)
{
	uint64_t value = 0;
	for (size_t i = 0; i < digits.n; i++) {
		uint64_t digit = (uint64_t)(unsigned char)digits.p[i] - '0';
		if (digit > 9 || value > (UINT64_MAX - digit) / 10) {
			return false;
		}
		value = value * 10 + digit;
	}
	*out = value;
	return digits.n > 0;
}

static bool read_seed(const struct json_reader *r, const struct json_value *root)
{
	const struct json_value *seed = json_get(root, "seed");
	if (is_absent(seed)) {
		return true;
	}
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	if (json_is_integer(seed)) {
		json_value_dump(seed, &text);
	} else {
		strbuf_addsv(&text, json_text(seed));
	}
	if (!to_seed(strbuf_sv(&text), &r->t->seed)) {
		return fail(r, (struct json_place){"seed", -1, NULL}, "“seed” must be a whole number from 0.");
	}
	r->t->has_seed = true;
	return true;
}

static bool read_head(const struct json_reader *r, const struct json_value *root)
{
	static const char *const known_person[] = {"name", NULL};
	struct transcript *t = r->t;
	if (!read_version(r, root) || !read_id(r, root) ||
	    !read_text(r, root, "scenario", (struct json_place){"scenario", -1, NULL}, &t->scenario) ||
	    !read_text(r, root, "channel", (struct json_place){"channel", -1, NULL}, &t->channel) ||
	    !read_text(r, root, "company", (struct json_place){"company", -1, NULL}, &t->company) ||
	    !read_person(r, root, "customer", &t->customer_name) || !read_person(r, root, "agent", &t->agent_name) ||
	    !read_seed(r, root)) {
		return false;
	}
	struct sv *texts[] = {&t->id, &t->scenario, &t->channel, &t->company, &t->customer_name, &t->agent_name};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		*texts[i] = transcript_keep(t, *texts[i]); /* the document goes away */
	}
	t->customer_extra = keep_unknown(t, json_get(root, "customer"), known_person);
	t->agent_extra = keep_unknown(t, json_get(root, "agent"), known_person);
	return true;
}

static bool read_root(const struct json_reader *r, const struct json_value *root)
{
	static const char *const known[] = {"transcript", "id",      "scenario", "channel", "customer",
					    "agent",      "company", "seed",     "turns",   NULL};
	const struct json_value *turns = json_get(root, "turns");
	if (json_type(root) != JSON_TYPE_OBJECT) {
		return fail(r, (struct json_place){NULL, -1, NULL}, "A transcript is an object with “turns”.");
	}
	if (!turns) {
		return fail(r, (struct json_place){NULL, -1, NULL}, "This transcript has no “turns”.");
	}
	if (json_type(turns) != JSON_TYPE_ARRAY) {
		return fail(r, (struct json_place){"turns", -1, NULL}, "“turns” must be a list.");
	}
	if (!read_head(r, root)) {
		return false;
	}
	for (size_t i = 0; i < json_count(turns); i++) {
		if (!read_turn(r, json_at(turns, i), (long)i)) {
			return false;
		}
	}
	add_unknown(root, known, &r->t->extra);
	return true;
}

bool transcript_parse_json(struct transcript *t, struct sv json, const char *file, int line, struct err *err)
{
	struct err own = ERR_INIT;
	struct json_value *root = json_parse(json, &own);
	if (!root && (sv_is(sv_trim(json), "{") || sv_is(sv_trim(json), "["))) {
		return err_set_at(
			err, ERR_INPUT, file, line, 1,
			"A transcript stands on one line; this one goes on in the next. “jq -c .” joins them.");
	}
	if (!root) {
		int at = line + (own.line > 0 ? own.line - 1 : 0);
		return err_set_at(err, own.kind, file, at, own.column, "%s", own.message);
	}
	struct json_reader r = {t, json, file, line, err};
	bool good = read_root(&r, root);
	json_free(root);
	return good;
}

/* ---- writing ---- */

/* Seconds with as few decimals as say the milliseconds. */
static void write_seconds(struct json_writer *w, const char *key, int64_t ms)
{
	int decimals = ms % 10 ? 3 : ms % 100 ? 2 : 1;
	if (ms % 1000 == 0) {
		json_key_int(w, key, ms / 1000);
	} else {
		json_key_real(w, key, (double)ms / 1000, decimals);
	}
}

static void write_text(struct json_writer *w, const char *key, struct sv text)
{
	if (text.n > 0) {
		json_key_sv(w, key, text);
	}
}

/* Members that are JSON already: put with the writer's comma by hand, as the last of their object. */
static void write_extra(struct json_writer *w, struct sv extra, bool first)
{
	if (extra.n > 0) {
		strbuf_addstr(w->out, first ? "" : ",");
		strbuf_addsv(w->out, extra);
	}
}

static void write_person(struct json_writer *w, const char *key, struct sv name, struct sv extra)
{
	if (name.n == 0 && extra.n == 0) {
		return;
	}
	json_key(w, key);
	json_open_object(w);
	write_text(w, "name", name);
	write_extra(w, extra, name.n == 0);
	json_close_object(w);
}

static void write_turn(struct json_writer *w, const struct turn *turn)
{
	json_open_object(w);
	json_key_str(w, "who", turn->who == WHO_AGENT ? "agent" : "customer");
	if (turn->action.n > 0) {
		json_key_sv(w, "action", turn->action);
		write_text(w, "argument", turn->argument);
	} else {
		json_key_sv(w, "text", turn->text);
	}
	if (turn->for_ms > 0) {
		write_seconds(w, "for", turn->for_ms);
	}
	if (turn->at_ms >= 0) {
		write_seconds(w, "at", turn->at_ms);
	}
	write_extra(w, turn->extra, false);
	json_close_object(w);
}

static void write_seed(struct json_writer *w, const struct transcript *t)
{
	if (t->has_seed && t->seed <= INT64_MAX) {
		json_key_int(w, "seed", (long long)t->seed);
	} else if (t->has_seed) {
		char digits[24];
		(void)snprintf(digits, sizeof digits, "%" PRIu64, t->seed);
		json_key_str(w, "seed", digits);
	}
}

void transcript_add_json(const struct transcript *t, struct strbuf *out)
{
	struct json_writer w;
	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "transcript", FORMAT);
	write_text(&w, "id", t->id);
	write_text(&w, "scenario", t->scenario);
	write_text(&w, "channel", t->channel);
	write_person(&w, "customer", t->customer_name, t->customer_extra);
	write_person(&w, "agent", t->agent_name, t->agent_extra);
	write_text(&w, "company", t->company);
	write_seed(&w, t);
	json_key(&w, "turns");
	json_open_array(&w);
	for (int i = 0; i < t->turn_count; i++) {
		write_turn(&w, &t->turns[i]);
	}
	json_close_array(&w);
	write_extra(&w, strbuf_sv(&t->extra), false);
	json_close_object(&w);
}

void transcript_short_hash(const struct transcript *t, char out[13])
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	char hex[HASH_HEX_SIZE];
	struct transcript without = *t;
	without.id = SV("");
	transcript_add_json(&without, &text);
	hash_sha256_hex(strbuf_sv(&text), hex);
	memcpy(out, hex, 12);
	out[12] = '\0';
}
