/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy bundle written without the library: what the auditor and the thread tests load. Header only, so that each
 * test executable can take it in. The format is deterministic CBOR (RFC 8949, 4.2.1) followed by its SHA-256. */
#ifndef TESTS_AUDITOR_BUNDLE_H
#define TESTS_AUDITOR_BUNDLE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct bundle_bytes {
  uint8_t *data;
  size_t size;
  size_t capacity;
} bundle_bytes;

typedef struct bundle_feature {
  const char *name;
  const char *source;
} bundle_feature;

typedef struct bundle_rule {
  const char *id;
  const char *when;
  const char *scam; /* null: none */
  int32_t points;
  uint32_t at_least; /* 0: none */
  uint32_t at_most;
  uint32_t binding;
  uint32_t delay; /* its hold is a waiting period */
  uint32_t if_unknown_outcome;
  int32_t if_unknown_points; /* 0: none */
  uint32_t hold_s;           /* 0: none */
} bundle_rule;

typedef struct bundle_threshold {
  const char *when; /* null: always */
  int64_t warn;     /* negative: left out */
  int64_t hold;
} bundle_threshold;

typedef struct bundle_channel {
  const char *name; /* "default" or a channel */
  uint32_t value;
} bundle_channel;

typedef struct bundle_policy {
  const char *name;
  uint64_t version;
  const char *list_name; /* one constant list of strings; null: none */
  const char *const *list_values;
  uint32_t list_count;
  const bundle_feature *features;
  uint32_t feature_count;
  const bundle_rule *rules;
  uint32_t rule_count;
  const bundle_threshold *thresholds;
  uint32_t threshold_count;
  const bundle_channel *holds;
  uint32_t hold_count;
  const bundle_channel *on_error;
  uint32_t on_error_count;
  const void *models; /* written by write_model, each */
  uint32_t model_count;
  void (*write_model)(const void *models, uint32_t i, bundle_bytes *out);
  uint32_t share_ppm; /* of an hour's transfers that may be held, and warned about, by all and by each rule; 0: any */
} bundle_policy;

static inline void bundle_put(bundle_bytes *out, const void *data, size_t size) {
  if (out->size + size > out->capacity) {
    out->capacity = (out->size + size) * 2u + 64u;
    out->data = realloc(out->data, out->capacity);
    if (!out->data) {
      fprintf(stderr, "out of memory\n");
      exit(1);
    }
  }
  if (size) memcpy(out->data + out->size, data, size);
  out->size += size;
}

static inline void bundle_head(bundle_bytes *out, uint8_t major, uint64_t value) {
  uint8_t head[9];
  size_t width = value < 24u ? 0u : value < 0x100u ? 1u : value < 0x10000u ? 2u : value < 0x100000000u ? 4u : 8u;
  uint8_t low = width == 0u ? (uint8_t)value : width == 1u ? 24u : width == 2u ? 25u : width == 4u ? 26u : 27u;
  head[0] = (uint8_t)(major << 5 | low);
  for (size_t i = 0; i < width; i++) head[1u + i] = (uint8_t)(value >> (8u * (width - 1u - i)));
  bundle_put(out, head, 1u + width);
}

static inline void bundle_int(bundle_bytes *out, int64_t value) {
  if (value >= 0)
    bundle_head(out, 0, (uint64_t)value);
  else
    bundle_head(out, 1, (uint64_t)(-(value + 1)));
}

static inline void bundle_text(bundle_bytes *out, const char *text) {
  bundle_head(out, 3, strlen(text));
  bundle_put(out, text, strlen(text));
}

static inline void bundle_true(bundle_bytes *out) {
  const uint8_t byte = 0xf5;
  bundle_put(out, &byte, 1);
}

/* A map is collected first, because its keys must stand in the bytewise order of their encodings. */
#define BUNDLE_MAP_MAX 24
typedef struct bundle_map {
  bundle_bytes key[BUNDLE_MAP_MAX];
  bundle_bytes value[BUNDLE_MAP_MAX];
  uint32_t count;
} bundle_map;

static inline bundle_bytes *bundle_map_key(bundle_map *map, const char *key) {
  if (map->count == BUNDLE_MAP_MAX) exit(1);
  bundle_text(&map->key[map->count], key);
  return &map->value[map->count++];
}

static inline int bundle_key_before(const bundle_bytes *a, const bundle_bytes *b) {
  size_t size = a->size < b->size ? a->size : b->size;
  int order = memcmp(a->data, b->data, size);
  return order < 0 || (order == 0 && a->size < b->size);
}

static inline void bundle_map_end(bundle_map *map, bundle_bytes *out) {
  bundle_head(out, 5, map->count);
  for (uint32_t done = 0; done < map->count; done++) {
    uint32_t least = BUNDLE_MAP_MAX;
    for (uint32_t i = 0; i < map->count; i++) {
      if (map->key[i].size && (least == BUNDLE_MAP_MAX || bundle_key_before(&map->key[i], &map->key[least]))) least = i;
    }
    bundle_put(out, map->key[least].data, map->key[least].size);
    bundle_put(out, map->value[least].data, map->value[least].size);
    map->key[least].size = 0;
  }
  for (uint32_t i = 0; i < map->count; i++) {
    free(map->key[i].data);
    free(map->value[i].data);
  }
  memset(map, 0, sizeof *map);
}

static inline void bundle_expression(bundle_bytes *out, const char *source, uint32_t line) {
  bundle_head(out, 4, 3);
  bundle_text(out, source);
  bundle_int(out, line);
  bundle_int(out, 1);
}

static inline void bundle_rules(bundle_bytes *out, const bundle_policy *policy) {
  bundle_map map = {0};
  bundle_head(out, 4, policy->rule_count);
  for (uint32_t i = 0; i < policy->rule_count; i++) {
    const bundle_rule *rule = &policy->rules[i];
    bundle_text(bundle_map_key(&map, "id"), rule->id);
    bundle_expression(bundle_map_key(&map, "when"), rule->when, 1000u + i);
    bundle_int(bundle_map_key(&map, "points"), rule->points);
    if (rule->scam) bundle_text(bundle_map_key(&map, "scam"), rule->scam);
    if (rule->at_least) bundle_int(bundle_map_key(&map, "at_least"), rule->at_least);
    if (rule->at_most) bundle_int(bundle_map_key(&map, "at_most"), rule->at_most);
    if (rule->binding) bundle_true(bundle_map_key(&map, "binding"));
    if (rule->delay) bundle_true(bundle_map_key(&map, "delay"));
    if (rule->if_unknown_outcome) bundle_int(bundle_map_key(&map, "if_unknown_outcome"), rule->if_unknown_outcome);
    if (rule->if_unknown_points) bundle_int(bundle_map_key(&map, "if_unknown_points"), rule->if_unknown_points);
    if (rule->hold_s) bundle_int(bundle_map_key(&map, "hold"), rule->hold_s);
    bundle_map reason = {0};
    bundle_text(bundle_map_key(&reason, "en"), rule->id);
    bundle_map_end(&reason, bundle_map_key(&map, "reason"));
    bundle_map_end(&map, out);
  }
}

static inline void bundle_thresholds(bundle_bytes *out, const bundle_policy *policy) {
  bundle_map map = {0};
  bundle_head(out, 4, policy->threshold_count);
  for (uint32_t i = 0; i < policy->threshold_count; i++) {
    const bundle_threshold *threshold = &policy->thresholds[i];
    if (threshold->when) bundle_expression(bundle_map_key(&map, "when"), threshold->when, 2000u + i);
    if (threshold->warn >= 0) bundle_int(bundle_map_key(&map, "warn"), threshold->warn);
    if (threshold->hold >= 0) bundle_int(bundle_map_key(&map, "hold"), threshold->hold);
    bundle_map_end(&map, out);
  }
}

static inline void bundle_channels(bundle_bytes *out, const bundle_channel *channels, uint32_t count) {
  bundle_map map = {0};
  for (uint32_t i = 0; i < count; i++) bundle_int(bundle_map_key(&map, channels[i].name), channels[i].value);
  bundle_map_end(&map, out);
}

static inline void bundle_lists(bundle_bytes *out, const bundle_policy *policy) {
  bundle_head(out, 4, policy->list_name ? 1 : 0);
  if (!policy->list_name) return;
  bundle_head(out, 4, 3);
  bundle_text(out, policy->list_name);
  bundle_int(out, 4); /* strings */
  bundle_head(out, 4, policy->list_count);
  for (uint32_t i = 0; i < policy->list_count; i++) bundle_text(out, policy->list_values[i]);
}

static inline uint32_t bundle_rotate(uint32_t value, uint32_t by) { return value >> by | value << (32u - by); }

static inline void bundle_sha256_block(uint32_t state[8], const uint32_t k[64], const uint8_t block[64]) {
  uint32_t w[64];
  uint32_t s[8];
  for (uint32_t i = 0; i < 16; i++) {
    w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 |
           (uint32_t)block[4 * i + 3];
  }
  for (uint32_t i = 16; i < 64; i++) {
    uint32_t a = bundle_rotate(w[i - 15], 7) ^ bundle_rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
    uint32_t b = bundle_rotate(w[i - 2], 17) ^ bundle_rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + a + w[i - 7] + b;
  }
  memcpy(s, state, sizeof s);
  for (uint32_t i = 0; i < 64; i++) {
    uint32_t high = bundle_rotate(s[4], 6) ^ bundle_rotate(s[4], 11) ^ bundle_rotate(s[4], 25);
    uint32_t one = s[7] + high + ((s[4] & s[5]) ^ (~s[4] & s[6])) + k[i] + w[i];
    uint32_t low = bundle_rotate(s[0], 2) ^ bundle_rotate(s[0], 13) ^ bundle_rotate(s[0], 22);
    uint32_t two = low + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    memmove(s + 1, s, 7u * sizeof s[0]);
    s[4] += one;
    s[0] = one + two;
  }
  for (uint32_t i = 0; i < 8; i++) state[i] += s[i];
}

/* The constants are fractional parts of roots of the first primes; integer arithmetic finds them, so no table can be
 * mistyped: the root of p * 2^64 (square) or p * 2^96 (cube), cut to 32 bits. */
static inline uint32_t bundle_root(uint32_t prime, int cube) {
  unsigned __int128 low = 0;
  unsigned __int128 high = (unsigned __int128)1 << 36;
  unsigned __int128 target = (unsigned __int128)prime << (cube ? 96 : 64);
  while (high - low > 1) {
    unsigned __int128 middle = (low + high) / 2;
    unsigned __int128 power = middle * middle;
    int above = cube ? power > target / middle : power > target;
    if (above)
      high = middle;
    else
      low = middle;
  }
  return (uint32_t)low;
}

static inline void bundle_sha256(const void *data, size_t size, uint8_t digest[32]) {
  uint32_t k[64];
  uint32_t state[8];
  uint32_t found = 0;
  for (uint32_t prime = 2; found < 64; prime++) {
    int composite = 0;
    for (uint32_t d = 2; d * d <= prime; d++) composite |= prime % d == 0;
    if (composite) continue;
    if (found < 8) state[found] = bundle_root(prime, 0);
    k[found++] = bundle_root(prime, 1);
  }
  bundle_bytes padded = {0};
  const uint8_t zero = 0;
  const uint8_t end = 0x80;
  bundle_put(&padded, data, size);
  bundle_put(&padded, &end, 1);
  while (padded.size % 64u != 56u) bundle_put(&padded, &zero, 1);
  for (int i = 7; i >= 0; i--) {
    uint8_t byte = (uint8_t)((uint64_t)size * 8u >> (8 * i));
    bundle_put(&padded, &byte, 1);
  }
  for (size_t at = 0; at < padded.size; at += 64u) bundle_sha256_block(state, k, padded.data + at);
  for (uint32_t i = 0; i < 32; i++) digest[i] = (uint8_t)(state[i / 4u] >> (24u - 8u * (i % 4u)));
  free(padded.data);
}

static inline void bundle_limits(bundle_bytes *out, uint32_t share_ppm) {
  bundle_head(out, 4, 2);
  for (int each_rule = 0; each_rule <= 1; each_rule++) {
    bundle_map map = {0};
    bundle_int(bundle_map_key(&map, "window"), 3600);
    bundle_int(bundle_map_key(&map, "at_least"), 1);
    bundle_int(bundle_map_key(&map, "hold"), share_ppm);
    bundle_int(bundle_map_key(&map, "warn"), share_ppm);
    if (each_rule) bundle_true(bundle_map_key(&map, "each_rule"));
    bundle_map_end(&map, out);
  }
}

/* The whole bundle; the caller frees `data`. */
static inline bundle_bytes bundle_build(const bundle_policy *policy, uint8_t digest[32]) {
  bundle_bytes out = {0};
  bundle_map map = {0};
  bundle_int(bundle_map_key(&map, "fraudrisk"), 1);
  bundle_text(bundle_map_key(&map, "name"), policy->name);
  bundle_int(bundle_map_key(&map, "version"), (int64_t)policy->version);
  bundle_text(bundle_map_key(&map, "currency"), "CNY");
  bundle_int(bundle_map_key(&map, "utc_offset"), 8 * 3600);
  bundle_text(bundle_map_key(&map, "file"), policy->name);
  bundle_lists(bundle_map_key(&map, "lists"), policy);
  bundle_head(bundle_map_key(&map, "phrases"), 4, 0);
  bundle_head(bundle_map_key(&map, "attributes"), 4, 0);
  bundle_bytes *features = bundle_map_key(&map, "features");
  bundle_head(features, 4, policy->feature_count);
  for (uint32_t i = 0; i < policy->feature_count; i++) {
    bundle_head(features, 4, 4);
    bundle_text(features, policy->features[i].name);
    bundle_text(features, policy->features[i].source);
    bundle_int(features, (int64_t)i + 1);
    bundle_int(features, 1);
  }
  bundle_rules(bundle_map_key(&map, "rules"), policy);
  bundle_thresholds(bundle_map_key(&map, "decision"), policy);
  bundle_channels(bundle_map_key(&map, "hold"), policy->holds, policy->hold_count);
  bundle_channels(bundle_map_key(&map, "on_error"), policy->on_error, policy->on_error_count);
  bundle_head(bundle_map_key(&map, "advice"), 5, 0);
  if (policy->model_count != 0) {
    bundle_bytes *models = bundle_map_key(&map, "models");
    bundle_head(models, 4, policy->model_count);
    for (uint32_t i = 0; i < policy->model_count; i++) policy->write_model(policy->models, i, models);
  }
  if (policy->share_ppm != 0) bundle_limits(bundle_map_key(&map, "limits"), policy->share_ppm);
  bundle_map_end(&map, &out);
  bundle_sha256(out.data, out.size, digest);
  bundle_put(&out, digest, 32);
  return out;
}

#endif
