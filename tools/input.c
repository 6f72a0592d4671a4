/* SPDX-License-Identifier: Apache-2.0 */
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

/* As many as any magic number here has. */
enum { RAW_BYTES = 1 << 17, MAGIC_BYTES = 8 };
/* Of inflateInit2: a window of any size, in the wrapping of gzip and no other. */
enum { GZIP_WINDOW = 15 + 16 };

static const char cut[] = "the compressed file ends too early; it was cut";
static const char bytes_behind[] = "bytes stand behind the end of what is compressed; the file is damaged";

struct input {
  char *name;
  int file;
  bool at_end;        /* the file gives no more */
  bool frame_open;    /* inside a compressed frame, or a member of gzip */
  bool gzip;          /* `members` is in use */
  ZSTD_DStream *zstd; /* null where it is not zstd */
  z_stream members;
  size_t raw_begin, raw_end;
  char fault[160];
  char raw[RAW_BYTES];
};

static bool fault(input *in, const char *why) {
  snprintf(in->fault, sizeof in->fault, "%s", why);
  return false;
}

/* Fills the room behind the bytes that are held there. */
static bool fill_behind(input *in, size_t held) {
  ssize_t got;
  do {
    got = read(in->file, in->raw + held, sizeof in->raw - held);
  } while (got < 0 && errno == EINTR);
  if (got < 0) {
    snprintf(in->fault, sizeof in->fault, "cannot be read: %s", strerror(errno));
    return false;
  }
  in->raw_begin = 0;
  in->raw_end = held + (size_t)got;
  in->at_end = got == 0;
  return true;
}

static bool fill(input *in) { return fill_behind(in, 0); }

/* The first bytes, though a pipe may give them one by one. */
static bool fill_start(input *in) {
  size_t held = 0;
  while (held < MAGIC_BYTES && !in->at_end) {
    if (!fill_behind(in, held)) return false;
    held = in->raw_end;
  }
  return true;
}

/* The first bytes say whether this is a zstd frame or gzip; the name does not matter. */
static bool look_at_start(input *in) {
  static const char of_zstd[4] = {'\x28', '\xb5', '\x2f', '\xfd'}, of_gzip[3] = {'\x1f', '\x8b', '\x08'};
  if (!fill_start(in)) return false;
  if (in->raw_end >= sizeof of_zstd && memcmp(in->raw, of_zstd, sizeof of_zstd) == 0) {
    in->zstd = ZSTD_createDStream();
    if (in->zstd != NULL) return true;
  } else if (in->raw_end >= sizeof of_gzip && memcmp(in->raw, of_gzip, sizeof of_gzip) == 0) {
    in->gzip = in->frame_open = inflateInit2(&in->members, GZIP_WINDOW) == Z_OK;
    if (in->gzip) return true;
  } else {
    return true;
  }
  return fault(in, "cannot be read: out of memory");
}

input *input_open(const char *path, char *message, size_t message_size) {
  const bool is_stdin = strcmp(path, "-") == 0;
  input *in = calloc(1, sizeof *in);
  char *name = strdup(is_stdin ? "<stdin>" : path);
  if (in == NULL || name == NULL) {
    snprintf(message, message_size, "%s: out of memory", path);
    free(in);
    free(name);
    return NULL;
  }
  in->name = name;
  in->file = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (in->file < 0) {
    snprintf(message, message_size, "%s: cannot be opened: %s", path, strerror(errno));
  } else if (!look_at_start(in)) {
    snprintf(message, message_size, "%s: %s", in->name, in->fault);
  } else {
    return in;
  }
  input_close(in);
  return NULL;
}

void input_close(input *in) {
  if (in == NULL) return;
  if (in->zstd) ZSTD_freeDStream(in->zstd);
  if (in->gzip) inflateEnd(&in->members);
  if (in->file > STDIN_FILENO) close(in->file);
  free(in->name);
  free(in);
}

static bool read_plain(input *in, char *buffer, size_t size, size_t *got) {
  if (in->raw_begin == in->raw_end && !in->at_end && !fill(in)) return false;
  const size_t held = in->raw_end - in->raw_begin;
  *got = held < size ? held : size;
  memcpy(buffer, in->raw + in->raw_begin, *got);
  in->raw_begin += *got;
  return true;
}

static bool read_zstd(input *in, char *buffer, size_t size, size_t *got) {
  ZSTD_outBuffer out = {buffer, size, 0};
  while (out.pos == 0) {
    if (in->raw_begin == in->raw_end && !in->at_end && !fill(in)) return false;
    const bool no_more = in->raw_begin == in->raw_end;
    if (no_more && !in->frame_open) break;
    ZSTD_inBuffer from = {in->raw + in->raw_begin, in->raw_end - in->raw_begin, 0};
    const size_t left = ZSTD_decompressStream(in->zstd, &out, &from);
    if (ZSTD_isError(left) && !in->frame_open && ZSTD_getErrorCode(left) == ZSTD_error_prefix_unknown) {
      return fault(in, bytes_behind);
    }
    if (ZSTD_isError(left)) {
      snprintf(in->fault, sizeof in->fault, "the compressed file is damaged: %s", ZSTD_getErrorName(left));
      return false;
    }
    in->raw_begin += from.pos;
    in->frame_open = left != 0;
    /* The decoder may still hold bytes when the file is read out; only when it gives none either is something missing.
     */
    if (no_more && out.pos == 0 && in->frame_open) return fault(in, cut);
  }
  *got = out.pos;
  return true;
}

/* Another member may follow the one that ended, as `cat a.gz b.gz` makes them, and zeros that fill a block of a tape.
 * False at the end, and where something else stands there. */
static bool next_member(input *in) {
  while (in->raw_begin < in->raw_end && in->raw[in->raw_begin] == '\0') in->raw_begin++;
  if (in->raw_begin == in->raw_end) return false;
  if (in->raw[in->raw_begin] != '\x1f') return fault(in, bytes_behind);
  in->frame_open = inflateReset(&in->members) == Z_OK;
  return in->frame_open;
}

static bool read_gzip(input *in, char *buffer, size_t size, size_t *got) {
  z_stream *members = &in->members;
  members->next_out = (Bytef *)buffer;
  members->avail_out = size < UINT32_MAX ? (uInt)size : UINT32_MAX;
  const uInt room = members->avail_out;
  while (members->avail_out == room) {
    if (in->raw_begin == in->raw_end && !in->at_end && !fill(in)) return false;
    if (!in->frame_open && !in->at_end && !next_member(in)) {
      if (in->fault[0] != '\0') return false;
      continue;
    }
    if (in->at_end && !in->frame_open) break;
    members->next_in = (Bytef *)in->raw + in->raw_begin;
    members->avail_in = (uInt)(in->raw_end - in->raw_begin);
    const int status = inflate(members, Z_NO_FLUSH);
    in->raw_begin = in->raw_end - members->avail_in;
    in->frame_open = status != Z_STREAM_END;
    if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
      snprintf(in->fault, sizeof in->fault, "the compressed file is damaged: %s",
               members->msg ? members->msg : "it is no gzip");
      return false;
    }
    if (in->at_end && members->avail_out == room && in->frame_open) return fault(in, cut);
  }
  *got = room - members->avail_out;
  return true;
}

bool input_read(input *in, char *buffer, size_t size, size_t *got) {
  if (in->zstd) return read_zstd(in, buffer, size, got);
  return in->gzip ? read_gzip(in, buffer, size, got) : read_plain(in, buffer, size, got);
}

int input_file(const input *in) { return in->zstd || in->gzip ? -1 : in->file; }

const char *input_fault(const input *in) { return in->fault; }
const char *input_name(const input *in) { return in->name; }

double input_part(const input *in) {
  struct stat status;
  const off_t at = lseek(in->file, 0, SEEK_CUR);
  if (at < 0 || fstat(in->file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0) return -1;
  return (double)at / (double)status.st_size;
}

bool input_is_file(const char *path) {
  struct stat status;
  return strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

char *input_read_all(const char *path, size_t limit, size_t *size, char *message, size_t message_size) {
  input *in = input_open(path, message, message_size);
  if (in == NULL) return NULL;
  size_t capacity = 1 << 16, used = 0, got = 0;
  char *bytes = malloc(capacity + 1);
  while (bytes) {
    if (!input_read(in, bytes + used, capacity - used, &got)) {
      snprintf(message, message_size, "%s: %s", input_name(in), input_fault(in));
      goto failed;
    }
    used += got;
    if (got == 0) break;
    if (used > limit) {
      snprintf(message, message_size, "%s: is larger than %zu bytes, the most that is read", input_name(in), limit);
      goto failed;
    }
    if (used < capacity) continue;
    char *more = realloc(bytes, capacity * 2 + 1);
    if (more == NULL) {
      snprintf(message, message_size, "%s: out of memory", input_name(in));
      goto failed;
    }
    bytes = more;
    capacity *= 2;
  }
  if (bytes == NULL)
    snprintf(message, message_size, "%s: out of memory", input_name(in));
  else
    bytes[used] = '\0';
  *size = used;
  input_close(in);
  return bytes;
failed:
  free(bytes);
  input_close(in);
  return NULL;
}
