#include "cli/xapi.h"

#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "json/json.h"

#include <string.h>

#define VERBS "http://adlnet.gov/expapi/verbs/"
#define ACTIVITIES "http://adlnet.gov/expapi/activities/"

struct statements {
	const struct attempt *attempt;
	const char *name, *home;
	struct strbuf *out;
	struct json_writer w;
};

/* A UUID of version 5's layout from the attempt's identity and `part`: the same each time. */
static void add_uuid(const struct statements *s, const char *part, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	char hex[HASH_HEX_SIZE];
	static const char variants[] = "89ab";

	strbuf_addf(&text, "%s\n%s\n%lld\n%s\n%s\n%s", s->home, s->attempt->trainee, (long long)s->attempt->started_ms,
		    s->attempt->scenario, mode_names[s->attempt->mode], part);
	hash_sha256_hex(strbuf_sv(&text), hex);
	strbuf_addf(out, "%.8s-%.4s-5%.3s-%c%.3s-%.12s", hex, hex + 8, hex + 13, variants[hex[16] & 3], hex + 17,
		    hex + 20);
}

static void add_key_uuid(struct statements *s, const char *key, const char *part)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	add_uuid(s, part, &text);
	json_key_str(&s->w, key, text.buf);
}

/* Bytes that an IRI path may hold as they are; the rest as %XX. */
static void add_path(struct strbuf *out, const char *text)
{
	for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
		if ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') ||
		    strchr("-._~/", *p))
			strbuf_addch(out, (char)*p);
		else
			strbuf_addf(out, "%%%02X", *p);
	}
}

static void add_activity(struct statements *s, const char *criterion, const char *type)
{
	CLEANUP_STRBUF struct strbuf id = STRBUF_INIT;

	strbuf_addstr(&id, s->home);
	strbuf_addstr(&id, "scenarios/");
	add_path(&id, s->attempt->scenario);
	if (criterion) {
		strbuf_addstr(&id, "/criteria/");
		add_path(&id, criterion);
	}
	json_open_object(&s->w);
	json_key_str(&s->w, "objectType", "Activity");
	json_key_str(&s->w, "id", id.buf);
	json_key(&s->w, "definition");
	json_open_object(&s->w);
	json_key_str(&s->w, "type", type);
	json_key(&s->w, "name");
	json_open_object(&s->w);
	json_key_str(&s->w, "en", criterion ? criterion : s->attempt->scenario);
	json_close_object(&s->w);
	json_close_object(&s->w);
	json_close_object(&s->w);
}

static void open_statement(struct statements *s, const char *part, const char *verb)
{
	CLEANUP_STRBUF struct strbuf iri = STRBUF_INIT;

	json_writer_init(&s->w, s->out);
	json_open_object(&s->w);
	add_key_uuid(s, "id", part);
	json_key(&s->w, "actor");
	json_open_object(&s->w);
	json_key_str(&s->w, "objectType", "Agent");
	json_key(&s->w, "account");
	json_open_object(&s->w);
	json_key_str(&s->w, "homePage", s->home);
	json_key_str(&s->w, "name", s->name);
	json_close_object(&s->w);
	json_close_object(&s->w);
	json_key(&s->w, "verb");
	json_open_object(&s->w);
	strbuf_addf(&iri, VERBS "%s", verb);
	json_key_str(&s->w, "id", iri.buf);
	json_key(&s->w, "display");
	json_open_object(&s->w);
	json_key_str(&s->w, "en", verb);
	json_close_object(&s->w);
	json_close_object(&s->w);
}

static void close_statement(struct statements *s, int64_t when_ms, bool parent)
{
	CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

	json_key(&s->w, "context");
	json_open_object(&s->w);
	add_key_uuid(s, "registration", "registration");
	json_key_str(&s->w, "platform", "rolecall");
	if (parent) {
		json_key(&s->w, "contextActivities");
		json_open_object(&s->w);
		json_key(&s->w, "parent");
		json_open_array(&s->w);
		add_activity(s, NULL, ACTIVITIES "simulation");
		json_close_array(&s->w);
		json_close_object(&s->w);
	}
	json_close_object(&s->w);
	clock_add_iso(&when, when_ms);
	json_key_str(&s->w, "timestamp", when.buf);
	json_key_str(&s->w, "version", "1.0.3");
	json_close_object(&s->w);
	strbuf_addch(s->out, '\n');
}

static void add_attempted(struct statements *s)
{
	open_statement(s, "attempted", "attempted");
	json_key(&s->w, "object");
	add_activity(s, NULL, ACTIVITIES "simulation");
	close_statement(s, s->attempt->started_ms, false);
}

static void add_answered(struct statements *s, const struct verdict_row *row)
{
	char *criterion = mem_pool_printf(NULL, "%s/%s", row->rubric, row->criterion);
	char *part = mem_pool_printf(criterion, "answered %s", criterion);

	open_statement(s, part, "answered");
	json_key(&s->w, "object");
	add_activity(s, criterion, ACTIVITIES "question");
	json_key(&s->w, "result");
	json_open_object(&s->w);
	json_key_str(&s->w, "response", verdict_names[row->verdict]);
	if (row->verdict == VERDICT_MET || row->verdict == VERDICT_MISSED)
		json_key_bool(&s->w, "success", row->verdict == VERDICT_MET);
	if (row->points > 0 && row->verdict <= VERDICT_MISSED) {
		json_key(&s->w, "score");
		json_open_object(&s->w);
		json_key_real(&s->w, "raw", row->earned, 1);
		json_key_int(&s->w, "min", 0);
		json_key_int(&s->w, "max", row->points);
		json_close_object(&s->w);
	}
	json_close_object(&s->w);
	close_statement(s, s->attempt->finished_ms, true);
	talloc_free(criterion);
}

static void add_result(struct statements *s, const char *verb, bool verdict)
{
	const struct attempt *attempt = s->attempt;

	open_statement(s, verdict ? "verdict" : "completed", verb);
	json_key(&s->w, "object");
	add_activity(s, NULL, ACTIVITIES "simulation");
	json_key(&s->w, "result");
	json_open_object(&s->w);
	json_key_bool(&s->w, "completion", true);
	if (verdict)
		json_key_bool(&s->w, "success", attempt->passed);
	if (attempt->has_score) {
		json_key(&s->w, "score");
		json_open_object(&s->w);
		json_key_real(&s->w, "scaled", attempt->score / 100, 4);
		json_key_real(&s->w, "raw", attempt->score, 1);
		json_key_int(&s->w, "min", 0);
		json_key_int(&s->w, "max", 100);
		json_close_object(&s->w);
	}
	if (!verdict) {
		CLEANUP_STRBUF struct strbuf span = STRBUF_INIT;

		strbuf_addf(&span, "PT%.2fS", (double)(attempt->finished_ms - attempt->started_ms) / 1000);
		json_key_str(&s->w, "duration", span.buf);
	}
	json_close_object(&s->w);
	close_statement(s, attempt->finished_ms, false);
}

bool xapi_add(struct store *store, const struct attempt *attempt, const char *name, const char *home,
	      struct strbuf *out, struct err *err)
{
	struct statements s = {.attempt = attempt, .name = name, .home = home, .out = out};
	size_t count = 0;
	struct verdict_row *rows = store_verdicts(NULL, store, attempt->id, &count, err);

	if (!rows)
		return false;
	add_attempted(&s);
	for (size_t i = 0; i < count; i++)
		add_answered(&s, &rows[i]);
	talloc_free(rows);
	add_result(&s, "completed", false);
	add_result(&s, attempt->passed ? "passed" : "failed", true);
	return true;
}
