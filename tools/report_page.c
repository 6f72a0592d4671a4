/* SPDX-License-Identifier: Apache-2.0
 *
 * The page: a frame with places for its parts, which lie beside the command, and the data. The browser runs no script
 * but those whose hashes the page itself names, and asks nobody for anything. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "crypto/sha256.h"
#include "input.h"
#include "output.h"
#include "report.h"

enum { PART_BYTES_MAX = 4 << 20, PARTS = 10, PART_FRAME = 0, PART_STYLE = 1, PART_FIRST_SCRIPT = 2 };

/* A place in the frame has the name of its part, such as {{words.js}}. */
static const char *const part_files[PARTS] = {"frame.html", "report.css", "charts.min.js", "words.js",      "basics.js",
                                              "drawing.js", "glance.js",  "groups.js",     "comparison.js", "page.js"};

typedef struct page {
  char *texts[PARTS];
  size_t sizes[PARTS];
  const char *data;
  bool whole; /* no part is missing */
} page;

/* The parts lie in ../share/fraudrisk/report, as seen from the command. */
static bool find(const char *name, char *path, size_t size) {
  char program[400];
  const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
  if (length <= 0) return false;
  program[length] = '\0';
  char *slash = strrchr(program, '/');
  if (slash != NULL) *slash = '\0';
  return snprintf(path, size, "%s/" FR_TOOL_DATA "/report/%s", program, name) < (int)size;
}

static void load(page *of) {
  of->whole = true;
  for (size_t i = 0; i < PARTS && of->whole; i++) {
    char path[600] = "", message[700] = "";
    of->whole = find(part_files[i], path, sizeof path);
    if (of->whole) of->texts[i] = input_read_all(path, PART_BYTES_MAX, &of->sizes[i], message, sizeof message);
    of->whole = of->texts[i] != NULL;
    if (!of->whole)
      fprintf(stderr, "a part of the report is not installed: %s\n", message[0] ? message : part_files[i]);
  }
}

static void add_base64(output *out, const uint8_t *bytes, size_t count) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < count; i += 3) {
    const size_t left = count - i < 3 ? count - i : 3;
    uint32_t three = 0;
    char four[4];
    for (size_t j = 0; j < 3; j++) three = three << 8 | (j < left ? bytes[i + j] : 0);
    for (size_t j = 0; j < 4; j++) four[j] = j <= left ? digits[three >> (18 - 6 * j) & 63] : '=';
    output_add(out, four, 4);
  }
}

static void add_hash(output *out, const page *of, size_t which) {
  uint8_t digest[FR__SHA256_BYTES];
  if (fr__sha256(of->texts[which], of->sizes[which], digest) < 0) return; /* then the browser does not run it */
  output_string(out, " 'sha256-");
  add_base64(out, digest, sizeof digest);
  output_string(out, "'");
}

/* The charts set styles of single elements, which no hash can name; a style sheet needs its hash. */
static void add_policy(output *out, const page *of) {
  output_string(out, "default-src 'none'; script-src");
  for (size_t i = PART_FIRST_SCRIPT; i < PARTS; i++) add_hash(out, of, i);
  output_string(out, "; style-src-elem");
  add_hash(out, of, PART_STYLE);
  output_string(out, "; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'");
}

static bool is(const char *place, size_t size, const char *word) {
  return strlen(word) == size && memcmp(place, word, size) == 0;
}

static void add_place(output *out, const page *of, const char *place, size_t size) {
  if (is(place, size, "policy")) add_policy(out, of);
  if (is(place, size, "data")) output_string(out, of->data);
  for (size_t i = PART_STYLE; i < PARTS; i++) {
    if (is(place, size, part_files[i])) output_add(out, of->texts[i], of->sizes[i]);
  }
}

static void add_frame(output *out, const page *of) {
  const char *at = of->texts[PART_FRAME], *end = at + of->sizes[PART_FRAME];
  while (at < end) {
    const char *open = memmem(at, (size_t)(end - at), "{{", 2);
    const char *close = open ? memmem(open, (size_t)(end - open), "}}", 2) : NULL;
    output_add(out, at, (size_t)((close ? open : end) - at));
    if (close != NULL) add_place(out, of, open + 2, (size_t)(close - open - 2));
    at = close ? close + 2 : end;
  }
}

/* The page is whole, or what was there before stays. */
static bool write_to(const page *of, const char *path) {
  output out;
  if (!output_open(&out, path)) return false;
  add_frame(&out, of);
  return output_close(&out);
}

bool report_write_page(const char *data, const char *path) {
  page of = {.data = data};
  load(&of);
  const bool good = of.whole && write_to(&of, path);
  for (size_t i = 0; i < PARTS; i++) free(of.texts[i]);
  return good;
}
