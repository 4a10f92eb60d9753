/* One table of English words that the matcher itself must know: negators, conjunctions, number words, units. */
#include "match/words.h"

#include <stdlib.h>

struct lexeme {
	const char *word;
	uint32_t lex;
};

#define NEG LEX_NEGATOR
#define CONJ LEX_CONJUNCTION
#define NUM LEX_NUMBER
#define SCALE (LEX_NUMBER | LEX_SCALE)
#define UNIT LEX_UNIT
#define CUR LEX_CURRENCY
#define DAY LEX_WEEKDAY
#define MON LEX_MONTH
#define ORD LEX_ORDINAL
#define PART LEX_DAYPART
#define COM LEX_COMMON
#define AUX LEX_AUXILIARY
#define WH LEX_WH
#define PRO LEX_PRONOUN
#define ABB LEX_ABBREVIATION
#define VAG LEX_VAGUE
#define SEC LEX_SECOND

/* Sorted by strcmp; a unit test checks it. */
static const struct lexeme lexicon[] = {
	{"a", COM | SEC},
	{"about", COM},
	{"after", COM | SEC},
	{"afternoon", PART},
	{"ain't", NEG},
	{"aint", NEG},
	{"all", COM},
	{"am", COM | AUX},
	{"an", COM | SEC},
	{"and", COM | CONJ},
	{"any", COM},
	{"anybody", PRO},
	{"anyone", PRO},
	{"approx", ABB},
	{"april", MON},
	{"are", COM | AUX},
	{"aren't", NEG | AUX},
	{"arent", NEG | AUX},
	{"as", COM},
	{"at", COM},
	{"aug", MON},
	{"august", MON},
	{"barely", NEG},
	{"be", COM},
	{"because", CONJ},
	{"been", COM},
	{"before", SEC},
	{"billion", SCALE},
	{"bucks", CUR},
	{"business", SEC},
	{"but", COM | CONJ},
	{"by", COM},
	{"calendar", SEC},
	{"can", COM | AUX},
	{"can't", NEG | AUX},
	{"cannot", NEG | AUX},
	{"cant", NEG | AUX},
	{"cent", CUR},
	{"cents", CUR},
	{"could", COM | AUX},
	{"couldn't", NEG | AUX},
	{"couldnt", NEG | AUX},
	{"couple", VAG},
	{"day", UNIT},
	{"days", UNIT},
	{"dec", MON},
	{"december", MON},
	{"did", COM | AUX},
	{"didn't", NEG | AUX},
	{"didnt", NEG | AUX},
	{"do", COM | AUX},
	{"does", AUX},
	{"doesn't", NEG | AUX},
	{"doesnt", NEG | AUX},
	{"dollar", CUR},
	{"dollars", CUR},
	{"don't", NEG | AUX},
	{"dont", NEG | AUX},
	{"dozen", SCALE},
	{"dr", ABB},
	{"eg", ABB},
	{"eight", NUM},
	{"eighteen", NUM},
	{"eighth", ORD},
	{"eighty", NUM},
	{"eleven", NUM},
	{"eleventh", ORD},
	{"etc", ABB},
	{"eur", CUR},
	{"euro", CUR},
	{"euros", CUR},
	{"evening", PART},
	{"extra", SEC},
	{"feb", MON},
	{"february", MON},
	{"few", VAG},
	{"fifteen", NUM},
	{"fifteenth", ORD},
	{"fifth", ORD},
	{"fifty", NUM},
	{"first", ORD},
	{"five", NUM},
	{"for", COM},
	{"fortnight", UNIT},
	{"fortnights", UNIT},
	{"forty", NUM},
	{"four", NUM},
	{"fourteen", NUM},
	{"fourteenth", ORD},
	{"fourth", ORD},
	{"fri", DAY},
	{"friday", DAY},
	{"from", COM},
	{"full", SEC},
	{"further", SEC},
	{"gbp", CUR},
	{"get", COM},
	{"good", SEC},
	{"had", COM | AUX},
	{"hadn't", NEG | AUX},
	{"hadnt", NEG | AUX},
	{"half", SEC},
	{"hardly", NEG},
	{"has", COM | AUX},
	{"hasn't", NEG | AUX},
	{"hasnt", NEG | AUX},
	{"have", COM | AUX},
	{"haven't", NEG | AUX},
	{"havent", NEG | AUX},
	{"he", COM | PRO},
	{"her", COM | PRO},
	{"his", COM | PRO},
	{"hour", UNIT},
	{"hours", UNIT},
	{"how", COM | WH},
	{"how's", WH},
	{"however", CONJ},
	{"hr", UNIT},
	{"hrs", UNIT},
	{"hundred", SCALE},
	{"i", COM | PRO},
	{"ie", ABB},
	{"if", COM},
	{"in", COM},
	{"inc", ABB},
	{"is", COM | AUX},
	{"isn't", NEG | AUX},
	{"isnt", NEG | AUX},
	{"it", COM | PRO},
	{"jan", MON},
	{"january", MON},
	{"jr", ABB},
	{"july", MON},
	{"june", MON},
	{"just", COM},
	{"long", SEC},
	{"ltd", ABB},
	{"march", MON},
	{"may", COM | AUX | MON},
	{"me", COM},
	{"might", AUX},
	{"million", SCALE},
	{"min", UNIT},
	{"mins", UNIT},
	{"minute", UNIT},
	{"minutes", UNIT},
	{"mon", DAY},
	{"monday", DAY},
	{"month", UNIT},
	{"months", UNIT},
	{"more", SEC},
	{"morning", PART},
	{"mr", ABB},
	{"mrs", ABB},
	{"ms", ABB},
	{"must", AUX},
	{"mustn't", NEG | AUX},
	{"my", COM | PRO},
	{"neither", NEG},
	{"never", NEG},
	{"night", PART | UNIT},
	{"nights", UNIT},
	{"nine", NUM},
	{"nineteen", NUM},
	{"ninety", NUM},
	{"ninth", ORD},
	{"no", COM | NEG},
	{"nobody", NEG | PRO},
	{"none", NEG},
	{"nor", NEG | CONJ},
	{"not", COM | NEG},
	{"nothing", NEG},
	{"nov", MON},
	{"november", MON},
	{"nowhere", NEG},
	{"oct", MON},
	{"october", MON},
	{"of", COM | SEC},
	{"on", COM},
	{"one", COM | NUM},
	{"or", COM | CONJ},
	{"our", COM | PRO},
	{"out", COM},
	{"past", SEC},
	{"pence", CUR},
	{"penny", CUR},
	{"please", COM},
	{"pound", CUR},
	{"pounds", CUR},
	{"prof", ABB},
	{"quarter", SEC},
	{"quick", SEC},
	{"quid", CUR},
	{"rarely", NEG},
	{"scarcely", NEG},
	{"sec", UNIT},
	{"second", ORD | UNIT},
	{"seconds", UNIT},
	{"secs", UNIT},
	{"seldom", NEG},
	{"sept", MON},
	{"september", MON},
	{"seven", NUM},
	{"seventeen", NUM},
	{"seventh", ORD},
	{"seventy", NUM},
	{"several", VAG},
	{"shall", AUX},
	{"she", COM | PRO},
	{"short", SEC},
	{"should", AUX},
	{"shouldn't", NEG | AUX},
	{"shouldnt", NEG | AUX},
	{"six", NUM},
	{"sixteen", NUM},
	{"sixth", ORD},
	{"sixty", NUM},
	{"so", COM | CONJ},
	{"solid", SEC},
	{"somebody", PRO},
	{"someone", PRO},
	{"something", PRO},
	{"sr", ABB},
	{"st", ABB},
	{"ten", NUM},
	{"tenth", ORD},
	{"that", COM | PRO},
	{"the", COM},
	{"their", COM | PRO},
	{"there", COM | PRO},
	{"these", PRO},
	{"they", COM | PRO},
	{"third", ORD},
	{"thirteen", NUM},
	{"thirteenth", ORD},
	{"thirtieth", ORD},
	{"thirty", NUM},
	{"this", COM | PRO},
	{"those", PRO},
	{"though", CONJ},
	{"thousand", SCALE},
	{"three", NUM},
	{"thu", DAY},
	{"thur", DAY},
	{"thurs", DAY},
	{"thursday", DAY},
	{"till", SEC},
	{"to", COM | SEC},
	{"trillion", SCALE},
	{"tue", DAY},
	{"tues", DAY},
	{"tuesday", DAY},
	{"twelfth", ORD},
	{"twelve", NUM},
	{"twentieth", ORD},
	{"twenty", NUM},
	{"two", NUM},
	{"up", COM},
	{"us", COM},
	{"usd", CUR},
	{"vs", ABB},
	{"was", COM | AUX},
	{"wasn't", NEG | AUX},
	{"wasnt", NEG | AUX},
	{"we", COM | PRO},
	{"wed", DAY},
	{"wednesday", DAY},
	{"week", UNIT},
	{"weekend", UNIT | SEC},
	{"weekends", UNIT},
	{"weeks", UNIT},
	{"were", COM | AUX},
	{"weren't", NEG | AUX},
	{"werent", NEG | AUX},
	{"what", COM | WH},
	{"what's", WH},
	{"when", COM | WH},
	{"when's", WH},
	{"where", WH},
	{"where's", WH},
	{"whereas", CONJ},
	{"which", WH},
	{"while", CONJ},
	{"who", WH},
	{"who's", WH},
	{"whole", SEC},
	{"whom", WH},
	{"whose", WH},
	{"why", WH},
	{"why's", WH},
	{"will", COM | AUX},
	{"with", COM},
	{"without", NEG},
	{"won't", NEG | AUX},
	{"wont", NEG | AUX},
	{"working", SEC},
	{"would", COM | AUX},
	{"wouldn't", NEG | AUX},
	{"wouldnt", NEG | AUX},
	{"year", UNIT},
	{"years", UNIT},
	{"yet", CONJ},
	{"you", COM | PRO},
	{"your", COM | PRO},
	{"zero", NUM},
};

static int compare_lexeme(const void *key, const void *item)
{
	return strcmp(key, ((const struct lexeme *)item)->word);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "5", "2.5", "17:00", "5pm", "3rd", "24hrs"; not "4x4" or an order code such as "7G2K". */
static uint32_t digits_lex(const char *folded, size_t length)
{
	size_t digits = 0, unit;
	while (digits < length && (is_digit(folded[digits]) || folded[digits] == '.' || folded[digits] == ':'))
		digits++;
	unit = length - digits;
	for (size_t i = digits; i < length; i++)
		if (is_digit(folded[i]))
			return 0;
	if (unit > 8)
		return 0;
	uint32_t lex = LEX_DIGITS;
	if (unit == 2) {
		const char *end = folded + digits;
		if (!memcmp(end, "st", 2) || !memcmp(end, "nd", 2) || !memcmp(end, "rd", 2) || !memcmp(end, "th", 2))
			lex |= LEX_ORDINAL;
	}
	return lex;
}

uint32_t lexicon_find(const char *folded, size_t length)
{
	char word[16];
	if (length && is_digit(folded[0]))
		return digits_lex(folded, length);
	if (length > 3 && memcmp(folded + length - 3, "n't", 3) == 0 && length < sizeof word) {
		memcpy(word, folded, length + 1);
		const struct lexeme *known =
			bsearch(word, lexicon, sizeof lexicon / sizeof *lexicon, sizeof *lexicon, compare_lexeme);
		return LEX_NEGATOR | (known ? known->lex : 0);
	}
	if (length >= sizeof word)
		return 0;
	memcpy(word, folded, length);
	word[length] = '\0';
	const struct lexeme *known =
		bsearch(word, lexicon, sizeof lexicon / sizeof *lexicon, sizeof *lexicon, compare_lexeme);
	return known ? known->lex : 0;
}
