/* smoke.c - drives one fuzz target with 10,000 seeded byte strings, so that every build does it and not only a fuzzing
 * one: one third are random bytes, the rest are seeds with bytes changed, cut, doubled or spliced. Prints TAP.
 *
 * usage: smoke-TARGET RUNS LONGEST SEED_FILE... */
#include "base/file.h"
#include "base/rng.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MOST_SEEDS 256

struct seeds {
	struct strbuf texts[MOST_SEEDS];
	uint32_t count;
};

static size_t random_bytes(struct rng *rng, uint8_t *out, size_t longest)
{
	size_t n = rng_below(rng, (uint32_t)longest);
	uint32_t ascii = rng_below(rng, 2);

	for (size_t i = 0; i < n; i++)
		out[i] = (uint8_t)(ascii ? 32 + rng_below(rng, 95) : rng_below(rng, 256));
	return n;
}

static size_t mutated(struct rng *rng, const struct seeds *seeds, uint8_t *out, size_t longest)
{
	const struct strbuf *seed = &seeds->texts[rng_below(rng, seeds->count)];
	size_t skip = seed->len > longest ? rng_below(rng, (uint32_t)(seed->len - longest)) : 0;
	size_t n = seed->len - skip < longest ? seed->len - skip : longest;
	uint32_t changes = 1 + rng_below(rng, 8);

	/* Mostly from the start, so that the head of a document stays whole. */
	if (rng_below(rng, 4))
		skip = 0;
	memcpy(out, seed->buf + skip, n);
	for (uint32_t c = 0; c < changes && n > 2; c++) {
		size_t at = rng_below(rng, (uint32_t)n), length = 1 + rng_below(rng, 16),
		       to = rng_below(rng, (uint32_t)n);

		if (length > n - at)
			length = n - at;
		if (length > n - to)
			length = n - to;
		switch (rng_below(rng, 4)) {
		case 0: out[at] = (uint8_t)rng_below(rng, 256); break;
		case 1: memmove(out + to, out + at, length); break;
		case 2: n = at; break;
		default: out[at] ^= (uint8_t)(1u << rng_below(rng, 8)); break;
		}
	}
	return n;
}

int main(int argc, char **argv)
{
	static struct seeds seeds;
	struct rng rng;
	struct err err = ERR_INIT;
	long runs = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
	size_t longest = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 0;
	uint8_t *data = malloc(longest + 1);

	if (runs < 1 || longest < 2 || !data)
		return 2;
	for (int i = 3; i < argc && seeds.count < MOST_SEEDS; i++) {
		strbuf_init(&seeds.texts[seeds.count], 0);
		if (file_read(argv[i], 1 << 20, &seeds.texts[seeds.count], &err) && seeds.texts[seeds.count].len)
			seeds.count++;
	}
	rng_seed(&rng, 20261122);
	for (long run = 0; run < runs; run++) {
		bool bytes = !seeds.count || rng_below(&rng, 3) == 0;
		size_t n = bytes ? random_bytes(&rng, data, longest) : mutated(&rng, &seeds, data, longest);
		uint8_t *exact = malloc(n ? n : 1); /* so that a read past the end is seen */

		if (!exact)
			return 2;
		memcpy(exact, data, n);
		LLVMFuzzerTestOneInput(exact, n);
		free(exact);
	}
	printf("1..1\nok 1 - %ld byte strings of up to %zu bytes, from %u seeds\n", runs, longest, seeds.count);
	for (uint32_t i = 0; i < seeds.count; i++)
		strbuf_release(&seeds.texts[i]);
	free(data);
	return 0;
}
