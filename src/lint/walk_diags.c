/* walk_diags.c - what the walk found, as diagnostics D601 to D606.
 *
 * No follow-ons: of a chain of places that were never hit, only the first is told; the ways into it and out of it are
 * not told again. */
#include "base/utf8.h"
#include "lint/walk_inside.h"

/* Longest line that suits the channel, in characters: one text message; one post; what a reader takes in without
 * scrolling a chat window; half a minute of speech (some 75 words); a short e-mail. */
static const int line_limits[CHANNEL_COUNT] = {
	[CHANNEL_PHONE] = 450, [CHANNEL_IN_PERSON] = 450, [CHANNEL_EMAIL] = 2000,       [CHANNEL_SOCIAL] = 280,
	[CHANNEL_CHAT] = 300,  [CHANNEL_SMS] = 160,       [CHANNEL_SELF_SERVICE] = 300,
};

/* ---- D601, D602 ---- */

struct unhit {
	struct walk *walk;
	unsigned char *nodes, *endings; /* 1: explained by another that was told */
};

static bool edge_starts_hit(const struct walk *walk, const struct map_edge *edge)
{
	if (edge->kind == MAP_FOLLOW_UP)
		return edge->from < 0 || walk->endings[edge->from] > 0;
	return edge->from < 0 || walk->nodes[edge->from] > 0;
}

static bool is_hit(const struct walk *walk, const struct map_edge *edge)
{
	if (edge->to_kind == GOTO_NODE)
		return walk->nodes[edge->to] > 0;
	return edge->to_kind != GOTO_ENDING || walk->endings[edge->to] > 0;
}

/* Everything that lies behind a place is explained by it. */
static void explain_behind(struct unhit *u, bool ending, int index)
{
	const struct map *map = u->walk->map;

	for (int i = 0; i < map->count; i++) {
		const struct map_edge *edge = &map->edges[i];
		bool here =
			edge->kind == MAP_FOLLOW_UP ? ending && edge->from == index : !ending && edge->from == index;

		if (!here || is_hit(u->walk, edge))
			continue;
		unsigned char *mark = edge->to_kind == GOTO_NODE ? &u->nodes[edge->to] : &u->endings[edge->to];

		if (*mark)
			continue;
		*mark = 1;
		explain_behind(u, edge->to_kind == GOTO_ENDING, edge->to);
	}
}

static void tell_node(struct unhit *u, int node)
{
	const struct node *here = &u->walk->scenario->nodes[node];

	yaml_diag(&u->walk->diags, u->walk->scenario->doc, here->key, "D601",
		  "see which conditions lead here, or run more with --runs", "no run of %ld came to node “" SV_FMT "”",
		  u->walk->runs, SV_ARG(here->id));
	u->nodes[node] = 2;
	explain_behind(u, false, node);
	u->nodes[node] = 2;
}

static void tell_ending(struct unhit *u, int ending)
{
	const struct ending *here = &u->walk->scenario->endings[ending];

	yaml_diag(&u->walk->diags, u->walk->scenario->doc, here->key, "D602",
		  "see which conditions lead here, or run more with --runs",
		  "no run of %ld came to ending “" SV_FMT "”", u->walk->runs, SV_ARG(here->id));
	u->endings[ending] = 2;
	explain_behind(u, true, ending);
	u->endings[ending] = 2;
}

/* First those that a place which was hit leads to, then what nothing explains. */
static void tell_places(struct unhit *u)
{
	const struct walk *walk = u->walk;
	const struct map *map = walk->map;

	for (int i = 0; i < map->count; i++) {
		const struct map_edge *edge = &map->edges[i];

		if (is_hit(walk, edge) || !edge_starts_hit(walk, edge))
			continue;
		if (edge->to_kind == GOTO_NODE && u->nodes[edge->to] != 2)
			tell_node(u, edge->to);
		else if (edge->to_kind == GOTO_ENDING && u->endings[edge->to] != 2)
			tell_ending(u, edge->to);
	}
	for (int i = 0; i < walk->scenario->node_count; i++)
		if (!walk->nodes[i] && !u->nodes[i])
			tell_node(u, i);
	for (int i = 0; i < walk->scenario->ending_count; i++)
		if (!walk->endings[i] && !u->endings[i])
			tell_ending(u, i);
}

static void tell_edges(struct unhit *u)
{
	const struct walk *walk = u->walk;

	for (int i = 0; i < walk->map->count; i++) {
		const struct map_edge *edge = &walk->map->edges[i];
		CLEANUP_STRBUF struct strbuf words = STRBUF_INIT;
		struct sv target = map_target(walk->map, edge);

		if (walk->edges[i] || edge->kind == MAP_HANG_UP || edge->to_kind == GOTO_BROKEN ||
		    !edge_starts_hit(walk, edge) || !is_hit(walk, edge))
			continue;
		map_describe(walk->map, edge, &words);
		yaml_diag(&u->walk->diags, walk->scenario->doc, edge->at, "D601",
			  "see whether its condition can hold there, and whether one before it always wins",
			  "no run of %ld took “" SV_FMT "” to “" SV_FMT "” (%s)", walk->runs, SV_ARG(edge->place),
			  SV_ARG(target), words.buf);
	}
}

/* ---- D603 to D605 ---- */

static void tell_cap(struct walk *walk)
{
	if (!walk->over_cap)
		return;
	const struct node *node = &walk->scenario->nodes[walk->over_node];

	yaml_diag(&walk->diags, walk->scenario->doc, node->key, "D603",
		  "see which transitions lead round and round whatever is said: next is tried before anytime, so a "
		  "limit under "
		  "anytime does not end them",
		  "%ld of %ld runs reached %d replies without an ending; the first ended in %s", walk->over_cap,
		  walk->runs, walk->options.cap, walk->over_path);
}

static const struct yaml_node *rubrics_node(const struct walk *walk)
{
	const struct yaml_node *node = yaml_get(walk->scenario->doc->root, "rubrics");

	return node ? node : walk->scenario->doc->root;
}

/* "silent agent (82.0)" */
static void add_agent(struct strbuf *out, const char *name, const struct agent_result *result, const char *glue)
{
	strbuf_addf(out, "%s%s agent (", out->len ? glue : "", name);
	if (result->has_score)
		strbuf_addf(out, "%.1f)", scorecard_round(result->score));
	else
		strbuf_addstr(out, "no score)");
}

static void tell_agents(struct walk *walk)
{
	static const char *const names[AGENT_COUNT] = {"model-answer", "silent", "stock-phrase", "keyword-stuffing",
						       "rude"};
	CLEANUP_STRBUF struct strbuf model = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf others = STRBUF_INIT;
	bool rated = false;

	for (int i = 0; i < walk->criterion_count; i++)
		rated = rated || walk->criteria[i].criterion->runnable;
	for (int i = 0; rated && i < AGENT_COUNT; i++) {
		const struct agent_result *result = &walk->agents[i];

		if (result->known && result->passed != (i == AGENT_MODEL))
			add_agent(i == AGENT_MODEL ? &model : &others, names[i], result, ", the ");
	}
	if (model.len)
		yaml_diag(&walk->diags, walk->scenario->doc, rubrics_node(walk), "D604",
			  "see in the walk's report what it misses; add model answers, or room to give them",
			  "the %s cannot pass", model.buf);
	if (others.len)
		yaml_diag(&walk->diags, walk->scenario->doc, rubrics_node(walk), "D605",
			  "let the points depend on what this customer needs: goals, facts, and order",
			  "the %s can pass", others.buf);
}

/* ---- D606 ---- */

static size_t characters(struct sv text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.n; i++)
		count += ((unsigned char)text.p[i] & 0xc0) != 0x80;
	return count;
}

static void check_lines(struct walk *walk, const struct line *lines, int count)
{
	enum channel channel = walk->scenario->channel;
	int limit = channel == CHANNEL_UNKNOWN ? 0 : line_limits[channel];

	for (int i = 0; limit && i < count; i++) {
		size_t length = characters(lines[i].text);

		if (length > (size_t)limit && lines[i].node)
			yaml_diag(&walk->diags, walk->scenario->doc, lines[i].node, "D606",
				  "shorten it, or say the rest in another node",
				  "this line has %zu characters; a customer writes or says at most %d at once on %s",
				  length, limit, channel_names[channel]);
	}
}

static void check_says(struct walk *walk, const struct says *says)
{
	check_lines(walk, says->any, says->any_count);
	for (int band = 0; band < BAND_COUNT; band++)
		check_lines(walk, says->band[band], says->band_count[band]);
}

static void tell_lines(struct walk *walk)
{
	const struct scenario *scenario = walk->scenario;

	for (int i = 0; i < scenario->node_count; i++) {
		check_says(walk, &scenario->nodes[i].says);
		check_says(walk, &scenario->nodes[i].otherwise);
		for (const struct silence *s = scenario->nodes[i].silence; s; s = s->then)
			check_says(walk, &s->says);
	}
	for (int i = 0; i < scenario->ending_count; i++)
		check_says(walk, &scenario->endings[i].says);
	for (int i = 0; i < scenario->fact_count; i++)
		check_says(walk, &scenario->facts[i].says);
	for (int i = 0; i < scenario->reaction_count; i++)
		check_says(walk, &scenario->reactions[i].says);
}

void walk_diagnose(struct walk *walk)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const struct scenario *scenario = walk->scenario;
	struct unhit u = {.walk = walk};

	u.nodes = MEM_ARRAY(pool, unsigned char, (size_t)scenario->node_count + 1);
	u.endings = MEM_ARRAY(pool, unsigned char, (size_t)scenario->ending_count + 1);
	diag_list_add_source(&walk->diags, scenario->doc->path, sv_make(scenario->doc->source, scenario->doc->length));
	if (walk->runs) {
		tell_places(&u);
		tell_edges(&u);
	}
	tell_cap(walk);
	tell_agents(walk);
	tell_lines(walk);
	diag_list_finish(&walk->diags);
}
