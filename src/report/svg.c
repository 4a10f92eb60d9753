#include "report/svg.h"

#include "base/utf8.h"
#include "report/wilson.h"

#include <math.h>

#define WIDTH 420.0
#define ROW 24.0
#define LABEL 196.0 /* room for names at the left */
#define MAX_BARS 40
#define MAX_HEAT 60
#define MAX_HEAT_COLUMNS 16
#define HEAT_CELL 34.0 /* wide enough for "100" */

int svg_heat(double per_cent)
{
	int step = (int)(per_cent / 10);

	return step < 0 ? 0 : step > 9 ? 9 : step;
}

static void line(struct markup *m, const char *class, double x1, double y1, double x2, double y2)
{
	markup_open(m, "line");
	markup_attr(m, "class", class);
	markup_attrf(m, "x1", "%.1f", x1);
	markup_attrf(m, "y1", "%.1f", y1);
	markup_attrf(m, "x2", "%.1f", x2);
	markup_attrf(m, "y2", "%.1f", y2);
	markup_close(m);
}

static void rect(struct markup *m, const char *class, double x, double y, double width, double height)
{
	markup_open(m, "rect");
	markup_attr(m, "class", class);
	markup_attrf(m, "x", "%.1f", x);
	markup_attrf(m, "y", "%.1f", y);
	markup_attrf(m, "width", "%.1f", width);
	markup_attrf(m, "height", "%.1f", height);
	markup_close(m);
}

static void text_open(struct markup *m, double x, double y, const char *anchor)
{
	markup_open(m, "text");
	markup_attrf(m, "x", "%.1f", x);
	markup_attrf(m, "y", "%.1f", y);
	markup_attr(m, "text-anchor", anchor);
}

static void label(struct markup *m, double x, double y, const char *anchor, const char *text)
{
	text_open(m, x, y, anchor);
	markup_text(m, text);
	markup_close(m);
}

/* At most `cells` wide, with an ellipsis when cut; the whole is in the title that follows it. */
static void short_label(struct markup *m, double x, double y, const char *anchor, const char *text, int cells)
{
	CLEANUP_STRBUF struct strbuf cut = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf visible = STRBUF_INIT;

	utf8_add_visible(&visible, sv_from(text), false);
	if (utf8_width(strbuf_sv(&visible)) <= cells) {
		label(m, x, y, anchor, visible.buf);
		return;
	}
	for (size_t at = 0; at < visible.len && utf8_width(strbuf_sv(&cut)) < cells - 1;)
		utf8_put(&cut, utf8_next(strbuf_sv(&visible), &at));
	strbuf_addstr(&cut, "…");
	text_open(m, x, y, anchor);
	markup_line(m, "title", NULL, visible.buf);
	markup_text(m, cut.buf);
	markup_close(m);
}

static void open_svg(struct markup *m, const struct report_chart *chart, const char *id, double width, double height)
{
	markup_open(m, "figure");
	if (chart->kind == CHART_HEAT)
		markup_attr(m, "class", "heat");
	markup_open(m, "svg");
	markup_attrf(m, "viewBox", "0 0 %.0f %.0f", width, height);
	markup_attr(m, "role", "img");
	markup_attrf(m, "aria-labelledby", "%s", id);
	markup_open(m, "title");
	markup_attrf(m, "id", "%s", id);
	markup_textf(m, "%s. The figures are in the table.", chart->title);
	markup_close(m);
}

static void close_svg(struct markup *m, const struct report_chart *chart)
{
	markup_close(m);
	markup_line(m, "figcaption", NULL, chart->title);
	markup_close(m);
}

#define PLOT_LEFT 40.0
#define PLOT_RIGHT 410.0
#define PLOT_TOP 12.0
#define PLOT_BOTTOM 176.0
#define PLOT_HEIGHT 214.0

static double plot_x(const struct report_chart *chart, size_t column)
{
	size_t last = chart->column_count - 1;

	return last ? PLOT_LEFT + 12 + (PLOT_RIGHT - PLOT_LEFT - 30) * (double)column / (double)last
		    : (PLOT_LEFT + PLOT_RIGHT) / 2;
}

static double plot_y(double value)
{
	return PLOT_BOTTOM - (PLOT_BOTTOM - PLOT_TOP) * value / 100;
}

static void draw_axes(struct markup *m, const struct report_chart *chart)
{
	size_t step = (chart->column_count + 3) / 4;
	size_t last = chart->column_count - 1;

	for (int value = 0; value <= 100; value += 25) {
		line(m, "grid", PLOT_LEFT, plot_y(value), PLOT_RIGHT, plot_y(value));
		text_open(m, PLOT_LEFT - 6, plot_y(value) + 5, "end");
		markup_textf(m, "%d", value);
		markup_close(m);
	}
	for (size_t i = 0; i <= last; i += step) {
		const char *text = chart->columns[i];
		bool date = strlen(text) == 10 && text[4] == '-';

		/* Of a date month and day; the year stands below the first one and where it changes. */
		label(m, plot_x(chart, i), PLOT_BOTTOM + 18, "middle", date ? text + 5 : text);
		if (date && (i == 0 || strncmp(text, chart->columns[i - step], 4) != 0)) {
			char year[5] = {text[0], text[1], text[2], text[3], 0};

			label(m, plot_x(chart, i), PLOT_BOTTOM + 34, "middle", year);
		}
	}
}

static void draw_line(struct markup *m, const struct report_chart *chart, size_t row)
{
	CLEANUP_STRBUF struct strbuf points = STRBUF_INIT;
	const double *values = chart->values + row * chart->column_count;

	for (size_t i = 0; i < chart->column_count; i++) {
		if (!isnan(values[i]))
			strbuf_addf(&points, "%s%.1f,%.1f", points.len ? " " : "", plot_x(chart, i), plot_y(values[i]));
	}
	markup_open(m, "polyline");
	markup_attrf(m, "class", "line s%zu", row);
	markup_attr(m, "points", points.buf);
	markup_close(m);
	for (size_t i = 0; i < chart->column_count; i++) {
		if (isnan(values[i]))
			continue;
		markup_open(m, "circle");
		markup_attrf(m, "class", "dot s%zu", row);
		markup_attrf(m, "cx", "%.1f", plot_x(chart, i));
		markup_attrf(m, "cy", "%.1f", plot_y(values[i]));
		markup_attr(m, "r", chart->column_count > 40 ? "2" : "4");
		markup_open(m, "title");
		markup_textf(m, "%s: %.1f", chart->columns[i], values[i]);
		markup_close(m);
		markup_close(m);
	}
}

static void line_chart(struct markup *m, const struct report_chart *chart, const char *id)
{
	bool named = chart->row_count > 1;

	open_svg(m, chart, id, WIDTH, PLOT_HEIGHT + (named ? 24 : 0));
	draw_axes(m, chart);
	for (size_t row = 0; row < chart->row_count; row++) {
		double x = PLOT_LEFT + 150 * (double)row;

		draw_line(m, chart, row);
		if (!named)
			continue;
		markup_open(m, "line");
		markup_attrf(m, "class", "line s%zu", row);
		markup_attrf(m, "x1", "%.1f", x);
		markup_attrf(m, "x2", "%.1f", x + 24);
		markup_attrf(m, "y1", "%.1f", PLOT_HEIGHT + 8);
		markup_attrf(m, "y2", "%.1f", PLOT_HEIGHT + 8);
		markup_close(m);
		label(m, x + 30, PLOT_HEIGHT + 13, "start", chart->rows[row]);
	}
	close_svg(m, chart);
}

static void bar_chart(struct markup *m, const struct report_chart *chart, const char *id)
{
	double from = LABEL + 6, to = WIDTH - 36, scale = (to - from) / 100;
	double height = ROW * (double)chart->column_count + 22;

	open_svg(m, chart, id, WIDTH, height);
	for (int value = 0; value <= 100; value += 25) {
		line(m, "grid", from + value * scale, 0, from + value * scale, height - 18);
		text_open(m, from + value * scale, height - 3, "middle");
		markup_textf(m, "%d", value);
		markup_close(m);
	}
	for (size_t i = 0; i < chart->column_count; i++) {
		double y = ROW * (double)i, value = chart->values[i];

		short_label(m, LABEL, y + 17, "end", chart->columns[i], 26);
		if (isnan(value)) {
			label(m, to + 8, y + 17, "start", "–");
			continue;
		}
		rect(m, "bar", from, y + 4, value * scale, ROW - 8);
		if (chart->low) {
			line(m, "whisker", from + chart->low[i] * scale, y + ROW / 2, from + chart->high[i] * scale,
			     y + ROW / 2);
			line(m, "whisker", from + chart->low[i] * scale, y + 8, from + chart->low[i] * scale,
			     y + ROW - 8);
			line(m, "whisker", from + chart->high[i] * scale, y + 8, from + chart->high[i] * scale,
			     y + ROW - 8);
		}
		text_open(m, to + 8, y + 17, "start");
		markup_textf(m, "%.0f", value);
		markup_close(m);
	}
	close_svg(m, chart);
}

static void heat_chart(struct markup *m, const struct report_chart *chart, const char *id)
{
	/* Room at the right for the last slanted heading. */
	double cell = fmax((WIDTH - LABEL - 60) / (double)chart->column_count, HEAT_CELL);
	double width = LABEL + 60 + cell * (double)chart->column_count;
	double top = 92;

	open_svg(m, chart, id, width, top + ROW * (double)chart->row_count + 4);
	for (size_t c = 0; c < chart->column_count; c++) {
		double x = LABEL + 12 + cell * ((double)c + 0.5);

		markup_open(m, "g");
		markup_attrf(m, "transform", "translate(%.1f %.1f) rotate(-50)", x, top - 6);
		short_label(m, 0, 0, "start", chart->columns[c], 15);
		markup_close(m);
	}
	for (size_t r = 0; r < chart->row_count; r++) {
		double y = top + ROW * (double)r;

		short_label(m, LABEL, y + 17, "end", chart->rows[r], 26);
		for (size_t c = 0; c < chart->column_count; c++) {
			double value = chart->values[r * chart->column_count + c];
			double x = LABEL + 8 + cell * (double)c;
			char class[16];

			if (isnan(value))
				continue;
			snprintf(class, sizeof class, "h%d", svg_heat(value));
			rect(m, class, x, y + 1, cell - 2, ROW - 2);
			markup_open(m, "text");
			markup_attrf(m, "class", "on h%d", svg_heat(value));
			markup_attrf(m, "x", "%.1f", x + (cell - 2) / 2);
			markup_attrf(m, "y", "%.1f", y + 17);
			markup_attr(m, "text-anchor", "middle");
			markup_textf(m, "%.0f", value);
			markup_close(m);
		}
	}
	close_svg(m, chart);
}

void svg_chart(struct markup *markup, const struct report_chart *chart, const char *id)
{
	if (!chart->column_count || !chart->row_count)
		return;
	if (chart->kind == CHART_LINE)
		line_chart(markup, chart, id);
	else if (chart->kind == CHART_BARS && chart->column_count <= MAX_BARS)
		bar_chart(markup, chart, id);
	else if (chart->kind == CHART_HEAT && chart->row_count <= MAX_HEAT && chart->column_count <= MAX_HEAT_COLUMNS)
		heat_chart(markup, chart, id);
}

void svg_rate(struct markup *m, int64_t k, int64_t n)
{
	double low, high;

	wilson(k, n, &low, &high);
	markup_open(m, "svg");
	markup_attr(m, "class", "rate");
	markup_attr(m, "viewBox", "0 0 100 10");
	markup_attr(m, "preserveAspectRatio", "none");
	markup_attr(m, "aria-hidden", "true");
	rect(m, "bed", 0, 2, 100, 6);
	rect(m, "bar", 0, 2, 100.0 * (double)k / (double)n, 6);
	line(m, "whisker", low, 5, high, 5);
	markup_close(m);
}
