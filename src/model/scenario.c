/* scenario.c - loading a scenario: parse, check against the table, declare names, read, resolve. */
#include "model/scenario.h"

#include "base/mem.h"
#include "model/scenario_read.h"
#include "model/words.h"

#define SCENARIO_FORMAT 1

static void head_read(struct scenario *s, const struct yaml_node *root)
{
	s->id = read_text(root, "scenario");
	s->title = read_text(root, "title");
	s->brief = read_text(root, "brief");
	s->family = read_text(root, "family");
	s->phase = read_text(root, "phase");
	s->audience = read_text(root, "audience");
	s->emotion = read_text(root, "emotion");
	s->trade = read_text(root, "trade");
	s->company = read_text(root, "company");
	s->agent = read_text(root, "agent");
	s->channel = channel_from(read_text(root, "channel"));
	s->difficulty = (int)yaml_long(yaml_get(root, "difficulty"), 0);
	const struct yaml_node *clock = yaml_get(root, "clock");
	s->first_reply_ms = yaml_duration_ms(yaml_get(clock, "first_reply"), channel_first_reply_ms(s->channel));
	s->reply_ms = yaml_duration_ms(yaml_get(clock, "reply"), channel_reply_ms(s->channel));
}

static void words_take(struct scenario_reader *r)
{
	struct words words = {.count = 0};
	words_read(&r->base, "words", NULL, &words);
	r->s->lists = words.items;
	r->s->list_count = words.count;
	r->s->includes = words.includes;
	r->s->include_count = words.include_count;
	words_hash(r->s->doc, &words, r->s->hash);
}

/* Everything below a checked root. */
static void body_read(struct scenario_reader *r)
{
	struct scenario *s = r->s;
	const struct yaml_node *root = s->doc->root;
	head_read(s, root);
	words_take(r);
	scenario_rubrics_read(r);
	scenario_declare(r);
	scenario_phrases_check(r, root, false);
	scenario_customer_read(r, root);
	scenario_goals_read(r);
	scenario_actions_read(r);
	s->anytime = scenario_transitions_read(r, yaml_get(root, "anytime"), &s->anytime_count);
	s->start = scenario_node_named(r, yaml_get(root, "start"), "start");
	scenario_nodes_read(r);
	scenario_follow_ups_read(r, root);
	scenario_csat_read(r, root);
	scenario_endings_read(r);
	scenario_playthroughs_read(r, yaml_get(root, "playthroughs"));
}

/* Why the file is refused, unless *err says so already. */
static void refuse(const struct diag_list *found, const char *path, struct err *err)
{
	if (err && err->kind == ERR_NONE)
		diags_refuse(found, path, err);
	if (err && err->kind == ERR_NONE)
		err_set_at(err, ERR_INPUT, path, 1, 1, "%s is not a scenario.", path);
}

/* Reads s->doc; false when the file has a Y error, so that its types cannot be trusted. */
static bool scenario_read(struct scenario *s, const struct rubric_resolver *resolver, struct diag_list *found)
{
	yaml_check(s->doc, &scenario_table, SCENARIO_FORMAT, found);
	if (!s->doc->root || diag_list_unusable(found, s->path))
		return false;
	s->set = match_set_new();
	struct scenario_reader r = {
		.base = {.pool = s, .doc = s->doc, .set = s->set, .diags = found},
		.s = s,
		.resolver = resolver,
	};
	r.owner = (struct cond_owner){.reader = &r.base, .resolve = scenario_resolve, .data = &r};
	body_read(&r);
	return true;
}

/* `text` NULL: read the file. */
static struct scenario *scenario_open(const char *path, const struct sv *text, const struct rubric_resolver *resolver,
				      struct diag_list *diags, struct err *err)
{
	struct diag_list found = DIAG_LIST_INIT;
	struct scenario *s = MEM_NEW(NULL, struct scenario);
	s->path = mem_pool_strndup(s, path, strlen(path));
	s->doc = text ? yaml_parse(s, path, *text, &found, err) : yaml_load(s, path, &found, err);
	bool good = s->doc && scenario_read(s, resolver, &found);
	if (!good || diag_list_unusable(&found, path)) {
		refuse(&found, path, err);
		good = false;
	}
	diags_settle(&found, path, diags);
	if (good)
		return s;
	scenario_free(s);
	return NULL;
}

struct scenario *scenario_load(const char *path, const struct rubric_resolver *resolver, struct diag_list *diags,
			       struct err *err)
{
	return scenario_open(path, NULL, resolver, diags, err);
}

struct scenario *scenario_parse(const char *path, struct sv text, const struct rubric_resolver *resolver,
				struct diag_list *diags, struct err *err)
{
	return scenario_open(path, &text, resolver, diags, err);
}

void scenario_free(struct scenario *scenario)
{
	if (!scenario)
		return;
	match_set_free(scenario->set); /* talloc does not own it */
	talloc_free(scenario);
}
