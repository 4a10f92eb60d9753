#include "base/err.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

static void copy_visible(char *out, size_t size, const char *text)
{
	CLEANUP_STRBUF struct strbuf visible;
	strbuf_init(&visible, size - 1);
	utf8_add_visible(&visible, sv_from(text), false);
	memcpy(out, visible.buf, visible.len + 1);
}

static void fill(struct err *err, enum err_kind kind, const char *file, int line, int column, const char *message)
{
	if (!err)
		return;
	err->kind = kind;
	err->line = line;
	err->column = column;
	copy_visible(err->file, sizeof(err->file), file ? file : "");
	copy_visible(err->message, sizeof(err->message), message);
}

bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
{
	char message[2048];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	fill(err, kind, NULL, 0, 0, message);
	return false;
}

bool err_set_at(struct err *err, enum err_kind kind, const char *file, int line, int column, const char *format, ...)
{
	char message[2048];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	fill(err, kind, file, line, column, message);
	return false;
}

int err_exit_code(const struct err *err)
{
	switch (err->kind) {
	case ERR_NONE: return 0;
	case ERR_STORE: return 3;
	case ERR_BUG: return 70;
	case ERR_USAGE:
	case ERR_INPUT:
	case ERR_IO:
	case ERR_LIMIT: break;
	}
	return 2;
}
