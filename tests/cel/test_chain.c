/* SPDX-License-Identifier: Apache-2.0
 *
 * Chains over histories are lifted out of an expression: what they are made of, what their programs do with an entry,
 * which of them share a slot, and what is refused. */
#include "cel/evaluate.h"

/* ---- a chain as text: "sent within 3600s filter(amount) map(.amount) distinct sum -> double" ---- */

static void add_slot(written *into, const evaluation *of, uint32_t slot) {
  for (size_t i = 0; i < FR_COUNT(entry_fields); i++) {
    if (entry_fields[i].slot == slot) text_add(into, ".%s", entry_fields[i].name);
  }
  for (size_t i = 0; i < FR_COUNT(symbols); i++) {
    if (symbols[i].type.kind != FR__CEL_SEQUENCE && symbols[i].slot == slot && slot != S_NONE)
      text_add(into, "%s", symbols[i].name);
  }
  for (uint32_t i = 0; i < of->chains.count; i++) {
    if (of->chains.items[i].slot == slot) text_add(into, "#%u", i);
    if (i == 0 && of->chains.items[i].value_slot == slot) text_add(into, "value");
  }
}

static void add_reads(written *into, const evaluation *of, const fr__cel_program *program) {
  uint32_t count = 0;
  const uint32_t *reads = fr__cel_reads(program, &count);
  text_add(into, "(");
  for (uint32_t i = 0; i < count; i++) {
    text_add(into, "%s", i == 0 ? "" : " ");
    add_slot(into, of, reads[i]);
  }
  text_add(into, ")");
}

static const char *kind_name(uint32_t kind) {
  static const char *const names[] = {"records", "?",    "?",   "bool", "int",       "uint",     "double", "string",
                                      "bytes",   "list", "map", "type", "timestamp", "duration", "key",    "dyn"};
  return kind < FR_COUNT(names) ? names[kind] : "?";
}

static void describe(written *into, const evaluation *of, const fr__cel_chain *chain) {
  static const char *const sources[] = {"sent", "received", "lists"};
  static const char *const stages[] = {"?", "filter", "map", "distinct", "gaps", "hours"};
  static const char *const ends[] = {"?",          "size", "sum",   "min",  "max",        "exists", "all",
                                     "exists_one", "in",   "first", "last", "percentile", "rises"};
  text_add(into, "%s ", sources[chain->source - SOURCE_SENT]);
  if (chain->window_us >= 0) text_add(into, "within %lldms ", (long long)(chain->window_us / 1000));
  for (uint32_t i = 0; i < chain->stage_count; i++) {
    const fr__cel_stage *stage = &chain->stages[i];
    text_add(into, "%s", stages[stage->kind]);
    if (stage->field != UINT32_MAX) {
      text_add(into, "(bare ");
      add_slot(into, of, stage->field);
      text_add(into, ")");
    } else if (stage->program != NULL) {
      add_reads(into, of, stage->program);
    }
    text_add(into, " ");
  }
  text_add(into, "%s", ends[chain->terminal]);
  if (chain->argument != NULL) add_reads(into, of, chain->argument);
  text_add(into, " %s -> %s", kind_name(chain->element), kind_name(chain->result));
  if (chain->level != 0) text_add(into, " level %u", chain->level);
}

static const char *described(evaluation *of, const char *source, written *into) {
  into->size = 0;
  into->bytes[0] = '\0';
  if (!evaluation_compile(of, source)) return of->said.bytes;
  for (uint32_t i = 0; i < of->chains.count; i++) {
    if (i > 0) text_add(into, "; ");
    describe(into, of, &of->chains.items[i]);
  }
  return into->bytes;
}

/* The chains of each expression by itself. */
static void expect_chains(const row *rows, size_t count, bool widen) {
  evaluation *of = malloc(sizeof *of);
  written *into = malloc(sizeof *into);
  for (size_t i = 0; i < count; i++) {
    evaluation_begin(of);
    of->env.widen = widen;
    const char *got = described(of, rows[i].expression, into);
    cr_expect_str_eq(got, rows[i].gives, "%s\n   gives %s\n   not   %s", rows[i].expression, got, rows[i].gives);
    evaluation_end(of);
  }
  free(into);
  free(of);
}

Test(cel_chain, ends) {
  static const row rows[] = {
      {"payer.sent.size()", "sent size records -> int"},
      {"size(payer.sent)", "sent size records -> int"},
      {"payer.received.size()", "received size records -> int"},
      {"payer.lists.size()", "lists size string -> int"},
      {"payer.sent.exists(t, t.amount > 9.0)", "sent exists(.amount) records -> bool"},
      {"payer.sent.all(t, t.known)", "sent all(.known) records -> bool"},
      {"payer.sent.exists_one(t, t.known)", "sent exists_one(.known) records -> bool"},
      {"payer.sent.existsOne(t, t.known)", "sent exists_one(.known) records -> bool"},
      {"payer.sent.map(t, t.amount).sum()", "sent map(bare .amount) sum double -> double"},
      {"payer.sent.map(t, t.count).sum()", "sent map(bare .count) sum int -> int"},
      {"payer.sent.map(t, t.amount).min()", "sent map(bare .amount) min double -> double"},
      {"payer.sent.map(t, t.time).max()", "sent map(bare .time) max timestamp -> timestamp"},
      {"payer.sent.map(t, t.channel).first()", "sent map(bare .channel) first string -> string"},
      {"payer.sent.map(t, t.payee).last()", "sent map(bare .payee) last key -> key"},
      {"payer.sent.map(t, t.known).max()", "sent map(bare .known) max bool -> bool"},
      {"payer.sent.map(t, when - t.time).sum()", "sent map(when .time) sum duration -> duration"},
      {"payer.lists.exists(l, l == 'vip')", "lists exists(value) string -> bool"},
      {"'vip' in payer.lists", "lists in() string -> bool"},
      {"name in payer.lists", "lists in(name) string -> bool"},
      {"party in payer.sent.map(t, t.payee)", "sent map(bare .payee) in(party) key -> bool"},
      {"d in payer.sent.map(t, t.amount)", "sent map(bare .amount) in(d) double -> bool"},
      {"1 in payer.sent.map(t, t.amount)", "sent map(bare .amount) in() double -> bool"},
      {"'atm' in payer.sent.map(t, t.channel)", "sent map(bare .channel) in() string -> bool"},
      {"payer.sent.map(t, t.amount).percentile(95)", "sent map(bare .amount) percentile() double -> double"},
      {"payer.sent.map(t, t.time).percentile(d)", "sent map(bare .time) percentile(d) timestamp -> timestamp"},
      {"payer.sent.map(t, t.channel).percentile(u)", "sent map(bare .channel) percentile(u) string -> string"},
      {"payer.sent.map(t, t.known).percentile(0.5)", "sent map(bare .known) percentile() bool -> bool"},
      {"payer.sent.map(t, t.amount).rises(2.0)", "sent map(bare .amount) rises() double -> int"},
      {"payer.sent.map(t, t.count).rises(i)", "sent map(bare .count) rises(i) int -> int"},
      {"payer.sent.map(t, when - t.time).rises(2)", "sent map(when .time) rises() duration -> int"},
  };
  expect_chains(rows, FR_COUNT(rows), false);
}

Test(cel_chain, stages) {
  static const row rows[] = {
      {"payer.sent.within(duration('24h')).size()", "sent within 86400000ms size records -> int"},
      {"payer.sent.within(duration('0')).size()", "sent within 0ms size records -> int"},
      {"payer.sent.within(duration('1h') + duration('30m')).size()", "sent within 5400000ms size records -> int"},
      {"payer.sent.filter(t, t.amount > d).size()", "sent filter(.amount d) size records -> int"},
      {"payer.sent.filter(t, true).size()", "sent filter() size records -> int"},
      {"payer.sent.filter(t, t.known).filter(u, u.count > 1).size()",
       "sent filter(.known) filter(.count) size records -> int"},
      {"payer.sent.map(t, t.amount * 2.0).sum()", "sent map(.amount) sum double -> double"},
      {"payer.sent.map(t, t.known, t.amount).sum()", "sent filter(.known) map(bare .amount) sum double -> double"},
      {"payer.sent.map(t, t.amount).map(a, a * 2.0).sum()", "sent map(bare .amount) map(value) sum double -> double"},
      {"payer.sent.map(t, t.amount).filter(a, a > 1.0).size()",
       "sent map(bare .amount) filter(value) size double -> int"},
      {"payer.sent.map(t, t.payee).distinct().size()", "sent map(bare .payee) distinct size key -> int"},
      {"payer.lists.distinct().size()", "lists distinct size string -> int"},
      {"payer.lists.distinct().filter(l, l != 'x').distinct().size()",
       "lists distinct filter(value) size string -> int"},
      {"payer.lists.filter(l, l.startsWith('a')).map(l, l.size()).max()",
       "lists filter(value) map(value) max int -> int"},
      {"payer.sent.within(duration('1h')).filter(t, t.channel in ['atm']).map(t, t.amount).distinct().sum()",
       "sent within 3600000ms filter(.channel) map(bare .amount) distinct sum double -> double"},
      {"payer.sent.map(t, t.known ? 'a' : 'b').first()", "sent map(.known) first string -> string"},
      {"payer.sent.map(t, t.amount).exists(a, a > 1.0)", "sent map(bare .amount) exists(value) double -> bool"},
      {"payer.sent.filter(t, [1, 2].exists(x, x == t.count)).size()", "sent filter(.count) size records -> int"},
      {"payer.sent.filter(t, has(t.payee)).size()", "sent filter(.payee) size records -> int"},
      {"payer.sent.map(t, 7).sum()", "sent map() sum int -> int"},
      {"payer.sent.map(t, i).sum()", "sent map(i) sum int -> int"},
      {"payer.sent.map(t, t.time).gaps().min()", "sent map(bare .time) gaps min duration -> duration"},
      {"payer.sent.map(t, t.amount).gaps().sum()", "sent map(bare .amount) gaps sum double -> double"},
      {"payer.sent.map(t, t.count).gaps().gaps().exists(g, g > i)",
       "sent map(bare .count) gaps gaps exists(value i) int -> bool"},
      {"payer.sent.map(t, t.time).hours().filter(h, h < 6).size()",
       "sent map(bare .time) hours filter(value) size int -> int"},
      {"payer.sent.map(t, t.time).hours().distinct().rises(2)",
       "sent map(bare .time) hours distinct rises() int -> int"},
      {"payer.sent.map(t, t.count).distinct().gaps().size()", "sent map(bare .count) distinct gaps size int -> int"},
      {"23 in payer.sent.map(t, t.time).hours()", "sent map(bare .time) hours in() int -> bool"},
      {"payer.sent.map(t, dyn(t.amount)).sum()",
       "check 1:19: map() over a history gives one plain value an entry, not a value"},
  };
  expect_chains(rows, FR_COUNT(rows), false);
}

/* A chain may rest on others: then they are computed first. */
Test(cel_chain, levels) {
  static const row rows[] = {
      {"payer.sent.filter(t, t.amount > payer.received.map(r, r.amount).max()).size()",
       "received map(bare .amount) max double -> double; sent filter(.amount #0) size records -> int level 1"},
      {"payer.sent.exists(t, t.count > payer.sent.filter(u, u.count < payer.lists.size()).size())",
       "lists size string -> int; sent filter(.count #0) size records -> int level 1; "
       "sent exists(.count #1) records -> bool level 2"},
      {"payer.sent.map(t, t.count + payer.received.size()).filter(c, c > payer.lists.size()).sum()",
       "received size records -> int; lists size string -> int; "
       "sent map(.count #0) filter(value #1) sum int -> int level 1"},
      {"payer.sent.map(t, t.count).percentile(payer.lists.size())",
       "lists size string -> int; sent map(bare .count) percentile(#0) int -> int level 1"},
      {"payer.lists.size() in payer.sent.map(t, t.count)",
       "lists size string -> int; sent map(bare .count) in(#0) int -> bool level 1"},
      {"payer.sent.size() > 1 && payer.received.size() > 1", "sent size records -> int; received size records -> int"},
      {"ints.exists(x, x > payer.sent.size())", "sent size records -> int"},
      {"cel.bind(n, payer.sent.size(), n + n)", "sent size records -> int"},
  };
  expect_chains(rows, FR_COUNT(rows), false);
}

/* Equal chains share a slot, whatever their variables are called; whatever else differs, they do not. */
Test(cel_chain, sharing) {
  static const struct {
    const char *a, *b;
    bool shared;
  } pairs[] = {
      {"payer.sent.size()", "size(payer.sent)", true},
      {"payer.sent.filter(t, t.amount > 1.0).size()", "payer.sent.filter(u, u.amount > 1.0).size()", true},
      {"payer.sent.filter(t, t.amount > 1.0).size()", "payer.sent.filter(t, (1.0 < t.amount)).size()", true},
      {"payer.sent.filter(t, t.amount > 1.0 + 1.0).size()", "payer.sent.filter(t, t.amount > 2.0).size()", true},
      {"payer.sent.within(duration('60m')).size()", "payer.sent.within(duration('1h')).size()", true},
      {"payer.sent.filter(t, t.channel in ['atm', 'online']).size()",
       "payer.sent.filter(t, t.channel in ['atm', 'online']).size()", true},
      {"payer.sent.filter(t, {'a': 1}.a == t.count).size()", "payer.sent.filter(t, {'a': 1}.a == t.count).size()",
       true},
      {"payer.lists.exists(l, l.mentions('account'))", "payer.lists.exists(m, m.mentions('account'))", true},
      {"'vip' in payer.lists", "'vip' in payer.lists", true},
      {"payer.sent.exists_one(t, t.known)", "payer.sent.existsOne(t, t.known)", true},
      {"payer.sent.map(t, t.known, t.amount).sum()", "payer.sent.filter(t, t.known).map(t, t.amount).sum()", true},
      {"payer.sent.filter(t, risky.size() > 1).size()", "payer.sent.filter(t, risky.size() > 1).size()", true},
      {"payer.sent.filter(t, t.amount / 0.0 > nan).size()", "payer.sent.filter(t, t.amount / 0.0 > nan).size()", true},
      {"payer.sent.map(t, t.amount).percentile(50 + 45)", "payer.sent.map(u, u.amount).percentile(95)", true},
      {"payer.sent.map(t, t.time).gaps().max()", "payer.sent.map(u, u.time).gaps().max()", true},
      {"payer.sent.map(t, t.amount).percentile(95)", "payer.sent.map(t, t.amount).percentile(95.0)", false},
      {"payer.sent.map(t, t.amount).percentile(95)", "payer.sent.map(t, t.amount).percentile(96)", false},
      {"payer.sent.map(t, t.amount).rises(2.0)", "payer.sent.map(t, t.amount).rises(3.0)", false},
      {"payer.sent.map(t, t.count).rises(2)", "payer.sent.map(t, t.count).percentile(2)", false},
      {"payer.sent.map(t, t.count).max()", "payer.sent.map(t, t.count).gaps().max()", false},
      {"payer.sent.map(t, t.time).size()", "payer.sent.map(t, t.time).hours().size()", false},
      {"payer.sent.size()", "payer.received.size()", false},
      {"payer.sent.size()", "payer.sent.within(duration('1h')).size()", false},
      {"payer.sent.within(duration('1h')).size()", "payer.sent.within(duration('2h')).size()", false},
      {"payer.sent.map(t, t.amount).min()", "payer.sent.map(t, t.amount).max()", false},
      {"payer.sent.map(t, t.amount).sum()", "payer.sent.map(t, t.count).sum()", false},
      {"payer.sent.map(t, t.amount * 2.0).sum()", "payer.sent.map(t, t.amount * 3.0).sum()", false},
      {"payer.sent.filter(t, t.amount > 1.0).size()", "payer.sent.filter(t, t.amount >= 1.0).size()", false},
      {"payer.sent.filter(t, t.amount > 1.0).size()", "payer.sent.filter(t, t.amount > 2.0).size()", false},
      {"payer.sent.filter(t, t.amount > 0.0).size()", "payer.sent.filter(t, t.amount > -0.0).size()", false},
      {"payer.sent.filter(t, t.amount > 1).size()", "payer.sent.filter(t, t.amount > 1.0).size()", false},
      {"payer.sent.filter(t, t.channel == 'atm').size()", "payer.sent.filter(t, t.channel == 'online').size()", false},
      {"payer.lists.exists(l, l == 'ab')", "payer.lists.exists(l, l == 'abc')", false},
      {"payer.lists.exists(l, l == 'ab')", "payer.lists.all(l, l == 'ab')", false},
      {"payer.sent.filter(t, t.channel in ['atm']).size()", "payer.sent.filter(t, t.channel in ['online']).size()",
       false},
      {"payer.sent.filter(t, t.count in [1, 2]).size()", "payer.sent.filter(t, t.count in [1, 2, 3]).size()", false},
      {"payer.sent.filter(t, [t.count] == [1]).size()", "payer.sent.filter(t, [t.count, 1] == [1]).size()", false},
      {"payer.sent.filter(t, {'a': 1}.a == t.count).size()", "payer.sent.filter(t, {'a': 2}.a == t.count).size()",
       false},
      {"'vip' in payer.lists", "'bad' in payer.lists", false},
      {"'vip' in payer.lists", "payer.lists.exists(l, l == 'vip')", false},
      {"payer.lists.size()", "payer.lists.distinct().size()", false},
      {"payer.sent.filter(t, t.known).size()", "payer.sent.filter(t, t.known).filter(t, t.known).size()", false},
      {"payer.sent.filter(t, t.known).map(t, t.count).sum()", "payer.sent.map(t, t.count).filter(c, c > 0).sum()",
       false},
      {"payer.lists.exists(l, l.mentions('account'))", "payer.lists.exists(l, l.contains('account'))", false},
      {"payer.lists.exists(l, l.mentions('account'))",
       "payer.lists.exists(l, l.mentions('account') && l.mentions('account'))", false},
  };
  evaluation *of = malloc(sizeof *of);
  for (size_t i = 0; i < FR_COUNT(pairs); i++) {
    evaluation_begin(of);
    cr_assert(evaluation_compile(of, pairs[i].a), "%s: %s", pairs[i].a, of->said.bytes);
    uint32_t first = 0, second = 0;
    cr_assert(fr__cel_is_slot(of->program, &first), "%s", pairs[i].a);
    cr_assert_eq(of->chains.count, 1);
    cr_assert(evaluation_compile(of, pairs[i].b), "%s: %s", pairs[i].b, of->said.bytes);
    cr_assert(fr__cel_is_slot(of->program, &second), "%s", pairs[i].b);
    cr_expect_eq(first == second, pairs[i].shared, "%s\n%s", pairs[i].a, pairs[i].b);
    cr_expect_eq(of->chains.count, pairs[i].shared ? 1u : 2u, "%s\n%s", pairs[i].a, pairs[i].b);
    cr_expect_eq(of->chains.items[of->chains.count - 1].slot, second);
    evaluation_end(of);
  }
  free(of);
}

Test(cel_chain, two_functions_of_the_host_are_two_chains) {
  fr__cel_function two[2] = {functions[0], functions[0]};
  two[1].name = "repeats";
  two[1].host = "ACCOUNT";
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  of->env.functions = two;
  of->env.function_count = 2;
  cr_assert(evaluation_compile(of,
                               "payer.lists.exists(l, l.mentions('account')) && "
                               "payer.lists.exists(l, l.repeats('account'))"));
  cr_expect_eq(of->chains.count, 2);
  evaluation_end(of);
  free(of);
}

/* Slots are taken in order, the one for mapped values first; places are those of the call that ends the chain. */
Test(cel_chain, slots_and_places) {
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  cr_assert(evaluation_compile(of, "payer.lists.size() > 1 &&\n payer.sent.filter(t, t.known).size() > 2"));
  cr_assert_eq(of->chains.count, 2);
  const fr__cel_chain *first = &of->chains.items[0], *second = &of->chains.items[1];
  cr_expect_eq(first->window_us, -1);
  cr_expect_eq(first->value_slot, S_FREE);
  cr_expect_eq(first->slot, S_FREE + 1);
  cr_expect_eq(second->value_slot, S_FREE);
  cr_expect_eq(second->slot, S_FREE + 2);
  cr_expect_eq(of->chains.next_slot, S_FREE + 3);
  cr_expect_eq(first->line, 1);
  cr_expect_eq(first->column, 13);
  cr_expect_eq(second->line, 2);
  cr_expect_eq(second->column, 32);
  of->values.slots[first->slot] = fr__cel_int(5);
  of->values.slots[second->slot] = fr__cel_int(3);
  cr_expect_str_eq(evaluation_run_in(of, 0), "true");
  of->values.slots[second->slot] = fr__cel_int(2);
  cr_expect_str_eq(evaluation_run_in(of, 0), "false");
  of->values.slots[second->slot] = fr__cel_unknown();
  cr_expect_str_eq(evaluation_run_in(of, 0), "unknown");
  evaluation_end(of);
  free(of);
}

/* A type that a chain gives is that of its values, names of an enumeration included. */
Test(cel_chain, types) {
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  cr_assert(evaluation_compile(of, "payer.sent.map(t, t.channel).last()"));
  cr_expect_eq(of->type.kind, FR__CEL_STRING);
  cr_expect_eq(of->type.names, channel_names);
  cr_expect_eq(of->type.name_count, FR_COUNT(channel_names));
  cr_assert_not(evaluation_compile(of, "payer.sent.map(t, t.channel).last() == 'onlin'"));
  cr_expect_str_eq(of->said.bytes, "check 1:40: this is never \"onlin\"; did you mean \"online\"?");
  cr_assert_not(evaluation_compile(of, "'onlin' in payer.sent.map(t, t.channel)"));
  cr_expect_str_eq(of->said.bytes, "check 1:1: this is never \"onlin\"; did you mean \"online\"?");
  evaluation_end(of);
  free(of);
}

/* What an expression lifted out is forgotten when the expression is refused afterwards. */
Test(cel_chain, refused_expressions_leave_nothing) {
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  cr_assert_not(evaluation_compile(of, "payer.sent.size() + nobody"));
  cr_expect_eq(of->chains.count, 0);
  cr_expect_eq(of->chains.next_slot, S_FREE);
  cr_assert(evaluation_compile(of, "payer.lists.size()"));
  cr_assert_not(evaluation_compile(of, "payer.sent.size() + payer.lists.size() + nobody"));
  cr_expect_eq(of->chains.count, 1);
  cr_expect_eq(of->chains.next_slot, S_FREE + 2);
  evaluation_end(of);
  free(of);
}

Test(cel_chain, limits) {
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  of->chains.limit = 2;
  cr_assert(evaluation_compile(of, "payer.sent.size() + payer.received.size()"));
  cr_assert_not(evaluation_compile(of, "payer.sent.size() +\n payer.lists.size()"));
  cr_expect_str_eq(of->said.bytes,
                   "check 2:14: the expressions make more than 2 different chains over histories (FR_TOO_MANY)");
  cr_expect(evaluation_compile(of, "payer.received.size()"), "a chain that is there already is none more");
  of->chains.limit = 0;
  for (int i = 0; i < 60; i++) {
    char source[80];
    snprintf(source, sizeof source, "payer.sent.filter(t, t.count > %d).size()", i);
    cr_assert(evaluation_compile(of, source));
  }
  cr_expect_eq(of->chains.count, 62);
  cr_expect_eq(of->chains.items[0].source, SOURCE_SENT, "the array grew, and what was in it stayed");
  cr_expect_eq(of->chains.items[1].source, SOURCE_RECEIVED);
  evaluation_end(of);
  static const row rows[] = {
      {"payer.sent.filter(t, t.known).filter(t, t.known).filter(t, t.known).filter(t, t.known).filter(t, t.known)"
       ".filter(t, t.known).filter(t, t.known).map(t, t.amount).sum()",
       "sent filter(.known) filter(.known) filter(.known) filter(.known) filter(.known) filter(.known) filter(.known) "
       "map(bare .amount) sum double -> double"},
      {"payer.sent.filter(t, t.known).filter(t, t.known).filter(t, t.known).filter(t, t.known).filter(t, t.known)"
       ".filter(t, t.known).filter(t, t.known).map(t, t.amount).distinct().sum()",
       "check 1:162: a chain has at most 8 steps before its end; join filters with &&"},
  };
  expect_chains(rows, FR_COUNT(rows), false);
  free(of);
}

Test(cel_chain, refusals) {
  static const row rows[] = {
      {"payer.sent",
       "check 1:7: a history is not a value; end the chain over payer.sent with size(), exists(…), or "
       "map(…) and sum(), min(), max(), first() or last()"},
      {"payer.sent.filter(t, t.known) == []",
       "check 1:12: a history is not a value; end the chain over payer.sent with size(), exists(…), or map(…) and "
       "sum(), min(), max(), first() or last()"},
      {"payer.sent[0]",
       "check 1:7: a history is not a value; end the chain over payer.sent with size(), exists(…), or "
       "map(…) and sum(), min(), max(), first() or last()"},
      {"[payer.sent]",
       "check 1:8: a history is not a value; end the chain over payer.sent with size(), exists(…), or "
       "map(…) and sum(), min(), max(), first() or last()"},
      {"string(payer.sent)",
       "check 1:14: a history is not a value; end the chain over payer.sent with size(), exists(…), or map(…) and "
       "sum(), min(), max(), first() or last()"},
      {"size(payer.sent, 1)",
       "check 1:12: a history is not a value; end the chain over payer.sent with size(), exists(…), or map(…) and "
       "sum(), min(), max(), first() or last()"},
      {"has(payer.sent)",
       "check 1:11: a history is not a value; end the chain over payer.sent with size(), exists(…), or map(…) and "
       "sum(), min(), max(), first() or last()"},
      {"payer.sent in [1]",
       "check 1:7: a history is not a value; end the chain over payer.sent with size(), exists(…), or map(…) and "
       "sum(), min(), max(), first() or last()"},
      {"payer.sent.exists(t, t)",
       "check 1:22: 't' is a whole entry of a history; name one of its fields, such as t.amount"},
      {"payer.sent.exists(t, t.amont > 1.0)", "check 1:24: the entry has no field 'amont'; did you mean 'amount'?"},
      {"payer.sent.exists(t, t.zzzzzz > 1.0)",
       "check 1:24: the entry has no field 'zzzzzz'; it has amount, channel, count, known, payee, time"},
      {"payer.sent.exists(t, t.amount.x > 1.0)", "check 1:31: a double has no fields, so '.x' means nothing here"},
      {"payer.sent.exists(t, t.amount)",
       "check 1:24: exists() needs a condition, which is true or false, not a double"},
      {"payer.sent.filter(t, t.count).size()",
       "check 1:24: filter() needs a condition, which is true or false, not an int"},
      {"payer.sent.exists(1, true)", "check 1:19: exists() first takes the name of a variable, such as exists(t, …)"},
      {"payer.sent.filter(t.a, true).size()",
       "check 1:21: filter() first takes the name of a variable, such as filter(t, …)"},
      {"payer.sent.sum()", "check 1:12: sum() needs values; put map(t, t.field) before it"},
      {"payer.sent.first()", "check 1:12: first() needs values; put map(t, t.field) before it"},
      {"payer.sent.distinct().size()", "check 1:12: distinct() compares values; put map(t, t.field) before it"},
      {"payer.lists.distinct(1).size()", "check 1:13: distinct() takes no arguments"},
      {"payer.sent.map(t, t.amount).distinct().map(a, a * 2.0).distinct().size()",
       "check 1:56: a chain over a history takes distinct() once; leave one out"},
      {"payer.lists.sum()", "check 1:13: sum() does not take a string"},
      {"payer.sent.map(t, t.known).sum()", "check 1:28: sum() does not take a bool"},
      {"payer.sent.map(t, t.payee).max()", "check 1:28: max() does not take an identity"},
      {"payer.sent.map(t, [t.amount]).first()",
       "check 1:19: map() over a history gives one plain value an entry, not a list"},
      {"payer.sent.map(t, null).first()", "check 1:19: map() over a history gives one plain value an entry, not null"},
      {"payer.sent.map(t, t.channel + '!').first()",
       "check 1:29: map() over a history cannot make new texts; map to a field, and compare with filter()"},
      {"payer.sent.within(duration('1h')).within(duration('2h')).size()",
       "check 1:35: within() stands once, right behind payer.sent"},
      {"payer.sent.filter(t, t.known).within(duration('2h')).size()",
       "check 1:31: within() stands once, right behind payer.sent"},
      {"payer.lists.within(duration('1h')).size()",
       "check 1:13: payer.lists has no times, so within() means nothing here"},
      {"payer.sent.within().size()", "check 1:12: within() takes one duration, such as duration(\"24h\")"},
      {"payer.sent.within('24h').size()", "check 1:19: within() takes a constant duration, such as duration(\"24h\")"},
      {"payer.sent.within(span).size()", "check 1:19: within() takes a constant duration, such as duration(\"24h\")"},
      {"payer.sent.within(duration('-1h')).size()", "check 1:19: within() looks back; the duration cannot be negative"},
      {"payer.sent.within(duration('1x')).size()",
       "check 1:19: within() takes a constant duration, such as duration(\"24h\")"},
      {"payer.sent.filtr(t, t.known).size()",
       "check 1:12: a chain over a history has no step filtr(); did you mean filter()?"},
      {"payer.sent.median()",
       "check 1:12: a history has no step median(); it has within, filter, map, distinct, gaps, hours, and ends in "
       "size, sum, min, max, first, last, percentile, rises, exists, all or exists_one"},
      {"payer.sent.map(t, t.amount).percentil(95)",
       "check 1:29: a chain over a history has no step percentil(); did you mean percentile()?"},
      {"payer.sent.percentile(95)", "check 1:12: percentile() needs values; put map(t, t.field) before it"},
      {"payer.sent.rises(2)", "check 1:12: rises() needs values; put map(t, t.field) before it"},
      {"payer.sent.gaps().size()", "check 1:12: gaps() needs values; put map(t, t.field) before it"},
      {"payer.sent.hours().size()", "check 1:12: hours() needs times; put map(t, t.time) before it"},
      {"payer.sent.map(t, t.time).gaps(1).size()", "check 1:27: gaps() takes no arguments"},
      {"payer.sent.map(t, t.time).hours('+08:00').size()", "check 1:27: hours() takes no arguments"},
      {"payer.sent.map(t, t.payee).percentile(50)",
       "check 1:28: percentile() takes values that have an order, not an identity; map to such values first"},
      {"payer.sent.map(t, t.channel).gaps().size()",
       "check 1:30: gaps() takes numbers, timestamps or durations, not a string; map to such values first"},
      {"payer.sent.map(t, t.time).rises(2)",
       "check 1:27: rises() takes numbers or durations, not a timestamp; map to such values first"},
      {"payer.sent.map(t, t.amount).hours().size()",
       "check 1:29: hours() takes timestamps, not a double; map to such values first"},
      {"payer.sent.map(t, t.time).hours().hours().size()",
       "check 1:35: hours() takes timestamps, not an int; map to such values first"},
      {"payer.sent.map(t, t.amount).percentile()",
       "check 1:29: percentile() takes one number from 0 to 100, such as percentile(95)"},
      {"payer.sent.map(t, t.amount).percentile(1, 2)",
       "check 1:29: percentile() takes one number from 0 to 100, such as percentile(95)"},
      {"payer.sent.map(t, t.amount).percentile(100.5)",
       "check 1:40: percentile() takes one number from 0 to 100, such as percentile(95)"},
      {"payer.sent.map(t, t.amount).percentile(-1)",
       "check 1:40: percentile() takes one number from 0 to 100, such as percentile(95)"},
      {"payer.sent.map(t, t.amount).percentile('95')",
       "check 1:40: percentile() takes one number from 0 to 100, such as percentile(95), not a string"},
      {"payer.sent.map(t, t.amount).rises()",
       "check 1:29: rises() takes one number of at least 1, such as rises(2.0) for what doubles"},
      {"payer.sent.map(t, t.amount).rises(0.5)",
       "check 1:35: rises() takes one number of at least 1, such as rises(2.0) for what doubles"},
      {"payer.sent.map(t, t.amount).rises(t, t > 2.0)",
       "check 1:29: rises() takes one number of at least 1, such as rises(2.0) for what doubles"},
      {"payer.sent.map(t, t.amount).rises(flag)",
       "check 1:35: rises() takes one number of at least 1, such as rises(2.0) for what doubles, not a bool"},
      {"payer.sent.map(t, t.count).distinct().gaps().distinct().size()",
       "check 1:46: a chain over a history takes distinct() once; leave one out"},
      {"ints.exists(x, payer.sent.map(t, t.count).percentile(x) > 1)",
       "check 1:54: 'x' changes from step to step, but this chain over a history is computed once, beforehand; it "
       "cannot use 'x'"},
      {"payer.sent.size(1)", "check 1:12: size() takes other arguments over a history"},
      {"payer.sent.exists(t)", "check 1:12: exists() takes other arguments over a history"},
      {"payer.sent.map(t)", "check 1:12: map() takes other arguments over a history"},
      {"payer.sent.mentions('account')",
       "check 1:12: a history has no step mentions(); it has within, filter, map, distinct, gaps, hours, and ends in "
       "size, sum, min, max, first, last, percentile, rises, exists, all or exists_one"},
      {"1 in payer.sent",
       "check 1:3: 'in' compares values; put map(t, t.field) at the end of the chain over payer.sent"},
      {"1 in payer.lists", "check 1:3: an int is never among values of which each is a string"},
      {"nobody in payer.lists", "check 1:1: the name 'nobody' is not known; declare it, or see the list of names"},
      {"ints.exists(x, payer.sent.exists(t, t.count == x))",
       "check 1:48: 'x' changes from step to step, but this chain over a history is computed once, beforehand; it "
       "cannot use 'x'"},
      {"ints.exists(x, string(x) in payer.lists)",
       "check 1:23: 'x' changes from step to step, but this chain over a history is computed once, beforehand; it "
       "cannot use 'x'"},
      {"cel.bind(x, 1, payer.sent.exists(t, t.count == x))",
       "check 1:48: 'x' changes from step to step, but this chain over a history is computed once, beforehand; it "
       "cannot use 'x'"},
      {"payer.sent.exists(t, payer.received.exists(r, r.amount > t.amount))",
       "check 1:58: 't' changes from step to step, but this chain over a history is computed once, beforehand; it "
       "cannot use 't'"},
      {"payer.sent.map(t, t.known, t.nothing).sum()",
       "check 1:30: the entry has no field 'nothing'; it has amount, channel, count, known, payee, time"},
      {"payer.sent.map(t, t.count, t.amount).sum()",
       "check 1:21: map() needs a condition, which is true or false, not an int"},
  };
  expect_chains(rows, FR_COUNT(rows), false);
}

Test(cel_chain, refused_where_the_host_has_none) {
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  static const char source[] = "1 + payer.sent.size()";
  cr_assert_eq(fr__cel_parse(&of->arena, source, sizeof source - 1, &of->tree, &of->error), FR_OK);
  cr_expect_eq(fr__cel_compile(&of->arena, &of->env, of->tree, NULL, &of->program, NULL, &of->error),
               FR_BAD_EXPRESSION);
  cr_expect_str_eq(of->error.message, "payer.sent is a history, and histories cannot be used here");
  cr_expect_eq(of->error.column, 11);
  evaluation_end(of);
  free(of);
}

Test(cel_chain, widening) {
  static const row rows[] = {
      {"payer.sent.filter(t, t.amount > 1).size()", "sent filter(.amount) size records -> int"},
      {"payer.sent.map(t, t.amount + 1).sum()", "sent map(.amount) sum double -> double"},
      {"1 in payer.sent.map(t, t.amount)", "sent map(bare .amount) in() double -> bool"},
      {"payer.sent.map(t, t.amount).gaps().filter(g, g > 1).size()",
       "sent map(bare .amount) gaps filter(value) size double -> int"},
      {"payer.sent.map(t, t.count).percentile(95) + payer.sent.map(t, t.count).percentile(95.0)",
       "sent map(bare .count) percentile() int -> int"},
      {"payer.sent.filter(t, t.amount > 1).size() + payer.sent.filter(t, t.amount > 1.0).size()",
       "sent filter(.amount) size records -> int"}, /* the same chain, once 1 is a double */
  };
  expect_chains(rows, FR_COUNT(rows), true);
}

/* ---- what the programs of a chain do ---- */

typedef struct entry {
  double amount;
  const char *channel;
  int64_t count;
  uint64_t payee;
  bool known;
} entry;

static const entry entries[] = {{10.0, "atm", 1, 42, true},
                                {20.0, "online", 2, 43, false},
                                {5.0, "teller", 3, 42, true},
                                {40.0, "atm", 4, 44, false}};

static void enter(evaluation *of, const entry *at) {
  fr__cel_value *slots = of->values.slots;
  slots[S_E_AMOUNT] = fr__cel_double(at->amount);
  slots[S_E_CHANNEL] = value_of(at->channel);
  slots[S_E_COUNT] = fr__cel_int(at->count);
  slots[S_E_KNOWN] = fr__cel_bool(at->known);
  slots[S_E_PAYEE] = fr__cel_key(at->payee);
  slots[S_E_TIME] = fr__cel_timestamp(at->count * FR__SECOND_US);
}

/* Filters and maps an entry as a host does; false where a filter drops it. */
static bool passes(evaluation *of, const fr__cel_chain *chain, fr__cel_scratch *scratch) {
  for (uint32_t i = 0; i < chain->stage_count; i++) {
    const fr__cel_stage *stage = &chain->stages[i];
    if (stage->program == NULL) continue;
    scratch->used = 0;
    const fr__cel_value value = fr__cel_run(stage->program, of->values.slots, scratch);
    if (stage->kind == FR__CEL_FILTER && (value.kind != FR__CEL_BOOL || value.as.integer == 0)) return false;
    if (stage->kind == FR__CEL_MAPPED) of->values.slots[chain->value_slot] = value;
  }
  return true;
}

Test(cel_chain, programs) {
  static const row rows[] = {
      {"payer.sent.filter(t, t.amount > 9.0).map(t, t.count).sum()", "1 2 4"},
      {"payer.sent.filter(t, t.amount > 9.0 && t.known || t.channel == 'teller').map(t, t.count).sum()", "1 3"},
      {"payer.sent.filter(t, t.channel in ['atm', 'teller']).map(t, t.amount).sum()", "10.0 5.0 40.0"},
      {"payer.sent.filter(t, t.channel in risky).map(t, t.amount).sum()", "20.0"},
      {"payer.sent.filter(t, t.payee == party).map(t, t.amount).sum()", "10.0 5.0"},
      {"payer.sent.map(t, t.amount * d).filter(a, a < 30.0).sum()", "25.0 12.5"},
      {"payer.sent.map(t, t.count).map(c, c * c).filter(c, c > 1).map(c, -c).sum()", "-4 -9 -16"},
      {"payer.sent.map(t, !t.known, t.time).max()", "1970-01-01T00:00:02Z 1970-01-01T00:00:04Z"},
      {"payer.sent.filter(t, ('x' + t.channel).size() > 4).map(t, t.count).sum()", "2 3"},
      {"payer.sent.filter(t, ints.exists(x, x == t.count)).map(t, t.count).sum()", "1 2 3"},
      {"payer.sent.map(t, t.count + payer.received.size()).sum()", "101 102 103 104"},
      {"payer.sent.filter(t, 1 / (t.count - 2) > 0).map(t, t.count).sum()", "3"},
  };
  evaluation *of = malloc(sizeof *of);
  for (size_t i = 0; i < FR_COUNT(rows); i++) {
    evaluation_begin(of);
    cr_assert(evaluation_compile(of, rows[i].expression), "%s: %s", rows[i].expression, of->said.bytes);
    const fr__cel_chain *chain = &of->chains.items[of->chains.count - 1];
    if (of->chains.count > 1) of->values.slots[of->chains.items[0].slot] = fr__cel_int(100);
    unsigned char memory[4096];
    fr__cel_scratch scratch = {memory, sizeof memory, 0};
    written got = {.size = 0};
    for (size_t e = 0; e < FR_COUNT(entries); e++) {
      enter(of, &entries[e]);
      if (!passes(of, chain, &scratch)) continue;
      if (got.size > 0) text_add(&got, " ");
      text_add_value(&got, &of->values.slots[chain->value_slot]);
    }
    cr_expect_str_eq(got.bytes, rows[i].gives, "%s gives %s", rows[i].expression, got.bytes);
    evaluation_end(of);
  }
  free(of);
}
