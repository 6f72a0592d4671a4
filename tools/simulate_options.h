/* SPDX-License-Identifier: Apache-2.0
 *
 * What simulate is told on the command line. */
#ifndef TOOLS_SIMULATE_OPTIONS_H
#define TOOLS_SIMULATE_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct simulate_options {
  uint64_t seed;
  uint32_t customers;
  int64_t days;
  uint64_t base_rate;      /* payments of victims in a million transfers */
  int64_t session_percent; /* -1: as the parameters say */
  const char *out, *parameters;
  bool writes_settled;
} simulate_options;

/* Exits with status 2 and a sentence when the command line is wrong. */
void simulate_options_parse(int argc, char **argv, simulate_options *options);

#endif
