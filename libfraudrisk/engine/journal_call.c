/* SPDX-License-Identifier: Apache-2.0
 *
 * What scoring and observing write to the journal. engine/journal.h has the rule. */
#include <stdlib.h>

#include "engine/journal.h"
#include "state/layout.h"

fr_status fr__desk_create(fr_journal *journal, fr__desk **created) {
  *created = NULL;
  fr__desk *desk = calloc(1, sizeof *desk);
  FR_REQUIRE(desk != NULL, FR_NO_MEMORY);
  desk->body = malloc(FR__RECORD_ROOM);
  desk->sealing.scratch = malloc(FR__RECORD_ROOM);
  fr_status status = desk->body == NULL || desk->sealing.scratch == NULL ? FR_NO_MEMORY : FR_OK;
  if (status == FR_OK && journal->seals) status = fr__sealer_create(&desk->sealing.sealer);
  if (status == FR_OK) {
    pthread_mutex_lock(&journal->key_now);
    desk->sealing.number = journal->desks++;
    pthread_mutex_unlock(&journal->key_now);
    status = fr__desk_take_key(journal, desk);
  }
  if (status != FR_OK) {
    fr__desk_destroy(desk);
    return status;
  }
  *created = desk;
  return FR_OK;
}

void fr__desk_destroy(fr__desk *desk) {
  if (desk == NULL) return;
  fr__sealer_destroy(desk->sealing.sealer);
  free(desk->sealing.scratch);
  free(desk->body);
  free(desk);
}

static fr_status write_record(fr_journal *journal, uint32_t kind, const uint8_t *body, uint32_t size,
                              uint64_t *sequence) {
  FR_REQUIRE(!atomic_load_explicit(&journal->failed, memory_order_relaxed), FR_JOURNAL_DOWN);
  FR_ENSURE(size != 0);
  return fr__log_append(journal->log, kind, body, size, sequence);
}

fr_status fr__journal_append(fr_journal *journal, uint32_t kind, const uint8_t *body, uint32_t size,
                             uint64_t *sequence) {
  FR_REQUIRE(!atomic_load_explicit(&journal->held_back, memory_order_acquire), FR_JOURNAL_FULL);
  return write_record(journal, kind, body, size, sequence);
}

fr_status fr__journal_tell(fr_journal *journal, uint32_t kind, const uint8_t *body, uint32_t size, uint64_t *sequence) {
  FR_REQUIRE(!atomic_load_explicit(&journal->held_back, memory_order_acquire) || journal->beginning, FR_JOURNAL_FULL);
  return write_record(journal, kind, body, size, sequence);
}

static fr_status append(fr_context *context, uint32_t kind, uint32_t size, uint64_t *sequence) {
  fr__desk *desk = context->desk;
  const fr_status status = fr__journal_append(context->engine->journal, kind, desk->body, size, sequence);
  if (status == FR_OK) {
    desk->last = *sequence;
    return FR_OK;
  }
  if (status == FR_TOO_LONG) {
    return fr__fail(&context->error, status, "transfer",
                    "its texts and attributes together are more than a record of the journal takes");
  }
  return fr__fail(&context->error, status, "journal", "%s", fr_status_text(status));
}

/* ---- images: what a party is now, whatever the records before say ---- */

static fr_status write_image(fr_journal *journal, fr__party_key key, const fr__profile *profile, bool moved,
                             uint8_t *body, uint64_t *sequence) {
  fr__image image = {.key = key, .total = profile == NULL ? 0 : fr__profile_size(profile), .moved = moved};
  do {
    image.size = image.total - image.offset < FR__IMAGE_BYTES ? image.total - image.offset : FR__IMAGE_BYTES;
    image.bytes = (const uint8_t *)profile + image.offset;
    FR_TRY(fr__journal_append(journal, FR__RECORD_IMAGE, body, fr__image_write(&image, body), sequence));
    image.offset += image.size;
  } while (image.offset < image.total);
  return FR_OK;
}

/* With all of its books, so that a replay knows when it has them: one that is not there has an image of nothing. The
 * party is locked. `whole`: they say what a move came to that was done whole. */
static fr_status write_images(fr_journal *journal, fr__party_key key, const fr__profile *profile, bool whole,
                              uint8_t *body, uint64_t *sequence) {
  fr__store *store = journal->engine->store;
  FR_TRY(write_image(journal, key, profile, whole, body, sequence));
  for (uint32_t i = 0; profile != NULL && i < profile->books; i++) {
    const fr__party_key place = fr__book_key(key, i);
    fr__profile *book = store->operations->open_beside(store, place, false);
    const fr_status status = write_image(journal, place, book, whole, body, sequence);
    if (book != NULL) store->operations->close_beside(store, book, false);
    FR_TRY(status);
  }
  return FR_OK;
}

static bool is_about(const struct fr__torn *torn, fr__party_key key) {
  return fr__key_equal(torn->key, key) || (torn->moved && fr__key_equal(torn->to, key));
}

static bool same_torn(const struct fr__torn *a, const struct fr__torn *b) {
  return a->moved == b->moved && fr__key_equal(a->key, b->key) && (!a->moved || fr__key_equal(a->to, b->to));
}

static void tear(fr_journal *journal, const struct fr__torn *what) {
  pthread_mutex_lock(&journal->torn_lock);
  const uint32_t count = atomic_load(&journal->torn_count);
  bool known = false;
  for (uint32_t i = 0; i < count; i++) {
    known = known || same_torn(&journal->torn[i], what);
  }
  if (!known && count == FR__TORN) {
    atomic_store(&journal->failed, true);
  } else if (!known) {
    journal->torn[count] = *what;
    atomic_store(&journal->torn_count, count + 1);
  }
  pthread_mutex_unlock(&journal->torn_lock);
}

/* Whether images of this party alone are due. */
static bool is_torn(fr_journal *journal, fr__party_key key) {
  bool found = false;
  pthread_mutex_lock(&journal->torn_lock);
  const uint32_t count = atomic_load(&journal->torn_count);
  for (uint32_t i = 0; i < count; i++) {
    found = found || (!journal->torn[i].moved && fr__key_equal(journal->torn[i].key, key));
  }
  pthread_mutex_unlock(&journal->torn_lock);
  return found;
}

bool fr__journal_owes_move(fr_journal *journal, fr__party_key key) {
  bool owed = false;
  if (atomic_load_explicit(&journal->torn_count, memory_order_acquire) == 0) return false;
  pthread_mutex_lock(&journal->torn_lock);
  const uint32_t count = atomic_load(&journal->torn_count);
  for (uint32_t i = 0; i < count; i++) owed = owed || (journal->torn[i].moved && is_about(&journal->torn[i], key));
  pthread_mutex_unlock(&journal->torn_lock);
  return owed;
}

/* The last first: of a move that is the new party, and the old one is not emptied in the journal before the new one has
 * what it had. */
fr_status fr__desk_mend(fr_context *context, const fr__acquired *acquired, bool take_back, enum fr__told_as as) {
  fr_journal *journal = context->engine->journal;
  const bool moved = as != FR__TOLD_ALONE, whole = as == FR__TOLD_MOVED;
  fr_status status = FR_OK;
  for (uint32_t i = acquired->count; i-- > 0;) {
    const bool goes = take_back && (acquired->made >> i & 1) != 0;
    const fr__profile *profile = goes ? NULL : acquired->profiles[i];
    if (status == FR_OK) {
      status = write_images(journal, acquired->keys[i], profile, whole, context->desk->body, &context->desk->last);
    }
    const struct fr__torn alone = {.key = acquired->keys[i]};
    if (status != FR_OK && !moved) tear(journal, &alone);
  }
  const struct fr__torn both = {.key = acquired->keys[0], .to = acquired->keys[1], .moved = true, .whole = whole};
  if (status != FR_OK && moved) tear(journal, &both);
  return status;
}

static bool first_torn(fr_journal *journal, struct fr__torn *what) {
  pthread_mutex_lock(&journal->torn_lock);
  const bool any = atomic_load(&journal->torn_count) != 0;
  if (any) *what = journal->torn[0];
  pthread_mutex_unlock(&journal->torn_lock);
  return any;
}

/* Of two that mend at once the second finds it gone. */
static void forget_torn(fr_journal *journal, const struct fr__torn *what) {
  pthread_mutex_lock(&journal->torn_lock);
  const uint32_t count = atomic_load(&journal->torn_count);
  for (uint32_t i = 0; i < count; i++) {
    if (!same_torn(&journal->torn[i], what)) continue;
    memmove(&journal->torn[i], &journal->torn[i + 1], (count - i - 1) * sizeof journal->torn[0]);
    atomic_store(&journal->torn_count, count - 1);
    break;
  }
  pthread_mutex_unlock(&journal->torn_lock);
}

fr_status fr__journal_mend_all(fr_journal *journal) {
  fr__store *store = journal->engine->store;
  fr_status status = FR_OK;
  struct fr__torn torn;
  uint64_t sequence;
  if (!first_torn(journal, &torn)) return FR_OK;
  uint8_t *body = malloc(FR__RECORD_ROOM);
  FR_REQUIRE(body != NULL, FR_NO_MEMORY);
  while (status == FR_OK && first_torn(journal, &torn)) {
    fr__acquired acquired = {.count = torn.moved ? 2 : 1, .keys = {torn.key, torn.to}};
    status = store->operations->acquire(store, &acquired, 0);
    if (status != FR_OK) break;
    for (uint32_t i = acquired.count; i-- > 0 && status == FR_OK;) {
      status = write_images(journal, acquired.keys[i], acquired.profiles[i], torn.whole, body, &sequence);
    }
    if (status == FR_OK) forget_torn(journal, &torn);
    store->operations->release(store, &acquired, 0);
  }
  free(body);
  return status;
}

/* Images that could not be written when they were due come before anything else of their parties. Those of a move need
 * both parties, so that is the pump's; until then its parties wait. */
static fr_status catch_up(fr_context *context, const fr__acquired *acquired) {
  fr_journal *journal = context->engine->journal;
  if (acquired == NULL || atomic_load_explicit(&journal->torn_count, memory_order_acquire) == 0) return FR_OK;
  for (uint32_t i = 0; i < acquired->count; i++) {
    if (!fr__journal_owes_move(journal, acquired->keys[i])) continue;
    return fr__fail(&context->error, FR_JOURNAL_FULL, "journal",
                    "a move of this party is not in the journal yet: call fr_journal_pump, and try again");
  }
  for (uint32_t i = acquired->count; i-- > 0;) { /* in the order in which they were due */
    if (!is_torn(journal, acquired->keys[i])) continue;
    const bool made = (acquired->made >> i & 1) != 0;
    const fr_status status = write_images(journal, acquired->keys[i], made ? NULL : acquired->profiles[i], false,
                                          context->desk->body, &context->desk->last);
    if (status != FR_OK) return fr__fail(&context->error, status, "journal", "%s", fr_status_text(status));
    const struct fr__torn alone = {.key = acquired->keys[i]};
    forget_torn(journal, &alone);
  }
  return FR_OK;
}

/* ---- what happens ---- */

fr_status fr__desk_attempt(fr_context *context, uint32_t kind, const fr__transfer *transfer, fr__visit *visit) {
  fr__desk *desk = context->desk;
  fr_journal *journal = context->engine->journal;
  FR_TRY(catch_up(context, &visit->acquired));
  if (desk->key_epoch != atomic_load_explicit(&journal->key_epoch, memory_order_acquire)) {
    const fr_status taken = fr__desk_take_key(journal, desk);
    if (taken != FR_OK) return fr__fail(&context->error, taken, "journal", "the month's data key could not be taken");
  }
  const fr__attempt attempt = {.who = visit->who,
                               .time_us = visit->time_us,
                               .amount_minor = visit->amount_minor,
                               .sides = visit->here,
                               .status = fr__entry_status(visit->flags),
                               .generation = context->generation,
                               .complete_us = visit->complete_us};
  uint32_t size;
  const fr_status status = fr__attempt_write(&attempt, transfer, &desk->sealing, desk->body, &size);
  if (status != FR_OK) return fr__fail(&context->error, status, "journal", "%s", fr_status_text(status));
  uint64_t sequence;
  FR_TRY(append(context, kind, size, &sequence));
  if (kind == FR__RECORD_SCORED) desk->attempt = sequence;
  fr__context_accept_time(context, visit->time_us); /* as a replay does, whatever comes of it */
  visit->journaled = true;
  return FR_OK;
}

fr_status fr__desk_observed(fr_context *context, const fr__observed *observed, const fr__acquired *acquired) {
  uint64_t sequence;
  FR_TRY(catch_up(context, acquired));
  const uint32_t size = fr__observed_write(observed, context->desk->body);
  FR_TRY(append(context, FR__RECORD_OBSERVED, size, &sequence));
  fr__context_accept_time(context, observed->event.time_us);
  return FR_OK;
}

fr_status fr__desk_decided(fr_context *context, const fr__answer *pure, fr_decision *decision) {
  fr__decided decided = {.attempt = context->desk->attempt, .given = fr__answer_of(decision)};
  const fr__answer given = decided.given;
  if (context->engine->options.shadow == FR_YES) { /* as fr__shadow() will answer */
    decided.given.outcome = FR_OUTCOME_ALLOW;
    decided.given.flags |= FR_FLAG_SHADOW;
    decided.given.would_be = given.outcome;
  }
  const fr__counted *counted = &context->counted;
  if (counted->there) {
    decided.counts = true;
    decided.channel = counted->channel;
    decided.time_us = counted->time_us;
    decided.threshold = counted->threshold;
    decided.grounds = counted->pure == FR_OUTCOME_ALLOW ? NULL : counted->grounds;
  }
  fr__answer_put(pure, decision);
  const uint32_t size = fr__decided_write(&decided, decision, context->desk->body);
  fr__answer_put(&given, decision);
  return append(context, FR__RECORD_DECIDED, size, &decision->sequence);
}

fr_status fr__desk_challenged(fr_context *context, uint32_t index, fr_decision *decision) {
  const fr__decided decided = {.attempt = context->desk->attempt, .index = index, .given = fr__answer_of(decision)};
  if (decided.attempt == 0) return FR_OK; /* it was a preview's */
  const uint32_t size = fr__decided_write(&decided, decision, context->desk->body);
  return append(context, FR__RECORD_CHALLENGED, size, &decision->sequence);
}

fr_status fr__desk_settle(fr_context *context) {
  fr__desk *desk = context->desk;
  const fr_journal *journal = context->engine->journal;
  if (!journal->calls_wait || desk->last == 0) return FR_OK;
  const fr_status status = fr__log_wait(journal->log, desk->last);
  return status == FR_OK ? FR_OK : fr__fail(&context->error, status, "journal", "%s", fr_status_text(status));
}
