#include "base/rng.h"
#include "json/json.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <locale.h>

static void expect_dump(const char *json, const char *want)
{
	struct err err = ERR_INIT;
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct json_value *root = json_parse(sv_from(json), &err);
	cr_assert_not_null(root, "%s: %s", json, err.message);
	json_value_dump(root, &out);
	cr_assert_str_eq(out.buf, want, "got %s", out.buf);
	json_free(root);
}

static void expect_error(const char *json, enum err_kind kind, int line, int column)
{
	struct err err = ERR_INIT;
	cr_assert_null(json_parse(sv_from(json), &err));
	cr_assert_eq(err.kind, kind, "%s: %s", json, err.message);
	cr_assert_eq(err.line, line, "%s: line %d: %s", json, err.line, err.message);
	cr_assert_eq(err.column, column, "%s: column %d: %s", json, err.column, err.message);
}

Test(json, writes_bytes_exactly)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct json_writer w;
	json_writer_init(&w, &out);
	json_open_object(&w);
	json_key_str(&w, "a\"b", "x\n\x01\\é");
	json_key_real(&w, "score", 80, 1);
	json_key_real(&w, "zero", -0.04, 1);
	json_key_real(&w, "none", 0.0 / (out.len ? 0.0 : 1.0), 1);
	json_key(&w, "list");
	json_open_array(&w);
	json_int(&w, -3);
	json_bool(&w, true);
	json_null(&w);
	json_open_object(&w);
	json_close_object(&w);
	json_raw(&w, SV("[1]"));
	json_close_array(&w);
	json_key_str(&w, "n", NULL);
	json_key_sv(&w, "bad", SV("\xFFz"));
	json_close_object(&w);
	cr_assert_str_eq(out.buf,
			 "{\"a\\\"b\":\"x\\n\\u0001\\\\é\",\"score\":80.0,\"zero\":0.0,\"none\":null,"
			 "\"list\":[-3,true,null,{},[1]],\"n\":null,\"bad\":\"\xEF\xBF\xBDz\"}",
			 "got %s", out.buf);
}

Test(json, round_trip)
{
	expect_dump("{\"b\":1,\"a\":[1.5,14.2,0.1,1e300,-0.25,2.0,null,true,\"\\u00e9\\n\"],\"c\":{}}",
		    "{\"b\":1,\"a\":[1.5,14.2,0.1,1e+300,-0.25,2.0,null,true,\"é\\n\"],\"c\":{}}");
	expect_dump(" \"x\" ", "\"x\"");
	expect_dump("[]", "[]");
}

Test(json, reads)
{
	struct err err = ERR_INIT;
	struct json_value *root = json_parse(SV("{\"t\":\"a\\u0000b\",\"n\":[1,2.5],\"y\":true}"), &err);
	const struct json_value *value = NULL;
	cr_assert_not_null(root);
	cr_assert_eq(json_type(root), JSON_TYPE_OBJECT);
	cr_assert_eq(json_text(json_get(root, "t")).n, 3);
	cr_assert_eq(json_count(json_get(root, "n")), 2);
	cr_assert(json_is_integer(json_at(json_get(root, "n"), 0)));
	cr_assert_not(json_is_integer(json_at(json_get(root, "n"), 1)));
	cr_assert_eq(json_number(json_at(json_get(root, "n"), 1), 0), 2.5);
	cr_assert_eq(json_number(json_get(root, "t"), 7), 7);
	cr_assert(json_truth(json_get(root, "y")));
	cr_assert_str_eq(json_key_at(root, 1, &value), "n");
	cr_assert_eq(json_type(value), JSON_TYPE_ARRAY);
	cr_assert_null(json_key_at(root, 3, &value));
	cr_assert_null(json_get(root, "absent"));
	cr_assert_null(json_at(NULL, 0));
	cr_assert_eq(json_text(NULL).n, 0);
	json_free(root);
	json_free(NULL);
}

Test(json, errors_have_places)
{
	expect_error("", ERR_INPUT, 1, 1);
	expect_error("{\"a\":1,\n \"é\": x}", ERR_INPUT, 2, 7);
	expect_error("[1, 2]]", ERR_INPUT, 1, 7);
	expect_error("{\"a\":1,\n\"a\":2}", ERR_INPUT, 2, 1);
	char deep[200];
	memset(deep, '[', sizeof(deep) - 1);
	deep[sizeof(deep) - 1] = '\0';
	expect_error(deep, ERR_LIMIT, 1, 65);
	struct err err = ERR_INIT;
	cr_assert_null(json_parse(SV("[\"\xFF\"]"), &err));
	cr_assert_eq(err.line, 1);
	cr_assert_null(json_parse(SV("{\"a\":"), &err));
	cr_assert_null(json_parse(SV("\0"), &err));
	cr_assert_null(json_parse(SV("[99999999999999999999]"), &err));
}

Test(json, sixty_four_levels_are_fine)
{
	char deep[129];
	memset(deep, '[', 64);
	memset(deep + 64, ']', 64);
	deep[128] = '\0';
	expect_dump(deep, deep);
}

static void expect_number(double value)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct json_writer w;
	char want[64];

	snprintf(want, sizeof want, "%.1f", value);
	json_writer_init(&w, &out);
	json_real(&w, value, 1);
	cr_assert_str_eq(out.buf, want, "%.17g", value);
}

static void expect_integer(long long value)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct json_writer w;
	char want[64];

	snprintf(want, sizeof want, "%lld", value);
	json_writer_init(&w, &out);
	json_int(&w, value);
	cr_assert_str_eq(out.buf, want);
}

Test(json, numbers_are_those_of_printf)
{
	struct rng rng;

	rng_seed(&rng, 6);
	for (int tenths = 0; tenths <= 12000; tenths++)
		expect_number(tenths / 10.0);
	for (int i = 0; i < 20000; i++) {
		expect_number(rng_unit(&rng) * (i % 2 ? 100 : 3e9));
		expect_integer((long long)rng_next(&rng));
		expect_integer((long long)(rng_next(&rng) % 2000) - 1000);
	}
	expect_number(0.25);
	expect_number(0.35);
	expect_number(999999999.9);
	expect_integer(LLONG_MIN);
	expect_integer(LLONG_MAX);
}

static void expect_back(const char *text)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct err err = ERR_INIT;
	struct json_writer w;

	json_writer_init(&w, &out);
	json_open_object(&w);
	json_key_str(&w, text, text);
	json_close_object(&w);
	for (size_t i = 0; i < out.len; i++)
		cr_assert(out.buf[i] >= 0x20 && out.buf[i] < 0x7F, "%s", text);
	struct json_value *root = json_parse(strbuf_sv(&out), &err);
	cr_assert_not_null(root, "%s: %s", text, err.message);
	cr_assert(sv_is(json_text(json_get(root, text)), text), "%s", text);
	json_free(root);
}

/* Each character at each place of texts of each length, as the plain part is looked at eight bytes at a time. */
Test(json, any_character_anywhere_comes_back)
{
	for (int length = 1; length <= 21; length++) {
		for (int place = 0; place < length; place++) {
			for (int c = 1; c < 0x80; c++) {
				char text[] = "eight bytes at a time";

				text[length] = '\0';
				text[place] = (char)c;
				expect_back(text);
			}
		}
	}
}

/* A key that was made ready gives the bytes of the key. */
Test(json, ready_keys)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct json_writer w;

	json_writer_init(&w, &out);
	json_open_object(&w);
	json_key_int(&w, "a", 1);
	json_ready_key(&w, SV("\"b/c\":"));
	json_str(&w, "two");
	json_ready_key(&w, SV("\"d\":"));
	json_null(&w);
	json_close_object(&w);
	cr_assert_str_eq(out.buf, "{\"a\":1,\"b/c\":\"two\",\"d\":null}");
}
