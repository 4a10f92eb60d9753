/* fuzz_transcript.c - any bytes as a transcript in both forms; what is read must survive being written and read again.
 */
#include "model/transcript.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_and_read(const struct transcript *t)
{
	struct strbuf first CLEANUP_STRBUF = STRBUF_INIT;
	struct strbuf second CLEANUP_STRBUF = STRBUF_INIT;
	struct transcript again;
	struct err err = ERR_INIT;
	transcript_add_json(t, &first);
	transcript_init(&again);
	if (!transcript_parse_json(&again, strbuf_sv(&first), "again", 1, &err)) {
		abort();
	}
	transcript_add_json(&again, &second);
	if (first.len != second.len || memcmp(first.buf, second.buf, first.len) != 0) {
		abort();
	}
	transcript_release(&again);
}

static void one(struct sv text, bool plain)
{
	struct transcript t;
	struct err err = ERR_INIT;
	transcript_init(&t);
	bool good = plain ? transcript_parse_plain(&t, text, "fuzz", 1, &err)
			  : transcript_parse_json(&t, text, "fuzz", 1, &err);
	if (good) {
		write_and_read(&t);
	} else if (err.kind == ERR_NONE || err.line < 1) {
		abort(); /* a failure must say why and where */
	}
	transcript_release(&t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sv rest = sv_make((const char *)data, size), conversation;
	int line = 1, first = 1;
	one(rest, false);
	while (transcript_plain_next(&rest, &line, &conversation, &first)) {
		one(conversation, true);
	}
	return 0;
}
