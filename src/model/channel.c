/* channel.c - names and reply targets of the channels. */
#include "model/channel.h"

const char *const channel_names[CHANNEL_COUNT + 1] = {
	[CHANNEL_PHONE] = "phone", [CHANNEL_IN_PERSON] = "in-person",
	[CHANNEL_EMAIL] = "email", [CHANNEL_SOCIAL] = "social",
	[CHANNEL_CHAT] = "chat",   [CHANNEL_SMS] = "sms",
	[CHANNEL_COUNT] = NULL,    [CHANNEL_SELF_SERVICE] = "self-service",
};

#define SECONDS(n) ((int64_t)(n)*1000)
#define MINUTES(n) SECONDS((n)*60)
#define HOURS(n) MINUTES((n)*60)

/* Typed practice: the figures that are public for each channel, rounded to what one can do at a keyboard. */
static const struct {
	int64_t first, later;
} targets[CHANNEL_COUNT] = {
	[CHANNEL_PHONE] = {SECONDS(30), SECONDS(30)},
	[CHANNEL_IN_PERSON] = {SECONDS(30), SECONDS(30)},
	[CHANNEL_EMAIL] = {HOURS(4), HOURS(4)},
	[CHANNEL_SOCIAL] = {HOURS(1), HOURS(1)},
	[CHANNEL_CHAT] = {SECONDS(40), SECONDS(60)},
	[CHANNEL_SMS] = {MINUTES(5), MINUTES(5)},
	[CHANNEL_SELF_SERVICE] = {SECONDS(40), SECONDS(60)},
};

enum channel channel_from(struct sv name)
{
	for (int i = 0; i < CHANNEL_COUNT; i++) {
		if (sv_is(name, channel_names[i])) {
			return (enum channel)i;
		}
	}
	return CHANNEL_UNKNOWN;
}

/* A real conversation without a channel is timed as a chat. */
static int or_chat(enum channel channel)
{
	return channel >= 0 && channel < CHANNEL_COUNT ? (int)channel : CHANNEL_CHAT;
}

int64_t channel_first_reply_ms(enum channel channel)
{
	return targets[or_chat(channel)].first;
}

int64_t channel_reply_ms(enum channel channel)
{
	return targets[or_chat(channel)].later;
}
