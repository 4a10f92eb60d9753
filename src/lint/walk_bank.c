/* walk_bank.c - everything that may be said, taken from the scenario and its rubrics. */
#include "lint/walk_inside.h"

#include <ctype.h>

#define SAMPLES_MAX 24 /* of one group: a list of more phrases says nothing new to the walk */
#define EXAMPLES_MAX 8 /* replies of examples of one criterion and kind */
#define REPEATS_MAX 20 /* of a phrase that is to be said several times */
#define STUFFING_MAX (16 * 1024)

const char *const bank_neutral[] = {"All right.", "One moment please.", "Hm, let me see.", "Okay, noted."};
const int bank_neutral_count = 4;

struct builder {
	struct bank *bank;
	const void *ctx;
	struct match_binding binding;
	struct matcher *matcher; /* of the scenario's own set */
	struct match_scanner *scanner;
};

static void texts_add(const void *ctx, struct texts *texts, struct sv text)
{
	for (int i = 0; i < texts->count; i++)
		if (sv_eq(texts->items[i], text))
			return;
	texts->items = MEM_GROW(ctx, texts->items, struct sv, (size_t)texts->count + 1);
	texts->items[texts->count++] = text;
}

/* "what order" -> "What order?" */
static struct sv as_sentence(const void *ctx, struct sv text, char mark)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	strbuf_addsv(&out, sv_trim(text));
	if (out.len && islower((unsigned char)out.buf[0]))
		out.buf[0] = (char)toupper((unsigned char)out.buf[0]);
	if (out.len && !strchr(".?!", out.buf[out.len - 1]))
		strbuf_addch(&out, mark);
	return sv_make(mem_pool_strndup(ctx, out.buf, out.len), out.len);
}

static void bind(struct builder *b)
{
	const struct scenario *scenario = b->bank->scenario;
	struct sv *ids = MEM_ARRAY(b->ctx, struct sv, (size_t)scenario->fact_count + 1);
	struct sv *values = MEM_ARRAY(b->ctx, struct sv, (size_t)scenario->fact_count + 1);

	b->binding = (struct match_binding){.name = scenario->customer_name,
					    .agent = scenario->agent,
					    .company = scenario->company,
					    .fact_ids = ids,
					    .fact_values = values};
	for (int i = 0; i < scenario->fact_count; i++) {
		if (!scenario->facts[i].value.n)
			continue;
		ids[b->binding.fact_count] = scenario->facts[i].id;
		values[b->binding.fact_count++] = scenario->facts[i].value;
	}
}

/* ---- samples of phrases ---- */

static void add_samples(struct builder *b, const struct match_set *set, int group, char mark, struct texts *texts)
{
	if (group < 0 || (size_t)group >= match_set_groups(set))
		return;
	size_t count = match_set_phrases(set, group);

	for (size_t i = 0; i < count && texts->count < SAMPLES_MAX; i++) {
		CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

		if (match_sample(set, group, i, &b->binding, i, &text))
			texts_add(b->ctx, texts, as_sentence(b->ctx, strbuf_sv(&text), mark));
	}
}

static bool hits(struct builder *b, int group, struct sv text)
{
	size_t count = 0;

	match_scan(b->scanner, text);
	match_hits(b->scanner, matcher_base(b->matcher, 0) + group, &count, NULL);
	return count > 0;
}

/* Of a group of the scenario: samples that are heard, and, for a regex, lines of the author that are. */
static void add_heard(struct builder *b, int group, char mark, struct texts *texts)
{
	struct texts all = {NULL, 0};

	add_samples(b, b->bank->scenario->set, group, mark, &all);
	for (int i = 0; i < all.count; i++)
		if (hits(b, group, all.items[i]))
			texts_add(b->ctx, texts, all.items[i]);
	for (int i = 0; i < b->bank->author.count; i++)
		if (hits(b, group, b->bank->author.items[i]))
			texts_add(b->ctx, texts, b->bank->author.items[i]);
}

/* A sample takes the first entry of a word list; the others are worth saying too. An entry with marks is left to the
 * sample. */
static bool is_plain(struct sv entry)
{
	for (size_t i = 0; i < entry.n; i++)
		if (strchr("/()<>*[]{}", entry.p[i]) || (entry.p[i] == '.' && i + 1 < entry.n))
			return false;
	return entry.n > 0;
}

static void hear_entry(struct builder *b, struct sv entry)
{
	const struct scenario *scenario = b->bank->scenario;
	int base = matcher_base(b->matcher, 0);
	size_t groups = match_set_groups(scenario->set), count = 0;

	match_scan(b->scanner, entry);
	for (size_t g = 0; g < groups; g++) {
		match_hits(b->scanner, base + (int)g, &count, NULL);
		if (count && b->bank->said[g].count < SAMPLES_MAX)
			texts_add(b->ctx, &b->bank->said[g], as_sentence(b->ctx, entry, '.'));
	}
}

static void add_list_entries(struct builder *b)
{
	const struct scenario *scenario = b->bank->scenario;

	for (int i = 0; i < scenario->list_count; i++) {
		const struct yaml_node *list = scenario->lists[i].node;

		for (int k = 0; list && list->type == YAML_LIST && k < list->count; k++)
			if (list->items[k]->type == YAML_SCALAR && is_plain(list->items[k]->text))
				hear_entry(b, list->items[k]->text);
	}
}

static void add_scenario(struct builder *b)
{
	struct bank *bank = b->bank;
	const struct scenario *scenario = bank->scenario;
	size_t groups = match_set_groups(scenario->set);

	bank->said = MEM_ARRAY(b->ctx, struct texts, groups + 1);
	bank->asks = MEM_ARRAY(b->ctx, struct texts, (size_t)scenario->fact_count + 1);
	for (int i = 0; i < scenario->playthrough_count; i++)
		for (int k = 0; k < scenario->playthroughs[i].reply_count; k++)
			if (!sv_starts(scenario->playthroughs[i].replies[k].text, "/"))
				texts_add(b->ctx, &bank->author, scenario->playthroughs[i].replies[k].text);
	for (int i = 0; i < scenario->fact_count; i++)
		if (scenario->facts[i].asked_group >= 0)
			add_heard(b, scenario->facts[i].asked_group, '?', &bank->asks[i]);
	for (size_t i = 0; i < groups; i++)
		add_heard(b, (int)i, '.', &bank->said[i]);
	add_list_entries(b);
}

/* ---- criteria ---- */

static struct sv joined(const void *ctx, const struct sv *items, int count)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	for (int i = 0; i < count; i++) {
		if (i)
			strbuf_addch(&out, ' ');
		strbuf_addsv(&out, items[i]);
	}
	return sv_make(mem_pool_strndup(ctx, out.buf, out.len), out.len);
}

static void add_examples(struct builder *b, const struct criterion *criterion, enum example_list list,
			 struct texts *texts)
{
	int added = 0;

	for (int i = 0; i < criterion->example_count && added < EXAMPLES_MAX; i++) {
		const struct example *example = &criterion->examples[i];

		for (int k = 0; example->list == list && k < example->reply_count && added < EXAMPLES_MAX; k++) {
			if (sv_starts(example->replies[k].text, "/"))
				continue;
			texts_add(b->ctx, texts, example->replies[k].text);
			added++;
		}
	}
}

static void add_counted(struct builder *b, const struct rubric *rubric, const struct criterion *criterion,
			struct bank_criterion *out)
{
	struct texts samples = {NULL, 0};
	struct sv many[REPEATS_MAX];
	int count = 0;

	add_samples(b, rubric->set, criterion->group, '.', &samples);
	if (!samples.count)
		return;
	for (; count < REPEATS_MAX && count <= criterion->count.max; count++)
		many[count] = samples.items[count % samples.count];
	texts_add(b->ctx, &out->broke, joined(b->ctx, many, count));
	if (criterion->count.min > 0 && criterion->count.min <= REPEATS_MAX)
		texts_add(b->ctx, &out->meet, joined(b->ctx, many, (int)criterion->count.min));
}

static void add_required(struct builder *b, const struct rubric *rubric, const struct criterion *criterion,
			 struct bank_criterion *out)
{
	struct texts samples = {NULL, 0};

	add_samples(b, rubric->set, criterion->group, '.', &samples);
	if ((criterion->all || criterion->at_least > 1) && samples.count)
		texts_add(b->ctx, &out->meet, joined(b->ctx, samples.items, samples.count));
	for (int i = 0; i < samples.count; i++)
		texts_add(b->ctx, &out->meet, samples.items[i]);
}

static void add_criterion(struct builder *b, int rubric_index, int index)
{
	const struct rubric *rubric = scorer_rubric(b->bank->scorer, (size_t)rubric_index);
	const struct criterion *criterion = &rubric->criteria[index];
	struct bank_criterion *out = &b->bank->criteria[rubric_index][index];

	if (!criterion->runnable)
		return;
	if (criterion->model.n && !criterion_is_forbid(criterion))
		texts_add(b->ctx, &out->meet, criterion->model);
	switch (criterion->kind) {
	case KIND_REQUIRE: add_required(b, rubric, criterion, out); break;
	case KIND_FORBID: add_samples(b, rubric->set, criterion->group, '.', &out->broke); break;
	case KIND_COUNT: add_counted(b, rubric, criterion, out); break;
	default: break;
	}
	add_examples(b, criterion, EXAMPLE_PASS, &out->meet);
	add_examples(b, criterion, EXAMPLE_FAIL, &out->broke);
}

/* A composition is met through its members, which may stand later in the file. */
static void add_composition(struct builder *b, int rubric_index, int index)
{
	const struct rubric *rubric = scorer_rubric(b->bank->scorer, (size_t)rubric_index);
	const struct criterion *criterion = &rubric->criteria[index];
	struct bank_criterion *all = b->bank->criteria[rubric_index];
	struct sv *parts = MEM_ARRAY(b->ctx, struct sv, (size_t)criterion->of_count + 1);
	int count = 0;

	for (int i = 0; i < criterion->of_count; i++) {
		int member = criterion->of[i];

		if (member >= 0 && all[member].meet.count)
			parts[count++] = all[member].meet.items[0];
	}
	if (count)
		texts_add(b->ctx, &all[index].meet, joined(b->ctx, parts, count));
}

static void add_rubrics(struct builder *b)
{
	struct bank *bank = b->bank;
	size_t count = scorer_rubrics(bank->scorer);

	bank->criteria = MEM_ARRAY(b->ctx, struct bank_criterion *, count + 1);
	for (size_t r = 0; r < count; r++) {
		const struct rubric *rubric = scorer_rubric(bank->scorer, r);

		bank->criteria[r] = MEM_ARRAY(b->ctx, struct bank_criterion, (size_t)rubric->criterion_count + 1);
		for (int c = 0; c < rubric->criterion_count; c++)
			add_criterion(b, (int)r, c);
		for (int c = 0; c < rubric->criterion_count; c++)
			if (rubric->criteria[c].of_count)
				add_composition(b, (int)r, c);
	}
	bank->rubric_of = MEM_ARRAY(b->ctx, int, (size_t)bank->scenario->rubric_count + 1);
	for (int i = 0; i < bank->scenario->rubric_count; i++) {
		bank->rubric_of[i] = -1;
		for (size_t r = 0; r < count; r++)
			if (scorer_rubric(bank->scorer, r) == bank->scenario->rubrics[i])
				bank->rubric_of[i] = (int)r;
	}
}

/* ---- all of it ---- */

static void add_all(struct builder *b, const struct texts *texts)
{
	struct bank *bank = b->bank;

	bank->all.items =
		MEM_GROW(b->ctx, bank->all.items, struct sv, (size_t)bank->all.count + (size_t)texts->count + 1);
	for (int i = 0; i < texts->count; i++)
		bank->all.items[bank->all.count++] = texts->items[i];
}

static void add_stuffing(struct builder *b)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	strbuf_init(&out, STUFFING_MAX);
	for (size_t r = 0; r < scorer_rubrics(b->bank->scorer); r++) {
		const struct rubric *rubric = scorer_rubric(b->bank->scorer, r);

		for (int c = 0; c < rubric->criterion_count; c++) {
			const struct criterion *criterion = &rubric->criteria[c];
			bool wanted = criterion->kind == KIND_REQUIRE || criterion->kind == KIND_LEVELS;

			for (int g = 0; criterion->runnable && wanted && g < criterion->group_count; g++)
				for (size_t p = 0; p < match_set_phrases(rubric->set, criterion->first_group + g); p++)
					match_literals(rubric->set, criterion->first_group + g, p, &out);
		}
	}
	size_t n = out.len;

	while (n > 0 && ((unsigned char)out.buf[n] & 0xc0) == 0x80) /* cut between characters */
		n--;
	b->bank->stuffing = n ? sv_make(mem_pool_strndup(b->ctx, out.buf, n), n) : sv_from(bank_neutral[0]);
}

static void gather(struct builder *b)
{
	struct bank *bank = b->bank;

	for (int i = 0; i < bank->scenario->fact_count; i++)
		add_all(b, &bank->asks[i]);
	for (size_t g = 0; g < match_set_groups(bank->scenario->set); g++)
		add_all(b, &bank->said[g]);
	for (size_t r = 0; r < scorer_rubrics(bank->scorer); r++)
		for (int c = 0; c < scorer_rubric(bank->scorer, r)->criterion_count; c++) {
			add_all(b, &bank->criteria[r][c].meet);
			add_all(b, &bank->criteria[r][c].broke);
		}
	add_all(b, &bank->author);
}

struct bank *bank_of(const void *ctx, const struct scenario *scenario, const struct scorer *scorer)
{
	struct bank *bank = MEM_NEW(ctx, struct bank);
	struct builder b = {.bank = bank, .ctx = bank};
	const struct match_set *set = scenario->set;

	bank->scenario = scenario;
	bank->scorer = scorer;
	bind(&b);
	b.matcher = matcher_new(&set, 1, MATCH_ENGINE_FAST);
	b.scanner = match_scanner_new(b.matcher);
	match_scanner_bind(b.scanner, &b.binding);
	add_scenario(&b);
	add_rubrics(&b);
	add_stuffing(&b);
	gather(&b);
	match_scanner_free(b.scanner);
	matcher_free(b.matcher);
	return bank;
}
