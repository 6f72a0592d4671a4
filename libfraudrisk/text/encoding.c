/* SPDX-License-Identifier: Apache-2.0 */
#include "text/encoding.h"

#include "text/tables.h"

/* Four bytes are a number in mixed radix; the characters of the first plane that have no two bytes come in order. */
static uint32_t four_bytes(const uint8_t *at, uint32_t *code) {
  const uint32_t number = ((at[0] - 0x81u) * 10 + (at[1] - 0x30u)) * 1260 + (at[2] - 0x81u) * 10 + (at[3] - 0x30u);
  if (number >= 189000) { /* the other planes, one after the other */
    *code = 0x10000 + (number - 189000);
    return *code <= 0x10FFFF ? 4 : 0;
  }
  if (number >= fr__gb18030_end) return 0;
  uint32_t low = 0, high = fr__gb18030_run_count;
  while (high - low > 1) {
    const uint32_t middle = low + (high - low) / 2;
    if (fr__gb18030_four[middle].number <= number) {
      low = middle;
    } else {
      high = middle;
    }
  }
  *code = fr__gb18030_four[low].code + (number - fr__gb18030_four[low].number);
  return 4;
}

uint32_t fr__gb18030_next(const char *text, uint32_t size, uint32_t *code) {
  const uint8_t *at = (const uint8_t *)text;
  if (at[0] < 0x80) {
    *code = at[0];
    return 1;
  }
  if (at[0] == 0x80 || at[0] == 0xFF || size < 2) return 0;
  if (at[1] >= 0x30 && at[1] <= 0x39) {
    const bool whole = size >= 4 && at[2] >= 0x81 && at[2] <= 0xFE && at[3] >= 0x30 && at[3] <= 0x39;
    return whole ? four_bytes(at, code) : 0;
  }
  if (at[1] < 0x40 || at[1] == 0x7F || at[1] == 0xFF) return 0;
  const uint32_t trail = at[1] - (at[1] < 0x7F ? 0x40u : 0x41u);
  *code = fr__gb18030_two[(at[0] - 0x81u) * 190 + trail];
  if (*code < 0x80) *code = fr__gb18030_far[*code];
  return *code == 0 ? 0 : 2;
}

/* How many bytes at the end are a character that somebody cut: the beginning of one that could go on. */
static uint32_t cut_utf8(const uint8_t *text, uint32_t size) {
  for (uint32_t back = 1; back <= 3 && back <= size; back++) {
    const uint8_t lead = text[size - back];
    if ((lead & 0xC0) == 0x80) continue;
    const uint32_t wanted = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 ? 2 : 1;
    return lead < 0xF5 && wanted > back ? back : 0;
  }
  return 0;
}

static uint32_t cut_gb18030(const uint8_t *text, uint32_t size) {
  const bool lead = text[0] >= 0x81 && text[0] <= 0xFE;
  if (!lead || size > 3) return 0;
  if (size == 1) return 1;
  if (text[1] < 0x30 || text[1] > 0x39) return 0;
  return size == 2 || (text[2] >= 0x81 && text[2] <= 0xFE) ? size : 0;
}

static uint32_t utf8_length(uint32_t code) { return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4; }

/* Reads all of it in one of the two encodings; false where anything but the end is bad. */
static bool fits(fr_text text, uint32_t encoding, fr__encoded *read) {
  bool good = true;
  *read = (fr__encoded){.text = {text.data, text.size, encoding}};
  for (uint32_t at = 0; at < text.size;) {
    uint32_t code;
    const char *here = text.data + at;
    const uint32_t left = text.size - at;
    const uint32_t length = fr__encoded_next(here, left, encoding, &code);
    if (length != 0) {
      read->length += utf8_length(code);
      at += length;
      continue;
    }
    read->damaged = true;
    const uint32_t cut = encoding == FR_ENCODING_GB18030 ? cut_gb18030((const uint8_t *)here, left)
                         : left <= 3                     ? cut_utf8((const uint8_t *)here, left)
                                                         : 0;
    if (cut == left) {
      read->text.size = at;
      break;
    }
    good = false;
    read->length++;
    at++;
  }
  return good;
}

fr_status fr__encoding_read(fr_text text, fr__encoded *read) {
  FR_REQUIRE(text.encoding <= FR_ENCODING_UNKNOWN, FR_BAD_VALUE);
  const bool unknown = text.encoding == FR_ENCODING_UNKNOWN;
  if (fits(text, unknown ? FR_ENCODING_UTF8 : text.encoding, read) || !unknown) return FR_OK;
  if (!fits(text, FR_ENCODING_GB18030, read)) (void)fits(text, FR_ENCODING_UTF8, read);
  return FR_OK;
}

static uint32_t put_utf8(uint32_t code, char *into) {
  const uint32_t length = utf8_length(code);
  for (uint32_t i = length; i > 1; i--, code >>= 6) into[i - 1] = (char)(0x80 | (code & 63));
  static const uint8_t leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
  into[0] = (char)(leads[length] | code);
  return length;
}

void fr__encoding_convert(const fr__encoded *read, char *utf8) {
  const fr_text text = read->text;
  for (uint32_t at = 0; at < text.size;) {
    uint32_t code;
    const char *here = text.data + at;
    const uint32_t left = text.size - at;
    const uint32_t length = fr__encoded_next(here, left, text.encoding, &code);
    utf8 += put_utf8(length == 0 ? '?' : code, utf8);
    at += length == 0 ? 1 : length;
  }
}
