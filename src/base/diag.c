#include "base/diag.h"

#include "base/mem.h"
#include "base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>

#define CAP_PER_CODE 10

static const char *const errors[] = {
	"P201", "P202", "P203", "P204", "P205", "P206", "P211", "R301", "R302", "R303", "R304", "R305",
	"R307", "R308", "R313", "R314", "R316", "T401", "T402", "T404", "T405", "T406", "T407", "T408",
	"S501", "S502", "S503", "S504", "S508", "S511", "S512", "S515", "S516", "S520", "S521", NULL,
};
static const char *const notes[] = {"R311", "P208", "S518", "D606", NULL};

/* Y codes after which the file can still be read as it stands, so that its author may allow them. */
static const char *const mild[] = {"Y103", "Y104", "Y108", "Y109", NULL};

static bool listed(const char *const *codes, const char *code)
{
	for (; *codes; codes++) {
		if (strcmp(*codes, code) == 0)
			return true;
	}
	return false;
}

enum diag_severity diag_severity_of(const char *code)
{
	if (code[0] == 'Y' || listed(errors, code))
		return DIAG_ERROR;
	return listed(notes, code) ? DIAG_NOTE : DIAG_WARNING;
}

static void diag_release(struct diag *diag)
{
	free(diag->file);
	free(diag->message);
	free(diag->help);
}

void diag_list_release(struct diag_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		diag_release(&list->items[i]);
	for (size_t i = 0; i < list->source_count; i++) {
		free(list->sources[i].file);
		free(list->sources[i].text);
		free(list->sources[i].lines);
	}
	free(list->items);
	free(list->sources);
	*list = (struct diag_list)DIAG_LIST_INIT;
}

static struct diag_source *find_source(const struct diag_list *list, const char *file)
{
	for (size_t i = 0; list && i < list->source_count; i++) {
		if (strcmp(list->sources[i].file, file) == 0)
			return &list->sources[i];
	}
	return NULL;
}

void diag_list_add_source(struct diag_list *list, const char *file, struct sv text)
{
	if (!list)
		return;
	struct diag_source *source = find_source(list, file);
	if (source) {
		free(source->text);
		free(source->lines);
	} else {
		MEM_ENSURE(list->sources, list->source_count, list->source_cap);
		source = &list->sources[list->source_count++];
		source->file = mem_strdup(file);
	}
	source->text = mem_strndup(text.p, text.n);
	source->length = text.n;
	/* A byte order mark is no part of the first line. */
	size_t cap = 0, start = sv_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
	source->lines = NULL;
	source->line_count = 0;
	for (;;) {
		MEM_ENSURE(source->lines, source->line_count, cap);
		source->lines[source->line_count++] = start;
		const char *stop = start < text.n ? memchr(text.p + start, '\n', text.n - start) : NULL;
		if (!stop)
			break;
		start = (size_t)(stop - text.p) + 1;
	}
}

struct sv diag_source_line(const struct diag_list *list, const char *file, int line)
{
	const struct diag_source *source = find_source(list, file);
	if (!source || line < 1 || (size_t)line > source->line_count)
		return sv_make("", 0);
	size_t start = source->lines[line - 1];
	size_t stop = (size_t)line < source->line_count ? source->lines[line] - 1 : source->length;
	if (stop > start && source->text[stop - 1] == '\r')
		stop--;
	return sv_make(source->text + start, stop - start);
}

void diag_list_forget(struct diag_list *list, const char *file)
{
	size_t kept = 0;
	for (size_t i = 0; list && i < list->count; i++) {
		if (strcmp(list->items[i].file, file) == 0)
			diag_release(&list->items[i]);
		else
			list->items[kept++] = list->items[i];
	}
	if (list)
		list->count = kept;
}

void diag_add(struct diag_list *list, const char *code, const char *file, int line, int column, int length,
	      const char *help, const char *format, ...)
{
	CLEANUP_STRBUF struct strbuf message = STRBUF_INIT;
	va_list args;

	if (!list)
		return;
	va_start(args, format);
	strbuf_vaddf(&message, format, args);
	va_end(args);
	MEM_ENSURE(list->items, list->count, list->cap);
	struct diag *diag = &list->items[list->count++];
	*diag = (struct diag){.severity = diag_severity_of(code),
			      .file = mem_strdup(file ? file : ""),
			      .line = line > 0 ? line : 1,
			      .column = column > 0 ? column : 1,
			      .length = length > 0 ? length : 1,
			      .message = strbuf_detach(&message),
			      .help = help ? mem_strdup(help) : NULL};
	for (size_t i = 0; code[i] && i + 1 < sizeof diag->code; i++)
		diag->code[i] = code[i];
}

void diag_set_last_severity(struct diag_list *list, enum diag_severity severity)
{
	if (list && list->count)
		list->items[list->count - 1].severity = severity;
}

size_t diag_count(const struct diag_list *list, enum diag_severity at_least)
{
	size_t count = 0;
	for (size_t i = 0; list && i < list->count; i++)
		count += list->items[i].severity >= at_least;
	return count;
}

size_t diag_count_exact(const struct diag_list *list, enum diag_severity severity)
{
	size_t count = 0;
	for (size_t i = 0; list && i < list->count; i++)
		count += list->items[i].severity == severity;
	return count;
}

bool diag_list_has(const struct diag_list *list, const char *file, const char *code_prefix)
{
	for (size_t i = 0; list && i < list->count; i++) {
		const struct diag *diag = &list->items[i];
		if ((!file || strcmp(diag->file, file) == 0) &&
		    strncmp(diag->code, code_prefix, strlen(code_prefix)) == 0)
			return true;
	}
	return false;
}

bool diag_list_unusable(const struct diag_list *list, const char *file)
{
	for (size_t i = 0; list && i < list->count; i++) {
		const struct diag *diag = &list->items[i];
		if (diag->code[0] == 'Y' && strcmp(diag->file, file) == 0 && !diag_is_allowed(list, diag))
			return true;
	}
	return false;
}

/* Where the quoted text that opens at `at` ends on this line, or `at` when it does not. */
static size_t skip_quoted(struct sv line, size_t at)
{
	char quote = line.p[at];
	for (size_t i = at + 1; i < line.n; i++) {
		if (quote == '"' && line.p[i] == '\\')
			i++;
		else if (line.p[i] == quote)
			return i;
	}
	return at;
}

static bool has_marker(struct sv line)
{
	static const char marker[] = "rolecall:";
	size_t length = sizeof marker - 1;

	for (size_t i = 0; i + length <= line.n; i++) {
		const char *first = memchr(line.p + i, marker[0], line.n - length + 1 - i);
		if (!first)
			return false;
		i = (size_t)(first - line.p);
		if (memcmp(first, marker, length) == 0)
			return true;
	}
	return false;
}

/* The comment of a line of YAML, from its `#` on; empty when there is none that could allow anything: a line may be as
 * long as its file and have thousands of diagnostics. */
static struct sv comment_of(struct sv line)
{
	if (!has_marker(line))
		return sv_make("", 0);
	bool fresh = true; /* a quote here would open a quoted text */
	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];
		bool after_blank = i == 0 || line.p[i - 1] == ' ' || line.p[i - 1] == '\t';
		if (c == '#' && after_blank)
			return sv_make(line.p + i, line.n - i);
		if (fresh && (c == '"' || c == '\''))
			i = skip_quoted(line, i);
		fresh = c == ' ' || c == '\t' || strchr("[{,:-", c) != NULL;
	}
	return sv_make("", 0);
}

static bool starts_word(struct sv *text, const char *word)
{
	*text = sv_trim(*text);
	if (!sv_starts(*text, word))
		return false;
	text->p += strlen(word);
	text->n -= strlen(word);
	return true;
}

/* "allow S501, T403": true when `code` is among them. */
static bool allows(struct sv text, const char *code)
{
	if (!starts_word(&text, "rolecall:") || !starts_word(&text, "allow"))
		return false;
	for (size_t i = 0; i < text.n;) {
		size_t start = i;
		while (i < text.n && strchr(" \t,", text.p[i]) == NULL)
			i++;
		if (sv_is(sv_make(text.p + start, i - start), code))
			return true;
		while (i < text.n && strchr(" \t,", text.p[i]) != NULL)
			i++;
	}
	return false;
}

bool diag_is_allowed(const struct diag_list *list, const struct diag *diag)
{
	if (diag->code[0] == 'Y' && !listed(mild, diag->code))
		return false;
	struct sv comment = comment_of(diag_source_line(list, diag->file, diag->line));
	for (size_t i = 0; i < comment.n; i++) {
		if (comment.p[i] == '#' && allows(sv_make(comment.p + i + 1, comment.n - i - 1), diag->code))
			return true;
	}
	return false;
}

static int by_place(const void *a, const void *b)
{
	const struct diag *x = a, *y = b;
	int order = strcmp(x->file, y->file);
	if (order == 0)
		order = (x->line > y->line) - (x->line < y->line);
	if (order == 0)
		order = (x->column > y->column) - (x->column < y->column);
	if (order == 0)
		order = strcmp(x->code, y->code);
	if (order == 0)
		order = strcmp(x->message, y->message);
	return order ? order : strcmp(x->help ? x->help : "", y->help ? y->help : "");
}

static bool same(const struct diag *a, const struct diag *b)
{
	return strcmp(a->file, b->file) == 0 && a->line == b->line && a->column == b->column &&
	       strcmp(a->code, b->code) == 0 && strcmp(a->message, b->message) == 0;
}

static bool over_cap(const struct diag_list *list, size_t kept, const struct diag *diag)
{
	int seen = 0;
	for (size_t i = kept; i > 0 && strcmp(list->items[i - 1].file, diag->file) == 0; i--)
		seen += strcmp(list->items[i - 1].code, diag->code) == 0;
	return seen >= CAP_PER_CODE;
}

void diag_list_finish(struct diag_list *list)
{
	size_t kept = 0;
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), by_place);
	for (size_t i = 0; i < list->count; i++) {
		struct diag *diag = &list->items[i];
		bool repeat = kept > 0 && same(&list->items[kept - 1], diag);
		bool drop = repeat || diag_is_allowed(list, diag);
		if (!drop && over_cap(list, kept, diag)) {
			list->suppressed++;
			drop = true;
		}
		if (drop)
			diag_release(diag);
		else
			list->items[kept++] = *diag;
	}
	list->count = kept;
}
