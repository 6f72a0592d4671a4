/* SPDX-License-Identifier: Apache-2.0 */
#include "cel/lexer.h"

#include "cel/number.h"
#include "cel/tree.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static char peek(const fr__cel_lexer *lexer, uint32_t ahead) {
  return lexer->at + ahead < lexer->size ? lexer->source[lexer->at + ahead] : '\0';
}

#define REFUSE(lexer, place, ...) \
  fr__cel_refuse((lexer)->error, (lexer)->source, place, 1, FR_BAD_EXPRESSION, __VA_ARGS__)

bool fr__cel_is_reserved(const char *text, uint32_t size) {
  static const char *const words[] = {"as",        "break",  "const",  "continue", "else", "for",
                                      "function",  "if",     "import", "let",      "loop", "package",
                                      "namespace", "return", "var",    "void",     "while"};
  for (size_t i = 0; i < FR_COUNT(words); i++) {
    if (size == strlen(words[i]) && memcmp(text, words[i], size) == 0) return true;
  }
  return false;
}

static void skip_blank(fr__cel_lexer *lexer) {
  for (;;) {
    const char c = peek(lexer, 0);
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      lexer->at++;
    } else if (c == '/' && peek(lexer, 1) == '/') {
      while (lexer->at < lexer->size && lexer->source[lexer->at] != '\n') lexer->at++;
    } else {
      return;
    }
  }
}

/* ---- numbers ---- */

static fr_status finish_uint(fr__cel_lexer *lexer, fr__cel_token *token, uint64_t value) {
  if (peek(lexer, 0) == 'u' || peek(lexer, 0) == 'U') {
    lexer->at++;
    token->kind = FR__CEL_TOKEN_LITERAL;
    token->value = (fr__cel_value){.kind = FR__CEL_UINT, .as.word = value};
  } else {
    token->kind = FR__CEL_TOKEN_INT;
    token->value = (fr__cel_value){.kind = FR__CEL_INT, .as.word = value};
  }
  if (is_letter(peek(lexer, 0)) || is_digit(peek(lexer, 0))) {
    return REFUSE(lexer, lexer->at, "a letter stands right behind a number; put an operator or a space between them");
  }
  return FR_OK;
}

static fr_status hex_number(fr__cel_lexer *lexer, fr__cel_token *token) {
  uint64_t value = 0;
  lexer->at += 2;
  if (hex_value(peek(lexer, 0)) < 0) return REFUSE(lexer, token->at, "0x has to be followed by hexadecimal digits");
  for (; hex_value(peek(lexer, 0)) >= 0; lexer->at++) {
    if (value >> 60 != 0) return REFUSE(lexer, token->at, "the number does not fit into 64 bits");
    value = value << 4 | (uint64_t)hex_value(peek(lexer, 0));
  }
  return finish_uint(lexer, token, value);
}

static fr_status number(fr__cel_lexer *lexer, fr__cel_token *token) {
  if (peek(lexer, 0) == '0' && (peek(lexer, 1) == 'x' || peek(lexer, 1) == 'X')) return hex_number(lexer, token);
  bool is_double = false;
  while (is_digit(peek(lexer, 0))) lexer->at++;
  if (peek(lexer, 0) == '.' && is_digit(peek(lexer, 1))) {
    is_double = true;
    lexer->at++;
    while (is_digit(peek(lexer, 0))) lexer->at++;
  }
  if (peek(lexer, 0) == 'e' || peek(lexer, 0) == 'E') {
    const uint32_t sign = peek(lexer, 1) == '+' || peek(lexer, 1) == '-' ? 1 : 0;
    if (!is_digit(peek(lexer, 1 + sign))) {
      return REFUSE(lexer, lexer->at, "an exponent needs digits, such as 1e6");
    }
    is_double = true;
    lexer->at += 1 + sign;
    while (is_digit(peek(lexer, 0))) lexer->at++;
  }
  const char *text = lexer->source + token->at;
  if (!is_double) {
    uint64_t value;
    if (!fr__cel_parse_uint(text, lexer->at - token->at, &value)) {
      return REFUSE(lexer, token->at, "the number does not fit into 64 bits; write it as a double, such as 1e20");
    }
    return finish_uint(lexer, token, value);
  }
  double value = 0.0;
  (void)fr__cel_parse_double(text, lexer->at - token->at, &value);
  if (__builtin_isinf(value)) return REFUSE(lexer, token->at, "the number is larger than the largest double");
  token->kind = FR__CEL_TOKEN_LITERAL;
  token->value = fr__cel_double(value);
  if (is_letter(peek(lexer, 0))) {
    return REFUSE(lexer, lexer->at, "a letter stands right behind a number; put an operator or a space between them");
  }
  return FR_OK;
}

/* ---- strings and bytes ---- */

static uint32_t put_utf8(char *into, uint32_t code) {
  if (code < 0x80) {
    into[0] = (char)code;
    return 1;
  }
  const uint32_t more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  static const uint8_t leads[] = {0, 0xC0, 0xE0, 0xF0};
  into[0] = (char)(leads[more] | code >> (6 * more));
  for (uint32_t i = 1; i <= more; i++) into[i] = (char)(0x80 | (code >> (6 * (more - i)) & 0x3F));
  return 1 + more;
}

/* Reads `count` digits of a base behind the place of the lexer. */
static bool digits(fr__cel_lexer *lexer, uint32_t count, uint32_t base, uint32_t *value) {
  *value = 0;
  for (uint32_t i = 0; i < count; i++, lexer->at++) {
    const int digit = hex_value(peek(lexer, 0));
    if (digit < 0 || (uint32_t)digit >= base) return false;
    *value = *value * base + (uint32_t)digit;
  }
  return true;
}

/* The lexer stands behind the backslash. */
static fr_status escape(fr__cel_lexer *lexer, bool is_bytes, char *into, uint32_t *size) {
  static const char plain[] = "abfnrtv\\?\"'`", means[] = "\a\b\f\n\r\t\v\\?\"'`";
  const uint32_t start = lexer->at - 1;
  const char c = peek(lexer, 0);
  const char *found = c == '\0' ? NULL : strchr(plain, c);
  if (found != NULL) {
    into[(*size)++] = means[found - plain];
    lexer->at++;
    return FR_OK;
  }
  uint32_t code = 0;
  bool good, octet = false;
  if (c >= '0' && c <= '3') {
    good = digits(lexer, 3, 8, &code);
    octet = true;
  } else {
    lexer->at++;
    octet = c == 'x' || c == 'X';
    good = octet      ? digits(lexer, 2, 16, &code)
           : c == 'u' ? digits(lexer, 4, 16, &code)
                      : c == 'U' && digits(lexer, 8, 16, &code);
  }
  if (!good) {
    return REFUSE(lexer, start,
                  "this escape is not known; write \\\\ for a backslash, or \\n \\t \\\" \\x41 \\u5b89 \\101");
  }
  if (is_bytes) {
    if (!octet) return REFUSE(lexer, start, "\\u and \\U are for strings; in bytes write \\x and two digits");
    into[(*size)++] = (char)(unsigned char)code;
    return FR_OK;
  }
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
    return REFUSE(lexer, start, "the escape names no character of Unicode");
  }
  *size += put_utf8(into + *size, code);
  return FR_OK;
}

typedef struct quoting {
  char quote;
  bool triple, raw, bytes;
} quoting;

/* The closing quote stands `ahead` of the place of the lexer. Single quotes inside three belong to the text. */
static bool closes(const fr__cel_lexer *lexer, quoting form, uint32_t ahead) {
  if (peek(lexer, ahead) != form.quote) return false;
  return !form.triple || (peek(lexer, ahead + 1) == form.quote && peek(lexer, ahead + 2) == form.quote);
}

static fr_status quoted(fr__cel_lexer *lexer, quoting form, fr__cel_token *token) {
  lexer->at += form.triple ? 3 : 1;
  /* No escape is shorter than what it writes, so the text up to the closing quote bounds the value. */
  const char *source = lexer->source;
  uint32_t room = 0;
  while (lexer->at + room < lexer->size && !closes(lexer, form, room)) room += peek(lexer, room) == '\\' ? 2 : 1;
  char *into = fr__arena_alloc(lexer->arena, (size_t)room + 4);
  if (into == NULL) {
    return fr__cel_refuse(lexer->error, source, token->at, 1, FR_NO_MEMORY, "memory is out");
  }
  uint32_t size = 0;
  for (;;) {
    if (lexer->at == lexer->size || (!form.triple && (peek(lexer, 0) == '\n' || peek(lexer, 0) == '\r'))) {
      return REFUSE(lexer, token->at, "the text that begins here is not closed; put %s%c%s at its end",
                    form.triple ? "three times " : "", form.quote, form.triple ? "" : " on the same line");
    }
    if (closes(lexer, form, 0)) break;
    const char c = peek(lexer, 0);
    lexer->at++;
    if (c == '\\' && !form.raw) {
      FR_TRY(escape(lexer, form.bytes, into, &size));
    } else if (c == '\r') {
      if (peek(lexer, 0) == '\n') lexer->at++;
      into[size++] = '\n';
    } else {
      into[size++] = c;
    }
  }
  lexer->at += form.triple ? 3 : 1;
  token->kind = FR__CEL_TOKEN_LITERAL;
  token->value = fr__cel_string(into, size);
  if (form.bytes) token->value.kind = FR__CEL_BYTES;
  return FR_OK;
}

/* r"…", b"…", br"…" in either case; false where a name begins here. */
static bool opens_quote(const fr__cel_lexer *lexer, quoting *form, uint32_t *prefix) {
  *form = (quoting){0};
  *prefix = 0;
  if ((peek(lexer, 0) | 0x20) == 'b') {
    form->bytes = true;
    ++*prefix;
  }
  if ((peek(lexer, *prefix) | 0x20) == 'r') {
    form->raw = true;
    ++*prefix;
  }
  form->quote = peek(lexer, *prefix);
  if (form->quote != '"' && form->quote != '\'') return false;
  form->triple = peek(lexer, *prefix + 1) == form->quote && peek(lexer, *prefix + 2) == form->quote;
  return true;
}

/* ---- names and signs ---- */

static bool token_is(const fr__cel_lexer *lexer, const fr__cel_token *token, const char *word) {
  return token->size == strlen(word) && memcmp(lexer->source + token->at, word, token->size) == 0;
}

static void name(fr__cel_lexer *lexer, fr__cel_token *token) {
  while (is_letter(peek(lexer, 0)) || is_digit(peek(lexer, 0))) lexer->at++;
  token->size = lexer->at - token->at;
  token->kind = FR__CEL_TOKEN_LITERAL;
  if (token_is(lexer, token, "true") || token_is(lexer, token, "false")) {
    token->value = fr__cel_bool(lexer->source[token->at] == 't');
  } else if (token_is(lexer, token, "null")) {
    token->value = (fr__cel_value){.kind = FR__CEL_NULL};
  } else {
    token->kind = token_is(lexer, token, "in") ? FR__CEL_TOKEN_IN : FR__CEL_TOKEN_NAME;
  }
}

static fr_status quoted_name(fr__cel_lexer *lexer, fr__cel_token *token) {
  lexer->at++;
  for (;;) {
    const char c = peek(lexer, 0);
    if (c == '`' && lexer->at > token->at + 1) break;
    if (!is_letter(c) && !is_digit(c) && (c == '\0' || strchr(".-/ ", c) == NULL)) {
      return REFUSE(lexer, token->at, "a name in back quotes has letters, digits and . - / _ and ends in a back quote");
    }
    lexer->at++;
  }
  lexer->at++;
  token->kind = FR__CEL_TOKEN_QUOTED_NAME;
  return FR_OK;
}

/* ---- characters that cannot stand in an expression ---- */

/* Letters of other scripts that nobody can tell from Latin ones. */
static char latin_like(uint32_t code) {
  static const struct {
    uint16_t code;
    char latin;
  } letters[] = {/* Cyrillic */
                 {0x0405, 'S'},
                 {0x0406, 'I'},
                 {0x0408, 'J'},
                 {0x0410, 'A'},
                 {0x0412, 'B'},
                 {0x0415, 'E'},
                 {0x041A, 'K'},
                 {0x041C, 'M'},
                 {0x041D, 'H'},
                 {0x041E, 'O'},
                 {0x0420, 'P'},
                 {0x0421, 'C'},
                 {0x0422, 'T'},
                 {0x0425, 'X'},
                 {0x0430, 'a'},
                 {0x0435, 'e'},
                 {0x043E, 'o'},
                 {0x0440, 'p'},
                 {0x0441, 'c'},
                 {0x0443, 'y'},
                 {0x0445, 'x'},
                 {0x0455, 's'},
                 {0x0456, 'i'},
                 {0x0458, 'j'},
                 {0x04BB, 'h'},
                 {0x0501, 'd'},
                 {0x051B, 'q'},
                 {0x051D, 'w'},
                 /* Greek */
                 {0x0391, 'A'},
                 {0x0392, 'B'},
                 {0x0395, 'E'},
                 {0x0396, 'Z'},
                 {0x0397, 'H'},
                 {0x0399, 'I'},
                 {0x039A, 'K'},
                 {0x039C, 'M'},
                 {0x039D, 'N'},
                 {0x039F, 'O'},
                 {0x03A1, 'P'},
                 {0x03A4, 'T'},
                 {0x03A5, 'Y'},
                 {0x03A7, 'X'},
                 {0x03B1, 'a'},
                 {0x03B9, 'i'},
                 {0x03BA, 'k'},
                 {0x03BD, 'v'},
                 {0x03BF, 'o'},
                 {0x03C1, 'p'},
                 {0x03C5, 'u'}};
  for (size_t i = 0; i < FR_COUNT(letters); i++) {
    if (letters[i].code == code) return letters[i].latin;
  }
  return '\0';
}

static bool is_invisible(uint32_t code) {
  static const uint16_t ranges[][2] = {{0x0080, 0x009F}, {0x00AD, 0x00AD}, {0x200B, 0x200F}, {0x2028, 0x202E},
                                       {0x2060, 0x206F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};
  for (size_t i = 0; i < FR_COUNT(ranges); i++) {
    if (code >= ranges[i][0] && code <= ranges[i][1]) return true;
  }
  return false;
}

/* A blank, to the eye. */
static bool is_wide_blank(uint32_t code) {
  return code == 0x00A0 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F || code == 0x3000;
}

/* What a full-width or typographic sign is written as, empty where it is none. */
static void plain_sign(uint32_t code, char plain[3]) {
  static const struct {
    uint16_t code;
    char plain[3];
  } signs[] = {{0x00AB, "\""}, {0x00AC, "!"},  {0x00BB, "\""}, {0x00D7, "*"},  {0x00F7, "/"},  {0x2010, "-"},
               {0x2011, "-"},  {0x2012, "-"},  {0x2013, "-"},  {0x2014, "-"},  {0x2015, "-"},  {0x2018, "'"},
               {0x2019, "'"},  {0x201A, "'"},  {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""}, {0x2032, "'"},
               {0x2033, "\""}, {0x2212, "-"},  {0x2215, "/"},  {0x2227, "&&"}, {0x2228, "||"}, {0x2260, "!="},
               {0x2264, "<="}, {0x2265, ">="}, {0x2266, "<="}, {0x2267, ">="}, {0x3001, ","},  {0x3002, "."},
               {0x300C, "\""}, {0x300D, "\""}, {0x300E, "\""}, {0x300F, "\""}, {0x3010, "["},  {0x3011, "]"},
               {0xFF06, "&&"}, {0xFF1D, "=="}, {0xFF5C, "||"}};
  memset(plain, 0, 3);
  for (size_t i = 0; i < FR_COUNT(signs); i++) {
    if (signs[i].code == code) memcpy(plain, signs[i].plain, 3);
  }
  /* The full-width block repeats ASCII. */
  if (plain[0] == '\0' && code > 0xFF00 && code < 0xFF5F) {
    const char c = (char)(code - 0xFEE0);
    if (is_letter(c) || is_digit(c) || strchr("()[]{}.,?:+-*/%<>!\"'", c) != NULL) plain[0] = c;
  }
}

/* Nothing begins with the character at this place. Who reads it may see a good one, or nothing: its number is told. */
static fr_status refuse_character(fr__cel_lexer *lexer, uint32_t place) {
  uint32_t code = 0;
  const char *at = lexer->source + place;
  const int length = (int)fr__utf8_next(at, lexer->size - place, &code);
  char plain[3];
  plain_sign(code, plain);
  if (length > 1 && latin_like(code) != '\0') {
    const char latin = latin_like(code);
    return REFUSE(lexer, place, "U+%04X looks like the Latin letter %c, but is another; write %c", code, latin, latin);
  }
  if (length > 1 && is_invisible(code)) return REFUSE(lexer, place, "U+%04X is invisible; delete it", code);
  if (length > 1 && is_wide_blank(code)) {
    return REFUSE(lexer, place, "U+%04X looks like a blank; write a blank instead", code);
  }
  if (length > 1 && plain[0] != '\0') {
    return REFUSE(lexer, place, "%.*s (U+%04X) cannot stand here; write %s instead", length, at, code, plain);
  }
  if (length > 1 || (code > 0x20 && code < 0x7F)) {
    return REFUSE(lexer, place,
                  "%.*s cannot stand here; names have the letters a-z, digits and _, texts stand in quotes", length,
                  at);
  }
  return REFUSE(lexer, place, "the character with the number %u cannot stand here", code);
}

static fr_status sign(fr__cel_lexer *lexer, fr__cel_token *token) {
  static const struct {
    char text[3];
    uint16_t kind;
  } pairs[] = {{"<=", FR__CEL_TOKEN_LE}, {">=", FR__CEL_TOKEN_GE},  {"==", FR__CEL_TOKEN_EQ},
               {"!=", FR__CEL_TOKEN_NE}, {"&&", FR__CEL_TOKEN_AND}, {"||", FR__CEL_TOKEN_OR}};
  const char c = peek(lexer, 0);
  for (size_t i = 0; i < FR_COUNT(pairs); i++) {
    if (c == pairs[i].text[0] && peek(lexer, 1) == pairs[i].text[1]) {
      token->kind = pairs[i].kind;
      lexer->at += 2;
      return FR_OK;
    }
  }
  if (c == '=') return REFUSE(lexer, token->at, "a single = means nothing here; write == to compare");
  if (c == '&' || c == '|') return REFUSE(lexer, token->at, "a single %c means nothing here; write %c%c", c, c, c);
  if (c == '\0' || strchr("()[]{}.,?:+-*/%<>!", c) == NULL) return refuse_character(lexer, token->at);
  token->kind = (unsigned char)c;
  lexer->at++;
  return FR_OK;
}

fr_status fr__cel_next_token(fr__cel_lexer *lexer, fr__cel_token *token) {
  skip_blank(lexer);
  *token = (fr__cel_token){.at = lexer->at};
  const char c = peek(lexer, 0);
  fr_status status = FR_OK;
  quoting form;
  uint32_t prefix;
  if (lexer->at == lexer->size) {
    token->kind = FR__CEL_TOKEN_END;
  } else if (is_digit(c) || (c == '.' && is_digit(peek(lexer, 1)))) {
    status = number(lexer, token);
  } else if (opens_quote(lexer, &form, &prefix)) {
    lexer->at += prefix;
    status = quoted(lexer, form, token);
  } else if (is_letter(c)) {
    name(lexer, token);
  } else if (c == '`') {
    status = quoted_name(lexer, token);
  } else {
    status = sign(lexer, token);
  }
  token->size = lexer->at - token->at;
  return status;
}
