/* SPDX-License-Identifier: Apache-2.0
 *
 * What happened happens again: records are applied in their order, by one thread, through the code that live calls
 * take, with keys in place of identifiers. Nobody is evicted but by a record, and whatever the engine's whole state had
 * to say at the time (from when on all is known of strangers) stands in the record. */
#include <stdlib.h>

#include "crypto/sha256.h"
#include "engine/journal.h"
#include "policy/policy.h"
#include "state/layout.h"

enum { POLICIES_FIRST = 8, RETRIED_KEPT = 64 };

/* A record for which there was no room yet. The first time somebody gave way while its parties were locked, and the
 * record of that comes behind it; so it waits for that, as its parties did. Or memory was out the first time, too, and
 * their images come. In either case no other record of theirs comes before. */
typedef struct deferred {
  struct deferred *next;
  uint64_t sequence;
  uint32_t kind, size;
  fr__acquired parties;
  uint8_t body[];
} deferred;

/* An image whose parts are still coming. */
typedef struct opening {
  struct opening *next;
  fr__party_key key;
  uint32_t total, have;
  uint8_t bytes[];
} opening;

/* A party moves: what comes of it is told by images, first of the new one, then of the old one. They are held until all
 * are there, so that a journal that ends between them leaves both parties as they were. So are a party and its books,
 * of which each has an image: then there is no move, and the group is whole with the last book. */
typedef struct held {
  struct held *next;
  uint64_t sequence;
  fr__party_key key;
  uint32_t size;
  uint8_t bytes[];
} held;

typedef struct moving {
  struct moving *next;
  bool moves; /* false: of one party, `to` */
  fr__party_key from, to;
  uint32_t books;    /* of the new one */
  uint32_t count;    /* of images held */
  held *held;        /* the oldest first */
  fr__observed told; /* for images that have another layout: then the move itself is done again */
} moving;

typedef struct known_policy {
  uint64_t generation; /* from which on it is in force */
  fr_policy *policy;   /* null: its bundle is not there, or is not taken */
} known_policy;

/* A decision that was made again and waits for the record of the first. */
typedef struct pending {
  struct pending *next;
  uint64_t attempt;
  fr_status reason;
  fr_decision decision;
} pending;

struct fr__replayer {
  fr_engine *engine;
  fr__replayer_options options;
  fr_context *context;
  fr__replay at;
  deferred *deferred; /* the oldest first */
  bool retrying;
  bool other_layout; /* what was refused last was bytes of another layout */
  opening *openings;
  moving *movings;
  /* Only where decisions are made again: */
  pending *pendings; /* the newest first: as many as calls were under way at once, and those that a crash cut off */
  pending *spare;    /* that wait for nothing */
  known_policy *policies;
  uint32_t policy_count, policy_room;
  bool lists_in_force;
  fr_policy *loaded;                    /* the newest of them, without switches */
  char switched[FR_MAX_NAME_BYTES + 1]; /* the policy whose rules are switched; empty: none */
  fr__switches *switches;               /* null: they are not at hand */
  fr__data_key *keys;
  uint32_t key_count, key_room;
  uint64_t key_id; /* that the sealer has; 0: none */
  fr__sealer *sealer;
  uint8_t *plain;
  fr_attribute attributes[FR_MAX_ATTRIBUTES];
};

static void free_pendings(pending *first) {
  while (first != NULL) {
    pending *next = first->next;
    free(first);
    first = next;
  }
}

static void let_go(moving *of) {
  while (of->held != NULL) {
    held *next = of->held->next;
    free(of->held);
    of->held = next;
  }
  of->count = of->books = 0;
}

static void drop_moves(fr__replayer *replayer) {
  while (replayer->movings != NULL) {
    moving *one = replayer->movings;
    replayer->movings = one->next;
    let_go(one);
    free(one);
  }
}

void fr__replayer_destroy(fr__replayer *replayer) {
  if (replayer == NULL) return;
  drop_moves(replayer);
  while (replayer->openings != NULL) {
    opening *next = replayer->openings->next;
    free(replayer->openings);
    replayer->openings = next;
  }
  while (replayer->deferred != NULL) {
    deferred *next = replayer->deferred->next;
    free(replayer->deferred);
    replayer->deferred = next;
  }
  for (uint32_t i = 0; i < replayer->policy_count; i++) fr_policy_release(replayer->policies[i].policy);
  if (replayer->context != NULL) replayer->engine->store->restoring = false;
  fr_context_destroy(replayer->context);
  fr__sealer_destroy(replayer->sealer);
  free(replayer->policies);
  fr_policy_release(replayer->loaded);
  free(replayer->switches);
  free(replayer->keys);
  free_pendings(replayer->pendings);
  free_pendings(replayer->spare);
  free(replayer->plain);
  free(replayer);
}

static fr_status create_for_verdicts(fr__replayer *replayer) {
  replayer->plain = malloc(FR__RECORD_ROOM);
  FR_REQUIRE(replayer->plain != NULL, FR_NO_MEMORY);
  return replayer->options.host_key == NULL ? FR_OK : fr__sealer_create(&replayer->sealer);
}

fr_status fr__replayer_create(fr_engine *engine, const fr__replayer_options *options, fr__replayer **created) {
  *created = NULL;
  fr__replayer *replayer = calloc(1, sizeof *replayer);
  FR_REQUIRE(replayer != NULL, FR_NO_MEMORY);
  replayer->engine = engine;
  replayer->options = *options;
  replayer->at = (fr__replay){.as_of = options->as_of, .facts_as_of = options->facts_as_of};
  fr_status status = options->verdict == NULL ? FR_OK : create_for_verdicts(replayer);
  if (status == FR_OK) status = fr_context_create(engine, &replayer->context);
  if (status != FR_OK) {
    fr__replayer_destroy(replayer);
    return status;
  }
  replayer->context->replay = &replayer->at;
  if (options->policy != NULL) (void)fr__context_policy(replayer->context); /* for the watch lists */
  engine->store->restoring = true;
  *created = replayer;
  return FR_OK;
}

void fr__journal_unseat(const fr_context *context, fr__visit *visit) {
  for (uint32_t side = 0; side < FR__VISIT_SIDES; side++) {
    fr__visited *visited = &visit->sides[side];
    if (visited->place >= 0 && fr__journal_has(context, visit->acquired.keys[visited->place])) {
      visited->records = false;
    }
  }
}

/* ---- what waits, and images ---- */

static fr_status defer(fr__replayer *replayer, uint32_t kind, const uint8_t *body, uint32_t size,
                       const fr__acquired *parties) {
  if (replayer->retrying) return FR_STATE_FULL;
  deferred *one = malloc(sizeof *one + size);
  FR_REQUIRE(one != NULL, FR_NO_MEMORY);
  *one = (deferred){.sequence = replayer->at.sequence, .kind = kind, .size = size, .parties = *parties};
  memcpy(one->body, body, size);
  deferred **link = &replayer->deferred;
  while (*link != NULL) link = &(*link)->next;
  *link = one;
  return FR_OK;
}

/* It failed the first time: what it left is told by images. */
static void give_up(fr__replayer *replayer, fr__party_key key) {
  for (deferred **link = &replayer->deferred; *link != NULL;) {
    deferred *one = *link;
    bool concerned = false;
    for (uint32_t i = 0; i < one->parties.count; i++) {
      concerned = concerned || fr__key_equal(one->parties.keys[i], key);
    }
    if (concerned) {
      *link = one->next;
      free(one);
    } else {
      link = &one->next;
    }
  }
}

static fr_status install_image(fr__replayer *replayer, fr__party_key key, const uint8_t *bytes, uint32_t size) {
  fr__store *store = replayer->engine->store;
  fr__profile head;
  give_up(replayer, key);
  if (fr__journal_has(replayer->context, key)) return FR_OK;
  if (size == 0) return fr__store_remove(store, key);
  FR_REQUIRE(size >= sizeof head, FR_BAD_JOURNAL);
  memcpy(&head, bytes, sizeof head);
  FR_REQUIRE(fr__key_equal(head.key, key), FR_BAD_JOURNAL);
  /* A party's books go with it; those that it still has follow. */
  if (head.books != FR__IS_BOOK) FR_TRY(fr__store_remove(store, key));
  const fr_status status = fr__store_install(store, bytes, size);
  return status == FR_BAD_ARGUMENT ? FR_BAD_JOURNAL : status;
}

/* ---- moves ---- */

/* Whether images are in another layout than this library's profiles. */
static bool is_foreign(const fr__replayer *replayer) { return replayer->engine->applied_layout != FR__PROFILE_LAYOUT; }

static fr_status refuse_layout(fr__replayer *replayer) {
  replayer->other_layout = true;
  return FR_BAD_JOURNAL;
}

static fr_status begin_group(fr__replayer *replayer, bool moves, fr__party_key from, fr__party_key to) {
  moving *one = calloc(1, sizeof *one);
  FR_REQUIRE(one != NULL, FR_NO_MEMORY);
  one->moves = moves;
  one->from = from;
  one->to = to;
  one->next = replayer->movings;
  replayer->movings = one;
  return FR_OK;
}

/* All images are there, as far as there are any. */
static fr_status end_move(fr__replayer *replayer, moving **link) {
  moving *one = *link;
  const uint64_t sequence = replayer->at.sequence;
  fr_status status = FR_OK;
  *link = one->next;
  while (one->held != NULL) {
    held *image = one->held;
    one->held = image->next;
    replayer->at.sequence = image->sequence;
    if (status == FR_OK) status = install_image(replayer, image->key, image->bytes, image->size);
    free(image);
  }
  replayer->at.sequence = sequence;
  free(one);
  return status;
}

/* Something else happens to the party. Then its move was complete, but for images that the journal had no room for. */
static fr_status touch(fr__replayer *replayer, bool there, fr__party_key key) {
  if (!there || replayer->retrying) return FR_OK;
  for (moving **link = &replayer->movings; *link != NULL; link = &(*link)->next) {
    const bool old = (*link)->moves && fr__key_equal((*link)->from, key);
    if (!old && !fr__key_equal((*link)->to, key)) continue;
    return is_foreign(replayer) ? refuse_layout(replayer) : end_move(replayer, link);
  }
  return FR_OK;
}

static fr_status touch_all(fr__replayer *replayer, const fr__parties *who) {
  if (replayer->movings == NULL) return FR_OK;
  FR_TRY(touch(replayer, true, who->payer));
  FR_TRY(touch(replayer, who->has_payee, who->payee));
  FR_TRY(touch(replayer, who->has_customer, who->customer));
  return touch(replayer, who->has_payee_customer, who->payee_customer);
}

static bool is_of_new_one(const moving *one, fr__party_key key) {
  if (fr__key_equal(one->to, key)) return true;
  for (uint32_t i = 0; i < one->books; i++) {
    if (fr__key_equal(fr__book_key(one->to, i), key)) return true;
  }
  return false;
}

static uint32_t books_of(const uint8_t *bytes, uint32_t size) {
  fr__profile head;
  if (size < sizeof head) return 0;
  memcpy(&head, bytes, sizeof head);
  return head.books == FR__IS_BOOK ? 0 : head.books;
}

static fr_status hold(fr__replayer *replayer, moving *by, fr__party_key key, const uint8_t *bytes, uint32_t size) {
  if (fr__key_equal(by->to, key)) let_go(by); /* told anew: the journal was full in the middle of it */
  held *image = malloc(sizeof *image + size);
  FR_REQUIRE(image != NULL, FR_NO_MEMORY);
  *image = (held){.sequence = replayer->at.sequence, .key = key, .size = size};
  if (size != 0) memcpy(image->bytes, bytes, size);
  if (fr__key_equal(by->to, key)) by->books = books_of(bytes, size);
  by->count++;
  held **link = &by->held;
  while (*link != NULL) link = &(*link)->next;
  *link = image;
  return FR_OK;
}

/* The images of a move that was done whole say nothing that doing it again does not: from the same two histories comes
 * the same. The old party's is the last of them. A snapshot that has one of the two behind the move does not help. */
static fr_status move_again(fr__replayer *replayer, fr__party_key key) {
  moving **link = &replayer->movings;
  while (*link != NULL && !fr__key_equal((*link)->from, key)) link = &(*link)->next;
  if (*link == NULL) return FR_OK;
  moving *one = *link;
  *link = one->next;
  const bool has_from = fr__journal_has(replayer->context, one->from);
  const bool has_to = fr__journal_has(replayer->context, one->to);
  fr_status status = FR_OK;
  if (has_from != has_to) {
    status = refuse_layout(replayer);
  } else if (!has_from) {
    status = fr__observe_apply(replayer->context, &one->told);
  }
  free(one);
  return status;
}

static fr_status put_image(fr__replayer *replayer, fr__party_key key, const uint8_t *bytes, uint32_t size, bool moved) {
  if (is_foreign(replayer) && (size != 0 || moved)) {
    const bool needless = moved || fr__journal_has(replayer->context, key);
    return needless ? move_again(replayer, key) : refuse_layout(replayer);
  }
  for (moving **link = &replayer->movings; *link != NULL; link = &(*link)->next) {
    moving *one = *link;
    if (is_of_new_one(one, key)) {
      FR_TRY(hold(replayer, one, key, bytes, size));
      return !one->moves && one->count == 1 + one->books ? end_move(replayer, link) : FR_OK;
    }
    if (!one->moves || !fr__key_equal(one->from, key)) continue;
    FR_TRY(end_move(replayer, link));
    break;
  }
  if (books_of(bytes, size) == 0) return install_image(replayer, key, bytes, size);
  FR_TRY(begin_group(replayer, false, key, key));
  return hold(replayer, replayer->movings, key, bytes, size);
}

/* Parts of one image come in their order, with other parties' records between them. */
static fr_status apply_image(fr__replayer *replayer, const uint8_t *body, uint32_t size) {
  fr__image image;
  FR_TRY(fr__image_read(body, size, &image));
  if (image.offset == 0 && image.size == image.total) {
    return put_image(replayer, image.key, image.bytes, image.total, image.moved);
  }
  opening **link = &replayer->openings;
  while (*link != NULL && !fr__key_equal((*link)->key, image.key)) link = &(*link)->next;
  if (*link != NULL && image.offset == 0) { /* the first was given up, since the journal was full */
    opening *given_up = *link;
    *link = given_up->next;
    free(given_up);
    link = &replayer->openings;
    while (*link != NULL) link = &(*link)->next;
  }
  if (*link == NULL) {
    /* A snapshot may have been begun between two parts of it: then it has the party behind them all. */
    if (image.offset != 0 && fr__journal_has(replayer->context, image.key)) return FR_OK;
    FR_REQUIRE(image.offset == 0, FR_BAD_JOURNAL);
    *link = calloc(1, sizeof **link + image.total);
    FR_REQUIRE(*link != NULL, FR_NO_MEMORY);
    (*link)->key = image.key;
    (*link)->total = image.total;
  }
  opening *found = *link;
  FR_REQUIRE(image.total == found->total && image.offset == found->have, FR_BAD_JOURNAL);
  memcpy(found->bytes + image.offset, image.bytes, image.size);
  found->have += image.size;
  if (found->have < found->total) return FR_OK;
  *link = found->next;
  const fr_status status = put_image(replayer, found->key, found->bytes, found->total, image.moved);
  free(found);
  return status;
}

static fr_status apply_evicted(fr__replayer *replayer, const uint8_t *body, uint32_t size) {
  fr__store *store = replayer->engine->store;
  fr__acquired acquired = {.count = 1};
  FR_TRY(fr__evicted_read(body, size, &acquired.keys[0]));
  FR_TRY(touch(replayer, true, acquired.keys[0]));
  if (fr__journal_has(replayer->context, acquired.keys[0])) return FR_OK;
  FR_TRY(store->operations->acquire(store, &acquired, 0));
  const bool there = acquired.profiles[0] != NULL && fr__store_forgets(store, acquired.profiles[0]);
  if (there) acquired.made = 1; /* then it may be taken back */
  store->operations->release(store, &acquired, FR__TAKE_BACK);
  if (there) return FR_OK;
  return replayer->deferred == NULL ? FR_BAD_JOURNAL : FR_STATE_FULL; /* its own record may wait */
}

/* ---- policies, and the keys of what is sealed ---- */

static fr_status load_policy(fr__replayer *replayer, const fr__in_force *in_force, fr_policy **policy) {
  char name[FR__BUNDLE_NAME_BYTES];
  uint8_t *bundle;
  uint64_t size;
  *policy = NULL;
  if (in_force->none || replayer->options.directory == NULL) return FR_OK;
  fr__bundle_name(in_force->digest, name);
  const fr_status status = fr__journal_read_file(replayer->options.io, replayer->options.directory, name,
                                                 FR_MAX_BUNDLE_BYTES, &bundle, &size);
  if (status == FR_NOT_FOUND || status == FR_TOO_LONG) return FR_OK; /* it is not there: who needs it says so */
  FR_TRY(status); /* nobody could look: an engine without its policy is not what it was */
  const fr_status loaded = fr_policy_load(bundle, size, policy, NULL);
  free(bundle);
  FR_REQUIRE(loaded != FR_NO_MEMORY, loaded);
  if (*policy != NULL && memcmp((*policy)->digest, in_force->digest, sizeof in_force->digest) != 0) {
    fr_policy_release(*policy);
    *policy = NULL;
  }
  return FR_OK;
}

static fr_status remember_policy(fr__replayer *replayer, uint64_t generation, fr_policy *policy) {
  if (replayer->options.policy != NULL) return FR_OK;
  if (replayer->policy_count == replayer->policy_room) {
    const uint32_t room = replayer->policy_room == 0 ? POLICIES_FIRST : 2 * replayer->policy_room;
    known_policy *more = realloc(replayer->policies, room * sizeof *more);
    FR_REQUIRE(more != NULL, FR_NO_MEMORY);
    replayer->policies = more;
    replayer->policy_room = room;
  }
  replayer->policies[replayer->policy_count++] = (known_policy){generation, fr_policy_retain(policy)};
  return FR_OK;
}

/* As policies are decided by: under the switches that were set by then. Null where those are not at hand. */
static fr_status remember_switched(fr__replayer *replayer, uint64_t generation, fr_policy *policy) {
  fr_policy *switched = NULL;
  if (policy == NULL || strcmp(policy->name, replayer->switched) != 0) {
    return remember_policy(replayer, generation, policy);
  }
  if (replayer->switches != NULL) FR_TRY(fr__policy_switch(policy, replayer->switches, false, &switched, NULL));
  const fr_status status = remember_policy(replayer, generation, switched);
  fr_policy_release(switched);
  return status;
}

static void tell_left(const fr__replayer *replayer, uint32_t what, bool left) {
  uint32_t *told = replayer->options.left;
  if (told != NULL) *told = left ? *told | what : *told & ~what;
}

/* The document that a record has or names, to be freed where it is *beside the journal. Null: it is not there. */
static fr_status find_document(const fr__replayer *replayer, const fr__in_force *in_force, const uint8_t **document,
                               uint64_t *size, uint8_t **beside) {
  uint8_t digest[FR__SHA256_BYTES];
  char name[FR__BUNDLE_NAME_BYTES];
  *beside = NULL;
  *document = in_force->bytes;
  *size = in_force->size;
  if (*document == NULL) {
    if (replayer->options.directory == NULL) return FR_OK;
    fr__switches_name(in_force->digest, name);
    const fr_status status = fr__journal_read_file(replayer->options.io, replayer->options.directory, name,
                                                   FR__SWITCHES_MAX_BYTES, beside, size);
    if (status == FR_NOT_FOUND || status == FR_TOO_LONG) return FR_OK;
    FR_TRY(status);
    *document = *beside;
  }
  const fr_status status = fr__sha256(*document, (size_t)*size, digest);
  if (status == FR_OK && memcmp(digest, in_force->digest, sizeof digest) != 0) *document = NULL;
  return status;
}

/* Decisions are made again under them, whoever signed. */
static fr_status remember_switches(fr__replayer *replayer, const fr__in_force *in_force, const uint8_t *document,
                                   uint64_t size) {
  free(replayer->switches);
  replayer->switches = NULL;
  memset(replayer->switched, 0, sizeof replayer->switched);
  memcpy(replayer->switched, in_force->name.data, in_force->name.size);
  if (document != NULL && fr__switches_read(document, size, &replayer->switches, NULL) == FR_NO_MEMORY) {
    return FR_NO_MEMORY;
  }
  return remember_switched(replayer, in_force->generation, replayer->loaded);
}

static fr_status apply_switches(fr__replayer *replayer, fr__in_force *in_force) {
  const uint8_t *document;
  uint8_t *beside;
  uint64_t size;
  bool taken = false;
  FR_REQUIRE(in_force->name.size != 0 && in_force->switched, FR_BAD_JOURNAL);
  fr_status status = find_document(replayer, in_force, &document, &size, &beside);
  if (status == FR_OK && replayer->options.verdict != NULL) {
    status = remember_switches(replayer, in_force, document, size);
  } else if (status == FR_OK) {
    status = fr__engine_restore_switches(replayer->engine, document, size, &taken);
  }
  free(beside);
  FR_TRY(status);
  in_force->left = !taken;
  tell_left(replayer, FR_LEFT_SWITCHES, !taken);
  return fr__engine_restore_mark(replayer->engine, in_force, false, true);
}

/* What the engine does not take (it is not signed, say) is left to the host. */
static fr_status put_in_force(fr__replayer *replayer, uint32_t kind, const fr__in_force *in_force, fr_policy *policy) {
  fr_engine *engine = replayer->engine;
  fr_trust *trust = fr__engine_trust(engine);
  const fr_status verified = policy == NULL ? FR_NOT_FOUND : fr__engine_verify_policy(engine, trust, policy, NULL);
  bool taken = verified == FR_OK;
  fr_trust_release(trust);
  FR_REQUIRE(verified != FR_NO_MEMORY, verified);
  if (kind == FR__RECORD_POLICY) {
    const fr_status status = fr__engine_restore_policy(engine, taken ? policy : NULL);
    tell_left(replayer, FR_LEFT_POLICY, status != FR_OK);
    return status == FR_NO_MEMORY ? status : FR_OK;
  }
  pthread_mutex_lock(&engine->mutex);
  taken = taken && fr__engine_check_policy(engine, policy, NULL) == FR_OK;
  fr_policy **place = &engine->challengers[in_force->index];
  fr_policy *old = *place;
  *place = taken ? fr_policy_retain(policy) : NULL;
  pthread_mutex_unlock(&engine->mutex);
  fr_policy_release(old);
  tell_left(replayer, FR_LEFT_CHALLENGER << in_force->index, !taken && !in_force->none);
  return FR_OK;
}

/* Amounts in the histories are in the currency of the policies that were in force. */
static fr_status check_currency(const fr__replayer *replayer, const fr_policy *policy) {
  const fr_policy *by = replayer->options.policy;
  if (by == NULL || policy == NULL || memcmp(by->currency, policy->currency, sizeof by->currency) == 0) return FR_OK;
  return FR_BAD_POLICY;
}

static fr_status apply_in_force(fr__replayer *replayer, uint32_t kind, const uint8_t *body, uint32_t size) {
  fr_engine *engine = replayer->engine;
  fr__in_force in_force;
  FR_TRY(fr__in_force_read(body, size, &in_force));
  if (in_force.generation > atomic_load(&engine->generation)) atomic_store(&engine->generation, in_force.generation);
  if (kind == FR__RECORD_WATCH) {
    replayer->lists_in_force = !in_force.none;
    if (!in_force.none) atomic_store(&engine->had_watch_lists, true);
    tell_left(replayer, FR_LEFT_WATCH_LISTS, !in_force.none);
    return FR_OK;
  }
  if (kind == FR__RECORD_SWITCHES) return apply_switches(replayer, &in_force);
  if (kind == FR__RECORD_MARK) return fr__engine_restore_mark(engine, &in_force, true, true);
  if (kind == FR__RECORD_POLICY) FR_TRY(fr__engine_restore_mark(engine, &in_force, true, false));
  fr_policy *policy = NULL;
  const bool verdicts = replayer->options.verdict != NULL && kind == FR__RECORD_POLICY;
  if (!verdicts && !replayer->options.restore_policies) return FR_OK;
  FR_TRY(load_policy(replayer, &in_force, &policy));
  fr_status status = check_currency(replayer, policy);
  if (status == FR_OK && verdicts) {
    status = remember_switched(replayer, in_force.generation, policy);
    fr_policy_release(replayer->loaded);
    replayer->loaded = fr_policy_retain(policy);
  }
  if (status == FR_OK && replayer->options.restore_policies) status = put_in_force(replayer, kind, &in_force, policy);
  fr_policy_release(policy);
  return status;
}

static fr_status apply_data_key(fr__replayer *replayer, const uint8_t *body, uint32_t size) {
  if (replayer->sealer == NULL) return FR_OK;
  if (replayer->key_count == replayer->key_room) {
    const uint32_t room = replayer->key_room == 0 ? POLICIES_FIRST : 2 * replayer->key_room;
    fr__data_key *more = realloc(replayer->keys, room * sizeof *more);
    FR_REQUIRE(more != NULL, FR_NO_MEMORY);
    replayer->keys = more;
    replayer->key_room = room;
  }
  return fr__data_key_read(body, size, &replayer->keys[replayer->key_count++]);
}

/* The sealer has the key of this id afterwards, or the key cannot be had. */
static fr_status find_key(fr__replayer *replayer, uint64_t id) {
  uint8_t key[FR__SEAL_KEY_BYTES];
  if (id == replayer->key_id) return FR_OK;
  replayer->key_id = 0;
  for (uint32_t i = 0; i < replayer->key_count; i++) {
    if (replayer->keys[i].id != id) continue;
    fr_status status = fr__journal_find_key(replayer->options.io, replayer->options.directory,
                                            replayer->options.host_key, &replayer->keys[i], key);
    if (status == FR_OK) status = fr__sealer_set_key(replayer->sealer, key);
    fr__wipe(key, sizeof key);
    if (status == FR_OK) replayer->key_id = id;
    return status;
  }
  return FR_NOT_FOUND;
}

static fr_status open_texts(fr__replayer *replayer, const fr__attempt *attempt, fr__transfer *transfer) {
  if (attempt->sealed.key_id == 0) return attempt->left_out == 0 ? FR_OK : FR_NOT_FOUND;
  FR_REQUIRE(replayer->sealer != NULL && attempt->sealed.size <= FR__RECORD_ROOM, FR_NOT_FOUND);
  FR_TRY(find_key(replayer, attempt->sealed.key_id));
  return fr__attempt_unseal(attempt, replayer->sealer, replayer->plain, replayer->attributes, transfer);
}

/* ---- attempts ---- */

static fr_policy *policy_at(const fr__replayer *replayer, uint64_t generation) {
  fr_policy *found = NULL;
  for (uint32_t i = 0; i < replayer->policy_count; i++) {
    if (replayer->policies[i].generation <= generation) found = replayer->policies[i].policy;
  }
  return found;
}

/* Another policy's decisions may be asked for twice, for the one in force and a challenger, or never. */
static void give_up_old(fr__replayer *replayer) {
  pending *last = replayer->pendings;
  for (uint32_t i = 1; i < RETRIED_KEPT && last != NULL; i++) last = last->next;
  if (last == NULL || last->next == NULL) return;
  pending *old = last->next;
  last->next = old->next;
  old->next = replayer->spare;
  replayer->spare = old;
}

static pending *take_pending(fr__replayer *replayer) {
  pending *waiting = replayer->spare;
  if (waiting != NULL) replayer->spare = waiting->next;
  if (waiting == NULL) waiting = malloc(sizeof *waiting);
  if (waiting == NULL) return NULL;
  waiting->next = replayer->pendings;
  replayer->pendings = waiting;
  waiting->attempt = replayer->at.sequence;
  waiting->decision = (fr_decision)FR_DECISION_INIT;
  if (replayer->options.policy != NULL) give_up_old(replayer);
  return waiting;
}

/* Whether a decision depends on what is sealed in an attempt, or was left out of it. */
static bool misses(const fr_policy *policy, const fr__attempt *attempt) {
  const bool sealed = attempt->sealed.key_id != 0;
  const bool texts = sealed || (attempt->left_out & FR__LEFT_OUT_TEXTS) != 0;
  const bool attributes = sealed || (attempt->left_out & FR__LEFT_OUT_ATTRIBUTES) != 0;
  return (texts && policy->needs_texts) || (attributes && policy->attribute_count != 0);
}

/* Once it is recorded: one that has no room yet comes again. */
static void tell_retried(const fr__replayer *replayer, const fr__attempt *attempt) {
  const pending *made = replayer->pendings;
  const fr__retried one = {.sequence = replayer->at.sequence,
                           .attempt = attempt,
                           .transfer = &replayer->context->prepared[0].transfer,
                           .grounds = &replayer->context->grounds,
                           .decision = made->reason == FR_OK ? &made->decision : NULL,
                           .reason = made->reason};
  replayer->options.retried(replayer->options.argument, &one);
}

/* The parties are locked, and the attempt is not in their histories yet. */
static fr_status decide_again(fr__replayer *replayer, const fr__attempt *attempt, fr__transfer *transfer,
                              fr__visit *visit) {
  fr_context *context = replayer->context;
  pending *waiting = take_pending(replayer);
  FR_REQUIRE(waiting != NULL, FR_NO_MEMORY);
  const fr_policy *other = replayer->options.policy;
  const fr_policy *policy = other != NULL ? other : policy_at(replayer, attempt->generation);
  const bool lists_missing = other == NULL && replayer->lists_in_force;
  fr_status status = policy == NULL || lists_missing ? FR_NOT_FOUND : FR_OK;
  if (status == FR_OK) {
    status = open_texts(replayer, attempt, transfer);
    if (status == FR_NOT_FOUND && !misses(policy, attempt)) status = FR_OK;
  }
  if (status == FR_OK && replayer->options.visited != NULL)
    replayer->options.visited(replayer->options.argument, context, transfer, visit);
  if (status == FR_OK) {
    status = fr__visit_inputs(context, policy, transfer, visit, context->slots, context->approximate);
  }
  if (status == FR_OK) {
    fr__visit_fold(context, policy->plan, visit, context->slots, context->approximate);
    const fr__evidence evidence = {
        policy, transfer, context->slots, context->approximate, visit->repeated, &context->grounds, NULL};
    status = fr__decide(&evidence, &waiting->decision, NULL);
  }
  waiting->reason = status;
  return FR_OK;
}

static fr_status apply_attempt(fr__replayer *replayer, uint32_t kind, const uint8_t *body, uint32_t size) {
  fr_context *context = replayer->context;
  const bool again = kind == FR__RECORD_SCORED && replayer->options.verdict != NULL;
  fr__transfer *transfer = again ? &context->prepared[0].transfer : NULL;
  fr__attempt attempt;
  FR_TRY(fr__attempt_read(body, size, &attempt, transfer));
  FR_TRY(touch_all(replayer, &attempt.who));
  fr__store_complete_raise(replayer->engine->store, attempt.complete_us);
  fr__context_accept_time(context, attempt.time_us);
  fr__visit *visit = &context->prepared[0].visit;
  visit->who = attempt.who;
  visit->here = attempt.sides;
  visit->time_us = attempt.time_us;
  visit->amount_minor = attempt.amount_minor;
  visit->complete_us = attempt.complete_us;
  visit->flags = fr__entry_flags(attempt.status, attempt.channel, attempt.kind, attempt.speed, FR__LABEL_NONE);
  fr__visit_seat(visit, attempt.kind);
  fr__journal_unseat(context, visit);
  fr_status status = fr__visit_begin(context, visit, true);
  if (status == FR_OK) {
    status = fr__visit_recall(context, visit);
    if (status == FR_OK && again) status = decide_again(replayer, &attempt, transfer, visit);
    if (status == FR_OK) status = fr__visit_record(context, visit);
    fr__visit_end(context, visit, status);
  }
  if (status == FR_OK && again && replayer->options.policy != NULL) tell_retried(replayer, &attempt);
  if (status == FR_STATE_FULL) return defer(replayer, kind, body, size, &visit->acquired);
  return status == FR_OK || status == FR_NO_MEMORY ? status
                                                   : FR_BAD_JOURNAL; /* it was no conflict when it was journaled */
}

/* Whether a decision on record rests on what another time has too: not on watch lists, nor on switches. */
static bool can_be_made_again(const fr__replayer *replayer, const fr_decision *was) {
  return !replayer->lists_in_force && replayer->context->watch == NULL && (was->flags & FR_FLAG_RULES_OFF) == 0;
}

/* Whether this is what the policy that everything is decided by was recorded to have decided. */
static bool is_of_policy(const fr__replayer *replayer, const fr_decision *was) {
  const fr_policy *by = replayer->options.policy;
  return memcmp(was->policy_digest, by->digest, sizeof by->digest) == 0;
}

/* How full a limit was nobody tells any more; what it does to an answer is settled. */
bool fr__answer_follows(const fr__answer *given, const fr_decision *decision) {
  const bool shadow = (given->flags & FR_FLAG_SHADOW) != 0, limited = (given->flags & FR_FLAG_LIMITED) != 0;
  const uint32_t outcome = shadow ? given->would_be : given->outcome;
  uint32_t flags = given->flags & ~(FR_FLAG_SHADOW | FR_FLAG_LIMITED), expected = decision->flags;
  if (shadow && given->outcome != FR_OUTCOME_ALLOW) return false;
  if (!shadow && given->would_be != given->outcome) return false;
  if (limited ? outcome >= decision->outcome || outcome < FR_OUTCOME_ALLOW : outcome != decision->outcome) return false;
  if (limited) expected &= ~FR_FLAG_DELAYED;
  if (shadow) { /* whether its record has the flag or not */
    flags &= ~FR_FLAG_DELAYED;
    expected &= ~FR_FLAG_DELAYED;
  }
  return flags == expected;
}

/* The limits of the policy in force count what they counted the first time. */
static fr_status count_again(fr__replayer *replayer, const uint8_t *body, uint32_t size) {
  fr__limiter *limiter = replayer->engine->limiter;
  fr__grounds *grounds = &replayer->context->grounds;
  fr__decided decided;
  fr_decision was;
  if (limiter == NULL) return FR_OK;
  FR_TRY(fr__decided_read_grounds(body, size, &decided, &was, grounds));
  const bool alert = was.outcome != FR_OUTCOME_ALLOW;
  if (decided.counts && alert) FR_REQUIRE(decided.grounds != NULL, FR_BAD_JOURNAL);
  if (!alert) grounds->count = 0;
  fr__counted counted = {.there = decided.counts,
                         .channel = decided.channel,
                         .time_us = decided.time_us,
                         .pure = was.outcome,
                         .threshold = decided.threshold,
                         .grounds = grounds};
  return fr__limiter_replay(limiter, replayer->at.sequence, was.policy_digest, &counted);
}

static fr_status apply_decided(fr__replayer *replayer, uint32_t kind, const uint8_t *body, uint32_t size) {
  const bool other = replayer->options.policy != NULL;
  if (replayer->options.verdict == NULL) return kind == FR__RECORD_DECIDED ? count_again(replayer, body, size) : FR_OK;
  if (kind == FR__RECORD_CHALLENGED && !other) return FR_OK;
  fr__decided decided;
  fr_decision was;
  FR_TRY(fr__decided_read(body, size, &decided, &was));
  if (other && !can_be_made_again(replayer, &was)) return FR_OK;
  if (other && replayer->options.recorded != NULL)
    replayer->options.recorded(replayer->options.argument, decided.attempt, &was);
  if (other && !is_of_policy(replayer, &was)) return FR_OK;
  was.sequence = replayer->at.sequence;
  pending **link = &replayer->pendings;
  while (*link != NULL && (*link)->attempt != decided.attempt) link = &(*link)->next;
  pending *waiting = *link;
  const bool found = waiting != NULL;
  fr__verdict verdict = {
      .sequence = was.sequence, .was = &was, .reason = found ? waiting->reason : FR_NOT_FOUND, .given = &decided.given};
  if (verdict.reason == FR_OK) {
    /* Ids are made of identifiers, which are gone. */
    memcpy(waiting->decision.decision_id, was.decision_id, sizeof was.decision_id);
    waiting->decision.sequence = was.sequence;
    verdict.is = &waiting->decision;
  }
  replayer->options.verdict(replayer->options.argument, &verdict);
  if (found && !other) {
    *link = waiting->next;
    waiting->next = replayer->spare;
    replayer->spare = waiting;
  }
  return FR_OK;
}

/* ---- events ---- */

static fr_status apply_observed(fr__replayer *replayer, const uint8_t *body, uint32_t size) {
  fr_context *context = replayer->context;
  fr__observed observed;
  uint32_t outcome;
  FR_TRY(fr__observed_read(body, size, &observed));
  fr__store_complete_raise(replayer->engine->store, observed.complete_us);
  fr__context_accept_time(context, observed.event.time_us);
  const uint32_t kind = observed.event.kind;
  const bool fact = kind == FR_EVENT_LISTED || kind == FR_EVENT_UNLISTED || kind == FR_EVENT_TRUSTED;
  const bool about_person =
      !fact && kind != FR_EVENT_MOVED && kind != FR_EVENT_FORGOTTEN && !fr__event_about_transfer(kind, &outcome);
  if (about_person || fact || kind == FR_EVENT_MOVED || kind == FR_EVENT_FORGOTTEN) {
    FR_TRY(touch(replayer, true, observed.person));
  } else {
    FR_TRY(touch_all(replayer, &observed.who));
  }
  if (kind == FR_EVENT_MOVED) {
    FR_TRY(touch(replayer, true, observed.to));
    FR_TRY(begin_group(replayer, true, observed.person, observed.to));
    replayer->movings->told = observed;
    return FR_OK;
  }
  if (fact && fr__journal_has_fact(context)) return FR_OK;
  if (about_person && fr__journal_has(context, observed.person)) return FR_OK;
  const fr_status status = fr__observe_apply(context, &observed);
  /* What was refused the first time is refused again; what memory refused then is told by images. */
  if (status == FR_STATE_FULL && !fact) {
    const fr__parties *who = &observed.who;
    fr__acquired parties = {.count = 0};
    if (about_person) {
      parties.keys[parties.count++] = observed.person;
    } else {
      parties.keys[parties.count++] = who->payer;
      if (who->has_payee) parties.keys[parties.count++] = who->payee;
      if (who->has_customer) parties.keys[parties.count++] = who->customer;
      if (who->has_payee_customer) parties.keys[parties.count++] = who->payee_customer;
    }
    return defer(replayer, FR__RECORD_OBSERVED, body, size, &parties);
  }
  return status == FR_CONFLICT || status == FR_INTERNAL ? FR_BAD_JOURNAL : FR_OK;
}

/* ---- the engine ---- */

static fr_status apply_opened(fr__replayer *replayer, const uint8_t *body, uint32_t size, fr_error *error) {
  fr_engine *engine = replayer->engine;
  fr__opened opened;
  FR_TRY(fr__opened_read(body, size, &opened));
  drop_moves(replayer); /* whoever wrote the records before did not come to the end of them */
  const fr_engine_options *was = &opened.options, *is = &engine->options;
  engine->applied_layout = opened.layout;
  if (opened.has_state && replayer->at.as_of == NULL) {
    return fr__fail(error, FR_NOT_FOUND, "journal",
                    "the journal was begun by an engine that had state already, and there is no good snapshot of that");
  }
  if (was->horizon_us != is->horizon_us || was->utc_offset_s != is->utc_offset_s ||
      (was->outcomes_not_reported == FR_YES) != (is->outcomes_not_reported == FR_YES)) {
    return fr__fail(error, FR_BAD_ARGUMENT, "engine", "the journal " FR__OTHER_HISTORIES);
  }
  if (opened.generation > atomic_load(&engine->generation)) atomic_store(&engine->generation, opened.generation);
  /* Decisions from here on are under what is told behind this record: what was left to the host may be in force or not.
   */
  replayer->lists_in_force = false;
  replayer->switched[0] = '\0';
  free(replayer->switches);
  replayer->switches = NULL;
  return FR_OK;
}

static fr_status apply(fr__replayer *replayer, uint32_t kind, const uint8_t *body, uint32_t size, fr_error *error) {
  switch (kind) {
    case FR__RECORD_OPENED: return apply_opened(replayer, body, size, error);
    case FR__RECORD_POLICY:
    case FR__RECORD_CHALLENGER:
    case FR__RECORD_WATCH:
    case FR__RECORD_SWITCHES:
    case FR__RECORD_MARK: return apply_in_force(replayer, kind, body, size);
    case FR__RECORD_DATA_KEY: return apply_data_key(replayer, body, size);
    case FR__RECORD_SCORED:
    case FR__RECORD_FOLDED:
    case FR__RECORD_TRANSFERRED: return apply_attempt(replayer, kind, body, size);
    case FR__RECORD_DECIDED:
    case FR__RECORD_CHALLENGED: return apply_decided(replayer, kind, body, size);
    case FR__RECORD_OBSERVED: return apply_observed(replayer, body, size);
    case FR__RECORD_EVICTED: return apply_evicted(replayer, body, size);
    case FR__RECORD_IMAGE: return apply_image(replayer, body, size);
    default: return FR_BAD_JOURNAL; /* of a newer library */
  }
}

/* Somebody has given way: there may be room now for what waits. */
static fr_status retry(fr__replayer *replayer, fr_error *error) {
  const uint64_t sequence = replayer->at.sequence;
  fr_status status = FR_OK;
  replayer->retrying = true;
  for (deferred **link = &replayer->deferred; *link != NULL && (status == FR_OK || status == FR_STATE_FULL);) {
    deferred *one = *link;
    replayer->at.sequence = one->sequence;
    status = apply(replayer, one->kind, one->body, one->size, error);
    if (status == FR_STATE_FULL) {
      link = &one->next;
    } else {
      *link = one->next;
      free(one);
    }
  }
  replayer->retrying = false;
  replayer->at.sequence = sequence;
  return status == FR_STATE_FULL ? FR_OK : status;
}

fr_status fr__replayer_apply(fr__replayer *replayer, uint64_t sequence, uint32_t kind, const uint8_t *body,
                             uint32_t size, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  replayer->at.sequence = sequence;
  replayer->other_layout = false;
  fr_status status = apply(replayer, kind, body, size, error);
  if (status == FR_OK && kind == FR__RECORD_EVICTED && replayer->deferred != NULL) status = retry(replayer, error);
  if (status == FR_OK) {
    replayer->engine->applied = sequence;
    return FR_OK;
  }
  if (error != NULL && error->status == status) return status;
  if (replayer->other_layout) {
    return fr__fail(error, status, "journal",
                    "record %llu rests on profiles as bytes in layout %u, and this library has layout %d: go on with "
                    "the version of the library that wrote it, which the record \"opened\" before it names",
                    (unsigned long long)sequence, replayer->engine->applied_layout, FR__PROFILE_LAYOUT);
  }
  return fr__fail(error, status, "journal", "record %llu (%s) cannot be applied: %s", (unsigned long long)sequence,
                  fr__record_kind_name(kind), fr_status_text(status));
}

fr_status fr__replayer_finish(fr__replayer *replayer, fr_error *error) {
  FR_TRY(retry(replayer, error));
  if (replayer->deferred == NULL) return FR_OK;
  return fr__fail(error, FR_STATE_FULL, "journal",
                  "memory is out at record %llu, where it was not the first time: give the engine more memory_bytes",
                  (unsigned long long)replayer->deferred->sequence);
}
