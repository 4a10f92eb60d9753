/* bulk.c - the reader, the ring of batches, the threads, and the writer. The calling thread reads and writes; with one
 * job it scores too. */
#include "cli/bulk_inside.h"

#include "base/clock.h"
#include "base/mem.h"
#include "cli/bulk_input.h"
#include "cli/card_csv.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)256 * 1024)
#define CONVERSATION_MAX ((size_t)64 * 1024 * 1024) /* one conversation; a day of one agent is under a megabyte */
#define PROGRESS_MS 500

/* A handler can reach nothing else. */
static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
	(void)number;
	interrupted = 1;
}

struct bulk_run {
	struct context *context;
	struct bulk_options options;
	struct worker *workers;
	pthread_t *threads;
	struct batch *ring;
	size_t ring_size, next_read, next_take, next_write; /* counted up; modulo the ring's size */
	pthread_mutex_t lock;
	pthread_cond_t work, done;
	bool quit, closed, told_progress;
	struct score_totals totals;
	long bad;
	bool wrote_any;
	int64_t started_ms, told_ms;
	off_t seen_bytes;
	struct sigaction old_action;
	/* the file being read */
	struct bulk_input *input;
	char *rest; /* an unfinished line or conversation */
	size_t rest_length, rest_cap;
	int line;
	bool decided, json, at_end;
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

struct bulk_run *bulk_new(struct context *context, struct scoring *scoring, const struct bulk_options *options)
{
	struct bulk_run *run = mem_calloc(1, sizeof *run);
	struct sigaction action = {.sa_handler = on_interrupt};
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
	interrupted = 0;
	sigaction(SIGINT, &action, &run->old_action);
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
	sigaction(SIGINT, &run->old_action, NULL);
	pthread_mutex_destroy(&run->lock);
	pthread_cond_destroy(&run->work);
	pthread_cond_destroy(&run->done);
	score_totals_release(&run->totals);
	free(run->ring);
	free(run->workers);
	free(run->threads);
	free(run->rest);
	free(run);
}

bool bulk_interrupted(const struct bulk_run *run)
{
	(void)run;
	return interrupted;
}

/* ---- writing ---- */

static void tell_progress(struct bulk_run *run, bool last)
{
	int64_t now = clock_monotonic_ms(), past = now - run->started_ms;
	off_t size = run->input ? bulk_input_size(run->input) : 0, done = run->input ? bulk_input_done(run->input) : 0;
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

static bool write_out(struct bulk_run *run, struct sv text, struct err *err)
{
	FILE *out = run->context->out;

	if (text.n == 0 || (fwrite(text.p, 1, text.n, out) == text.n && !fflush(out)))
		return true;
	run->closed = true;
	if (errno == EPIPE) /* nobody reads on: a quiet end */
		return false;
	return err_set(err, ERR_IO, "The results could not be written: %s.", strerror(errno));
}

static bool write_batch(struct bulk_run *run, struct batch *batch, struct err *err)
{
	struct sv out = strbuf_sv(&batch->out);
	bool good = true;

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
	if (batch->talk.len)
		fwrite(batch->talk.buf, 1, batch->talk.len, run->context->talk);
	if (good && batch->stopped) {
		*err = batch->err;
		good = false;
	}
	tell_progress(run, false);
	return good;
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
		pthread_mutex_lock(&run->lock);
		batch->state = BATCH_FREE;
		run->next_write++;
	}
	pthread_mutex_unlock(&run->lock);
	return good;
}

/* ---- reading ---- */

/* Where the last whole line, or whole conversation, of `text` ends; 0 when none does. */
static size_t whole_part(const struct bulk_run *run, struct sv text)
{
	size_t end = text.n;

	while (end > 0) {
		size_t start;

		while (end > 0 && text.p[end - 1] != '\n')
			end--;
		if (run->json || end == 0)
			return end;
		start = end - 1;
		while (start > 0 && text.p[start - 1] != '\n')
			start--;
		if (sv_is(sv_trim(sv_make(text.p + start, end - start)), "---"))
			return end;
		end = start;
	}
	return 0;
}

static void decide(struct bulk_run *run, struct batch *batch)
{
	struct sv text = sv_make(batch->text, batch->length);

	if (run->decided)
		return;
	if (sv_starts(text, "\xef\xbb\xbf")) {
		batch->length -= 3;
		memmove(batch->text, batch->text + 3, batch->length);
		text.n = batch->length;
	}
	text = sv_trim(text);
	run->decided = text.n > 0;
	run->json = text.n && (text.p[0] == '{' || text.p[0] == '[');
}

static void batch_room(struct batch *batch, size_t room)
{
	if (batch->cap >= room)
		return;
	batch->cap = room;
	batch->text = mem_realloc(batch->text, batch->cap, 1);
}

/* Reads until a whole conversation is there and the block is full, or nothing more is ready. */
static bool read_batch(struct bulk_run *run, struct batch *batch, struct err *err)
{
	size_t goal = BLOCK_BYTES, whole = 0;

	batch_room(batch, BLOCK_BYTES > run->rest_length * 2 ? BLOCK_BYTES : run->rest_length * 2);
	memcpy(batch->text, run->rest ? run->rest : "", run->rest_length);
	batch->length = run->rest_length;
	run->rest_length = 0;
	while (!run->at_end && !interrupted) {
		if (batch->length == batch->cap) {
			if (batch->cap > CONVERSATION_MAX)
				return err_set_at(err, ERR_LIMIT, bulk_input_name(run->input), run->line, 1,
						  "This conversation is larger than 64 MiB.");
			batch_room(batch, batch->cap * 2);
		}
		ssize_t count =
			bulk_input_read(run->input, batch->text + batch->length, batch->cap - batch->length, err);
		if (count < 0) {
			if (err->kind != ERR_NONE)
				return false;
			continue;
		}
		run->at_end = count == 0;
		batch->length += (size_t)count;
		decide(run, batch);
		if (batch->length < goal && bulk_input_is_ready(run->input))
			continue;
		whole = whole_part(run, sv_make(batch->text, batch->length));
		if (whole)
			break;
	}
	if (run->at_end)
		whole = batch->length;
	size_t rest = batch->length - whole;
	if (run->rest_cap < rest) {
		run->rest_cap = rest * 2;
		run->rest = mem_realloc(run->rest, run->rest_cap, 1);
	}
	if (rest)
		memcpy(run->rest, batch->text + whole, rest);
	run->rest_length = rest;
	batch->length = whole;
	return !interrupted;
}

static int count_lines(const char *p, size_t length)
{
	const char *end = p + length;
	int lines = 0;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		lines++;
		p++;
	}
	return lines;
}

static void send_batch(struct bulk_run *run, struct batch *batch)
{
	batch->name = bulk_input_name(run->input);
	batch->first_line = run->line;
	batch->json = run->json;
	run->line += count_lines(batch->text, batch->length);
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
	while (!run->at_end) {
		/* a partner at the other end of a pipe may wait for our answer before it says more */
		bool all = run->options.jobs == 1 || !bulk_input_is_ready(run->input);

		if (!write_finished(run, all, err))
			return false;
		struct batch *batch = &run->ring[run->next_read % run->ring_size];
		if (!read_batch(run, batch, err))
			return false;
		send_batch(run, batch);
	}
	return write_finished(run, true, err);
}

bool bulk_file(struct bulk_run *run, const char *path, struct err *err)
{
	bool good;

	run->input = bulk_input_open(path, err);
	if (!run->input)
		return false;
	run->line = 1;
	run->decided = run->json = run->at_end = false;
	run->rest_length = 0;
	good = pump(run, err);
	if (!good) { /* names and texts are in use until the threads are done */
		run->closed = true;
		pthread_mutex_lock(&run->lock);
		while (run->next_write < run->next_read) {
			if (run->ring[run->next_write % run->ring_size].state == BATCH_DONE)
				run->next_write++;
			else
				pthread_cond_wait(&run->done, &run->lock);
		}
		pthread_mutex_unlock(&run->lock);
	}
	tell_progress(run, true);
	run->seen_bytes += bulk_input_done(run->input);
	bulk_input_close(run->input);
	run->input = NULL;
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
