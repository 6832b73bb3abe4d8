#pragma once

#include <cstddef>
#include <string_view>

namespace revise {

/// Reads a SQL text from left to right and says whether a position is in a literal in single
/// quotes, or in a comment (PostgreSQL manual, 4.1.2 and 4.1.5). Text in dollar quotes is read as
/// SQL, because it nearly always is SQL.
class quote_tracker {
 public:
  explicit quote_tracker(std::string_view text) : text_(text) {}

  /// Reads up to the byte `place`. It must not be before the `place` of an earlier call.
  void advance_to(std::size_t place);

  bool in_literal() const { return state_ == state::literal || state_ == state::escaping_literal; }
  bool in_comment() const {
    return state_ == state::line_comment || state_ == state::block_comment;
  }

 private:
  enum class state { outside, literal, escaping_literal, line_comment, block_comment };

  bool is_at(std::string_view what) const { return text_.substr(place_).starts_with(what); }
  void read();
  bool begins_escaping_literal() const;

  std::string_view text_;
  std::size_t place_ = 0;
  state state_ = state::outside;
};

}  // namespace revise
