/* rubric_table.c - the keys of a rubric. Every help sentence here is what authors read in guides and editors. */
#include "model/rubric_tables.h"

#include <limits.h>

const char *const skill_names[SKILL_COUNT + 1] = {
	"effective-communication",
	"emotional-intelligence",
	"problem-solving",
	"attentive-listening",
	"flexibility",
	"product-knowledge",
	NULL,
};
const char *const critical_names[] = {"customer", "business", "compliance", NULL};

static const char *const status_names[] = {"scored", "trial", "helper", NULL};
static const char *const unknown_names[] = {"applies", "na", NULL};
static const char *const negated_names[] = {"ignore", "count", NULL};
static const char *const ignore_names[] = {"quotes", "piles", NULL};

static const struct yaml_field ignore_item = {
	.key = "",
	.kind = YAML_K_CHOICE,
	.choices = ignore_names,
	.help = "quotes: text between double quotation marks; piles: words heaped up "
		"without a sentence."};

/* ---- what the phrase kinds hold ---- */

static const struct yaml_field count_fields[] = {
	PHRASES_FIELD("of", YAML_F_REQUIRED, "The phrases that are counted."),
	{.key = "min", .kind = YAML_K_INT, .min = 0, .max = 10000, .help = "At least so many."},
	{.key = "max", .kind = YAML_K_INT, .min = 0, .max = 10000, .help = "At most so many."},
	{.key = NULL},
};
const struct yaml_table count_table = {"count", "How often phrases may or must be said.", count_fields};

static const struct yaml_field limit_fields[] = {
	{.key = "min", .kind = YAML_K_INT, .min = 0, .max = 1000000, .help = "At least so many."},
	{.key = "max", .kind = YAML_K_INT, .min = 0, .max = 1000000, .help = "At most so many."},
	{.key = NULL},
};
static const struct yaml_table limit_table = {"limit", "A lower and an upper bound; one is enough.", limit_fields};

static const struct yaml_field length_fields[] = {
	{.key = "words", .kind = YAML_K_MAP, .sub = &limit_table, .help = "Words in a reply."},
	{.key = "sentences", .kind = YAML_K_MAP, .sub = &limit_table, .help = "Sentences in a reply."},
	{.key = "characters",
	 .kind = YAML_K_MAP,
	 .sub = &limit_table,
	 .help = "Characters in a reply, blanks counted."},
	{.key = NULL},
};
const struct yaml_table length_table = {"length", "How long a reply may be.", length_fields};

/* ---- a criterion ---- */

#define PROSE(name, text)                                                                 \
	{                                                                                 \
		.key = (name), .kind = YAML_K_TEXT, .flags = YAML_F_PROSE, .help = (text) \
	}
#define IDS(name, text)                                                                                          \
	{                                                                                                        \
		.key = (name), .kind = YAML_K_LIST, .flags = YAML_F_ONE_OK | YAML_F_NOT_EMPTY, .item = &id_item, \
		.help = (text)                                                                                   \
	}
#define MAPPING(name, table, text)                                                 \
	{                                                                          \
		.key = (name), .kind = YAML_K_MAP, .sub = &(table), .help = (text) \
	}
#define CHOICE(name, names, text)                                                        \
	{                                                                                \
		.key = (name), .kind = YAML_K_CHOICE, .choices = (names), .help = (text) \
	}

static const struct yaml_field criterion_fields[] = {
	{.key = "id",
	 .kind = YAML_K_ID,
	 .flags = YAML_F_REQUIRED,
	 .help = "The criterion's name for conditions and results; unique in the rubric."},
	PROSE("title", "What it looks for, in a few words that a trainee understands."),
	{.key = "skill",
	 .kind = YAML_K_CHOICE,
	 .code = "R316",
	 .choices = skill_names,
	 .help = "The one skill that it counts towards; reports are grouped by skill."},
	{.key = "standards",
	 .kind = YAML_K_LIST,
	 .flags = YAML_F_ONE_OK,
	 .item = &text_item,
	 .help = "Ids of the service standards that it covers, such as B3."},
	{.key = "points",
	 .kind = YAML_K_INT,
	 .code = "R303",
	 .min = 1,
	 .max = 1000,
	 .help = "Points when met, 1 to 1000; a critical criterion or a helper has none."},
	CHOICE("status", status_names,
	       "trial: measured and shown, not scored, drives no reaction; helper: only for other criteria to build "
	       "on."),
	CHOICE("critical", critical_names, "One miss fails the whole attempt; says whom it harms."),
	COND_FIELD("only_if", 0, "Applies only when this condition holds before the reply; otherwise N/A."),
	CHOICE("unknown", unknown_names, "When only_if cannot be judged: applies (usual), or na."),
	{.key = "where",
	 .kind = YAML_K_TEXT,
	 .flags = YAML_F_NOT_EMPTY,
	 .help = "Which replies count: any reply, every reply, first N replies, last reply or whole conversation."},
	{.key = "before",
	 .kind = YAML_K_TEXT,
	 .flags = YAML_F_NOT_EMPTY,
	 .help = "Looks at the reply just before this action."},
	{.key = "after",
	 .kind = YAML_K_TEXT,
	 .flags = YAML_F_NOT_EMPTY,
	 .help = "Looks at the reply just after this action."},
	PHRASES_FIELD("require", 0, "Met when one of these phrases is said."),
	PHRASES_FIELD("forbid", 0, "Missed when one of these phrases is said."),
	MAPPING("count", count_table, "Counts phrases."),
	{.key = "order",
	 .kind = YAML_K_LIST,
	 .flags = YAML_F_NOT_EMPTY,
	 .item = &order_item,
	 .help = "Events that must happen in this order: met ID, asks a question, said [phrases], action NAME."},
	MAPPING("length", length_table, "Limits the length of replies."),
	IDS("any_of", "Met when any of these criteria is met."),
	IDS("all_of", "Met when all of these criteria are met."),
	IDS("of", "With at_least: met when so many of these criteria are met."),
	{.key = "at_least",
	 .kind = YAML_K_NUMBER,
	 .min = -10000,
	 .max = 10000,
	 .help = "With require: so many different phrases of the list; with of: so many of the criteria; with markers: "
		 "so many points in one reply."},
	{.key = "all", .kind = YAML_K_BOOL, .help = "With require: every phrase of the list must be said."},
	MAPPING("recap", recap_table, "Comes back to what the customer said, in the agent's own words."),
	MAPPING("facts", facts_table, "Never says a value that contradicts a fact of the scenario."),
	MAPPING("talk_share", max_share_table, "The agent's share of all words."),
	MAPPING("readability", max_grade_table, "The school grade that is needed to read the replies."),
	MAPPING("style", style_table, "Capitals, runs of ! and ?, and emoji."),
	MAPPING("repeats", max_repeats_table, "The same sentence said again, or the model answer pasted."),
	MAPPING("reply_time", reply_time_table, "How long the customer waits."),
	{.key = "markers",
	 .kind = YAML_K_LIST,
	 .flags = YAML_F_NOT_EMPTY,
	 .item = &marker_item,
	 .help = "Weighted signs whose points are added up for each reply; met from at_least points."},
	MAPPING("levels", levels_table, "Grades instead of met or missed: weak and strong, each with its phrases."),
	CHOICE("negated", negated_names, "ignore (usual): a negated hit does not count; count: it does."),
	PHRASES_FIELD("except", 0, "Cancels a hit that overlaps one of these phrases."),
	{.key = "ignore",
	 .kind = YAML_K_LIST,
	 .flags = YAML_F_ONE_OK,
	 .item = &ignore_item,
	 .help = "quotes: skips text between double quotation marks; piles: skips heaps of words that form no "
		 "sentence."},
	PROSE("praise", "Said to the trainee when it is met."),
	PROSE("advice", "Said to the trainee when it is missed: what to do instead."),
	PROSE("model", "A reply that meets this criterion and breaks no other."),
	MAPPING("examples", examples_table, "Replies that pass, fail or do not apply."),
	{.key = NULL},
};
const struct yaml_table criterion_table = {"criterion", "One check; exactly one key decides its kind.",
					   criterion_fields};

/* ---- sections and the file ---- */

static const struct yaml_field criterion_item = {.key = "",
						 .kind = YAML_K_MAP,
						 .sub = &criterion_table,
						 .help = "A criterion."};

static const struct yaml_field section_fields[] = {
	{.key = "section", .kind = YAML_K_ID, .flags = YAML_F_REQUIRED, .help = "The section's id."},
	PROSE("title", "The section's title on the scorecard."),
	{.key = "weight",
	 .kind = YAML_K_INT,
	 .min = 0,
	 .max = 100,
	 .help = "Per cent of the card; the weights of all sections add up to 100."},
	{.key = "criteria",
	 .kind = YAML_K_LIST,
	 .flags = YAML_F_REQUIRED | YAML_F_NOT_EMPTY,
	 .item = &criterion_item,
	 .help = "The checks of this section."},
	{.key = NULL},
};
const struct yaml_table section_table = {"section", "A part of the scorecard with its own weight.", section_fields};
static const struct yaml_field section_item = {.key = "",
					       .kind = YAML_K_MAP,
					       .sub = &section_table,
					       .help = "A section."};

static const struct yaml_field rubric_fields[] = {
	{.key = "rubric",
	 .kind = YAML_K_ID,
	 .flags = YAML_F_REQUIRED,
	 .help = "The rubric's id; scenarios name it so."},
	{.key = "format", .kind = YAML_K_INT, .flags = YAML_F_REQUIRED, .min = 1, .max = INT_MAX, .help = "Always 1."},
	{.key = "title", .kind = YAML_K_TEXT, .flags = YAML_F_REQUIRED | YAML_F_PROSE, .help = "The rubric's title."},
	{.key = "language", .kind = YAML_K_TEXT, .help = "The language of its phrases, such as en."},
	{.key = "pass_mark",
	 .kind = YAML_K_INT,
	 .flags = YAML_F_REQUIRED,
	 .code = "R313",
	 .min = 1,
	 .max = 100,
	 .help = "Per cent of the points that applied from which an attempt passes, 1 to 100."},
	{.key = "per_sentence",
	 .kind = YAML_K_INT,
	 .min = 1,
	 .max = 100,
	 .help = "In a sentence that meets more criteria than this, none of those that ignore piles counts."},
	INCLUDE_FIELD,
	WORDS_FIELD,
	{.key = "sections",
	 .kind = YAML_K_LIST,
	 .flags = YAML_F_REQUIRED | YAML_F_NOT_EMPTY,
	 .item = &section_item,
	 .help = "The parts of the scorecard."},
	{.key = NULL},
};
const struct yaml_table rubric_table = {"rubric", "What good service sounds like: sections of criteria.",
					rubric_fields};
