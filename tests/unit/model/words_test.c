/* words_test.c - word-list files and includes, in a folder of their own. */
#include "base/file.h"
#include "base/mem.h"
#include "model/rubric.h"
#include "model/words.h"
#include "scenario_support.h"

#include <criterion/criterion.h>
#include <sys/stat.h>

#define HEAD "words: w\nformat: 1\n"
#define RUBRIC                                                                                          \
	"rubric: r\nformat: 1\ntitle: R\npass_mark: 50\ninclude: [a.yaml]\nsections:\n  - section: s\n" \
	"    weight: 100\n    criteria:\n"                                                              \
	"      - {id: c, skill: flexibility, points: 1, advice: A., require: [<feel>, plain]}\n"

static char folder[64];

static void make_folder(void)
{
	(void)snprintf(folder, sizeof folder, "/tmp/rolecall-words-XXXXXX");
	cr_assert_not_null(mkdtemp(folder));
	CLEANUP_FREE char *rubrics = file_join(folder, "rubrics");
	cr_assert_eq(mkdir(rubrics, 0700), 0);
}

static char *in_folder(const char *name)
{
	CLEANUP_FREE char *rubrics = file_join(folder, "rubrics");
	return file_join(rubrics, name);
}

static void put(const char *name, const char *text)
{
	CLEANUP_FREE char *path = in_folder(name);
	struct err err = ERR_INIT;
	cr_assert(file_write_atomic(path, sv_from(text), 0600, &err), "%s", err.message);
}

static void drop_folder(void)
{
	size_t count = 0;
	char **paths = file_list(folder, ".yaml", &count, NULL);
	for (size_t i = 0; i < count; i++) {
		(void)unlink(paths[i]);
	}
	file_list_free(paths, count);
	CLEANUP_FREE char *rubrics = file_join(folder, "rubrics");
	(void)rmdir(rubrics);
	(void)rmdir(folder);
}

TestSuite(words, .init = make_folder, .fini = drop_folder);

/* "a.yaml:Y115 3:11" of every diagnostic, by file name. */
static void list_codes(struct diag_list *diags, struct strbuf *out)
{
	diag_list_finish(diags);
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *diag = &diags->items[i];
		const char *slash = strrchr(diag->file, '/');
		strbuf_addf(out, "%s%s:%s %d:%d", i ? ", " : "", slash ? slash + 1 : diag->file, diag->code, diag->line,
			    diag->column);
	}
}

static void expect_rubric(const char *codes)
{
	CLEANUP_FREE char *path = in_folder("r.yaml");
	CLEANUP_STRBUF struct strbuf found = STRBUF_INIT;
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	put("r.yaml", RUBRIC);
	struct rubric *rubric = rubric_load(path, NULL, &diags, &err);
	list_codes(&diags, &found);
	cr_expect_str_eq(found.buf, codes);
	rubric_free(rubric);
	diag_list_release(&diags);
}

static void expect_words(const char *text, const char *codes)
{
	CLEANUP_FREE char *path = in_folder("w.yaml");
	CLEANUP_STRBUF struct strbuf found = STRBUF_INIT;
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	put("w.yaml", text);
	bool good = words_load(path, NULL, &diags, &err);
	list_codes(&diags, &found);
	cr_expect_str_eq(found.buf, codes, "%s: %s", text, found.buf);
	cr_expect_eq(good, strchr(codes, 'Y') == NULL);
	cr_expect_eq(err.kind, good ? ERR_NONE : ERR_INPUT);
	diag_list_release(&diags);
}

Test(words, the_shipped_lists_are_clean)
{
	const char *source = getenv("ROLECALL_SOURCE");
	CLEANUP_FREE char *path = file_join(source ? source : ".", "rubrics/words-en.yaml");
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	cr_assert(words_load(path, NULL, &diags, &err), "%s", err.message);
	cr_assert_eq(diags.count, 0);
	diag_list_release(&diags);
}

Test(words, lists_of_includes_of_includes)
{
	put("a.yaml", HEAD "include: b.yaml\nlists: {feel: [<base> sad]}\n");
	put("b.yaml", HEAD "lists: {base: [so, very]}\n");
	expect_rubric("");
}

Test(words, an_include_that_is_missing_or_goes_round)
{
	expect_rubric("r.yaml:Y115 5:11");
	put("a.yaml", HEAD "include: [b.yaml]\nlists: {feel: [sad]}\n");
	put("b.yaml", HEAD "include:\n  - a.yaml\nlists: {base: [so]}\n");
	expect_rubric("b.yaml:Y115 4:5");
	put("b.yaml", HEAD "include: r.yaml\nlists: {base: [so]}\n");
	expect_rubric("b.yaml:Y115 3:10");
	put("a.yaml", "rubric: other\n");
	expect_rubric("r.yaml:Y115 5:11");
}

Test(words, a_broken_include_has_no_followers)
{
	put("a.yaml", HEAD "list: {feel: [sad]}\n");
	expect_rubric("a.yaml:Y104 3:1");
	put("a.yaml", HEAD "lists: {fee: [sad]\n");
	CLEANUP_FREE char *path = in_folder("r.yaml");
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	put("r.yaml", RUBRIC);
	struct rubric *rubric = rubric_load(path, NULL, &diags, &err);
	diag_list_finish(&diags);
	cr_assert_eq(diags.count, 1);
	cr_assert_str_eq(diags.items[0].code, "Y101");
	cr_assert_not_null(rubric, "the rubric itself is fine");
	cr_assert_not(rubric->criteria[0].runnable);
	rubric_free(rubric);
	diag_list_release(&diags);
}

Test(words, includes_may_not_leave_the_root)
{
	CLEANUP_FREE char *outside = file_join(folder, "a.yaml");
	struct err err = ERR_INIT;
	cr_assert(file_write_atomic(outside, SV(HEAD "lists: {feel: [sad]}\n"), 0600, &err));
	put("w.yaml", HEAD "include: ../a.yaml\nlists: {x: [y]}\n");
	CLEANUP_FREE char *path = in_folder("w.yaml");
	CLEANUP_FREE char *rubrics = file_join(folder, "rubrics");
	struct diag_list diags = DIAG_LIST_INIT;
	cr_assert(words_load(path, NULL, &diags, &err), "the content root is the parent of rubrics");
	cr_assert_eq(diags.count, 0);
	cr_assert_not(words_load(path, rubrics, &diags, &err));
	cr_assert_eq(diags.count, 1);
	cr_assert_str_eq(diags.items[0].code, "Y115");
	diag_list_release(&diags);
}

Test(words, entries_are_checked_as_phrases)
{
	expect_words(HEAD "lists: {a: [one, <b>], b: [two]}\n", "");
	expect_words(HEAD "lists: {a: [one, <c>], b: [two]}\n", "w.yaml:P204 3:18");
	expect_words(HEAD "lists: {a: [one, so <b>], b: [<a>]}\n", "w.yaml:P205 3:21");
	expect_words(HEAD "lists: {a: []}\n", "w.yaml:Y105 3:12");
	expect_words(HEAD "lists: {A b: [x]}\n", "w.yaml:Y114 3:9");
	expect_words(HEAD "lists: {a: [{regex: x}]}\n", "w.yaml:Y105 3:14");
	expect_words("words: w\nlists: {a: [b]}\n", "w.yaml:Y106 1:1");
}

/* In "<will> ... <when>" the entries "I'm" and "I'm going to" leave different words to the gap. */
Test(words, an_entry_may_cover_another_but_not_repeat_it)
{
	expect_words(HEAD "lists:\n  will: [I'm, I'm going to, let me]\n", "");
	expect_words(HEAD "lists:\n  will: [I'm, let me, I’m, Let (me) me]\n", "w.yaml:P207 4:23");
	expect_words(HEAD "lists:\n  one: [a b]\n  two: [a b]\n", "");
}
