/* SPDX-License-Identifier: Apache-2.0
 *
 * What challengers find alike in the policy in force: compared once for each pair, before the mutex is taken, and used
 * for that very pair alone. Where another call changes one of them meanwhile, the challenger folds everything itself
 * until the next policy or challenger comes: its decisions are the same. */
#include "engine/engine.h"

/* Under the mutex. Switches change no value: the policy itself counts. */
static bool fits(const fr_engine *engine, const fr__alike *alike, uint32_t index) {
  return alike != NULL && engine->policy != NULL && alike->first == fr__policy_base(engine->policy) &&
         alike->second == engine->challengers[index];
}

fr__alike *fr__engine_alike(const fr_engine *engine, uint32_t index) {
  return fits(engine, engine->alike[index], index) ? fr__alike_retain(engine->alike[index]) : NULL;
}

void fr__engine_match(fr_engine *engine, fr_policy *policy, fr__matches *matches) {
  fr_policy *challengers[FR_MAX_CHALLENGERS];
  pthread_mutex_lock(&engine->mutex);
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) challengers[i] = fr_policy_retain(engine->challengers[i]);
  pthread_mutex_unlock(&engine->mutex);
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) {
    matches->alike[i] = challengers[i] == NULL ? NULL : fr__alike_find(fr__policy_base(policy), challengers[i]);
    fr_policy_release(challengers[i]);
  }
}

void fr__engine_match_one(fr_engine *engine, uint32_t index, fr_policy *challenger, fr__matches *matches) {
  fr_policy *present = fr_engine_policy(engine);
  if (present == NULL) return;
  if (challenger != NULL) matches->alike[index] = fr__alike_find(fr__policy_base(present), challenger);
  fr_policy_release(present);
}

void fr__engine_take_matches(fr_engine *engine, fr__matches *matches) {
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) {
    fr__alike *present = engine->alike[i], *made = matches->alike[i];
    if (!fits(engine, made, i) && fits(engine, present, i)) continue;
    engine->alike[i] = fits(engine, made, i) ? made : NULL;
    if (engine->alike[i] == NULL) fr__alike_release(made); /* no context has seen it */
    matches->alike[i] = present;
  }
}

void fr__engine_retire_matches(fr_engine *engine, fr__matches *matches) {
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) fr__engine_retire_alike(engine, matches->alike[i]);
}

void fr__engine_rematch(fr_engine *engine) {
  fr_policy *present = fr_engine_policy(engine);
  fr__matches matches = {{NULL}};
  if (present == NULL) return;
  fr__engine_match(engine, present, &matches);
  pthread_mutex_lock(&engine->mutex);
  fr__engine_take_matches(engine, &matches);
  pthread_mutex_unlock(&engine->mutex);
  fr__engine_retire_matches(engine, &matches);
  fr_policy_release(present);
}
