/* strbuf.h - a growing, NUL-terminated byte buffer with an upper bound.
 *
 * Invariant: buf is never NULL after strbuf_init and buf[len] == 0. Past `limit` (0: none)
 * appending does nothing and `truncated` is set, so hostile input costs bounded memory. */
#ifndef ROLECALL_BASE_STRBUF_H
#define ROLECALL_BASE_STRBUF_H

#include "base/sv.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct strbuf {
	char *buf;
	size_t len, cap, limit;
	bool truncated;
};

extern char strbuf_empty[1];
#define STRBUF_INIT                          \
	{                                    \
		strbuf_empty, 0, 0, 0, false \
	}

void strbuf_init(struct strbuf *sb, size_t limit);
void strbuf_release(struct strbuf *sb);
void strbuf_reset(struct strbuf *sb); /* keeps the memory */
void strbuf_grow(struct strbuf *sb, size_t extra);
void strbuf_add(struct strbuf *sb, const void *bytes, size_t count);
void strbuf_addstr(struct strbuf *sb, const char *text);
void strbuf_addsv(struct strbuf *sb, struct sv view);
static inline void strbuf_addch(struct strbuf *sb, char c)
{
	if (sb->limit || sb->len + 1 >= sb->cap) {
		strbuf_add(sb, &c, 1);
		return;
	}
	sb->buf[sb->len++] = c;
	sb->buf[sb->len] = '\0';
}
void strbuf_addf(struct strbuf *sb, const char *format, ...) __attribute__((format(printf, 2, 3)));
void strbuf_vaddf(struct strbuf *sb, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
struct sv strbuf_sv(const struct strbuf *sb);
/* The caller owns the result (free()); sb is empty again. */
char *strbuf_detach(struct strbuf *sb);

#define CLEANUP_STRBUF __attribute__((cleanup(strbuf_release)))

#endif
