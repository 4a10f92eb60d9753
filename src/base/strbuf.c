#include "base/strbuf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

char strbuf_empty[1] = {'\0'};

void strbuf_init(struct strbuf *sb, size_t limit)
{
	*sb = (struct strbuf){strbuf_empty, 0, 0, limit, false};
}

void strbuf_release(struct strbuf *sb)
{
	if (sb->cap)
		free(sb->buf);
	strbuf_init(sb, sb->limit);
}

void strbuf_reset(struct strbuf *sb)
{
	sb->len = 0;
	sb->truncated = false;
	if (sb->cap)
		sb->buf[0] = '\0';
}

void strbuf_grow(struct strbuf *sb, size_t extra)
{
	if (extra > SIZE_MAX / 2 - sb->len - 1)
		mem_die();
	size_t need = sb->len + extra + 1;
	if (need <= sb->cap)
		return;
	size_t cap = sb->cap ? sb->cap * 2 : 64;
	if (cap < need)
		cap = need;
	bool fresh = sb->cap == 0;
	sb->buf = mem_realloc(fresh ? NULL : sb->buf, cap, 1);
	sb->cap = cap;
	if (fresh)
		sb->buf[0] = '\0';
}

/* How much of the bytes fits below the limit without cutting a UTF-8 sequence. */
static size_t fitting(struct strbuf *sb, const char *bytes, size_t count)
{
	if (sb->truncated)
		return 0;
	if (!sb->limit || count <= sb->limit - sb->len)
		return count;
	sb->truncated = true;
	count = sb->limit - sb->len;
	while (count > 0 && ((unsigned char)bytes[count] & 0xC0) == 0x80)
		count--;
	return count;
}

void strbuf_add(struct strbuf *sb, const void *bytes, size_t count)
{
	if (count == 0)
		return;
	count = fitting(sb, bytes, count);
	if (count == 0)
		return;
	strbuf_grow(sb, count);
	memcpy(sb->buf + sb->len, bytes, count);
	sb->len += count;
	sb->buf[sb->len] = '\0';
}

void strbuf_addstr(struct strbuf *sb, const char *text)
{
	strbuf_add(sb, text, strlen(text));
}

void strbuf_addsv(struct strbuf *sb, struct sv view)
{
	strbuf_add(sb, view.p, view.n);
}

void strbuf_addf(struct strbuf *sb, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	strbuf_vaddf(sb, format, args);
	va_end(args);
}

void strbuf_vaddf(struct strbuf *sb, const char *format, va_list args)
{
	char small[256];
	va_list again;

	va_copy(again, args);
	int length = vsnprintf(small, sizeof(small), format, args);
	if (length >= 0 && (size_t)length < sizeof(small)) {
		strbuf_add(sb, small, (size_t)length);
	} else if (length >= 0) {
		CLEANUP_FREE char *large = mem_alloc((size_t)length + 1);
		vsnprintf(large, (size_t)length + 1, format, again);
		strbuf_add(sb, large, (size_t)length);
	}
	va_end(again);
}

struct sv strbuf_sv(const struct strbuf *sb)
{
	return sv_make(sb->buf, sb->len);
}

char *strbuf_detach(struct strbuf *sb)
{
	char *text = sb->cap ? sb->buf : mem_strdup("");
	strbuf_init(sb, sb->limit);
	return text;
}
