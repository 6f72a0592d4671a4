/* SPDX-License-Identifier: Apache-2.0
 *
 * All that the journal does to the world goes through this table, so that the tests can put a world of their own in its
 * place: one whose disk is full, whose calls fail, whose power goes.
 *
 * A directory is named by its path, a file in it by its name. Statuses: FR_NOT_FOUND (no such file), FR_JOURNAL_LOCKED
 * (another process holds the lock), FR_JOURNAL_FULL (the disk or a quota is full), FR_NOT_A_DIRECTORY,
 * FR_NOT_PERMITTED, FR_READ_ONLY, FR_TOO_MANY_FILES, FR_JOURNAL_DOWN (anything else that the system refuses),
 * FR_NO_MEMORY. */
#ifndef FR_JOURNAL_IO_H
#define FR_JOURNAL_IO_H

#include "base/base.h"

/* How a file is opened. */
enum fr__io_how {
  FR__IO_READ,   /* it has to be there */
  FR__IO_WRITE,  /* it has to be there; for reading and writing */
  FR__IO_CREATE, /* made when it is not there; for reading and writing */
};

typedef struct fr__file fr__file;

typedef struct fr__io {
  void *context; /* handed to the functions that have no file */
  /* Calls `each` with the name of every file in the directory, in no order. */
  fr_status (*list)(void *context, const char *directory, void (*each)(void *argument, const char *name),
                    void *argument);
  fr_status (*open)(void *context, const char *directory, const char *name, enum fr__io_how how, fr__file **file);
  fr_status (*size)(fr__file *file, uint64_t *bytes);
  /* Held until the file is closed or the process ends. FR_JOURNAL_LOCKED where somebody else holds it. */
  fr_status (*lock)(fr__file *file);
  /* Makes the file so long and takes the disk's blocks for it, so that writing to a mapping of it cannot fail. What is
   * new reads as zeros. */
  fr_status (*allocate)(fr__file *file, uint64_t bytes);
  /* The file's first bytes as memory, shared with the file, until it is closed. */
  fr_status (*map)(fr__file *file, uint64_t bytes, uint8_t **memory);
  /* Makes pages of the mapping ready for writing, so that whoever writes first does not wait for them. A hint. */
  void (*ready)(fr__file *file, uint64_t offset, uint64_t bytes);
  /* At least these bytes of the mapping (of a file that is not mapped: all that was written), and whatever else the
   * file needs to be read again, are on the disk. After a failure nothing may be said of what was written since the
   * last success. */
  fr_status (*sync)(fr__file *file, uint64_t offset, uint64_t bytes);
  /* Up to so many bytes; *count tells how many, 0 at the end of the file. */
  fr_status (*read)(fr__file *file, uint64_t offset, void *into, uint64_t bytes, uint64_t *count);
  /* Up to so many bytes, at least one. For files that are written once, such as snapshots. */
  fr_status (*write)(fr__file *file, uint64_t offset, const void *data, uint64_t bytes, uint64_t *count);
  void (*close)(fr__file *file);
  /* Over a file of that name, too. */
  fr_status (*rename)(void *context, const char *directory, const char *from, const char *to);
  fr_status (*remove)(void *context, const char *directory, const char *name);
  /* What was made, renamed and removed in the directory is on the disk. */
  fr_status (*sync_directory)(void *context, const char *directory);
} fr__io;

/* The system's files. Static. */
const fr__io *fr__io_posix(void);

/* Reads until it has all, in as many calls as it takes. *count is smaller only at the end of the file. */
fr_status fr__io_read_all(const fr__io *io, fr__file *file, uint64_t offset, void *into, uint64_t bytes,
                          uint64_t *count);
/* Writes until all is written. */
fr_status fr__io_write_all(const fr__io *io, fr__file *file, uint64_t offset, const void *data, uint64_t bytes);

#endif
