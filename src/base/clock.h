/* clock.h - the only place that asks the machine what time it is. Never used below store/ and repl/. */
#ifndef ROLECALL_BASE_CLOCK_H
#define ROLECALL_BASE_CLOCK_H

#include "base/err.h"
#include "base/strbuf.h"

#include <stdint.h>

int64_t clock_wall_ms(void);      /* milliseconds since 1970-01-01 UTC */
int64_t clock_monotonic_ms(void); /* milliseconds from an arbitrary start */

/* "2026-11-22T10:04:05Z" */
void clock_add_iso(struct strbuf *out, int64_t wall_ms);
/* ISO date "2026-11-22" or date-time "2026-11-22T10:04[:05][Z]" (UTC) to milliseconds. */
bool clock_parse(struct sv text, int64_t *wall_ms, struct err *err);

/* "90s", "2m", "1h30m", "2d", "500ms" to milliseconds. A bare number is refused (S516's reason). */
bool clock_parse_duration(struct sv text, int64_t *milliseconds);
/* 90000 -> "1m30s" */
void clock_add_duration(struct strbuf *out, int64_t milliseconds);

#endif
