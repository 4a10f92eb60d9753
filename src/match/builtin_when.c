/* <time> and <date>. */
#include "match/builtin.h"

#include <stdlib.h>

#define BIT(n) ((uint64_t)1 << (n))

static const char *const half_days[] = {"am", "pm", "a.m", "p.m", "o'clock", "oclock", NULL};
static const char *const hour_points[] = {"noon", "midnight", "midday", "eod", "cob", "lunchtime", NULL};
static const char *const hour_words[] = {"one",   "two",  "three", "four",   "five",   "six", "seven",
					 "eight", "nine", "ten",   "eleven", "twelve", NULL};
static const char *const past_or_to[] = {"past", "to", "before", "after", "till", NULL};

static const char *folded(const struct words *words, size_t at)
{
	return at < words->count ? words->items[at].entry->folded : "";
}

static bool any_of(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(text, *list) == 0)
			return true;
	return false;
}

/* A number from 0 to `most` in figures alone. */
static bool small_figure(const char *text, long least, long most)
{
	size_t digits = strspn(text, "0123456789");
	if (!digits || digits > 2 || text[digits])
		return false;
	long value = strtol(text, NULL, 10);
	return value >= least && value <= most;
}

static bool is_hour(const struct words *words, size_t at)
{
	uint32_t lex = word_lex(words, at);
	return small_figure(folded(words, at), 0, 24) || ((lex & LEX_NUMBER) && !(lex & LEX_SCALE));
}

/* "17:00", "17h30", "5pm", "5p.m", "5.30pm", "5:30am" */
static bool clock_word(const char *text)
{
	char *rest;
	if (text[0] < '0' || text[0] > '9')
		return false;
	long hour = strtol(text, &rest, 10);
	bool minutes =
		*rest && strchr(":.h", *rest) && rest[1] >= '0' && rest[1] <= '5' && rest[2] >= '0' && rest[2] <= '9';
	bool colon = minutes && *rest != '.';
	if (minutes)
		rest += 3;
	if (hour > 24)
		return false;
	return (colon && !*rest) || any_of(rest, half_days) || (strcmp(rest, "h") == 0 && minutes);
}

/* After an hour: "in the morning", "at night". */
static size_t daypart_tail(const struct words *words, size_t at)
{
	if (word_follows(words, at + 2) && word_is(words, at, "in") && word_is(words, at + 1, "the") &&
	    (word_lex(words, at + 2) & LEX_DAYPART))
		return 3;
	if (word_follows(words, at + 1) && word_is(words, at, "at") && word_is(words, at + 1, "night"))
		return 2;
	return 0;
}

static const char *const hour_openers[] = {"at", "by", "before", "after", "until", "till", "around", "from", NULL};
static const char *const hour_closers[] = {"today", "tomorrow", "tonight", "on", "this", "sharp", "latest", NULL};

/* The bare hour of "by five" and "at 5 tomorrow"; "by five people" is none. */
static bool bare_hour(const struct words *words, size_t at)
{
	if (!at || !word_follows(words, at) || !any_of(folded(words, at - 1), hour_openers))
		return false;
	uint32_t lex = word_lex(words, at);
	bool hour =
		small_figure(folded(words, at), 1, 24) || ((lex & LEX_NUMBER) && any_of(folded(words, at), hour_words));
	size_t next = at + 1;
	if (!hour)
		return false;
	return next >= words->count || !word_follows(words, next) || words->items[next].comma ||
	       any_of(folded(words, next), hour_closers) || (word_lex(words, next) & LEX_WEEKDAY);
}

/* "half past three", "quarter to five", "ten past 5" */
static size_t past_phrase(const struct words *words, size_t at)
{
	size_t i = at + (word_is(words, at, "a") ? 1 : 0);
	bool part = word_is(words, i, "half") || word_is(words, i, "quarter");
	bool minutes = word_is(words, i, "five") || word_is(words, i, "ten") || word_is(words, i, "twenty") ||
		       small_figure(folded(words, i), 1, 29);

	if (!part && !minutes)
		return 0;
	i++;
	if (minutes && word_follows(words, i) && word_is(words, i, "minutes"))
		i++;
	if (!word_follows_any(words, i, past_or_to) || !word_follows(words, i + 1))
		return 0;
	if (!is_hour(words, i + 1) && !any_of(folded(words, i + 1), hour_points))
		return 0;
	/* "five to six days" is an amount */
	if (minutes && word_is(words, i, "to") && word_follows(words, i + 2) && (word_lex(words, i + 2) & LEX_UNIT))
		return 0;
	return i + 2 - at;
}

static uint64_t day_end(const struct words *words, size_t at)
{
	if (word_is(words, at, "end") && word_follows(words, at + 1) && word_is(words, at + 1, "of")) {
		size_t i = at + 2;
		if (word_follows(words, i) && (word_is(words, i, "the") || word_is(words, i, "business")))
			i++;
		if (word_follows(words, i) && word_is(words, i, "business"))
			i++;
		if (word_follows(words, i) && (word_is(words, i, "day") || word_is(words, i, "play")))
			return BIT(i + 1 - at);
	}
	if (word_is(words, at, "close") && word_follows(words, at + 2) && word_is(words, at + 1, "of") &&
	    (word_is(words, at + 2, "business") || word_is(words, at + 2, "play")))
		return BIT(3);
	return 0;
}

uint64_t builtin_time(const struct words *words, size_t at)
{
	uint64_t lengths = day_end(words, at);
	size_t tail;

	if (any_of(folded(words, at), hour_points) || bare_hour(words, at))
		lengths |= BIT(1);
	if (clock_word(folded(words, at))) {
		lengths |= BIT(1);
		if (word_follows_any(words, at + 1, half_days))
			lengths |= BIT(2);
	}
	if (is_hour(words, at) || clock_word(folded(words, at))) {
		tail = daypart_tail(words, at + 1);
		if (word_follows(words, at + 1) && tail)
			lengths |= BIT(1 + tail);
	}
	/* "5.30 pm" */
	bool figures = folded(words, at)[strspn(folded(words, at), "0123456789.")] == '\0';
	if ((is_hour(words, at) || (figures && *folded(words, at))) && word_follows_any(words, at + 1, half_days))
		lengths |= BIT(2);
	size_t past = past_phrase(words, at);
	if (past)
		lengths |= BIT(past);
	return lengths;
}

static const char *const day_words[] = {"today", "tomorrow", "tonight", "yesterday", "tmrw", "tmr", "tomorow", NULL};
static const char *const day_pointers[] = {"next", "this", "last", "coming", "following", NULL};
static const char *const pointed[] = {"week", "month", "year", "weekend", "morning", "afternoon", "evening", NULL};

static bool is_month(const struct words *words, size_t at)
{
	return word_lex(words, at) & LEX_MONTH;
}

/* The month names that are other words too count alone only with a capital inside a sentence. */
static bool month_alone(const struct words *words, size_t at)
{
	if (!is_month(words, at))
		return false;
	bool doubtful = word_is(words, at, "may") || word_is(words, at, "march");
	return !doubtful || (words->items[at].capital && words->items[at].brk == BREAK_NONE);
}

static bool is_day_number(const struct words *words, size_t at)
{
	const char *text = folded(words, at);
	if (word_lex(words, at) & LEX_ORDINAL)
		return true;
	return small_figure(text, 1, 31);
}

static bool is_year(const struct words *words, size_t at)
{
	const char *text = folded(words, at);
	return strlen(text) == 4 && strspn(text, "0123456789") == 4 && (text[0] == '1' || text[0] == '2');
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
	const char *text = folded(words, at);
	size_t digits = strspn(text, "0123456789");

	if (small_figure(text, 1, 31) && joined_by(words, at, '/') && small_figure(folded(words, at + 1), 1, 31)) {
		lengths |= BIT(2);
		if (joined_by(words, at + 1, '/') &&
		    (is_year(words, at + 2) || small_figure(folded(words, at + 2), 0, 99)))
			lengths |= BIT(3);
	}
	if (joined_by(words, at, '-') && joined_by(words, at + 1, '-') && small_figure(folded(words, at + 1), 1, 31))
		if ((is_year(words, at) && small_figure(folded(words, at + 2), 1, 31)) ||
		    (small_figure(text, 1, 31) && is_year(words, at + 2)))
			lengths |= BIT(3);
	/* 12.05.2026 */
	if (digits && digits <= 2 && text[digits] == '.') {
		const char *month = text + digits + 1;
		size_t more = strspn(month, "0123456789");
		if (more && more <= 2 && month[more] == '.' && month[more + 1])
			lengths |= BIT(1);
	}
	return lengths;
}

/* 3rd of May 2026, May 3rd 2026, the 3rd */
static uint64_t date_with_month(const struct words *words, size_t at)
{
	uint64_t lengths = 0;
	size_t i = at + (word_is(words, at, "the") && word_follows(words, at + 1) ? 1 : 0);

	if (is_day_number(words, i)) {
		size_t month = i + 1;
		if (word_follows(words, month) && word_is(words, month, "of"))
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
	bool day = (word_lex(words, at) & LEX_WEEKDAY) || any_of(folded(words, at), day_words);

	if (day || month_alone(words, at))
		lengths |= BIT(1);
	if (day && word_follows(words, at + 1) && (word_lex(words, at + 1) & LEX_DAYPART))
		lengths |= BIT(2);
	if (word_lex(words, at) & LEX_WEEKDAY) {
		uint64_t rest = word_follows(words, at + 1) ? date_with_month(words, at + 1) : 0;
		lengths |= rest << 1;
	}
	if (any_of(folded(words, at), day_pointers) && word_follows(words, at + 1)) {
		if ((word_lex(words, at + 1) & (LEX_WEEKDAY | LEX_MONTH)) || any_of(folded(words, at + 1), pointed))
			lengths |= BIT(2);
		if ((word_lex(words, at + 1) & LEX_WEEKDAY) && word_follows(words, at + 2) &&
		    (word_lex(words, at + 2) & LEX_DAYPART))
			lengths |= BIT(3);
	}
	if (word_is(words, at, "the") && word_follows(words, at + 3) && word_is(words, at + 1, "day") &&
	    word_is(words, at + 2, "after") && word_is(words, at + 3, "tomorrow"))
		lengths |= BIT(4);
	return lengths;
}
