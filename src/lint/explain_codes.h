/* explain_codes.h - every code, sorted; a unit test holds it against the tables. Internal to explain.c. */
#ifndef ROLECALL_LINT_EXPLAIN_CODES_H
#define ROLECALL_LINT_EXPLAIN_CODES_H

static const char *const explain_codes[] = {
	"D601", "D602", "D603", "D604", "D605", "D606", "P201", "P202", "P203", "P204", "P205", "P206", "P207", "P208",
	"P209", "P210", "P211", "P212", "P213", "R301", "R302", "R303", "R304", "R305", "R306", "R307", "R308", "R309",
	"R310", "R311", "R312", "R313", "R314", "R315", "R316", "S501", "S502", "S503", "S504", "S505", "S506", "S507",
	"S508", "S509", "S510", "S511", "S512", "S513", "S514", "S515", "S516", "S517", "S518", "S519", "S520", "S521",
	"S522", "S523", "S524", "T401", "T402", "T403", "T404", "T405", "T406", "T407", "T408", "Y101", "Y102", "Y103",
	"Y104", "Y105", "Y106", "Y107", "Y108", "Y109", "Y110", "Y111", "Y112", "Y113", "Y114", "Y115", NULL,
};

#endif
