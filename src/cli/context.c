/* context.c - the environment of a run: settings from flags, variables, the config file and XDG, in that order. */
#include "cli/context.h"

#include "base/file.h"
#include "base/mem.h"
#include "cli/verb.h"
#include "yaml/table.h"

#include <errno.h>
#include <pwd.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>

#define EXAM_ATTEMPTS 3

static const struct yaml_field config_fields[] = {
	{.key = "trainee", .kind = YAML_K_TEXT, .help = "Who practises at this desk."},
	{.key = "store", .kind = YAML_K_TEXT, .help = "The store of attempts."},
	{.key = "practice", .kind = YAML_K_TEXT, .help = "The private store of practice."},
	{.key = "color",
	 .kind = YAML_K_CHOICE,
	 .choices = (const char *const[]){"auto", "always", "never", NULL},
	 .help = "When to use colour."},
	{.key = "exam_attempts",
	 .kind = YAML_K_INT,
	 .min = 1,
	 .max = 1000,
	 .help = "How often a trainee may take the exam on a scenario; usually 3."},
	{.key = NULL},
};
static const struct yaml_table config_table = {"configuration", "The settings of one desk.", config_fields};

static char *env_or_home(const char *variable, const char *below_home)
{
	const char *value = getenv(variable);
	const char *home = getenv("HOME");

	if (value && value[0] == '/')
		return mem_strdup(value);
	if (!home || !home[0]) {
		const struct passwd *entry = getpwuid(getuid());

		home = entry && entry->pw_dir ? entry->pw_dir : "/";
	}
	return file_join(home, below_home);
}

static char *own_file(const char *variable, const char *below_home, const char *name, bool make, struct err *err)
{
	CLEANUP_FREE char *base = env_or_home(variable, below_home);
	CLEANUP_FREE char *folder = file_join(base, "rolecall");

	if (make && !file_make_folders(folder, 0700, err))
		return NULL;
	return file_join(folder, name);
}

char *context_state_file(const char *name, struct err *err)
{
	return own_file("XDG_STATE_HOME", ".local/state", name, true, err);
}

char *context_data_file(const char *name, struct err *err)
{
	(void)err; /* the store makes its own folder when it is first written */
	return own_file("XDG_DATA_HOME", ".local/share", name, false, NULL);
}

char *context_config_file(const char *name)
{
	return own_file("XDG_CONFIG_HOME", ".config", name, false, NULL);
}

static char *login_name(void)
{
	const struct passwd *entry = getpwuid(getuid());

	return mem_strdup(entry && entry->pw_name[0] ? entry->pw_name : "trainee");
}

static bool want_colour(const char *when, FILE *stream)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (!strcmp(when, "always"))
		return true;
	if (!strcmp(when, "never") || (no_color && no_color[0]))
		return false;
	return isatty(fileno(stream)) && term && term[0] && strcmp(term, "dumb") != 0;
}

static void set_colour(struct context *context, const char *when)
{
	context->colour_out = want_colour(when, context->out);
	context->colour_talk = want_colour(when, context->talk);
}

static void replace_text(char **slot, struct sv value)
{
	if (!value.n)
		return;
	free(*slot);
	*slot = mem_strndup(value.p, value.n);
}

static void name_store(struct context *context, struct sv path)
{
	replace_text(&context->store_path, path);
	context->store_named = context->store_named || path.n;
}

static bool read_config(struct context *context, struct err *err)
{
	CLEANUP_FREE char *path = context_config_file("config.yaml");
	struct diag_list diags = DIAG_LIST_INIT;
	struct yaml_doc *doc;
	bool good = true;

	if (!file_exists(path))
		return true;
	doc = yaml_load(NULL, path, &diags, err);
	good = doc != NULL;
	if (doc && doc->root) {
		yaml_check(doc, &config_table, 0, &diags);
		if (diags.count) {
			const struct diag *first = &diags.items[0];

			good = err_set_at(err, ERR_INPUT, path, first->line, first->column, "%s.", first->message);
		} else {
			replace_text(&context->trainee, yaml_text(yaml_get(doc->root, "trainee")));
			name_store(context, yaml_text(yaml_get(doc->root, "store")));
			replace_text(&context->practice_path, yaml_text(yaml_get(doc->root, "practice")));
			context->exam_attempts =
				(int)yaml_long(yaml_get(doc->root, "exam_attempts"), context->exam_attempts);
			if (yaml_get(doc->root, "color"))
				set_colour(context, yaml_text(yaml_get(doc->root, "color")).p);
		}
	}
	diag_list_release(&diags);
	talloc_free(doc);
	return good;
}

bool context_init(struct context *context, struct err *err)
{
	memset(context, 0, sizeof *context);
	context->out = stdout;
	context->talk = stderr;
	context->in_terminal = isatty(STDIN_FILENO);
	context->out_terminal = isatty(STDOUT_FILENO);
	set_colour(context, "auto");
	context->trainee = login_name();
	context->exam_attempts = EXAM_ATTEMPTS;
	context->store_path = context_data_file("rolecall.db", err);
	context->practice_path = context_data_file("practice.db", err);
	if (!read_config(context, err))
		return false;
	if (getenv("ROLECALL_TRAINEE"))
		replace_text(&context->trainee, sv_from(getenv("ROLECALL_TRAINEE")));
	if (getenv("ROLECALL_PRACTICE"))
		replace_text(&context->practice_path, sv_from(getenv("ROLECALL_PRACTICE")));
	if (getenv("ROLECALL_STORE"))
		name_store(context, sv_from(getenv("ROLECALL_STORE")));
	return true;
}

bool context_apply(struct context *context, const struct args *args, struct err *err)
{
	const char *when = args_get(args, "color", NULL);
	const char *store = args_get(args, "store", NULL);
	const char *trainee = args_get(args, "trainee", NULL);

	if (when)
		set_colour(context, when);
	if (store && !store[0])
		return err_set(err, ERR_USAGE, "--store needs a file name.");
	if (trainee && !trainee[0])
		return err_set(err, ERR_USAGE, "--trainee needs a name.");
	if (store)
		name_store(context, sv_from(store));
	if (trainee)
		replace_text(&context->trainee, sv_from(trainee));
	return true;
}

void context_release(struct context *context)
{
	store_close(context->store);
	store_close(context->practice);
	library_free(context->library);
	free(context->store_path);
	free(context->practice_path);
	free(context->trainee);
}

/* PREFIX/share/rolecall for a program at PREFIX/bin/rolecall, so that an unpacked package works wherever it lies. */
static char *content_beside_program(void)
{
	CLEANUP_FREE char *program = file_real("/proc/self/exe");
	CLEANUP_FREE char *folder = program ? file_folder(program) : NULL;
	CLEANUP_FREE char *share = folder ? file_join(folder, "../share/rolecall") : NULL;

	return share ? file_real(share) : NULL;
}

struct library *context_library(struct context *context, struct err *err)
{
	CLEANUP_FREE char *path = NULL;
	CLEANUP_FREE char *beside = NULL;
	const char *roots[68];
	size_t count = 0;
	char *rest;

	(void)err; /* roots that do not exist are skipped */
	if (context->library)
		return context->library;
	path = mem_strdup(getenv("ROLECALL_PATH") ? getenv("ROLECALL_PATH") : "");
	for (rest = path; rest && *rest && count < 64;) {
		char *colon = strchr(rest, ':');

		if (colon)
			*colon = '\0';
		if (*rest)
			roots[count++] = rest;
		rest = colon ? colon + 1 : NULL;
	}
	roots[count++] = ".";
	beside = content_beside_program();
	if (beside)
		roots[count++] = beside;
	roots[count++] = ROLECALL_DATADIR;
	context->library = library_new(roots, count);
	return context->library;
}

struct store *context_store(struct context *context, struct err *err)
{
	if (!context->store)
		context->store = store_open(context->store_path, err);
	return context->store;
}

struct store *context_store_existing(struct context *context, struct err *err)
{
	if (context->store)
		return context->store;
	if (!file_exists(context->store_path)) {
		err_set(err, ERR_STORE, "There is no store at %s yet: the first play makes one.", context->store_path);
		return NULL;
	}
	context->store = store_open(context->store_path, err);
	return context->store;
}

struct store *context_practice(struct context *context, struct err *err)
{
	if (!context->practice)
		context->practice = store_open(context->practice_path, err);
	return context->practice;
}

struct store *context_practice_existing(struct context *context, struct err *err)
{
	return context->practice || file_exists(context->practice_path) ? context_practice(context, err) : NULL;
}

bool context_write(struct context *context, struct sv text, struct err *err)
{
	if (fwrite(text.p, 1, text.n, context->out) == text.n && !fflush(context->out))
		return true;
	if (errno == EPIPE)
		return true;
	return err_set(err, ERR_IO, "The results could not be written: %s.", strerror(errno));
}

int context_width(const struct context *context)
{
	struct winsize size;
	long columns = 0;

	if (context->out_terminal && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col)
		columns = size.ws_col;
	else if (getenv("COLUMNS") && !sv_to_long(sv_from(getenv("COLUMNS")), &columns))
		columns = 0;
	if (columns <= 0)
		columns = 80;
	return columns < 20 ? 20 : columns > 1000 ? 1000 : (int)columns;
}
