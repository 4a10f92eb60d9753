/* rubric.c - loading a rubric: check the tree by the field table, then read it. */
#include "model/rubric.h"

#include "base/file.h"
#include "base/mem.h"
#include "model/rubric_tables.h"

#define FORMAT 1

int rubric_find(const struct rubric *rubric, struct sv id)
{
	for (int i = 0; i < rubric->criterion_count; i++) {
		if (sv_eq(rubric->criteria[i].id, id)) {
			return i;
		}
	}
	return -1;
}

bool criterion_is_forbid(const struct criterion *criterion)
{
	return criterion->kind == KIND_FORBID;
}

/* What is still to be looked at, every criterion once. */
struct reached {
	bool *seen;
	int *todo;
	int count;
};

static void reach(struct reached *reached, int criterion)
{
	if (criterion < 0 || reached->seen[criterion])
		return;
	reached->seen[criterion] = true;
	reached->todo[reached->count++] = criterion;
}

bool criterion_is_judged(const struct rubric *rubric, const struct criterion *criterion)
{
	struct reached reached = {.count = 0};
	bool judged = true;

	if (criterion->of_count == 0 && criterion->order_count == 0)
		return criterion->runnable;
	reached.seen = mem_calloc((size_t)rubric->criterion_count, sizeof *reached.seen);
	reached.todo = mem_calloc((size_t)rubric->criterion_count, sizeof *reached.todo);
	reach(&reached, criterion->index);
	while (reached.count > 0 && judged) {
		const struct criterion *next = &rubric->criteria[reached.todo[--reached.count]];

		judged = next->runnable;
		for (int i = 0; i < next->of_count; i++)
			reach(&reached, next->of[i]);
		for (int i = 0; i < next->order_count; i++)
			if (next->order[i].event == ORDER_MET)
				reach(&reached, next->order[i].criterion);
	}
	free(reached.seen);
	free(reached.todo);
	return judged;
}

void rubric_free(struct rubric *rubric)
{
	talloc_free(rubric);
}

/* ---- sections and ids ---- */

static int count_criteria(const struct yaml_node *sections)
{
	int count = 0;
	for (int i = 0; i < read_count(sections); i++) {
		count += read_count(yaml_get(read_item(sections, i), "criteria"));
	}
	return count;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* R304 at every id that an earlier node has. `nodes` holds the scalars of all ids in file order. */
static void report_duplicates(struct rubric_reader *r, const struct yaml_node **nodes, int count, const char *what)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const char **sorted = MEM_ARRAY(pool, const char *, (size_t)count + 1);
	const char **twice = MEM_ARRAY(pool, const char *, (size_t)count + 1);
	bool *met = MEM_ARRAY(pool, bool, (size_t)count + 1);
	size_t duplicates = 0;
	for (int i = 0; i < count; i++) {
		sorted[i] = nodes[i]->text.p;
	}
	qsort(sorted, (size_t)count, sizeof *sorted, by_text);
	for (int i = 1; i < count; i++) {
		if (strcmp(sorted[i - 1], sorted[i]) == 0 &&
		    (duplicates == 0 || strcmp(twice[duplicates - 1], sorted[i]) != 0)) {
			twice[duplicates++] = sorted[i];
		}
	}
	for (int i = 0; i < count && duplicates > 0; i++) {
		const char *id = nodes[i]->text.p;
		const char **hit = bsearch(&id, twice, duplicates, sizeof *twice, by_text);
		if (hit && met[hit - twice]) {
			read_diag(&r->base, nodes[i], "R304", "give it another id", "a %s “%s” is here already", what,
				  id);
		}
		if (hit) {
			met[hit - twice] = true;
		}
	}
}

static void read_section(const struct yaml_node *node, struct section *section)
{
	*section = (struct section){
		.id = read_text(node, "section"),
		.title = read_text(node, "title"),
		.weight = (int)yaml_long(yaml_get(node, "weight"), 0),
		.node = node,
	};
	if (section->title.n == 0) {
		section->title = section->id;
	}
}

static void check_weights(struct rubric_reader *r)
{
	const struct rubric *rubric = r->rubric;
	struct yaml_entry *entry = yaml_entry_of(r->base.doc->root, "sections");
	long total = 0;
	for (int i = 0; i < rubric->section_count; i++) {
		total += rubric->sections[i].weight;
	}
	if (total != 100 && entry) {
		read_diag(&r->base, entry->key, "R302", "make the weights add up to 100",
			  "the section weights add up to %ld, not 100", total);
	}
}

/* Ids first: conditions and orders may name criteria that come later. */
static void read_sections(struct rubric_reader *r)
{
	struct rubric *rubric = r->rubric;
	const struct yaml_node *sections = yaml_get(r->base.doc->root, "sections");
	int count = read_count(sections), total = count_criteria(sections);
	const void *pool = r->base.pool;
	rubric->sections = MEM_ARRAY(pool, struct section, (size_t)count + 1);
	rubric->criteria = MEM_ARRAY(pool, struct criterion, (size_t)total + 1);
	const struct yaml_node **ids = MEM_ARRAY(pool, const struct yaml_node *, (size_t)total + 1);
	const struct yaml_node **section_ids = MEM_ARRAY(pool, const struct yaml_node *, (size_t)count + 1);
	const char **names = MEM_ARRAY(pool, const char *, (size_t)total + 1);
	for (int i = 0; i < count; i++) {
		const struct yaml_node *node = read_item(sections, i);
		const struct yaml_node *list = yaml_get(node, "criteria");
		read_section(node, &rubric->sections[rubric->section_count++]);
		section_ids[i] = yaml_get(node, "section");
		for (int k = 0; k < read_count(list); k++) {
			int index = rubric->criterion_count++;
			struct criterion *criterion = &rubric->criteria[index];
			criterion->node = read_item(list, k);
			criterion->id = read_text(criterion->node, "id");
			criterion->index = index;
			criterion->section = i;
			criterion->runnable = true;
			ids[index] = yaml_get(criterion->node, "id");
			names[index] = criterion->id.p;
		}
	}
	r->ids = names;
	check_weights(r);
	report_duplicates(r, section_ids, count, "section");
	report_duplicates(r, ids, total, "criterion");
}

/* ---- the file ---- */

static void read_head(struct rubric_reader *r)
{
	struct rubric *rubric = r->rubric;
	const struct yaml_node *root = r->base.doc->root;
	rubric->id = read_text(root, "rubric");
	rubric->title = read_text(root, "title");
	rubric->language = read_text(root, "language");
	rubric->pass_mark = (int)yaml_long(yaml_get(root, "pass_mark"), 100);
	rubric->per_sentence = (int)yaml_long(yaml_get(root, "per_sentence"), 0);
	if (rubric->pass_mark < 1 || rubric->pass_mark > 100) { /* R313 is reported by the table */
		rubric->pass_mark = 100;
	}
}

static void read_words(struct rubric_reader *r, const char *root)
{
	struct rubric *rubric = r->rubric;
	struct words words;
	words_read(&r->base, "words", root, &words);
	rubric->lists = words.items;
	rubric->list_count = words.count;
	rubric->word_lists = words.lists;
	rubric->includes = words.includes;
	rubric->include_count = words.include_count;
	words_hash(r->base.doc, &words, rubric->hash);
}

/* `own` gets everything; the tree is read only when the table found no Y problem in it. */
static void read_rubric(struct rubric *rubric, const char *root, struct diag_list *own)
{
	struct rubric_reader r = {
		.base = {.pool = rubric, .doc = rubric->doc, .diags = own},
		.rubric = rubric,
	};
	rubric->set = match_set_new();
	read_hold_set(rubric, rubric->set);
	r.base.set = rubric->set;
	bool readable = yaml_check(rubric->doc, &rubric_table, FORMAT, own);
	read_words(&r, root);
	if (!readable || !rubric->doc->root) {
		return;
	}
	read_head(&r);
	read_sections(&r);
	for (int i = 0; i < rubric->criterion_count; i++) {
		criterion_read(&r, &rubric->criteria[i]);
	}
	rubric_break_circles(&r);
}

static struct rubric *finish_load(struct rubric *rubric, const char *path, const char *root, struct diag_list *own,
				  struct diag_list *diags, struct err *err)
{
	bool parsed = rubric->doc != NULL;
	if (parsed) {
		read_rubric(rubric, root, own);
	}
	if (parsed) {
		diags_refuse(own, path, err);
	}
	if (diags_settle(own, path, diags) || !parsed) {
		rubric_free(rubric);
		return NULL;
	}
	return rubric;
}

static struct rubric *new_rubric(const char *path)
{
	struct rubric *rubric = MEM_NEW(NULL, struct rubric);
	rubric->path = mem_pool_strndup(rubric, path, strlen(path));
	return rubric;
}

struct rubric *rubric_load(const char *path, const char *root, struct diag_list *diags, struct err *err)
{
	struct diag_list own = DIAG_LIST_INIT;
	struct rubric *rubric = new_rubric(path);
	rubric->doc = yaml_load(rubric, path, &own, err);
	return finish_load(rubric, path, root, &own, diags, err);
}

struct rubric *rubric_parse(const char *path, struct sv text, const char *root, struct diag_list *diags,
			    struct err *err)
{
	struct diag_list own = DIAG_LIST_INIT;
	struct rubric *rubric = new_rubric(path);
	rubric->doc = yaml_parse(rubric, path, text, &own, err);
	return finish_load(rubric, path, root, &own, diags, err);
}
