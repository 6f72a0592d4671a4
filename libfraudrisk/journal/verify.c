/* SPDX-License-Identifier: Apache-2.0
 *
 * Checking all of a journal, without changing it. */
#include "journal/reader.h"

static void take(const fr__log_reader *reader, fr__log_report *report) {
  const fr__scan *scan = &reader->scan;
  report->segments = reader->at + 1;
  report->bytes = fr__log_reader_position(reader);
  report->last_sequence = scan->next > report->first_sequence ? scan->next - 1 : 0;
  report->records = scan->next - report->first_sequence;
  report->blocks = reader->blocks;
  report->checkpoints = reader->checkpoints;
  report->signatures_good = reader->signatures_good;
  report->checkpoint = reader->last_signature;
  report->checkpoint_sequence = reader->checkpoint;
  report->signed_sequence = reader->signed_sequence;
  report->sealed_sequence = scan->spine.sealed;
  report->bad_segment = reader->segment.header.first;
  report->bad_offset = scan->position;
  report->bad_sequence = scan->next;
}

static fr_status check_end(fr__log_reader *reader, uint64_t least_sequence, fr_error *error) {
  const uint64_t next = reader->scan.next;
  uint64_t tail;
  FR_TRY(fr__log_reader_tail(reader, &tail, error));
  if (tail != 0) {
    fr__fail(error, FR_BAD_JOURNAL, "journal",
             "behind the last whole record, %llu, stand %llu bytes that are none: opening the journal cuts them",
             (unsigned long long)next - 1, (unsigned long long)tail);
    fr__segment_place(error, reader->segment.header.first, reader->scan.position);
    return FR_BAD_JOURNAL;
  }
  if (next <= least_sequence) {
    return fr__fail(error, FR_BAD_JOURNAL, "journal", "the journal ends with record %llu; it has to reach to %llu",
                    (unsigned long long)next - 1, (unsigned long long)least_sequence);
  }
  return FR_OK;
}

static fr_status read_all(fr__log_reader *reader, uint64_t least_sequence, fr__log_report *report, fr_error *error) {
  fr__item item;
  report->first_sequence = reader->segments.firsts[0];
  fr_status status;
  do status = fr__log_reader_item(reader, &item, error);
  while (status == FR_OK && item.type != FR__ITEM_END);
  if (status == FR_OK) status = check_end(reader, least_sequence, error);
  take(reader, report);
  if (reader->scan.spine.sealed != 0 && reader->scan.spine.tree.count == reader->scan.spine.sealed) {
    const fr_status rooted = fr__merkle_root(&reader->scan.spine.tree, reader->scan.spine.hasher, report->root);
    if (status == FR_OK) status = rooted;
    memcpy(report->chain, reader->scan.spine.chain, sizeof report->chain);
  }
  if (status == FR_OK) report->bad_segment = report->bad_offset = report->bad_sequence = 0;
  return status;
}

fr_status fr__log_verify(const fr__log_reader_options *options, uint64_t least_sequence, fr__log_report *report,
                         fr_error *error) {
  fr__log_reader_options all = *options;
  fr__log_reader *reader;
  memset(report, 0, sizeof *report);
  all.from_sequence = 0;
  all.verify = true;
  report->status = fr__log_reader_open(&all, &reader, error);
  if (report->status == FR_OK) report->status = read_all(reader, least_sequence, report, error);
  fr__log_reader_close(reader);
  return report->status;
}

static fr_status check_place(fr__log_reader *reader, const fr__log_place *place, fr_error *error) {
  const fr__spine *spine = &reader->scan.spine;
  fr__item item = {.type = FR__ITEM_BAD};
  while (spine->blocks < place->block && item.type != FR__ITEM_END) FR_TRY(fr__log_reader_item(reader, &item, error));
  if (spine->blocks != place->block) {
    return fr__fail(error, FR_NOT_FOUND, "journal", "the journal has no seal %llu where it is looked for",
                    (unsigned long long)place->block);
  }
  if (spine->sealed == place->sequence && memcmp(spine->chain, place->chain, sizeof place->chain) == 0) return FR_OK;
  return fr__fail(error, FR_OTHER_JOURNAL, "journal",
                  "seal %llu has another chain: this is not the history that was meant",
                  (unsigned long long)place->block);
}

fr_status fr__log_check_place(const fr__log_reader_options *options, const fr__log_place *place, fr_error *error) {
  fr__log_reader *reader;
  fr_status status = fr__log_reader_open(options, &reader, error);
  if (status == FR_OK) status = check_place(reader, place, error);
  fr__log_reader_close(reader);
  return status;
}
