#include "base/arena.h"

#include "base/mem.h"

#include <string.h>

#define BLOCK_FIRST 512u
#define BLOCK_MOST 16384u

struct arena {
	char *block;
	size_t used, size;
};

struct arena *arena_new(const void *ctx)
{
	return MEM_NEW(ctx, struct arena);
}

/* Texts need no alignment. */
static void *take(struct arena *arena, size_t size, size_t align)
{
	size_t at = (arena->used + align - 1) & ~(align - 1);

	if (!arena->block || at > arena->size || size > arena->size - at) {
		if (size > BLOCK_MOST / 4)
			return MEM_ARRAY(arena, char, size);
		size_t next = arena->size ? arena->size * 2 : BLOCK_FIRST;
		while (next < size)
			next *= 2;
		arena->size = next > BLOCK_MOST ? BLOCK_MOST : next;
		arena->block = MEM_ARRAY(arena, char, arena->size);
		at = 0;
	}
	arena->used = at + size;
	return arena->block + at;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return take(arena, size, 8); /* blocks come zero-filled */
}

char *arena_text(struct arena *arena, const char *text, size_t length)
{
	char *copy = take(arena, length + 1, 1);

	if (length)
		memcpy(copy, text, length);
	return copy;
}
