#include "json/pull.h"

static void skip_space(struct json_pull *pull)
{
	while (pull->at < pull->end &&
	       (*pull->at == ' ' || *pull->at == '\t' || *pull->at == '\n' || *pull->at == '\r'))
		pull->at++;
}

char json_pull_peek(struct json_pull *pull)
{
	skip_space(pull);
	return pull->at < pull->end ? *pull->at : '\0';
}

bool json_pull_mark(struct json_pull *pull, char c)
{
	if (pull->at < pull->end && *pull->at == c) { /* as programs write it, without space */
		pull->at++;
		return true;
	}
	if (json_pull_peek(pull) != c || pull->at >= pull->end)
		return false;
	pull->at++;
	return true;
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four hex digits; -1 when they are not there. */
static long read_hex(const char *at, const char *end)
{
	long value = 0;

	if (end - at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int digit = hex_value(at[i]);
		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* Length of the good escape at the backslash `at`, 0 when it is none; *code: the character. */
static size_t escape_at(const char *at, const char *end, long *code)
{
	static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";

	if (end - at < 2)
		return 0;
	if (at[1] != 'u') {
		const char *found = at[1] ? strchr(names, at[1]) : NULL;
		if (!found)
			return 0;
		*code = (unsigned char)values[found - names];
		return 2;
	}
	*code = read_hex(at + 2, end);
	if (*code <= 0 || (*code >= 0xDC00 && *code <= 0xDFFF))
		return 0;
	if (*code < 0xD800 || *code > 0xDBFF)
		return 6;
	long low = end - at >= 12 && at[6] == '\\' && at[7] == 'u' ? read_hex(at + 8, end) : -1;
	if (low < 0xDC00 || low > 0xDFFF)
		return 0;
	*code = 0x10000 + ((*code - 0xD800) << 10) + (low - 0xDC00);
	return 12;
}

/* The next byte that may end a plain stretch of a string: a quote, a backslash or a control character. */
static const char *plain_end(const char *at, const char *end)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);

	while (end - at >= 8) {
		uint64_t eight, quote, slash;
		memcpy(&eight, at, 8);
		quote = eight ^ (ones * '"');
		slash = eight ^ (ones * '\\');
		if ((((eight - ones * 0x20) & ~eight) | ((quote - ones) & ~quote) | ((slash - ones) & ~slash)) & tops)
			break;
		at += 8;
	}
	while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20)
		at++;
	return at;
}

bool json_pull_string(struct json_pull *pull, struct sv *out, bool *escaped)
{
	*escaped = false;
	if (!json_pull_mark(pull, '"'))
		return false;
	const char *start = pull->at;
	for (;;) {
		const char *at = plain_end(pull->at, pull->end);
		if (at >= pull->end || (unsigned char)*at < 0x20)
			return false;
		pull->at = at + 1;
		if (*at == '"') {
			*out = sv_make(start, (size_t)(at - start));
			return true;
		}
		long code;
		size_t length = escape_at(at, pull->end, &code);
		if (!length)
			return false;
		pull->at = at + length;
		*escaped = true;
	}
}

/* Keys as people choose them; others take the longer way. */
static bool is_key_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool json_pull_key(struct json_pull *pull, struct sv *out)
{
	const char *at = pull->at, *start = at + 1;
	bool escaped;

	if (at < pull->end && *at == '"') {
		for (at = start; at < pull->end && is_key_byte(*at);)
			at++;
		if (pull->end - at >= 2 && at[0] == '"' && at[1] == ':') {
			*out = sv_make(start, (size_t)(at - start));
			pull->at = at + 2;
			return true;
		}
	}
	return json_pull_string(pull, out, &escaped) && !escaped && json_pull_mark(pull, ':');
}

bool json_pull_number(struct json_pull *pull, double *out, struct sv *text)
{
	static const double tens[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
				      1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
	const char *start, *p;
	uint64_t value = 0;
	int digits = 0, decimals = 0;

	json_pull_peek(pull);
	start = p = pull->at;
	while (p < pull->end && *p >= '0' && *p <= '9' && digits < 16)
		value = value * 10 + (uint64_t)(*p++ - '0'), digits++;
	if (!digits || (digits > 1 && *start == '0'))
		return false;
	if (p < pull->end && *p == '.') {
		p++;
		while (p < pull->end && *p >= '0' && *p <= '9' && digits < 16)
			value = value * 10 + (uint64_t)(*p++ - '0'), digits++, decimals++;
		if (!decimals)
			return false;
	}
	if (digits > 15 || p >= pull->end || *p == 'e' || *p == 'E')
		return false;
	/* both exact as doubles: the quotient is rounded once, as strtod does */
	*out = (double)value / tens[decimals];
	*text = sv_make(start, (size_t)(p - start));
	pull->at = p;
	return true;
}

static bool skip_word(struct json_pull *pull, const char *word)
{
	size_t length = strlen(word);
	if ((size_t)(pull->end - pull->at) < length || memcmp(pull->at, word, length) != 0)
		return false;
	pull->at += length;
	return true;
}

static bool skip_plain(struct json_pull *pull)
{
	struct sv text;
	double number;
	bool escaped;

	switch (json_pull_peek(pull)) {
	case '"': return json_pull_string(pull, &text, &escaped);
	case 't': return skip_word(pull, "true");
	case 'f': return skip_word(pull, "false");
	case 'n': return skip_word(pull, "null");
	default: return json_pull_number(pull, &number, &text);
	}
}

bool json_pull_skip(struct json_pull *pull)
{
	if (json_pull_peek(pull) != '[')
		return skip_plain(pull);
	pull->at++;
	if (json_pull_mark(pull, ']'))
		return true;
	do {
		if (!skip_plain(pull))
			return false;
	} while (json_pull_mark(pull, ','));
	return json_pull_mark(pull, ']');
}

static size_t put_utf8(long code, char *out)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | (code >> 6));
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | (code >> 12));
		out[1] = (char)(0x80 | ((code >> 6) & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | (code >> 18));
	out[1] = (char)(0x80 | ((code >> 12) & 0x3F));
	out[2] = (char)(0x80 | ((code >> 6) & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

size_t json_pull_unescape(struct sv raw, char *out)
{
	const char *p = raw.p, *end = raw.p + raw.n;
	size_t length = 0;

	while (p < end) {
		const char *slash = memchr(p, '\\', (size_t)(end - p));
		size_t plain = (size_t)((slash ? slash : end) - p);
		long code = 0;

		memmove(out + length, p, plain);
		length += plain;
		p += plain;
		if (!slash)
			break;
		p += escape_at(p, end, &code);
		length += put_utf8(code, out + length);
	}
	return length;
}
