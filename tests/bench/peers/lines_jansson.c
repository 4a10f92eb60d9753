/* jansson: each line of an archive as a document. usage: lines_jansson ARCHIVE
 * Made by scripts/bench when the library is there. Prints the lines, the bytes of what was said and the rate. */
#define _POSIX_C_SOURCE 200809L
#include "lines.h"
#include <jansson.h>

static size_t said(const char *line, size_t length)
{
	json_t *document = json_loadb(line, length, 0, NULL), *turn;
	size_t bytes = 0, i;

	json_array_foreach(json_object_get(document, "turns"), i, turn) bytes +=
		json_string_length(json_object_get(turn, "text"));
	json_decref(document);
	return bytes;
}

int main(int argc, char **argv)
{
	return lines_measure(argc, argv, said);
}
