#include "sql/sql_piece.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "sql/sql_scanner.h"
#include "util/error.h"

namespace revise {

namespace {

constexpr const char* hint_to_close = "close it in the same text";

[[noreturn]] void refuse(piece_name name, std::string_view problem, std::string hint) {
  throw error(fmt::format("{} '{}' {}", name.what, name.owner, problem), std::move(hint));
}

std::vector<sql_token> tokens_of(std::string_view text, database_kind kind) {
  std::vector<sql_token> tokens;
  sql_scanner scanner(text, kind);
  while (const auto token = scanner.next()) tokens.push_back(*token);
  return tokens;
}

std::size_t end_of(const sql_token& token) { return token.offset + token.text.size(); }

// Returns the text without the semicolons at its end and what follows them.
std::string_view without_semicolons(std::string_view text, database_kind kind) {
  text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  std::size_t end = 0;
  bool has_semicolon = false;
  for (const sql_token& token : tokens_of(text, kind)) {
    has_semicolon = token.kind == sql_token_kind::semicolon;
    if (!has_semicolon) end = end_of(token);
  }
  return has_semicolon ? text.substr(0, end) : text;
}

// Returns whether a semicolon directly after `text` would end a statement. Reads the text with that
// semicolon, as the database would.
bool is_ended_by_semicolon(const std::string& text, database_kind kind) {
  const std::string followed = text + ';';
  const std::vector<sql_token> tokens = tokens_of(followed, kind);
  return !tokens.empty() && tokens.back().offset == text.size();
}

// Checks the brackets and semicolons of a piece.
class nesting {
 public:
  nesting(piece_name name, piece_form form) : name_(name), form_(form) {}

  void take(const sql_token& token) {
    if (token.text == "(" || token.text == "[") open_.push_back(token.text == "(" ? ')' : ']');
    if (token.text == ")" || token.text == "]") close(token.text.front());
    if (token.text == "," && open_.empty() && form_ == piece_form::expression) {
      refuse(name_, "has a comma outside of brackets", "give one expression");
    }
    take_statement(token);
  }

  void finish() const {
    if (!open_.empty()) {
      const char bracket = open_.back() == ')' ? '(' : '[';
      refuse(name_, fmt::format("has an unclosed '{}'", bracket), hint_to_close);
    }
    if (form_ == piece_form::body && !begins_statement_) {
      refuse(name_, "does not end its last statement", "put a semicolon after each statement");
    }
  }

 private:
  void close(char bracket) {
    if (open_.empty() || open_.back() != bracket) {
      refuse(name_, fmt::format("has an unmatched '{}'", bracket),
             "give one whole part of a statement");
    }
    open_.pop_back();
  }

  // `; end` ends a trigger (sqlite.org/lang_createtrigger.html).
  void take_statement(const sql_token& token) {
    const bool is_semicolon = token.kind == sql_token_kind::semicolon;
    if (form_ != piece_form::body) {
      if (is_semicolon) {
        refuse(name_, "has a semicolon, but is only part of a statement",
               "op.execute runs several statements");
      }
      return;
    }
    if (begins_statement_ && token.is("end")) {
      refuse(name_, "has an 'end' that would end the trigger", "leave out 'begin' and 'end'");
    }
    begins_statement_ = is_semicolon;
  }

  piece_name name_;
  piece_form form_;
  std::vector<char> open_;
  bool begins_statement_ = true;
};

}  // namespace

std::string sql_piece(const raw_sql& piece, database_kind kind, piece_name name, piece_form form) {
  std::string_view given = piece.as_given();
  if (given.find('\0') != std::string_view::npos) {
    refuse(name, "contains a NUL byte, which SQL does not allow", "leave it out");
  }
  if (form == piece_form::query) given = without_semicolons(given, kind);
  std::string text(given);
  if (!is_ended_by_semicolon(text, kind)) text += '\n';
  const std::vector<sql_token> tokens = tokens_of(text, kind);
  if (!is_ended_by_semicolon(text, kind)) {
    const bool is_quoted = !tokens.empty() && end_of(tokens.back()) == text.size();
    refuse(name, is_quoted ? "has an unclosed quote" : "has an unclosed comment", hint_to_close);
  }
  if (tokens.empty()) refuse(name, "contains no SQL", "leave it out, or give SQL");
  nesting brackets(name, form);
  for (const sql_token& token : tokens) brackets.take(token);
  brackets.finish();
  return text;
}

bool is_same_sql(const raw_sql& piece, std::string_view sql, database_kind kind) {
  const std::vector<sql_token> tokens = tokens_of(piece.as_given(), kind);
  const std::vector<sql_token> wanted = tokens_of(sql, kind);
  return std::equal(tokens.begin(), tokens.end(), wanted.begin(), wanted.end(),
                    [](const sql_token& token, const sql_token& word) {
                      return token.text == word.text || token.is(word.text);
                    });
}

}  // namespace revise
