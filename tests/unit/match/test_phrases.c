/* Phrases against texts: the expected hits are marked [[ ]] in the text, as trainers mark evidence. */
#include "helper.h"

#include <criterion/criterion.h>
#include <stdlib.h>

struct row {
	const char *phrases, *except, *options, *marked;
};

static const struct row rows[] = {
#include "rows.inc"
};

static char *without_marks(const char *marked)
{
	struct strbuf out;
	strbuf_init(&out, 0);
	for (const char *at = marked; *at; at++) {
		if ((at[0] == '[' && at[1] == '[') || (at[0] == ']' && at[1] == ']'))
			at++;
		else
			strbuf_addch(&out, *at);
	}
	return strbuf_detach(&out);
}

static void check_rows(enum match_engine engine)
{
	int wrong = 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bench bench;
		char *text = without_marks(rows[i].marked);
		bench_init(&bench, rows[i].phrases, rows[i].except, rows[i].options, engine);
		char *got = bench_mark(&bench, sv_from(text));
		if (strcmp(got, rows[i].marked) != 0) {
			wrong++;
			fprintf(stderr, "row %zu: phrases {%s}\n    wanted: %s\n    got:    %s\n", i, rows[i].phrases,
				rows[i].marked, got);
		}
		free(got);
		free(text);
		bench_release(&bench);
	}
	cr_assert_eq(wrong, 0, "%d rows are wrong", wrong);
}

Test(phrases, table_fast)
{
	check_rows(MATCH_ENGINE_FAST);
}

Test(phrases, table_plain)
{
	check_rows(MATCH_ENGINE_PLAIN);
}
