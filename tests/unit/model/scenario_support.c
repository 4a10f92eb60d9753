#include "scenario_support.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <criterion/criterion.h>

static struct rubric *find(void *data, struct sv id, bool *exists)
{
	static struct criterion criteria[4];
	static struct rubric rubric;
	(void)data;
	criteria[0].id = SV("apology");
	criteria[1].id = SV("names-feeling");
	criteria[2].id = SV("next-step");
	criteria[3].id = SV("no-blame");
	rubric.id = SV("empathy-core");
	rubric.criteria = criteria;
	rubric.criterion_count = 4;
	*exists = sv_is(id, "empathy-core") || sv_is(id, "broken");
	return sv_is(id, "empathy-core") ? &rubric : NULL;
}

static const char *const *names(void *data)
{
	static const char *const all[] = {"broken", "empathy-core", NULL};
	(void)data;
	return all;
}

struct rubric_resolver test_resolver(void)
{
	return (struct rubric_resolver){find, names, NULL};
}

void test_example(struct strbuf *out)
{
	const char *source = getenv("ROLECALL_SOURCE");
	CLEANUP_FREE char *path = file_join(source ? source : ".", "scenarios/chat/late-birthday-parcel.yaml");
	struct err err = ERR_INIT;
	cr_assert(file_read(path, YAML_MAX_BYTES, out, &err), "%s", err.message);
}

void test_edit(struct sv text, const char *from, const char *to, struct strbuf *out, int *line, int *column)
{
	CLEANUP_FREE char *copy = mem_strndup(text.p, text.n);
	char *place = strstr(copy, from);
	cr_assert_not_null(place, "“%s” is not in the text", from);
	cr_assert_null(strstr(place + 1, from), "“%s” is there twice", from);
	const char *mark = strstr(to, "@@");
	strbuf_add(out, copy, (size_t)(place - copy));
	strbuf_add(out, to, mark ? (size_t)(mark - to) : strlen(to));
	*line = *column = 1;
	if (mark) {
		const char *start = out->buf;
		for (const char *p = out->buf; *p; p++)
			if (*p == '\n') {
				++*line;
				start = p + 1;
			}
		*column = (int)utf8_length(sv_from(start)) + 1;
		strbuf_addstr(out, mark + 2);
	}
	strbuf_addstr(out, place + strlen(from));
}

void test_codes(const struct diag_list *diags, struct strbuf *out)
{
	for (size_t i = 0; i < diags->count; i++)
		strbuf_addf(out, "%s%s %d:%d", i ? ", " : "", diags->items[i].code, diags->items[i].line,
			    diags->items[i].column);
}
