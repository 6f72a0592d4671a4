/* SPDX-License-Identifier: Apache-2.0
 *
 * Sides are owners, not roles: the accounts of a file are divided over three engines by party key. Each is called for
 * the sides that it owns and is told the events of its parties; the blocks, joined by fr_decide, must decide exactly as
 * one engine does, byte for byte. */
#include <stdlib.h>

#include "play.h"

#define SAMPLE "tests/data/amlsim-sample.csv"
#define PARTS 3u
#define WHOLE PARTS /* the engine that has everything */
#define STEP_US (6 * HOUR_US)

typedef struct row {
  char id[32], payer[32], payee[32];
  char payer_customer[32], payee_customer[32]; /* empty: not given */
  int64_t time_us;
  int64_t amount_minor;
  int64_t balance_minor;
  uint32_t fraud;
} row;

typedef struct trio {
  fr_engine *engines[PARTS + 1];
  fr_context *contexts[PARTS + 1];
  fr_policy *policy;
  policy source;
  row *rows;
  uint32_t row_count;
  void *memory[2];
  uint64_t capacity;
  uint64_t calls[PARTS]; /* folds that each part made */
  uint64_t split;        /* transfers whose sides lay on more than one engine */
  uint64_t events;
  uint64_t decisions;
  uint64_t outcomes[4];
  uint64_t telling[FEATURES_MAX]; /* values of features, read from the joined parts: neither 0 nor false */
} trio;

static void fail(const char *what, uint32_t row_number, const char *detail) {
  printf("three engines: row %u: %s: %s\n", row_number, what, detail ? detail : "");
  exit(1);
}

static uint32_t hash_of(const char *name) {
  uint32_t h = 2166136261u;
  for (; *name; name++) h = (h ^ (uint8_t)*name) * 16777619u;
  return h ^ h >> 15;
}

/* Several accounts share a customer, many have none. */
static void customer_of(char out[32], const char *account) {
  uint32_t h = hash_of(account);
  out[0] = 0;
  if (h % 5u < 3u) snprintf(out, 32, "K%u", h % 700u);
}

static void finish_row(row *r) {
  customer_of(r->payer_customer, r->payer);
  customer_of(r->payee_customer, r->payee);
}

static int64_t minor_of(const char *text) {
  char *end;
  int64_t minor = strtoll(text, &end, 10) * 100;
  if (*end == '.') {
    minor += end[1] ? (end[1] - '0') * 10 : 0;
    minor += end[1] && end[2] >= '0' && end[2] <= '9' ? end[2] - '0' : 0;
  }
  return minor;
}

static void read_rows(trio *t) {
  char line[512];
  FILE *file = fopen(SAMPLE, "r");
  if (!file) fail("cannot be read; the test runs in the root of the tree", 0, SAMPLE);
  int header = fgets(line, sizeof line, file) != NULL;
  while (header && fgets(line, sizeof line, file)) {
    char amount[40], balance[40];
    long long step;
    row r = {0};
    if (sscanf(line, "%31[^,],%lld,%31[^,],%31[^,],%39[^,],%39[^,],%u", r.id, &step, r.payer, r.payee, amount, balance,
               &r.fraud) != 7) {
      fail("has not seven columns", t->row_count, line);
    }
    r.time_us = INT64_C(1767225600000000) + step * STEP_US;
    r.amount_minor = minor_of(amount);
    r.balance_minor = minor_of(balance);
    finish_row(&r);
    if (t->row_count % 1024u == 0) t->rows = realloc(t->rows, (t->row_count + 1024u) * sizeof *t->rows);
    t->rows[t->row_count++] = r;
  }
  fclose(file);
  if (!t->row_count) fail("has no rows", 0, SAMPLE);
}

static uint32_t owner(const trio *t, uint32_t type, const char *name) {
  uint8_t key[16];
  uint32_t sum = 0;
  if (fr_party_key(t->engines[WHOLE], type, fr_text_of(name), key) != FR_OK) fail("fr_party_key", 0, name);
  for (uint32_t i = 0; i < 16; i++) sum = (sum * 256u + key[i]) % PARTS;
  return sum;
}

/* Which sides of this row each part owns. */
static void divide(const trio *t, const row *r, uint32_t sides[PARTS]) {
  memset(sides, 0, PARTS * sizeof sides[0]);
  uint32_t payer = owner(t, FR_PARTY_ACCOUNT, r->payer);
  sides[payer] |= FR_SIDE_PAYER;
  sides[r->payer_customer[0] ? owner(t, FR_PARTY_CUSTOMER, r->payer_customer) : payer] |= FR_SIDE_CUSTOMER;
  sides[owner(t, FR_PARTY_ACCOUNT, r->payee)] |= FR_SIDE_PAYEE;
  if (r->payee_customer[0]) sides[owner(t, FR_PARTY_CUSTOMER, r->payee_customer)] |= FR_SIDE_PAYEE_CUSTOMER;
}

static void fill_transfer(const row *r, fr_transfer *x, fr_party parties[2]) {
  uint32_t h = hash_of(r->id);
  *x = (fr_transfer)FR_TRANSFER_INIT;
  x->id = fr_text_of(r->id);
  x->time_us = r->time_us;
  x->payer = fr_text_of(r->payer);
  x->payee = fr_text_of(r->payee);
  x->amount_minor = r->amount_minor;
  x->channel = h % 7u;
  x->kind = h / 7u % 4u;
  x->speed = h / 28u % 4u;
  x->balance_before_minor = r->balance_minor;
  if (h % 3u && r->balance_minor >= 0) x->known = FR_TRANSFER_HAS_BALANCE_BEFORE;
  for (uint32_t i = 0; i < 2; i++) parties[i] = (fr_party)FR_PARTY_INIT;
  if (r->payer_customer[0]) parties[0].customer = fr_text_of(r->payer_customer);
  if (r->payee_customer[0]) parties[1].customer = fr_text_of(r->payee_customer);
  parties[0].age = (int32_t)(h % 90u);
  parties[0].known = FR_PARTY_HAS_AGE;
  x->payer_party = &parties[0];
  x->payee_party = &parties[1];
}

/* Tells the whole what happened, and each part what happened to its parties. */
static void tell(trio *t, const row *r, fr_event *event, uint32_t row_number) {
  uint32_t sides[PARTS];
  event->sides = 0;
  fr_status whole = fr_observe(t->contexts[WHOLE], event);
  t->events++;
  if (r) divide(t, r, sides);
  for (uint32_t part = 0; part < PARTS; part++) {
    if (r && !sides[part]) continue;
    event->sides = r ? sides[part] : 0;
    fr_status status = fr_observe(t->contexts[part], event);
    if (status != whole) fail("an event has another status on a part", row_number, fr_status_name(status));
  }
}

static void tell_outcome(trio *t, const row *r, uint32_t kind, int64_t time_us, uint32_t row_number) {
  fr_event event = FR_EVENT_INIT;
  event.kind = kind;
  event.time_us = time_us;
  event.transfer_id = fr_text_of(r->id);
  event.payer = fr_text_of(r->payer);
  event.payee = fr_text_of(r->payee);
  if (r->payer_customer[0]) event.payer_customer = fr_text_of(r->payer_customer);
  if (r->payee_customer[0]) event.payee_customer = fr_text_of(r->payee_customer);
  event.amount_minor = r->amount_minor;
  event.known = FR_EVENT_HAS_AMOUNT;
  tell(t, r, &event, row_number);
}

static void tell_contact(trio *t, const row *r, uint32_t h) {
  fr_event event = FR_EVENT_INIT;
  event.kind = h % 3u ? FR_EVENT_CONTACT : FR_EVENT_SIM_CHANGED;
  event.time_us = r->time_us - (int64_t)(h % 7000u) * 1000000;
  event.caller = event.kind == FR_EVENT_CONTACT ? h / 3u % 5u : 0;
  event.direction = event.kind == FR_EVENT_CONTACT ? FR_DIRECTION_INCOMING : 0;
  const char *name = r->payer_customer[0] ? r->payer_customer : r->payer;
  if (r->payer_customer[0])
    event.customer = fr_text_of(name);
  else
    event.party = fr_text_of(name);
  uint32_t part = owner(t, r->payer_customer[0] ? FR_PARTY_CUSTOMER : FR_PARTY_ACCOUNT, name);
  fr_status whole = fr_observe(t->contexts[WHOLE], &event);
  if (fr_observe(t->contexts[part], &event) != whole || whole != FR_OK) fail("a contact", 0, fr_status_name(whole));
  t->events++;
}

static void tell_list(trio *t, const row *r, uint32_t h) {
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_LISTED;
  event.time_us = r->time_us;
  event.until_us = r->time_us + 9 * DAY_US;
  event.party = fr_text_of(h % 2u ? r->payee : r->payer);
  event.list = fr_text_of(list_names[h % 2u ? 0 : 1]);
  tell(t, NULL, &event, 0);
  event = (fr_event)FR_EVENT_INIT;
  event.kind = FR_EVENT_TRUSTED;
  event.time_us = r->time_us;
  event.payer = fr_text_of(r->payer);
  event.payee = fr_text_of(r->payee);
  event.amount_minor = r->amount_minor * 2;
  event.known = FR_EVENT_HAS_AMOUNT;
  tell(t, NULL, &event, 0);
}

static void compare_values(trio *t, const fr_transfer *x, const fr_folds *parts, uint32_t row_number) {
  static fr_value values[2][FEATURES_MAX];
  fr_error error = FR_ERROR_INIT;
  fr_folds whole = FR_FOLDS_INIT;
  whole.data = t->memory[1];
  whole.capacity = t->capacity;
  memset(values, 0, sizeof values);
  /* The whole engine has scored it by now: this is a repeat, evaluated as if its own entry were not there. */
  if (fr_fold(t->contexts[WHOLE], x, FR_SIDE_ALL, &whole) != FR_OK) fail("fr_fold of the whole", row_number, "");
  if (fr_features(t->policy, x, parts, values[0], FEATURES_MAX, &error) != FR_OK ||
      fr_features(t->policy, x, &whole, values[1], FEATURES_MAX, &error) != FR_OK) {
    fail("fr_features", row_number, error.message);
  }
  for (uint32_t i = 0; i < t->source.source.feature_count; i++) {
    t->telling[i] += values[0][i].integer != 0 || values[0][i].number > 0 || values[0][i].number < 0;
    if (memcmp(&values[0][i], &values[1][i], sizeof(fr_value)) == 0) continue;
    printf("parts: type %u flags %u integer %lld number %.17g; whole: type %u flags %u integer %lld number %.17g\n",
           values[0][i].type, values[0][i].flags, (long long)values[0][i].integer, values[0][i].number,
           values[1][i].type, values[1][i].flags, (long long)values[1][i].integer, values[1][i].number);
    fail("a feature differs", row_number, t->source.source.features[i].source);
  }
}

static void score_row(trio *t, const row *r, uint32_t row_number) {
  fr_transfer x;
  fr_party parties[2];
  fr_decision decisions[2];
  fr_error error = FR_ERROR_INIT;
  fr_folds folds = FR_FOLDS_INIT;
  uint32_t sides[PARTS];
  uint32_t parts = 0;
  fill_transfer(r, &x, parties);
  divide(t, r, sides);
  folds.data = t->memory[0];
  folds.capacity = t->capacity;
  for (uint32_t i = 0; i < PARTS; i++) {
    uint32_t part = (i + row_number) % PARTS; /* blocks may come in any order */
    if (!sides[part]) continue;
    fr_status status = fr_fold(t->contexts[part], &x, sides[part], &folds);
    if (status != FR_OK) fail("fr_fold of a part", row_number, fr_status_name(status));
    t->calls[part]++;
    parts++;
  }
  t->split += parts > 1u;
  for (uint32_t i = 0; i < 2; i++) {
    memset(&decisions[i], 0, sizeof decisions[i]);
    decisions[i].struct_size = (uint32_t)sizeof decisions[i];
  }
  if (fr_decide(t->policy, &x, &folds, &decisions[0], &error) != FR_OK) fail("fr_decide", row_number, error.message);
  fr_status status = fr_score(t->contexts[WHOLE], &x, &decisions[1]);
  if (status != FR_OK) fail("fr_score", row_number, fr_status_name(status));
  compare_values(t, &x, &folds, row_number);
  if (memcmp(&decisions[0], &decisions[1], sizeof decisions[0]) != 0) {
    printf("parts: outcome %u score %lld flags %u scam %s; whole: outcome %u score %lld flags %u scam %s\n",
           decisions[0].outcome, (long long)decisions[0].score, decisions[0].flags, decisions[0].scam,
           decisions[1].outcome, (long long)decisions[1].score, decisions[1].flags, decisions[1].scam);
    fail("the decisions differ", row_number, r->id);
  }
  t->outcomes[decisions[0].outcome]++;
  t->decisions++;
}

/* Events follow from the row alone: some at once, some for a row of a while ago, fraud a week later. */
static void tell_around(trio *t, uint32_t i) {
  const row *r = &t->rows[i];
  uint32_t h = hash_of(r->id);
  if (h % 11u == 0) tell_contact(t, r, h / 11u);
  if (h % 97u == 0) tell_list(t, r, h / 97u);
  if (h % 4u) tell_outcome(t, r, h % 29u ? FR_EVENT_SETTLED : FR_EVENT_HELD, r->time_us + (int64_t)(h % 5000u), i);
  if (i >= 300u) {
    const row *old = &t->rows[i - 300u];
    uint32_t g = hash_of(old->id);
    if (old->fraud) tell_outcome(t, old, FR_EVENT_FRAUD_REPORTED, r->time_us, i);
    if (g % 13u == 0) tell_outcome(t, old, FR_EVENT_RETURNED, r->time_us, i);
    if (g % 29u == 0) tell_outcome(t, old, g % 2u ? FR_EVENT_RELEASED : FR_EVENT_CANCELLED, r->time_us, i);
    if (g % 41u == 0) score_row(t, old, i - 300u);
  }
}

static void open_engines(trio *t) {
  fr_error error = FR_ERROR_INIT;
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  policy_make(&t->source, 0, 1);
  bundle_bytes bytes = bundle_build(&t->source.source, t->source.digest);
  if (fr_policy_load(bytes.data, bytes.size, &t->policy, &error) != FR_OK) fail("policy", 0, error.message);
  free(bytes.data);
  options.accept_unsigned_policies = FR_YES;
  options.complete_from_us = FR_COMPLETE_ALWAYS;
  options.outcomes_not_reported = FR_NO;
  options.time_ahead_max_us = -1;
  options.parties_max = 50000;
  options.memory_bytes = UINT64_C(256) << 20;
  memcpy(options.secret_key, "one key for all.", 16);
  for (uint32_t i = 0; i <= PARTS; i++) {
    if (fr_engine_create(&options, &t->engines[i], &error) != FR_OK ||
        fr_engine_set_policy(t->engines[i], t->policy, &error) != FR_OK ||
        fr_context_create(t->engines[i], &t->contexts[i]) != FR_OK) {
      fail("engine", 0, error.message);
    }
  }
  t->capacity = fr_folds_capacity(t->policy);
  for (uint32_t i = 0; i < 2; i++) t->memory[i] = malloc(t->capacity);
}

/* An account that pays out of what it received is split over sides: the folds over both must have had something to
 * fold, each of them. */
static int folds_in_vain(const trio *t) {
  int vain = 0;
  for (uint32_t i = 0; i < t->source.source.feature_count; i++) {
    const bundle_feature *feature = &t->source.source.features[i];
    if (!strstr(feature->source, "payer.received.") && !strstr(feature->source, "payee.sent.")) continue;
    printf("auditor three engines: %s was not 0 in %llu decisions\n", feature->name, (unsigned long long)t->telling[i]);
    vain |= !t->telling[i];
  }
  return vain;
}

int three_run(void) {
  trio *t = calloc(1, sizeof *t);
  if (!t) return 1;
  read_rows(t);
  open_engines(t);
  for (uint32_t i = 0; i < t->row_count; i++) {
    score_row(t, &t->rows[i], i);
    tell_around(t, i);
  }
  printf(
      "auditor three engines: %u rows of AMLSim, %llu decisions equal byte for byte (%llu allow, %llu warn, %llu "
      "hold), "
      "%llu split over engines, folds %llu + %llu + %llu, %llu events\n",
      t->row_count, (unsigned long long)t->decisions, (unsigned long long)t->outcomes[1],
      (unsigned long long)t->outcomes[2], (unsigned long long)t->outcomes[3], (unsigned long long)t->split,
      (unsigned long long)t->calls[0], (unsigned long long)t->calls[1], (unsigned long long)t->calls[2],
      (unsigned long long)t->events);
  int vain = !t->split || !t->calls[0] || !t->calls[1] || !t->calls[2] || !t->outcomes[2] || !t->outcomes[3];
  vain |= folds_in_vain(t);
  if (vain) printf("auditor three engines: an operation of importance never happened\n");
  for (uint32_t i = 0; i <= PARTS; i++) {
    fr_context_destroy(t->contexts[i]);
    fr_engine_destroy(t->engines[i]);
  }
  fr_policy_release(t->policy);
  free(t->memory[0]);
  free(t->memory[1]);
  free(t->rows);
  free(t);
  return vain;
}
