/* measure.c - the parameters of the measures of a conversation; graded.c has levels and markers. */
#include "model/measure.h"

#include "base/mem.h"
#include "model/rubric_tables.h"

const char *const recap_of_names[] = {"facts", "customer", "both", NULL};
const char *const repeats_of_names[] = {"attempt", "earlier", "both", NULL};

#define NUMBER(name, low, high, text)                                                             \
	{                                                                                         \
		.key = (name), .kind = YAML_K_NUMBER, .min = (low), .max = (high), .help = (text) \
	}

static const struct yaml_field recap_fields[] = {
	NUMBER("min", 0, 100, "The share that must come back: 0 to 1, or in per cent above 1."),
	{.key = "of",
	 .kind = YAML_K_CHOICE,
	 .choices = recap_of_names,
	 .help = "facts: the scenario's key facts; customer: the customer's own words; both (usual)."},
	{.key = NULL},
};
const struct yaml_table recap_table = {"recap", "How much of what the customer said must come back.", recap_fields};

static const struct yaml_field facts_fields[] = {
	{.key = "known",
	 .kind = YAML_K_BOOL,
	 .help = "true: also forbids asking for what the customer has already told."},
	{.key = NULL},
};
const struct yaml_table facts_table = {"facts", "Statements that must agree with the scenario.", facts_fields};

static const struct yaml_field share_fields[] = {
	NUMBER("max", 0, 100, "The largest share: 0 to 1, or in per cent above 1."),
	{.key = NULL},
};
const struct yaml_table max_share_table = {"share", "An upper bound of a share.", share_fields};

static const struct yaml_field grade_fields[] = {
	NUMBER("max", 0, 30, "The highest school grade (Flesch-Kincaid)."),
	{.key = NULL},
};
const struct yaml_table max_grade_table = {"readability", "An upper bound of the school grade.", grade_fields};

static const struct yaml_field repeats_fields[] = {
	{.key = "max",
	 .kind = YAML_K_INT,
	 .min = 0,
	 .max = 1000,
	 .help = "How many repeated sentences are fine; usually 0."},
	{.key = "of",
	 .kind = YAML_K_CHOICE,
	 .choices = repeats_of_names,
	 .help = "attempt: said in this attempt or pasted from a model answer; earlier: a stock line of the trainee's "
		 "earlier attempts; both (usual)."},
	{.key = NULL},
};
const struct yaml_table max_repeats_table = {"repeats", "An upper bound of repeated sentences.", repeats_fields};

static const struct yaml_field run_fields[] = {
	{.key = "max", .kind = YAML_K_INT, .min = 0, .max = 1000, .help = "At most so many."},
	{.key = NULL},
};
static const struct yaml_table run_table = {"limit", "An upper bound.", run_fields};
static const struct yaml_field style_fields[] = {
	{.key = "capitals", .kind = YAML_K_MAP, .sub = &max_share_table, .help = "The share of capital letters."},
	{.key = "exclamations", .kind = YAML_K_MAP, .sub = &run_table, .help = "The longest run of ! and ?."},
	{.key = "emoji", .kind = YAML_K_MAP, .sub = &run_table, .help = "Emoji in one reply."},
	{.key = "piles",
	 .kind = YAML_K_MAP,
	 .sub = &run_table,
	 .help = "Words heaped up without a sentence, in one reply."},
	{.key = NULL},
};
const struct yaml_table style_table = {"style", "Limits of shouting and decoration.", style_fields};

static const struct yaml_field wait_fields[] = {
	{.key = "max", .kind = YAML_K_DURATION, .help = "The longest wait, such as 40s."},
	{.key = NULL},
};
static const struct yaml_table wait_table = {"wait", "An upper bound; without it, the channel's own.", wait_fields};
static const struct yaml_field reply_time_fields[] = {
	{.key = "first", .kind = YAML_K_MAP, .sub = &wait_table, .help = "The wait for the first reply."},
	{.key = "each", .kind = YAML_K_MAP, .sub = &wait_table, .help = "The wait for every later reply."},
	{.key = "max",
	 .kind = YAML_K_DURATION,
	 .code = "S516",
	 .help = "One limit for the first and every later reply."},
	{.key = NULL},
};
const struct yaml_table reply_time_table = {"reply_time", "How long the customer waits for replies.",
					    reply_time_fields};

/* A share may be written 0.4 or 40. */
static double share(const struct yaml_node *map, const char *key)
{
	double value = yaml_double(yaml_get(map, key), -1);
	return value > 1 ? value / 100 : value;
}

static const void *read_recap(struct rubric_reader *r, const struct yaml_node *node)
{
	struct measure_recap *recap = MEM_NEW(r->base.pool, struct measure_recap);
	int of = yaml_choice(yaml_get(node, "of"), recap_of_names);
	recap->min = share(node, "min");
	recap->of = of < 0 ? RECAP_BOTH : (enum recap_of)of;
	return recap;
}

static const void *read_repeats(struct rubric_reader *r, const struct yaml_node *node)
{
	struct measure_repeats *repeats = MEM_NEW(r->base.pool, struct measure_repeats);
	int of = yaml_choice(yaml_get(node, "of"), repeats_of_names);
	repeats->max = yaml_double(yaml_get(node, "max"), -1);
	repeats->of = of < 0 ? REPEATS_BOTH : (enum repeats_of)of;
	return repeats;
}

static const void *read_style(struct rubric_reader *r, const struct yaml_node *node)
{
	struct measure_style *style = MEM_NEW(r->base.pool, struct measure_style);
	style->capitals_max = share(yaml_get(node, "capitals"), "max");
	style->exclamations_max = (int)yaml_long(yaml_get(yaml_get(node, "exclamations"), "max"), -1);
	style->emoji_max = (int)yaml_long(yaml_get(yaml_get(node, "emoji"), "max"), -1);
	style->piles_max = (int)yaml_long(yaml_get(yaml_get(node, "piles"), "max"), -1);
	return style;
}

static const void *read_reply_time(struct rubric_reader *r, const struct yaml_node *node)
{
	struct measure_reply_time *time = MEM_NEW(r->base.pool, struct measure_reply_time);
	const struct yaml_node *first = yaml_get(node, "first"), *each = yaml_get(node, "each");
	bool all = yaml_get(node, "max") || (!first && !each);
	time->first = first || all;
	time->each = each || all;
	int64_t both = yaml_duration_ms(yaml_get(node, "max"), -1);
	time->first_max_ms = yaml_duration_ms(yaml_get(first, "max"), both);
	time->each_max_ms = yaml_duration_ms(yaml_get(each, "max"), both);
	return time;
}

void measure_read(struct rubric_reader *r, const struct yaml_node *node, struct criterion *criterion,
		  const struct phrase_rule *rule, struct phrases *all)
{
	switch (criterion->kind) {
	case KIND_RECAP: criterion->measure = read_recap(r, node); break;
	case KIND_STYLE: criterion->measure = read_style(r, node); break;
	case KIND_REPLY_TIME: criterion->measure = read_reply_time(r, node); break;
	case KIND_REPEATS: criterion->measure = read_repeats(r, node); break;
	case KIND_LEVELS: criterion->measure = levels_read(r, node, criterion, rule, all); break;
	case KIND_MARKERS: criterion->measure = markers_read(r, node, criterion, rule, all); break;
	case KIND_FACTS: {
		struct measure_facts *facts = MEM_NEW(r->base.pool, struct measure_facts);
		facts->known = yaml_bool(yaml_get(node, "known"), false);
		criterion->measure = facts;
		break;
	}
	case KIND_TALK_SHARE:
	case KIND_READABILITY: {
		struct measure_max *max = MEM_NEW(r->base.pool, struct measure_max);
		bool is_share = criterion->kind == KIND_TALK_SHARE;
		max->max = is_share ? share(node, "max") : yaml_double(yaml_get(node, "max"), -1);
		criterion->measure = max;
		break;
	}
	default: break;
	}
}
