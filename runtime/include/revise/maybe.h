#pragma once

namespace revise {

/// The value of an option that may be left out. std::optional is not used, because its header takes
/// too long to compile.
template <class T>
class maybe {
 public:
  constexpr maybe() = default;
  constexpr maybe(T value) : given_(true), value_(value) {}  // NOLINT(google-explicit-constructor)

  constexpr bool is_given() const { return given_; }
  /// T{} if no value was given.
  constexpr T value() const { return value_; }

 private:
  bool given_ = false;
  T value_{};
};

}  // namespace revise
