/* test_forms.c - tables, CSV and markup with text that means harm. */
#include "report/csv.h"
#include "report/csv_read.h"
#include "report/markup.h"
#include "report/table.h"
#include "json/json.h"

#include <criterion/criterion.h>
#include <locale.h>

#define NAME "=HYPERLINK(\"x\")<script>alert(1)</script>'; DROP TABLE attempts;--\x1b[31m"

static struct table *make(void)
{
	struct table *table = table_new();

	table_column(table, "who", "WHO", TABLE_TEXT, 0, false);
	table_column(table, "rate", "RATE", TABLE_RATE, 1, false);
	table_column(table, NULL, "BAR", TABLE_BAR, 0, false);
	table_column(table, "hidden", NULL, TABLE_INT, 0, false);
	table_row(table);
	table_str(table, NAME);
	table_rate(table, 4, 5);
	table_bar(table, 80);
	table_int(table, 7);
	table_row(table);
	table_str(table, "b");
	table_rate(table, 0, 0);
	return table;
}

Test(forms, text_shows_escapes)
{
	struct table *table = make();
	struct strbuf out = STRBUF_INIT;
	struct err err = ERR_INIT;

	cr_assert(table_add_text(table, 0, false, &out, &err));
	cr_assert_not(strchr(out.buf, '\x1b'));
	cr_assert(strstr(out.buf, "\\x1b[31m"));
	cr_assert(strstr(out.buf, "80% 38-96 n5"));
	cr_assert(strstr(out.buf, "########.."));
	cr_assert(strstr(out.buf, "n0"));
	strbuf_release(&out);
	table_free(table);
}

Test(forms, csv)
{
	struct table *table = make();
	struct strbuf out = STRBUF_INIT;

	table_add_csv(table, &out);
	cr_assert_str_eq(out.buf, "who,rate,rate_low,rate_high,rate_k,rate_n,hidden\r\n"
				  "\"'=HYPERLINK(\"\"x\"\")<script>alert(1)</script>'; DROP TABLE "
				  "attempts;--\\x1b[31m\",80.0,37.6,96.4,4,5,7\r\n"
				  "b,,0.0,100.0,0,0,\r\n");
	strbuf_release(&out);
	table_free(table);
}

Test(forms, json)
{
	struct table *table = make();
	struct strbuf out = STRBUF_INIT;
	struct json_writer w;
	struct err err = ERR_INIT;

	json_writer_init(&w, &out);
	table_add_json(table, &w);
	struct json_value *root = json_parse(strbuf_sv(&out), &err);
	cr_assert(root, "%s", err.message);
	const struct json_value *row = json_at(root, 0);
	cr_assert(sv_is(json_text(json_get(row, "who")), NAME));
	cr_assert_eq(json_number(json_get(row, "rate"), 0), 80);
	cr_assert_eq(json_type(json_get(json_at(root, 1), "rate")), JSON_TYPE_NULL);
	cr_assert_null(json_get(row, "BAR"));
	json_free(root);
	strbuf_release(&out);
	table_free(table);
}

Test(forms, markup_escapes)
{
	struct markup *markup = markup_new();
	struct strbuf out = STRBUF_INIT;
	struct err err = ERR_INIT;

	markup_open(markup, "td");
	markup_attr(markup, "title", "\"><b>\x01");
	markup_text(markup, NAME "\xef\xbf\xbe\xff");
	markup_close(markup);
	cr_assert(markup_take(markup, &out, &err));
	cr_assert_str_eq(out.buf,
			 "<td title=\"&quot;&gt;&lt;b&gt;\\x01\">=HYPERLINK(&quot;x&quot;)&lt;script&gt;alert(1)"
			 "&lt;/script&gt;'; DROP TABLE attempts;--\\x1b[31m\xef\xbf\xbd\\xff</td>");
	strbuf_release(&out);
	markup_free(markup);
}

Test(forms, csv_in)
{
	struct csv_reader reader;
	struct err err = ERR_INIT;

	csv_reader_init(&reader,
			SV("\xef\xbb\xbf"
			   "Who,text\r\n\r\nana,\"a \"\"b\"\"\nc, d\"\nben,"),
			"f.csv");
	cr_assert(csv_reader_next(&reader, &err));
	cr_assert_eq(csv_reader_find(&reader, "who"), 0);
	cr_assert_eq(csv_reader_find(&reader, "nothing"), -1);
	cr_assert(csv_reader_next(&reader, &err));
	cr_assert_eq(reader.line, 3);
	cr_assert(sv_is(csv_reader_cell(&reader, 1), "a \"b\"\nc, d"));
	cr_assert(csv_reader_next(&reader, &err));
	cr_assert_eq(reader.line, 5);
	cr_assert_eq(reader.count, 2);
	cr_assert_not(csv_reader_next(&reader, &err));
	cr_assert_eq(err.kind, ERR_NONE);
	csv_reader_release(&reader);
}

Test(forms, csv_in_mistakes)
{
	static const char *const bad[] = {"a,\"b", "\"a\"b,c\n"};

	for (size_t i = 0; i < 2; i++) {
		struct csv_reader reader;
		struct err err = ERR_INIT;

		csv_reader_init(&reader, sv_from(bad[i]), "f.csv");
		cr_assert_not(csv_reader_next(&reader, &err));
		cr_assert_eq(err.kind, ERR_INPUT);
		cr_assert_eq(err.line, 1);
		csv_reader_release(&reader);
	}
}

Test(forms, narrow_text_says_what_it_leaves_out)
{
	struct table *table = table_new();
	struct strbuf out = STRBUF_INIT;
	struct err err = ERR_INIT;

	table_column(table, "who", "WHO", TABLE_TEXT, 0, true);
	table_column(table, "first", "FIRST", TABLE_TEXT, 0, false);
	table_optional(table, 1);
	table_column(table, "second", "SECOND", TABLE_TEXT, 0, false);
	table_optional(table, 2);
	table_column(table, NULL, "BAR", TABLE_BAR, 0, false);
	table_row(table);
	table_str(table, "a name that is longer than it should be");
	table_str(table, "one");
	table_str(table, "two");
	table_bar(table, 50);
	cr_assert(table_add_text(table, 26, false, &out, &err));
	cr_assert_not(strstr(out.buf, "BAR"));
	cr_assert(strstr(out.buf, "SECOND\n"));
	cr_assert_not(strstr(out.buf, "No room"));
	strbuf_reset(&out);
	cr_assert(table_add_text(table, 24, false, &out, &err));
	cr_assert_not(strstr(out.buf, "two"));
	cr_assert(strstr(out.buf, "one"));
	cr_assert(strstr(out.buf, "No room here for SECOND"));
	for (const char *line = out.buf, *end; *line; line = end + 1) {
		end = strchr(line, '\n');
		cr_assert_leq(end - line, 24, "%.*s", (int)(end - line), line);
	}
	strbuf_reset(&out);
	cr_assert(table_add_text(table, 0, false, &out, &err));
	cr_assert(strstr(out.buf, "#####....."));
	strbuf_release(&out);
	table_free(table);
}

/* Wide, combining and undrawable characters, cells that end in blanks, missing cells, numbers at the right. */
static struct table *make_odd(void)
{
	static const char *const names[] = {"plain",    "\xe6\xb5\x8b\xe8\xaf\x95", "e\xcc\x81t\xc3\xa9  ", "",
					    "\xff\x07", "\xe2\x96\x83\xe2\x96\x85"};
	struct table *table = table_new();

	table_column(table, "who", "WHO", TABLE_TEXT, 0, false);
	table_column(table, "n", "N", TABLE_INT, 0, false);
	table_column(table, "mean", "MEAN", TABLE_REAL, 1, false);
	table_column(table, "last", "LAST", TABLE_TEXT, 0, false);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		table_row(table);
		table_str(table, names[i]);
		if (i == 3)
			table_none(table);
		else
			table_int(table, i == 1 ? INT64_MIN : (long long)i * 1000);
		table_real(table, (double)i / 4);
		if (i != 4)
			table_str(table, i == 2 ? "   " : names[i]);
	}
	return table;
}

Test(forms, cells_stand_below_each_other)
{
	struct table *table = make_odd();
	struct strbuf out = STRBUF_INIT;
	struct err err = ERR_INIT;

	setlocale(LC_CTYPE, "C.UTF-8");
	cr_assert(table_add_text(table, 0, false, &out, &err));
	cr_assert_str_eq(out.buf,
			 "WHO                         N MEAN LAST\n"
			 "plain                       0  0.0 plain\n"
			 "\xe6\xb5\x8b\xe8\xaf\x95     -9223372036854775808  0.2 \xe6\xb5\x8b\xe8\xaf\x95\n"
			 "e\xcc\x81t\xc3\xa9                      2000  0.5\n"
			 "                               0.8\n"
			 "\\xff\\x07                 4000  1.0\n"
			 "\xe2\x96\x83\xe2\x96\x85                       5000  1.2 \xe2\x96\x83\xe2\x96\x85\n",
			 "%s", out.buf);
	strbuf_release(&out);
	table_free(table);
}

Test(forms, blocks_are_the_whole)
{
	struct table *whole = make_odd(), *block = make_odd();
	struct strbuf one = STRBUF_INIT, two = STRBUF_INIT;
	struct err err = ERR_INIT;
	struct json_writer w;

	setlocale(LC_CTYPE, "C.UTF-8");
	table_clear(block);
	cr_assert_eq(table_rows(block), 0);
	for (int both = 0; both < 2; both++) {
		table_least(both ? block : whole, 0, 8);
		table_least(both ? block : whole, 0, 2);
	}
	table_add_csv_heading(block, &two);
	for (int i = 0; i < 3; i++) {
		table_row(block);
		table_str(block, i ? "later" : "first");
		table_int(block, i);
		table_real(block, 0.5);
		table_str(block, "x");
		table_add_csv_rows(block, &two);
		table_clear(block);
	}
	cr_assert_str_eq(two.buf, "who,n,mean,last\r\nfirst,0,0.5,x\r\nlater,1,0.5,x\r\nlater,2,0.5,x\r\n");
	strbuf_reset(&two);
	table_clear(whole);
	for (int i = 0; i < 4; i++) {
		for (int both = 0; both < 2; both++) {
			struct table *table = both ? block : whole;

			table_row(table);
			table_str(table, i ? "later" : "\xe6\xb5\x8b\xe8\xaf\x95 \xe6\xb5\x8b");
			table_int(table, INT64_MIN + i);
		}
		table_add_text_rows(block, i == 0, &two);
		table_clear(block);
	}
	cr_assert(table_add_text(whole, 0, false, &one, &err));
	cr_assert_str_eq(one.buf, two.buf, "%s\n%s", one.buf, two.buf);
	strbuf_reset(&one);
	json_writer_init(&w, &one);
	table_clear(whole);
	table_row(whole);
	table_str(whole, NULL);
	json_open_array(&w);
	table_add_json_rows(whole, &w);
	strbuf_reset(&one);
	table_add_json_rows(whole, &w);
	json_close_array(&w);
	cr_assert_str_eq(one.buf, ",{\"who\":null,\"n\":null,\"mean\":null,\"last\":null}]");
	strbuf_release(&one);
	strbuf_release(&two);
	table_free(whole);
	table_free(block);
}
