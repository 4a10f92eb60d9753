/* words.c - word lists and the files that share them. */
#include "model/words.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "model/words_path.h"

#include <limits.h>

#define FORMAT 1

static const struct yaml_field entry_item = {
	.key = "",
	.kind = YAML_K_TEXT,
	.flags = YAML_F_PROSE | YAML_F_NO_COLON | YAML_F_NOT_EMPTY,
	.help = "A phrase; it may use marks and other lists.",
};
const struct yaml_field lists_item = {
	.key = "",
	.kind = YAML_K_LIST,
	.flags = YAML_F_ONE_OK | YAML_F_NOT_EMPTY,
	.item = &entry_item,
	.help = "The phrases of one list.",
};
static const struct yaml_field words_fields[] = {
	{.key = "words", .kind = YAML_K_ID, .flags = YAML_F_REQUIRED, .help = "The id of this file of word lists."},
	{.key = "format", .kind = YAML_K_INT, .flags = YAML_F_REQUIRED, .min = 1, .max = INT_MAX, .help = "Always 1."},
	{.key = "title", .kind = YAML_K_TEXT, .flags = YAML_F_PROSE, .help = "What the lists are for."},
	{.key = "language", .kind = YAML_K_TEXT, .help = "The language of the lists, such as en."},
	INCLUDE_FIELD,
	{.key = "lists",
	 .kind = YAML_K_MAP_OF,
	 .flags = YAML_F_REQUIRED,
	 .item = &lists_item,
	 .help = "The lists: name and phrases; a rubric that includes this file uses one as <name>."},
	{.key = NULL},
};
const struct yaml_table words_table = {"word-list file", "Lists of phrases that several rubrics share.", words_fields};

struct gather {
	struct reader *reader; /* of the including file; its doc changes while an include is read */
	struct words *out;
	char *root;                    /* real path; owned by the pool */
	char *stack[WORDS_MAX_NESTED]; /* real paths of the files being read, for circles */
	int depth;
	char **seen; /* real paths of out->includes */
};

static void gather_file(struct gather *g, struct yaml_doc *doc, const char *key);

static void add_list(struct gather *g, struct yaml_doc *doc, const struct yaml_entry *entry)
{
	struct words *out = g->out;
	const void *pool = g->reader->pool;
	int count = 0;
	if (entry->value->type == YAML_MAP) {
		return; /* a Y105 already */
	}
	struct sv *entries = MEM_ARRAY(pool, struct sv, (size_t)read_count(entry->value) + 1);
	for (int i = 0; i < read_count(entry->value); i++) {
		const struct yaml_node *item = read_item(entry->value, i);
		if (item->type == YAML_SCALAR) {
			entries[count++] = item->text;
		}
	}
	match_lists_add(out->lists, entry->key->text, entries, (size_t)count);
	out->items = MEM_GROW(pool, out->items, struct rubric_list, (size_t)out->count + 1);
	out->items[out->count++] = (struct rubric_list){entry->key->text, entry->value, doc};
}

static void bad_include(struct gather *g, const struct yaml_doc *doc, const struct yaml_node *node, const char *help,
			const char *message)
{
	g->out->broken = true;
	yaml_diag(g->reader->diags, doc, node, "Y115", help, "%s", message);
}

static bool is_open(const struct gather *g, const char *real)
{
	for (int i = 0; i < g->depth; i++) {
		if (strcmp(g->stack[i], real) == 0) {
			return true;
		}
	}
	return false;
}

static bool is_seen(const struct gather *g, const char *real)
{
	for (int i = 0; i < g->out->include_count; i++) {
		if (strcmp(g->seen[i], real) == 0) {
			return true;
		}
	}
	return false;
}

/* Parses and checks an included file; its own problems are reported in it. NULL when it cannot be used. */
static struct yaml_doc *load_include(struct gather *g, const struct yaml_doc *from, const struct yaml_node *node,
				     const char *path)
{
	struct err err = ERR_INIT;
	struct diag_list own = DIAG_LIST_INIT;
	struct yaml_doc *doc = yaml_load(g->reader->pool, path, &own, &err);
	bool reported = own.count > 0;
	if (doc && (yaml_get(doc->root, "rubric") || yaml_get(doc->root, "scenario"))) {
		diag_list_release(&own);
		bad_include(g, from, node,
			    "include a file that opens with words:", "the included file holds no word lists");
		return NULL;
	}
	if (doc) {
		(void)yaml_check(doc, &words_table, FORMAT, &own);
	} else if (!reported) {
		bad_include(g, from, node, NULL, "the included file cannot be read");
	}
	bool broken = diags_settle(&own, path, g->reader->diags);
	g->out->broken = g->out->broken || broken || !doc;
	return doc;
}

static void open_include(struct gather *g, const struct yaml_doc *from, const struct yaml_node *node, const char *path,
			 char *real)
{
	struct words *out = g->out;
	struct yaml_doc *doc = load_include(g, from, node, path);
	if (!doc) {
		return;
	}
	out->includes = MEM_GROW(g->reader->pool, out->includes, struct yaml_doc *, (size_t)out->include_count + 1);
	g->seen = MEM_GROW(g->reader->pool, g->seen, char *, (size_t)out->include_count + 1);
	out->includes[out->include_count] = doc;
	g->seen[out->include_count++] = real;
	g->stack[g->depth++] = real;
	gather_file(g, doc, "lists");
	g->depth--;
}

static void include(struct gather *g, const struct yaml_doc *doc, const struct yaml_node *node)
{
	CLEANUP_FREE char *path = words_include_path(doc->path, node->text);
	CLEANUP_FREE char *real = path ? file_real(path) : NULL;
	if (!path || (real && !words_path_inside(g->root, real))) {
		bad_include(g, doc, node, "move the file into the content folder",
			    "an include may not leave the content folder");
	} else if (!real || !file_exists(real)) {
		bad_include(g, doc, node, "the path is relative to this file",
			    "there is no file of this name to include");
	} else if (file_is_folder(real)) {
		bad_include(g, doc, node, "name a file in it", "an include names a file, not a folder");
	} else if (is_open(g, real)) {
		bad_include(g, doc, node, "take this include away", "this include goes round in a circle");
	} else if (is_seen(g, real)) {
		return;
	} else if (g->depth == WORDS_MAX_NESTED) {
		bad_include(g, doc, node, "include the file directly", "includes are nested too deep");
	} else if (g->out->include_count == WORDS_MAX_FILES) {
		bad_include(g, doc, node, "put several lists in one file", "too many files are included");
	} else {
		open_include(g, doc, node, path, mem_pool_strndup(g->reader->pool, real, strlen(real)));
	}
}

static void gather_file(struct gather *g, struct yaml_doc *doc, const char *key)
{
	const struct yaml_node *includes = yaml_get(doc->root, "include");
	const struct yaml_node *lists = yaml_get(doc->root, key);
	for (int i = 0; i < read_count(includes); i++) {
		const struct yaml_node *item = read_item(includes, i);
		if (item->type == YAML_SCALAR) {
			include(g, doc, item);
		}
	}
	for (int i = 0; lists && lists->type == YAML_MAP && i < lists->count; i++) {
		add_list(g, doc, &lists->entries[i]);
	}
}

/* Entries that match the same texts word for word. An entry that another one merely covers is no mistake: inside a
 * longer phrase the two leave different words to what follows. */
static void check_repeats(struct reader *check, const struct phrases *all, const int *groups)
{
	char **keys = MEM_ARRAY(check->pool, char *, (size_t)all->count + 1);
	for (int i = 0; i < all->count; i++) {
		CLEANUP_STRBUF struct strbuf key = STRBUF_INIT;
		match_phrase_key(check->set, groups[i], 0, &key);
		keys[i] = mem_pool_strndup(check->pool, key.buf, key.len);
		for (int k = 0; k < i && keys[i][0]; k++) {
			if (strcmp(keys[k], keys[i]) != 0) {
				continue;
			}
			read_diag(check, all->nodes[i], "P207", "remove one of the two",
				  "this entry is in the list twice: “" SV_FMT "”", SV_ARG(all->items[k].text));
			break;
		}
	}
}

/* Each entry is a phrase: a group of its own in a throw-away set, on throw-away lists, so that this does not count as
 * use. */
static void check_list(struct reader *check, const struct phrases *all)
{
	int *groups = MEM_ARRAY(check->pool, int, (size_t)all->count + 1);
	for (int i = 0; i < all->count; i++) {
		struct phrases one = {&all->items[i], &all->nodes[i], 1};
		groups[i] = phrases_group(check, &(struct phrase_rule){.phrases = &one});
	}
	check_repeats(check, all, groups);
}

static void check_entries(const struct reader *reader, const struct words *words)
{
	struct match_lists *lists = match_lists_new();
	struct match_set *set = match_set_new();
	void *pool = talloc_new(reader->pool);
	struct reader check = *reader;
	check.lists = lists;
	check.lists_broken = words->broken;
	check.set = set;
	check.pool = pool;
	struct phrases *all = MEM_ARRAY(pool, struct phrases, (size_t)words->count + 1);
	for (int i = 0; i < words->count; i++) {
		phrases_read(&check, words->items[i].node, &all[i]);
		struct sv *texts = MEM_ARRAY(pool, struct sv, (size_t)all[i].count + 1);
		for (int k = 0; k < all[i].count; k++) {
			texts[k] = all[i].items[k].text;
		}
		match_lists_add(lists, words->items[i].name, texts, (size_t)all[i].count);
	}
	if (!words_report_cycle(reader, words, lists)) {
		for (int i = 0; i < words->count; i++) {
			check.doc = (struct yaml_doc *)words->items[i].doc;
			check_list(&check, &all[i]);
		}
	}
	match_set_free(set);
	match_lists_free(lists);
	talloc_free(pool);
}

void words_read(struct reader *reader, const char *key, const char *root, struct words *out)
{
	struct gather g = {.reader = reader, .out = out};
	*out = (struct words){.lists = match_lists_new()};
	read_hold_lists(reader->pool, out->lists);
	CLEANUP_FREE char *allowed = words_root(reader->doc->path, root);
	CLEANUP_FREE char *own = file_real(reader->doc->path);
	g.root = allowed;
	if (own) {
		g.stack[g.depth++] = own;
	}
	gather_file(&g, reader->doc, key);
	reader->lists = out->lists;
	reader->lists_broken = out->broken;
	check_entries(reader, out);
}

void words_hash(const struct yaml_doc *doc, const struct words *words, char *out)
{
	struct hash *hash = hash_new();
	hash_add(hash, sv_make(doc->source, doc->length));
	for (int i = 0; i < words->include_count; i++) {
		hash_add(hash, sv_make(words->includes[i]->source, words->includes[i]->length));
	}
	memcpy(out, "sha256:", 7);
	hash_finish_hex(hash, out + 7);
}

static bool finish_load(void *pool, struct yaml_doc *doc, const char *root, struct diag_list *own,
			struct diag_list *diags, struct err *err)
{
	const char *path = doc ? doc->path : "";
	if (doc) {
		struct reader reader = {.pool = pool, .doc = doc, .diags = own};
		struct words words;
		(void)yaml_check(doc, &words_table, FORMAT, own);
		words_read(&reader, "lists", root, &words);
	}
	if (doc) {
		diags_refuse(own, path, err);
	}
	bool broken = diags_settle(own, path, diags);
	return doc && !broken;
}

bool words_load(const char *path, const char *root, struct diag_list *diags, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct diag_list own = DIAG_LIST_INIT;
	struct yaml_doc *doc = yaml_load(pool, path, &own, err);
	return finish_load(pool, doc, root, &own, diags, err);
}

bool words_parse(const char *path, struct sv text, const char *root, struct diag_list *diags, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct diag_list own = DIAG_LIST_INIT;
	struct yaml_doc *doc = yaml_parse(pool, path, text, &own, err);
	return finish_load(pool, doc, root, &own, diags, err);
}
