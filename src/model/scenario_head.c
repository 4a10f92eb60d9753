/* scenario_head.c - the few keys that a list of scenarios shows, without reading the rest.
 *
 * A library of a thousand files must list in a tenth of a second, so only the top-level entries that matter are
 * cut out of the text (a block mapping's top-level entries start in column 1) and handed to the YAML parser. A file in
 * another style is parsed whole. */
#include "base/file.h"
#include "base/mem.h"
#include "model/read.h"
#include "model/scenario.h"

static const char *const head_keys[] = {"scenario", "title",    "channel", "difficulty", "rubrics", "family",
					"phase",    "audience", "emotion", "trade",      NULL};

static bool is_head_key(struct sv line)
{
	for (int i = 0; head_keys[i]; i++) {
		size_t n = strlen(head_keys[i]);
		if (line.n > n && memcmp(line.p, head_keys[i], n) == 0 && line.p[n] == ':')
			return true;
	}
	return false;
}

/* True when the line opens a top-level entry: it starts with a letter or a quote, in column 1. */
static bool opens_entry(struct sv line)
{
	char c = line.n ? line.p[0] : ' ';
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '"' || c == '\'';
}

static struct sv line_take(struct sv *rest)
{
	const char *end = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
	size_t n = end ? (size_t)(end - rest->p) + 1 : rest->n;
	struct sv line = sv_make(rest->p, n);
	*rest = sv_make(rest->p + n, rest->n - n);
	return line;
}

static void head_cut(struct sv text, struct strbuf *out)
{
	bool wanted = false;
	while (text.n) {
		struct sv line = line_take(&text);
		if (opens_entry(line))
			wanted = is_head_key(line);
		if (wanted)
			strbuf_addsv(out, line);
	}
}

static struct sv scalar(const struct yaml_doc *doc, const char *key)
{
	const struct yaml_node *node = yaml_get(doc->root, key);
	return node && node->type == YAML_SCALAR ? node->text : SV("");
}

static void rubrics_take(const void *ctx, const struct yaml_doc *doc, struct scenario_head *out)
{
	const struct yaml_node *node = yaml_get(doc->root, "rubrics");
	int count = read_count(node);
	out->rubric_ids = MEM_ARRAY(ctx, struct sv, count);
	out->rubric_count = 0;
	for (int i = 0; i < count; i++) {
		const struct yaml_node *item = read_item(node, i);
		if (item->type == YAML_SCALAR)
			out->rubric_ids[out->rubric_count++] = item->text;
	}
}

static void head_take(const void *ctx, const struct yaml_doc *doc, struct scenario_head *out)
{
	out->id = scalar(doc, "scenario");
	out->title = scalar(doc, "title");
	out->family = scalar(doc, "family");
	out->phase = scalar(doc, "phase");
	out->audience = scalar(doc, "audience");
	out->emotion = scalar(doc, "emotion");
	out->trade = scalar(doc, "trade");
	out->channel = channel_from(scalar(doc, "channel"));
	long difficulty = 0;
	if (sv_to_long(scalar(doc, "difficulty"), &difficulty) && difficulty >= 1 && difficulty <= 5)
		out->difficulty = (int)difficulty;
	rubrics_take(ctx, doc, out);
}

/* A document that names a scenario, or NULL. */
static struct yaml_doc *head_parse(const void *ctx, const char *path, struct sv text)
{
	struct yaml_doc *doc = yaml_parse(ctx, path, text, NULL, NULL);
	if (doc && scalar(doc, "scenario").n)
		return doc;
	talloc_free(doc);
	return NULL;
}

bool scenario_head_load(const void *ctx, const char *path, struct scenario_head *out, struct err *err)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT, cut CLEANUP_STRBUF = STRBUF_INIT;
	*out = (struct scenario_head){.channel = CHANNEL_UNKNOWN};
	if (!file_read(path, YAML_MAX_BYTES, &text, err))
		return false;
	head_cut(strbuf_sv(&text), &cut);
	struct yaml_doc *doc = cut.len ? head_parse(ctx, path, strbuf_sv(&cut)) : NULL;
	if (!doc)
		doc = head_parse(ctx, path, strbuf_sv(&text));
	if (!doc)
		return err_set_at(err, ERR_INPUT, path, 1, 1, "this is not a scenario that can be read");
	head_take(ctx, doc, out);
	return true;
}
