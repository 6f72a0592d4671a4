/* SPDX-License-Identifier: Apache-2.0
 *
 * fr_score_batch() must be that many calls of fr_score() in order: so the model goes through a batch one by one, while
 * the engine has looked ahead. Batches hold retries of what stands earlier in the same batch, whose histories have
 * changed since they were fetched, and ones that are refused, where a batch stops and goes on behind. */
#include "generate.h"

typedef struct batch {
  uint32_t count;
  deal deals[BATCH_MAX];
  lent lents[BATCH_MAX];
  fr_status wrong[BATCH_MAX]; /* what it must be refused with, whatever the histories say; FR_OK: nothing */
  uint32_t new[BATCH_MAX];
  const fr_transfer *transfers[BATCH_MAX];
  fr_decision decisions[BATCH_MAX];
  fr_decision *into[BATCH_MAX];
} batch;

/* One of this batch, or one of before. */
static const deal *earlier_of(play *p, const batch *b, uint32_t at) {
  if (at && play_below(p, 3)) return &b->deals[play_below(p, at)];
  return generate_earlier(p);
}

static void fill_place(play *p, batch *b, uint32_t at) {
  deal *d = &b->deals[at];
  uint32_t dice = play_below(p, 100);
  const deal *earlier = dice < 70 ? NULL : earlier_of(p, b, at);
  generate_step(p);
  b->new[at] = earlier == NULL;
  b->wrong[at] = FR_OK;
  if (earlier) {
    *d = *earlier;
    generate_retry(p, d);
    if (dice < 90)
      p->counts.retries++;
    else if (dice < 95)
      (void)play_contradict(p, d);
  } else {
    generate_deal(p, d);
  }
  lend_transfer(&b->lents[at], d);
  if (dice >= 95 && d->payee != NOBODY) {
    b->wrong[at] = play_spoil(p, &b->lents[at]);
    if (b->wrong[at] == FR_BAD_VALUE) d->channel = FR_CHANNEL_UNKNOWN;
  }
  b->transfers[at] = &b->lents[at].transfer;
  memset(&b->decisions[at], 0x5a, sizeof b->decisions[at]);
  b->decisions[at].struct_size = (uint32_t)sizeof b->decisions[at];
  b->into[at] = &b->decisions[at];
}

static void check_scored(play *p, batch *b, uint32_t at) {
  static foresight f;
  const deal *d = &b->deals[at];
  snprintf(p->doing, sizeof p->doing, "place %u of a batch of %u", at, b->count);
  if (b->wrong[at] != FR_OK) play_expect(p, d, "status", b->wrong[at], FR_OK);
  play_foresee(p, d, &f);
  play_compare(p, d, &f.v.decision, &b->decisions[at]);
  play_answered(p, d, BY_BATCH, &f, FR_OK);
  if (b->new[at]) generate_keep(p, d);
}

/* The batch has stopped here. What stands behind must be as it was. */
static void check_stopped(play *p, batch *b, uint32_t at, fr_status status) {
  static foresight f;
  const deal *d = &b->deals[at];
  fr_decision untouched;
  memset(&untouched, 0x5a, sizeof untouched);
  untouched.struct_size = (uint32_t)sizeof untouched;
  snprintf(p->doing, sizeof p->doing, "place %u of a batch of %u, refused", at, b->count);
  for (uint32_t i = at + 1u; i < b->count; i++) {
    if (memcmp(&untouched, &b->decisions[i], sizeof untouched) != 0) {
      play_disagree(p, d, "decisions behind a refusal", "untouched", "written");
    }
  }
  play_expect(p, d, "the context's error", status, fr_context_error(p->context)->status);
  p->counts.batches_stopped++;
  if (b->wrong[at] == FR_OK) play_foresee(p, d, &f);
  play_compare_refusal(p, d, &b->decisions[at]);
  if (b->wrong[at] == FR_OK)
    play_answered(p, d, BY_BATCH, &f, status);
  else
    play_expect(p, d, "status", b->wrong[at], status);
}

/* The last of a batch, folded again, is a repeat: the features must be those that it was decided on. */
static void fold_last(play *p, const batch *b) {
  static foresight f;
  const deal *d = &b->deals[b->count - 1u];
  play_foresee(p, d, &f);
  play_expect(p, d, "a repeat, folded", FR_OK, play_fold(p, d, &b->lents[b->count - 1u], &f.v, NULL));
  world_record(&p->w, d, FR_TRANSFER_ATTEMPTED);
}

void play_batch(play *p) {
  static batch b;
  fr_status status = FR_OK;
  uint32_t at = 0;
  uint32_t done;
  b.count = play_below(p, 4) ? play_below(p, 12) : play_below(p, BATCH_MAX + 1u);
  for (uint32_t i = 0; i < b.count; i++) fill_place(p, &b, i);
  do {
    snprintf(p->doing, sizeof p->doing, "a batch of %u from place %u", b.count, at);
    done = UINT32_MAX;
    status = fr_score_batch(p->context, b.transfers + at, b.count - at, b.into + at, &done);
    if (done > b.count - at || (status == FR_OK) != (done == b.count - at)) {
      play_disagree(p, NULL, "how many are done", "all, or fewer and a status", fr_status_name(status));
    }
    for (uint32_t end = at + done; at < end; at++) check_scored(p, &b, at);
    if (status != FR_OK) check_stopped(p, &b, at++, status);
  } while (at < b.count);
  if (b.count && status == FR_OK) fold_last(p, &b);
  p->counts.batches++;
  p->counts.batched += b.count;
  p->counts.operations += b.count ? b.count - 1u : 0;
}
