/* stock.h - which lines a trainee uses again and again: from earlier attempts to what a new one is judged by.
 *
 * A stock line is a sentence that says something (at least STOCK_WORDS words, of them STOCK_CONTENT rare ones: rarity
 * class STOCK_RARITY or more, idf.h), is no question, and was said near-verbatim (echo.h) in attempts on at least
 * STOCK_SCENARIOS different scenarios. The first sentence of an attempt and its last are left out: one may greet and
 * take leave alike each day. So are replies that are shared by playing one scenario again: its story repeats itself.
 *
 * Pure: the same attempts in the same order give the same lines, the most used first, then those used last. */
#ifndef ROLECALL_SCORE_STOCK_H
#define ROLECALL_SCORE_STOCK_H

#include "model/earlier.h"
#include "model/transcript.h"

#define STOCK_WORDS 6
#define STOCK_CONTENT 2
#define STOCK_RARITY 12
#define STOCK_SCENARIOS 2
#define STOCK_ATTEMPTS 40   /* the newest; a habit that was dropped is none */
#define STOCK_SENTENCES 800 /* over all attempts: comparing is quadratic */

struct stock;
struct stock *stock_new(void);
void stock_free(struct stock *stock); /* NULL is fine */
/* Attempts, the newest first. False when no more are looked at. Texts are copied. */
bool stock_add(struct stock *stock, struct sv scenario, const struct transcript *transcript);
/* Talloc'ed under ctx; NULL when there is no such line. */
struct earlier *stock_lines(const void *ctx, const struct stock *stock);

#endif
