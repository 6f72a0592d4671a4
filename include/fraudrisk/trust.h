/* SPDX-License-Identifier: Apache-2.0
 *
 * Who must stand behind a policy before an engine takes it.
 *
 *   fr_trust_builder   one thread's; takes public keys, each with the role of whoever holds it
 *   fr_trust           what it makes: immutable, reference counted, shared by any number of engines and threads
 *
 * A bundle may have several signatures, each made in a role. An engine with a trust store takes it when, for each role
 * that must have signed, one key of that role did: an author and an approver, unless the store names other roles. A key
 * has one role, so nobody can be two of them. Signatures by keys that the store does not have count for nothing; one
 * that it has must be right, or the bundle is refused whole.
 *
 * Keys are rolled over by a store that has the old and the new key in a role for a while: a role may have many. A store
 * is replaced atomically; the policy in force stays in force, since it was verified when it was put there.
 *
 * The library reads no files: `fraudrisk policy verify --trust FILE` shows how a file becomes a store (tools/trust.c).
 *
 * Source: docs/signing.md. */
#ifndef FRAUDRISK_TRUST_H
#define FRAUDRISK_TRUST_H

#include "fraudrisk/engine.h"
#include "fraudrisk/policy.h"
#include "fraudrisk/status.h"
#include "fraudrisk/text.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fr_trust_builder fr_trust_builder;

/* Begins a store. Errors: FR_NULL_POINTER, FR_NO_MEMORY. Any thread; allocates. @since 0.1 */
FR_API fr_status fr_trust_builder_create(fr_trust_builder **builder);

/* Adds a public key in a role. On an error nothing was added, and the builder can be used on.
 *
 *   role        a name as policies have them: "author", "approver", or the bank's own
 *   pem, size   "BEGIN PUBLIC KEY" (SubjectPublicKeyInfo) of Ed25519, ECDSA P-256 or SM2; one key
 *   key_id      may be null; receives what signatures call the key by: the first 16 bytes of the SHA-256 of its DER
 * Errors: FR_NULL_POINTER, FR_BAD_ARGUMENT (the role is no name; the key stands in the store already), FR_BAD_KEY,
 * FR_TOO_LONG, FR_TOO_MANY (past FR_MAX_TRUST_KEYS), FR_NO_MEMORY. One thread at a time; allocates. @since 0.1 */
FR_API fr_status fr_trust_builder_add(fr_trust_builder *builder, fr_text role, const void *pem, uint64_t size,
                                      uint8_t key_id[16], fr_error *error);

/* Says that a role must have signed. The first call takes the place of "author" and "approver".
 * Errors: FR_NULL_POINTER, FR_BAD_ARGUMENT (the role is no name, or was said before), FR_TOO_MANY (past FR_MAX_ROLES).
 * One thread at a time. @since 0.1 */
FR_API fr_status fr_trust_builder_require(fr_trust_builder *builder, fr_text role, fr_error *error);

/* Makes the store and leaves the builder empty. Every role that must have signed needs a key.
 * Errors: FR_NULL_POINTER, FR_BAD_ARGUMENT (a role without a key), FR_NO_MEMORY; then the builder still has all. One
 * thread at a time; allocates. @since 0.1 */
FR_API fr_status fr_trust_builder_finish(fr_trust_builder *builder, fr_trust **trust, fr_error *error);

/* Frees the builder; stores that it made stay. Null is allowed. @since 0.1 */
FR_API void fr_trust_builder_destroy(fr_trust_builder *builder);

/* One reference more, and one less; the last frees it. Null is allowed. Any thread. @since 0.1 */
FR_API fr_trust *fr_trust_retain(fr_trust *trust);
FR_API void fr_trust_release(fr_trust *trust);

/* Whether the store would let an engine take a policy: the signatures alone, neither version nor validity nor tests.
 * Errors: FR_NULL_POINTER; FR_UNSIGNED_POLICY; FR_BAD_SIGNATURE, FR_BAD_ALGORITHM, FR_UNTRUSTED_KEY, FR_ROLE_MISSING,
 * with a sentence that names the role and the key; FR_NO_MEMORY. Any thread; allocates as much as the policy has bytes.
 * @since 0.1 */
FR_API fr_status fr_trust_verify(const fr_trust *trust, const fr_policy *policy, fr_error *error);

/* Gives an engine the store that its policies are verified by, in place of the one before. Atomic. The engine takes a
 * reference of its own; null takes the store away. From then on fr_engine_set_policy(), fr_engine_put_policy() and
 * fr_engine_set_challenger() verify every signed policy; unsigned ones are taken only with the engine's option
 * accept_unsigned_policies. An engine without a store takes signed policies only with that option, too.
 * Errors: FR_NULL_POINTER (engine). Any thread. @since 0.1 */
FR_API fr_status fr_engine_set_trust(fr_engine *engine, fr_trust *trust, fr_error *error);

/* Switches rules off for the whole bank, at once and without a new policy: a small signed document that names the
 * policy and the rules (`fraudrisk policy switch` writes it, `policy sign` signs it). It is verified by the engine's
 * trust store as a policy is, and counts for the policy in force and for later ones of that name, until another
 * document takes its place; one without rules switches all of them on again. Atomic: calls that run finish as they
 * began. Its validity is by the transfer's time, and decisions made while it
 * keeps a rule off have FR_FLAG_RULES_OFF.
 *
 *   bytes, size   the document; the bytes may be freed afterwards
 *   now_us        the time, for its validity; 0: not said, which only one without limits takes
 * fr_engine_policy() gives the policy with its switches, so fr_decide() with that one heeds them. Challengers are not
 * switched. Rules that are binding are switched off only where the document says so (even_binding). A later policy may
 * lack a rule, or have made it binding; then that rule is passed over.
 * Errors: FR_NULL_POINTER, FR_NO_POLICY, FR_OTHER_POLICY (it is for a policy of another name), FR_POLICY_OLDER (its
 * number does not grow, and it is not the very document that is in force), FR_NOT_YET_VALID, FR_EXPIRED,
 * FR_BAD_ARGUMENT (no time was said), FR_BAD_TIME, FR_BAD_POLICY (no such rule, or a binding one), FR_BAD_BUNDLE,
 * FR_BAD_DIGEST, FR_TOO_LONG, FR_TOO_MANY, those of the signatures (as of a policy), FR_NO_MEMORY; the engine keeps
 * what it has. With a journal as fr_engine_set_policy(). Any thread; allocates. @since 0.1 */
FR_API fr_status fr_engine_set_switches(fr_engine *engine, const void *bytes, uint64_t size, int64_t now_us,
                                        fr_error *error);

#ifdef __cplusplus
}
#endif
#endif
