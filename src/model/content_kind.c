/* content_kind.c - what a YAML file is, told by its first key, without parsing it. */
#include "base/file.h"
#include "model/library.h"

#include "base/banned.h"

/* The first line that says something: no comment, no blank, no document mark. */
static struct sv first_line(struct sv text)
{
	if (sv_starts(text, "\xef\xbb\xbf"))
		text = sv_make(text.p + 3, text.n - 3);
	while (text.n) {
		const char *end = memchr(text.p, '\n', text.n);
		size_t n = end ? (size_t)(end - text.p) : text.n;
		struct sv line = sv_trim(sv_make(text.p, n));
		if (line.n && line.p[0] != '#' && line.p[0] != '%' && !sv_is(line, "---"))
			return line;
		size_t step = end ? n + 1 : n;
		text = sv_make(text.p + step, text.n - step);
	}
	return SV("");
}

enum content_kind content_kind_of(struct sv text)
{
	static const struct {
		const char *key;
		enum content_kind kind;
	} kinds[] = {{"scenario", CONTENT_SCENARIO}, {"rubric", CONTENT_RUBRIC}, {"words", CONTENT_WORDS}};
	struct sv line = first_line(text);
	if (line.n && line.p[0] == '{')
		line = sv_trim(sv_make(line.p + 1, line.n - 1));
	const char *colon = line.n ? memchr(line.p, ':', line.n) : NULL;
	if (!colon)
		return CONTENT_UNKNOWN;
	struct sv key = sv_trim(sv_make(line.p, (size_t)(colon - line.p)));
	if (key.n > 2 && (key.p[0] == '"' || key.p[0] == '\'') && key.p[key.n - 1] == key.p[0])
		key = sv_make(key.p + 1, key.n - 2);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (sv_is(key, kinds[i].key))
			return kinds[i].kind;
	return CONTENT_UNKNOWN;
}

enum content_kind content_kind_of_file(const char *path, struct err *err)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	if (!file_read(path, YAML_MAX_BYTES, &text, err))
		return CONTENT_UNKNOWN;
	return content_kind_of(strbuf_sv(&text));
}
