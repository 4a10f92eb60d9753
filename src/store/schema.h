/* schema.h - the tables, step by step. A step that has shipped is never edited: a change is a new step. */
#ifndef ROLECALL_STORE_SCHEMA_H
#define ROLECALL_STORE_SCHEMA_H

/* Version 1: people and attempts.
 *
 * Names that many rows share are numbers from dictionary tables. Names of people are in no dictionary but
 * trainee, heading and turn, so that erasing a person is deleting rows; ids are never used twice (AUTOINCREMENT), so
 * that logs may go on naming an erased one. Times are milliseconds since 1970 UTC. mode, outcome, verdict, critical:
 * the numbers of the enums, pinned in words.c. Rows read by attempt are clustered by attempt (WITHOUT ROWID).
 *
 * rubric_set.text is "id@sha256:… id@sha256:…" in the card's order. A row of criterion is a criterion as one version of
 * a rubric has it; verdict rows hold only what differs by attempt. attempt.seed is 64 bits, read as unsigned. heading
 * is what a transcript says of itself, so that it comes back byte for byte. turn.number counts from 1; verdict.position
 * from 0 in the card's order, and evidence.position is that of its verdict. */
#define STORE_SCHEMA_1_PEOPLE                                                                       \
	"CREATE TABLE team (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"             \
	"CREATE TABLE trainee ("                                                                    \
	" id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,"                         \
	" team INTEGER NOT NULL REFERENCES team, added_ms INTEGER NOT NULL) STRICT;"                \
	"CREATE INDEX trainee_team ON trainee (team);"                                              \
	"CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"             \
	"CREATE TABLE scenario ("                                                                   \
	" id INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, channel TEXT NOT NULL,"   \
	" family TEXT NOT NULL,"                                                                    \
	" UNIQUE (name, hash, channel, family)) STRICT;"                                            \
	"CREATE TABLE rubric_set (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"       \
	"CREATE TABLE criterion ("                                                                  \
	" id INTEGER PRIMARY KEY, rubric TEXT NOT NULL, name TEXT NOT NULL, section TEXT NOT NULL," \
	" skill TEXT NOT NULL,"                                                                     \
	" points INTEGER NOT NULL, critical INTEGER NOT NULL, scored INTEGER NOT NULL,"             \
	" UNIQUE (rubric, name, section, skill, points, critical, scored)) STRICT;"

#define STORE_SCHEMA_1_ATTEMPTS                                                                        \
	"CREATE TABLE attempt ("                                                                       \
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"                                                       \
	" trainee INTEGER NOT NULL REFERENCES trainee, scenario INTEGER NOT NULL REFERENCES scenario," \
	" rubrics INTEGER NOT NULL REFERENCES rubric_set, engine INTEGER NOT NULL REFERENCES word,"    \
	" mode INTEGER NOT NULL CHECK (mode BETWEEN 0 AND 2),"                                         \
	" seed INTEGER NOT NULL,"                                                                      \
	" parent INTEGER REFERENCES attempt ON DELETE SET NULL, parent_turn INTEGER NOT NULL,"         \
	" started_ms INTEGER NOT NULL, finished_ms INTEGER NOT NULL DEFAULT 0,"                        \
	" finished INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1)),"                             \
	" turns INTEGER NOT NULL DEFAULT 0, hints INTEGER NOT NULL DEFAULT 0,"                         \
	" outcome INTEGER NOT NULL DEFAULT 0, ending TEXT NOT NULL DEFAULT '',"                        \
	" score REAL, passed INTEGER NOT NULL DEFAULT 0, csat INTEGER NOT NULL DEFAULT 0,"             \
	" critical INTEGER NOT NULL DEFAULT 0) STRICT;"                                                \
	"CREATE INDEX attempt_trainee ON attempt (trainee, started_ms);"                               \
	"CREATE INDEX attempt_started ON attempt (started_ms);"                                        \
	"CREATE INDEX attempt_scenario ON attempt (scenario, started_ms);"                             \
	"CREATE INDEX attempt_parent ON attempt (parent) WHERE parent IS NOT NULL;"                    \
	"CREATE INDEX attempt_open ON attempt (trainee, id) WHERE finished = 0;"

#define STORE_SCHEMA_1_CONTENT                                                                                        \
	"CREATE TABLE heading ("                                                                                      \
	" attempt INTEGER PRIMARY KEY REFERENCES attempt ON DELETE CASCADE,"                                          \
	" name TEXT NOT NULL, scenario INTEGER NOT NULL REFERENCES word, channel INTEGER NOT NULL REFERENCES word,"   \
	" company INTEGER NOT NULL REFERENCES word, customer TEXT NOT NULL, customer_extra TEXT NOT NULL, "           \
	" agent TEXT NOT NULL, agent_extra TEXT NOT NULL,"                                                            \
	" seed INTEGER, extra TEXT NOT NULL) STRICT;"                                                                 \
	"CREATE TABLE turn ("                                                                                         \
	" attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE, number INTEGER NOT NULL,"                    \
	" who INTEGER NOT NULL CHECK (who IN (0, 1)), text TEXT NOT NULL, action TEXT NOT NULL,"                      \
	" argument TEXT NOT NULL,"                                                                                    \
	" extra TEXT NOT NULL, for_ms INTEGER NOT NULL, at_ms INTEGER NOT NULL, "                                     \
	" PRIMARY KEY (attempt, number)) STRICT, WITHOUT ROWID;"                                                      \
	"CREATE TABLE card ("                                                                                         \
	" attempt INTEGER PRIMARY KEY REFERENCES attempt ON DELETE CASCADE, json TEXT NOT NULL) STRICT;"              \
	"CREATE TABLE verdict ("                                                                                      \
	" attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE, position INTEGER NOT NULL,"                  \
	" criterion INTEGER NOT NULL REFERENCES criterion, verdict INTEGER NOT NULL CHECK (verdict BETWEEN 0 AND 3)," \
	" earned REAL NOT NULL, PRIMARY KEY (attempt, position)) STRICT, WITHOUT ROWID;"                              \
	"CREATE TABLE evidence ("                                                                                     \
	" attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE, position INTEGER NOT NULL,"                  \
	" number INTEGER NOT NULL, turn INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,"             \
	" PRIMARY KEY (attempt, position, number)) STRICT, WITHOUT ROWID;"                                            \
	"CREATE TABLE mood ("                                                                                         \
	" attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE, position INTEGER NOT NULL,"                  \
	" turn INTEGER NOT NULL, anger INTEGER NOT NULL, confusion INTEGER NOT NULL,"                                 \
	" PRIMARY KEY (attempt, position)) STRICT, WITHOUT ROWID;"

/* Version 2: totals over finished attempts, kept by the transaction that keeps the card, so that reports without a time
 * window read some thousands of rows, not millions. Sums of scores and points are whole millionths: they add, and are
 * taken away again, without rounding, and equal what the rows give. */
#define STORE_SCHEMA_2                                                                                                \
	"CREATE TABLE total_attempt ("                                                                                \
	" trainee INTEGER NOT NULL REFERENCES trainee ON DELETE CASCADE,"                                             \
	" scenario INTEGER NOT NULL REFERENCES scenario,"                                                             \
	" mode INTEGER NOT NULL, attempts INTEGER NOT NULL, passed INTEGER NOT NULL, scored INTEGER NOT NULL,"        \
	" score INTEGER NOT NULL, resolved INTEGER NOT NULL, csat INTEGER NOT NULL, csat_count INTEGER NOT NULL,"     \
	" critical INTEGER NOT NULL, PRIMARY KEY (trainee, scenario, mode)) STRICT, WITHOUT ROWID;"                   \
	"CREATE TABLE total_skill ("                                                                                  \
	" trainee INTEGER NOT NULL REFERENCES trainee ON DELETE CASCADE, skill TEXT NOT NULL, mode INTEGER NOT NULL," \
	" met INTEGER NOT NULL, missed INTEGER NOT NULL, na INTEGER NOT NULL, errors INTEGER NOT NULL,"               \
	" earned INTEGER NOT NULL, points INTEGER NOT NULL, PRIMARY KEY (trainee, skill, mode)) STRICT, WITHOUT "     \
	"ROWID;"                                                                                                      \
	"CREATE TABLE total_criterion ("                                                                              \
	" criterion INTEGER NOT NULL REFERENCES criterion, mode INTEGER NOT NULL,"                                    \
	" met INTEGER NOT NULL, missed INTEGER NOT NULL, na INTEGER NOT NULL, errors INTEGER NOT NULL,"               \
	" earned INTEGER NOT NULL, points INTEGER NOT NULL, PRIMARY KEY (criterion, mode)) STRICT, WITHOUT ROWID;"    \
	"INSERT INTO total_attempt SELECT trainee, scenario, mode, count(*), sum(passed), count(score),"              \
	" coalesce(sum(CAST(round(score * 1000000) AS INTEGER)), 0), sum(outcome = 1), sum(csat), sum(csat > 0), "    \
	"sum(critical)"                                                                                               \
	" FROM attempt WHERE finished = 1 GROUP BY 1, 2, 3;"                                                          \
	"INSERT INTO total_skill SELECT a.trainee, c.skill, a.mode,"                                                  \
	" sum(v.verdict = 0), sum(v.verdict = 1), sum(v.verdict = 2), sum(v.verdict = 3),"                            \
	" sum(CASE WHEN v.verdict < 2 THEN CAST(round(v.earned * 1000000) AS INTEGER) ELSE 0 END),"                   \
	" sum(CASE WHEN v.verdict < 2 THEN c.points ELSE 0 END)"                                                      \
	" FROM attempt a JOIN verdict v ON v.attempt = a.id JOIN criterion c ON c.id = v.criterion"                   \
	" WHERE a.finished = 1 AND c.scored = 1 GROUP BY 1, 2, 3;"                                                    \
	"INSERT INTO total_criterion SELECT v.criterion, a.mode,"                                                     \
	" sum(v.verdict = 0), sum(v.verdict = 1), sum(v.verdict = 2), sum(v.verdict = 3),"                            \
	" sum(CASE WHEN v.verdict < 2 THEN CAST(round(v.earned * 1000000) AS INTEGER) ELSE 0 END),"                   \
	" sum(CASE WHEN v.verdict < 2 THEN c.points ELSE 0 END)"                                                      \
	" FROM attempt a JOIN verdict v ON v.attempt = a.id JOIN criterion c ON c.id = v.criterion"                   \
	" WHERE a.finished = 1 GROUP BY 1, 2;"

/* Version 3: the manager's desk.
 *
 * attempt.source: 0 a role-play, 1 a real conversation that was imported to be scored; only role-plays are in the
 * totals, and of those not the branches that a rewind left behind (they have no outcome). attempt.origin: what an
 * imported attempt is recognised by when it comes again, "" for those played here.
 *
 * history is append-only, and a chain: hash covers the hash before it, the row's plain numbers and digest; digest
 * covers, with a random salt, what people wrote and, for a seal, the content of the attempt. Erasing a person empties
 * who, text, state and salt and sets erased; digest and hash stay, so that the chain can still be checked while nothing
 * of the person is left in it. attempt and trainee are no references: they outlive what they name. kind, verdict,
 * engine: numbers of enums (history.h, score.h), -1 none. old_card keeps what a rescore replaced. */
#define STORE_SCHEMA_3_HISTORY                                                                                      \
	"ALTER TABLE attempt ADD COLUMN source INTEGER NOT NULL DEFAULT 0 CHECK (source IN (0, 1));"                \
	"ALTER TABLE attempt ADD COLUMN origin TEXT NOT NULL DEFAULT '';"                                           \
	"CREATE UNIQUE INDEX attempt_origin ON attempt (origin) WHERE origin <> '';"                                \
	"CREATE TABLE history ("                                                                                    \
	" id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 9),"      \
	" attempt INTEGER NOT NULL, trainee INTEGER NOT NULL, answers INTEGER NOT NULL,"                            \
	" verdict INTEGER NOT NULL, engine INTEGER NOT NULL,"                                                       \
	" criterion TEXT NOT NULL, who TEXT NOT NULL, text TEXT NOT NULL, state TEXT NOT NULL,"                     \
	" salt TEXT NOT NULL, erased INTEGER NOT NULL DEFAULT 0, digest TEXT NOT NULL, hash TEXT NOT NULL) STRICT;" \
	"CREATE INDEX history_attempt ON history (attempt, kind);"                                                  \
	"CREATE INDEX history_trainee ON history (trainee);"                                                        \
	"CREATE INDEX history_kind ON history (kind) WHERE kind > 0;"                                               \
	"CREATE TABLE old_card ("                                                                                   \
	" attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE, number INTEGER NOT NULL,"                  \
	" at_ms INTEGER NOT NULL, scenario INTEGER NOT NULL REFERENCES scenario,"                                   \
	" rubrics INTEGER NOT NULL REFERENCES rubric_set, engine INTEGER NOT NULL REFERENCES word,"                 \
	" score REAL, passed INTEGER NOT NULL, json TEXT NOT NULL,"                                                 \
	" PRIMARY KEY (attempt, number)) STRICT, WITHOUT ROWID;"

/* assignment.target_kind: 0 a scenario, 1 a skill. trainee 0 with a team: everybody in it. bar: `passes` of the newest
 * `forms` exams among its scenarios (a space between ids) at `cut` per cent (0: the rubrics' own pass marks), none with
 * a critical error; a certificate holds for `days`. */
#define STORE_SCHEMA_3_DESK                                                                                       \
	"CREATE TABLE assignment ("                                                                               \
	" id INTEGER PRIMARY KEY AUTOINCREMENT, trainee INTEGER REFERENCES trainee ON DELETE CASCADE,"            \
	" team INTEGER REFERENCES team, target_kind INTEGER NOT NULL CHECK (target_kind IN (0, 1)),"              \
	" target TEXT NOT NULL, note TEXT NOT NULL, by_whom TEXT NOT NULL,"                                       \
	" at_ms INTEGER NOT NULL, due_ms INTEGER NOT NULL, CHECK ((trainee IS NULL) <> (team IS NULL))) STRICT;"  \
	"CREATE TABLE acknowledged ("                                                                             \
	" assignment INTEGER NOT NULL REFERENCES assignment ON DELETE CASCADE,"                                   \
	" trainee INTEGER NOT NULL REFERENCES trainee ON DELETE CASCADE, at_ms INTEGER NOT NULL,"                 \
	" PRIMARY KEY (assignment, trainee)) STRICT, WITHOUT ROWID;"                                              \
	"CREATE TABLE bar ("                                                                                      \
	" name TEXT PRIMARY KEY, scenarios TEXT NOT NULL, passes INTEGER NOT NULL, forms INTEGER NOT NULL,"       \
	" cut REAL NOT NULL, days INTEGER NOT NULL, at_ms INTEGER NOT NULL) STRICT;"                              \
	"CREATE TABLE certificate ("                                                                              \
	" id TEXT PRIMARY KEY, bar TEXT NOT NULL, trainee INTEGER NOT NULL REFERENCES trainee ON DELETE CASCADE," \
	" issued_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL, json TEXT NOT NULL) STRICT;"                   \
	"CREATE INDEX certificate_trainee ON certificate (trainee, bar);"

#define STORE_SCHEMA_3_TOTALS                                                                                      \
	"DELETE FROM total_attempt;"                                                                               \
	"DELETE FROM total_skill;"                                                                                 \
	"DELETE FROM total_criterion;"                                                                             \
	"INSERT INTO total_attempt SELECT trainee, scenario, mode, count(*), sum(passed), count(score),"           \
	" coalesce(sum(CAST(round(score * 1000000) AS INTEGER)), 0), sum(outcome = 1), sum(csat), sum(csat > 0), " \
	"sum(critical)"                                                                                            \
	" FROM attempt WHERE finished = 1 AND outcome <> 0 AND source = 0 GROUP BY 1, 2, 3;"                       \
	"INSERT INTO total_skill SELECT a.trainee, c.skill, a.mode,"                                               \
	" sum(v.verdict = 0), sum(v.verdict = 1), sum(v.verdict = 2), sum(v.verdict = 3),"                         \
	" sum(CASE WHEN v.verdict < 2 THEN CAST(round(v.earned * 1000000) AS INTEGER) ELSE 0 END),"                \
	" sum(CASE WHEN v.verdict < 2 THEN c.points ELSE 0 END)"                                                   \
	" FROM attempt a JOIN verdict v ON v.attempt = a.id JOIN criterion c ON c.id = v.criterion"                \
	" WHERE a.finished = 1 AND a.outcome <> 0 AND a.source = 0 AND c.scored = 1 GROUP BY 1, 2, 3;"             \
	"INSERT INTO total_criterion SELECT v.criterion, a.mode,"                                                  \
	" sum(v.verdict = 0), sum(v.verdict = 1), sum(v.verdict = 2), sum(v.verdict = 3),"                         \
	" sum(CASE WHEN v.verdict < 2 THEN CAST(round(v.earned * 1000000) AS INTEGER) ELSE 0 END),"                \
	" sum(CASE WHEN v.verdict < 2 THEN c.points ELSE 0 END)"                                                   \
	" FROM attempt a JOIN verdict v ON v.attempt = a.id JOIN criterion c ON c.id = v.criterion"                \
	" WHERE a.finished = 1 AND a.outcome <> 0 AND a.source = 0 GROUP BY 1, 2;"

/* Version 4: calibration sessions. A blind set of attempts, numbered from 1, and what each rater says of each criterion
 * ("rubric/criterion"); verdict: met, missed or na. What the engine says is not copied: it is read from the card. */
#define STORE_SCHEMA_4                                                                                        \
	"CREATE TABLE calibration_session ("                                                                  \
	" id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, rubric TEXT NOT NULL,"             \
	" seed INTEGER NOT NULL, at_ms INTEGER NOT NULL) STRICT;"                                             \
	"CREATE TABLE calibration_item ("                                                                     \
	" session INTEGER NOT NULL REFERENCES calibration_session ON DELETE CASCADE,"                         \
	" position INTEGER NOT NULL, attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE,"          \
	" PRIMARY KEY (session, position)) STRICT, WITHOUT ROWID;"                                            \
	"CREATE UNIQUE INDEX calibration_attempt ON calibration_item (attempt, session);"                     \
	"CREATE TABLE calibration_mark ("                                                                     \
	" session INTEGER NOT NULL, position INTEGER NOT NULL, rater TEXT NOT NULL, criterion TEXT NOT NULL," \
	" verdict INTEGER NOT NULL CHECK (verdict BETWEEN 0 AND 2), at_ms INTEGER NOT NULL,"                  \
	" PRIMARY KEY (session, position, rater, criterion),"                                                 \
	" FOREIGN KEY (session, position) REFERENCES calibration_item ON DELETE CASCADE) STRICT, WITHOUT ROWID;"

/* Version 5: what reports ask of every attempt and every verdict is kept too. attempt.first_reply_ms and handle_ms are
 * read from the turns once, when the attempt is finished; -1 not known. total_each is what total_skill and
 * total_criterion are sums of. Its last five columns, and those of total_criterion, are what a criterion's
 * discrimination is computed from: over verdicts met or missed in attempts that have a score, their number, those met,
 * and sums of whole tenths of a per cent of the score: over all, over those met, and of squares. */
#define STORE_SCHEMA_5_TIMES                                                                                  \
	"ALTER TABLE attempt ADD COLUMN first_reply_ms INTEGER NOT NULL DEFAULT -1;"                          \
	"ALTER TABLE attempt ADD COLUMN handle_ms INTEGER NOT NULL DEFAULT -1;"                               \
	"UPDATE attempt SET first_reply_ms = coalesce((SELECT iif(t.at_ms < 0, -1, t.at_ms - coalesce("       \
	" (SELECT max(b.at_ms, 0) FROM turn b WHERE b.attempt = attempt.id AND b.number = t.number - 1), 0))" \
	" FROM turn t WHERE t.attempt = attempt.id AND t.who = 1 ORDER BY t.number LIMIT 1), -1),"            \
	" handle_ms = coalesce("                                                                              \
	" (SELECT t.at_ms FROM turn t WHERE t.attempt = attempt.id ORDER BY t.number DESC LIMIT 1), -1)"      \
	" WHERE finished = 1;"

#define STORE_SCHEMA_5_TOTALS                                                                                          \
	"CREATE TABLE total_each ("                                                                                    \
	" trainee INTEGER NOT NULL REFERENCES trainee ON DELETE CASCADE,"                                              \
	" criterion INTEGER NOT NULL REFERENCES criterion, mode INTEGER NOT NULL,"                                     \
	" met INTEGER NOT NULL, missed INTEGER NOT NULL, na INTEGER NOT NULL, errors INTEGER NOT NULL,"                \
	" earned INTEGER NOT NULL, points INTEGER NOT NULL,"                                                           \
	" judged INTEGER NOT NULL, hit INTEGER NOT NULL, tenths INTEGER NOT NULL, tenths_hit INTEGER NOT NULL,"        \
	" squares INTEGER NOT NULL, PRIMARY KEY (trainee, criterion, mode)) STRICT, WITHOUT ROWID;"                    \
	"INSERT INTO total_each SELECT a.trainee, v.criterion, a.mode,"                                                \
	" sum(v.verdict = 0), sum(v.verdict = 1), sum(v.verdict = 2), sum(v.verdict = 3),"                             \
	" sum(CASE WHEN v.verdict < 2 THEN CAST(round(v.earned * 1000000) AS INTEGER) ELSE 0 END),"                    \
	" sum(CASE WHEN v.verdict < 2 THEN c.points ELSE 0 END),"                                                      \
	" sum(v.verdict < 2 AND a.score IS NOT NULL), sum(v.verdict = 0 AND a.score IS NOT NULL),"                     \
	" coalesce(sum(iif(v.verdict < 2, CAST(round(a.score * 10) AS INTEGER), 0)), 0),"                              \
	" coalesce(sum(iif(v.verdict = 0, CAST(round(a.score * 10) AS INTEGER), 0)), 0),"                              \
	" coalesce(sum(iif(v.verdict < 2, CAST(round(a.score * 10) AS INTEGER) * CAST(round(a.score * 10) AS "         \
	"INTEGER),"                                                                                                    \
	" 0)), 0)"                                                                                                     \
	" FROM attempt a JOIN verdict v ON v.attempt = a.id JOIN criterion c ON c.id = v.criterion"                    \
	" WHERE a.finished = 1 AND a.outcome <> 0 AND a.source = 0 GROUP BY 1, 2, 3;"                                  \
	"DROP TABLE total_criterion;"                                                                                  \
	"CREATE TABLE total_criterion ("                                                                               \
	" criterion INTEGER NOT NULL REFERENCES criterion, mode INTEGER NOT NULL,"                                     \
	" met INTEGER NOT NULL, missed INTEGER NOT NULL, na INTEGER NOT NULL, errors INTEGER NOT NULL,"                \
	" earned INTEGER NOT NULL, points INTEGER NOT NULL,"                                                           \
	" judged INTEGER NOT NULL, hit INTEGER NOT NULL, tenths INTEGER NOT NULL, tenths_hit INTEGER NOT NULL,"        \
	" squares INTEGER NOT NULL, PRIMARY KEY (criterion, mode)) STRICT, WITHOUT ROWID;"                             \
	"INSERT INTO total_criterion SELECT criterion, mode, sum(met), sum(missed), sum(na), sum(errors), "            \
	"sum(earned),"                                                                                                 \
	" sum(points), sum(judged), sum(hit), sum(tenths), sum(tenths_hit), sum(squares) FROM total_each GROUP BY 1, " \
	"2;"

/* Version 6: what was begun is counted from an index alone, and real conversations are found without a walk over the
 * role-plays. */
#define STORE_SCHEMA_6                                                                                               \
	"DROP INDEX attempt_scenario;"                                                                               \
	"CREATE INDEX attempt_scenario ON attempt (scenario, started_ms, finished, mode, source, outcome, trainee);" \
	"CREATE INDEX attempt_real ON attempt (started_ms) WHERE source = 1;"

/* Version 7: totals of verdicts by day, the UTC day on which the attempt was started (days since 1970, rounded down),
 * so that a window of time reads totals too; and all sums of a row in one value, so that keeping a card changes three
 * rows of them, not a hundred. sums: ledger.h. total_criterion goes by the team that the trainee is in now; total_each,
 * of one trainee, has no days. The tables are filled by store_count_anew. */
#define STORE_SCHEMA_7                                                                                         \
	"DROP TABLE total_skill;"                                                                              \
	"DROP TABLE total_criterion;"                                                                          \
	"DROP TABLE total_each;"                                                                               \
	"CREATE TABLE total_skill ("                                                                           \
	" trainee INTEGER NOT NULL REFERENCES trainee ON DELETE CASCADE, day INTEGER NOT NULL,"                \
	" mode INTEGER NOT NULL, sums BLOB NOT NULL, PRIMARY KEY (trainee, day, mode)) STRICT, WITHOUT ROWID;" \
	"CREATE TABLE total_criterion ("                                                                       \
	" team INTEGER NOT NULL REFERENCES team, day INTEGER NOT NULL, mode INTEGER NOT NULL,"                 \
	" rubrics INTEGER NOT NULL REFERENCES rubric_set, sums BLOB NOT NULL,"                                 \
	" PRIMARY KEY (team, day, mode, rubrics)) STRICT, WITHOUT ROWID;"                                      \
	"CREATE TABLE total_each ("                                                                            \
	" trainee INTEGER NOT NULL REFERENCES trainee ON DELETE CASCADE, mode INTEGER NOT NULL,"               \
	" rubrics INTEGER NOT NULL REFERENCES rubric_set, sums BLOB NOT NULL,"                                 \
	" PRIMARY KEY (trainee, mode, rubrics)) STRICT, WITHOUT ROWID;"

#endif
