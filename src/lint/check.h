/* check.h - inside of lint/: the checks of one document, and what they share. Internal to lint/. */
#ifndef ROLECALL_LINT_CHECK_H
#define ROLECALL_LINT_CHECK_H

#include "lint/lint.h"
#include "model/rubric.h"
#include "model/scenario.h"
#include "score/score.h"

/* ---- rubrics ---- */
void check_models(const struct rubric *rubric, struct diag_list *diags); /* R305 */
#endif
