/* calibrate_session.h - rolecall calibrate new|list|mark|report|delete: people mark stored conversations blind, beside
 * the engine.
 */
#ifndef ROLECALL_CLI_CALIBRATE_SESSION_H
#define ROLECALL_CLI_CALIBRATE_SESSION_H

#include "cli/verb.h"
#include "store/calibration.h"

#define ENGINE_RATER "engine" /* the name of the engine among the raters; nobody else may have it */

/* An opened session. `pool` owns everything. */
struct session_desk {
	void *pool;
	struct store *store;
	const char *name;
	struct calibration_session session;
	struct calibration_place *items;
	size_t item_count;
};
/* The session that the second argument names; ERR_USAGE when there is none. Release with session_desk_close. */
bool session_desk_open(struct session_desk *desk, struct context *context, const struct args *args, struct err *err);
void session_desk_close(struct session_desk *desk);
/* The criteria of an item that are marked in this session, with the engine's verdicts. */
struct verdict_row *session_desk_criteria(const struct session_desk *desk, int64_t attempt, size_t *count,
					  struct err *err);

/* Dispatches on the first argument. */
int calibrate_session(struct context *context, const struct args *args, struct err *err);

/* ---- calibrate_list.c ---- */
bool calibrate_list(struct context *context, const struct args *args, struct err *err);
bool calibrate_delete(struct context *context, const struct args *args, struct err *err);
/* ---- calibrate_mark.c ---- */
bool calibrate_mark(struct context *context, const struct args *args, struct err *err);
/* ---- calibrate_report.c ---- */
bool calibrate_report(struct context *context, const struct args *args, struct err *err);

#endif
