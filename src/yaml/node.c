/* libyaml's events become a tree. All recursion is bounded by YAML_MAX_DEPTH. */
#include "yaml/node.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "yaml/source.h"

#include <stdio.h>
#include <yaml.h>

struct builder {
	struct yaml_doc *doc;
	struct arena *arena; /* of the document's nodes */
	struct yaml_source source;
	yaml_parser_t parser;
	struct diag_list found; /* what does not stop the file */
	struct yaml_fault *fault;
	struct yaml_node *last; /* scalar read last */
	struct yaml_node *open; /* innermost [ or { that is not closed yet */
	int depth;
};

static void free_event(yaml_event_t *event)
{
	yaml_event_delete(event);
}
#define CLEANUP_EVENT CLEANUP(free_event)

/* Record the fault that stops the file. Always false. */
static bool stop(struct builder *b, const char *code, size_t mark, int length, const char *message, const char *help)
{
	snprintf(b->fault->code, sizeof(b->fault->code), "%s", code);
	yaml_source_place(&b->source, mark, &b->fault->line, &b->fault->column);
	b->fault->length = length;
	strbuf_addstr(&b->fault->message, message);
	strbuf_addstr(&b->fault->help, help);
	return false;
}

static bool next_event(struct builder *b, yaml_event_t *event)
{
	if (yaml_parser_parse(&b->parser, event))
		return true;
	const yaml_parser_t *p = &b->parser;
	if (p->error == YAML_MEMORY_ERROR)
		mem_die();
	struct yaml_trouble trouble = {
		.problem = p->problem ? p->problem : "",
		.context = p->context ? p->context : "",
		.problem_mark = p->problem_mark.index,
		.context_mark = p->context_mark.index,
		.last = b->last,
		.open = b->open,
	};
	yaml_explain(&b->source, &trouble, b->fault);
	return false;
}

/* Y107, at the token that opens at `mark`. */
static void refuse(struct builder *b, size_t mark)
{
	int line, column;
	size_t at = yaml_source_byte(&b->source, mark), end = at;
	struct sv text = b->source.text;
	while (end < text.n && !strchr(" \t\r\n,[]{}", text.p[end]))
		end++;
	struct sv token = sv_make(text.p + at, end - at);
	if (sv_starts(token, "<<"))
		token.n = 2;
	const char *what = "a label for a part to copy (an anchor)";
	if (sv_starts(token, "*"))
		what = "a copy of another part (an alias)";
	else if (sv_starts(token, "!"))
		what = "a type mark (a tag)";
	else if (sv_is(token, "<<"))
		what = "a merge key";
	yaml_source_place(&b->source, mark, &line, &column);
	CLEANUP_STRBUF struct strbuf help = STRBUF_INIT;
	if (sv_is(token, "<<")) {
		strbuf_addstr(&help, "write the keys out here instead");
	} else {
		struct sv rest = yaml_source_line(&b->source, line);
		size_t from = utf8_offset(rest, (size_t)column - 1);
		strbuf_addstr(&help, "write the value out, or, if this is meant as text, put it in quotes: ");
		yaml_add_quoted(&help, sv_trim(sv_make(rest.p + from, rest.n - from)));
	}
	diag_add(&b->found, "Y107", b->doc->path, line, column, (int)utf8_length(token), help.buf,
		 SV_FMT " is %s, which these files do not use", SV_ARG(token), what);
}

static struct yaml_node *new_node(struct builder *b, const yaml_event_t *event, enum yaml_type type)
{
	struct yaml_node *node = arena_alloc(b->arena, sizeof *node);
	node->type = type;
	node->text = SV("");
	yaml_source_place(&b->source, event->start_mark.index, &node->line, &node->column);
	yaml_source_place(&b->source, event->end_mark.index, &node->end_line, &node->end_column);
	size_t from = yaml_source_byte(&b->source, event->start_mark.index);
	size_t to = yaml_source_byte(&b->source, event->end_mark.index);
	node->raw = b->source.text.p + from;
	node->raw_length = to > from ? to - from : 0;
	return node;
}

static enum yaml_style scalar_style(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE: return YAML_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return YAML_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE: return YAML_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE: return YAML_FOLDED;
	case YAML_ANY_SCALAR_STYLE:
	case YAML_PLAIN_SCALAR_STYLE: break;
	}
	return YAML_PLAIN;
}

/* ` #` and at once a non-space after a plain text: the author hardly meant a comment. */
static bool is_cut(const struct builder *b, const struct yaml_node *node)
{
	const char *p = node->raw + node->raw_length, *end = b->source.text.p + b->source.text.n;
	const char *start = p;
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p > start && end - p >= 2 && *p == '#' && !strchr(" \t\r\n", p[1]);
}

static struct yaml_node *read_scalar(struct builder *b, const yaml_event_t *event)
{
	struct yaml_node *node = new_node(b, event, YAML_SCALAR);
	size_t length = event->data.scalar.length;
	node->style = scalar_style(event->data.scalar.style);
	node->text = sv_make(arena_text(b->arena, (const char *)event->data.scalar.value, length), length);
	if (node->style == YAML_PLAIN)
		node->plain_cut = is_cut(b, node);
	b->last = node;
	return node;
}

/* A tag or an anchor stands before the value; libyaml's event starts at the first of them. */
static void refuse_properties(struct builder *b, struct yaml_node *node, const yaml_event_t *event, bool marked)
{
	if (!marked)
		return;
	refuse(b, event->start_mark.index);
	node->refused = true;
}

static struct yaml_node *read_node(struct builder *b, yaml_event_t *event);

static bool deeper(struct builder *b, const yaml_event_t *event)
{
	if (++b->depth <= YAML_MAX_DEPTH)
		return true;
	return stop(b, "Y113", event->start_mark.index, 1, "this is nested deeper than 32 levels",
		    "a file of ours needs ten; check the indentation and the brackets above");
}

/* Where a block collection ends: after its last part, not where the next thing starts. */
static void end_with(struct yaml_node *node, const struct yaml_node *part)
{
	if (node->style != YAML_BLOCK || !part)
		return;
	node->end_line = part->end_line;
	node->end_column = part->end_column;
	node->raw_length = (size_t)(part->raw + part->raw_length - node->raw);
}

static void end_collection(struct builder *b, struct yaml_node *node, const yaml_event_t *event)
{
	size_t end = yaml_source_byte(&b->source, event->end_mark.index);

	yaml_source_place(&b->source, event->end_mark.index, &node->end_line, &node->end_column);
	node->raw_length = end - (size_t)(node->raw - b->source.text.p);
}

/* A list or map that `start` opens; NULL when it would be too deep. `named`: it has an anchor or a tag. */
static struct yaml_node *open_collection(struct builder *b, const yaml_event_t *start, enum yaml_type type, bool flow,
					 bool named)
{
	struct yaml_node *node = new_node(b, start, type);

	node->style = flow ? YAML_FLOW : YAML_BLOCK;
	refuse_properties(b, node, start, named);
	if (!deeper(b, start))
		return NULL;
	if (flow)
		b->open = node;
	return node;
}

static struct yaml_node *read_list(struct builder *b, const yaml_event_t *start)
{
	bool flow = start->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	bool named = start->data.sequence_start.anchor || start->data.sequence_start.tag;
	struct yaml_node *outer = b->open, *node = open_collection(b, start, YAML_LIST, flow, named);
	size_t cap = 0;

	if (!node)
		return NULL;
	for (;;) {
		CLEANUP_EVENT yaml_event_t event = {0};
		if (!next_event(b, &event))
			return NULL;
		if (event.type == YAML_SEQUENCE_END_EVENT) {
			end_collection(b, node, &event);
			break;
		}
		struct yaml_node *item = read_node(b, &event);
		if (!item)
			return NULL;
		if ((size_t)node->count >= cap) {
			cap = cap ? cap * 2 : 4;
			node->items = MEM_GROW(b->doc, node->items, struct yaml_node *, cap);
		}
		node->items[node->count++] = item;
	}
	end_with(node, node->count ? node->items[node->count - 1] : NULL);
	b->open = outer;
	b->depth--;
	return node;
}

static int by_key(const void *a, const void *b)
{
	const struct yaml_entry *x = *(struct yaml_entry *const *)a, *y = *(struct yaml_entry *const *)b;
	size_t n = x->key->text.n < y->key->text.n ? x->key->text.n : y->key->text.n;
	int order = n ? memcmp(x->key->text.p, y->key->text.p, n) : 0;
	if (order == 0)
		order = (x->key->text.n > y->key->text.n) - (x->key->text.n < y->key->text.n);
	return order ? order : (x > y) - (x < y);
}

static void report_duplicate(struct builder *b, const struct yaml_node *first, const struct yaml_node *second)
{
	CLEANUP_STRBUF struct strbuf help = STRBUF_INIT;
	int shown = second->text.n < 80 ? (int)second->text.n : 80;
	struct sv head = sv_make(second->raw, second->raw_length);
	const char *stop_at = memchr(head.p, '\n', head.n);
	if (stop_at)
		head.n = (size_t)(stop_at - head.p);
	strbuf_addf(&help, "keep one of the two, or give this one another name");
	diag_add(&b->found, "Y103", b->doc->path, second->line, second->column, (int)utf8_length(head), help.buf,
		 "the key \"%.*s\" stands here a second time; the first is on line %d", shown, second->text.p,
		 first->line);
}

/* Keep the first of equal keys and report the others; drop merge keys, which read_map has reported. */
static void drop_extra_keys(struct builder *b, struct yaml_node *map)
{
	int kept = 0;
	if (map->count == 0)
		return;
	struct yaml_entry **sorted = MEM_ARRAY(b->doc, struct yaml_entry *, (size_t)map->count);
	bool *extra = MEM_ARRAY(b->doc, bool, (size_t)map->count);
	for (int i = 0; i < map->count; i++)
		sorted[i] = &map->entries[i];
	qsort(sorted, (size_t)map->count, sizeof(struct yaml_entry *), by_key);
	for (int i = 0; i < map->count; i++) {
		int first = i;
		bool merge = sorted[i]->key->refused;
		while (i + 1 < map->count && sv_eq(sorted[i + 1]->key->text, sorted[first]->key->text)) {
			extra[sorted[++i] - map->entries] = true;
			if (!merge)
				report_duplicate(b, sorted[first]->key, sorted[i]->key);
		}
		extra[sorted[first] - map->entries] = merge;
	}
	for (int i = 0; i < map->count; i++) {
		if (!extra[i])
			map->entries[kept++] = map->entries[i];
		else
			map->incomplete = true;
	}
	map->count = kept;
	talloc_free(sorted);
	talloc_free(extra);
}

static struct yaml_node *read_key(struct builder *b, yaml_event_t *event)
{
	size_t mark = event->start_mark.index;
	if (event->type != YAML_SCALAR_EVENT && event->type != YAML_ALIAS_EVENT) {
		stop(b, "Y101", mark, 1, "a key must be a word or a text, not a list or a mapping",
		     "put the text in quotes if it starts with a bracket or a brace");
		return NULL;
	}
	struct yaml_node *key = read_node(b, event);
	if (key && key->style == YAML_PLAIN && sv_is(key->text, "<<")) {
		refuse(b, mark);
		key->refused = true;
	}
	return key;
}

static bool read_entry(struct builder *b, struct yaml_node *map, yaml_event_t *key_event, size_t *cap)
{
	CLEANUP_EVENT yaml_event_t value_event = {0};
	struct yaml_node *key = read_key(b, key_event);
	if (!key || !next_event(b, &value_event))
		return false;
	struct yaml_node *value = read_node(b, &value_event);
	if (!value)
		return false;
	if ((size_t)map->count >= *cap) {
		*cap = *cap ? *cap * 2 : 4;
		map->entries = MEM_GROW(b->doc, map->entries, struct yaml_entry, *cap);
	}
	map->entries[map->count++] = (struct yaml_entry){key, value};
	return true;
}

static struct yaml_node *read_map(struct builder *b, const yaml_event_t *start)
{
	bool flow = start->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	bool named = start->data.mapping_start.anchor || start->data.mapping_start.tag;
	struct yaml_node *outer = b->open, *node = open_collection(b, start, YAML_MAP, flow, named);
	size_t cap = 0;

	if (!node)
		return NULL;
	for (;;) {
		CLEANUP_EVENT yaml_event_t event = {0};
		if (!next_event(b, &event))
			return NULL;
		if (event.type == YAML_MAPPING_END_EVENT) {
			end_collection(b, node, &event);
			break;
		}
		if (!read_entry(b, node, &event, &cap))
			return NULL;
	}
	end_with(node, node->count ? node->entries[node->count - 1].value : NULL);
	drop_extra_keys(b, node);
	b->open = outer;
	b->depth--;
	return node;
}

static struct yaml_node *read_node(struct builder *b, yaml_event_t *event)
{
	struct yaml_node *node;
	switch (event->type) {
	case YAML_SEQUENCE_START_EVENT: return read_list(b, event);
	case YAML_MAPPING_START_EVENT: return read_map(b, event);
	case YAML_ALIAS_EVENT:
		node = new_node(b, event, YAML_SCALAR);
		refuse_properties(b, node, event, true);
		return node;
	case YAML_SCALAR_EVENT:
		node = read_scalar(b, event);
		refuse_properties(b, node, event, event->data.scalar.anchor || event->data.scalar.tag);
		return node;
	default: stop(b, "Y101", event->start_mark.index, 1, "the file cannot be read from here on", ""); return NULL;
	}
}

static bool second_document(struct builder *b, const yaml_event_t *event)
{
	return stop(b, "Y110", event->start_mark.index, event->data.document_start.implicit ? 1 : 3,
		    "a second document starts here; one file holds one rubric, word list or scenario",
		    "move what follows into a file of its own, or delete this line");
}

static bool read_document(struct builder *b)
{
	int documents = 0;
	for (;;) {
		CLEANUP_EVENT yaml_event_t event = {0};
		if (!next_event(b, &event))
			return false;
		switch (event.type) {
		case YAML_STREAM_END_EVENT: return true;
		case YAML_STREAM_START_EVENT:
		case YAML_DOCUMENT_END_EVENT:
		case YAML_NO_EVENT: break;
		case YAML_DOCUMENT_START_EVENT:
			if (++documents > 1)
				return second_document(b, &event);
			break;
		default:
			b->doc->root = read_node(b, &event);
			if (!b->doc->root)
				return false;
		}
	}
}

static bool build(struct builder *b, struct sv text)
{
	struct yaml_fault *fault = b->fault;
	if (text.n > YAML_MAX_BYTES) {
		snprintf(fault->code, sizeof(fault->code), "Y113");
		fault->line = fault->column = fault->length = 1;
		strbuf_addf(&fault->message, "this file is larger than 1 MiB");
		strbuf_addf(&fault->help, "split it: a scenario of 25 nodes has about 20 kB");
		return false;
	}
	size_t skip = sv_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
	text = sv_make(text.p + skip, text.n - skip);
	if (yaml_find_bad_byte(text, fault))
		return false;
	yaml_source_init(&b->source, text);
	if (!yaml_parser_initialize(&b->parser))
		mem_die();
	yaml_parser_set_encoding(&b->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&b->parser, (const unsigned char *)text.p, text.n);
	bool good = read_document(b);
	yaml_parser_delete(&b->parser);
	yaml_source_release(&b->source);
	return good;
}

/* Hand over what was found and does not stop the file. */
static void publish(struct builder *b, struct diag_list *diags)
{
	struct diag_list *list = diags ? diags : &b->found;
	for (size_t i = 0; i < b->found.count; i++) {
		const struct diag *d = &b->found.items[i];
		if (!diag_is_allowed(list, d))
			b->doc->faulty = true;
		if (diags)
			diag_add(diags, d->code, d->file, d->line, d->column, d->length, d->help, "%s", d->message);
	}
}

struct yaml_doc *yaml_parse(const void *ctx, const char *path, struct sv text, struct diag_list *diags, struct err *err)
{
	struct yaml_fault fault = {.message = STRBUF_INIT, .help = STRBUF_INIT};
	struct yaml_doc *doc = MEM_NEW(ctx, struct yaml_doc);
	struct builder b = {.doc = doc, .arena = arena_new(doc), .found = DIAG_LIST_INIT, .fault = &fault};
	if (text.n <= YAML_MAX_BYTES)
		diag_list_add_source(diags, path, text.n ? text : SV(""));
	doc->path = mem_pool_strndup(doc, path, strlen(path));
	doc->source = mem_pool_strndup(doc, text.p, text.n <= YAML_MAX_BYTES ? text.n : 0);
	doc->length = text.n;
	if (build(&b, text.n <= YAML_MAX_BYTES ? sv_make(doc->source, text.n) : text)) {
		publish(&b, diags);
	} else {
		diag_add(diags, fault.code, path, fault.line, fault.column, fault.length,
			 fault.help.len ? fault.help.buf : NULL, "%s", fault.message.buf);
		err_set_at(err, ERR_INPUT, path, fault.line, fault.column, "%s", fault.message.buf);
		talloc_free(doc);
		doc = NULL;
	}
	diag_list_release(&b.found);
	strbuf_release(&fault.message);
	strbuf_release(&fault.help);
	return doc;
}

struct yaml_doc *yaml_load(const void *ctx, const char *path, struct diag_list *diags, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct err reading = ERR_INIT;
	/* One byte more than fits, so that yaml_parse sees that it is too large. */
	if (!file_read(path, YAML_MAX_BYTES, &text, &reading)) {
		if (reading.kind != ERR_LIMIT) {
			if (err)
				*err = reading;
			return NULL;
		}
		strbuf_grow(&text, YAML_MAX_BYTES + 1 - text.len);
		while (text.len <= YAML_MAX_BYTES)
			strbuf_addch(&text, ' ');
	}
	return yaml_parse(ctx, path, strbuf_sv(&text), diags, err);
}

struct yaml_entry *yaml_entry_of(const struct yaml_node *map, const char *key)
{
	if (!map || map->type != YAML_MAP)
		return NULL;
	for (int i = 0; i < map->count; i++) {
		if (sv_is(map->entries[i].key->text, key))
			return &map->entries[i];
	}
	return NULL;
}

struct yaml_node *yaml_get(const struct yaml_node *map, const char *key)
{
	struct yaml_entry *entry = yaml_entry_of(map, key);
	return entry ? entry->value : NULL;
}
