/* markup.h - the one door to the XML writer (libxml2): HTML and SVG whose text is escaped by construction.
 *
 * Elements are closed in full ("<td></td>"), which both HTML and XML readers take. Element and attribute names are our
 * own constants; text may be anything: controls become visible, bad UTF-8 and noncharacters U+FFFD. */
#ifndef ROLECALL_REPORT_MARKUP_H
#define ROLECALL_REPORT_MARKUP_H

#include "base/err.h"
#include "base/strbuf.h"
#include "base/sv.h"

struct markup;

struct markup *markup_new(void);
void markup_free(struct markup *markup); /* NULL is fine */

void markup_open(struct markup *markup, const char *element);
void markup_close(struct markup *markup);
void markup_attr(struct markup *markup, const char *name, const char *value);
void markup_attrf(struct markup *markup, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void markup_text(struct markup *markup, const char *text);
void markup_textf(struct markup *markup, const char *format, ...) __attribute__((format(printf, 2, 3)));
void markup_raw(struct markup *markup,
		const char *constant); /* our own text only: doctype, meta elements, style sheet */
/* An element with text and, when not NULL, a class. */
void markup_line(struct markup *markup, const char *element, const char *class, const char *text);

/* Everything written so far; false when the writer failed at any point. */
bool markup_take(struct markup *markup, struct strbuf *out, struct err *err);

#endif
