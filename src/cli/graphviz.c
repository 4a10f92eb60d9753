/* graphviz.c - one child process: DOT in through an unnamed file, SVG out through a pipe. */
#include "cli/graphviz.h"

#include "base/mem.h"

#include <errno.h>
#include <sys/wait.h>

#define SVG_MAX ((size_t)64 * 1024 * 1024)
#define NOT_FOUND 127 /* what a shell says, too */

static void become_dot(int in, int out)
{
	char name[] = "dot", form[] = "-Tsvg";
	char *const arguments[] = {name, form, NULL};

	if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0)
		execvp(arguments[0], arguments);
	_exit(errno == ENOENT ? NOT_FOUND : 1);
}

static bool read_all(int from, struct strbuf *out)
{
	char chunk[65536];
	ssize_t got;

	while ((got = read(from, chunk, sizeof chunk)) != 0) {
		if (got < 0 && errno != EINTR)
			return false;
		if (got > 0 && out->len + (size_t)got > SVG_MAX)
			return false;
		if (got > 0)
			strbuf_add(out, chunk, (size_t)got);
	}
	return true;
}

static int wait_for(pid_t child)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool graphviz_svg(struct sv dot, struct strbuf *out, struct err *err)
{
	FILE *input CLEANUP_FCLOSE = tmpfile();
	int ends[2];

	if (!input || fwrite(dot.p, 1, dot.n, input) != dot.n || fflush(input) != 0)
		return err_set(err, ERR_IO, "No temporary file could be written for Graphviz.");
	rewind(input);
	if (pipe(ends) < 0)
		return err_set(err, ERR_IO, "No pipe to Graphviz could be made.");
	pid_t child = fork();

	if (child == 0) {
		close(ends[0]);
		become_dot(fileno(input), ends[1]);
	}
	close(ends[1]);
	bool whole = child > 0 && read_all(ends[0], out);

	close(ends[0]);
	int status = child > 0 ? wait_for(child) : -1;

	if (status == NOT_FOUND)
		return err_set(err, ERR_INPUT,
			       "SVG is drawn by the program \"dot\" of Graphviz, which is not installed here. Install "
			       "graphviz, or take --format dot or mermaid.");
	if (!whole || status != 0)
		return err_set(err, ERR_IO, "Graphviz (dot -Tsvg) failed.");
	return true;
}
