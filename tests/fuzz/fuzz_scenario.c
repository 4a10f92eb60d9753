/* fuzz_scenario.c - any bytes as a scenario file: a scenario or an error with a place, never a crash or a leak. */
#include "base/diag.h"
#include "model/scenario.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct scenario *scenario = scenario_parse("fuzz.yaml", sv_make((const char *)data, size), NULL, &diags, &err);
	if (!scenario && err.kind == ERR_NONE)
		abort(); /* a failure must say why */
	if (!scenario && diags.count == 0)
		abort(); /* … and where */
	for (int i = 0; scenario && i < scenario->node_count; i++) {
		int count;
		for (int anger = 0; anger <= 100; anger += 25)
			says_lines(&scenario->nodes[i].says, anger, &count);
	}
	scenario_free(scenario);
	diag_list_finish(&diags);
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	diag_render_text(&diags, false, &text);
	diag_list_release(&diags);
	return 0;
}
