/* example.c - the examples that a criterion carries. */
#include "model/example.h"

#include "base/mem.h"
#include "model/channel.h"

static const struct yaml_field reply_item = {
	.key = "",
	.kind = YAML_K_TEXT,
	.flags = YAML_F_PROSE,
	.help = "What the agent says; a line that opens with / is an action, such as /hold 2m.",
};
static const struct yaml_field fact_value_item = {.key = "", .kind = YAML_K_TEXT, .help = "The fact's value."};

#define IDS_FIELD(name, text)                                                                                  \
	{                                                                                                      \
		.key = (name), .kind = YAML_K_LIST, .flags = YAML_F_ONE_OK, .item = &text_item, .help = (text) \
	}
#define TEXT_FIELD(name, text)                                                            \
	{                                                                                 \
		.key = (name), .kind = YAML_K_TEXT, .flags = YAML_F_PROSE, .help = (text) \
	}

static const struct yaml_field example_fields[] = {
	TEXT_FIELD("reply", "The one reply of the example."),
	{.key = "replies",
	 .kind = YAML_K_LIST,
	 .flags = YAML_F_ONE_OK | YAML_F_NOT_EMPTY,
	 .item = &reply_item,
	 .help = "Several replies and actions, in order."},
	TEXT_FIELD("customer", "What the customer said before."),
	{.key = "anger", .kind = YAML_K_INT, .min = 0, .max = 100, .help = "The customer's anger before, 0 to 100."},
	{.key = "confusion",
	 .kind = YAML_K_INT,
	 .min = 0,
	 .max = 100,
	 .help = "The customer's confusion before, 0 to 100."},
	{.key = "channel", .kind = YAML_K_CHOICE, .choices = channel_names, .help = "The channel of the conversation."},
	IDS_FIELD("knows", "Facts that the customer has already told."),
	IDS_FIELD("goals", "Goals that are already done."),
	IDS_FIELD("flags", "Flags that are already set."),
	IDS_FIELD("action", "Actions that have already happened."),
	{.key = "earlier",
	 .kind = YAML_K_LIST,
	 .flags = YAML_F_ONE_OK,
	 .item = &text_item,
	 .help = "Lines that the agent used in earlier attempts, for repeats."},
	{.key = "facts",
	 .kind = YAML_K_MAP_OF,
	 .item = &fact_value_item,
	 .help = "The scenario's facts by id, for <fact:id> and the facts measure."},
	TEXT_FIELD("name", "The customer's name, for <name>."),
	TEXT_FIELD("agent", "The agent's name, for <agent>."),
	TEXT_FIELD("company", "The company's name, for <company>."),
	{.key = NULL},
};
static const struct yaml_table example_table = {"example",
						"A reply with the state before it; what is not given is unknown.",
						example_fields};

static const struct yaml_field example_forms[] = {
	{.key = "",
	 .kind = YAML_K_TEXT,
	 .flags = YAML_F_PROSE | YAML_F_NO_COLON,
	 .help = "One reply; [[double brackets]] mark the evidence that you expect."},
	{.key = "", .kind = YAML_K_MAP, .sub = &example_table, .help = "Several replies, or a state before the reply."},
	{.key = NULL},
};
static const struct yaml_field example_item = {.key = "",
					       .kind = YAML_K_ONE_OF,
					       .alternatives = example_forms,
					       .help = "An example."};

#define EXAMPLES_FIELD(name, text)                                                                                \
	{                                                                                                         \
		.key = (name), .kind = YAML_K_LIST, .flags = YAML_F_ONE_OK, .item = &example_item, .help = (text) \
	}

static const struct yaml_field examples_fields[] = {
	EXAMPLES_FIELD("pass", "Replies that meet the criterion."),
	EXAMPLES_FIELD("fail", "Replies that miss it."),
	EXAMPLES_FIELD("na", "Replies to which it does not apply."),
	EXAMPLES_FIELD("todo_pass", "Known gaps: replies that should pass and do not yet. Reported, never failed."),
	EXAMPLES_FIELD("todo_fail", "Known gaps: replies that should fail and do not yet. Reported, never failed."),
	{.key = NULL},
};
const struct yaml_table examples_table = {"examples",
					  "Replies that show what the criterion means; rolecall test runs them.",
					  examples_fields};

static size_t find_at(struct sv text, size_t from, char c)
{
	for (size_t i = from; i + 1 < text.n; i++) {
		if (text.p[i] == c && text.p[i + 1] == c) {
			return i;
		}
	}
	return text.n;
}

void example_reply_read(const void *pool, struct sv text, struct example_reply *out)
{
	char *clean = mem_pool_strndup(pool, text.p ? text.p : "", text.n);
	size_t used = 0, at = 0;
	*out = (struct example_reply){.marks = NULL};
	for (;;) {
		size_t open = find_at(text, at, '[');
		size_t close = open < text.n ? find_at(text, open + 2, ']') : text.n;
		size_t stop = close < text.n ? open : text.n;
		memmove(clean + used, text.p + at, stop - at);
		used += stop - at;
		if (close == text.n) {
			break;
		}
		size_t inside = close - open - 2;
		memmove(clean + used, text.p + open + 2, inside);
		out->marks = MEM_GROW(pool, out->marks, struct mark, (size_t)out->mark_count + 1);
		out->marks[out->mark_count++] = (struct mark){(uint32_t)used, (uint32_t)(used + inside)};
		used += inside;
		at = close + 2;
	}
	clean[used] = '\0';
	out->text = sv_make(clean, used);
}

static void read_replies(struct reader *reader, const struct yaml_node *node, struct example *out)
{
	const struct yaml_node *reply = node->type == YAML_SCALAR ? node : yaml_get(node, "reply");
	const struct yaml_node *replies = yaml_get(node, "replies");
	int total = (reply ? 1 : 0) + read_count(replies);
	if (total == 0) {
		read_diag(reader, node, "Y106", "add reply: and what the agent says", "this example has no reply");
		return;
	}
	out->replies = MEM_ARRAY(reader->pool, struct example_reply, (size_t)total);
	if (reply) {
		example_reply_read(reader->pool, yaml_text(reply), &out->replies[out->reply_count++]);
	}
	for (int i = 0; i < read_count(replies); i++) {
		struct sv text = yaml_text(read_item(replies, i));
		example_reply_read(reader->pool, text, &out->replies[out->reply_count++]);
	}
}

static void read_facts(struct reader *reader, const struct yaml_node *facts, struct example *out)
{
	if (!facts || facts->count == 0) {
		return;
	}
	out->fact_ids = MEM_ARRAY(reader->pool, struct sv, (size_t)facts->count);
	out->fact_values = MEM_ARRAY(reader->pool, struct sv, (size_t)facts->count);
	for (int i = 0; i < facts->count; i++) {
		out->fact_ids[i] = yaml_text(facts->entries[i].key);
		out->fact_values[i] = yaml_text(facts->entries[i].value);
	}
	out->fact_count = facts->count;
}

static void read_example(struct reader *reader, enum example_list list, const struct yaml_node *node,
			 struct example *out)
{
	*out = (struct example){
		.list = list,
		.customer = read_text(node, "customer"),
		.anger = (int)yaml_long(yaml_get(node, "anger"), -1),
		.confusion = (int)yaml_long(yaml_get(node, "confusion"), -1),
		.channel = read_text(node, "channel"),
		.name = read_text(node, "name"),
		.agent = read_text(node, "agent"),
		.company = read_text(node, "company"),
		.node = node,
	};
	out->knows = read_texts(reader, yaml_get(node, "knows"), &out->knows_count);
	out->goals = read_texts(reader, yaml_get(node, "goals"), &out->goal_count);
	out->flags = read_texts(reader, yaml_get(node, "flags"), &out->flag_count);
	out->actions = read_texts(reader, yaml_get(node, "action"), &out->action_count);
	out->earlier = read_texts(reader, yaml_get(node, "earlier"), &out->earlier_count);
	read_facts(reader, yaml_get(node, "facts"), out);
	read_replies(reader, node, out);
}

void examples_read(struct reader *reader, const struct yaml_node *node, struct criterion *criterion)
{
	int total = 0;
	for (int i = 0; node && i < node->count; i++) {
		total += read_count(node->entries[i].value);
	}
	if (total == 0) {
		return;
	}
	criterion->examples = MEM_ARRAY(reader->pool, struct example, (size_t)total);
	for (int i = 0; i < node->count; i++) {
		const struct yaml_node *list = node->entries[i].value;
		int which = 0;
		while (examples_fields[which].key && !sv_is(node->entries[i].key->text, examples_fields[which].key)) {
			which++;
		}
		for (int k = 0; examples_fields[which].key && k < read_count(list); k++) {
			read_example(reader, (enum example_list)which, read_item(list, k),
				     &criterion->examples[criterion->example_count++]);
		}
	}
}
