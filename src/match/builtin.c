#include "match/builtin.h"

#include "base/mem.h"
#include "match/atoms.h"
#include "match/limits.h"

#define BIT(n) ((uint64_t)1 << (n))
#define LONGEST 11 /* node_max_words says 12 */

uint64_t builtin_number(const struct words *words, size_t at)
{
	uint64_t lengths = 0;
	size_t i = at;

	if (word_is(words, i, KEYWORD_A) && word_follows(words, i + 1) && (word_lex(words, i + 1) & LEX_SCALE))
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
		else if (!(word_is(words, i, KEYWORD_AND) && i > at && (word_lex(words, i - 1) & LEX_SCALE)))
			break;
		i++;
	}
	return lengths;
}

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
	if (word_in(words, at, IS_CURRENCY_BEHIND))
		lengths |= BIT(1);
	uint64_t numbers = builtin_number(words, at);
	if (word_is(words, at, KEYWORD_A) || word_is(words, at, KEYWORD_FEW) || word_is(words, at, KEYWORD_SEVERAL))
		numbers |= BIT(1);
	for (size_t n = 1; n <= LONGEST - 1; n++)
		if ((numbers & BIT(n)) && word_follows(words, at + n) && (word_lex(words, at + n) & LEX_CURRENCY))
			lengths |= BIT(n + 1);
	if ((word_lex(words, at) & LEX_CURRENCY) && word_follows(words, at + 1) &&
	    (word_lex(words, at + 1) & LEX_DIGITS) && strlen(words->items[at].entry->folded) == 3)
		lengths |= BIT(2);
	return lengths;
}

/* Lengths of what may stand before a unit: a number, a range, "a", "half an", "a couple of". */
static uint64_t amounts(const struct words *words, size_t at)
{
	uint64_t lengths = builtin_number(words, at);
	for (size_t n = 1; n <= 4; n++) {
		if (!(lengths & BIT(n)) || !word_follows(words, at + n))
			continue;
		size_t next = at + n;
		if ((word_is(words, next, KEYWORD_TO) || word_is(words, next, KEYWORD_OR)) &&
		    word_follows(words, next + 1))
			next++;
		uint64_t second = builtin_number(words, next);
		for (size_t m = 1; m <= 3; m++)
			if (second & BIT(m))
				lengths |= BIT(next - at + m);
	}
	if (word_is(words, at, KEYWORD_A) || word_is(words, at, KEYWORD_AN))
		lengths |= BIT(1);
	if (word_is(words, at, KEYWORD_HALF) && word_follows(words, at + 1) &&
	    (word_is(words, at + 1, KEYWORD_AN) || word_is(words, at + 1, KEYWORD_A)))
		lengths |= BIT(2);
	size_t vague = at + (word_is(words, at, KEYWORD_A) && word_follows(words, at + 1) ? 1 : 0);
	if (word_lex(words, vague) & LEX_VAGUE) {
		lengths |= BIT(vague - at + 1);
		if (word_follows(words, vague + 1) && word_is(words, vague + 1, KEYWORD_OF))
			lengths |= BIT(vague - at + 2);
	}
	return lengths;
}

uint64_t builtin_duration(const struct words *words, size_t at)
{
	uint64_t lengths = 0;
	if (word_in(words, at, IS_UNIT_BEHIND))
		lengths |= BIT(1);
	uint64_t before = amounts(words, at);
	for (size_t n = 1; n <= LONGEST - 4; n++) {
		if (!(before & BIT(n)))
			continue;
		size_t next = at + n;
		for (int adjectives = 0; adjectives < 2 && word_follows_in(words, next, IN_UNIT_ADJECTIVE);
		     adjectives++)
			next++;
		if (!word_follows(words, next) || !(word_lex(words, next) & LEX_UNIT)) {
			/* "5-7days": the range carries its unit on its last number */
			if (n > 1 && word_in(words, next - 1, IS_UNIT_BEHIND))
				lengths |= BIT(n);
			continue;
		}
		lengths |= BIT(next - at + 1);
		if (word_follows(words, next + 3) && word_is(words, next + 1, KEYWORD_AND) &&
		    word_is(words, next + 2, KEYWORD_A) && word_is(words, next + 3, KEYWORD_HALF))
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

void builtin_starts(struct word_entry *entry)
{
	bool figure = entry->folded[0] >= '0' && entry->folded[0] <= '9';
	bool number = figure || (entry->lex & LEX_NUMBER), a = entry->keyword == KEYWORD_A;

	if (number)
		entry->starts |= STARTS(NUMBER) | STARTS(MONEY) | STARTS(DURATION) | STARTS(TIME);
	if (entry->lex & LEX_CURRENCY)
		entry->starts |= STARTS(MONEY);
	if (entry->sets & IN_HOUR_POINT)
		entry->starts |= STARTS(TIME);
	if (figure || (entry->lex & (LEX_WEEKDAY | LEX_MONTH | LEX_ORDINAL)) || (entry->sets & IN_DAY))
		entry->starts |= STARTS(DATE);
	if (a)
		entry->weak |= STARTS(NUMBER) | STARTS(MONEY);
	if (entry->lex & LEX_VAGUE)
		entry->weak |= STARTS(MONEY) | STARTS(DURATION);
	if (a || entry->keyword == KEYWORD_AN || entry->keyword == KEYWORD_HALF)
		entry->weak |= STARTS(DURATION);
	if (entry->sets & IN_TIME_OPENER)
		entry->weak |= STARTS(TIME);
	if ((entry->sets & IN_DAY_POINTER) || entry->keyword == KEYWORD_THE)
		entry->weak |= STARTS(DATE);
	entry->weak &= ~entry->starts;
	entry->starts |= entry->weak;
}

/* A bound value is compared without spaces, so it begins as its first word does. */
static void add_initial(bool *initials, const struct bound_value *value)
{
	const char *const all[] = {value->joined, value->first, value->last};
	for (size_t i = 0; i < 3; i++)
		if (all[i])
			initials[(unsigned char)all[i][0]] = true;
}

/* The bound values that this word may begin. */
static uint32_t bound_starts(const struct word_entry *entry, bool initials[BUILTIN_COUNT][256])
{
	uint32_t starts = 0;

	for (int kind = BUILTIN_NAME; kind <= BUILTIN_FACT; kind++)
		if (initials[kind][(unsigned char)entry->folded[0]])
			starts |= UINT32_C(1) << kind;
	return starts;
}

void words_mark_bound(struct words *words, const struct binding *binding)
{
	bool initials[BUILTIN_COUNT][256];

	if (!binding->pool)
		return;
	memset(initials, 0, sizeof initials);
	add_initial(initials[BUILTIN_NAME], &binding->name);
	add_initial(initials[BUILTIN_AGENT], &binding->agent);
	add_initial(initials[BUILTIN_COMPANY], &binding->company);
	for (size_t i = 0; i < binding->fact_count; i++)
		add_initial(initials[BUILTIN_FACT], &binding->facts[i].value);
	for (size_t i = 0; i < words->count; i++)
		words->items[i].starts |= bound_starts(words->items[i].entry, initials);
}

uint32_t builtin_capitals(const struct binding *binding)
{
	return (binding->agent.joined ? 0 : STARTS(AGENT)) | (binding->company.joined ? 0 : STARTS(COMPANY));
}
