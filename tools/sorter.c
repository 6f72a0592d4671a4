/* SPDX-License-Identifier: Apache-2.0 */
#include "sorter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"

/* As many pieces as are merged at once; where there are more they become one first. */
enum { RUNS_MAX = 64, FILE_BUFFER = 1 << 17 };

/* A row in memory and in a piece: this head, its cells, its text; eight-byte aligned. */
typedef struct held_row {
  int64_t time_us;
  uint64_t size; /* all of it */
  uint64_t line, number;
  uint32_t cell_count, text_size;
  uint64_t bad; /* 1: the text is a message */
} held_row;

typedef struct place {
  int64_t time_us;
  uint64_t at; /* where the row begins; ascending in the order of the file */
} place;

/* A sorted piece, and the row that it stands at. */
typedef struct run {
  FILE *file;
  char *row;
  size_t capacity;
  bool at_end;
} run;

struct sorter {
  const char *name; /* of the file that is sorted, for messages */
  uint64_t bytes;
  char *held;
  place *places;
  size_t held_size, held_capacity, count, capacity, next;
  run runs[RUNS_MAX];
  uint32_t run_count;
  uint32_t standing; /* the run whose row was given last; RUNS_MAX: none */
  char fault[ROW_MESSAGE_BYTES];
};

sorter *sorter_create(const char *file, uint64_t bytes) {
  sorter *of = calloc(1, sizeof *of);
  if (of == NULL) return NULL;
  of->name = file;
  of->bytes = bytes;
  of->standing = RUNS_MAX;
  return of;
}

static void run_close(run *one) {
  if (one->file != NULL) fclose(one->file);
  free(one->row);
  *one = (run){.file = NULL};
}

void sorter_destroy(sorter *of) {
  if (of == NULL) return;
  for (uint32_t i = 0; i < of->run_count; i++) run_close(&of->runs[i]);
  free(of->held);
  free(of->places);
  free(of);
}

const char *sorter_fault(const sorter *of) { return of->fault; }

static bool fail(sorter *of, const char *why, const char *remedy) {
  snprintf(of->fault, sizeof of->fault, "%s: cannot be sorted: %s; %s", of->name, why, remedy);
  return false;
}

static const char *folder(void) {
  const char *named = getenv("TMPDIR");
  return named != NULL && named[0] != '\0' ? named : "/tmp";
}

static bool fail_file(sorter *of) {
  char why[256];
  snprintf(why, sizeof why, "%s: %s", folder(), strerror(errno));
  return fail(of, why, "name another folder for what lies there meanwhile in TMPDIR, or sort the file by time before");
}

/* ---- memory ---- */

static bool make_room(void **array, size_t *capacity, size_t wanted, size_t item) {
  if (wanted <= *capacity) return true;
  size_t more = *capacity ? *capacity : 4096;
  while (more < wanted) more *= 2;
  void *memory = realloc(*array, more * item);
  if (memory == NULL) return false;
  *array = memory;
  *capacity = more;
  return true;
}

static int by_time(const void *a, const void *b) {
  const place *x = a, *y = b;
  if (x->time_us != y->time_us) return x->time_us < y->time_us ? -1 : 1;
  return x->at < y->at ? -1 : x->at > y->at;
}

static void sort_held(sorter *of) {
  if (of->count != 0) qsort(of->places, of->count, sizeof of->places[0], by_time);
}

/* ---- pieces on the disk ---- */

/* A file that nobody else can find, and that is gone with the process. */
static bool run_open(sorter *of, run *into) {
  char *path = NULL;
  *into = (run){.file = NULL};
  if (asprintf(&path, "%s/fraudrisk-sort-XXXXXX", folder()) < 0) return fail(of, "out of memory", "close something");
  const int file = mkstemp(path);
  if (file >= 0) unlink(path);
  free(path);
  if (file >= 0) into->file = fdopen(file, "w+b");
  if (into->file == NULL) {
    if (file >= 0) close(file);
    return fail_file(of);
  }
  setvbuf(into->file, NULL, _IOFBF, FILE_BUFFER);
  return true;
}

static bool run_write(sorter *of, run *to, const char *held) {
  held_row head;
  memcpy(&head, held, sizeof head);
  return fwrite(held, 1, head.size, to->file) == head.size || fail_file(of);
}

/* The next row of a piece comes to stand. */
static bool run_advance(sorter *of, run *at) {
  held_row head;
  const size_t got = fread(&head, 1, sizeof head, at->file);
  at->at_end = got == 0 && !ferror(at->file);
  if (at->at_end) return true;
  void *memory = at->row;
  const bool whole = got == sizeof head;
  if (whole && !make_room(&memory, &at->capacity, head.size, 1)) return fail(of, "out of memory", "close something");
  at->row = memory;
  if (!whole || fread(at->row + sizeof head, 1, head.size - sizeof head, at->file) != head.size - sizeof head)
    return fail_file(of);
  memcpy(at->row, &head, sizeof head);
  return true;
}

static bool run_rewind(sorter *of, run *at) {
  if (fflush(at->file) != 0 || fseek(at->file, 0, SEEK_SET) != 0) return fail_file(of);
  return run_advance(of, at);
}

static int64_t time_of(const run *at) {
  held_row head;
  memcpy(&head, at->row, sizeof head);
  return head.time_us;
}

/* The piece whose row comes first: of one time the earlier piece, which is earlier in the file. RUNS_MAX: all are read.
 */
static uint32_t first_run(const sorter *of) {
  uint32_t first = RUNS_MAX;
  for (uint32_t i = 0; i < of->run_count; i++) {
    if (of->runs[i].at_end) continue;
    if (first == RUNS_MAX || time_of(&of->runs[i]) < time_of(&of->runs[first])) first = i;
  }
  return first;
}

/* All pieces become one. */
static bool merge_runs(sorter *of) {
  run all;
  if (!run_open(of, &all)) return false;
  bool good = true;
  for (uint32_t i = 0; good && i < of->run_count; i++) good = run_rewind(of, &of->runs[i]);
  for (uint32_t i; good && (i = first_run(of)) != RUNS_MAX;)
    good = run_write(of, &all, of->runs[i].row) && run_advance(of, &of->runs[i]);
  for (uint32_t i = 0; i < of->run_count; i++) run_close(&of->runs[i]);
  of->run_count = 1;
  of->runs[0] = all;
  return good;
}

/* What lies in memory becomes a piece. */
static bool spill(sorter *of) {
  if (of->run_count == RUNS_MAX && !merge_runs(of)) return false;
  run *into = &of->runs[of->run_count];
  if (!run_open(of, into)) return false;
  of->run_count++;
  sort_held(of);
  for (size_t i = 0; i < of->count; i++) {
    if (!run_write(of, into, of->held + of->places[i].at)) return false;
  }
  of->held_size = of->count = 0;
  return fflush(into->file) == 0 || fail_file(of);
}

/* ---- rows ---- */

static bool keep(sorter *to, held_row *head, const void *cells, const void *text) {
  const size_t cells_size = head->cell_count * sizeof(raw_cell);
  const size_t size = (sizeof *head + cells_size + head->text_size + 7) & ~(size_t)7;
  head->size = size;
  if (to->count != 0 && to->held_size + size + (to->count + 1) * sizeof(place) > to->bytes && !spill(to)) return false;
  void *held = to->held, *places = to->places;
  const bool room = make_room(&held, &to->held_capacity, to->held_size + size, 1) &&
                    make_room(&places, &to->capacity, to->count + 1, sizeof(place));
  to->held = held;
  to->places = places;
  if (!room) return fail(to, "out of memory", "say less with --sort-memory, or sort the file by time before");
  char *at = to->held + to->held_size;
  memset(at + size - 8, 0, 8); /* what fills up is written too */
  memcpy(at, head, sizeof *head);
  if (cells != NULL) memcpy(at + sizeof *head, cells, cells_size);
  if (head->text_size > 0) memcpy(at + sizeof *head + cells_size, text, head->text_size);
  to->places[to->count++] = (place){head->time_us, to->held_size};
  to->held_size += size;
  return true;
}

bool sorter_add(sorter *to, int64_t time_us, const raw_row *raw) {
  held_row head = {.time_us = time_us,
                   .line = raw->line,
                   .number = raw->number,
                   .cell_count = raw->cell_count,
                   .text_size = raw->text_size};
  return keep(to, &head, raw->cells, raw->text);
}

bool sorter_add_bad(sorter *to, int64_t time_us, const char *message) {
  held_row head = {.time_us = time_us, .text_size = (uint32_t)strlen(message) + 1, .bad = 1};
  return keep(to, &head, NULL, message);
}

bool sorter_finish(sorter *of) {
  if (of->run_count == 0) {
    sort_held(of);
    return true;
  }
  if (!spill(of)) return false;
  free(of->held);
  free(of->places);
  of->held = NULL;
  of->places = NULL;
  for (uint32_t i = 0; i < of->run_count; i++) {
    if (!run_rewind(of, &of->runs[i])) return false;
  }
  return true;
}

static sorted_kind give(const char *at, raw_row *raw) {
  held_row head;
  memcpy(&head, at, sizeof head);
  const char *cells = at + sizeof head, *text = cells + head.cell_count * sizeof(raw_cell);
  *raw =
      (raw_row){head.line, head.number, text, (const raw_cell *)(const void *)cells, head.text_size, head.cell_count};
  return head.bad != 0 ? SORTED_BAD : SORTED_ROW;
}

sorted_kind sorter_next(sorter *from, raw_row *raw) {
  if (from->run_count == 0) {
    if (from->next == from->count) return SORTED_END;
    return give(from->held + from->places[from->next++].at, raw);
  }
  if (from->standing != RUNS_MAX && !run_advance(from, &from->runs[from->standing])) return SORTED_FAILED;
  from->standing = first_run(from);
  return from->standing == RUNS_MAX ? SORTED_END : give(from->runs[from->standing].row, raw);
}
