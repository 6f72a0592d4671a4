/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk journal: what an operator, an auditor or an examiner asks of a journal. */
#ifndef TOOLS_JOURNAL_H
#define TOOLS_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "fraudrisk/engine.h"

typedef enum journal_command { JOURNAL_SHOW, JOURNAL_VERIFY, JOURNAL_PROVE, JOURNAL_EXPORT } journal_command;

enum { JOURNAL_MOST_TRUST = 16 };

typedef struct journal_options {
  const char *directory;
  const char *out;
  const char *trust[JOURNAL_MOST_TRUST]; /* files with public keys */
  uint32_t trust_count;
  bool jsonl, csv, replay, is_signed;
  bool allow_unsigned, allow_tail, allow_missing, allow_not_made; /* of verify: what is no failure */
  bool has_key, has_sealing_key;
  uint64_t sequence; /* of prove: which record; of show and export: the first */
  uint64_t least;    /* of verify: the journal has to reach to here */
  uint64_t memory_bytes;
  uint8_t key[16], sealing_key[32];
} journal_options;

/* Exits with status 2 and a sentence when the command line is wrong. */
void journal_options_parse(journal_command which, int argc, char **argv, journal_options *options);

int command_journal_show(const journal_options *options);
int command_journal_verify(const journal_options *options);
int command_journal_prove(const journal_options *options);
int command_journal_export(const journal_options *options);

/* An engine like the one that wrote this record, which is the journal's first, under the key of the options. */
struct fr__log_record;
fr_status journal_engine_like(const uint8_t key[16], uint64_t memory_bytes, const struct fr__log_record *first,
                              fr_engine **engine, fr_error *error);

#endif
