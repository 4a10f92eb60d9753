/* inside.h - what the files of repl/ share about a running conversation. */
#ifndef ROLECALL_REPL_INSIDE_H
#define ROLECALL_REPL_INSIDE_H

#include "repl/command.h"
#include "repl/repl.h"

struct repl {
	struct engine *engine;
	struct engine **owner; /* the caller's pointer, kept at the living engine */
	const struct repl_options *options;
	const struct repl_hooks *hooks;
	struct err *err;
	struct draw_style style;
	int64_t started_ms; /* monotonic, when the virtual clock showed `base_ms` */
	int64_t base_ms;
	int64_t seen_ms; /* monotonic, when the person was last known to be there: suspended time does not count */
	struct repl_ladder ladder;
	int hint_replies; /* when the last step was given */
	int64_t hint_ms;  /* when the last step was given, -1 never */
	int64_t hold_ms;  /* virtual time when a hold with a running clock began, -1 none */
	bool hold_told;   /* that it is longer than the customer accepts */
	int saved_turns, replies;
	bool left;
	const char *actions[66]; /* the scenario's own, for commands */
};

/* Virtual time now; -1 when the clock stands still. */
int64_t repl_now(const struct repl *repl);
void repl_show(struct repl *repl, const struct strbuf *text);
/* One typed line, several for a paste. False: stop (left, or *err). */
bool repl_line(struct repl *repl, struct sv line);
/* A command line. False: stop. */
bool repl_command(struct repl *repl, struct sv line);
bool repl_step(struct repl *repl, const struct engine_input *input);
bool repl_say(struct repl *repl, struct sv text);
bool repl_act(struct repl *repl, struct sv name, struct sv argument, int64_t for_ms);
/* /hold without a time on a running clock: until /resume or the next words. */
void repl_hold_begin(struct repl *repl);
bool repl_hold_end(struct repl *repl);
char *repl_hold_tick(struct repl *repl);
/* One step of the ladder, or a kind refusal; the model reply at once. Both are noted. */
void repl_hint(struct repl *repl);
void repl_model(struct repl *repl);
/* The person's editor on a new text; malloc'ed, NULL when left empty or it failed (then said so). */
char *repl_edit(struct repl *repl);
char **repl_complete(void *data, const char *line, int start);

#endif
