/* SPDX-License-Identifier: Apache-2.0
 *
 * Signed documents of any bytes. What is read has one form: written again it is the same bytes. What loads as a policy
 * is verified by a trust store, which never takes what nobody signed. */
#include <stdlib.h>
#include <string.h>

#include "fraudrisk/fraudrisk.h"
#include "policy/switches.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char author[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEAQcIKJtdc97mIvpB3ynT82xDLGedrGOIJ0RAxorEH9pA=\n"
    "-----END PUBLIC KEY-----\n";

static fr_trust *make_trust(void) {
  fr_trust_builder *builder = NULL;
  fr_trust *trust = NULL;
  if (fr_trust_builder_create(&builder) != FR_OK ||
      fr_trust_builder_add(builder, fr_text_of("author"), author, strlen(author), NULL, NULL) != FR_OK ||
      fr_trust_builder_require(builder, fr_text_of("author"), NULL) != FR_OK ||
      fr_trust_builder_finish(builder, &trust, NULL) != FR_OK)
    abort();
  fr_trust_builder_destroy(builder);
  return trust;
}

static void read_document(const uint8_t *data, size_t size) {
  static fr__cose cose;
  fr_error error = FR_ERROR_INIT;
  if (fr__cose_read(data, size, FR__POLICY_CONTENT_TYPE, &cose, &error) != FR_OK) {
    if (error.message[0] == '\0') abort();
    return;
  }
  fr__cbor_writer writer;
  fr__cbor_writer_grow(&writer);
  fr__cose_write(&writer, &cose);
  if (writer.status != FR_OK || writer.size != size || memcmp(writer.data, data, size) != 0) abort();
  fr__cbor_writer_free(&writer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 1 << 16 || !fr__cose_begins(data, size)) return 0;
  read_document(data, size);
  fr__switches *switches = NULL;
  if ((fr__switches_read(data, size, &switches, NULL) == FR_OK) != (switches != NULL)) abort();
  free(switches);
  fr_policy *policy = NULL;
  fr_error error = FR_ERROR_INIT;
  const fr_status status = fr_policy_load(data, size, &policy, &error);
  if ((status == FR_OK) != (policy != NULL)) abort();
  if (status != FR_OK && error.message[0] == '\0') abort();
  if (policy != NULL) {
    fr_trust *trust = make_trust();
    if (fr_trust_verify(trust, policy, &error) == FR_OK) abort(); /* this key was thrown away when it was made */
    fr_trust_release(trust);
  }
  fr_policy_release(policy);
  return 0;
}
