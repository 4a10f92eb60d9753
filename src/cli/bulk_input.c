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
	ssize_t count = read(input->fd, to, room);

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

static bool start_unpacking(struct bulk_input *input, struct err *err)
{
	static const unsigned char gzip[] = {0x1F, 0x8B}, zstd[] = {0x28, 0xB5, 0x2F, 0xFD};

	(void)err; /* unused where both libraries are there */
	input->packing = PACKED_NOT;
	if (input->raw_count >= sizeof gzip && !memcmp(input->raw, gzip, sizeof gzip)) {
#ifdef HAVE_ZLIB
		if (inflateInit2(&input->gzip, 15 + 16) != Z_OK)
			mem_die();
		input->packing = PACKED_GZIP;
#else
		return err_set(err, ERR_INPUT, "%s is packed with gzip, which this build cannot read.", input->name);
#endif
	}
	if (input->raw_count >= sizeof zstd && !memcmp(input->raw, zstd, sizeof zstd)) {
#ifdef HAVE_ZSTD
		input->zstd = ZSTD_createDStream();
		if (!input->zstd)
			mem_die();
		/* 8 MiB of window, as the zstd program makes up to level 19: memory stays bounded */
		ZSTD_DCtx_setParameter(input->zstd, ZSTD_d_windowLogMax, 23);
		input->packing = PACKED_ZSTD;
#else
		return err_set(err, ERR_INPUT, "%s is packed with zstd, which this build cannot read.", input->name);
#endif
	}
	return true;
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
	if (input->packing == PACKED_UNDECIDED && (!refill(input, err) || !start_unpacking(input, err)))
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
