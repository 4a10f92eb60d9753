/* suite_inside.h - what the parts of the test runner share. Internal to lint/. */
#ifndef ROLECALL_LINT_SUITE_INSIDE_H
#define ROLECALL_LINT_SUITE_INSIDE_H

#include "lint/suite.h"
#include "model/rubric.h"
#include "model/scenario.h"
#include "score/example.h"

/* Each adds its diagnostics to suite->diags and counts into *file. */
void suite_examples(struct suite *suite, struct suite_file *file, const struct rubric *rubric);
void suite_coverage(struct suite *suite, struct suite_file *file, const struct rubric *rubric);
/* `paths`: with --update, edits to the file's text are appended there. */
struct suite_edits;
void suite_playthroughs(struct suite *suite, struct suite_file *file, const struct scenario *scenario,
			struct suite_edits *edits);

/* ---- suite_update.c: edits of expected paths, applied to the bytes of the file ---- */
struct suite_edit {
	size_t start, end; /* bytes of the source that the old path takes */
	char *text;
};
struct suite_edits {
	struct suite_edit *items;
	size_t count, cap;
};
void suite_edit_path(struct suite_edits *edits, const struct yaml_doc *doc, const struct yaml_node *path,
		     const char *const *names, int count);
bool suite_edits_write(const struct suite_edits *edits, const struct yaml_doc *doc, struct err *err);
void suite_edits_release(struct suite_edits *edits);

#endif
