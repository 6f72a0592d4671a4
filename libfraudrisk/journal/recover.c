/* SPDX-License-Identifier: Apache-2.0
 *
 * What an existing journal is found to be, and what is done about it.
 *
 * A tail is torn where the power went, or the process, before what was appended was on the disk: then nobody was told
 * that it is safe, and it is cut. It is damaged where the journal itself says that what does not verify was on the
 * disk, or where whole items stand that do not belong together: then nothing is changed, and opening fails. */
#include <stdlib.h>

#include "journal/log_parts.h"

enum { KEPT = 2 }; /* the segments that may be torn: see rotate.c */

typedef struct recovered {
  fr__segment segments[KEPT];
  uint8_t *bytes[KEPT]; /* what was read of them; null: not now */
  uint32_t count, removed;
  uint32_t at; /* the one that the scan is in */
  bool torn;
  fr__scan scan;
} recovered;

/* Headers of all, in order; the last two stay open. */
static fr_status check_headers(const fr__log *log, const fr__segments *segments, recovered *found, fr_error *error) {
  fr__segment before = {0};
  for (uint64_t i = 0; i < segments->count; i++) {
    const bool keep = i + KEPT >= segments->count;
    fr__segment one;
    FR_TRY(fr__segment_open(log->io, &log->crc, log->options.directory, segments->firsts[i],
                            keep ? FR__IO_WRITE : FR__IO_READ, log->options.engine, &one, error));
    if (keep) {
      found->segments[found->count++] = one;
    } else {
      log->io->close(one.file);
      one.file = NULL;
    }
    if (i > 0) FR_TRY(fr__segment_follows(&before.header, &one.header, error));
    before = one;
  }
  return FR_OK;
}

/* Into memory of its own: what a disk cannot give of a mapped file ends the process. */
static fr_status load(const fr__log *log, recovered *found, uint32_t which, fr_error *error) {
  const fr__segment *segment = &found->segments[which];
  const uint64_t bytes = segment->header.segment_bytes;
  if (found->bytes[which] != NULL) return FR_OK;
  if (bytes > FR__LOG_MAX_SEGMENT_BYTES) {
    return fr__fail(error, FR_TOO_LONG, "journal", "a segment has %llu bytes; the most is %llu",
                    (unsigned long long)bytes, (unsigned long long)FR__LOG_MAX_SEGMENT_BYTES);
  }
  found->bytes[which] = malloc(bytes);
  if (found->bytes[which] == NULL) return fr__fail(error, FR_NO_MEMORY, NULL, "out of memory");
  return fr__segment_read(log->io, segment, 0, bytes, found->bytes[which], error);
}

static void unload(recovered *found, uint32_t which) {
  free(found->bytes[which]);
  found->bytes[which] = NULL;
}

/* Does the next segment begin where the one that was scanned ends? */
static bool links(const fr__scan *scan, const fr__item_header *next) {
  uint8_t ours[FR__MERKLE_LEVELS * FR__SHA256_BYTES], theirs[FR__MERKLE_LEVELS * FR__SHA256_BYTES];
  if (next->first != scan->next || scan->spine.sealed != scan->next - 1) return false;
  if (next->blocks != scan->spine.blocks) return false;
  fr__merkle_save(&scan->spine.tree, ours);
  fr__merkle_save(&next->tree, theirs);
  return memcmp(next->chain, scan->spine.chain, sizeof next->chain) == 0 &&
         memcmp(ours, theirs, (size_t)fr__merkle_peaks(next->tree.count) * FR__SHA256_BYTES) == 0;
}

static fr_status scan_segment(recovered *found, fr_error *error) {
  fr__item item;
  const fr__segment *segment = &found->segments[found->at];
  do {
    const fr_status status = fr__scan_next(&found->scan, &item, error);
    if (status < 0) {
      fr__segment_place(error, segment->header.first, found->scan.position);
      return status;
    }
  } while (item.type != FR__ITEM_END && item.type != FR__ITEM_BAD);
  found->torn =
      item.type == FR__ITEM_BAD || fr__scan_tail(found->scan.bytes, found->scan.size, found->scan.position) != 0;
  return FR_OK;
}

static fr_status scan_all(const fr__log *log, recovered *found, fr_error *error) {
  fr__spine_begin(&found->scan.spine, &found->segments[0].header);
  for (found->at = 0;; found->at++) {
    const fr__segment *segment = &found->segments[found->at];
    FR_TRY(load(log, found, found->at, error));
    fr__scan_begin(&found->scan, &segment->header, segment->header_size, found->bytes[found->at],
                   segment->header.segment_bytes);
    FR_TRY(scan_segment(found, error));
    if (found->torn || found->at + 1 == found->count) return FR_OK;
    const fr__item_header *next = &found->segments[found->at + 1].header;
    if (links(&found->scan, next)) {
      unload(found, found->at);
      continue;
    }
    if (next->first > found->scan.next || found->scan.spine.sealed != found->scan.next - 1) {
      found->torn = true; /* its end is missing, with the seal that closes a segment */
      return FR_OK;
    }
    return fr__fail(error, FR_BAD_JOURNAL, "journal",
                    "the segment that begins with %llu does not go on from the one before it: one was swapped",
                    (unsigned long long)next->first);
  }
}

/* Was what does not verify on the disk? Then it is damaged. Counts what stands behind it. */
static fr_status judge(const fr__log *log, recovered *found, fr__log_recovery *recovery, fr_error *error) {
  const fr__scan *scan = &found->scan;
  uint64_t synced = found->segments[found->at].header.synced;
  uint64_t position = scan->position;
  for (uint32_t i = found->at; i < found->count; i++) FR_TRY(load(log, found, i, error));
  for (uint32_t i = found->at; i < found->count; i++) {
    const fr__segment *segment = &found->segments[i];
    const uint64_t bytes = segment->header.segment_bytes;
    if (i > found->at) position = segment->header_size;
    if (i > found->at && segment->header.synced > synced) synced = segment->header.synced;
    recovery->cut_bytes += fr__scan_tail(found->bytes[i], bytes, position);
    fr__scan_rest(&log->crc, fr__item_seed(&log->crc, segment->header.engine, segment->header.first), found->bytes[i],
                  bytes, position, scan->next - 1, &recovery->cut_records, &synced);
  }
  recovery->cut_sequence = scan->next;
  if (synced < scan->next) return FR_OK;
  fr__fail(error, FR_BAD_JOURNAL, "journal",
           "record %llu does not verify, though the journal says that all was on the disk up to record %llu",
           (unsigned long long)scan->next, (unsigned long long)synced);
  fr__segment_place(error, found->segments[found->at].header.first, scan->position);
  memset(recovery, 0, sizeof *recovery);
  return FR_BAD_JOURNAL;
}

/* All that is about to be cut is on the disk a second time before the first byte of it goes. */
static fr_status put_aside(const fr__log *log, const recovered *found, fr__log_recovery *recovery) {
  for (uint32_t i = found->at; i < found->count; i++) {
    const fr__segment *segment = &found->segments[i];
    const uint64_t from = i == found->at ? found->scan.position : segment->header_size;
    const fr__log_cut cut = {.first = segment->header.first,
                             .position = from,
                             .bytes = found->bytes[i] + from,
                             .size = fr__scan_tail(found->bytes[i], segment->header.segment_bytes, from)};
    if (cut.size == 0) continue;
    FR_TRY(fr__log_put_aside(log->io, log->options.directory, &cut));
    recovery->cut_files++;
  }
  return FR_OK;
}

/* The segments behind go first: whatever fails then, the tail is found torn again. */
static fr_status cut(fr__log *log, recovered *found, fr__log_recovery *recovery) {
  const fr__io *io = log->io;
  FR_TRY(put_aside(log, found, recovery));
  while (found->count > found->at + 1) {
    char name[FR__SEGMENT_NAME_BYTES];
    fr__segment *last = &found->segments[--found->count];
    found->removed++;
    fr__segment_name(name, last->header.first);
    io->close(last->file);
    last->file = NULL;
    FR_TRY(io->remove(io->context, log->options.directory, name));
    FR_TRY(io->sync_directory(io->context, log->options.directory));
  }
  const uint64_t position = found->scan.position;
  memset(log->memory + position, 0, fr__scan_tail(found->scan.bytes, found->scan.size, position));
  return FR_OK;
}

/* The one that the log goes on in is written to as memory from here on. */
static fr_status map_current(fr__log *log, const recovered *found) {
  const fr__segment *segment = &found->segments[found->at];
  return log->io->map(segment->file, segment->header.segment_bytes, &log->memory);
}

/* The log goes on where the scan ended. What is there is made safe first, so that nothing is given to a reader or put
 * into a snapshot that a failing machine could take back. */
static fr_status go_on(fr__log *log, recovered *found) {
  const fr__io *io = log->io;
  for (uint32_t i = 0; i < found->count; i++) {
    FR_TRY(io->sync(found->segments[i].file, 0, found->segments[i].header.segment_bytes));
  }
  FR_TRY(io->sync_directory(io->context, log->options.directory));
  const fr__scan *scan = &found->scan;
  fr__hasher *hasher = log->spine.hasher;
  log->spine = scan->spine;
  log->spine.hasher = hasher;
  log->current = found->segments[found->at];
  found->segments[found->at].file = NULL;
  log->seed = scan->seed;
  log->tail = log->synced_position = log->made_ready = scan->position;
  log->hashed = log->block_begin = scan->hashed;
  log->last_sequence = log->synced = scan->next - 1;
  log->sealed = scan->spine.sealed;
  fr__log_mark(log, log->synced);
  return FR_OK;
}

static fr_status judge_and_go_on(fr__log *log, recovered *found, fr__log_recovery *recovery, fr_error *error) {
  found->scan.crc = &log->crc;
  found->scan.verify = true;
  found->scan.spine.hasher = log->spine.hasher;
  FR_TRY(scan_all(log, found, error));
  if (found->torn) FR_TRY(judge(log, found, recovery, error));
  fr_status status = map_current(log, found);
  if (status == FR_OK && found->torn) status = cut(log, found, recovery);
  if (status == FR_OK) status = go_on(log, found);
  return status < 0 ? fr__segment_fail(error, status, "the end of", "the journal") : FR_OK;
}

fr_status fr__log_recover(fr__log *log, const fr__segments *segments, fr__log_recovery *recovery, fr_error *error) {
  recovered found = {0};
  fr_status status = check_headers(log, segments, &found, error);
  if (status == FR_OK) {
    log->options.created_us = found.segments[0].header.created_us;
    status = judge_and_go_on(log, &found, recovery, error);
  }
  for (uint32_t i = 0; i < found.count; i++) {
    if (found.segments[i].file != NULL) log->io->close(found.segments[i].file);
  }
  for (uint32_t i = 0; i < KEPT; i++) unload(&found, i);
  FR_TRY(status);
  log->segments = segments->count - found.removed;
  recovery->first_sequence = log->first_sequence = segments->firsts[0];
  recovery->last_sequence = log->last_sequence;
  return FR_OK;
}
