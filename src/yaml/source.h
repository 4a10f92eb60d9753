/* source.h - the text of one YAML file while it is parsed (inside yaml/ only): from libyaml's marks, which count code
 * points, to bytes, lines and columns; and the sentences for what libyaml calls its problems. */
#ifndef ROLECALL_YAML_SOURCE_H
#define ROLECALL_YAML_SOURCE_H

#include "base/strbuf.h"
#include "yaml/node.h"

#include <stdint.h>

struct yaml_line {
	uint32_t mark, byte; /* where it starts: in code points and in bytes */
};

struct yaml_source {
	struct sv text; /* without a byte order mark */
	struct yaml_line *lines;
	size_t line_count, line_cap;
	uint32_t *steps; /* byte of every YAML_STEP-th code point */
	size_t step_count, step_cap;
	size_t marks; /* code points in all */
};

#define YAML_STEP 64

void yaml_source_init(struct yaml_source *source, struct sv text);
void yaml_source_release(struct yaml_source *source);
size_t yaml_source_byte(const struct yaml_source *source, size_t mark);
void yaml_source_place(const struct yaml_source *source, size_t mark, int *line, int *column);
/* Line `line` (1-based) without its end. */
struct sv yaml_source_line(const struct yaml_source *source, int line);

/* A fault that stops the file. */
struct yaml_fault {
	char code[8];
	int line, column, length;
	struct strbuf message, help; /* help may be empty */
};

/* First byte that is not UTF-8 or is a control character: Y111. True when there is one. */
bool yaml_find_bad_byte(struct sv text, struct yaml_fault *fault);

/* What libyaml said, and what was read last. */
struct yaml_trouble {
	const char *problem, *context; /* "" when unknown */
	size_t problem_mark, context_mark;
	const struct yaml_node *last; /* scalar before the trouble, or NULL */
	const struct yaml_node *open; /* innermost [ or { that is open, or NULL */
};
/* Fill the fault with plain words: Y101, Y102 or Y107. */
void yaml_explain(const struct yaml_source *source, const struct yaml_trouble *trouble, struct yaml_fault *fault);

/* Append the text in quotes, as an author would type it. */
void yaml_add_quoted(struct strbuf *out, struct sv text);

#endif
