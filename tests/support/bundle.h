/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy bundle out of a few lines of C. What a description leaves out has a plain default, and any section may be
 * replaced by diagnostic notation, or left out. Header only, so that each test executable can take it in.
 * The format: docs/bundle.md. */
#ifndef TESTS_SUPPORT_BUNDLE_H
#define TESTS_SUPPORT_BUNDLE_H

#include <stdio.h>

#include "crypto/sha256.h"
#include "fraudrisk/fraudrisk.h"
#include "support/diagnostic.h"

enum { BUNDLE_FEATURES = 48, BUNDLE_RULES = 40, BUNDLE_ENTRIES = 8 };

typedef struct bundle_feature {
  const char *name, *source;
} bundle_feature;

typedef struct bundle_rule {
  const char *id, *when;
  int32_t points;
  const char *scam;           /* null: none */
  uint32_t at_least, at_most; /* 0: none */
  bool binding, delay;
  uint32_t if_unknown_outcome; /* 0: none */
  int32_t if_unknown_points;   /* 0: none */
  uint32_t hold_s;             /* 0: none */
  const char *reason;          /* diagnostic notation; null: {'en': the id} */
  const char *points_source;   /* an expression instead of points */
  const char *if_unknown_source;
  const char *channels;                  /* diagnostic notation; null: all */
  int64_t valid_from_us, valid_until_us; /* 0: none */
  const char *victim_present, *actions;  /* diagnostic notation; null: nothing */
  const char *advice;                    /* null: the scam's */
} bundle_rule;

typedef struct bundle_threshold {
  const char *when;   /* null: always */
  int64_t warn, hold; /* 0: left out */
} bundle_threshold;

typedef struct bundle_channel {
  const char *name;
  uint32_t value;
} bundle_channel;

/* A section in diagnostic notation instead of the usual one; without text the section is left out. */
typedef struct bundle_section {
  const char *key, *text;
} bundle_section;

/* All arrays end where a name is null. */
typedef struct bundle_policy {
  const char *name;                                  /* "test" */
  uint64_t version;                                  /* 0: 1 */
  const char *currency;                              /* "CNY" */
  const char *lists, *phrases, *attributes, *advice; /* diagnostic notation; null: empty */
  bundle_feature features[BUNDLE_FEATURES];
  bundle_rule rules[BUNDLE_RULES];
  bundle_threshold thresholds[BUNDLE_ENTRIES]; /* the first of zeroes ends them; none: warn 40, hold 80 */
  bundle_channel hold[BUNDLE_ENTRIES];         /* none: default a day */
  bundle_channel on_error[BUNDLE_ENTRIES];     /* none: default warn */
  bundle_section sections[BUNDLE_ENTRIES];
  const bundle_feature *more_features; /* behind the others */
  uint32_t more_feature_count;
  const bundle_rule *more_rules;
  uint32_t more_rule_count;
  void (*write_models)(fr__cbor_writer *into); /* the array of `models`; null: there are none */
} bundle_policy;

typedef struct bundle {
  uint8_t *data;
  uint64_t size;
} bundle;

/* Expressions stand in line 10 of their rule or feature: so an error in the second line of one is in line 11. */
enum { BUNDLE_LINE = 10, BUNDLE_COLUMN = 5, BUNDLE_OFFSET_S = 28800 };

static inline void bundle_write_source(fr__cbor_writer *into, const char *source) {
  fr__cbor_write_string(into, source);
  fr__cbor_write_uint(into, BUNDLE_LINE);
  fr__cbor_write_uint(into, BUNDLE_COLUMN);
}

static inline void bundle_write_points(fr__cbor_writer *into, const char *key, const char *source) {
  if (source == NULL) return;
  fr__cbor_write_string(into, key);
  fr__cbor_write_array(into, 3);
  bundle_write_source(into, source);
}

static inline void bundle_write_when(fr__cbor_writer *into, const char *source) {
  fr__cbor_write_string(into, "when");
  fr__cbor_write_array(into, 3);
  bundle_write_source(into, source);
}

static inline void bundle_write_pair(fr__cbor_writer *into, const char *key, int64_t value) {
  if (value == 0) return;
  fr__cbor_write_string(into, key);
  fr__cbor_write_int(into, value);
}

static inline void bundle_write_feature(fr__cbor_writer *into, const bundle_feature *feature) {
  fr__cbor_write_array(into, 4);
  fr__cbor_write_string(into, feature->name);
  bundle_write_source(into, feature->source);
}

static inline void bundle_write_rule(fr__cbor_writer *into, const bundle_rule *rule) {
  const uint64_t map = fr__cbor_write_map_begin(into);
  fr__cbor_write_string(into, "id");
  fr__cbor_write_string(into, rule->id);
  bundle_write_when(into, rule->when);
  bundle_write_points(into, "points", rule->points_source);
  if (rule->points_source == NULL) {
    fr__cbor_write_string(into, "points");
    fr__cbor_write_int(into, rule->points);
  }
  if (rule->channels != NULL) {
    fr__cbor_write_string(into, "channels");
    diagnostic_write(into, rule->channels);
  }
  bundle_write_pair(into, "valid_from", rule->valid_from_us);
  bundle_write_pair(into, "valid_until", rule->valid_until_us);
  if (rule->victim_present != NULL) {
    fr__cbor_write_string(into, "victim_present");
    diagnostic_write(into, rule->victim_present);
  }
  if (rule->actions != NULL) {
    fr__cbor_write_string(into, "actions");
    diagnostic_write(into, rule->actions);
  }
  if (rule->scam != NULL) {
    fr__cbor_write_string(into, "scam");
    fr__cbor_write_string(into, rule->scam);
  }
  if (rule->advice != NULL) {
    fr__cbor_write_string(into, "advice");
    fr__cbor_write_string(into, rule->advice);
  }
  bundle_write_pair(into, "at_least", rule->at_least);
  bundle_write_pair(into, "at_most", rule->at_most);
  if (rule->binding) {
    fr__cbor_write_string(into, "binding");
    fr__cbor_write_bool(into, true);
  }
  if (rule->delay) {
    fr__cbor_write_string(into, "delay");
    fr__cbor_write_bool(into, true);
  }
  bundle_write_pair(into, "if_unknown_outcome", rule->if_unknown_outcome);
  bundle_write_pair(into, "if_unknown_points", rule->if_unknown_points);
  bundle_write_points(into, "if_unknown_points", rule->if_unknown_source);
  bundle_write_pair(into, "hold", rule->hold_s);
  fr__cbor_write_string(into, "reason");
  if (rule->reason != NULL) {
    diagnostic_write(into, rule->reason);
  } else {
    fr__cbor_write_map(into, 1);
    fr__cbor_write_string(into, "en");
    fr__cbor_write_string(into, rule->id);
  }
  fr__cbor_write_map_end(into, map);
}

static inline void bundle_write_features(fr__cbor_writer *into, const bundle_policy *policy) {
  uint32_t count = 0;
  while (count < BUNDLE_FEATURES && policy->features[count].name != NULL) count++;
  fr__cbor_write_array(into, (uint64_t)count + policy->more_feature_count);
  for (uint32_t i = 0; i < count; i++) bundle_write_feature(into, &policy->features[i]);
  for (uint32_t i = 0; i < policy->more_feature_count; i++) bundle_write_feature(into, &policy->more_features[i]);
}

static inline void bundle_write_rules(fr__cbor_writer *into, const bundle_policy *policy) {
  uint32_t count = 0;
  while (count < BUNDLE_RULES && policy->rules[count].id != NULL) count++;
  fr__cbor_write_array(into, (uint64_t)count + policy->more_rule_count);
  for (uint32_t i = 0; i < count; i++) bundle_write_rule(into, &policy->rules[i]);
  for (uint32_t i = 0; i < policy->more_rule_count; i++) bundle_write_rule(into, &policy->more_rules[i]);
}

static inline void bundle_write_decision(fr__cbor_writer *into, const bundle_policy *policy) {
  static const bundle_threshold usual = {NULL, 40, 80};
  uint32_t count = 0;
  while (count < BUNDLE_ENTRIES && (policy->thresholds[count].when != NULL || policy->thresholds[count].warn != 0 ||
                                    policy->thresholds[count].hold != 0)) {
    count++;
  }
  fr__cbor_write_array(into, count == 0 ? 1 : count);
  for (uint32_t i = 0; i < (count == 0 ? 1 : count); i++) {
    const bundle_threshold *threshold = count == 0 ? &usual : &policy->thresholds[i];
    const uint64_t map = fr__cbor_write_map_begin(into);
    if (threshold->when != NULL) bundle_write_when(into, threshold->when);
    bundle_write_pair(into, "warn", threshold->warn);
    bundle_write_pair(into, "hold", threshold->hold);
    fr__cbor_write_map_end(into, map);
  }
}

static inline void bundle_write_channels(fr__cbor_writer *into, const bundle_channel *channels, uint32_t usual) {
  const uint64_t map = fr__cbor_write_map_begin(into);
  if (channels[0].name == NULL) bundle_write_pair(into, "default", usual);
  for (uint32_t i = 0; i < BUNDLE_ENTRIES && channels[i].name != NULL; i++) {
    fr__cbor_write_string(into, channels[i].name);
    fr__cbor_write_uint(into, channels[i].value);
  }
  fr__cbor_write_map_end(into, map);
}

/* The value of one section as the description has it. */
static inline void bundle_write_section(fr__cbor_writer *into, const char *key, const bundle_policy *policy) {
  if (strcmp(key, "fraudrisk") == 0) fr__cbor_write_uint(into, 1);
  if (strcmp(key, "name") == 0) fr__cbor_write_string(into, policy->name == NULL ? "test" : policy->name);
  if (strcmp(key, "version") == 0) fr__cbor_write_uint(into, policy->version == 0 ? 1 : policy->version);
  if (strcmp(key, "currency") == 0) fr__cbor_write_string(into, policy->currency == NULL ? "CNY" : policy->currency);
  if (strcmp(key, "utc_offset") == 0) fr__cbor_write_int(into, BUNDLE_OFFSET_S);
  if (strcmp(key, "file") == 0) fr__cbor_write_string(into, "test.yaml");
  if (strcmp(key, "lists") == 0) diagnostic_write(into, policy->lists == NULL ? "[]" : policy->lists);
  if (strcmp(key, "phrases") == 0) diagnostic_write(into, policy->phrases == NULL ? "[]" : policy->phrases);
  if (strcmp(key, "attributes") == 0) diagnostic_write(into, policy->attributes == NULL ? "[]" : policy->attributes);
  if (strcmp(key, "advice") == 0) diagnostic_write(into, policy->advice == NULL ? "{}" : policy->advice);
  if (strcmp(key, "features") == 0) bundle_write_features(into, policy);
  if (strcmp(key, "rules") == 0) bundle_write_rules(into, policy);
  if (strcmp(key, "decision") == 0) bundle_write_decision(into, policy);
  if (strcmp(key, "hold") == 0) bundle_write_channels(into, policy->hold, 86400);
  if (strcmp(key, "on_error") == 0) bundle_write_channels(into, policy->on_error, FR_OUTCOME_WARN);
}

/* Payload and digest: what fr_policy_load() takes. */
static inline bundle bundle_seal(const void *payload, uint64_t size) {
  bundle made = {malloc((size_t)size + FR__SHA256_BYTES), size + FR__SHA256_BYTES};
  if (made.data == NULL) return made;
  if (size != 0) memcpy(made.data, payload, (size_t)size);
  if (fr__sha256(payload, (size_t)size, made.data + size) != FR_OK) made.size = 0;
  return made;
}

static inline void bundle_free(bundle *made) {
  free(made->data);
  *made = (bundle){NULL, 0};
}

/* A bundle of size 0 where the description itself is at fault. */
static inline bundle bundle_of(const bundle_policy *policy) {
  static const char *const keys[] = {"fraudrisk", "name",     "version", "currency",   "utc_offset",
                                     "file",      "lists",    "phrases", "attributes", "features",
                                     "rules",     "decision", "hold",    "on_error",   "advice"};
  fr__cbor_writer into;
  fr__cbor_writer_grow(&into);
  const uint64_t map = fr__cbor_write_map_begin(&into);
  bool used[BUNDLE_ENTRIES] = {false};
  for (size_t i = 0; i < FR_COUNT(keys); i++) {
    const bundle_section *own = NULL;
    for (uint32_t s = 0; s < BUNDLE_ENTRIES && policy->sections[s].key != NULL; s++) {
      if (strcmp(policy->sections[s].key, keys[i]) != 0) continue;
      own = &policy->sections[s];
      used[s] = true;
    }
    if (own != NULL && own->text == NULL) continue;
    fr__cbor_write_string(&into, keys[i]);
    if (own != NULL) {
      diagnostic_write(&into, own->text);
    } else {
      bundle_write_section(&into, keys[i], policy);
    }
  }
  for (uint32_t s = 0; s < BUNDLE_ENTRIES && policy->sections[s].key != NULL; s++) {
    if (used[s]) continue;
    fr__cbor_write_string(&into, policy->sections[s].key);
    diagnostic_write(&into, policy->sections[s].text);
  }
  if (policy->write_models != NULL) {
    fr__cbor_write_string(&into, "models");
    policy->write_models(&into);
  }
  fr__cbor_write_map_end(&into, map);
  bundle made = {NULL, 0};
  if (into.status == FR_OK) {
    made = bundle_seal(into.data, into.size);
  } else {
    fprintf(stderr, "the description of the bundle is at fault: %s\n", fr_status_text(into.status));
  }
  fr__cbor_writer_free(&into);
  return made;
}

/* Loads the policy; null, with the sentence on stderr, where it is refused. */
static inline fr_policy *bundle_load(const bundle_policy *policy) {
  bundle made = bundle_of(policy);
  fr_policy *loaded = NULL;
  fr_error error = FR_ERROR_INIT;
  if (made.size == 0 || fr_policy_load(made.data, made.size, &loaded, &error) != FR_OK) {
    fprintf(stderr, "%s %u:%u %s\n", fr_status_name(error.status), error.line, error.column, error.message);
  }
  bundle_free(&made);
  return loaded;
}

#endif
