// SPDX-License-Identifier: Apache-2.0
//
// Written by bindings/cpp/generate.py from bindings/layout.json; do not edit it.
#ifndef FRAUDRISK_STRUCTS_HPP
#define FRAUDRISK_STRUCTS_HPP

#include <fraudrisk/fraudrisk.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "fraudrisk/text.hpp"

namespace fraudrisk {

/// One reason: a rule that fired, with its points.
class reason {
 public:
  reason() noexcept : raw_{} {}
  explicit reason(const fr_reason &from) noexcept : raw_(from) {}
  /// the rule's id, ended by a zero byte
  std::string_view rule() const noexcept { return {raw_.rule, detail::length(raw_.rule, sizeof raw_.rule)}; }
  std::int32_t points() const noexcept { return raw_.points; }
  /// its place in the policy, for fr_policy_rule() and fr_words()
  std::uint32_t rule_index() const noexcept { return raw_.rule_index; }
  /// The struct of C.
  fr_reason *raw() noexcept { return &raw_; }
  const fr_reason *raw() const noexcept { return &raw_; }

 private:
  fr_reason raw_;
};

class decision {
 public:
  decision() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit decision(const fr_decision &from) noexcept : raw_(from) {}
  /// FR_OUTCOME_…
  fraudrisk::outcome outcome() const noexcept { return static_cast<fraudrisk::outcome>(raw_.outcome); }
  /// the sum of points, not below 0
  std::int64_t score() const noexcept { return raw_.score; }
  /// microseconds UTC; 0 where nothing is held
  std::int64_t hold_until_us() const noexcept { return raw_.hold_until_us; }
  /// bits FR_FLAG_…
  bits<fraudrisk::flag> flags() const noexcept { return bits<fraudrisk::flag>::of(raw_.flags); }
  /// rules and thresholds that could not be decided: something is unknown
  std::uint32_t unknown_count() const noexcept { return raw_.unknown_count; }
  /// rules, thresholds and features whose expression failed
  std::uint32_t error_count() const noexcept { return raw_.error_count; }
  /// how many rules fired
  std::uint32_t reasons_total() const noexcept { return raw_.reasons_total; }
  /// place of the scam type in the policy, -1 for none
  std::int32_t scam_index() const noexcept { return raw_.scam_index; }
  /// the likely scam type, "" for none
  std::string_view scam() const noexcept { return {raw_.scam, detail::length(raw_.scam, sizeof raw_.scam)}; }
  /// the same transfer under the same policy has the same id
  view<std::uint8_t> decision_id() const noexcept { return {raw_.decision_id, 16}; }
  /// SHA-256 of the policy
  view<std::uint8_t> policy_digest() const noexcept { return {raw_.policy_digest, 32}; }
  std::string_view policy_name() const noexcept {
    return {raw_.policy_name, detail::length(raw_.policy_name, sizeof raw_.policy_name)};
  }
  std::uint64_t policy_version() const noexcept { return raw_.policy_version; }
  /// by points, most first; then in the order of the policy
  /// As many as there are; each is a copy.
  copies<reason, fr_reason> reasons() const noexcept {
    return {raw_.reasons, raw_.reason_count < 16u ? raw_.reason_count : 16u};
  }
  /// 1 + the place, among scam types, of the advice to be said; 0: the scam's
  std::uint32_t advice() const noexcept { return raw_.advice; }
  /// What the texts of the reasons and of the advice name, so that fr_words() needs no transfer. Keep them with
  /// the decision; what the bytes mean is the library's own matter. They hold amounts, times and the like of
  /// this transfer, never an account number, a remark or a purpose.
  view<std::uint8_t> values() const noexcept { return {raw_.values, raw_.values_size}; }
  /// Is the customer himself at the keyboard or the counter? FR_YES, FR_NO, FR_UNKNOWN, as most of the points
  /// say. Where it is FR_NO, a warning on the screen is read by the criminal: hold, and call a number known
  /// before.
  fraudrisk::tristate victim_present() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.victim_present);
  }
  /// bits FR_ACTION_…; none where the outcome is allow
  bits<fraudrisk::action> actions() const noexcept { return bits<fraudrisk::action>::of(raw_.actions); }
  /// What the transfer, the histories and the policy come to, as fr_decide() gives it on any node. `outcome` is
  /// lower where a bound was reached (FR_FLAG_LIMITED). FR_OUTCOME_NONE where nothing was decided
  /// (FR_FLAG_DEGRADED).
  fraudrisk::outcome pure_outcome() const noexcept { return static_cast<fraudrisk::outcome>(raw_.pure_outcome); }
  /// the outcome that would be given outside the shadow; `outcome` itself where there is no shadow
  fraudrisk::outcome would_be() const noexcept { return static_cast<fraudrisk::outcome>(raw_.would_be); }
  /// The number of its record in the journal (journal.h): what an examiner asks for, and what fr_journal_wait()
  /// waits for. 0 where there is no journal, and for what was not recorded.
  std::uint64_t sequence() const noexcept { return raw_.sequence; }
  /// The struct of C.
  fr_decision *raw() noexcept { return &raw_; }
  const fr_decision *raw() const noexcept { return &raw_; }

 private:
  fr_decision raw_;
};

/// The digital session, as the app or the ATM sees it.
class session {
 public:
  session() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit session(const fr_session &from) noexcept : raw_(from) {}
  /// FR_YES while the customer is on a call
  fraudrisk::tristate on_call() const noexcept { return static_cast<fraudrisk::tristate>(raw_.on_call); }
  session &on_call(fraudrisk::tristate to) & noexcept {
    raw_.on_call = static_cast<uint32_t>(to);
    return *this;
  }
  session &on_call(std::optional<bool> to) & noexcept { return on_call(tristate_of(to)); }
  /// FR_CALLER_…
  fraudrisk::caller caller() const noexcept { return static_cast<fraudrisk::caller>(raw_.caller); }
  session &caller(fraudrisk::caller to) & noexcept {
    raw_.caller = static_cast<uint32_t>(to);
    return *this;
  }
  /// FR_YES, FR_NO, FR_UNKNOWN
  fraudrisk::tristate screen_shared() const noexcept { return static_cast<fraudrisk::tristate>(raw_.screen_shared); }
  session &screen_shared(fraudrisk::tristate to) & noexcept {
    raw_.screen_shared = static_cast<uint32_t>(to);
    return *this;
  }
  session &screen_shared(std::optional<bool> to) & noexcept { return screen_shared(tristate_of(to)); }
  /// FR_YES, FR_NO, FR_UNKNOWN
  fraudrisk::tristate remote_control() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.remote_control);
  }
  session &remote_control(fraudrisk::tristate to) & noexcept {
    raw_.remote_control = static_cast<uint32_t>(to);
    return *this;
  }
  session &remote_control(std::optional<bool> to) & noexcept { return remote_control(tristate_of(to)); }
  /// seconds since this device was first seen
  std::optional<std::int64_t> device_age_s() const noexcept {
    if ((raw_.known & FR_SESSION_HAS_DEVICE_AGE) == 0) return std::nullopt;
    return raw_.device_age_s;
  }
  session &device_age_s(std::optional<std::int64_t> to) & noexcept {
    raw_.device_age_s = to.value_or(0);
    raw_.known = to ? raw_.known | FR_SESSION_HAS_DEVICE_AGE : raw_.known & ~FR_SESSION_HAS_DEVICE_AGE;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  session &device_age_s(T to) & = delete;
  /// seconds since the SIM was last changed
  std::optional<std::int64_t> sim_age_s() const noexcept {
    if ((raw_.known & FR_SESSION_HAS_SIM_AGE) == 0) return std::nullopt;
    return raw_.sim_age_s;
  }
  session &sim_age_s(std::optional<std::int64_t> to) & noexcept {
    raw_.sim_age_s = to.value_or(0);
    raw_.known = to ? raw_.known | FR_SESSION_HAS_SIM_AGE : raw_.known & ~FR_SESSION_HAS_SIM_AGE;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  session &sim_age_s(T to) & = delete;
  /// seconds since password, token or certificate was last changed
  std::optional<std::int64_t> credential_age_s() const noexcept {
    if ((raw_.known & FR_SESSION_HAS_CREDENTIAL_AGE) == 0) return std::nullopt;
    return raw_.credential_age_s;
  }
  session &credential_age_s(std::optional<std::int64_t> to) & noexcept {
    raw_.credential_age_s = to.value_or(0);
    raw_.known = to ? raw_.known | FR_SESSION_HAS_CREDENTIAL_AGE : raw_.known & ~FR_SESSION_HAS_CREDENTIAL_AGE;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  session &credential_age_s(T to) & = delete;
  /// a meeting app or a rare chat app is in front, or came within a day
  fraudrisk::tristate meeting_app() const noexcept { return static_cast<fraudrisk::tristate>(raw_.meeting_app); }
  session &meeting_app(fraudrisk::tristate to) & noexcept {
    raw_.meeting_app = static_cast<uint32_t>(to);
    return *this;
  }
  session &meeting_app(std::optional<bool> to) & noexcept { return meeting_app(tristate_of(to)); }
  /// from a place that the customer cannot have reached since the last session
  fraudrisk::tristate geo_jump() const noexcept { return static_cast<fraudrisk::tristate>(raw_.geo_jump); }
  session &geo_jump(fraudrisk::tristate to) & noexcept {
    raw_.geo_jump = static_cast<uint32_t>(to);
    return *this;
  }
  session &geo_jump(std::optional<bool> to) & noexcept { return geo_jump(tristate_of(to)); }
  /// through a VPN, a hosting centre or an address known from fraud
  fraudrisk::tristate ip_risky() const noexcept { return static_cast<fraudrisk::tristate>(raw_.ip_risky); }
  session &ip_risky(fraudrisk::tristate to) & noexcept {
    raw_.ip_risky = static_cast<uint32_t>(to);
    return *this;
  }
  session &ip_risky(std::optional<bool> to) & noexcept { return ip_risky(tristate_of(to)); }
  /// an app from outside the stores may read the screen or messages
  fraudrisk::tristate sideloaded_app() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.sideloaded_app);
  }
  session &sideloaded_app(fraudrisk::tristate to) & noexcept {
    raw_.sideloaded_app = static_cast<uint32_t>(to);
    return *this;
  }
  session &sideloaded_app(std::optional<bool> to) & noexcept { return sideloaded_app(tristate_of(to)); }
  /// something lies over the bank's app
  fraudrisk::tristate overlay() const noexcept { return static_cast<fraudrisk::tristate>(raw_.overlay); }
  session &overlay(fraudrisk::tristate to) & noexcept {
    raw_.overlay = static_cast<uint32_t>(to);
    return *this;
  }
  session &overlay(std::optional<bool> to) & noexcept { return overlay(tristate_of(to)); }
  /// paused before confirming far longer than this customer does
  fraudrisk::tristate hesitated() const noexcept { return static_cast<fraudrisk::tristate>(raw_.hesitated); }
  session &hesitated(fraudrisk::tristate to) & noexcept {
    raw_.hesitated = static_cast<uint32_t>(to);
    return *this;
  }
  session &hesitated(std::optional<bool> to) & noexcept { return hesitated(tristate_of(to)); }
  /// a one-time code was read out or passed on
  fraudrisk::tristate code_shared() const noexcept { return static_cast<fraudrisk::tristate>(raw_.code_shared); }
  session &code_shared(fraudrisk::tristate to) & noexcept {
    raw_.code_shared = static_cast<uint32_t>(to);
    return *this;
  }
  session &code_shared(std::optional<bool> to) & noexcept { return code_shared(tristate_of(to)); }
  /// calls to the customer's number go elsewhere
  fraudrisk::tristate call_forwarded() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.call_forwarded);
  }
  session &call_forwarded(fraudrisk::tristate to) & noexcept {
    raw_.call_forwarded = static_cast<uint32_t>(to);
    return *this;
  }
  session &call_forwarded(std::optional<bool> to) & noexcept { return call_forwarded(tristate_of(to)); }
  /// a card is held to the phone, as if to relay it
  fraudrisk::tristate nfc_relay() const noexcept { return static_cast<fraudrisk::tristate>(raw_.nfc_relay); }
  session &nfc_relay(fraudrisk::tristate to) & noexcept {
    raw_.nfc_relay = static_cast<uint32_t>(to);
    return *this;
  }
  session &nfc_relay(std::optional<bool> to) & noexcept { return nfc_relay(tristate_of(to)); }
  /// an emulator, a rooted phone or a hooked app
  fraudrisk::tristate tampered() const noexcept { return static_cast<fraudrisk::tristate>(raw_.tampered); }
  session &tampered(fraudrisk::tristate to) & noexcept {
    raw_.tampered = static_cast<uint32_t>(to);
    return *this;
  }
  session &tampered(std::optional<bool> to) & noexcept { return tampered(tristate_of(to)); }
  /// the customer's face was checked alive in this session
  fraudrisk::tristate face_verified() const noexcept { return static_cast<fraudrisk::tristate>(raw_.face_verified); }
  session &face_verified(fraudrisk::tristate to) & noexcept {
    raw_.face_verified = static_cast<uint32_t>(to);
    return *this;
  }
  session &face_verified(std::optional<bool> to) & noexcept { return face_verified(tristate_of(to)); }
  /// payee, account, amount and "at once" were shown in Chinese and confirmed
  fraudrisk::tristate confirmed_in_chinese() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.confirmed_in_chinese);
  }
  session &confirmed_in_chinese(fraudrisk::tristate to) & noexcept {
    raw_.confirmed_in_chinese = static_cast<uint32_t>(to);
    return *this;
  }
  session &confirmed_in_chinese(std::optional<bool> to) & noexcept { return confirmed_in_chinese(tristate_of(to)); }
  /// no card is in the ATM
  fraudrisk::tristate cardless() const noexcept { return static_cast<fraudrisk::tristate>(raw_.cardless); }
  session &cardless(fraudrisk::tristate to) & noexcept {
    raw_.cardless = static_cast<uint32_t>(to);
    return *this;
  }
  session &cardless(std::optional<bool> to) & noexcept { return cardless(tristate_of(to)); }
  /// FR_PAYEE_ENTRY_…
  fraudrisk::payee_entry payee_entry() const noexcept {
    return static_cast<fraudrisk::payee_entry>(raw_.payee_entry);
  }
  session &payee_entry(fraudrisk::payee_entry to) & noexcept {
    raw_.payee_entry = static_cast<uint32_t>(to);
    return *this;
  }
  /// seconds since the present call began
  std::optional<std::int64_t> call_age_s() const noexcept {
    if ((raw_.known & FR_SESSION_HAS_CALL_AGE) == 0) return std::nullopt;
    return raw_.call_age_s;
  }
  session &call_age_s(std::optional<std::int64_t> to) & noexcept {
    raw_.call_age_s = to.value_or(0);
    raw_.known = to ? raw_.known | FR_SESSION_HAS_CALL_AGE : raw_.known & ~FR_SESSION_HAS_CALL_AGE;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  session &call_age_s(T to) & = delete;
  /// of a company: seconds since this person may act for the account
  std::optional<std::int64_t> operator_age_s() const noexcept {
    if ((raw_.known & FR_SESSION_HAS_OPERATOR_AGE) == 0) return std::nullopt;
    return raw_.operator_age_s;
  }
  session &operator_age_s(std::optional<std::int64_t> to) & noexcept {
    raw_.operator_age_s = to.value_or(0);
    raw_.known = to ? raw_.known | FR_SESSION_HAS_OPERATOR_AGE : raw_.known & ~FR_SESSION_HAS_OPERATOR_AGE;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  session &operator_age_s(T to) & = delete;
  /// seconds since a known phishing link was opened
  std::optional<std::int64_t> phishing_link_age_s() const noexcept {
    if ((raw_.known & FR_SESSION_HAS_PHISHING_LINK_AGE) == 0) return std::nullopt;
    return raw_.phishing_link_age_s;
  }
  session &phishing_link_age_s(std::optional<std::int64_t> to) & noexcept {
    raw_.phishing_link_age_s = to.value_or(0);
    raw_.known = to ? raw_.known | FR_SESSION_HAS_PHISHING_LINK_AGE : raw_.known & ~FR_SESSION_HAS_PHISHING_LINK_AGE;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  session &phishing_link_age_s(T to) & = delete;
  /// seconds that the last warning stood on the screen
  std::optional<std::int64_t> warning_dwell_s() const noexcept {
    if ((raw_.known & FR_SESSION_HAS_WARNING_DWELL) == 0) return std::nullopt;
    return raw_.warning_dwell_s;
  }
  session &warning_dwell_s(std::optional<std::int64_t> to) & noexcept {
    raw_.warning_dwell_s = to.value_or(0);
    raw_.known = to ? raw_.known | FR_SESSION_HAS_WARNING_DWELL : raw_.known & ~FR_SESSION_HAS_WARNING_DWELL;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  session &warning_dwell_s(T to) & = delete;
  /// The struct of C.
  fr_session *raw() noexcept { return &raw_; }
  const fr_session *raw() const noexcept { return &raw_; }

 private:
  fr_session raw_;
};

/// What the teller saw, or learnt by asking. A bit set in `seen` means yes, a bit set in `ruled_out` means no,
/// neither means that nobody looked; both at once is FR_BAD_VALUE.
class teller {
 public:
  teller() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit teller(const fr_teller &from) noexcept : raw_(from) {}
  bits<fraudrisk::observation> seen() const noexcept { return bits<fraudrisk::observation>::of(raw_.seen); }
  teller &seen(bits<fraudrisk::observation> to) & noexcept {
    raw_.seen = to.raw();
    return *this;
  }
  bits<fraudrisk::observation> ruled_out() const noexcept { return bits<fraudrisk::observation>::of(raw_.ruled_out); }
  teller &ruled_out(bits<fraudrisk::observation> to) & noexcept {
    raw_.ruled_out = to.raw();
    return *this;
  }
  /// what the teller wrote down, up to FR_MAX_NOTES_BYTES; damaged bytes are never fatal
  fraudrisk::text notes() const noexcept { return fraudrisk::text::of(raw_.notes); }
  teller &notes(const fraudrisk::text &to) & noexcept {
    raw_.notes = to.raw();
    return *this;
  }
  /// The struct of C.
  fr_teller *raw() noexcept { return &raw_; }
  const fr_teller *raw() const noexcept { return &raw_; }

 private:
  fr_teller raw_;
};

/// What the bank knows of one party at this moment.
class party {
 public:
  party() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit party(const fr_party &from) noexcept : raw_(from) {}
  /// the person or firm behind the account; its accounts share one customer profile
  fraudrisk::text customer() const noexcept { return fraudrisk::text::of(raw_.customer); }
  party &customer(const fraudrisk::text &to) & noexcept {
    raw_.customer = to.raw();
    return *this;
  }
  /// full years
  std::optional<std::int32_t> age() const noexcept {
    if ((raw_.known & FR_PARTY_HAS_AGE) == 0) return std::nullopt;
    return raw_.age;
  }
  party &age(std::optional<std::int32_t> to) & noexcept {
    raw_.age = to.value_or(0);
    raw_.known = to ? raw_.known | FR_PARTY_HAS_AGE : raw_.known & ~FR_PARTY_HAS_AGE;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  party &age(T to) & = delete;
  /// FR_OCCUPATION_…
  fraudrisk::occupation occupation() const noexcept { return static_cast<fraudrisk::occupation>(raw_.occupation); }
  party &occupation(fraudrisk::occupation to) & noexcept {
    raw_.occupation = static_cast<uint32_t>(to);
    return *this;
  }
  /// seconds since the account was opened
  std::optional<std::int64_t> account_age_s() const noexcept {
    if ((raw_.known & FR_PARTY_HAS_ACCOUNT_AGE) == 0) return std::nullopt;
    return raw_.account_age_s;
  }
  party &account_age_s(std::optional<std::int64_t> to) & noexcept {
    raw_.account_age_s = to.value_or(0);
    raw_.known = to ? raw_.known | FR_PARTY_HAS_ACCOUNT_AGE : raw_.known & ~FR_PARTY_HAS_ACCOUNT_AGE;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  party &account_age_s(T to) & = delete;
  /// FR_PARTY_KIND_…
  fraudrisk::party_kind party_kind() const noexcept { return static_cast<fraudrisk::party_kind>(raw_.party_kind); }
  party &party_kind(fraudrisk::party_kind to) & noexcept {
    raw_.party_kind = static_cast<uint32_t>(to);
    return *this;
  }
  /// FR_YES for a foreigner (as payer) or an account abroad (as payee)
  fraudrisk::tristate foreign() const noexcept { return static_cast<fraudrisk::tristate>(raw_.foreign); }
  party &foreign(fraudrisk::tristate to) & noexcept {
    raw_.foreign = static_cast<uint32_t>(to);
    return *this;
  }
  party &foreign(std::optional<bool> to) & noexcept { return foreign(tristate_of(to)); }
  /// FR_NAME_MATCH_…; only of a payee
  fraudrisk::name_match name_match() const noexcept { return static_cast<fraudrisk::name_match>(raw_.name_match); }
  party &name_match(fraudrisk::name_match to) & noexcept {
    raw_.name_match = static_cast<uint32_t>(to);
    return *this;
  }
  /// FR_YES where the bank itself marked the customer as vulnerable
  fraudrisk::tristate vulnerable() const noexcept { return static_cast<fraudrisk::tristate>(raw_.vulnerable); }
  party &vulnerable(fraudrisk::tristate to) & noexcept {
    raw_.vulnerable = static_cast<uint32_t>(to);
    return *this;
  }
  party &vulnerable(std::optional<bool> to) & noexcept { return vulnerable(tristate_of(to)); }
  /// the bank's code
  fraudrisk::text bank() const noexcept { return fraudrisk::text::of(raw_.bank); }
  party &bank(const fraudrisk::text &to) & noexcept {
    raw_.bank = to.raw();
    return *this;
  }
  /// only of a payee: seconds since this payer entered it among his payees
  std::optional<std::int64_t> added_age_s() const noexcept {
    if ((raw_.known & FR_PARTY_HAS_ADDED_AGE) == 0) return std::nullopt;
    return raw_.added_age_s;
  }
  party &added_age_s(std::optional<std::int64_t> to) & noexcept {
    raw_.added_age_s = to.value_or(0);
    raw_.known = to ? raw_.known | FR_PARTY_HAS_ADDED_AGE : raw_.known & ~FR_PARTY_HAS_ADDED_AGE;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  party &added_age_s(T to) & = delete;
  /// of a firm: seconds since it was registered
  std::optional<std::int64_t> registered_age_s() const noexcept {
    if ((raw_.known & FR_PARTY_HAS_REGISTERED_AGE) == 0) return std::nullopt;
    return raw_.registered_age_s;
  }
  party &registered_age_s(std::optional<std::int64_t> to) & noexcept {
    raw_.registered_age_s = to.value_or(0);
    raw_.known = to ? raw_.known | FR_PARTY_HAS_REGISTERED_AGE : raw_.known & ~FR_PARTY_HAS_REGISTERED_AGE;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  party &registered_age_s(T to) & = delete;
  /// 0 to 1,000: the bank's or a consortium's judgement that money is passed on here
  std::optional<std::int32_t> mule_score() const noexcept {
    if ((raw_.known & FR_PARTY_HAS_MULE_SCORE) == 0) return std::nullopt;
    return raw_.mule_score;
  }
  party &mule_score(std::optional<std::int32_t> to) & noexcept {
    raw_.mule_score = to.value_or(0);
    raw_.known = to ? raw_.known | FR_PARTY_HAS_MULE_SCORE : raw_.known & ~FR_PARTY_HAS_MULE_SCORE;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  party &mule_score(T to) & = delete;
  /// how far in money, phone or device from a listed account: 1 is next to one
  std::optional<std::int32_t> hops_to_listed() const noexcept {
    if ((raw_.known & FR_PARTY_HAS_HOPS_TO_LISTED) == 0) return std::nullopt;
    return raw_.hops_to_listed;
  }
  party &hops_to_listed(std::optional<std::int32_t> to) & noexcept {
    raw_.hops_to_listed = to.value_or(0);
    raw_.known = to ? raw_.known | FR_PARTY_HAS_HOPS_TO_LISTED : raw_.known & ~FR_PARTY_HAS_HOPS_TO_LISTED;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  party &hops_to_listed(T to) & = delete;
  /// a firm whose representative or address many firms share, or that looks bought
  fraudrisk::tristate shell_like() const noexcept { return static_cast<fraudrisk::tristate>(raw_.shell_like); }
  party &shell_like(fraudrisk::tristate to) & noexcept {
    raw_.shell_like = static_cast<uint32_t>(to);
    return *this;
  }
  party &shell_like(std::optional<bool> to) & noexcept { return shell_like(tristate_of(to)); }
  /// the registered phone number is another person's, or of several customers
  fraudrisk::tristate phone_shared() const noexcept { return static_cast<fraudrisk::tristate>(raw_.phone_shared); }
  party &phone_shared(fraudrisk::tristate to) & noexcept {
    raw_.phone_shared = static_cast<uint32_t>(to);
    return *this;
  }
  party &phone_shared(std::optional<bool> to) & noexcept { return phone_shared(tristate_of(to)); }
  /// only of a payee: a name paid before, under an account number that is new
  fraudrisk::tristate account_changed() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.account_changed);
  }
  party &account_changed(fraudrisk::tristate to) & noexcept {
    raw_.account_changed = static_cast<uint32_t>(to);
    return *this;
  }
  party &account_changed(std::optional<bool> to) & noexcept { return account_changed(tristate_of(to)); }
  /// only of a payee: not the account of the person whom the customer says he pays
  fraudrisk::tristate third_party() const noexcept { return static_cast<fraudrisk::tristate>(raw_.third_party); }
  party &third_party(fraudrisk::tristate to) & noexcept {
    raw_.third_party = static_cast<uint32_t>(to);
    return *this;
  }
  party &third_party(std::optional<bool> to) & noexcept { return third_party(tristate_of(to)); }
  /// only of a payee: a branch where nobody whom this payer deals with has an account
  fraudrisk::tristate region_unusual() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.region_unusual);
  }
  party &region_unusual(fraudrisk::tristate to) & noexcept {
    raw_.region_unusual = static_cast<uint32_t>(to);
    return *this;
  }
  party &region_unusual(std::optional<bool> to) & noexcept { return region_unusual(tristate_of(to)); }
  /// only of a payer: named somebody whom the bank may call
  fraudrisk::tristate trusted_contact() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.trusted_contact);
  }
  party &trusted_contact(fraudrisk::tristate to) & noexcept {
    raw_.trusted_contact = static_cast<uint32_t>(to);
    return *this;
  }
  party &trusted_contact(std::optional<bool> to) & noexcept { return trusted_contact(tristate_of(to)); }
  /// The struct of C.
  fr_party *raw() noexcept { return &raw_; }
  const fr_party *raw() const noexcept { return &raw_; }

 private:
  fr_party raw_;
};

/// One attribute that the bank's policy declares (`attributes:`). type says which of the values holds.
class attribute {
 public:
  attribute() noexcept : raw_{} {}
  explicit attribute(const fr_attribute &from) noexcept : raw_(from) {}
  fraudrisk::text name() const noexcept { return fraudrisk::text::of(raw_.name); }
  attribute &name(const fraudrisk::text &to) & noexcept {
    raw_.name = to.raw();
    return *this;
  }
  /// FR_TYPE_BOOL, FR_TYPE_INT, FR_TYPE_DOUBLE or FR_TYPE_STRING
  fraudrisk::value_type type() const noexcept { return static_cast<fraudrisk::value_type>(raw_.type); }
  attribute &type(fraudrisk::value_type to) & noexcept {
    raw_.type = static_cast<uint32_t>(to);
    return *this;
  }
  /// bool (0 or 1) and int
  std::int64_t integer() const noexcept { return raw_.integer; }
  attribute &integer(std::int64_t to) & noexcept {
    raw_.integer = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  attribute &integer(T to) & = delete;
  double number() const noexcept { return raw_.number; }
  attribute &number(double to) & noexcept {
    raw_.number = to;
    return *this;
  }
  fraudrisk::text text() const noexcept { return fraudrisk::text::of(raw_.text); }
  attribute &text(const fraudrisk::text &to) & noexcept {
    raw_.text = to.raw();
    return *this;
  }
  /// The struct of C.
  fr_attribute *raw() noexcept { return &raw_; }
  const fr_attribute *raw() const noexcept { return &raw_; }

 private:
  fr_attribute raw_;
};

/// A transfer that is about to be made.
class transfer {
 public:
  transfer() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit transfer(const fr_transfer &from) noexcept : raw_(from) {}
  /// unique for each payer; a retry carries the same id
  fraudrisk::text id() const noexcept { return fraudrisk::text::of(raw_.id); }
  transfer &id(const fraudrisk::text &to) & noexcept {
    raw_.id = to.raw();
    return *this;
  }
  /// microseconds UTC since 1970-01-01
  std::int64_t time_us() const noexcept { return raw_.time_us; }
  transfer &time_us(std::int64_t to) & noexcept {
    raw_.time_us = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  transfer &time_us(T to) & = delete;
  /// account number
  fraudrisk::text payer() const noexcept { return fraudrisk::text::of(raw_.payer); }
  transfer &payer(const fraudrisk::text &to) & noexcept {
    raw_.payer = to.raw();
    return *this;
  }
  /// account number; unknown for cash
  fraudrisk::text payee() const noexcept { return fraudrisk::text::of(raw_.payee); }
  transfer &payee(const fraudrisk::text &to) & noexcept {
    raw_.payee = to.raw();
    return *this;
  }
  /// in minor units (fen, cents) of `currency`
  std::int64_t amount_minor() const noexcept { return raw_.amount_minor; }
  transfer &amount_minor(std::int64_t to) & noexcept {
    raw_.amount_minor = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  transfer &amount_minor(T to) & = delete;
  /// the same in the policy's currency; needed when `currency` is another
  std::optional<std::int64_t> base_amount_minor() const noexcept {
    if ((raw_.known & FR_TRANSFER_HAS_BASE_AMOUNT) == 0) return std::nullopt;
    return raw_.base_amount_minor;
  }
  transfer &base_amount_minor(std::optional<std::int64_t> to) & noexcept {
    raw_.base_amount_minor = to.value_or(0);
    raw_.known = to ? raw_.known | FR_TRANSFER_HAS_BASE_AMOUNT : raw_.known & ~FR_TRANSFER_HAS_BASE_AMOUNT;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  transfer &base_amount_minor(T to) & = delete;
  /// ISO 4217, such as "CNY"; zeroes: the policy's
  std::string_view currency() const noexcept {
    return {raw_.currency, detail::length(raw_.currency, sizeof raw_.currency)};
  }
  transfer &currency(std::string_view to) & noexcept {
    detail::copy(raw_.currency, sizeof raw_.currency, to.data(), to.size());
    return *this;
  }
  /// FR_CHANNEL_…
  fraudrisk::channel channel() const noexcept { return static_cast<fraudrisk::channel>(raw_.channel); }
  transfer &channel(fraudrisk::channel to) & noexcept {
    raw_.channel = static_cast<uint32_t>(to);
    return *this;
  }
  /// FR_KIND_…
  fraudrisk::kind kind() const noexcept { return static_cast<fraudrisk::kind>(raw_.kind); }
  transfer &kind(fraudrisk::kind to) & noexcept {
    raw_.kind = static_cast<uint32_t>(to);
    return *this;
  }
  /// FR_SPEED_…
  fraudrisk::speed speed() const noexcept { return static_cast<fraudrisk::speed>(raw_.speed); }
  transfer &speed(fraudrisk::speed to) & noexcept {
    raw_.speed = static_cast<uint32_t>(to);
    return *this;
  }
  /// what the customer wrote; damaged bytes are never fatal
  fraudrisk::text remark() const noexcept { return fraudrisk::text::of(raw_.remark); }
  transfer &remark(const fraudrisk::text &to) & noexcept {
    raw_.remark = to.raw();
    return *this;
  }
  /// what the customer declared
  fraudrisk::text purpose() const noexcept { return fraudrisk::text::of(raw_.purpose); }
  transfer &purpose(const fraudrisk::text &to) & noexcept {
    raw_.purpose = to.raw();
    return *this;
  }
  /// available balance before the transfer
  std::optional<std::int64_t> balance_before_minor() const noexcept {
    if ((raw_.known & FR_TRANSFER_HAS_BALANCE_BEFORE) == 0) return std::nullopt;
    return raw_.balance_before_minor;
  }
  transfer &balance_before_minor(std::optional<std::int64_t> to) & noexcept {
    raw_.balance_before_minor = to.value_or(0);
    raw_.known = to ? raw_.known | FR_TRANSFER_HAS_BALANCE_BEFORE : raw_.known & ~FR_TRANSFER_HAS_BALANCE_BEFORE;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  transfer &balance_before_minor(T to) & = delete;
  /// of the screen: "zh", "en", …
  fraudrisk::text ui_language() const noexcept { return fraudrisk::text::of(raw_.ui_language); }
  transfer &ui_language(const fraudrisk::text &to) & noexcept {
    raw_.ui_language = to.raw();
    return *this;
  }
  /// each of these four may be null: then all in it is unknown
  /// Borrowed: it lives as long as this.
  transfer &session(const fraudrisk::session &to) & noexcept {
    raw_.session = to.raw();
    return *this;
  }
  transfer &session(fraudrisk::session &&) = delete;
  transfer &session(std::nullopt_t) & noexcept {
    raw_.session = nullptr;
    return *this;
  }
  /// Borrowed: it lives as long as this.
  transfer &teller(const fraudrisk::teller &to) & noexcept {
    raw_.teller = to.raw();
    return *this;
  }
  transfer &teller(fraudrisk::teller &&) = delete;
  transfer &teller(std::nullopt_t) & noexcept {
    raw_.teller = nullptr;
    return *this;
  }
  /// Borrowed: it lives as long as this.
  transfer &payer_party(const fraudrisk::party &to) & noexcept {
    raw_.payer_party = to.raw();
    return *this;
  }
  transfer &payer_party(fraudrisk::party &&) = delete;
  transfer &payer_party(std::nullopt_t) & noexcept {
    raw_.payer_party = nullptr;
    return *this;
  }
  /// Borrowed: it lives as long as this.
  transfer &payee_party(const fraudrisk::party &to) & noexcept {
    raw_.payee_party = to.raw();
    return *this;
  }
  transfer &payee_party(fraudrisk::party &&) = delete;
  transfer &payee_party(std::nullopt_t) & noexcept {
    raw_.payee_party = nullptr;
    return *this;
  }
  /// the bank's own
  /// Borrowed: they live as long as this.
  transfer &attributes(const fraudrisk::attribute *first, std::uint32_t count) & noexcept {
    static_assert(sizeof(fraudrisk::attribute) == sizeof(fr_attribute), "arrays of one are arrays of the other");
    raw_.attributes = reinterpret_cast<const fr_attribute *>(first);
    raw_.attribute_count = count;
    return *this;
  }
  /// the limit that applies: of the channel, or beyond which more checks are due
  std::optional<std::int64_t> limit_minor() const noexcept {
    if ((raw_.known & FR_TRANSFER_HAS_LIMIT) == 0) return std::nullopt;
    return raw_.limit_minor;
  }
  transfer &limit_minor(std::optional<std::int64_t> to) & noexcept {
    raw_.limit_minor = to.value_or(0);
    raw_.known = to ? raw_.known | FR_TRANSFER_HAS_LIMIT : raw_.known & ~FR_TRANSFER_HAS_LIMIT;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  transfer &limit_minor(T to) & = delete;
  /// of a company: seconds between who entered it and who approved it
  std::optional<std::int64_t> approval_gap_s() const noexcept {
    if ((raw_.known & FR_TRANSFER_HAS_APPROVAL_GAP) == 0) return std::nullopt;
    return raw_.approval_gap_s;
  }
  transfer &approval_gap_s(std::optional<std::int64_t> to) & noexcept {
    raw_.approval_gap_s = to.value_or(0);
    raw_.known = to ? raw_.known | FR_TRANSFER_HAS_APPROVAL_GAP : raw_.known & ~FR_TRANSFER_HAS_APPROVAL_GAP;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  transfer &approval_gap_s(T to) & = delete;
  /// of a company: FR_YES when a second person approved it, FR_NO when nobody did
  fraudrisk::tristate approved() const noexcept { return static_cast<fraudrisk::tristate>(raw_.approved); }
  transfer &approved(fraudrisk::tristate to) & noexcept {
    raw_.approved = static_cast<uint32_t>(to);
    return *this;
  }
  transfer &approved(std::optional<bool> to) & noexcept { return approved(tristate_of(to)); }
  /// FR_YES for one of a batch of wages or the like to a list that the bank knows
  fraudrisk::tristate payroll() const noexcept { return static_cast<fraudrisk::tristate>(raw_.payroll); }
  transfer &payroll(fraudrisk::tristate to) & noexcept {
    raw_.payroll = static_cast<uint32_t>(to);
    return *this;
  }
  transfer &payroll(std::optional<bool> to) & noexcept { return payroll(tristate_of(to)); }
  /// The struct of C.
  fr_transfer *raw() noexcept { return &raw_; }
  const fr_transfer *raw() const noexcept { return &raw_; }

 private:
  fr_transfer raw_;
};

class event {
 public:
  event() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit event(const fr_event &from) noexcept : raw_(from) {}
  /// FR_EVENT_…
  fraudrisk::event_kind kind() const noexcept { return static_cast<fraudrisk::event_kind>(raw_.kind); }
  event &kind(fraudrisk::event_kind to) & noexcept {
    raw_.kind = static_cast<uint32_t>(to);
    return *this;
  }
  /// FR_SIDE_… that live on this engine; 0: all
  bits<fraudrisk::side> sides() const noexcept { return bits<fraudrisk::side>::of(raw_.sides); }
  event &sides(bits<fraudrisk::side> to) & noexcept {
    raw_.sides = to.raw();
    return *this;
  }
  /// when it happened, microseconds UTC
  std::int64_t time_us() const noexcept { return raw_.time_us; }
  event &time_us(std::int64_t to) & noexcept {
    raw_.time_us = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  event &time_us(T to) & = delete;
  /// the transfer that it is about
  fraudrisk::text transfer_id() const noexcept { return fraudrisk::text::of(raw_.transfer_id); }
  event &transfer_id(const fraudrisk::text &to) & noexcept {
    raw_.transfer_id = to.raw();
    return *this;
  }
  fraudrisk::text payer() const noexcept { return fraudrisk::text::of(raw_.payer); }
  event &payer(const fraudrisk::text &to) & noexcept {
    raw_.payer = to.raw();
    return *this;
  }
  fraudrisk::text payee() const noexcept { return fraudrisk::text::of(raw_.payee); }
  event &payee(const fraudrisk::text &to) & noexcept {
    raw_.payee = to.raw();
    return *this;
  }
  /// as given with the transfer: so that the customers' histories follow
  fraudrisk::text payer_customer() const noexcept { return fraudrisk::text::of(raw_.payer_customer); }
  event &payer_customer(const fraudrisk::text &to) & noexcept {
    raw_.payer_customer = to.raw();
    return *this;
  }
  fraudrisk::text payee_customer() const noexcept { return fraudrisk::text::of(raw_.payee_customer); }
  event &payee_customer(const fraudrisk::text &to) & noexcept {
    raw_.payee_customer = to.raw();
    return *this;
  }
  /// in the policy's currency; about a transfer: what was recorded with it, always
  std::optional<std::int64_t> amount_minor() const noexcept {
    if ((raw_.known & FR_EVENT_HAS_AMOUNT) == 0) return std::nullopt;
    return raw_.amount_minor;
  }
  event &amount_minor(std::optional<std::int64_t> to) & noexcept {
    raw_.amount_minor = to.value_or(0);
    raw_.known = to ? raw_.known | FR_EVENT_HAS_AMOUNT : raw_.known & ~FR_EVENT_HAS_AMOUNT;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  event &amount_minor(T to) & = delete;
  /// the person that it is about
  fraudrisk::text customer() const noexcept { return fraudrisk::text::of(raw_.customer); }
  event &customer(const fraudrisk::text &to) & noexcept {
    raw_.customer = to.raw();
    return *this;
  }
  /// the account that it is about
  fraudrisk::text party() const noexcept { return fraudrisk::text::of(raw_.party); }
  event &party(const fraudrisk::text &to) & noexcept {
    raw_.party = to.raw();
    return *this;
  }
  /// name of the list
  fraudrisk::text list() const noexcept { return fraudrisk::text::of(raw_.list); }
  event &list(const fraudrisk::text &to) & noexcept {
    raw_.list = to.raw();
    return *this;
  }
  /// 0: without end
  std::int64_t until_us() const noexcept { return raw_.until_us; }
  event &until_us(std::int64_t to) & noexcept {
    raw_.until_us = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  event &until_us(T to) & = delete;
  /// of a contact
  std::optional<std::int64_t> duration_s() const noexcept {
    if ((raw_.known & FR_EVENT_HAS_DURATION) == 0) return std::nullopt;
    return raw_.duration_s;
  }
  event &duration_s(std::optional<std::int64_t> to) & noexcept {
    raw_.duration_s = to.value_or(0);
    raw_.known = to ? raw_.known | FR_EVENT_HAS_DURATION : raw_.known & ~FR_EVENT_HAS_DURATION;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  event &duration_s(T to) & = delete;
  /// FR_CALLER_…
  fraudrisk::caller caller() const noexcept { return static_cast<fraudrisk::caller>(raw_.caller); }
  event &caller(fraudrisk::caller to) & noexcept {
    raw_.caller = static_cast<uint32_t>(to);
    return *this;
  }
  /// FR_DIRECTION_…
  fraudrisk::direction direction() const noexcept { return static_cast<fraudrisk::direction>(raw_.direction); }
  event &direction(fraudrisk::direction to) & noexcept {
    raw_.direction = static_cast<uint32_t>(to);
    return *this;
  }
  /// of an alert: 1 low, 2 medium, 3 high
  std::uint32_t level() const noexcept { return raw_.level; }
  event &level(std::uint32_t to) & noexcept {
    raw_.level = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  event &level(T to) & = delete;
  /// FR_RESPONSE_…
  fraudrisk::response response() const noexcept { return static_cast<fraudrisk::response>(raw_.response); }
  event &response(fraudrisk::response to) & noexcept {
    raw_.response = static_cast<uint32_t>(to);
    return *this;
  }
  /// of FR_EVENT_TRANSFERRED: FR_TRANSFER_…; usually settled
  fraudrisk::transfer_status status() const noexcept { return static_cast<fraudrisk::transfer_status>(raw_.status); }
  event &status(fraudrisk::transfer_status to) & noexcept {
    raw_.status = static_cast<uint32_t>(to);
    return *this;
  }
  /// of FR_EVENT_TRANSFERRED
  /// Borrowed: it lives as long as this.
  event &transfer(const fraudrisk::transfer &to) & noexcept {
    raw_.transfer = to.raw();
    return *this;
  }
  event &transfer(fraudrisk::transfer &&) = delete;
  event &transfer(std::nullopt_t) & noexcept {
    raw_.transfer = nullptr;
    return *this;
  }
  /// of an event about a transfer: when that was made
  std::optional<std::int64_t> transfer_time_us() const noexcept {
    if ((raw_.known & FR_EVENT_HAS_TRANSFER_TIME) == 0) return std::nullopt;
    return raw_.transfer_time_us;
  }
  event &transfer_time_us(std::optional<std::int64_t> to) & noexcept {
    raw_.transfer_time_us = to.value_or(0);
    raw_.known = to ? raw_.known | FR_EVENT_HAS_TRANSFER_TIME : raw_.known & ~FR_EVENT_HAS_TRANSFER_TIME;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  event &transfer_time_us(T to) & = delete;
  /// of FR_EVENT_MOVED
  fraudrisk::text to() const noexcept { return fraudrisk::text::of(raw_.to); }
  event &to(const fraudrisk::text &to) & noexcept {
    raw_.to = to.raw();
    return *this;
  }
  /// The struct of C.
  fr_event *raw() noexcept { return &raw_; }
  const fr_event *raw() const noexcept { return &raw_; }

 private:
  fr_event raw_;
};

/// Where and why something was refused. Filled by functions that say so, and kept for the last call of a
/// context. The message names fields and places; it never holds account numbers, names or remarks. line, column
/// 1-based place in a policy's source, 0 where there is none offset byte offset in a bundle or fold block, or
/// the index of an item; -1 where there is none field the field at fault, such as "transfer.amount_minor"; ""
/// where there is none message what is wrong and what to do, UTF-8, ended by a zero byte
class error {
 public:
  error() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit error(const fr_error &from) noexcept : raw_(from) {}
  fraudrisk::status status() const noexcept { return static_cast<fraudrisk::status>(raw_.status); }
  std::uint32_t line() const noexcept { return raw_.line; }
  std::uint32_t column() const noexcept { return raw_.column; }
  std::int64_t offset() const noexcept { return raw_.offset; }
  std::string_view field() const noexcept { return {raw_.field, detail::length(raw_.field, sizeof raw_.field)}; }
  std::string_view message() const noexcept {
    return {raw_.message, detail::length(raw_.message, sizeof raw_.message)};
  }
  /// The struct of C.
  fr_error *raw() noexcept { return &raw_; }
  const fr_error *raw() const noexcept { return &raw_; }

 private:
  fr_error raw_;
};

/// What a policy is. Strings live as long as the policy.
class policy_info {
 public:
  policy_info() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit policy_info(const fr_policy_info &from) noexcept : raw_(from) {}
  /// FR_YES or FR_NO: whether somebody signed, not whether anybody trusts him
  fraudrisk::tristate is_signed() const noexcept { return static_cast<fraudrisk::tristate>(raw_.is_signed); }
  std::uint64_t version() const noexcept { return raw_.version; }
  std::string_view name() const noexcept { return detail::view_of(raw_.name); }
  /// SHA-256 of what decides: the same whoever signs it, and whatever tests travel along
  view<std::uint8_t> digest() const noexcept { return {raw_.digest, 32}; }
  std::string_view currency() const noexcept {
    return {raw_.currency, detail::length(raw_.currency, sizeof raw_.currency)};
  }
  /// minor units: 2 for CNY
  std::uint32_t currency_digits() const noexcept { return raw_.currency_digits; }
  std::int32_t utc_offset_s() const noexcept { return raw_.utc_offset_s; }
  std::uint32_t feature_count() const noexcept { return raw_.feature_count; }
  std::uint32_t rule_count() const noexcept { return raw_.rule_count; }
  std::uint32_t scam_count() const noexcept { return raw_.scam_count; }
  /// passes and windows after fusion
  std::uint32_t fold_count() const noexcept { return raw_.fold_count; }
  std::uint32_t signature_count() const noexcept { return raw_.signature_count; }
  /// 0: from ever
  std::int64_t valid_from_us() const noexcept { return raw_.valid_from_us; }
  /// the first time at which it is not valid any more; 0: for ever
  std::int64_t valid_until_us() const noexcept { return raw_.valid_until_us; }
  /// tests that travel along
  std::uint32_t test_count() const noexcept { return raw_.test_count; }
  /// The struct of C.
  fr_policy_info *raw() noexcept { return &raw_; }
  const fr_policy_info *raw() const noexcept { return &raw_; }

 private:
  fr_policy_info raw_;
};

/// One signature of a policy, as the bundle has it: not verified.
class signature {
 public:
  signature() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit signature(const fr_signature &from) noexcept : raw_(from) {}
  /// FR_SIGN_…
  fraudrisk::signature_algorithm algorithm() const noexcept {
    return static_cast<fraudrisk::signature_algorithm>(raw_.algorithm);
  }
  /// the first bytes of the SHA-256 of the signer's SubjectPublicKeyInfo
  view<std::uint8_t> key_id() const noexcept { return {raw_.key_id, 16}; }
  std::string_view role() const noexcept { return {raw_.role, detail::length(raw_.role, sizeof raw_.role)}; }
  /// The struct of C.
  fr_signature *raw() noexcept { return &raw_; }
  const fr_signature *raw() const noexcept { return &raw_; }

 private:
  fr_signature raw_;
};

/// A question for the teller, and what the answer says. The policy chooses the questions by the scam that it
/// suspects; the answers go into fr_transfer.teller (or into an attribute), and the transfer is scored again,
/// with the same id.
class question {
 public:
  question() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit question(const fr_question &from) noexcept : raw_(from) {}
  /// FR_YES or FR_NO: the answer that gives the observation; FR_UNKNOWN: an open question
  fraudrisk::tristate sign() const noexcept { return static_cast<fraudrisk::tristate>(raw_.sign); }
  /// FR_TELLER_…; 0 for an open question, and where an attribute takes the answer
  bits<fraudrisk::observation> teller_bit() const noexcept {
    return bits<fraudrisk::observation>::of(raw_.teller_bit);
  }
  /// of the question, in the policy
  std::string_view name() const noexcept { return detail::view_of(raw_.name); }
  /// "told_to_keep_secret", or a bool attribute: "attributes.x"; "" for an open question
  std::string_view observation() const noexcept { return detail::view_of(raw_.observation); }
  /// The struct of C.
  fr_question *raw() noexcept { return &raw_; }
  const fr_question *raw() const noexcept { return &raw_; }

 private:
  fr_question raw_;
};

/// A phrase of the policy where a text mentions it. begin, end bytes of the text as it was given, in its own
/// encoding: for showing the place set, set_index the set of phrases, zeroes at the end of its name strength
/// FR_PHRASE_…, as it counts: one less than the phrase's own where the text only sounds or looks like it
/// disguises FR_DISGUISE_…: what had to be taken away
class text_match {
 public:
  text_match() noexcept : raw_{} {}
  explicit text_match(const fr_text_match &from) noexcept : raw_(from) {}
  std::uint32_t begin() const noexcept { return raw_.begin; }
  std::uint32_t end() const noexcept { return raw_.end; }
  std::uint32_t set_index() const noexcept { return raw_.set_index; }
  fraudrisk::phrase_strength strength() const noexcept {
    return static_cast<fraudrisk::phrase_strength>(raw_.strength);
  }
  bits<fraudrisk::disguise> disguises() const noexcept { return bits<fraudrisk::disguise>::of(raw_.disguises); }
  std::string_view set() const noexcept { return {raw_.set, detail::length(raw_.set, sizeof raw_.set)}; }
  /// The struct of C.
  fr_text_match *raw() noexcept { return &raw_; }
  const fr_text_match *raw() const noexcept { return &raw_; }

 private:
  fr_text_match raw_;
};

class engine_options {
 public:
  engine_options() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit engine_options(const fr_engine_options &from) noexcept : raw_(from) {}
  /// FR_YES: take bundles that nobody signed; for trials and tests. See trust.h
  fraudrisk::tristate accept_unsigned_policies() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.accept_unsigned_policies);
  }
  engine_options &accept_unsigned_policies(fraudrisk::tristate to) & noexcept {
    raw_.accept_unsigned_policies = static_cast<uint32_t>(to);
    return *this;
  }
  engine_options &accept_unsigned_policies(std::optional<bool> to) & noexcept {
    return accept_unsigned_policies(tristate_of(to));
  }
  /// FR_YES: decide and record as ever, but answer allow; see FR_FLAG_SHADOW. For a bank's first weeks
  fraudrisk::tristate shadow() const noexcept { return static_cast<fraudrisk::tristate>(raw_.shadow); }
  engine_options &shadow(fraudrisk::tristate to) & noexcept {
    raw_.shadow = static_cast<uint32_t>(to);
    return *this;
  }
  engine_options &shadow(std::optional<bool> to) & noexcept { return shadow(tristate_of(to)); }
  /// FR_YES: no settled events will come, so a transfer counts as settled after 24 h
  fraudrisk::tristate outcomes_not_reported() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.outcomes_not_reported);
  }
  engine_options &outcomes_not_reported(fraudrisk::tristate to) & noexcept {
    raw_.outcomes_not_reported = static_cast<uint32_t>(to);
    return *this;
  }
  engine_options &outcomes_not_reported(std::optional<bool> to) & noexcept {
    return outcomes_not_reported(tristate_of(to));
  }
  /// identifiers become keys under it; keep it for the life of the state
  view<std::uint8_t> secret_key() const noexcept { return {raw_.secret_key, 16}; }
  engine_options &secret_key(const std::array<std::uint8_t, 16> &to) & noexcept {
    detail::copy(raw_.secret_key, sizeof raw_.secret_key, to.data(), sizeof to);
    return *this;
  }
  /// most memory of profiles and tables, 64 KiB to 4 TiB, used as it fills; 0: 1 GiB
  std::uint64_t memory_bytes() const noexcept { return raw_.memory_bytes; }
  engine_options &memory_bytes(std::uint64_t to) & noexcept {
    raw_.memory_bytes = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  engine_options &memory_bytes(T to) & = delete;
  /// the most parties; 0: 1,000,000. Past either bound the idle give way
  std::uint64_t parties_max() const noexcept { return raw_.parties_max; }
  engine_options &parties_max(std::uint64_t to) & noexcept {
    raw_.parties_max = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  engine_options &parties_max(T to) & = delete;
  /// the most entries that events make: listed, unlisted, trusted; 0: 65,536
  std::uint64_t list_entries_max() const noexcept { return raw_.list_entries_max; }
  engine_options &list_entries_max(std::uint64_t to) & noexcept {
    raw_.list_entries_max = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  engine_options &list_entries_max(T to) & = delete;
  /// how far back histories reach; 0: 90 days; at most FR_MAX_HORIZON_US
  std::int64_t horizon_us() const noexcept { return raw_.horizon_us; }
  engine_options &horizon_us(std::int64_t to) & noexcept {
    raw_.horizon_us = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  engine_options &horizon_us(T to) & = delete;
  /// how far past the newest time accepted, or told by fr_engine_tick(), an event may lie; 0: 24 h; -1: any
  std::int64_t time_ahead_max_us() const noexcept { return raw_.time_ahead_max_us; }
  engine_options &time_ahead_max_us(std::int64_t to) & noexcept {
    raw_.time_ahead_max_us = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  engine_options &time_ahead_max_us(T to) & = delete;
  /// from when on the engine is told all that happens; see below. 0: from the first transfer, contact, personal
  /// event or move
  std::int64_t complete_from_us() const noexcept { return raw_.complete_from_us; }
  engine_options &complete_from_us(std::int64_t to) & noexcept {
    raw_.complete_from_us = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  engine_options &complete_from_us(T to) & = delete;
  /// days and months of histories begin at midnight of this offset; -50400 to 50400
  std::int32_t utc_offset_s() const noexcept { return raw_.utc_offset_s; }
  engine_options &utc_offset_s(std::int32_t to) & noexcept {
    raw_.utc_offset_s = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  engine_options &utc_offset_s(T to) & = delete;
  /// FR_YES: nobody gives way; past a bound new ones are refused as FR_STATE_FULL
  fraudrisk::tristate keep_idle_parties() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.keep_idle_parties);
  }
  engine_options &keep_idle_parties(fraudrisk::tristate to) & noexcept {
    raw_.keep_idle_parties = static_cast<uint32_t>(to);
    return *this;
  }
  engine_options &keep_idle_parties(std::optional<bool> to) & noexcept { return keep_idle_parties(tristate_of(to)); }
  /// FR_YES: the `limits:` of policies lower nothing; for backtests, which measure rules
  fraudrisk::tristate ignore_limits() const noexcept { return static_cast<fraudrisk::tristate>(raw_.ignore_limits); }
  engine_options &ignore_limits(fraudrisk::tristate to) & noexcept {
    raw_.ignore_limits = static_cast<uint32_t>(to);
    return *this;
  }
  engine_options &ignore_limits(std::optional<bool> to) & noexcept { return ignore_limits(tristate_of(to)); }
  /// The struct of C.
  fr_engine_options *raw() noexcept { return &raw_; }
  const fr_engine_options *raw() const noexcept { return &raw_; }

 private:
  fr_engine_options raw_;
};

/// What one call of fr_engine_put_policy() may do.
class put_options {
 public:
  put_options() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit put_options(const fr_put_options &from) noexcept : raw_(from) {}
  /// FR_YES: this call may go back in version
  fraudrisk::tristate accept_older() const noexcept { return static_cast<fraudrisk::tristate>(raw_.accept_older); }
  put_options &accept_older(fraudrisk::tristate to) & noexcept {
    raw_.accept_older = static_cast<uint32_t>(to);
    return *this;
  }
  put_options &accept_older(std::optional<bool> to) & noexcept { return accept_older(tristate_of(to)); }
  /// the time, for the policy's validity; 0: not said, which only a policy without limits takes
  std::int64_t now_us() const noexcept { return raw_.now_us; }
  put_options &now_us(std::int64_t to) & noexcept {
    raw_.now_us = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  put_options &now_us(T to) & = delete;
  /// The struct of C.
  fr_put_options *raw() noexcept { return &raw_; }
  const fr_put_options *raw() const noexcept { return &raw_; }

 private:
  fr_put_options raw_;
};

/// What is kept of one party: for support, and for whoever asks what is known of him.
class party_state {
 public:
  party_state() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit party_state(const fr_party_state &from) noexcept : raw_(from) {}
  /// how often its profile has changed
  std::uint64_t sequence() const noexcept { return raw_.sequence; }
  /// live, sent and received
  std::uint64_t transfer_entries() const noexcept { return raw_.transfer_entries; }
  /// contacts and personal events
  std::uint64_t other_entries() const noexcept { return raw_.other_entries; }
  std::uint64_t counterparties() const noexcept { return raw_.counterparties; }
  std::uint64_t day_summaries() const noexcept { return raw_.day_summaries; }
  /// of its profile
  std::uint64_t bytes() const noexcept { return raw_.bytes; }
  /// its newest entry; 0: none
  std::int64_t newest_us() const noexcept { return raw_.newest_us; }
  /// from when on all is known of it; FR_COMPLETE_ALWAYS, INT64_MAX as in the statistics
  std::int64_t complete_from_us() const noexcept { return raw_.complete_from_us; }
  /// The struct of C.
  fr_party_state *raw() noexcept { return &raw_; }
  const fr_party_state *raw() const noexcept { return &raw_; }

 private:
  fr_party_state raw_;
};

/// Counters since creation, and what the state takes. Taken while others work: each number is right, together
/// they may be a moment apart.
class engine_stats {
 public:
  engine_stats() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit engine_stats(const fr_engine_stats &from) noexcept : raw_(from) {}
  /// profiles
  std::uint64_t parties() const noexcept { return raw_.parties; }
  /// live entries in histories; each transfer stands in two profiles or more
  std::uint64_t transfer_entries() const noexcept { return raw_.transfer_entries; }
  /// contacts and personal events
  std::uint64_t other_entries() const noexcept { return raw_.other_entries; }
  /// known payees, and payers and payees that live entries name
  std::uint64_t counterparties() const noexcept { return raw_.counterparties; }
  /// that events made: listed, unlisted, trusted
  std::uint64_t list_entries() const noexcept { return raw_.list_entries; }
  /// what all profiles take, spare room and rounding included
  std::uint64_t profile_bytes() const noexcept { return raw_.profile_bytes; }
  /// what finds them
  std::uint64_t index_bytes() const noexcept { return raw_.index_bytes; }
  /// memory taken from the system so far
  std::uint64_t reserved_bytes() const noexcept { return raw_.reserved_bytes; }
  /// transfers scored and recorded
  std::uint64_t scored() const noexcept { return raw_.scored; }
  std::uint64_t repeated() const noexcept { return raw_.repeated; }
  std::uint64_t observed() const noexcept { return raw_.observed; }
  /// events about transfers that are not recorded
  std::uint64_t not_found() const noexcept { return raw_.not_found; }
  /// calls that ended in a negative status
  std::uint64_t refused() const noexcept { return raw_.refused; }
  /// entries that gave way because their list was full
  std::uint64_t entries_dropped() const noexcept { return raw_.entries_dropped; }
  /// entries that arrived older than the horizon
  std::uint64_t late_dropped() const noexcept { return raw_.late_dropped; }
  /// parties that were idle and gave way to others, since creation
  std::uint64_t evicted() const noexcept { return raw_.evicted; }
  /// from when on all is known of a party without a profile: the option, or the newest activity of whoever was
  /// evicted; INT64_MAX: nothing was told yet
  std::int64_t complete_from_us() const noexcept { return raw_.complete_from_us; }
  /// days of which only counts, sums and largest amounts are left
  std::uint64_t day_summaries() const noexcept { return raw_.day_summaries; }
  /// of the watch lists in force (watch.h); 0 where there are none
  std::uint64_t watch_version() const noexcept { return raw_.watch_version; }
  /// in them
  std::uint64_t watch_entries() const noexcept { return raw_.watch_entries; }
  /// what they take, names included; not part of reserved_bytes
  std::uint64_t watch_bytes() const noexcept { return raw_.watch_bytes; }
  /// What the policies' limits lowered, by FR_CHANNEL_… (0: unknown): holds that were not given, and warnings
  /// that were not, those instead of a hold among them.
  view<std::uint64_t> limited_holds() const noexcept { return {raw_.limited_holds, 8}; }
  view<std::uint64_t> limited_warnings() const noexcept { return {raw_.limited_warnings, 8}; }
  /// The struct of C.
  fr_engine_stats *raw() noexcept { return &raw_; }
  const fr_engine_stats *raw() const noexcept { return &raw_; }

 private:
  fr_engine_stats raw_;
};

/// One bound of the policy in force, and how full it is.
class limit_state {
 public:
  limit_state() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit limit_state(const fr_limit_state &from) noexcept : raw_(from) {}
  /// its place in the policy's `limits:`, from 0
  std::uint32_t entry() const noexcept { return raw_.entry; }
  /// FR_CHANNEL_…; FR_CHANNEL_UNKNOWN: all channels together
  fraudrisk::channel channel() const noexcept { return static_cast<fraudrisk::channel>(raw_.channel); }
  /// FR_OUTCOME_HOLD or FR_OUTCOME_WARN: what is bounded
  fraudrisk::outcome outcome() const noexcept { return static_cast<fraudrisk::outcome>(raw_.outcome); }
  /// of a bound on each rule: whose; "" where all rules together are bounded
  std::string_view rule() const noexcept { return {raw_.rule, detail::length(raw_.rule, sizeof raw_.rule)}; }
  std::int64_t window_us() const noexcept { return raw_.window_us; }
  /// in the window, as far as the next six are
  std::uint64_t transfers() const noexcept { return raw_.transfers; }
  /// holds or warnings that so many transfers may have: the share of them, at least `at_least`
  std::uint64_t allowed() const noexcept { return raw_.allowed; }
  /// holds or warnings that were given and count; a rule's: those that would not be without it
  std::uint64_t given() const noexcept { return raw_.given; }
  /// those that this bound lowered
  std::uint64_t lowered() const noexcept { return raw_.lowered; }
  /// the share, in millionths
  std::uint32_t share_ppm() const noexcept { return raw_.share_ppm; }
  /// FR_YES: the next one would be lowered
  fraudrisk::tristate full() const noexcept { return static_cast<fraudrisk::tristate>(raw_.full); }
  /// The struct of C.
  fr_limit_state *raw() noexcept { return &raw_; }
  const fr_limit_state *raw() const noexcept { return &raw_; }

 private:
  fr_limit_state raw_;
};

/// A column that the data call by another name.
class arrow_name {
 public:
  arrow_name() noexcept : raw_{} {}
  explicit arrow_name(const fr_arrow_name &from) noexcept : raw_(from) {}
  /// in the data
  fraudrisk::text column() const noexcept { return fraudrisk::text::of(raw_.column); }
  arrow_name &column(const fraudrisk::text &to) & noexcept {
    raw_.column = to.raw();
    return *this;
  }
  /// what it is: "payer", "session.on_call"
  fraudrisk::text field() const noexcept { return fraudrisk::text::of(raw_.field); }
  arrow_name &field(const fraudrisk::text &to) & noexcept {
    raw_.field = to.raw();
    return *this;
  }
  /// The struct of C.
  fr_arrow_name *raw() noexcept { return &raw_; }
  const fr_arrow_name *raw() const noexcept { return &raw_; }

 private:
  fr_arrow_name raw_;
};

class arrow_options {
 public:
  arrow_options() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit arrow_options(const fr_arrow_options &from) noexcept : raw_(from) {}
  /// FR_YES: a column that nobody knows is left out, instead of refused
  fraudrisk::tristate ignore_columns() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.ignore_columns);
  }
  arrow_options &ignore_columns(fraudrisk::tristate to) & noexcept {
    raw_.ignore_columns = static_cast<uint32_t>(to);
    return *this;
  }
  arrow_options &ignore_columns(std::optional<bool> to) & noexcept { return ignore_columns(tristate_of(to)); }
  /// Borrowed: it lives as long as this.
  arrow_options &names(const fraudrisk::arrow_name &to) & noexcept {
    raw_.names = to.raw();
    return *this;
  }
  arrow_options &names(fraudrisk::arrow_name &&) = delete;
  arrow_options &names(std::nullopt_t) & noexcept {
    raw_.names = nullptr;
    return *this;
  }
  std::uint32_t name_count() const noexcept { return raw_.name_count; }
  arrow_options &name_count(std::uint32_t to) & noexcept {
    raw_.name_count = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  arrow_options &name_count(T to) & = delete;
  /// The struct of C.
  fr_arrow_options *raw() noexcept { return &raw_; }
  const fr_arrow_options *raw() const noexcept { return &raw_; }

 private:
  fr_arrow_options raw_;
};

/// A feature's value.
class value {
 public:
  value() noexcept : raw_{} {}
  explicit value(const fr_value &from) noexcept : raw_(from) {}
  /// FR_TYPE_…; FR_TYPE_UNKNOWN where the value is unknown
  fraudrisk::value_type type() const noexcept { return static_cast<fraudrisk::value_type>(raw_.type); }
  /// FR_FLAG_APPROXIMATE, FR_FLAG_EXPRESSION_ERROR
  bits<fraudrisk::flag> flags() const noexcept { return bits<fraudrisk::flag>::of(raw_.flags); }
  std::int64_t integer() const noexcept { return raw_.integer; }
  double number() const noexcept { return raw_.number; }
  std::string_view text() const noexcept { return {raw_.text, raw_.text_size}; }
  /// The struct of C.
  fr_value *raw() noexcept { return &raw_; }
  const fr_value *raw() const noexcept { return &raw_; }

 private:
  fr_value raw_;
};

class journal_options {
 public:
  journal_options() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit journal_options(const fr_journal_options &from) noexcept : raw_(from) {}
  /// FR_JOURNAL_ASYNC, FR_JOURNAL_SYNC
  fraudrisk::journal_setting mode() const noexcept { return static_cast<fraudrisk::journal_setting>(raw_.mode); }
  journal_options &mode(fraudrisk::journal_setting to) & noexcept {
    raw_.mode = static_cast<uint32_t>(to);
    return *this;
  }
  /// FR_JOURNAL_WAIT, FR_JOURNAL_REFUSE
  fraudrisk::journal_setting when_full() const noexcept {
    return static_cast<fraudrisk::journal_setting>(raw_.when_full);
  }
  journal_options &when_full(fraudrisk::journal_setting to) & noexcept {
    raw_.when_full = static_cast<uint32_t>(to);
    return *this;
  }
  /// FR_YES: in FR_JOURNAL_SYNC calls return before their records are on the disk, and the host waits with
  /// fr_journal_wait(decision.sequence)
  fraudrisk::tristate calls_do_not_wait() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.calls_do_not_wait);
  }
  journal_options &calls_do_not_wait(fraudrisk::tristate to) & noexcept {
    raw_.calls_do_not_wait = static_cast<uint32_t>(to);
    return *this;
  }
  journal_options &calls_do_not_wait(std::optional<bool> to) & noexcept { return calls_do_not_wait(tristate_of(to)); }
  /// it is there, and belongs to this journal alone
  std::string_view directory() const noexcept { return detail::view_of(raw_.directory); }
  /// Ends in a zero byte, and lives as long as this.
  journal_options &directory(const char *to) & noexcept {
    raw_.directory = to;
    return *this;
  }
  /// of new segments; 0: 64 MiB
  std::uint64_t segment_bytes() const noexcept { return raw_.segment_bytes; }
  journal_options &segment_bytes(std::uint64_t to) & noexcept {
    raw_.segment_bytes = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  journal_options &segment_bytes(T to) & = delete;
  /// a signed checkpoint every so many blocks; 0: only fr_journal_checkpoint() signs
  std::uint64_t checkpoint_blocks() const noexcept { return raw_.checkpoint_blocks; }
  journal_options &checkpoint_blocks(std::uint64_t to) & noexcept {
    raw_.checkpoint_blocks = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  journal_options &checkpoint_blocks(T to) & = delete;
  /// a private key as PEM text, for checkpoints; null: they are not signed
  /// Borrowed: the bytes live as long as this.
  journal_options &signing_key(const void *bytes, std::uint64_t size) & noexcept {
    raw_.signing_key = bytes;
    raw_.signing_key_size = size;
    return *this;
  }
  /// 32 bytes, for texts and attributes; null: those are left out. Keep it: without it nothing that was sealed
  /// is ever read again
  journal_options &sealing_key(const std::uint8_t *to) & noexcept {
    raw_.sealing_key = to;
    return *this;
  }
  /// the host's clock, microseconds UTC
  std::int64_t now_us() const noexcept { return raw_.now_us; }
  journal_options &now_us(std::int64_t to) & noexcept {
    raw_.now_us = to;
    return *this;
  }
  template <class T, detail::only_fraction<T> = 0>
  journal_options &now_us(T to) & = delete;
  /// public keys as PEM text, one after the other: recovery looks at the checkpoints that it comes by, and
  /// refuses one that none of them has signed; null: it does not
  /// Borrowed: the bytes live as long as this.
  journal_options &trusted_keys(const void *bytes, std::uint64_t size) & noexcept {
    raw_.trusted_keys = bytes;
    raw_.trusted_keys_size = size;
    return *this;
  }
  /// The struct of C.
  fr_journal_options *raw() noexcept { return &raw_; }
  const fr_journal_options *raw() const noexcept { return &raw_; }

 private:
  fr_journal_options raw_;
};

/// What opening and recovering found.
class journal_recovery {
 public:
  journal_recovery() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit journal_recovery(const fr_journal_recovery &from) noexcept : raw_(from) {}
  /// that did not verify, or have another version's layout: the one before, or the journal alone, was taken
  /// instead
  std::uint32_t snapshots_refused() const noexcept { return raw_.snapshots_refused; }
  /// the oldest record that is still there
  std::uint64_t first_sequence() const noexcept { return raw_.first_sequence; }
  /// the newest; 0: there was none
  std::uint64_t last_sequence() const noexcept { return raw_.last_sequence; }
  /// of a torn tail: not acknowledged in FR_JOURNAL_SYNC, and kept in a file aside
  std::uint64_t cut_bytes() const noexcept { return raw_.cut_bytes; }
  /// the record that would have stood there; 0: nothing was cut
  std::uint64_t cut_sequence() const noexcept { return raw_.cut_sequence; }
  /// whole records behind the tear, which were cut with it
  std::uint64_t cut_records() const noexcept { return raw_.cut_records; }
  /// of the snapshot that was taken; 0: none
  std::uint64_t snapshot_sequence() const noexcept { return raw_.snapshot_sequence; }
  /// records that were applied
  std::uint64_t replayed() const noexcept { return raw_.replayed; }
  /// FR_LEFT_…: what was in force and is not now
  bits<fraudrisk::left> left_to_host() const noexcept { return bits<fraudrisk::left>::of(raw_.left_to_host); }
  /// that keep what was cut, "….cut" beside the journal: once they were looked at they may be removed
  std::uint32_t cut_files() const noexcept { return raw_.cut_files; }
  /// the last record under a signature that one of trusted_keys made; 0: none was seen. The records behind it
  /// stand under none
  std::uint64_t signed_sequence() const noexcept { return raw_.signed_sequence; }
  /// The struct of C.
  fr_journal_recovery *raw() noexcept { return &raw_; }
  const fr_journal_recovery *raw() const noexcept { return &raw_; }

 private:
  fr_journal_recovery raw_;
};

class journal_stats {
 public:
  journal_stats() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit journal_stats(const fr_journal_stats &from) noexcept : raw_(from) {}
  /// FR_YES: it takes no records any more; open it again
  fraudrisk::tristate failed() const noexcept { return static_cast<fraudrisk::tristate>(raw_.failed); }
  /// the oldest that is still there
  std::uint64_t first_sequence() const noexcept { return raw_.first_sequence; }
  /// appended
  std::uint64_t last_sequence() const noexcept { return raw_.last_sequence; }
  /// on the disk
  std::uint64_t synced_sequence() const noexcept { return raw_.synced_sequence; }
  /// under the hash chain
  std::uint64_t sealed_sequence() const noexcept { return raw_.sealed_sequence; }
  /// under a signature since it was opened; 0: none
  std::uint64_t checkpoint_sequence() const noexcept { return raw_.checkpoint_sequence; }
  std::uint64_t segments() const noexcept { return raw_.segments; }
  /// The struct of C.
  fr_journal_stats *raw() noexcept { return &raw_; }
  const fr_journal_stats *raw() const noexcept { return &raw_; }

 private:
  fr_journal_stats raw_;
};

/// Decisions by outcome: as decided, within the policy's limits. In the shadow they are what would be; the
/// answer was allow.
class stats_outcomes {
 public:
  stats_outcomes() noexcept : raw_{} {}
  explicit stats_outcomes(const fr_stats_outcomes &from) noexcept : raw_(from) {}
  std::uint64_t allow() const noexcept { return raw_.allow; }
  std::uint64_t warn() const noexcept { return raw_.warn; }
  std::uint64_t hold() const noexcept { return raw_.hold; }
  /// The struct of C.
  fr_stats_outcomes *raw() noexcept { return &raw_; }
  const fr_stats_outcomes *raw() const noexcept { return &raw_; }

 private:
  fr_stats_outcomes raw_;
};

class stats_scam {
 public:
  stats_scam() noexcept : raw_{} {}
  explicit stats_scam(const fr_stats_scam &from) noexcept : raw_(from) {}
  /// "" for no scam, and "(other)" at the last place
  std::string_view name() const noexcept { return {raw_.name, detail::length(raw_.name, sizeof raw_.name)}; }
  fraudrisk::stats_outcomes decided() const noexcept { return fraudrisk::stats_outcomes(raw_.decided); }
  /// The struct of C.
  fr_stats_scam *raw() noexcept { return &raw_; }
  const fr_stats_scam *raw() const noexcept { return &raw_; }

 private:
  fr_stats_scam raw_;
};

class stats {
 public:
  stats() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit stats(const fr_stats &from) noexcept : raw_(from) {}
  /// FR_YES: the engine stands in the shadow, and answers allow
  fraudrisk::tristate shadow() const noexcept { return static_cast<fraudrisk::tristate>(raw_.shadow); }
  /// by FR_CHANNEL_…; scored and recorded, repeats too
  /// As many as there are; each is a copy.
  copies<stats_outcomes, fr_stats_outcomes> decided() const noexcept {
    return {raw_.decided, 8u};
  }
  /// the same decisions by the likely scam
  /// As many as there are; each is a copy.
  copies<stats_scam, fr_stats_scam> by_scam() const noexcept {
    return {raw_.by_scam, raw_.scam_count < 64u ? raw_.scam_count : 64u};
  }
  /// that there are now
  std::uint32_t context_count() const noexcept { return raw_.context_count; }
  /// The same decisions: flags[i] is how many had the bit 1 << i of FR_FLAG_….
  view<std::uint64_t> flags() const noexcept { return {raw_.flags, 16}; }
  /// the sum of their unknown_count
  std::uint64_t rules_unknown() const noexcept { return raw_.rules_unknown; }
  /// what fr_challenge() has told, by index
  /// As many as there are; each is a copy.
  copies<stats_outcomes, fr_stats_outcomes> challengers() const noexcept {
    return {raw_.challengers, 4u};
  }
  /// transfers that were answered with on_error
  std::uint64_t degraded() const noexcept { return raw_.degraded; }
  /// calls that ended in a negative status, by FR_BAND_…
  view<std::uint64_t> refused() const noexcept { return {raw_.refused, 10}; }
  std::uint64_t previewed() const noexcept { return raw_.previewed; }
  /// calls of fr_fold()
  std::uint64_t folded() const noexcept { return raw_.folded; }
  std::uint64_t observed() const noexcept { return raw_.observed; }
  /// events about transfers that are not recorded
  std::uint64_t not_found() const noexcept { return raw_.not_found; }
  /// as in fr_engine_stats
  view<std::uint64_t> limited_holds() const noexcept { return {raw_.limited_holds, 8}; }
  view<std::uint64_t> limited_warnings() const noexcept { return {raw_.limited_warnings, 8}; }
  /// What fr_context_took() was told: took[i] calls of at most 256 << i nanoseconds, and more than the place
  /// before; at the last place those that took longer. Their sum stays at its largest value rather than begin
  /// again.
  view<std::uint64_t> took() const noexcept { return {raw_.took, 25}; }
  std::uint64_t took_ns() const noexcept { return raw_.took_ns; }
  /// profiles
  std::uint64_t parties() const noexcept { return raw_.parties; }
  /// the option
  std::uint64_t parties_max() const noexcept { return raw_.parties_max; }
  /// parties that were idle and gave way to others
  std::uint64_t evicted() const noexcept { return raw_.evicted; }
  /// entries that gave way because their list was full
  std::uint64_t entries_dropped() const noexcept { return raw_.entries_dropped; }
  /// entries that arrived older than the horizon
  std::uint64_t late_dropped() const noexcept { return raw_.late_dropped; }
  /// memory taken from the system so far
  std::uint64_t reserved_bytes() const noexcept { return raw_.reserved_bytes; }
  /// the option
  std::uint64_t memory_bytes() const noexcept { return raw_.memory_bytes; }
  /// that events made
  std::uint64_t list_entries() const noexcept { return raw_.list_entries; }
  std::uint64_t list_entries_max() const noexcept { return raw_.list_entries_max; }
  /// of the watch lists in force; 0 where there are none
  std::uint64_t watch_version() const noexcept { return raw_.watch_version; }
  std::uint64_t watch_entries() const noexcept { return raw_.watch_entries; }
  std::uint64_t watch_bytes() const noexcept { return raw_.watch_bytes; }
  /// in force; "" where none is
  std::string_view policy_name() const noexcept {
    return {raw_.policy_name, detail::length(raw_.policy_name, sizeof raw_.policy_name)};
  }
  std::uint64_t policy_version() const noexcept { return raw_.policy_version; }
  view<std::uint8_t> policy_digest() const noexcept { return {raw_.policy_digest, 32}; }
  /// 0: it has no such limit
  std::int64_t policy_valid_until_us() const noexcept { return raw_.policy_valid_until_us; }
  /// When it was put in force, as the host told: fr_put_options.now_us, or else the last fr_engine_tick(). Where
  /// it told neither, and after a recovery, the time of the newest transfer then; 0: there was none. The same
  /// policy put in force once more keeps its time.
  std::int64_t policy_since_us() const noexcept { return raw_.policy_since_us; }
  /// now_us less that, not below 0; -1: one of them is not known
  std::int64_t policy_age_us() const noexcept { return raw_.policy_age_us; }
  /// FR_YES, FR_NO
  fraudrisk::tristate has_journal() const noexcept { return static_cast<fraudrisk::tristate>(raw_.has_journal); }
  /// FR_YES: it takes no records any more
  fraudrisk::tristate journal_failed() const noexcept {
    return static_cast<fraudrisk::tristate>(raw_.journal_failed);
  }
  /// appended
  std::uint64_t last_sequence() const noexcept { return raw_.last_sequence; }
  /// on the disk
  std::uint64_t synced_sequence() const noexcept { return raw_.synced_sequence; }
  /// under the hash chain
  std::uint64_t sealed_sequence() const noexcept { return raw_.sealed_sequence; }
  /// under a signature since it was opened; 0: none
  std::uint64_t checkpoint_sequence() const noexcept { return raw_.checkpoint_sequence; }
  /// how far each of them is behind what was appended
  std::uint64_t unsynced_records() const noexcept { return raw_.unsynced_records; }
  std::uint64_t unsealed_records() const noexcept { return raw_.unsealed_records; }
  std::uint64_t unsigned_records() const noexcept { return raw_.unsigned_records; }
  std::uint64_t segments() const noexcept { return raw_.segments; }
  /// The struct of C.
  fr_stats *raw() noexcept { return &raw_; }
  const fr_stats *raw() const noexcept { return &raw_; }

 private:
  fr_stats raw_;
};

/// What a set of lists is.
class watch_lists_info {
 public:
  watch_lists_info() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit watch_lists_info(const fr_watch_lists_info &from) noexcept : raw_(from) {}
  std::uint32_t list_count() const noexcept { return raw_.list_count; }
  std::uint64_t version() const noexcept { return raw_.version; }
  /// parties on lists, each list's counted
  std::uint64_t entries() const noexcept { return raw_.entries; }
  /// adds that said of a party and list what was there before
  std::uint64_t duplicates() const noexcept { return raw_.duplicates; }
  /// what the set takes, but for the names of its lists
  std::uint64_t bytes() const noexcept { return raw_.bytes; }
  /// what they take
  std::uint64_t name_bytes() const noexcept { return raw_.name_bytes; }
  /// The struct of C.
  fr_watch_lists_info *raw() noexcept { return &raw_; }
  const fr_watch_lists_info *raw() const noexcept { return &raw_; }

 private:
  fr_watch_lists_info raw_;
};

/// What one feature did to the margin of one model: exact path-dependent TreeSHAP. Those of one model add up to
/// its margin, to a millionth of the largest of them.
class contribution {
 public:
  contribution() noexcept : raw_{} {}
  explicit contribution(const fr_contribution &from) noexcept : raw_(from) {}
  std::uint32_t model_index() const noexcept { return raw_.model_index; }
  /// of the policy's features, or FR_CONTRIBUTION_BASE
  std::uint32_t feature_index() const noexcept { return raw_.feature_index; }
  /// FR_YES, or FR_NO for a feature that was unknown: then the model took it for missing
  fraudrisk::tristate known() const noexcept { return static_cast<fraudrisk::tristate>(raw_.known); }
  /// of the feature: a bool is 0 or 1; 0 where it was unknown
  double value() const noexcept { return raw_.value; }
  double contribution_value() const noexcept { return raw_.contribution; }
  /// The struct of C.
  fr_contribution *raw() noexcept { return &raw_; }
  const fr_contribution *raw() const noexcept { return &raw_; }

 private:
  fr_contribution raw_;
};

/// The smallest change of one known value of the transfer or one feature by which the outcome would have been
/// lower.
class counterfactual {
 public:
  counterfactual() noexcept : raw_{} { raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_); }
  explicit counterfactual(const fr_counterfactual &from) noexcept : raw_(from) {}
  /// what it would have been; FR_OUTCOME_NONE where no such change was found
  fraudrisk::outcome outcome() const noexcept { return static_cast<fraudrisk::outcome>(raw_.outcome); }
  /// FR_YES: a value of the transfer; FR_NO: a feature
  fraudrisk::tristate is_field() const noexcept { return static_cast<fraudrisk::tristate>(raw_.is_field); }
  /// as expressions say it: "transfer.amount", "attributes.x", a feature; zeroes at the end
  std::string_view name() const noexcept { return {raw_.name, detail::length(raw_.name, sizeof raw_.name)}; }
  /// amounts in major units, ages in seconds
  fraudrisk::value from() const noexcept { return fraudrisk::value(raw_.from); }
  /// amounts in major units, ages in seconds
  fraudrisk::value to() const noexcept { return fraudrisk::value(raw_.to); }
  /// The struct of C.
  fr_counterfactual *raw() noexcept { return &raw_; }
  const fr_counterfactual *raw() const noexcept { return &raw_; }

 private:
  fr_counterfactual raw_;
};

// The headers of C beside this file are those that it was written from.
namespace detail {
inline constexpr bool is_64_bit = sizeof(void *) == 8;
static_assert(!is_64_bit || sizeof(fr_reason) == 56, "fr_reason is of another header");
static_assert(!is_64_bit || offsetof(fr_reason, rule) == 0,
              "fr_reason.rule is of another header");
static_assert(!is_64_bit || offsetof(fr_reason, points) == 48,
              "fr_reason.points is of another header");
static_assert(!is_64_bit || offsetof(fr_reason, rule_index) == 52,
              "fr_reason.rule_index is of another header");
static_assert(!is_64_bit || sizeof(fr_decision) == 2152, "fr_decision is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, struct_size) == 0,
              "fr_decision.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, outcome) == 4,
              "fr_decision.outcome is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, score) == 8,
              "fr_decision.score is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, hold_until_us) == 16,
              "fr_decision.hold_until_us is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, flags) == 24,
              "fr_decision.flags is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, unknown_count) == 28,
              "fr_decision.unknown_count is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, error_count) == 32,
              "fr_decision.error_count is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, reason_count) == 36,
              "fr_decision.reason_count is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, reasons_total) == 40,
              "fr_decision.reasons_total is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, scam_index) == 44,
              "fr_decision.scam_index is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, scam) == 48,
              "fr_decision.scam is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, decision_id) == 96,
              "fr_decision.decision_id is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, policy_digest) == 112,
              "fr_decision.policy_digest is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, policy_name) == 144,
              "fr_decision.policy_name is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, policy_version) == 192,
              "fr_decision.policy_version is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, reasons) == 200,
              "fr_decision.reasons is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, values_size) == 1096,
              "fr_decision.values_size is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, advice) == 1100,
              "fr_decision.advice is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, values) == 1104,
              "fr_decision.values is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, victim_present) == 2128,
              "fr_decision.victim_present is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, actions) == 2132,
              "fr_decision.actions is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, pure_outcome) == 2136,
              "fr_decision.pure_outcome is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, would_be) == 2140,
              "fr_decision.would_be is of another header");
static_assert(!is_64_bit || offsetof(fr_decision, sequence) == 2144,
              "fr_decision.sequence is of another header");
static_assert(!is_64_bit || sizeof(fr_text) == 16, "fr_text is of another header");
static_assert(!is_64_bit || offsetof(fr_text, data) == 0,
              "fr_text.data is of another header");
static_assert(!is_64_bit || offsetof(fr_text, size) == 8,
              "fr_text.size is of another header");
static_assert(!is_64_bit || offsetof(fr_text, encoding) == 12,
              "fr_text.encoding is of another header");
static_assert(!is_64_bit || sizeof(fr_session) == 136, "fr_session is of another header");
static_assert(!is_64_bit || offsetof(fr_session, struct_size) == 0,
              "fr_session.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_session, known) == 4,
              "fr_session.known is of another header");
static_assert(!is_64_bit || offsetof(fr_session, on_call) == 8,
              "fr_session.on_call is of another header");
static_assert(!is_64_bit || offsetof(fr_session, caller) == 12,
              "fr_session.caller is of another header");
static_assert(!is_64_bit || offsetof(fr_session, screen_shared) == 16,
              "fr_session.screen_shared is of another header");
static_assert(!is_64_bit || offsetof(fr_session, remote_control) == 20,
              "fr_session.remote_control is of another header");
static_assert(!is_64_bit || offsetof(fr_session, device_age_s) == 24,
              "fr_session.device_age_s is of another header");
static_assert(!is_64_bit || offsetof(fr_session, sim_age_s) == 32,
              "fr_session.sim_age_s is of another header");
static_assert(!is_64_bit || offsetof(fr_session, credential_age_s) == 40,
              "fr_session.credential_age_s is of another header");
static_assert(!is_64_bit || offsetof(fr_session, meeting_app) == 48,
              "fr_session.meeting_app is of another header");
static_assert(!is_64_bit || offsetof(fr_session, geo_jump) == 52,
              "fr_session.geo_jump is of another header");
static_assert(!is_64_bit || offsetof(fr_session, ip_risky) == 56,
              "fr_session.ip_risky is of another header");
static_assert(!is_64_bit || offsetof(fr_session, sideloaded_app) == 60,
              "fr_session.sideloaded_app is of another header");
static_assert(!is_64_bit || offsetof(fr_session, overlay) == 64,
              "fr_session.overlay is of another header");
static_assert(!is_64_bit || offsetof(fr_session, hesitated) == 68,
              "fr_session.hesitated is of another header");
static_assert(!is_64_bit || offsetof(fr_session, code_shared) == 72,
              "fr_session.code_shared is of another header");
static_assert(!is_64_bit || offsetof(fr_session, call_forwarded) == 76,
              "fr_session.call_forwarded is of another header");
static_assert(!is_64_bit || offsetof(fr_session, nfc_relay) == 80,
              "fr_session.nfc_relay is of another header");
static_assert(!is_64_bit || offsetof(fr_session, tampered) == 84,
              "fr_session.tampered is of another header");
static_assert(!is_64_bit || offsetof(fr_session, face_verified) == 88,
              "fr_session.face_verified is of another header");
static_assert(!is_64_bit || offsetof(fr_session, confirmed_in_chinese) == 92,
              "fr_session.confirmed_in_chinese is of another header");
static_assert(!is_64_bit || offsetof(fr_session, cardless) == 96,
              "fr_session.cardless is of another header");
static_assert(!is_64_bit || offsetof(fr_session, payee_entry) == 100,
              "fr_session.payee_entry is of another header");
static_assert(!is_64_bit || offsetof(fr_session, call_age_s) == 104,
              "fr_session.call_age_s is of another header");
static_assert(!is_64_bit || offsetof(fr_session, operator_age_s) == 112,
              "fr_session.operator_age_s is of another header");
static_assert(!is_64_bit || offsetof(fr_session, phishing_link_age_s) == 120,
              "fr_session.phishing_link_age_s is of another header");
static_assert(!is_64_bit || offsetof(fr_session, warning_dwell_s) == 128,
              "fr_session.warning_dwell_s is of another header");
static_assert(!is_64_bit || sizeof(fr_teller) == 40, "fr_teller is of another header");
static_assert(!is_64_bit || offsetof(fr_teller, struct_size) == 0,
              "fr_teller.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_teller, reserved) == 4,
              "fr_teller.reserved is of another header");
static_assert(!is_64_bit || offsetof(fr_teller, seen) == 8,
              "fr_teller.seen is of another header");
static_assert(!is_64_bit || offsetof(fr_teller, ruled_out) == 16,
              "fr_teller.ruled_out is of another header");
static_assert(!is_64_bit || offsetof(fr_teller, notes) == 24,
              "fr_teller.notes is of another header");
static_assert(!is_64_bit || sizeof(fr_party) == 120, "fr_party is of another header");
static_assert(!is_64_bit || offsetof(fr_party, struct_size) == 0,
              "fr_party.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_party, known) == 4,
              "fr_party.known is of another header");
static_assert(!is_64_bit || offsetof(fr_party, customer) == 8,
              "fr_party.customer is of another header");
static_assert(!is_64_bit || offsetof(fr_party, age) == 24,
              "fr_party.age is of another header");
static_assert(!is_64_bit || offsetof(fr_party, occupation) == 28,
              "fr_party.occupation is of another header");
static_assert(!is_64_bit || offsetof(fr_party, account_age_s) == 32,
              "fr_party.account_age_s is of another header");
static_assert(!is_64_bit || offsetof(fr_party, party_kind) == 40,
              "fr_party.party_kind is of another header");
static_assert(!is_64_bit || offsetof(fr_party, foreign) == 44,
              "fr_party.foreign is of another header");
static_assert(!is_64_bit || offsetof(fr_party, name_match) == 48,
              "fr_party.name_match is of another header");
static_assert(!is_64_bit || offsetof(fr_party, vulnerable) == 52,
              "fr_party.vulnerable is of another header");
static_assert(!is_64_bit || offsetof(fr_party, bank) == 56,
              "fr_party.bank is of another header");
static_assert(!is_64_bit || offsetof(fr_party, added_age_s) == 72,
              "fr_party.added_age_s is of another header");
static_assert(!is_64_bit || offsetof(fr_party, registered_age_s) == 80,
              "fr_party.registered_age_s is of another header");
static_assert(!is_64_bit || offsetof(fr_party, mule_score) == 88,
              "fr_party.mule_score is of another header");
static_assert(!is_64_bit || offsetof(fr_party, hops_to_listed) == 92,
              "fr_party.hops_to_listed is of another header");
static_assert(!is_64_bit || offsetof(fr_party, shell_like) == 96,
              "fr_party.shell_like is of another header");
static_assert(!is_64_bit || offsetof(fr_party, phone_shared) == 100,
              "fr_party.phone_shared is of another header");
static_assert(!is_64_bit || offsetof(fr_party, account_changed) == 104,
              "fr_party.account_changed is of another header");
static_assert(!is_64_bit || offsetof(fr_party, third_party) == 108,
              "fr_party.third_party is of another header");
static_assert(!is_64_bit || offsetof(fr_party, region_unusual) == 112,
              "fr_party.region_unusual is of another header");
static_assert(!is_64_bit || offsetof(fr_party, trusted_contact) == 116,
              "fr_party.trusted_contact is of another header");
static_assert(!is_64_bit || sizeof(fr_attribute) == 56, "fr_attribute is of another header");
static_assert(!is_64_bit || offsetof(fr_attribute, name) == 0,
              "fr_attribute.name is of another header");
static_assert(!is_64_bit || offsetof(fr_attribute, type) == 16,
              "fr_attribute.type is of another header");
static_assert(!is_64_bit || offsetof(fr_attribute, reserved) == 20,
              "fr_attribute.reserved is of another header");
static_assert(!is_64_bit || offsetof(fr_attribute, integer) == 24,
              "fr_attribute.integer is of another header");
static_assert(!is_64_bit || offsetof(fr_attribute, number) == 32,
              "fr_attribute.number is of another header");
static_assert(!is_64_bit || offsetof(fr_attribute, text) == 40,
              "fr_attribute.text is of another header");
static_assert(!is_64_bit || sizeof(fr_transfer) == 224, "fr_transfer is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, struct_size) == 0,
              "fr_transfer.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, known) == 4,
              "fr_transfer.known is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, id) == 8,
              "fr_transfer.id is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, time_us) == 24,
              "fr_transfer.time_us is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, payer) == 32,
              "fr_transfer.payer is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, payee) == 48,
              "fr_transfer.payee is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, amount_minor) == 64,
              "fr_transfer.amount_minor is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, base_amount_minor) == 72,
              "fr_transfer.base_amount_minor is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, currency) == 80,
              "fr_transfer.currency is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, channel) == 84,
              "fr_transfer.channel is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, kind) == 88,
              "fr_transfer.kind is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, speed) == 92,
              "fr_transfer.speed is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, remark) == 96,
              "fr_transfer.remark is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, purpose) == 112,
              "fr_transfer.purpose is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, balance_before_minor) == 128,
              "fr_transfer.balance_before_minor is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, ui_language) == 136,
              "fr_transfer.ui_language is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, session) == 152,
              "fr_transfer.session is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, teller) == 160,
              "fr_transfer.teller is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, payer_party) == 168,
              "fr_transfer.payer_party is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, payee_party) == 176,
              "fr_transfer.payee_party is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, attributes) == 184,
              "fr_transfer.attributes is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, attribute_count) == 192,
              "fr_transfer.attribute_count is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, reserved) == 196,
              "fr_transfer.reserved is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, limit_minor) == 200,
              "fr_transfer.limit_minor is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, approval_gap_s) == 208,
              "fr_transfer.approval_gap_s is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, approved) == 216,
              "fr_transfer.approved is of another header");
static_assert(!is_64_bit || offsetof(fr_transfer, payroll) == 220,
              "fr_transfer.payroll is of another header");
static_assert(!is_64_bit || sizeof(fr_event) == 232, "fr_event is of another header");
static_assert(!is_64_bit || offsetof(fr_event, struct_size) == 0,
              "fr_event.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_event, kind) == 4,
              "fr_event.kind is of another header");
static_assert(!is_64_bit || offsetof(fr_event, known) == 8,
              "fr_event.known is of another header");
static_assert(!is_64_bit || offsetof(fr_event, sides) == 12,
              "fr_event.sides is of another header");
static_assert(!is_64_bit || offsetof(fr_event, time_us) == 16,
              "fr_event.time_us is of another header");
static_assert(!is_64_bit || offsetof(fr_event, transfer_id) == 24,
              "fr_event.transfer_id is of another header");
static_assert(!is_64_bit || offsetof(fr_event, payer) == 40,
              "fr_event.payer is of another header");
static_assert(!is_64_bit || offsetof(fr_event, payee) == 56,
              "fr_event.payee is of another header");
static_assert(!is_64_bit || offsetof(fr_event, payer_customer) == 72,
              "fr_event.payer_customer is of another header");
static_assert(!is_64_bit || offsetof(fr_event, payee_customer) == 88,
              "fr_event.payee_customer is of another header");
static_assert(!is_64_bit || offsetof(fr_event, amount_minor) == 104,
              "fr_event.amount_minor is of another header");
static_assert(!is_64_bit || offsetof(fr_event, customer) == 112,
              "fr_event.customer is of another header");
static_assert(!is_64_bit || offsetof(fr_event, party) == 128,
              "fr_event.party is of another header");
static_assert(!is_64_bit || offsetof(fr_event, list) == 144,
              "fr_event.list is of another header");
static_assert(!is_64_bit || offsetof(fr_event, until_us) == 160,
              "fr_event.until_us is of another header");
static_assert(!is_64_bit || offsetof(fr_event, duration_s) == 168,
              "fr_event.duration_s is of another header");
static_assert(!is_64_bit || offsetof(fr_event, caller) == 176,
              "fr_event.caller is of another header");
static_assert(!is_64_bit || offsetof(fr_event, direction) == 180,
              "fr_event.direction is of another header");
static_assert(!is_64_bit || offsetof(fr_event, level) == 184,
              "fr_event.level is of another header");
static_assert(!is_64_bit || offsetof(fr_event, response) == 188,
              "fr_event.response is of another header");
static_assert(!is_64_bit || offsetof(fr_event, status) == 192,
              "fr_event.status is of another header");
static_assert(!is_64_bit || offsetof(fr_event, reserved) == 196,
              "fr_event.reserved is of another header");
static_assert(!is_64_bit || offsetof(fr_event, transfer) == 200,
              "fr_event.transfer is of another header");
static_assert(!is_64_bit || offsetof(fr_event, transfer_time_us) == 208,
              "fr_event.transfer_time_us is of another header");
static_assert(!is_64_bit || offsetof(fr_event, to) == 216,
              "fr_event.to is of another header");
static_assert(!is_64_bit || sizeof(fr_error) == 344, "fr_error is of another header");
static_assert(!is_64_bit || offsetof(fr_error, struct_size) == 0,
              "fr_error.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_error, status) == 4,
              "fr_error.status is of another header");
static_assert(!is_64_bit || offsetof(fr_error, line) == 8,
              "fr_error.line is of another header");
static_assert(!is_64_bit || offsetof(fr_error, column) == 12,
              "fr_error.column is of another header");
static_assert(!is_64_bit || offsetof(fr_error, offset) == 16,
              "fr_error.offset is of another header");
static_assert(!is_64_bit || offsetof(fr_error, field) == 24,
              "fr_error.field is of another header");
static_assert(!is_64_bit || offsetof(fr_error, message) == 88,
              "fr_error.message is of another header");
static_assert(!is_64_bit || sizeof(fr_policy_info) == 112, "fr_policy_info is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, struct_size) == 0,
              "fr_policy_info.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, is_signed) == 4,
              "fr_policy_info.is_signed is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, version) == 8,
              "fr_policy_info.version is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, name) == 16,
              "fr_policy_info.name is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, digest) == 24,
              "fr_policy_info.digest is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, currency) == 56,
              "fr_policy_info.currency is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, currency_digits) == 60,
              "fr_policy_info.currency_digits is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, utc_offset_s) == 64,
              "fr_policy_info.utc_offset_s is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, feature_count) == 68,
              "fr_policy_info.feature_count is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, rule_count) == 72,
              "fr_policy_info.rule_count is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, scam_count) == 76,
              "fr_policy_info.scam_count is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, fold_count) == 80,
              "fr_policy_info.fold_count is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, signature_count) == 84,
              "fr_policy_info.signature_count is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, valid_from_us) == 88,
              "fr_policy_info.valid_from_us is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, valid_until_us) == 96,
              "fr_policy_info.valid_until_us is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, test_count) == 104,
              "fr_policy_info.test_count is of another header");
static_assert(!is_64_bit || offsetof(fr_policy_info, reserved) == 108,
              "fr_policy_info.reserved is of another header");
static_assert(!is_64_bit || sizeof(fr_signature) == 72, "fr_signature is of another header");
static_assert(!is_64_bit || offsetof(fr_signature, struct_size) == 0,
              "fr_signature.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_signature, algorithm) == 4,
              "fr_signature.algorithm is of another header");
static_assert(!is_64_bit || offsetof(fr_signature, key_id) == 8,
              "fr_signature.key_id is of another header");
static_assert(!is_64_bit || offsetof(fr_signature, role) == 24,
              "fr_signature.role is of another header");
static_assert(!is_64_bit || sizeof(fr_question) == 32, "fr_question is of another header");
static_assert(!is_64_bit || offsetof(fr_question, struct_size) == 0,
              "fr_question.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_question, sign) == 4,
              "fr_question.sign is of another header");
static_assert(!is_64_bit || offsetof(fr_question, teller_bit) == 8,
              "fr_question.teller_bit is of another header");
static_assert(!is_64_bit || offsetof(fr_question, name) == 16,
              "fr_question.name is of another header");
static_assert(!is_64_bit || offsetof(fr_question, observation) == 24,
              "fr_question.observation is of another header");
static_assert(!is_64_bit || sizeof(fr_text_match) == 72, "fr_text_match is of another header");
static_assert(!is_64_bit || offsetof(fr_text_match, begin) == 0,
              "fr_text_match.begin is of another header");
static_assert(!is_64_bit || offsetof(fr_text_match, end) == 4,
              "fr_text_match.end is of another header");
static_assert(!is_64_bit || offsetof(fr_text_match, set_index) == 8,
              "fr_text_match.set_index is of another header");
static_assert(!is_64_bit || offsetof(fr_text_match, strength) == 12,
              "fr_text_match.strength is of another header");
static_assert(!is_64_bit || offsetof(fr_text_match, disguises) == 16,
              "fr_text_match.disguises is of another header");
static_assert(!is_64_bit || offsetof(fr_text_match, reserved) == 20,
              "fr_text_match.reserved is of another header");
static_assert(!is_64_bit || offsetof(fr_text_match, set) == 24,
              "fr_text_match.set is of another header");
static_assert(!is_64_bit || sizeof(fr_engine_options) == 96, "fr_engine_options is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, struct_size) == 0,
              "fr_engine_options.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, accept_unsigned_policies) == 4,
              "fr_engine_options.accept_unsigned_policies is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, shadow) == 8,
              "fr_engine_options.shadow is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, outcomes_not_reported) == 12,
              "fr_engine_options.outcomes_not_reported is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, secret_key) == 16,
              "fr_engine_options.secret_key is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, memory_bytes) == 32,
              "fr_engine_options.memory_bytes is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, parties_max) == 40,
              "fr_engine_options.parties_max is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, list_entries_max) == 48,
              "fr_engine_options.list_entries_max is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, horizon_us) == 56,
              "fr_engine_options.horizon_us is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, time_ahead_max_us) == 64,
              "fr_engine_options.time_ahead_max_us is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, complete_from_us) == 72,
              "fr_engine_options.complete_from_us is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, utc_offset_s) == 80,
              "fr_engine_options.utc_offset_s is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, keep_idle_parties) == 84,
              "fr_engine_options.keep_idle_parties is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, ignore_limits) == 88,
              "fr_engine_options.ignore_limits is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_options, reserved) == 92,
              "fr_engine_options.reserved is of another header");
static_assert(!is_64_bit || sizeof(fr_put_options) == 16, "fr_put_options is of another header");
static_assert(!is_64_bit || offsetof(fr_put_options, struct_size) == 0,
              "fr_put_options.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_put_options, accept_older) == 4,
              "fr_put_options.accept_older is of another header");
static_assert(!is_64_bit || offsetof(fr_put_options, now_us) == 8,
              "fr_put_options.now_us is of another header");
static_assert(!is_64_bit || sizeof(fr_party_state) == 72, "fr_party_state is of another header");
static_assert(!is_64_bit || offsetof(fr_party_state, struct_size) == 0,
              "fr_party_state.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_party_state, reserved) == 4,
              "fr_party_state.reserved is of another header");
static_assert(!is_64_bit || offsetof(fr_party_state, sequence) == 8,
              "fr_party_state.sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_party_state, transfer_entries) == 16,
              "fr_party_state.transfer_entries is of another header");
static_assert(!is_64_bit || offsetof(fr_party_state, other_entries) == 24,
              "fr_party_state.other_entries is of another header");
static_assert(!is_64_bit || offsetof(fr_party_state, counterparties) == 32,
              "fr_party_state.counterparties is of another header");
static_assert(!is_64_bit || offsetof(fr_party_state, day_summaries) == 40,
              "fr_party_state.day_summaries is of another header");
static_assert(!is_64_bit || offsetof(fr_party_state, bytes) == 48,
              "fr_party_state.bytes is of another header");
static_assert(!is_64_bit || offsetof(fr_party_state, newest_us) == 56,
              "fr_party_state.newest_us is of another header");
static_assert(!is_64_bit || offsetof(fr_party_state, complete_from_us) == 64,
              "fr_party_state.complete_from_us is of another header");
static_assert(!is_64_bit || sizeof(fr_engine_stats) == 304, "fr_engine_stats is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, struct_size) == 0,
              "fr_engine_stats.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, reserved) == 4,
              "fr_engine_stats.reserved is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, parties) == 8,
              "fr_engine_stats.parties is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, transfer_entries) == 16,
              "fr_engine_stats.transfer_entries is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, other_entries) == 24,
              "fr_engine_stats.other_entries is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, counterparties) == 32,
              "fr_engine_stats.counterparties is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, list_entries) == 40,
              "fr_engine_stats.list_entries is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, profile_bytes) == 48,
              "fr_engine_stats.profile_bytes is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, index_bytes) == 56,
              "fr_engine_stats.index_bytes is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, reserved_bytes) == 64,
              "fr_engine_stats.reserved_bytes is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, scored) == 72,
              "fr_engine_stats.scored is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, repeated) == 80,
              "fr_engine_stats.repeated is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, observed) == 88,
              "fr_engine_stats.observed is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, not_found) == 96,
              "fr_engine_stats.not_found is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, refused) == 104,
              "fr_engine_stats.refused is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, entries_dropped) == 112,
              "fr_engine_stats.entries_dropped is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, late_dropped) == 120,
              "fr_engine_stats.late_dropped is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, evicted) == 128,
              "fr_engine_stats.evicted is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, complete_from_us) == 136,
              "fr_engine_stats.complete_from_us is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, day_summaries) == 144,
              "fr_engine_stats.day_summaries is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, watch_version) == 152,
              "fr_engine_stats.watch_version is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, watch_entries) == 160,
              "fr_engine_stats.watch_entries is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, watch_bytes) == 168,
              "fr_engine_stats.watch_bytes is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, limited_holds) == 176,
              "fr_engine_stats.limited_holds is of another header");
static_assert(!is_64_bit || offsetof(fr_engine_stats, limited_warnings) == 240,
              "fr_engine_stats.limited_warnings is of another header");
static_assert(!is_64_bit || sizeof(fr_limit_state) == 112, "fr_limit_state is of another header");
static_assert(!is_64_bit || offsetof(fr_limit_state, struct_size) == 0,
              "fr_limit_state.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_limit_state, entry) == 4,
              "fr_limit_state.entry is of another header");
static_assert(!is_64_bit || offsetof(fr_limit_state, channel) == 8,
              "fr_limit_state.channel is of another header");
static_assert(!is_64_bit || offsetof(fr_limit_state, outcome) == 12,
              "fr_limit_state.outcome is of another header");
static_assert(!is_64_bit || offsetof(fr_limit_state, rule) == 16,
              "fr_limit_state.rule is of another header");
static_assert(!is_64_bit || offsetof(fr_limit_state, window_us) == 64,
              "fr_limit_state.window_us is of another header");
static_assert(!is_64_bit || offsetof(fr_limit_state, transfers) == 72,
              "fr_limit_state.transfers is of another header");
static_assert(!is_64_bit || offsetof(fr_limit_state, allowed) == 80,
              "fr_limit_state.allowed is of another header");
static_assert(!is_64_bit || offsetof(fr_limit_state, given) == 88,
              "fr_limit_state.given is of another header");
static_assert(!is_64_bit || offsetof(fr_limit_state, lowered) == 96,
              "fr_limit_state.lowered is of another header");
static_assert(!is_64_bit || offsetof(fr_limit_state, share_ppm) == 104,
              "fr_limit_state.share_ppm is of another header");
static_assert(!is_64_bit || offsetof(fr_limit_state, full) == 108,
              "fr_limit_state.full is of another header");
static_assert(!is_64_bit || sizeof(fr_arrow_name) == 32, "fr_arrow_name is of another header");
static_assert(!is_64_bit || offsetof(fr_arrow_name, column) == 0,
              "fr_arrow_name.column is of another header");
static_assert(!is_64_bit || offsetof(fr_arrow_name, field) == 16,
              "fr_arrow_name.field is of another header");
static_assert(!is_64_bit || sizeof(fr_arrow_options) == 24, "fr_arrow_options is of another header");
static_assert(!is_64_bit || offsetof(fr_arrow_options, struct_size) == 0,
              "fr_arrow_options.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_arrow_options, ignore_columns) == 4,
              "fr_arrow_options.ignore_columns is of another header");
static_assert(!is_64_bit || offsetof(fr_arrow_options, names) == 8,
              "fr_arrow_options.names is of another header");
static_assert(!is_64_bit || offsetof(fr_arrow_options, name_count) == 16,
              "fr_arrow_options.name_count is of another header");
static_assert(!is_64_bit || offsetof(fr_arrow_options, reserved) == 20,
              "fr_arrow_options.reserved is of another header");
static_assert(!is_64_bit || sizeof(fr_folds) == 32, "fr_folds is of another header");
static_assert(!is_64_bit || offsetof(fr_folds, struct_size) == 0,
              "fr_folds.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_folds, reserved) == 4,
              "fr_folds.reserved is of another header");
static_assert(!is_64_bit || offsetof(fr_folds, data) == 8,
              "fr_folds.data is of another header");
static_assert(!is_64_bit || offsetof(fr_folds, capacity) == 16,
              "fr_folds.capacity is of another header");
static_assert(!is_64_bit || offsetof(fr_folds, size) == 24,
              "fr_folds.size is of another header");
static_assert(!is_64_bit || sizeof(fr_value) == 96, "fr_value is of another header");
static_assert(!is_64_bit || offsetof(fr_value, type) == 0,
              "fr_value.type is of another header");
static_assert(!is_64_bit || offsetof(fr_value, flags) == 4,
              "fr_value.flags is of another header");
static_assert(!is_64_bit || offsetof(fr_value, integer) == 8,
              "fr_value.integer is of another header");
static_assert(!is_64_bit || offsetof(fr_value, number) == 16,
              "fr_value.number is of another header");
static_assert(!is_64_bit || offsetof(fr_value, text) == 24,
              "fr_value.text is of another header");
static_assert(!is_64_bit || offsetof(fr_value, text_size) == 88,
              "fr_value.text_size is of another header");
static_assert(!is_64_bit || offsetof(fr_value, reserved) == 92,
              "fr_value.reserved is of another header");
static_assert(!is_64_bit || sizeof(fr_journal_options) == 88, "fr_journal_options is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_options, struct_size) == 0,
              "fr_journal_options.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_options, mode) == 4,
              "fr_journal_options.mode is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_options, when_full) == 8,
              "fr_journal_options.when_full is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_options, calls_do_not_wait) == 12,
              "fr_journal_options.calls_do_not_wait is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_options, directory) == 16,
              "fr_journal_options.directory is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_options, segment_bytes) == 24,
              "fr_journal_options.segment_bytes is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_options, checkpoint_blocks) == 32,
              "fr_journal_options.checkpoint_blocks is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_options, signing_key) == 40,
              "fr_journal_options.signing_key is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_options, signing_key_size) == 48,
              "fr_journal_options.signing_key_size is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_options, sealing_key) == 56,
              "fr_journal_options.sealing_key is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_options, now_us) == 64,
              "fr_journal_options.now_us is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_options, trusted_keys) == 72,
              "fr_journal_options.trusted_keys is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_options, trusted_keys_size) == 80,
              "fr_journal_options.trusted_keys_size is of another header");
static_assert(!is_64_bit || sizeof(fr_journal_recovery) == 80, "fr_journal_recovery is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_recovery, struct_size) == 0,
              "fr_journal_recovery.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_recovery, snapshots_refused) == 4,
              "fr_journal_recovery.snapshots_refused is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_recovery, first_sequence) == 8,
              "fr_journal_recovery.first_sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_recovery, last_sequence) == 16,
              "fr_journal_recovery.last_sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_recovery, cut_bytes) == 24,
              "fr_journal_recovery.cut_bytes is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_recovery, cut_sequence) == 32,
              "fr_journal_recovery.cut_sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_recovery, cut_records) == 40,
              "fr_journal_recovery.cut_records is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_recovery, snapshot_sequence) == 48,
              "fr_journal_recovery.snapshot_sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_recovery, replayed) == 56,
              "fr_journal_recovery.replayed is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_recovery, left_to_host) == 64,
              "fr_journal_recovery.left_to_host is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_recovery, cut_files) == 68,
              "fr_journal_recovery.cut_files is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_recovery, signed_sequence) == 72,
              "fr_journal_recovery.signed_sequence is of another header");
static_assert(!is_64_bit || sizeof(fr_journal_stats) == 56, "fr_journal_stats is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_stats, struct_size) == 0,
              "fr_journal_stats.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_stats, failed) == 4,
              "fr_journal_stats.failed is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_stats, first_sequence) == 8,
              "fr_journal_stats.first_sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_stats, last_sequence) == 16,
              "fr_journal_stats.last_sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_stats, synced_sequence) == 24,
              "fr_journal_stats.synced_sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_stats, sealed_sequence) == 32,
              "fr_journal_stats.sealed_sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_stats, checkpoint_sequence) == 40,
              "fr_journal_stats.checkpoint_sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_journal_stats, segments) == 48,
              "fr_journal_stats.segments is of another header");
static_assert(!is_64_bit || sizeof(fr_stats_outcomes) == 24, "fr_stats_outcomes is of another header");
static_assert(!is_64_bit || offsetof(fr_stats_outcomes, allow) == 0,
              "fr_stats_outcomes.allow is of another header");
static_assert(!is_64_bit || offsetof(fr_stats_outcomes, warn) == 8,
              "fr_stats_outcomes.warn is of another header");
static_assert(!is_64_bit || offsetof(fr_stats_outcomes, hold) == 16,
              "fr_stats_outcomes.hold is of another header");
static_assert(!is_64_bit || sizeof(fr_stats_scam) == 72, "fr_stats_scam is of another header");
static_assert(!is_64_bit || offsetof(fr_stats_scam, name) == 0,
              "fr_stats_scam.name is of another header");
static_assert(!is_64_bit || offsetof(fr_stats_scam, decided) == 48,
              "fr_stats_scam.decided is of another header");
static_assert(!is_64_bit || sizeof(fr_stats) == 5784, "fr_stats is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, struct_size) == 0,
              "fr_stats.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, shadow) == 4,
              "fr_stats.shadow is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, decided) == 8,
              "fr_stats.decided is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, by_scam) == 200,
              "fr_stats.by_scam is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, scam_count) == 4808,
              "fr_stats.scam_count is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, context_count) == 4812,
              "fr_stats.context_count is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, flags) == 4816,
              "fr_stats.flags is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, rules_unknown) == 4944,
              "fr_stats.rules_unknown is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, challengers) == 4952,
              "fr_stats.challengers is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, degraded) == 5048,
              "fr_stats.degraded is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, refused) == 5056,
              "fr_stats.refused is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, previewed) == 5136,
              "fr_stats.previewed is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, folded) == 5144,
              "fr_stats.folded is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, observed) == 5152,
              "fr_stats.observed is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, not_found) == 5160,
              "fr_stats.not_found is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, limited_holds) == 5168,
              "fr_stats.limited_holds is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, limited_warnings) == 5232,
              "fr_stats.limited_warnings is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, took) == 5296,
              "fr_stats.took is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, took_ns) == 5496,
              "fr_stats.took_ns is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, parties) == 5504,
              "fr_stats.parties is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, parties_max) == 5512,
              "fr_stats.parties_max is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, evicted) == 5520,
              "fr_stats.evicted is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, entries_dropped) == 5528,
              "fr_stats.entries_dropped is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, late_dropped) == 5536,
              "fr_stats.late_dropped is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, reserved_bytes) == 5544,
              "fr_stats.reserved_bytes is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, memory_bytes) == 5552,
              "fr_stats.memory_bytes is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, list_entries) == 5560,
              "fr_stats.list_entries is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, list_entries_max) == 5568,
              "fr_stats.list_entries_max is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, watch_version) == 5576,
              "fr_stats.watch_version is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, watch_entries) == 5584,
              "fr_stats.watch_entries is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, watch_bytes) == 5592,
              "fr_stats.watch_bytes is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, policy_name) == 5600,
              "fr_stats.policy_name is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, policy_version) == 5648,
              "fr_stats.policy_version is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, policy_digest) == 5656,
              "fr_stats.policy_digest is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, policy_valid_until_us) == 5688,
              "fr_stats.policy_valid_until_us is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, policy_since_us) == 5696,
              "fr_stats.policy_since_us is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, policy_age_us) == 5704,
              "fr_stats.policy_age_us is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, has_journal) == 5712,
              "fr_stats.has_journal is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, journal_failed) == 5716,
              "fr_stats.journal_failed is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, last_sequence) == 5720,
              "fr_stats.last_sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, synced_sequence) == 5728,
              "fr_stats.synced_sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, sealed_sequence) == 5736,
              "fr_stats.sealed_sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, checkpoint_sequence) == 5744,
              "fr_stats.checkpoint_sequence is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, unsynced_records) == 5752,
              "fr_stats.unsynced_records is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, unsealed_records) == 5760,
              "fr_stats.unsealed_records is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, unsigned_records) == 5768,
              "fr_stats.unsigned_records is of another header");
static_assert(!is_64_bit || offsetof(fr_stats, segments) == 5776,
              "fr_stats.segments is of another header");
static_assert(!is_64_bit || sizeof(fr_watch_lists_info) == 48, "fr_watch_lists_info is of another header");
static_assert(!is_64_bit || offsetof(fr_watch_lists_info, struct_size) == 0,
              "fr_watch_lists_info.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_watch_lists_info, list_count) == 4,
              "fr_watch_lists_info.list_count is of another header");
static_assert(!is_64_bit || offsetof(fr_watch_lists_info, version) == 8,
              "fr_watch_lists_info.version is of another header");
static_assert(!is_64_bit || offsetof(fr_watch_lists_info, entries) == 16,
              "fr_watch_lists_info.entries is of another header");
static_assert(!is_64_bit || offsetof(fr_watch_lists_info, duplicates) == 24,
              "fr_watch_lists_info.duplicates is of another header");
static_assert(!is_64_bit || offsetof(fr_watch_lists_info, bytes) == 32,
              "fr_watch_lists_info.bytes is of another header");
static_assert(!is_64_bit || offsetof(fr_watch_lists_info, name_bytes) == 40,
              "fr_watch_lists_info.name_bytes is of another header");
static_assert(!is_64_bit || sizeof(fr_contribution) == 32, "fr_contribution is of another header");
static_assert(!is_64_bit || offsetof(fr_contribution, model_index) == 0,
              "fr_contribution.model_index is of another header");
static_assert(!is_64_bit || offsetof(fr_contribution, feature_index) == 4,
              "fr_contribution.feature_index is of another header");
static_assert(!is_64_bit || offsetof(fr_contribution, known) == 8,
              "fr_contribution.known is of another header");
static_assert(!is_64_bit || offsetof(fr_contribution, reserved) == 12,
              "fr_contribution.reserved is of another header");
static_assert(!is_64_bit || offsetof(fr_contribution, value) == 16,
              "fr_contribution.value is of another header");
static_assert(!is_64_bit || offsetof(fr_contribution, contribution) == 24,
              "fr_contribution.contribution is of another header");
static_assert(!is_64_bit || sizeof(fr_counterfactual) == 336, "fr_counterfactual is of another header");
static_assert(!is_64_bit || offsetof(fr_counterfactual, struct_size) == 0,
              "fr_counterfactual.struct_size is of another header");
static_assert(!is_64_bit || offsetof(fr_counterfactual, outcome) == 4,
              "fr_counterfactual.outcome is of another header");
static_assert(!is_64_bit || offsetof(fr_counterfactual, reserved) == 8,
              "fr_counterfactual.reserved is of another header");
static_assert(!is_64_bit || offsetof(fr_counterfactual, is_field) == 12,
              "fr_counterfactual.is_field is of another header");
static_assert(!is_64_bit || offsetof(fr_counterfactual, name) == 16,
              "fr_counterfactual.name is of another header");
static_assert(!is_64_bit || offsetof(fr_counterfactual, from) == 144,
              "fr_counterfactual.from is of another header");
static_assert(!is_64_bit || offsetof(fr_counterfactual, to) == 240,
              "fr_counterfactual.to is of another header");
static_assert(FR_OUTCOME_NONE == 0u,
              "FR_OUTCOME_NONE is of another header");
static_assert(FR_OUTCOME_ALLOW == 1u,
              "FR_OUTCOME_ALLOW is of another header");
static_assert(FR_OUTCOME_WARN == 2u,
              "FR_OUTCOME_WARN is of another header");
static_assert(FR_OUTCOME_HOLD == 3u,
              "FR_OUTCOME_HOLD is of another header");
static_assert(FR_FLAG_APPROXIMATE == 1u,
              "FR_FLAG_APPROXIMATE is of another header");
static_assert(FR_FLAG_DEGRADED == 2u,
              "FR_FLAG_DEGRADED is of another header");
static_assert(FR_FLAG_INPUTS_UNKNOWN == 4u,
              "FR_FLAG_INPUTS_UNKNOWN is of another header");
static_assert(FR_FLAG_TRUSTED == 8u,
              "FR_FLAG_TRUSTED is of another header");
static_assert(FR_FLAG_REPEATED == 16u,
              "FR_FLAG_REPEATED is of another header");
static_assert(FR_FLAG_EXPRESSION_ERROR == 32u,
              "FR_FLAG_EXPRESSION_ERROR is of another header");
static_assert(FR_FLAG_TEXT_DAMAGED == 64u,
              "FR_FLAG_TEXT_DAMAGED is of another header");
static_assert(FR_FLAG_DELAYED == 128u,
              "FR_FLAG_DELAYED is of another header");
static_assert(FR_FLAG_POLICY_EXPIRED == 256u,
              "FR_FLAG_POLICY_EXPIRED is of another header");
static_assert(FR_FLAG_LIMITED == 512u,
              "FR_FLAG_LIMITED is of another header");
static_assert(FR_FLAG_SHADOW == 1024u,
              "FR_FLAG_SHADOW is of another header");
static_assert(FR_FLAG_RULES_OFF == 2048u,
              "FR_FLAG_RULES_OFF is of another header");
static_assert(FR_ACTION_REFER == 1u,
              "FR_ACTION_REFER is of another header");
static_assert(FR_ACTION_THREE_WAY_CALL == 2u,
              "FR_ACTION_THREE_WAY_CALL is of another header");
static_assert(FR_ACTION_TRUSTED_CONTACT == 4u,
              "FR_ACTION_TRUSTED_CONTACT is of another header");
static_assert(FR_ACTION_STEP_UP == 8u,
              "FR_ACTION_STEP_UP is of another header");
static_assert(FR_ACTION_REFUSE == 16u,
              "FR_ACTION_REFUSE is of another header");
static_assert(FR_ACTION_FREEZE_CREDENTIALS == 32u,
              "FR_ACTION_FREEZE_CREDENTIALS is of another header");
static_assert(FR_ACTION_NOTIFY_RECEIVING_BANK == 64u,
              "FR_ACTION_NOTIFY_RECEIVING_BANK is of another header");
static_assert(FR_ACTION_NOTICE == 128u,
              "FR_ACTION_NOTICE is of another header");
static_assert(FR_ACTION_VOICE_PROMPT == 256u,
              "FR_ACTION_VOICE_PROMPT is of another header");
static_assert(FR_ACTION_SUPERVISOR_REVIEW == 512u,
              "FR_ACTION_SUPERVISOR_REVIEW is of another header");
static_assert(FR_ACTION_LOWER_LIMIT == 1024u,
              "FR_ACTION_LOWER_LIMIT is of another header");
static_assert(FR_SIDE_PAYER == 1u,
              "FR_SIDE_PAYER is of another header");
static_assert(FR_SIDE_CUSTOMER == 2u,
              "FR_SIDE_CUSTOMER is of another header");
static_assert(FR_SIDE_PAYEE == 4u,
              "FR_SIDE_PAYEE is of another header");
static_assert(FR_SIDE_PAYEE_CUSTOMER == 8u,
              "FR_SIDE_PAYEE_CUSTOMER is of another header");
static_assert(FR_SIDE_ALL == 15u,
              "FR_SIDE_ALL is of another header");
static_assert(FR_COMPLETE_ALWAYS == INT64_MIN,
              "FR_COMPLETE_ALWAYS is of another header");
static_assert(FR_PARTY_ACCOUNT == 1u,
              "FR_PARTY_ACCOUNT is of another header");
static_assert(FR_PARTY_CUSTOMER == 2u,
              "FR_PARTY_CUSTOMER is of another header");
static_assert(FR_STATS_CHANNELS == 8,
              "FR_STATS_CHANNELS is of another header");
static_assert(FR_EVENT_CONTACT == 1u,
              "FR_EVENT_CONTACT is of another header");
static_assert(FR_EVENT_SETTLED == 2u,
              "FR_EVENT_SETTLED is of another header");
static_assert(FR_EVENT_HELD == 3u,
              "FR_EVENT_HELD is of another header");
static_assert(FR_EVENT_RELEASED == 4u,
              "FR_EVENT_RELEASED is of another header");
static_assert(FR_EVENT_CANCELLED == 5u,
              "FR_EVENT_CANCELLED is of another header");
static_assert(FR_EVENT_REFUSED == 6u,
              "FR_EVENT_REFUSED is of another header");
static_assert(FR_EVENT_RETURNED == 7u,
              "FR_EVENT_RETURNED is of another header");
static_assert(FR_EVENT_TRANSFERRED == 8u,
              "FR_EVENT_TRANSFERRED is of another header");
static_assert(FR_EVENT_FRAUD_REPORTED == 9u,
              "FR_EVENT_FRAUD_REPORTED is of another header");
static_assert(FR_EVENT_CLEARED == 10u,
              "FR_EVENT_CLEARED is of another header");
static_assert(FR_EVENT_DEVICE_BOUND == 11u,
              "FR_EVENT_DEVICE_BOUND is of another header");
static_assert(FR_EVENT_SIM_CHANGED == 12u,
              "FR_EVENT_SIM_CHANGED is of another header");
static_assert(FR_EVENT_CREDENTIAL_RESET == 13u,
              "FR_EVENT_CREDENTIAL_RESET is of another header");
static_assert(FR_EVENT_LIMIT_RAISED == 14u,
              "FR_EVENT_LIMIT_RAISED is of another header");
static_assert(FR_EVENT_DEPOSIT_BROKEN == 15u,
              "FR_EVENT_DEPOSIT_BROKEN is of another header");
static_assert(FR_EVENT_LOAN_PAID_OUT == 16u,
              "FR_EVENT_LOAN_PAID_OUT is of another header");
static_assert(FR_EVENT_ALERTED == 17u,
              "FR_EVENT_ALERTED is of another header");
static_assert(FR_EVENT_LISTED == 18u,
              "FR_EVENT_LISTED is of another header");
static_assert(FR_EVENT_UNLISTED == 19u,
              "FR_EVENT_UNLISTED is of another header");
static_assert(FR_EVENT_TRUSTED == 20u,
              "FR_EVENT_TRUSTED is of another header");
static_assert(FR_EVENT_RESPONSE == 21u,
              "FR_EVENT_RESPONSE is of another header");
static_assert(FR_EVENT_MOVED == 22u,
              "FR_EVENT_MOVED is of another header");
static_assert(FR_EVENT_FORGOTTEN == 23u,
              "FR_EVENT_FORGOTTEN is of another header");
static_assert(FR_EVENT_PHONE_CHANGED == 24u,
              "FR_EVENT_PHONE_CHANGED is of another header");
static_assert(FR_EVENT_WALLET_BOUND == 25u,
              "FR_EVENT_WALLET_BOUND is of another header");
static_assert(FR_EVENT_FUND_REDEEMED == 26u,
              "FR_EVENT_FUND_REDEEMED is of another header");
static_assert(FR_EVENT_NOTICE_TURNED_OFF == 27u,
              "FR_EVENT_NOTICE_TURNED_OFF is of another header");
static_assert(FR_EVENT_BALANCE_QUERIED == 28u,
              "FR_EVENT_BALANCE_QUERIED is of another header");
static_assert(FR_EVENT_GOLD_BOUGHT == 29u,
              "FR_EVENT_GOLD_BOUGHT is of another header");
static_assert(FR_EVENT_CALLBACK_CONFIRMED == 30u,
              "FR_EVENT_CALLBACK_CONFIRMED is of another header");
static_assert(FR_EVENT_POLICE_CLEARED == 31u,
              "FR_EVENT_POLICE_CLEARED is of another header");
static_assert(FR_EVENT_FAMILY_CONFIRMED == 32u,
              "FR_EVENT_FAMILY_CONFIRMED is of another header");
static_assert(FR_EVENT_DELAYED == 33u,
              "FR_EVENT_DELAYED is of another header");
static_assert(FR_EVENT_LAST_ == 33u,
              "FR_EVENT_LAST_ is of another header");
static_assert(FR_TRANSFER_ATTEMPTED == 0u,
              "FR_TRANSFER_ATTEMPTED is of another header");
static_assert(FR_TRANSFER_DELAYED == 1u,
              "FR_TRANSFER_DELAYED is of another header");
static_assert(FR_TRANSFER_HELD == 2u,
              "FR_TRANSFER_HELD is of another header");
static_assert(FR_TRANSFER_RELEASED == 3u,
              "FR_TRANSFER_RELEASED is of another header");
static_assert(FR_TRANSFER_SETTLED == 4u,
              "FR_TRANSFER_SETTLED is of another header");
static_assert(FR_TRANSFER_RETURNED == 5u,
              "FR_TRANSFER_RETURNED is of another header");
static_assert(FR_TRANSFER_CANCELLED == 6u,
              "FR_TRANSFER_CANCELLED is of another header");
static_assert(FR_TRANSFER_REFUSED == 7u,
              "FR_TRANSFER_REFUSED is of another header");
static_assert(FR_DIRECTION_UNKNOWN == 0u,
              "FR_DIRECTION_UNKNOWN is of another header");
static_assert(FR_DIRECTION_INCOMING == 1u,
              "FR_DIRECTION_INCOMING is of another header");
static_assert(FR_DIRECTION_OUTGOING == 2u,
              "FR_DIRECTION_OUTGOING is of another header");
static_assert(FR_RESPONSE_UNKNOWN == 0u,
              "FR_RESPONSE_UNKNOWN is of another header");
static_assert(FR_RESPONSE_STOPPED == 1u,
              "FR_RESPONSE_STOPPED is of another header");
static_assert(FR_RESPONSE_CONTINUED == 2u,
              "FR_RESPONSE_CONTINUED is of another header");
static_assert(FR_RESPONSE_ASKED_FOR_HELP == 3u,
              "FR_RESPONSE_ASKED_FOR_HELP is of another header");
static_assert(FR_EVENT_HAS_AMOUNT == 1u,
              "FR_EVENT_HAS_AMOUNT is of another header");
static_assert(FR_EVENT_HAS_DURATION == 2u,
              "FR_EVENT_HAS_DURATION is of another header");
static_assert(FR_EVENT_HAS_TRANSFER_TIME == 4u,
              "FR_EVENT_HAS_TRANSFER_TIME is of another header");
static_assert(FR_JOURNAL_ASYNC == 0u,
              "FR_JOURNAL_ASYNC is of another header");
static_assert(FR_JOURNAL_SYNC == 1u,
              "FR_JOURNAL_SYNC is of another header");
static_assert(FR_JOURNAL_WAIT == 0u,
              "FR_JOURNAL_WAIT is of another header");
static_assert(FR_JOURNAL_REFUSE == 1u,
              "FR_JOURNAL_REFUSE is of another header");
static_assert(FR_LEFT_POLICY == 1u,
              "FR_LEFT_POLICY is of another header");
static_assert(FR_LEFT_SWITCHES == 2u,
              "FR_LEFT_SWITCHES is of another header");
static_assert(FR_LEFT_WATCH_LISTS == 4u,
              "FR_LEFT_WATCH_LISTS is of another header");
static_assert(FR_LEFT_CHALLENGER == 256u,
              "FR_LEFT_CHALLENGER is of another header");
static_assert(FR_MAX_IDENTIFIER_BYTES == 64,
              "FR_MAX_IDENTIFIER_BYTES is of another header");
static_assert(FR_MAX_REMARK_BYTES == 1024,
              "FR_MAX_REMARK_BYTES is of another header");
static_assert(FR_MAX_NOTES_BYTES == 8192,
              "FR_MAX_NOTES_BYTES is of another header");
static_assert(FR_MAX_REASONS == 16,
              "FR_MAX_REASONS is of another header");
static_assert(FR_MAX_RULES == 4096,
              "FR_MAX_RULES is of another header");
static_assert(FR_MAX_FEATURES == 1024,
              "FR_MAX_FEATURES is of another header");
static_assert(FR_MAX_FOLDS == 1024,
              "FR_MAX_FOLDS is of another header");
static_assert(FR_MAX_EXPRESSION_BYTES == 16384,
              "FR_MAX_EXPRESSION_BYTES is of another header");
static_assert(FR_MAX_EXPRESSION_DEPTH == 64,
              "FR_MAX_EXPRESSION_DEPTH is of another header");
static_assert(FR_MAX_HISTORY_ENTRIES == 1024,
              "FR_MAX_HISTORY_ENTRIES is of another header");
static_assert(FR_MAX_PAYEES == 1000000,
              "FR_MAX_PAYEES is of another header");
static_assert(FR_MAX_BUNDLE_BYTES == 67108864,
              "FR_MAX_BUNDLE_BYTES is of another header");
static_assert(FR_MAX_ATTRIBUTES == 64,
              "FR_MAX_ATTRIBUTES is of another header");
static_assert(FR_MAX_NAME_BYTES == 47,
              "FR_MAX_NAME_BYTES is of another header");
static_assert(FR_MAX_FEATURE_TEXT_BYTES == 64,
              "FR_MAX_FEATURE_TEXT_BYTES is of another header");
static_assert(FR_MAX_PHRASES == 65536,
              "FR_MAX_PHRASES is of another header");
static_assert(FR_MAX_LISTS == 1024,
              "FR_MAX_LISTS is of another header");
static_assert(FR_MAX_POINTS == 1000000,
              "FR_MAX_POINTS is of another header");
static_assert(FR_MAX_CHALLENGERS == 4,
              "FR_MAX_CHALLENGERS is of another header");
static_assert(FR_MAX_WATCH_LISTS == 1024,
              "FR_MAX_WATCH_LISTS is of another header");
static_assert(FR_MAX_WATCH_ENTRIES == INT64_C(1000000000),
              "FR_MAX_WATCH_ENTRIES is of another header");
static_assert(FR_MAX_DECISION_VALUES == 1024,
              "FR_MAX_DECISION_VALUES is of another header");
static_assert(FR_MAX_HORIZON_US == INT64_C(15552000000000),
              "FR_MAX_HORIZON_US is of another header");
static_assert(FR_MAX_QUESTIONS == 1024,
              "FR_MAX_QUESTIONS is of another header");
static_assert(FR_MAX_ASKED == 32,
              "FR_MAX_ASKED is of another header");
static_assert(FR_MAX_SIGNATURES == 16,
              "FR_MAX_SIGNATURES is of another header");
static_assert(FR_MAX_TRUST_KEYS == 256,
              "FR_MAX_TRUST_KEYS is of another header");
static_assert(FR_MAX_ROLES == 16,
              "FR_MAX_ROLES is of another header");
static_assert(FR_MAX_LIMITS == 16,
              "FR_MAX_LIMITS is of another header");
static_assert(FR_MAX_VECTORS == 4096,
              "FR_MAX_VECTORS is of another header");
static_assert(FR_MAX_VECTOR_EVENTS == 2000,
              "FR_MAX_VECTOR_EVENTS is of another header");
static_assert(FR_MAX_RECORD_BYTES == 65536,
              "FR_MAX_RECORD_BYTES is of another header");
static_assert(FR_MAX_MODELS == 16,
              "FR_MAX_MODELS is of another header");
static_assert(FR_MAX_MODEL_INPUTS == 512,
              "FR_MAX_MODEL_INPUTS is of another header");
static_assert(FR_MAX_MODEL_TREES == 10000,
              "FR_MAX_MODEL_TREES is of another header");
static_assert(FR_MAX_TREE_NODES == 65535,
              "FR_MAX_TREE_NODES is of another header");
static_assert(FR_MAX_TREE_DEPTH == 128,
              "FR_MAX_TREE_DEPTH is of another header");
static_assert(FR_MAX_MODEL_STEPS == 4096,
              "FR_MAX_MODEL_STEPS is of another header");
static_assert(FR_MAX_MODEL_BINS == 1024,
              "FR_MAX_MODEL_BINS is of another header");
static_assert(FR_MAX_RETENTION_US == INT64_C(34560000000000),
              "FR_MAX_RETENTION_US is of another header");
static_assert(FR_MAX_AMOUNT_MINOR == INT64_C(9007199254740991),
              "FR_MAX_AMOUNT_MINOR is of another header");
static_assert(FR_MAX_TIME_US == INT64_C(4102444800000000),
              "FR_MAX_TIME_US is of another header");
static_assert(FR_SIGN_ED25519 == 1u,
              "FR_SIGN_ED25519 is of another header");
static_assert(FR_SIGN_P256 == 2u,
              "FR_SIGN_P256 is of another header");
static_assert(FR_SIGN_SM2 == 3u,
              "FR_SIGN_SM2 is of another header");
static_assert(FR_AUDIENCE_CUSTOMER == 1u,
              "FR_AUDIENCE_CUSTOMER is of another header");
static_assert(FR_AUDIENCE_TELLER == 2u,
              "FR_AUDIENCE_TELLER is of another header");
static_assert(FR_AUDIENCE_ATM == 3u,
              "FR_AUDIENCE_ATM is of another header");
static_assert(FR_AUDIENCE_AUDIT == 4u,
              "FR_AUDIENCE_AUDIT is of another header");
static_assert(FR_AUDIENCE_VOICE == 5u,
              "FR_AUDIENCE_VOICE is of another header");
static_assert(FR_NOTICE_REASON == 6u,
              "FR_NOTICE_REASON is of another header");
static_assert(FR_NOTICE_REMEDY == 7u,
              "FR_NOTICE_REMEDY is of another header");
static_assert(FR_NOTICE_DOCUMENTS == 8u,
              "FR_NOTICE_DOCUMENTS is of another header");
static_assert(FR_NOTICE_REVIEW == 9u,
              "FR_NOTICE_REVIEW is of another header");
static_assert(FR_NOTICE_RELEASE == 10u,
              "FR_NOTICE_RELEASE is of another header");
static_assert(FR_NOTICE_EXPIRY == 11u,
              "FR_NOTICE_EXPIRY is of another header");
static_assert(FR_EXPIRY_NONE == 0u,
              "FR_EXPIRY_NONE is of another header");
static_assert(FR_EXPIRY_RELEASE == 1u,
              "FR_EXPIRY_RELEASE is of another header");
static_assert(FR_EXPIRY_RENEW == 2u,
              "FR_EXPIRY_RENEW is of another header");
static_assert(FR_EXPIRY_REFUSE == 3u,
              "FR_EXPIRY_REFUSE is of another header");
static_assert(FR_STATS_SCAMS == 64,
              "FR_STATS_SCAMS is of another header");
static_assert(FR_STATS_FLAGS == 16,
              "FR_STATS_FLAGS is of another header");
static_assert(FR_STATS_BANDS == 10,
              "FR_STATS_BANDS is of another header");
static_assert(FR_STATS_LATENCIES == 25,
              "FR_STATS_LATENCIES is of another header");
static_assert(FR_STATS_LATENCY_FIRST_NS == INT64_C(256),
              "FR_STATS_LATENCY_FIRST_NS is of another header");
static_assert(FR_BAND_OK == 0,
              "FR_BAND_OK is of another header");
static_assert(FR_BAND_USAGE == 1,
              "FR_BAND_USAGE is of another header");
static_assert(FR_BAND_INPUT == 2,
              "FR_BAND_INPUT is of another header");
static_assert(FR_BAND_LIMIT == 3,
              "FR_BAND_LIMIT is of another header");
static_assert(FR_BAND_DOCUMENT == 4,
              "FR_BAND_DOCUMENT is of another header");
static_assert(FR_BAND_INTEGRITY == 5,
              "FR_BAND_INTEGRITY is of another header");
static_assert(FR_BAND_STORAGE == 6,
              "FR_BAND_STORAGE is of another header");
static_assert(FR_BAND_INTERNAL == 9,
              "FR_BAND_INTERNAL is of another header");
static_assert(FR_ENCODING_UTF8 == 0,
              "FR_ENCODING_UTF8 is of another header");
static_assert(FR_ENCODING_GB18030 == 1,
              "FR_ENCODING_GB18030 is of another header");
static_assert(FR_ENCODING_UNKNOWN == 2,
              "FR_ENCODING_UNKNOWN is of another header");
static_assert(FR_PHRASE_ALLOWED == 1u,
              "FR_PHRASE_ALLOWED is of another header");
static_assert(FR_PHRASE_WEAK == 2u,
              "FR_PHRASE_WEAK is of another header");
static_assert(FR_PHRASE_MEDIUM == 3u,
              "FR_PHRASE_MEDIUM is of another header");
static_assert(FR_PHRASE_STRONG == 4u,
              "FR_PHRASE_STRONG is of another header");
static_assert(FR_DISGUISE_SEPARATED == 1u,
              "FR_DISGUISE_SEPARATED is of another header");
static_assert(FR_DISGUISE_INVISIBLE == 2u,
              "FR_DISGUISE_INVISIBLE is of another header");
static_assert(FR_DISGUISE_NOTE == 4u,
              "FR_DISGUISE_NOTE is of another header");
static_assert(FR_DISGUISE_LOOKALIKE == 8u,
              "FR_DISGUISE_LOOKALIKE is of another header");
static_assert(FR_DISGUISE_SOUND == 16u,
              "FR_DISGUISE_SOUND is of another header");
static_assert(FR_DISGUISE_SPLIT == 32u,
              "FR_DISGUISE_SPLIT is of another header");
static_assert(FR_DISGUISE_LISTED == 64u,
              "FR_DISGUISE_LISTED is of another header");
static_assert(FR_UNKNOWN == 0u,
              "FR_UNKNOWN is of another header");
static_assert(FR_NO == 1u,
              "FR_NO is of another header");
static_assert(FR_YES == 2u,
              "FR_YES is of another header");
static_assert(FR_CHANNEL_UNKNOWN == 0u,
              "FR_CHANNEL_UNKNOWN is of another header");
static_assert(FR_CHANNEL_TELLER == 1u,
              "FR_CHANNEL_TELLER is of another header");
static_assert(FR_CHANNEL_ATM == 2u,
              "FR_CHANNEL_ATM is of another header");
static_assert(FR_CHANNEL_ONLINE == 3u,
              "FR_CHANNEL_ONLINE is of another header");
static_assert(FR_CHANNEL_MOBILE == 4u,
              "FR_CHANNEL_MOBILE is of another header");
static_assert(FR_CHANNEL_QUICK_PAY == 5u,
              "FR_CHANNEL_QUICK_PAY is of another header");
static_assert(FR_CHANNEL_OTHER == 6u,
              "FR_CHANNEL_OTHER is of another header");
static_assert(FR_KIND_UNKNOWN == 0u,
              "FR_KIND_UNKNOWN is of another header");
static_assert(FR_KIND_INTERBANK == 1u,
              "FR_KIND_INTERBANK is of another header");
static_assert(FR_KIND_INTRABANK == 2u,
              "FR_KIND_INTRABANK is of another header");
static_assert(FR_KIND_OWN_ACCOUNT == 3u,
              "FR_KIND_OWN_ACCOUNT is of another header");
static_assert(FR_KIND_CASH_WITHDRAWAL == 4u,
              "FR_KIND_CASH_WITHDRAWAL is of another header");
static_assert(FR_KIND_CASH_DEPOSIT == 5u,
              "FR_KIND_CASH_DEPOSIT is of another header");
static_assert(FR_SPEED_UNKNOWN == 0u,
              "FR_SPEED_UNKNOWN is of another header");
static_assert(FR_SPEED_REAL_TIME == 1u,
              "FR_SPEED_REAL_TIME is of another header");
static_assert(FR_SPEED_SAME_DAY == 2u,
              "FR_SPEED_SAME_DAY is of another header");
static_assert(FR_SPEED_NEXT_DAY == 3u,
              "FR_SPEED_NEXT_DAY is of another header");
static_assert(FR_CALLER_NOT_KNOWN == 0u,
              "FR_CALLER_NOT_KNOWN is of another header");
static_assert(FR_CALLER_KNOWN == 1u,
              "FR_CALLER_KNOWN is of another header");
static_assert(FR_CALLER_UNKNOWN == 2u,
              "FR_CALLER_UNKNOWN is of another header");
static_assert(FR_CALLER_OVERSEAS == 3u,
              "FR_CALLER_OVERSEAS is of another header");
static_assert(FR_CALLER_FLAGGED == 4u,
              "FR_CALLER_FLAGGED is of another header");
static_assert(FR_PARTY_KIND_UNKNOWN == 0u,
              "FR_PARTY_KIND_UNKNOWN is of another header");
static_assert(FR_PARTY_KIND_PERSON == 1u,
              "FR_PARTY_KIND_PERSON is of another header");
static_assert(FR_PARTY_KIND_SELF_EMPLOYED == 2u,
              "FR_PARTY_KIND_SELF_EMPLOYED is of another header");
static_assert(FR_PARTY_KIND_COMPANY == 3u,
              "FR_PARTY_KIND_COMPANY is of another header");
static_assert(FR_PARTY_KIND_WALLET == 4u,
              "FR_PARTY_KIND_WALLET is of another header");
static_assert(FR_PARTY_KIND_MERCHANT == 5u,
              "FR_PARTY_KIND_MERCHANT is of another header");
static_assert(FR_PARTY_KIND_PUBLIC_BODY == 6u,
              "FR_PARTY_KIND_PUBLIC_BODY is of another header");
static_assert(FR_OCCUPATION_UNKNOWN == 0u,
              "FR_OCCUPATION_UNKNOWN is of another header");
static_assert(FR_OCCUPATION_STUDENT == 1u,
              "FR_OCCUPATION_STUDENT is of another header");
static_assert(FR_OCCUPATION_EMPLOYEE == 2u,
              "FR_OCCUPATION_EMPLOYEE is of another header");
static_assert(FR_OCCUPATION_FINANCE == 3u,
              "FR_OCCUPATION_FINANCE is of another header");
static_assert(FR_OCCUPATION_OFFICIAL == 4u,
              "FR_OCCUPATION_OFFICIAL is of another header");
static_assert(FR_OCCUPATION_SELF_EMPLOYED == 5u,
              "FR_OCCUPATION_SELF_EMPLOYED is of another header");
static_assert(FR_OCCUPATION_RETIRED == 6u,
              "FR_OCCUPATION_RETIRED is of another header");
static_assert(FR_OCCUPATION_NOT_WORKING == 7u,
              "FR_OCCUPATION_NOT_WORKING is of another header");
static_assert(FR_OCCUPATION_OTHER == 8u,
              "FR_OCCUPATION_OTHER is of another header");
static_assert(FR_NAME_MATCH_UNKNOWN == 0u,
              "FR_NAME_MATCH_UNKNOWN is of another header");
static_assert(FR_NAME_MATCH_MATCH == 1u,
              "FR_NAME_MATCH_MATCH is of another header");
static_assert(FR_NAME_MATCH_CLOSE == 2u,
              "FR_NAME_MATCH_CLOSE is of another header");
static_assert(FR_NAME_MATCH_NONE == 3u,
              "FR_NAME_MATCH_NONE is of another header");
static_assert(FR_NAME_MATCH_NOT_POSSIBLE == 4u,
              "FR_NAME_MATCH_NOT_POSSIBLE is of another header");
static_assert(FR_NAME_MATCH_OTHER_KIND == 5u,
              "FR_NAME_MATCH_OTHER_KIND is of another header");
static_assert(FR_PAYEE_ENTRY_UNKNOWN == 0u,
              "FR_PAYEE_ENTRY_UNKNOWN is of another header");
static_assert(FR_PAYEE_ENTRY_CHOSEN == 1u,
              "FR_PAYEE_ENTRY_CHOSEN is of another header");
static_assert(FR_PAYEE_ENTRY_TYPED == 2u,
              "FR_PAYEE_ENTRY_TYPED is of another header");
static_assert(FR_PAYEE_ENTRY_DICTATED == 3u,
              "FR_PAYEE_ENTRY_DICTATED is of another header");
static_assert(FR_PAYEE_ENTRY_PASTED == 4u,
              "FR_PAYEE_ENTRY_PASTED is of another header");
static_assert(FR_PAYEE_ENTRY_SCANNED == 5u,
              "FR_PAYEE_ENTRY_SCANNED is of another header");
static_assert(FR_PAYEE_ENTRY_ALIAS == 6u,
              "FR_PAYEE_ENTRY_ALIAS is of another header");
static_assert(FR_SESSION_HAS_DEVICE_AGE == 1u,
              "FR_SESSION_HAS_DEVICE_AGE is of another header");
static_assert(FR_SESSION_HAS_SIM_AGE == 2u,
              "FR_SESSION_HAS_SIM_AGE is of another header");
static_assert(FR_SESSION_HAS_CREDENTIAL_AGE == 4u,
              "FR_SESSION_HAS_CREDENTIAL_AGE is of another header");
static_assert(FR_SESSION_HAS_CALL_AGE == 8u,
              "FR_SESSION_HAS_CALL_AGE is of another header");
static_assert(FR_SESSION_HAS_OPERATOR_AGE == 16u,
              "FR_SESSION_HAS_OPERATOR_AGE is of another header");
static_assert(FR_SESSION_HAS_PHISHING_LINK_AGE == 32u,
              "FR_SESSION_HAS_PHISHING_LINK_AGE is of another header");
static_assert(FR_SESSION_HAS_WARNING_DWELL == 64u,
              "FR_SESSION_HAS_WARNING_DWELL is of another header");
static_assert(FR_TELLER_ON_PHONE == UINT64_C(1),
              "FR_TELLER_ON_PHONE is of another header");
static_assert(FR_TELLER_COACHED == UINT64_C(2),
              "FR_TELLER_COACHED is of another header");
static_assert(FR_TELLER_ACCOMPANIED == UINT64_C(4),
              "FR_TELLER_ACCOMPANIED is of another header");
static_assert(FR_TELLER_HURRIED == UINT64_C(8),
              "FR_TELLER_HURRIED is of another header");
static_assert(FR_TELLER_DISTRESSED == UINT64_C(16),
              "FR_TELLER_DISTRESSED is of another header");
static_assert(FR_TELLER_REFUSES_TO_EXPLAIN == UINT64_C(32),
              "FR_TELLER_REFUSES_TO_EXPLAIN is of another header");
static_assert(FR_TELLER_PURPOSE_CHANGED == UINT64_C(64),
              "FR_TELLER_PURPOSE_CHANGED is of another header");
static_assert(FR_TELLER_PAYEE_UNKNOWN == UINT64_C(128),
              "FR_TELLER_PAYEE_UNKNOWN is of another header");
static_assert(FR_TELLER_TOLD_TO_KEEP_SECRET == UINT64_C(256),
              "FR_TELLER_TOLD_TO_KEEP_SECRET is of another header");
static_assert(FR_TELLER_HIDES_PHONE == UINT64_C(512),
              "FR_TELLER_HIDES_PHONE is of another header");
static_assert(FR_TELLER_COMPANION_ANSWERS == UINT64_C(1024),
              "FR_TELLER_COMPANION_ANSWERS is of another header");
static_assert(FR_TELLER_IGNORES_LOSS == UINT64_C(2048),
              "FR_TELLER_IGNORES_LOSS is of another header");
static_assert(FR_TELLER_CASH_TO_HAND_OVER == UINT64_C(4096),
              "FR_TELLER_CASH_TO_HAND_OVER is of another header");
static_assert(FR_TELLER_PURPOSE_IMPLAUSIBLE == UINT64_C(8192),
              "FR_TELLER_PURPOSE_IMPLAUSIBLE is of another header");
static_assert(FR_TELLER_CASH_NOT_BOOKED == UINT64_C(16384),
              "FR_TELLER_CASH_NOT_BOOKED is of another header");
static_assert(FR_TELLER_REFUSED_ELSEWHERE == UINT64_C(32768),
              "FR_TELLER_REFUSED_ELSEWHERE is of another header");
static_assert(FR_TELLER_THIRD_PARTY_PAYEE == UINT64_C(65536),
              "FR_TELLER_THIRD_PARTY_PAYEE is of another header");
static_assert(FR_TELLER_CODE_SHARED == UINT64_C(131072),
              "FR_TELLER_CODE_SHARED is of another header");
static_assert(FR_TELLER_APP_INSTALLED == UINT64_C(262144),
              "FR_TELLER_APP_INSTALLED is of another header");
static_assert(FR_TELLER_MONEY_BORROWED == UINT64_C(524288),
              "FR_TELLER_MONEY_BORROWED is of another header");
static_assert(FR_TELLER_PAYS_TO_RECEIVE == UINT64_C(1048576),
              "FR_TELLER_PAYS_TO_RECEIVE is of another header");
static_assert(FR_TELLER_TOLD_OF_CASE == UINT64_C(2097152),
              "FR_TELLER_TOLD_OF_CASE is of another header");
static_assert(FR_TELLER_THREATENED == UINT64_C(4194304),
              "FR_TELLER_THREATENED is of another header");
static_assert(FR_TELLER_PROMISED_PROFIT == UINT64_C(8388608),
              "FR_TELLER_PROMISED_PROFIT is of another header");
static_assert(FR_TELLER_PROMISED_REWARD == UINT64_C(16777216),
              "FR_TELLER_PROMISED_REWARD is of another header");
static_assert(FR_TELLER_ACCOUNT_CHANGED == UINT64_C(33554432),
              "FR_TELLER_ACCOUNT_CHANGED is of another header");
static_assert(FR_TELLER_NOT_VERIFIED == UINT64_C(67108864),
              "FR_TELLER_NOT_VERIFIED is of another header");
static_assert(FR_TELLER_DOCUMENTS_VERIFIED == UINT64_C(134217728),
              "FR_TELLER_DOCUMENTS_VERIFIED is of another header");
static_assert(FR_TELLER_FAMILY_CONFIRMED == UINT64_C(268435456),
              "FR_TELLER_FAMILY_CONFIRMED is of another header");
static_assert(FR_TELLER_TOLD_OF_CREDIT_RECORD == UINT64_C(536870912),
              "FR_TELLER_TOLD_OF_CREDIT_RECORD is of another header");
static_assert(FR_TELLER_TOLD_OF_CLEARING_ACCOUNT == UINT64_C(1073741824),
              "FR_TELLER_TOLD_OF_CLEARING_ACCOUNT is of another header");
static_assert(FR_TELLER_DOES_TASKS == UINT64_C(2147483648),
              "FR_TELLER_DOES_TASKS is of another header");
static_assert(FR_TELLER_BETTING_SITE == UINT64_C(4294967296),
              "FR_TELLER_BETTING_SITE is of another header");
static_assert(FR_TELLER_LEFT_PLATFORM == UINT64_C(8589934592),
              "FR_TELLER_LEFT_PLATFORM is of another header");
static_assert(FR_TELLER_GOODS_NOT_SEEN == UINT64_C(17179869184),
              "FR_TELLER_GOODS_NOT_SEEN is of another header");
static_assert(FR_TELLER_PRIZE_FEE_ASKED == UINT64_C(34359738368),
              "FR_TELLER_PRIZE_FEE_ASKED is of another header");
static_assert(FR_TELLER_JOB_FEE_ASKED == UINT64_C(68719476736),
              "FR_TELLER_JOB_FEE_ASKED is of another header");
static_assert(FR_TELLER_NOT_OWN_ORDER == UINT64_C(137438953472),
              "FR_TELLER_NOT_OWN_ORDER is of another header");
static_assert(FR_TELLER_SIGNAL_LOST == UINT64_C(274877906944),
              "FR_TELLER_SIGNAL_LOST is of another header");
static_assert(FR_TELLER_NEVER_SEEN == UINT64_C(549755813888),
              "FR_TELLER_NEVER_SEEN is of another header");
static_assert(FR_TELLER_LOAN_FEE_ASKED == UINT64_C(1099511627776),
              "FR_TELLER_LOAN_FEE_ASKED is of another header");
static_assert(FR_TELLER_ALL == UINT64_C(2199023255551),
              "FR_TELLER_ALL is of another header");
static_assert(FR_PARTY_HAS_AGE == 1u,
              "FR_PARTY_HAS_AGE is of another header");
static_assert(FR_PARTY_HAS_ACCOUNT_AGE == 2u,
              "FR_PARTY_HAS_ACCOUNT_AGE is of another header");
static_assert(FR_PARTY_HAS_ADDED_AGE == 4u,
              "FR_PARTY_HAS_ADDED_AGE is of another header");
static_assert(FR_PARTY_HAS_REGISTERED_AGE == 8u,
              "FR_PARTY_HAS_REGISTERED_AGE is of another header");
static_assert(FR_PARTY_HAS_MULE_SCORE == 16u,
              "FR_PARTY_HAS_MULE_SCORE is of another header");
static_assert(FR_PARTY_HAS_HOPS_TO_LISTED == 32u,
              "FR_PARTY_HAS_HOPS_TO_LISTED is of another header");
static_assert(FR_TYPE_UNKNOWN == 0u,
              "FR_TYPE_UNKNOWN is of another header");
static_assert(FR_TYPE_BOOL == 1u,
              "FR_TYPE_BOOL is of another header");
static_assert(FR_TYPE_INT == 2u,
              "FR_TYPE_INT is of another header");
static_assert(FR_TYPE_DOUBLE == 3u,
              "FR_TYPE_DOUBLE is of another header");
static_assert(FR_TYPE_STRING == 4u,
              "FR_TYPE_STRING is of another header");
static_assert(FR_TRANSFER_HAS_BALANCE_BEFORE == 1u,
              "FR_TRANSFER_HAS_BALANCE_BEFORE is of another header");
static_assert(FR_TRANSFER_HAS_BASE_AMOUNT == 2u,
              "FR_TRANSFER_HAS_BASE_AMOUNT is of another header");
static_assert(FR_TRANSFER_HAS_LIMIT == 4u,
              "FR_TRANSFER_HAS_LIMIT is of another header");
static_assert(FR_TRANSFER_HAS_APPROVAL_GAP == 8u,
              "FR_TRANSFER_HAS_APPROVAL_GAP is of another header");
static_assert(FR_VERSION_MAJOR == 0,
              "FR_VERSION_MAJOR is of another header");
static_assert(FR_VERSION_MINOR == 1,
              "FR_VERSION_MINOR is of another header");
static_assert(FR_VERSION_PATCH == 0,
              "FR_VERSION_PATCH is of another header");
static_assert(FR_CONTRIBUTION_BASE == 4294967295u,
              "FR_CONTRIBUTION_BASE is of another header");
static_assert(FR_OK == 0,
              "FR_OK is of another header");
static_assert(FR_NULL_POINTER == -101,
              "FR_NULL_POINTER is of another header");
static_assert(FR_STRUCT_SIZE == -102,
              "FR_STRUCT_SIZE is of another header");
static_assert(FR_STRUCT_TAIL == -103,
              "FR_STRUCT_TAIL is of another header");
static_assert(FR_NO_POLICY == -105,
              "FR_NO_POLICY is of another header");
static_assert(FR_BAD_ARGUMENT == -106,
              "FR_BAD_ARGUMENT is of another header");
static_assert(FR_BUFFER_TOO_SMALL == -107,
              "FR_BUFFER_TOO_SMALL is of another header");
static_assert(FR_UNSIGNED_POLICY == -108,
              "FR_UNSIGNED_POLICY is of another header");
static_assert(FR_POLICY_OLDER == -109,
              "FR_POLICY_OLDER is of another header");
static_assert(FR_NOT_YET_VALID == -110,
              "FR_NOT_YET_VALID is of another header");
static_assert(FR_EXPIRED == -111,
              "FR_EXPIRED is of another header");
static_assert(FR_MISSING_FIELD == -201,
              "FR_MISSING_FIELD is of another header");
static_assert(FR_BAD_VALUE == -202,
              "FR_BAD_VALUE is of another header");
static_assert(FR_BAD_AMOUNT == -203,
              "FR_BAD_AMOUNT is of another header");
static_assert(FR_BAD_TIME == -204,
              "FR_BAD_TIME is of another header");
static_assert(FR_TIME_AHEAD == -205,
              "FR_TIME_AHEAD is of another header");
static_assert(FR_BAD_TEXT == -206,
              "FR_BAD_TEXT is of another header");
static_assert(FR_SAME_PARTY == -207,
              "FR_SAME_PARTY is of another header");
static_assert(FR_OTHER_CURRENCY == -208,
              "FR_OTHER_CURRENCY is of another header");
static_assert(FR_CONFLICT == -209,
              "FR_CONFLICT is of another header");
static_assert(FR_NOT_FOUND == -210,
              "FR_NOT_FOUND is of another header");
static_assert(FR_BAD_ATTRIBUTE == -211,
              "FR_BAD_ATTRIBUTE is of another header");
static_assert(FR_TOO_LONG == -301,
              "FR_TOO_LONG is of another header");
static_assert(FR_TOO_MANY == -302,
              "FR_TOO_MANY is of another header");
static_assert(FR_TOO_DEEP == -303,
              "FR_TOO_DEEP is of another header");
static_assert(FR_TOO_COSTLY == -304,
              "FR_TOO_COSTLY is of another header");
static_assert(FR_BAD_BUNDLE == -401,
              "FR_BAD_BUNDLE is of another header");
static_assert(FR_BAD_POLICY == -402,
              "FR_BAD_POLICY is of another header");
static_assert(FR_BAD_EXPRESSION == -403,
              "FR_BAD_EXPRESSION is of another header");
static_assert(FR_BAD_FOLDS == -404,
              "FR_BAD_FOLDS is of another header");
static_assert(FR_OTHER_POLICY == -405,
              "FR_OTHER_POLICY is of another header");
static_assert(FR_FOLDS_MISSING == -406,
              "FR_FOLDS_MISSING is of another header");
static_assert(FR_NO_WORDS == -407,
              "FR_NO_WORDS is of another header");
static_assert(FR_BAD_KEY == -408,
              "FR_BAD_KEY is of another header");
static_assert(FR_TEST_DIFFERS == -409,
              "FR_TEST_DIFFERS is of another header");
static_assert(FR_BAD_MODEL == -410,
              "FR_BAD_MODEL is of another header");
static_assert(FR_BAD_DIGEST == -501,
              "FR_BAD_DIGEST is of another header");
static_assert(FR_BAD_SIGNATURE == -502,
              "FR_BAD_SIGNATURE is of another header");
static_assert(FR_BAD_ALGORITHM == -503,
              "FR_BAD_ALGORITHM is of another header");
static_assert(FR_UNTRUSTED_KEY == -504,
              "FR_UNTRUSTED_KEY is of another header");
static_assert(FR_ROLE_MISSING == -505,
              "FR_ROLE_MISSING is of another header");
static_assert(FR_BAD_JOURNAL == -506,
              "FR_BAD_JOURNAL is of another header");
static_assert(FR_OTHER_JOURNAL == -507,
              "FR_OTHER_JOURNAL is of another header");
static_assert(FR_JOURNAL_FORKED == -508,
              "FR_JOURNAL_FORKED is of another header");
static_assert(FR_NO_MEMORY == -601,
              "FR_NO_MEMORY is of another header");
static_assert(FR_STATE_FULL == -602,
              "FR_STATE_FULL is of another header");
static_assert(FR_STORE_DOWN == -603,
              "FR_STORE_DOWN is of another header");
static_assert(FR_JOURNAL_LOCKED == -604,
              "FR_JOURNAL_LOCKED is of another header");
static_assert(FR_JOURNAL_FULL == -605,
              "FR_JOURNAL_FULL is of another header");
static_assert(FR_JOURNAL_DOWN == -606,
              "FR_JOURNAL_DOWN is of another header");
static_assert(FR_NOT_A_DIRECTORY == -607,
              "FR_NOT_A_DIRECTORY is of another header");
static_assert(FR_NOT_PERMITTED == -608,
              "FR_NOT_PERMITTED is of another header");
static_assert(FR_READ_ONLY == -609,
              "FR_READ_ONLY is of another header");
static_assert(FR_TOO_MANY_FILES == -610,
              "FR_TOO_MANY_FILES is of another header");
static_assert(FR_INTERNAL == -901,
              "FR_INTERNAL is of another header");
using fr_limit_type = int64_t (*)(const char*);
static_assert(std::is_same_v<decltype(&::fr_limit), fr_limit_type>,
              "fr_limit is of another header");
using fr_currency_digits_type = uint32_t (*)(const char*);
static_assert(std::is_same_v<decltype(&::fr_currency_digits), fr_currency_digits_type>,
              "fr_currency_digits is of another header");
using fr_status_name_type = const char * (*)(fr_status);
static_assert(std::is_same_v<decltype(&::fr_status_name), fr_status_name_type>,
              "fr_status_name is of another header");
using fr_status_text_type = const char * (*)(fr_status);
static_assert(std::is_same_v<decltype(&::fr_status_text), fr_status_text_type>,
              "fr_status_text is of another header");
using fr_status_band_type = int32_t (*)(fr_status);
static_assert(std::is_same_v<decltype(&::fr_status_band), fr_status_band_type>,
              "fr_status_band is of another header");
using fr_policy_load_type = fr_status (*)(const void*, uint64_t, fr_policy**, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_policy_load), fr_policy_load_type>,
              "fr_policy_load is of another header");
using fr_policy_retain_type = fr_policy * (*)(fr_policy*);
static_assert(std::is_same_v<decltype(&::fr_policy_retain), fr_policy_retain_type>,
              "fr_policy_retain is of another header");
using fr_policy_release_type = void (*)(fr_policy*);
static_assert(std::is_same_v<decltype(&::fr_policy_release), fr_policy_release_type>,
              "fr_policy_release is of another header");
using fr_policy_describe_type = fr_status (*)(const fr_policy*, fr_policy_info*);
static_assert(std::is_same_v<decltype(&::fr_policy_describe), fr_policy_describe_type>,
              "fr_policy_describe is of another header");
using fr_policy_signature_type = fr_status (*)(const fr_policy*, uint32_t, fr_signature*);
static_assert(std::is_same_v<decltype(&::fr_policy_signature), fr_policy_signature_type>,
              "fr_policy_signature is of another header");
using fr_policy_feature_type = const char * (*)(const fr_policy*, uint32_t);
static_assert(std::is_same_v<decltype(&::fr_policy_feature), fr_policy_feature_type>,
              "fr_policy_feature is of another header");
using fr_policy_rule_type = const char * (*)(const fr_policy*, uint32_t);
static_assert(std::is_same_v<decltype(&::fr_policy_rule), fr_policy_rule_type>,
              "fr_policy_rule is of another header");
using fr_policy_scam_type = const char * (*)(const fr_policy*, uint32_t);
static_assert(std::is_same_v<decltype(&::fr_policy_scam), fr_policy_scam_type>,
              "fr_policy_scam is of another header");
using fr_policy_feature_type_type = uint32_t (*)(const fr_policy*, uint32_t);
static_assert(std::is_same_v<decltype(&::fr_policy_feature_type), fr_policy_feature_type_type>,
              "fr_policy_feature_type is of another header");
using fr_policy_rule_scam_type = int32_t (*)(const fr_policy*, uint32_t);
static_assert(std::is_same_v<decltype(&::fr_policy_rule_scam), fr_policy_rule_scam_type>,
              "fr_policy_rule_scam is of another header");
using fr_policy_attribute_type_type = uint32_t (*)(const fr_policy*, fr_text);
static_assert(std::is_same_v<decltype(&::fr_policy_attribute_type), fr_policy_attribute_type_type>,
              "fr_policy_attribute_type is of another header");
using fr_words_type = fr_status (*)(const fr_policy*, const fr_decision*, uint32_t, fr_text, uint32_t, char*,
    uint64_t, uint64_t*);
static_assert(std::is_same_v<decltype(&::fr_words), fr_words_type>,
              "fr_words is of another header");
using fr_reason_words_type = fr_status (*)(const fr_policy*, const fr_decision*, uint32_t, fr_text, uint32_t,
    char*, uint64_t, uint64_t*);
static_assert(std::is_same_v<decltype(&::fr_reason_words), fr_reason_words_type>,
              "fr_reason_words is of another header");
using fr_expiry_type = uint32_t (*)(const fr_policy*, const fr_decision*);
static_assert(std::is_same_v<decltype(&::fr_expiry), fr_expiry_type>,
              "fr_expiry is of another header");
using fr_question_get_type = fr_status (*)(const fr_policy*, const fr_decision*, uint32_t, fr_question*);
static_assert(std::is_same_v<decltype(&::fr_question_get), fr_question_get_type>,
              "fr_question_get is of another header");
using fr_question_words_type = fr_status (*)(const fr_policy*, const fr_decision*, uint32_t, fr_text, uint32_t,
    char*, uint64_t, uint64_t*);
static_assert(std::is_same_v<decltype(&::fr_question_words), fr_question_words_type>,
              "fr_question_words is of another header");
using fr_reason_text_type = fr_status (*)(const fr_policy*, uint32_t, fr_text, uint32_t, char*, uint64_t, uint64_t*);
static_assert(std::is_same_v<decltype(&::fr_reason_text), fr_reason_text_type>,
              "fr_reason_text is of another header");
using fr_text_matches_type = fr_status (*)(const fr_policy*, fr_text, fr_text_match*, uint32_t, uint32_t*);
static_assert(std::is_same_v<decltype(&::fr_text_matches), fr_text_matches_type>,
              "fr_text_matches is of another header");
using fr_engine_create_type = fr_status (*)(const fr_engine_options*, fr_engine**, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_engine_create), fr_engine_create_type>,
              "fr_engine_create is of another header");
using fr_engine_destroy_type = void (*)(fr_engine*);
static_assert(std::is_same_v<decltype(&::fr_engine_destroy), fr_engine_destroy_type>,
              "fr_engine_destroy is of another header");
using fr_engine_set_policy_type = fr_status (*)(fr_engine*, fr_policy*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_engine_set_policy), fr_engine_set_policy_type>,
              "fr_engine_set_policy is of another header");
using fr_engine_put_policy_type = fr_status (*)(fr_engine*, fr_policy*, const fr_put_options*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_engine_put_policy), fr_engine_put_policy_type>,
              "fr_engine_put_policy is of another header");
using fr_engine_policy_type = fr_policy * (*)(fr_engine*);
static_assert(std::is_same_v<decltype(&::fr_engine_policy), fr_engine_policy_type>,
              "fr_engine_policy is of another header");
using fr_engine_set_challenger_type = fr_status (*)(fr_engine*, uint32_t, fr_policy*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_engine_set_challenger), fr_engine_set_challenger_type>,
              "fr_engine_set_challenger is of another header");
using fr_engine_tick_type = fr_status (*)(fr_engine*, int64_t);
static_assert(std::is_same_v<decltype(&::fr_engine_tick), fr_engine_tick_type>,
              "fr_engine_tick is of another header");
using fr_context_create_type = fr_status (*)(fr_engine*, fr_context**);
static_assert(std::is_same_v<decltype(&::fr_context_create), fr_context_create_type>,
              "fr_context_create is of another header");
using fr_context_destroy_type = void (*)(fr_context*);
static_assert(std::is_same_v<decltype(&::fr_context_destroy), fr_context_destroy_type>,
              "fr_context_destroy is of another header");
using fr_context_error_type = const fr_error * (*)(const fr_context*);
static_assert(std::is_same_v<decltype(&::fr_context_error), fr_context_error_type>,
              "fr_context_error is of another header");
using fr_score_type = fr_status (*)(fr_context*, const fr_transfer*, fr_decision*);
static_assert(std::is_same_v<decltype(&::fr_score), fr_score_type>,
              "fr_score is of another header");
using fr_preview_type = fr_status (*)(fr_context*, const fr_transfer*, fr_decision*);
static_assert(std::is_same_v<decltype(&::fr_preview), fr_preview_type>,
              "fr_preview is of another header");
using fr_score_batch_type = fr_status (*)(fr_context*, const fr_transfer*const*, uint32_t, fr_decision*const*,
    uint32_t*);
static_assert(std::is_same_v<decltype(&::fr_score_batch), fr_score_batch_type>,
              "fr_score_batch is of another header");
using fr_challenge_type = fr_status (*)(fr_context*, uint32_t, fr_decision*);
static_assert(std::is_same_v<decltype(&::fr_challenge), fr_challenge_type>,
              "fr_challenge is of another header");
using fr_observe_type = fr_status (*)(fr_context*, const fr_event*);
static_assert(std::is_same_v<decltype(&::fr_observe), fr_observe_type>,
              "fr_observe is of another header");
using fr_party_key_type = fr_status (*)(const fr_engine*, uint32_t, fr_text, uint8_t*);
static_assert(std::is_same_v<decltype(&::fr_party_key), fr_party_key_type>,
              "fr_party_key is of another header");
using fr_engine_party_type = fr_status (*)(fr_engine*, uint32_t, fr_text, fr_party_state*);
static_assert(std::is_same_v<decltype(&::fr_engine_party), fr_engine_party_type>,
              "fr_engine_party is of another header");
using fr_engine_measure_type = fr_status (*)(fr_engine*, fr_engine_stats*);
static_assert(std::is_same_v<decltype(&::fr_engine_measure), fr_engine_measure_type>,
              "fr_engine_measure is of another header");
using fr_engine_limits_type = fr_status (*)(fr_engine*, fr_limit_state*, uint32_t, uint32_t*);
static_assert(std::is_same_v<decltype(&::fr_engine_limits), fr_engine_limits_type>,
              "fr_engine_limits is of another header");
using fr_arrow_plan_create_type = fr_status (*)(const fr_policy*, const struct ArrowSchema*,
    const fr_arrow_options*, fr_arrow_plan**, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_arrow_plan_create), fr_arrow_plan_create_type>,
              "fr_arrow_plan_create is of another header");
using fr_arrow_plan_destroy_type = void (*)(fr_arrow_plan*);
static_assert(std::is_same_v<decltype(&::fr_arrow_plan_destroy), fr_arrow_plan_destroy_type>,
              "fr_arrow_plan_destroy is of another header");
using fr_arrow_decisions_schema_type = fr_status (*)(struct ArrowSchema*);
static_assert(std::is_same_v<decltype(&::fr_arrow_decisions_schema), fr_arrow_decisions_schema_type>,
              "fr_arrow_decisions_schema is of another header");
using fr_arrow_score_type = fr_status (*)(fr_context*, fr_arrow_plan*, const struct ArrowArray*,
    struct ArrowArray*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_arrow_score), fr_arrow_score_type>,
              "fr_arrow_score is of another header");
using fr_arrow_features_schema_type = fr_status (*)(const fr_policy*, struct ArrowSchema*);
static_assert(std::is_same_v<decltype(&::fr_arrow_features_schema), fr_arrow_features_schema_type>,
              "fr_arrow_features_schema is of another header");
using fr_arrow_features_type = fr_status (*)(fr_context*, fr_arrow_plan*, const fr_policy*,
    const struct ArrowArray*, struct ArrowArray*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_arrow_features), fr_arrow_features_type>,
              "fr_arrow_features is of another header");
using fr_arrow_score_stream_type = fr_status (*)(fr_context*, const fr_policy*, const fr_arrow_options*,
    struct ArrowArrayStream*, struct ArrowArrayStream*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_arrow_score_stream), fr_arrow_score_stream_type>,
              "fr_arrow_score_stream is of another header");
using fr_folds_capacity_type = uint64_t (*)(const fr_policy*);
static_assert(std::is_same_v<decltype(&::fr_folds_capacity), fr_folds_capacity_type>,
              "fr_folds_capacity is of another header");
using fr_fold_type = fr_status (*)(fr_context*, const fr_transfer*, uint32_t, fr_folds*);
static_assert(std::is_same_v<decltype(&::fr_fold), fr_fold_type>,
              "fr_fold is of another header");
using fr_decide_type = fr_status (*)(const fr_policy*, const fr_transfer*, const fr_folds*, fr_decision*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_decide), fr_decide_type>,
              "fr_decide is of another header");
using fr_features_type = fr_status (*)(const fr_policy*, const fr_transfer*, const fr_folds*, fr_value*, uint32_t,
    fr_error*);
static_assert(std::is_same_v<decltype(&::fr_features), fr_features_type>,
              "fr_features is of another header");
using fr_journal_open_type = fr_status (*)(fr_engine*, const fr_journal_options*, fr_journal**, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_journal_open), fr_journal_open_type>,
              "fr_journal_open is of another header");
using fr_journal_recover_type = fr_status (*)(fr_journal*, fr_journal_recovery*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_journal_recover), fr_journal_recover_type>,
              "fr_journal_recover is of another header");
using fr_engine_set_journal_type = fr_status (*)(fr_engine*, fr_journal*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_engine_set_journal), fr_engine_set_journal_type>,
              "fr_engine_set_journal is of another header");
using fr_journal_close_type = fr_status (*)(fr_journal*);
static_assert(std::is_same_v<decltype(&::fr_journal_close), fr_journal_close_type>,
              "fr_journal_close is of another header");
using fr_journal_wait_type = fr_status (*)(fr_journal*, uint64_t);
static_assert(std::is_same_v<decltype(&::fr_journal_wait), fr_journal_wait_type>,
              "fr_journal_wait is of another header");
using fr_journal_pump_type = fr_status (*)(fr_journal*, int64_t);
static_assert(std::is_same_v<decltype(&::fr_journal_pump), fr_journal_pump_type>,
              "fr_journal_pump is of another header");
using fr_journal_checkpoint_type = fr_status (*)(fr_journal*);
static_assert(std::is_same_v<decltype(&::fr_journal_checkpoint), fr_journal_checkpoint_type>,
              "fr_journal_checkpoint is of another header");
using fr_journal_snapshot_type = fr_status (*)(fr_journal*, uint64_t*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_journal_snapshot), fr_journal_snapshot_type>,
              "fr_journal_snapshot is of another header");
using fr_journal_prune_type = fr_status (*)(fr_journal*, uint64_t*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_journal_prune), fr_journal_prune_type>,
              "fr_journal_prune is of another header");
using fr_journal_ship_type = fr_status (*)(fr_journal*, uint64_t, void*, uint64_t, uint64_t*, uint64_t*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_journal_ship), fr_journal_ship_type>,
              "fr_journal_ship is of another header");
using fr_journal_apply_type = fr_status (*)(fr_engine*, const void*, uint64_t, uint64_t*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_journal_apply), fr_journal_apply_type>,
              "fr_journal_apply is of another header");
using fr_journal_measure_type = fr_status (*)(fr_journal*, fr_journal_stats*);
static_assert(std::is_same_v<decltype(&::fr_journal_measure), fr_journal_measure_type>,
              "fr_journal_measure is of another header");
using fr_context_took_type = void (*)(fr_context*, uint64_t);
static_assert(std::is_same_v<decltype(&::fr_context_took), fr_context_took_type>,
              "fr_context_took is of another header");
using fr_stats_read_type = fr_status (*)(fr_engine*, fr_journal*, int64_t, fr_stats*);
static_assert(std::is_same_v<decltype(&::fr_stats_read), fr_stats_read_type>,
              "fr_stats_read is of another header");
using fr_stats_text_type = fr_status (*)(fr_engine*, fr_journal*, int64_t, char*, uint64_t, uint64_t*);
static_assert(std::is_same_v<decltype(&::fr_stats_text), fr_stats_text_type>,
              "fr_stats_text is of another header");
using fr_trust_builder_create_type = fr_status (*)(fr_trust_builder**);
static_assert(std::is_same_v<decltype(&::fr_trust_builder_create), fr_trust_builder_create_type>,
              "fr_trust_builder_create is of another header");
using fr_trust_builder_add_type = fr_status (*)(fr_trust_builder*, fr_text, const void*, uint64_t, uint8_t*,
    fr_error*);
static_assert(std::is_same_v<decltype(&::fr_trust_builder_add), fr_trust_builder_add_type>,
              "fr_trust_builder_add is of another header");
using fr_trust_builder_require_type = fr_status (*)(fr_trust_builder*, fr_text, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_trust_builder_require), fr_trust_builder_require_type>,
              "fr_trust_builder_require is of another header");
using fr_trust_builder_finish_type = fr_status (*)(fr_trust_builder*, fr_trust**, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_trust_builder_finish), fr_trust_builder_finish_type>,
              "fr_trust_builder_finish is of another header");
using fr_trust_builder_destroy_type = void (*)(fr_trust_builder*);
static_assert(std::is_same_v<decltype(&::fr_trust_builder_destroy), fr_trust_builder_destroy_type>,
              "fr_trust_builder_destroy is of another header");
using fr_trust_retain_type = fr_trust * (*)(fr_trust*);
static_assert(std::is_same_v<decltype(&::fr_trust_retain), fr_trust_retain_type>,
              "fr_trust_retain is of another header");
using fr_trust_release_type = void (*)(fr_trust*);
static_assert(std::is_same_v<decltype(&::fr_trust_release), fr_trust_release_type>,
              "fr_trust_release is of another header");
using fr_trust_verify_type = fr_status (*)(const fr_trust*, const fr_policy*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_trust_verify), fr_trust_verify_type>,
              "fr_trust_verify is of another header");
using fr_engine_set_trust_type = fr_status (*)(fr_engine*, fr_trust*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_engine_set_trust), fr_engine_set_trust_type>,
              "fr_engine_set_trust is of another header");
using fr_engine_set_switches_type = fr_status (*)(fr_engine*, const void*, uint64_t, int64_t, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_engine_set_switches), fr_engine_set_switches_type>,
              "fr_engine_set_switches is of another header");
using fr_version_type = uint32_t (*)();
static_assert(std::is_same_v<decltype(&::fr_version), fr_version_type>,
              "fr_version is of another header");
using fr_watch_builder_create_type = fr_status (*)(const uint8_t*, uint64_t, fr_watch_builder**, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_watch_builder_create), fr_watch_builder_create_type>,
              "fr_watch_builder_create is of another header");
using fr_watch_builder_add_type = fr_status (*)(fr_watch_builder*, uint32_t, fr_text, fr_text, int64_t, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_watch_builder_add), fr_watch_builder_add_type>,
              "fr_watch_builder_add is of another header");
using fr_watch_builder_finish_type = fr_status (*)(fr_watch_builder*, uint64_t, fr_watch_lists**, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_watch_builder_finish), fr_watch_builder_finish_type>,
              "fr_watch_builder_finish is of another header");
using fr_watch_builder_destroy_type = void (*)(fr_watch_builder*);
static_assert(std::is_same_v<decltype(&::fr_watch_builder_destroy), fr_watch_builder_destroy_type>,
              "fr_watch_builder_destroy is of another header");
using fr_watch_lists_retain_type = fr_watch_lists * (*)(fr_watch_lists*);
static_assert(std::is_same_v<decltype(&::fr_watch_lists_retain), fr_watch_lists_retain_type>,
              "fr_watch_lists_retain is of another header");
using fr_watch_lists_release_type = void (*)(fr_watch_lists*);
static_assert(std::is_same_v<decltype(&::fr_watch_lists_release), fr_watch_lists_release_type>,
              "fr_watch_lists_release is of another header");
using fr_watch_lists_describe_type = fr_status (*)(const fr_watch_lists*, fr_watch_lists_info*);
static_assert(std::is_same_v<decltype(&::fr_watch_lists_describe), fr_watch_lists_describe_type>,
              "fr_watch_lists_describe is of another header");
using fr_watch_lists_name_type = const char * (*)(const fr_watch_lists*, uint32_t);
static_assert(std::is_same_v<decltype(&::fr_watch_lists_name), fr_watch_lists_name_type>,
              "fr_watch_lists_name is of another header");
using fr_watch_lists_entries_type = uint64_t (*)(const fr_watch_lists*, uint32_t);
static_assert(std::is_same_v<decltype(&::fr_watch_lists_entries), fr_watch_lists_entries_type>,
              "fr_watch_lists_entries is of another header");
using fr_watch_lists_ask_type = fr_status (*)(const fr_watch_lists*, uint32_t, fr_text, fr_text, int64_t, uint32_t*);
static_assert(std::is_same_v<decltype(&::fr_watch_lists_ask), fr_watch_lists_ask_type>,
              "fr_watch_lists_ask is of another header");
using fr_engine_set_watch_lists_type = fr_status (*)(fr_engine*, fr_watch_lists*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_engine_set_watch_lists), fr_engine_set_watch_lists_type>,
              "fr_engine_set_watch_lists is of another header");
using fr_engine_watch_lists_type = fr_watch_lists * (*)(fr_engine*);
static_assert(std::is_same_v<decltype(&::fr_engine_watch_lists), fr_engine_watch_lists_type>,
              "fr_engine_watch_lists is of another header");
using fr_policy_model_type = const char * (*)(const fr_policy*, uint32_t);
static_assert(std::is_same_v<decltype(&::fr_policy_model), fr_policy_model_type>,
              "fr_policy_model is of another header");
using fr_why_type = fr_status (*)(fr_context*, const fr_transfer*, fr_contribution*, uint32_t, uint32_t*,
    fr_counterfactual*);
static_assert(std::is_same_v<decltype(&::fr_why), fr_why_type>,
              "fr_why is of another header");
using fr_why_folds_type = fr_status (*)(const fr_policy*, const fr_transfer*, const fr_folds*, fr_contribution*,
    uint32_t, uint32_t*, fr_counterfactual*, fr_error*);
static_assert(std::is_same_v<decltype(&::fr_why_folds), fr_why_folds_type>,
              "fr_why_folds is of another header");
using fr_contribution_words_type = fr_status (*)(const fr_policy*, const fr_contribution*, fr_text, uint32_t,
    char*, uint64_t, uint64_t*);
static_assert(std::is_same_v<decltype(&::fr_contribution_words), fr_contribution_words_type>,
              "fr_contribution_words is of another header");
}  // namespace detail

inline constexpr const char *generated_from = "0.1.0";

}  // namespace fraudrisk

#endif
