#include "full_disk.h"

#include <sqlite3.h>
#include <string.h>

/* One kind of file system under test: its table of methods is copied once and three entries are replaced. */
static struct {
	sqlite3_vfs vfs;
	sqlite3_vfs *real;
	sqlite3_io_methods methods[2]; /* databases and their logs come with different tables */
	const sqlite3_io_methods *originals[2];
	int until, count, code;
} disk;

static int fault(void)
{
	disk.count++;
	return disk.until && disk.count >= disk.until ? disk.code : SQLITE_OK;
}

static const sqlite3_io_methods *original(sqlite3_file *file)
{
	return file->pMethods == &disk.methods[0] ? disk.originals[0] : disk.originals[1];
}

static int write_some(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset)
{
	int code = fault();
	return code ? code : original(file)->xWrite(file, bytes, count, offset);
}

static int truncate_to(sqlite3_file *file, sqlite3_int64 size)
{
	int code = fault();
	return code ? code : original(file)->xTruncate(file, size);
}

static int sync_all(sqlite3_file *file, int flags)
{
	int code = fault();
	return code ? code : original(file)->xSync(file, flags);
}

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	(void)vfs;
	int code = disk.real->xOpen(disk.real, name, file, flags, out);
	if (code != SQLITE_OK || !file->pMethods)
		return code;
	for (int i = 0; i < 2; i++) {
		if (!disk.originals[i]) {
			disk.originals[i] = file->pMethods;
			disk.methods[i] = *file->pMethods;
			disk.methods[i].xWrite = write_some;
			disk.methods[i].xTruncate = truncate_to;
			disk.methods[i].xSync = sync_all;
		}
		if (disk.originals[i] == file->pMethods) {
			file->pMethods = &disk.methods[i];
			break;
		}
	}
	return code;
}

void full_disk_install(void)
{
	disk.real = sqlite3_vfs_find(NULL);
	disk.vfs = *disk.real;
	disk.vfs.zName = "full-disk";
	disk.vfs.xOpen = open_file;
	sqlite3_vfs_register(&disk.vfs, 1);
}

void full_disk_after(int writes, int code)
{
	disk.until = writes;
	disk.code = code;
	disk.count = 0;
}

int full_disk_writes(void)
{
	return disk.count;
}
