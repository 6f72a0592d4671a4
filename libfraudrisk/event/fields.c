/* SPDX-License-Identifier: Apache-2.0 */
#include "event/fields.h"

/* Id, time, parties and the amount stand in a record as keys and numbers of the attempt; remark and purpose are sealed
 * there; an amount in another currency, the currency and the language have the keys 11 to 13. */
const fr__field fr__transfer_fields[] = {
    FR__FIELD(1, 1, U32, fr_transfer, known),         FR__FIELD(2, 7, I64, fr_transfer, base_amount_minor),
    FR__FIELD(3, 9, U32, fr_transfer, channel),       FR__FIELD(4, 10, U32, fr_transfer, kind),
    FR__FIELD(5, 11, U32, fr_transfer, speed),        FR__FIELD(6, 14, I64, fr_transfer, balance_before_minor),
    FR__FIELD(7, 16, I64, fr_transfer, limit_minor),  FR__FIELD(8, 17, I64, fr_transfer, approval_gap_s),
    FR__FIELD(9, 18, U32, fr_transfer, approved),     FR__FIELD(10, 19, U32, fr_transfer, payroll),
    FR__FIELD(0, 2, TEXT, fr_transfer, id),           FR__FIELD(0, 3, I64, fr_transfer, time_us),
    FR__FIELD(0, 4, TEXT, fr_transfer, payer),        FR__FIELD(0, 5, TEXT, fr_transfer, payee),
    FR__FIELD(0, 6, I64, fr_transfer, amount_minor),  FR__FIELD(0, 8, CURRENCY, fr_transfer, currency),
    FR__FIELD(0, 12, TEXT, fr_transfer, remark),      FR__FIELD(0, 13, TEXT, fr_transfer, purpose),
    FR__FIELD(0, 15, TEXT, fr_transfer, ui_language),
};

const fr__field fr__session_fields[] = {
    FR__FIELD(1, 1, U32, fr_session, known),
    FR__FIELD(2, 2, U32, fr_session, on_call),
    FR__FIELD(3, 3, U32, fr_session, caller),
    FR__FIELD(4, 4, U32, fr_session, screen_shared),
    FR__FIELD(5, 5, U32, fr_session, remote_control),
    FR__FIELD(6, 6, I64, fr_session, device_age_s),
    FR__FIELD(7, 7, I64, fr_session, sim_age_s),
    FR__FIELD(8, 8, I64, fr_session, credential_age_s),
    FR__FIELD(9, 9, U32, fr_session, meeting_app),
    FR__FIELD(10, 10, U32, fr_session, geo_jump),
    FR__FIELD(11, 11, U32, fr_session, ip_risky),
    FR__FIELD(12, 12, U32, fr_session, sideloaded_app),
    FR__FIELD(13, 13, U32, fr_session, overlay),
    FR__FIELD(14, 14, U32, fr_session, hesitated),
    FR__FIELD(15, 15, U32, fr_session, code_shared),
    FR__FIELD(16, 16, U32, fr_session, call_forwarded),
    FR__FIELD(17, 17, U32, fr_session, nfc_relay),
    FR__FIELD(18, 18, U32, fr_session, tampered),
    FR__FIELD(19, 19, U32, fr_session, face_verified),
    FR__FIELD(20, 20, U32, fr_session, confirmed_in_chinese),
    FR__FIELD(21, 21, U32, fr_session, cardless),
    FR__FIELD(22, 22, U32, fr_session, payee_entry),
    FR__FIELD(23, 23, I64, fr_session, call_age_s),
    FR__FIELD(24, 24, I64, fr_session, operator_age_s),
    FR__FIELD(25, 25, I64, fr_session, phishing_link_age_s),
    FR__FIELD(26, 26, I64, fr_session, warning_dwell_s),
};

/* The notes are sealed in a record. */
const fr__field fr__teller_fields[] = {
    FR__FIELD(1, 1, U64, fr_teller, seen),
    FR__FIELD(2, 2, U64, fr_teller, ruled_out),
    FR__FIELD(0, 3, TEXT, fr_teller, notes),
};

/* The customer is a key of the attempt in a record; the bank has the key 19. */
const fr__field fr__party_fields[] = {
    FR__FIELD(1, 1, U32, fr_party, known),
    FR__FIELD(2, 3, I32, fr_party, age),
    FR__FIELD(3, 4, U32, fr_party, occupation),
    FR__FIELD(4, 5, I64, fr_party, account_age_s),
    FR__FIELD(5, 6, U32, fr_party, party_kind),
    FR__FIELD(6, 7, U32, fr_party, foreign),
    FR__FIELD(7, 8, U32, fr_party, name_match),
    FR__FIELD(8, 9, U32, fr_party, vulnerable),
    FR__FIELD(9, 11, I64, fr_party, added_age_s),
    FR__FIELD(10, 12, I64, fr_party, registered_age_s),
    FR__FIELD(11, 13, I32, fr_party, mule_score),
    FR__FIELD(12, 14, I32, fr_party, hops_to_listed),
    FR__FIELD(13, 15, U32, fr_party, shell_like),
    FR__FIELD(14, 16, U32, fr_party, phone_shared),
    FR__FIELD(15, 17, U32, fr_party, account_changed),
    FR__FIELD(16, 18, U32, fr_party, third_party),
    FR__FIELD(17, 19, U32, fr_party, region_unusual),
    FR__FIELD(18, 20, U32, fr_party, trusted_contact),
    FR__FIELD(0, 2, TEXT, fr_party, customer),
    FR__FIELD(0, 10, TEXT, fr_party, bank),
};

/* A test runs in an engine of its own, which has all sides. Whoever and whatever an event names are keys of parties and
 * facts in a record, but for the list's name; what transferred says is an attempt there, status and all. */
const fr__field fr__event_fields[] = {
    FR__FIELD(1, 1, U32, fr_event, kind),
    FR__FIELD(2, 3, I64, fr_event, time_us),
    FR__FIELD(3, 2, U32, fr_event, known),
    FR__FIELD(4, 0, U32, fr_event, sides),
    FR__FIELD(5, 9, I64, fr_event, amount_minor),
    FR__FIELD(6, 13, I64, fr_event, until_us),
    FR__FIELD(7, 14, I64, fr_event, duration_s),
    FR__FIELD(8, 15, U32, fr_event, caller),
    FR__FIELD(9, 16, U32, fr_event, direction),
    FR__FIELD(10, 17, U32, fr_event, level),
    FR__FIELD(11, 18, U32, fr_event, response),
    FR__FIELD(12, 20, I64, fr_event, transfer_time_us),
    FR__FIELD(0, 4, TEXT, fr_event, transfer_id),
    FR__FIELD(0, 5, TEXT, fr_event, payer),
    FR__FIELD(0, 6, TEXT, fr_event, payee),
    FR__FIELD(0, 7, TEXT, fr_event, payer_customer),
    FR__FIELD(0, 8, TEXT, fr_event, payee_customer),
    FR__FIELD(0, 10, TEXT, fr_event, customer),
    FR__FIELD(0, 11, TEXT, fr_event, party),
    FR__FIELD(0, 12, TEXT, fr_event, list),
    FR__FIELD(0, 19, U32, fr_event, status),
    FR__FIELD(0, 21, TEXT, fr_event, to),
};
