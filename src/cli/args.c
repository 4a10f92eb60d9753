/* args.c - getopt_long under the verb table. */
#include "base/mem.h"
#include "cli/verb.h"

#include <getopt.h>
#include <string.h>

#define ARGS_MAX_OPTIONS 64
#define ARGS_FIRST_CODE 256 /* above every short option */

struct option_table {
	const struct verb_option *specs[ARGS_MAX_OPTIONS];
	struct option longs[ARGS_MAX_OPTIONS + 1];
	const char *names[ARGS_MAX_OPTIONS + 1];
	char shorts[2 * ARGS_MAX_OPTIONS + 3];
	int count;
};

static void table_add(struct option_table *table, const struct verb_option *specs)
{
	size_t used = strlen(table->shorts);

	for (; specs && specs->name && table->count < ARGS_MAX_OPTIONS; specs++) {
		int i = table->count++;

		table->specs[i] = specs;
		table->names[i] = specs->name;
		table->longs[i] = (struct option){specs->name, specs->argument ? required_argument : no_argument, NULL,
						  ARGS_FIRST_CODE + i};
		if (specs->letter) {
			table->shorts[used++] = specs->letter;
			if (specs->argument)
				table->shorts[used++] = ':';
		}
	}
	table->shorts[used] = '\0';
}

static bool choice_allowed(const char *choices, const char *value)
{
	size_t n = strlen(value);

	for (const char *p = choices; n; p++) {
		const char *end = strchr(p, '|');
		size_t length = end ? (size_t)(end - p) : strlen(p);

		if (length == n && !memcmp(p, value, n))
			return true;
		if (!end)
			break;
		p = end;
	}
	return false;
}

static bool args_keep(struct args *args, const struct verb_option *option, const char *value, struct err *err)
{
	if (option->choices && !choice_allowed(option->choices, value))
		return err_set(err, ERR_USAGE, "--%s cannot be \"%s\"; it is one of %s.", option->name, value,
			       option->choices);
	if (!option->many) {
		for (int i = 0; i < args->given_count; i++) {
			if (args->given[i].option == option) {
				args->given[i].value = value;
				return true;
			}
		}
	}
	args->given = mem_realloc(args->given, (size_t)args->given_count + 1, sizeof *args->given);
	args->given[args->given_count++] = (struct verb_given){option, value};
	return true;
}

static bool unknown_option(const struct option_table *table, const struct verb *verb, const char *word, struct err *err)
{
	struct sv name = sv_from(word);
	const char *near;

	while (name.n && *name.p == '-')
		name = sv_make(name.p + 1, name.n - 1);
	const char *equals = memchr(name.p, '=', name.n);
	if (equals)
		name.n = (size_t)(equals - name.p);
	near = sv_nearest(name, table->names);
	if (near)
		return err_set(err, ERR_USAGE, "\"%s\" is no option of %s. Did you mean --%s?", word, verb->name, near);
	return err_set(err, ERR_USAGE, "\"%s\" is no option of %s. See: rolecall help %s", word, verb->name,
		       verb->name);
}

static bool option_problem(const struct option_table *table, const struct verb *verb, int code, char **argv,
			   struct err *err)
{
	const char *word = optind > 0 ? argv[optind - 1] : "";
	char letter[3] = {'-', (char)optopt, '\0'};

	if (code == ':') {
		for (int i = 0; i < table->count; i++) {
			if (optopt == table->longs[i].val || (optopt && optopt == table->specs[i]->letter))
				return err_set(err, ERR_USAGE, "--%s needs a value: --%s %s.", table->specs[i]->name,
					       table->specs[i]->name, table->specs[i]->argument);
		}
		return err_set(err, ERR_USAGE, "\"%s\" needs a value.", word);
	}
	if (optopt >= ARGS_FIRST_CODE && optopt < ARGS_FIRST_CODE + table->count)
		return err_set(err, ERR_USAGE, "--%s takes no value.", table->specs[optopt - ARGS_FIRST_CODE]->name);
	if (optopt && optopt < ARGS_FIRST_CODE)
		return unknown_option(table, verb, letter, err);
	return unknown_option(table, verb, word, err);
}

bool args_parse(struct args *args, const struct verb *verb, int argc, char **argv, struct err *err)
{
	struct option_table table = {.count = 0, .shorts = ":"};
	int code;

	memset(args, 0, sizeof *args);
	table_add(&table, verb->options);
	table_add(&table, verb_common_options);
	optind = 0; /* glibc: start anew, also after an earlier parse */
	opterr = 0;
	while ((code = getopt_long(argc, argv, table.shorts, table.longs, NULL)) != -1) {
		const struct verb_option *option = NULL;

		if (code == '?' || code == ':') {
			args_release(args);
			return option_problem(&table, verb, code, argv, err);
		}
		for (int i = 0; i < table.count && !option; i++) {
			if (code == table.longs[i].val || code == table.specs[i]->letter)
				option = table.specs[i];
		}
		if (option && !args_keep(args, option, optarg, err)) {
			args_release(args);
			return false;
		}
	}
	args->rest = argv + optind;
	args->rest_count = argc - optind;
	return true;
}

void args_release(struct args *args)
{
	free(args->given);
	memset(args, 0, sizeof *args);
}

const char *args_nth(const struct args *args, const char *option, int n)
{
	for (int i = 0; i < args->given_count; i++) {
		if (!strcmp(args->given[i].option->name, option) && n-- == 0)
			return args->given[i].value ? args->given[i].value : "";
	}
	return NULL;
}

const char *args_get(const struct args *args, const char *option, const char *other)
{
	const char *found = other;

	for (int i = 0; args_nth(args, option, i); i++)
		found = args_nth(args, option, i);
	return found;
}

bool args_has(const struct args *args, const char *option)
{
	return args_nth(args, option, 0) != NULL;
}

bool args_number(const struct args *args, const char *option, long min, long max, long *out, struct err *err)
{
	const char *text = args_get(args, option, NULL);
	long value;

	if (!text)
		return true;
	if (!sv_to_long(sv_from(text), &value) || value < min || value > max)
		return err_set(err, ERR_USAGE, "--%s wants a whole number from %ld to %ld, not \"%s\".", option, min,
			       max, text);
	*out = value;
	return true;
}

bool args_count(const struct args *args, const struct verb *verb, int min, int max, struct err *err)
{
	if (args->rest_count < min)
		return err_set(err, ERR_USAGE, "%s needs more: rolecall %s %s", verb->name, verb->name,
			       verb->arguments);
	if (max >= 0 && args->rest_count > max)
		return err_set(err, ERR_USAGE, "%s does not know what to do with \"%s\": rolecall %s%s%s", verb->name,
			       args->rest[max], verb->name, *verb->arguments ? " " : "", verb->arguments);
	return true;
}
