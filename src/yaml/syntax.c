/* What libyaml calls a problem, said to somebody who has never heard of a scalar. */
#include "base/mem.h"
#include "base/utf8.h"
#include "yaml/source.h"

#include <stdio.h>

struct talk {
	const struct yaml_source *source;
	const struct yaml_trouble *trouble;
	struct yaml_fault *fault;
	int line, column;                 /* of the problem */
	int context_line, context_column; /* of what was being read */
	struct sv text;                   /* the problem's line, */
	size_t at;                        /* and its byte in it */
};

static bool says(const char *text, const char *part)
{
	return strstr(text, part) != NULL;
}

static bool problem_is(const struct talk *t, const char *part)
{
	return says(t->trouble->problem, part);
}

static bool context_is(const struct talk *t, const char *part)
{
	return says(t->trouble->context, part);
}

static void point(struct talk *t, int line, int column, int length)
{
	t->fault->line = line;
	t->fault->column = column;
	t->fault->length = length > 0 ? length : 1;
}

static void point_at_byte(struct talk *t, int line, size_t byte, size_t bytes)
{
	struct sv text = yaml_source_line(t->source, line);
	if (byte > text.n)
		byte = text.n;
	if (bytes > text.n - byte)
		bytes = text.n - byte;
	point(t, line, (int)utf8_length(sv_make(text.p, byte)) + 1, (int)utf8_length(sv_make(text.p + byte, bytes)));
}

static void say(struct talk *t, const char *message)
{
	strbuf_addstr(&t->fault->message, message);
}

static void advise(struct talk *t, const char *help)
{
	strbuf_addstr(&t->fault->help, help);
}

static size_t indent_of(struct sv line)
{
	size_t n = 0;
	while (n < line.n && line.p[n] == ' ')
		n++;
	return n;
}

/* First byte of what the line says, after its indentation and the dashes of list items. */
static size_t content_of(struct sv line)
{
	size_t at = indent_of(line);
	while (at + 1 < line.n && line.p[at] == '-' && line.p[at + 1] == ' ')
		at += 1 + indent_of(sv_make(line.p + at + 1, line.n - at - 1));
	return at;
}

static bool is_empty_line(struct sv line)
{
	size_t at = indent_of(line);
	return at == line.n || line.p[at] == '#';
}

static int line_above(const struct talk *t, int line)
{
	while (--line > 0 && is_empty_line(yaml_source_line(t->source, line)))
		;
	return line;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* Byte of the colon in `key:value`, where a blank is missing; line.n when the line is not like that. */
static size_t tight_colon(struct sv line)
{
	size_t at = content_of(line), start = at;
	while (at < line.n && is_word(line.p[at]))
		at++;
	if (at == start || at + 1 >= line.n || line.p[at] != ':')
		return line.n;
	return strchr(" \t/", line.p[at + 1]) ? line.n : at;
}

/* Byte of the first colon with a blank after it, from `from` on and before `to`; `to` when there is none. */
static size_t loose_colon(struct sv line, size_t from, size_t to)
{
	for (size_t i = from; i < to && i + 1 < line.n; i++) {
		if (line.p[i] == ':' && line.p[i + 1] == ' ')
			return i;
	}
	return to;
}

/* The line with everything after byte `from` in quotes. */
static void advise_quotes(struct talk *t, const char *lead, struct sv line, size_t from)
{
	size_t start = content_of(line);
	if (start > from)
		start = from;
	strbuf_addstr(&t->fault->help, lead);
	strbuf_add(&t->fault->help, line.p + start, from - start);
	yaml_add_quoted(&t->fault->help, sv_trim(sv_make(line.p + from, line.n - from)));
}

static bool explain_tight_colon(struct talk *t, int line)
{
	struct sv text = yaml_source_line(t->source, line);
	size_t colon = tight_colon(text), start = content_of(text);
	if (colon == text.n)
		return false;
	point_at_byte(t, line, colon, 1);
	say(t, "a space is missing after this colon");
	strbuf_add(&t->fault->help, text.p + start, colon + 1 - start);
	strbuf_addf(&t->fault->help, " " SV_FMT, SV_ARG(sv_make(text.p + colon + 1, text.n - colon - 1)));
	return true;
}

static bool explain_tab(struct talk *t)
{
	struct sv line = t->text;
	size_t tab = 0;
	while (tab < line.n && (line.p[tab] == ' ' || line.p[tab] == '-'))
		tab++;
	bool leading = tab < line.n && line.p[tab] == '\t' && tab <= t->at;
	bool here = t->at < line.n && line.p[t->at] == '\t' && problem_is(t, "cannot start any token");
	if (!leading && !here && !problem_is(t, "tab character"))
		return false;
	snprintf(t->fault->code, sizeof(t->fault->code), "Y102");
	point_at_byte(t, t->line, leading ? tab : t->at, 1);
	say(t, "this line is indented with a tab");
	advise(t, "use spaces instead, two for each level");
	return true;
}

static bool explain_tag(struct talk *t)
{
	if (!context_is(t, "anchor") && !context_is(t, "alias") && !context_is(t, "tag") &&
	    !problem_is(t, "undefined tag handle") && !problem_is(t, "duplicate anchor"))
		return false;
	bool directive = context_is(t, "directive");
	struct sv line = yaml_source_line(t->source, t->context_line);
	size_t from = utf8_offset(line, (size_t)t->context_column - 1), end = from;
	while (end < line.n && line.p[end] != ' ')
		end++;
	snprintf(t->fault->code, sizeof(t->fault->code), "Y107");
	point_at_byte(t, t->context_line, from, end - from);
	if (directive) {
		say(t, "a line that starts with % is an instruction to YAML, which these files do not use");
		advise(t, "delete the line, or put the text in quotes");
		return true;
	}
	strbuf_addf(&t->fault->message, "an unquoted text cannot start with %c, which has a meaning of its own in YAML",
		    from < line.n ? line.p[from] : '!');
	advise_quotes(t, "put it in quotes: ", line, from);
	return true;
}

static void explain_open_quote(struct talk *t, int line, int column)
{
	struct sv text = yaml_source_line(t->source, line);
	size_t at = utf8_offset(text, (size_t)column - 1);
	char quote = at < text.n && text.p[at] == '\'' ? '\'' : '"';
	point(t, line, column, 1);
	strbuf_addf(&t->fault->message, "the text that this %s opens is not closed on its line",
		    quote == '"' ? "\"" : "'");
	strbuf_addf(&t->fault->help, "end it with %c: " SV_FMT "%c", quote,
		    SV_ARG(sv_trim(sv_make(text.p + at, text.n - at))), quote);
}

static bool explain_quote(struct talk *t)
{
	if (!context_is(t, "quoted scalar"))
		return false;
	if (problem_is(t, "end of stream") || problem_is(t, "document indicator")) {
		explain_open_quote(t, t->context_line, t->context_column);
		return true;
	}
	size_t slash = t->at;
	while (slash > 0 && slash < t->text.n && t->text.p[slash] != '\\')
		slash--;
	point_at_byte(t, t->line, slash, 2);
	say(t, "in double quotes a backslash opens a special character, and this is none of them");
	advise(t, "put the text in single quotes ('...'), or write \\\\ for a backslash");
	return true;
}

/* The text that was read last was quoted, and something follows it that cannot. */
static bool explain_after_quote(struct talk *t)
{
	const struct yaml_node *last = t->trouble->last;
	if (!last || (last->style != YAML_SINGLE && last->style != YAML_DOUBLE) ||
	    !problem_is(t, "did not find expected"))
		return false;
	if (last->end_line != t->line || last->end_column > t->column)
		return false;
	if (last->line != last->end_line) {
		explain_open_quote(t, last->line, last->column);
		return true;
	}
	size_t end = utf8_offset(t->text, (size_t)last->end_column - 1);
	for (size_t i = end; i < t->at; i++) {
		if (t->text.p[i] != ' ' && t->text.p[i] != '\t')
			return false;
	}
	point_at_byte(t, t->line, t->at, 1);
	if (last->style == YAML_SINGLE) {
		say(t, "the quoted text ended at the ' before this");
		advise(t, "write two of them ('') for an apostrophe inside, or put the text in double quotes");
	} else {
		say(t, "the quoted text ended at the \" before this");
		advise(t, "write \\\" for a quotation mark inside, or put the whole text in single quotes");
	}
	return true;
}

static bool explain_second_colon(struct talk *t)
{
	struct sv line = t->text;
	if (!problem_is(t, "mapping values are not allowed"))
		return false;
	int above = line_above(t, t->line);
	size_t first = loose_colon(line, content_of(line), t->at);
	if (first < t->at) {
		size_t value = first + 1 + indent_of(sv_make(line.p + first + 1, line.n - first - 1));
		point_at_byte(t, t->line, t->at, 1);
		say(t, "an unquoted text cannot hold a colon with a space after it");
		advise_quotes(t, "put it in quotes: ", line, value);
		return true;
	}
	if (above > 0 && explain_tight_colon(t, above))
		return true;
	struct sv previous = yaml_source_line(t->source, above);
	size_t start = content_of(line);
	point_at_byte(t, t->line, start, t->at - start);
	if (above > 0 && loose_colon(previous, content_of(previous), previous.n) == previous.n) {
		point_at_byte(t, above, content_of(previous), previous.n);
		say(t, "a colon is missing at the end of this line, or the line below stands too far right");
		strbuf_addf(&t->fault->help, SV_FMT ":", SV_ARG(sv_trim(previous)));
		return true;
	}
	say(t, "this line stands too far right: the line above has its value already");
	strbuf_addf(&t->fault->help, "start it below the line above, with %zu spaces", indent_of(previous));
	return true;
}

static bool explain_no_colon(struct talk *t)
{
	if (!problem_is(t, "could not find expected ':'"))
		return false;
	if (explain_tight_colon(t, t->context_line))
		return true;
	struct sv line = yaml_source_line(t->source, t->context_line);
	size_t at = utf8_offset(line, (size_t)t->context_column - 1);
	point_at_byte(t, t->context_line, at, line.n - at);
	say(t, "this line is no key with a value: the colon is missing");
	advise(t, "write key: value, or indent the line if it belongs to the text above");
	return true;
}

static const char *closer_of(const struct talk *t)
{
	return context_is(t, "mapping") ? "}" : "]";
}

static void explain_open_bracket(struct talk *t)
{
	const struct yaml_node *open = t->trouble->open;
	bool map = open ? open->type == YAML_MAP : context_is(t, "mapping");
	point(t, open ? open->line : t->context_line, open ? open->column : t->context_column, 1);
	strbuf_addf(&t->fault->message, "this %s is never closed", map ? "{" : "[");
	advise(t, map ? "put a } after its last key" : "put a ] after its last item");
}

static bool explain_flow(struct talk *t)
{
	if (!context_is(t, "flow") || !(problem_is(t, "did not find expected")))
		return false;
	bool end = t->at >= t->text.n;
	bool node = problem_is(t, "node content") && !(end && t->trouble->open);
	if (node) {
		point_at_byte(t, t->line, t->at, 1);
		say(t, "a value is missing before this sign, or the text that starts with it needs quotes");
		advise(t, "put the text in quotes, or delete the extra comma");
	} else if (t->line != t->context_line || end) {
		explain_open_bracket(t);
	} else {
		point_at_byte(t, t->line, t->at, 1);
		strbuf_addf(&t->fault->message, "a comma or a closing %s is missing before this", closer_of(t));
		advise(t, "a text that holds brackets, braces or quotation marks needs quotes around all of it");
	}
	return true;
}

static bool explain_start(struct talk *t)
{
	bool odd = problem_is(t, "cannot start any token");
	if (problem_is(t, "directive") || context_is(t, "directive")) {
		t->at = 0;
		odd = true;
	}
	char c = t->at < t->text.n ? t->text.p[t->at] : ' ';
	if (problem_is(t, "node content") && (c == ']' || c == '}')) {
		point_at_byte(t, t->line, t->at, 1);
		strbuf_addf(&t->fault->message, "this %c closes nothing", c);
		advise(t, "delete it, or put the text in quotes");
		return true;
	}
	if (problem_is(t, "mapping keys are not allowed") || problem_is(t, "node content"))
		odd = true;
	if (!odd)
		return false;
	point_at_byte(t, t->line, t->at, 1);
	strbuf_addf(&t->fault->message, "an unquoted text cannot start with %c", c);
	advise_quotes(t, "put it in quotes: ", t->text, t->at);
	return true;
}

/* The line starts in a column where nothing above starts. */
static void explain_column(struct talk *t)
{
	int above = line_above(t, t->line);
	size_t spaces = content_of(yaml_source_line(t->source, above));
	strbuf_addf(&t->fault->message, "the indentation of this line (%d) fits no line above", t->column - 1);
	if (t->context_line == t->line || problem_is(t, "<document start>") || above == 0) {
		advise(t, "start it in the same column as the lines that it belongs with");
		return;
	}
	strbuf_addf(&t->fault->help, "start it after %d spaces, like line %d", t->context_column - 1, t->context_line);
	if (above != t->context_line && spaces != (size_t)t->context_column - 1)
		strbuf_addf(&t->fault->help, ", or after %zu, like line %d", spaces, above);
}

static void explain_line_start(struct talk *t, bool key, bool item)
{
	if (sv_starts(yaml_source_line(t->source, line_above(t, t->line)), "...")) {
		snprintf(t->fault->code, sizeof(t->fault->code), "Y110");
		say(t, "a second document starts here; one file holds one rubric, word list or scenario");
		advise(t, "delete the line with the three dots");
	} else if (key && t->at + 1 < t->text.n && t->text.p[t->at] == '-') {
		say(t, "a list item (-) stands where a key is expected");
		advise(t, "indent it below the key whose list it belongs to");
	} else if (item && t->column == t->context_column) {
		say(t, "the lines around this one are list items, but this one does not start with a dash");
		advise(t, "put \"- \" before it, or indent it");
	} else {
		explain_column(t);
	}
}

static bool explain_indent(struct talk *t)
{
	bool key = problem_is(t, "did not find expected key"), item = problem_is(t, "expected '-' indicator");
	bool first = t->at == indent_of(t->text);
	if (!key && !item && !problem_is(t, "<document start>"))
		return false;
	char before = '\0';
	for (size_t i = t->at; i > 0 && before == '\0'; i--)
		before = t->text.p[i - 1] == ' ' ? '\0' : t->text.p[i - 1];
	if (!first && (before == ']' || before == '}')) {
		point_at_byte(t, t->line, t->at, 1);
		strbuf_addf(&t->fault->message, "text follows the closing %c", before);
		advise(t, "put the whole text in quotes, with its brackets");
		return true;
	}
	size_t length = t->text.n - t->at;
	point_at_byte(t, t->line, t->at, first ? length : 1);
	if (!first) {
		say(t, "this cannot follow here");
		advise(t, "put the whole text in quotes");
	} else {
		explain_line_start(t, key, item);
	}
	return true;
}

static void explain_rest(struct talk *t)
{
	point_at_byte(t, t->line, t->at, 1);
	if (problem_is(t, "block sequence entries are not allowed")) {
		say(t, "a list cannot start on the line of its key");
		advise(t, "move the dash to the next line and indent it, or put the text in quotes");
	} else if (context_is(t, "block scalar")) {
		say(t, "nothing may follow | or > on its line");
		advise(t, "start the text on the next line, indented, or put it in quotes");
	} else {
		say(t, "the file cannot be read from here on");
		advise(t, "look at the quotes, the colons and the spaces before this line and the one above");
	}
}

void yaml_explain(const struct yaml_source *source, const struct yaml_trouble *trouble, struct yaml_fault *fault)
{
	struct talk t = {.source = source, .trouble = trouble, .fault = fault};
	yaml_source_place(source, trouble->problem_mark, &t.line, &t.column);
	yaml_source_place(source, trouble->context_mark, &t.context_line, &t.context_column);
	t.text = yaml_source_line(source, t.line);
	t.at = utf8_offset(t.text, (size_t)t.column - 1);
	snprintf(fault->code, sizeof(fault->code), "Y101");
	if (explain_tab(&t) || explain_tag(&t) || explain_quote(&t) || explain_after_quote(&t) ||
	    explain_second_colon(&t) || explain_no_colon(&t) || explain_flow(&t) || explain_start(&t) ||
	    explain_indent(&t))
		return;
	explain_rest(&t);
}
