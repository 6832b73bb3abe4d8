#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sql/secret_statement.h"
#include "util/counted_text.h"
#include "util/text_range.h"

namespace revise {

/// Reads a text as SQL, and what is within its literals, dollar quotes and comments as SQL, too.
/// It collects the literals that are secrets because of their statement
/// (sql/secret_statement.h). Each depth is read once and there is a deepest one, so that the time
/// is linear.
class secret_regions {
 public:
  /// `is_balanced`: each literal in `text` is closed.
  secret_regions(std::string_view text, bool is_balanced)
      : text_(text), is_balanced_(is_balanced) {}

  /// In order of their ends; one may contain others.
  std::vector<text_range> all();

  /// Variables that are secrets, since these are compared with or assigned to one.
  const std::set<std::string>& variables() const { return variables_; }
  std::size_t looked_at() const { return text_.looked_at(); }

 private:
  // The text of a literal, or of all. A quote within it is written as `width` quotes.
  struct region {
    std::size_t end;
    std::size_t width;
    int depth;
  };
  // A literal, or a comment: its content, and where the text goes on.
  struct piece {
    std::size_t begin;
    std::size_t end;
    std::size_t behind;
  };

  // Returns whether the name of a secret is in it.
  bool read(std::size_t begin, const region& in);
  std::size_t read_literal(const piece& literal, const region& content,
                           secret_statement& statement);
  // Nothing where none begins at `place`.
  std::optional<piece> literal_at(std::size_t place, const region& in, bool has_escapes) const;
  std::optional<piece> dollar_quoted_at(std::size_t place, const region& in) const;
  std::optional<piece> comment_at(std::size_t place, const region& in) const;
  std::size_t behind_quotes(std::size_t place, const region& in, std::size_t& count) const;
  std::size_t behind_sign(std::size_t from, const region& in) const;

  counted_text text_;
  bool is_balanced_;
  std::vector<text_range> found_;
  std::set<std::string> variables_;
};

}  // namespace revise
