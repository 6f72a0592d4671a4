/* SPDX-License-Identifier: Apache-2.0 */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "base/base.h"
#include "numbers.h"

enum { PIECE_BYTES = 1 << 18 };

static void fail(output *out, const char *why) {
  if (!out->failed) fprintf(stderr, "%s: cannot be written: %s\n", out->name, why);
  out->failed = true;
}

/* One of the two. */
struct packer {
  ZSTD_CStream *zstd;
  z_stream gzip;
  char piece[1 << 16];
};

static void write_all(output *out, const char *bytes, size_t size) {
  while (size > 0 && !out->failed) {
    const ssize_t got = write(out->file, bytes, size);
    if (got >= 0) {
      bytes += got;
      size -= (size_t)got;
    } else if (errno != EINTR) {
      fail(out, strerror(errno));
    }
  }
}

static void pack_zstd(output *out, bool last) {
  struct packer *pack = out->pack;
  ZSTD_inBuffer from = {out->bytes, out->used, 0};
  for (bool more = true; more && !out->failed;) {
    ZSTD_outBuffer to = {pack->piece, sizeof pack->piece, 0};
    const size_t left = ZSTD_compressStream2(pack->zstd, &to, &from, last ? ZSTD_e_end : ZSTD_e_continue);
    if (ZSTD_isError(left)) fail(out, ZSTD_getErrorName(left));
    write_all(out, pack->piece, to.pos);
    more = last ? left > 0 : from.pos < from.size;
  }
}

static void pack_gzip(output *out, bool last) {
  struct packer *pack = out->pack;
  pack->gzip.next_in = (Bytef *)out->bytes;
  pack->gzip.avail_in = (uInt)out->used;
  do {
    pack->gzip.next_out = (Bytef *)pack->piece;
    pack->gzip.avail_out = (uInt)sizeof pack->piece;
    (void)deflate(&pack->gzip, last ? Z_FINISH : Z_NO_FLUSH);
    write_all(out, pack->piece, sizeof pack->piece - pack->gzip.avail_out);
  } while (pack->gzip.avail_out == 0 && !out->failed);
}

static void flush(output *out, bool last) {
  if (out->pack == NULL)
    write_all(out, out->bytes, out->used);
  else if (out->pack->zstd)
    pack_zstd(out, last);
  else
    pack_gzip(out, last);
  out->used = 0;
}

bool name_ends(const char *name, const char *end) {
  const size_t size = strlen(name), end_size = strlen(end);
  return size > end_size && strcmp(name + size - end_size, end) == 0;
}

/* What the name asks for. False when there is no memory. */
static bool make_packer(output *out) {
  const bool zstd = name_ends(out->name, ".zst");
  if (!zstd && !name_ends(out->name, ".gz")) return true;
  out->pack = calloc(1, sizeof *out->pack);
  if (out->pack == NULL) return false;
  if (!zstd) return deflateInit2(&out->pack->gzip, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK;
  out->pack->zstd = ZSTD_createCStream();
  return out->pack->zstd && !ZSTD_isError(ZSTD_CCtx_setParameter(out->pack->zstd, ZSTD_c_checksumFlag, 1));
}

/* Where the bytes go in the end: a link that leads to a file stays, and the file that it leads to is replaced. Those of
 * /dev and /proc, such as /dev/stdout, mean what is open there and not the name of it. Null where memory is out. */
static char *find_target(const char *name) {
  struct stat status;
  const bool of_system = strncmp(name, "/dev/", 5) == 0 || strncmp(name, "/proc/", 6) == 0;
  const bool is_link = !of_system && lstat(name, &status) == 0 && S_ISLNK(status.st_mode);
  char *led_to = is_link ? realpath(name, NULL) : NULL;
  return led_to != NULL ? led_to : strdup(name);
}

/* A device, a pipe, or a link to nothing is written as it stands; there a file beside would be something else. */
static bool make_file(output *out) {
  struct stat status;
  out->target = find_target(out->name);
  if (out->target == NULL) return false;
  const bool as_it_is = lstat(out->target, &status) == 0 && !S_ISREG(status.st_mode);
  if (!as_it_is && asprintf(&out->beside, "%s.tmp", out->target) < 0) {
    out->beside = NULL;
    errno = ENOMEM;
    return false;
  }
  out->file = open(as_it_is ? out->target : out->beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  return out->file >= 0;
}

static void release(output *out) {
  if (out->pack && out->pack->zstd)
    ZSTD_freeCStream(out->pack->zstd);
  else if (out->pack)
    (void)deflateEnd(&out->pack->gzip);
  free(out->pack);
  free(out->target);
  free(out->beside);
  free(out->bytes);
  out->pack = NULL;
  out->target = out->beside = out->bytes = NULL;
}

bool output_open(output *out, const char *path) {
  const bool standard = path == NULL || strcmp(path, "-") == 0;
  *out = (output){.name = standard ? "<stdout>" : path, .file = STDOUT_FILENO, .capacity = PIECE_BYTES};
  out->bytes = malloc(out->capacity);
  if (out->bytes == NULL || (!standard && !make_packer(out)))
    fail(out, "out of memory");
  else if (!standard && !make_file(out))
    fail(out, strerror(errno));
  if (!out->failed) return true;
  release(out);
  return false;
}

bool output_close(output *out) {
  if (out->bytes == NULL) return false;
  flush(out, true);
  if (out->file > STDOUT_FILENO && close(out->file) != 0) fail(out, strerror(errno));
  if (out->beside && !out->failed && rename(out->beside, out->target) != 0) fail(out, strerror(errno));
  if (out->beside && out->failed) (void)unlink(out->beside);
  release(out);
  return !out->failed;
}

void output_add(output *out, const char *text, size_t size) {
  while (size > 0) {
    if (out->used == out->capacity) flush(out, false);
    const size_t room = out->capacity - out->used, part = size < room ? size : room;
    memcpy(out->bytes + out->used, text, part);
    out->used += part;
    text += part;
    size -= part;
  }
}

void output_string(output *out, const char *text) { output_add(out, text, strlen(text)); }

void output_integer(output *out, int64_t number) {
  char digits[24];
  size_t at = sizeof digits;
  uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
  do {
    digits[--at] = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest > 0);
  if (number < 0) digits[--at] = '-';
  output_add(out, digits + at, sizeof digits - at);
}

void output_double(output *out, double number) {
  char text[32];
  output_add(out, text, double_format(number, text));
}

void output_json(output *out, const char *text, size_t size) {
  output_add(out, "\"", 1);
  size_t plain = 0; /* where the part that needs no escape begins */
  for (size_t i = 0; i < size;) {
    const unsigned char c = (unsigned char)text[i];
    uint32_t code;
    uint32_t length = 1;
    char escaped[8];
    size_t escaped_size = 0;
    if (c == '"' || c == '\\') {
      escaped_size = (size_t)snprintf(escaped, sizeof escaped, "\\%c", c);
    } else if (c < 0x20 || c == 0x7f) {
      escaped_size = (size_t)snprintf(escaped, sizeof escaped, "\\u%04x", c);
    } else if (c >= 0x80) {
      length = fr__utf8_next(text + i, (uint32_t)(size - i), &code);
      if (length == 0) {
        length = 1;
        memcpy(escaped, "\xef\xbf\xbd", 3);
        escaped_size = 3;
      }
    }
    if (escaped_size > 0) {
      output_add(out, text + plain, i - plain);
      output_add(out, escaped, escaped_size);
      plain = i + length;
    }
    i += length;
  }
  output_add(out, text + plain, size - plain);
  output_add(out, "\"", 1);
}

void output_csv(output *out, const char *text, size_t size) {
  bool quote = size > 0 && (text[0] == ' ' || text[size - 1] == ' ');
  for (size_t i = 0; i < size; i++) quote |= strchr(",\"\r\n", text[i]) != NULL;
  if (!quote) {
    output_add(out, text, size);
    return;
  }
  output_add(out, "\"", 1);
  for (size_t i = 0; i < size; i++) output_add(out, text[i] == '"' ? "\"\"" : text + i, text[i] == '"' ? 2 : 1);
  output_add(out, "\"", 1);
}
