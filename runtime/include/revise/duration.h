#pragma once

#include <revise/string_ref.h>

namespace revise {

/// The result of `days(7).after("REV")`: a revision waits until this time has passed since another
/// revision was applied.
struct waiting_rule {
  long long milliseconds = 0;
  string_ref revision{};  ///< a revision id; empty: no rule
};

/// A length of time: `seconds(5)`, `minutes(10)`, `hours(2)`, `days(7)`.
class duration {
 public:
  constexpr duration() = default;
  constexpr explicit duration(long long milliseconds) : milliseconds_(milliseconds) {}

  constexpr long long milliseconds() const { return milliseconds_; }

  /// Returns a rule for `.not_before`: wait until this long after `revision` (an id) was applied.
  constexpr waiting_rule after(string_ref revision) const { return {milliseconds_, revision}; }

 private:
  long long milliseconds_ = 0;
};

constexpr duration milliseconds(long long n) { return duration(n); }
constexpr duration seconds(long long n) { return duration(n * 1000); }
constexpr duration minutes(long long n) { return seconds(n * 60); }
constexpr duration hours(long long n) { return minutes(n * 60); }
constexpr duration days(long long n) { return hours(n * 24); }

}  // namespace revise
