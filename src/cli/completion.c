/* completion.c - scripts for bash, zsh and fish, from the table of verbs. Names of scenarios, rubrics and trainees
 * are asked from `rolecall list --names` when Tab is pressed. */
#include "cli/verb.h"

#include <string.h>

static const char *value_words(enum verb_value value)
{
	switch (value) {
	case VALUE_SCENARIO: return "$(rolecall list scenarios --names 2>/dev/null)";
	case VALUE_RUBRIC: return "$(rolecall list rubrics --names 2>/dev/null)";
	case VALUE_TRAINEE: return "$(rolecall list trainees --names 2>/dev/null)";
	case VALUE_NONE:
	case VALUE_FILE:
	case VALUE_FOLDER: return NULL;
	}
	return NULL;
}

static void add_words(struct strbuf *out, const char *choices)
{
	for (; *choices; choices++)
		strbuf_addch(out, *choices == '|' ? ' ' : *choices);
}

static void add_verb_names(struct strbuf *out)
{
	for (size_t i = 0; verbs[i]; i++)
		strbuf_addf(out, "%s%s", i ? " " : "", verbs[i]->name);
}

static void bash_options(struct strbuf *out, const struct verb_option *options, bool values)
{
	for (; options && options->name; options++) {
		if (!values) {
			strbuf_addf(out, " --%s", options->name);
		} else if (options->argument) {
			const char *words = value_words(options->value);

			strbuf_addf(out, "\t\t--%s) ", options->name);
			if (options->choices) {
				strbuf_addstr(out, "COMPREPLY=($(compgen -W \"");
				add_words(out, options->choices);
				strbuf_addstr(out, "\" -- \"$cur\"))");
			} else if (words) {
				strbuf_addf(out, "COMPREPLY=($(compgen -W \"%s\" -- \"$cur\"))", words);
			} else {
				strbuf_addf(out, "COMPREPLY=($(compgen -%c -- \"$cur\"))",
					    options->value == VALUE_FOLDER ? 'd' : 'f');
			}
			strbuf_addstr(out, "; return ;;\n");
		}
	}
}

static void bash_verb(struct strbuf *out, const struct verb *verb)
{
	const char *words = value_words(verb->value);

	strbuf_addf(out, "\t%s)\n\t\tcase $prev in\n", verb->name);
	bash_options(out, verb->options, true);
	bash_options(out, verb_common_options, true);
	strbuf_addstr(out, "\t\tesac\n\t\tif [[ $cur == -* ]]; then COMPREPLY=($(compgen -W \"");
	bash_options(out, verb->options, false);
	bash_options(out, verb_common_options, false);
	strbuf_addstr(out, "\" -- \"$cur\"))\n\t\telse COMPREPLY=($(compgen ");
	if (verb->words) {
		strbuf_addstr(out, "-W \"");
		add_words(out, verb->words);
		strbuf_addstr(out, "\" ");
	} else if (words) {
		strbuf_addf(out, "-W \"%s\" ", words);
	}
	if (verb->value == VALUE_FILE || verb->value == VALUE_FOLDER)
		strbuf_addstr(out, "-f ");
	strbuf_addstr(out, "-- \"$cur\")); fi ;;\n");
}

static void completion_bash(struct strbuf *out)
{
	strbuf_addstr(out, "# bash completion for rolecall\n_rolecall()\n{\n"
			   "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
			   "\tif [[ $COMP_CWORD -eq 1 ]]; then COMPREPLY=($(compgen -W \"");
	add_verb_names(out);
	strbuf_addstr(out, "\" -- \"$cur\")); return; fi\n\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; verbs[i]; i++)
		bash_verb(out, verbs[i]);
	strbuf_addstr(out, "\tesac\n}\ncomplete -F _rolecall rolecall\n");
}

/* In single quotes for zsh's _arguments: no quote, bracket or colon. */
static void add_zsh_text(struct strbuf *out, const char *text)
{
	for (; *text; text++)
		strbuf_addch(out, strchr("'[]:", *text) ? ' ' : *text);
}

static void zsh_options(struct strbuf *out, const struct verb_option *options)
{
	for (; options && options->name; options++) {
		const char *words = value_words(options->value);

		strbuf_addf(out, " \\\n\t\t\t'%s--%s[", options->many ? "*" : "", options->name);
		add_zsh_text(out, options->help);
		strbuf_addstr(out, "]");
		if (options->argument && options->choices) {
			strbuf_addf(out, ":%s:(", options->argument);
			add_words(out, options->choices);
			strbuf_addstr(out, ")");
		} else if (options->argument && words) {
			strbuf_addf(out, ":%s:(${(f)\"%s\"})", options->argument, words);
		} else if (options->argument) {
			strbuf_addf(out, ":%s:_files", options->argument);
		}
		strbuf_addstr(out, "'");
	}
}

static void completion_zsh(struct strbuf *out)
{
	strbuf_addstr(out, "#compdef rolecall\n_rolecall()\n{\n\tif (( CURRENT == 2 )); then\n\t\tlocal -a verbs=(\n");
	for (size_t i = 0; verbs[i]; i++) {
		strbuf_addf(out, "\t\t\t'%s:", verbs[i]->name);
		add_zsh_text(out, verbs[i]->summary);
		strbuf_addstr(out, "'\n");
	}
	strbuf_addstr(out, "\t\t)\n\t\t_describe 'verb' verbs\n\t\treturn\n\tfi\n\tlocal verb=$words[2]\n"
			   "\tshift words\n\t(( CURRENT-- ))\n\tcase $verb in\n");
	for (size_t i = 0; verbs[i]; i++) {
		const char *words = value_words(verbs[i]->value);

		strbuf_addf(out, "\t%s)\n\t\t_arguments", verbs[i]->name);
		zsh_options(out, verbs[i]->options);
		zsh_options(out, verb_common_options);
		if (verbs[i]->words) {
			strbuf_addstr(out, " \\\n\t\t\t'*:what:(");
			add_words(out, verbs[i]->words);
			strbuf_addstr(out, ")'");
		} else if (words) {
			strbuf_addf(out, " \\\n\t\t\t'*:name:(${(f)\"%s\"})'", words);
		} else {
			strbuf_addstr(out, " \\\n\t\t\t'*:file:_files'");
		}
		strbuf_addstr(out, " ;;\n");
	}
	strbuf_addstr(out, "\tesac\n}\n_rolecall \"$@\"\n");
}

static void fish_quoted(struct strbuf *out, const char *text)
{
	strbuf_addch(out, '\'');
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			strbuf_addch(out, '\\');
		strbuf_addch(out, *text);
	}
	strbuf_addch(out, '\'');
}

static void fish_options(struct strbuf *out, const char *verb, const struct verb_option *options)
{
	for (; options && options->name; options++) {
		strbuf_addf(out, "complete -c rolecall -n '__fish_seen_subcommand_from %s' -l %s", verb, options->name);
		if (options->choices) {
			strbuf_addstr(out, " -x -a '");
			add_words(out, options->choices);
			strbuf_addstr(out, "'");
		} else if (options->argument) {
			strbuf_addstr(out,
				      options->value == VALUE_FILE || options->value == VALUE_FOLDER ? " -r" : " -x");
		}
		strbuf_addstr(out, " -d ");
		fish_quoted(out, options->help);
		strbuf_addch(out, '\n');
	}
}

static void completion_fish(struct strbuf *out)
{
	strbuf_addstr(out, "# fish completion for rolecall\n");
	for (size_t i = 0; verbs[i]; i++) {
		static const char *const kinds[] = {"scenarios", "rubrics", "trainees"};

		strbuf_addf(out, "complete -c rolecall -f -n __fish_use_subcommand -a %s -d ", verbs[i]->name);
		fish_quoted(out, verbs[i]->summary);
		strbuf_addch(out, '\n');
		fish_options(out, verbs[i]->name, verbs[i]->options);
		fish_options(out, verbs[i]->name, verb_common_options);
		if (verbs[i]->value >= VALUE_SCENARIO)
			strbuf_addf(out,
				    "complete -c rolecall -f -n '__fish_seen_subcommand_from %s' -a "
				    "'(rolecall list %s --names 2>/dev/null)'\n",
				    verbs[i]->name, kinds[verbs[i]->value - VALUE_SCENARIO]);
		if (verbs[i]->words) {
			strbuf_addf(out, "complete -c rolecall -f -n '__fish_seen_subcommand_from %s' -a '",
				    verbs[i]->name);
			add_words(out, verbs[i]->words);
			strbuf_addstr(out, "'\n");
		}
	}
}

void completion_script(const char *shell, struct strbuf *out)
{
	if (!strcmp(shell, "bash"))
		completion_bash(out);
	else if (!strcmp(shell, "zsh"))
		completion_zsh(out);
	else
		completion_fish(out);
}
