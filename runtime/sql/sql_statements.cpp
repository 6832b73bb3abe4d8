#include "sql/sql_statements.h"

namespace revise {

// The namespace has a name because a class of the header has members of these types.
namespace statement_ends {

// Follows the tokens of one PostgreSQL statement. Semicolons are part of it in parentheses and in
// the body of a SQL function, as in psql (psqlscan.l).
class postgresql_statement {
 public:
  // Takes the next token. Returns whether it is a semicolon that ends the statement.
  bool is_ended_by(const sql_token& token) {
    if (token.kind == sql_token_kind::semicolon) return parentheses_ == 0 && blocks_ == 0;
    if (token.kind == sql_token_kind::open) ++parentheses_;
    if (token.kind == sql_token_kind::close && parentheses_ > 0) --parentheses_;
    if (begins_ != prefix::routine) {
      begins_ = prefix_after(token);
    } else {
      follow_body(token);
    }
    // The words after `.` and `as` are names: `x.end`, `as end`.
    names_follow_ = token.text == "." || token.is("as");
    return false;
  }

 private:
  // How much of `create [or replace] {function | procedure}` has been read.
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

  // `end` closes `begin atomic`, and each `case` in it.
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

// Follows the tokens of one SQLite statement. In a trigger, semicolons are part of the statement up
// to the semicolon after `; end`, as in sqlite3_complete().
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
  // How much of `[explain [query plan]] create [temp[orary]] trigger` has been read.
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

}  // namespace statement_ends

// Finds the end of a statement for either database.
class statement_splitter::ending {
 public:
  explicit ending(database_kind kind) : on_postgresql_(kind == database_kind::postgresql) {}

  bool is_at(const sql_token& token) {
    return on_postgresql_ ? postgresql_.is_ended_by(token) : sqlite_.is_ended_by(token);
  }

 private:
  bool on_postgresql_;
  statement_ends::postgresql_statement postgresql_;
  statement_ends::sqlite_statement sqlite_;
};

std::optional<sql_statement> statement_splitter::next() {
  std::optional<sql_token> first;
  std::size_t last_end = 0;
  ending of(kind_);
  const auto finished = [&](std::size_t end) -> sql_statement {
    place_ = place_after(script_.substr(placed_, first->offset - placed_), place_);
    placed_ = first->offset;
    return {script_.substr(first->offset, last_end - first->offset), first->offset, end, place_};
  };
  while (const std::optional<sql_token> token = scanner_.next()) {
    const std::size_t end = token->offset + token->text.size();
    if (of.is_at(*token)) {
      if (first) return finished(end);
      of = ending(kind_);
      continue;
    }
    if (!first) first = token;
    last_end = end;
  }
  if (!first) return std::nullopt;
  return finished(last_end);
}

std::vector<sql_statement> sql_statements(std::string_view script, database_kind kind,
                                          bool standard_strings) {
  std::vector<sql_statement> found;
  statement_splitter reader(script, kind, standard_strings);
  while (const std::optional<sql_statement> statement = reader.next()) found.push_back(*statement);
  return found;
}

std::string with_last_semicolon(std::string_view script, database_kind kind,
                                bool standard_strings) {
  std::string result(script);
  std::optional<sql_statement> last;
  statement_splitter reader(script, kind, standard_strings);
  while (const std::optional<sql_statement> statement = reader.next()) last = statement;
  if (last && !last->has_semicolon()) result.insert(last->end, 1, ';');
  return result;
}

}  // namespace revise
