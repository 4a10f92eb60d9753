/* Under which words, built-ins and gaps do the roots begin? */
#include "match/matcher.h"

#include "base/mem.h"

struct start {
	uint32_t atom, root;
};

struct starts {
	struct start *items;
	size_t count, cap;
	uint32_t root;
	uint32_t *last; /* by atom: the root that it was noted for, so that each is noted once */
};

static void note(void *data, uint32_t atom)
{
	struct starts *starts = data;

	if (starts->last[atom] == starts->root + 1)
		return;
	starts->last[atom] = starts->root + 1;
	MEM_ENSURE(starts->items, starts->count, starts->cap);
	starts->items[starts->count++] = (struct start){atom, starts->root};
}

static void add_number(struct matcher *matcher, struct numbers *numbers, uint32_t number)
{
	if (numbers->count == numbers->cap) {
		numbers->cap = numbers->cap ? numbers->cap * 2 : 4;
		numbers->items = MEM_GROW(matcher, numbers->items, uint32_t, numbers->cap);
	}
	numbers->items[numbers->count++] = number;
}

void start_index_build(struct matcher *matcher)
{
	size_t atoms = atoms_count(matcher->atoms);
	struct starts starts = {.last = mem_calloc(atoms + 1, sizeof *starts.last)};

	for (uint32_t root = 0; root < matcher->root_count; root++) {
		const struct code *code = matcher->roots[root].code;
		starts.root = root;
		first_each(code, note, &starts);
		for (int kind = 0; kind < BUILTIN_COUNT; kind++)
			if (code->builtins >> kind & 1)
				add_number(matcher, &matcher->builtin_roots[kind], root);
		matcher->start_builtins |= code->builtins;
		if (code->begins_gap)
			add_number(matcher, &matcher->gap_roots, root);
	}
	matcher->starts = MEM_ARRAY(matcher, uint32_t, atoms + 2);
	matcher->start_roots = MEM_ARRAY(matcher, uint32_t, starts.count + 1);
	for (size_t i = 0; i < starts.count; i++)
		matcher->starts[starts.items[i].atom + 2]++;
	for (size_t atom = 0; atom < atoms; atom++)
		matcher->starts[atom + 2] += matcher->starts[atom + 1];
	for (size_t i = 0; i < starts.count; i++) /* starts[a + 1] is where the next of a goes */
		matcher->start_roots[matcher->starts[starts.items[i].atom + 1]++] = starts.items[i].root;
	free(starts.items);
	free(starts.last);
}
