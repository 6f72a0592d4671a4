/* SPDX-License-Identifier: Apache-2.0
 *
 * The trust store, the policy and its switches are replaced from three threads while a fourth scores: each decision is
 * that of one policy under one document of switches, and a policy comes into force only under a store that trusts it.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "policy/switches.h"
#include "support/signed.h"

enum { ROUNDS = 150 };

typedef struct shared {
  fr_engine *engine;
  fr_trust *trusts[2];    /* only the first trusts the policies */
  fr_policy *policies[2]; /* signed; versions 1 and 2: the rule "a" gives 50 points under both */
  bundle switches[ROUNDS];
  atomic_uint over, taken, refused, wrong;
} shared;

static void *change_trust(void *argument) {
  shared *all = argument;
  for (uint32_t i = 0; atomic_load(&all->over) < 2; i++) {
    if (fr_engine_set_trust(all->engine, all->trusts[i % 2], NULL) != FR_OK) atomic_fetch_add(&all->wrong, 1u);
    /* Now and then the store stays for as long as it takes to verify a policy and run its tests. */
    (void)(i % 4 == 0 ? usleep(3000) : sched_yield());
  }
  return NULL;
}

static void *change_policy(void *argument) {
  shared *all = argument;
  const fr_put_options put = {.struct_size = sizeof put, .accept_older = FR_YES};
  /* On a busy machine all rounds may fall into the time of one store: then it goes on until the other had its turn. */
  for (uint32_t i = 0; i < ROUNDS || atomic_load(&all->taken) == 0 || atomic_load(&all->refused) == 0; i++) {
    const fr_status status = fr_engine_put_policy(all->engine, all->policies[i % 2], &put, NULL);
    if (status == FR_OK) atomic_fetch_add(&all->taken, 1u);
    if (status == FR_UNTRUSTED_KEY) atomic_fetch_add(&all->refused, 1u);
    if (status == FR_OK || status == FR_UNTRUSTED_KEY) continue;
    atomic_fetch_add(&all->wrong, 1u);
    break;
  }
  atomic_fetch_add(&all->over, 1u);
  return NULL;
}

static void *change_switches(void *argument) {
  shared *all = argument;
  for (uint32_t i = 0; i < ROUNDS; i++) {
    const bundle *one = &all->switches[i];
    if (fr_engine_set_switches(all->engine, one->data, one->size, 0, NULL) != FR_OK) atomic_fetch_add(&all->wrong, 1u);
    sched_yield();
  }
  atomic_fetch_add(&all->over, 1u);
  return NULL;
}

static void *score(void *argument) {
  shared *all = argument;
  fr_context *context = NULL;
  if (fr_context_create(all->engine, &context) != FR_OK) return NULL;
  while (atomic_load(&all->over) < 2) {
    fr_transfer transfer = FR_TRANSFER_INIT;
    fr_decision decision = FR_DECISION_INIT;
    transfer.id = fr_text_of("t");
    transfer.payer = fr_text_of("a");
    transfer.payee = fr_text_of("b");
    transfer.amount_minor = 100;
    transfer.time_us = INT64_C(1767664800000000);
    const fr_status status = fr_preview(context, &transfer, &decision);
    /* Even documents switch the rule off, odd ones nothing: with the flag it is 0 or 50, without it 50. */
    const bool off = (decision.flags & FR_FLAG_RULES_OFF) != 0;
    const bool right = status == FR_OK && (decision.score == 50 || (off && decision.score == 0)) &&
                       (decision.reasons_total == 1) == (decision.score == 50);
    if (!right) atomic_fetch_add(&all->wrong, 1u);
  }
  fr_context_destroy(context);
  return NULL;
}

static bundle make_switches(uint64_t number) {
  fr__switches *made = calloc(1, sizeof *made + sizeof made->rules[0]);
  fr__cbor_writer writer;
  if (made == NULL) return (bundle){NULL, 0};
  snprintf(made->policy, sizeof made->policy, "test");
  made->number = number;
  made->count = number % 2 == 0 ? 1 : 0;
  if (made->count == 1) snprintf(made->rules[0], sizeof made->rules[0], "a");
  fr__cbor_writer_grow(&writer);
  fr__switches_write(&writer, made);
  const bundle sealed = bundle_seal(writer.data, writer.size);
  fr__cbor_writer_free(&writer);
  free(made);
  return sealed;
}

static fr_policy *make_policy(uint64_t version) {
  const bundle_policy description = {.version = version, .rules = {{.id = "a", .when = "true", .points = 50}}};
  const signed_parts parts = {
      .signers = {{.role = "author", .key = "author-ed25519"}, {.role = "approver", .key = "approver-ed25519"}}};
  bundle plain = bundle_of(&description), made = signed_bundle(&plain, &parts);
  fr_policy *policy = NULL;
  (void)fr_policy_load(made.data, made.size, &policy, NULL);
  bundle_free(&plain);
  bundle_free(&made);
  return policy;
}

int main(void) {
  static shared all;
  pthread_t threads[4];
  void *(*const work[4])(void *) = {change_trust, change_policy, change_switches, score};
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  options.accept_unsigned_policies =
      FR_YES; /* the switches are not signed; signed policies are verified all the same */
  options.complete_from_us = FR_COMPLETE_ALWAYS;
  options.memory_bytes = 1 << 20;
  options.parties_max = 16;
  all.trusts[0] = signed_trust("ed25519");
  all.trusts[1] = signed_trust("p256");
  for (uint32_t i = 0; i < 2; i++) all.policies[i] = make_policy(i + 1);
  for (uint32_t i = 0; i < ROUNDS; i++) all.switches[i] = make_switches(i + 1);
  if (fr_engine_create(&options, &all.engine, NULL) != FR_OK ||
      fr_engine_set_trust(all.engine, all.trusts[0], NULL) != FR_OK ||
      fr_engine_set_policy(all.engine, all.policies[0], NULL) != FR_OK) {
    printf("no engine\n");
    return 1;
  }
  for (uint32_t i = 0; i < 4; i++) pthread_create(&threads[i], NULL, work[i], &all);
  for (uint32_t i = 0; i < 4; i++) pthread_join(threads[i], NULL);
  const uint32_t taken = atomic_load(&all.taken), refused = atomic_load(&all.refused), wrong = atomic_load(&all.wrong);
  fr_engine_destroy(all.engine);
  for (uint32_t i = 0; i < 2; i++) fr_trust_release(all.trusts[i]);
  for (uint32_t i = 0; i < 2; i++) fr_policy_release(all.policies[i]);
  for (uint32_t i = 0; i < ROUNDS; i++) bundle_free(&all.switches[i]);
  printf("%u taken, %u refused, %u wrong\n", taken, refused, wrong);
  return wrong == 0 && taken + refused >= ROUNDS && taken > 0 && refused > 0 ? 0 : 1;
}
