/* What can be wrong between the phrases of one group: P207 and P212; and the key of a phrase for P210. */
#include "match/set.h"

#include "base/mem.h"
#include "match/spell.h"

struct checker {
	match_report *report;
	void *data;
	bool in_except;
	const struct set_phrase *phrases;
	struct spellings *spelled; /* of the phrases that have a tree */
	bool *told;
	size_t count;
};

static void tell_pair(struct checker *checker, size_t phrase, size_t by, bool same)
{
	struct match_problem problem;
	const struct set_phrase *other = &checker->phrases[by];
	int shown = other->length > 80 ? 80 : (int)other->length;

	if (checker->told[phrase])
		return;
	checker->told[phrase] = true;
	if (same)
		problem_fill(&problem, "P207", 0, checker->phrases[phrase].length, "remove one of the two",
			     "This phrase is here twice: \"%.*s\"", shown, other->text);
	else
		problem_fill(&problem, "P207", 0, checker->phrases[phrase].length, "remove it, or the wider one",
			     "Every hit of this phrase is already found by \"%.*s\"", shown, other->text);
	checker->report(checker->data, checker->in_except, phrase, &problem);
}

static void check_pair(struct checker *checker, size_t first, size_t second)
{
	const struct set_phrase *a = &checker->phrases[first], *b = &checker->phrases[second];
	if (a->regex && b->regex && sv_eq(sv_make(a->text, a->length), sv_make(b->text, b->length)))
		tell_pair(checker, second, first, true);
	if (!a->root || !b->root)
		return;
	bool covered = spellings_cover(&checker->spelled[first], &checker->spelled[second]);
	bool covers = spellings_cover(&checker->spelled[second], &checker->spelled[first]);
	if (covered)
		tell_pair(checker, second, first, covers);
	else if (covers)
		tell_pair(checker, first, second, false);
}

static void checker_init(struct checker *checker, const struct set_phrase *phrases, size_t count)
{
	checker->phrases = phrases;
	checker->count = count;
	checker->spelled = mem_calloc(count + 1, sizeof *checker->spelled);
	checker->told = mem_calloc(count + 1, sizeof *checker->told);
	for (size_t i = 0; i < count; i++)
		if (phrases[i].root)
			spellings_make(&checker->spelled[i], phrases[i].root);
}

static void checker_release(struct checker *checker)
{
	for (size_t i = 0; i < checker->count; i++)
		spellings_release(&checker->spelled[i]);
	free(checker->spelled);
	free(checker->told);
}

static void check_pairs(struct checker *checker)
{
	if (checker->count > LIMIT_COMPARED_PHRASES)
		return;
	for (size_t second = 1; second < checker->count; second++)
		for (size_t first = 0; first < second; first++)
			check_pair(checker, first, second);
}

/* P212: an exception that can touch none of the phrases does nothing. */
static void check_exceptions(const struct checker *wanted, struct checker *unwanted)
{
	for (size_t i = 0; i < unwanted->count; i++) {
		bool useful = !unwanted->phrases[i].root || !wanted->count;
		for (size_t k = 0; k < wanted->count && !useful; k++)
			useful = !wanted->phrases[k].root ||
				 spellings_may_overlap(&wanted->spelled[k], &unwanted->spelled[i]);
		if (useful)
			continue;
		struct match_problem problem;
		problem_fill(&problem, "P212", 0, unwanted->phrases[i].length,
			     "write the whole expression that should not count",
			     "This exception shares no words with any phrase, so it never cancels a hit");
		unwanted->report(unwanted->data, true, i, &problem);
	}
}

void group_check(const struct set_group *group, match_report *report, void *data)
{
	struct checker wanted = {.report = report, .data = data};
	struct checker unwanted = {.report = report, .data = data, .in_except = true};

	checker_init(&wanted, group->phrases, group->phrase_count);
	checker_init(&unwanted, group->except, group->except_count);
	check_pairs(&wanted);
	check_pairs(&unwanted);
	check_exceptions(&wanted, &unwanted);
	checker_release(&wanted);
	checker_release(&unwanted);
}

void match_phrase_key(const struct match_set *set, int group, size_t phrase, struct strbuf *out)
{
	if (group < 0 || (size_t)group >= set->count || phrase >= set->groups[group]->phrase_count)
		return;
	const struct set_phrase *source = &set->groups[group]->phrases[phrase];
	if (source->regex)
		strbuf_addf(out, "regex:%s", source->text);
	if (!source->root)
		return;
	struct spellings spelled;
	spellings_make(&spelled, source->root);
	if (spelled.too_many)
		strbuf_addf(out, "as written:%s", source->text);
	else
		spellings_key(&spelled, out);
	spellings_release(&spelled);
}
