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

static bool write_all(int fd, struct sv text)
{
	while (text.n) {
		ssize_t n = write(fd, text.p, text.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false; /* the reader quit: enough seen */
		text = sv_make(text.p + n, text.n - (size_t)n);
	}
	return true;
}

void pager_open(struct pager *pager, struct context *context)
{
	const char *command = pager_command();

	*pager = (struct pager)PAGER_NONE;
	if (!context->out_terminal || !command[0] || !strcmp(command, "cat"))
		return;
	fflush(context->out);
	pager->child = pager_start(command, &pager->fd);
	if (pager->child < 0)
		*pager = (struct pager)PAGER_NONE;
}

bool pager_is_open(const struct pager *pager)
{
	return pager->fd >= 0;
}

bool pager_put(struct pager *pager, struct sv text)
{
	return write_all(pager->fd, text);
}

bool pager_close(struct pager *pager)
{
	int status = 0;

	close(pager->fd);
	while (waitpid(pager->child, &status, 0) < 0 && errno == EINTR)
		;
	*pager = (struct pager)PAGER_NONE;
	return !WIFEXITED(status) || WEXITSTATUS(status) != 127;
}

bool context_page(struct context *context, struct sv text, struct err *err)
{
	struct pager pager;

	pager_open(&pager, context);
	if (!pager_is_open(&pager))
		return context_write(context, text, err);
	pager_put(&pager, text);
	return pager_close(&pager) || context_write(context, text, err);
}
