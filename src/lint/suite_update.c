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

static size_t start_of(const struct yaml_doc *doc, const struct yaml_node *item)
{
	return (size_t)(item->raw - doc->source);
}

static size_t end_of(const struct yaml_doc *doc, const struct yaml_node *item)
{
	return start_of(doc, item) + item->raw_length;
}

/* Items that stay, at both ends: what stands beside them, such as a comment, stays too. */
static void find_same(const struct yaml_node *path, const char *const *names, int count, int *head, int *tail)
{
	int least = path->count < count ? path->count : count;

	*head = *tail = 0;
	while (*head < least && sv_is(path->items[*head]->text, names[*head]))
		++*head;
	while (*tail < least - *head && sv_is(path->items[path->count - 1 - *tail]->text, names[count - 1 - *tail]))
		++*tail;
}

void suite_edit_path(struct suite_edits *edits, const struct yaml_doc *doc, const struct yaml_node *path,
		     const char *const *names, int count)
{
	CLEANUP_STRBUF struct strbuf between = STRBUF_INIT;
	struct strbuf text = STRBUF_INIT;
	int head, tail;

	if (!path || path->type != YAML_LIST || !path->count || !count)
		return;
	find_same(path, names, count, &head, &tail);
	separator(doc, path, &between);
	int old = path->count - head - tail, new = count - head - tail;
	struct suite_edit edit = {0, 0, NULL};

	if (old) {
		edit.start = start_of(doc, path->items[head]);
		edit.end = end_of(doc, path->items[head + old - 1]);
	} else { /* put in before the next item, or after the last */
		edit.start = edit.end = tail ? start_of(doc, path->items[head]) : end_of(doc, path->items[head - 1]);
	}
	if (old && !new) { /* with what separates it from its neighbour */
		if (tail)
			edit.end = start_of(doc, path->items[head + old]);
		else
			edit.start = end_of(doc, path->items[head - 1]);
	}
	for (int i = 0; i < new; i++)
		strbuf_addf(&text, "%s%s%s", i || (!old && !tail) ? between.buf : "", names[head + i],
			    !old && tail && i == new - 1 ? between.buf : "");
	edit.text = strbuf_detach(&text);
	MEM_ENSURE(edits->items, edits->count, edits->cap);
	edits->items[edits->count++] = edit;
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
