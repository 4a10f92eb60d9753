/* yajl: each line of an archive as a stream of events. usage: lines_yajl ARCHIVE
 * Made by scripts/bench when the library is there. Prints the lines, the bytes of what was said and the rate. */
#define _POSIX_C_SOURCE 200809L
#include "lines.h"
#include <yajl/yajl_parse.h>

struct state {
	int text; /* the last key was "text" */
	size_t bytes;
};

static int key(void *context, const unsigned char *name, size_t length)
{
	((struct state *)context)->text = length == 4 && !memcmp(name, "text", 4);
	return 1;
}

static int string(void *context, const unsigned char *value, size_t length)
{
	struct state *state = context;

	(void)value;
	state->bytes += state->text ? length : 0;
	return 1;
}

static size_t said(const char *line, size_t length)
{
	static const yajl_callbacks callbacks = {.yajl_map_key = key, .yajl_string = string};
	struct state state = {0, 0};
	yajl_handle parser = yajl_alloc(&callbacks, NULL, &state);

	if (yajl_parse(parser, (const unsigned char *)line, length) != yajl_status_ok ||
	    yajl_complete_parse(parser) != yajl_status_ok)
		exit(2);
	yajl_free(parser);
	return state.bytes;
}

int main(int argc, char **argv)
{
	return lines_measure(argc, argv, said);
}
