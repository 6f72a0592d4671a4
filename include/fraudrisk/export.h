/* SPDX-License-Identifier: Apache-2.0
 *
 * FR_API marks what the shared library exports; everything else is hidden. */
#ifndef FRAUDRISK_EXPORT_H
#define FRAUDRISK_EXPORT_H

#if defined(__GNUC__)
#define FR_API __attribute__((visibility("default")))
#else
#define FR_API
#endif

#endif
