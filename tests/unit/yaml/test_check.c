#include "base/diag.h"
#include "base/mem.h"
#include "yaml/table.h"
#include "json/json.h"

#include <criterion/criterion.h>
#include <limits.h>

static const char *const colours[] = {"red", "green", NULL};
static const struct yaml_field line_item = {.key = "",
					    .kind = YAML_K_TEXT,
					    .flags = YAML_F_CUSTOMER_LINE | YAML_F_NO_COLON | YAML_F_NOT_EMPTY};
static const struct yaml_field phrase_item = {.key = "", .kind = YAML_K_TEXT, .flags = YAML_F_PROSE};
static const struct yaml_field band_fields[] = {
	{.key = "calm", .kind = YAML_K_LIST, .flags = YAML_F_ONE_OK, .item = &line_item}, {.key = NULL}};
static const struct yaml_table band_table = {"lines by mood", NULL, band_fields};
static const struct yaml_field says_forms[] = {{.key = "",
						.kind = YAML_K_TEXT,
						.flags = YAML_F_CUSTOMER_LINE | YAML_F_NO_COLON},
					       {.key = "", .kind = YAML_K_LIST, .item = &line_item},
					       {.key = "", .kind = YAML_K_MAP, .sub = &band_table},
					       {.key = NULL}};
static const struct yaml_table cond_table;
static const struct yaml_field cond_item = {.key = "", .kind = YAML_K_MAP, .sub = &cond_table};
static const struct yaml_field cond_fields[] = {
	{.key = "not", .kind = YAML_K_LIST, .flags = YAML_F_ONE_OK, .item = &cond_item},
	{.key = "anger", .kind = YAML_K_RANGE},
	{.key = NULL}};
static const struct yaml_table cond_table = {"condition", "When.", cond_fields};
static const struct yaml_field any_item = {.key = "", .kind = YAML_K_INT};

static const struct yaml_field fields[] = {
	{.key = "thing", .kind = YAML_K_ID, .flags = YAML_F_REQUIRED, .help = "Its id."},
	{.key = "format", .kind = YAML_K_INT, .flags = YAML_F_REQUIRED, .min = 1, .max = INT_MAX},
	{.key = "title", .kind = YAML_K_TEXT, .flags = YAML_F_PROSE | YAML_F_NO_COLON},
	{.key = "mark", .kind = YAML_K_INT, .code = "R313", .min = 1, .max = 100},
	{.key = "share", .kind = YAML_K_NUMBER, .min = 0, .max = 1},
	{.key = "live", .kind = YAML_K_BOOL},
	{.key = "colour", .kind = YAML_K_CHOICE, .code = "R316", .choices = colours},
	{.key = "after", .kind = YAML_K_DURATION},
	{.key = "change", .kind = YAML_K_DELTA, .min = -100, .max = 100},
	{.key = "when", .kind = YAML_K_MAP, .sub = &cond_table},
	{.key = "says", .kind = YAML_K_ONE_OF, .alternatives = says_forms},
	{.key = "phrases", .kind = YAML_K_LIST, .flags = YAML_F_ONE_OK | YAML_F_NOT_EMPTY, .item = &phrase_item},
	{.key = "nodes", .kind = YAML_K_MAP_OF, .item = &any_item},
	{.key = NULL}};
static const struct yaml_table table = {"thing", "A thing.", fields};

#define HEAD "thing: a\nformat: 1\n"

/* "Y104 3:1 Y105 3:8" for all diagnostics of the text. */
static void codes(const char *text, struct strbuf *out)
{
	struct diag_list list = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct yaml_doc *doc = yaml_parse(NULL, "t.yaml", sv_from(text), &list, &err);
	bool good = doc && yaml_check(doc, &table, 1, &list);
	cr_assert_eq(good, !diag_list_unusable(&list, "t.yaml"), "%s", text);
	diag_list_finish(&list);
	for (size_t i = 0; i < list.count; i++) {
		const struct diag *d = &list.items[i];
		strbuf_addf(out, "%s%s %d:%d+%d", i ? " " : "", d->code, d->line, d->column, d->length);
	}
	talloc_free(doc);
	diag_list_release(&list);
}

static void expect(const char *text, const char *want)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	codes(text, &out);
	cr_assert_str_eq(out.buf, want, "%s\ngot    \"%s\"\nwanted \"%s\"", text, out.buf, want);
}

Test(check, good_file)
{
	expect(HEAD "title: \"x: y\"\nmark: 75\nshare: 0.5\nlive: true\ncolour: red\nafter: 2m\nchange: +6\n"
		    "when: {anger: at least 60, not: {anger: 5}}\nsays: [\"a, b\", \"c\"]\nphrases: x\nnodes: {a: 1}\n",
	       "");
	expect(HEAD "nodes:\nwhen:\ntitle:\n", "");
}

/* A comma in an unquoted text of a flow mapping begins a key: say so, rather than list the keys. */
Test(check, comma_in_a_flow_text)
{
	struct diag_list list = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct yaml_doc *doc =
		yaml_parse(NULL, "t.yaml", SV("{thing: a, format: 1, title: say no, and why}\n"), &list, &err);
	cr_assert_not_null(doc);
	cr_assert_not(yaml_check(doc, &table, 1, &list));
	cr_assert_eq(list.count, 1);
	cr_assert_str_eq(list.items[0].code, "Y104");
	cr_assert_not_null(strstr(list.items[0].help, "comma"), "%s", list.items[0].help);
	talloc_free(doc);
	diag_list_release(&list);
}

Test(check, keys)
{
	expect(HEAD "titel: x\n", "Y104 3:1+5");
	expect("thign: a\nformat: 1\n", "Y104 1:1+5");
	expect("title: x\n", "Y106 1:1+5 Y106 1:1+5");
	expect(HEAD "zebra: x\n", "Y104 3:1+5");
	expect(HEAD "titel: # rolecall: allow Y104\n", "");
	expect(HEAD "title: x\ntitle: y\nmakr: z\n", "Y103 4:1+5 Y104 5:1+4 Y105 5:7+1");
	expect("", "Y106 1:1+1 Y106 1:1+1");
	expect("just text\n", "Y105 1:1+9");
}

Test(check, wrong_types)
{
	expect(HEAD "mark: high\n", "Y105 3:7+4");
	expect(HEAD "mark: 101\n", "R313 3:7+3");
	expect(HEAD "mark: [1]\n", "Y105 3:7+3");
	expect(HEAD "share: 1.5\n", "Y105 3:8+3");
	expect(HEAD "live: yes\n", "Y105 3:7+3");
	expect(HEAD "colour: blue\n", "R316 3:9+4");
	expect(HEAD "colour: [red]\n", "Y105 3:9+5");
	expect(HEAD "after: 60\n", "S516 3:8+2");
	expect(HEAD "after: soon\n", "Y105 3:8+4");
	expect(HEAD "change: lots\n", "Y105 3:9+4");
	expect(HEAD "when: {anger: very}\n", "Y105 3:15+4");
	expect(HEAD "when: {not: {not: {angre: 3}}}\n", "Y104 3:20+5");
	expect(HEAD "nodes:\n  a: b\n", "Y105 4:6+1");
	expect(HEAD "nodes:\n  a:1\n", "Y105 4:3+3");
	expect(HEAD "phrases: []\n", "Y105 3:10+2");
	expect(HEAD "phrases:\n", "Y105 3:9+1");
	expect(HEAD "says: [\"\"]\n", "Y105 3:8+2");
	expect(HEAD "mark:\n", "Y105 3:6+1");
}

Test(check, ids)
{
	expect("thing: Late Parcel\nformat: 1\n", "Y114 1:8+11");
	expect(HEAD "nodes: {A: 1, -b: 2, c-1: 3}\n", "Y114 3:9+1 Y114 3:15+2");
}

Test(check, text_that_became_a_mapping)
{
	expect(HEAD "says:\n  - Well: no\n", "Y105 4:5+8");
	expect(HEAD "says:\n  Well: no\n", "Y105 4:3+8");
	expect(HEAD "says:\n  clam: no\n", "Y104 4:3+4");
	expect(HEAD "says:\n  - {a: 1, b: 2}\n", "Y105 4:5+12");
}

Test(check, text_cut_by_a_hash)
{
	expect(HEAD "title: order #40017 is late\n", "Y108 3:14+14");
	expect(HEAD "title: order # a comment\n", "");
	expect(HEAD "title: \"order\" #40017\n", "");
	expect(HEAD "title: #40017\n", "Y108 3:8+6");
	expect(HEAD "mark: 70 #40017\n", "");
	expect(HEAD "says:\n  - order  #4\n", "Y108 4:12+2");
	expect(HEAD "phrases:\n  - order #4\n", "Y108 4:11+2");
	expect(HEAD "title: order\n  é #4\n", "Y108 4:5+2");
}

Test(check, unquoted_lines_in_brackets)
{
	expect(HEAD "says: [Well, I never]\n", "Y109 3:8+4");
	expect(HEAD "says: [\"Well\", I never, no]\n", "Y109 3:16+7");
	expect(HEAD "says: [Well]\n", "");
	expect(HEAD "says: {calm: [a, b]}\n", "Y109 3:15+1");
	expect(HEAD "phrases: [Well, I never]\n", "");
	expect(HEAD "says:\n  - a\n  - b\n", "");
}

Test(check, newer_format_stops_the_file)
{
	expect("format: 2\nzebra: 1\nzebra: 2\n", "Y112 1:9+1");
	expect("fromat: 2\n", "Y112 1:9+1");
}

Test(check, refused_parts_bring_no_follow_ons)
{
	expect("base: &x\n<<: *x\n", "Y104 1:1+4 Y107 1:7+2 Y107 2:1+2 Y107 2:5+2");
	expect(HEAD "mark: *x\n", "Y107 3:7+2");
	expect(HEAD "mark: !int high\n", "Y107 3:7+4");
}

Test(check, tree_is_ready_for_readers)
{
	struct diag_list list = DIAG_LIST_INIT;
	struct yaml_doc *doc =
		yaml_parse(NULL, "t", SV(HEAD "phrases: x\nnodes:\nmark: 70\nafter: 90s\nlive: false\ncolour: green\n"),
			   &list, NULL);
	cr_assert(yaml_check(doc, &table, 1, &list));
	cr_assert_eq(yaml_get(doc->root, "phrases")->type, YAML_LIST);
	cr_assert_eq(yaml_get(doc->root, "phrases")->count, 1);
	cr_assert_eq(yaml_get(doc->root, "nodes")->type, YAML_MAP);
	cr_assert_eq(yaml_long(yaml_get(doc->root, "mark"), 0), 70);
	cr_assert_eq(yaml_duration_ms(yaml_get(doc->root, "after"), 0), 90000);
	cr_assert_not(yaml_bool(yaml_get(doc->root, "live"), true));
	cr_assert_eq(yaml_choice(yaml_get(doc->root, "colour"), colours), 1);
	cr_assert_eq(yaml_long(NULL, 7), 7);
	talloc_free(doc);
	diag_list_release(&list);
}

static void expect_range(const char *text, long min, long max)
{
	struct yaml_range range;
	cr_assert(yaml_range_parse(sv_from(text), &range), "%s", text);
	cr_assert(range.min == min && range.max == max, "%s: %ld to %ld", text, range.min, range.max);
}

Test(range, in_words)
{
	struct yaml_range range;
	expect_range("at least 60", 60, INT_MAX);
	expect_range("at most 3", INT_MIN, 3);
	expect_range("below 30", INT_MIN, 29);
	expect_range("above 5", 6, INT_MAX);
	expect_range("30 to 59", 30, 59);
	expect_range("60 to 30", 60, 30);
	expect_range("exactly 3", 3, 3);
	expect_range(" 3 ", 3, 3);
	expect_range("At  least 60", 60, INT_MAX);
	static const char *const bad[] = {"",    "at",      "at least",     "least 3", "30 to",
					  "3 4", "below x", "at least 3 4", "above",   "99999999999999999999",
					  NULL};
	for (int i = 0; bad[i]; i++)
		cr_assert_not(yaml_range_parse(sv_from(bad[i]), &range), "%s", bad[i]);
}

Test(schema, is_json_with_its_definitions)
{
	struct err err = ERR_INIT;
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	yaml_table_schema(&table, "https://example.org/t.json", "Thing", &out);
	struct json_value *root = json_parse(strbuf_sv(&out), &err);
	cr_assert_not_null(root, "%s", err.message);
	const struct json_value *defs = json_get(root, "$defs"), *thing = json_get(defs, "thing");
	cr_assert(sv_is(json_text(json_get(root, "$ref")), "#/$defs/thing"));
	cr_assert_not_null(json_get(defs, "condition"));
	cr_assert_not_null(json_get(defs, "lines-by-mood"));
	cr_assert_eq(json_count(json_get(thing, "required")), 2);
	cr_assert_not_null(json_get(json_get(thing, "properties"), "says"));
	json_free(root);
}
