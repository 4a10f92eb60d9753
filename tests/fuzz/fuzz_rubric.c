/* fuzz_rubric.c - any bytes as a rubric and as a word-list file: a rubric or an error with a place. */
#include "base/diag.h"
#include "model/rubric.h"
#include "model/words.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void show(struct diag_list *diags)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	diag_list_finish(diags);
	diag_render_text(diags, false, &text);
	diag_list_release(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag_list diags = DIAG_LIST_INIT, more = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct sv text = sv_make((const char *)data, size);
	struct rubric *rubric = rubric_parse("fuzz.yaml", text, NULL, &diags, &err);
	if (!rubric && (err.kind == ERR_NONE || diags.count == 0)) {
		abort(); /* a failure must say why and where */
	}
	for (int i = 0; rubric && i < rubric->criterion_count; i++) {
		const struct criterion *criterion = &rubric->criteria[i];
		if (criterion->group >= (int)match_set_groups(rubric->set)) {
			abort();
		}
	}
	rubric_free(rubric);
	show(&diags);
	err = (struct err)ERR_INIT;
	if (!words_parse("fuzz.yaml", text, NULL, &more, &err) && (err.kind == ERR_NONE || more.count == 0)) {
		abort();
	}
	show(&more);
	return 0;
}
