/* mem.h - allocation that cannot fail, and cleanup attributes.
 *
 * Out of memory aborts in one place (mem_die). Loaded documents live in talloc trees:
 * pass the parent as `ctx`, free the root, and all of it is gone. */
#ifndef ROLECALL_BASE_MEM_H
#define ROLECALL_BASE_MEM_H

#include "base/banned.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <talloc.h>
#include <unistd.h>

_Noreturn void mem_die(void);

/* malloc family; never return NULL. Free with free(). `count * size` is checked. */
void *mem_alloc(size_t size);
void *mem_calloc(size_t count, size_t size);
void *mem_realloc(void *block, size_t count, size_t size);
char *mem_strdup(const char *text);
char *mem_strndup(const char *text, size_t length);

/* talloc family, never NULL; freed with talloc_free() of the block or any ancestor.
 * MEM_ARRAY zero-fills. */
void *mem_pool_alloc(const void *ctx, size_t count, size_t size, const char *type);
char *mem_pool_strndup(const void *ctx, const char *text, size_t length);
char *mem_pool_printf(const void *ctx, const char *format, ...) __attribute__((format(printf, 2, 3)));
void *mem_pool_grow(const void *ctx, void *block, size_t count, size_t size, const char *type);
#define MEM_NEW(ctx, type) ((type *)mem_pool_alloc((ctx), 1, sizeof(type), #type))
#define MEM_ARRAY(ctx, type, count) ((type *)mem_pool_alloc((ctx), (count), sizeof(type), #type))
#define MEM_GROW(ctx, block, type, count) ((type *)mem_pool_grow((ctx), (block), (count), sizeof(type), #type))

/* Grow a malloc'ed array `items` of capacity `cap` so that index `used` fits (doubling). */
#define MEM_ENSURE(items, used, cap)                                                    \
	do {                                                                            \
		if ((used) >= (cap)) {                                                  \
			(cap) = (cap) ? (cap)*2 : 8;                                    \
			(items) = mem_realloc((items), (size_t)(cap), sizeof *(items)); \
		}                                                                       \
	} while (0)

void mem_cleanup_free(void *pointer_to_pointer);
void mem_cleanup_fclose(FILE **file);
void mem_cleanup_close(int *fd);
void mem_cleanup_talloc(void *pointer_to_pointer);
#define CLEANUP(function) __attribute__((cleanup(function)))
#define CLEANUP_FREE CLEANUP(mem_cleanup_free)
#define CLEANUP_FCLOSE CLEANUP(mem_cleanup_fclose)
#define CLEANUP_CLOSE CLEANUP(mem_cleanup_close)
#define CLEANUP_TALLOC CLEANUP(mem_cleanup_talloc)

#endif
