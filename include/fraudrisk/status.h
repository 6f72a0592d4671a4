/* SPDX-License-Identifier: Apache-2.0
 *
 * What every function returns: 0 for done, a negative status otherwise.
 *
 * A verdict is never a status: a transfer that is held is scored successfully, so fr_score() returns FR_OK. Statuses
 * fall into bands of a hundred (usage, input, limit, document, integrity, storage, internal); a caller may branch on
 * the band and log the rest. The table itself is status.def.
 *
 * Source: docs/design.md, section 3. */
#ifndef FRAUDRISK_STATUS_H
#define FRAUDRISK_STATUS_H

#include <stdint.h>

#include "fraudrisk/export.h"

#ifdef __cplusplus
extern "C" {
#endif

/* 0 done, negative otherwise. Numbers are pinned: they never change their meaning. @since 0.1 */
typedef int32_t fr_status;

enum {
#define FR_STATUS(name, number, text) name = number,
#include "fraudrisk/status.def"
#undef FR_STATUS
  FR_STATUS_NONE_ = 1 /* so that the list above may end in a comma */
};

/* Bands, as fr_status_band() returns them. @since 0.1 */
#define FR_BAND_OK 0
#define FR_BAND_USAGE 1     /* the calling program is wrong */
#define FR_BAND_INPUT 2     /* the transfer or event is wrong; nothing was recorded */
#define FR_BAND_LIMIT 3     /* larger than limits.h allows */
#define FR_BAND_DOCUMENT 4  /* a bundle, expression or fold block is wrong */
#define FR_BAND_INTEGRITY 5 /* bytes were changed */
#define FR_BAND_STORAGE 6   /* memory or state cannot be had */
#define FR_BAND_INTERNAL 9  /* our fault */

/* The status's name, such as "FR_TOO_LONG"; "FR_?" for a number that this library does not know. Static; never free it.
 * Any thread. @since 0.1 */
FR_API const char *fr_status_name(fr_status status);

/* One sentence without data of any customer. Static. Any thread. @since 0.1 */
FR_API const char *fr_status_text(fr_status status);

/* The band of a status, FR_BAND_…. Any thread. @since 0.1 */
FR_API int32_t fr_status_band(fr_status status);

/* Where and why something was refused. Filled by functions that say so, and kept for the last call of a context.
 * The message names fields and places; it never holds account numbers, names or remarks.
 *
 *   line, column   1-based place in a policy's source, 0 where there is none
 *   offset         byte offset in a bundle or fold block, or the index of an item; -1 where there is none
 *   field          the field at fault, such as "transfer.amount_minor"; "" where there is none
 *   message        what is wrong and what to do, UTF-8, ended by a zero byte
 * @since 0.1 */
typedef struct fr_error {
  uint32_t struct_size;
  fr_status status;
  uint32_t line;
  uint32_t column;
  int64_t offset;
  char field[64];
  char message[256];
} fr_error;

#define FR_ERROR_INIT                                   \
  {                                                     \
    (uint32_t)sizeof(fr_error), 0, 0, 0, -1, {0}, { 0 } \
  }

#ifdef __cplusplus
}
#endif
#endif
