/* words_path.c - include paths and circles. */
#include "model/words_path.h"

#include "base/file.h"
#include "base/mem.h"

#define MAX_LOOKS 64 /* references followed to place a P205; more is not a word list */

char *words_include_path(const char *from, struct sv name)
{
	if (name.n == 0 || name.p[0] == '/' || memchr(name.p, '\0', name.n)) {
		return NULL;
	}
	CLEANUP_FREE char *relative = mem_strndup(name.p, name.n);
	if (!strchr(from, '/')) {
		return mem_strdup(relative);
	}
	CLEANUP_FREE char *folder = file_folder(from);
	return file_join(folder, relative);
}

bool words_path_inside(const char *root, const char *real)
{
	size_t n = root ? strlen(root) : 0;
	if (n == 1) { /* "/" */
		return true;
	}
	return n > 0 && strncmp(root, real, n) == 0 && (real[n] == '/' || real[n] == '\0');
}

/* The parent of the last component called rubrics or scenarios, cut in place; false when there is none. */
static bool cut_at_content(char *folder)
{
	for (char *slash = strrchr(folder, '/'); slash; slash = strrchr(folder, '/')) {
		bool content = strcmp(slash + 1, "rubrics") == 0 || strcmp(slash + 1, "scenarios") == 0;
		if (slash == folder) {
			slash[1] = '\0';
			return content;
		}
		*slash = '\0';
		if (content) {
			return true;
		}
	}
	return false;
}

char *words_root(const char *path, const char *root)
{
	if (root) {
		return file_real(root);
	}
	CLEANUP_FREE char *named = file_folder(path);
	CLEANUP_FREE char *folder = file_real(named);
	if (!folder) {
		return NULL;
	}
	CLEANUP_FREE char *content = mem_strdup(folder);
	if (cut_at_content(content)) {
		return mem_strdup(content);
	}
	CLEANUP_FREE char *here = file_real(".");
	return mem_strdup(words_path_inside(here, folder) ? here : folder);
}

/* ---- circles of lists ---- */

/* The last list of this name: a later one replaces an earlier one. */
static int list_of(const struct words *words, struct sv name)
{
	for (int i = words->count - 1; i >= 0; i--) {
		if (sv_eq(words->items[i].name, name)) {
			return i;
		}
	}
	return -1;
}

/* The next <name> in text from *at on. */
static bool next_reference(struct sv text, size_t *at, struct sv *name)
{
	const char *open = *at < text.n ? memchr(text.p + *at, '<', text.n - *at) : NULL;
	const char *close = open ? memchr(open, '>', text.n - (size_t)(open - text.p)) : NULL;
	if (!close) {
		return false;
	}
	*name = sv_make(open + 1, (size_t)(close - open) - 1);
	*at = (size_t)(close - text.p) + 1;
	return true;
}

static void queue_references(const struct words *words, int list, int *queue, int *queued, bool *seen)
{
	const struct yaml_node *node = words->items[list].node;
	for (int i = 0; i < read_count(node); i++) {
		struct sv text = yaml_text(read_item(node, i)), name;
		size_t at = 0;
		while (next_reference(text, &at, &name)) {
			int to = list_of(words, name);
			if (to >= 0 && !seen[to]) {
				seen[to] = true;
				queue[(*queued)++] = to;
			}
		}
	}
}

static bool reaches(const void *pool, const struct words *words, int from, int target)
{
	int *queue = MEM_ARRAY(pool, int, (size_t)words->count + 1);
	bool *seen = MEM_ARRAY(pool, bool, (size_t)words->count + 1);
	int queued = 0;
	queue[queued++] = from;
	seen[from] = true;
	for (int i = 0; i < queued; i++) {
		if (queue[i] == target) {
			return true;
		}
		queue_references(words, queue[i], queue, &queued, seen);
	}
	return false;
}

bool words_report_cycle(const struct reader *reader, const struct words *words, const struct match_lists *lists)
{
	const char *found = match_lists_cycle(lists);
	int list = found ? list_of(words, sv_from(found)) : -1;
	if (list < 0) {
		return false;
	}
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const struct rubric_list *item = &words->items[list];
	const struct yaml_node *place = item->node;
	struct sv name = item->name;
	int looks = 0;
	for (int i = 0; i < read_count(item->node); i++) {
		const struct yaml_node *entry = read_item(item->node, i);
		size_t at = 0;
		while (looks < MAX_LOOKS && next_reference(yaml_text(entry), &at, &name)) {
			int to = list_of(words, name);
			looks++;
			if (to >= 0 && reaches(pool, words, to, list)) {
				yaml_diag_in(reader->diags, item->doc, entry, (size_t)(name.p - entry->text.p) - 1,
					     name.n + 2, "P205", "take this entry away",
					     "the list <%s> leads back to itself", found);
				return true;
			}
		}
	}
	yaml_diag(reader->diags, item->doc, place, "P205", NULL, "the list <%s> leads back to itself", found);
	return true;
}
