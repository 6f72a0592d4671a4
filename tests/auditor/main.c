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
  uint32_t count = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 80000u;
  const play_setup setups[] = {
      {"many parties", seed, count, 110, 33, 0, 330 * INT64_C(1000000), 0, 3000, 0, 0, 0},
      {"eight parties", seed + 1u, count / 4u, 8, 3, 0, 16 * MINUTE_US, 0, 2500, FR_COMPLETE_ALWAYS, 0, 0},
      {"short horizon", seed + 2u, count / 4u, 20, 6, 7 * DAY_US, 3 * MINUTE_US, 0, 2500, TENTH_OF_JANUARY_US, 0, 0},
      {"outcomes not reported", seed + 3u, count / 4u, 40, 12, 30 * DAY_US, 6 * MINUTE_US, 1, 2500, 0, 0, 0},
      {"full histories", seed + 4u, count / 5u, 250, 60, 0, 8 * MINUTE_US, 0, 2500, FR_COMPLETE_ALWAYS, 0, 350},
      {"too little memory", seed + 5u, count / 2u, 200, 60, 7 * DAY_US, 16 * MINUTE_US, 0, 2500, FR_COMPLETE_ALWAYS, 150000, 0},
  };
  int failed = 0;
  for (size_t i = 0; i < sizeof setups / sizeof setups[0]; i++) failed |= play_run(&setups[i]);
  failed |= three_run();
  return failed;
}
