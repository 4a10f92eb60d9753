#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

_Noreturn void mem_die(void)
{
	fputs("rolecall: out of memory\n", stderr);
	abort();
}

static void *check(void *block)
{
	if (!block)
		mem_die();
	return block;
}

void *mem_alloc(size_t size)
{
	return check(malloc(size ? size : 1));
}

void *mem_calloc(size_t count, size_t size)
{
	return check(calloc(count ? count : 1, size ? size : 1));
}

void *mem_realloc(void *block, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		mem_die();
	size_t bytes = count * size;
	return check(realloc(block, bytes ? bytes : 1));
}

char *mem_strndup(const char *text, size_t length)
{
	if (length == SIZE_MAX)
		mem_die();
	char *copy = mem_alloc(length + 1);
	if (length)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *mem_strdup(const char *text)
{
	return mem_strndup(text, strlen(text));
}

/* talloc counts in unsigned int. */
static unsigned narrow(size_t count)
{
	if (count > UINT32_MAX)
		mem_die();
	return (unsigned)count;
}

void *mem_pool_alloc(const void *ctx, size_t count, size_t size, const char *type)
{
	return check(_talloc_zero_array(ctx, size, narrow(count), type));
}

char *mem_pool_strndup(const void *ctx, const char *text, size_t length)
{
	char *copy = check(_talloc_array(ctx, 1, narrow(length + 1), "char"));
	if (length)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *mem_pool_printf(const void *ctx, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *text = talloc_vasprintf(ctx, format, args);
	va_end(args);
	return check(text);
}

void *mem_pool_grow(const void *ctx, void *block, size_t count, size_t size, const char *type)
{
	size_t before = block ? talloc_get_size(block) : 0;
	char *grown = check(_talloc_realloc_array(ctx, block, size, narrow(count ? count : 1), type));
	size_t after = talloc_get_size(grown);
	if (after > before)
		memset(grown + before, 0, after - before);
	return grown;
}

void mem_cleanup_free(void *pointer_to_pointer)
{
	void **pointer = pointer_to_pointer;
	free(*pointer);
	*pointer = NULL;
}

void mem_cleanup_fclose(FILE **file)
{
	if (*file)
		fclose(*file);
	*file = NULL;
}

void mem_cleanup_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void mem_cleanup_talloc(void *pointer_to_pointer)
{
	void **pointer = pointer_to_pointer;
	if (*pointer)
		talloc_free(*pointer);
	*pointer = NULL;
}
