/* style.h - the style sheet of HTML reports. */
#ifndef ROLECALL_REPORT_STYLE_H
#define ROLECALL_REPORT_STYLE_H

/* Both are parts of one sheet; they hold no "<" and no "&". */
extern const char report_style[], report_style_media[];
/* wilson() of an interval, for the writers. */
#include <stdint.h>
void report_interval(int64_t k, int64_t n, double *low, double *high);

#endif
