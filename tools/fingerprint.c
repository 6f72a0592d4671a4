/* SPDX-License-Identifier: Apache-2.0 */
#include "fingerprint.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"

enum { PIECE_BYTES = 1 << 16 };

static bool hash(FILE *file, EVP_MD_CTX *by, unsigned char *piece, fingerprint *into) {
  if (EVP_DigestInit_ex(by, EVP_sha256(), NULL) != 1) return false;
  for (size_t got = PIECE_BYTES; got == PIECE_BYTES;) {
    got = fread(piece, 1, PIECE_BYTES, file);
    into->bytes += got;
    if (ferror(file) || EVP_DigestUpdate(by, piece, got) != 1) return false;
  }
  return EVP_DigestFinal_ex(by, into->sha256, NULL) == 1;
}

void fingerprint_take(fingerprint *into, const char *role, const char *path) {
  *into = (fingerprint){.role = role, .name = strcmp(path, "-") == 0 ? "<stdin>" : path};
  FILE *file = input_is_file(path) ? fopen(path, "rbe") : NULL;
  if (file == NULL) return;
  EVP_MD_CTX *by = EVP_MD_CTX_new();
  unsigned char *piece = malloc(PIECE_BYTES);
  into->known = by != NULL && piece != NULL && hash(file, by, piece, into);
  if (!into->known) into->bytes = 0;
  EVP_MD_CTX_free(by);
  free(piece);
  fclose(file);
}
