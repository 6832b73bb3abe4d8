#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise::tool {

enum class cpp_token_kind : unsigned char {
  plain,           ///< a word, a number, a character, an operator, the <name> of an #include
  string,          ///< "…", without a prefix or a suffix
  special_string,  ///< raw, or with a prefix or a suffix, as it is written
  directive_end,   ///< where a line of the preprocessor ends; its text is empty
};

struct cpp_token {
  cpp_token_kind kind;
  std::string text;  ///< without line continuations, but in a raw string

  bool is(std::string_view plain_text) const {
    return kind == cpp_token_kind::plain && text == plain_text;
  }
};

/// Cuts C++ into preprocessing tokens (the standard, [lex.pptoken]), without white space and
/// comments. `>` is always one of its own, since `> >` and `>>` may mean the same; the `(` behind
/// the name of a macro with parameters belongs to the name. `source` has LF alone as line ends.
/// Takes any text: what is not closed ends with its line, or with the text.
std::vector<cpp_token> cpp_tokens(std::string_view source);

}  // namespace revise::tool
