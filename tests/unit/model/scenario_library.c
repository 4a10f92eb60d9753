/* Heads, kinds of files, and finding content in roots. */
#include "base/file.h"
#include "base/mem.h"
#include "model/library.h"
#include "scenario_support.h"

#include <criterion/criterion.h>

static char root_a[256], root_b[256];

static void put(const char *root, const char *name, const char *text)
{
	CLEANUP_FREE char *path = file_join(root, name);
	CLEANUP_FREE char *folder = file_folder(path);
	struct err err = ERR_INIT;
	cr_assert(file_make_folders(folder, 0700, &err), "%s", err.message);
	cr_assert(file_write_atomic(path, sv_from(text), 0600, &err), "%s", err.message);
}

static void remove_all(const char *root)
{
	size_t count = 0;
	char **paths = file_list(root, "", &count, NULL);
	for (size_t i = 0; paths && i < count; i++)
		unlink(paths[i]);
	file_list_free(paths, count);
	static const char *const folders[] = {"scenarios/chat", "scenarios", "rubrics/deep", "rubrics", "loose", "."};
	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		CLEANUP_FREE char *path = file_join(root, folders[i]);
		rmdir(path);
	}
	rmdir(root);
}

#define HEAD(id, title) "scenario: " id "\nformat: 1\ntitle: " title "\nchannel: sms\ndifficulty: 3\n"
#define RUBRIC(id) "# a rubric\nrubric: " id "\nformat: 1\n"

static void setup(void)
{
	const char *temp = getenv("TMPDIR") ? getenv("TMPDIR") : P_tmpdir;
	snprintf(root_a, sizeof root_a, "%s/rolecall-a-XXXXXX", temp);
	snprintf(root_b, sizeof root_b, "%s/rolecall-b-XXXXXX", temp);
	cr_assert_not_null(mkdtemp(root_a));
	cr_assert_not_null(mkdtemp(root_b));
	put(root_a, "scenarios/chat/late.yaml", HEAD("late", "From a"));
	put(root_a, "scenarios/other-name.yaml", HEAD("renamed", "Renamed"));
	put(root_a, "scenarios/not-one.yaml", "- a list\n");
	put(root_b, "scenarios/late.yaml", HEAD("late", "From b"));
	put(root_b, "scenarios/early.yml", HEAD("early", "From b"));
	put(root_a, "rubrics/deep/manners.yaml", RUBRIC("manners"));
	put(root_a, "rubrics/words-en.yaml", "words: en\nformat: 1\nlists: {}\n");
	put(root_b, "rubrics/file-name.yaml", RUBRIC("inside-name"));
	put(root_b, "loose/own.yaml", RUBRIC("own"));
}

static void teardown(void)
{
	remove_all(root_a);
	remove_all(root_b);
}

TestSuite(scenario_library, .init = setup, .fini = teardown);

static struct library *both(void)
{
	const char *roots[] = {root_a, "/nonexistent/rolecall", root_b};
	return library_new(roots, 3);
}

static void expect_path(const char *path, const char *root, const char *name)
{
	CLEANUP_FREE char *expected = file_join(root, name);
	cr_assert_not_null(path, "%s is not found", name);
	cr_expect_str_eq(path, expected);
}

Test(scenario_library, scenarios_by_id)
{
	struct library *library = both();
	struct err err = ERR_INIT;
	expect_path(library_scenario_path(library, SV("late"), &err), root_a, "scenarios/chat/late.yaml");
	expect_path(library_scenario_path(library, SV("early"), &err), root_b, "scenarios/early.yml");
	expect_path(library_scenario_path(library, SV("renamed"), &err), root_a, "scenarios/other-name.yaml");
	cr_expect_null(library_scenario_path(library, SV("lates"), &err));
	cr_expect_eq(err.kind, ERR_INPUT);
	cr_expect_not_null(strstr(err.message, "late"), "%s", err.message);
	library_free(library);
}

Test(scenario_library, scenarios_by_path)
{
	struct library *library = both();
	struct err err = ERR_INIT;
	CLEANUP_FREE char *path = file_join(root_b, "scenarios/late.yaml");
	expect_path(library_scenario_path(library, sv_from(path), &err), root_b, "scenarios/late.yaml");
	cr_expect_null(library_scenario_path(library, SV("./no/such.yaml"), &err));
	cr_expect_eq(err.kind, ERR_INPUT);
	library_free(library);
}

Test(scenario_library, list_is_sorted_and_hides)
{
	struct library *library = both();
	size_t count, skipped;
	const struct library_scenario *all = library_scenarios(library, &count, &skipped);
	cr_assert_eq(count, 3);
	cr_expect_eq(skipped, 1);
	cr_expect(sv_is(all[0].head.id, "early") && sv_is(all[1].head.id, "late") && sv_is(all[2].head.id, "renamed"));
	cr_expect(sv_is(all[1].head.title, "From a"));
	cr_expect(all[0].head.channel == CHANNEL_SMS && all[0].head.difficulty == 3);
	const char *const *names = library_scenario_names(library);
	cr_expect_str_eq(names[0], "early");
	cr_expect_null(names[3]);
	library_free(library);
}

Test(scenario_library, rubrics_by_id)
{
	struct library *library = both();
	struct err err = ERR_INIT;
	expect_path(library_rubric_path(library, SV("manners"), &err), root_a, "rubrics/deep/manners.yaml");
	expect_path(library_rubric_path(library, SV("inside-name"), &err), root_b, "rubrics/file-name.yaml");
	cr_expect_null(library_rubric_path(library, SV("words-en"), &err), "a word list is no rubric");
	err = (struct err)ERR_INIT;
	cr_expect_null(library_rubric_path(library, SV("maners"), &err));
	cr_expect_not_null(strstr(err.message, "manners"), "%s", err.message);
	const char *const *names = library_rubric_names(library);
	cr_assert_not_null(names[0]);
	cr_expect_str_eq(names[0], "inside-name");
	cr_expect_str_eq(names[1], "manners");
	cr_expect_null(names[2]);
	library_free(library);
}

Test(scenario_library, near_a_file)
{
	struct library *library = library_new(NULL, 0);
	struct err err = ERR_INIT;
	CLEANUP_FREE char *loose = file_join(root_b, "loose/my.yaml");
	CLEANUP_FREE char *below = file_join(root_a, "scenarios/chat/late.yaml");
	cr_expect_null(library_rubric_path(library, SV("own"), &err));
	library_near(library, loose);
	expect_path(library_rubric_path(library, SV("own"), NULL), root_b, "loose/own.yaml");
	cr_expect_null(library_rubric_path(library, SV("manners"), NULL));
	expect_path(library_rubric_path(library, SV("../rubrics/file-name.yaml"), NULL), root_b,
		    "loose/../rubrics/file-name.yaml");
	library_near(library, below);
	expect_path(library_rubric_path(library, SV("manners"), NULL), root_a, "rubrics/deep/manners.yaml");
	library_free(library);
}

Test(scenario_library, a_rubric_that_does_not_load_exists)
{
	struct library *library = both();
	struct rubric_resolver resolver = library_resolver(library);
	bool exists = false;
	cr_expect_null(resolver.find(resolver.data, SV("manners"), &exists), "it lacks its title and sections");
	cr_expect(exists);
	cr_expect_null(resolver.find(resolver.data, SV("nowhere"), &exists));
	cr_expect(!exists);
	const struct library_rubric *rubric = library_rubric(library, SV("manners"), NULL);
	cr_assert_not_null(rubric);
	cr_expect_eq(library_rubric(library, SV("manners"), NULL), rubric, "loaded once");
	struct diag_list diags = DIAG_LIST_INIT;
	library_rubric_diags(rubric, &diags);
	cr_expect(diag_list_has(&diags, rubric->path, "Y106"));
	diag_list_release(&diags);
	library_free(library);
}

Test(scenario_library, kinds)
{
	cr_expect_eq(content_kind_of(SV("# c\n\nscenario: x\n")), CONTENT_SCENARIO);
	cr_expect_eq(content_kind_of(SV("\xef\xbb\xbf---\nrubric: x\n")), CONTENT_RUBRIC);
	cr_expect_eq(content_kind_of(SV("\"words\": en")), CONTENT_WORDS);
	cr_expect_eq(content_kind_of(SV("{scenario: x}")), CONTENT_SCENARIO);
	cr_expect_eq(content_kind_of(SV("title: scenario: x")), CONTENT_UNKNOWN);
	cr_expect_eq(content_kind_of(SV("")), CONTENT_UNKNOWN);
	cr_expect_eq(content_kind_of(SV(":")), CONTENT_UNKNOWN);
}

static void head_of(const char *text, struct scenario_head *out, void *pool, bool expected)
{
	put(root_a, "head.yaml", text);
	CLEANUP_FREE char *path = file_join(root_a, "head.yaml");
	struct err err = ERR_INIT;
	cr_expect_eq(scenario_head_load(pool, path, out, &err), expected, "%s: %s", text, err.message);
}

Test(scenario_library, heads)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct scenario_head head;
	head_of("scenario: a\ncustomer:\n  title: no\n  x: [1,\n# broken below\ntitle: 'It''s'\nrubrics:\n- one\n- "
		"two\n"
		"nodes: {a: [}\nphase: after # late\n",
		&head, pool, true);
	cr_expect(sv_is(head.id, "a") && sv_is(head.title, "It's") && sv_is(head.phase, "after"));
	cr_expect_eq(head.rubric_count, 2);
	cr_expect(sv_is(head.rubric_ids[1], "two"));
	cr_expect_eq(head.channel, CHANNEL_UNKNOWN);
	head_of("{scenario: flow, title: T, channel: email, difficulty: 9}\n", &head, pool, true);
	cr_expect(sv_is(head.id, "flow") && head.channel == CHANNEL_EMAIL && head.difficulty == 0);
	head_of("title: no id\n", &head, pool, false);
	head_of("", &head, pool, false);
}
