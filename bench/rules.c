/* SPDX-License-Identifier: Apache-2.0
 *
 * How fast rules are decided, compiled and folded. Prints a line a figure: its name, the best and the median of the
 * rounds in nanoseconds, and a hash of the results, so that nobody measures something else by mistake.
 *
 *   bench/rules [--tiny] | --texts */
#include "bench/rules.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cel/cel.h"
#include "engine/engine.h"
#include "support/bundle.h"

enum { ROUNDS = 15, VALUES = 12 };

static double now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int by_size(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static uint64_t mix(uint64_t hash, uint64_t word) { return (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15); }

static void report(const char *name, double rounds[ROUNDS], uint64_t hash) {
  qsort(rounds, ROUNDS, sizeof rounds[0], by_size);
  printf("%-24s best %10.1f ns   median %10.1f ns   results %016llx\n", name, rounds[0], rounds[ROUNDS / 2],
         (unsigned long long)hash);
}

static void fail(const char *what) {
  fprintf(stderr, "bench/rules: %s\n", what);
  exit(1);
}

/* ---- the policy: 12 attributes, 40 rules ---- */

static const char attributes[] =
    "[['amount', 3], ['balance', 3], ['drained', 3], ['sent_24h', 3], ['mean_30d', 3], ['count_24h', 2], "
    "['payers_24h', 2], ['age', 2], ['first_time', 1], ['on_call', 1], ['channel', 4], ['caller', 4]]";

static char texts[BENCH_RULES][BENCH_TEXT], in_policy[BENCH_RULES][2 * BENCH_TEXT], ids[BENCH_RULES][16];

/* amount → attributes.amount, where a name stands. */
static void as_attributes(const char *text, char into[2 * BENCH_TEXT]) {
  size_t size = 0;
  bool quoted = false;
  for (const char *at = text; *at != '\0';) {
    if (*at == '\'') quoted = !quoted;
    const bool begins = !quoted && *at >= 'a' && *at <= 'z' && (at == text || !(at[-1] >= '0' && at[-1] <= 'z'));
    if (begins) size += (size_t)snprintf(into + size, 2 * BENCH_TEXT - size, "attributes.");
    do {
      into[size++] = *at++;
    } while (begins && ((*at >= 'a' && *at <= 'z') || *at == '_' || (*at >= '0' && *at <= '9')));
  }
  into[size] = '\0';
}

static fr_attribute attribute(const char *name, uint32_t type) {
  return (fr_attribute){.name = fr_text_of(name), .type = type};
}

/* A transfer that fires most rules, and an ordinary one, of which there are a thousand for each. */
static void fill(fr_attribute made[VALUES], bool ordinary) {
  const struct {
    const char *name;
    double value;
  } doubles[] = {{"amount", 49900.0},
                 {"balance", 50000.0},
                 {"drained", ordinary ? 0.0046 : 0.998},
                 {"sent_24h", 1250.5},
                 {"mean_30d", 310.25}};
  uint32_t count = 0;
  for (size_t i = 0; i < FR_COUNT(doubles); i++) {
    made[count] = attribute(doubles[i].name, FR_TYPE_DOUBLE);
    made[count++].number = doubles[i].value;
  }
  const struct {
    const char *name;
    uint32_t type;
    int64_t value;
  } integers[] = {{"count_24h", FR_TYPE_INT, ordinary ? 1 : 3},
                  {"payers_24h", FR_TYPE_INT, 7},
                  {"age", FR_TYPE_INT, ordinary ? 38 : 67},
                  {"first_time", FR_TYPE_BOOL, ordinary ? 0 : 1},
                  {"on_call", FR_TYPE_BOOL, ordinary ? 0 : 1}};
  for (size_t i = 0; i < FR_COUNT(integers); i++) {
    made[count] = attribute(integers[i].name, integers[i].type);
    made[count++].integer = integers[i].value;
  }
  made[count] = attribute("channel", FR_TYPE_STRING);
  made[count++].text = fr_text_of("mobile");
  made[count] = attribute("caller", FR_TYPE_STRING);
  made[count++].text = fr_text_of("unknown");
}

static fr_policy *load_policy(uint32_t rules) {
  bundle_rule made[BENCH_RULES] = {{0}};
  for (uint32_t i = 0; i < rules; i++) {
    made[i] = (bundle_rule){.id = ids[i], .when = in_policy[i], .points = 1 + (int32_t)(i % 7)};
  }
  const bundle_policy description = {.attributes = attributes, .more_rules = made, .more_rule_count = rules};
  fr_policy *policy = bundle_load(&description);
  if (policy == NULL) fail("the policy does not load");
  return policy;
}

/* The decision alone, as the engine makes it once the histories are folded. */
static void measure_decide(const char *name, uint32_t rules, bool ordinary, uint32_t times) {
  static fr__transfer transfer;
  static fr__cel_value slots[FR__MAX_SLOTS];
  static uint8_t approximate[FR_MAX_FOLDS];
  fr_attribute values[VALUES];
  fill(values, ordinary);
  fr_policy *policy = load_policy(rules);
  fr_transfer given = FR_TRANSFER_INIT;
  given.id = fr_text_of("T-20260106-000001");
  given.payer = fr_text_of("6222000000000001");
  given.payee = fr_text_of("6228000000009999");
  given.time_us = INT64_C(1767664800000000);
  given.amount_minor = 4990000;
  given.attributes = values;
  given.attribute_count = VALUES;
  if (fr__transfer_check(&given, policy->currency, &transfer, NULL) != FR_OK) fail("the transfer is refused");
  const fr__evidence evidence = {policy, &transfer, slots, approximate, false, NULL, NULL};
  fr_decision decision = FR_DECISION_INIT;
  double rounds[ROUNDS];
  uint64_t hash = 0;
  for (uint32_t round = 0; round < ROUNDS; round++) {
    const double begin = now_ns();
    for (uint32_t i = 0; i < times; i++) {
      if (fr__decide(&evidence, &decision, NULL) != FR_OK) fail("the decision fails");
      hash = mix(hash, (uint64_t)decision.score);
    }
    rounds[round] = (now_ns() - begin) / times;
  }
  report(name, rounds, mix(hash, decision.reasons_total));
  fr_policy_release(policy);
}

/* ---- expressions alone ---- */

static const fr__cel_symbol symbols[] = {
    {"age", {.kind = FR__CEL_INT}, 0, 0},         {"amount", {.kind = FR__CEL_DOUBLE}, 1, 0},
    {"balance", {.kind = FR__CEL_DOUBLE}, 2, 0},  {"caller", {.kind = FR__CEL_STRING}, 3, 0},
    {"channel", {.kind = FR__CEL_STRING}, 4, 0},  {"count_24h", {.kind = FR__CEL_INT}, 5, 0},
    {"drained", {.kind = FR__CEL_DOUBLE}, 6, 0},  {"first_time", {.kind = FR__CEL_BOOL}, 7, 0},
    {"mean_30d", {.kind = FR__CEL_DOUBLE}, 8, 0}, {"on_call", {.kind = FR__CEL_BOOL}, 9, 0},
    {"payers_24h", {.kind = FR__CEL_INT}, 10, 0}, {"sent_24h", {.kind = FR__CEL_DOUBLE}, 11, 0},
};
static const fr__cel_env env = {.symbols = symbols, .symbol_count = FR_COUNT(symbols), .widen = true};

static void fill_slots(fr__cel_value slots[VALUES]) {
  slots[0] = fr__cel_int(67);
  slots[1] = fr__cel_double(49900.0);
  slots[2] = fr__cel_double(50000.0);
  slots[3] = fr__cel_string("unknown", 7);
  slots[4] = fr__cel_string("mobile", 6);
  slots[5] = fr__cel_int(3);
  slots[6] = fr__cel_double(0.998);
  slots[7] = fr__cel_bool(true);
  slots[8] = fr__cel_double(310.25);
  slots[9] = fr__cel_bool(true);
  slots[10] = fr__cel_int(7);
  slots[11] = fr__cel_double(1250.5);
}

static fr__cel_program *compiled(fr__arena *arena, const char *text) {
  fr__cel_tree *tree;
  fr__cel_program *program = NULL;
  fr__cel_error error;
  if (fr__cel_parse(arena, text, (uint32_t)strlen(text), &tree, &error) != FR_OK ||
      fr__cel_compile(arena, &env, tree, NULL, &program, NULL, &error) != FR_OK) {
    fail(error.message);
  }
  return program;
}

static void measure_rules(const char *name, const char *const *rules, uint32_t count, uint32_t times) {
  fr__arena arena = {0};
  fr__cel_program *programs[BENCH_RULES];
  fr__cel_value slots[VALUES];
  fill_slots(slots);
  for (uint32_t i = 0; i < count; i++) programs[i] = compiled(&arena, rules[i]);
  const fr__cel_conditions *conditions = NULL;
  if (fr__cel_conditions_build(&arena, (const fr__cel_program *const *)programs, count, &conditions) != FR_OK) {
    fail("out of memory");
  }
  double rounds[ROUNDS];
  uint64_t hash = 0;
  for (uint32_t round = 0; round < ROUNDS; round++) {
    const double begin = now_ns();
    for (uint32_t i = 0; i < times; i++) {
      uint64_t fired = 0;
      uint8_t verdicts[BENCH_RULES];
      fr__cel_run_conditions(conditions, slots, NULL, verdicts);
      for (uint32_t r = 0; r < count; r++) fired += verdicts[r] == FR__CEL_TRUE;
      hash = mix(hash, fired);
      slots[1].as.number += 1.0; /* so that no compiler takes the work out of the loop */
    }
    rounds[round] = (now_ns() - begin) / times;
    slots[1].as.number = 49900.0;
  }
  report(name, rounds, hash);
  if (count == BENCH_RULES) {
    uint8_t verdicts[BENCH_RULES];
    uint32_t fired = 0;
    fr__cel_run_conditions(conditions, slots, NULL, verdicts);
    for (uint32_t r = 0; r < count; r++) fired += verdicts[r] == FR__CEL_TRUE;
    printf("fired: %u\n", fired);
  }
  fr__arena_free(&arena);
}

static void measure_compile(uint32_t rules) {
  double rounds[ROUNDS];
  uint64_t hash = 0;
  for (uint32_t round = 0; round < ROUNDS; round++) {
    fr__arena arena = {0};
    const double begin = now_ns();
    for (uint32_t i = 0; i < rules; i++) hash = mix(hash, fr__cel_cost(compiled(&arena, texts[i % BENCH_RULES])));
    rounds[round] = now_ns() - begin;
    fr__arena_free(&arena);
  }
  report("compile 1,000 rules", rounds, hash);
}

/* ---- folds: eight features of eight windows over 100 entries, beside one pass that sums ---- */

static void measure_folds(uint32_t times) {
  enum { ENTRIES = 100, WINDOWS = 8 };
  static const uint32_t hours[WINDOWS] = {1, 6, 24, 72, 168, 336, 720, 2160};
  static char sources[WINDOWS][96], names[WINDOWS][16];
  bundle_feature features[WINDOWS];
  for (uint32_t i = 0; i < WINDOWS; i++) {
    snprintf(names[i], sizeof names[i], "f%u", i);
    snprintf(sources[i], sizeof sources[i], "payer.sent.within(duration('%uh')).map(t, t.amount).sum()", hours[i]);
    features[i] = (bundle_feature){names[i], sources[i]};
  }
  const bundle_policy eight = {.more_features = features, .more_feature_count = WINDOWS};
  const bundle_policy one = {.more_features = features + WINDOWS - 1, .more_feature_count = 1};
  const bundle_policy *const both[] = {&one, &eight};
  static const char *const labels[] = {"one sum over 100", "eight windows over 100"};
  for (uint32_t which = 0; which < 2; which++) {
    fr_policy *policy = bundle_load(both[which]);
    fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
    options.accept_unsigned_policies = FR_YES;
    options.memory_bytes = 4 << 20;
    fr_engine *engine = NULL;
    fr_context *context = NULL;
    if (policy == NULL || fr_engine_create(&options, &engine, NULL) != FR_OK ||
        fr_engine_set_policy(engine, policy, NULL) != FR_OK || fr_context_create(engine, &context) != FR_OK) {
      fail("no engine");
    }
    fr_transfer transfer = FR_TRANSFER_INIT;
    char id[16];
    fr_decision decision = FR_DECISION_INIT;
    for (uint32_t i = 0; i < ENTRIES; i++) {
      snprintf(id, sizeof id, "t%u", i);
      transfer.id = fr_text_of(id);
      transfer.payer = fr_text_of("p");
      transfer.payee = fr_text_of("q");
      transfer.amount_minor = 100 + i;
      transfer.time_us = INT64_C(1767664800000000) + (int64_t)i * 20 * FR__HOUR_US;
      if (fr_score(context, &transfer, &decision) != FR_OK) fail("the history is refused");
    }
    /* Folded as the engine folds, without the visit around it. */
    fr__acquired acquired = {.count = 1};
    acquired.keys[0] = fr__party_key_of(options.secret_key, FR__ACCOUNT, fr_text_of("p"));
    struct fr__store *store = engine->store;
    if (store->operations->acquire(store, &acquired, 0) != FR_OK) fail("no profile");
    const fr__fold_view view = {.profile = acquired.profiles[0],
                                .key = acquired.keys[0],
                                .now_us = transfer.time_us,
                                .horizon_us = engine->options.horizon_us,
                                .facts = engine->facts,
                                .skip = {UINT32_MAX, UINT32_MAX}};
    double rounds[ROUNDS];
    uint64_t hash = 0;
    for (uint32_t round = 0; round < ROUNDS; round++) {
      const double begin = now_ns();
      for (uint32_t i = 0; i < times; i++) {
        fr__plan_fold(policy->plan, FR_SIDE_PAYER, &view, context->slots, context->approximate, &context->scratch);
        hash = mix(hash, context->slots[policy->plan->chains[0].slot].as.word);
      }
      rounds[round] = (now_ns() - begin) / times;
    }
    store->operations->release(store, &acquired, 0);
    report(labels[which], rounds, hash);
    fr_context_destroy(context);
    fr_engine_destroy(engine);
    fr_policy_release(policy);
  }
}

/* ---- all of it ---- */

static void print_texts(void) {
  printf("{\"values\":{");
#define VALUE(name, text) printf("%s\"%s\":\"%s\"", strcmp(#name, "amount") == 0 ? "" : ",", #name, text);
  BENCH_VALUES(VALUE)
#undef VALUE
  printf("},\"rules\":[");
  for (uint32_t i = 0; i < BENCH_RULES; i++) printf("%s\"%s\"", i == 0 ? "" : ",", texts[i]);
  printf("]}\n");
}

int main(int argc, char **argv) {
  const bool tiny = argc == 2 && strcmp(argv[1], "--tiny") == 0;
  for (uint32_t i = 0; i < BENCH_RULES; i++) {
    bench_rule(i, texts[i]);
    as_attributes(texts[i], in_policy[i]);
    snprintf(ids[i], sizeof ids[i], "rule_%u", i);
  }
  if (argc == 2 && strcmp(argv[1], "--texts") == 0) {
    print_texts();
    return 0;
  }
  const uint32_t times = tiny ? 50 : 200000;
  const char *all[BENCH_RULES], *const two[] = {"amount > 20000.0 && drained > 0.9"};
  for (uint32_t i = 0; i < BENCH_RULES; i++) all[i] = texts[i];
  measure_decide("decide, 40 rules", BENCH_RULES, true, times);
  measure_decide("decide, 26 of them fire", BENCH_RULES, false, times);
  measure_decide("decide, no rule", 0, true, times);
  measure_rules("40 rules, evaluated", all, BENCH_RULES, times);
  measure_rules("rule of two comparisons", two, 1, times * 10);
  measure_compile(tiny ? 40 : 1000);
  measure_folds(times);
  return 0;
}
