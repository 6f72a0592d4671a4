// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

import java.util.Map;

/** The fields of all structs, in the order of the header. */
final class Tables {
  private Tables() {}

  enum Kind { U32, I32, U64, I64, DOUBLE, TEXT, STRING, CHARS, BYTES, STRUCT, POINTER, OTHER }

  static final class Field {
    final String name;
    final Kind kind;
    final int offset;
    final int count;
    final int size;

    Field(String name, Kind kind, int offset, int size, int count) {
      this.name = name;
      this.kind = kind;
      this.offset = offset;
      this.size = size;
      this.count = count;
    }
  }

  static final Map<Class<?>, Field[]> ALL =
      Map.ofEntries(
          Map.entry(
              Reason.class,
              new Field[] {
                new Field("rule", Kind.CHARS, 0, 48, 1),
                new Field("points", Kind.I32, 48, 4, 1),
                new Field("rule_index", Kind.U32, 52, 4, 1)
              }),
          Map.entry(
              Decision.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("outcome", Kind.U32, 4, 4, 1),
                new Field("score", Kind.I64, 8, 8, 1),
                new Field("hold_until_us", Kind.I64, 16, 8, 1),
                new Field("flags", Kind.U32, 24, 4, 1),
                new Field("unknown_count", Kind.U32, 28, 4, 1),
                new Field("error_count", Kind.U32, 32, 4, 1),
                new Field("reason_count", Kind.U32, 36, 4, 1),
                new Field("reasons_total", Kind.U32, 40, 4, 1),
                new Field("scam_index", Kind.I32, 44, 4, 1),
                new Field("scam", Kind.CHARS, 48, 48, 1),
                new Field("decision_id", Kind.BYTES, 96, 16, 1),
                new Field("policy_digest", Kind.BYTES, 112, 32, 1),
                new Field("policy_name", Kind.CHARS, 144, 48, 1),
                new Field("policy_version", Kind.U64, 192, 8, 1),
                new Field("reasons", Kind.STRUCT, 200, 896, 16),
                new Field("values_size", Kind.U32, 1096, 4, 1),
                new Field("advice", Kind.U32, 1100, 4, 1),
                new Field("values", Kind.BYTES, 1104, 1024, 1),
                new Field("victim_present", Kind.U32, 2128, 4, 1),
                new Field("actions", Kind.U32, 2132, 4, 1),
                new Field("pure_outcome", Kind.U32, 2136, 4, 1),
                new Field("would_be", Kind.U32, 2140, 4, 1),
                new Field("sequence", Kind.U64, 2144, 8, 1)
              }),
          Map.entry(
              Text.class,
              new Field[] {
                new Field("data", Kind.STRING, 0, 8, 1),
                new Field("size", Kind.U32, 8, 4, 1),
                new Field("encoding", Kind.U32, 12, 4, 1)
              }),
          Map.entry(
              Session.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("known", Kind.U32, 4, 4, 1),
                new Field("on_call", Kind.U32, 8, 4, 1),
                new Field("caller", Kind.U32, 12, 4, 1),
                new Field("screen_shared", Kind.U32, 16, 4, 1),
                new Field("remote_control", Kind.U32, 20, 4, 1),
                new Field("device_age_s", Kind.I64, 24, 8, 1),
                new Field("sim_age_s", Kind.I64, 32, 8, 1),
                new Field("credential_age_s", Kind.I64, 40, 8, 1),
                new Field("meeting_app", Kind.U32, 48, 4, 1),
                new Field("geo_jump", Kind.U32, 52, 4, 1),
                new Field("ip_risky", Kind.U32, 56, 4, 1),
                new Field("sideloaded_app", Kind.U32, 60, 4, 1),
                new Field("overlay", Kind.U32, 64, 4, 1),
                new Field("hesitated", Kind.U32, 68, 4, 1),
                new Field("code_shared", Kind.U32, 72, 4, 1),
                new Field("call_forwarded", Kind.U32, 76, 4, 1),
                new Field("nfc_relay", Kind.U32, 80, 4, 1),
                new Field("tampered", Kind.U32, 84, 4, 1),
                new Field("face_verified", Kind.U32, 88, 4, 1),
                new Field("confirmed_in_chinese", Kind.U32, 92, 4, 1),
                new Field("cardless", Kind.U32, 96, 4, 1),
                new Field("payee_entry", Kind.U32, 100, 4, 1),
                new Field("call_age_s", Kind.I64, 104, 8, 1),
                new Field("operator_age_s", Kind.I64, 112, 8, 1),
                new Field("phishing_link_age_s", Kind.I64, 120, 8, 1),
                new Field("warning_dwell_s", Kind.I64, 128, 8, 1)
              }),
          Map.entry(
              Teller.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("reserved", Kind.U32, 4, 4, 1),
                new Field("seen", Kind.U64, 8, 8, 1),
                new Field("ruled_out", Kind.U64, 16, 8, 1),
                new Field("notes", Kind.TEXT, 24, 16, 1)
              }),
          Map.entry(
              Party.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("known", Kind.U32, 4, 4, 1),
                new Field("customer", Kind.TEXT, 8, 16, 1),
                new Field("age", Kind.I32, 24, 4, 1),
                new Field("occupation", Kind.U32, 28, 4, 1),
                new Field("account_age_s", Kind.I64, 32, 8, 1),
                new Field("party_kind", Kind.U32, 40, 4, 1),
                new Field("foreign", Kind.U32, 44, 4, 1),
                new Field("name_match", Kind.U32, 48, 4, 1),
                new Field("vulnerable", Kind.U32, 52, 4, 1),
                new Field("bank", Kind.TEXT, 56, 16, 1),
                new Field("added_age_s", Kind.I64, 72, 8, 1),
                new Field("registered_age_s", Kind.I64, 80, 8, 1),
                new Field("mule_score", Kind.I32, 88, 4, 1),
                new Field("hops_to_listed", Kind.I32, 92, 4, 1),
                new Field("shell_like", Kind.U32, 96, 4, 1),
                new Field("phone_shared", Kind.U32, 100, 4, 1),
                new Field("account_changed", Kind.U32, 104, 4, 1),
                new Field("third_party", Kind.U32, 108, 4, 1),
                new Field("region_unusual", Kind.U32, 112, 4, 1),
                new Field("trusted_contact", Kind.U32, 116, 4, 1)
              }),
          Map.entry(
              Attribute.class,
              new Field[] {
                new Field("name", Kind.TEXT, 0, 16, 1),
                new Field("type", Kind.U32, 16, 4, 1),
                new Field("reserved", Kind.U32, 20, 4, 1),
                new Field("integer", Kind.I64, 24, 8, 1),
                new Field("number", Kind.DOUBLE, 32, 8, 1),
                new Field("text", Kind.TEXT, 40, 16, 1)
              }),
          Map.entry(
              Transfer.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("known", Kind.U32, 4, 4, 1),
                new Field("id", Kind.TEXT, 8, 16, 1),
                new Field("time_us", Kind.I64, 24, 8, 1),
                new Field("payer", Kind.TEXT, 32, 16, 1),
                new Field("payee", Kind.TEXT, 48, 16, 1),
                new Field("amount_minor", Kind.I64, 64, 8, 1),
                new Field("base_amount_minor", Kind.I64, 72, 8, 1),
                new Field("currency", Kind.CHARS, 80, 4, 1),
                new Field("channel", Kind.U32, 84, 4, 1),
                new Field("kind", Kind.U32, 88, 4, 1),
                new Field("speed", Kind.U32, 92, 4, 1),
                new Field("remark", Kind.TEXT, 96, 16, 1),
                new Field("purpose", Kind.TEXT, 112, 16, 1),
                new Field("balance_before_minor", Kind.I64, 128, 8, 1),
                new Field("ui_language", Kind.TEXT, 136, 16, 1),
                new Field("session", Kind.POINTER, 152, 8, 1),
                new Field("teller", Kind.POINTER, 160, 8, 1),
                new Field("payer_party", Kind.POINTER, 168, 8, 1),
                new Field("payee_party", Kind.POINTER, 176, 8, 1),
                new Field("attributes", Kind.POINTER, 184, 8, 1),
                new Field("attribute_count", Kind.U32, 192, 4, 1),
                new Field("reserved", Kind.U32, 196, 4, 1),
                new Field("limit_minor", Kind.I64, 200, 8, 1),
                new Field("approval_gap_s", Kind.I64, 208, 8, 1),
                new Field("approved", Kind.U32, 216, 4, 1),
                new Field("payroll", Kind.U32, 220, 4, 1)
              }),
          Map.entry(
              Event.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("kind", Kind.U32, 4, 4, 1),
                new Field("known", Kind.U32, 8, 4, 1),
                new Field("sides", Kind.U32, 12, 4, 1),
                new Field("time_us", Kind.I64, 16, 8, 1),
                new Field("transfer_id", Kind.TEXT, 24, 16, 1),
                new Field("payer", Kind.TEXT, 40, 16, 1),
                new Field("payee", Kind.TEXT, 56, 16, 1),
                new Field("payer_customer", Kind.TEXT, 72, 16, 1),
                new Field("payee_customer", Kind.TEXT, 88, 16, 1),
                new Field("amount_minor", Kind.I64, 104, 8, 1),
                new Field("customer", Kind.TEXT, 112, 16, 1),
                new Field("party", Kind.TEXT, 128, 16, 1),
                new Field("list", Kind.TEXT, 144, 16, 1),
                new Field("until_us", Kind.I64, 160, 8, 1),
                new Field("duration_s", Kind.I64, 168, 8, 1),
                new Field("caller", Kind.U32, 176, 4, 1),
                new Field("direction", Kind.U32, 180, 4, 1),
                new Field("level", Kind.U32, 184, 4, 1),
                new Field("response", Kind.U32, 188, 4, 1),
                new Field("status", Kind.U32, 192, 4, 1),
                new Field("reserved", Kind.U32, 196, 4, 1),
                new Field("transfer", Kind.POINTER, 200, 8, 1),
                new Field("transfer_time_us", Kind.I64, 208, 8, 1),
                new Field("to", Kind.TEXT, 216, 16, 1)
              }),
          Map.entry(
              ErrorDetail.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("status", Kind.I32, 4, 4, 1),
                new Field("line", Kind.U32, 8, 4, 1),
                new Field("column", Kind.U32, 12, 4, 1),
                new Field("offset", Kind.I64, 16, 8, 1),
                new Field("field", Kind.CHARS, 24, 64, 1),
                new Field("message", Kind.CHARS, 88, 256, 1)
              }),
          Map.entry(
              PolicyInfo.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("is_signed", Kind.U32, 4, 4, 1),
                new Field("version", Kind.U64, 8, 8, 1),
                new Field("name", Kind.STRING, 16, 8, 1),
                new Field("digest", Kind.BYTES, 24, 32, 1),
                new Field("currency", Kind.CHARS, 56, 4, 1),
                new Field("currency_digits", Kind.U32, 60, 4, 1),
                new Field("utc_offset_s", Kind.I32, 64, 4, 1),
                new Field("feature_count", Kind.U32, 68, 4, 1),
                new Field("rule_count", Kind.U32, 72, 4, 1),
                new Field("scam_count", Kind.U32, 76, 4, 1),
                new Field("fold_count", Kind.U32, 80, 4, 1),
                new Field("signature_count", Kind.U32, 84, 4, 1),
                new Field("valid_from_us", Kind.I64, 88, 8, 1),
                new Field("valid_until_us", Kind.I64, 96, 8, 1),
                new Field("test_count", Kind.U32, 104, 4, 1),
                new Field("reserved", Kind.U32, 108, 4, 1)
              }),
          Map.entry(
              Signature.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("algorithm", Kind.U32, 4, 4, 1),
                new Field("key_id", Kind.BYTES, 8, 16, 1),
                new Field("role", Kind.CHARS, 24, 48, 1)
              }),
          Map.entry(
              Question.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("sign", Kind.U32, 4, 4, 1),
                new Field("teller_bit", Kind.U64, 8, 8, 1),
                new Field("name", Kind.STRING, 16, 8, 1),
                new Field("observation", Kind.STRING, 24, 8, 1)
              }),
          Map.entry(
              TextMatch.class,
              new Field[] {
                new Field("begin", Kind.U32, 0, 4, 1),
                new Field("end", Kind.U32, 4, 4, 1),
                new Field("set_index", Kind.U32, 8, 4, 1),
                new Field("strength", Kind.U32, 12, 4, 1),
                new Field("disguises", Kind.U32, 16, 4, 1),
                new Field("reserved", Kind.U32, 20, 4, 1),
                new Field("set", Kind.CHARS, 24, 48, 1)
              }),
          Map.entry(
              EngineOptions.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("accept_unsigned_policies", Kind.U32, 4, 4, 1),
                new Field("shadow", Kind.U32, 8, 4, 1),
                new Field("outcomes_not_reported", Kind.U32, 12, 4, 1),
                new Field("secret_key", Kind.BYTES, 16, 16, 1),
                new Field("memory_bytes", Kind.U64, 32, 8, 1),
                new Field("parties_max", Kind.U64, 40, 8, 1),
                new Field("list_entries_max", Kind.U64, 48, 8, 1),
                new Field("horizon_us", Kind.I64, 56, 8, 1),
                new Field("time_ahead_max_us", Kind.I64, 64, 8, 1),
                new Field("complete_from_us", Kind.I64, 72, 8, 1),
                new Field("utc_offset_s", Kind.I32, 80, 4, 1),
                new Field("keep_idle_parties", Kind.U32, 84, 4, 1),
                new Field("ignore_limits", Kind.U32, 88, 4, 1),
                new Field("reserved", Kind.U32, 92, 4, 1)
              }),
          Map.entry(
              PutOptions.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("accept_older", Kind.U32, 4, 4, 1),
                new Field("now_us", Kind.I64, 8, 8, 1)
              }),
          Map.entry(
              PartyState.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("reserved", Kind.U32, 4, 4, 1),
                new Field("sequence", Kind.U64, 8, 8, 1),
                new Field("transfer_entries", Kind.U64, 16, 8, 1),
                new Field("other_entries", Kind.U64, 24, 8, 1),
                new Field("counterparties", Kind.U64, 32, 8, 1),
                new Field("day_summaries", Kind.U64, 40, 8, 1),
                new Field("bytes", Kind.U64, 48, 8, 1),
                new Field("newest_us", Kind.I64, 56, 8, 1),
                new Field("complete_from_us", Kind.I64, 64, 8, 1)
              }),
          Map.entry(
              EngineStats.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("reserved", Kind.U32, 4, 4, 1),
                new Field("parties", Kind.U64, 8, 8, 1),
                new Field("transfer_entries", Kind.U64, 16, 8, 1),
                new Field("other_entries", Kind.U64, 24, 8, 1),
                new Field("counterparties", Kind.U64, 32, 8, 1),
                new Field("list_entries", Kind.U64, 40, 8, 1),
                new Field("profile_bytes", Kind.U64, 48, 8, 1),
                new Field("index_bytes", Kind.U64, 56, 8, 1),
                new Field("reserved_bytes", Kind.U64, 64, 8, 1),
                new Field("scored", Kind.U64, 72, 8, 1),
                new Field("repeated", Kind.U64, 80, 8, 1),
                new Field("observed", Kind.U64, 88, 8, 1),
                new Field("not_found", Kind.U64, 96, 8, 1),
                new Field("refused", Kind.U64, 104, 8, 1),
                new Field("entries_dropped", Kind.U64, 112, 8, 1),
                new Field("late_dropped", Kind.U64, 120, 8, 1),
                new Field("evicted", Kind.U64, 128, 8, 1),
                new Field("complete_from_us", Kind.I64, 136, 8, 1),
                new Field("day_summaries", Kind.U64, 144, 8, 1),
                new Field("watch_version", Kind.U64, 152, 8, 1),
                new Field("watch_entries", Kind.U64, 160, 8, 1),
                new Field("watch_bytes", Kind.U64, 168, 8, 1),
                new Field("limited_holds", Kind.U64, 176, 64, 8),
                new Field("limited_warnings", Kind.U64, 240, 64, 8)
              }),
          Map.entry(
              LimitState.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("entry", Kind.U32, 4, 4, 1),
                new Field("channel", Kind.U32, 8, 4, 1),
                new Field("outcome", Kind.U32, 12, 4, 1),
                new Field("rule", Kind.CHARS, 16, 48, 1),
                new Field("window_us", Kind.I64, 64, 8, 1),
                new Field("transfers", Kind.U64, 72, 8, 1),
                new Field("allowed", Kind.U64, 80, 8, 1),
                new Field("given", Kind.U64, 88, 8, 1),
                new Field("lowered", Kind.U64, 96, 8, 1),
                new Field("share_ppm", Kind.U32, 104, 4, 1),
                new Field("full", Kind.U32, 108, 4, 1)
              }),
          Map.entry(
              ArrowName.class,
              new Field[] {
                new Field("column", Kind.TEXT, 0, 16, 1),
                new Field("field", Kind.TEXT, 16, 16, 1)
              }),
          Map.entry(
              ArrowOptions.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("ignore_columns", Kind.U32, 4, 4, 1),
                new Field("names", Kind.POINTER, 8, 8, 1),
                new Field("name_count", Kind.U32, 16, 4, 1),
                new Field("reserved", Kind.U32, 20, 4, 1)
              }),
          Map.entry(
              Folds.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("reserved", Kind.U32, 4, 4, 1),
                new Field("data", Kind.OTHER, 8, 8, 1),
                new Field("capacity", Kind.U64, 16, 8, 1),
                new Field("size", Kind.U64, 24, 8, 1)
              }),
          Map.entry(
              Value.class,
              new Field[] {
                new Field("type", Kind.U32, 0, 4, 1),
                new Field("flags", Kind.U32, 4, 4, 1),
                new Field("integer", Kind.I64, 8, 8, 1),
                new Field("number", Kind.DOUBLE, 16, 8, 1),
                new Field("text", Kind.CHARS, 24, 64, 1),
                new Field("text_size", Kind.U32, 88, 4, 1),
                new Field("reserved", Kind.U32, 92, 4, 1)
              }),
          Map.entry(
              JournalOptions.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("mode", Kind.U32, 4, 4, 1),
                new Field("when_full", Kind.U32, 8, 4, 1),
                new Field("calls_do_not_wait", Kind.U32, 12, 4, 1),
                new Field("directory", Kind.STRING, 16, 8, 1),
                new Field("segment_bytes", Kind.U64, 24, 8, 1),
                new Field("checkpoint_blocks", Kind.U64, 32, 8, 1),
                new Field("signing_key", Kind.OTHER, 40, 8, 1),
                new Field("signing_key_size", Kind.U64, 48, 8, 1),
                new Field("sealing_key", Kind.OTHER, 56, 8, 1),
                new Field("now_us", Kind.I64, 64, 8, 1),
                new Field("trusted_keys", Kind.OTHER, 72, 8, 1),
                new Field("trusted_keys_size", Kind.U64, 80, 8, 1)
              }),
          Map.entry(
              JournalRecovery.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("snapshots_refused", Kind.U32, 4, 4, 1),
                new Field("first_sequence", Kind.U64, 8, 8, 1),
                new Field("last_sequence", Kind.U64, 16, 8, 1),
                new Field("cut_bytes", Kind.U64, 24, 8, 1),
                new Field("cut_sequence", Kind.U64, 32, 8, 1),
                new Field("cut_records", Kind.U64, 40, 8, 1),
                new Field("snapshot_sequence", Kind.U64, 48, 8, 1),
                new Field("replayed", Kind.U64, 56, 8, 1),
                new Field("left_to_host", Kind.U32, 64, 4, 1),
                new Field("cut_files", Kind.U32, 68, 4, 1),
                new Field("signed_sequence", Kind.U64, 72, 8, 1)
              }),
          Map.entry(
              JournalStats.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("failed", Kind.U32, 4, 4, 1),
                new Field("first_sequence", Kind.U64, 8, 8, 1),
                new Field("last_sequence", Kind.U64, 16, 8, 1),
                new Field("synced_sequence", Kind.U64, 24, 8, 1),
                new Field("sealed_sequence", Kind.U64, 32, 8, 1),
                new Field("checkpoint_sequence", Kind.U64, 40, 8, 1),
                new Field("segments", Kind.U64, 48, 8, 1)
              }),
          Map.entry(
              StatsOutcomes.class,
              new Field[] {
                new Field("allow", Kind.U64, 0, 8, 1),
                new Field("warn", Kind.U64, 8, 8, 1),
                new Field("hold", Kind.U64, 16, 8, 1)
              }),
          Map.entry(
              StatsScam.class,
              new Field[] {
                new Field("name", Kind.CHARS, 0, 48, 1),
                new Field("decided", Kind.STRUCT, 48, 24, 1)
              }),
          Map.entry(
              Stats.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("shadow", Kind.U32, 4, 4, 1),
                new Field("decided", Kind.STRUCT, 8, 192, 8),
                new Field("by_scam", Kind.STRUCT, 200, 4608, 64),
                new Field("scam_count", Kind.U32, 4808, 4, 1),
                new Field("context_count", Kind.U32, 4812, 4, 1),
                new Field("flags", Kind.U64, 4816, 128, 16),
                new Field("rules_unknown", Kind.U64, 4944, 8, 1),
                new Field("challengers", Kind.STRUCT, 4952, 96, 4),
                new Field("degraded", Kind.U64, 5048, 8, 1),
                new Field("refused", Kind.U64, 5056, 80, 10),
                new Field("previewed", Kind.U64, 5136, 8, 1),
                new Field("folded", Kind.U64, 5144, 8, 1),
                new Field("observed", Kind.U64, 5152, 8, 1),
                new Field("not_found", Kind.U64, 5160, 8, 1),
                new Field("limited_holds", Kind.U64, 5168, 64, 8),
                new Field("limited_warnings", Kind.U64, 5232, 64, 8),
                new Field("took", Kind.U64, 5296, 200, 25),
                new Field("took_ns", Kind.U64, 5496, 8, 1),
                new Field("parties", Kind.U64, 5504, 8, 1),
                new Field("parties_max", Kind.U64, 5512, 8, 1),
                new Field("evicted", Kind.U64, 5520, 8, 1),
                new Field("entries_dropped", Kind.U64, 5528, 8, 1),
                new Field("late_dropped", Kind.U64, 5536, 8, 1),
                new Field("reserved_bytes", Kind.U64, 5544, 8, 1),
                new Field("memory_bytes", Kind.U64, 5552, 8, 1),
                new Field("list_entries", Kind.U64, 5560, 8, 1),
                new Field("list_entries_max", Kind.U64, 5568, 8, 1),
                new Field("watch_version", Kind.U64, 5576, 8, 1),
                new Field("watch_entries", Kind.U64, 5584, 8, 1),
                new Field("watch_bytes", Kind.U64, 5592, 8, 1),
                new Field("policy_name", Kind.CHARS, 5600, 48, 1),
                new Field("policy_version", Kind.U64, 5648, 8, 1),
                new Field("policy_digest", Kind.BYTES, 5656, 32, 1),
                new Field("policy_valid_until_us", Kind.I64, 5688, 8, 1),
                new Field("policy_since_us", Kind.I64, 5696, 8, 1),
                new Field("policy_age_us", Kind.I64, 5704, 8, 1),
                new Field("has_journal", Kind.U32, 5712, 4, 1),
                new Field("journal_failed", Kind.U32, 5716, 4, 1),
                new Field("last_sequence", Kind.U64, 5720, 8, 1),
                new Field("synced_sequence", Kind.U64, 5728, 8, 1),
                new Field("sealed_sequence", Kind.U64, 5736, 8, 1),
                new Field("checkpoint_sequence", Kind.U64, 5744, 8, 1),
                new Field("unsynced_records", Kind.U64, 5752, 8, 1),
                new Field("unsealed_records", Kind.U64, 5760, 8, 1),
                new Field("unsigned_records", Kind.U64, 5768, 8, 1),
                new Field("segments", Kind.U64, 5776, 8, 1)
              }),
          Map.entry(
              WatchListsInfo.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("list_count", Kind.U32, 4, 4, 1),
                new Field("version", Kind.U64, 8, 8, 1),
                new Field("entries", Kind.U64, 16, 8, 1),
                new Field("duplicates", Kind.U64, 24, 8, 1),
                new Field("bytes", Kind.U64, 32, 8, 1),
                new Field("name_bytes", Kind.U64, 40, 8, 1)
              }),
          Map.entry(
              Contribution.class,
              new Field[] {
                new Field("model_index", Kind.U32, 0, 4, 1),
                new Field("feature_index", Kind.U32, 4, 4, 1),
                new Field("known", Kind.U32, 8, 4, 1),
                new Field("reserved", Kind.U32, 12, 4, 1),
                new Field("value", Kind.DOUBLE, 16, 8, 1),
                new Field("contribution", Kind.DOUBLE, 24, 8, 1)
              }),
          Map.entry(
              Counterfactual.class,
              new Field[] {
                new Field("struct_size", Kind.U32, 0, 4, 1),
                new Field("outcome", Kind.U32, 4, 4, 1),
                new Field("reserved", Kind.U32, 8, 4, 1),
                new Field("is_field", Kind.U32, 12, 4, 1),
                new Field("name", Kind.CHARS, 16, 128, 1),
                new Field("from", Kind.STRUCT, 144, 96, 1),
                new Field("to", Kind.STRUCT, 240, 96, 1)
              }));
}
