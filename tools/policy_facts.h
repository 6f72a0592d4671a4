/* SPDX-License-Identifier: Apache-2.0
 *
 * What a policy says, without how it is written: facts in a fixed order, each a text. What is shown is a list of facts,
 * and what changed from one policy to another are the facts that differ. */
#ifndef TOOLS_POLICY_FACTS_H
#define TOOLS_POLICY_FACTS_H

#include "policy_parts.h"

/* {rule, drained_first, points, "15"}. The value of a list's or a set's member is empty. Texts
 * live in the arena and in the policy work. */
typedef struct fact {
  const char *section, *name, *key, *value;
  uint32_t order;
} fact;

typedef struct facts {
  fr__arena arena;
  fact *items;
  uint32_t count, capacity;
  bool out_of_memory;
} facts;

/* Of a policy that compiles. */
void facts_of(facts *into, policy_work *work);
void facts_free(facts *all);
/* The facts of one thing stand together. */
static inline bool fact_same_thing(const fact *a, const fact *b) {
  return strcmp(a->section, b->section) == 0 && strcmp(a->name, b->name) == 0;
}

/* "24h" of 86400 seconds. */
const char *facts_seconds(fr__arena *into, int64_t seconds);

#endif
