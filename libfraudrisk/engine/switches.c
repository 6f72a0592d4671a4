/* SPDX-License-Identifier: Apache-2.0
 *
 * Rules switched off for the policy in force and later ones of its name, between two calls and without a new policy. */
#include "policy/switches.h"

#include <stdlib.h>

#include "engine/journal.h"

/* A document on its way in; after the swap, the one that it took the place of. */
typedef struct document {
  fr__switches *switches;
  uint8_t *bytes;
  uint64_t size;
} document;

static void free_document(document *one) {
  free(one->switches);
  free(one->bytes);
  *one = (document){0};
}

static fr_status read_document(const void *bytes, uint64_t size, document *one, fr_error *error) {
  *one = (document){.size = size};
  FR_TRY(fr__switches_read(bytes, size, &one->switches, error));
  one->bytes = malloc((size_t)size);
  if (one->bytes == NULL) {
    free_document(one);
    return fr__fail(error, FR_NO_MEMORY, NULL, "out of memory");
  }
  memcpy(one->bytes, bytes, (size_t)size);
  return FR_OK;
}

static void exchange(fr_engine *engine, document *one) {
  const document old = {engine->switches, engine->switches_bytes, engine->switches_size};
  engine->switches = one->switches;
  if (engine->switches != NULL)
    engine->switches->cose = (fr__cose){0}; /* the bytes that it points to are the caller's, and go */
  engine->switches_bytes = one->bytes;
  engine->switches_size = one->size;
  *one = old;
}

/* The very document that is in force may be set again: a service does so whenever it starts. */
static bool is_in_force(const fr_engine *engine, const document *one) {
  return engine->switches_bytes != NULL && engine->switches_size == one->size &&
         memcmp(engine->switches_bytes, one->bytes, (size_t)one->size) == 0;
}

static fr_status check_number(const fr__version_mark *mark, const fr__switches *next, fr_error *error) {
  if (!mark->was_switched || next->number > mark->switches) return FR_OK;
  if (mark->switches_left && next->number == mark->switches) return FR_OK;
  return fr__fail(error, FR_POLICY_OLDER, "number",
                  "switches number %llu of %s were set already, and these have number %llu; give them a higher one",
                  (unsigned long long)mark->switches, mark->name, (unsigned long long)next->number);
}

/* Under the mutex. *one becomes what has to be freed, *policy what has to be released. */
static fr_status swap(fr_engine *engine, document *one, fr_policy **policy, const fr_trust *trust, bool *again,
                      fr_error *error) {
  const fr__switches *next = one->switches;
  fr_policy *switched = NULL, *present = engine->policy;
  *policy = NULL;
  *again = engine->trust != trust;
  if (*again) return FR_OK;
  if (present == NULL) return fr__fail(error, FR_NO_POLICY, "policy", "no policy is in force whose rules these are");
  if (strcmp(present->name, next->policy) != 0) {
    return fr__fail(error, FR_OTHER_POLICY, "policy", "the switches are for policy %s, and %s is in force",
                    next->policy, present->name);
  }
  fr__version_mark *mark = fr__engine_mark(engine, present->name);
  FR_ENSURE(mark != NULL);
  if (!is_in_force(engine, one)) FR_TRY(check_number(mark, next, error));
  FR_TRY(fr__policy_switch(present, next, true, &switched, error));
  const fr_status status = fr__journal_switches(engine, next, one->bytes, one->size, error);
  if (status != FR_OK) {
    fr_policy_release(switched);
    return status;
  }
  mark->was_switched = true;
  mark->switches = next->number;
  mark->switches_left = false;
  exchange(engine, one);
  engine->policy = switched;
  *policy = present;
  atomic_fetch_add_explicit(&engine->generation, 1, memory_order_release);
  return FR_OK;
}

static fr_status set(fr_engine *engine, document *one, int64_t now_us, fr_error *error) {
  const fr__switches *next = one->switches;
  bool again = true;
  while (again) { /* until nobody replaced the trust store meanwhile */
    fr_policy *old = NULL;
    fr_trust *trust = fr__engine_trust(engine);
    fr_status status = fr__engine_verify(engine, trust, &next->cose, "the document of switches", error);
    if (status == FR_OK) {
      status = fr__check_validity(next->valid_from_us, next->valid_until_us, now_us, "the document of switches", error);
    }
    if (status == FR_OK) status = fr__journal_keep_switches(engine->journal, one->bytes, one->size, error);
    if (status == FR_OK) {
      pthread_mutex_lock(&engine->mutex);
      status = swap(engine, one, &old, trust, &again, error);
      pthread_mutex_unlock(&engine->mutex);
    }
    fr_trust_release(trust);
    fr__engine_retire(engine, old, NULL, NULL);
    FR_TRY(status);
  }
  return FR_OK;
}

fr_status fr_engine_set_switches(fr_engine *engine, const void *bytes, uint64_t size, int64_t now_us, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(engine != NULL && bytes != NULL,
             fr__fail(error, FR_NULL_POINTER, NULL, "engine or bytes is a null pointer"));
  FR_REQUIRE(now_us >= 0 && now_us < FR_MAX_TIME_US,
             fr__fail(error, FR_BAD_TIME, "now_us", "now_us is a time from 1970 to 2099, or 0"));
  document one;
  FR_TRY(read_document(bytes, size, &one, error));
  const fr_status status = set(engine, &one, now_us, error);
  free_document(&one);
  return status == FR_OK ? fr__journal_settle_all(engine, error) : status;
}

/* ---- after a restart ---- */

/* Those that are not taken leave no older ones in force either. Under the mutex. */
static fr_status restore(fr_engine *engine, document *one, fr_policy **old) {
  fr_policy *present = engine->policy, *next = NULL;
  if (present != NULL && one->switches != NULL && strcmp(present->name, one->switches->policy) == 0) {
    FR_TRY(fr__policy_switch(present, one->switches, false, &next, NULL));
  } else if (present != NULL) {
    next = fr_policy_retain(fr__policy_base(present));
  }
  engine->policy = next;
  *old = present;
  exchange(engine, one);
  return FR_OK;
}

fr_status fr__engine_restore_switches(fr_engine *engine, const uint8_t *bytes, uint64_t size, bool *taken) {
  document one = {0};
  fr_policy *old = NULL;
  *taken = false;
  fr_status status = bytes == NULL ? FR_NOT_FOUND : read_document(bytes, size, &one, NULL);
  if (status == FR_OK) {
    fr_trust *trust = fr__engine_trust(engine);
    status = fr__engine_verify(engine, trust, &one.switches->cose, "the document of switches", NULL);
    fr_trust_release(trust);
  }
  *taken = status == FR_OK;
  if (status != FR_OK) free_document(&one);
  if (status != FR_NO_MEMORY) {
    pthread_mutex_lock(&engine->mutex);
    status = restore(engine, &one, &old);
    pthread_mutex_unlock(&engine->mutex);
  }
  fr_policy_release(old);
  free_document(&one);
  return status;
}
