/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/segment.h"

#include <stdio.h>
#include <stdlib.h>

enum { DIGITS = 20, FIRST_ROOM = 16, PAGE_BYTES = 4096 };
static const char suffix[] = ".journal";

void fr__segment_name(char name[FR__SEGMENT_NAME_BYTES], uint64_t first) {
  snprintf(name, FR__SEGMENT_NAME_BYTES, "%020llu%s", (unsigned long long)first, suffix);
}

fr_status fr__segment_fail(fr_error *error, fr_status status, const char *what, const char *name) {
  const char *why = status == FR_NOT_FOUND ? "it is not there" : fr_status_text(status);
  return fr__fail(error, status, "journal", "%s %s: %s", what, name, why);
}

void fr__segment_place(fr_error *error, uint64_t first, uint64_t offset) {
  char sentence[sizeof error->message];
  char name[FR__SEGMENT_NAME_BYTES];
  if (error == NULL) return;
  memcpy(sentence, error->message, sizeof sentence);
  fr__segment_name(name, first);
  fr__fail(error, error->status, "journal", "segment %s, byte %llu: %.170s", name, (unsigned long long)offset,
           sentence);
  error->offset = (int64_t)offset;
}

/* The number in a segment's name; 0 where it is none. */
static uint64_t number_of(const char *name) {
  uint64_t number = 0;
  for (int i = 0; i < DIGITS; i++) {
    if (name[i] < '0' || name[i] > '9') return 0;
    if (__builtin_mul_overflow(number, 10, &number)) return 0;
    if (__builtin_add_overflow(number, (uint64_t)(name[i] - '0'), &number)) return 0;
  }
  return strcmp(name + DIGITS, suffix) == 0 ? number : 0;
}

static void take_name(void *argument, const char *name) {
  fr__segments *segments = argument;
  const size_t length = strlen(name);
  if (segments->status < 0 || length < sizeof suffix - 1) return;
  if (strcmp(name + length - (sizeof suffix - 1), suffix) != 0) return;
  const uint64_t first = number_of(name);
  if (first == 0) {
    segments->status = FR_BAD_JOURNAL;
    return;
  }
  if (segments->count == segments->room) {
    const uint64_t room = segments->room == 0 ? FIRST_ROOM : 2 * segments->room;
    uint64_t *more = realloc(segments->firsts, room * sizeof *more);
    if (more == NULL) {
      segments->status = FR_NO_MEMORY;
      return;
    }
    segments->firsts = more;
    segments->room = room;
  }
  segments->firsts[segments->count++] = first;
}

static int ascending(const void *a, const void *b) {
  const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

fr_status fr__segments_list(const fr__io *io, const char *directory, fr__segments *segments, fr_error *error) {
  memset(segments, 0, sizeof *segments);
  const fr_status listed = io->list(io->context, directory, take_name, segments);
  if (listed < 0) return fr__segment_fail(error, listed, "the directory", directory);
  if (segments->status == FR_BAD_JOURNAL) {
    return fr__fail(error, FR_BAD_JOURNAL, "journal",
                    "the directory holds a file that ends in %s and is not named as a segment is: move it elsewhere",
                    suffix);
  }
  FR_TRY(segments->status);
  if (segments->count > 1) qsort(segments->firsts, segments->count, sizeof *segments->firsts, ascending);
  return FR_OK;
}

void fr__segments_free(fr__segments *segments) {
  free(segments->firsts);
  memset(segments, 0, sizeof *segments);
}

static fr_status check_header(const fr__io *io, const fr__crc32c *crc, const char *name, uint64_t first,
                              const uint8_t *engine, fr__segment *segment, fr_error *error) {
  uint8_t bytes[FR__ITEM_HEADER_ROOM];
  const fr__item_header *header = &segment->header;
  uint64_t count, size;
  fr_status status = fr__io_read_all(io, segment->file, 0, bytes, sizeof bytes, &count);
  if (status == FR_OK) status = io->size(segment->file, &size);
  if (status < 0) return fr__segment_fail(error, status, "segment", name);
  if (!fr__item_read_header(crc, bytes, count, &segment->header, &segment->header_size)) {
    return fr__fail(error, FR_BAD_JOURNAL, "journal",
                    "segment %s does not begin with a whole header of a format that this library knows", name);
  }
  if (engine != NULL && memcmp(engine, header->engine, sizeof header->engine) != 0) {
    return fr__fail(error, FR_OTHER_JOURNAL, "journal",
                    "segment %s was written under another engine's key: give the engine the key that it had", name);
  }
  if (header->first != first) {
    return fr__fail(error, FR_BAD_JOURNAL, "journal", "segment %s is swapped or renamed: inside it begins with %llu",
                    name, (unsigned long long)header->first);
  }
  if (header->segment_bytes != size) {
    return fr__fail(error, FR_BAD_JOURNAL, "journal", "segment %s has %llu bytes instead of %llu: it was cut or grew",
                    name, (unsigned long long)size, (unsigned long long)header->segment_bytes);
  }
  return FR_OK;
}

fr_status fr__segment_open(const fr__io *io, const fr__crc32c *crc, const char *directory, uint64_t first,
                           enum fr__io_how how, const uint8_t *engine, fr__segment *segment, fr_error *error) {
  char name[FR__SEGMENT_NAME_BYTES];
  fr__segment_name(name, first);
  memset(segment, 0, sizeof *segment);
  fr_status status = io->open(io->context, directory, name, how, &segment->file);
  if (status < 0) return fr__segment_fail(error, status, "segment", name);
  status = check_header(io, crc, name, first, engine, segment, error);
  if (status < 0) {
    io->close(segment->file);
    segment->file = NULL;
  }
  return status;
}

/* The first page from here on that cannot be read: what failed was a large piece. */
static uint64_t find_unreadable(const fr__io *io, const fr__segment *segment, uint64_t offset, uint64_t bytes,
                                uint8_t *into) {
  for (uint64_t at = 0; at < bytes;) {
    const uint64_t left = bytes - at, page = PAGE_BYTES - (offset + at) % PAGE_BYTES;
    uint64_t count;
    if (fr__io_read_all(io, segment->file, offset + at, into + at, left < page ? left : page, &count) < 0) {
      return offset + at;
    }
    at += left < page ? left : page;
  }
  return offset; /* it can be read now; then the place is where it could not */
}

fr_status fr__segment_read(const fr__io *io, const fr__segment *segment, uint64_t offset, uint64_t bytes, uint8_t *into,
                           fr_error *error) {
  uint64_t count;
  const fr_status status = fr__io_read_all(io, segment->file, offset, into, bytes, &count);
  if (status < 0) {
    const uint64_t place = find_unreadable(io, segment, offset, bytes, into);
    fr__fail(error, status, "journal", "the disk does not give what stands here: %s", fr_status_text(status));
    fr__segment_place(error, segment->header.first, place);
    return status;
  }
  if (count == bytes) return FR_OK;
  return fr__fail(error, FR_BAD_JOURNAL, "journal", "the segment that begins with %llu was cut while it was read",
                  (unsigned long long)segment->header.first);
}

fr_status fr__segment_follows(const fr__item_header *before, const fr__item_header *after, fr_error *error) {
  if (after->number != before->number + 1) {
    return fr__fail(error, FR_BAD_JOURNAL, "journal",
                    "between the segments that begin with %llu and %llu some are missing: they have the numbers %llu "
                    "and %llu",
                    (unsigned long long)before->first, (unsigned long long)after->first,
                    (unsigned long long)before->number, (unsigned long long)after->number);
  }
  if (after->created_us != before->created_us || memcmp(after->engine, before->engine, sizeof after->engine) != 0) {
    return fr__fail(error, FR_BAD_JOURNAL, "journal",
                    "the segments that begin with %llu and %llu are of different journals",
                    (unsigned long long)before->first, (unsigned long long)after->first);
  }
  return FR_OK;
}
