/* SPDX-License-Identifier: Apache-2.0
 *
 * What the journal's tests share: records whose bytes follow from their number, and logs in a fake world. */
#ifndef FR_TESTS_JOURNAL_SUPPORT_H
#define FR_TESTS_JOURNAL_SUPPORT_H

#include "journal/fake_io.h"
#include "journal/log.h"

#define CREATED_US INT64_C(1767225600000000) /* the first second of 2026, UTC */

uint64_t test_random(uint64_t *state);

/* A record's kind, size (1 to `size_most` bytes) and bytes, all from its number. */
uint32_t record_kind(uint64_t sequence);
uint32_t record_size(uint64_t sequence, uint32_t size_most);
void record_fill(uint64_t sequence, uint32_t size, uint8_t *into);
bool record_is(const fr__log_record *record, uint32_t size_most);

/* Small segments and blocks, engine "engine-engine-en". */
fr__log_options log_options(fake_world *world);
fr__log_reader_options reader_options(fake_world *world);
/* Appends the next record. */
fr_status append_next(fr__log *log, uint32_t size_most, uint64_t *sequence);
/* Appends so many. */
fr_status append_many(fr__log *log, uint64_t count, uint32_t size_most);
/* Reads all, and compares with what was appended. Gives the last sequence, or the status that stopped it. */
fr_status read_through(fake_world *world, bool verify, uint32_t size_most, uint64_t *last, fr_error *error);

/* A pair of Ed25519 keys for tests, PEM. */
extern const char signing_key[], public_key[];

#endif
