/* transcript.c - turns in memory, and the line of a trainee that is an action. */
#include "model/transcript.h"

#include "base/clock.h"
#include "base/mem.h"

/* A conversation of a million turns is a mistake; the cap keeps counts in int. */
#define MAX_TURNS 1000000

void transcript_init(struct transcript *t)
{
	*t = (struct transcript){.id = SV(""),
				 .scenario = SV(""),
				 .channel = SV(""),
				 .customer_name = SV(""),
				 .agent_name = SV(""),
				 .company = SV(""),
				 .customer_extra = SV(""),
				 .agent_extra = SV("")};
	strbuf_init(&t->extra, 0);
	t->pool = talloc_new(NULL);
	if (!t->pool) {
		mem_die();
	}
}

void transcript_release(struct transcript *t)
{
	strbuf_release(&t->extra);
	talloc_free(t->pool);
	t->pool = NULL;
	t->turns = NULL;
	t->turn_count = t->turn_cap = 0;
}

struct sv transcript_keep(struct transcript *t, struct sv text)
{
	if (text.n == 0) {
		return SV("");
	}
	return sv_make(mem_pool_strndup(t->pool, text.p, text.n), text.n);
}

bool turn_is_one(const struct turn *turn)
{
	return turn->action.n == 0 || turn->text.n == 0 || (sv_is(turn->action, "note") && turn->argument.n == 0);
}

int transcript_add(struct transcript *t, const struct turn *turn)
{
	if (t->turn_count == t->turn_cap) {
		t->turn_cap = t->turn_cap ? t->turn_cap * 2 : 16;
		t->turns = MEM_GROW(t->pool, t->turns, struct turn, (size_t)t->turn_cap);
	}
	struct turn *copy = &t->turns[t->turn_count];
	*copy = *turn;
	copy->text = transcript_keep(t, turn->text);
	copy->action = transcript_keep(t, turn->action);
	copy->argument = transcript_keep(t, turn->argument);
	copy->extra = transcript_keep(t, turn->extra);
	return t->turn_count++;
}

/* ---- "/hold 2m" ---- */

static bool is_word(struct sv name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0);
		if (!letter) {
			return false;
		}
	}
	return name.n > 0 && name.n <= 64;
}

/* Actions whose argument is a length of time; wait cannot do without. */
static bool read_time(struct turn *out, struct err *err)
{
	bool wait = sv_is(out->action, "wait");
	if (!wait && !sv_is(out->action, "hold")) {
		return true;
	}
	if (out->argument.n == 0) {
		return !wait || err_set(err, ERR_INPUT, "/wait needs a time, such as /wait 60s.");
	}
	if (!clock_parse_duration(out->argument, &out->for_ms) || out->for_ms < 0) {
		return err_set(err, ERR_INPUT, "/" SV_FMT " needs a time with its unit, such as 90s or 2m.",
			       SV_ARG(out->action));
	}
	out->argument = SV("");
	return true;
}

bool turn_parse_line(struct sv line, struct turn *out, struct err *err)
{
	struct sv text = sv_trim(line);
	*out = (struct turn){
		.who = WHO_AGENT, .text = line, .action = SV(""), .argument = SV(""), .for_ms = 0, .at_ms = -1};
	if (text.n == 0 || text.p[0] != '/') {
		return true;
	}
	if (sv_starts(text, "//")) {
		out->text = sv_make(text.p + 1, text.n - 1);
		return true;
	}
	size_t end = 1;
	while (end < text.n && text.p[end] != ' ' && text.p[end] != '\t') {
		end++;
	}
	out->text = SV("");
	out->action = sv_make(text.p + 1, end - 1);
	out->argument = sv_trim(sv_make(text.p + end, text.n - end));
	if (!is_word(out->action)) {
		return err_set(err, ERR_INPUT, "An action is / and a word, such as /hold 2m; // sends a slash.");
	}
	return read_time(out, err);
}

void turn_add_line(const struct turn *turn, struct strbuf *out)
{
	if (!turn->action.n) {
		strbuf_addstr(out, turn->text.n && turn->text.p[0] == '/' ? "/" : "");
		strbuf_addsv(out, turn->text);
		return;
	}
	strbuf_addch(out, '/');
	strbuf_addsv(out, turn->action);
	if (turn->for_ms) {
		strbuf_addch(out, ' ');
		clock_add_duration(out, turn->for_ms);
	}
	if (turn->argument.n) {
		strbuf_addch(out, ' ');
		strbuf_addsv(out, turn->argument);
	}
}
