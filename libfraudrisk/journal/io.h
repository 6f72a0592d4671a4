/* SPDX-License-Identifier: Apache-2.0
 *
 * All that the journal does to the world goes through this table, so that the tests can put a world of their own in its
 * place: one whose disk is full, whose calls fail, whose power goes.
 *
 * A directory is named by its path, a file in it by its name. Statuses: FR_NOT_FOUND (no such file), FR_JOURNAL_LOCKED
 * (another process holds the lock), FR_JOURNAL_FULL (the disk or a quota is full), FR_NOT_A_DIRECTORY,
 * FR_NOT_PERMITTED, FR_READ_ONLY, FR_TOO_MANY_FILES, FR_JOURNAL_DOWN (anything else that the system refuses),
 * FR_NO_MEMORY.
 *
 * Whatever is checked or recovered is read by `read`, so that a sector which the disk cannot give is a status. Mapped
 * are only segments that are written: the present one, the one before until it is on the disk, and the next. There the
 * system has no status to give: it ends the process with SIGBUS. It can come to that in two ways. A page of the present
 * segment was given back by the system and cannot be read again; opening has just read it. Or a write to the mapping
 * finds no room, though `allocate` has taken it: the blocks are reserved before a segment is
 * begun (posix_fallocate). That holds on ext4 and xfs, where a block that was taken is written in place. It does not
 * where each write goes to a new block (btrfs, zfs, a snapshot of LVM, thin provisioning, xfs with shared extents,
 * compression), where nothing is taken (tmpfs under a memory limit, most overlays) or where the disk is another
 * machine's (NFS, SMB): put no journal there. */
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
  /* Makes a file that is to be mapped so long, all zeros, and takes the disk's blocks for it, so that writing to the
   * mapping cannot fail. */
  fr_status (*allocate)(fr__file *file, uint64_t bytes);
  /* The file's first bytes as memory, shared with the file, until it is closed: for writing. See above. */
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
