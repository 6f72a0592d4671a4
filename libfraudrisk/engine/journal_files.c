/* SPDX-License-Identifier: Apache-2.0
 *
 * What lies beside the journal: bundles of policies and documents of switches by their digest, and wrapped data keys.
 * Each is written whole; a bundle alone is ever replaced, by the same policy with other signatures. */
#include <stdio.h>
#include <stdlib.h>

#include "crypto/sha256.h"
#include "engine/journal.h"
#include "policy/policy.h"

static fr_status write_new(const fr__io *io, const char *directory, const char *name, const void *data, uint64_t size) {
  fr__file *file;
  FR_TRY(io->open(io->context, directory, name, FR__IO_CREATE, &file));
  fr_status status = fr__io_write_all(io, file, 0, data, size);
  if (status == FR_OK) status = io->sync(file, 0, size);
  io->close(file);
  return status;
}

fr_status fr__journal_write_file(const fr__io *io, const char *directory, const char *name, const void *data,
                                 uint64_t size) {
  char temporary[128];
  (void)snprintf(temporary, sizeof temporary, "%s.new", name);
  const fr_status removed = io->remove(io->context, directory, temporary); /* of a process that ended meanwhile */
  FR_REQUIRE(removed == FR_OK || removed == FR_NOT_FOUND, removed);
  fr_status status = write_new(io, directory, temporary, data, size);
  if (status == FR_OK) status = io->rename(io->context, directory, temporary, name);
  if (status == FR_OK) status = io->sync_directory(io->context, directory);
  if (status != FR_OK) (void)io->remove(io->context, directory, temporary);
  return status;
}

fr_status fr__journal_read_file(const fr__io *io, const char *directory, const char *name, uint64_t most,
                                uint8_t **data, uint64_t *size) {
  fr__file *file;
  *data = NULL;
  *size = 0;
  FR_TRY(io->open(io->context, directory, name, FR__IO_READ, &file));
  uint64_t bytes, count = 0;
  fr_status status = io->size(file, &bytes);
  if (status == FR_OK && bytes > most) status = FR_TOO_LONG;
  if (status == FR_OK) {
    *data = malloc((size_t)bytes + 1);
    status = *data == NULL ? FR_NO_MEMORY : fr__io_read_all(io, file, 0, *data, bytes, &count);
  }
  io->close(file);
  if (status != FR_OK) {
    free(*data);
    *data = NULL;
    return status;
  }
  *size = count;
  return FR_OK;
}

static void put_hex(char *into, const uint8_t *bytes, uint32_t count) {
  static const char digits[] = "0123456789abcdef";
  for (uint32_t i = 0; i < count; i++) {
    into[2 * i] = digits[bytes[i] >> 4];
    into[2 * i + 1] = digits[bytes[i] & 15];
  }
}

/* ---- bundles, and documents of switches ---- */

static void name_of(const char *what, const uint8_t digest[32], char name[FR__BUNDLE_NAME_BYTES]) {
  const size_t size = strlen(what);
  memset(name, 0, FR__BUNDLE_NAME_BYTES);
  memcpy(name, what, size);
  put_hex(name + size, digest, 32);
  memcpy(name + size + 64, ".frb", 4);
}

void fr__bundle_name(const uint8_t digest[32], char name[FR__BUNDLE_NAME_BYTES]) { name_of("policy-", digest, name); }
void fr__switches_name(const uint8_t digest[32], char name[FR__BUNDLE_NAME_BYTES]) {
  name_of("switches-", digest, name);
}

/* A policy's digest is the same whoever signed it: signed anew it takes the place of what lies there. */
static fr_status keep(fr_journal *journal, const char *name, const uint8_t *bytes, uint64_t size) {
  uint8_t *present;
  uint64_t present_size;
  pthread_mutex_lock(&journal->keys); /* one thread at a time writes files here */
  fr_status status = fr__journal_read_file(journal->io, journal->directory, name, size, &present, &present_size);
  const bool same = status == FR_OK && present_size == size && memcmp(present, bytes, (size_t)size) == 0;
  free(present);
  if (status != FR_NO_MEMORY) {
    status = same ? FR_OK : fr__journal_write_file(journal->io, journal->directory, name, bytes, size);
  }
  pthread_mutex_unlock(&journal->keys);
  return status;
}

fr_status fr__journal_keep_switches(fr_journal *journal, const uint8_t *bytes, uint64_t size, fr_error *error) {
  char name[FR__BUNDLE_NAME_BYTES];
  uint8_t digest[FR__SHA256_BYTES];
  if (journal == NULL || size <= FR__RECORD_DOCUMENT) return FR_OK;
  fr_status status = fr__sha256(bytes, (size_t)size, digest);
  fr__switches_name(digest, name);
  if (status == FR_OK) status = keep(journal, name, bytes, size);
  if (status == FR_OK) return FR_OK;
  return fr__fail(error, status, "switches", "the switches could not be put beside the journal: %s",
                  fr_status_text(status));
}

fr_status fr__journal_keep_bundle(fr_journal *journal, const fr_policy *policy, fr_error *error) {
  char name[FR__BUNDLE_NAME_BYTES];
  fr__bundle_name(policy->digest, name);
  const fr_status status = keep(journal, name, policy->bundle, policy->bundle_size);
  if (status == FR_OK) return FR_OK;
  return fr__fail(error, status, "policy", "the bundle could not be put beside the journal: %s",
                  fr_status_text(status));
}

/* ---- data keys ---- */

enum { KEY_FILE_BYTES = FR__SEAL_NONCE_BYTES + FR__SEAL_KEY_BYTES + FR__SEAL_TAG_BYTES, KEY_NAME_BYTES = 32 };

static void key_name(uint64_t id, char name[KEY_NAME_BYTES]) {
  uint8_t bytes[8];
  for (uint32_t i = 0; i < 8; i++) bytes[i] = (uint8_t)(id >> (8 * (7 - i)));
  memset(name, 0, KEY_NAME_BYTES);
  memcpy(name, "key-", 4);
  put_hex(name + 4, bytes, 8);
  memcpy(name + 20, ".frk", 4);
}

/* A wrapped key belongs to its number and month, and to nothing else. */
static void beside_key(const fr__data_key *key, uint8_t beside[16]) {
  fr__put_word(beside, key->id);
  fr__put_word(beside + 8, (uint64_t)(int64_t)key->month);
}

static fr_status wrap(const uint8_t host_key[FR__SEAL_KEY_BYTES], const fr__data_key *named, const uint8_t *key,
                      uint8_t file[KEY_FILE_BYTES]) {
  fr__sealer *sealer;
  uint8_t beside[16];
  beside_key(named, beside);
  FR_TRY(fr__random_bytes(file, FR__SEAL_NONCE_BYTES));
  FR_TRY(fr__sealer_create(&sealer));
  fr_status status = fr__sealer_set_key(sealer, host_key);
  if (status == FR_OK) {
    status = fr__seal(sealer, file, beside, sizeof beside, key, FR__SEAL_KEY_BYTES, file + FR__SEAL_NONCE_BYTES);
  }
  fr__sealer_destroy(sealer);
  return status;
}

static fr_status unwrap(const uint8_t host_key[FR__SEAL_KEY_BYTES], const fr__data_key *named,
                        const uint8_t file[KEY_FILE_BYTES], uint8_t key[FR__SEAL_KEY_BYTES]) {
  fr__sealer *sealer;
  uint8_t beside[16];
  beside_key(named, beside);
  FR_TRY(fr__sealer_create(&sealer));
  fr_status status = fr__sealer_set_key(sealer, host_key);
  if (status == FR_OK) {
    status = fr__unseal(sealer, file, beside, sizeof beside, file + FR__SEAL_NONCE_BYTES,
                        KEY_FILE_BYTES - FR__SEAL_NONCE_BYTES, key);
  }
  fr__sealer_destroy(sealer);
  return status;
}

fr_status fr__journal_find_key(const fr__io *io, const char *directory, const uint8_t host_key[FR__SEAL_KEY_BYTES],
                               const fr__data_key *named, uint8_t key[FR__SEAL_KEY_BYTES]) {
  char name[KEY_NAME_BYTES];
  uint8_t *file, digest[FR__SHA256_BYTES];
  uint64_t size;
  key_name(named->id, name);
  FR_TRY(fr__journal_read_file(io, directory, name, KEY_FILE_BYTES, &file, &size));
  fr_status status = size == KEY_FILE_BYTES ? fr__sha256(file, (size_t)size, digest) : FR_BAD_DIGEST;
  if (status == FR_OK && memcmp(digest, named->digest, sizeof digest) != 0) status = FR_BAD_DIGEST;
  if (status == FR_OK) status = unwrap(host_key, named, file, key);
  free(file);
  return status;
}

/* The file is on the disk before the record that names it, and the record before anything that is sealed. The id is
 * drawn at random: keys of journals that were begun anew in the same place do not meet. */
static fr_status make_key(fr_journal *journal, int32_t month, uint8_t key[FR__SEAL_KEY_BYTES], fr__data_key *named) {
  uint8_t file[KEY_FILE_BYTES], body[FR__RECORD_SMALL];
  char name[KEY_NAME_BYTES];
  *named = (fr__data_key){.month = month};
  FR_TRY(fr__random_bytes(key, FR__SEAL_KEY_BYTES));
  do {
    FR_TRY(fr__random_bytes(&named->id, sizeof named->id));
  } while (named->id == 0);
  FR_TRY(wrap(journal->host_key, named, key, file));
  FR_TRY(fr__sha256(file, sizeof file, named->digest));
  key_name(named->id, name);
  FR_TRY(fr__journal_write_file(journal->io, journal->directory, name, file, sizeof file));
  uint64_t sequence;
  return fr__journal_tell(journal, FR__RECORD_DATA_KEY, body, fr__data_key_write(named, body), &sequence);
}

/* Which month's key it is to be. A clock that runs ahead makes no key for what nobody has sent yet: it is believed up
 * to a day past the newest time accepted, since no text of a later day comes before a transfer of that day. A clock
 * that is set back by less than a day makes no key either; one that was a month ahead does. */
static int32_t month_due(const fr_journal *journal, int64_t now_us, int64_t newest_us) {
  const fr__store *store = journal->engine->store;
  const int32_t present = journal->key_month;
  if (journal->key_id == 0) return fr__month_of(store, now_us);
  if (fr__month_of(store, now_us + FR__DAY_US) < present) return fr__month_of(store, now_us);
  if (newest_us != FR__NO_TIME && now_us - newest_us > FR__DAY_US) now_us = newest_us + FR__DAY_US;
  const int32_t month = fr__month_of(store, now_us);
  return month > present ? month : present;
}

static void publish_key(fr_journal *journal, uint64_t id, const uint8_t key[FR__SEAL_KEY_BYTES]) {
  pthread_mutex_lock(&journal->key_now);
  memcpy(journal->data_key, key, FR__SEAL_KEY_BYTES);
  journal->key_id = id;
  atomic_fetch_add_explicit(&journal->key_epoch, 1, memory_order_release);
  pthread_mutex_unlock(&journal->key_now);
}

fr_status fr__journal_renew_key(fr_journal *journal, int64_t now_us, int64_t newest_us, fr_error *error) {
  if (!journal->seals) return FR_OK;
  uint8_t key[FR__SEAL_KEY_BYTES];
  fr__data_key named;
  pthread_mutex_lock(&journal->keys);
  fr_status status = FR_OK;
  const int32_t month = month_due(journal, now_us, newest_us);
  if (journal->key_id == 0 || month != journal->key_month) {
    status = make_key(journal, month, key, &named);
    if (status == FR_OK) {
      journal->key_month = month;
      publish_key(journal, named.id, key);
    }
    fr__wipe(key, sizeof key);
  }
  pthread_mutex_unlock(&journal->keys);
  if (status == FR_OK) return FR_OK;
  return fr__fail(error, status, "journal", "no data key could be made: %s", fr_status_text(status));
}

/* Under the new key the counter goes on; that is as good as beginning again. */
fr_status fr__desk_take_key(fr_journal *journal, fr__desk *desk) {
  if (!journal->seals) return FR_OK;
  pthread_mutex_lock(&journal->key_now);
  const fr_status status = journal->key_id == 0 ? FR_OK : fr__sealer_set_key(desk->sealing.sealer, journal->data_key);
  desk->sealing.key_id = status == FR_OK ? journal->key_id : 0;
  if (status == FR_OK) desk->key_epoch = atomic_load(&journal->key_epoch);
  pthread_mutex_unlock(&journal->key_now);
  return status;
}
