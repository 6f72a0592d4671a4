/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading a journal from beginning to end, also while it is written. */
#include "journal/reader.h"

#include <stdlib.h>

enum { PIECE_BYTES = 1 << 18 };
_Static_assert(PIECE_BYTES > 2 * (FR__ITEM_MAX_BODY + FR__ITEM_RECORD_ROOM), "no record hides a piece of zeros");

/* Reads what stands from a byte on: all, or up to a piece that is nothing but zeros. Every item has a byte that is not
 * zero at its beginning, so nothing stands behind such a piece, unless it was damaged. */
static fr_status read_from(fr__log_reader *reader, uint64_t at, bool whole, fr_error *error) {
  const uint64_t bytes = reader->segment.header.segment_bytes;
  for (bool more = true; more && at < bytes;) {
    const uint64_t size = bytes - at < PIECE_BYTES ? bytes - at : PIECE_BYTES;
    FR_TRY(fr__segment_read(reader->io, &reader->segment, at, size, reader->bytes + at, error));
    more = whole || fr__scan_tail(reader->bytes, at + size, at) != 0;
    at += size;
    if (at > reader->read_end) reader->read_end = at;
  }
  return FR_OK;
}

static void close_segment(fr__log_reader *reader) {
  if (reader->segment.file != NULL) reader->io->close(reader->segment.file);
  reader->segment.file = NULL;
}

/* Zeros, for a segment of so many bytes. */
static fr_status make_room(fr__log_reader *reader, uint64_t bytes, fr_error *error) {
  if (bytes > reader->room) {
    free(reader->bytes);
    reader->bytes = calloc(1, bytes);
    reader->room = reader->bytes == NULL ? 0 : bytes;
    if (reader->bytes == NULL) return fr__fail(error, FR_NO_MEMORY, NULL, "out of memory");
  } else {
    memset(reader->bytes, 0, reader->read_end);
  }
  reader->read_end = 0;
  return FR_OK;
}

/* Opens segments[at] and reads it. */
static fr_status load(fr__log_reader *reader, fr_error *error) {
  const uint64_t first = reader->segments.firsts[reader->at];
  fr__segment opened;
  FR_TRY(fr__segment_open(reader->io, &reader->crc, reader->directory, first, FR__IO_READ, reader->engine, &opened,
                          error));
  close_segment(reader);
  reader->segment = opened;
  const uint64_t bytes = opened.header.segment_bytes;
  if (bytes > FR__LOG_MAX_SEGMENT_BYTES) {
    return fr__fail(error, FR_TOO_LONG, "journal", "a segment has %llu bytes; the most is %llu",
                    (unsigned long long)bytes, (unsigned long long)FR__LOG_MAX_SEGMENT_BYTES);
  }
  FR_TRY(make_room(reader, bytes, error));
  FR_TRY(read_from(reader, 0, false, error));
  fr__scan_begin(&reader->scan, &opened.header, opened.header_size, reader->bytes, bytes);
  return FR_OK;
}

/* The segment that holds a record: the last that does not begin behind it. */
static fr_status find(fr__log_reader *reader, fr_error *error) {
  const fr__segments *segments = &reader->segments;
  const uint64_t from = reader->from_sequence;
  if (segments->count == 0) {
    return fr__fail(error, FR_NOT_FOUND, "directory", "there is no journal in %s", reader->directory);
  }
  if (from != 0 && from < segments->firsts[0]) {
    return fr__fail(error, FR_NOT_FOUND, "from_sequence", "record %llu is gone: the oldest that is left is %llu",
                    (unsigned long long)from, (unsigned long long)segments->firsts[0]);
  }
  while (reader->at + 1 < segments->count && segments->firsts[reader->at + 1] <= from) reader->at++;
  FR_TRY(load(reader, error));
  fr__spine_begin(&reader->scan.spine, &reader->segment.header);
  return FR_OK;
}

/* A bank changes its key now and then, and old checkpoints keep the signature that they have. */
static fr_status take_keys(fr__key *keys[FR__LOG_MAX_KEYS], uint32_t *taken, const char *at, uint64_t size,
                           fr_error *error) {
  static const char last_line[] = "-----END PUBLIC KEY-----";
  const char *end = at + size;
  while (at < end) {
    const char *next = memmem(at, (size_t)(end - at), last_line, sizeof last_line - 1);
    next = next == NULL ? end : next + sizeof last_line - 1;
    while (next < end && (*next == '\n' || *next == '\r')) next++;
    if (*taken == FR__LOG_MAX_KEYS) {
      return fr__fail(error, FR_TOO_MANY, "public_key", "there are more than %d keys", FR__LOG_MAX_KEYS);
    }
    FR_TRY(fr__key_public_from_pem(at, (uint64_t)(next - at), &keys[*taken], error));
    ++*taken;
    at = next;
  }
  return FR_OK;
}

fr_status fr__log_check_keys(const void *pem, uint64_t size, fr_error *error) {
  fr__key *keys[FR__LOG_MAX_KEYS];
  uint32_t count = 0;
  fr_status status = take_keys(keys, &count, pem, size, error);
  if (status == FR_OK && count == 0) status = fr__fail(error, FR_BAD_KEY, "public_key", "there is no public key");
  for (uint32_t i = 0; i < count; i++) fr__key_free(keys[i]);
  return status;
}

static fr_status fill(fr__log_reader *reader, const fr__log_reader_options *options, fr_error *error) {
  fr__crc32c_init(&reader->crc);
  reader->scan.crc = &reader->crc;
  reader->scan.verify = options->verify;
  if (options->verify) FR_TRY(fr__hasher_create(&reader->scan.spine.hasher));
  if (options->public_key != NULL) {
    FR_TRY(take_keys(reader->keys, &reader->key_count, options->public_key, options->public_key_size, error));
  }
  FR_TRY(fr__segments_list(reader->io, reader->directory, &reader->segments, error));
  return find(reader, error);
}

fr_status fr__log_reader_open(const fr__log_reader_options *options, fr__log_reader **reader, fr_error *error) {
  *reader = NULL;
  if (options->directory == NULL || strlen(options->directory) > FR__LOG_MAX_PATH) {
    return fr__fail(error, FR_BAD_ARGUMENT, "directory", "a reader needs a directory, in at most %d bytes",
                    FR__LOG_MAX_PATH);
  }
  const size_t length = strlen(options->directory);
  fr__log_reader *made = calloc(1, sizeof *made + length + 1);
  if (made == NULL) return fr__fail(error, FR_NO_MEMORY, NULL, "out of memory");
  char *directory = (char *)(made + 1);
  memcpy(directory, options->directory, length);
  made->directory = directory;
  made->io = options->io == NULL ? fr__io_posix() : options->io;
  made->from_sequence = options->from_sequence;
  if (options->engine != NULL) {
    memcpy(made->engine_bytes, options->engine, sizeof made->engine_bytes);
    made->engine = made->engine_bytes;
  }
  const fr_status status = fill(made, options, error);
  if (status < 0) {
    fr__log_reader_close(made);
    return status;
  }
  *reader = made;
  return FR_OK;
}

void fr__log_reader_close(fr__log_reader *reader) {
  if (reader == NULL) return;
  close_segment(reader);
  fr__segments_free(&reader->segments);
  for (uint32_t i = 0; i < reader->key_count; i++) fr__key_free(reader->keys[i]);
  fr__hasher_destroy(reader->scan.spine.hasher);
  free(reader->bytes);
  free(reader);
}

uint64_t fr__log_reader_signed(const fr__log_reader *reader) { return reader->signed_sequence; }

uint64_t fr__log_reader_position(const fr__log_reader *reader) { return reader->bytes_before + reader->scan.position; }

static fr_status look_at_signature(fr__log_reader *reader, const fr__item_seal *seal, fr_error *error) {
  reader->blocks++;
  if (seal->algorithm == 0) return FR_OK;
  reader->checkpoints++;
  reader->checkpoint = seal->through;
  reader->last_signature = FR__LOG_NOT_CHECKED;
  if (reader->key_count == 0) return FR_OK;
  uint8_t statement[FR__ITEM_STATEMENT_ROOM];
  const fr__item_header *header = &reader->segment.header;
  const uint64_t size = fr__item_statement(statement, header->engine, header->created_us, seal);
  fr_status status = FR_BAD_SIGNATURE;
  for (uint32_t i = 0; i < reader->key_count && status != FR_OK && status != FR_NO_MEMORY; i++) {
    status = fr__key_verify(reader->keys[i], seal->algorithm, statement, size, seal->signature, sizeof seal->signature);
  }
  reader->last_signature = status == FR_OK ? FR__LOG_SIGNATURE_GOOD : FR__LOG_SIGNATURE_BAD;
  if (status < 0) {
    return fr__fail(error, status, "journal", "the checkpoint over the records up to %llu is not signed by %s",
                    (unsigned long long)seal->through, reader->key_count == 1 ? "this key" : "any of these keys");
  }
  reader->signatures_good++;
  reader->signed_sequence = seal->through;
  return FR_OK;
}

/* Is there a segment that goes on where this one ends? If it is not in the list yet, it may have been made since. */
static fr_status find_next(fr__log_reader *reader, bool *found, fr_error *error) {
  *found = reader->at + 1 < reader->segments.count;
  if (*found) return FR_OK;
  fr__segments listed;
  const uint64_t ours = reader->segments.firsts[reader->at];
  fr_status status = fr__segments_list(reader->io, reader->directory, &listed, error);
  if (status == FR_OK) {
    uint64_t at = 0;
    while (at < listed.count && listed.firsts[at] < ours) at++;
    if (at < listed.count && listed.firsts[at] == ours) {
      fr__segments_free(&reader->segments);
      reader->segments = listed;
      reader->at = at;
      *found = at + 1 < listed.count;
      return FR_OK;
    }
    status = fr__fail(error, FR_BAD_JOURNAL, "journal", "the segment that begins with %llu was removed meanwhile",
                      (unsigned long long)ours);
  }
  fr__segments_free(&listed);
  return status;
}

fr_status fr__log_reader_tail(fr__log_reader *reader, uint64_t *bytes, fr_error *error) {
  *bytes = 0;
  FR_TRY(read_from(reader, reader->scan.position, true, error));
  *bytes = fr__scan_tail(reader->bytes, reader->scan.size, reader->scan.position);
  return FR_OK;
}

/* At zeros with a segment behind: nothing may stand here any more, and the next one has to fit. */
static fr_status go_on(fr__log_reader *reader, fr_error *error) {
  const fr__scan *scan = &reader->scan;
  const fr__item_header before = reader->segment.header;
  const uint64_t bytes = scan->size, position = scan->position;
  if (fr__scan_tail(scan->bytes, scan->size, position) != 0) {
    fr__fail(error, FR_BAD_JOURNAL, "journal", "where record %llu should stand there is none, and yet something",
             (unsigned long long)scan->next);
    fr__segment_place(error, before.first, position);
    return FR_BAD_JOURNAL;
  }
  reader->at++;
  FR_TRY(load(reader, error));
  const fr__item_header *header = &reader->segment.header;
  FR_TRY(fr__segment_follows(&before, header, error));
  const fr__spine *spine = &scan->spine;
  bool fits = header->first == spine->sealed + 1 && header->blocks == spine->blocks &&
              memcmp(header->chain, spine->chain, sizeof spine->chain) == 0;
  if (fits && scan->verify) {
    uint8_t ours[FR__MERKLE_LEVELS * FR__SHA256_BYTES], theirs[FR__MERKLE_LEVELS * FR__SHA256_BYTES];
    fr__merkle_save(&spine->tree, ours);
    fr__merkle_save(&header->tree, theirs);
    fits = memcmp(ours, theirs, (size_t)fr__merkle_peaks(header->tree.count) * FR__SHA256_BYTES) == 0;
  }
  if (!fits) {
    return fr__fail(error, FR_BAD_JOURNAL, "journal",
                    "the segment that begins with %llu does not go on from the one before it, which is sealed up to "
                    "record %llu",
                    (unsigned long long)header->first, (unsigned long long)spine->sealed);
  }
  reader->bytes_before += bytes;
  return FR_OK;
}

/* Whoever follows a journal asks often, and mostly in vain. */
static bool still_zero(const fr__log_reader *reader) {
  uint8_t byte = 0;
  uint64_t count;
  const fr_status status = fr__io_read_all(reader->io, reader->segment.file, reader->scan.position, &byte, 1, &count);
  return status == FR_OK && count == 1 && byte == 0;
}

/* What comes behind the zeros where the scan stands: more of this segment, the next one, or nothing. */
static fr_status look_behind(fr__log_reader *reader, bool *more, fr_error *error) {
  *more = false;
  bool found;
  FR_TRY(find_next(reader, &found, error));
  /* In this order: once there is a next segment, nothing is added to this one. */
  if (!found && still_zero(reader)) return FR_OK;
  FR_TRY(read_from(reader, reader->scan.position, found, error));
  *more = reader->scan.position < reader->scan.size && reader->bytes[reader->scan.position] != 0;
  if (*more || !found) return FR_OK;
  *more = true;
  return go_on(reader, error);
}

/* An item's first byte is written last, and yet a read that runs beside the writer may bring it and not all that stands
 * behind it: a copy of memory keeps no order. What was there when the first byte was is there in a read that begins
 * after it; so nothing is damaged that was not read twice. */
static fr_status next_item(fr__log_reader *reader, fr__item *item, fr_error *error) {
  for (uint64_t again = UINT64_MAX;;) {
    const uint64_t position = reader->scan.position, sequence = reader->scan.next;
    const fr_status status = fr__scan_next(&reader->scan, item, error);
    if (status == FR_OK && item->type == FR__ITEM_BAD && again != position) {
      again = reader->scan.position = position;
      FR_TRY(read_from(reader, position, false, error));
      continue;
    }
    if (status < 0 || item->type == FR__ITEM_BAD) {
      if (status == FR_OK) {
        fr__fail(error, FR_BAD_JOURNAL, "journal", "what stands where record %llu belongs is damaged, or torn",
                 (unsigned long long)sequence);
      } else if (error != NULL && error->status != status) {
        fr__fail(error, status, "journal", "%s", fr_status_text(status));
      }
      fr__segment_place(error, reader->segment.header.first, position);
      return status < 0 ? status : FR_BAD_JOURNAL;
    }
    if (item->type == FR__ITEM_SEAL) return look_at_signature(reader, &item->as.seal, error);
    if (item->type != FR__ITEM_END) return FR_OK;
    bool more;
    FR_TRY(look_behind(reader, &more, error));
    if (!more) return FR_OK;
  }
}

fr_status fr__log_reader_item(fr__log_reader *reader, fr__item *item, fr_error *error) {
  if (reader->failed < 0) return fr__fail(error, reader->failed, "journal", "the reader has stopped before");
  reader->failed = next_item(reader, item, error);
  return reader->failed;
}

fr_status fr__log_reader_next(fr__log_reader *reader, fr__log_record *record, fr_error *error) {
  fr__item item;
  memset(record, 0, sizeof *record);
  do {
    FR_TRY(fr__log_reader_item(reader, &item, error));
    if (item.type == FR__ITEM_END) {
      /* Whoever asks for a record that does not exist yet may wait for the next one, and no further. */
      if (reader->from_sequence > reader->scan.next) {
        return fr__fail(error, FR_NOT_FOUND, "from_sequence", "record %llu is not there: the last is %llu",
                        (unsigned long long)reader->from_sequence, (unsigned long long)reader->scan.next - 1);
      }
      return FR_OK;
    }
  } while (item.type != FR__ITEM_RECORD || item.as.record.sequence < reader->from_sequence);
  record->sequence = item.as.record.sequence;
  record->kind = item.as.record.kind;
  record->size = item.as.record.body_size;
  record->body = item.as.record.body;
  return FR_OK;
}
