/* SPDX-License-Identifier: Apache-2.0
 *
 * Where a text mentions a policy's phrases: for whoever shows a text to a teller or an auditor. */
#include "policy/policy.h"
#include "text/encoding.h"

typedef struct listing {
  const fr_policy *policy;
  fr_text_match *matches;
  uint32_t capacity, count;
} listing;

static void list_match(void *context, const fr__found_phrase *found) {
  listing *into = context;
  if (into->count < into->capacity) {
    fr_text_match *match = &into->matches[into->count];
    *match = (fr_text_match){.begin = found->begin,
                             .end = found->end,
                             .set_index = found->set,
                             .strength = found->strength,
                             .disguises = found->disguises};
    /* Names stand in as many bytes, zeroes at the end. */
    memcpy(match->set, into->policy->phrases.names[found->set], sizeof match->set);
  }
  into->count++;
}

fr_status fr_text_matches(const fr_policy *policy, fr_text text, fr_text_match *matches, uint32_t capacity,
                          uint32_t *count) {
  FR_REQUIRE(policy != NULL && count != NULL && (matches != NULL || capacity == 0), FR_NULL_POINTER);
  *count = 0;
  if (text.data == NULL) return FR_OK;
  fr__encoded read;
  FR_REQUIRE(fr__encoding_read(text, &read) == FR_OK, FR_BAD_ARGUMENT);
  listing into = {policy, matches, capacity, 0};
  (void)fr__phrases_find(policy->phrases.matcher, read.text, list_match, &into);
  *count = into.count;
  return into.count > capacity ? FR_BUFFER_TOO_SMALL : FR_OK;
}
