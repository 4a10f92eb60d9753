/* bench_lines.c - an archive's lines read as transcripts, without scoring them.
 *
 * usage: bench-lines [-d] [-n ROUNDS] ARCHIVE
 * -d: by the document reader alone, which the line reader falls back upon. Prints the lines, the bytes of what was said
 * and the rate: tests/bench/peers has the same for other parsers. */
#include "base/err.h"
#include "base/file.h"
#include "model/transcript_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static size_t said(const struct transcript *transcript)
{
	size_t bytes = 0;

	for (int i = 0; i < transcript->turn_count; i++)
		bytes += transcript->turns[i].text.n;
	return bytes;
}

/* The bytes said in one line; the reader may change the line. */
static bool read_line(struct transcript_lines *lines, char *line, size_t length, size_t *bytes, struct err *err)
{
	struct transcript document, *found;

	if (lines) {
		found = transcript_lines_read(lines, line, length, "archive", 1, err);
		*bytes += found ? said(found) : 0;
		return found != NULL;
	}
	transcript_init(&document);
	bool good = transcript_parse_json(&document, sv_make(line, length), "archive", 1, err);
	*bytes += good ? said(&document) : 0;
	transcript_release(&document);
	return good;
}

static bool run_round(const struct strbuf *archive, struct transcript_lines *lines, long *count, size_t *bytes,
		      double *seconds, struct err *err)
{
	CLEANUP_STRBUF struct strbuf copy = STRBUF_INIT;
	bool good = true;

	strbuf_add(&copy, archive->buf, archive->len);
	double start = now();
	for (char *p = copy.buf, *end = p + copy.len, *stop; good && p < end; p = stop + 1, ++*count) {
		stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop ? stop : end;
		good = read_line(lines, p, (size_t)(stop - p), bytes, err);
	}
	*seconds += now() - start;
	return good;
}

int main(int argc, char **argv)
{
	struct strbuf archive = STRBUF_INIT;
	struct err err = ERR_INIT;
	struct transcript_lines *lines;
	bool documents = false, good = true;
	long rounds = 1, count = 0;
	size_t bytes = 0;
	double seconds = 0;
	int option;

	while ((option = getopt(argc, argv, "dn:")) != -1) {
		if (option == '?')
			return 2;
		documents = documents || option == 'd';
		rounds = option == 'n' ? strtol(optarg, NULL, 10) : rounds;
	}
	if (argc - optind != 1 || !file_read(argv[optind], (size_t)4 << 30, &archive, &err)) {
		fprintf(stderr, "usage: bench-lines [-d] [-n ROUNDS] ARCHIVE\n");
		return 2;
	}
	lines = documents ? NULL : transcript_lines_new();
	for (long i = 0; good && i < rounds; i++)
		good = run_round(&archive, lines, &count, &bytes, &seconds, &err);
	if (good)
		printf("%ld lines, %zu bytes said, %.1f MB/s\n", count / rounds, bytes / (size_t)rounds,
		       (double)archive.len * (double)rounds / 1e6 / seconds);
	else
		fprintf(stderr, "bench-lines: %s\n", err.message);
	transcript_lines_free(lines);
	strbuf_release(&archive);
	return good ? 0 : 1;
}
