#include "json/json.h"

#include "base/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

void json_writer_init(struct json_writer *w, struct strbuf *out)
{
	*w = (struct json_writer){.out = out};
	w->first[0] = 1;
}

/* What stands before a value: a comma unless it is the first here, nothing after a key. */
static void begin_value(struct json_writer *w)
{
	if (w->after_key)
		w->after_key = false;
	else if (!w->first[w->depth])
		strbuf_addch(w->out, ',');
	w->first[w->depth] = 0;
}

static void open_level(struct json_writer *w, char bracket)
{
	begin_value(w);
	assert(w->depth < JSON_MAX_DEPTH);
	strbuf_addch(w->out, bracket);
	w->first[++w->depth] = 1;
}

static void close_level(struct json_writer *w, char bracket)
{
	assert(w->depth > 0 && !w->after_key);
	w->depth--;
	strbuf_addch(w->out, bracket);
}

void json_open_object(struct json_writer *w)
{
	open_level(w, '{');
}

void json_close_object(struct json_writer *w)
{
	close_level(w, '}');
}

void json_open_array(struct json_writer *w)
{
	open_level(w, '[');
}

void json_close_array(struct json_writer *w)
{
	close_level(w, ']');
}

static void add_escaped(struct strbuf *out, struct sv text, size_t *at)
{
	size_t start = *at;
	uint32_t c = utf8_next(text, at);
	switch (c) {
	case '"': strbuf_addstr(out, "\\\""); return;
	case '\\': strbuf_addstr(out, "\\\\"); return;
	case '\n': strbuf_addstr(out, "\\n"); return;
	case '\r': strbuf_addstr(out, "\\r"); return;
	case '\t': strbuf_addstr(out, "\\t"); return;
	default: break;
	}
	/* C1 and the line separators are legal, but a terminal or a script page would obey them. */
	if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)
		strbuf_addf(out, "\\u%04x", (unsigned)c);
	else if (c == 0xFFFD)
		strbuf_addstr(out, "\xEF\xBF\xBD");
	else
		strbuf_add(out, text.p + start, *at - start);
}

static bool is_plain(char c)
{
	return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

/* False: some of the eight may not be plain; a borrow may mark a byte too many. */
static bool are_plain(uint64_t eight)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
	uint64_t quote = eight ^ (ones * '"'), slash = eight ^ (ones * '\\'), delete = eight ^ (ones * 0x7F);

	return !((eight | (eight - ones * 0x20) | (quote - ones) | (slash - ones) | (delete - ones)) & tops);
}

static uint64_t eight_at(const char *p)
{
	uint64_t eight;

	memcpy(&eight, p, 8);
	return eight;
}

/* Is all of it certainly plain? The last bytes are looked at twice rather than one by one. */
static bool is_all_plain(struct sv text)
{
	uint32_t head, tail;

	if (text.n >= 8) {
		for (size_t at = 0; at + 8 < text.n; at += 8)
			if (!are_plain(eight_at(text.p + at)))
				return false;
		return are_plain(eight_at(text.p + text.n - 8));
	}
	if (text.n >= 4) {
		memcpy(&head, text.p, 4);
		memcpy(&tail, text.p + text.n - 4, 4);
		return are_plain((uint64_t)head << 32 | tail);
	}
	for (size_t i = 0; i < text.n; i++)
		if (!is_plain(text.p[i]))
			return false;
	return true;
}

/* Where the plain bytes from `at` on end. */
static size_t plain_end(struct sv text, size_t at)
{
	while (text.n - at >= 8 && are_plain(eight_at(text.p + at)))
		at += 8;
	while (at < text.n && is_plain(text.p[at]))
		at++;
	return at;
}

/* Room for `count` bytes that are about to be written at the end of `out`; NULL where it may not hold them all. */
static char *room(struct strbuf *out, size_t count)
{
	if (out->limit)
		return NULL;
	if (count >= out->cap - out->len)
		strbuf_grow(out, count);
	return out->buf + out->len;
}

static void add_string(struct strbuf *out, struct sv text)
{
	char *at = is_all_plain(text) ? room(out, text.n + 2) : NULL;

	if (at) { /* as nearly all are: in one piece */
		at[0] = '"';
		if (text.n > 0)
			memcpy(at + 1, text.p, text.n);
		memcpy(at + text.n + 1, "\"", 2);
		out->len += text.n + 2;
		return;
	}
	strbuf_addch(out, '"');
	for (size_t done = 0; done < text.n;) {
		size_t run = plain_end(text, done);

		strbuf_add(out, text.p + done, run - done);
		done = run;
		if (done < text.n)
			add_escaped(out, text, &done);
	}
	strbuf_addch(out, '"');
}

void json_key_n(struct json_writer *w, const char *key, size_t length)
{
	assert(w->depth > 0 && !w->after_key);
	begin_value(w);
	add_string(w->out, sv_make(key, length));
	strbuf_addch(w->out, ':');
	w->after_key = true;
}

void json_ready_key(struct json_writer *w, struct sv key)
{
	assert(w->depth > 0 && !w->after_key);
	begin_value(w);
	strbuf_addsv(w->out, key);
	w->after_key = true;
}

void json_sv(struct json_writer *w, struct sv value)
{
	begin_value(w);
	add_string(w->out, value);
}

void json_str(struct json_writer *w, const char *value)
{
	if (value)
		json_sv(w, sv_from(value));
	else
		json_null(w);
}

static void add_digits(struct strbuf *out, unsigned long long value)
{
	char digits[24];
	size_t at = sizeof digits;

	do
		digits[--at] = (char)('0' + value % 10);
	while ((value /= 10) > 0);
	strbuf_add(out, digits + at, sizeof digits - at);
}

void json_int(struct json_writer *w, long long value)
{
	begin_value(w);
	if (value < 0)
		strbuf_addch(w->out, '-');
	add_digits(w->out, value < 0 ? 0ULL - (unsigned long long)value : (unsigned long long)value);
}

/* Per cent and the like. A double that is the nearest one to some tenths is written as just these. */
static bool add_tenths(struct strbuf *out, double value)
{
	unsigned long long tenths;

	if (!(value >= 0 && value < 1e9))
		return false;
	tenths = (unsigned long long)(value * 10 + 0.5);
	if ((double)tenths / 10 < value || (double)tenths / 10 > value)
		return false;
	add_digits(out, tenths / 10);
	strbuf_addch(out, '.');
	strbuf_addch(out, (char)('0' + tenths % 10));
	return true;
}

void json_real(struct json_writer *w, double value, int decimals)
{
	char text[400];
	if (!isfinite(value)) {
		json_null(w);
		return;
	}
	begin_value(w);
	if (decimals == 1 && add_tenths(w->out, value))
		return;
	if (decimals < 0)
		decimals = 0;
	if (decimals > 17)
		decimals = 17;
	snprintf(text, sizeof(text), "%.*f", decimals, value);
	/* -0.0 and what rounds to it would be another text for the same number. */
	const char *p = text;
	if (text[0] == '-' && text[strcspn(text, "123456789")] == '\0')
		p++;
	/* printf writes the decimal point of the locale; JSON has only one. */
	bool point = false;
	for (; *p; p++) {
		if (*p == '-' || (*p >= '0' && *p <= '9'))
			strbuf_addch(w->out, *p);
		else if (!point)
			strbuf_addch(w->out, '.');
		point = point || !(*p == '-' || (*p >= '0' && *p <= '9'));
	}
}

void json_bool(struct json_writer *w, bool value)
{
	begin_value(w);
	strbuf_addstr(w->out, value ? "true" : "false");
}

void json_null(struct json_writer *w)
{
	begin_value(w);
	strbuf_addstr(w->out, "null");
}

void json_raw(struct json_writer *w, struct sv json)
{
	begin_value(w);
	strbuf_addsv(w->out, json);
}
