/* SPDX-License-Identifier: Apache-2.0
 *
 * Private keys: made here, or fetched from where OpenSSL finds them. */
#ifndef TOOLS_KEY_STORE_H
#define TOOLS_KEY_STORE_H

#include <stdbool.h>

#include "crypto/sign.h"

/* The one private key behind a file's name or a URI ("pkcs11:…"), asking on the terminal for a passphrase or a PIN
 * where there is one. Null after printing what is wrong. */
fr__key *key_store_open(const char *where);

/* "ed25519", "p256" or "sm2"; makes a key and writes two new files: the private one for its owner alone, and the
 * public one. False after printing what is wrong; then there is neither. */
bool key_store_make(const char *type, const char *private_path, const char *public_path);

#endif
