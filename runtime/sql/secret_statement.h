#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "util/text_range.h"

namespace revise {

/// Takes the tokens of one SQL statement in order and decides which of its literals are secrets
/// because of the name of a secret elsewhere in the statement, before or behind them. There are
/// two rules:
/// * a clause that compares, assigns or renames, and contains the name of a secret: each literal of
///   the clause is one (`'x' = password`, `password in ('x')`, `password text default 'x'`,
///   `'x' as api_key`);
/// * a statement that names a secret as a whole literal that is compared or inserted
///   (`set value = 'x' where key = 'smtp_password'`), or in a list of columns
///   (`insert into users (name, password) …`): each literal of the statement is one.
class secret_statement {
 public:
  /// A key word or a name, without quotes.
  void word(std::string_view text);
  /// An operator, a comma, a dot or a bracket.
  void sign(std::string_view text);
  /// A literal whose `content` is at `range`. `mentions_secret`: a word in it names a secret.
  void literal(text_range range, std::string_view content, bool mentions_secret);
  /// The statement ends: adds its secrets to `found`. No token may follow.
  void finish(std::vector<text_range>& found);

  /// Variables that are compared with a secret, or assigned to one, in lower case.
  const std::set<std::string>& variables() const { return variables_; }
  /// Whether a word or a literal was the name of a secret.
  bool mentions_secret() const { return mentions_secret_; }

 private:
  enum class bracket { statement, plain, call, subscript, in_list, list, setting, pairs, choice };
  enum class token { none, word, dot, comma, open, close, comparison, arrow, sign, literal };
  // What is between two separators, at the depth of its bracket.
  struct clause {
    std::size_t first = 0;  // its first literal
    bool compares = false;  // or assigns
    bool has_name = false;
    bool is_between = false;  // the next `and` is of `between`
    std::size_t first_operand = 0;
  };
  struct frame {
    bracket kind = bracket::statement;
    clause current;
    std::size_t first = 0;             // its first literal
    std::size_t selected = 0;          // the first literal of the select list
    bool has_name = false;             // in any of its clauses
    bool has_key = false;              // a literal in it is the name of a secret
    bool is_column_list = false;       // by what stands in front
    bool has_only_names = false;       // each item is one name
    bool is_into = false;              // between `into` and the next key word
    bool selects_into_secret = false;  // into a variable that is one
  };
  struct literal_mark {
    text_range range;
    bool is_name;     // of what is read: never a secret
    bool is_key;      // of the value elsewhere in the statement
    int hidden_from;  // how many hidden parts begin here, less those that end before
    int kept_from;    // as above, of lists that contain the key
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
  std::vector<std::string> operands_;  // words right behind a comparison
  std::set<std::string> variables_;
  std::size_t too_deep_ = 0;  // brackets that are open but not followed
  int hidden_end_ = 0;        // of hidden parts that reach to the last literal so far
  int kept_end_ = 0;

  token previous_ = token::none;
  std::string word_;                // of previous_, in lower case; empty where it is none
  std::string lead_;                // the word in front of the name, which may have dots
  token lead_token_ = token::none;  // of lead_
  token before_literal_ = token::none;
  std::string word_before_literal_;
  bool has_dot_ = false;      // in front of the last word
  bool is_equality_ = false;  // the last comparison
  bool is_name_ = false;      // the last word names a secret
  bool is_key_ = false;       // the last literal does
  bool had_columns_ = false;  // the bracket that just closed was a list of names, with one
  bool named_before_set_ = false;
  bool is_distinct_ = false;    // the next `from` is of `is distinct from`
  bool is_definition_ = false;  // create, alter
  bool defines_table_ = false;
  bool has_values_ = false;  // of a row or a query
  bool writes_ = false;
  bool has_compared_key_ = false;
  bool has_listed_key_ = false;  // counts where the statement writes
  bool has_columns_ = false;
  std::size_t words_ = 0;
  bool mentions_secret_ = false;
};

}  // namespace revise
