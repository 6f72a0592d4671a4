/* SPDX-License-Identifier: Apache-2.0
 *
 * What happened: outcomes and labels of transfers, contacts and personal events, lists and trusts. */
#include "engine/engine.h"
#include "engine/journal.h"

static fr_status failed(fr_status status, fr_error *error) {
  return status >= 0 ? status : fr__fail(error, status, "engine", "%s", fr_status_text(status));
}

/* ---- whom an event concerns ---- */

static bool is_fact(uint32_t kind) {
  return kind == FR_EVENT_LISTED || kind == FR_EVENT_UNLISTED || kind == FR_EVENT_TRUSTED;
}

/* Identifiers become keys: behind here nobody asks for more. */
static void identify(const fr_engine *engine, fr__observed *observed) {
  const uint8_t *secret = engine->options.secret_key;
  const fr_event *event = &observed->event;
  fr__parties *who = &observed->who;
  uint32_t outcome;
  const bool about_transfer = fr__event_about_transfer(event->kind, &outcome);
  if (about_transfer || event->kind == FR_EVENT_TRUSTED) {
    who->payer = fr__party_key_of(secret, FR__ACCOUNT, event->payer);
    who->has_payee = event->payee.data != NULL;
    if (who->has_payee) who->payee = fr__party_key_of(secret, FR__ACCOUNT, event->payee);
  }
  if (about_transfer) {
    who->has_customer = event->payer_customer.data != NULL;
    who->has_payee_customer = who->has_payee && event->payee_customer.data != NULL;
    if (who->has_customer) who->customer = fr__party_key_of(secret, FR__CUSTOMER, event->payer_customer);
    if (who->has_payee_customer) who->payee_customer = fr__party_key_of(secret, FR__CUSTOMER, event->payee_customer);
    who->id = fr__transfer_id_of(secret, event->payer, event->transfer_id);
  } else if (event->kind == FR_EVENT_TRUSTED) {
    observed->person = who->payer;
    observed->name = fr__trust_name(who->payee);
  } else {
    observed->is_customer = event->customer.data != NULL;
    const uint32_t type = observed->is_customer ? FR__CUSTOMER : FR__ACCOUNT;
    observed->person = fr__party_key_of(secret, type, observed->is_customer ? event->customer : event->party);
    if (event->kind == FR_EVENT_MOVED) observed->to = fr__party_key_of(secret, type, event->to);
    if (is_fact(event->kind)) observed->name = fr__list_name(event->list);
  }
  /* Watch lists, these or later ones, may say that it is on the list. */
  observed->denied =
      event->kind == FR_EVENT_UNLISTED && atomic_load_explicit(&engine->had_watch_lists, memory_order_relaxed);
}

/* Locks the parties, and settles what is said of those that this made. */
static fr_status acquire(fr_context *context, fr__observed *observed, fr__acquired *acquired, uint32_t create) {
  fr__store *store = context->engine->store;
  if (create != 0 && context->replay == NULL) fr__store_begin(store, observed->event.time_us);
  FR_TRY(failed(store->operations->acquire(store, acquired, create), &context->error));
  if (context->replay == NULL) observed->complete_us = fr__store_complete_from(store);
  for (uint32_t i = 0; acquired->made >> i != 0; i++) {
    if ((acquired->made >> i & 1) != 0) acquired->profiles[i]->complete_us = observed->complete_us;
  }
  return FR_OK;
}

/* ---- one party ---- */

static fr_status add_personal(fr__store *store, const fr_event *event, fr__profile **profile) {
  if (event->kind == FR_EVENT_CONTACT) {
    const bool lasted = (event->known & FR_EVENT_HAS_DURATION) != 0;
    const fr__contact contact = {.duration_s = lasted ? (uint32_t)event->duration_s : UINT32_MAX,
                                 .caller = (uint16_t)event->caller,
                                 .direction = (uint16_t)event->direction};
    return fr__profile_add_contact(store, profile, event->time_us, &contact);
  }
  const uint32_t level = event->kind == FR_EVENT_RESPONSE ? event->response : event->level;
  const fr__personal personal = {.amount = (event->known & FR_EVENT_HAS_AMOUNT) != 0 ? event->amount_minor : -1,
                                 .kind = (uint8_t)event->kind,
                                 .level = (uint8_t)level};
  return fr__profile_add_event(store, profile, event->time_us, &personal);
}

static fr_status observe_person(fr_context *context, fr__observed *observed) {
  fr__store *store = context->engine->store;
  fr__acquired acquired = {.count = 1, .keys = {observed->person}};
  FR_TRY(acquire(context, observed, &acquired, 1));
  fr_status status = fr__journal_observed(context, observed, &acquired);
  if (status == FR_OK) {
    status = failed(add_personal(store, &observed->event, &acquired.profiles[0]), &context->error);
    if (status != FR_OK) (void)fr__journal_mend(context, &acquired, true);
  }
  store->operations->release(store, &acquired, status == FR_OK ? 1 : 1 | FR__TAKE_BACK);
  return status;
}

static fr_status set_fact(fr_engine *engine, const fr__observed *observed) {
  const fr_event *event = &observed->event;
  const fr__fact denied = {INT64_MAX, FR__NOT_LISTED};
  const fr__fact fact = {event->until_us == 0 ? INT64_MAX : event->until_us,
                         event->kind == FR_EVENT_TRUSTED ? event->amount_minor : 0};
  if (event->kind == FR_EVENT_UNLISTED && !observed->denied) {
    fr__facts_remove(engine->facts, observed->person, observed->name);
    return FR_OK;
  }
  const bool unlisted = event->kind == FR_EVENT_UNLISTED;
  return fr__facts_set(engine->facts, observed->person, observed->name, unlisted ? &denied : &fact, event->time_us);
}

/* Facts stand under the lock of the party that they are about. They share their memory, so the journal has them in one
 * order: whether there is room depends on all that came before. */
static fr_status observe_fact(fr_context *context, fr__observed *observed) {
  fr_engine *engine = context->engine;
  fr__acquired acquired = {.count = 1, .keys = {observed->person}};
  FR_TRY(acquire(context, observed, &acquired, 0));
  fr__journal_order_facts(context, true);
  fr_status status = fr__journal_observed(context, observed, NULL);
  if (status == FR_OK) status = failed(set_fact(engine, observed), &context->error);
  fr__journal_order_facts(context, false);
  engine->store->operations->release(engine->store, &acquired, 0);
  return status;
}

/* ---- a party's life ---- */

static fr_status move(fr_context *context, const fr__observed *observed, fr__acquired *acquired) {
  fr__store *store = context->engine->store;
  const int64_t time_us = observed->event.time_us;
  const fr__profile *from = acquired->profiles[0];
  fr__profile *into = acquired->profiles[1];
  if (from == NULL) { /* it may have been evicted, and what it had is missing now */
    if (observed->complete_us > into->complete_us) into->complete_us = observed->complete_us;
    return FR_OK;
  }
  if (from->newest_us == FR__NO_TIME && from->complete_us >= time_us) return FR_OK; /* it has moved already */
  FR_TRY(failed(fr__profile_take_over(store, &acquired->profiles[1], &acquired->profiles[0]), &context->error));
  const int64_t after_us = acquired->profiles[1]->newest_us + 1;
  fr__profile_forget(store, &acquired->profiles[0], time_us > after_us ? time_us : after_us, observed->complete_us);
  return FR_OK;
}

/* What a move makes of two histories is told by their images, so that each of them can be replayed by itself (and a
 * replay comes here only where it cannot read them, since they have another layout). Where the journal takes not all of
 * them, the move is not safe, and is told again. */
static fr_status observe_moved(fr_context *context, fr__observed *observed) {
  fr__store *store = context->engine->store;
  fr__acquired acquired = {.count = 2, .keys = {observed->person, observed->to}};
  FR_TRY(acquire(context, observed, &acquired, 2));
  fr_status status = fr__journal_observed(context, observed, &acquired);
  bool nothing = status != FR_OK;
  if (status == FR_OK) {
    status = move(context, observed, &acquired);
    nothing = status != FR_OK && acquired.profiles[1]->newest_us == FR__NO_TIME;
    const fr_status told = fr__journal_mend_move(context, &acquired, nothing, status == FR_OK);
    if (status == FR_OK) status = failed(told, &context->error);
  }
  store->operations->release(store, &acquired, nothing ? 3 | FR__TAKE_BACK : 3);
  return status;
}

static fr_status observe_forgotten(fr_context *context, fr__observed *observed) {
  fr_engine *engine = context->engine;
  const int64_t time_us = observed->event.time_us;
  fr__acquired acquired = {.count = 1, .keys = {observed->person}};
  FR_TRY(acquire(context, observed, &acquired, 0));
  fr__journal_order_facts(context, true);
  const fr_status status = fr__journal_observed(context, observed, &acquired);
  if (status == FR_OK && acquired.profiles[0] != NULL && !fr__journal_has(context, observed->person)) {
    const int64_t after_us = acquired.profiles[0]->newest_us == FR__NO_TIME ? 0 : acquired.profiles[0]->newest_us + 1;
    fr__profile_forget(engine->store, &acquired.profiles[0], time_us > after_us ? time_us : after_us,
                       observed->complete_us);
  }
  if (status == FR_OK && !fr__journal_has_fact(context)) fr__facts_forget(engine->facts, observed->person);
  fr__journal_order_facts(context, false);
  engine->store->operations->release(engine->store, &acquired, 1);
  return status;
}

/* ---- the parties of a transfer ---- */

fr_status fr__observe_transferred(fr_context *context, const fr__transfer *transfer, fr__visit *visit) {
  FR_TRY(fr__visit_begin(context, visit, true));
  fr_status status = fr__visit_recall(context, visit);
  if (status == FR_OK) status = fr__journal_attempt(context, FR__RECORD_TRANSFERRED, transfer, visit);
  if (status == FR_OK) status = fr__visit_record(context, visit);
  fr__visit_end(context, visit, status);
  if (status == FR_OK) fr__context_accept_time(context, visit->time_us);
  return status;
}

static fr_status observe_transferred(fr_context *context, const fr_event *event) {
  fr__transfer *transfer = &context->prepared[0].transfer;
  const fr_policy *policy = fr__context_policy(context);
  FR_TRY(fr__transfer_check(event->transfer, policy == NULL ? NULL : policy->currency, transfer, &context->error));
  FR_TRY(fr__context_check_time(context, event->transfer->time_us));
  fr__visit visit;
  fr__visit_plan(context->engine, transfer, event->status, event->sides == 0 ? FR_SIDE_ALL : event->sides, &visit);
  return fr__observe_transferred(context, transfer, &visit);
}

/* Cash stands among the sent or the received; all else where its side has it. */
static void find_cash(fr__visit *visit) {
  for (uint32_t side = 0; side < FR__VISIT_SIDES; side++) {
    fr__visited *visited = &visit->sides[side];
    if (!visited->records || visited->place < 0 || visit->acquired.profiles[visited->place] == NULL) continue;
    const uint32_t own = fr__profile_find(visit->acquired.profiles[visited->place], FR__SENT, visit->who.id, NULL);
    if (own == UINT32_MAX) visited->list = FR__RECEIVED;
  }
}

/* Whether the event is about an entry of this side that has left the history, as far as anybody can tell. */
static bool is_late(const fr_event *event, const fr__visit *visit, const fr__visited *side) {
  if (side->own != UINT32_MAX || !side->records || (event->known & FR_EVENT_HAS_TRANSFER_TIME) == 0) return false;
  const fr__profile *profile = visit->acquired.profiles[side->place];
  /* Of cash that has left, nothing tells any more whether it was drawn or paid in. */
  return profile != NULL && visit->who.has_payee && fr__profile_left(profile, side->list, event->transfer_time_us);
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
  return fr__profile_note_late(engine->store, profile, fr__fingerprint(visit->who.payee), event->transfer_time_us,
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

static fr_status observe_outcome(fr_context *context, fr__observed *observed, uint32_t outcome) {
  fr_engine *engine = context->engine;
  fr_error *error = &context->error;
  const fr_event *event = &observed->event;
  fr__visit visit = {.who = observed->who,
                     .here = event->sides == 0 ? FR_SIDE_ALL : event->sides,
                     .time_us = event->time_us,
                     .amount_minor = event->amount_minor,
                     .complete_us = observed->complete_us};
  fr__visit_seat(&visit, FR_KIND_UNKNOWN);
  if (context->replay != NULL) fr__journal_unseat(context, &visit);
  FR_TRY(fr__visit_begin(context, &visit, false));
  observed->complete_us = visit.complete_us;
  if (!visit.who.has_payee) find_cash(&visit);
  bool found = false;
  fr_status status = fr__visit_recall(context, &visit);
  if (status == FR_CONFLICT) {
    status = fr__fail(error, FR_CONFLICT, "event.amount_minor",
                      "the transfer of this id was recorded with another payee or amount: the event names both as they "
                      "were");
  }
  if (status == FR_OK) status = fr__journal_observed(context, observed, &visit.acquired);
  if (status == FR_OK) {
    visit.journaled = true;
    status = failed(apply(engine, event, &visit, outcome, &found), error);
  }
  fr__visit_end(context, &visit, status);
  FR_TRY(status);
  bool expected = false; /* a customer's side of a transfer within one customer has nothing to find */
  for (uint32_t side = 0; side < FR__VISIT_SIDES; side++) expected = expected || visit.sides[side].records;
  if (found || !expected) return FR_OK;
  if (context->replay == NULL) fr__context_count(context, FR__NOT_FOUND);
  return fr__fail(error, FR_NOT_FOUND, "event.transfer_id", "%s", fr_status_text(FR_NOT_FOUND));
}

fr_status fr__observe_apply(fr_context *context, fr__observed *observed) {
  const fr_event *event = &observed->event;
  uint32_t outcome;
  fr_status status;
  if (fr__event_about_transfer(event->kind, &outcome)) {
    status = observe_outcome(context, observed, outcome);
  } else if (is_fact(event->kind)) {
    status = observe_fact(context, observed);
  } else if (event->kind == FR_EVENT_MOVED) {
    status = observe_moved(context, observed);
  } else if (event->kind == FR_EVENT_FORGOTTEN) {
    status = observe_forgotten(context, observed);
  } else {
    status = observe_person(context, observed);
  }
  if (status == FR_OK) fr__context_accept_time(context, event->time_us);
  return status;
}

static fr_status observe(fr_context *context, const fr_event *given) {
  fr_error *error = &context->error;
  fr__observed observed = {.complete_us = INT64_MAX};
  fr_event *event = &observed.event;
  FR_TRY(fr__event_check(given, event, error));
  FR_TRY(fr__context_check_time(context, event->time_us));
  if ((event->sides & ~FR_SIDE_ALL) != 0) {
    return fr__fail(error, FR_BAD_VALUE, "event.sides", "sides is %u; it is a mask of FR_SIDE_…", event->sides);
  }
  if (event->kind == FR_EVENT_TRANSFERRED) return observe_transferred(context, event);
  identify(context->engine, &observed);
  return fr__observe_apply(context, &observed);
}

fr_status fr_observe(fr_context *context, const fr_event *event) {
  FR_REQUIRE(context != NULL, FR_NULL_POINTER);
  fr__error_clear(&context->error);
  fr__journal_forget(context);
  fr_status status = observe(context, event);
  /* What was not found is journaled, too, and safe before its answer. */
  const fr_status safe = status == FR_OK || status == FR_NOT_FOUND ? fr__journal_settle(context) : FR_OK;
  if (safe != FR_OK) status = safe;
  if (status != FR_OK) {
    fr__context_refuse(context, status);
  } else {
    fr__context_count(context, FR__OBSERVED);
  }
  return status;
}
