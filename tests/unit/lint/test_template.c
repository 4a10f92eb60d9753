/* Copies of files under another id. */
#include "lint/template.h"

#include <criterion/criterion.h>

Test(template, a_copy_changes_the_id_alone)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct err err = ERR_INIT;

	cr_assert(template_copy("a.yaml", SV("# top\nscenario: \"old\" # why\ntitle: old\n"), SV("new"), &out, &err));
	cr_assert_str_eq(out.buf, "# top\nscenario: new # why\ntitle: old\n");
	strbuf_reset(&out);
	cr_assert(template_copy("a.yaml", SV("title: r\nrubric: old\n"), SV("x"), &out, &err));
	cr_assert_str_eq(out.buf, "title: r\nrubric: x\n");
}

Test(template, what_has_no_id_is_refused)
{
	static const char *const texts[] = {"",         "title: x\n", "scenario: [a]\n", "scenario: {a: b}\n", "a: [\n",
					    "\xff\xfe", "- x\n"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
		struct err err = ERR_INIT;

		cr_assert_not(template_copy("a.yaml", sv_from(texts[i]), SV("new"), &out, &err), "%zu", i);
		cr_assert_neq(err.kind, ERR_NONE, "%zu", i);
	}
}

Test(template, every_marker_is_filled)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	for (int channel = 0; channel < CHANNEL_COUNT; channel++)
		template_scenario(SV("x"), (enum channel)channel, NULL, 0, &out);
	template_rubric(SV("x"), &out);
	cr_assert_null(strchr(out.buf, '@'));
}
