#include "cli/bulk_input.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#ifdef HAVE_ZLIB
#include <zlib.h>
#endif
#ifdef HAVE_ZSTD
#include <zstd.h>
#include <zstd_errors.h>
#endif

#define RAW_SIZE 65536

enum packing { PACKED_UNDECIDED, PACKED_NOT, PACKED_GZIP, PACKED_ZSTD };

struct bulk_input {
	int fd;
	char *name;
	off_t size, done;
	enum packing packing;
	unsigned char raw[RAW_SIZE]; /* read, not unpacked yet */
	size_t raw_at, raw_count;
	bool raw_end, between; /* between: a packed member has just ended */
#ifdef HAVE_ZLIB
	z_stream gzip;
#endif
#ifdef HAVE_ZSTD
	ZSTD_DStream *zstd;
#endif
};

struct bulk_input *bulk_input_open(const char *path, struct err *err)
{
	bool standard = !strcmp(path, "-");
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	struct bulk_input *input;

	if (fd < 0) {
		err_set(err, ERR_INPUT, "%s cannot be read: %s.", path, strerror(errno));
		return NULL;
	}
	input = mem_calloc(1, sizeof *input);
	input->fd = fd;
	input->name = mem_strdup(standard ? "standard input" : path);
	input->between = true;
	if (!fstat(fd, &status) && S_ISREG(status.st_mode))
		input->size = status.st_size;
	return input;
}

void bulk_input_close(struct bulk_input *input)
{
	if (!input)
		return;
#ifdef HAVE_ZLIB
	if (input->packing == PACKED_GZIP)
		inflateEnd(&input->gzip);
#endif
#ifdef HAVE_ZSTD
	ZSTD_freeDStream(input->zstd);
#endif
	if (input->fd != STDIN_FILENO)
		close(input->fd);
	free(input->name);
	free(input);
}

const char *bulk_input_name(const struct bulk_input *input)
{
	return input->name;
}

off_t bulk_input_size(const struct bulk_input *input)
{
	return input->size;
}

off_t bulk_input_done(const struct bulk_input *input)
{
	return input->done;
}

bool bulk_input_is_ready(const struct bulk_input *input)
{
	struct pollfd one = {.fd = input->fd, .events = POLLIN};
	return input->raw_at < input->raw_count || input->raw_end || poll(&one, 1, 0) != 0;
}

static ssize_t read_bytes(struct bulk_input *input, void *to, size_t room, struct err *err)
{
	struct pollfd one = {.fd = input->fd, .events = POLLIN};
	ssize_t count = read(input->fd, to, room);

	if (count < 0 && errno == EAGAIN) { /* somebody who has the same pipe does not want to wait */
		poll(&one, 1, -1);
		return -1;
	}
	if (count < 0 && errno != EINTR)
		err_set(err, ERR_INPUT, "%s cannot be read: %s.", input->name, strerror(errno));
	if (count > 0)
		input->done += count;
	return count;
}

/* False on failure or a signal. At the end raw_end is set. */
static bool refill(struct bulk_input *input, struct err *err)
{
	if (input->raw_at < input->raw_count || input->raw_end)
		return true;
	ssize_t count = read_bytes(input, input->raw, sizeof input->raw, err);
	if (count < 0)
		return false;
	input->raw_at = 0;
	input->raw_count = (size_t)count;
	input->raw_end = count == 0;
	return true;
}

/* How packed text begins. */
static const struct {
	const char *start, *name, *unpack; /* unpack: what does, where this program does not */
	enum packing packing;
} packings[] = {
	{"\x1F\x8B", "gzip", "gzip -dc", PACKED_GZIP}, {"\x28\xB5\x2F\xFD", "zstd", "zstd -dc", PACKED_ZSTD},
	{"\xFD\x37zXZ", "xz", "xz -dc", PACKED_NOT},   {"BZh", "bzip2", "bzip2 -dc", PACKED_NOT},
	{"PK\3\4", "zip", "unzip -p", PACKED_NOT},
};
#define PACKINGS (sizeof packings / sizeof *packings)

static bool is_start(const struct bulk_input *input, size_t kind, bool whole)
{
	size_t length = strlen(packings[kind].start);

	if (input->raw_count < length && whole)
		return false;
	if (input->raw_count < length)
		length = input->raw_count;
	return !memcmp(input->raw, packings[kind].start, length);
}

/* Reads on while the few bytes there are may be the start of a packed text: a pipe gives what it has. */
static bool read_start(struct bulk_input *input, struct err *err)
{
	bool open = true;

	while (open && !input->raw_end) {
		if (input->raw_count > 0) {
			open = false;
			for (size_t i = 0; i < PACKINGS; i++)
				open = open || (is_start(input, i, false) && !is_start(input, i, true));
		}
		if (!open)
			break;
		ssize_t count =
			read_bytes(input, input->raw + input->raw_count, sizeof input->raw - input->raw_count, err);
		if (count < 0)
			return false;
		input->raw_count += (size_t)count;
		input->raw_end = count == 0;
	}
	return true;
}

static bool cannot_unpack(const struct bulk_input *input, size_t kind, struct err *err)
{
	return err_set(err, ERR_INPUT,
		       "%s is packed with %s, which this program cannot read. Use: %s FILE | rolecall …", input->name,
		       packings[kind].name, packings[kind].unpack);
}

static bool start_unpacking(struct bulk_input *input, struct err *err)
{
	size_t kind = 0;

	while (kind < PACKINGS && !is_start(input, kind, true))
		kind++;
	input->packing = kind < PACKINGS ? packings[kind].packing : PACKED_NOT;
#ifdef HAVE_ZLIB
	if (input->packing == PACKED_GZIP) {
		if (inflateInit2(&input->gzip, 15 + 16) != Z_OK)
			mem_die();
		return true;
	}
#endif
#ifdef HAVE_ZSTD
	if (input->packing == PACKED_ZSTD) {
		input->zstd = ZSTD_createDStream();
		if (!input->zstd)
			mem_die();
		/* 8 MiB of window, as the zstd program makes up to level 19: memory stays bounded */
		ZSTD_DCtx_setParameter(input->zstd, ZSTD_d_windowLogMax, 23);
		return true;
	}
#endif
	return kind == PACKINGS || cannot_unpack(input, kind, err);
}

static ssize_t is_damaged(const struct bulk_input *input, struct err *err)
{
	err_set(err, ERR_INPUT, "%s is packed, and damaged or cut short.", input->name);
	return -1;
}

#ifdef HAVE_ZLIB
static ssize_t unpack_gzip(struct bulk_input *input, char *to, size_t room, struct err *err)
{
	int status;

	input->gzip.next_in = input->raw + input->raw_at;
	input->gzip.avail_in = (uInt)(input->raw_count - input->raw_at);
	input->gzip.next_out = (unsigned char *)to;
	input->gzip.avail_out = (uInt)room;
	if (input->between && inflateReset(&input->gzip) != Z_OK)
		mem_die();
	status = inflate(&input->gzip, Z_NO_FLUSH);
	input->raw_at = input->raw_count - input->gzip.avail_in;
	input->between = status == Z_STREAM_END;
	if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
		return is_damaged(input, err);
	return (ssize_t)(room - input->gzip.avail_out);
}
#endif

#ifdef HAVE_ZSTD
static ssize_t unpack_zstd(struct bulk_input *input, char *to, size_t room, struct err *err)
{
	ZSTD_inBuffer in = {input->raw, input->raw_count, input->raw_at};
	ZSTD_outBuffer out = {to, room, 0};
	size_t status = ZSTD_decompressStream(input->zstd, &out, &in);

	input->raw_at = in.pos;
	if (ZSTD_isError(status) && ZSTD_getErrorCode(status) == ZSTD_error_frameParameter_windowTooLarge) {
		err_set(err, ERR_INPUT,
			"%s is packed with a window of more than 8 MiB. Use: zstd -dc --long=31 FILE | rolecall …",
			input->name);
		return -1;
	}
	if (ZSTD_isError(status))
		return is_damaged(input, err);
	input->between = status == 0;
	return (ssize_t)out.pos;
}
#endif

static ssize_t unpack(struct bulk_input *input, char *to, size_t room, struct err *err)
{
	ssize_t count = 0;

	(void)to, (void)room; /* in a build without either library */
	while (count == 0) {
		if (!refill(input, err))
			return -1;
		if (input->raw_end && input->between)
			return 0;
		bool ended = input->raw_end;
#ifdef HAVE_ZLIB
		if (input->packing == PACKED_GZIP)
			count = unpack_gzip(input, to, room, err);
#endif
#ifdef HAVE_ZSTD
		if (input->packing == PACKED_ZSTD)
			count = unpack_zstd(input, to, room, err);
#endif
		if (count == 0 && ended)
			return input->between ? 0 : is_damaged(input, err);
	}
	return count;
}

ssize_t bulk_input_read(struct bulk_input *input, char *to, size_t room, struct err *err)
{
	if (input->packing == PACKED_UNDECIDED && (!read_start(input, err) || !start_unpacking(input, err)))
		return -1;
	if (input->packing != PACKED_NOT)
		return unpack(input, to, room, err);
	if (input->raw_at < input->raw_count) {
		size_t count = input->raw_count - input->raw_at < room ? input->raw_count - input->raw_at : room;
		memcpy(to, input->raw + input->raw_at, count);
		input->raw_at += count;
		return (ssize_t)count;
	}
	return input->raw_end ? 0 : read_bytes(input, to, room, err);
}
