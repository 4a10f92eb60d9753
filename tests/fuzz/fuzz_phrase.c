/* Any bytes as phrases: the first byte chooses what they are, lines are phrases. Whatever can be parsed must match its
 * own sample, and both engines must agree on it. */
#include "match/match.h"

#include "base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
	struct match_phrase phrases[8], except[2];
	size_t phrase_count, except_count;
	struct match_lists *lists;
};

static void report(void *data, bool in_except, size_t phrase, const struct match_problem *problem)
{
	struct input *input = data;
	size_t length = in_except ? input->except[phrase].text.n : input->phrases[phrase].text.n;
	if (problem->code[0] != 'P' || !problem->message[0])
		abort();
	if (problem->offset > length)
		abort(); /* the caret must stand inside the phrase or just after it */
}

static void split(struct input *input, struct sv text, unsigned flags)
{
	struct sv entries[4];
	size_t entry_count = 0;
	while (text.n) {
		const char *newline = memchr(text.p, '\n', text.n);
		size_t length = newline ? (size_t)(newline - text.p) : text.n;
		struct sv line = sv_make(text.p, length);
		bool regex = line.n && line.p[0] == '~' && (flags & 1);
		if (regex)
			line = sv_make(line.p + 1, line.n - 1);
		struct match_phrase phrase = {.text = line, .is_regex = regex, .double_quoted = (flags & 8) != 0};
		if ((flags & 2) && entry_count < 4 && input->phrase_count)
			entries[entry_count++] = line;
		else if (input->phrase_count < 8)
			input->phrases[input->phrase_count++] = phrase;
		else if (input->except_count < 2)
			input->except[input->except_count++] = phrase;
		text = sv_make(text.p + length + (newline ? 1 : 0), text.n - length - (newline ? 1 : 0));
	}
	match_lists_add(input->lists, SV("one"), entries, entry_count / 2);
	match_lists_add(input->lists, SV("two"), entries + entry_count / 2, entry_count - entry_count / 2);
}

static void same_hits(struct match_scanner *a, struct match_scanner *b, struct sv text)
{
	size_t x, y;
	match_scan(a, text);
	match_scan(b, text);
	const struct match_hit *first = match_hits(a, 0, &x, NULL), *second = match_hits(b, 0, &y, NULL);
	if (x != y)
		abort();
	for (size_t i = 0; i < x; i++) {
		if (first[i].start != second[i].start || first[i].end != second[i].end)
			abort();
		if (first[i].start >= first[i].end || first[i].end > text.n)
			abort();
	}
}

static void say_samples(const struct match_set *set, struct match_scanner *fast, struct match_scanner *plain)
{
	for (size_t phrase = 0; phrase < match_set_phrases(set, 0); phrase++) {
		CLEANUP_STRBUF struct strbuf text = STRBUF_INIT, literals = STRBUF_INIT, key = STRBUF_INIT;
		unsigned char which[8];
		bool said = match_sample(set, 0, phrase, NULL, phrase, &text);
		match_literals(set, 0, phrase, &literals);
		match_phrase_key(set, 0, phrase, &key);
		if (!said)
			continue;
		same_hits(fast, plain, strbuf_sv(&text));
		match_distinct(fast, 0, which);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1)
		return 0;
	struct input input = {.lists = match_lists_new()};
	struct match_set *set = match_set_new();
	split(&input, sv_make((const char *)data + 1, size - 1), data[0]);
	struct match_group group = {.phrases = input.phrases,
				    .phrase_count = input.phrase_count,
				    .except = input.except,
				    .except_count = input.except_count,
				    .negated = MATCH_NEGATED_COUNT,
				    .ignore_quotes = (data[0] & 4) != 0};
	match_lists_cycle(input.lists);
	match_set_group(set, &group, input.lists, report, &input);
	const struct match_set *sets[] = {set};
	struct matcher *fast = matcher_new(sets, 1, MATCH_ENGINE_FAST);
	struct matcher *plain = matcher_new(sets, 1, MATCH_ENGINE_PLAIN);
	struct match_scanner *a = match_scanner_new(fast), *b = match_scanner_new(plain);
	same_hits(a, b, sv_make((const char *)data, size));
	say_samples(set, a, b);
	match_scanner_free(a);
	match_scanner_free(b);
	matcher_free(fast);
	matcher_free(plain);
	match_set_free(set);
	match_lists_free(input.lists);
	return 0;
}
