#include "helper.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

static void add_list(struct match_lists *lists, const char *name, const char *entries)
{
	struct sv items[64];
	size_t count = 0;
	for (const char *at = entries; *at && count < 64;) {
		const char *end = strchr(at, '|');
		size_t length = end ? (size_t)(end - at) : strlen(at);
		items[count++] = sv_make(at, length);
		at += length + (end ? 1 : 0);
	}
	match_lists_add(lists, sv_from(name), items, count);
}

static size_t split(const char *text, struct match_phrase *phrases)
{
	size_t count = 0;
	for (const char *at = text; at && *at && count < MAX_PHRASES;) {
		bool regex = strncmp(at, "regex:", 6) == 0, quoted = strncmp(at, "dq:", 3) == 0;
		at += regex ? 6 : quoted ? 3 : 0;
		/* "||" is the end of a regex, which may hold single bars */
		const char *end = regex || quoted ? strstr(at, "||") : strchr(at, '|');
		size_t length = end ? (size_t)(end - at) : strlen(at);
		phrases[count++] = (struct match_phrase){.text = sv_make(at, length),
							 .is_regex = regex || quoted,
							 .double_quoted = quoted};
		at = end ? end + (regex || quoted ? 2 : 1) : NULL;
	}
	return count;
}

static void note(void *data, bool in_except, size_t phrase, const struct match_problem *problem)
{
	struct bench *bench = data;
	size_t used = strlen(bench->codes);
	snprintf(bench->codes + used, sizeof bench->codes - used, "%s ", problem->code);
	bench->last = *problem;
	bench->last_phrase = (int)phrase;
	bench->last_in_except = in_except;
}

void bench_init(struct bench *bench, const char *phrases, const char *except, const char *options,
		enum match_engine engine)
{
	struct match_phrase wanted[MAX_PHRASES], unwanted[MAX_PHRASES];

	*bench = (struct bench){.lists = match_lists_new(), .set = match_set_new(), .last_phrase = -1};
	add_list(bench->lists, "upset",
		 "upset|upsetting|frustrating|frustrated|annoying|disappointing|stressful|angry");
	add_list(bench->lists, "will-do", "I'll|I will|I'm going to|let me");
	add_list(bench->lists, "when", "today|tonight|tomorrow|right now|by <number>|within <number>|before <number>");
	add_list(bench->lists, "sorry", "sorry|apologise|apologize|my apologies");
	struct match_group group = {.phrases = wanted,
				    .phrase_count = split(phrases, wanted),
				    .except = unwanted,
				    .except_count = split(except, unwanted),
				    .negated = strchr(options, 'n') ? MATCH_NEGATED_COUNT : MATCH_NEGATED_IGNORE,
				    .ignore_quotes = strchr(options, 'q') != NULL,
				    .ignore_piles = strchr(options, 'p') != NULL,
				    .at = strchr(options, 'r')   ? MATCH_AT_REPLY_START
					  : strchr(options, 's') ? MATCH_AT_SENTENCE_START
					  : strchr(options, 'e') ? MATCH_AT_SENTENCE_END
					  : strchr(options, 'w') ? MATCH_AT_WHOLE_SENTENCE
								 : MATCH_AT_ANY,
				    .in = strchr(options, '?')   ? MATCH_IN_QUESTIONS
					  : strchr(options, '.') ? MATCH_IN_STATEMENTS
								 : MATCH_IN_ANY};
	match_set_group(bench->set, &group, bench->lists, note, bench);
	const struct match_set *sets[] = {bench->set};
	bench->matcher = matcher_new(sets, 1, engine);
	bench->scanner = match_scanner_new(bench->matcher);
	struct sv ids[] = {SV("order"), SV("needed-by")}, values[] = {SV("RC-40017"), SV("tomorrow evening")};
	struct match_binding binding = {.name = SV("Dana Petrov"),
					.fact_ids = ids,
					.fact_values = values,
					.fact_count = 2};
	match_scanner_bind(bench->scanner, &binding);
}

void bench_release(struct bench *bench)
{
	match_scanner_free(bench->scanner);
	matcher_free(bench->matcher);
	match_set_free(bench->set);
	match_lists_free(bench->lists);
}

char *bench_mark(struct bench *bench, struct sv text)
{
	struct strbuf out;
	size_t count, at = 0;

	strbuf_init(&out, 0);
	match_scan(bench->scanner, text);
	const struct match_hit *hits = match_hits(bench->scanner, 0, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		strbuf_add(&out, text.p + at, hits[i].start - at);
		strbuf_addstr(&out, "[[");
		strbuf_add(&out, text.p + hits[i].start, hits[i].end - hits[i].start);
		strbuf_addstr(&out, "]]");
		at = hits[i].end;
	}
	strbuf_add(&out, text.p + at, text.n - at);
	return strbuf_detach(&out);
}
