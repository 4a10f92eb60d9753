/* check_moods.c - S511 (a mood without a line), S514 (a reaction without effect, a mood that cannot fall), S517 (a live
 * action where nobody is on the line). */
#include "base/mem.h"
#include "lint/check.h"

/* ---- S511 ---- */

static void check_says(const struct scenario_check *check, const struct yaml_node *owner, const char *key,
		       const struct says *says)
{
	struct yaml_entry *entry = yaml_entry_of(owner, key);
	int first = 0;

	while (first < BAND_COUNT && !says->band_count[first])
		first++;
	if (!says->banded || !entry || first == 0 || first == BAND_COUNT)
		return;
	check_diag(check, entry->key, "S511", "add calm: (or take the bands away)",
		   "there is no line for a %s customer, and no calmer band to borrow one from",
		   first == 1 ? "calm" : "calm or irritated");
}

void check_bands(struct scenario_check *check)
{
	const struct scenario *s = check->scenario;

	for (int i = 0; i < s->fact_count; i++)
		check_says(check, s->facts[i].node, "says", &s->facts[i].says);
	for (int i = 0; i < s->reaction_count; i++)
		check_says(check, s->reactions[i].node, "says", &s->reactions[i].says);
	for (int i = 0; i < s->node_count; i++) {
		check_says(check, s->nodes[i].node, "says", &s->nodes[i].says);
		check_says(check, s->nodes[i].node, "otherwise", &s->nodes[i].otherwise);
		for (const struct silence *link = s->nodes[i].silence; link; link = link->then)
			check_says(check, link->node, "says", &link->says);
	}
	for (int i = 0; i < s->ending_count; i++)
		check_says(check, s->endings[i].node, "says", &s->endings[i].says);
}

/* ---- S514 ---- */

static bool says_nothing(const struct says *says)
{
	if (says->any_count)
		return false;
	for (int i = 0; i < BAND_COUNT; i++)
		if (says->band_count[i])
			return false;
	return true;
}

/* A mood that starts above calm or is made worse, and that nothing brings down. */
static void check_fall(const struct scenario_check *check, const char *key, bool rises, bool falls)
{
	const struct yaml_node *mood = yaml_get(yaml_get(check->scenario->doc->root, "customer"), "mood");
	struct yaml_entry *entry = yaml_entry_of(mood, key);

	if (!rises || falls || !entry)
		return;
	check_diag(check, entry->key, "S514",
		   "let a reaction to good work lower it, such as {when: {met: …}, anger: -10}",
		   "%s can rise but never fall: no reaction lowers it", key);
}

void check_reactions(struct scenario_check *check)
{
	const struct scenario *s = check->scenario;
	bool anger_rises = false, anger_falls = false, confusion_rises = false, confusion_falls = false;

	for (int i = 0; i < s->reaction_count; i++) {
		const struct reaction *reaction = &s->reactions[i];

		anger_rises = anger_rises || reaction->anger > 0;
		anger_falls = anger_falls || reaction->anger < 0;
		confusion_rises = confusion_rises || reaction->confusion > 0;
		confusion_falls = confusion_falls || reaction->confusion < 0;
		if (!reaction->anger && !reaction->confusion && reaction->set_flag < 0 && says_nothing(&reaction->says))
			check_diag(check, reaction->node, "S514", "add anger: or confusion: and by how much",
				   "this reaction changes nothing");
	}
	check_fall(check, "anger", anger_rises && s->mood.anger > 0, anger_falls);
	check_fall(check, "confusion", confusion_rises && s->mood.confusion > 0, confusion_falls);
}

/* ---- S517 ---- */

void check_actions(struct scenario_check *check)
{
	const struct scenario *s = check->scenario;

	if (s->channel != CHANNEL_EMAIL && s->channel != CHANNEL_SOCIAL && s->channel != CHANNEL_SMS)
		return;
	for (int i = 0; i < s->action_count; i++)
		if (s->actions[i].kind == ACTION_HOLD || s->actions[i].kind == ACTION_HANG_UP)
			check_diag(check, s->actions[i].key, "S517", "take it away, or choose phone or chat",
				   "“" SV_FMT "” needs a customer on the line; %s has none", SV_ARG(s->actions[i].name),
				   channel_names[s->channel]);
}
