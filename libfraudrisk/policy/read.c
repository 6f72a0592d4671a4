/* SPDX-License-Identifier: Apache-2.0
 *
 * From a bundle's payload (deterministic CBOR) to the policy's tables. The format is described in docs/bundle.md.
 * Shapes, names and limits are checked here; what the expressions mean is the compiler's matter. */
#include "policy/policy.h"
#include "policy/vectors.h"
#include "wire/cbor.h"

typedef struct bundle_loader {
  fr_policy *policy;
  fr__cbor_reader reader;
} bundle_loader;

/* ---- small pieces ---- */

static void *take(bundle_loader *in, uint64_t count, size_t size) {
  if (count > FR_MAX_BUNDLE_BYTES / size) return NULL;
  return fr__arena_alloc(&in->policy->arena, (size_t)(count == 0 ? 1 : count) * size);
}

/* What the reader has just refused gets a status that says more than that the bundle is bad. */
static fr_status refuse_as(bundle_loader *in, fr_status status) {
  in->reader.status = status;
  if (in->reader.error != NULL) in->reader.error->status = status;
  return status;
}

static fr_status read_count(bundle_loader *in, const char *what, uint64_t limit, uint64_t *count) {
  const uint64_t offset = in->reader.position;
  FR_TRY(fr__cbor_array(&in->reader, what, count));
  if (*count <= limit) return FR_OK;
  (void)fr__cbor_fail(&in->reader, offset, "%s: %llu items; at most %llu are taken", what, (unsigned long long)*count,
                      (unsigned long long)limit);
  return refuse_as(in, FR_TOO_MANY);
}

static fr_status expect_array(bundle_loader *in, const char *what, uint64_t wanted) {
  const uint64_t offset = in->reader.position;
  uint64_t count;
  FR_TRY(fr__cbor_array(&in->reader, what, &count));
  if (count == wanted) return FR_OK;
  return fr__cbor_fail(&in->reader, offset, "%s has %llu parts instead of %llu", what, (unsigned long long)count,
                       (unsigned long long)wanted);
}

static fr_status read_copy(bundle_loader *in, const char *what, uint32_t limit, const char **copy, uint32_t *size) {
  const uint64_t offset = in->reader.position;
  fr_text text;
  FR_TRY(fr__cbor_text(&in->reader, what, &text));
  if (text.size > limit) {
    (void)fr__cbor_fail(&in->reader, offset, "%s has %u bytes; at most %u are taken", what, text.size, limit);
    return refuse_as(in, FR_TOO_LONG);
  }
  *copy = fr__arena_copy(&in->policy->arena, text.data, text.size);
  if (size != NULL) *size = text.size;
  return *copy == NULL ? FR_NO_MEMORY : FR_OK;
}

/* Names are words that an expression can say: a letter or '_', then letters, digits and '_'. */
static fr_status read_name(bundle_loader *in, const char *what, const char *prefix, const char **name) {
  const uint64_t offset = in->reader.position;
  fr_text text;
  FR_TRY(fr__cbor_text(&in->reader, what, &text));
  if (!fr__is_name(text) || (prefix != NULL && memchr(text.data, '-', text.size) != NULL)) {
    return fr__cbor_fail(&in->reader, offset,
                         "%s: a name has 1 to %d letters, digits and '_', and begins with a letter", what,
                         FR_MAX_NAME_BYTES);
  }
  const size_t lead = prefix == NULL ? 0 : strlen(prefix);
  /* Zeroes up to the longest: so decisions take names in by copies of a fixed size. */
  char *copy = take(in, lead + FR_MAX_NAME_BYTES + 1, 1);
  FR_REQUIRE(copy != NULL, FR_NO_MEMORY);
  if (lead != 0) memcpy(copy, prefix, lead);
  memcpy(copy + lead, text.data, text.size);
  *name = copy;
  return FR_OK;
}

static fr_status read_uint_to(bundle_loader *in, const char *what, uint64_t least, uint64_t most, uint64_t *value) {
  const uint64_t offset = in->reader.position;
  FR_TRY(fr__cbor_uint(&in->reader, what, value));
  if (*value >= least && *value <= most) return FR_OK;
  return fr__cbor_fail(&in->reader, offset, "%s is %llu; it runs from %llu to %llu", what, (unsigned long long)*value,
                       (unsigned long long)least, (unsigned long long)most);
}

static fr_status read_outcome(bundle_loader *in, const char *what, uint32_t *outcome) {
  uint64_t value;
  FR_TRY(read_uint_to(in, what, FR_OUTCOME_ALLOW, FR_OUTCOME_HOLD, &value));
  *outcome = (uint32_t)value;
  return FR_OK;
}

static fr_status read_points(bundle_loader *in, const char *what, int64_t *points) {
  const uint64_t offset = in->reader.position;
  FR_TRY(fr__cbor_int(&in->reader, what, points));
  if (*points >= -FR_MAX_POINTS && *points <= FR_MAX_POINTS) return FR_OK;
  return fr__cbor_fail(&in->reader, offset, "%s: points run from -1,000,000 to 1,000,000", what);
}

static fr_status read_seconds(bundle_loader *in, const char *what, int64_t *us) {
  uint64_t seconds;
  FR_TRY(read_uint_to(in, what, 1, 366 * 86400, &seconds));
  *us = (int64_t)seconds * FR__SECOND_US;
  return FR_OK;
}

static fr_status read_source(bundle_loader *in, const char *what, fr__source_text *source) {
  uint64_t line, column;
  FR_TRY(expect_array(in, what, 3));
  FR_TRY(read_copy(in, what, FR_MAX_EXPRESSION_BYTES, &source->text, &source->size));
  FR_TRY(read_uint_to(in, what, 0, UINT32_MAX, &line));
  FR_TRY(read_uint_to(in, what, 0, UINT32_MAX, &column));
  source->line = (uint32_t)line;
  source->column = (uint32_t)column;
  return FR_OK;
}

/* ---- keys of maps, by table ---- */

typedef struct map_key {
  const char *name;
  fr_status (*read)(bundle_loader *in, void *into);
  bool required;
} map_key;

static fr_status read_map(bundle_loader *in, const char *what, const map_key *keys, uint32_t key_count, void *into) {
  const uint64_t offset = in->reader.position;
  uint64_t count;
  uint64_t found = 0;
  FR_TRY(fr__cbor_map(&in->reader, what, &count));
  for (uint64_t i = 0; i < count; i++) {
    const uint64_t at = in->reader.position;
    fr_text name;
    FR_TRY(fr__cbor_map_key(&in->reader, what, &name));
    uint32_t k = 0;
    while (k < key_count && !fr__text_is(name, keys[k].name)) k++;
    if (k == key_count) {
      return fr__cbor_fail(&in->reader, at, "%s has a key '%.*s' that this library does not know", what,
                           (int)(name.size > 40 ? 40 : name.size), name.data);
    }
    found |= UINT64_C(1) << k;
    FR_TRY(keys[k].read(in, into));
  }
  for (uint32_t k = 0; k < key_count; k++) {
    if (keys[k].required && (found >> k & 1) == 0) {
      return fr__cbor_fail(&in->reader, offset, "%s lacks '%s'", what, keys[k].name);
    }
  }
  return FR_OK;
}

/* Points, or the source of an expression that gives them. */
static fr_status read_points_or_source(bundle_loader *in, const char *what, fr__points *points) {
  int64_t number;
  if (fr__cbor_at_array(&in->reader)) return read_source(in, what, &points->source);
  FR_TRY(read_points(in, what, &number));
  points->number = (int32_t)number;
  return FR_OK;
}

/* ---- words ---- */

/* A text, or a text and its place: so that what is wrong with a value in it can be shown. */
static fr_status read_said_text(bundle_loader *in, const char *what, uint32_t limit, fr__source_text *line) {
  const bool placed = fr__cbor_at_array(&in->reader);
  uint64_t number, column;
  if (placed) FR_TRY(expect_array(in, what, 3));
  FR_TRY(read_copy(in, what, limit, &line->text, &line->size));
  if (!placed) return FR_OK;
  FR_TRY(read_uint_to(in, what, 0, UINT32_MAX, &number));
  FR_TRY(read_uint_to(in, what, 0, UINT32_MAX, &column));
  line->line = (uint32_t)number;
  line->column = (uint32_t)column;
  return FR_OK;
}

static fr_status read_lines(bundle_loader *in, fr__wording *wording) {
  uint64_t count;
  FR_TRY(read_count(in, "advice", 64, &count));
  fr__source_text *lines = take(in, count, sizeof *lines);
  FR_REQUIRE(lines != NULL, FR_NO_MEMORY);
  uint64_t total = 0;
  for (uint64_t i = 0; i < count; i++) {
    FR_TRY(read_said_text(in, "advice", FR_MAX_BUNDLE_BYTES, &lines[i]));
    total += lines[i].size + 1u;
  }
  char *text = take(in, total + 1, 1);
  FR_REQUIRE(text != NULL, FR_NO_MEMORY);
  uint32_t size = 0;
  for (uint64_t i = 0; i < count; i++) {
    if (i > 0) text[size++] = '\n';
    memcpy(text + size, lines[i].text, lines[i].size);
    size += lines[i].size;
  }
  wording->text = text;
  wording->size = size;
  wording->lines = lines;
  wording->line_count = (uint32_t)count;
  return FR_OK;
}

static fr_status read_line(bundle_loader *in, const char *what, fr__wording *wording) {
  fr__source_text *line = take(in, 1, sizeof *line);
  FR_REQUIRE(line != NULL, FR_NO_MEMORY);
  FR_TRY(read_said_text(in, what, 4096, line));
  wording->text = line->text;
  wording->size = line->size;
  wording->lines = line;
  wording->line_count = 1;
  return FR_OK;
}

static fr_status read_wordings(bundle_loader *in, const char *what, bool lines, fr__wordings *wordings) {
  uint64_t count;
  FR_TRY(fr__cbor_map(&in->reader, what, &count));
  if (count > 32) return fr__cbor_fail(&in->reader, in->reader.position, "%s has more than 32 languages", what);
  fr__wording *items = take(in, count, sizeof *items);
  FR_REQUIRE(items != NULL, FR_NO_MEMORY);
  for (uint64_t i = 0; i < count; i++) {
    FR_TRY(read_name(in, what, NULL, &items[i].language));
    FR_TRY(lines ? read_lines(in, &items[i]) : read_line(in, what, &items[i]));
  }
  *wordings = (fr__wordings){items, (uint32_t)count};
  return FR_OK;
}

/* Scam types are declared by their first mention, in rules and then in advice. */
static fr_status scam_index(bundle_loader *in, const char *name, int32_t *index) {
  fr_policy *policy = in->policy;
  for (uint32_t i = 0; i < policy->scam_count; i++) {
    if (strcmp(policy->scams[i].name, name) == 0) {
      *index = (int32_t)i;
      return FR_OK;
    }
  }
  if (policy->scam_count == FR_MAX_RULES) return fr__cbor_fail(&in->reader, in->reader.position, "too many scam types");
  *index = (int32_t)policy->scam_count;
  policy->scams[policy->scam_count++].name = name;
  return FR_OK;
}

/* ---- the sections; those that come first in the order of keys do not need the later ones ---- */

static fr_status read_format(bundle_loader *in, void *into) {
  (void)into;
  uint64_t format;
  return read_uint_to(in, "the format's version (fraudrisk)", 1, 1, &format);
}
static fr_status read_policy_name(bundle_loader *in, void *into) {
  (void)into;
  return read_name(in, "name", NULL, &in->policy->name);
}
static fr_status read_version(bundle_loader *in, void *into) {
  (void)into;
  return read_uint_to(in, "version", 0, INT64_MAX, &in->policy->version);
}
static fr_status read_file(bundle_loader *in, void *into) {
  (void)into;
  const char *file;
  return read_copy(in, "file", 4096, &file, NULL);
}

static fr_status read_currency(bundle_loader *in, void *into) {
  (void)into;
  const uint64_t offset = in->reader.position;
  fr_text text;
  FR_TRY(fr__cbor_text(&in->reader, "currency", &text));
  bool good = text.size == 3;
  for (uint32_t i = 0; good && i < 3; i++) good = text.data[i] >= 'A' && text.data[i] <= 'Z';
  if (!good)
    return fr__cbor_fail(&in->reader, offset, "currency is not three capital letters of ISO 4217, such as CNY");
  memcpy(in->policy->currency, text.data, 3);
  in->policy->currency_digits = fr_currency_digits(in->policy->currency);
  in->policy->minor_per_major = 1;
  for (uint32_t i = 0; i < in->policy->currency_digits; i++) in->policy->minor_per_major *= 10;
  return FR_OK;
}

static fr_status read_utc_offset(bundle_loader *in, void *into) {
  (void)into;
  const uint64_t offset = in->reader.position;
  int64_t seconds;
  FR_TRY(fr__cbor_int(&in->reader, "utc_offset", &seconds));
  if (seconds < -18 * 3600 || seconds > 18 * 3600) {
    return fr__cbor_fail(&in->reader, offset, "utc_offset lies outside -18:00 to +18:00");
  }
  in->policy->utc_offset_s = (int32_t)seconds;
  return FR_OK;
}

static fr_status read_list_value(bundle_loader *in, uint32_t type, fr__cel_value *value) {
  bool truth;
  int64_t integer;
  double number;
  const char *text;
  uint32_t size;
  switch (type) {
    case FR_TYPE_BOOL:
      FR_TRY(fr__cbor_bool(&in->reader, "a list's value", &truth));
      *value = fr__cel_bool(truth);
      return FR_OK;
    case FR_TYPE_INT:
      FR_TRY(fr__cbor_int(&in->reader, "a list's value", &integer));
      *value = fr__cel_int(integer);
      return FR_OK;
    case FR_TYPE_DOUBLE:
      FR_TRY(fr__cbor_double(&in->reader, "a list's value", &number));
      *value = fr__cel_double(number);
      return FR_OK;
    default:
      FR_TRY(read_copy(in, "a list's value", FR_MAX_REMARK_BYTES, &text, &size));
      *value = fr__cel_string(text, size);
      return FR_OK;
  }
}

static fr_status read_lists(bundle_loader *in, void *into) {
  (void)into;
  uint64_t count;
  FR_TRY(read_count(in, "lists", FR_MAX_LISTS, &count));
  fr__constant_list *lists = take(in, count, sizeof *lists);
  FR_REQUIRE(lists != NULL, FR_NO_MEMORY);
  for (uint64_t i = 0; i < count; i++) {
    uint64_t type, values;
    FR_TRY(expect_array(in, "a list", 3));
    FR_TRY(read_name(in, "a list", "lists.", &lists[i].name));
    FR_TRY(read_uint_to(in, "a list's type", FR_TYPE_BOOL, FR_TYPE_STRING, &type));
    FR_TRY(read_count(in, "a list's values", FR_MAX_PHRASES, &values));
    fr__cel_value *items = take(in, values, sizeof *items);
    FR_REQUIRE(items != NULL, FR_NO_MEMORY);
    for (uint64_t j = 0; j < values; j++) FR_TRY(read_list_value(in, (uint32_t)type, &items[j]));
    lists[i].value = (fr__cel_value){.kind = FR__CEL_LIST, .size = (uint32_t)values, .as.items = items};
  }
  in->policy->lists = lists;
  in->policy->list_count = (uint32_t)count;
  return FR_OK;
}

/* The phrases of all sets, one after the other. */
typedef struct phrase_list {
  fr__phrase *items;
  uint32_t count, set;
} phrase_list;

static fr_status read_members(bundle_loader *in, phrase_list *list, uint32_t strength, bool disguised) {
  uint64_t members;
  FR_TRY(read_count(in, "a set's phrases", FR_MAX_PHRASES - list->count, &members));
  for (uint64_t i = 0; i < members; i++) {
    fr__phrase *phrase = &list->items[list->count++];
    *phrase = (fr__phrase){.set = list->set, .strength = strength, .disguised = disguised};
    FR_TRY(fr__cbor_text(&in->reader, "a phrase", &phrase->text));
  }
  return FR_OK;
}

static fr_status phrases_strong(bundle_loader *in, void *list) { return read_members(in, list, FR__STRONG, false); }
static fr_status phrases_medium(bundle_loader *in, void *list) { return read_members(in, list, FR__MEDIUM, false); }
static fr_status phrases_weak(bundle_loader *in, void *list) { return read_members(in, list, FR__WEAK, false); }
static fr_status phrases_allow(bundle_loader *in, void *list) { return read_members(in, list, FR__ALLOWED, false); }
static fr_status phrases_disguised(bundle_loader *in, void *list) { return read_members(in, list, FR__MEDIUM, true); }

static fr_status read_phrases(bundle_loader *in, void *into) {
  static const map_key strengths[] = {{"strong", phrases_strong, false},
                                      {"medium", phrases_medium, false},
                                      {"weak", phrases_weak, false},
                                      {"allow", phrases_allow, false},
                                      {"disguised", phrases_disguised, false}};
  (void)into;
  uint64_t count;
  FR_TRY(read_count(in, "phrases", FR__MAX_PHRASE_SETS, &count));
  const char **names = take(in, count, sizeof *names);
  phrase_list list = {.items = take(in, FR_MAX_PHRASES, sizeof *list.items)};
  FR_REQUIRE(names != NULL && list.items != NULL, FR_NO_MEMORY);
  for (uint64_t i = 0; i < count; i++) {
    FR_TRY(expect_array(in, "a set of phrases", 2));
    FR_TRY(read_name(in, "a set of phrases", NULL, &names[i]));
    for (uint64_t j = 0; j < i; j++) {
      if (strcmp(names[j], names[i]) != 0) continue;
      return fr__fail(in->reader.error, FR_BAD_POLICY, names[i], "the set of phrases '%s' is declared twice", names[i]);
    }
    list.set = (uint32_t)i;
    if (fr__cbor_at_array(&in->reader)) {
      FR_TRY(phrases_strong(in, &list));
    } else {
      FR_TRY(read_map(in, "a set of phrases", strengths, FR_COUNT(strengths), &list));
    }
  }
  in->policy->phrases.names = names;
  in->policy->phrases.count = (uint32_t)count;
  return fr__phrases_build(&in->policy->arena, list.items, list.count, (uint32_t)count, &in->policy->phrases.matcher,
                           in->reader.error);
}

static fr_status read_attributes(bundle_loader *in, void *into) {
  (void)into;
  uint64_t count;
  FR_TRY(read_count(in, "attributes", FR_MAX_ATTRIBUTES, &count));
  fr__attribute *attributes = take(in, count, sizeof *attributes);
  FR_REQUIRE(attributes != NULL, FR_NO_MEMORY);
  for (uint64_t i = 0; i < count; i++) {
    uint64_t type;
    FR_TRY(expect_array(in, "an attribute", 2));
    FR_TRY(read_name(in, "an attribute", "attributes.", &attributes[i].name));
    FR_TRY(read_uint_to(in, "an attribute's type", FR_TYPE_BOOL, FR_TYPE_STRING, &type));
    attributes[i].type = (uint32_t)type;
    attributes[i].slot = FR__SLOT_FREE + (uint32_t)i;
  }
  in->policy->attributes = attributes;
  in->policy->attribute_count = (uint32_t)count;
  return FR_OK;
}

static fr_status read_features(bundle_loader *in, void *into) {
  (void)into;
  uint64_t count;
  FR_TRY(read_count(in, "features", FR_MAX_FEATURES, &count));
  fr__feature *features = take(in, count, sizeof *features);
  FR_REQUIRE(features != NULL, FR_NO_MEMORY);
  for (uint64_t i = 0; i < count; i++) {
    uint64_t line, column;
    fr__source_text *source = &features[i].source;
    FR_TRY(expect_array(in, "a feature", 4));
    FR_TRY(read_name(in, "a feature", "", &features[i].name));
    FR_TRY(read_copy(in, features[i].name, FR_MAX_EXPRESSION_BYTES, &source->text, &source->size));
    FR_TRY(read_uint_to(in, features[i].name, 0, UINT32_MAX, &line));
    FR_TRY(read_uint_to(in, features[i].name, 0, UINT32_MAX, &column));
    source->line = (uint32_t)line;
    source->column = (uint32_t)column;
  }
  in->policy->features = features;
  in->policy->feature_count = (uint32_t)count;
  return FR_OK;
}

/* ---- models ---- */

static fr_status model_name(bundle_loader *in, void *model) {
  return read_name(in, "a model", "", &((fr__policy_model *)model)->name);
}
static fr_status model_parts(bundle_loader *in, void *into) {
  fr__policy_model *model = into;
  const uint64_t offset = in->reader.position;
  fr_error wrong = FR_ERROR_INIT;
  FR_TRY(fr__model_read(&in->reader, &in->policy->arena, &model->parts));
  const fr_status status = fr__model_make(&in->policy->arena, &model->parts, model->name, &model->model, &wrong);
  if (status == FR_OK || status == FR_NO_MEMORY) return status;
  (void)fr__cbor_fail(&in->reader, offset, "%s", wrong.message);
  return refuse_as(in, status);
}
static fr_status model_inputs(bundle_loader *in, void *into) {
  fr__policy_model *model = into;
  const uint64_t offset = in->reader.position;
  uint64_t count;
  FR_TRY(read_count(in, "a model's inputs", FR_MAX_MODEL_INPUTS, &count));
  if (count != model->parts.input_count) {
    return fr__cbor_fail(&in->reader, offset, "model %s has %u inputs and %llu features for them", model->name,
                         model->parts.input_count, (unsigned long long)count);
  }
  const char **names = take(in, count, sizeof *names);
  FR_REQUIRE(names != NULL, FR_NO_MEMORY);
  for (uint64_t i = 0; i < count; i++) FR_TRY(read_name(in, "a model's input", NULL, &names[i]));
  model->input_names = names;
  return FR_OK;
}
static fr_status model_reasons(bundle_loader *in, void *into) {
  fr__policy_model *model = into;
  const uint64_t offset = in->reader.position;
  uint64_t count;
  FR_TRY(read_count(in, "a model's reasons", FR_MAX_MODEL_INPUTS, &count));
  if (count != 0 && count != model->parts.input_count) {
    return fr__cbor_fail(&in->reader, offset, "model %s has words for each of its inputs, or for none", model->name);
  }
  fr__wordings *reasons = take(in, count, sizeof *reasons);
  FR_REQUIRE(reasons != NULL, FR_NO_MEMORY);
  for (uint64_t i = 0; i < count; i++) FR_TRY(read_wordings(in, "a model's reason", false, &reasons[i]));
  model->reasons = count == 0 ? NULL : reasons;
  return FR_OK;
}

static fr_status read_models(bundle_loader *in, void *into) {
  (void)into;
  /* The name is the first of the keys, so that messages have it. */
  static const map_key keys[] = {{"name", model_name, true},
                                 {"model", model_parts, true},
                                 {"inputs", model_inputs, true},
                                 {"reasons", model_reasons, true}};
  const uint64_t offset = in->reader.position;
  uint64_t count;
  FR_TRY(read_count(in, "models", FR_MAX_MODELS, &count));
  if (count == 0) return fr__cbor_fail(&in->reader, offset, "models is empty; it is left out where there are none");
  fr__policy_model *models = take(in, count, sizeof *models);
  FR_REQUIRE(models != NULL, FR_NO_MEMORY);
  for (uint64_t i = 0; i < count; i++) {
    models[i].name = "without a name";
    FR_TRY(read_map(in, "a model", keys, FR_COUNT(keys), &models[i]));
  }
  in->policy->models = models;
  in->policy->model_count = (uint32_t)count;
  return FR_OK;
}

/* ---- rules ---- */

static fr_status rule_id(bundle_loader *in, void *rule) {
  return read_name(in, "a rule's id", NULL, &((fr__rule *)rule)->id);
}
static fr_status rule_when(bundle_loader *in, void *rule) { return read_source(in, "when", &((fr__rule *)rule)->when); }
static fr_status rule_reason(bundle_loader *in, void *rule) {
  return read_wordings(in, "reason", false, &((fr__rule *)rule)->reason);
}
static fr_status rule_points(bundle_loader *in, void *rule) {
  return read_points_or_source(in, "points", &((fr__rule *)rule)->points);
}
static fr_status rule_if_unknown_points(bundle_loader *in, void *rule) {
  return read_points_or_source(in, "if_unknown_points", &((fr__rule *)rule)->if_unknown_points);
}
static fr_status rule_at_least(bundle_loader *in, void *rule) {
  return read_outcome(in, "at_least", &((fr__rule *)rule)->at_least);
}
static fr_status rule_at_most(bundle_loader *in, void *rule) {
  return read_outcome(in, "at_most", &((fr__rule *)rule)->at_most);
}
static fr_status rule_if_unknown_outcome(bundle_loader *in, void *rule) {
  return read_outcome(in, "if_unknown_outcome", &((fr__rule *)rule)->if_unknown_outcome);
}
static fr_status rule_hold(bundle_loader *in, void *rule) {
  return read_seconds(in, "hold", &((fr__rule *)rule)->hold_us);
}
static fr_status rule_binding(bundle_loader *in, void *rule) {
  return fr__cbor_bool(&in->reader, "binding", &((fr__rule *)rule)->binding);
}
static fr_status rule_delay(bundle_loader *in, void *rule) {
  return fr__cbor_bool(&in->reader, "delay", &((fr__rule *)rule)->delay);
}
static fr_status rule_victim_present(bundle_loader *in, void *rule) {
  bool present;
  FR_TRY(fr__cbor_bool(&in->reader, "victim_present", &present));
  ((fr__rule *)rule)->victim_present = present ? FR_YES : FR_NO;
  return FR_OK;
}
static fr_status rule_actions(bundle_loader *in, void *into) {
  fr__rule *rule = into;
  const uint64_t offset = in->reader.position;
  uint64_t count;
  FR_TRY(read_count(in, "actions", 32, &count));
  for (uint64_t i = 0; i < count; i++) {
    fr_text name;
    FR_TRY(fr__cbor_text(&in->reader, "actions", &name));
    const uint32_t action = fr__policy_action(name);
    if (action == 0 || (rule->actions & action) != 0) {
      return fr__cbor_fail(&in->reader, offset, "actions names an action twice, or one that does not exist");
    }
    rule->actions |= action;
  }
  return FR_OK;
}
static fr_status rule_scam(bundle_loader *in, void *rule) {
  const char *name;
  FR_TRY(read_name(in, "scam", NULL, &name));
  return scam_index(in, name, &((fr__rule *)rule)->scam);
}

static fr_status rule_advice(bundle_loader *in, void *rule) {
  const char *name;
  FR_TRY(read_name(in, "advice", NULL, &name));
  return scam_index(in, name, &((fr__rule *)rule)->advice);
}

static fr_status rule_channels(bundle_loader *in, void *into) {
  fr__rule *rule = into;
  const uint64_t offset = in->reader.position;
  uint64_t count;
  FR_TRY(read_count(in, "channels", FR__CHANNELS - 1, &count));
  for (uint64_t i = 0; i < count; i++) {
    fr_text name;
    FR_TRY(fr__cbor_text(&in->reader, "channels", &name));
    const uint32_t channel = fr__policy_channel(name);
    if (channel == 0 || channel == FR__CHANNELS || (rule->channels >> channel & 1) != 0) {
      return fr__cbor_fail(&in->reader, offset, "channels names a channel twice, or one that does not exist");
    }
    rule->channels |= 1u << channel;
  }
  if (rule->channels == 0) return fr__cbor_fail(&in->reader, offset, "channels is empty: the rule would never run");
  rule->limited = true;
  return FR_OK;
}
static fr_status rule_time(bundle_loader *in, const char *what, fr__rule *rule, int64_t *time_us) {
  uint64_t value;
  FR_TRY(read_uint_to(in, what, 0, FR_MAX_TIME_US, &value));
  *time_us = (int64_t)value;
  rule->limited = true;
  return FR_OK;
}
static fr_status rule_valid_from(bundle_loader *in, void *rule) {
  return rule_time(in, "valid_from", rule, &((fr__rule *)rule)->valid_from_us);
}
static fr_status rule_valid_until(bundle_loader *in, void *rule) {
  return rule_time(in, "valid_until", rule, &((fr__rule *)rule)->valid_until_us);
}

static fr_status read_rule(bundle_loader *in, fr__rule *rule) {
  static const map_key keys[] = {
      {"id", rule_id, true},
      {"when", rule_when, true},
      {"points", rule_points, true},
      {"reason", rule_reason, true},
      {"scam", rule_scam, false},
      {"hold", rule_hold, false},
      {"advice", rule_advice, false},
      {"at_least", rule_at_least, false},
      {"at_most", rule_at_most, false},
      {"binding", rule_binding, false},
      {"delay", rule_delay, false},
      {"channels", rule_channels, false},
      {"victim_present", rule_victim_present, false},
      {"actions", rule_actions, false},
      {"valid_from", rule_valid_from, false},
      {"valid_until", rule_valid_until, false},
      {"if_unknown_outcome", rule_if_unknown_outcome, false},
      {"if_unknown_points", rule_if_unknown_points, false},
  };
  const uint64_t offset = in->reader.position;
  rule->scam = -1;
  rule->advice = -1;
  rule->valid_from_us = INT64_MIN;
  rule->valid_until_us = INT64_MAX;
  FR_TRY(read_map(in, "a rule", keys, FR_COUNT(keys), rule));
  if (rule->delay && rule->at_least != FR_OUTCOME_HOLD) {
    return fr__cbor_fail(&in->reader, offset, "rule %s: delay is of a rule that holds, and its at_least is not hold",
                         rule->id);
  }
  if (rule->valid_from_us < rule->valid_until_us) return FR_OK;
  return fr__cbor_fail(&in->reader, offset, "rule %s: valid_until does not lie after valid_from", rule->id);
}

static fr_status read_rules(bundle_loader *in, void *into) {
  (void)into;
  uint64_t count;
  FR_TRY(read_count(in, "rules", FR_MAX_RULES, &count));
  fr__rule *rules = take(in, count, sizeof *rules);
  FR_REQUIRE(rules != NULL, FR_NO_MEMORY);
  for (uint64_t i = 0; i < count; i++) FR_TRY(read_rule(in, &rules[i]));
  in->policy->rules = rules;
  in->policy->rule_count = (uint32_t)count;
  return FR_OK;
}

/* ---- from points to outcome ---- */

static fr_status threshold_when(bundle_loader *in, void *threshold) {
  return read_source(in, "when", &((fr__threshold *)threshold)->when);
}
static fr_status threshold_warn(bundle_loader *in, void *threshold) {
  ((fr__threshold *)threshold)->has_warn = true;
  return read_points(in, "warn", &((fr__threshold *)threshold)->warn);
}
static fr_status threshold_hold(bundle_loader *in, void *threshold) {
  ((fr__threshold *)threshold)->has_hold = true;
  return read_points(in, "hold", &((fr__threshold *)threshold)->hold);
}

static fr_status read_decision(bundle_loader *in, void *into) {
  (void)into;
  static const map_key keys[] = {
      {"when", threshold_when, false}, {"warn", threshold_warn, false}, {"hold", threshold_hold, false}};
  const uint64_t offset = in->reader.position;
  uint64_t count;
  FR_TRY(read_count(in, "decision", 64, &count));
  fr__threshold *thresholds = take(in, count, sizeof *thresholds);
  FR_REQUIRE(thresholds != NULL, FR_NO_MEMORY);
  for (uint64_t i = 0; i < count; i++) {
    FR_TRY(read_map(in, "decision", keys, FR_COUNT(keys), &thresholds[i]));
    if (thresholds[i].has_warn && thresholds[i].has_hold && thresholds[i].warn > thresholds[i].hold) {
      return fr__cbor_fail(&in->reader, offset, "decision: hold is below warn");
    }
  }
  if (count == 0 || thresholds[count - 1].when.text != NULL) {
    return fr__cbor_fail(&in->reader, offset,
                         "decision: the last entry must stand without 'when', for all that is left");
  }
  in->policy->thresholds = thresholds;
  in->policy->threshold_count = (uint32_t)count;
  return FR_OK;
}

static fr_status read_by_channel(bundle_loader *in, const char *what,
                                 fr_status (*read)(bundle_loader *, const char *, uint32_t)) {
  const uint64_t offset = in->reader.position;
  uint64_t count;
  bool has_default = false;
  FR_TRY(fr__cbor_map(&in->reader, what, &count));
  for (uint64_t i = 0; i < count; i++) {
    fr_text name;
    FR_TRY(fr__cbor_map_key(&in->reader, what, &name));
    const uint32_t channel = fr__policy_channel(name);
    if (channel == FR__CHANNELS)
      return fr__cbor_fail(&in->reader, offset, "%s names a channel that does not exist", what);
    has_default = has_default || channel == 0;
    FR_TRY(read(in, what, channel));
  }
  return has_default ? FR_OK : fr__cbor_fail(&in->reader, offset, "%s lacks 'default'", what);
}

static fr_status read_hold_us(bundle_loader *in, const char *what, uint32_t channel) {
  return read_seconds(in, what, &in->policy->hold_us[channel]);
}
static fr_status read_hold(bundle_loader *in, void *into) {
  (void)into;
  return read_by_channel(in, "hold", read_hold_us);
}
static fr_status read_on_error_outcome(bundle_loader *in, const char *what, uint32_t channel) {
  return read_outcome(in, what, &in->policy->on_error[channel]);
}
static fr_status read_on_error(bundle_loader *in, void *into) {
  (void)into;
  return read_by_channel(in, "on_error", read_on_error_outcome);
}

/* ---- bounds ---- */

static fr_status limit_channel(bundle_loader *in, void *limit) {
  const uint64_t offset = in->reader.position;
  fr_text name;
  FR_TRY(fr__cbor_text(&in->reader, "a channel", &name));
  const uint32_t channel = fr__policy_channel(name);
  if (channel == 0 || channel == FR__CHANNELS)
    return fr__cbor_fail(&in->reader, offset, "limits names a channel that does not exist");
  ((fr__bound *)limit)->channel = channel;
  return FR_OK;
}
static fr_status limit_each_rule(bundle_loader *in, void *limit) {
  return fr__cbor_bool(&in->reader, "each_rule", &((fr__bound *)limit)->each_rule);
}
static fr_status limit_window(bundle_loader *in, void *limit) {
  const uint64_t offset = in->reader.position;
  uint64_t seconds;
  FR_TRY(read_uint_to(in, "window", 60, 86400, &seconds));
  if (seconds % 60 != 0) return fr__cbor_fail(&in->reader, offset, "window is no whole number of minutes");
  ((fr__bound *)limit)->window_us = (int64_t)seconds * FR__SECOND_US;
  return FR_OK;
}
static fr_status limit_share(bundle_loader *in, const char *what, fr__bound *limit, uint32_t of) {
  uint64_t share_ppm;
  FR_TRY(read_uint_to(in, what, 1, 1000000, &share_ppm));
  limit->share_ppm[of] = (uint32_t)share_ppm;
  limit->bounded[of] = true;
  return FR_OK;
}
static fr_status limit_warn(bundle_loader *in, void *limit) { return limit_share(in, "warn", limit, FR__OF_WARN); }
static fr_status limit_hold(bundle_loader *in, void *limit) { return limit_share(in, "hold", limit, FR__OF_HOLD); }
static fr_status limit_at_least(bundle_loader *in, void *limit) {
  uint64_t count;
  FR_TRY(read_uint_to(in, "at_least", 1, 1000000, &count));
  ((fr__bound *)limit)->at_least = (uint32_t)count;
  return FR_OK;
}

static fr_status read_limits(bundle_loader *in, void *into) {
  (void)into;
  static const map_key keys[] = {{"window", limit_window, true},    {"at_least", limit_at_least, true},
                                 {"hold", limit_hold, false},       {"warn", limit_warn, false},
                                 {"channel", limit_channel, false}, {"each_rule", limit_each_rule, false}};
  uint64_t count;
  FR_TRY(read_count(in, "limits", FR_MAX_LIMITS, &count));
  fr__bound *limits = take(in, count, sizeof *limits);
  FR_REQUIRE(limits != NULL, FR_NO_MEMORY);
  for (uint64_t i = 0; i < count; i++) {
    const uint64_t offset = in->reader.position;
    FR_TRY(read_map(in, "an entry of limits", keys, FR_COUNT(keys), &limits[i]));
    if (limits[i].bounded[FR__OF_WARN] || limits[i].bounded[FR__OF_HOLD]) continue;
    return fr__cbor_fail(&in->reader, offset, "an entry of limits bounds neither hold nor warn");
  }
  in->policy->limits = limits;
  in->policy->limit_count = (uint32_t)count;
  return FR_OK;
}

/* ---- questions and advice ---- */

static fr_status read_question(bundle_loader *in, fr__question *question) {
  uint64_t sign;
  FR_TRY(expect_array(in, "a question", 4));
  FR_TRY(read_name(in, "a question", NULL, &question->name));
  FR_TRY(read_uint_to(in, "the answer that is a sign", FR_UNKNOWN, FR_YES, &sign));
  const uint64_t offset = in->reader.position;
  uint32_t size;
  FR_TRY(read_copy(in, "an observation", FR_MAX_IDENTIFIER_BYTES, &question->observation, &size));
  if ((sign == FR_UNKNOWN) != (size == 0)) {
    return fr__cbor_fail(&in->reader, offset, "question %s: an observation and the answer that gives it go together",
                         question->name);
  }
  question->sign = (uint32_t)sign;
  FR_TRY(read_wordings(in, "a question", false, &question->ask));
  if (question->ask.count != 0) return FR_OK;
  return fr__cbor_fail(&in->reader, offset, "question %s has no words", question->name);
}

static fr_status read_questions(bundle_loader *in, void *into) {
  (void)into;
  const uint64_t offset = in->reader.position;
  uint64_t count;
  FR_TRY(read_count(in, "questions", FR_MAX_QUESTIONS, &count));
  if (count == 0) return fr__cbor_fail(&in->reader, offset, "questions is empty; it is left out where there are none");
  fr__question *questions = take(in, count, sizeof *questions);
  FR_REQUIRE(questions != NULL, FR_NO_MEMORY);
  for (uint64_t i = 0; i < count; i++) {
    FR_TRY(read_question(in, &questions[i]));
    for (uint64_t j = 0; j < i; j++) {
      if (strcmp(questions[j].name, questions[i].name) != 0) continue;
      return fr__fail(in->reader.error, FR_BAD_POLICY, questions[i].name, "the question '%s' is declared twice",
                      questions[i].name);
    }
  }
  in->policy->questions = questions;
  in->policy->question_count = (uint32_t)count;
  return FR_OK;
}

/* ask: the names of questions, which come later in the order of keys. */
static fr_status read_asked(bundle_loader *in, fr__scam *scam) {
  uint64_t count;
  FR_TRY(read_count(in, "ask", FR_MAX_ASKED, &count));
  const char **names = take(in, count, sizeof *names);
  FR_REQUIRE(names != NULL, FR_NO_MEMORY);
  for (uint64_t i = 0; i < count; i++) FR_TRY(read_name(in, "ask", NULL, &names[i]));
  scam->asked_names = names;
  scam->asked_count = (uint32_t)count;
  return FR_OK;
}

static fr_status find_asked(bundle_loader *in, fr__scam *scam) {
  const fr_policy *policy = in->policy;
  uint16_t *asked = take(in, scam->asked_count, sizeof *asked);
  FR_REQUIRE(asked != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < scam->asked_count; i++) {
    uint32_t q = 0;
    while (q < policy->question_count && strcmp(policy->questions[q].name, scam->asked_names[i]) != 0) q++;
    if (q == policy->question_count) {
      return fr__fail(in->reader.error, FR_BAD_POLICY, scam->name, "advice on %s asks '%s', which is no question",
                      scam->name, scam->asked_names[i]);
    }
    asked[i] = (uint16_t)q;
  }
  scam->asked = asked;
  return FR_OK;
}

static fr_status read_advice(bundle_loader *in, void *into) {
  (void)into;
  static const char *const audiences[FR__AUDIENCES] = {"customer", "teller",    "atm",    "audit",   "voice", "reason",
                                                       "remedy",   "documents", "review", "release", "expiry"};
  uint64_t count;
  FR_TRY(fr__cbor_map(&in->reader, "advice", &count));
  for (uint64_t i = 0; i < count; i++) {
    const char *name;
    int32_t scam = -1;
    uint64_t parts;
    FR_TRY(read_name(in, "a scam type in advice", NULL, &name));
    FR_TRY(scam_index(in, name, &scam));
    FR_TRY(fr__cbor_map(&in->reader, "advice", &parts));
    for (uint64_t j = 0; j < parts; j++) {
      const uint64_t offset = in->reader.position;
      fr_text audience;
      FR_TRY(fr__cbor_map_key(&in->reader, "advice", &audience));
      if (fr__text_is(audience, "ask")) {
        FR_TRY(read_asked(in, &in->policy->scams[scam]));
        continue;
      }
      if (fr__text_is(audience, "overrides")) {
        FR_TRY(fr__cbor_bool(&in->reader, "overrides", &in->policy->scams[scam].overrides));
        continue;
      }
      if (fr__text_is(audience, "at_expiry")) {
        uint64_t expiry;
        FR_TRY(read_uint_to(in, "at_expiry", FR_EXPIRY_RELEASE, FR_EXPIRY_REFUSE, &expiry));
        in->policy->scams[scam].expiry = (uint32_t)expiry;
        continue;
      }
      uint32_t a = 0;
      while (a < FR__AUDIENCES && !fr__text_is(audience, audiences[a])) a++;
      if (a == FR__AUDIENCES) {
        return fr__cbor_fail(&in->reader, offset, "advice has no part '%.*s'",
                             (int)(audience.size > 40 ? 40 : audience.size), audience.data);
      }
      FR_TRY(read_wordings(in, "advice", true, &in->policy->scams[scam].advice[a]));
    }
  }
  return FR_OK;
}

static fr_status policy_valid_from(bundle_loader *in, void *into) {
  uint64_t value;
  (void)into;
  FR_TRY(read_uint_to(in, "valid_from", 1, FR_MAX_TIME_US, &value));
  in->policy->valid_from_us = (int64_t)value;
  return FR_OK;
}
static fr_status policy_valid_until(bundle_loader *in, void *into) {
  uint64_t value;
  (void)into;
  FR_TRY(read_uint_to(in, "valid_until", 1, FR_MAX_TIME_US, &value));
  in->policy->valid_until_us = (int64_t)value;
  return FR_OK;
}

/* The tests that may follow the map: kept as they are, and read once, so that a bad one is told now. */
static fr_status read_tests(bundle_loader *in) {
  fr_policy *policy = in->policy;
  const uint64_t begin = in->reader.position;
  if (!fr__cbor_at_array(&in->reader)) return FR_OK;
  FR_TRY(fr__cbor_skip(&in->reader));
  policy->tests_size = in->reader.position - begin;
  policy->tests = in->reader.bytes + begin; /* of the policy's own copy */
  return fr__vectors_check(policy->tests, policy->tests_size, &policy->test_count, in->reader.error);
}

fr_status fr__policy_read(fr_policy *policy, const void *content, uint64_t size, uint64_t *decides, fr_error *error) {
  static const map_key keys[] = {
      {"fraudrisk", read_format, true},
      {"name", read_policy_name, true},
      {"version", read_version, true},
      {"currency", read_currency, true},
      {"utc_offset", read_utc_offset, true},
      {"file", read_file, true},
      {"lists", read_lists, true},
      {"phrases", read_phrases, true},
      {"attributes", read_attributes, true},
      {"features", read_features, true},
      {"rules", read_rules, true},
      {"decision", read_decision, true},
      {"hold", read_hold, true},
      {"on_error", read_on_error, true},
      {"advice", read_advice, true},
      {"questions", read_questions, false},
      {"limits", read_limits, false},
      {"models", read_models, false},
      {"valid_from", policy_valid_from, false},
      {"valid_until", policy_valid_until, false},
  };
  bundle_loader in = {.policy = policy};
  policy->scams = fr__arena_alloc(&policy->arena, FR_MAX_RULES * sizeof *policy->scams);
  FR_REQUIRE(policy->scams != NULL, FR_NO_MEMORY);
  fr__cbor_reader_init(&in.reader, content, size, error);
  FR_TRY(read_map(&in, "the policy", keys, FR_COUNT(keys), NULL));
  *decides = in.reader.position;
  FR_TRY(read_tests(&in));
  FR_TRY(fr__cbor_end(&in.reader));
  if (policy->valid_until_us != 0 && policy->valid_until_us <= policy->valid_from_us) {
    return fr__fail(error, FR_BAD_POLICY, "valid_until", "the policy's valid_until does not lie after its valid_from");
  }
  for (uint32_t i = 0; i < policy->scam_count; i++) FR_TRY(find_asked(&in, &policy->scams[i]));
  return FR_OK;
}
