/* gather.h - shared by the files of report/ only: the attempts of a report, and figures over groups of them. */
#ifndef ROLECALL_REPORT_GATHER_H
#define ROLECALL_REPORT_GATHER_H

#include "report/report.h"
#include "report/tally.h"
#include "store/figures.h"

#define MINUTE_MS INT64_C(60000)
#define WEEK_MS (7 * 24 * 60 * MINUTE_MS)
#define SITTING_GAP_MS (30 * MINUTE_MS) /* a longer pause ends a sitting */

/* What reports look at of an attempt: there may be a million of them, so what many share is a number. */
struct entry {
	int64_t id, started_ms, finished_ms;
	int64_t first_reply_ms, handle_ms; /* -1 unknown */
	double score;                      /* NAN none */
	uint32_t person, scene, ending;    /* of struct gather */
	int32_t position;                  /* place within the sitting, from 1 */
	int32_t ordinal;                   /* the trainee's first, second … in the report */
	int32_t critical;
	uint8_t csat, mode, outcome; /* enums */
	bool passed;
};

struct player {
	int64_t trainee_id;
	const char *who, *team; /* who: name or pseudonym */
};

struct scene {
	const char *scenario, *channel, *family;
};

struct gather {
	struct store *store;
	struct report *report;
	struct attempt_query query;
	bool pseudonyms;
	struct entry *entries; /* by start, then id; gather_entries */
	size_t count, cap;
	/* What entries name by number: texts are the report's. */
	struct player *people;
	struct scene *scenes;
	const char **endings;
	size_t people_cap, scenes_cap, endings_cap;
	struct tally by_trainee, by_scenario, by_ending;
};

struct report *gather_new(const void *ctx, struct store *store, const struct report_request *request,
			  struct gather *gather);
/* The attempts of the report: not every kind asks for them. */
bool gather_entries(struct gather *gather, struct err *err);
/* The same for another query, into a gather of its own: every finished attempt, also one without an outcome. */
bool gather_others(const struct gather *gather, const struct attempt_query *query, struct gather *others,
		   struct err *err);
void gather_release(struct gather *gather);    /* the report stays */
int64_t entry_week(const struct entry *entry); /* its Monday, as weeks since the Monday before 1970 */
/* "trainee 17" with pseudonyms. */
const char *gather_name(const struct gather *gather, const char *name, int64_t id);

/* Entries grouped by a text or number, groups sorted bytewise (numbers ascending); entries keep their order. Free with
 * talloc_free: a million entries are eight megabytes each time. */
struct group {
	const char *key;
	int64_t number;
	const struct entry **entries;
	size_t count;
};
typedef const char *entry_key(const struct gather *gather, const struct entry *entry);
typedef int64_t entry_number(const struct entry *entry);
struct group *gather_by(const struct gather *gather, entry_key *key, size_t *count);
struct group *gather_by_key(const struct gather *gather, const struct entry *const *entries, size_t entry_count,
			    entry_key *key, size_t *count);
struct group *gather_by_number(const struct gather *gather, const struct entry *const *entries, size_t entry_count,
			       entry_number *number, size_t *count);
const struct entry **gather_all(const struct gather *gather);
entry_key who_key, team_key, scenario_key, channel_key, family_key;

struct figures {
	int64_t n, passed;
	int64_t resolved;          /* of n: solved in this contact */
	int64_t csat_n, csat_good; /* simulated ratings, and those of 4 or 5 */
	int64_t clean;             /* of n: without a critical error */
	int64_t critical;          /* critical errors made */
	int64_t scored;
	double median, first_reply_s, handle_s; /* NAN when unknown */
	int64_t first_reply_n, handle_n;
};
void figures_of(const struct entry *const *entries, size_t count, struct figures *out);
double median_score(const struct entry *const *entries, size_t count, int64_t *scored); /* the first of them alone */

/* The middle value; the mean of the two middle ones when the count is even; NAN of none. Reorders `values`, of
 * which none is NAN. */
double median_of(double *values, size_t count);

/* Parts, charts and cells. */
struct report_part *report_part(struct report *report, const char *id, const char *title, const char *note);
struct report_chart *report_chart(struct report *report, struct report_part *part, enum chart_kind kind,
				  const char *title, size_t rows, size_t columns);
void add_number(struct table *table, double value); /* NAN: none */
/* Medians of the last weeks as blocks of eighths. */
void add_spark(struct table *table, const struct gather *gather, const struct entry *const *entries, size_t count);
void add_week(struct strbuf *out, int64_t week); /* "2026-11-16" */

/* The columns and cells that most parts share. */
void figure_columns(struct table *table);
void figure_cells(struct table *table, const struct figures *figures);

/* One file each. */
typedef bool report_builder(struct gather *gather, const struct report_request *request, struct err *err);
report_builder build_trainee, build_team, build_skills, build_criteria, build_scenarios, build_channels, build_progress,
	build_readiness;
/* Parts that several reports have. */
void part_weeks(struct gather *gather);
void part_sittings(struct gather *gather);
void part_summary(struct gather *gather);
bool part_skills(struct gather *gather, struct err *err);
bool part_criteria(struct gather *gather, struct err *err);
/* One row of figures a group; `column` is the key's name. */
void part_groups(struct gather *gather, const char *id, const char *title, const char *column, entry_key *key);
/* Real conversations, beside the role-plays and never among them; no part when there are none. */
bool part_contacts(struct gather *gather, struct err *err);

void report_interval(int64_t k, int64_t n, double *low, double *high); /* wilson() */

#endif
