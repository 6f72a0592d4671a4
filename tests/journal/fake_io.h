/* SPDX-License-Identifier: Apache-2.0
 *
 * A world in memory behind the journal's seam: one directory whose calls fail, whose disk fills up, whose reads and
 * writes are short, and whose power goes. What is in a file and what of it is on the disk are two things here. */
#ifndef FR_TESTS_JOURNAL_FAKE_IO_H
#define FR_TESTS_JOURNAL_FAKE_IO_H

#include "journal/io.h"

enum { FAKE_FILES = 4096, FAKE_NAMES = 512, FAKE_PENDING = 512, FAKE_SECTOR = 512 };

typedef struct fake_inode {
  uint8_t *now, *disk; /* `room` bytes each */
  uint64_t size, disk_size, room;
  bool locked;
} fake_inode;

typedef struct fake_name {
  char name[96];
  int inode; /* -1: there is none */
} fake_name;

/* A change of the directory that is not on the disk: the name now means this file, or none. */
typedef struct fake_change {
  char name[96], gone[96]; /* gone: a name that ends by the same change, or "" */
  int inode;
} fake_change;

typedef struct fake_world {
  fr__io io;
  uint64_t random;
  fake_inode inodes[FAKE_FILES];
  int inode_count;
  fake_name names[FAKE_NAMES], disk_names[FAKE_NAMES];
  fake_change pending[FAKE_PENDING];
  int pending_count;
  uint64_t calls;        /* that may fail, so far */
  uint64_t fail_at;      /* this one fails; 0: none … */
  bool fail_on;          /* … and all behind it */
  fr_status fail_status; /* with this */
  uint64_t disk_bytes;   /* that all files may take together */
  bool short_calls;      /* reads and writes take a part only */
  uint64_t syncs;
} fake_world;

fake_world *fake_create(uint64_t seed);
void fake_destroy(fake_world *world);

/* What is found after the power went: of each file what was synced, and of each sector that was written since, the old
 * or the new; of the changes of the directory since it was synced, the first few. The world itself stays as it is. */
fake_world *fake_after_power_loss(const fake_world *world, uint64_t seed);
/* What is found after the process ended: all that it wrote, and no lock. */
fake_world *fake_after_kill(const fake_world *world);

/* What all files take of the disk. */
uint64_t fake_taken(const fake_world *world);
/* The bytes of a file; null: it is not there. */
uint8_t *fake_bytes(fake_world *world, const char *name, uint64_t *size);
/* By hand, on the disk at once. */
void fake_put(fake_world *world, const char *name, const void *bytes, uint64_t size);
void fake_remove(fake_world *world, const char *name);
void fake_rename(fake_world *world, const char *from, const char *to);

#endif
