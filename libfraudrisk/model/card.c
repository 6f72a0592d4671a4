/* SPDX-License-Identifier: Apache-2.0
 *
 * Scorecards: whole points for each input by the bin that its value falls into. */
#include <math.h>

#include "model/parts.h"

static const char *wrong_bins(const fr__model_characteristic *of, int32_t monotone) {
  if (of->bin_count < 2 || !of->bins[of->bin_count - 1].missing)
    return "has no bin for missing values behind the others";
  const uint32_t known = of->bin_count - 1;
  for (uint32_t i = 0; i < known; i++) {
    const fr__model_bin *bin = &of->bins[i];
    if (bin->missing) return "has two bins for missing values, or one that is not the last";
    if (!(bin->low < bin->high)) return "has a bin that no value falls into";
    if (i > 0 && bin->low != bin[-1].high) return "has bins that overlap, or leave a gap";
    if (i > 0 && monotone > 0 && bin->points < bin[-1].points) return "does not rise as its monotone constraint says";
    if (i > 0 && monotone < 0 && bin->points > bin[-1].points) return "does not fall as its monotone constraint says";
  }
  if (of->bins[0].low != -INFINITY || of->bins[known - 1].high != INFINITY)
    return "does not begin at -infinity and end at infinity";
  return of->bins[known].low == 0 && of->bins[known].high == 0 ? NULL : "has bounds in its bin for missing values";
}

static fr_status check_bins(const fr__model_parts *parts, uint32_t input, const char *name, fr_error *error) {
  const fr__model_characteristic *of = &parts->characteristics[input];
  if (of->bin_count > FR_MAX_MODEL_BINS) {
    return fr__fail(error, FR_TOO_MANY, name, "model %s: '%s' has %u bins; at most %d are taken", name,
                    parts->inputs[input], of->bin_count, FR_MAX_MODEL_BINS);
  }
  const char *wrong = wrong_bins(of, parts->monotone == NULL ? 0 : parts->monotone[input]);
  for (uint32_t i = 0; i < of->bin_count && wrong == NULL; i++) {
    if (of->bins[i].points < -FR_MAX_POINTS || of->bins[i].points > FR_MAX_POINTS)
      wrong = "has points outside -1,000,000 to 1,000,000";
  }
  if (wrong == NULL) return FR_OK;
  return fr__fail(error, FR_BAD_MODEL, name, "model %s: '%s' %s", name, parts->inputs[input], wrong);
}

fr_status fr__card_check(const fr__model_parts *parts, const char *name, fr_error *error) {
  const double base = parts->base;
  if (parts->characteristics == NULL || parts->tree_count != 0 || parts->average)
    return fr__fail(error, FR_BAD_MODEL, name, "model %s is a scorecard and has bins for its inputs, no trees", name);
  if (!(base >= -FR_MAX_POINTS && base <= FR_MAX_POINTS) || (double)(int64_t)base != base)
    return fr__fail(error, FR_BAD_MODEL, name, "model %s: the base of a scorecard is a whole number of points", name);
  for (uint32_t i = 0; i < parts->input_count; i++) FR_TRY(check_bins(parts, i, name, error));
  return FR_OK;
}

int32_t fr__card_points(const fr__model_characteristic *characteristic, double value) {
  const fr__model_bin *bins = characteristic->bins;
  uint32_t low = 0, high = characteristic->bin_count - 1; /* the place of the missing one */
  if (isnan(value)) return bins[high].points;
  while (high - low > 1) {
    const uint32_t middle = low + (high - low) / 2;
    if (value < bins[middle].low) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return bins[low].points;
}

/* At most 512 times a million, so that every sum is a whole double. */
double fr__card_margin(const fr__model_parts *parts, const double *values) {
  double sum = parts->base;
  for (uint32_t i = 0; i < parts->input_count; i++) sum += fr__card_points(&parts->characteristics[i], values[i]);
  return sum;
}
