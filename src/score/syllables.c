/* syllables.c - an estimate of the syllables of an English word, for the Flesch-Kincaid grade.
 *
 * Counted are groups of vowels (a e i o u y, and any letter that is not ASCII). Silent endings are taken off: a final e
 * ("late") but not of -le after a consonant ("table"); -es and -ed ("moves", "called") but not where they sound
 * ("boxes", "waited"). A word has at least one. Such rules are right for about nine words in ten, and errors in both
 * directions even out. */
#include "score/inside.h"

static bool is_vowel(char c)
{
	return (unsigned char)c >= 0x80 || (c && strchr("aeiouy", c));
}

static bool sounds_es(char before)
{
	return strchr("sxzhcg", before) != NULL;
}

static bool has_silent_end(const char *word, size_t n)
{
	char last, before;

	if (n < 3)
		return false;
	last = word[n - 1];
	before = word[n - 2];
	if (last == 'e')
		return !is_vowel(before) && !(before == 'l' && !is_vowel(word[n - 3]));
	if (before != 'e' || is_vowel(word[n - 3]))
		return false;
	if (last == 's')
		return !sounds_es(word[n - 3]) && !(word[n - 3] == 'l' && n > 3 && !is_vowel(word[n - 4]));
	return last == 'd' && word[n - 3] != 't' && word[n - 3] != 'd';
}

size_t syllables(const char *folded)
{
	size_t n = strlen(folded), groups = 0;
	bool inside = false;

	for (size_t i = 0; i < n; i++) {
		bool vowel = is_vowel(folded[i]);

		groups += vowel && !inside;
		inside = vowel;
	}
	if (groups > 1 && has_silent_end(folded, n))
		groups--;
	return groups > 0 ? groups : 1;
}
