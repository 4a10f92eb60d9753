/* draw.h - what happens in a conversation, as text for people: events in, lines out. Pure: it draws into a buffer. Text
 * from files and people is made visible; lines wrap at display cells. */
#ifndef ROLECALL_REPL_DRAW_H
#define ROLECALL_REPL_DRAW_H

#include "base/strbuf.h"
#include "engine/engine.h"

struct draw_style {
	int width; /* cells */
	bool colour;
	bool plain; /* for screen readers: no drawing characters, each speaker named on every line */
	bool coach; /* after each reply: what was met and missed, and the words that would have won it */
};

/* The brief, the history, the goals and how to begin. */
void draw_brief(const struct engine *engine, const struct draw_style *style, struct strbuf *out);
/* How fast this channel wants replies. */
void draw_targets(const struct engine *engine, const struct draw_style *style, struct strbuf *out);
/* The events of the engine's last call. */
void draw_events(const struct engine *engine, const struct draw_style *style, struct strbuf *out);
/* "Dana is angry (60 of 100) and a little confused (20)." */
void draw_mood(const struct engine *engine, struct strbuf *out);
void draw_goals(const struct engine *engine, const struct draw_style *style, struct strbuf *out);
/* The last `most` turns of the transcript, for somebody who comes back. */
void draw_last_lines(const struct engine *engine, const struct draw_style *style, int most, struct strbuf *out);
/* Feedback on the last reply: what was met, what was missed and the words that would have won it, what is still open.
 */
void draw_coach(struct engine *engine, const struct draw_style *style, struct strbuf *out);
/* What the last reply won and lost, for /why and coach. */
void draw_why(const struct engine *engine, const struct draw_style *style, bool author, struct strbuf *out);
/* One wrapped line of our own words. */
void draw_note(const struct draw_style *style, struct strbuf *out, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Visible text that starts at the left edge and goes on `indent` cells in. */
void draw_hanging(const struct draw_style *style, struct strbuf *out, int indent, struct sv text);
/* One anger value as a row of eight-step bars, one a reply: "▆▅▃▁" (figures when plain). */
void draw_mood_curve(const struct scorecard *card, const struct draw_style *style, struct strbuf *out);

const char *mood_confusion_word(int confusion); /* clear, a little confused, confused, lost */

#endif
