#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *reason(void)
{
	switch (errno) {
	case ENOENT: return "there is no such file or folder";
	case EACCES:
	case EPERM: return "you may not open it (permission denied)";
	case ENOTDIR: return "a part of the path is no folder";
	case EISDIR: return "it is a folder";
	case ELOOP: return "its symbolic links go round in a circle";
	case ENAMETOOLONG: return "the name is too long";
	case ENOSPC: return "the disk is full";
	case EROFS: return "the disk is read-only";
	case EMFILE:
	case ENFILE: return "too many files are open";
	default: return strerror(errno);
	}
}

static bool read_all(int fd, const char *path, size_t max, struct strbuf *out, struct err *err)
{
	size_t total = 0;
	for (;;) {
		char chunk[16384];
		ssize_t n = read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set_at(err, errno == EISDIR ? ERR_INPUT : ERR_IO, path, 0, 0, "Cannot read %s: %s",
					  path, reason());
		if (n == 0)
			return true;
		total += (size_t)n;
		if (total > max)
			return err_set_at(err, ERR_LIMIT, path, 0, 0, "%s is larger than the limit of %zu bytes", path,
					  max);
		strbuf_add(out, chunk, (size_t)n);
	}
}

bool file_read(const char *path, size_t max, struct strbuf *out, struct err *err)
{
	struct stat st;
	CLEANUP_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return err_set_at(err, ERR_INPUT, path, 0, 0, "Cannot open %s: %s", path, reason());
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
		return err_set_at(err, ERR_INPUT, path, 0, 0, "Cannot read %s: it is a folder", path);
	return read_all(fd, path, max, out, err);
}

static bool write_all(int fd, struct sv content)
{
	while (content.n) {
		ssize_t n = write(fd, content.p, content.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		content.p += n;
		content.n -= (size_t)n;
	}
	return true;
}

bool file_write_atomic(const char *path, struct sv content, mode_t mode, struct err *err)
{
	CLEANUP_STRBUF struct strbuf temporary = STRBUF_INIT;
	strbuf_addf(&temporary, "%s.XXXXXX", path);
	CLEANUP_CLOSE int fd = mkstemp(temporary.buf);
	if (fd < 0)
		return err_set_at(err, ERR_IO, path, 0, 0, "Cannot write %s: %s", path, reason());
	bool good = fchmod(fd, mode) == 0 && write_all(fd, content) && fsync(fd) == 0;
	good = good && rename(temporary.buf, path) == 0;
	if (!good) {
		err_set_at(err, ERR_IO, path, 0, 0, "Cannot write %s: %s", path, reason());
		unlink(temporary.buf);
		return false;
	}
	CLEANUP_FREE char *folder = file_folder(path);
	CLEANUP_CLOSE int folder_fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder_fd >= 0)
		(void)fsync(folder_fd); /* some file systems refuse this; the file itself is safe */
	return true;
}

bool file_make_folders(const char *path, mode_t mode, struct err *err)
{
	CLEANUP_FREE char *copy = mem_strdup(path);
	for (char *p = copy; *p;) {
		while (*p == '/')
			p++;
		while (*p && *p != '/')
			p++;
		char kept = *p;
		*p = '\0';
		if (*copy && mkdir(copy, mode) != 0 && (errno != EEXIST || !file_is_folder(copy)) &&
		    !file_is_folder(copy))
			return err_set_at(err, ERR_IO, path, 0, 0, "Cannot make the folder %s: %s", copy, reason());
		*p = kept;
	}
	return true;
}

bool file_exists(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0;
}

bool file_is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

char *file_join(const char *a, const char *b)
{
	struct strbuf out = STRBUF_INIT;
	strbuf_addstr(&out, a);
	if (out.len && out.buf[out.len - 1] != '/' && *b)
		strbuf_addch(&out, '/');
	while (out.len && *b == '/')
		b++;
	strbuf_addstr(&out, b);
	return strbuf_detach(&out);
}

char *file_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return mem_strdup(".");
	if (slash == path)
		return mem_strdup("/");
	return mem_strndup(path, (size_t)(slash - path));
}

char *file_real(const char *path)
{
	return realpath(path, NULL);
}
