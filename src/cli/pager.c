/* pager.c - long results through a pager, only on a terminal. */
#include "base/mem.h"
#include "cli/context.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>

static const char *pager_command(void)
{
	const char *names[] = {"ROLECALL_PAGER", "PAGER"};

	for (size_t i = 0; i < 2; i++) {
		const char *value = getenv(names[i]);

		if (value)
			return value;
	}
	return "less -FRX";
}

/* The command is the user's own setting, so the shell may split it; our text only goes to its standard input. */
static pid_t pager_start(const char *command, int *write_end)
{
	int ends[2];
	pid_t child;

	if (pipe(ends))
		return -1;
	child = fork();
	if (child == 0) {
		dup2(ends[0], STDIN_FILENO);
		close(ends[0]);
		close(ends[1]);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	close(ends[0]);
	if (child < 0)
		close(ends[1]);
	*write_end = ends[1];
	return child;
}

static void write_all(int fd, struct sv text)
{
	while (text.n) {
		ssize_t n = write(fd, text.p, text.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return; /* the reader quit: enough seen */
		text = sv_make(text.p + n, text.n - (size_t)n);
	}
}

bool context_page(struct context *context, struct sv text, struct err *err)
{
	const char *command = pager_command();
	int fd = -1, status = 0;
	pid_t child;

	if (!context->out_terminal || !command[0] || !strcmp(command, "cat"))
		return context_write(context, text, err);
	fflush(context->out);
	child = pager_start(command, &fd);
	if (child < 0)
		return context_write(context, text, err);
	write_all(fd, text);
	close(fd);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return context_write(context, text, err);
	return true;
}
