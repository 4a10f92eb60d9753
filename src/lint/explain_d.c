/* explain_d.c - the long texts of the codes D. */
#include "lint/explain_text.h"

#include <stddef.h>

const struct explain_text explain_d[] = {
	{"D601", "node or transition never hit", "Node or transition never hit.", NULL, NULL},
	{"D602", "ending never hit", "Ending never hit.", NULL, NULL},
	{"D603", "run over the reply cap", "Run over the reply cap.", NULL, NULL},
	{"D604", "the model-answer agent cannot pass", "The model-answer agent cannot pass.", NULL, NULL},
	{"D605", "a silent, stock-phrase or keyword-stuffing agent can pass",
	 "A silent, stock-phrase or keyword-stuffing agent can pass.", NULL, NULL},
	{"D606", "line too long for the channel", "Line too long for the channel.", NULL, NULL},
	{NULL, NULL, NULL, NULL, NULL},
};
