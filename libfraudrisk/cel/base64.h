/* SPDX-License-Identifier: Apache-2.0
 *
 * Base64 of RFC 4648, with its standard alphabet. */
#ifndef FR_CEL_BASE64_H
#define FR_CEL_BASE64_H

#include "base/base.h"

/* Bytes that the text of so many bytes takes, padding included. */
uint64_t fr__cel_base64_size(uint32_t size);
/* Returns what it wrote. */
uint32_t fr__cel_base64_encode(const char *bytes, uint32_t size, char *into);
/* Padding may be there or not; nothing else may. `into` takes 3 bytes for each 4, and may be the text itself. */
bool fr__cel_base64_decode(const char *text, uint32_t size, char *into, uint32_t *written);

#endif
