/* <time> and <date>. */
#include "match/builtin.h"

#define BIT(n) ((uint64_t)1 << (n))

static bool is_hour(const struct words *words, size_t at)
{
	uint32_t lex = word_lex(words, at);
	return word_figure(words, at, 0, 24) || ((lex & LEX_NUMBER) && !(lex & LEX_SCALE));
}

/* After an hour: "in the morning", "at night". */
static size_t daypart_tail(const struct words *words, size_t at)
{
	if (word_follows(words, at + 2) && word_is(words, at, KEYWORD_IN) && word_is(words, at + 1, KEYWORD_THE) &&
	    (word_lex(words, at + 2) & LEX_DAYPART))
		return 3;
	if (word_follows(words, at + 1) && word_is(words, at, KEYWORD_AT) && word_is(words, at + 1, KEYWORD_NIGHT))
		return 2;
	return 0;
}

/* The bare hour of "by five" and "at 5 tomorrow"; "by five people" is none. */
static bool bare_hour(const struct words *words, size_t at)
{
	if (!at || !word_follows(words, at) || !word_in(words, at - 1, IN_HOUR_OPENER))
		return false;
	uint32_t lex = word_lex(words, at);
	bool hour = word_figure(words, at, 1, 24) || ((lex & LEX_NUMBER) && word_in(words, at, IN_HOUR_WORD));
	size_t next = at + 1;
	if (!hour)
		return false;
	return next >= words->count || !word_follows(words, next) || words->items[next].comma ||
	       word_in(words, next, IN_HOUR_CLOSER) || (word_lex(words, next) & LEX_WEEKDAY);
}

/* "half past three", "quarter to five", "ten past 5" */
static size_t past_phrase(const struct words *words, size_t at)
{
	size_t i = at + (word_is(words, at, KEYWORD_A) ? 1 : 0);
	bool part = word_is(words, i, KEYWORD_HALF) || word_is(words, i, KEYWORD_QUARTER);
	bool minutes = word_is(words, i, KEYWORD_FIVE) || word_is(words, i, KEYWORD_TEN) ||
		       word_is(words, i, KEYWORD_TWENTY) || word_figure(words, i, 1, 29);

	if (!part && !minutes)
		return 0;
	i++;
	if (minutes && word_follows(words, i) && word_is(words, i, KEYWORD_MINUTES))
		i++;
	if (!word_follows_in(words, i, IN_PAST_OR_TO) || !word_follows(words, i + 1))
		return 0;
	if (!is_hour(words, i + 1) && !word_in(words, i + 1, IN_HOUR_POINT))
		return 0;
	/* "five to six days" is an amount */
	if (minutes && word_is(words, i, KEYWORD_TO) && word_follows(words, i + 2) &&
	    (word_lex(words, i + 2) & LEX_UNIT))
		return 0;
	return i + 2 - at;
}

static uint64_t day_end(const struct words *words, size_t at)
{
	if (word_is(words, at, KEYWORD_END) && word_follows(words, at + 1) && word_is(words, at + 1, KEYWORD_OF)) {
		size_t i = at + 2;
		if (word_follows(words, i) && (word_is(words, i, KEYWORD_THE) || word_is(words, i, KEYWORD_BUSINESS)))
			i++;
		if (word_follows(words, i) && word_is(words, i, KEYWORD_BUSINESS))
			i++;
		if (word_follows(words, i) && (word_is(words, i, KEYWORD_DAY) || word_is(words, i, KEYWORD_PLAY)))
			return BIT(i + 1 - at);
	}
	if (word_is(words, at, KEYWORD_CLOSE) && word_follows(words, at + 2) && word_is(words, at + 1, KEYWORD_OF) &&
	    (word_is(words, at + 2, KEYWORD_BUSINESS) || word_is(words, at + 2, KEYWORD_PLAY)))
		return BIT(3);
	return 0;
}

uint64_t builtin_time(const struct words *words, size_t at)
{
	uint64_t lengths = day_end(words, at);
	size_t tail;

	if (word_in(words, at, IN_HOUR_POINT) || bare_hour(words, at))
		lengths |= BIT(1);
	if (word_in(words, at, IS_CLOCK)) {
		lengths |= BIT(1);
		if (word_follows_in(words, at + 1, IN_HALF_DAY))
			lengths |= BIT(2);
	}
	if (is_hour(words, at) || word_in(words, at, IS_CLOCK)) {
		tail = daypart_tail(words, at + 1);
		if (word_follows(words, at + 1) && tail)
			lengths |= BIT(1 + tail);
	}
	/* "5.30 pm" */
	if ((is_hour(words, at) || word_in(words, at, IS_FIGURES)) && word_follows_in(words, at + 1, IN_HALF_DAY))
		lengths |= BIT(2);
	size_t past = past_phrase(words, at);
	if (past)
		lengths |= BIT(past);
	return lengths;
}

static bool is_month(const struct words *words, size_t at)
{
	return word_lex(words, at) & LEX_MONTH;
}

/* The month names that are other words too count alone only with a capital inside a sentence. */
static bool month_alone(const struct words *words, size_t at)
{
	if (!is_month(words, at))
		return false;
	bool doubtful = word_is(words, at, KEYWORD_MAY) || word_is(words, at, KEYWORD_MARCH);
	return !doubtful || (words->items[at].capital && words->items[at].brk == BREAK_NONE);
}

static bool is_day_number(const struct words *words, size_t at)
{
	return (word_lex(words, at) & LEX_ORDINAL) || word_figure(words, at, 1, 31);
}

static bool is_year(const struct words *words, size_t at)
{
	return word_in(words, at, IS_YEAR);
}

/* A slash or a hyphen stands alone between this word and the next. */
static bool joined_by(const struct words *words, size_t at, char mark)
{
	return at + 1 < words->count && words->items[at + 1].start == words->items[at].end + 1 &&
	       words->text.p[words->items[at].end] == mark;
}

/* 12/05, 12/05/2026, 2026-05-12, 12-05-2026 */
static uint64_t date_in_figures(const struct words *words, size_t at)
{
	uint64_t lengths = 0;

	if (word_figure(words, at, 1, 31) && joined_by(words, at, '/') && word_figure(words, at + 1, 1, 31)) {
		lengths |= BIT(2);
		if (joined_by(words, at + 1, '/') && (is_year(words, at + 2) || word_figure(words, at + 2, 0, 99)))
			lengths |= BIT(3);
	}
	if (joined_by(words, at, '-') && joined_by(words, at + 1, '-') && word_figure(words, at + 1, 1, 31))
		if ((is_year(words, at) && word_figure(words, at + 2, 1, 31)) ||
		    (word_figure(words, at, 1, 31) && is_year(words, at + 2)))
			lengths |= BIT(3);
	if (word_in(words, at, IS_DOTTED_DATE))
		lengths |= BIT(1);
	return lengths;
}

/* 3rd of May 2026, May 3rd 2026, the 3rd */
static uint64_t date_with_month(const struct words *words, size_t at)
{
	uint64_t lengths = 0;
	size_t i = at + (word_is(words, at, KEYWORD_THE) && word_follows(words, at + 1) ? 1 : 0);

	if (is_day_number(words, i)) {
		size_t month = i + 1;
		if (word_follows(words, month) && word_is(words, month, KEYWORD_OF))
			month++;
		if (word_follows(words, month) && is_month(words, month)) {
			lengths |= BIT(month + 1 - at);
			if (word_follows(words, month + 1) && is_year(words, month + 1))
				lengths |= BIT(month + 2 - at);
		}
		bool figure_ordinal = (word_lex(words, i) & LEX_ORDINAL) && (word_lex(words, i) & LEX_DIGITS);
		if (figure_ordinal)
			lengths |= BIT(i + 1 - at);
	}
	if (is_month(words, at) && word_follows(words, at + 1) && is_day_number(words, at + 1)) {
		lengths |= BIT(2);
		if (word_follows(words, at + 2) && is_year(words, at + 2))
			lengths |= BIT(3);
	}
	return lengths;
}

uint64_t builtin_date(const struct words *words, size_t at)
{
	uint64_t lengths = date_in_figures(words, at) | date_with_month(words, at);
	bool day = (word_lex(words, at) & LEX_WEEKDAY) || word_in(words, at, IN_DAY);

	if (day || month_alone(words, at))
		lengths |= BIT(1);
	if (day && word_follows(words, at + 1) && (word_lex(words, at + 1) & LEX_DAYPART))
		lengths |= BIT(2);
	if (word_lex(words, at) & LEX_WEEKDAY) {
		uint64_t rest = word_follows(words, at + 1) ? date_with_month(words, at + 1) : 0;
		lengths |= rest << 1;
	}
	if (word_in(words, at, IN_DAY_POINTER) && word_follows(words, at + 1)) {
		if ((word_lex(words, at + 1) & (LEX_WEEKDAY | LEX_MONTH)) || word_in(words, at + 1, IN_POINTED))
			lengths |= BIT(2);
		if ((word_lex(words, at + 1) & LEX_WEEKDAY) && word_follows(words, at + 2) &&
		    (word_lex(words, at + 2) & LEX_DAYPART))
			lengths |= BIT(3);
	}
	if (word_is(words, at, KEYWORD_THE) && word_follows(words, at + 3) && word_is(words, at + 1, KEYWORD_DAY) &&
	    word_is(words, at + 2, KEYWORD_AFTER) && word_is(words, at + 3, KEYWORD_TOMORROW))
		lengths |= BIT(4);
	return lengths;
}
