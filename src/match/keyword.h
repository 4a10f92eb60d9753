/* keyword.h - the words that match/ itself asks for, by name or as one of a list. Each different word of a text is
 * looked up once, when it is interned, so that asking is comparing a number or testing a bit. */
#ifndef ROLECALL_MATCH_KEYWORD_H
#define ROLECALL_MATCH_KEYWORD_H

#include <stdbool.h>
#include <stdint.h>

enum keyword {
	KEYWORD_NONE,
	KEYWORD_A,
	KEYWORD_ABOUT,
	KEYWORD_AFTER,
	KEYWORD_AN,
	KEYWORD_AND,
	KEYWORD_AT,
	KEYWORD_BUSINESS,
	KEYWORD_BUT,
	KEYWORD_CAN,
	KEYWORD_CLOSE,
	KEYWORD_COULD,
	KEYWORD_DATE,
	KEYWORD_DAY,
	KEYWORD_DO,
	KEYWORD_DOUBT,
	KEYWORD_ELSE,
	KEYWORD_END,
	KEYWORD_ENOUGH,
	KEYWORD_EXACTLY,
	KEYWORD_FEW,
	KEYWORD_FIVE,
	KEYWORD_HAD,
	KEYWORD_HALF,
	KEYWORD_HAVE,
	KEYWORD_HOW,
	KEYWORD_I,
	KEYWORD_IN,
	KEYWORD_KIND,
	KEYWORD_MARCH,
	KEYWORD_MAY,
	KEYWORD_MENTION,
	KEYWORD_MINUTES,
	KEYWORD_MORE,
	KEYWORD_NIGHT,
	KEYWORD_NO,
	KEYWORD_NOT,
	KEYWORD_NOTHING,
	KEYWORD_OF,
	KEYWORD_OR,
	KEYWORD_ORDER,
	KEYWORD_PLAY,
	KEYWORD_PROBLEM,
	KEYWORD_QUARTER,
	KEYWORD_SEVERAL,
	KEYWORD_SORT,
	KEYWORD_TEN,
	KEYWORD_THE,
	KEYWORD_THEY,
	KEYWORD_TIME,
	KEYWORD_TO,
	KEYWORD_TOMORROW,
	KEYWORD_TWENTY,
	KEYWORD_TYPE,
	KEYWORD_WAIT,
	KEYWORD_WE,
	KEYWORD_WHAT,
	KEYWORD_WHEN,
	KEYWORD_WHICH,
	KEYWORD_WHOSE,
	KEYWORD_WHY,
	KEYWORD_WITHOUT,
	KEYWORD_WORRY,
	KEYWORD_YOU,
};

#define KEYWORD_IN(n) (UINT32_C(1) << (n))
/* Lists of times and dates. */
#define IN_HALF_DAY KEYWORD_IN(0)   /* after an hour */
#define IN_HOUR_POINT KEYWORD_IN(1) /* an hour of its own */
#define IN_HOUR_WORD KEYWORD_IN(2)
#define IN_PAST_OR_TO KEYWORD_IN(3)      /* between minutes and an hour */
#define IN_HOUR_OPENER KEYWORD_IN(4)     /* before a bare hour */
#define IN_HOUR_CLOSER KEYWORD_IN(5)     /* after a bare hour */
#define IN_TIME_OPENER KEYWORD_IN(6)     /* may begin a time that has no figure */
#define IN_DAY KEYWORD_IN(7)             /* a day of its own */
#define IN_DAY_POINTER KEYWORD_IN(8)     /* next Friday, this week */
#define IN_POINTED KEYWORD_IN(9)         /* what they point at */
#define IN_UNIT_ADJECTIVE KEYWORD_IN(10) /* between a number and its unit */
/* words.c */
#define IN_TITLE KEYWORD_IN(11) /* a name or an example follows: a capital after it begins no sentence */
/* negation.c */
#define IN_AFTER_NOT KEYWORD_IN(12)
#define IN_AFTER_NO KEYWORD_IN(13)
#define IN_AFTER_WITHOUT KEYWORD_IN(14)
#define IN_AFTER_DONT KEYWORD_IN(15)
#define IN_CANT KEYWORD_IN(16)
#define IN_COULDNT KEYWORD_IN(17)
#define IN_DONT KEYWORD_IN(18)
/* question.c */
#define IN_DETERMINER KEYWORD_IN(19)
#define IN_BEFORE_DETERMINER KEYWORD_IN(20)
#define IN_WH_HELPER KEYWORD_IN(21)
#define IN_WH_MEASURE KEYWORD_IN(22)
#define IN_LEAD_IN KEYWORD_IN(23)
/* What a word that begins with a figure is. */
#define IS_CLOCK KEYWORD_IN(24)           /* 17:00, 17h30, 5pm, 5.30pm */
#define IS_YEAR KEYWORD_IN(25)            /* 1999, 2026 */
#define IS_FIGURES KEYWORD_IN(26)         /* figures and points, nothing else */
#define IS_DOTTED_DATE KEYWORD_IN(27)     /* 12.05.2026 */
#define IS_CURRENCY_BEHIND KEYWORD_IN(28) /* 5usd, 50p; not 5k */
#define IS_UNIT_BEHIND KEYWORD_IN(29)     /* 24hrs, 2d */

#define NO_FIGURE 255 /* more than any number of two figures */

struct keyword_facts {
	uint32_t sets;   /* IN_* and IS_* bits */
	uint8_t keyword; /* enum keyword */
	uint8_t figure;  /* 0 to 99 when the word is one or two figures; else NO_FIGURE */
};

/* `folded`: a case-folded word, NUL-terminated. */
struct keyword_facts keyword_find(const char *folded);
bool keyword_sorted(void); /* for the test: the table is in the order of strcmp */

#endif
