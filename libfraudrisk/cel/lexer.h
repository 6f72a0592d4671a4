/* SPDX-License-Identifier: Apache-2.0
 *
 * Bytes to tokens. Literals are decoded here, so that the parser sees values. */
#ifndef FR_CEL_LEXER_H
#define FR_CEL_LEXER_H

#include "cel/cel.h"

enum fr__cel_token_kind {
  FR__CEL_TOKEN_END = 0,
  /* single characters stand for themselves: ( ) [ ] { } . , ? : + - * / % < > ! */
  FR__CEL_TOKEN_NAME = 256,
  FR__CEL_TOKEN_QUOTED_NAME, /* `a-b`, only behind a dot */
  FR__CEL_TOKEN_INT,         /* value.as.word: the magnitude */
  FR__CEL_TOKEN_LITERAL,     /* uint, double, string, bytes, true, false, null */
  FR__CEL_TOKEN_IN,
  FR__CEL_TOKEN_LE,
  FR__CEL_TOKEN_GE,
  FR__CEL_TOKEN_EQ,
  FR__CEL_TOKEN_NE,
  FR__CEL_TOKEN_AND,
  FR__CEL_TOKEN_OR,
};

typedef struct fr__cel_token {
  uint32_t kind;
  uint32_t at, size; /* where it stands in the source */
  fr__cel_value value;
} fr__cel_token;

typedef struct fr__cel_lexer {
  fr__arena *arena;   /* for decoded strings */
  const char *source; /* valid UTF-8, ended by a zero byte */
  uint32_t size, at;
  fr__cel_error *error;
} fr__cel_lexer;

fr_status fr__cel_next_token(fr__cel_lexer *lexer, fr__cel_token *token);
/* A word that CEL keeps for itself: it cannot be a name, though it can be a field. */
bool fr__cel_is_reserved(const char *text, uint32_t size);

#endif
