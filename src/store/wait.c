/* wait.c - several writers on one store. The database has one lock for writing and no queue: whoever asks at the moment
 * when it is free has it. A program that writes on and on asks first every time, and the others starve. */
#include "base/clock.h"
#include "store/internal.h"

#include <time.h>

static void sleep_us(long microseconds)
{
	const struct timespec time = {.tv_sec = 0, .tv_nsec = microseconds * 1000};
	nanosleep(&time, NULL);
}

/* 0 to 255: waits of one length would fall into step. Numerical Recipes' generator, 7.1: quick, and not for more. */
static long uneven(struct store *store)
{
	if (!store->uneven)
		store->uneven = (uint32_t)(uintptr_t)store ^ (uint32_t)clock_wall_ms();
	store->uneven = store->uneven * 1664525 + 1013904223;
	return (long)(store->uneven >> 24);
}

/* Who has waited long asks more often, and so goes first; the library's own waits grow longer instead, up to 100 ms. */
int store_wait_for_writer(void *data, int times)
{
	struct store *store = data;
	int64_t now_ms = clock_monotonic_ms();
	if (times == 0)
		store->busy_since_ms = now_ms;
	store->waited_ms = now_ms;
	int64_t waited = now_ms - store->busy_since_ms;
	if (waited > STORE_BUSY_MS)
		return 0;
	if (waited < 40)
		sleep_us(1500 + 8 * uneven(store));
	else if (waited < 160)
		sleep_us(700 + 2 * uneven(store));
	else
		sleep_us(200 + uneven(store));
	return 1;
}

void store_let_others_go_first(struct store *store)
{
	if (!store->waited_ms)
		return;
	int64_t now_ms = clock_monotonic_ms();
	if (now_ms - store->waited_ms < STORE_POLITE_MS && now_ms - store->written_ms <= 2)
		sleep_us(900 + 2 * uneven(store));
}
