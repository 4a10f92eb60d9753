#include "match/keyword.h"

#include <stdlib.h>
#include <string.h>

struct row {
	const char *word;
	enum keyword keyword;
	uint32_t sets;
};

/* Sorted by strcmp; a unit test checks it. */
static const struct row rows[] = {
	{"a", KEYWORD_A, IN_TIME_OPENER | IN_DETERMINER},
	{"about", KEYWORD_ABOUT, IN_WH_HELPER | IN_WH_MEASURE},
	{"after", KEYWORD_AFTER, IN_PAST_OR_TO | IN_HOUR_OPENER},
	{"afternoon", KEYWORD_NONE, IN_POINTED},
	{"also", KEYWORD_NONE, IN_LEAD_IN},
	{"am", KEYWORD_NONE, IN_HALF_DAY},
	{"an", KEYWORD_AN, IN_DETERMINER},
	{"and", KEYWORD_AND, IN_LEAD_IN},
	{"any", KEYWORD_NONE, IN_DETERMINER},
	{"are", KEYWORD_NONE, IN_BEFORE_DETERMINER | IN_WH_HELPER},
	{"aren't", KEYWORD_NONE, IN_BEFORE_DETERMINER},
	{"around", KEYWORD_NONE, IN_HOUR_OPENER},
	{"at", KEYWORD_AT, IN_HOUR_OPENER},
	{"before", KEYWORD_NONE, IN_PAST_OR_TO | IN_HOUR_OPENER},
	{"big", KEYWORD_NONE, IN_WH_MEASURE},
	{"biggie", KEYWORD_NONE, IN_AFTER_NO},
	{"bother", KEYWORD_NONE, IN_AFTER_NO},
	{"business", KEYWORD_BUSINESS, IN_UNIT_ADJECTIVE},
	{"but", KEYWORD_BUT, IN_LEAD_IN},
	{"by", KEYWORD_NONE, IN_HOUR_OPENER},
	{"calendar", KEYWORD_NONE, IN_UNIT_ADJECTIVE},
	{"can", KEYWORD_CAN, IN_BEFORE_DETERMINER | IN_WH_HELPER},
	{"can't", KEYWORD_NONE, IN_CANT},
	{"cannot", KEYWORD_NONE, IN_CANT},
	{"cant", KEYWORD_NONE, IN_CANT},
	{"charge", KEYWORD_NONE, IN_AFTER_NO | IN_AFTER_WITHOUT},
	{"close", KEYWORD_CLOSE, IN_TIME_OPENER},
	{"cob", KEYWORD_NONE, IN_HOUR_POINT},
	{"come", KEYWORD_NONE, IN_WH_MEASURE},
	{"coming", KEYWORD_NONE, IN_DAY_POINTER},
	{"cost", KEYWORD_NONE, IN_AFTER_NO | IN_AFTER_WITHOUT},
	{"could", KEYWORD_COULD, IN_WH_HELPER},
	{"couldn't", KEYWORD_NONE, IN_CANT | IN_COULDNT},
	{"couldnt", KEYWORD_NONE, IN_CANT | IN_COULDNT},
	{"date", KEYWORD_DATE, 0},
	{"day", KEYWORD_DAY, 0},
	{"delay", KEYWORD_NONE, IN_AFTER_WITHOUT},
	{"did", KEYWORD_NONE, IN_BEFORE_DETERMINER | IN_WH_HELPER},
	{"didn't", KEYWORD_NONE, IN_BEFORE_DETERMINER},
	{"do", KEYWORD_DO, IN_WH_HELPER},
	{"does", KEYWORD_NONE, IN_BEFORE_DETERMINER | IN_WH_HELPER},
	{"doesn't", KEYWORD_NONE, IN_BEFORE_DETERMINER},
	{"don't", KEYWORD_NONE, IN_DONT},
	{"dont", KEYWORD_NONE, IN_DONT},
	{"doubt", KEYWORD_DOUBT, IN_AFTER_NO | IN_AFTER_WITHOUT},
	{"dr", KEYWORD_NONE, IN_TITLE},
	{"eg", KEYWORD_NONE, IN_TITLE},
	{"eight", KEYWORD_NONE, IN_HOUR_WORD},
	{"eleven", KEYWORD_NONE, IN_HOUR_WORD},
	{"else", KEYWORD_ELSE, IN_WH_HELPER},
	{"end", KEYWORD_END, IN_TIME_OPENER},
	{"enough", KEYWORD_ENOUGH, 0},
	{"eod", KEYWORD_NONE, IN_HOUR_POINT},
	{"evening", KEYWORD_NONE, IN_POINTED},
	{"exactly", KEYWORD_EXACTLY, IN_WH_HELPER},
	{"exception", KEYWORD_NONE, IN_AFTER_WITHOUT},
	{"extra", KEYWORD_NONE, IN_UNIT_ADJECTIVE | IN_AFTER_NO},
	{"fail", KEYWORD_NONE, IN_AFTER_WITHOUT},
	{"far", KEYWORD_NONE, IN_WH_MEASURE},
	{"few", KEYWORD_FEW, 0},
	{"first", KEYWORD_NONE, IN_LEAD_IN},
	{"five", KEYWORD_FIVE, IN_HOUR_WORD},
	{"following", KEYWORD_NONE, IN_DAY_POINTER},
	{"four", KEYWORD_NONE, IN_HOUR_WORD},
	{"from", KEYWORD_NONE, IN_HOUR_OPENER},
	{"full", KEYWORD_NONE, IN_UNIT_ADJECTIVE},
	{"further", KEYWORD_NONE, IN_UNIT_ADJECTIVE | IN_AFTER_WITHOUT},
	{"good", KEYWORD_NONE, IN_UNIT_ADJECTIVE},
	{"had", KEYWORD_HAD, IN_WH_HELPER},
	{"half", KEYWORD_HALF, IN_TIME_OPENER},
	{"has", KEYWORD_NONE, IN_BEFORE_DETERMINER | IN_WH_HELPER},
	{"hasn't", KEYWORD_NONE, IN_BEFORE_DETERMINER},
	{"have", KEYWORD_HAVE, IN_WH_HELPER},
	{"hello", KEYWORD_NONE, IN_LEAD_IN},
	{"hesitate", KEYWORD_NONE, IN_AFTER_DONT},
	{"hesitation", KEYWORD_NONE, IN_AFTER_WITHOUT},
	{"hey", KEYWORD_NONE, IN_LEAD_IN},
	{"hi", KEYWORD_NONE, IN_LEAD_IN},
	{"how", KEYWORD_HOW, 0},
	{"hurry", KEYWORD_NONE, IN_AFTER_NO},
	{"i", KEYWORD_I, 0},
	{"ie", KEYWORD_NONE, IN_TITLE},
	{"in", KEYWORD_IN, 0},
	{"is", KEYWORD_NONE, IN_BEFORE_DETERMINER | IN_WH_HELPER},
	{"isn't", KEYWORD_NONE, IN_BEFORE_DETERMINER},
	{"just", KEYWORD_NONE, IN_AFTER_NOT | IN_LEAD_IN},
	{"kind", KEYWORD_KIND, 0},
	{"last", KEYWORD_NONE, IN_DAY_POINTER},
	{"later", KEYWORD_NONE, IN_AFTER_NO},
	{"latest", KEYWORD_NONE, IN_HOUR_CLOSER},
	{"long", KEYWORD_NONE, IN_UNIT_ADJECTIVE | IN_WH_MEASURE},
	{"lunchtime", KEYWORD_NONE, IN_HOUR_POINT},
	{"many", KEYWORD_NONE, IN_WH_MEASURE},
	{"march", KEYWORD_MARCH, 0},
	{"matter", KEYWORD_NONE, IN_AFTER_NO},
	{"may", KEYWORD_MAY, IN_WH_HELPER},
	{"mention", KEYWORD_MENTION, 0},
	{"merely", KEYWORD_NONE, IN_AFTER_NOT},
	{"midday", KEYWORD_NONE, IN_HOUR_POINT},
	{"midnight", KEYWORD_NONE, IN_HOUR_POINT},
	{"might", KEYWORD_NONE, IN_WH_HELPER},
	{"mind", KEYWORD_NONE, IN_AFTER_DONT},
	{"minutes", KEYWORD_MINUTES, 0},
	{"month", KEYWORD_NONE, IN_POINTED},
	{"more", KEYWORD_MORE, IN_UNIT_ADJECTIVE},
	{"morning", KEYWORD_NONE, IN_POINTED},
	{"mr", KEYWORD_NONE, IN_TITLE},
	{"mrs", KEYWORD_NONE, IN_TITLE},
	{"ms", KEYWORD_NONE, IN_TITLE},
	{"much", KEYWORD_NONE, IN_WH_MEASURE},
	{"next", KEYWORD_NONE, IN_DAY_POINTER},
	{"night", KEYWORD_NIGHT, 0},
	{"nine", KEYWORD_NONE, IN_HOUR_WORD},
	{"no", KEYWORD_NO, 0},
	{"noon", KEYWORD_NONE, IN_HOUR_POINT},
	{"not", KEYWORD_NOT, 0},
	{"nothing", KEYWORD_NOTHING, 0},
	{"now", KEYWORD_NONE, IN_LEAD_IN},
	{"o'clock", KEYWORD_NONE, IN_HALF_DAY},
	{"oclock", KEYWORD_NONE, IN_HALF_DAY},
	{"of", KEYWORD_OF, 0},
	{"often", KEYWORD_NONE, IN_WH_MEASURE},
	{"ok", KEYWORD_NONE, IN_LEAD_IN},
	{"okay", KEYWORD_NONE, IN_LEAD_IN},
	{"old", KEYWORD_NONE, IN_WH_MEASURE},
	{"on", KEYWORD_NONE, IN_HOUR_CLOSER},
	{"one", KEYWORD_NONE, IN_HOUR_WORD},
	{"only", KEYWORD_NONE, IN_AFTER_NOT},
	{"or", KEYWORD_OR, 0},
	{"order", KEYWORD_ORDER, 0},
	{"panic", KEYWORD_NONE, IN_AFTER_DONT},
	{"past", KEYWORD_NONE, IN_PAST_OR_TO},
	{"play", KEYWORD_PLAY, 0},
	{"please", KEYWORD_NONE, IN_LEAD_IN},
	{"pm", KEYWORD_NONE, IN_HALF_DAY},
	{"problem", KEYWORD_PROBLEM, IN_AFTER_NO},
	{"problems", KEYWORD_NONE, IN_AFTER_NO},
	{"prof", KEYWORD_NONE, IN_TITLE},
	{"quarter", KEYWORD_QUARTER, IN_TIME_OPENER},
	{"question", KEYWORD_NONE, IN_AFTER_NO | IN_AFTER_WITHOUT},
	{"quick", KEYWORD_NONE, IN_UNIT_ADJECTIVE},
	{"right", KEYWORD_NONE, IN_LEAD_IN},
	{"rush", KEYWORD_NONE, IN_AFTER_NO},
	{"seven", KEYWORD_NONE, IN_HOUR_WORD},
	{"several", KEYWORD_SEVERAL, 0},
	{"sharp", KEYWORD_NONE, IN_HOUR_CLOSER},
	{"short", KEYWORD_NONE, IN_UNIT_ADJECTIVE},
	{"should", KEYWORD_NONE, IN_WH_HELPER},
	{"simply", KEYWORD_NONE, IN_AFTER_NOT},
	{"six", KEYWORD_NONE, IN_HOUR_WORD},
	{"so", KEYWORD_NONE, IN_LEAD_IN},
	{"solid", KEYWORD_NONE, IN_UNIT_ADJECTIVE},
	{"soon", KEYWORD_NONE, IN_WH_MEASURE},
	{"sooner", KEYWORD_NONE, IN_AFTER_NO},
	{"sorry", KEYWORD_NONE, IN_LEAD_IN},
	{"sort", KEYWORD_SORT, 0},
	{"st", KEYWORD_NONE, IN_TITLE},
	{"sure", KEYWORD_NONE, IN_LEAD_IN},
	{"ten", KEYWORD_TEN, IN_HOUR_WORD},
	{"thanks", KEYWORD_NONE, IN_LEAD_IN},
	{"the", KEYWORD_THE, IN_DETERMINER},
	{"then", KEYWORD_NONE, IN_LEAD_IN},
	{"they", KEYWORD_THEY, 0},
	{"this", KEYWORD_NONE, IN_HOUR_CLOSER | IN_DAY_POINTER},
	{"three", KEYWORD_NONE, IN_HOUR_WORD},
	{"till", KEYWORD_NONE, IN_PAST_OR_TO | IN_HOUR_OPENER},
	{"time", KEYWORD_TIME, 0},
	{"tmr", KEYWORD_NONE, IN_DAY},
	{"tmrw", KEYWORD_NONE, IN_DAY},
	{"to", KEYWORD_TO, IN_PAST_OR_TO | IN_AFTER_NOT},
	{"today", KEYWORD_NONE, IN_HOUR_CLOSER | IN_DAY},
	{"tomorow", KEYWORD_NONE, IN_DAY},
	{"tomorrow", KEYWORD_TOMORROW, IN_HOUR_CLOSER | IN_DAY},
	{"tonight", KEYWORD_NONE, IN_HOUR_CLOSER | IN_DAY},
	{"trouble", KEYWORD_NONE, IN_AFTER_NO},
	{"twelve", KEYWORD_NONE, IN_HOUR_WORD},
	{"twenty", KEYWORD_TWENTY, 0},
	{"two", KEYWORD_NONE, IN_HOUR_WORD},
	{"type", KEYWORD_TYPE, 0},
	{"until", KEYWORD_NONE, IN_HOUR_OPENER},
	{"wait", KEYWORD_WAIT, 0},
	{"was", KEYWORD_NONE, IN_BEFORE_DETERMINER | IN_WH_HELPER},
	{"wasn't", KEYWORD_NONE, IN_BEFORE_DETERMINER},
	{"we", KEYWORD_WE, 0},
	{"week", KEYWORD_NONE, IN_POINTED},
	{"weekend", KEYWORD_NONE, IN_POINTED},
	{"well", KEYWORD_NONE, IN_LEAD_IN},
	{"were", KEYWORD_NONE, IN_BEFORE_DETERMINER | IN_WH_HELPER},
	{"what", KEYWORD_WHAT, 0},
	{"when", KEYWORD_WHEN, 0},
	{"which", KEYWORD_WHICH, 0},
	{"whole", KEYWORD_NONE, IN_UNIT_ADJECTIVE},
	{"whose", KEYWORD_WHOSE, 0},
	{"why", KEYWORD_WHY, 0},
	{"will", KEYWORD_NONE, IN_BEFORE_DETERMINER | IN_WH_HELPER},
	{"without", KEYWORD_WITHOUT, 0},
	{"wonder", KEYWORD_NONE, IN_AFTER_NO},
	{"working", KEYWORD_NONE, IN_UNIT_ADJECTIVE},
	{"worries", KEYWORD_NONE, IN_AFTER_NO},
	{"worry", KEYWORD_WORRY, IN_AFTER_NO | IN_AFTER_DONT},
	{"would", KEYWORD_NONE, IN_WH_HELPER},
	{"year", KEYWORD_NONE, IN_POINTED},
	{"yes", KEYWORD_NONE, IN_LEAD_IN},
	{"yesterday", KEYWORD_NONE, IN_DAY},
	{"you", KEYWORD_YOU, 0},
};
#define ROWS (sizeof rows / sizeof *rows)

static int compare_row(const void *key, const void *item)
{
	return strcmp(key, ((const struct row *)item)->word);
}

static const struct row *row_find(const char *word)
{
	return bsearch(word, rows, ROWS, sizeof *rows, compare_row);
}

bool keyword_sorted(void)
{
	for (size_t i = 1; i < ROWS; i++)
		if (strcmp(rows[i - 1].word, rows[i].word) >= 0)
			return false;
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_clock(const char *text)
{
	char *rest;
	long hour = strtol(text, &rest, 10);
	bool minutes = *rest && strchr(":.h", *rest) && rest[1] >= '0' && rest[1] <= '5' && is_digit(rest[2]);
	bool colon = minutes && *rest != '.';

	if (minutes)
		rest += 3;
	if (hour > 24)
		return false;
	if (colon && !*rest)
		return true;
	const struct row *row = row_find(rest);
	return (row && (row->sets & IN_HALF_DAY)) || strcmp(rest, "p.m") == 0 || strcmp(rest, "a.m") == 0 ||
	       (strcmp(rest, "h") == 0 && minutes);
}

static bool is_dotted_date(const char *text)
{
	size_t day = strspn(text, "0123456789"), month;

	if (day > 2 || text[day] != '.')
		return false;
	text += day + 1;
	month = strspn(text, "0123456789");
	return month && month <= 2 && text[month] == '.' && text[month + 1];
}

static const char *const currency[] = {"usd", "eur", "gbp", "p", "c", NULL};
static const char *const units[] = {"s",     "sec",   "secs",   "m",  "min", "mins", "minute", "minutes", "h",   "hr",
				    "hrs",   "hour",  "hours",  "d",  "day", "days", "w",      "wk",      "wks", "week",
				    "weeks", "month", "months", "yr", "yrs", "year", "years",  NULL};

static bool among(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(text, *list) == 0)
			return true;
	return false;
}

/* Of a word that begins with a figure. */
static struct keyword_facts figure_facts(const char *folded)
{
	struct keyword_facts facts = {.figure = NO_FIGURE};
	size_t digits = strspn(folded, "0123456789");
	const char *behind = folded + strspn(folded, "0123456789.:");

	if (digits <= 2 && !folded[digits])
		facts.figure = (uint8_t)strtol(folded, NULL, 10);
	if (digits == 4 && !folded[4] && (folded[0] == '1' || folded[0] == '2'))
		facts.sets |= IS_YEAR;
	if (!folded[strspn(folded, "0123456789.")])
		facts.sets |= IS_FIGURES;
	if (is_clock(folded))
		facts.sets |= IS_CLOCK;
	if (is_dotted_date(folded))
		facts.sets |= IS_DOTTED_DATE;
	if (among(behind, currency))
		facts.sets |= IS_CURRENCY_BEHIND;
	if (among(behind, units))
		facts.sets |= IS_UNIT_BEHIND;
	return facts;
}

struct keyword_facts keyword_find(const char *folded)
{
	if (is_digit(folded[0]))
		return figure_facts(folded);
	const struct row *row = row_find(folded);
	if (!row)
		return (struct keyword_facts){.figure = NO_FIGURE};
	return (struct keyword_facts){.sets = row->sets, .keyword = (uint8_t)row->keyword, .figure = NO_FIGURE};
}
