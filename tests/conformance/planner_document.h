#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "graph/revision.h"

namespace revise::conformance {

/// The question of a case; fields that it does not use are empty.
struct question {
  std::string command;
  std::vector<std::string> current;  ///< the database's rows, as ids
  std::vector<std::string> targets;  ///< one target; a stamp can have several
  bool purge = false;
  std::string malformed;  ///< why this case cannot be asked; empty if it can
};

/// One line of input: a graph, and questions about it.
struct document {
  std::string name;
  std::vector<graph::revision> revisions;
  std::vector<question> cases;
};

/// Thrown for a line that is not such a document.
class document_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads a line of input (README.md). A case that is malformed is marked, not refused, so that the
/// others are answered. Throws `document_error`.
document parse_document(std::string_view line);

/// `text` as a JSON string, including its quotes.
std::string json_string(std::string_view text);

}  // namespace revise::conformance
