/* SPDX-License-Identifier: Apache-2.0
 *
 * What challengers take over from the policy in force changes no byte of what they decide: random policies out of one
 * pool of expressions, each beside others and in force by itself, over the same random histories. */
#include <criterion/criterion.h>

#include "engine/engine.h"
#include "support/model.h"
#include "support/world.h"

/* ---- random policies ---- */

/* %s is the name of the feature before it, which then has to be there too. */
static const char *const sources[] = {
    "payer.sent.within(duration('24h')).size()",
    "payer.sent.within(duration('2h')).map(t, t.amount).sum()",
    "payer.sent.within(duration('3h')).map(t, t.amount).sum()",
    "payer.attempts.map(t, t.amount).max()", /* of nothing an error */
    "%s > 500.0",
    "payer.sent.filter(t, t.amount > payer.sent.map(t, t.amount).max() / 2.0).size()",
    "payee.received.filter(t, t.amount > transfer.amount * attributes.ratio).map(t, t.payer).distinct().size()",
    "%s + 1",
    "payee.received.within(duration('5h')).map(t, t.amount).percentile(50)",
    "pair.sent.exists(t, t.status == 'settled' && t.time < transfer.time - duration('1h'))",
    "customer.sent.map(t, t.amount).rises(1.1)",
    "customer.sent.map(t, t.amount).rises(1.2)",
    "payer.sent.map(t, t.channel).last()",
    "'' + %s",
    "payer.sent.exists(t, t.channel == payer.sent.map(u, u.channel).first())",
    "attributes.mood + '?'",
    "attributes.mood == 'sad'",
    "has(payer.last_sent) && transfer.time - payer.last_sent < duration('30m')",
    "payee.complete_days > 3",
    "pair.first_time && transfer.amount > 900.0",
    "'case' in payee.lists",
    "text.mentions('safe')",
    "text.mentions('safe', 'strong') || text.disguised()",
    "100 / payer.sent.within(duration('1h')).size()",
    "transfer.amount / transfer.balance_before",
    "payer.sent.map(t, t.time).gaps().min() < duration('10m')",
    "payer.sent.filter(t, t.amount > payer.sent.map(t, t.amount).max() / 3.0).size()",
};
static const char kinds[] = "idddbiiidbiissbsbbbbbbbidbi"; /* int, double, bool, string */
enum { SOURCES = sizeof sources / sizeof sources[0], MOST = SOURCES + 4, TEXT = 224 };
_Static_assert(sizeof kinds - 1 == SOURCES, "each has a kind");

typedef struct drawn {
  bundle_policy policy;
  char name[32], names[SOURCES][16], texts[SOURCES][TEXT], conditions[2 * MOST][TEXT], ids[2 * MOST][16];
  bundle_feature features[MOST];
  bundle_rule rules[2 * MOST];
} drawn;

static const char *model_inputs[2];
static uint64_t state;
static uint32_t draw(uint32_t below) { return (uint32_t)(model_random(&state) % below); }

/* Two numbers; of half of the policies the same trees. */
static void write_models(fr__cbor_writer *into) {
  static const char *const inputs[] = {"A", "B"};
  const fr__model_node nodes[] = {DECIDES(1, 2, 0, draw(2) == 0 ? 1 : 2, 100), LEAF(-1, 50), DECIDES(3, 4, 1, 800, 50),
                                  LEAF(1, 25), LEAF(3, 25)};
  const fr__model_tree trees[] = {TREE_OF(nodes)};
  const fr__model_parts parts = {
      .kind = FR__MODEL_LIGHTGBM, .input_count = 2, .inputs = inputs, .tree_count = 1, .trees = trees};
  fr__cbor_write_array(into, 1);
  fr__cbor_write_map(into, 4);
  fr__cbor_write_string(into, "name");
  fr__cbor_write_string(into, "m");
  fr__cbor_write_string(into, "model");
  fr__model_write(into, &parts);
  fr__cbor_write_string(into, "inputs");
  fr__cbor_write_array(into, 2);
  fr__cbor_write_string(into, model_inputs[0]);
  fr__cbor_write_string(into, model_inputs[1]);
  fr__cbor_write_string(into, "reasons");
  diagnostic_write(into, "[{}, {}]");
}

/* The text with a name where it has "%s". */
static void fill(char into[TEXT], const char *text, const char *name) {
  const char *at = strstr(text, "%s");
  const int before = (int)(at == NULL ? strlen(text) : (size_t)(at - text));
  snprintf(into, TEXT, "%.*s%s%s", before, text, at == NULL ? "" : name, at == NULL ? "" : at + 2);
}

static void add_rule(drawn *of, const char *text, const char *name) {
  static const char *const points[] = {NULL, NULL, "int(transfer.amount / 100.0)", "7 / payer.sent.size()",
                                       "transfer.kind == 'cash_withdrawal' ? 9 : 3"};
  const uint32_t at = of->policy.more_rule_count++;
  snprintf(of->ids[at], sizeof of->ids[at], "r%u", at);
  fill(of->conditions[at], text, name);
  bundle_rule *rule = &of->rules[at];
  *rule = (bundle_rule){.id = of->ids[at], .when = of->conditions[at], .points = (int32_t)draw(30) + 1};
  rule->points_source = points[draw(5)];
  if (rule->points_source != NULL) rule->points = 0;
  if (draw(5) == 0) rule->if_unknown_points = 5;
  if (draw(9) == 0) rule->at_most = FR_OUTCOME_WARN;
}

static void add_rules(drawn *of, uint32_t i) {
  static const char *const tests[] = {"%s > 2", "%s < 4 && transfer.amount > 50.0", "%s > 100.0",
                                      "%s < 700.0 || transfer.channel == 'atm'"};
  const char *name = of->names[i];
  if (kinds[i] == 'i') add_rule(of, tests[draw(2)], name);
  if (kinds[i] == 'd') add_rule(of, tests[2 + draw(2)], name);
  if (kinds[i] == 'b') add_rule(of, draw(2) == 0 ? "%s" : "!%s && transfer.amount > 20.0", name);
  if (kinds[i] == 's') add_rule(of, draw(2) == 0 ? "%s == 'atm'" : "%s != 'mobile'", name);
}

/* Most of the pool, in an order and by names of its own. */
static void draw_policy(drawn *of, uint32_t number) {
  static const char *const attributes[] = {"[['mood', 4], ['ratio', 3]]", "[['ratio', 3], ['mood', 4]]",
                                           "[['mood', 4], ['other', 1], ['ratio', 3]]"};
  uint32_t order[SOURCES];
  bool has[SOURCES];
  memset(of, 0, sizeof *of);
  snprintf(of->name, sizeof of->name, "p%u", number);
  of->policy.name = of->name;
  of->policy.attributes = attributes[draw(3)];
  of->policy.phrases = draw(3) == 0 ? "[['safe', ['安全账户', '转账']]]" : "[['safe', ['安全账户']]]";
  of->policy.more_features = of->features;
  of->policy.more_rules = of->rules;
  const char letter = (char)('a' + draw(2));
  for (uint32_t i = 0; i < SOURCES; i++) has[i] = draw(5) != 0;
  for (uint32_t i = SOURCES - 1; i > 0; i--) has[i - 1] = has[i - 1] || (has[i] && strstr(sources[i], "%s") != NULL);
  has[0] = has[1] = true; /* the model reads them */
  for (uint32_t i = 0; i < SOURCES; i++) {
    const uint32_t at = draw(i + 1);
    order[i] = order[at];
    order[at] = i;
    snprintf(of->names[i], sizeof of->names[i], "%c%u", letter, i);
    fill(of->texts[i], sources[i], i == 0 ? "" : of->names[i - 1]);
  }
  for (uint32_t k = 0; k < SOURCES; k++) {
    const uint32_t i = order[k];
    if (!has[i]) continue;
    of->features[of->policy.more_feature_count++] = (bundle_feature){of->names[i], of->texts[i]};
    add_rules(of, i);
  }
  if (draw(2) == 0) {
    model_inputs[0] = of->names[0];
    model_inputs[1] = of->names[1];
    of->policy.write_models = write_models;
    add_rule(of, "model.m.margin > %s", "2.0");
  }
  add_rule(of, "payer.sent.size() > 3 && %s", "transfer.amount > 10.0");
  add_rule(of, "transfer.amount > %s", draw(2) == 0 ? "10.0" : "11.0");
  if (draw(2) == 0) {
    of->policy.thresholds[0] = (bundle_threshold){"transfer.amount > 800.0", 20, 60};
    of->policy.thresholds[1] = (bundle_threshold){NULL, 30, 90};
  }
}

/* ---- random histories ---- */

typedef struct made {
  fr_transfer transfer;
  fr_party payer, payee;
  fr_teller teller;
  fr_attribute attributes[2];
  char id[16], from[8], to[8], customer[8];
} made;

static void draw_transfer(made *of, uint32_t number, int64_t time_us) {
  static const char *const remarks[] = {"转入安全账户", "安-全-账-户", "转账", "rent"};
  memset(of, 0, sizeof *of);
  snprintf(of->id, sizeof of->id, "t%u", number);
  snprintf(of->from, sizeof of->from, "a%u", draw(3));
  snprintf(of->to, sizeof of->to, "b%u", draw(4));
  snprintf(of->customer, sizeof of->customer, "c%u", draw(2));
  of->transfer = transfer_of(of->id, of->from, of->to, 100 + draw(150000), time_us);
  of->transfer.channel = draw(6);
  if (draw(8) == 0) {
    of->transfer.kind = FR_KIND_CASH_WITHDRAWAL;
    of->transfer.payee = (fr_text){NULL, 0, 0};
  }
  if (draw(2) == 0) of->transfer.remark = fr_text_of(remarks[draw(4)]);
  of->payer = (fr_party)FR_PARTY_INIT;
  of->payer.customer = fr_text_of(of->customer);
  if (draw(3) != 0) of->transfer.payer_party = &of->payer;
  if (draw(2) == 0) {
    of->transfer.known |= FR_TRANSFER_HAS_BALANCE_BEFORE;
    of->transfer.balance_before_minor = draw(3) * 50000;
  }
  const double ratio = draw(5) * 0.5;
  of->attributes[0] = (fr_attribute){
      .name = fr_text_of("mood"), .type = FR_TYPE_STRING, .text = fr_text_of(draw(2) == 0 ? "sad" : "glad")};
  of->attributes[1] = (fr_attribute){.name = fr_text_of("ratio"), .type = FR_TYPE_DOUBLE, .number = ratio};
  of->transfer.attributes = of->attributes;
  of->transfer.attribute_count = draw(3);
}

static const bundle_policy plain = {.features = {{"sent", "payer.sent.within(duration('1h')).size()"}},
                                    .rules = {{.id = "a", .when = "sent > 1", .points = 50}}};

/* ---- beside others, and alone ---- */

enum { ASIDE = 3, FEW = 60 };

typedef struct answer {
  fr_decision decision;
  fr__grounds grounds;
} answer;

typedef struct beside {
  world in;
  answer seen[ASIDE];
  fr__grounds scratch;
} beside;

static void look(void *argument, fr_context *context, fr_decision *decision) {
  beside *at = argument;
  (void)decision;
  for (uint32_t i = 0; i < ASIDE; i++) {
    answer *seen = &at->seen[i];
    seen->decision = (fr_decision)FR_DECISION_INIT;
    cr_assert_eq(fr__challenge_decide(context, i, &at->scratch, &seen->decision), FR_OK);
    seen->grounds.count = at->scratch.count;
    seen->grounds.trusted = at->scratch.trusted;
    memcpy(seen->grounds.items, at->scratch.items, at->scratch.count * sizeof at->scratch.items[0]);
  }
}

static void nobody(void *argument, fr_context *context, fr_decision *decision) {
  (void)argument;
  (void)context;
  (void)decision;
}

/* What all worlds are told. */
static void tell(world *const *worlds, uint32_t count, const made *of, uint32_t what) {
  fr_event event =
      event_about(what == 0 ? FR_EVENT_SETTLED : FR_EVENT_FRAUD_REPORTED, &of->transfer, of->transfer.time_us + MINUTE);
  if (what == 2) {
    event = (fr_event)FR_EVENT_INIT;
    event.kind = FR_EVENT_LISTED;
    event.time_us = of->transfer.time_us;
    event.party = fr_text_of(of->to);
    event.list = fr_text_of("case");
  }
  if (what == 3) {
    event = (fr_event)FR_EVENT_INIT;
    event.kind = FR_EVENT_TRUSTED;
    event.time_us = of->transfer.time_us;
    event.payer = of->transfer.payer;
    event.payee = fr_text_of(of->to);
    event.amount_minor = 90000;
    event.until_us = event.time_us + DAY;
  }
  const fr_status first = fr_observe(worlds[0]->context, &event);
  for (uint32_t i = 1; i < count; i++) cr_assert_eq(fr_observe(worlds[i]->context, &event), first);
}

typedef struct counted {
  uint32_t flags[32], outcomes[4], folds, features, models, rules, own_rules;
} counted;

static void count_shared(const fr_context *context, counted *counts) {
  for (uint32_t i = 0; i < ASIDE; i++) {
    const fr__alike *alike = context->challenge.challengers[i].alike;
    cr_assert(alike != NULL, "each has something alike");
    cr_assert(alike->first == fr__policy_base(context->policy) &&
              alike->second == context->challenge.challengers[i].policy);
    counts->folds += alike->fold_count;
    counts->features += alike->feature_count;
    counts->models += alike->model_count;
    counts->rules += alike->second->rule_count - alike->own_rule_count;
    counts->own_rules += alike->own_rule_count;
  }
}

static void expect_same(const beside *at, world *alone, uint32_t i, counted *counts) {
  const fr_decision *wanted = &alone->decision;
  const answer *seen = &at->seen[i];
  fr_decision later = FR_DECISION_INIT;
  cr_assert_arr_eq(&seen->decision, wanted, sizeof *wanted, "as a witness sees challenger %u", i);
  const fr__grounds *grounds = &alone->context->grounds;
  cr_assert_eq(seen->grounds.count, grounds->count);
  cr_assert_eq(seen->grounds.trusted, grounds->trusted);
  for (uint32_t g = 0; g < grounds->count; g++) {
    const fr__ground *a = &seen->grounds.items[g], *b = &grounds->items[g];
    cr_assert(a->rule == b->rule && a->points == b->points && a->fired == b->fired);
  }
  cr_assert_eq(fr_challenge(at->in.context, i, &later), FR_OK);
  cr_assert_arr_eq(&later, wanted, sizeof *wanted, "asked after the answer, challenger %u", i);
  counts->outcomes[wanted->outcome]++;
  for (uint32_t bit = 0; bit < 32; bit++) counts->flags[bit] += wanted->flags >> bit & 1;
}

/* A world whose policy in force and challengers change on the way; each challenger has a world alone. */
static void replace(beside *at, world *alone, uint32_t which, uint32_t number) {
  static drawn next;
  draw_policy(&next, number);
  fr_policy *loaded = bundle_load(&next.policy);
  cr_assert(loaded != NULL);
  if (which == ASIDE) {
    cr_assert_eq(fr_engine_set_policy(at->in.engine, loaded, NULL), FR_OK);
  } else {
    cr_assert_eq(fr_engine_set_challenger(at->in.engine, which, loaded, NULL), FR_OK);
    cr_assert_eq(fr_engine_set_policy(alone[which].engine, loaded, NULL), FR_OK);
  }
  fr_policy_release(loaded);
}

static void run_world(uint64_t seed, counted *counts) {
  static beside at;
  static drawn first;
  world alone[ASIDE], *worlds[ASIDE + 1] = {&at.in};
  uint32_t number = 0;
  made of;
  state = seed;
  fr_engine_options options = world_options();
  options.complete_from_us = NOON - HOUR;
  draw_policy(&first, number++);
  at.in = world_open_with(&options, &first.policy);
  cr_assert(at.in.context != NULL);
  for (uint32_t i = 0; i < ASIDE; i++) {
    alone[i] = world_open_with(&options, &plain);
    alone[i].context->witness = (fr__witness){nobody, NULL};
    worlds[i + 1] = &alone[i];
    replace(&at, alone, i, number++);
  }
  at.in.context->witness = (fr__witness){look, &at};
  for (uint32_t i = 0; i < FEW; i++) {
    if (i % 20 == 19) replace(&at, alone, draw(ASIDE + 1), number++);
    draw_transfer(&of, i % 9 == 8 ? i - 1 : i, NOON + i * 7 * MINUTE);
    const bool preview = draw(6) == 0;
    fr_status (*ask)(fr_context *, const fr_transfer *, fr_decision *) = preview ? fr_preview : fr_score;
    const fr_status status = ask(at.in.context, &of.transfer, &at.in.decision);
    for (uint32_t again = 0; again < 1 + (draw(5) == 0) && status == FR_OK; again++) {
      if (again != 0) cr_assert_eq(ask(at.in.context, &of.transfer, &at.in.decision), FR_OK);
      for (uint32_t c = 0; c < ASIDE; c++) {
        cr_assert_eq(ask(alone[c].context, &of.transfer, &alone[c].decision), FR_OK);
        expect_same(&at, &alone[c], c, counts);
      }
      count_shared(at.in.context, counts);
    }
    for (uint32_t c = 0; c < ASIDE && status != FR_OK; c++)
      cr_assert_eq(ask(alone[c].context, &of.transfer, &alone[c].decision), status);
    if (status == FR_OK && !preview) tell(worlds, ASIDE + 1, &of, draw(4));
  }
  for (uint32_t i = 0; i < ASIDE; i++) world_close(&alone[i]);
  world_close(&at.in);
}

static uint32_t count_of(const counted *counts, uint32_t flag) { return counts->flags[(uint32_t)__builtin_ctz(flag)]; }

Test(alike, decides_as_it_would_alone, .timeout = 300) {
  counted counts = {.folds = 0};
  for (uint64_t seed = 1; seed <= 25; seed++) run_world(seed, &counts);
  /* Nothing of this would be told where nothing happened, or nothing was taken over. */
  cr_expect(counts.outcomes[1] > 100 && counts.outcomes[2] > 100 && counts.outcomes[3] > 100);
  const uint32_t flags[] = {FR_FLAG_APPROXIMATE, FR_FLAG_EXPRESSION_ERROR, FR_FLAG_INPUTS_UNKNOWN, FR_FLAG_REPEATED,
                            FR_FLAG_TRUSTED};
  for (size_t i = 0; i < FR_COUNT(flags); i++) cr_expect(count_of(&counts, flags[i]) > 20, "flag %x", flags[i]);
  cr_expect(counts.folds > 10000 && counts.features > 10000 && counts.models > 100, "%u %u %u", counts.folds,
            counts.features, counts.models);
  cr_expect(counts.rules > 10000 && counts.own_rules > 10000, "%u %u", counts.rules, counts.own_rules);
}

/* ---- which pair it is ---- */

Test(alike, belongs_to_one_pair) {
  world in = world_open(&plain);
  fr_transfer transfer = transfer_of("t", "alice", "bob", 100, NOON);
  fr_policy *other = bundle_load(&plain), *later = bundle_load(&plain);
  cr_assert_eq(fr_engine_set_challenger(in.engine, 1, other, NULL), FR_OK);
  fr__challenger *challenger = &in.context->challenge.challengers[1];
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  const fr__alike *before = challenger->alike;
  cr_assert(before != NULL && before->first == in.policy && before->second == other);
  cr_expect(before->plan->sides[0].group_count == 0 && before->plan->facts == 0, "nothing is folded twice");
  cr_expect_eq(before->own_rule_count, 0);
  cr_expect_eq(before->own_feature_count, 0);
  cr_expect_eq(before->own_input_count, 0);
  cr_assert_eq(fr_engine_set_policy(in.engine, later, NULL), FR_OK);
  cr_expect_eq(challenger->alike, before, "until the next call the context has what it has");
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  cr_assert(challenger->alike != NULL && challenger->alike->first == later);
  cr_assert_eq(fr_engine_set_challenger(in.engine, 1, NULL, NULL), FR_OK);
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  cr_expect_null(challenger->alike);
  cr_expect_null(in.engine->alike[1], "nothing keeps a policy that is gone");
  fr_policy_release(other);
  fr_policy_release(later);
  world_close(&in);
}

Test(alike, what_does_not_fit_is_not_taken) {
  world in = world_open(&plain);
  fr_policy *other = bundle_load(&plain), *third = bundle_load(&plain);
  cr_assert_eq(fr_engine_set_challenger(in.engine, 0, other, NULL), FR_OK);
  fr__alike *present = in.engine->alike[0];
  fr__matches stale = {{fr__alike_find(third, other)}}; /* another policy was in force while it was compared */
  fr__engine_take_matches(in.engine, &stale);
  cr_expect_eq(in.engine->alike[0], present);
  fr__engine_retire_matches(in.engine, &stale);
  fr_policy_release(in.engine->challengers[0]);
  in.engine->challengers[0] = fr_policy_retain(third);
  cr_expect_null(fr__engine_alike(in.engine, 0), "it is another challenger's");
  fr__matches none = {{NULL}};
  fr__engine_take_matches(in.engine, &none);
  cr_expect_null(in.engine->alike[0]);
  fr__engine_retire_matches(in.engine, &none);
  fr_policy_release(other);
  fr_policy_release(third);
  world_close(&in);
}
