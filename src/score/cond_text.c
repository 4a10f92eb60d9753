/* cond_text.c - a condition in the author's words. */
#include "score/env.h"

#include <limits.h>

static const char *const op_words[] = {
	[COND_MET] = "met",         [COND_MISSED] = "missed",
	[COND_BROKE] = "broke",     [COND_SAID] = "said",
	[COND_ASKED] = "asked",     [COND_KNOWS] = "knows",
	[COND_GOAL] = "goal",       [COND_ACTION] = "action",
	[COND_ANGER] = "anger",     [COND_CONFUSION] = "confusion",
	[COND_REPLIES] = "replies", [COND_TOTAL_REPLIES] = "total replies",
	[COND_VISITED] = "visited", [COND_FLAG] = "flag",
	[COND_CHANNEL] = "channel", [COND_SCORE] = "score",
	[COND_ELAPSED] = "elapsed",
};

static void describe_list(const struct cond *cond, const char *glue, struct strbuf *out)
{
	for (int i = 0; i < cond->count; i++) {
		const struct cond *child = cond->children[i];
		bool bracket = child->count > 1 && (child->op == COND_ALL || child->op == COND_ANY) && cond->count > 1;

		if (i > 0)
			strbuf_addstr(out, glue);
		if (bracket)
			strbuf_addch(out, '(');
		cond_describe(child, out);
		if (bracket)
			strbuf_addch(out, ')');
	}
	if (cond->count == 0)
		strbuf_addstr(out, "always");
}

/* Text of a scalar; of a list its texts with "or" between (regexes by their pattern). */
static void describe_node(const struct yaml_node *node, struct strbuf *out)
{
	if (!node)
		return;
	if (node->type == YAML_SCALAR)
		strbuf_addsv(out, node->text);
	else if (node->type == YAML_MAP && node->count > 0)
		describe_node(node->entries[0].value, out);
	for (int i = 0; node->type == YAML_LIST && i < node->count; i++) {
		if (i > 0)
			strbuf_addstr(out, i + 1 < node->count ? ", " : " or ");
		describe_node(node->items[i], out);
	}
}

static void describe_range(const struct yaml_range *range, struct strbuf *out)
{
	if (range->min == range->max)
		strbuf_addf(out, "exactly %ld", range->min);
	else if (range->max >= INT_MAX)
		strbuf_addf(out, "at least %ld", range->min);
	else if (range->min <= 0)
		strbuf_addf(out, "at most %ld", range->max);
	else
		strbuf_addf(out, "%ld to %ld", range->min, range->max);
}

static void describe_channels(const struct cond *cond, struct strbuf *out)
{
	for (int i = 0; i < cond->name_count; i++) {
		if (i > 0)
			strbuf_addstr(out, i + 1 < cond->name_count ? ", " : " or ");
		strbuf_addsv(out, cond->names[i]);
	}
}

void cond_describe(const struct cond *cond, struct strbuf *out)
{
	if (!cond) {
		strbuf_addstr(out, "always");
		return;
	}
	switch (cond->op) {
	case COND_ALL: describe_list(cond, " and ", out); return;
	case COND_ANY: describe_list(cond, " or ", out); return;
	case COND_NOT:
		strbuf_addstr(out, "not (");
		describe_list(cond, " and ", out);
		strbuf_addch(out, ')');
		return;
	case COND_NOTHING: strbuf_addstr(out, "no other reaction fired"); return;
	default: break;
	}
	strbuf_addstr(out, op_words[cond->op]);
	strbuf_addch(out, ' ');
	if (cond->op == COND_CHANNEL)
		describe_channels(cond, out);
	else if (cond->op != COND_SAID && cond->name.n > 0)
		strbuf_addsv(out, cond->name);
	else if (cond->node)
		describe_node(cond->node, out);
	else
		describe_range(&cond->range, out);
}
