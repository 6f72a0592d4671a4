/* SPDX-License-Identifier: Apache-2.0
 *
 * What happened: outcomes and labels of transfers, contacts and personal events, lists and trusts. */
#include "engine/engine.h"

static fr_status failed(fr_status status, fr_error *error) {
  return status >= 0 ? status : fr__fail(error, status, "engine", "%s", fr_status_text(status));
}

/* ---- one party ---- */

static fr__party_key person_of(const fr_engine *engine, const fr_event *event) {
  const bool customer = event->customer.data != NULL;
  return fr__party_key_of(engine->options.secret_key, customer ? FR__CUSTOMER : FR__ACCOUNT,
                          customer ? event->customer : event->party);
}

static fr_status observe_person(fr_engine *engine, const fr_event *event, fr_error *error) {
  fr__acquired acquired = {.count = 1, .keys = {person_of(engine, event)}};
  fr__store_begin(engine->store, event->time_us);
  FR_TRY(failed(engine->store->operations->acquire(engine->store, &acquired, 1), error));
  fr_status status;
  if (event->kind == FR_EVENT_CONTACT) {
    const bool lasted = (event->known & FR_EVENT_HAS_DURATION) != 0;
    const fr__contact contact = {.duration_s = lasted ? (uint32_t)event->duration_s : UINT32_MAX,
                                 .caller = (uint16_t)event->caller,
                                 .direction = (uint16_t)event->direction};
    status = fr__profile_add_contact(engine->store, &acquired.profiles[0], event->time_us, &contact);
  } else {
    const uint32_t level = event->kind == FR_EVENT_RESPONSE ? event->response : event->level;
    const fr__personal personal = {.amount = (event->known & FR_EVENT_HAS_AMOUNT) != 0 ? event->amount_minor : -1,
                                   .kind = (uint8_t)event->kind,
                                   .level = (uint8_t)level};
    status = fr__profile_add_event(engine->store, &acquired.profiles[0], event->time_us, &personal);
  }
  engine->store->operations->release(engine->store, &acquired, status == FR_OK ? 1 : 1 | FR__TAKE_BACK);
  return failed(status, error);
}

/* Facts stand under the lock of the party that they are about. */
static fr_status observe_fact(fr_engine *engine, const fr_event *event, fr_error *error) {
  const uint8_t *secret = engine->options.secret_key;
  const bool trust = event->kind == FR_EVENT_TRUSTED;
  fr__acquired acquired = {.count = 1};
  acquired.keys[0] = trust ? fr__party_key_of(secret, FR__ACCOUNT, event->payer) : person_of(engine, event);
  const fr__hash128 name =
      trust ? fr__trust_name(fr__party_key_of(secret, FR__ACCOUNT, event->payee)) : fr__list_name(event->list);
  const fr__fact fact = {event->until_us == 0 ? INT64_MAX : event->until_us, trust ? event->amount_minor : 0};
  FR_TRY(failed(engine->store->operations->acquire(engine->store, &acquired, 0), error));
  fr_status status = FR_OK;
  const bool unlisted = event->kind == FR_EVENT_UNLISTED;
  if (unlisted && !atomic_load_explicit(&engine->had_watch_lists, memory_order_relaxed)) {
    fr__facts_remove(engine->facts, acquired.keys[0], name);
  } else if (unlisted) { /* watch lists, these or later ones, may say that it is */
    const fr__fact denied = {INT64_MAX, FR__NOT_LISTED};
    status = fr__facts_set(engine->facts, acquired.keys[0], name, &denied, event->time_us);
  } else {
    status = fr__facts_set(engine->facts, acquired.keys[0], name, &fact, event->time_us);
  }
  engine->store->operations->release(engine->store, &acquired, 0);
  return failed(status, error);
}

/* ---- a party's life ---- */

static fr_status observe_moved(fr_engine *engine, const fr_event *event, fr_error *error) {
  const bool customer = event->customer.data != NULL;
  fr__acquired acquired = {.count = 2};
  acquired.keys[0] = person_of(engine, event);
  acquired.keys[1] = fr__party_key_of(engine->options.secret_key, customer ? FR__CUSTOMER : FR__ACCOUNT, event->to);
  fr__store_begin(engine->store, event->time_us);
  FR_TRY(failed(engine->store->operations->acquire(engine->store, &acquired, 2), error));
  fr_status status = FR_OK;
  const fr__profile *from = acquired.profiles[0];
  if (from == NULL) { /* it may have been evicted, and what it had is missing now */
    const int64_t known_us = fr__store_complete_from(engine->store);
    if (known_us > acquired.profiles[1]->complete_us) acquired.profiles[1]->complete_us = known_us;
  } else if (from->newest_us != FR__NO_TIME || from->complete_us < event->time_us) { /* else it has moved already */
    status = fr__profile_take_over(engine->store, &acquired.profiles[1], &acquired.profiles[0]);
    const int64_t after_us = acquired.profiles[1]->newest_us + 1;
    const int64_t from_us = event->time_us > after_us ? event->time_us : after_us;
    if (status == FR_OK) fr__profile_forget(engine->store, &acquired.profiles[0], from_us);
  }
  const bool nothing = status != FR_OK && acquired.profiles[1]->newest_us == FR__NO_TIME;
  engine->store->operations->release(engine->store, &acquired, nothing ? 3 | FR__TAKE_BACK : 3);
  return failed(status, error);
}

static fr_status observe_forgotten(fr_engine *engine, const fr_event *event, fr_error *error) {
  fr__acquired acquired = {.count = 1, .keys = {person_of(engine, event)}};
  FR_TRY(failed(engine->store->operations->acquire(engine->store, &acquired, 0), error));
  if (acquired.profiles[0] != NULL) {
    const int64_t after_us = acquired.profiles[0]->newest_us == FR__NO_TIME ? 0 : acquired.profiles[0]->newest_us + 1;
    fr__profile_forget(engine->store, &acquired.profiles[0], event->time_us > after_us ? event->time_us : after_us);
  }
  fr__facts_forget(engine->facts, acquired.keys[0]);
  engine->store->operations->release(engine->store, &acquired, 1);
  return FR_OK;
}

/* ---- the parties of a transfer ---- */

static fr_status observe_transferred(fr_context *context, const fr_event *event) {
  fr_engine *engine = context->engine;
  fr_error *error = &context->error;
  const fr_policy *policy = fr__context_policy(context);
  FR_TRY(fr__transfer_check(event->transfer, policy == NULL ? NULL : policy->currency, &context->prepared[0].transfer,
                            error));
  FR_TRY(fr__context_check_time(context, event->transfer->time_us));
  fr__visit visit;
  fr__visit_plan(engine, &context->prepared[0].transfer, event->status, event->sides == 0 ? FR_SIDE_ALL : event->sides,
                 &visit);
  FR_TRY(fr__visit_begin(context, &visit, true));
  fr_status status = fr__visit_recall(context, &visit);
  if (status == FR_OK) status = fr__visit_record(context, &visit);
  fr__visit_end(context, &visit, status);
  if (status == FR_OK) fr__context_accept_time(context, event->transfer->time_us);
  return status;
}

/* The event's parties as a transfer has them, so that one plan serves both. */
static void as_transfer(const fr_event *event, fr__transfer *transfer) {
  memset(transfer, 0, offsetof(fr__transfer, repaired));
  transfer->given.id = event->transfer_id;
  transfer->given.payer = event->payer;
  transfer->given.payee = event->payee;
  transfer->given.time_us = event->time_us;
  transfer->payer.customer = event->payer_customer;
  transfer->payee.customer = event->payee_customer;
  transfer->amount_minor = event->amount_minor;
  transfer->cash = event->payee.data == NULL;
}

/* Cash stands among the sent or the received; all else where its side has it. */
static void find_cash(fr__visit *visit) {
  for (uint32_t side = 0; side < FR__VISIT_SIDES; side++) {
    fr__visited *visited = &visit->sides[side];
    if (!visited->records || visited->place < 0 || visit->acquired.profiles[visited->place] == NULL) continue;
    const uint32_t own = fr__profile_find(visit->acquired.profiles[visited->place], FR__SENT, visit->id, NULL);
    if (own == UINT32_MAX) visited->list = FR__RECEIVED;
  }
}

/* Whether the event is about an entry of this side that has left the history, as far as anybody can tell. */
static bool is_late(const fr_event *event, const fr__visit *visit, const fr__visited *side) {
  if (side->own != UINT32_MAX || !side->records || (event->known & FR_EVENT_HAS_TRANSFER_TIME) == 0) return false;
  const fr__profile *profile = visit->acquired.profiles[side->place];
  /* Of cash that has left, nothing tells any more whether it was drawn or paid in. */
  return profile != NULL && visit->has_payee && fr__profile_left(profile, side->list, event->transfer_time_us);
}

/* What an event about an entry that has left says of the payee and of fraud; and room for what it will say of the day.
 */
static fr_status apply_late(fr_engine *engine, const fr_event *event, fr__visit *visit, const fr__visited *side) {
  fr__profile **profile = &visit->acquired.profiles[side->place];
  FR_TRY(fr__profile_reserve_mend(engine->store, profile, side->list));
  if (event->kind == FR_EVENT_FRAUD_REPORTED) {
    FR_TRY(fr__profile_note_report(engine->store, profile, event->time_us));
  }
  const bool bad = event->kind == FR_EVENT_RETURNED || event->kind == FR_EVENT_FRAUD_REPORTED;
  if ((!bad && event->kind != FR_EVENT_SETTLED) || side->list != FR__SENT) return FR_OK;
  return fr__profile_note_late(engine->store, profile, fr__fingerprint(visit->payee), event->transfer_time_us,
                               event->time_us, !bad);
}

/* Days are mended last, once nothing can fail any more: an event that is sent again would mend them again. */
static void mend_days(const fr_event *event, fr__visit *visit) {
  const bool stopped = event->kind == FR_EVENT_DELAYED || event->kind == FR_EVENT_HELD ||
                       event->kind == FR_EVENT_CANCELLED || event->kind == FR_EVENT_REFUSED ||
                       event->kind == FR_EVENT_RETURNED;
  if (!stopped && event->kind != FR_EVENT_RELEASED) return;
  for (uint32_t side = 0; side < FR__VISIT_SIDES; side++) {
    const fr__visited *visited = &visit->sides[side];
    if (!is_late(event, visit, visited)) continue;
    fr__profile_mend_day(visit->acquired.profiles[visited->place], visited->list, event->transfer_time_us,
                         event->amount_minor, !stopped);
  }
}

static fr_status apply(fr_engine *engine, const fr_event *event, fr__visit *visit, uint32_t status, bool *found) {
  for (uint32_t side = 0; side < FR__VISIT_SIDES; side++) {
    const fr__visited *visited = &visit->sides[side];
    if (is_late(event, visit, visited)) {
      *found = true;
      FR_TRY(apply_late(engine, event, visit, visited));
    }
    if (visited->own == UINT32_MAX) continue;
    fr__profile **profile = &visit->acquired.profiles[visited->place];
    bool changed;
    *found = true;
    if (status == UINT32_MAX) {
      const uint32_t label = event->kind == FR_EVENT_FRAUD_REPORTED ? FR__LABEL_FRAUD : FR__LABEL_CLEARED;
      FR_TRY(
          fr__profile_set_label(engine->store, profile, visited->list, visited->own, label, event->time_us, &changed));
    } else {
      FR_TRY(fr__profile_set_status(engine->store, profile, visited->list, visited->own, status, event->time_us,
                                    &changed));
    }
  }
  mend_days(event, visit);
  return FR_OK;
}

static fr_status observe_outcome(fr_context *context, const fr_event *event, uint32_t outcome) {
  fr_engine *engine = context->engine;
  fr_error *error = &context->error;
  as_transfer(event, &context->prepared[0].transfer);
  fr__visit visit;
  fr__visit_plan(engine, &context->prepared[0].transfer, 0, event->sides == 0 ? FR_SIDE_ALL : event->sides, &visit);
  FR_TRY(fr__visit_begin(context, &visit, false));
  if (!visit.has_payee) find_cash(&visit);
  bool found = false;
  fr_status status = fr__visit_recall(context, &visit);
  if (status == FR_OK) status = failed(apply(engine, event, &visit, outcome, &found), error);
  fr__visit_end(context, &visit, status);
  FR_TRY(status);
  bool expected = false; /* a customer's side of a transfer within one customer has nothing to find */
  for (uint32_t side = 0; side < FR__VISIT_SIDES; side++) expected = expected || visit.sides[side].records;
  if (found || !expected) return FR_OK;
  fr__context_count(context, FR__NOT_FOUND);
  return fr__fail(error, FR_NOT_FOUND, "event.transfer_id", "%s", fr_status_text(FR_NOT_FOUND));
}

static fr_status observe(fr_context *context, const fr_event *given) {
  fr_engine *engine = context->engine;
  fr_error *error = &context->error;
  fr_event event;
  FR_TRY(fr__event_check(given, &event, error));
  FR_TRY(fr__context_check_time(context, event.time_us));
  if ((event.sides & ~FR_SIDE_ALL) != 0) {
    return fr__fail(error, FR_BAD_VALUE, "event.sides", "sides is %u; it is a mask of FR_SIDE_…", event.sides);
  }
  uint32_t outcome;
  fr_status status;
  if (fr__event_about_transfer(event.kind, &outcome)) {
    status = observe_outcome(context, &event, outcome);
  } else if (event.kind == FR_EVENT_TRANSFERRED) {
    status = observe_transferred(context, &event);
  } else if (event.kind == FR_EVENT_LISTED || event.kind == FR_EVENT_UNLISTED || event.kind == FR_EVENT_TRUSTED) {
    status = observe_fact(engine, &event, error);
  } else if (event.kind == FR_EVENT_MOVED) {
    status = observe_moved(engine, &event, error);
  } else if (event.kind == FR_EVENT_FORGOTTEN) {
    status = observe_forgotten(engine, &event, error);
  } else {
    status = observe_person(engine, &event, error);
  }
  if (status == FR_OK && event.kind != FR_EVENT_TRANSFERRED) fr__context_accept_time(context, event.time_us);
  return status;
}

fr_status fr_observe(fr_context *context, const fr_event *event) {
  FR_REQUIRE(context != NULL, FR_NULL_POINTER);
  fr__error_clear(&context->error);
  const fr_status status = observe(context, event);
  fr__context_count(context, status == FR_OK ? FR__OBSERVED : FR__REFUSED);
  return status;
}
