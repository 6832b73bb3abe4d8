#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace revise {

struct sql_token;

/// Follows the changes of standard_conforming_strings in a text for PostgreSQL. After a change, a
/// backslash in '...' is read differently (PostgreSQL manual, 4.1.2.1), and strings end elsewhere.
/// It recognizes `set`, `reset`, `discard all` and `select set_config(...)`, but not what a
/// function does.
class string_setting {
 public:
  explicit string_setting(bool standard) : standard_(standard) {}

  /// Returns whether a backslash in '...' is an ordinary character.
  bool standard() const { return standard_; }

  void set(bool standard) { standard_ = standard; }

  /// Takes the tokens of the text, one at a time.
  void follow(const sql_token& token);

 private:
  void finish_statement();

  // As many tokens as the longest recognized form has: select pg_catalog.set_config('...', 'off'
  std::array<std::string_view, 8> first_{};
  std::size_t count_ = 0;  // the number of tokens in `first_`
  bool standard_;
};

}  // namespace revise
