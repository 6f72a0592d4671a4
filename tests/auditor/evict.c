/* SPDX-License-Identifier: Apache-2.0
 *
 * Who was evicted. The engine chooses; the model follows, and sees that the choice was a right one. */
#include "play.h"

int play_evicts(const play *p) { return p->setup->memory_bytes || p->setup->parties_max; }

int play_lags(play *p) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  if (!play_evicts(p)) return 0;
  return fr_engine_measure(p->engine, &stats) != FR_OK || stats.evicted != p->evicted;
}

/* How many parties of the model were active later than this one. */
static uint32_t later_than(const play *p, uint32_t party) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < PARTIES_MAX; i++) {
    count += p->w.profiles[i].exists && p->w.profiles[i].newest_us > p->w.profiles[party].newest_us;
  }
  return count;
}

/* It is chosen among sixteen, and never the busiest; those who stand behind it in memory may go along. */
static int is_idle(const play *p, uint32_t party, uint32_t parties) { return later_than(p, party) * 10u >= parties; }

/* Transfers in its horizon gave way to the bound: of them it has sums of days. */
static int is_cut(const play *p, uint32_t party) {
  const profile *who = &p->w.profiles[party];
  const int64_t edge_us = who->newest_us - p->w.horizon_us;
  return who->used && (who->gave_way_us[SENT] > edge_us || who->gave_way_us[RECEIVED] > edge_us);
}

/* Still there; one that was made during this operation is complete from a time that only the engine knows. */
static void adopt(play *p, uint32_t party, int64_t complete_us, int64_t before_us, int64_t after_us) {
  profile *who = &p->w.profiles[party];
  if (who->complete_us == complete_us) return;
  if (complete_us < before_us || complete_us > after_us) {
    play_disagree(p, NULL, "complete from", "a time of this operation", "another");
  }
  who->complete_us = complete_us;
}

void play_catch_up(play *p) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  uint32_t parties = 0;
  uint64_t gone = 0;
  uint64_t idle = 0;
  uint32_t went[PARTIES_MAX];
  if (fr_engine_measure(p->engine, &stats) != FR_OK) play_disagree(p, NULL, "statistics", "FR_OK", "refused");
  for (uint32_t i = 0; i < PARTIES_MAX; i++) parties += p->w.profiles[i].exists;
  const int64_t before_us = p->w.complete_us;
  for (uint32_t i = 0; i < PARTIES_MAX; i++) {
    char name[NAME_BYTES];
    fr_party_state state = FR_PARTY_STATE_INIT;
    if (!p->w.profiles[i].exists) continue;
    lend_name(name, i);
    const uint32_t type = i < p->setup->accounts ? FR_PARTY_ACCOUNT : FR_PARTY_CUSTOMER;
    if (fr_engine_party(p->engine, type, fr_text_of(name), &state) == FR_NOT_FOUND) {
      idle += (uint32_t)is_idle(p, i, parties);
      went[gone++] = i;
    } else {
      adopt(p, i, state.complete_from_us, before_us, stats.complete_from_us);
    }
  }
  if (gone && !idle) play_disagree(p, NULL, "who was evicted", "somebody idle among them", "nobody");
  for (uint64_t i = 0; i < gone; i++) {
    p->counts.evicted_cut += (uint64_t)is_cut(p, went[i]);
    world_evict(&p->w, went[i]);
  }
  p->counts.evicted += gone;
  if (stats.evicted - p->evicted != gone) play_disagree(p, NULL, "parties evicted", "as many as are gone", "others");
  if (stats.complete_from_us != p->w.complete_us) play_disagree(p, NULL, "complete from", "the model's", "another");
  p->evicted = stats.evicted;
  p->counts.evictions++;
}
