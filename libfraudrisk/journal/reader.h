/* SPDX-License-Identifier: Apache-2.0
 *
 * The inside of a reader, for verify.c and prove.c. */
#ifndef FR_JOURNAL_READER_H
#define FR_JOURNAL_READER_H

#include "crypto/sign.h"
#include "journal/log.h"
#include "journal/scan.h"
#include "journal/segment.h"

/* A segment is read into memory, not mapped: what somebody cuts off a mapped file ends the process. */
struct fr__log_reader {
  const fr__io *io;
  const char *directory; /* the caller's, copied */
  const uint8_t *engine; /* null, or `engine_bytes` */
  uint8_t engine_bytes[FR__ITEM_ENGINE_BYTES];
  uint64_t from_sequence;
  fr__key *keys[FR__LOG_MAX_KEYS];
  uint32_t key_count;
  fr__crc32c crc;
  fr__segments segments;
  uint64_t at; /* of the segments, the one that is read */
  fr__segment segment;
  uint8_t *bytes; /* of it what was read, and zeros behind */
  uint64_t room;
  uint64_t read_end;     /* nothing behind this was read */
  uint64_t bytes_before; /* of the segments before */
  fr__scan scan;
  fr_status failed;
  uint64_t blocks, checkpoints, signatures_good, checkpoint, signed_sequence;
  enum fr__log_signed last_signature;
};

/* The next item of any type; END at the end of the journal. Seals' signatures are looked at. */
fr_status fr__log_reader_item(fr__log_reader *reader, fr__item *item, fr_error *error);
/* Reads once more what stands behind the last item, and tells up to which byte it is not zero; 0: there is nothing. */
fr_status fr__log_reader_tail(fr__log_reader *reader, uint64_t *bytes, fr_error *error);

#endif
