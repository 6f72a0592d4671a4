/* SPDX-License-Identifier: Apache-2.0
 *
 * A party gets another identifier: what the model has of it follows. */
#include "world.h"

/* Does anything that has left, and still counts, say whether this payee is known? */
static int left_says(const world *w, const profile *p, uint32_t payee) {
  const history *h = &p->list[SENT];
  for (uint32_t i = 0; i < h->count; i++) {
    const record *r = &h->records[i];
    if (r->other != payee || r->forgotten || world_keeps(w, p, r)) continue;
    if (world_good_us(w, r) >= 0 || world_bad_us(r) >= 0) return 1;
  }
  return 0;
}

/* The newest bad time of those that are there (or that have left); -1: none. */
static int64_t last_bad(const world *w, const profile *p, uint32_t payee, int there) {
  const history *h = &p->list[SENT];
  int64_t last_us = -1;
  for (uint32_t i = 0; i < h->count; i++) {
    const record *r = &h->records[i];
    if (r->other != payee || r->forgotten || r->hushed || world_keeps(w, p, r) != there) continue;
    if (world_bad_us(r) > last_us) last_us = world_bad_us(r);
  }
  return last_us;
}

/* Of what has left one time is kept of each payee (docs/limits.md): the earliest good one after the last bad one, or
 * that bad one. Of two good times the later, where something bad that is still there came after the earlier. */
static void keep_one_time(const world *w, profile *p, uint32_t payee) {
  history *h = &p->list[SENT];
  const int64_t bad_us = last_bad(w, p, payee, 0);
  const int64_t worst_us = last_bad(w, p, payee, 1);
  record *speaker = NULL;
  for (uint32_t i = 0; i < h->count; i++) {
    record *r = &h->records[i];
    if (r->other != payee || r->forgotten || r->hushed || world_keeps(w, p, r)) continue;
    const int64_t good_us = world_good_us(w, r);
    if (good_us <= bad_us) continue;
    const int64_t best_us = speaker ? world_good_us(w, speaker) : -1;
    const int64_t early_us = speaker && best_us < good_us ? best_us : good_us;
    const int take_late = early_us <= worst_us;
    if (!speaker || (take_late ? good_us > best_us : good_us < best_us)) speaker = r;
  }
  for (uint32_t i = 0; i < h->count && !speaker; i++) {
    record *r = &h->records[i];
    if (r->other != payee || r->forgotten || r->hushed || world_keeps(w, p, r)) continue;
    if (bad_us >= 0 && world_bad_us(r) == bad_us) speaker = r;
  }
  for (uint32_t i = 0; i < h->count; i++) {
    record *r = &h->records[i];
    if (r->other == payee && r != speaker && !world_keeps(w, p, r)) r->hushed = 1;
  }
}

static void forget_payee(const world *w, profile *p, uint32_t payee) {
  history *h = &p->list[SENT];
  for (uint32_t i = 0; i < h->count; i++) {
    record *r = &h->records[i];
    if (r->other == payee && !world_keeps(w, p, r)) r->forgotten = 1;
  }
}

/* What both know of one payee by transfers that have left, before these become one history. 0 where the old identifier
 * has nothing to add. */
static int settle_payee(const world *w, profile *from, profile *to, uint32_t payee) {
  if (world_is_stale(w, to, payee, to->newest_us)) forget_payee(w, to, payee);
  /* Where what has left says nothing, nothing is left of it, nor when it was. */
  if (world_is_stale(w, from, payee, from->newest_us) || !left_says(w, from, payee)) {
    forget_payee(w, from, payee);
    return 0;
  }
  if (!left_says(w, to, payee)) forget_payee(w, to, payee);
  keep_one_time(w, from, payee);
  keep_one_time(w, to, payee);
  return 1;
}

static int has(const world *w, const profile *p, uint32_t list, const record *r) {
  const history *h = &p->list[list];
  for (uint32_t i = 0; i < h->count; i++) {
    const record *o = &h->records[i];
    if (o->payer == r->payer && o->number == r->number && o->other == r->other && world_keeps(w, p, o)) return 1;
  }
  return 0;
}

/* The oldest that has not gone yet; null: none is left. */
static record *next_to_go(const world *w, profile *p, uint32_t list) {
  history *h = &p->list[list];
  record *oldest = NULL;
  for (uint32_t i = 0; i < h->count; i++) {
    record *r = &h->records[i];
    if (world_keeps(w, p, r) && (!oldest || r->time_us < oldest->time_us)) oldest = r;
  }
  return oldest;
}

/* One by one, the oldest first, as if each were told now: but what both have is there once. */
static void take_list(world *w, uint32_t from, uint32_t to, uint32_t list) {
  profile *a = &w->profiles[from], *b = &w->profiles[to];
  history *h = &a->list[list];
  for (uint32_t i = 0; i < h->count; i++) {
    if (!world_keeps(w, a, &h->records[i])) world_push(b, list, &h->records[i]);
  }
  for (record *r = next_to_go(w, a, list); r; r = next_to_go(w, a, list)) {
    /* Contacts and events have no id that would tell them apart. */
    if (list > RECEIVED || !has(w, b, list, r)) world_append(w, to, list, r);
    r->gave_way = 1;
  }
  if (a->gave_way_us[list] > b->gave_way_us[list]) b->gave_way_us[list] = a->gave_way_us[list];
}

static void become_one(world *w, uint32_t from, uint32_t to) {
  profile *a = &w->profiles[from], *b = &w->profiles[to];
  enum { NOT_LOOKED_AT, NOTHING, SOMETHING };
  uint32_t payees[PARTIES_MAX] = {NOT_LOOKED_AT};
  const history *h = &a->list[SENT];
  if (!b->used || a->newest_us > b->newest_us) b->newest_us = a->newest_us;
  a->newest_us = b->newest_us;
  b->used = 1;
  for (uint32_t i = 0; i < h->count; i++) {
    const uint32_t payee = h->records[i].other;
    if (payee == NOBODY || payees[payee] != NOT_LOOKED_AT) continue;
    payees[payee] = settle_payee(w, a, b, payee) ? SOMETHING : NOTHING;
  }
  for (uint32_t list = 0; list < HISTORIES; list++) take_list(w, from, to, list);
  for (uint32_t payee = 0; payee < PARTIES_MAX; payee++) {
    if (payees[payee] == SOMETHING) keep_one_time(w, b, payee);
  }
}

/* Lists and trusts stay with the identifiers that they name. */
void world_move(world *w, uint32_t from, uint32_t to, int64_t time_us) {
  profile *a = &w->profiles[from], *b = &w->profiles[to];
  world_meet(w, to, time_us);
  /* Of whoever is not kept something may have been, until it gave way; what is not known of the old one, is not known
   * of the new one either. */
  const int64_t complete_us = a->exists ? a->complete_us : w->complete_us;
  /* Nothing is there, and all is known since: it moved before. */
  if (a->exists && !a->used && complete_us >= time_us) return;
  if (complete_us > b->complete_us) b->complete_us = complete_us;
  if (!a->exists) return;
  if (a->used) become_one(w, from, to);
  world_begin_again(w, a, b->used && b->newest_us + 1 > time_us ? b->newest_us + 1 : time_us);
}
