/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/fake_io.h"

#include <stdio.h>
#include <stdlib.h>

struct fr__file {
  fake_world *world;
  int inode;
  bool holds_lock;
};

static uint64_t draw(uint64_t *random) { /* splitmix64 */
  uint64_t z = *random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

static fr_status attempt(fake_world *world) {
  world->calls++;
  const bool fails =
      world->fail_at != 0 && (world->calls == world->fail_at || (world->fail_on && world->calls > world->fail_at));
  return fails ? world->fail_status : FR_OK;
}

static int *find(fake_name *names, const char *name) {
  for (int i = 0; i < FAKE_NAMES; i++) {
    if (strcmp(names[i].name, name) == 0) return &names[i].inode;
  }
  return NULL;
}

static void set(fake_name *names, const char *name, int inode) {
  int *there = find(names, name);
  if (there == NULL) {
    for (int i = 0; i < FAKE_NAMES && there == NULL; i++) {
      if (names[i].name[0] != 0 && names[i].inode >= 0) continue;
      snprintf(names[i].name, sizeof names[i].name, "%s", name);
      there = &names[i].inode;
    }
  }
  if (there == NULL) abort(); /* more names than a test needs */
  *there = inode;
}

static void apply(fake_name *names, const fake_change *change) {
  set(names, change->name, change->inode);
  if (change->gone[0] != 0) set(names, change->gone, -1);
}

static void change(fake_world *world, const char *name, int inode, const char *gone) {
  if (world->pending_count == FAKE_PENDING) { /* the oldest reaches the disk by itself */
    apply(world->disk_names, &world->pending[0]);
    memmove(world->pending, world->pending + 1, sizeof world->pending - sizeof world->pending[0]);
    world->pending_count--;
  }
  fake_change *one = &world->pending[world->pending_count++];
  memset(one, 0, sizeof *one);
  snprintf(one->name, sizeof one->name, "%s", name);
  snprintf(one->gone, sizeof one->gone, "%s", gone);
  one->inode = inode;
  apply(world->names, one);
}

static int inode_of(fake_world *world, const char *name) {
  const int *there = find(world->names, name);
  return there == NULL ? -1 : *there;
}

static void grow(fake_inode *inode, uint64_t bytes) {
  if (bytes > inode->room) {
    uint8_t *now = calloc(1, bytes), *disk = calloc(1, bytes);
    if (now == NULL || disk == NULL) abort();
    if (inode->room != 0) {
      memcpy(now, inode->now, inode->room);
      memcpy(disk, inode->disk, inode->room);
    }
    free(inode->now);
    free(inode->disk);
    inode->now = now;
    inode->disk = disk;
    inode->room = bytes;
  }
  if (bytes > inode->size) inode->size = bytes;
}

static int make_inode(fake_world *world) {
  if (world->inode_count == FAKE_FILES) abort();
  return world->inode_count++;
}

/* ---- the table ---- */

static fr_status fake_list(void *context, const char *directory, void (*each)(void *argument, const char *name),
                           void *argument) {
  fake_world *world = context;
  (void)directory;
  FR_TRY(attempt(world));
  for (int i = 0; i < FAKE_NAMES; i++) {
    if (world->names[i].name[0] != 0 && world->names[i].inode >= 0) each(argument, world->names[i].name);
  }
  return FR_OK;
}

static fr_status fake_open(void *context, const char *directory, const char *name, enum fr__io_how how,
                           fr__file **file) {
  fake_world *world = context;
  (void)directory;
  *file = NULL;
  FR_TRY(attempt(world));
  int inode = inode_of(world, name);
  if (inode < 0) {
    FR_REQUIRE(how == FR__IO_CREATE, FR_NOT_FOUND);
    inode = make_inode(world);
    change(world, name, inode, "");
  }
  *file = calloc(1, sizeof **file);
  if (*file == NULL) abort();
  (*file)->world = world;
  (*file)->inode = inode;
  return FR_OK;
}

static fr_status fake_size(fr__file *file, uint64_t *bytes) {
  *bytes = 0;
  FR_TRY(attempt(file->world));
  *bytes = file->world->inodes[file->inode].size;
  return FR_OK;
}

static fr_status fake_lock(fr__file *file) {
  fake_inode *inode = &file->world->inodes[file->inode];
  FR_TRY(attempt(file->world));
  FR_REQUIRE(!inode->locked, FR_JOURNAL_LOCKED);
  inode->locked = file->holds_lock = true;
  return FR_OK;
}

uint64_t fake_taken(const fake_world *world) {
  uint64_t taken = 0;
  for (int i = 0; i < FAKE_NAMES; i++) {
    if (world->names[i].name[0] != 0 && world->names[i].inode >= 0) taken += world->inodes[world->names[i].inode].size;
  }
  return taken;
}

/* There is room on the disk for the file to be so long. */
static bool has_room(const fake_world *world, int inode, uint64_t bytes) {
  const uint64_t size = world->inodes[inode].size;
  return bytes <= size || fake_taken(world) + bytes - size <= world->disk_bytes;
}

static fr_status fake_allocate(fr__file *file, uint64_t bytes) {
  fake_world *world = file->world;
  FR_TRY(attempt(world));
  FR_REQUIRE(has_room(world, file->inode, bytes), FR_JOURNAL_FULL);
  grow(&world->inodes[file->inode], bytes);
  return FR_OK;
}

static fr_status fake_map(fr__file *file, uint64_t bytes, uint8_t **memory) {
  fake_inode *inode = &file->world->inodes[file->inode];
  *memory = NULL;
  FR_TRY(attempt(file->world));
  FR_REQUIRE(bytes <= inode->size, FR_JOURNAL_DOWN);
  *memory = inode->now;
  return FR_OK;
}

static void fake_ready(fr__file *file, uint64_t offset, uint64_t bytes) {
  /* It is a hint, and must not lie outside. */
  if (offset + bytes > file->world->inodes[file->inode].size) abort();
}

/* Some sectors of a range reach the disk. */
static void leak(fake_inode *inode, uint64_t *random, uint64_t from, uint64_t to) {
  for (uint64_t at = from / FAKE_SECTOR * FAKE_SECTOR; at < to; at += FAKE_SECTOR) {
    const uint64_t size = inode->room - at < FAKE_SECTOR ? inode->room - at : FAKE_SECTOR;
    if (memcmp(inode->now + at, inode->disk + at, size) != 0 && draw(random) % 2 == 0) {
      memcpy(inode->disk + at, inode->now + at, size);
    }
  }
}

static fr_status fake_sync(fr__file *file, uint64_t offset, uint64_t bytes) {
  fake_inode *inode = &file->world->inodes[file->inode];
  const fr_status status = attempt(file->world);
  if (offset + bytes > inode->size) abort();
  if (status < 0) {
    leak(inode, &file->world->random, offset, offset + bytes);
    return status;
  }
  file->world->syncs++;
  inode->disk_size = inode->size;
  const uint64_t begin = offset / FAKE_SECTOR * FAKE_SECTOR;
  if (bytes != 0) memcpy(inode->disk + begin, inode->now + begin, offset + bytes - begin);
  return FR_OK;
}

static fr_status fake_read(fr__file *file, uint64_t offset, void *into, uint64_t bytes, uint64_t *count) {
  fake_inode *inode = &file->world->inodes[file->inode];
  *count = 0;
  FR_TRY(attempt(file->world));
  if (offset >= inode->size || bytes == 0) return FR_OK;
  *count = inode->size - offset < bytes ? inode->size - offset : bytes;
  if (file->world->short_calls && *count > 1) *count = 1 + draw(&file->world->random) % *count;
  memcpy(into, inode->now + offset, *count);
  return FR_OK;
}

static fr_status fake_write(fr__file *file, uint64_t offset, const void *data, uint64_t bytes, uint64_t *count) {
  fake_inode *inode = &file->world->inodes[file->inode];
  *count = 0;
  FR_TRY(attempt(file->world));
  *count = file->world->short_calls && bytes > 1 ? 1 + draw(&file->world->random) % bytes : bytes;
  if (!has_room(file->world, file->inode, offset + *count)) {
    *count = 0;
    return FR_JOURNAL_FULL;
  }
  grow(inode, offset + *count);
  memcpy(inode->now + offset, data, *count);
  return FR_OK;
}

static void fake_close(fr__file *file) {
  if (file->holds_lock) file->world->inodes[file->inode].locked = false;
  free(file);
}

static fr_status fake_move(void *context, const char *directory, const char *from, const char *to) {
  fake_world *world = context;
  (void)directory;
  FR_TRY(attempt(world));
  const int inode = inode_of(world, from);
  FR_REQUIRE(inode >= 0, FR_NOT_FOUND);
  change(world, to, inode, from);
  return FR_OK;
}

static fr_status fake_unlink(void *context, const char *directory, const char *name) {
  fake_world *world = context;
  (void)directory;
  FR_TRY(attempt(world));
  FR_REQUIRE(inode_of(world, name) >= 0, FR_NOT_FOUND);
  change(world, name, -1, "");
  return FR_OK;
}

static fr_status fake_sync_directory(void *context, const char *directory) {
  fake_world *world = context;
  (void)directory;
  FR_TRY(attempt(world));
  memcpy(world->disk_names, world->names, sizeof world->disk_names);
  world->pending_count = 0;
  return FR_OK;
}

fake_world *fake_create(uint64_t seed) {
  fake_world *world = calloc(1, sizeof *world);
  if (world == NULL) abort();
  world->random = seed;
  world->disk_bytes = UINT64_MAX / 2;
  world->fail_status = FR_JOURNAL_DOWN;
  world->io = (fr__io){.context = world,
                       .list = fake_list,
                       .open = fake_open,
                       .size = fake_size,
                       .lock = fake_lock,
                       .allocate = fake_allocate,
                       .map = fake_map,
                       .ready = fake_ready,
                       .sync = fake_sync,
                       .read = fake_read,
                       .write = fake_write,
                       .close = fake_close,
                       .rename = fake_move,
                       .remove = fake_unlink,
                       .sync_directory = fake_sync_directory};
  return world;
}

void fake_destroy(fake_world *world) {
  for (int i = 0; i < world->inode_count; i++) {
    free(world->inodes[i].now);
    free(world->inodes[i].disk);
  }
  free(world);
}

/* ---- what is found afterwards ---- */

static void take_names(fake_world *into, const fake_name *names, const fake_world *from, bool torn) {
  for (int i = 0; i < FAKE_NAMES; i++) {
    if (names[i].name[0] == 0 || names[i].inode < 0) continue;
    const fake_inode *old = &from->inodes[names[i].inode];
    const int made = make_inode(into);
    fake_inode *inode = &into->inodes[made];
    if (old->room != 0) {
      grow(inode, old->room);
      memcpy(inode->now, old->now, old->room);
      memcpy(inode->disk, torn ? old->disk : old->now, old->room);
      if (torn) leak(inode, &into->random, 0, old->room);
      memcpy(inode->now, inode->disk, old->room);
    }
    inode->size = torn && draw(&into->random) % 2 == 0 ? old->disk_size : old->size;
    inode->disk_size = inode->size;
    set(into->names, names[i].name, made);
  }
  memcpy(into->disk_names, into->names, sizeof into->disk_names);
}

fake_world *fake_after_power_loss(const fake_world *world, uint64_t seed) {
  fake_world *after = fake_create(seed);
  fake_name names[FAKE_NAMES];
  memcpy(names, world->disk_names, sizeof names);
  const int kept = (int)(draw(&after->random) % (uint64_t)(world->pending_count + 1));
  for (int i = 0; i < kept; i++) apply(names, &world->pending[i]);
  take_names(after, names, world, true);
  return after;
}

fake_world *fake_after_kill(const fake_world *world) {
  fake_world *after = fake_create(world->random);
  take_names(after, world->names, world, false);
  return after;
}

uint8_t *fake_bytes(fake_world *world, const char *name, uint64_t *size) {
  const int inode = inode_of(world, name);
  *size = inode < 0 ? 0 : world->inodes[inode].size;
  return inode < 0 ? NULL : world->inodes[inode].now;
}

void fake_put(fake_world *world, const char *name, const void *bytes, uint64_t size) {
  const int made = make_inode(world);
  fake_inode *inode = &world->inodes[made];
  if (size != 0) {
    grow(inode, size);
    memcpy(inode->now, bytes, size);
    memcpy(inode->disk, bytes, size);
  }
  inode->disk_size = size;
  set(world->names, name, made);
  set(world->disk_names, name, made);
}

void fake_remove(fake_world *world, const char *name) {
  set(world->names, name, -1);
  set(world->disk_names, name, -1);
}

void fake_rename(fake_world *world, const char *from, const char *to) {
  const int inode = inode_of(world, from);
  fake_remove(world, from);
  set(world->names, to, inode);
  set(world->disk_names, to, inode);
}
