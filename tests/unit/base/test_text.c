#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/sv.h"
#include "base/utf8.h"

#include <criterion/criterion.h>

static void expect(struct strbuf *out, const char *want)
{
	cr_assert_str_eq(out->buf, want, "got \"%s\", wanted \"%s\"", out->buf, want);
	strbuf_reset(out);
}

Test(strbuf, grows_and_stays_terminated)
{
	CLEANUP_STRBUF struct strbuf sb = STRBUF_INIT;
	cr_assert_str_eq(sb.buf, "");
	for (int i = 0; i < 1000; i++)
		strbuf_addf(&sb, "%d,", i);
	cr_assert_eq(sb.len, 3890);
	cr_assert_eq(sb.buf[sb.len], '\0');
	strbuf_reset(&sb);
	strbuf_addf(&sb, "%400s", "x");
	cr_assert_eq(sb.len, 400);
	char *owned = strbuf_detach(&sb);
	cr_assert_eq(strlen(owned), 400);
	cr_assert_eq(sb.len, 0);
	free(owned);
}

Test(strbuf, stops_at_its_limit_between_characters)
{
	struct strbuf sb;
	strbuf_init(&sb, 5);
	strbuf_addstr(&sb, "abc€");
	cr_assert_str_eq(sb.buf, "abc");
	cr_assert(sb.truncated);
	strbuf_addstr(&sb, "d");
	cr_assert_str_eq(sb.buf, "abc", "nothing is added after a cut");
	strbuf_release(&sb);
}

Test(sv, numbers)
{
	long n = 0;
	double d = 0;
	cr_assert(sv_to_long(SV("-12"), &n) && n == -12);
	cr_assert(sv_to_long(SV("+6"), &n) && n == 6);
	cr_assert_not(sv_to_long(SV("12x"), &n));
	cr_assert_not(sv_to_long(SV(""), &n));
	cr_assert_not(sv_to_long(SV("-"), &n));
	cr_assert_not(sv_to_long(SV(" 1"), &n));
	cr_assert_not(sv_to_long(SV("99999999999999999999"), &n));
	cr_assert(sv_to_double(SV("0.25"), &d) && d == 0.25);
	cr_assert(sv_to_double(SV("-3"), &d) && d == -3.0);
	cr_assert(sv_to_double(SV("1e3"), &d) && d == 1000.0);
	cr_assert_not(sv_to_double(SV("0x10"), &d));
	cr_assert_not(sv_to_double(SV("nan"), &d));
	cr_assert_not(sv_to_double(SV("1e999"), &d));
	cr_assert_not(sv_to_double(SV("."), &d));
}

Test(sv, nearest)
{
	static const char *const names[] = {"title", "pass_mark", "sections", "id", NULL};
	cr_assert_str_eq(sv_nearest(SV("titel"), names), "title");
	cr_assert_str_eq(sv_nearest(SV("pass-mark"), names), "pass_mark");
	cr_assert_str_eq(sv_nearest(SV("Section"), names), "sections");
	cr_assert_null(sv_nearest(SV("weight"), names));
	cr_assert_null(sv_nearest(SV("xy"), names));
	cr_assert_null(sv_nearest(SV(""), names));
}

Test(utf8, validity)
{
	cr_assert(utf8_valid(SV("gr\xC3\xBC\xC3\x9F \xF0\x9F\x98\x80")));
	cr_assert_eq(utf8_valid_prefix(SV("ab\xC3")), 2);
	cr_assert_eq(utf8_valid_prefix(SV("\xC0\x80")), 0, "overlong");
	cr_assert_eq(utf8_valid_prefix(SV("\xED\xA0\x80")), 0, "surrogate");
	cr_assert_eq(utf8_valid_prefix(SV("\xF4\x90\x80\x80")), 0, "beyond U+10FFFF");
	cr_assert_eq(utf8_valid_prefix(SV("\xE0\x80\x80")), 0, "overlong of three");
}

Test(utf8, width_counts_cells_of_clusters)
{
	cr_assert_eq(utf8_width(SV("abc")), 3);
	cr_assert_eq(utf8_width(SV("e\xCC\x81")), 1);
	cr_assert_eq(utf8_width(SV("日本")), 4);
	cr_assert_eq(utf8_width(SV("👩‍👧")), 2);
	cr_assert_eq(utf8_width(SV("🇩🇪")), 2);
	cr_assert_eq(utf8_width(SV("❤️")), 2);
	cr_assert_eq(utf8_width(SV("a\tb")), 3);
	cr_assert_eq(utf8_length(SV("e\xCC\x81日")), 3);
	cr_assert_eq(utf8_offset(SV("日本"), 1), 3);
}

Test(utf8, visible_text_obeys_nobody)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	utf8_add_visible(&out, SV("a\x1b[31mb\x07\x7f"), false);
	expect(&out, "a\\x1b[31mb\\x07\\x7f");
	utf8_add_visible(&out, SV("x\n\ty"), true);
	expect(&out, "x\n\ty");
	utf8_add_visible(&out, SV("x\n\ty"), false);
	expect(&out, "x\\n\\ty");
	utf8_add_visible(&out, SV("\xE2\x80\xAE\xC2\x9B\xFF"), false);
	expect(&out, "<U+202E><U+009B>\\xff");
}

Test(utf8, wraps_at_words)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	utf8_add_wrapped(&out, SV("one two three four"), 12, 2);
	expect(&out, "one two\n  three four");
	utf8_add_wrapped(&out, SV("abcdefghijklmnop qr"), 10, 0);
	expect(&out, "abcdefghij\nklmnop qr");
	utf8_add_wrapped(&out, SV("a\n\nb"), 10, 1);
	expect(&out, "a\n\n b");
	utf8_add_wrapped(&out, SV("日本語日本語"), 8, 0);
	expect(&out, "日本語日\n本語");
}

Test(utf8, folds)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	utf8_add_folded(&out, SV("HeLLo"));
	expect(&out, "hello");
	utf8_add_folded(&out, SV("STRASSE Straße ÉCOLE"));
	expect(&out, "strasse strasse école");
	utf8_add_folded(&out, SV("E\xCC\x81"));
	expect(&out, "é");
	utf8_add_nfc(&out, SV("a\xE2\x80\x8B\xC2\xAD"
			      "b e\xCC\x81"));
	expect(&out, "ab é");
	utf8_add_folded(&out, SV("\xFFÉ"));
	expect(&out, "\xEF\xBF\xBDé");
}

Test(err, message_is_visible_and_cut_whole)
{
	struct err err = ERR_INIT;
	cr_assert_not(err_set_at(&err, ERR_STORE, "a\x1b.yaml", 3, 4, "bad \x07 %s", "thing"));
	cr_assert_str_eq(err.message, "bad \\x07 thing");
	cr_assert_str_eq(err.file, "a\\x1b.yaml");
	cr_assert_eq(err_exit_code(&err), 3);
	char big[1500];
	memset(big, 'x', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	err_set(&err, ERR_BUG, "é%s", big);
	cr_assert_eq(strlen(err.message), sizeof(err.message) - 1);
	cr_assert_eq(err.line, 0);
	cr_assert_eq(err_exit_code(&err), 70);
	cr_assert_not(err_set(NULL, ERR_BUG, "nobody listens"));
}

Test(clock, dates)
{
	int64_t ms = 0;
	struct err err = ERR_INIT;
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	cr_assert(clock_parse(SV("2026-11-22T10:04:05Z"), &ms, &err));
	cr_assert_eq(ms, INT64_C(1795341845000));
	clock_add_iso(&out, ms);
	expect(&out, "2026-11-22T10:04:05Z");
	cr_assert(clock_parse(SV("2024-02-29"), &ms, &err));
	clock_add_iso(&out, ms);
	expect(&out, "2024-02-29T00:00:00Z");
	clock_add_iso(&out, -1);
	expect(&out, "1969-12-31T23:59:59Z");
	cr_assert_not(clock_parse(SV("2026-02-29"), &ms, &err));
	cr_assert_not(clock_parse(SV("2026-11-22T24:00"), &ms, &err));
	cr_assert_not(clock_parse(SV("yesterday"), &ms, &err));
	cr_assert_eq(err.kind, ERR_USAGE);
}

Test(clock, durations)
{
	int64_t ms = 0;
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	cr_assert(clock_parse_duration(SV("90s"), &ms) && ms == 90000);
	cr_assert(clock_parse_duration(SV("1h30m"), &ms) && ms == 5400000);
	cr_assert(clock_parse_duration(SV("500ms"), &ms) && ms == 500);
	cr_assert(clock_parse_duration(SV("2d"), &ms) && ms == 172800000);
	cr_assert(clock_parse_duration(SV("0s"), &ms) && ms == 0);
	cr_assert_not(clock_parse_duration(SV("60"), &ms));
	cr_assert_not(clock_parse_duration(SV(""), &ms));
	cr_assert_not(clock_parse_duration(SV("m"), &ms));
	cr_assert_not(clock_parse_duration(SV("30m1h"), &ms));
	cr_assert_not(clock_parse_duration(SV("99999999999999999999d"), &ms));
	cr_assert_not(clock_parse_duration(SV("-5s"), &ms));
	clock_add_duration(&out, 90000);
	expect(&out, "1m30s");
	clock_add_duration(&out, 0);
	expect(&out, "0s");
}
