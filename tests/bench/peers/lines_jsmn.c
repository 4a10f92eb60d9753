/* jsmn: each line of an archive as tokens; escapes are not undone, so that the bytes said are those between the quotes.
 * usage: lines_jsmn ARCHIVE
 * Made by scripts/bench when the header is there. Prints the lines, the bytes of what was said and the rate. */
#define _POSIX_C_SOURCE 200809L
#include "lines.h"
#include <jsmn.h>

#define TOKENS 4096

static size_t said(const char *line, size_t length)
{
	static jsmntok_t tokens[TOKENS];
	jsmn_parser parser;
	size_t bytes = 0;
	int count;

	jsmn_init(&parser);
	count = jsmn_parse(&parser, line, length, tokens, TOKENS);
	if (count < 0)
		exit(2);
	for (int i = 0; i + 1 < count; i++) {
		if (tokens[i].type == JSMN_STRING && tokens[i].size == 1 && tokens[i].end - tokens[i].start == 4 &&
		    !memcmp(line + tokens[i].start, "text", 4))
			bytes += (size_t)(tokens[i + 1].end - tokens[i + 1].start);
	}
	return bytes;
}

int main(int argc, char **argv)
{
	return lines_measure(argc, argv, said);
}
