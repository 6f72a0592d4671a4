/* SPDX-License-Identifier: Apache-2.0
 *
 * What percentile(), gaps(), rises() and hours() take, be it of a list or of a chain over a history. */
#include "cel/compile.h"

typedef fr__cel_compiler compiler;
typedef fr__cel_node node;
typedef fr__cel_shape shape;

static const struct series {
  const char *name;
  uint32_t takes; /* kinds of elements */
  const char *elements;
  bool (*number_of)(const fr__cel_value *value, double *number); /* null: it takes no number */
  const char *number;
} all_series[] = {
    {"percentile",
     FR__CEL_NUMBERS | FR__CEL_BIT(DURATION) | FR__CEL_BIT(TIMESTAMP) | FR__CEL_BIT(STRING) | FR__CEL_BIT(BOOL),
     "values that have an order", fr__cel_percent_of, "from 0 to 100, such as percentile(95)"},
    {"gaps", FR__CEL_NUMBERS | FR__CEL_BIT(DURATION) | FR__CEL_BIT(TIMESTAMP), "numbers, timestamps or durations", NULL,
     NULL},
    {"rises", FR__CEL_NUMBERS | FR__CEL_BIT(DURATION), "numbers or durations", fr__cel_ratio_of,
     "of at least 1, such as rises(2.0) for what doubles"},
    {"hours", FR__CEL_BIT(TIMESTAMP), "timestamps", NULL, NULL},
};

static const struct series *find(const node *at) {
  for (size_t i = 0; i < FR_COUNT(all_series); i++) {
    if (fr__cel_node_is(at, all_series[i].name)) return &all_series[i];
  }
  return NULL;
}

bool fr__cel_check_series(compiler *c, const node *at, const shape *element) {
  const struct series *found = find(at);
  if (found == NULL || element->kind == FR__CEL_DYN || (found->takes >> element->kind & 1) != 0) return true;
  return fr__cel_reject(c, at, "%s() takes %s, not %s; map to such values first", found->name, found->elements,
                        fr__cel_kind_text(element->kind));
}

bool fr__cel_check_series_number(compiler *c, const node *at, bool in_range) {
  const struct series *found = find(at);
  if (found == NULL || found->number_of == NULL) return true;
  if (at->count != 2) return fr__cel_reject(c, at, "%s() takes one number %s", found->name, found->number);
  const fr__cel_note *n = fr__cel_note_of(c, at->items[1]);
  const uint32_t kind = n->shape->kind;
  if (kind != FR__CEL_DYN && (FR__CEL_NUMBERS >> kind & 1) == 0) {
    return fr__cel_reject(c, at->items[1], "%s() takes one number %s, not %s", found->name, found->number,
                          fr__cel_kind_text(kind));
  }
  double number;
  if (!in_range || n->role != FR__CEL_ROLE_CONSTANT || found->number_of(&n->value, &number)) return true;
  return fr__cel_reject(c, at->items[1], "%s() takes one number %s", found->name, found->number);
}

const shape *fr__cel_gap_shape(const shape *element) {
  const shape *gap = fr__cel_arithmetic_shape(FR__CEL_SUBTRACT, element, element);
  return gap == NULL ? fr__cel_plain(FR__CEL_DYN) : gap;
}
