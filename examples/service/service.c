/* SPDX-License-Identifier: Apache-2.0
 *
 * What lies in the folder:
 *
 *   secret.key      32 hexadecimal digits: identifiers become keys under it. The same for the life of the journal
 *   sealing.key     64 hexadecimal digits: texts are sealed under it
 *   checkpoint.pem  the private key that signs the journal's checkpoints
 *   checkpoint.pub.pem  public keys: recovery takes only checkpoints that one of them has signed; may be missing
 *   trust.yaml      whose signatures count, in the form that `fraudrisk policy verify --trust` reads
 *   policy.frb      the policy
 *   switches.frs    rules that are off; may be missing
 *   accept-older    put there by whoever means to go back in version: one reload takes it, and removes it
 *   prune           put there by whoever has archived old segments: one snapshot takes it, and removes it
 *   journal/        the journal alone */
#include "service.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 512, FILE_BYTES_MAX = 16 << 20 };

static const char *path_of(const service *in, const char *name, char path[PATH_BYTES]) {
  snprintf(path, PATH_BYTES, "%s/%s", in->folder, name);
  return path;
}

/* The file's bytes with a zero behind them; null where it is not there or too large. Free it. */
static char *read_file(const service *in, const char *name, uint64_t *size) {
  char path[PATH_BYTES];
  FILE *file = fopen(path_of(in, name, path), "rb");
  char *bytes = file == NULL ? NULL : malloc(FILE_BYTES_MAX + 1);
  if (bytes != NULL) {
    *size = fread(bytes, 1, FILE_BYTES_MAX, file);
    bytes[*size] = '\0';
    if (ferror(file) || fgetc(file) != EOF) free(bytes), bytes = NULL;
  }
  if (file != NULL) fclose(file);
  return bytes;
}

/* There, and from now on not any more: what it allows it allows once. */
static bool take_leave(const service *in, const char *name) {
  char path[PATH_BYTES];
  return unlink(path_of(in, name, path)) == 0;
}

static bool read_key(const service *in, const char *name, uint8_t *key, size_t bytes) {
  uint64_t size = 0;
  char *text = read_file(in, name, &size);
  bool good = text != NULL && strspn(text, "0123456789abcdef") == 2 * bytes && size <= 2 * bytes + 1;
  for (size_t i = 0; i < bytes && good; i++) good = sscanf(text + 2 * i, "%2hhx", &key[i]) == 1;
  free(text);
  if (!good) say("%s/%s: it needs %zu hexadecimal digits, in small letters", in->folder, name, 2 * bytes);
  return good;
}

/* ---- trust, policy, switches ---- */

/* One line of trust.yaml: "  - {role: author, file: author.pub.pem}". The command reads any YAML of that meaning. */
static bool add_key(const service *in, fr_trust_builder *into, const char *line, fr_error *error) {
  char role[64], file[200];
  uint64_t size = 0;
  if (sscanf(line, " - {role: %63[^,], file: %199[^}]}", role, file) != 2) return true;
  char *pem = read_file(in, file, &size);
  if (pem == NULL) snprintf(error->message, sizeof error->message, "%s cannot be read", file);
  const bool good = pem != NULL && fr_trust_builder_add(into, fr_text_of(role), pem, size, NULL, error) == FR_OK;
  free(pem);
  return good;
}

static bool load_trust(service *in) {
  uint64_t size = 0;
  fr_error error = FR_ERROR_INIT;
  fr_trust_builder *builder = NULL;
  fr_trust *trust = NULL;
  char *text = read_file(in, "trust.yaml", &size), *rest = NULL;
  if (text == NULL) snprintf(error.message, sizeof error.message, "it cannot be read");
  bool good = text != NULL && fr_trust_builder_create(&builder) == FR_OK;
  for (char *line = good ? strtok_r(text, "\n", &rest) : NULL; line != NULL && good; line = strtok_r(NULL, "\n", &rest))
    good = add_key(in, builder, line, &error);
  good = good && fr_trust_builder_finish(builder, &trust, &error) == FR_OK &&
         fr_engine_set_trust(in->engine, trust, &error) == FR_OK;
  if (!good) say("trust.yaml refused: %s", error.message);
  fr_trust_release(trust);
  fr_trust_builder_destroy(builder);
  free(text);
  return good;
}

/* "retail-cn version 3, digest 01ab23cd" of what is in force. */
static const char *in_force(service *in, char text[128], uint8_t digest[32]) {
  fr_policy *policy = fr_engine_policy(in->engine);
  fr_policy_info info = FR_POLICY_INFO_INIT;
  snprintf(text, 128, "no policy");
  memset(digest, 0, 32);
  if (policy != NULL && fr_policy_describe(policy, &info) == FR_OK) {
    memcpy(digest, info.digest, 32);
    snprintf(text, 128, "%s version %llu, digest %02x%02x%02x%02x", info.name, (unsigned long long)info.version,
             digest[0], digest[1], digest[2], digest[3]);
  }
  fr_policy_release(policy);
  return text;
}

static bool load_policy(service *in) {
  fr_error error = FR_ERROR_INIT;
  fr_policy *policy = NULL;
  fr_policy_info info = FR_POLICY_INFO_INIT;
  fr_put_options how = FR_PUT_OPTIONS_INIT;
  char text[128];
  uint8_t digest[32];
  uint64_t size = 0;
  char *bytes = read_file(in, "policy.frb", &size);
  how.now_us = now_us();
  how.accept_older = take_leave(in, "accept-older") ? FR_YES : FR_NO;
  in_force(in, text, digest);
  fr_status status = FR_NOT_FOUND;
  if (bytes == NULL) snprintf(error.message, sizeof error.message, "it cannot be read");
  if (bytes != NULL) status = fr_policy_load(bytes, size, &policy, &error);
  if (status == FR_OK) fr_policy_describe(policy, &info);
  const bool same = status == FR_OK && memcmp(info.digest, digest, 32) == 0;
  if (status == FR_OK && !same) status = fr_engine_put_policy(in->engine, policy, &how, &error);
  if (status != FR_OK) say("policy.frb refused: %s: %s", fr_status_name(status), error.message);
  say("in force: %s", in_force(in, text, digest));
  fr_policy_release(policy);
  free(bytes);
  return status == FR_OK;
}

static void load_switches(service *in) {
  uint64_t size = 0;
  fr_error error = FR_ERROR_INIT;
  char *bytes = read_file(in, "switches.frs", &size);
  const bool same =
      bytes != NULL && in->switches != NULL && size == in->switches_size && memcmp(bytes, in->switches, size) == 0;
  if (bytes == NULL || same) {
    free(bytes);
    return;
  }
  const fr_status status = fr_engine_set_switches(in->engine, bytes, size, now_us(), &error);
  if (status == FR_OK) {
    say("switches.frs counts");
    free(in->switches);
    in->switches = bytes;
    in->switches_size = size;
  } else {
    say("switches.frs refused: %s: %s", fr_status_name(status), error.message);
    free(bytes);
  }
}

bool service_reload(service *in) {
  const bool good = load_trust(in) && load_policy(in);
  load_switches(in);
  return good;
}

/* ---- the journal ---- */

static bool recover(service *in, fr_error *error) {
  fr_journal_recovery found = FR_JOURNAL_RECOVERY_INIT;
  if (fr_journal_recover(in->journal, &found, error) != FR_OK) return false;
  if (found.last_sequence == 0) return say("a new journal"), true;
  say("recovered: records %llu to %llu; snapshot at %llu, %llu refused; %llu records applied",
      (unsigned long long)found.first_sequence, (unsigned long long)found.last_sequence,
      (unsigned long long)found.snapshot_sequence, (unsigned long long)found.snapshots_refused,
      (unsigned long long)found.replayed);
  if (found.signed_sequence > 0 && found.signed_sequence < found.last_sequence)
    say("recovered: the signatures are good, and reach to record %llu", (unsigned long long)found.signed_sequence);
  if (found.cut_sequence > 0)
    say("recovered: a torn tail was cut at record %llu: %llu bytes, %llu whole records behind the tear; kept in %u "
        "files, ….cut",
        (unsigned long long)found.cut_sequence, (unsigned long long)found.cut_bytes,
        (unsigned long long)found.cut_records, found.cut_files);
  return true;
}

static bool open_journal(service *in, fr_error *error) {
  static uint8_t sealing[32];
  char path[PATH_BYTES];
  fr_journal_options *options = &in->journal_options;
  char *pem = read_file(in, "checkpoint.pem", &options->signing_key_size);
  char *trusted = read_file(in, "checkpoint.pub.pem", &options->trusted_keys_size);
  bool good = read_key(in, "sealing.key", sealing, sizeof sealing);
  if (pem == NULL) snprintf(error->message, sizeof error->message, "checkpoint.pem cannot be read");
  options->directory = path_of(in, "journal", path);
  options->sealing_key = sealing;
  options->signing_key = pem;
  options->trusted_keys = trusted;
  options->now_us = now_us();
  good = good && pem != NULL && fr_journal_open(in->engine, options, &in->journal, error) == FR_OK &&
         recover(in, error) && fr_engine_set_journal(in->engine, in->journal, error) == FR_OK;
  free(pem);
  free(trusted);
  options->directory = NULL; /* the journal has its own copies */
  options->signing_key = options->trusted_keys = NULL;
  return good;
}

bool service_open(service *in) {
  fr_error error = FR_ERROR_INIT;
  if (!read_key(in, "secret.key", in->engine_options.secret_key, sizeof in->engine_options.secret_key)) return false;
  /* The trust store comes before the journal: recovery puts in force again what the engine accepts. */
  const bool good = fr_engine_create(&in->engine_options, &in->engine, &error) == FR_OK && load_trust(in) &&
                    open_journal(in, &error) && fr_context_create(in->engine, &in->context) == FR_OK;
  if (!good) {
    say("not started: %s: %s", fr_status_name(error.status), error.message);
    return false;
  }
  if (in->engine_options.shadow == FR_YES) say("shadow: every answer is allow");
  /* A policy that is refused is no reason to stay closed: what the journal put in force again decides, or on_error. */
  load_policy(in);
  load_switches(in);
  return true;
}

bool service_close(service *in) {
  fr_context_destroy(in->context);
  if (in->journal != NULL && in->context != NULL) fr_journal_checkpoint(in->journal);
  const fr_status status = in->journal == NULL ? FR_OK : fr_journal_close(in->journal);
  fr_engine_destroy(in->engine);
  free(in->switches);
  return status == FR_OK;
}

void service_snapshot(service *in) {
  uint64_t sequence = 0, removed = 0;
  fr_error error = FR_ERROR_INIT;
  fr_status status = fr_journal_checkpoint(in->journal);
  if (status != FR_OK) say("checkpoint: %s", fr_status_name(status));
  status = fr_journal_snapshot(in->journal, &sequence, &error);
  if (status != FR_OK) {
    say("snapshot: %s: %s", fr_status_name(status), error.message);
    return;
  }
  say("snapshot: it knows everything up to record %llu", (unsigned long long)sequence);
  if (!take_leave(in, "prune")) return;
  status = fr_journal_prune(in->journal, &removed, &error);
  say("pruned: %s, %llu segments removed%s%s", fr_status_name(status), (unsigned long long)removed,
      status == FR_OK ? "" : ": ", status == FR_OK ? "" : error.message);
}

/* ---- statistics ---- */

static void tell_limits(service *in) {
  enum { MOST = 64 };
  fr_limit_state states[MOST];
  uint32_t count = 0, full = 0;
  for (uint32_t i = 0; i < MOST; i++) states[i] = (fr_limit_state)FR_LIMIT_STATE_INIT;
  if (fr_engine_limits(in->engine, states, MOST, &count) != FR_OK) return;
  for (uint32_t i = 0; i < count && i < MOST; i++) {
    const fr_limit_state *one = &states[i];
    if (one->full != FR_YES && one->lowered == 0) continue;
    full++;
    say("limit %u: rule %s, channel %u: given %llu of %llu, lowered %llu", one->entry, *one->rule ? one->rule : "(all)",
        one->channel, (unsigned long long)one->given, (unsigned long long)one->allowed,
        (unsigned long long)one->lowered);
  }
  say("limits: %u, of which %u are full or lowered something", count, full);
}

static bool write_whole(const char *path, const char *text, size_t size) {
  char fresh[PATH_BYTES];
  snprintf(fresh, sizeof fresh, "%s.new", path); /* which the collector passes over: it reads "….prom" */
  FILE *file = fopen(fresh, "wb");
  bool good = file != NULL && fwrite(text, 1, size, file) == size;
  if (file != NULL) good = fclose(file) == 0 && good;
  return good && rename(fresh, path) == 0;
}

void service_write_metrics(service *in) {
  static char text[1 << 16]; /* one thread comes here */
  uint64_t size = 0;
  if (in->metrics == NULL) return;
  const fr_status status = fr_stats_text(in->engine, in->journal, now_us(), text, sizeof text, &size);
  if (status != FR_OK || !write_whole(in->metrics, text, size)) say("%s cannot be written", in->metrics);
}

void service_tell(service *in) {
  fr_engine_stats engine = FR_ENGINE_STATS_INIT;
  fr_journal_stats journal = FR_JOURNAL_STATS_INIT;
  char text[128];
  uint8_t digest[32];
  fr_engine_measure(in->engine, &engine);
  fr_journal_measure(in->journal, &journal);
  say("in force: %s", in_force(in, text, digest));
  say("answered: allow %llu, warn %llu, hold %llu; would be: allow %llu, warn %llu, hold %llu", in->answered[1],
      in->answered[2], in->answered[3], in->would_be[1], in->would_be[2], in->would_be[3]);
  say("not decided: input %llu, limit %llu, storage %llu, other %llu", in->refused[FR_BAND_INPUT],
      in->refused[FR_BAND_LIMIT], in->refused[FR_BAND_STORAGE],
      in->refused[FR_BAND_USAGE] + in->refused[FR_BAND_DOCUMENT] + in->refused[FR_BAND_INTEGRITY] +
          in->refused[FR_BAND_INTERNAL]);
  say("engine: scored %llu, repeated %llu, refused %llu, not_found %llu", (unsigned long long)engine.scored,
      (unsigned long long)engine.repeated, (unsigned long long)engine.refused, (unsigned long long)engine.not_found);
  say("memory: parties %llu, reserved_bytes %llu, evicted %llu, late_dropped %llu", (unsigned long long)engine.parties,
      (unsigned long long)engine.reserved_bytes, (unsigned long long)engine.evicted,
      (unsigned long long)engine.late_dropped);
  say("journal: first %llu, last %llu, synced %llu, sealed %llu, checkpoint %llu, segments %llu, failed %s",
      (unsigned long long)journal.first_sequence, (unsigned long long)journal.last_sequence,
      (unsigned long long)journal.synced_sequence, (unsigned long long)journal.sealed_sequence,
      (unsigned long long)journal.checkpoint_sequence, (unsigned long long)journal.segments,
      journal.failed == FR_YES ? "yes" : "no");
  tell_limits(in);
  service_write_metrics(in);
  say("statistics end");
}
