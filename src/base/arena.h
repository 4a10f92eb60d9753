/* arena.h - many small things that live and go together. A talloc chunk costs 112 bytes beside what it holds, and the
 * packs' phrases are some 50,000 parts, their files as many nodes. */
#ifndef ROLECALL_BASE_ARENA_H
#define ROLECALL_BASE_ARENA_H

#include <stddef.h>

struct arena;
/* A talloc child of `ctx`; goes with it, or by talloc_free. */
struct arena *arena_new(const void *ctx);
/* Zero-filled, never NULL; aligned for pointers and 64-bit numbers. Cannot be freed by itself. */
void *arena_alloc(struct arena *arena, size_t size);
/* A copy with a NUL behind it. */
char *arena_text(struct arena *arena, const char *text, size_t length);

#endif
