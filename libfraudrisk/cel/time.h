/* SPDX-License-Identifier: Apache-2.0
 *
 * Timestamps and durations: text in and out, calendar, ranges. Days by the proleptic Gregorian calendar, in UTC. */
#ifndef FR_CEL_TIME_H
#define FR_CEL_TIME_H

#include "cel/cel.h"

/* CEL's ranges: the years 1 to 9999; durations of 63 bits of nanoseconds, about 292 years either way. */
#define FR__CEL_LEAST_TIME_US INT64_C(-62135596800000000)
#define FR__CEL_MOST_TIME_US INT64_C(253402300799999999)
#define FR__CEL_MOST_DURATION_US INT64_C(9223372036854775)

typedef struct fr__cel_date {
  int64_t year;
  uint32_t month, day; /* from 1 */
  uint32_t year_day;   /* from 0 */
  uint32_t week_day;   /* Sunday is 0 */
  uint32_t hour, minute, second, microsecond;
} fr__cel_date;

fr__cel_date fr__cel_date_of(int64_t time_us);
/* Of a month, from 1. */
uint32_t fr__cel_month_days(int64_t year, uint32_t month);
/* "UTC", "Z", "+08:00", "-03:30", "08:00". False for anything else, names of zones among it. */
bool fr__cel_parse_offset(const char *text, uint32_t size, int64_t *offset_us);

enum { FR__CEL_TIME_BYTES = 40 };
/* "2026-01-31T08:00:00.25Z" and "5400.5s", as string() gives them. Return the length. */
uint32_t fr__cel_format_timestamp(const fr__cel_value *time, char into[FR__CEL_TIME_BYTES]);
uint32_t fr__cel_format_duration(const fr__cel_value *duration, char into[FR__CEL_TIME_BYTES]);
/* A value of this kind from microseconds and nanoseconds, of which there may be many; false past its range. */
bool fr__cel_time_of(uint32_t kind, int64_t us, int64_t ns, fr__cel_value *value);

#endif
