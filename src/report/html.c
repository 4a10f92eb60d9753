#include "report/report.h"
bool report_add_html(const struct report *report, int64_t now_ms, struct strbuf *out, struct err *err)
{
	(void)report;
	(void)now_ms;
	(void)out;
	return err_set(err, ERR_BUG, "not yet");
}
