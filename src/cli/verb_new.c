/* verb_new.c - rolecall new: a commented file to start from. */
#include "base/file.h"
#include "base/mem.h"
#include "cli/scoring.h"
#include "cli/verb.h"
#include "lint/template.h"
#include "yaml/table.h"

#include <ctype.h>
#include <string.h>

#define USUAL_RUBRIC "empathy-core"
#define RUBRICS_MAX 16
#define SOURCE_MAX ((size_t)1024 * 1024)
#define INCLUDE_DEPTH_MAX 16

static bool check_id(struct sv id, struct err *err)
{
	bool good = id.n > 0 && id.n <= 64 && id.p[0] != '-';

	for (size_t i = 0; good && i < id.n; i++)
		good = islower((unsigned char)id.p[i]) || isdigit((unsigned char)id.p[i]) || id.p[i] == '-';
	if (good)
		return true;
	return err_set(err, ERR_USAGE,
		       "A name is made of small letters, digits and hyphens, such as late-parcel, not \"" SV_FMT "\".",
		       SV_ARG(id));
}

/* ---- what goes into the file ---- */

static bool scenario_text(struct context *context, const struct args *args, struct sv id, struct strbuf *out,
			  struct err *err)
{
	const struct rubric *rubrics[RUBRICS_MAX] = {NULL}; /* the library's */
	size_t count = 0;
	bool good = true;

	for (int i = 0; good && i < RUBRICS_MAX; i++) {
		const char *name = args_nth(args, "rubric", i);

		if (!name && i == 0)
			name = USUAL_RUBRIC;
		if (!name)
			break;
		rubrics[count] = scoring_load_rubric(context, sv_from(name), err);
		good = rubrics[count] != NULL;
		count += good;
	}
	if (good)
		template_scenario(id, channel_from(sv_from(args_get(args, "channel", "chat"))), rubrics, count, out);
	return good;
}

/* The file that is copied; the library keeps it. */
static const char *source_of(struct context *context, bool scenario, const char *from, struct err *err)
{
	struct library *library = context_library(context, err);

	if (!library)
		return NULL;
	return scenario ? library_scenario_path(library, sv_from(from), err)
			: library_rubric_path(library, sv_from(from), err);
}

static bool copied_text(const char *source, struct sv id, struct strbuf *out, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	return file_read(source, SOURCE_MAX, &text, err) && template_copy(source, strbuf_sv(&text), id, out, err);
}

/* ---- where it goes ---- */

/* The channel is what the new text says: a copy brings its own. */
static const char *channel_of(struct sv text)
{
	for (int i = 0; i < CHANNEL_COUNT; i++) {
		CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

		strbuf_addf(&line, "\nchannel: %s", channel_names[i]);
		const char *at = strstr(text.p, line.buf);

		if (at && !isalpha((unsigned char)at[line.len]) && at[line.len] != '-')
			return channel_names[i];
	}
	return "chat";
}

static char *place_of(const struct args *args, bool scenario, struct sv text)
{
	if (args->rest_count > 2)
		return mem_strdup(args->rest[2]);
	CLEANUP_STRBUF struct strbuf path = STRBUF_INIT;

	if (scenario)
		strbuf_addf(&path, "scenarios/%s/%s.yaml", channel_of(text), args->rest[1]);
	else
		strbuf_addf(&path, "rubrics/%s.yaml", args->rest[1]);
	return mem_strdup(path.buf);
}

static bool write_new(struct context *context, const char *path, struct sv text, struct err *err)
{
	CLEANUP_FREE char *folder = file_folder(path);
	CLEANUP_STRBUF struct strbuf told = STRBUF_INIT;

	if (file_exists(path))
		return err_set(err, ERR_USAGE, "%s is there already; nothing was written.", path);
	if (!file_make_folders(folder, 0777, err) || !file_write_atomic(path, text, 0666, err))
		return false;
	strbuf_addf(&told, "%s\n", path);
	return context_write(context, strbuf_sv(&told), err);
}

static bool copy_lists(struct context *context, const char *source, const char *path, int depth, struct err *err);

static bool copy_list(struct context *context, const char *source, const char *path, struct sv name, int depth,
		      struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	CLEANUP_FREE char *file = mem_strndup(name.p, name.n);
	CLEANUP_FREE char *old_folder = file_folder(source);
	CLEANUP_FREE char *new_folder = file_folder(path);
	CLEANUP_FREE char *from = file_join(old_folder, file);
	CLEANUP_FREE char *to = file_join(new_folder, file);

	if (!name.n || name.p[0] == '/' || file_exists(to) || !file_exists(from))
		return true;
	return file_read(from, SOURCE_MAX, &text, err) && write_new(context, to, strbuf_sv(&text), err) &&
	       copy_lists(context, from, to, depth + 1, err);
}

/* Word lists that the copy at `path` includes, and that lie beside the original at `source` only, come along. */
static bool copy_lists(struct context *context, const char *source, const char *path, int depth, struct err *err)
{
	struct diag_list diags = DIAG_LIST_INIT;
	struct yaml_doc *doc = depth < INCLUDE_DEPTH_MAX ? yaml_load(NULL, path, &diags, err) : NULL;
	const struct yaml_node *include = doc && doc->root ? yaml_get(doc->root, "include") : NULL;
	bool good = true;

	if (include && include->type == YAML_SCALAR)
		good = copy_list(context, source, path, include->text, depth, err);
	for (int i = 0; good && include && include->type == YAML_LIST && i < include->count; i++)
		good = copy_list(context, source, path, include->items[i]->text, depth, err);
	diag_list_release(&diags);
	talloc_free(doc);
	return good;
}

static void tell_loading(struct context *context, bool scenario, const char *path)
{
	struct err trouble = ERR_INIT;

	if (scenario)
		scenario_free(scoring_load_scenario(context, sv_from(path), &trouble));
	else
		scoring_load_rubric(context, sv_from(path), &trouble);
	if (trouble.kind)
		fprintf(context->talk, "rolecall: it does not load yet: %s\n", trouble.message);
	else
		fprintf(context->talk, "Next: rolecall lint %s, rolecall test %s%s\n", path, path,
			scenario ? ", rolecall walk, rolecall play" : "");
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	if (!args_count(args, &verb_new, 2, 3, err))
		return 0;
	bool scenario = !strcmp(args->rest[0], "scenario");
	struct sv id = sv_from(args->rest[1]);
	const char *from = args_get(args, "from", NULL), *source = NULL;

	if (!scenario && strcmp(args->rest[0], "rubric") != 0) {
		err_set(err, ERR_USAGE, "Say what to make: new scenario NAME or new rubric NAME.");
		return 0;
	}
	if (!check_id(id, err))
		return 0;
	if ((!scenario || from) && (args_has(args, "channel") || args_has(args, "rubric"))) {
		err_set(err, ERR_USAGE, "--channel and --rubric are for a new scenario that is not a copy.");
		return 0;
	}
	if (from)
		source = source_of(context, scenario, from, err);
	if (from ? !source || !copied_text(source, id, &text, err)
		 : scenario && !scenario_text(context, args, id, &text, err))
		return 0;
	if (!from && !scenario)
		template_rubric(id, &text);
	CLEANUP_FREE char *path = place_of(args, scenario, strbuf_sv(&text));

	if (write_new(context, path, strbuf_sv(&text), err) && (!from || copy_lists(context, source, path, 0, err)))
		tell_loading(context, scenario, path);
	return CLI_OK;
}

static const struct verb_option options_table[] = {
	{"channel", 'c', "CHANNEL", "phone|in-person|email|social|chat|sms|self-service", VALUE_NONE, false,
	 "where the conversation happens (default chat)"},
	{"rubric", 'r', "NAME", NULL, VALUE_RUBRIC, true, "the rubrics that score it (default " USUAL_RUBRIC ")"},
	{"from", 0, "NAME", NULL, VALUE_SCENARIO, false, "copy this one, comments and all, under the new name"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_new = {
	.name = "new",
	.arguments = "scenario|rubric NAME [PATH]",
	.summary = "Write a commented file to start from, which lints clean and passes its tests",
	.readers = "trainer",
	.words = "scenario|rubric",
	.options = options_table,
	.text = "Without PATH it goes to scenarios/CHANNEL/NAME.yaml or rubrics/NAME.yaml. A file that is there "
		"already is\n"
		"never overwritten.",
	.run = run,
};
