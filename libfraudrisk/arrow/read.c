/* SPDX-License-Identifier: Apache-2.0
 *
 * Types by their format, and one column of a batch: whether it hangs together, and its values. */
#include "arrow/arrow.h"

/* ---- formats ---- */

/* Digits up to a sign that is none; at most nine of them. */
static bool read_number(const char **at, int32_t *number) {
  const bool negative = **at == '-';
  int32_t digits = 0;
  *number = 0;
  *at += negative;
  for (; **at >= '0' && **at <= '9' && digits < 9; (*at)++, digits++) *number = *number * 10 + (**at - '0');
  if (negative) *number = -*number;
  return digits > 0;
}

/* "d:precision,scale" or "d:precision,scale,bits". */
static bool decimal_of(const char *format, fr__arrow_shape *shape) {
  int32_t precision, bits = 128;
  const char *at = format + 2;
  if (format[1] != ':' || !read_number(&at, &precision) || *at++ != ',' || !read_number(&at, &shape->scale))
    return false;
  if (*at == ',') {
    at++;
    if (!read_number(&at, &bits)) return false;
  }
  shape->type = FR__ARROW_DECIMAL;
  shape->width = (uint8_t)(bits / 8);
  return *at == 0 && (bits == 32 || bits == 64 || bits == 128) && shape->scale >= 0 && shape->scale <= 38;
}

static int64_t ticks_of(char unit) {
  return unit == 's' ? 1 : unit == 'm' ? 1000 : unit == 'u' ? 1000000 : unit == 'n' ? 1000000000 : 0;
}

static bool time_of(const char *format, fr__arrow_shape *shape) {
  shape->width = 8;
  shape->is_signed = 1;
  shape->ticks_per_s = ticks_of(format[2]);
  if (format[1] == 'd') {
    shape->type = FR__ARROW_DATE;
    shape->width = format[2] == 'D' ? 4 : 8;
    return (format[2] == 'D' || format[2] == 'm') && format[3] == 0;
  }
  if (format[1] == 'D') {
    shape->type = FR__ARROW_DURATION;
    return shape->ticks_per_s != 0 && format[3] == 0;
  }
  if (format[1] != 's' || shape->ticks_per_s == 0 || format[3] != ':') return false;
  shape->type = format[4] == 0 ? FR__ARROW_LOCAL : FR__ARROW_INSTANT;
  return true;
}

static bool plain_of(char format, fr__arrow_shape *shape) {
  static const char integers[] = "cCsSiIlL";
  const char *found = format == 0 ? NULL : strchr(integers, format);
  if (found != NULL) {
    shape->type = FR__ARROW_INT;
    shape->width = (uint8_t)(1u << ((found - integers) / 2));
    shape->is_signed = (found - integers) % 2 == 0;
    return true;
  }
  shape->type = format == 'n'                    ? FR__ARROW_NULL
                : format == 'b'                  ? FR__ARROW_BOOL
                : format == 'g'                  ? FR__ARROW_DOUBLE
                : format == 'u' || format == 'U' ? FR__ARROW_TEXT
                                                 : FR__ARROW_OTHER;
  shape->width = format == 'u' ? 4 : 8;
  return shape->type != FR__ARROW_OTHER;
}

static bool format_of(const char *format, fr__arrow_shape *shape) {
  if (format == NULL || format[0] == 0) return false;
  if (format[0] == 'd') return decimal_of(format, shape);
  if (format[0] == 't' && format[1] != 0 && format[2] != 0) return time_of(format, shape);
  if (format[0] == 'v' && format[1] == 'u' && format[2] == 0) {
    shape->type = FR__ARROW_VIEW;
    return true;
  }
  return format[1] == 0 && plain_of(format[0], shape);
}

bool fr__arrow_shape_of(const struct ArrowSchema *schema, fr__arrow_shape *shape) {
  *shape = (fr__arrow_shape){0};
  if (!format_of(schema->format, shape)) return false;
  if (schema->dictionary == NULL) return true;
  if (shape->type != FR__ARROW_INT || schema->dictionary->dictionary != NULL) return false;
  const fr__arrow_shape index = *shape;
  *shape = (fr__arrow_shape){0};
  if (!format_of(schema->dictionary->format, shape)) return false;
  shape->has_dictionary = 1;
  shape->index_width = index.width;
  shape->index_signed = index.is_signed;
  return true;
}

const char *fr__arrow_type_name(const struct ArrowSchema *schema) {
  static const struct {
    const char *begins, *name;
  } names[] = {{"n", "null"},
               {"b", "bool"},
               {"e", "float16"},
               {"f", "float32"},
               {"g", "float64"},
               {"z", "binary"},
               {"Z", "large binary"},
               {"u", "utf8"},
               {"U", "large utf8"},
               {"vu", "string view"},
               {"vz", "binary view"},
               {"d", "decimal"},
               {"w", "fixed binary"},
               {"ts", "timestamp"},
               {"td", "date"},
               {"tt", "time of day"},
               {"tD", "duration"},
               {"ti", "interval"},
               {"+s", "struct"},
               {"+m", "map"},
               {"+l", "list"},
               {"+L", "large list"},
               {"+w", "fixed list"},
               {"+u", "union"},
               {"+r", "run-end encoded"},
               {"+v", "list view"},
               {"c", "int8"},
               {"C", "uint8"},
               {"s", "int16"},
               {"S", "uint16"},
               {"i", "int32"},
               {"I", "uint32"},
               {"l", "int64"},
               {"L", "uint64"}};
  if (schema->format == NULL) return "nothing";
  if (schema->dictionary != NULL) return "dictionary";
  for (uint32_t i = 0; i < FR_COUNT(names); i++) {
    if (strncmp(schema->format, names[i].begins, strlen(names[i].begins)) == 0) return names[i].name;
  }
  return "an unknown type";
}

/* ---- columns ---- */

static const char *open_values(fr__arrow_view *view, const struct ArrowArray *array) {
  static const char few[] = "has fewer buffers than its type";
  static const char missing[] = "has a buffer that is a null pointer";
  const uint8_t type = view->shape.type;
  view->offset = array->offset;
  view->length = array->length;
  if (type == FR__ARROW_NULL) return NULL;
  const int64_t wanted = type == FR__ARROW_VIEW ? 3 : type == FR__ARROW_TEXT ? 3 : 2;
  if (array->n_buffers < wanted || array->buffers == NULL) return few;
  view->validity = array->null_count == 0 ? NULL : array->buffers[0];
  view->data = array->buffers[1];
  if (view->data == NULL && array->length > 0) return missing;
  if (type == FR__ARROW_TEXT) view->text = array->buffers[2];
  if (type == FR__ARROW_VIEW) {
    view->more = array->buffers + 2;
    view->more_count = array->n_buffers - 3;
    view->sizes = array->buffers[array->n_buffers - 1];
  }
  return NULL;
}

const char *fr__arrow_view_open(fr__arrow_view *view, const fr__arrow_shape *shape, const struct ArrowArray *array,
                                int64_t first, int64_t rows) {
  *view = (fr__arrow_view){.shape = *shape};
  if (array == NULL || array->release == NULL) return "was released already";
  if (array->length < 0 || array->offset < 0 || array->length > INT64_MAX / 64 || array->offset > INT64_MAX / 64) {
    return "has a length or an offset that cannot be";
  }
  if (array->length < first || array->length - first < rows) return "has fewer rows than the batch";
  if (!shape->has_dictionary) {
    if (array->dictionary != NULL) return "has a dictionary that its schema does not have";
    const char *fault = open_values(view, array);
    view->offset += first;
    return fault;
  }
  const struct ArrowArray *values = array->dictionary;
  if (values == NULL || values->release == NULL) return "lacks its dictionary";
  if (values->length < 0 || values->offset < 0 || values->offset > INT64_MAX / 64) return "has a bad dictionary";
  if (array->n_buffers < 2 || array->buffers == NULL) return "has fewer buffers than its type";
  view->index = array->buffers[1];
  view->index_validity = array->null_count == 0 ? NULL : array->buffers[0];
  view->index_offset = array->offset + first;
  if (view->index == NULL && array->length > 0) return "has a buffer that is a null pointer";
  return open_values(view, values);
}

/* ---- values ---- */

static bool bit_at(const uint8_t *bits, int64_t at) { return (bits[at >> 3] >> (at & 7) & 1) != 0; }

/* An unsigned one that is larger than INT64_MAX is told by false. */
static bool integer_at(const uint8_t *data, int64_t at, uint8_t width, bool is_signed, int64_t *value) {
  union {
    int8_t i8;
    int16_t i16;
    int32_t i32;
    int64_t i64;
    uint8_t u8;
    uint16_t u16;
    uint32_t u32;
  } any;
  memcpy(&any, data + at * width, width);
  switch (width) {
    case 1: *value = is_signed ? (int64_t)any.i8 : (int64_t)any.u8; return true;
    case 2: *value = is_signed ? (int64_t)any.i16 : (int64_t)any.u16; return true;
    case 4: *value = is_signed ? (int64_t)any.i32 : (int64_t)any.u32; return true;
    default: *value = any.i64; return is_signed || any.i64 >= 0;
  }
}

static fr__arrow_got text_at(const fr__arrow_view *view, int64_t at, fr_text *text) {
  int64_t begin, end;
  if (!integer_at(view->data, at, view->shape.width, true, &begin) ||
      !integer_at(view->data, at + 1, view->shape.width, true, &end) || begin < 0 || end < begin ||
      end - begin > INT32_MAX || (view->text == NULL && end != begin)) {
    return FR__ARROW_GOT_BROKEN;
  }
  *text = (fr_text){view->text == NULL ? "" : view->text + begin, (uint32_t)(end - begin), FR_ENCODING_UTF8};
  return FR__ARROW_GOT;
}

/* Sixteen bytes: a length, then up to twelve bytes, or four of them, a buffer and a place in it. */
static fr__arrow_got viewed_text(const fr__arrow_view *view, int64_t at, fr_text *text) {
  int32_t parts[4];
  const uint8_t *from = view->data + at * 16;
  memcpy(parts, from, sizeof parts);
  if (parts[0] < 0) return FR__ARROW_GOT_BROKEN;
  const char *data = (const char *)from + 4;
  if (parts[0] > 12) {
    int64_t size;
    if (parts[2] < 0 || parts[2] >= view->more_count || parts[3] < 0 || view->more[parts[2]] == NULL ||
        view->sizes == NULL) {
      return FR__ARROW_GOT_BROKEN;
    }
    memcpy(&size, view->sizes + (size_t)parts[2] * sizeof size, sizeof size);
    if (size < (int64_t)parts[3] + parts[0]) return FR__ARROW_GOT_BROKEN;
    data = (const char *)view->more[parts[2]] + parts[3];
  }
  *text = (fr_text){data, (uint32_t)parts[0], FR_ENCODING_UTF8};
  return FR__ARROW_GOT;
}

static fr__arrow_got decimal_at(const fr__arrow_view *view, int64_t at, fr__arrow_value *value) {
  if (view->shape.width == 16) {
    uint64_t halves[2];
    memcpy(halves, view->data + at * 16, sizeof halves);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    const uint64_t upper = halves[0];
    halves[0] = halves[1];
    halves[1] = upper;
#endif
    memcpy(&value->integer, &halves[0], sizeof halves[0]);
    value->high = halves[1];
    return FR__ARROW_GOT;
  }
  (void)integer_at(view->data, at, view->shape.width, true, &value->integer);
  value->high = value->integer < 0 ? UINT64_MAX : 0;
  return FR__ARROW_GOT;
}

fr__arrow_got fr__arrow_get(const fr__arrow_view *view, int64_t row, fr__arrow_value *value) {
  const fr__arrow_shape *shape = &view->shape;
  int64_t at = view->offset + row;
  if (shape->has_dictionary) {
    const int64_t index = view->index_offset + row;
    if (view->index_validity != NULL && !bit_at(view->index_validity, index)) return FR__ARROW_GOT_NULL;
    int64_t place;
    if (!integer_at(view->index, index, shape->index_width, shape->index_signed, &place) || place < 0 ||
        place >= view->length) {
      return FR__ARROW_GOT_BROKEN;
    }
    at = view->offset + place;
  }
  if (shape->type == FR__ARROW_NULL) return FR__ARROW_GOT_NULL;
  if (view->validity != NULL && !bit_at(view->validity, at)) return FR__ARROW_GOT_NULL;
  value->type = (fr__arrow_type)shape->type;
  switch (shape->type) {
    case FR__ARROW_TEXT: return text_at(view, at, &value->text);
    case FR__ARROW_VIEW: value->type = FR__ARROW_TEXT; return viewed_text(view, at, &value->text);
    case FR__ARROW_BOOL: value->integer = bit_at(view->data, at); return FR__ARROW_GOT;
    case FR__ARROW_DOUBLE: memcpy(&value->number, view->data + at * 8, 8); return FR__ARROW_GOT;
    case FR__ARROW_DECIMAL: return decimal_at(view, at, value);
    default:
      return integer_at(view->data, at, shape->width, shape->is_signed, &value->integer) ? FR__ARROW_GOT
                                                                                         : FR__ARROW_GOT_BROKEN;
  }
}
