/* SPDX-License-Identifier: Apache-2.0
 *
 * A model from outside: make, ask, calibrate. */
#include "model/parts.h"

fr_status fr__model_make(fr__arena *arena, const fr__model_parts *parts, const char *name, const fr__model **model,
                         fr_error *error) {
  FR_TRY(fr__model_check(parts, name, error));
  fr__model *made = fr__arena_alloc(arena, sizeof *made);
  FR_REQUIRE(made != NULL, FR_NO_MEMORY);
  made->parts = *parts;
  made->cost = parts->input_count;
  if (parts->kind == FR__MODEL_SCORECARD) {
    made->cost *= 10; /* the steps of a search among 1,024 bins */
  } else {
    FR_TRY(fr__layout_trees(arena, made));
  }
  *model = made;
  return FR_OK;
}

const fr__model_parts *fr__model_parts_of(const fr__model *model) { return &model->parts; }
uint64_t fr__model_cost(const fr__model *model) { return model->cost; }

bool fr__model_has_points(const fr__model *model) {
  return model->parts.kind == FR__MODEL_SCORECARD || model->parts.step_count > 0;
}

int32_t fr__model_points(const fr__model *model, double margin) {
  const fr__model_step *steps = model->parts.steps;
  uint32_t low = 0, high = model->parts.step_count; /* steps[low - 1] is at or below, steps[high] above */
  if (high == 0) {
    const double most = FR_MAX_POINTS;
    return (int32_t)(margin > most ? most : margin < -most ? -most : margin);
  }
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (steps[middle].margin <= margin) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low == 0 ? 0 : steps[low - 1].points;
}
