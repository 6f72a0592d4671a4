/* SPDX-License-Identifier: Apache-2.0
 *
 * How often the process has asked for heap memory so far, over all threads; -1 where that cannot be counted (under a
 * sanitizer, or with another C library than glibc). */
#ifndef BENCH_HEAP_H
#define BENCH_HEAP_H

#include <stdint.h>

int64_t bench_heap_calls(void);

#endif
