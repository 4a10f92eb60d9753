/* walk_format.c - the walk's report, for people and for programs. */
#include "lint/lint.h"
#include "lint/walk_inside.h"
#include "json/json.h"

static const char *outcome_word(enum outcome outcome)
{
	return outcome == OUTCOME_NONE ? NULL : outcome_names[outcome - 1];
}

/* ---- text ---- */

static int hit_count(const long *hits, int count)
{
	int n = 0;

	for (int i = 0; i < count; i++)
		n += hits[i] > 0;
	return n;
}

static void add_cover(struct strbuf *out, const char *label, int hit, int count)
{
	if (count)
		strbuf_addf(out, "%-12s %d of %d\n", label, hit, count);
}

static void add_coverage(const struct walk *walk, struct strbuf *out)
{
	const struct scenario *scenario = walk->scenario;
	int met = 0, missed = 0;

	for (int i = 0; i < walk->criterion_count; i++) {
		met += walk->criteria[i].met > 0;
		missed += walk->criteria[i].missed > 0;
	}
	strbuf_addf(out, SV_FMT ": %ld runs, seed %llu\n\n", SV_ARG(scenario->id), walk->runs,
		    (unsigned long long)walk->options.seed);
	add_cover(out, "nodes", hit_count(walk->nodes, scenario->node_count), scenario->node_count);
	add_cover(out, "transitions", hit_count(walk->edges, walk->map->count), walk->map->count);
	add_cover(out, "endings", hit_count(walk->endings, scenario->ending_count), scenario->ending_count);
	add_cover(out, "facts", hit_count(walk->facts, scenario->fact_count), scenario->fact_count);
	add_cover(out, "goals", hit_count(walk->goals, scenario->goal_count), scenario->goal_count);
	if (walk->criterion_count)
		strbuf_addf(out, "%-12s %d of %d met, %d of %d missed\n", "criteria", met, walk->criterion_count,
			    missed, walk->criterion_count);
	strbuf_addf(out, "%-12s", "moods");
	for (int i = 0; i < BAND_COUNT; i++)
		strbuf_addf(out, "%s %s %ld", i ? "," : "", band_names[i], walk->bands[i]);
	strbuf_addch(out, '\n');
}

/* What the author may want to reach and the runs did not. */
static void add_gaps(const struct walk *walk, struct strbuf *out)
{
	const struct scenario *scenario = walk->scenario;

	for (int i = 0; i < scenario->fact_count; i++)
		if (!walk->facts[i])
			strbuf_addf(out, "never told: fact " SV_FMT "\n", SV_ARG(scenario->facts[i].id));
	for (int i = 0; i < scenario->goal_count; i++)
		if (!walk->goals[i])
			strbuf_addf(out, "never done: goal " SV_FMT "\n", SV_ARG(scenario->goals[i].id));
	for (int i = 0; i < walk->criterion_count; i++) {
		const struct walk_criterion *c = &walk->criteria[i];
		const char *gap = !c->met && !c->missed ? "never applied"
				  : !c->met             ? "never met"
				  : !c->missed          ? "never missed"
							: NULL;

		if (gap)
			strbuf_addf(out, "%s: " SV_FMT "/" SV_FMT "\n", gap, SV_ARG(c->rubric->id),
				    SV_ARG(c->criterion->id));
	}
}

static void add_agents(const struct walk *walk, struct strbuf *out)
{
	strbuf_addf(out, "\n%-10s %6s  %-6s  ending\n", "agent", "score", "passed");
	for (int i = 0; i < AGENT_COUNT; i++) {
		const struct agent_result *agent = &walk->agents[i];

		if (!agent->known)
			continue;
		strbuf_addf(out, "%-10s ", agent_names[i]);
		if (agent->has_score)
			strbuf_addf(out, "%6.1f", scorecard_round(agent->score));
		else
			strbuf_addf(out, "%6s", "-");
		strbuf_addf(out, "  %-6s  ", agent->passed ? "yes" : "no");
		if (agent->ending >= 0)
			strbuf_addf(out, SV_FMT " (%s)", SV_ARG(walk->scenario->endings[agent->ending].id),
				    outcome_word(agent->outcome) ? outcome_word(agent->outcome) : "no outcome");
		else
			strbuf_addstr(out, agent->outcome ? outcome_word(agent->outcome) : "none");
		strbuf_addf(out, ", %d %s\n", agent->replies, agent->replies == 1 ? "reply" : "replies");
	}
}

static void add_extreme(struct strbuf *out, const char *label, const struct walk_extreme *extreme)
{
	if (extreme->known)
		strbuf_addf(out, "\n%s, %.1f, %s:\n\n%s", label, scorecard_round(extreme->score),
			    extreme->passed ? "passed" : "not passed", extreme->plain);
}

void walk_format_text(const struct walk *walk, bool colour, struct strbuf *out)
{
	if (walk->diags.count) {
		diag_render_text(&walk->diags, colour, out);
		strbuf_addch(out, '\n');
	}
	add_coverage(walk, out);
	add_gaps(walk, out);
	if (walk->agents[0].known)
		add_agents(walk, out);
	if (walk->score_count)
		strbuf_addf(out, "\nscores: lowest %.1f, median %.1f, highest %.1f\n",
			    scorecard_round(walk->worst.score), scorecard_round(walk->median),
			    scorecard_round(walk->best.score));
	add_extreme(out, "Highest score", &walk->best);
	add_extreme(out, "Lowest score", &walk->worst);
}

/* ---- JSON ---- */

static void write_edges(struct json_writer *w, const struct walk *walk)
{
	const struct scenario *scenario = walk->scenario;

	json_key(w, "edges");
	json_open_array(w);
	for (int i = 0; i < walk->map->count; i++) {
		const struct map_edge *edge = &walk->map->edges[i];
		CLEANUP_STRBUF struct strbuf words = STRBUF_INIT;

		map_describe(walk->map, edge, &words);
		json_open_object(w);
		json_key_str(w, "kind", map_kind_name(edge->kind));
		if (edge->from < 0)
			json_key_null(w, "from");
		else
			json_key_sv(w, "from",
				    edge->kind == MAP_FOLLOW_UP ? scenario->endings[edge->from].id
								: scenario->nodes[edge->from].id);
		json_key_sv(w, "place", edge->place);
		struct sv to = map_target(walk->map, edge);

		if (to.n)
			json_key_sv(w, "to", to);
		else
			json_key_null(w, "to");
		json_key_sv(w, "when", strbuf_sv(&words));
		json_key_int(w, "hits", walk->edges[i]);
		json_close_object(w);
	}
	json_close_array(w);
}

static void write_score(struct json_writer *w, const char *key, bool known, double score)
{
	if (known)
		json_key_real(w, key, scorecard_round(score), 1);
	else
		json_key_null(w, key);
}

static void write_agents(struct json_writer *w, const struct walk *walk)
{
	json_key(w, "agents");
	json_open_object(w);
	for (int i = 0; i < AGENT_COUNT; i++) {
		const struct agent_result *agent = &walk->agents[i];

		if (!agent->known)
			continue;
		json_key(w, agent_names[i]);
		json_open_object(w);
		write_score(w, "score", agent->has_score, agent->score);
		json_key_bool(w, "passed", agent->passed);
		json_key_str(w, "outcome", outcome_word(agent->outcome));
		if (agent->ending >= 0)
			json_key_sv(w, "ending", walk->scenario->endings[agent->ending].id);
		else
			json_key_null(w, "ending");
		json_key_int(w, "replies", agent->replies);
		json_close_object(w);
	}
	json_close_object(w);
}

static void write_hits(struct json_writer *w, const struct walk *walk)
{
	const struct scenario *scenario = walk->scenario;

	json_key(w, "nodes");
	json_open_object(w);
	for (int i = 0; i < scenario->node_count; i++)
		json_key_int(w, scenario->nodes[i].id.p, walk->nodes[i]);
	json_close_object(w);
	write_edges(w, walk);
	json_key(w, "endings");
	json_open_object(w);
	for (int i = 0; i < scenario->ending_count; i++)
		json_key_int(w, scenario->endings[i].id.p, walk->endings[i]);
	json_close_object(w);
	json_key(w, "facts");
	json_open_object(w);
	for (int i = 0; i < scenario->fact_count; i++)
		json_key_int(w, scenario->facts[i].id.p, walk->facts[i]);
	json_close_object(w);
	json_key(w, "goals");
	json_open_object(w);
	for (int i = 0; i < scenario->goal_count; i++)
		json_key_int(w, scenario->goals[i].id.p, walk->goals[i]);
	json_close_object(w);
	json_key(w, "moods");
	json_open_object(w);
	for (int i = 0; i < BAND_COUNT; i++)
		json_key_int(w, band_names[i], walk->bands[i]);
	json_close_object(w);
}

static void write_criteria(struct json_writer *w, const struct walk *walk)
{
	json_key(w, "criteria");
	json_open_array(w);
	for (int i = 0; i < walk->criterion_count; i++) {
		const struct walk_criterion *c = &walk->criteria[i];

		json_open_object(w);
		json_key_sv(w, "rubric", c->rubric->id);
		json_key_sv(w, "id", c->criterion->id);
		json_key_int(w, "met", c->met);
		json_key_int(w, "missed", c->missed);
		json_key_int(w, "na", c->na);
		json_key_int(w, "error", c->error);
		json_close_object(w);
	}
	json_close_array(w);
}

static void write_extreme(struct json_writer *w, const char *key, const struct walk_extreme *extreme)
{
	if (!extreme->known) {
		json_key_null(w, key);
		return;
	}
	json_key(w, key);
	json_open_object(w);
	write_score(w, "score", true, extreme->score);
	json_key_bool(w, "passed", extreme->passed);
	json_key(w, "transcript");
	json_raw(w, sv_from(extreme->json));
	json_close_object(w);
}

void walk_format_json(const struct walk *walk, struct strbuf *out)
{
	struct json_writer w;
	bool scored = walk->score_count > 0;

	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "walk", 1);
	json_key_sv(&w, "scenario", walk->scenario->id);
	json_key_int(&w, "runs", walk->runs);
	json_key(&w, "seed");
	CLEANUP_STRBUF struct strbuf seed = STRBUF_INIT;

	strbuf_addf(&seed, "%llu", (unsigned long long)walk->options.seed);
	json_raw(&w, strbuf_sv(&seed));
	write_hits(&w, walk);
	write_criteria(&w, walk);
	json_key(&w, "scores");
	json_open_object(&w);
	write_score(&w, "min", walk->worst.known, walk->worst.score);
	write_score(&w, "median", scored, walk->median);
	write_score(&w, "max", walk->best.known, walk->best.score);
	json_close_object(&w);
	write_agents(&w, walk);
	json_key_int(&w, "over_cap", walk->over_cap);
	write_extreme(&w, "best", &walk->best);
	write_extreme(&w, "worst", &walk->worst);
	lint_diagnostics_json(&walk->diags, &w);
	json_close_object(&w);
	strbuf_addch(out, '\n');
}
