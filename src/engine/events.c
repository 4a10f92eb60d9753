/* events.c - the list of what the last call did. */
#include "engine/internal.h"

#include <stdarg.h>

void events_clear(struct engine *engine)
{
	engine->event_count = 0;
	talloc_free(engine->call_pool);
	engine->call_pool = MEM_NEW(engine->pool, char);
}

struct event *event_add(struct engine *engine, enum event_kind kind)
{
	MEM_ENSURE(engine->events, engine->event_count, engine->event_cap);
	struct event *event = &engine->events[engine->event_count++];
	*event = (struct event){
		.kind = kind,
		.text = SV(""),
		.rubric = -1,
		.index = -1,
		.from = engine->mood,
		.to = engine->mood,
		.turn = engine->turn,
	};
	return event;
}

struct sv call_text(struct engine *engine, const struct strbuf *text)
{
	return sv_make(mem_pool_strndup(engine->call_pool, text->buf, text->len), text->len);
}

struct sv call_printf(struct engine *engine, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *text = talloc_vasprintf(engine->call_pool, format, args);
	va_end(args);
	if (!text)
		mem_die();
	return sv_from(text);
}

void events_of_score(struct engine *engine)
{
	size_t count = 0;
	const struct score_change *changes = score_changes(engine->session, &count);
	for (size_t i = 0; i < count; i++) {
		struct event *event = event_add(engine, EVENT_CRITERION);
		event->rubric = changes[i].rubric;
		event->index = changes[i].criterion;
		event->change = changes[i].kind;
	}
}

const struct event *engine_events(const struct engine *engine, size_t *count)
{
	*count = engine->event_count;
	return engine->events;
}
