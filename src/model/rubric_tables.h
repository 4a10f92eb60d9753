/* rubric_tables.h - field tables and readers that the files of the rubric loader share. Internal to model/. */
#ifndef ROLECALL_MODEL_RUBRIC_TABLES_H
#define ROLECALL_MODEL_RUBRIC_TABLES_H

#include "model/cond_read.h"
#include "model/example.h"
#include "model/kind.h"
#include "model/measure.h"
#include "model/words.h"

/* What a rubric is read with. `criteria` of the rubric have their ids before anything refers to them. */
struct rubric_reader {
	struct reader base;
	struct rubric *rubric;
	const char *const *ids; /* of the criteria, NULL-terminated, for "did you mean" */
};

extern const struct yaml_table criterion_table, section_table;
/* The measures' parameters and the steps of `order`. */
extern const struct yaml_table recap_table, facts_table, max_share_table, max_grade_table, max_repeats_table,
	style_table, reply_time_table, levels_table, count_table, length_table;
extern const struct yaml_field order_item, marker_item;

/* A criterion by the text at `node` (from byte `offset` of `length`); unknown: reports `code` and returns -1. */
int rubric_refer(struct rubric_reader *r, const struct yaml_node *node, size_t offset, size_t length, const char *code);

/* Everything but its id and section, into *criterion. */
void criterion_read(struct rubric_reader *r, struct criterion *criterion);
/* What its kind key holds. `rule` has except, negated and ignore filled in; all phrases read are appended to `all`. */
void order_read(struct rubric_reader *r, const struct yaml_node *node, struct criterion *criterion,
		const struct phrase_rule *rule, struct phrases *all);
void measure_read(struct rubric_reader *r, const struct yaml_node *node, struct criterion *criterion,
		  const struct phrase_rule *rule, struct phrases *all);
/* graded.c: levels and markers, for measure_read. */
const void *levels_read(struct rubric_reader *r, const struct yaml_node *node, const struct criterion *criterion,
			const struct phrase_rule *rule, struct phrases *all);
const void *markers_read(struct rubric_reader *r, const struct yaml_node *node, const struct criterion *criterion,
			 const struct phrase_rule *rule, struct phrases *all);
/* R308 and R307 for criteria that refer to each other in a circle; the edges that close it become -1. */
void rubric_break_circles(struct rubric_reader *r);

#endif
