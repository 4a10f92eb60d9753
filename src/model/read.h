/* read.h - what every reader of one YAML file in model/ needs: where texts go, where problems go, and how phrases
 * become groups. Internal to model/. */
#ifndef ROLECALL_MODEL_READ_H
#define ROLECALL_MODEL_READ_H

#include "base/diag.h"
#include "match/match.h"
#include "yaml/table.h"

struct reader {
	const void *pool;          /* talloc parent of everything that is read */
	struct yaml_doc *doc;      /* the file */
	struct match_set *set;     /* phrase groups go here */
	struct match_lists *lists; /* for <list>; NULL: built-in ones only */
	bool lists_broken;         /* an include is missing or wrong: P204 stays silent (no follow-ons) */
	struct diag_list *diags;   /* NULL: silent */
	bool problem;              /* set when an error (not a warning) was reported through this reader */
};

/* Texts of a list of scalars, or of one scalar; NULL node: 0. Views into the document. */
struct sv *read_texts(struct reader *reader, const struct yaml_node *node, int *count);
/* The text of map[key], "" when absent. */
struct sv read_text(const struct yaml_node *map, const char *key);
/* As yaml_diag, and sets reader->problem for an error. */
void read_diag(struct reader *reader, const struct yaml_node *node, const char *code, const char *help,
	       const char *format, ...) __attribute__((format(printf, 5, 6)));
/* … at part of a scalar: bytes offset..offset+length of its decoded text. */
void read_diag_in(struct reader *reader, const struct yaml_node *scalar, size_t offset, size_t length, const char *code,
		  const char *help, const char *format, ...) __attribute__((format(printf, 7, 8)));
/* Items of a node that may be a list or a lone item: their number, and the i-th. NULL: 0. */
int read_count(const struct yaml_node *node);
const struct yaml_node *read_item(const struct yaml_node *node, int index);
/* "did you mean “x”?" in `out` (emptied first), or "" when no name is near. Returns out. */
const char *read_did_you_mean(struct sv word, const char *const *names, char *out, size_t size);

/* Frees `thing` with the pool: for what talloc does not own. */
void read_hold_set(const void *pool, struct match_set *set);
void read_hold_lists(const void *pool, struct match_lists *lists);

/* ---- phrases: plain words with marks, or {regex: '…'} ---- */
struct phrases {
	struct match_phrase *items;
	const struct yaml_node *
		*nodes; /* the scalar that holds each (the text may be a part of it): for carets inside it */
	int count;
};
void phrases_read(struct reader *reader, const struct yaml_node *node, struct phrases *out);
/* Append `more` to `all` (for the flat list of a criterion). */
void phrases_append(struct reader *reader, struct phrases *all, const struct phrases *more);

struct phrase_rule {
	const struct phrases *phrases, *except; /* except may be NULL */
	enum match_negation negated;
	bool ignore_quotes, ignore_piles;
	int crowd, owner;
	enum match_at at; /* markers only */
	enum match_in in;
	/* The first so many of `except` serve several groups: that one of them does nothing here (P212) is no fault,
	 * and what else is wrong with them is said once, with the first group. */
	int shared_except;
	bool shared_before;
	struct phrases *all_except; /* where `except` of single markers is noted for the criterion */
};
/* Adds a group to reader->set and reports its P problems at their place in the file. Returns its number. */
int phrases_group(struct reader *reader, const struct phrase_rule *rule);

/* Field shared by all tables: one phrase, for lists of phrases. */
extern const struct yaml_field phrase_item;
/* One id, one text, for lists. */
extern const struct yaml_field id_item, text_item;
/* `…: anything as phrases` for a table: key and help only. */
#define PHRASES_FIELD(name, extra, text)                                                                 \
	{                                                                                                \
		.key = (name), .kind = YAML_K_LIST, .flags = YAML_F_ONE_OK | YAML_F_NOT_EMPTY | (extra), \
		.item = &phrase_item, .help = (text)                                                     \
	}

/* ---- the filter at the end of a load ---- */
/* Moves the diagnostics of `from` to `to`: of a file with a Y error only the Y codes (languages.md section 5), the rest
 * as they are. `from` is released. `to` may be NULL. Returns true when `path` itself has a Y error. */
bool diags_settle(struct diag_list *from, const char *path, struct diag_list *to);
/* Fills *err with the first Y error of `path` in the list, for a file that is refused. Call before diags_settle. */
void diags_refuse(const struct diag_list *list, const char *path, struct err *err);

#endif
