/* verb_next.c - rolecall next: what to practise now, and why. */
#include "base/mem.h"
#include "cli/lesson.h"
#include "cli/plan.h"
#include "cli/verb.h"
#include "json/json.h"

#include <string.h>

struct choice {
	int skill, second;
	const struct library_scenario *scenario;
};

static bool choose(const struct plan *plan, struct context *context, struct choice *choice, struct err *err)
{
	choice->skill = plan_skill(plan, -1);
	if (choice->skill < 0)
		return err_set(err, ERR_INPUT,
			       "There is nothing to practise here. $ROLECALL_PATH names folders with scenarios.");
	choice->second = plan_skill(plan, choice->skill);
	choice->scenario = plan_scenario(plan, context, choice->skill, choice->second, NULL);
	return true;
}

static void add_json(const struct plan *plan, const struct choice *choice, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf why = STRBUF_INIT;
	struct json_writer w;

	plan_why(plan, choice->skill, &why);
	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "next", 1);
	json_key_sv(&w, "scenario", choice->scenario->head.id);
	json_key_str(&w, "skill", skill_names[choice->skill]);
	json_key_str(&w, "mixed", choice->second >= 0 ? skill_names[choice->second] : NULL);
	json_key_str(&w, "why", why.buf);
	json_key_bool(&w, "first_time", !plan->skills[choice->skill].seen);
	json_close_object(&w);
	strbuf_addch(out, '\n');
}

static void add_advice(const struct plan *plan, const struct choice *choice, const struct draw_style *style,
		       struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;
	const struct scenario_head *head = &choice->scenario->head;

	strbuf_addf(&line, "Practise now: " SV_FMT, SV_ARG(head->title.n ? head->title : head->id));
	if (head->channel >= 0)
		strbuf_addf(&line, " (%s, level %d)", channel_names[head->channel], head->difficulty);
	draw_hanging(style, out, 2, strbuf_sv(&line));
	strbuf_reset(&line);
	plan_why(plan, choice->skill, &line);
	draw_hanging(style, out, 2, strbuf_sv(&line));
	if (choice->second >= 0 && plan->skills[choice->second].seen) {
		strbuf_reset(&line);
		strbuf_addstr(&line, "Mixed in: ");
		plan_skill_words(choice->second, &line);
		strbuf_addch(&line, '.');
		draw_hanging(style, out, 2, strbuf_sv(&line));
	}
	strbuf_addf(out, "\n  rolecall play " SV_FMT "\n", SV_ARG(head->id));
	if (plan->skills[choice->skill].seen)
		strbuf_addf(out, "  rolecall drill %s\n", skill_names[choice->skill]);
}

/* A skill that was never tried is seen done well first, in another scenario than the one to play when there is one. */
static bool add_example(const struct plan *plan, struct context *context, const struct choice *choice,
			const struct draw_style *style, struct strbuf *out, struct err *err)
{
	CLEANUP_FREE char *own = mem_strndup(choice->scenario->head.id.p, choice->scenario->head.id.n);
	const struct library_scenario *other = plan_scenario(plan, context, choice->skill, -1, own);
	CLEANUP_STRBUF struct strbuf example = STRBUF_INIT;

	if (plan->skills[choice->skill].seen)
		return true;
	if (!lesson_add_example(context, other ? other->head.id : choice->scenario->head.id, style, &example, err))
		return err->kind == ERR_NONE;
	strbuf_addstr(out, "A worked example first, with what each reply wins:\n\n");
	strbuf_addsv(out, strbuf_sv(&example));
	strbuf_addstr(out, "\nNow you.\n\n");
	return true;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct draw_style style = {.width = context_width(context),
				   .colour = context->colour_out,
				   .plain = args_has(args, "plain"),
				   .coach = true};
	struct choice choice = {.second = -1};
	struct plan plan;

	if (!args_count(args, &verb_next, 0, 0, err))
		return CLI_USAGE;
	if (plan_open(&plan, context, err) && choose(&plan, context, &choice, err)) {
		if (!strcmp(args_get(args, "format", "text"), "json"))
			add_json(&plan, &choice, &out);
		else if (add_example(&plan, context, &choice, &style, &out, err))
			add_advice(&plan, &choice, &style, &out);
		context_write(context, strbuf_sv(&out), err);
	}
	plan_close(&plan);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"trainee", 't', "NAME", NULL, VALUE_TRAINEE, false, "who practises"},
	{"plain", 0, NULL, NULL, VALUE_NONE, false, "for screen readers: no drawing, every speaker named"},
	{"format", 'f', "FORM", "text|json", VALUE_NONE, false, "text or json"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_next = {
	.name = "next",
	.arguments = "",
	.summary = "Say what to practise now, and why",
	.readers = "trainee",
	.options = options,
	.text = "Each skill is remembered for a time that grows with every good result (FSRS-6). The skill that is "
		"most\n"
		"forgotten comes first, then one that was never tried, which starts with a worked example, then the\n"
		"weakest. Results come from scores alone: 75 % of a skill's points and no critical error is right; "
		"with\n"
		"hints it counts as hard.",
	.run = run,
};
