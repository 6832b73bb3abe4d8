#pragma once

namespace revise {

/// A value of an option that can be left out: std::optional would cost its header.
template <class T>
class maybe {
 public:
  constexpr maybe() = default;
  constexpr maybe(T value) : given_(true), value_(value) {}  // NOLINT(google-explicit-constructor)

  constexpr bool is_given() const { return given_; }
  /// T{} where none was given.
  constexpr T value() const { return value_; }

 private:
  bool given_ = false;
  T value_{};
};

}  // namespace revise
