/* check.h - the walk of a tree along its field tables (inside yaml/ only). */
#ifndef ROLECALL_YAML_CHECK_H
#define ROLECALL_YAML_CHECK_H

#include "base/strbuf.h"
#include "yaml/table.h"

struct check {
	struct yaml_doc *doc;
	struct diag_list *diags;
	bool bad;  /* a Y error was found that no comment allows */
	int depth; /* of the walk: tables that go round in circles end somewhere */
};

/* A value to be judged. `name` is the key that it belongs to, for messages. */
struct value {
	struct yaml_node *node;
	const struct yaml_field *field;
	const char *name;
};

void check_report(struct check *c, const struct yaml_node *node, const char *code, const char *help, const char *format,
		  ...) __attribute__((format(printf, 5, 6)));

/* Y105: not the type that the field wants. */
void check_wrong_type(struct check *c, const struct value *value);
/* A scalar by a scalar kind. */
void check_scalar(struct check *c, const struct value *value);
/* A key of a mapping with free keys: an id, unless the field says otherwise. */
void check_id(struct check *c, const struct yaml_node *node, const char *name);
/* True for what `key:` alone gives. */
bool check_is_nothing(const struct yaml_node *node);
bool check_is_scalar_kind(enum yaml_kind kind);

#endif
