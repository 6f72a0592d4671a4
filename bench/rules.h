/* SPDX-License-Identifier: Apache-2.0
 *
 * The rules that are measured, here and in the peers: 40 conditions over 12 known values. Generated, so that each side
 * has the very same texts; `bench/rules --texts` prints them as JSON. */
#ifndef BENCH_RULES_H
#define BENCH_RULES_H

#include <stdio.h>

enum { BENCH_RULES = 40, BENCH_TEXT = 160 };

/* The values, by name; amounts are doubles, counts ints, the rest as it says. */
#define BENCH_VALUES(X)  \
  X(amount, "49900.0")   \
  X(balance, "50000.0")  \
  X(drained, "0.998")    \
  X(sent_24h, "1250.5")  \
  X(mean_30d, "310.25")  \
  X(count_24h, "3")      \
  X(payers_24h, "7")     \
  X(age, "67")           \
  X(first_time, "true")  \
  X(on_call, "true")     \
  X(channel, "'mobile'") \
  X(caller, "'unknown'")

static inline void bench_rule(unsigned number, char into[BENCH_TEXT]) {
  const unsigned step = number / 8;
  const double large = 1000.0 * (double)(step + 1) * 7.0;
  switch (number % 8) {
    case 0: snprintf(into, BENCH_TEXT, "first_time && amount > %.1f", large); return;
    case 1: snprintf(into, BENCH_TEXT, "drained > 0.%u && balance >= %.1f", 5 + step % 5, large); return;
    case 2: snprintf(into, BENCH_TEXT, "on_call && caller == 'unknown' && amount > %.1f", large); return;
    case 3: snprintf(into, BENCH_TEXT, "channel == 'atm' || channel == 'teller' && age >= %u", 60 + step); return;
    case 4: snprintf(into, BENCH_TEXT, "amount > %u.0 * mean_30d", 3 + step); return;
    case 5: snprintf(into, BENCH_TEXT, "count_24h >= %u && sent_24h > %.1f", 2 + step, large / 10.0); return;
    case 6: snprintf(into, BENCH_TEXT, "payers_24h > %u && !first_time", 3 + step); return;
    default: snprintf(into, BENCH_TEXT, "age >= %u && first_time && amount >= %.1f", 60 + step, large); return;
  }
}

#endif
