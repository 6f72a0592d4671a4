/* SPDX-License-Identifier: Apache-2.0
 *
 * A trust store from a YAML file that names roles and files of public keys. */
#ifndef TOOLS_TRUST_FILE_H
#define TOOLS_TRUST_FILE_H

#include "fraudrisk/trust.h"

/* Null after printing what is wrong. Release it. */
fr_trust *trust_open(const char *path);

#endif
