/* SPDX-License-Identifier: Apache-2.0
 *
 * A schema is bound once: names to fields, types to what they can be read as. What does not fit is told here, so that
 * no batch meets it. */
#include <stdlib.h>

#include "arrow/arrow.h"

static bool is_word(uint32_t type) {
  return type == FR__FIELD_WORD || type == FR__FIELD_CURRENCY || type == FR__FIELD_OBSERVATIONS;
}
static bool is_amount(uint32_t type) {
  return type == FR__FIELD_AMOUNT || type == FR__FIELD_BASE_AMOUNT || type == FR__FIELD_BALANCE;
}

static bool attribute_takes(uint32_t attribute, uint32_t type) {
  switch (attribute) {
    case FR_TYPE_BOOL: return type == FR__ARROW_BOOL || type == FR__ARROW_INT || type == FR__ARROW_TEXT;
    case FR_TYPE_INT: return type == FR__ARROW_INT;
    case FR_TYPE_DOUBLE: return type == FR__ARROW_DOUBLE || type == FR__ARROW_INT || type == FR__ARROW_DECIMAL;
    default: return type == FR__ARROW_TEXT;
  }
}

static bool takes(const fr__arrow_bound *at) {
  const uint32_t field = at->field->type;
  uint32_t type = at->shape.type;
  if (type == FR__ARROW_VIEW) type = FR__ARROW_TEXT;
  if (field == FR__FIELD_ATTRIBUTE && type != FR__ARROW_NULL) return attribute_takes(at->attribute_type, type);
  const bool flag = field == FR__FIELD_FLAG || field == FR__FIELD_OBSERVATION;
  switch (type) {
    case FR__ARROW_NULL: return true;
    case FR__ARROW_TEXT: return field == FR__FIELD_TEXT || is_word(field) || flag;
    case FR__ARROW_INT: return !is_word(field);
    case FR__ARROW_BOOL: return flag;
    case FR__ARROW_DOUBLE: return field != FR__FIELD_TEXT && !is_word(field);
    case FR__ARROW_DECIMAL:
      return is_amount(field) || field == FR__FIELD_YEARS || field == FR__FIELD_COUNT || field == FR__FIELD_SECONDS;
    case FR__ARROW_INSTANT:
    case FR__ARROW_LOCAL:
    case FR__ARROW_DATE: return field == FR__FIELD_TIME;
    case FR__ARROW_DURATION: return field == FR__FIELD_SECONDS;
    default: return false;
  }
}

static const char *remedy(const fr__arrow_bound *at) {
  const uint32_t field = at->field->type;
  if (is_amount(field)) return "cast it to decimal, double or integer, in major units";
  if (field == FR__FIELD_TEXT || is_word(field)) return "cast it to utf8";
  if (field == FR__FIELD_TIME) return "cast it to timestamp";
  if (field == FR__FIELD_SECONDS) return "cast it to duration, or to integer for seconds";
  if (field == FR__FIELD_YEARS || field == FR__FIELD_COUNT) return "cast it to integer";
  if (field != FR__FIELD_ATTRIBUTE) return "cast it to bool";
  return at->attribute_type == FR_TYPE_BOOL     ? "the policy declares it as bool; cast it to that"
         : at->attribute_type == FR_TYPE_INT    ? "the policy declares it as int; cast it to int64"
         : at->attribute_type == FR_TYPE_DOUBLE ? "the policy declares it as double; cast it to float64"
                                                : "the policy declares it as string; cast it to utf8";
}

/* ---- binding ---- */

static fr_text renamed(const fr_arrow_options *options, const char *name) {
  const fr_text plain = {name, (uint32_t)strlen(name), FR_ENCODING_UTF8};
  for (uint32_t i = 0; i < options->name_count; i++) {
    if (options->names[i].column.data != NULL && options->names[i].field.data != NULL &&
        options->names[i].column.size == plain.size && memcmp(options->names[i].column.data, name, plain.size) == 0) {
      return options->names[i].field;
    }
  }
  return plain;
}

static fr_status no_such(fr_text name, const char *given, fr_error *error) {
  const char *like = fr__arrow_field_like(name);
  if (like != NULL) {
    return fr__fail(error, FR_BAD_ARGUMENT, given, "there is no column \"%.64s\"; did you mean \"%s\"?", given, like);
  }
  return fr__fail(error, FR_BAD_ARGUMENT, given,
                  "there is no column \"%.64s\"; rename it, leave it out, or have unknown columns ignored", given);
}

static bool same_field(const fr__arrow_bound *a, const fr__arrow_bound *b) {
  if (a->field->type != b->field->type) return false;
  if (a->field->type == FR__FIELD_ATTRIBUTE || a->field->type == FR__FIELD_OBSERVATION) {
    return strcmp(a->name, b->name) == 0;
  }
  return a->field->offset == b->field->offset && a->field->known_bit == b->field->known_bit;
}

static fr_status name_suffix(fr__arrow_bound *at, fr_text name, const fr_policy *policy, const char *given,
                             fr_error *error) {
  const uint32_t prefix = (uint32_t)strlen(at->field->name);
  if (at->field->type != FR__FIELD_ATTRIBUTE && at->field->type != FR__FIELD_OBSERVATION) return FR_OK;
  const fr_text rest = {name.data + prefix, name.size - prefix, FR_ENCODING_UTF8};
  if (rest.size <= FR_MAX_IDENTIFIER_BYTES) memcpy(at->name, rest.data, rest.size);
  if (at->field->type == FR__FIELD_OBSERVATION) return FR_OK;
  at->attribute_type = rest.size > FR_MAX_IDENTIFIER_BYTES ? FR_TYPE_UNKNOWN : fr_policy_attribute_type(policy, rest);
  if (at->attribute_type != FR_TYPE_UNKNOWN) return FR_OK;
  return fr__fail(error, FR_BAD_ARGUMENT, given,
                  "the policy declares no attribute \"%.64s\"; add it under attributes:, or leave the column out",
                  at->name);
}

static fr_status add(fr_arrow_plan *plan, fr__arrow_bound *made, const char *given, fr_error *error) {
  for (uint32_t i = 0; i < plan->count; i++) {
    if (same_field(made, &plan->bound[i])) {
      return fr__fail(error, FR_BAD_ARGUMENT, given, "the column \"%.64s\" says what another one says; leave one out",
                      given);
    }
  }
  if (plan->count == FR__ARROW_COLUMNS ||
      (made->field->type == FR__FIELD_ATTRIBUTE && plan->attribute_count == FR_MAX_ATTRIBUTES)) {
    return fr__fail(error, FR_TOO_MANY, given, "there are more than %d attributes", FR_MAX_ATTRIBUTES);
  }
  if (made->field->type == FR__FIELD_TEXT && made->shape.type == FR__ARROW_INT) made->scratch = ++plan->scratch_count;
  plan->attribute_count += made->field->type == FR__FIELD_ATTRIBUTE;
  plan->groups |= made->field->group;
  plan->bound[plan->count++] = *made;
  return FR_OK;
}

static fr_status bind(fr_arrow_plan *plan, const struct ArrowSchema *column, int64_t child, const fr_policy *policy,
                      const fr_arrow_options *options, fr_error *error) {
  if (column == NULL || column->release == NULL) {
    return fr__fail(error, FR_BAD_ARGUMENT, NULL, "column %lld of the schema is a null pointer, or was released",
                    (long long)child);
  }
  const char *given = column->name == NULL ? "" : column->name;
  const fr_text name = renamed(options, given);
  fr__arrow_bound made = {.field = fr__arrow_field_find(name), .child = child};
  if (made.field == NULL) return options->ignore_columns == FR_YES ? FR_OK : no_such(name, given, error);
  if (made.field->type == FR__FIELD_LABEL) return FR_OK;
  fr_status status = name_suffix(&made, name, policy, given, error);
  if (status != FR_OK && options->ignore_columns == FR_YES) {
    fr__error_clear(error);
    return FR_OK;
  }
  FR_TRY(status);
  if (!fr__arrow_shape_of(column, &made.shape) || !takes(&made)) {
    return fr__fail(error, FR_BAD_ARGUMENT, given,
                    "the column \"%.64s\" is of type %s (%.16s), which cannot be read as such; %s", given,
                    fr__arrow_type_name(column), column->format == NULL ? "" : column->format, remedy(&made));
  }
  return add(plan, &made, given, error);
}

static bool has(const fr_arrow_plan *plan, const char *name) {
  for (uint32_t i = 0; i < plan->count; i++) {
    if (strcmp(plan->bound[i].field->name, name) == 0) return true;
  }
  return false;
}

/* Amounts are read in the row's currency, so that one comes first. */
static void currency_first(fr_arrow_plan *plan) {
  for (uint32_t i = 1; i < plan->count; i++) {
    if (plan->bound[i].field->type != FR__FIELD_CURRENCY) continue;
    const fr__arrow_bound first = plan->bound[0];
    plan->bound[0] = plan->bound[i];
    plan->bound[i] = first;
  }
}

static fr_status bind_all(fr_arrow_plan *plan, const struct ArrowSchema *schema, const fr_policy *policy,
                          const fr_arrow_options *options, fr_error *error) {
  static const char *const needed[] = {"id", "time", "payer", "payee", "amount"};
  if (schema->release == NULL || schema->format == NULL || strcmp(schema->format, "+s") != 0) {
    return fr__fail(error, FR_BAD_ARGUMENT, NULL, "the data are not a table: their schema is %s, not a struct",
                    schema->release == NULL ? "released" : fr__arrow_type_name(schema));
  }
  if (schema->n_children < 0 || (schema->n_children > 0 && schema->children == NULL)) {
    return fr__fail(error, FR_BAD_ARGUMENT, NULL, "the schema has columns that are null pointers");
  }
  plan->children = schema->n_children;
  for (int64_t i = 0; i < schema->n_children; i++) {
    FR_TRY(bind(plan, schema->children[i], i, policy, options, error));
  }
  for (uint32_t i = 0; i < FR_COUNT(needed); i++) {
    if (has(plan, needed[i])) continue;
    return fr__fail(error, FR_BAD_ARGUMENT, needed[i], "the table has no column %s; %s", needed[i],
                    i == 0 ? "a transfer needs an id of its own, which no other one has, in this table or another"
                           : "every table of transfers needs it");
  }
  currency_first(plan);
  return FR_OK;
}

/* ---- memory ---- */

static bool take_memory(fr_arrow_plan *plan) {
  plan->rows_of_chunk = calloc(FR__ARROW_CHUNK, sizeof *plan->rows_of_chunk);
  plan->decisions = calloc(FR__ARROW_CHUNK, sizeof *plan->decisions);
  plan->attributes = calloc((size_t)FR__ARROW_CHUNK * (plan->attribute_count + 1), sizeof *plan->attributes);
  plan->digits_text = calloc((size_t)FR__ARROW_CHUNK * (plan->scratch_count + 1), FR__ARROW_DIGITS);
  if (plan->rows_of_chunk == NULL || plan->decisions == NULL || plan->attributes == NULL || plan->digits_text == NULL) {
    return false;
  }
  for (uint32_t i = 0; i < FR__ARROW_CHUNK; i++) {
    fr__arrow_row *row = &plan->rows_of_chunk[i];
    row->groups = FR__GROUP_SESSION | FR__GROUP_TELLER | FR__GROUP_PAYER | FR__GROUP_PAYEE;
    plan->decisions[i].struct_size = (uint32_t)sizeof plan->decisions[i];
  }
  return true;
}

void fr_arrow_plan_destroy(fr_arrow_plan *plan) {
  if (plan == NULL) return;
  free(plan->rows_of_chunk);
  free(plan->decisions);
  free(plan->attributes);
  free(plan->digits_text);
  free(plan);
}

fr_status fr_arrow_plan_create(const fr_policy *policy, const struct ArrowSchema *schema,
                               const fr_arrow_options *options, fr_arrow_plan **plan, fr_error *error) {
  fr_arrow_options known = FR_ARROW_OPTIONS_INIT;
  fr_policy_info info = FR_POLICY_INFO_INIT;
  if (plan == NULL || policy == NULL || schema == NULL) {
    return fr__fail(error, FR_NULL_POINTER, NULL, "the policy, the schema and the place of the plan are needed");
  }
  *plan = NULL;
  fr__error_clear(error);
  if (options != NULL) {
    const fr_status size = fr__check_struct(options, options->struct_size, sizeof known, sizeof known);
    if (size != FR_OK) return fr__fail(error, size, NULL, "%s", fr_status_text(size));
    fr__copy_struct(&known, sizeof known, options, options->struct_size);
    if (known.name_count > 0 && known.names == NULL) {
      return fr__fail(error, FR_NULL_POINTER, "names", "name_count says that there are names, and they are null");
    }
  }
  FR_TRY(fr_policy_describe(policy, &info));
  fr_arrow_plan *made = calloc(1, sizeof *made);
  if (made == NULL) return fr__fail(error, FR_NO_MEMORY, NULL, "out of memory");
  made->digits = info.currency_digits;
  made->utc_offset_us = info.utc_offset_s * FR__SECOND_US;
  fr_status status = bind_all(made, schema, policy, &known, error);
  if (status == FR_OK && !take_memory(made)) status = fr__fail(error, FR_NO_MEMORY, NULL, "out of memory");
  if (status == FR_OK) *plan = made;
  if (status != FR_OK) fr_arrow_plan_destroy(made);
  return status;
}

/* ---- a batch ---- */

fr_status fr__arrow_plan_open(fr_arrow_plan *plan, const struct ArrowArray *batch, fr_error *error) {
  if (batch->release == NULL) return fr__fail(error, FR_BAD_ARGUMENT, NULL, "the batch was released already");
  if (batch->length < 0 || batch->offset < 0 || batch->length > INT64_MAX / 64 || batch->offset > INT64_MAX / 64) {
    return fr__fail(error, FR_BAD_ARGUMENT, NULL, "the batch has a length or an offset that cannot be");
  }
  if (batch->n_children != plan->children || (batch->children == NULL && plan->children > 0)) {
    return fr__fail(error, FR_BAD_ARGUMENT, NULL, "the batch has %lld columns, and its schema %lld",
                    (long long)batch->n_children, (long long)plan->children);
  }
  const bool may_lack = batch->null_count != 0 && batch->n_buffers > 0 && batch->buffers != NULL;
  plan->validity = may_lack ? batch->buffers[0] : NULL;
  plan->offset = batch->offset;
  for (uint32_t i = 0; i < plan->count; i++) {
    fr__arrow_bound *at = &plan->bound[i];
    const char *fault =
        fr__arrow_view_open(&at->view, &at->shape, batch->children[at->child], batch->offset, batch->length);
    if (fault == NULL) continue;
    return fr__fail(error, FR_BAD_ARGUMENT, at->field->name, "the column \"%s%s\" %s", at->field->name, at->name,
                    fault);
  }
  return FR_OK;
}
