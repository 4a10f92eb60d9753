/* limits.h - every cap of match/, with its reason. Rubrics and replies come from people: nothing here may cost more
 * than a bounded time and memory, whatever they hold. */
#ifndef ROLECALL_MATCH_LIMITS_H
#define ROLECALL_MATCH_LIMITS_H

/* PCRE2 match limit. `^(?:\w+\s?)+$` on 25 characters takes about a second at PCRE2's default of ten million, and
 * 0.5 to 7 ms at this one; no sensible pattern for a chat reply comes near it. */
#define LIMIT_MATCH 100000u
/* PCRE2 counts matches afresh at each start in the text, so that a long text multiplies the limit. Beyond this
 * many bytes the limit shrinks in proportion, which keeps the work on one text near LIMIT_MATCH * this. */
#define LIMIT_FULL_EFFORT_BYTES 8192u
/* … but never below this, which a window such as `.{0,120}` needs with room to spare. */
#define LIMIT_MATCH_FLOOR 2000u
/* Nested backtracking points of the interpreter: as many as matches, because a plain loop uses one for each. */
#define LIMIT_DEPTH 100000u
/* Heap of the interpreter, KiB: 100,000 frames of about 200 bytes. */
#define LIMIT_HEAP_KIB 20000u
/* JIT stack, bytes: start and maximum. Past it the interpreter tries under the same limits. */
#define LIMIT_JIT_STACK_START (32u * 1024u)
#define LIMIT_JIT_STACK_MAX (512u * 1024u)
/* A regex longer than this is no longer one thought, and PCRE2 itself stops at 64 KiB of code. */
#define LIMIT_REGEX_BYTES 8192u

/* A phrase as written, bytes: the longest shipped one is under 200. */
#define LIMIT_PHRASE_BYTES 4096u
/* Parentheses in parentheses, and lists in lists: bounds the recursion of parser and matcher. */
#define LIMIT_DEPTH_MARKS 16
#define LIMIT_DEPTH_LISTS 16
/* Words that one hit may span. A set of reachable ends is then one 64-bit mask. */
#define LIMIT_SPAN_WORDS 63
/* Words that `...` may skip (languages.md section 2). */
#define LIMIT_GAP_WORDS 8
/* Words looked at before a hit for a negator (languages.md section 2). */
#define LIMIT_NEGATION_WORDS 3
/* How far after "can't" an "enough" may stand to make the idiom. */
#define LIMIT_IDIOM_WORDS 12
/* Nodes visited while one phrase is tried at one place: stops list upon list from multiplying. */
#define LIMIT_EVAL_STEPS 20000u

/* Bytes of one word that are compared; the rest of a longer "word" is noise or an attack. */
#define LIMIT_WORD_BYTES 96u
/* Different words a scanner remembers before it starts afresh: about 8 MiB. */
#define LIMIT_KNOWN_WORDS 65536u
/* Steps from state to state, and parts of phrases, that a scanner remembers before it starts afresh: many chats
 * against all shipped packs takes some 12,000 of them; about 16 MiB. */
#define LIMIT_DFA_STEPS 65536u
#define LIMIT_DFA_ITEMS 262144u
/* Hits kept of one phrase in one text: bounds memory on a megabyte of one word. */
#define LIMIT_HITS_PER_PHRASE 4096u
/* Places in one text where a regex's literal stands that are kept at once: beyond them each regex searches the text by
 * itself. A reply has a handful. */
#define LIMIT_PLACES 16384u
/* Word sequences a phrase is spelled out into for P207, P210 and P212, and the words of each; past them nothing is
 * claimed. */
#define LIMIT_SPELLINGS 512u
#define LIMIT_SPELLING_WORDS 24u
/* Phrases of one group compared pair by pair for P207: a longer list would take seconds. */
#define LIMIT_COMPARED_PHRASES 300u

#endif
