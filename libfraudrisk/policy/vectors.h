/* SPDX-License-Identifier: Apache-2.0
 *
 * Tests that travel along with a policy: what happened before, one transfer, and what was decided of it when the bundle
 * was built. Reading and writing stand side by side, over the same tables of fields. docs/bundle.md has the format. */
#ifndef FR_POLICY_VECTORS_H
#define FR_POLICY_VECTORS_H

#include "fraudrisk/decision.h"
#include "fraudrisk/event.h"
#include "fraudrisk/transfer.h"
#include "wire/cbor.h"

/* A transfer with all that it points to; texts go into the bytes that were read. */
typedef struct fr__vector_transfer {
  fr_transfer transfer;
  fr_session session;
  fr_teller teller;
  fr_party payer, payee;
  fr_attribute attributes[FR_MAX_ATTRIBUTES];
} fr__vector_transfer;

typedef struct fr__vector_expected {
  uint32_t outcome;
  int64_t score;
  fr_text scam; /* empty: none */
} fr__vector_expected;

/* Reading, in this order: begin; for each test its head, its events, its transfer, what is expected. */
fr_status fr__vectors_begin(fr__cbor_reader *reader, const void *bytes, uint64_t size, uint32_t *count,
                            fr_error *error);
fr_status fr__vector_head(fr__cbor_reader *reader, fr_text *name, uint32_t *events);
/* `of` is where the event's own transfer goes, if it has one. */
fr_status fr__vector_event(fr__cbor_reader *reader, fr_event *event, fr__vector_transfer *of);
fr_status fr__vector_transfer_read(fr__cbor_reader *reader, fr__vector_transfer *into);
fr_status fr__vector_expect(fr__cbor_reader *reader, fr__vector_expected *expected);
/* Reads all of them, for what is wrong with them. */
fr_status fr__vectors_check(const void *bytes, uint64_t size, uint32_t *count, fr_error *error);

/* Writing: an array of as many tests, each in these steps. Texts have to be UTF-8. */
void fr__vector_write_head(fr__cbor_writer *writer, fr_text name, uint32_t events);
void fr__vector_write_event(fr__cbor_writer *writer, const fr_event *event);
void fr__vector_write_transfer(fr__cbor_writer *writer, const fr_transfer *transfer);
void fr__vector_write_expected(fr__cbor_writer *writer, const fr_decision *decision);

#endif
