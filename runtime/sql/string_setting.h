#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace revise {

struct sql_token;

/// Follows what a text for PostgreSQL sets standard_conforming_strings to: behind such a statement
/// a backslash in '...' is read in another way (PostgreSQL manual, 4.1.2.1), and strings end
/// elsewhere. Knows `set`, `reset`, `discard all` and `select set_config(...)`; not what a function
/// does.
class string_setting {
 public:
  explicit string_setting(bool standard) : standard_(standard) {}

  /// Whether a backslash in '...' stands for itself.
  bool standard() const { return standard_; }

  void set(bool standard) { standard_ = standard; }

  /// Takes each token of the text in turn.
  void follow(const sql_token& token);

 private:
  void finish_statement();

  // As many as the longest form has that is known: select pg_catalog.set_config('...', 'off'
  std::array<std::string_view, 8> first_{};
  std::size_t count_ = 0;  // how many of them the statement has
  bool standard_;
};

}  // namespace revise
