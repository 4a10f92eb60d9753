/* Which texts must a match hold? Each part of a regex is summed up bottom-up (see struct part); what cannot be read is
 * given up. */
#include "match/literal.h"

#include "base/mem.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "match/limits.h"
#include "match/literal_set.h"

#define UNBOUNDED LIMIT_FULL_EFFORT_BYTES
#define EFFORT_MAX ((uint64_t)1 << 40)
/* One search through the whole reply against one try at a known place, in time. */
#define COST_SEARCH 12.0

struct part {
	struct literal_set start; /* every match begins with one of these (marks included); {""}: nothing known */
	bool exact;               /* … and is nothing but that */
	struct literal_set inner; /* every match holds one of these; count 0: nothing known */
	double inner_cost;
	uint64_t inner_effort; /* before it */
	uint64_t effort;       /* ways to try all of it */
};

struct parser {
	const void *pool;
	struct sv text;
	size_t at;
	int depth;
	bool lost;     /* gave up */
	bool asserted; /* something that takes no text and is no edge was passed over */
};

static struct part part_any(const struct parser *p)
{
	return (struct part){.start = literal_set_one(p->pool, SV("")), .effort = 1};
}

static struct part part_exact(const struct parser *p, struct sv text)
{
	return (struct part){.start = literal_set_one(p->pool, text), .exact = true, .effort = 1};
}

static bool more(const struct parser *p)
{
	return !p->lost && p->at < p->text.n;
}

static char peek(const struct parser *p)
{
	return p->at < p->text.n ? p->text.p[p->at] : '\0';
}

static bool take(struct parser *p, const char *text)
{
	size_t length = strlen(text);
	if (p->text.n - p->at < length || memcmp(p->text.p + p->at, text, length) != 0)
		return false;
	p->at += length;
	return true;
}

static struct part give_up(struct parser *p)
{
	p->lost = true;
	return part_any(p);
}

static uint64_t times(uint64_t a, uint64_t b)
{
	return a > EFFORT_MAX / b ? EFFORT_MAX : a * b;
}

static struct part parse_choice(struct parser *p);

/* Signs and punctuation, such as the apostrophe ’, and emoji: nothing else folds to them. Circled letters have case. */
static bool has_no_case(uint32_t cp)
{
	enum unicode_class cls = unicode_class_of(cp);
	bool sign = cls == UNICODE_OTHER || cls == UNICODE_DASH || cls == UNICODE_CURRENCY || cls == UNICODE_SPACE;
	bool emoji = cp >= 0x1F300 && cp <= 0x1FAFF;
	return sign && (cp < 0x3000 || emoji) && !(cp >= 0x24B6 && cp <= 0x24E9);
}

/* One character as it is read caselessly: only those that ASCII folding covers are exact. */
static struct part parse_plain(struct parser *p)
{
	size_t start = p->at;
	uint32_t cp = utf8_next(p->text, &p->at);
	char folded[8];
	size_t length = p->at - start;

	if (cp < 0x20 && cp != '\t')
		return part_any(p);
	if (cp >= 0x80 && !has_no_case(cp))
		return part_any(p);
	memcpy(folded, p->text.p + start, length);
	if (cp >= 'A' && cp <= 'Z')
		folded[0] = (char)(folded[0] - 'A' + 'a');
	return part_exact(p, sv_make(folded, length));
}

/* After a backslash that names a character by its number, and the like: over the braces. */
static void skip_braces(struct parser *p)
{
	if (peek(p) != '{')
		return;
	while (more(p) && peek(p) != '}')
		p->at++;
	p->at++;
}

static struct part parse_escape(struct parser *p)
{
	static const char word_edge[] = {EDGE_WORD}, start_edge[] = {EDGE_START};
	char c = peek(p);

	if (!more(p))
		return give_up(p);
	if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
		return parse_plain(p);
	p->at++;
	switch (c) {
	case 'b': return part_exact(p, sv_make(word_edge, 1));
	case 'A': return part_exact(p, sv_make(start_edge, 1));
	case 'B':
	case 'z':
	case 'Z': p->asserted = true; return part_exact(p, SV(""));
	case 'p':
	case 'P':
		if (peek(p) == '{')
			skip_braces(p);
		else
			p->at++;
		return part_any(p);
	case 'd':
	case 'D':
	case 'w':
	case 'W':
	case 's':
	case 'S':
	case 'h':
	case 'H':
	case 'v':
	case 'V':
	case 'R':
	case 't':
	case 'n':
	case 'r': return part_any(p);
	case 'x':
		if (peek(p) == '{') {
			skip_braces(p);
			return part_any(p);
		}
		return give_up(p);
	default: return give_up(p);
	}
}

#define CLASS_MAX 24

/* The members of a class when they are a few plain characters; else any character. */
static struct part parse_class(struct parser *p)
{
	struct part out = {.exact = true, .effort = 1};
	bool known = peek(p) != '^', first = true;

	p->at += !known;
	for (; more(p) && (first || peek(p) != ']'); first = false) {
		struct part one;
		if (peek(p) == '[') {
			char kind = p->at + 1 < p->text.n ? p->text.p[p->at + 1] : '\0';
			if (kind == ':' || kind == '.' || kind == '=')
				return give_up(p);
		}
		if (take(p, "\\")) {
			char c = peek(p);
			known = known && !(c == 'b' || c == 'A' || c == 'B' || c == 'z' || c == 'Z');
			if (c == 'b') {
				p->at++;
				continue;
			}
			one = parse_escape(p);
		} else {
			one = parse_plain(p);
		}
		/* a minus may make a range: only the last one is plain for sure */
		bool range = p->at + 1 < p->text.n && peek(p) == '-' && p->text.p[p->at + 1] != ']';
		known = known && one.exact && !range && literal_set_is_solid(one.start) && out.start.count < CLASS_MAX;
		if (known)
			known = literal_set_join(p->pool, out.start, one.start, &out.start);
	}
	p->at++;
	if (p->at > p->text.n)
		return give_up(p);
	return known && out.start.count ? out : part_any(p);
}

/* A look around must not cost much, since texts without the literal will skip it. */
static struct part look_around(struct parser *p)
{
	struct part inner = parse_choice(p);
	p->asserted = true;
	if (inner.effort > 64)
		return give_up(p);
	return part_exact(p, SV(""));
}

/* (?i), (?s-i:…): only letters that do not change how the rest is read. */
static bool take_flags(struct parser *p)
{
	size_t at = p->at;
	while (at < p->text.n && strchr("is-", p->text.p[at]))
		at++;
	if (at == p->at || at >= p->text.n || (p->text.p[at] != ':' && p->text.p[at] != ')'))
		return false;
	p->at = at;
	return true;
}

static bool take_name(struct parser *p)
{
	char close = '>';
	if (take(p, "?'"))
		close = '\'';
	else if (!take(p, "?P<") && !take(p, "?<"))
		return false;
	while (more(p) && peek(p) != close)
		p->at++;
	p->at++;
	return true;
}

static struct part parse_group(struct parser *p)
{
	struct part inner;

	if (++p->depth > LIMIT_DEPTH_MARKS * 2)
		return give_up(p);
	if (take(p, "?=") || take(p, "?!") || take(p, "?<=") || take(p, "?<!")) {
		inner = look_around(p);
	} else if (take(p, "?:") || take(p, "?>") || take(p, "?|") || peek(p) != '?') {
		inner = peek(p) == '*' ? give_up(p) : parse_choice(p);
	} else if (take_name(p)) {
		inner = parse_choice(p);
	} else {
		take(p, "?");
		if (!take_flags(p))
			return give_up(p);
		if (peek(p) == ')')
			inner = part_exact(p, SV("")); /* holds to the end of the group: so does our folding */
		else
			p->at++, inner = parse_choice(p);
	}
	p->depth--;
	return take(p, ")") ? inner : give_up(p);
}

static struct part parse_atom(struct parser *p)
{
	static const char start_edge[] = {EDGE_START};

	if (take(p, "\\"))
		return parse_escape(p);
	if (take(p, "["))
		return parse_class(p);
	if (take(p, "("))
		return parse_group(p);
	if (take(p, "."))
		return part_any(p);
	if (take(p, "^"))
		return part_exact(p, sv_make(start_edge, 1));
	if (take(p, "$")) {
		p->asserted = true;
		return part_exact(p, SV(""));
	}
	return parse_plain(p);
}

static uint64_t take_number(struct parser *p)
{
	uint64_t value = 0;
	while (p->at < p->text.n && peek(p) >= '0' && peek(p) <= '9')
		value = value < 100000 ? value * 10 + (uint64_t)(peek(p) - '0') : value, p->at++;
	return value;
}

/* * + ? {n} {n,} {n,m}; false when there is none. */
static bool take_repeat(struct parser *p, uint64_t *min, uint64_t *max)
{
	size_t start = p->at;

	if (take(p, "*"))
		*min = 0, *max = UNBOUNDED;
	else if (take(p, "+"))
		*min = 1, *max = UNBOUNDED;
	else if (take(p, "?"))
		*min = 0, *max = 1;
	else if (p->at + 1 < p->text.n && peek(p) == '{' && p->text.p[p->at + 1] >= '0' &&
		 p->text.p[p->at + 1] <= '9') {
		p->at++;
		*min = *max = take_number(p);
		if (take(p, ","))
			*max = peek(p) == '}' ? UNBOUNDED : take_number(p);
		if (!take(p, "}")) {
			p->at = start;
			return false; /* the brace is plain text */
		}
	} else {
		return false;
	}
	if (!take(p, "?"))
		take(p, "+");
	return true;
}

static struct part repeat(const struct parser *p, struct part part, uint64_t min, uint64_t max)
{
	struct part out = part_any(p);

	if (min == 1 && max == 1)
		return part;
	out.effort = times(times(part.effort, part.effort), max + 1);
	if (min == 0) {
		if (max == 1 && part.exact && literal_set_join(p->pool, part.start, out.start, &out.start))
			out.exact = true;
		return out;
	}
	/* at least one: it begins as one does, and holds what one holds */
	out.start = part.start;
	out.inner = part.inner;
	out.inner_cost = part.inner_cost;
	out.inner_effort = part.inner_effort;
	return out;
}

struct sequence {
	struct part sum;
	struct literal_set run; /* what stands together since the last unknown part */
	uint64_t run_effort;    /* before it */
};

static void offer(struct part *sum, struct literal_set set, uint64_t effort)
{
	if (!literal_set_is_solid(set))
		return;
	double cost = literal_set_frequency(set);
	if (sum->inner.count && sum->inner_cost <= cost)
		return;
	sum->inner = set;
	sum->inner_cost = cost;
	sum->inner_effort = effort;
}

static void sequence_add(const struct parser *p, struct sequence *s, const struct part *next)
{
	struct part *sum = &s->sum;
	bool joined = literal_set_cross(p->pool, s->run, next->start, &s->run);

	if (next->inner.count && (!sum->inner.count || next->inner_cost < sum->inner_cost)) {
		sum->inner = next->inner;
		sum->inner_cost = next->inner_cost;
		sum->inner_effort = times(sum->effort, next->inner_effort);
	}
	if (sum->exact) {
		sum->exact = joined && next->exact;
		if (joined)
			sum->start = s->run;
	}
	if (!joined || !next->exact)
		offer(sum, s->run, s->run_effort);
	if (!joined) { /* what did not fit begins the next run */
		s->run = next->start;
		s->run_effort = sum->effort;
		if (!next->exact)
			offer(sum, s->run, s->run_effort);
	}
	sum->effort = times(sum->effort, next->effort);
	if (!next->exact) {
		s->run = literal_set_one(p->pool, SV(""));
		s->run_effort = sum->effort;
	}
}

static struct part parse_sequence(struct parser *p)
{
	struct sequence s = {.sum = part_exact(p, SV("")), .run = literal_set_one(p->pool, SV("")), .run_effort = 1};

	while (more(p) && peek(p) != '|' && peek(p) != ')') {
		struct part next = parse_atom(p);
		uint64_t min, max;
		if (p->lost)
			return next;
		while (take_repeat(p, &min, &max))
			next = repeat(p, next, min, max);
		sequence_add(p, &s, &next);
	}
	if (!s.sum.exact)
		offer(&s.sum, s.run, s.run_effort);
	return s.sum;
}

/* What a branch must hold, as one set. */
static struct literal_set held_by(const struct part *part, uint64_t *effort, double *cost)
{
	if (literal_set_is_solid(part->start)) {
		double start_cost = literal_set_frequency(part->start);
		if (!part->inner.count || start_cost <= part->inner_cost) {
			*effort = 1;
			*cost = start_cost;
			return part->start;
		}
	}
	*effort = part->inner_effort;
	*cost = part->inner_cost;
	return part->inner;
}

static struct part either(const struct parser *p, const struct part *a, const struct part *b)
{
	struct part out = part_any(p);
	uint64_t effort_a, effort_b;
	double cost_a, cost_b;
	struct literal_set held_a = held_by(a, &effort_a, &cost_a), held_b = held_by(b, &effort_b, &cost_b);

	out.effort = a->effort > EFFORT_MAX - b->effort ? EFFORT_MAX : a->effort + b->effort;
	out.exact = a->exact && b->exact;
	if (!literal_set_join(p->pool, a->start, b->start, &out.start))
		out.exact = false;
	if (held_a.count && held_b.count && literal_set_join(p->pool, held_a, held_b, &out.inner)) {
		out.inner_cost = cost_a + cost_b;
		out.inner_effort = effort_a > effort_b ? effort_a : effort_b;
	}
	return out;
}

static struct part parse_choice(struct parser *p)
{
	struct part sum = parse_sequence(p);
	while (!p->lost && take(p, "|")) {
		struct part next = parse_sequence(p);
		sum = either(p, &sum, &next);
	}
	return sum;
}

static bool is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* Marks at the ends become conditions; inside they are dropped, and *whole is taken back. */
static struct literal finish(const void *pool, struct sv raw, bool *whole)
{
	struct literal out = {.text = SV("")};
	char *text = mem_pool_alloc(pool, raw.n + 1, 1, "literal");
	size_t first = 0, last = raw.n, length = 0;
	bool edge_before = false, edge_after = false;

	for (; first < raw.n && (raw.p[first] == EDGE_WORD || raw.p[first] == EDGE_START); first++) {
		edge_before = edge_before || raw.p[first] == EDGE_WORD;
		out.reply_start = out.reply_start || raw.p[first] == EDGE_START;
	}
	for (; last > first && (raw.p[last - 1] == EDGE_WORD || raw.p[last - 1] == EDGE_START); last--)
		edge_after = edge_after || raw.p[last - 1] == EDGE_WORD;
	for (size_t i = first; i < last; i++)
		if (raw.p[i] != EDGE_WORD && raw.p[i] != EDGE_START)
			text[length++] = raw.p[i];
	*whole = *whole && length == last - first && (!edge_before || is_word_byte(text[0])) &&
		 (!edge_after || is_word_byte(text[length - 1]));
	out.text = sv_make(text, length);
	out.word_start = edge_before && is_word_byte(text[0]);
	out.word_end = edge_after && is_word_byte(text[length - 1]);
	return out;
}

struct literals literals_find(const void *pool, struct sv regex)
{
	CLEANUP_TALLOC void *scratch = talloc_new(NULL);
	struct parser p = {.pool = scratch, .text = regex};
	struct literals out = {0};
	struct literal_set set;

	if (regex.n > LIMIT_REGEX_BYTES || sv_starts(regex, "(*"))
		return out;
	struct part all = parse_choice(&p);
	if (p.lost || p.at != regex.n)
		return out;
	bool leads = literal_set_is_solid(all.start);
	if (leads && all.inner.count && all.inner_cost * COST_SEARCH < literal_set_frequency(all.start))
		leads = false;
	set = leads ? all.start : all.inner;
	if (!set.count)
		return out;
	out.items = MEM_ARRAY(pool, struct literal, set.count);
	out.whole = leads && all.exact && !p.asserted;
	for (size_t i = 0; i < set.count; i++)
		out.items[out.count++] = finish(out.items, set.items[i], &out.whole);
	out.leads = leads;
	out.effort = leads ? 1 : all.inner_effort;
	return out;
}
