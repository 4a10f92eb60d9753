/* verb_certify.c - rolecall certify keys|define|bars|check|issue|verify */
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/credential.h"
#include "cli/desk.h"
#include "cli/output.h"

#include <string.h>

#define DAY_MS INT64_C(86400000)
#define CERTIFICATE_MAX (1024 * 1024)

static const char *word(const struct args *args, int index)
{
	return args->rest_count > index ? args->rest[index] : NULL;
}

static bool make_keys(struct context *context, const struct args *args, struct err *err)
{
	if (!word(args, 1))
		return err_set(err, ERR_USAGE, "Where to? rolecall certify keys FILE makes FILE and FILE.pub");
	if (!sign_make_keys(word(args, 1), err))
		return false;
	fprintf(context->talk, "The secret key is %s: keep it to yourself. %s.pub is for those who check.\n",
		word(args, 1), word(args, 1));
	return true;
}

static bool read_bar(struct context *context, const struct args *args, struct bar *bar, struct strbuf *scenarios,
		     struct err *err)
{
	long passes = 4, forms = 5, days = 365;
	const char *cut = args_get(args, "cut", "0"), *name;
	struct library *library = context_library(context, err);

	if (!word(args, 1))
		return err_set(err, ERR_USAGE, "Which bar? rolecall certify define NAME --pass 4 --of 5 --cut 85");
	if (!args_number(args, "pass", 1, 100, &passes, err) || !args_number(args, "of", 1, 100, &forms, err) ||
	    !args_number(args, "days", 1, 36500, &days, err))
		return false;
	if (passes > forms)
		return err_set(err, ERR_USAGE, "%ld of %ld cannot be passed.", passes, forms);
	if (!sv_to_double(sv_from(cut), &bar->cut) || !(bar->cut >= 0 && bar->cut <= 100))
		return err_set(err, ERR_USAGE, "--cut is in per cent, from 0 to 100.");
	for (int i = 0; (name = args_nth(args, "scenario", i)); i++) {
		if (!library || !library_scenario_path(library, sv_from(name), err))
			return false;
		strbuf_addf(scenarios, "%s%s", i ? " " : "", name);
	}
	bar->passes = (int)passes;
	bar->forms = (int)forms;
	bar->days = days;
	return true;
}

static bool define(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf scenarios = STRBUF_INIT;
	struct bar bar = {.name = args->rest_count > 1 ? args->rest[1] : NULL};

	if (!read_bar(context, args, &bar, &scenarios, err) || !context_store(context, err))
		return false;
	bar.scenarios = scenarios.buf;
	if (!store_bar_define(context->store, &bar, clock_wall_ms(), err))
		return false;
	fprintf(context->talk,
		"The bar stands: %d of the newest %d exams, each in another scenario, none with a critical error.\n",
		bar.passes, bar.forms);
	return true;
}

static bool list_bars(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct store *store = context_store_existing(context, err);
	size_t count = 0;
	struct bar *bars = store ? store_bars(pool, store, &count, err) : NULL;
	struct table *table;
	bool good;

	if (!bars)
		return false;
	table = table_new();
	table_column(table, "bar", "BAR", TABLE_TEXT, 0, false);
	table_column(table, "passes", "PASS", TABLE_INT, 0, false);
	table_column(table, "forms", "OF", TABLE_INT, 0, false);
	table_column(table, "cut", "CUT %", TABLE_REAL, 1, false);
	table_column(table, "days", "DAYS", TABLE_INT, 0, false);
	table_column(table, "scenarios", "SCENARIOS", TABLE_TEXT, 0, true);
	for (size_t i = 0; i < count; i++) {
		table_row(table);
		table_str(table, bars[i].name);
		table_int(table, bars[i].passes);
		table_int(table, bars[i].forms);
		if (bars[i].cut > 0)
			table_real(table, bars[i].cut);
		else
			table_none(table);
		table_int(table, bars[i].days);
		table_str(table, bars[i].scenarios[0] ? bars[i].scenarios : "any");
	}
	good = output_table(context, table, args_get(args, "format", "text"), "bars", "No bar is defined yet.", err);
	table_free(table);
	return good;
}

/* The bar that is named, from the list of them. */
static struct bar *find_bar(void *pool, struct context *context, const char *name, struct err *err)
{
	size_t count = 0;
	struct bar *bars = context_store_existing(context, err) ? store_bars(pool, context->store, &count, err) : NULL;

	for (size_t i = 0; bars && i < count; i++) {
		if (!strcmp(bars[i].name, name))
			return &bars[i];
	}
	if (bars)
		err_set(err, ERR_USAGE, "There is no bar \"%s\": rolecall certify bars lists them.", name);
	return NULL;
}

static bool standing_of(void *pool, struct context *context, const struct args *args, struct bar **bar,
			int64_t *trainee, struct standing *standing, struct err *err)
{
	if (!word(args, 1) || !word(args, 2))
		return err_set(err, ERR_USAGE, "Which bar, and who? rolecall certify %s BAR TRAINEE", args->rest[0]);
	*bar = find_bar(pool, context, word(args, 1), err);
	return *bar && desk_trainee(context->store, word(args, 2), trainee, err) &&
	       store_standing(pool, context->store, *bar, *trainee, standing, err);
}

static int check(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct bar *bar = NULL;
	struct standing standing;
	int64_t trainee = 0;

	if (!standing_of(pool, context, args, &bar, &trainee, &standing, err))
		return CLI_USAGE;
	for (int i = 0; i < standing.taken; i++) {
		const struct attempt *attempt = &standing.attempts[i];

		strbuf_addf(&out, "attempt %lld: %s, %.1f %%%s%s\n", (long long)attempt->id, attempt->scenario,
			    attempt->has_score ? attempt->score : 0, attempt->passed ? ", passed" : ", not passed",
			    attempt->critical_count ? ", with a critical error" : "");
	}
	strbuf_addf(&out, "%d of %d needed, %d of the newest %d taken, %d with a critical error: %s\n", standing.passed,
		    bar->passes, standing.taken, bar->forms, standing.critical,
		    standing.reached ? "reached" : "not reached");
	context_write(context, strbuf_sv(&out), err);
	return standing.reached ? CLI_OK : CLI_FINDINGS;
}

static bool keep(struct context *context, const struct credential *credential, char *id, int64_t trainee, char *text,
		 struct err *err)
{
	struct certificate certificate = {
		.id = id,
		.bar = credential->bar->name,
		.json = text,
		.trainee = trainee,
		.issued_ms = credential->issued_ms,
		.expires_ms = credential->expires_ms,
	};
	struct history_event event = {.at_ms = credential->issued_ms,
				      .kind = HISTORY_CERTIFY,
				      .trainee = trainee,
				      .verdict = -1,
				      .engine = -1,
				      .text = id};

	if (!store_batch_begin(context->store, err))
		return false;
	return store_batch_end(context->store,
			       store_certificate_add(context->store, &certificate, err) &&
				       store_history_add(context->store, &event, NULL, err),
			       err);
}

static bool issue(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	unsigned char secret[SIGN_SECRET_BYTES], public_key[SIGN_PUBLIC_BYTES];
	const char *key = args_get(args, "key", NULL), *path = args_get(args, "output", NULL);
	struct bar *bar = NULL;
	struct standing standing;
	int64_t trainee = 0, now_ms = clock_wall_ms();
	char id[64];

	if (!standing_of(pool, context, args, &bar, &trainee, &standing, err))
		return false;
	if (!standing.reached)
		return err_set(err, ERR_USAGE, "%s has not reached %s: rolecall certify check says what is missing.",
			       word(args, 2), bar->name);
	if (!key)
		return err_set(err, ERR_USAGE,
			       "A certificate is signed: --key FILE (rolecall certify keys makes one).");
	if (!sign_read_secret(key, secret, public_key, err))
		return false;
	struct credential credential = {.name = word(args, 2),
					.issuer = args_get(args, "issuer", "rolecall"),
					.bar = bar,
					.standing = &standing,
					.issued_ms = now_ms,
					.expires_ms = now_ms + bar->days * DAY_MS,
					.secret = secret,
					.public_key = public_key};
	credential_add(&credential, id, &out);
	sign_forget(secret);
	if (!keep(context, &credential, id, trainee, out.buf, err))
		return false;
	strbuf_addch(&out, '\n');
	return path ? file_write_atomic(path, strbuf_sv(&out), 0644, err)
		    : context_write(context, strbuf_sv(&out), err);
}

static void add_view(const struct credential_view *view, struct strbuf *out)
{
	utf8_add_visible(out, view->name, false);
	strbuf_addstr(out, " reached ");
	utf8_add_visible(out, view->bar, false);
	strbuf_addstr(out, ", certified by ");
	utf8_add_visible(out, view->issuer, false);
	strbuf_addstr(out, "\nissued ");
	clock_add_iso(out, view->issued_ms);
	strbuf_addstr(out, ", holds until ");
	clock_add_iso(out, view->expires_ms);
	strbuf_addstr(out, "\nkey ");
	base64url_add(out, sv_make((const char *)view->public_key, SIGN_PUBLIC_BYTES));
	strbuf_addch(out, '\n');
}

/* Needs no store and no network: the file, the key and the clock. */
static int verify(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	unsigned char known[SIGN_PUBLIC_BYTES];
	const char *key = args_get(args, "key", NULL);
	struct credential_view view;
	int64_t at_ms = clock_wall_ms();
	bool good = false, fine = false;

	if (!word(args, 1)) {
		err_set(err, ERR_USAGE, "Which file? rolecall certify verify FILE --key FILE.pub");
		return CLI_USAGE;
	}
	if (!desk_time(args, "at", &at_ms, err) || (key && !sign_read_public(key, known, err)) ||
	    !file_read(word(args, 1), CERTIFICATE_MAX, &text, err))
		return CLI_USAGE;
	if (credential_read(strbuf_sv(&text), word(args, 1), key ? known : NULL, &view, &good, err)) {
		fine = good && at_ms >= view.issued_ms / 1000 * 1000 && at_ms < view.expires_ms;
		if (good)
			add_view(&view, &out);
		strbuf_addstr(
			&out,
			!good   ? "The signature does not hold: the file was changed, or another key signed it.\n"
			: !fine ? "It does not hold at this time.\n"
			: key   ? "The signature holds.\n"
				: "The signature holds for the key that the file names; --key FILE.pub says whose.\n");
		context_write(context, strbuf_sv(&out), err);
	}
	credential_release(&view);
	return fine ? CLI_OK : CLI_FINDINGS;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	const char *what = word(args, 0);

	if (!args_count(args, &verb_certify, 1, 3, err) || !desk_format_for(args, "bars", err))
		return CLI_USAGE;
	if (!strcmp(what, "check"))
		return check(context, args, err);
	if (!strcmp(what, "verify"))
		return verify(context, args, err);
	if (!strcmp(what, "keys"))
		make_keys(context, args, err);
	else if (!strcmp(what, "define"))
		define(context, args, err);
	else if (!strcmp(what, "bars"))
		list_bars(context, args, err);
	else if (!strcmp(what, "issue"))
		issue(context, args, err);
	else
		err_set(err, ERR_USAGE,
			"\"%s\" is not known to certify; it does keys, define, bars, check, issue and verify.", what);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"pass", 0, "K", NULL, VALUE_NONE, false, "with define: so many exams have to be passed (4)"},
	{"of", 0, "N", NULL, VALUE_NONE, false, "with define: of the newest N, each in another scenario (5)"},
	{"cut", 0, "PER CENT", NULL, VALUE_NONE, false,
	 "with define: the score that passes (default: each rubric's own mark)"},
	{"days", 0, "DAYS", NULL, VALUE_NONE, false, "with define: how long a certificate holds (365)"},
	{"scenario", 0, "SCENARIO", NULL, VALUE_SCENARIO, true,
	 "with define: one of the parallel forms; may be repeated (default: any)"},
	{"key", 0, "FILE", NULL, VALUE_FILE, false,
	 "issue: the secret key; verify: the public key of whoever you trust"},
	{"issuer", 0, "NAME", NULL, VALUE_NONE, false, "with issue: who certifies"},
	{"at", 0, "DATE", NULL, VALUE_NONE, false, "with verify: does it hold at this time (default: now)"},
	{"format", 'f', "FORM", "text|csv|json", VALUE_NONE, false, "of bars: text, csv or json"},
	{"output", 'o', "FILE", NULL, VALUE_FILE, false, "with issue: write the certificate to this file"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_certify = {
	.name = "certify",
	.arguments = "keys FILE|define BAR|bars|check BAR TRAINEE|issue BAR TRAINEE|verify FILE",
	.words = "keys|define|bars|check|issue|verify",
	.value = VALUE_FILE,
	.summary = "Define a bar, certify who reached it, check a certificate",
	.readers = "manager",
	.options = options,
	.text = "A bar is K of the newest N exams passed, each in another scenario, and no critical error in any of "
		"them: "
		"remember that 4 of 5 leaves the true share anywhere between 38 and 96 per cent. A certificate is one "
		"signed "
		"file, an Open Badges 3.0 credential as a JWT (Ed25519), and verify needs no store and no network.",
	.run = run,
};
