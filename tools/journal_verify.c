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

enum { MESSAGE = 1024, MOST_KEYS = 1 << 16, TOLD = 10, MOST_SNAPSHOTS = 64 };

/* What verify ends with: 0 says that all was proven, or is accepted by name. What comes first here is told first. */
enum {
  PROVEN = 0,
  REFUSED = 1,       /* something is wrong, or cannot be read */
  NO_SIGNATURE = 3,  /* nothing that was checked says who wrote it */
  UNSIGNED_TAIL = 4, /* records behind the last good checkpoint */
  RECORDS_GONE = 5,  /* it does not begin with record 1 */
  NOT_MADE = 6       /* decisions that could not be made again */
};

static void settle(int *ending, int one) {
  if (*ending == PROVEN) *ending = one;
}

/* ---- decisions, made again ---- */

typedef struct judged {
  uint64_t same, different, not_made, lowered;
  fr_status reason; /* the last, for those that were not made */
} judged;

static void judge(void *argument, const fr__verdict *verdict) {
  judged *all = argument;
  if (verdict->is == NULL) {
    all->not_made++;
    all->reason = verdict->reason;
    return;
  }
  const bool decided_same = memcmp(verdict->was, verdict->is, sizeof *verdict->was) == 0;
  const bool given_same = fr__answer_follows(verdict->given, verdict->is);
  if (decided_same && given_same) {
    all->same++;
    if ((verdict->given->flags & (FR_FLAG_LIMITED | FR_FLAG_SHADOW)) != 0) all->lowered++;
  } else if (all->different++ < TOLD && !decided_same) {
    printf("decision %" PRIu64 ": it was outcome %u with %" PRId64 " points, and is outcome %u with %" PRId64 "\n",
           verdict->sequence, verdict->was->outcome, verdict->was->score, verdict->is->outcome, verdict->is->score);
  } else if (all->different <= TOLD) {
    printf("decision %" PRIu64
           ": outcome %u with flags %u was answered, which does not come of outcome %u with flags %u\n",
           verdict->sequence, verdict->given->outcome, verdict->given->flags, verdict->is->outcome, verdict->is->flags);
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

static int tell_judged(const journal_options *options, const judged *all) {
  printf("decisions made again: %" PRIu64 " the same byte for byte, %" PRIu64 " others\n", all->same, all->different);
  if (all->lowered != 0) {
    printf("lowered by limits or the shadow before they were answered: %" PRIu64
           " of those that are the same; how full a limit was is not made again\n",
           all->lowered);
  }
  if (all->not_made != 0) {
    printf("not made again: %" PRIu64
           ", whose policy, watch lists, switched-off rules or sealing key is not at hand (%s)\n",
           all->not_made, fr_status_name(all->reason));
  }
  if (all->different != 0) return REFUSED;
  if (all->not_made == 0 || options->allow_not_made) return PROVEN;
  fprintf(stderr, "%s: not proven: %" PRIu64 " decisions could not be made again (--allow-not-made accepts that)\n",
          options->directory, all->not_made);
  return NOT_MADE;
}

static int fail(const journal_options *options, fr_status status, const fr_error *error) {
  fprintf(stderr, "%s: %s\n", options->directory, error->message[0] ? error->message : fr_status_text(status));
  return REFUSED;
}

static int replay_all(const journal_options *options, const fr__log_report *report) {
  if (report->first_sequence != 1) {
    fprintf(stderr,
            "%s: not proven: decisions are made again from record 1 on, and the oldest that is left is %" PRIu64
            "%s: put the archived segments beside it\n",
            options->directory, report->first_sequence, options->allow_not_made ? " (accepted)" : "");
    return options->allow_not_made ? PROVEN : NOT_MADE;
  }
  const fr__log_reader_options from = {.directory = options->directory};
  fr__log_reader *reader;
  judged all = {0};
  fr_error error = FR_ERROR_INIT;
  fr_status status = fr__log_reader_open(&from, &reader, &error);
  if (status == FR_OK) {
    status = replay(options, reader, &all, &error);
    fr__log_reader_close(reader);
  }
  return status == FR_OK ? tell_judged(options, &all) : fail(options, status, &error);
}

/* ---- snapshots ---- */

static int check_snapshots(const journal_options *options, const uint64_t *sequences, uint32_t count,
                           const fr__log_report *report) {
  uint8_t print[FR__LOG_ENGINE_BYTES];
  int ending = PROVEN;
  if (!options->has_key) {
    if (count != 0) printf("snapshots: %u, not looked at: say --key\n", count);
    return PROVEN;
  }
  fr__journal_print_of(options->key, print);
  const fr__snapshot_source source = {.io = fr__io_posix(),
                                      .directory = options->directory,
                                      .secret = options->key,
                                      .print = print,
                                      .last_sequence = report->last_sequence};
  for (uint32_t i = 0; i < count; i++) {
    fr_error error = FR_ERROR_INIT;
    const fr_status status = fr__snapshot_check(&source, sequences[i], &error);
    if (status == FR_NOT_FOUND) continue; /* a newer one took its place meanwhile */
    if (status == FR_OK) {
      printf("snapshot %" PRIu64 ": unchanged, and of this history\n", sequences[i]);
    } else {
      ending = fail(options, status, &error);
    }
  }
  return ending;
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

/* What of the journal nobody has vouched for. */
static int tell_unproven(const journal_options *options, const fr__log_report *report) {
  int ending = PROVEN;
  if (report->signed_sequence == 0) {
    if (!options->allow_unsigned) {
      fprintf(stderr, "%s: not proven: %s (--allow-unsigned accepts that)\n", options->directory,
              report->checkpoint_sequence == 0
                  ? "it has no checkpoint with a signature, so whoever can write the folder "
                    "could have written all of it"
                  : "no signature was looked at: name the bank's public key with --trust");
      settle(&ending, NO_SIGNATURE);
    }
  } else if (report->signed_sequence < report->last_sequence && !options->allow_tail) {
    fprintf(stderr,
            "%s: not proven: the records from %" PRIu64 " to %" PRIu64
            " stand behind the last signature (--unsigned-tail accepts that)\n",
            options->directory, report->signed_sequence + 1, report->last_sequence);
    settle(&ending, UNSIGNED_TAIL);
  }
  if (report->first_sequence > 1 && !options->allow_missing) {
    fprintf(stderr, "%s: not proven: the records from 1 to %" PRIu64 " are not here (--allow-missing accepts that)\n",
            options->directory, report->first_sequence - 1);
    settle(&ending, RECORDS_GONE);
  }
  return ending;
}

/* The keys of all files, one after the other; null after saying what is wrong. */
static char *read_keys(const journal_options *options, size_t *size) {
  char message[MESSAGE], *all = malloc((MOST_KEYS + 1) * (size_t)JOURNAL_MOST_TRUST);
  *size = 0;
  for (uint32_t i = 0; all != NULL && i < options->trust_count; i++) {
    size_t bytes = 0;
    char *one = input_read_all(options->trust[i], MOST_KEYS, &bytes, message, MESSAGE);
    if (one == NULL) {
      fprintf(stderr, "%s\n", message);
      free(all);
      return NULL;
    }
    memcpy(all + *size, one, bytes);
    *size += bytes;
    all[(*size)++] = '\n';
    free(one);
  }
  return all;
}

int command_journal_verify(const journal_options *options) {
  uint8_t print[FR__LOG_ENGINE_BYTES];
  uint64_t snapshots[MOST_SNAPSHOTS];
  uint32_t snapshot_count = 0;
  size_t keys_size = 0;
  char *keys = read_keys(options, &keys_size);
  if (keys == NULL) return REFUSED;
  fr__journal_print_of(options->key, print);
  const fr__log_reader_options from = {.directory = options->directory,
                                       .engine = options->has_key ? print : NULL,
                                       .verify = true,
                                       .public_key = options->trust_count == 0 ? NULL : keys,
                                       .public_key_size = keys_size};
  fr__log_report report;
  fr_error error = FR_ERROR_INIT;
  /* First: one that is taken while the journal is read knows more than what was read. */
  (void)fr__snapshot_list(fr__io_posix(), options->directory, snapshots, MOST_SNAPSHOTS, &snapshot_count);
  const fr_status status = fr__log_verify(&from, options->least, &report, &error);
  free(keys);
  if (status != FR_OK) return fail(options, status, &error);
  tell_report(&report);
  int ending = check_snapshots(options, snapshots, snapshot_count, &report);
  settle(&ending, tell_unproven(options, &report));
  if (options->replay) {
    const int replayed = replay_all(options, &report);
    if (replayed == REFUSED) ending = REFUSED;
    settle(&ending, replayed);
  }
  return ending;
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
