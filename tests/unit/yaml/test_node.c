#include "base/diag.h"
#include "base/mem.h"
#include "yaml/node.h"

#include <criterion/criterion.h>

static struct yaml_doc *parse(struct sv text)
{
	struct err err = ERR_INIT;
	struct yaml_doc *doc = yaml_parse(NULL, "t.yaml", text, NULL, &err);
	cr_assert_not_null(doc, "%s", err.message);
	return doc;
}

/* The only diagnostic of a file that it stops. */
static void expect_stop(struct sv text, const char *code, int line, int column, const char *words)
{
	struct diag_list list = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct yaml_doc *doc = yaml_parse(NULL, "t.yaml", text, &list, &err);
	cr_assert_null(doc, "%.60s", text.p);
	cr_assert_eq(list.count, 1);
	const struct diag *d = &list.items[0];
	cr_assert_str_eq(d->code, code, "%.60s: %s %s", text.p, d->code, d->message);
	cr_assert(d->line == line && d->column == column, "%.60s: %d:%d %s", text.p, d->line, d->column, d->message);
	cr_assert_not_null(strstr(d->message, words), "%.60s: %s", text.p, d->message);
	cr_assert_eq(err.kind, ERR_INPUT);
	cr_assert_eq(err.line, line);
	diag_list_release(&list);
}
#define STOP(text, code, line, column, words) expect_stop(SV(text), code, line, column, words)

Test(node, tree_with_places)
{
	struct yaml_doc *doc = parse(SV("\xEF\xBB\xBF# c\né: [a, 'b''c']\nmap:\n  x: \"1\\n2\"\n  y: >\n    t\n"));
	struct yaml_node *list = yaml_get(doc->root, "é");
	cr_assert_eq(doc->root->type, YAML_MAP);
	cr_assert_eq(list->type, YAML_LIST);
	cr_assert_eq(list->style, YAML_FLOW);
	cr_assert(list->line == 2 && list->column == 4 && list->end_column == 15);
	cr_assert_str_eq(list->items[1]->text.p, "b'c");
	cr_assert_eq(list->items[1]->style, YAML_SINGLE);
	struct yaml_node *map = yaml_get(doc->root, "map");
	cr_assert(map->line == 4 && map->column == 3);
	cr_assert_str_eq(yaml_get(map, "x")->text.p, "1\n2");
	cr_assert_eq(yaml_get(map, "y")->style, YAML_FOLDED);
	cr_assert_null(yaml_get(map, "z"));
	cr_assert_null(yaml_get(list, "z"));
	cr_assert_null(yaml_get(NULL, "z"));
	talloc_free(doc);
	doc = parse(SV("# nothing\n"));
	cr_assert_null(doc->root);
	talloc_free(doc);
}

Test(node, syntax_in_plain_words)
{
	STOP("title:Foo\nformat: 1\n", "Y101", 1, 6, "a space is missing");
	STOP("a:\n  b: 1\n c: 2\n", "Y101", 3, 2, "indentation");
	STOP("a: 1\n  b: 2\n", "Y101", 2, 3, "too far right");
	STOP("a: \"abc\nb: \"d\"\n", "Y101", 1, 4, "not closed");
	STOP("a: 'It's late'\n", "Y101", 1, 8, "ended");
	STOP("a: [b, c\nd: 1\n", "Y101", 1, 4, "never closed");
	STOP("a: {b: [c}\n", "Y101", 1, 10, "missing before");
	STOP("a: [\n", "Y101", 1, 4, "never closed");
	STOP("a: Foo: bar\n", "Y101", 1, 7, "colon");
	STOP("a: @foo\n", "Y101", 1, 4, "cannot start with @");
	STOP("a: %foo\n", "Y101", 1, 4, "cannot start with %");
	STOP("a: \"\\d\"\n", "Y101", 1, 5, "backslash");
	STOP("a: 1\nfoo\nb: 2\n", "Y101", 2, 1, "colon is missing");
	STOP("a:\n  - x\n  y: 1\n", "Y101", 3, 3, "dash");
	STOP("a: - b\n", "Y101", 1, 4, "list cannot start");
	STOP("? [a]\n: b\n", "Y101", 1, 3, "key");
	STOP("a: *sigh* no\n", "Y107", 1, 4, "cannot start with *");
}

Test(node, tabs)
{
	STOP("a:\n\tb: 1\n", "Y102", 2, 1, "tab");
	STOP("a: 1\n\tb: 1\n", "Y102", 2, 1, "tab");
	STOP("a:\n  - x\n  \t- y\n", "Y102", 3, 3, "tab");
	STOP("a: >\n\tx\n", "Y102", 2, 1, "tab");
}

Test(node, several_documents)
{
	STOP("a: 1\n---\nb: [\n", "Y110", 2, 1, "second document");
	STOP("a: 1\n...\nb: 2\n", "Y110", 3, 1, "second document");
	talloc_free(parse(SV("---\na: 1\n...\n")));
}

Test(node, bytes)
{
	STOP("é: caf\xE9\n", "Y111", 1, 7, "UTF-8");
	STOP("a: 1\nb: \x07\n", "Y111", 2, 4, "U+0007");
	STOP("a: \xC2\x85", "Y111", 1, 4, "U+0085");
	STOP("a: \x7F", "Y111", 1, 4, "U+007F");
	STOP("a: \xEF\xBB\xBF", "Y111", 1, 4, "U+FEFF");
	STOP("a: \0b", "Y111", 1, 4, "U+0000");
	STOP("\xFF\xFE"
	     "a\0",
	     "Y111", 1, 1, "UTF-16");
	talloc_free(parse(SV("a: \"\\b\\x07\"\r\nb: \t2\n")));
}

Test(node, limits)
{
	char deep[67] = {0};
	memset(deep, '[', 33);
	memset(deep + 33, ']', 33);
	expect_stop(sv_from(deep), "Y113", 1, 33, "deeper");
	talloc_free(parse(sv_make(deep + 1, 64)));
	size_t size = YAML_MAX_BYTES + 1;
	char *big = mem_alloc(size);
	memset(big, ' ', size);
	expect_stop(sv_make(big, size), "Y113", 1, 1, "larger");
	talloc_free(parse(sv_make(big, size - 1)));
	free(big);
}

Test(node, double_keys_keep_the_first)
{
	struct diag_list list = DIAG_LIST_INIT;
	struct yaml_doc *doc = yaml_parse(NULL, "t", SV("a: 1\nb: 2\n\"a\": 3\na: 4\n"), &list, NULL);
	cr_assert_eq(list.count, 2);
	cr_assert_str_eq(list.items[0].code, "Y103");
	cr_assert_eq(list.items[0].line, 3);
	cr_assert_not_null(strstr(list.items[0].message, "line 1"));
	cr_assert_eq(list.items[1].line, 4);
	cr_assert(doc->faulty);
	cr_assert_eq(doc->root->count, 2);
	cr_assert_str_eq(yaml_get(doc->root, "a")->text.p, "1");
	talloc_free(doc);
	diag_list_release(&list);
}

Test(node, unreadable_file)
{
	struct diag_list list = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	cr_assert_null(yaml_load(NULL, "no/such/file.yaml", &list, &err));
	cr_assert_eq(err.kind, ERR_INPUT);
	cr_assert_eq(list.count, 0);
	diag_list_release(&list);
}

/* Finds `word` in the value of `v` and expects its place. */
static void expect_place(const char *text, const char *word, int line, int column)
{
	int l, c;
	struct yaml_doc *doc = parse(sv_from(text));
	struct yaml_node *v = yaml_get(doc->root, "v");
	const char *at = strstr(v->text.p, word);
	cr_assert_not_null(at, "%s in %s", word, v->text.p);
	yaml_place_in(doc, v, (size_t)(at - v->text.p), &l, &c);
	cr_assert(l == line && c == column, "%s in %s: %d:%d", word, text, l, c);
	talloc_free(doc);
}

Test(place, inside_scalars_of_every_style)
{
	expect_place("v: one two\n", "two", 1, 8);
	expect_place("v: one\n   two\n\n   three\n", "three", 4, 4);
	expect_place("v: 'it''s two'\n", "two", 1, 11);
	expect_place("v: 'a\n\n  b two'\n", "two", 3, 5);
	expect_place("v: \"\\u00e9\\n\\\"é two\"\n", "two", 1, 17);
	expect_place("v: \"a \\\n    two\"\n", "two", 2, 5);
	expect_place("v: |\n  one\n   two\n", "two", 3, 4);
	expect_place("v: |2-\n\n    one\n  two\n", "one", 3, 5);
	expect_place("v: >\n  one\n  two\n\n  three\n    four\n  five\n", "five", 7, 3);
	expect_place("v: >\n  one\n  two\n\n  three\n    four\n  five\n", "four", 6, 5);
	expect_place("v: >-\r\n  one\r\n  two\r\n", "two", 3, 3);
	expect_place("v: > # why\n\n\n  one\n", "one", 4, 3);
}

/* Every letter of the decoded text stands at its place in the source. */
static void check_all_letters(const struct yaml_doc *doc, const struct yaml_node *node)
{
	for (size_t i = 0; i < node->text.n; i++) {
		int line, column;
		if (node->text.p[i] < 'a' || node->text.p[i] > 'z')
			continue;
		yaml_place_in(doc, node, i, &line, &column);
		const char *p = doc->source;
		while (--line > 0)
			p = strchr(p, '\n') + 1;
		cr_assert_eq(p[column - 1], node->text.p[i], "%zu of %s in %s", i, node->text.p, doc->source);
	}
}

Test(place, random_scalars)
{
	static const char *const openings[] = {"v: ", "v: '", "v: \"", "v: |\n  ", "v: >\n  ", "v: >+\n\n  "};
	static const char *const pieces[] = {"a",  "bc", " ",    "\n  ", "\n\n  ", "\n    ",
					     "  ", "''", "\\\\", "\\n",  "\\\n  "};
	unsigned seed = 1;
	int parsed = 0;
	for (int round = 0; round < 4000; round++) {
		CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
		int style = round % 6;
		strbuf_addf(&text, "%sx", openings[style]);
		for (int i = 0; i < 8; i++) {
			seed = seed * 1103515245u + 12345u;
			unsigned pick = seed >> 16;
			strbuf_addstr(&text, pieces[pick % (style == 2 ? 11 : style == 1 ? 8 : 7)]);
		}
		strbuf_addstr(&text, style == 1 ? "'\n" : style == 2 ? "\"\n" : "\n");
		struct yaml_doc *doc = yaml_parse(NULL, "t", strbuf_sv(&text), NULL, NULL);
		if (doc) {
			check_all_letters(doc, yaml_get(doc->root, "v"));
			parsed++;
		}
		talloc_free(doc);
	}
	cr_assert_gt(parsed, 3000);
}
