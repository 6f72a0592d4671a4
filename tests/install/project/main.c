/* SPDX-License-Identifier: Apache-2.0 */
#include <fraudrisk/fraudrisk.h>
#include <stdio.h>

#include "held.h"

int main(int argc, char **argv) {
  if (argc != 2) return fprintf(stderr, "usage: held POLICY.frb\n"), 2;
  /* The header that this was compiled with and the library that runs belong together. */
  if (fr_version() != FR_VERSION_MAJOR * 1000000u + FR_VERSION_MINOR * 1000u + FR_VERSION_PATCH)
    return fprintf(stderr, "held: the library is %u, its header is another\n", fr_version()), 1;
  return held(argv[1]);
}
