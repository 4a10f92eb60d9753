#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "desk.h"
#include "full_disk.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct performance good = {"ana", "north", "late-parcel", "chat", MODE_EXAM, 100,
					GOOD,  0,       100,           true,   false,     5};

/* One whole attempt, giving the error back instead of failing the test. */
static bool try_attempt(struct store *store, struct err *err)
{
	struct transcript transcript;
	struct scorecard card;
	struct card_criterion criteria[CRITERIA];
	int64_t trainee = 0, attempt = 0;
	const struct rubric *const rubrics[] = {&manners};
	struct attempt_start start = {.scenario = SV("late-parcel"),
				      .rubrics = rubrics,
				      .rubric_count = 1,
				      .now_ms = 5};
	if (!store_trainee_add(store, SV("ana"), SV("north"), 1, &trainee, err))
		return false;
	start.trainee = trainee;
	if (!store_attempt_begin(store, &start, &attempt, err))
		return false;
	make_transcript(&transcript);
	bool ok = store_attempt_turns(store, attempt, &transcript, 0, err);
	transcript_release(&transcript);
	make_card(&good, &card, criteria);
	return ok && store_attempt_card(store, attempt, &card, true, 9, 0, err);
}

static void fault_everywhere(int code, const char *words)
{
	struct desk desk;
	struct err err = ERR_INIT;
	desk_open(&desk);
	full_disk_after(0, 0);
	cr_assert(try_attempt(desk.store, &err), "%s", err.message);
	int writes = full_disk_writes();
	cr_assert_gt(writes, 8);
	for (int n = 1; n <= writes; n++) {
		err = (struct err)ERR_INIT;
		full_disk_after(n, code);
		if (!try_attempt(desk.store, &err)) {
			cr_assert_eq(err.kind, ERR_STORE);
			cr_assert_not_null(strstr(err.message, words), "%s", err.message);
		}
		full_disk_after(0, 0);
		expect_sound(desk.store);
		err = (struct err)ERR_INIT;
		cr_assert(try_attempt(desk.store, &err), "works again after fault %d: %s", n, err.message);
	}
	desk_again(&desk);
	expect_sound(desk.store);
	desk_release(&desk);
}

Test(faults, full_disk)
{
	full_disk_install();
	fault_everywhere(SQLITE_FULL, "is full");
}

Test(faults, failing_disk)
{
	full_disk_install();
	fault_everywhere(SQLITE_IOERR_WRITE, "cannot be read or written");
}

Test(faults, full_while_it_is_made)
{
	full_disk_install();
	for (int n = 1; n < 40; n += 3) {
		struct desk desk;
		struct err err = ERR_INIT;
		desk_init(&desk);
		full_disk_after(n, SQLITE_FULL);
		struct store *store = store_open(desk.path, &err);
		if (!store) {
			cr_assert_eq(err.kind, ERR_STORE);
			cr_assert_gt(strlen(err.message), 20);
		}
		store_close(store);
		full_disk_after(0, 0);
		desk_again(&desk);
		expect_sound(desk.store);
		desk_release(&desk);
	}
}

Test(faults, file_size_limit)
{
	struct desk desk;
	struct err err = ERR_INIT;
	desk_open(&desk);
	cr_assert(try_attempt(desk.store, &err));
	signal(SIGXFSZ, SIG_IGN);
	struct rlimit old, small = {300000, 300000};
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
	small.rlim_max = old.rlim_max;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	int kept = 1;
	while (try_attempt(desk.store, &err))
		cr_assert_lt(++kept, 5000);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
	cr_assert_eq(err.kind, ERR_STORE);
	expect_sound(desk.store);
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t count = 0;
	const struct attempt_query finished = {.finished = 1};
	cr_assert_not_null(store_attempts(pool, desk.store, &finished, &count, &err));
	cr_assert_eq(count, (size_t)kept, "every attempt that was acknowledged is there");
	desk_release(&desk);
}

/* A writer that is killed at a random moment; what it acknowledged through the pipe must be there. */
static void write_until_killed(const char *path, int acknowledge)
{
	struct err err = ERR_INIT;
	struct store *store = store_open(path, &err);
	while (store && try_attempt(store, &err)) {
		if (write(acknowledge, "x", 1) != 1)
			break;
	}
	_exit(9);
}

Test(faults, kill_at_any_moment)
{
	struct desk desk;
	struct rng rng;
	struct err err = ERR_INIT;
	int64_t acknowledged = 0;
	rng_seed(&rng, 3);
	desk_open(&desk);
	for (int round = 0; round < 25 || (acknowledged == 0 && round < 250); round++) {
		store_close(desk.store);
		desk.store = NULL;
		int pipes[2];
		cr_assert_eq(pipe(pipes), 0);
		pid_t child = fork();
		if (child == 0)
			write_until_killed(desk.path, pipes[1]);
		close(pipes[1]);
		const struct timespec pause = {0, (long)(2 + rng_below(&rng, 60)) * 1000000L};
		nanosleep(&pause, NULL);
		kill(child, SIGKILL);
		int status = 0;
		cr_assert_eq(waitpid(child, &status, 0), child);
		cr_assert(WIFSIGNALED(status), "the writer gave up by itself");
		char bytes[256];
		for (ssize_t n = 0; (n = read(pipes[0], bytes, sizeof(bytes))) > 0;)
			acknowledged += n;
		close(pipes[0]);
		desk_again(&desk);
		expect_sound(desk.store);
		CLEANUP_TALLOC void *pool = talloc_new(NULL);
		size_t count = 0;
		const struct attempt_query finished = {.finished = 1};
		cr_assert_not_null(store_attempts(pool, desk.store, &finished, &count, &err));
		cr_assert_geq((int64_t)count, acknowledged);
		acknowledged = (int64_t)count;
	}
	cr_assert_gt(acknowledged, 0);
	desk_release(&desk);
}

static void write_some(const char *path, int number, int attempts)
{
	struct err err = ERR_INIT;
	struct store *store = store_open(path, &err);
	bool ok = store != NULL;
	for (int i = 0; ok && i < attempts; i++)
		ok = try_attempt(store, &err);
	store_close(store);
	if (!ok)
		fprintf(stderr, "writer %d: %s\n", number, err.message);
	_exit(ok ? 0 : 1);
}

/* Eight programs that also race to create the store. */
Test(faults, eight_writers)
{
	enum { WRITERS = 8, EACH = 25 };
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	desk_init(&desk);
	pid_t children[WRITERS];
	for (int i = 0; i < WRITERS; i++) {
		children[i] = fork();
		if (children[i] == 0)
			write_some(desk.path, i, EACH);
	}
	for (int i = 0; i < WRITERS; i++) {
		int status = 1;
		cr_assert_eq(waitpid(children[i], &status, 0), children[i]);
		cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "writer %d was refused", i);
	}
	desk_again(&desk);
	expect_sound(desk.store);
	size_t count = 0;
	struct trainee *people = store_trainees(pool, desk.store, SV(""), &count, &err);
	cr_assert_eq(count, 1);
	cr_assert_eq(people[0].attempts, WRITERS * EACH);
	desk_release(&desk);
}
