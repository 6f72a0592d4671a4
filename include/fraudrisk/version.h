/* SPDX-License-Identifier: Apache-2.0
 *
 * Which library this is. */
#ifndef FRAUDRISK_VERSION_H
#define FRAUDRISK_VERSION_H

#include <stdint.h>

#include "fraudrisk/export.h"

#ifdef __cplusplus
extern "C" {
#endif

#define FR_VERSION_MAJOR 0
#define FR_VERSION_MINOR 1
#define FR_VERSION_PATCH 0

/* The version of the library that runs: major * 1,000,000 + minor * 1,000 + patch. Compare it with the header's to see
 * that they belong together. Any thread. @since 0.1 */
FR_API uint32_t fr_version(void);

#ifdef __cplusplus
}
#endif
#endif
