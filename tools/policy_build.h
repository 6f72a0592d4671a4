/* SPDX-License-Identifier: Apache-2.0
 *
 * From the YAML that an analyst writes to the bundle that an engine loads. */
#ifndef TOOLS_POLICY_BUILD_H
#define TOOLS_POLICY_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fraudrisk/policy.h"

/* True for a folder and for a name that ends in .yaml or .yml. */
bool policy_path_is_source(const char *path);

/* Builds a policy in memory, without its tests; null after printing what is wrong. Release it. */
fr_policy *policy_compile(const char *path);

/* A policy that was read, checked, and built, with what its tests need. */
typedef struct policy_work policy_work;
policy_work *policy_work_open(const char *path); /* null after printing what is wrong */
void policy_work_close(policy_work *work);
/* The same in steps, for those who tell problems in their own way. Null only when memory is out. */
policy_work *policy_work_begin(const char *path);
bool policy_work_good(const policy_work *work);
fr_policy *policy_work_policy(const policy_work *work); /* not a reference of one's own */
const uint8_t *policy_work_bundle(const policy_work *work, size_t *size);

/* Runs the policy's own tests, telling those that fail. Returns how many failed. */
unsigned policy_work_test(policy_work *work, unsigned *count);

#endif
