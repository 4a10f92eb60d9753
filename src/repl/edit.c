/* edit.c - /edit: a longer reply in the person's own editor. */
#include "base/file.h"
#include "base/mem.h"
#include "repl/inside.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const char *editor(void)
{
	const char *names[] = {"VISUAL", "EDITOR"};

	for (size_t i = 0; i < 2; i++) {
		const char *value = getenv(names[i]);

		if (value && value[0])
			return value;
	}
	return "vi";
}

/* The command is the person's own setting, so the shell may split it; the file name travels as an argument. */
static bool run_editor(const char *path)
{
	CLEANUP_STRBUF struct strbuf command = STRBUF_INIT;
	int status = 0;
	pid_t child;

	strbuf_addf(&command, "%s \"$1\"", editor());
	child = fork();
	if (child < 0)
		return false;
	if (child == 0) {
		execl("/bin/sh", "sh", "-c", command.buf, "editor", path, (char *)NULL);
		_exit(127);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

char *repl_edit(struct repl *repl)
{
	const char *folder = getenv("TMPDIR") && getenv("TMPDIR")[0] ? getenv("TMPDIR") : "/tmp";
	CLEANUP_FREE char *path = file_join(folder, "rolecall-reply-XXXXXX");
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf said = STRBUF_INIT;
	struct err err = ERR_INIT;
	int fd = mkstemp(path);

	if (fd < 0) {
		draw_note(&repl->style, &said, "No place for a new text in %s: %s.", folder, strerror(errno));
		repl_show(repl, &said);
		return NULL;
	}
	close(fd);
	if (!run_editor(path)) {
		draw_note(&repl->style, &said,
			  "The editor (%s) did not end well; nothing was said. $VISUAL names another.", editor());
		repl_show(repl, &said);
	} else {
		file_read(path, ENGINE_MAX_REPLY, &text, &err);
	}
	unlink(path);
	return text.len ? strbuf_detach(&text) : NULL;
}
