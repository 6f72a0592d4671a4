/* SPDX-License-Identifier: Apache-2.0
 *
 * A trust store, and what it verifies: see fraudrisk/trust.h. */
#ifndef FR_POLICY_TRUST_H
#define FR_POLICY_TRUST_H

#include "fraudrisk/trust.h"
#include "wire/cose.h"

/* What is wrong with signatures whoever is trusted: algorithms that nobody knows, one key twice. */
fr_status fr__signatures_check(const fr__cose *cose, fr_error *error);

/* Verifies the signatures of a document: of every key that the store has, and one for each role that must have signed.
 * `what` begins the sentences: "the policy". */
fr_status fr__trust_verify(const fr_trust *trust, const fr__cose *cose, const char *what, fr_error *error);

/* The role of a key, by its id; null where the store does not have it. */
const char *fr__trust_role(const fr_trust *trust, const uint8_t key_id[FR__COSE_KEY_ID_BYTES]);

/* The id of a key: the first bytes of the SHA-256 of its SubjectPublicKeyInfo. */
struct fr__key;
fr_status fr__key_id(const struct fr__key *key, uint8_t key_id[FR__COSE_KEY_ID_BYTES]);

#endif
