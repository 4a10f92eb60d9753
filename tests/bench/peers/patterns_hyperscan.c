/* Hyperscan, all patterns at once, and PCRE2 where it cannot be exact: lookaround is only a filter to it, and what
 * comes through is confirmed. usage: patterns_hyperscan PATTERNS REPLIES ROUNDS
 *
 * PATTERNS: id, tab, regex. Hits by pattern to standard output, the rate without compiling to standard error. Made by
 * scripts/bench when the library is there: cc -O2 patterns_hyperscan.c $(pkg-config --cflags --libs libhs libpcre2-8)
 */
#define _POSIX_C_SOURCE 200809L
#define PCRE2_CODE_UNIT_WIDTH 8
#include <hs.h>
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 256

static struct {
	char *ids[MOST];
	char *patterns[MOST];
	unsigned flags[MOST], numbers[MOST];
	pcre2_code *confirm[MOST]; /* NULL: Hyperscan is exact */
	pcre2_match_data *match;
	long hits[MOST];
	const char *text;
	size_t length;
	unsigned count;
} all;

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static char *slurp(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	char *bytes;

	if (!file || fseek(file, 0, SEEK_END) != 0)
		exit(2);
	*length = (size_t)ftell(file);
	rewind(file);
	bytes = malloc(*length + 1);
	if (!bytes || fread(bytes, 1, *length, file) != *length)
		exit(2);
	bytes[*length] = '\0';
	fclose(file);
	return bytes;
}

static void add(char *line)
{
	unsigned n = all.count++;
	hs_expr_info_t *info = NULL;
	hs_compile_error_t *error = NULL;
	char *tab = strchr(line, '\t');
	int code;
	PCRE2_SIZE offset;

	*tab = '\0';
	all.ids[n] = line;
	all.patterns[n] = tab + 1;
	all.numbers[n] = n;
	all.flags[n] = HS_FLAG_CASELESS | HS_FLAG_UTF8 | HS_FLAG_UCP | HS_FLAG_SINGLEMATCH;
	if (hs_expression_info(all.patterns[n], all.flags[n], &info, &error) == HS_SUCCESS) {
		free(info);
		return;
	}
	hs_free_compile_error(error);
	all.flags[n] |= HS_FLAG_PREFILTER;
	all.confirm[n] = pcre2_compile((PCRE2_SPTR)all.patterns[n], PCRE2_ZERO_TERMINATED,
				       PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &code, &offset, NULL);
	if (!all.confirm[n] || pcre2_jit_compile(all.confirm[n], PCRE2_JIT_COMPLETE) != 0)
		exit(2);
}

static int found(unsigned n, unsigned long long from, unsigned long long to, unsigned flags, void *context)
{
	(void)from;
	(void)to;
	(void)flags;
	(void)context;
	if (!all.confirm[n] ||
	    pcre2_match(all.confirm[n], (PCRE2_SPTR)all.text, all.length, 0, PCRE2_NO_UTF_CHECK, all.match, NULL) >= 0)
		all.hits[n]++;
	return 0;
}

static long scan(const hs_database_t *database, hs_scratch_t *scratch, const char *replies, size_t length)
{
	const char *end = replies + length;
	long count = 0;

	for (const char *p = replies, *stop; p < end; p = stop + 1, count++) {
		stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop ? stop : end;
		all.text = p;
		all.length = (size_t)(stop - p);
		if (hs_scan(database, p, (unsigned)all.length, 0, scratch, found, NULL) != HS_SUCCESS)
			exit(2);
	}
	return count;
}

int main(int argc, char **argv)
{
	hs_database_t *database = NULL;
	hs_scratch_t *scratch = NULL;
	hs_compile_error_t *error = NULL;
	size_t length;
	char *replies;
	long rounds, count = 0;
	double start;

	if (argc != 4)
		return 2;
	for (char *line = slurp(argv[1], &length), *stop; *line && all.count < MOST; line = stop + 1) {
		stop = line + strcspn(line, "\n");
		if (!*stop)
			break;
		*stop = '\0';
		add(line);
	}
	replies = slurp(argv[2], &length);
	rounds = strtol(argv[3], NULL, 10);
	all.match = pcre2_match_data_create(1, NULL);
	start = now();
	if (hs_compile_multi((const char *const *)all.patterns, all.flags, all.numbers, all.count, HS_MODE_BLOCK, NULL,
			     &database, &error) != HS_SUCCESS ||
	    hs_alloc_scratch(database, &scratch) != HS_SUCCESS) {
		fprintf(stderr, "%s\n", error ? error->message : "no scratch");
		return 2;
	}
	fprintf(stderr, "compiled in %.0f ms\n", (now() - start) * 1e3);
	start = now();
	for (long i = 0; i < rounds; i++)
		count += scan(database, scratch, replies, length);
	fprintf(stderr, "%.1f replies/s\n", (double)count / (now() - start));
	for (unsigned i = 0; i < all.count; i++)
		printf("%s\t%ld\n", all.ids[i], all.hits[i] / rounds);
	return 0;
}
