// SPDX-License-Identifier: Apache-2.0
//
// Written by bindings/cpp/generate.py from bindings/layout.json; do not edit it.
//
// Included by vectors.cpp, which has put_number() and the like.

void put(const fraudrisk::reason &from, const std::string &path);
void put(const fraudrisk::decision &from, const std::string &path);
void put(const fraudrisk::session &from, const std::string &path);
void put(const fraudrisk::teller &from, const std::string &path);
void put(const fraudrisk::party &from, const std::string &path);
void put(const fraudrisk::attribute &from, const std::string &path);
void put(const fraudrisk::transfer &from, const std::string &path);
void put(const fraudrisk::event &from, const std::string &path);
void put(const fraudrisk::error &from, const std::string &path);
void put(const fraudrisk::policy_info &from, const std::string &path);
void put(const fraudrisk::signature &from, const std::string &path);
void put(const fraudrisk::question &from, const std::string &path);
void put(const fraudrisk::text_match &from, const std::string &path);
void put(const fraudrisk::engine_options &from, const std::string &path);
void put(const fraudrisk::put_options &from, const std::string &path);
void put(const fraudrisk::party_state &from, const std::string &path);
void put(const fraudrisk::engine_stats &from, const std::string &path);
void put(const fraudrisk::limit_state &from, const std::string &path);
void put(const fraudrisk::arrow_name &from, const std::string &path);
void put(const fraudrisk::arrow_options &from, const std::string &path);
void put(const fraudrisk::value &from, const std::string &path);
void put(const fraudrisk::journal_options &from, const std::string &path);
void put(const fraudrisk::journal_recovery &from, const std::string &path);
void put(const fraudrisk::journal_stats &from, const std::string &path);
void put(const fraudrisk::stats_outcomes &from, const std::string &path);
void put(const fraudrisk::stats_scam &from, const std::string &path);
void put(const fraudrisk::stats &from, const std::string &path);
void put(const fraudrisk::watch_lists_info &from, const std::string &path);
void put(const fraudrisk::contribution &from, const std::string &path);
void put(const fraudrisk::counterfactual &from, const std::string &path);
void put(const fraudrisk::reason &from, const std::string &path) {
  put_text(path, "rule", from.rule());
  put_number(path, "points", static_cast<int32_t>(from.points()));
  put_number(path, "rule_index", static_cast<uint32_t>(from.rule_index()));
}

void put(const fraudrisk::decision &from, const std::string &path) {
  put_number(path, "outcome", static_cast<uint32_t>(from.outcome()));
  put_number(path, "score", static_cast<int64_t>(from.score()));
  put_number(path, "hold_until_us", static_cast<int64_t>(from.hold_until_us()));
  put_number(path, "flags", from.flags().raw());
  put_number(path, "unknown_count", static_cast<uint32_t>(from.unknown_count()));
  put_number(path, "error_count", static_cast<uint32_t>(from.error_count()));
  put_number(path, "reason_count", from.raw()->reason_count);
  put_number(path, "reasons_total", static_cast<uint32_t>(from.reasons_total()));
  put_number(path, "scam_index", static_cast<int32_t>(from.scam_index()));
  put_text(path, "scam", from.scam());
  put_bytes(path, "decision_id", from.decision_id());
  put_bytes(path, "policy_digest", from.policy_digest());
  put_text(path, "policy_name", from.policy_name());
  put_number(path, "policy_version", static_cast<uint64_t>(from.policy_version()));
  for (std::uint32_t i = 0; i < from.reasons().size(); i++)
    put(from.reasons()[i], inside(path, "reasons", i));
  put_number(path, "values_size", from.raw()->values_size);
  put_number(path, "advice", static_cast<uint32_t>(from.advice()));
  put_bytes(path, "values", from.values());
  put_number(path, "victim_present", static_cast<uint32_t>(from.victim_present()));
  put_number(path, "actions", from.actions().raw());
  put_number(path, "pure_outcome", static_cast<uint32_t>(from.pure_outcome()));
  put_number(path, "would_be", static_cast<uint32_t>(from.would_be()));
  put_number(path, "sequence", static_cast<uint64_t>(from.sequence()));
}

void put(const fraudrisk::session &from, const std::string &path) {
  put_number(path, "on_call", static_cast<uint32_t>(from.on_call()));
  put_number(path, "caller", static_cast<uint32_t>(from.caller()));
  put_number(path, "screen_shared", static_cast<uint32_t>(from.screen_shared()));
  put_number(path, "remote_control", static_cast<uint32_t>(from.remote_control()));
  put_number(path, "device_age_s", from.device_age_s().value_or(0));
  put_number(path, "sim_age_s", from.sim_age_s().value_or(0));
  put_number(path, "credential_age_s", from.credential_age_s().value_or(0));
  put_number(path, "meeting_app", static_cast<uint32_t>(from.meeting_app()));
  put_number(path, "geo_jump", static_cast<uint32_t>(from.geo_jump()));
  put_number(path, "ip_risky", static_cast<uint32_t>(from.ip_risky()));
  put_number(path, "sideloaded_app", static_cast<uint32_t>(from.sideloaded_app()));
  put_number(path, "overlay", static_cast<uint32_t>(from.overlay()));
  put_number(path, "hesitated", static_cast<uint32_t>(from.hesitated()));
  put_number(path, "code_shared", static_cast<uint32_t>(from.code_shared()));
  put_number(path, "call_forwarded", static_cast<uint32_t>(from.call_forwarded()));
  put_number(path, "nfc_relay", static_cast<uint32_t>(from.nfc_relay()));
  put_number(path, "tampered", static_cast<uint32_t>(from.tampered()));
  put_number(path, "face_verified", static_cast<uint32_t>(from.face_verified()));
  put_number(path, "confirmed_in_chinese", static_cast<uint32_t>(from.confirmed_in_chinese()));
  put_number(path, "cardless", static_cast<uint32_t>(from.cardless()));
  put_number(path, "payee_entry", static_cast<uint32_t>(from.payee_entry()));
  put_number(path, "call_age_s", from.call_age_s().value_or(0));
  put_number(path, "operator_age_s", from.operator_age_s().value_or(0));
  put_number(path, "phishing_link_age_s", from.phishing_link_age_s().value_or(0));
  put_number(path, "warning_dwell_s", from.warning_dwell_s().value_or(0));
}

void put(const fraudrisk::teller &from, const std::string &path) {
  put_number(path, "seen", from.seen().raw());
  put_number(path, "ruled_out", from.ruled_out().raw());
  put_text(path, "notes", from.notes().view());
}

void put(const fraudrisk::party &from, const std::string &path) {
  put_text(path, "customer", from.customer().view());
  put_number(path, "age", from.age().value_or(0));
  put_number(path, "occupation", static_cast<uint32_t>(from.occupation()));
  put_number(path, "account_age_s", from.account_age_s().value_or(0));
  put_number(path, "party_kind", static_cast<uint32_t>(from.party_kind()));
  put_number(path, "foreign", static_cast<uint32_t>(from.foreign()));
  put_number(path, "name_match", static_cast<uint32_t>(from.name_match()));
  put_number(path, "vulnerable", static_cast<uint32_t>(from.vulnerable()));
  put_text(path, "bank", from.bank().view());
  put_number(path, "added_age_s", from.added_age_s().value_or(0));
  put_number(path, "registered_age_s", from.registered_age_s().value_or(0));
  put_number(path, "mule_score", from.mule_score().value_or(0));
  put_number(path, "hops_to_listed", from.hops_to_listed().value_or(0));
  put_number(path, "shell_like", static_cast<uint32_t>(from.shell_like()));
  put_number(path, "phone_shared", static_cast<uint32_t>(from.phone_shared()));
  put_number(path, "account_changed", static_cast<uint32_t>(from.account_changed()));
  put_number(path, "third_party", static_cast<uint32_t>(from.third_party()));
  put_number(path, "region_unusual", static_cast<uint32_t>(from.region_unusual()));
  put_number(path, "trusted_contact", static_cast<uint32_t>(from.trusted_contact()));
}

void put(const fraudrisk::attribute &from, const std::string &path) {
  put_text(path, "name", from.name().view());
  put_number(path, "type", static_cast<uint32_t>(from.type()));
  put_number(path, "integer", static_cast<int64_t>(from.integer()));
  put_double(path, "number", from.number());
  put_text(path, "text", from.text().view());
}

void put(const fraudrisk::transfer &from, const std::string &path) {
  put_text(path, "id", from.id().view());
  put_number(path, "time_us", static_cast<int64_t>(from.time_us()));
  put_text(path, "payer", from.payer().view());
  put_text(path, "payee", from.payee().view());
  put_number(path, "amount_minor", static_cast<int64_t>(from.amount_minor()));
  put_number(path, "base_amount_minor", from.base_amount_minor().value_or(0));
  put_text(path, "currency", from.currency());
  put_number(path, "channel", static_cast<uint32_t>(from.channel()));
  put_number(path, "kind", static_cast<uint32_t>(from.kind()));
  put_number(path, "speed", static_cast<uint32_t>(from.speed()));
  put_text(path, "remark", from.remark().view());
  put_text(path, "purpose", from.purpose().view());
  put_number(path, "balance_before_minor", from.balance_before_minor().value_or(0));
  put_text(path, "ui_language", from.ui_language().view());
  put_number(path, "attribute_count", from.raw()->attribute_count);
  put_number(path, "limit_minor", from.limit_minor().value_or(0));
  put_number(path, "approval_gap_s", from.approval_gap_s().value_or(0));
  put_number(path, "approved", static_cast<uint32_t>(from.approved()));
  put_number(path, "payroll", static_cast<uint32_t>(from.payroll()));
}

void put(const fraudrisk::event &from, const std::string &path) {
  put_number(path, "kind", static_cast<uint32_t>(from.kind()));
  put_number(path, "sides", from.sides().raw());
  put_number(path, "time_us", static_cast<int64_t>(from.time_us()));
  put_text(path, "transfer_id", from.transfer_id().view());
  put_text(path, "payer", from.payer().view());
  put_text(path, "payee", from.payee().view());
  put_text(path, "payer_customer", from.payer_customer().view());
  put_text(path, "payee_customer", from.payee_customer().view());
  put_number(path, "amount_minor", from.amount_minor().value_or(0));
  put_text(path, "customer", from.customer().view());
  put_text(path, "party", from.party().view());
  put_text(path, "list", from.list().view());
  put_number(path, "until_us", static_cast<int64_t>(from.until_us()));
  put_number(path, "duration_s", from.duration_s().value_or(0));
  put_number(path, "caller", static_cast<uint32_t>(from.caller()));
  put_number(path, "direction", static_cast<uint32_t>(from.direction()));
  put_number(path, "level", static_cast<uint32_t>(from.level()));
  put_number(path, "response", static_cast<uint32_t>(from.response()));
  put_number(path, "status", static_cast<uint32_t>(from.status()));
  put_number(path, "transfer_time_us", from.transfer_time_us().value_or(0));
  put_text(path, "to", from.to().view());
}

void put(const fraudrisk::error &from, const std::string &path) {
  put_number(path, "status", static_cast<std::int32_t>(from.status()));
  put_number(path, "line", static_cast<uint32_t>(from.line()));
  put_number(path, "column", static_cast<uint32_t>(from.column()));
  put_number(path, "offset", static_cast<int64_t>(from.offset()));
  put_text(path, "field", from.field());
  put_text(path, "message", from.message());
}

void put(const fraudrisk::policy_info &from, const std::string &path) {
  put_number(path, "is_signed", static_cast<uint32_t>(from.is_signed()));
  put_number(path, "version", static_cast<uint64_t>(from.version()));
  put_text(path, "name", from.name());
  put_bytes(path, "digest", from.digest());
  put_text(path, "currency", from.currency());
  put_number(path, "currency_digits", static_cast<uint32_t>(from.currency_digits()));
  put_number(path, "utc_offset_s", static_cast<int32_t>(from.utc_offset_s()));
  put_number(path, "feature_count", static_cast<uint32_t>(from.feature_count()));
  put_number(path, "rule_count", static_cast<uint32_t>(from.rule_count()));
  put_number(path, "scam_count", static_cast<uint32_t>(from.scam_count()));
  put_number(path, "fold_count", static_cast<uint32_t>(from.fold_count()));
  put_number(path, "signature_count", static_cast<uint32_t>(from.signature_count()));
  put_number(path, "valid_from_us", static_cast<int64_t>(from.valid_from_us()));
  put_number(path, "valid_until_us", static_cast<int64_t>(from.valid_until_us()));
  put_number(path, "test_count", static_cast<uint32_t>(from.test_count()));
}

void put(const fraudrisk::signature &from, const std::string &path) {
  put_number(path, "algorithm", static_cast<uint32_t>(from.algorithm()));
  put_bytes(path, "key_id", from.key_id());
  put_text(path, "role", from.role());
}

void put(const fraudrisk::question &from, const std::string &path) {
  put_number(path, "sign", static_cast<uint32_t>(from.sign()));
  put_number(path, "teller_bit", from.teller_bit().raw());
  put_text(path, "name", from.name());
  put_text(path, "observation", from.observation());
}

void put(const fraudrisk::text_match &from, const std::string &path) {
  put_number(path, "begin", static_cast<uint32_t>(from.begin()));
  put_number(path, "end", static_cast<uint32_t>(from.end()));
  put_number(path, "set_index", static_cast<uint32_t>(from.set_index()));
  put_number(path, "strength", static_cast<uint32_t>(from.strength()));
  put_number(path, "disguises", from.disguises().raw());
  put_text(path, "set", from.set());
}

void put(const fraudrisk::engine_options &from, const std::string &path) {
  put_number(path, "accept_unsigned_policies", static_cast<uint32_t>(from.accept_unsigned_policies()));
  put_number(path, "shadow", static_cast<uint32_t>(from.shadow()));
  put_number(path, "outcomes_not_reported", static_cast<uint32_t>(from.outcomes_not_reported()));
  put_bytes(path, "secret_key", from.secret_key());
  put_number(path, "memory_bytes", static_cast<uint64_t>(from.memory_bytes()));
  put_number(path, "parties_max", static_cast<uint64_t>(from.parties_max()));
  put_number(path, "list_entries_max", static_cast<uint64_t>(from.list_entries_max()));
  put_number(path, "horizon_us", static_cast<int64_t>(from.horizon_us()));
  put_number(path, "time_ahead_max_us", static_cast<int64_t>(from.time_ahead_max_us()));
  put_number(path, "complete_from_us", static_cast<int64_t>(from.complete_from_us()));
  put_number(path, "utc_offset_s", static_cast<int32_t>(from.utc_offset_s()));
  put_number(path, "keep_idle_parties", static_cast<uint32_t>(from.keep_idle_parties()));
  put_number(path, "ignore_limits", static_cast<uint32_t>(from.ignore_limits()));
}

void put(const fraudrisk::put_options &from, const std::string &path) {
  put_number(path, "accept_older", static_cast<uint32_t>(from.accept_older()));
  put_number(path, "now_us", static_cast<int64_t>(from.now_us()));
}

void put(const fraudrisk::party_state &from, const std::string &path) {
  put_number(path, "sequence", static_cast<uint64_t>(from.sequence()));
  put_number(path, "transfer_entries", static_cast<uint64_t>(from.transfer_entries()));
  put_number(path, "other_entries", static_cast<uint64_t>(from.other_entries()));
  put_number(path, "counterparties", static_cast<uint64_t>(from.counterparties()));
  put_number(path, "day_summaries", static_cast<uint64_t>(from.day_summaries()));
  put_number(path, "bytes", static_cast<uint64_t>(from.bytes()));
  put_number(path, "newest_us", static_cast<int64_t>(from.newest_us()));
  put_number(path, "complete_from_us", static_cast<int64_t>(from.complete_from_us()));
}

void put(const fraudrisk::engine_stats &from, const std::string &path) {
  put_number(path, "parties", static_cast<uint64_t>(from.parties()));
  put_number(path, "transfer_entries", static_cast<uint64_t>(from.transfer_entries()));
  put_number(path, "other_entries", static_cast<uint64_t>(from.other_entries()));
  put_number(path, "counterparties", static_cast<uint64_t>(from.counterparties()));
  put_number(path, "list_entries", static_cast<uint64_t>(from.list_entries()));
  put_number(path, "profile_bytes", static_cast<uint64_t>(from.profile_bytes()));
  put_number(path, "index_bytes", static_cast<uint64_t>(from.index_bytes()));
  put_number(path, "reserved_bytes", static_cast<uint64_t>(from.reserved_bytes()));
  put_number(path, "scored", static_cast<uint64_t>(from.scored()));
  put_number(path, "repeated", static_cast<uint64_t>(from.repeated()));
  put_number(path, "observed", static_cast<uint64_t>(from.observed()));
  put_number(path, "not_found", static_cast<uint64_t>(from.not_found()));
  put_number(path, "refused", static_cast<uint64_t>(from.refused()));
  put_number(path, "entries_dropped", static_cast<uint64_t>(from.entries_dropped()));
  put_number(path, "late_dropped", static_cast<uint64_t>(from.late_dropped()));
  put_number(path, "evicted", static_cast<uint64_t>(from.evicted()));
  put_number(path, "complete_from_us", static_cast<int64_t>(from.complete_from_us()));
  put_number(path, "day_summaries", static_cast<uint64_t>(from.day_summaries()));
  put_number(path, "watch_version", static_cast<uint64_t>(from.watch_version()));
  put_number(path, "watch_entries", static_cast<uint64_t>(from.watch_entries()));
  put_number(path, "watch_bytes", static_cast<uint64_t>(from.watch_bytes()));
  for (std::uint32_t i = 0; i < from.limited_holds().size(); i++)
    put_number(inside(path, "limited_holds", i), "", from.limited_holds()[i]);
  for (std::uint32_t i = 0; i < from.limited_warnings().size(); i++)
    put_number(inside(path, "limited_warnings", i), "", from.limited_warnings()[i]);
}

void put(const fraudrisk::limit_state &from, const std::string &path) {
  put_number(path, "entry", static_cast<uint32_t>(from.entry()));
  put_number(path, "channel", static_cast<uint32_t>(from.channel()));
  put_number(path, "outcome", static_cast<uint32_t>(from.outcome()));
  put_text(path, "rule", from.rule());
  put_number(path, "window_us", static_cast<int64_t>(from.window_us()));
  put_number(path, "transfers", static_cast<uint64_t>(from.transfers()));
  put_number(path, "allowed", static_cast<uint64_t>(from.allowed()));
  put_number(path, "given", static_cast<uint64_t>(from.given()));
  put_number(path, "lowered", static_cast<uint64_t>(from.lowered()));
  put_number(path, "share_ppm", static_cast<uint32_t>(from.share_ppm()));
  put_number(path, "full", static_cast<uint32_t>(from.full()));
}

void put(const fraudrisk::arrow_name &from, const std::string &path) {
  put_text(path, "column", from.column().view());
  put_text(path, "field", from.field().view());
}

void put(const fraudrisk::arrow_options &from, const std::string &path) {
  put_number(path, "ignore_columns", static_cast<uint32_t>(from.ignore_columns()));
  put_number(path, "name_count", static_cast<uint32_t>(from.name_count()));
}

void put(const fraudrisk::journal_options &from, const std::string &path) {
  put_number(path, "mode", static_cast<uint32_t>(from.mode()));
  put_number(path, "when_full", static_cast<uint32_t>(from.when_full()));
  put_number(path, "calls_do_not_wait", static_cast<uint32_t>(from.calls_do_not_wait()));
  put_text(path, "directory", from.directory());
  put_number(path, "segment_bytes", static_cast<uint64_t>(from.segment_bytes()));
  put_number(path, "checkpoint_blocks", static_cast<uint64_t>(from.checkpoint_blocks()));
  put_number(path, "signing_key_size", from.raw()->signing_key_size);
  put_number(path, "now_us", static_cast<int64_t>(from.now_us()));
  put_number(path, "trusted_keys_size", from.raw()->trusted_keys_size);
}

void put(const fraudrisk::journal_recovery &from, const std::string &path) {
  put_number(path, "snapshots_refused", static_cast<uint32_t>(from.snapshots_refused()));
  put_number(path, "first_sequence", static_cast<uint64_t>(from.first_sequence()));
  put_number(path, "last_sequence", static_cast<uint64_t>(from.last_sequence()));
  put_number(path, "cut_bytes", static_cast<uint64_t>(from.cut_bytes()));
  put_number(path, "cut_sequence", static_cast<uint64_t>(from.cut_sequence()));
  put_number(path, "cut_records", static_cast<uint64_t>(from.cut_records()));
  put_number(path, "snapshot_sequence", static_cast<uint64_t>(from.snapshot_sequence()));
  put_number(path, "replayed", static_cast<uint64_t>(from.replayed()));
  put_number(path, "left_to_host", from.left_to_host().raw());
  put_number(path, "cut_files", static_cast<uint32_t>(from.cut_files()));
  put_number(path, "signed_sequence", static_cast<uint64_t>(from.signed_sequence()));
}

void put(const fraudrisk::journal_stats &from, const std::string &path) {
  put_number(path, "failed", static_cast<uint32_t>(from.failed()));
  put_number(path, "first_sequence", static_cast<uint64_t>(from.first_sequence()));
  put_number(path, "last_sequence", static_cast<uint64_t>(from.last_sequence()));
  put_number(path, "synced_sequence", static_cast<uint64_t>(from.synced_sequence()));
  put_number(path, "sealed_sequence", static_cast<uint64_t>(from.sealed_sequence()));
  put_number(path, "checkpoint_sequence", static_cast<uint64_t>(from.checkpoint_sequence()));
  put_number(path, "segments", static_cast<uint64_t>(from.segments()));
}

void put(const fraudrisk::stats_outcomes &from, const std::string &path) {
  put_number(path, "allow", static_cast<uint64_t>(from.allow()));
  put_number(path, "warn", static_cast<uint64_t>(from.warn()));
  put_number(path, "hold", static_cast<uint64_t>(from.hold()));
}

void put(const fraudrisk::stats_scam &from, const std::string &path) {
  put_text(path, "name", from.name());
  put(from.decided(), inside(path, "decided"));
}

void put(const fraudrisk::stats &from, const std::string &path) {
  put_number(path, "shadow", static_cast<uint32_t>(from.shadow()));
  for (std::uint32_t i = 0; i < from.decided().size(); i++)
    put(from.decided()[i], inside(path, "decided", i));
  for (std::uint32_t i = 0; i < from.by_scam().size(); i++)
    put(from.by_scam()[i], inside(path, "by_scam", i));
  put_number(path, "scam_count", from.raw()->scam_count);
  put_number(path, "context_count", static_cast<uint32_t>(from.context_count()));
  for (std::uint32_t i = 0; i < from.flags().size(); i++)
    put_number(inside(path, "flags", i), "", from.flags()[i]);
  put_number(path, "rules_unknown", static_cast<uint64_t>(from.rules_unknown()));
  for (std::uint32_t i = 0; i < from.challengers().size(); i++)
    put(from.challengers()[i], inside(path, "challengers", i));
  put_number(path, "degraded", static_cast<uint64_t>(from.degraded()));
  for (std::uint32_t i = 0; i < from.refused().size(); i++)
    put_number(inside(path, "refused", i), "", from.refused()[i]);
  put_number(path, "previewed", static_cast<uint64_t>(from.previewed()));
  put_number(path, "folded", static_cast<uint64_t>(from.folded()));
  put_number(path, "observed", static_cast<uint64_t>(from.observed()));
  put_number(path, "not_found", static_cast<uint64_t>(from.not_found()));
  for (std::uint32_t i = 0; i < from.limited_holds().size(); i++)
    put_number(inside(path, "limited_holds", i), "", from.limited_holds()[i]);
  for (std::uint32_t i = 0; i < from.limited_warnings().size(); i++)
    put_number(inside(path, "limited_warnings", i), "", from.limited_warnings()[i]);
  for (std::uint32_t i = 0; i < from.took().size(); i++)
    put_number(inside(path, "took", i), "", from.took()[i]);
  put_number(path, "took_ns", static_cast<uint64_t>(from.took_ns()));
  put_number(path, "parties", static_cast<uint64_t>(from.parties()));
  put_number(path, "parties_max", static_cast<uint64_t>(from.parties_max()));
  put_number(path, "evicted", static_cast<uint64_t>(from.evicted()));
  put_number(path, "entries_dropped", static_cast<uint64_t>(from.entries_dropped()));
  put_number(path, "late_dropped", static_cast<uint64_t>(from.late_dropped()));
  put_number(path, "reserved_bytes", static_cast<uint64_t>(from.reserved_bytes()));
  put_number(path, "memory_bytes", static_cast<uint64_t>(from.memory_bytes()));
  put_number(path, "list_entries", static_cast<uint64_t>(from.list_entries()));
  put_number(path, "list_entries_max", static_cast<uint64_t>(from.list_entries_max()));
  put_number(path, "watch_version", static_cast<uint64_t>(from.watch_version()));
  put_number(path, "watch_entries", static_cast<uint64_t>(from.watch_entries()));
  put_number(path, "watch_bytes", static_cast<uint64_t>(from.watch_bytes()));
  put_text(path, "policy_name", from.policy_name());
  put_number(path, "policy_version", static_cast<uint64_t>(from.policy_version()));
  put_bytes(path, "policy_digest", from.policy_digest());
  put_number(path, "policy_valid_until_us", static_cast<int64_t>(from.policy_valid_until_us()));
  put_number(path, "policy_since_us", static_cast<int64_t>(from.policy_since_us()));
  put_number(path, "policy_age_us", static_cast<int64_t>(from.policy_age_us()));
  put_number(path, "has_journal", static_cast<uint32_t>(from.has_journal()));
  put_number(path, "journal_failed", static_cast<uint32_t>(from.journal_failed()));
  put_number(path, "last_sequence", static_cast<uint64_t>(from.last_sequence()));
  put_number(path, "synced_sequence", static_cast<uint64_t>(from.synced_sequence()));
  put_number(path, "sealed_sequence", static_cast<uint64_t>(from.sealed_sequence()));
  put_number(path, "checkpoint_sequence", static_cast<uint64_t>(from.checkpoint_sequence()));
  put_number(path, "unsynced_records", static_cast<uint64_t>(from.unsynced_records()));
  put_number(path, "unsealed_records", static_cast<uint64_t>(from.unsealed_records()));
  put_number(path, "unsigned_records", static_cast<uint64_t>(from.unsigned_records()));
  put_number(path, "segments", static_cast<uint64_t>(from.segments()));
}

void put(const fraudrisk::watch_lists_info &from, const std::string &path) {
  put_number(path, "list_count", static_cast<uint32_t>(from.list_count()));
  put_number(path, "version", static_cast<uint64_t>(from.version()));
  put_number(path, "entries", static_cast<uint64_t>(from.entries()));
  put_number(path, "duplicates", static_cast<uint64_t>(from.duplicates()));
  put_number(path, "bytes", static_cast<uint64_t>(from.bytes()));
  put_number(path, "name_bytes", static_cast<uint64_t>(from.name_bytes()));
}

void put(const fraudrisk::contribution &from, const std::string &path) {
  put_number(path, "model_index", static_cast<uint32_t>(from.model_index()));
  put_number(path, "feature_index", static_cast<uint32_t>(from.feature_index()));
  put_number(path, "known", static_cast<uint32_t>(from.known()));
  put_double(path, "value", from.value());
  put_double(path, "contribution", from.contribution_value());
}

void put(const fraudrisk::counterfactual &from, const std::string &path) {
  put_number(path, "outcome", static_cast<uint32_t>(from.outcome()));
  put_number(path, "is_field", static_cast<uint32_t>(from.is_field()));
  put_text(path, "name", from.name());
  put(from.from(), inside(path, "from"));
  put(from.to(), inside(path, "to"));
}

bool set_field(fraudrisk::arrow_name &to, const std::string &name, std::string_view value) {
  if (name == "column") return to.column(text(value, to.column().encoding())), true;
  if (name == "column.encoding") return to.column(encoded(to.column(), value)), true;
  if (name == "field") return to.field(text(value, to.field().encoding())), true;
  if (name == "field.encoding") return to.field(encoded(to.field(), value)), true;
  return false;
}

bool set_field(fraudrisk::arrow_options &to, const std::string &name, std::string_view value) {
  if (name == "ignore_columns")
    return to.ignore_columns(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "name_count") return to.name_count(number<std::uint32_t>(value)), true;
  return false;
}

bool set_field(fraudrisk::attribute &to, const std::string &name, std::string_view value) {
  if (name == "name") return to.name(text(value, to.name().encoding())), true;
  if (name == "name.encoding") return to.name(encoded(to.name(), value)), true;
  if (name == "type") return to.type(static_cast<fraudrisk::value_type>(number<std::uint32_t>(value))), true;
  if (name == "integer") return to.integer(number<std::int64_t>(value)), true;
  if (name == "number") return to.number(number<double>(value)), true;
  if (name == "text") return to.text(text(value, to.text().encoding())), true;
  if (name == "text.encoding") return to.text(encoded(to.text(), value)), true;
  return false;
}

bool set_field(fraudrisk::engine_options &to, const std::string &name, std::string_view value) {
  if (name == "accept_unsigned_policies")
    return to.accept_unsigned_policies(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "shadow") return to.shadow(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "outcomes_not_reported")
    return to.outcomes_not_reported(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "secret_key") return to.secret_key(bytes_of<16>(value)), true;
  if (name == "memory_bytes") return to.memory_bytes(number<std::uint64_t>(value)), true;
  if (name == "parties_max") return to.parties_max(number<std::uint64_t>(value)), true;
  if (name == "list_entries_max") return to.list_entries_max(number<std::uint64_t>(value)), true;
  if (name == "horizon_us") return to.horizon_us(number<std::int64_t>(value)), true;
  if (name == "time_ahead_max_us") return to.time_ahead_max_us(number<std::int64_t>(value)), true;
  if (name == "complete_from_us") return to.complete_from_us(number<std::int64_t>(value)), true;
  if (name == "utc_offset_s") return to.utc_offset_s(number<std::int32_t>(value)), true;
  if (name == "keep_idle_parties")
    return to.keep_idle_parties(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "ignore_limits")
    return to.ignore_limits(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  return false;
}

bool set_field(fraudrisk::event &to, const std::string &name, std::string_view value) {
  if (name == "kind") return to.kind(static_cast<fraudrisk::event_kind>(number<std::uint32_t>(value))), true;
  if (name == "sides") return to.sides(bits<fraudrisk::side>::of(number<std::uint32_t>(value))), true;
  if (name == "time_us") return to.time_us(number<std::int64_t>(value)), true;
  if (name == "transfer_id") return to.transfer_id(text(value, to.transfer_id().encoding())), true;
  if (name == "transfer_id.encoding") return to.transfer_id(encoded(to.transfer_id(), value)), true;
  if (name == "payer") return to.payer(text(value, to.payer().encoding())), true;
  if (name == "payer.encoding") return to.payer(encoded(to.payer(), value)), true;
  if (name == "payee") return to.payee(text(value, to.payee().encoding())), true;
  if (name == "payee.encoding") return to.payee(encoded(to.payee(), value)), true;
  if (name == "payer_customer") return to.payer_customer(text(value, to.payer_customer().encoding())), true;
  if (name == "payer_customer.encoding") return to.payer_customer(encoded(to.payer_customer(), value)), true;
  if (name == "payee_customer") return to.payee_customer(text(value, to.payee_customer().encoding())), true;
  if (name == "payee_customer.encoding") return to.payee_customer(encoded(to.payee_customer(), value)), true;
  if (name == "amount_minor") return to.amount_minor(number<std::int64_t>(value)), true;
  if (name == "customer") return to.customer(text(value, to.customer().encoding())), true;
  if (name == "customer.encoding") return to.customer(encoded(to.customer(), value)), true;
  if (name == "party") return to.party(text(value, to.party().encoding())), true;
  if (name == "party.encoding") return to.party(encoded(to.party(), value)), true;
  if (name == "list") return to.list(text(value, to.list().encoding())), true;
  if (name == "list.encoding") return to.list(encoded(to.list(), value)), true;
  if (name == "until_us") return to.until_us(number<std::int64_t>(value)), true;
  if (name == "duration_s") return to.duration_s(number<std::int64_t>(value)), true;
  if (name == "caller") return to.caller(static_cast<fraudrisk::caller>(number<std::uint32_t>(value))), true;
  if (name == "direction") return to.direction(static_cast<fraudrisk::direction>(number<std::uint32_t>(value))), true;
  if (name == "level") return to.level(number<std::uint32_t>(value)), true;
  if (name == "response") return to.response(static_cast<fraudrisk::response>(number<std::uint32_t>(value))), true;
  if (name == "status") return to.status(static_cast<fraudrisk::transfer_status>(number<std::uint32_t>(value))), true;
  if (name == "transfer_time_us") return to.transfer_time_us(number<std::int64_t>(value)), true;
  if (name == "to") return to.to(text(value, to.to().encoding())), true;
  if (name == "to.encoding") return to.to(encoded(to.to(), value)), true;
  return false;
}

bool set_field(fraudrisk::journal_options &to, const std::string &name, std::string_view value) {
  if (name == "mode") return to.mode(static_cast<fraudrisk::journal_setting>(number<std::uint32_t>(value))), true;
  if (name == "when_full")
    return to.when_full(static_cast<fraudrisk::journal_setting>(number<std::uint32_t>(value))), true;
  if (name == "calls_do_not_wait")
    return to.calls_do_not_wait(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "segment_bytes") return to.segment_bytes(number<std::uint64_t>(value)), true;
  if (name == "checkpoint_blocks") return to.checkpoint_blocks(number<std::uint64_t>(value)), true;
  if (name == "now_us") return to.now_us(number<std::int64_t>(value)), true;
  return false;
}

bool set_field(fraudrisk::party &to, const std::string &name, std::string_view value) {
  if (name == "customer") return to.customer(text(value, to.customer().encoding())), true;
  if (name == "customer.encoding") return to.customer(encoded(to.customer(), value)), true;
  if (name == "age") return to.age(number<std::int32_t>(value)), true;
  if (name == "occupation")
    return to.occupation(static_cast<fraudrisk::occupation>(number<std::uint32_t>(value))), true;
  if (name == "account_age_s") return to.account_age_s(number<std::int64_t>(value)), true;
  if (name == "party_kind")
    return to.party_kind(static_cast<fraudrisk::party_kind>(number<std::uint32_t>(value))), true;
  if (name == "foreign") return to.foreign(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "name_match")
    return to.name_match(static_cast<fraudrisk::name_match>(number<std::uint32_t>(value))), true;
  if (name == "vulnerable")
    return to.vulnerable(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "bank") return to.bank(text(value, to.bank().encoding())), true;
  if (name == "bank.encoding") return to.bank(encoded(to.bank(), value)), true;
  if (name == "added_age_s") return to.added_age_s(number<std::int64_t>(value)), true;
  if (name == "registered_age_s") return to.registered_age_s(number<std::int64_t>(value)), true;
  if (name == "mule_score") return to.mule_score(number<std::int32_t>(value)), true;
  if (name == "hops_to_listed") return to.hops_to_listed(number<std::int32_t>(value)), true;
  if (name == "shell_like")
    return to.shell_like(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "phone_shared")
    return to.phone_shared(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "account_changed")
    return to.account_changed(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "third_party")
    return to.third_party(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "region_unusual")
    return to.region_unusual(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "trusted_contact")
    return to.trusted_contact(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  return false;
}

bool set_field(fraudrisk::put_options &to, const std::string &name, std::string_view value) {
  if (name == "accept_older")
    return to.accept_older(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "now_us") return to.now_us(number<std::int64_t>(value)), true;
  return false;
}

bool set_field(fraudrisk::session &to, const std::string &name, std::string_view value) {
  if (name == "on_call") return to.on_call(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "caller") return to.caller(static_cast<fraudrisk::caller>(number<std::uint32_t>(value))), true;
  if (name == "screen_shared")
    return to.screen_shared(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "remote_control")
    return to.remote_control(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "device_age_s") return to.device_age_s(number<std::int64_t>(value)), true;
  if (name == "sim_age_s") return to.sim_age_s(number<std::int64_t>(value)), true;
  if (name == "credential_age_s") return to.credential_age_s(number<std::int64_t>(value)), true;
  if (name == "meeting_app")
    return to.meeting_app(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "geo_jump") return to.geo_jump(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "ip_risky") return to.ip_risky(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "sideloaded_app")
    return to.sideloaded_app(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "overlay") return to.overlay(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "hesitated") return to.hesitated(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "code_shared")
    return to.code_shared(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "call_forwarded")
    return to.call_forwarded(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "nfc_relay") return to.nfc_relay(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "tampered") return to.tampered(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "face_verified")
    return to.face_verified(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "confirmed_in_chinese")
    return to.confirmed_in_chinese(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "cardless") return to.cardless(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "payee_entry")
    return to.payee_entry(static_cast<fraudrisk::payee_entry>(number<std::uint32_t>(value))), true;
  if (name == "call_age_s") return to.call_age_s(number<std::int64_t>(value)), true;
  if (name == "operator_age_s") return to.operator_age_s(number<std::int64_t>(value)), true;
  if (name == "phishing_link_age_s") return to.phishing_link_age_s(number<std::int64_t>(value)), true;
  if (name == "warning_dwell_s") return to.warning_dwell_s(number<std::int64_t>(value)), true;
  return false;
}

bool set_field(fraudrisk::teller &to, const std::string &name, std::string_view value) {
  if (name == "seen") return to.seen(bits<fraudrisk::observation>::of(number<std::uint64_t>(value))), true;
  if (name == "ruled_out") return to.ruled_out(bits<fraudrisk::observation>::of(number<std::uint64_t>(value))), true;
  if (name == "notes") return to.notes(text(value, to.notes().encoding())), true;
  if (name == "notes.encoding") return to.notes(encoded(to.notes(), value)), true;
  return false;
}

bool set_field(fraudrisk::transfer &to, const std::string &name, std::string_view value) {
  if (name == "id") return to.id(text(value, to.id().encoding())), true;
  if (name == "id.encoding") return to.id(encoded(to.id(), value)), true;
  if (name == "time_us") return to.time_us(number<std::int64_t>(value)), true;
  if (name == "payer") return to.payer(text(value, to.payer().encoding())), true;
  if (name == "payer.encoding") return to.payer(encoded(to.payer(), value)), true;
  if (name == "payee") return to.payee(text(value, to.payee().encoding())), true;
  if (name == "payee.encoding") return to.payee(encoded(to.payee(), value)), true;
  if (name == "amount_minor") return to.amount_minor(number<std::int64_t>(value)), true;
  if (name == "base_amount_minor") return to.base_amount_minor(number<std::int64_t>(value)), true;
  if (name == "currency") return to.currency(value), true;
  if (name == "channel") return to.channel(static_cast<fraudrisk::channel>(number<std::uint32_t>(value))), true;
  if (name == "kind") return to.kind(static_cast<fraudrisk::kind>(number<std::uint32_t>(value))), true;
  if (name == "speed") return to.speed(static_cast<fraudrisk::speed>(number<std::uint32_t>(value))), true;
  if (name == "remark") return to.remark(text(value, to.remark().encoding())), true;
  if (name == "remark.encoding") return to.remark(encoded(to.remark(), value)), true;
  if (name == "purpose") return to.purpose(text(value, to.purpose().encoding())), true;
  if (name == "purpose.encoding") return to.purpose(encoded(to.purpose(), value)), true;
  if (name == "balance_before_minor") return to.balance_before_minor(number<std::int64_t>(value)), true;
  if (name == "ui_language") return to.ui_language(text(value, to.ui_language().encoding())), true;
  if (name == "ui_language.encoding") return to.ui_language(encoded(to.ui_language(), value)), true;
  if (name == "limit_minor") return to.limit_minor(number<std::int64_t>(value)), true;
  if (name == "approval_gap_s") return to.approval_gap_s(number<std::int64_t>(value)), true;
  if (name == "approved") return to.approved(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  if (name == "payroll") return to.payroll(static_cast<fraudrisk::tristate>(number<std::uint32_t>(value))), true;
  return false;
}
