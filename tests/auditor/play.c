/* SPDX-License-Identifier: Apache-2.0
 *
 * The operations: each is done on the model and on the engine, and their statuses must agree. */
#include "play.h"

#include <stdlib.h>

#include "generate.h"

static void note_accepted(play *p, int64_t time_us) {
  if (time_us > p->newest_us) p->newest_us = time_us;
}

static void do_score(play *p) {
  deal d;
  generate_deal(p, &d);
  uint32_t way = play_below(p, WAYS);
  snprintf(p->doing, sizeof p->doing, "a new transfer, way %u", way);
  if (play_evaluate(p, &d, way) == FR_OK && way != BY_PREVIEW) generate_keep(p, &d);
}

/* The same id again: A-B-A comes by itself, since other transfers stand between. */
static void do_retry(play *p) {
  const deal *earlier = generate_earlier(p);
  if (!earlier) return;
  deal d = *earlier;
  generate_retry(p, &d);
  uint32_t way = play_below(p, WAYS);
  snprintf(p->doing, sizeof p->doing, "a retry, way %u, first time %lld", way, (long long)earlier->time_us);
  p->counts.retries++;
  play_evaluate(p, &d, way);
}

int play_contradict(play *p, deal *d) {
  if (d->payee == NOBODY || play_below(p, 3)) {
    d->amount_minor += d->amount_minor ? -1 : 1;
    return 1;
  }
  uint32_t other = (d->payee + 1u + play_below(p, p->setup->accounts - 1u)) % p->setup->accounts;
  if (other == d->payer || other == d->payee) return 0;
  d->payee = other;
  d->payee_customer = NOBODY;
  return 1;
}

static void do_conflict(play *p) {
  const deal *earlier = generate_earlier(p);
  if (!earlier || !world_own(&p->w, earlier->payer, earlier->number)) return;
  deal d = *earlier;
  if (!play_contradict(p, &d)) return;
  if (play_below(p, 2)) d.time_us = p->now_us;
  uint32_t way = play_below(p, WAYS);
  snprintf(p->doing, sizeof p->doing, "a conflict, way %u", way);
  play_evaluate(p, &d, way);
}

static void observe(play *p, const fr_event *event, const deal *d, fr_status model) {
  fr_status status = fr_observe(p->context, event);
  play_expect(p, d, "fr_observe", model, status);
  if (status == FR_OK) note_accepted(p, event->time_us);
  p->counts.not_found += status == FR_NOT_FOUND;
}

static void do_outcome(play *p, int label) {
  static const uint32_t statuses[] = {FR_EVENT_SETTLED,   FR_EVENT_SETTLED, FR_EVENT_SETTLED,
                                      FR_EVENT_DELAYED,   FR_EVENT_HELD,    FR_EVENT_RELEASED,
                                      FR_EVENT_CANCELLED, FR_EVENT_REFUSED, FR_EVENT_RETURNED};
  const deal *earlier = generate_earlier(p);
  if (!earlier) return;
  deal d = *earlier;
  lent l;
  fr_event event;
  uint32_t kind = label ? (play_below(p, 3) ? FR_EVENT_FRAUD_REPORTED : FR_EVENT_CLEARED) : statuses[play_below(p, 9)];
  int64_t time_us = d.time_us;
  uint32_t dice = play_below(p, 8);
  if (dice == 0)
    time_us = d.time_us + play_below(p, 3) * 1000000; /* ties between events of one transfer */
  else if (dice == 1 && !label)
    time_us = d.time_us - play_below(p, 100) * 1000000;
  else if (dice < 5)
    time_us = d.time_us + (int64_t)play_below(p, 3600) * 1000000;
  else
    time_us = d.time_us + (int64_t)(lend_random(&p->random) % (uint64_t)(3 * DAY_US));
  if (time_us > p->newest_us + HOUR_US) time_us = p->newest_us + HOUR_US;
  if (time_us < 0) time_us = 0;
  if (label && time_us < d.time_us) return;
  generate_today(p, &d);
  if (kind == FR_EVENT_CLEARED && !world_can_clear(&p->w, &d)) return;
  if ((kind == FR_EVENT_RETURNED || kind == FR_EVENT_FRAUD_REPORTED) && !world_can_turn_bad(&p->w, &d, time_us)) return;
  if (play_below(p, 25) == 0) d.number = p->next_number[d.payer] + 5u * NUMBERS_APART; /* nobody knows it */
  if (play_below(p, 40) == 0) (void)play_contradict(p, &d);
  snprintf(p->doing, sizeof p->doing, "event %u of t%u of %u at %lld", kind, d.number, d.payer, (long long)time_us);
  lend_outcome(&l, &event, &d, kind, time_us);
  observe(p, &event, &d, world_outcome(&p->w, &d, kind, time_us));
}

/* Of a transfer that has left a history by now; the event says when it was made. */
static void do_late_outcome(play *p) {
  static const uint32_t kinds[] = {FR_EVENT_DELAYED, FR_EVENT_HELD,     FR_EVENT_REFUSED,
                                   FR_EVENT_SETTLED, FR_EVENT_RETURNED, FR_EVENT_FRAUD_REPORTED};
  deal d;
  lent l;
  fr_event event;
  int found = 0;
  uint32_t kind = kinds[play_below(p, 6)];
  int64_t time_us = 0;
  for (uint32_t tries = 0; tries < 300 && p->deal_count && !found; tries++) {
    d = p->deals[play_below(p, p->deal_count)];
    generate_today(p, &d);
    time_us = d.time_us + play_below(p, 3600) * INT64_C(1000000);
    found = time_us <= p->newest_us && world_can_mend(&p->w, &d, kind, time_us);
  }
  if (!found) return;
  snprintf(p->doing, sizeof p->doing, "late event %u of t%u of %u at %lld", kind, d.number, d.payer,
           (long long)time_us);
  lend_outcome(&l, &event, &d, kind, time_us);
  event.transfer_time_us = d.time_us;
  event.known |= FR_EVENT_HAS_TRANSFER_TIME;
  p->counts.summed++;
  observe(p, &event, &d, world_late_outcome(&p->w, &d, kind, time_us));
}

static void do_contact(play *p, uint32_t account, int personal, int64_t time_us) {
  static const uint32_t kinds[] = {FR_EVENT_DEVICE_BOUND, FR_EVENT_SIM_CHANGED,    FR_EVENT_CREDENTIAL_RESET,
                                   FR_EVENT_LIMIT_RAISED, FR_EVENT_DEPOSIT_BROKEN, FR_EVENT_LOAN_PAID_OUT,
                                   FR_EVENT_ALERTED,      FR_EVENT_RESPONSE};
  char names[2][NAME_BYTES];
  fr_event event = FR_EVENT_INIT;
  record r = {0};
  uint32_t customer = play_below(p, 3) ? generate_customer_of(p, account) : NOBODY;
  uint32_t who = customer == NOBODY ? account : customer;
  lend_name(names[0], customer);
  lend_name(names[1], account);
  if (customer != NOBODY) event.customer = fr_text_of(names[0]);
  if (customer == NOBODY || play_below(p, 3) == 0) event.party = fr_text_of(names[1]);
  event.time_us = time_us;
  event.kind = personal ? kinds[play_below(p, 8)] : FR_EVENT_CONTACT;
  r.payer = NOBODY;
  r.other = NOBODY;
  r.time_us = event.time_us;
  r.kind = event.kind;
  if (!personal) {
    r.caller = event.caller = play_below(p, 5);
    r.direction = event.direction = play_below(p, 20) ? 1u + play_below(p, 2) : 0;
    event.duration_s = play_below(p, 4000);
    event.known = play_below(p, 2) ? FR_EVENT_HAS_DURATION : 0;
  } else if (event.kind == FR_EVENT_DEPOSIT_BROKEN || event.kind == FR_EVENT_LOAN_PAID_OUT) {
    r.amount_minor = event.amount_minor = play_below(p, 9000000);
    r.has_amount = 1;
    event.known = FR_EVENT_HAS_AMOUNT;
  } else if (event.kind == FR_EVENT_ALERTED) {
    r.level = event.level = 1u + play_below(p, 3);
  } else if (event.kind == FR_EVENT_RESPONSE) {
    event.response = 1u + play_below(p, 3);
  }
  snprintf(p->doing, sizeof p->doing, "event %u of party %u at %lld", event.kind, who, (long long)event.time_us);
  world_meet(&p->w, who, event.time_us);
  world_append(&p->w, who, personal ? EVENTS : CONTACTS, &r);
  observe(p, &event, NULL, FR_OK);
}

/* A party is forgotten, with its lists and trusts; what others' histories say of it stays. */
static void do_forget(play *p) {
  char name[NAME_BYTES];
  fr_event event = FR_EVENT_INIT;
  /* Where one account is to come to its bound, it is somebody else. */
  uint32_t account = p->setup->flood || p->setup->payees ? p->party_of[50 + play_below(p, 50)] : generate_account(p);
  uint32_t customer = play_below(p, 2) ? generate_customer_of(p, account) : NOBODY;
  uint32_t who = customer == NOBODY ? account : customer;
  lend_name(name, who);
  if (customer == NOBODY) event.party = fr_text_of(name);
  if (customer != NOBODY) event.customer = fr_text_of(name);
  event.kind = FR_EVENT_FORGOTTEN;
  event.time_us = generate_late(p);
  snprintf(p->doing, sizeof p->doing, "party %u is forgotten at %lld", who, (long long)event.time_us);
  world_forget(&p->w, who, event.time_us);
  p->counts.forgotten++;
  observe(p, &event, NULL, FR_OK);
}

/* A party gets another identifier: mostly one that nobody had, or that of somebody else. Now and then the last one
 * that moved comes back, or is told to have moved once more. */
static void do_move(play *p) {
  char names[2][NAME_BYTES];
  fr_event event = FR_EVENT_INIT;
  const uint32_t account = generate_account(p);
  const uint32_t customer = play_below(p, 3) == 0 ? generate_customer_of(p, account) : NOBODY;
  const uint32_t dice = p->mover == NOBODY ? 8 : play_below(p, 8);
  uint32_t from = customer == NOBODY ? account : customer;
  uint32_t to = generate_successor(p, from);
  event.time_us = generate_late(p);
  if (dice < 2) {
    from = dice == 0 ? p->mover : p->successor[p->mover];
    to = dice == 0 ? p->successor[p->mover] : p->mover;
    if (play_below(p, 2)) event.time_us = p->moved_us[p->mover];
  }
  /* Where one account is to come to its bound, it does not begin again too often. */
  if (to == NOBODY ||
      ((p->setup->flood || p->setup->payees) && from == p->party_of[generate_busy(p, 0)] && play_below(p, 2)))
    return;
  lend_name(names[0], from);
  lend_name(names[1], to);
  if (from < p->setup->accounts) event.party = fr_text_of(names[0]);
  if (from >= p->setup->accounts) event.customer = fr_text_of(names[0]);
  event.to = fr_text_of(names[1]);
  event.kind = FR_EVENT_MOVED;
  snprintf(p->doing, sizeof p->doing, "party %u moves to %u at %lld", from, to, (long long)event.time_us);
  p->counts.moved++;
  if (p->setup->payees) {
    const int far = world_count_past(&p->w, from) > FAR_PAYEES;
    p->counts.far_moved += (uint64_t)far;
    p->counts.far_joined +=
        p->w.profiles[from].used && p->w.profiles[to].used && (far || world_count_past(&p->w, to) > FAR_PAYEES);
  }
  p->counts.joined += p->w.profiles[from].used && p->w.profiles[to].used;
  generate_moved(p, from, to, event.time_us);
  world_move(&p->w, from, to, event.time_us);
  observe(p, &event, NULL, FR_OK);
}

static void do_list(play *p) {
  char name[NAME_BYTES];
  fr_event event = FR_EVENT_INIT;
  uint32_t account = generate_account(p);
  uint32_t list = play_below(p, LIST_NAMES);
  int listed = p->w.profiles[account].listed_until_us[list] >= 0;
  lend_name(name, account);
  event.kind = listed && play_below(p, 2) ? FR_EVENT_UNLISTED : FR_EVENT_LISTED;
  event.time_us = p->now_us;
  event.party = fr_text_of(name);
  event.list = fr_text_of(list_names[list]);
  if (event.kind == FR_EVENT_LISTED && play_below(p, 4)) {
    event.until_us = p->now_us + 1 + (int64_t)(lend_random(&p->random) % (uint64_t)(5 * DAY_US));
  }
  snprintf(p->doing, sizeof p->doing, "event %u: account %u, list %s, until %lld", event.kind, account,
           list_names[list], (long long)event.until_us);
  p->w.profiles[account].listed_until_us[list] = event.kind == FR_EVENT_LISTED ? event.until_us : -1;
  observe(p, &event, NULL, FR_OK);
}

static void do_trust(play *p) {
  char names[2][NAME_BYTES];
  fr_event event = FR_EVENT_INIT;
  const deal *earlier = generate_earlier(p);
  if (!earlier || earlier->payee == NOBODY) return;
  lend_name(names[0], earlier->payer);
  lend_name(names[1], earlier->payee);
  event.kind = FR_EVENT_TRUSTED;
  event.time_us = p->now_us;
  event.payer = fr_text_of(names[0]);
  event.payee = fr_text_of(names[1]);
  event.amount_minor = play_below(p, 2) ? earlier->amount_minor : (int64_t)play_below(p, 5000000);
  event.known = FR_EVENT_HAS_AMOUNT;
  if (play_below(p, 3)) event.until_us = p->now_us + 1 + (int64_t)(lend_random(&p->random) % (uint64_t)(9 * DAY_US));
  snprintf(p->doing, sizeof p->doing, "trust of %u to %u", earlier->payer, earlier->payee);
  world_trust(&p->w, earlier->payer, earlier->payee, event.amount_minor, event.until_us);
  observe(p, &event, NULL, FR_OK);
}

/* A transfer that is recorded, not scored. One that is recorded already stays as it is. */
static void do_transferred(play *p) {
  deal d;
  lent l;
  fr_event event = FR_EVENT_INIT;
  const deal *earlier = play_below(p, 5) ? NULL : generate_earlier(p);
  if (earlier)
    d = *earlier;
  else
    generate_deal(p, &d);
  if (earlier) generate_today(p, &d);
  if (earlier && play_below(p, 4) == 0) d.amount_minor += 1;
  if (d.amount_minor > FR_MAX_AMOUNT_MINOR) return;
  const fr_status model = world_seen(&p->w, &d) == CONFLICTING ? FR_CONFLICT : FR_OK;
  lend_transfer(&l, &d);
  event.kind = FR_EVENT_TRANSFERRED;
  event.time_us = d.time_us;
  event.transfer = &l.transfer;
  event.status = play_below(p, 3) ? FR_TRANSFER_SETTLED : play_below(p, FR_TRANSFER_REFUSED + 1);
  if (event.status == FR_TRANSFER_RETURNED && !world_can_turn_bad(&p->w, &d, d.time_us)) return;
  snprintf(p->doing, sizeof p->doing, "transferred, status %u", event.status);
  observe(p, &event, &d, model);
  if (model != FR_OK) return;
  world_visit(&p->w, &d);
  world_record(&p->w, &d, event.status);
  if (!earlier) generate_keep(p, &d);
}

fr_status play_spoil(play *p, lent *l) {
  fr_transfer *t = &l->transfer;
  switch (play_below(p, 9)) {
    case 0: t->payee = t->payer; return FR_SAME_PARTY;
    case 1: t->amount_minor = -1; return FR_BAD_AMOUNT;
    case 2: t->amount_minor = FR_MAX_AMOUNT_MINOR + 1; return FR_BAD_AMOUNT;
    case 3: t->payee = fr_text_of(NULL); return FR_MISSING_FIELD;
    case 4: t->id = fr_text_of(NULL); return FR_MISSING_FIELD;
    case 5: t->time_us = FR_MAX_TIME_US; return FR_BAD_TIME;
    case 6: t->time_us = p->now_us + 40 * DAY_US; return FR_TIME_AHEAD;
    case 7:
      memcpy(t->currency, "EUR", 4);
      t->known &= ~FR_TRANSFER_HAS_BASE_AMOUNT;
      return FR_OTHER_CURRENCY;
    default: t->channel = 99; return FR_BAD_VALUE;
  }
}

/* What must be refused and leave no trace. */
static void do_wrong(play *p) {
  deal d;
  lent l;
  fr_decision decision = FR_DECISION_INIT;
  generate_deal(p, &d);
  if (d.payee == NOBODY) return;
  lend_transfer(&l, &d);
  fr_status model = play_spoil(p, &l);
  snprintf(p->doing, sizeof p->doing, "something wrong, to be refused as %s", fr_status_name(model));
  play_expect(p, &d, "status", model, fr_score(p->context, &l.transfer, &decision));
  d.channel = l.transfer.channel == 99 ? FR_CHANNEL_UNKNOWN : d.channel;
  play_compare_refusal(p, &d, &decision);
}

static void put_in_force(play *p, uint32_t which) {
  fr_error error = FR_ERROR_INIT;
  fr_policy *next = NULL;
  p->version++;
  p->current = &p->policies[which];
  p->current->source.version = p->version;
  bundle_bytes bytes = bundle_build(&p->current->source, p->current->digest);
  fr_status status = fr_policy_load(bytes.data, bytes.size, &next, &error);
  free(bytes.data);
  if (status == FR_OK) status = fr_engine_set_policy(p->engine, next, &error);
  if (status != FR_OK) {
    printf("policy %s refused: %s, line %u column %u: %s\n", p->current->source.name, fr_status_name(status),
           error.line, error.column, error.message);
    exit(1);
  }
  if (p->loaded) {
    snprintf(p->doing, sizeof p->doing, "an older policy, put in force");
    play_expect(p, NULL, "status", FR_POLICY_OLDER, fr_engine_set_policy(p->engine, p->loaded, &error));
  }
  fr_policy_release(p->loaded);
  p->loaded = next;
  if (fr_folds_capacity(next) > p->folds_capacity) {
    p->folds_capacity = fr_folds_capacity(next);
    free(p->folds);
    p->folds = malloc(p->folds_capacity);
  }
  p->counts.swaps++;
}

void play_operate(play *p) {
  p->counts.operations++;
  if (p->setup->swap_every && p->counts.operations / p->setup->swap_every > p->swapped) {
    p->swapped++;
    put_in_force(p, p->current == &p->policies[0]);
  }
  generate_step(p);
  uint32_t dice = play_below(p, 1000);
  if (play_below(p, 1000) < p->setup->flood)
    do_contact(p, p->party_of[generate_busy(p, 0)], (int)play_below(p, 2), generate_late(p));
  else if (p->setup->payees && play_below(p, 5) < 2)
    do_transferred(p);
  else if (p->setup->payees && play_below(p, 200) == 0)
    do_move(p);
  else if (dice < 480)
    do_score(p);
  else if (dice < 500 && !play_evicts(p)) /* somebody might be evicted in the middle of it */
    play_batch(p);
  else if (dice < 580)
    do_retry(p);
  else if (dice < 600)
    do_conflict(p);
  else if (dice < 605)
    do_late_outcome(p);
  else if (dice < 820)
    do_outcome(p, 0);
  else if (dice < 860)
    do_outcome(p, 1);
  else if (dice < 900)
    do_contact(p, generate_account(p), 0, generate_late(p));
  else if (dice < 930)
    do_contact(p, generate_account(p), 1, generate_late(p));
  else if (dice < 931)
    do_forget(p);
  else if (dice < 933)
    do_move(p);
  else if (dice < 942)
    do_list(p);
  else if (dice < 955)
    do_trust(p);
  else if (dice < 990)
    do_transferred(p);
  else
    do_wrong(p);
  if (play_lags(p)) play_catch_up(p);
}

/* Each kind of history must have reached its bound somewhere. */
static int missed_bound(const play *p) {
  static const char *const names[HISTORIES] = {"sent", "received", "contacts", "events"};
  int missed = 0;
  for (uint32_t l = 0; l < HISTORIES; l++) {
    uint32_t cut = 0;
    for (uint32_t i = 0; i < PARTIES_MAX; i++) cut += p->w.profiles[i].gave_way_us[l] >= 0;
    if (cut) continue;
    printf("%s: no history of %s came to its bound\n", p->setup->name, names[l]);
    missed = 1;
  }
  return missed;
}

/* Every feature must have told something, and every rule fired. */
static int missed_expressions(const play *p) {
  int missed = 0;
  for (uint32_t which = 0; which < 2; which++) {
    const policy *q = &p->policies[which];
    for (uint32_t i = 0; i < q->source.feature_count; i++) {
      if (q->telling[i] && q->known[i]) continue;
      printf("%s: feature %s never had a telling value\n", p->setup->name, q->source.features[i].name);
      missed = 1;
    }
    for (uint32_t i = 0; i < q->source.rule_count; i++) {
      if (q->fired[i]) continue;
      printf("%s: rule %s never fired\n", p->setup->name, q->source.rules[i].id);
      missed = 1;
    }
  }
  return missed;
}

#ifdef FR_SECOND_STORE /* takes less memory for the same, and evicts the idlest: those have no sums of days */
enum { ENOUGH_BESIDE_FULL = 0, SUMS_GO = 0 };
#else
enum { ENOUGH_BESIDE_FULL = 100, SUMS_GO = 1 };
#endif

/* Evictions must have happened beside all else, and where histories are full, beside sums of days. */
static int evicted_in_vain(const play *p) {
  const play_counts *c = &p->counts;
  const uint64_t enough = p->setup->flood && p->setup->memory_bytes ? ENOUGH_BESIDE_FULL : 1000;
  if (c->evicted <= enough || c->not_compared * 4u >= c->put || !c->repeats || !c->late || !p->w.late_dropped) {
    printf("%s: too few were evicted, or too often\n", p->setup->name);
    return 1;
  }
  if (!p->setup->flood) return 0;
  if (c->cut_exact && c->cut_approximate && (c->evicted_cut || p->setup->parties_max || !SUMS_GO)) return 0;
  printf("%s: no history was full where somebody was evicted, or nobody who had sums of days was\n", p->setup->name);
  return 1;
}

/* Payees must have gone into blocks of their own, and have come back; some of them with a party that moved. */
static int was_far_in_vain(const play *p) {
  const play_counts *c = &p->counts;
  if (c->far > 500 && c->far_known > 100 && c->stale && c->far_moved && c->far_joined && c->summed) {
    return 0;
  }
  printf("%s: too few payees were known whom no entry names, or asked about again\n", p->setup->name);
  return 1;
}

/* A run that compared nothing of worth must not pass. */
static int was_in_vain(const play *p) {
  const play_counts *c = &p->counts;
  if (play_evicts(p)) return evicted_in_vain(p);
  if (!c->forgotten || !c->joined || c->moved == c->joined || !c->followed || !c->repeats || !c->late || !c->unknowns ||
      !c->conflicts || !c->not_found || (!c->trusted && !p->setup->payees) || !p->w.late_dropped || !c->outcomes[1] ||
      !c->outcomes[2] || !c->outcomes[3] || !c->delayed || c->delayed == c->outcomes[3] || !c->batches_stopped ||
      !c->approximate || !c->decisions_approximate) {
    printf("%s: an operation of importance never happened\n", p->setup->name);
    return 1;
  }
  if (p->setup->payees) return was_far_in_vain(p);
  if (!p->setup->flood) return missed_expressions(p);
  if (!c->cut_exact || !c->cut_approximate || !c->remembered || !c->summed) {
    printf("%s: nothing of importance was compared at the bound of a history\n", p->setup->name);
    return 1;
  }
  return missed_bound(p);
}

static int left_too_much(const play *p) {
  if (p->counts.left_out * 100u <= p->counts.put) return 0;
  printf("%s: more than 1 %% of the transfers were not compared\n", p->setup->name);
  return 1;
}

static void report(const play *p) {
  const play_counts *c = &p->counts;
  uint32_t longest = 0;
  for (uint32_t i = 0; i < PARTIES_MAX; i++) {
    for (uint32_t l = 0; l < HISTORIES; l++) {
      uint32_t live = 0;
      const history *h = &p->w.profiles[i].list[l];
      for (uint32_t k = 0; k < h->count; k++) live += (uint32_t)world_keeps(&p->w, &p->w.profiles[i], &h->records[k]);
      if (live > longest) longest = live;
    }
  }
  printf(
      "auditor %s: seed %llu: %llu operations, %llu comparisons, %llu transfers put, %llu left out, %llu decided "
      "(%llu allow, %llu warn, %llu hold, of it %llu a delay), %llu batches of %llu (%llu stopped), %llu retries, %llu "
      "repeats, %llu late, "
      "%llu dropped as too late, %llu unknowns, %llu failed, %llu conflicts, %llu not found, "
      "%llu refused, %llu trusted, approximate: %llu values and %llu decisions, at the bound: %llu values exact and "
      "%llu approximate, %llu payees remembered, %llu told too late, %llu moved (%llu joined others), "
      "%llu followed, of %llu payees past the entries %llu asked (%llu known, %llu stale) and %llu moved (%llu "
      "joined), "
      "%llu evicted in %llu operations (%llu with sums of days, %llu answers not compared), %llu "
      "policies, longest history %u: "
      "no disagreement\n",
      p->setup->name, (unsigned long long)p->setup->seed, (unsigned long long)c->operations,
      (unsigned long long)c->comparisons, (unsigned long long)c->put, (unsigned long long)c->left_out,
      (unsigned long long)c->decided, (unsigned long long)c->outcomes[1], (unsigned long long)c->outcomes[2],
      (unsigned long long)c->outcomes[3], (unsigned long long)c->delayed, (unsigned long long)c->batches,
      (unsigned long long)c->batched, (unsigned long long)c->batches_stopped, (unsigned long long)c->retries,
      (unsigned long long)c->repeats, (unsigned long long)c->late, (unsigned long long)p->w.late_dropped,
      (unsigned long long)c->unknowns, (unsigned long long)c->errors, (unsigned long long)c->conflicts,
      (unsigned long long)c->not_found, (unsigned long long)c->refused, (unsigned long long)c->trusted,
      (unsigned long long)c->approximate, (unsigned long long)c->decisions_approximate,
      (unsigned long long)c->cut_exact, (unsigned long long)c->cut_approximate, (unsigned long long)c->remembered,
      (unsigned long long)c->summed, (unsigned long long)c->moved, (unsigned long long)c->joined,
      (unsigned long long)c->followed, (unsigned long long)c->far, (unsigned long long)c->far_asked,
      (unsigned long long)c->far_known, (unsigned long long)c->stale, (unsigned long long)c->far_moved,
      (unsigned long long)c->far_joined, (unsigned long long)c->evicted, (unsigned long long)c->evictions,
      (unsigned long long)c->evicted_cut, (unsigned long long)c->not_compared, (unsigned long long)c->swaps, longest);
}

fr_engine_options play_engine_options(const play_setup *setup) {
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  options.accept_unsigned_policies = FR_YES;
  options.complete_from_us = setup->complete_us;
  options.utc_offset_s = setup->offset_s;
  options.outcomes_not_reported = setup->outcomes_not_reported ? FR_YES : FR_NO;
  options.horizon_us = setup->horizon_us;
  options.memory_bytes = setup->memory_bytes ? setup->memory_bytes : UINT64_C(256) << 20;
  options.parties_max = setup->parties_max ? setup->parties_max : 10000;
  for (uint32_t i = 0; i < 16; i++) options.secret_key[i] = (uint8_t)(setup->seed >> i % 8u * 8u);
  return options;
}

play *play_begin(const play_setup *setup) {
  play *p = calloc(1, sizeof *p);
  if (!p) exit(1);
  p->setup = setup;
  p->random = setup->seed;
  p->now_us = INT64_C(1767225600000000); /* 2026-01-01 */
  p->newest_us = p->now_us;
  world_init(&p->w, setup->horizon_us ? setup->horizon_us : 90 * DAY_US, setup->outcomes_not_reported,
             setup->complete_us ? setup->complete_us : INT64_MAX, setup->offset_s);
  lend_accounts(setup->accounts);
  p->deals = calloc(setup->operations + BATCH_MAX, sizeof *p->deals);
  p->next_number = calloc(setup->accounts, sizeof *p->next_number);
  generate_people(p);
  for (uint32_t which = 0; which < 2; which++) {
    policy_make(&p->policies[which], which, 1);
    policy_parse(&p->policies[which]);
  }
  return p;
}

void play_start(play *p) {
  put_in_force(p, 0);
  do_contact(p, 0, 0, p->now_us); /* from here on the engine is told all */
}

void play_end(play *p) {
  fr_policy_release(p->loaded);
  expression_forget();
  world_free(&p->w);
  free(p->deals);
  free(p->next_number);
  free(p->folds);
  free(p);
}

int play_run(const play_setup *setup) {
  play *p = play_begin(setup);
  const fr_engine_options options = play_engine_options(setup);
  fr_error error = FR_ERROR_INIT;
  if (fr_engine_create(&options, &p->engine, &error) != FR_OK || fr_context_create(p->engine, &p->context) != FR_OK) {
    printf("no engine: %s\n", error.message);
    exit(1);
  }
  play_start(p);
  printf("auditor %s: seed %llu, %u operations on %u accounts\n", setup->name, (unsigned long long)setup->seed,
         setup->operations, setup->accounts);
  fflush(stdout);
  while (p->counts.operations < setup->operations) play_operate(p);
  report(p);
  const int vain = left_too_much(p) | (setup->in_vain && was_in_vain(p));
  fr_context_destroy(p->context);
  fr_engine_destroy(p->engine);
  play_end(p);
  return vain;
}
