/* cond_read.h - reading conditions (cond.h) from a checked tree. Internal to model/. */
#ifndef ROLECALL_MODEL_COND_READ_H
#define ROLECALL_MODEL_COND_READ_H

#include "model/cond.h"
#include "model/read.h"

/* Who owns a condition: where its `said` groups go and how its names are looked up. */
struct cond_owner {
	struct reader *reader;
	/* Called for every MET, MISSED, BROKE, ASKED, KNOWS, GOAL, ACTION, VISITED and FLAG with name, node and key set
	 * and rubric = index = -1: fills rubric and index, or reports (S508 …) and leaves -1. NULL: all stay
	 * unresolved. */
	void (*resolve)(void *data, struct cond *cond);
	void *data;
};

/* A mapping (AND) or a list (OR) as a tree in reader->pool. NULL for a NULL node. A list as the value of a name
 * (met: [a, b]) is OR too. `node` must have passed cond_field. */
struct cond *cond_read(const struct cond_owner *owner, const struct yaml_node *node);

/* A key of one condition by name, e.g. COND_MET for "met"; -1 for none. */
int cond_op_of(struct sv key);
const char *cond_key_of(enum cond_op op);

/* The table of one condition mapping; lists of them and `not` refer to it. */
extern const struct yaml_table cond_table;
/* Alternatives of a condition: a mapping, or a list of mappings; for YAML_K_ONE_OF fields (`when`, `done`, `only_if`,
 * `not`). */
extern const struct yaml_field cond_alternatives[];
#define COND_FIELD(name, extra, text)                                                                      \
	{                                                                                                  \
		.key = (name), .kind = YAML_K_ONE_OF, .flags = (extra), .alternatives = cond_alternatives, \
		.help = (text)                                                                             \
	}

#endif
