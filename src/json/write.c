#include "json/json.h"

#include "base/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

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

static void add_string(struct strbuf *out, struct sv text)
{
	strbuf_addch(out, '"');
	for (size_t at = 0; at < text.n;) {
		size_t run = at;
		while (run < text.n && text.p[run] >= 0x20 && text.p[run] < 0x7F && text.p[run] != '"' &&
		       text.p[run] != '\\')
			run++;
		strbuf_add(out, text.p + at, run - at);
		at = run;
		if (at < text.n)
			add_escaped(out, text, &at);
	}
	strbuf_addch(out, '"');
}

void json_key(struct json_writer *w, const char *key)
{
	assert(w->depth > 0 && !w->after_key);
	begin_value(w);
	add_string(w->out, sv_from(key));
	strbuf_addch(w->out, ':');
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

void json_int(struct json_writer *w, long long value)
{
	begin_value(w);
	strbuf_addf(w->out, "%lld", value);
}

void json_real(struct json_writer *w, double value, int decimals)
{
	char text[400];
	if (!isfinite(value)) {
		json_null(w);
		return;
	}
	begin_value(w);
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

void json_key_str(struct json_writer *w, const char *key, const char *value)
{
	json_key(w, key);
	json_str(w, value);
}

void json_key_sv(struct json_writer *w, const char *key, struct sv value)
{
	json_key(w, key);
	json_sv(w, value);
}

void json_key_int(struct json_writer *w, const char *key, long long value)
{
	json_key(w, key);
	json_int(w, value);
}

void json_key_real(struct json_writer *w, const char *key, double value, int decimals)
{
	json_key(w, key);
	json_real(w, value, decimals);
}

void json_key_bool(struct json_writer *w, const char *key, bool value)
{
	json_key(w, key);
	json_bool(w, value);
}

void json_key_null(struct json_writer *w, const char *key)
{
	json_key(w, key);
	json_null(w);
}
