/* SPDX-License-Identifier: Apache-2.0
 *
 * The command simulate: a bank's customers, their ordinary life, and the scams among it, as files that the other
 * commands read. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "commands.h"
#include "numbers.h"
#include "simulate_world.h"

enum { ABOUT_WORLD = 71 };

/* Month and day of the month; the weekday with Monday as 0. */
static void set_date(simulation *in) {
  char text[40];
  time_format_rfc3339(in->day * DAY_S * 1000000, 0, text);
  in->month = (uint32_t)(text[5] - '0') * 10 + (uint32_t)(text[6] - '0');
  in->day_of_month = (uint32_t)(text[8] - '0') * 10 + (uint32_t)(text[9] - '0');
  in->weekday = (uint32_t)((in->day + 3) % 7); /* 1970-01-01 was a Thursday */
  in->day_start_s = in->day * DAY_S - in->set->world.utc_offset_minutes * 60;
}

static bool run_day(simulation *in) {
  set_date(in);
  if (!life_draw_day(in) || !cases_begin_day(in)) return false;
  for (uint32_t i = 0; i < in->intent_count; i++) {
    due_carry_out(in, in->day_start_s + in->sorted[i].second);
    life_carry_out(in, &in->sorted[i]);
  }
  due_carry_out(in, in->day_start_s + DAY_S);
  return !in->out_of_memory && !in->transfers.failed && !in->events.failed && !in->truth.failed;
}

static bool run(simulation *in) {
  if (!people_make(in)) in->out_of_memory = true;
  const int64_t start = in->set->world.start_day;
  in->end_s = (start + in->days) * DAY_S - in->set->world.utc_offset_minutes * 60;
  in->chance = stream_make(in->seed, ABOUT_WORLD, 0);
  bool good = !in->out_of_memory;
  for (in->day = start; good && in->day < start + in->days; in->day++) good = run_day(in);
  if (in->out_of_memory || (!good && !in->transfers.failed && !in->events.failed && !in->truth.failed))
    fprintf(stderr, "fraudrisk simulate: out of memory; take fewer customers\n");
  return good;
}

static void close_world(simulation *in) {
  for (uint32_t i = 0; i < in->case_count; i++) {
    if (in->cases[i] != NULL) free(in->cases[i]->payments);
    free(in->cases[i]);
  }
  free(in->cases);
  free(in->free_cases);
  free(in->heap);
  free(in->people);
  free(in->gangs);
  free(in->counts);
  free(in->intents);
  free(in->sorted);
}

static bool make_folder(const char *path) {
  if (mkdir(path, 0777) == 0 || errno == EEXIST) return true;
  fprintf(stderr, "%s: the folder cannot be made: %s\n", path, strerror(errno));
  return false;
}

int command_simulate(const simulate_options *options) {
  parameters *set = parameters_open(options->parameters);
  if (set == NULL) return 1;
  if (options->session_percent >= 0) set->known.session_percent = options->session_percent;
  simulation *in = calloc(1, sizeof *in);
  bool good = false;
  if (in == NULL) {
    fprintf(stderr, "fraudrisk simulate: out of memory\n");
  } else {
    in->set = set;
    in->seed = options->seed;
    in->customer_count = options->customers;
    in->days = options->days;
    in->base_rate_ppm = options->base_rate;
    in->writes_settled = options->writes_settled;
    good = make_folder(options->out) && rows_open(in, options->out) && run(in);
    good = rows_close(in) && good && notes_write(in, options->out);
    if (good) notes_tell(in);
    close_world(in);
  }
  free(in);
  parameters_close(set);
  return good ? 0 : 1;
}
