/* SPDX-License-Identifier: Apache-2.0 */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"
#include "numbers.h"

enum { PIECE_BYTES = 1 << 18 };

static void fail(output *out, const char *why) {
  if (!out->failed) fprintf(stderr, "%s: cannot be written: %s\n", out->name, why);
  out->failed = true;
}

static void flush(output *out) {
  size_t written = 0;
  while (written < out->used && !out->failed) {
    const ssize_t got = write(out->file, out->bytes + written, out->used - written);
    if (got >= 0)
      written += (size_t)got;
    else if (errno != EINTR)
      fail(out, strerror(errno));
  }
  out->used = 0;
}

bool output_open(output *out, const char *path) {
  const bool standard = path == NULL || strcmp(path, "-") == 0;
  *out = (output){.name = standard ? "<stdout>" : path, .file = STDOUT_FILENO, .capacity = PIECE_BYTES};
  out->bytes = malloc(out->capacity);
  if (!standard) out->file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (out->bytes == NULL)
    fail(out, "out of memory");
  else if (out->file < 0)
    fail(out, strerror(errno));
  if (!out->failed) return true;
  if (out->file > STDOUT_FILENO) close(out->file);
  free(out->bytes);
  out->bytes = NULL;
  return false;
}

bool output_close(output *out) {
  if (out->bytes == NULL) return false;
  flush(out);
  if (out->file > STDOUT_FILENO && close(out->file) != 0) fail(out, strerror(errno));
  free(out->bytes);
  out->bytes = NULL;
  return !out->failed;
}

void output_add(output *out, const char *text, size_t size) {
  while (size > 0) {
    if (out->used == out->capacity) flush(out);
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
