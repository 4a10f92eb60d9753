/* Documents: jansson parses, then the tree is copied into one block list of ours with O(1) access by index. */
#include <jansson.h>
#undef json_is_integer /* a macro there, a function here */

#include "base/mem.h"
#include "base/utf8.h"
#include "json/json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct json_value {
	enum json_type type;
	bool truth, integer;
	size_t count;
	union {
		double number;
		long long whole;
		const char *text;
		struct json_value *items;
	} as;
	const char **keys; /* object: one for each item */
};

#define BLOCK_SIZE 8000

struct block {
	struct block *next;
	size_t used, size;
	_Alignas(max_align_t) char bytes[];
};

/* The root value comes first, so that its address is the document's. */
struct document {
	struct json_value root;
	struct block *blocks;
};

static void *take(struct document *doc, size_t size)
{
	struct block *block = doc->blocks;
	size = (size + 15) & ~(size_t)15;
	if (!block || block->size - block->used < size) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
		block = mem_alloc(sizeof(*block) + room);
		*block = (struct block){doc->blocks, 0, room};
		doc->blocks = block;
	}
	void *result = block->bytes + block->used;
	block->used += size;
	return result;
}

static const char *take_text(struct document *doc, const char *text, size_t length)
{
	char *copy = take(doc, length + 1);
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

static void copy_value(struct document *doc, struct json_value *out, const json_t *value);

static void copy_object(struct document *doc, struct json_value *out, json_t *value)
{
	out->type = JSON_TYPE_OBJECT;
	out->count = json_object_size(value);
	out->as.items = take(doc, out->count * sizeof(*out->as.items));
	out->keys = take(doc, out->count * sizeof(*out->keys));
	size_t i = 0;
	for (void *iter = json_object_iter(value); iter; iter = json_object_iter_next(value, iter), i++) {
		const char *key = json_object_iter_key(iter);
		out->keys[i] = take_text(doc, key, strlen(key));
		copy_value(doc, &out->as.items[i], json_object_iter_value(iter));
	}
}

/* The depth was checked before parsing, so that this recursion is bounded. */
static void copy_value(struct document *doc, struct json_value *out, const json_t *value)
{
	memset(out, 0, sizeof(*out));
	switch (json_typeof(value)) {
	case JSON_OBJECT: copy_object(doc, out, (json_t *)(uintptr_t)value); break;
	case JSON_ARRAY:
		out->type = JSON_TYPE_ARRAY;
		out->count = json_array_size(value);
		out->as.items = take(doc, out->count * sizeof(*out->as.items));
		for (size_t i = 0; i < out->count; i++)
			copy_value(doc, &out->as.items[i], json_array_get(value, i));
		break;
	case JSON_STRING:
		out->type = JSON_TYPE_STRING;
		out->count = json_string_length(value);
		out->as.text = take_text(doc, json_string_value(value), out->count);
		break;
	case JSON_INTEGER:
		out->type = JSON_TYPE_NUMBER;
		out->integer = true;
		out->as.whole = json_integer_value(value);
		break;
	case JSON_REAL:
		out->type = JSON_TYPE_NUMBER;
		out->as.number = json_real_value(value);
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		out->type = JSON_TYPE_BOOL;
		out->truth = json_typeof(value) == JSON_TRUE;
		break;
	case JSON_NULL: break;
	}
}

static void place_of(struct sv text, size_t offset, int *line, int *column)
{
	size_t start = 0;
	*line = 1;
	if (offset > text.n)
		offset = text.n;
	for (size_t i = 0; i < offset; i++) {
		if (text.p[i] == '\n') {
			++*line;
			start = i + 1;
		}
	}
	*column = (int)utf8_length(sv_make(text.p + start, offset - start)) + 1;
}

/* Offset of the bracket that opens one level too many, or text.n. */
static size_t too_deep(struct sv text)
{
	int depth = 0;
	bool quoted = false;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '[' || c == '{') && ++depth > JSON_MAX_DEPTH)
			return i;
		else if (!quoted && (c == ']' || c == '}') && depth > 0)
			depth--;
	}
	return text.n;
}

static const char *sentence(enum json_error_code code)
{
	switch (code) {
	case json_error_premature_end_of_input: return "The JSON ends too early: a bracket or a quote is still open";
	case json_error_end_of_input_expected: return "There is more text after the end of the JSON value";
	case json_error_invalid_utf8: return "This is not valid UTF-8 text";
	case json_error_duplicate_key: return "The same key stands twice in one JSON object";
	case json_error_numeric_overflow: return "This number is too large";
	case json_error_null_character:
	case json_error_null_byte_in_key: return "A JSON key holds a NUL character";
	default: return "This is not valid JSON";
	}
}

static bool report(const json_error_t *error, struct sv text, struct err *err)
{
	int line, column;
	size_t end = error->position > 0 ? (size_t)error->position : 0;
	if (sv_trim(text).n == 0)
		return err_set_at(err, ERR_INPUT, "", 1, 1, "There is no JSON here, only empty text");
	const char *near = strstr(error->text, " near '");
	size_t token = near ? strlen(near + 7) : 0;
	/* jansson has read the token already; its name in the message tells how long it is. */
	if (token > 0 && token - 1 <= end)
		end -= token - 1;
	place_of(text, end, &line, &column);
	enum json_error_code code = json_error_code(error);
	if (near && token > 1)
		return err_set_at(err, ERR_INPUT, "", line, column, "%s: the trouble is at %s", sentence(code),
				  near + 6);
	return err_set_at(err, ERR_INPUT, "", line, column, "%s", sentence(code));
}

struct json_value *json_parse(struct sv text, struct err *err)
{
	json_error_t error;
	size_t deep = too_deep(text);
	if (deep < text.n) {
		int line, column;
		place_of(text, deep, &line, &column);
		err_set_at(err, ERR_LIMIT, "", line, column, "The JSON is nested deeper than %d levels",
			   JSON_MAX_DEPTH);
		return NULL;
	}
	json_t *root = json_loadb(text.n ? text.p : "", text.n,
				  JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
	if (!root) {
		report(&error, text, err);
		return NULL;
	}
	struct document *doc = mem_calloc(1, sizeof(*doc));
	copy_value(doc, &doc->root, root);
	json_decref(root);
	return &doc->root;
}

void json_free(struct json_value *root)
{
	struct document *doc = (struct document *)(void *)root;
	if (!doc)
		return;
	for (struct block *block = doc->blocks; block;) {
		struct block *next = block->next;
		free(block);
		block = next;
	}
	free(doc);
}

enum json_type json_type(const struct json_value *value)
{
	return value ? value->type : JSON_TYPE_NULL;
}

const struct json_value *json_get(const struct json_value *object, const char *key)
{
	if (json_type(object) != JSON_TYPE_OBJECT)
		return NULL;
	for (size_t i = 0; i < object->count; i++) {
		if (strcmp(object->keys[i], key) == 0)
			return &object->as.items[i];
	}
	return NULL;
}

size_t json_count(const struct json_value *value)
{
	enum json_type type = json_type(value);
	return type == JSON_TYPE_ARRAY || type == JSON_TYPE_OBJECT ? value->count : 0;
}

const struct json_value *json_at(const struct json_value *array, size_t index)
{
	return index < json_count(array) ? &array->as.items[index] : NULL;
}

const char *json_key_at(const struct json_value *object, size_t index, const struct json_value **value)
{
	if (json_type(object) != JSON_TYPE_OBJECT || index >= object->count)
		return NULL;
	if (value)
		*value = &object->as.items[index];
	return object->keys[index];
}

struct sv json_text(const struct json_value *value)
{
	return json_type(value) == JSON_TYPE_STRING ? sv_make(value->as.text, value->count) : SV("");
}

double json_number(const struct json_value *value, double other)
{
	if (json_type(value) != JSON_TYPE_NUMBER)
		return other;
	return value->integer ? (double)value->as.whole : value->as.number;
}

bool json_is_integer(const struct json_value *value)
{
	return json_type(value) == JSON_TYPE_NUMBER && value->integer;
}

bool json_truth(const struct json_value *value)
{
	return json_type(value) == JSON_TYPE_BOOL && value->truth;
}

/* The shortest text that reads back as the same number, with a point or exponent, so that it stays a real. */
static void dump_real(struct json_writer *w, double number)
{
	char text[40];
	double back = 0;
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, number);
		for (char *p = text; *p; p++) {
			if (!strchr("0123456789+-e", *p))
				*p = '.';
		}
		if (sv_to_double(sv_from(text), &back) && !(back < number) && !(back > number))
			break;
	}
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	strbuf_addf(&out, "%s%s", text, strpbrk(text, ".e") ? "" : ".0");
	json_raw(w, strbuf_sv(&out));
}

static void dump(struct json_writer *w, const struct json_value *value)
{
	switch (json_type(value)) {
	case JSON_TYPE_NULL: json_null(w); break;
	case JSON_TYPE_BOOL: json_bool(w, value->truth); break;
	case JSON_TYPE_STRING: json_sv(w, json_text(value)); break;
	case JSON_TYPE_NUMBER:
		if (value->integer)
			json_int(w, value->as.whole);
		else
			dump_real(w, value->as.number);
		break;
	case JSON_TYPE_ARRAY:
		json_open_array(w);
		for (size_t i = 0; i < value->count; i++)
			dump(w, &value->as.items[i]);
		json_close_array(w);
		break;
	case JSON_TYPE_OBJECT:
		json_open_object(w);
		for (size_t i = 0; i < value->count; i++) {
			json_key(w, value->keys[i]);
			dump(w, &value->as.items[i]);
		}
		json_close_object(w);
		break;
	}
}

void json_value_dump(const struct json_value *value, struct strbuf *out)
{
	struct json_writer w;
	json_writer_init(&w, out);
	dump(&w, value);
}
