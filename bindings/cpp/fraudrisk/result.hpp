// SPDX-License-Identifier: Apache-2.0
//
// What a call returns: its value, and where it went wrong the status, the field and a sentence.
#ifndef FRAUDRISK_RESULT_HPP
#define FRAUDRISK_RESULT_HPP

#include <optional>
#include <string_view>
#include <utility>

#include "fraudrisk/structs.hpp"

#ifdef __cpp_exceptions
#include <stdexcept>
#include <string>
#endif

namespace fraudrisk {

/// The status's name, such as "FR_TOO_LONG", one sentence about it, and its band.
inline std::string_view name(status of) noexcept { return fr_status_name(static_cast<fr_status>(of)); }
inline std::string_view sentence(status of) noexcept { return fr_status_text(static_cast<fr_status>(of)); }
inline fraudrisk::band band_of(status of) noexcept {
  return static_cast<fraudrisk::band>(fr_status_band(static_cast<fr_status>(of)));
}

namespace detail {

inline fr_error no_error() noexcept {
  fr_error made{};
  made.struct_size = static_cast<std::uint32_t>(sizeof made);
  made.offset = -1;
  return made;
}

/// The detail of a failed call: what the library said, or the status's own sentence where it said nothing.
inline fr_error error_of(fr_status status, const fr_error *said = nullptr) noexcept {
  if (said != nullptr && said->status == status) return *said;
  fr_error made = no_error();
  made.status = status;
  const std::string_view text = fr_status_text(status);
  copy(made.message, sizeof made.message - 1, text.data(), text.size());
  return made;
}

inline fr_error error_of(fraudrisk::status status, std::string_view message) noexcept {
  fr_error made = no_error();
  made.status = static_cast<fr_status>(status);
  copy(made.message, sizeof made.message - 1, message.data(), message.size());
  return made;
}

/// Of a call with an empty handle.
inline fr_error closed() noexcept {
  return error_of(status::null_pointer, "the handle was closed or moved from, or was never made");
}

}  // namespace detail

#ifdef __cpp_exceptions
/// What value_or_throw() throws. Nothing else here throws but an allocation of the standard library.
class exception : public std::runtime_error {
 public:
  explicit exception(const fraudrisk::error &from)
      : std::runtime_error(std::string(name(from.status())) + ": " + std::string(from.message())), error_(from) {}
  const fraudrisk::error &error() const noexcept { return error_; }

 private:
  fraudrisk::error error_;
};
#endif

/// The outcome of a call that has no value.
template <class T>
class [[nodiscard]] result;

template <>
class [[nodiscard]] result<void> {
 public:
  result() noexcept = default;
  explicit result(const fr_error &error) noexcept : error_(error) {}
  /// Of a call that fills no error, or one that did.
  static result of(fr_status status, const fr_error *said = nullptr) noexcept {
    return status == FR_OK ? result() : result(detail::error_of(status, said));
  }

  /// Of a call with a handle that may be an empty one.
  static result of_call(const void *handle, fr_status status, const fr_error *said = nullptr) noexcept {
    return handle == nullptr && status != FR_OK ? result(detail::closed()) : of(status, said);
  }

  explicit operator bool() const noexcept { return !error_; }
  fraudrisk::status status() const noexcept {
    return error_ ? static_cast<fraudrisk::status>(error_->status) : fraudrisk::status::ok;
  }
  /// The field at fault, such as "transfer.amount_minor"; "" where there is none.
  std::string_view field() const noexcept { return error_ ? detail::view_of(error_->field) : std::string_view(""); }
  /// What is wrong and what to do; "" where nothing is.
  std::string_view message() const noexcept { return error_ ? detail::view_of(error_->message) : std::string_view(""); }
  /// All of it: with line, column and offset.
  fraudrisk::error error() const noexcept { return fraudrisk::error(error_ ? *error_ : detail::no_error()); }
#ifdef __cpp_exceptions
  void value_or_throw() const {
    if (error_) throw exception(error());
  }
#endif

 private:
  std::optional<fr_error> error_;
};

/// The outcome of a call that has one. After an error the value is an empty one, but that of a decision: it holds the
/// on_error outcome.
template <class T>
class [[nodiscard]] result : public result<void> {
 public:
  result(T value) noexcept : value_(std::move(value)) {}  // implicit, so that functions return their value
  result(const fr_error &error) noexcept : result<void>(error), value_() {}
  result(result<void> status, T value) noexcept : result<void>(std::move(status)), value_(std::move(value)) {}

  T &value() &noexcept { return value_; }
  const T &value() const &noexcept { return value_; }
  T &&value() &&noexcept { return std::move(value_); }
  T &operator*() &noexcept { return value_; }
  const T &operator*() const &noexcept { return value_; }
  T &&operator*() &&noexcept { return std::move(value_); }
  T *operator->() noexcept { return &value_; }
  const T *operator->() const noexcept { return &value_; }
#ifdef __cpp_exceptions
  T value_or_throw() && {
    static_cast<const result<void> *>(this)->value_or_throw();
    return std::move(value_);
  }
#endif

 private:
  T value_;
};

}  // namespace fraudrisk

#endif
