/* line.c - readline. Its state is global by its own design; ours beside it is only the hooks, set while a conversation
 * runs. */
#include "repl/line.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

#include <readline/history.h>
#include <readline/readline.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>

#define HISTORY_LINES 1000
#define TICK_MICROSECONDS 100000

static struct line_hooks line_hooks;
static char *line_history;
static char **line_found; /* completion candidates while they are handed out */
static size_t line_found_at;
static bool line_ended;
static volatile sig_atomic_t line_interrupted, line_terminated, line_continued;
static struct sigaction line_old_int, line_old_term, line_old_hup, line_old_cont;

static void on_signal(int number)
{
	if (number == SIGINT)
		line_interrupted = 1;
	else if (number == SIGCONT)
		line_continued = 1;
	else
		line_terminated = number;
}

/* A search, a count or a vi motion is in hand: the next key belongs to it. */
static bool in_the_middle(void)
{
	return RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_VIMOTION | RL_STATE_NUMERICARG) != 0;
}

/* Ctrl-C clears the line and keeps the conversation. */
static int after_signal(void)
{
	if (line_continued) {
		line_continued = 0;
		if (line_hooks.continued)
			line_hooks.continued(line_hooks.data);
		rl_on_new_line();
		rl_forced_update_display();
	}
	if (line_interrupted && in_the_middle()) {
		rl_stuff_char('G' & 0x1f); /* abort that first; the line is cleared at the next look */
	} else if (line_interrupted) {
		line_interrupted = 0;
		rl_replace_line("", 0);
		rl_crlf();
		rl_on_new_line();
		rl_redisplay();
	}
	if (line_terminated)
		rl_done = 1;
	return 0;
}

static void show_above(const char *text)
{
	if (line_hooks.plain)
		rl_crlf();
	else
		rl_clear_visible_line();
	fputs(text, rl_outstream);
	fflush(rl_outstream);
	rl_on_new_line();
	rl_forced_update_display();
}

static int on_idle(void)
{
	char *text;

	after_signal(); /* first, so that suspended time is taken off the clock before it is read */
	text = line_hooks.tick ? line_hooks.tick(line_hooks.data) : NULL;
	if (text) {
		show_above(text);
		free(text);
	}
	if (line_hooks.over && line_hooks.over(line_hooks.data)) {
		line_ended = true;
		rl_replace_line("", 0);
		rl_done = 1;
	}
	return 0;
}

static char *next_candidate(const char *text, int state)
{
	(void)text;
	(void)state;
	return line_found && line_found[line_found_at] ? mem_strdup(line_found[line_found_at++]) : NULL;
}

static char **complete_word(const char *text, int start, int end)
{
	char **matches = NULL;

	(void)end;
	rl_attempted_completion_over = 1;
	line_found = line_hooks.complete ? line_hooks.complete(line_hooks.data, rl_line_buffer, start) : NULL;
	line_found_at = 0;
	if (line_found)
		matches = rl_completion_matches(text, next_candidate);
	for (size_t i = 0; line_found && line_found[i]; i++)
		free(line_found[i]);
	free(line_found);
	line_found = NULL;
	return matches;
}

static void catch_signals(void)
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = on_signal;
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, &line_old_int);
	sigaction(SIGTERM, &action, &line_old_term);
	sigaction(SIGHUP, &action, &line_old_hup);
	sigaction(SIGCONT, &action, &line_old_cont);
}

void line_start(const struct line_hooks *hooks, const char *history_path)
{
	line_hooks = *hooks;
	rl_readline_name = "rolecall";
	rl_attempted_completion_function = complete_word;
	rl_event_hook = on_idle;
	rl_signal_event_hook = after_signal;
	rl_set_keyboard_input_timeout(TICK_MICROSECONDS);
	rl_change_environment = 0;
	rl_completer_word_break_characters = " \t\n";
	using_history();
	stifle_history(HISTORY_LINES);
	if (history_path) {
		line_history = mem_strdup(history_path);
		read_history(line_history);
	}
	line_interrupted = line_terminated = line_continued = 0;
	catch_signals();
}

void line_stop(void)
{
	if (line_history) {
		/* The file holds what a trainee said: nobody else's business, from its first byte on. */
		int fd = open(line_history, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

		if (fd >= 0) {
			fchmod(fd, 0600);
			close(fd);
			write_history(line_history);
			chmod(line_history, 0600);
		}
		free(line_history);
		line_history = NULL;
	}
	clear_history();
	rl_event_hook = NULL;
	rl_signal_event_hook = NULL;
	sigaction(SIGINT, &line_old_int, NULL);
	sigaction(SIGTERM, &line_old_term, NULL);
	sigaction(SIGHUP, &line_old_hup, NULL);
	sigaction(SIGCONT, &line_old_cont, NULL);
}

enum line_result line_read(const char *prompt, char **text)
{
	line_ended = false;
	*text = readline(prompt);
	if (line_terminated || line_ended) {
		free(*text);
		*text = NULL;
		return line_terminated ? LINE_SIGNAL : LINE_OVER;
	}
	return *text ? LINE_TEXT : LINE_END;
}

void line_remember(const char *text)
{
	HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;

	if (!strchr(text, '\n') && (!last || strcmp(last->line, text) != 0))
		add_history(text);
}

int line_width(void)
{
	struct winsize size;

	/* The terminal itself: readline only knows after its first prompt. */
	if (!ioctl(STDIN_FILENO, TIOCGWINSZ, &size) && size.ws_col)
		return size.ws_col < 20 ? 20 : size.ws_col;
	return 80;
}
