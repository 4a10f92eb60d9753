/* kind_readability.c - readability: the Flesch-Kincaid grade of all replies together,
 * 0.39 words/sentence + 11.8 syllables/word - 15.59 (Kincaid, Fishburne, Rogers and Chissom 1975). N/A without words.
 */
#include "score/inside.h"

#include "model/measure.h"

#include <math.h>

#define DEFAULT_MAX 8.0 /* the grade that plain-language guides ask for */

static double limit_of(const struct slot *slot)
{
	const struct measure_max *measure = slot->criterion->measure;

	return measure && measure->max >= 0 ? measure->max : DEFAULT_MAX;
}

static bool grade_of(const struct score_session *session, int slot, double *grade)
{
	struct window window = window_of(session, slot);
	struct seen *seen = session->seen;
	double words = 0, sentences = 0, sounds = 0;

	if (seen->grade_first == window.first && seen->grade_end == window.end) {
		*grade = seen->grade;
		return seen->has_grade;
	}
	for (int i = window.first; i < window.end; i++) {
		words += (double)session->replies[i].words;
		sentences += (double)session->replies[i].sentences;
		sounds += (double)session->replies[i].syllables;
	}
	seen->grade_first = window.first;
	seen->grade_end = window.end;
	seen->has_grade = words >= 1;
	if (seen->has_grade)
		*grade = seen->grade = 0.39 * words / (sentences < 1 ? 1 : sentences) + 11.8 * sounds / words - 15.59;
	return seen->has_grade;
}

static struct judgement judge(const struct score_session *session, int slot)
{
	double grade = 0;

	if (!grade_of(session, slot, &grade))
		return judged(VERDICT_NA);
	return grade <= limit_of(slot_at(session, slot)) + LIMIT_SLACK ? judged(VERDICT_MET)
								       : judged_missed(!session->closed);
}

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	double grade = 0;

	if (grade_of(session, slot, &grade)) /* short words in short sentences are below the first; never "-0.0" */
		strbuf_addf(out, "school grade %.1f, at most %.1f", fabs(grade) < 0.05 ? 0 : grade,
			    limit_of(slot_at(session, slot)));
	else
		strbuf_addstr(out, "nothing was said");
}

const struct kind_ops kind_readability = {.each_reply = true,
					  .standing = true,
					  .words = true,
					  .movers = MOVED_ALWAYS,
					  .judge = judge,
					  .figure = grade_of,
					  .limit = limit_of,
					  .why = why};
