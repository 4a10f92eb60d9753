/* graded.c - kinds that grade: levels (none, weak, strong) and markers (weighted signs that are added up). */
#include "base/mem.h"
#include "model/measure.h"
#include "model/rubric_tables.h"

static int group_of(struct rubric_reader *r, const struct yaml_node *node, const struct phrase_rule *rule,
		    struct phrases *all)
{
	struct phrases phrases;
	struct phrase_rule own = *rule;
	phrases_read(&r->base, node, &phrases);
	own.shared_before = own.shared_before || all->count > 0;
	phrases_append(&r->base, all, &phrases);
	own.phrases = &phrases;
	return phrases_group(&r->base, &own);
}

/* ---- levels ---- */

static const char *const level_names[] = {"weak", "strong", NULL};

static const struct yaml_field level_fields[] = {
	PHRASES_FIELD("require", YAML_F_REQUIRED, "Any of these phrases reaches the level."),
	{.key = "points",
	 .kind = YAML_K_INT,
	 .code = "R303",
	 .min = 1,
	 .max = 1000,
	 .help = "Points at this level; usually all of them for strong and half of them for weak."},
	{.key = NULL},
};
static const struct yaml_table level_table = {"level", "The phrases of one level and its points.", level_fields};
static const struct yaml_field levels_fields[] = {
	{.key = "weak", .kind = YAML_K_MAP, .sub = &level_table, .help = "Something of it is there."},
	{.key = "strong",
	 .kind = YAML_K_MAP,
	 .flags = YAML_F_REQUIRED,
	 .sub = &level_table,
	 .help = "It is there in full."},
	{.key = "met_from",
	 .kind = YAML_K_CHOICE,
	 .choices = level_names,
	 .help = "The level from which the criterion counts as met: weak (usual) or strong."},
	{.key = NULL},
};
const struct yaml_table levels_table = {"levels", "Grades of one criterion; what reaches no level is none.",
					levels_fields};

static struct measure_level read_level(struct rubric_reader *r, const struct yaml_node *node, int points,
				       const struct phrase_rule *rule, struct phrases *all)
{
	struct measure_level level = {-1, points};
	const struct yaml_node *own = yaml_get(node, "points");
	long value;
	if (!node) {
		return level;
	}
	level.group = group_of(r, yaml_get(node, "require"), rule, all);
	if (own && sv_to_long(own->text, &value) && value >= 1 && value <= 1000) {
		level.points = (int)value;
	} else if (own) { /* the table has said it */
		r->base.problem = true;
	}
	return level;
}

static void check_levels(struct rubric_reader *r, const struct yaml_node *node, const struct criterion *criterion,
			 const struct measure_levels *levels)
{
	const struct yaml_node *weak = yaml_get(yaml_get(node, "weak"), "points");
	const struct yaml_node *strong = yaml_get(yaml_get(node, "strong"), "points");
	bool scored = criterion->critical == CRITICAL_NONE && criterion->status != STATUS_HELPER && !r->base.problem;
	if (scored && strong && levels->strong.points > criterion->points) {
		read_diag(&r->base, strong, "R303", "lower it, or raise the criterion's points",
			  "strong earns %d of %d points", levels->strong.points, criterion->points);
	} else if (scored && weak && levels->weak.points > levels->strong.points) {
		read_diag(&r->base, weak, "R303", "lower it, or swap the levels", "weak earns more than strong");
	}
}

/* Without points of its own, weak earns half. */
const void *levels_read(struct rubric_reader *r, const struct yaml_node *node, const struct criterion *criterion,
			const struct phrase_rule *rule, struct phrases *all)
{
	struct measure_levels *levels = MEM_NEW(r->base.pool, struct measure_levels);
	struct phrase_rule own = *rule;
	own.shared_except = rule->except->count;
	levels->weak = read_level(r, yaml_get(node, "weak"), criterion->points / 2, &own, all);
	levels->strong = read_level(r, yaml_get(node, "strong"), criterion->points, &own, all);
	levels->met_from_strong = yaml_choice(yaml_get(node, "met_from"), level_names) == 1;
	check_levels(r, node, criterion, levels);
	return levels;
}

/* ---- markers ---- */

const char *const marker_feature_names[] = {"recap", "recap-depth", "echo", NULL};
static const char *const at_names[] = {"reply start", "sentence start", "sentence end", "whole sentence", NULL};
static const char *const in_names[] = {"questions", "statements", NULL};
static const char *const negated_names[] = {"ignore", "count", NULL};

static const struct yaml_field marker_fields[] = {
	PHRASES_FIELD("say", 0, "The marker is there as often as one of these phrases is said."),
	{.key = "feature",
	 .kind = YAML_K_CHOICE,
	 .choices = marker_feature_names,
	 .help = "In place of say: recap (share of the customer's last words by rarity that come back), recap-depth "
		 "(how "
		 "much comes back) or echo (two of the customer's words side by side)."},
	{.key = "label",
	 .kind = YAML_K_TEXT,
	 .flags = YAML_F_PROSE,
	 .help = "How the result calls it; usually the list's name."},
	{.key = "weight",
	 .kind = YAML_K_NUMBER,
	 .flags = YAML_F_REQUIRED,
	 .min = -100,
	 .max = 100,
	 .help = "Points that each hit adds, or takes away when negative; for a feature, at its full value."},
	{.key = "cap", .kind = YAML_K_INT, .min = 1, .max = 100, .help = "So many hits count at most; usually 1."},
	{.key = "at",
	 .kind = YAML_K_CHOICE,
	 .choices = at_names,
	 .help = "Only there: reply start, sentence start, sentence end or whole sentence."},
	{.key = "in",
	 .kind = YAML_K_CHOICE,
	 .choices = in_names,
	 .help = "Only in sentences that end in a question mark, or only in the others."},
	{.key = "negated",
	 .kind = YAML_K_CHOICE,
	 .choices = negated_names,
	 .help = "ignore (usual): a negated hit does not count; count: it does."},
	PHRASES_FIELD("except", 0, "Cancels a hit that overlaps one of these phrases."),
	{.key = NULL},
};
static const struct yaml_table marker_table = {"marker", "One weighted sign: phrases or a feature.", marker_fields};
const struct yaml_field marker_item = {.key = "", .kind = YAML_K_MAP, .sub = &marker_table, .help = "A marker."};

/* “<warm-sorry>” is called warm-sorry, everything else by its first phrase. */
static struct sv label_of(const struct yaml_node *item, const struct yaml_node *say)
{
	struct sv label = read_text(item, "label");
	if (label.n > 0) {
		return label;
	}
	if (!say) {
		return read_text(item, "feature");
	}
	const struct yaml_node *first = read_count(say) > 0 ? read_item(say, 0) : say;
	label = yaml_text(first->type == YAML_MAP ? yaml_get(first, "regex") : first);
	if (label.n > 2 && label.p[0] == '<' && label.p[label.n - 1] == '>') {
		return sv_make(label.p + 1, label.n - 2);
	}
	return label;
}

static void check_marker(struct rubric_reader *r, const struct yaml_node *item, const struct measure_marker *marker)
{
	static const char *const of_say[] = {"cap", "at", "in", "negated", "except", NULL};
	struct yaml_entry *feature = yaml_entry_of(item, "feature"), *say = yaml_entry_of(item, "say");
	if (!feature && !say) {
		read_diag(&r->base, item, "Y106", "add say: and phrases, or feature:", "this marker looks at nothing");
	} else if (feature && say) {
		read_diag(&r->base, feature->key, "R307", "make two markers", "say and feature stand in one marker");
	}
	for (int i = 0; feature && !say && of_say[i]; i++) {
		struct yaml_entry *extra = yaml_entry_of(item, of_say[i]);
		if (extra) {
			read_diag(&r->base, extra->key, "R307", "take it away", "%s goes with say only", of_say[i]);
		}
	}
	if (yaml_get(item, "weight") && marker->weight > -1e-9 && marker->weight < 1e-9) {
		read_diag(&r->base, yaml_get(item, "weight"), "R307", "give it points or remove the marker",
			  "a marker of weight 0 changes nothing");
	}
}

/* The criterion's own except, negated and ignore hold for all its markers; a marker may add to them. */
static int read_say(struct rubric_reader *r, const struct yaml_node *item, const struct phrase_rule *rule,
		    struct phrases *all)
{
	struct phrase_rule own = *rule;
	struct phrases except = {NULL, NULL, 0}, more;
	int negated = yaml_choice(yaml_get(item, "negated"), negated_names);
	phrases_append(&r->base, &except, rule->except);
	phrases_read(&r->base, yaml_get(item, "except"), &more);
	phrases_append(&r->base, &except, &more);
	phrases_append(&r->base, rule->all_except, &more);
	own.except = &except;
	own.shared_except = rule->except->count;
	if (negated >= 0) {
		own.negated = negated == 1 ? MATCH_NEGATED_COUNT : MATCH_NEGATED_IGNORE;
	}
	own.at = (enum match_at)(yaml_choice(yaml_get(item, "at"), at_names) + 1);
	own.in = (enum match_in)(yaml_choice(yaml_get(item, "in"), in_names) + 1);
	return group_of(r, yaml_get(item, "say"), &own, all);
}

static struct measure_marker read_marker(struct rubric_reader *r, const struct yaml_node *item,
					 const struct phrase_rule *rule, struct phrases *all)
{
	const struct yaml_node *say = yaml_get(item, "say");
	struct measure_marker marker = {
		.label = label_of(item, say),
		.group = -1,
		.feature = (enum marker_feature)(yaml_choice(yaml_get(item, "feature"), marker_feature_names) + 1),
		.weight = yaml_double(yaml_get(item, "weight"), 0),
		.cap = (int)yaml_long(yaml_get(item, "cap"), 1),
	};
	if (say) {
		marker.group = read_say(r, item, rule, all);
		marker.feature = FEATURE_NONE;
	}
	check_marker(r, item, &marker);
	return marker;
}

static void read_threshold(struct rubric_reader *r, const struct criterion *criterion, struct measure_markers *markers)
{
	const struct yaml_node *node = yaml_get(criterion->node, "at_least");
	double most = 0, least = 0;
	markers->at_least = yaml_double(node, 1);
	for (int i = 0; i < markers->count; i++) {
		double points = markers->items[i].weight * markers->items[i].cap;
		most += points > 0 ? points : 0;
		least += points < 0 ? points : 0;
	}
	if (!node) {
		read_diag(&r->base, criterion->node, "Y106", "add at_least: and how many points are enough",
			  "markers needs at_least");
	} else if (markers->at_least > most + 1e-9) {
		read_diag(&r->base, node, "R307", "lower it, or add markers",
			  "at_least %g can never be met: all markers together give %g", markers->at_least, most);
	} else if (markers->at_least <= least + 1e-9) {
		read_diag(&r->base, node, "R307", "raise it", "at_least %g is always met: no reply has less than %g",
			  markers->at_least, least);
	}
}

const void *markers_read(struct rubric_reader *r, const struct yaml_node *node, const struct criterion *criterion,
			 const struct phrase_rule *rule, struct phrases *all)
{
	struct measure_markers *markers = MEM_NEW(r->base.pool, struct measure_markers);
	markers->items = MEM_ARRAY(r->base.pool, struct measure_marker, (size_t)read_count(node) + 1);
	for (int i = 0; i < read_count(node); i++) {
		markers->items[markers->count++] = read_marker(r, read_item(node, i), rule, all);
		markers->features |= markers->items[i].feature != FEATURE_NONE;
	}
	read_threshold(r, criterion, markers);
	return markers;
}
