/* example.h - examples of a criterion, and replies with [[marks]]. Internal to model/. */
#ifndef ROLECALL_MODEL_EXAMPLE_H
#define ROLECALL_MODEL_EXAMPLE_H

#include "model/read.h"
#include "model/rubric.h"

/* One reply: [[...]] removed, the offsets of what they enclosed kept. A mark without its end is text. */
void example_reply_read(const void *pool, struct sv text, struct example_reply *out);
/* `examples:` of a criterion, in file order. */
void examples_read(struct reader *reader, const struct yaml_node *node, struct criterion *criterion);

extern const struct yaml_table examples_table;

#endif
