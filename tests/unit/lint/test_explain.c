/* Every code that can be given has its long text, and every text its code. */
#include "base/diag.h"
#include "base/file.h"
#include "base/mem.h"
#include "lint/explain.h"
#include "lint/explain_text.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

static const struct explain_text *const tables[] = {explain_d, explain_p, explain_r, explain_s, explain_t, explain_y};

static bool is_code_text(const char *code)
{
	return strlen(code) == 4 && strchr("DPRSTY", code[0]) && isdigit((unsigned char)code[1]) &&
	       isdigit((unsigned char)code[2]) && isdigit((unsigned char)code[3]);
}

Test(explain, the_tables_and_the_list_agree)
{
	const char *const *codes = lint_codes();
	size_t at = 0;

	for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
		for (const struct explain_text *text = tables[t]; text->code; text++, at++) {
			cr_assert_not_null(codes[at]);
			cr_expect_str_eq(codes[at], text->code);
			cr_expect(is_code_text(text->code), "%s", text->code);
			cr_expect(at == 0 || strcmp(codes[at - 1], codes[at]) < 0, "%s is out of order", text->code);
		}
	}
	cr_expect_null(codes[at]);
	cr_expect_eq(at, 82);
}

Test(explain, every_text_is_whole)
{
	for (size_t i = 0; lint_codes()[i]; i++) {
		struct strbuf out CLEANUP_STRBUF = STRBUF_INIT;
		const char *code = lint_codes()[i];

		cr_assert(lint_explain(code, &out));
		cr_expect_not_null(strstr(out.buf, "\nInstead of\n"), "%s", code);
		cr_expect_not_null(strstr(out.buf, "\nwrite\n"), "%s", code);
		cr_expect_gt(strlen(lint_title(code)), 8u, "%s", code);
		cr_expect_gt(out.len, 200u, "%s", code);
	}
}

Test(explain, either_case_and_nothing_else)
{
	struct strbuf upper CLEANUP_STRBUF = STRBUF_INIT, lower CLEANUP_STRBUF = STRBUF_INIT;

	cr_assert(lint_explain("S501", &upper));
	cr_assert(lint_explain("s501", &lower));
	cr_expect_str_eq(upper.buf, lower.buf);
	cr_expect_not(lint_explain("S50", &lower));
	cr_expect_not(lint_explain("S5011", &lower));
	cr_expect_not(lint_explain("", &lower));
	cr_expect_null(lint_title("X999"));
}

/* Whatever code a source file gives, there is a text for it. */
static void check_source(const char *path)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	struct err err = ERR_INIT;

	cr_assert(file_read(path, 1024 * 1024, &text, &err), "%s", err.message);
	for (size_t i = 0; i + 6 <= text.len; i++) {
		char code[5] = {text.buf[i + 1], text.buf[i + 2], text.buf[i + 3], text.buf[i + 4], '\0'};

		if (text.buf[i] == '"' && text.buf[i + 5] == '"' && is_code_text(code))
			cr_expect_not_null(lint_title(code), "%s in %s", code, path);
	}
}

Test(explain, every_code_in_the_sources_is_explained)
{
	static const char *const folders[] = {"src/base", "src/yaml", "src/match", "src/model", "src/lint"};
	const char *source = getenv("ROLECALL_SOURCE");

	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		CLEANUP_FREE char *folder = file_join(source ? source : ".", folders[i]);
		size_t count = 0;
		char **paths = file_list(folder, ".c", &count, NULL);

		cr_assert_gt(count, 0u);
		for (size_t k = 0; k < count; k++)
			check_source(paths[k]);
		file_list_free(paths, count);
	}
}
