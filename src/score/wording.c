#include "score/wording.h"

#include "base/mem.h"
#include "score/inside.h"

#include <string.h>

#define MEMO_SLOTS 2048u    /* a power of two; a contact centre says most of its words again and again */
#define MEMO_BYTES 24       /* longer words are looked up each time */
#define RARITY_UNASKED (-1) /* so is the key */

struct memo { /* a word met before */
	struct word_note note;
	char word[MEMO_BYTES]; /* "" free */
};

struct wording {
	struct match_scanner *scanner;
	struct sv text;
	const struct match_word *words;
	size_t count, sentences, syllables;
	bool cut, scanned, noted;
	struct word_note *notes;
	size_t note_cap;
	struct memo *memos;
	struct word_note *known; /* by the number of a scanned word; hash 0: not met yet */
	size_t known_cap;
	uint32_t numbering; /* that the numbers are of */
};

struct wording *wording_new(struct match_scanner *scanner)
{
	struct wording *wording = mem_calloc(1, sizeof *wording);

	wording->scanner = scanner;
	wording->text = SV("");
	return wording;
}

void wording_free(struct wording *wording)
{
	if (!wording)
		return;
	free(wording->notes);
	free(wording->memos);
	free(wording->known);
	free(wording);
}

void wording_set(struct wording *wording, struct sv text)
{
	wording->text = text;
	wording->cut = wording->scanned = wording->noted = false;
}

void wording_set_scanned(struct wording *wording, struct sv text)
{
	wording_set(wording, text);
	wording->scanned = true;
}

struct sv wording_text(const struct wording *wording)
{
	return wording->text;
}

const struct match_word *wording_words(struct wording *wording, size_t *count)
{
	if (!wording->cut && wording->scanned)
		wording->words = match_scanned_words(wording->scanner, &wording->count, &wording->sentences);
	else if (!wording->cut)
		wording->words = match_words(wording->scanner, wording->text, &wording->count, &wording->sentences);
	wording->cut = true;
	*count = wording->count;
	return wording->words;
}

size_t wording_sentences(struct wording *wording)
{
	size_t count = 0;

	wording_words(wording, &count);
	return wording->sentences;
}

static uint64_t hash_word(const char *word, size_t *length)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	const char *at = word;

	for (; *at; at++)
		hash = (hash ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
	*length = (size_t)(at - word);
	return hash;
}

static struct memo *memo_of(struct wording *wording, uint64_t hash)
{
	return &wording->memos[hash & (MEMO_SLOTS - 1)];
}

static struct word_note look_up(struct wording *wording, const char *folded)
{
	size_t length;
	uint64_t hash = hash_word(folded, &length);
	struct memo *memo = memo_of(wording, hash);
	struct word_note note = {.hash = hash, .rarity = RARITY_UNASKED};

	if (memo->note.hash == hash && length < MEMO_BYTES && memcmp(memo->word, folded, length + 1) == 0)
		return memo->note;
	note.syllables = (uint32_t)syllables(folded);
	if (length < MEMO_BYTES && length > 0) {
		memo->note = note;
		memcpy(memo->word, folded, length + 1);
	}
	return note;
}

/* Scanned words are known by their number. */
static struct word_note *known_note(struct wording *wording, uint32_t number)
{
	if (number >= wording->known_cap) {
		size_t cap = (size_t)number * 2 + 64;
		wording->known = mem_realloc(wording->known, cap, sizeof *wording->known);
		memset(wording->known + wording->known_cap, 0, (cap - wording->known_cap) * sizeof *wording->known);
		wording->known_cap = cap;
	}
	return &wording->known[number];
}

static void forget_numbers(struct wording *wording)
{
	uint32_t numbering = match_numbering(wording->scanner);

	if (wording->numbering != numbering && wording->known)
		memset(wording->known, 0, wording->known_cap * sizeof *wording->known);
	wording->numbering = numbering;
}

static void note_scanned(struct wording *wording, size_t count)
{
	forget_numbers(wording);
	for (size_t i = 0; i < count; i++) {
		struct word_note *note = known_note(wording, wording->words[i].number);

		if (!note->hash)
			*note = look_up(wording, wording->words[i].folded);
		wording->notes[i] = *note;
		wording->syllables += note->syllables;
	}
}

const struct word_note *wording_notes(struct wording *wording)
{
	size_t count = 0;

	if (wording->noted)
		return wording->notes;
	wording_words(wording, &count);
	if (!wording->memos)
		wording->memos = mem_calloc(MEMO_SLOTS, sizeof *wording->memos);
	if (wording->note_cap < count + 1) {
		wording->note_cap = (count + 1) * 2;
		wording->notes = mem_realloc(wording->notes, wording->note_cap, sizeof *wording->notes);
	}
	wording->syllables = 0;
	if (wording->scanned)
		note_scanned(wording, count);
	for (size_t i = 0; !wording->scanned && i < count; i++) {
		wording->notes[i] = look_up(wording, wording->words[i].folded);
		wording->syllables += wording->notes[i].syllables;
	}
	wording->noted = true;
	return wording->notes;
}

static void ask_key(struct wording *wording, size_t index, struct word_note *note)
{
	struct memo *memo = memo_of(wording, note->hash);
	const struct match_word *word = &wording->words[index];

	note->key = overlap_word_key(wording->scanner, word->folded, &note->rarity);
	if (wording->scanned)
		*known_note(wording, word->number) = *note;
	if (memo->note.hash == note->hash && strcmp(memo->word, word->folded) == 0)
		memo->note = *note;
}

uint64_t wording_key(struct wording *wording, size_t index, int *rarity)
{
	struct word_note *note;

	(void)wording_notes(wording);
	note = &wording->notes[index];
	if (note->rarity == RARITY_UNASKED)
		ask_key(wording, index, note);
	*rarity = note->rarity;
	return note->key;
}

const struct word_note *wording_keyed_notes(struct wording *wording)
{
	size_t count = 0;

	wording_words(wording, &count);
	(void)wording_notes(wording);
	for (size_t i = 0; i < count; i++)
		if (wording->notes[i].rarity == RARITY_UNASKED)
			ask_key(wording, i, &wording->notes[i]);
	return wording->notes;
}

size_t wording_syllables(struct wording *wording)
{
	(void)wording_notes(wording);
	return wording->syllables;
}

uint64_t wording_chain(uint64_t chain, uint64_t hash)
{
	chain = (chain ^ hash) * UINT64_C(0x9e3779b97f4a7c15);
	return chain ^ chain >> 32;
}
