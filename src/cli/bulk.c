/* bulk.c - the reader, the ring of batches, the threads, and the writer. The calling thread reads and writes; with one
 * job it scores too. */
#include "cli/bulk_inside.h"

#include "base/clock.h"
#include "base/mem.h"
#include "cli/bulk_reader.h"
#include "cli/card_csv.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>

#define BLOCK_BYTES_MIN ((size_t)16 * 1024)
#define OUT_BYTES (1024 * 1024) /* of results that a block should give at most: a full card is larger than its text */
#define PROGRESS_MS 500

/* A handler can reach nothing else. */
static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
	interrupted = number;
}

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP};
#define ENDING_SIGNALS (sizeof ending_signals / sizeof *ending_signals)

struct bulk_run {
	struct context *context;
	struct bulk_options options;
	struct worker *workers;
	pthread_t *threads;
	struct batch *ring;
	size_t ring_size, next_read, next_take, next_write; /* counted up; modulo the ring's size */
	pthread_mutex_t lock;
	pthread_cond_t work, done;
	bool quit, told_progress;
	struct score_totals totals;
	long bad, lost;
	bool wrote_any;
	int64_t started_ms, told_ms;
	off_t seen_bytes;
	struct sigaction old_actions[ENDING_SIGNALS];
	struct bulk_reader reader;
	size_t goal;  /* bytes of a block */
	char **names; /* of the files so far: batches on their way point at them */
	size_t name_count, name_cap;
};

static void *work(void *data)
{
	struct worker *worker = data;
	struct bulk_run *run = worker->run;

	pthread_mutex_lock(&run->lock);
	for (;;) {
		struct batch *batch = &run->ring[run->next_take % run->ring_size];

		if (run->next_take == run->next_read) {
			if (run->quit)
				break;
			pthread_cond_wait(&run->work, &run->lock);
			continue;
		}
		run->next_take++;
		pthread_mutex_unlock(&run->lock);
		batch_score(worker, batch);
		pthread_mutex_lock(&run->lock);
		batch->state = BATCH_DONE;
		pthread_cond_signal(&run->done);
	}
	pthread_mutex_unlock(&run->lock);
	return NULL;
}

static void start_threads(struct bulk_run *run)
{
	sigset_t blocked, old;

	sigfillset(&blocked); /* signals come to the calling thread, whose read they end */
	pthread_sigmask(SIG_SETMASK, &blocked, &old);
	for (int i = 0; i < run->options.jobs && run->options.jobs > 1; i++)
		if (pthread_create(&run->threads[i], NULL, work, &run->workers[i]) != 0)
			mem_die();
	pthread_sigmask(SIG_SETMASK, &old, NULL);
}

/* A second signal of the kind ends the program at once. What is ignored, by nohup for instance, stays so. */
static void catch_signals(struct bulk_run *run)
{
	struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};

	interrupted = 0;
	for (size_t i = 0; i < ENDING_SIGNALS; i++) {
		sigaction(ending_signals[i], NULL, &run->old_actions[i]);
		if (run->old_actions[i].sa_handler != SIG_IGN)
			sigaction(ending_signals[i], &action, NULL);
	}
}

struct bulk_run *bulk_new(struct context *context, struct scoring *scoring, const struct bulk_options *options)
{
	struct bulk_run *run = mem_calloc(1, sizeof *run);
	size_t jobs = (size_t)options->jobs;

	run->context = context;
	run->options = *options;
	run->workers = mem_calloc(jobs, sizeof *run->workers);
	run->threads = mem_calloc(jobs, sizeof *run->threads);
	for (size_t i = 0; i < jobs; i++)
		run->workers[i] =
			(struct worker){&run->options, run, scoring_lane_new(scoring), transcript_lines_new(), {0}};
	run->ring_size = jobs > 1 ? jobs * 2 + 1 : 1;
	run->ring = mem_calloc(run->ring_size, sizeof *run->ring);
	for (size_t i = 0; i < run->ring_size; i++) {
		strbuf_init(&run->ring[i].out, 0);
		strbuf_init(&run->ring[i].talk, 0);
	}
	pthread_mutex_init(&run->lock, NULL);
	pthread_cond_init(&run->work, NULL);
	pthread_cond_init(&run->done, NULL);
	run->started_ms = run->told_ms = clock_monotonic_ms();
	run->goal = BLOCK_BYTES_MIN * 2; /* until it is known how much comes of it */
	run->reader.stop = &interrupted;
	catch_signals(run);
	start_threads(run);
	return run;
}

void bulk_free(struct bulk_run *run)
{
	if (!run)
		return;
	pthread_mutex_lock(&run->lock);
	run->quit = true;
	run->next_take = run->next_read; /* what nobody waits for */
	pthread_cond_broadcast(&run->work);
	pthread_mutex_unlock(&run->lock);
	for (int i = 0; i < run->options.jobs; i++) {
		if (run->options.jobs > 1)
			pthread_join(run->threads[i], NULL);
		scoring_lane_free(run->workers[i].lane);
		transcript_lines_free(run->workers[i].lines);
		score_totals_release(&run->workers[i].totals);
	}
	for (size_t i = 0; i < run->ring_size; i++) {
		free(run->ring[i].text);
		strbuf_release(&run->ring[i].out);
		strbuf_release(&run->ring[i].talk);
	}
	for (size_t i = 0; i < ENDING_SIGNALS; i++)
		sigaction(ending_signals[i], &run->old_actions[i], NULL);
	pthread_mutex_destroy(&run->lock);
	pthread_cond_destroy(&run->work);
	pthread_cond_destroy(&run->done);
	score_totals_release(&run->totals);
	free(run->ring);
	free(run->workers);
	free(run->threads);
	bulk_reader_release(&run->reader);
	for (size_t i = 0; i < run->name_count; i++)
		free(run->names[i]);
	free(run->names);
	free(run);
}

int bulk_interrupted(const struct bulk_run *run)
{
	(void)run;
	return interrupted;
}

/* ---- writing ---- */

static void tell_progress(struct bulk_run *run, bool last)
{
	int64_t now = clock_monotonic_ms(), past = now - run->started_ms;
	const struct bulk_input *input = run->reader.input;
	off_t size = input ? bulk_input_size(input) : 0, done = input ? bulk_input_done(input) : 0;
	double seconds = (double)past / 1000, bytes = (double)(run->seen_bytes + done);

	if (!run->options.progress || (last && !run->told_progress))
		return;
	if (!last && (past < 1000 || now - run->told_ms < PROGRESS_MS))
		return;
	run->told_ms = now;
	run->told_progress = true;
	fprintf(run->context->talk, "\r\033[K%.0f MB, %.1f MB/s", bytes / 1e6, bytes / 1e6 / seconds);
	if (!last && size > done && done > 0)
		fprintf(run->context->talk, ", %.0f s left of this file", (double)(size - done) / (bytes / seconds));
	if (last)
		fputc('\n', run->context->talk);
	fflush(run->context->talk);
}

/* After a signal no line is begun, but one that is begun is ended. */
static const char *last_end(const char *start, const char *at, const char *end)
{
	const char *stop;

	if (!interrupted)
		return end;
	if (at == start || at[-1] == '\n')
		return at;
	stop = memchr(at, '\n', (size_t)(end - at));
	return stop ? stop + 1 : end;
}

/* Not by stdio, which forgets what it has not written when a signal comes. */
static bool write_out(struct bulk_run *run, struct sv text, struct err *err)
{
	int out = fileno(run->context->out);
	const char *at = text.p, *end = text.p + text.n;

	for (end = last_end(text.p, at, end); at < end; end = last_end(text.p, at, end)) {
		ssize_t count = write(out, at, (size_t)(end - at));
		struct pollfd room = {.fd = out, .events = POLLOUT};

		if (count >= 0) {
			at += count;
		} else if (errno == EAGAIN) { /* somebody who has the same pipe does not want to wait */
			poll(&room, 1, -1);
		} else if (errno != EINTR) {
			if (errno == EPIPE) /* nobody reads on: a quiet end */
				return false;
			return err_set(err, ERR_IO, "The results could not be written: %s.", strerror(errno));
		}
	}
	return !interrupted;
}

static void tell(struct bulk_run *run, struct sv talk)
{
	if (talk.n && run->told_progress) /* in the place of the progress */
		fputs("\r\033[K", run->context->talk);
	fwrite(talk.p, 1, talk.n, run->context->talk);
}

/* So much text that its results are about OUT_BYTES. */
static size_t next_goal(const struct batch *batch, size_t goal)
{
	size_t fitting = BULK_BLOCK_BYTES;

	if (!batch->length)
		return goal;
	if (batch->out.len > OUT_BYTES / BULK_BLOCK_BYTES * batch->length)
		fitting = (size_t)((double)OUT_BYTES / (double)batch->out.len * (double)batch->length);
	return fitting > BLOCK_BYTES_MIN ? fitting : BLOCK_BYTES_MIN;
}

static bool write_batch(struct bulk_run *run, struct batch *batch, struct err *err)
{
	struct sv out = strbuf_sv(&batch->out);
	bool good = true;

	run->goal = next_goal(batch, run->goal);
	if (out.n && !run->wrote_any) {
		CLEANUP_STRBUF struct strbuf head = STRBUF_INIT;

		if (run->options.form == BULK_CSV)
			card_csv_header(&head);
		good = write_out(run, strbuf_sv(&head), err);
		if (run->options.form == BULK_TEXT) /* no blank line above the first card */
			out = sv_make(out.p + 1, out.n - 1);
		run->wrote_any = true;
	}
	good = good && write_out(run, out, err);
	run->bad += batch->bad;
	run->lost += batch->lost;
	tell(run, strbuf_sv(&batch->talk));
	if (good && batch->stopped) {
		*err = batch->err;
		good = false;
	}
	tell_progress(run, false);
	return good;
}

/* One huge conversation must not be paid for until the end. */
static void batch_shrink(struct batch *batch)
{
	if (batch->cap > BULK_BLOCK_BYTES * 4) {
		free(batch->text);
		batch->text = NULL;
		batch->cap = 0;
	}
	if (batch->out.cap > OUT_BYTES * 8)
		strbuf_release(&batch->out);
}

/* Writes what is finished, in order; with `all` waits for everything that is on its way. */
static bool write_finished(struct bulk_run *run, bool all, struct err *err)
{
	bool good = true;

	pthread_mutex_lock(&run->lock);
	while (good && run->next_write < run->next_read) {
		struct batch *batch = &run->ring[run->next_write % run->ring_size];
		bool full = run->next_read - run->next_write == run->ring_size;

		if (batch->state != BATCH_DONE) {
			if (!all && !full)
				break;
			pthread_cond_wait(&run->done, &run->lock);
			continue;
		}
		pthread_mutex_unlock(&run->lock);
		good = write_batch(run, batch, err);
		batch_shrink(batch);
		pthread_mutex_lock(&run->lock);
		batch->state = BATCH_FREE;
		run->next_write++;
	}
	pthread_mutex_unlock(&run->lock);
	return good;
}

/* ---- reading ---- */

static void send_batch(struct bulk_run *run, struct batch *batch)
{
	if (run->options.jobs == 1) {
		batch_score(&run->workers[0], batch);
		batch->state = BATCH_DONE;
		run->next_read++;
		return;
	}
	pthread_mutex_lock(&run->lock);
	batch->state = BATCH_READ;
	run->next_read++;
	pthread_cond_signal(&run->work);
	pthread_mutex_unlock(&run->lock);
}

static bool pump(struct bulk_run *run, struct err *err)
{
	while (!run->reader.at_end) {
		/* a partner at the other end of a pipe may wait for our answer before it says more */
		bool all = run->options.jobs == 1 || !bulk_input_is_ready(run->reader.input);

		if (!write_finished(run, all, err))
			return false;
		struct batch *batch = &run->ring[run->next_read % run->ring_size];
		if (!bulk_reader_next(&run->reader, batch, run->goal))
			return false;
		send_batch(run, batch);
	}
	return true;
}

static const char *keep_name(struct bulk_run *run, const char *name)
{
	MEM_ENSURE(run->names, run->name_count, run->name_cap);
	run->names[run->name_count] = mem_strdup(name);
	return run->names[run->name_count++];
}

/* A file that cannot be opened: in its place among what is told of the others. */
static bool refuse_file(struct bulk_run *run, const struct err *refused, struct err *err)
{
	CLEANUP_STRBUF struct strbuf talk = STRBUF_INIT;

	if (!write_finished(run, true, err))
		return false;
	if (!run->options.keep_going) {
		*err = *refused;
		return false;
	}
	run->bad++;
	run->lost++;
	batch_tell(&talk, refused);
	tell(run, strbuf_sv(&talk));
	return true;
}

bool bulk_file(struct bulk_run *run, const char *path, struct err *err)
{
	struct err refused = ERR_INIT;
	struct bulk_input *input = bulk_input_open(path, &refused);
	bool good;

	if (!input)
		return refuse_file(run, &refused, err);
	bulk_reader_start(&run->reader, input, keep_name(run, bulk_input_name(input)));
	good = pump(run, err);
	run->seen_bytes += bulk_input_done(input);
	bulk_input_close(input);
	run->reader.input = NULL;
	return good;
}

/* Names and texts are in use until the threads are done. */
static void wait_for_threads(struct bulk_run *run)
{
	pthread_mutex_lock(&run->lock);
	while (run->next_write < run->next_read) {
		if (run->ring[run->next_write % run->ring_size].state == BATCH_DONE)
			run->next_write++;
		else
			pthread_cond_wait(&run->done, &run->lock);
	}
	pthread_mutex_unlock(&run->lock);
}

bool bulk_end(struct bulk_run *run, bool good, struct err *err)
{
	good = good && write_finished(run, true, err);
	wait_for_threads(run);
	tell_progress(run, true);
	return good;
}

const struct score_totals *bulk_totals(struct bulk_run *run)
{
	score_totals_release(&run->totals);
	for (int i = 0; i < run->options.jobs; i++)
		score_totals_add(&run->totals, &run->workers[i].totals);
	return &run->totals;
}

long bulk_bad(const struct bulk_run *run)
{
	return run->bad;
}

long bulk_lost(const struct bulk_run *run)
{
	return run->lost;
}
