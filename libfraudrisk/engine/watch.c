/* SPDX-License-Identifier: Apache-2.0
 *
 * The watch lists in force. They share the policies' generation: a context takes them over in the same comparison. */
#include "engine/journal.h"

fr_status fr_engine_set_watch_lists(fr_engine *engine, fr_watch_lists *lists, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(engine != NULL, fr__fail(error, FR_NULL_POINTER, "engine", "engine is a null pointer"));
  if (lists != NULL && !fr__watch_made_under(lists, engine->options.secret_key)) {
    return fr__fail(error, FR_BAD_ARGUMENT, "lists",
                    "the lists were built under another secret key than the engine's, so none of its parties is found");
  }
  pthread_mutex_lock(&engine->mutex);
  const fr_status status = fr__journal_in_force(engine, FR__RECORD_WATCH, 0, NULL, lists, error);
  if (status != FR_OK) {
    pthread_mutex_unlock(&engine->mutex);
    return status;
  }
  fr_watch_lists *old = engine->watch;
  engine->watch = fr_watch_lists_retain(lists);
  if (lists != NULL) atomic_store_explicit(&engine->had_watch_lists, true, memory_order_relaxed);
  atomic_fetch_add_explicit(&engine->generation, 1, memory_order_release);
  pthread_mutex_unlock(&engine->mutex);
  fr__engine_retire(engine, NULL, old, NULL);
  return fr__journal_settle_all(engine, error);
}

fr_watch_lists *fr_engine_watch_lists(fr_engine *engine) {
  if (engine == NULL) return NULL;
  pthread_mutex_lock(&engine->mutex);
  fr_watch_lists *lists = fr_watch_lists_retain(engine->watch);
  pthread_mutex_unlock(&engine->mutex);
  return lists;
}
