#include "base/diag.h"

#include <criterion/criterion.h>

static void expect_text(struct diag_list *list, const char *want)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	diag_list_finish(list);
	diag_render_text(list, false, &out);
	cr_assert_str_eq(out.buf, want, "got\n%s\nwanted\n%s", out.buf, want);
	diag_list_release(list);
}

Test(diag, severities)
{
	cr_assert_eq(diag_severity_of("Y101"), DIAG_ERROR);
	cr_assert_eq(diag_severity_of("P206"), DIAG_ERROR);
	cr_assert_eq(diag_severity_of("P207"), DIAG_WARNING);
	cr_assert_eq(diag_severity_of("P208"), DIAG_NOTE);
	cr_assert_eq(diag_severity_of("T403"), DIAG_WARNING);
	cr_assert_eq(diag_severity_of("S512"), DIAG_ERROR);
	cr_assert_eq(diag_severity_of("D606"), DIAG_NOTE);
	cr_assert_eq(diag_severity_of("D601"), DIAG_WARNING);
	struct diag_list list = DIAG_LIST_INIT;
	diag_add(&list, "S512", "f", 1, 1, 1, NULL, "never reached");
	diag_set_last_severity(&list, DIAG_WARNING);
	cr_assert_eq(diag_count(&list, DIAG_ERROR), 0);
	cr_assert_eq(diag_count_exact(&list, DIAG_WARNING), 1);
	diag_list_release(&list);
}

Test(diag, shape)
{
	struct diag_list list = DIAG_LIST_INIT;
	diag_list_add_source(&list, "a.yaml", SV("x: 1\n  go: nowhere\n"));
	diag_add(&list, "S501", "a.yaml", 2, 7, 7, "go: here", "there is no node \"%s\"", "nowhere");
	expect_text(&list, "a.yaml:2:7: error[S501]: there is no node \"nowhere\"\n"
			   "    go: nowhere\n"
			   "        ^^^^^^^\n"
			   "  help: go: here\n");
}

Test(diag, caret_under_wide_text_tabs_and_escapes)
{
	struct diag_list list = DIAG_LIST_INIT;
	diag_list_add_source(&list, "a",
			     SV("日本é: x\n\t\te\xCC\x81: y\na\x1b"
				"b: z\r\n👩‍👧: q"));
	diag_add(&list, "P209", "a", 1, 6, 1, NULL, "m");
	diag_add(&list, "P209", "a", 2, 6, 1, NULL, "m");
	diag_add(&list, "P208", "a", 3, 2, 1, NULL, "m");
	diag_add(&list, "P209", "a", 4, 6, 99, NULL, "m");
	expect_text(&list, "a:1:6: warning[P209]: m\n"
			   "  日本é: x\n"
			   "         ^\n"
			   "a:2:6: warning[P209]: m\n"
			   "  \t\te\xCC\x81: y\n"
			   "  \t\t  ^\n"
			   "a:3:2: note[P208]: m\n"
			   "  a\\x1bb: z\n"
			   "   ^^^^\n"
			   "a:4:6: warning[P209]: m\n"
			   "  👩‍👧: q\n"
			   "      ^\n");
}

Test(diag, sorts_drops_repeats_and_caps)
{
	struct diag_list list = DIAG_LIST_INIT;
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	for (int i = 25; i > 0; i--)
		diag_add(&list, "P207", "a", i, 1, 1, NULL, "m");
	diag_add(&list, "P207", "a", 1, 1, 1, NULL, "m");
	diag_add(&list, "P206", "a", 99, 1, 1, NULL, "m");
	diag_add(&list, "P207", "b", 1, 1, 1, NULL, "m");
	diag_list_finish(&list);
	diag_list_finish(&list);
	cr_assert_eq(list.count, 12);
	cr_assert_eq(list.suppressed, 15);
	cr_assert_eq(list.items[0].line, 1);
	cr_assert_eq(list.items[9].line, 10);
	cr_assert_str_eq(list.items[10].code, "P206");
	cr_assert_str_eq(list.items[11].file, "b");
	diag_render_text(&list, false, &out);
	cr_assert_not_null(strstr(out.buf, "\n... and 15 more\n"));
	diag_list_release(&list);
}

Test(diag, allow_comments)
{
	struct diag_list list = DIAG_LIST_INIT;
	diag_list_add_source(&list, "a",
			     SV("a: b # rolecall: allow T403\n"
				"a: \"# rolecall: allow T403\"\n"
				"a: 'x' # why. # rolecall: allow P207, T403\n"
				"a: b # rolecall: allow Y105 Y104\n"));
	for (int line = 1; line <= 4; line++)
		diag_add(&list, "T403", "a", line, 1, 1, NULL, "m");
	diag_add(&list, "P207", "a", 1, 1, 1, NULL, "m");
	diag_add(&list, "P207", "a", 3, 1, 1, NULL, "m");
	diag_add(&list, "Y104", "a", 4, 1, 1, NULL, "m");
	cr_assert_not(diag_list_unusable(&list, "a"));
	diag_add(&list, "Y105", "a", 4, 1, 1, NULL, "m");
	cr_assert(diag_list_unusable(&list, "a"));
	diag_list_finish(&list);
	cr_assert_eq(list.count, 4);
	cr_assert_str_eq(list.items[0].code, "P207");
	cr_assert_eq(list.items[1].line, 2);
	cr_assert_str_eq(list.items[2].code, "T403");
	cr_assert_str_eq(list.items[3].code, "Y105");
	diag_list_release(&list);
}

Test(diag, nobody_listens)
{
	diag_add(NULL, "Y101", "a", 1, 1, 1, NULL, "m");
	cr_assert_eq(diag_count(NULL, DIAG_NOTE), 0);
	cr_assert_not(diag_list_has(NULL, "a", "Y"));
}

Test(diag, place_beyond_the_text)
{
	struct diag_list list = DIAG_LIST_INIT;
	diag_list_add_source(&list, "a", SV("abc"));
	diag_add(&list, "P207", "a", 1, 50, 3, NULL, "m");
	diag_add(&list, "P207", "a", 9, 50, 3, NULL, "m");
	expect_text(&list, "a:1:50: warning[P207]: m\n  abc\n     ^\na:9:50: warning[P207]: m\n");
}
