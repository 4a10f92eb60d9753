/* help.c - help texts and the verbs' part of the man page, from the table of verbs. */
#include "base/utf8.h"
#include "cli/verb.h"
#include "json/json.h"

#include <string.h>

#define HELP_WIDTH 78

static void add_padded(struct strbuf *out, const char *text, size_t width)
{
	size_t n = strlen(text);

	strbuf_addstr(out, text);
	for (; n < width; n++)
		strbuf_addch(out, ' ');
}

static void add_group(struct strbuf *out, const char *title, const char *readers)
{
	bool any = false;

	for (size_t i = 0; verbs[i]; i++) {
		if (strcmp(verbs[i]->readers, readers) != 0)
			continue;
		if (!any)
			strbuf_addf(out, "\n%s\n", title);
		any = true;
		strbuf_addstr(out, "  ");
		add_padded(out, verbs[i]->name, 12);
		strbuf_addf(out, "%s\n", verbs[i]->summary);
	}
}

void help_overview(struct strbuf *out)
{
	strbuf_addstr(out, "rolecall: practise talking with customers, be scored, see why\n\n"
			   "usage: rolecall VERB [options] [arguments]\n");
	add_group(out, "For those who practise", "trainee");
	add_group(out, "For those who write customers and rubrics", "trainer");
	add_group(out, "For those who answer for the results", "manager");
	add_group(out, "For everybody", "all");
	strbuf_addstr(out, "\nStart here:           rolecall play\n"
			   "How a verb is used:   rolecall help VERB\n"
			   "What a code means:    rolecall explain S501\n");
}

static void option_label(const struct verb_option *option, struct strbuf *out)
{
	if (option->letter)
		strbuf_addf(out, "-%c, ", option->letter);
	strbuf_addf(out, "--%s", option->name);
	if (option->argument)
		strbuf_addf(out, " %s", option->argument);
}

static void add_options(const struct verb_option *options, struct strbuf *out)
{
	for (; options && options->name; options++) {
		CLEANUP_STRBUF struct strbuf label = STRBUF_INIT;
		CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

		option_label(options, &label);
		strbuf_addstr(out, "  ");
		add_padded(out, label.buf, 24);
		if (label.len >= 24)
			strbuf_addstr(out, "\n                          ");
		strbuf_addstr(&text, options->help);
		if (options->many)
			strbuf_addstr(&text, " (may be repeated)");
		utf8_add_wrapped(out, strbuf_sv(&text), HELP_WIDTH, 26);
		strbuf_addch(out, '\n');
	}
}

/* A blank line ends a paragraph; any other line end is only where the source was broken. */
static void add_paragraphs(const char *text, struct strbuf *out)
{
	while (*text) {
		CLEANUP_STRBUF struct strbuf paragraph = STRBUF_INIT;

		for (; *text && strncmp(text, "\n\n", 2) != 0; text++)
			strbuf_addch(&paragraph, (char)(*text == '\n' ? ' ' : *text));
		strbuf_addch(out, '\n');
		utf8_add_wrapped(out, sv_trim(strbuf_sv(&paragraph)), HELP_WIDTH, 0);
		strbuf_addch(out, '\n');
		while (*text == '\n')
			text++;
	}
}

void help_verb(const struct verb *verb, struct strbuf *out)
{
	strbuf_addf(out, "usage: rolecall %s", verb->name);
	if (verb->options && verb->options->name)
		strbuf_addstr(out, " [options]");
	strbuf_addf(out, "%s%s\n\n%s.\n", verb->arguments[0] ? " " : "", verb->arguments, verb->summary);
	if (verb->text)
		add_paragraphs(verb->text, out);
	if (verb->options && verb->options->name) {
		strbuf_addstr(out, "\nOptions:\n");
		add_options(verb->options, out);
	}
	strbuf_addstr(out, "\nOptions of every verb:\n");
	add_options(verb_common_options, out);
}

/* scdoc wants these escaped in running text. */
static void add_scd(struct strbuf *out, const char *text)
{
	for (; *text; text++) {
		if (strchr("_*\\#<>[]~`|-", *text))
			strbuf_addch(out, '\\');
		strbuf_addch(out, *text);
	}
}

static void scd_options(const struct verb_option *options, struct strbuf *out)
{
	for (; options && options->name; options++) {
		strbuf_addstr(out, "*");
		if (options->letter)
			strbuf_addf(out, "-%c*, *", options->letter);
		strbuf_addf(out, "--%s*", options->name);
		if (options->argument)
			strbuf_addf(out, " _%s_", options->argument);
		strbuf_addstr(out, "\n\t");
		add_scd(out, options->help);
		strbuf_addstr(out, options->many ? " (may be repeated).\n\n" : ".\n\n");
	}
}

void help_scdoc(struct strbuf *out)
{
	strbuf_addstr(out, "# VERBS\n\n");
	for (size_t i = 0; verbs[i]; i++) {
		strbuf_addf(out, "## rolecall %s ", verbs[i]->name);
		add_scd(out, verbs[i]->arguments);
		strbuf_addstr(out, "\n\n");
		add_scd(out, verbs[i]->summary);
		strbuf_addstr(out, ".\n\n");
		if (verbs[i]->text) {
			add_scd(out, verbs[i]->text);
			strbuf_addstr(out, "\n\n");
		}
		scd_options(verbs[i]->options, out);
	}
	strbuf_addstr(out, "# OPTIONS OF EVERY VERB\n\n");
	scd_options(verb_common_options, out);
}

/* "a|b|c" as an array; null when there is none. */
static void json_choices(struct json_writer *w, const char *key, const char *choices)
{
	json_key(w, key);
	if (!choices) {
		json_null(w);
		return;
	}
	json_open_array(w);
	while (*choices) {
		size_t length = strcspn(choices, "|");

		json_sv(w, sv_make(choices, length));
		choices += length + (choices[length] == '|');
	}
	json_close_array(w);
}

static void json_options(struct json_writer *w, const struct verb_option *options)
{
	json_key(w, "options");
	json_open_array(w);
	for (; options && options->name; options++) {
		json_open_object(w);
		json_key_str(w, "name", options->name);
		json_key_str(w, "argument", options->argument);
		json_choices(w, "choices", options->choices);
		json_key(w, "many");
		json_bool(w, options->many);
		json_key_str(w, "help", options->help);
		json_close_object(w);
	}
	json_close_array(w);
}

void help_json(struct strbuf *out)
{
	struct json_writer w;

	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "help", 1);
	json_key(&w, "verbs");
	json_open_array(&w);
	for (size_t i = 0; verbs[i]; i++) {
		json_open_object(&w);
		json_key_str(&w, "name", verbs[i]->name);
		json_key_str(&w, "arguments", verbs[i]->arguments);
		json_key_str(&w, "summary", verbs[i]->summary);
		json_key_str(&w, "readers", verbs[i]->readers);
		json_choices(&w, "words", verbs[i]->words);
		json_options(&w, verbs[i]->options);
		json_close_object(&w);
	}
	json_close_array(&w);
	json_options(&w, verb_common_options);
	json_close_object(&w);
	strbuf_addch(out, '\n');
}
