/* calibrate_mark.c - marking a calibration session, blind: no score, no verdict, no name of whoever replied. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/calibrate_session.h"
#include "cli/desk.h"
#include "cli/scoring.h"
#include "report/calibration.h"

#include <string.h>

struct marking {
	struct session_desk desk;
	struct context *context;
	const char *rater;
	const struct rubric *rubric; /* the last that a title was looked up in */
	size_t kept;                 /* marks of this run */
};

/* ---- who rates ---- */

static bool check_rater(const struct marking *marking, struct err *err)
{
	size_t count = 0, raters = 0;
	struct calibration_mark *marks;
	bool known = false;

	if (!strcmp(marking->rater, ENGINE_RATER))
		return err_set(err, ERR_USAGE, "\"%s\" is the engine itself; give a person's name.", ENGINE_RATER);
	marks = store_calibration_marks(marking->desk.pool, marking->desk.store, marking->desk.session.id, SV(""),
					&count, err);
	if (!marks)
		return false;
	for (size_t i = 0; i < count; i++) {
		raters += !i || strcmp(marks[i].rater, marks[i - 1].rater) != 0;
		known = known || !strcmp(marks[i].rater, marking->rater);
	}
	return known || raters < CALIBRATION_MAX_RATERS ||
	       err_set(err, ERR_LIMIT, "A session has at most %d raters.", CALIBRATION_MAX_RATERS);
}

static const struct calibration_place *find_item(const struct marking *marking, long position, struct err *err)
{
	for (size_t i = 0; i < marking->desk.item_count; i++)
		if (marking->desk.items[i].position == position)
			return &marking->desk.items[i];
	err_set(err, ERR_USAGE, "The session has no item %ld.", position);
	return NULL;
}

/* ---- one mark ---- */

static bool keep(struct marking *marking, int position, char *key, int verdict, struct err *err)
{
	struct calibration_mark mark = {.position = position,
					.rater = (char *)marking->rater,
					.criterion = key,
					.verdict = (enum verdict)verdict};

	marking->kept++;
	return store_calibration_mark(marking->desk.store, marking->desk.session.id, &mark, clock_wall_ms(), err);
}

/* "criterion" or "rubric/criterion" of the item. The messages name no verb that would show the verdicts. */
static bool mark_word(struct marking *marking, long position, const char *word, const char *verdict, struct err *err)
{
	const struct calibration_place *item = find_item(marking, position, err);
	size_t count = 0, found = 0;
	char *key = NULL;
	int value = 0;

	if (!item || !desk_verdict(verdict, &value, err))
		return false;
	struct verdict_row *rows = session_desk_criteria(&marking->desk, item->attempt, &count, err);
	if (!rows)
		return false;
	for (size_t i = 0; i < count; i++) {
		char *full = mem_pool_printf(rows, "%s/%s", rows[i].rubric, rows[i].criterion);

		if (strcmp(word, full) != 0 && strcmp(word, rows[i].criterion) != 0)
			continue;
		key = full;
		found++;
	}
	if (found > 1)
		return err_set(err, ERR_USAGE, "More than one rubric has the criterion \"%s\": write RUBRIC/%s.", word,
			       word);
	if (!found)
		return err_set(err, ERR_USAGE, "Item %ld has no criterion \"%s\": --item %ld lists them.", position,
			       word, position);
	return keep(marking, item->position, key, value, err);
}

/* ---- showing an item ---- */

static void add_turn(const struct transcript *transcript, int index, int width, struct strbuf *out)
{
	const struct turn *turn = &transcript->turns[index];
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	strbuf_addf(out, "%3d  ", index + 1);
	if (turn->who == WHO_CUSTOMER)
		utf8_add_visible(&line, transcript->customer_name.n ? transcript->customer_name : SV("Customer"),
				 false);
	else
		strbuf_addstr(&line, "Agent");
	strbuf_addstr(&line, ": ");
	if (turn->action.n) {
		CLEANUP_STRBUF struct strbuf typed = STRBUF_INIT;

		turn_add_line(turn, &typed);
		utf8_add_visible(&line, strbuf_sv(&typed), false);
	} else {
		utf8_add_visible(&line, turn->text, true);
	}
	utf8_add_wrapped(out, strbuf_sv(&line), width, 5);
	strbuf_addch(out, '\n');
}

static bool add_item(const struct marking *marking, const struct calibration_place *item, struct strbuf *out,
		     struct err *err)
{
	struct transcript transcript;

	transcript_init(&transcript);
	transcript_release(&transcript); /* the store fills a new one */
	if (!store_attempt_transcript(marking->desk.store, item->attempt, &transcript, err))
		return false;
	strbuf_addf(out, "Item %d of %zu", item->position, marking->desk.item_count);
	if (transcript.channel.n) {
		strbuf_addstr(out, ", ");
		utf8_add_visible(out, transcript.channel, false);
	}
	strbuf_addstr(out, "\n\n");
	for (int i = 0; i < transcript.turn_count; i++)
		add_turn(&transcript, i, context_width(marking->context), out);
	transcript_release(&transcript);
	return true;
}

/* The title of today's file, else nothing: the id says it. */
static void add_title(struct marking *marking, const struct verdict_row *row, struct strbuf *out)
{
	struct err ignored = ERR_INIT;
	int index;

	if (!marking->rubric || !sv_is(marking->rubric->id, row->rubric))
		marking->rubric = scoring_load_rubric(marking->context, sv_from(row->rubric), &ignored);
	index = marking->rubric ? rubric_find(marking->rubric, sv_from(row->criterion)) : -1;
	utf8_add_visible(out, sv_from(row->rubric), false);
	strbuf_addch(out, '/');
	utf8_add_visible(out, sv_from(row->criterion), false);
	if (index < 0 || sv_is(marking->rubric->criteria[index].title, row->criterion))
		return;
	strbuf_addstr(out, ": ");
	utf8_add_visible(out, marking->rubric->criteria[index].title, false);
}

static bool show_item(struct marking *marking, long position, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	const struct calibration_place *item = find_item(marking, position, err);
	size_t count = 0;
	struct verdict_row *rows = item ? session_desk_criteria(&marking->desk, item->attempt, &count, err) : NULL;

	if (!rows || !add_item(marking, item, &out, err))
		return false;
	strbuf_addstr(&out, "\nCriteria:\n");
	for (size_t i = 0; i < count; i++) {
		strbuf_addstr(&out, "  ");
		add_title(marking, &rows[i], &out);
		strbuf_addch(&out, '\n');
	}
	return context_write(marking->context, strbuf_sv(&out), err);
}

/* ---- at a terminal ---- */

static bool is_marked(const struct calibration_mark *marks, size_t count, int position, const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (marks[i].position == position && !strcmp(marks[i].criterion, key))
			return true;
	return false;
}

/* 'q' at the end of input, too; '\n' for a line without an answer. */
static char read_answer(void)
{
	CLEANUP_FREE char *line = NULL;
	size_t capacity = 0;
	ssize_t length = getline(&line, &capacity, stdin);
	struct sv answer = length < 0 ? SV("q") : sv_trim(sv_make(line, (size_t)length));

	return answer.n == 0 ? '\n' : answer.n == 1 ? answer.p[0] : '?';
}

#define LEGEND "y met, n missed, a does not apply; Enter skips, b goes back, q leaves"

/* One criterion: asks until the answer is one of the legend's, keeps a verdict; *answer is what was said. */
static bool ask(struct marking *marking, int position, const struct verdict_row *row, char *key, char *answer,
		struct err *err)
{
	static const char letters[] = "yna"; /* in the order of enum verdict */
	CLEANUP_STRBUF struct strbuf title = STRBUF_INIT;

	add_title(marking, row, &title);
	for (;;) {
		const char *letter;

		fprintf(marking->context->talk, "  %s > ", title.buf);
		fflush(marking->context->talk);
		*answer = read_answer();
		letter = strchr(letters, *answer);
		if (*answer == 'q' || *answer == 'b' || *answer == '\n')
			return true;
		if (*answer && letter)
			return keep(marking, position, key, (int)(letter - letters), err);
		fprintf(marking->context->talk, "  %s.\n", LEGEND);
	}
}

/* Asks what is left to mark in an item that is shown; b asks for the one before once more, whatever was said of it. */
static bool ask_criteria(struct marking *marking, int position, const struct verdict_row *rows, size_t count,
			 const struct calibration_mark *marks, size_t mark_count, bool *leave, struct err *err)
{
	bool back = false;

	for (size_t i = 0; !*leave && i < count;) {
		char *key = mem_pool_printf(rows, "%s/%s", rows[i].rubric, rows[i].criterion);
		char answer = 0;

		if (!back && is_marked(marks, mark_count, position, key)) {
			i++;
			continue;
		}
		if (!ask(marking, position, &rows[i], key, &answer, err))
			return false;
		*leave = answer == 'q';
		back = answer == 'b';
		i = !back ? i + 1 : i ? i - 1 : 0;
	}
	return true;
}

/* Shows an item when there is something left to mark in it. */
static bool ask_item(struct marking *marking, const struct calibration_place *item,
		     const struct calibration_mark *marks, size_t mark_count, bool *leave, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	size_t count = 0, left = 0;
	struct verdict_row *rows = session_desk_criteria(&marking->desk, item->attempt, &count, err);

	if (!rows)
		return false;
	for (size_t i = 0; i < count; i++)
		left += !is_marked(marks, mark_count, item->position,
				   mem_pool_printf(rows, "%s/%s", rows[i].rubric, rows[i].criterion));
	if (!left)
		return true;
	if (!add_item(marking, item, &out, err))
		return false;
	fprintf(marking->context->talk, "\n%s\n%s\n", out.buf, LEGEND);
	return ask_criteria(marking, item->position, rows, count, marks, mark_count, leave, err);
}

static bool ask_all(struct marking *marking, struct err *err)
{
	size_t count = 0;
	struct calibration_mark *marks =
		store_calibration_marks(marking->desk.pool, marking->desk.store, marking->desk.session.id,
					sv_from(marking->rater), &count, err);
	bool leave = false, good = marks != NULL;

	for (size_t i = 0; good && !leave && i < marking->desk.item_count; i++)
		good = ask_item(marking, &marking->desk.items[i], marks, count, &leave, err);
	return good;
}

/* ---- from a pipe: ITEM CRITERION VERDICT ---- */

static bool mark_line(struct marking *marking, char *line, int number, struct err *err)
{
	char *word[4] = {NULL}, *rest = NULL;
	struct err why = ERR_INIT;
	int count = 0;
	long item = 0;

	for (char *at = strtok_r(line, " \t\r\n", &rest); at && count < 4; at = strtok_r(NULL, " \t\r\n", &rest))
		word[count++] = at;
	if (count == 0 || word[0][0] == '#')
		return true;
	if (count != 3 || !sv_to_long(sv_from(word[0]), &item))
		return err_set_at(err, ERR_INPUT, "standard input", number, 1,
				  "A line is ITEM CRITERION VERDICT, such as \"3 greeting met\".");
	if (mark_word(marking, item, word[1], word[2], &why))
		return true;
	if (why.kind != ERR_USAGE) {
		*err = why;
		return false;
	}
	return err_set_at(err, ERR_INPUT, "standard input", number, 1, "%s", why.message);
}

static bool mark_lines(struct marking *marking, struct err *err)
{
	CLEANUP_FREE char *line = NULL;
	size_t capacity = 0;
	bool good = true;

	for (int number = 1; good && getline(&line, &capacity, stdin) >= 0; number++)
		good = mark_line(marking, line, number, err);
	return good;
}

static bool mark_given(struct marking *marking, const struct args *args, long item, struct err *err)
{
	const char *text;

	for (int i = 0; (text = args_nth(args, "set", i)); i++) {
		const char *equals = strchr(text, '=');

		if (!equals)
			return err_set(err, ERR_USAGE, "Write --set CRITERION=met, =missed or =na, not \"%s\".", text);
		if (!mark_word(marking, item, mem_pool_strndup(marking->desk.pool, text, (size_t)(equals - text)),
			       equals + 1, err))
			return false;
	}
	return true;
}

/* ---- the verb ---- */

static bool say_rest(const struct marking *marking, struct err *err)
{
	size_t marked = 0, all = 0;

	if (!store_calibration_marks(marking->desk.pool, marking->desk.store, marking->desk.session.id,
				     sv_from(marking->rater), &marked, err))
		return false;
	for (size_t i = 0; i < marking->desk.item_count; i++) {
		size_t count = 0;

		if (!session_desk_criteria(&marking->desk, marking->desk.items[i].attempt, &count, err))
			return false;
		all += count;
	}
	fprintf(marking->context->talk, "%zu mark%s kept; %zu of %zu given so far.\n", marking->kept,
		marking->kept == 1 ? "" : "s", marked, all);
	return true;
}

/* All of the lines or options, or none. */
static bool mark_batch(struct marking *marking, const struct args *args, long item, struct err *err)
{
	if (!store_batch_begin(marking->desk.store, err))
		return false;
	return store_batch_end(marking->desk.store,
			       item ? mark_given(marking, args, item, err) : mark_lines(marking, err), err);
}

static bool mark_session(struct marking *marking, const struct args *args, struct err *err)
{
	long item = 0;
	bool good;

	if (!session_desk_open(&marking->desk, marking->context, args, err) ||
	    !args_number(args, "item", 1, CALIBRATION_ITEMS_MAX, &item, err))
		return false;
	if (!marking->rater || !sv_trim(sv_from(marking->rater)).n)
		return err_set(err, ERR_USAGE, "Who marks? --rater PERSON");
	if (args_has(args, "set") && !item)
		return err_set(err, ERR_USAGE, "Which item? --item K with --set CRITERION=VERDICT");
	if (!check_rater(marking, err))
		return false;
	if (item && !args_has(args, "set"))
		return show_item(marking, item, err);
	good = !item && marking->context->in_terminal ? ask_all(marking, err) : mark_batch(marking, args, item, err);
	return good && say_rest(marking, err);
}

bool calibrate_mark(struct context *context, const struct args *args, struct err *err)
{
	struct marking marking = {.context = context, .rater = args_get(args, "rater", NULL)};
	bool good = mark_session(&marking, args, err);

	session_desk_close(&marking.desk);
	return good;
}
