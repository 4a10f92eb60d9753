/* template_text.h - the texts behind template.h. @WORDS@ in capitals are filled in. Internal to lint/. */
#ifndef ROLECALL_LINT_TEMPLATE_TEXT_H
#define ROLECALL_LINT_TEMPLATE_TEXT_H

#include "model/channel.h"

/* What differs from channel to channel. */
struct template_channel {
	const char *opening_a, *opening_b; /* first lines; YAML double-quoted text */
	const char *actions;               /* lines of the mapping, indented */
	const char *after, *then;          /* durations of silence */
	const char *waiting, *left;        /* what the customer says, and how they leave */
	const char *waits;                 /* a playthrough's command that lets the silence pass */
};
extern const struct template_channel template_channels[CHANNEL_COUNT];
extern const char *const template_scenario_text[], *const template_rubric_text[]; /* parts, NULL ends them */

#endif
