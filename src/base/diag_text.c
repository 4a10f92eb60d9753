/* Diagnostics for people: place and sentence, the author's own line, a caret, the edit. */
#include "base/diag.h"
#include "base/mem.h"
#include "base/utf8.h"

#define GUTTER 2      /* blanks before the author's line and its carets */
#define TAB_STOP 8    /* what terminals do with a tab */
#define BEFORE_MAX 90 /* code points of a long line shown before the caret, and after it */
#define AFTER_MAX 110

struct palette {
	const char *place, *severity[3], *mark, *off;
};

static const struct palette plain = {"", {"", "", ""}, "", ""};
static const struct palette ansi = {"\x1b[1m", {"\x1b[1;36m", "\x1b[1;35m", "\x1b[1;31m"}, "\x1b[1;32m", "\x1b[0m"};

static const char *const names[] = {"note", "warning", "error"};

/* Append the visible form of a part of the line; tabs stay, because the terminal's own stops align both lines. */
static void add_part(struct strbuf *out, struct sv part)
{
	utf8_add_visible(out, part, true);
}

/* Column after `part` is shown from `column` on, with tab stops. */
static int column_after(struct sv part, int column)
{
	for (size_t at = 0; at <= part.n;) {
		const char *tab = at < part.n ? memchr(part.p + at, '\t', part.n - at) : NULL;
		size_t stop = tab ? (size_t)(tab - part.p) : part.n;
		column += utf8_width(sv_make(part.p + at, stop - at));
		if (!tab)
			break;
		column += TAB_STOP - column % TAB_STOP;
		at = stop + 1;
	}
	return column;
}

/* Blanks as wide as the part, and its tabs, so that what follows stands under what follows it there. */
static void add_blanks(struct strbuf *out, struct sv part)
{
	for (size_t at = 0; at <= part.n;) {
		const char *tab = at < part.n ? memchr(part.p + at, '\t', part.n - at) : NULL;
		size_t stop = tab ? (size_t)(tab - part.p) : part.n;
		strbuf_addf(out, "%*s", utf8_width(sv_make(part.p + at, stop - at)), "");
		if (!tab)
			break;
		strbuf_addch(out, '\t');
		at = stop + 1;
	}
}

/* The excerpt in three parts: before the token, the token, after it; each already visible. */
struct excerpt {
	struct strbuf before, token, after;
};

static void excerpt_init(struct excerpt *excerpt, struct sv line, const struct diag *diag)
{
	size_t column = (size_t)diag->column - 1;
	size_t start = utf8_offset(line, column);
	struct sv rest = sv_make(line.p + start, line.n - start);
	size_t length = utf8_offset(rest, (size_t)diag->length);
	size_t cut = column > BEFORE_MAX ? utf8_offset(line, column - BEFORE_MAX) : 0;
	strbuf_init(&excerpt->before, 0);
	strbuf_init(&excerpt->token, 0);
	strbuf_init(&excerpt->after, 0);
	if (cut > start)
		cut = start;
	if (cut > 0)
		strbuf_addstr(&excerpt->before, "...");
	add_part(&excerpt->before, sv_make(line.p + cut, start - cut));
	size_t token_max = utf8_offset(rest, AFTER_MAX);
	bool long_token = length > token_max;
	if (long_token)
		length = token_max;
	add_part(&excerpt->token, sv_make(rest.p, length));
	rest = sv_make(rest.p + length, rest.n - length);
	size_t after = long_token ? 0 : utf8_offset(rest, AFTER_MAX);
	add_part(&excerpt->after, sv_make(rest.p, after));
	if (after < rest.n)
		strbuf_addstr(&excerpt->after, "...");
}

static void excerpt_release(struct excerpt *excerpt)
{
	strbuf_release(&excerpt->before);
	strbuf_release(&excerpt->token);
	strbuf_release(&excerpt->after);
}

static void render_excerpt(const struct diag *diag, struct sv line, const struct palette *colours, struct strbuf *out)
{
	CLEANUP(excerpt_release) struct excerpt excerpt;
	excerpt_init(&excerpt, line, diag);
	strbuf_addf(out, "%*s", GUTTER, "");
	strbuf_addsv(out, strbuf_sv(&excerpt.before));
	strbuf_addsv(out, strbuf_sv(&excerpt.token));
	strbuf_addsv(out, strbuf_sv(&excerpt.after));
	strbuf_addf(out, "\n%*s", GUTTER, "");
	add_blanks(out, strbuf_sv(&excerpt.before));
	int from = column_after(strbuf_sv(&excerpt.before), GUTTER);
	int width = column_after(strbuf_sv(&excerpt.token), from) - from;
	strbuf_addstr(out, colours->mark);
	strbuf_addch(out, '^');
	for (int i = 1; i < width; i++)
		strbuf_addch(out, '^');
	strbuf_addf(out, "%s\n", colours->off);
}

static void render_one(const struct diag_list *list, const struct diag *diag, const struct palette *colours,
		       struct strbuf *out)
{
	strbuf_addstr(out, colours->place);
	utf8_add_visible(out, sv_from(diag->file), false);
	strbuf_addf(out, ":%d:%d:%s %s%s[%s]:%s ", diag->line, diag->column, colours->off,
		    colours->severity[diag->severity], names[diag->severity], diag->code, colours->off);
	utf8_add_visible(out, sv_from(diag->message), false);
	strbuf_addch(out, '\n');
	struct sv line = diag_source_line(list, diag->file, diag->line);
	if (line.n)
		render_excerpt(diag, line, colours, out);
	if (diag->help) {
		strbuf_addf(out, "%*s%shelp:%s ", GUTTER, "", colours->place, colours->off);
		utf8_add_visible(out, sv_from(diag->help), false);
		strbuf_addch(out, '\n');
	}
}

void diag_render_text(const struct diag_list *list, bool colour, struct strbuf *out)
{
	const struct palette *colours = colour ? &ansi : &plain;
	for (size_t i = 0; i < list->count; i++)
		render_one(list, &list->items[i], colours, out);
	if (list->suppressed)
		strbuf_addf(out, "... and %zu more\n", list->suppressed);
}
