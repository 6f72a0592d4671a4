/* SPDX-License-Identifier: Apache-2.0
 *
 * Snapshots, and recovery from them.
 *
 * A snapshot is taken while others score, a part of the store at a time. A part is copied under its lock, together with
 * the number of the last record that there is at that moment: what changes a party of this part is journaled under the
 * same lock, so all of it up to that number is in the copy, and nothing behind it. Each part is as of a number of its
 * own, and replay passes over what a party's part has already. Facts are a part like these, under their own lock.
 *
 * A file is a row of sections, and the last says that it is whole. Each ends in a tag (HMAC) under a key that is
 * derived from the engine's secret, over the tag before it and the section: so nobody without the secret changes one,
 * or puts one together of two. The last section tells a seal of the journal that stands behind all that the snapshot
 * knows: a snapshot of another history under the same secret does not find its seal. It gets its name when it is on the
 * disk, and so are the records that it knows of: a snapshot that knows more than the journal is none. */
#include <stdio.h>
#include <stdlib.h>

#include "crypto/mac.h"
#include "crypto/sha256.h"
#include "engine/journal.h"
#include "policy/policy.h"

enum { SECTION_HEAD = 32, WORDS = 12, NAME_BYTES = 48, FACT_BYTES = 48, FORMAT = 2, KEPT = 2, FOUND = 64 };
enum { MOST_PARTS = 65536, PLACE_WORD = 6, CHAIN_WORD = 8 };
enum section { HEAD = 1, IN_FORCE = 2, PART = 3, FACTS = 4, TAIL = 5 };

/* ---- writing ---- */

typedef struct writer {
  fr_journal *journal;
  fr__file *file;
  fr__mac *mac;
  uint8_t tag[FR__MAC_BYTES]; /* of the section before */
  uint64_t offset;
  uint8_t *section; /* head, contents, tag */
  uint64_t size, room;
  uint64_t as_of, count;
  fr_status status;
} writer;

static const char tag_use[] = "fraudrisk snapshot 2";

static fr_status make_mac(const uint8_t secret[16], fr__mac **mac) { return fr__mac_create(secret, 16, tag_use, mac); }

static uint8_t *more(writer *to, uint64_t bytes) {
  if (to->status != FR_OK) return NULL;
  if (to->room - to->size < bytes) {
    uint64_t room = to->room < 65536 ? 65536 : to->room;
    while (room - to->size < bytes) room *= 2;
    uint8_t *larger = realloc(to->section, (size_t)room);
    if (larger == NULL) {
      to->status = FR_NO_MEMORY;
      return NULL;
    }
    to->section = larger;
    to->room = room;
  }
  uint8_t *at = to->section + to->size;
  to->size += bytes;
  return at;
}

static void begin_section(writer *to) {
  to->size = to->as_of = to->count = 0;
  (void)more(to, SECTION_HEAD);
}

static void end_section(writer *to, enum section what, uint32_t number) {
  if (to->status != FR_OK) return;
  fr__put_word(to->section, (uint64_t)number << 32 | what);
  fr__put_word(to->section + 8, to->as_of);
  fr__put_word(to->section + 16, to->count);
  fr__put_word(to->section + 24, to->size - SECTION_HEAD);
  to->status = fr__mac_of(to->mac, to->tag, sizeof to->tag, to->section, (size_t)to->size, to->tag);
  uint8_t *into = more(to, sizeof to->tag);
  if (into == NULL) return;
  memcpy(into, to->tag, sizeof to->tag);
  const fr__io *io = to->journal->io;
  to->status = fr__io_write_all(io, to->file, to->offset, to->section, to->size);
  to->offset += to->size;
}

static uint64_t last_sequence(const fr_journal *journal) {
  fr__log_state state;
  fr__log_measure(journal->log, &state);
  return state.last_sequence;
}

static void copy_begin(void *argument, uint32_t part) {
  writer *to = argument;
  (void)part;
  to->as_of = last_sequence(to->journal);
}

static void copy_profile(void *argument, const fr__profile *profile) {
  writer *to = argument;
  const uint32_t size = fr__profile_size(profile);
  uint8_t *into = more(to, size);
  if (into == NULL) return;
  memcpy(into, profile, size);
  memcpy(into + offsetof(fr__profile, bytes), &size, sizeof size); /* the block may be larger */
  to->count++;
}

static void copy_fact(void *argument, fr__party_key party, fr__hash128 name, const fr__fact *fact) {
  uint8_t *into = more(argument, FACT_BYTES);
  if (into == NULL) return;
  const uint64_t words[] = {
      party.low, party.high, name.low, name.high, (uint64_t)fact->until_us, (uint64_t)fact->amount};
  for (size_t i = 0; i < FR_COUNT(words); i++) fr__put_word(into + 8 * i, words[i]);
  ((writer *)argument)->count++;
}

static void copy_record(writer *to, uint32_t kind, const fr__in_force *in_force) {
  const uint64_t most = 8 + FR__RECORD_SMALL + (uint64_t)in_force->size;
  uint8_t *into = more(to, most);
  if (into == NULL) return;
  const uint32_t size = fr__in_force_write(in_force, into + 8);
  fr__put_word(into, (uint64_t)kind << 32 | size);
  to->size -= most - 8 - size;
  to->count++;
}

static void copy_marks(writer *to) {
  for (const fr__version_mark *mark = to->journal->engine->versions; mark != NULL; mark = mark->next) {
    const fr__in_force in_force = fr__mark_record(mark);
    copy_record(to, FR__RECORD_MARK, &in_force);
  }
}

static void copy_switches(writer *to) {
  const fr_engine *engine = to->journal->engine;
  fr__in_force in_force = {.generation = atomic_load(&engine->generation)};
  if (engine->switches == NULL || to->status != FR_OK) return;
  fr__switches_record(engine->switches, engine->switches_bytes, engine->switches_size, &in_force);
  to->status = fr__sha256(engine->switches_bytes, (size_t)engine->switches_size, in_force.digest);
  copy_record(to, FR__RECORD_SWITCHES, &in_force);
}

static void copy_policy(writer *to, uint32_t kind, uint32_t index, const fr_policy *policy) {
  if (policy == NULL) return;
  fr__in_force in_force = {.generation = atomic_load(&to->journal->engine->generation),
                           .index = index,
                           .version = policy->version,
                           .name = fr_text_of(policy->name)};
  memcpy(in_force.digest, policy->digest, sizeof in_force.digest);
  copy_record(to, kind, &in_force);
}

/* Behind the policy whose limits they are. Counts are as of a record of their own, which no other record can pass. */
static void copy_limits(writer *to) {
  fr__limiter *limiter = to->journal->engine->limiter;
  if (limiter == NULL) return;
  fr__limiter_lock(limiter, true);
  const uint64_t as_of = last_sequence(to->journal), size = fr__limiter_size(limiter);
  uint8_t *into = more(to, 8 + size);
  if (into != NULL) {
    fr__put_word(into, (uint64_t)FR__RECORD_LIMITS << 32 | size);
    fr__limiter_save(limiter, as_of, into + 8);
    to->count++;
    if (as_of > to->as_of) to->as_of = as_of;
  }
  fr__limiter_lock(limiter, false);
}

static void write_in_force(writer *to) {
  fr_engine *engine = to->journal->engine;
  begin_section(to);
  pthread_mutex_lock(&engine->mutex);
  to->as_of = last_sequence(to->journal);
  copy_marks(to);
  copy_policy(to, FR__RECORD_POLICY, 0, engine->policy);
  copy_switches(to);
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) {
    copy_policy(to, FR__RECORD_CHALLENGER, i, engine->challengers[i]);
  }
  if (atomic_load(&engine->had_watch_lists)) {
    const fr__in_force lists = {.generation = atomic_load(&engine->generation)};
    const fr__in_force none = {.generation = atomic_load(&engine->generation), .none = true};
    copy_record(to, FR__RECORD_WATCH, &lists);
    if (engine->watch == NULL) copy_record(to, FR__RECORD_WATCH, &none);
  }
  copy_limits(to);
  pthread_mutex_unlock(&engine->mutex);
  end_section(to, IN_FORCE, 0);
}

static void write_words(writer *to, enum section what, const uint64_t words[WORDS]) {
  begin_section(to);
  uint8_t *into = more(to, 8 * WORDS);
  for (uint32_t i = 0; into != NULL && i < WORDS; i++) fr__put_word(into + 8 * (size_t)i, words[i]);
  end_section(to, what, 0);
}

static void write_head(writer *to, uint64_t sequence) {
  const fr_engine *engine = to->journal->engine;
  const uint64_t words[WORDS] = {FORMAT,
                                 FR__PROFILE_LAYOUT,
                                 engine->store->operations->parts,
                                 sequence,
                                 fr__get_word(to->journal->print),
                                 fr__get_word(to->journal->print + 8),
                                 (uint64_t)engine->options.horizon_us,
                                 (uint64_t)(int64_t)engine->options.utc_offset_s,
                                 engine->options.outcomes_not_reported == FR_YES};
  write_words(to, HEAD, words);
}

/* What only grows is told last, when it is what the parts say or more. The seal is made and synced here: it stands
 * behind every record that a part knows of, and those are on the disk with it. */
static void write_tail(writer *to) {
  fr_engine *engine = to->journal->engine;
  fr__store_stats stats = {0};
  fr__log_place place;
  if (to->status == FR_OK) to->status = fr__log_checkpoint_at(to->journal->log, &place);
  if (to->status != FR_OK) return;
  fr__store_count(engine->store, &stats);
  uint64_t words[WORDS] = {
      (uint64_t)stats.complete_us, (uint64_t)fr__engine_newest(engine), stats.evicted, stats.entries_dropped,
      stats.late_dropped,          atomic_load(&engine->generation),    place.block,   place.sequence};
  for (uint32_t i = CHAIN_WORD; i < WORDS; i++) words[i] = fr__get_word(place.chain + 8 * (size_t)(i - CHAIN_WORD));
  write_words(to, TAIL, words);
}

static void write_all(writer *to, uint64_t sequence) {
  fr_journal *journal = to->journal;
  fr__store *store = journal->engine->store;
  const fr__walker walker = {copy_begin, copy_profile, to};
  write_head(to, sequence);
  write_in_force(to);
  for (uint32_t part = 0; part < store->operations->parts && to->status == FR_OK; part++) {
    begin_section(to);
    store->operations->walk(store, part, &walker);
    end_section(to, PART, part);
  }
  begin_section(to);
  pthread_mutex_lock(&journal->facts_order);
  to->as_of = last_sequence(journal);
  fr__facts_each(journal->engine->facts, copy_fact, to);
  pthread_mutex_unlock(&journal->facts_order);
  end_section(to, FACTS, 0);
  write_tail(to);
}

/* ---- which there are ---- */

typedef struct listing {
  uint64_t most;             /* of later ones nothing is said */
  uint64_t sequences[FOUND]; /* the newest first */
  uint32_t count;
} listing;

static void name_of(uint64_t sequence, char name[NAME_BYTES]) {
  (void)snprintf(name, NAME_BYTES, "snapshot-%020llu.frs", (unsigned long long)sequence);
}

static void note_snapshot(void *argument, const char *name) {
  listing *found = argument;
  uint64_t sequence = 0;
  static const char before[] = "snapshot-", behind[] = ".frs";
  if (strlen(name) != 33 || memcmp(name, before, 9) != 0 || memcmp(name + 29, behind, 4) != 0) return;
  for (uint32_t i = 9; i < 29; i++) {
    if (name[i] < '0' || name[i] > '9') return;
    if (__builtin_mul_overflow(sequence, 10, &sequence)) return;
    if (__builtin_add_overflow(sequence, (uint64_t)(name[i] - '0'), &sequence)) return;
  }
  if (sequence > found->most) return;
  uint32_t at = 0;
  while (at < found->count && found->sequences[at] > sequence) at++;
  if (at == FOUND) return;
  if (found->count < FOUND) found->count++;
  for (uint32_t i = found->count - 1; i > at; i--) found->sequences[i] = found->sequences[i - 1];
  found->sequences[at] = sequence;
}

static fr_status list(const fr__io *io, const char *directory, uint64_t most, listing *found) {
  found->most = most;
  found->count = 0;
  return io->list(io->context, directory, note_snapshot, found);
}

/* A name that tells of more than there is does not push out one that is good. */
static void remove_older(fr_journal *journal, uint64_t newest) {
  listing found;
  char name[NAME_BYTES];
  if (list(journal->io, journal->directory, newest, &found) != FR_OK) return; /* the next one removes them */
  for (uint32_t i = KEPT; i < found.count; i++) {
    name_of(found.sequences[i], name);
    (void)journal->io->remove(journal->io->context, journal->directory, name);
  }
}

fr_status fr_journal_snapshot(fr_journal *journal, uint64_t *sequence, fr_error *error) {
  static const char temporary[] = "snapshot.new";
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(journal != NULL, fr__fail(error, FR_NULL_POINTER, "journal", "journal is a null pointer"));
  if (!journal->attached) {
    return fr__fail(error, FR_BAD_ARGUMENT, "journal", "the journal is not the engine's: see fr_engine_set_journal");
  }
  const fr__io *io = journal->io;
  const uint64_t begun = last_sequence(journal);
  writer to = {.journal = journal};
  char name[NAME_BYTES];
  name_of(begun, name);
  (void)io->remove(io->context, journal->directory, temporary); /* of a process that ended meanwhile */
  fr_status status = make_mac(journal->engine->options.secret_key, &to.mac);
  if (status == FR_OK) status = io->open(io->context, journal->directory, temporary, FR__IO_CREATE, &to.file);
  if (status != FR_OK) {
    fr__mac_destroy(to.mac);
    return fr__fail(error, status, "snapshot", "%s", fr_status_text(status));
  }
  write_all(&to, begun);
  status = to.status;
  if (status == FR_OK) status = io->sync(to.file, 0, to.offset);
  io->close(to.file);
  free(to.section);
  fr__mac_destroy(to.mac);
  /* Images that are due stand in parts of this one. A pump may have written them since the seal, so that none are due
   * any more: they have to be on the disk all the same. */
  if (status == FR_OK) status = fr__journal_mend_all(journal);
  if (status == FR_OK) status = fr__log_sync(journal->log, last_sequence(journal));
  if (status == FR_OK) status = io->rename(io->context, journal->directory, temporary, name);
  if (status == FR_OK) status = io->sync_directory(io->context, journal->directory);
  if (status != FR_OK) {
    (void)io->remove(io->context, journal->directory, temporary);
    return fr__fail(error, status, "snapshot", "%s", fr_status_text(status));
  }
  if (sequence != NULL) *sequence = begun;
  remove_older(journal, begun);
  return FR_OK;
}

/* ---- reading ---- */

typedef struct section_head {
  enum section what;
  uint32_t number;
  uint64_t as_of, count, bytes;
} section_head;

typedef struct loader {
  const fr__snapshot_source *source;
  fr_journal *journal; /* whose engine takes it over; null: it is only looked at */
  fr__file *file;
  fr__mac *mac;
  uint8_t tag[FR__MAC_BYTES]; /* of the section before */
  uint64_t offset, size;      /* of the file */
  uint8_t *section;
  uint64_t room;
  uint32_t left;         /* FR_LEFT_… */
  uint32_t other_layout; /* of its profiles, where it is not this library's; else 0 */
} loader;

static fr_status read_exactly(loader *from, void *into, uint64_t bytes) {
  uint64_t count;
  FR_REQUIRE(bytes <= from->size - from->offset, FR_BAD_JOURNAL);
  FR_TRY(fr__io_read_all(from->source->io, from->file, from->offset, into, bytes, &count));
  FR_REQUIRE(count == bytes, FR_BAD_JOURNAL);
  from->offset += bytes;
  return FR_OK;
}

static void rewind_to_head(loader *from) {
  from->offset = 0;
  memset(from->tag, 0, sizeof from->tag);
}

/* The next section, if its tag is right; its contents stand behind the head. */
static fr_status read_section(loader *from, section_head *head) {
  uint8_t first[SECTION_HEAD];
  FR_TRY(read_exactly(from, first, sizeof first));
  const uint64_t word = fr__get_word(first);
  *head = (section_head){(enum section)(uint32_t)word, (uint32_t)(word >> 32), fr__get_word(first + 8),
                         fr__get_word(first + 16), fr__get_word(first + 24)};
  FR_REQUIRE(head->bytes <= from->size - from->offset, FR_BAD_JOURNAL);
  const uint64_t all = SECTION_HEAD + head->bytes + sizeof from->tag;
  if (all > from->room) {
    uint8_t *larger = realloc(from->section, (size_t)all);
    FR_REQUIRE(larger != NULL, FR_NO_MEMORY);
    from->section = larger;
    from->room = all;
  }
  memcpy(from->section, first, sizeof first);
  FR_TRY(read_exactly(from, from->section + SECTION_HEAD, head->bytes + sizeof from->tag));
  FR_TRY(fr__mac_of(from->mac, from->tag, sizeof from->tag, from->section, (size_t)(SECTION_HEAD + head->bytes),
                    from->tag));
  return fr__mac_equal(from->tag, from->section + SECTION_HEAD + head->bytes) ? FR_OK : FR_BAD_DIGEST;
}

static uint64_t word_at(const loader *from, uint32_t i) {
  return fr__get_word(from->section + SECTION_HEAD + 8 * (size_t)i);
}

/* What the engine that takes it over has to have in common with the one that wrote it. */
static fr_status check_head(loader *from, const section_head *head) {
  const fr_engine *engine = from->journal->engine;
  FR_REQUIRE(head->what == HEAD && head->bytes == 8 * WORDS, FR_BAD_JOURNAL);
  FR_REQUIRE(word_at(from, 2) == engine->store->operations->parts, FR_BAD_JOURNAL);
  FR_REQUIRE((int64_t)word_at(from, 6) == engine->options.horizon_us, FR_BAD_ARGUMENT);
  FR_REQUIRE((int64_t)word_at(from, 7) == engine->options.utc_offset_s, FR_BAD_ARGUMENT);
  FR_REQUIRE((word_at(from, 8) != 0) == (engine->options.outcomes_not_reported == FR_YES), FR_BAD_ARGUMENT);
  return FR_OK;
}

/* Before its tag is looked at: of another format or another engine it could not be right. */
static fr_status check_origin(loader *from, fr_error *error) {
  uint8_t first[SECTION_HEAD + 8 * WORDS];
  const uint8_t *words = first + SECTION_HEAD;
  rewind_to_head(from);
  const fr_status status = read_exactly(from, first, sizeof first);
  if (status != FR_OK) return fr__fail(error, status, "snapshot", "it cannot be read: %s", fr_status_text(status));
  if (fr__get_word(words) != FORMAT) {
    return fr__fail(error, FR_BAD_JOURNAL, "snapshot", "it has format %llu, and this library reads format %d",
                    (unsigned long long)fr__get_word(words), FORMAT);
  }
  if (memcmp(words + 32, from->source->print, FR__LOG_ENGINE_BYTES) != 0) {
    return fr__fail(error, FR_OTHER_JOURNAL, "snapshot", "it was written under another engine's key");
  }
  return FR_OK;
}

/* All sections are there and right. */
static fr_status check_sections(loader *from, uint64_t sequence, fr__log_place *place) {
  const uint64_t last = from->source->last_sequence;
  section_head head;
  rewind_to_head(from);
  FR_TRY(read_section(from, &head));
  FR_REQUIRE(head.what == HEAD && word_at(from, 3) == sequence, FR_BAD_JOURNAL);
  if (word_at(from, 1) != FR__PROFILE_LAYOUT) from->other_layout = (uint32_t)word_at(from, 1);
  FR_REQUIRE(from->other_layout == 0, FR_BAD_JOURNAL);
  if (from->journal != NULL) FR_TRY(check_head(from, &head));
  const uint64_t parts = word_at(from, 2);
  FR_REQUIRE(parts <= MOST_PARTS, FR_BAD_JOURNAL);
  FR_TRY(read_section(from, &head));
  FR_REQUIRE(head.what == IN_FORCE && head.as_of <= last, FR_BAD_JOURNAL);
  for (uint32_t next = 0; next < parts; next++) {
    FR_TRY(read_section(from, &head));
    FR_REQUIRE(head.what == PART && head.number == next && head.as_of <= last, FR_BAD_JOURNAL);
  }
  FR_TRY(read_section(from, &head));
  FR_REQUIRE(head.what == FACTS && head.as_of <= last && head.bytes == head.count * FACT_BYTES, FR_BAD_JOURNAL);
  FR_TRY(read_section(from, &head));
  FR_REQUIRE(head.what == TAIL && head.bytes == 8 * WORDS && from->offset == from->size, FR_BAD_JOURNAL);
  place->block = word_at(from, PLACE_WORD);
  place->sequence = word_at(from, PLACE_WORD + 1);
  memcpy(place->chain, from->section + SECTION_HEAD + 8 * CHAIN_WORD, sizeof place->chain);
  return FR_OK;
}

/* The journal has the seal that the snapshot names: in the segment of its record, or, where that is gone, as what the
 * next one goes on from. */
static fr_status check_history(const fr__snapshot_source *source, uint64_t sequence, const fr__log_place *place,
                               fr_error *error) {
  fr__log_reader_options from = {
      .io = source->io, .directory = source->directory, .engine = source->print, .from_sequence = sequence};
  fr_status status = fr__log_check_place(&from, place, error);
  if (status == FR_NOT_FOUND) {
    from.from_sequence = sequence + 1;
    status = fr__log_check_place(&from, place, error);
  }
  if (status != FR_NOT_FOUND && status != FR_OTHER_JOURNAL) return status;
  return fr__fail(error, FR_OTHER_JOURNAL, "snapshot",
                  "it is of another history than this journal: its seal %llu, over the records up to %llu, is not here",
                  (unsigned long long)place->block, (unsigned long long)place->sequence);
}

/* Nothing is put into an engine yet. */
static fr_status verify(loader *from, uint64_t sequence, fr_error *error) {
  fr__log_place place;
  FR_TRY(check_origin(from, error));
  const fr_status status = check_sections(from, sequence, &place);
  if (status == FR_BAD_DIGEST) {
    return fr__fail(error, status, "snapshot", "it was damaged, or changed by somebody without the engine's secret");
  }
  if (from->other_layout != 0) {
    return fr__fail(error, status, "snapshot",
                    "its profiles have layout %u, this library's have %d: only the version that wrote it reads it",
                    from->other_layout, FR__PROFILE_LAYOUT);
  }
  if (status == FR_BAD_ARGUMENT) { /* check_head() */
    return fr__fail(error, status, "snapshot", "it " FR__OTHER_HISTORIES);
  }
  if (status != FR_OK) {
    return fr__fail(error, status, "snapshot", "it is not what its name says, or knows more than the journal: %s",
                    fr_status_text(status));
  }
  return check_history(from->source, sequence, &place, error);
}

static void close_loader(loader *from) {
  if (from->file != NULL) from->source->io->close(from->file);
  fr__mac_destroy(from->mac);
  free(from->section);
}

static fr_status open_loader(loader *from, uint64_t sequence, fr_error *error) {
  const fr__snapshot_source *source = from->source;
  char name[NAME_BYTES];
  name_of(sequence, name);
  fr_status status = source->io->open(source->io->context, source->directory, name, FR__IO_READ, &from->file);
  if (status == FR_OK) status = make_mac(source->secret, &from->mac);
  if (status == FR_OK) status = source->io->size(from->file, &from->size);
  return status == FR_OK ? FR_OK : fr__fail(error, status, "snapshot", "it cannot be read: %s", fr_status_text(status));
}

/* Puts which one it is before the sentence. */
static fr_status name_snapshot(fr_error *error, fr_status status, uint64_t sequence) {
  char sentence[sizeof error->message];
  if (error == NULL) return status;
  memcpy(sentence, error->message, sizeof sentence);
  return fr__fail(error, status, "snapshot", "snapshot %llu: %.200s", (unsigned long long)sequence, sentence);
}

fr_status fr__snapshot_check(const fr__snapshot_source *source, uint64_t sequence, fr_error *error) {
  loader from = {.source = source};
  fr_status status = open_loader(&from, sequence, error);
  if (status == FR_OK) status = verify(&from, sequence, error);
  close_loader(&from);
  return status == FR_OK ? FR_OK : name_snapshot(error, status, sequence);
}

fr_status fr__snapshot_list(const fr__io *io, const char *directory, uint64_t *sequences, uint32_t room,
                            uint32_t *count) {
  listing found;
  *count = 0;
  FR_TRY(list(io, directory, UINT64_MAX, &found));
  while (*count < found.count && *count < room) {
    sequences[*count] = found.sequences[*count];
    ++*count;
  }
  return FR_OK;
}

static fr__snapshot_source source_of(const fr_journal *journal) {
  return (fr__snapshot_source){.io = journal->io,
                               .directory = journal->directory,
                               .secret = journal->engine->options.secret_key,
                               .print = journal->print,
                               .last_sequence = last_sequence(journal)};
}

fr_status fr_journal_prune(fr_journal *journal, uint64_t *removed, fr_error *error) {
  listing found;
  uint64_t segments = 0;
  if (removed != NULL) *removed = 0;
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(journal != NULL, fr__fail(error, FR_NULL_POINTER, "journal", "journal is a null pointer"));
  const fr__snapshot_source source = source_of(journal);
  fr_status status = list(journal->io, journal->directory, source.last_sequence, &found);
  if (status != FR_OK) return fr__fail(error, status, "snapshot", "%s", fr_status_text(status));
  if (found.count < KEPT) {
    return fr__fail(error, FR_NOT_FOUND, "snapshot", "there are no two snapshots yet, and nothing is removed without");
  }
  for (uint32_t i = 0; i < KEPT; i++) FR_TRY(fr__snapshot_check(&source, found.sequences[i], error));
  /* The older one's own record stays, and with it the seal that it is known by. */
  status = fr__log_prune(journal->log, found.sequences[KEPT - 1], &segments);
  if (removed != NULL) *removed = segments;
  return status == FR_OK ? FR_OK : fr__fail(error, status, "journal", "%s", fr_status_text(status));
}

static fr_status install_part(loader *from, const section_head *head) {
  fr__store *store = from->journal->engine->store;
  const uint8_t *at = from->section + SECTION_HEAD, *end = at + head->bytes;
  fr__profile first;
  for (uint64_t i = 0; i < head->count; i++) {
    FR_REQUIRE((uint64_t)(end - at) >= sizeof first, FR_BAD_JOURNAL);
    memcpy(&first, at, sizeof first);
    FR_REQUIRE(first.bytes <= (uint64_t)(end - at), FR_BAD_JOURNAL);
    const fr_status status = fr__store_install(store, at, first.bytes);
    if (status != FR_OK) return status == FR_BAD_ARGUMENT ? FR_BAD_JOURNAL : status;
    at += first.bytes;
  }
  return at == end ? FR_OK : FR_BAD_JOURNAL;
}

static fr_status install_facts(loader *from, const section_head *head) {
  const uint8_t *at = from->section + SECTION_HEAD;
  for (uint64_t i = 0; i < head->count; i++, at += FACT_BYTES) {
    const fr__party_key party = {fr__get_word(at), fr__get_word(at + 8)};
    const fr__hash128 name = {fr__get_word(at + 16), fr__get_word(at + 24)};
    const fr__fact fact = {(int64_t)fr__get_word(at + 32), (int64_t)fr__get_word(at + 40)};
    FR_TRY(fr__facts_set(from->journal->engine->facts, party, name, &fact, INT64_MIN));
  }
  return FR_OK;
}

static bool is_in_force(uint32_t kind) {
  return (kind >= FR__RECORD_POLICY && kind <= FR__RECORD_WATCH) || kind == FR__RECORD_SWITCHES ||
         kind == FR__RECORD_MARK;
}

/* As if their records came now. */
static fr_status install_in_force(loader *from, const section_head *head) {
  const fr__replayer_options options = {
      .io = from->source->io, .directory = from->source->directory, .restore_policies = true, .left = &from->left};
  const uint8_t *at = from->section + SECTION_HEAD, *end = at + head->bytes;
  fr__replayer *replayer;
  FR_TRY(fr__replayer_create(from->journal->engine, &options, &replayer));
  fr_status status = FR_OK;
  for (uint64_t i = 0; i < head->count && status == FR_OK; i++) {
    const uint64_t word = end - at < 8 ? UINT64_MAX : fr__get_word(at);
    const uint32_t kind = (uint32_t)(word >> 32), size = (uint32_t)word;
    if (size > (uint64_t)(end - at) - 8 || (!is_in_force(kind) && kind != FR__RECORD_LIMITS)) {
      status = FR_BAD_JOURNAL;
    } else if (kind == FR__RECORD_LIMITS) {
      status = fr__limiter_load(from->journal->engine->limiter, at + 8, size);
      at += 8 + (size_t)size;
    } else {
      status = fr__replayer_apply(replayer, head->as_of, kind, at + 8, size, NULL);
      at += 8 + (size_t)size;
    }
  }
  fr__replayer_destroy(replayer);
  from->journal->engine->store->restoring = true; /* still */
  return status;
}

static fr_status install(loader *from, fr__snapshot *snapshot) {
  fr_engine *engine = from->journal->engine;
  const uint32_t parts = engine->store->operations->parts;
  section_head head;
  rewind_to_head(from);
  snapshot->as_of = calloc(parts, sizeof *snapshot->as_of);
  FR_REQUIRE(snapshot->as_of != NULL, FR_NO_MEMORY);
  FR_TRY(read_section(from, &head));
  snapshot->sequence = word_at(from, 3);
  FR_TRY(read_section(from, &head));
  FR_TRY(install_in_force(from, &head));
  for (uint32_t part = 0; part < parts; part++) {
    FR_TRY(read_section(from, &head));
    snapshot->as_of[part] = head.as_of;
    FR_TRY(install_part(from, &head));
  }
  FR_TRY(read_section(from, &head));
  snapshot->facts_as_of = head.as_of;
  FR_TRY(install_facts(from, &head));
  FR_TRY(read_section(from, &head));
  fr__store_complete_raise(engine->store, (int64_t)word_at(from, 0));
  atomic_store(&engine->newest_us, (int64_t)word_at(from, 1));
  engine->store->evicted = word_at(from, 2);
  engine->store->entries_dropped = word_at(from, 3);
  engine->store->late_dropped = word_at(from, 4);
  if (word_at(from, 5) > atomic_load(&engine->generation)) atomic_store(&engine->generation, word_at(from, 5));
  return FR_OK;
}

static fr_status try_one(fr_journal *journal, uint64_t sequence, fr__snapshot *snapshot, bool *verified,
                         fr_error *error) {
  const fr__snapshot_source source = source_of(journal);
  loader from = {.source = &source, .journal = journal};
  fr_status status = open_loader(&from, sequence, error);
  if (status == FR_OK) status = verify(&from, sequence, error);
  *verified = status == FR_OK;
  if (from.other_layout != 0) snapshot->other_layout = from.other_layout;
  if (status == FR_OK) { /* nobody gives way to what comes in */
    journal->engine->store->restoring = true;
    status = install(&from, snapshot);
    journal->engine->store->restoring = false;
    snapshot->left = from.left;
    if (status != FR_OK) {
      (void)fr__fail(error, status, "snapshot", "it cannot be taken over: %s", fr_status_text(status));
    }
  }
  close_loader(&from);
  return status == FR_OK ? FR_OK : name_snapshot(error, status, sequence);
}

void fr__snapshot_free(fr__snapshot *snapshot) {
  free(snapshot->as_of);
  *snapshot = (fr__snapshot){0};
}

/* One that does not verify is passed over; behind one that does an error is an error, since the engine has it in part.
 * Where none is left the sentence is about the newest. */
fr_status fr__snapshot_load(fr_journal *journal, fr__snapshot *snapshot, uint32_t *refused, fr_error *error) {
  listing found;
  *snapshot = (fr__snapshot){0};
  *refused = 0;
  fr_status status = list(journal->io, journal->directory, UINT64_MAX, &found);
  if (status != FR_OK) return fr__fail(error, status, "snapshot", "%s", fr_status_text(status));
  fr_error newest = FR_ERROR_INIT;
  (void)fr__fail(&newest, FR_NOT_FOUND, "snapshot", "there is none");
  for (uint32_t i = 0; i < found.count; i++) {
    bool verified;
    fr_error why = FR_ERROR_INIT;
    status = try_one(journal, found.sequences[i], snapshot, &verified, &why);
    if (status == FR_OK) return FR_OK;
    if (verified || status == FR_NO_MEMORY || status == FR_BAD_ARGUMENT) {
      return fr__fail(error, status, "snapshot", "%s", why.message);
    }
    if (i == 0) newest = why;
    ++*refused;
  }
  return fr__fail(error, FR_NOT_FOUND, "snapshot", "%s", newest.message);
}

/* ---- recovery ---- */

static fr_status check_fresh(const fr_journal *journal, fr_error *error) {
  fr_engine *engine = journal->engine;
  fr__store_stats stats;
  engine->store->operations->measure(engine->store, &stats);
  if (journal->attached || engine->applied != 0 || stats.parties != 0 || fr__facts_count(engine->facts) != 0 ||
      engine->contexts != NULL) {
    return fr__fail(error, FR_BAD_ARGUMENT, "journal", "the engine has state or contexts; recover into a fresh one");
  }
  return FR_OK;
}

/* Reads from the snapshot's own record on, so that its segment is checked as well, and applies what comes behind it.
 * What was changed since it was sealed is found at its block's seal, when the engine has it: then recovery fails. */
static fr_status replay_rest(fr_journal *journal, const fr__replayer_options *options, fr_journal_recovery *recovery,
                             fr_error *error) {
  const uint64_t known = recovery->snapshot_sequence, first = recovery->first_sequence;
  const fr__log_reader_options from = {.io = journal->io,
                                       .directory = journal->directory,
                                       .engine = journal->print,
                                       .from_sequence = known + 1 == first ? first : known,
                                       .verify = true,
                                       .public_key = journal->trusted_keys,
                                       .public_key_size = journal->trusted_keys_size};
  fr__log_reader *reader;
  fr__replayer *replayer;
  fr__log_record record;
  FR_TRY(fr__log_reader_open(&from, &reader, error));
  fr_status status = fr__replayer_create(journal->engine, options, &replayer);
  if (status != FR_OK) (void)fr__fail(error, status, NULL, "%s", fr_status_text(status));
  while (status == FR_OK) {
    status = fr__log_reader_next(reader, &record, error);
    if (status != FR_OK || record.sequence == 0) break;
    if (record.sequence <= known) continue;
    status = fr__replayer_apply(replayer, record.sequence, record.kind, record.body, record.size, error);
    recovery->replayed++;
  }
  if (status == FR_OK) status = fr__replayer_finish(replayer, error);
  recovery->signed_sequence = fr__log_reader_signed(reader);
  fr__replayer_destroy(replayer);
  fr__log_reader_close(reader);
  return status;
}

static fr_status recover(fr_journal *journal, fr_journal_recovery *recovery, fr_error *error) {
  fr__snapshot snapshot;
  const fr__log_recovery *found = &journal->found;
  recovery->first_sequence = found->first_sequence;
  recovery->last_sequence = found->last_sequence;
  recovery->cut_bytes = found->cut_bytes;
  recovery->cut_sequence = found->cut_sequence;
  recovery->cut_records = found->cut_records;
  recovery->cut_files = (uint32_t)found->cut_files;
  FR_TRY(check_fresh(journal, error));
  if (found->last_sequence == 0) return FR_OK;
  fr_status status = fr__snapshot_load(journal, &snapshot, &recovery->snapshots_refused, error);
  if (status == FR_NOT_FOUND && found->first_sequence != 1 && snapshot.other_layout != 0) {
    return fr__fail(error, FR_NOT_FOUND, "journal",
                    "the oldest record is %llu, and the snapshot that knows what was before has profiles of layout %u, "
                    "this library of layout %d: go on with the version of the library that wrote it, or put all "
                    "segments from record 1 on back from the archive",
                    (unsigned long long)found->first_sequence, snapshot.other_layout, FR__PROFILE_LAYOUT);
  }
  if (status == FR_NOT_FOUND && found->first_sequence != 1) {
    char why[sizeof error->message] = "";
    if (error != NULL) memcpy(why, error->message, sizeof why);
    return fr__fail(error, FR_NOT_FOUND, "journal",
                    "the oldest record is %llu, and there is no good snapshot that knows what was before (%.120s)",
                    (unsigned long long)found->first_sequence, why);
  }
  if (status != FR_OK && status != FR_NOT_FOUND) {
    fr__snapshot_free(&snapshot);
    return status;
  }
  const fr__replayer_options options = {.as_of = snapshot.as_of,
                                        .facts_as_of = snapshot.facts_as_of,
                                        .io = journal->io,
                                        .directory = journal->directory,
                                        .restore_policies = true,
                                        .left = &recovery->left_to_host};
  recovery->left_to_host = snapshot.left;
  recovery->snapshot_sequence = snapshot.sequence;
  if (error != NULL) fr__error_clear(error);
  status = replay_rest(journal, &options, recovery, error);
  fr__snapshot_free(&snapshot);
  const fr_status known = fr__journal_applied(journal->engine, journal);
  if (status == FR_OK && known != FR_OK) status = fr__fail(error, known, "journal", "%s", fr_status_text(known));
  return status;
}

fr_status fr_journal_recover(fr_journal *journal, fr_journal_recovery *told, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(journal != NULL, fr__fail(error, FR_NULL_POINTER, "journal", "journal is a null pointer"));
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  if (told != NULL) {
    const fr_status status = fr__check_struct(told, told->struct_size, sizeof *told, sizeof *told);
    if (status != FR_OK) return fr__fail(error, status, "recovery", "%s", fr_status_text(status));
  }
  const fr_status status = recover(journal, &recovery, error);
  if (status == FR_OK) fr__engine_rematch(journal->engine);
  if (told != NULL) *told = recovery;
  return status;
}
