#include "dialect/lost_rows.h"

#include <algorithm>
#include <optional>

#include "sql/sql_scanner.h"
#include "sql/sql_statements.h"

namespace revise {

namespace {

// Reads one statement token by token.
class statement_reader {
 public:
  statement_reader(std::string_view statement, database_kind kind)
      : scanner_(statement, kind), kind_(kind), token_(scanner_.next()) {}

  bool takes(std::string_view word) {
    if (!token_ || !token_->is(word)) return false;
    token_ = scanner_.next();
    return true;
  }

  bool is_at_end() const { return !token_; }

  // Reads NAME, NAME, …, and stops after the last name.
  std::vector<qualified_name> names() {
    std::vector<qualified_name> found;
    do {
      takes("only");
      std::optional<std::string> first = part();
      if (!first) break;
      qualified_name name{{}, *std::move(first)};
      if (takes_byte(".")) {
        std::optional<std::string> second = part();
        if (!second) break;
        name = {std::move(name.name), *std::move(second)};
      }
      takes_byte("*");
      found.push_back(std::move(name));
    } while (takes_byte(","));
    return found;
  }

 private:
  bool takes_byte(std::string_view byte) {
    if (!token_ || token_->kind != sql_token_kind::other || token_->text != byte) return false;
    token_ = scanner_.next();
    return true;
  }

  // PostgreSQL folds names that are not quoted. In SQLite, names never differ only in case.
  std::optional<std::string> part() {
    if (!token_) return {};
    std::string text(token_->text);
    if (token_->kind == sql_token_kind::word) {
      if (kind_ == database_kind::postgresql) {
        std::transform(text.begin(), text.end(), text.begin(), [](char c) {
          return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
      }
    } else if (token_->kind == sql_token_kind::quoted && text.size() >= 2 && text[0] != '\'') {
      const char closing = text.back();
      std::string inner;
      for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        inner += text[i];
        if (text[i] == closing) ++i;  // doubled
      }
      text = std::move(inner);
    } else {
      return {};
    }
    token_ = scanner_.next();
    return text;
  }

  sql_scanner scanner_;
  database_kind kind_;
  std::optional<sql_token> token_;
};

void add(std::vector<row_loss>& losses, row_loss::how what, std::vector<qualified_name> names) {
  for (qualified_name& name : names) losses.push_back({what, std::move(name)});
}

}  // namespace

std::vector<row_loss> row_losses(std::string_view sql, database_kind kind) {
  using how = row_loss::how;
  std::vector<row_loss> losses;
  for (const sql_statement& statement : sql_statements(sql, kind)) {
    statement_reader read(statement.text, kind);
    if (read.takes("drop")) {
      const bool is_table = read.takes("table");
      if (!is_table && !read.takes("schema")) continue;
      if (read.takes("if")) read.takes("exists");
      add(losses, is_table ? how::table_dropped : how::schema_dropped, read.names());
    } else if (read.takes("truncate")) {
      read.takes("table");
      add(losses, how::table_emptied, read.names());
    } else if (read.takes("delete") && read.takes("from")) {
      std::vector<qualified_name> names = read.names();
      if (read.is_at_end()) add(losses, how::table_emptied, std::move(names));
    }
  }
  return losses;
}

}  // namespace revise
