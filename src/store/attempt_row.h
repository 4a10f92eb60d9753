/* attempt_row.h - for the files of store/ only: rows of the table attempt, read alike by lists and by cursors. */
#ifndef ROLECALL_STORE_ATTEMPT_ROW_H
#define ROLECALL_STORE_ATTEMPT_ROW_H

#include "store/names.h"

#define ATTEMPT_ROWS                                                                                             \
	"SELECT a.id, a.trainee, a.scenario, a.rubrics, a.engine, a.mode, a.seed, a.started_ms, a.finished_ms, " \
	"a.finished,"                                                                                            \
	" a.score, a.passed, a.outcome, a.ending, a.csat, a.turns, a.hints, a.critical, coalesce(a.parent, 0),"  \
	" a.parent_turn, a.source, a.origin, a.first_reply_ms, a.handle_ms FROM attempt a WHERE true"

/* Every condition of the query, its order and limit when it has a limit; store_attempts_bind binds them. */
void store_attempts_where(const struct attempt_query *query, struct strbuf *sql);
void store_attempts_bind(const struct attempt_query *query, sqlite3_stmt *statement);

/* A row of ATTEMPT_ROWS; texts are the names'. */
bool store_attempt_row(struct names *names, sqlite3_stmt *row, struct attempt *out, struct err *err);

#endif
