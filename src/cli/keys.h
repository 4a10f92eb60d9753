/* keys.h - the keys of a file format, from its field tables: as a reference in Markdown, and as a schema to read. */
#ifndef ROLECALL_CLI_KEYS_H
#define ROLECALL_CLI_KEYS_H

#include "base/strbuf.h"
#include "yaml/table.h"

/* One heading and table a mapping, in the order in which they are first named. */
void keys_markdown(const struct yaml_table *table, struct strbuf *out);
/* JSON with two blanks a level, a line a member. */
void keys_indent_json(struct sv json, struct strbuf *out);

#endif
