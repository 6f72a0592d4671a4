/* SPDX-License-Identifier: Apache-2.0
 *
 * The system's files behind the seam of io.h. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "journal/io.h"

enum { PATH_BYTES = 4352, PAGE_BYTES = 4096, MODE = 0600, AT_ONCE = 1 << 30 };

struct fr__file {
  int descriptor;
  uint8_t *memory;
  uint64_t mapped;
};

static fr_status status_of(int number) {
  switch (number) {
    case ENOENT: return FR_NOT_FOUND;
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return FR_JOURNAL_FULL;
    case EWOULDBLOCK: return FR_JOURNAL_LOCKED;
    case ENOTDIR: return FR_NOT_A_DIRECTORY;
    case EACCES:
    case EPERM: return FR_NOT_PERMITTED;
    case EROFS: return FR_READ_ONLY;
    case EMFILE:
    case ENFILE: return FR_TOO_MANY_FILES;
    case ENOMEM: return FR_NO_MEMORY;
    default: return FR_JOURNAL_DOWN;
  }
}

static bool path_of(char path[PATH_BYTES], const char *directory, const char *name) {
  const int length = snprintf(path, PATH_BYTES, "%s/%s", directory, name);
  return length > 0 && length < PATH_BYTES;
}

static fr_status posix_list(void *context, const char *directory, void (*each)(void *argument, const char *name),
                            void *argument) {
  DIR *stream = opendir(directory);
  (void)context;
  if (stream == NULL) return status_of(errno);
  fr_status status = FR_OK;
  for (;;) {
    errno = 0;
    const struct dirent *entry = readdir(stream); /* the stream is ours alone */
    if (entry == NULL) {
      if (errno != 0) status = status_of(errno);
      break;
    }
    each(argument, entry->d_name);
  }
  closedir(stream);
  return status;
}

static fr_status posix_open(void *context, const char *directory, const char *name, enum fr__io_how how,
                            fr__file **file) {
  static const int flags[] = {O_RDONLY, O_RDWR, O_RDWR | O_CREAT};
  char path[PATH_BYTES];
  (void)context;
  *file = NULL;
  FR_REQUIRE(path_of(path, directory, name), FR_TOO_LONG);
  fr__file *made = calloc(1, sizeof *made);
  if (made == NULL) return FR_NO_MEMORY;
  do made->descriptor = open(path, flags[how] | O_CLOEXEC | O_NOCTTY, MODE);
  while (made->descriptor < 0 && errno == EINTR);
  if (made->descriptor < 0) {
    const fr_status status = status_of(errno);
    free(made);
    return status;
  }
  *file = made;
  return FR_OK;
}

static fr_status posix_size(fr__file *file, uint64_t *bytes) {
  struct stat what;
  *bytes = 0;
  if (fstat(file->descriptor, &what) != 0) return status_of(errno);
  *bytes = (uint64_t)what.st_size;
  return FR_OK;
}

/* flock and not fcntl: a lock that belongs to the open file is not lost when another part of the process closes a
 * descriptor of its own on it. */
static fr_status posix_lock(fr__file *file) {
  return flock(file->descriptor, LOCK_EX | LOCK_NB) == 0 ? FR_OK : status_of(errno);
}

/* Room that was only promised is made real by writing zeros. Where blocks are promised, the file system notes with each
 * sync which of them were written by now, and goes to the disk twice; where they are written, a sync is data alone: 150
 * microseconds for 24 KiB instead of 250. In pieces of a page, since Linux keeps a larger piece together in memory
 * (a large folio) and later writes all of it for a byte that changed. */
static fr_status fill(int descriptor, uint64_t bytes) {
  static const uint8_t zeros[PAGE_BYTES];
  for (uint64_t at = 0; at < bytes;) {
    const uint64_t left = bytes - at, room = PAGE_BYTES - at % PAGE_BYTES;
    const ssize_t put = pwrite(descriptor, zeros, left < room ? left : room, (off_t)at);
    if (put < 0 && errno != EINTR) return status_of(errno);
    if (put > 0) at += (uint64_t)put;
  }
  return FR_OK;
}

/* The room is taken first, so that a full disk is known before it is written to. */
static fr_status posix_allocate(fr__file *file, uint64_t bytes) {
  int failed;
  do failed = posix_fallocate(file->descriptor, 0, (off_t)bytes);
  while (failed == EINTR);
  return failed == 0 ? fill(file->descriptor, bytes) : status_of(failed);
}

static fr_status posix_map(fr__file *file, uint64_t bytes, uint8_t **memory) {
  *memory = NULL;
  FR_REQUIRE(file->memory == NULL, FR_BAD_ARGUMENT);
  void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file->descriptor, 0);
  if (at == MAP_FAILED) return status_of(errno);
  file->memory = at;
  file->mapped = bytes;
  *memory = at;
  return FR_OK;
}

static uint64_t page_bytes(void) {
  const long bytes = sysconf(_SC_PAGESIZE);
  return bytes > 0 ? (uint64_t)bytes : 4096;
}

static void posix_ready(fr__file *file, uint64_t offset, uint64_t bytes) {
#ifdef MADV_POPULATE_WRITE
  const uint64_t page = page_bytes(), begin = offset / page * page;
  const uint64_t end = offset + bytes < file->mapped ? offset + bytes : file->mapped;
  if (file->memory != NULL && begin < end) (void)madvise(file->memory + begin, end - begin, MADV_POPULATE_WRITE);
#else
  (void)file;
  (void)offset;
  (void)bytes;
#endif
}

static fr_status posix_sync(fr__file *file, uint64_t offset, uint64_t bytes) {
  const uint64_t page = page_bytes(), begin = offset / page * page;
  if (file->memory == NULL) return fdatasync(file->descriptor) == 0 ? FR_OK : status_of(errno);
  FR_REQUIRE(offset <= file->mapped && bytes <= file->mapped - offset, FR_BAD_ARGUMENT);
  if (bytes == 0) return FR_OK;
  return msync(file->memory + begin, offset + bytes - begin, MS_SYNC) == 0 ? FR_OK : status_of(errno);
}

static fr_status posix_read(fr__file *file, uint64_t offset, void *into, uint64_t bytes, uint64_t *count) {
  ssize_t got;
  do got = pread(file->descriptor, into, bytes < AT_ONCE ? bytes : AT_ONCE, (off_t)offset);
  while (got < 0 && errno == EINTR);
  *count = got < 0 ? 0 : (uint64_t)got;
  return got < 0 ? status_of(errno) : FR_OK;
}

static fr_status posix_write(fr__file *file, uint64_t offset, const void *data, uint64_t bytes, uint64_t *count) {
  ssize_t put;
  do put = pwrite(file->descriptor, data, bytes < AT_ONCE ? bytes : AT_ONCE, (off_t)offset);
  while (put < 0 && errno == EINTR);
  *count = put < 0 ? 0 : (uint64_t)put;
  return put < 0 ? status_of(errno) : FR_OK;
}

static void posix_close(fr__file *file) {
  if (file == NULL) return;
  if (file->memory != NULL) munmap(file->memory, file->mapped);
  close(file->descriptor);
  free(file);
}

static fr_status posix_rename(void *context, const char *directory, const char *from, const char *to) {
  char old[PATH_BYTES], new[PATH_BYTES];
  (void)context;
  FR_REQUIRE(path_of(old, directory, from) && path_of(new, directory, to), FR_TOO_LONG);
  return rename(old, new) == 0 ? FR_OK : status_of(errno);
}

static fr_status posix_remove(void *context, const char *directory, const char *name) {
  char path[PATH_BYTES];
  (void)context;
  FR_REQUIRE(path_of(path, directory, name), FR_TOO_LONG);
  return unlink(path) == 0 ? FR_OK : status_of(errno);
}

static fr_status posix_sync_directory(void *context, const char *directory) {
  (void)context;
  const int descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return status_of(errno);
  const fr_status status = fsync(descriptor) == 0 ? FR_OK : status_of(errno);
  close(descriptor);
  return status;
}

const fr__io *fr__io_posix(void) {
  static const fr__io table = {
      .list = posix_list,
      .open = posix_open,
      .size = posix_size,
      .lock = posix_lock,
      .allocate = posix_allocate,
      .map = posix_map,
      .ready = posix_ready,
      .sync = posix_sync,
      .read = posix_read,
      .write = posix_write,
      .close = posix_close,
      .rename = posix_rename,
      .remove = posix_remove,
      .sync_directory = posix_sync_directory,
  };
  return &table;
}
