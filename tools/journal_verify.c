/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk journal verify, and prove. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/journal.h"
#include "input.h"
#include "journal.h"
#include "output.h"

enum { MESSAGE = 1024, MOST_KEY = 1 << 16, TOLD = 10 };

/* ---- decisions, made again ---- */

typedef struct judged {
  uint64_t same, different, not_made;
  fr_status reason; /* the last, for those that were not made */
} judged;

static void judge(void *argument, const fr__verdict *verdict) {
  judged *all = argument;
  if (verdict->is == NULL) {
    all->not_made++;
    all->reason = verdict->reason;
  } else if (memcmp(verdict->was, verdict->is, sizeof *verdict->was) == 0) {
    all->same++;
  } else if (all->different++ < TOLD) {
    printf("decision %" PRIu64 ": it was outcome %u with %" PRId64 " points, and is outcome %u with %" PRId64 "\n",
           verdict->sequence, verdict->was->outcome, verdict->was->score, verdict->is->outcome, verdict->is->score);
  }
}

/* The options on which histories depend stand in the first record. */
fr_status journal_engine_like(const uint8_t key[16], uint64_t memory_bytes, const fr__log_record *first,
                              fr_engine **engine, fr_error *error) {
  fr__opened opened;
  if (first->sequence != 1 || first->kind != FR__RECORD_OPENED ||
      fr__opened_read(first->body, first->size, &opened) != FR_OK) {
    return fr__fail(error, FR_NOT_FOUND, "journal", "decisions can be made again from the first record on alone");
  }
  fr_engine_options engine_options = opened.options;
  engine_options.struct_size = sizeof engine_options;
  engine_options.accept_unsigned_policies = FR_YES;
  if (memory_bytes != 0) engine_options.memory_bytes = memory_bytes;
  memcpy(engine_options.secret_key, key, sizeof engine_options.secret_key);
  return fr_engine_create(&engine_options, engine, error);
}

static fr_status replay(const journal_options *options, fr__log_reader *reader, judged *all, fr_error *error) {
  const fr__replayer_options how = {.verdict = judge,
                                    .argument = all,
                                    .io = fr__io_posix(),
                                    .directory = options->directory,
                                    .host_key = options->has_sealing_key ? options->sealing_key : NULL};
  fr__log_record record;
  fr_engine *engine = NULL;
  fr__replayer *replayer = NULL;
  fr_status status = fr__log_reader_next(reader, &record, error);
  if (status == FR_OK) status = journal_engine_like(options->key, options->memory_bytes, &record, &engine, error);
  if (status == FR_OK) status = fr__replayer_create(engine, &how, &replayer);
  while (status == FR_OK && record.sequence != 0) {
    status = fr__replayer_apply(replayer, record.sequence, record.kind, record.body, record.size, error);
    if (status == FR_OK) status = fr__log_reader_next(reader, &record, error);
  }
  if (status == FR_OK) status = fr__replayer_finish(replayer, error);
  fr__replayer_destroy(replayer);
  fr_engine_destroy(engine);
  return status;
}

static int tell_judged(const judged *all) {
  printf("decisions made again: %" PRIu64 " the same byte for byte, %" PRIu64 " others\n", all->same, all->different);
  if (all->not_made != 0) {
    printf("not made again: %" PRIu64
           ", whose policy, watch lists, switched-off rules or sealing key is not at hand (%s)\n",
           all->not_made, fr_status_name(all->reason));
  }
  return all->different == 0 ? 0 : 1;
}

static int replay_all(const journal_options *options) {
  const fr__log_reader_options from = {.directory = options->directory};
  fr__log_reader *reader;
  judged all = {0};
  fr_error error = FR_ERROR_INIT;
  fr_status status = fr__log_reader_open(&from, &reader, &error);
  if (status == FR_OK) {
    status = replay(options, reader, &all, &error);
    fr__log_reader_close(reader);
  }
  if (status == FR_OK) return tell_judged(&all);
  fprintf(stderr, "%s: %s\n", options->directory, error.message[0] ? error.message : fr_status_text(status));
  return 1;
}

/* ---- the log ---- */

static const char *signed_text(enum fr__log_signed how) {
  switch (how) {
    case FR__LOG_SIGNATURE_GOOD: return "its signature is good";
    case FR__LOG_SIGNATURE_BAD: return "its signature is BAD";
    case FR__LOG_NOT_CHECKED: return "its signature was not looked at: say --trust";
    default: return "not signed";
  }
}

static void tell_report(const fr__log_report *report) {
  printf("records %" PRIu64 " to %" PRIu64 " in %" PRIu64 " segments, %" PRIu64 " bytes\n", report->first_sequence,
         report->last_sequence, report->segments, report->bytes);
  printf("under hash chain and tree: up to record %" PRIu64 "\n", report->sealed_sequence);
  if (report->checkpoint_sequence == 0) {
    printf("no checkpoint\n");
  } else {
    printf("last checkpoint: record %" PRIu64 ", %s\n", report->checkpoint_sequence, signed_text(report->checkpoint));
  }
}

int command_journal_verify(const journal_options *options) {
  char message[MESSAGE];
  size_t key_size = 0;
  char *key = options->trust == NULL ? NULL : input_read_all(options->trust, MOST_KEY, &key_size, message, MESSAGE);
  if (options->trust != NULL && key == NULL) {
    fprintf(stderr, "%s\n", message);
    return 1;
  }
  const fr__log_reader_options from = {
      .directory = options->directory, .verify = true, .public_key = key, .public_key_size = key_size};
  fr__log_report report;
  fr_error error = FR_ERROR_INIT;
  const fr_status status = fr__log_verify(&from, options->least, &report, &error);
  free(key);
  if (status != FR_OK) {
    fprintf(stderr, "%s: %s\n", options->directory, error.message[0] ? error.message : fr_status_text(status));
    return 1;
  }
  tell_report(&report);
  return options->replay ? replay_all(options) : 0;
}

int command_journal_prove(const journal_options *options) {
  const fr__log_reader_options from = {.directory = options->directory};
  fr_error error = FR_ERROR_INIT;
  uint64_t needed = 0;
  output out;
  char *proof = NULL;
  fr_status status = fr__log_prove(&from, options->sequence, options->is_signed, NULL, 0, &needed, &error);
  if (status == FR_BUFFER_TOO_SMALL) {
    proof = malloc((size_t)needed + 1);
    status = proof == NULL
                 ? FR_NO_MEMORY
                 : fr__log_prove(&from, options->sequence, options->is_signed, proof, needed, &needed, &error);
  }
  if (status != FR_OK) {
    fprintf(stderr, "%s: %s\n", options->directory, error.message[0] ? error.message : fr_status_text(status));
    free(proof);
    return 1;
  }
  bool written = output_open(&out, options->out);
  if (written) {
    output_add(&out, proof, (size_t)needed);
    if (needed == 0 || proof[needed - 1] != '\n') output_string(&out, "\n");
    written = output_close(&out);
  }
  free(proof);
  return written ? 0 : 1;
}
