/* channel.h - the seven channels of service (service-standards.md, F1..F7) and what differs by channel. */
#ifndef ROLECALL_MODEL_CHANNEL_H
#define ROLECALL_MODEL_CHANNEL_H

#include "base/sv.h"

#include <stdint.h>

enum channel {
	CHANNEL_UNKNOWN = -1,
	CHANNEL_PHONE,
	CHANNEL_IN_PERSON,
	CHANNEL_EMAIL,
	CHANNEL_SOCIAL,
	CHANNEL_CHAT,
	CHANNEL_SMS,
	CHANNEL_SELF_SERVICE,
	CHANNEL_COUNT
};

extern const char *const channel_names[CHANNEL_COUNT + 1]; /* NULL-terminated, for field tables */
enum channel channel_from(struct sv name);

/* Defaults of product.md section 4, milliseconds: the target for the first and for later replies. */
int64_t channel_first_reply_ms(enum channel channel);
int64_t channel_reply_ms(enum channel channel);

#endif
