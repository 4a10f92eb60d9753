/* calibrate_report.c - how far the engine and the raters of a calibration session agree. */
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/calibrate_session.h"
#include "report/session.h"
#include "report/table.h"
#include "json/json.h"

#include <math.h>
#include <string.h>

struct findings {
	struct session_desk desk;
	struct session_grid grid;
	const char **raters; /* the engine first */
	char **criteria;
	size_t rater_count, criterion_count, criterion_cap;
	struct calibration_mark *marks;
	size_t mark_count;
	struct verdict_row **rows; /* by item */
	size_t *row_counts;
};

static void findings_release(struct findings *findings)
{
	session_grid_release(&findings->grid);
	session_desk_close(&findings->desk);
}

/* ---- gathering ---- */

static size_t find_criterion(const struct findings *findings, const char *key)
{
	size_t at = 0;

	while (at < findings->criterion_count && strcmp(findings->criteria[at], key) != 0)
		at++;
	return at;
}

static char *key_of(const struct verdict_row *row)
{
	return mem_pool_printf(row->criterion, "%s/%s", row->rubric, row->criterion);
}

static bool gather_criteria(struct findings *findings, struct err *err)
{
	void *pool = findings->desk.pool;

	findings->rows = MEM_ARRAY(pool, struct verdict_row *, findings->desk.item_count + 1);
	findings->row_counts = MEM_ARRAY(pool, size_t, findings->desk.item_count + 1);
	for (size_t i = 0; i < findings->desk.item_count; i++) {
		struct verdict_row *rows = session_desk_criteria(&findings->desk, findings->desk.items[i].attempt,
								 &findings->row_counts[i], err);

		if (!rows)
			return false;
		findings->rows[i] = rows;
		for (size_t k = 0; k < findings->row_counts[i]; k++) {
			char *key = key_of(&rows[k]);

			if (find_criterion(findings, key) < findings->criterion_count)
				continue;
			if (findings->criterion_count == findings->criterion_cap) {
				findings->criterion_cap = findings->criterion_cap * 2 + 16;
				findings->criteria =
					MEM_GROW(pool, findings->criteria, char *, findings->criterion_cap);
			}
			findings->criteria[findings->criterion_count++] = key;
		}
	}
	return true;
}

/* Marks come sorted by rater. */
static bool gather_raters(struct findings *findings, struct err *err)
{
	findings->marks = store_calibration_marks(findings->desk.pool, findings->desk.store, findings->desk.session.id,
						  SV(""), &findings->mark_count, err);
	if (!findings->marks)
		return false;
	findings->raters = MEM_ARRAY(findings->desk.pool, const char *, findings->mark_count + 1);
	findings->raters[findings->rater_count++] = ENGINE_RATER;
	for (size_t i = 0; i < findings->mark_count; i++)
		if (!i || strcmp(findings->marks[i].rater, findings->marks[i - 1].rater) != 0)
			findings->raters[findings->rater_count++] = findings->marks[i].rater;
	return findings->mark_count ||
	       err_set(err, ERR_USAGE, "Nobody has marked anything in \"%s\" yet.", findings->desk.name);
}

static size_t item_of(const struct findings *findings, int position)
{
	size_t at = 0;

	while (at < findings->desk.item_count && findings->desk.items[at].position != position)
		at++;
	return at;
}

static void fill_grid(struct findings *findings)
{
	struct session_grid *grid = &findings->grid;
	size_t rater = 0;

	session_grid_init(grid, findings->desk.item_count, findings->rater_count, findings->criterion_count);
	for (size_t i = 0; i < grid->items; i++) {
		for (size_t k = 0; k < findings->row_counts[i]; k++) {
			const struct verdict_row *row = &findings->rows[i][k];
			size_t c = find_criterion(findings, key_of(row));

			if (row->verdict <= VERDICT_NA)
				*session_mark(grid, i, 0, c) = (signed char)row->verdict;
			grid->points[i * grid->criteria + c] = row->scored ? row->points : 0;
		}
	}
	for (size_t i = 0; i < findings->mark_count; i++) {
		const struct calibration_mark *mark = &findings->marks[i];
		size_t item = item_of(findings, mark->position), c = find_criterion(findings, mark->criterion);

		rater += !i || strcmp(mark->rater, findings->marks[i - 1].rater) != 0;
		if (item < grid->items && c < grid->criteria) /* a rubric may have lost a criterion since */
			*session_mark(grid, item, rater, c) = (signed char)mark->verdict;
	}
}

/* ---- the table ---- */

static void figure_columns(struct table *table, const char *key, const char *low, const char *high, const char *title,
			   int decimals)
{
	table_column(table, key, NULL, TABLE_REAL, decimals, false);
	table_column(table, low, NULL, TABLE_REAL, decimals, false);
	table_column(table, high, NULL, TABLE_REAL, decimals, false);
	table_column(table, NULL, title, TABLE_TEXT, 0, false);
}

static void real_cell(struct table *table, double value)
{
	if (isnan(value))
		table_none(table);
	else
		table_real(table, value);
}

static void add_figure(const struct figure *figure, int decimals, struct strbuf *out)
{
	strbuf_addf(out, "%.*f", decimals, figure->value);
	if (!isnan(figure->low))
		strbuf_addf(out, " %.*f to %.*f", decimals, figure->low, decimals, figure->high);
}

static void figure_cells(struct table *table, const struct figure *figure, int decimals)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	real_cell(table, figure->value);
	real_cell(table, figure->low);
	real_cell(table, figure->high);
	if (isnan(figure->value)) {
		table_str(table, "-");
		return;
	}
	add_figure(figure, decimals, &text);
	table_str(table, text.buf);
}

static struct table *make_table(const struct findings *findings, size_t *trusted)
{
	struct table *table = table_new();

	table_column(table, "criterion", "CRITERION", TABLE_TEXT, 0, true);
	table_column(table, "items", "N", TABLE_INT, 0, false);
	table_column(table, "pairs", NULL, TABLE_INT, 0, false);
	table_column(table, "alike", NULL, TABLE_INT, 0, false);
	figure_columns(table, "agreement", "agreement_low", "agreement_high", "ALIKE %", 1);
	figure_columns(table, "kappa", "kappa_low", "kappa_high", "KAPPA", 4);
	figure_columns(table, "people_kappa", "people_kappa_low", "people_kappa_high", "PEOPLE", 4);
	figure_columns(table, "alpha", "alpha_low", "alpha_high", "ALPHA", 4);
	table_column(table, "trusted", NULL, TABLE_BOOL, 0, false);
	table_column(table, "doubt", "NOT TO BE TRUSTED YET", TABLE_TEXT, 0, true);
	for (size_t i = 0; i < findings->criterion_count; i++) {
		struct session_result result;

		session_criterion(&findings->grid, i, findings->desk.session.seed, &result);
		*trusted += result.doubt == SESSION_TRUSTED;
		table_row(table);
		table_str(table, findings->criteria[i]);
		table_int(table, (long long)result.items);
		table_int(table, (long long)result.pairs);
		table_int(table, (long long)result.alike);
		figure_cells(table, &result.agreement, 0);
		figure_cells(table, &result.kappa, 2);
		figure_cells(table, &result.people, 2);
		figure_cells(table, &result.alpha, 2);
		table_bool(table, result.doubt == SESSION_TRUSTED);
		table_str(table, session_doubts[result.doubt]);
	}
	return table;
}

/* ---- the forms ---- */

static void add_near(const char *who, size_t pairs, const struct figure *share, struct strbuf *out)
{
	if (!pairs)
		return;
	strbuf_addf(out, "Scores within %.0f points, %s: ", SESSION_NEAR, who);
	add_figure(share, 0, out);
	strbuf_addf(out, " per cent, n %zu.\n", pairs);
}

static bool report_text(struct context *context, const struct findings *findings, const struct table *table,
			const struct session_scores *scores, size_t trusted, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	strbuf_addstr(&out, "Calibration session ");
	utf8_add_visible(&out, sv_from(findings->desk.name), false);
	strbuf_addf(&out, ": %zu conversations, marked by the engine", findings->grid.items);
	for (size_t i = 1; i < findings->rater_count; i++) {
		strbuf_addstr(&out, i + 1 < findings->rater_count ? ", " : " and ");
		utf8_add_visible(&out, sv_from(findings->raters[i]), false);
	}
	strbuf_addstr(&out, "\n\n");
	if (!table_add_text(table, context->out_terminal ? context_width(context) : 0, context->colour_out, &out, err))
		return false;
	strbuf_addch(&out, '\n');
	add_near("engine and people", scores->pairs, &scores->share, &out);
	add_near("people among themselves", scores->people_pairs, &scores->people, &out);
	strbuf_addf(&out,
		    "%zu of %zu criteria can be trusted: %d conversations or more, and kappa %.1f or more.\n"
		    "Intervals hold 95 %%, from %d resamples of whole conversations.\n",
		    trusted, findings->criterion_count, SESSION_LEAST_ITEMS, SESSION_LEAST_KAPPA, CALIBRATION_DRAWS);
	return context_page(context, strbuf_sv(&out), err);
}

static void share_json(struct json_writer *w, const char *key, size_t pairs, size_t near_by, const struct figure *share)
{
	json_key(w, key);
	json_open_object(w);
	json_key_int(w, "pairs", (long long)pairs);
	json_key_int(w, "near", (long long)near_by);
	json_key_real(w, "share", share->value, 1);
	json_key_real(w, "share_low", share->low, 1);
	json_key_real(w, "share_high", share->high, 1);
	json_close_object(w);
}

static void report_json(const struct findings *findings, const struct table *table, const struct session_scores *scores,
			struct strbuf *out)
{
	struct json_writer w;

	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "calibration_session", 1);
	json_key_str(&w, "name", findings->desk.name);
	json_key_int(&w, "items", (long long)findings->grid.items);
	json_key(&w, "raters");
	json_open_array(&w);
	for (size_t i = 0; i < findings->rater_count; i++)
		json_str(&w, findings->raters[i]);
	json_close_array(&w);
	json_key_real(&w, "near_points", SESSION_NEAR, 1);
	share_json(&w, "engine_and_people", scores->pairs, scores->near_by, &scores->share);
	share_json(&w, "people", scores->people_pairs, scores->people_near, &scores->people);
	json_key(&w, "criteria");
	table_add_json(table, &w);
	json_close_object(&w);
	strbuf_addch(out, '\n');
}

/* ---- rows for calibrate --data ---- */

/* The marks of people, one place each; null: not marked, or na. Nothing when nobody says met or missed. */
static void labels_json(const struct findings *findings, size_t item, size_t criterion, struct json_writer *w)
{
	bool any = false;

	for (size_t i = 1; i < findings->rater_count; i++) {
		signed char mark = *session_mark(&findings->grid, item, i, criterion);

		any = any || mark == VERDICT_MET || mark == VERDICT_MISSED;
	}
	if (!any)
		return;
	json_key(w, findings->criteria[criterion]);
	json_open_array(w);
	for (size_t i = 1; i < findings->rater_count; i++) {
		signed char mark = *session_mark(&findings->grid, item, i, criterion);

		if (mark == VERDICT_MET || mark == VERDICT_MISSED)
			json_bool(w, mark == VERDICT_MET);
		else
			json_null(w);
	}
	json_close_array(w);
}

static void words_json(const struct transcript *transcript, struct json_writer *w)
{
	CLEANUP_STRBUF struct strbuf reply = STRBUF_INIT;
	struct sv first = SV("");

	for (int i = 0; i < transcript->turn_count; i++) {
		const struct turn *turn = &transcript->turns[i];

		if (turn->action.n)
			continue;
		if (turn->who == WHO_CUSTOMER) {
			first = first.n ? first : turn->text;
			continue;
		}
		strbuf_addstr(&reply, reply.len ? "\n\n" : "");
		strbuf_add(&reply, turn->text.p, turn->text.n);
	}
	json_key_sv(w, "context", first);
	json_key_sv(w, "reply", strbuf_sv(&reply));
}

static bool add_row(const struct findings *findings, size_t item, struct strbuf *out, struct err *err)
{
	CLEANUP_STRBUF struct strbuf id = STRBUF_INIT;
	struct transcript transcript;
	struct json_writer w;

	if (!store_attempt_transcript(findings->desk.store, findings->desk.items[item].attempt, &transcript, err))
		return false;
	strbuf_addf(&id, "%s/%d", findings->desk.name, findings->desk.items[item].position);
	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_str(&w, "id", id.buf);
	words_json(&transcript, &w);
	json_key(&w, "labels");
	json_open_object(&w);
	for (size_t c = 0; c < findings->criterion_count; c++)
		labels_json(findings, item, c, &w);
	json_close_object(&w);
	json_key(&w, "engine");
	json_open_object(&w);
	for (size_t c = 0; c < findings->criterion_count; c++) {
		signed char mark = *session_mark(&findings->grid, item, 0, c);

		if (mark >= 0)
			json_key_str(&w, findings->criteria[c], verdict_names[mark]);
	}
	json_close_object(&w);
	json_close_object(&w);
	strbuf_addch(out, '\n');
	transcript_release(&transcript);
	return true;
}

static bool report_rows(struct context *context, const struct findings *findings, struct err *err)
{
	for (size_t i = 0; i < findings->grid.items; i++) {
		CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

		if (!add_row(findings, i, &out, err) || !context_write(context, strbuf_sv(&out), err))
			return false;
	}
	return true;
}

static bool report_figures(struct context *context, const struct findings *findings, const char *form, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct session_scores scores;
	size_t trusted = 0;
	struct table *table = make_table(findings, &trusted);
	bool good;

	session_scores(&findings->grid, findings->desk.session.seed, &scores);
	if (!strcmp(form, "text")) {
		good = report_text(context, findings, table, &scores, trusted, err);
	} else {
		if (!strcmp(form, "csv"))
			table_add_csv(table, &out);
		else
			report_json(findings, table, &scores, &out);
		good = context_write(context, strbuf_sv(&out), err);
	}
	table_free(table);
	return good;
}

bool calibrate_report(struct context *context, const struct args *args, struct err *err)
{
	struct findings findings CLEANUP(findings_release) = {.rater_count = 0};
	const char *form = args_get(args, "format", "text");

	if (!session_desk_open(&findings.desk, context, args, err) || !gather_raters(&findings, err) ||
	    !gather_criteria(&findings, err))
		return false;
	fill_grid(&findings);
	return !strcmp(form, "ndjson") ? report_rows(context, &findings, err)
				       : report_figures(context, &findings, form, err);
}
