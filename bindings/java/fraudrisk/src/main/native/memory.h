/* SPDX-License-Identifier: Apache-2.0
 *
 * Addresses as Java has them: a jlong each. */
#ifndef FRAUDRISK_JAVA_MEMORY_H
#define FRAUDRISK_JAVA_MEMORY_H

#include <jni.h>
#include <stdint.h>

static inline void *at(jlong address) { return (void *)(intptr_t)address; }

static inline jlong from(const void *address) { return (jlong)(intptr_t)address; }

#endif
