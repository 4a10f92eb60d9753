/* earlier.c - the member `earlier` of a transcript's heading, read and written. */
#include "model/earlier.h"

#include "base/mem.h"
#include "json/json.h"

#define KEY "\"earlier\""
#define TIMES_MOST 1000000

static bool holds_key(struct sv members)
{
	for (size_t i = 0; i + sizeof KEY - 1 <= members.n; i++) {
		if (members.p[i] == '"' && memcmp(members.p + i, KEY, sizeof KEY - 1) == 0) {
			return true;
		}
	}
	return false;
}

static struct sv keep(const void *ctx, struct sv text)
{
	return sv_make(mem_pool_strndup(ctx, text.p, text.n), text.n);
}

static void read_places(const void *ctx, const struct json_value *list, struct earlier_line *line)
{
	if (json_type(list) != JSON_TYPE_ARRAY) {
		return;
	}
	for (size_t i = 0; i < json_count(list) && line->place_count < EARLIER_PLACES; i++) {
		struct sv place = json_text(json_at(list, i));
		if (place.n > 0 && place.n <= EARLIER_BYTES) {
			line->places[line->place_count++] = keep(ctx, place);
		}
	}
}

static void read_line(struct earlier *earlier, const struct json_value *item)
{
	struct earlier_line line = {.times = 1};
	struct sv text = json_type(item) == JSON_TYPE_OBJECT ? json_text(json_get(item, "text")) : SV("");
	double times = json_number(json_get(item, "times"), 1);
	if (text.n == 0 || text.n > EARLIER_BYTES || earlier->count == EARLIER_MOST) {
		return;
	}
	line.text = keep(earlier, text);
	line.times = times >= 1 && times <= TIMES_MOST ? (int)times : 1;
	read_places(earlier, json_get(item, "in"), &line);
	earlier->lines[earlier->count++] = line;
}

static struct json_value *parse_members(struct sv members)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct err ignored = ERR_INIT;
	if (!holds_key(members)) {
		return NULL;
	}
	strbuf_addstr(&text, "{");
	strbuf_addsv(&text, members);
	strbuf_addstr(&text, "}");
	return json_parse(strbuf_sv(&text), &ignored);
}

struct earlier *earlier_read(const void *ctx, struct sv members)
{
	struct json_value *root = parse_members(members);
	if (!root) {
		return NULL;
	}
	const struct json_value *list = json_get(root, "earlier");
	struct earlier *earlier = MEM_NEW(ctx, struct earlier);
	for (size_t i = 0; list && json_type(list) == JSON_TYPE_ARRAY && i < json_count(list); i++) {
		read_line(earlier, json_at(list, i));
	}
	json_free(root);
	if (earlier->count == 0) {
		talloc_free(earlier);
		return NULL;
	}
	return earlier;
}

bool earlier_strip(struct strbuf *members)
{
	CLEANUP_STRBUF struct strbuf kept = STRBUF_INIT;
	struct json_value *root = parse_members(strbuf_sv(members));
	bool found = root && json_get(root, "earlier");
	struct json_writer w;
	json_writer_init(&w, &kept);
	json_open_object(&w);
	for (size_t i = 0; found && i < json_count(root); i++) {
		CLEANUP_STRBUF struct strbuf dump = STRBUF_INIT;
		const struct json_value *value = NULL;
		const char *key = json_key_at(root, i, &value);
		if (strcmp(key, "earlier") == 0) {
			continue;
		}
		json_value_dump(value, &dump);
		json_key(&w, key);
		json_raw(&w, strbuf_sv(&dump));
	}
	json_close_object(&w);
	json_free(root);
	if (found) {
		strbuf_reset(members);
		strbuf_add(members, kept.buf + 1, kept.len - 2);
	}
	return found;
}

void earlier_add_json(const struct earlier *earlier, struct strbuf *out)
{
	struct json_writer w;
	if (!earlier || earlier->count == 0) {
		return;
	}
	strbuf_addstr(out, KEY ":");
	json_writer_init(&w, out);
	json_open_array(&w);
	for (int i = 0; i < earlier->count; i++) {
		const struct earlier_line *line = &earlier->lines[i];
		json_open_object(&w);
		json_key_sv(&w, "text", line->text);
		if (line->place_count > 0) {
			json_key(&w, "in");
			json_open_array(&w);
			for (int p = 0; p < line->place_count; p++) {
				json_sv(&w, line->places[p]);
			}
			json_close_array(&w);
		}
		json_key_int(&w, "times", line->times);
		json_close_object(&w);
	}
	json_close_array(&w);
}
