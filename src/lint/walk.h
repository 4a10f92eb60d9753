/* walk.h - seeded random play of a scenario, built from its own patterns, and what it finds: the codes D.
 *
 * What is said comes from the files: samples of the phrases that conditions, facts, goals and criteria wait for, model
 * answers, the examples of criteria, the replies of playthroughs, every action, silence, and a reply that means
 * nothing. What has not been covered yet guides the choice: a small archive keeps the shortest way to each state that
 * was met, and most runs start from one of those near something uncovered and say what leads on from there.
 *
 * Deterministic: scenario, rubrics, runs and seed decide every byte. A run ends at an ending or at the reply cap. */
#ifndef ROLECALL_LINT_WALK_H
#define ROLECALL_LINT_WALK_H

#include "base/diag.h"
#include "lint/agents.h"
#include "lint/walk_map.h"

#define WALK_RUNS 300
#define WALK_MAX_RUNS 1000000
/* A reply cap well above what a conversation takes: an author's own limits should have ended it before. */
#define WALK_CAP 40
#define WALK_MAX_CAP 400

struct walk_options {
	long runs;
	uint64_t seed; /* also the seed of each conversation */
	int cap;       /* replies in one run; 0: WALK_CAP */
	bool no_agents;
	/* Told now and then; NULL: nobody looks. */
	void (*progress)(void *data, long done, long runs);
	void *data;
};

/* How often a criterion ended a run as what. */
struct walk_criterion {
	const struct rubric *rubric;
	const struct criterion *criterion;
	long met, missed, na, error;
};

/* The lowest or highest score that was reached, and how. */
struct walk_extreme {
	bool known;
	double score; /* per cent */
	bool passed, resolved;
	int replies;
	char *plain; /* the conversation as a plain-text transcript */
	char *json;  /* … as one canonical line */
};

struct walk {
	const struct scenario *scenario;
	struct map *map;
	struct walk_options options;
	long runs; /* that were played */
	/* Runs in which each was hit at least once. */
	long *nodes, *endings, *edges, *facts, *goals;
	long bands[BAND_COUNT];
	struct walk_criterion *criteria;
	int criterion_count;
	long over_cap;         /* runs cut off at the reply cap */
	int over_node;         /* of the last places of the first of them, the first in the file; -1 none */
	const char *over_path; /* those places by name */
	double *scores;
	long score_count;
	double median;
	struct walk_extreme worst, best;
	struct agent_result agents[AGENT_COUNT];
	struct diag_list diags; /* finished */
};

/* The scenario must have been loaded without errors. Release with walk_free. */
struct walk *walk_run(const struct scenario *scenario, const struct walk_options *options);
void walk_free(struct walk *walk); /* NULL is fine */

/* For map_dot and map_mermaid; borrowed. */
struct map_hits walk_hits(const struct walk *walk);

/* A report for people; the diagnostics come first. */
void walk_format_text(const struct walk *walk, bool colour, struct strbuf *out);
/* {"walk":1,…} and a line end. */
void walk_format_json(const struct walk *walk, struct strbuf *out);

#endif
