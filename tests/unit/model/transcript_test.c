/* transcript_test.c - NDJSON and plain transcripts: strict reading, canonical writing. */
#include "base/mem.h"
#include "model/transcript.h"
#include "model/transcript_line.h"

#include <criterion/criterion.h>

static struct err parse_json(struct transcript *t, const char *json)
{
	struct err err = ERR_INIT;
	transcript_init(t);
	if (!transcript_parse_json(t, sv_from(json), "t.ndjson", 7, &err)) {
		cr_assert_neq(err.kind, ERR_NONE, "a failure says why");
	}
	return err;
}

static void expect_json(const char *json, const char *canonical)
{
	struct transcript t;
	struct err err = parse_json(&t, json);
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	cr_assert_eq(err.kind, ERR_NONE, "%s: %s", json, err.message);
	transcript_add_json(&t, &out);
	cr_assert_str_eq(out.buf, canonical);
	transcript_release(&t);
}

static void expect_bad(const char *json, int line, int column, const char *part)
{
	struct transcript t;
	struct err err = parse_json(&t, json);
	cr_assert_eq(err.kind, ERR_INPUT, "%s was accepted", json);
	cr_assert_str_eq(err.file, "t.ndjson");
	cr_assert_eq(err.line, line, "%s: line %d", json, err.line);
	cr_assert_eq(err.column, column, "%s: column %d, %s", json, err.column, err.message);
	cr_assert_not_null(strstr(err.message, part), "%s", err.message);
	transcript_release(&t);
}

#define CANONICAL                                                                                                \
	"{\"transcript\":1,\"id\":\"x\",\"scenario\":\"late-birthday-parcel\",\"channel\":\"chat\","             \
	"\"customer\":{\"name\":\"Dana\"},\"turns\":[{\"who\":\"customer\",\"text\":\"Hi\",\"at\":0},"           \
	"{\"who\":\"agent\",\"text\":\"Hello\",\"at\":14.2},{\"who\":\"agent\",\"action\":\"hold\",\"for\":120," \
	"\"at\":40}]}"

Test(transcript, canonical_form_round_trips)
{
	expect_json(CANONICAL, CANONICAL);
}

Test(transcript, only_who_and_text_are_needed)
{
	expect_json("{\"turns\":[{\"text\":\"Hi\",\"who\":\"agent\"}]}",
		    "{\"transcript\":1,\"turns\":[{\"who\":\"agent\",\"text\":\"Hi\"}]}");
}

Test(transcript, unknown_keys_are_kept)
{
	expect_json("{\"queue\":[1,2.5],\"customer\":{\"tier\":\"gold\"},\"turns\":[{\"mood\":null,\"who\":\"agent\","
		    "\"text\":\"a\"}],\"z\":{}}",
		    "{\"transcript\":1,\"customer\":{\"tier\":\"gold\"},\"turns\":[{\"who\":\"agent\",\"text\":\"a\","
		    "\"mood\":null}],\"queue\":[1,2.5],\"z\":{}}");
}

Test(transcript, seconds_are_as_short_as_milliseconds_allow)
{
	expect_json("{\"turns\":[{\"who\":\"agent\",\"text\":\"\",\"at\":0.250},{\"who\":\"agent\",\"text\":\"\","
		    "\"at\":1.0004}]}",
		    "{\"transcript\":1,\"turns\":[{\"who\":\"agent\",\"text\":\"\",\"at\":0.25},"
		    "{\"who\":\"agent\",\"text\":\"\",\"at\":1}]}");
}

Test(transcript, numbers_serve_as_ids_and_large_seeds_survive)
{
	expect_json("{\"id\":42,\"seed\":\"18446744073709551615\",\"turns\":[]}",
		    "{\"transcript\":1,\"id\":\"42\",\"seed\":\"18446744073709551615\",\"turns\":[]}");
	expect_json("{\"seed\":9007199254740993,\"turns\":[]}",
		    "{\"transcript\":1,\"seed\":9007199254740993,\"turns\":[]}");
}

Test(transcript, errors_have_a_place)
{
	expect_bad("[]", 7, 1, "object");
	expect_bad("{}", 7, 1, "no “turns”");
	expect_bad("{\"turns\":5}", 7, 10, "list");
	expect_bad("{\"id\":[],\"turns\":[]}", 7, 7, "“id”");
	expect_bad("{\"transcript\":2,\"turns\":[]}", 7, 15, "newer");
	expect_bad("{\"turns\":[\n {\"who\":\"bot\",\"text\":\"x\"}]}", 8, 9, "“who” of turn 1");
	expect_bad("{\"turns\":[{\"who\":\"agent\",\"text\":\"a,]\"},{\"text\":\"x\"}]}", 7, 40, "Turn 2 has no “who”");
	expect_bad("{\"turns\":[{\"who\":\"agent\"}]}", 7, 11, "neither");
	expect_bad("{\"turns\":[{\"who\":\"agent\",\"text\":\"é\",\"at\":-1}]}", 7, 42, "“at” of turn 1");
	expect_bad("{\"turns\":[{\"who\":\"agent\",\"text\":\"a\",\"for\":\"2m\"}]}", 7, 43, "“for” of turn 1");
	expect_bad("{\"seed\":1.5,\"turns\":[]}", 7, 9, "seed");
	expect_bad("{\"customer\":\"Dana\",\"turns\":[]}", 7, 13, "object with a name");
	expect_bad("{\"turns\":[}", 7, 11, "");
}

Test(transcript, short_hash_leaves_the_id_out)
{
	struct transcript a, b;
	char one[13], two[13];
	parse_json(&a, "{\"id\":\"a\",\"turns\":[{\"who\":\"agent\",\"text\":\"Hi\"}]}");
	parse_json(&b, "{\"id\":\"b\",\"turns\":[{\"who\":\"agent\",\"text\":\"Hi\"}]}");
	transcript_short_hash(&a, one);
	transcript_short_hash(&b, two);
	cr_assert_str_eq(one, two);
	cr_assert_eq(strlen(one), 12);
	struct turn more = {.who = WHO_AGENT, .text = SV("!"), .at_ms = -1};
	transcript_add(&b, &more);
	transcript_short_hash(&b, two);
	cr_assert_str_neq(one, two);
	transcript_release(&a);
	transcript_release(&b);
}

/* ---- actions ---- */

Test(transcript, action_lines)
{
	struct turn turn;
	struct err err = ERR_INIT;
	cr_assert(turn_parse_line(SV("/hold 2m"), &turn, &err));
	cr_assert(sv_is(turn.action, "hold"));
	cr_assert_eq(turn.for_ms, 120000);
	cr_assert_eq(turn.argument.n, 0);
	cr_assert(turn_parse_line(SV(" /transfer billing desk "), &turn, &err));
	cr_assert(sv_is(turn.argument, "billing desk"));
	cr_assert(turn_parse_line(SV("//home"), &turn, &err));
	cr_assert(sv_is(turn.text, "/home"));
	cr_assert_eq(turn.action.n, 0);
	cr_assert(turn_parse_line(SV("Just a moment / please"), &turn, &err));
	cr_assert_eq(turn.action.n, 0);
	cr_assert_not(turn_parse_line(SV("/hold soon"), &turn, &err));
	cr_assert_not_null(strstr(err.message, "unit"));
	cr_assert_not(turn_parse_line(SV("/wait"), &turn, NULL));
	cr_assert_not(turn_parse_line(SV("/"), &turn, NULL));
}

/* ---- plain text ---- */

Test(transcript, plain_conversations_are_split)
{
	struct sv rest = SV("\nCustomer: Hi\nAgent: Hello\n  ---\n\n---\n\n---\nAgent: /hold 2m\n");
	struct sv text;
	int line = 1, first = 0;
	cr_assert(transcript_plain_next(&rest, &line, &text, &first));
	cr_assert_eq(first, 1);
	cr_assert(sv_is(text, "\nCustomer: Hi\nAgent: Hello\n  ---"), "an indented rule is text");
	cr_assert(transcript_plain_next(&rest, &line, &text, &first));
	cr_assert_eq(first, 9);
	cr_assert(sv_is(text, "Agent: /hold 2m"));
	cr_assert_not(transcript_plain_next(&rest, &line, &text, &first));
}

Test(transcript, plain_turns)
{
	struct transcript t;
	struct err err = ERR_INIT;
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	transcript_init(&t);
	cr_assert(transcript_parse_plain(&t, SV("Customer: Hi\r\n\nAGENT: Hello\n\tthere\nAgent: /hold 90s\n"), "p.txt",
					 3, &err),
		  "%s", err.message);
	transcript_add_json(&t, &out);
	cr_assert_str_eq(out.buf, "{\"transcript\":1,\"turns\":[{\"who\":\"customer\",\"text\":\"Hi\"},"
				  "{\"who\":\"agent\",\"text\":\"Hello\\nthere\"},"
				  "{\"who\":\"agent\",\"action\":\"hold\",\"for\":90}]}");
	transcript_release(&t);
}

static void expect_bad_plain(const char *text, int line, int column, const char *part)
{
	struct transcript t;
	struct err err = ERR_INIT;
	transcript_init(&t);
	cr_assert_not(transcript_parse_plain(&t, sv_from(text), "p.txt", 10, &err), "%s", text);
	cr_assert_eq(err.line, line, "%s: line %d", text, err.line);
	cr_assert_eq(err.column, column, "%s: column %d", text, err.column);
	cr_assert_not_null(strstr(err.message, part), "%s", err.message);
	transcript_release(&t);
}

Test(transcript, plain_errors_have_a_place)
{
	expect_bad_plain("", 10, 1, "no conversation");
	expect_bad_plain("\nBot: hello\n", 11, 1, "Customer:");
	expect_bad_plain("  hello\n", 10, 1, "indented");
	expect_bad_plain("Agent: ok\nAgent: /hold soon\n", 11, 8, "unit");
	expect_bad_plain("Agent:\nCustomer: x", 10, 1, "Nothing");
	expect_bad_plain("Agent: é\xff", 10, 9, "UTF-8");
}

/* ---- a turn is said or done ---- */

Test(transcript, words_beside_an_action_are_refused_by_both_readers)
{
	static const struct {
		const char *turn;
		bool good;
	} cases[] = {
		{"{\"who\":\"agent\",\"text\":\"One moment.\",\"action\":\"hold\",\"for\":60}", false},
		{"{\"who\":\"agent\",\"text\":\"One \\u006doment.\",\"action\":\"hold\"}", false},
		{"{\"who\":\"agent\",\"text\":\"\",\"action\":\"hold\"}", true},
		{"{\"who\":\"agent\",\"text\":\"Called back.\",\"action\":\"note\"}", true},
		{"{\"who\":\"agent\",\"text\":\"Called.\",\"action\":\"note\",\"argument\":\"Back.\"}", false},
		{"{\"who\":\"agent\",\"text\":\"I put you through.\",\"action\":\"transfer\",\"argument\":\"billing\"}",
		 false},
		{"{\"who\":\"agent\",\"action\":\"transfer\",\"argument\":\"billing\"}", true},
	};
	struct transcript_lines *lines = transcript_lines_new();
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct err slow = ERR_INIT, quick = ERR_INIT;
		struct transcript t;
		CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;
		strbuf_addf(&line, "{\"turns\":[{\"who\":\"agent\",\"text\":\"Hi.\"},%s]}", cases[i].turn);
		transcript_init(&t);
		cr_expect_eq(transcript_parse_json(&t, strbuf_sv(&line), "t", 1, &slow), cases[i].good, "%zu", i);
		const struct transcript *read = transcript_lines_read(lines, line.buf, line.len, "t", 1, &quick);
		cr_expect_eq(read != NULL, cases[i].good, "%zu", i);
		cr_expect_str_eq(slow.message, quick.message);
		if (!cases[i].good)
			cr_expect(strstr(slow.message, "Turn 2 has both") != NULL, "%s", slow.message);
		else
			cr_expect(read && sv_eq(read->turns[1].argument, t.turns[1].argument) && !t.turns[1].text.n);
		transcript_release(&t);
	}
	transcript_lines_free(lines);
}
