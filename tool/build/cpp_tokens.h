#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise::tool {

enum class cpp_token_kind : unsigned char {
  plain,           ///< a word, a number, a character, an operator, or the <name> in an #include
  string,          ///< "…", without a prefix or a suffix
  special_string,  ///< raw, or with a prefix or a suffix; the text is as written
  directive_end,   ///< the end of a preprocessor line; its text is empty
};

struct cpp_token {
  cpp_token_kind kind;
  std::string text;  ///< without line continuations, except in a raw string

  bool is(std::string_view plain_text) const {
    return kind == cpp_token_kind::plain && text == plain_text;
  }
};

/// Cuts C++ into preprocessing tokens (the standard, [lex.pptoken]), without white space and
/// comments. `>` is always a token of its own, since `> >` and `>>` may mean the same. The `(`
/// after the name of a function-like macro in its #define belongs to the name. The line ends of
/// `source` must be LF. Takes any text: an unclosed literal ends with its line, an unclosed raw
/// string or comment with the text.
std::vector<cpp_token> cpp_tokens(std::string_view source);

}  // namespace revise::tool
