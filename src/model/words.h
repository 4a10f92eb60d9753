/* words.h - word lists: the `words:` of a file itself and the files it includes. Internal to model/, but lint/ uses
 * words_load. */
#ifndef ROLECALL_MODEL_WORDS_H
#define ROLECALL_MODEL_WORDS_H

#include "model/read.h"
#include "model/rubric.h"

struct words {
	struct match_lists *lists; /* freed with the pool */
	struct rubric_list *items; /* every list, included ones first, in file order */
	int count;
	struct yaml_doc **includes; /* every included file, once, in order */
	int include_count;
	bool broken; /* an include is missing, circular, outside or wrong */
};

/* Reads `include` and the lists under `key` ("words" in rubrics and scenarios, "lists" in a word-list file) of
 * reader->doc into *out and sets reader->lists and reader->lists_broken. Reports Y115, every Y code of an included
 * file, P205, and the P problems of all entries. `root`: see rubric_load; NULL: by default rule. */
void words_read(struct reader *reader, const char *key, const char *root, struct words *out);

/* The fields `include` and `words`, for the tables of rubrics and scenarios. */
extern const struct yaml_field lists_item;
#define INCLUDE_FIELD                                                                                             \
	{                                                                                                         \
		.key = "include", .kind = YAML_K_LIST, .flags = YAML_F_ONE_OK, .item = &text_item,                \
		.help = "Word-list files to share, relative to this file; they may not leave the content folder." \
	}
#define WORDS_FIELD                                                                        \
	{                                                                                  \
		.key = "words", .kind = YAML_K_MAP_OF, .item = &lists_item,                \
		.help = "Local word lists: name and phrases; a phrase uses one as <name>." \
	}

/* Adds the bytes of the file and of its includes, in order: "sha256:" + hex into out (7 + HASH_HEX_SIZE bytes). */
void words_hash(const struct yaml_doc *doc, const struct words *words, char *out);

/* A word-list file on its own, for lint: reports Y and P. False and *err when it has a Y error or cannot be read. */
bool words_load(const char *path, const char *root, struct diag_list *diags, struct err *err);
bool words_parse(const char *path, struct sv text, const char *root, struct diag_list *diags, struct err *err);

#endif
