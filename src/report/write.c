/* write.c - a report as text, CSV and JSON. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "report/report.h"
#include "json/json.h"

static void add_modes(unsigned modes, struct strbuf *out)
{
	bool first = true;

	for (int i = 0; i < MODE_COUNT; i++) {
		if (!(modes >> i & 1))
			continue;
		strbuf_addstr(out, first ? "" : " and ");
		strbuf_addstr(out, mode_names[i]);
		first = false;
	}
}

void report_add_heading(const struct report *report, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

	strbuf_addstr(out, "attempts in ");
	add_modes(report->query.modes, out);
	strbuf_addstr(out, " mode");
	if (report->team[0]) {
		strbuf_addstr(out, ", team ");
		strbuf_addstr(out, report->team);
	}
	if (report->query.since_ms) {
		clock_add_iso(&when, report->query.since_ms);
		strbuf_addf(out, ", since %s", when.buf);
		strbuf_reset(&when);
	}
	if (report->query.until_ms) {
		clock_add_iso(&when, report->query.until_ms);
		strbuf_addf(out, ", until %s", when.buf);
	}
}

bool report_add_text(const struct report *report, int width, struct strbuf *out, struct err *err)
{
	CLEANUP_STRBUF struct strbuf heading = STRBUF_INIT;

	strbuf_addstr(&heading, report->title);
	if (report->subject[0]) {
		strbuf_addstr(&heading, ": ");
		strbuf_addstr(&heading, report->subject);
	}
	strbuf_addstr(&heading, " (");
	report_add_heading(report, &heading);
	strbuf_addch(&heading, ')');
	utf8_add_visible(out, strbuf_sv(&heading), false);
	strbuf_addch(out, '\n');
	for (size_t i = 0; i < report->part_count; i++) {
		const struct report_part *part = &report->parts[i];

		strbuf_addch(out, '\n');
		utf8_add_visible(out, sv_from(part->title), false);
		strbuf_addch(out, '\n');
		if (!table_rows(part->table))
			strbuf_addstr(out, "Nothing yet.\n");
		else if (!table_add_text(part->table, width, false, out, err))
			return false;
		if (part->note[0] && table_rows(part->table)) {
			CLEANUP_STRBUF struct strbuf note = STRBUF_INIT;

			utf8_add_visible(&note, sv_from(part->note), true);
			utf8_add_wrapped(out, strbuf_sv(&note), width > 0 ? width : 80, 0);
			strbuf_addch(out, '\n');
		}
	}
	return true;
}

bool report_add_csv(const struct report *report, const char *part, struct strbuf *out, struct err *err)
{
	CLEANUP_STRBUF struct strbuf known = STRBUF_INIT;

	for (size_t i = 0; i < report->part_count; i++) {
		if (part ? !strcmp(part, report->parts[i].id) : i == report->main) {
			table_add_csv(report->parts[i].table, out);
			return true;
		}
		strbuf_addf(&known, "%s%s", i ? ", " : "", report->parts[i].id);
	}
	return err_set(err, ERR_USAGE, "The %s report has no part \"%s\"; it has %s.", report->kind, part, known.buf);
}

static void add_time(struct json_writer *w, const char *key, int64_t ms)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	if (!ms) {
		json_key_null(w, key);
		return;
	}
	clock_add_iso(&text, ms);
	json_key_str(w, key, text.buf);
}

void report_add_json(const struct report *report, struct strbuf *out)
{
	struct json_writer w;

	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "report", 1);
	json_key_str(&w, "kind", report->kind);
	json_key_str(&w, "subject", report->subject[0] ? report->subject : NULL);
	json_key_str(&w, "team", report->team[0] ? report->team : NULL);
	add_time(&w, "since", report->query.since_ms);
	add_time(&w, "until", report->query.until_ms);
	json_key(&w, "modes");
	json_open_array(&w);
	for (int i = 0; i < MODE_COUNT; i++) {
		if (report->query.modes >> i & 1)
			json_str(&w, mode_names[i]);
	}
	json_close_array(&w);
	json_key_str(&w, "main", report->parts[report->main].id);
	json_key(&w, "parts");
	json_open_object(&w);
	for (size_t i = 0; i < report->part_count; i++) {
		json_key(&w, report->parts[i].id);
		table_add_json(report->parts[i].table, &w);
	}
	json_close_object(&w);
	json_close_object(&w);
	strbuf_addch(out, '\n');
}
