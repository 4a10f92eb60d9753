/* scenario_says.c - what the customer says: variants, mood bands, and the placeholders inside a line. */
#include "base/mem.h"
#include "model/scenario_read.h"

#include <stdio.h>

const char *const band_names[BAND_COUNT + 1] = {"calm", "irritated", "angry", "furious", NULL};

enum mood_band mood_band_of(int anger)
{
	if (anger < 30)
		return BAND_CALM;
	if (anger < 60)
		return BAND_IRRITATED;
	return anger < 85 ? BAND_ANGRY : BAND_FURIOUS;
}

const struct line *says_lines(const struct says *says, int anger, int *count)
{
	if (!says->banded) {
		*count = says->any_count;
		return says->any_count ? says->any : NULL;
	}
	for (int band = (int)mood_band_of(anger); band >= 0; band--) {
		if (says->band_count[band]) {
			*count = says->band_count[band];
			return says->band[band];
		}
	}
	*count = 0;
	return NULL;
}

/* ---- placeholders ---- */

struct placeholders {
	struct scenario_reader *r;
	const struct yaml_node *line;
	int fact; /* whose says this is, -1 none */
};

static bool placeholder_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
	       c == ':';
}

/* "<word>" at `start`: its whole length, or 0. "<3" and "a < b" are text. */
static size_t placeholder_length(struct sv text, size_t start)
{
	size_t end = start + 1;
	while (end < text.n && placeholder_char(text.p[end]))
		end++;
	if (end == start + 1 || end >= text.n || text.p[end] != '>')
		return 0;
	char first = text.p[start + 1];
	return first >= '0' && first <= '9' ? 0 : end + 1 - start;
}

static void unknown_placeholder(const struct placeholders *p, size_t offset, size_t length)
{
	struct scenario *s = p->r->s;
	struct sv word = sv_make(p->line->text.p + offset + 1, length - 2);
	const char **names = MEM_ARRAY(s, const char *, s->fact_count + 5);
	int count = 0;
	names[count++] = "name";
	names[count++] = "agent";
	names[count++] = "company";
	if (p->fact >= 0 && s->facts[p->fact].value.n)
		names[count++] = "value";
	for (int i = 0; i < s->fact_count; i++)
		names[count++] = mem_pool_printf(names, "fact:" SV_FMT, SV_ARG(s->facts[i].id));
	const char *near = sv_nearest(word, names);
	char help[160];
	if (near)
		snprintf(help, sizeof help, "did you mean <%.100s>?", near);
	else
		snprintf(help, sizeof help,
			 "a line may hold <name>, <agent>, <company>, <fact:ID>, and <value> in a fact's says");
	read_diag_in(&p->r->base, p->line, offset, length, "S520", help,
		     "nothing is known that could stand for <" SV_FMT ">", SV_ARG(word));
	talloc_free(names);
}

static void check_value(const struct placeholders *p, size_t offset, size_t length)
{
	const struct scenario *s = p->r->s;
	if (p->fact >= 0 && s->facts[p->fact].value.n)
		return;
	if (p->fact >= 0)
		read_diag_in(&p->r->base, p->line, offset, length, "S520", "add a value to the fact, or write it out",
			     "the fact “" SV_FMT "” has no value for <value>", SV_ARG(s->facts[p->fact].id));
	else
		read_diag_in(&p->r->base, p->line, offset, length, "S520", "write <fact:ID> with the fact's id",
			     "<value> means something only in what a fact says");
}

static void check_placeholder(const struct placeholders *p, size_t offset, size_t length)
{
	const struct scenario *s = p->r->s;
	struct sv word = sv_make(p->line->text.p + offset + 1, length - 2);
	if (sv_is(word, "name") || sv_is(word, "agent") || sv_is(word, "company"))
		return;
	if (sv_is(word, "value")) {
		check_value(p, offset, length);
		return;
	}
	int fact = sv_starts(word, "fact:") ? scenario_fact(s, sv_make(word.p + 5, word.n - 5)) : -1;
	if (fact < 0)
		unknown_placeholder(p, offset, length);
	else if (s->facts[fact].value.n == 0)
		read_diag_in(&p->r->base, p->line, offset, length, "S520", "add a value to the fact, or write it out",
			     "the fact “" SV_FMT "” has no value to show", SV_ARG(s->facts[fact].id));
}

static void check_line(struct scenario_reader *r, const struct yaml_node *line, int fact)
{
	struct placeholders p = {r, line, fact};
	for (size_t i = 0; i < line->text.n; i++) {
		size_t length = line->text.p[i] == '<' ? placeholder_length(line->text, i) : 0;
		if (length) {
			check_placeholder(&p, i, length);
			i += length - 1;
		}
	}
}

/* ---- reading ---- */

static struct line *lines_read(struct scenario_reader *r, const struct yaml_node *node, int fact, int *count)
{
	*count = read_count(node);
	struct line *lines = MEM_ARRAY(r->s, struct line, *count);
	for (int i = 0; i < *count; i++) {
		lines[i].node = read_item(node, i);
		lines[i].text = lines[i].node->text;
		check_line(r, lines[i].node, fact);
	}
	return lines;
}

void scenario_says_read(struct scenario_reader *r, const struct yaml_node *node, int fact, struct says *out)
{
	*out = (struct says){.banded = false};
	if (!node)
		return;
	if (node->type != YAML_MAP) {
		out->any = lines_read(r, node, fact, &out->any_count);
		return;
	}
	out->banded = true;
	for (int band = 0; band < BAND_COUNT; band++) {
		const struct yaml_node *lines = yaml_get(node, band_names[band]);
		if (lines)
			out->band[band] = lines_read(r, lines, fact, &out->band_count[band]);
	}
}

/* ---- <fact:ID> in phrases: match/ takes any id, so that a wrong one would only never match ---- */

static void check_phrase_facts(struct scenario_reader *r, const struct yaml_node *phrase)
{
	struct sv text = phrase->text;
	for (size_t i = 0; i < text.n; i++) {
		size_t length = text.p[i] == '<' ? placeholder_length(text, i) : 0;
		struct sv word = length ? sv_make(text.p + i + 1, length - 2) : SV("");
		if (!sv_starts(word, "fact:") || scenario_fact(r->s, sv_make(word.p + 5, word.n - 5)) >= 0)
			continue;
		read_diag_in(&r->base, phrase, i, length, "S508", "name one of the customer's facts",
			     "there is no fact “" SV_FMT "”", (int)(word.n - 5), word.p + 5);
	}
}

static bool holds_phrases(struct sv key)
{
	return sv_is(key, "said") || sv_is(key, "asked") || sv_is(key, "may") || sv_is(key, "may_not");
}

void scenario_phrases_check(struct scenario_reader *r, const struct yaml_node *node, bool phrases)
{
	if (!node)
		return;
	if (node->type == YAML_SCALAR && phrases)
		check_phrase_facts(r, node);
	for (int i = 0; node->type == YAML_LIST && i < node->count; i++)
		scenario_phrases_check(r, node->items[i], phrases);
	for (int i = 0; node->type == YAML_MAP && i < node->count; i++) {
		struct sv key = node->entries[i].key->text;
		bool below = phrases ? !sv_is(key, "regex") : holds_phrases(key);
		scenario_phrases_check(r, node->entries[i].value, below);
	}
}
