/* scenario_names.c - the names of a scenario: which index each has, and what to say about unknown ones. */
#include "base/mem.h"
#include "model/scenario_read.h"

#include <stdio.h>

#define ADVICE_SIZE 160
#define GUESSES_MAX 64 /* a guess looks at every name; so many unknown ones are no slips of the pen */

/* ---- declaration ---- */

static void declare_facts(struct scenario_reader *r, const struct yaml_node *map)
{
	struct scenario *s = r->s;
	s->fact_count = map ? map->count : 0;
	s->facts = MEM_ARRAY(s, struct fact, s->fact_count);
	for (int i = 0; i < s->fact_count; i++) {
		s->facts[i].id = map->entries[i].key->text;
		s->facts[i].node = map->entries[i].value;
		s->facts[i].value = read_text(map->entries[i].value, "value");
		s->facts[i].asked_group = -1;
	}
}

static void declare_goals(struct scenario_reader *r, const struct yaml_node *list)
{
	struct scenario *s = r->s;
	s->goal_count = read_count(list);
	s->goals = MEM_ARRAY(s, struct goal, s->goal_count);
	for (int i = 0; i < s->goal_count; i++) {
		s->goals[i].node = read_item(list, i);
		s->goals[i].id = read_text(s->goals[i].node, "id");
		s->goals[i].text = read_text(s->goals[i].node, "text");
	}
}

static void declare_actions(struct scenario_reader *r, const struct yaml_node *map)
{
	struct scenario *s = r->s;
	s->action_count = map ? map->count : 0;
	s->actions = MEM_ARRAY(s, struct action, s->action_count);
	for (int i = 0; i < s->action_count; i++) {
		s->actions[i].name = map->entries[i].key->text;
		s->actions[i].key = map->entries[i].key;
		s->actions[i].node = map->entries[i].value;
		s->actions[i].set_flag = -1;
	}
}

static void declare_nodes(struct scenario_reader *r, const struct yaml_node *nodes, const struct yaml_node *endings)
{
	struct scenario *s = r->s;
	s->node_count = nodes ? nodes->count : 0;
	s->nodes = MEM_ARRAY(s, struct node, s->node_count);
	for (int i = 0; i < s->node_count; i++) {
		s->nodes[i].id = nodes->entries[i].key->text;
		s->nodes[i].key = nodes->entries[i].key;
		s->nodes[i].node = nodes->entries[i].value;
		s->nodes[i].set_flag = -1;
	}
	s->ending_count = endings ? endings->count : 0;
	s->endings = MEM_ARRAY(s, struct ending, s->ending_count);
	for (int i = 0; i < s->ending_count; i++) {
		s->endings[i].id = endings->entries[i].key->text;
		s->endings[i].key = endings->entries[i].key;
		s->endings[i].node = endings->entries[i].value;
		s->endings[i].follow_up = -1;
	}
}

void scenario_declare(struct scenario_reader *r)
{
	const struct yaml_node *root = r->base.doc->root;
	declare_facts(r, yaml_get(yaml_get(root, "customer"), "facts"));
	declare_goals(r, yaml_get(root, "goals"));
	declare_actions(r, yaml_get(root, "actions"));
	declare_nodes(r, yaml_get(root, "nodes"), yaml_get(root, "endings"));
}

/* ---- looking up; ids are NUL-terminated because they are YAML scalars ---- */

#define FIND(items, count, member, wanted)                       \
	do {                                                     \
		for (int i_ = 0; i_ < (count); i_++)             \
			if (sv_eq((items)[i_].member, (wanted))) \
				return i_;                       \
		return -1;                                       \
	} while (0)

int scenario_node(const struct scenario *scenario, struct sv id)
{
	FIND(scenario->nodes, scenario->node_count, id, id);
}

int scenario_ending(const struct scenario *scenario, struct sv id)
{
	FIND(scenario->endings, scenario->ending_count, id, id);
}

int scenario_fact(const struct scenario *scenario, struct sv id)
{
	FIND(scenario->facts, scenario->fact_count, id, id);
}

int scenario_goal(const struct scenario *scenario, struct sv id)
{
	FIND(scenario->goals, scenario->goal_count, id, id);
}

int scenario_action(const struct scenario *scenario, struct sv name)
{
	FIND(scenario->actions, scenario->action_count, name, name);
}

/* ---- lists of names for "did you mean" ---- */

struct names {
	const char **items; /* NULL-terminated */
	int count;
};

static void names_add(const void *pool, struct names *names, struct sv name)
{
	names->items = MEM_GROW(pool, names->items, const char *, names->count + 2);
	names->items[names->count++] = name.p ? name.p : "";
	names->items[names->count] = NULL;
}

#define NAMES_OF(r, names, items, count_, member)                           \
	for (int i_ = 0; i_ < (count_) && (r)->guesses < GUESSES_MAX; i_++) \
	names_add((r)->s, (names), (items)[i_].member)

static void names_drop(struct names *names)
{
	talloc_free(names->items);
}

/* Reports S508 for `what`; frees names. */
static void unknown(struct scenario_reader *r, const struct yaml_node *at, const char *what, struct names *names)
{
	char advice[ADVICE_SIZE] = "";
	if (names->items)
		read_did_you_mean(at->text, names->items, advice, sizeof advice);
	if (names->count == 0 && r->guesses < GUESSES_MAX)
		snprintf(advice, sizeof advice, "this scenario has no %s at all", what);
	read_diag(&r->base, at, "S508", advice[0] ? advice : NULL, "there is no %s “" SV_FMT "”", what,
		  SV_ARG(at->text));
	names_drop(names);
	r->guesses++;
}

int scenario_fact_named(struct scenario_reader *r, const struct yaml_node *name)
{
	int index = scenario_fact(r->s, name->text);
	if (index < 0) {
		struct names names = {NULL, 0};
		NAMES_OF(r, &names, r->s->facts, r->s->fact_count, id);
		unknown(r, name, "fact", &names);
	}
	return index;
}

int scenario_goal_named(struct scenario_reader *r, const struct yaml_node *name)
{
	int index = scenario_goal(r->s, name->text);
	if (index < 0) {
		struct names names = {NULL, 0};
		NAMES_OF(r, &names, r->s->goals, r->s->goal_count, id);
		unknown(r, name, "goal", &names);
	}
	return index;
}

static int action_named(struct scenario_reader *r, const struct yaml_node *name)
{
	int index = scenario_action(r->s, name->text);
	if (index < 0) {
		struct names names = {NULL, 0};
		NAMES_OF(r, &names, r->s->actions, r->s->action_count, name);
		unknown(r, name, "action", &names);
	}
	return index;
}

static int visited_named(struct scenario_reader *r, const struct yaml_node *name)
{
	int index = scenario_node(r->s, name->text);
	if (index < 0) {
		struct names names = {NULL, 0};
		NAMES_OF(r, &names, r->s->nodes, r->s->node_count, id);
		unknown(r, name, "node", &names);
	}
	return index;
}

int scenario_ending_named(struct scenario_reader *r, const struct yaml_node *name)
{
	int index = scenario_ending(r->s, name->text);
	if (index < 0) {
		struct names names = {NULL, 0};
		NAMES_OF(r, &names, r->s->endings, r->s->ending_count, id);
		unknown(r, name, "ending", &names);
	}
	return index;
}

/* ---- criteria ---- */

static void unknown_criterion(struct scenario_reader *r, const struct yaml_node *name)
{
	struct names names = {NULL, 0};
	for (int i = 0; i < r->s->rubric_count; i++)
		NAMES_OF(r, &names, r->s->rubrics[i]->criteria, r->s->rubrics[i]->criterion_count, id);
	char advice[ADVICE_SIZE] = "";
	if (names.items)
		read_did_you_mean(name->text, names.items, advice, sizeof advice);
	names_drop(&names);
	r->guesses++;
	read_diag(&r->base, name, "S508", advice[0] ? advice : NULL,
		  "no rubric of this scenario has a criterion “" SV_FMT "”", SV_ARG(name->text));
}

static bool rubric_is(const struct scenario *s, int index, struct sv id)
{
	return sv_eq(s->rubric_ids[index], id) || (s->rubrics[index] && sv_eq(s->rubrics[index]->id, id));
}

bool scenario_criterion_named(struct scenario_reader *r, const struct yaml_node *name, int *rubric, int *index)
{
	*rubric = *index = -1;
	if (!r->resolver)
		return true;
	const char *slash = name->text.n ? memchr(name->text.p, '/', name->text.n) : NULL;
	struct sv of = SV(""), id = name->text;
	if (slash) {
		of = sv_make(name->text.p, (size_t)(slash - name->text.p));
		id = sv_make(slash + 1, name->text.n - of.n - 1);
	}
	for (int i = 0; i < r->s->rubric_count; i++) {
		if (slash && !rubric_is(r->s, i, of))
			continue;
		int found = r->s->rubrics[i] ? rubric_find(r->s->rubrics[i], id) : -1;
		if (found >= 0) {
			*rubric = i;
			*index = found;
			return true;
		}
	}
	if (r->unsure)
		return true;
	unknown_criterion(r, name);
	return false;
}

static void unknown_rubric(struct scenario_reader *r, const struct yaml_node *at)
{
	char advice[ADVICE_SIZE] = "";
	const char *const *names = r->resolver->names ? r->resolver->names(r->resolver->data) : NULL;
	if (names)
		read_did_you_mean(at->text, names, advice, sizeof advice);
	read_diag(&r->base, at, "S508", advice[0] ? advice : NULL, "there is no rubric “" SV_FMT "”", SV_ARG(at->text));
}

void scenario_rubrics_read(struct scenario_reader *r)
{
	struct scenario *s = r->s;
	const struct yaml_node *list = yaml_get(r->base.doc->root, "rubrics");
	s->rubric_count = read_count(list);
	s->rubric_ids = MEM_ARRAY(s, struct sv, s->rubric_count);
	s->rubric_nodes = MEM_ARRAY(s, const struct yaml_node *, s->rubric_count);
	s->rubrics = MEM_ARRAY(s, struct rubric *, s->rubric_count);
	for (int i = 0; i < s->rubric_count; i++) {
		s->rubric_nodes[i] = read_item(list, i);
		s->rubric_ids[i] = s->rubric_nodes[i]->text;
		if (!r->resolver)
			continue;
		bool exists = false;
		s->rubrics[i] = r->resolver->find(r->resolver->data, s->rubric_ids[i], &exists);
		if (!s->rubrics[i])
			r->unsure = true;
		if (!s->rubrics[i] && !exists)
			unknown_rubric(r, s->rubric_nodes[i]);
	}
}

/* ---- flags: a name is a flag as soon as somebody says it; lint finds those only set or only read (S519) ---- */

/* Where the flag stands in the order of names, or would stand. */
static int flag_rank(const struct scenario_reader *r, struct sv name, bool *found)
{
	int low = 0, high = r->s->flag_count;

	while (low < high) {
		int middle = low + (high - low) / 2;
		int order = sv_cmp(r->s->flags[r->flag_order[middle]], name);

		if (order == 0)
			return *found = true, middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*found = false;
	return low;
}

int scenario_flag_named(struct scenario_reader *r, struct sv name)
{
	struct scenario *s = r->s;
	bool found;
	int rank = flag_rank(r, name, &found), count = s->flag_count;

	if (found)
		return r->flag_order[rank];
	if (count == r->flag_room) {
		r->flag_room = count ? 2 * count : 8;
		s->flags = MEM_GROW(s, s->flags, struct sv, r->flag_room);
		r->flag_order = MEM_GROW(s, r->flag_order, int, r->flag_room);
	}
	memmove(r->flag_order + rank + 1, r->flag_order + rank, (size_t)(count - rank) * sizeof *r->flag_order);
	r->flag_order[rank] = count;
	s->flags[count] = name;
	return s->flag_count++;
}

int scenario_set_read(struct scenario_reader *r, const struct yaml_node *map)
{
	const struct yaml_node *flag = yaml_get(yaml_get(map, "set"), "flag");
	return flag ? scenario_flag_named(r, flag->text) : -1;
}

/* ---- conditions and places to go ---- */

void scenario_resolve(void *data, struct cond *cond)
{
	struct scenario_reader *r = data;
	switch (cond->op) {
	case COND_MET:
	case COND_MISSED:
	case COND_BROKE: scenario_criterion_named(r, cond->node, &cond->rubric, &cond->index); break;
	case COND_ASKED:
	case COND_KNOWS: cond->index = scenario_fact_named(r, cond->node); break;
	case COND_GOAL: cond->index = scenario_goal_named(r, cond->node); break;
	case COND_ACTION: cond->index = action_named(r, cond->node); break;
	case COND_VISITED: cond->index = visited_named(r, cond->node); break;
	case COND_FLAG: cond->index = scenario_flag_named(r, cond->name); break;
	default: break;
	}
}

int scenario_node_named(struct scenario_reader *r, const struct yaml_node *name, const char *what)
{
	int index = scenario_node(r->s, name->text);
	if (index >= 0)
		return index;
	if (scenario_ending(r->s, name->text) >= 0) {
		read_diag(&r->base, name, "S501", "name a node; an ending has no replies",
			  "%s leads to “" SV_FMT "”, which is an ending, not a node", what, SV_ARG(name->text));
		return -1;
	}
	struct names names = {NULL, 0};
	NAMES_OF(r, &names, r->s->nodes, r->s->node_count, id);
	char advice[ADVICE_SIZE] = "";
	if (names.items)
		read_did_you_mean(name->text, names.items, advice, sizeof advice);
	names_drop(&names);
	r->guesses++;
	read_diag(&r->base, name, "S501", advice[0] ? advice : NULL,
		  "%s leads to “" SV_FMT "”, but no node has this name", what, SV_ARG(name->text));
	return -1;
}

void scenario_go_read(struct scenario_reader *r, const struct yaml_node *go_node, struct transition *out)
{
	out->go_node = go_node;
	out->target_name = go_node->text;
	out->kind = GOTO_NODE;
	out->target = scenario_node(r->s, go_node->text);
	if (out->target >= 0)
		return;
	out->kind = GOTO_ENDING;
	out->target = scenario_ending(r->s, go_node->text);
	if (out->target >= 0)
		return;
	if (sv_is(go_node->text, "back")) {
		out->kind = GOTO_BACK;
		return;
	}
	out->kind = GOTO_BROKEN;
	struct names names = {NULL, 0};
	NAMES_OF(r, &names, r->s->nodes, r->s->node_count, id);
	NAMES_OF(r, &names, r->s->endings, r->s->ending_count, id);
	names_add(r->s, &names, SV("back"));
	char advice[ADVICE_SIZE] = "";
	read_did_you_mean(go_node->text, names.items, advice, sizeof advice);
	names_drop(&names);
	r->guesses++;
	read_diag(&r->base, go_node, "S501", advice[0] ? advice : NULL,
		  "go leads to “" SV_FMT "”, which is neither a node nor an ending", SV_ARG(go_node->text));
}
