/* scenario_facts.c - the customer: name, mood, facts, reactions; and what is known or allowed beforehand. */
#include "base/mem.h"
#include "model/scenario_read.h"

static struct mood mood_read(const struct yaml_node *map)
{
	return (struct mood){.anger = (int)yaml_long(yaml_get(map, "anger"), 0),
			     .confusion = (int)yaml_long(yaml_get(map, "confusion"), 0)};
}

static void fact_read(struct scenario_reader *r, int index)
{
	struct fact *fact = &r->s->facts[index];
	struct phrases asked = {NULL, NULL, 0};
	const struct yaml_node *phrases = yaml_get(fact->node, "asked");
	if (phrases) {
		phrases_read(&r->base, phrases, &asked);
		fact->asked_group = phrases_group(&r->base, &(struct phrase_rule){.phrases = &asked,
										  .negated = MATCH_NEGATED_IGNORE});
	}
	fact->asked = asked.items;
	fact->asked_nodes = asked.nodes;
	fact->asked_count = asked.count;
	fact->known = fact->known || yaml_bool(yaml_get(fact->node, "known"), false);
	fact->key = yaml_bool(yaml_get(fact->node, "key"), fact->value.n > 0);
	const struct yaml_node *says = yaml_get(fact->node, "says");
	scenario_says_read(r, says, index, &fact->says);
	if (!says && fact->value.n) { /* the value alone is what a terse customer answers */
		fact->says.any = MEM_ARRAY(r->s, struct line, 1);
		fact->says.any[0] = (struct line){SV("<value>"), yaml_get(fact->node, "value")};
		fact->says.any_count = 1;
	}
}

static void reaction_read(struct scenario_reader *r, const struct yaml_node *node, struct reaction *out)
{
	out->node = node;
	out->when = cond_read(&r->owner, yaml_get(node, "when"));
	struct mood change = mood_read(node);
	out->anger = change.anger;
	out->confusion = change.confusion;
	scenario_says_read(r, yaml_get(node, "says"), -1, &out->says);
	out->set_flag = scenario_set_read(r, node);
}

/* ---- history ---- */

static void history_known(struct scenario_reader *r, const struct yaml_node *names)
{
	for (int i = 0; i < read_count(names); i++) {
		int fact = scenario_fact_named(r, read_item(names, i));
		if (fact >= 0)
			r->s->facts[fact].known = true;
	}
}

static void history_add(struct scenario *s, struct sv line)
{
	s->history = MEM_GROW(s, s->history, struct sv, s->history_count + 1);
	s->history[s->history_count++] = line;
}

/* {bot: …, customer: …, knows: […]}: one shown line for each speaker, in the author's order. */
static void history_map_read(struct scenario_reader *r, const struct yaml_node *map)
{
	for (int i = 0; i < map->count; i++) {
		struct sv key = map->entries[i].key->text;
		if (sv_is(key, "knows")) {
			history_known(r, map->entries[i].value);
			continue;
		}
		char *line =
			mem_pool_printf(r->s, SV_FMT ": " SV_FMT, SV_ARG(key), SV_ARG(map->entries[i].value->text));
		line[0] = (char)(line[0] - 'a' + 'A'); /* the table allows lower-case ASCII keys only */
		history_add(r->s, sv_from(line));
	}
}

static void history_read(struct scenario_reader *r, const struct yaml_node *list)
{
	for (int i = 0; i < read_count(list); i++) {
		const struct yaml_node *item = read_item(list, i);
		if (item->type == YAML_MAP)
			history_map_read(r, item);
		else
			history_add(r->s, item->text);
	}
}

/* ---- policy ---- */

static int policy_list(struct scenario_reader *r, const struct yaml_node *list, struct phrases *out)
{
	if (!list)
		return -1;
	phrases_read(&r->base, list, out);
	return phrases_group(&r->base, &(struct phrase_rule){.phrases = out, .negated = MATCH_NEGATED_IGNORE});
}

static void policy_read(struct scenario_reader *r, const struct yaml_node *policy)
{
	struct scenario *s = r->s;
	struct phrases may = {NULL, NULL, 0}, may_not = {NULL, NULL, 0};
	s->may_group = policy_list(r, yaml_get(policy, "may"), &may);
	s->may_not_group = policy_list(r, yaml_get(policy, "may_not"), &may_not);
	s->may = may.items;
	s->may_nodes = may.nodes;
	s->may_count = may.count;
	s->may_not = may_not.items;
	s->may_not_nodes = may_not.nodes;
	s->may_not_count = may_not.count;
}

void scenario_customer_read(struct scenario_reader *r, const struct yaml_node *root)
{
	struct scenario *s = r->s;
	const struct yaml_node *customer = yaml_get(root, "customer");
	s->customer_name = read_text(customer, "name");
	s->mood = mood_read(yaml_get(customer, "mood"));
	history_read(r, yaml_get(root, "history"));
	for (int i = 0; i < s->fact_count; i++)
		fact_read(r, i);
	const struct yaml_node *reactions = yaml_get(customer, "reactions");
	s->reaction_count = read_count(reactions);
	s->reactions = MEM_ARRAY(s, struct reaction, s->reaction_count);
	for (int i = 0; i < s->reaction_count; i++)
		reaction_read(r, read_item(reactions, i), &s->reactions[i]);
	policy_read(r, yaml_get(root, "policy"));
}
