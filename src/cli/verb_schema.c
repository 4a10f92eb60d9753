/* verb_schema.c - rolecall schema: the file formats for editors and readers, from the tables that the loader uses. */
#include "cli/keys.h"
#include "cli/verb.h"
#include "model/rubric.h"
#include "model/scenario.h"

#include <string.h>

static const struct {
	const char *name, *title;
	const struct yaml_table *table;
} formats[] = {
	{"scenario", "Rolecall scenario, format 1", &scenario_table},
	{"rubric", "Rolecall rubric, format 1", &rubric_table},
	{"words", "Rolecall word lists, format 1", &words_table},
};

static void make(size_t index, const char *form, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf json = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf id = STRBUF_INIT;

	if (!strcmp(form, "markdown")) {
		keys_markdown(formats[index].table, out);
		return;
	}
	strbuf_addf(&id, "urn:rolecall:%s-1", formats[index].name);
	yaml_table_schema(formats[index].table, id.buf, formats[index].title, &json);
	keys_indent_json(strbuf_sv(&json), out);
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	if (!args_count(args, &verb_schema, 1, 1, err))
		return 0;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (strcmp(formats[i].name, args->rest[0]) != 0)
			continue;
		make(i, args_get(args, "format", "json"), &out);
		context_write(context, strbuf_sv(&out), err);
		return CLI_OK;
	}
	err_set(err, ERR_USAGE, "There is no format \"%s\"; there are scenario, rubric and words.", args->rest[0]);
	return 0;
}

static const struct verb_option options_table[] = {
	{"format", 'f', "FORM", "json|markdown", VALUE_NONE, false,
	 "json: a JSON Schema (draft 2020-12); markdown: a table of every key"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_schema = {
	.name = "schema",
	.arguments = "scenario|rubric|words",
	.words = "scenario|rubric|words",
	.summary = "Print the JSON Schema of a file format, for editors",
	.readers = "trainer",
	.options = options_table,
	.text = "The YAML language server of an editor completes and explains keys from it. Files name it in their "
		"first\n"
		"line: # yaml-language-server: $schema=PATH",
	.run = run,
};
