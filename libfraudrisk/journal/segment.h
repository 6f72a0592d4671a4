/* SPDX-License-Identifier: Apache-2.0
 *
 * The files of a journal: "00000000000000000001.journal" begins with record 1. "next" is one that is made ready and
 * holds nothing yet; "lock" is held by who writes. */
#ifndef FR_JOURNAL_SEGMENT_H
#define FR_JOURNAL_SEGMENT_H

#include "journal/io.h"
#include "journal/item.h"

enum { FR__SEGMENT_NAME_BYTES = 32 };
#define FR__SEGMENT_NEXT "next"
#define FR__SEGMENT_LOCK "lock"

typedef struct fr__segments {
  uint64_t *firsts; /* ascending */
  uint64_t count, room;
  fr_status status; /* of the listing */
} fr__segments;

void fr__segment_name(char name[FR__SEGMENT_NAME_BYTES], uint64_t first);

/* The segments of a directory. FR_BAD_JOURNAL for a file that ends in ".journal" and is none. fr__segments_free() gives
 * the memory back, in any case. */
fr_status fr__segments_list(const fr__io *io, const char *directory, fr__segments *segments, fr_error *error);
void fr__segments_free(fr__segments *segments);

/* An open segment. */
typedef struct fr__segment {
  fr__file *file;
  fr__item_header header;
  uint64_t header_size;
} fr__segment;

/* Opens one and checks its header against its name, its size, and the engine (null: any). FR_OTHER_JOURNAL,
 * FR_BAD_JOURNAL, and what files fail with. On failure nothing is open. */
fr_status fr__segment_open(const fr__io *io, const fr__crc32c *crc, const char *directory, uint64_t first,
                           enum fr__io_how how, const uint8_t *engine, fr__segment *segment, fr_error *error);
/* Is this the segment that comes after the other? */
fr_status fr__segment_follows(const fr__item_header *before, const fr__item_header *after, fr_error *error);

/* Reads bytes of a segment into memory, never through a mapping: a sector that the disk cannot give is a status, and
 * the sentence names the page. FR_BAD_JOURNAL where the file is shorter by now. */
fr_status fr__segment_read(const fr__io *io, const fr__segment *segment, uint64_t offset, uint64_t bytes, uint8_t *into,
                           fr_error *error);

/* Puts "segment …, byte …:" before the sentence of an error, and the byte into its offset. */
void fr__segment_place(fr_error *error, uint64_t first, uint64_t offset);
/* A sentence for what a file failed with. Returns the status. */
fr_status fr__segment_fail(fr_error *error, fr_status status, const char *what, const char *name);

#endif
