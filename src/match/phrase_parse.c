/* The parser of phrases: words, a/b, (x), ..., <list>, stem*. */
#include "match/phrase.h"

#include "base/mem.h"
#include "match/limits.h"
#include "match/words.h"

#include <stdarg.h>

struct parser {
	struct parse_context *context;
	struct sv text;
	size_t at;
	int depth;
	bool failed;
	struct words words; /* cuts the stretches between marks as a reply is cut */
};

void problem_fill(struct match_problem *problem, const char *code, size_t offset, size_t length, const char *help,
		  const char *format, ...)
{
	va_list args;
	*problem = (struct match_problem){.offset = offset, .length = length ? length : 1};
	snprintf(problem->code, sizeof problem->code, "%s", code);
	snprintf(problem->help, sizeof problem->help, "%s", help ? help : "");
	va_start(args, format);
	vsnprintf(problem->message, sizeof problem->message, format, args);
	va_end(args);
}

static void fail(struct parser *parser, size_t offset, size_t length, const char *message, const char *help)
{
	struct match_problem problem;
	if (parser->failed)
		return;
	parser->failed = true;
	problem_fill(&problem, "P206", offset, length, help, "%s", message);
	if (parser->context->report)
		parser->context->report(parser->context->data, &problem);
}

struct node *node_new(struct arena *arena, enum node_kind kind)
{
	struct node *node = arena_alloc(arena, sizeof *node);
	node->kind = kind;
	return node;
}

void node_add(struct arena *arena, struct node *parent, struct node *kid)
{
	if (parent->kid_count == parent->kid_cap) {
		parent->kid_cap = parent->kid_cap ? parent->kid_cap * 2 : 1;
		struct node **kids = arena_alloc(arena, parent->kid_cap * sizeof(struct node *));
		if (parent->kid_count)
			memcpy(kids, parent->kids, parent->kid_count * sizeof(struct node *));
		parent->kids = kids;
	}
	parent->kids[parent->kid_count++] = kid;
}

static size_t gap_length(struct sv text, size_t at)
{
	size_t end = at;
	while (end < text.n && text.p[end] == '.')
		end++;
	if (end - at >= 3)
		return end - at;
	if (at + 2 < text.n && memcmp(text.p + at, "\xE2\x80\xA6", 3) == 0)
		return 3;
	return 0;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool ends_chunk(const struct parser *parser, size_t at)
{
	char c = parser->text.p[at];
	return is_space(c) || c == '(' || c == ')' || c == '/' || c == '<' || c == '*' || gap_length(parser->text, at);
}

static struct node *word_node(struct parser *parser, const struct token *token, struct sv chunk, bool stem)
{
	struct node *node = node_new(parser->context->arena, stem ? NODE_STEM : NODE_WORD);
	struct arena *arena = parser->context->arena;
	struct sv raw = sv_make(chunk.p + token->start, token->end - token->start);
	node->raw = arena_text(arena, raw.p, raw.n);
	node->folded = sv_is(raw, token->entry->folded) ? node->raw
							: arena_text(arena, token->entry->folded, token->entry->length);
	if (stem) {
		const char *stemmed = interner_stem(&parser->words.interner, token->entry);
		node->stem = arena_text(arena, stemmed, strlen(stemmed));
	}
	return node;
}

/* Words up to the next mark; NULL without words. */
static struct node *parse_chunk(struct parser *parser)
{
	size_t start = parser->at;
	while (parser->at < parser->text.n && !ends_chunk(parser, parser->at))
		parser->at++;
	struct sv chunk = sv_make(parser->text.p + start, parser->at - start);
	bool star = parser->at < parser->text.n && parser->text.p[parser->at] == '*';

	words_cut(&parser->words, chunk);
	if (star) {
		parser->at++;
		if (!parser->words.count || parser->words.items[parser->words.count - 1].end != chunk.n) {
			fail(parser, parser->at - 1, 1, "The star stands after no word",
			     "write the beginning of a word before the star, as in frustrat*");
			return NULL;
		}
		if (parser->at < parser->text.n && !ends_chunk(parser, parser->at) &&
		    (unsigned char)parser->text.p[parser->at] > 0x2F && parser->text.p[parser->at] != '>') {
			fail(parser, parser->at - 1, 1, "A star can only end a word", NULL);
			return NULL;
		}
	}
	if (!parser->words.count)
		return NULL;
	struct node *seq = node_new(parser->context->arena, NODE_SEQ);
	for (size_t i = 0; i < parser->words.count; i++)
		node_add(parser->context->arena, seq,
			 word_node(parser, &parser->words.items[i], chunk, star && i + 1 == parser->words.count));
	return seq;
}

static struct node *unknown_list(struct parser *parser, size_t open, struct sv name)
{
	struct match_problem problem;
	char help[128] = "";
	const char *near = NULL;

	if (!parser->context->lists) {
		near = sv_nearest(name, builtin_names_all());
	} else {
		near = sv_nearest(name, match_lists_names(parser->context->lists));
	}
	if (near)
		snprintf(help, sizeof help, "did you mean <%.60s>?", near);
	problem_fill(&problem, "P204", open, name.n + 2, help, "There is no list called <%.*s>",
		     (int)(name.n > 80 ? 80 : name.n), name.p);
	if (parser->context->report && !parser->failed)
		parser->context->report(parser->context->data, &problem);
	parser->failed = true;
	return NULL;
}

static struct node *parse_list(struct parser *parser)
{
	size_t open = parser->at, close = open + 1;
	while (close < parser->text.n && parser->text.p[close] != '>' && parser->text.p[close] != '<')
		close++;
	if (close >= parser->text.n || parser->text.p[close] != '>') {
		fail(parser, open, 1, "This < opens a list name that is never closed", "close it, as in <number>");
		return NULL;
	}
	struct sv name = sv_trim(sv_make(parser->text.p + open + 1, close - open - 1));
	parser->at = close + 1;
	struct node *node = node_new(parser->context->arena, NODE_BUILTIN);
	const struct list *list = lists_use(parser->context->lists, name, parser->context);
	if (list) {
		node->kind = NODE_LIST;
		node->list = list;
		if (!list->entry_count)
			fail(parser, open, name.n + 2, "This list is empty, so the phrase can never match",
			     "add entries to the list");
		if (!list->all)
			parser->failed = true; /* reported where the list stands */
		return node;
	}
	struct sv fact = {0};
	if (!builtin_find(name, &node->builtin, &fact))
		return unknown_list(parser, open, name);
	if (fact.n)
		node->folded = arena_text(parser->context->arena, fact.p, fact.n);
	return node;
}

static struct node *parse_items(struct parser *parser, bool inside);

static struct node *parse_optional(struct parser *parser)
{
	size_t open = parser->at++;
	if (++parser->depth > LIMIT_DEPTH_MARKS) {
		fail(parser, open, 1, "Too many parentheses inside each other", NULL);
		return NULL;
	}
	struct node *inner = parse_items(parser, true);
	parser->depth--;
	if (parser->failed)
		return NULL;
	if (parser->at >= parser->text.n) {
		fail(parser, open, 1, "This ( is never closed", "add the ) that ends the optional words");
		return NULL;
	}
	parser->at++;
	if (!inner->kid_count)
		return NULL;
	struct node *node = node_new(parser->context->arena, NODE_OPT);
	node_add(parser->context->arena, node, inner);
	return node;
}

/* One alternative: a word or hyphenated words, a list, or (x). NULL when there are no words. */
static struct node *parse_one(struct parser *parser)
{
	char c = parser->text.p[parser->at];
	if (c == '<')
		return parse_list(parser);
	if (c == '(')
		return parse_optional(parser);
	return parse_chunk(parser);
}

static bool all_digits(const struct node *node)
{
	const struct node *word = node;
	if (node->kind == NODE_SEQ)
		word = node->kids[node->kid_count - 1];
	return word->kind == NODE_WORD && word->folded[strspn(word->folded, "0123456789")] == '\0';
}

static bool slash_here(const struct parser *parser)
{
	return parser->at < parser->text.n && parser->text.p[parser->at] == '/';
}

/* After the first alternative: /b/c … "24/7" is a number as people write it, not a choice. */
static struct node *parse_alternatives(struct parser *parser, struct node *first, size_t start)
{
	struct node *alt = node_new(parser->context->arena, NODE_ALT);
	struct node *digits = node_new(parser->context->arena, NODE_SEQ);
	bool only_digits = all_digits(first);

	node_add(parser->context->arena, alt, first);
	node_add(parser->context->arena, digits, first);
	while (slash_here(parser) && !parser->failed) {
		size_t slash = parser->at++;
		struct node *next = NULL;
		if (parser->at < parser->text.n && !is_space(parser->text.p[parser->at]) && !slash_here(parser) &&
		    parser->text.p[parser->at] != ')')
			next = parse_one(parser);
		if (!next) {
			fail(parser, slash, 1, "A slash needs a word on both sides", "write a/b without spaces");
			return NULL;
		}
		node_add(parser->context->arena, alt, next);
		node_add(parser->context->arena, digits, next);
		only_digits = only_digits && all_digits(next);
	}
	(void)start;
	return only_digits ? digits : alt;
}

/* At a space, a comma or the like nothing is added. */
static void parse_item(struct parser *parser, struct node *seq)
{
	size_t start = parser->at, gap = gap_length(parser->text, parser->at);
	char c = parser->text.p[parser->at];

	if (gap) {
		parser->at += gap;
		node_add(parser->context->arena, seq, node_new(parser->context->arena, NODE_GAP));
		return;
	}
	if (is_space(c)) {
		parser->at++;
		return;
	}
	if (c == '/') {
		fail(parser, parser->at, 1, "A slash needs a word on both sides", "write a/b without spaces");
		return;
	}
	struct node *node = parse_one(parser);
	if (parser->at == start)
		parser->at++; /* a mark that begins nothing here */
	if (!node || parser->failed) {
		if (!parser->failed && slash_here(parser))
			fail(parser, parser->at, 1, "A slash needs a word on both sides", "write a/b without spaces");
		return;
	}
	if (slash_here(parser))
		node = parse_alternatives(parser, node, start);
	if (node)
		node_add(parser->context->arena, seq, node);
}

static struct node *parse_items(struct parser *parser, bool inside)
{
	struct node *seq = node_new(parser->context->arena, NODE_SEQ);
	while (parser->at < parser->text.n && !parser->failed) {
		if (parser->text.p[parser->at] == ')') {
			if (inside)
				break;
			fail(parser, parser->at, 1, "This ) closes nothing", "remove it or add the ( before");
			break;
		}
		parse_item(parser, seq);
	}
	return seq;
}

/* A gap at an end means nothing: the hit ends at its last word. */
static void trim_gaps(struct node *seq)
{
	while (seq->kid_count && seq->kids[seq->kid_count - 1]->kind == NODE_GAP)
		seq->kid_count--;
	uint32_t first = 0;
	while (first < seq->kid_count && seq->kids[first]->kind == NODE_GAP)
		first++;
	for (uint32_t i = first; i < seq->kid_count; i++)
		seq->kids[i - first] = seq->kids[i];
	seq->kid_count -= first;
}

static void check_size(struct parser *parser, const struct node *root)
{
	size_t words = node_min_words(root);
	if (node_max_words(root) == 0)
		fail(parser, 0, parser->text.n, "This phrase has no words, so it can never match",
		     "write the words that should be found");
	else if (words == 0)
		fail(parser, 0, parser->text.n, "Every word of this phrase is optional, so it can never match",
		     "take one word out of the parentheses");
	else if (words > LIMIT_SPAN_WORDS)
		fail(parser, 0, parser->text.n, "This phrase is longer than 63 words, so it can never match",
		     "keep the few words that matter");
	else if (node_weight(root) > LIMIT_EVAL_STEPS)
		fail(parser, 0, parser->text.n, "The lists in this phrase multiply to more than 20000 words",
		     "name fewer or smaller lists");
}

struct node *phrase_parse(struct parse_context *context, struct sv text)
{
	struct parser parser = {.context = context, .text = text};
	struct node *root = NULL;

	if (text.n > LIMIT_PHRASE_BYTES) {
		fail(&parser, 0, 1, "This phrase is longer than 4096 bytes", "keep the few words that matter");
		return NULL;
	}
	words_init(&parser.words, NULL);
	root = parse_items(&parser, false);
	if (!parser.failed) {
		trim_gaps(root);
		check_size(&parser, root);
	}
	words_release(&parser.words);
	return parser.failed ? NULL : root;
}
