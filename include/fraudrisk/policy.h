/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy: features, rules, thresholds and words, compiled from a bundle and immutable from then on.
 *
 * `fraudrisk policy build` makes the bundle from YAML. Loading verifies and compiles it whole or refuses it whole, with
 * the place in the bank's own source. A policy may be shared by any number of engines and threads; it is reference
 * counted, and whoever called fr_policy_load() releases it once.
 *
 * Source: docs/design.md, section 6. */
#ifndef FRAUDRISK_POLICY_H
#define FRAUDRISK_POLICY_H

#include "fraudrisk/decision.h"
#include "fraudrisk/status.h"
#include "fraudrisk/transfer.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fr_policy fr_policy;

/* Loads a bundle from memory, signed or not; the bytes may be freed afterwards. Signatures are kept with the policy and
 * verified by whoever has a trust store: fr_trust_verify(), and every engine that takes the policy (trust.h).
 *
 *   bundle, size   the bytes; at most FR_MAX_BUNDLE_BYTES
 *   policy         receives the handle; release it with fr_policy_release()
 *   error          may be null; says what is wrong, with line and column in the policy's source
 *
 * Errors: FR_BAD_BUNDLE, FR_BAD_DIGEST, FR_BAD_ALGORITHM, FR_BAD_POLICY, FR_BAD_EXPRESSION, FR_TOO_…, FR_NO_MEMORY. Any
 * thread; allocates.
 * @since 0.1 */
FR_API fr_status fr_policy_load(const void *bundle, uint64_t size, fr_policy **policy, fr_error *error);

/* One reference more, and one less; the last frees it. Null is allowed. Any thread. @since 0.1 */
FR_API fr_policy *fr_policy_retain(fr_policy *policy);
FR_API void fr_policy_release(fr_policy *policy);

/* What a policy is. Strings live as long as the policy. @since 0.1 */
typedef struct fr_policy_info {
  uint32_t struct_size;
  uint32_t is_signed; /* FR_YES or FR_NO: whether somebody signed, not whether anybody trusts him */
  uint64_t version;
  const char *name;
  uint8_t digest[32]; /* SHA-256 of what decides: the same whoever signs it, and whatever tests travel along */
  char currency[4];
  uint32_t currency_digits; /* minor units: 2 for CNY */
  int32_t utc_offset_s;
  uint32_t feature_count;
  uint32_t rule_count;
  uint32_t scam_count;
  uint32_t fold_count; /* passes and windows after fusion */
  uint32_t signature_count;
  int64_t valid_from_us;  /* 0: from ever */
  int64_t valid_until_us; /* the first time at which it is not valid any more; 0: for ever */
  uint32_t test_count;    /* tests that travel along */
  uint32_t reserved;
} fr_policy_info;
#define FR_POLICY_INFO_INIT \
  { .struct_size = (uint32_t)sizeof(fr_policy_info) }

/* Errors: FR_NULL_POINTER, FR_STRUCT_SIZE. Any thread. @since 0.1 */
FR_API fr_status fr_policy_describe(const fr_policy *policy, fr_policy_info *info);

/* How a key signs. @since 0.1 */
#define FR_SIGN_ED25519 1u
#define FR_SIGN_P256 2u /* ECDSA over P-256 with SHA-256 */
#define FR_SIGN_SM2 3u  /* SM2 with SM3 */

/* One signature of a policy, as the bundle has it: not verified. @since 0.1 */
typedef struct fr_signature {
  uint32_t struct_size;
  uint32_t algorithm; /* FR_SIGN_… */
  uint8_t key_id[16]; /* the first bytes of the SHA-256 of the signer's SubjectPublicKeyInfo */
  char role[FR_MAX_NAME_BYTES + 1];
} fr_signature;
#define FR_SIGNATURE_INIT \
  { .struct_size = (uint32_t)sizeof(fr_signature) }

/* The signature at a place, counted from 0. Errors: FR_NULL_POINTER, FR_STRUCT_SIZE, FR_BAD_ARGUMENT past the last. Any
 * thread; allocates nothing. @since 0.1 */
FR_API fr_status fr_policy_signature(const fr_policy *policy, uint32_t index, fr_signature *signature);

/* Name of a feature, a rule, a scam type by its place; null past the end. The string lives as long as the policy.
 * Any thread. @since 0.1 */
FR_API const char *fr_policy_feature(const fr_policy *policy, uint32_t index);
FR_API const char *fr_policy_rule(const fr_policy *policy, uint32_t index);
FR_API const char *fr_policy_scam(const fr_policy *policy, uint32_t index);
/* FR_TYPE_… of a feature; FR_TYPE_UNKNOWN past the end. @since 0.1 */
FR_API uint32_t fr_policy_feature_type(const fr_policy *policy, uint32_t index);
/* The scam type of a rule, as an index, -1 for none. @since 0.1 */
FR_API int32_t fr_policy_rule_scam(const fr_policy *policy, uint32_t index);
/* FR_TYPE_… of the attribute that the policy declares under this name; FR_TYPE_UNKNOWN where it declares none. @since
 * 0.1 */
FR_API uint32_t fr_policy_attribute_type(const fr_policy *policy, fr_text name);

/* For whom words are. What the customer reads or hears never tells which rule fired: beside what the policy wrote for
 * that scam it holds values of the transfer itself, which the customer knows. That is all but FR_AUDIENCE_TELLER and
 * FR_AUDIENCE_AUDIT. @since 0.1 */
#define FR_AUDIENCE_CUSTOMER 1u
#define FR_AUDIENCE_TELLER 2u
#define FR_AUDIENCE_ATM 3u
#define FR_AUDIENCE_AUDIT 4u
#define FR_AUDIENCE_VOICE 5u /* what the ATM says aloud */

/* What the law has a bank tell the customer whose transfer it delays or stops: fr_words() takes them in place of an
 * audience. Anti-Telecom and Online Fraud Law, art. 32 (reason, remedy, documents, release); Personal Information
 * Protection Law, art. 24 (a person decides where the customer does not accept what was decided automatically).
 * @since 0.1 */
#define FR_NOTICE_REASON 6u    /* why it waits, without telling the rule */
#define FR_NOTICE_REMEDY 7u    /* where to object */
#define FR_NOTICE_DOCUMENTS 8u /* what to bring along, a line each */
#define FR_NOTICE_REVIEW 9u    /* that a person looks at it, and how to ask for one */
#define FR_NOTICE_RELEASE 10u  /* when it is released */
#define FR_NOTICE_EXPIRY 11u   /* what happens when the time is over and nobody has answered */

/* The words for a decision, without a zero byte.
 *
 *   policy      the policy that decided; another gives FR_OTHER_POLICY
 *   audience    FR_AUDIENCE_… or FR_NOTICE_…; FR_AUDIENCE_AUDIT gives what the policy says of the scam for the file,
 *               where it does, and then the reasons of the rules that fired, a line each
 *   language    "zh", "en", … as the policy has them; where it lacks zh-CN, zh answers; where it has nothing of that
 *               language, or none is given, its first does
 *   encoding    FR_ENCODING_UTF8 or FR_ENCODING_GB18030, in which the words are written; others are FR_BAD_ARGUMENT
 *   buffer, capacity, needed   needed is always set; FR_BUFFER_TOO_SMALL leaves the buffer alone
 *
 * Values in the words ("{transfer.amount}" in the policy) come from decision->values and are written as the language of
 * the words has them; a value that was unknown, or that the decision does not carry (a degraded one carries none), is
 * 未知 or unknown.
 *
 * An allowed transfer has no words but the reasons for the audit: needed is 0 and the status FR_OK. A degraded decision
 * was made without looking at the transfer: FR_AUDIENCE_AUDIT and FR_NOTICE_REASON, which would say what is suspected,
 * are FR_NO_WORDS then; the others warn the customer as of a scam that nobody has named.
 *
 * Errors: FR_NULL_POINTER, FR_STRUCT_SIZE, FR_OTHER_POLICY, FR_NO_WORDS, FR_BUFFER_TOO_SMALL, FR_BAD_ARGUMENT (also
 * where decision->values are not what the library wrote). Any thread; allocates nothing. @since 0.1 */
FR_API fr_status fr_words(const fr_policy *policy, const fr_decision *decision, uint32_t audience, fr_text language,
                          uint32_t encoding, char *buffer, uint64_t capacity, uint64_t *needed);

/* One of the decision's reasons: the line that fr_words() has for decision->reasons[place].
 * Errors: as fr_words(); FR_BAD_ARGUMENT where place is not below reason_count. Any thread; allocates nothing.
 * @since 0.1 */
FR_API fr_status fr_reason_words(const fr_policy *policy, const fr_decision *decision, uint32_t place, fr_text language,
                                 uint32_t encoding, char *buffer, uint64_t capacity, uint64_t *needed);

/* What becomes of a held transfer when its time is over and nobody has decided. @since 0.1 */
#define FR_EXPIRY_NONE 0u    /* the policy does not say; or nothing is held */
#define FR_EXPIRY_RELEASE 1u /* it goes */
#define FR_EXPIRY_RENEW 2u   /* it waits on, once a person has said why */
#define FR_EXPIRY_REFUSE 3u  /* it does not go, and the customer is told */

/* What the policy says of that for a decision: beside the words of FR_NOTICE_EXPIRY, so that what is promised is what
 * is done. FR_EXPIRY_NONE where the policy does not say it, where nothing is held, and for another policy's decision.
 * Any thread; allocates nothing. @since 0.1 */
FR_API uint32_t fr_expiry(const fr_policy *policy, const fr_decision *decision);

/* A question for the teller, and what the answer says. The policy chooses the questions by the scam that it suspects;
 * the answers go into fr_transfer.teller (or into an attribute), and the transfer is scored again, with the same id.
 * @since 0.1 */
typedef struct fr_question {
  uint32_t struct_size;
  uint32_t sign;           /* FR_YES or FR_NO: the answer that gives the observation; FR_UNKNOWN: an open question */
  uint64_t teller_bit;     /* FR_TELLER_…; 0 for an open question, and where an attribute takes the answer */
  const char *name;        /* of the question, in the policy */
  const char *observation; /* "told_to_keep_secret", or a bool attribute: "attributes.x"; "" for an open question */
} fr_question;
#define FR_QUESTION_INIT \
  { .struct_size = (uint32_t)sizeof(fr_question) }

/* The question at a place, counted from 0, that goes with a decision. Strings live as long as the policy.
 * Errors: FR_NO_WORDS past the last one (a transfer that is allowed has none); FR_NULL_POINTER, FR_STRUCT_SIZE,
 * FR_OTHER_POLICY. Any thread; allocates nothing. @since 0.1 */
FR_API fr_status fr_question_get(const fr_policy *policy, const fr_decision *decision, uint32_t place,
                                 fr_question *question);

/* What the teller asks. FR_AUDIENCE_TELLER of fr_words() gives all of them, behind what else the teller is told.
 * Errors: as fr_words(); FR_NO_WORDS past the last question. Any thread; allocates nothing. @since 0.1 */
FR_API fr_status fr_question_words(const fr_policy *policy, const fr_decision *decision, uint32_t place,
                                   fr_text language, uint32_t encoding, char *buffer, uint64_t capacity,
                                   uint64_t *needed);

/* Enters an answer, FR_YES or FR_NO, among what the teller saw. Where two questions are about the same, one answer that
 * gives the observation outweighs all that rule it out. @since 0.1 */
static inline void fr_teller_answer(fr_teller *teller, const fr_question *question, uint32_t answer) {
  if (question->teller_bit == 0 || answer == FR_UNKNOWN) return;
  if (answer == question->sign) {
    teller->seen |= question->teller_bit;
    teller->ruled_out &= ~question->teller_bit;
  } else if ((teller->seen & question->teller_bit) == 0) {
    teller->ruled_out |= question->teller_bit;
  }
}

/* The reason of one rule in one language as the policy has it: with names in braces where a decision has values.
 * Errors: FR_BAD_ARGUMENT (no such rule), FR_NO_WORDS, FR_BUFFER_TOO_SMALL, FR_NULL_POINTER. Any thread; allocates
 * nothing. @since 0.1 */
FR_API fr_status fr_reason_text(const fr_policy *policy, uint32_t rule_index, fr_text language, uint32_t encoding,
                                char *buffer, uint64_t capacity, uint64_t *needed);

/* A phrase of the policy where a text mentions it.
 *   begin, end   bytes of the text as it was given, in its own encoding: for showing the place
 *   set, set_index   the set of phrases, zeroes at the end of its name
 *   strength     FR_PHRASE_…, as it counts: one less than the phrase's own where the text only sounds or looks like it
 *   disguises    FR_DISGUISE_…: what had to be taken away
 * @since 0.1 */
typedef struct fr_text_match {
  uint32_t begin, end;
  uint32_t set_index;
  uint32_t strength;
  uint32_t disguises;
  uint32_t reserved; /* 0 */
  char set[48];
} fr_text_match;

/* Where a text mentions phrases of the policy: what text.mentions() rests on, in the order of the places' ends. A
 * phrase inside a longer one is not told, nor what lies inside an allowed one; the allowed one is. A phrase that
 * several sets have is told for each.
 *
 *   text      in any encoding of text.h, damaged or not, of any length; null mentions nothing
 *   matches, capacity, count   *count is how many there are; where they are more than `capacity` the first ones are
 *             filled and the status is FR_BUFFER_TOO_SMALL
 *
 * Errors: FR_NULL_POINTER, FR_BAD_ARGUMENT (an encoding that there is not), FR_BUFFER_TOO_SMALL. Any thread; allocates
 * nothing; time grows with the text alone. @since 0.1 */
FR_API fr_status fr_text_matches(const fr_policy *policy, fr_text text, fr_text_match *matches, uint32_t capacity,
                                 uint32_t *count);

#ifdef __cplusplus
}
#endif
#endif
