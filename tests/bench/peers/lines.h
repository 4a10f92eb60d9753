/* lines.h - what the peers that read an archive's lines share. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double lines_now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* `said`: the bytes of what was said in one line. */
static int lines_measure(int argc, char **argv, size_t said(const char *line, size_t length))
{
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	size_t length, bytes = 0;
	long count = 0;
	char *text;

	if (!file || fseek(file, 0, SEEK_END) != 0)
		return 2;
	length = (size_t)ftell(file);
	rewind(file);
	text = malloc(length + 1);
	if (!text || fread(text, 1, length, file) != length)
		return 2;
	fclose(file);
	double start = lines_now();
	for (char *p = text, *end = text + length, *stop; p < end; p = stop + 1, count++) {
		stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop ? stop : end;
		bytes += said(p, (size_t)(stop - p));
	}
	printf("%ld lines, %zu bytes said, %.1f MB/s\n", count, bytes, (double)length / 1e6 / (lines_now() - start));
	free(text);
	return 0;
}
