/* SPDX-License-Identifier: Apache-2.0
 *
 * Parts of timestamps, in UTC or at an offset, and whole units of durations. */
#include "cel/program.h"
#include "cel/time.h"

/* The date of the first argument at the offset that the second names. */
static bool local_date(const fr__cel_value *arguments, uint32_t count, fr__cel_date *date) {
  int64_t offset_us = 0;
  if (count > 1 && !fr__cel_parse_offset(arguments[1].as.text, arguments[1].size, &offset_us)) return false;
  *date = fr__cel_date_of(arguments[0].as.integer + offset_us);
  return true;
}

#define DATE_PART(call, part)                                                                    \
  fr__cel_value call(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) { \
    (void)machine;                                                                               \
    fr__cel_date date;                                                                           \
    if (!local_date(arguments, count, &date)) return fr__cel_failed(FR__CEL_FAULT_RANGE);        \
    return fr__cel_int((int64_t)(part));                                                         \
  }

/* A duration knows no offset. */
#define TIME_PART(call, part, of_duration)                                                       \
  fr__cel_value call(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) { \
    (void)machine;                                                                               \
    const int64_t us = arguments[0].as.integer;                                                  \
    if (arguments[0].kind == FR__CEL_DURATION) {                                                 \
      return count == 1 ? fr__cel_int(of_duration) : fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);  \
    }                                                                                            \
    fr__cel_date date;                                                                           \
    if (!local_date(arguments, count, &date)) return fr__cel_failed(FR__CEL_FAULT_RANGE);        \
    return fr__cel_int((int64_t)(part));                                                         \
  }

DATE_PART(fr__cel_call_full_year, date.year)
DATE_PART(fr__cel_call_month, date.month - 1)
DATE_PART(fr__cel_call_date, date.day)
DATE_PART(fr__cel_call_day_of_month, date.day - 1)
DATE_PART(fr__cel_call_day_of_week, date.week_day)
DATE_PART(fr__cel_call_day_of_year, date.year_day)
TIME_PART(fr__cel_call_hours, date.hour, us / FR__HOUR_US)
TIME_PART(fr__cel_call_minutes, date.minute, us / (60 * FR__SECOND_US))
TIME_PART(fr__cel_call_seconds, date.second, us / FR__SECOND_US)
TIME_PART(fr__cel_call_milliseconds, date.microsecond / 1000, us % FR__SECOND_US / 1000)
