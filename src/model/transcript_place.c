/* transcript_place.c - a second look at JSON that is known to be valid: only to find a place in it. */
#include "model/transcript_place.h"

#include "base/utf8.h"

static size_t skip_blank(struct sv json, size_t at)
{
	while (at < json.n && (json.p[at] == ' ' || json.p[at] == '\t' || json.p[at] == '\n' || json.p[at] == '\r')) {
		at++;
	}
	return at;
}

/* Past the string that begins at `at`. */
static size_t skip_string(struct sv json, size_t at)
{
	for (at++; at < json.n && json.p[at] != '"'; at++) {
		if (json.p[at] == '\\') {
			at++;
		}
	}
	return at < json.n ? at + 1 : json.n;
}

/* Past the value that begins at `at`: up to the comma or bracket that ends it. */
static size_t skip_value(struct sv json, size_t at)
{
	int depth = 0;
	while (at < json.n) {
		char c = json.p[at];
		if (c == '"') {
			at = skip_string(json, at);
			continue;
		}
		bool closes = c == ']' || c == '}';
		if (depth == 0 && (closes || c == ',')) {
			break;
		}
		depth += c == '[' || c == '{' ? 1 : closes ? -1 : 0;
		at++;
	}
	return at;
}

/* The value of `key` in the object at `at`; json.n when it is not there. */
static size_t find_member(struct sv json, size_t at, const char *key)
{
	at = at < json.n && json.p[at] == '{' ? skip_blank(json, at + 1) : json.n;
	while (at < json.n && json.p[at] == '"') {
		size_t end = skip_string(json, at);
		bool same = end > at + 1 && sv_is(sv_make(json.p + at + 1, end - at - 2), key);
		at = skip_blank(json, end);
		at = skip_blank(json, at < json.n ? at + 1 : at); /* the colon */
		if (same) {
			return at;
		}
		at = skip_value(json, at);
		at = skip_blank(json, at < json.n ? at + 1 : at);
	}
	return json.n;
}

static size_t find_item(struct sv json, size_t at, long item)
{
	at = at < json.n && json.p[at] == '[' ? skip_blank(json, at + 1) : json.n;
	for (long i = 0; at < json.n && json.p[at] != ']'; i++) {
		if (i == item) {
			return at;
		}
		at = skip_value(json, at);
		at = skip_blank(json, at < json.n && json.p[at] == ',' ? at + 1 : at);
	}
	return json.n;
}

void json_place_find(struct sv json, const struct json_place *place, int *line, int *column)
{
	size_t best = skip_blank(json, 0), start = 0;
	size_t at = place->key ? find_member(json, best, place->key) : json.n;
	best = at < json.n ? at : best;
	if (at < json.n && place->item >= 0) {
		at = find_item(json, at, place->item);
		best = at < json.n ? at : best;
	}
	if (at < json.n && place->sub) {
		at = find_member(json, at, place->sub);
		best = at < json.n ? at : best;
	}
	*line = 1;
	for (size_t i = 0; i < best; i++) {
		if (json.p[i] == '\n') {
			++*line;
			start = i + 1;
		}
	}
	*column = (int)utf8_length(sv_make(json.p + start, best - start)) + 1;
}
