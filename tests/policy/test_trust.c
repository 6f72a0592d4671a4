/* SPDX-License-Identifier: Apache-2.0
 *
 * Signatures when memory runs out: whichever call gets none, ours or OpenSSL's, a policy is either taken for good
 * reason or refused, and never taken for want of memory. What is wrong with signatures is in tests/engine/test_trust.c.
 */
#include "policy/trust.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "policy/switches.h"
#include "support/signed.h"
#include "wire/failing_memory.h"

#if MEMORY_CAN_FAIL

typedef struct file {
  uint8_t *bytes;
  uint64_t size;
} file;

static file author, approver, stranger, signed_bytes;

static void read_all(void) {
  author.bytes = file_read("tests/signed/author-p256.pub.pem", &author.size);
  approver.bytes = file_read("tests/signed/approver-p256.pub.pem", &approver.size);
  stranger.bytes = file_read("tests/signed/approver-sm2.pub.pem", &stranger.size);
  signed_bytes.bytes = file_read("tests/signed/p256.frb", &signed_bytes.size);
  cr_assert(author.size > 0 && approver.size > 0 && stranger.size > 0 && signed_bytes.size > 0);
}

/* Everything from the bytes of keys and a bundle to the answer. */
static fr_status whole(const file *second) {
  fr_trust_builder *builder = NULL;
  fr_trust *trust = NULL;
  fr_policy *policy = NULL;
  fr_error error = FR_ERROR_INIT;
  fr_status status = fr_trust_builder_create(&builder);
  if (status == FR_OK)
    status = fr_trust_builder_add(builder, fr_text_of("author"), author.bytes, author.size, NULL, &error);
  if (status == FR_OK)
    status = fr_trust_builder_add(builder, fr_text_of("approver"), second->bytes, second->size, NULL, &error);
  if (status == FR_OK) status = fr_trust_builder_finish(builder, &trust, &error);
  if (status == FR_OK) status = fr_policy_load(signed_bytes.bytes, signed_bytes.size, &policy, &error);
  if (status == FR_OK) status = fr_trust_verify(trust, policy, &error);
  cr_expect(status == FR_OK || error.message[0] != '\0' || status == FR_NO_MEMORY);
  fr_policy_release(policy);
  fr_trust_release(trust);
  fr_trust_builder_destroy(builder);
  return status;
}

Test(trust, memory_that_ends_at_any_call) {
  read_all();
  uint64_t refused = 0;
  memory_begin(0, false);
  cr_assert_eq(whole(&approver), FR_OK);
  const uint64_t calls = memory_end().calls;
  cr_assert_gt(calls, 100);
  for (uint64_t n = 1; n <= calls; n += 1 + n / 40) { /* each of the first, and ever fewer of the many alike */
    memory_begin(n, false);
    const fr_status status = whole(&approver);
    (void)memory_end();
    refused += status != FR_OK;
    memory_begin(n, true);
    const fr_status without = whole(&approver);
    cr_expect(memory_end().failed == 0 || without != FR_OK, "from call %llu on", (unsigned long long)n);
    memory_begin(n, false);
    cr_expect_neq(whole(&stranger), FR_OK, "a stranger passed at call %llu", (unsigned long long)n);
    (void)memory_end();
  }
  cr_expect_gt(refused, 20);
  cr_expect_eq(whole(&approver), FR_OK);
  cr_expect_eq(whole(&stranger), FR_UNTRUSTED_KEY);
  free(author.bytes);
  free(approver.bytes);
  free(stranger.bytes);
  free(signed_bytes.bytes);
}

/* Ours alone: what was taken is given back, whichever call fails. */
Test(switches, memory_that_ends_at_any_call) {
  static const bundle_policy plain = {.rules = {{.id = "a", .when = "true", .points = 1}}};
  fr__cbor_writer writer;
  fr_policy *policy = bundle_load(&plain);
  cr_assert_not_null(policy);
  fr__cbor_writer_grow(&writer);
  diagnostic_write(&writer, "{'rules': ['a'], 'number': 1, 'policy': 'test', 'fraudrisk': 1}");
  bundle made = bundle_seal(writer.data, writer.size);
  bool over = false;
  for (uint64_t n = 1; !over; n += 1 + n / 40) {
    fr__switches *switches = NULL;
    fr_policy *switched = NULL;
    memory_begin(n, true);
    fr_status status = fr__switches_read(made.data, made.size, &switches, NULL);
    if (status == FR_OK) status = fr__policy_switch(policy, switches, true, &switched, NULL);
    over = memory_end().failed == 0;
    cr_expect_eq(status == FR_OK, over, "%s", fr_status_name(status));
    cr_expect_eq(switched != NULL, over);
    fr_policy_release(switched);
    free(switches);
  }
  fr_policy_release(policy);
  bundle_free(&made);
  fr__cbor_writer_free(&writer);
}

#endif
