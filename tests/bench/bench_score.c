/* bench_score.c - replies through the matcher and the scorer, without JSON and without the command line.
 *
 * usage: bench-score [-e fast|plain] [-m scan|score] [-n ROUNDS] [-h] REPLIES RUBRIC...
 * REPLIES: one reply a line. Prints one line: replies, seconds, replies/s. With -h instead the number of replies that
 * hold a hit of each criterion, negated ones left out (for comparing with a plain loop over the patterns). Counting
 * instructions is left to perf or valgrind: their difference between -n 1 and -n 3 leaves out loading and compiling. */
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "score/score.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MAX_RUBRICS 128

struct bench {
	enum match_engine engine;
	bool scan_only, hits;
	int rounds;
	struct rubric *rubrics[MAX_RUBRICS];
	size_t rubric_count;
	struct strbuf replies;
	const struct matcher *matcher;
	long *held; /* by criterion */
};

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool load(struct bench *bench, const char *path)
{
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct rubric *rubric = rubric_load(path, NULL, &diags, &err);

	diag_list_release(&diags);
	if (!rubric || bench->rubric_count == MAX_RUBRICS) {
		fprintf(stderr, "%s: %s\n", path, rubric ? "too many rubrics" : err.message);
		return false;
	}
	bench->rubrics[bench->rubric_count++] = rubric;
	return true;
}

static void count_hits(struct bench *bench, struct match_scanner *scanner)
{
	size_t at = 0;
	bool error;

	for (size_t r = 0; r < bench->rubric_count; r++) {
		for (int c = 0; c < bench->rubrics[r]->criterion_count; c++, at++) {
			int group = bench->rubrics[r]->criteria[c].group;

			if (group >= 0)
				bench->held[at] +=
					match_count(scanner, matcher_base(bench->matcher, r) + group, 1, &error) > 0;
		}
	}
}

static void score_one(struct score_session *session, struct sv text)
{
	struct turn turn = {.who = WHO_AGENT, .text = text, .at_ms = -1};
	struct transcript transcript = {.turns = &turn, .turn_count = 1};

	(void)score_transcript_brief(session, &transcript);
}

static long run_round(struct bench *bench, struct match_scanner *scanner, struct score_session *session)
{
	const char *p = bench->replies.buf, *end = p + bench->replies.len;
	long count = 0;

	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		struct sv text = sv_make(p, (size_t)((stop ? stop : end) - p));
		if (bench->scan_only)
			match_scan(scanner, text);
		else
			score_one(session, text);
		if (bench->hits)
			count_hits(bench, scanner);
		count++;
		p = stop ? stop + 1 : end;
	}
	return count;
}

static void print_hits(const struct bench *bench)
{
	size_t at = 0;
	for (size_t r = 0; r < bench->rubric_count; r++) {
		const struct rubric *rubric = bench->rubrics[r];
		for (int c = 0; c < rubric->criterion_count; c++, at++)
			printf(SV_FMT "\t%ld\n", SV_ARG(rubric->criteria[c].id), bench->held[at]);
	}
}

static void measure(struct bench *bench)
{
	const struct rubric *const *rubrics = (const struct rubric *const *)bench->rubrics;
	double start = now(), compiled;
	struct scorer *scorer = scorer_new(rubrics, bench->rubric_count, bench->rubric_count, NULL, bench->engine);
	const struct match_set *sets[MAX_RUBRICS];
	size_t criteria = 0;
	long replies = 0;

	for (size_t i = 0; i < bench->rubric_count; i++) {
		sets[i] = rubrics[i]->set;
		criteria += (size_t)rubrics[i]->criterion_count;
	}
	bench->held = mem_calloc(criteria + 1, sizeof *bench->held);
	struct matcher *matcher = matcher_new(sets, bench->rubric_count, bench->engine);
	bench->matcher = matcher;
	struct match_scanner *scanner = match_scanner_new(matcher);
	struct score_session *session = score_session_new(scorer, NULL);
	compiled = now();
	for (int i = 0; i < bench->rounds; i++)
		replies += run_round(bench, scanner, session);
	double seconds = now() - compiled;
	if (bench->hits)
		print_hits(bench);
	else
		printf("%ld replies, %zu criteria, compiled in %.1f ms, %.3f s, %.0f replies/s\n", replies, criteria,
		       (compiled - start) * 1e3, seconds, (double)replies / seconds);
	score_session_free(session);
	match_scanner_free(scanner);
	matcher_free(matcher);
	scorer_free(scorer);
	free(bench->held);
}

int main(int argc, char **argv)
{
	struct bench bench = {.engine = MATCH_ENGINE_FAST, .rounds = 1};
	struct err err = ERR_INIT;
	int option;

	while ((option = getopt(argc, argv, "e:m:n:h")) != -1) {
		switch (option) {
		case 'e': bench.engine = !strcmp(optarg, "plain") ? MATCH_ENGINE_PLAIN : MATCH_ENGINE_FAST; break;
		case 'm': bench.scan_only = !strcmp(optarg, "scan"); break;
		case 'n': bench.rounds = (int)strtol(optarg, NULL, 10); break;
		case 'h': bench.hits = bench.scan_only = true; break;
		default: return 2;
		}
	}
	if (optind + 2 > argc || !file_read(argv[optind], (size_t)4 << 30, &bench.replies, &err)) {
		fprintf(stderr,
			"usage: bench-score [-e fast|plain] [-m scan|score] [-n ROUNDS] [-h] REPLIES RUBRIC...\n");
		return 2;
	}
	for (int i = optind + 1; i < argc; i++)
		if (!load(&bench, argv[i]))
			return 2;
	measure(&bench);
	for (size_t i = 0; i < bench.rubric_count; i++)
		rubric_free(bench.rubrics[i]);
	strbuf_release(&bench.replies);
	return 0;
}
