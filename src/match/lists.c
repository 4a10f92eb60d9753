/* Word lists: entries are phrases, parsed at their first use; shared by the sets that use them. */
#include "match/phrase.h"

#include "base/mem.h"
#include "match/limits.h"

static const char *const builtin_table[] = {"number", "money", "time",    "date",    "duration",
					    "name",   "agent", "company", "fact:ID", NULL};

const char *const *builtin_names_all(void)
{
	return builtin_table;
}

bool builtin_find(struct sv name, enum builtin *builtin, struct sv *fact)
{
	if (sv_starts(name, "fact:")) {
		*fact = sv_make(name.p + 5, name.n - 5);
		*builtin = BUILTIN_FACT;
		return fact->n > 0;
	}
	for (int i = 0; i < BUILTIN_FACT; i++) {
		if (sv_is(name, builtin_table[i])) {
			*builtin = (enum builtin)i;
			return true;
		}
	}
	return false;
}

struct match_lists *match_lists_new(void)
{
	struct match_lists *lists = MEM_NEW(NULL, struct match_lists);
	lists->references = 1;
	lists->arena = arena_new(lists);
	return lists;
}

void match_lists_free(struct match_lists *lists)
{
	if (lists && --lists->references == 0)
		talloc_free(lists);
}

struct match_lists *lists_share(struct match_lists *lists)
{
	lists->references++;
	return lists;
}

static struct list *lists_find(const struct match_lists *lists, struct sv name)
{
	for (size_t i = lists ? lists->count : 0; i > 0; i--)
		if (sv_is(name, lists->items[i - 1]->name))
			return lists->items[i - 1];
	return NULL;
}

void match_lists_add(struct match_lists *lists, struct sv name, const struct sv *entries, size_t count)
{
	struct list *list = lists_find(lists, name);
	if (!list) {
		if (lists->count == lists->cap) {
			lists->cap = lists->cap ? lists->cap * 2 : 8;
			lists->items = MEM_GROW(lists, lists->items, struct list *, lists->cap);
		}
		list = MEM_NEW(lists, struct list);
		list->name = mem_pool_strndup(list, name.p, name.n);
		lists->items[lists->count++] = list;
		talloc_free(lists->names);
		lists->names = NULL;
	}
	list->entry_count = count;
	list->parsed = false;
	list->all = NULL;
	list->entries = arena_alloc(lists->arena, (count + 1) * sizeof *list->entries);
	for (size_t i = 0; i < count; i++)
		list->entries[i] = sv_make(arena_text(lists->arena, entries[i].p, entries[i].n), entries[i].n);
}

bool match_lists_has(const struct match_lists *lists, struct sv name)
{
	enum builtin builtin;
	struct sv fact;
	return lists_find(lists, name) || builtin_find(name, &builtin, &fact);
}

const char *const *match_lists_names(const struct match_lists *lists)
{
	struct match_lists *cache = (struct match_lists *)(uintptr_t)lists;
	if (!lists)
		return builtin_table;
	if (cache->names)
		return cache->names;
	size_t builtins = sizeof builtin_table / sizeof *builtin_table - 1;
	cache->names = MEM_ARRAY(lists, const char *, lists->count + builtins + 1);
	for (size_t i = 0; i < lists->count; i++)
		cache->names[i] = lists->items[i]->name;
	for (size_t i = 0; i < builtins; i++)
		cache->names[lists->count + i] = builtin_table[i];
	return cache->names;
}

/* The lists that an entry names, found without parsing the rest of it. */
static bool next_reference(struct sv entry, size_t *at, struct sv *name)
{
	while (*at < entry.n) {
		size_t open = (*at)++;
		if (entry.p[open] != '<')
			continue;
		const char *close = memchr(entry.p + open, '>', entry.n - open);
		if (!close)
			return false;
		*name = sv_trim(sv_make(entry.p + open + 1, (size_t)(close - entry.p) - open - 1));
		*at = (size_t)(close - entry.p) + 1;
		return true;
	}
	return false;
}

enum visit { VISIT_NEW, VISIT_OPEN, VISIT_DONE };

static size_t list_index(const struct match_lists *lists, const struct list *list)
{
	size_t i = 0;
	while (lists->items[i] != list)
		i++;
	return i;
}

static const char *cycle_from(const struct match_lists *lists, size_t index, unsigned char *state, int depth)
{
	const struct list *list = lists->items[index];
	if (state[index] == VISIT_OPEN)
		return list->name;
	if (state[index] == VISIT_DONE || depth > 1000)
		return NULL;
	state[index] = VISIT_OPEN;
	for (size_t i = 0; i < list->entry_count; i++) {
		size_t at = 0;
		struct sv name;
		while (next_reference(list->entries[i], &at, &name)) {
			const struct list *other = lists_find(lists, name);
			const char *found =
				other ? cycle_from(lists, list_index(lists, other), state, depth + 1) : NULL;
			if (found)
				return found;
		}
	}
	state[index] = VISIT_DONE;
	return NULL;
}

const char *match_lists_cycle(const struct match_lists *lists)
{
	if (!lists || !lists->count)
		return NULL;
	unsigned char *state = mem_calloc(lists->count, 1);
	const char *found = NULL;
	for (size_t i = 0; i < lists->count && !found; i++)
		found = cycle_from(lists, i, state, 0);
	free(state);
	return found;
}

bool match_lists_used(const struct match_lists *lists, struct sv name)
{
	const struct list *list = lists_find(lists, name);
	return list ? list->used : false;
}

static void list_parse(struct list *list, struct match_lists *lists, const struct parse_context *outer)
{
	struct parse_context context = {.arena = lists->arena, .lists = lists, .list_depth = outer->list_depth + 1};

	list->parsing = true;
	list->roots = arena_alloc(lists->arena, (list->entry_count + 1) * sizeof(struct node *));
	struct node *all = node_new(lists->arena, NODE_ALT);
	for (size_t i = 0; i < list->entry_count; i++) {
		list->roots[i] = phrase_parse(&context, list->entries[i]);
		if (list->roots[i])
			node_add(lists->arena, all, list->roots[i]);
	}
	list->all = all->kid_count ? all : NULL;
	list->min_words = list->all ? node_min_words(all) : 1;
	list->max_words = node_max_words(all);
	list->weight = node_weight(all);
	list->parsing = false;
	list->parsed = true;
}

const struct list *lists_use(struct match_lists *lists, struct sv name, struct parse_context *context)
{
	struct list *list = lists_find(lists, name);
	if (!list)
		return NULL;
	list->used = true;
	if (!list->parsed && !list->parsing && context->list_depth < LIMIT_DEPTH_LISTS)
		list_parse(list, lists, context);
	return list;
}
