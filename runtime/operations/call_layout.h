#pragma once

#include <string>
#include <utility>
#include <vector>

/// The shape of a C++ call: its parts as a tree, and the tree as lines.

namespace revise {

/// A part of a C++ expression: `HEAD`, `HEAD(ITEM, …)` or `HEAD{ITEM, …}`, with further calls
/// chained to it. `.where = "id > 0"` is a head with one item and no bracket.
struct call_part {
  enum class shape : unsigned char {
    atom,       ///< the head alone: a word, a number, a literal
    field,      ///< the head, then the one item
    arguments,  ///< the items in parentheses, as many on a line as it takes
    list,       ///< the items in braces, as many on a line as it takes
    options,    ///< the items in braces, one on a line where one line does not take all
    block       ///< the items in braces, each on a line of its own
  };

  std::string head{};
  shape form = shape::atom;
  std::vector<call_part> items{};
  std::vector<call_part> chained{};  ///< calls, their heads with the dot: `.not_null`
};

/// `part` as lines of at most 100 columns where it can be broken, with `indent` blanks in front of
/// each line but those inside a raw string literal. `ending` stands behind it. A literal that is
/// too long for its line is broken at blanks.
std::string laid_out(const call_part& part, std::size_t indent, const std::string& ending);

}  // namespace revise
