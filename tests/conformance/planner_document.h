#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "graph/revision.h"

namespace revise::conformance {

/// What a case asks; the fields it does not use are empty.
struct question {
  std::string command;
  std::vector<std::string> current;  ///< rows, as ids
  std::vector<std::string> targets;  ///< one, but for a stamp of several
  bool purge = false;
  std::string malformed;  ///< why this case cannot be asked; empty when it can
};

/// One line of input: a graph, and what is asked about it.
struct document {
  std::string name;
  std::vector<graph::revision> revisions;
  std::vector<question> cases;
};

/// The line is not such a document.
class document_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads a line of input (README.md). A case that is wrong by itself is marked, not refused, so
/// that the others are answered. Throws `document_error`.
document parse_document(std::string_view line);

/// `text` as a JSON string, in its quotes.
std::string json_string(std::string_view text);

}  // namespace revise::conformance
