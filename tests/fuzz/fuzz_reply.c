/* Any bytes as a reply, against phrases of every kind: no crash, spans in order, both engines agree. */
#include "match/match.h"

#include "base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PHRASE(words)                                \
	{                                            \
		.text = { words, sizeof(words) - 1 } \
	}
#define REGEX(pattern)                                                   \
	{                                                                \
		.text = {pattern, sizeof(pattern) - 1}, .is_regex = true \
	}

static const struct match_phrase phrases[] = {
	PHRASE("I/we (can) understand/see ... <upset>"),
	PHRASE("<number>"),
	PHRASE("a ... b ... (c d) <money>"),
	PHRASE("<date>"),
	PHRASE("<time>"),
	PHRASE("<duration>"),
	PHRASE("<name>"),
	PHRASE("this is <agent> from <company>"),
	PHRASE("frustrat*"),
	PHRASE("<fact:order>"),
	REGEX("\\b(?:so|very) \\w+\\b"),
	REGEX("\\bx.{0,40}y\\b"),
};
static const struct match_phrase except[] = {PHRASE("a b"), PHRASE("<number> ... no")};
#define COUNT(list) (sizeof(list) / sizeof *(list))

static struct match_set *new_set(void)
{
	struct match_lists *lists = match_lists_new();
	struct sv upset[] = {SV("upset"), SV("so angry"), SV("frustrat*")};
	struct match_set *set = match_set_new();

	match_lists_add(lists, SV("upset"), upset, COUNT(upset));
	for (int i = 0; i < 4; i++) {
		struct match_group group = {.phrases = phrases,
					    .phrase_count = COUNT(phrases),
					    .except = except,
					    .except_count = i & 1 ? COUNT(except) : 0,
					    .negated = i & 2 ? MATCH_NEGATED_COUNT : MATCH_NEGATED_IGNORE,
					    .ignore_quotes = i & 1,
					    .ignore_piles = i > 1,
					    .crowd = i & 1,
					    .owner = i};
		match_set_group(set, &group, lists, NULL, NULL);
	}
	match_lists_free(lists);
	return set;
}

struct engine {
	struct matcher *matcher;
	struct match_scanner *scanner;
};

static struct engine engine_new(const struct match_set *set, enum match_engine kind)
{
	struct sv ids[] = {SV("order")}, values[] = {SV("RC-40017")};
	struct match_binding binding = {.name = SV("Dana Petrov"),
					.fact_ids = ids,
					.fact_values = values,
					.fact_count = 1};
	struct engine engine = {.matcher = matcher_new(&set, 1, kind)};
	engine.scanner = match_scanner_new(engine.matcher);
	match_scanner_bind(engine.scanner, &binding);
	return engine;
}

static void same(const struct match_hit *a, size_t x, const struct match_hit *b, size_t y, size_t size)
{
	uint32_t end = 0;
	if (x != y)
		abort();
	for (size_t i = 0; i < x; i++) {
		if (a[i].start != b[i].start || a[i].end != b[i].end || a[i].phrase != b[i].phrase ||
		    a[i].state != b[i].state)
			abort();
		if (a[i].start < end || a[i].end <= a[i].start || a[i].end > size)
			abort();
		end = a[i].end;
	}
}

static void check_words(struct match_scanner *scanner, struct sv text)
{
	size_t count, sentences, end = 0;
	uint32_t from, to;
	const struct match_word *words = match_words(scanner, text, &count, &sentences);
	for (size_t i = 0; i < count; i++) {
		if (words[i].start < end || words[i].end <= words[i].start || words[i].end > text.n ||
		    words[i].sentence >= sentences || !words[i].folded[0])
			abort();
		end = words[i].end;
	}
	if (match_question(scanner, text, &from, &to) && (from >= to || to > text.n))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct match_set *set;
	static struct engine fast, plain;
	struct sv text = sv_make((const char *)data, size);

	if (!set) {
		set = new_set();
		fast = engine_new(set, MATCH_ENGINE_FAST);
		plain = engine_new(set, MATCH_ENGINE_PLAIN);
	}
	match_scan(fast.scanner, text);
	match_scan(plain.scanner, text);
	for (int group = 0; group < 4; group++) {
		size_t x, y;
		const struct match_hit *a = match_hits(fast.scanner, group, &x, NULL);
		const struct match_hit *b = match_hits(plain.scanner, group, &y, NULL);
		same(a, x, b, y, size);
		a = match_cancelled(fast.scanner, group, &x);
		b = match_cancelled(plain.scanner, group, &y);
		same(a, x, b, y, size);
	}
	check_words(fast.scanner, text);
	return 0;
}
