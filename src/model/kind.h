/* kind.h - the table of criterion kinds: exactly one key of a criterion decides its kind. */
#ifndef ROLECALL_MODEL_KIND_H
#define ROLECALL_MODEL_KIND_H

#include "model/rubric.h"

#define WHERE_BIT(kind) (1u << (kind))
#define WHERE_BITS_ALL 0x1fu

struct kind_info {
	const char *key;
	enum criterion_kind kind;
	unsigned wheres;               /* WHERE_BIT of every `where` that suits (else R315) */
	enum where_kind default_where; /* when `where` is absent */
	bool action_window;            /* before: and after: suit */
	bool phrases;                  /* negated, except and ignore mean something */
	bool measure;                  /* parameters in criterion->measure (measure.h) */
};

/* Indexed by enum criterion_kind. */
extern const struct kind_info kind_table[KIND_COUNT_OF_KINDS];
const struct kind_info *kind_of_key(struct sv key); /* NULL: not a kind key */

/* The actions that rubrics may name: what the conversation understands as /commands of the trainee. NULL-terminated. */
extern const char *const action_names[];
bool action_is_known(struct sv name);

#endif
