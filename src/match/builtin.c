#include "match/builtin.h"

#include "base/mem.h"
#include "match/atoms.h"
#include "match/limits.h"

#define BIT(n) ((uint64_t)1 << (n))
#define LONGEST 11 /* node_max_words says 12 */

bool word_follows_any(const struct words *words, size_t at, const char *const *list)
{
	if (!word_follows(words, at))
		return false;
	for (; *list; list++)
		if (word_is(words, at, *list))
			return true;
	return false;
}

uint64_t builtin_number(const struct words *words, size_t at)
{
	uint64_t lengths = 0;
	size_t i = at;

	if (word_is(words, i, "a") && word_follows(words, i + 1) && (word_lex(words, i + 1) & LEX_SCALE))
		i++;
	else if (word_lex(words, i) & LEX_DIGITS) {
		lengths |= BIT(1);
		i++;
		if (!word_follows(words, i) || !(word_lex(words, i) & LEX_SCALE))
			return lengths;
	} else if (!(word_lex(words, i) & LEX_NUMBER)) {
		return 0;
	}
	while (i < at + LONGEST && (i == at || word_follows(words, i))) {
		if (word_lex(words, i) & LEX_NUMBER)
			lengths |= BIT(i + 1 - at);
		else if (!(word_is(words, i, "and") && i > at && (word_lex(words, i - 1) & LEX_SCALE)))
			break;
		i++;
	}
	return lengths;
}

/* The letters that stand right behind the digits of one word, as in 24hrs. */
static const char *attached(const struct words *words, size_t at)
{
	if (!(word_lex(words, at) & LEX_DIGITS))
		return "";
	const char *folded = words->items[at].entry->folded;
	return folded + strspn(folded, "0123456789.:");
}

static bool among(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(text, *list) == 0)
			return true;
	return false;
}

static const char *const attached_currency[] = {"usd", "eur", "gbp", "p", "c", "k", NULL};

uint64_t builtin_money(const struct words *words, size_t at)
{
	uint64_t lengths = 0;
	if (at >= words->count)
		return 0;
	if (words->items[at].money) {
		lengths |= BIT(1);
		if (word_follows(words, at + 1) && (word_lex(words, at + 1) & LEX_SCALE))
			lengths |= BIT(2);
	}
	const char *unit = attached(words, at);
	if (*unit && strcmp(unit, "k") != 0 && among(unit, attached_currency))
		lengths |= BIT(1);
	uint64_t numbers = builtin_number(words, at);
	if (word_is(words, at, "a") || word_is(words, at, "few") || word_is(words, at, "several"))
		numbers |= BIT(1);
	for (size_t n = 1; n <= LONGEST - 1; n++)
		if ((numbers & BIT(n)) && word_follows(words, at + n) && (word_lex(words, at + n) & LEX_CURRENCY))
			lengths |= BIT(n + 1);
	if ((word_lex(words, at) & LEX_CURRENCY) && word_follows(words, at + 1) &&
	    (word_lex(words, at + 1) & LEX_DIGITS) && strlen(words->items[at].entry->folded) == 3)
		lengths |= BIT(2);
	return lengths;
}

static const char *const attached_units[] = {"s",       "sec",    "secs", "m",   "min",  "mins",  "minute",
					     "minutes", "h",      "hr",   "hrs", "hour", "hours", "d",
					     "day",     "days",   "w",    "wk",  "wks",  "week",  "weeks",
					     "month",   "months", "yr",   "yrs", "year", "years", NULL};
static const char *const unit_adjectives[] = {"business", "working", "full",    "more",  "calendar",
					      "whole",    "extra",   "further", "short", "good",
					      "quick",    "more",    "long",    "solid", NULL};

/* Lengths of what may stand before a unit: a number, a range, "a", "half an", "a couple of". */
static uint64_t amounts(const struct words *words, size_t at)
{
	uint64_t lengths = builtin_number(words, at);
	for (size_t n = 1; n <= 4; n++) {
		if (!(lengths & BIT(n)) || !word_follows(words, at + n))
			continue;
		size_t next = at + n;
		if ((word_is(words, next, "to") || word_is(words, next, "or")) && word_follows(words, next + 1))
			next++;
		uint64_t second = builtin_number(words, next);
		for (size_t m = 1; m <= 3; m++)
			if (second & BIT(m))
				lengths |= BIT(next - at + m);
	}
	if (word_is(words, at, "a") || word_is(words, at, "an"))
		lengths |= BIT(1);
	if (word_is(words, at, "half") && word_follows(words, at + 1) &&
	    (word_is(words, at + 1, "an") || word_is(words, at + 1, "a")))
		lengths |= BIT(2);
	size_t vague = at + (word_is(words, at, "a") && word_follows(words, at + 1) ? 1 : 0);
	if (word_lex(words, vague) & LEX_VAGUE) {
		lengths |= BIT(vague - at + 1);
		if (word_follows(words, vague + 1) && word_is(words, vague + 1, "of"))
			lengths |= BIT(vague - at + 2);
	}
	return lengths;
}

uint64_t builtin_duration(const struct words *words, size_t at)
{
	uint64_t lengths = 0;
	const char *unit = attached(words, at);
	if (*unit && among(unit, attached_units))
		lengths |= BIT(1);
	uint64_t before = amounts(words, at);
	for (size_t n = 1; n <= LONGEST - 4; n++) {
		if (!(before & BIT(n)))
			continue;
		size_t next = at + n;
		for (int adjectives = 0; adjectives < 2 && word_follows_any(words, next, unit_adjectives); adjectives++)
			next++;
		if (!word_follows(words, next) || !(word_lex(words, next) & LEX_UNIT)) {
			/* "5-7days": the range carries its unit on its last number */
			if (n > 1 && *attached(words, next - 1) && among(attached(words, next - 1), attached_units))
				lengths |= BIT(n);
			continue;
		}
		lengths |= BIT(next - at + 1);
		if (word_follows(words, next + 3) && word_is(words, next + 1, "and") && word_is(words, next + 2, "a") &&
		    word_is(words, next + 3, "half"))
			lengths |= BIT(next - at + 4);
	}
	return lengths;
}

uint64_t builtin_lengths(const struct words *words, const struct binding *binding, enum builtin builtin,
			 const char *fact, size_t at)
{
	if (at >= words->count)
		return 0;
	switch (builtin) {
	case BUILTIN_NUMBER: return builtin_number(words, at);
	case BUILTIN_MONEY: return builtin_money(words, at);
	case BUILTIN_TIME: return builtin_time(words, at);
	case BUILTIN_DATE: return builtin_date(words, at);
	case BUILTIN_DURATION: return builtin_duration(words, at);
	default: return builtin_bound(words, binding, builtin, fact, at);
	}
}

#define STARTS(builtin) (UINT32_C(1) << BUILTIN_##builtin)

static const char *const time_openers[] = {"noon", "midnight", "midday", "eod",  "cob",     "lunchtime",
					   "end",  "close",    "a",      "half", "quarter", NULL};
static const char *const date_openers[] = {"today", "tomorrow", "tonight", "yesterday", "tmrw",      "tmr", "tomorow",
					   "next",  "this",     "last",    "coming",    "following", "the", NULL};

uint32_t builtin_starts(const struct word_entry *entry)
{
	const char *folded = entry->folded;
	bool figure = folded[0] >= '0' && folded[0] <= '9', number = figure || (entry->lex & LEX_NUMBER);
	bool a = strcmp(folded, "a") == 0, vague = entry->lex & LEX_VAGUE;
	uint32_t starts = 0;

	if (number || a)
		starts |= STARTS(NUMBER) | STARTS(MONEY) | STARTS(DURATION) | STARTS(TIME);
	if (vague)
		starts |= STARTS(MONEY) | STARTS(DURATION);
	if (entry->lex & LEX_CURRENCY)
		starts |= STARTS(MONEY);
	if (strcmp(folded, "an") == 0 || strcmp(folded, "half") == 0)
		starts |= STARTS(DURATION);
	if (among(folded, time_openers))
		starts |= STARTS(TIME);
	if (figure || (entry->lex & (LEX_WEEKDAY | LEX_MONTH | LEX_ORDINAL)) || among(folded, date_openers))
		starts |= STARTS(DATE);
	return starts;
}

/* A bound value is compared without spaces, so it begins as its first word does. */
static void add_initial(bool *initials, const struct bound_value *value)
{
	const char *const all[] = {value->joined, value->first, value->last};
	for (size_t i = 0; i < 3; i++)
		if (all[i])
			initials[(unsigned char)all[i][0]] = true;
}

static void set_bit(uint64_t *bits, uint32_t bit, bool value)
{
	if (value)
		bits[bit / 64] |= UINT64_C(1) << (bit % 64);
	else
		bits[bit / 64] &= ~(UINT64_C(1) << (bit % 64));
}

static void set_present(struct words *words, const struct word_entry *entry, bool value)
{
	if (entry->literal != NO_ATOM)
		set_bit(words->present, entry->literal, value);
	for (uint32_t i = 0; i < entry->prefix_count; i++)
		set_bit(words->present, entry->prefixes[i], value);
}

/* Most words of a text are in no phrase: only the others are noted. */
static void mark_present(struct words *words, const struct word_entry *entry)
{
	if (entry->literal == NO_ATOM && !entry->prefix_count)
		return;
	set_present(words, entry, true);
	MEM_ENSURE(words->marks, words->marked, words->marked_cap);
	words->marks[words->marked++] = entry;
}

void words_forget_present(struct words *words)
{
	if (!words->present && words->interner.atoms)
		words->present = mem_calloc(atoms_count(words->interner.atoms) / 64 + 1, sizeof *words->present);
	for (size_t i = 0; i < words->marked; i++)
		set_present(words, words->marks[i], false);
	words->marked = 0;
	words->present_starts = 0;
}

void words_mark_starts(struct words *words, const struct binding *binding)
{
	bool initials[BUILTIN_COUNT][256] = {{false}};
	uint32_t capital = 0;

	add_initial(initials[BUILTIN_NAME], &binding->name);
	add_initial(initials[BUILTIN_AGENT], &binding->agent);
	add_initial(initials[BUILTIN_COMPANY], &binding->company);
	for (size_t i = 0; i < binding->fact_count; i++)
		add_initial(initials[BUILTIN_FACT], &binding->facts[i].value);
	capital |= binding->agent.joined ? 0 : STARTS(AGENT);
	capital |= binding->company.joined ? 0 : STARTS(COMPANY);
	words_forget_present(words);
	for (size_t i = 0; i < words->count; i++) {
		struct token *token = &words->items[i];
		mark_present(words, token->entry);
		token->starts =
			token->entry->starts | (token->capital ? capital : 0) | (token->money ? STARTS(MONEY) : 0);
		for (int kind = BUILTIN_NAME; binding->pool && kind <= BUILTIN_FACT; kind++)
			if (initials[kind][(unsigned char)token->entry->folded[0]])
				token->starts |= UINT32_C(1) << kind;
		words->present_starts |= token->starts;
	}
}
