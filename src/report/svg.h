/* svg.h - charts as inline SVG, shared by the writers of HTML. */
#ifndef ROLECALL_REPORT_SVG_H
#define ROLECALL_REPORT_SVG_H

#include "report/markup.h"
#include "report/report.h"

/* A figure with the chart and its title; nothing when the chart has no values or too many to be read. */
void svg_chart(struct markup *markup, const struct report_chart *chart, const char *id);
/* The share k of n as a small bar with its interval. */
void svg_rate(struct markup *markup, int64_t k, int64_t n);
/* 0..9: the class of a share's colour in heat maps. */
int svg_heat(double per_cent);

#endif
