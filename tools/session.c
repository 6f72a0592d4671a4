/* SPDX-License-Identifier: Apache-2.0 */
#include "session.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base.h"
#include "crypto/seal.h"
#include "input.h"
#include "policy_build.h"
#include "trust_file.h"

enum { MOST_KEY_BYTES = 1 << 16 };

void row_format_of(const fr_policy *policy, const fr_policy_info *info, row_format *format) {
  *format = (row_format){.policy = policy, .currency_digits = info->currency_digits};
  format->time.utc_offset_s = info->utc_offset_s;
  memcpy(format->currency, info->currency, sizeof format->currency);
}

fr_policy *bundle_open(const char *path) {
  char message[MESSAGE_BYTES];
  size_t size = 0;
  char *bytes = input_read_all(path, FR_MAX_BUNDLE_BYTES, &size, message, sizeof message);
  if (bytes == NULL) {
    fprintf(stderr, "%s\n", message);
    return NULL;
  }
  fr_policy *policy = NULL;
  fr_error error = FR_ERROR_INIT;
  if (fr_policy_load(bytes, size, &policy, &error) < 0) {
    if (error.line > 0) {
      fprintf(stderr, "%s: line %u, column %u of its source: %s\n", path, error.line, error.column, error.message);
    } else {
      fprintf(stderr, "%s: %s\n", path, error.message[0] ? error.message : fr_status_text(error.status));
    }
    policy = NULL;
  }
  free(bytes);
  return policy;
}

fr_status session_try_policy(fr_engine *engine, fr_policy *policy, fr_error *error) {
  fr_policy_info info = FR_POLICY_INFO_INIT;
  fr_put_options put = FR_PUT_OPTIONS_INIT;
  const fr_status status = fr_policy_describe(policy, &info);
  if (status != FR_OK) return status;
  /* Files of any year are tried: the time is one at which the policy is valid. */
  put.now_us = info.valid_from_us == 0 ? 1 : info.valid_from_us;
  return fr_engine_put_policy(engine, policy, &put, error);
}

static fr_policy *policy_of(const char *path) {
  return policy_path_is_source(path) ? policy_compile(path) : bundle_open(path);
}

/* Challengers read the same rows and add up the same amounts. */
static bool load_challengers(session *one, const run_options *options) {
  for (unsigned i = 0; i < options->challenger_count; i++) {
    fr_policy *challenger = one->challengers[i] = policy_of(options->challengers[i]);
    if (challenger == NULL) return false;
    one->challenger_count++;
    fr_policy_info info = FR_POLICY_INFO_INIT;
    if (fr_policy_describe(challenger, &info) < 0) return false;
    if (strcmp(info.currency, one->info.currency) == 0) continue;
    fprintf(stderr, "%s: its currency is %s, that of %s is %s; they cannot be compared\n", options->challengers[i],
            info.currency, options->policy, one->info.currency);
    return false;
  }
  return true;
}

bool session_load(session *one, const run_options *options) {
  *one = (session){0};
  if (options->trust != NULL && (one->trust = trust_open(options->trust)) == NULL) return false;
  one->policy = policy_of(options->policy);
  if (one->policy == NULL) return false;
  one->info = (fr_policy_info)FR_POLICY_INFO_INIT;
  if (fr_policy_describe(one->policy, &one->info) < 0 || !load_challengers(one, options)) return false;
  row_format_of(one->policy, &one->info, &one->format);
  one->format.time.step_us = options->step_us;
  if (options->time_start) {
    time_format plain = {.utc_offset_s = one->info.utc_offset_s};
    const char *fault =
        time_parse(options->time_start, strlen(options->time_start), &plain, &one->format.time.start_us);
    if (fault) {
      fprintf(stderr, "--time-start: \"%s\" %s\n", options->time_start, fault);
      return false;
    }
  }
  if (options->lists == NULL) return true;
  const lists_options lists = {options->lists,  options->lists_map, options->ignore_columns,
                               options->strict, options->key,       &one->format};
  one->lists = lists_load(&lists, &one->bad_lists);
  return one->lists != NULL;
}

/* From when on the files tell all. */
static bool read_complete_from(const session *one, const char *text, int64_t *time_us) {
  if (text == NULL) return true;
  if (strcmp(text, "always") == 0) {
    *time_us = FR_COMPLETE_ALWAYS;
    return true;
  }
  time_format plain = {.utc_offset_s = one->info.utc_offset_s};
  const char *fault = time_parse(text, strlen(text), &plain, time_us);
  if (fault) fprintf(stderr, "--complete-from: \"%s\" %s; or say always\n", text, fault);
  return fault == NULL;
}

/* The engine becomes what the journal has; what was cut of its end is told. */
static fr_status open_journal(session *one, const run_options *options, fr_error *error) {
  fr_journal_options journal = FR_JOURNAL_OPTIONS_INIT;
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  journal.directory = options->journal;
  journal.sealing_key = options->seals ? options->sealing_key : NULL;
  journal.now_us = (int64_t)time(NULL) * 1000000;
  journal.segment_bytes = options->segment_bytes;
  char message[MESSAGE_BYTES], *signs = NULL;
  size_t size = 0;
  if (options->checkpoint_key != NULL) {
    signs = input_read_all(options->checkpoint_key, MOST_KEY_BYTES, &size, message, sizeof message);
    if (signs == NULL) return fr__fail(error, FR_BAD_KEY, "signing_key", "%.200s", message);
    journal.signing_key = signs;
    journal.signing_key_size = size;
  }
  fr_status status = fr_journal_open(one->engine, &journal, &one->journal, error);
  if (signs != NULL) fr__wipe(signs, size);
  free(signs);
  if (status == FR_OK) status = fr_journal_recover(one->journal, &recovery, error);
  if (status == FR_OK && recovery.cut_bytes != 0) {
    fprintf(stderr,
            "%s: %" PRIu64 " bytes of its end were torn, and are cut (%" PRIu32
            " files beside it, named ….cut, keep them); the last record is %" PRIu64 "\n",
            options->journal, recovery.cut_bytes, recovery.cut_files, recovery.last_sequence);
  }
  return status;
}

bool session_start(session *one, const run_options *options) {
  fr_engine_options engine = FR_ENGINE_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  const bool reported =
      options->outcomes_reported == FR_UNKNOWN ? options->events != NULL : options->outcomes_reported == FR_YES;
  engine.accept_unsigned_policies = one->trust == NULL ? FR_YES : FR_NO;
  engine.outcomes_not_reported = reported ? FR_NO : FR_YES;
  engine.memory_bytes = options->memory_bytes;
  engine.parties_max = options->parties;
  engine.time_ahead_max_us = options->gap_max_us;
  engine.keep_idle_parties = options->keep_idle ? FR_YES : FR_NO;
  engine.ignore_limits = options->command == COMMAND_SCORE || options->limits ? FR_NO : FR_YES;
  engine.utc_offset_s = one->info.utc_offset_s;
  if (!read_complete_from(one, options->complete_from, &engine.complete_from_us)) return false;
  memcpy(engine.secret_key, options->key, sizeof engine.secret_key);
  fr_status status = fr_engine_create(&engine, &one->engine, &error);
  if (status == FR_OK) status = fr_engine_set_trust(one->engine, one->trust, &error);
  if (status == FR_OK && options->journal != NULL) status = open_journal(one, options, &error);
  if (status == FR_OK) status = session_try_policy(one->engine, one->policy, &error);
  for (uint32_t i = 0; status == FR_OK && i < one->challenger_count; i++)
    status = fr_engine_set_challenger(one->engine, i, one->challengers[i], &error);
  if (status == FR_OK && one->lists != NULL) status = fr_engine_set_watch_lists(one->engine, one->lists, &error);
  if (status == FR_OK && one->journal != NULL) status = fr_engine_set_journal(one->engine, one->journal, &error);
  if (status == FR_OK) status = fr_context_create(one->engine, &one->context);
  if (status == FR_OK) return true;
  fprintf(stderr, "the engine cannot be opened: %s\n", error.message[0] ? error.message : fr_status_text(status));
  session_stop(one);
  return false;
}

/* Who was forgotten is said: what asks about those is not what the whole file would give. */
static void tell_evicted(const session *one) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  if (one->engine == NULL || fr_engine_measure(one->engine, &stats) < 0 || stats.evicted == 0) return;
  fprintf(stderr,
          "%" PRIu64
          " idle parties gave way to others, and what asks about them is marked approximate; raise --parties "
          "or --memory, or say --keep-idle\n",
          stats.evicted);
}

void session_stop(session *one) {
  tell_evicted(one);
  fr_context_destroy(one->context);
  const fr_status closed = fr_journal_close(one->journal);
  if (closed != FR_OK) fprintf(stderr, "the journal's end is not on the disk: %s\n", fr_status_text(closed));
  fr_engine_destroy(one->engine);
  one->context = NULL;
  one->journal = NULL;
  one->engine = NULL;
}

void session_close(session *one) {
  session_stop(one);
  fr_policy_release(one->policy);
  one->policy = NULL;
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) {
    fr_policy_release(one->challengers[i]);
    one->challengers[i] = NULL;
  }
  fr_watch_lists_release(one->lists);
  one->lists = NULL;
  fr_trust_release(one->trust);
  one->trust = NULL;
}
