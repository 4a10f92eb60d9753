/* sort.h - arrays that are mostly short and mostly in order.
 *
 * SORT_FEW(name, type, few, behind, compare) defines `static void name(type *items, size_t count)`: up to `few` items
 * are inserted one by one, which is stable and costs next to nothing when they come in order; more are left to qsort
 * with `compare`. `behind(a, b)`, of two `const type *`: must *a stand behind *b? Both orders must agree. */
#ifndef ROLECALL_BASE_SORT_H
#define ROLECALL_BASE_SORT_H

#include <stddef.h>
#include <stdlib.h>

#define SORT_FEW(name, type, few, behind, compare)                            \
	static void name(type *items, size_t count)                           \
	{                                                                     \
		if (count > (few)) {                                          \
			qsort(items, count, sizeof *items, compare);          \
			return;                                               \
		}                                                             \
		for (size_t i = 1; i < count; i++) {                          \
			type item = items[i];                                 \
			size_t at = i;                                        \
                                                                              \
			for (; at > 0 && behind(&items[at - 1], &item); at--) \
				items[at] = items[at - 1];                    \
			items[at] = item;                                     \
		}                                                             \
	}

#endif
