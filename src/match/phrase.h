/* phrase.h - a phrase as a tree, and the parser of the five marks. Trees are immutable after parsing. */
#ifndef ROLECALL_MATCH_PHRASE_H
#define ROLECALL_MATCH_PHRASE_H

#include "base/arena.h"
#include "match/match.h"

enum node_kind {
	NODE_WORD,   /* one word */
	NODE_STEM,   /* stem* */
	NODE_GAP,    /* ... */
	NODE_SEQ,    /* kids one after another */
	NODE_ALT,    /* one of the kids */
	NODE_OPT,    /* the only kid, or nothing */
	NODE_LIST,   /* one of the entries of `list` */
	NODE_BUILTIN /* <number> and so on */
};

enum builtin {
	BUILTIN_NUMBER,
	BUILTIN_MONEY,
	BUILTIN_TIME,
	BUILTIN_DATE,
	BUILTIN_DURATION,
	BUILTIN_NAME,
	BUILTIN_AGENT,
	BUILTIN_COMPANY,
	BUILTIN_FACT,
	BUILTIN_COUNT
};

struct list;

struct node {
	enum node_kind kind;
	enum builtin builtin;
	uint32_t kid_count, kid_cap;
	union {
		struct node **kids;      /* SEQ, ALT, OPT */
		const struct list *list; /* LIST */
		struct {
			const char *folded; /* WORD, STEM; FACT: the id */
			const char *raw;    /* WORD, STEM: as written, without the star */
			const char *stem;   /* STEM: Snowball stem of the prefix */
		};
	};
};

struct list {
	char *name;
	struct sv *entries; /* as given */
	size_t entry_count;
	struct node **roots;                 /* parsed entries; NULL where broken */
	struct node *all;                    /* ALT of the good ones */
	size_t min_words, max_words, weight; /* of `all` */
	bool parsed, parsing, used;
};

struct match_lists {
	struct arena *arena; /* of all that the lists hold; what is replaced stays until they go */
	struct list **items;
	size_t count, cap;
	size_t references;
	const char **names;
	bool cyclic;
};

/* A problem is given to this; `code` is P201… */
typedef void phrase_report(void *data, const struct match_problem *problem);

struct parse_context {
	struct arena *arena;       /* of the nodes */
	struct match_lists *lists; /* may be NULL */
	phrase_report *report;
	void *data;
	int list_depth;
};

/* NULL when the phrase has an error; it was reported, unless a list below it was wrong and reported itself. */
struct node *phrase_parse(struct parse_context *context, struct sv text);

struct node *node_new(struct arena *arena, enum node_kind kind);
void node_add(struct arena *arena, struct node *parent, struct node *kid);

/* Fewest and most words that the node can match; at most LIMIT_SPAN_WORDS + 1. */
size_t node_min_words(const struct node *node);
size_t node_max_words(const struct node *node);
/* Nodes with every list spelled out: the work of one try. Capped just past LIMIT_EVAL_STEPS. */
size_t node_weight(const struct node *node);

const char *const *builtin_names_all(void); /* NULL-terminated, "number" … "fact:ID" */
/* "number", "fact:order" …; false when the name is no built-in. `fact` gets the id. */
bool builtin_find(struct sv name, enum builtin *builtin, struct sv *fact);

/* lists.c: the parsed list; NULL when unknown. Parses on first use. */
const struct list *lists_use(struct match_lists *lists, struct sv name, struct parse_context *context);
struct match_lists *lists_share(struct match_lists *lists);

void problem_fill(struct match_problem *problem, const char *code, size_t offset, size_t length, const char *help,
		  const char *format, ...) __attribute__((format(printf, 6, 7)));

#endif
