/* Any bytes as a YAML file: parse, check against a table with one field of each kind, trace values back to their place,
 * render what was found. */
#include "base/diag.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "yaml/table.h"

#include <stdint.h>

static const char *const choices[] = {"red", "green", NULL};
static const struct yaml_table table;
static const struct yaml_field text_item = {
	.key = "",
	.kind = YAML_K_TEXT,
	.flags = YAML_F_CUSTOMER_LINE | YAML_F_NO_COLON | YAML_F_NOT_EMPTY,
};
static const struct yaml_field table_item = {.key = "", .kind = YAML_K_MAP, .sub = &table};
static const struct yaml_field forms[] = {
	{.key = "", .kind = YAML_K_TEXT, .flags = YAML_F_PROSE | YAML_F_NO_COLON},
	{.key = "", .kind = YAML_K_LIST, .item = &text_item},
	{.key = "", .kind = YAML_K_MAP, .sub = &table},
	{.key = NULL},
};
static const struct yaml_field fields[] = {
	{.key = "id", .kind = YAML_K_ID, .flags = YAML_F_REQUIRED, .help = "An id."},
	{.key = "format", .kind = YAML_K_INT, .min = 1, .max = 9},
	{.key = "share", .kind = YAML_K_NUMBER, .max = 1},
	{.key = "live", .kind = YAML_K_BOOL},
	{.key = "colour", .kind = YAML_K_CHOICE, .choices = choices},
	{.key = "after", .kind = YAML_K_DURATION},
	{.key = "anger", .kind = YAML_K_RANGE},
	{.key = "change", .kind = YAML_K_DELTA, .min = -9, .max = 9},
	{.key = "says", .kind = YAML_K_ONE_OF, .alternatives = forms},
	{.key = "lines", .kind = YAML_K_LIST, .flags = YAML_F_ONE_OK | YAML_F_NOT_EMPTY, .item = &text_item},
	{.key = "nodes", .kind = YAML_K_MAP_OF, .item = &table_item},
	{.key = NULL},
};
static const struct yaml_table table = {"thing", "A thing.", fields};

static void trace(const struct yaml_doc *doc, const struct yaml_node *node)
{
	int line, column;
	for (size_t i = 0; node->type == YAML_SCALAR && i <= node->text.n && i < 64; i++) {
		yaml_place_in(doc, node, i, &line, &column);
		if (line < 1 || column < 1)
			abort();
	}
	for (int i = 0; i < node->count; i++) {
		trace(doc, node->type == YAML_LIST ? node->items[i] : node->entries[i].key);
		if (node->type == YAML_MAP)
			trace(doc, node->entries[i].value);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct yaml_doc *doc = yaml_parse(NULL, "fuzz.yaml", sv_make((const char *)data, size), &diags, &err);
	if (!doc && diags.count != 1)
		abort(); /* what stops a file says so once */
	if (doc && yaml_check(doc, &table, 1, &diags) == diag_list_unusable(&diags, "fuzz.yaml"))
		abort();
	if (doc && doc->root)
		trace(doc, doc->root);
	diag_list_finish(&diags);
	diag_render_text(&diags, false, &out);
	if (!utf8_valid(strbuf_sv(&out)))
		abort();
	talloc_free(doc);
	diag_list_release(&diags);
	return 0;
}
