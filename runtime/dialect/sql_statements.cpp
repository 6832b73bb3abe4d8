#include "dialect/sql_statements.h"

#include <optional>

#include "dialect/sql_scanner.h"

namespace revise {

namespace {

// Follows the tokens of one statement of PostgreSQL. Semicolons belong to it in parentheses, and
// in the body of a SQL function, as psql has it (psqlscan.l).
class postgresql_statement {
 public:
  // Whether `token`, a semicolon, ends the statement.
  bool is_ended_by(const sql_token& token) {
    if (token.kind == sql_token_kind::semicolon) return parentheses_ == 0 && blocks_ == 0;
    if (token.kind == sql_token_kind::open) ++parentheses_;
    if (token.kind == sql_token_kind::close && parentheses_ > 0) --parentheses_;
    if (begins_ != prefix::routine) {
      begins_ = prefix_after(token);
    } else {
      follow_body(token);
    }
    // `x.end` and `as end` are names.
    names_follow_ = token.text == "." || token.is("as");
    return false;
  }

 private:
  // How far it is `create [or replace] {function | procedure}`.
  enum class prefix : unsigned char { none, create, create_or, create_or_replace, routine, other };

  prefix prefix_after(const sql_token& token) const {
    switch (begins_) {
      case prefix::none:
        return token.is("create") ? prefix::create : prefix::other;
      case prefix::create:
        if (token.is("or")) return prefix::create_or;
        break;
      case prefix::create_or:
        return token.is("replace") ? prefix::create_or_replace : prefix::other;
      default:
        break;
    }
    const bool routine = begins_ == prefix::create || begins_ == prefix::create_or_replace;
    return routine && (token.is("function") || token.is("procedure")) ? prefix::routine
                                                                      : prefix::other;
  }

  // `begin atomic`, and each `case` in it, is closed by an `end`.
  void follow_body(const sql_token& token) {
    const bool block = after_begin_ && token.is("atomic") && parentheses_ == 0;
    after_begin_ = token.is("begin");
    if (block) {
      ++blocks_;
    } else if (blocks_ > 0 && !names_follow_) {
      if (token.is("case")) ++blocks_;
      if (token.is("end")) --blocks_;
    }
  }

  prefix begins_ = prefix::none;
  std::size_t parentheses_ = 0;
  std::size_t blocks_ = 0;
  bool after_begin_ = false;
  bool names_follow_ = false;
};

// The same for SQLite, where semicolons belong to a trigger until one that follows `; end`, as
// sqlite3_complete() has it.
class sqlite_statement {
 public:
  bool is_ended_by(const sql_token& token) {
    if (token.kind == sql_token_kind::semicolon) {
      if (begins_ != prefix::trigger || body_ == tail::end) return true;
      body_ = tail::semicolon;
      return false;
    }
    if (begins_ == prefix::none || begins_ == prefix::create) begins_ = prefix_after(token);
    body_ = body_ == tail::semicolon && token.is("end") ? tail::end : tail::other;
    return false;
  }

 private:
  // How far it is `[explain [query plan]] create [temp[orary]] trigger`.
  enum class prefix : unsigned char { none, create, trigger, other };
  enum class tail : unsigned char { other, semicolon, end };

  prefix prefix_after(const sql_token& token) const {
    if (begins_ == prefix::none) {
      if (token.is("explain") || token.is("query") || token.is("plan")) return prefix::none;
      return token.is("create") ? prefix::create : prefix::other;
    }
    if (token.is("temp") || token.is("temporary")) return prefix::create;
    return token.is("trigger") ? prefix::trigger : prefix::other;
  }

  prefix begins_ = prefix::none;
  tail body_ = tail::other;
};

template <class Statement>
std::vector<sql_statement> cut(std::string_view script, database_kind kind) {
  std::vector<sql_statement> found;
  sql_scanner scanner(script, kind);
  std::optional<sql_token> first;
  std::size_t last_end = 0;
  Statement statement;
  text_place place;
  std::size_t placed = 0;  // where `place` is
  const auto finish = [&](std::size_t end) {
    if (!first) return;
    place = place_after(script.substr(placed, first->offset - placed), place);
    placed = first->offset;
    found.push_back(
        {script.substr(first->offset, last_end - first->offset), first->offset, end, place});
    first.reset();
  };
  while (const std::optional<sql_token> token = scanner.next()) {
    const std::size_t end = token->offset + token->text.size();
    if (statement.is_ended_by(*token)) {
      finish(end);
      statement = Statement();
      continue;
    }
    if (!first) first = token;
    last_end = end;
  }
  finish(last_end);
  return found;
}

}  // namespace

std::vector<sql_statement> sql_statements(std::string_view script, database_kind kind) {
  return kind == database_kind::postgresql ? cut<postgresql_statement>(script, kind)
                                           : cut<sqlite_statement>(script, kind);
}

std::string with_last_semicolon(std::string_view script, database_kind kind) {
  std::string result(script);
  const std::vector<sql_statement> statements = sql_statements(script, kind);
  if (!statements.empty() && !statements.back().has_semicolon()) {
    result.insert(statements.back().end, 1, ';');
  }
  return result;
}

}  // namespace revise
