/* SPDX-License-Identifier: Apache-2.0
 *
 * The words that go with a decision. */
#include "policy/policy.h"

/* The wording in this language, or else the first. */
static const fr__wording *choose(const fr__wordings *wordings, fr_text language) {
  for (uint32_t i = 0; i < wordings->count; i++) {
    if (fr__text_is(language, wordings->items[i].language)) return &wordings->items[i];
  }
  return wordings->count == 0 ? NULL : &wordings->items[0];
}

static fr_status give(const char *text, uint64_t size, char *buffer, uint64_t capacity, uint64_t *needed) {
  *needed = size;
  FR_REQUIRE(size <= capacity, FR_BUFFER_TOO_SMALL);
  if (size != 0) memcpy(buffer, text, size);
  return FR_OK;
}

fr_status fr_reason_text(const fr_policy *policy, uint32_t rule_index, fr_text language, uint32_t encoding,
                         char *buffer, uint64_t capacity, uint64_t *needed) {
  FR_REQUIRE(policy != NULL && needed != NULL && (buffer != NULL || capacity == 0), FR_NULL_POINTER);
  FR_REQUIRE(rule_index < policy->rule_count && encoding == FR_ENCODING_UTF8, FR_BAD_ARGUMENT);
  const fr__wording *reason = choose(&policy->rules[rule_index].reason, language);
  FR_REQUIRE(reason != NULL, FR_NO_WORDS);
  return give(reason->text, reason->size, buffer, capacity, needed);
}

/* The reasons of all rules that the decision carries, a line each. */
static fr_status give_reasons(const fr_policy *policy, const fr_decision *decision, fr_text language, char *buffer,
                              uint64_t capacity, uint64_t *needed) {
  uint64_t size = 0;
  for (int writing = 0; writing < 2; writing++) {
    size = 0;
    for (uint32_t i = 0; i < decision->reason_count; i++) {
      FR_REQUIRE(decision->reasons[i].rule_index < policy->rule_count, FR_OTHER_POLICY);
      const fr__wording *reason = choose(&policy->rules[decision->reasons[i].rule_index].reason, language);
      FR_REQUIRE(reason != NULL, FR_NO_WORDS);
      if (size != 0 && writing) buffer[size] = '\n';
      if (size != 0) size++;
      if (writing) memcpy(buffer + size, reason->text, reason->size);
      size += reason->size;
    }
    *needed = size;
    FR_REQUIRE(size <= capacity, FR_BUFFER_TOO_SMALL);
  }
  return FR_OK;
}

fr_status fr_words(const fr_policy *policy, const fr_decision *decision, uint32_t audience, fr_text language,
                   uint32_t encoding, char *buffer, uint64_t capacity, uint64_t *needed) {
  FR_REQUIRE(policy != NULL && decision != NULL && needed != NULL && (buffer != NULL || capacity == 0),
             FR_NULL_POINTER);
  FR_REQUIRE(decision->struct_size >= sizeof *decision, FR_STRUCT_SIZE);
  FR_REQUIRE(audience >= FR_AUDIENCE_CUSTOMER && audience <= FR_AUDIENCE_AUDIT, FR_BAD_ARGUMENT);
  FR_REQUIRE(encoding == FR_ENCODING_UTF8 && decision->reason_count <= FR_MAX_REASONS, FR_BAD_ARGUMENT);
  FR_REQUIRE(memcmp(policy->digest, decision->policy_digest, sizeof policy->digest) == 0, FR_OTHER_POLICY);
  *needed = 0;
  if (audience == FR_AUDIENCE_AUDIT) return give_reasons(policy, decision, language, buffer, capacity, needed);
  if (decision->outcome <= FR_OUTCOME_ALLOW) return FR_OK;
  const fr__scam *unclassified = NULL, *scam = NULL;
  for (uint32_t i = 0; i < policy->scam_count; i++) {
    if (strcmp(policy->scams[i].name, "unclassified") == 0) unclassified = &policy->scams[i];
    if ((int32_t)i == decision->scam_index) scam = &policy->scams[i];
  }
  /* A scam without words of its own, and points without a scam, get the general words where the policy has them. */
  const uint32_t place = audience - FR_AUDIENCE_CUSTOMER;
  if (scam == NULL || scam->advice[place].count == 0) scam = unclassified;
  const fr__wording *advice = scam == NULL ? NULL : choose(&scam->advice[place], language);
  FR_REQUIRE(advice != NULL, FR_NO_WORDS);
  return give(advice->text, advice->size, buffer, capacity, needed);
}
