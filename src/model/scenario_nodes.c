/* scenario_nodes.c - nodes, endings, later scenes and simulated ratings. */
#include "base/mem.h"
#include "model/scenario_read.h"

const char *const outcome_names[] = {"resolved",  "unresolved",  "customer-hung-up", "agent-hung-up",
				     "escalated", "transferred", "follow-up",        NULL};

static void node_read(struct scenario_reader *r, struct node *node)
{
	scenario_says_read(r, yaml_get(node->node, "says"), -1, &node->says);
	const struct yaml_node *otherwise = yaml_get(node->node, "otherwise");
	scenario_says_read(r, otherwise, -1, &node->otherwise);
	node->next = scenario_transitions_read(r, yaml_get(node->node, "next"), &node->next_count);
	node->silence = scenario_silence_read(r, yaml_get(node->node, "silence"));
	node->hints = read_texts(&r->base, yaml_get(node->node, "hints"), &node->hint_count);
	node->set_flag = scenario_set_read(r, node->node);
	if (!otherwise)
		read_diag(&r->base, node->key, "S504",
			  "add otherwise: with at least two lines for a reply that leads nowhere",
			  "the node “" SV_FMT "” has no otherwise, so the customer can fall silent here",
			  SV_ARG(node->id));
}

void scenario_nodes_read(struct scenario_reader *r)
{
	for (int i = 0; i < r->s->node_count; i++)
		node_read(r, &r->s->nodes[i]);
}

/* ---- later scenes ---- */

static int follow_up_read(struct scenario_reader *r, const struct yaml_node *map, int ending)
{
	struct scenario *s = r->s;
	s->follow_ups = MEM_GROW(s, s->follow_ups, struct follow_up, s->follow_up_count + 1);
	struct follow_up *out = &s->follow_ups[s->follow_up_count];
	*out = (struct follow_up){
		.after_ms = yaml_duration_ms(yaml_get(map, "after"), 0),
		.node = scenario_node_named(r, yaml_get(map, "node"), "follow_up"),
		.ending = ending,
		.yaml = map,
	};
	out->when = cond_read(&r->owner, yaml_get(map, "when"));
	return s->follow_up_count++;
}

void scenario_follow_ups_read(struct scenario_reader *r, const struct yaml_node *root)
{
	const struct yaml_node *list = yaml_get(root, "follow_up");
	for (int i = 0; i < read_count(list); i++)
		follow_up_read(r, read_item(list, i), -1);
}

/* ---- ratings ---- */

static struct cond *range_cond(struct scenario_reader *r, enum cond_op op, struct yaml_range range,
			       const struct yaml_node *node)
{
	struct cond *cond = MEM_NEW(r->s, struct cond);
	cond->op = op;
	cond->rubric = cond->index = cond->group = -1;
	cond->range = range;
	cond->node = node;
	return cond;
}

static void csat_add(struct scenario_reader *r, struct cond *when, int ending, const struct yaml_node *rating)
{
	struct scenario *s = r->s;
	s->csat = MEM_GROW(s, s->csat, struct csat_rule, s->csat_count + 1);
	s->csat[s->csat_count++] = (struct csat_rule){when, ending, (int)yaml_long(rating, 3)};
}

/* {calm: 5, angry: 2}: a band that is left out goes with the next calmer one that is there. */
static void csat_bands_read(struct scenario_reader *r, const struct yaml_node *map, int ending)
{
	static const long floors[BAND_COUNT + 1] = {0, 30, 60, 85, 101};
	for (int band = 0; band < BAND_COUNT; band++) {
		const struct yaml_node *rating = yaml_get(map, band_names[band]);
		if (!rating)
			continue;
		int above = band + 1;
		while (above < BAND_COUNT && !yaml_get(map, band_names[above]))
			above++;
		struct yaml_range range = {floors[band], floors[above] - 1};
		csat_add(r, range_cond(r, COND_ANGER, range, rating), ending, rating);
	}
}

/* One part of a rule's condition: key `anger` or `confusion`. */
static void csat_part(struct scenario_reader *r, const struct yaml_node *map, const char *key, enum cond_op op,
		      struct cond *all)
{
	const struct yaml_node *node = yaml_get(map, key);
	struct yaml_range range;
	if (!node || !yaml_range_parse(node->text, &range))
		return;
	all->children = MEM_GROW(r->s, all->children, struct cond *, all->count + 1);
	all->children[all->count++] = range_cond(r, op, range, node);
}

static void csat_rule_read(struct scenario_reader *r, const struct yaml_node *map)
{
	int ending = -1;
	const struct yaml_node *name = yaml_get(map, "ending");
	if (name && (ending = scenario_ending_named(r, name)) < 0)
		return;
	struct cond *all = range_cond(r, COND_ALL, (struct yaml_range){0, 0}, map);
	csat_part(r, map, "anger", COND_ANGER, all);
	csat_part(r, map, "confusion", COND_CONFUSION, all);
	csat_add(r, all, ending, yaml_get(map, "rating"));
}

void scenario_csat_read(struct scenario_reader *r, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "csat");
	if (!table)
		return;
	for (int i = 0; i < table->count; i++) {
		if (table->type == YAML_LIST) {
			csat_rule_read(r, table->items[i]);
			continue;
		}
		int ending = scenario_ending_named(r, table->entries[i].key);
		const struct yaml_node *rating = table->entries[i].value;
		if (ending >= 0 && rating->type == YAML_MAP)
			csat_bands_read(r, rating, ending);
		else if (ending >= 0)
			csat_add(r, range_cond(r, COND_ALL, (struct yaml_range){0, 0}, rating), ending, rating);
	}
}

/* ---- endings ---- */

static void ending_csat(struct scenario_reader *r, int index)
{
	const struct yaml_node *csat = yaml_get(r->s->endings[index].node, "csat");
	if (csat && csat->type == YAML_MAP)
		csat_bands_read(r, csat, index);
	else
		r->s->endings[index].csat = (int)yaml_long(csat, 0);
}

static void ending_read(struct scenario_reader *r, int index)
{
	struct ending *ending = &r->s->endings[index];
	const struct yaml_node *outcome = yaml_get(ending->node, "outcome");
	ending->outcome = outcome ? (enum outcome)(yaml_choice(outcome, outcome_names) + 1) : OUTCOME_NONE;
	scenario_says_read(r, yaml_get(ending->node, "says"), -1, &ending->says);
	ending_csat(r, index);
	const struct yaml_node *follow_up = yaml_get(ending->node, "follow_up");
	if (follow_up)
		ending->follow_up = follow_up_read(r, follow_up, index);
	if (!outcome)
		read_diag(&r->base, ending->key, "S512", "add outcome: resolved, unresolved, customer-hung-up, …",
			  "the ending “" SV_FMT "” does not say how it went", SV_ARG(ending->id));
}

static bool is_before(const struct yaml_node *a, const struct yaml_node *b)
{
	return a->line < b->line || (a->line == b->line && a->column < b->column);
}

/* S521 points at the name that comes second in the file. */
static void ending_name_check(struct scenario_reader *r, const struct ending *ending)
{
	int node = scenario_node(r->s, ending->id);
	if (node < 0)
		return;
	const struct yaml_node *node_key = r->s->nodes[node].key;
	bool node_first = is_before(node_key, ending->key);
	read_diag(&r->base, node_first ? ending->key : node_key, "S521",
		  "rename one of them; go cannot tell them apart",
		  "“" SV_FMT "” names both a node and an ending; the other is on line %d", SV_ARG(ending->id),
		  node_first ? node_key->line : ending->key->line);
}

void scenario_endings_read(struct scenario_reader *r)
{
	for (int i = 0; i < r->s->ending_count; i++) {
		ending_read(r, i);
		ending_name_check(r, &r->s->endings[i]);
	}
}
