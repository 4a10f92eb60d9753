#include "store/criteria.h"
#include "store/internal.h"

#define DOING "read the criteria"

struct criteria {
	struct criterion_row **rows; /* by id, ascending; talloc'ed, each with its texts */
	size_t count, cap;
	size_t *slots; /* by content, open addressing: 1 + the place in `rows`, 0 free */
	size_t slot_cap;
};

void store_criteria_free(struct criteria *criteria)
{
	if (!criteria)
		return;
	for (size_t i = 0; i < criteria->count; i++)
		talloc_free(criteria->rows[i]);
	free(criteria->rows);
	free(criteria->slots);
	free(criteria);
}

void store_criteria_forget(struct store *store)
{
	store_criteria_free(store->criteria);
	store->criteria = NULL;
}

/* FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ ; a NUL after each text. */
static uint64_t mix(uint64_t key, struct sv text)
{
	for (size_t i = 0; i < text.n; i++)
		key = (key ^ (unsigned char)text.p[i]) * UINT64_C(0x100000001b3);
	return key * UINT64_C(0x100000001b3);
}

static size_t slot_of(const struct criteria *criteria, const struct criterion_row *row)
{
	uint64_t key = mix(mix(UINT64_C(0xcbf29ce484222325), row->rubric), row->name);
	size_t at = (size_t)(key ^ key >> 32 ^ (uint64_t)row->points) & (criteria->slot_cap - 1);
	for (; criteria->slots[at]; at = (at + 1) & (criteria->slot_cap - 1)) {
		const struct criterion_row *other = criteria->rows[criteria->slots[at] - 1];
		if (row->points == other->points && row->critical == other->critical && row->scored == other->scored &&
		    sv_eq(row->name, other->name) && sv_eq(row->rubric, other->rubric) &&
		    sv_eq(row->section, other->section) && sv_eq(row->skill, other->skill))
			break;
	}
	return at;
}

static void file_again(struct criteria *criteria)
{
	free(criteria->slots);
	criteria->slot_cap = criteria->slot_cap ? 2 * criteria->slot_cap : 512;
	criteria->slots = mem_calloc(criteria->slot_cap, sizeof *criteria->slots);
	for (size_t i = 0; i < criteria->count; i++)
		criteria->slots[slot_of(criteria, criteria->rows[i])] = i + 1;
}

static struct sv keep(const void *ctx, sqlite3_stmt *row, int column)
{
	struct sv text = store_column(row, column);
	return sv_make(mem_pool_strndup(ctx, text.p, text.n), text.n);
}

static void add(struct criteria *criteria, sqlite3_stmt *statement)
{
	struct criterion_row *row = MEM_NEW(NULL, struct criterion_row);
	*row = (struct criterion_row){
		.id = sqlite3_column_int64(statement, 0),
		.rubric = keep(row, statement, 1),
		.name = keep(row, statement, 2),
		.section = keep(row, statement, 3),
		.skill = keep(row, statement, 4),
		.points = sqlite3_column_int64(statement, 5),
		.critical = sqlite3_column_int64(statement, 6),
		.scored = sqlite3_column_int64(statement, 7),
	};
	row->first = row->id;
	for (size_t i = 0; i < criteria->count; i++) {
		if (sv_eq(criteria->rows[i]->skill, row->skill)) {
			row->first = criteria->rows[i]->first;
			break;
		}
	}
	MEM_ENSURE(criteria->rows, criteria->count, criteria->cap);
	criteria->rows[criteria->count++] = row;
	if (2 * criteria->count >= criteria->slot_cap)
		file_again(criteria);
	else
		criteria->slots[slot_of(criteria, row)] = criteria->count;
}

/* What was added since, by us or by another program. */
static bool read_on(struct store *store, struct err *err)
{
	if (!store->criteria)
		store->criteria = mem_calloc(1, sizeof *store->criteria);
	struct criteria *criteria = store->criteria;
	STATEMENT statement = store_statement(store,
					      "SELECT id, rubric, name, section, skill, points, critical, scored"
					      " FROM criterion WHERE id > ?1 ORDER BY id",
					      err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, criteria->count ? criteria->rows[criteria->count - 1]->id : INT64_MIN);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, DOING, err))
			return false;
		if (!row)
			return true;
		add(criteria, statement);
	}
}

static const struct criterion_row *by_id(const struct criteria *criteria, int64_t id)
{
	size_t from = 0, to = criteria ? criteria->count : 0;
	if (id > 0 && (uint64_t)id <= to && criteria->rows[id - 1]->id == id) /* they begin with 1, without a gap */
		return criteria->rows[id - 1];
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (criteria->rows[middle]->id < id)
			from = middle + 1;
		else
			to = middle;
	}
	return criteria && from < criteria->count && criteria->rows[from]->id == id ? criteria->rows[from] : NULL;
}

bool store_criterion_row(struct store *store, int64_t id, const struct criterion_row **row, struct err *err)
{
	*row = by_id(store->criteria, id);
	if (*row)
		return true;
	if (!read_on(store, err))
		return false;
	*row = by_id(store->criteria, id);
	return true;
}

static const struct criterion_row *by_content(const struct criteria *criteria, const struct criterion_row *row)
{
	size_t at = criteria && criteria->slot_cap ? criteria->slots[slot_of(criteria, row)] : 0;
	return at ? criteria->rows[at - 1] : NULL;
}

static bool insert(struct store *store, const struct criterion_row *row, struct err *err)
{
	STATEMENT statement =
		store_statement(store,
				"INSERT INTO criterion (rubric, name, section, skill, points, critical, scored)"
				" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
				err);
	if (!statement)
		return false;
	store_bind_text(statement, 1, row->rubric);
	store_bind_text(statement, 2, row->name);
	store_bind_text(statement, 3, row->section);
	store_bind_text(statement, 4, row->skill);
	store_bind_int(statement, 5, row->points);
	store_bind_int(statement, 6, row->critical);
	store_bind_int(statement, 7, row->scored);
	return store_run(store, statement, "write to the store", err);
}

bool store_criterion(struct store *store, const struct card_criterion *card, int64_t *id, struct err *err)
{
	const struct criterion *criterion = card->criterion;
	bool placed = criterion->section >= 0 && criterion->section < card->rubric->section_count;
	const struct criterion_row row = {
		.rubric = card->rubric->id,
		.name = criterion->id,
		.section = placed ? card->rubric->sections[criterion->section].id : SV(""),
		.skill = criterion->skill < SKILL_COUNT ? sv_from(skill_names[criterion->skill]) : SV(""),
		.points = card->points,
		.critical = (int64_t)criterion->critical,
		.scored = card->scored ? 1 : 0,
	};
	const struct criterion_row *found = by_content(store->criteria, &row);
	if (!found) {
		if (!read_on(store, err))
			return false;
		found = by_content(store->criteria, &row);
	}
	if (!found) {
		if (!insert(store, &row, err) || !read_on(store, err))
			return false;
		found = by_content(store->criteria, &row);
	}
	if (!found)
		return err_set(err, ERR_BUG, "A criterion that was kept is not there.");
	*id = found->id;
	return true;
}
