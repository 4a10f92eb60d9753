/* The walk as a library: what it counts, that it is the same each time, and the map that it counts on. */
#include "base/mem.h"
#include "lint/walk.h"
#include "model/library.h"

#include <criterion/criterion.h>
#include <string.h>

struct loaded {
	struct library *library;
	struct scenario *scenario;
};

static struct loaded load(const char *name)
{
	const char *root = getenv("ROLECALL_SOURCE");
	struct loaded loaded = {library_new(&root, 1), NULL};
	struct rubric_resolver resolver = library_resolver(loaded.library);
	struct err err = ERR_INIT;
	const char *path = library_scenario_path(loaded.library, sv_from(name), &err);

	cr_assert(path, "%s", err.message);
	loaded.scenario = scenario_load(path, &resolver, NULL, &err);
	cr_assert(loaded.scenario, "%s", err.message);
	return loaded;
}

static void unload(struct loaded *loaded)
{
	scenario_free(loaded->scenario);
	library_free(loaded->library);
}

static struct walk *walk_of(const struct loaded *loaded, long runs, uint64_t seed)
{
	struct walk_options options = {.runs = runs, .seed = seed};

	return walk_run(loaded->scenario, &options);
}

Test(walk, covers_the_parcel_wholly)
{
	struct loaded loaded = load("late-birthday-parcel");
	struct walk *walk = walk_of(&loaded, 300, 3);

	cr_assert(walk->runs == 300);
	cr_assert(walk->nodes[loaded.scenario->start] == 300, "every run begins at the start");
	for (int i = 0; i < loaded.scenario->node_count; i++)
		cr_assert(walk->nodes[i] > 0 && walk->nodes[i] <= 300);
	for (int i = 0; i < loaded.scenario->ending_count; i++)
		cr_assert(walk->endings[i] > 0);
	for (int i = 0; i < walk->map->count; i++)
		cr_assert(walk->edges[i] > 0, "edge %d", i);
	cr_assert(diag_count(&walk->diags, DIAG_NOTE) == 0);
	walk_free(walk);
	unload(&loaded);
}

Test(walk, is_the_same_for_the_same_seed_only)
{
	struct loaded loaded = load("late-birthday-parcel");
	struct strbuf texts[3] = {STRBUF_INIT, STRBUF_INIT, STRBUF_INIT};
	static const uint64_t seeds[3] = {7, 7, 8};

	for (int i = 0; i < 3; i++) {
		struct walk *walk = walk_of(&loaded, 60, seeds[i]);

		walk_format_json(walk, &texts[i]);
		walk_free(walk);
	}
	cr_assert(sv_eq(strbuf_sv(&texts[0]), strbuf_sv(&texts[1])));
	cr_assert(!sv_eq(strbuf_sv(&texts[0]), strbuf_sv(&texts[2])));
	strbuf_release(&texts[0]);
	strbuf_release(&texts[1]);
	strbuf_release(&texts[2]);
	unload(&loaded);
}

Test(walk, knows_who_passes)
{
	struct loaded loaded = load("late-birthday-parcel");
	struct walk *walk = walk_of(&loaded, 1, 1);

	cr_assert(walk->agents[AGENT_MODEL].passed);
	cr_assert(walk->agents[AGENT_MODEL].outcome == OUTCOME_RESOLVED);
	for (int i = AGENT_SILENT; i < AGENT_COUNT; i++)
		cr_assert(walk->agents[i].known && !walk->agents[i].passed, "%s", agent_names[i]);
	cr_assert(walk->agents[AGENT_SILENT].replies == 0);
	cr_assert(walk->best.known && walk->best.score >= walk->agents[AGENT_MODEL].score - 1e-9);
	cr_assert(walk->worst.score <= walk->best.score);
	walk_free(walk);
	unload(&loaded);
}

static void count_up(void *data, long done, long runs)
{
	long *last = data;

	cr_assert(done == *last + 1 && done <= runs);
	*last = done;
}

Test(walk, tells_how_far_it_is)
{
	struct loaded loaded = load("late-birthday-parcel");
	long last = 0;
	struct walk_options options = {.runs = 12, .seed = 1, .no_agents = true, .progress = count_up, .data = &last};
	struct walk *walk = walk_run(loaded.scenario, &options);

	cr_assert(last == 12);
	cr_assert(!walk->agents[AGENT_MODEL].known);
	walk_free(walk);
	unload(&loaded);
}

Test(map, has_every_way)
{
	struct loaded loaded = load("late-birthday-parcel");
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const struct map *map = map_of(pool, loaded.scenario);
	int kinds[MAP_HANG_UP + 1] = {0};

	for (int i = 0; i < map->count; i++) {
		kinds[map->edges[i].kind]++;
		cr_assert(map->edges[i].reached);
		cr_assert(map->edges[i].place.n > 0 && map->edges[i].at);
	}
	cr_assert(kinds[MAP_NEXT] == 7 && kinds[MAP_ANYTIME] == 3 && kinds[MAP_ACTION] == 3 && kinds[MAP_SILENCE] == 1);
	unload(&loaded);
}
