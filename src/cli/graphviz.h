/* graphviz.h - drawing with the `dot` program, when it is installed. */
#ifndef ROLECALL_CLI_GRAPHVIZ_H
#define ROLECALL_CLI_GRAPHVIZ_H

#include "base/err.h"
#include "base/strbuf.h"

/* Appends the SVG of a DOT text. ERR_INPUT when dot is not on the PATH (the message says what to install), ERR_IO when
 * it fails. */
bool graphviz_svg(struct sv dot, struct strbuf *out, struct err *err);

#endif
