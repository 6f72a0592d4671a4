/* SPDX-License-Identifier: Apache-2.0
 *
 * A segment keeps room for one seal more. It may be taken before the segment is left, and then the log is opened again
 * by somebody who does not know that the seal is signed. */
#include <criterion/criterion.h>

#include "journal/support.h"

extern const char signing_key[];

static void fill_and_seal(fake_world *disk, uint32_t last_size) {
  fr__log *log;
  fr_error error = FR_ERROR_INIT;
  fr__log_options options = log_options(disk);
  uint64_t sequence;
  static uint8_t body[4096];
  fr_status status = FR_OK;
  options.when_full = FR__LOG_REFUSE;
  options.signing_key = signing_key;
  options.signing_key_size = strlen(signing_key);
  cr_assert_eq(fr__log_open(&options, &log, NULL, &error), FR_OK, "%s", error.message);
  for (uint32_t size = 1000; size >= last_size; size = size > 10 ? size - 10 : 0) { /* as near to the end as may be */
    while ((status = fr__log_append(log, 1, body, size, &sequence)) == FR_OK) continue;
    cr_assert_eq(status, FR_JOURNAL_FULL);
    if (size == 0) break;
  }
  cr_assert_eq(fr__log_checkpoint(log), FR_OK);
  fr__log_close(log);
}

Test(last_room, a_seal_took_it_before_the_log_was_closed) {
  for (uint32_t last_size = 0; last_size < 200; last_size += 20) {
    fake_world *disk = fake_create(last_size);
    fr__log *log;
    fr_error error = FR_ERROR_INIT;
    uint64_t sequence;
    fill_and_seal(disk, last_size);
    fr__log_options options = log_options(disk);
    options.signing_key = signing_key;
    options.signing_key_size = strlen(signing_key);
    cr_assert_eq(fr__log_open(&options, &log, NULL, &error), FR_OK, "%s", error.message);
    cr_expect_eq(fr__log_append(log, 1, "one more", 8, &sequence), FR_OK);
    cr_expect_eq(fr__log_checkpoint(log), FR_OK);
    fr__log_close(log);
    const fr__log_reader_options reader = reader_options(disk);
    fr__log_report report;
    cr_expect_eq(fr__log_verify(&reader, sequence, &report, &error), FR_OK, "%s", error.message);
    fake_destroy(disk);
  }
}
