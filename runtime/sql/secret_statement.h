#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "util/text_range.h"

namespace revise {

/// Takes the tokens of one SQL statement in order, and decides which of its literals are secrets
/// because the name of a secret occurs before or after them in the statement. There are two rules:
/// * If a clause compares, assigns or renames, and contains the name of a secret, each of its
///   literals is a secret (`'x' = password`, `password in ('x')`, `password text default 'x'`,
///   `'x' as api_key`).
/// * If a whole literal that is compared or inserted is the name of a secret
///   (`set value = 'x' where key = 'smtp_password'`), or a list of columns contains one
///   (`insert into users (name, password) …`), each literal of the statement is a secret.
class secret_statement {
 public:
  /// Takes a key word or a name, without quotes.
  void word(std::string_view text);
  /// Takes an operator, a comma, a dot or a bracket.
  void sign(std::string_view text);
  /// Takes a literal, whose `content` is at `range`. `mentions_secret`: a word in it names a
  /// secret.
  void literal(text_range range, std::string_view content, bool mentions_secret);
  /// Ends the statement: adds its secrets to `found`. No token may follow.
  void finish(std::vector<text_range>& found);

  /// Variables that are compared with a secret, or assigned to one, in lower case.
  const std::set<std::string>& variables() const { return variables_; }
  /// Returns whether a word or a literal was the name of a secret.
  bool mentions_secret() const { return mentions_secret_; }

 private:
  enum class bracket { statement, plain, call, subscript, in_list, list, setting, pairs, choice };
  enum class token { none, word, dot, comma, open, close, comparison, arrow, sign, literal };
  // The text between two separators, at the depth of its bracket.
  struct clause {
    std::size_t first = 0;  // its first literal
    bool compares = false;  // it compares or assigns
    bool has_name = false;
    bool is_between = false;  // the next `and` belongs to `between`
    std::size_t first_operand = 0;
  };
  struct frame {
    bracket kind = bracket::statement;
    clause current;
    std::size_t first = 0;             // its first literal
    std::size_t selected = 0;          // the first literal of the select list
    bool has_name = false;             // one of its clauses has the name of a secret
    bool has_key = false;              // a literal in it is the name of a secret
    bool is_column_list = false;       // the words before it begin a list of columns
    bool has_only_names = false;       // each item is a single name
    bool is_into = false;              // between `into` and the next key word
    bool selects_into_secret = false;  // `into` is followed by a variable that is a secret
  };
  struct literal_mark {
    text_range range;
    bool is_name;     // names a value that is read; never a secret itself
    bool is_key;      // names a secret whose value is elsewhere in the statement
    int hidden_from;  // hidden parts that begin here, minus those that ended before
    int kept_from;    // like hidden_from, for lists that contain the key
  };

  void settle(token next);
  void settle_name(token next);
  void settle_key(token next);
  void settle_operand(token next);
  void keep_variables(std::size_t first_operand);
  void advance(token next, std::string_view word);
  void open(char c);
  void close();
  void separate();
  void end_clause();
  void end_select_list();
  void begin_phrase(std::string_view word);
  bool is_in_pairs() const;
  void hide(std::size_t first);
  void add_name();
  bool ends_with_alias() const;
  frame& top() { return frames_.back(); }
  const frame& top() const { return frames_.back(); }

  std::vector<frame> frames_ = std::vector<frame>(1);
  std::vector<literal_mark> literals_;
  std::vector<std::string> operands_;  // words directly after a comparison
  std::set<std::string> variables_;
  std::size_t too_deep_ = 0;  // brackets that are open but not followed
  int hidden_end_ = 0;        // hidden parts that extend to the last literal so far
  int kept_end_ = 0;

  token previous_ = token::none;
  std::string word_;                // text of previous_, in lower case; empty if it is not a word
  std::string lead_;                // the word before the name, which may have dots
  token lead_token_ = token::none;  // kind of lead_
  token before_literal_ = token::none;
  std::string word_before_literal_;
  bool has_dot_ = false;      // a dot precedes the last word
  bool is_equality_ = false;  // the last comparison ends with `=`, or is `=>`
  bool is_name_ = false;      // the last word names a secret
  bool is_key_ = false;       // the last literal names a secret
  bool had_columns_ = false;  // the last bracket was a list of names, one of which names a secret
  bool named_before_set_ = false;
  bool is_distinct_ = false;    // the next `from` belongs to `is distinct from`
  bool is_definition_ = false;  // the statement creates or alters an object
  bool defines_table_ = false;
  bool has_values_ = false;  // the statement has the values of a row or a query
  bool writes_ = false;
  bool has_compared_key_ = false;
  bool has_listed_key_ = false;  // a list contains a key; this counts only if the statement writes
  bool has_columns_ = false;
  std::size_t words_ = 0;
  bool mentions_secret_ = false;
};

}  // namespace revise
