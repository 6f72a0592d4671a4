/* SPDX-License-Identifier: Apache-2.0
 *
 * Folds: what the policy's expressions ask of histories, computed in passes over a party's lists.
 *
 * The compiler lifts every chain over a history out of the expressions (cel.h). A plan sorts them by side. Counts,
 * sums, minima and maxima of the amounts of one history share one pass: windows are nested, so each entry is visited
 * once and belongs to the shortest window that holds it; longer windows take over what the shorter ones found. All
 * other chains run entry by entry through their compiled stages; those over one history share what is found once: which
 * of its entries count. Nothing is ever materialised, but the values of which a percentile is asked: they wait in the
 * fold's own memory. */
#ifndef FR_FEATURE_FOLD_H
#define FR_FEATURE_FOLD_H

#include "feature/names.h"
#include "state/store.h"
#include "state/watch.h"

enum { FR__SIDES = 3 }; /* payer, customer, payee: the sides that have folds */

/* One fold of a side, in the order in which blocks carry them. */
typedef struct fr__side_fold {
  uint32_t slot;
  uint32_t mark; /* the index of its approximate mark */
} fr__side_fold;

/* Approximate marks: one for each chain, then one for each fact. */
enum { FR__MAX_MARKS = FR_MAX_FOLDS + FR__FACTS };

typedef struct fr__plan_side {
  const fr__side_fold *folds;
  uint32_t fold_count;
  const struct fr__window_group *groups;
  uint32_t group_count;
  const uint32_t *general; /* chains that run by themselves: by level, then those over one history together */
  uint32_t general_count;
  bool asks; /* anything at all of this side's party */
} fr__plan_side;

typedef struct fr__plan {
  const fr__cel_chain *chains;
  uint32_t chain_count;
  const struct fr__chain_form *forms; /* of each chain */
  int64_t longest_us[FR__SOURCE_END]; /* of the chains over each source that run by themselves */
  uint32_t mark_count;
  uint32_t facts; /* those that expressions read: a bit for each slot from FR__SLOT_FACTS on */
  double minor_per_major;
  int64_t longest_window_us; /* over all chains of entries; -1 where none has a window */
  fr__plan_side sides[FR__SIDES];
  bool empty; /* no folds at all */
} fr__plan;

/* FR_BAD_EXPRESSION with line and column where a chain reads another side, a feature, or asks of lists what they do not
 * have. `first_feature_slot` to `end_feature_slot`: slots of features, which a chain may not read. `facts`: those that
 * are read, a bit each. */
fr_status fr__plan_build(fr__arena *arena, const fr__cel_chains *chains, double minor_per_major,
                         uint32_t first_feature_slot, uint32_t end_feature_slot, uint32_t facts, const fr__plan **plan,
                         fr_error *error);
/* The plan without some of its chains and facts, whose values come from elsewhere: they keep their slots and marks. No
 * block is made by it. A chain that is left may not read one that is not. FR_NO_MEMORY. */
fr_status fr__plan_without(fr__arena *arena, const fr__plan *plan, const bool *chains, uint32_t facts,
                           const fr__plan **rest);
/* The bit of a slot among the facts; 0 where it is none. */
static inline uint32_t fr__fact_bit(uint32_t slot) {
  return slot < FR__SLOT_FACTS || slot >= FR__SLOT_FREE ? 0 : 1u << (slot - FR__SLOT_FACTS);
}

/* The largest amount sent in a month, as an entry. */
typedef struct fr__month_row {
  int64_t time_us; /* the month's beginning */
  int64_t amount_minor;
} fr__month_row;

/* What the chains over one source of a side share: opened by the first of them. */
typedef struct fr__history {
  enum fr__list where;
  fr__transfers transfers;
  const fr__contact *contacts;
  const fr__personal *events;
  const fr__month_row *months;
  int64_t base_us;
  int64_t exact_from_us;
  /* Of transfers, the entries that count, oldest first, from the beginning of the longest window until now; null: all
   * entries before `count`. */
  const uint16_t *picked;
  uint32_t count;
} fr__history;

enum { FR__PICKED = 6 }; /* the most sources of transfers that one side has */

/* Memory that folding needs beside the slots: one a context. */
typedef struct fr__fold_scratch {
  fr__history histories[FR__SOURCE_END];
  fr__month_row months[FR__MONTHS];
  uint16_t picked[FR__PICKED][FR_MAX_HISTORY_ENTRIES];
  fr__cel_value seen[FR_MAX_HISTORY_ENTRIES];
  fr__cel_value ranked[FR_MAX_HISTORY_ENTRIES]; /* of a percentile */
  uint16_t table[4 * FR_MAX_HISTORY_ENTRIES];
  unsigned char values[64 * 1024];
} fr__fold_scratch;

/* One side's party as a fold sees it. */
typedef struct fr__fold_view {
  const fr__profile *profile; /* null: nothing is known of the party yet */
  fr__store *store;
  fr__party_key key;
  int64_t now_us;
  int64_t horizon_us;
  int64_t complete_us; /* from when on all is known of a party without a profile */
  fr__facts *facts;
  const fr_watch_lists *watch; /* null: none */
  bool has_other;              /* false for cash */
  fr__party_key other;         /* of the payer's view: the payee */
  uint32_t skip[2]; /* sent, received: the index of the entry that is this very transfer (a repeat), or UINT32_MAX */
} fr__fold_view;

/* Fills the slots of one side's folds, and approximate[mark] for each. The slots of the transfer's values that folds
 * read are filled already. Allocates nothing. `side` is FR_SIDE_PAYER, FR_SIDE_CUSTOMER or FR_SIDE_PAYEE. */
void fr__plan_fold(const fr__plan *plan, uint32_t side, const fr__fold_view *view, fr__cel_value *slots,
                   uint8_t *approximate, fr__fold_scratch *scratch);
/* The index of a side in fr__plan.sides. */
uint32_t fr__side_index(uint32_t side);

/* ---- fold blocks ---- */

typedef struct fr__block_head {
  uint32_t side;
  bool repeated;
  uint64_t sequence; /* of the party's profile */
  uint64_t transfer; /* fr__transfer_print(): which transfer it was folded for */
  uint64_t secret;   /* fr__secret_print(): engines of one bank have one secret, and so the same */
} fr__block_head;

/* The most bytes that a side's block takes. */
uint64_t fr__block_capacity(const fr__plan *plan, uint32_t side);
/* Writes a block; the room was checked. Returns its size. */
uint64_t fr__block_write(const fr__plan *plan, const uint8_t digest[32], const fr__block_head *head,
                         const fr__cel_value *slots, const uint8_t *approximate, unsigned char *into);
/* Reads the block at the beginning of the bytes into slots (strings point into the bytes); *used receives its size.
 * FR_BAD_FOLDS, FR_OTHER_POLICY. */
fr_status fr__block_read(const fr__plan *plan, const uint8_t digest[32], const unsigned char *bytes, uint64_t size,
                         fr__block_head *head, fr__cel_value *slots, uint8_t *approximate, uint64_t *used,
                         fr_error *error);

#endif
