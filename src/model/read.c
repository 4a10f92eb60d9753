/* read.c - texts, diagnostics and phrases of one file. */
#include "model/read.h"

#include "base/mem.h"

#include <stdarg.h>

const struct yaml_field id_item = {.key = "", .kind = YAML_K_ID, .help = "An id."};
const struct yaml_field text_item = {.key = "", .kind = YAML_K_TEXT, .help = "A text."};

static const struct yaml_field regex_fields[] = {
	{.key = "regex",
	 .kind = YAML_K_TEXT,
	 .flags = YAML_F_REQUIRED | YAML_F_NOT_EMPTY | YAML_F_PROSE,
	 .help = "A PCRE2 pattern in single quotes, for what phrases cannot say; case does not matter."},
	{.key = NULL},
};
static const struct yaml_table regex_table = {"regex phrase", "A regular expression in place of a phrase.",
					      regex_fields};
static const struct yaml_field phrase_forms[] = {
	{.key = "",
	 .kind = YAML_K_TEXT,
	 .flags = YAML_F_PROSE | YAML_F_NO_COLON,
	 .help = "Plain words with the marks a/b, (x), ..., <list> and stem*."},
	{.key = "", .kind = YAML_K_MAP, .sub = &regex_table, .help = "A regular expression."},
	{.key = NULL},
};
const struct yaml_field phrase_item = {.key = "",
				       .kind = YAML_K_ONE_OF,
				       .alternatives = phrase_forms,
				       .help = "A phrase, or regex: and a pattern."};

int read_count(const struct yaml_node *node)
{
	if (!node) {
		return 0;
	}
	return node->type == YAML_LIST ? node->count : 1;
}

const struct yaml_node *read_item(const struct yaml_node *node, int index)
{
	return node->type == YAML_LIST ? node->items[index] : node;
}

struct sv read_text(const struct yaml_node *map, const char *key)
{
	return yaml_text(yaml_get(map, key));
}

struct sv *read_texts(struct reader *reader, const struct yaml_node *node, int *count)
{
	*count = read_count(node);
	if (*count == 0) {
		return NULL;
	}
	struct sv *texts = MEM_ARRAY(reader->pool, struct sv, (size_t)*count);
	for (int i = 0; i < *count; i++) {
		texts[i] = yaml_text(read_item(node, i));
	}
	return texts;
}

static void note_problem(struct reader *reader, const char *code)
{
	if (diag_severity_of(code) == DIAG_ERROR) {
		reader->problem = true;
	}
}

void read_diag(struct reader *reader, const struct yaml_node *node, const char *code, const char *help,
	       const char *format, ...)
{
	char message[512];
	va_list args;
	va_start(args, format);
	(void)vsnprintf(message, sizeof message, format, args);
	va_end(args);
	note_problem(reader, code);
	yaml_diag(reader->diags, reader->doc, node, code, help, "%s", message);
}

void read_diag_in(struct reader *reader, const struct yaml_node *scalar, size_t offset, size_t length, const char *code,
		  const char *help, const char *format, ...)
{
	char message[512];
	va_list args;
	va_start(args, format);
	(void)vsnprintf(message, sizeof message, format, args);
	va_end(args);
	note_problem(reader, code);
	yaml_diag_in(reader->diags, reader->doc, scalar, offset, length, code, help, "%s", message);
}

const char *read_did_you_mean(struct sv word, const char *const *names, char *out, size_t size)
{
	const char *near = names ? sv_nearest(word, names) : NULL;
	out[0] = '\0';
	if (near) {
		(void)snprintf(out, size, "did you mean “%s”?", near);
	}
	return out;
}

struct held {
	struct match_set *set;
	struct match_lists *lists;
};

static int release_held(struct held *held)
{
	match_set_free(held->set);
	match_lists_free(held->lists);
	return 0;
}

static struct held *new_held(const void *pool)
{
	struct held *held = MEM_NEW(pool, struct held);
	talloc_set_destructor(held, release_held);
	return held;
}

void read_hold_set(const void *pool, struct match_set *set)
{
	new_held(pool)->set = set;
}

void read_hold_lists(const void *pool, struct match_lists *lists)
{
	new_held(pool)->lists = lists;
}

/* ---- phrases ---- */

void phrases_read(struct reader *reader, const struct yaml_node *node, struct phrases *out)
{
	int count = read_count(node);
	*out = (struct phrases){NULL, NULL, count};
	if (count == 0) {
		return;
	}
	out->items = MEM_ARRAY(reader->pool, struct match_phrase, (size_t)count);
	out->nodes = MEM_ARRAY(reader->pool, const struct yaml_node *, (size_t)count);
	for (int i = 0; i < count; i++) {
		const struct yaml_node *item = read_item(node, i);
		bool is_regex = item->type == YAML_MAP;
		const struct yaml_node *scalar = is_regex ? yaml_get(item, "regex") : item;
		out->nodes[i] = scalar ? scalar : item;
		out->items[i] = (struct match_phrase){
			.text = yaml_text(scalar),
			.is_regex = is_regex,
			.double_quoted = scalar && scalar->style == YAML_DOUBLE,
		};
	}
}

void phrases_append(struct reader *reader, struct phrases *all, const struct phrases *more)
{
	size_t total = (size_t)all->count + (size_t)more->count;
	if (more->count == 0) {
		return;
	}
	all->items = MEM_GROW(reader->pool, all->items, struct match_phrase, total);
	all->nodes = MEM_GROW(reader->pool, all->nodes, const struct yaml_node *, total);
	memcpy(all->items + all->count, more->items, (size_t)more->count * sizeof *more->items);
	memcpy(all->nodes + all->count, more->nodes, (size_t)more->count * sizeof *more->nodes);
	all->count = (int)total;
}

struct group_report {
	struct reader *reader;
	const struct phrase_rule *rule;
};

static void report_problem(void *data, bool in_except, size_t phrase, const struct match_problem *problem)
{
	const struct group_report *report = data;
	const struct phrases *list = in_except ? report->rule->except : report->rule->phrases;
	struct reader *reader = report->reader;
	bool shared = in_except && phrase < (size_t)report->rule->shared_except;
	if (shared && (report->rule->shared_before || strcmp(problem->code, "P212") == 0)) {
		return;
	}
	if (!list || phrase >= (size_t)list->count || list->nodes[phrase]->type != YAML_SCALAR) {
		return; /* not a phrase at all: a Y105 already */
	}
	if (strcmp(problem->code, "P204") == 0 && reader->lists_broken) {
		reader->problem = true; /* the phrase is left out of its group all the same */
		return;
	}
	const struct yaml_node *scalar = list->nodes[phrase];
	const char *text = list->items[phrase].text.p;
	size_t base = text ? (size_t)(text - scalar->text.p) : 0; /* a phrase may be a part of its scalar */
	const char *help = problem->help[0] ? problem->help : NULL;
	size_t length = problem->length > 0 ? problem->length : 1;
	read_diag_in(reader, scalar, base + problem->offset, length, problem->code, help, "%s", problem->message);
}

int phrases_group(struct reader *reader, const struct phrase_rule *rule)
{
	struct group_report report = {reader, rule};
	struct match_group group = {
		.phrases = rule->phrases->items,
		.phrase_count = (size_t)rule->phrases->count,
		.except = rule->except ? rule->except->items : NULL,
		.except_count = rule->except ? (size_t)rule->except->count : 0,
		.negated = rule->negated,
		.ignore_quotes = rule->ignore_quotes,
		.ignore_piles = rule->ignore_piles,
		.crowd = rule->crowd,
		.owner = rule->owner,
		.at = rule->at,
		.in = rule->in,
	};
	return match_set_group(reader->set, &group, reader->lists, report_problem, &report);
}

/* ---- settling ---- */

static bool is_y_error(const struct diag_list *list, const struct diag *diag)
{
	return diag->code[0] == 'Y' && diag->severity == DIAG_ERROR && !diag_is_allowed(list, diag);
}

/* Files with a Y error: few, so a plain array will do. */
static size_t broken_files(const struct diag_list *list, const char ***out)
{
	const char **files = NULL;
	size_t count = 0, cap = 0;
	for (size_t i = 0; i < list->count; i++) {
		bool known = !is_y_error(list, &list->items[i]);
		for (size_t k = 0; k < count && !known; k++) {
			known = strcmp(files[k], list->items[i].file) == 0;
		}
		if (!known) {
			MEM_ENSURE(files, count, cap);
			files[count++] = list->items[i].file;
		}
	}
	*out = files;
	return count;
}

static bool has_file(const char *const *files, size_t count, const char *file)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(files[i], file) == 0) {
			return true;
		}
	}
	return false;
}

void diags_refuse(const struct diag_list *list, const char *path, struct err *err)
{
	const struct diag *first = NULL;
	for (size_t i = 0; i < list->count; i++) {
		const struct diag *diag = &list->items[i];
		bool earlier = !first || diag->line < first->line ||
			       (diag->line == first->line && diag->column < first->column);
		if (earlier && strcmp(diag->file, path) == 0 && is_y_error(list, diag)) {
			first = diag;
		}
	}
	if (first) {
		(void)err_set_at(err, ERR_INPUT, path, first->line, first->column, "%s.", first->message);
	}
}

bool diags_settle(struct diag_list *from, const char *path, struct diag_list *to)
{
	const char **files = NULL;
	size_t count = broken_files(from, &files);
	for (size_t i = 0; to && i < from->source_count; i++) {
		const struct diag_source *source = &from->sources[i];
		diag_list_add_source(to, source->file, sv_make(source->text, source->length));
	}
	for (size_t i = 0; to && i < from->count; i++) {
		const struct diag *diag = &from->items[i];
		if (diag->code[0] != 'Y' && has_file(files, count, diag->file)) {
			continue;
		}
		diag_add(to, diag->code, diag->file, diag->line, diag->column, diag->length, diag->help, "%s",
			 diag->message);
		diag_set_last_severity(to, diag->severity);
	}
	bool broken = has_file(files, count, path);
	free(files);
	diag_list_release(from);
	return broken;
}
