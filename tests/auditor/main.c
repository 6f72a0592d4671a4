/* SPDX-License-Identifier: Apache-2.0
 *
 *   auditor                 the runs of the tests
 *   auditor SEED [COUNT]    one long run of each kind with this seed
 *
 * Exit 0 when the model and the engine agree in everything, 1 at the first disagreement, which is printed whole. */
#include <stdlib.h>

#include "play.h"

#define MINUTE_US INT64_C(60000000)
#define TENTH_OF_JANUARY_US INT64_C(1768003200000000)

int main(int argc, char **argv) {
  uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 20261124u;
  uint32_t count = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 84000u;
  const play_setup setups[] = {
      {.name = "many parties",
       .operations = count,
       .accounts = 110,
       .customers = 33,
       .step_us = 330 * INT64_C(1000000),
       .swap_every = 3000},
      {.name = "eight parties",
       .operations = count / 4u,
       .accounts = 9,
       .customers = 4,
       .step_us = 16 * MINUTE_US,
       .swap_every = 2500,
       .complete_us = FR_COMPLETE_ALWAYS},
      {.name = "short horizon",
       .offset_s = -5 * 3600 - 1800,
       .operations = count / 4u,
       .accounts = 20,
       .customers = 6,
       .horizon_us = 7 * DAY_US,
       .step_us = 3 * MINUTE_US,
       .swap_every = 2500,
       .complete_us = TENTH_OF_JANUARY_US},
      {.name = "outcomes not reported",
       .operations = count / 4u,
       .accounts = 40,
       .customers = 12,
       .horizon_us = 30 * DAY_US,
       .step_us = 6 * MINUTE_US,
       .outcomes_not_reported = 1,
       .swap_every = 2500},
      {.name = "full histories",
       .offset_s = 8 * 3600,
       .operations = count / 5u,
       .accounts = 250,
       .customers = 60,
       .step_us = 8 * MINUTE_US,
       .swap_every = 2500,
       .complete_us = FR_COMPLETE_ALWAYS,
       .flood = 350},
      {.name = "too little memory",
       .operations = count / 2u,
       .accounts = 200,
       .customers = 60,
       .horizon_us = 7 * DAY_US,
       .step_us = 16 * MINUTE_US,
       .swap_every = 2500,
       .complete_us = FR_COMPLETE_ALWAYS,
       .memory_bytes = 150000},
      {.name = "full histories in too little memory",
       .operations = count / 5u,
       .accounts = 250,
       .customers = 60,
       .step_us = 8 * MINUTE_US,
       .swap_every = 2500,
       .complete_us = FR_COMPLETE_ALWAYS,
       .memory_bytes = 900000,
       .flood = 20,
       .turn_every = count / 15u},
      {.name = "too many parties",
       .operations = count / 10u,
       .accounts = 120,
       .customers = 40,
       .step_us = 8 * MINUTE_US,
       .swap_every = 2500,
       .complete_us = FR_COMPLETE_ALWAYS,
       .parties_max = 100,
       .flood = 20,
       .turn_every = count / 10u},
      {.name = "thousands of payees",
       .operations = count / 5u,
       .accounts = 3000,
       .customers = 60,
       .horizon_us = 7 * DAY_US,
       .step_us = 80 * MINUTE_US,
       .swap_every = 2500,
       .complete_us = FR_COMPLETE_ALWAYS,
       .payees = 2600},
  };
  int failed = 0;
  for (size_t i = 0; i < sizeof setups / sizeof setups[0]; i++) {
    play_setup one = setups[i];
    one.seed = seed + i;
    one.in_vain = count >= 80000u;
    failed |= play_run(&one);
  }
  failed |= three_run();
  return failed;
}
