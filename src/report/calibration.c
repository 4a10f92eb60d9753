/* calibration.c - taking rows in. */
#include "report/calibration_inside.h"

#include "base/mem.h"
#include "stats/alpha.h"

#include <math.h>

struct calibration *calibration_new(uint64_t seed)
{
	struct calibration *calibration = mem_calloc(1, sizeof *calibration);

	calibration->seed = seed;
	return calibration;
}

void calibration_free(struct calibration *calibration)
{
	if (!calibration)
		return;
	for (int i = 0; i < calibration->map_count; i++) {
		free(calibration->maps[i]->label);
		free(calibration->maps[i]->criterion);
		free(calibration->maps[i]->rows);
		free(calibration->maps[i]);
	}
	for (size_t i = 0; i < calibration->group_slots; i++)
		free(calibration->groups[i].name);
	free(calibration->groups);
	free(calibration->maps);
	free(calibration);
}

int calibration_map(struct calibration *calibration, const char *label, const char *criterion)
{
	struct kept_map *map = mem_calloc(1, sizeof *map);

	map->label = mem_strdup(label);
	map->criterion = mem_strdup(criterion);
	if (calibration->map_count == calibration->map_cap) {
		calibration->map_cap = calibration->map_cap ? calibration->map_cap * 2 : 8;
		calibration->maps =
			mem_realloc(calibration->maps, (size_t)calibration->map_cap, sizeof(struct kept_map *));
	}
	calibration->maps[calibration->map_count] = map;
	return calibration->map_count++;
}

/* ---- groups ---- */

static size_t hash_of(struct sv name)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a */

	for (size_t i = 0; i < name.n; i++)
		hash = (hash ^ (unsigned char)name.p[i]) * UINT64_C(0x100000001b3);
	return (size_t)(hash ^ hash >> 32);
}

static struct kept_group *find_group(const struct calibration *calibration, struct sv name)
{
	size_t at = hash_of(name) & (calibration->group_slots - 1);

	while (calibration->groups[at].name && !sv_is(name, calibration->groups[at].name))
		at = (at + 1) & (calibration->group_slots - 1);
	return &calibration->groups[at];
}

static void grow_groups(struct calibration *calibration)
{
	struct kept_group *old = calibration->groups;
	size_t slots = calibration->group_slots;

	calibration->group_slots = slots ? slots * 2 : 256;
	calibration->groups = mem_calloc(calibration->group_slots, sizeof *calibration->groups);
	for (size_t i = 0; i < slots; i++)
		if (old[i].name)
			*find_group(calibration, sv_from(old[i].name)) = old[i];
	free(old);
}

uint32_t calibration_group(struct calibration *calibration, struct sv name)
{
	struct kept_group *group;
	const char *nul = memchr(name.p ? name.p : "", '\0', name.n);

	if (nul)
		name.n = (size_t)(nul - name.p);
	if (calibration->group_count * 2 >= calibration->group_slots)
		grow_groups(calibration);
	group = find_group(calibration, name);
	if (!group->name) {
		group->name = mem_strndup(name.p ? name.p : "", name.n);
		group->number = (uint32_t)calibration->group_count++;
	}
	return group->number;
}

/* ---- rows ---- */

void calibration_row(struct calibration *calibration)
{
	calibration->rows++;
}

void calibration_skip(struct calibration *calibration, int map, bool error)
{
	calibration->maps[map]->errors += error;
	calibration->maps[map]->na += !error;
}

static void count_cell(struct confusion *c, bool tested, bool truth)
{
	c->tp += tested && truth;
	c->fp += tested && !truth;
	c->fn += !tested && truth;
	c->tn += !tested && !truth;
}

/* The index of a graded value, in order of coming; -1 when there are too many. */
static int value_index(struct kept_map *map, double value)
{
	for (size_t i = 0; i < map->value_count; i++)
		if (map->values[i] >= value && map->values[i] <= value)
			return (int)i;
	if (map->value_count == CALIBRATION_MAX_VALUES) {
		map->too_many_values = true;
		return -1;
	}
	map->values[map->value_count] = value;
	return (int)map->value_count++;
}

static void compare_raters(struct kept_map *map, const struct calibration_item *item)
{
	int holds[CALIBRATION_MAX_RATERS], grades[CALIBRATION_MAX_RATERS];
	int count = (int)item->rating_count;

	map->raters = count > map->raters ? count : map->raters;
	for (int i = 0; i < count; i++) {
		const struct calibration_rating *one = &item->ratings[i];

		holds[i] = one->given ? one->positive : -1;
		grades[i] = one->given && one->graded ? value_index(map, one->value) : -1;
		if (one->given)
			count_cell(&map->engine[i], item->met, one->positive);
		for (int k = 0; k < i; k++)
			if (one->given && item->ratings[k].given)
				count_cell(&map->pairs[k][i], item->ratings[k].positive, one->positive);
	}
	alpha_add_unit(map->holds, 2, holds, (size_t)count);
	alpha_add_unit(map->coincidence, CALIBRATION_MAX_VALUES, grades, (size_t)count);
}

bool calibration_add(struct calibration *calibration, int number, const struct calibration_item *item, struct err *err)
{
	struct kept_map *map = calibration->maps[number];
	struct kept_row row = {.strength = item->strength,
			       .group = item->group,
			       .words = item->words,
			       .met = item->met};
	size_t given = 0, positive = 0, graded = 0;

	row.grade = 0;
	for (size_t i = 0; i < item->rating_count; i++) {
		const struct calibration_rating *one = &item->ratings[i];

		given += one->given;
		positive += one->given && one->positive;
		graded += one->given && one->graded;
		row.grade += one->given && one->graded ? one->value : 0;
	}
	if (given == 0)
		return true;
	if (calibration->kept >= CALIBRATION_MAX_ROWS)
		return err_set(err, ERR_LIMIT, "There are more than %d marks to compare.", CALIBRATION_MAX_ROWS);
	calibration->kept++;
	row.positive = positive * 2 >= given;
	row.grade = graded > 0 && graded == given ? row.grade / (double)graded : NAN;
	MEM_ENSURE(map->rows, map->row_count, map->row_cap);
	map->rows[map->row_count++] = row;
	if (item->rating_count > 1)
		compare_raters(map, item);
	return true;
}

int calibration_maps(const struct calibration *calibration)
{
	return calibration->map_count;
}

size_t calibration_rows(const struct calibration *calibration)
{
	return calibration->rows;
}
