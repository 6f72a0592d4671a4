// SPDX-License-Identifier: Apache-2.0
//
// libfraudrisk in C++17: handles that free themselves, std::string_view in, results instead of exceptions.
//
//   policy, watch_lists, trust   immutable, shared by reference: share() gives one reference more
//   engine                       shared by any number of threads
//   context                      one thread's at a time; an engine lives on until its last context has gone
//
// No call throws, and scoring allocates nothing. Functions that give a std::string or a std::vector allocate it with
// the standard library's allocator. A handle that was moved from, closed or never made may be called: the answer is
// status::null_pointer. What a call means stands in the header of C that it is named after.
#ifndef FRAUDRISK_FRAUDRISK_HPP
#define FRAUDRISK_FRAUDRISK_HPP

#include <chrono>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <vector>

#include "fraudrisk/result.hpp"

namespace fraudrisk {

/// The version of the library that runs: major * 1,000,000 + minor * 1,000 + patch.
inline std::uint32_t version() noexcept { return fr_version(); }
/// A limit by its name in C, such as "FR_MAX_REASONS"; -1 where there is none of that name.
inline std::int64_t limit(const char *of) noexcept { return of == nullptr ? -1 : fr_limit(of); }
/// How many decimals the minor unit of a currency has (ISO 4217): 2 for "CNY", so 12.34 yuan are 1234.
inline std::uint32_t currency_digits(const char *currency) noexcept { return fr_currency_digits(currency); }

/// Enters an answer among what the teller saw: fr_teller_answer().
inline void answer(teller &into, const question &asked, bool yes) noexcept {
  fr_teller_answer(into.raw(), asked.raw(), yes ? FR_YES : FR_NO);
}

namespace detail {

template <class H, void (*free_it)(H *)>
struct deleter {
  void operator()(H *handle) const noexcept { free_it(handle); }
};
template <class H, void (*free_it)(H *)>
using handle = std::unique_ptr<H, deleter<H, free_it>>;

/// Words into a string: asks for the size, then for the words.
template <class F>
result<std::string> string_of(const void *handle, F write) {
  std::string made(512, '\0');
  std::uint64_t needed = 0;
  fr_status status = write(made.data(), made.size(), &needed);
  if (status == FR_BUFFER_TOO_SMALL) {
    made.resize(static_cast<std::size_t>(needed));
    status = write(made.data(), made.size(), &needed);
  }
  made.resize(status == FR_OK ? static_cast<std::size_t>(needed) : 0);
  return {result<void>::of_call(handle, status), std::move(made)};
}

/// An array that the library fills: asks how many there are, then for them.
template <class T, class C, class F>
result<std::vector<T>> vector_of(const void *handle, std::size_t first, F fill,
                                 std::optional<fr_error> *said = nullptr) {
  std::vector<C> found(first);
  std::uint32_t count = 0;
  fr_status status = fill(found, &count);
  if (count > found.size()) {
    found.resize(count);
    status = fill(found, &count);
  }
  std::vector<T> made;
  if (status == FR_OK) {
    const std::size_t all = count < found.size() ? count : found.size();
    made.reserve(all);
    for (std::size_t i = 0; i < all; i++) made.emplace_back(found[i]);
  }
  return {result<void>::of_call(handle, status, said != nullptr && *said ? &**said : nullptr), std::move(made)};
}

/// What an engine's context, its journal and the engine itself hold together, so that it goes when the last of them
/// does, in whatever order they go.
///
/// Whoever makes a context, ends one or closes a journal looks and acts under the mutex: a journal is never closed
/// under a context that begins.
struct shared_engine {
  /// A journal, with room for a place in the list, so that leaving it needs no memory.
  struct kept_journal {
    fr_journal *journal = nullptr;
    kept_journal *next = nullptr;
  };

  fr_engine *engine = nullptr;
  std::mutex mutex;
  std::uint32_t contexts = 0;
  kept_journal *left = nullptr; /* that outlived their handles; closed when nobody calls the engine any more */

  shared_engine() = default;
  shared_engine(const shared_engine &) = delete;
  shared_engine &operator=(const shared_engine &) = delete;
  ~shared_engine() {
    while (left != nullptr) {
      const std::unique_ptr<kept_journal> one(std::exchange(left, left->next));
      fr_journal_close(one->journal);
    }
    fr_engine_destroy(engine);
  }

  fr_status begin(fr_context **made) {
    const std::lock_guard<std::mutex> alone(mutex);
    const fr_status status = fr_context_create(engine, made);
    if (status == FR_OK) contexts++;
    return status;
  }
  void end(fr_context *context) {
    fr_context_destroy(context);
    const std::lock_guard<std::mutex> alone(mutex);
    contexts--;
  }
  /// Nothing where there are contexts.
  std::optional<fr_status> close(fr_journal *journal) {
    const std::lock_guard<std::mutex> alone(mutex);
    return contexts > 0 ? std::nullopt : std::optional<fr_status>(fr_journal_close(journal));
  }
  /// Closes it, or keeps it where there are contexts.
  void leave(std::unique_ptr<kept_journal> one) {
    const std::lock_guard<std::mutex> alone(mutex);
    if (contexts == 0) {
      fr_journal_close(one->journal);
    } else {
      one->next = left;
      left = one.release();
    }
  }
};

}  // namespace detail

/// Blocks of fr_fold(): the memory is taken once, for one policy.
class folds {
 public:
  folds() noexcept = default;
  folds(folds &&other) noexcept
      : memory_(std::move(other.memory_)), raw_(std::exchange(other.raw_, fr_folds FR_FOLDS_INIT)) {}
  folds &operator=(folds &&other) noexcept {
    memory_ = std::move(other.memory_);
    raw_ = std::exchange(other.raw_, fr_folds FR_FOLDS_INIT);
    return *this;
  }

  const void *data() const noexcept { return memory_.get(); }
  std::uint64_t size() const noexcept { return raw_.size; }
  /// Takes blocks that came from elsewhere, such as over a network.
  result<void> append(const void *bytes, std::uint64_t size) noexcept {
    if (size > raw_.capacity - raw_.size) return result<void>::of(FR_BUFFER_TOO_SMALL);
    if (size > 0) std::memcpy(memory_.get() + raw_.size, bytes, static_cast<std::size_t>(size));
    raw_.size += size;
    return {};
  }
  void clear() noexcept { raw_.size = 0; }
  fr_folds *raw() noexcept { return &raw_; }
  const fr_folds *raw() const noexcept { return &raw_; }

 private:
  friend class policy;
  std::unique_ptr<unsigned char[]> memory_;
  fr_folds raw_ = FR_FOLDS_INIT;
};

/// What context::why() and policy::why() tell.
struct explanation {
  std::vector<fraudrisk::contribution> contributions;
  fraudrisk::counterfactual counterfactual;
};

class policy {
 public:
  policy() noexcept = default;

  static result<policy> load(const void *bundle, std::uint64_t size) noexcept {
    fr_policy *made = nullptr;
    fr_error error = detail::no_error();
    const fr_status status = fr_policy_load(bundle, size, &made, &error);
    if (status != FR_OK) return detail::error_of(status, &error);
    return policy(made);
  }
  /// Takes over one reference.
  explicit policy(fr_policy *from) noexcept : handle_(from) {}
  /// One reference more.
  policy share() const noexcept { return policy(fr_policy_retain(raw())); }
  explicit operator bool() const noexcept { return handle_ != nullptr; }
  fr_policy *raw() const noexcept { return handle_.get(); }
  void close() noexcept { handle_.reset(); }

  /// Its strings live as long as the policy.
  result<policy_info> describe() const noexcept {
    policy_info made;
    const fr_status status = fr_policy_describe(raw(), made.raw());
    return {result<void>::of_call(raw(), status), made};
  }
  result<fraudrisk::signature> signature(std::uint32_t index) const noexcept {
    fraudrisk::signature made;
    const fr_status status = fr_policy_signature(raw(), index, made.raw());
    return {result<void>::of_call(raw(), status), made};
  }
  /// Names by place; nothing past the end.
  std::optional<std::string_view> feature(std::uint32_t index) const noexcept {
    return name_of(fr_policy_feature(raw(), index));
  }
  std::optional<std::string_view> rule(std::uint32_t index) const noexcept {
    return name_of(fr_policy_rule(raw(), index));
  }
  std::optional<std::string_view> scam(std::uint32_t index) const noexcept {
    return name_of(fr_policy_scam(raw(), index));
  }
  std::optional<std::string_view> model(std::uint32_t index) const noexcept {
    return name_of(fr_policy_model(raw(), index));
  }
  value_type feature_type(std::uint32_t index) const noexcept {
    return static_cast<value_type>(fr_policy_feature_type(raw(), index));
  }
  value_type attribute_type(const text &name) const noexcept {
    return static_cast<value_type>(fr_policy_attribute_type(raw(), name.raw()));
  }
  std::optional<std::uint32_t> rule_scam(std::uint32_t index) const noexcept {
    const std::int32_t found = fr_policy_rule_scam(raw(), index);
    return found < 0 ? std::nullopt : std::optional<std::uint32_t>(static_cast<std::uint32_t>(found));
  }

  /// The words into memory of the caller's, which allocates nothing. Where they do not fit, `needed` says how long they
  /// are.
  result<std::string_view> words(const decision &of, audience whom, const text &language, char *buffer,
                                 std::size_t capacity, std::uint64_t &needed,
                                 encoding as = encoding::utf8) const noexcept {
    needed = 0;
    const fr_status status = fr_words(raw(), of.raw(), static_cast<std::uint32_t>(whom), language.raw(),
                                      static_cast<std::uint32_t>(as), buffer, capacity, &needed);
    return {result<void>::of_call(raw(), status),
            std::string_view(buffer, status == FR_OK ? static_cast<std::size_t>(needed) : 0)};
  }
  result<std::string> words(const decision &of, audience whom, const text &language = {},
                            encoding as = encoding::utf8) const {
    return words_of(of, static_cast<std::uint32_t>(whom), language, as);
  }
  result<std::string> words(const decision &of, notice which, const text &language = {},
                            encoding as = encoding::utf8) const {
    return words_of(of, static_cast<std::uint32_t>(which), language, as);
  }
  result<std::string> reason_words(const decision &of, std::uint32_t place, const text &language = {},
                                   encoding as = encoding::utf8) const {
    return detail::string_of(raw(), [&](char *buffer, std::uint64_t capacity, std::uint64_t *needed) {
      return fr_reason_words(raw(), of.raw(), place, language.raw(), static_cast<std::uint32_t>(as), buffer, capacity,
                             needed);
    });
  }
  result<std::string> reason_text(std::uint32_t rule_index, const text &language = {},
                                  encoding as = encoding::utf8) const {
    return detail::string_of(raw(), [&](char *buffer, std::uint64_t capacity, std::uint64_t *needed) {
      return fr_reason_text(raw(), rule_index, language.raw(), static_cast<std::uint32_t>(as), buffer, capacity,
                            needed);
    });
  }
  result<std::string> contribution_words(const contribution &of, const text &language = {},
                                         encoding as = encoding::utf8) const {
    return detail::string_of(raw(), [&](char *buffer, std::uint64_t capacity, std::uint64_t *needed) {
      return fr_contribution_words(raw(), of.raw(), language.raw(), static_cast<std::uint32_t>(as), buffer, capacity,
                                   needed);
    });
  }
  /// status::no_words past the last one. Strings live as long as the policy.
  result<fraudrisk::question> question(const decision &of, std::uint32_t place) const noexcept {
    fraudrisk::question made;
    const fr_status status = fr_question_get(raw(), of.raw(), place, made.raw());
    return {result<void>::of_call(raw(), status), made};
  }
  result<std::string> question_words(const decision &of, std::uint32_t place, const text &language = {},
                                     encoding as = encoding::utf8) const {
    return detail::string_of(raw(), [&](char *buffer, std::uint64_t capacity, std::uint64_t *needed) {
      return fr_question_words(raw(), of.raw(), place, language.raw(), static_cast<std::uint32_t>(as), buffer, capacity,
                               needed);
    });
  }
  fraudrisk::expiry expiry(const decision &of) const noexcept {
    return static_cast<fraudrisk::expiry>(fr_expiry(raw(), of.raw()));
  }
  /// Phrases of the policy in a text.
  result<std::vector<text_match>> matches(const text &in) const {
    return detail::vector_of<text_match, fr_text_match>(
        raw(), 16, [&](std::vector<fr_text_match> &found, std::uint32_t *count) {
          return fr_text_matches(raw(), in.raw(), found.data(), static_cast<std::uint32_t>(found.size()), count);
        });
  }

  /// Memory for the blocks of one transfer.
  result<fraudrisk::folds> folds() const noexcept {
    fraudrisk::folds made;
    const std::uint64_t capacity = fr_folds_capacity(raw());
    made.memory_.reset(new (std::nothrow) unsigned char[static_cast<std::size_t>(capacity) + 1]);
    if (made.memory_ == nullptr) return detail::error_of(FR_NO_MEMORY);
    made.raw_.data = made.memory_.get();
    made.raw_.capacity = capacity;
    return made;
  }
  result<void> decide(const transfer &of, const fraudrisk::folds &from, decision &into) const noexcept {
    fr_error error = detail::no_error();
    const fr_status status = fr_decide(raw(), of.raw(), from.raw(), into.raw(), &error);
    return result<void>::of_call(raw(), status, &error);
  }
  result<std::vector<value>> features(const transfer &of, const fraudrisk::folds &from) const {
    fr_error error = detail::no_error();
    const auto info = describe();
    std::vector<fr_value> found(info ? info->feature_count() : 0);
    const fr_status status =
        fr_features(raw(), of.raw(), from.raw(), found.data(), static_cast<std::uint32_t>(found.size()), &error);
    std::vector<value> made;
    if (status == FR_OK) made.reserve(found.size());
    for (std::size_t i = 0; status == FR_OK && i < found.size(); i++) made.emplace_back(found[i]);
    return {result<void>::of_call(raw(), status, &error), std::move(made)};
  }
  /// The counterfactual takes some milliseconds.
  result<explanation> why(const transfer &of, const fraudrisk::folds &from) const {
    explanation made;
    std::optional<fr_error> error(detail::no_error());
    auto all = detail::vector_of<contribution, fr_contribution>(
        raw(), 64,
        [&](std::vector<fr_contribution> &found, std::uint32_t *count) {
          return fr_why_folds(raw(), of.raw(), from.raw(), found.data(), static_cast<std::uint32_t>(found.size()),
                              count, made.counterfactual.raw(), &*error);
        },
        &error);
    made.contributions = std::move(*all);
    return {std::move(all), std::move(made)};
  }

 private:
  static std::optional<std::string_view> name_of(const char *name) noexcept {
    return name == nullptr ? std::nullopt : std::optional<std::string_view>(name);
  }
  result<std::string> words_of(const decision &of, std::uint32_t whom, const text &language, encoding as) const {
    return detail::string_of(raw(), [&](char *buffer, std::uint64_t capacity, std::uint64_t *needed) {
      return fr_words(raw(), of.raw(), whom, language.raw(), static_cast<std::uint32_t>(as), buffer, capacity, needed);
    });
  }

  detail::handle<fr_policy, fr_policy_release> handle_;
};

class watch_lists {
 public:
  watch_lists() noexcept = default;
  /// Takes over one reference.
  explicit watch_lists(fr_watch_lists *from) noexcept : handle_(from) {}
  watch_lists share() const noexcept { return watch_lists(fr_watch_lists_retain(raw())); }
  explicit operator bool() const noexcept { return handle_ != nullptr; }
  fr_watch_lists *raw() const noexcept { return handle_.get(); }
  void close() noexcept { handle_.reset(); }

  result<watch_lists_info> describe() const noexcept {
    watch_lists_info made;
    const fr_status status = fr_watch_lists_describe(raw(), made.raw());
    return {result<void>::of_call(raw(), status), made};
  }
  /// A list's name and how many parties are on it, by its place; nothing past the end.
  std::optional<std::string_view> name(std::uint32_t index) const noexcept {
    const char *found = fr_watch_lists_name(raw(), index);
    return found == nullptr ? std::nullopt : std::optional<std::string_view>(found);
  }
  std::uint64_t entries(std::uint32_t index) const noexcept { return fr_watch_lists_entries(raw(), index); }
  result<bool> ask(party_type type, const text &identifier, const text &list, std::int64_t time_us) const noexcept {
    std::uint32_t listed = FR_UNKNOWN;
    const fr_status status =
        fr_watch_lists_ask(raw(), static_cast<std::uint32_t>(type), identifier.raw(), list.raw(), time_us, &listed);
    return {result<void>::of_call(raw(), status), listed == FR_YES};
  }

 private:
  detail::handle<fr_watch_lists, fr_watch_lists_release> handle_;
};

class watch_builder {
 public:
  watch_builder() noexcept = default;
  static result<watch_builder> create(const std::array<std::uint8_t, 16> &secret_key,
                                      std::uint64_t entries = 0) noexcept {
    watch_builder made;
    fr_watch_builder *handle = nullptr;
    fr_error error = detail::no_error();
    const fr_status status = fr_watch_builder_create(secret_key.data(), entries, &handle, &error);
    made.handle_.reset(handle);
    return {result<void>::of(status, &error), std::move(made)};
  }
  explicit operator bool() const noexcept { return handle_ != nullptr; }
  void close() noexcept { handle_.reset(); }
  result<void> add(party_type type, const text &identifier, const text &list, std::int64_t until_us = 0) noexcept {
    fr_error error = detail::no_error();
    const fr_status status = fr_watch_builder_add(handle_.get(), static_cast<std::uint32_t>(type), identifier.raw(),
                                                  list.raw(), until_us, &error);
    return result<void>::of_call(handle_.get(), status, &error);
  }
  result<watch_lists> finish(std::uint64_t version) noexcept {
    fr_watch_lists *made = nullptr;
    fr_error error = detail::no_error();
    const fr_status status = fr_watch_builder_finish(handle_.get(), version, &made, &error);
    return {result<void>::of_call(handle_.get(), status, &error), watch_lists(made)};
  }

 private:
  detail::handle<fr_watch_builder, fr_watch_builder_destroy> handle_;
};

class trust {
 public:
  trust() noexcept = default;
  /// Takes over one reference.
  explicit trust(fr_trust *from) noexcept : handle_(from) {}
  trust share() const noexcept { return trust(fr_trust_retain(raw())); }
  explicit operator bool() const noexcept { return handle_ != nullptr; }
  fr_trust *raw() const noexcept { return handle_.get(); }
  void close() noexcept { handle_.reset(); }
  result<void> verify(const policy &of) const noexcept {
    fr_error error = detail::no_error();
    return result<void>::of_call(raw(), fr_trust_verify(raw(), of.raw(), &error), &error);
  }

 private:
  detail::handle<fr_trust, fr_trust_release> handle_;
};

class trust_builder {
 public:
  trust_builder() noexcept = default;
  static result<trust_builder> create() noexcept {
    trust_builder made;
    fr_trust_builder *handle = nullptr;
    const fr_status status = fr_trust_builder_create(&handle);
    made.handle_.reset(handle);
    return {result<void>::of(status), std::move(made)};
  }
  explicit operator bool() const noexcept { return handle_ != nullptr; }
  void close() noexcept { handle_.reset(); }
  /// A public key as PEM text; gives what signatures call it by.
  result<std::array<std::uint8_t, 16>> add(const text &role, std::string_view pem) noexcept {
    std::array<std::uint8_t, 16> key_id{};
    fr_error error = detail::no_error();
    const fr_status status =
        fr_trust_builder_add(handle_.get(), role.raw(), pem.data(), pem.size(), key_id.data(), &error);
    return {result<void>::of_call(handle_.get(), status, &error), key_id};
  }
  result<void> require(const text &role) noexcept {
    fr_error error = detail::no_error();
    return result<void>::of_call(handle_.get(), fr_trust_builder_require(handle_.get(), role.raw(), &error), &error);
  }
  result<trust> finish() noexcept {
    fr_trust *made = nullptr;
    fr_error error = detail::no_error();
    const fr_status status = fr_trust_builder_finish(handle_.get(), &made, &error);
    return {result<void>::of_call(handle_.get(), status, &error), trust(made)};
  }

 private:
  detail::handle<fr_trust_builder, fr_trust_builder_destroy> handle_;
};

/// One thread's way into an engine, at a time.
class context {
 public:
  context() noexcept = default;
  context(context &&other) noexcept : engine_(std::move(other.engine_)), raw_(std::exchange(other.raw_, nullptr)) {}
  context &operator=(context &&other) noexcept {
    if (this != &other) {
      close();
      engine_ = std::move(other.engine_);
      raw_ = std::exchange(other.raw_, nullptr);
    }
    return *this;
  }
  ~context() { close(); }
  explicit operator bool() const noexcept { return raw_ != nullptr; }
  fr_context *raw() const noexcept { return raw_; }
  void close() noexcept {
    if (raw_ != nullptr) engine_->end(std::exchange(raw_, nullptr));
    engine_.reset();
  }

  /// Into a decision of the caller's: what a hot path does, with one decision for many calls.
  result<void> score(const transfer &of, decision &into) noexcept {
    return said(fr_score(raw(), of.raw(), into.raw()));
  }
  result<decision> score(const transfer &of) noexcept {
    decision into;
    result<void> status = score(of, into);
    return {std::move(status), into};
  }
  result<void> preview(const transfer &of, decision &into) noexcept {
    return said(fr_preview(raw(), of.raw(), into.raw()));
  }
  result<decision> preview(const transfer &of) noexcept {
    decision into;
    result<void> status = preview(of, into);
    return {std::move(status), into};
  }
  /// Scores `count` transfers in their order, and stops at the first that is refused: the value is how many were
  /// scored, the error that of the next one, whose decision holds the on_error outcome.
  result<std::size_t> score_batch(const transfer *of, std::size_t count, decision *into) noexcept {
    if (count > 0 && (of == nullptr || into == nullptr)) return detail::error_of(FR_NULL_POINTER);
    constexpr std::size_t at_once = 64;
    const fr_transfer *transfers[at_once];
    fr_decision *decisions[at_once];
    for (std::size_t begin = 0; begin < count; begin += at_once) {
      const std::size_t size = count - begin < at_once ? count - begin : at_once;
      for (std::size_t i = 0; i < size; i++) {
        transfers[i] = of[begin + i].raw();
        decisions[i] = into[begin + i].raw();
      }
      std::uint32_t done = 0;
      const fr_status status = fr_score_batch(raw(), transfers, static_cast<std::uint32_t>(size), decisions, &done);
      if (status != FR_OK) return {said(status), begin + done};
    }
    return count;
  }
  /// What a challenger would have decided of the transfer that this context scored or previewed last.
  result<decision> challenge(std::uint32_t index) noexcept {
    decision into;
    const fr_status status = fr_challenge(raw(), index, into.raw());
    return {said(status), into};
  }
  /// How long a call took that was made with this context, for engine::counters(): the caller decides which.
  void took(std::chrono::nanoseconds duration) noexcept {
    fr_context_took(raw(), duration.count() < 0 ? 0 : static_cast<std::uint64_t>(duration.count()));
  }
  result<void> observe(const event &of) noexcept { return said(fr_observe(raw(), of.raw())); }
  result<void> fold(const transfer &of, bits<side> sides, folds &into) noexcept {
    return said(fr_fold(raw(), of.raw(), sides.raw(), into.raw()));
  }
  /// Of the transfer that this context scored or previewed last. The counterfactual takes some milliseconds.
  result<explanation> why(const transfer &of) {
    explanation made;
    std::optional<fr_error> error;
    auto all = detail::vector_of<contribution, fr_contribution>(
        raw(), 64,
        [&](std::vector<fr_contribution> &found, std::uint32_t *count) {
          const fr_status status = fr_why(raw(), of.raw(), found.data(), static_cast<std::uint32_t>(found.size()),
                                          count, made.counterfactual.raw());
          if (status != FR_OK) error = detail::error_of(status, fr_context_error(raw()));
          return status;
        },
        &error);
    made.contributions = std::move(*all);
    return {std::move(all), std::move(made)};
  }

 private:
  friend class engine;
  result<void> said(fr_status status) const noexcept {
    return status == FR_OK ? result<void>() : result<void>::of_call(raw(), status, fr_context_error(raw()));
  }

  std::shared_ptr<detail::shared_engine> engine_;
  fr_context *raw_ = nullptr;
};

/// The journal of an engine. A handle that goes while contexts are there leaves the journal to the engine, which closes
/// it when it is destroyed itself; close() says what the last sync said.
class journal {
 public:
  journal() noexcept = default;
  journal(journal &&) noexcept = default;
  journal &operator=(journal &&other) noexcept {
    if (this != &other) {
      leave();
      engine_ = std::move(other.engine_);
      kept_ = std::move(other.kept_);
    }
    return *this;
  }
  ~journal() { leave(); }
  explicit operator bool() const noexcept { return kept_ != nullptr; }
  fr_journal *raw() const noexcept { return kept_ == nullptr ? nullptr : kept_->journal; }

  /// Refused while the engine has contexts.
  result<void> close() noexcept {
    if (kept_ == nullptr) return {};
    const std::optional<fr_status> status = engine_->close(kept_->journal);
    if (!status) {
      return result<void>(detail::error_of(status::bad_argument, "the engine still has contexts; close them first"));
    }
    kept_.reset();
    engine_.reset();
    return result<void>::of(*status);
  }
  result<journal_recovery> recover() noexcept {
    journal_recovery found;
    fr_error error = detail::no_error();
    const fr_status status = fr_journal_recover(raw(), found.raw(), &error);
    return {result<void>::of_call(raw(), status, &error), found};
  }
  result<void> wait(std::uint64_t sequence) noexcept {
    return result<void>::of_call(raw(), fr_journal_wait(raw(), sequence));
  }
  result<void> pump(std::int64_t now_us) noexcept {
    return result<void>::of_call(raw(), fr_journal_pump(raw(), now_us));
  }
  result<void> checkpoint() noexcept { return result<void>::of_call(raw(), fr_journal_checkpoint(raw())); }
  /// The record up to which all of it is known.
  result<std::uint64_t> snapshot() noexcept {
    std::uint64_t sequence = 0;
    fr_error error = detail::no_error();
    const fr_status status = fr_journal_snapshot(raw(), &sequence, &error);
    return {result<void>::of_call(raw(), status, &error), sequence};
  }
  /// How many segments were removed.
  result<std::uint64_t> prune() noexcept {
    std::uint64_t removed = 0;
    fr_error error = detail::no_error();
    const fr_status status = fr_journal_prune(raw(), &removed, &error);
    return {result<void>::of_call(raw(), status, &error), removed};
  }
  /// How many bytes were written to the buffer; `from_sequence` becomes where to go on.
  result<std::uint64_t> ship(std::uint64_t &from_sequence, void *buffer, std::uint64_t capacity) noexcept {
    std::uint64_t size = 0, next = from_sequence;
    fr_error error = detail::no_error();
    const fr_status status = fr_journal_ship(raw(), from_sequence, buffer, capacity, &size, &next, &error);
    if (status == FR_OK) from_sequence = next;
    return {result<void>::of_call(raw(), status, &error), size};
  }
  result<journal_stats> measure() noexcept {
    journal_stats found;
    const fr_status status = fr_journal_measure(raw(), found.raw());
    return {result<void>::of_call(raw(), status), found};
  }

 private:
  friend class engine;
  void leave() noexcept {
    if (kept_ != nullptr) engine_->leave(std::move(kept_));
    engine_.reset();
  }

  std::shared_ptr<detail::shared_engine> engine_;
  std::unique_ptr<detail::shared_engine::kept_journal> kept_;
};

class engine {
 public:
  engine() noexcept = default;
  engine(engine &&) noexcept = default;
  engine &operator=(engine &&) noexcept = default;
  /// Two allocations of some bytes, beside what the library takes; where the standard library has no exceptions and no
  /// memory, it ends the process.
  static result<engine> create(const engine_options &options = {}) {
    engine made;
    made.shared_ = std::make_shared<detail::shared_engine>();
    fr_error error = detail::no_error();
    const fr_status status = fr_engine_create(options.raw(), &made.shared_->engine, &error);
    if (status != FR_OK) return detail::error_of(status, &error);
    return made;
  }
  explicit operator bool() const noexcept { return shared_ != nullptr; }
  fr_engine *raw() const noexcept { return shared_ == nullptr ? nullptr : shared_->engine; }
  /// Lets go; the state is freed when the last context and the journal have gone, too.
  void close() noexcept { shared_.reset(); }

  result<fraudrisk::context> context() const noexcept {
    fraudrisk::context made;
    if (shared_ == nullptr) return detail::closed();
    const fr_status status = shared_->begin(&made.raw_);
    if (status != FR_OK) return detail::error_of(status);
    made.engine_ = shared_;
    return made;
  }
  result<void> set_policy(const fraudrisk::policy &to) noexcept {
    fr_error error = detail::no_error();
    return result<void>::of_call(raw(), fr_engine_set_policy(raw(), to.raw(), &error), &error);
  }
  result<void> put_policy(const fraudrisk::policy &to, const put_options &how) noexcept {
    fr_error error = detail::no_error();
    return result<void>::of_call(raw(), fr_engine_put_policy(raw(), to.raw(), how.raw(), &error), &error);
  }
  /// The policy in force, or an empty handle.
  fraudrisk::policy policy() const noexcept { return fraudrisk::policy(fr_engine_policy(raw())); }
  /// An empty policy takes away what stands there.
  result<void> set_challenger(std::uint32_t index, const fraudrisk::policy &to) noexcept {
    fr_error error = detail::no_error();
    return result<void>::of_call(raw(), fr_engine_set_challenger(raw(), index, to.raw(), &error), &error);
  }
  /// An empty set takes the lists away.
  result<void> set_watch_lists(const fraudrisk::watch_lists &to) noexcept {
    fr_error error = detail::no_error();
    return result<void>::of_call(raw(), fr_engine_set_watch_lists(raw(), to.raw(), &error), &error);
  }
  fraudrisk::watch_lists watch_lists() const noexcept { return fraudrisk::watch_lists(fr_engine_watch_lists(raw())); }
  /// An empty store takes the store away.
  result<void> set_trust(const trust &to) noexcept {
    fr_error error = detail::no_error();
    return result<void>::of_call(raw(), fr_engine_set_trust(raw(), to.raw(), &error), &error);
  }
  result<void> set_switches(const void *document, std::uint64_t size, std::int64_t now_us = 0) noexcept {
    fr_error error = detail::no_error();
    return result<void>::of_call(raw(), fr_engine_set_switches(raw(), document, size, now_us, &error), &error);
  }
  result<void> tick(std::int64_t now_us) noexcept {
    return result<void>::of_call(raw(), fr_engine_tick(raw(), now_us));
  }
  result<std::array<std::uint8_t, 16>> party_key(party_type type, const text &identifier) const noexcept {
    std::array<std::uint8_t, 16> key{};
    const fr_status status = fr_party_key(raw(), static_cast<std::uint32_t>(type), identifier.raw(), key.data());
    return {result<void>::of_call(raw(), status), key};
  }
  result<party_state> party(party_type type, const text &identifier) const noexcept {
    party_state found;
    const fr_status status = fr_engine_party(raw(), static_cast<std::uint32_t>(type), identifier.raw(), found.raw());
    return {result<void>::of_call(raw(), status), found};
  }
  result<engine_stats> measure() const noexcept {
    engine_stats found;
    const fr_status status = fr_engine_measure(raw(), found.raw());
    return {result<void>::of_call(raw(), status), found};
  }
  /// What it has answered and what is in force; walks nothing, and may be called every few seconds. The journal is the
  /// engine's; `now_us` is the time, 0 where it is not said.
  result<stats> counters(std::int64_t now_us = 0) const noexcept { return counters_of(nullptr, now_us); }
  result<stats> counters(const journal &of, std::int64_t now_us) const noexcept {
    if (!of) return detail::closed();
    return counters_of(of.raw(), now_us);
  }
  /// The same as text that Prometheus reads (exposition format 0.0.4).
  result<std::string> metrics_text(std::int64_t now_us = 0) const { return metrics_of(nullptr, now_us); }
  result<std::string> metrics_text(const journal &of, std::int64_t now_us) const {
    if (!of) return detail::closed();
    return metrics_of(of.raw(), now_us);
  }
  result<std::vector<limit_state>> limits() const {
    return detail::vector_of<limit_state, fr_limit_state>(
        raw(), 0, [&](std::vector<fr_limit_state> &found, std::uint32_t *count) {
          for (fr_limit_state &one : found) one.struct_size = static_cast<std::uint32_t>(sizeof one);
          return fr_engine_limits(raw(), found.data(), static_cast<std::uint32_t>(found.size()), count);
        });
  }
  result<journal> open_journal(const journal_options &options) noexcept {
    std::unique_ptr<detail::shared_engine::kept_journal> kept(new (std::nothrow) detail::shared_engine::kept_journal);
    if (kept == nullptr) return detail::error_of(FR_NO_MEMORY);
    fr_error error = detail::no_error();
    const fr_status status = fr_journal_open(raw(), options.raw(), &kept->journal, &error);
    if (raw() == nullptr && status != FR_OK) return detail::closed();
    if (status != FR_OK) return detail::error_of(status, &error);
    journal made;
    made.engine_ = shared_;
    made.kept_ = std::move(kept);
    return made;
  }
  /// Before the first context. An empty one takes the journal away.
  result<void> set_journal(const journal &to) noexcept {
    fr_error error = detail::no_error();
    return result<void>::of_call(raw(), fr_engine_set_journal(raw(), to.raw(), &error), &error);
  }
  /// Of a standby: the last record that the engine has. Refused while the engine has contexts.
  result<std::uint64_t> apply(const void *bytes, std::uint64_t size) noexcept {
    if (shared_ == nullptr) return detail::closed();
    const std::lock_guard<std::mutex> alone(shared_->mutex);
    if (shared_->contexts > 0)
      return detail::error_of(status::bad_argument, "the engine still has contexts; close them first");
    std::uint64_t applied = 0;
    fr_error error = detail::no_error();
    const fr_status status = fr_journal_apply(raw(), bytes, size, &applied, &error);
    return {result<void>::of_call(raw(), status, &error), applied};
  }

 private:
  result<stats> counters_of(fr_journal *of, std::int64_t now_us) const noexcept {
    stats found;
    const fr_status status = fr_stats_read(raw(), of, now_us, found.raw());
    return {result<void>::of_call(raw(), status), found};
  }
  result<std::string> metrics_of(fr_journal *of, std::int64_t now_us) const {
    std::string made(64 << 10, '\0');  // which always does: fraudrisk/stats.h
    std::uint64_t size = 0;
    const fr_status status = fr_stats_text(raw(), of, now_us, made.data(), made.size(), &size);
    made.resize(status == FR_OK ? static_cast<std::size_t>(size) : 0);
    return {result<void>::of_call(raw(), status), std::move(made)};
  }

  std::shared_ptr<detail::shared_engine> shared_;
};

}  // namespace fraudrisk

#endif
