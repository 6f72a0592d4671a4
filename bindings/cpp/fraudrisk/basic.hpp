// SPDX-License-Identifier: Apache-2.0
//
// What the classes of generated.hpp are made with: bit masks, views, copies of small structs. Include
// fraudrisk/fraudrisk.hpp, which takes in all.
#ifndef FRAUDRISK_BASIC_HPP
#define FRAUDRISK_BASIC_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace fraudrisk {

template <class E>
struct is_bit_mask : std::false_type {};

/// A set of bits of one enum class.
template <class E>
class bits {
 public:
  using number = std::underlying_type_t<E>;

  constexpr bits() noexcept = default;
  constexpr bits(E one) noexcept : raw_(static_cast<number>(one)) {}  // implicit: one bit is a set of one
  static constexpr bits of(number raw) noexcept {
    bits made;
    made.raw_ = raw;
    return made;
  }
  constexpr number raw() const noexcept { return raw_; }
  constexpr bool has(bits all) const noexcept { return (raw_ & all.raw_) == all.raw_; }
  constexpr bool any() const noexcept { return raw_ != 0; }

  friend constexpr bits operator|(bits a, bits b) noexcept { return of(a.raw_ | b.raw_); }
  friend constexpr bits operator&(bits a, bits b) noexcept { return of(a.raw_ & b.raw_); }
  friend constexpr bool operator==(bits a, bits b) noexcept { return a.raw_ == b.raw_; }
  friend constexpr bool operator!=(bits a, bits b) noexcept { return a.raw_ != b.raw_; }
  constexpr bits operator~() const noexcept { return of(static_cast<number>(~raw_)); }
  constexpr bits &operator|=(bits more) noexcept { return *this = *this | more; }
  constexpr bits &operator&=(bits only) noexcept { return *this = *this & only; }

 private:
  number raw_ = 0;
};

template <class E, std::enable_if_t<is_bit_mask<E>::value, int> = 0>
constexpr bits<E> operator|(E a, E b) noexcept {
  return bits<E>(a) | bits<E>(b);
}

/// Some elements that lie elsewhere, such as in a decision: it lives no longer than they do.
template <class T>
class view {
 public:
  constexpr view() noexcept = default;
  constexpr view(const T *data, std::size_t size) noexcept : data_(data), size_(size) {}
  constexpr const T *data() const noexcept { return data_; }
  constexpr std::size_t size() const noexcept { return size_; }
  constexpr bool empty() const noexcept { return size_ == 0; }
  constexpr const T *begin() const noexcept { return data_; }
  constexpr const T *end() const noexcept { return data_ + size_; }
  constexpr const T &operator[](std::size_t i) const noexcept { return data_[i]; }

 private:
  const T *data_ = nullptr;
  std::size_t size_ = 0;
};

/// The same of structs of C, each of which is given as a copy in its class.
template <class T, class C>
class copies {
 public:
  class iterator {
   public:
    explicit iterator(const C *at) noexcept : at_(at) {}
    T operator*() const noexcept { return T(*at_); }
    iterator &operator++() noexcept { return ++at_, *this; }
    bool operator==(const iterator &other) const noexcept { return at_ == other.at_; }
    bool operator!=(const iterator &other) const noexcept { return at_ != other.at_; }

   private:
    const C *at_;
  };

  copies(const C *data, std::size_t size) noexcept : data_(data), size_(size) {}
  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  iterator begin() const noexcept { return iterator(data_); }
  iterator end() const noexcept { return iterator(data_ + size_); }
  T operator[](std::size_t i) const noexcept { return T(data_[i]); }

 private:
  const C *data_;
  std::size_t size_;
};

namespace detail {

/// For setters of whole numbers that are deleted.
template <class T>
using only_fraction = std::enable_if_t<std::is_floating_point_v<T>, int>;

/// Bytes before the first zero byte.
inline std::size_t length(const char *text, std::size_t most) noexcept {
  const void *end = std::memchr(text, 0, most);
  return end == nullptr ? most : static_cast<std::size_t>(static_cast<const char *>(end) - text);
}

inline std::string_view view_of(const char *text) noexcept {
  return text == nullptr ? std::string_view() : std::string_view(text);
}

/// The rest becomes zeroes. What does not fit is cut so that the last byte stays no zero, and the library refuses it.
inline void copy(void *into, std::size_t room, const void *from, std::size_t size) noexcept {
  std::memset(into, 0, room);
  if (size > 0) std::memcpy(into, from, size < room ? size : room);
}

}  // namespace detail
}  // namespace fraudrisk

#endif
