/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/trust.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "crypto/sha256.h"
#include "crypto/sign.h"
#include "policy/policy.h"

typedef struct role_name {
  char text[FR_MAX_NAME_BYTES + 1];
} role_name;

typedef struct trusted_key {
  role_name role;
  uint8_t id[FR__COSE_KEY_ID_BYTES];
  fr__key *key;
} trusted_key;

typedef struct store {
  trusted_key *keys;
  uint32_t key_count;
  role_name roles[FR_MAX_ROLES]; /* that must have signed */
  uint32_t role_count;           /* of a builder 0: nothing was said, so the usual ones */
} store;

struct fr_trust {
  atomic_uint references;
  store has;
};

struct fr_trust_builder {
  store has;
};

static void clear(store *one) {
  for (uint32_t i = 0; i < one->key_count; i++) fr__key_free(one->keys[i].key);
  free(one->keys);
  *one = (store){0};
}

/* ---- building ---- */

fr_status fr_trust_builder_create(fr_trust_builder **created) {
  FR_REQUIRE(created != NULL, FR_NULL_POINTER);
  *created = calloc(1, sizeof **created);
  return *created == NULL ? FR_NO_MEMORY : FR_OK;
}

void fr_trust_builder_destroy(fr_trust_builder *builder) {
  if (builder == NULL) return;
  clear(&builder->has);
  free(builder);
}

/* Roles are names as the rest of a policy has them. */
static fr_status take_role(fr_text given, role_name *role, fr_error *error) {
  if (!fr__is_name(given)) {
    return fr__fail(error, FR_BAD_ARGUMENT, "role",
                    "a role has 1 to %d letters, digits, '_' and '-', and begins with a letter", FR_MAX_NAME_BYTES);
  }
  *role = (role_name){{0}};
  memcpy(role->text, given.data, given.size);
  return FR_OK;
}

fr_status fr__key_id(const fr__key *key, uint8_t key_id[FR__COSE_KEY_ID_BYTES]) {
  uint8_t digest[FR__SHA256_BYTES];
  uint32_t size;
  const uint8_t *spki = fr__key_spki(key, &size);
  FR_TRY(fr__sha256(spki, size, digest));
  memcpy(key_id, digest, FR__COSE_KEY_ID_BYTES);
  return FR_OK;
}

static const trusted_key *find_key(const store *in, const uint8_t *id) {
  for (uint32_t i = 0; i < in->key_count; i++) {
    if (memcmp(in->keys[i].id, id, FR__COSE_KEY_ID_BYTES) == 0) return &in->keys[i];
  }
  return NULL;
}

/* Puts an open key among the others, which takes it over. */
static fr_status put_key(store *into, const trusted_key *one, fr_error *error) {
  const trusted_key *same = find_key(into, one->id);
  if (same != NULL) {
    return fr__fail(error, FR_BAD_ARGUMENT, "key", "the key given for '%s' stands in the store already, as '%s'; %s",
                    one->role.text, same->role.text, "each role has keys of its own");
  }
  if (into->key_count == FR_MAX_TRUST_KEYS) {
    return fr__fail(error, FR_TOO_MANY, "key", "a trust store has at most %d keys", FR_MAX_TRUST_KEYS);
  }
  trusted_key *keys = realloc(into->keys, (into->key_count + 1) * sizeof *keys);
  FR_REQUIRE(keys != NULL, fr__fail(error, FR_NO_MEMORY, NULL, "out of memory"));
  into->keys = keys;
  keys[into->key_count++] = *one;
  return FR_OK;
}

fr_status fr_trust_builder_add(fr_trust_builder *builder, fr_text role, const void *pem, uint64_t size,
                               uint8_t key_id[16], fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(builder != NULL, fr__fail(error, FR_NULL_POINTER, "builder", "builder is a null pointer"));
  trusted_key one = {.key = NULL};
  FR_TRY(take_role(role, &one.role, error));
  FR_TRY(fr__key_public_from_pem(pem, size, &one.key, error));
  fr_status status = fr__key_id(one.key, one.id);
  if (status == FR_OK) {
    status = put_key(&builder->has, &one, error);
  } else {
    (void)fr__fail(error, status, "key", "%s", fr_status_text(status));
  }
  if (status != FR_OK) fr__key_free(one.key);
  if (status == FR_OK && key_id != NULL) memcpy(key_id, one.id, sizeof one.id);
  return status;
}

fr_status fr_trust_builder_require(fr_trust_builder *builder, fr_text role, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(builder != NULL, fr__fail(error, FR_NULL_POINTER, "builder", "builder is a null pointer"));
  role_name name;
  store *into = &builder->has;
  FR_TRY(take_role(role, &name, error));
  for (uint32_t i = 0; i < into->role_count; i++) {
    if (strcmp(into->roles[i].text, name.text) == 0) {
      return fr__fail(error, FR_BAD_ARGUMENT, "role", "the role '%s' is required already", name.text);
    }
  }
  if (into->role_count == FR_MAX_ROLES) {
    return fr__fail(error, FR_TOO_MANY, "role", "at most %d roles can be required", FR_MAX_ROLES);
  }
  into->roles[into->role_count++] = name;
  return FR_OK;
}

static fr_status check_roles_have_keys(const store *in, fr_error *error) {
  for (uint32_t i = 0; i < in->role_count; i++) {
    bool found = false;
    for (uint32_t k = 0; k < in->key_count; k++) found |= strcmp(in->keys[k].role.text, in->roles[i].text) == 0;
    if (!found) {
      return fr__fail(error, FR_BAD_ARGUMENT, "role", "the role '%s' must have signed, but no key has that role",
                      in->roles[i].text);
    }
  }
  return FR_OK;
}

fr_status fr_trust_builder_finish(fr_trust_builder *builder, fr_trust **finished, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(builder != NULL && finished != NULL,
             fr__fail(error, FR_NULL_POINTER, NULL, "builder or trust is a null pointer"));
  *finished = NULL;
  store whole = builder->has;
  if (whole.role_count == 0) {
    whole.roles[0] = (role_name){"author"};
    whole.roles[1] = (role_name){"approver"};
    whole.role_count = 2;
  }
  FR_TRY(check_roles_have_keys(&whole, error));
  fr_trust *trust = calloc(1, sizeof *trust);
  FR_REQUIRE(trust != NULL, fr__fail(error, FR_NO_MEMORY, NULL, "out of memory"));
  atomic_init(&trust->references, 1);
  trust->has = whole;
  builder->has = (store){0};
  *finished = trust;
  return FR_OK;
}

/* ---- the store ---- */

fr_trust *fr_trust_retain(fr_trust *trust) {
  if (trust != NULL) atomic_fetch_add_explicit(&trust->references, 1, memory_order_relaxed);
  return trust;
}

void fr_trust_release(fr_trust *trust) {
  if (trust == NULL || atomic_fetch_sub_explicit(&trust->references, 1, memory_order_acq_rel) != 1) return;
  clear(&trust->has);
  free(trust);
}

const char *fr__trust_role(const fr_trust *trust, const uint8_t key_id[FR__COSE_KEY_ID_BYTES]) {
  const trusted_key *found = find_key(&trust->has, key_id);
  return found == NULL ? NULL : found->role.text;
}

/* ---- verifying ---- */

fr_status fr__signatures_check(const fr__cose *cose, fr_error *error) {
  for (uint32_t i = 0; i < cose->count; i++) {
    const fr__cose_signature *one = &cose->signatures[i];
    if (fr__sign_algorithm_name(one->algorithm) == NULL) {
      return fr__fail(error, FR_BAD_ALGORITHM, "signature",
                      "the signature as '%.*s' names algorithm %lld, which this library does not have; sign with a key "
                      "of one that it has: -8 (Ed25519), -7 (ECDSA P-256), -65537 (SM2)",
                      (int)one->role.size, one->role.data, (long long)one->algorithm);
    }
    for (uint32_t j = 0; j < i; j++) {
      const fr__cose_signature *other = &cose->signatures[j];
      if (memcmp(one->key_id, other->key_id, FR__COSE_KEY_ID_BYTES) != 0) continue;
      return fr__fail(error, FR_BAD_BUNDLE, "signature",
                      "one key has signed twice, as '%.*s' and as '%.*s'; each role signs with a key of its own",
                      (int)other->role.size, other->role.data, (int)one->role.size, one->role.data);
    }
  }
  return FR_OK;
}

enum { KEY_ID_TEXT = 2 * FR__COSE_KEY_ID_BYTES + 1 };

static const char *key_id_text(const uint8_t *id, char text[KEY_ID_TEXT]) {
  static const char digits[] = "0123456789abcdef";
  for (uint32_t i = 0; i < FR__COSE_KEY_ID_BYTES; i++) {
    text[2 * i] = digits[id[i] >> 4];
    text[2 * i + 1] = digits[id[i] & 15];
  }
  text[KEY_ID_TEXT - 1] = '\0';
  return text;
}

static fr_status verify_bytes(const fr__cose *cose, const fr__cose_signature *signature, const fr__key *key) {
  fr__cbor_writer writer;
  fr__cbor_writer_fixed(&writer, NULL, 0);
  fr__cose_write_signed(&writer, cose, signature);
  const uint64_t size = writer.size;
  uint8_t *bytes = malloc((size_t)size);
  FR_REQUIRE(bytes != NULL, FR_NO_MEMORY);
  fr__cbor_writer_fixed(&writer, bytes, size);
  fr__cose_write_signed(&writer, cose, signature);
  fr_status status = writer.status;
  if (status == FR_OK) {
    status = fr__key_verify(key, signature->algorithm, bytes, size, signature->signature, signature->signature_size);
  }
  free(bytes);
  return status;
}

/* A signature by a key that the store has: it must be that key's, in that key's role. */
static fr_status verify_one(const trusted_key *by, const fr__cose *cose, const fr__cose_signature *signature,
                            const char *what, fr_error *error) {
  char id[KEY_ID_TEXT];
  const fr_text role = signature->role;
  if (!fr__text_is(role, by->role.text)) {
    return fr__fail(
        error, FR_UNTRUSTED_KEY, "signature",
        "%s is signed as '%.*s' with key %s, which the trust store has as '%s'; have it signed with a key of "
        "that role",
        what, (int)role.size, role.data, key_id_text(by->id, id), by->role.text);
  }
  const fr_status status = verify_bytes(cose, signature, by->key);
  if (status == FR_BAD_ALGORITHM) {
    return fr__fail(error, status, "signature",
                    "the signature of %s as '%s' says %s, but key %s signs with %s: it was "
                    "changed, or made by another program; sign again with 'fraudrisk policy sign'",
                    what, by->role.text, fr__sign_algorithm_name(signature->algorithm), key_id_text(by->id, id),
                    fr__sign_algorithm_name(fr__key_algorithm(by->key)));
  }
  if (status == FR_BAD_SIGNATURE) {
    return fr__fail(
        error, status, "signature",
        "%s was changed after it was signed, or its signature as '%s' was not made with key %s; sign it again", what,
        by->role.text, key_id_text(by->id, id));
  }
  return status == FR_OK ? FR_OK : fr__fail(error, status, "signature", "%s", fr_status_text(status));
}

/* Nobody trusted has signed in this role. A stranger who has is named: most often it is a key that was not entered. */
static fr_status role_missing(const fr__cose *cose, const char *role, const char *what, fr_error *error) {
  char id[KEY_ID_TEXT];
  for (uint32_t i = 0; i < cose->count; i++) {
    const fr__cose_signature *one = &cose->signatures[i];
    if (!fr__text_is(one->role, role)) continue;
    return fr__fail(error, FR_UNTRUSTED_KEY, "signature",
                    "%s is signed as '%s' with key %s, which the trust store does not have; enter the key or sign with "
                    "one that it has",
                    what, role, key_id_text(one->key_id, id));
  }
  return fr__fail(error, FR_ROLE_MISSING, "signature",
                  "%s is not signed as '%s'; have it signed with 'fraudrisk policy sign --role %s'", what, role, role);
}

fr_status fr__trust_verify(const fr_trust *trust, const fr__cose *cose, const char *what, fr_error *error) {
  bool signed_as[FR_MAX_ROLES] = {false};
  const store *has = &trust->has;
  for (uint32_t i = 0; i < cose->count; i++) {
    const trusted_key *by = find_key(has, cose->signatures[i].key_id);
    if (by == NULL) continue;
    FR_TRY(verify_one(by, cose, &cose->signatures[i], what, error));
    for (uint32_t r = 0; r < has->role_count; r++) {
      if (strcmp(has->roles[r].text, by->role.text) == 0) signed_as[r] = true;
    }
  }
  for (uint32_t r = 0; r < has->role_count; r++) {
    if (!signed_as[r]) return role_missing(cose, has->roles[r].text, what, error);
  }
  return FR_OK;
}

fr_status fr_trust_verify(const fr_trust *trust, const fr_policy *policy, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(trust != NULL && policy != NULL,
             fr__fail(error, FR_NULL_POINTER, NULL, "trust or policy is a null pointer"));
  if (policy->cose.count > 0) return fr__trust_verify(trust, &policy->cose, "the policy", error);
  return fr__fail(error, FR_UNSIGNED_POLICY, "policy",
                  "the policy is not signed; have it signed with 'fraudrisk policy sign'");
}
