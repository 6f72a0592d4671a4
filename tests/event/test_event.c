/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "event/transfer.h"
#include "support/world.h"

static char sixty_five[66];

static fr_event good_of(uint32_t kind) {
  static fr_transfer transfer;
  memset(sixty_five, 'x', 65);
  transfer = transfer_of("t1", "alice", "bob", 1000, NOON);
  fr_event event = event_about(kind, &transfer, NOON + HOUR);
  event.customer = fr_text_of("carol");
  event.list = fr_text_of("case_account");
  event.level = 1;
  event.response = FR_RESPONSE_STOPPED;
  event.transfer = &transfer;
  event.until_us = NOON + DAY;
  event.to = fr_text_of("somebody else");
  return event;
}

static const char size_message[] = "event: struct_size is 231, this library knows 232; use FR_EVENT_INIT";
static const char negative[] = "event.amount_minor is negative; amounts run from 0 to 2^53 - 1 minor units";
static const char nobody[] = "the event names neither a customer nor a party";
static const char outside[] = "event.until_us lies outside 1970 to 2099; it counts microseconds UTC since 1970";
static const char same[] = "payer and payee are the same account";
static const char no_duration[] = "the duration is not a number of seconds";
#define MISSING(field) field, field " is missing; it is required here"
#define LONG(field) field, field " has 65 bytes; an identifier may have at most 64"

/* kind, what spoils the event, status, field, sentence */
#define CASES(CASE)                                                                                                    \
  CASE(SETTLED, e->struct_size = 231, FR_STRUCT_SIZE, "event", size_message)                                           \
  CASE(SETTLED, e->kind = 0, FR_BAD_VALUE, "event.kind", "event.kind is 0; values run from 1 to 33")                   \
  CASE(SETTLED, e->kind = FR_EVENT_LAST_ + 1, FR_BAD_VALUE, "event.kind", "event.kind is 34; values run from 1 to 33") \
  CASE(SETTLED, e->time_us = -1, FR_BAD_TIME, "event.time_us",                                                         \
       "event.time_us lies outside 1970 to 2099; it counts microseconds UTC since 1970")                               \
  CASE(SETTLED, e->time_us = 0, FR_MISSING_FIELD, MISSING("event.time_us"))                                            \
  CASE(SETTLED, e->time_us = INT64_C(1767664800000), FR_BAD_TIME, "event.time_us",                                     \
       "event.time_us lies in 1970; it counts microseconds UTC since 1970, and this looks like seconds or "            \
       "milliseconds")                                                                                                 \
  CASE(SETTLED, e->transfer_id.data = NULL, FR_MISSING_FIELD, MISSING("event.transfer_id"))                            \
  CASE(HELD, e->payer = fr_text_of(""), FR_MISSING_FIELD, MISSING("event.payer"))                                      \
  CASE(RELEASED, e->payee = fr_text_of(sixty_five), FR_TOO_LONG, LONG("event.payee"))                                  \
  CASE(CANCELLED, e->payee = fr_text_of("alice"), FR_SAME_PARTY, "event.payee", same)                                  \
  CASE(REFUSED, e->payer_customer = fr_text_of(sixty_five), FR_TOO_LONG, LONG("event.payer_customer"))                 \
  CASE(RETURNED, e->payee_customer = fr_text_of(sixty_five), FR_TOO_LONG, LONG("event.payee_customer"))                \
  CASE(FRAUD_REPORTED, e->amount_minor = -1, FR_BAD_AMOUNT, "event.amount_minor", negative)                            \
  CASE(CLEARED, e->transfer_id = fr_text_of("a\x01"), FR_BAD_TEXT, "event.transfer_id",                                \
       "event.transfer_id has a control character at byte 1")                                                          \
  CASE(CONTACT, e->customer.data = NULL, FR_MISSING_FIELD, "event.customer", nobody)                                   \
  CASE(CONTACT, e->customer = fr_text_of(sixty_five), FR_TOO_LONG, LONG("event.customer"))                             \
  CASE(CONTACT, (e->customer.data = NULL, e->party = fr_text_of(sixty_five)), FR_TOO_LONG, LONG("event.party"))        \
  CASE(CONTACT, e->caller = FR_CALLER_FLAGGED + 1, FR_BAD_VALUE, "event.caller",                                       \
       "event.caller is 5; values run from 0 to 4")                                                                    \
  CASE(CONTACT, e->direction = FR_DIRECTION_OUTGOING + 1, FR_BAD_VALUE, "event.direction",                             \
       "event.direction is 3; values run from 0 to 2")                                                                 \
  CASE(CONTACT, (e->known = FR_EVENT_HAS_DURATION, e->duration_s = -1), FR_BAD_VALUE, "event.duration_s", no_duration) \
  CASE(CONTACT, (e->known = FR_EVENT_HAS_DURATION, e->duration_s = UINT32_MAX), FR_BAD_VALUE, "event.duration_s",      \
       no_duration)                                                                                                    \
  CASE(TRANSFERRED, e->transfer = NULL, FR_NULL_POINTER, "event.transfer", "a transferred event needs its transfer")   \
  CASE(TRANSFERRED, e->status = FR_TRANSFER_REFUSED + 1, FR_BAD_VALUE, "event.status",                                 \
       "event.status is 8; values run from 0 to 7")                                                                    \
  CASE(ALERTED, e->customer.data = NULL, FR_MISSING_FIELD, "event.customer", nobody)                                   \
  CASE(ALERTED, e->level = 0, FR_BAD_VALUE, "event.level", "event.level is 0; values run from 1 to 3")                 \
  CASE(ALERTED, e->level = 4, FR_BAD_VALUE, "event.level", "event.level is 4; values run from 1 to 3")                 \
  CASE(RESPONSE, e->customer.data = NULL, FR_MISSING_FIELD, "event.customer", nobody)                                  \
  CASE(RESPONSE, e->response = 0, FR_BAD_VALUE, "event.response", "event.response is 0; values run from 1 to 3")       \
  CASE(RESPONSE, e->response = 4, FR_BAD_VALUE, "event.response", "event.response is 4; values run from 1 to 3")       \
  CASE(LISTED, e->customer.data = NULL, FR_MISSING_FIELD, "event.customer", nobody)                                    \
  CASE(LISTED, e->list.data = NULL, FR_MISSING_FIELD, MISSING("event.list"))                                           \
  CASE(UNLISTED, e->list = fr_text_of(sixty_five), FR_TOO_LONG, LONG("event.list"))                                    \
  CASE(LISTED, e->until_us = -1, FR_BAD_TIME, "event.until_us", outside)                                               \
  CASE(LISTED, e->until_us = FR_MAX_TIME_US, FR_BAD_TIME, "event.until_us", outside)                                   \
  CASE(TRUSTED, e->payer.data = NULL, FR_MISSING_FIELD, MISSING("event.payer"))                                        \
  CASE(TRUSTED, e->payee.data = NULL, FR_MISSING_FIELD, MISSING("event.payee"))                                        \
  CASE(TRUSTED, e->payee = fr_text_of("alice"), FR_SAME_PARTY, "event.payee", same)                                    \
  CASE(TRUSTED, e->amount_minor = -1, FR_BAD_AMOUNT, "event.amount_minor", negative)                                   \
  CASE(TRUSTED, e->until_us = -1, FR_BAD_TIME, "event.until_us", outside)                                              \
  CASE(ALERTED, (e->known = FR_EVENT_HAS_AMOUNT, e->amount_minor = -1), FR_BAD_AMOUNT, "event.amount_minor", negative) \
  CASE(RESPONSE, (e->known = FR_EVENT_HAS_AMOUNT, e->amount_minor = -1), FR_BAD_AMOUNT, "event.amount_minor",          \
       negative)                                                                                                       \
  CASE(SETTLED, (e->known |= FR_EVENT_HAS_TRANSFER_TIME, e->transfer_time_us = -1), FR_BAD_TIME,                       \
       "event.transfer_time_us",                                                                                       \
       "event.transfer_time_us lies outside 1970 to 2099; it counts microseconds UTC since 1970")                      \
  CASE(MOVED, e->to.data = NULL, FR_MISSING_FIELD, MISSING("event.to"))                                                \
  CASE(MOVED, e->to = e->customer, FR_SAME_PARTY, "event.to", "the party moves to the identifier that it has")         \
  CASE(MOVED, e->customer.data = NULL, FR_MISSING_FIELD, "event.customer", nobody)                                     \
  CASE(FORGOTTEN, e->customer.data = NULL, FR_MISSING_FIELD, "event.customer", nobody)                                 \
  CASE(PHONE_CHANGED, e->customer.data = NULL, FR_MISSING_FIELD, "event.customer", nobody)                             \
  CASE(FAMILY_CONFIRMED, (e->known = FR_EVENT_HAS_AMOUNT, e->amount_minor = -1), FR_BAD_AMOUNT, "event.amount_minor",  \
       negative)                                                                                                       \
  CASE(DEVICE_BOUND, e->customer.data = NULL, FR_MISSING_FIELD, "event.customer", nobody)                              \
  CASE(LOAN_PAID_OUT, (e->known = FR_EVENT_HAS_AMOUNT, e->amount_minor = -1), FR_BAD_AMOUNT, "event.amount_minor",     \
       negative)

static void expect_refused(const fr_event *given, fr_status status, const char *field, const char *message,
                           const char *change) {
  fr_event checked;
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr__event_check(given, &checked, &error), status, "%s: %s", change, error.message);
  cr_expect_str_eq(error.field, field, "%s", change);
  cr_expect_str_eq(error.message, message, "%s", change);
  cr_expect_eq(fr__event_check(given, &checked, NULL), status, "without an error: %s", change);
}

Test(event, each_refusal_has_its_status_field_and_sentence) {
  fr_event event, *e = &event;
#define CASE(kind, change, status, ...) \
  event = good_of(FR_EVENT_##kind);     \
  (void)(change);                       \
  expect_refused(e, status, __VA_ARGS__, #kind ": " #change);
  CASES(CASE)
#undef CASE
}

Test(event, null_is_refused) {
  fr_event checked;
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr__event_check(NULL, &checked, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "the event is a null pointer");
}

Test(event, a_good_one_of_every_kind_is_taken) {
  for (uint32_t kind = 1; kind <= FR_EVENT_LAST_; kind++) {
    const fr_event given = good_of(kind);
    fr_event checked;
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(fr__event_check(&given, &checked, &error), FR_OK, "%u: %s", kind, error.message);
    cr_expect_arr_eq(&checked, &given, sizeof given);
  }
  fr_event cash = good_of(FR_EVENT_SETTLED), checked;
  cash.payee.data = NULL;
  cr_expect_eq(fr__event_check(&cash, &checked, NULL), FR_OK, "cash has no payee");
  fr_event account = good_of(FR_EVENT_SIM_CHANGED);
  account.customer.data = NULL;
  account.party = fr_text_of("alice");
  cr_expect_eq(fr__event_check(&account, &checked, NULL), FR_OK, "an account stands for a customer");
  fr_event endless = good_of(FR_EVENT_LISTED);
  endless.until_us = 0;
  cr_expect_eq(fr__event_check(&endless, &checked, NULL), FR_OK);
  fr_event unsaid = good_of(FR_EVENT_DEPOSIT_BROKEN);
  unsaid.amount_minor = -5; /* not known, so not looked at */
  cr_expect_eq(fr__event_check(&unsaid, &checked, NULL), FR_OK);
}

Test(event, a_newer_struct_is_taken_while_its_tail_is_zero) {
  struct {
    fr_event event;
    uint64_t later;
  } newer = {good_of(FR_EVENT_SETTLED), 0};
  fr_event checked;
  fr_error error = FR_ERROR_INIT;
  newer.event.struct_size = sizeof newer;
  cr_expect_eq(fr__event_check(&newer.event, &checked, &error), FR_OK);
  newer.later = 1;
  cr_expect_eq(fr__event_check(&newer.event, &checked, &error), FR_STRUCT_TAIL);
  cr_expect_str_eq(error.message, "event: struct_size is 240, this library knows 232; use FR_EVENT_INIT");
}

Test(event, kinds_that_tell_what_became_of_a_transfer) {
  static const uint32_t statuses[FR_EVENT_LAST_ + 2] = {
      [FR_EVENT_SETTLED] = FR_TRANSFER_SETTLED,   [FR_EVENT_HELD] = FR_TRANSFER_HELD,
      [FR_EVENT_RELEASED] = FR_TRANSFER_RELEASED, [FR_EVENT_CANCELLED] = FR_TRANSFER_CANCELLED,
      [FR_EVENT_REFUSED] = FR_TRANSFER_REFUSED,   [FR_EVENT_RETURNED] = FR_TRANSFER_RETURNED,
      [FR_EVENT_FRAUD_REPORTED] = UINT32_MAX,     [FR_EVENT_CLEARED] = UINT32_MAX,
      [FR_EVENT_DELAYED] = FR_TRANSFER_DELAYED,
  };
  for (uint32_t kind = 0; kind <= FR_EVENT_LAST_ + 1; kind++) {
    uint32_t status = 0;
    cr_expect_eq(fr__event_about_transfer(kind, &status), statuses[kind] != 0, "%u", kind);
    cr_expect_eq(status, statuses[kind], "%u", kind);
  }
}
