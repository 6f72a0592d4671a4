/* SPDX-License-Identifier: Apache-2.0
 *
 * Rules switched off for the policy in force and later ones of its name, between two calls and without a new policy. */
#include "policy/switches.h"

#include <stdlib.h>

#include "engine/engine.h"

static fr_status check_number(const fr__version_mark *mark, const fr__switches *next, fr_error *error) {
  if (!mark->was_switched || next->number > mark->switches) return FR_OK;
  return fr__fail(error, FR_POLICY_OLDER, "number",
                  "switches number %llu of %s were set already, and these have number %llu; give them a higher one",
                  (unsigned long long)mark->switches, mark->name, (unsigned long long)next->number);
}

/* Under the mutex. *next becomes what has to be freed, *policy what has to be released. */
static fr_status swap(fr_engine *engine, fr__switches **next, fr_policy **policy, const fr_trust *trust, bool *again,
                      fr_error *error) {
  fr_policy *switched = NULL, *present = engine->policy;
  *policy = NULL;
  *again = engine->trust != trust;
  if (*again) return FR_OK;
  if (present == NULL) return fr__fail(error, FR_NO_POLICY, "policy", "no policy is in force whose rules these are");
  if (strcmp(present->name, (*next)->policy) != 0) {
    return fr__fail(error, FR_OTHER_POLICY, "policy", "the switches are for policy %s, and %s is in force",
                    (*next)->policy, present->name);
  }
  fr__version_mark *mark = fr__engine_mark(engine, present->name);
  FR_ENSURE(mark != NULL);
  FR_TRY(check_number(mark, *next, error));
  FR_TRY(fr__policy_switch(present, *next, true, &switched, error));
  mark->was_switched = true;
  mark->switches = (*next)->number;
  fr__switches *old = engine->switches;
  engine->switches = *next;
  engine->switches->cose = (fr__cose){0}; /* the caller's bytes go */
  engine->policy = switched;
  *next = old;
  *policy = present;
  atomic_fetch_add_explicit(&engine->generation, 1, memory_order_release);
  return FR_OK;
}

static fr_status set(fr_engine *engine, fr__switches **next, int64_t now_us, fr_error *error) {
  bool again = true;
  while (again) { /* until nobody replaced the trust store meanwhile */
    fr_policy *old = NULL;
    fr_trust *trust = fr__engine_trust(engine);
    fr_status status = fr__engine_verify(engine, trust, &(*next)->cose, "the document of switches", error);
    if (status == FR_OK) {
      status = fr__check_validity((*next)->valid_from_us, (*next)->valid_until_us, now_us, "the document of switches",
                                  error);
    }
    if (status == FR_OK) {
      pthread_mutex_lock(&engine->mutex);
      status = swap(engine, next, &old, trust, &again, error);
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
  fr__switches *next = NULL;
  FR_TRY(fr__switches_read(bytes, size, &next, error));
  const fr_status status = set(engine, &next, now_us, error);
  free(next);
  return status;
}
