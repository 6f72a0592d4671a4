/* SPDX-License-Identifier: Apache-2.0
 *
 * Golden vectors: the steps about counters, what a policy is made of, trust, watch lists and the journal. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vectors.h"

extern const struct_table fr_contribution_table, fr_counterfactual_table, fr_journal_options_table,
    fr_journal_recovery_table, fr_journal_stats_table, fr_limit_state_table, fr_put_options_table, fr_signature_table,
    fr_stats_table, fr_transfer_table, fr_watch_lists_info_table;

static void put_number(const char *path, int64_t number) { printf("\t%s\t%" PRId64 "\n", path, number); }

static void put_number_at(const char *path, uint32_t place, int64_t number) {
  printf("\t%s.%u\t%" PRId64 "\n", path, place, number);
}

static void put_string_at(const char *path, uint32_t place, const char *string) {
  char whole[40];
  snprintf(whole, sizeof whole, "%s.%u", path, place);
  put_string(whole, string);
}

/* ---- counters ---- */

static void run_took(runner *with, const step *now) {
  fr_context_took(with->context, (uint64_t)number_64(now, 1));
  put_status(now, FR_OK);
}

static void run_counters(runner *with, const step *now) {
  fr_stats stats = FR_STATS_INIT;
  const fr_status status = fr_stats_read(with->engine, with->journal, number_64(now, 1), &stats);
  put_status(now, status);
  if (status == FR_OK) put_struct(&fr_stats_table, &stats, "");
}

/* Line by line, with the number of each, since two of them say how much memory is taken and are left out. */
static void run_prometheus(runner *with, const step *now) {
  uint64_t size = 0;
  const fr_status status =
      fr_stats_text(with->engine, with->journal, number_64(now, 1), words, sizeof words - 1, &size);
  put_status(now, status);
  if (status != FR_OK) return;
  words[size] = 0;
  uint32_t line = 0;
  for (char *at = words; at != NULL; line++) {
    char *end = strchr(at, '\n');
    if (end != NULL) *end = 0;
    const bool is_memory =
        strncmp(at, "fraudrisk_memory_bytes ", 23) == 0 || strncmp(at, "fraudrisk_watch_lists_bytes ", 28) == 0;
    if (!is_memory) put_string_at("line", line, at);
    at = end == NULL ? NULL : end + 1;
  }
}

static void run_limits(runner *with, const step *now) {
  fr_limit_state states[64];
  uint32_t count = 0;
  for (size_t i = 0; i < 64; i++) states[i] = (fr_limit_state)FR_LIMIT_STATE_INIT;
  const fr_status status = fr_engine_limits(with->engine, states, 64, &count);
  put_status(now, status);
  char prefix[20];
  for (uint32_t i = 0; i < count && i < 64 && status == FR_OK; i++) {
    snprintf(prefix, sizeof prefix, "%u", i);
    put_struct(&fr_limit_state_table, &states[i], prefix);
  }
}

static void run_tick(runner *with, const step *now) {
  put_status(now, fr_engine_tick(with->engine, number_64(now, 1)));
}

/* ---- what a policy is made of ---- */

static void run_names(runner *with, const step *now) {
  const fr_policy *of = with->policy;
  const char *name;
  put_status(now, FR_OK);
  for (uint32_t i = 0; (name = fr_policy_feature(of, i)) != NULL; i++) {
    put_string_at("feature", i, name);
    put_number_at("feature_type", i, fr_policy_feature_type(of, i));
  }
  for (uint32_t i = 0; (name = fr_policy_rule(of, i)) != NULL; i++) {
    put_string_at("rule", i, name);
    put_number_at("rule_scam", i, fr_policy_rule_scam(of, i));
  }
  for (uint32_t i = 0; (name = fr_policy_scam(of, i)) != NULL; i++) put_string_at("scam", i, name);
  for (uint32_t i = 0; (name = fr_policy_model(of, i)) != NULL; i++) put_string_at("model", i, name);
}

static void run_attribute(runner *with, const step *now) {
  put_status(now, FR_OK);
  put_number("type", fr_policy_attribute_type(with->policy, text(now, 1, 0)));
}

static void run_reason_text(runner *with, const step *now) {
  uint64_t needed = 0;
  const fr_status status =
      fr_reason_text(with->policy, number(now, 1), text(now, 2, 0), number(now, 3), words, sizeof words, &needed);
  put_status(now, status);
  put_words(status, needed, number(now, 3));
}

static void run_contribution_words(runner *with, const step *now) {
  uint64_t needed = 0;
  const fr_status status = fr_contribution_words(with->policy, &with->contributions[number(now, 1)], text(now, 2, 0),
                                                 number(now, 3), words, sizeof words, &needed);
  put_status(now, status);
  put_words(status, needed, number(now, 3));
}

static void run_why_folds(runner *with, const step *now) {
  given lent = {0};
  uint32_t count = 0;
  fr_error error = FR_ERROR_INIT;
  fr_counterfactual other = FR_COUNTERFACTUAL_INIT;
  fr_folds folds = FR_FOLDS_INIT;
  const fr_transfer *transfer = struct_of(&lent, &fr_transfer_table, now);
  folds.capacity = fr_folds_capacity(with->policy);
  folds.data = keep(&lent, (size_t)folds.capacity);
  fr_status status = fr_fold(with->context, transfer, FR_SIDE_ALL, &folds);
  if (status != FR_OK) error = *fr_context_error(with->context);
  if (status == FR_OK)
    status = fr_why_folds(with->policy, transfer, &folds, with->contributions, 1024, &count, &other, &error);
  put_why(now, status, with, count, &other);
  put_error(status, &error);
  give_back(&lent);
}

static void run_signatures(runner *with, const step *now) {
  fr_signature signature = FR_SIGNATURE_INIT;
  char prefix[20];
  put_status(now, FR_OK);
  for (uint32_t i = 0; fr_policy_signature(with->policy, i, &signature) == FR_OK; i++) {
    snprintf(prefix, sizeof prefix, "%u", i);
    put_struct(&fr_signature_table, &signature, prefix);
  }
}

/* ---- trust ---- */

static fr_status add_key(const runner *with, fr_trust_builder *builder, const field *one, uint32_t place,
                         uint8_t ids[][16], fr_error *error) {
  char role[100], file[100];
  if (sscanf(one->value.data, "%99s %99s", role, file) != 2) stop("a key wants a role and a file");
  bytes pem = read_beside(with, file);
  const fr_status status = fr_trust_builder_add(builder, fr_text_of(role), pem.data, pem.size, ids[place], error);
  free(pem.data);
  return status;
}

static void run_trust(runner *with, const step *now) {
  fr_trust_builder *builder = NULL;
  fr_trust *made = NULL;
  fr_error error = FR_ERROR_INIT;
  uint8_t ids[MAX_FIELDS][16];
  uint32_t keys = 0;
  fr_status status = now->count == 0 ? FR_OK : fr_trust_builder_create(&builder);
  for (uint32_t i = 0; i < now->count && status == FR_OK; i++) {
    const field *one = &now->fields[i];
    if (strcmp(one->path, "require") == 0)
      status = fr_trust_builder_require(builder, fr_text_of(one->value.data), &error);
    else if ((status = add_key(with, builder, one, keys, ids, &error)) == FR_OK)
      keys++;
  }
  if (status == FR_OK && builder != NULL) status = fr_trust_builder_finish(builder, &made, &error);
  if (status == FR_OK) status = fr_engine_set_trust(with->engine, made, &error);
  put_status(now, status);
  for (uint32_t i = 0; i < keys && status == FR_OK; i++) {
    printf("\tkey_id.%u\t", i);
    put_bytes(ids[i], sizeof ids[i]);
    putchar('\n');
  }
  put_error(status, &error);
  fr_trust_builder_destroy(builder);
  if (status != FR_OK) return fr_trust_release(made);
  fr_trust_release(with->trust);
  with->trust = made;
}

static void run_verify(runner *with, const step *now) {
  fr_policy *policy = NULL;
  fr_error error = FR_ERROR_INIT;
  fr_status status = load(with, now->arguments[1], &policy, &error);
  if (status == FR_OK) status = fr_trust_verify(with->trust, policy, &error);
  put_status(now, status);
  put_error(status, &error);
  fr_policy_release(policy);
}

static void run_put(runner *with, const step *now) {
  given lent = {0};
  fr_policy *policy = NULL;
  fr_error error = FR_ERROR_INIT;
  fr_status status = load(with, now->arguments[1], &policy, &error);
  if (status == FR_OK)
    status = fr_engine_put_policy(with->engine, policy, struct_of(&lent, &fr_put_options_table, now), &error);
  put_status(now, status);
  put_error(status, &error);
  fr_policy_release(policy);
  fr_policy_release(with->policy);
  with->policy = fr_engine_policy(with->engine);
  give_back(&lent);
}

static void run_switches(runner *with, const step *now) {
  fr_error error = FR_ERROR_INIT;
  bytes document = read_beside(with, now->arguments[1]);
  const fr_status status =
      fr_engine_set_switches(with->engine, document.data, document.size, number_64(now, 2), &error);
  put_status(now, status);
  put_error(status, &error);
  free(document.data);
  fr_policy_release(with->policy);
  with->policy = fr_engine_policy(with->engine);
}

/* ---- watch lists in force ---- */

static void run_lists(runner *with, const step *now) {
  fr_watch_lists *lists = fr_engine_watch_lists(with->engine);
  fr_watch_lists_info info = FR_WATCH_LISTS_INFO_INIT;
  const fr_status status = fr_watch_lists_describe(lists, &info);
  put_status(now, status);
  if (status == FR_OK) put_struct(&fr_watch_lists_info_table, &info, "");
  for (uint32_t i = 0; status == FR_OK && fr_watch_lists_name(lists, i) != NULL; i++) {
    put_string_at("list", i, fr_watch_lists_name(lists, i));
    put_number_at("entries", i, (int64_t)fr_watch_lists_entries(lists, i));
  }
  fr_watch_lists_release(lists);
}

static void run_listed(runner *with, const step *now) {
  fr_watch_lists *lists = fr_engine_watch_lists(with->engine);
  uint32_t listed = FR_UNKNOWN;
  const fr_status status =
      fr_watch_lists_ask(lists, number(now, 1), text(now, 2, 0), text(now, 3, 0), number_64(now, 4), &listed);
  put_status(now, status);
  if (status == FR_OK) put_number("listed", listed);
  fr_watch_lists_release(lists);
}

/* ---- the journal ---- */

/* The options of a step: a key is the name of a file beside the steps, the directory one in the runner's folder. */
static const fr_journal_options *options_of(const runner *with, given *lent, const step *now, const char *directory) {
  fr_journal_options *made = begun(lent, &fr_journal_options_table);
  made->directory = directory;
  for (uint32_t i = 0; i < now->count; i++) {
    const field *one = &now->fields[i];
    const bool signing = strcmp(one->path, "signing_key") == 0, sealing = strcmp(one->path, "sealing_key") == 0;
    if (!signing && !sealing && strcmp(one->path, "trusted_keys") != 0) {
      set(lent, &fr_journal_options_table, made, one->path, &one->value);
      continue;
    }
    const bytes key = read_beside(with, one->value.data);
    uint8_t *kept = keep(lent, key.size + 1);
    memcpy(kept, key.data, key.size);
    free(key.data);
    if (sealing) made->sealing_key = kept;
    if (signing) made->signing_key = kept, made->signing_key_size = key.size;
    if (!signing && !sealing) made->trusted_keys = kept, made->trusted_keys_size = key.size;
  }
  return made;
}

/* Opens, recovers and puts in place, with a context in place of the one before. */
static void run_journal(runner *with, const step *now) {
  given lent = {0};
  char directory[1000];
  fr_error error = FR_ERROR_INIT;
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  if (with->room == NULL) stop("journals want a folder, as the second argument");
  snprintf(directory, sizeof directory, "%s/%s", with->room, now->arguments[1]);
  fr_context_destroy(with->context);
  fr_status status = fr_journal_open(with->engine, options_of(with, &lent, now, directory), &with->journal, &error);
  const bool opened = status == FR_OK;
  if (opened) status = fr_journal_recover(with->journal, &recovery, &error);
  const bool recovered = opened && status == FR_OK;
  if (recovered) status = fr_engine_set_journal(with->engine, with->journal, &error);
  put_status(now, status);
  if (recovered) put_struct(&fr_journal_recovery_table, &recovery, "");
  put_error(status, &error);
  begin_context(with);
  fr_policy_release(with->policy);
  with->policy = fr_engine_policy(with->engine);
  give_back(&lent);
}

static void run_journal_close(runner *with, const step *now) {
  fr_context_destroy(with->context);
  put_status(now, fr_journal_close(with->journal));
  with->journal = NULL;
  begin_context(with);
}

static void run_journal_stats(runner *with, const step *now) {
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  const fr_status status = fr_journal_measure(with->journal, &stats);
  put_status(now, status);
  if (status == FR_OK) put_struct(&fr_journal_stats_table, &stats, "");
}

static void run_pump(runner *with, const step *now) {
  put_status(now, fr_journal_pump(with->journal, number_64(now, 1)));
}

static void run_wait(runner *with, const step *now) {
  put_status(now, fr_journal_wait(with->journal, (uint64_t)number_64(now, 1)));
}

static void run_checkpoint(runner *with, const step *now) { put_status(now, fr_journal_checkpoint(with->journal)); }

static void put_count(const step *now, fr_status status, const char *path, uint64_t count, const fr_error *error) {
  put_status(now, status);
  if (status == FR_OK) put_number(path, (int64_t)count);
  put_error(status, error);
}

static void run_snapshot(runner *with, const step *now) {
  uint64_t sequence = 0;
  fr_error error = FR_ERROR_INIT;
  const fr_status status = fr_journal_snapshot(with->journal, &sequence, &error);
  put_count(now, status, "sequence", sequence, &error);
}

static void run_prune(runner *with, const step *now) {
  uint64_t removed = 0;
  fr_error error = FR_ERROR_INIT;
  const fr_status status = fr_journal_prune(with->journal, &removed, &error);
  put_count(now, status, "removed", removed, &error);
}

/* What is shipped stays with the runner, for an engine that follows. */
static void run_ship(runner *with, const step *now) {
  uint64_t size = 0, next = 0;
  fr_error error = FR_ERROR_INIT;
  if (with->shipped.data == NULL) with->shipped.data = calloc(1, 68 << 10);
  if (with->shipped.data == NULL) stop("no memory");
  const fr_status status =
      fr_journal_ship(with->journal, (uint64_t)number_64(now, 1), with->shipped.data, 68 << 10, &size, &next, &error);
  with->shipped.size = status == FR_OK ? (size_t)size : 0;
  put_count(now, status, "next", next, &error);
}

static void run_apply(runner *with, const step *now) {
  uint64_t applied = 0;
  fr_error error = FR_ERROR_INIT;
  fr_context_destroy(with->context);
  const fr_status status = fr_journal_apply(with->engine, with->shipped.data, with->shipped.size, &applied, &error);
  put_count(now, status, "applied", applied, &error);
  begin_context(with);
}

/* ---- the library ---- */

static void run_status(runner *with, const step *now) {
  (void)with;
  const fr_status of = (fr_status)number_64(now, 1);
  put_status(now, FR_OK);
  put_string("name", fr_status_name(of));
  put_string("text", fr_status_text(of));
  put_number("band", fr_status_band(of));
}

static void run_version(runner *with, const step *now) {
  (void)with;
  put_status(now, FR_OK);
  put_number("version", fr_version());
}

run_one *rest_of(const char *name) {
  static const struct {
    const char *name;
    run_one *run;
  } all[] = {{"took", run_took},
             {"counters", run_counters},
             {"prometheus", run_prometheus},
             {"limits", run_limits},
             {"tick", run_tick},
             {"names", run_names},
             {"attribute", run_attribute},
             {"reason_text", run_reason_text},
             {"contribution_words", run_contribution_words},
             {"why_folds", run_why_folds},
             {"signatures", run_signatures},
             {"trust", run_trust},
             {"verify", run_verify},
             {"put", run_put},
             {"switches", run_switches},
             {"lists", run_lists},
             {"listed", run_listed},
             {"journal", run_journal},
             {"journal_close", run_journal_close},
             {"journal_stats", run_journal_stats},
             {"pump", run_pump},
             {"wait", run_wait},
             {"checkpoint", run_checkpoint},
             {"snapshot", run_snapshot},
             {"prune", run_prune},
             {"ship", run_ship},
             {"apply", run_apply},
             {"status", run_status},
             {"version", run_version}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    if (strcmp(all[i].name, name) == 0) return all[i].run;
  }
  return NULL;
}
