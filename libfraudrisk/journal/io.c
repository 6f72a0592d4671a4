/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/io.h"

fr_status fr__io_read_all(const fr__io *io, fr__file *file, uint64_t offset, void *into, uint64_t bytes,
                          uint64_t *count) {
  uint8_t *at = into;
  *count = 0;
  while (*count < bytes) {
    uint64_t got = 0;
    FR_TRY(io->read(file, offset + *count, at + *count, bytes - *count, &got));
    FR_ENSURE(got <= bytes - *count);
    if (got == 0) break;
    *count += got;
  }
  return FR_OK;
}

fr_status fr__io_write_all(const fr__io *io, fr__file *file, uint64_t offset, const void *data, uint64_t bytes) {
  const uint8_t *from = data;
  for (uint64_t written = 0; written < bytes;) {
    uint64_t put = 0;
    FR_TRY(io->write(file, offset + written, from + written, bytes - written, &put));
    FR_REQUIRE(put > 0 && put <= bytes - written, FR_JOURNAL_DOWN);
    written += put;
  }
  return FR_OK;
}
