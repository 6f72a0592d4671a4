/* SPDX-License-Identifier: Apache-2.0
 *
 * Written by generate.py. */
/* clang-format off */
#define CHECK(type, field, at, bytes) \
  _Static_assert(offsetof(type, field) == (at) && sizeof(((type *)0)->field) == (bytes), #type "." #field)

/* fr_reason */
CHECK(fr_reason, rule, 0, 48);
CHECK(fr_reason, points, 48, 4);
CHECK(fr_reason, rule_index, 52, 4);
static const field_info fr_reason_fields[] = {
  {"rule", KIND_CHARS, 0, 48, 48, 0, 0, 0, -1, 0, 0, 0, 0},
  {"points", KIND_I32, 48, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"rule_index", KIND_U32, 52, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_reason) == 56, "fr_reason");

/* fr_decision */
CHECK(fr_decision, struct_size, 0, 4);
CHECK(fr_decision, outcome, 4, 4);
CHECK(fr_decision, score, 8, 8);
CHECK(fr_decision, hold_until_us, 16, 8);
CHECK(fr_decision, flags, 24, 4);
CHECK(fr_decision, unknown_count, 28, 4);
CHECK(fr_decision, error_count, 32, 4);
CHECK(fr_decision, reason_count, 36, 4);
CHECK(fr_decision, reasons_total, 40, 4);
CHECK(fr_decision, scam_index, 44, 4);
CHECK(fr_decision, scam, 48, 48);
CHECK(fr_decision, decision_id, 96, 16);
CHECK(fr_decision, policy_digest, 112, 32);
CHECK(fr_decision, policy_name, 144, 48);
CHECK(fr_decision, policy_version, 192, 8);
CHECK(fr_decision, reasons, 200, 896);
CHECK(fr_decision, values_size, 1096, 4);
CHECK(fr_decision, advice, 1100, 4);
CHECK(fr_decision, values, 1104, 1024);
CHECK(fr_decision, victim_present, 2128, 4);
CHECK(fr_decision, actions, 2132, 4);
CHECK(fr_decision, pure_outcome, 2136, 4);
CHECK(fr_decision, would_be, 2140, 4);
CHECK(fr_decision, sequence, 2144, 8);
static const field_info fr_decision_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"outcome", KIND_U32, 4, 4, 1, 0, 23, 0, -1, 0, 0, 0, 0},
  {"score", KIND_I64, 8, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"hold_until_us", KIND_I64, 16, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"flags", KIND_U32, 24, 4, 1, 0, 24, 0, -1, 0, 0, 0, 0},
  {"unknown_count", KIND_U32, 28, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"error_count", KIND_U32, 32, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"reason_count", KIND_U32, 36, 4, 1, 0, 0, 0, -1, 0, 0, 16, 0},
  {"reasons_total", KIND_U32, 40, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"scam_index", KIND_I32, 44, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"scam", KIND_CHARS, 48, 48, 48, 0, 0, 0, -1, 0, 0, 0, 0},
  {"decision_id", KIND_BYTES, 96, 16, 16, 0, 0, 0, -1, 0, 0, 0, 0},
  {"policy_digest", KIND_BYTES, 112, 32, 32, 0, 0, 0, -1, 0, 0, 0, 0},
  {"policy_name", KIND_CHARS, 144, 48, 48, 0, 0, 0, -1, 0, 0, 0, 0},
  {"policy_version", KIND_U64, 192, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"reasons", KIND_STRUCT, 200, 896, 16, 0, 0, 0, -1, 0, 0, 0, 0},
  {"values_size", KIND_U32, 1096, 4, 1, 0, 0, 0, -1, 0, 0, 19, 0},
  {"advice", KIND_U32, 1100, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"values", KIND_BYTES, 1104, 1024, 1024, 0, 0, 0, -1, 0, 0, 0, 0},
  {"victim_present", KIND_U32, 2128, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"actions", KIND_U32, 2132, 4, 1, 0, 25, 0, -1, 0, 0, 0, 0},
  {"pure_outcome", KIND_U32, 2136, 4, 1, 0, 23, 0, -1, 0, 0, 0, 0},
  {"would_be", KIND_U32, 2140, 4, 1, 0, 23, 0, -1, 0, 0, 0, 0},
  {"sequence", KIND_U64, 2144, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_decision) == 2152, "fr_decision");

/* fr_text */
CHECK(fr_text, data, 0, 8);
CHECK(fr_text, size, 8, 4);
CHECK(fr_text, encoding, 12, 4);
static const field_info fr_text_fields[] = {
  {"data", KIND_STRING, 0, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0},
  {"size", KIND_U32, 8, 4, 1, 0, 0, 0, -1, 0, 0, 1, 0},
  {"encoding", KIND_U32, 12, 4, 1, 0, 14, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_text) == 16, "fr_text");

/* fr_session */
CHECK(fr_session, struct_size, 0, 4);
CHECK(fr_session, known, 4, 4);
CHECK(fr_session, on_call, 8, 4);
CHECK(fr_session, caller, 12, 4);
CHECK(fr_session, screen_shared, 16, 4);
CHECK(fr_session, remote_control, 20, 4);
CHECK(fr_session, device_age_s, 24, 8);
CHECK(fr_session, sim_age_s, 32, 8);
CHECK(fr_session, credential_age_s, 40, 8);
CHECK(fr_session, meeting_app, 48, 4);
CHECK(fr_session, geo_jump, 52, 4);
CHECK(fr_session, ip_risky, 56, 4);
CHECK(fr_session, sideloaded_app, 60, 4);
CHECK(fr_session, overlay, 64, 4);
CHECK(fr_session, hesitated, 68, 4);
CHECK(fr_session, code_shared, 72, 4);
CHECK(fr_session, call_forwarded, 76, 4);
CHECK(fr_session, nfc_relay, 80, 4);
CHECK(fr_session, tampered, 84, 4);
CHECK(fr_session, face_verified, 88, 4);
CHECK(fr_session, confirmed_in_chinese, 92, 4);
CHECK(fr_session, cardless, 96, 4);
CHECK(fr_session, payee_entry, 100, 4);
CHECK(fr_session, call_age_s, 104, 8);
CHECK(fr_session, operator_age_s, 112, 8);
CHECK(fr_session, phishing_link_age_s, 120, 8);
CHECK(fr_session, warning_dwell_s, 128, 8);
static const field_info fr_session_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 4, 0, 0},
  {"known", KIND_U32, 4, 4, 1, 0, 9, 0, -1, 0, 4, 0, 0},
  {"on_call", KIND_U32, 8, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"caller", KIND_U32, 12, 4, 1, 0, 4, 1, -1, 0, 4, 0, 0},
  {"screen_shared", KIND_U32, 16, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"remote_control", KIND_U32, 20, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"device_age_s", KIND_I64, 24, 8, 1, FR_SESSION_HAS_DEVICE_AGE, 0, 0, -1, 0, 4, 0, 0},
  {"sim_age_s", KIND_I64, 32, 8, 1, FR_SESSION_HAS_SIM_AGE, 0, 0, -1, 0, 4, 0, 0},
  {"credential_age_s", KIND_I64, 40, 8, 1, FR_SESSION_HAS_CREDENTIAL_AGE, 0, 0, -1, 0, 4, 0, 0},
  {"meeting_app", KIND_U32, 48, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"geo_jump", KIND_U32, 52, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"ip_risky", KIND_U32, 56, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"sideloaded_app", KIND_U32, 60, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"overlay", KIND_U32, 64, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"hesitated", KIND_U32, 68, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"code_shared", KIND_U32, 72, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"call_forwarded", KIND_U32, 76, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"nfc_relay", KIND_U32, 80, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"tampered", KIND_U32, 84, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"face_verified", KIND_U32, 88, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"confirmed_in_chinese", KIND_U32, 92, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"cardless", KIND_U32, 96, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"payee_entry", KIND_U32, 100, 4, 1, 0, 8, 1, -1, 0, 4, 0, 0},
  {"call_age_s", KIND_I64, 104, 8, 1, FR_SESSION_HAS_CALL_AGE, 0, 0, -1, 0, 4, 0, 0},
  {"operator_age_s", KIND_I64, 112, 8, 1, FR_SESSION_HAS_OPERATOR_AGE, 0, 0, -1, 0, 4, 0, 0},
  {"phishing_link_age_s", KIND_I64, 120, 8, 1, FR_SESSION_HAS_PHISHING_LINK_AGE, 0, 0, -1, 0, 4, 0, 0},
  {"warning_dwell_s", KIND_I64, 128, 8, 1, FR_SESSION_HAS_WARNING_DWELL, 0, 0, -1, 0, 4, 0, 0},
};
_Static_assert(sizeof(fr_session) == 136, "fr_session");

/* fr_teller */
CHECK(fr_teller, struct_size, 0, 4);
CHECK(fr_teller, reserved, 4, 4);
CHECK(fr_teller, seen, 8, 8);
CHECK(fr_teller, ruled_out, 16, 8);
CHECK(fr_teller, notes, 24, 16);
static const field_info fr_teller_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"reserved", KIND_U32, 4, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"seen", KIND_U64, 8, 8, 1, 0, 10, 0, -1, 0, 0, 0, 0},
  {"ruled_out", KIND_U64, 16, 8, 1, 0, 10, 0, -1, 0, 0, 0, 0},
  {"notes", KIND_TEXT, 24, 16, 1, 0, 0, 0, 0, 2, 0, 0, 0},
};
_Static_assert(sizeof(fr_teller) == 40, "fr_teller");

/* fr_party */
CHECK(fr_party, struct_size, 0, 4);
CHECK(fr_party, known, 4, 4);
CHECK(fr_party, customer, 8, 16);
CHECK(fr_party, age, 24, 4);
CHECK(fr_party, occupation, 28, 4);
CHECK(fr_party, account_age_s, 32, 8);
CHECK(fr_party, party_kind, 40, 4);
CHECK(fr_party, foreign, 44, 4);
CHECK(fr_party, name_match, 48, 4);
CHECK(fr_party, vulnerable, 52, 4);
CHECK(fr_party, bank, 56, 16);
CHECK(fr_party, added_age_s, 72, 8);
CHECK(fr_party, registered_age_s, 80, 8);
CHECK(fr_party, mule_score, 88, 4);
CHECK(fr_party, hops_to_listed, 92, 4);
CHECK(fr_party, shell_like, 96, 4);
CHECK(fr_party, phone_shared, 100, 4);
CHECK(fr_party, account_changed, 104, 4);
CHECK(fr_party, third_party, 108, 4);
CHECK(fr_party, region_unusual, 112, 4);
CHECK(fr_party, trusted_contact, 116, 4);
static const field_info fr_party_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 4, 0, 0},
  {"known", KIND_U32, 4, 4, 1, 0, 11, 0, -1, 0, 4, 0, 0},
  {"customer", KIND_TEXT, 8, 16, 1, 0, 0, 0, 0, 2, 4, 0, 0},
  {"age", KIND_I32, 24, 4, 1, FR_PARTY_HAS_AGE, 0, 0, -1, 0, 4, 0, 0},
  {"occupation", KIND_U32, 28, 4, 1, 0, 6, 1, -1, 0, 4, 0, 0},
  {"account_age_s", KIND_I64, 32, 8, 1, FR_PARTY_HAS_ACCOUNT_AGE, 0, 0, -1, 0, 4, 0, 0},
  {"party_kind", KIND_U32, 40, 4, 1, 0, 5, 1, -1, 0, 4, 0, 0},
  {"foreign", KIND_U32, 44, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"name_match", KIND_U32, 48, 4, 1, 0, 7, 1, -1, 0, 4, 0, 0},
  {"vulnerable", KIND_U32, 52, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"bank", KIND_TEXT, 56, 16, 1, 0, 0, 0, 1, 2, 4, 0, 0},
  {"added_age_s", KIND_I64, 72, 8, 1, FR_PARTY_HAS_ADDED_AGE, 0, 0, -1, 0, 4, 0, 0},
  {"registered_age_s", KIND_I64, 80, 8, 1, FR_PARTY_HAS_REGISTERED_AGE, 0, 0, -1, 0, 4, 0, 0},
  {"mule_score", KIND_I32, 88, 4, 1, FR_PARTY_HAS_MULE_SCORE, 0, 0, -1, 0, 4, 0, 0},
  {"hops_to_listed", KIND_I32, 92, 4, 1, FR_PARTY_HAS_HOPS_TO_LISTED, 0, 0, -1, 0, 4, 0, 0},
  {"shell_like", KIND_U32, 96, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"phone_shared", KIND_U32, 100, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"account_changed", KIND_U32, 104, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"third_party", KIND_U32, 108, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"region_unusual", KIND_U32, 112, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"trusted_contact", KIND_U32, 116, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
};
_Static_assert(sizeof(fr_party) == 120, "fr_party");

/* fr_attribute */
CHECK(fr_attribute, name, 0, 16);
CHECK(fr_attribute, type, 16, 4);
CHECK(fr_attribute, reserved, 20, 4);
CHECK(fr_attribute, integer, 24, 8);
CHECK(fr_attribute, number, 32, 8);
CHECK(fr_attribute, text, 40, 16);
static const field_info fr_attribute_fields[] = {
  {"name", KIND_TEXT, 0, 16, 1, 0, 0, 0, 0, 2, 0, 0, 0},
  {"type", KIND_U32, 16, 4, 1, 0, 13, 1, -1, 0, 0, 0, 0},
  {"reserved", KIND_U32, 20, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"integer", KIND_I64, 24, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"number", KIND_DOUBLE, 32, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"text", KIND_TEXT, 40, 16, 1, 0, 0, 0, 1, 2, 0, 0, 0},
};
_Static_assert(sizeof(fr_attribute) == 56, "fr_attribute");

/* fr_transfer */
CHECK(fr_transfer, struct_size, 0, 4);
CHECK(fr_transfer, known, 4, 4);
CHECK(fr_transfer, id, 8, 16);
CHECK(fr_transfer, time_us, 24, 8);
CHECK(fr_transfer, payer, 32, 16);
CHECK(fr_transfer, payee, 48, 16);
CHECK(fr_transfer, amount_minor, 64, 8);
CHECK(fr_transfer, base_amount_minor, 72, 8);
CHECK(fr_transfer, currency, 80, 4);
CHECK(fr_transfer, channel, 84, 4);
CHECK(fr_transfer, kind, 88, 4);
CHECK(fr_transfer, speed, 92, 4);
CHECK(fr_transfer, remark, 96, 16);
CHECK(fr_transfer, purpose, 112, 16);
CHECK(fr_transfer, balance_before_minor, 128, 8);
CHECK(fr_transfer, ui_language, 136, 16);
CHECK(fr_transfer, session, 152, 8);
CHECK(fr_transfer, teller, 160, 8);
CHECK(fr_transfer, payer_party, 168, 8);
CHECK(fr_transfer, payee_party, 176, 8);
CHECK(fr_transfer, attributes, 184, 8);
CHECK(fr_transfer, attribute_count, 192, 4);
CHECK(fr_transfer, reserved, 196, 4);
CHECK(fr_transfer, limit_minor, 200, 8);
CHECK(fr_transfer, approval_gap_s, 208, 8);
CHECK(fr_transfer, approved, 216, 4);
CHECK(fr_transfer, payroll, 220, 4);
static const field_info fr_transfer_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 4, 0, 0},
  {"known", KIND_U32, 4, 4, 1, 0, 12, 0, -1, 0, 4, 0, 0},
  {"id", KIND_TEXT, 8, 16, 1, 0, 0, 0, 0, 2, 4, 0, 0},
  {"time_us", KIND_I64, 24, 8, 1, 0, 0, 0, -1, 0, 4, 0, 0},
  {"payer", KIND_TEXT, 32, 16, 1, 0, 0, 0, 1, 2, 4, 0, 0},
  {"payee", KIND_TEXT, 48, 16, 1, 0, 0, 0, 2, 2, 4, 0, 0},
  {"amount_minor", KIND_I64, 64, 8, 1, 0, 0, 0, -1, 0, 4, 0, 0},
  {"base_amount_minor", KIND_I64, 72, 8, 1, FR_TRANSFER_HAS_BASE_AMOUNT, 0, 0, -1, 0, 4, 0, 0},
  {"currency", KIND_CHARS, 80, 4, 4, 0, 0, 0, -1, 0, 4, 0, 0},
  {"channel", KIND_U32, 84, 4, 1, 0, 1, 1, -1, 0, 4, 0, 0},
  {"kind", KIND_U32, 88, 4, 1, 0, 2, 1, -1, 0, 4, 0, 0},
  {"speed", KIND_U32, 92, 4, 1, 0, 3, 1, -1, 0, 4, 0, 0},
  {"remark", KIND_TEXT, 96, 16, 1, 0, 0, 0, 3, 2, 4, 0, 0},
  {"purpose", KIND_TEXT, 112, 16, 1, 0, 0, 0, 4, 2, 4, 0, 0},
  {"balance_before_minor", KIND_I64, 128, 8, 1, FR_TRANSFER_HAS_BALANCE_BEFORE, 0, 0, -1, 0, 4, 0, 0},
  {"ui_language", KIND_TEXT, 136, 16, 1, 0, 0, 0, 5, 2, 4, 0, 0},
  {"session", KIND_POINTER, 152, 8, 1, 0, 0, 0, 6, 3, 4, 0, 0},
  {"teller", KIND_POINTER, 160, 8, 1, 0, 0, 0, 7, 4, 4, 0, 0},
  {"payer_party", KIND_POINTER, 168, 8, 1, 0, 0, 0, 8, 5, 4, 0, 0},
  {"payee_party", KIND_POINTER, 176, 8, 1, 0, 0, 0, 9, 5, 4, 0, 0},
  {"attributes", KIND_ATTRIBUTES, 184, 8, 1, 0, 0, 0, 10, 6, 4, 0, 0},
  {"attribute_count", KIND_U32, 192, 4, 1, 0, 0, 0, -1, 0, 4, 21, 0},
  {"reserved", KIND_U32, 196, 4, 1, 0, 0, 0, -1, 0, 4, 0, 0},
  {"limit_minor", KIND_I64, 200, 8, 1, FR_TRANSFER_HAS_LIMIT, 0, 0, -1, 0, 4, 0, 0},
  {"approval_gap_s", KIND_I64, 208, 8, 1, FR_TRANSFER_HAS_APPROVAL_GAP, 0, 0, -1, 0, 4, 0, 0},
  {"approved", KIND_U32, 216, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
  {"payroll", KIND_U32, 220, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 4, 0, 0},
};
_Static_assert(sizeof(fr_transfer) == 224, "fr_transfer");

/* fr_event */
CHECK(fr_event, struct_size, 0, 4);
CHECK(fr_event, kind, 4, 4);
CHECK(fr_event, known, 8, 4);
CHECK(fr_event, sides, 12, 4);
CHECK(fr_event, time_us, 16, 8);
CHECK(fr_event, transfer_id, 24, 16);
CHECK(fr_event, payer, 40, 16);
CHECK(fr_event, payee, 56, 16);
CHECK(fr_event, payer_customer, 72, 16);
CHECK(fr_event, payee_customer, 88, 16);
CHECK(fr_event, amount_minor, 104, 8);
CHECK(fr_event, customer, 112, 16);
CHECK(fr_event, party, 128, 16);
CHECK(fr_event, list, 144, 16);
CHECK(fr_event, until_us, 160, 8);
CHECK(fr_event, duration_s, 168, 8);
CHECK(fr_event, caller, 176, 4);
CHECK(fr_event, direction, 180, 4);
CHECK(fr_event, level, 184, 4);
CHECK(fr_event, response, 188, 4);
CHECK(fr_event, status, 192, 4);
CHECK(fr_event, reserved, 196, 4);
CHECK(fr_event, transfer, 200, 8);
CHECK(fr_event, transfer_time_us, 208, 8);
CHECK(fr_event, to, 216, 16);
static const field_info fr_event_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 8, 0, 0},
  {"kind", KIND_U32, 4, 4, 1, 0, 17, 0, -1, 0, 8, 0, 0},
  {"known", KIND_U32, 8, 4, 1, 0, 18, 0, -1, 0, 8, 0, 0},
  {"sides", KIND_U32, 12, 4, 1, 0, 22, 0, -1, 0, 8, 0, 0},
  {"time_us", KIND_I64, 16, 8, 1, 0, 0, 0, -1, 0, 8, 0, 0},
  {"transfer_id", KIND_TEXT, 24, 16, 1, 0, 0, 0, 0, 2, 8, 0, 0},
  {"payer", KIND_TEXT, 40, 16, 1, 0, 0, 0, 1, 2, 8, 0, 0},
  {"payee", KIND_TEXT, 56, 16, 1, 0, 0, 0, 2, 2, 8, 0, 0},
  {"payer_customer", KIND_TEXT, 72, 16, 1, 0, 0, 0, 3, 2, 8, 0, 0},
  {"payee_customer", KIND_TEXT, 88, 16, 1, 0, 0, 0, 4, 2, 8, 0, 0},
  {"amount_minor", KIND_I64, 104, 8, 1, FR_EVENT_HAS_AMOUNT, 0, 0, -1, 0, 8, 0, 0},
  {"customer", KIND_TEXT, 112, 16, 1, 0, 0, 0, 5, 2, 8, 0, 0},
  {"party", KIND_TEXT, 128, 16, 1, 0, 0, 0, 6, 2, 8, 0, 0},
  {"list", KIND_TEXT, 144, 16, 1, 0, 0, 0, 7, 2, 8, 0, 0},
  {"until_us", KIND_I64, 160, 8, 1, 0, 0, 0, -1, 0, 8, 0, 0},
  {"duration_s", KIND_I64, 168, 8, 1, FR_EVENT_HAS_DURATION, 0, 0, -1, 0, 8, 0, 0},
  {"caller", KIND_U32, 176, 4, 1, 0, 4, 1, -1, 0, 8, 0, 0},
  {"direction", KIND_U32, 180, 4, 1, 0, 20, 1, -1, 0, 8, 0, 0},
  {"level", KIND_U32, 184, 4, 1, 0, 0, 0, -1, 0, 8, 0, 0},
  {"response", KIND_U32, 188, 4, 1, 0, 21, 1, -1, 0, 8, 0, 0},
  {"status", KIND_U32, 192, 4, 1, 0, 19, 0, -1, 0, 8, 0, 0},
  {"reserved", KIND_U32, 196, 4, 1, 0, 0, 0, -1, 0, 8, 0, 0},
  {"transfer", KIND_POINTER, 200, 8, 1, 0, 0, 0, 8, 7, 8, 0, 0},
  {"transfer_time_us", KIND_I64, 208, 8, 1, FR_EVENT_HAS_TRANSFER_TIME, 0, 0, -1, 0, 8, 0, 0},
  {"to", KIND_TEXT, 216, 16, 1, 0, 0, 0, 9, 2, 8, 0, 0},
};
_Static_assert(sizeof(fr_event) == 232, "fr_event");

/* fr_error */
CHECK(fr_error, struct_size, 0, 4);
CHECK(fr_error, status, 4, 4);
CHECK(fr_error, line, 8, 4);
CHECK(fr_error, column, 12, 4);
CHECK(fr_error, offset, 16, 8);
CHECK(fr_error, field, 24, 64);
CHECK(fr_error, message, 88, 256);
static const field_info fr_error_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"status", KIND_I32, 4, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"line", KIND_U32, 8, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"column", KIND_U32, 12, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"offset", KIND_I64, 16, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"field", KIND_CHARS, 24, 64, 64, 0, 0, 0, -1, 0, 0, 0, 0},
  {"message", KIND_CHARS, 88, 256, 256, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_error) == 344, "fr_error");

/* fr_policy_info */
CHECK(fr_policy_info, struct_size, 0, 4);
CHECK(fr_policy_info, is_signed, 4, 4);
CHECK(fr_policy_info, version, 8, 8);
CHECK(fr_policy_info, name, 16, 8);
CHECK(fr_policy_info, digest, 24, 32);
CHECK(fr_policy_info, currency, 56, 4);
CHECK(fr_policy_info, currency_digits, 60, 4);
CHECK(fr_policy_info, utc_offset_s, 64, 4);
CHECK(fr_policy_info, feature_count, 68, 4);
CHECK(fr_policy_info, rule_count, 72, 4);
CHECK(fr_policy_info, scam_count, 76, 4);
CHECK(fr_policy_info, fold_count, 80, 4);
CHECK(fr_policy_info, signature_count, 84, 4);
CHECK(fr_policy_info, valid_from_us, 88, 8);
CHECK(fr_policy_info, valid_until_us, 96, 8);
CHECK(fr_policy_info, test_count, 104, 4);
CHECK(fr_policy_info, reserved, 108, 4);
static const field_info fr_policy_info_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"is_signed", KIND_U32, 4, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"version", KIND_U64, 8, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"name", KIND_STRING, 16, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0},
  {"digest", KIND_BYTES, 24, 32, 32, 0, 0, 0, -1, 0, 0, 0, 0},
  {"currency", KIND_CHARS, 56, 4, 4, 0, 0, 0, -1, 0, 0, 0, 0},
  {"currency_digits", KIND_U32, 60, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"utc_offset_s", KIND_I32, 64, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"feature_count", KIND_U32, 68, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"rule_count", KIND_U32, 72, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"scam_count", KIND_U32, 76, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"fold_count", KIND_U32, 80, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"signature_count", KIND_U32, 84, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"valid_from_us", KIND_I64, 88, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"valid_until_us", KIND_I64, 96, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"test_count", KIND_U32, 104, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"reserved", KIND_U32, 108, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_policy_info) == 112, "fr_policy_info");

/* fr_signature */
CHECK(fr_signature, struct_size, 0, 4);
CHECK(fr_signature, algorithm, 4, 4);
CHECK(fr_signature, key_id, 8, 16);
CHECK(fr_signature, role, 24, 48);
static const field_info fr_signature_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"algorithm", KIND_U32, 4, 4, 1, 0, 29, 0, -1, 0, 0, 0, 0},
  {"key_id", KIND_BYTES, 8, 16, 16, 0, 0, 0, -1, 0, 0, 0, 0},
  {"role", KIND_CHARS, 24, 48, 48, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_signature) == 72, "fr_signature");

/* fr_question */
CHECK(fr_question, struct_size, 0, 4);
CHECK(fr_question, sign, 4, 4);
CHECK(fr_question, teller_bit, 8, 8);
CHECK(fr_question, name, 16, 8);
CHECK(fr_question, observation, 24, 8);
static const field_info fr_question_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"sign", KIND_U32, 4, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"teller_bit", KIND_U64, 8, 8, 1, 0, 10, 0, -1, 0, 0, 0, 0},
  {"name", KIND_STRING, 16, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0},
  {"observation", KIND_STRING, 24, 8, 1, 0, 0, 0, 1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_question) == 32, "fr_question");

/* fr_text_match */
CHECK(fr_text_match, begin, 0, 4);
CHECK(fr_text_match, end, 4, 4);
CHECK(fr_text_match, set_index, 8, 4);
CHECK(fr_text_match, strength, 12, 4);
CHECK(fr_text_match, disguises, 16, 4);
CHECK(fr_text_match, reserved, 20, 4);
CHECK(fr_text_match, set, 24, 48);
static const field_info fr_text_match_fields[] = {
  {"begin", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"end", KIND_U32, 4, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"set_index", KIND_U32, 8, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"strength", KIND_U32, 12, 4, 1, 0, 15, 0, -1, 0, 0, 0, 0},
  {"disguises", KIND_U32, 16, 4, 1, 0, 16, 0, -1, 0, 0, 0, 0},
  {"reserved", KIND_U32, 20, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"set", KIND_CHARS, 24, 48, 48, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_text_match) == 72, "fr_text_match");

/* fr_engine_options */
CHECK(fr_engine_options, struct_size, 0, 4);
CHECK(fr_engine_options, accept_unsigned_policies, 4, 4);
CHECK(fr_engine_options, shadow, 8, 4);
CHECK(fr_engine_options, outcomes_not_reported, 12, 4);
CHECK(fr_engine_options, secret_key, 16, 16);
CHECK(fr_engine_options, memory_bytes, 32, 8);
CHECK(fr_engine_options, parties_max, 40, 8);
CHECK(fr_engine_options, list_entries_max, 48, 8);
CHECK(fr_engine_options, horizon_us, 56, 8);
CHECK(fr_engine_options, time_ahead_max_us, 64, 8);
CHECK(fr_engine_options, complete_from_us, 72, 8);
CHECK(fr_engine_options, utc_offset_s, 80, 4);
CHECK(fr_engine_options, keep_idle_parties, 84, 4);
CHECK(fr_engine_options, ignore_limits, 88, 4);
CHECK(fr_engine_options, reserved, 92, 4);
static const field_info fr_engine_options_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"accept_unsigned_policies", KIND_U32, 4, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"shadow", KIND_U32, 8, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"outcomes_not_reported", KIND_U32, 12, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"secret_key", KIND_BYTES, 16, 16, 16, 0, 0, 0, -1, 0, 0, 0, 0},
  {"memory_bytes", KIND_U64, 32, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"parties_max", KIND_U64, 40, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"list_entries_max", KIND_U64, 48, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"horizon_us", KIND_I64, 56, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"time_ahead_max_us", KIND_I64, 64, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"complete_from_us", KIND_I64, 72, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"utc_offset_s", KIND_I32, 80, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"keep_idle_parties", KIND_U32, 84, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"ignore_limits", KIND_U32, 88, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"reserved", KIND_U32, 92, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_engine_options) == 96, "fr_engine_options");

/* fr_put_options */
CHECK(fr_put_options, struct_size, 0, 4);
CHECK(fr_put_options, accept_older, 4, 4);
CHECK(fr_put_options, now_us, 8, 8);
static const field_info fr_put_options_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"accept_older", KIND_U32, 4, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"now_us", KIND_I64, 8, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_put_options) == 16, "fr_put_options");

/* fr_party_state */
CHECK(fr_party_state, struct_size, 0, 4);
CHECK(fr_party_state, reserved, 4, 4);
CHECK(fr_party_state, sequence, 8, 8);
CHECK(fr_party_state, transfer_entries, 16, 8);
CHECK(fr_party_state, other_entries, 24, 8);
CHECK(fr_party_state, counterparties, 32, 8);
CHECK(fr_party_state, day_summaries, 40, 8);
CHECK(fr_party_state, bytes, 48, 8);
CHECK(fr_party_state, newest_us, 56, 8);
CHECK(fr_party_state, complete_from_us, 64, 8);
static const field_info fr_party_state_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"reserved", KIND_U32, 4, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"sequence", KIND_U64, 8, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"transfer_entries", KIND_U64, 16, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"other_entries", KIND_U64, 24, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"counterparties", KIND_U64, 32, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"day_summaries", KIND_U64, 40, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"bytes", KIND_U64, 48, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"newest_us", KIND_I64, 56, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"complete_from_us", KIND_I64, 64, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_party_state) == 72, "fr_party_state");

/* fr_engine_stats */
CHECK(fr_engine_stats, struct_size, 0, 4);
CHECK(fr_engine_stats, reserved, 4, 4);
CHECK(fr_engine_stats, parties, 8, 8);
CHECK(fr_engine_stats, transfer_entries, 16, 8);
CHECK(fr_engine_stats, other_entries, 24, 8);
CHECK(fr_engine_stats, counterparties, 32, 8);
CHECK(fr_engine_stats, list_entries, 40, 8);
CHECK(fr_engine_stats, profile_bytes, 48, 8);
CHECK(fr_engine_stats, index_bytes, 56, 8);
CHECK(fr_engine_stats, reserved_bytes, 64, 8);
CHECK(fr_engine_stats, scored, 72, 8);
CHECK(fr_engine_stats, repeated, 80, 8);
CHECK(fr_engine_stats, observed, 88, 8);
CHECK(fr_engine_stats, not_found, 96, 8);
CHECK(fr_engine_stats, refused, 104, 8);
CHECK(fr_engine_stats, entries_dropped, 112, 8);
CHECK(fr_engine_stats, late_dropped, 120, 8);
CHECK(fr_engine_stats, evicted, 128, 8);
CHECK(fr_engine_stats, complete_from_us, 136, 8);
CHECK(fr_engine_stats, day_summaries, 144, 8);
CHECK(fr_engine_stats, watch_version, 152, 8);
CHECK(fr_engine_stats, watch_entries, 160, 8);
CHECK(fr_engine_stats, watch_bytes, 168, 8);
CHECK(fr_engine_stats, limited_holds, 176, 64);
CHECK(fr_engine_stats, limited_warnings, 240, 64);
static const field_info fr_engine_stats_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"reserved", KIND_U32, 4, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"parties", KIND_U64, 8, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"transfer_entries", KIND_U64, 16, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"other_entries", KIND_U64, 24, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"counterparties", KIND_U64, 32, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"list_entries", KIND_U64, 40, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"profile_bytes", KIND_U64, 48, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"index_bytes", KIND_U64, 56, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"reserved_bytes", KIND_U64, 64, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"scored", KIND_U64, 72, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"repeated", KIND_U64, 80, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"observed", KIND_U64, 88, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"not_found", KIND_U64, 96, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"refused", KIND_U64, 104, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"entries_dropped", KIND_U64, 112, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"late_dropped", KIND_U64, 120, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"evicted", KIND_U64, 128, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"complete_from_us", KIND_I64, 136, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"day_summaries", KIND_U64, 144, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"watch_version", KIND_U64, 152, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"watch_entries", KIND_U64, 160, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"watch_bytes", KIND_U64, 168, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"limited_holds", KIND_U64, 176, 64, 8, 0, 0, 0, -1, 0, 0, 0, 0},
  {"limited_warnings", KIND_U64, 240, 64, 8, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_engine_stats) == 304, "fr_engine_stats");

/* fr_limit_state */
CHECK(fr_limit_state, struct_size, 0, 4);
CHECK(fr_limit_state, entry, 4, 4);
CHECK(fr_limit_state, channel, 8, 4);
CHECK(fr_limit_state, outcome, 12, 4);
CHECK(fr_limit_state, rule, 16, 48);
CHECK(fr_limit_state, window_us, 64, 8);
CHECK(fr_limit_state, transfers, 72, 8);
CHECK(fr_limit_state, allowed, 80, 8);
CHECK(fr_limit_state, given, 88, 8);
CHECK(fr_limit_state, lowered, 96, 8);
CHECK(fr_limit_state, share_ppm, 104, 4);
CHECK(fr_limit_state, full, 108, 4);
static const field_info fr_limit_state_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"entry", KIND_U32, 4, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"channel", KIND_U32, 8, 4, 1, 0, 1, 1, -1, 0, 0, 0, 0},
  {"outcome", KIND_U32, 12, 4, 1, 0, 23, 0, -1, 0, 0, 0, 0},
  {"rule", KIND_CHARS, 16, 48, 48, 0, 0, 0, -1, 0, 0, 0, 0},
  {"window_us", KIND_I64, 64, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"transfers", KIND_U64, 72, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"allowed", KIND_U64, 80, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"given", KIND_U64, 88, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"lowered", KIND_U64, 96, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"share_ppm", KIND_U32, 104, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"full", KIND_U32, 108, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_limit_state) == 112, "fr_limit_state");

/* fr_arrow_name */
CHECK(fr_arrow_name, column, 0, 16);
CHECK(fr_arrow_name, field, 16, 16);
static const field_info fr_arrow_name_fields[] = {
  {"column", KIND_TEXT, 0, 16, 1, 0, 0, 0, 0, 2, 0, 0, 0},
  {"field", KIND_TEXT, 16, 16, 1, 0, 0, 0, 1, 2, 0, 0, 0},
};
_Static_assert(sizeof(fr_arrow_name) == 32, "fr_arrow_name");

/* fr_arrow_options */
CHECK(fr_arrow_options, struct_size, 0, 4);
CHECK(fr_arrow_options, ignore_columns, 4, 4);
CHECK(fr_arrow_options, names, 8, 8);
CHECK(fr_arrow_options, name_count, 16, 4);
CHECK(fr_arrow_options, reserved, 20, 4);
static const field_info fr_arrow_options_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"ignore_columns", KIND_U32, 4, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"names", KIND_NAMES, 8, 8, 1, 0, 0, 0, 0, 19, 0, 0, 0},
  {"name_count", KIND_U32, 16, 4, 1, 0, 0, 0, -1, 0, 0, 3, 0},
  {"reserved", KIND_U32, 20, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_arrow_options) == 24, "fr_arrow_options");

/* fr_folds */
CHECK(fr_folds, struct_size, 0, 4);
CHECK(fr_folds, reserved, 4, 4);
CHECK(fr_folds, data, 8, 8);
CHECK(fr_folds, capacity, 16, 8);
CHECK(fr_folds, size, 24, 8);
static const field_info fr_folds_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"reserved", KIND_U32, 4, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"data", KIND_MEMORY, 8, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0},
  {"capacity", KIND_U64, 16, 8, 1, 0, 0, 0, -1, 0, 0, 3, 0},
  {"size", KIND_U64, 24, 8, 1, 0, 0, 0, -1, 0, 0, 3, 0},
};
_Static_assert(sizeof(fr_folds) == 32, "fr_folds");

/* fr_value */
CHECK(fr_value, type, 0, 4);
CHECK(fr_value, flags, 4, 4);
CHECK(fr_value, integer, 8, 8);
CHECK(fr_value, number, 16, 8);
CHECK(fr_value, text, 24, 64);
CHECK(fr_value, text_size, 88, 4);
CHECK(fr_value, reserved, 92, 4);
static const field_info fr_value_fields[] = {
  {"type", KIND_U32, 0, 4, 1, 0, 13, 1, -1, 0, 0, 0, 0},
  {"flags", KIND_U32, 4, 4, 1, 0, 24, 0, -1, 0, 0, 0, 0},
  {"integer", KIND_I64, 8, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"number", KIND_DOUBLE, 16, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"text", KIND_CHARS, 24, 64, 64, 0, 0, 0, -1, 0, 0, 0, 0},
  {"text_size", KIND_U32, 88, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"reserved", KIND_U32, 92, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_value) == 96, "fr_value");

/* fr_journal_options */
CHECK(fr_journal_options, struct_size, 0, 4);
CHECK(fr_journal_options, mode, 4, 4);
CHECK(fr_journal_options, when_full, 8, 4);
CHECK(fr_journal_options, calls_do_not_wait, 12, 4);
CHECK(fr_journal_options, directory, 16, 8);
CHECK(fr_journal_options, segment_bytes, 24, 8);
CHECK(fr_journal_options, checkpoint_blocks, 32, 8);
CHECK(fr_journal_options, signing_key, 40, 8);
CHECK(fr_journal_options, signing_key_size, 48, 8);
CHECK(fr_journal_options, sealing_key, 56, 8);
CHECK(fr_journal_options, now_us, 64, 8);
CHECK(fr_journal_options, trusted_keys, 72, 8);
CHECK(fr_journal_options, trusted_keys_size, 80, 8);
static const field_info fr_journal_options_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"mode", KIND_U32, 4, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"when_full", KIND_U32, 8, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"calls_do_not_wait", KIND_U32, 12, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"directory", KIND_STRING, 16, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0},
  {"segment_bytes", KIND_U64, 24, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"checkpoint_blocks", KIND_U64, 32, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"signing_key", KIND_MEMORY, 40, 8, 1, 0, 0, 0, 1, 0, 0, 0, 0},
  {"signing_key_size", KIND_U64, 48, 8, 1, 0, 0, 0, -1, 0, 0, 8, 0},
  {"sealing_key", KIND_MEMORY, 56, 8, 1, 0, 0, 0, 2, 0, 0, 0, 32},
  {"now_us", KIND_I64, 64, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"trusted_keys", KIND_MEMORY, 72, 8, 1, 0, 0, 0, 3, 0, 0, 0, 0},
  {"trusted_keys_size", KIND_U64, 80, 8, 1, 0, 0, 0, -1, 0, 0, 12, 0},
};
_Static_assert(sizeof(fr_journal_options) == 88, "fr_journal_options");

/* fr_journal_recovery */
CHECK(fr_journal_recovery, struct_size, 0, 4);
CHECK(fr_journal_recovery, snapshots_refused, 4, 4);
CHECK(fr_journal_recovery, first_sequence, 8, 8);
CHECK(fr_journal_recovery, last_sequence, 16, 8);
CHECK(fr_journal_recovery, cut_bytes, 24, 8);
CHECK(fr_journal_recovery, cut_sequence, 32, 8);
CHECK(fr_journal_recovery, cut_records, 40, 8);
CHECK(fr_journal_recovery, snapshot_sequence, 48, 8);
CHECK(fr_journal_recovery, replayed, 56, 8);
CHECK(fr_journal_recovery, left_to_host, 64, 4);
CHECK(fr_journal_recovery, cut_files, 68, 4);
CHECK(fr_journal_recovery, signed_sequence, 72, 8);
static const field_info fr_journal_recovery_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"snapshots_refused", KIND_U32, 4, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"first_sequence", KIND_U64, 8, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"last_sequence", KIND_U64, 16, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"cut_bytes", KIND_U64, 24, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"cut_sequence", KIND_U64, 32, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"cut_records", KIND_U64, 40, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"snapshot_sequence", KIND_U64, 48, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"replayed", KIND_U64, 56, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"left_to_host", KIND_U32, 64, 4, 1, 0, 32, 0, -1, 0, 0, 0, 0},
  {"cut_files", KIND_U32, 68, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"signed_sequence", KIND_U64, 72, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_journal_recovery) == 80, "fr_journal_recovery");

/* fr_journal_stats */
CHECK(fr_journal_stats, struct_size, 0, 4);
CHECK(fr_journal_stats, failed, 4, 4);
CHECK(fr_journal_stats, first_sequence, 8, 8);
CHECK(fr_journal_stats, last_sequence, 16, 8);
CHECK(fr_journal_stats, synced_sequence, 24, 8);
CHECK(fr_journal_stats, sealed_sequence, 32, 8);
CHECK(fr_journal_stats, checkpoint_sequence, 40, 8);
CHECK(fr_journal_stats, segments, 48, 8);
static const field_info fr_journal_stats_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"failed", KIND_U32, 4, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"first_sequence", KIND_U64, 8, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"last_sequence", KIND_U64, 16, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"synced_sequence", KIND_U64, 24, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"sealed_sequence", KIND_U64, 32, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"checkpoint_sequence", KIND_U64, 40, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"segments", KIND_U64, 48, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_journal_stats) == 56, "fr_journal_stats");

/* fr_stats_outcomes */
CHECK(fr_stats_outcomes, allow, 0, 8);
CHECK(fr_stats_outcomes, warn, 8, 8);
CHECK(fr_stats_outcomes, hold, 16, 8);
static const field_info fr_stats_outcomes_fields[] = {
  {"allow", KIND_U64, 0, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"warn", KIND_U64, 8, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"hold", KIND_U64, 16, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_stats_outcomes) == 24, "fr_stats_outcomes");

/* fr_stats_scam */
CHECK(fr_stats_scam, name, 0, 48);
CHECK(fr_stats_scam, decided, 48, 24);
static const field_info fr_stats_scam_fields[] = {
  {"name", KIND_CHARS, 0, 48, 48, 0, 0, 0, -1, 0, 0, 0, 0},
  {"decided", KIND_STRUCT, 48, 24, 1, 0, 0, 0, -1, 26, 0, 0, 0},
};
_Static_assert(sizeof(fr_stats_scam) == 72, "fr_stats_scam");

/* fr_stats */
CHECK(fr_stats, struct_size, 0, 4);
CHECK(fr_stats, shadow, 4, 4);
CHECK(fr_stats, decided, 8, 192);
CHECK(fr_stats, by_scam, 200, 4608);
CHECK(fr_stats, scam_count, 4808, 4);
CHECK(fr_stats, context_count, 4812, 4);
CHECK(fr_stats, flags, 4816, 128);
CHECK(fr_stats, rules_unknown, 4944, 8);
CHECK(fr_stats, challengers, 4952, 96);
CHECK(fr_stats, degraded, 5048, 8);
CHECK(fr_stats, refused, 5056, 80);
CHECK(fr_stats, previewed, 5136, 8);
CHECK(fr_stats, folded, 5144, 8);
CHECK(fr_stats, observed, 5152, 8);
CHECK(fr_stats, not_found, 5160, 8);
CHECK(fr_stats, limited_holds, 5168, 64);
CHECK(fr_stats, limited_warnings, 5232, 64);
CHECK(fr_stats, took, 5296, 200);
CHECK(fr_stats, took_ns, 5496, 8);
CHECK(fr_stats, parties, 5504, 8);
CHECK(fr_stats, parties_max, 5512, 8);
CHECK(fr_stats, evicted, 5520, 8);
CHECK(fr_stats, entries_dropped, 5528, 8);
CHECK(fr_stats, late_dropped, 5536, 8);
CHECK(fr_stats, reserved_bytes, 5544, 8);
CHECK(fr_stats, memory_bytes, 5552, 8);
CHECK(fr_stats, list_entries, 5560, 8);
CHECK(fr_stats, list_entries_max, 5568, 8);
CHECK(fr_stats, watch_version, 5576, 8);
CHECK(fr_stats, watch_entries, 5584, 8);
CHECK(fr_stats, watch_bytes, 5592, 8);
CHECK(fr_stats, policy_name, 5600, 48);
CHECK(fr_stats, policy_version, 5648, 8);
CHECK(fr_stats, policy_digest, 5656, 32);
CHECK(fr_stats, policy_valid_until_us, 5688, 8);
CHECK(fr_stats, policy_since_us, 5696, 8);
CHECK(fr_stats, policy_age_us, 5704, 8);
CHECK(fr_stats, has_journal, 5712, 4);
CHECK(fr_stats, journal_failed, 5716, 4);
CHECK(fr_stats, last_sequence, 5720, 8);
CHECK(fr_stats, synced_sequence, 5728, 8);
CHECK(fr_stats, sealed_sequence, 5736, 8);
CHECK(fr_stats, checkpoint_sequence, 5744, 8);
CHECK(fr_stats, unsynced_records, 5752, 8);
CHECK(fr_stats, unsealed_records, 5760, 8);
CHECK(fr_stats, unsigned_records, 5768, 8);
CHECK(fr_stats, segments, 5776, 8);
static const field_info fr_stats_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"shadow", KIND_U32, 4, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"decided", KIND_STRUCT, 8, 192, 8, 0, 0, 0, -1, 26, 0, 0, 0},
  {"by_scam", KIND_STRUCT, 200, 4608, 64, 0, 0, 0, -1, 27, 0, 0, 0},
  {"scam_count", KIND_U32, 4808, 4, 1, 0, 0, 0, -1, 0, 0, 4, 0},
  {"context_count", KIND_U32, 4812, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"flags", KIND_U64, 4816, 128, 16, 0, 0, 0, -1, 0, 0, 0, 0},
  {"rules_unknown", KIND_U64, 4944, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"challengers", KIND_STRUCT, 4952, 96, 4, 0, 0, 0, -1, 26, 0, 0, 0},
  {"degraded", KIND_U64, 5048, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"refused", KIND_U64, 5056, 80, 10, 0, 0, 0, -1, 0, 0, 0, 0},
  {"previewed", KIND_U64, 5136, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"folded", KIND_U64, 5144, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"observed", KIND_U64, 5152, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"not_found", KIND_U64, 5160, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"limited_holds", KIND_U64, 5168, 64, 8, 0, 0, 0, -1, 0, 0, 0, 0},
  {"limited_warnings", KIND_U64, 5232, 64, 8, 0, 0, 0, -1, 0, 0, 0, 0},
  {"took", KIND_U64, 5296, 200, 25, 0, 0, 0, -1, 0, 0, 0, 0},
  {"took_ns", KIND_U64, 5496, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"parties", KIND_U64, 5504, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"parties_max", KIND_U64, 5512, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"evicted", KIND_U64, 5520, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"entries_dropped", KIND_U64, 5528, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"late_dropped", KIND_U64, 5536, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"reserved_bytes", KIND_U64, 5544, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"memory_bytes", KIND_U64, 5552, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"list_entries", KIND_U64, 5560, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"list_entries_max", KIND_U64, 5568, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"watch_version", KIND_U64, 5576, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"watch_entries", KIND_U64, 5584, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"watch_bytes", KIND_U64, 5592, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"policy_name", KIND_CHARS, 5600, 48, 48, 0, 0, 0, -1, 0, 0, 0, 0},
  {"policy_version", KIND_U64, 5648, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"policy_digest", KIND_BYTES, 5656, 32, 32, 0, 0, 0, -1, 0, 0, 0, 0},
  {"policy_valid_until_us", KIND_I64, 5688, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"policy_since_us", KIND_I64, 5696, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"policy_age_us", KIND_I64, 5704, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"has_journal", KIND_U32, 5712, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"journal_failed", KIND_U32, 5716, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"last_sequence", KIND_U64, 5720, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"synced_sequence", KIND_U64, 5728, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"sealed_sequence", KIND_U64, 5736, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"checkpoint_sequence", KIND_U64, 5744, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"unsynced_records", KIND_U64, 5752, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"unsealed_records", KIND_U64, 5760, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"unsigned_records", KIND_U64, 5768, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"segments", KIND_U64, 5776, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_stats) == 5784, "fr_stats");

/* fr_watch_lists_info */
CHECK(fr_watch_lists_info, struct_size, 0, 4);
CHECK(fr_watch_lists_info, list_count, 4, 4);
CHECK(fr_watch_lists_info, version, 8, 8);
CHECK(fr_watch_lists_info, entries, 16, 8);
CHECK(fr_watch_lists_info, duplicates, 24, 8);
CHECK(fr_watch_lists_info, bytes, 32, 8);
CHECK(fr_watch_lists_info, name_bytes, 40, 8);
static const field_info fr_watch_lists_info_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"list_count", KIND_U32, 4, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"version", KIND_U64, 8, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"entries", KIND_U64, 16, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"duplicates", KIND_U64, 24, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"bytes", KIND_U64, 32, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"name_bytes", KIND_U64, 40, 8, 1, 0, 0, 0, -1, 0, 0, 0, 0},
};
_Static_assert(sizeof(fr_watch_lists_info) == 48, "fr_watch_lists_info");

/* fr_contribution */
CHECK(fr_contribution, model_index, 0, 4);
CHECK(fr_contribution, feature_index, 4, 4);
CHECK(fr_contribution, known, 8, 4);
CHECK(fr_contribution, reserved, 12, 4);
CHECK(fr_contribution, value, 16, 8);
CHECK(fr_contribution, contribution, 24, 8);
static const field_info fr_contribution_fields[] = {
  {"model_index", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 8, 0, 0},
  {"feature_index", KIND_U32, 4, 4, 1, 0, 0, 0, -1, 0, 8, 0, 0},
  {"known", KIND_U32, 8, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 8, 0, 0},
  {"reserved", KIND_U32, 12, 4, 1, 0, 0, 0, -1, 0, 8, 0, 0},
  {"value", KIND_DOUBLE, 16, 8, 1, 0, 0, 0, -1, 0, 8, 0, 0},
  {"contribution", KIND_DOUBLE, 24, 8, 1, 0, 0, 0, -1, 0, 8, 0, 0},
};
_Static_assert(sizeof(fr_contribution) == 32, "fr_contribution");

/* fr_counterfactual */
CHECK(fr_counterfactual, struct_size, 0, 4);
CHECK(fr_counterfactual, outcome, 4, 4);
CHECK(fr_counterfactual, reserved, 8, 4);
CHECK(fr_counterfactual, is_field, 12, 4);
CHECK(fr_counterfactual, name, 16, 128);
CHECK(fr_counterfactual, from, 144, 96);
CHECK(fr_counterfactual, to, 240, 96);
static const field_info fr_counterfactual_fields[] = {
  {"struct_size", KIND_U32, 0, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"outcome", KIND_U32, 4, 4, 1, 0, 23, 0, -1, 0, 0, 0, 0},
  {"reserved", KIND_U32, 8, 4, 1, 0, 0, 0, -1, 0, 0, 0, 0},
  {"is_field", KIND_U32, 12, 4, 1, 0, VALUES_TRISTATE, 0, -1, 0, 0, 0, 0},
  {"name", KIND_CHARS, 16, 128, 128, 0, 0, 0, -1, 0, 0, 0, 0},
  {"from_", KIND_STRUCT, 144, 96, 1, 0, 0, 0, -1, 22, 0, 0, 0},
  {"to", KIND_STRUCT, 240, 96, 1, 0, 0, 0, -1, 22, 0, 0, 0},
};
_Static_assert(sizeof(fr_counterfactual) == 336, "fr_counterfactual");

static const struct_info all_structs[] = {
  {"fr_reason", "fraudrisk.Reason",
   "One reason: a rule that fired, with its points.\n"
   "\n"
   "rule        the rule's id, ended by a zero byte\n"
   "rule_index  its place in the policy, for fr_policy_rule() and fr_words()",
   fr_reason_fields, 3, 0, 56, 0},
  {"fr_decision", "fraudrisk.Decision",
   "fr_decision\n"
   "\n"
   "score           the sum of points, not below 0\n"
   "hold_until_us   microseconds UTC; 0 where nothing is held\n"
   "unknown_count   rules and thresholds that could not be decided: something is unknown\n"
   "error_count     rules, thresholds and features whose expression failed\n"
   "reason_count    how many of `reasons` are filled\n"
   "reasons_total   how many rules fired\n"
   "scam_index      place of the scam type in the policy, -1 for none\n"
   "scam            the likely scam type, \"\" for none\n"
   "decision_id     the same transfer under the same policy has the same id\n"
   "policy_digest   SHA-256 of the policy\n"
   "reasons         by points, most first; then in the order of the policy\n"
   "values_size     bytes of `values` that are filled\n"
   "advice          1 + the place, among scam types, of the advice to be said; 0: the scam's\n"
   "values          What the texts of the reasons and of the advice name, so that fr_words() needs no transfer.\n"
   "                Keep them with the decision; what the bytes mean is the library's own matter. They hold\n"
   "                amounts, times and the like of this transfer, never an account number, a remark or a purpose.\n"
   "victim_present  Is the customer himself at the keyboard or the counter? FR_YES, FR_NO, FR_UNKNOWN, as most of\n"
   "                the points say. Where it is FR_NO, a warning on the screen is read by the criminal: hold, and\n"
   "                call a number known before.\n"
   "actions         bits FR_ACTION_…; none where the outcome is allow\n"
   "pure_outcome    What the transfer, the histories and the policy come to, as fr_decide() gives it on any node.\n"
   "                `outcome` is lower where a bound was reached (FR_FLAG_LIMITED). FR_OUTCOME_NONE where nothing\n"
   "                was decided (FR_FLAG_DEGRADED).\n"
   "would_be        the outcome that would be given outside the shadow; `outcome` itself where there is no shadow\n"
   "sequence        The number of its record in the journal (journal.h): what an examiner asks for, and what\n"
   "                fr_journal_wait() waits for. 0 where there is no journal, and for what was not recorded.",
   fr_decision_fields, 24, 0, 2152, 1},
  {"fr_text", "fraudrisk.Text",
   "data the bytes, or null: then the text is unknown, which is not the same as an empty text ",
   fr_text_fields, 3, 1, 16, 0},
  {"fr_session", "fraudrisk.Session",
   "The digital session, as the app or the ATM sees it.\n"
   "\n"
   "known                 bits FR_SESSION_HAS_… for the ages below\n"
   "on_call               FR_YES while the customer is on a call\n"
   "screen_shared         FR_YES, FR_NO, FR_UNKNOWN\n"
   "remote_control        FR_YES, FR_NO, FR_UNKNOWN\n"
   "device_age_s          seconds since this device was first seen\n"
   "sim_age_s             seconds since the SIM was last changed\n"
   "credential_age_s      seconds since password, token or certificate was last changed\n"
   "meeting_app           a meeting app or a rare chat app is in front, or came within a day\n"
   "geo_jump              from a place that the customer cannot have reached since the last session\n"
   "ip_risky              through a VPN, a hosting centre or an address known from fraud\n"
   "sideloaded_app        an app from outside the stores may read the screen or messages\n"
   "overlay               something lies over the bank's app\n"
   "hesitated             paused before confirming far longer than this customer does\n"
   "code_shared           a one-time code was read out or passed on\n"
   "call_forwarded        calls to the customer's number go elsewhere\n"
   "nfc_relay             a card is held to the phone, as if to relay it\n"
   "tampered              an emulator, a rooted phone or a hooked app\n"
   "face_verified         the customer's face was checked alive in this session\n"
   "confirmed_in_chinese  payee, account, amount and \"at once\" were shown in Chinese and confirmed\n"
   "cardless              no card is in the ATM\n"
   "call_age_s            seconds since the present call began\n"
   "operator_age_s        of a company: seconds since this person may act for the account\n"
   "phishing_link_age_s   seconds since a known phishing link was opened\n"
   "warning_dwell_s       seconds that the last warning stood on the screen",
   fr_session_fields, 27, 0, 136, 1},
  {"fr_teller", "fraudrisk.Teller",
   "What the teller saw, or learnt by asking. A bit set in `seen` means yes, a bit set in `rul\n"
   "\n"
   "notes  what the teller wrote down, up to FR_MAX_NOTES_BYTES; damaged bytes are never fatal",
   fr_teller_fields, 5, 1, 40, 1},
  {"fr_party", "fraudrisk.Party",
   "What the bank knows of one party at this moment.\n"
   "\n"
   "customer          the person or firm behind the account; its accounts share one customer profile\n"
   "age               full years\n"
   "account_age_s     seconds since the account was opened\n"
   "foreign           FR_YES for a foreigner (as payer) or an account abroad (as payee)\n"
   "name_match        FR_NAME_MATCH_…; only of a payee\n"
   "vulnerable        FR_YES where the bank itself marked the customer as vulnerable\n"
   "bank              the bank's code\n"
   "added_age_s       only of a payee: seconds since this payer entered it among his payees\n"
   "registered_age_s  of a firm: seconds since it was registered\n"
   "mule_score        0 to 1,000: the bank's or a consortium's judgement that money is passed on here\n"
   "hops_to_listed    how far in money, phone or device from a listed account: 1 is next to one\n"
   "shell_like        a firm whose representative or address many firms share, or that looks bought\n"
   "phone_shared      the registered phone number is another person's, or of several customers\n"
   "account_changed   only of a payee: a name paid before, under an account number that is new\n"
   "third_party       only of a payee: not the account of the person whom the customer says he pays\n"
   "region_unusual    only of a payee: a branch where nobody whom this payer deals with has an account\n"
   "trusted_contact   only of a payer: named somebody whom the bank may call",
   fr_party_fields, 21, 2, 120, 1},
  {"fr_attribute", "fraudrisk.Attribute",
   "One attribute that the bank's policy declares (`attributes:`). type says which of the valu\n"
   "\n"
   "type     FR_TYPE_BOOL, FR_TYPE_INT, FR_TYPE_DOUBLE or FR_TYPE_STRING\n"
   "integer  bool (0 or 1) and int",
   fr_attribute_fields, 6, 2, 56, 0},
  {"fr_transfer", "fraudrisk.Transfer",
   "A transfer that is about to be made.\n"
   "\n"
   "id                    unique for each payer; a retry carries the same id\n"
   "time_us               microseconds UTC since 1970-01-01\n"
   "payer                 account number\n"
   "payee                 account number; unknown for cash\n"
   "amount_minor          in minor units (fen, cents) of `currency`\n"
   "base_amount_minor     the same in the policy's currency; needed when `currency` is another\n"
   "currency              ISO 4217, such as \"CNY\"; zeroes: the policy's\n"
   "remark                what the customer wrote; damaged bytes are never fatal\n"
   "purpose               what the customer declared\n"
   "balance_before_minor  available balance before the transfer\n"
   "ui_language           of the screen: \"zh\", \"en\", …\n"
   "session               each of these four may be null: then all in it is unknown\n"
   "attributes            the bank's own\n"
   "limit_minor           the limit that applies: of the channel, or beyond which more checks are due\n"
   "approval_gap_s        of a company: seconds between who entered it and who approved it\n"
   "approved              of a company: FR_YES when a second person approved it, FR_NO when nobody did\n"
   "payroll               FR_YES for one of a batch of wages or the like to a list that the bank knows",
   fr_transfer_fields, 27, 11, 224, 1},
  {"fr_event", "fraudrisk.Event",
   "fr_event\n"
   "\n"
   "sides             FR_SIDE_… that live on this engine; 0: all\n"
   "time_us           when it happened, microseconds UTC\n"
   "transfer_id       the transfer that it is about\n"
   "payer_customer    as given with the transfer: so that the customers' histories follow\n"
   "amount_minor      in the policy's currency; about a transfer: what was recorded with it, always\n"
   "customer          the person that it is about\n"
   "party             the account that it is about\n"
   "list              name of the list\n"
   "until_us          0: without end\n"
   "duration_s        of a contact\n"
   "level             of an alert: 1 low, 2 medium, 3 high\n"
   "status            of FR_EVENT_TRANSFERRED: FR_TRANSFER_…; usually settled\n"
   "transfer          of FR_EVENT_TRANSFERRED\n"
   "transfer_time_us  of an event about a transfer: when that was made\n"
   "to                of FR_EVENT_MOVED",
   fr_event_fields, 25, 10, 232, 1},
  {"fr_error", "fraudrisk.Error",
   "Where and why something was refused. Filled by functions that say so, and kept for the las",
   fr_error_fields, 7, 0, 344, 1},
  {"fr_policy_info", "fraudrisk.PolicyInfo",
   "What a policy is. Strings live as long as the policy.\n"
   "\n"
   "is_signed        FR_YES or FR_NO: whether somebody signed, not whether anybody trusts him\n"
   "digest           SHA-256 of what decides: the same whoever signs it, and whatever tests travel along\n"
   "currency_digits  minor units: 2 for CNY\n"
   "fold_count       passes and windows after fusion\n"
   "valid_from_us    0: from ever\n"
   "valid_until_us   the first time at which it is not valid any more; 0: for ever\n"
   "test_count       tests that travel along",
   fr_policy_info_fields, 17, 1, 112, 1},
  {"fr_signature", "fraudrisk.Signature",
   "One signature of a policy, as the bundle has it: not verified.\n"
   "\n"
   "key_id  the first bytes of the SHA-256 of the signer's SubjectPublicKeyInfo",
   fr_signature_fields, 4, 0, 72, 1},
  {"fr_question", "fraudrisk.Question",
   "A question for the teller, and what the answer says. The policy chooses the questions by t\n"
   "\n"
   "sign         FR_YES or FR_NO: the answer that gives the observation; FR_UNKNOWN: an open question\n"
   "teller_bit   FR_TELLER_…; 0 for an open question, and where an attribute takes the answer\n"
   "name         of the question, in the policy\n"
   "observation  \"told_to_keep_secret\", or a bool attribute: \"attributes.x\"; \"\" for an open question",
   fr_question_fields, 5, 2, 32, 1},
  {"fr_text_match", "fraudrisk.TextMatch",
   "A phrase of the policy where a text mentions it. begin, end bytes of the text as it was gi",
   fr_text_match_fields, 7, 0, 72, 0},
  {"fr_engine_options", "fraudrisk.EngineOptions",
   "fr_engine_options\n"
   "\n"
   "accept_unsigned_policies  FR_YES: take bundles that nobody signed; for trials and tests. See trust.h\n"
   "shadow                    FR_YES: decide and record as ever, but answer allow; see FR_FLAG_SHADOW. For a\n"
   "                          bank's first weeks\n"
   "outcomes_not_reported     FR_YES: no settled events will come, so a transfer counts as settled after 24 h\n"
   "secret_key                identifiers become keys under it; keep it for the life of the state\n"
   "memory_bytes              most memory of profiles and tables, 64 KiB to 4 TiB, used as it fills; 0: 1 GiB\n"
   "parties_max               the most parties; 0: 1,000,000. Past either bound the idle give way\n"
   "list_entries_max          the most entries that events make: listed, unlisted, trusted; 0: 65,536\n"
   "horizon_us                how far back histories reach; 0: 90 days; at most FR_MAX_HORIZON_US\n"
   "time_ahead_max_us         how far past the newest time accepted, or told by fr_engine_tick(), an event may\n"
   "                          lie; 0: 24 h; -1: any\n"
   "complete_from_us          from when on the engine is told all that happens; see below. 0: from the first\n"
   "                          transfer, contact, personal event or move\n"
   "utc_offset_s              days and months of histories begin at midnight of this offset; -50400 to 50400\n"
   "keep_idle_parties         FR_YES: nobody gives way; past a bound new ones are refused as FR_STATE_FULL\n"
   "ignore_limits             FR_YES: the `limits:` of policies lower nothing; for backtests, which measure rules",
   fr_engine_options_fields, 15, 0, 96, 1},
  {"fr_put_options", "fraudrisk.PutOptions",
   "What one call of fr_engine_put_policy() may do.\n"
   "\n"
   "accept_older  FR_YES: this call may go back in version\n"
   "now_us        the time, for the policy's validity; 0: not said, which only a policy without limits takes",
   fr_put_options_fields, 3, 0, 16, 1},
  {"fr_party_state", "fraudrisk.PartyState",
   "What is kept of one party: for support, and for whoever asks what is known of him.\n"
   "\n"
   "sequence          how often its profile has changed\n"
   "transfer_entries  live, sent and received\n"
   "other_entries     contacts and personal events\n"
   "bytes             of its profile\n"
   "newest_us         its newest entry; 0: none\n"
   "complete_from_us  from when on all is known of it; FR_COMPLETE_ALWAYS, INT64_MAX as in the statistics",
   fr_party_state_fields, 10, 0, 72, 1},
  {"fr_engine_stats", "fraudrisk.EngineStats",
   "Counters since creation, and what the state takes. Taken while others work: each number is\n"
   "\n"
   "parties           profiles\n"
   "transfer_entries  live entries in histories; each transfer stands in two profiles or more\n"
   "other_entries     contacts and personal events\n"
   "counterparties    known payees, and payers and payees that live entries name\n"
   "list_entries      that events made: listed, unlisted, trusted\n"
   "profile_bytes     what all profiles take, spare room and rounding included\n"
   "index_bytes       what finds them\n"
   "reserved_bytes    memory taken from the system so far\n"
   "scored            transfers scored and recorded\n"
   "not_found         events about transfers that are not recorded\n"
   "refused           calls that ended in a negative status\n"
   "entries_dropped   entries that gave way because their list was full\n"
   "late_dropped      entries that arrived older than the horizon\n"
   "evicted           parties that were idle and gave way to others, since creation\n"
   "complete_from_us  from when on all is known of a party without a profile: the option, or the newest activity\n"
   "                  of whoever was evicted; INT64_MAX: nothing was told yet\n"
   "day_summaries     days of which only counts, sums and largest amounts are left\n"
   "watch_version     of the watch lists in force (watch.h); 0 where there are none\n"
   "watch_entries     in them\n"
   "watch_bytes       what they take, names included; not part of reserved_bytes\n"
   "limited_holds     What the policies' limits lowered, by FR_CHANNEL_… (0: unknown): holds that were not given,\n"
   "                  and warnings that were not, those instead of a hold among them.",
   fr_engine_stats_fields, 25, 0, 304, 1},
  {"fr_limit_state", "fraudrisk.LimitState",
   "One bound of the policy in force, and how full it is.\n"
   "\n"
   "entry      its place in the policy's `limits:`, from 0\n"
   "channel    FR_CHANNEL_…; FR_CHANNEL_UNKNOWN: all channels together\n"
   "outcome    FR_OUTCOME_HOLD or FR_OUTCOME_WARN: what is bounded\n"
   "rule       of a bound on each rule: whose; \"\" where all rules together are bounded\n"
   "transfers  in the window, as far as the next six are\n"
   "allowed    holds or warnings that so many transfers may have: the share of them, at least `at_least`\n"
   "given      holds or warnings that were given and count; a rule's: those that would not be without it\n"
   "lowered    those that this bound lowered\n"
   "share_ppm  the share, in millionths\n"
   "full       FR_YES: the next one would be lowered",
   fr_limit_state_fields, 12, 0, 112, 1},
  {"fr_arrow_name", "fraudrisk.ArrowName",
   "A column that the data call by another name.\n"
   "\n"
   "column  in the data\n"
   "field   what it is: \"payer\", \"session.on_call\" ",
   fr_arrow_name_fields, 2, 2, 32, 0},
  {"fr_arrow_options", "fraudrisk.ArrowOptions",
   "fr_arrow_options\n"
   "\n"
   "ignore_columns  FR_YES: a column that nobody knows is left out, instead of refused",
   fr_arrow_options_fields, 5, 1, 24, 1},
  {"fr_folds", "fraudrisk.Folds",
   "Blocks of one transfer. The caller owns the memory; fr_fold() appends after `size` bytes. ",
   fr_folds_fields, 5, 1, 32, 1},
  {"fr_value", "fraudrisk.Value",
   "A feature's value.\n"
   "\n"
   "type   FR_TYPE_…; FR_TYPE_UNKNOWN where the value is unknown\n"
   "flags  FR_FLAG_APPROXIMATE, FR_FLAG_EXPRESSION_ERROR",
   fr_value_fields, 7, 0, 96, 0},
  {"fr_journal_options", "fraudrisk.JournalOptions",
   "fr_journal_options\n"
   "\n"
   "mode               FR_JOURNAL_ASYNC, FR_JOURNAL_SYNC\n"
   "when_full          FR_JOURNAL_WAIT, FR_JOURNAL_REFUSE\n"
   "calls_do_not_wait  FR_YES: in FR_JOURNAL_SYNC calls return before their records are on the disk, and the host\n"
   "                   waits with fr_journal_wait(decision.sequence)\n"
   "directory          it is there, and belongs to this journal alone\n"
   "segment_bytes      of new segments; 0: 64 MiB\n"
   "checkpoint_blocks  a signed checkpoint every so many blocks; 0: only fr_journal_checkpoint() signs\n"
   "signing_key        a private key as PEM text, for checkpoints; null: they are not signed\n"
   "sealing_key        32 bytes, for texts and attributes; null: those are left out. Keep it: without it nothing\n"
   "                   that was sealed is ever read again\n"
   "now_us             the host's clock, microseconds UTC\n"
   "trusted_keys       public keys as PEM text, one after the other: recovery looks at the checkpoints that it\n"
   "                   comes by, and refuses one that none of them has signed; null: it does not",
   fr_journal_options_fields, 13, 4, 88, 1},
  {"fr_journal_recovery", "fraudrisk.JournalRecovery",
   "What opening and recovering found.\n"
   "\n"
   "snapshots_refused  that did not verify, or have another version's layout: the one before, or the journal\n"
   "                   alone, was taken instead\n"
   "first_sequence     the oldest record that is still there\n"
   "last_sequence      the newest; 0: there was none\n"
   "cut_bytes          of a torn tail: not acknowledged in FR_JOURNAL_SYNC, and kept in a file aside\n"
   "cut_sequence       the record that would have stood there; 0: nothing was cut\n"
   "cut_records        whole records behind the tear, which were cut with it\n"
   "snapshot_sequence  of the snapshot that was taken; 0: none\n"
   "replayed           records that were applied\n"
   "left_to_host       FR_LEFT_…: what was in force and is not now\n"
   "cut_files          that keep what was cut, \"….cut\" beside the journal: once they were looked at they may be\n"
   "                   removed\n"
   "signed_sequence    the last record under a signature that one of trusted_keys made; 0: none was seen. The\n"
   "                   records behind it stand under none",
   fr_journal_recovery_fields, 12, 0, 80, 1},
  {"fr_journal_stats", "fraudrisk.JournalStats",
   "fr_journal_stats\n"
   "\n"
   "failed               FR_YES: it takes no records any more; open it again\n"
   "first_sequence       the oldest that is still there\n"
   "last_sequence        appended\n"
   "synced_sequence      on the disk\n"
   "sealed_sequence      under the hash chain\n"
   "checkpoint_sequence  under a signature since it was opened; 0: none",
   fr_journal_stats_fields, 8, 0, 56, 1},
  {"fr_stats_outcomes", "fraudrisk.StatsOutcomes",
   "Decisions by outcome: as decided, within the policy's limits. In the shadow they are what ",
   fr_stats_outcomes_fields, 3, 0, 24, 0},
  {"fr_stats_scam", "fraudrisk.StatsScam",
   "fr_stats_scam\n"
   "\n"
   "name  \"\" for no scam, and \"(other)\" at the last place",
   fr_stats_scam_fields, 2, 0, 72, 0},
  {"fr_stats", "fraudrisk.Stats",
   "fr_stats\n"
   "\n"
   "shadow                 FR_YES: the engine stands in the shadow, and answers allow\n"
   "decided                by FR_CHANNEL_…; scored and recorded, repeats too\n"
   "by_scam                the same decisions by the likely scam\n"
   "scam_count             places of by_scam that have a name, the first among them\n"
   "context_count          that there are now\n"
   "flags                  The same decisions: flags[i] is how many had the bit 1 << i of FR_FLAG_….\n"
   "rules_unknown          the sum of their unknown_count\n"
   "challengers            what fr_challenge() has told, by index\n"
   "degraded               transfers that were answered with on_error\n"
   "refused                calls that ended in a negative status, by FR_BAND_…\n"
   "folded                 calls of fr_fold()\n"
   "not_found              events about transfers that are not recorded\n"
   "limited_holds          as in fr_engine_stats\n"
   "took                   What fr_context_took() was told: took[i] calls of at most 256 << i nanoseconds, and\n"
   "                       more than the place before; at the last place those that took longer. Their sum stays\n"
   "                       at its largest value rather than begin again.\n"
   "parties                profiles\n"
   "parties_max            the option\n"
   "evicted                parties that were idle and gave way to others\n"
   "entries_dropped        entries that gave way because their list was full\n"
   "late_dropped           entries that arrived older than the horizon\n"
   "reserved_bytes         memory taken from the system so far\n"
   "memory_bytes           the option\n"
   "list_entries           that events made\n"
   "watch_version          of the watch lists in force; 0 where there are none\n"
   "policy_name            in force; \"\" where none is\n"
   "policy_valid_until_us  0: it has no such limit\n"
   "policy_since_us        When it was put in force, as the host told: fr_put_options.now_us, or else the last\n"
   "                       fr_engine_tick(). Where it told neither, and after a recovery, the time of the newest\n"
   "                       transfer then; 0: there was none. The same policy put in force once more keeps its\n"
   "                       time.\n"
   "policy_age_us          now_us less that, not below 0; -1: one of them is not known\n"
   "has_journal            FR_YES, FR_NO\n"
   "journal_failed         FR_YES: it takes no records any more\n"
   "last_sequence          appended\n"
   "synced_sequence        on the disk\n"
   "sealed_sequence        under the hash chain\n"
   "checkpoint_sequence    under a signature since it was opened; 0: none\n"
   "unsynced_records       how far each of them is behind what was appended",
   fr_stats_fields, 47, 0, 5784, 1},
  {"fr_watch_lists_info", "fraudrisk.WatchListsInfo",
   "What a set of lists is.\n"
   "\n"
   "entries     parties on lists, each list's counted\n"
   "duplicates  adds that said of a party and list what was there before\n"
   "bytes       what the set takes, but for the names of its lists\n"
   "name_bytes  what they take",
   fr_watch_lists_info_fields, 7, 0, 48, 1},
  {"fr_contribution", "fraudrisk.Contribution",
   "What one feature did to the margin of one model: exact path-dependent TreeSHAP. Those of o\n"
   "\n"
   "feature_index  of the policy's features, or FR_CONTRIBUTION_BASE\n"
   "known          FR_YES, or FR_NO for a feature that was unknown: then the model took it for missing\n"
   "value          of the feature: a bool is 0 or 1; 0 where it was unknown",
   fr_contribution_fields, 6, 0, 32, 0},
  {"fr_counterfactual", "fraudrisk.Counterfactual",
   "The smallest change of one known value of the transfer or one feature by which the outcome\n"
   "\n"
   "outcome   what it would have been; FR_OUTCOME_NONE where no such change was found\n"
   "is_field  FR_YES: a value of the transfer; FR_NO: a feature\n"
   "name      as expressions say it: \"transfer.amount\", \"attributes.x\", a feature; zeroes at the end\n"
   "from_     amounts in major units, ages in seconds\n"
   "to        amounts in major units, ages in seconds",
   fr_counterfactual_fields, 7, 0, 336, 1},
};
enum {
  STRUCT_FR_REASON,
  STRUCT_FR_DECISION,
  STRUCT_FR_TEXT,
  STRUCT_FR_SESSION,
  STRUCT_FR_TELLER,
  STRUCT_FR_PARTY,
  STRUCT_FR_ATTRIBUTE,
  STRUCT_FR_TRANSFER,
  STRUCT_FR_EVENT,
  STRUCT_FR_ERROR,
  STRUCT_FR_POLICY_INFO,
  STRUCT_FR_SIGNATURE,
  STRUCT_FR_QUESTION,
  STRUCT_FR_TEXT_MATCH,
  STRUCT_FR_ENGINE_OPTIONS,
  STRUCT_FR_PUT_OPTIONS,
  STRUCT_FR_PARTY_STATE,
  STRUCT_FR_ENGINE_STATS,
  STRUCT_FR_LIMIT_STATE,
  STRUCT_FR_ARROW_NAME,
  STRUCT_FR_ARROW_OPTIONS,
  STRUCT_FR_FOLDS,
  STRUCT_FR_VALUE,
  STRUCT_FR_JOURNAL_OPTIONS,
  STRUCT_FR_JOURNAL_RECOVERY,
  STRUCT_FR_JOURNAL_STATS,
  STRUCT_FR_STATS_OUTCOMES,
  STRUCT_FR_STATS_SCAM,
  STRUCT_FR_STATS,
  STRUCT_FR_WATCH_LISTS_INFO,
  STRUCT_FR_CONTRIBUTION,
  STRUCT_FR_COUNTERFACTUAL,
  STRUCT_COUNT
};

/* By the number of a field's values, less 1. */
static const char *const group_prefixes[] = {
  "FR_CHANNEL_",
  "FR_KIND_",
  "FR_SPEED_",
  "FR_CALLER_",
  "FR_PARTY_KIND_",
  "FR_OCCUPATION_",
  "FR_NAME_MATCH_",
  "FR_PAYEE_ENTRY_",
  "FR_SESSION_HAS_",
  "FR_TELLER_",
  "FR_PARTY_HAS_",
  "FR_TRANSFER_HAS_",
  "FR_TYPE_",
  "FR_ENCODING_",
  "FR_PHRASE_",
  "FR_DISGUISE_",
  "FR_EVENT_",
  "FR_EVENT_HAS_",
  "FR_TRANSFER_",
  "FR_DIRECTION_",
  "FR_RESPONSE_",
  "FR_SIDE_",
  "FR_OUTCOME_",
  "FR_FLAG_",
  "FR_ACTION_",
  "FR_AUDIENCE_",
  "FR_NOTICE_",
  "FR_EXPIRY_",
  "FR_SIGN_",
  "FR_PARTY_",
  "FR_BAND_",
  "FR_LEFT_",
  "FR_JOURNAL_",
};
enum { GROUP_COUNT = 33 };

/* One for each type, so that a new object knows its struct. */
#define EACH_STRUCT(one) \
  one(0) \
  one(1) \
  one(2) \
  one(3) \
  one(4) \
  one(5) \
  one(6) \
  one(7) \
  one(8) \
  one(9) \
  one(10) \
  one(11) \
  one(12) \
  one(13) \
  one(14) \
  one(15) \
  one(16) \
  one(17) \
  one(18) \
  one(19) \
  one(20) \
  one(21) \
  one(22) \
  one(23) \
  one(24) \
  one(25) \
  one(26) \
  one(27) \
  one(28) \
  one(29) \
  one(30) \
  one(31) \


/* All functions, so that a library that lacks one is not taken. */
#define EACH_FUNCTION(one) \
  one(fr_limit) \
  one(fr_currency_digits) \
  one(fr_status_name) \
  one(fr_status_text) \
  one(fr_status_band) \
  one(fr_policy_load) \
  one(fr_policy_retain) \
  one(fr_policy_release) \
  one(fr_policy_describe) \
  one(fr_policy_signature) \
  one(fr_policy_feature) \
  one(fr_policy_rule) \
  one(fr_policy_scam) \
  one(fr_policy_feature_type) \
  one(fr_policy_rule_scam) \
  one(fr_policy_attribute_type) \
  one(fr_words) \
  one(fr_reason_words) \
  one(fr_expiry) \
  one(fr_question_get) \
  one(fr_question_words) \
  one(fr_reason_text) \
  one(fr_text_matches) \
  one(fr_engine_create) \
  one(fr_engine_destroy) \
  one(fr_engine_set_policy) \
  one(fr_engine_put_policy) \
  one(fr_engine_policy) \
  one(fr_engine_set_challenger) \
  one(fr_engine_tick) \
  one(fr_context_create) \
  one(fr_context_destroy) \
  one(fr_context_error) \
  one(fr_score) \
  one(fr_preview) \
  one(fr_score_batch) \
  one(fr_challenge) \
  one(fr_observe) \
  one(fr_party_key) \
  one(fr_engine_party) \
  one(fr_engine_measure) \
  one(fr_engine_limits) \
  one(fr_arrow_plan_create) \
  one(fr_arrow_plan_destroy) \
  one(fr_arrow_decisions_schema) \
  one(fr_arrow_score) \
  one(fr_arrow_features_schema) \
  one(fr_arrow_features) \
  one(fr_arrow_score_stream) \
  one(fr_folds_capacity) \
  one(fr_fold) \
  one(fr_decide) \
  one(fr_features) \
  one(fr_journal_open) \
  one(fr_journal_recover) \
  one(fr_engine_set_journal) \
  one(fr_journal_close) \
  one(fr_journal_wait) \
  one(fr_journal_pump) \
  one(fr_journal_checkpoint) \
  one(fr_journal_snapshot) \
  one(fr_journal_prune) \
  one(fr_journal_ship) \
  one(fr_journal_apply) \
  one(fr_journal_measure) \
  one(fr_context_took) \
  one(fr_stats_read) \
  one(fr_stats_text) \
  one(fr_trust_builder_create) \
  one(fr_trust_builder_add) \
  one(fr_trust_builder_require) \
  one(fr_trust_builder_finish) \
  one(fr_trust_builder_destroy) \
  one(fr_trust_retain) \
  one(fr_trust_release) \
  one(fr_trust_verify) \
  one(fr_engine_set_trust) \
  one(fr_engine_set_switches) \
  one(fr_version) \
  one(fr_watch_builder_create) \
  one(fr_watch_builder_add) \
  one(fr_watch_builder_finish) \
  one(fr_watch_builder_destroy) \
  one(fr_watch_lists_retain) \
  one(fr_watch_lists_release) \
  one(fr_watch_lists_describe) \
  one(fr_watch_lists_name) \
  one(fr_watch_lists_entries) \
  one(fr_watch_lists_ask) \
  one(fr_engine_set_watch_lists) \
  one(fr_engine_watch_lists) \
  one(fr_policy_model) \
  one(fr_why) \
  one(fr_why_folds) \
  one(fr_contribution_words) \

