/* calibration_text.c - figures of a calibration as text and as JSON. */
#include "report/calibration.h"
#include "json/json.h"

#include <math.h>

static void add_number(double value, struct strbuf *out)
{
	if (isnan(value))
		strbuf_addstr(out, "    -");
	else
		strbuf_addf(out, "%5.3f", value);
}

static void add_figure(const char *name, const struct figure *figure, struct strbuf *out)
{
	if (isnan(figure->value))
		return;
	strbuf_addf(out, "  %-15s ", name);
	add_number(figure->value, out);
	if (!isnan(figure->low))
		strbuf_addf(out, "   %.3f to %.3f", figure->low, figure->high);
	strbuf_addch(out, '\n');
}

static void add_plain(const char *name, double value, const char *note, struct strbuf *out)
{
	if (isnan(value))
		return;
	strbuf_addf(out, "  %-15s ", name);
	add_number(value, out);
	strbuf_addf(out, "   %s\n", note);
}

void calibration_result_text(const struct calibration_result *r, struct strbuf *out)
{
	strbuf_addf(out, "%s = %s\n", r->label, r->criterion);
	strbuf_addf(out, "  %zu rows of %zu groups, %.1f %% positive", r->n, r->groups,
		    isnan(r->prevalence) ? 0 : 100 * r->prevalence);
	if (r->na)
		strbuf_addf(out, "; %zu more do not apply", r->na);
	if (r->errors)
		strbuf_addf(out, "; %zu more could not be decided", r->errors);
	strbuf_addf(out, "\n  both yes %zu, only the rubric %zu, only people %zu, both no %zu\n", r->tp, r->fp, r->fn,
		    r->tn);
	add_figure("kappa", &r->kappa, out);
	add_figure("weighted kappa", &r->weighted_kappa, out);
	add_figure("F1", &r->f1, out);
	add_figure("accuracy", &r->accuracy, out);
	add_figure("precision", &r->precision, out);
	add_figure("recall", &r->recall, out);
	add_figure("rho", &r->rho, out);
	add_plain("words: kappa", r->words_kappa, "word count alone, at its best threshold", out);
	add_plain("words: rho", r->words_rho, "word count alone", out);
	if (r->raters < 2)
		return;
	strbuf_addf(out, "  up to %d people a row:\n", r->raters);
	add_plain("people: kappa", r->rater_kappa, "mean over pairs of people", out);
	add_plain("rubric: kappa", r->engine_kappa, "mean of the rubric with each of them", out);
	add_plain("alpha", r->alpha, "Krippendorff, people", out);
	add_plain("alpha ordinal", r->alpha_ordinal, "of their grades as ranks", out);
	add_plain("alpha interval", r->alpha_interval, "of their grades as numbers", out);
}

static void json_figure(struct json_writer *w, const char *name, const struct figure *figure)
{
	CLEANUP_STRBUF struct strbuf key = STRBUF_INIT;

	json_key_real(w, name, figure->value, 4);
	strbuf_addf(&key, "%s_ci", name);
	json_key(w, key.buf);
	if (isnan(figure->low)) {
		json_null(w);
		return;
	}
	json_open_array(w);
	json_real(w, figure->low, 4);
	json_real(w, figure->high, 4);
	json_close_array(w);
}

static void json_raters(struct json_writer *w, const struct calibration_result *r)
{
	json_key(w, "raters");
	json_open_object(w);
	json_key_int(w, "count", r->raters);
	json_key_real(w, "kappa", r->rater_kappa, 4);
	json_key_real(w, "engine_kappa", r->engine_kappa, 4);
	json_key_real(w, "alpha", r->alpha, 4);
	json_key_real(w, "alpha_ordinal", r->alpha_ordinal, 4);
	json_key_real(w, "alpha_interval", r->alpha_interval, 4);
	json_close_object(w);
}

void calibration_result_json(const struct calibration_result *r, struct json_writer *w)
{
	json_key_str(w, "label", r->label);
	json_key_str(w, "criterion", r->criterion);
	json_key_int(w, "n", (long long)r->n);
	json_key_int(w, "na", (long long)r->na);
	json_key_int(w, "errors", (long long)r->errors);
	json_key_int(w, "groups", (long long)r->groups);
	json_key_real(w, "prevalence", r->prevalence, 4);
	json_figure(w, "kappa", &r->kappa);
	json_figure(w, "weighted_kappa", &r->weighted_kappa);
	json_figure(w, "f1", &r->f1);
	json_figure(w, "accuracy", &r->accuracy);
	json_figure(w, "precision", &r->precision);
	json_figure(w, "recall", &r->recall);
	json_figure(w, "rho", &r->rho);
	json_key_int(w, "tp", (long long)r->tp);
	json_key_int(w, "fp", (long long)r->fp);
	json_key_int(w, "fn", (long long)r->fn);
	json_key_int(w, "tn", (long long)r->tn);
	json_key_real(w, "words_kappa", r->words_kappa, 4);
	json_key_real(w, "words_rho", r->words_rho, 4);
	if (r->raters > 1)
		json_raters(w, r);
}
