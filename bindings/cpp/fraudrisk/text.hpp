// SPDX-License-Identifier: Apache-2.0
//
// Text that is lent: as std::string_view, but it may be unknown, and has an encoding.
#ifndef FRAUDRISK_TEXT_HPP
#define FRAUDRISK_TEXT_HPP

#include <fraudrisk/text.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fraudrisk/constants.hpp"

namespace fraudrisk {

/// Borrows the characters: they live as long as whatever was given this text. An empty text is known, and empty; a
/// default text, std::nullopt and a null pointer are unknown.
class text {
 public:
  constexpr text() noexcept : raw_{nullptr, 0, 0} {}
  constexpr text(std::nullopt_t) noexcept : text() {}  // implicit, as are those below: texts are given as what they are
  constexpr text(std::string_view of, fraudrisk::encoding as = encoding::utf8) noexcept
      : raw_{of.data() == nullptr ? "" : of.data(), size_of(of), static_cast<std::uint32_t>(as)} {}
  constexpr text(std::optional<std::string_view> of) noexcept : text(of ? text(*of) : text()) {}
  constexpr text(std::nullptr_t) noexcept : text() {}
  text(const char *of) noexcept : text(of == nullptr ? text() : text(std::string_view(of))) {}
  text(const std::string &of) noexcept : text(std::string_view(of)) {}
  /// A string that ends with the expression would leave the struct that borrows it with nothing.
  text(std::string &&) = delete;
#ifdef __cpp_char8_t
  text(const char8_t *of) noexcept : text(reinterpret_cast<const char *>(of)) {}
#endif

  static text of(const fr_text &raw) noexcept {
    text made;
    made.raw_ = raw;
    return made;
  }
  constexpr bool is_known() const noexcept { return raw_.data != nullptr; }
  constexpr std::string_view view() const noexcept { return {raw_.data, raw_.size}; }
  std::optional<std::string_view> value() const noexcept {
    return is_known() ? std::optional<std::string_view>(view()) : std::nullopt;
  }
  constexpr fraudrisk::encoding encoding() const noexcept { return static_cast<fraudrisk::encoding>(raw_.encoding); }
  constexpr const fr_text &raw() const noexcept { return raw_; }

 private:
  /// What no 32-bit number holds is longer than any limit: it stays so, and the library says FR_TOO_LONG.
  static constexpr std::uint32_t size_of(std::string_view of) noexcept {
    return of.size() > UINT32_MAX ? UINT32_MAX : static_cast<std::uint32_t>(of.size());
  }

  fr_text raw_;
};

}  // namespace fraudrisk

#endif
