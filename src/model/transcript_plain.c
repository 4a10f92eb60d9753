/* transcript_plain.c - the plain text form: "Agent: …" and "Customer: …" lines, for people. */
#include "base/utf8.h"
#include "model/transcript.h"

static struct sv next_line(struct sv *rest)
{
	const char *end = rest->n > 0 ? memchr(rest->p, '\n', rest->n) : NULL;
	size_t length = end ? (size_t)(end - rest->p) : rest->n;
	struct sv line = sv_make(rest->p, length);
	size_t step = end ? length + 1 : length;
	*rest = sv_make(rest->p + step, rest->n - step);
	if (line.n > 0 && line.p[line.n - 1] == '\r') {
		line.n--;
	}
	return line;
}

static bool is_blank(struct sv line)
{
	return sv_trim(line).n == 0;
}

static bool is_rule(struct sv line)
{
	return line.n > 0 && line.p[0] == '-' && sv_is(sv_trim(line), "---");
}

/* No turn begins with `---`, so that it ends a conversation also where the blank line before it was forgotten. */
bool transcript_plain_next(struct sv *rest, int *line, struct sv *conversation, int *first_line)
{
	bool any = false;
	const char *start = rest->p, *end = rest->p;
	*first_line = *line;
	while (rest->n > 0) {
		struct sv current = next_line(rest);
		++*line;
		if (is_rule(current)) {
			if (any) {
				break;
			}
			start = end = rest->p;
			*first_line = *line;
			continue;
		}
		if (!is_blank(current)) {
			any = true;
			end = current.p + current.n;
		}
	}
	*conversation = any ? sv_make(start, (size_t)(end - start)) : SV("");
	return any;
}

/* "Agent: text" -> who and text. Names are case-blind; the colon follows at once. */
static bool speaker(struct sv line, enum who *who, struct sv *text)
{
	static const struct {
		const char *name;
		enum who who;
	} names[] = {{"customer:", WHO_CUSTOMER}, {"agent:", WHO_AGENT}};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t n = strlen(names[i].name);
		bool same = line.n >= n;
		for (size_t k = 0; k < n && same; k++) {
			char c = line.p[k];
			c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
			same = c == names[i].name[k];
		}
		if (same) {
			*who = names[i].who;
			*text = sv_trim(sv_make(line.p + n, line.n - n));
			return true;
		}
	}
	return false;
}

struct plain {
	struct transcript *t;
	const char *file;
	int line;  /* being read */
	bool open; /* a turn is being gathered */
	enum who who;
	int turn_line; /* where it began */
	struct strbuf text;
};

static bool fail(const struct plain *p, int line, int column, struct err *err, const char *message)
{
	return err_set_at(err, ERR_INPUT, p->file, line, column, "%s", message);
}

static bool close_turn(struct plain *p, struct err *err)
{
	struct turn turn = {
		.who = p->who, .text = strbuf_sv(&p->text), .action = SV(""), .argument = SV(""), .at_ms = -1};
	struct err own = ERR_INIT;
	if (!p->open) {
		return true;
	}
	if (p->who == WHO_AGENT && !turn_parse_line(strbuf_sv(&p->text), &turn, &own)) {
		return fail(p, p->turn_line, 8, err, own.message);
	}
	if (turn.text.n == 0 && turn.action.n == 0) {
		return fail(p, p->turn_line, 1, err, "Nothing is said here.");
	}
	(void)transcript_add(p->t, &turn);
	strbuf_reset(&p->text);
	p->open = false;
	return true;
}

static bool read_line(struct plain *p, struct sv line, struct err *err)
{
	enum who who = WHO_AGENT;
	struct sv text = line;
	if (is_blank(line)) {
		return true;
	}
	if (line.p[0] == ' ' || line.p[0] == '\t') {
		if (!p->open) {
			return fail(p, p->line, 1, err,
				    "An indented line goes on with a turn, and there is none before it.");
		}
		strbuf_addch(&p->text, '\n');
		strbuf_addsv(&p->text, sv_trim(line));
		return true;
	}
	if (!close_turn(p, err)) {
		return false;
	}
	if (!speaker(line, &who, &text)) {
		return fail(p, p->line, 1, err,
			    "A line begins with “Customer:” or “Agent:”; a line that goes on is indented.");
	}
	p->open = true;
	p->who = who;
	p->turn_line = p->line;
	strbuf_addsv(&p->text, text);
	return true;
}

bool transcript_parse_plain(struct transcript *t, struct sv text, const char *file, int first_line, struct err *err)
{
	struct plain p = {.t = t, .file = file, .line = first_line, .text = STRBUF_INIT};
	bool good = true;
	for (; text.n > 0 && good; p.line++) {
		struct sv line = next_line(&text);
		size_t valid = utf8_valid_prefix(line);
		if (valid < line.n) {
			int column = (int)utf8_length(sv_make(line.p, valid)) + 1;
			good = fail(&p, p.line, column, err, "This is not UTF-8.");
		} else {
			good = read_line(&p, line, err);
		}
	}
	good = good && close_turn(&p, err);
	if (good && t->turn_count == 0) {
		good = fail(&p, first_line, 1, err, "There is no conversation in it.");
	}
	strbuf_release(&p.text);
	return good;
}
