/* xapi.h - attempts as xAPI 1.0.3 statements (the Experience API specification, adlnet/xAPI-Spec). */
#ifndef ROLECALL_CLI_XAPI_H
#define ROLECALL_CLI_XAPI_H

#include "base/err.h"
#include "base/strbuf.h"
#include "store/store.h"

/* Statements, one a line: attempted, answered for each criterion, completed, and passed or failed. `home`: the IRL that
 * accounts and activities belong to, ending in a slash. Ids depend on the attempt only: sent twice they are the same.
 */
bool xapi_add(struct store *store, const struct attempt *attempt, const char *name, const char *home,
	      struct strbuf *out, struct err *err);

#endif
