/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BENCH_CHASE_H
#define BENCH_CHASE_H

#include <stdbool.h>
#include <stdint.h>

/* The machine's own limit: nanoseconds that one read of memory takes when its address depends on what the read before
 * brought, anywhere in `bytes`. The median of rounds. 0 where the memory cannot be had.
 *
 *   huge    in pages of 2 MiB where the system gives them, otherwise in pages of 4 KiB
 *   given   receives how many bytes the process has in large pages then */
double bench_chase_ns(uint64_t bytes, bool huge, uint32_t reads, uint64_t *given);

#endif
