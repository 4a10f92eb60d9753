/* Recognising what is typed after a slash. */
#include "repl/command.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const actions[] = {"refund", "hold", NULL};

Test(command, prefixes_arguments_and_actions)
{
	struct command_line line;
	struct err err = ERR_INIT;

	cr_assert(command_parse(SV("/hang"), actions, &line, &err));
	cr_assert_eq(line.command, COMMAND_HANG_UP);
	cr_assert(command_parse(SV("/note  call back \n"), actions, &line, &err));
	cr_assert_eq(line.command, COMMAND_NOTE);
	cr_assert(sv_is(line.argument, "call back"));
	cr_assert(command_parse(SV("/ref"), actions, &line, &err));
	cr_assert_eq(line.command, COMMAND_OTHER);
	cr_assert(sv_is(line.name, "refund"));
}

Test(command, unknown_and_unclear_ones_get_a_sentence)
{
	static const char *const bad[] = {"/", "/h", "/zzz", "/\xff\xfe", "/hlod 2m"};
	struct command_line line;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct err err = ERR_INIT;

		cr_assert_not(command_parse(sv_from(bad[i]), actions, &line, &err));
		cr_assert_eq(err.kind, ERR_USAGE);
	}
	struct err err = ERR_INIT;
	cr_assert_not(command_parse(SV("/hlod 2m"), actions, &line, &err));
	cr_assert(strstr(err.message, "/hold"));
}

Test(command, every_command_is_found_by_its_own_name)
{
	for (const struct command_info *info = command_table; info->name; info++) {
		char text[64] = "/";
		struct command_line line;
		struct err err = ERR_INIT;

		strncpy(text + 1, info->name, sizeof text - 2);
		cr_assert(command_parse(sv_from(text), actions, &line, &err));
		cr_assert_eq(line.command, info->command);
	}
}
