#include "match/set.h"

#include "base/mem.h"

static int set_destroy(struct match_set *set)
{
	for (size_t i = 0; i < set->list_count; i++)
		match_lists_free(set->lists[i]);
	return 0;
}

struct match_set *match_set_new(void)
{
	struct match_set *set = MEM_NEW(NULL, struct match_set);
	talloc_set_destructor(set, set_destroy);
	set->arena = arena_new(set);
	return set;
}

void match_set_free(struct match_set *set)
{
	talloc_free(set);
}

static void set_keep_lists(struct match_set *set, struct match_lists *lists)
{
	if (!lists)
		return;
	for (size_t i = 0; i < set->list_count; i++)
		if (set->lists[i] == lists)
			return;
	if (set->list_count == set->list_cap) {
		set->list_cap = set->list_cap ? set->list_cap * 2 : 4;
		set->lists = MEM_GROW(set, set->lists, struct match_lists *, set->list_cap);
	}
	set->lists[set->list_count++] = lists_share(lists);
}

struct phrase_place {
	match_report *report;
	void *data;
	bool in_except;
	size_t index;
};

static void report_in_place(void *data, const struct match_problem *problem)
{
	const struct phrase_place *place = data;
	if (place->report)
		place->report(place->data, place->in_except, place->index, problem);
}

static struct set_phrase *add_phrases(struct set_group *group, const struct match_phrase *phrases, size_t count,
				      struct match_lists *lists, struct phrase_place *place)
{
	struct set_phrase *added = MEM_ARRAY(group, struct set_phrase, count ? count : 1);
	for (size_t i = 0; i < count; i++) {
		place->index = i;
		added[i].text = arena_text(group->set->arena, phrases[i].text.p, phrases[i].text.n);
		added[i].length = phrases[i].text.n;
		struct match_phrase copy = phrases[i];
		copy.text = sv_make(added[i].text, added[i].length);
		struct parse_context context = {.arena = group->set->arena,
						.lists = lists,
						.report = report_in_place,
						.data = place};
		if (copy.is_regex)
			added[i].regex = regex_compile(added, &copy, report_in_place, place);
		else
			added[i].root = phrase_parse(&context, copy.text);
	}
	return added;
}

int match_set_group(struct match_set *set, const struct match_group *given, struct match_lists *lists,
		    match_report *report, void *data)
{
	struct phrase_place place = {.report = report, .data = data};

	if (set->count == set->cap) {
		set->cap = set->cap ? set->cap * 2 : 16;
		set->groups = MEM_GROW(set, set->groups, struct set_group *, set->cap);
	}
	struct set_group *group = MEM_NEW(set, struct set_group);
	set_keep_lists(set, lists);
	group->count_negated = given->negated == MATCH_NEGATED_COUNT;
	group->ignore_quotes = given->ignore_quotes;
	group->ignore_piles = given->ignore_piles;
	group->crowd = given->crowd;
	group->owner = given->owner;
	group->set = set;
	group->at = given->at;
	group->in = given->in;
	group->phrase_count = given->phrase_count;
	group->except_count = given->except_count;
	group->phrases = add_phrases(group, given->phrases, given->phrase_count, lists, &place);
	place.in_except = true;
	group->except = add_phrases(group, given->except, given->except_count, lists, &place);
	if (report)
		group_check(group, report, data);
	set->groups[set->count++] = group;
	return (int)(set->count - 1);
}

size_t match_set_groups(const struct match_set *set)
{
	return set->count;
}

size_t match_set_phrases(const struct match_set *set, int group)
{
	return group >= 0 && (size_t)group < set->count ? set->groups[group]->phrase_count : 0;
}
