/* walk_map.h - a scenario as a map: every way that the conversation can take, as the engine names it.
 *
 * The walk counts on it, `rolecall graph` draws it. Reached here means that some chain of ways leads there from the
 * start, whatever their conditions say; whether the conditions can hold is for lint and for the walk. */
#ifndef ROLECALL_LINT_WALK_MAP_H
#define ROLECALL_LINT_WALK_MAP_H

#include "base/strbuf.h"
#include "model/scenario.h"

enum map_kind {
	MAP_NEXT,      /* of a node's `next` */
	MAP_ANYTIME,   /* from any node */
	MAP_ACTION,    /* an action with `go`, from any node */
	MAP_SILENCE,   /* of a node's silence chain */
	MAP_FOLLOW_UP, /* from an ending to a later scene */
	MAP_HANG_UP    /* hanging up where no ending is named: leads nowhere, and ends it */
};

struct map_edge {
	enum map_kind kind;
	int from;  /* node; -1 any node; follow-up: ending, -1 any ending of none of its own */
	int index; /* of the list it stands in: next, anytime, actions, follow_ups */
	const struct transition *transition; /* NULL: follow-up, hang-up */
	enum goto_kind to_kind;              /* GOTO_BROKEN: leads nowhere */
	int to;                              /* node or ending */
	int64_t after_ms;                    /* silence, follow-up: how long */
	const struct cond *when;             /* NULL: always */
	struct sv place;                     /* as EVENT_TRANSITION names it: "next 2 of opening", "anytime 1" */
	const struct yaml_node *at;          /* where it stands in the file */
	bool reached;                        /* some way leads to where it starts */
};

struct map {
	const struct scenario *scenario;
	struct map_edge *edges; /* in the order of the file: nodes, anytime, actions, follow-ups */
	int count;
	unsigned char *nodes, *endings; /* 1: some way leads there */
};

/* Owned by ctx (talloc). */
struct map *map_of(const void *ctx, const struct scenario *scenario);
/* The name of where an edge leads: an id, "back", or "" (hang-up, broken). */
struct sv map_target(const struct map *map, const struct map_edge *edge);
/* "next", "anytime", "action", "silence", "follow-up", "hang-up". */
const char *map_kind_name(enum map_kind kind);
/* What an edge waits for, in the author's words: "knows order", "action transfer", "no answer for 1m". */
void map_describe(const struct map *map, const struct map_edge *edge, struct strbuf *out);

/* ---- drawing ---- */
/* Hit counts of a walk: runs in which each was hit. */
struct map_hits {
	const long *nodes, *endings, *edges;
	long runs;
};
/* All text is escaped; `hits` may be NULL. */
void map_dot(const struct map *map, const struct map_hits *hits, struct strbuf *out);
void map_mermaid(const struct map *map, const struct map_hits *hits, struct strbuf *out);

#endif
