/* SPDX-License-Identifier: Apache-2.0
 *
 * `models:`, from YAML and the files that it names to what the bundle holds. */
#include "policy_models.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_file.h"
#include "numbers.h"
#include "policy_writer.h"

enum { ARENA_MAX = 1 << 30 };

typedef struct loading {
  policy_work *work;
  const entry *from;
  policy_model *model;
} loading;

static void *take(loading *in, size_t count, size_t size) {
  void *memory = fr__arena_alloc(&in->work->models_memory, (count + 1) * size);
  if (memory == NULL) (void)policy_problem(in->work, in->from->from, in->from->key, "out of memory");
  return memory;
}

/* ---- the file ---- */

static char *path_beside(loading *in, const node *name) {
  const char *base = in->from->from->path, *slash = strrchr(base, '/');
  const size_t lead = slash ? (size_t)(slash + 1 - base) : 0;
  char *path = take(in, lead + name->size, 1);
  if (path == NULL) return NULL;
  memcpy(path, base, lead);
  memcpy(path + lead, name->text, name->size);
  return path;
}

static bool may_be_named(loading *in, const node *name, const char *what) {
  if (!policy_is_text(in->work, in->from->from, name, what)) return false;
  if (name->text[0] != '/' && strstr(name->text, "..") == NULL) return true;
  return policy_problem(in->work, in->from->from, name, "%s: \"%.80s\" must lie beside the policy or below it", what,
                        name->text);
}

static bool read_file(loading *in) {
  const node *file = node_get(in->from->value, "file");
  char why[MODEL_WHY_BYTES];
  if (file == NULL) {
    return policy_problem(in->work, in->from->from, in->from->value,
                          "a model needs \"file\": what 'fraudrisk model import' wrote, beside the policy");
  }
  if (!may_be_named(in, file, "file")) return false;
  const char *path = path_beside(in, file);
  if (path == NULL) return false;
  if (model_file_read(path, &in->work->models_memory, &in->model->parts, why)) return true;
  return policy_problem(in->work, in->from->from, file, "%s%s%s", file->text, why[0] == ':' ? "" : " ", why);
}

/* ---- inputs: { NAME IN THE MODEL: feature } ---- */

static int input_named(const policy_model *model, const char *name) {
  for (uint32_t i = 0; i < model->parts.input_count; i++)
    if (strcmp(model->parts.inputs[i], name) == 0) return (int)i;
  return -1;
}
static int input_of_feature(const policy_model *model, const char *name) {
  for (uint32_t i = 0; i < model->parts.input_count; i++)
    if (strcmp(model->features[i], name) == 0) return (int)i;
  return -1;
}

static bool has_feature(const policy_work *work, const char *name, const char **like) {
  fr__cel_nearest nearest = fr__cel_nearest_to(name, (uint32_t)strlen(name));
  for (uint32_t i = 0; i < work->features.count; i++) {
    if (strcmp(work->features.items[i].key->text, name) == 0) return true;
    fr__cel_nearest_offer(&nearest, work->features.items[i].key->text);
  }
  *like = nearest.name;
  return false;
}

static bool map_inputs(loading *in) {
  policy_model *model = in->model;
  const node *inputs = node_get(in->from->value, "inputs");
  const document *from = in->from->from;
  bool good = inputs == NULL || policy_is_map(in->work, from, inputs, "inputs");
  for (uint32_t i = 0; inputs && good && i < inputs->count; i++) {
    const node *name = inputs->keys[i], *feature = inputs->items[i];
    const int input = input_named(model, name->text);
    if (input < 0) {
      good = policy_problem(in->work, from, name, "the model has no input \"%.60s\"", name->text);
    } else if (policy_is_text(in->work, from, feature, name->text)) {
      model->features[input] = feature->text;
    }
  }
  for (uint32_t i = 0; i < model->parts.input_count; i++) {
    const char *like = NULL;
    const bool mapped = model->features[i] != model->parts.inputs[i];
    if (has_feature(in->work, model->features[i], &like)) continue;
    good = policy_problem(in->work, from, in->from->key, "the model's input \"%.60s\" %s \"%.60s\"%s%s%s",
                          model->parts.inputs[i], mapped ? "reads a feature that there is not:" : "has no feature",
                          model->features[i], like ? "; did you mean \"" : "; map it under inputs:", like ? like : "",
                          like ? "\"?" : "");
  }
  return good;
}

/* ---- monotone: { feature: up } ---- */

static bool read_monotone(loading *in) {
  static const char *const ways[] = {"down", "none", "up", NULL};
  const node *signs = node_get(in->from->value, "monotone");
  const document *from = in->from->from;
  if (signs == NULL) return true;
  if (!policy_is_map(in->work, from, signs, "monotone")) return false;
  int8_t *monotone = take(in, in->model->parts.input_count, 1);
  if (monotone == NULL) return false;
  if (in->model->parts.monotone) memcpy(monotone, in->model->parts.monotone, in->model->parts.input_count);
  bool good = true;
  for (uint32_t i = 0; i < signs->count; i++) {
    const node *name = signs->keys[i], *way = signs->items[i];
    const int input = input_of_feature(in->model, name->text);
    int sign = 0;
    while (ways[sign] && !node_is(way, ways[sign])) sign++;
    if (input < 0)
      good =
          policy_problem(in->work, from, name, "monotone: the model does not read the feature \"%.60s\"", name->text);
    else if (ways[sign] == NULL)
      good = policy_problem(in->work, from, way, "monotone: write up, down or none");
    else
      monotone[input] = (int8_t)(sign - 1);
  }
  in->model->parts.monotone = monotone;
  return good;
}

/* ---- points: [[margin, points], …], or a CSV of two columns ---- */

static bool add_step(loading *in, const node *at, const char *margin, const char *points, fr__model_step *step) {
  int64_t number = 0;
  const char *fault = double_parse(margin, strlen(margin), &step->margin);
  if (fault != NULL)
    return policy_problem(in->work, in->from->from, at, "points: the margin \"%.40s\" %s", margin, fault);
  fault = integer_parse(points, strlen(points), -FR_MAX_POINTS, FR_MAX_POINTS, &number);
  if (fault != NULL)
    return policy_problem(in->work, in->from->from, at, "points: \"%.40s\" %s (%d to %d)", points, fault,
                          -FR_MAX_POINTS, FR_MAX_POINTS);
  step->points = (int32_t)number;
  return true;
}

static bool steps_of_list(loading *in, const node *list) {
  fr__model_step *steps = take(in, list->count, sizeof *steps);
  if (steps == NULL) return false;
  for (uint32_t i = 0; i < list->count; i++) {
    const node *step = list->items[i];
    const bool pair = step->kind == NODE_LIST && step->count == 2 && step->items[0]->kind == NODE_TEXT &&
                      step->items[1]->kind == NODE_TEXT && step->items[0]->text && step->items[1]->text;
    if (!pair) return policy_problem(in->work, in->from->from, step, "points: write steps as [margin, points]");
    if (!add_step(in, step, step->items[0]->text, step->items[1]->text, &steps[i])) return false;
  }
  in->model->parts.steps = steps;
  in->model->parts.step_count = list->count;
  return true;
}

/* A line: margin,points. The first line may be the header. */
static bool steps_of_file(loading *in, const node *name) {
  if (!may_be_named(in, name, "points")) return false;
  const char *path = path_beside(in, name);
  FILE *file = path ? fopen(path, "r") : NULL;
  if (file == NULL) return policy_problem(in->work, in->from->from, name, "points: %s cannot be read", name->text);
  fr__model_step *steps = take(in, FR_MAX_MODEL_STEPS + 1, sizeof *steps);
  char line[256];
  uint32_t count = 0;
  bool good = steps != NULL;
  for (uint32_t number = 1; good && fgets(line, sizeof line, file); number++) {
    line[strcspn(line, "\r\n")] = '\0';
    char *comma = strchr(line, ',');
    if (line[0] == '\0' || (number == 1 && strcmp(line, "margin,points") == 0)) continue;
    if (comma == NULL || count > FR_MAX_MODEL_STEPS) {
      good = policy_problem(in->work, in->from->from, name, "points: line %u of %s %s", number, name->text,
                            comma ? "is one too many" : "is not margin,points");
      continue;
    }
    *comma = '\0';
    good = add_step(in, name, line, comma + 1, &steps[count++]);
  }
  fclose(file);
  in->model->parts.steps = steps;
  in->model->parts.step_count = count;
  return good;
}

static bool read_points(loading *in) {
  const node *points = node_get(in->from->value, "points");
  if (points == NULL) return true;
  return points->kind == NODE_LIST ? steps_of_list(in, points) : steps_of_file(in, points);
}

/* ---- all of it ---- */

static bool load_model(loading *in) {
  static const char *const keys[] = {"file", "inputs", "points", "monotone", "reasons", NULL};
  fr_error error = FR_ERROR_INIT;
  fr__model_parts *parts = &in->model->parts;
  if (!policy_is_name(in->work, in->from->from, in->from->key, "models", false)) return false;
  if (!policy_keys(in->work, in->from->from, in->from->value, "a model", keys) || !read_file(in)) return false;
  in->model->features = take(in, parts->input_count, sizeof *in->model->features);
  if (in->model->features == NULL) return false;
  for (uint32_t i = 0; i < parts->input_count; i++) in->model->features[i] = parts->inputs[i];
  if (!map_inputs(in) || !read_monotone(in) || !read_points(in)) return false;
  if (fr__model_check(parts, in->from->key->text, &error) == FR_OK) return true;
  return policy_problem(in->work, in->from->from, in->from->key, "%s", error.message);
}

void policy_models_load(policy_work *work) {
  const uint32_t count = work->models.count;
  if (count == 0 || work->loaded != NULL) return;
  work->models_memory.limit = ARENA_MAX;
  work->loaded = fr__arena_alloc(&work->models_memory, count * sizeof *work->loaded);
  for (uint32_t i = 0; work->loaded && i < count; i++) {
    loading in = {work, &work->models.items[i], &work->loaded[i]};
    work->loaded[i].good = load_model(&in);
  }
  if (work->loaded == NULL) work->problems++;
}

/* Where the model says that it reads this feature: its line of `inputs:`, or else its name. */
static const node *place_of_feature(const entry *from, const char *message) {
  const node *inputs = node_get(from->value, "inputs");
  for (uint32_t i = 0; inputs != NULL && inputs->keys != NULL && i < inputs->count; i++) {
    char quoted[80];
    if (inputs->items[i]->text == NULL) continue;
    snprintf(quoted, sizeof quoted, "'%.70s'", inputs->items[i]->text);
    if (strstr(message, quoted) != NULL) return inputs->items[i];
  }
  return from->key;
}

bool policy_models_tell(policy_work *work, const fr_error *error) {
  for (uint32_t i = 0; i < work->models.count; i++) {
    const entry *from = &work->models.items[i];
    if (strncmp(error->message, "model ", 6) != 0 || strcmp(from->key->text, error->field) != 0) continue;
    (void)policy_problem(work, from->from, place_of_feature(from, error->message), "%s", error->message);
    return true;
  }
  return false;
}

/* Words by input, in the order of the model's inputs; those that have none are empty maps. */
static void put_reasons(writer *w, const entry *from, const policy_model *model) {
  const node *reasons = node_get(from->value, "reasons");
  fr__cbor_write_string(w->out, "reasons");
  if (reasons == NULL || !policy_is_map(w->work, from->from, reasons, "reasons")) {
    fr__cbor_write_array(w->out, 0);
    return;
  }
  for (uint32_t i = 0; i < reasons->count; i++) {
    if (input_of_feature(model, reasons->keys[i]->text) >= 0) continue;
    (void)policy_problem(w->work, from->from, reasons->keys[i],
                         "reasons: the model does not read the feature \"%.60s\"", reasons->keys[i]->text);
  }
  fr__cbor_write_array(w->out, model->parts.input_count);
  for (uint32_t i = 0; i < model->parts.input_count; i++) {
    const node *words = node_get(reasons, model->features[i]);
    if (words)
      writer_reason(w, from->from, words);
    else
      fr__cbor_write_map(w->out, 0);
  }
}

void writer_models(writer *w) {
  const section *models = &w->work->models;
  if (models->count == 0) return;
  if (models->count > FR_MAX_MODELS)
    (void)policy_problem(w->work, models->items[0].from, models->items[0].key,
                         "models: %u models; at most %d are taken", models->count, FR_MAX_MODELS);
  fr__cbor_write_string(w->out, "models");
  fr__cbor_write_array(w->out, models->count);
  for (uint32_t i = 0; i < models->count && w->work->loaded; i++) {
    const policy_model *model = &w->work->loaded[i];
    if (!model->good) {
      w->work->problems++; /* it was told when it was loaded */
      continue;
    }
    fr__cbor_write_map(w->out, 4);
    fr__cbor_write_string(w->out, "name");
    writer_text(w, models->items[i].key);
    fr__cbor_write_string(w->out, "model");
    fr__model_write(w->out, &model->parts);
    fr__cbor_write_string(w->out, "inputs");
    fr__cbor_write_array(w->out, model->parts.input_count);
    for (uint32_t k = 0; k < model->parts.input_count; k++) fr__cbor_write_string(w->out, model->features[k]);
    put_reasons(w, &models->items[i], model);
  }
}
