/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "event/transfer.h"
#include "support/world.h"

/* A transfer with all its groups, and one place where a case spoils it. */
typedef struct spoilt {
  fr_transfer transfer;
  fr_session session;
  fr_teller teller;
  fr_party payer, payee;
  fr_attribute attribute;
} spoilt;

static char sixty_five[66], remark_1025[1026], notes_8193[8194];

static void fill(spoilt *good) {
  memset(sixty_five, 'x', 65);
  memset(remark_1025, 'r', 1025);
  memset(notes_8193, 'n', 8193);
  *good = (spoilt){transfer_of("t1", "alice", "bob", 1000, NOON),
                   FR_SESSION_INIT,
                   FR_TELLER_INIT,
                   FR_PARTY_INIT,
                   FR_PARTY_INIT,
                   {.type = FR_TYPE_STRING}};
  good->attribute.name = fr_text_of("risk");
  good->attribute.text = fr_text_of("low");
  good->transfer.session = &good->session;
  good->transfer.teller = &good->teller;
  good->transfer.payer_party = &good->payer;
  good->transfer.payee_party = &good->payee;
  good->transfer.attributes = &good->attribute;
  good->transfer.attribute_count = 1;
}

#define IN_1970(field) \
  field " lies in 1970; it counts microseconds UTC since 1970, and this looks like seconds or milliseconds"
#define CASES(CASE)                                                                                                    \
  CASE(t->struct_size = 199, FR_STRUCT_SIZE, "transfer",                                                               \
       "transfer: struct_size is 199, this library knows 224; set it with the _INIT macro")                            \
  CASE(t->struct_size = 0, FR_STRUCT_SIZE, "transfer",                                                                 \
       "transfer: struct_size is 0, this library knows 224; set it with the _INIT macro")                              \
  CASE(t->struct_size = 65537, FR_STRUCT_SIZE, "transfer",                                                             \
       "transfer: struct_size is 65537, this library knows 224; set it with the _INIT macro")                          \
  CASE(t->id.data = NULL, FR_MISSING_FIELD, "transfer.id", "transfer.id is missing; it is required here")              \
  CASE(t->id.size = 0, FR_MISSING_FIELD, "transfer.id", "transfer.id is missing; it is required here")                 \
  CASE(t->id = fr_text_of(sixty_five), FR_TOO_LONG, "transfer.id",                                                     \
       "transfer.id has 65 bytes; an identifier may have at most 64")                                                  \
  CASE(t->id = fr_text_of("a\tb"), FR_BAD_TEXT, "transfer.id", "transfer.id has a control character at byte 1")        \
  CASE(t->payer.data = NULL, FR_MISSING_FIELD, "transfer.payer", "transfer.payer is missing; it is required here")     \
  CASE(t->payer = fr_text_of("al\xff"), FR_BAD_TEXT, "transfer.payer", "transfer.payer has invalid UTF-8 at byte 2")   \
  CASE(t->payer = fr_text_of("\x7f"), FR_BAD_TEXT, "transfer.payer",                                                   \
       "transfer.payer has a control character at byte 0")                                                             \
  CASE(t->time_us = -1, FR_BAD_TIME, "transfer.time_us",                                                               \
       "transfer.time_us lies outside 1970 to 2099; it counts microseconds UTC since 1970")                            \
  CASE(t->time_us = 0, FR_MISSING_FIELD, "transfer.time_us", "transfer.time_us is missing; it is required here")       \
  CASE(t->time_us = 1, FR_BAD_TIME, "transfer.time_us", IN_1970("transfer.time_us"))                                   \
  CASE(t->time_us = INT64_C(1767664800), FR_BAD_TIME, "transfer.time_us", IN_1970("transfer.time_us"))                 \
  CASE(t->time_us = INT64_C(1767664800000), FR_BAD_TIME, "transfer.time_us", IN_1970("transfer.time_us"))              \
  CASE(t->time_us = INT64_C(31535999999999), FR_BAD_TIME, "transfer.time_us", IN_1970("transfer.time_us"))             \
  CASE(t->time_us = FR_MAX_TIME_US, FR_BAD_TIME, "transfer.time_us",                                                   \
       "transfer.time_us lies outside 1970 to 2099; it counts microseconds UTC since 1970")                            \
  CASE(t->amount_minor = -1, FR_BAD_AMOUNT, "transfer.amount_minor",                                                   \
       "transfer.amount_minor is negative; amounts run from 0 to 2^53 - 1 minor units")                                \
  CASE(t->amount_minor = FR_MAX_AMOUNT_MINOR + 1, FR_BAD_AMOUNT, "transfer.amount_minor",                              \
       "transfer.amount_minor is too large; amounts run from 0 to 2^53 - 1 minor units")                               \
  CASE((t->known = FR_TRANSFER_HAS_BALANCE_BEFORE, t->balance_before_minor = FR_MAX_AMOUNT_MINOR + 1), FR_BAD_AMOUNT,  \
       "transfer.balance_before_minor", "the balance is beyond 2^53 - 1 minor units")                                  \
  CASE((t->known = FR_TRANSFER_HAS_BALANCE_BEFORE, t->balance_before_minor = -FR_MAX_AMOUNT_MINOR - 1), FR_BAD_AMOUNT, \
       "transfer.balance_before_minor", "the balance is beyond 2^53 - 1 minor units")                                  \
  CASE(memcpy(t->currency, "USD", 3), FR_OTHER_CURRENCY, "transfer.currency",                                          \
       "the transfer is in USD, the policy in CNY: give base_amount_minor in CNY")                                     \
  CASE((memcpy(t->currency, "USD", 3), t->known = FR_TRANSFER_HAS_BASE_AMOUNT, t->base_amount_minor = -1),             \
       FR_BAD_AMOUNT, "transfer.base_amount_minor",                                                                    \
       "transfer.base_amount_minor is negative; amounts run from 0 to 2^53 - 1 minor units")                           \
  CASE(t->channel = FR_CHANNEL_OTHER + 1, FR_BAD_VALUE, "transfer.channel",                                            \
       "transfer.channel is 7; the largest value is 6")                                                                \
  CASE(t->kind = FR_KIND_CASH_DEPOSIT + 1, FR_BAD_VALUE, "transfer.kind",                                              \
       "transfer.kind is 6; the largest value is 5")                                                                   \
  CASE(t->speed = FR_SPEED_NEXT_DAY + 1, FR_BAD_VALUE, "transfer.speed",                                               \
       "transfer.speed is 4; the largest value is 3")                                                                  \
  CASE(t->kind = FR_KIND_CASH_WITHDRAWAL, FR_BAD_VALUE, "transfer.payee",                                              \
       "cash has no payee: the account is the payer")                                                                  \
  CASE(t->kind = FR_KIND_CASH_DEPOSIT, FR_BAD_VALUE, "transfer.payee", "cash has no payee: the account is the payer")  \
  CASE(t->payee.data = NULL, FR_MISSING_FIELD, "transfer.payee", "transfer.payee is missing; it is required here")     \
  CASE(t->payee = fr_text_of(sixty_five), FR_TOO_LONG, "transfer.payee",                                               \
       "transfer.payee has 65 bytes; an identifier may have at most 64")                                               \
  CASE(t->payee = fr_text_of("alice"), FR_SAME_PARTY, "transfer.payee", "payer and payee are the same account")        \
  CASE(t->remark = fr_text_of(remark_1025), FR_TOO_LONG, "transfer.remark",                                            \
       "transfer.remark has 1025 bytes; at most 1024 are taken")                                                       \
  CASE(t->purpose = fr_text_of(remark_1025), FR_TOO_LONG, "transfer.purpose",                                          \
       "transfer.purpose has 1025 bytes; at most 1024 are taken")                                                      \
  CASE((t->remark = fr_text_of("x"), t->remark.encoding = FR_ENCODING_UNKNOWN + 1), FR_BAD_VALUE, "transfer.remark",   \
       "transfer.remark has the encoding 3, which there is not")                                                       \
  CASE((t->purpose = fr_text_of("x"), t->purpose.encoding = UINT32_MAX), FR_BAD_VALUE, "transfer.purpose",             \
       "transfer.purpose has the encoding 4294967295, which there is not")                                             \
  CASE((g->teller.notes = fr_text_of("x"), g->teller.notes.encoding = 9), FR_BAD_VALUE, "teller.notes",                \
       "teller.notes has the encoding 9, which there is not")                                                          \
  CASE(g->teller.notes = fr_text_of(notes_8193), FR_TOO_LONG, "teller.notes",                                          \
       "teller.notes has 8193 bytes; at most 8192 are taken")                                                          \
  CASE(t->ui_language = fr_text_of(sixty_five), FR_TOO_LONG, "transfer.ui_language",                                   \
       "transfer.ui_language has 65 bytes; an identifier may have at most 64")                                         \
  CASE(g->session.struct_size = 47, FR_STRUCT_SIZE, "transfer.session",                                                \
       "transfer.session: struct_size is 47, this library knows 136; set it with the _INIT macro")                     \
  CASE(g->session.on_call = FR_YES + 1, FR_BAD_VALUE, "session.on_call",                                               \
       "session.on_call is 3; the largest value is 2")                                                                 \
  CASE(g->session.caller = FR_CALLER_FLAGGED + 1, FR_BAD_VALUE, "session.caller",                                      \
       "session.caller is 5; the largest value is 4")                                                                  \
  CASE(g->session.screen_shared = 3, FR_BAD_VALUE, "session.screen_shared",                                            \
       "session.screen_shared is 3; the largest value is 2")                                                           \
  CASE(g->session.remote_control = 3, FR_BAD_VALUE, "session.remote_control",                                          \
       "session.remote_control is 3; the largest value is 2")                                                          \
  CASE((g->session.known = FR_SESSION_HAS_DEVICE_AGE, g->session.device_age_s = -1), FR_BAD_VALUE,                     \
       "session.device_age_s", "session.device_age_s is not an age in seconds")                                        \
  CASE((g->session.known = FR_SESSION_HAS_SIM_AGE, g->session.sim_age_s = FR_MAX_TIME_US), FR_BAD_VALUE,               \
       "session.sim_age_s", "session.sim_age_s is not an age in seconds")                                              \
  CASE((g->session.known = FR_SESSION_HAS_CREDENTIAL_AGE, g->session.credential_age_s = -1), FR_BAD_VALUE,             \
       "session.credential_age_s", "session.credential_age_s is not an age in seconds")                                \
  CASE(g->session.meeting_app = 3, FR_BAD_VALUE, "session.meeting_app",                                                \
       "session.meeting_app is 3; the largest value is 2")                                                             \
  CASE(g->session.geo_jump = 3, FR_BAD_VALUE, "session.geo_jump", "session.geo_jump is 3; the largest value is 2")     \
  CASE(g->session.ip_risky = 3, FR_BAD_VALUE, "session.ip_risky", "session.ip_risky is 3; the largest value is 2")     \
  CASE(g->session.sideloaded_app = 3, FR_BAD_VALUE, "session.sideloaded_app",                                          \
       "session.sideloaded_app is 3; the largest value is 2")                                                          \
  CASE(g->session.overlay = 3, FR_BAD_VALUE, "session.overlay", "session.overlay is 3; the largest value is 2")        \
  CASE(g->session.hesitated = 3, FR_BAD_VALUE, "session.hesitated", "session.hesitated is 3; the largest value is 2")  \
  CASE(g->session.code_shared = 3, FR_BAD_VALUE, "session.code_shared",                                                \
       "session.code_shared is 3; the largest value is 2")                                                             \
  CASE(g->session.call_forwarded = 3, FR_BAD_VALUE, "session.call_forwarded",                                          \
       "session.call_forwarded is 3; the largest value is 2")                                                          \
  CASE(g->session.nfc_relay = 3, FR_BAD_VALUE, "session.nfc_relay", "session.nfc_relay is 3; the largest value is 2")  \
  CASE(g->session.tampered = 3, FR_BAD_VALUE, "session.tampered", "session.tampered is 3; the largest value is 2")     \
  CASE(g->session.face_verified = 3, FR_BAD_VALUE, "session.face_verified",                                            \
       "session.face_verified is 3; the largest value is 2")                                                           \
  CASE(g->session.confirmed_in_chinese = 3, FR_BAD_VALUE, "session.confirmed_in_chinese",                              \
       "session.confirmed_in_chinese is 3; the largest value is 2")                                                    \
  CASE(g->session.cardless = 3, FR_BAD_VALUE, "session.cardless", "session.cardless is 3; the largest value is 2")     \
  CASE(g->session.payee_entry = FR_PAYEE_ENTRY_ALIAS + 1, FR_BAD_VALUE, "session.payee_entry",                         \
       "session.payee_entry is 7; the largest value is 6")                                                             \
  CASE((g->session.known = FR_SESSION_HAS_CALL_AGE, g->session.call_age_s = -1), FR_BAD_VALUE, "session.call_age_s",   \
       "session.call_age_s is not an age in seconds")                                                                  \
  CASE((g->session.known = FR_SESSION_HAS_OPERATOR_AGE, g->session.operator_age_s = -1), FR_BAD_VALUE,                 \
       "session.operator_age_s", "session.operator_age_s is not an age in seconds")                                    \
  CASE((g->session.known = FR_SESSION_HAS_PHISHING_LINK_AGE, g->session.phishing_link_age_s = -1), FR_BAD_VALUE,       \
       "session.phishing_link_age_s", "session.phishing_link_age_s is not an age in seconds")                          \
  CASE((g->session.known = FR_SESSION_HAS_WARNING_DWELL, g->session.warning_dwell_s = -1), FR_BAD_VALUE,               \
       "session.warning_dwell_s", "session.warning_dwell_s is not an age in seconds")                                  \
  CASE(g->teller.struct_size = 23, FR_STRUCT_SIZE, "transfer.teller",                                                  \
       "transfer.teller: struct_size is 23, this library knows 40; set it with the _INIT macro")                       \
  CASE((g->teller.seen = 3, g->teller.ruled_out = 2), FR_BAD_VALUE, "teller.seen",                                     \
       "an observation is both seen and ruled out")                                                                    \
  CASE(g->teller.seen = UINT64_C(1) << 41, FR_BAD_VALUE, "teller.seen",                                                \
       "an observation has a bit that this library does not know")                                                     \
  CASE(g->teller.ruled_out = UINT64_C(1) << 63, FR_BAD_VALUE, "teller.seen",                                           \
       "an observation has a bit that this library does not know")                                                     \
  CASE(g->payer.struct_size = 71, FR_STRUCT_SIZE, "transfer.payer_party",                                              \
       "transfer.payer_party: struct_size is 71, this library knows 120; set it with the _INIT macro")                 \
  CASE(g->payer.customer = fr_text_of(""), FR_MISSING_FIELD, "payer.customer",                                         \
       "payer.customer is missing; it is required here")                                                               \
  CASE(g->payee.customer = fr_text_of(sixty_five), FR_TOO_LONG, "payee.customer",                                      \
       "payee.customer has 65 bytes; an identifier may have at most 64")                                               \
  CASE(g->payer.occupation = FR_OCCUPATION_OTHER + 1, FR_BAD_VALUE, "transfer.payer_party",                            \
       "transfer.payer_party is 9; the largest value is 8")                                                            \
  CASE(g->payee.party_kind = FR_PARTY_KIND_PUBLIC_BODY + 1, FR_BAD_VALUE, "transfer.payee_party",                      \
       "transfer.payee_party is 7; the largest value is 6")                                                            \
  CASE(g->payer.foreign = 3, FR_BAD_VALUE, "transfer.payer_party",                                                     \
       "transfer.payer_party is 3; the largest value is 2")                                                            \
  CASE(g->payee.vulnerable = 3, FR_BAD_VALUE, "transfer.payee_party",                                                  \
       "transfer.payee_party is 3; the largest value is 2")                                                            \
  CASE(g->payee.name_match = FR_NAME_MATCH_OTHER_KIND + 1, FR_BAD_VALUE, "transfer.payee_party",                       \
       "transfer.payee_party is 6; the largest value is 5")                                                            \
  CASE(g->payee.bank = fr_text_of("a\nb"), FR_BAD_TEXT, "transfer.payee_party",                                        \
       "transfer.payee_party has a control character at byte 1")                                                       \
  CASE((g->payer.known = FR_PARTY_HAS_AGE, g->payer.age = -1), FR_BAD_VALUE, "transfer.payer_party",                   \
       "age is -1; full years from 0 to 200 are taken")                                                                \
  CASE((g->payer.known = FR_PARTY_HAS_AGE, g->payer.age = 201), FR_BAD_VALUE, "transfer.payer_party",                  \
       "age is 201; full years from 0 to 200 are taken")                                                               \
  CASE((g->payee.known = FR_PARTY_HAS_ACCOUNT_AGE, g->payee.account_age_s = -1), FR_BAD_VALUE, "transfer.payee_party", \
       "transfer.payee_party is not an age in seconds")                                                                \
  CASE(g->payee.shell_like = 3, FR_BAD_VALUE, "transfer.payee_party",                                                  \
       "transfer.payee_party is 3; the largest value is 2")                                                            \
  CASE(g->payee.phone_shared = 3, FR_BAD_VALUE, "transfer.payee_party",                                                \
       "transfer.payee_party is 3; the largest value is 2")                                                            \
  CASE(g->payee.account_changed = 3, FR_BAD_VALUE, "transfer.payee_party",                                             \
       "transfer.payee_party is 3; the largest value is 2")                                                            \
  CASE(g->payee.third_party = 3, FR_BAD_VALUE, "transfer.payee_party",                                                 \
       "transfer.payee_party is 3; the largest value is 2")                                                            \
  CASE(g->payee.region_unusual = 3, FR_BAD_VALUE, "transfer.payee_party",                                              \
       "transfer.payee_party is 3; the largest value is 2")                                                            \
  CASE(g->payee.trusted_contact = 3, FR_BAD_VALUE, "transfer.payee_party",                                             \
       "transfer.payee_party is 3; the largest value is 2")                                                            \
  CASE((g->payee.known = FR_PARTY_HAS_ADDED_AGE, g->payee.added_age_s = -1), FR_BAD_VALUE, "transfer.payee_party",     \
       "transfer.payee_party is not an age in seconds")                                                                \
  CASE((g->payee.known = FR_PARTY_HAS_REGISTERED_AGE, g->payee.registered_age_s = -1), FR_BAD_VALUE,                   \
       "transfer.payee_party", "transfer.payee_party is not an age in seconds")                                        \
  CASE((g->payer.known = FR_PARTY_HAS_MULE_SCORE, g->payer.mule_score = 1001), FR_BAD_VALUE, "transfer.payer_party",   \
       "mule_score is 1001; whole numbers from 0 to 1,000 are taken")                                                  \
  CASE((g->payer.known = FR_PARTY_HAS_MULE_SCORE, g->payer.mule_score = -1), FR_BAD_VALUE, "transfer.payer_party",     \
       "mule_score is -1; whole numbers from 0 to 1,000 are taken")                                                    \
  CASE((g->payer.known = FR_PARTY_HAS_HOPS_TO_LISTED, g->payer.hops_to_listed = 1001), FR_BAD_VALUE,                   \
       "transfer.payer_party", "hops_to_listed is 1001; whole numbers from 0 to 1,000 are taken")                      \
  CASE((g->payer.known = FR_PARTY_HAS_HOPS_TO_LISTED, g->payer.hops_to_listed = -1), FR_BAD_VALUE,                     \
       "transfer.payer_party", "hops_to_listed is -1; whole numbers from 0 to 1,000 are taken")                        \
  CASE((t->known = FR_TRANSFER_HAS_LIMIT, t->limit_minor = -1), FR_BAD_AMOUNT, "transfer.limit_minor",                 \
       "transfer.limit_minor is negative; amounts run from 0 to 2^53 - 1 minor units")                                 \
  CASE(t->approved = 3, FR_BAD_VALUE, "transfer.approved", "transfer.approved is 3; the largest value is 2")           \
  CASE(t->payroll = 3, FR_BAD_VALUE, "transfer.payroll", "transfer.payroll is 3; the largest value is 2")              \
  CASE((t->known = FR_TRANSFER_HAS_APPROVAL_GAP, t->approval_gap_s = -1), FR_BAD_VALUE, "transfer.approval_gap_s",     \
       "transfer.approval_gap_s is not an age in seconds")                                                             \
  CASE(t->attributes = NULL, FR_NULL_POINTER, "transfer.attributes", "attributes is null")                             \
  CASE(t->attribute_count = 65, FR_TOO_MANY, "transfer.attributes", "65 attributes; at most 64 are taken")             \
  CASE(g->attribute.name.data = NULL, FR_MISSING_FIELD, "attribute.name",                                              \
       "attribute.name is missing; it is required here")                                                               \
  CASE(g->attribute.type = FR_TYPE_STRING + 1, FR_BAD_VALUE, "attribute.type",                                         \
       "attribute.type is 5; the largest value is 4")                                                                  \
  CASE(g->attribute.text = fr_text_of(remark_1025), FR_BAD_ATTRIBUTE, "attribute.text",                                \
       "the text of an attribute is too long or not UTF-8")                                                            \
  CASE(g->attribute.text = fr_text_of("\xc3"), FR_BAD_ATTRIBUTE, "attribute.text",                                     \
       "the text of an attribute is too long or not UTF-8")

static fr_status check(const spoilt *given, fr__transfer *checked, fr_error *error) {
  return fr__transfer_check(&given->transfer, "CNY", checked, error);
}

static void expect_refused(const spoilt *given, fr_status status, const char *field, const char *message,
                           const char *change) {
  static fr__transfer checked;
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(check(given, &checked, &error), status, "%s: %s", change, error.message);
  cr_expect_eq(error.status, status, "%s", change);
  cr_expect_str_eq(error.field, field, "%s", change);
  cr_expect_str_eq(error.message, message, "%s", change);
  cr_expect_eq(check(given, &checked, NULL), status, "without an error: %s", change);
}

Test(transfer, each_refusal_has_its_status_field_and_sentence) {
  static spoilt good;
  spoilt *g = &good;
  fr_transfer *t = &g->transfer;
#define CASE(change, status, field, message) \
  fill(g);                                   \
  (void)(change);                            \
  expect_refused(g, status, field, message, #change);
  CASES(CASE)
#undef CASE
}

Test(transfer, null_is_refused) {
  static fr__transfer checked;
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr__transfer_check(NULL, "CNY", &checked, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.field, "transfer");
  cr_expect_str_eq(error.message, "the transfer is a null pointer");
}

Test(transfer, the_last_value_of_everything_is_taken) {
  static spoilt good;
  static fr__transfer checked;
  fr_error error = FR_ERROR_INIT;
  char sixty_four[65] = {0};
  memset(sixty_four, 'x', 64);
  spoilt *g = &good;
  fill(g);
  fr_transfer *t = &g->transfer;
  t->id = fr_text_of(sixty_four);
  t->time_us = FR_MAX_TIME_US - 1;
  t->amount_minor = FR_MAX_AMOUNT_MINOR;
  t->known = FR_TRANSFER_HAS_BALANCE_BEFORE;
  t->balance_before_minor = -FR_MAX_AMOUNT_MINOR;
  t->channel = FR_CHANNEL_OTHER;
  t->kind = FR_KIND_OWN_ACCOUNT;
  t->speed = FR_SPEED_NEXT_DAY;
  t->remark = (fr_text){remark_1025, 1024, FR_ENCODING_UNKNOWN};
  t->ui_language = fr_text_of("zh");
  g->session = (fr_session)FR_SESSION_INIT;
  g->session.known = 127;
  g->session.on_call = g->session.screen_shared = g->session.remote_control = g->session.cardless = FR_YES;
  g->session.caller = FR_CALLER_FLAGGED;
  g->session.payee_entry = FR_PAYEE_ENTRY_ALIAS;
  g->session.device_age_s = g->session.warning_dwell_s = FR_MAX_TIME_US / 1000000;
  g->teller.seen = FR_TELLER_ALL & ~UINT64_C(1);
  g->teller.ruled_out = 1;
  g->payer.known = FR_PARTY_HAS_AGE | FR_PARTY_HAS_ACCOUNT_AGE;
  g->payer.age = 200;
  g->payer.occupation = FR_OCCUPATION_OTHER;
  g->payer.party_kind = FR_PARTY_KIND_PUBLIC_BODY;
  g->payer.foreign = g->payer.vulnerable = FR_YES;
  g->payee.name_match = FR_NAME_MATCH_OTHER_KIND;
  g->payee.bank = fr_text_of("ICBC");
  g->payee.known = FR_PARTY_HAS_MULE_SCORE | FR_PARTY_HAS_ADDED_AGE;
  g->payee.mule_score = 1000;
  g->payee.added_age_s = FR_MAX_TIME_US / 1000000;
  t->approved = t->payroll = FR_YES;
  g->attribute.text = (fr_text){remark_1025, 1024, FR_ENCODING_UTF8};
  cr_assert_eq(check(g, &checked, &error), FR_OK, "%s", error.message);
  cr_expect_eq(checked.amount_minor, FR_MAX_AMOUNT_MINOR);
  cr_expect_eq(checked.payer.age, 200);
  cr_expect_eq(checked.session.caller, FR_CALLER_FLAGGED);
  cr_expect_eq(checked.teller.ruled_out, 1);
  cr_expect_not(checked.cash);
  cr_expect_not(checked.text_damaged);
}

Test(transfer, groups_left_out_are_unknown) {
  static fr__transfer checked;
  memset(&checked, 0xA5, sizeof checked);
  const fr_transfer given = transfer_of("t", "a", "b", 0, NOON);
  cr_assert_eq(fr__transfer_check(&given, NULL, &checked, NULL), FR_OK);
  cr_expect_eq(checked.session.on_call, FR_UNKNOWN);
  cr_expect_eq(checked.teller.seen | checked.teller.ruled_out, 0);
  cr_expect_eq(checked.payer.known | checked.payee.known, 0);
  cr_expect_null(checked.remark.data);
  cr_expect_null(checked.payer.customer.data);
}

Test(transfer, cash_has_no_other_party_whatever_is_sent_along) {
  spoilt one;
  fr__transfer checked;
  fill(&one);
  one.payee.known = FR_PARTY_HAS_AGE;
  one.payee.age = 70;
  one.payee.customer = fr_text_of("c");
  cr_assert_eq(fr__transfer_check(&one.transfer, "CNY", &checked, NULL), FR_OK);
  cr_expect_eq(checked.payee.age, 70);
  one.transfer.kind = FR_KIND_CASH_DEPOSIT;
  one.transfer.payee.data = NULL;
  cr_assert_eq(fr__transfer_check(&one.transfer, "CNY", &checked, NULL), FR_OK);
  cr_expect_eq(checked.payee.known, 0);
  cr_expect_null(checked.payee.customer.data);
  one.payee.age = 300;
  cr_expect_eq(fr__transfer_check(&one.transfer, "CNY", &checked, NULL), FR_BAD_VALUE, "it is looked at all the same");
}

Test(transfer, cash_needs_no_payee) {
  static fr__transfer checked;
  static const uint32_t kinds[] = {FR_KIND_CASH_WITHDRAWAL, FR_KIND_CASH_DEPOSIT};
  for (size_t i = 0; i < 2; i++) {
    fr_transfer given = transfer_of("t", "a", NULL, 5, NOON);
    given.kind = kinds[i];
    cr_expect_eq(fr__transfer_check(&given, "CNY", &checked, NULL), FR_OK);
    cr_expect(checked.cash);
  }
}

Test(transfer, currency) {
  static fr__transfer checked;
  fr_transfer given = transfer_of("t", "a", "b", 500, NOON);
  given.known = FR_TRANSFER_HAS_BASE_AMOUNT;
  given.base_amount_minor = 3600;
  cr_expect_eq(fr__transfer_check(&given, "CNY", &checked, NULL), FR_OK);
  cr_expect_eq(checked.amount_minor, 500, "the policy's currency needs no other amount");
  memcpy(given.currency, "CNY", 3);
  cr_expect_eq(fr__transfer_check(&given, "CNY", &checked, NULL), FR_OK);
  cr_expect_eq(checked.amount_minor, 500);
  memcpy(given.currency, "USD", 3);
  cr_expect_eq(fr__transfer_check(&given, "CNY", &checked, NULL), FR_OK);
  cr_expect_eq(checked.amount_minor, 3600);
  given.known = 0;
  cr_expect_eq(fr__transfer_check(&given, NULL, &checked, NULL), FR_OK, "without a policy every currency is taken");
  cr_expect_eq(checked.amount_minor, 500);
}

Test(transfer, a_newer_struct_is_taken_while_its_tail_is_zero) {
  struct {
    fr_transfer transfer;
    uint64_t later;
  } newer = {transfer_of("t", "a", "b", 1, NOON), 0};
  static fr__transfer checked;
  fr_error error = FR_ERROR_INIT;
  newer.transfer.struct_size = sizeof newer;
  cr_expect_eq(fr__transfer_check(&newer.transfer, "CNY", &checked, &error), FR_OK);
  newer.later = UINT64_C(1) << 63;
  cr_expect_eq(fr__transfer_check(&newer.transfer, "CNY", &checked, &error), FR_STRUCT_TAIL);
  cr_expect_str_eq(error.field, "transfer");
  cr_expect_str_eq(error.message, "transfer: struct_size is 232, this library knows 224; set it with the _INIT macro");
  struct {
    fr_session session;
    uint64_t later;
  } newer_session = {FR_SESSION_INIT, 1};
  newer_session.session.struct_size = sizeof newer_session;
  fr_transfer given = transfer_of("t", "a", "b", 1, NOON);
  given.session = &newer_session.session;
  cr_expect_eq(fr__transfer_check(&given, "CNY", &checked, &error), FR_STRUCT_TAIL);
  cr_expect_str_eq(error.field, "transfer.session");
  newer_session.later = 0;
  cr_expect_eq(fr__transfer_check(&given, "CNY", &checked, &error), FR_OK);
}

/* A caller built against the first header: what came since is unknown, whatever lies behind his structs. */
Test(transfer, an_older_struct_is_taken_and_the_rest_is_unknown) {
  static spoilt old;
  static fr__transfer checked;
  fr_error error = FR_ERROR_INIT;
  fill(&old);
  memset(&old.transfer.limit_minor, 0xA5, sizeof old.transfer - offsetof(fr_transfer, limit_minor));
  memset(&old.session.meeting_app, 0xA5, sizeof old.session - offsetof(fr_session, meeting_app));
  memset(&old.payer.added_age_s, 0xA5, sizeof old.payer - offsetof(fr_party, added_age_s));
  old.transfer.struct_size = offsetof(fr_transfer, limit_minor);
  old.session.struct_size = offsetof(fr_session, meeting_app);
  old.payer.struct_size = offsetof(fr_party, added_age_s);
  old.session.on_call = FR_YES;
  old.payer.vulnerable = FR_YES;
  cr_assert_eq(check(&old, &checked, &error), FR_OK, "%s", error.message);
  cr_expect_eq(checked.session.on_call, FR_YES);
  cr_expect_eq(checked.payer.vulnerable, FR_YES);
  cr_expect_eq(checked.given.approved | checked.given.payroll, FR_UNKNOWN);
  cr_expect_eq(checked.session.meeting_app | checked.session.cardless | checked.session.payee_entry, FR_UNKNOWN);
  cr_expect_eq(checked.payer.shell_like | checked.payer.trusted_contact, FR_UNKNOWN);
  cr_expect_eq(checked.given.amount_minor, 1000);
}

Test(transfer, damaged_remarks_are_repaired) {
  static const struct {
    const char *given, *repaired;
    bool damaged;
  } cases[] = {
      {"safe account", "safe account", false},
      {"", "", false},
      {"\xe5\xae\x89\xe5\x85\xa8", "\xe5\xae\x89\xe5\x85\xa8", false},
      {"\xff", "?", true},
      {"a\xe5\xae", "a", true},           /* cut in the middle of a character: that is dropped */
      {"\xc0\x80x", "??x", true},         /* an overlong zero */
      {"\xed\xa0\x80", "???", true},      /* half of a surrogate */
      {"\xf4\x90\x80\x80", "????", true}, /* past the last character */
      {"\xe5\xae\x89\x80\xe5\x85\xa8", "\xe5\xae\x89?\xe5\x85\xa8", true},
  };
  static fr__transfer checked;
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_transfer given = transfer_of("t", "a", "b", 1, NOON);
    given.remark = fr_text_of(cases[i].given);
    given.purpose = fr_text_of("\xfe!");
    cr_assert_eq(fr__transfer_check(&given, "CNY", &checked, NULL), FR_OK);
    cr_expect_eq(checked.remark.size, strlen(cases[i].repaired), "%zu", i);
    cr_expect_arr_eq(checked.remark.data, cases[i].repaired, strlen(cases[i].repaired), "%zu", i);
    cr_expect_eq(checked.remark.data == given.remark.data, !cases[i].damaged, "%zu", i);
    cr_expect(checked.text_damaged, "the purpose is damaged");
    cr_expect_arr_eq(checked.purpose.data, "?!", 2);
    given.purpose.data = NULL;
    cr_assert_eq(fr__transfer_check(&given, "CNY", &checked, NULL), FR_OK);
    cr_expect_eq(checked.text_damaged, cases[i].damaged, "%zu", i);
  }
}

/* The same text comes out of any encoding, as long as it says which, or fits one. */
Test(transfer, texts_come_with_their_encoding) {
  static const struct {
    fr_text given;
    const char *expected;
    bool damaged;
  } cases[] = {
      {{"\xb0\xb2\xc8\xab", 4, FR_ENCODING_GB18030}, "安全", false},
      {{"\xb0\xb2\xc8\xab", 4, FR_ENCODING_UNKNOWN}, "安全", false},
      {{"\xb0\xb2\xc8\xab", 4, FR_ENCODING_UTF8}, "?\?\xc8\xab", true},
      {{"安全", 6, FR_ENCODING_UNKNOWN}, "安全", false},
      {{"\xb0\xb2\xc8", 3, FR_ENCODING_GB18030}, "安", true},
      {{"\xb0\xb2\xc8", 3, FR_ENCODING_UNKNOWN}, "安", true},
      {{"a\xff\xb0\xb2", 4, FR_ENCODING_GB18030}, "a?安", true},
      {{"\x81\x30\x81\x30", 4, FR_ENCODING_GB18030}, "\xc2\x80", false},
      {{"\x95\x32\x82\x36", 4, FR_ENCODING_GB18030}, "𠀀", false},
      {{"\xff\xfe", 2, FR_ENCODING_UNKNOWN}, "?\?", true},
  };
  static fr__transfer checked;
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_transfer given = transfer_of("t", "a", "b", 1, NOON);
    given.purpose = cases[i].given;
    cr_assert_eq(fr__transfer_check(&given, "CNY", &checked, NULL), FR_OK);
    cr_expect_eq(checked.purpose.size, strlen(cases[i].expected), "%zu", i);
    cr_expect_arr_eq(checked.purpose.data, cases[i].expected, checked.purpose.size, "%zu", i);
    cr_expect_eq(checked.purpose.encoding, FR_ENCODING_UTF8);
    cr_expect_eq(checked.text_damaged, cases[i].damaged, "%zu", i);
  }
}

/* The longest remark of Chinese characters, in two bytes each, is longer in UTF-8. */
Test(transfer, the_longest_remark_of_gb18030) {
  static char given_bytes[FR_MAX_REMARK_BYTES];
  static fr__transfer checked;
  for (uint32_t i = 0; i < sizeof given_bytes; i += 2) memcpy(given_bytes + i, "\xb0\xb2", 2);
  fr_transfer given = transfer_of("t", "a", "b", 1, NOON);
  given.remark = (fr_text){given_bytes, sizeof given_bytes, FR_ENCODING_GB18030};
  cr_assert_eq(fr__transfer_check(&given, "CNY", &checked, NULL), FR_OK);
  cr_expect_eq(checked.remark.size, 1536);
  cr_expect_arr_eq(checked.remark.data + 1533, "安", 3);
  cr_expect_not(checked.text_damaged);
}

/* Notes stay where they are, in the encoding that they turned out to have. */
Test(transfer, notes_of_the_teller) {
  static fr__transfer checked;
  fr_transfer given = transfer_of("t", "a", "b", 1, NOON);
  fr_teller teller = FR_TELLER_INIT;
  given.teller = &teller;
  cr_assert_eq(fr__transfer_check(&given, "CNY", &checked, NULL), FR_OK);
  cr_expect_null(checked.notes.data, "unknown");
  teller.notes = (fr_text){"\xb0\xb2\xc8\xab\xd5", 5, FR_ENCODING_UNKNOWN};
  cr_assert_eq(fr__transfer_check(&given, "CNY", &checked, NULL), FR_OK);
  cr_expect(checked.notes.data == teller.notes.data && checked.notes.size == 4);
  cr_expect_eq(checked.notes.encoding, FR_ENCODING_GB18030);
  cr_expect(checked.text_damaged, "a cut character is told");
  teller.notes = (fr_text){notes_8193, 8192, FR_ENCODING_UTF8};
  cr_assert_eq(fr__transfer_check(&given, "CNY", &checked, NULL), FR_OK);
  cr_expect_eq(checked.notes.size, 8192);
  cr_expect_not(checked.text_damaged);
}
