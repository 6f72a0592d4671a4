/* SPDX-License-Identifier: Apache-2.0
 *
 * What recovery cuts off is put aside first, in a file of its own beside the journal: nobody said that it was on the
 * disk, but it may be worth reading all the same, and it is not the library's to destroy. */
#include <stdio.h>

#include "journal/log_parts.h"

enum { NAME_BYTES = 64, SAME_PLACE = 1000 };
static const char temporary[] = "cut.new";

/* A name that is free: the segment, the byte where the cut is, and, where it was cut there before, a number. */
static fr_status free_name(const fr__io *io, const char *directory, const fr__log_cut *cut, char name[NAME_BYTES]) {
  for (uint32_t i = 1; i < SAME_PLACE; i++) {
    fr__file *file;
    (void)snprintf(name, NAME_BYTES, "%020llu-%llu-%u.cut", (unsigned long long)cut->first,
                   (unsigned long long)cut->position, i);
    const fr_status status = io->open(io->context, directory, name, FR__IO_READ, &file);
    if (status == FR_NOT_FOUND) return FR_OK;
    FR_TRY(status);
    io->close(file);
  }
  return FR_TOO_MANY;
}

static fr_status write_whole(const fr__io *io, const char *directory, const fr__log_cut *cut) {
  fr__file *file;
  FR_TRY(io->open(io->context, directory, temporary, FR__IO_CREATE, &file));
  fr_status status = fr__io_write_all(io, file, 0, cut->bytes, cut->size);
  if (status == FR_OK) status = io->sync(file, 0, cut->size);
  io->close(file);
  return status;
}

fr_status fr__log_put_aside(const fr__io *io, const char *directory, const fr__log_cut *cut) {
  char name[NAME_BYTES];
  const fr_status removed = io->remove(io->context, directory, temporary); /* of a process that ended meanwhile */
  FR_REQUIRE(removed == FR_OK || removed == FR_NOT_FOUND, removed);
  FR_TRY(free_name(io, directory, cut, name));
  fr_status status = write_whole(io, directory, cut);
  if (status == FR_OK) status = io->rename(io->context, directory, temporary, name);
  if (status == FR_OK) status = io->sync_directory(io->context, directory);
  if (status != FR_OK) (void)io->remove(io->context, directory, temporary);
  return status;
}
