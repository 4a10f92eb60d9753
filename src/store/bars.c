#include "store/bars.h"
#include "store/internal.h"

#define DOING "keep a bar"

bool store_bar_define(struct store *store, const struct bar *bar, int64_t now_ms, struct err *err)
{
	STATEMENT statement =
		store_statement(store,
				"INSERT OR REPLACE INTO bar (name, scenarios, passes, forms, cut, days, at_ms)"
				" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
				err);
	if (!statement)
		return false;
	store_bind_text(statement, 1, sv_from(bar->name));
	store_bind_text(statement, 2, sv_from(bar->scenarios));
	store_bind_int(statement, 3, bar->passes);
	store_bind_int(statement, 4, bar->forms);
	store_bind_real(statement, 5, bar->cut);
	store_bind_int(statement, 6, bar->days);
	store_bind_int(statement, 7, now_ms);
	return store_run(store, statement, DOING, err);
}

struct bar *store_bars(const void *ctx, struct store *store, size_t *count, struct err *err)
{
	*count = 0;
	STATEMENT statement =
		store_statement(store, "SELECT name, scenarios, passes, forms, cut, days FROM bar ORDER BY name", err);
	if (!statement)
		return NULL;
	size_t cap = 4;
	struct bar *list = MEM_ARRAY(ctx, struct bar, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "list the bars", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct bar, cap *= 2);
		list[(*count)++] = (struct bar){
			.name = store_column_keep(list, statement, 0),
			.scenarios = store_column_keep(list, statement, 1),
			.passes = sqlite3_column_int(statement, 2),
			.forms = sqlite3_column_int(statement, 3),
			.cut = sqlite3_column_double(statement, 4),
			.days = sqlite3_column_int64(statement, 5),
		};
	}
}

static bool is_form(const struct bar *bar, const char *scenario)
{
	size_t length = strlen(scenario);
	if (!bar->scenarios[0])
		return true;
	for (const char *at = bar->scenarios; (at = strstr(at, scenario)); at += length) {
		if ((at == bar->scenarios || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	}
	return false;
}

static bool is_taken(const struct standing *out, const char *scenario)
{
	for (int i = 0; i < out->taken; i++) {
		if (strcmp(out->attempts[i].scenario, scenario) == 0)
			return true;
	}
	return false;
}

bool store_standing(const void *ctx, struct store *store, const struct bar *bar, int64_t trainee, struct standing *out,
		    struct err *err)
{
	struct attempt_query query = {.trainee = trainee, .modes = 1u << MODE_EXAM, .finished = 1, .source = 1};
	size_t count = 0;
	struct attempt *attempts = store_attempts(ctx, store, &query, &count, err);
	if (!attempts)
		return false;
	*out = (struct standing){.attempts = MEM_ARRAY(ctx, struct attempt, (size_t)bar->forms + 1)};
	for (size_t i = count; i-- > 0 && out->taken < bar->forms;) {
		const struct attempt *attempt = &attempts[i];
		if (!attempt->outcome[0] || !is_form(bar, attempt->scenario) || is_taken(out, attempt->scenario))
			continue;
		out->attempts[out->taken++] = *attempt;
		bool good = bar->cut > 0 ? attempt->has_score && attempt->score >= bar->cut - 1e-9 : attempt->passed;
		out->passed += good && attempt->critical_count == 0;
		out->critical += attempt->critical_count > 0;
	}
	out->reached = out->passed >= bar->passes && out->critical == 0;
	return true;
}

bool store_certificate_add(struct store *store, const struct certificate *certificate, struct err *err)
{
	STATEMENT statement = store_statement(store,
					      "INSERT INTO certificate (id, bar, trainee, issued_ms, expires_ms, json)"
					      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
					      err);
	if (!statement)
		return false;
	store_bind_text(statement, 1, sv_from(certificate->id));
	store_bind_text(statement, 2, sv_from(certificate->bar));
	store_bind_int(statement, 3, certificate->trainee);
	store_bind_int(statement, 4, certificate->issued_ms);
	store_bind_int(statement, 5, certificate->expires_ms);
	store_bind_text(statement, 6, sv_from(certificate->json));
	return store_run(store, statement, "keep a certificate", err);
}

bool store_certified_until(struct store *store, struct sv bar, int64_t trainee, int64_t *expires_ms, struct err *err)
{
	*expires_ms = 0;
	STATEMENT statement =
		store_statement(store, "SELECT max(expires_ms) FROM certificate WHERE bar = ?1 AND trainee = ?2", err);
	if (!statement)
		return false;
	store_bind_text(statement, 1, bar);
	store_bind_int(statement, 2, trainee);
	bool row = false;
	if (!store_step(store, statement, &row, "read the certificates", err))
		return false;
	if (row)
		*expires_ms = sqlite3_column_int64(statement, 0);
	return true;
}
