#include "lint_support.h"

#include "lint/lint.h"

#include <criterion/criterion.h>
#include <string.h>

static const char scenario_text[] = "scenario: small\n"
				    "format: 1\n"
				    "title: Small\n"
				    "channel: chat\n"
				    "rubrics: [none]\n"
				    "customer:\n"
				    "  name: Sam\n"
				    "  mood: {anger: 50, confusion: 10}\n"
				    "  facts:\n"
				    "    order: {value: \"7788\", asked: [which order]}\n"
				    "  reactions:\n"
				    "    - {when: {said: [sorry]}, anger: -10}\n"
				    "goals:\n"
				    "  - {id: fixed, done: {said: [send a new one]}}\n"
				    "actions:\n"
				    "  note: {}\n"
				    "anytime:\n"
				    "  - {when: {total_replies: at least 12}, go: gone}\n"
				    "start: one\n"
				    "nodes:\n"
				    "  one:\n"
				    "    says: [\"Hello?\"]\n"
				    "    next:\n"
				    "      - {when: {goal: fixed}, go: happy}\n"
				    "      - {when: {knows: order}, go: two}\n"
				    "    otherwise: [\"A?\", \"B?\"]\n"
				    "  two:\n"
				    "    says: [\"And?\"]\n"
				    "    next:\n"
				    "      - {when: {goal: fixed}, go: happy}\n"
				    "      - {when: {replies: at least 3}, go: gone}\n"
				    "    otherwise: [\"C?\", \"D?\"]\n"
				    "endings:\n"
				    "  happy: {outcome: resolved}\n"
				    "  gone: {outcome: unresolved}\n";

static void apply(struct strbuf *text, const struct change *change)
{
	struct strbuf out = STRBUF_INIT;
	const char *at = strstr(text->buf, change->from);

	cr_assert_not_null(at, "nothing to change: %s", change->from);
	strbuf_add(&out, text->buf, (size_t)(at - text->buf));
	strbuf_addstr(&out, change->to);
	strbuf_addstr(&out, at + strlen(change->from));
	strbuf_release(text);
	*text = out;
}

void lint_changed(const struct change *changes, struct strbuf *out)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;

	strbuf_addstr(&text, scenario_text);
	for (; changes->from; changes++)
		apply(&text, changes);
	struct scenario *scenario = scenario_parse("small.yaml", strbuf_sv(&text), NULL, &diags, &err);

	cr_assert_not_null(scenario, "%s", err.message);
	lint_scenario(scenario, &diags);
	diag_list_finish(&diags);
	for (size_t i = 0; i < diags.count; i++)
		strbuf_addf(out, "%s%s %d:%d", i ? ", " : "", diags.items[i].code, diags.items[i].line,
			    diags.items[i].column);
	scenario_free(scenario);
	diag_list_release(&diags);
}
