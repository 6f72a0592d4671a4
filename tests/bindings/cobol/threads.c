/* SPDX-License-Identifier: Apache-2.0
 *
 * Handles of the COBOL binding under threads: with one handle for all, a call that is told that it is busy comes
 * through when it is tried again; with a handle each, nobody is told that. Nothing else ever happens. */
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "glue.h"

int32_t FROPEN(uint32_t *handle, const uint8_t *options, const char *policy, uint8_t *error);
int32_t FRCTXT(const uint32_t *handle, uint32_t *other);
int32_t FRCLOSE(uint32_t *handle);
int32_t FRSCORE(const uint32_t *handle, const uint8_t *transfer, uint8_t *decision);
int32_t FRSET(const uint32_t *handle, uint8_t *record, const char *path, const char *text, const int32_t *size);

enum { THREADS = 4, CALLS = 5000, ROOM = 40000 };

typedef struct worker {
  pthread_t thread;
  uint32_t handle;
  int number, done, busy, other;
} worker;

static void put_header(uint8_t *record, const char *eye, unsigned size) {
  char header[16];
  memset(record, ' ', size);
  snprintf(header, sizeof header, "%sP %06u", eye, size);
  memcpy(record, header, FR_COBOL_HEADER);
}

static void set(uint32_t handle, uint8_t *record, const char *path, const char *text) {
  char padded[64];
  memset(padded, ' ', sizeof padded);
  memcpy(padded, path, strlen(path));
  const int32_t size = (int32_t)strlen(text);
  if (FRSET(&handle, record, padded, text, &size) != 0) {
    fprintf(stderr, "%s cannot be set\n", path);
    exit(1);
  }
}

/* Binary numbers of a record are 0 where nobody moved anything: spaces are no numbers there. */
static void zero(uint8_t *record, const char *const *paths) {
  for (; *paths != NULL; paths++) set(0, record, *paths, "0");
}

static void *work(void *given) {
  static const char *const numbers[] = {"channel", "kind", "speed", "amount_minor", NULL};
  worker *me = given;
  uint8_t *transfer = calloc(1, ROOM), *decision = calloc(1, ROOM);
  char id[32];
  if (transfer == NULL || decision == NULL) exit(1);
  memcpy(transfer, "FRTRP ", 6);
  memcpy(decision, "FRDEP ", 6);
  snprintf((char *)transfer + 6, 7, "%06u", (unsigned)FR_COBOL_TRANSFER_BYTES);
  snprintf((char *)decision + 6, 7, "%06u", (unsigned)FR_COBOL_DECISION_BYTES);
  memset(transfer + FR_COBOL_TRANSFER_BYTES, 0, ROOM - FR_COBOL_TRANSFER_BYTES);
  zero(transfer, numbers);
  for (int i = 0; i < CALLS; i++) {
    snprintf(id, sizeof id, "T-%d-%d", me->number, i);
    set(0, transfer, "id", id);
    set(0, transfer, "payer", "6222-0001");
    set(0, transfer, "payee", "6228-9999");
    set(0, transfer, "time_us", "1767664800000000");
    int32_t status = FRSCORE(&me->handle, transfer, decision);
    for (; status == FRC_HANDLE_BUSY; me->busy++) {
      sched_yield();
      status = FRSCORE(&me->handle, transfer, decision);
    }
    me->done += status == FR_OK;
    if (status != FR_OK) me->other = status;
  }
  free(transfer);
  free(decision);
  return NULL;
}

static int run(uint32_t engine, int one_each) {
  worker all[THREADS] = {{0}};
  int done = 0, busy = 0, wrong = 0;
  for (int i = 0; i < THREADS; i++) {
    all[i].number = i + THREADS * one_each;
    all[i].handle = engine;
    if (one_each && FRCTXT(&engine, &all[i].handle) != FR_OK) return 1;
  }
  for (int i = 0; i < THREADS; i++)
    if (pthread_create(&all[i].thread, NULL, work, &all[i]) != 0) return 1;
  for (int i = 0; i < THREADS; i++) {
    pthread_join(all[i].thread, NULL);
    done += all[i].done;
    busy += all[i].busy;
    wrong |= all[i].other != 0 || (one_each && FRCLOSE(&all[i].handle) != FR_OK);
    if (all[i].other != 0) fprintf(stderr, "thread %d: %d\n", i, all[i].other);
  }
  printf("%s: %d scored, %d busy\n", one_each ? "a handle each" : "one handle", done, busy);
  return wrong || done != THREADS * CALLS || (one_each && busy != 0);
}

int main(int argc, char **argv) {
  static uint8_t options[ROOM], error[ROOM];
  static const char *const numbers[] = {
      "memory_bytes", "parties_max", "list_entries_max", "horizon_us", "time_ahead_max_us", "utc_offset_s", NULL};
  char policy[FR_COBOL_FILE_NAME];
  uint32_t engine = 0;
  if (argc != 2) return 2;
  memset(policy, ' ', sizeof policy);
  memcpy(policy, argv[1], strlen(argv[1]));
  put_header(options, "FROP", FR_COBOL_ENGINE_OPTIONS_BYTES);
  put_header(error, "FRER", FR_COBOL_ERROR_BYTES);
  zero(options, numbers);
  set(0, options, "accept_unsigned_policies", "2");
  if (FROPEN(&engine, options, policy, error) != FR_OK) return 1;
  if (run(engine, 0) != 0 || run(engine, 1) != 0) return 1;
  return FRCLOSE(&engine) == FR_OK && engine == 0 ? 0 : 1;
}
