/* SPDX-License-Identifier: Apache-2.0
 *
 * Written by bindings/java/generate.py from bindings/layout.json. */
/* clang-format off */
#include "memory.h"

#include <fraudrisk/fraudrisk.h>
#include <stddef.h>

/* The Java side knows these places by number. */
_Static_assert(sizeof(fr_reason) == 56, "another layout");
_Static_assert(offsetof(fr_reason, rule) == 0, "another layout");
_Static_assert(offsetof(fr_reason, points) == 48, "another layout");
_Static_assert(offsetof(fr_reason, rule_index) == 52, "another layout");
_Static_assert(sizeof(fr_decision) == 2152, "another layout");
_Static_assert(offsetof(fr_decision, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_decision, outcome) == 4, "another layout");
_Static_assert(offsetof(fr_decision, score) == 8, "another layout");
_Static_assert(offsetof(fr_decision, hold_until_us) == 16, "another layout");
_Static_assert(offsetof(fr_decision, flags) == 24, "another layout");
_Static_assert(offsetof(fr_decision, unknown_count) == 28, "another layout");
_Static_assert(offsetof(fr_decision, error_count) == 32, "another layout");
_Static_assert(offsetof(fr_decision, reason_count) == 36, "another layout");
_Static_assert(offsetof(fr_decision, reasons_total) == 40, "another layout");
_Static_assert(offsetof(fr_decision, scam_index) == 44, "another layout");
_Static_assert(offsetof(fr_decision, scam) == 48, "another layout");
_Static_assert(offsetof(fr_decision, decision_id) == 96, "another layout");
_Static_assert(offsetof(fr_decision, policy_digest) == 112, "another layout");
_Static_assert(offsetof(fr_decision, policy_name) == 144, "another layout");
_Static_assert(offsetof(fr_decision, policy_version) == 192, "another layout");
_Static_assert(offsetof(fr_decision, reasons) == 200, "another layout");
_Static_assert(offsetof(fr_decision, values_size) == 1096, "another layout");
_Static_assert(offsetof(fr_decision, advice) == 1100, "another layout");
_Static_assert(offsetof(fr_decision, values) == 1104, "another layout");
_Static_assert(offsetof(fr_decision, victim_present) == 2128, "another layout");
_Static_assert(offsetof(fr_decision, actions) == 2132, "another layout");
_Static_assert(offsetof(fr_decision, pure_outcome) == 2136, "another layout");
_Static_assert(offsetof(fr_decision, would_be) == 2140, "another layout");
_Static_assert(offsetof(fr_decision, sequence) == 2144, "another layout");
_Static_assert(sizeof(fr_text) == 16, "another layout");
_Static_assert(offsetof(fr_text, data) == 0, "another layout");
_Static_assert(offsetof(fr_text, size) == 8, "another layout");
_Static_assert(offsetof(fr_text, encoding) == 12, "another layout");
_Static_assert(sizeof(fr_session) == 136, "another layout");
_Static_assert(offsetof(fr_session, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_session, known) == 4, "another layout");
_Static_assert(offsetof(fr_session, on_call) == 8, "another layout");
_Static_assert(offsetof(fr_session, caller) == 12, "another layout");
_Static_assert(offsetof(fr_session, screen_shared) == 16, "another layout");
_Static_assert(offsetof(fr_session, remote_control) == 20, "another layout");
_Static_assert(offsetof(fr_session, device_age_s) == 24, "another layout");
_Static_assert(offsetof(fr_session, sim_age_s) == 32, "another layout");
_Static_assert(offsetof(fr_session, credential_age_s) == 40, "another layout");
_Static_assert(offsetof(fr_session, meeting_app) == 48, "another layout");
_Static_assert(offsetof(fr_session, geo_jump) == 52, "another layout");
_Static_assert(offsetof(fr_session, ip_risky) == 56, "another layout");
_Static_assert(offsetof(fr_session, sideloaded_app) == 60, "another layout");
_Static_assert(offsetof(fr_session, overlay) == 64, "another layout");
_Static_assert(offsetof(fr_session, hesitated) == 68, "another layout");
_Static_assert(offsetof(fr_session, code_shared) == 72, "another layout");
_Static_assert(offsetof(fr_session, call_forwarded) == 76, "another layout");
_Static_assert(offsetof(fr_session, nfc_relay) == 80, "another layout");
_Static_assert(offsetof(fr_session, tampered) == 84, "another layout");
_Static_assert(offsetof(fr_session, face_verified) == 88, "another layout");
_Static_assert(offsetof(fr_session, confirmed_in_chinese) == 92, "another layout");
_Static_assert(offsetof(fr_session, cardless) == 96, "another layout");
_Static_assert(offsetof(fr_session, payee_entry) == 100, "another layout");
_Static_assert(offsetof(fr_session, call_age_s) == 104, "another layout");
_Static_assert(offsetof(fr_session, operator_age_s) == 112, "another layout");
_Static_assert(offsetof(fr_session, phishing_link_age_s) == 120, "another layout");
_Static_assert(offsetof(fr_session, warning_dwell_s) == 128, "another layout");
_Static_assert(sizeof(fr_teller) == 40, "another layout");
_Static_assert(offsetof(fr_teller, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_teller, reserved) == 4, "another layout");
_Static_assert(offsetof(fr_teller, seen) == 8, "another layout");
_Static_assert(offsetof(fr_teller, ruled_out) == 16, "another layout");
_Static_assert(offsetof(fr_teller, notes) == 24, "another layout");
_Static_assert(sizeof(fr_party) == 120, "another layout");
_Static_assert(offsetof(fr_party, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_party, known) == 4, "another layout");
_Static_assert(offsetof(fr_party, customer) == 8, "another layout");
_Static_assert(offsetof(fr_party, age) == 24, "another layout");
_Static_assert(offsetof(fr_party, occupation) == 28, "another layout");
_Static_assert(offsetof(fr_party, account_age_s) == 32, "another layout");
_Static_assert(offsetof(fr_party, party_kind) == 40, "another layout");
_Static_assert(offsetof(fr_party, foreign) == 44, "another layout");
_Static_assert(offsetof(fr_party, name_match) == 48, "another layout");
_Static_assert(offsetof(fr_party, vulnerable) == 52, "another layout");
_Static_assert(offsetof(fr_party, bank) == 56, "another layout");
_Static_assert(offsetof(fr_party, added_age_s) == 72, "another layout");
_Static_assert(offsetof(fr_party, registered_age_s) == 80, "another layout");
_Static_assert(offsetof(fr_party, mule_score) == 88, "another layout");
_Static_assert(offsetof(fr_party, hops_to_listed) == 92, "another layout");
_Static_assert(offsetof(fr_party, shell_like) == 96, "another layout");
_Static_assert(offsetof(fr_party, phone_shared) == 100, "another layout");
_Static_assert(offsetof(fr_party, account_changed) == 104, "another layout");
_Static_assert(offsetof(fr_party, third_party) == 108, "another layout");
_Static_assert(offsetof(fr_party, region_unusual) == 112, "another layout");
_Static_assert(offsetof(fr_party, trusted_contact) == 116, "another layout");
_Static_assert(sizeof(fr_attribute) == 56, "another layout");
_Static_assert(offsetof(fr_attribute, name) == 0, "another layout");
_Static_assert(offsetof(fr_attribute, type) == 16, "another layout");
_Static_assert(offsetof(fr_attribute, reserved) == 20, "another layout");
_Static_assert(offsetof(fr_attribute, integer) == 24, "another layout");
_Static_assert(offsetof(fr_attribute, number) == 32, "another layout");
_Static_assert(offsetof(fr_attribute, text) == 40, "another layout");
_Static_assert(sizeof(fr_transfer) == 224, "another layout");
_Static_assert(offsetof(fr_transfer, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_transfer, known) == 4, "another layout");
_Static_assert(offsetof(fr_transfer, id) == 8, "another layout");
_Static_assert(offsetof(fr_transfer, time_us) == 24, "another layout");
_Static_assert(offsetof(fr_transfer, payer) == 32, "another layout");
_Static_assert(offsetof(fr_transfer, payee) == 48, "another layout");
_Static_assert(offsetof(fr_transfer, amount_minor) == 64, "another layout");
_Static_assert(offsetof(fr_transfer, base_amount_minor) == 72, "another layout");
_Static_assert(offsetof(fr_transfer, currency) == 80, "another layout");
_Static_assert(offsetof(fr_transfer, channel) == 84, "another layout");
_Static_assert(offsetof(fr_transfer, kind) == 88, "another layout");
_Static_assert(offsetof(fr_transfer, speed) == 92, "another layout");
_Static_assert(offsetof(fr_transfer, remark) == 96, "another layout");
_Static_assert(offsetof(fr_transfer, purpose) == 112, "another layout");
_Static_assert(offsetof(fr_transfer, balance_before_minor) == 128, "another layout");
_Static_assert(offsetof(fr_transfer, ui_language) == 136, "another layout");
_Static_assert(offsetof(fr_transfer, session) == 152, "another layout");
_Static_assert(offsetof(fr_transfer, teller) == 160, "another layout");
_Static_assert(offsetof(fr_transfer, payer_party) == 168, "another layout");
_Static_assert(offsetof(fr_transfer, payee_party) == 176, "another layout");
_Static_assert(offsetof(fr_transfer, attributes) == 184, "another layout");
_Static_assert(offsetof(fr_transfer, attribute_count) == 192, "another layout");
_Static_assert(offsetof(fr_transfer, reserved) == 196, "another layout");
_Static_assert(offsetof(fr_transfer, limit_minor) == 200, "another layout");
_Static_assert(offsetof(fr_transfer, approval_gap_s) == 208, "another layout");
_Static_assert(offsetof(fr_transfer, approved) == 216, "another layout");
_Static_assert(offsetof(fr_transfer, payroll) == 220, "another layout");
_Static_assert(sizeof(fr_event) == 232, "another layout");
_Static_assert(offsetof(fr_event, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_event, kind) == 4, "another layout");
_Static_assert(offsetof(fr_event, known) == 8, "another layout");
_Static_assert(offsetof(fr_event, sides) == 12, "another layout");
_Static_assert(offsetof(fr_event, time_us) == 16, "another layout");
_Static_assert(offsetof(fr_event, transfer_id) == 24, "another layout");
_Static_assert(offsetof(fr_event, payer) == 40, "another layout");
_Static_assert(offsetof(fr_event, payee) == 56, "another layout");
_Static_assert(offsetof(fr_event, payer_customer) == 72, "another layout");
_Static_assert(offsetof(fr_event, payee_customer) == 88, "another layout");
_Static_assert(offsetof(fr_event, amount_minor) == 104, "another layout");
_Static_assert(offsetof(fr_event, customer) == 112, "another layout");
_Static_assert(offsetof(fr_event, party) == 128, "another layout");
_Static_assert(offsetof(fr_event, list) == 144, "another layout");
_Static_assert(offsetof(fr_event, until_us) == 160, "another layout");
_Static_assert(offsetof(fr_event, duration_s) == 168, "another layout");
_Static_assert(offsetof(fr_event, caller) == 176, "another layout");
_Static_assert(offsetof(fr_event, direction) == 180, "another layout");
_Static_assert(offsetof(fr_event, level) == 184, "another layout");
_Static_assert(offsetof(fr_event, response) == 188, "another layout");
_Static_assert(offsetof(fr_event, status) == 192, "another layout");
_Static_assert(offsetof(fr_event, reserved) == 196, "another layout");
_Static_assert(offsetof(fr_event, transfer) == 200, "another layout");
_Static_assert(offsetof(fr_event, transfer_time_us) == 208, "another layout");
_Static_assert(offsetof(fr_event, to) == 216, "another layout");
_Static_assert(sizeof(fr_error) == 344, "another layout");
_Static_assert(offsetof(fr_error, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_error, status) == 4, "another layout");
_Static_assert(offsetof(fr_error, line) == 8, "another layout");
_Static_assert(offsetof(fr_error, column) == 12, "another layout");
_Static_assert(offsetof(fr_error, offset) == 16, "another layout");
_Static_assert(offsetof(fr_error, field) == 24, "another layout");
_Static_assert(offsetof(fr_error, message) == 88, "another layout");
_Static_assert(sizeof(fr_policy_info) == 112, "another layout");
_Static_assert(offsetof(fr_policy_info, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_policy_info, is_signed) == 4, "another layout");
_Static_assert(offsetof(fr_policy_info, version) == 8, "another layout");
_Static_assert(offsetof(fr_policy_info, name) == 16, "another layout");
_Static_assert(offsetof(fr_policy_info, digest) == 24, "another layout");
_Static_assert(offsetof(fr_policy_info, currency) == 56, "another layout");
_Static_assert(offsetof(fr_policy_info, currency_digits) == 60, "another layout");
_Static_assert(offsetof(fr_policy_info, utc_offset_s) == 64, "another layout");
_Static_assert(offsetof(fr_policy_info, feature_count) == 68, "another layout");
_Static_assert(offsetof(fr_policy_info, rule_count) == 72, "another layout");
_Static_assert(offsetof(fr_policy_info, scam_count) == 76, "another layout");
_Static_assert(offsetof(fr_policy_info, fold_count) == 80, "another layout");
_Static_assert(offsetof(fr_policy_info, signature_count) == 84, "another layout");
_Static_assert(offsetof(fr_policy_info, valid_from_us) == 88, "another layout");
_Static_assert(offsetof(fr_policy_info, valid_until_us) == 96, "another layout");
_Static_assert(offsetof(fr_policy_info, test_count) == 104, "another layout");
_Static_assert(offsetof(fr_policy_info, reserved) == 108, "another layout");
_Static_assert(sizeof(fr_signature) == 72, "another layout");
_Static_assert(offsetof(fr_signature, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_signature, algorithm) == 4, "another layout");
_Static_assert(offsetof(fr_signature, key_id) == 8, "another layout");
_Static_assert(offsetof(fr_signature, role) == 24, "another layout");
_Static_assert(sizeof(fr_question) == 32, "another layout");
_Static_assert(offsetof(fr_question, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_question, sign) == 4, "another layout");
_Static_assert(offsetof(fr_question, teller_bit) == 8, "another layout");
_Static_assert(offsetof(fr_question, name) == 16, "another layout");
_Static_assert(offsetof(fr_question, observation) == 24, "another layout");
_Static_assert(sizeof(fr_text_match) == 72, "another layout");
_Static_assert(offsetof(fr_text_match, begin) == 0, "another layout");
_Static_assert(offsetof(fr_text_match, end) == 4, "another layout");
_Static_assert(offsetof(fr_text_match, set_index) == 8, "another layout");
_Static_assert(offsetof(fr_text_match, strength) == 12, "another layout");
_Static_assert(offsetof(fr_text_match, disguises) == 16, "another layout");
_Static_assert(offsetof(fr_text_match, reserved) == 20, "another layout");
_Static_assert(offsetof(fr_text_match, set) == 24, "another layout");
_Static_assert(sizeof(fr_engine_options) == 96, "another layout");
_Static_assert(offsetof(fr_engine_options, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_engine_options, accept_unsigned_policies) == 4, "another layout");
_Static_assert(offsetof(fr_engine_options, shadow) == 8, "another layout");
_Static_assert(offsetof(fr_engine_options, outcomes_not_reported) == 12, "another layout");
_Static_assert(offsetof(fr_engine_options, secret_key) == 16, "another layout");
_Static_assert(offsetof(fr_engine_options, memory_bytes) == 32, "another layout");
_Static_assert(offsetof(fr_engine_options, parties_max) == 40, "another layout");
_Static_assert(offsetof(fr_engine_options, list_entries_max) == 48, "another layout");
_Static_assert(offsetof(fr_engine_options, horizon_us) == 56, "another layout");
_Static_assert(offsetof(fr_engine_options, time_ahead_max_us) == 64, "another layout");
_Static_assert(offsetof(fr_engine_options, complete_from_us) == 72, "another layout");
_Static_assert(offsetof(fr_engine_options, utc_offset_s) == 80, "another layout");
_Static_assert(offsetof(fr_engine_options, keep_idle_parties) == 84, "another layout");
_Static_assert(offsetof(fr_engine_options, ignore_limits) == 88, "another layout");
_Static_assert(offsetof(fr_engine_options, reserved) == 92, "another layout");
_Static_assert(sizeof(fr_put_options) == 16, "another layout");
_Static_assert(offsetof(fr_put_options, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_put_options, accept_older) == 4, "another layout");
_Static_assert(offsetof(fr_put_options, now_us) == 8, "another layout");
_Static_assert(sizeof(fr_party_state) == 72, "another layout");
_Static_assert(offsetof(fr_party_state, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_party_state, reserved) == 4, "another layout");
_Static_assert(offsetof(fr_party_state, sequence) == 8, "another layout");
_Static_assert(offsetof(fr_party_state, transfer_entries) == 16, "another layout");
_Static_assert(offsetof(fr_party_state, other_entries) == 24, "another layout");
_Static_assert(offsetof(fr_party_state, counterparties) == 32, "another layout");
_Static_assert(offsetof(fr_party_state, day_summaries) == 40, "another layout");
_Static_assert(offsetof(fr_party_state, bytes) == 48, "another layout");
_Static_assert(offsetof(fr_party_state, newest_us) == 56, "another layout");
_Static_assert(offsetof(fr_party_state, complete_from_us) == 64, "another layout");
_Static_assert(sizeof(fr_engine_stats) == 304, "another layout");
_Static_assert(offsetof(fr_engine_stats, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_engine_stats, reserved) == 4, "another layout");
_Static_assert(offsetof(fr_engine_stats, parties) == 8, "another layout");
_Static_assert(offsetof(fr_engine_stats, transfer_entries) == 16, "another layout");
_Static_assert(offsetof(fr_engine_stats, other_entries) == 24, "another layout");
_Static_assert(offsetof(fr_engine_stats, counterparties) == 32, "another layout");
_Static_assert(offsetof(fr_engine_stats, list_entries) == 40, "another layout");
_Static_assert(offsetof(fr_engine_stats, profile_bytes) == 48, "another layout");
_Static_assert(offsetof(fr_engine_stats, index_bytes) == 56, "another layout");
_Static_assert(offsetof(fr_engine_stats, reserved_bytes) == 64, "another layout");
_Static_assert(offsetof(fr_engine_stats, scored) == 72, "another layout");
_Static_assert(offsetof(fr_engine_stats, repeated) == 80, "another layout");
_Static_assert(offsetof(fr_engine_stats, observed) == 88, "another layout");
_Static_assert(offsetof(fr_engine_stats, not_found) == 96, "another layout");
_Static_assert(offsetof(fr_engine_stats, refused) == 104, "another layout");
_Static_assert(offsetof(fr_engine_stats, entries_dropped) == 112, "another layout");
_Static_assert(offsetof(fr_engine_stats, late_dropped) == 120, "another layout");
_Static_assert(offsetof(fr_engine_stats, evicted) == 128, "another layout");
_Static_assert(offsetof(fr_engine_stats, complete_from_us) == 136, "another layout");
_Static_assert(offsetof(fr_engine_stats, day_summaries) == 144, "another layout");
_Static_assert(offsetof(fr_engine_stats, watch_version) == 152, "another layout");
_Static_assert(offsetof(fr_engine_stats, watch_entries) == 160, "another layout");
_Static_assert(offsetof(fr_engine_stats, watch_bytes) == 168, "another layout");
_Static_assert(offsetof(fr_engine_stats, limited_holds) == 176, "another layout");
_Static_assert(offsetof(fr_engine_stats, limited_warnings) == 240, "another layout");
_Static_assert(sizeof(fr_limit_state) == 112, "another layout");
_Static_assert(offsetof(fr_limit_state, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_limit_state, entry) == 4, "another layout");
_Static_assert(offsetof(fr_limit_state, channel) == 8, "another layout");
_Static_assert(offsetof(fr_limit_state, outcome) == 12, "another layout");
_Static_assert(offsetof(fr_limit_state, rule) == 16, "another layout");
_Static_assert(offsetof(fr_limit_state, window_us) == 64, "another layout");
_Static_assert(offsetof(fr_limit_state, transfers) == 72, "another layout");
_Static_assert(offsetof(fr_limit_state, allowed) == 80, "another layout");
_Static_assert(offsetof(fr_limit_state, given) == 88, "another layout");
_Static_assert(offsetof(fr_limit_state, lowered) == 96, "another layout");
_Static_assert(offsetof(fr_limit_state, share_ppm) == 104, "another layout");
_Static_assert(offsetof(fr_limit_state, full) == 108, "another layout");
_Static_assert(sizeof(fr_arrow_name) == 32, "another layout");
_Static_assert(offsetof(fr_arrow_name, column) == 0, "another layout");
_Static_assert(offsetof(fr_arrow_name, field) == 16, "another layout");
_Static_assert(sizeof(fr_arrow_options) == 24, "another layout");
_Static_assert(offsetof(fr_arrow_options, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_arrow_options, ignore_columns) == 4, "another layout");
_Static_assert(offsetof(fr_arrow_options, names) == 8, "another layout");
_Static_assert(offsetof(fr_arrow_options, name_count) == 16, "another layout");
_Static_assert(offsetof(fr_arrow_options, reserved) == 20, "another layout");
_Static_assert(sizeof(fr_folds) == 32, "another layout");
_Static_assert(offsetof(fr_folds, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_folds, reserved) == 4, "another layout");
_Static_assert(offsetof(fr_folds, data) == 8, "another layout");
_Static_assert(offsetof(fr_folds, capacity) == 16, "another layout");
_Static_assert(offsetof(fr_folds, size) == 24, "another layout");
_Static_assert(sizeof(fr_value) == 96, "another layout");
_Static_assert(offsetof(fr_value, type) == 0, "another layout");
_Static_assert(offsetof(fr_value, flags) == 4, "another layout");
_Static_assert(offsetof(fr_value, integer) == 8, "another layout");
_Static_assert(offsetof(fr_value, number) == 16, "another layout");
_Static_assert(offsetof(fr_value, text) == 24, "another layout");
_Static_assert(offsetof(fr_value, text_size) == 88, "another layout");
_Static_assert(offsetof(fr_value, reserved) == 92, "another layout");
_Static_assert(sizeof(fr_journal_options) == 88, "another layout");
_Static_assert(offsetof(fr_journal_options, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_journal_options, mode) == 4, "another layout");
_Static_assert(offsetof(fr_journal_options, when_full) == 8, "another layout");
_Static_assert(offsetof(fr_journal_options, calls_do_not_wait) == 12, "another layout");
_Static_assert(offsetof(fr_journal_options, directory) == 16, "another layout");
_Static_assert(offsetof(fr_journal_options, segment_bytes) == 24, "another layout");
_Static_assert(offsetof(fr_journal_options, checkpoint_blocks) == 32, "another layout");
_Static_assert(offsetof(fr_journal_options, signing_key) == 40, "another layout");
_Static_assert(offsetof(fr_journal_options, signing_key_size) == 48, "another layout");
_Static_assert(offsetof(fr_journal_options, sealing_key) == 56, "another layout");
_Static_assert(offsetof(fr_journal_options, now_us) == 64, "another layout");
_Static_assert(offsetof(fr_journal_options, trusted_keys) == 72, "another layout");
_Static_assert(offsetof(fr_journal_options, trusted_keys_size) == 80, "another layout");
_Static_assert(sizeof(fr_journal_recovery) == 80, "another layout");
_Static_assert(offsetof(fr_journal_recovery, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_journal_recovery, snapshots_refused) == 4, "another layout");
_Static_assert(offsetof(fr_journal_recovery, first_sequence) == 8, "another layout");
_Static_assert(offsetof(fr_journal_recovery, last_sequence) == 16, "another layout");
_Static_assert(offsetof(fr_journal_recovery, cut_bytes) == 24, "another layout");
_Static_assert(offsetof(fr_journal_recovery, cut_sequence) == 32, "another layout");
_Static_assert(offsetof(fr_journal_recovery, cut_records) == 40, "another layout");
_Static_assert(offsetof(fr_journal_recovery, snapshot_sequence) == 48, "another layout");
_Static_assert(offsetof(fr_journal_recovery, replayed) == 56, "another layout");
_Static_assert(offsetof(fr_journal_recovery, left_to_host) == 64, "another layout");
_Static_assert(offsetof(fr_journal_recovery, cut_files) == 68, "another layout");
_Static_assert(offsetof(fr_journal_recovery, signed_sequence) == 72, "another layout");
_Static_assert(sizeof(fr_journal_stats) == 56, "another layout");
_Static_assert(offsetof(fr_journal_stats, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_journal_stats, failed) == 4, "another layout");
_Static_assert(offsetof(fr_journal_stats, first_sequence) == 8, "another layout");
_Static_assert(offsetof(fr_journal_stats, last_sequence) == 16, "another layout");
_Static_assert(offsetof(fr_journal_stats, synced_sequence) == 24, "another layout");
_Static_assert(offsetof(fr_journal_stats, sealed_sequence) == 32, "another layout");
_Static_assert(offsetof(fr_journal_stats, checkpoint_sequence) == 40, "another layout");
_Static_assert(offsetof(fr_journal_stats, segments) == 48, "another layout");
_Static_assert(sizeof(fr_stats_outcomes) == 24, "another layout");
_Static_assert(offsetof(fr_stats_outcomes, allow) == 0, "another layout");
_Static_assert(offsetof(fr_stats_outcomes, warn) == 8, "another layout");
_Static_assert(offsetof(fr_stats_outcomes, hold) == 16, "another layout");
_Static_assert(sizeof(fr_stats_scam) == 72, "another layout");
_Static_assert(offsetof(fr_stats_scam, name) == 0, "another layout");
_Static_assert(offsetof(fr_stats_scam, decided) == 48, "another layout");
_Static_assert(sizeof(fr_stats) == 5784, "another layout");
_Static_assert(offsetof(fr_stats, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_stats, shadow) == 4, "another layout");
_Static_assert(offsetof(fr_stats, decided) == 8, "another layout");
_Static_assert(offsetof(fr_stats, by_scam) == 200, "another layout");
_Static_assert(offsetof(fr_stats, scam_count) == 4808, "another layout");
_Static_assert(offsetof(fr_stats, context_count) == 4812, "another layout");
_Static_assert(offsetof(fr_stats, flags) == 4816, "another layout");
_Static_assert(offsetof(fr_stats, rules_unknown) == 4944, "another layout");
_Static_assert(offsetof(fr_stats, challengers) == 4952, "another layout");
_Static_assert(offsetof(fr_stats, degraded) == 5048, "another layout");
_Static_assert(offsetof(fr_stats, refused) == 5056, "another layout");
_Static_assert(offsetof(fr_stats, previewed) == 5136, "another layout");
_Static_assert(offsetof(fr_stats, folded) == 5144, "another layout");
_Static_assert(offsetof(fr_stats, observed) == 5152, "another layout");
_Static_assert(offsetof(fr_stats, not_found) == 5160, "another layout");
_Static_assert(offsetof(fr_stats, limited_holds) == 5168, "another layout");
_Static_assert(offsetof(fr_stats, limited_warnings) == 5232, "another layout");
_Static_assert(offsetof(fr_stats, took) == 5296, "another layout");
_Static_assert(offsetof(fr_stats, took_ns) == 5496, "another layout");
_Static_assert(offsetof(fr_stats, parties) == 5504, "another layout");
_Static_assert(offsetof(fr_stats, parties_max) == 5512, "another layout");
_Static_assert(offsetof(fr_stats, evicted) == 5520, "another layout");
_Static_assert(offsetof(fr_stats, entries_dropped) == 5528, "another layout");
_Static_assert(offsetof(fr_stats, late_dropped) == 5536, "another layout");
_Static_assert(offsetof(fr_stats, reserved_bytes) == 5544, "another layout");
_Static_assert(offsetof(fr_stats, memory_bytes) == 5552, "another layout");
_Static_assert(offsetof(fr_stats, list_entries) == 5560, "another layout");
_Static_assert(offsetof(fr_stats, list_entries_max) == 5568, "another layout");
_Static_assert(offsetof(fr_stats, watch_version) == 5576, "another layout");
_Static_assert(offsetof(fr_stats, watch_entries) == 5584, "another layout");
_Static_assert(offsetof(fr_stats, watch_bytes) == 5592, "another layout");
_Static_assert(offsetof(fr_stats, policy_name) == 5600, "another layout");
_Static_assert(offsetof(fr_stats, policy_version) == 5648, "another layout");
_Static_assert(offsetof(fr_stats, policy_digest) == 5656, "another layout");
_Static_assert(offsetof(fr_stats, policy_valid_until_us) == 5688, "another layout");
_Static_assert(offsetof(fr_stats, policy_since_us) == 5696, "another layout");
_Static_assert(offsetof(fr_stats, policy_age_us) == 5704, "another layout");
_Static_assert(offsetof(fr_stats, has_journal) == 5712, "another layout");
_Static_assert(offsetof(fr_stats, journal_failed) == 5716, "another layout");
_Static_assert(offsetof(fr_stats, last_sequence) == 5720, "another layout");
_Static_assert(offsetof(fr_stats, synced_sequence) == 5728, "another layout");
_Static_assert(offsetof(fr_stats, sealed_sequence) == 5736, "another layout");
_Static_assert(offsetof(fr_stats, checkpoint_sequence) == 5744, "another layout");
_Static_assert(offsetof(fr_stats, unsynced_records) == 5752, "another layout");
_Static_assert(offsetof(fr_stats, unsealed_records) == 5760, "another layout");
_Static_assert(offsetof(fr_stats, unsigned_records) == 5768, "another layout");
_Static_assert(offsetof(fr_stats, segments) == 5776, "another layout");
_Static_assert(sizeof(fr_watch_lists_info) == 48, "another layout");
_Static_assert(offsetof(fr_watch_lists_info, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_watch_lists_info, list_count) == 4, "another layout");
_Static_assert(offsetof(fr_watch_lists_info, version) == 8, "another layout");
_Static_assert(offsetof(fr_watch_lists_info, entries) == 16, "another layout");
_Static_assert(offsetof(fr_watch_lists_info, duplicates) == 24, "another layout");
_Static_assert(offsetof(fr_watch_lists_info, bytes) == 32, "another layout");
_Static_assert(offsetof(fr_watch_lists_info, name_bytes) == 40, "another layout");
_Static_assert(sizeof(fr_contribution) == 32, "another layout");
_Static_assert(offsetof(fr_contribution, model_index) == 0, "another layout");
_Static_assert(offsetof(fr_contribution, feature_index) == 4, "another layout");
_Static_assert(offsetof(fr_contribution, known) == 8, "another layout");
_Static_assert(offsetof(fr_contribution, reserved) == 12, "another layout");
_Static_assert(offsetof(fr_contribution, value) == 16, "another layout");
_Static_assert(offsetof(fr_contribution, contribution) == 24, "another layout");
_Static_assert(sizeof(fr_counterfactual) == 336, "another layout");
_Static_assert(offsetof(fr_counterfactual, struct_size) == 0, "another layout");
_Static_assert(offsetof(fr_counterfactual, outcome) == 4, "another layout");
_Static_assert(offsetof(fr_counterfactual, reserved) == 8, "another layout");
_Static_assert(offsetof(fr_counterfactual, is_field) == 12, "another layout");
_Static_assert(offsetof(fr_counterfactual, name) == 16, "another layout");
_Static_assert(offsetof(fr_counterfactual, from) == 144, "another layout");
_Static_assert(offsetof(fr_counterfactual, to) == 240, "another layout");

static fr_text text_at(jlong data, jint size, jint encoding) {
  return (fr_text){at(data), (uint32_t)size, (uint32_t)encoding};
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1limit(JNIEnv *env, jclass of, jlong name);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1limit(JNIEnv *env, jclass of, jlong name) {
  (void)env;
  (void)of;
  return (jlong)fr_limit(at(name));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1currency_1digits(JNIEnv *env, jclass of, jlong currency);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1currency_1digits(JNIEnv *env, jclass of, jlong currency) {
  (void)env;
  (void)of;
  return (jint)fr_currency_digits(at(currency));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1status_1name(JNIEnv *env, jclass of, jint status);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1status_1name(JNIEnv *env, jclass of, jint status) {
  (void)env;
  (void)of;
  return from(fr_status_name((fr_status)status));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1status_1text(JNIEnv *env, jclass of, jint status);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1status_1text(JNIEnv *env, jclass of, jint status) {
  (void)env;
  (void)of;
  return from(fr_status_text((fr_status)status));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1status_1band(JNIEnv *env, jclass of, jint status);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1status_1band(JNIEnv *env, jclass of, jint status) {
  (void)env;
  (void)of;
  return (jint)fr_status_band((fr_status)status);
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1policy_1load(JNIEnv *env, jclass of, jlong bundle, jlong size,
    jlong policy, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1policy_1load(JNIEnv *env, jclass of, jlong bundle, jlong size,
    jlong policy, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_policy_load(at(bundle), (uint64_t)size, at(policy), at(error));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1policy_1retain(JNIEnv *env, jclass of, jlong policy);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1policy_1retain(JNIEnv *env, jclass of, jlong policy) {
  (void)env;
  (void)of;
  return from(fr_policy_retain(at(policy)));
}

JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1policy_1release(JNIEnv *env, jclass of, jlong policy);
JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1policy_1release(JNIEnv *env, jclass of, jlong policy) {
  (void)env;
  (void)of;
  fr_policy_release(at(policy));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1policy_1describe(JNIEnv *env, jclass of, jlong policy, jlong
    info);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1policy_1describe(JNIEnv *env, jclass of, jlong policy, jlong
    info) {
  (void)env;
  (void)of;
  return (jint)fr_policy_describe(at(policy), at(info));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1policy_1signature(JNIEnv *env, jclass of, jlong policy, jint
    index, jlong signature);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1policy_1signature(JNIEnv *env, jclass of, jlong policy, jint
    index, jlong signature) {
  (void)env;
  (void)of;
  return (jint)fr_policy_signature(at(policy), (uint32_t)index, at(signature));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1policy_1feature(JNIEnv *env, jclass of, jlong policy, jint
    index);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1policy_1feature(JNIEnv *env, jclass of, jlong policy, jint
    index) {
  (void)env;
  (void)of;
  return from(fr_policy_feature(at(policy), (uint32_t)index));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1policy_1rule(JNIEnv *env, jclass of, jlong policy, jint index);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1policy_1rule(JNIEnv *env, jclass of, jlong policy, jint index) {
  (void)env;
  (void)of;
  return from(fr_policy_rule(at(policy), (uint32_t)index));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1policy_1scam(JNIEnv *env, jclass of, jlong policy, jint index);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1policy_1scam(JNIEnv *env, jclass of, jlong policy, jint index) {
  (void)env;
  (void)of;
  return from(fr_policy_scam(at(policy), (uint32_t)index));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1policy_1feature_1type(JNIEnv *env, jclass of, jlong policy, jint
    index);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1policy_1feature_1type(JNIEnv *env, jclass of, jlong policy, jint
    index) {
  (void)env;
  (void)of;
  return (jint)fr_policy_feature_type(at(policy), (uint32_t)index);
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1policy_1rule_1scam(JNIEnv *env, jclass of, jlong policy, jint
    index);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1policy_1rule_1scam(JNIEnv *env, jclass of, jlong policy, jint
    index) {
  (void)env;
  (void)of;
  return (jint)fr_policy_rule_scam(at(policy), (uint32_t)index);
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1policy_1attribute_1type(JNIEnv *env, jclass of, jlong policy,
    jlong name, jint nameSize, jint nameEncoding);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1policy_1attribute_1type(JNIEnv *env, jclass of, jlong policy,
    jlong name, jint nameSize, jint nameEncoding) {
  (void)env;
  (void)of;
  return (jint)fr_policy_attribute_type(at(policy), text_at(name, nameSize, nameEncoding));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1words(JNIEnv *env, jclass of, jlong policy, jlong decision, jint
    audience, jlong language, jint languageSize, jint languageEncoding, jint encoding, jlong buffer, jlong capacity,
    jlong needed);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1words(JNIEnv *env, jclass of, jlong policy, jlong decision, jint
    audience, jlong language, jint languageSize, jint languageEncoding, jint encoding, jlong buffer, jlong capacity,
    jlong needed) {
  (void)env;
  (void)of;
  return (jint)fr_words(at(policy), at(decision), (uint32_t)audience, text_at(language, languageSize,
      languageEncoding), (uint32_t)encoding, at(buffer), (uint64_t)capacity, at(needed));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1reason_1words(JNIEnv *env, jclass of, jlong policy, jlong
    decision, jint place, jlong language, jint languageSize, jint languageEncoding, jint encoding, jlong buffer, jlong
    capacity, jlong needed);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1reason_1words(JNIEnv *env, jclass of, jlong policy, jlong
    decision, jint place, jlong language, jint languageSize, jint languageEncoding, jint encoding, jlong buffer, jlong
    capacity, jlong needed) {
  (void)env;
  (void)of;
  return (jint)fr_reason_words(at(policy), at(decision), (uint32_t)place, text_at(language, languageSize,
      languageEncoding), (uint32_t)encoding, at(buffer), (uint64_t)capacity, at(needed));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1expiry(JNIEnv *env, jclass of, jlong policy, jlong decision);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1expiry(JNIEnv *env, jclass of, jlong policy, jlong decision) {
  (void)env;
  (void)of;
  return (jint)fr_expiry(at(policy), at(decision));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1question_1get(JNIEnv *env, jclass of, jlong policy, jlong
    decision, jint place, jlong question);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1question_1get(JNIEnv *env, jclass of, jlong policy, jlong
    decision, jint place, jlong question) {
  (void)env;
  (void)of;
  return (jint)fr_question_get(at(policy), at(decision), (uint32_t)place, at(question));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1question_1words(JNIEnv *env, jclass of, jlong policy, jlong
    decision, jint place, jlong language, jint languageSize, jint languageEncoding, jint encoding, jlong buffer, jlong
    capacity, jlong needed);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1question_1words(JNIEnv *env, jclass of, jlong policy, jlong
    decision, jint place, jlong language, jint languageSize, jint languageEncoding, jint encoding, jlong buffer, jlong
    capacity, jlong needed) {
  (void)env;
  (void)of;
  return (jint)fr_question_words(at(policy), at(decision), (uint32_t)place, text_at(language, languageSize,
      languageEncoding), (uint32_t)encoding, at(buffer), (uint64_t)capacity, at(needed));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1reason_1text(JNIEnv *env, jclass of, jlong policy, jint
    ruleIndex, jlong language, jint languageSize, jint languageEncoding, jint encoding, jlong buffer, jlong capacity,
    jlong needed);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1reason_1text(JNIEnv *env, jclass of, jlong policy, jint
    ruleIndex, jlong language, jint languageSize, jint languageEncoding, jint encoding, jlong buffer, jlong capacity,
    jlong needed) {
  (void)env;
  (void)of;
  return (jint)fr_reason_text(at(policy), (uint32_t)ruleIndex, text_at(language, languageSize, languageEncoding),
      (uint32_t)encoding, at(buffer), (uint64_t)capacity, at(needed));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1text_1matches(JNIEnv *env, jclass of, jlong policy, jlong text,
    jint textSize, jint textEncoding, jlong matches, jint capacity, jlong count);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1text_1matches(JNIEnv *env, jclass of, jlong policy, jlong text,
    jint textSize, jint textEncoding, jlong matches, jint capacity, jlong count) {
  (void)env;
  (void)of;
  return (jint)fr_text_matches(at(policy), text_at(text, textSize, textEncoding), at(matches), (uint32_t)capacity,
      at(count));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1create(JNIEnv *env, jclass of, jlong options, jlong
    engine, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1create(JNIEnv *env, jclass of, jlong options, jlong
    engine, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_engine_create(at(options), at(engine), at(error));
}

JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1engine_1destroy(JNIEnv *env, jclass of, jlong engine);
JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1engine_1destroy(JNIEnv *env, jclass of, jlong engine) {
  (void)env;
  (void)of;
  fr_engine_destroy(at(engine));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1set_1policy(JNIEnv *env, jclass of, jlong engine, jlong
    policy, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1set_1policy(JNIEnv *env, jclass of, jlong engine, jlong
    policy, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_engine_set_policy(at(engine), at(policy), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1put_1policy(JNIEnv *env, jclass of, jlong engine, jlong
    policy, jlong options, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1put_1policy(JNIEnv *env, jclass of, jlong engine, jlong
    policy, jlong options, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_engine_put_policy(at(engine), at(policy), at(options), at(error));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1engine_1policy(JNIEnv *env, jclass of, jlong engine);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1engine_1policy(JNIEnv *env, jclass of, jlong engine) {
  (void)env;
  (void)of;
  return from(fr_engine_policy(at(engine)));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1set_1challenger(JNIEnv *env, jclass of, jlong engine,
    jint index, jlong policy, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1set_1challenger(JNIEnv *env, jclass of, jlong engine,
    jint index, jlong policy, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_engine_set_challenger(at(engine), (uint32_t)index, at(policy), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1tick(JNIEnv *env, jclass of, jlong engine, jlong nowUs);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1tick(JNIEnv *env, jclass of, jlong engine, jlong nowUs) {
  (void)env;
  (void)of;
  return (jint)fr_engine_tick(at(engine), (int64_t)nowUs);
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1context_1create(JNIEnv *env, jclass of, jlong engine, jlong
    context);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1context_1create(JNIEnv *env, jclass of, jlong engine, jlong
    context) {
  (void)env;
  (void)of;
  return (jint)fr_context_create(at(engine), at(context));
}

JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1context_1destroy(JNIEnv *env, jclass of, jlong context);
JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1context_1destroy(JNIEnv *env, jclass of, jlong context) {
  (void)env;
  (void)of;
  fr_context_destroy(at(context));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1context_1error(JNIEnv *env, jclass of, jlong context);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1context_1error(JNIEnv *env, jclass of, jlong context) {
  (void)env;
  (void)of;
  return from(fr_context_error(at(context)));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1score(JNIEnv *env, jclass of, jlong context, jlong transfer,
    jlong decision);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1score(JNIEnv *env, jclass of, jlong context, jlong transfer,
    jlong decision) {
  (void)env;
  (void)of;
  return (jint)fr_score(at(context), at(transfer), at(decision));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1preview(JNIEnv *env, jclass of, jlong context, jlong transfer,
    jlong decision);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1preview(JNIEnv *env, jclass of, jlong context, jlong transfer,
    jlong decision) {
  (void)env;
  (void)of;
  return (jint)fr_preview(at(context), at(transfer), at(decision));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1score_1batch(JNIEnv *env, jclass of, jlong context, jlong
    transfers, jint count, jlong decisions, jlong done);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1score_1batch(JNIEnv *env, jclass of, jlong context, jlong
    transfers, jint count, jlong decisions, jlong done) {
  (void)env;
  (void)of;
  return (jint)fr_score_batch(at(context), at(transfers), (uint32_t)count, at(decisions), at(done));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1challenge(JNIEnv *env, jclass of, jlong context, jint index,
    jlong decision);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1challenge(JNIEnv *env, jclass of, jlong context, jint index,
    jlong decision) {
  (void)env;
  (void)of;
  return (jint)fr_challenge(at(context), (uint32_t)index, at(decision));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1observe(JNIEnv *env, jclass of, jlong context, jlong event);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1observe(JNIEnv *env, jclass of, jlong context, jlong event) {
  (void)env;
  (void)of;
  return (jint)fr_observe(at(context), at(event));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1party_1key(JNIEnv *env, jclass of, jlong engine, jint partyType,
    jlong identifier, jint identifierSize, jint identifierEncoding, jlong key);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1party_1key(JNIEnv *env, jclass of, jlong engine, jint partyType,
    jlong identifier, jint identifierSize, jint identifierEncoding, jlong key) {
  (void)env;
  (void)of;
  return (jint)fr_party_key(at(engine), (uint32_t)partyType, text_at(identifier, identifierSize, identifierEncoding),
      at(key));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1party(JNIEnv *env, jclass of, jlong engine, jint
    partyType, jlong identifier, jint identifierSize, jint identifierEncoding, jlong state);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1party(JNIEnv *env, jclass of, jlong engine, jint
    partyType, jlong identifier, jint identifierSize, jint identifierEncoding, jlong state) {
  (void)env;
  (void)of;
  return (jint)fr_engine_party(at(engine), (uint32_t)partyType, text_at(identifier, identifierSize,
      identifierEncoding), at(state));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1measure(JNIEnv *env, jclass of, jlong engine, jlong
    stats);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1measure(JNIEnv *env, jclass of, jlong engine, jlong
    stats) {
  (void)env;
  (void)of;
  return (jint)fr_engine_measure(at(engine), at(stats));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1limits(JNIEnv *env, jclass of, jlong engine, jlong
    states, jint capacity, jlong count);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1limits(JNIEnv *env, jclass of, jlong engine, jlong
    states, jint capacity, jlong count) {
  (void)env;
  (void)of;
  return (jint)fr_engine_limits(at(engine), at(states), (uint32_t)capacity, at(count));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1arrow_1plan_1create(JNIEnv *env, jclass of, jlong policy, jlong
    schema, jlong options, jlong plan, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1arrow_1plan_1create(JNIEnv *env, jclass of, jlong policy, jlong
    schema, jlong options, jlong plan, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_arrow_plan_create(at(policy), at(schema), at(options), at(plan), at(error));
}

JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1arrow_1plan_1destroy(JNIEnv *env, jclass of, jlong plan);
JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1arrow_1plan_1destroy(JNIEnv *env, jclass of, jlong plan) {
  (void)env;
  (void)of;
  fr_arrow_plan_destroy(at(plan));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1arrow_1decisions_1schema(JNIEnv *env, jclass of, jlong schema);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1arrow_1decisions_1schema(JNIEnv *env, jclass of, jlong schema) {
  (void)env;
  (void)of;
  return (jint)fr_arrow_decisions_schema(at(schema));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1arrow_1score(JNIEnv *env, jclass of, jlong context, jlong plan,
    jlong batch, jlong decisions, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1arrow_1score(JNIEnv *env, jclass of, jlong context, jlong plan,
    jlong batch, jlong decisions, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_arrow_score(at(context), at(plan), at(batch), at(decisions), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1arrow_1features_1schema(JNIEnv *env, jclass of, jlong policy,
    jlong schema);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1arrow_1features_1schema(JNIEnv *env, jclass of, jlong policy,
    jlong schema) {
  (void)env;
  (void)of;
  return (jint)fr_arrow_features_schema(at(policy), at(schema));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1arrow_1features(JNIEnv *env, jclass of, jlong context, jlong
    plan, jlong policy, jlong batch, jlong features, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1arrow_1features(JNIEnv *env, jclass of, jlong context, jlong
    plan, jlong policy, jlong batch, jlong features, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_arrow_features(at(context), at(plan), at(policy), at(batch), at(features), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1arrow_1score_1stream(JNIEnv *env, jclass of, jlong context, jlong
    policy, jlong options, jlong batches, jlong decisions, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1arrow_1score_1stream(JNIEnv *env, jclass of, jlong context, jlong
    policy, jlong options, jlong batches, jlong decisions, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_arrow_score_stream(at(context), at(policy), at(options), at(batches), at(decisions), at(error));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1folds_1capacity(JNIEnv *env, jclass of, jlong policy);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1folds_1capacity(JNIEnv *env, jclass of, jlong policy) {
  (void)env;
  (void)of;
  return (jlong)fr_folds_capacity(at(policy));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1fold(JNIEnv *env, jclass of, jlong context, jlong transfer, jint
    sides, jlong folds);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1fold(JNIEnv *env, jclass of, jlong context, jlong transfer, jint
    sides, jlong folds) {
  (void)env;
  (void)of;
  return (jint)fr_fold(at(context), at(transfer), (uint32_t)sides, at(folds));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1decide(JNIEnv *env, jclass of, jlong policy, jlong transfer,
    jlong folds, jlong decision, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1decide(JNIEnv *env, jclass of, jlong policy, jlong transfer,
    jlong folds, jlong decision, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_decide(at(policy), at(transfer), at(folds), at(decision), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1features(JNIEnv *env, jclass of, jlong policy, jlong transfer,
    jlong folds, jlong values, jint capacity, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1features(JNIEnv *env, jclass of, jlong policy, jlong transfer,
    jlong folds, jlong values, jint capacity, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_features(at(policy), at(transfer), at(folds), at(values), (uint32_t)capacity, at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1open(JNIEnv *env, jclass of, jlong engine, jlong
    options, jlong journal, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1open(JNIEnv *env, jclass of, jlong engine, jlong
    options, jlong journal, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_journal_open(at(engine), at(options), at(journal), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1recover(JNIEnv *env, jclass of, jlong journal, jlong
    recovery, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1recover(JNIEnv *env, jclass of, jlong journal, jlong
    recovery, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_journal_recover(at(journal), at(recovery), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1set_1journal(JNIEnv *env, jclass of, jlong engine, jlong
    journal, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1set_1journal(JNIEnv *env, jclass of, jlong engine, jlong
    journal, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_engine_set_journal(at(engine), at(journal), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1close(JNIEnv *env, jclass of, jlong journal);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1close(JNIEnv *env, jclass of, jlong journal) {
  (void)env;
  (void)of;
  return (jint)fr_journal_close(at(journal));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1wait(JNIEnv *env, jclass of, jlong journal, jlong
    sequence);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1wait(JNIEnv *env, jclass of, jlong journal, jlong
    sequence) {
  (void)env;
  (void)of;
  return (jint)fr_journal_wait(at(journal), (uint64_t)sequence);
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1pump(JNIEnv *env, jclass of, jlong journal, jlong
    nowUs);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1pump(JNIEnv *env, jclass of, jlong journal, jlong nowUs)
    {
  (void)env;
  (void)of;
  return (jint)fr_journal_pump(at(journal), (int64_t)nowUs);
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1checkpoint(JNIEnv *env, jclass of, jlong journal);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1checkpoint(JNIEnv *env, jclass of, jlong journal) {
  (void)env;
  (void)of;
  return (jint)fr_journal_checkpoint(at(journal));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1snapshot(JNIEnv *env, jclass of, jlong journal, jlong
    sequence, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1snapshot(JNIEnv *env, jclass of, jlong journal, jlong
    sequence, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_journal_snapshot(at(journal), at(sequence), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1prune(JNIEnv *env, jclass of, jlong journal, jlong
    removed, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1prune(JNIEnv *env, jclass of, jlong journal, jlong
    removed, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_journal_prune(at(journal), at(removed), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1ship(JNIEnv *env, jclass of, jlong journal, jlong
    fromSequence, jlong buffer, jlong capacity, jlong size, jlong next, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1ship(JNIEnv *env, jclass of, jlong journal, jlong
    fromSequence, jlong buffer, jlong capacity, jlong size, jlong next, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_journal_ship(at(journal), (uint64_t)fromSequence, at(buffer), (uint64_t)capacity, at(size),
      at(next), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1apply(JNIEnv *env, jclass of, jlong engine, jlong bytes,
    jlong size, jlong applied, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1apply(JNIEnv *env, jclass of, jlong engine, jlong bytes,
    jlong size, jlong applied, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_journal_apply(at(engine), at(bytes), (uint64_t)size, at(applied), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1measure(JNIEnv *env, jclass of, jlong journal, jlong
    stats);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1journal_1measure(JNIEnv *env, jclass of, jlong journal, jlong
    stats) {
  (void)env;
  (void)of;
  return (jint)fr_journal_measure(at(journal), at(stats));
}

JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1context_1took(JNIEnv *env, jclass of, jlong context, jlong
    nanoseconds);
JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1context_1took(JNIEnv *env, jclass of, jlong context, jlong
    nanoseconds) {
  (void)env;
  (void)of;
  fr_context_took(at(context), (uint64_t)nanoseconds);
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1stats_1read(JNIEnv *env, jclass of, jlong engine, jlong journal,
    jlong nowUs, jlong stats);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1stats_1read(JNIEnv *env, jclass of, jlong engine, jlong journal,
    jlong nowUs, jlong stats) {
  (void)env;
  (void)of;
  return (jint)fr_stats_read(at(engine), at(journal), (int64_t)nowUs, at(stats));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1stats_1text(JNIEnv *env, jclass of, jlong engine, jlong journal,
    jlong nowUs, jlong buffer, jlong capacity, jlong needed);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1stats_1text(JNIEnv *env, jclass of, jlong engine, jlong journal,
    jlong nowUs, jlong buffer, jlong capacity, jlong needed) {
  (void)env;
  (void)of;
  return (jint)fr_stats_text(at(engine), at(journal), (int64_t)nowUs, at(buffer), (uint64_t)capacity, at(needed));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1trust_1builder_1create(JNIEnv *env, jclass of, jlong builder);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1trust_1builder_1create(JNIEnv *env, jclass of, jlong builder) {
  (void)env;
  (void)of;
  return (jint)fr_trust_builder_create(at(builder));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1trust_1builder_1add(JNIEnv *env, jclass of, jlong builder, jlong
    role, jint roleSize, jint roleEncoding, jlong pem, jlong size, jlong keyId, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1trust_1builder_1add(JNIEnv *env, jclass of, jlong builder, jlong
    role, jint roleSize, jint roleEncoding, jlong pem, jlong size, jlong keyId, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_trust_builder_add(at(builder), text_at(role, roleSize, roleEncoding), at(pem), (uint64_t)size,
      at(keyId), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1trust_1builder_1require(JNIEnv *env, jclass of, jlong builder,
    jlong role, jint roleSize, jint roleEncoding, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1trust_1builder_1require(JNIEnv *env, jclass of, jlong builder,
    jlong role, jint roleSize, jint roleEncoding, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_trust_builder_require(at(builder), text_at(role, roleSize, roleEncoding), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1trust_1builder_1finish(JNIEnv *env, jclass of, jlong builder,
    jlong trust, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1trust_1builder_1finish(JNIEnv *env, jclass of, jlong builder,
    jlong trust, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_trust_builder_finish(at(builder), at(trust), at(error));
}

JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1trust_1builder_1destroy(JNIEnv *env, jclass of, jlong builder);
JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1trust_1builder_1destroy(JNIEnv *env, jclass of, jlong builder) {
  (void)env;
  (void)of;
  fr_trust_builder_destroy(at(builder));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1trust_1retain(JNIEnv *env, jclass of, jlong trust);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1trust_1retain(JNIEnv *env, jclass of, jlong trust) {
  (void)env;
  (void)of;
  return from(fr_trust_retain(at(trust)));
}

JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1trust_1release(JNIEnv *env, jclass of, jlong trust);
JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1trust_1release(JNIEnv *env, jclass of, jlong trust) {
  (void)env;
  (void)of;
  fr_trust_release(at(trust));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1trust_1verify(JNIEnv *env, jclass of, jlong trust, jlong policy,
    jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1trust_1verify(JNIEnv *env, jclass of, jlong trust, jlong policy,
    jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_trust_verify(at(trust), at(policy), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1set_1trust(JNIEnv *env, jclass of, jlong engine, jlong
    trust, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1set_1trust(JNIEnv *env, jclass of, jlong engine, jlong
    trust, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_engine_set_trust(at(engine), at(trust), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1set_1switches(JNIEnv *env, jclass of, jlong engine, jlong
    bytes, jlong size, jlong nowUs, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1set_1switches(JNIEnv *env, jclass of, jlong engine, jlong
    bytes, jlong size, jlong nowUs, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_engine_set_switches(at(engine), at(bytes), (uint64_t)size, (int64_t)nowUs, at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1version(JNIEnv *env, jclass of);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1version(JNIEnv *env, jclass of) {
  (void)env;
  (void)of;
  return (jint)fr_version();
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1watch_1builder_1create(JNIEnv *env, jclass of, jlong secretKey,
    jlong entries, jlong builder, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1watch_1builder_1create(JNIEnv *env, jclass of, jlong secretKey,
    jlong entries, jlong builder, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_watch_builder_create(at(secretKey), (uint64_t)entries, at(builder), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1watch_1builder_1add(JNIEnv *env, jclass of, jlong builder, jint
    partyType, jlong identifier, jint identifierSize, jint identifierEncoding, jlong list, jint listSize, jint
    listEncoding, jlong untilUs, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1watch_1builder_1add(JNIEnv *env, jclass of, jlong builder, jint
    partyType, jlong identifier, jint identifierSize, jint identifierEncoding, jlong list, jint listSize, jint
    listEncoding, jlong untilUs, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_watch_builder_add(at(builder), (uint32_t)partyType, text_at(identifier, identifierSize,
      identifierEncoding), text_at(list, listSize, listEncoding), (int64_t)untilUs, at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1watch_1builder_1finish(JNIEnv *env, jclass of, jlong builder,
    jlong version, jlong lists, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1watch_1builder_1finish(JNIEnv *env, jclass of, jlong builder,
    jlong version, jlong lists, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_watch_builder_finish(at(builder), (uint64_t)version, at(lists), at(error));
}

JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1watch_1builder_1destroy(JNIEnv *env, jclass of, jlong builder);
JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1watch_1builder_1destroy(JNIEnv *env, jclass of, jlong builder) {
  (void)env;
  (void)of;
  fr_watch_builder_destroy(at(builder));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1watch_1lists_1retain(JNIEnv *env, jclass of, jlong lists);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1watch_1lists_1retain(JNIEnv *env, jclass of, jlong lists) {
  (void)env;
  (void)of;
  return from(fr_watch_lists_retain(at(lists)));
}

JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1watch_1lists_1release(JNIEnv *env, jclass of, jlong lists);
JNIEXPORT void JNICALL Java_org_fraudrisk_Native_fr_1watch_1lists_1release(JNIEnv *env, jclass of, jlong lists) {
  (void)env;
  (void)of;
  fr_watch_lists_release(at(lists));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1watch_1lists_1describe(JNIEnv *env, jclass of, jlong lists, jlong
    info);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1watch_1lists_1describe(JNIEnv *env, jclass of, jlong lists, jlong
    info) {
  (void)env;
  (void)of;
  return (jint)fr_watch_lists_describe(at(lists), at(info));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1watch_1lists_1name(JNIEnv *env, jclass of, jlong lists, jint
    index);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1watch_1lists_1name(JNIEnv *env, jclass of, jlong lists, jint
    index) {
  (void)env;
  (void)of;
  return from(fr_watch_lists_name(at(lists), (uint32_t)index));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1watch_1lists_1entries(JNIEnv *env, jclass of, jlong lists, jint
    index);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1watch_1lists_1entries(JNIEnv *env, jclass of, jlong lists, jint
    index) {
  (void)env;
  (void)of;
  return (jlong)fr_watch_lists_entries(at(lists), (uint32_t)index);
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1watch_1lists_1ask(JNIEnv *env, jclass of, jlong lists, jint
    partyType, jlong identifier, jint identifierSize, jint identifierEncoding, jlong list, jint listSize, jint
    listEncoding, jlong timeUs, jlong listed);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1watch_1lists_1ask(JNIEnv *env, jclass of, jlong lists, jint
    partyType, jlong identifier, jint identifierSize, jint identifierEncoding, jlong list, jint listSize, jint
    listEncoding, jlong timeUs, jlong listed) {
  (void)env;
  (void)of;
  return (jint)fr_watch_lists_ask(at(lists), (uint32_t)partyType, text_at(identifier, identifierSize,
      identifierEncoding), text_at(list, listSize, listEncoding), (int64_t)timeUs, at(listed));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1set_1watch_1lists(JNIEnv *env, jclass of, jlong engine,
    jlong lists, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1engine_1set_1watch_1lists(JNIEnv *env, jclass of, jlong engine,
    jlong lists, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_engine_set_watch_lists(at(engine), at(lists), at(error));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1engine_1watch_1lists(JNIEnv *env, jclass of, jlong engine);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1engine_1watch_1lists(JNIEnv *env, jclass of, jlong engine) {
  (void)env;
  (void)of;
  return from(fr_engine_watch_lists(at(engine)));
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1policy_1model(JNIEnv *env, jclass of, jlong policy, jint index);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_Native_fr_1policy_1model(JNIEnv *env, jclass of, jlong policy, jint index)
    {
  (void)env;
  (void)of;
  return from(fr_policy_model(at(policy), (uint32_t)index));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1why(JNIEnv *env, jclass of, jlong context, jlong transfer, jlong
    contributions, jint capacity, jlong count, jlong counterfactual);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1why(JNIEnv *env, jclass of, jlong context, jlong transfer, jlong
    contributions, jint capacity, jlong count, jlong counterfactual) {
  (void)env;
  (void)of;
  return (jint)fr_why(at(context), at(transfer), at(contributions), (uint32_t)capacity, at(count),
      at(counterfactual));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1why_1folds(JNIEnv *env, jclass of, jlong policy, jlong transfer,
    jlong folds, jlong contributions, jint capacity, jlong count, jlong counterfactual, jlong error);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1why_1folds(JNIEnv *env, jclass of, jlong policy, jlong transfer,
    jlong folds, jlong contributions, jint capacity, jlong count, jlong counterfactual, jlong error) {
  (void)env;
  (void)of;
  return (jint)fr_why_folds(at(policy), at(transfer), at(folds), at(contributions), (uint32_t)capacity, at(count),
      at(counterfactual), at(error));
}

JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1contribution_1words(JNIEnv *env, jclass of, jlong policy, jlong
    contribution, jlong language, jint languageSize, jint languageEncoding, jint encoding, jlong buffer, jlong
    capacity, jlong needed);
JNIEXPORT jint JNICALL Java_org_fraudrisk_Native_fr_1contribution_1words(JNIEnv *env, jclass of, jlong policy, jlong
    contribution, jlong language, jint languageSize, jint languageEncoding, jint encoding, jlong buffer, jlong
    capacity, jlong needed) {
  (void)env;
  (void)of;
  return (jint)fr_contribution_words(at(policy), at(contribution), text_at(language, languageSize, languageEncoding),
      (uint32_t)encoding, at(buffer), (uint64_t)capacity, at(needed));
}
