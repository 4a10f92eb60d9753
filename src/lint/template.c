/* template.c - filling in the texts of new files, and copying one under a new id. */
#include "lint/template.h"

#include "base/mem.h"
#include "lint/template_text.h"
#include "model/kind.h"
#include "yaml/node.h"

#define REACTIONS 2 /* of a new scenario, to criteria that are met */

struct filling {
	const char *name; /* without the @ */
	struct sv text;
};

static void fill_part(const char *text, const struct filling *fillings, struct strbuf *out)
{
	while (*text) {
		const char *at = strchr(text, '@');
		const char *end = at ? strchr(at + 1, '@') : NULL;

		if (!end) {
			strbuf_addstr(out, text);
			return;
		}
		strbuf_add(out, text, (size_t)(at - text));
		for (const struct filling *f = fillings; f->name; f++)
			if (sv_eq(sv_make(at + 1, (size_t)(end - at - 1)), sv_from(f->name)))
				strbuf_addsv(out, f->text);
		text = end + 1;
	}
}

static void fill(const char *const *parts, const struct filling *fillings, struct strbuf *out)
{
	for (; *parts; parts++)
		fill_part(*parts, fillings, out);
}

/* ---- scenario ---- */

static void add_reactions(const struct rubric *rubric, struct strbuf *out)
{
	static const int relief[REACTIONS] = {-12, -8};
	int met = 0;
	bool broke = false;

	for (int i = 0; i < rubric->criterion_count; i++) {
		const struct criterion *c = &rubric->criteria[i];
		bool plain = c->runnable && c->status == STATUS_SCORED && !c->only_if && !c->before.n && !c->after.n;

		if (plain && c->kind == KIND_REQUIRE && met < REACTIONS)
			strbuf_addf(out, "    - {when: {met: " SV_FMT "}, anger: %d, confusion: -5}\n", SV_ARG(c->id),
				    relief[met++]);
		if (plain && criterion_is_forbid(c) && !broke) {
			strbuf_addf(out, "    - {when: {broke: " SV_FMT "}, anger: +20}\n", SV_ARG(c->id));
			broke = true;
		}
	}
}

void template_scenario(struct sv id, enum channel channel, const struct rubric *const *rubrics, size_t count,
		       struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf names = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf reactions = STRBUF_INIT;
	const struct template_channel *own = &template_channels[channel];
	bool live = strstr(own->actions, "hang-up") != NULL;

	for (size_t i = 0; i < count; i++)
		strbuf_addf(&names, "%s" SV_FMT, i ? ", " : "", SV_ARG(rubrics[i]->id));
	if (count)
		add_reactions(rubrics[0], &reactions);
	fill(template_scenario_text,
	     (const struct filling[]){
		     {"ID", id},
		     {"CHANNEL", sv_from(channel_names[channel])},
		     {"RUBRICS", strbuf_sv(&names)},
		     {"REACTIONS", strbuf_sv(&reactions)},
		     {"ACTIONS", sv_from(own->actions)},
		     {"OPENING_A", sv_from(own->opening_a)},
		     {"OPENING_B", sv_from(own->opening_b)},
		     {"AFTER", sv_from(own->after)},
		     {"THEN", sv_from(own->then)},
		     {"WAITING", sv_from(own->waiting)},
		     {"LEFT", sv_from(own->left)},
		     {"CUT_OFF", sv_from(live ? "  cut-off: {outcome: agent-hung-up}\n" : "")},
		     {"WAITS", sv_from(own->waits)},
		     {NULL, SV("")},
	     },
	     out);
}

/* ---- rubric ---- */

void template_rubric(struct sv id, struct strbuf *out)
{
	fill(template_rubric_text, (const struct filling[]){{"ID", id}, {NULL, SV("")}}, out);
}

/* ---- a copy ---- */

bool template_copy(const char *path, struct sv text, struct sv id, struct strbuf *out, struct err *err)
{
	struct diag_list diags = DIAG_LIST_INIT;
	struct yaml_doc *doc = yaml_parse(NULL, path, text, &diags, err);
	const struct yaml_node *old = doc ? yaml_get(doc->root, "scenario") : NULL;

	diag_list_release(&diags);
	if (!doc)
		return false;
	if (!old)
		old = yaml_get(doc->root, "rubric");
	if (old && old->type == YAML_SCALAR && old->raw) {
		size_t at = (size_t)(old->raw - doc->source);

		strbuf_add(out, doc->source, at);
		strbuf_addsv(out, id);
		strbuf_add(out, doc->source + at + old->raw_length, doc->length - at - old->raw_length);
	} else {
		err_set_at(err, ERR_INPUT, path, 1, 1,
			   "This file has no id: neither “scenario:” nor “rubric:” opens it.");
	}
	talloc_free(doc);
	return out->len > 0;
}
