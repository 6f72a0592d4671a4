/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SIMULATOR_STATE_H
#define TESTS_SIMULATOR_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "fraudrisk/engine.h"

/* Whether any byte of any party, list or trust differs, or from when on all is known, or (with `times`) the newest time
 * accepted; `came` says where first. Nobody else calls the engines. */
bool state_differs(fr_engine *a, fr_engine *b, bool times, char *came, size_t room);

#endif
