/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose transfers: by scam, channel, age, amount and month. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backtest_figures.h"

static const char *const channels[] = {"unknown", "teller", "atm", "online", "mobile", "quick_pay", "other"};

typedef struct band {
  int64_t least;
  const char *name;
} band;
static const band ages[] = {{0, "under 18"},  {18, "18 to 29"}, {30, "30 to 44"},
                            {45, "45 to 59"}, {60, "60 to 69"}, {70, "70 and more"}};
static const band amounts[] = {
    {0, "under 100"},           {100, "100 to 999"},          {1000, "1000 to 9999"},       {10000, "10000 to 49999"},
    {50000, "50000 to 199999"}, {200000, "200000 to 999999"}, {1000000, "1000000 and more"}};
enum { CHANNEL_GROUPS = FR_COUNT(channels), AGE_BANDS = FR_COUNT(ages), AMOUNT_BANDS = FR_COUNT(amounts) };

void text_keep(char kept[TEXT_KEPT], fr_text text) {
  size_t size = text.data == NULL ? 0 : text.size;
  if (size >= TEXT_KEPT) {
    size = TEXT_KEPT - 1;
    while (size > 0 && ((unsigned char)text.data[size] & 0xc0) == 0x80) size--;
  }
  if (size > 0) memcpy(kept, text.data, size);
  kept[size] = '\0';
}

static group *append(groups *of, enum dimension by, uint32_t most, int64_t key) {
  if (of->count[by] == most) return NULL;
  if (of->count[by] == of->room[by]) {
    const uint32_t room = of->room[by] == 0 ? 8 : 2 * of->room[by];
    group *more = realloc(of->of[by], room * sizeof *more);
    if (more == NULL) {
      of->out_of_memory = true;
      return NULL;
    }
    of->of[by] = more;
    of->room[by] = room;
  }
  group *fresh = &of->of[by][of->count[by]++];
  memset(fresh, 0, sizeof *fresh);
  fresh->key = key;
  return fresh;
}

static void append_named(groups *of, enum dimension by, const char *name) {
  group *fresh = append(of, by, MONTHS_MAX, of->count[by]);
  if (fresh != NULL) snprintf(fresh->name, sizeof fresh->name, "%s", name);
}

bool groups_open(groups *of) {
  *of = (groups){0};
  for (uint32_t i = 0; i < CHANNEL_GROUPS; i++) append_named(of, BY_CHANNEL, channels[i]);
  for (uint32_t i = 0; i < AGE_BANDS; i++) append_named(of, BY_AGE, ages[i].name);
  append_named(of, BY_AGE, "unknown");
  for (uint32_t i = 0; i < AMOUNT_BANDS; i++) append_named(of, BY_AMOUNT, amounts[i].name);
  return !of->out_of_memory;
}

void groups_close(groups *of) {
  for (unsigned by = 0; by < DIMENSIONS; by++) {
    for (uint32_t i = 0; i < of->count[by]; i++) {
      group *at = &of->of[by][i];
      for (unsigned k = 0; k < BASE; k++) column_close(&at->all.drawn[k]);
      for (unsigned p = 0; p < POLICIES_MAX * LEVELS; p++) {
        for (unsigned k = 0; k < DRAWN; k++) column_close(&at->by[p / LEVELS][p % LEVELS].drawn[k]);
      }
    }
    free(of->of[by]);
  }
  *of = (groups){0};
}

static group *find_scam(groups *of, fr_text scam) {
  char name[TEXT_KEPT];
  text_keep(name, scam);
  for (uint32_t i = 0; i < of->count[BY_SCAM]; i++) {
    if (strcmp(of->of[BY_SCAM][i].name, name) == 0) return &of->of[BY_SCAM][i];
  }
  if (of->count[BY_SCAM] == SCAMS_MAX) { /* what comes now is taken together */
    group *others = append(of, BY_SCAM, SCAMS_MAX + 1, 1);
    if (others != NULL) snprintf(others->name, sizeof others->name, "others");
    return others;
  }
  if (of->count[BY_SCAM] > SCAMS_MAX) return &of->of[BY_SCAM][SCAMS_MAX];
  group *fresh = append(of, BY_SCAM, SCAMS_MAX, 0);
  if (fresh != NULL) memcpy(fresh->name, name, sizeof name);
  return fresh;
}

static group *find_month(groups *of, int64_t month) {
  const uint32_t count = of->count[BY_MONTH];
  if (of->month < count && of->of[BY_MONTH][of->month].key == month) return &of->of[BY_MONTH][of->month];
  for (of->month = 0; of->month < count; of->month++) {
    if (of->of[BY_MONTH][of->month].key == month) return &of->of[BY_MONTH][of->month];
  }
  group *fresh = append(of, BY_MONTH, MONTHS_MAX, month);
  if (fresh != NULL) snprintf(fresh->name, sizeof fresh->name, "%04d-%02d", (int)(month / 12), (int)(month % 12) + 1);
  return fresh;
}

static uint32_t band_of(const band *bands, uint32_t count, int64_t value) {
  uint32_t at = 0;
  while (at + 1 < count && value >= bands[at + 1].least) at++;
  return at;
}

void groups_find(groups *of, const seen *one, int64_t month, unsigned digits, group *found[DIMENSIONS]) {
  int64_t major = one->amount_minor;
  for (unsigned i = 0; i < digits; i++) major /= 10;
  found[BY_SCAM] = one->fraud == FR_YES ? find_scam(of, one->scam) : NULL;
  found[BY_CHANNEL] = &of->of[BY_CHANNEL][one->channel < CHANNEL_GROUPS ? one->channel : 0];
  found[BY_AGE] = &of->of[BY_AGE][one->age < 0 ? AGE_BANDS : band_of(ages, AGE_BANDS, one->age)];
  found[BY_AMOUNT] = &of->of[BY_AMOUNT][band_of(amounts, AMOUNT_BANDS, major)];
  found[BY_MONTH] = find_month(of, month);
}

static int by_name(const void *a, const void *b) {
  const group *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1; /* the others come last */
  return strcmp(x->name, y->name);
}

void groups_sort(groups *of) {
  for (unsigned by = 0; by < DIMENSIONS; by++) {
    const bool open = by == BY_SCAM || by == BY_MONTH;
    if (open && of->count[by] != 0) qsort(of->of[by], of->count[by], sizeof *of->of[by], by_name);
  }
}
