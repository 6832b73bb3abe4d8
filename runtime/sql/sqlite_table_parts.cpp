#include "sql/sqlite_table_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "sql/sql_scanner.h"
#include "util/ascii.h"
#include "util/error.h"

namespace revise {

namespace {

bool is_end(const sql_token& token) {
  return token.kind == sql_token_kind::close || token.text == ",";
}

// Returns the end of a number that begins at `from`: 12, 1.5, .5, 1e-3, 0x1f. Returns `from` if no
// number begins there.
std::size_t number_end(std::string_view sql, std::size_t from) {
  const auto at = [sql](std::size_t i) { return i < sql.size() ? sql[i] : '\0'; };
  if (!ascii::is_digit(at(from)) && !(at(from) == '.' && ascii::is_digit(at(from + 1))))
    return from;
  const bool hexadecimal = at(from) == '0' && ascii::lower(at(from + 1)) == 'x';
  std::size_t end = from;
  const auto is_part = [&](char c) {
    return ascii::is_digit(c) || c == '.' || (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'z');
  };
  while (is_part(at(end)) ||
         (!hexadecimal && (at(end) == '+' || at(end) == '-') && ascii::lower(at(end - 1)) == 'e')) {
    ++end;
  }
  return end;
}

bool begins_constraint_of_column(const sql_token& token) {
  constexpr std::array words = {"constraint", "default", "not",       "null",
                                "primary",    "unique",  "check",     "references",
                                "collate",    "as",      "deferrable"};
  return std::any_of(words.begin(), words.end(), [&](const char* w) { return token.is(w); });
}

bool begins_constraint_of_table(const sql_token& token) {
  constexpr std::array words = {"constraint", "primary", "unique", "check", "foreign"};
  return std::any_of(words.begin(), words.end(), [&](const char* w) { return token.is(w); });
}

class parser {
 public:
  explicit parser(std::string_view sql) : sql_(sql), tokens_(sqlite_tokens(sql)) {}

  sqlite_table_parts parse() {
    const bool is_virtual = tokens_.size() > 1 && tokens_[1].is("virtual");
    require("create");
    if (is("temp") || is("temporary")) ++at_;
    if (is_virtual || !is("table")) throw refusal(is_virtual);
    ++at_;
    if (is("if") && is("not", 1) && is("exists", 2)) at_ += 3;
    result_.name = name();
    if (at_ < tokens_.size() && tokens_[at_].text == ".") {
      ++at_;
      result_.name = name();
    }
    if (kind() != sql_token_kind::open) throw refusal(false);
    result_.open = tokens_[at_].offset + 1;
    items();
    for (; at_ < tokens_.size(); ++at_) {
      if (is("without")) result_.without_rowid = true;
      if (is("strict")) result_.strict = true;
    }
    return std::move(result_);
  }

 private:
  using clause_kind = sqlite_clause::kind;

  void items() {
    bool after_comma = false;
    do {
      ++at_;
      if (!result_.columns.empty() && begins_constraint_of_table(now())) {
        constraint(after_comma);
        // The comma is optional: tconscomma in parse.y.
        while (!is_end(now())) {
          result_.constraints.back().precedes_clause = true;
          constraint(false);
        }
      } else {
        column();
      }
      after_comma = now().text == ",";
    } while (after_comma);
    if (kind() != sql_token_kind::close) throw refusal(false);
    ++at_;
  }

  void column() {
    sqlite_column& c = result_.columns.emplace_back();
    c.text.begin = now().offset;
    c.name = name();
    c.type = {end_of_last(), end_of_last()};
    const std::size_t first = at_;
    while (is_name() && !begins_constraint_of_column(now()) &&
           !(is("generated") && is("always", 1) && is("as", 2))) {
      ++at_;
    }
    if (at_ > first && kind() == sql_token_kind::open) parentheses();
    if (at_ > first) c.type = {tokens_[first].offset, end_of_last()};
    while (!is_end(now())) c.clauses.push_back(clause_of(c.name));
    c.text.end = end_of_last();
  }

  sqlite_clause begun() {
    sqlite_clause c;
    c.text.begin = now().offset;
    c.previous = end_of_last();
    while (is("constraint")) {
      ++at_;
      c.name_text = {now().offset, now().offset + now().text.size()};
      c.name = name();
    }
    c.body.begin = at_ < tokens_.size() ? now().offset : end_of_last();
    return c;
  }

  void finish(sqlite_clause& c) {
    c.text.end = end_of_last();
    if (c.body.end == 0) c.body.end = c.text.end;
    // After a name without a constraint, the next token is not part of the clause.
    c.body.begin = std::min(c.body.begin, c.body.end);
  }

  sqlite_clause clause_of(const std::string& column) {
    sqlite_clause c = begun();
    if (is_end(now())) {
      // only a name
    } else if (take("default")) {
      c.what = clause_kind::default_value;
      if (now().text == "+" || now().text == "-") ++at_;
      value();
    } else if (is("not") && !is("deferrable", 1)) {
      at_ += 1;
      require("null");
      c.what = clause_kind::not_null;
      conflict();
    } else if (take("null")) {
      c.what = clause_kind::null;
      conflict();
    } else if (take("primary")) {
      require("key");
      c.what = clause_kind::primary_key;
      c.columns = {column};
      c.descending = is("desc");
      if (is("asc") || is("desc")) ++at_;
      conflict();
      c.autoincrement = take("autoincrement");
    } else if (take("unique")) {
      c.what = clause_kind::unique;
      c.columns = {column};
      conflict();
    } else if (take("check")) {
      c.what = clause_kind::check;
      c.sql = parentheses();
      conflict();
    } else if (is("references")) {
      c.what = clause_kind::foreign_key;
      c.columns = {column};
      references(c);
    } else if (take("collate")) {
      c.what = clause_kind::collation;
      name();
    } else if (is("generated") || is("as")) {
      if (take("generated")) require("always");
      require("as");
      c.what = clause_kind::generated;
      c.sql = parentheses();
      c.stored = is("stored");
      if (is("stored") || is("virtual")) ++at_;
    } else if (is("not") || is("deferrable")) {
      deferral(c);
    } else {
      throw refusal(false);
    }
    finish(c);
    return c;
  }

  void constraint(bool follows_comma) {
    sqlite_clause c = begun();
    c.follows_comma = follows_comma;
    if (take("primary")) {
      require("key");
      c.what = clause_kind::primary_key;
      key(c);
    } else if (take("unique")) {
      c.what = clause_kind::unique;
      key(c);
    } else if (take("check")) {
      c.what = clause_kind::check;
      c.sql = parentheses();
      conflict();
    } else if (take("foreign")) {
      require("key");
      c.what = clause_kind::foreign_key;
      c.columns = names();
      references(c);
    } else if (!is_end(now())) {
      throw refusal(false);
    }
    finish(c);
    result_.constraints.push_back(std::move(c));
  }

  void key(sqlite_clause& c) {
    const std::size_t first = at_;
    c.columns = names();
    c.autoincrement = std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(first),
                                  tokens_.begin() + static_cast<std::ptrdiff_t>(at_),
                                  [](const sql_token& t) { return t.is("autoincrement"); });
    conflict();
  }

  void references(sqlite_clause& c) {
    require("references");
    c.target = name();
    if (kind() == sql_token_kind::open) parentheses();
    while (is("on") || is("match")) {
      if (take("match")) {
        name();
        continue;
      }
      at_ += 2;  // skips `on delete`
      at_ += is("set") || is("no") ? 2 : 1;
    }
    if (is("deferrable") || (is("not") && is("deferrable", 1))) deferral(c);
  }

  void deferral(sqlite_clause& c) {
    if (c.what == clause_kind::foreign_key) c.body.end = end_of_last();
    c.deferrable = !take("not");
    require("deferrable");
    if (!take("initially")) return;
    c.initially_deferred = c.deferrable && is("deferred");
    ++at_;
  }

  void conflict() {
    if (is("on") && is("conflict", 1)) at_ += 3;
  }

  void value() {
    if (kind() == sql_token_kind::open) {
      parentheses();
    } else {
      ++at_;
    }
  }

  // Skips `( … )`, and returns the text inside.
  std::string parentheses() {
    if (kind() != sql_token_kind::open) throw refusal(false);
    const std::size_t from = now().offset + 1;
    int depth = 0;
    do {
      if (kind() == sql_token_kind::open) ++depth;
      if (kind() == sql_token_kind::close) --depth;
      ++at_;
    } while (depth > 0 && at_ < tokens_.size());
    if (depth > 0) throw refusal(false);
    return std::string(sql_.substr(from, tokens_[at_ - 1].offset - from));
  }

  // Returns the first token of each element in parentheses.
  std::vector<std::string> names() {
    const std::size_t first = at_;
    parentheses();
    std::vector<std::string> result;
    int depth = 0;
    for (std::size_t i = first; i < at_; ++i) {
      if (tokens_[i].kind == sql_token_kind::open) ++depth;
      if (tokens_[i].kind == sql_token_kind::close) --depth;
      if (depth == 1 && (i == first || tokens_[i].text == ",")) {
        result.push_back(unquoted_sqlite(tokens_[i + 1].text));
      }
    }
    return result;
  }

  const sql_token& now() const {
    if (at_ >= tokens_.size()) throw refusal(false);
    return tokens_[at_];
  }
  sql_token_kind kind() const { return now().kind; }
  bool is_name() const {
    return kind() == sql_token_kind::word || kind() == sql_token_kind::quoted;
  }
  bool is(std::string_view word, std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].is(word);
  }
  bool take(std::string_view word) {
    if (!is(word)) return false;
    ++at_;
    return true;
  }
  void require(std::string_view word) {
    if (!take(word)) throw refusal(false);
  }
  std::string name() {
    if (!is_name()) throw refusal(false);
    return unquoted_sqlite(tokens_[at_++].text);
  }
  // Clauses are skipped by their length, so a malformed clause may lead past the end.
  std::size_t end_of_last() const {
    if (at_ > tokens_.size()) throw refusal(false);
    return tokens_[at_ - 1].offset + tokens_[at_ - 1].text.size();
  }

  error refusal(bool is_virtual) const {
    if (is_virtual) {
      std::string_view name = "?";
      if (tokens_.size() > 3) name = tokens_[3].text;
      return error(fmt::format("'{}' is a virtual table and cannot be altered", name));
    }
    return error(fmt::format("cannot parse the definition of a table: {}", sql_));
  }

  std::string_view sql_;
  std::vector<sql_token> tokens_;
  std::size_t at_ = 0;
  sqlite_table_parts result_;
};

bool is_name_token(const sql_token& token) {
  return token.kind == sql_token_kind::word ||
         (token.kind == sql_token_kind::quoted && token.text.front() != '\'');
}

}  // namespace

const sqlite_clause* sqlite_column::find(sqlite_clause::kind what) const {
  const auto found = std::find_if(clauses.begin(), clauses.end(),
                                  [what](const sqlite_clause& c) { return c.what == what; });
  return found == clauses.end() ? nullptr : &*found;
}

sqlite_table_parts parts_of_sqlite_table(std::string_view sql) { return parser(sql).parse(); }

std::vector<sql_token> sqlite_tokens(std::string_view sql) {
  std::vector<sql_token> result;
  sql_scanner scanner(sql, database_kind::sqlite);
  std::size_t end = 0;
  while (const auto token = scanner.next()) {
    if (token->offset < end) continue;
    end = token->offset + token->text.size();
    result.push_back(*token);
    sql_token& last = result.back();
    if (token->kind == sql_token_kind::other) {
      end = std::max(end, number_end(sql, token->offset));
    } else if (token->is("x") && sql.substr(end, 1) == "'") {
      end = std::min(sql.find('\'', end + 1), sql.size() - 1) + 1;
      last.kind = sql_token_kind::quoted;
    }
    last.text = sql.substr(token->offset, end - token->offset);
  }
  return result;
}

std::string unquoted_sqlite(std::string_view token) {
  if (token.size() < 2) return std::string(token);
  const char quote = token.front();
  if (quote == '[') return std::string(token.substr(1, token.size() - 2));
  if (quote != '"' && quote != '`' && quote != '\'') return std::string(token);
  std::string result;
  for (std::size_t i = 1; i + 1 < token.size(); ++i) {
    result += token[i];
    if (token[i] == quote) ++i;
  }
  return result;
}

bool is_same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return ascii::lower(x) == ascii::lower(y); });
}

bool has_name(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [name](const std::string& one) { return is_same_name(one, name); });
}

bool mentions(std::string_view sql, std::string_view name) {
  sql_scanner scanner(sql, database_kind::sqlite);
  while (const auto token = scanner.next()) {
    if (is_name_token(*token) && is_same_name(unquoted_sqlite(token->text), name)) return true;
  }
  return false;
}

bool mentions_as_qualifier(std::string_view sql, std::string_view name) {
  sql_scanner scanner(sql, database_kind::sqlite);
  bool was_name = false;
  while (const auto token = scanner.next()) {
    if (was_name && token->text == ".") return true;
    was_name = is_name_token(*token) && is_same_name(unquoted_sqlite(token->text), name);
  }
  return false;
}

}  // namespace revise
