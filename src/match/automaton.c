#include "match/automaton.h"

#include "base/mem.h"

#define ABSENT UINT32_MAX

struct state {
	uint32_t fail;   /* the longest proper suffix that is a state */
	uint32_t number; /* in the finished table */
	uint32_t own;    /* first text that ends here, ABSENT none */
	uint32_t outputs;
	bool accepts; /* a text ends here, or at a suffix */
};

struct builder {
	struct automaton *automaton;
	const struct automaton_text *texts;
	size_t count;
	struct state *states;
	uint32_t *trie;  /* trie[state * width + class] */
	uint32_t *chain; /* next text that ends in the same state */
	uint32_t *order; /* states breadth first */
	size_t state_count, width;
};

static void make_classes(struct builder *b)
{
	struct automaton *automaton = b->automaton;

	b->width = 1; /* class 0: bytes in no text */
	for (size_t i = 0; i < b->count; i++) {
		for (size_t k = 0; k < b->texts[i].text.n; k++) {
			unsigned char byte = (unsigned char)b->texts[i].text.p[k];
			if (!automaton->classes[byte])
				automaton->classes[byte] = (uint8_t)b->width++;
		}
	}
	for (int c = 'a'; c <= 'z'; c++)
		automaton->classes[c - 'a' + 'A'] = automaton->classes[c];
	automaton->width = (uint32_t)b->width;
}

static void add_text(struct builder *b, uint32_t text)
{
	struct sv bytes = b->texts[text].text;
	uint32_t state = 0;

	for (size_t i = 0; i < bytes.n; i++) {
		uint32_t *to = &b->trie[state * b->width + b->automaton->classes[(unsigned char)bytes.p[i]]];
		if (*to == ABSENT) {
			*to = (uint32_t)b->state_count;
			b->states[b->state_count++] = (struct state){.own = ABSENT};
		}
		state = *to;
	}
	b->chain[text] = b->states[state].own;
	b->states[state].own = text;
}

/* Breadth first: a state's suffix link is known before its children need it; missing steps are filled from it. */
static void link_states(struct builder *b)
{
	size_t done = 0, known = 1;

	b->order[0] = 0;
	while (done < known) {
		uint32_t at = b->order[done++];
		struct state *state = &b->states[at];
		uint32_t fail = state->fail;

		state->accepts = state->own != ABSENT || (at && b->states[fail].accepts);
		state->outputs = at ? b->states[fail].outputs : 0;
		for (uint32_t text = state->own; text != ABSENT; text = b->chain[text])
			state->outputs++;
		for (size_t c = 0; c < b->width; c++) {
			uint32_t *to = &b->trie[at * b->width + c];
			uint32_t back = at ? b->trie[fail * b->width + c] : 0;
			if (*to == ABSENT) {
				*to = back;
				continue;
			}
			b->states[*to].fail = back;
			b->order[known++] = *to;
		}
	}
}

static void number_states(struct builder *b)
{
	uint32_t number = 0;

	for (int accepts = 0; accepts < 2; accepts++) {
		if (accepts)
			b->automaton->accepting = number * (uint32_t)b->width;
		for (size_t i = 0; i < b->state_count; i++)
			if (b->states[b->order[i]].accepts == (accepts == 1))
				b->states[b->order[i]].number = number++;
	}
}

static void fill_outputs(struct builder *b, uint32_t state, uint32_t *to)
{
	while (state) {
		for (uint32_t text = b->states[state].own; text != ABSENT; text = b->chain[text])
			*to++ = b->texts[text].value;
		state = b->states[state].fail;
	}
}

static void write_table(struct builder *b)
{
	struct automaton *automaton = b->automaton;
	uint32_t first_accepting = automaton->accepting / (uint32_t)b->width;
	size_t accepting = b->state_count - first_accepting;

	automaton->next = MEM_ARRAY(automaton, uint32_t, b->state_count * b->width);
	automaton->first = MEM_ARRAY(automaton, uint32_t, accepting + 1);
	for (size_t i = 0; i < b->state_count; i++) {
		const struct state *state = &b->states[i];
		for (size_t c = 0; c < b->width; c++)
			automaton->next[state->number * b->width + c] =
				b->states[b->trie[i * b->width + c]].number * (uint32_t)b->width;
		if (state->accepts)
			automaton->first[state->number - first_accepting + 1] = state->outputs;
	}
	for (size_t k = 0; k < accepting; k++)
		automaton->first[k + 1] += automaton->first[k];
	automaton->output_count = automaton->first[accepting];
	automaton->outputs = MEM_ARRAY(automaton, uint32_t, automaton->output_count + 1);
	for (uint32_t i = 0; i < b->state_count; i++)
		if (b->states[i].accepts)
			fill_outputs(b, i,
				     automaton->outputs + automaton->first[b->states[i].number - first_accepting]);
	automaton->states = b->state_count;
}

struct automaton *automaton_new(const void *pool, const struct automaton_text *texts, size_t count)
{
	CLEANUP_TALLOC void *scratch = talloc_new(NULL);
	struct builder b = {.texts = texts, .count = count, .state_count = 1};
	size_t room = 1;

	if (!count)
		return NULL;
	b.automaton = MEM_NEW(pool, struct automaton);
	for (size_t i = 0; i < count; i++)
		room += texts[i].text.n;
	make_classes(&b);
	b.states = MEM_ARRAY(scratch, struct state, room);
	b.chain = MEM_ARRAY(scratch, uint32_t, count);
	b.order = MEM_ARRAY(scratch, uint32_t, room);
	b.trie = MEM_ARRAY(scratch, uint32_t, room * b.width);
	memset(b.trie, 0xFF, room * b.width * sizeof *b.trie);
	b.states[0].own = ABSENT;
	for (uint32_t i = 0; i < count; i++)
		add_text(&b, i);
	link_states(&b);
	number_states(&b);
	write_table(&b);
	return b.automaton;
}
