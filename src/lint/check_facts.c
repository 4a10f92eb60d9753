/* check_facts.c - S509 (a fact that can never be asked for, or is told before it can be known) and S522 (a brief that
 * gives a fact away). */
#include "base/mem.h"
#include "lint/check.h"

#include <string.h>

static const struct yaml_node *fact_key(const struct scenario *s, int fact)
{
	const struct yaml_node *facts = yaml_get(yaml_get(s->doc->root, "customer"), "facts");

	return facts && fact < facts->count ? facts->entries[fact].key : s->facts[fact].node;
}

#define MAX_FACTS 500 /* each is sought in whole texts; no customer knows as much */

/* ---- S509 ---- */

static void check_askable(const struct scenario_check *check)
{
	const struct scenario *s = check->scenario;

	for (int i = 0; i < s->fact_count; i++)
		if (s->facts[i].asked_group < 0 && !s->facts[i].known)
			check_diag(check, fact_key(s, i), "S509",
				   "add asked: and phrases that ask for it, or known: true",
				   "the fact “" SV_FMT "” can never be asked for", SV_ARG(s->facts[i].id));
}

static void check_line(const struct scenario_check *check, const struct line *line)
{
	const struct scenario *s = check->scenario;

	for (int i = 0; i < s->fact_count && i < MAX_FACTS; i++) {
		const struct fact *fact = &s->facts[i];
		const char *mark = mem_pool_printf(check->pool, "<fact:" SV_FMT ">", SV_ARG(fact->id));
		const char *at = line->text.n ? strstr(line->text.p, mark) : NULL;

		if (!at || fact->known || fact->asked_group < 0)
			continue;
		yaml_diag_in(check->diags, s->doc, line->node, (size_t)(at - line->text.p), strlen(mark), "S509",
			     "give the fact known: true, or leave it to be asked for",
			     "the customer opens with the fact “" SV_FMT "”, which is not known yet then",
			     SV_ARG(fact->id));
	}
}

static void check_opening(const struct scenario_check *check)
{
	const struct scenario *s = check->scenario;
	const struct says *says = s->start >= 0 ? &s->nodes[s->start].says : NULL;

	for (int i = 0; says && i < says->any_count; i++)
		check_line(check, &says->any[i]);
	for (int band = 0; says && band < BAND_COUNT; band++)
		for (int i = 0; i < says->band_count[band]; i++)
			check_line(check, &says->band[band][i]);
}

/* ---- S522 ---- */

static bool is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_at(struct sv text, size_t at, struct sv value)
{
	for (size_t i = 0; i < value.n; i++)
		if (lower(text.p[at + i]) != lower(value.p[i]))
			return false;
	return true;
}

/* Where the value stands in the text as whole words; text.n when it does not. */
static size_t find_value(struct sv text, struct sv value)
{
	for (size_t at = 0; at + value.n <= text.n; at++) {
		bool starts = at == 0 || !is_word_byte(text.p[at - 1]) || !is_word_byte(value.p[0]);
		size_t end = at + value.n;
		bool ends = end == text.n || !is_word_byte(text.p[end]) || !is_word_byte(value.p[value.n - 1]);

		if (starts && ends && same_at(text, at, value))
			return at;
	}
	return text.n;
}

static void check_brief(const struct scenario_check *check)
{
	const struct scenario *s = check->scenario;
	const struct yaml_node *brief = yaml_get(s->doc->root, "brief");

	for (int i = 0; brief && i < s->fact_count && i < MAX_FACTS; i++) {
		struct sv value = sv_trim(s->facts[i].value);
		size_t at;

		/* One or two characters stand in any text by chance. */
		if (s->facts[i].known || value.n < 3 || sv_eq(value, s->customer_name))
			continue;
		at = find_value(brief->text, value);
		if (at < brief->text.n)
			yaml_diag_in(check->diags, s->doc, brief, at, value.n, "S522",
				     "leave it out, so that the trainee has to ask; or give the fact known: true",
				     "the brief gives away the fact “" SV_FMT "”", SV_ARG(s->facts[i].id));
	}
}

void check_facts(struct scenario_check *check)
{
	check_askable(check);
	check_opening(check);
	check_brief(check);
}
