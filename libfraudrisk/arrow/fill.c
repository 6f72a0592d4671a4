/* SPDX-License-Identifier: Apache-2.0
 *
 * A chunk of rows becomes transfers, column by column. A value that cannot be read makes its row a bad one; the first
 * such value of a row is told. */
#include "arrow/arrow.h"

typedef __int128 wide;

/* ---- numbers ---- */

static const char not_whole[] = "is not a whole number";
static const char too_large[] = "is too large";

static int64_t power(uint32_t digits) {
  int64_t made = 1;
  for (uint32_t i = 0; i < digits && i < 18; i++) made *= 10;
  return made;
}

static wide wide_of(const fr__arrow_value *value) {
  int64_t upper;
  uint64_t lower;
  memcpy(&upper, &value->high, sizeof upper);
  memcpy(&lower, &value->integer, sizeof lower);
  return (wide)upper * ((wide)1 << 64) + lower;
}

/* value * 10^digits / 10^scale, exactly or not at all. */
static const char *scaled(wide value, int32_t scale, uint32_t digits, int64_t *result) {
  for (; scale > (int32_t)digits; scale--) {
    if (value % 10 != 0) return "has more decimals than its currency";
    value /= 10;
  }
  for (; scale < (int32_t)digits; scale++) {
    if (value > INT64_MAX || value < INT64_MIN) return too_large;
    value *= 10;
  }
  if (value > FR_MAX_AMOUNT_MINOR || value < -FR_MAX_AMOUNT_MINOR) return "is above the largest amount";
  *result = (int64_t)value;
  return NULL;
}

/* A double is an amount where it is the nearest one to so many decimals, or nearer to that than a millionth of a minor
 * unit: the dust of sums in floating point. */
static const char *minor_of_double(double value, uint32_t digits, int64_t *minor) {
  const bool negative = value < 0;
  const double size = negative ? -value : value, unit = (double)power(digits);
  if (!(size < 1e12)) return "is more than a double keeps; cast it to decimal";
  const int64_t whole = (int64_t)(size * unit + 0.5);
  const double away = size * unit - (double)whole;
  if ((double)whole / unit != size && !(away < 1e-6 && away > -1e-6)) return "has more decimals than its currency";
  *minor = negative ? -whole : whole;
  return NULL;
}

static const char *read_amount(const fr__arrow_view *view, const fr__arrow_value *value, uint32_t digits, bool balance,
                               int64_t *minor) {
  int64_t made = 0;
  const char *fault = value->type == FR__ARROW_DOUBLE    ? minor_of_double(value->number, digits, &made)
                      : value->type == FR__ARROW_DECIMAL ? scaled(wide_of(value), view->shape.scale, digits, &made)
                                                         : scaled(value->integer, 0, digits, &made);
  if (fault == NULL && made < 0 && !balance) return "is negative";
  if (fault == NULL) *minor = made;
  return fault;
}

static const char *read_whole(const fr__arrow_view *view, const fr__arrow_value *value, int64_t least, int64_t most,
                              int64_t *result) {
  int64_t made = value->integer;
  if (value->type == FR__ARROW_DOUBLE) {
    if (!(value->number >= -9e15 && value->number <= 9e15)) return too_large;
    made = (int64_t)value->number;
    if ((double)made != value->number) return not_whole;
  } else if (value->type == FR__ARROW_DECIMAL) {
    wide number = wide_of(value);
    for (int32_t scale = view->shape.scale; scale > 0; scale--, number /= 10) {
      if (number % 10 != 0) return not_whole;
    }
    if (number > INT64_MAX || number < INT64_MIN) return too_large;
    made = (int64_t)number;
  }
  if (made < least || made > most) return "is not such a number";
  *result = made;
  return NULL;
}

static const char *read_seconds(const fr__arrow_view *view, const fr__arrow_value *value, int64_t *seconds) {
  int64_t made = value->integer;
  if (value->type == FR__ARROW_DURATION) made = value->integer / view->shape.ticks_per_s;
  if (value->type == FR__ARROW_DOUBLE) {
    if (!(value->number >= 0 && value->number <= 9e15)) return "is not a duration";
    made = (int64_t)value->number;
  }
  if (value->type == FR__ARROW_DECIMAL) {
    wide number = wide_of(value);
    for (int32_t scale = view->shape.scale; scale > 0; scale--) number /= 10;
    made = number > INT64_MAX || number < 0 ? -1 : (int64_t)number;
  }
  if (made < 0) return "is negative, or too long";
  *seconds = made;
  return NULL;
}

static const char *read_time(const fr_arrow_plan *plan, const fr__arrow_view *view, const fr__arrow_value *value,
                             int64_t *time_us) {
  static const char outside[] = "lies outside the years 1970 to 2099";
  const int64_t ticks = view->shape.ticks_per_s;
  wide made = 0;
  switch (value->type) {
    case FR__ARROW_DATE:
      made = (wide)value->integer * (view->shape.width == 4 ? FR__DAY_US : 1000) - plan->utc_offset_us;
      break;
    case FR__ARROW_INT:
      if (value->integer < 1000000000) return "is not a time; seconds since 1970 are taken from 10^9 on";
      made = (wide)value->integer * FR__SECOND_US;
      break;
    case FR__ARROW_DOUBLE:
      if (!(value->number >= 1e9)) return "is not a time; seconds since 1970 are taken from 10^9 on";
      if (!(value->number < 4102444800.0)) return outside;
      made = (wide)(value->number * 1e6 + 0.5);
      break;
    default:
      made = ticks >= FR__SECOND_US ? (wide)value->integer / (ticks / FR__SECOND_US)
                                    : (wide)value->integer * (FR__SECOND_US / ticks);
      if (value->type == FR__ARROW_LOCAL) made -= plan->utc_offset_us;
  }
  if (made < 0 || made >= FR_MAX_TIME_US) return outside;
  *time_us = (int64_t)made;
  return NULL;
}

/* ---- words ---- */

static const char *read_flag(const fr__arrow_value *value, uint32_t *flag) {
  if (value->type == FR__ARROW_TEXT) {
    const uint32_t word = fr__arrow_word_find("true\0yes\0001\0false\0no\0000\0", value->text);
    if (word == 0) return "is neither true nor false";
    *flag = word <= 3 ? FR_YES : FR_NO;
    return NULL;
  }
  const int64_t number = value->type == FR__ARROW_DOUBLE ? (value->number == 0   ? 0
                                                            : value->number == 1 ? 1
                                                                                 : 2)
                                                         : value->integer;
  if (number != 0 && number != 1) return "is neither 0 nor 1";
  *flag = number == 1 ? FR_YES : FR_NO;
  return NULL;
}

static const char *observe(fr_teller *teller, uint32_t bit, bool yes) {
  uint64_t *into = yes ? &teller->seen : &teller->ruled_out;
  if (((yes ? teller->ruled_out : teller->seen) >> bit & 1) != 0) return "is both seen and ruled out";
  *into |= UINT64_C(1) << bit;
  return NULL;
}

/* "on_phone;!coached" */
static const char *read_observations(fr_teller *teller, fr_text text) {
  for (uint32_t begin = 0, end; begin <= text.size; begin = end + 1) {
    for (end = begin; end < text.size && text.data[end] != ';';) end++;
    fr_text word = {text.data + begin, end - begin, 0};
    while (word.size > 0 && word.data[0] == ' ') word.data++, word.size--;
    while (word.size > 0 && word.data[word.size - 1] == ' ') word.size--;
    const bool yes = word.size == 0 || word.data[0] != '!';
    if (!yes) word.data++, word.size--;
    if (word.size == 0) continue;
    const uint32_t bit = fr__arrow_observation_find(word);
    if (bit == UINT32_MAX) return "names something that no teller can see";
    const char *fault = observe(teller, bit, yes);
    if (fault != NULL) return fault;
  }
  return NULL;
}

static const char *read_currency(fr_transfer *transfer, fr_text text) {
  static const char fault[] = "is not a currency; write three capital letters such as CNY";
  if (text.size != 3) return fault;
  for (uint32_t i = 0; i < 3; i++) {
    if (text.data[i] < 'A' || text.data[i] > 'Z') return fault;
  }
  memcpy(transfer->currency, text.data, 3);
  return NULL;
}

/* A row without a currency of its own is in the policy's. */
static uint32_t digits_of(const char *currency, uint32_t policys) {
  return currency[0] == 0 ? policys : fr_currency_digits(currency);
}

/* ---- one value ---- */

static fr_text decimal_text(char *into, int64_t value) {
  char backwards[FR__ARROW_DIGITS];
  uint32_t count = 0, size = 0;
  uint64_t rest = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
  do {
    backwards[count++] = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (value < 0) into[size++] = '-';
  while (count > 0) into[size++] = backwards[--count];
  return (fr_text){into, size, FR_ENCODING_UTF8};
}

static const char *read_attribute(const fr__arrow_bound *at, fr__arrow_row *row, fr_attribute *attributes,
                                  const fr__arrow_value *value) {
  fr_attribute *made = &attributes[row->transfer.attribute_count];
  uint32_t flag = FR_UNKNOWN;
  const char *fault = NULL;
  memset(made, 0, sizeof *made);
  made->name = (fr_text){at->name, (uint32_t)strlen(at->name), FR_ENCODING_UTF8};
  made->type = at->attribute_type;
  made->integer = value->integer;
  if (made->type == FR_TYPE_BOOL) {
    fault = read_flag(value, &flag);
    made->integer = flag == FR_YES;
  } else if (made->type == FR_TYPE_DOUBLE) {
    made->number = value->number;
    if (value->type == FR__ARROW_INT) made->number = (double)value->integer;
    if (value->type == FR__ARROW_DECIMAL) {
      double unit = 1; /* exact up to 10^22 */
      for (int32_t i = 0; i < at->shape.scale; i++) unit *= 10;
      made->number = (double)wide_of(value) / unit;
    }
    made->integer = 0;
  } else if (made->type == FR_TYPE_STRING) {
    made->integer = 0;
    made->text = value->text;
  }
  if (fault == NULL) row->transfer.attribute_count++;
  return fault;
}

static const char *read_number(const fr_arrow_plan *plan, const fr__arrow_bound *at, fr__arrow_row *row,
                               const fr__arrow_value *value) {
  void *into = (char *)row + at->field->offset;
  const fr__arrow_view *view = &at->view;
  int64_t made = 0;
  const char *fault = NULL;
  switch (at->field->type) {
    case FR__FIELD_AMOUNT:
      return read_amount(view, value, digits_of(row->transfer.currency, plan->digits), false, into);
    case FR__FIELD_BASE_AMOUNT: return read_amount(view, value, plan->digits, false, into);
    case FR__FIELD_BALANCE: return read_amount(view, value, plan->digits, true, into);
    case FR__FIELD_SECONDS: return read_seconds(view, value, into);
    case FR__FIELD_TIME: return read_time(plan, view, value, into);
    case FR__FIELD_FLAG: return read_flag(value, into);
    default:
      fault = read_whole(view, value, 0, at->field->type == FR__FIELD_YEARS ? 200 : 1000, &made);
      *(int32_t *)into = (int32_t)made;
      return fault;
  }
}

static const char *read_value(const fr_arrow_plan *plan, const fr__arrow_bound *at, fr__arrow_row *row, uint32_t place,
                              const fr__arrow_value *value) {
  void *into = (char *)row + at->field->offset;
  uint32_t number = 0;
  const char *fault;
  switch (at->field->type) {
    case FR__FIELD_TEXT:
      if (at->scratch != 0) {
        const size_t part = (size_t)(at->scratch - 1) * FR__ARROW_CHUNK + place;
        *(fr_text *)into = decimal_text(plan->digits_text + part * FR__ARROW_DIGITS, value->integer);
      } else {
        *(fr_text *)into = value->text;
      }
      return NULL;
    case FR__FIELD_WORD:
      number = fr__arrow_word_find(at->field->words, value->text);
      *(uint32_t *)into = number;
      return number == 0 ? "is none of the words that this column knows" : NULL;
    case FR__FIELD_CURRENCY: return read_currency(&row->transfer, value->text);
    case FR__FIELD_OBSERVATIONS: return read_observations(&row->teller, value->text);
    case FR__FIELD_OBSERVATION:
      fault = read_flag(value, &number);
      if (fault != NULL) return fault;
      return observe(&row->teller, fr__arrow_observation_find(fr_text_of(at->name)), number == FR_YES);
    case FR__FIELD_ATTRIBUTE:
      return read_attribute(at, row, plan->attributes + (size_t)place * plan->attribute_count, value);
    default: return read_number(plan, at, row, value);
  }
}

/* ---- rows ---- */

static fr_status status_of(const fr__arrow_field *field) {
  switch (field->type) {
    case FR__FIELD_AMOUNT:
    case FR__FIELD_BASE_AMOUNT:
    case FR__FIELD_BALANCE: return FR_BAD_AMOUNT;
    case FR__FIELD_TIME: return FR_BAD_TIME;
    case FR__FIELD_ATTRIBUTE: return FR_BAD_ATTRIBUTE;
    default: return FR_BAD_VALUE;
  }
}

static const char broken[] = "is broken: it points outside of its column";

static void refuse(fr__arrow_row *row, fr_status status, const char *column, const char *fault) {
  if (row->status != FR_OK) return;
  row->status = status;
  row->column = column;
  row->fault = fault;
}

/* Most columns are plain texts, so these have a loop of their own: the same as below, without looking at each value
 * what it is. */
static void fill_texts(fr_arrow_plan *plan, const fr__arrow_bound *at, int64_t first, uint32_t count) {
  const fr__arrow_view *view = &at->view;
  const int32_t *offsets = (const int32_t *)(const void *)view->data + view->offset + first;
  for (uint32_t i = 0; i < count; i++) {
    fr__arrow_row *row = &plan->rows_of_chunk[i];
    const int32_t begin = offsets[i], end = offsets[i + 1];
    if (begin < 0 || end < begin || (view->text == NULL && end != begin)) {
      refuse(row, FR_BAD_VALUE, at->field->name, broken);
      continue;
    }
    if (end == begin) continue;
    *(fr_text *)(void *)((char *)row + at->field->offset) =
        (fr_text){view->text + begin, (uint32_t)(end - begin), FR_ENCODING_UTF8};
    row->groups |= at->field->group;
  }
}

static bool is_plain_text(const fr__arrow_bound *at) {
  const fr__arrow_shape *shape = &at->shape;
  return at->field->type == FR__FIELD_TEXT && shape->type == FR__ARROW_TEXT && shape->width == 4 &&
         !shape->has_dictionary && at->view.validity == NULL && (uintptr_t)at->view.data % 4 == 0;
}

static void fill_column(fr_arrow_plan *plan, const fr__arrow_bound *at, int64_t first, uint32_t count) {
  if (is_plain_text(at)) {
    fill_texts(plan, at, first, count);
    return;
  }
  for (uint32_t i = 0; i < count; i++) {
    fr__arrow_row *row = &plan->rows_of_chunk[i];
    fr__arrow_value value = {0};
    const fr__arrow_got got = fr__arrow_get(&at->view, first + i, &value);
    if (got == FR__ARROW_GOT_BROKEN) {
      refuse(row, FR_BAD_VALUE, at->field->name, broken);
      continue;
    }
    if (got == FR__ARROW_GOT_NULL || (value.type == FR__ARROW_TEXT && value.text.size == 0)) continue;
    row->groups |= at->field->group; /* first: what is refused half read has to be cleared as well */
    const char *fault = read_value(plan, at, row, i, &value);
    if (fault != NULL) {
      refuse(row, status_of(at->field), at->field->type == FR__FIELD_ATTRIBUTE ? at->name : at->field->name, fault);
      continue;
    }
    if (at->field->known_offset != 0) *(uint32_t *)((char *)row + at->field->known_offset) |= at->field->known_bit;
  }
}

/* What the row before it in this place used is cleared. */
static void begin(fr__arrow_row *row) {
  memset(&row->transfer, 0, sizeof row->transfer);
  row->transfer.struct_size = (uint32_t)sizeof row->transfer;
  if (row->groups & FR__GROUP_SESSION) row->session = (fr_session){.struct_size = (uint32_t)sizeof row->session};
  if (row->groups & FR__GROUP_TELLER) row->teller = (fr_teller){.struct_size = (uint32_t)sizeof row->teller};
  if (row->groups & FR__GROUP_PAYER) row->payer = (fr_party){.struct_size = (uint32_t)sizeof row->payer};
  if (row->groups & FR__GROUP_PAYEE) row->payee = (fr_party){.struct_size = (uint32_t)sizeof row->payee};
  row->groups = 0;
  row->given = 0;
  row->status = FR_OK;
  row->fault = NULL;
  row->column = NULL;
}

static void finish(fr_arrow_plan *plan, fr__arrow_row *row, uint32_t place) {
  fr_transfer *transfer = &row->transfer;
  static const char missing[] = "is missing; every row needs it";
  if ((row->given & FR__ROW_HAS_TIME) == 0) refuse(row, FR_MISSING_FIELD, "time", missing);
  if ((row->given & FR__ROW_HAS_AMOUNT) == 0) refuse(row, FR_MISSING_FIELD, "amount", missing);
  transfer->session = row->groups & FR__GROUP_SESSION ? &row->session : NULL;
  transfer->teller = row->groups & FR__GROUP_TELLER ? &row->teller : NULL;
  transfer->payer_party = row->groups & FR__GROUP_PAYER ? &row->payer : NULL;
  transfer->payee_party = row->groups & FR__GROUP_PAYEE ? &row->payee : NULL;
  if (transfer->attribute_count > 0) {
    transfer->attributes = plan->attributes + (size_t)place * plan->attribute_count;
  }
}

static bool is_there(const fr_arrow_plan *plan, int64_t row) {
  const int64_t at = plan->offset + row;
  return plan->validity == NULL || (plan->validity[at >> 3] >> (at & 7) & 1) != 0;
}

void fr__arrow_fill(fr_arrow_plan *plan, int64_t first, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    begin(&plan->rows_of_chunk[i]);
    if (!is_there(plan, first + i)) refuse(&plan->rows_of_chunk[i], FR_MISSING_FIELD, "row", "is null as a whole");
  }
  for (uint32_t i = 0; i < plan->count; i++) fill_column(plan, &plan->bound[i], first, count);
  for (uint32_t i = 0; i < count; i++) finish(plan, &plan->rows_of_chunk[i], i);
}

void fr__arrow_message(const fr__arrow_row *row, char message[FR__ARROW_MESSAGE_BYTES]) {
  message[0] = 0;
  if (row->status == FR_OK) return;
  const size_t name = strnlen(row->column, FR_MAX_IDENTIFIER_BYTES), size = strnlen(row->fault, 256);
  memcpy(message, row->column, name);
  message[name] = ' ';
  memcpy(message + name + 1, row->fault, size);
  message[name + 1 + size] = 0;
}
