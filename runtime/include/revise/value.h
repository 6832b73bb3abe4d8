#pragma once

#include <revise/string_ref.h>

/// The values that a migration passes to the database.

namespace revise {

/// Bytes that the caller owns, like string_ref for text.
class bytes_ref {
 public:
  using size_type = string_ref::size_type;

  constexpr bytes_ref() = default;
  bytes_ref(const void* data, size_type size)
      : data_(static_cast<const unsigned char*>(data)), size_(size) {}

  constexpr const unsigned char* data() const { return data_; }
  constexpr size_type size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }

 private:
  const unsigned char* data_ = nullptr;
  size_type size_ = 0;
};

namespace detail {

template <class T, class... Ts>
inline constexpr bool is_one_of = (__is_same(T, Ts) || ...);

template <class T>
concept signed_integer = is_one_of<T, signed char, short, int, long, long long>;

template <class T>
concept unsigned_integer =
    is_one_of<T, unsigned char, unsigned short, unsigned int, unsigned long, unsigned long long>;

template <class T>
concept floating = is_one_of<T, float, double>;

/// std::string, std::string_view, string_ref.
template <class T>
concept text_like = requires(const T& t, const char*& d, string_ref::size_type& n) {
  d = t.data();
  n = t.size();
};

template <class T>
inline constexpr bool is_byte = false;
template <class T>
requires(__is_enum(T)) inline constexpr bool is_byte<T> = __is_same(__underlying_type(T),
                                                                    unsigned char);
template <>
inline constexpr bool is_byte<unsigned char> = true;

template <class Byte>
constexpr bool points_to_bytes(const Byte*) {
  return is_byte<Byte>;
}

/// std::vector<std::byte>, std::span<const unsigned char>, bytes_ref.
template <class T>
concept bytes_like = requires(const T& t, string_ref::size_type& n) {
  n = t.size();
  requires points_to_bytes(decltype(t.data()){});
};

/// std::optional, and classes with the same interface.
template <class T>
concept optional_like = requires(const T& t) {
  typename T::value_type;
  t.has_value();
  *t;
};

}  // namespace detail

/// One value: null, a boolean, a number, text (UTF-8) or bytes. C++ values convert to it
/// implicitly. It owns nothing: the object it was made from must outlive it. A `char` does not
/// convert, because it could mean text or a number.
class value {
 public:
  enum class kind : unsigned char {
    null_value,
    boolean_value,
    integer_value,
    unsigned_value,  ///< a number above the largest signed 64-bit integer
    real_value,
    text_value,
    bytes_value
  };

  constexpr value() : integer_(0) {}
  constexpr value(decltype(nullptr)) : value() {}  // NOLINT(google-explicit-constructor)

  /// A null pointer is null.
  constexpr value(const char* t) : value() {  // NOLINT(google-explicit-constructor)
    if (t != nullptr) set(string_ref(t));
  }

  template <class T>
  requires(__is_same(T, bool)) constexpr value(T b)  // NOLINT(google-explicit-constructor)
      : kind_(kind::boolean_value), boolean_(b) {}

  template <class T>
  requires detail::is_one_of<T, char, wchar_t, char8_t, char16_t, char32_t> value(T)
  = delete;

  template <detail::signed_integer T>
  constexpr value(T number)  // NOLINT(google-explicit-constructor)
      : kind_(kind::integer_value), integer_(number) {}

  template <detail::unsigned_integer T>
  constexpr value(T number)  // NOLINT(google-explicit-constructor)
      : kind_(number > largest ? kind::unsigned_value : kind::integer_value), unsigned_(number) {
    if (kind_ == kind::integer_value) integer_ = static_cast<long long>(number);
  }

  template <detail::floating T>
  constexpr value(T number)  // NOLINT(google-explicit-constructor)
      : kind_(kind::real_value), real_(number) {}

  template <detail::text_like T>
  constexpr value(const T& t) : value() {  // NOLINT(google-explicit-constructor)
    set(string_ref(t.data(), t.size()));
  }

  template <detail::bytes_like T>
  value(const T& b)  // NOLINT(google-explicit-constructor)
      : kind_(kind::bytes_value), pointer_(b.data()), size_(b.size()) {}

  /// Null if the optional is empty, otherwise the value it contains.
  template <detail::optional_like T>
  constexpr value(const T& optional) : value() {  // NOLINT(google-explicit-constructor)
    if (optional.has_value()) *this = value(*optional);
  }

  constexpr kind what() const { return kind_; }
  constexpr bool is_null() const { return kind_ == kind::null_value; }

  /// Each accessor may be called only if `what()` returns its kind.
  constexpr bool boolean() const { return boolean_; }
  constexpr long long integer() const { return integer_; }
  constexpr unsigned long long unsigned_integer() const { return unsigned_; }
  constexpr double real() const { return real_; }
  string_ref text() const { return {static_cast<const char*>(pointer_), size_}; }
  bytes_ref bytes() const { return {pointer_, size_}; }

 private:
  static constexpr auto largest = static_cast<unsigned long long>(__LONG_LONG_MAX__);

  constexpr void set(string_ref t) {
    kind_ = kind::text_value;
    pointer_ = t.data();
    size_ = t.size();
  }

  kind kind_ = kind::null_value;
  union {
    bool boolean_;
    long long integer_;
    unsigned long long unsigned_;
    double real_;
    const void* pointer_;
  };
  string_ref::size_type size_ = 0;  // the length of text and bytes
};

}  // namespace revise
