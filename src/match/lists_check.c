/* What is wrong inside the lists of a file. */
#include "match/phrase.h"

#include "base/mem.h"
#include "match/spell.h"

struct check_data {
	match_list_report *report;
	void *data;
	const char *name;
	size_t entry;
};

static void report_entry(void *data, const struct match_problem *problem)
{
	const struct check_data *check = data;
	check->report(check->data, check->name, check->entry, problem);
}

/* Only equal entries: one that covers another may be wanted for the longer evidence inside a larger phrase. */
static void check_repeats(const struct list *list, struct check_data *check, char *const *keys)
{
	for (size_t second = 1; second < list->entry_count; second++) {
		for (size_t first = 0; first < second; first++) {
			if (!keys[first] || !keys[second] || strcmp(keys[first], keys[second]) != 0)
				continue;
			struct match_problem problem;
			int shown = list->entries[first].n > 80 ? 80 : (int)list->entries[first].n;
			problem_fill(&problem, "P207", 0, list->entries[second].n, "remove one of the two",
				     "This entry is in the list twice: \"%.*s\"", shown, list->entries[first].p);
			check->entry = second;
			report_entry(check, &problem);
			break;
		}
	}
}

static char *entry_key(const struct node *root)
{
	struct spellings spelled;
	struct strbuf key;

	if (!root)
		return NULL;
	strbuf_init(&key, 0);
	spellings_make(&spelled, root);
	spellings_key(&spelled, &key);
	bool known = !spelled.too_many;
	spellings_release(&spelled);
	if (known)
		return strbuf_detach(&key);
	strbuf_release(&key);
	return NULL;
}

static void check_list(struct match_lists *lists, const struct list *list, struct check_data *check)
{
	struct arena *scratch = arena_new(NULL);
	char **keys = mem_calloc(list->entry_count + 1, sizeof *keys);
	struct parse_context context = {.arena = scratch, .lists = lists, .report = report_entry, .data = check};

	for (size_t i = 0; i < list->entry_count; i++) {
		check->entry = i;
		keys[i] = entry_key(phrase_parse(&context, list->entries[i]));
	}
	check_repeats(list, check, keys);
	for (size_t i = 0; i < list->entry_count; i++)
		free(keys[i]);
	free(keys);
	talloc_free(scratch);
}

void match_lists_check(struct match_lists *lists, match_list_report *report, void *data)
{
	struct check_data check = {.report = report, .data = data};
	bool *used = mem_calloc(lists->count + 1, sizeof *used);

	for (size_t i = 0; i < lists->count; i++)
		used[i] = lists->items[i]->used;
	for (size_t i = 0; i < lists->count; i++) {
		check.name = lists->items[i]->name;
		check_list(lists, lists->items[i], &check);
	}
	for (size_t i = 0; i < lists->count; i++)
		lists->items[i]->used = used[i];
	free(used);
}
