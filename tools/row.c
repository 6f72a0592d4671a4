/* SPDX-License-Identifier: Apache-2.0 */
#include "row.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

enum { HAS_TIME = 1, HAS_AMOUNT = 2 }; /* bits of row.has_time */

row *row_create(void) {
  row *one = calloc(1, sizeof *one);
  if (one == NULL) return NULL;
  one->text_capacity = 1024;
  one->text = malloc(one->text_capacity);
  if (one->text == NULL) {
    free(one);
    return NULL;
  }
  return one;
}

void row_destroy(row *one) {
  if (one == NULL) return;
  free(one->text);
  free(one);
}

void quote_text(const char *text, size_t size, char *quoted, size_t quoted_size) {
  const size_t room = quoted_size - 6; /* quotes, an ellipsis and the end */
  /* In text of another encoding no character can be trusted but ASCII. */
  const bool damaged = !fr__utf8_valid(text, (uint32_t)size);
  size_t used = 0, i = 0;
  quoted[used++] = '"';
  while (i < size) {
    uint32_t code;
    const uint32_t length = fr__utf8_next(text + i, (uint32_t)(size - i), &code), step = length ? length : 1;
    const bool shown = length > 0 && code >= 0x20 && code != 0x7f && (code < 0x80 || !damaged);
    if (used + step > room) break;
    memcpy(quoted + used, shown ? text + i : "?", shown ? step : 1);
    used += shown ? step : 1;
    i += step;
  }
  if (i < size) {
    memcpy(quoted + used, "...", 3);
    used += 3;
  }
  quoted[used++] = '"';
  quoted[used] = '\0';
}

/* ---- binding ---- */

bool binding_has(const binding *bound, const char *name) {
  for (uint32_t i = 0; i < bound->count; i++)
    if (strcmp(bound->bound[i].column->name, name) == 0) return true;
  return false;
}

static bool add_attribute(binding *bound, const fr_policy *policy, const char *name, size_t size, uint32_t *index,
                          char *message, size_t message_size) {
  const size_t prefix = strlen(attribute_column.name);
  const fr_text text = {name + prefix, (uint32_t)(size - prefix), FR_ENCODING_UTF8};
  const uint32_t type = fr_policy_attribute_type(policy, text);
  if (type == FR_TYPE_UNKNOWN) {
    snprintf(message, message_size, "the policy declares no attribute \"%.*s\"; add it under attributes:%s",
             (int)text.size, text.data, bound->in_policy ? "" : " or use --ignore-columns");
    return false;
  }
  for (uint32_t i = 0; i < bound->attribute_count; i++) {
    if (strlen(bound->attributes[i].name) == text.size &&
        memcmp(bound->attributes[i].name, text.data, text.size) == 0) {
      snprintf(message, message_size, "the column \"%.*s\" stands there twice", (int)size, name);
      return false;
    }
  }
  char *copy = bound->attribute_count < FR_MAX_ATTRIBUTES ? strndup(text.data, text.size) : NULL;
  if (copy == NULL) {
    snprintf(message, message_size, "there are more than %d attributes", FR_MAX_ATTRIBUTES);
    return false;
  }
  *index = bound->attribute_count++;
  bound->attributes[*index] = (bound_attribute){copy, type};
  return true;
}

bool binding_add(binding *bound, const fr_policy *policy, const char *name, size_t size, uint32_t cell, char *message,
                 size_t message_size) {
  const column *found = column_find(bound->what, name, size);
  char quoted[64];
  quote_text(name, size, quoted, sizeof quoted);
  if (found == NULL) {
    const char *like = column_suggestion(bound->what, name, size);
    if (like)
      snprintf(message, message_size, "there is no column %s; did you mean \"%s\"?", quoted, like);
    else
      snprintf(message, message_size, "there is no column %s; %s%s%s", quoted,
               bound->in_policy ? "docs/command.md lists the columns" : "rename it with ",
               bound->in_policy ? "" : schema_map_option(bound->what),
               bound->in_policy ? "" : " or use --ignore-columns");
    return false;
  }
  uint32_t attribute = 0;
  if (found == &attribute_column) {
    if (!add_attribute(bound, policy, name, size, &attribute, message, message_size)) return false;
  } else {
    for (uint32_t i = 0; i < bound->count; i++) {
      const column *other = bound->bound[i].column;
      const bool same_field = other->offset == found->offset && other->type == found->type &&
                              other->known_bit == found->known_bit && other != &attribute_column;
      if (!same_field) continue;
      snprintf(message, message_size, "the columns %s and \"%s\" say the same; leave one out", quoted, other->name);
      if (other == found) snprintf(message, message_size, "the column %s stands there twice; leave one out", quoted);
      return false;
    }
  }
  bound->bound[bound->count++] = (bound_column){found, cell, attribute};
  return true;
}

void binding_finish(binding *bound) {
  bound->number_ids = !binding_has(bound, "id");
  bound->reported_alone = binding_has(bound, "reported_at") && !binding_has(bound, "fraud");
  for (uint32_t i = 1; i < bound->count; i++) {
    if (bound->bound[i].column->type != COLUMN_CURRENCY) continue;
    const bound_column currency = bound->bound[i];
    memmove(bound->bound + 1, bound->bound, i * sizeof bound->bound[0]);
    bound->bound[0] = currency;
  }
}

void binding_clear(binding *bound) {
  for (uint32_t i = 0; i < bound->attribute_count; i++) free(bound->attributes[i].name);
  bound->attribute_count = 0;
  bound->count = 0;
}

/* ---- reading ---- */

static bool fail(row *one, const binding *bound, const char *name, fr_text cell, const char *fault) {
  char quoted[56];
  quote_text(cell.data, cell.size, quoted, sizeof quoted);
  snprintf(one->message, sizeof one->message, "%s:%" PRIu64 ": %s: %s %s", bound->file, one->line, name, quoted, fault);
  return false;
}

static bool fail_name(row *one, const binding *bound, const char *name, fr_text cell, const char *const *names) {
  char fault[256];
  const char *like = name_suggestion(names, cell.data, cell.size);
  if (like) {
    snprintf(fault, sizeof fault, "is not known here; did you mean \"%s\"?", like);
  } else {
    size_t used = (size_t)snprintf(fault, sizeof fault, "is not known here; write one of ");
    const char *comma = "";
    for (size_t i = 0; names[i] && used < sizeof fault; i++) {
      if (names[i][0] == '\0') continue;
      used += (size_t)snprintf(fault + used, sizeof fault - used, "%s%s", comma, names[i]);
      comma = ", ";
    }
  }
  return fail(one, bound, name, cell, fault);
}

static const char *observe(fr_teller *teller, unsigned bit, bool yes) {
  uint64_t *into = yes ? &teller->seen : &teller->ruled_out;
  const uint64_t other = yes ? teller->ruled_out : teller->seen;
  if ((other >> bit & 1) != 0) return "is both seen and ruled out";
  *into |= UINT64_C(1) << bit;
  return NULL;
}

static bool read_observations(row *one, const binding *bound, const column *col, fr_text cell) {
  uint32_t begin = 0;
  while (begin <= cell.size) {
    uint32_t end = begin;
    while (end < cell.size && cell.data[end] != ';') end++;
    fr_text word = {cell.data + begin, end - begin, 0};
    while (word.size > 0 && word.data[0] == ' ') word.data++, word.size--;
    while (word.size > 0 && word.data[word.size - 1] == ' ') word.size--;
    const bool yes = word.size == 0 || word.data[0] != '!';
    if (!yes) word.data++, word.size--;
    if (word.size > 0) {
      const int bit = name_find(observation_names, word.data, word.size);
      if (bit < 0) return fail_name(one, bound, col->name, word, observation_names);
      const char *fault = observe(&one->teller, (unsigned)bit, yes);
      if (fault) return fail(one, bound, col->name, word, fault);
    }
    begin = end + 1;
  }
  return true;
}

static const char *read_attribute(row *one, const bound_attribute *declared, fr_text cell) {
  fr_attribute *attribute = &one->attributes[one->transfer.attribute_count];
  memset(attribute, 0, sizeof *attribute);
  attribute->name = fr_text_of(declared->name);
  attribute->type = declared->type;
  const char *fault = NULL;
  uint32_t flag = FR_UNKNOWN;
  switch (declared->type) {
    case FR_TYPE_BOOL:
      fault = flag_parse(cell.data, cell.size, &flag);
      attribute->integer = flag == FR_YES;
      break;
    case FR_TYPE_INT: fault = integer_parse(cell.data, cell.size, INT64_MIN, INT64_MAX, &attribute->integer); break;
    case FR_TYPE_DOUBLE: fault = double_parse(cell.data, cell.size, &attribute->number); break;
    default: attribute->text = cell; break;
  }
  if (fault == NULL) one->transfer.attribute_count++;
  return fault;
}

static const char *read_currency(fr_transfer *transfer, fr_text cell) {
  static const char fault[] = "is not a currency; write three capital letters such as CNY";
  if (cell.size != 3) return fault;
  for (uint32_t i = 0; i < 3; i++)
    if (cell.data[i] < 'A' || cell.data[i] > 'Z') return fault;
  memcpy(transfer->currency, cell.data, 3);
  return NULL;
}

/* Seconds from a duration; what is below a second is cut. */
static const char *read_seconds(fr_text cell, int64_t *seconds) {
  int64_t us = 0;
  const char *fault = duration_parse(cell.data, cell.size, &us);
  *seconds = us / 1000000;
  return fault;
}

static const char *read_number(row *one, const column *col, const row_format *format, fr_text cell) {
  void *field = (char *)one + col->offset;
  const char *currency = one->transfer.currency;
  const unsigned digits = currency[0] == '\0' ? format->currency_digits : fr_currency_digits(currency);
  int64_t value = 0;
  const char *fault = NULL;
  switch (col->type) {
    case COLUMN_AMOUNT: return amount_parse(cell.data, cell.size, digits, field);
    case COLUMN_BASE_AMOUNT: return amount_parse(cell.data, cell.size, format->currency_digits, field);
    case COLUMN_BALANCE: return balance_parse(cell.data, cell.size, format->currency_digits, field);
    case COLUMN_TIME: return time_parse(cell.data, cell.size, &format->time, field);
    case COLUMN_SECONDS: return read_seconds(cell, field);
    case COLUMN_FLAG: return flag_parse(cell.data, cell.size, field);
    case COLUMN_YEARS:
      fault = integer_parse(cell.data, cell.size, 0, 200, &value);
      *(int32_t *)field = (int32_t)value;
      return fault ? "is not an age; write full years from 0 to 200" : NULL;
    case COLUMN_LEVEL:
      fault = integer_parse(cell.data, cell.size, 1, 3, &value);
      *(uint32_t *)field = (uint32_t)value;
      return fault ? "is not a level; write 1, 2 or 3" : NULL;
    case COLUMN_COUNT:
      fault = integer_parse(cell.data, cell.size, 0, 1000, &value);
      *(int32_t *)field = (int32_t)value;
      return fault ? "is not such a number; write a whole one from 0 to 1000" : NULL;
    default: return "belongs to a column that this program does not know";
  }
}

static bool read_cell(row *one, const binding *bound, const bound_column *at, const row_format *format, fr_text cell) {
  const column *col = at->column;
  const char *name = col->name, *fault = NULL;
  int number;
  uint32_t flag = FR_UNKNOWN;
  switch (col->type) {
    case COLUMN_TEXT: *(fr_text *)((char *)one + col->offset) = cell; break;
    case COLUMN_ENUM:
      number = name_find(col->names, cell.data, cell.size);
      if (number < 0) return fail_name(one, bound, name, cell, col->names);
      *(uint32_t *)((char *)one + col->offset) = (uint32_t)number;
      break;
    case COLUMN_CURRENCY: fault = read_currency(&one->transfer, cell); break;
    case COLUMN_OBSERVATIONS:
      if (!read_observations(one, bound, col, cell)) return false;
      break;
    case COLUMN_OBSERVATION:
      fault = flag_parse(cell.data, cell.size, &flag);
      if (fault == NULL) fault = observe(&one->teller, col->known_bit, flag == FR_YES);
      break;
    case COLUMN_ATTRIBUTE:
      name = bound->attributes[at->attribute].name;
      fault = read_attribute(one, &bound->attributes[at->attribute], cell);
      break;
    default: fault = read_number(one, col, format, cell);
  }
  if (fault) return fail(one, bound, name, cell, fault);
  if (col->known_offset) *(uint32_t *)((char *)one + col->known_offset) |= col->known_bit;
  one->groups |= col->group;
  return true;
}

static bool missing(row *one, const binding *bound, const char *name) {
  snprintf(one->message, sizeof one->message, "%s:%" PRIu64 ": %s: is empty; every row needs it", bound->file,
           one->line, name);
  return false;
}

static bool finish_transfer(row *one, const binding *bound) {
  fr_transfer *transfer = &one->transfer;
  if (!(one->has_time & HAS_TIME)) return missing(one, bound, "time");
  if (!(one->has_time & HAS_AMOUNT)) return missing(one, bound, "amount");
  transfer->time_us = one->time_us;
  const bool reported = (one->has_time & ROW_HAS_REPORTED) != 0;
  if (reported && one->fraud == FR_UNKNOWN) one->fraud = FR_YES;
  if (!reported && bound->reported_alone) one->fraud = FR_NO;
  if (transfer->id.data == NULL && bound->number_ids) {
    transfer->id.data = one->row_id;
    transfer->id.size = (uint32_t)snprintf(one->row_id, sizeof one->row_id, "%" PRIu64, one->number);
  }
  return true;
}

static void hang_groups(row *one) {
  fr_transfer *transfer = &one->transfer;
  transfer->session = one->groups & GROUP_SESSION ? &one->session : NULL;
  transfer->teller = one->groups & GROUP_TELLER ? &one->teller : NULL;
  transfer->payer_party = one->groups & GROUP_PAYER ? &one->payer : NULL;
  transfer->payee_party = one->groups & GROUP_PAYEE ? &one->payee : NULL;
  transfer->attributes = transfer->attribute_count ? one->attributes : NULL;
}

/* An event about a transfer finds it by what was recorded with it, so the amount may not be left out. */
static bool needs_amount(uint32_t kind) {
  return (kind >= FR_EVENT_SETTLED && kind <= FR_EVENT_CLEARED) || kind == FR_EVENT_TRUSTED;
}

static bool finish_event(row *one, const binding *bound) {
  fr_event *event = &one->event;
  if (event->kind == 0) return missing(one, bound, "event");
  if (!(one->has_time & HAS_TIME)) return missing(one, bound, "time");
  if (needs_amount(event->kind) && !(event->known & FR_EVENT_HAS_AMOUNT)) {
    snprintf(one->message, sizeof one->message, "%s:%" PRIu64 ": amount: is empty; an event \"%s\" needs it",
             bound->file, one->line, column_find(SCHEMA_EVENTS, "event", 5)->names[event->kind]);
    return false;
  }
  event->time_us = one->time_us;
  if (event->kind != FR_EVENT_TRANSFERRED) return true;
  fr_transfer *transfer = &one->transfer;
  transfer->id = event->transfer_id;
  transfer->payer = event->payer;
  transfer->payee = event->payee;
  transfer->time_us = event->time_us;
  transfer->amount_minor = event->amount_minor;
  one->payer.customer = event->payer_customer;
  one->payee.customer = event->payee_customer;
  if (event->payer_customer.data) one->groups |= GROUP_PAYER;
  if (event->payee_customer.data) one->groups |= GROUP_PAYEE;
  event->transfer = transfer;
  return true;
}

static bool finish_listed(row *one, const binding *bound) {
  const fr_event *event = &one->event;
  if (event->list.data == NULL) return missing(one, bound, "list");
  const bool customer = event->customer.data != NULL;
  if (customer != (event->party.data != NULL)) return true;
  snprintf(one->message, sizeof one->message, "%s:%" PRIu64 ": party: %s", bound->file, one->line,
           customer ? "stands beside a customer; a row lists one of them"
                    : "is empty, and there is no customer; every row lists one of them");
  return false;
}

static bool finish(row *one, const binding *bound) {
  switch (bound->what) {
    case SCHEMA_EVENTS: return finish_event(one, bound);
    case SCHEMA_LISTS: return finish_listed(one, bound);
    default: return finish_transfer(one, bound);
  }
}

/* Whoever reads transfers only does not pay for the fields of events, and a group is cleared when it was used. */
static void clear(row *one, schema what) {
  memset(&one->transfer, 0, sizeof one->transfer);
  one->transfer.struct_size = (uint32_t)sizeof one->transfer;
  if (what != SCHEMA_TRANSFERS) {
    memset(&one->event, 0, sizeof one->event);
    one->event.struct_size = (uint32_t)sizeof one->event;
    one->event.status = FR_TRANSFER_SETTLED;
  }
  if (one->session.struct_size == 0 || (one->groups & GROUP_SESSION)) {
    one->session = (fr_session){.struct_size = (uint32_t)sizeof one->session};
  }
  if (one->teller.struct_size == 0 || (one->groups & GROUP_TELLER)) {
    one->teller = (fr_teller){.struct_size = (uint32_t)sizeof one->teller};
  }
  if (one->payer.struct_size == 0 || (one->groups & GROUP_PAYER)) {
    one->payer = (fr_party){.struct_size = (uint32_t)sizeof one->payer};
  }
  if (one->payee.struct_size == 0 || (one->groups & GROUP_PAYEE)) {
    one->payee = (fr_party){.struct_size = (uint32_t)sizeof one->payee};
  }
  one->has_time = 0;
  one->fraud = FR_UNKNOWN;
  one->scam = (fr_text){NULL, 0, 0};
  one->groups = 0;
  one->time_us = 0;
}

bool row_read(row *one, const binding *bound, const row_format *format, const raw_row *raw) {
  clear(one, bound->what);
  one->line = raw->line;
  one->number = raw->number;
  if (raw->text_size > one->text_capacity) {
    char *more = realloc(one->text, raw->text_size);
    if (more == NULL) {
      snprintf(one->message, sizeof one->message, "%s:%" PRIu64 ": out of memory", bound->file, one->line);
      return false;
    }
    one->text = more;
    one->text_capacity = raw->text_size;
  }
  memcpy(one->text, raw->text, raw->text_size);
  for (uint32_t i = 0; i < bound->count; i++) {
    const bound_column *at = &bound->bound[i];
    if (at->cell >= raw->cell_count) continue;
    const raw_cell cell = raw->cells[at->cell];
    if (cell.size == 0) continue;
    const fr_text text = {one->text + cell.offset, cell.size, FR_ENCODING_UTF8};
    if (!read_cell(one, bound, at, format, text)) {
      one->groups = GROUP_SESSION | GROUP_TELLER | GROUP_PAYER | GROUP_PAYEE; /* half filled: clear them next time */
      return false;
    }
  }
  if (!finish(one, bound)) return false;
  hang_groups(one);
  return true;
}

bool row_time(const binding *bound, const row_format *format, const raw_row *raw, int64_t *time_us) {
  for (uint32_t i = 0; i < bound->count; i++) {
    if (strcmp(bound->bound[i].column->name, "time") != 0 || bound->bound[i].cell >= raw->cell_count) continue;
    const raw_cell cell = raw->cells[bound->bound[i].cell];
    return time_parse(raw->text + cell.offset, cell.size, &format->time, time_us) == NULL;
  }
  return false;
}
