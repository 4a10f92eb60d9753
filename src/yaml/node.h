/* node.h - a YAML document as a tree of nodes with positions.
 *
 * Every value is text until a field table (table.h) says otherwise: nothing is guessed. Refused with a
 * diagnostic (languages.md, section 1): Y101 syntax, Y102 tab indent, Y103 duplicate key, Y107 tags, anchors,
 * aliases and merge keys, Y110 several documents, Y111 bytes that are not UTF-8 or a control character, Y113 deeper
 * than 32 levels or larger than 1 MiB. Also found here, because only the raw text shows them: Y108 (text cut
 * by ` #`) and Y109 (unquoted item in a flow list split at a comma) are reported by table.h, which knows what a
 * node means; node.c records the raw material (`plain_cut`).
 *
 * Ownership: one talloc tree per document; talloc_free(doc). Nodes stay valid as long as the document. */
#ifndef ROLECALL_YAML_NODE_H
#define ROLECALL_YAML_NODE_H

#include "base/diag.h"
#include "base/err.h"
#include "base/sv.h"

#include <stdbool.h>

enum yaml_type { YAML_SCALAR, YAML_LIST, YAML_MAP };
enum yaml_style { YAML_PLAIN, YAML_SINGLE, YAML_DOUBLE, YAML_LITERAL, YAML_FOLDED, YAML_BLOCK, YAML_FLOW };

struct yaml_entry {
	struct yaml_node *key; /* always a scalar */
	struct yaml_node *value;
};

struct yaml_node {
	enum yaml_type type;
	enum yaml_style style;
	int line, column;         /* 1-based; column in code points */
	int end_line, end_column; /* just past the end */
	struct sv text;           /* scalar: decoded text, NUL-terminated at text.p[text.n] */
	const char *raw;          /* scalar: first byte of its source (the quote, for a quoted one) in doc->source */
	size_t raw_length;
	bool refused;               /* Y107 was given here: a stand-in whose value nobody should judge */
	bool incomplete;            /* map: entries were left out (Y103, Y107), so do not ask for missing ones */
	bool plain_cut;             /* scalar: a plain scalar directly followed by ` #` and a non-space character */
	struct yaml_node **items;   /* list */
	struct yaml_entry *entries; /* map, file order */
	int count;                  /* items or entries */
};

struct yaml_doc {
	char *path;   /* as given, for messages */
	char *source; /* whole text, NUL-terminated */
	size_t length;
	struct yaml_node *root; /* NULL for an empty document */
	bool faulty;            /* Y103 or Y107 was found that no comment allows: check further, but do not use it */
};

#define YAML_MAX_BYTES (1024 * 1024) /* a scenario of 25 nodes is 20 KB; a megabyte is a mistake */
#define YAML_MAX_DEPTH 32

/* Parse. On a fatal diagnostic (Y101, Y102, Y110, Y111, Y113) returns NULL: that diagnostic alone is in `diags` and in
 * *err. Y103 (the first one wins) and Y107 are added to diags, but the tree is returned, so that the other faults of
 * the file are found too; doc->faulty is set then, and yaml_check (table.h) never calls such a file good.
 * A path that cannot be read: NULL, ERR_INPUT, and no diagnostic. `ctx`: talloc parent or NULL. */
struct yaml_doc *yaml_load(const void *ctx, const char *path, struct diag_list *diags, struct err *err);
struct yaml_doc *yaml_parse(const void *ctx, const char *path, struct sv text, struct diag_list *diags,
			    struct err *err);

/* Value of a key, or NULL (also for a node that is not a map, or NULL). */
struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);
struct yaml_entry *yaml_entry_of(const struct yaml_node *map, const char *key);

/* Place of byte `offset` of the decoded scalar text, for carets inside a value. Exact for plain,
 * single-quoted and (by re-scanning escapes) double-quoted scalars on one or more lines; block scalars too. */
void yaml_place_in(const struct yaml_doc *doc, const struct yaml_node *scalar, size_t offset, int *line, int *column);

#endif
