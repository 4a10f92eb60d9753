/* walk_draw.c - the graph as Graphviz DOT and as a Mermaid flow chart.
 *
 * What an ending means is told by shape and by word, not by colour alone. `anytime` and actions start from any node:
 * one dashed box stands for all of them, so that the drawing stays readable. */
#include "base/mem.h"
#include "base/utf8.h"
#include "lint/walk_map.h"

#define LABEL_MAX_BYTES 160 /* a condition with many phrases; the file has the rest */

struct look {
	const char *dot_shape, *fill;
	const char *open, *close; /* Mermaid */
};

/* By enum outcome. Colours by Paul Tol's light scheme, which colour-blind readers can tell apart. */
static const struct look looks[OUTCOME_COUNT] = {
	[OUTCOME_NONE] = {"octagon", "#dddddd", "{{", "}}"},
	[OUTCOME_RESOLVED] = {"doublecircle", "#bbcc33", "(((", ")))"},
	[OUTCOME_UNRESOLVED] = {"octagon", "#eedd88", "{{", "}}"},
	[OUTCOME_CUSTOMER_HUNG_UP] = {"invtrapezium", "#ee8866", "[/", "\\]"},
	[OUTCOME_AGENT_HUNG_UP] = {"trapezium", "#ffaabb", "[\\", "/]"},
	[OUTCOME_ESCALATED] = {"house", "#77aadd", "[[", "]]"},
	[OUTCOME_TRANSFERRED] = {"cds", "#99ddff", ">", "]"},
	[OUTCOME_FOLLOW_UP] = {"note", "#44bb99", "[(", ")]"},
};

static const char *outcome_word(enum outcome outcome)
{
	return outcome == OUTCOME_NONE ? "no outcome" : outcome_names[outcome - 1];
}

/* ---- escaping ---- */

/* At most LABEL_MAX_BYTES, cut between characters. */
static struct sv shortened(struct sv text)
{
	if (text.n <= LABEL_MAX_BYTES)
		return text;
	size_t n = LABEL_MAX_BYTES;

	while (n > 0 && ((unsigned char)text.p[n] & 0xc0) == 0x80)
		n--;
	return sv_make(text.p, n);
}

/* Inside double quotes of DOT, where \ and " are special; control characters become spaces. */
static void add_dot(struct strbuf *out, struct sv text)
{
	struct sv part = shortened(text);

	for (size_t i = 0; i < part.n; i++) {
		unsigned char c = (unsigned char)part.p[i];

		if (c == '"' || c == '\\')
			strbuf_addch(out, '\\');
		strbuf_addch(out, c < 0x20 || c == 0x7f ? ' ' : (char)c);
	}
	if (part.n < text.n)
		strbuf_addstr(out, "…");
}

/* Inside double quotes of Mermaid, where entities are written #quot; and Markdown and HTML are alive. */
static void add_mermaid(struct strbuf *out, struct sv text)
{
	struct sv part = shortened(text);

	for (size_t i = 0; i < part.n; i++) {
		unsigned char c = (unsigned char)part.p[i];

		if (strchr("\"#<>&;`*_|[]{}()\\", c) && c)
			strbuf_addf(out, "#%d;", c);
		else
			strbuf_addch(out, c < 0x20 || c == 0x7f ? ' ' : (char)c);
	}
	if (part.n < text.n)
		strbuf_addstr(out, "…");
}

typedef void escape(struct strbuf *out, struct sv text);

static void add_edge_label(const struct map *map, int index, const struct map_hits *hits, escape *add,
			   const char *line_break, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf words = STRBUF_INIT;
	const struct map_edge *edge = &map->edges[index];

	map_describe(map, edge, &words);
	if (edge->to_kind == GOTO_BACK)
		strbuf_addstr(&words, ": back to where we came from");
	add(out, strbuf_sv(&words));
	if (hits && hits->edges)
		strbuf_addf(out, "%s%ld of %ld", line_break, hits->edges[index], hits->runs);
	if (!edge->reached)
		strbuf_addf(out, "%sunreachable", line_break);
}

static void add_place_label(struct sv id, const char *second, bool reached, long hit, const struct map_hits *hits,
			    escape *add, const char *line_break, struct strbuf *out)
{
	add(out, id);
	if (second)
		strbuf_addf(out, "%s%s", line_break, second);
	if (hits)
		strbuf_addf(out, "%s%ld of %ld", line_break, hit, hits->runs);
	if (!reached)
		strbuf_addf(out, "%sunreachable", line_break);
}

static bool uses_any(const struct map *map)
{
	for (int i = 0; i < map->count; i++)
		if (map->edges[i].from < 0 && map->edges[i].kind != MAP_FOLLOW_UP)
			return true;
	return false;
}

static bool has_kind(const struct map *map, enum map_kind kind)
{
	for (int i = 0; i < map->count; i++)
		if (map->edges[i].kind == kind)
			return true;
	return false;
}

/* ---- DOT ---- */

static void dot_places(const struct map *map, const struct map_hits *hits, struct strbuf *out)
{
	const struct scenario *scenario = map->scenario;

	for (int i = 0; i < scenario->node_count; i++) {
		bool start = i == scenario->start;

		strbuf_addf(out, "  n%d [label=\"", i);
		add_place_label(scenario->nodes[i].id, start ? "(start)" : NULL, map->nodes[i],
				hits ? hits->nodes[i] : 0, hits, add_dot, "\\n", out);
		strbuf_addf(out, "\"%s%s];\n", start ? ", penwidth=2" : "",
			    map->nodes[i] ? "" : ", style=\"rounded,dashed\", color=\"#999999\"");
	}
	for (int i = 0; i < scenario->ending_count; i++) {
		const struct ending *ending = &scenario->endings[i];
		const struct look *look = &looks[ending->outcome];

		strbuf_addf(out, "  e%d [label=\"", i);
		add_place_label(ending->id, outcome_word(ending->outcome), map->endings[i], hits ? hits->endings[i] : 0,
				hits, add_dot, "\\n", out);
		strbuf_addf(out, "\", shape=%s, style=\"filled%s\", fillcolor=\"%s\"];\n", look->dot_shape,
			    map->endings[i] ? "" : ",dashed", look->fill);
	}
}

static void dot_edge_ends(const struct map *map, const struct map_edge *edge, struct strbuf *out)
{
	if (edge->kind == MAP_FOLLOW_UP)
		strbuf_addf(out, edge->from < 0 ? "  done -> " : "  e%d -> ", edge->from);
	else if (edge->from < 0)
		strbuf_addstr(out, "  any -> ");
	else
		strbuf_addf(out, "  n%d -> ", edge->from);
	if (edge->to_kind == GOTO_NODE)
		strbuf_addf(out, "n%d", edge->to);
	else if (edge->to_kind == GOTO_ENDING)
		strbuf_addf(out, "e%d", edge->to);
	else if (edge->to_kind == GOTO_BACK)
		strbuf_addstr(out, edge->from < 0 ? "any" : "back");
	else
		strbuf_addstr(out, edge->kind == MAP_HANG_UP ? "hung" : "nowhere");
	(void)map;
}

static void dot_extras(const struct map *map, struct strbuf *out)
{
	bool back = false, nowhere = false, done = false;

	for (int i = 0; i < map->count; i++) {
		const struct map_edge *edge = &map->edges[i];

		back = back || (edge->to_kind == GOTO_BACK && edge->from >= 0);
		nowhere = nowhere || (edge->to_kind == GOTO_BROKEN && edge->kind != MAP_HANG_UP);
		done = done || (edge->kind == MAP_FOLLOW_UP && edge->from < 0);
	}
	if (uses_any(map))
		strbuf_addstr(out, "  any [label=\"any node\", style=\"rounded,dashed\"];\n");
	if (back)
		strbuf_addstr(out, "  back [label=\"the node before\", style=\"rounded,dashed\"];\n");
	if (done)
		strbuf_addstr(out, "  done [label=\"any ending\", style=\"rounded,dashed\"];\n");
	if (nowhere)
		strbuf_addstr(out, "  nowhere [label=\"nowhere\", shape=plaintext];\n");
	if (has_kind(map, MAP_HANG_UP))
		strbuf_addf(out, "  hung [label=\"agent-hung-up\", shape=%s, style=filled, fillcolor=\"%s\"];\n",
			    looks[OUTCOME_AGENT_HUNG_UP].dot_shape, looks[OUTCOME_AGENT_HUNG_UP].fill);
}

static const char *dot_style(const struct map_edge *edge, bool never)
{
	if (!edge->reached || never)
		return ", color=\"#999999\", style=dotted";
	if (edge->kind == MAP_NEXT)
		return "";
	return ", style=dashed";
}

void map_dot(const struct map *map, const struct map_hits *hits, struct strbuf *out)
{
	strbuf_addstr(out, "digraph \"");
	add_dot(out, map->scenario->id);
	strbuf_addstr(out, "\" {\n  label=\"");
	add_dot(out, map->scenario->title);
	strbuf_addstr(out, "\";\n  labelloc=t;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n"
			   "  edge [fontname=\"sans-serif\", fontsize=10];\n");
	dot_places(map, hits, out);
	dot_extras(map, out);
	for (int i = 0; i < map->count; i++) {
		const struct map_edge *edge = &map->edges[i];

		dot_edge_ends(map, edge, out);
		strbuf_addstr(out, " [label=\"");
		add_edge_label(map, i, hits, add_dot, "\\n", out);
		strbuf_addf(out, "\"%s];\n", dot_style(edge, hits && hits->edges && !hits->edges[i]));
	}
	strbuf_addstr(out, "}\n");
}

/* ---- Mermaid ---- */

static void mermaid_places(const struct map *map, const struct map_hits *hits, struct strbuf *out)
{
	const struct scenario *scenario = map->scenario;

	for (int i = 0; i < scenario->node_count; i++) {
		strbuf_addf(out, "  n%d(\"", i);
		add_place_label(scenario->nodes[i].id, i == scenario->start ? "#40;start#41;" : NULL, map->nodes[i],
				hits ? hits->nodes[i] : 0, hits, add_mermaid, "<br/>", out);
		strbuf_addf(out, "\")%s\n", map->nodes[i] ? "" : ":::unreachable");
	}
	for (int i = 0; i < scenario->ending_count; i++) {
		const struct ending *ending = &scenario->endings[i];
		const struct look *look = &looks[ending->outcome];

		strbuf_addf(out, "  e%d%s\"", i, look->open);
		add_place_label(ending->id, outcome_word(ending->outcome), map->endings[i], hits ? hits->endings[i] : 0,
				hits, add_mermaid, "<br/>", out);
		strbuf_addf(out, "\"%s%s\n", look->close, map->endings[i] ? "" : ":::unreachable");
		if (map->endings[i])
			strbuf_addf(out, "  style e%d fill:%s,color:#000\n", i, look->fill);
	}
}

static void mermaid_edge(const struct map *map, int index, const struct map_hits *hits, struct strbuf *out)
{
	const struct map_edge *edge = &map->edges[index];

	if (edge->kind == MAP_FOLLOW_UP && edge->from < 0)
		strbuf_addstr(out, "  done([\"any ending\"])");
	else if (edge->kind == MAP_FOLLOW_UP)
		strbuf_addf(out, "  e%d", edge->from);
	else if (edge->from < 0)
		strbuf_addstr(out, "  any([\"any node\"])");
	else
		strbuf_addf(out, "  n%d", edge->from);
	strbuf_addstr(out, edge->kind == MAP_NEXT && edge->reached ? " -->|\"" : " -.->|\"");
	add_edge_label(map, index, hits, add_mermaid, "<br/>", out);
	strbuf_addstr(out, "\"| ");
	if (edge->to_kind == GOTO_NODE)
		strbuf_addf(out, "n%d\n", edge->to);
	else if (edge->to_kind == GOTO_ENDING)
		strbuf_addf(out, "e%d\n", edge->to);
	else if (edge->to_kind == GOTO_BACK)
		strbuf_addstr(out, "back([\"the node before\"])\n");
	else
		strbuf_addstr(out, edge->kind == MAP_HANG_UP ? "hung[\\\"agent-hung-up\"/]\n" : "nowhere\n");
}

void map_mermaid(const struct map *map, const struct map_hits *hits, struct strbuf *out)
{
	strbuf_addstr(out, "flowchart TD\n");
	strbuf_addstr(out, "  classDef unreachable stroke-dasharray: 5 5,stroke:#999,color:#666\n");
	mermaid_places(map, hits, out);
	for (int i = 0; i < map->count; i++)
		mermaid_edge(map, i, hits, out);
}
