/* SPDX-License-Identifier: Apache-2.0 */
#include "simulate_parameters.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "columns.h"
#include "crypto/sha256.h"
#include "fraudrisk/transfer.h"
#include "numbers.h"
#include "simulate_fields.h"
#include "simulate_names.h"

#define AT(part) offsetof(parameters, part)
#define PERCENT(part, name) \
  { #name, SHAPE_INTEGER, AT(part.name), 0, 100, true, NULL, 0 }
#define PERMILLE(part, name) \
  { #name, SHAPE_INTEGER, AT(part.name), 0, 1000, true, NULL, 0 }
#define PPM(part, name) \
  { #name, SHAPE_INTEGER, AT(part.name), 0, 1000000, true, NULL, 0 }
#define COUNT(part, name, least, most) \
  { #name, SHAPE_INTEGER, AT(part.name), least, most, true, NULL, 0 }
#define SPREAD(part, name, most) \
  { #name, SHAPE_SPREAD, AT(part.name), 0, most, true, NULL, 0 }
#define WEIGHTS(part, name, names, least, most) \
  { #name, SHAPE_WEIGHTS, AT(part.name), least, most, true, names, 0 }
#define END \
  { NULL, SHAPE_INTEGER, 0, 0, 0, false, NULL, 0 }

enum { DAYS_MOST = 20000, MINUTES_MOST = 600000, HOURS_MOST = 8760, WEIGHT_MOST = 100000 };

static const field world_fields[] = {COUNT(world, utc_offset_minutes, -720, 840),
                                     PERCENT(world, own_bank_percent),
                                     COUNT(world, banks, 1, 999),
                                     COUNT(world, merchants, 1, 100000000),
                                     COUNT(world, companies, 1, 100000000),
                                     COUNT(world, public_bodies, 1, 1000000),
                                     COUNT(world, household, 1, 20),
                                     COUNT(world, persons_percent, 1, 10000),
                                     COUNT(world, festival_before_days, 0, 60),
                                     COUNT(world, festival_after_days, 0, 60),
                                     END};

static const field known_fields[] = {PERCENT(known, session_percent),
                                     PERCENT(known, device_percent),
                                     PERCENT(known, credential_percent),
                                     PERCENT(known, sim_percent),
                                     PERCENT(known, teller_percent),
                                     PERCENT(known, purpose_percent),
                                     PERCENT(known, payee_percent),
                                     PERCENT(known, payee_kind_percent),
                                     PERCENT(known, name_percent),
                                     PPM(known, name_close_ppm),
                                     PPM(known, name_none_ppm),
                                     PERCENT(known, not_possible_percent),
                                     PERMILLE(known, mule_close_permille),
                                     PERMILLE(known, mule_none_permille),
                                     PERMILLE(known, ruled_out_permille),
                                     END};

static const field habit_fields[] = {PERMILLE(habits, call_permille),
                                     PPM(habits, share_ppm),
                                     PPM(habits, remote_ppm),
                                     PPM(habits, english_ppm),
                                     WEIGHTS(habits, callers, caller_names, 1, WEIGHT_MOST),
                                     WEIGHTS(habits, speeds, speed_names, 1, WEIGHT_MOST),
                                     WEIGHTS(habits, teller, observation_names, 0, 1000000),
                                     COUNT(habits, device_days, 1, DAYS_MOST),
                                     COUNT(habits, credential_days, 1, DAYS_MOST),
                                     COUNT(habits, sim_days, 1, DAYS_MOST),
                                     END};

static const field criminal_fields[] = {
    COUNT(criminals, customers_a_gang, 1, 100000000),
    COUNT(criminals, accounts, 1, 16),
    {"uses", SHAPE_PAIR, AT(criminals.uses), 1, 1000, true, NULL, 0},
    COUNT(criminals, layer_accounts, 1, 1000),
    COUNT(criminals, layers, 1, 5),
    {"parts", SHAPE_PAIR, AT(criminals.parts), 1, 8, true, NULL, 0},
    SPREAD(criminals, days, 365),
    SPREAD(criminals, old_days, DAYS_MOST),
    SPREAD(criminals, new_days, DAYS_MOST),
    SPREAD(criminals, dwell_minutes, MINUTES_MOST),
    SPREAD(criminals, forward_percent, 100),
    {"foreign_amount", SHAPE_MONEY, AT(criminals.foreign_amount), 0, 10000000, true, NULL, 0},
    PERCENT(criminals, old_percent),
    PERCENT(criminals, young_percent),
    PERCENT(criminals, bought_percent),
    COUNT(criminals, foreign_a_day, 0, 50),
    PERMILLE(criminals, cash_permille),
    PERMILLE(criminals, listed_before_permille),
    PERMILLE(criminals, listed_after_permille),
    SPREAD(criminals, listed_hours, HOURS_MOST),
    PERCENT(criminals, coached_percent),
    PERMILLE(criminals, disguise_permille),
    {"neutral", SHAPE_TEXTS, AT(criminals.neutral), 0, 0, true, NULL, 0},
    END};

static const field report_fields[] = {SPREAD(reports, hours, HOURS_MOST),
                                      SPREAD(reports, alert_minutes, MINUTES_MOST),
                                      SPREAD(reports, cleared_hours, HOURS_MOST),
                                      PERMILLE(reports, returned_permille),
                                      PPM(reports, disputes_ppm),
                                      PERMILLE(reports, cleared_permille),
                                      PPM(reports, alert_false_ppm),
                                      PPM(reports, listed_false_ppm),
                                      WEIGHTS(reports, levels, level_names, 1, WEIGHT_MOST),
                                      END};

#undef AT
#define AT(part) offsetof(group, part)
static const field group_fields[] = {
    {"name", SHAPE_NAME, AT(name), 0, 0, true, NULL, 0},
    {"weight", SHAPE_INTEGER, AT(weight), 1, WEIGHT_MOST, true, NULL, 0},
    {"age", SHAPE_PAIR, AT(age), 0, 110, true, NULL, 0},
    {"occupation", SHAPE_CHOICE, AT(occupation), 0, 0, true, occupation_names, 0},
    {"party_kind", SHAPE_CHOICE, AT(party_kind), 0, 0, true, party_kind_names, 0},
    {"income", SHAPE_MONEY, AT(income), 0, 10000000, true, NULL, 0},
    {"balance_percent", SHAPE_SPREAD, AT(balance_percent), 0, 100000, true, NULL, 0},
    {"deposit_percent", SHAPE_SPREAD, AT(deposit_percent), 0, 100000, true, NULL, 0},
    {"deposit_permille", SHAPE_INTEGER, AT(deposit_permille), 0, 1000, true, NULL, 0},
    {"account_days", SHAPE_SPREAD, AT(account_days), 0, DAYS_MOST, true, NULL, 0},
    {"foreign_permille", SHAPE_INTEGER, AT(foreign_permille), 0, 1000, false, NULL, 0},
    {"vulnerable_permille", SHAPE_INTEGER, AT(vulnerable_permille), 0, 1000, false, NULL, 0},
    {"dormant", SHAPE_INTEGER, AT(is_dormant), 0, 1, false, NULL, 0},
    END};

#undef AT
#define AT(part) offsetof(activity, part)
static const field activity_fields[] = {
    {"name", SHAPE_NAME, AT(name), 0, 0, true, NULL, 0},
    {"who", SHAPE_GROUPS, AT(who), 0, 0, true, NULL, 0},
    {"share_permille", SHAPE_INTEGER, AT(share_permille), 0, 1000, false, NULL, 0},
    {"per_year", SHAPE_INTEGER, AT(per_year), 0, 3650, false, NULL, 0},
    {"day", SHAPE_PAIR, AT(day), 1, 28, false, NULL, 0},
    {"months", SHAPE_NUMBERS, AT(months), 1, 2000, false, NULL, 12},
    {"weekend_percent", SHAPE_INTEGER, AT(weekend_percent), 0, 1000, false, NULL, 0},
    {"festival_percent", SHAPE_INTEGER, AT(festival_percent), 0, 2000, false, NULL, 0},
    {"flow", SHAPE_CHOICE, AT(flow), 0, 0, false, flow_names, 0},
    {"to", SHAPE_CHOICE, AT(to), 0, 0, false, class_names, 0},
    {"clock", SHAPE_CLOCK, AT(clock), 0, 0, true, NULL, 0},
    {"regulars", SHAPE_INTEGER, AT(regulars), 1, 1000, false, NULL, 0},
    {"new_permille", SHAPE_INTEGER, AT(new_permille), 0, 1000, false, NULL, 0},
    {"count", SHAPE_PAIR, AT(count), 1, 100, false, NULL, 0},
    {"amount", SHAPE_MONEY, AT(amount), 0, 10000000, false, NULL, 0},
    {"income_percent", SHAPE_SPREAD, AT(amount), 0, 10000, false, NULL, 0},
    {"fixed", SHAPE_INTEGER, AT(is_fixed), 0, 1, false, NULL, 0},
    {"text", SHAPE_TEXTS, AT(text), 0, 0, false, NULL, 0},
    {"text_permille", SHAPE_INTEGER, AT(text_permille), 0, 1000, false, NULL, 0},
    {"channels", SHAPE_WEIGHTS, AT(channels), 1, WEIGHT_MOST, false, channel_names, 0},
    END};

#undef AT
#define AT(part) offsetof(stage, part)
static const field stage_fields[] = {{"do", SHAPE_CHOICE, AT(deed), 0, 0, true, deed_names, 0},
                                     {"after", SHAPE_SPREAD, AT(after_minutes), 0, MINUTES_MOST, false, NULL, 0},
                                     {"chance_permille", SHAPE_INTEGER, AT(chance_permille), 0, 1000, false, NULL, 0},
                                     {"times", SHAPE_PAIR, AT(times), 1, 30, false, NULL, 0},
                                     {"gap", SHAPE_SPREAD, AT(gap_minutes), 0, MINUTES_MOST, false, NULL, 0},
                                     {"amount", SHAPE_MONEY, AT(amount), 0, 10000000, false, NULL, 0},
                                     {"percent", SHAPE_SPREAD, AT(amount), 0, 100000, false, NULL, 0},
                                     {"of", SHAPE_CHOICE, AT(basis), 0, 0, false, basis_names, 0},
                                     {"growth", SHAPE_SPREAD, AT(growth_percent), 1, 1000, false, NULL, 0},
                                     {"like", SHAPE_ACTIVITY, AT(like), 0, 0, false, NULL, 0},
                                     {"round", SHAPE_INTEGER, AT(round), 0, 1000000, false, NULL, 0},
                                     {"to", SHAPE_CHOICE, AT(to), 0, 0, false, class_names, 0},
                                     {"payee", SHAPE_CHOICE, AT(payee_same), 0, 0, false, payee_names, 0},
                                     {"text", SHAPE_TEXTS, AT(text), 0, 0, false, NULL, 0},
                                     {"caller", SHAPE_CHOICE, AT(caller), 0, 0, false, caller_names, 0},
                                     {"minutes", SHAPE_SPREAD, AT(minutes), 0, 600, false, NULL, 0},
                                     END};

#undef AT
#define AT(part) offsetof(story, part)
static const field story_fields[] = {{"name", SHAPE_NAME, AT(name), 0, 0, true, NULL, 0},
                                     {"weight", SHAPE_INTEGER, AT(weight), 0, WEIGHT_MOST, false, NULL, 0},
                                     {"per_year", SHAPE_INTEGER, AT(per_year), 0, WEIGHT_MOST, false, NULL, 0},
                                     {"who", SHAPE_GROUPS, AT(who), 0, 0, true, NULL, 0},
                                     {"ages", SHAPE_NUMBERS, AT(ages), 1, 1000, false, NULL, AGE_BANDS},
                                     {"criminal", SHAPE_INTEGER, AT(is_criminal), 0, 1, false, NULL, 0},
                                     {"least_balance", SHAPE_INTEGER, AT(least_balance), 0, 10000000, false, NULL, 0},
                                     {"least_deposit", SHAPE_INTEGER, AT(least_deposit), 0, 10000000, false, NULL, 0},
                                     {"clock", SHAPE_CLOCK, AT(clock), 0, 0, true, NULL, 0},
                                     {"channels", SHAPE_WEIGHTS, AT(channels), 1, WEIGHT_MOST, true, channel_names, 0},
                                     {"call_permille", SHAPE_INTEGER, AT(call_permille), 0, 1000, false, NULL, 0},
                                     {"share_permille", SHAPE_INTEGER, AT(share_permille), 0, 1000, false, NULL, 0},
                                     {"remote_permille", SHAPE_INTEGER, AT(remote_permille), 0, 1000, false, NULL, 0},
                                     {"english_permille", SHAPE_INTEGER, AT(english_permille), 0, 1000, false, NULL, 0},
                                     {"callers", SHAPE_WEIGHTS, AT(callers), 1, WEIGHT_MOST, false, caller_names, 0},
                                     {"coached_permille", SHAPE_INTEGER, AT(coached_permille), 0, 1000, false, NULL, 0},
                                     {"report_permille", SHAPE_INTEGER, AT(report_permille), 0, 1000, false, NULL, 0},
                                     {"alert_permille", SHAPE_INTEGER, AT(alert_permille), 0, 1000, false, NULL, 0},
                                     {"telling", SHAPE_TEXTS, AT(telling), 0, 0, false, NULL, 0},
                                     {"telling_permille", SHAPE_INTEGER, AT(telling_permille), 0, 1000, false, NULL, 0},
                                     {"mules", SHAPE_WEIGHTS, AT(mules), 1, WEIGHT_MOST, false, mule_names, 0},
                                     {"teller", SHAPE_WEIGHTS, AT(teller), 0, 1000, false, observation_names, 0},
                                     END};

/* ---- sections ---- */

static void read_world(field_reader *r, const node *map) {
  static const char *const others[] = {"start", "festivals", NULL};
  fields_read(r, map, "world", world_fields, others, r->into);
  const time_format format = {0, 0, 0};
  int64_t us = 0;
  const node *start = node_get(map, "start"), *festivals = field_part(r, map, "festivals", NODE_LIST);
  if (start == NULL || start->kind != NODE_TEXT || time_parse(start->text, start->size, &format, &us) != NULL)
    field_fault(r, start ? start : map, "start: write a day, such as 2026-01-01");
  r->into->world.start_day = us / INT64_C(86400000000);
  for (uint32_t i = 0; festivals != NULL && i < festivals->count; i++) {
    const node *day = festivals->items[i];
    if (i == FESTIVALS_MAX || day->kind != NODE_TEXT || time_parse(day->text, day->size, &format, &us) != NULL) {
      field_fault(r, day, "festivals: write up to %d days, such as 2026-02-17", FESTIVALS_MAX);
      return;
    }
    r->into->world.festivals[r->into->world.festival_count++] = us / INT64_C(86400000000);
  }
}

static void read_clocks(field_reader *r, const node *map) {
  parameters *into = r->into;
  for (uint32_t i = 0; map != NULL && i < map->count; i++) {
    if (i == CLOCKS_MAX) {
      field_fault(r, map->keys[i], "clocks: there may be %d", CLOCKS_MAX);
      return;
    }
    const field hours[] = {{map->keys[i]->text, SHAPE_NUMBERS, offsetof(clock_hours, weights), 1, 1000, true, NULL, 24},
                           END};
    static const char *const none[] = {NULL};
    clock_hours *one = &into->clocks[into->clock_count++];
    field_name(r, map->keys[i], "clocks", one->name, sizeof one->name);
    const node single = {.kind = NODE_MAP, .count = 1, .items = &map->items[i], .keys = &map->keys[i]};
    fields_read(r, &single, "clocks", hours, none, one);
  }
}

static void read_texts(field_reader *r, const node *map) {
  parameters *into = r->into;
  for (uint32_t i = 0; map != NULL && i < map->count; i++) {
    const node *list = map->items[i];
    if (i == TEXTS_MAX || list->kind != NODE_LIST || list->count == 0 || list->count > TEXT_ITEMS_MAX) {
      field_fault(r, list, "texts: write up to %d lists of 1 to %d texts", TEXTS_MAX, TEXT_ITEMS_MAX);
      return;
    }
    text_set *one = &into->texts[into->text_count++];
    field_name(r, map->keys[i], "texts", one->name, sizeof one->name);
    for (uint32_t n = 0; n < list->count; n++) one->items[one->count++] = field_text(r, list->items[n]);
  }
}

static void read_disguise(field_reader *r, const node *root) {
  const node *map = field_part(r, root, "disguise", NODE_MAP);
  if (map == NULL) return;
  parameters *into = r->into;
  const node *separators = field_part(r, map, "separators", NODE_LIST);
  const node *swaps = field_part(r, map, "swaps", NODE_MAP);
  for (uint32_t i = 0; separators != NULL && i < separators->count && i < SWAPS_MAX; i++)
    into->separators[into->separator_count++] = field_text(r, separators->items[i]);
  for (uint32_t i = 0; swaps != NULL && i < swaps->count && i < SWAPS_MAX; i++) {
    into->swaps[into->swap_count][0] = field_text(r, swaps->keys[i]);
    into->swaps[into->swap_count++][1] = field_text(r, swaps->items[i]);
  }
  if (into->separator_count == 0) field_fault(r, map, "disguise: separators must not be empty");
}

static void read_groups(field_reader *r, const node *list) {
  for (uint32_t i = 0; list != NULL && i < list->count; i++) {
    if (i == GROUPS_MAX) {
      field_fault(r, list->items[i], "people: there may be %d groups", GROUPS_MAX);
      return;
    }
    fields_read(r, list->items[i], "a group", group_fields, NULL, &r->into->groups[r->into->group_count++]);
  }
}

static void read_activities(field_reader *r, const node *list) {
  for (uint32_t i = 0; list != NULL && i < list->count; i++) {
    const node *map = list->items[i];
    if (i == ACTIVITIES_MAX) {
      field_fault(r, map, "life: there may be %d activities", ACTIVITIES_MAX);
      return;
    }
    activity *one = &r->into->activities[r->into->activity_count];
    *one = (activity){.share_permille = 1000,
                      .weekend_percent = 100,
                      .festival_percent = 100,
                      .regulars = 1,
                      .count = {1, 1},
                      .text = NONE,
                      .text_permille = 1000};
    for (int m = 0; m < 12; m++) one->months[m] = 100;
    fields_read(r, map, "an activity", activity_fields, NULL, one);
    one->is_income = map->kind == NODE_MAP && node_get(map, "income_percent") != NULL;
    if (one->per_year == 0 && one->day[0] == 0) field_fault(r, map, "an activity: say per_year, or day of the month");
    if (one->flow == FLOW_PAY && (map->kind != NODE_MAP || node_get(map, "channels") == NULL))
      field_fault(r, map, "an activity: \"channels\" is missing");
    r->into->activity_count++;
  }
}

static void read_stages(field_reader *r, const node *list, story *into) {
  static const char *const others[] = {"channels", NULL};
  static const field channels[] = {
      {"channels", SHAPE_WEIGHTS, offsetof(stage, channels), 1, WEIGHT_MOST, false, channel_names, 0}, END};
  for (uint32_t i = 0; list != NULL && i < list->count; i++) {
    const node *map = list->items[i];
    if (i == STAGES_MAX) {
      field_fault(r, map, "stages: there may be %d", STAGES_MAX);
      return;
    }
    stage *one = &into->stages[into->stage_count++];
    *one = (stage){.chance_permille = 1000, .times = {1, 1}, .like = NONE, .text = NONE};
    one->to = into->is_scam ? TO_MULE : TO_PERSON;
    one->round = into->is_scam;
    one->growth_percent = spread_make(100, 100, 100);
    fields_read(r, map, "a stage", stage_fields, others, one);
    node *own = map->kind == NODE_MAP ? node_get(map, "channels") : NULL;
    if (own == NULL) continue;
    one->has_channels = true;
    node key = {.kind = NODE_TEXT, .text = (char[]){"channels"}, .size = 8};
    const node single = {.kind = NODE_MAP, .count = 1, .items = &own, .keys = (node *[]){&key}};
    fields_read(r, &single, "a stage", channels, NULL, one);
  }
}

static void read_stories(field_reader *r, const node *list, bool scams) {
  static const char *const others[] = {"stages", NULL};
  for (uint32_t i = 0; list != NULL && i < list->count; i++) {
    const node *map = list->items[i];
    if (r->into->story_count == STORIES_MAX) {
      field_fault(r, map, "stories and scams: there may be %d", STORIES_MAX);
      return;
    }
    story *one = &r->into->stories[r->into->story_count++];
    *one = (story){.is_scam = scams, .ages = {1, 1, 1, 1}, .telling = NONE, .mules = {1}, .report_permille = 700};
    one->callers[FR_CALLER_UNKNOWN] = 1;
    fields_read(r, map, scams ? "a scam" : "a story", story_fields, others, one);
    read_stages(r, field_part(r, map, "stages", NODE_LIST), one);
    if (scams && one->weight == 0) field_fault(r, map, "a scam: \"weight\" is missing");
  }
}

static void read_all(field_reader *r) {
  static const char *const sections[] = {"simulate",  "name",    "world",   "known",  "habits",
                                         "criminals", "reports", "clocks",  "people", "texts",
                                         "disguise",  "life",    "stories", "scams",  NULL};
  static const field name[] = {{"name", SHAPE_NAME, offsetof(parameters, name), 0, 0, true, NULL, 0}, END};
  const node *root = r->from->root;
  fields_read(r, root, "the file", name, sections, r->into);
  const node *version = root->kind == NODE_MAP ? node_get(root, "simulate") : NULL;
  if (version == NULL || !node_is(version, "1")) field_fault(r, root, "write \"simulate: 1\" on top");
  if (!r->good) return;
  read_clocks(r, field_part(r, root, "clocks", NODE_MAP));
  read_texts(r, field_part(r, root, "texts", NODE_MAP));
  read_disguise(r, root);
  read_groups(r, field_part(r, root, "people", NODE_LIST));
  if (!r->good) return; /* what follows names clocks, texts and groups */
  const node *part;
  if ((part = field_part(r, root, "world", NODE_MAP)) != NULL) read_world(r, part);
  if ((part = field_part(r, root, "known", NODE_MAP)) != NULL)
    fields_read(r, part, "known", known_fields, NULL, r->into);
  if ((part = field_part(r, root, "habits", NODE_MAP)) != NULL)
    fields_read(r, part, "habits", habit_fields, NULL, r->into);
  if ((part = field_part(r, root, "criminals", NODE_MAP)) != NULL)
    fields_read(r, part, "criminals", criminal_fields, NULL, r->into);
  if ((part = field_part(r, root, "reports", NODE_MAP)) != NULL)
    fields_read(r, part, "reports", report_fields, NULL, r->into);
  read_activities(r, field_part(r, root, "life", NODE_LIST));
  if (!r->good) return;
  read_stories(r, field_part(r, root, "stories", NODE_LIST), false);
  r->into->first_scam = r->into->story_count;
  read_stories(r, field_part(r, root, "scams", NODE_LIST), true);
  if (r->into->group_count == 0) field_fault(r, root, "people: there must be a group");
}

/* ---- files ---- */

/* A name without a slash or a point is a set that lies beside the command: ../share/fraudrisk/simulate/NAME.yaml. */
static void find(const char *name, char *path, size_t size) {
  snprintf(path, size, "%s", name);
  if (strpbrk(name, "/.") != NULL) return;
  char program[400];
  const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
  if (length <= 0) return;
  program[length] = '\0';
  char *slash = strrchr(program, '/');
  if (slash != NULL) *slash = '\0';
  snprintf(path, size, "%s/" FR_TOOL_DATA "/simulate/%s.yaml", program, name);
}

parameters *parameters_open(const char *name) {
  problems told = {0};
  parameters *into = calloc(1, sizeof *into);
  if (into == NULL) {
    fprintf(stderr, "%s: out of memory\n", name);
    return NULL;
  }
  find(name, into->path, sizeof into->path);
  if (strpbrk(name, "/.") == NULL && access(into->path, R_OK) != 0) {
    fprintf(stderr, "\"%s\" is no set that is installed; name default, second, or a file with its folder\n", name);
    free(into);
    return NULL;
  }
  document *from = document_open(into->path, 0, &told);
  field_reader r = {.from = from, .into = into, .good = from != NULL};
  if (from != NULL) {
    read_all(&r);
    if (fr__sha256(from->bytes, from->size, into->digest) < 0) r.good = false;
  }
  problems_tell(&told, stderr, false, false);
  problems_clear(&told);
  document_close(from);
  if (r.good) return into;
  parameters_close(into);
  return NULL;
}

void parameters_close(parameters *from) {
  if (from == NULL) return;
  for (uint32_t i = 0; i < from->text_count; i++)
    for (uint32_t n = 0; n < from->texts[i].count; n++) free(from->texts[i].items[n]);
  for (uint32_t i = 0; i < from->separator_count; i++) free(from->separators[i]);
  for (uint32_t i = 0; i < from->swap_count; i++) {
    free(from->swaps[i][0]);
    free(from->swaps[i][1]);
  }
  free(from);
}
