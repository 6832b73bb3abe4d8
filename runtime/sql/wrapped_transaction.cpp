#include "sql/wrapped_transaction.h"

#include <algorithm>
#include <vector>

#include "sql/sql_scanner.h"
#include "sql/sql_statements.h"
#include "sql/transaction_control.h"

namespace revise {

namespace {

// Reads the tokens of a short statement one after the other.
class word_reader {
 public:
  word_reader(std::string_view statement, database_kind kind) {
    constexpr std::size_t longer_than_any = 24;
    sql_scanner scanner(statement, kind);
    while (all_.size() < longer_than_any) {
      const auto token = scanner.next();
      if (!token) break;
      all_.push_back(*token);
    }
  }

  bool is_at_end() const { return next_ == all_.size(); }
  std::size_t offset() const { return all_[next_].offset; }
  bool take(std::string_view word) {
    const bool is_it =
        !is_at_end() && (all_[next_].is(word) || (word == "," && all_[next_].text == ","));
    if (is_it) ++next_;
    return is_it;
  }
  bool take(std::initializer_list<std::string_view> several) {
    const std::size_t before = next_;
    for (const std::string_view word : several) {
      if (take(word)) continue;
      next_ = before;
      return false;
    }
    return true;
  }

 private:
  std::vector<sql_token> all_;
  std::size_t next_ = 0;
};

bool take_mode(word_reader& from) {
  if (from.take({"isolation", "level"})) {
    return from.take("serializable") || from.take({"repeatable", "read"}) ||
           from.take({"read", "committed"}) || from.take({"read", "uncommitted"});
  }
  return from.take({"read", "write"}) || from.take({"not", "deferrable"}) ||
         from.take("deferrable");
}

// Returns the modes of a statement that begins a transaction; null for another statement.
std::optional<std::string> begun_with(std::string_view statement, database_kind kind) {
  word_reader from(statement, kind);
  if (kind == database_kind::sqlite) {
    if (!from.take("begin")) return {};
    if (!from.take("deferred") && !from.take("immediate")) from.take("exclusive");
    from.take("transaction");
    return from.is_at_end() ? std::optional(std::string()) : std::nullopt;
  }
  if (from.take("begin")) {
    if (!from.take("work")) from.take("transaction");
  } else if (!from.take({"start", "transaction"})) {
    return {};
  }
  if (from.is_at_end()) return std::string();
  const std::size_t begin = from.offset();
  while (!from.is_at_end()) {
    if (!take_mode(from)) return {};
    from.take(",");
  }
  return std::string(statement.substr(begin));
}

bool commits(std::string_view statement, database_kind kind) {
  word_reader from(statement, kind);
  if (!from.take("commit") && !from.take("end")) return false;
  if (!from.take("work")) from.take("transaction");
  if (kind == database_kind::postgresql) from.take({"and", "no", "chain"});
  return from.is_at_end();
}

}  // namespace

std::optional<wrapped_transaction> transaction_around(std::string_view sql, database_kind kind,
                                                      bool standard_strings) {
  std::optional<wrapped_transaction> found;
  bool is_closed = false;
  statement_splitter reader(sql, kind, standard_strings);
  while (const std::optional<sql_statement> statement = reader.next()) {
    const std::string_view text = statement->text;
    const wrapped_transaction::range place{statement->offset, statement->end};
    if (!found || is_closed) {
      if (is_of_session(text, kind)) continue;
      std::optional<std::string> modes = begun_with(text, kind);
      if (!modes || is_closed) return {};
      found = wrapped_transaction{.opening = place, .closing = {}, .modes = std::move(*modes)};
    } else if (commits(text, kind)) {
      found->closing = place;
      is_closed = true;
    } else if (break_of_transaction(text, kind)) {
      return {};
    }
  }
  return is_closed ? found : std::nullopt;
}

std::string without_transaction(std::string_view sql, const wrapped_transaction& around) {
  std::string result(sql);
  for (const wrapped_transaction::range& one : {around.opening, around.closing}) {
    std::replace_if(
        result.begin() + static_cast<std::ptrdiff_t>(one.begin),
        result.begin() + static_cast<std::ptrdiff_t>(one.end), [](char c) { return c != '\n'; },
        ' ');
  }
  return result;
}

}  // namespace revise
