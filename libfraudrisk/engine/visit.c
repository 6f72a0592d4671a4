/* SPDX-License-Identifier: Apache-2.0
 *
 * A visit to the parties of one transfer: who they are, what they remember of it, what the policy asks of their pasts,
 * and how they come to remember it. */
#include "engine/engine.h"
#include "engine/journal.h"
#include "feature/inputs.h"

enum { PAYER = 0, CUSTOMER = 1, PAYEE = 2, PAYEE_CUSTOMER = 3 };

static int32_t place_of(fr__visit *visit, fr__party_key key) {
  for (uint32_t i = 0; i < visit->acquired.count; i++) {
    if (fr__key_equal(visit->acquired.keys[i], key)) return (int32_t)i;
  }
  visit->acquired.keys[visit->acquired.count] = key;
  return (int32_t)visit->acquired.count++;
}

static void plan_side(fr__visit *visit, uint32_t side, uint32_t sides, fr__party_key key, bool records,
                      enum fr__list list) {
  const bool here = (sides >> side & 1u) != 0;
  visit->sides[side] = (fr__visited){here ? place_of(visit, key) : -1, here && records, list, UINT32_MAX};
}

/* A transfer between two accounts of one customer counts in the accounts only (docs/design.md 12.12). */
void fr__visit_seat(fr__visit *visit, uint32_t kind) {
  const fr__parties *who = &visit->who;
  const uint32_t here = visit->here;
  const enum fr__list list = kind == FR_KIND_CASH_DEPOSIT ? FR__RECEIVED : FR__SENT;
  const bool within = who->has_customer && who->has_payee_customer && fr__key_equal(who->customer, who->payee_customer);
  visit->acquired.count = 0;
  visit->fetched = visit->repeated = visit->journaled = false;
  plan_side(visit, PAYER, here, who->payer, true, list);
  plan_side(visit, CUSTOMER, here, who->has_customer ? who->customer : who->payer, who->has_customer && !within, list);
  plan_side(visit, PAYEE, who->has_payee ? here : 0, who->payee, true, FR__RECEIVED);
  plan_side(visit, PAYEE_CUSTOMER, who->has_payee_customer && !within ? here : 0, who->payee_customer, true,
            FR__RECEIVED);
}

void fr__visit_plan(const fr_engine *engine, const fr__transfer *transfer, uint32_t status, uint32_t sides,
                    fr__visit *visit) {
  const uint8_t *secret = engine->options.secret_key;
  const fr_transfer *given = &transfer->given;
  fr__parties *who = &visit->who;
  visit->here = sides;
  visit->time_us = given->time_us;
  visit->amount_minor = transfer->amount_minor;
  visit->flags = fr__entry_flags(status, given->channel, given->kind, given->speed, FR__LABEL_NONE);
  *who = (fr__parties){.has_payee = !transfer->cash, .has_customer = transfer->payer.customer.data != NULL};
  who->has_payee_customer = who->has_payee && transfer->payee.customer.data != NULL;
  who->payer = fr__party_key_of(secret, FR__ACCOUNT, given->payer);
  if (who->has_payee) who->payee = fr__party_key_of(secret, FR__ACCOUNT, given->payee);
  if (who->has_customer) who->customer = fr__party_key_of(secret, FR__CUSTOMER, transfer->payer.customer);
  if (who->has_payee_customer) {
    who->payee_customer = fr__party_key_of(secret, FR__CUSTOMER, transfer->payee.customer);
  }
  fr__visit_seat(visit, given->kind);

  /* Memory looks for the parties meanwhile. */
  const fr__store *store = engine->store;
  if (store->operations->fetch != NULL) store->operations->fetch(engine->store, &visit->acquired, 0);
  who->id = fr__transfer_id_of(secret, given->payer, given->id);
}

static fr__profile *profile_of(const fr__visit *visit, uint32_t side) {
  return visit->sides[side].place < 0 ? NULL : visit->acquired.profiles[visit->sides[side].place];
}

/* The other party of the entry in this side's history. */
static fr__party_key other_of(const fr__visit *visit, uint32_t side) {
  return side == PAYER || side == CUSTOMER ? visit->who.payee : visit->who.payer;
}

static void wish_for_histories(const fr__visit *visit, fr__wishes *wishes) {
  wishes->granted = wishes->made; /* what was not asked for in time comes by itself */
  for (uint32_t turn = 0; turn < 2; turn++) {
    for (uint32_t side = 0; side < FR__VISIT_SIDES; side++) {
      const fr__profile *profile = profile_of(visit, side);
      if (profile == NULL || !visit->sides[side].records) continue;
      if (turn == 0) {
        fr__profile_wish_ids(profile, visit->sides[side].list, fr__fingerprint(other_of(visit, side)), wishes);
      } else {
        fr__profile_wish(profile, visit->sides[side].list, wishes);
      }
    }
  }
}

fr_status fr__visit_begin(fr_context *context, fr__visit *visit, bool create) {
  fr__store *store = context->engine->store;
  uint32_t wanted = 0;
  if (create && context->replay == NULL) fr__store_begin(store, visit->time_us);
  for (uint32_t side = 0; side < FR__VISIT_SIDES && create; side++) {
    if (visit->sides[side].records) wanted |= 1u << visit->sides[side].place;
  }
  const fr_status status = store->operations->acquire(store, &visit->acquired, wanted);
  if (status != FR_OK) return fr__fail(&context->error, status, "engine", "%s", fr_status_text(status));
  /* One answer for the whole visit, whatever is evicted meanwhile: a replay is told it. */
  if (context->replay == NULL) visit->complete_us = fr__store_complete_from(store);
  for (uint32_t i = 0; visit->acquired.made >> i != 0; i++) {
    if ((visit->acquired.made >> i & 1) != 0) visit->acquired.profiles[i]->complete_us = visit->complete_us;
  }
  if (!visit->fetched) wish_for_histories(visit, &context->wishes);
  return FR_OK;
}

void fr__visit_fetch(fr_context *context, fr__visit *visit, uint32_t step) {
  fr__store *store = context->engine->store;
  if (store->operations->fetch == NULL) return;
  if (step < FR__FETCH_STEPS) {
    store->operations->fetch(store, &visit->acquired, step);
    return;
  }
  if (store->operations->acquire(store, &visit->acquired, 0) != FR_OK) return;
  wish_for_histories(visit, &context->wishes);
  visit->fetched = true;
  store->operations->release(store, &visit->acquired, 0);
}

fr_status fr__visit_recall(fr_context *context, fr__visit *visit) {
  fr__wishes_grant(&context->wishes);
  for (uint32_t side = 0; side < FR__VISIT_SIDES; side++) {
    fr__visited *visited = &visit->sides[side];
    const fr__profile *profile = profile_of(visit, side);
    if (!visited->records || profile == NULL) continue;
    visited->own = fr__profile_find(profile, visited->list, visit->who.id, NULL);
    if (visited->own == UINT32_MAX) continue;
    const fr__transfers list = fr__profile_transfers(profile, visited->list);
    const uint16_t other = list.other[visited->own];
    const bool same_other = other == FR__NO_OTHER ? !visit->who.has_payee
                                                  : visit->who.has_payee && fr__profile_other(profile, other) ==
                                                                                fr__fingerprint(other_of(visit, side));
    if (!same_other || fr__transfers_amount(&list, visited->own) != visit->amount_minor) {
      return fr__fail(&context->error, FR_CONFLICT, "transfer.id",
                      "this payer used the id before, with another payee or amount; give a new transfer a new id");
    }
    visit->repeated = true;
  }
  return FR_OK;
}

fr_status fr__visit_inputs(fr_context *context, const fr_policy *policy, const fr__transfer *transfer,
                           const fr__visit *visit, fr__cel_value *slots, uint8_t *approximate) {
  fr__wishes_grant(&context->wishes);
  memset(slots, 0, policy->slot_count * sizeof slots[0]);
  memset(approximate, 0, policy->plan->mark_count);
  fr__inputs_fill(transfer, policy->minor_per_major, policy->currency, policy->fold_inputs, policy->fold_input_count,
                  slots);
  slots[FR__SLOT_PAYER_KEY] = fr__cel_key(fr__fingerprint(visit->who.payer));
  if (visit->who.has_payee) slots[FR__SLOT_PAYEE_KEY] = fr__cel_key(fr__fingerprint(visit->who.payee));
  return fr__policy_fill_attributes(policy, &transfer->given, slots, &context->error);
}

void fr__visit_fold(fr_context *context, const fr__plan *plan, const fr__visit *visit, fr__cel_value *slots,
                    uint8_t *approximate) {
  fr__wishes_grant(&context->wishes);
  for (uint32_t side = PAYER; side <= PAYEE; side++) {
    const fr__visited *visited = &visit->sides[side];
    if (visited->place < 0 || !plan->sides[side].asks) continue;
    fr__fold_view view = {
        .profile = profile_of(visit, side),
        .store = context->engine->store,
        .key = visit->acquired.keys[visited->place],
        .now_us = visit->time_us,
        .horizon_us = context->engine->options.horizon_us,
        .complete_us = visit->complete_us,
        .facts = context->engine->facts,
        .watch = context->watch,
        .has_other = visit->who.has_payee,
        .other = other_of(visit, side),
        .skip = {UINT32_MAX, UINT32_MAX},
    };
    /* The customer may be the payer's own account: then the entry is where the payer has it. */
    const bool as_payer = side == CUSTOMER && visited->place == visit->sides[PAYER].place;
    const fr__visited *recorded = as_payer ? &visit->sides[PAYER] : visited;
    if (recorded->records) {
      view.skip[recorded->list] = recorded->own;
    } else if (view.profile != NULL) {
      /* Within one customer nothing is recorded with him; but an earlier try may have been, if it did not say so. */
      view.skip[recorded->list] = fr__profile_find(view.profile, recorded->list, visit->who.id, NULL);
    }
    /* An earlier try may have told of other customers, and so stand on the other side of this one's history: there even
     * where the accounts have forgotten it. */
    const enum fr__list across = recorded->list == FR__SENT ? FR__RECEIVED : FR__SENT;
    if (view.profile != NULL && (visit->repeated || (side == CUSTOMER && !as_payer))) {
      view.skip[across] = fr__profile_find(view.profile, across, visit->who.id, NULL);
    }
    fr__plan_fold(plan, 1u << side, &view, slots, approximate, &context->scratch);
  }
}

fr_status fr__visit_record(fr_context *context, fr__visit *visit) {
  fr__store *store = context->engine->store;
  fr__wishes_grant(&context->wishes);
  for (uint32_t side = 0; side < FR__VISIT_SIDES; side++) {
    const fr__visited *visited = &visit->sides[side];
    if (!visited->records || visited->own != UINT32_MAX) continue;
    fr__profile **profile = &visit->acquired.profiles[visited->place];
    const uint64_t other = fr__fingerprint(other_of(visit, side));
    const fr_status status = fr__profile_reserve(store, profile, visited->list, visit->time_us, visit->amount_minor,
                                                 visit->who.has_payee ? &other : NULL);
    if (status != FR_OK) return fr__fail(&context->error, status, "engine", "%s", fr_status_text(status));
  }
  for (uint32_t side = 0; side < FR__VISIT_SIDES; side++) {
    const fr__visited *visited = &visit->sides[side];
    if (!visited->records || visited->own != UINT32_MAX) continue;
    const fr__entry entry = {visit->time_us,       visit->amount_minor,
                             visit->who.id,        fr__fingerprint(other_of(visit, side)),
                             visit->who.has_payee, visit->flags};
    (void)fr__profile_add(store, visit->acquired.profiles[visited->place], visited->list, &entry);
  }
  return FR_OK;
}

void fr__visit_end(fr_context *context, fr__visit *visit, fr_status status) {
  fr__store *store = context->engine->store;
  fr__wishes_grant(&context->wishes);
  if (status != FR_OK && visit->journaled) (void)fr__journal_mend(context, &visit->acquired, true);
  const uint32_t changed = (1u << visit->acquired.count) - 1;
  store->operations->release(store, &visit->acquired, status == FR_OK ? changed : changed | FR__TAKE_BACK);
  fr__wishes_grant(&context->wishes);
}
