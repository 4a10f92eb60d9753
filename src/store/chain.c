#include "store/chain.h"
#include "store/history.h"

#define FINDINGS_MAX 20

static void add_text(struct hash *hash, struct sv text)
{
	char head[32];
	snprintf(head, sizeof head, "%zu:", text.n);
	hash_add(hash, sv_from(head));
	if (text.n)
		hash_add(hash, text);
}

void link_digest(const struct link *link, char out[HASH_HEX_SIZE])
{
	struct hash *hash = hash_new();
	const struct sv texts[] = {link->salt, link->who, link->text, link->state};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		add_text(hash, texts[i]);
	hash_finish_hex(hash, out);
}

void link_hash(const struct link *link, const char *before, char out[HASH_HEX_SIZE])
{
	char numbers[256];
	struct hash *hash = hash_new();
	snprintf(numbers, sizeof numbers, "%lld %lld %lld %lld %lld %lld %lld %lld", (long long)link->id,
		 (long long)link->at_ms, (long long)link->kind, (long long)link->attempt, (long long)link->trainee,
		 (long long)link->answers, (long long)link->verdict, (long long)link->engine);
	add_text(hash, sv_from(before));
	add_text(hash, sv_from(numbers));
	add_text(hash, link->criterion);
	add_text(hash, sv_from(link->digest));
	hash_finish_hex(hash, out);
}

struct walk {
	struct store_proof *proof;
	struct strbuf *findings;
	int found;
};

static void finding(struct walk *walk, const char *what, int64_t number, const char *why)
{
	walk->proof->sound = false;
	if (walk->found++ < FINDINGS_MAX)
		strbuf_addf(walk->findings, "%s %lld: %s\n", what, (long long)number, why);
}

static void read_link(sqlite3_stmt *row, struct link *link)
{
	int64_t *numbers[] = {&link->id,      &link->at_ms,   &link->kind,    &link->attempt,
			      &link->trainee, &link->answers, &link->verdict, &link->engine};
	struct sv *texts[] = {&link->criterion, &link->who, &link->text, &link->state, &link->salt};
	for (int i = 0; i < 8; i++)
		*numbers[i] = sqlite3_column_int64(row, i);
	for (int i = 0; i < 5; i++)
		*texts[i] = store_column(row, 8 + i);
	snprintf(link->digest, sizeof link->digest, SV_FMT, SV_ARG(store_column(row, 13)));
	snprintf(link->hash, sizeof link->hash, SV_FMT, SV_ARG(store_column(row, 14)));
}

static void check_link(struct walk *walk, const struct link *link, const char *before, bool erased, bool excused)
{
	char digest[HASH_HEX_SIZE], hash[HASH_HEX_SIZE];
	link_digest(link, digest);
	link_hash(link, before, hash);
	if (link->id != walk->proof->events)
		finding(walk, "history", link->id, "the events before it are missing: the chain is broken here");
	else if (strcmp(hash, link->hash) != 0)
		finding(walk, "history", link->id,
			"the chain is broken here: it was changed, or the one before it was");
	else if (!erased && strcmp(digest, link->digest) != 0)
		finding(walk, "history", link->id, "its words or its seal were changed");
	else if (erased && !excused)
		finding(walk, "history", link->id, "it was emptied, and no erasing is on record");
}

/* What was emptied needs an erasing after it: of its attempt, of its trainee, or of the event itself. Asked only of
 * what was emptied, and one question for each index; as one question it is a walk over all later events, for every
 * event. */
#define EXCUSED                                                                                      \
	" CASE WHEN h.erased = 0 THEN 0"                                                             \
	" WHEN h.attempt > 0 AND EXISTS (SELECT 1 FROM history e WHERE e.attempt = h.attempt"        \
	" AND e.kind = 5 AND e.id > h.id) THEN 1"                                                    \
	" WHEN h.trainee > 0 AND EXISTS (SELECT 1 FROM history e WHERE e.trainee = h.trainee"        \
	" AND e.attempt = 0 AND e.kind = 5 AND e.id > h.id) THEN 1"                                  \
	" ELSE EXISTS (SELECT 1 FROM history e WHERE e.kind > 0 AND e.kind = 5 AND e.answers = h.id" \
	" AND e.id > h.id) END"

static void tell(struct store *store, const char *what, const char *unit, int64_t done, int64_t total)
{
	if (store->told && done % 256 == 0)
		store->told(store->told_data, what, unit, done, total);
}

static bool walk_chain(struct store *store, struct walk *walk, struct err *err)
{
	STATEMENT statement =
		store_statement(store,
				"SELECT h.id, h.at_ms, h.kind, h.attempt, h.trainee, h.answers, h.verdict, h.engine,"
				" h.criterion, h.who, h.text, h.state, h.salt, h.digest, h.hash, h.erased," EXCUSED
				" FROM history h ORDER BY h.id",
				err);
	char before[HASH_HEX_SIZE] = "";
	int64_t total = 0;
	if (!statement || !store_number(store, "SELECT max(id) FROM history", 0, 0, &total, err))
		return false;
	for (bool row = true;;) {
		struct link link;
		if (!store_step(store, statement, &row, "read the history", err))
			return false;
		if (!row)
			break;
		read_link(statement, &link);
		bool erased = sqlite3_column_int(statement, 15) != 0;
		walk->proof->events++;
		walk->proof->erased += erased;
		tell(store, "proving the history", "events", walk->proof->events, total);
		check_link(walk, &link, before, erased, sqlite3_column_int(statement, 16) != 0);
		snprintf(before, sizeof before, "%s", link.hash);
	}
	snprintf(walk->proof->head, sizeof walk->proof->head, "%s", before);
	return true;
}

/* Every attempt against its newest seal. */
static bool walk_attempts(struct store *store, struct walk *walk, struct err *err)
{
	STATEMENT statement = store_statement(
		store,
		"SELECT a.id, coalesce((SELECT h.state FROM history h WHERE h.attempt = a.id AND h.kind = 0"
		" ORDER BY h.id DESC LIMIT 1), ''), a.finished FROM attempt a ORDER BY a.id",
		err);
	int64_t total = 0, seen = 0;
	if (!statement || !store_number(store, "SELECT count(*) FROM attempt", 0, 0, &total, err))
		return false;
	for (bool row = true;;) {
		char state[HASH_HEX_SIZE];
		if (!store_step(store, statement, &row, "read the attempts", err))
			return false;
		if (!row)
			break;
		tell(store, "proving attempts", "attempts", ++seen, total);
		int64_t id = sqlite3_column_int64(statement, 0);
		struct sv sealed = store_column(statement, 1);
		if (!sealed.n && !sqlite3_column_int(statement, 2))
			continue; /* at play, or left by a crash: sealed when it is gone on with or finished */
		walk->proof->attempts++;
		if (!store_attempt_state(store, id, state, err))
			return false;
		if (!sealed.n)
			finding(walk, "attempt", id, "it is finished and was never sealed");
		else if (!sv_is(sealed, state))
			finding(walk, "attempt", id,
				"it is not as it was sealed: its words, its card or its figures were changed");
	}
	STATEMENT gone =
		store_statement(store,
				"SELECT DISTINCT h.attempt FROM history h LEFT JOIN attempt a ON a.id = h.attempt"
				" WHERE h.kind = 0 AND h.erased = 0 AND a.id IS NULL ORDER BY 1",
				err);
	if (!gone)
		return false;
	for (bool row = true;;) {
		if (!store_step(store, gone, &row, "read the attempts", err))
			return false;
		if (!row)
			return true;
		finding(walk, "attempt", sqlite3_column_int64(gone, 0),
			"it was sealed and is gone, and no erasing is on record");
	}
}

/* Damage to the file itself is a finding, not a failure. */
static bool damaged(struct store *store, struct walk *walk, const struct err *cause)
{
	int code = sqlite3_errcode(store->db) & 0xff;
	if (code != SQLITE_CORRUPT && code != SQLITE_NOTADB)
		return false;
	walk->proof->sound = false;
	strbuf_addf(walk->findings, "file: %s\n", cause->message);
	return true;
}

bool store_verify(struct store *store, struct store_proof *proof, struct strbuf *findings, struct err *err)
{
	struct walk walk = {.proof = proof, .findings = findings};
	*proof = (struct store_proof){.sound = true};
	struct err cause = ERR_INIT;
	store_seal_forget(store);
	if (!store_begin_read(store, err))
		return false;
	bool ok = (walk_chain(store, &walk, &cause) && walk_attempts(store, &walk, &cause)) ||
		  damaged(store, &walk, &cause);
	if (!ok && err)
		*err = cause;
	if (!store_end_read(store, ok))
		return false;
	size_t before = findings->len;
	ok = store_check(store, findings, err);
	if (findings->len > before)
		proof->sound = false;
	return ok;
}
