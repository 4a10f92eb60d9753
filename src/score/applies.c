/* applies.c - when a criterion applies: only_if, judged on the state before a reply and then latched.
 *
 * An action counts wherever in the attempt it happens, also after the reply; what the state was before each reply must
 * then be known again. So for conditions with actions the answer for every combination of the named actions is kept,
 * per reply. */
#include "score/inside.h"

#include "base/mem.h"

#define TABLE_ROWS (1u << SCORE_MAX_GATE_ACTIONS)
_Static_assert(TABLE_ROWS * 2 <= 64, "two bits a combination must fit in one word");

static bool only_static(const struct cond *cond)
{
	switch (cond->op) {
	case COND_ALL:
	case COND_ANY:
	case COND_NOT:
		for (int i = 0; i < cond->count; i++)
			if (!only_static(cond->children[i]))
				return false;
		return true;
	case COND_ACTION:
	case COND_CHANNEL: return true;
	default: return false;
	}
}

/* Without a scenario mood and facts are unknown from the first reply to the last. */
static bool is_fixed(const struct cond *cond)
{
	switch (cond->op) {
	case COND_ALL:
	case COND_ANY:
	case COND_NOT:
		for (int i = 0; i < cond->count; i++)
			if (!is_fixed(cond->children[i]))
				return false;
		return true;
	case COND_CHANNEL:
	case COND_ANGER:
	case COND_CONFUSION:
	case COND_KNOWS:
	case COND_GOAL:
	case COND_FLAG:
	case COND_VISITED:
	case COND_REPLIES: return true;
	default: return false;
	}
}

/* Gathers the different actions named; false when there are none. */
static bool name_actions(const struct cond *cond, struct slot *slot)
{
	bool any = cond->op == COND_ACTION;

	for (int i = 0; i < cond->count; i++)
		any |= name_actions(cond->children[i], slot);
	if (cond->op != COND_ACTION)
		return any;
	for (int i = 0; i < slot->action_count; i++)
		if (sv_eq(slot->actions[i], cond->name))
			return true;
	if (slot->action_count < SCORE_MAX_GATE_ACTIONS)
		slot->actions[slot->action_count++] = cond->name;
	return true;
}

void applies_plan(struct scorer *scorer, struct slot *slot)
{
	const struct cond *cond = slot->criterion->only_if;

	slot->gate = GATE_ALWAYS;
	if (!cond)
		return;
	if (only_static(cond))
		slot->gate = GATE_STATIC;
	else if (name_actions(cond, slot))
		slot->gate = GATE_TABLE;
	else
		slot->gate = GATE_LIVE;
	slot->gate_fixed = slot->gate == GATE_LIVE && is_fixed(cond);
	if (slot->gate == GATE_TABLE)
		slot->table = scorer->table_count++;
}

static bool holds(const struct slot *slot, enum truth truth)
{
	return truth == TRUTH_TRUE || (truth == TRUTH_UNKNOWN && !slot->criterion->unknown_na);
}

static void latch(struct score_session *session, int slot, int from)
{
	if (session->tallies[slot].from == from)
		return;
	session->tallies[slot].from = from;
	if (session->at_once)
		stir(session, slot);
	else
		verdict_touch(session, slot);
}

static void judge_static(struct score_session *session, int slot)
{
	const struct slot *plan = slot_at(session, slot);
	struct cond_env env = {.channel = session->context.channel,
			       .replies = -1,
			       .total_replies = -1,
			       .elapsed_ms = -1,
			       .actions = session->deed_names,
			       .action_count = session->deed_count,
			       .session = session,
			       .home = plan->rubric};

	latch(session, slot, holds(plan, cond_eval(plan->criterion->only_if, &env)) ? 0 : -1);
}

static void begin_slot(struct score_session *session, int slot)
{
	enum gate gate = slot_at(session, slot)->gate;

	if (gate == GATE_ALWAYS || slot == session->forced)
		session->tallies[slot].from = 0;
	else if (gate == GATE_STATIC)
		judge_static(session, slot);
}

void applies_begin(struct score_session *session)
{
	for (int i = 0; i < session->scorer->slot_count; i++)
		begin_slot(session, i);
}

static uint64_t *table_row(struct score_session *session, int reply)
{
	return session->tables + (size_t)reply * (size_t)session->scorer->table_count;
}

/* Which of the named actions have happened, as bits. */
static unsigned happened(const struct score_session *session, const struct slot *slot)
{
	unsigned mask = 0;

	for (int a = 0; a < slot->action_count; a++)
		for (int i = 0; i < session->deed_count; i++)
			if (sv_eq(session->deed_names[i], slot->actions[a]))
				mask |= 1u << a;
	return mask;
}

static enum truth answer_at(uint64_t answers, unsigned mask)
{
	return (enum truth)(answers >> (2 * mask) & 3u);
}

static void latch_from_table(struct score_session *session, int slot)
{
	const struct slot *plan = slot_at(session, slot);
	unsigned mask = happened(session, plan);

	for (int reply = 0; reply < session->reply_count; reply++) {
		if (holds(plan, answer_at(table_row(session, reply)[plan->table], mask))) {
			latch(session, slot, reply);
			return;
		}
	}
	latch(session, slot, -1);
}

static bool is_named(const struct slot *slot, struct sv action)
{
	for (int i = 0; i < slot->action_count; i++)
		if (sv_eq(slot->actions[i], action))
			return true;
	return false;
}

static uint64_t table_answers(struct score_session *session, const struct slot *slot, struct cond_env *env)
{
	size_t others = 0;
	uint64_t answers = 0;
	struct sv *list = session->deed_names + session->deed_count; /* room kept by the caller */

	for (int i = 0; i < session->deed_count; i++)
		if (!is_named(slot, session->deed_names[i]))
			list[others++] = session->deed_names[i];
	for (unsigned mask = 0; mask < 1u << slot->action_count; mask++) {
		size_t count = others;

		for (int a = 0; a < slot->action_count; a++)
			if (mask >> a & 1u)
				list[count++] = slot->actions[a];
		env->actions = list;
		env->action_count = (int)count;
		answers |= (uint64_t)cond_eval(slot->criterion->only_if, env) << (2 * mask);
	}
	return answers;
}

/* What a condition sees before this reply; without a scenario only what the session knows by itself. */
static struct cond_env env_before(const struct score_session *session, const struct cond_env *before, int64_t at_ms)
{
	struct cond_env env = {.channel = CHANNEL_UNKNOWN, .replies = -1, .total_replies = -1, .elapsed_ms = -1};

	if (before)
		env = *before;
	if (session->context.channel != CHANNEL_UNKNOWN)
		env.channel = session->context.channel;
	if (env.total_replies < 0)
		env.total_replies = session->reply_count;
	if (env.elapsed_ms < 0)
		env.elapsed_ms = at_ms;
	env.actions = session->deed_names;
	env.action_count = session->deed_count;
	env.session = session;
	env.turning = false;
	return env;
}

static void grow_tables(struct score_session *session)
{
	size_t count = (size_t)session->scorer->table_count;
	int names = session->deed_count * 2 + SCORE_MAX_GATE_ACTIONS;

	if (session->table_used + count > session->table_cap) {
		session->table_cap = (session->table_used + count) * 2;
		session->tables = mem_realloc(session->tables, session->table_cap, sizeof *session->tables);
	}
	memset(session->tables + session->table_used, 0, count * sizeof *session->tables);
	session->table_used += count;
	if (names > session->deed_name_cap) {
		session->deed_name_cap = names * 2;
		session->deed_names =
			mem_realloc(session->deed_names, (size_t)session->deed_name_cap, sizeof *session->deed_names);
	}
}

void applies_begin_still(struct score_session *session)
{
	const struct scorer *scorer = session->scorer;
	struct cond_env env = env_before(session, NULL, -1);

	applies_begin(session);
	for (int i = scorer->varying_count; i < scorer->gated_count; i++) {
		const struct slot *plan = slot_at(session, scorer->gated[i]);

		env.home = plan->rubric;
		session->tallies[scorer->gated[i]].from =
			holds(plan, cond_eval(plan->criterion->only_if, &env)) ? 0 : -1;
	}
}

void applies_reply(struct score_session *session, const struct cond_env *before, int64_t at_ms)
{
	const struct scorer *scorer = session->scorer;
	int count = session->at_once ? scorer->varying_count : scorer->gated_count;
	struct cond_env env;

	if (count == 0)
		return;
	if (scorer->table_count > 0)
		grow_tables(session);
	env = env_before(session, before, at_ms);
	for (int i = 0; i < count; i++) {
		int slot = scorer->gated[i];
		const struct slot *plan = slot_at(session, slot);

		if (slot == session->forced)
			continue;
		env.home = plan->rubric;
		if (plan->gate == GATE_LIVE) {
			if (session->tallies[slot].from < 0 && holds(plan, cond_eval(plan->criterion->only_if, &env)))
				latch(session, slot, session->reply_count);
			continue;
		}
		uint64_t answers = table_answers(session, plan, &env);

		table_row(session, session->reply_count)[plan->table] = answers;
		if (session->tallies[slot].from < 0 && holds(plan, answer_at(answers, happened(session, plan))))
			latch(session, slot, session->reply_count);
		env.actions = session->deed_names;
		env.action_count = session->deed_count;
	}
}

void applies_action(struct score_session *session)
{
	for (int i = 0; i < session->scorer->acting_count; i++) {
		int slot = session->scorer->acting[i];
		enum gate gate = slot_at(session, slot)->gate;

		if (slot == session->forced)
			continue;
		if (gate == GATE_STATIC)
			judge_static(session, slot);
		else if (gate == GATE_TABLE)
			latch_from_table(session, slot);
	}
}
