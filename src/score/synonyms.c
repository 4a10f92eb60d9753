/* synonyms.c - words that customers and agents use for the same thing, as stems. Few on purpose: each pair must be safe
 * in any customer conversation, for a wrong one invents a recap. */
#include "score/overlap.h"

#include <stdlib.h>
#include <string.h>

static const struct pair {
	const char *stem, *means;
} pairs[] = {
	{"afraid", "scare"},       {"apart", "flat"},       {"bought", "purchas"},
	{"bust", "broken"},        {"buy", "purchas"},      {"carrier", "courier"},
	{"cellphon", "phone"},     {"charg", "cost"},       {"commenc", "begin"},
	{"complet", "finish"},     {"cross", "angri"},      {"damag", "broken"},
	{"defect", "broken"},      {"drip", "leak"},        {"driver", "courier"},
	{"end", "finish"},         {"engin", "technician"}, {"enorm", "huge"},
	{"exhaust", "tire"},       {"fast", "quick"},       {"father", "dad"},
	{"faulti", "broken"},      {"fee", "cost"},         {"frighten", "scare"},
	{"furious", "angri"},      {"glad", "happi"},       {"gp", "doctor"},
	{"grievanc", "complaint"}, {"handset", "phone"},    {"imag", "photo"},
	{"invoic", "bill"},        {"kid", "child"},        {"late", "delay"},
	{"lost", "miss"},          {"mail", "email"},       {"mend", "repair"},
	{"mobil", "phone"},        {"mom", "mum"},          {"mother", "mum"},
	{"overdu", "delay"},       {"packag", "parcel"},    {"packet", "parcel"},
	{"passcod", "password"},   {"photograph", "photo"}, {"physician", "doctor"},
	{"pictur", "photo"},       {"pleas", "happi"},      {"price", "cost"},
	{"rapid", "quick"},        {"reimburs", "refund"},  {"repairman", "technician"},
	{"repay", "refund"},       {"reserv", "book"},      {"shipment", "parcel"},
	{"shop", "store"},         {"start", "begin"},      {"telephon", "phone"},
	{"televis", "tv"},         {"telli", "tv"},         {"unhappi", "sad"},
	{"vacat", "holiday"},      {"vehicl", "car"},       {"work", "job"},
};

static int compare(const void *stem, const void *pair)
{
	return strcmp(stem, ((const struct pair *)pair)->stem);
}

const char *overlap_synonym(const char *stem)
{
	const struct pair *pair = bsearch(stem, pairs, sizeof pairs / sizeof *pairs, sizeof *pairs, compare);

	return pair ? pair->means : stem;
}
