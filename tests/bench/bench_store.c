/* bench_store.c - whole attempts kept one after another, by one process or by several at once.
 *
 * usage: bench-store [-w WRITERS] [-n ATTEMPTS] [-l LINES] STORE CONTENT-ROOT
 *        bench-store -i [-n ATTEMPTS] [-l LINES] STORE CONTENT-ROOT
 *        bench-store -b [-n RECORDS] FILE
 * Each writer keeps ATTEMPTS copies of one performance of the library's first scenario, in exam mode, each as one
 * transaction that waits for the disk: the start, the turns, the card with its verdicts, the totals, the seal. -l: no
 * more than this many lines are said. -b: what the disk alone takes, 4 KB appended and fdatasync, each. -i: both in
 * turn, a record beside the store and an attempt, so that a busy moment of the machine or the disk hits both. Prints
 * one line; the store is checked at the end, and what is missing or was refused is counted. */
#include "base/mem.h"
#include "stage.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WRITERS_MAX 64

struct bench {
	const char *path;
	struct stages stages;
	struct engine *engine;
	struct scorecard *card;
	long writers, attempts, lines;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int bare(const char *path, long records)
{
	static char record[4096];
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	double start = now();

	if (fd < 0)
		return 1;
	memset(record, 'x', sizeof record);
	for (long i = 0; i < records; i++) {
		if (write(fd, record, sizeof record) != (ssize_t)sizeof record || fdatasync(fd) != 0)
			return 1;
	}
	printf("%ld records, %.1f/s\n", records, (double)records * 1e3 / (now() - start));
	close(fd);
	return 0;
}

static double processor(void)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e3 +
	       (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e3;
}

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static bool perform(struct bench *bench, struct err *err)
{
	const struct stage *stage = &bench->stages.list[0];
	const struct playthrough *model = &stage->scenario->playthroughs[0];
	struct engine_options options = {.seed = 7, .anger = -1, .confusion = -1};

	bench->engine = engine_new(stage->scenario, stage->scorer, &options, err);
	if (!bench->engine)
		return false;
	engine_begin(bench->engine);
	for (int i = 0; i < model->reply_count && i < bench->lines && !engine_ended(bench->engine); i++) {
		struct turn typed;
		struct engine_input input;

		if (!stage_input(model->replies[i].text, engine_now(bench->engine) + 20000, &typed, &input, err) ||
		    !engine_step(bench->engine, &input, err))
			return false;
	}
	bench->card = engine_card(NULL, bench->engine);
	return true;
}

static bool keep(struct bench *bench, struct store *store, int64_t trainee, struct err *err)
{
	struct attempt_start start = stage_start(&bench->stages.list[0], trainee, 7, 1);
	int64_t attempt = 0;

	if (!store_batch_begin(store, err))
		return false;
	bool ok = store_attempt_begin(store, &start, &attempt, err) &&
		  store_attempt_turns(store, attempt, engine_transcript(bench->engine), 0, err) &&
		  store_attempt_card(store, attempt, bench->card, true, 2, 0, err);
	return store_batch_end(store, ok, err) && ok;
}

struct result {
	long kept, refused;
	double worst_ms;
};

static void write_one(struct bench *bench, long number, int out)
{
	struct result result = {0, 0, 0};
	struct err err = ERR_INIT;
	struct store *store = store_open(bench->path, &err);
	char name[32];
	int64_t trainee = 0;

	snprintf(name, sizeof name, "writer-%ld", number);
	if (!store || !store_trainee_add(store, sv_from(name), SV(""), 1, &trainee, &err))
		fprintf(stderr, "bench-store: %s\n", err.message);
	for (long i = 0; trainee && i < bench->attempts; i++) {
		double start = now();
		bool ok = keep(bench, store, trainee, &err);
		double taken = now() - start;

		result.kept += ok;
		result.refused += !ok;
		result.worst_ms = taken > result.worst_ms ? taken : result.worst_ms;
		if (!ok)
			fprintf(stderr, "bench-store: %s\n", err.message);
	}
	store_close(store);
	if (write(out, &result, sizeof result) != (ssize_t)sizeof result)
		_exit(1);
	_exit(0);
}

/* What all kept, with what is in the store then. */
static bool report(struct bench *bench, const struct result *sum, double taken, struct err *err)
{
	CLEANUP_STRBUF struct strbuf findings = STRBUF_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const struct attempt_query all = {.finished = 1};
	size_t there = 0;
	struct store *store = store_open(bench->path, err);

	if (!store || !store_attempts(pool, store, &all, &there, err) || !store_check(store, &findings, err)) {
		store_close(store);
		return false;
	}
	store_close(store);
	printf("%ld attempts by %ld writers, %.1f/s, worst wait %.1f ms, refused %ld, lost %ld, store %s\n", sum->kept,
	       bench->writers, (double)sum->kept * 1e3 / taken, sum->worst_ms, sum->refused,
	       bench->writers * bench->attempts - (long)there, findings.len ? "NOT SOUND" : "sound");
	return true;
}

static bool write_all(struct bench *bench, struct err *err)
{
	struct result sum = {0, 0, 0};
	int ends[2];
	store_close(store_open(bench->path, err)); /* made before anybody races for it */
	double start = now();

	if (pipe(ends) != 0)
		return err_set(err, ERR_IO, "Could not make a pipe.");
	fflush(NULL);
	for (long i = 0; i < bench->writers; i++) {
		pid_t child = fork();

		if (child < 0)
			return err_set(err, ERR_IO, "Could not start a writer.");
		if (!child)
			write_one(bench, i, ends[1]);
	}
	for (long i = 0; i < bench->writers; i++) {
		struct result one;

		if (read(ends[0], &one, sizeof one) != (ssize_t)sizeof one)
			return err_set(err, ERR_IO, "A writer ended early.");
		sum.kept += one.kept;
		sum.refused += one.refused;
		sum.worst_ms = one.worst_ms > sum.worst_ms ? one.worst_ms : sum.worst_ms;
	}
	double taken = now() - start;
	while (wait(NULL) > 0)
		;
	return report(bench, &sum, taken, err);
}

struct times {
	double *ms, sum, processor;
};

static void print_turns(const struct bench *bench, struct times *disk, struct times *kept)
{
	double count = (double)bench->attempts;
	size_t middle = (size_t)bench->attempts / 2;

	qsort(disk->ms, (size_t)bench->attempts, sizeof *disk->ms, by_size);
	qsort(kept->ms, (size_t)bench->attempts, sizeof *kept->ms, by_size);
	printf("%ld in turn: attempts %.1f/s (median %.2f ms, %.2f of the processor), records %.1f/s (median %.2f ms): "
	       "%.2f x, by medians %.2f x\n",
	       bench->attempts, count * 1e3 / kept->sum, kept->ms[middle], kept->processor / count,
	       count * 1e3 / disk->sum, disk->ms[middle], disk->sum / kept->sum, disk->ms[middle] / kept->ms[middle]);
}

static bool take_turns(struct bench *bench, struct err *err)
{
	static char record[4096];
	CLEANUP_STRBUF struct strbuf path = STRBUF_INIT;
	struct times disk = {.sum = 0}, kept = {.sum = 0};
	struct store *store = store_open(bench->path, err);
	int64_t trainee = 0;
	bool ok = store && store_trainee_add(store, SV("writer"), SV(""), 1, &trainee, err);

	strbuf_addf(&path, "%s-bare", bench->path);
	memset(record, 'x', sizeof record);
	disk.ms = mem_calloc((size_t)bench->attempts, sizeof *disk.ms);
	kept.ms = mem_calloc((size_t)bench->attempts, sizeof *kept.ms);
	int fd = open(path.buf, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	for (long i = 0; ok && i < bench->attempts; i++) {
		double start = now();

		ok = (write(fd, record, sizeof record) == (ssize_t)sizeof record && fdatasync(fd) == 0) ||
		     err_set(err, ERR_IO, "Could not write the record.");
		disk.sum += disk.ms[i] = now() - start;
		double worked = processor();
		start = now();
		ok = ok && keep(bench, store, trainee, err);
		kept.sum += kept.ms[i] = now() - start;
		kept.processor += processor() - worked;
	}
	if (ok)
		print_turns(bench, &disk, &kept);
	store_close(store);
	free(disk.ms);
	free(kept.ms);
	close(fd);
	unlink(path.buf);
	return ok;
}

int main(int argc, char **argv)
{
	struct bench *bench = mem_calloc(1, sizeof *bench);
	struct err err = ERR_INIT;
	bool disk = false, turns = false, good = true;
	int option;

	*bench = (struct bench){.writers = 1, .attempts = 500, .lines = 1000};
	while ((option = getopt(argc, argv, "biw:n:l:")) != -1) {
		disk = disk || option == 'b';
		turns = turns || option == 'i';
		if (option != 'b' && option != 'i')
			good = good && option != '?' &&
			       sv_to_long(sv_from(optarg), option == 'w'   ? &bench->writers
							   : option == 'n' ? &bench->attempts
									   : &bench->lines);
	}
	if (!good || argc - optind != (disk ? 1 : 2) || bench->attempts < 1 || bench->writers < 1 ||
	    bench->writers > WRITERS_MAX) {
		fprintf(stderr, "usage: bench-store [-w WRITERS] [-n ATTEMPTS] [-l LINES] STORE CONTENT-ROOT\n"
				"       bench-store -i [-n ATTEMPTS] [-l LINES] STORE CONTENT-ROOT\n"
				"       bench-store -b [-n RECORDS] FILE\n");
		return 2;
	}
	if (disk)
		return bare(argv[optind], bench->attempts);
	bench->path = argv[optind];
	bool ok = stages_load(&bench->stages, argv[optind + 1], &err) && perform(bench, &err) &&
		  (turns ? take_turns(bench, &err) : write_all(bench, &err));
	if (!ok)
		fprintf(stderr, "bench-store: %s\n", err.message);
	talloc_free(bench->card);
	engine_free(bench->engine);
	stages_release(&bench->stages);
	free(bench);
	return ok ? 0 : 1;
}
