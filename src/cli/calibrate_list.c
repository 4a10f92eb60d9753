/* calibrate_list.c - which calibration sessions there are, and deleting one. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/calibrate_session.h"
#include "cli/output.h"

static struct table *make_table(const struct calibration_row *rows, size_t count)
{
	struct table *table = table_new();

	table_column(table, "session", "SESSION", TABLE_TEXT, 0, true);
	table_column(table, "rubric", "RUBRIC", TABLE_TEXT, 0, false);
	table_column(table, "made", "MADE", TABLE_TEXT, 0, false);
	table_column(table, "conversations", "CONVERSATIONS", TABLE_INT, 0, false);
	table_column(table, "raters", "RATERS", TABLE_INT, 0, false);
	table_column(table, "marks", "MARKS", TABLE_INT, 0, false);
	for (size_t i = 0; i < count; i++) {
		CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

		clock_add_iso(&when, rows[i].at_ms);
		table_row(table);
		table_str(table, rows[i].name);
		table_str(table, rows[i].rubric);
		table_sv(table, strbuf_sv(&when));
		table_int(table, rows[i].items);
		table_int(table, rows[i].raters);
		table_int(table, rows[i].marks);
	}
	return table;
}

bool calibrate_list(struct context *context, const struct args *args, struct err *err)
{
	struct store *store = context_store_existing(context, err);
	const char *form = args_get(args, "format", "text");
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t count = 0;
	struct calibration_row *rows;
	struct table *table;
	bool good;

	if (args->rest_count > 1)
		return err_set(err, ERR_USAGE, "list takes no name; rolecall calibrate report NAME tells of one.");
	if (!strcmp(form, "ndjson"))
		return err_set(err, ERR_USAGE, "The list is text, csv or json; ndjson is for calibrate report.");
	rows = store ? store_calibration_list(pool, store, &count, err) : NULL;
	if (!rows)
		return false;
	table = make_table(rows, count);
	good = output_table(context, table, form, "calibration_sessions",
			    "There is no calibration session: rolecall calibrate new makes one.", err);
	table_free(table);
	return good;
}

bool calibrate_delete(struct context *context, const struct args *args, struct err *err)
{
	struct session_desk desk;
	CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;
	size_t marks = 0;
	bool good = session_desk_open(&desk, context, args, err) &&
		    store_calibration_marks(desk.pool, desk.store, desk.session.id, SV(""), &marks, err);

	if (good && !args_has(args, "yes"))
		good = err_set(err, ERR_USAGE,
			       "This deletes %s with %zu mark%s for ever; to do it, say --yes (calibrate report %s -f "
			       "ndjson keeps a copy).",
			       desk.name, marks, marks == 1 ? "" : "s", desk.name);
	good = good && store_calibration_delete(desk.store, desk.session.id, err);
	if (good) {
		utf8_add_visible(&name, sv_from(desk.name), false);
		fprintf(context->talk, "Deleted: session %s with %zu mark%s. The conversations stay.\n", name.buf,
			marks, marks == 1 ? "" : "s");
	}
	session_desk_close(&desk);
	return good;
}
