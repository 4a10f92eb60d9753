/* scenario_table.c - the field tables of a scenario file: one table drives checking, schema, guide and completion.
 *
 * Keys whose absence has a code of its own (S504, S509, S510, S512) are not marked as required. */
#include "model/channel.h"
#include "model/cond_read.h"
#include "model/scenario_read.h"
#include "model/words.h"

#define LINE_FLAGS (YAML_F_CUSTOMER_LINE | YAML_F_NO_COLON | YAML_F_NOT_EMPTY)
#define PROSE_FLAGS (YAML_F_PROSE | YAML_F_NO_COLON)
#define LIST_FLAGS (YAML_F_ONE_OK | YAML_F_NOT_EMPTY)
#define FIELD_END           \
	{                   \
		.key = NULL \
	}

const char *const scenario_phases[] = {"before", "during", "after", NULL};
const char *const scenario_audiences[] = {"external", "internal", NULL};

/* clang-format off */

/* ---- what is said ---- */
static const struct yaml_field line_item = {.key = "", .kind = YAML_K_TEXT, .flags = LINE_FLAGS,
	.help = "One line of the customer; <name>, <agent>, <company> and <fact:ID> are filled in."};
static const struct yaml_field prose_item = {.key = "", .kind = YAML_K_TEXT, .flags = PROSE_FLAGS | YAML_F_NOT_EMPTY,
	.help = "A text."};
static const struct yaml_field name_item = {.key = "", .kind = YAML_K_TEXT, .flags = YAML_F_NOT_EMPTY,
	.help = "A name."};

static const struct yaml_field band_fields[] = {
	{.key = "calm", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &line_item, .help = "Lines at anger 0 to 29."},
	{.key = "irritated", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &line_item, .help = "Lines at anger 30 to 59."},
	{.key = "angry", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &line_item, .help = "Lines at anger 60 to 84."},
	{.key = "furious", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &line_item, .help = "Lines at anger 85 and more."},
	FIELD_END,
};
static const struct yaml_table band_table = {"lines by mood", "A band without lines borrows from the next calmer one.", band_fields};

static const struct yaml_field says_alternatives[] = {
	{.key = "", .kind = YAML_K_TEXT, .flags = LINE_FLAGS, .help = "One line."},
	{.key = "", .kind = YAML_K_LIST, .flags = YAML_F_NOT_EMPTY, .item = &line_item,
	 .help = "Variants: one is picked, none repeats before all were used."},
	{.key = "", .kind = YAML_K_MAP, .flags = YAML_F_NOT_EMPTY, .sub = &band_table, .help = "Lines by mood."},
	FIELD_END,
};

#define SAYS_FIELD(name, text) {.key = name, .kind = YAML_K_ONE_OF, .alternatives = says_alternatives, .help = text}

/* ---- small mappings that several places share ---- */
static const struct yaml_field mood_fields[] = {
	{.key = "anger", .kind = YAML_K_INT, .min = 0, .max = 100, .help = "0 (calm) to 100 (furious)."},
	{.key = "confusion", .kind = YAML_K_INT, .min = 0, .max = 100, .help = "0 (clear) to 100 (lost)."},
	FIELD_END,
};
static const struct yaml_table mood_table = {"mood", "How the customer feels at the start.", mood_fields};

#define DELTA_FIELDS                                                                                                   \
	{.key = "anger", .kind = YAML_K_DELTA, .min = -100, .max = 100, .help = "Change of anger, such as +6 or -12."},       \
	{.key = "confusion", .kind = YAML_K_DELTA, .min = -100, .max = 100, .help = "Change of confusion."}

static const struct yaml_field delta_fields[] = {DELTA_FIELDS, FIELD_END};
static const struct yaml_table delta_table = {"mood change", "By how much the mood changes.", delta_fields};

static const struct yaml_field set_fields[] = {
	{.key = "flag", .kind = YAML_K_ID, .flags = YAML_F_REQUIRED, .help = "The flag that becomes true; conditions ask for it with flag."},
	FIELD_END,
};
static const struct yaml_table set_table = {"set", "What to remember.", set_fields};
#define SET_FIELD {.key = "set", .kind = YAML_K_MAP, .sub = &set_table, .help = "Remember something: {flag: name}."}

static const struct yaml_field transition_fields[] = {
	COND_FIELD("when", 0, "The condition; without one it always holds."),
	{.key = "go", .kind = YAML_K_TEXT, .flags = YAML_F_REQUIRED | YAML_F_NOT_EMPTY,
	 .help = "A node, an ending, or back for the node before this one."},
	{.key = "once", .kind = YAML_K_BOOL, .help = "true: taken at most once in an attempt."},
	SET_FIELD,
	FIELD_END,
};
static const struct yaml_table transition_table = {"transition", "Where to go when a condition holds.", transition_fields};
static const struct yaml_field transition_item = {.key = "", .kind = YAML_K_MAP, .sub = &transition_table,
	.help = "A transition."};

/* ---- customer ---- */
static const struct yaml_field fact_fields[] = {
	{.key = "value", .kind = YAML_K_TEXT, .flags = PROSE_FLAGS, .help = "The value itself, such as an order number."},
	PHRASES_FIELD("asked", 0, "Phrases that ask for it."),
	SAYS_FIELD("says", "What the customer answers; <value> is the value. Without it, the value alone."),
	{.key = "known", .kind = YAML_K_BOOL, .help = "true: the agent has it from the start, so asking again is asking for what is known."},
	{.key = "key", .kind = YAML_K_BOOL, .help = "true: a recap should bring it back; by default the facts that have a value."},
	FIELD_END,
};
static const struct yaml_table fact_table = {"fact", "Something that the customer knows and tells when asked.", fact_fields};
static const struct yaml_field fact_item = {.key = "", .kind = YAML_K_MAP, .sub = &fact_table, .help = "A fact."};

static const struct yaml_field reaction_fields[] = {
	COND_FIELD("when", YAML_F_REQUIRED, "The condition, or {nothing: true} for when no other reaction fired."),
	DELTA_FIELDS,
	SAYS_FIELD("says", "A remark that goes with it."),
	SET_FIELD,
	FIELD_END,
};
static const struct yaml_table reaction_table = {"reaction", "How a reply changes the mood.", reaction_fields};
static const struct yaml_field reaction_item = {.key = "", .kind = YAML_K_MAP, .sub = &reaction_table, .help = "A reaction."};

static const struct yaml_field history_fields[] = {
	{.key = "bot", .kind = YAML_K_TEXT, .flags = PROSE_FLAGS, .help = "What a bot said."},
	{.key = "colleague", .kind = YAML_K_TEXT, .flags = PROSE_FLAGS, .help = "What a colleague said."},
	{.key = "customer", .kind = YAML_K_TEXT, .flags = PROSE_FLAGS, .help = "What the customer said."},
	{.key = "note", .kind = YAML_K_TEXT, .flags = PROSE_FLAGS, .help = "What the file says."},
	{.key = "knows", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &name_item,
	 .help = "Facts that are known by this: asking for them again is asking for what is known."},
	FIELD_END,
};
static const struct yaml_table history_table = {"history line", "What happened before, as speaker and text.", history_fields};
static const struct yaml_field history_alternatives[] = {
	{.key = "", .kind = YAML_K_TEXT, .flags = YAML_F_PROSE | YAML_F_NOT_EMPTY, .help = "A line as it is shown."},
	{.key = "", .kind = YAML_K_MAP, .flags = YAML_F_NOT_EMPTY, .sub = &history_table, .help = "Speaker and text."},
	FIELD_END,
};
static const struct yaml_field history_item = {.key = "", .kind = YAML_K_ONE_OF, .alternatives = history_alternatives,
	.help = "A line of the history."};

static const struct yaml_field policy_fields[] = {
	PHRASES_FIELD("may", 0, "Phrases that promise what is allowed."),
	PHRASES_FIELD("may_not", 0, "Phrases that promise what is not allowed: a business-critical mistake."),
	FIELD_END,
};
static const struct yaml_table policy_table = {"policy", "What the agent may promise.", policy_fields};

static const struct yaml_field customer_fields[] = {
	{.key = "name", .kind = YAML_K_TEXT, .flags = YAML_F_REQUIRED | YAML_F_NOT_EMPTY, .help = "The customer's name; <name> in phrases and lines."},
	{.key = "mood", .kind = YAML_K_MAP, .flags = YAML_F_REQUIRED, .sub = &mood_table, .help = "The mood at the start."},
	{.key = "facts", .kind = YAML_K_MAP_OF, .item = &fact_item, .help = "What the customer knows and tells when asked."},
	{.key = "reactions", .kind = YAML_K_LIST, .item = &reaction_item, .help = "How replies change the mood."},
	FIELD_END,
};
static const struct yaml_table customer_table = {"customer", "Who is at the other end.", customer_fields};

/* ---- goals and actions ---- */
static const struct yaml_field goal_fields[] = {
	{.key = "id", .kind = YAML_K_ID, .flags = YAML_F_REQUIRED, .help = "The goal's id."},
	{.key = "text", .kind = YAML_K_TEXT, .flags = PROSE_FLAGS, .help = "The goal in words, for the trainee."},
	COND_FIELD("done", 0, "The condition that completes it; once true it stays true."),
	FIELD_END,
};
static const struct yaml_table goal_table = {"goal", "Something that the agent should achieve.", goal_fields};
static const struct yaml_field goal_item = {.key = "", .kind = YAML_K_MAP, .sub = &goal_table, .help = "A goal."};

static const struct yaml_field action_fields[] = {
	{.key = "limit", .kind = YAML_K_DURATION, .code = "S516", .help = "Hold: how long the customer bears it, such as 2m."},
	{.key = "each_minute", .kind = YAML_K_MAP, .sub = &delta_table, .help = "Hold: change of mood for each minute."},
	{.key = "over_limit", .kind = YAML_K_MAP, .sub = &delta_table, .help = "Hold: change of mood once the limit is passed."},
	{.key = "to", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &name_item, .help = "Transfer: where one may transfer to."},
	{.key = "go", .kind = YAML_K_TEXT, .flags = YAML_F_NOT_EMPTY, .help = "The node or ending that follows."},
	SET_FIELD,
	FIELD_END,
};
static const struct yaml_table action_table = {"action", "A command that the trainee may type.", action_fields};
static const struct yaml_field action_item = {.key = "", .kind = YAML_K_MAP, .sub = &action_table, .help = "An action; {} when nothing is special."};

/* ---- nodes and endings ---- */
static const struct yaml_table silence_table;
static const struct yaml_field silence_fields[] = {
	{.key = "after", .kind = YAML_K_DURATION, .flags = YAML_F_REQUIRED, .code = "S516",
	 .help = "How long without a reply, such as 60s."},
	SAYS_FIELD("says", "What the customer says then."),
	DELTA_FIELDS,
	{.key = "go", .kind = YAML_K_TEXT, .flags = YAML_F_NOT_EMPTY, .help = "The node or ending that follows."},
	{.key = "then", .kind = YAML_K_MAP, .sub = &silence_table, .help = "What follows when the silence goes on."},
	FIELD_END,
};
static const struct yaml_table silence_table = {"silence", "What the customer does when no reply comes.", silence_fields};

static const struct yaml_field node_fields[] = {
	SAYS_FIELD("says", "What the customer says on arriving here."),
	{.key = "next", .kind = YAML_K_LIST, .item = &transition_item, .help = "Where to go: the first that holds wins."},
	SAYS_FIELD("otherwise", "What the customer says when nothing matched."),
	{.key = "silence", .kind = YAML_K_MAP, .sub = &silence_table, .help = "What happens when no reply comes."},
	{.key = "hints", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &prose_item, .help = "Hints for the trainee, the mildest first."},
	SET_FIELD,
	FIELD_END,
};
static const struct yaml_table node_table = {"node", "A point of the conversation.", node_fields};
static const struct yaml_field node_item = {.key = "", .kind = YAML_K_MAP, .sub = &node_table, .help = "A node."};

static const struct yaml_field follow_up_fields[] = {
	{.key = "after", .kind = YAML_K_DURATION, .flags = YAML_F_REQUIRED, .code = "S516", .help = "How much later, such as 2d."},
	{.key = "node", .kind = YAML_K_TEXT, .flags = YAML_F_REQUIRED | YAML_F_NOT_EMPTY, .help = "The node that opens the later scene."},
	COND_FIELD("when", 0, "Only when this holds at the ending."),
	FIELD_END,
};
static const struct yaml_table follow_up_table = {"follow_up", "A later scene of the same attempt.", follow_up_fields};
static const struct yaml_field follow_up_item = {.key = "", .kind = YAML_K_MAP, .sub = &follow_up_table, .help = "A later scene."};

#define RATING .kind = YAML_K_INT, .min = 1, .max = 5
static const struct yaml_field rating_fields[] = {
	{.key = "calm", RATING, .help = "The rating at anger 0 to 29."},
	{.key = "irritated", RATING, .help = "The rating at anger 30 to 59."},
	{.key = "angry", RATING, .help = "The rating at anger 60 to 84."},
	{.key = "furious", RATING, .help = "The rating at anger 85 and more."},
	FIELD_END,
};
static const struct yaml_table rating_table = {"rating by mood", "A band without a rating takes that of the next calmer one.", rating_fields};
static const struct yaml_field rating_alternatives[] = {
	{.key = "", RATING, .help = "The rating, 1 to 5."},
	{.key = "", .kind = YAML_K_MAP, .flags = YAML_F_NOT_EMPTY, .sub = &rating_table, .help = "Ratings by final mood."},
	FIELD_END,
};
static const struct yaml_field rating_item = {.key = "", .kind = YAML_K_ONE_OF, .alternatives = rating_alternatives,
	.help = "A rating, or ratings by final mood."};
static const struct yaml_field csat_fields[] = {
	{.key = "ending", .kind = YAML_K_TEXT, .help = "The ending; any when absent."},
	{.key = "anger", .kind = YAML_K_RANGE, .help = "The final anger, such as below 30."},
	{.key = "confusion", .kind = YAML_K_RANGE, .help = "The final confusion."},
	{.key = "rating", RATING, .flags = YAML_F_REQUIRED, .help = "The simulated rating, 1 to 5."},
	FIELD_END,
};
static const struct yaml_table csat_table = {"csat rule", "The first rule that holds decides.", csat_fields};
static const struct yaml_field csat_item = {.key = "", .kind = YAML_K_MAP, .sub = &csat_table, .help = "A rule."};
static const struct yaml_field csat_alternatives[] = {
	{.key = "", .kind = YAML_K_LIST, .flags = YAML_F_NOT_EMPTY, .item = &csat_item, .help = "Rules: the first that holds decides."},
	{.key = "", .kind = YAML_K_MAP_OF, .flags = YAML_F_NOT_EMPTY, .item = &rating_item, .help = "From ending to rating."},
	FIELD_END,
};

static const struct yaml_field ending_fields[] = {
	{.key = "outcome", .kind = YAML_K_CHOICE, .choices = outcome_names, .help = "How it went."},
	SAYS_FIELD("says", "The customer's last words."),
	{.key = "csat", .kind = YAML_K_ONE_OF, .alternatives = rating_alternatives, .help = "The simulated rating after this ending."},
	{.key = "follow_up", .kind = YAML_K_MAP, .sub = &follow_up_table, .help = "A later scene of the same attempt."},
	FIELD_END,
};
static const struct yaml_table ending_table = {"ending", "A way in which the conversation ends.", ending_fields};
static const struct yaml_field ending_item = {.key = "", .kind = YAML_K_MAP, .sub = &ending_table, .help = "An ending."};

/* ---- playthroughs ---- */
static const struct yaml_field expect_fields[] = {
	{.key = "path", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &name_item, .help = "The nodes in order, the ending last."},
	{.key = "outcome", .kind = YAML_K_CHOICE, .choices = outcome_names, .help = "The outcome."},
	{.key = "anger", .kind = YAML_K_RANGE, .help = "The final anger."},
	{.key = "confusion", .kind = YAML_K_RANGE, .help = "The final confusion."},
	{.key = "score", .kind = YAML_K_RANGE, .help = "The score in per cent."},
	{.key = "passed", .kind = YAML_K_BOOL, .help = "Whether it passes."},
	{.key = "csat", .kind = YAML_K_RANGE, .help = "The simulated rating."},
	{.key = "met", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &name_item, .help = "Criteria that are met."},
	{.key = "missed", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &name_item, .help = "Criteria that are missed."},
	{.key = "broke", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &name_item, .help = "Criteria that are broken."},
	{.key = "knows", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &name_item, .help = "Facts that were told."},
	{.key = "goals", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &name_item, .help = "Goals that are done."},
	FIELD_END,
};
static const struct yaml_table expect_table = {"expect", "What the playthrough must give.", expect_fields};
static const struct yaml_field playthrough_fields[] = {
	{.key = "name", .kind = YAML_K_TEXT, .flags = PROSE_FLAGS, .help = "What it shows."},
	{.key = "replies", .kind = YAML_K_LIST, .flags = YAML_F_REQUIRED | YAML_F_ONE_OK, .item = &prose_item,
	 .help = "The agent's replies; a line such as /hold 2m or /wait 60s is a command."},
	{.key = "seed", .kind = YAML_K_INT, .min = 0, .max = 2147483647, .help = "The seed; 0 when absent."},
	{.key = "expect", .kind = YAML_K_MAP, .sub = &expect_table, .help = "What it must give."},
	FIELD_END,
};
static const struct yaml_table playthrough_table = {"playthrough", "A test of the scenario.", playthrough_fields};
static const struct yaml_field playthrough_item = {.key = "", .kind = YAML_K_MAP, .sub = &playthrough_table, .help = "A playthrough."};

static const struct yaml_field clock_fields[] = {
	{.key = "first_reply", .kind = YAML_K_DURATION, .code = "S516", .help = "Target for the first reply, such as 40s."},
	{.key = "reply", .kind = YAML_K_DURATION, .code = "S516", .help = "Target for each later reply."},
	FIELD_END,
};
static const struct yaml_table clock_table = {"clock", "Reply targets; the channel's own where absent.", clock_fields};

/* ---- the file ---- */
static const struct yaml_field scenario_fields[] = {
	{.key = "scenario", .kind = YAML_K_ID, .flags = YAML_F_REQUIRED, .help = "The scenario's id, the same as its file name."},
	{.key = "format", .kind = YAML_K_INT, .flags = YAML_F_REQUIRED, .min = 1, .max = 1000000, .help = "The version of this format: 1."},
	{.key = "title", .kind = YAML_K_TEXT, .flags = YAML_F_REQUIRED | YAML_F_NOT_EMPTY | PROSE_FLAGS, .help = "A short title."},
	{.key = "channel", .kind = YAML_K_CHOICE, .flags = YAML_F_REQUIRED, .choices = channel_names, .help = "Where the conversation happens."},
	{.key = "difficulty", .kind = YAML_K_INT, .min = 1, .max = 5, .help = "1 (easy) to 5 (hard)."},
	{.key = "rubrics", .kind = YAML_K_LIST, .flags = YAML_F_REQUIRED | LIST_FLAGS, .item = &name_item, .help = "The rubrics that score it."},
	{.key = "family", .kind = YAML_K_ID, .help = "Scenarios of one family are the same problem in several channels."},
	{.key = "phase", .kind = YAML_K_CHOICE, .choices = scenario_phases, .help = "Before, during or after the sale."},
	{.key = "audience", .kind = YAML_K_CHOICE, .choices = scenario_audiences, .help = "An external or an internal customer."},
	{.key = "emotion", .kind = YAML_K_TEXT, .flags = PROSE_FLAGS, .help = "The customer's emotion in a word, for lists."},
	{.key = "trade", .kind = YAML_K_TEXT, .flags = PROSE_FLAGS, .help = "The trade, such as travel or banking, for lists."},
	{.key = "company", .kind = YAML_K_TEXT, .flags = PROSE_FLAGS, .help = "The agent's company: <company>."},
	{.key = "agent", .kind = YAML_K_TEXT, .flags = PROSE_FLAGS, .help = "The agent's name: <agent>."},
	{.key = "brief", .kind = YAML_K_TEXT, .flags = PROSE_FLAGS, .help = "What the trainee reads first."},
	{.key = "clock", .kind = YAML_K_MAP, .sub = &clock_table, .help = "Reply targets."},
	{.key = "history", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &history_item, .help = "What a bot or a colleague already asked; shown at the start."},
	INCLUDE_FIELD,
	WORDS_FIELD,
	{.key = "customer", .kind = YAML_K_MAP, .flags = YAML_F_REQUIRED, .sub = &customer_table, .help = "Who is at the other end."},
	{.key = "policy", .kind = YAML_K_MAP, .sub = &policy_table, .help = "What the agent may and may not promise."},
	{.key = "goals", .kind = YAML_K_LIST, .item = &goal_item, .help = "What the agent should achieve."},
	{.key = "actions", .kind = YAML_K_MAP_OF, .item = &action_item, .help = "Commands that the trainee may type."},
	{.key = "anytime", .kind = YAML_K_LIST, .item = &transition_item, .help = "Transitions tried after the node's own."},
	{.key = "start", .kind = YAML_K_TEXT, .flags = YAML_F_REQUIRED | YAML_F_NOT_EMPTY, .help = "The first node."},
	{.key = "nodes", .kind = YAML_K_MAP_OF, .flags = YAML_F_REQUIRED | YAML_F_NOT_EMPTY, .item = &node_item, .help = "The conversation's nodes by id."},
	{.key = "endings", .kind = YAML_K_MAP_OF, .flags = YAML_F_REQUIRED | YAML_F_NOT_EMPTY, .item = &ending_item, .help = "The endings by id."},
	{.key = "follow_up", .kind = YAML_K_LIST, .flags = LIST_FLAGS, .item = &follow_up_item, .help = "A later scene after any ending that has none of its own."},
	{.key = "csat", .kind = YAML_K_ONE_OF, .alternatives = csat_alternatives, .help = "The simulated rating by ending and final mood."},
	{.key = "playthroughs", .kind = YAML_K_LIST, .item = &playthrough_item, .help = "Tests that rolecall test runs."},
	FIELD_END,
};
const struct yaml_table scenario_table = {"scenario", "A customer who reacts.", scenario_fields};
/* clang-format on */
