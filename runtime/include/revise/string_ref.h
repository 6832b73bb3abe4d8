#pragma once

/// A piece of text that the caller owns: the parameter type of a migration's functions. It includes
/// no standard header, so that a migration compiles in about 40 ms. A std::string, a
/// std::string_view and a literal all convert to it.

namespace revise {

class string_ref {
 public:
  using size_type = decltype(sizeof 0);

  constexpr string_ref() = default;

  /// `text` ends with a NUL. A null pointer gives the empty text.
  constexpr string_ref(const char* text)  // NOLINT(google-explicit-constructor)
      : data_(text == nullptr ? "" : text), size_(text == nullptr ? 0 : __builtin_strlen(text)) {}

  constexpr string_ref(const char* data, size_type size) : data_(data), size_(size) {}

  /// Any class whose data() and size() describe chars: std::string, std::string_view.
  template <class Text>
  requires requires(const Text& t, const char*& d, size_type& n) {
    d = t.data();
    n = t.size();
  }
  constexpr string_ref(const Text& text)  // NOLINT(google-explicit-constructor)
      : data_(text.data()), size_(text.size()) {}

  /// Converts to std::string or std::string_view, explicitly: `std::string(op.argument("x"))`.
  template <class Text>
  requires requires(const char* d, size_type n) {
    Text(d, n).data();
    Text(d, n).substr(n);
  }
  constexpr explicit operator Text() const { return Text(data_, size_); }

  /// The text does not always end with a NUL.
  constexpr const char* data() const { return data_; }
  /// Returns the length in bytes.
  constexpr size_type size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }

 private:
  const char* data_ = "";
  size_type size_ = 0;
};

}  // namespace revise
