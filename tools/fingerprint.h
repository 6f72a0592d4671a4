/* SPDX-License-Identifier: Apache-2.0
 *
 * Which bytes a result rests on: the SHA-256 of a file as it lies on the disk. */
#ifndef TOOLS_FINGERPRINT_H
#define TOOLS_FINGERPRINT_H

#include <stdbool.h>
#include <stdint.h>

typedef struct fingerprint {
  const char *role, *name;
  bool known; /* else standard input, which is read once, or a file that cannot be read any more */
  uint64_t bytes;
  uint8_t sha256[32];
} fingerprint;

/* Reads the whole file. `path` may be "-". */
void fingerprint_take(fingerprint *into, const char *role, const char *path);

#endif
