/* bench_turn.c - how long a trainee waits after a line: the engine scores it and reacts, the store keeps it.
 *
 * usage: bench-turn [-n TURNS] STORE CONTENT-ROOT
 * Plays the playthroughs of every scenario below CONTENT-ROOT, one after another, until TURNS lines are said, and keeps
 * each as `play` does. Put STORE on a file system in memory to leave the waiting for the disk out. Prints two lines:
 * what a line took, and what the end of an attempt took (the whole card, its verdicts, the seal). */
#include "base/mem.h"
#include "stage.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

struct times {
	double *waited, *worked; /* in milliseconds: by the clock, of the processor */
	size_t count, cap;
};

struct moment {
	double clock, processor;
};

struct bench {
	struct stages stages;
	struct store *store;
	int64_t trainee;
	struct times turns, ends;
};

static double read_clock(clockid_t which)
{
	struct timespec time;

	clock_gettime(which, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static struct moment now(void)
{
	return (struct moment){read_clock(CLOCK_MONOTONIC), read_clock(CLOCK_THREAD_CPUTIME_ID)};
}

static void add(struct times *times, struct moment since)
{
	struct moment end = now();

	if (times->count == times->cap) {
		times->cap = times->cap ? 2 * times->cap : 1024;
		times->waited = mem_realloc(times->waited, times->cap, sizeof *times->waited);
		times->worked = mem_realloc(times->worked, times->cap, sizeof *times->worked);
	}
	times->waited[times->count] = end.clock - since.clock;
	times->worked[times->count++] = end.processor - since.processor;
}

static int by_value(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static void print_one(double *list, size_t count)
{
	qsort(list, count, sizeof *list, by_value);
	printf("p50 %.3f ms, p99 %.3f ms, worst %.3f ms", list[count / 2], list[count * 99 / 100], list[count - 1]);
}

static void print(const char *what, struct times *times)
{
	if (!times->count)
		return;
	printf("%zu %s: ", times->count, what);
	print_one(times->waited, times->count);
	printf("; of the processor ");
	print_one(times->worked, times->count);
	printf("\n");
	free(times->waited);
	free(times->worked);
}

/* One line: said, reacted to, kept. */
static bool say(struct bench *bench, struct engine *engine, int64_t attempt, struct sv line, int *kept, struct err *err)
{
	struct turn typed;
	struct engine_input input;
	const struct transcript *transcript = engine_transcript(engine);
	struct moment start = now();

	if (!stage_input(line, engine_now(engine) + 20000, &typed, &input, err) || !engine_step(engine, &input, err) ||
	    !store_attempt_turns(bench->store, attempt, transcript, *kept, err))
		return false;
	add(&bench->turns, start);
	*kept = transcript->turn_count;
	return true;
}

static bool end(struct bench *bench, struct engine *engine, int64_t attempt, struct err *err)
{
	struct moment start = now();
	CLEANUP_TALLOC struct scorecard *card = engine_card(NULL, engine);

	if (!store_attempt_card(bench->store, attempt, card, engine_ended(engine), 2, 0, err))
		return false;
	add(&bench->ends, start);
	return true;
}

static bool play(struct bench *bench, const struct stage *stage, const struct playthrough *model, struct err *err)
{
	struct engine_options options = {.seed = 7, .anger = -1, .confusion = -1};
	struct engine *engine = engine_new(stage->scenario, stage->scorer, &options, err);
	struct attempt_start begin = stage_start(stage, bench->trainee, options.seed, 1);
	int64_t attempt = 0;
	int kept = 0;
	bool ok = engine && store_attempt_begin(bench->store, &begin, &attempt, err);

	if (ok)
		engine_begin(engine);
	for (int i = 0; ok && i < model->reply_count && !engine_ended(engine); i++)
		ok = say(bench, engine, attempt, model->replies[i].text, &kept, err);
	ok = ok && end(bench, engine, attempt, err);
	engine_free(engine);
	return ok;
}

static bool play_all(struct bench *bench, size_t turns, struct err *err)
{
	while (bench->turns.count < turns) {
		for (size_t s = 0; s < bench->stages.count; s++) {
			const struct stage *stage = &bench->stages.list[s];

			for (int p = 0; p < stage->scenario->playthrough_count; p++) {
				if (!play(bench, stage, &stage->scenario->playthroughs[p], err))
					return false;
			}
		}
		if (!bench->turns.count)
			return err_set(err, ERR_USAGE, "The playthroughs say nothing.");
	}
	return true;
}

int main(int argc, char **argv)
{
	struct bench *bench = mem_calloc(1, sizeof *bench);
	struct err err = ERR_INIT;
	long turns = 3000;
	int option;

	while ((option = getopt(argc, argv, "n:")) != -1) {
		if (option != 'n' || !sv_to_long(sv_from(optarg), &turns) || turns < 1)
			return 2;
	}
	if (argc - optind != 2) {
		fprintf(stderr, "usage: bench-turn [-n TURNS] STORE CONTENT-ROOT\n");
		return 2;
	}
	bench->store = store_open(argv[optind], &err);
	bool ok = bench->store && stages_load(&bench->stages, argv[optind + 1], &err) &&
		  store_trainee_add(bench->store, SV("bench"), SV(""), 1, &bench->trainee, &err) &&
		  play_all(bench, (size_t)turns, &err);
	if (ok) {
		print("lines", &bench->turns);
		print("ends", &bench->ends);
	} else {
		fprintf(stderr, "bench-turn: %s\n", err.message);
	}
	stages_release(&bench->stages);
	store_close(bench->store);
	free(bench);
	return ok ? 0 : 1;
}
