#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "cli/output.h"
#include "util/error.h"

namespace revise::tool {

/// A line on stderr that follows the data of a command. The kinds are the functions of `output`.
struct remark {
  enum class kind : unsigned char { note, warning, problem, hint };
  kind what;
  std::string text;
};

/// The result of a command, which `print` shows. It refers to nothing outside itself.
struct outcome {
  int exit_code = 0;
  /// The document of --json; null without --json, and for a command that has none.
  std::shared_ptr<const nlohmann::ordered_json> document = {};
  /// The data without --json. A newline is printed after each element.
  std::vector<std::string> lines = {};
  std::vector<remark> remarks = {};
  /// The error that stopped a command which has data nevertheless.
  std::optional<error> failure = {};

  void note(std::string text) { add(remark::kind::note, std::move(text)); }
  void warning(std::string text) { add(remark::kind::warning, std::move(text)); }
  void problem(std::string text) { add(remark::kind::problem, std::move(text)); }
  void hint(std::string text) { add(remark::kind::hint, std::move(text)); }
  /// Sets the failure and its exit code.
  void fail(error why) {
    exit_code = why.exit_code();
    failure = std::move(why);
  }

 private:
  void add(remark::kind what, std::string text) { remarks.push_back({what, std::move(text)}); }
};

/// An outcome with the data that the user asked for: the JSON value `document()` with --json, else
/// the strings `lines()`. Calls only the needed function, and before it returns.
template <class Document, class Lines>
outcome answer(const output& out, const Document& document, const Lines& lines) {
  outcome result;
  if (out.is_json()) {
    result.document = std::make_shared<const nlohmann::ordered_json>(document());
  } else {
    result.lines = lines();
  }
  return result;
}

/// Like the other answer(), but takes the lines themselves, because they are cheap to make. Without
/// lines, the command prints data only with --json.
template <class Document>
outcome answer(const output& out, const Document& document, std::vector<std::string> lines = {}) {
  return answer(out, document, [&lines] { return std::move(lines); });
}

/// An outcome with an element for each of `items`: `document(item)` in an array with --json, else
/// `line(item)`.
template <class Items, class Document, class Line>
outcome answer_each(const output& out, const Items& items, const Document& document,
                    const Line& line) {
  const auto each = [&items](const auto& form) {
    std::vector<std::decay_t<decltype(form(*items.begin()))>> all;
    all.reserve(items.size());
    for (const auto& item : items) all.push_back(form(item));
    return all;
  };
  return answer(
      out, [&] { return each(document); }, [&] { return each(line); });
}

/// Prints the data of `result`, then its remarks, then its failure. Returns the exit code. Throws
/// `error` if a command without a failure could not write all of its data.
int print(const outcome& result, const output& out);

}  // namespace revise::tool
