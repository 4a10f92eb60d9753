/* idf.h - how rare English word stems are (data/idf.tsv has the source and its licence). */
#ifndef ROLECALL_SCORE_IDF_H
#define ROLECALL_SCORE_IDF_H

#include <stddef.h>

struct idf_row {
	char stem[16];
	unsigned char rarity;
};
extern const struct idf_row idf_rows[]; /* sorted by stem */
extern const size_t idf_row_count;

#define IDF_UNLISTED 21 /* rarer than any stem listed */

/* Rarity class of a stem: round(log2(all words / words with this stem)), 5 (the, you) to IDF_UNLISTED. */
int idf_class(const char *stem);

#endif
