/* SPDX-License-Identifier: Apache-2.0
 *
 * Written by bindings/cobol/generate.py from bindings/layout.json: where each field of a record stands,
 * in the record and in the struct. The glue does not compile where a header says anything else. */
#include "glue.h"

static const uint64_t fr_cobol_FR_TELLER_[] = {
    FR_TELLER_ON_PHONE,
    FR_TELLER_COACHED,
    FR_TELLER_ACCOMPANIED,
    FR_TELLER_HURRIED,
    FR_TELLER_DISTRESSED,
    FR_TELLER_REFUSES_TO_EXPLAIN,
    FR_TELLER_PURPOSE_CHANGED,
    FR_TELLER_PAYEE_UNKNOWN,
    FR_TELLER_TOLD_TO_KEEP_SECRET,
    FR_TELLER_HIDES_PHONE,
    FR_TELLER_COMPANION_ANSWERS,
    FR_TELLER_IGNORES_LOSS,
    FR_TELLER_CASH_TO_HAND_OVER,
    FR_TELLER_PURPOSE_IMPLAUSIBLE,
    FR_TELLER_CASH_NOT_BOOKED,
    FR_TELLER_REFUSED_ELSEWHERE,
    FR_TELLER_THIRD_PARTY_PAYEE,
    FR_TELLER_CODE_SHARED,
    FR_TELLER_APP_INSTALLED,
    FR_TELLER_MONEY_BORROWED,
    FR_TELLER_PAYS_TO_RECEIVE,
    FR_TELLER_TOLD_OF_CASE,
    FR_TELLER_THREATENED,
    FR_TELLER_PROMISED_PROFIT,
    FR_TELLER_PROMISED_REWARD,
    FR_TELLER_ACCOUNT_CHANGED,
    FR_TELLER_NOT_VERIFIED,
    FR_TELLER_DOCUMENTS_VERIFIED,
    FR_TELLER_FAMILY_CONFIRMED,
    FR_TELLER_TOLD_OF_CREDIT_RECORD,
    FR_TELLER_TOLD_OF_CLEARING_ACCOUNT,
    FR_TELLER_DOES_TASKS,
    FR_TELLER_BETTING_SITE,
    FR_TELLER_LEFT_PLATFORM,
    FR_TELLER_GOODS_NOT_SEEN,
    FR_TELLER_PRIZE_FEE_ASKED,
    FR_TELLER_JOB_FEE_ASKED,
    FR_TELLER_NOT_OWN_ORDER,
    FR_TELLER_SIGNAL_LOST,
    FR_TELLER_NEVER_SEEN,
    FR_TELLER_LOAN_FEE_ASKED,
};
static const uint64_t fr_cobol_FR_FLAG_[] = {
    FR_FLAG_APPROXIMATE,
    FR_FLAG_DEGRADED,
    FR_FLAG_INPUTS_UNKNOWN,
    FR_FLAG_TRUSTED,
    FR_FLAG_REPEATED,
    FR_FLAG_EXPRESSION_ERROR,
    FR_FLAG_TEXT_DAMAGED,
    FR_FLAG_DELAYED,
    FR_FLAG_POLICY_EXPIRED,
    FR_FLAG_LIMITED,
    FR_FLAG_SHADOW,
    FR_FLAG_RULES_OFF,
};
static const uint64_t fr_cobol_FR_ACTION_[] = {
    FR_ACTION_REFER,
    FR_ACTION_THREE_WAY_CALL,
    FR_ACTION_TRUSTED_CONTACT,
    FR_ACTION_STEP_UP,
    FR_ACTION_REFUSE,
    FR_ACTION_FREEZE_CREDENTIALS,
    FR_ACTION_NOTIFY_RECEIVING_BANK,
    FR_ACTION_NOTICE,
    FR_ACTION_VOICE_PROMPT,
    FR_ACTION_SUPERVISOR_REVIEW,
    FR_ACTION_LOWER_LIMIT,
};
static const uint64_t fr_cobol_FR_DISGUISE_[] = {
    FR_DISGUISE_SEPARATED,
    FR_DISGUISE_INVISIBLE,
    FR_DISGUISE_NOTE,
    FR_DISGUISE_LOOKALIKE,
    FR_DISGUISE_SOUND,
    FR_DISGUISE_SPLIT,
    FR_DISGUISE_LISTED,
};
static const uint64_t fr_cobol_FR_LEFT_[] = {
    FR_LEFT_POLICY,
    FR_LEFT_SWITCHES,
    FR_LEFT_WATCH_LISTS,
    FR_LEFT_CHALLENGER,
};

static const fr_cobol_field fr_attribute_attributes_fields[] = {
    {"name", "FRT-A-NAME", FR_TEXT, 0, 0, 65, 0,
     16, 1, 0u, 0, 0, 0, 0},
    {"type", "FRT-A-TYPE", FR_U32, 0, 65, 4, 16,
     4, 1, 0u, 0, 0, 0, 0},
    {"integer", "FRT-A-INTEGER", FR_I64, 0, 69, 8, 24,
     8, 1, 0u, 0, 0, 0, 0},
    {"number", "FRT-A-NUMBER", FR_DOUBLE, 0, 77, 8, 32,
     8, 1, 0u, 0, 0, 0, 0},
    {"text", "FRT-A-TEXT", FR_TEXT, 0, 85, 65, 40,
     16, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_table fr_cobol_fr_attribute_attributes = {"fr_attribute_attributes", "", 150, sizeof(fr_attribute),
    5, fr_attribute_attributes_fields, 0, 0, 0, false};

static const fr_cobol_field transfer_fields[] = {
    {"id", "FRT-ID", FR_TEXT, 0, 12, 65, 8,
     16, 1, 0u, 0, 0, 0, 0},
    {"time_us", "FRT-TIME", FR_TIME, 0, 77, 20, 24,
     8, 1, 0u, 0, 0, 0, 0},
    {"payer", "FRT-PAYER", FR_TEXT, 0, 97, 65, 32,
     16, 1, 0u, 0, 0, 0, 0},
    {"payee", "FRT-PAYEE", FR_TEXT, 0, 162, 65, 48,
     16, 1, 0u, 0, 0, 0, 0},
    {"amount_minor", "FRT-AMOUNT", FR_AMOUNT, 0, 227, 18, 64,
     8, 1, 0u, 0, 0, 0, 0},
    {"base_amount_minor", "FRT-BASE-AMOUNT", FR_AMOUNT, 0, 246, 18, 72,
     8, 1, 2u, 0, 0, 0, 0},
    {"currency", "FRT-CURRENCY", FR_CHARS, 0, 264, 4, 80,
     4, 1, 0u, 0, 0, 0, 0},
    {"channel", "FRT-CHANNEL", FR_U32, 0, 268, 4, 84,
     4, 1, 0u, 0, 0, 0, 0},
    {"kind", "FRT-KIND", FR_U32, 0, 272, 4, 88,
     4, 1, 0u, 0, 0, 0, 0},
    {"speed", "FRT-SPEED", FR_U32, 0, 276, 4, 92,
     4, 1, 0u, 0, 0, 0, 0},
    {"remark.encoding", "FRT-REMARK-ENCODING", FR_ENCODING_OF, 0, 280, 1, 96,
     16, 1, 0u, 0, 0, 0, 0},
    {"", "FRT-REMARK-LEN", FR_LENGTH_OF, 0, 281, 4, 96,
     16, 1, 0u, 0, 0, 0, 0},
    {"remark", "FRT-REMARK", FR_LONG_TEXT, 0, 285, 1025, 96,
     16, 1, 0u, 0, 0, 0, 0},
    {"purpose.encoding", "FRT-PURPOSE-ENCODING", FR_ENCODING_OF, 0, 1310, 1, 112,
     16, 1, 0u, 0, 0, 0, 0},
    {"", "FRT-PURPOSE-LEN", FR_LENGTH_OF, 0, 1311, 4, 112,
     16, 1, 0u, 0, 0, 0, 0},
    {"purpose", "FRT-PURPOSE", FR_LONG_TEXT, 0, 1315, 1025, 112,
     16, 1, 0u, 0, 0, 0, 0},
    {"balance_before_minor", "FRT-BALANCE-BEFORE", FR_AMOUNT, 0, 2341, 18, 128,
     8, 1, 1u, 0, 0, 0, 0},
    {"ui_language", "FRT-UI-LANGUAGE", FR_TEXT, 0, 2359, 65, 136,
     16, 1, 0u, 0, 0, 0, 0},
    {"limit_minor", "FRT-LIMIT", FR_AMOUNT, 0, 2425, 18, 200,
     8, 1, 4u, 0, 0, 0, 0},
    {"approval_gap_s", "FRT-APPROVAL-GAP-S", FR_I64, 0, 2444, 8, 208,
     8, 1, 8u, 0, 0, 0, 0},
    {"approved", "FRT-APPROVED", FR_TRISTATE, 0, 2452, 1, 216,
     4, 1, 0u, 0, 0, 0, 0},
    {"payroll", "FRT-PAYROLL", FR_TRISTATE, 0, 2453, 1, 220,
     4, 1, 0u, 0, 0, 0, 0},
    {"", "FRT-ATTRIBUTE-COUNT", FR_COUNT, 0, 2454, 4, 184,
     8, 1, 0u, 0, 0, 0, 0},
    {"attributes", "FRT-ATTRIBUTES-S", FR_ATTRIBUTES, 0, 2458, 150, 184,
     56, 64, 0u, &fr_cobol_fr_attribute_attributes, offsetof(fr_transfer, attribute_count), 0, 0},
    {"session.on_call", "FRS-ON-CALL", FR_TRISTATE, 1, 12058, 1, 8,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.caller", "FRS-CALLER", FR_U32, 1, 12059, 4, 12,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.screen_shared", "FRS-SCREEN-SHARED", FR_TRISTATE, 1, 12063, 1, 16,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.remote_control", "FRS-REMOTE-CONTROL", FR_TRISTATE, 1, 12064, 1, 20,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.device_age_s", "FRS-DEVICE-AGE-S", FR_I64, 1, 12066, 8, 24,
     8, 1, 1u, 0, 0, 0, 0},
    {"session.sim_age_s", "FRS-SIM-AGE-S", FR_I64, 1, 12075, 8, 32,
     8, 1, 2u, 0, 0, 0, 0},
    {"session.credential_age_s", "FRS-CREDENTIAL-AGE-S", FR_I64, 1, 12084, 8, 40,
     8, 1, 4u, 0, 0, 0, 0},
    {"session.meeting_app", "FRS-MEETING-APP", FR_TRISTATE, 1, 12092, 1, 48,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.geo_jump", "FRS-GEO-JUMP", FR_TRISTATE, 1, 12093, 1, 52,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.ip_risky", "FRS-IP-RISKY", FR_TRISTATE, 1, 12094, 1, 56,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.sideloaded_app", "FRS-SIDELOADED-APP", FR_TRISTATE, 1, 12095, 1, 60,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.overlay", "FRS-OVERLAY", FR_TRISTATE, 1, 12096, 1, 64,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.hesitated", "FRS-HESITATED", FR_TRISTATE, 1, 12097, 1, 68,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.code_shared", "FRS-CODE-SHARED", FR_TRISTATE, 1, 12098, 1, 72,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.call_forwarded", "FRS-CALL-FORWARDED", FR_TRISTATE, 1, 12099, 1, 76,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.nfc_relay", "FRS-NFC-RELAY", FR_TRISTATE, 1, 12100, 1, 80,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.tampered", "FRS-TAMPERED", FR_TRISTATE, 1, 12101, 1, 84,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.face_verified", "FRS-FACE-VERIFIED", FR_TRISTATE, 1, 12102, 1, 88,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.confirmed_in_chinese", "FRS-CONFIRMED-IN-CHINESE", FR_TRISTATE, 1, 12103, 1, 92,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.cardless", "FRS-CARDLESS", FR_TRISTATE, 1, 12104, 1, 96,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.payee_entry", "FRS-PAYEE-ENTRY", FR_U32, 1, 12105, 4, 100,
     4, 1, 0u, 0, 0, 0, 0},
    {"session.call_age_s", "FRS-CALL-AGE-S", FR_I64, 1, 12110, 8, 104,
     8, 1, 8u, 0, 0, 0, 0},
    {"session.operator_age_s", "FRS-OPERATOR-AGE-S", FR_I64, 1, 12119, 8, 112,
     8, 1, 16u, 0, 0, 0, 0},
    {"session.phishing_link_age_s", "FRS-PHISHING-LINK-AGE-S", FR_I64, 1, 12128, 8, 120,
     8, 1, 32u, 0, 0, 0, 0},
    {"session.warning_dwell_s", "FRS-WARNING-DWELL-S", FR_I64, 1, 12137, 8, 128,
     8, 1, 64u, 0, 0, 0, 0},
    {"payer_party.customer", "FRP-CUSTOMER", FR_TEXT, 2, 12145, 65, 8,
     16, 1, 0u, 0, 0, 0, 0},
    {"payer_party.age", "FRP-AGE", FR_I32, 2, 12211, 4, 24,
     4, 1, 1u, 0, 0, 0, 0},
    {"payer_party.occupation", "FRP-OCCUPATION", FR_U32, 2, 12215, 4, 28,
     4, 1, 0u, 0, 0, 0, 0},
    {"payer_party.account_age_s", "FRP-ACCOUNT-AGE-S", FR_I64, 2, 12220, 8, 32,
     8, 1, 2u, 0, 0, 0, 0},
    {"payer_party.party_kind", "FRP-PARTY-KIND", FR_U32, 2, 12228, 4, 40,
     4, 1, 0u, 0, 0, 0, 0},
    {"payer_party.foreign", "FRP-FOREIGN", FR_TRISTATE, 2, 12232, 1, 44,
     4, 1, 0u, 0, 0, 0, 0},
    {"payer_party.name_match", "FRP-NAME-MATCH", FR_U32, 2, 12233, 4, 48,
     4, 1, 0u, 0, 0, 0, 0},
    {"payer_party.vulnerable", "FRP-VULNERABLE", FR_TRISTATE, 2, 12237, 1, 52,
     4, 1, 0u, 0, 0, 0, 0},
    {"payer_party.bank", "FRP-BANK", FR_TEXT, 2, 12238, 65, 56,
     16, 1, 0u, 0, 0, 0, 0},
    {"payer_party.added_age_s", "FRP-ADDED-AGE-S", FR_I64, 2, 12304, 8, 72,
     8, 1, 4u, 0, 0, 0, 0},
    {"payer_party.registered_age_s", "FRP-REGISTERED-AGE-S", FR_I64, 2, 12313, 8, 80,
     8, 1, 8u, 0, 0, 0, 0},
    {"payer_party.mule_score", "FRP-MULE-SCORE", FR_I32, 2, 12322, 4, 88,
     4, 1, 16u, 0, 0, 0, 0},
    {"payer_party.hops_to_listed", "FRP-HOPS-TO-LISTED", FR_I32, 2, 12327, 4, 92,
     4, 1, 32u, 0, 0, 0, 0},
    {"payer_party.shell_like", "FRP-SHELL-LIKE", FR_TRISTATE, 2, 12331, 1, 96,
     4, 1, 0u, 0, 0, 0, 0},
    {"payer_party.phone_shared", "FRP-PHONE-SHARED", FR_TRISTATE, 2, 12332, 1, 100,
     4, 1, 0u, 0, 0, 0, 0},
    {"payer_party.account_changed", "FRP-ACCOUNT-CHANGED", FR_TRISTATE, 2, 12333, 1, 104,
     4, 1, 0u, 0, 0, 0, 0},
    {"payer_party.third_party", "FRP-THIRD-PARTY", FR_TRISTATE, 2, 12334, 1, 108,
     4, 1, 0u, 0, 0, 0, 0},
    {"payer_party.region_unusual", "FRP-REGION-UNUSUAL", FR_TRISTATE, 2, 12335, 1, 112,
     4, 1, 0u, 0, 0, 0, 0},
    {"payer_party.trusted_contact", "FRP-TRUSTED-CONTACT", FR_TRISTATE, 2, 12336, 1, 116,
     4, 1, 0u, 0, 0, 0, 0},
    {"payee_party.customer", "FRQ-CUSTOMER", FR_TEXT, 3, 12337, 65, 8,
     16, 1, 0u, 0, 0, 0, 0},
    {"payee_party.age", "FRQ-AGE", FR_I32, 3, 12403, 4, 24,
     4, 1, 1u, 0, 0, 0, 0},
    {"payee_party.occupation", "FRQ-OCCUPATION", FR_U32, 3, 12407, 4, 28,
     4, 1, 0u, 0, 0, 0, 0},
    {"payee_party.account_age_s", "FRQ-ACCOUNT-AGE-S", FR_I64, 3, 12412, 8, 32,
     8, 1, 2u, 0, 0, 0, 0},
    {"payee_party.party_kind", "FRQ-PARTY-KIND", FR_U32, 3, 12420, 4, 40,
     4, 1, 0u, 0, 0, 0, 0},
    {"payee_party.foreign", "FRQ-FOREIGN", FR_TRISTATE, 3, 12424, 1, 44,
     4, 1, 0u, 0, 0, 0, 0},
    {"payee_party.name_match", "FRQ-NAME-MATCH", FR_U32, 3, 12425, 4, 48,
     4, 1, 0u, 0, 0, 0, 0},
    {"payee_party.vulnerable", "FRQ-VULNERABLE", FR_TRISTATE, 3, 12429, 1, 52,
     4, 1, 0u, 0, 0, 0, 0},
    {"payee_party.bank", "FRQ-BANK", FR_TEXT, 3, 12430, 65, 56,
     16, 1, 0u, 0, 0, 0, 0},
    {"payee_party.added_age_s", "FRQ-ADDED-AGE-S", FR_I64, 3, 12496, 8, 72,
     8, 1, 4u, 0, 0, 0, 0},
    {"payee_party.registered_age_s", "FRQ-REGISTERED-AGE-S", FR_I64, 3, 12505, 8, 80,
     8, 1, 8u, 0, 0, 0, 0},
    {"payee_party.mule_score", "FRQ-MULE-SCORE", FR_I32, 3, 12514, 4, 88,
     4, 1, 16u, 0, 0, 0, 0},
    {"payee_party.hops_to_listed", "FRQ-HOPS-TO-LISTED", FR_I32, 3, 12519, 4, 92,
     4, 1, 32u, 0, 0, 0, 0},
    {"payee_party.shell_like", "FRQ-SHELL-LIKE", FR_TRISTATE, 3, 12523, 1, 96,
     4, 1, 0u, 0, 0, 0, 0},
    {"payee_party.phone_shared", "FRQ-PHONE-SHARED", FR_TRISTATE, 3, 12524, 1, 100,
     4, 1, 0u, 0, 0, 0, 0},
    {"payee_party.account_changed", "FRQ-ACCOUNT-CHANGED", FR_TRISTATE, 3, 12525, 1, 104,
     4, 1, 0u, 0, 0, 0, 0},
    {"payee_party.third_party", "FRQ-THIRD-PARTY", FR_TRISTATE, 3, 12526, 1, 108,
     4, 1, 0u, 0, 0, 0, 0},
    {"payee_party.region_unusual", "FRQ-REGION-UNUSUAL", FR_TRISTATE, 3, 12527, 1, 112,
     4, 1, 0u, 0, 0, 0, 0},
    {"payee_party.trusted_contact", "FRQ-TRUSTED-CONTACT", FR_TRISTATE, 3, 12528, 1, 116,
     4, 1, 0u, 0, 0, 0, 0},
    {"teller.seen", "FRL-SEEN", FR_SEEN, 4, 12529, 41, 8,
     8, 1, 0u, 0, 0, fr_cobol_FR_TELLER_, 41},
    {"teller.notes.encoding", "FRL-NOTES-ENCODING", FR_ENCODING_OF, 4, 12570, 1, 24,
     16, 1, 0u, 0, 0, 0, 0},
    {"", "FRL-NOTES-LEN", FR_LENGTH_OF, 4, 12571, 4, 24,
     16, 1, 0u, 0, 0, 0, 0},
    {"teller.notes", "FRL-NOTES", FR_LONG_TEXT, 4, 12575, 8193, 24,
     16, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part transfer_parts[] = {
    {12, 12046, sizeof(fr_transfer), 0, 24, 4},
    {12058, 87, sizeof(fr_session), 24, 49, 4},
    {12145, 192, sizeof(fr_party), 49, 68, 4},
    {12337, 192, sizeof(fr_party), 68, 87, 4},
    {12529, 8239, sizeof(fr_teller), 87, 91, 0},
};
const fr_cobol_table fr_cobol_transfer = {"transfer", "FRTR", 20768, sizeof(fr_transfer),
    91, transfer_fields, 5, transfer_parts, 4, false};

static const fr_cobol_field event_fields[] = {
    {"kind", "FRE-KIND", FR_U32, 0, 12, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"sides", "FRE-SIDES", FR_U32, 0, 16, 4, 12,
     4, 1, 0u, 0, 0, 0, 0},
    {"time_us", "FRE-TIME", FR_TIME, 0, 20, 20, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"transfer_id", "FRE-TRANSFER-ID", FR_TEXT, 0, 40, 65, 24,
     16, 1, 0u, 0, 0, 0, 0},
    {"payer", "FRE-PAYER", FR_TEXT, 0, 105, 65, 40,
     16, 1, 0u, 0, 0, 0, 0},
    {"payee", "FRE-PAYEE", FR_TEXT, 0, 170, 65, 56,
     16, 1, 0u, 0, 0, 0, 0},
    {"payer_customer", "FRE-PAYER-CUSTOMER", FR_TEXT, 0, 235, 65, 72,
     16, 1, 0u, 0, 0, 0, 0},
    {"payee_customer", "FRE-PAYEE-CUSTOMER", FR_TEXT, 0, 300, 65, 88,
     16, 1, 0u, 0, 0, 0, 0},
    {"amount_minor", "FRE-AMOUNT", FR_AMOUNT, 0, 366, 18, 104,
     8, 1, 1u, 0, 0, 0, 0},
    {"customer", "FRE-CUSTOMER", FR_TEXT, 0, 384, 65, 112,
     16, 1, 0u, 0, 0, 0, 0},
    {"party", "FRE-PARTY", FR_TEXT, 0, 449, 65, 128,
     16, 1, 0u, 0, 0, 0, 0},
    {"list", "FRE-LIST", FR_TEXT, 0, 514, 65, 144,
     16, 1, 0u, 0, 0, 0, 0},
    {"until_us", "FRE-UNTIL", FR_TIME, 0, 579, 20, 160,
     8, 1, 0u, 0, 0, 0, 0},
    {"duration_s", "FRE-DURATION-S", FR_I64, 0, 600, 8, 168,
     8, 1, 2u, 0, 0, 0, 0},
    {"caller", "FRE-CALLER", FR_U32, 0, 608, 4, 176,
     4, 1, 0u, 0, 0, 0, 0},
    {"direction", "FRE-DIRECTION", FR_U32, 0, 612, 4, 180,
     4, 1, 0u, 0, 0, 0, 0},
    {"level", "FRE-LEVEL", FR_U32, 0, 616, 4, 184,
     4, 1, 0u, 0, 0, 0, 0},
    {"response", "FRE-RESPONSE", FR_U32, 0, 620, 4, 188,
     4, 1, 0u, 0, 0, 0, 0},
    {"status", "FRE-STATUS", FR_U32, 0, 624, 4, 192,
     4, 1, 0u, 0, 0, 0, 0},
    {"transfer_time_us", "FRE-TRANSFER-TIME", FR_TIME, 0, 629, 20, 208,
     8, 1, 4u, 0, 0, 0, 0},
    {"to", "FRE-TO", FR_TEXT, 0, 649, 65, 216,
     16, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part event_parts[] = {
    {12, 702, sizeof(fr_event), 0, 21, 8},
};
const fr_cobol_table fr_cobol_event = {"event", "FREV", 714, sizeof(fr_event),
    21, event_fields, 1, event_parts, 8, false};

static const fr_cobol_field fr_reason_reasons_fields[] = {
    {"rule", "FRD-R-RULE", FR_CHARS, 0, 0, 48, 0,
     48, 1, 0u, 0, 0, 0, 0},
    {"points", "FRD-R-POINTS", FR_I32, 0, 48, 4, 48,
     4, 1, 0u, 0, 0, 0, 0},
    {"rule_index", "FRD-R-RULE-INDEX", FR_U32, 0, 52, 4, 52,
     4, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_table fr_cobol_fr_reason_reasons = {"fr_reason_reasons", "", 56, sizeof(fr_reason),
    3, fr_reason_reasons_fields, 0, 0, 0, false};

static const fr_cobol_field decision_fields[] = {
    {"outcome", "FRD-OUTCOME", FR_U32, 0, 12, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"score", "FRD-SCORE", FR_I64, 0, 16, 8, 8,
     8, 1, 0u, 0, 0, 0, 0},
    {"hold_until_us", "FRD-HOLD-UNTIL", FR_TIME, 0, 24, 20, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"flags", "FRD-FLAGS", FR_U32, 0, 44, 4, 24,
     4, 1, 0u, 0, 0, 0, 0},
    {"flags", "FRD-FLAGS-F", FR_FLAGS, 0, 48, 12, 24,
     4, 1, 0u, 0, 0, fr_cobol_FR_FLAG_, 12},
    {"unknown_count", "FRD-UNKNOWN-COUNT", FR_U32, 0, 60, 4, 28,
     4, 1, 0u, 0, 0, 0, 0},
    {"error_count", "FRD-ERROR-COUNT", FR_U32, 0, 64, 4, 32,
     4, 1, 0u, 0, 0, 0, 0},
    {"reason_count", "FRD-REASON-COUNT", FR_U32, 0, 68, 4, 36,
     4, 1, 0u, 0, 0, 0, 0},
    {"reasons_total", "FRD-REASONS-TOTAL", FR_U32, 0, 72, 4, 40,
     4, 1, 0u, 0, 0, 0, 0},
    {"scam_index", "FRD-SCAM-INDEX", FR_I32, 0, 76, 4, 44,
     4, 1, 0u, 0, 0, 0, 0},
    {"scam", "FRD-SCAM", FR_CHARS, 0, 80, 48, 48,
     48, 1, 0u, 0, 0, 0, 0},
    {"decision_id", "FRD-DECISION-ID", FR_HEX, 0, 128, 32, 96,
     16, 1, 0u, 0, 0, 0, 0},
    {"policy_digest", "FRD-POLICY-DIGEST", FR_HEX, 0, 160, 64, 112,
     32, 1, 0u, 0, 0, 0, 0},
    {"policy_name", "FRD-POLICY-NAME", FR_CHARS, 0, 224, 48, 144,
     48, 1, 0u, 0, 0, 0, 0},
    {"policy_version", "FRD-POLICY-VERSION", FR_U64, 0, 272, 8, 192,
     8, 1, 0u, 0, 0, 0, 0},
    {"reasons", "FRD-REASONS-S", FR_LIST, 0, 280, 56, 200,
     56, 16, 0u, &fr_cobol_fr_reason_reasons, offsetof(fr_decision, reason_count), 0, 0},
    {"values_size", "FRD-VALUES-SIZE", FR_U32, 0, 1176, 4, 1096,
     4, 1, 0u, 0, 0, 0, 0},
    {"advice", "FRD-ADVICE", FR_U32, 0, 1180, 4, 1100,
     4, 1, 0u, 0, 0, 0, 0},
    {"values", "FRD-VALUES", FR_RAW, 0, 1184, 1024, 1104,
     1024, 1, 0u, 0, 0, 0, 0},
    {"victim_present", "FRD-VICTIM-PRESENT", FR_TRISTATE, 0, 2208, 1, 2128,
     4, 1, 0u, 0, 0, 0, 0},
    {"actions", "FRD-ACTIONS", FR_U32, 0, 2209, 4, 2132,
     4, 1, 0u, 0, 0, 0, 0},
    {"actions", "FRD-ACTIONS-F", FR_FLAGS, 0, 2213, 11, 2132,
     4, 1, 0u, 0, 0, fr_cobol_FR_ACTION_, 11},
    {"pure_outcome", "FRD-PURE-OUTCOME", FR_U32, 0, 2224, 4, 2136,
     4, 1, 0u, 0, 0, 0, 0},
    {"would_be", "FRD-WOULD-BE", FR_U32, 0, 2228, 4, 2140,
     4, 1, 0u, 0, 0, 0, 0},
    {"sequence", "FRD-SEQUENCE", FR_U64, 0, 2232, 8, 2144,
     8, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part decision_parts[] = {
    {12, 2228, sizeof(fr_decision), 0, 25, 0},
};
const fr_cobol_table fr_cobol_decision = {"decision", "FRDE", 2240, sizeof(fr_decision),
    25, decision_fields, 1, decision_parts, 0, false};

static const fr_cobol_field error_fields[] = {
    {"status", "FRZ-STATUS", FR_I32, 0, 12, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"line", "FRZ-LINE", FR_U32, 0, 16, 4, 8,
     4, 1, 0u, 0, 0, 0, 0},
    {"column", "FRZ-COLUMN", FR_U32, 0, 20, 4, 12,
     4, 1, 0u, 0, 0, 0, 0},
    {"offset", "FRZ-OFFSET", FR_I64, 0, 24, 8, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"field", "FRZ-FIELD", FR_CHARS, 0, 32, 64, 24,
     64, 1, 0u, 0, 0, 0, 0},
    {"message", "FRZ-MESSAGE", FR_CHARS, 0, 96, 256, 88,
     256, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part error_parts[] = {
    {12, 340, sizeof(fr_error), 0, 6, 0},
};
const fr_cobol_table fr_cobol_error = {"error", "FRER", 352, sizeof(fr_error),
    6, error_fields, 1, error_parts, 0, false};

static const fr_cobol_field engine_options_fields[] = {
    {"accept_unsigned_policies", "FRO-ACCEPT-UNSIGNED-POLICIES", FR_TRISTATE, 0, 12, 1, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"shadow", "FRO-SHADOW", FR_TRISTATE, 0, 13, 1, 8,
     4, 1, 0u, 0, 0, 0, 0},
    {"outcomes_not_reported", "FRO-OUTCOMES-NOT-REPORTED", FR_TRISTATE, 0, 14, 1, 12,
     4, 1, 0u, 0, 0, 0, 0},
    {"secret_key", "FRO-SECRET-KEY", FR_HEX, 0, 15, 32, 16,
     16, 1, 0u, 0, 0, 0, 0},
    {"memory_bytes", "FRO-MEMORY-BYTES", FR_U64, 0, 47, 8, 32,
     8, 1, 0u, 0, 0, 0, 0},
    {"parties_max", "FRO-PARTIES-MAX", FR_U64, 0, 55, 8, 40,
     8, 1, 0u, 0, 0, 0, 0},
    {"list_entries_max", "FRO-LIST-ENTRIES-MAX", FR_U64, 0, 63, 8, 48,
     8, 1, 0u, 0, 0, 0, 0},
    {"horizon_us", "FRO-HORIZON-US", FR_I64, 0, 71, 8, 56,
     8, 1, 0u, 0, 0, 0, 0},
    {"time_ahead_max_us", "FRO-TIME-AHEAD-MAX-US", FR_I64, 0, 79, 8, 64,
     8, 1, 0u, 0, 0, 0, 0},
    {"complete_from_us", "FRO-COMPLETE-FROM", FR_TIME, 0, 87, 20, 72,
     8, 1, 0u, 0, 0, 0, 0},
    {"utc_offset_s", "FRO-UTC-OFFSET-S", FR_I32, 0, 107, 4, 80,
     4, 1, 0u, 0, 0, 0, 0},
    {"keep_idle_parties", "FRO-KEEP-IDLE-PARTIES", FR_TRISTATE, 0, 111, 1, 84,
     4, 1, 0u, 0, 0, 0, 0},
    {"ignore_limits", "FRO-IGNORE-LIMITS", FR_TRISTATE, 0, 112, 1, 88,
     4, 1, 0u, 0, 0, 0, 0},
    {"times_are_local", "FRO-TIMES-ARE-LOCAL", FR_OWN_LOCAL, 0, 113, 1, 0,
     0, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part engine_options_parts[] = {
    {12, 101, sizeof(fr_engine_options), 0, 13, 0},
};
const fr_cobol_table fr_cobol_engine_options = {"engine_options", "FROP", 114, sizeof(fr_engine_options),
    14, engine_options_fields, 1, engine_options_parts, 0, false};

static const fr_cobol_field put_options_fields[] = {
    {"accept_older", "FRH-ACCEPT-OLDER", FR_TRISTATE, 0, 12, 1, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"now_us", "FRH-NOW", FR_TIME, 0, 13, 20, 8,
     8, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part put_options_parts[] = {
    {12, 21, sizeof(fr_put_options), 0, 2, 0},
};
const fr_cobol_table fr_cobol_put_options = {"put_options", "FRPU", 33, sizeof(fr_put_options),
    2, put_options_fields, 1, put_options_parts, 0, false};

static const fr_cobol_field policy_info_fields[] = {
    {"is_signed", "FRI-IS-SIGNED", FR_TRISTATE, 0, 12, 1, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"version", "FRI-VERSION", FR_U64, 0, 13, 8, 8,
     8, 1, 0u, 0, 0, 0, 0},
    {"name", "FRI-NAME", FR_STRING, 0, 21, 64, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"digest", "FRI-DIGEST", FR_HEX, 0, 85, 64, 24,
     32, 1, 0u, 0, 0, 0, 0},
    {"currency", "FRI-CURRENCY", FR_CHARS, 0, 149, 4, 56,
     4, 1, 0u, 0, 0, 0, 0},
    {"currency_digits", "FRI-CURRENCY-DIGITS", FR_U32, 0, 153, 4, 60,
     4, 1, 0u, 0, 0, 0, 0},
    {"utc_offset_s", "FRI-UTC-OFFSET-S", FR_I32, 0, 157, 4, 64,
     4, 1, 0u, 0, 0, 0, 0},
    {"feature_count", "FRI-FEATURE-COUNT", FR_U32, 0, 161, 4, 68,
     4, 1, 0u, 0, 0, 0, 0},
    {"rule_count", "FRI-RULE-COUNT", FR_U32, 0, 165, 4, 72,
     4, 1, 0u, 0, 0, 0, 0},
    {"scam_count", "FRI-SCAM-COUNT", FR_U32, 0, 169, 4, 76,
     4, 1, 0u, 0, 0, 0, 0},
    {"fold_count", "FRI-FOLD-COUNT", FR_U32, 0, 173, 4, 80,
     4, 1, 0u, 0, 0, 0, 0},
    {"signature_count", "FRI-SIGNATURE-COUNT", FR_U32, 0, 177, 4, 84,
     4, 1, 0u, 0, 0, 0, 0},
    {"valid_from_us", "FRI-VALID-FROM", FR_TIME, 0, 181, 20, 88,
     8, 1, 0u, 0, 0, 0, 0},
    {"valid_until_us", "FRI-VALID-UNTIL", FR_TIME, 0, 201, 20, 96,
     8, 1, 0u, 0, 0, 0, 0},
    {"test_count", "FRI-TEST-COUNT", FR_U32, 0, 221, 4, 104,
     4, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part policy_info_parts[] = {
    {12, 213, sizeof(fr_policy_info), 0, 15, 0},
};
const fr_cobol_table fr_cobol_policy_info = {"policy_info", "FRPI", 225, sizeof(fr_policy_info),
    15, policy_info_fields, 1, policy_info_parts, 0, false};

static const fr_cobol_field signature_fields[] = {
    {"algorithm", "FRG-ALGORITHM", FR_U32, 0, 12, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"key_id", "FRG-KEY-ID", FR_HEX, 0, 16, 32, 8,
     16, 1, 0u, 0, 0, 0, 0},
    {"role", "FRG-ROLE", FR_CHARS, 0, 48, 48, 24,
     48, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part signature_parts[] = {
    {12, 84, sizeof(fr_signature), 0, 3, 0},
};
const fr_cobol_table fr_cobol_signature = {"signature", "FRSI", 96, sizeof(fr_signature),
    3, signature_fields, 1, signature_parts, 0, false};

static const fr_cobol_field question_fields[] = {
    {"sign", "FRU-SIGN", FR_TRISTATE, 0, 12, 1, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"teller_bit", "FRU-TELLER-BIT", FR_U64, 0, 13, 8, 8,
     8, 1, 0u, 0, 0, 0, 0},
    {"name", "FRU-NAME", FR_STRING, 0, 21, 64, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"observation", "FRU-OBSERVATION", FR_STRING, 0, 85, 64, 24,
     8, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part question_parts[] = {
    {12, 137, sizeof(fr_question), 0, 4, 0},
};
const fr_cobol_table fr_cobol_question = {"question", "FRQU", 149, sizeof(fr_question),
    4, question_fields, 1, question_parts, 0, false};

static const fr_cobol_field text_match_fields[] = {
    {"begin", "FRX-BEGIN", FR_U32, 0, 12, 4, 0,
     4, 1, 0u, 0, 0, 0, 0},
    {"end", "FRX-END", FR_U32, 0, 16, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"set_index", "FRX-SET-INDEX", FR_U32, 0, 20, 4, 8,
     4, 1, 0u, 0, 0, 0, 0},
    {"strength", "FRX-STRENGTH", FR_U32, 0, 24, 4, 12,
     4, 1, 0u, 0, 0, 0, 0},
    {"disguises", "FRX-DISGUISES", FR_U32, 0, 28, 4, 16,
     4, 1, 0u, 0, 0, 0, 0},
    {"disguises", "FRX-DISGUISES-F", FR_FLAGS, 0, 32, 7, 16,
     4, 1, 0u, 0, 0, fr_cobol_FR_DISGUISE_, 7},
    {"set", "FRX-SET", FR_CHARS, 0, 39, 48, 24,
     48, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part text_match_parts[] = {
    {12, 75, sizeof(fr_text_match), 0, 7, 0},
};
const fr_cobol_table fr_cobol_text_match = {"text_match", "FRMA", 87, sizeof(fr_text_match),
    7, text_match_fields, 1, text_match_parts, 0, false};

static const fr_cobol_field party_state_fields[] = {
    {"sequence", "FRY-SEQUENCE", FR_U64, 0, 12, 8, 8,
     8, 1, 0u, 0, 0, 0, 0},
    {"transfer_entries", "FRY-TRANSFER-ENTRIES", FR_U64, 0, 20, 8, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"other_entries", "FRY-OTHER-ENTRIES", FR_U64, 0, 28, 8, 24,
     8, 1, 0u, 0, 0, 0, 0},
    {"counterparties", "FRY-COUNTERPARTIES", FR_U64, 0, 36, 8, 32,
     8, 1, 0u, 0, 0, 0, 0},
    {"day_summaries", "FRY-DAY-SUMMARIES", FR_U64, 0, 44, 8, 40,
     8, 1, 0u, 0, 0, 0, 0},
    {"bytes", "FRY-BYTES", FR_U64, 0, 52, 8, 48,
     8, 1, 0u, 0, 0, 0, 0},
    {"newest_us", "FRY-NEWEST", FR_TIME, 0, 60, 20, 56,
     8, 1, 0u, 0, 0, 0, 0},
    {"complete_from_us", "FRY-COMPLETE-FROM", FR_TIME, 0, 80, 20, 64,
     8, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part party_state_parts[] = {
    {12, 88, sizeof(fr_party_state), 0, 8, 0},
};
const fr_cobol_table fr_cobol_party_state = {"party_state", "FRPY", 100, sizeof(fr_party_state),
    8, party_state_fields, 1, party_state_parts, 0, false};

static const fr_cobol_field uint64_t_limited_holds_fields[] = {
    {"", "FRN-LIMITED-HOLDS", FR_U64, 0, 0, 8, 0,
     8, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_table fr_cobol_uint64_t_limited_holds = {"uint64_t_limited_holds", "", 8, sizeof(uint64_t),
    1, uint64_t_limited_holds_fields, 0, 0, 0, false};

static const fr_cobol_field uint64_t_limited_warnings_fields[] = {
    {"", "FRN-LIMITED-WARNINGS", FR_U64, 0, 0, 8, 0,
     8, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_table fr_cobol_uint64_t_limited_warnings = {"uint64_t_limited_warnings", "", 8, sizeof(uint64_t),
    1, uint64_t_limited_warnings_fields, 0, 0, 0, false};

static const fr_cobol_field engine_stats_fields[] = {
    {"parties", "FRN-PARTIES", FR_U64, 0, 12, 8, 8,
     8, 1, 0u, 0, 0, 0, 0},
    {"transfer_entries", "FRN-TRANSFER-ENTRIES", FR_U64, 0, 20, 8, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"other_entries", "FRN-OTHER-ENTRIES", FR_U64, 0, 28, 8, 24,
     8, 1, 0u, 0, 0, 0, 0},
    {"counterparties", "FRN-COUNTERPARTIES", FR_U64, 0, 36, 8, 32,
     8, 1, 0u, 0, 0, 0, 0},
    {"list_entries", "FRN-LIST-ENTRIES", FR_U64, 0, 44, 8, 40,
     8, 1, 0u, 0, 0, 0, 0},
    {"profile_bytes", "FRN-PROFILE-BYTES", FR_U64, 0, 52, 8, 48,
     8, 1, 0u, 0, 0, 0, 0},
    {"index_bytes", "FRN-INDEX-BYTES", FR_U64, 0, 60, 8, 56,
     8, 1, 0u, 0, 0, 0, 0},
    {"reserved_bytes", "FRN-RESERVED-BYTES", FR_U64, 0, 68, 8, 64,
     8, 1, 0u, 0, 0, 0, 0},
    {"scored", "FRN-SCORED", FR_U64, 0, 76, 8, 72,
     8, 1, 0u, 0, 0, 0, 0},
    {"repeated", "FRN-REPEATED", FR_U64, 0, 84, 8, 80,
     8, 1, 0u, 0, 0, 0, 0},
    {"observed", "FRN-OBSERVED", FR_U64, 0, 92, 8, 88,
     8, 1, 0u, 0, 0, 0, 0},
    {"not_found", "FRN-NOT-FOUND", FR_U64, 0, 100, 8, 96,
     8, 1, 0u, 0, 0, 0, 0},
    {"refused", "FRN-REFUSED", FR_U64, 0, 108, 8, 104,
     8, 1, 0u, 0, 0, 0, 0},
    {"entries_dropped", "FRN-ENTRIES-DROPPED", FR_U64, 0, 116, 8, 112,
     8, 1, 0u, 0, 0, 0, 0},
    {"late_dropped", "FRN-LATE-DROPPED", FR_U64, 0, 124, 8, 120,
     8, 1, 0u, 0, 0, 0, 0},
    {"evicted", "FRN-EVICTED", FR_U64, 0, 132, 8, 128,
     8, 1, 0u, 0, 0, 0, 0},
    {"complete_from_us", "FRN-COMPLETE-FROM", FR_TIME, 0, 140, 20, 136,
     8, 1, 0u, 0, 0, 0, 0},
    {"day_summaries", "FRN-DAY-SUMMARIES", FR_U64, 0, 160, 8, 144,
     8, 1, 0u, 0, 0, 0, 0},
    {"watch_version", "FRN-WATCH-VERSION", FR_U64, 0, 168, 8, 152,
     8, 1, 0u, 0, 0, 0, 0},
    {"watch_entries", "FRN-WATCH-ENTRIES", FR_U64, 0, 176, 8, 160,
     8, 1, 0u, 0, 0, 0, 0},
    {"watch_bytes", "FRN-WATCH-BYTES", FR_U64, 0, 184, 8, 168,
     8, 1, 0u, 0, 0, 0, 0},
    {"limited_holds", "FRN-LIMITED-HOLDS-S", FR_LIST, 0, 192, 8, 176,
     8, 8, 0u, &fr_cobol_uint64_t_limited_holds, 0, 0, 0},
    {"limited_warnings", "FRN-LIMITED-WARNINGS-S", FR_LIST, 0, 256, 8, 240,
     8, 8, 0u, &fr_cobol_uint64_t_limited_warnings, 0, 0, 0},
};
static const fr_cobol_part engine_stats_parts[] = {
    {12, 308, sizeof(fr_engine_stats), 0, 23, 0},
};
const fr_cobol_table fr_cobol_engine_stats = {"engine_stats", "FRST", 320, sizeof(fr_engine_stats),
    23, engine_stats_fields, 1, engine_stats_parts, 0, false};

static const fr_cobol_field limit_state_fields[] = {
    {"entry", "FRM-ENTRY", FR_U32, 0, 12, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"channel", "FRM-CHANNEL", FR_U32, 0, 16, 4, 8,
     4, 1, 0u, 0, 0, 0, 0},
    {"outcome", "FRM-OUTCOME", FR_U32, 0, 20, 4, 12,
     4, 1, 0u, 0, 0, 0, 0},
    {"rule", "FRM-RULE", FR_CHARS, 0, 24, 48, 16,
     48, 1, 0u, 0, 0, 0, 0},
    {"window_us", "FRM-WINDOW-US", FR_I64, 0, 72, 8, 64,
     8, 1, 0u, 0, 0, 0, 0},
    {"transfers", "FRM-TRANSFERS", FR_U64, 0, 80, 8, 72,
     8, 1, 0u, 0, 0, 0, 0},
    {"allowed", "FRM-ALLOWED", FR_U64, 0, 88, 8, 80,
     8, 1, 0u, 0, 0, 0, 0},
    {"given", "FRM-GIVEN", FR_U64, 0, 96, 8, 88,
     8, 1, 0u, 0, 0, 0, 0},
    {"lowered", "FRM-LOWERED", FR_U64, 0, 104, 8, 96,
     8, 1, 0u, 0, 0, 0, 0},
    {"share_ppm", "FRM-SHARE-PPM", FR_U32, 0, 112, 4, 104,
     4, 1, 0u, 0, 0, 0, 0},
    {"full", "FRM-FULL", FR_TRISTATE, 0, 116, 1, 108,
     4, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part limit_state_parts[] = {
    {12, 105, sizeof(fr_limit_state), 0, 11, 0},
};
const fr_cobol_table fr_cobol_limit_state = {"limit_state", "FRLI", 117, sizeof(fr_limit_state),
    11, limit_state_fields, 1, limit_state_parts, 0, false};

static const fr_cobol_field value_fields[] = {
    {"type", "FRV-TYPE", FR_U32, 0, 12, 4, 0,
     4, 1, 0u, 0, 0, 0, 0},
    {"flags", "FRV-FLAGS", FR_U32, 0, 16, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"flags", "FRV-FLAGS-F", FR_FLAGS, 0, 20, 12, 4,
     4, 1, 0u, 0, 0, fr_cobol_FR_FLAG_, 12},
    {"integer", "FRV-INTEGER", FR_I64, 0, 32, 8, 8,
     8, 1, 0u, 0, 0, 0, 0},
    {"number", "FRV-NUMBER", FR_DOUBLE, 0, 40, 8, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"text", "FRV-TEXT", FR_CHARS, 0, 48, 64, 24,
     64, 1, 0u, 0, 0, 0, 0},
    {"text_size", "FRV-TEXT-SIZE", FR_U32, 0, 112, 4, 88,
     4, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part value_parts[] = {
    {12, 104, sizeof(fr_value), 0, 7, 0},
};
const fr_cobol_table fr_cobol_value = {"value", "FRVA", 116, sizeof(fr_value),
    7, value_fields, 1, value_parts, 0, true};

static const fr_cobol_field contribution_fields[] = {
    {"model_index", "FRB-MODEL-INDEX", FR_U32, 0, 12, 4, 0,
     4, 1, 0u, 0, 0, 0, 0},
    {"feature_index", "FRB-FEATURE-INDEX", FR_U32, 0, 16, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"known", "FRB-KNOWN", FR_TRISTATE, 0, 20, 1, 8,
     4, 1, 0u, 0, 0, 0, 0},
    {"value", "FRB-VALUE", FR_DOUBLE, 0, 21, 8, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"contribution", "FRB-CONTRIBUTION", FR_DOUBLE, 0, 29, 8, 24,
     8, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part contribution_parts[] = {
    {12, 25, sizeof(fr_contribution), 0, 5, 8},
};
const fr_cobol_table fr_cobol_contribution = {"contribution", "FRCO", 37, sizeof(fr_contribution),
    5, contribution_fields, 1, contribution_parts, 8, false};

static const fr_cobol_field fr_value_from_fields[] = {
    {"type", "FRF-F-TYPE", FR_U32, 0, 0, 4, 0,
     4, 1, 0u, 0, 0, 0, 0},
    {"flags", "FRF-F-FLAGS", FR_U32, 0, 4, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"integer", "FRF-F-INTEGER", FR_I64, 0, 8, 8, 8,
     8, 1, 0u, 0, 0, 0, 0},
    {"number", "FRF-F-NUMBER", FR_DOUBLE, 0, 16, 8, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"text", "FRF-F-TEXT", FR_CHARS, 0, 24, 64, 24,
     64, 1, 0u, 0, 0, 0, 0},
    {"text_size", "FRF-F-TEXT-SIZE", FR_U32, 0, 88, 4, 88,
     4, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_table fr_cobol_fr_value_from = {"fr_value_from", "", 92, sizeof(fr_value),
    6, fr_value_from_fields, 0, 0, 0, true};

static const fr_cobol_field fr_value_to_fields[] = {
    {"type", "FRF-T-TYPE", FR_U32, 0, 0, 4, 0,
     4, 1, 0u, 0, 0, 0, 0},
    {"flags", "FRF-T-FLAGS", FR_U32, 0, 4, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"integer", "FRF-T-INTEGER", FR_I64, 0, 8, 8, 8,
     8, 1, 0u, 0, 0, 0, 0},
    {"number", "FRF-T-NUMBER", FR_DOUBLE, 0, 16, 8, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"text", "FRF-T-TEXT", FR_CHARS, 0, 24, 64, 24,
     64, 1, 0u, 0, 0, 0, 0},
    {"text_size", "FRF-T-TEXT-SIZE", FR_U32, 0, 88, 4, 88,
     4, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_table fr_cobol_fr_value_to = {"fr_value_to", "", 92, sizeof(fr_value),
    6, fr_value_to_fields, 0, 0, 0, true};

static const fr_cobol_field counterfactual_fields[] = {
    {"outcome", "FRF-OUTCOME", FR_U32, 0, 12, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"is_field", "FRF-IS-FIELD", FR_TRISTATE, 0, 16, 1, 12,
     4, 1, 0u, 0, 0, 0, 0},
    {"name", "FRF-NAME", FR_CHARS, 0, 17, 128, 16,
     128, 1, 0u, 0, 0, 0, 0},
    {"from", "FRF-FROM-S", FR_STRUCT, 0, 145, 92, 144,
     96, 1, 0u, &fr_cobol_fr_value_from, 0, 0, 0},
    {"to", "FRF-TO-S", FR_STRUCT, 0, 237, 92, 240,
     96, 1, 0u, &fr_cobol_fr_value_to, 0, 0, 0},
};
static const fr_cobol_part counterfactual_parts[] = {
    {12, 317, sizeof(fr_counterfactual), 0, 5, 0},
};
const fr_cobol_table fr_cobol_counterfactual = {"counterfactual", "FRCF", 329, sizeof(fr_counterfactual),
    5, counterfactual_fields, 1, counterfactual_parts, 0, false};

static const fr_cobol_field journal_options_fields[] = {
    {"mode", "FRJ-MODE", FR_U32, 0, 12, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"when_full", "FRJ-WHEN-FULL", FR_U32, 0, 16, 4, 8,
     4, 1, 0u, 0, 0, 0, 0},
    {"calls_do_not_wait", "FRJ-CALLS-DO-NOT-WAIT", FR_TRISTATE, 0, 20, 1, 12,
     4, 1, 0u, 0, 0, 0, 0},
    {"directory", "FRJ-DIRECTORY", FR_FILE_NAME, 0, 21, 256, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"segment_bytes", "FRJ-SEGMENT-BYTES", FR_U64, 0, 277, 8, 24,
     8, 1, 0u, 0, 0, 0, 0},
    {"checkpoint_blocks", "FRJ-CHECKPOINT-BLOCKS", FR_U64, 0, 285, 8, 32,
     8, 1, 0u, 0, 0, 0, 0},
    {"signing_key", "FRJ-SIGNING-KEY", FR_FILE_NAME, 0, 293, 256, 40,
     8, 1, 0u, 0, 0, 0, 0},
    {"sealing_key", "FRJ-SEALING-KEY", FR_FILE_NAME, 0, 549, 256, 56,
     8, 1, 0u, 0, 0, 0, 0},
    {"now_us", "FRJ-NOW", FR_TIME, 0, 805, 20, 64,
     8, 1, 0u, 0, 0, 0, 0},
    {"trusted_keys", "FRJ-TRUSTED-KEYS", FR_FILE_NAME, 0, 825, 256, 72,
     8, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part journal_options_parts[] = {
    {12, 1069, sizeof(fr_journal_options), 0, 10, 0},
};
const fr_cobol_table fr_cobol_journal_options = {"journal_options", "FRJO", 1081, sizeof(fr_journal_options),
    10, journal_options_fields, 1, journal_options_parts, 0, false};

static const fr_cobol_field journal_recovery_fields[] = {
    {"snapshots_refused", "FRR-SNAPSHOTS-REFUSED", FR_U32, 0, 12, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"first_sequence", "FRR-FIRST-SEQUENCE", FR_U64, 0, 16, 8, 8,
     8, 1, 0u, 0, 0, 0, 0},
    {"last_sequence", "FRR-LAST-SEQUENCE", FR_U64, 0, 24, 8, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"cut_bytes", "FRR-CUT-BYTES", FR_U64, 0, 32, 8, 24,
     8, 1, 0u, 0, 0, 0, 0},
    {"cut_sequence", "FRR-CUT-SEQUENCE", FR_U64, 0, 40, 8, 32,
     8, 1, 0u, 0, 0, 0, 0},
    {"cut_records", "FRR-CUT-RECORDS", FR_U64, 0, 48, 8, 40,
     8, 1, 0u, 0, 0, 0, 0},
    {"snapshot_sequence", "FRR-SNAPSHOT-SEQUENCE", FR_U64, 0, 56, 8, 48,
     8, 1, 0u, 0, 0, 0, 0},
    {"replayed", "FRR-REPLAYED", FR_U64, 0, 64, 8, 56,
     8, 1, 0u, 0, 0, 0, 0},
    {"left_to_host", "FRR-LEFT-TO-HOST", FR_U32, 0, 72, 4, 64,
     4, 1, 0u, 0, 0, 0, 0},
    {"left_to_host", "FRR-LEFT-TO-HOST-F", FR_FLAGS, 0, 76, 4, 64,
     4, 1, 0u, 0, 0, fr_cobol_FR_LEFT_, 4},
    {"cut_files", "FRR-CUT-FILES", FR_U32, 0, 80, 4, 68,
     4, 1, 0u, 0, 0, 0, 0},
    {"signed_sequence", "FRR-SIGNED-SEQUENCE", FR_U64, 0, 84, 8, 72,
     8, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part journal_recovery_parts[] = {
    {12, 80, sizeof(fr_journal_recovery), 0, 12, 0},
};
const fr_cobol_table fr_cobol_journal_recovery = {"journal_recovery", "FRJR", 92, sizeof(fr_journal_recovery),
    12, journal_recovery_fields, 1, journal_recovery_parts, 0, false};

static const fr_cobol_field journal_stats_fields[] = {
    {"failed", "FRK-FAILED", FR_TRISTATE, 0, 12, 1, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"first_sequence", "FRK-FIRST-SEQUENCE", FR_U64, 0, 13, 8, 8,
     8, 1, 0u, 0, 0, 0, 0},
    {"last_sequence", "FRK-LAST-SEQUENCE", FR_U64, 0, 21, 8, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"synced_sequence", "FRK-SYNCED-SEQUENCE", FR_U64, 0, 29, 8, 24,
     8, 1, 0u, 0, 0, 0, 0},
    {"sealed_sequence", "FRK-SEALED-SEQUENCE", FR_U64, 0, 37, 8, 32,
     8, 1, 0u, 0, 0, 0, 0},
    {"checkpoint_sequence", "FRK-CHECKPOINT-SEQUENCE", FR_U64, 0, 45, 8, 40,
     8, 1, 0u, 0, 0, 0, 0},
    {"segments", "FRK-SEGMENTS", FR_U64, 0, 53, 8, 48,
     8, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part journal_stats_parts[] = {
    {12, 49, sizeof(fr_journal_stats), 0, 7, 0},
};
const fr_cobol_table fr_cobol_journal_stats = {"journal_stats", "FRJS", 61, sizeof(fr_journal_stats),
    7, journal_stats_fields, 1, journal_stats_parts, 0, false};

static const fr_cobol_field watch_lists_info_fields[] = {
    {"list_count", "FRW-LIST-COUNT", FR_U32, 0, 12, 4, 4,
     4, 1, 0u, 0, 0, 0, 0},
    {"version", "FRW-VERSION", FR_U64, 0, 16, 8, 8,
     8, 1, 0u, 0, 0, 0, 0},
    {"entries", "FRW-ENTRIES", FR_U64, 0, 24, 8, 16,
     8, 1, 0u, 0, 0, 0, 0},
    {"duplicates", "FRW-DUPLICATES", FR_U64, 0, 32, 8, 24,
     8, 1, 0u, 0, 0, 0, 0},
    {"bytes", "FRW-BYTES", FR_U64, 0, 40, 8, 32,
     8, 1, 0u, 0, 0, 0, 0},
    {"name_bytes", "FRW-NAME-BYTES", FR_U64, 0, 48, 8, 40,
     8, 1, 0u, 0, 0, 0, 0},
};
static const fr_cobol_part watch_lists_info_parts[] = {
    {12, 44, sizeof(fr_watch_lists_info), 0, 6, 0},
};
const fr_cobol_table fr_cobol_watch_lists_info = {"watch_lists_info", "FRWL", 56, sizeof(fr_watch_lists_info),
    6, watch_lists_info_fields, 1, watch_lists_info_parts, 0, false};

const fr_cobol_table *const fr_cobol_records[] = {
    &fr_cobol_transfer,
    &fr_cobol_event,
    &fr_cobol_decision,
    &fr_cobol_error,
    &fr_cobol_engine_options,
    &fr_cobol_put_options,
    &fr_cobol_policy_info,
    &fr_cobol_signature,
    &fr_cobol_question,
    &fr_cobol_text_match,
    &fr_cobol_party_state,
    &fr_cobol_engine_stats,
    &fr_cobol_limit_state,
    &fr_cobol_value,
    &fr_cobol_contribution,
    &fr_cobol_counterfactual,
    &fr_cobol_journal_options,
    &fr_cobol_journal_recovery,
    &fr_cobol_journal_stats,
    &fr_cobol_watch_lists_info,
    0};
const uint32_t fr_cobol_local_at = 113;

const fr_cobol_status fr_cobol_statuses[] = {
    {-1001, "FRC_BAD_HANDLE", "the handle is zero, was closed, or never was one"},
    {-1002, "FRC_HANDLE_BUSY", "another thread is in a call with this handle; each thread takes its own with FRCTXT"},
    {-1003, "FRC_OTHER_HANDLE", "the handle is of another kind than this subprogram takes"},
    {-1004, "FRC_IN_USE", "other handles of this engine are open, or the engine still writes to this journal"},
    {-1005, "FRC_RECORD", "the record is not what this subprogram takes, or of another version of the copybooks"},
    {-1006, "FRC_DIGITS_LOST", "the amount has digits that the minor units of its currency cannot hold"},
    {-1007, "FRC_NOT_NUMERIC", "a field does not hold a number"},
    {-1008, "FRC_BAD_DATE", "a field does not hold a date YYYYMMDD with a time HHMMSS and microseconds"},
    {-1009, "FRC_BAD_CODE", "a field holds a letter that it does not take"},
    {-1010, "FRC_NOT_GIVEN", "a field holds a number, but its -GIVEN is not Y"},
    {-1011, "FRC_NO_FIELD", "the record has no field of this path, or no more fields"},
    {-1012, "FRC_TOO_SHORT", "a field is too short for what has to go into it; nothing is cut"},
    {-1013, "FRC_FILE", "a file cannot be read"},
    {-1014, "FRC_NULL", "an argument is missing"},
    {-1015, "FRC_HANDLES", "all handles are in use; close some"},
    {0, 0, 0}};

/* What the tables rest on. */
_Static_assert(sizeof(fr_reason) == 56, "fr_reason");
_Static_assert(offsetof(fr_reason, rule) == 0, "fr_reason, rule");
_Static_assert(offsetof(fr_reason, points) == 48, "fr_reason, points");
_Static_assert(offsetof(fr_reason, rule_index) == 52, "fr_reason, rule_index");
_Static_assert(sizeof(fr_decision) == 2152, "fr_decision");
_Static_assert(offsetof(fr_decision, struct_size) == 0, "fr_decision, struct_size");
_Static_assert(offsetof(fr_decision, outcome) == 4, "fr_decision, outcome");
_Static_assert(offsetof(fr_decision, score) == 8, "fr_decision, score");
_Static_assert(offsetof(fr_decision, hold_until_us) == 16, "fr_decision, hold_until_us");
_Static_assert(offsetof(fr_decision, flags) == 24, "fr_decision, flags");
_Static_assert(offsetof(fr_decision, unknown_count) == 28, "fr_decision, unknown_count");
_Static_assert(offsetof(fr_decision, error_count) == 32, "fr_decision, error_count");
_Static_assert(offsetof(fr_decision, reason_count) == 36, "fr_decision, reason_count");
_Static_assert(offsetof(fr_decision, reasons_total) == 40, "fr_decision, reasons_total");
_Static_assert(offsetof(fr_decision, scam_index) == 44, "fr_decision, scam_index");
_Static_assert(offsetof(fr_decision, scam) == 48, "fr_decision, scam");
_Static_assert(offsetof(fr_decision, decision_id) == 96, "fr_decision, decision_id");
_Static_assert(offsetof(fr_decision, policy_digest) == 112, "fr_decision, policy_digest");
_Static_assert(offsetof(fr_decision, policy_name) == 144, "fr_decision, policy_name");
_Static_assert(offsetof(fr_decision, policy_version) == 192, "fr_decision, policy_version");
_Static_assert(offsetof(fr_decision, reasons) == 200, "fr_decision, reasons");
_Static_assert(offsetof(fr_decision, values_size) == 1096, "fr_decision, values_size");
_Static_assert(offsetof(fr_decision, advice) == 1100, "fr_decision, advice");
_Static_assert(offsetof(fr_decision, values) == 1104, "fr_decision, values");
_Static_assert(offsetof(fr_decision, victim_present) == 2128, "fr_decision, victim_present");
_Static_assert(offsetof(fr_decision, actions) == 2132, "fr_decision, actions");
_Static_assert(offsetof(fr_decision, pure_outcome) == 2136, "fr_decision, pure_outcome");
_Static_assert(offsetof(fr_decision, would_be) == 2140, "fr_decision, would_be");
_Static_assert(offsetof(fr_decision, sequence) == 2144, "fr_decision, sequence");
_Static_assert(sizeof(fr_text) == 16, "fr_text");
_Static_assert(offsetof(fr_text, data) == 0, "fr_text, data");
_Static_assert(offsetof(fr_text, size) == 8, "fr_text, size");
_Static_assert(offsetof(fr_text, encoding) == 12, "fr_text, encoding");
_Static_assert(sizeof(fr_session) == 136, "fr_session");
_Static_assert(offsetof(fr_session, struct_size) == 0, "fr_session, struct_size");
_Static_assert(offsetof(fr_session, known) == 4, "fr_session, known");
_Static_assert(offsetof(fr_session, on_call) == 8, "fr_session, on_call");
_Static_assert(offsetof(fr_session, caller) == 12, "fr_session, caller");
_Static_assert(offsetof(fr_session, screen_shared) == 16, "fr_session, screen_shared");
_Static_assert(offsetof(fr_session, remote_control) == 20, "fr_session, remote_control");
_Static_assert(offsetof(fr_session, device_age_s) == 24, "fr_session, device_age_s");
_Static_assert(offsetof(fr_session, sim_age_s) == 32, "fr_session, sim_age_s");
_Static_assert(offsetof(fr_session, credential_age_s) == 40, "fr_session, credential_age_s");
_Static_assert(offsetof(fr_session, meeting_app) == 48, "fr_session, meeting_app");
_Static_assert(offsetof(fr_session, geo_jump) == 52, "fr_session, geo_jump");
_Static_assert(offsetof(fr_session, ip_risky) == 56, "fr_session, ip_risky");
_Static_assert(offsetof(fr_session, sideloaded_app) == 60, "fr_session, sideloaded_app");
_Static_assert(offsetof(fr_session, overlay) == 64, "fr_session, overlay");
_Static_assert(offsetof(fr_session, hesitated) == 68, "fr_session, hesitated");
_Static_assert(offsetof(fr_session, code_shared) == 72, "fr_session, code_shared");
_Static_assert(offsetof(fr_session, call_forwarded) == 76, "fr_session, call_forwarded");
_Static_assert(offsetof(fr_session, nfc_relay) == 80, "fr_session, nfc_relay");
_Static_assert(offsetof(fr_session, tampered) == 84, "fr_session, tampered");
_Static_assert(offsetof(fr_session, face_verified) == 88, "fr_session, face_verified");
_Static_assert(offsetof(fr_session, confirmed_in_chinese) == 92, "fr_session, confirmed_in_chinese");
_Static_assert(offsetof(fr_session, cardless) == 96, "fr_session, cardless");
_Static_assert(offsetof(fr_session, payee_entry) == 100, "fr_session, payee_entry");
_Static_assert(offsetof(fr_session, call_age_s) == 104, "fr_session, call_age_s");
_Static_assert(offsetof(fr_session, operator_age_s) == 112, "fr_session, operator_age_s");
_Static_assert(offsetof(fr_session, phishing_link_age_s) == 120, "fr_session, phishing_link_age_s");
_Static_assert(offsetof(fr_session, warning_dwell_s) == 128, "fr_session, warning_dwell_s");
_Static_assert(sizeof(fr_teller) == 40, "fr_teller");
_Static_assert(offsetof(fr_teller, struct_size) == 0, "fr_teller, struct_size");
_Static_assert(offsetof(fr_teller, reserved) == 4, "fr_teller, reserved");
_Static_assert(offsetof(fr_teller, seen) == 8, "fr_teller, seen");
_Static_assert(offsetof(fr_teller, ruled_out) == 16, "fr_teller, ruled_out");
_Static_assert(offsetof(fr_teller, notes) == 24, "fr_teller, notes");
_Static_assert(sizeof(fr_party) == 120, "fr_party");
_Static_assert(offsetof(fr_party, struct_size) == 0, "fr_party, struct_size");
_Static_assert(offsetof(fr_party, known) == 4, "fr_party, known");
_Static_assert(offsetof(fr_party, customer) == 8, "fr_party, customer");
_Static_assert(offsetof(fr_party, age) == 24, "fr_party, age");
_Static_assert(offsetof(fr_party, occupation) == 28, "fr_party, occupation");
_Static_assert(offsetof(fr_party, account_age_s) == 32, "fr_party, account_age_s");
_Static_assert(offsetof(fr_party, party_kind) == 40, "fr_party, party_kind");
_Static_assert(offsetof(fr_party, foreign) == 44, "fr_party, foreign");
_Static_assert(offsetof(fr_party, name_match) == 48, "fr_party, name_match");
_Static_assert(offsetof(fr_party, vulnerable) == 52, "fr_party, vulnerable");
_Static_assert(offsetof(fr_party, bank) == 56, "fr_party, bank");
_Static_assert(offsetof(fr_party, added_age_s) == 72, "fr_party, added_age_s");
_Static_assert(offsetof(fr_party, registered_age_s) == 80, "fr_party, registered_age_s");
_Static_assert(offsetof(fr_party, mule_score) == 88, "fr_party, mule_score");
_Static_assert(offsetof(fr_party, hops_to_listed) == 92, "fr_party, hops_to_listed");
_Static_assert(offsetof(fr_party, shell_like) == 96, "fr_party, shell_like");
_Static_assert(offsetof(fr_party, phone_shared) == 100, "fr_party, phone_shared");
_Static_assert(offsetof(fr_party, account_changed) == 104, "fr_party, account_changed");
_Static_assert(offsetof(fr_party, third_party) == 108, "fr_party, third_party");
_Static_assert(offsetof(fr_party, region_unusual) == 112, "fr_party, region_unusual");
_Static_assert(offsetof(fr_party, trusted_contact) == 116, "fr_party, trusted_contact");
_Static_assert(sizeof(fr_attribute) == 56, "fr_attribute");
_Static_assert(offsetof(fr_attribute, name) == 0, "fr_attribute, name");
_Static_assert(offsetof(fr_attribute, type) == 16, "fr_attribute, type");
_Static_assert(offsetof(fr_attribute, reserved) == 20, "fr_attribute, reserved");
_Static_assert(offsetof(fr_attribute, integer) == 24, "fr_attribute, integer");
_Static_assert(offsetof(fr_attribute, number) == 32, "fr_attribute, number");
_Static_assert(offsetof(fr_attribute, text) == 40, "fr_attribute, text");
_Static_assert(sizeof(fr_transfer) == 224, "fr_transfer");
_Static_assert(offsetof(fr_transfer, struct_size) == 0, "fr_transfer, struct_size");
_Static_assert(offsetof(fr_transfer, known) == 4, "fr_transfer, known");
_Static_assert(offsetof(fr_transfer, id) == 8, "fr_transfer, id");
_Static_assert(offsetof(fr_transfer, time_us) == 24, "fr_transfer, time_us");
_Static_assert(offsetof(fr_transfer, payer) == 32, "fr_transfer, payer");
_Static_assert(offsetof(fr_transfer, payee) == 48, "fr_transfer, payee");
_Static_assert(offsetof(fr_transfer, amount_minor) == 64, "fr_transfer, amount_minor");
_Static_assert(offsetof(fr_transfer, base_amount_minor) == 72, "fr_transfer, base_amount_minor");
_Static_assert(offsetof(fr_transfer, currency) == 80, "fr_transfer, currency");
_Static_assert(offsetof(fr_transfer, channel) == 84, "fr_transfer, channel");
_Static_assert(offsetof(fr_transfer, kind) == 88, "fr_transfer, kind");
_Static_assert(offsetof(fr_transfer, speed) == 92, "fr_transfer, speed");
_Static_assert(offsetof(fr_transfer, remark) == 96, "fr_transfer, remark");
_Static_assert(offsetof(fr_transfer, purpose) == 112, "fr_transfer, purpose");
_Static_assert(offsetof(fr_transfer, balance_before_minor) == 128, "fr_transfer, balance_before_minor");
_Static_assert(offsetof(fr_transfer, ui_language) == 136, "fr_transfer, ui_language");
_Static_assert(offsetof(fr_transfer, session) == 152, "fr_transfer, session");
_Static_assert(offsetof(fr_transfer, teller) == 160, "fr_transfer, teller");
_Static_assert(offsetof(fr_transfer, payer_party) == 168, "fr_transfer, payer_party");
_Static_assert(offsetof(fr_transfer, payee_party) == 176, "fr_transfer, payee_party");
_Static_assert(offsetof(fr_transfer, attributes) == 184, "fr_transfer, attributes");
_Static_assert(offsetof(fr_transfer, attribute_count) == 192, "fr_transfer, attribute_count");
_Static_assert(offsetof(fr_transfer, reserved) == 196, "fr_transfer, reserved");
_Static_assert(offsetof(fr_transfer, limit_minor) == 200, "fr_transfer, limit_minor");
_Static_assert(offsetof(fr_transfer, approval_gap_s) == 208, "fr_transfer, approval_gap_s");
_Static_assert(offsetof(fr_transfer, approved) == 216, "fr_transfer, approved");
_Static_assert(offsetof(fr_transfer, payroll) == 220, "fr_transfer, payroll");
_Static_assert(sizeof(fr_event) == 232, "fr_event");
_Static_assert(offsetof(fr_event, struct_size) == 0, "fr_event, struct_size");
_Static_assert(offsetof(fr_event, kind) == 4, "fr_event, kind");
_Static_assert(offsetof(fr_event, known) == 8, "fr_event, known");
_Static_assert(offsetof(fr_event, sides) == 12, "fr_event, sides");
_Static_assert(offsetof(fr_event, time_us) == 16, "fr_event, time_us");
_Static_assert(offsetof(fr_event, transfer_id) == 24, "fr_event, transfer_id");
_Static_assert(offsetof(fr_event, payer) == 40, "fr_event, payer");
_Static_assert(offsetof(fr_event, payee) == 56, "fr_event, payee");
_Static_assert(offsetof(fr_event, payer_customer) == 72, "fr_event, payer_customer");
_Static_assert(offsetof(fr_event, payee_customer) == 88, "fr_event, payee_customer");
_Static_assert(offsetof(fr_event, amount_minor) == 104, "fr_event, amount_minor");
_Static_assert(offsetof(fr_event, customer) == 112, "fr_event, customer");
_Static_assert(offsetof(fr_event, party) == 128, "fr_event, party");
_Static_assert(offsetof(fr_event, list) == 144, "fr_event, list");
_Static_assert(offsetof(fr_event, until_us) == 160, "fr_event, until_us");
_Static_assert(offsetof(fr_event, duration_s) == 168, "fr_event, duration_s");
_Static_assert(offsetof(fr_event, caller) == 176, "fr_event, caller");
_Static_assert(offsetof(fr_event, direction) == 180, "fr_event, direction");
_Static_assert(offsetof(fr_event, level) == 184, "fr_event, level");
_Static_assert(offsetof(fr_event, response) == 188, "fr_event, response");
_Static_assert(offsetof(fr_event, status) == 192, "fr_event, status");
_Static_assert(offsetof(fr_event, reserved) == 196, "fr_event, reserved");
_Static_assert(offsetof(fr_event, transfer) == 200, "fr_event, transfer");
_Static_assert(offsetof(fr_event, transfer_time_us) == 208, "fr_event, transfer_time_us");
_Static_assert(offsetof(fr_event, to) == 216, "fr_event, to");
_Static_assert(sizeof(fr_error) == 344, "fr_error");
_Static_assert(offsetof(fr_error, struct_size) == 0, "fr_error, struct_size");
_Static_assert(offsetof(fr_error, status) == 4, "fr_error, status");
_Static_assert(offsetof(fr_error, line) == 8, "fr_error, line");
_Static_assert(offsetof(fr_error, column) == 12, "fr_error, column");
_Static_assert(offsetof(fr_error, offset) == 16, "fr_error, offset");
_Static_assert(offsetof(fr_error, field) == 24, "fr_error, field");
_Static_assert(offsetof(fr_error, message) == 88, "fr_error, message");
_Static_assert(sizeof(fr_policy_info) == 112, "fr_policy_info");
_Static_assert(offsetof(fr_policy_info, struct_size) == 0, "fr_policy_info, struct_size");
_Static_assert(offsetof(fr_policy_info, is_signed) == 4, "fr_policy_info, is_signed");
_Static_assert(offsetof(fr_policy_info, version) == 8, "fr_policy_info, version");
_Static_assert(offsetof(fr_policy_info, name) == 16, "fr_policy_info, name");
_Static_assert(offsetof(fr_policy_info, digest) == 24, "fr_policy_info, digest");
_Static_assert(offsetof(fr_policy_info, currency) == 56, "fr_policy_info, currency");
_Static_assert(offsetof(fr_policy_info, currency_digits) == 60, "fr_policy_info, currency_digits");
_Static_assert(offsetof(fr_policy_info, utc_offset_s) == 64, "fr_policy_info, utc_offset_s");
_Static_assert(offsetof(fr_policy_info, feature_count) == 68, "fr_policy_info, feature_count");
_Static_assert(offsetof(fr_policy_info, rule_count) == 72, "fr_policy_info, rule_count");
_Static_assert(offsetof(fr_policy_info, scam_count) == 76, "fr_policy_info, scam_count");
_Static_assert(offsetof(fr_policy_info, fold_count) == 80, "fr_policy_info, fold_count");
_Static_assert(offsetof(fr_policy_info, signature_count) == 84, "fr_policy_info, signature_count");
_Static_assert(offsetof(fr_policy_info, valid_from_us) == 88, "fr_policy_info, valid_from_us");
_Static_assert(offsetof(fr_policy_info, valid_until_us) == 96, "fr_policy_info, valid_until_us");
_Static_assert(offsetof(fr_policy_info, test_count) == 104, "fr_policy_info, test_count");
_Static_assert(offsetof(fr_policy_info, reserved) == 108, "fr_policy_info, reserved");
_Static_assert(sizeof(fr_signature) == 72, "fr_signature");
_Static_assert(offsetof(fr_signature, struct_size) == 0, "fr_signature, struct_size");
_Static_assert(offsetof(fr_signature, algorithm) == 4, "fr_signature, algorithm");
_Static_assert(offsetof(fr_signature, key_id) == 8, "fr_signature, key_id");
_Static_assert(offsetof(fr_signature, role) == 24, "fr_signature, role");
_Static_assert(sizeof(fr_question) == 32, "fr_question");
_Static_assert(offsetof(fr_question, struct_size) == 0, "fr_question, struct_size");
_Static_assert(offsetof(fr_question, sign) == 4, "fr_question, sign");
_Static_assert(offsetof(fr_question, teller_bit) == 8, "fr_question, teller_bit");
_Static_assert(offsetof(fr_question, name) == 16, "fr_question, name");
_Static_assert(offsetof(fr_question, observation) == 24, "fr_question, observation");
_Static_assert(sizeof(fr_text_match) == 72, "fr_text_match");
_Static_assert(offsetof(fr_text_match, begin) == 0, "fr_text_match, begin");
_Static_assert(offsetof(fr_text_match, end) == 4, "fr_text_match, end");
_Static_assert(offsetof(fr_text_match, set_index) == 8, "fr_text_match, set_index");
_Static_assert(offsetof(fr_text_match, strength) == 12, "fr_text_match, strength");
_Static_assert(offsetof(fr_text_match, disguises) == 16, "fr_text_match, disguises");
_Static_assert(offsetof(fr_text_match, reserved) == 20, "fr_text_match, reserved");
_Static_assert(offsetof(fr_text_match, set) == 24, "fr_text_match, set");
_Static_assert(sizeof(fr_engine_options) == 96, "fr_engine_options");
_Static_assert(offsetof(fr_engine_options, struct_size) == 0, "fr_engine_options, struct_size");
_Static_assert(offsetof(fr_engine_options, accept_unsigned_policies) == 4, "fr_engine_options, accept_unsigned_policies");
_Static_assert(offsetof(fr_engine_options, shadow) == 8, "fr_engine_options, shadow");
_Static_assert(offsetof(fr_engine_options, outcomes_not_reported) == 12, "fr_engine_options, outcomes_not_reported");
_Static_assert(offsetof(fr_engine_options, secret_key) == 16, "fr_engine_options, secret_key");
_Static_assert(offsetof(fr_engine_options, memory_bytes) == 32, "fr_engine_options, memory_bytes");
_Static_assert(offsetof(fr_engine_options, parties_max) == 40, "fr_engine_options, parties_max");
_Static_assert(offsetof(fr_engine_options, list_entries_max) == 48, "fr_engine_options, list_entries_max");
_Static_assert(offsetof(fr_engine_options, horizon_us) == 56, "fr_engine_options, horizon_us");
_Static_assert(offsetof(fr_engine_options, time_ahead_max_us) == 64, "fr_engine_options, time_ahead_max_us");
_Static_assert(offsetof(fr_engine_options, complete_from_us) == 72, "fr_engine_options, complete_from_us");
_Static_assert(offsetof(fr_engine_options, utc_offset_s) == 80, "fr_engine_options, utc_offset_s");
_Static_assert(offsetof(fr_engine_options, keep_idle_parties) == 84, "fr_engine_options, keep_idle_parties");
_Static_assert(offsetof(fr_engine_options, ignore_limits) == 88, "fr_engine_options, ignore_limits");
_Static_assert(offsetof(fr_engine_options, reserved) == 92, "fr_engine_options, reserved");
_Static_assert(sizeof(fr_put_options) == 16, "fr_put_options");
_Static_assert(offsetof(fr_put_options, struct_size) == 0, "fr_put_options, struct_size");
_Static_assert(offsetof(fr_put_options, accept_older) == 4, "fr_put_options, accept_older");
_Static_assert(offsetof(fr_put_options, now_us) == 8, "fr_put_options, now_us");
_Static_assert(sizeof(fr_party_state) == 72, "fr_party_state");
_Static_assert(offsetof(fr_party_state, struct_size) == 0, "fr_party_state, struct_size");
_Static_assert(offsetof(fr_party_state, reserved) == 4, "fr_party_state, reserved");
_Static_assert(offsetof(fr_party_state, sequence) == 8, "fr_party_state, sequence");
_Static_assert(offsetof(fr_party_state, transfer_entries) == 16, "fr_party_state, transfer_entries");
_Static_assert(offsetof(fr_party_state, other_entries) == 24, "fr_party_state, other_entries");
_Static_assert(offsetof(fr_party_state, counterparties) == 32, "fr_party_state, counterparties");
_Static_assert(offsetof(fr_party_state, day_summaries) == 40, "fr_party_state, day_summaries");
_Static_assert(offsetof(fr_party_state, bytes) == 48, "fr_party_state, bytes");
_Static_assert(offsetof(fr_party_state, newest_us) == 56, "fr_party_state, newest_us");
_Static_assert(offsetof(fr_party_state, complete_from_us) == 64, "fr_party_state, complete_from_us");
_Static_assert(sizeof(fr_engine_stats) == 304, "fr_engine_stats");
_Static_assert(offsetof(fr_engine_stats, struct_size) == 0, "fr_engine_stats, struct_size");
_Static_assert(offsetof(fr_engine_stats, reserved) == 4, "fr_engine_stats, reserved");
_Static_assert(offsetof(fr_engine_stats, parties) == 8, "fr_engine_stats, parties");
_Static_assert(offsetof(fr_engine_stats, transfer_entries) == 16, "fr_engine_stats, transfer_entries");
_Static_assert(offsetof(fr_engine_stats, other_entries) == 24, "fr_engine_stats, other_entries");
_Static_assert(offsetof(fr_engine_stats, counterparties) == 32, "fr_engine_stats, counterparties");
_Static_assert(offsetof(fr_engine_stats, list_entries) == 40, "fr_engine_stats, list_entries");
_Static_assert(offsetof(fr_engine_stats, profile_bytes) == 48, "fr_engine_stats, profile_bytes");
_Static_assert(offsetof(fr_engine_stats, index_bytes) == 56, "fr_engine_stats, index_bytes");
_Static_assert(offsetof(fr_engine_stats, reserved_bytes) == 64, "fr_engine_stats, reserved_bytes");
_Static_assert(offsetof(fr_engine_stats, scored) == 72, "fr_engine_stats, scored");
_Static_assert(offsetof(fr_engine_stats, repeated) == 80, "fr_engine_stats, repeated");
_Static_assert(offsetof(fr_engine_stats, observed) == 88, "fr_engine_stats, observed");
_Static_assert(offsetof(fr_engine_stats, not_found) == 96, "fr_engine_stats, not_found");
_Static_assert(offsetof(fr_engine_stats, refused) == 104, "fr_engine_stats, refused");
_Static_assert(offsetof(fr_engine_stats, entries_dropped) == 112, "fr_engine_stats, entries_dropped");
_Static_assert(offsetof(fr_engine_stats, late_dropped) == 120, "fr_engine_stats, late_dropped");
_Static_assert(offsetof(fr_engine_stats, evicted) == 128, "fr_engine_stats, evicted");
_Static_assert(offsetof(fr_engine_stats, complete_from_us) == 136, "fr_engine_stats, complete_from_us");
_Static_assert(offsetof(fr_engine_stats, day_summaries) == 144, "fr_engine_stats, day_summaries");
_Static_assert(offsetof(fr_engine_stats, watch_version) == 152, "fr_engine_stats, watch_version");
_Static_assert(offsetof(fr_engine_stats, watch_entries) == 160, "fr_engine_stats, watch_entries");
_Static_assert(offsetof(fr_engine_stats, watch_bytes) == 168, "fr_engine_stats, watch_bytes");
_Static_assert(offsetof(fr_engine_stats, limited_holds) == 176, "fr_engine_stats, limited_holds");
_Static_assert(offsetof(fr_engine_stats, limited_warnings) == 240, "fr_engine_stats, limited_warnings");
_Static_assert(sizeof(fr_limit_state) == 112, "fr_limit_state");
_Static_assert(offsetof(fr_limit_state, struct_size) == 0, "fr_limit_state, struct_size");
_Static_assert(offsetof(fr_limit_state, entry) == 4, "fr_limit_state, entry");
_Static_assert(offsetof(fr_limit_state, channel) == 8, "fr_limit_state, channel");
_Static_assert(offsetof(fr_limit_state, outcome) == 12, "fr_limit_state, outcome");
_Static_assert(offsetof(fr_limit_state, rule) == 16, "fr_limit_state, rule");
_Static_assert(offsetof(fr_limit_state, window_us) == 64, "fr_limit_state, window_us");
_Static_assert(offsetof(fr_limit_state, transfers) == 72, "fr_limit_state, transfers");
_Static_assert(offsetof(fr_limit_state, allowed) == 80, "fr_limit_state, allowed");
_Static_assert(offsetof(fr_limit_state, given) == 88, "fr_limit_state, given");
_Static_assert(offsetof(fr_limit_state, lowered) == 96, "fr_limit_state, lowered");
_Static_assert(offsetof(fr_limit_state, share_ppm) == 104, "fr_limit_state, share_ppm");
_Static_assert(offsetof(fr_limit_state, full) == 108, "fr_limit_state, full");
_Static_assert(sizeof(fr_folds) == 32, "fr_folds");
_Static_assert(offsetof(fr_folds, struct_size) == 0, "fr_folds, struct_size");
_Static_assert(offsetof(fr_folds, reserved) == 4, "fr_folds, reserved");
_Static_assert(offsetof(fr_folds, data) == 8, "fr_folds, data");
_Static_assert(offsetof(fr_folds, capacity) == 16, "fr_folds, capacity");
_Static_assert(offsetof(fr_folds, size) == 24, "fr_folds, size");
_Static_assert(sizeof(fr_value) == 96, "fr_value");
_Static_assert(offsetof(fr_value, type) == 0, "fr_value, type");
_Static_assert(offsetof(fr_value, flags) == 4, "fr_value, flags");
_Static_assert(offsetof(fr_value, integer) == 8, "fr_value, integer");
_Static_assert(offsetof(fr_value, number) == 16, "fr_value, number");
_Static_assert(offsetof(fr_value, text) == 24, "fr_value, text");
_Static_assert(offsetof(fr_value, text_size) == 88, "fr_value, text_size");
_Static_assert(offsetof(fr_value, reserved) == 92, "fr_value, reserved");
_Static_assert(sizeof(fr_journal_options) == 88, "fr_journal_options");
_Static_assert(offsetof(fr_journal_options, struct_size) == 0, "fr_journal_options, struct_size");
_Static_assert(offsetof(fr_journal_options, mode) == 4, "fr_journal_options, mode");
_Static_assert(offsetof(fr_journal_options, when_full) == 8, "fr_journal_options, when_full");
_Static_assert(offsetof(fr_journal_options, calls_do_not_wait) == 12, "fr_journal_options, calls_do_not_wait");
_Static_assert(offsetof(fr_journal_options, directory) == 16, "fr_journal_options, directory");
_Static_assert(offsetof(fr_journal_options, segment_bytes) == 24, "fr_journal_options, segment_bytes");
_Static_assert(offsetof(fr_journal_options, checkpoint_blocks) == 32, "fr_journal_options, checkpoint_blocks");
_Static_assert(offsetof(fr_journal_options, signing_key) == 40, "fr_journal_options, signing_key");
_Static_assert(offsetof(fr_journal_options, signing_key_size) == 48, "fr_journal_options, signing_key_size");
_Static_assert(offsetof(fr_journal_options, sealing_key) == 56, "fr_journal_options, sealing_key");
_Static_assert(offsetof(fr_journal_options, now_us) == 64, "fr_journal_options, now_us");
_Static_assert(offsetof(fr_journal_options, trusted_keys) == 72, "fr_journal_options, trusted_keys");
_Static_assert(offsetof(fr_journal_options, trusted_keys_size) == 80, "fr_journal_options, trusted_keys_size");
_Static_assert(sizeof(fr_journal_recovery) == 80, "fr_journal_recovery");
_Static_assert(offsetof(fr_journal_recovery, struct_size) == 0, "fr_journal_recovery, struct_size");
_Static_assert(offsetof(fr_journal_recovery, snapshots_refused) == 4, "fr_journal_recovery, snapshots_refused");
_Static_assert(offsetof(fr_journal_recovery, first_sequence) == 8, "fr_journal_recovery, first_sequence");
_Static_assert(offsetof(fr_journal_recovery, last_sequence) == 16, "fr_journal_recovery, last_sequence");
_Static_assert(offsetof(fr_journal_recovery, cut_bytes) == 24, "fr_journal_recovery, cut_bytes");
_Static_assert(offsetof(fr_journal_recovery, cut_sequence) == 32, "fr_journal_recovery, cut_sequence");
_Static_assert(offsetof(fr_journal_recovery, cut_records) == 40, "fr_journal_recovery, cut_records");
_Static_assert(offsetof(fr_journal_recovery, snapshot_sequence) == 48, "fr_journal_recovery, snapshot_sequence");
_Static_assert(offsetof(fr_journal_recovery, replayed) == 56, "fr_journal_recovery, replayed");
_Static_assert(offsetof(fr_journal_recovery, left_to_host) == 64, "fr_journal_recovery, left_to_host");
_Static_assert(offsetof(fr_journal_recovery, cut_files) == 68, "fr_journal_recovery, cut_files");
_Static_assert(offsetof(fr_journal_recovery, signed_sequence) == 72, "fr_journal_recovery, signed_sequence");
_Static_assert(sizeof(fr_journal_stats) == 56, "fr_journal_stats");
_Static_assert(offsetof(fr_journal_stats, struct_size) == 0, "fr_journal_stats, struct_size");
_Static_assert(offsetof(fr_journal_stats, failed) == 4, "fr_journal_stats, failed");
_Static_assert(offsetof(fr_journal_stats, first_sequence) == 8, "fr_journal_stats, first_sequence");
_Static_assert(offsetof(fr_journal_stats, last_sequence) == 16, "fr_journal_stats, last_sequence");
_Static_assert(offsetof(fr_journal_stats, synced_sequence) == 24, "fr_journal_stats, synced_sequence");
_Static_assert(offsetof(fr_journal_stats, sealed_sequence) == 32, "fr_journal_stats, sealed_sequence");
_Static_assert(offsetof(fr_journal_stats, checkpoint_sequence) == 40, "fr_journal_stats, checkpoint_sequence");
_Static_assert(offsetof(fr_journal_stats, segments) == 48, "fr_journal_stats, segments");
_Static_assert(sizeof(fr_watch_lists_info) == 48, "fr_watch_lists_info");
_Static_assert(offsetof(fr_watch_lists_info, struct_size) == 0, "fr_watch_lists_info, struct_size");
_Static_assert(offsetof(fr_watch_lists_info, list_count) == 4, "fr_watch_lists_info, list_count");
_Static_assert(offsetof(fr_watch_lists_info, version) == 8, "fr_watch_lists_info, version");
_Static_assert(offsetof(fr_watch_lists_info, entries) == 16, "fr_watch_lists_info, entries");
_Static_assert(offsetof(fr_watch_lists_info, duplicates) == 24, "fr_watch_lists_info, duplicates");
_Static_assert(offsetof(fr_watch_lists_info, bytes) == 32, "fr_watch_lists_info, bytes");
_Static_assert(offsetof(fr_watch_lists_info, name_bytes) == 40, "fr_watch_lists_info, name_bytes");
_Static_assert(sizeof(fr_contribution) == 32, "fr_contribution");
_Static_assert(offsetof(fr_contribution, model_index) == 0, "fr_contribution, model_index");
_Static_assert(offsetof(fr_contribution, feature_index) == 4, "fr_contribution, feature_index");
_Static_assert(offsetof(fr_contribution, known) == 8, "fr_contribution, known");
_Static_assert(offsetof(fr_contribution, reserved) == 12, "fr_contribution, reserved");
_Static_assert(offsetof(fr_contribution, value) == 16, "fr_contribution, value");
_Static_assert(offsetof(fr_contribution, contribution) == 24, "fr_contribution, contribution");
_Static_assert(sizeof(fr_counterfactual) == 336, "fr_counterfactual");
_Static_assert(offsetof(fr_counterfactual, struct_size) == 0, "fr_counterfactual, struct_size");
_Static_assert(offsetof(fr_counterfactual, outcome) == 4, "fr_counterfactual, outcome");
_Static_assert(offsetof(fr_counterfactual, reserved) == 8, "fr_counterfactual, reserved");
_Static_assert(offsetof(fr_counterfactual, is_field) == 12, "fr_counterfactual, is_field");
_Static_assert(offsetof(fr_counterfactual, name) == 16, "fr_counterfactual, name");
_Static_assert(offsetof(fr_counterfactual, from) == 144, "fr_counterfactual, from");
_Static_assert(offsetof(fr_counterfactual, to) == 240, "fr_counterfactual, to");
_Static_assert(FR_OUTCOME_NONE == 0, "FR_OUTCOME_NONE");
_Static_assert(FR_OUTCOME_ALLOW == 1, "FR_OUTCOME_ALLOW");
_Static_assert(FR_OUTCOME_WARN == 2, "FR_OUTCOME_WARN");
_Static_assert(FR_OUTCOME_HOLD == 3, "FR_OUTCOME_HOLD");
_Static_assert(FR_FLAG_APPROXIMATE == 1, "FR_FLAG_APPROXIMATE");
_Static_assert(FR_FLAG_DEGRADED == 2, "FR_FLAG_DEGRADED");
_Static_assert(FR_FLAG_INPUTS_UNKNOWN == 4, "FR_FLAG_INPUTS_UNKNOWN");
_Static_assert(FR_FLAG_TRUSTED == 8, "FR_FLAG_TRUSTED");
_Static_assert(FR_FLAG_REPEATED == 16, "FR_FLAG_REPEATED");
_Static_assert(FR_FLAG_EXPRESSION_ERROR == 32, "FR_FLAG_EXPRESSION_ERROR");
_Static_assert(FR_FLAG_TEXT_DAMAGED == 64, "FR_FLAG_TEXT_DAMAGED");
_Static_assert(FR_FLAG_DELAYED == 128, "FR_FLAG_DELAYED");
_Static_assert(FR_FLAG_POLICY_EXPIRED == 256, "FR_FLAG_POLICY_EXPIRED");
_Static_assert(FR_FLAG_LIMITED == 512, "FR_FLAG_LIMITED");
_Static_assert(FR_FLAG_SHADOW == 1024, "FR_FLAG_SHADOW");
_Static_assert(FR_FLAG_RULES_OFF == 2048, "FR_FLAG_RULES_OFF");
_Static_assert(FR_ACTION_REFER == 1, "FR_ACTION_REFER");
_Static_assert(FR_ACTION_THREE_WAY_CALL == 2, "FR_ACTION_THREE_WAY_CALL");
_Static_assert(FR_ACTION_TRUSTED_CONTACT == 4, "FR_ACTION_TRUSTED_CONTACT");
_Static_assert(FR_ACTION_STEP_UP == 8, "FR_ACTION_STEP_UP");
_Static_assert(FR_ACTION_REFUSE == 16, "FR_ACTION_REFUSE");
_Static_assert(FR_ACTION_FREEZE_CREDENTIALS == 32, "FR_ACTION_FREEZE_CREDENTIALS");
_Static_assert(FR_ACTION_NOTIFY_RECEIVING_BANK == 64, "FR_ACTION_NOTIFY_RECEIVING_BANK");
_Static_assert(FR_ACTION_NOTICE == 128, "FR_ACTION_NOTICE");
_Static_assert(FR_ACTION_VOICE_PROMPT == 256, "FR_ACTION_VOICE_PROMPT");
_Static_assert(FR_ACTION_SUPERVISOR_REVIEW == 512, "FR_ACTION_SUPERVISOR_REVIEW");
_Static_assert(FR_ACTION_LOWER_LIMIT == 1024, "FR_ACTION_LOWER_LIMIT");
_Static_assert(FR_SIDE_PAYER == 1, "FR_SIDE_PAYER");
_Static_assert(FR_SIDE_CUSTOMER == 2, "FR_SIDE_CUSTOMER");
_Static_assert(FR_SIDE_PAYEE == 4, "FR_SIDE_PAYEE");
_Static_assert(FR_SIDE_PAYEE_CUSTOMER == 8, "FR_SIDE_PAYEE_CUSTOMER");
_Static_assert(FR_SIDE_ALL == 15, "FR_SIDE_ALL");
_Static_assert(FR_PARTY_ACCOUNT == 1, "FR_PARTY_ACCOUNT");
_Static_assert(FR_PARTY_CUSTOMER == 2, "FR_PARTY_CUSTOMER");
_Static_assert(FR_STATS_CHANNELS == 8, "FR_STATS_CHANNELS");
_Static_assert(FR_EVENT_CONTACT == 1, "FR_EVENT_CONTACT");
_Static_assert(FR_EVENT_SETTLED == 2, "FR_EVENT_SETTLED");
_Static_assert(FR_EVENT_HELD == 3, "FR_EVENT_HELD");
_Static_assert(FR_EVENT_RELEASED == 4, "FR_EVENT_RELEASED");
_Static_assert(FR_EVENT_CANCELLED == 5, "FR_EVENT_CANCELLED");
_Static_assert(FR_EVENT_REFUSED == 6, "FR_EVENT_REFUSED");
_Static_assert(FR_EVENT_RETURNED == 7, "FR_EVENT_RETURNED");
_Static_assert(FR_EVENT_TRANSFERRED == 8, "FR_EVENT_TRANSFERRED");
_Static_assert(FR_EVENT_FRAUD_REPORTED == 9, "FR_EVENT_FRAUD_REPORTED");
_Static_assert(FR_EVENT_CLEARED == 10, "FR_EVENT_CLEARED");
_Static_assert(FR_EVENT_DEVICE_BOUND == 11, "FR_EVENT_DEVICE_BOUND");
_Static_assert(FR_EVENT_SIM_CHANGED == 12, "FR_EVENT_SIM_CHANGED");
_Static_assert(FR_EVENT_CREDENTIAL_RESET == 13, "FR_EVENT_CREDENTIAL_RESET");
_Static_assert(FR_EVENT_LIMIT_RAISED == 14, "FR_EVENT_LIMIT_RAISED");
_Static_assert(FR_EVENT_DEPOSIT_BROKEN == 15, "FR_EVENT_DEPOSIT_BROKEN");
_Static_assert(FR_EVENT_LOAN_PAID_OUT == 16, "FR_EVENT_LOAN_PAID_OUT");
_Static_assert(FR_EVENT_ALERTED == 17, "FR_EVENT_ALERTED");
_Static_assert(FR_EVENT_LISTED == 18, "FR_EVENT_LISTED");
_Static_assert(FR_EVENT_UNLISTED == 19, "FR_EVENT_UNLISTED");
_Static_assert(FR_EVENT_TRUSTED == 20, "FR_EVENT_TRUSTED");
_Static_assert(FR_EVENT_RESPONSE == 21, "FR_EVENT_RESPONSE");
_Static_assert(FR_EVENT_MOVED == 22, "FR_EVENT_MOVED");
_Static_assert(FR_EVENT_FORGOTTEN == 23, "FR_EVENT_FORGOTTEN");
_Static_assert(FR_EVENT_PHONE_CHANGED == 24, "FR_EVENT_PHONE_CHANGED");
_Static_assert(FR_EVENT_WALLET_BOUND == 25, "FR_EVENT_WALLET_BOUND");
_Static_assert(FR_EVENT_FUND_REDEEMED == 26, "FR_EVENT_FUND_REDEEMED");
_Static_assert(FR_EVENT_NOTICE_TURNED_OFF == 27, "FR_EVENT_NOTICE_TURNED_OFF");
_Static_assert(FR_EVENT_BALANCE_QUERIED == 28, "FR_EVENT_BALANCE_QUERIED");
_Static_assert(FR_EVENT_GOLD_BOUGHT == 29, "FR_EVENT_GOLD_BOUGHT");
_Static_assert(FR_EVENT_CALLBACK_CONFIRMED == 30, "FR_EVENT_CALLBACK_CONFIRMED");
_Static_assert(FR_EVENT_POLICE_CLEARED == 31, "FR_EVENT_POLICE_CLEARED");
_Static_assert(FR_EVENT_FAMILY_CONFIRMED == 32, "FR_EVENT_FAMILY_CONFIRMED");
_Static_assert(FR_EVENT_DELAYED == 33, "FR_EVENT_DELAYED");
_Static_assert(FR_EVENT_LAST_ == 33, "FR_EVENT_LAST_");
_Static_assert(FR_TRANSFER_ATTEMPTED == 0, "FR_TRANSFER_ATTEMPTED");
_Static_assert(FR_TRANSFER_DELAYED == 1, "FR_TRANSFER_DELAYED");
_Static_assert(FR_TRANSFER_HELD == 2, "FR_TRANSFER_HELD");
_Static_assert(FR_TRANSFER_RELEASED == 3, "FR_TRANSFER_RELEASED");
_Static_assert(FR_TRANSFER_SETTLED == 4, "FR_TRANSFER_SETTLED");
_Static_assert(FR_TRANSFER_RETURNED == 5, "FR_TRANSFER_RETURNED");
_Static_assert(FR_TRANSFER_CANCELLED == 6, "FR_TRANSFER_CANCELLED");
_Static_assert(FR_TRANSFER_REFUSED == 7, "FR_TRANSFER_REFUSED");
_Static_assert(FR_DIRECTION_UNKNOWN == 0, "FR_DIRECTION_UNKNOWN");
_Static_assert(FR_DIRECTION_INCOMING == 1, "FR_DIRECTION_INCOMING");
_Static_assert(FR_DIRECTION_OUTGOING == 2, "FR_DIRECTION_OUTGOING");
_Static_assert(FR_RESPONSE_UNKNOWN == 0, "FR_RESPONSE_UNKNOWN");
_Static_assert(FR_RESPONSE_STOPPED == 1, "FR_RESPONSE_STOPPED");
_Static_assert(FR_RESPONSE_CONTINUED == 2, "FR_RESPONSE_CONTINUED");
_Static_assert(FR_RESPONSE_ASKED_FOR_HELP == 3, "FR_RESPONSE_ASKED_FOR_HELP");
_Static_assert(FR_EVENT_HAS_AMOUNT == 1, "FR_EVENT_HAS_AMOUNT");
_Static_assert(FR_EVENT_HAS_DURATION == 2, "FR_EVENT_HAS_DURATION");
_Static_assert(FR_EVENT_HAS_TRANSFER_TIME == 4, "FR_EVENT_HAS_TRANSFER_TIME");
_Static_assert(FR_JOURNAL_ASYNC == 0, "FR_JOURNAL_ASYNC");
_Static_assert(FR_JOURNAL_SYNC == 1, "FR_JOURNAL_SYNC");
_Static_assert(FR_JOURNAL_WAIT == 0, "FR_JOURNAL_WAIT");
_Static_assert(FR_JOURNAL_REFUSE == 1, "FR_JOURNAL_REFUSE");
_Static_assert(FR_LEFT_POLICY == 1, "FR_LEFT_POLICY");
_Static_assert(FR_LEFT_SWITCHES == 2, "FR_LEFT_SWITCHES");
_Static_assert(FR_LEFT_WATCH_LISTS == 4, "FR_LEFT_WATCH_LISTS");
_Static_assert(FR_LEFT_CHALLENGER == 256, "FR_LEFT_CHALLENGER");
_Static_assert(FR_MAX_IDENTIFIER_BYTES == 64, "FR_MAX_IDENTIFIER_BYTES");
_Static_assert(FR_MAX_REMARK_BYTES == 1024, "FR_MAX_REMARK_BYTES");
_Static_assert(FR_MAX_NOTES_BYTES == 8192, "FR_MAX_NOTES_BYTES");
_Static_assert(FR_MAX_REASONS == 16, "FR_MAX_REASONS");
_Static_assert(FR_MAX_RULES == 4096, "FR_MAX_RULES");
_Static_assert(FR_MAX_FEATURES == 1024, "FR_MAX_FEATURES");
_Static_assert(FR_MAX_FOLDS == 1024, "FR_MAX_FOLDS");
_Static_assert(FR_MAX_EXPRESSION_BYTES == 16384, "FR_MAX_EXPRESSION_BYTES");
_Static_assert(FR_MAX_EXPRESSION_DEPTH == 64, "FR_MAX_EXPRESSION_DEPTH");
_Static_assert(FR_MAX_HISTORY_ENTRIES == 1024, "FR_MAX_HISTORY_ENTRIES");
_Static_assert(FR_MAX_PAYEES == 1000000, "FR_MAX_PAYEES");
_Static_assert(FR_MAX_BUNDLE_BYTES == 67108864, "FR_MAX_BUNDLE_BYTES");
_Static_assert(FR_MAX_ATTRIBUTES == 64, "FR_MAX_ATTRIBUTES");
_Static_assert(FR_MAX_NAME_BYTES == 47, "FR_MAX_NAME_BYTES");
_Static_assert(FR_MAX_FEATURE_TEXT_BYTES == 64, "FR_MAX_FEATURE_TEXT_BYTES");
_Static_assert(FR_MAX_PHRASES == 65536, "FR_MAX_PHRASES");
_Static_assert(FR_MAX_LISTS == 1024, "FR_MAX_LISTS");
_Static_assert(FR_MAX_POINTS == 1000000, "FR_MAX_POINTS");
_Static_assert(FR_MAX_CHALLENGERS == 4, "FR_MAX_CHALLENGERS");
_Static_assert(FR_MAX_WATCH_LISTS == 1024, "FR_MAX_WATCH_LISTS");
_Static_assert(FR_MAX_WATCH_ENTRIES == 1000000000, "FR_MAX_WATCH_ENTRIES");
_Static_assert(FR_MAX_DECISION_VALUES == 1024, "FR_MAX_DECISION_VALUES");
_Static_assert(FR_MAX_HORIZON_US == 15552000000000, "FR_MAX_HORIZON_US");
_Static_assert(FR_MAX_QUESTIONS == 1024, "FR_MAX_QUESTIONS");
_Static_assert(FR_MAX_ASKED == 32, "FR_MAX_ASKED");
_Static_assert(FR_MAX_SIGNATURES == 16, "FR_MAX_SIGNATURES");
_Static_assert(FR_MAX_TRUST_KEYS == 256, "FR_MAX_TRUST_KEYS");
_Static_assert(FR_MAX_ROLES == 16, "FR_MAX_ROLES");
_Static_assert(FR_MAX_LIMITS == 16, "FR_MAX_LIMITS");
_Static_assert(FR_MAX_VECTORS == 4096, "FR_MAX_VECTORS");
_Static_assert(FR_MAX_VECTOR_EVENTS == 2000, "FR_MAX_VECTOR_EVENTS");
_Static_assert(FR_MAX_RECORD_BYTES == 65536, "FR_MAX_RECORD_BYTES");
_Static_assert(FR_MAX_MODELS == 16, "FR_MAX_MODELS");
_Static_assert(FR_MAX_MODEL_INPUTS == 512, "FR_MAX_MODEL_INPUTS");
_Static_assert(FR_MAX_MODEL_TREES == 10000, "FR_MAX_MODEL_TREES");
_Static_assert(FR_MAX_TREE_NODES == 65535, "FR_MAX_TREE_NODES");
_Static_assert(FR_MAX_TREE_DEPTH == 128, "FR_MAX_TREE_DEPTH");
_Static_assert(FR_MAX_MODEL_STEPS == 4096, "FR_MAX_MODEL_STEPS");
_Static_assert(FR_MAX_MODEL_BINS == 1024, "FR_MAX_MODEL_BINS");
_Static_assert(FR_MAX_RETENTION_US == 34560000000000, "FR_MAX_RETENTION_US");
_Static_assert(FR_MAX_AMOUNT_MINOR == 9007199254740991, "FR_MAX_AMOUNT_MINOR");
_Static_assert(FR_MAX_TIME_US == 4102444800000000, "FR_MAX_TIME_US");
_Static_assert(FR_SIGN_ED25519 == 1, "FR_SIGN_ED25519");
_Static_assert(FR_SIGN_P256 == 2, "FR_SIGN_P256");
_Static_assert(FR_SIGN_SM2 == 3, "FR_SIGN_SM2");
_Static_assert(FR_AUDIENCE_CUSTOMER == 1, "FR_AUDIENCE_CUSTOMER");
_Static_assert(FR_AUDIENCE_TELLER == 2, "FR_AUDIENCE_TELLER");
_Static_assert(FR_AUDIENCE_ATM == 3, "FR_AUDIENCE_ATM");
_Static_assert(FR_AUDIENCE_AUDIT == 4, "FR_AUDIENCE_AUDIT");
_Static_assert(FR_AUDIENCE_VOICE == 5, "FR_AUDIENCE_VOICE");
_Static_assert(FR_NOTICE_REASON == 6, "FR_NOTICE_REASON");
_Static_assert(FR_NOTICE_REMEDY == 7, "FR_NOTICE_REMEDY");
_Static_assert(FR_NOTICE_DOCUMENTS == 8, "FR_NOTICE_DOCUMENTS");
_Static_assert(FR_NOTICE_REVIEW == 9, "FR_NOTICE_REVIEW");
_Static_assert(FR_NOTICE_RELEASE == 10, "FR_NOTICE_RELEASE");
_Static_assert(FR_NOTICE_EXPIRY == 11, "FR_NOTICE_EXPIRY");
_Static_assert(FR_EXPIRY_NONE == 0, "FR_EXPIRY_NONE");
_Static_assert(FR_EXPIRY_RELEASE == 1, "FR_EXPIRY_RELEASE");
_Static_assert(FR_EXPIRY_RENEW == 2, "FR_EXPIRY_RENEW");
_Static_assert(FR_EXPIRY_REFUSE == 3, "FR_EXPIRY_REFUSE");
_Static_assert(FR_BAND_OK == 0, "FR_BAND_OK");
_Static_assert(FR_BAND_USAGE == 1, "FR_BAND_USAGE");
_Static_assert(FR_BAND_INPUT == 2, "FR_BAND_INPUT");
_Static_assert(FR_BAND_LIMIT == 3, "FR_BAND_LIMIT");
_Static_assert(FR_BAND_DOCUMENT == 4, "FR_BAND_DOCUMENT");
_Static_assert(FR_BAND_INTEGRITY == 5, "FR_BAND_INTEGRITY");
_Static_assert(FR_BAND_STORAGE == 6, "FR_BAND_STORAGE");
_Static_assert(FR_BAND_INTERNAL == 9, "FR_BAND_INTERNAL");
_Static_assert(FR_ENCODING_UTF8 == 0, "FR_ENCODING_UTF8");
_Static_assert(FR_ENCODING_GB18030 == 1, "FR_ENCODING_GB18030");
_Static_assert(FR_ENCODING_UNKNOWN == 2, "FR_ENCODING_UNKNOWN");
_Static_assert(FR_PHRASE_ALLOWED == 1, "FR_PHRASE_ALLOWED");
_Static_assert(FR_PHRASE_WEAK == 2, "FR_PHRASE_WEAK");
_Static_assert(FR_PHRASE_MEDIUM == 3, "FR_PHRASE_MEDIUM");
_Static_assert(FR_PHRASE_STRONG == 4, "FR_PHRASE_STRONG");
_Static_assert(FR_DISGUISE_SEPARATED == 1, "FR_DISGUISE_SEPARATED");
_Static_assert(FR_DISGUISE_INVISIBLE == 2, "FR_DISGUISE_INVISIBLE");
_Static_assert(FR_DISGUISE_NOTE == 4, "FR_DISGUISE_NOTE");
_Static_assert(FR_DISGUISE_LOOKALIKE == 8, "FR_DISGUISE_LOOKALIKE");
_Static_assert(FR_DISGUISE_SOUND == 16, "FR_DISGUISE_SOUND");
_Static_assert(FR_DISGUISE_SPLIT == 32, "FR_DISGUISE_SPLIT");
_Static_assert(FR_DISGUISE_LISTED == 64, "FR_DISGUISE_LISTED");
_Static_assert(FR_UNKNOWN == 0, "FR_UNKNOWN");
_Static_assert(FR_NO == 1, "FR_NO");
_Static_assert(FR_YES == 2, "FR_YES");
_Static_assert(FR_CHANNEL_UNKNOWN == 0, "FR_CHANNEL_UNKNOWN");
_Static_assert(FR_CHANNEL_TELLER == 1, "FR_CHANNEL_TELLER");
_Static_assert(FR_CHANNEL_ATM == 2, "FR_CHANNEL_ATM");
_Static_assert(FR_CHANNEL_ONLINE == 3, "FR_CHANNEL_ONLINE");
_Static_assert(FR_CHANNEL_MOBILE == 4, "FR_CHANNEL_MOBILE");
_Static_assert(FR_CHANNEL_QUICK_PAY == 5, "FR_CHANNEL_QUICK_PAY");
_Static_assert(FR_CHANNEL_OTHER == 6, "FR_CHANNEL_OTHER");
_Static_assert(FR_KIND_UNKNOWN == 0, "FR_KIND_UNKNOWN");
_Static_assert(FR_KIND_INTERBANK == 1, "FR_KIND_INTERBANK");
_Static_assert(FR_KIND_INTRABANK == 2, "FR_KIND_INTRABANK");
_Static_assert(FR_KIND_OWN_ACCOUNT == 3, "FR_KIND_OWN_ACCOUNT");
_Static_assert(FR_KIND_CASH_WITHDRAWAL == 4, "FR_KIND_CASH_WITHDRAWAL");
_Static_assert(FR_KIND_CASH_DEPOSIT == 5, "FR_KIND_CASH_DEPOSIT");
_Static_assert(FR_SPEED_UNKNOWN == 0, "FR_SPEED_UNKNOWN");
_Static_assert(FR_SPEED_REAL_TIME == 1, "FR_SPEED_REAL_TIME");
_Static_assert(FR_SPEED_SAME_DAY == 2, "FR_SPEED_SAME_DAY");
_Static_assert(FR_SPEED_NEXT_DAY == 3, "FR_SPEED_NEXT_DAY");
_Static_assert(FR_CALLER_NOT_KNOWN == 0, "FR_CALLER_NOT_KNOWN");
_Static_assert(FR_CALLER_KNOWN == 1, "FR_CALLER_KNOWN");
_Static_assert(FR_CALLER_UNKNOWN == 2, "FR_CALLER_UNKNOWN");
_Static_assert(FR_CALLER_OVERSEAS == 3, "FR_CALLER_OVERSEAS");
_Static_assert(FR_CALLER_FLAGGED == 4, "FR_CALLER_FLAGGED");
_Static_assert(FR_PARTY_KIND_UNKNOWN == 0, "FR_PARTY_KIND_UNKNOWN");
_Static_assert(FR_PARTY_KIND_PERSON == 1, "FR_PARTY_KIND_PERSON");
_Static_assert(FR_PARTY_KIND_SELF_EMPLOYED == 2, "FR_PARTY_KIND_SELF_EMPLOYED");
_Static_assert(FR_PARTY_KIND_COMPANY == 3, "FR_PARTY_KIND_COMPANY");
_Static_assert(FR_PARTY_KIND_WALLET == 4, "FR_PARTY_KIND_WALLET");
_Static_assert(FR_PARTY_KIND_MERCHANT == 5, "FR_PARTY_KIND_MERCHANT");
_Static_assert(FR_PARTY_KIND_PUBLIC_BODY == 6, "FR_PARTY_KIND_PUBLIC_BODY");
_Static_assert(FR_OCCUPATION_UNKNOWN == 0, "FR_OCCUPATION_UNKNOWN");
_Static_assert(FR_OCCUPATION_STUDENT == 1, "FR_OCCUPATION_STUDENT");
_Static_assert(FR_OCCUPATION_EMPLOYEE == 2, "FR_OCCUPATION_EMPLOYEE");
_Static_assert(FR_OCCUPATION_FINANCE == 3, "FR_OCCUPATION_FINANCE");
_Static_assert(FR_OCCUPATION_OFFICIAL == 4, "FR_OCCUPATION_OFFICIAL");
_Static_assert(FR_OCCUPATION_SELF_EMPLOYED == 5, "FR_OCCUPATION_SELF_EMPLOYED");
_Static_assert(FR_OCCUPATION_RETIRED == 6, "FR_OCCUPATION_RETIRED");
_Static_assert(FR_OCCUPATION_NOT_WORKING == 7, "FR_OCCUPATION_NOT_WORKING");
_Static_assert(FR_OCCUPATION_OTHER == 8, "FR_OCCUPATION_OTHER");
_Static_assert(FR_NAME_MATCH_UNKNOWN == 0, "FR_NAME_MATCH_UNKNOWN");
_Static_assert(FR_NAME_MATCH_MATCH == 1, "FR_NAME_MATCH_MATCH");
_Static_assert(FR_NAME_MATCH_CLOSE == 2, "FR_NAME_MATCH_CLOSE");
_Static_assert(FR_NAME_MATCH_NONE == 3, "FR_NAME_MATCH_NONE");
_Static_assert(FR_NAME_MATCH_NOT_POSSIBLE == 4, "FR_NAME_MATCH_NOT_POSSIBLE");
_Static_assert(FR_NAME_MATCH_OTHER_KIND == 5, "FR_NAME_MATCH_OTHER_KIND");
_Static_assert(FR_PAYEE_ENTRY_UNKNOWN == 0, "FR_PAYEE_ENTRY_UNKNOWN");
_Static_assert(FR_PAYEE_ENTRY_CHOSEN == 1, "FR_PAYEE_ENTRY_CHOSEN");
_Static_assert(FR_PAYEE_ENTRY_TYPED == 2, "FR_PAYEE_ENTRY_TYPED");
_Static_assert(FR_PAYEE_ENTRY_DICTATED == 3, "FR_PAYEE_ENTRY_DICTATED");
_Static_assert(FR_PAYEE_ENTRY_PASTED == 4, "FR_PAYEE_ENTRY_PASTED");
_Static_assert(FR_PAYEE_ENTRY_SCANNED == 5, "FR_PAYEE_ENTRY_SCANNED");
_Static_assert(FR_PAYEE_ENTRY_ALIAS == 6, "FR_PAYEE_ENTRY_ALIAS");
_Static_assert(FR_SESSION_HAS_DEVICE_AGE == 1, "FR_SESSION_HAS_DEVICE_AGE");
_Static_assert(FR_SESSION_HAS_SIM_AGE == 2, "FR_SESSION_HAS_SIM_AGE");
_Static_assert(FR_SESSION_HAS_CREDENTIAL_AGE == 4, "FR_SESSION_HAS_CREDENTIAL_AGE");
_Static_assert(FR_SESSION_HAS_CALL_AGE == 8, "FR_SESSION_HAS_CALL_AGE");
_Static_assert(FR_SESSION_HAS_OPERATOR_AGE == 16, "FR_SESSION_HAS_OPERATOR_AGE");
_Static_assert(FR_SESSION_HAS_PHISHING_LINK_AGE == 32, "FR_SESSION_HAS_PHISHING_LINK_AGE");
_Static_assert(FR_SESSION_HAS_WARNING_DWELL == 64, "FR_SESSION_HAS_WARNING_DWELL");
_Static_assert(FR_TELLER_ON_PHONE == 1, "FR_TELLER_ON_PHONE");
_Static_assert(FR_TELLER_COACHED == 2, "FR_TELLER_COACHED");
_Static_assert(FR_TELLER_ACCOMPANIED == 4, "FR_TELLER_ACCOMPANIED");
_Static_assert(FR_TELLER_HURRIED == 8, "FR_TELLER_HURRIED");
_Static_assert(FR_TELLER_DISTRESSED == 16, "FR_TELLER_DISTRESSED");
_Static_assert(FR_TELLER_REFUSES_TO_EXPLAIN == 32, "FR_TELLER_REFUSES_TO_EXPLAIN");
_Static_assert(FR_TELLER_PURPOSE_CHANGED == 64, "FR_TELLER_PURPOSE_CHANGED");
_Static_assert(FR_TELLER_PAYEE_UNKNOWN == 128, "FR_TELLER_PAYEE_UNKNOWN");
_Static_assert(FR_TELLER_TOLD_TO_KEEP_SECRET == 256, "FR_TELLER_TOLD_TO_KEEP_SECRET");
_Static_assert(FR_TELLER_HIDES_PHONE == 512, "FR_TELLER_HIDES_PHONE");
_Static_assert(FR_TELLER_COMPANION_ANSWERS == 1024, "FR_TELLER_COMPANION_ANSWERS");
_Static_assert(FR_TELLER_IGNORES_LOSS == 2048, "FR_TELLER_IGNORES_LOSS");
_Static_assert(FR_TELLER_CASH_TO_HAND_OVER == 4096, "FR_TELLER_CASH_TO_HAND_OVER");
_Static_assert(FR_TELLER_PURPOSE_IMPLAUSIBLE == 8192, "FR_TELLER_PURPOSE_IMPLAUSIBLE");
_Static_assert(FR_TELLER_CASH_NOT_BOOKED == 16384, "FR_TELLER_CASH_NOT_BOOKED");
_Static_assert(FR_TELLER_REFUSED_ELSEWHERE == 32768, "FR_TELLER_REFUSED_ELSEWHERE");
_Static_assert(FR_TELLER_THIRD_PARTY_PAYEE == 65536, "FR_TELLER_THIRD_PARTY_PAYEE");
_Static_assert(FR_TELLER_CODE_SHARED == 131072, "FR_TELLER_CODE_SHARED");
_Static_assert(FR_TELLER_APP_INSTALLED == 262144, "FR_TELLER_APP_INSTALLED");
_Static_assert(FR_TELLER_MONEY_BORROWED == 524288, "FR_TELLER_MONEY_BORROWED");
_Static_assert(FR_TELLER_PAYS_TO_RECEIVE == 1048576, "FR_TELLER_PAYS_TO_RECEIVE");
_Static_assert(FR_TELLER_TOLD_OF_CASE == 2097152, "FR_TELLER_TOLD_OF_CASE");
_Static_assert(FR_TELLER_THREATENED == 4194304, "FR_TELLER_THREATENED");
_Static_assert(FR_TELLER_PROMISED_PROFIT == 8388608, "FR_TELLER_PROMISED_PROFIT");
_Static_assert(FR_TELLER_PROMISED_REWARD == 16777216, "FR_TELLER_PROMISED_REWARD");
_Static_assert(FR_TELLER_ACCOUNT_CHANGED == 33554432, "FR_TELLER_ACCOUNT_CHANGED");
_Static_assert(FR_TELLER_NOT_VERIFIED == 67108864, "FR_TELLER_NOT_VERIFIED");
_Static_assert(FR_TELLER_DOCUMENTS_VERIFIED == 134217728, "FR_TELLER_DOCUMENTS_VERIFIED");
_Static_assert(FR_TELLER_FAMILY_CONFIRMED == 268435456, "FR_TELLER_FAMILY_CONFIRMED");
_Static_assert(FR_TELLER_TOLD_OF_CREDIT_RECORD == 536870912, "FR_TELLER_TOLD_OF_CREDIT_RECORD");
_Static_assert(FR_TELLER_TOLD_OF_CLEARING_ACCOUNT == 1073741824, "FR_TELLER_TOLD_OF_CLEARING_ACCOUNT");
_Static_assert(FR_TELLER_DOES_TASKS == 2147483648, "FR_TELLER_DOES_TASKS");
_Static_assert(FR_TELLER_BETTING_SITE == 4294967296, "FR_TELLER_BETTING_SITE");
_Static_assert(FR_TELLER_LEFT_PLATFORM == 8589934592, "FR_TELLER_LEFT_PLATFORM");
_Static_assert(FR_TELLER_GOODS_NOT_SEEN == 17179869184, "FR_TELLER_GOODS_NOT_SEEN");
_Static_assert(FR_TELLER_PRIZE_FEE_ASKED == 34359738368, "FR_TELLER_PRIZE_FEE_ASKED");
_Static_assert(FR_TELLER_JOB_FEE_ASKED == 68719476736, "FR_TELLER_JOB_FEE_ASKED");
_Static_assert(FR_TELLER_NOT_OWN_ORDER == 137438953472, "FR_TELLER_NOT_OWN_ORDER");
_Static_assert(FR_TELLER_SIGNAL_LOST == 274877906944, "FR_TELLER_SIGNAL_LOST");
_Static_assert(FR_TELLER_NEVER_SEEN == 549755813888, "FR_TELLER_NEVER_SEEN");
_Static_assert(FR_TELLER_LOAN_FEE_ASKED == 1099511627776, "FR_TELLER_LOAN_FEE_ASKED");
_Static_assert(FR_TELLER_ALL == 2199023255551, "FR_TELLER_ALL");
_Static_assert(FR_PARTY_HAS_AGE == 1, "FR_PARTY_HAS_AGE");
_Static_assert(FR_PARTY_HAS_ACCOUNT_AGE == 2, "FR_PARTY_HAS_ACCOUNT_AGE");
_Static_assert(FR_PARTY_HAS_ADDED_AGE == 4, "FR_PARTY_HAS_ADDED_AGE");
_Static_assert(FR_PARTY_HAS_REGISTERED_AGE == 8, "FR_PARTY_HAS_REGISTERED_AGE");
_Static_assert(FR_PARTY_HAS_MULE_SCORE == 16, "FR_PARTY_HAS_MULE_SCORE");
_Static_assert(FR_PARTY_HAS_HOPS_TO_LISTED == 32, "FR_PARTY_HAS_HOPS_TO_LISTED");
_Static_assert(FR_TYPE_UNKNOWN == 0, "FR_TYPE_UNKNOWN");
_Static_assert(FR_TYPE_BOOL == 1, "FR_TYPE_BOOL");
_Static_assert(FR_TYPE_INT == 2, "FR_TYPE_INT");
_Static_assert(FR_TYPE_DOUBLE == 3, "FR_TYPE_DOUBLE");
_Static_assert(FR_TYPE_STRING == 4, "FR_TYPE_STRING");
_Static_assert(FR_TRANSFER_HAS_BALANCE_BEFORE == 1, "FR_TRANSFER_HAS_BALANCE_BEFORE");
_Static_assert(FR_TRANSFER_HAS_BASE_AMOUNT == 2, "FR_TRANSFER_HAS_BASE_AMOUNT");
_Static_assert(FR_TRANSFER_HAS_LIMIT == 4, "FR_TRANSFER_HAS_LIMIT");
_Static_assert(FR_TRANSFER_HAS_APPROVAL_GAP == 8, "FR_TRANSFER_HAS_APPROVAL_GAP");
_Static_assert(FR_VERSION_MAJOR == 0, "FR_VERSION_MAJOR");
_Static_assert(FR_VERSION_MINOR == 1, "FR_VERSION_MINOR");
_Static_assert(FR_VERSION_PATCH == 0, "FR_VERSION_PATCH");
_Static_assert(FR_CONTRIBUTION_BASE == 4294967295, "FR_CONTRIBUTION_BASE");
_Static_assert(FR_OK == 0, "FR_OK");
_Static_assert(FR_NULL_POINTER == -101, "FR_NULL_POINTER");
_Static_assert(FR_STRUCT_SIZE == -102, "FR_STRUCT_SIZE");
_Static_assert(FR_STRUCT_TAIL == -103, "FR_STRUCT_TAIL");
_Static_assert(FR_NO_POLICY == -105, "FR_NO_POLICY");
_Static_assert(FR_BAD_ARGUMENT == -106, "FR_BAD_ARGUMENT");
_Static_assert(FR_BUFFER_TOO_SMALL == -107, "FR_BUFFER_TOO_SMALL");
_Static_assert(FR_UNSIGNED_POLICY == -108, "FR_UNSIGNED_POLICY");
_Static_assert(FR_POLICY_OLDER == -109, "FR_POLICY_OLDER");
_Static_assert(FR_NOT_YET_VALID == -110, "FR_NOT_YET_VALID");
_Static_assert(FR_EXPIRED == -111, "FR_EXPIRED");
_Static_assert(FR_MISSING_FIELD == -201, "FR_MISSING_FIELD");
_Static_assert(FR_BAD_VALUE == -202, "FR_BAD_VALUE");
_Static_assert(FR_BAD_AMOUNT == -203, "FR_BAD_AMOUNT");
_Static_assert(FR_BAD_TIME == -204, "FR_BAD_TIME");
_Static_assert(FR_TIME_AHEAD == -205, "FR_TIME_AHEAD");
_Static_assert(FR_BAD_TEXT == -206, "FR_BAD_TEXT");
_Static_assert(FR_SAME_PARTY == -207, "FR_SAME_PARTY");
_Static_assert(FR_OTHER_CURRENCY == -208, "FR_OTHER_CURRENCY");
_Static_assert(FR_CONFLICT == -209, "FR_CONFLICT");
_Static_assert(FR_NOT_FOUND == -210, "FR_NOT_FOUND");
_Static_assert(FR_BAD_ATTRIBUTE == -211, "FR_BAD_ATTRIBUTE");
_Static_assert(FR_TOO_LONG == -301, "FR_TOO_LONG");
_Static_assert(FR_TOO_MANY == -302, "FR_TOO_MANY");
_Static_assert(FR_TOO_DEEP == -303, "FR_TOO_DEEP");
_Static_assert(FR_TOO_COSTLY == -304, "FR_TOO_COSTLY");
_Static_assert(FR_BAD_BUNDLE == -401, "FR_BAD_BUNDLE");
_Static_assert(FR_BAD_POLICY == -402, "FR_BAD_POLICY");
_Static_assert(FR_BAD_EXPRESSION == -403, "FR_BAD_EXPRESSION");
_Static_assert(FR_BAD_FOLDS == -404, "FR_BAD_FOLDS");
_Static_assert(FR_OTHER_POLICY == -405, "FR_OTHER_POLICY");
_Static_assert(FR_FOLDS_MISSING == -406, "FR_FOLDS_MISSING");
_Static_assert(FR_NO_WORDS == -407, "FR_NO_WORDS");
_Static_assert(FR_BAD_KEY == -408, "FR_BAD_KEY");
_Static_assert(FR_TEST_DIFFERS == -409, "FR_TEST_DIFFERS");
_Static_assert(FR_BAD_MODEL == -410, "FR_BAD_MODEL");
_Static_assert(FR_BAD_DIGEST == -501, "FR_BAD_DIGEST");
_Static_assert(FR_BAD_SIGNATURE == -502, "FR_BAD_SIGNATURE");
_Static_assert(FR_BAD_ALGORITHM == -503, "FR_BAD_ALGORITHM");
_Static_assert(FR_UNTRUSTED_KEY == -504, "FR_UNTRUSTED_KEY");
_Static_assert(FR_ROLE_MISSING == -505, "FR_ROLE_MISSING");
_Static_assert(FR_BAD_JOURNAL == -506, "FR_BAD_JOURNAL");
_Static_assert(FR_OTHER_JOURNAL == -507, "FR_OTHER_JOURNAL");
_Static_assert(FR_JOURNAL_FORKED == -508, "FR_JOURNAL_FORKED");
_Static_assert(FR_NO_MEMORY == -601, "FR_NO_MEMORY");
_Static_assert(FR_STATE_FULL == -602, "FR_STATE_FULL");
_Static_assert(FR_STORE_DOWN == -603, "FR_STORE_DOWN");
_Static_assert(FR_JOURNAL_LOCKED == -604, "FR_JOURNAL_LOCKED");
_Static_assert(FR_JOURNAL_FULL == -605, "FR_JOURNAL_FULL");
_Static_assert(FR_JOURNAL_DOWN == -606, "FR_JOURNAL_DOWN");
_Static_assert(FR_NOT_A_DIRECTORY == -607, "FR_NOT_A_DIRECTORY");
_Static_assert(FR_NOT_PERMITTED == -608, "FR_NOT_PERMITTED");
_Static_assert(FR_READ_ONLY == -609, "FR_READ_ONLY");
_Static_assert(FR_TOO_MANY_FILES == -610, "FR_TOO_MANY_FILES");
_Static_assert(FR_INTERNAL == -901, "FR_INTERNAL");
