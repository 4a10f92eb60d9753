#include "report/markup.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <libxml/xmlwriter.h>
#include <stdarg.h>

struct markup {
	xmlBufferPtr buffer;
	xmlTextWriterPtr writer;
	bool failed;
};

struct markup *markup_new(void)
{
	struct markup *markup = mem_calloc(1, sizeof *markup);

	markup->buffer = xmlBufferCreate();
	markup->writer = markup->buffer ? xmlNewTextWriterMemory(markup->buffer, 0) : NULL;
	if (!markup->writer)
		mem_die();
	return markup;
}

void markup_free(struct markup *markup)
{
	if (!markup)
		return;
	xmlFreeTextWriter(markup->writer);
	xmlBufferFree(markup->buffer);
	free(markup);
}

static void result(struct markup *markup, int code)
{
	if (code < 0)
		markup->failed = true;
}

static const xmlChar *chars(const char *text)
{
	return (const xmlChar *)text;
}

/* What both HTML and XML accept. */
static void add_clean(struct strbuf *out, struct sv text)
{
	CLEANUP_STRBUF struct strbuf visible = STRBUF_INIT;

	utf8_add_visible(&visible, text, false);
	for (size_t at = 0; at < visible.len;) {
		uint32_t c = utf8_next(strbuf_sv(&visible), &at);
		bool none = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);

		utf8_put(out, none ? 0xfffd : c);
	}
}

void markup_open(struct markup *markup, const char *element)
{
	result(markup, xmlTextWriterStartElement(markup->writer, chars(element)));
}

void markup_close(struct markup *markup)
{
	result(markup, xmlTextWriterFullEndElement(markup->writer));
}

void markup_attr(struct markup *markup, const char *name, const char *value)
{
	CLEANUP_STRBUF struct strbuf clean = STRBUF_INIT;

	add_clean(&clean, sv_from(value));
	result(markup, xmlTextWriterWriteAttribute(markup->writer, chars(name), chars(clean.buf)));
}

__attribute__((format(printf, 1, 0))) static char *format_text(const char *format, va_list args)
{
	char *text = talloc_vasprintf(NULL, format, args);

	if (!text)
		mem_die();
	return text;
}

void markup_attrf(struct markup *markup, const char *name, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = format_text(format, args);
	va_end(args);
	markup_attr(markup, name, text);
	talloc_free(text);
}

void markup_text(struct markup *markup, const char *text)
{
	CLEANUP_STRBUF struct strbuf clean = STRBUF_INIT;

	add_clean(&clean, sv_from(text));
	result(markup, xmlTextWriterWriteString(markup->writer, chars(clean.buf)));
}

void markup_textf(struct markup *markup, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = format_text(format, args);
	va_end(args);
	markup_text(markup, text);
	talloc_free(text);
}

void markup_raw(struct markup *markup, const char *constant)
{
	result(markup, xmlTextWriterWriteRaw(markup->writer, chars(constant)));
}

void markup_line(struct markup *markup, const char *element, const char *class, const char *text)
{
	markup_open(markup, element);
	if (class)
		markup_attr(markup, "class", class);
	markup_text(markup, text);
	markup_close(markup);
}

bool markup_take(struct markup *markup, struct strbuf *out, struct err *err)
{
	result(markup, xmlTextWriterFlush(markup->writer));
	if (markup->failed)
		return err_set(err, ERR_BUG, "The page could not be written.");
	strbuf_add(out, xmlBufferContent(markup->buffer), (size_t)xmlBufferLength(markup->buffer));
	return true;
}
