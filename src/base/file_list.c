#define _DEFAULT_SOURCE /* the kinds of directory entries, DT_DIR and so on */
#include "base/file.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define DEPTH_MAX 32 /* folders in folders: a mount that loops must not hang us */

struct listing {
	char **paths;
	size_t count, cap;
	const char *suffix;
};

static void close_folder(DIR **folder)
{
	if (*folder)
		closedir(*folder);
}

static bool ends_with(const char *name, const char *suffix)
{
	size_t n = strlen(name), m = strlen(suffix);
	return n >= m && memcmp(name + n - m, suffix, m) == 0;
}

static bool walk(struct listing *list, const char *folder, int depth, struct err *err);

/* What the folder says the entry is; links, and file systems that do not tell, are looked up. */
static int entry_kind(const char *path, const struct dirent *entry)
{
	struct stat st;
	if (entry->d_type == DT_DIR || entry->d_type == DT_REG)
		return entry->d_type;
	if (lstat(path, &st) != 0)
		return DT_UNKNOWN; /* gone since we read the folder */
	if (S_ISDIR(st.st_mode))
		return DT_DIR;
	if (S_ISLNK(st.st_mode) && stat(path, &st) != 0)
		return DT_UNKNOWN;
	return S_ISREG(st.st_mode) ? DT_REG : DT_UNKNOWN; /* a link to a folder is not followed */
}

static bool add_entry(struct listing *list, const char *folder, const struct dirent *entry, int depth, struct err *err)
{
	bool wanted = ends_with(entry->d_name, list->suffix);
	if (entry->d_type == DT_REG && !wanted)
		return true;
	CLEANUP_FREE char *path = file_join(folder, entry->d_name);
	int kind = entry_kind(path, entry);
	if (kind == DT_DIR)
		return depth >= DEPTH_MAX || walk(list, path, depth + 1, err);
	if (kind != DT_REG || !wanted)
		return true;
	MEM_ENSURE(list->paths, list->count, list->cap);
	list->paths[list->count++] = path;
	path = NULL;
	return true;
}

static bool walk(struct listing *list, const char *folder, int depth, struct err *err)
{
	CLEANUP(close_folder) DIR *dir = opendir(folder);
	if (!dir) {
		const char *why = strerror(errno);
		return err_set_at(err, ERR_INPUT, folder, 0, 0, "Cannot read the folder %s: %s", folder, why);
	}
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (entry->d_name[0] != '.' && !add_entry(list, folder, entry, depth, err))
			return false;
	}
	return true;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **file_list(const char *folder, const char *suffix, size_t *count, struct err *err)
{
	struct listing list = {mem_calloc(8, sizeof(char *)), 0, 8, suffix};
	if (!walk(&list, folder, 0, err)) {
		file_list_free(list.paths, list.count);
		return NULL;
	}
	qsort(list.paths, list.count, sizeof(*list.paths), by_bytes);
	*count = list.count;
	return list.paths;
}

void file_list_free(char **paths, size_t count)
{
	for (size_t i = 0; paths && i < count; i++)
		free(paths[i]);
	free(paths);
}
