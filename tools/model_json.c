/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON (RFC 8259), with NaN and Infinity, which XGBoost writes where a statistic of a node is no number. */
#include <math.h>
#include <string.h>

#include "model_value.h"

static void skip_space(value_reader *in) {
  while (in->at < in->end && memchr(" \t\r\n", *in->at, 4)) in->at++;
}
static bool take(value_reader *in, char byte) {
  skip_space(in);
  if (in->at == in->end || *in->at != byte) return false;
  in->at++;
  return true;
}
static bool take_word(value_reader *in, const char *word) {
  const size_t size = strlen(word);
  if ((size_t)(in->end - in->at) < size || memcmp(in->at, word, size) != 0) return false;
  in->at += size;
  return true;
}

/* ---- strings ---- */

static bool read_hex(value_reader *in, uint32_t *code) {
  static const char hex[] = "0123456789abcdef0123456789ABCDEF";
  *code = 0;
  for (int i = 0; i < 4; i++) {
    const char *digit = in->at < in->end && *in->at ? strchr(hex, *in->at) : NULL;
    if (digit == NULL) return value_fail(in, "is no JSON: a string has a broken escape");
    *code = *code << 4 | (uint32_t)(digit - hex) % 16;
    in->at++;
  }
  return true;
}

static size_t put_utf8(uint32_t code, char *into) {
  if (code < 0x80) {
    into[0] = (char)code;
    return 1;
  }
  const size_t more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  static const uint8_t lead[] = {0, 0xC0, 0xE0, 0xF0};
  into[0] = (char)(lead[more] | code >> (6 * more));
  for (size_t i = 1; i <= more; i++) into[i] = (char)(0x80 | (code >> (6 * (more - i)) & 0x3F));
  return more + 1;
}

static bool read_escape(value_reader *in, char *into, size_t *size) {
  static const char plain[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
  const char kind = in->at < in->end ? *in->at++ : '\0';
  const char *found = kind ? strchr(plain, kind) : NULL;
  if (found) {
    into[(*size)++] = means[found - plain];
    return true;
  }
  uint32_t code, low;
  if (kind != 'u') return value_fail(in, "is no JSON: a string has an unknown escape");
  if (!read_hex(in, &code)) return false;
  if (code >= 0xD800 && code < 0xDC00 && take_word(in, "\\u")) {
    if (!read_hex(in, &low)) return false;
    if (low < 0xDC00 || low > 0xDFFF) return value_fail(in, "is no JSON: a string has half a surrogate pair");
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  }
  if (code == 0 || (code >= 0xD800 && code <= 0xDFFF))
    return value_fail(in, "has a string with a zero byte or half a surrogate pair");
  *size += put_utf8(code, into + *size);
  return true;
}

/* Behind the opening quote. No escape is longer as UTF-8 than as it is written. */
static const char *read_string(value_reader *in) {
  const char *quote = in->at;
  while (quote < in->end && *quote != '"') quote += *quote == '\\' ? 2 : 1;
  if (quote >= in->end) {
    in->at = in->end;
    (void)value_fail(in, "is cut: a string does not end");
    return NULL;
  }
  char *into = fr__arena_alloc(in->arena, (size_t)(quote - in->at) + 1);
  size_t size = 0;
  if (into == NULL) (void)value_fail(in, "is too large: memory is out");
  while (into && in->at < quote) {
    const char byte = *in->at++;
    if (byte == '\\') {
      if (!read_escape(in, into, &size)) return NULL;
    } else if ((unsigned char)byte < 0x20) {
      (void)value_fail(in, "is no JSON: a string has a control character");
      return NULL;
    } else {
      into[size++] = byte;
    }
  }
  in->at = quote + 1;
  if (into && !fr__utf8_valid(into, (uint32_t)size)) {
    (void)value_fail(in, "has a string that is not UTF-8");
    return NULL;
  }
  return into;
}

/* ---- numbers and the rest ---- */

static bool skip_digits(value_reader *in) {
  const char *from = in->at;
  while (in->at < in->end && *in->at >= '0' && *in->at <= '9') in->at++;
  return in->at > from;
}

static bool read_number(value_reader *in, value *into) {
  into->kind = VALUE_DIGITS;
  into->text = in->at;
  if (*in->at == '-') in->at++;
  if (take_word(in, "Infinity")) {
    into->kind = VALUE_REAL;
    into->real = -(double)INFINITY;
    return true;
  }
  if (!skip_digits(in)) return value_fail(in, "is no JSON: something stands where a value should");
  if (in->at < in->end && *in->at == '.') {
    in->at++;
    if (!skip_digits(in)) return value_fail(in, "is no JSON: a number ends with its point");
  }
  if (in->at < in->end && (*in->at == 'e' || *in->at == 'E')) {
    in->at++;
    if (in->at < in->end && (*in->at == '+' || *in->at == '-')) in->at++;
    if (!skip_digits(in)) return value_fail(in, "is no JSON: a number has no exponent behind its e");
  }
  return true;
}

static bool read_word(value_reader *in, value *into) {
  into->kind = VALUE_FLAG;
  into->whole = *in->at == 't';
  if (take_word(in, "true") || take_word(in, "false")) return true;
  into->kind = VALUE_REAL;
  into->real = *in->at == 'N' ? (double)NAN : (double)INFINITY;
  if (take_word(in, "NaN") || take_word(in, "Infinity")) return true;
  *into = (value){.kind = VALUE_NOTHING, .next = into->next, .key = into->key};
  return take_word(in, "null") || read_number(in, into);
}

static bool read_value(value_reader *in, value *into, unsigned depth);

static bool read_members(value_reader *in, value *into, unsigned depth) {
  const bool is_map = into->kind == VALUE_MAP;
  const char close = is_map ? '}' : ']';
  value *last = NULL;
  if (take(in, close)) return true;
  do {
    const char *key = NULL;
    if (is_map && !take(in, '"'))
      return value_fail(in, in->at == in->end ? "is cut" : "is no JSON: a map has something that is no key");
    if (is_map && (key = read_string(in)) == NULL) return false;
    if (is_map && !take(in, ':')) return value_fail(in, "is no JSON, or cut: a key has no value");
    value *member = value_add(in, into, &last, key);
    if (member == NULL || !read_value(in, member, depth + 1)) return false;
  } while (take(in, ','));
  if (take(in, close)) return true;
  return value_fail(in, in->at == in->end ? "is cut" : "is no JSON: a list or a map does not end");
}

static bool read_value(value_reader *in, value *into, unsigned depth) {
  if (depth > VALUE_DEPTH) return value_fail(in, "has lists too deep within each other");
  skip_space(in);
  if (in->at == in->end) return value_fail(in, "is cut");
  if (*in->at == '{' || *in->at == '[') {
    into->kind = *in->at++ == '{' ? VALUE_MAP : VALUE_LIST;
    return read_members(in, into, depth);
  }
  if (take(in, '"')) {
    into->kind = VALUE_TEXT;
    into->text = read_string(in);
    return into->text != NULL;
  }
  return read_word(in, into);
}

const value *value_read_json(const char *bytes, size_t size, fr__arena *arena, char *why) {
  value_reader in = {bytes, bytes, bytes + size, arena, why};
  value *root = fr__arena_alloc(arena, sizeof *root);
  why[0] = '\0';
  if (root == NULL) return (void)value_fail(&in, "is too large: memory is out"), NULL;
  if (!read_value(&in, root, 0)) return NULL;
  skip_space(&in);
  if (in.at != in.end) return (void)value_fail(&in, "has something behind its end"), NULL;
  return root;
}
