/* SPDX-License-Identifier: Apache-2.0 */
#include "event/transfer.h"

enum { EVENT_SIZE = 232 };
_Static_assert(sizeof(fr_event) == EVENT_SIZE, "fr_event: a field may only be added at the end");

bool fr__event_about_transfer(uint32_t kind, uint32_t *status) {
  switch (kind) {
    case FR_EVENT_SETTLED: *status = FR_TRANSFER_SETTLED; return true;
    case FR_EVENT_DELAYED: *status = FR_TRANSFER_DELAYED; return true;
    case FR_EVENT_HELD: *status = FR_TRANSFER_HELD; return true;
    case FR_EVENT_RELEASED: *status = FR_TRANSFER_RELEASED; return true;
    case FR_EVENT_CANCELLED: *status = FR_TRANSFER_CANCELLED; return true;
    case FR_EVENT_REFUSED: *status = FR_TRANSFER_REFUSED; return true;
    case FR_EVENT_RETURNED: *status = FR_TRANSFER_RETURNED; return true;
    case FR_EVENT_FRAUD_REPORTED:
    case FR_EVENT_CLEARED: *status = UINT32_MAX; return true;
    default: return false;
  }
}

static fr_status check_same(fr_text payer, fr_text payee, fr_error *error) {
  if (payee.size != payer.size || memcmp(payee.data, payer.data, payer.size) != 0) return FR_OK;
  return fr__fail(error, FR_SAME_PARTY, "event.payee", "payer and payee are the same account");
}

static fr_status check_transfer_event(const fr_event *event, fr_error *error) {
  FR_TRY(fr__check_identifier(event->transfer_id, "event.transfer_id", error));
  FR_TRY(fr__check_identifier(event->payer, "event.payer", error));
  if (event->payee.data != NULL) {
    FR_TRY(fr__check_identifier(event->payee, "event.payee", error));
    FR_TRY(check_same(event->payer, event->payee, error));
  }
  if (event->payer_customer.data != NULL) {
    FR_TRY(fr__check_identifier(event->payer_customer, "event.payer_customer", error));
  }
  if (event->payee_customer.data != NULL) {
    FR_TRY(fr__check_identifier(event->payee_customer, "event.payee_customer", error));
  }
  if ((event->known & FR_EVENT_HAS_TRANSFER_TIME) != 0) {
    FR_TRY(fr__check_moment(event->transfer_time_us, "event.transfer_time_us", error));
  }
  return fr__check_amount(event->amount_minor, "event.amount_minor", error);
}

/* Whom the event is about: the customer, or else an account. */
static fr_status check_person(const fr_event *event, fr_error *error) {
  if (event->customer.data != NULL) return fr__check_identifier(event->customer, "event.customer", error);
  if (event->party.data != NULL) return fr__check_identifier(event->party, "event.party", error);
  return fr__fail(error, FR_MISSING_FIELD, "event.customer", "the event names neither a customer nor a party");
}

static fr_status check_range(uint32_t value, uint32_t first, uint32_t last, const char *field, fr_error *error) {
  if (value >= first && value <= last) return FR_OK;
  return fr__fail(error, FR_BAD_VALUE, field, "%s is %u; values run from %u to %u", field, value, first, last);
}

static fr_status check_until(const fr_event *event, fr_error *error) {
  return event->until_us == 0 ? FR_OK : fr__check_time(event->until_us, "event.until_us", error);
}

/* Every personal event may carry an amount, and what is kept adds up later without looking again. */
static fr_status check_known_amount(const fr_event *event, fr_error *error) {
  if ((event->known & FR_EVENT_HAS_AMOUNT) == 0) return FR_OK;
  return fr__check_amount(event->amount_minor, "event.amount_minor", error);
}

static fr_status check_moved(const fr_event *event, fr_error *error) {
  FR_TRY(check_person(event, error));
  FR_TRY(fr__check_identifier(event->to, "event.to", error));
  const fr_text from = event->customer.data != NULL ? event->customer : event->party;
  if (from.size != event->to.size || memcmp(from.data, event->to.data, from.size) != 0) return FR_OK;
  return fr__fail(error, FR_SAME_PARTY, "event.to", "the party moves to the identifier that it has");
}

static fr_status check_kind(const fr_event *event, fr_error *error) {
  switch (event->kind) {
    case FR_EVENT_CONTACT:
      FR_TRY(check_person(event, error));
      FR_TRY(check_range(event->caller, 0, FR_CALLER_FLAGGED, "event.caller", error));
      FR_TRY(check_range(event->direction, 0, FR_DIRECTION_OUTGOING, "event.direction", error));
      if ((event->known & FR_EVENT_HAS_DURATION) != 0 && (event->duration_s < 0 || event->duration_s >= UINT32_MAX)) {
        return fr__fail(error, FR_BAD_VALUE, "event.duration_s", "the duration is not a number of seconds");
      }
      return FR_OK;
    case FR_EVENT_TRANSFERRED:
      if (event->transfer == NULL) {
        return fr__fail(error, FR_NULL_POINTER, "event.transfer", "a transferred event needs its transfer");
      }
      return check_range(event->status, 0, FR_TRANSFER_REFUSED, "event.status", error);
    case FR_EVENT_ALERTED:
      FR_TRY(check_person(event, error));
      FR_TRY(check_known_amount(event, error));
      return check_range(event->level, 1, 3, "event.level", error);
    case FR_EVENT_RESPONSE:
      FR_TRY(check_person(event, error));
      FR_TRY(check_known_amount(event, error));
      return check_range(event->response, FR_RESPONSE_STOPPED, FR_RESPONSE_ASKED_FOR_HELP, "event.response", error);
    case FR_EVENT_LISTED:
    case FR_EVENT_UNLISTED:
      FR_TRY(check_person(event, error));
      FR_TRY(fr__check_identifier(event->list, "event.list", error));
      return check_until(event, error);
    case FR_EVENT_TRUSTED:
      FR_TRY(fr__check_identifier(event->payer, "event.payer", error));
      FR_TRY(fr__check_identifier(event->payee, "event.payee", error));
      FR_TRY(check_same(event->payer, event->payee, error));
      FR_TRY(fr__check_amount(event->amount_minor, "event.amount_minor", error));
      return check_until(event, error);
    case FR_EVENT_MOVED: return check_moved(event, error);
    case FR_EVENT_FORGOTTEN: return check_person(event, error);
    default: FR_TRY(check_person(event, error)); return check_known_amount(event, error);
  }
}

fr_status fr__event_check(const fr_event *given, fr_event *checked, fr_error *error) {
  FR_REQUIRE(given != NULL, fr__fail(error, FR_NULL_POINTER, "event", "the event is a null pointer"));
  const fr_status status = fr__check_struct(given, given->struct_size, sizeof *given, sizeof *given);
  if (status != FR_OK) {
    return fr__fail(error, status, "event", "event: struct_size is %u, this library knows %u; use FR_EVENT_INIT",
                    given->struct_size, (uint32_t)sizeof *given);
  }
  *checked = *given;
  FR_TRY(check_range(given->kind, 1, FR_EVENT_LAST_, "event.kind", error));
  FR_TRY(fr__check_moment(given->time_us, "event.time_us", error));
  uint32_t outcome;
  if (fr__event_about_transfer(given->kind, &outcome)) return check_transfer_event(given, error);
  return check_kind(given, error);
}
