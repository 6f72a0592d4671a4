/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>

#include "fraudrisk/version.h"

const char *fr_status_name(fr_status status) {
  switch (status) {
#define FR_STATUS(name, number, text) \
  case number:                        \
    return #name;
#include "fraudrisk/status.def"
#undef FR_STATUS
    default: return "FR_?";
  }
}

const char *fr_status_text(fr_status status) {
  switch (status) {
#define FR_STATUS(name, number, text) \
  case number:                        \
    return text;
#include "fraudrisk/status.def"
#undef FR_STATUS
    default: return "unknown status";
  }
}

int32_t fr_status_band(fr_status status) { return status >= 0 ? FR_BAND_OK : -(status / 100); }

uint32_t fr_version(void) { return FR_VERSION_MAJOR * 1000000u + FR_VERSION_MINOR * 1000u + FR_VERSION_PATCH; }

int64_t fr_limit(const char *name) {
  static const struct {
    const char *name;
    int64_t value;
  } limits[] = {
#define LIMIT(limit) {#limit, limit}
      LIMIT(FR_MAX_IDENTIFIER_BYTES),
      LIMIT(FR_MAX_REMARK_BYTES),
      LIMIT(FR_MAX_REASONS),
      LIMIT(FR_MAX_RULES),
      LIMIT(FR_MAX_FEATURES),
      LIMIT(FR_MAX_FOLDS),
      LIMIT(FR_MAX_EXPRESSION_BYTES),
      LIMIT(FR_MAX_EXPRESSION_DEPTH),
      LIMIT(FR_MAX_HISTORY_ENTRIES),
      LIMIT(FR_MAX_PAYEES),
      LIMIT(FR_MAX_BUNDLE_BYTES),
      LIMIT(FR_MAX_ATTRIBUTES),
      LIMIT(FR_MAX_NAME_BYTES),
      LIMIT(FR_MAX_FEATURE_TEXT_BYTES),
      LIMIT(FR_MAX_PHRASES),
      LIMIT(FR_MAX_LISTS),
      LIMIT(FR_MAX_POINTS),
      LIMIT(FR_MAX_DECISION_VALUES),
      LIMIT(FR_MAX_CHALLENGERS),
      LIMIT(FR_MAX_HORIZON_US),
      LIMIT(FR_MAX_WATCH_LISTS),
      LIMIT(FR_MAX_WATCH_ENTRIES),
      LIMIT(FR_MAX_QUESTIONS),
      LIMIT(FR_MAX_ASKED),
      LIMIT(FR_MAX_AMOUNT_MINOR),
      LIMIT(FR_MAX_TIME_US),
      LIMIT(FR_MAX_RETENTION_US),
      LIMIT(FR_MAX_NOTES_BYTES),
      LIMIT(FR_MAX_SIGNATURES),
      LIMIT(FR_MAX_TRUST_KEYS),
      LIMIT(FR_MAX_ROLES),
      LIMIT(FR_MAX_LIMITS),
      LIMIT(FR_MAX_VECTORS),
      LIMIT(FR_MAX_VECTOR_EVENTS),
      LIMIT(FR_MAX_RECORD_BYTES),
      LIMIT(FR_MAX_MODELS),
      LIMIT(FR_MAX_MODEL_INPUTS),
      LIMIT(FR_MAX_MODEL_TREES),
      LIMIT(FR_MAX_TREE_NODES),
      LIMIT(FR_MAX_TREE_DEPTH),
      LIMIT(FR_MAX_MODEL_STEPS),
      LIMIT(FR_MAX_MODEL_BINS),
#undef LIMIT
  };
  if (name == NULL) return -1;
  for (size_t i = 0; i < FR_COUNT(limits); i++) {
    if (strcmp(limits[i].name, name) == 0) return limits[i].value;
  }
  return -1;
}

void fr__error_clear(fr_error *error) {
  if (error == NULL) return;
  error->status = FR_OK;
  error->line = 0;
  error->column = 0;
  error->offset = -1;
  error->field[0] = '\0';
  error->message[0] = '\0';
}

fr_status fr__fail(fr_error *error, fr_status status, const char *field, const char *format, ...) {
  if (error == NULL) return status;
  fr__error_clear(error);
  error->status = status;
  if (field != NULL) snprintf(error->field, sizeof error->field, "%s", field);
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->message, sizeof error->message, format, arguments);
  va_end(arguments);
  for (char *at = error->message; *at != '\0'; at++) {
    if ((unsigned char)*at < 0x20 || *at == 0x7F) *at = '?';
  }
  return status;
}

fr_status fr__check_struct(const void *object, uint32_t size, uint32_t least, uint32_t known) {
  FR_REQUIRE(object != NULL, FR_NULL_POINTER);
  FR_REQUIRE(size >= least && size <= 65536u, FR_STRUCT_SIZE);
  const unsigned char *bytes = object;
  for (uint32_t i = known; i < size; i++) {
    if (bytes[i] != 0) return FR_STRUCT_TAIL;
  }
  return FR_OK;
}

void fr__copy_struct(void *into, uint32_t known, const void *object, uint32_t size) {
  const uint32_t common = size < known ? size : known;
  memcpy(into, object, common);
  memset((unsigned char *)into + common, 0, known - common);
}

uint32_t fr__utf8_next(const char *text, uint32_t size, uint32_t *code) {
  const unsigned char *bytes = (const unsigned char *)text;
  if (size == 0) return 0;
  const uint32_t lead = bytes[0];
  if (lead < 0x80) {
    *code = lead;
    return 1;
  }
  const uint32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || size < length) return 0;
  uint32_t value = lead & (0x7Fu >> length);
  for (uint32_t i = 1; i < length; i++) {
    if ((bytes[i] & 0xC0) != 0x80) return 0;
    value = value << 6 | (bytes[i] & 0x3Fu);
  }
  static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 0;
  *code = value;
  return length;
}

bool fr__utf8_valid(const char *text, uint32_t size) {
  uint32_t code;
  for (uint32_t at = 0; at < size;) {
    const uint32_t length = fr__utf8_next(text + at, size - at, &code);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

/* Whether each of eight bytes is one of 0x20 to 0x7E. */
static bool all_printable(const char *bytes) {
  static const uint64_t ones = UINT64_C(0x0101010101010101), highs = UINT64_C(0x8080808080808080);
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return (word & highs) == 0 && (((word | highs) - ones * 0x20) & highs) == highs && ((word + ones) & highs) == 0;
}

fr_status fr__check_identifier(fr_text text, const char *field, fr_error *error) {
  if (text.data == NULL || text.size == 0) {
    return fr__fail(error, FR_MISSING_FIELD, field, "%s is missing; it is required here", field);
  }
  if (text.size > FR_MAX_IDENTIFIER_BYTES) {
    return fr__fail(error, FR_TOO_LONG, field, "%s has %u bytes; an identifier may have at most %d", field, text.size,
                    FR_MAX_IDENTIFIER_BYTES);
  }
  uint32_t code, plain = 0;
  /* Nearly all are printable ASCII. */
  while (plain + 8 <= text.size && all_printable(text.data + plain)) plain += 8;
  while (plain < text.size && (unsigned char)(text.data[plain] - 0x20) < 0x5F) plain++;
  for (uint32_t at = plain; at < text.size;) {
    const uint32_t length = fr__utf8_next(text.data + at, text.size - at, &code);
    if (length == 0 || code < 0x20 || code == 0x7F) {
      return fr__fail(error, FR_BAD_TEXT, field, "%s has %s at byte %u", field,
                      length == 0 ? "invalid UTF-8" : "a control character", at);
    }
    at += length;
  }
  return FR_OK;
}

bool fr__is_name(fr_text text) {
  bool good = text.data != NULL && text.size > 0 && text.size <= FR_MAX_NAME_BYTES;
  for (uint32_t i = 0; good && i < text.size; i++) {
    const char c = text.data[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    good = letter || (i > 0 && ((c >= '0' && c <= '9') || c == '-'));
  }
  return good;
}

uint32_t fr__edit_distance(const char *a, uint32_t a_size, const char *b, uint32_t b_size, uint32_t limit) {
  enum { LONGEST = 64 };
  if (a_size > LONGEST || b_size > LONGEST) return limit + 1;
  uint32_t row[LONGEST + 1];
  for (uint32_t j = 0; j <= b_size; j++) row[j] = j;
  for (uint32_t i = 1; i <= a_size; i++) {
    uint32_t diagonal = row[0];
    row[0] = i;
    for (uint32_t j = 1; j <= b_size; j++) {
      const uint32_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0u : 1u);
      diagonal = row[j];
      uint32_t best = row[j] + 1 < row[j - 1] + 1 ? row[j] + 1 : row[j - 1] + 1;
      row[j] = replaced < best ? replaced : best;
    }
  }
  return row[b_size] > limit ? limit + 1 : row[b_size];
}
