// SPDX-License-Identifier: Apache-2.0
//
// Written by bindings/cpp/generate.py from bindings/layout.json; do not edit it.
#ifndef FRAUDRISK_CONSTANTS_HPP
#define FRAUDRISK_CONSTANTS_HPP

#include <cstdint>
#include <optional>
#include <string_view>

#include "fraudrisk/basic.hpp"

namespace fraudrisk {

/// What every call returns; verdicts are never statuses.
enum class status : std::int32_t {
  ok = 0,  ///< done
  null_pointer = -101,  ///< a required pointer is null
  struct_size = -102,  ///< struct_size is smaller than any version of this struct; use its _INIT macro
  struct_tail = -103,  ///< the struct is newer than this library and uses a field that the library does not know
  no_policy = -105,  ///< the engine has no policy yet; call fr_engine_set_policy first
  bad_argument = -106,  ///< an argument is outside what the function takes
  buffer_too_small = -107,  ///< the buffer is too small; the needed size was returned
  unsigned_policy = -108,  ///< the policy bundle is not signed, and the engine was not told to accept that
  policy_older = -109,  ///< the policy is older than the one in force
  not_yet_valid = -110,  ///< the document is not valid yet
  expired = -111,  ///< the document is not valid any more
  missing_field = -201,  ///< a required field is missing
  bad_value = -202,  ///< a field holds a value that its enumeration does not have
  bad_amount = -203,  ///< an amount is negative or above the largest amount
  bad_time = -204,  ///< a time lies outside the years 1970 to 2099
  time_ahead = -205,  ///< a time lies too far ahead of everything accepted so far
  bad_text = -206,  ///< an identifier is not valid UTF-8 or holds a control character
  same_party = -207,  ///< payer and payee are the same account
  other_currency = -208,  ///< the currency is not the policy's, and no base_amount_minor is given
  conflict = -209,  ///< the transfer id was used before with another payee or amount
  not_found = -210,  ///< no such transfer is recorded; it may be sent again later
  bad_attribute = -211,  ///< an attribute is not declared by the policy, or has another type
  too_long = -301,  ///< a text is longer than its limit
  too_many = -302,  ///< there are more items than the limit
  too_deep = -303,  ///< nesting is deeper than the limit
  too_costly = -304,  ///< the policy costs more than the budget of one decision
  bad_bundle = -401,  ///< the bytes are not a policy bundle, or a damaged one
  bad_policy = -402,  ///< the policy says something that cannot be
  bad_expression = -403,  ///< an expression does not parse or does not check
  bad_folds = -404,  ///< the bytes are not a fold block, or a damaged one
  other_policy = -405,  ///< it was made under another policy
  folds_missing = -406,  ///< a side that the policy reads is missing from the folds
  no_words = -407,  ///< the policy has no words for this scam, audience and language
  bad_key = -408,  ///< the bytes are not a key of a kind that the library takes
  test_differs = -409,  ///< a test that the policy carries does not come out as it says
  bad_model = -410,  ///< a model does not hang together, or breaks its own constraints
  bad_digest = -501,  ///< the digest does not match the bytes
  bad_signature = -502,  ///< a signature does not match the bytes and the key that it names
  bad_algorithm = -503,  ///< a signature names another algorithm than its key has
  untrusted_key = -504,  ///< a signature names a key that the trust store does not have in that role
  role_missing = -505,  ///< a role that must have signed did not
  bad_journal = -506,  ///< the journal does not verify: it was changed, or a part of it is missing
  other_journal = -507,  ///< the journal was written under another engine's key
  journal_forked = -508,  ///< the records that were shipped are not those of the journal that was followed before
  no_memory = -601,  ///< out of memory
  state_full = -602,  ///< the state has reached the memory or the number of parties that the engine was given
  store_down = -603,  ///< the store behind the engine cannot be reached
  journal_locked = -604,  ///< the journal is open already, in this process or another
  journal_full = -605,  ///< the disk has no room for the journal, or its next segment is not ready yet
  journal_down = -606,  ///< the journal's files cannot be read or written
  not_a_directory = -607,  ///< a path that should lead to a directory leads to something else
  not_permitted = -608,  ///< the system does not permit this process to use the journal's files
  read_only = -609,  ///< the journal lies on a file system that is read-only
  too_many_files = -610,  ///< this process, or the whole system, has as many files open as it may
  internal = -901,  ///< an internal check failed; please report it
};

/// Yes, no, or not known.
enum class tristate : std::uint32_t { unknown = 0, no = 1, yes = 2 };

enum class channel : std::uint32_t {
  unknown = 0u,
  teller = 1u,
  atm = 2u,
  online = 3u,
  mobile = 4u,
  quick_pay = 5u,
  other = 6u,
};
constexpr std::string_view name(channel of) noexcept {
  switch (of) {
    case channel::unknown:
      return "unknown";
    case channel::teller:
      return "teller";
    case channel::atm:
      return "atm";
    case channel::online:
      return "online";
    case channel::mobile:
      return "mobile";
    case channel::quick_pay:
      return "quick_pay";
    case channel::other:
      return "other";
    default:
      return "?";
  }
}

enum class kind : std::uint32_t {
  unknown = 0u,
  interbank = 1u,
  intrabank = 2u,
  own_account = 3u,
  cash_withdrawal = 4u,
  cash_deposit = 5u,
};
constexpr std::string_view name(kind of) noexcept {
  switch (of) {
    case kind::unknown:
      return "unknown";
    case kind::interbank:
      return "interbank";
    case kind::intrabank:
      return "intrabank";
    case kind::own_account:
      return "own_account";
    case kind::cash_withdrawal:
      return "cash_withdrawal";
    case kind::cash_deposit:
      return "cash_deposit";
    default:
      return "?";
  }
}

enum class speed : std::uint32_t {
  unknown = 0u,
  real_time = 1u,
  same_day = 2u,
  next_day = 3u,
};
constexpr std::string_view name(speed of) noexcept {
  switch (of) {
    case speed::unknown:
      return "unknown";
    case speed::real_time:
      return "real_time";
    case speed::same_day:
      return "same_day";
    case speed::next_day:
      return "next_day";
    default:
      return "?";
  }
}

enum class caller : std::uint32_t {
  not_known = 0u,
  known = 1u,
  unknown = 2u,
  overseas = 3u,
  flagged = 4u,
};
constexpr std::string_view name(caller of) noexcept {
  switch (of) {
    case caller::not_known:
      return "not_known";
    case caller::known:
      return "known";
    case caller::unknown:
      return "unknown";
    case caller::overseas:
      return "overseas";
    case caller::flagged:
      return "flagged";
    default:
      return "?";
  }
}

enum class party_kind : std::uint32_t {
  unknown = 0u,
  person = 1u,
  self_employed = 2u,
  company = 3u,
  wallet = 4u,
  merchant = 5u,
  public_body = 6u,
};
constexpr std::string_view name(party_kind of) noexcept {
  switch (of) {
    case party_kind::unknown:
      return "unknown";
    case party_kind::person:
      return "person";
    case party_kind::self_employed:
      return "self_employed";
    case party_kind::company:
      return "company";
    case party_kind::wallet:
      return "wallet";
    case party_kind::merchant:
      return "merchant";
    case party_kind::public_body:
      return "public_body";
    default:
      return "?";
  }
}

enum class occupation : std::uint32_t {
  unknown = 0u,
  student = 1u,
  employee = 2u,
  finance = 3u,
  official = 4u,
  self_employed = 5u,
  retired = 6u,
  not_working = 7u,
  other = 8u,
};
constexpr std::string_view name(occupation of) noexcept {
  switch (of) {
    case occupation::unknown:
      return "unknown";
    case occupation::student:
      return "student";
    case occupation::employee:
      return "employee";
    case occupation::finance:
      return "finance";
    case occupation::official:
      return "official";
    case occupation::self_employed:
      return "self_employed";
    case occupation::retired:
      return "retired";
    case occupation::not_working:
      return "not_working";
    case occupation::other:
      return "other";
    default:
      return "?";
  }
}

enum class name_match : std::uint32_t {
  unknown = 0u,
  match = 1u,
  close = 2u,
  none = 3u,
  not_possible = 4u,
  other_kind = 5u,  ///< it matches, but a person was expected and it is a firm's account, or the reverse
};
constexpr std::string_view name(name_match of) noexcept {
  switch (of) {
    case name_match::unknown:
      return "unknown";
    case name_match::match:
      return "match";
    case name_match::close:
      return "close";
    case name_match::none:
      return "none";
    case name_match::not_possible:
      return "not_possible";
    case name_match::other_kind:
      return "other_kind";
    default:
      return "?";
  }
}

enum class payee_entry : std::uint32_t {
  unknown = 0u,
  chosen = 1u,  ///< from the customer's own list of payees
  typed = 2u,  ///< digit by digit, in one go
  dictated = 3u,  ///< typed in groups with pauses, as after somebody's voice
  pasted = 4u,  ///< from a chat or a message
  scanned = 5u,  ///< from a code
  alias = 6u,  ///< a phone number or another name that stands for the account
};
constexpr std::string_view name(payee_entry of) noexcept {
  switch (of) {
    case payee_entry::unknown:
      return "unknown";
    case payee_entry::chosen:
      return "chosen";
    case payee_entry::typed:
      return "typed";
    case payee_entry::dictated:
      return "dictated";
    case payee_entry::pasted:
      return "pasted";
    case payee_entry::scanned:
      return "scanned";
    case payee_entry::alias:
      return "alias";
    default:
      return "?";
  }
}

enum class session_has : std::uint32_t {
  device_age = 1u,
  sim_age = 2u,
  credential_age = 4u,
  call_age = 8u,
  operator_age = 16u,
  phishing_link_age = 32u,
  warning_dwell = 64u,
};
template <>
struct is_bit_mask<session_has> : std::true_type {};

enum class observation : std::uint64_t {
  on_phone = UINT64_C(1),  ///< on the phone, a headset, or chatting all the time
  coached = UINT64_C(2),  ///< somebody tells the customer what to say
  accompanied = UINT64_C(4),  ///< a companion whom the customer hardly knows
  hurried = UINT64_C(8),  ///< must be done at once
  distressed = UINT64_C(16),  ///< nervous, fearful, crying
  refuses_to_explain = UINT64_C(32),  ///< will not say what the money is for
  purpose_changed = UINT64_C(64),  ///< told another purpose a moment ago
  payee_unknown = UINT64_C(128),  ///< cannot say who the payee is, or has never met him
  told_to_keep_secret = UINT64_C(256),  ///< told not to tell family, bank or police
  hides_phone = UINT64_C(512),  ///< hides the screen
  companion_answers = UINT64_C(1024),  ///< the companion answers for the customer
  ignores_loss = UINT64_C(2048),  ///< accepts a large loss of interest without a word
  cash_to_hand_over = UINT64_C(4096),  ///< cash or gold is to be handed or posted to somebody
  purpose_implausible = UINT64_C(8192),  ///< the purpose does not fit the customer or the payee
  cash_not_booked = UINT64_C(16384),  ///< much cash, neither booked nor at the customer's branch
  refused_elsewhere = UINT64_C(32768),  ///< another branch or bank turned it down today
  third_party_payee = UINT64_C(65536),  ///< the account is not of the person who is to be paid
  code_shared = UINT64_C(131072),  ///< told somebody a one-time code
  app_installed = UINT64_C(262144),  ///< installed an app that somebody sent, or shared the screen
  money_borrowed = UINT64_C(524288),  ///< borrowed, or broke a deposit, for this payment
  pays_to_receive = UINT64_C(1048576),  ///< pays first to get a loan, prize, refund, wage or money back
  told_of_case = UINT64_C(2097152),  ///< told to be in a case, or to move money for its safety
  threatened = UINT64_C(4194304),  ///< threatened, with pictures or otherwise
  promised_profit = UINT64_C(8388608),  ///< promised a profit, or saw small sums paid back
  promised_reward = UINT64_C(16777216),  ///< gets a reward for passing money on or lending the account
  account_changed = UINT64_C(33554432),  ///< told in a message that the payee's account is another now
  not_verified = UINT64_C(67108864),  ///< could not reach the payee on a number known before
  documents_verified = UINT64_C(134217728),  ///< contract, invoice or bill seen, and it fits the payee
  family_confirmed = UINT64_C(268435456),  ///< a trusted person, reached independently, knows of it
  told_of_credit_record = UINT64_C(536870912),
  told_of_clearing_account = UINT64_C(1073741824),  ///< told by a bank or regulator to use a "clearing account"
  does_tasks = UINT64_C(2147483648),  ///< pays for online tasks, and is to be paid back
  betting_site = UINT64_C(4294967296),  ///< a game, lottery or betting site named the account
  left_platform = UINT64_C(8589934592),  ///< asked to leave the platform and to pay outside it
  goods_not_seen = UINT64_C(17179869184),  ///< has not seen the goods with his own eyes
  prize_fee_asked = UINT64_C(34359738368),  ///< pays tax or a fee to get a prize
  job_fee_asked = UINT64_C(68719476736),  ///< pays a deposit or a fee to start work
  not_own_order = UINT64_C(137438953472),  ///< it is not the customer who wants this transfer
  signal_lost = UINT64_C(274877906944),  ///< the phone lost its signal all of a sudden
  never_seen = UINT64_C(549755813888),  ///< has neither met the payee nor seen him on video
  loan_fee_asked = UINT64_C(1099511627776),  ///< pays before a loan is paid out
  all = UINT64_C(2199023255551),
};
template <>
struct is_bit_mask<observation> : std::true_type {};

enum class party_has : std::uint32_t {
  age = 1u,
  account_age = 2u,
  added_age = 4u,
  registered_age = 8u,
  mule_score = 16u,
  hops_to_listed = 32u,
};
template <>
struct is_bit_mask<party_has> : std::true_type {};

enum class transfer_has : std::uint32_t {
  balance_before = 1u,
  base_amount = 2u,
  limit = 4u,
  approval_gap = 8u,
};
template <>
struct is_bit_mask<transfer_has> : std::true_type {};

enum class value_type : std::uint32_t {
  unknown = 0u,
  bool_ = 1u,
  int_ = 2u,
  double_ = 3u,
  string = 4u,
};
constexpr std::string_view name(value_type of) noexcept {
  switch (of) {
    case value_type::unknown:
      return "unknown";
    case value_type::bool_:
      return "bool";
    case value_type::int_:
      return "int";
    case value_type::double_:
      return "double";
    case value_type::string:
      return "string";
    default:
      return "?";
  }
}

enum class encoding : std::int32_t {
  utf8 = 0,  ///< the default; damaged bytes are tolerated in remarks, refused in identifiers
  gb18030 = 1,  ///< of remarks, purposes and notes that come in, and of words; elsewhere FR_BAD_VALUE
  unknown = 2,  ///< UTF-8 where the bytes are that, else GB 18030 where they are that, else damaged UTF-8
};
constexpr std::string_view name(encoding of) noexcept {
  switch (of) {
    case encoding::utf8:
      return "utf8";
    case encoding::gb18030:
      return "gb18030";
    case encoding::unknown:
      return "unknown";
    default:
      return "?";
  }
}

enum class phrase_strength : std::uint32_t {
  allowed = 1u,  ///< an ordinary expression: what is found inside it does not count
  weak = 2u,
  medium = 3u,
  strong = 4u,
};
constexpr std::string_view name(phrase_strength of) noexcept {
  switch (of) {
    case phrase_strength::allowed:
      return "allowed";
    case phrase_strength::weak:
      return "weak";
    case phrase_strength::medium:
      return "medium";
    case phrase_strength::strong:
      return "strong";
    default:
      return "?";
  }
}

enum class disguise : std::uint32_t {
  separated = 1u,  ///< spaces, punctuation or symbols inside a word
  invisible = 2u,  ///< characters that nobody sees
  note = 4u,  ///< pinyin in brackets behind a character
  lookalike = 8u,  ///< letters of other scripts, characters that look alike
  sound = 16u,  ///< characters that are read alike
  split = 32u,  ///< a character written as its parts
  listed = 64u,  ///< the policy lists this very spelling as a disguise
};
template <>
struct is_bit_mask<disguise> : std::true_type {};

enum class event_kind : std::uint32_t {
  contact = 1u,  ///< the customer and somebody spoke or wrote to each other
  settled = 2u,  ///< the money arrived
  held = 3u,  ///< the bank stopped it for now, in doubt
  released = 4u,  ///< and let it go on
  cancelled = 5u,  ///< the customer took it back
  refused = 6u,  ///< the bank turned it down for good
  returned = 7u,  ///< it arrived and came back
  transferred = 8u,  ///< a transfer that nobody decides: recorded with its status
  fraud_reported = 9u,  ///< a label: it was a scam
  cleared = 10u,  ///< a label: it was honest
  device_bound = 11u,  ///< a new phone or browser may act for the customer
  sim_changed = 12u,  ///< the phone number went to another SIM
  credential_reset = 13u,  ///< a password or PIN was set anew
  limit_raised = 14u,  ///< a transfer limit was raised
  deposit_broken = 15u,  ///< a time deposit was ended early
  loan_paid_out = 16u,  ///< borrowed money came in
  alerted = 17u,  ///< an anti-fraud centre names the customer as a likely victim
  listed = 18u,  ///< an account is on a named list from now on
  unlisted = 19u,  ///< and no longer, whatever watch lists say (watch.h), until it is listed again
  trusted = 20u,  ///< this payer may pay this payee, up to an amount, until a time
  response = 21u,  ///< what the customer did when warned
  moved = 22u,  ///< a party has another identifier now: its history follows
  forgotten = 23u,  ///< a party is to be forgotten: its history goes
  phone_changed = 24u,  ///< the registered phone number is another one now
  wallet_bound = 25u,  ///< a wallet or quick-pay service may draw on the account
  fund_redeemed = 26u,  ///< a fund or wealth product was sold
  notice_turned_off = 27u,  ///< the customer is no longer told of what leaves his account
  balance_queried = 28u,  ///< somebody looked how much there is
  gold_bought = 29u,  ///< physical gold was bought
  callback_confirmed = 30u,  ///< the bank called a number known before, and the customer, alone, confirmed
  police_cleared = 31u,  ///< an anti-fraud centre found nothing against it
  family_confirmed = 32u,  ///< a trusted person, reached independently, confirmed
  delayed = 33u,  ///< it waits as all such transfers do (FR_FLAG_DELAYED); nobody doubts it
  last = 33u,  ///< the highest kind that this header knows; it grows
};
constexpr std::string_view name(event_kind of) noexcept {
  switch (of) {
    case event_kind::contact:
      return "contact";
    case event_kind::settled:
      return "settled";
    case event_kind::held:
      return "held";
    case event_kind::released:
      return "released";
    case event_kind::cancelled:
      return "cancelled";
    case event_kind::refused:
      return "refused";
    case event_kind::returned:
      return "returned";
    case event_kind::transferred:
      return "transferred";
    case event_kind::fraud_reported:
      return "fraud_reported";
    case event_kind::cleared:
      return "cleared";
    case event_kind::device_bound:
      return "device_bound";
    case event_kind::sim_changed:
      return "sim_changed";
    case event_kind::credential_reset:
      return "credential_reset";
    case event_kind::limit_raised:
      return "limit_raised";
    case event_kind::deposit_broken:
      return "deposit_broken";
    case event_kind::loan_paid_out:
      return "loan_paid_out";
    case event_kind::alerted:
      return "alerted";
    case event_kind::listed:
      return "listed";
    case event_kind::unlisted:
      return "unlisted";
    case event_kind::trusted:
      return "trusted";
    case event_kind::response:
      return "response";
    case event_kind::moved:
      return "moved";
    case event_kind::forgotten:
      return "forgotten";
    case event_kind::phone_changed:
      return "phone_changed";
    case event_kind::wallet_bound:
      return "wallet_bound";
    case event_kind::fund_redeemed:
      return "fund_redeemed";
    case event_kind::notice_turned_off:
      return "notice_turned_off";
    case event_kind::balance_queried:
      return "balance_queried";
    case event_kind::gold_bought:
      return "gold_bought";
    case event_kind::callback_confirmed:
      return "callback_confirmed";
    case event_kind::police_cleared:
      return "police_cleared";
    case event_kind::family_confirmed:
      return "family_confirmed";
    case event_kind::delayed:
      return "delayed";
    default:
      return "?";
  }
}

enum class event_has : std::uint32_t {
  amount = 1u,
  duration = 2u,
  transfer_time = 4u,
};
template <>
struct is_bit_mask<event_has> : std::true_type {};

enum class transfer_status : std::uint32_t {
  attempted = 0u,
  delayed = 1u,  ///< a waiting period: no doubt stopped it
  held = 2u,
  released = 3u,
  settled = 4u,
  returned = 5u,
  cancelled = 6u,
  refused = 7u,
};
constexpr std::string_view name(transfer_status of) noexcept {
  switch (of) {
    case transfer_status::attempted:
      return "attempted";
    case transfer_status::delayed:
      return "delayed";
    case transfer_status::held:
      return "held";
    case transfer_status::released:
      return "released";
    case transfer_status::settled:
      return "settled";
    case transfer_status::returned:
      return "returned";
    case transfer_status::cancelled:
      return "cancelled";
    case transfer_status::refused:
      return "refused";
    default:
      return "?";
  }
}

enum class direction : std::uint32_t {
  unknown = 0u,
  incoming = 1u,  ///< somebody called the customer
  outgoing = 2u,
};
constexpr std::string_view name(direction of) noexcept {
  switch (of) {
    case direction::unknown:
      return "unknown";
    case direction::incoming:
      return "incoming";
    case direction::outgoing:
      return "outgoing";
    default:
      return "?";
  }
}

enum class response : std::uint32_t {
  unknown = 0u,
  stopped = 1u,
  continued = 2u,
  asked_for_help = 3u,
};
constexpr std::string_view name(response of) noexcept {
  switch (of) {
    case response::unknown:
      return "unknown";
    case response::stopped:
      return "stopped";
    case response::continued:
      return "continued";
    case response::asked_for_help:
      return "asked_for_help";
    default:
      return "?";
  }
}

enum class side : std::uint32_t {
  payer = 1u,  ///< the payer's account: payer.*, pair.*
  customer = 2u,  ///< the payer's customer, or the account where no customer is given
  payee = 4u,  ///< the payee's account
  payee_customer = 8u,  ///< the payee's customer, where given: recorded, not read
  all = 15u,
};
template <>
struct is_bit_mask<side> : std::true_type {};

enum class outcome : std::uint32_t {
  none = 0u,  ///< not decided
  allow = 1u,
  warn = 2u,  ///< the customer is asked to confirm
  hold = 3u,  ///< the transfer waits until it is released
};
constexpr std::string_view name(outcome of) noexcept {
  switch (of) {
    case outcome::none:
      return "none";
    case outcome::allow:
      return "allow";
    case outcome::warn:
      return "warn";
    case outcome::hold:
      return "hold";
    default:
      return "?";
  }
}

enum class flag : std::uint32_t {
  approximate = 1u,  ///< a value may rest on less than what happened: docs/policy.md
  degraded = 2u,  ///< the engine could not decide; the outcome is on_error's
  inputs_unknown = 4u,  ///< a rule or threshold could not be decided: something is unknown
  trusted = 8u,  ///< an unexpired trust lowered the outcome
  repeated = 16u,  ///< this transfer id was seen before: recorded once, decided again
  expression_error = 32u,  ///< an expression failed (such as a division by zero); its rule did not fire
  text_damaged = 64u,  ///< a remark, a purpose or notes held bad bytes, or were cut
  delayed = 128u,
  policy_expired = 256u,  ///< the transfer's time lies at or after the policy's valid_until; it still decides
  limited = 512u,  ///< a bound of the policy's `limits:` was reached: the outcome is below pure_outcome
  shadow = 1024u,  ///< the engine stands in the shadow: the answer is allow; would_be tells what it was
  rules_off = 2048u,  ///< rules were switched off: fr_engine_set_switches()
};
template <>
struct is_bit_mask<flag> : std::true_type {};

enum class action : std::uint32_t {
  refer = 1u,  ///< tell the anti-fraud centre (96110) or the police (110)
  three_way_call = 2u,  ///< customer, bank and anti-fraud centre speak together
  trusted_contact = 4u,  ///< call the person whom the customer named for this
  step_up = 8u,  ///< check again who acts, over another way than this session
  refuse = 16u,  ///< the law or an order says that it must not go
  freeze_credentials = 32u,  ///< passwords, tokens and devices act no more until it is clear
  notify_receiving_bank = 64u,
  notice = 128u,  ///< a message on every way that the customer had before
  voice_prompt = 256u,  ///< the ATM or the app speaks
  supervisor_review = 512u,  ///< a second person in the bank looks at it
  lower_limit = 1024u,  ///< limits go down until it is clear
};
template <>
struct is_bit_mask<action> : std::true_type {};

enum class audience : std::uint32_t {
  customer = 1u,
  teller = 2u,
  atm = 3u,
  audit = 4u,
  voice = 5u,  ///< what the ATM says aloud
};
constexpr std::string_view name(audience of) noexcept {
  switch (of) {
    case audience::customer:
      return "customer";
    case audience::teller:
      return "teller";
    case audience::atm:
      return "atm";
    case audience::audit:
      return "audit";
    case audience::voice:
      return "voice";
    default:
      return "?";
  }
}

enum class notice : std::uint32_t {
  reason = 6u,  ///< why it waits, without telling the rule
  remedy = 7u,  ///< where to object
  documents = 8u,  ///< what to bring along, a line each
  review = 9u,  ///< that a person looks at it, and how to ask for one
  release = 10u,  ///< when it is released
  expiry = 11u,  ///< what happens when the time is over and nobody has answered
};
constexpr std::string_view name(notice of) noexcept {
  switch (of) {
    case notice::reason:
      return "reason";
    case notice::remedy:
      return "remedy";
    case notice::documents:
      return "documents";
    case notice::review:
      return "review";
    case notice::release:
      return "release";
    case notice::expiry:
      return "expiry";
    default:
      return "?";
  }
}

enum class expiry : std::uint32_t {
  none = 0u,  ///< the policy does not say; or nothing is held
  release = 1u,  ///< it goes
  renew = 2u,  ///< it waits on, once a person has said why
  refuse = 3u,  ///< it does not go, and the customer is told
};
constexpr std::string_view name(expiry of) noexcept {
  switch (of) {
    case expiry::none:
      return "none";
    case expiry::release:
      return "release";
    case expiry::renew:
      return "renew";
    case expiry::refuse:
      return "refuse";
    default:
      return "?";
  }
}

enum class signature_algorithm : std::uint32_t {
  ed25519 = 1u,
  p256 = 2u,  ///< ECDSA over P-256 with SHA-256
  sm2 = 3u,  ///< SM2 with SM3
};
constexpr std::string_view name(signature_algorithm of) noexcept {
  switch (of) {
    case signature_algorithm::ed25519:
      return "ed25519";
    case signature_algorithm::p256:
      return "p256";
    case signature_algorithm::sm2:
      return "sm2";
    default:
      return "?";
  }
}

enum class party_type : std::uint32_t {
  account = 1u,
  customer = 2u,
};
constexpr std::string_view name(party_type of) noexcept {
  switch (of) {
    case party_type::account:
      return "account";
    case party_type::customer:
      return "customer";
    default:
      return "?";
  }
}

enum class band : std::int32_t {
  ok = 0,
  usage = 1,  ///< the calling program is wrong
  input = 2,  ///< the transfer or event is wrong; nothing was recorded
  limit = 3,  ///< larger than limits.h allows
  document = 4,  ///< a bundle, expression or fold block is wrong
  integrity = 5,  ///< bytes were changed
  storage = 6,  ///< memory or state cannot be had
  internal = 9,  ///< our fault
};
constexpr std::string_view name(band of) noexcept {
  switch (of) {
    case band::ok:
      return "ok";
    case band::usage:
      return "usage";
    case band::input:
      return "input";
    case band::limit:
      return "limit";
    case band::document:
      return "document";
    case band::integrity:
      return "integrity";
    case band::storage:
      return "storage";
    case band::internal:
      return "internal";
    default:
      return "?";
  }
}

namespace limits {
/// a transfer id, account, customer, bank, list or attribute name
inline constexpr std::int32_t max_identifier_bytes = 64;
/// a remark or purpose
inline constexpr std::int32_t max_remark_bytes = 1024;
/// a teller's notes
inline constexpr std::int32_t max_notes_bytes = 8192;
/// reasons in one decision; reasons_total counts them all
inline constexpr std::int32_t max_reasons = 16;
/// rules in a policy
inline constexpr std::int32_t max_rules = 4096;
/// features in a policy
inline constexpr std::int32_t max_features = 1024;
/// distinct folds that a policy's expressions make together
inline constexpr std::int32_t max_folds = 1024;
/// the source of one expression
inline constexpr std::int32_t max_expression_bytes = 16384;
/// its nesting
inline constexpr std::int32_t max_expression_depth = 64;
/// entries that a party keeps exactly, for each list
inline constexpr std::int32_t max_history_entries = 1024;
/// known payees that one party remembers
inline constexpr std::int32_t max_payees = 1000000;
/// a policy bundle: 64 MiB
inline constexpr std::int32_t max_bundle_bytes = 67108864;
/// attributes of a transfer, and declared by a policy
inline constexpr std::int32_t max_attributes = 64;
/// the id of a rule, a feature, a scam type, a policy
inline constexpr std::int32_t max_name_bytes = 47;
/// a feature's value when it is a string
inline constexpr std::int32_t max_feature_text_bytes = 64;
/// phrases in a policy, over all sets
inline constexpr std::int32_t max_phrases = 65536;
/// constant lists in a policy
inline constexpr std::int32_t max_lists = 1024;
/// points of one rule, either way; an expression's are held to it
inline constexpr std::int32_t max_points = 1000000;
/// policies beside the one in force
inline constexpr std::int32_t max_challengers = 4;
/// names of lists in one fr_watch_lists
inline constexpr std::int32_t max_watch_lists = 1024;
/// entries in one fr_watch_lists
inline constexpr std::int64_t max_watch_entries = INT64_C(1000000000);
/// bytes of the values that one decision carries for its words
inline constexpr std::int32_t max_decision_values = 1024;
/// how far back a history may reach: 180 days
inline constexpr std::int64_t max_horizon_us = INT64_C(15552000000000);
/// questions for the teller in a policy
inline constexpr std::int32_t max_questions = 1024;
/// questions that one advice asks
inline constexpr std::int32_t max_asked = 32;
/// signatures of one bundle
inline constexpr std::int32_t max_signatures = 16;
/// keys in a trust store
inline constexpr std::int32_t max_trust_keys = 256;
/// roles that a trust store wants to have signed
inline constexpr std::int32_t max_roles = 16;
/// entries in `limits:` of one policy
inline constexpr std::int32_t max_limits = 16;
/// tests that travel along with a policy
inline constexpr std::int32_t max_vectors = 4096;
/// events in the history of one of them
inline constexpr std::int32_t max_vector_events = 2000;
/// a record of the journal
inline constexpr std::int32_t max_record_bytes = 65536;
/// models in a policy
inline constexpr std::int32_t max_models = 16;
/// inputs of one model
inline constexpr std::int32_t max_model_inputs = 512;
/// trees of one model
inline constexpr std::int32_t max_model_trees = 10000;
/// nodes of one tree, leaves among them
inline constexpr std::int32_t max_tree_nodes = 65535;
/// decisions from the root of a tree to a leaf
inline constexpr std::int32_t max_tree_depth = 128;
/// steps of a calibration from margin to points
inline constexpr std::int32_t max_model_steps = 4096;
/// bins of one characteristic of a scorecard
inline constexpr std::int32_t max_model_bins = 1024;
inline constexpr std::int64_t max_retention_us = INT64_C(34560000000000);
inline constexpr std::int64_t max_amount_minor = INT64_C(9007199254740991);
inline constexpr std::int64_t max_time_us = INT64_C(4102444800000000);
}

enum class left : std::uint32_t {
  policy = 1u,
  switches = 2u,
  watch_lists = 4u,  ///< always, where there were any: the journal does not keep them
  challenger = 256u,  ///< the first; of the others the bits that follow
};
template <>
struct is_bit_mask<left> : std::true_type {};

enum class journal_setting : std::uint32_t {
  async = 0u,  ///< once it is in the operating system: it survives the process, not the machine
  sync = 1u,  ///< once it is on the disk
  wait = 0u,  ///< it makes one itself: some milliseconds, and it allocates
  refuse = 1u,  ///< it returns FR_JOURNAL_FULL; fr_engine_set_journal() makes room as a pump does
};

namespace limits {
/// places for FR_CHANNEL_…, with room for one more.
inline constexpr std::int32_t stats_channels = 8;
/// the first: no scam; the last: all for which there was no place any more
inline constexpr std::int32_t stats_scams = 64;
/// bits FR_FLAG_…, with room for more
inline constexpr std::int32_t stats_flags = 16;
/// FR_BAND_…
inline constexpr std::int32_t stats_bands = 10;
/// buckets: see fr_context_took()
inline constexpr std::int32_t stats_latencies = 25;
inline constexpr std::int64_t stats_latency_first_ns = INT64_C(256);
}

namespace header_version {
inline constexpr std::int32_t major = 0;
inline constexpr std::int32_t minor = 1;
inline constexpr std::int32_t patch = 0;
}

inline constexpr std::int64_t complete_always = INT64_MIN;
inline constexpr std::uint32_t contribution_base = 4294967295u;

inline constexpr tristate tristate_of(std::optional<bool> of) noexcept {
  return !of ? tristate::unknown : *of ? tristate::yes : tristate::no;
}

}  // namespace fraudrisk

#endif
