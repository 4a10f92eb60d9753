/* json.h - the one door to JSON: a read-only document tree (jansson) and a writer that always escapes.
 *
 * The writer is ours because bytes are the contract: keys in the order written, numbers with a fixed
 * count of decimals, no locale. It keeps a stack, puts the commas, and asserts on misuse. */
#ifndef ROLECALL_JSON_JSON_H
#define ROLECALL_JSON_JSON_H

#include "base/err.h"
#include "base/strbuf.h"
#include "base/sv.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define JSON_MAX_DEPTH 64

/* jansson has functions of these names. Without this ours would take their place inside its library too. */
#define json_real rolecall_json_real
#define json_null rolecall_json_null
#define json_type rolecall_json_type

struct json_writer {
	struct strbuf *out;
	int depth;
	unsigned char first[JSON_MAX_DEPTH + 1]; /* 1: nothing written yet at this depth */
	bool after_key;
};

void json_writer_init(struct json_writer *w, struct strbuf *out);
void json_open_object(struct json_writer *w);
void json_close_object(struct json_writer *w);
void json_open_array(struct json_writer *w);
void json_close_array(struct json_writer *w);
void json_key_n(struct json_writer *w, const char *key, size_t length); /* key: any UTF-8 */
static inline void json_key(struct json_writer *w, const char *key)
{
	json_key_n(w, key, strlen(key)); /* inline, as most keys are literals */
}
void json_sv(struct json_writer *w, struct sv value);    /* bad UTF-8 becomes U+FFFD */
void json_str(struct json_writer *w, const char *value); /* NULL writes null */
void json_int(struct json_writer *w, long long value);
void json_real(struct json_writer *w, double value, int decimals); /* 80.0; NaN and infinities write null */
void json_bool(struct json_writer *w, bool value);
void json_null(struct json_writer *w);
/* A value that is JSON already (from json_value_dump). */
void json_raw(struct json_writer *w, struct sv json);

/* A key as this writer wrote it before, with its quotes and its colon: for one that is written again and again. */
void json_ready_key(struct json_writer *w, struct sv key);

/* Key and value in one call. */
static inline void json_key_str(struct json_writer *w, const char *key, const char *value)
{
	json_key(w, key);
	json_str(w, value);
}

static inline void json_key_sv(struct json_writer *w, const char *key, struct sv value)
{
	json_key(w, key);
	json_sv(w, value);
}

static inline void json_key_int(struct json_writer *w, const char *key, long long value)
{
	json_key(w, key);
	json_int(w, value);
}

static inline void json_key_real(struct json_writer *w, const char *key, double value, int decimals)
{
	json_key(w, key);
	json_real(w, value, decimals);
}

static inline void json_key_bool(struct json_writer *w, const char *key, bool value)
{
	json_key(w, key);
	json_bool(w, value);
}

static inline void json_key_null(struct json_writer *w, const char *key)
{
	json_key(w, key);
	json_null(w);
}

/* Documents. */
struct json_value; /* opaque, owned by its root */
enum json_type {
	JSON_TYPE_NULL,
	JSON_TYPE_BOOL,
	JSON_TYPE_NUMBER,
	JSON_TYPE_STRING,
	JSON_TYPE_ARRAY,
	JSON_TYPE_OBJECT
};

/* Parse one value; anything after it but white space is an error with line and column. Depth at most
 * JSON_MAX_DEPTH, duplicate keys refused. NUL in strings is allowed. Free the root with json_free. */
struct json_value *json_parse(struct sv text, struct err *err);
void json_free(struct json_value *root); /* NULL is fine */

enum json_type json_type(const struct json_value *value);
const struct json_value *json_get(const struct json_value *object,
				  const char *key); /* NULL when absent or not an object */
size_t json_count(const struct json_value *array_or_object);
const struct json_value *json_at(const struct json_value *array, size_t index);
/* Keys of an object in file order: call with index 0..json_count-1. */
const char *json_key_at(const struct json_value *object, size_t index, const struct json_value **value);
struct sv json_text(const struct json_value *value);              /* "" when not a string */
double json_number(const struct json_value *value, double other); /* `other` when not a number */
bool json_is_integer(const struct json_value *value);
bool json_truth(const struct json_value *value);
void json_value_dump(const struct json_value *value, struct strbuf *out); /* compact, key order kept */

#endif
