#define PCRE2_CODE_UNIT_WIDTH 8
#include "match/regex.h"

#include "base/mem.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "match/limits.h"

#include <pcre2.h>
#include <stdatomic.h>

/* Codes beside the first, compiled when first needed and then shared by all threads. */
enum form { FORM_ANCHORED, FORM_ASCII, FORM_ASCII_ANCHORED, FORM_COUNT };

struct form_code {
	pcre2_code *code; /* NULL: this form cannot be made, the first code serves */
};

struct regex_forms {
	_Atomic(struct form_code *) made[FORM_COUNT];
};

struct regex {
	pcre2_code *code;
	bool jit;
	struct sv text;
	struct literals literals;
	struct regex_forms *forms;
};

struct regex_scratch {
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	size_t limited_for; /* bytes of text that the match limit is set for */
};

static int regex_destroy(struct regex *regex)
{
	pcre2_code_free(regex->code);
	for (int form = 0; form < FORM_COUNT; form++) {
		struct form_code *made = atomic_load(&regex->forms->made[form]);
		if (!made)
			continue;
		pcre2_code_free(made->code);
		free(made);
	}
	return 0;
}

struct regex_scratch *regex_scratch_new(void)
{
	struct regex_scratch *scratch = mem_calloc(1, sizeof *scratch);
	scratch->limited_for = SIZE_MAX;
	scratch->data = pcre2_match_data_create(1, NULL);
	scratch->context = pcre2_match_context_create(NULL);
	if (!scratch->data || !scratch->context)
		mem_die();
	scratch->stack = pcre2_jit_stack_create(LIMIT_JIT_STACK_START, LIMIT_JIT_STACK_MAX, NULL);
	pcre2_set_depth_limit(scratch->context, LIMIT_DEPTH);
	pcre2_set_heap_limit(scratch->context, LIMIT_HEAP_KIB);
	if (scratch->stack)
		pcre2_jit_stack_assign(scratch->context, NULL, scratch->stack);
	return scratch;
}

void regex_scratch_free(struct regex_scratch *scratch)
{
	if (!scratch)
		return;
	pcre2_match_data_free(scratch->data);
	pcre2_match_context_free(scratch->context);
	pcre2_jit_stack_free(scratch->stack);
	free(scratch);
}

static uint32_t limit_for(size_t bytes)
{
	if (bytes <= LIMIT_FULL_EFFORT_BYTES)
		return LIMIT_MATCH;
	uint64_t limit = (uint64_t)LIMIT_MATCH * LIMIT_FULL_EFFORT_BYTES / bytes;
	return limit < LIMIT_MATCH_FLOOR ? LIMIT_MATCH_FLOOR : (uint32_t)limit;
}

/* One call of PCRE2 under the limits: the number of pairs, or a negative code. */
static int run_code(const pcre2_code *code, bool jit, struct regex_scratch *scratch, struct sv text, size_t from)
{
	PCRE2_SPTR subject = (PCRE2_SPTR)(text.p ? text.p : "");
	int found = PCRE2_ERROR_JIT_STACKLIMIT;

	if (scratch->limited_for != text.n) {
		pcre2_set_match_limit(scratch->context, limit_for(text.n));
		scratch->limited_for = text.n;
	}
	if (jit) /* checks nothing: texts are valid UTF-8 by now */
		found = pcre2_jit_match(code, subject, text.n, from, 0, scratch->data, scratch->context);
	if (found == PCRE2_ERROR_JIT_STACKLIMIT)
		found = pcre2_match(code, subject, text.n, from, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, scratch->data,
				    scratch->context);
	return found;
}

static enum regex_result find_with(const pcre2_code *code, bool jit, struct regex_scratch *scratch, struct sv text,
				   size_t from, size_t *start, size_t *end)
{
	while (from <= text.n) {
		int found = run_code(code, jit, scratch, text, from);
		if (found == PCRE2_ERROR_NOMATCH)
			return REGEX_NONE;
		if (found < 0)
			return REGEX_LIMIT;
		const PCRE2_SIZE *pair = pcre2_get_ovector_pointer(scratch->data);
		if (pair[1] > pair[0] && pair[0] >= from) {
			*start = pair[0];
			*end = pair[1];
			return REGEX_HIT;
		}
		/* empty, or moved by \K: go on one code point further */
		from = pair[1] > from ? pair[1] : from;
		do {
			from++;
		} while (from < text.n && ((unsigned char)text.p[from] & 0xC0) == 0x80);
	}
	return REGEX_NONE;
}

enum regex_result regex_find(const struct regex *regex, struct regex_scratch *scratch, struct sv text, size_t from,
			     size_t *start, size_t *end)
{
	return find_with(regex->code, regex->jit, scratch, text, from, start, end);
}

/* The regex for texts of ASCII alone, where a character is a byte. Outside a class a longer character becomes a group,
 * so that a repeat behind it takes all of it; inside, its bytes match nothing that an ASCII text holds. */
static bool ascii_text(struct sv text, struct strbuf *out)
{
	bool in_class = false;

	if (sv_starts(text, "(*"))
		return false;
	for (size_t at = 0; at < text.n;) {
		size_t start = at;
		bool escaped = text.p[at] == '\\' && at + 1 < text.n;
		at += escaped;
		if (escaped && strchr("QEXC", text.p[at]))
			return false;
		bool wide = (unsigned char)text.p[at] >= 0x80;
		(void)utf8_next(text, &at);
		if (wide && !in_class) {
			start += escaped;
			strbuf_addf(out, "(?:" SV_FMT ")", SV_ARG(sv_make(text.p + start, at - start)));
			continue;
		}
		strbuf_add(out, text.p + start, at - start);
		if (!escaped && text.p[start] == '[' && !in_class) {
			in_class = true;
			if (at < text.n && text.p[at] == '^')
				strbuf_addch(out, text.p[at++]);
			if (at < text.n && text.p[at] == ']')
				strbuf_addch(out, text.p[at++]);
		} else if (!escaped && text.p[start] == ']') {
			in_class = false;
		} else if (!escaped && in_class && text.p[start] == '[' && at < text.n && text.p[at] == ':') {
			return false; /* [:alpha:]: seldom, and its bracket would end our class */
		}
	}
	return true;
}

static pcre2_code *compile_form(const struct regex *regex, enum form form)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	uint32_t options = PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C;
	int error = 0;
	PCRE2_SIZE offset = 0;

	if (form != FORM_ANCHORED && !ascii_text(regex->text, &text))
		return NULL;
	if (form == FORM_ANCHORED) {
		strbuf_addsv(&text, regex->text);
		options |= PCRE2_UTF | PCRE2_UCP;
	}
	if (form != FORM_ASCII)
		options |= PCRE2_ANCHORED;
	pcre2_code *code =
		pcre2_compile((PCRE2_SPTR)(text.len ? text.buf : ""), text.len, options, &error, &offset, NULL);
	if (code && pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0) {
		pcre2_code_free(code);
		code = NULL;
	}
	return code;
}

/* Two threads may make the same form at once; the first to finish wins. */
static const pcre2_code *form_of(const struct regex *regex, enum form form)
{
	struct form_code *made = atomic_load_explicit(&regex->forms->made[form], memory_order_acquire);
	struct form_code *expected = NULL;

	if (made)
		return made->code;
	made = mem_calloc(1, sizeof *made);
	if (regex->jit)
		made->code = compile_form(regex, form);
	if (atomic_compare_exchange_strong(&regex->forms->made[form], &expected, made))
		return made->code;
	pcre2_code_free(made->code);
	free(made);
	return expected->code;
}

const struct literals *regex_literals(const struct regex *regex)
{
	return &regex->literals;
}

bool regex_may_skip(const struct regex *regex, size_t bytes)
{
	return regex->literals.count && regex->literals.effort <= limit_for(bytes);
}

enum regex_result regex_find_ascii(const struct regex *regex, struct regex_scratch *scratch, struct sv text,
				   size_t from, size_t *start, size_t *end)
{
	const pcre2_code *code = form_of(regex, FORM_ASCII);
	return find_with(code ? code : regex->code, code ? true : regex->jit, scratch, text, from, start, end);
}

enum regex_result regex_match_at(const struct regex *regex, struct regex_scratch *scratch, struct sv text, bool ascii,
				 size_t at, size_t *end)
{
	const pcre2_code *code = form_of(regex, ascii ? FORM_ASCII_ANCHORED : FORM_ANCHORED);
	int found;

	if (code)
		found = run_code(code, true, scratch, text, at);
	else
		found = pcre2_match(regex->code, (PCRE2_SPTR)text.p, text.n, at,
				    PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT | PCRE2_ANCHORED, scratch->data,
				    scratch->context);
	if (found == PCRE2_ERROR_NOMATCH)
		return REGEX_NONE;
	if (found < 0)
		return REGEX_LIMIT;
	*end = pcre2_get_ovector_pointer(scratch->data)[1];
	return REGEX_HIT;
}

struct trial {
	const struct regex *regex;
	struct regex_scratch *scratch;
	bool limit, empty;
};

/* Is there a place in a short text where the match would be empty? */
static bool matches_nothing(const struct trial *trial, struct sv text)
{
	for (size_t at = 0; text.n <= 24 && at <= text.n; at++) {
		if (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
			continue;
		int found = pcre2_match(trial->regex->code, (PCRE2_SPTR)text.p, text.n, at,
					PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT | PCRE2_ANCHORED, trial->scratch->data,
					trial->scratch->context);
		if (found < 0)
			continue;
		const PCRE2_SIZE *pair = pcre2_get_ovector_pointer(trial->scratch->data);
		if (pair[0] >= pair[1])
			return true;
	}
	return false;
}

/* Both engines count: what one machine's JIT lets pass, another's interpreter may not. */
static bool try_stress(void *data, struct sv text)
{
	struct trial *trial = data;
	const uint32_t options[] = {PCRE2_NO_UTF_CHECK, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT};

	pcre2_set_match_limit(trial->scratch->context, LIMIT_MATCH);
	for (size_t i = 0; i < 2; i++) {
		int found = pcre2_match(trial->regex->code, (PCRE2_SPTR)text.p, text.n, 0, options[i],
					trial->scratch->data, trial->scratch->context);
		if (found < 0 && found != PCRE2_ERROR_NOMATCH && found != PCRE2_ERROR_JIT_STACKLIMIT) {
			trial->limit = true;
			return false;
		}
	}
	trial->empty = trial->empty || matches_nothing(trial, text);
	return true;
}

struct reporter {
	phrase_report *report;
	void *data;
	struct sv text;
};

static void tell(const struct reporter *to, const char *code, size_t offset, size_t length, const char *message,
		 const char *help)
{
	struct match_problem problem;
	problem_fill(&problem, code, offset, length, help, "%s", message);
	if (to->report)
		to->report(to->data, &problem);
}

static pcre2_code *compile_code(struct sv text, int *error, PCRE2_SIZE *offset)
{
	const uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C;
	return pcre2_compile((PCRE2_SPTR)text.p, text.n, options, error, offset, NULL);
}

static void tell_syntax(const struct reporter *to, int error, size_t offset)
{
	char why[160], message[240];
	size_t at = offset;

	if (pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why) < 0)
		why[0] = '\0';
	snprintf(message, sizeof message, "This regex does not compile: %s", why);
	if (at >= to->text.n && to->text.n)
		at = to->text.n - 1;
	while (at > 0 && ((unsigned char)to->text.p[at] & 0xC0) == 0x80)
		at--;
	tell(to, "P201", at, 1, message, NULL);
}

/* P202 and P203. */
static bool behaves(const struct regex *regex, const struct reporter *to)
{
	struct trial trial = {.regex = regex, .scratch = regex_scratch_new()};
	uint32_t may_be_empty = 0;

	regex_stress(to->text, try_stress, &trial);
	regex_scratch_free(trial.scratch);
	pcre2_pattern_info(regex->code, PCRE2_INFO_MATCHEMPTY, &may_be_empty);
	if (trial.limit) {
		tell(to, "P203", 0, to->text.n, "This regex takes far too many steps on some texts",
		     "avoid a repeat inside a repeat, as in (\\w+\\s?)+");
		return false;
	}
	if (trial.empty && may_be_empty) {
		tell(to, "P202", 0, to->text.n, "This regex also matches nothing at all, so it would match every reply",
		     "make at least one part of it required");
		return false;
	}
	return true;
}

static bool has_control(struct sv text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < 0x20 || text.p[i] == '\\')
			return true;
	return false;
}

static struct regex *regex_build(const void *pool, const struct reporter *to)
{
	int error = 0;
	PCRE2_SIZE offset = 0;
	pcre2_code *code = compile_code(to->text, &error, &offset);
	if (!code) {
		tell_syntax(to, error, offset);
		return NULL;
	}
	struct regex *regex = MEM_NEW(pool, struct regex);
	regex->code = code;
	regex->text = sv_make(mem_pool_strndup(regex, to->text.p, to->text.n), to->text.n);
	regex->forms = MEM_NEW(regex, struct regex_forms);
	talloc_set_destructor(regex, regex_destroy);
	regex->jit = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0;
	if (behaves(regex, to)) {
		regex->literals = literals_find(regex, regex->text);
		return regex;
	}
	talloc_free(regex);
	return NULL;
}

struct regex *regex_compile(const void *pool, const struct match_phrase *phrase, phrase_report *report, void *data)
{
	struct reporter to = {.report = report, .data = data, .text = phrase->text};
	size_t at = 0, length;

	if (!to.text.p)
		to.text = SV("");
	if (phrase->double_quoted && (phrase->escaped || has_control(to.text))) {
		tell(&to, "P213", 0, to.text.n, "Backslashes in double quotes are eaten before the regex sees them",
		     "put the regex in single quotes");
		to.report = NULL; /* what follows from the lost backslashes is no news */
	}
	if (to.text.n > LIMIT_REGEX_BYTES) {
		tell(&to, "P201", 0, 1, "This regex is longer than 8192 bytes", "split it into several");
		return NULL;
	}
	length = regex_limit_verb(to.text, &at);
	if (length) {
		tell(&to, "P211", at, length, "A regex may not set its own limits", "remove this (*LIMIT_...=) part");
		return NULL;
	}
	struct regex *regex = regex_build(pool, &to);
	if (regex && regex_holds_words(to.text) && !regex_has_boundary(to.text))
		tell(&to, "P209", 0, to.text.n,
		     "This regex has no word boundaries, so it also matches inside other words",
		     "put \\b before and after it");
	return regex;
}
