/* order.c - the events of `order`, and criteria that refer to each other. */
#include "base/mem.h"
#include "model/rubric_tables.h"

/* Compositions deeper than this are a mistake, and they would cost recursion when scored. */
#define MAX_HEIGHT 32

#define STEP_HELP "write met ID, asks a question, said [phrases] or action NAME"

static const char *const question_names[] = {"a question", NULL};
static const struct yaml_field step_fields[] = {
	{.key = "met", .kind = YAML_K_TEXT, .help = "A criterion is met."},
	PHRASES_FIELD("said", 0, "One of these phrases is said."),
	{.key = "action", .kind = YAML_K_TEXT, .help = "The trainee does this action."},
	{.key = "asks", .kind = YAML_K_CHOICE, .choices = question_names, .help = "The trainee asks a question."},
	{.key = NULL},
};
static const struct yaml_table step_table = {"event", "One event of an order, as a mapping with one key.", step_fields};
static const struct yaml_field step_forms[] = {
	{.key = "",
	 .kind = YAML_K_TEXT,
	 .flags = YAML_F_PROSE | YAML_F_NOT_EMPTY,
	 .help = "met ID, asks a question, said [phrases] or action NAME."},
	{.key = "", .kind = YAML_K_MAP, .sub = &step_table, .help = "said: and a list of phrases."},
	{.key = NULL},
};
const struct yaml_field order_item = {.key = "",
				      .kind = YAML_K_ONE_OF,
				      .alternatives = step_forms,
				      .help = "An event."};

struct step_reader {
	struct rubric_reader *r;
	const struct phrase_rule *rule;
	struct phrases *all;
};

int rubric_refer(struct rubric_reader *r, const struct yaml_node *node, size_t offset, size_t length, const char *code)
{
	struct sv id = sv_make(node->text.p + offset, length);
	int index = rubric_find(r->rubric, id);
	if (index < 0) {
		char help[160];
		read_did_you_mean(id, r->ids, help, sizeof help);
		read_diag_in(&r->base, node, offset, length > 0 ? length : 1, code, help[0] ? help : NULL,
			     "this rubric has no criterion “" SV_FMT "”", SV_ARG(id));
	}
	return index;
}

static size_t offset_in(const struct yaml_node *scalar, struct sv part)
{
	return (size_t)(part.p - scalar->text.p);
}

static void add_said(struct step_reader *s, struct order_step *step, struct phrases *phrases)
{
	struct phrase_rule rule = *s->rule;
	rule.owner = -1; /* its events are other criteria's too */
	rule.phrases = phrases;
	phrases_append(&s->r->base, s->all, phrases);
	step->event = ORDER_SAID;
	step->group = phrases_group(&s->r->base, &rule);
}

/* The next item of "a, 'b, c', d"; quotes are taken off. */
static struct sv next_phrase(struct sv *rest)
{
	struct sv text = sv_trim(*rest);
	char quote = text.n > 0 && (text.p[0] == '"' || text.p[0] == '\'') ? text.p[0] : '\0';
	size_t end = quote ? 1 : 0;
	while (end < text.n && text.p[end] != (quote ? quote : ',')) {
		end++;
	}
	struct sv item = quote ? sv_make(text.p + 1, end - 1) : sv_trim(sv_make(text.p, end));
	while (end < text.n && text.p[end] != ',') {
		end++;
	}
	end = end < text.n ? end + 1 : text.n;
	*rest = sv_make(text.p + end, text.n - end);
	return item;
}

/* said [a, b], where YAML sees one text. */
static bool said_text(struct step_reader *s, const struct yaml_node *node, struct sv list, struct order_step *step)
{
	list = sv_trim(list);
	if (list.n < 3 || list.p[0] != '[' || list.p[list.n - 1] != ']') {
		return false;
	}
	struct sv rest = sv_make(list.p + 1, list.n - 2);
	struct phrases phrases = {NULL, NULL, 0};
	while (sv_trim(rest).n > 0) {
		struct match_phrase phrase = {.text = next_phrase(&rest)};
		const struct yaml_node *holder = node;
		phrases_append(&s->r->base, &phrases, &(struct phrases){&phrase, &holder, 1});
	}
	add_said(s, step, &phrases);
	return true;
}

static bool action_step(struct step_reader *s, const struct yaml_node *node, struct sv name, struct order_step *step)
{
	step->event = ORDER_ACTION;
	step->action = name;
	if (!action_is_known(name)) {
		char help[160];
		read_did_you_mean(name, action_names, help, sizeof help);
		read_diag_in(&s->r->base, node, offset_in(node, name), name.n > 0 ? name.n : 1, "R308",
			     help[0] ? help : NULL, "there is no action “" SV_FMT "”", SV_ARG(name));
		step->event = ORDER_BROKEN;
	}
	return true;
}

static bool met_step(struct step_reader *s, const struct yaml_node *node, struct sv id, struct order_step *step)
{
	step->criterion = rubric_refer(s->r, node, offset_in(node, id), id.n, "R308");
	step->event = step->criterion < 0 ? ORDER_BROKEN : ORDER_MET;
	return true;
}

static bool text_step(struct step_reader *s, const struct yaml_node *node, struct order_step *step)
{
	struct sv text = sv_trim(node->text);
	size_t word = 0;
	while (word < text.n && text.p[word] != ' ' && text.p[word] != '[') {
		word++;
	}
	struct sv verb = sv_make(text.p, word);
	struct sv rest = sv_trim(sv_make(text.p + word, text.n - word));
	if (sv_is(verb, "asks") && sv_is(rest, "a question")) {
		step->event = ORDER_QUESTION;
		return true;
	}
	if (sv_is(verb, "met") && rest.n > 0) {
		return met_step(s, node, rest, step);
	}
	if (sv_is(verb, "action") && rest.n > 0) {
		return action_step(s, node, rest, step);
	}
	return sv_is(verb, "said") && said_text(s, node, rest, step);
}

static bool map_step(struct step_reader *s, const struct yaml_node *node, struct order_step *step)
{
	if (node->count != 1) {
		return false;
	}
	const struct yaml_node *value = node->entries[0].value;
	struct sv key = node->entries[0].key->text;
	if (sv_is(key, "said")) {
		struct phrases phrases;
		phrases_read(&s->r->base, value, &phrases);
		add_said(s, step, &phrases);
		return true;
	}
	if (sv_is(key, "met")) {
		return met_step(s, value, value->text, step);
	}
	if (sv_is(key, "action")) {
		return action_step(s, value, value->text, step);
	}
	step->event = ORDER_QUESTION;
	return sv_is(key, "asks");
}

void order_read(struct rubric_reader *r, const struct yaml_node *node, struct criterion *criterion,
		const struct phrase_rule *rule, struct phrases *all)
{
	struct step_reader s = {r, rule, all};
	int count = read_count(node);
	criterion->order = MEM_ARRAY(r->base.pool, struct order_step, (size_t)count + 1);
	for (int i = 0; i < count; i++) {
		const struct yaml_node *item = read_item(node, i);
		struct order_step *step = &criterion->order[criterion->order_count++];
		*step = (struct order_step){.event = ORDER_BROKEN, .criterion = -1, .group = -1, .node = item};
		bool known = item->type == YAML_MAP ? map_step(&s, item, step) : text_step(&s, item, step);
		if (!known) {
			step->event = ORDER_BROKEN;
			read_diag(&r->base, item, "R308", STEP_HELP, "this is not an event");
		}
	}
}

/* ---- circles ---- */

enum colour { WHITE, GREY, BLACK };
struct walk {
	struct rubric_reader *r;
	unsigned char *colour;
	int *height;
};

static int edge_count(const struct criterion *c)
{
	return c->of_count + c->order_count;
}

static int edge_target(const struct criterion *c, int edge)
{
	if (edge < c->of_count) {
		return c->of[edge];
	}
	const struct order_step *step = &c->order[edge - c->of_count];
	return step->event == ORDER_MET ? step->criterion : -1;
}

static void cut_edge(struct walk *w, struct criterion *c, int edge, const char *message)
{
	if (edge < c->of_count) {
		const struct yaml_node *list = yaml_get(c->node, kind_table[c->kind].key);
		read_diag(&w->r->base, list ? read_item(list, edge) : c->node, "R307", NULL, "%s", message);
		c->of[edge] = -1;
	} else {
		struct order_step *step = &c->order[edge - c->of_count];
		read_diag(&w->r->base, step->node, "R308", NULL, "%s", message);
		step->event = ORDER_BROKEN;
	}
	c->runnable = false;
}

static void visit(struct walk *w, int index, int depth)
{
	struct criterion *c = &w->r->rubric->criteria[index];
	w->colour[index] = GREY;
	for (int edge = 0; edge < edge_count(c); edge++) {
		int to = edge_target(c, edge);
		if (to < 0) {
			continue;
		}
		if (w->colour[to] == WHITE && depth < MAX_HEIGHT) {
			visit(w, to, depth + 1);
		}
		if (w->colour[to] == GREY) {
			cut_edge(w, c, edge, "these criteria refer to each other in a circle");
		} else if (w->colour[to] == WHITE || w->height[to] >= MAX_HEIGHT) {
			cut_edge(w, c, edge, "criteria build on each other more than 32 levels deep");
		} else if (w->height[to] + 1 > w->height[index]) {
			w->height[index] = w->height[to] + 1;
		}
	}
	w->colour[index] = BLACK;
}

void rubric_break_circles(struct rubric_reader *r)
{
	int count = r->rubric->criterion_count;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct walk w = {r, MEM_ARRAY(pool, unsigned char, (size_t)count + 1), MEM_ARRAY(pool, int, (size_t)count + 1)};
	for (int i = 0; i < count; i++) {
		if (w.colour[i] == WHITE) {
			visit(&w, i, 0);
		}
	}
}
