#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sql/quote_tracker.h"
#include "sql/quoted_value.h"
#include "sql/secret_words.h"
#include "sql/secrets.h"
#include "util/counted_text.h"

namespace revise {

/// Reads a text once, from left to right, and collects the secrets in it (sql/secrets.h). It never
/// goes back: text that was read as a value is not read as anything else. How far it looks ahead is
/// bounded, so its time is linear.
class secret_finder {
 public:
  /// `variables`: names, in lower case. Literals that are assigned to them are secrets.
  secret_finder(std::string_view text, text_origin origin, const std::set<std::string>& variables);

  /// Returns the secrets, in no particular order. Some may be inside others.
  std::vector<text_range> all();

  /// Returns the names that occur in expressions found to be secrets, in lower case.
  const std::set<std::string>& used_names() const { return used_names_; }
  std::size_t looked_at() const { return text_.looked_at(); }

 private:
  // What a bracket contains.
  enum class bracket { rows, list, call, text_call, setting };
  // What a literal with a placeholder waits for, because a secret will replace the placeholder.
  enum class awaited { nothing, arguments, using_values };
  struct dollar_quote {
    std::string_view tag;
    bool is_code;  // it contains the text of a function or a do block
  };
  // State in a document that gives the name of a secret and its value as two separate values.
  struct pair {
    bool has_name = false;
    bool has_content = false;  // the content of the tag is the value
    bool is_in_tag = false;
    std::size_t value = 0;  // end of the word `value`, if it came before the name
  };
  // An expression whose literals are secrets.
  struct hidden_expression {
    std::size_t depth;      // number of open brackets where it began
    bool has_arguments;     // commas do not end it
    bool may_name_secrets;  // its variables may get their values elsewhere in the text
  };

  // Each function reads what begins at `from`, and returns the position at which to continue.
  std::size_t step(std::size_t from);
  std::size_t word(std::size_t from);
  std::size_t punctuation(std::size_t from);
  std::size_t quotes(std::size_t from);
  std::size_t dollar(std::size_t from);
  std::size_t url(std::size_t from);
  std::size_t url_parameter(std::size_t from);
  std::size_t private_key(std::size_t from);
  std::size_t command_option(std::size_t from);
  std::size_t bearer(std::size_t from, std::string_view word);
  std::size_t tag(std::size_t from);
  std::size_t container(std::size_t from);
  std::size_t rest_of_line(std::size_t from);

  // These functions read the value of the name from `from` to `end`. They return `end` if the name
  // has no value.
  std::size_t value_of(secret_kind kind, std::size_t from, std::size_t end);
  std::size_t value_of_variable(std::size_t end);
  std::optional<std::size_t> put_together(std::size_t from, std::size_t end, bool is_closed);
  std::optional<std::size_t> literal(std::size_t from);
  std::optional<std::size_t> placeholder(std::size_t from);
  std::optional<std::size_t> expression(std::size_t from, bool is_assigned);
  std::size_t value_without_quotes(std::size_t from, bool is_tight, std::size_t otherwise);
  std::size_t header_value(std::size_t from);

  bool is_value_of_pair(secret_kind kind, std::size_t from, std::size_t end);
  bool begins_element(std::size_t from) const;
  bool is_whole_value(std::size_t from) const;
  void hide_earlier(std::size_t name_end, std::size_t limit);
  // Returns the first position that `ends` accepts, or the end of the surrounding literal.
  template <class Ends>
  std::size_t end_in_literal(std::size_t from, Ends ends) const {
    const bool is_single = quotes_.in_literal();
    while (from < text_.size() && !ends(from)) {
      const char c = text_.at(from);
      if (c == '\'' && is_single && text_.at(from + 1) != '\'') break;
      if (c == '$' && closes_dollar_quote(from)) break;
      from += c == '\'' && is_single ? 2 : 1;
    }
    return std::min(from, text_.size());
  }

  void begin_expression(bool has_arguments, bool may_name_secrets);
  void open(char c);
  void close();
  void comma();
  bool hides_word(std::size_t end);
  bool is_argument(std::size_t name, std::size_t closing) const;
  bool is_assignment(std::size_t& place) const;
  std::size_t behind_declaration(std::size_t from) const;
  std::size_t behind_gap(std::size_t from) const;
  std::size_t behind_placeholder(std::size_t from) const;
  bool closes_dollar_quote(std::size_t place) const;
  void close_dollar_quote(std::string_view tag);
  bool begins_literal(std::size_t place) const;
  std::string_view word_at(std::size_t place) const;
  // If quotes are not balanced, or the text is not SQL, every position may be in a literal.
  bool in_literal() const {
    return is_unsure_ || quotes_.in_literal() ||
           (!dollar_quotes_.empty() && !dollar_quotes_.back().is_code);
  }
  void add(std::size_t begin, std::size_t end);

  counted_text text_;
  quote_tracker quotes_;
  bool is_unsure_;
  const std::set<std::string>& variables_;
  std::set<std::string> used_names_;
  std::vector<text_range> found_;

  std::vector<text_range> earlier_;  // values that precede the name of their secret
  pair pair_;
  std::string previous_;  // the preceding word, in lower case; empty after anything else
  std::vector<bracket> brackets_;
  std::vector<dollar_quote> dollar_quotes_;  // the open ones, outermost first
  std::optional<hidden_expression> hidden_;
  awaited awaits_ = awaited::nothing;
  std::size_t url_end_ = 0;           // end of the URL that contains this position
  bool has_password_option_ = false;  // a command was named whose -p is a password
};

}  // namespace revise
