/* The walk of a tree along its field tables. */
#include "yaml/check.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "yaml/source.h"

#include <stdarg.h>
#include <stdio.h>

#define WALK_MAX 256 /* deeper than any tree: only a table that names itself as its own alternative gets there */

#define GUESSES_MAX 64 /* a guess looks at the whole mapping; so many unknown keys are no slips of the pen */

static void check_value(struct check *c, struct yaml_node **place, const struct yaml_field *field, const char *name);

void check_report(struct check *c, const struct yaml_node *node, const char *code, const char *help, const char *format,
		  ...)
{
	char message[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	yaml_diag(c->diags, c->doc, node, code, help, "%s", message);
	bool allowed = c->diags && diag_is_allowed(c->diags, &c->diags->items[c->diags->count - 1]);
	if (code[0] == 'Y' && !allowed)
		c->bad = true;
}

static const struct yaml_field *field_of(const struct yaml_table *table, struct sv key)
{
	for (const struct yaml_field *field = table->fields; field->key; field++) {
		if (sv_is(key, field->key))
			return field;
	}
	return NULL;
}

/* The key of the table that was meant and is not there yet; NULL when none is near. */
static const char *meant_key(const struct yaml_table *table, const struct yaml_node *map, struct sv key)
{
	const char *names[96];
	size_t count = 0;
	for (const struct yaml_field *field = table->fields; field->key && count + 1 < sizeof(names) / sizeof(names[0]);
	     field++) {
		if (!yaml_entry_of(map, field->key))
			names[count++] = field->key;
	}
	names[count] = NULL;
	return sv_nearest(key, names);
}

static void unknown_key(struct check *c, struct yaml_node *map, struct yaml_entry *entry,
			const struct yaml_table *table, bool guess)
{
	CLEANUP_STRBUF struct strbuf help = STRBUF_INIT;
	struct sv key = entry->key->text;
	int shown = key.n < 60 ? (int)key.n : 60;
	const char *meant = guess ? meant_key(table, map, key) : NULL;
	if (meant) {
		strbuf_addf(&help, "did you mean \"%s\"?", meant);
	} else if (map->style == YAML_FLOW && memchr(key.p, ' ', key.n) && entry->value->type == YAML_SCALAR &&
		   !entry->value->text.n) {
		/* {text: Say no, and why, done: …}: the author meant one text. */
		strbuf_addstr(&help, "inside { } a comma begins the next key; put the whole text in double quotes");
	} else {
		strbuf_addstr(&help, "the keys are ");
		for (const struct yaml_field *field = table->fields; field->key; field++)
			strbuf_addf(&help, "%s%s", field == table->fields ? "" : ", ", field->key);
	}
	check_report(c, entry->key, "Y104", help.buf, "there is no key \"%.*s\" in a %s", shown, key.p, table->name);
	if (meant)
		entry->key->text = sv_make(mem_pool_strndup(c->doc, meant, strlen(meant)), strlen(meant));
}

static void check_map(struct check *c, struct yaml_node *map, const struct yaml_table *table)
{
	for (int i = 0, unknown = 0; i < map->count; i++) {
		if (!field_of(table, map->entries[i].key->text))
			unknown_key(c, map, &map->entries[i], table, unknown++ < GUESSES_MAX);
	}
	for (const struct yaml_field *field = table->fields; field->key && !map->incomplete; field++) {
		if ((field->flags & YAML_F_REQUIRED) && !yaml_entry_of(map, field->key)) {
			CLEANUP_STRBUF struct strbuf help = STRBUF_INIT;
			strbuf_addf(&help, "add %s: %s", field->key, field->help ? field->help : "");
			check_report(c, map, "Y106", help.buf, "the key \"%s\" is missing in this %s", field->key,
				     table->name);
		}
	}
	for (int i = 0; i < map->count; i++) {
		const struct yaml_field *field = field_of(table, map->entries[i].key->text);
		if (field)
			check_value(c, &map->entries[i].value, field, field->key);
	}
}

static unsigned item_flags(const struct yaml_field *item)
{
	unsigned flags = item->flags;
	if (item->kind == YAML_K_ONE_OF) {
		for (const struct yaml_field *field = item->alternatives; field->key; field++)
			flags |= field->flags;
	}
	return flags;
}

/* Y109: unquoted lines in brackets, where each comma starts another line. */
static void check_flow_lines(struct check *c, const struct yaml_node *list, const struct yaml_field *item)
{
	if (list->style != YAML_FLOW || list->count < 2 || !(item_flags(item) & YAML_F_CUSTOMER_LINE))
		return;
	for (int i = 0; i < list->count; i++) {
		const struct yaml_node *node = list->items[i];
		if (node->type != YAML_SCALAR || node->style != YAML_PLAIN || node->refused)
			continue;
		bool last = i + 1 == list->count;
		const struct yaml_node *other = list->items[last ? i - 1 : i + 1];
		CLEANUP_STRBUF struct strbuf help = STRBUF_INIT;
		if (!last && other->type == YAML_SCALAR && other->style == YAML_PLAIN &&
		    node->text.n + other->text.n < 200) {
			CLEANUP_STRBUF struct strbuf joined = STRBUF_INIT;
			strbuf_addf(&joined, "%.*s, %.*s", (int)node->text.n, node->text.p, (int)other->text.n,
				    other->text.p);
			strbuf_addstr(&help, "if this is one line, write ");
			yaml_add_quoted(&help, strbuf_sv(&joined));
			strbuf_addstr(&help, "; if not, put each line in quotes");
		} else {
			strbuf_addstr(&help, "put each line in quotes, or each on a line of its own after a dash");
		}
		check_report(c, node, "Y109", help.buf,
			     "a customer's line in [ ] needs quotes: without them every comma starts another line");
		return;
	}
}

static void check_list(struct check *c, struct yaml_node *list, const struct yaml_field *field, const char *name)
{
	if ((field->flags & YAML_F_NOT_EMPTY) && list->count == 0)
		check_report(c, list, "Y105", field->help, "the list \"%s\" is empty", name);
	if (!field->item)
		return;
	check_flow_lines(c, list, field->item);
	for (int i = 0; i < list->count; i++)
		check_value(c, &list->items[i], field->item, name);
}

static void check_map_of(struct check *c, struct yaml_node *map, const struct yaml_field *field, const char *name)
{
	if ((field->flags & YAML_F_NOT_EMPTY) && map->count == 0)
		check_report(c, map, "Y105", field->help, "\"%s\" is empty", name);
	for (int i = 0; i < map->count; i++) {
		struct yaml_entry *entry = &map->entries[i];
		if (!(field->flags & YAML_F_FREE_KEYS))
			check_id(c, entry->key, name);
		if (field->item)
			check_value(c, &entry->value, field->item, entry->key->text.p);
	}
}

static bool suits(const struct yaml_field *field, const struct yaml_node *node, bool lone)
{
	switch (field->kind) {
	case YAML_K_ANY: return true;
	case YAML_K_MAP:
	case YAML_K_MAP_OF: return node->type == YAML_MAP;
	case YAML_K_LIST: return node->type == YAML_LIST || (lone && (field->flags & YAML_F_ONE_OK));
	case YAML_K_ONE_OF: return false;
	default: return node->type == YAML_SCALAR;
	}
}

static bool has_key_like(const struct yaml_table *table, struct sv key)
{
	const struct yaml_node none = {.type = YAML_MAP};
	return field_of(table, key) || meant_key(table, &none, key);
}

/* A text with `: ` in it became a mapping of one entry, and no mapping with such a key is wanted here. */
static bool is_split_text(const struct yaml_node *node, const struct yaml_field *field)
{
	bool text = field->kind == YAML_K_TEXT && (field->flags & YAML_F_NO_COLON);
	if (node->type != YAML_MAP || node->count != 1)
		return false;
	if (field->kind == YAML_K_ONE_OF) {
		for (const struct yaml_field *f = field->alternatives; f->key; f++) {
			text = text || (f->kind == YAML_K_TEXT && (f->flags & YAML_F_NO_COLON));
			if (f->kind == YAML_K_MAP_OF || f->kind == YAML_K_ANY)
				return false;
			if (f->kind == YAML_K_MAP && f->sub && has_key_like(f->sub, node->entries[0].key->text))
				return false;
		}
	}
	return text;
}

static void report_split_text(struct check *c, const struct yaml_node *node, const char *name)
{
	CLEANUP_STRBUF struct strbuf help = STRBUF_INIT;
	const struct yaml_node *key = node->entries[0].key, *value = node->entries[0].value;
	const char *end = value->raw + value->raw_length;
	struct sv text = sv_make(key->raw, end > key->raw ? (size_t)(end - key->raw) : key->raw_length);
	const char *line_end = memchr(text.p, '\n', text.n);
	if (line_end)
		text.n = (size_t)(line_end - text.p);
	text = sv_trim(text);
	strbuf_addstr(&help, "put it in quotes: ");
	yaml_add_quoted(&help, text);
	diag_add(c->diags, "Y105", c->doc->path, key->line, key->column, (int)utf8_length(text), help.buf,
		 "\"%s\" should be a text, but the colon with a space after it made this a key with a value", name);
	c->bad = true;
}

static void check_one_of(struct check *c, struct yaml_node **place, const struct yaml_field *field, const char *name)
{
	for (int lone = 0; lone < 2; lone++) {
		for (const struct yaml_field *f = field->alternatives; f->key; f++) {
			if (suits(f, *place, lone == 1)) {
				check_value(c, place, f, name);
				return;
			}
		}
	}
	check_wrong_type(c, &(struct value){*place, field, name});
}

/* `key:` with nothing after it stands for an empty list or mapping, where that is allowed. */
static bool fill_nothing(struct yaml_node *node, const struct yaml_field *field)
{
	bool list = field->kind == YAML_K_LIST;
	if (!check_is_nothing(node) || (field->flags & (YAML_F_NOT_EMPTY | YAML_F_REQUIRED)))
		return false;
	if (!list && field->kind != YAML_K_MAP && field->kind != YAML_K_MAP_OF)
		return false;
	node->type = list ? YAML_LIST : YAML_MAP;
	node->style = YAML_FLOW;
	return true;
}

static void wrap_in_list(struct check *c, struct yaml_node **place)
{
	struct yaml_node *list = MEM_NEW(c->doc, struct yaml_node);
	*list = **place;
	list->type = YAML_LIST;
	list->style = YAML_BLOCK;
	list->text = SV("");
	list->entries = NULL;
	list->plain_cut = false;
	list->items = MEM_ARRAY(c->doc, struct yaml_node *, 1);
	list->items[0] = *place;
	list->count = 1;
	*place = list;
}

static void check_collection(struct check *c, struct yaml_node **place, const struct yaml_field *field,
			     const char *name)
{
	struct yaml_node *node = *place;
	if (field->kind == YAML_K_LIST) {
		bool lone = node->type != YAML_LIST && (field->flags & YAML_F_ONE_OK) && !check_is_nothing(node);
		if (lone)
			wrap_in_list(c, place);
		if ((*place)->type == YAML_LIST) {
			check_list(c, *place, field, name);
			return;
		}
	} else if (node->type == YAML_MAP && field->kind == YAML_K_MAP_OF) {
		check_map_of(c, node, field, name);
		return;
	} else if (node->type == YAML_MAP) {
		if ((field->flags & YAML_F_NOT_EMPTY) && node->count == 0)
			check_report(c, node, "Y105", field->help, "\"%s\" is empty", name);
		if (field->sub)
			check_map(c, node, field->sub);
		return;
	}
	if (check_is_nothing(node))
		check_report(c, node, "Y105", field->help, "\"%s\" has no value", name);
	else
		check_wrong_type(c, &(struct value){node, field, name});
}

static void check_value(struct check *c, struct yaml_node **place, const struct yaml_field *field, const char *name)
{
	struct yaml_node *node = *place;
	if (node->refused || field->kind == YAML_K_ANY || c->depth >= WALK_MAX)
		return;
	c->depth++;
	fill_nothing(node, field);
	if (is_split_text(node, field))
		report_split_text(c, node, name);
	else if (field->kind == YAML_K_ONE_OF)
		check_one_of(c, place, field, name);
	else if (!check_is_scalar_kind(field->kind))
		check_collection(c, place, field, name);
	else if (node->type != YAML_SCALAR)
		check_wrong_type(c, &(struct value){node, field, name});
	else
		check_scalar(c, &(struct value){node, field, name});
	c->depth--;
}

/* The value of `format`, also under a misspelt key; NULL when there is none. */
static struct yaml_node *format_of(const struct yaml_node *root, const struct yaml_table *table)
{
	struct yaml_node *format = yaml_get(root, "format");
	for (int i = 0; !format && root->type == YAML_MAP && i < root->count; i++) {
		struct sv key = root->entries[i].key->text;
		const char *const wanted[] = {"format", NULL};
		const char *meant = field_of(table, key) ? NULL : sv_nearest(key, wanted);
		/* Looking through the whole mapping is dear, so only for what resembles the word. */
		meant = meant ? meant_key(table, root, key) : NULL;
		if (meant && strcmp(meant, "format") == 0)
			format = root->entries[i].value;
	}
	return format;
}

static bool is_newer(struct check *c, const struct yaml_table *table, int expected)
{
	struct yaml_node *format = format_of(c->doc->root, table);
	long number = yaml_long(format, 0);
	if (expected == 0 || number <= expected)
		return false;
	diag_list_forget(c->diags, c->doc->path);
	check_report(c, format, "Y112", "update the program, or ask the author for a file of an older format",
		     "this file has format %ld, but this program knows formats up to %d", number, expected);
	return true;
}

bool yaml_check(struct yaml_doc *doc, const struct yaml_table *table, int expected_format, struct diag_list *diags)
{
	struct check c = {.doc = doc, .diags = diags, .bad = doc->faulty};
	if (!doc->root) {
		const struct yaml_node empty = {.type = YAML_MAP, .line = 1, .column = 1, .raw = "", .text = {"", 0}};
		struct yaml_node root = empty;
		check_map(&c, &root, table);
		return !c.bad;
	}
	if (doc->root->refused)
		return false;
	if (doc->root->type != YAML_MAP) {
		const struct yaml_field field = {.key = "", .kind = YAML_K_MAP, .sub = table};
		check_wrong_type(&c, &(struct value){doc->root, &field, table->name});
		return false;
	}
	if (is_newer(&c, table, expected_format))
		return false;
	check_map(&c, doc->root, table);
	return !c.bad;
}
