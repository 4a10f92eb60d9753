/* What can be seen in a pattern before it meets a reply. */
#include "match/regex.h"

#include "base/utf8.h"

size_t regex_limit_verb(struct sv pattern, size_t *at)
{
	size_t open = 0;
	while (open + 2 < pattern.n && pattern.p[open] == '(' && pattern.p[open + 1] == '*') {
		const char *close = memchr(pattern.p + open, ')', pattern.n - open);
		if (!close)
			return 0;
		size_t length = (size_t)(close - pattern.p) - open + 1;
		if (sv_starts(sv_make(pattern.p + open + 2, length - 2), "LIMIT_")) {
			*at = open;
			return length;
		}
		open += length;
	}
	return 0;
}

bool regex_has_boundary(struct sv pattern)
{
	for (size_t i = 0; i < pattern.n; i++) {
		char next = i + 1 < pattern.n ? pattern.p[i + 1] : '\0';
		if (pattern.p[i] == '\\') {
			if (next && strchr("bBAzZWsShHG", next))
				return true;
			i++;
		} else if ((pattern.p[i] == '^' && !(i && pattern.p[i - 1] == '[')) || pattern.p[i] == '$') {
			return true;
		} else if (pattern.p[i] == '(' && sv_starts(sv_make(pattern.p + i, pattern.n - i), "(?<") &&
			   i + 3 < pattern.n && (pattern.p[i + 3] == '!' || pattern.p[i + 3] == '=')) {
			return true;
		}
	}
	return false;
}

/* Just past a character class that opens at `at`; *letters when it holds a range of letters or \w. */
static size_t class_end(struct sv pattern, size_t at, bool *letters)
{
	size_t i = at + 1;

	while (i < pattern.n && (pattern.p[i] != ']' || i == at + 1)) {
		bool range = i + 2 < pattern.n && pattern.p[i + 1] == '-';
		if (pattern.p[i] == '\\' && i + 1 < pattern.n) {
			*letters = *letters || pattern.p[i + 1] == 'w' || pattern.p[i + 1] == 'p';
			i++;
		} else if (range && ((pattern.p[i] | 0x20) >= 'a' && (pattern.p[i] | 0x20) <= 'z')) {
			*letters = true;
		}
		i++;
	}
	return i + 1;
}

bool regex_holds_words(struct sv pattern)
{
	bool letters = false;

	for (size_t i = 0; i < pattern.n && !letters;) {
		char c = pattern.p[i];
		if (c == '[') {
			i = class_end(pattern, i, &letters);
		} else if (c == '\\' && i + 1 < pattern.n) {
			letters = pattern.p[i + 1] == 'w' || pattern.p[i + 1] == 'p';
			i += 2;
		} else {
			letters = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
			i++;
		}
	}
	return letters;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '\'' ||
	       (unsigned char)c >= 0x80;
}

#define RUNS 12
#define REPEATS 40

struct stress {
	stress_try *each;
	void *data;
	bool done;
};

static void stress_one(struct stress *stress, struct sv before, struct sv unit, const char *after, struct sv tail)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	if (stress->done || !unit.n)
		return;
	strbuf_addsv(&text, before);
	for (int i = 0; i < REPEATS; i++)
		strbuf_addsv(&text, unit);
	strbuf_addstr(&text, after);
	strbuf_addsv(&text, tail);
	if (utf8_valid(strbuf_sv(&text)) && !stress->each(stress->data, strbuf_sv(&text)))
		stress->done = true;
}

/* Stretches of plain characters in the pattern: what a repeated group is likely to repeat. */
static size_t literal_runs(struct sv pattern, struct sv *runs)
{
	size_t count = 0;
	for (size_t i = 0; i < pattern.n && count < RUNS;) {
		if (pattern.p[i] == '\\') {
			i += 2;
			continue;
		}
		size_t start = i;
		while (i < pattern.n && is_word(pattern.p[i]))
			i++;
		if (i > start)
			runs[count++] = sv_make(pattern.p + start, i - start);
		else
			i++;
	}
	return count;
}

static void stress_with_runs(struct stress *stress, struct sv pattern)
{
	struct sv runs[RUNS];
	size_t count = literal_runs(pattern, runs);
	CLEANUP_STRBUF struct strbuf before = STRBUF_INIT, all = STRBUF_INIT;

	/* after the break, everything the pattern might look for ahead of its first try */
	for (size_t i = 0; i < count; i++)
		strbuf_addsv(&all, runs[i]);
	for (size_t i = 0; i < count && !stress->done; i++) {
		struct sv last = sv_make(runs[i].p + runs[i].n - 1, 1);
		stress_one(stress, strbuf_sv(&before), runs[i], "!", strbuf_sv(&all));
		stress_one(stress, strbuf_sv(&before), runs[i], "", strbuf_sv(&all));
		strbuf_addsv(&before, runs[i]);
		stress_one(stress, strbuf_sv(&before), last, "!", strbuf_sv(&all));
		stress_one(stress, strbuf_sv(&before), SV("a"), "!", strbuf_sv(&all));
		stress_one(stress, strbuf_sv(&before), SV("a "), "!", strbuf_sv(&all));
	}
}

static const char *const plain_texts[] = {
	"", "a", " ", "!", "\n", "Hello, how are you?", "caf\xC3\xA9 \xF0\x9F\x99\x82", "12:30", NULL,
};

static const char *const units[] = {"a",     " ",  "1",        "!",   ".",     "a ", "ab ",
				    "word ", "\n", "\xC3\xA9", "a, ", "aA1_ ", NULL};

void regex_stress(struct sv pattern, stress_try *each, void *data)
{
	struct stress stress = {.each = each, .data = data};
	for (size_t i = 0; plain_texts[i] && !stress.done; i++)
		stress.done = !each(data, sv_from(plain_texts[i]));
	for (size_t i = 0; units[i]; i++) {
		stress_one(&stress, SV(""), sv_from(units[i]), "!", SV(""));
		stress_one(&stress, SV(""), sv_from(units[i]), "", SV(""));
		stress_one(&stress, SV(""), sv_from(units[i]), "\n#", SV(""));
	}
	stress_with_runs(&stress, pattern);
}
