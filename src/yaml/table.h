/* table.h - field tables: what a mapping may hold. One table drives checking here, the readers in model/, the
 * JSON Schemas in docs/schema/ and the reference part of the format guides.
 *
 * yaml_check walks a tree against a table and reports: Y104 unknown key with "did you mean" (a misspelt key
 * is then renamed in the tree and counts as the key that it meant), Y105 wrong type (with the special sentence for a
 * text that became a mapping because of ": "), Y106 missing key, Y108, Y109, Y114 bad id, and for values out of a
 * choice or a range Y105 (unless the field names another code in `code`). After yaml_check without errors a reader may
 * trust types blindly. */
#ifndef ROLECALL_YAML_TABLE_H
#define ROLECALL_YAML_TABLE_H

#include "yaml/node.h"

#include <stdint.h>

enum yaml_kind {
	YAML_K_TEXT,     /* scalar */
	YAML_K_ID,       /* [a-z0-9][a-z0-9-]{0,63}, Y114 */
	YAML_K_INT,      /* whole number, min..max */
	YAML_K_NUMBER,   /* decimal number, min..max */
	YAML_K_BOOL,     /* true or false only */
	YAML_K_CHOICE,   /* scalar out of `choices` */
	YAML_K_DURATION, /* 60s, 2m, 1h, 2d: a bare number is S516 */
	YAML_K_RANGE,    /* "at least 60", "at most 3", "below 30", "above 5", "30 to 59", "exactly 3", or a bare number
			    (means exactly) */
	YAML_K_DELTA,    /* signed whole number: +6, -12 */
	YAML_K_MAP,      /* mapping by table `sub` */
	YAML_K_LIST,     /* list of `item`; a single item alone is accepted when YAML_F_ONE_OK */
	YAML_K_MAP_OF,   /* mapping from free keys (ids unless YAML_F_FREE_KEYS) to `item` */
	YAML_K_ONE_OF,   /* the first alternative in `alternatives` whose node type (scalar, list, map) suits */
	YAML_K_ANY       /* not checked here; the reader does */
};

#define YAML_F_REQUIRED 1u      /* absent: Y106 */
#define YAML_F_ONE_OK 2u        /* YAML_K_LIST: a lone item stands for a list of one */
#define YAML_F_FREE_KEYS 4u     /* YAML_K_MAP_OF: keys are any text */
#define YAML_F_CUSTOMER_LINE 8u /* text that the customer says: Y108 and Y109 look at it */
#define YAML_F_PROSE 16u        /* other free text (phrase, example, reply, title, brief): Y108 looks at it */
#define YAML_F_NO_COLON \
	32u /* where a text is expected and a one-entry map is found, say "`: ` made this a mapping; quote it" */
#define YAML_F_NOT_EMPTY 64u /* text or list must not be empty (Y105) */

struct yaml_table;

struct yaml_field {
	const char *key; /* NULL ends a table; for `item` and `alternatives` the key is "" */
	enum yaml_kind kind;
	unsigned flags;
	const char *code; /* diagnostic for a bad value instead of Y105 (for example R313, S516, R316), or NULL */
	long min, max;    /* INT, NUMBER, DELTA; both 0: no bound */
	const char *const *choices;            /* CHOICE, NULL-terminated */
	const struct yaml_table *sub;          /* MAP */
	const struct yaml_field *item;         /* LIST, MAP_OF */
	const struct yaml_field *alternatives; /* ONE_OF: ended by key NULL */
	const char *help;                      /* one plain sentence for guides, schema hover and completion */
};

struct yaml_table {
	const char *name; /* "rubric", "criterion" … used in messages: unknown key in a criterion */
	const char *help;
	const struct yaml_field *fields;
};

/* True when the file can be used: it has no Y error, from here or from parsing, that no comment allows (the codes that
 * fields name, such as R303, do not count: the reader of such a field meets values out of range). `expected_format`:
 * Y112 when the root's `format` is a larger number (that is then the file's only diagnostic); 0 to leave that alone.
 * The tree is made ready for readers: misspelt keys are renamed, a lone item becomes a list of one (YAML_F_ONE_OK), and
 * a key without a value, where a list or mapping may be empty, gets an empty one. */
bool yaml_check(struct yaml_doc *doc, const struct yaml_table *table, int expected_format, struct diag_list *diags);

/* Readers for checked nodes. NULL nodes give the stated default. */
struct sv yaml_text(const struct yaml_node *node); /* "" */
long yaml_long(const struct yaml_node *node, long other);
double yaml_double(const struct yaml_node *node, double other);
bool yaml_bool(const struct yaml_node *node, bool other);
int yaml_choice(const struct yaml_node *node, const char *const *choices); /* -1 */
int64_t yaml_duration_ms(const struct yaml_node *node, int64_t other);

/* "at least 60" -> {60, INT_MAX}; false when it is no range. "60 to 30" is one, with nothing in it: that a condition
 * can never hold is for lint to say. Also used for -inf/inf bounds. */
struct yaml_range {
	long min, max; /* inclusive */
};
bool yaml_range_parse(struct sv text, struct yaml_range *out);

/* Add a diagnostic at a node (length = the node's text on its first line). */
void yaml_diag(struct diag_list *diags, const struct yaml_doc *doc, const struct yaml_node *node, const char *code,
	       const char *help, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* … at part of a scalar: bytes offset..offset+length of its decoded text. */
void yaml_diag_in(struct diag_list *diags, const struct yaml_doc *doc, const struct yaml_node *scalar, size_t offset,
		  size_t length, const char *code, const char *help, const char *format, ...)
	__attribute__((format(printf, 8, 9)));

/* JSON Schema (draft 2020-12) of a table, with titles and descriptions from the help texts. */
struct strbuf;
void yaml_table_schema(const struct yaml_table *table, const char *id, const char *title, struct strbuf *out);

#endif
