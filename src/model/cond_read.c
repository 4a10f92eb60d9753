/* cond_read.c - the keys of a condition, and reading them. */
#include "model/cond_read.h"

#include "base/clock.h"
#include "base/mem.h"
#include "model/channel.h"

#include <limits.h>

static const struct yaml_field channel_item = {.key = "",
					       .kind = YAML_K_CHOICE,
					       .choices = channel_names,
					       .help = "A channel."};

#define NAMES_FIELD(name, text)                                                                                    \
	{                                                                                                          \
		.key = (name), .kind = YAML_K_LIST, .flags = YAML_F_ONE_OK | YAML_F_NOT_EMPTY, .item = &text_item, \
		.help = (text)                                                                                     \
	}
#define RANGE_FIELD(name, text)                                     \
	{                                                           \
		.key = (name), .kind = YAML_K_RANGE, .help = (text) \
	}

static const struct yaml_field cond_item;
static const struct yaml_field cond_fields[] = {
	NAMES_FIELD("met", "A criterion is met: its id, or rubric/id when several rubrics are used."),
	NAMES_FIELD("missed", "A criterion's window has closed without it being met."),
	NAMES_FIELD("broke", "The reply just given broke a forbid criterion."),
	PHRASES_FIELD("said", 0, "The reply just given says one of these phrases."),
	NAMES_FIELD("asked", "The reply just given asks for this fact."),
	NAMES_FIELD("knows", "The customer has told this fact."),
	NAMES_FIELD("goal", "This goal is done."),
	NAMES_FIELD("action", "The trainee has done this action, such as hold."),
	RANGE_FIELD("anger", "The customer's anger, 0 to 100, in words: at least 60, below 30, 30 to 59."),
	RANGE_FIELD("confusion", "The customer's confusion, 0 to 100, in words."),
	RANGE_FIELD("replies", "Replies given in this node, the last one counted."),
	RANGE_FIELD("total_replies", "Replies given in the whole conversation."),
	NAMES_FIELD("visited", "The conversation has been in this node."),
	NAMES_FIELD("flag", "This flag has been set."),
	{.key = "channel",
	 .kind = YAML_K_LIST,
	 .flags = YAML_F_ONE_OK | YAML_F_NOT_EMPTY,
	 .item = &channel_item,
	 .help = "The conversation runs on one of these channels."},
	RANGE_FIELD("score", "The score so far, in per cent."),
	{.key = "elapsed",
	 .kind = YAML_K_TEXT,
	 .flags = YAML_F_NOT_EMPTY,
	 .help = "Time since the start, in words with units: at least 5m, below 90s, 2m to 4m."},
	COND_FIELD("not", 0, "The condition inside does not hold."),
	{.key = "all",
	 .kind = YAML_K_LIST,
	 .flags = YAML_F_NOT_EMPTY,
	 .item = &cond_item,
	 .help = "Every condition of this list holds, such as all: [{goal: one}, {goal: two}]."},
	{.key = "nothing",
	 .kind = YAML_K_BOOL,
	 .help = "Reactions only: true when no other reaction fired on this reply."},
	{.key = NULL},
};
const struct yaml_table cond_table = {"condition", "Every line of a condition must hold; a list means any of them.",
				      cond_fields};

static const struct yaml_field cond_item = {.key = "",
					    .kind = YAML_K_MAP,
					    .sub = &cond_table,
					    .help = "One condition: all its lines must hold."};
const struct yaml_field cond_alternatives[] = {
	{.key = "", .kind = YAML_K_MAP, .sub = &cond_table, .help = "All lines must hold."},
	{.key = "", .kind = YAML_K_LIST, .item = &cond_item, .flags = YAML_F_NOT_EMPTY, .help = "Any of these."},
	{.key = NULL},
};

/* Keys in the order of enum cond_op from COND_NOT on. */
static const char *const op_keys[] = {"not",  "met",     "missed", "broke",     "said",    "asked",         "knows",
				      "goal", "action",  "anger",  "confusion", "replies", "total_replies", "visited",
				      "flag", "channel", "score",  "elapsed",   "nothing"};

int cond_op_of(struct sv key)
{
	for (size_t i = 0; i < sizeof op_keys / sizeof op_keys[0]; i++) {
		if (sv_is(key, op_keys[i])) {
			return COND_NOT + (int)i;
		}
	}
	return -1;
}

const char *cond_key_of(enum cond_op op)
{
	return op < COND_NOT ? "" : op_keys[op - COND_NOT];
}

static struct cond *new_cond(const struct cond_owner *owner, enum cond_op op, const struct yaml_node *key,
			     const struct yaml_node *node)
{
	struct cond *cond = MEM_NEW(owner->reader->pool, struct cond);
	cond->op = op;
	cond->name = SV("");
	cond->rubric = cond->index = cond->group = -1;
	cond->range = (struct yaml_range){0, LONG_MAX};
	cond->node = node;
	cond->key = key;
	return cond;
}

static void new_children(const struct cond_owner *owner, struct cond *cond, int count)
{
	cond->children = MEM_ARRAY(owner->reader->pool, struct cond *, (size_t)count);
	cond->count = 0;
}

/* "5m" at the end of a range word; a bare number gets S516. */
static bool bound_ms(struct reader *reader, const struct yaml_node *node, struct sv text, long *out)
{
	int64_t ms = 0;
	double number = 0;
	text = sv_trim(text);
	if (clock_parse_duration(text, &ms)) {
		*out = (long)ms;
		return true;
	}
	if (sv_to_double(text, &number)) {
		read_diag_in(reader, node, (size_t)(text.p - node->text.p), text.n, "S516",
			     "write a unit: 90s, 5m, 1h or 2d", "a time needs a unit");
	} else {
		read_diag(reader, node, "Y105", "write for example: at least 5m, below 90s, 2m to 4m",
			  "this is not a range of time");
	}
	return false;
}

static const struct {
	const char *word;
	bool is_min;
	long shift;
} bounds[] = {{"at least ", true, 0}, {"above ", true, 1}, {"at most ", false, 0}, {"below ", false, -1}};

/* "2m to 4m", or "5m" alone, which means exactly. */
static bool between_ms(struct reader *reader, const struct yaml_node *node, struct sv text, struct yaml_range *out)
{
	size_t to = 0;
	while (to + 4 <= text.n && memcmp(text.p + to, " to ", 4) != 0) {
		to++;
	}
	if (to + 4 > text.n) {
		bool fine = bound_ms(reader, node, text, &out->min);
		out->max = out->min;
		return fine;
	}
	return bound_ms(reader, node, sv_make(text.p, to), &out->min) &&
	       bound_ms(reader, node, sv_make(text.p + to + 4, text.n - to - 4), &out->max);
}

static void read_elapsed(struct reader *reader, struct cond *cond)
{
	struct sv text = sv_trim(cond->node->text);
	struct yaml_range range = {0, LONG_MAX};
	for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
		size_t n = strlen(bounds[i].word);
		long ms = 0;
		if (!sv_starts(text, bounds[i].word)) {
			continue;
		}
		if (bound_ms(reader, cond->node, sv_make(text.p + n, text.n - n), &ms)) {
			*(bounds[i].is_min ? &range.min : &range.max) = ms + bounds[i].shift;
			cond->range = range;
		}
		return;
	}
	if (between_ms(reader, cond->node, text, &range)) {
		cond->range = range;
	}
}

bool cond_names_something(enum cond_op op)
{
	switch (op) {
	case COND_MET:
	case COND_MISSED:
	case COND_BROKE:
	case COND_ASKED:
	case COND_KNOWS:
	case COND_GOAL:
	case COND_ACTION:
	case COND_VISITED:
	case COND_FLAG: return true;
	default: return false;
	}
}

static struct cond *read_name(const struct cond_owner *owner, enum cond_op op, const struct yaml_node *key,
			      const struct yaml_node *node)
{
	struct cond *cond = new_cond(owner, op, key, node);
	cond->name = yaml_text(node);
	if (owner->resolve) {
		owner->resolve(owner->data, cond);
	}
	return cond;
}

/* met: x, or met: [x, y], which is any of them. */
static struct cond *read_names(const struct cond_owner *owner, enum cond_op op, const struct yaml_node *key,
			       const struct yaml_node *node)
{
	if (node->type != YAML_LIST) {
		return read_name(owner, op, key, node);
	}
	if (node->count == 1) {
		return read_name(owner, op, key, node->items[0]);
	}
	struct cond *any = new_cond(owner, COND_ANY, key, node);
	new_children(owner, any, node->count);
	for (int i = 0; i < node->count; i++) {
		any->children[any->count++] = read_name(owner, op, key, node->items[i]);
	}
	return any;
}

static void read_said(const struct cond_owner *owner, struct cond *cond)
{
	struct phrases phrases;
	phrases_read(owner->reader, cond->node, &phrases);
	cond->group = phrases_group(owner->reader, &(struct phrase_rule){.phrases = &phrases});
}

static struct cond *read_entry(const struct cond_owner *owner, enum cond_op op, const struct yaml_entry *entry)
{
	if (cond_names_something(op)) {
		return read_names(owner, op, entry->key, entry->value);
	}
	struct cond *cond = new_cond(owner, op, entry->key, entry->value);
	switch (op) {
	case COND_NOT:
		new_children(owner, cond, 1);
		cond->children[cond->count++] = cond_read(owner, entry->value);
		break;
	case COND_SAID: read_said(owner, cond); break;
	case COND_CHANNEL: cond->names = read_texts(owner->reader, entry->value, &cond->name_count); break;
	case COND_ELAPSED: read_elapsed(owner->reader, cond); break;
	case COND_NOTHING: break;
	default:
		if (!yaml_range_parse(yaml_text(entry->value), &cond->range)) {
			cond->range = (struct yaml_range){0, LONG_MAX};
		}
		break;
	}
	if (op == COND_NOTHING && !yaml_bool(entry->value, true)) { /* nothing: false is "something else fired" */
		struct cond *negated = new_cond(owner, COND_NOT, entry->key, entry->value);
		new_children(owner, negated, 1);
		negated->children[negated->count++] = cond;
		return negated;
	}
	return cond;
}

/* A list is "any of them"; `all:` is the other reading. */
static struct cond *read_all(const struct cond_owner *owner, const struct yaml_entry *entry)
{
	struct cond *all = new_cond(owner, COND_ALL, entry->key, entry->value);
	new_children(owner, all, entry->value->count);
	for (int i = 0; i < entry->value->count; i++) {
		all->children[all->count++] = cond_read(owner, entry->value->items[i]);
	}
	return all;
}

struct cond *cond_read(const struct cond_owner *owner, const struct yaml_node *node)
{
	if (!node) {
		return NULL;
	}
	struct cond *cond = new_cond(owner, node->type == YAML_LIST ? COND_ANY : COND_ALL, NULL, node);
	new_children(owner, cond, node->count);
	for (int i = 0; i < node->count; i++) {
		if (node->type == YAML_LIST) {
			cond->children[cond->count++] = cond_read(owner, node->items[i]);
			continue;
		}
		int op = cond_op_of(node->entries[i].key->text);
		if (sv_is(node->entries[i].key->text, "all")) {
			cond->children[cond->count++] = read_all(owner, &node->entries[i]);
		} else if (op >= 0) {
			cond->children[cond->count++] = read_entry(owner, (enum cond_op)op, &node->entries[i]);
		}
	}
	return cond;
}
