/* JSON Schema (draft 2020-12) of field tables. Every mapping becomes a definition, because conditions hold conditions;
 * an item that holds itself becomes one too. */
#include "yaml/check.h"
#include "json/json.h"

#include <limits.h>
#include <stdio.h>

#define DEFS_MAX 128 /* mappings in one language; a scenario has some forty */
#define NAME_MAX_BYTES 64
#define STACK_MAX 64

struct def {
	const struct yaml_table *table; /* or */
	const struct yaml_field *field;
	char name[NAME_MAX_BYTES];
};

struct schema {
	struct json_writer json;
	struct def defs[DEFS_MAX];
	int count;
	const struct yaml_field *stack[STACK_MAX];
	int depth;
};

static void write_field(struct schema *s, const struct yaml_field *field, bool inside_def);

static const char *find_def(const struct schema *s, const void *thing)
{
	for (int i = 0; i < s->count; i++) {
		if (thing && (s->defs[i].table == thing || s->defs[i].field == thing))
			return s->defs[i].name;
	}
	return NULL;
}

static bool name_taken(const struct schema *s, const char *name)
{
	for (int i = 0; i < s->count; i++) {
		if (strcmp(s->defs[i].name, name) == 0)
			return true;
	}
	return false;
}

static void add_def(struct schema *s, const struct yaml_table *table, const struct yaml_field *field, const char *name)
{
	char base[NAME_MAX_BYTES - 16];
	size_t n = 0;
	if (s->count == DEFS_MAX)
		return;
	for (; name[n] && n + 1 < sizeof(base); n++)
		base[n] = name[n] == ' ' ? '-' : name[n];
	base[n] = '\0';
	struct def def = {.table = table, .field = field};
	snprintf(def.name, sizeof(def.name), "%s", base);
	for (int i = 2; name_taken(s, def.name); i++)
		snprintf(def.name, sizeof(def.name), "%s-%d", base, i);
	s->defs[s->count++] = def;
}

static void collect_table(struct schema *s, const struct yaml_table *table);

static void collect_field(struct schema *s, const struct yaml_field *field)
{
	for (int i = 0; i < s->depth; i++) {
		if (s->stack[i] == field) {
			if (!find_def(s, field))
				add_def(s, NULL, field, "item");
			return;
		}
	}
	if (s->depth == STACK_MAX)
		return;
	s->stack[s->depth++] = field;
	if (field->sub)
		collect_table(s, field->sub);
	if (field->item)
		collect_field(s, field->item);
	for (const struct yaml_field *f = field->alternatives; f && f->key; f++)
		collect_field(s, f);
	s->depth--;
}

static void collect_table(struct schema *s, const struct yaml_table *table)
{
	if (find_def(s, table))
		return;
	add_def(s, table, NULL, table->name);
	for (const struct yaml_field *field = table->fields; field->key; field++)
		collect_field(s, field);
}

static void write_ref(struct schema *s, const char *name)
{
	char ref[NAME_MAX_BYTES + 16];
	snprintf(ref, sizeof(ref), "#/$defs/%s", name);
	json_key_str(&s->json, "$ref", ref);
}

static void write_types(struct schema *s, const char *const *types)
{
	json_key(&s->json, "type");
	json_open_array(&s->json);
	for (; *types; types++)
		json_str(&s->json, *types);
	json_close_array(&s->json);
}

static void write_text_kind(struct schema *s, const struct yaml_field *field)
{
	/* The loader takes 40017 and no for the texts that they are; an editor has types for them. */
	static const char *const any_scalar[] = {"string", "number", "boolean", "null", NULL};
	static const char *const text_or_whole[] = {"string", "integer", NULL};
	if (field->kind == YAML_K_TEXT) {
		write_types(s, (field->flags & YAML_F_NOT_EMPTY)
				       ? (const char *const[]){"string", "number", "boolean", NULL}
				       : any_scalar);
		if (field->flags & YAML_F_NOT_EMPTY)
			json_key_int(&s->json, "minLength", 1);
		return;
	}
	if (field->kind == YAML_K_DURATION)
		json_key_str(&s->json, "type", "string");
	else
		write_types(s, text_or_whole);
	json_key_str(&s->json, "pattern",
		     field->kind == YAML_K_ID      ? "^[a-z0-9][a-z0-9-]{0,63}$"
		     : field->kind == YAML_K_DELTA ? "^[+-]?[0-9]+$"
		     : field->kind == YAML_K_DURATION
			     ? "^([0-9]+(ms|s|m|h|d) *)+$"
			     : "^((at least|at most|below|above|exactly) )?-?[0-9]+( to -?[0-9]+)?$");
}

static void write_number(struct schema *s, const struct yaml_field *field)
{
	json_key_str(&s->json, "type", field->kind == YAML_K_INT ? "integer" : "number");
	if (!field->min && !field->max)
		return;
	json_key_int(&s->json, "minimum", field->min);
	if (field->max < INT_MAX)
		json_key_int(&s->json, "maximum", field->max);
}

static void write_array(struct schema *s, const struct yaml_field *field)
{
	json_key_str(&s->json, "type", "array");
	if (field->flags & YAML_F_NOT_EMPTY)
		json_key_int(&s->json, "minItems", 1);
	if (field->item) {
		json_key(&s->json, "items");
		write_field(s, field->item, false);
	}
}

static void write_list(struct schema *s, const struct yaml_field *field)
{
	if (!(field->flags & YAML_F_ONE_OK) || !field->item) {
		write_array(s, field);
		return;
	}
	json_key(&s->json, "anyOf");
	json_open_array(&s->json);
	json_open_object(&s->json);
	write_array(s, field);
	json_close_object(&s->json);
	write_field(s, field->item, false);
	json_close_array(&s->json);
}

static void write_map_of(struct schema *s, const struct yaml_field *field)
{
	json_key_str(&s->json, "type", "object");
	if (!(field->flags & YAML_F_FREE_KEYS)) {
		json_key(&s->json, "propertyNames");
		json_open_object(&s->json);
		json_key_str(&s->json, "pattern", "^[a-z0-9][a-z0-9-]{0,63}$");
		json_close_object(&s->json);
	}
	if (field->item) {
		json_key(&s->json, "additionalProperties");
		write_field(s, field->item, false);
	}
}

static void write_alternatives(struct schema *s, const struct yaml_field *field)
{
	json_key(&s->json, "anyOf");
	json_open_array(&s->json);
	for (const struct yaml_field *f = field->alternatives; f->key; f++)
		write_field(s, f, false);
	json_close_array(&s->json);
}

static void write_choices(struct schema *s, const struct yaml_field *field)
{
	json_key(&s->json, "enum");
	json_open_array(&s->json);
	for (int i = 0; field->choices && field->choices[i]; i++)
		json_str(&s->json, field->choices[i]);
	json_close_array(&s->json);
}

static void write_kind(struct schema *s, const struct yaml_field *field)
{
	switch (field->kind) {
	case YAML_K_TEXT:
	case YAML_K_ID:
	case YAML_K_DURATION:
	case YAML_K_RANGE:
	case YAML_K_DELTA: write_text_kind(s, field); break;
	case YAML_K_INT:
	case YAML_K_NUMBER: write_number(s, field); break;
	case YAML_K_BOOL: json_key_str(&s->json, "type", "boolean"); break;
	case YAML_K_CHOICE: write_choices(s, field); break;
	case YAML_K_MAP:
		if (field->sub && find_def(s, field->sub))
			write_ref(s, find_def(s, field->sub));
		else
			json_key_str(&s->json, "type", "object");
		break;
	case YAML_K_LIST: write_list(s, field); break;
	case YAML_K_MAP_OF: write_map_of(s, field); break;
	case YAML_K_ONE_OF: write_alternatives(s, field); break;
	case YAML_K_ANY: break;
	}
}

/* `inside_def`: this is the definition itself, so no reference to it. */
static void write_field(struct schema *s, const struct yaml_field *field, bool inside_def)
{
	const char *def = inside_def ? NULL : find_def(s, field);
	json_open_object(&s->json);
	if (field->help && !def)
		json_key_str(&s->json, "description", field->help);
	if (def)
		write_ref(s, def);
	else
		write_kind(s, field);
	json_close_object(&s->json);
}

static void write_required(struct schema *s, const struct yaml_table *table)
{
	json_key(&s->json, "required");
	json_open_array(&s->json);
	for (const struct yaml_field *field = table->fields; field->key; field++) {
		if (field->flags & YAML_F_REQUIRED)
			json_str(&s->json, field->key);
	}
	json_close_array(&s->json);
}

static void write_table(struct schema *s, const struct yaml_table *table)
{
	json_open_object(&s->json);
	json_key_str(&s->json, "title", table->name);
	if (table->help)
		json_key_str(&s->json, "description", table->help);
	json_key_str(&s->json, "type", "object");
	json_key(&s->json, "properties");
	json_open_object(&s->json);
	for (const struct yaml_field *field = table->fields; field->key; field++) {
		json_key(&s->json, field->key);
		write_field(s, field, false);
	}
	json_close_object(&s->json);
	write_required(s, table);
	json_key_bool(&s->json, "additionalProperties", false);
	json_close_object(&s->json);
}

void yaml_table_schema(const struct yaml_table *table, const char *id, const char *title, struct strbuf *out)
{
	struct schema s = {.count = 0};
	json_writer_init(&s.json, out);
	collect_table(&s, table);
	json_open_object(&s.json);
	json_key_str(&s.json, "$schema", "https://json-schema.org/draft/2020-12/schema");
	json_key_str(&s.json, "$id", id);
	json_key_str(&s.json, "title", title);
	write_ref(&s, find_def(&s, table));
	json_key(&s.json, "$defs");
	json_open_object(&s.json);
	for (int i = 0; i < s.count; i++) {
		json_key(&s.json, s.defs[i].name);
		if (s.defs[i].table)
			write_table(&s, s.defs[i].table);
		else
			write_field(&s, s.defs[i].field, true);
	}
	json_close_object(&s.json);
	json_close_object(&s.json);
	strbuf_addch(out, '\n');
}
