/* why.c - which transitions were tried at the last reply, and what each lacked. Kept raw while playing; put in words
 * only when somebody asks. */
#include "engine/internal.h"

void why_clear(struct engine *engine)
{
	engine->tried_count = 0;
	engine->tried_mood = engine->mood;
	engine->tried_replies = engine_node_replies(engine);
	engine->tried_total = engine->total_replies;
}

void why_add(struct engine *engine, const struct tried *tried)
{
	MEM_ENSURE(engine->tried, engine->tried_count, engine->tried_cap);
	engine->tried[engine->tried_count++] = *tried;
}

static struct sv pool_text(struct engine *engine, const struct strbuf *text)
{
	return sv_make(mem_pool_strndup(engine->why_pool, text->buf, text->len), text->len);
}

static void add_figure(const struct engine *engine, const struct cond *failed, struct strbuf *out)
{
	switch (failed->op) {
	case COND_ANGER: strbuf_addf(out, " (it was %d)", engine->tried_mood.anger); break;
	case COND_CONFUSION: strbuf_addf(out, " (it was %d)", engine->tried_mood.confusion); break;
	case COND_REPLIES: strbuf_addf(out, " (it was %d)", engine->tried_replies); break;
	case COND_TOTAL_REPLIES: strbuf_addf(out, " (it was %d)", engine->tried_total); break;
	default: break;
	}
}

static void why_place(struct engine *engine, const struct tried *tried, struct strbuf *out)
{
	if (tried->node < 0)
		strbuf_addf(out, "anytime %d", tried->index + 1);
	else
		strbuf_addf(out, "next %d of " SV_FMT, tried->index + 1,
			    SV_ARG(engine->scenario->nodes[tried->node].id));
}

static void why_line_fill(struct engine *engine, const struct tried *tried, struct why_line *line)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	why_place(engine, tried, &text);
	line->place = pool_text(engine, &text);
	strbuf_reset(&text);
	if (!tried->cond || (tried->cond->op == COND_ALL && tried->cond->count == 0))
		strbuf_addstr(&text, "always");
	else
		cond_describe(tried->cond, &text);
	line->condition = pool_text(engine, &text);
	strbuf_reset(&text);
	if (tried->failed) {
		cond_describe(tried->failed, &text);
		add_figure(engine, tried->failed, &text);
	} else if (tried->used_up) {
		strbuf_addstr(&text, "used already, or it leads nowhere from here");
	}
	line->failed = pool_text(engine, &text);
	line->taken = tried->taken;
}

const struct why_line *engine_why(const struct engine *engine, size_t *count)
{
	/* Only the wording is made here; the state stays as it is. */
	struct engine *writable = (struct engine *)engine;
	talloc_free(writable->why_pool);
	writable->why_pool = MEM_NEW(writable->pool, char);
	struct why_line *lines = MEM_ARRAY(writable->why_pool, struct why_line, writable->tried_count);
	for (size_t i = 0; i < writable->tried_count; i++)
		why_line_fill(writable, &writable->tried[i], &lines[i]);
	*count = writable->tried_count;
	return lines;
}
