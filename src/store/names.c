#include "store/names.h"

static const struct {
	const char *sql;
	int columns;
} kinds[NAMES_KINDS] = {
	[NAMES_TRAINEE] = {"SELECT p.name, g.name FROM trainee p JOIN team g ON g.id = p.team WHERE p.id = ?1", 2},
	[NAMES_SCENARIO] = {"SELECT name, hash, channel, family FROM scenario WHERE id = ?1", 4},
	[NAMES_RUBRICS] = {"SELECT text FROM rubric_set WHERE id = ?1", 1},
	[NAMES_ENGINE] = {"SELECT text FROM word WHERE id = ?1", 1},
	[NAMES_TEAM] = {"SELECT name FROM team WHERE id = ?1", 1},
};

#define EMPTY_ID INT64_MIN

void names_init(struct names *names, const void *ctx, struct store *store)
{
	*names = (struct names){.ctx = ctx, .store = store, .own = STRBUF_INIT};
}

void names_release(struct names *names)
{
	for (int i = 0; i < NAMES_KINDS; i++)
		free(names->tables[i].rows);
	free(names->texts.texts);
	strbuf_release(&names->own);
}

/* Knuth's multiplicative hash (The Art of Computer Programming, volume 3, 6.4); `cap` is a power of two. */
static size_t place_of(uint64_t key, size_t cap)
{
	return (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (cap - 1);
}

static struct names_row *slot_of(struct names_row *rows, size_t cap, int64_t id)
{
	size_t at = place_of((uint64_t)id, cap);
	while (rows[at].id != EMPTY_ID && rows[at].id != id)
		at = (at + 1) & (cap - 1);
	return &rows[at];
}

static void grow_rows(struct names_table *table)
{
	size_t cap = table->cap ? 2 * table->cap : 64;
	struct names_row *rows = mem_calloc(cap, sizeof *rows);
	for (size_t i = 0; i < cap; i++)
		rows[i].id = EMPTY_ID;
	for (size_t i = 0; i < table->cap; i++) {
		if (table->rows[i].id != EMPTY_ID)
			*slot_of(rows, cap, table->rows[i].id) = table->rows[i];
	}
	free(table->rows);
	table->rows = rows;
	table->cap = cap;
}

const struct names_row *names_row(struct names *names, enum names_of of, int64_t id, struct err *err)
{
	struct names_table *table = &names->tables[of];
	if (2 * table->count >= table->cap)
		grow_rows(table);
	struct names_row *slot = slot_of(table->rows, table->cap, id);
	if (slot->id == id)
		return slot;
	STATEMENT statement = store_statement(names->store, kinds[of].sql, err);
	if (!statement)
		return NULL;
	store_bind_int(statement, 1, id);
	bool row = false;
	if (!store_step(names->store, statement, &row, "read the names", err))
		return NULL;
	for (int i = 0; i < NAMES_COLUMNS; i++)
		slot->text[i] = names_text(names, row && i < kinds[of].columns ? store_column(statement, i) : SV(""));
	slot->id = id;
	table->count++;
	return slot;
}

/* FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t text_key(struct sv text)
{
	uint64_t key = UINT64_C(0xcbf29ce484222325);
	for (size_t i = 0; i < text.n; i++)
		key = (key ^ (unsigned char)text.p[i]) * UINT64_C(0x100000001b3);
	return key;
}

static char **text_slot(char **texts, size_t cap, struct sv text)
{
	size_t at = place_of(text_key(text), cap);
	while (texts[at] && !sv_is(text, texts[at]))
		at = (at + 1) & (cap - 1);
	return &texts[at];
}

char *names_text(struct names *names, struct sv text)
{
	struct names_texts *table = &names->texts;
	if (2 * table->count >= table->cap) {
		size_t cap = table->cap ? 2 * table->cap : 64;
		char **texts = mem_calloc(cap, sizeof *texts);
		for (size_t i = 0; i < table->cap; i++) {
			if (table->texts[i])
				*text_slot(texts, cap, sv_from(table->texts[i])) = table->texts[i];
		}
		free(table->texts);
		table->texts = texts;
		table->cap = cap;
	}
	char **slot = text_slot(table->texts, table->cap, text);
	if (!*slot) {
		*slot = mem_pool_strndup(names->ctx, text.p, text.n);
		table->count++;
	}
	return *slot;
}

char *names_own(struct names *names, struct sv text)
{
	if (!text.n || !names->passing)
		return names_text(names, text);
	strbuf_reset(&names->own);
	strbuf_addsv(&names->own, text);
	return names->own.buf;
}
