/* explain_text.h - the texts behind explain.h, one table for each letter. Internal to lint/. */
#ifndef ROLECALL_LINT_EXPLAIN_TEXT_H
#define ROLECALL_LINT_EXPLAIN_TEXT_H

struct explain_text {
	const char *code;  /* NULL ends a table */
	const char *title; /* a short phrase, no final stop */
	const char *text;  /* what it means and why it matters; paragraphs, each one line */
	const char *bad;   /* lines of a file, each ended by \n */
	const char *good;  /* the same lines, mended */
};

/* Each sorted by code. */
extern const struct explain_text explain_d[], explain_p[], explain_r[], explain_s[], explain_t[], explain_y[];

#endif
