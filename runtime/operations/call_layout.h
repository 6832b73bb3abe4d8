#pragma once

#include <string>
#include <utility>
#include <vector>

/// Represents a C++ call as a tree of parts, and lays the tree out as lines.

namespace revise {

/// A part of a C++ expression: `HEAD`, `HEAD(ITEM, …)` or `HEAD{ITEM, …}`, with further calls
/// chained to it. `.where = "id > 0"` is a head with one item and no bracket.
struct call_part {
  enum class shape : unsigned char {
    atom,       ///< the head alone: a word, a number, a literal
    field,      ///< the head, then its one item
    arguments,  ///< the items in parentheses, filling each line
    list,       ///< the items in braces, filling each line
    options,    ///< the items in braces; if they do not fit on one line, each on its own
    block       ///< the items in braces, each on its own line
  };

  std::string head{};
  shape form = shape::atom;
  std::vector<call_part> items{};
  std::vector<call_part> chained{};  ///< chained calls; their heads begin with the dot: `.not_null`
};

/// Returns `part`, followed by `ending`, as lines of at most 100 columns where it can be broken.
/// Each line begins with `indent` blanks, except inside a raw string literal. A literal that is too
/// long for its line is broken at blanks.
std::string laid_out(const call_part& part, std::size_t indent, const std::string& ending);

}  // namespace revise
