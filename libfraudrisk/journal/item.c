/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/item.h"

/* Heads are written and read here, and not by wire/: a record's are on the path of every transfer. */
enum { UINT = 0, NEGATIVE = 1, BYTES = 2, TEXT = 3, ARRAY = 4 };
enum { HEADER_FIELDS = 12, RECORD_FIELDS = 5, SEAL_FIELDS = 8, MARK_FIELDS = 3, CRC_BYTES = 4, CHAIN_TAG = 2 };
enum { STATEMENT_FIELDS = 7 };
enum { SMALL = 23, ONE = 24, TWO = 25, FOUR = 26, EIGHT = 27 };

static const char magic[] = "fraudrisk journal";
static const char statement_magic[] = "fraudrisk journal checkpoint";

/* ---- writing ---- */

static uint64_t head_size(uint64_t value) {
  return value <= SMALL ? 1 : value <= UINT8_MAX ? 2 : value <= UINT16_MAX ? 3 : value <= UINT32_MAX ? 5 : 9;
}

static uint8_t *put_head(uint8_t *at, uint32_t major, uint64_t value) {
  const uint64_t size = head_size(value);
  static const uint8_t widths[] = {0, 0, ONE, TWO, 0, FOUR, 0, 0, 0, EIGHT};
  *at++ = (uint8_t)(major << 5 | (size == 1 ? value : widths[size]));
  for (uint64_t left = size - 1; left > 0; left--) *at++ = (uint8_t)(value >> 8 * (left - 1));
  return at;
}

static uint8_t *put_bytes(uint8_t *at, const void *data, uint64_t size) {
  at = put_head(at, BYTES, size);
  if (size != 0) memcpy(at, data, size);
  return at + size;
}

static uint8_t *put_text(uint8_t *at, const char *text) {
  const size_t size = strlen(text);
  at = put_head(at, TEXT, size);
  memcpy(at, text, size);
  return at + size;
}

static uint8_t *put_int(uint8_t *at, int64_t value) {
  return value < 0 ? put_head(at, NEGATIVE, (uint64_t)(-1 - value)) : put_head(at, UINT, (uint64_t)value);
}

/* The CRC over what stands between, little-endian, as a string of four bytes. */
static uint8_t *put_crc(const fr__crc32c *crc, uint32_t seed, const uint8_t *from, uint8_t *at) {
  const uint32_t value = fr__crc32c_of(crc, seed, from, (size_t)(at - from));
  *at++ = BYTES << 5 | CRC_BYTES;
  for (uint32_t i = 0; i < CRC_BYTES; i++) *at++ = (uint8_t)(value >> 8 * i);
  return at;
}

uint32_t fr__item_seed(const fr__crc32c *crc, const uint8_t engine[FR__ITEM_ENGINE_BYTES], uint64_t first) {
  uint8_t word[8];
  fr__put_word(word, first);
  return fr__crc32c_of(crc, fr__crc32c_of(crc, 0, engine, FR__ITEM_ENGINE_BYTES), word, sizeof word);
}

uint64_t fr__item_write_header(const fr__crc32c *crc, uint8_t *into, const fr__item_header *header) {
  uint8_t peaks[FR__MERKLE_LEVELS * FR__SHA256_BYTES];
  uint8_t *at = put_head(into, ARRAY, HEADER_FIELDS);
  at = put_head(at, UINT, FR__ITEM_HEADER);
  at = put_text(at, magic);
  at = put_head(at, UINT, FR__ITEM_FORMAT);
  at = put_bytes(at, header->engine, sizeof header->engine);
  at = put_int(at, header->created_us);
  at = put_head(at, UINT, header->number);
  at = put_head(at, UINT, header->first);
  at = put_head(at, UINT, header->segment_bytes);
  at = put_head(at, UINT, header->synced);
  at = put_head(at, UINT, header->blocks);
  /* The chain and the peaks are one string: its length says whether it fits the number of records before. */
  const uint64_t peaks_size = (uint64_t)fr__merkle_peaks(header->tree.count) * FR__SHA256_BYTES;
  fr__merkle_save(&header->tree, peaks);
  at = put_head(at, BYTES, FR__SHA256_BYTES + peaks_size);
  memcpy(at, header->chain, FR__SHA256_BYTES);
  memcpy(at + FR__SHA256_BYTES, peaks, peaks_size);
  at += FR__SHA256_BYTES + peaks_size;
  at = put_crc(crc, 0, into, at);
  return (uint64_t)(at - into);
}

uint64_t fr__item_record_size(uint64_t sequence, uint32_t kind, uint32_t size) {
  return 2 + head_size(sequence) + head_size(kind) + head_size(size) + size + 1 + CRC_BYTES;
}

void fr__item_write_record(const fr__crc32c *crc, uint32_t seed, uint8_t *into, uint64_t sequence, uint32_t kind,
                           const void *body, uint32_t size) {
  const uint8_t first = ARRAY << 5 | RECORD_FIELDS;
  uint8_t *at = put_head(into + 1, UINT, FR__ITEM_RECORD);
  at = put_head(at, UINT, sequence);
  at = put_head(at, UINT, kind);
  at = put_bytes(at, body, size);
  put_crc(crc, fr__crc32c_of(crc, seed, &first, 1), into + 1, at);
  __atomic_store_n(into, first, __ATOMIC_RELEASE);
}

uint64_t fr__item_write_seal(const fr__crc32c *crc, uint32_t seed, uint8_t *into, const fr__item_seal *seal) {
  uint8_t *at = put_head(into, ARRAY, SEAL_FIELDS);
  at = put_head(at, UINT, FR__ITEM_SEAL);
  at = put_head(at, UINT, seal->block);
  at = put_head(at, UINT, seal->through);
  at = put_bytes(at, seal->root, sizeof seal->root);
  at = put_bytes(at, seal->chain, sizeof seal->chain);
  at = put_int(at, seal->algorithm);
  at = put_bytes(at, seal->signature, seal->algorithm == 0 ? 0 : sizeof seal->signature);
  at = put_crc(crc, seed, into, at);
  return (uint64_t)(at - into);
}

uint64_t fr__item_write_mark(const fr__crc32c *crc, uint32_t seed, uint8_t *into, uint64_t synced) {
  uint8_t *at = put_head(into, ARRAY, MARK_FIELDS);
  at = put_head(at, UINT, FR__ITEM_MARK);
  at = put_head(at, UINT, synced);
  at = put_crc(crc, seed, into, at);
  return (uint64_t)(at - into);
}

uint64_t fr__item_statement(uint8_t into[FR__ITEM_STATEMENT_ROOM], const uint8_t engine[FR__ITEM_ENGINE_BYTES],
                            int64_t created_us, const fr__item_seal *seal) {
  uint8_t *at = put_head(into, ARRAY, STATEMENT_FIELDS);
  at = put_text(at, statement_magic);
  at = put_head(at, UINT, FR__ITEM_FORMAT);
  at = put_bytes(at, engine, FR__ITEM_ENGINE_BYTES);
  at = put_int(at, created_us);
  at = put_head(at, UINT, seal->through);
  at = put_bytes(at, seal->root, sizeof seal->root);
  at = put_bytes(at, seal->chain, sizeof seal->chain);
  return (uint64_t)(at - into);
}

fr_status fr__item_chain(fr__hasher *hasher, const uint8_t before[FR__SHA256_BYTES],
                         const uint8_t root[FR__SHA256_BYTES], uint64_t through, uint8_t chain[FR__SHA256_BYTES]) {
  uint8_t rest[FR__SHA256_BYTES + 8];
  memcpy(rest, root, FR__SHA256_BYTES);
  fr__put_word(rest + FR__SHA256_BYTES, through);
  return fr__hasher_digest(hasher, CHAIN_TAG, before, FR__SHA256_BYTES, rest, sizeof rest, chain);
}

/* ---- reading ---- */

/* Stops at the first thing that is not what it should be; `bad` keeps it. */
typedef struct cursor {
  const uint8_t *from, *at, *end;
  bool bad;
} cursor;

static uint64_t take_head(cursor *in, uint32_t major) {
  if (in->bad || in->at == in->end || *in->at >> 5 != major) {
    in->bad = true;
    return 0;
  }
  const uint32_t low = *in->at++ & 31;
  if (low <= SMALL) return low;
  const uint64_t width = low <= EIGHT ? UINT64_C(1) << (low - ONE) : 0;
  if (width == 0 || (uint64_t)(in->end - in->at) < width) {
    in->bad = true;
    return 0;
  }
  uint64_t value = 0;
  for (uint64_t i = 0; i < width; i++) value = value << 8 | *in->at++;
  if (head_size(value) != 1 + width) in->bad = true; /* longer than it need be */
  return value;
}

static const uint8_t *take_string(cursor *in, uint32_t major, uint64_t *size) {
  *size = take_head(in, major);
  if (in->bad || (uint64_t)(in->end - in->at) < *size) {
    in->bad = true;
    *size = 0;
    return in->at;
  }
  const uint8_t *string = in->at;
  in->at += *size;
  return string;
}

static void take_exactly(cursor *in, void *into, uint64_t size) {
  uint64_t there;
  const uint8_t *string = take_string(in, BYTES, &there);
  if (there != size) in->bad = true;
  if (!in->bad && size != 0) memcpy(into, string, size);
}

static int64_t take_int(cursor *in) {
  const bool negative = in->at != in->end && *in->at >> 5 == NEGATIVE;
  const uint64_t value = take_head(in, negative ? NEGATIVE : UINT);
  if (value > INT64_MAX) in->bad = true;
  return in->bad ? 0 : negative ? -1 - (int64_t)value : (int64_t)value;
}

static void take_constant(cursor *in, uint32_t major, uint64_t value) {
  if (take_head(in, major) != value) in->bad = true;
}

static void take_crc(cursor *in, const fr__crc32c *crc, uint32_t seed) {
  const uint8_t *end = in->at;
  uint64_t size;
  const uint8_t *stored = take_string(in, BYTES, &size);
  if (size != CRC_BYTES) in->bad = true;
  if (in->bad || crc == NULL) return;
  const uint32_t value = fr__crc32c_of(crc, seed, in->from, (size_t)(end - in->from));
  for (uint32_t i = 0; i < CRC_BYTES; i++) {
    if (stored[i] != (uint8_t)(value >> 8 * i)) in->bad = true;
  }
}

bool fr__item_read_header(const fr__crc32c *crc, const uint8_t *bytes, uint64_t size, fr__item_header *header,
                          uint64_t *item_size) {
  cursor in = {bytes, bytes, bytes + size, false};
  uint64_t length;
  memset(header, 0, sizeof *header);
  take_constant(&in, ARRAY, HEADER_FIELDS);
  take_constant(&in, UINT, FR__ITEM_HEADER);
  const uint8_t *text = take_string(&in, TEXT, &length);
  if (length != sizeof magic - 1 || memcmp(text, magic, length) != 0) in.bad = true;
  take_constant(&in, UINT, FR__ITEM_FORMAT);
  take_exactly(&in, header->engine, sizeof header->engine);
  header->created_us = take_int(&in);
  header->number = take_head(&in, UINT);
  header->first = take_head(&in, UINT);
  header->segment_bytes = take_head(&in, UINT);
  header->synced = take_head(&in, UINT);
  header->blocks = take_head(&in, UINT);
  const uint8_t *hashes = take_string(&in, BYTES, &length);
  if (header->number == 0 || header->first == 0) in.bad = true;
  if (length != FR__SHA256_BYTES * (UINT64_C(1) + fr__merkle_peaks(header->first - 1))) in.bad = true;
  if (!in.bad) {
    memcpy(header->chain, hashes, FR__SHA256_BYTES);
    fr__merkle_load(&header->tree, header->first - 1, hashes + FR__SHA256_BYTES);
  }
  take_crc(&in, crc, 0);
  *item_size = (uint64_t)(in.at - bytes);
  return !in.bad;
}

static void read_record(cursor *in, fr__item *item) {
  uint64_t size;
  item->as.record.sequence = take_head(in, UINT);
  const uint64_t kind = take_head(in, UINT);
  item->as.record.body = take_string(in, BYTES, &size);
  if (kind > UINT32_MAX || size > FR__ITEM_MAX_BODY) in->bad = true;
  item->as.record.kind = (uint32_t)kind;
  item->as.record.body_size = (uint32_t)size;
}

static void read_seal(cursor *in, fr__item_seal *seal) {
  seal->block = take_head(in, UINT);
  seal->through = take_head(in, UINT);
  take_exactly(in, seal->root, sizeof seal->root);
  take_exactly(in, seal->chain, sizeof seal->chain);
  seal->algorithm = take_int(in);
  take_exactly(in, seal->signature, seal->algorithm == 0 ? 0 : sizeof seal->signature);
}

void fr__item_read(const fr__crc32c *crc, uint32_t seed, const uint8_t *bytes, uint64_t size, fr__item *item) {
  cursor in = {bytes, bytes, bytes + size, false};
  item->size = 0;
  item->type = FR__ITEM_END;
  if (size == 0 || bytes[0] == 0) return;
  const uint64_t fields = take_head(&in, ARRAY);
  const uint64_t type = take_head(&in, UINT);
  item->type = FR__ITEM_BAD;
  if (type == FR__ITEM_RECORD && fields == RECORD_FIELDS) {
    read_record(&in, item);
  } else if (type == FR__ITEM_SEAL && fields == SEAL_FIELDS) {
    read_seal(&in, &item->as.seal);
  } else if (type == FR__ITEM_MARK && fields == MARK_FIELDS) {
    item->as.synced = take_head(&in, UINT);
  } else {
    return;
  }
  take_crc(&in, crc, seed);
  if (in.bad) return;
  item->type = (fr__item_type)type;
  item->size = (uint64_t)(in.at - bytes);
}
