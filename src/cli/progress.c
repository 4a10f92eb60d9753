#include "cli/progress.h"

#include "base/clock.h"

#include <unistd.h>

void progress_begin(struct progress *progress, struct context *context, struct sv what, struct sv unit)
{
	*progress = (struct progress){.context = context,
				      .what = what,
				      .unit = unit,
				      .began = clock_monotonic_ms(),
				      .wanted = isatty(fileno(context->talk)) == 1};
}

static void show(void *data, const char *what, const char *unit, int64_t done, int64_t total)
{
	struct progress *progress = data;

	progress->what = sv_from(what);
	progress->unit = sv_from(unit);
	progress_tell(progress, done, total);
}

void progress_watch(struct progress *progress, struct context *context, struct store *store)
{
	progress_begin(progress, context, SV(""), SV(""));
	if (!progress->wanted)
		return;
	progress->watched = store;
	store_tell(store, show, progress);
}

void progress_tell(struct progress *progress, int64_t done, int64_t total)
{
	int64_t now;

	if (!progress->wanted)
		return;
	now = clock_monotonic_ms();
	if (now - progress->began < 1000 || now - progress->shown < 200)
		return;
	progress->shown = now;
	progress->any = true;
	fprintf(progress->context->talk, "\r\033[K" SV_FMT ": %lld", SV_ARG(progress->what), (long long)done);
	if (total)
		fprintf(progress->context->talk, " of %lld", (long long)total);
	fprintf(progress->context->talk, " " SV_FMT, SV_ARG(progress->unit));
	fflush(progress->context->talk);
}

void progress_end(struct progress *progress)
{
	if (progress->any)
		fputs("\r\033[K", progress->context->talk);
	fflush(progress->context->talk);
	progress->any = false;
	if (progress->watched)
		store_tell(progress->watched, NULL, NULL);
	progress->watched = NULL;
}
