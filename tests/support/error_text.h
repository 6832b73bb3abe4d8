#pragma once

#include <string>

#include "util/error.h"

namespace revise::test {

/// Everything that a user sees of an error: its message, its problems indented below it, its hint.
inline std::string text_of(const error& thrown) {
  std::string text = thrown.what();
  for (const std::string& problem : thrown.problems()) text += "\n  " + problem;
  if (!thrown.hint().empty()) text += "\nhint: " + thrown.hint();
  return text;
}

/// The text_of() the exception that `call` throws, which must be an `Error`; "no error" if it
/// throws nothing.
template <class Error = error, class Call>
std::string error_text(Call&& call) {
  try {
    call();
  } catch (const Error& thrown) {
    return text_of(thrown);
  }
  return "no error";
}

/// `text` with each `from` replaced by `to`.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

}  // namespace revise::test
