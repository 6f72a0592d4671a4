/* SPDX-License-Identifier: Apache-2.0
 *
 * What was in force and gave way. Contexts go on to what is new with their next call, and whoever gave his reference
 * back last would have to free it all: up to milliseconds within a decision. So the engine keeps a reference of its own
 * until nobody else has one, and whoever changes, measures or pumps frees it. */
#include "engine/engine.h"

#include <stdlib.h>

static bool same(const fr__retired *a, const fr__retired *b) {
  return a->policy == b->policy && a->watch == b->watch && a->limiter == b->limiter && a->alike == b->alike;
}

static bool in_use(const fr__retired *one) {
  return (one->policy != NULL && fr__policy_is_shared(one->policy)) ||
         (one->watch != NULL && fr__watch_is_shared(one->watch)) ||
         (one->limiter != NULL && fr__limiter_is_shared(one->limiter)) ||
         (one->alike != NULL && fr__alike_is_shared(one->alike));
}

static void release(const fr__retired *one) {
  fr_policy_release(one->policy);
  fr_watch_lists_release(one->watch);
  fr__limiter_release(one->limiter);
  fr__alike_release(one->alike);
}

/* A reference that nobody but the list has cannot become two: who takes another one has one already. */
static fr__retired *take_unused(fr_engine *engine) {
  fr__retired *unused = NULL;
  pthread_mutex_lock(&engine->mutex);
  for (fr__retired **link = &engine->retired; *link != NULL;) {
    fr__retired *one = *link;
    if (in_use(one)) {
      link = &one->next;
      continue;
    }
    *link = one->next;
    one->next = unused;
    unused = one;
  }
  pthread_mutex_unlock(&engine->mutex);
  return unused;
}

static void release_all(fr__retired *one) {
  while (one != NULL) {
    fr__retired *next = one->next;
    release(one);
    free(one);
    one = next;
  }
}

void fr__engine_sweep(fr_engine *engine) {
  fr__retired *unused;
  /* Again, since limiters, comparisons and a policy under switches hold the policy itself. */
  while ((unused = take_unused(engine)) != NULL) release_all(unused);
}

/* The reference goes over to the list. One that the list has already is given back, which frees nothing. */
static void retire(fr_engine *engine, const fr__retired *what) {
  fr__retired *made = malloc(sizeof *made);
  pthread_mutex_lock(&engine->mutex);
  const fr__retired *there = engine->retired;
  while (there != NULL && !same(there, what)) there = there->next;
  if (made != NULL && there == NULL) {
    *made = *what;
    made->next = engine->retired;
    engine->retired = made;
    made = NULL;
  } else {
    release(what); /* without memory for the list it is freed by whoever is last */
  }
  pthread_mutex_unlock(&engine->mutex);
  free(made);
}

void fr__engine_retire(fr_engine *engine, fr_policy *policy, fr_watch_lists *watch, fr__limiter *limiter) {
  if (policy != NULL) retire(engine, &(fr__retired){.policy = policy});
  if (watch != NULL) retire(engine, &(fr__retired){.watch = watch});
  if (limiter != NULL) retire(engine, &(fr__retired){.limiter = limiter});
  fr__engine_sweep(engine);
}

void fr__engine_retire_alike(fr_engine *engine, fr__alike *alike) {
  if (alike == NULL) return;
  retire(engine, &(fr__retired){.alike = alike});
  fr__engine_sweep(engine);
}

void fr__engine_forget(fr_engine *engine) {
  release_all(engine->retired);
  engine->retired = NULL;
}
