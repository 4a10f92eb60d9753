/* solve.c - a search with three-valued early answers: an unknown is decided only while the terms still depend on it. */
#include "lint/solve.h"

#include "base/mem.h"

#include <limits.h>

#define MAX_STEPS 20000 /* a condition that people can read needs a few hundred */
#define MAX_VARS 400    /* the search goes as deep as there are unknowns: a list of a thousand phrases is left alone */
#define UNDECIDED LONG_MIN

enum var_kind { VAR_RANGE, VAR_CHANNEL, VAR_TRUTH };

struct var {
	enum var_kind kind;
	enum cond_op op;
	int rubric, index;
	struct sv name;
	const char *phrase; /* VAR_TRUTH of one phrase: its key */
	long *values;       /* to try, the likeliest first */
	int count, cap;
	long value; /* UNDECIDED */
};

struct said { /* which unknowns the phrases of one `said` are */
	const struct cond *cond;
	int *vars;
	int count;
};

struct solver {
	const void *pool;
	struct said *said;
	int said_count;
	const struct solve_place *place;
	const struct solve_term *terms;
	int term_count;
	struct var *vars;
	int count;
	long steps;
};

enum truth3 { NO, YES, OPEN };

/* ---- the unknowns ---- */

static struct var *add_var(struct solver *s, enum var_kind kind, enum cond_op op)
{
	s->vars = MEM_GROW(s->pool, s->vars, struct var, (size_t)s->count + 1);
	s->vars[s->count] = (struct var){.kind = kind, .op = op, .rubric = -1, .index = -1, .value = UNDECIDED};
	return &s->vars[s->count++];
}

static void add_value(struct solver *s, struct var *var, long value)
{
	for (int i = 0; i < var->count; i++)
		if (var->values[i] == value)
			return;
	var->values = MEM_GROW(s->pool, var->values, long, (size_t)var->count + 1);
	var->values[var->count++] = value;
}

static bool is_range_op(enum cond_op op)
{
	return op == COND_ANGER || op == COND_CONFUSION || op == COND_REPLIES || op == COND_TOTAL_REPLIES ||
	       op == COND_SCORE || op == COND_ELAPSED;
}

static int find_var(const struct solver *s, const struct cond *cond)
{
	for (int i = 0; i < s->count; i++) {
		const struct var *var = &s->vars[i];

		if (var->op != cond->op || var->phrase)
			continue;
		if (!cond_names_something(cond->op))
			return i;
		if (cond->index >= 0 ? var->index == cond->index && var->rubric == cond->rubric
				     : sv_eq(var->name, cond->name))
			return i;
	}
	return -1;
}

static int find_phrase(const struct solver *s, const char *key)
{
	for (int i = 0; i < s->count; i++)
		if (s->vars[i].phrase && strcmp(s->vars[i].phrase, key) == 0)
			return i;
	return -1;
}

static const char *make_key(const void *pool, const struct match_set *set, int group, size_t phrase)
{
	CLEANUP_STRBUF struct strbuf key = STRBUF_INIT;

	match_phrase_key(set, group, phrase, &key);
	if (!key.len) /* a regex: it is itself only */
		strbuf_addf(&key, "%d/%zu", group, phrase);
	return mem_pool_strndup(pool, key.buf, key.len);
}

static const char *phrase_key(const struct solver *s, int group, size_t phrase)
{
	const struct match_set *set = s->place->set;
	struct solve_keys *keys = s->place->keys;

	if (!keys)
		return make_key(s->pool, set, group, phrase);
	if (!keys->by_group)
		keys->by_group = MEM_ARRAY(keys->pool, const char **, match_set_groups(set) + 1);
	if (!keys->by_group[group])
		keys->by_group[group] = MEM_ARRAY(keys->pool, const char *, match_set_phrases(set, group) + 1);
	if (!keys->by_group[group][phrase])
		keys->by_group[group][phrase] = make_key(keys->pool, set, group, phrase);
	return keys->by_group[group][phrase];
}

/* ---- what cannot be otherwise ---- */

static bool on_trial(const struct scenario *scenario, const struct cond *cond)
{
	if (!scenario || cond->rubric < 0 || cond->rubric >= scenario->rubric_count || cond->index < 0)
		return false;
	const struct rubric *rubric = scenario->rubrics[cond->rubric];

	return rubric && cond->index < rubric->criterion_count && rubric->criteria[cond->index].status == STATUS_TRIAL;
}

/* 1 or 0 when it is fixed, else -1. */
static int fixed_truth(const struct solver *s, const struct cond *cond)
{
	const struct scenario *scenario = s->place->scenario;

	if (cond->op == COND_NOTHING)
		return s->place->reacts ? -1 : 0;
	if (!scenario)
		return -1;
	switch (cond->op) {
	case COND_MET:
	case COND_MISSED:
	case COND_BROKE: return on_trial(scenario, cond) ? 0 : -1;
	case COND_KNOWS:
		return cond->index >= 0 && cond->index < scenario->fact_count && scenario->facts[cond->index].known
			       ? 1
			       : -1;
	case COND_VISITED:
		return cond->index >= 0 && (cond->index == scenario->start || cond->index == s->place->node) ? 1 : -1;
	default: return -1;
	}
}

static void add_truth(struct solver *s, const struct cond *cond)
{
	struct var *var = add_var(s, VAR_TRUTH, cond->op);
	int fixed = fixed_truth(s, cond);

	var->rubric = cond->rubric;
	var->index = cond->index;
	var->name = cond->name;
	if (fixed != 0)
		add_value(s, var, 1);
	if (fixed != 1)
		add_value(s, var, 0);
}

static void range_domain(const struct solver *s, enum cond_op op, long *low, long *high)
{
	bool replies = op == COND_REPLIES || op == COND_TOTAL_REPLIES;

	*low = replies && s->place->after_reply ? 1 : 0;
	*high = op == COND_ANGER || op == COND_CONFUSION || op == COND_SCORE ? 100 : LONG_MAX;
}

/* Of a range only its edges matter. */
static void add_range(struct solver *s, const struct cond *cond)
{
	int at = find_var(s, cond);
	struct var *var = at < 0 ? add_var(s, VAR_RANGE, cond->op) : &s->vars[at];
	long low, high, edges[3];

	range_domain(s, cond->op, &low, &high);
	edges[0] = cond->range.min > low ? cond->range.min : low;
	edges[1] = low;
	edges[2] = cond->range.max < LONG_MAX ? cond->range.max + 1 : high;
	for (int i = 0; i < 3; i++)
		if (edges[i] >= low && edges[i] <= high)
			add_value(s, var, edges[i]);
}

static void add_channel(struct solver *s, const struct cond *cond)
{
	if (find_var(s, cond) >= 0)
		return;
	struct var *var = add_var(s, VAR_CHANNEL, cond->op);
	const struct scenario *scenario = s->place->scenario;

	for (long i = 0; i < CHANNEL_COUNT; i++)
		if (!scenario || scenario->channel == CHANNEL_UNKNOWN || (long)scenario->channel == i)
			add_value(s, var, i);
}

static int phrase_var(struct solver *s, int group, size_t phrase)
{
	const char *key = phrase_key(s, group, phrase);
	int at = find_phrase(s, key);

	if (at >= 0)
		return at;
	struct var *var = add_var(s, VAR_TRUTH, COND_SAID);

	var->phrase = key;
	add_value(s, var, 1);
	add_value(s, var, 0);
	return s->count - 1;
}

static void add_phrases(struct solver *s, const struct cond *cond)
{
	size_t count = cond->group >= 0 && s->place->set ? match_set_phrases(s->place->set, cond->group) : 0;
	int *vars = MEM_ARRAY(s->pool, int, count + 1);

	for (size_t i = 0; i < count && s->count <= MAX_VARS; i++)
		vars[i] = phrase_var(s, cond->group, i);
	s->said = MEM_GROW(s->pool, s->said, struct said, (size_t)s->said_count + 1);
	s->said[s->said_count++] = (struct said){cond, vars, (int)count};
}

static void collect(struct solver *s, const struct cond *cond)
{
	if (!cond || s->count > MAX_VARS)
		return;
	for (int i = 0; i < cond->count; i++)
		collect(s, cond->children[i]);
	if (is_range_op(cond->op))
		add_range(s, cond);
	else if (cond->op == COND_CHANNEL)
		add_channel(s, cond);
	else if (cond->op == COND_SAID)
		add_phrases(s, cond);
	else if ((cond_names_something(cond->op) || cond->op == COND_NOTHING) && find_var(s, cond) < 0)
		add_truth(s, cond);
}

/* The two counts of replies bound each other, so that what matters for one matters for the other. */
static void share_edges(struct solver *s)
{
	struct var *here = NULL, *all = NULL;

	for (int i = 0; i < s->count; i++) {
		here = s->vars[i].op == COND_REPLIES ? &s->vars[i] : here;
		all = s->vars[i].op == COND_TOTAL_REPLIES ? &s->vars[i] : all;
	}
	for (int i = here && all ? here->count - 1 : -1; i >= 0; i--)
		add_value(s, all, here->values[i]);
	for (int i = here && all ? all->count - 1 : -1; i >= 0; i--)
		add_value(s, here, all->values[i]);
}

/* ---- judging ---- */

static enum truth3 said(const struct solver *s, const struct cond *cond)
{
	const struct said *said = s->said;

	while (said->cond != cond)
		said++;
	enum truth3 result = said->count ? NO : OPEN;

	for (int i = 0; i < said->count; i++) {
		long value = s->vars[said->vars[i]].value;

		if (value == UNDECIDED)
			result = OPEN;
		else if (value)
			return YES;
	}
	return result;
}

static enum truth3 leaf(const struct solver *s, const struct cond *cond)
{
	if (cond->op == COND_SAID)
		return said(s, cond);
	int at = find_var(s, cond);

	if (at < 0 || s->vars[at].value == UNDECIDED)
		return OPEN;
	long value = s->vars[at].value;

	if (is_range_op(cond->op))
		return value >= cond->range.min && value <= cond->range.max ? YES : NO;
	if (cond->op != COND_CHANNEL)
		return value ? YES : NO;
	for (int i = 0; i < cond->name_count; i++)
		if (sv_is(cond->names[i], channel_names[value]))
			return YES;
	return NO;
}

static enum truth3 judge(const struct solver *s, const struct cond *cond)
{
	if (!cond)
		return YES;
	if (cond->op == COND_NOT) {
		enum truth3 inner = judge(s, cond->count ? cond->children[0] : NULL);

		return inner == OPEN ? OPEN : inner == YES ? NO : YES;
	}
	if (cond->op != COND_ALL && cond->op != COND_ANY)
		return leaf(s, cond);
	enum truth3 decides = cond->op == COND_ALL ? NO : YES;
	enum truth3 result = cond->op == COND_ALL ? YES : NO;

	for (int i = 0; i < cond->count; i++) {
		enum truth3 child = judge(s, cond->children[i]);

		if (child == decides)
			return decides;
		if (child == OPEN)
			result = OPEN;
	}
	return result;
}

static enum truth3 judge_terms(const struct solver *s)
{
	enum truth3 result = YES;

	for (int i = 0; i < s->term_count; i++) {
		enum truth3 term = judge(s, s->terms[i].cond);

		if (s->terms[i].negated && term != OPEN)
			term = term == YES ? NO : YES;
		if (term == NO)
			return NO;
		if (term == OPEN)
			result = OPEN;
	}
	return result;
}

static long value_of(const struct solver *s, enum cond_op op)
{
	for (int i = 0; i < s->count; i++)
		if (s->vars[i].op == op && s->vars[i].kind == VAR_RANGE)
			return s->vars[i].value;
	return UNDECIDED;
}

/* A criterion is not met and missed at once; a node has no more replies than the conversation. */
static bool consistent(const struct solver *s, int at)
{
	const struct var *var = &s->vars[at];

	if (var->kind == VAR_RANGE) {
		long here = value_of(s, COND_REPLIES), all = value_of(s, COND_TOTAL_REPLIES);

		return here == UNDECIDED || all == UNDECIDED || here <= all;
	}
	if ((var->op != COND_MET && var->op != COND_MISSED) || !var->value)
		return true;
	for (int i = 0; i < s->count; i++) {
		const struct var *other = &s->vars[i];

		if (i != at && other->value == 1 && (other->op == COND_MET || other->op == COND_MISSED) &&
		    other->index == var->index && other->rubric == var->rubric && sv_eq(other->name, var->name))
			return false;
	}
	return true;
}

static enum solve_answer search(struct solver *s, int at)
{
	enum truth3 now = judge_terms(s);
	enum solve_answer answer = SOLVE_NO;

	if (++s->steps > MAX_STEPS)
		return SOLVE_UNSURE;
	if (now == NO)
		return SOLVE_NO;
	if (at == s->count)
		return now == YES ? SOLVE_YES : SOLVE_UNSURE;
	for (int i = 0; i < s->vars[at].count && answer == SOLVE_NO; i++) {
		s->vars[at].value = s->vars[at].values[i];
		if (consistent(s, at))
			answer = search(s, at + 1);
	}
	s->vars[at].value = UNDECIDED;
	return answer;
}

enum solve_answer solve_all(const struct solve_place *place, const struct solve_term *terms, int count)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct solver solver = {.pool = pool, .place = place, .terms = terms, .term_count = count};

	for (int i = 0; i < count; i++)
		collect(&solver, terms[i].cond);
	share_edges(&solver);
	return solver.count > MAX_VARS ? SOLVE_UNSURE : search(&solver, 0);
}
