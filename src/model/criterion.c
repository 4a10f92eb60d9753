/* criterion.c - reading one criterion: what every kind shares, and what its own key holds. */
#include "base/mem.h"
#include "model/rubric_tables.h"

#include <limits.h>

static const char *const status_names[] = {"scored", "trial", "helper", NULL};
static const char *const where_names[] = {
	"any reply", "every reply", "first 1 replies", "first 2 replies", "last reply", "whole conversation", NULL};

/* ---- skill, points, status ---- */

static void read_skill(struct rubric_reader *r, struct criterion *c)
{
	const struct yaml_node *skill = yaml_get(c->node, "skill");
	int index = yaml_choice(skill, skill_names);
	c->skill = index < 0 ? SKILL_COUNT : (enum skill)index;
	if (index >= 0 || c->status == STATUS_HELPER) {
		return;
	}
	if (skill) { /* the table has said it */
		r->base.problem = true;
	} else {
		read_diag(&r->base, c->node, "R316", "add skill: and one of the six skills",
			  "the criterion “" SV_FMT "” has no skill", SV_ARG(c->id));
	}
}

static void read_points(struct rubric_reader *r, struct criterion *c)
{
	struct yaml_entry *entry = yaml_entry_of(c->node, "points");
	long points = 0;
	bool good = entry && sv_to_long(entry->value->text, &points) && points >= 1 && points <= 1000;
	if (c->status == STATUS_HELPER) {
		return;
	}
	if (c->critical != CRITICAL_NONE) {
		if (entry) {
			read_diag(&r->base, entry->key, "R303", "take the points away",
				  "a critical criterion has no points: one miss fails the attempt");
		}
	} else if (!entry) {
		read_diag(&r->base, c->node, "R303", "add points: and a whole number from 1",
			  "the criterion “" SV_FMT "” has no points", SV_ARG(c->id));
	} else if (!good) { /* the table has said it */
		r->base.problem = true;
	} else {
		c->points = (int)points;
	}
}

static void read_common(struct rubric_reader *r, struct criterion *c)
{
	const struct yaml_node *node = c->node;
	int status = yaml_choice(yaml_get(node, "status"), status_names);
	c->title = read_text(node, "title");
	if (c->title.n == 0) {
		c->title = c->id;
	}
	c->advice = read_text(node, "advice");
	c->praise = read_text(node, "praise");
	c->model = read_text(node, "model");
	c->standards = read_texts(&r->base, yaml_get(node, "standards"), &c->standard_count);
	c->status = status < 0 ? STATUS_SCORED : (enum criterion_status)status;
	c->critical = (enum critical_class)(yaml_choice(yaml_get(node, "critical"), critical_names) + 1);
	c->unknown_na = sv_is(read_text(node, "unknown"), "na");
	read_skill(r, c);
	read_points(r, c);
	if (sv_trim(c->advice).n == 0 && c->status != STATUS_HELPER) {
		read_diag(&r->base, node, "R310", "add advice: and what to do instead",
			  "the criterion “" SV_FMT "” has no advice", SV_ARG(c->id));
	}
}

/* ---- kind ---- */

/* The value of the one kind key; NULL and R301 when there is none, R301 and the first when there are several. */
static const struct yaml_node *find_kind(struct rubric_reader *r, struct criterion *c)
{
	const struct kind_info *first = NULL;
	const struct yaml_node *value = NULL;
	for (int i = 0; i < c->node->count; i++) {
		const struct yaml_entry *entry = &c->node->entries[i];
		const struct kind_info *kind = kind_of_key(entry->key->text);
		if (kind && first) {
			read_diag(&r->base, entry->key, "R301", "keep one of them, or make two criteria",
				  "%s and %s both decide the kind of this criterion", first->key, kind->key);
			c->kind = KIND_NONE;
			return NULL;
		}
		if (kind) {
			first = kind;
			value = entry->value;
		}
	}
	if (!first) {
		read_diag(&r->base, c->node, "R301", "add require:, forbid: or another kind",
			  "nothing says what the criterion “" SV_FMT "” checks", SV_ARG(c->id));
	}
	c->kind = first ? first->kind : KIND_NONE;
	return value;
}

/* ---- where ---- */

static bool parse_where(struct sv text, struct where *out)
{
	static const struct {
		const char *text;
		enum where_kind kind;
	} plain[] = {{"any reply", WHERE_ANY_REPLY},
		     {"every reply", WHERE_EVERY_REPLY},
		     {"last reply", WHERE_LAST_REPLY},
		     {"whole conversation", WHERE_WHOLE}};
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
		if (sv_is(text, plain[i].text)) {
			*out = (struct where){plain[i].kind, 0};
			return true;
		}
	}
	if (sv_is(text, "first reply")) {
		*out = (struct where){WHERE_FIRST_REPLIES, 1};
		return true;
	}
	struct sv rest = sv_starts(text, "first ") ? sv_make(text.p + 6, text.n - 6) : SV("");
	size_t digits = 0;
	long replies = 0;
	while (digits < rest.n && rest.p[digits] >= '0' && rest.p[digits] <= '9') {
		digits++;
	}
	struct sv unit = sv_make(rest.p + digits, rest.n - digits);
	bool known = sv_is(unit, " replies") || sv_is(unit, " reply");
	if (!known || !sv_to_long(sv_make(rest.p, digits), &replies) || replies < 1 || replies > 10000) {
		return false;
	}
	*out = (struct where){WHERE_FIRST_REPLIES, (int)replies};
	return true;
}

static void read_window(struct rubric_reader *r, struct criterion *c, const struct kind_info *kind, const char *key,
			struct sv *out)
{
	const struct yaml_node *node = yaml_get(c->node, key);
	*out = yaml_text(node);
	if (!node) {
		return;
	}
	if (!action_is_known(*out)) {
		char help[160];
		read_did_you_mean(*out, action_names, help, sizeof help);
		read_diag(&r->base, node, "R314", help[0] ? help : NULL, "“" SV_FMT "” is no action", SV_ARG(*out));
	} else if (kind && !kind->action_window) {
		read_diag(&r->base, node, "R315", "before and after go with require and forbid", "%s does not suit %s",
			  key, kind->key);
	}
}

static void read_where(struct rubric_reader *r, struct criterion *c)
{
	const struct kind_info *kind = c->kind == KIND_NONE ? NULL : &kind_table[c->kind];
	const struct yaml_node *node = yaml_get(c->node, "where");
	c->where = (struct where){kind ? kind->default_where : WHERE_ANY_REPLY, 0};
	read_window(r, c, kind, "before", &c->before);
	read_window(r, c, kind, "after", &c->after);
	if (!node) {
		return;
	}
	if (!parse_where(sv_trim(node->text), &c->where)) {
		char help[160];
		read_did_you_mean(node->text, where_names, help, sizeof help);
		read_diag(&r->base, node, "R315",
			  help[0] ? help
				  : "write any reply, every reply, first N replies, last reply or whole conversation",
			  "“" SV_FMT "” is not a place to look at", SV_ARG(node->text));
	} else if (kind && !(kind->wheres & WHERE_BIT(c->where.kind))) {
		read_diag(&r->base, node, "R315", NULL, "“" SV_FMT "” does not suit %s", SV_ARG(node->text), kind->key);
	}
}

/* ---- only_if ---- */

static void resolve(void *data, struct cond *cond)
{
	struct rubric_reader *r = data;
	char help[160];
	if (cond->op == COND_ACTION && !action_is_known(cond->name)) {
		read_did_you_mean(cond->name, action_names, help, sizeof help);
		read_diag(&r->base, cond->node, "S508", help[0] ? help : NULL, "there is no action “" SV_FMT "”",
			  SV_ARG(cond->name));
	}
	if (cond->op != COND_MET && cond->op != COND_MISSED && cond->op != COND_BROKE) {
		return; /* facts, goals, flags and nodes are a scenario's */
	}
	const char *slash = cond->name.n > 0 ? memchr(cond->name.p, '/', cond->name.n) : NULL;
	size_t skip = slash ? (size_t)(slash - cond->name.p) + 1 : 0;
	if (slash && !sv_eq(sv_make(cond->name.p, skip - 1), r->rubric->id)) {
		return; /* another rubric's criterion */
	}
	cond->index = rubric_refer(r, cond->node, skip, cond->name.n - skip, "S508");
	cond->rubric = cond->index < 0 ? -1 : 0;
}

/* ---- the kinds ---- */

static struct limits read_limits(struct rubric_reader *r, const struct yaml_node *node, const char *what)
{
	const struct yaml_node *min = yaml_get(node, "min"), *max = yaml_get(node, "max");
	struct limits limits = {yaml_long(min, 0), yaml_long(max, LONG_MAX)};
	if (!min && !max) {
		read_diag(&r->base, node, "Y106", "add min: or max:", "%s needs a min or a max", what);
	} else if (limits.min > limits.max) {
		read_diag(&r->base, max, "R307", "swap them, or keep one",
			  "min is larger than max: nothing can meet it");
	}
	return limits;
}

static void read_length(struct rubric_reader *r, const struct yaml_node *node, struct criterion *c)
{
	static const char *const units[LENGTH_UNITS] = {"words", "sentences", "characters"};
	bool any = false;
	for (int i = 0; i < LENGTH_UNITS; i++) {
		const struct yaml_node *unit = yaml_get(node, units[i]);
		c->length_given[i] = unit != NULL;
		c->length[i] = unit ? read_limits(r, unit, units[i]) : (struct limits){0, LONG_MAX};
		any = any || unit;
	}
	if (!any) {
		read_diag(&r->base, node, "Y106",
			  "add words:, sentences: or characters:", "length needs something to limit");
	}
}

static void read_of(struct rubric_reader *r, const struct yaml_node *node, struct criterion *c)
{
	int count = read_count(node);
	c->of = MEM_ARRAY(r->base.pool, int, (size_t)count + 1);
	for (int i = 0; i < count; i++) {
		const struct yaml_node *item = read_item(node, i);
		c->of[c->of_count++] = rubric_refer(r, item, 0, item->text.n, "S508");
	}
}

/* How many of something; markers alone may ask for parts of a point, so the table lets numbers pass. */
static bool read_whole(struct rubric_reader *r, const struct yaml_node *node, int *out)
{
	long value = 0;
	if (!sv_to_long(node->text, &value) || value < 1) {
		read_diag(&r->base, node, "Y105", "write a whole number from 1", "“" SV_FMT "” is not how many",
			  SV_ARG(node->text));
		return false;
	}
	*out = (int)value;
	return true;
}

/* at_least and all, beside require and of; markers_read has its own. */
static void read_amounts(struct rubric_reader *r, struct criterion *c)
{
	struct yaml_entry *at_least = yaml_entry_of(c->node, "at_least");
	struct yaml_entry *all = yaml_entry_of(c->node, "all");
	int choices = c->kind == KIND_REQUIRE ? c->phrase_count : c->of_count;
	bool countable = c->kind == KIND_REQUIRE || c->kind == KIND_AT_LEAST_OF;
	c->at_least = 1;
	if (at_least && countable && !read_whole(r, at_least->value, &c->at_least)) {
		return;
	}
	c->all = all && yaml_bool(all->value, false);
	if (c->kind == KIND_AT_LEAST_OF && !at_least) {
		read_diag(&r->base, c->node, "Y106", "add at_least: and how many of them", "of needs at_least");
	}
	if (at_least && !countable && c->kind != KIND_MARKERS) {
		read_diag(&r->base, at_least->key, "R307", "take it away",
			  "at_least goes with require, of or markers only");
	} else if (at_least && c->all) {
		read_diag(&r->base, at_least->key, "R307", "keep one of them", "all already asks for every phrase");
	} else if (at_least && countable && c->at_least > choices) {
		read_diag(&r->base, at_least->value, "R307", "lower it, or add some",
			  "at_least %d can never be met: there are only %d", c->at_least, choices);
	}
	if (c->all && c->kind != KIND_REQUIRE) {
		read_diag(&r->base, all->key, "R307", "take it away", "all goes with require only");
	}
}

static void read_phrase_kind(struct rubric_reader *r, const struct yaml_node *node, struct criterion *c,
			     struct phrase_rule *rule, struct phrases *all)
{
	phrases_read(&r->base, node, all);
	rule->phrases = all;
	c->group = phrases_group(&r->base, rule);
}

static bool ignores(const struct yaml_node *node, const char *what)
{
	const struct yaml_node *list = yaml_get(node, "ignore");
	for (int i = 0; i < read_count(list); i++) {
		if (sv_is(yaml_text(read_item(list, i)), what)) {
			return true;
		}
	}
	return false;
}

static void read_kind(struct rubric_reader *r, const struct yaml_node *value, struct criterion *c)
{
	struct phrases all = {NULL, NULL, 0}, except, all_except = {NULL, NULL, 0};
	c->first_group = (int)match_set_groups(r->base.set);
	phrases_read(&r->base, yaml_get(c->node, "except"), &except);
	phrases_append(&r->base, &all_except, &except);
	struct phrase_rule rule = {
		.except = &except,
		.all_except = &all_except,
		.negated = sv_is(read_text(c->node, "negated"), "count") ? MATCH_NEGATED_COUNT : MATCH_NEGATED_IGNORE,
		.ignore_quotes = ignores(c->node, "quotes"),
		.ignore_piles = ignores(c->node, "piles"),
		.crowd = r->rubric->per_sentence,
		.owner = c->status == STATUS_HELPER ? -1 : c->index,
	};
	switch (c->kind) {
	case KIND_NONE: break;
	case KIND_REQUIRE:
	case KIND_FORBID: read_phrase_kind(r, value, c, &rule, &all); break;
	case KIND_COUNT:
		c->count = read_limits(r, value, "count");
		read_phrase_kind(r, yaml_get(value, "of"), c, &rule, &all);
		break;
	case KIND_ORDER: order_read(r, value, c, &rule, &all); break;
	case KIND_LENGTH: read_length(r, value, c); break;
	case KIND_ANY_OF:
	case KIND_ALL_OF:
	case KIND_AT_LEAST_OF: read_of(r, value, c); break;
	default: measure_read(r, value, c, &rule, &all); break;
	}
	c->group_count = (int)match_set_groups(r->base.set) - c->first_group;
	c->phrases = all.items;
	c->phrase_nodes = all.nodes;
	c->phrase_count = all.count;
	c->excepts = all_except.items;
	c->except_nodes = all_except.nodes;
	c->except_count = all_except.count;
	if (c->kind != KIND_NONE) {
		read_amounts(r, c);
	}
}

void criterion_read(struct rubric_reader *r, struct criterion *c)
{
	const struct cond_owner owner = {&r->base, resolve, r};
	r->base.problem = false;
	c->group = -1;
	read_common(r, c);
	const struct yaml_node *value = find_kind(r, c);
	read_where(r, c);
	c->only_if = cond_read(&owner, yaml_get(c->node, "only_if"));
	read_kind(r, value, c);
	examples_read(&r->base, yaml_get(c->node, "examples"), c);
	c->runnable = c->runnable && !r->base.problem && c->kind != KIND_NONE;
}
