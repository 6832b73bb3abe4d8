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

/// Reads a text as SQL, and also the content of its literals, dollar quotes and comments. Collects
/// the literals that are secrets because of their statement (sql/secret_statement.h). Each depth is
/// read once, and the depth is limited, so the time is linear.
class secret_regions {
 public:
  /// `is_balanced`: whether each literal in `text` is closed.
  secret_regions(std::string_view text, bool is_balanced)
      : text_(text), is_balanced_(is_balanced) {}

  /// Returns the secrets in the order of their ends. One may contain others.
  std::vector<text_range> all();

  /// Variables that are secrets, because they are compared with a secret or assigned to one.
  const std::set<std::string>& variables() const { return variables_; }
  std::size_t looked_at() const { return text_.looked_at(); }

 private:
  // The content of a literal, or the whole text. `width` quotes represent one quote in it.
  struct region {
    std::size_t end;
    std::size_t width;
    int depth;
  };
  // A literal or a comment: its content is from `begin` to `end`, and the text continues at
  // `behind`.
  struct piece {
    std::size_t begin;
    std::size_t end;
    std::size_t behind;
  };

  // Returns whether the region contains the name of a secret.
  bool read(std::size_t begin, const region& in);
  std::size_t read_literal(const piece& literal, const region& content,
                           secret_statement& statement);
  // These functions return null if no literal, dollar quote or comment begins at `place`.
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
