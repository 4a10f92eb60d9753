/* main.c - locale, then the command line. */
#include "cli/cli.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

int main(int argc, char **argv)
{
	/* Only character classes: numbers and order stay as in the C locale, so that output never depends on the desk.
	 * Text here is UTF-8; a desk without a UTF-8 locale still gets its line editing right. */
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	return cli_main(argc, argv);
}
