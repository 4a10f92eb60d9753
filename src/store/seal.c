#include "store/internal.h"

#define VERDICTS 4 /* in `queries`: its second column stands for a row of criterion */

/* All that belongs to an attempt, in an order that does not change. The parent is left out: it may be erased. */
static const char *const queries[] = {
	"SELECT a.id, a.trainee, p.name, s.name, s.hash, s.channel, s.family, r.text, w.text, a.mode, a.seed,"
	" a.parent_turn, a.started_ms, a.finished_ms, a.finished, a.turns, a.hints, a.outcome, a.ending, a.score,"
	" a.passed, a.csat, a.critical, a.source, a.origin"
	" FROM attempt a JOIN trainee p ON p.id = a.trainee JOIN scenario s ON s.id = a.scenario"
	" JOIN rubric_set r ON r.id = a.rubrics JOIN word w ON w.id = a.engine WHERE a.id = ?1",
	"SELECT h.name, ws.text, wc.text, wf.text, h.customer, h.customer_extra, h.agent, h.agent_extra, h.seed, "
	"h.extra"
	" FROM heading h JOIN word ws ON ws.id = h.scenario JOIN word wc ON wc.id = h.channel"
	" JOIN word wf ON wf.id = h.company WHERE h.attempt = ?1",
	"SELECT number, who, text, action, argument, extra, for_ms, at_ms FROM turn WHERE attempt = ?1 ORDER BY number",
	"SELECT json FROM card WHERE attempt = ?1",
	"SELECT position, criterion, verdict, earned FROM verdict WHERE attempt = ?1 ORDER BY position",
	"SELECT position, number, turn, start, stop FROM evidence WHERE attempt = ?1 ORDER BY position, number",
	"SELECT position, turn, anger, confusion FROM mood WHERE attempt = ?1 ORDER BY position",
	("SELECT number, at_ms, scenario, rubrics, engine, score, passed, json FROM old_card"
	 " WHERE attempt = ?1 ORDER BY number"),
};

static void add_digits(struct strbuf *out, uint64_t number)
{
	char digits[24], *at = digits + sizeof digits;
	do
		*--at = (char)('0' + number % 10);
	while (number /= 10);
	strbuf_add(out, at, (size_t)(digits + sizeof digits - at));
}

static void add_integer(struct strbuf *out, int64_t number)
{
	if (number < 0)
		strbuf_addch(out, '-');
	add_digits(out, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

/* As printf's %a: seals that were made with it hold. A million verdicts are proved in the time of their hashes then. */
static void add_real(struct strbuf *out, double number)
{
	uint64_t bits;
	memcpy(&bits, &number, sizeof bits);
	int exponent = (int)(bits >> 52 & 0x7ff);
	uint64_t fraction = bits & UINT64_C(0xfffffffffffff);
	if (exponent == 0x7ff || (exponent == 0 && fraction)) {
		strbuf_addf(out, "%a", number);
		return;
	}
	if (bits >> 63)
		strbuf_addch(out, '-');
	if (!exponent) {
		strbuf_addstr(out, "0x0p+0");
		return;
	}
	strbuf_addstr(out, fraction ? "0x1." : "0x1");
	for (fraction <<= 12; fraction; fraction <<= 4)
		strbuf_addch(out, "0123456789abcdef"[fraction >> 60]);
	strbuf_addstr(out, exponent < 1023 ? "p-" : "p+");
	add_digits(out, (uint64_t)(exponent < 1023 ? 1023 - exponent : exponent - 1023));
}

/* Type and length before each value, so that no two contents give the same bytes. */
static void add_value(struct strbuf *out, sqlite3_stmt *row, int column)
{
	switch (sqlite3_column_type(row, column)) {
	case SQLITE_TEXT: {
		struct sv text = store_column(row, column);
		strbuf_addch(out, 't');
		add_digits(out, text.n);
		strbuf_addch(out, ':');
		strbuf_addsv(out, text);
		return;
	}
	case SQLITE_INTEGER:
		strbuf_addch(out, 'i');
		add_integer(out, sqlite3_column_int64(row, column));
		break;
	case SQLITE_FLOAT:
		strbuf_addch(out, 'r');
		add_real(out, sqlite3_column_double(row, column));
		break;
	default: strbuf_addch(out, 'n');
	}
	strbuf_addch(out, ';');
}

/* The values of a row of criterion; many attempts are judged by the same few. *found false: there is no such row. */
static bool add_criterion(struct store *store, int64_t id, struct strbuf *out, bool *found, struct err *err)
{
	struct store_sealed *kept = &store->sealed[(uint64_t)id % STORE_SEALED];
	*found = true;
	if (kept->id == id && kept->values.len) {
		strbuf_addsv(out, strbuf_sv(&kept->values));
		return true;
	}
	STATEMENT statement = store_statement(
		store, "SELECT rubric, name, section, skill, points, critical, scored FROM criterion WHERE id = ?1",
		err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, id);
	if (!store_step(store, statement, found, "read an attempt", err))
		return false;
	strbuf_reset(&kept->values);
	kept->id = id;
	for (int i = 0; *found && i < sqlite3_column_count(statement); i++)
		add_value(&kept->values, statement, i);
	strbuf_addsv(out, strbuf_sv(&kept->values));
	return true;
}

void store_seal_forget(struct store *store)
{
	for (size_t i = 0; i < STORE_SEALED; i++)
		strbuf_release(&store->sealed[i].values);
}

static bool add_rows(struct store *store, size_t query, int64_t attempt, struct strbuf *out, struct err *err)
{
	STATEMENT statement = store_statement(store, queries[query], err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt);
	for (bool row = true;;) {
		size_t before = out->len;
		bool found = true;
		if (!store_step(store, statement, &row, "read an attempt", err))
			return false;
		if (!row)
			return true;
		for (int i = 0; i < sqlite3_column_count(statement); i++) {
			if (query != VERDICTS || i != 1)
				add_value(out, statement, i);
			else if (!add_criterion(store, sqlite3_column_int64(statement, i), out, &found, err))
				return false;
		}
		if (found)
			strbuf_addch(out, '\n');
		else
			out->buf[out->len = before] = '\0';
	}
}

bool store_attempt_state(struct store *store, int64_t attempt, char out[HASH_HEX_SIZE], struct err *err)
{
	CLEANUP_STRBUF struct strbuf content = STRBUF_INIT;
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
		strbuf_addstr(&content, "#\n");
		if (!add_rows(store, i, attempt, &content, err))
			return false;
	}
	hash_sha256_hex(strbuf_sv(&content), out);
	return true;
}
