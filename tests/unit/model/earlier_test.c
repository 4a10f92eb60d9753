/* earlier_test.c - stock lines in a transcript's heading: read, written, and what is no such thing left alone. */
#include "model/earlier.h"

#include "base/mem.h"
#include "model/transcript.h"

#include <criterion/criterion.h>

Test(earlier, is_written_as_it_is_read)
{
	static const char text[] = "\"earlier\":[{\"text\":\"Say \\\"so\\\".\",\"in\":[\"a\",\"b\"],\"times\":3},"
				   "{\"text\":\"Well\",\"times\":1}]";
	CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct earlier *earlier =
		earlier_read(pool, SV("\"timer\":\"off\",\"earlier\":[{\"text\":\"Say \\\"so\\\".\",\"in\":"
				      "[\"a\",\"b\"],\"times\":3},{\"text\":\"Well\"}]"));

	cr_assert_not_null(earlier);
	cr_expect_eq(earlier->count, 2);
	cr_expect_eq(earlier->lines[0].times, 3);
	earlier_add_json(earlier, &out);
	cr_expect_str_eq(out.buf, text);
}

Test(earlier, leaves_out_what_is_none)
{
	static const char *const none[] = {"",
					   "\"timer\":\"off\"",
					   "\"earlier\":7",
					   "\"earlier\":\"yes\"",
					   "\"earlier\":[]",
					   "\"earlier\":{\"text\":\"x\"}",
					   "\"earlier\":[\"x\",null,{},{\"text\":\"\"},{\"text\":5},[1]]",
					   "\"retry_of\":\"\\\"earlier\\\"\""};
	CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		cr_expect_null(earlier_read(pool, sv_from(none[i])), "%s", none[i]);
	struct earlier *odd = earlier_read(pool, SV("\"earlier\":[{\"text\":\"x\",\"in\":[1,\"\",\"a\",\"b\",\"c\","
						    "\"d\"],\"times\":-4},{\"text\":\"y\",\"in\":"
						    "\"a\",\"times\":1e99}]"));
	cr_assert_not_null(odd);
	cr_expect_eq(odd->count, 2);
	cr_expect_eq(odd->lines[0].place_count, EARLIER_PLACES);
	cr_expect_eq(odd->lines[0].times, 1);
	cr_expect_eq(odd->lines[1].place_count, 0);
	cr_expect_eq(odd->lines[1].times, 1);
}

Test(earlier, is_bounded)
{
	CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	strbuf_addstr(&text, "\"earlier\":[{\"text\":\"");
	for (int i = 0; i <= EARLIER_BYTES; i++)
		strbuf_addstr(&text, "x");
	strbuf_addstr(&text, "\"}");
	for (int i = 0; i < 3 * EARLIER_MOST; i++)
		strbuf_addf(&text, ",{\"text\":\"line %d\"}", i);
	strbuf_addstr(&text, "]");
	struct earlier *earlier = earlier_read(pool, strbuf_sv(&text));
	cr_assert_not_null(earlier);
	cr_expect_eq(earlier->count, EARLIER_MOST);
	cr_expect(sv_is(earlier->lines[0].text, "line 0"));
	earlier_add_json(NULL, &text);
}

Test(earlier, is_taken_out)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	strbuf_addstr(&text, "\"timer\":\"off\",\"earlier\":[{\"text\":\"A\"}],\"x\":[1,2]");
	cr_expect(earlier_strip(&text));
	cr_expect_str_eq(text.buf, "\"timer\":\"off\",\"x\":[1,2]");
	cr_expect_not(earlier_strip(&text));
	strbuf_reset(&text);
	strbuf_addstr(&text, "\"earlier\":[]");
	cr_expect(earlier_strip(&text));
	cr_expect_eq(text.len, 0);
}

/* An old reader keeps it as any unknown key; so does this one. */
Test(earlier, stays_in_the_transcript)
{
	static const char json[] =
		"{\"transcript\":1,\"turns\":[{\"who\":\"agent\",\"text\":\"Hi\"}],\"earlier\":[{\"text\":\"A b\","
		"\"times\":2}]}";
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct err err = ERR_INIT;
	struct transcript t;

	transcript_init(&t);
	cr_assert(transcript_parse_json(&t, sv_from(json), "x", 1, &err), "%s", err.message);
	transcript_add_json(&t, &out);
	cr_expect_str_eq(out.buf, json);
	transcript_release(&t);
}
