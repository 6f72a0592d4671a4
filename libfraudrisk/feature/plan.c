/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/plan.h"

#include "fraudrisk/engine.h"

enum { NONE = 0xFFFFFFFFu };

uint32_t fr__side_index(uint32_t side) { return side == FR_SIDE_PAYER ? 0 : side == FR_SIDE_CUSTOMER ? 1 : 2; }

static bool maps_bare_amount(const fr__cel_chain *chain) {
  return chain->stage_count == 1 && chain->stages[0].kind == FR__CEL_MAPPED &&
         chain->stages[0].field == FR__SLOT_ENTRY_AMOUNT;
}

/* Which of a window's four numbers a chain is: 0 size, 1 sum, 2 min, 3 max; -1 where it runs by itself. */
static int group_role(const fr__cel_chain *chain) {
  if (fr__source_is_list(chain->source) || !fr__source_is_transfers(chain->source) || chain->argument != NULL)
    return -1;
  if (chain->terminal == FR__CEL_SIZE && chain->stage_count == 0) return 0;
  if (!maps_bare_amount(chain)) return -1;
  if (chain->terminal == FR__CEL_SUM) return 1;
  if (chain->terminal == FR__CEL_MIN) return 2;
  return chain->terminal == FR__CEL_MAX ? 3 : -1;
}

/* ---- what a chain may read ---- */

typedef struct chain_reading {
  const fr__cel_chains *chains;
  const fr__cel_chain *chain;
  uint32_t first_feature, end_feature;
  fr_error *error;
  fr__chain_form *form;
} chain_reading;

static fr_status refuse(const chain_reading *reading, const char *why) {
  const fr_status status = fr__fail(reading->error, FR_BAD_EXPRESSION, NULL, "%s", why);
  if (reading->error != NULL) {
    reading->error->line = reading->chain->line;
    reading->error->column = reading->chain->column;
  }
  return status;
}

static void need(fr__chain_form *form, uint32_t slot) {
  if (slot < FR__SLOT_ENTRY || slot >= FR__SLOT_ENTRY_END) return;
  for (uint32_t i = 0; i < form->need_count; i++) {
    if (form->needs[i] == slot) return;
  }
  form->needs[form->need_count++] = slot;
}

static fr_status check_slot(const chain_reading *reading, uint32_t slot) {
  need(reading->form, slot);
  if (slot == FR__SLOT_FIRST_TIME) return refuse(reading, "a fold cannot use pair.first_time: combine them outside");
  if (fr__fact_bit(slot) != 0) {
    return refuse(reading,
                  "a fold cannot use what is known beside histories, such as first_seen: combine them outside");
  }
  if (slot >= reading->first_feature && slot < reading->end_feature) {
    return refuse(reading, "a fold cannot use another feature: write its expression here, or combine the two outside");
  }
  for (uint32_t i = 0; i < reading->chains->count; i++) {
    const fr__cel_chain *other = &reading->chains->items[i];
    if (other->slot != slot || other == reading->chain) continue;
    if (fr__source_side(other->source) != fr__source_side(reading->chain->source)) {
      return refuse(reading,
                    "a fold over one side's history cannot use a fold over another side's: combine them outside");
    }
  }
  return FR_OK;
}

static fr_status check_program(const chain_reading *reading, const fr__cel_program *program) {
  if (program == NULL) return FR_OK;
  uint32_t count;
  const uint32_t *reads = fr__cel_reads(program, &count);
  for (uint32_t i = 0; i < count; i++) FR_TRY(check_slot(reading, reads[i]));
  return FR_OK;
}

static fr_status check_chain(const chain_reading *reading) {
  const fr__cel_chain *chain = reading->chain;
  if (fr__source_is_months(chain->source)) {
    if (chain->window_us > FR_MAX_RETENTION_US) {
      return refuse(reading, "within() reaches beyond 400 days, the most that months are remembered; take less");
    }
  } else if (chain->window_us > FR_MAX_HORIZON_US) {
    return refuse(reading, "within() reaches beyond 180 days, the most that any engine's histories keep; take less");
  }
  if (fr__source_is_list(chain->source) &&
      (chain->terminal != FR__CEL_IN || chain->stage_count != 0 || chain->window_us >= 0)) {
    return refuse(reading, "a party's lists can only be asked as in: \"case_account\" in payee.lists");
  }
  for (uint32_t i = 0; i < chain->stage_count; i++) {
    /* A bare field is read by the stage itself. */
    if (chain->stages[i].kind == FR__CEL_MAPPED && chain->stages[i].field != NONE) continue;
    FR_TRY(check_program(reading, chain->stages[i].program));
  }
  return check_program(reading, chain->argument);
}

/* ---- sorting chains into sides, groups and windows ---- */

typedef struct plan_builder {
  fr__arena *arena;
  const fr__cel_chains *chains;
  const bool *without; /* of each chain: whether it is left out; null: none is */
  fr__plan *plan;
} plan_builder;

static bool is_asked(const plan_builder *builder, uint32_t chain, uint32_t side) {
  if (builder->without != NULL && builder->without[chain]) return false;
  return fr__source_side(builder->chains->items[chain].source) == side;
}

static fr__window_group *group_of(fr__window_group *groups, uint32_t *count, uint32_t source) {
  for (uint32_t i = 0; i < *count; i++) {
    if (groups[i].source == source) return &groups[i];
  }
  groups[*count].source = source;
  return &groups[(*count)++];
}

static fr__window *window_of(fr__window_group *group, int64_t window_us) {
  uint32_t at = 0;
  while (at < group->window_count && group->windows[at].window_us < window_us) at++;
  if (at < group->window_count && group->windows[at].window_us == window_us) return &group->windows[at];
  memmove(group->windows + at + 1, group->windows + at, (group->window_count - at) * sizeof(fr__window));
  group->window_count++;
  group->windows[at] = (fr__window){window_us, NONE, NONE, NONE, NONE, {NONE, NONE, NONE, NONE}};
  return &group->windows[at];
}

static void place_in_window(fr__window *window, int role, uint32_t slot, uint32_t chain) {
  uint32_t *const slots[4] = {&window->size_slot, &window->sum_slot, &window->min_slot, &window->max_slot};
  *slots[role] = slot;
  window->chains[role] = chain;
}

/* Chains run by level, since one may read another of a lower one; then by source and window, so that what they share is
 * found once. */
static bool comes_before(const fr__cel_chain *a, const fr__cel_chain *b) {
  if (a->level != b->level) return a->level < b->level;
  if (a->source != b->source) return a->source < b->source;
  return a->window_us < b->window_us;
}

static uint32_t fact_side(uint32_t slot) {
  if (slot >= FR__SLOT_FIRST_TIME || slot < FR__SLOT_CUSTOMER_FACTS) return FR_SIDE_PAYER;
  return slot < FR__SLOT_PAYEE_FACTS ? FR_SIDE_CUSTOMER : FR_SIDE_PAYEE;
}

static fr_status build_groups(const plan_builder *builder, uint32_t side, fr__plan_side *into) {
  const fr__cel_chains *chains = builder->chains;
  fr__window_group *groups = fr__arena_alloc(builder->arena, FR__SOURCE_END * sizeof *groups);
  uint32_t *general = fr__arena_alloc(builder->arena, (chains->count + 1) * sizeof *general);
  FR_REQUIRE(groups != NULL && general != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < chains->count; i++) {
    const fr__cel_chain *chain = &chains->items[i];
    const int role = group_role(chain);
    if (role < 0 || !is_asked(builder, i, side)) continue;
    fr__window_group *group = group_of(groups, &into->group_count, chain->source);
    if (group->windows == NULL) group->windows = fr__arena_alloc(builder->arena, chains->count * sizeof(fr__window));
    FR_REQUIRE(group->windows != NULL, FR_NO_MEMORY);
    const int64_t window_us = chain->window_us < 0 ? FR_MAX_HORIZON_US : chain->window_us;
    place_in_window(window_of(group, window_us), role, chain->slot, i);
  }
  for (uint32_t i = 0; i < chains->count; i++) {
    const fr__cel_chain *chain = &chains->items[i];
    if (group_role(chain) >= 0 || !is_asked(builder, i, side)) continue;
    uint32_t at = into->general_count++;
    for (; at > 0 && comes_before(chain, &chains->items[general[at - 1]]); at--) general[at] = general[at - 1];
    general[at] = i;
    int64_t *longest_us = &builder->plan->longest_us[chain->source];
    const int64_t window_us = chain->window_us < 0 ? INT64_MAX : chain->window_us;
    if (window_us > *longest_us) *longest_us = window_us;
  }
  into->groups = groups;
  into->general = general;
  into->asks = into->group_count != 0 || into->general_count != 0;
  for (uint32_t slot = FR__SLOT_FACTS; slot < FR__SLOT_FREE; slot++) {
    if (fact_side(slot) == side && (builder->plan->facts & fr__fact_bit(slot)) != 0) into->asks = true;
  }
  return FR_OK;
}

static fr_status build_folds(const plan_builder *builder, uint32_t side, fr__plan_side *into) {
  fr__side_fold *folds = fr__arena_alloc(builder->arena, (builder->chains->count + FR__FACTS) * sizeof *folds);
  FR_REQUIRE(folds != NULL, FR_NO_MEMORY);
  for (uint32_t slot = FR__SLOT_FACTS; slot < FR__SLOT_FREE; slot++) {
    if (fact_side(slot) != side || (builder->plan->facts & fr__fact_bit(slot)) == 0) continue;
    folds[into->fold_count++] = (fr__side_fold){slot, builder->chains->count + slot - FR__SLOT_FACTS};
  }
  for (uint32_t i = 0; i < builder->chains->count; i++) {
    if (fr__source_side(builder->chains->items[i].source) != side) continue;
    folds[into->fold_count++] = (fr__side_fold){builder->chains->items[i].slot, i};
  }
  into->folds = folds;
  return FR_OK;
}

static const uint32_t sides[FR__SIDES] = {FR_SIDE_PAYER, FR_SIDE_CUSTOMER, FR_SIDE_PAYEE};

fr_status fr__plan_build(fr__arena *arena, const fr__cel_chains *chains, double minor_per_major,
                         uint32_t first_feature_slot, uint32_t end_feature_slot, uint32_t facts, const fr__plan **built,
                         fr_error *error) {
  fr__plan *plan = fr__arena_alloc(arena, sizeof *plan);
  fr__chain_form *forms = fr__arena_alloc(arena, (chains->count + 1) * sizeof *forms);
  FR_REQUIRE(plan != NULL && forms != NULL, FR_NO_MEMORY);
  *plan = (fr__plan){.chains = chains->items,
                     .chain_count = chains->count,
                     .forms = forms,
                     .mark_count = chains->count + FR__FACTS,
                     .facts = facts | fr__fact_bit(FR__SLOT_FIRST_TIME) | fr__fact_bit(FR__SLOT_TRUST_CAP),
                     .minor_per_major = minor_per_major,
                     .longest_window_us = -1,
                     .empty = chains->count == 0};
  for (uint32_t i = 0; i < chains->count; i++) {
    const chain_reading reading = {chains, &chains->items[i], first_feature_slot, end_feature_slot, error, &forms[i]};
    FR_TRY(check_chain(&reading));
    FR_TRY(fr__chain_find_form(arena, &chains->items[i], &forms[i]));
    if (fr__source_is_months(chains->items[i].source)) continue;
    if (chains->items[i].window_us > plan->longest_window_us) plan->longest_window_us = chains->items[i].window_us;
  }
  const plan_builder builder = {arena, chains, NULL, plan};
  for (uint32_t i = 0; i < FR__SIDES; i++) {
    FR_TRY(build_groups(&builder, sides[i], &plan->sides[i]));
    FR_TRY(build_folds(&builder, sides[i], &plan->sides[i]));
  }
  *built = plan;
  return FR_OK;
}

fr_status fr__plan_without(fr__arena *arena, const fr__plan *plan, const bool *chains, uint32_t facts,
                           const fr__plan **rest) {
  fr__plan *left = fr__arena_alloc(arena, sizeof *left);
  FR_REQUIRE(left != NULL, FR_NO_MEMORY);
  *left = *plan;
  left->facts &= ~facts;
  memset(left->longest_us, 0, sizeof left->longest_us);
  memset(left->sides, 0, sizeof left->sides);
  const fr__cel_chains all = {.items = (fr__cel_chain *)(uintptr_t)plan->chains, .count = plan->chain_count};
  const plan_builder builder = {arena, &all, chains, left};
  for (uint32_t i = 0; i < FR__SIDES; i++) FR_TRY(build_groups(&builder, sides[i], &left->sides[i]));
  *rest = left;
  return FR_OK;
}
