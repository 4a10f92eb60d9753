/* card_csv.h - scorecards as CSV : one row a criterion. */
#ifndef ROLECALL_CLI_CARD_CSV_H
#define ROLECALL_CLI_CARD_CSV_H

#include "score/card.h"

void card_csv_header(struct strbuf *out);
void card_csv_rows(const struct scorecard *card, struct strbuf *out);

#endif
