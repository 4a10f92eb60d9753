/* play.h - what the files of `play` share: the attempt being played, its content and its store. */
#ifndef ROLECALL_CLI_PLAY_H
#define ROLECALL_CLI_PLAY_H

#include "cli/scoring.h"
#include "cli/verb.h"
#include "repl/repl.h"

struct play {
	struct context *context;
	const struct args *args;
	struct store *store; /* practice or shared, by mode */
	struct scenario *scenario;
	const struct rubric **rubrics;
	size_t rubric_count;
	struct scorer *scorer;
	struct engine *engine;
	int64_t trainee, attempt;
	enum attempt_mode mode;
	uint64_t seed;
	bool json, resumed, authoring; /* authoring: started elsewhere with --from, --mood or --knows; not kept */
	bool timed;                    /* a person plays, and the clock runs or could run */
	double time_factor;
	char *heading;  /* members that the transcript begins with (earlier.h), malloc'ed; NULL */
	char *retry_of; /* the attempt that this one tries again, malloc'ed; NULL */
	char *bless;    /* the name under which the conversation is to be saved as a playthrough, malloc'ed; NULL */
	bool reloaded;  /* by /reload: begun at the start, but not kept */
	struct play_retired *retired;
	int kept_turns, hints;
	struct repl_ladder ladder; /* of hints, as an attempt that is gone on with left it */
};

/* play.c, for /reload: the rubrics that play->scenario or --rubric names; an engine on the content, not yet begun. */
bool play_rubrics(struct play *play, struct err *err);
struct engine *play_make_engine(struct play *play, struct err *err);

/* Loads the scenario and the rubrics, finds or begins the attempt, makes the engine. */
bool play_prepare(struct play *play, const char *scenario, struct err *err);
void play_release(struct play *play);

/* play_start.c: which attempt. Each opens the store and sets trainee, seed and scenario. `earlier` is filled with the
 * turns to begin with, *parent and *parent_turn with what the new attempt branches off. */
bool play_start_new(struct play *play, const char *scenario, struct err *err);
bool play_start_resumed(struct play *play, const char *scenario, struct transcript *earlier, struct err *err);
bool play_start_retry(struct play *play, const char *word, struct transcript *earlier, int64_t *parent,
		      int *parent_turn, struct err *err);
bool play_begin_attempt(struct play *play, int64_t parent, int parent_turn, struct err *err);

/* play_pin.c: fills the heading with the stock lines of earlier attempts, when a rubric asks for them; for an attempt
 * that is gone on with, with those that it holds. */
bool play_pin(struct play *play, const struct transcript *resumed, struct err *err);

/* The hooks of repl.h. */
bool play_keep(void *data, const struct engine *engine, struct err *err);
bool play_rewound(void *data, const struct engine *engine, int turn, struct err *err);
void play_hint(void *data, struct engine *engine, const struct repl_ladder *ladder);
/* play_ladder.c: where the hints stood, kept in the heading of the transcript; read back for an attempt that is gone on
 * with, by name, as the files may have changed since. */
bool play_keep_ladder(const struct play *play, const struct engine *engine, const struct scorecard *card,
		      const struct repl_ladder *ladder, struct err *err);
void play_read_ladder(struct play *play, const struct transcript *resumed);
/* Keeps the card. */
bool play_finish(struct play *play, bool finished, struct scorecard **card, struct err *err);
/* play_author.c: more hooks; and what /bless asked for, done at the end. */
struct play_retired;
void play_retired_free(struct play_retired *retired);
struct engine *play_reload(void *data, struct engine *engine, struct strbuf *said, struct err *err);
bool play_bless(void *data, struct sv name, struct err *err);
bool play_bless_now(const struct play *play, struct err *err);
/* play_debrief.c: the card, the debrief and the ways on, or the card as JSON. */
bool play_show_card(struct play *play, const struct scorecard *card, bool finished, struct err *err);
/* The numbered menu on a terminal: the scenario's id (malloc'ed), NULL when the person chose nothing. */
char *play_menu(struct context *context, struct err *err);

#endif
