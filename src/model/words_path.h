/* words_path.h - where an include may point to, and lists that name each other in a circle. Internal to model/. */
#ifndef ROLECALL_MODEL_WORDS_PATH_H
#define ROLECALL_MODEL_WORDS_PATH_H

#include "model/words.h"

#define WORDS_MAX_NESTED 16 /* includes of includes: nobody can follow more */
#define WORDS_MAX_FILES 64

/* malloc'ed path of `name` as seen from the file `from`; NULL when it is absolute or holds a NUL. */
char *words_include_path(const char *from, struct sv name);
/* malloc'ed real path of the content root: `root` when given; else the parent of the nearest folder called rubrics or
 * scenarios above the file; else the working folder when the file is below it; else the file's folder. NULL when
 * there is none on disk. */
char *words_root(const char *path, const char *root);
/* Is the real path `real` below the real folder `root`? A NULL root holds nothing. */
bool words_path_inside(const char *root, const char *real);

/* P205 at the entry that closes a circle of lists; true when there is one. */
bool words_report_cycle(const struct reader *reader, const struct words *words, const struct match_lists *lists);

#endif
