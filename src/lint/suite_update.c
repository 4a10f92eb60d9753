/* suite_update.c - new expected paths put into the author's file; every other byte stays as it is. */
#include "base/file.h"
#include "base/mem.h"
#include "lint/suite_inside.h"

#include <string.h>
#include <sys/stat.h>

/* Between two items: a comma on one line, or the line break, indent and dash of a block list. */
static void separator(const struct yaml_doc *doc, const struct yaml_node *path, struct strbuf *out)
{
	const char *line = path->items[0]->raw;

	if (path->style == YAML_FLOW) {
		strbuf_addstr(out, ", ");
		return;
	}
	while (line > doc->source && line[-1] != '\n')
		line--;
	const char *dash = path->items[0]->raw;
	while (dash > line && *dash != '-')
		dash--;
	strbuf_addch(out, '\n');
	for (const char *at = line; at < dash; at++)
		strbuf_addch(out, *at == '\t' ? '\t' : ' ');
	strbuf_addstr(out, "- ");
}

void suite_edit_path(struct suite_edits *edits, const struct yaml_doc *doc, const struct yaml_node *path,
		     const char *const *names, int count)
{
	CLEANUP_STRBUF struct strbuf between = STRBUF_INIT;
	struct strbuf text = STRBUF_INIT;

	if (!path || path->type != YAML_LIST || !path->count || !count)
		return;
	const struct yaml_node *first = path->items[0], *last = path->items[path->count - 1];

	separator(doc, path, &between);
	for (int i = 0; i < count; i++)
		strbuf_addf(&text, "%s%s", i ? between.buf : "", names[i]);
	MEM_ENSURE(edits->items, edits->count, edits->cap);
	edits->items[edits->count++] = (struct suite_edit){
		.start = (size_t)(first->raw - doc->source),
		.end = (size_t)(last->raw + last->raw_length - doc->source),
		.text = strbuf_detach(&text),
	};
}

/* Playthroughs come in file order, so the edits do too. */
bool suite_edits_write(const struct suite_edits *edits, const struct yaml_doc *doc, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct stat info;
	size_t at = 0;

	for (size_t i = 0; i < edits->count; i++) {
		strbuf_add(&out, doc->source + at, edits->items[i].start - at);
		strbuf_addstr(&out, edits->items[i].text);
		at = edits->items[i].end;
	}
	strbuf_add(&out, doc->source + at, doc->length - at);
	mode_t mode = stat(doc->path, &info) ? 0644 : info.st_mode & 0777;
	return file_write_atomic(doc->path, strbuf_sv(&out), mode, err);
}

void suite_edits_release(struct suite_edits *edits)
{
	for (size_t i = 0; i < edits->count; i++)
		free(edits->items[i].text);
	free(edits->items);
	*edits = (struct suite_edits){NULL, 0, 0};
}
