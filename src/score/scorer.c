/* scorer.c - compiling the rubrics of a card: one slot a criterion, and lists of which slots a turn can concern. */
#include "score/inside.h"

#include "base/mem.h"
#include "model/measure.h"

/* One row a kind. A kind that is not here is N/A, and the card says that this build does not measure it. */
static const struct kind_ops *const kinds[KIND_COUNT_OF_KINDS] = {
	[KIND_REQUIRE] = &kind_require,       [KIND_FORBID] = &kind_forbid,
	[KIND_COUNT] = &kind_count,           [KIND_ORDER] = &kind_order,
	[KIND_LENGTH] = &kind_length,         [KIND_ANY_OF] = &kind_any_of,
	[KIND_ALL_OF] = &kind_all_of,         [KIND_AT_LEAST_OF] = &kind_at_least_of,
	[KIND_TALK_SHARE] = &kind_talk_share, [KIND_READABILITY] = &kind_readability,
	[KIND_STYLE] = &kind_style,           [KIND_REPLY_TIME] = &kind_reply_time,
	[KIND_REPEATS] = &kind_repeats,       [KIND_MARKERS] = &kind_markers,
	[KIND_LEVELS] = &kind_levels,         [KIND_RECAP] = &kind_recap,
	[KIND_FACTS] = &kind_facts,
};

const struct kind_ops *kind_ops_of(enum criterion_kind kind)
{
	return kind < 0 || kind >= KIND_COUNT_OF_KINDS ? NULL : kinds[kind];
}

static bool is_composed(const struct criterion *criterion)
{
	return criterion->kind == KIND_ANY_OF || criterion->kind == KIND_ALL_OF || criterion->kind == KIND_AT_LEAST_OF;
}

int criterion_needs(const struct criterion *criterion, int index)
{
	if (is_composed(criterion))
		return criterion->of[index];
	return criterion->order[index].event == ORDER_MET ? criterion->order[index].criterion : -1;
}

int criterion_need_count(const struct criterion *criterion)
{
	if (is_composed(criterion))
		return criterion->of_count;
	return criterion->kind == KIND_ORDER ? criterion->order_count : 0;
}

static bool is_derived(const struct criterion *criterion)
{
	if (is_composed(criterion))
		return true;
	for (int i = 0; i < criterion_need_count(criterion); i++)
		if (criterion_needs(criterion, i) >= 0)
			return true;
	return false;
}

/* An order of questions alone: no hit tells that it is to be judged. */
static bool asks_only(const struct criterion *criterion)
{
	for (int i = 0; i < criterion->order_count; i++)
		if (criterion->order[i].event != ORDER_QUESTION)
			return false;
	return criterion->kind == KIND_ORDER;
}

static void fill_slot(struct scorer *scorer, struct slot *slot, int rubric, int criterion, int base)
{
	const struct criterion *what = &scorer->rubrics[rubric]->criteria[criterion];

	slot->rubric = scorer->rubrics[rubric];
	slot->criterion = what;
	slot->rubric_index = rubric;
	slot->base = base;
	slot->key = card_key(scorer, slot->rubric, what);
	slot->group = what->group >= 0 ? base + what->group : -1;
	slot->phrases = what->group >= 0 ? match_set_phrases(slot->rubric->set, what->group) : 0;
	slot->kind = what->runnable ? kind_ops_of(what->kind) : NULL;
	slot->distinct = what->kind == KIND_REQUIRE && (what->all || what->at_least > 1);
	slot->derived = slot->kind && is_derived(what);
	if (slot->phrases > scorer->max_phrases)
		scorer->max_phrases = slot->phrases;
	if (!slot->kind)
		return;
	slot->standing = slot->kind->standing || (what->kind == KIND_COUNT && what->count.min <= 0) ||
			 what->where.kind == WHERE_EVERY_REPLY || what->where.kind == WHERE_LAST_REPLY;
	applies_plan(scorer, slot);
	if (what->kind == KIND_MARKERS) {
		slot->found = scorer->found_size;
		scorer->found_size += FOUND_WORDS(((const struct measure_markers *)what->measure)->count);
	}
	slot->memory = (int)scorer->memory_size;
	scorer->memory_size += (slot->kind->memory + 15u) & ~(size_t)15u;
	scorer->needs_words |= slot->kind->words;
	scorer->needs_sentences |= slot->kind->sentences;
	scorer->needs_known |= slot->kind->known;
	scorer->needs_heard |= slot->kind->heard;
	scorer->needs_overlap |=
		what->kind == KIND_MARKERS && ((const struct measure_markers *)what->measure)->features;
	scorer->needs_customer_words |= slot->kind->customer_words;
	slot->movers = slot->kind->movers;
	if ((slot->gate == GATE_LIVE && !slot->gate_fixed) || slot->gate == GATE_TABLE || asks_only(what))
		slot->movers |= MOVED_ALWAYS;
	for (int unit = 0; what->kind == KIND_LENGTH && unit <= LENGTH_SENTENCES; unit++)
		scorer->needs_words |= what->length_given[unit];
}

/* Compositions are standing when their members make them so. */
static void derive_standing(const struct scorer *scorer, struct slot *slot)
{
	const struct criterion *what = slot->criterion;
	int standing = 0;

	if (!is_composed(what))
		return;
	for (int i = 0; i < what->of_count; i++) {
		int member = slot_of(scorer, slot->rubric_index, what->of[i]);

		standing += member >= 0 && scorer->slots[member].standing;
	}
	if (what->kind == KIND_ANY_OF)
		slot->standing |= standing > 0;
	else if (what->kind == KIND_ALL_OF)
		slot->standing |= standing == what->of_count;
	else
		slot->standing |= standing >= what->at_least;
}

/* Kahn's order over "needs". What is left over needs itself in a circle: it is not run. */
struct sorting {
	int *waiting;       /* needs not placed yet, by slot */
	int *first, *users; /* users of slot s: users[first[s] .. first[s + 1]) */
};

static void count_needs(const struct scorer *scorer, struct sorting *sorting, bool fill)
{
	for (int s = 0; s < scorer->slot_count; s++) {
		const struct slot *slot = &scorer->slots[s];

		for (int i = 0; slot->derived && i < criterion_need_count(slot->criterion); i++) {
			int member = slot_of(scorer, slot->rubric_index, criterion_needs(slot->criterion, i));

			if (member >= 0)
				scorer->slots[member].needed = true;
			if (member < 0 || !scorer->slots[member].derived)
				continue;
			scorer->slots[member].leads = true;
			if (fill)
				sorting->users[sorting->first[member]++] = s;
			else
				sorting->first[member + 1]++;
			sorting->waiting[s] += !fill;
		}
	}
}

static void sort_derived(struct scorer *scorer)
{
	size_t count = (size_t)scorer->slot_count;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct sorting sorting = {MEM_ARRAY(pool, int, count + 1), MEM_ARRAY(pool, int, count + 2), NULL};
	int done = 0;

	count_needs(scorer, &sorting, false);
	for (size_t i = 0; i < count; i++)
		sorting.first[i + 1] += sorting.first[i];
	sorting.users = MEM_ARRAY(pool, int, (size_t)sorting.first[count] + 1);
	count_needs(scorer, &sorting, true);
	for (size_t i = count; i > 0; i--)
		sorting.first[i] = sorting.first[i - 1];
	sorting.first[0] = 0;
	for (int s = 0; s < scorer->slot_count; s++)
		if (scorer->slots[s].derived && sorting.waiting[s] == 0)
			scorer->derived[scorer->derived_count++] = s;
	for (; done < scorer->derived_count; done++) {
		int s = scorer->derived[done];

		derive_standing(scorer, &scorer->slots[s]);
		for (int u = sorting.first[s]; u < sorting.first[s + 1]; u++)
			if (--sorting.waiting[sorting.users[u]] == 0)
				scorer->derived[scorer->derived_count++] = sorting.users[u];
	}
	for (int s = 0; s < scorer->slot_count; s++) {
		if (scorer->slots[s].derived && sorting.waiting[s] > 0) {
			scorer->slots[s].kind = NULL;
			scorer->slots[s].derived = false;
		}
	}
}

static bool sees_actions(const struct slot *slot)
{
	const struct criterion *what = slot->criterion;

	if (slot->gate == GATE_STATIC || slot->gate == GATE_TABLE || slot_has_occasion(slot))
		return true;
	for (int i = 0; what->kind == KIND_ORDER && i < what->order_count; i++)
		if (what->order[i].event == ORDER_ACTION)
			return true;
	return false;
}

static void own_group(struct scorer *scorer, int group, int s, int item)
{
	if (group < 0)
		return;
	scorer->slot_of_group[scorer->slots[s].base + group] = s;
	scorer->item_of_group[scorer->slots[s].base + group] = item;
}

static void own_groups(struct scorer *scorer, int s)
{
	const struct criterion *what = scorer->slots[s].criterion;
	const struct measure_markers *markers = what->kind == KIND_MARKERS ? what->measure : NULL;
	const struct measure_levels *levels = what->kind == KIND_LEVELS ? what->measure : NULL;

	own_group(scorer, what->group, s, 0);
	for (int i = 0; what->kind == KIND_ORDER && i < what->order_count; i++)
		if (what->order[i].event == ORDER_SAID)
			own_group(scorer, what->order[i].group, s, i);
	for (int i = 0; markers && i < markers->count; i++)
		own_group(scorer, markers->items[i].group, s, i);
	if (levels) {
		own_group(scorer, levels->weak.group, s, 0);
		own_group(scorer, levels->strong.group, s, 0);
	}
}

static bool is_timed(const struct slot *slot)
{
	const struct criterion *what = slot->criterion;

	return slot->kind->each_reply || what->after.n > 0 || what->where.kind == WHERE_EVERY_REPLY ||
	       what->where.kind == WHERE_LAST_REPLY || what->where.kind == WHERE_FIRST_REPLIES;
}

static void list_gated(struct scorer *scorer, bool fixed)
{
	for (int s = 0; s < scorer->slot_count; s++) {
		const struct slot *slot = &scorer->slots[s];

		if (slot->kind && (slot->gate == GATE_LIVE || slot->gate == GATE_TABLE) && slot->gate_fixed == fixed)
			scorer->gated[scorer->gated_count++] = s;
	}
}

static void list_slots(struct scorer *scorer)
{
	size_t groups = matcher_groups(scorer->matcher);

	scorer->slot_of_group = MEM_ARRAY(scorer, int, groups + 1);
	scorer->item_of_group = MEM_ARRAY(scorer, int, groups + 1);
	for (size_t g = 0; g < groups; g++)
		scorer->slot_of_group[g] = -1;
	list_gated(scorer, false);
	scorer->varying_count = scorer->gated_count;
	list_gated(scorer, true);
	for (int s = 0; s < scorer->slot_count; s++) {
		const struct slot *slot = &scorer->slots[s];

		if (!slot->kind)
			continue;
		own_groups(scorer, s);
		if (slot->kind->reply)
			scorer->watching[scorer->watching_count++] = s;
		if (is_timed(slot))
			scorer->timed[scorer->timed_count++] = s;
		if (sees_actions(slot))
			scorer->acting[scorer->acting_count++] = s;
	}
}

static int *compile_matcher(struct scorer *scorer, const struct match_set *extra, enum match_engine engine)
{
	size_t count = (size_t)scorer->rubric_count, used = 0;
	const struct match_set **sets = MEM_ARRAY(scorer, const struct match_set *, count + 1);
	int *set_of = MEM_ARRAY(scorer, int, count + 1);

	for (size_t i = 0; i < count; i++) {
		set_of[i] = scorer->rubrics[i]->set ? (int)used : -1;
		if (scorer->rubrics[i]->set)
			sets[used++] = scorer->rubrics[i]->set;
	}
	set_of[count] = extra ? (int)used : -1;
	if (extra)
		sets[used++] = extra;
	scorer->matcher = matcher_new(sets, used, engine);
	for (size_t i = 0; i <= count; i++)
		if (set_of[i] >= 0)
			set_of[i] = matcher_base(scorer->matcher, (size_t)set_of[i]);
	scorer->extra_base = set_of[count];
	scorer->extra_groups = extra ? (int)match_set_groups(extra) : 0;
	return set_of;
}

static void make_slots(struct scorer *scorer, const int *bases)
{
	size_t slots;

	for (int r = 0; r < scorer->rubric_count; r++) {
		const struct rubric *rubric = scorer->rubrics[r];

		scorer->first[r + 1] = scorer->first[r] + rubric->criterion_count;
		if ((size_t)rubric->section_count > scorer->max_sections)
			scorer->max_sections = (size_t)rubric->section_count;
	}
	scorer->slot_count = scorer->first[scorer->rubric_count];
	slots = (size_t)scorer->slot_count + 1;
	scorer->slots = MEM_ARRAY(scorer, struct slot, slots);
	scorer->watching = MEM_ARRAY(scorer, int, slots);
	scorer->gated = MEM_ARRAY(scorer, int, slots);
	scorer->timed = MEM_ARRAY(scorer, int, slots);
	scorer->acting = MEM_ARRAY(scorer, int, slots);
	scorer->derived = MEM_ARRAY(scorer, int, slots);
	for (int r = 0; r < scorer->rubric_count; r++)
		for (int c = 0; c < scorer->rubrics[r]->criterion_count; c++)
			fill_slot(scorer, &scorer->slots[scorer->first[r] + c], r, c, bases[r]);
}

static void learn_models(struct scorer *scorer)
{
	struct match_scanner *scanner = match_scanner_new(NULL);
	struct wording *wording = wording_new(scanner);

	scorer->models = echo_new(NULL);
	for (int i = 0; i < scorer->slot_count; i++) {
		wording_set(wording, scorer->slots[i].criterion->model);
		echo_learn(scorer->models, scorer->slots[i].rubric_index, wording);
	}
	echo_index(scorer->models);
	wording_free(wording);
	match_scanner_free(scanner);
}

struct scorer *scorer_new(const struct rubric *const *rubrics, size_t count, size_t card_count,
			  const struct match_set *extra, enum match_engine engine)
{
	struct scorer *scorer = MEM_NEW(NULL, struct scorer);

	*scorer = (struct scorer){.rubric_count = (int)count, .card_count = (int)card_count, .extra_base = -1};
	scorer->rubrics = MEM_ARRAY(scorer, const struct rubric *, count + 1);
	scorer->first = MEM_ARRAY(scorer, int, count + 1);
	for (size_t i = 0; i < count; i++)
		scorer->rubrics[i] = rubrics[i];
	make_slots(scorer, compile_matcher(scorer, extra, engine));
	sort_derived(scorer);
	list_slots(scorer);
	if (scorer->needs_sentences)
		learn_models(scorer);
	return scorer;
}

void scorer_free(struct scorer *scorer)
{
	if (!scorer)
		return;
	matcher_free(scorer->matcher);
	echo_free(scorer->models);
	talloc_free(scorer);
}

size_t scorer_rubrics(const struct scorer *scorer)
{
	return (size_t)scorer->rubric_count;
}

const struct rubric *scorer_rubric(const struct scorer *scorer, size_t index)
{
	return scorer->rubrics[index];
}

int scorer_find(const struct scorer *scorer, const struct rubric *rubric)
{
	for (int i = 0; rubric && i < scorer->rubric_count; i++)
		if (scorer->rubrics[i] == rubric)
			return i;
	for (int i = 0; rubric && i < scorer->rubric_count; i++)
		if (sv_eq(scorer->rubrics[i]->id, rubric->id))
			return i;
	return -1;
}
