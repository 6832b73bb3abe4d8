#include "sql/script_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "sql/sql_scanner.h"
#include "sql/sql_statements.h"
#include "util/ascii.h"
#include "util/error.h"
#include "util/utf8.h"

namespace revise {

namespace {

sql_tokens tokens_of(std::string_view sql, database_kind kind, bool standard_strings) {
  sql_tokens found;
  sql_scanner scanner(sql, kind, standard_strings);
  while (const auto token = scanner.next()) found.push_back(*token);
  return found;
}

bool copies_to_client(const sql_tokens& statement) {
  return is_word(statement, 0, "copy") &&
         std::any_of(statement.begin(), statement.end(), [](const sql_token& token) {
           return token.is("stdin") || token.is("stdout");
         });
}

// A statement that begins with one of these characters is a shell command if it begins a line.
bool is_shell_command(const sql_tokens& statement) {
  return statement.front().text == "." || statement.front().text == "#";
}

// Returns whether the token is alone on its line. The sqlite3 shell ends a statement at a line that
// has only "go" (as in SQL Server) or "/" (as in Oracle).
bool is_alone_on_its_line(std::string_view sql, const sql_token& token) {
  constexpr std::string_view spaces = " \t\r\f\v";
  const std::string_view rest = sql.substr(token.offset + token.text.size());
  const std::size_t before = sql.substr(0, token.offset).find_last_not_of(spaces);
  const std::size_t after = rest.find_first_not_of(spaces);
  return (before == sql.npos || sql[before] == '\n') && (after == sql.npos || rest[after] == '\n');
}

void check_is_closed(std::string_view sql, database_kind kind, bool standard_strings) {
  // An unclosed part would continue into the appended text.
  const std::string followed = std::string(sql) + "\n;";
  const sql_tokens all = tokens_of(followed, kind, standard_strings);
  const std::vector<sql_statement> statements = sql_statements(followed, kind, standard_strings);
  const bool is_closed = !all.empty() && all.back().offset == sql.size() + 1 &&
                         (statements.empty() || statements.back().has_semicolon());
  if (is_closed) return;
  throw error("a string, a comment, a parenthesis or a body in the SQL is not closed");
}

void check_statement(const sql_tokens& statement, database_kind kind) {
  if (kind == database_kind::postgresql && copies_to_client(statement)) {
    throw error("copy from or to the client cannot be sent as SQL text",
                "use insert, or copy from a file on the server");
  }
  if (kind == database_kind::sqlite && is_shell_command(statement)) {
    throw error(
        fmt::format("a statement begins with '{}', which the sqlite3 shell reads as a command",
                    statement.front().text));
  }
}

void check_for_sqlite_shell(std::string_view sql, const sql_tokens& all) {
  for (const sql_token& token : all) {
    if ((token.text == "/" || token.is("go")) && is_alone_on_its_line(sql, token)) {
      throw error(
          fmt::format("a line that contains only '{}' ends a statement in the sqlite3 shell",
                      token.text),
          "join it with the line before it");
    }
  }
}

// The shell drops the carriage return of a line that ends with CR LF, even in a string. Such a
// string is written as an expression.
std::string with_carriage_returns(std::string_view sql, const sql_tokens& all) {
  std::string result;
  std::size_t copied = 0;
  for (const sql_token& token : all) {
    if (token.kind != sql_token_kind::quoted || token.text.find("\r\n") == sql.npos) continue;
    if (token.text.front() != '\'') {
      throw error("a quoted name contains CR LF, which the sqlite3 shell would change");
    }
    result += sql.substr(copied, token.offset - copied);
    result += '(';
    for (std::size_t i = 0; i < token.text.size(); ++i) {
      const bool is_dropped = token.text.substr(i, 2) == "\r\n";
      result += is_dropped ? "' || char(13) || '" : std::string(1, token.text[i]);
    }
    result += ')';
    copied = token.offset + token.text.size();
  }
  return result += sql.substr(copied);
}

bool continues_variable(char c) {
  return ascii::is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80U;
}

// Returns whether psql would replace the text at the colon `at` by the value of a variable, if that
// variable exists: `:name`, `:'name'`, `:"name"`, `:{?name}`. Any name is possible, because a
// user's .psqlrc may set variables in addition to psql's own, such as HOST. No one names a variable
// with a number, so [1:2] is left unchanged.
bool is_psql_variable(std::string_view sql, std::size_t at) {
  std::size_t end = at + 1;
  if (end < sql.size() && (sql[end] == '\'' || sql[end] == '"' || sql[end] == '{')) return true;
  bool is_number = true;
  for (; end < sql.size() && continues_variable(sql[end]); ++end) {
    is_number = is_number && ascii::is_digit(sql[end]);
  }
  return end > at + 1 && !is_number;
}

// Returns whether `token` is a string whose end depends on standard_conforming_strings, which is
// off at this point. psql notices the setting only at the beginning of a line, and never in parts
// that it skips.
bool needs_escape_mark(const sql_token& token, bool standard_strings) {
  return !standard_strings && token.text.front() == '\'' &&
         token.text.find('\\') != std::string_view::npos;
}

// psql sends `\:` as a colon (psql, "SQL Interpolation"). E'...' always means what '...' means when
// standard_conforming_strings is off (PostgreSQL manual, 4.1.2.2).
std::string escaped_for_psql(std::string_view sql, bool standard_strings) {
  std::string result;
  std::size_t copied = 0;
  sql_scanner scanner(sql, database_kind::postgresql, standard_strings);
  const auto insert = [&](std::string_view text, std::size_t at) {
    result.append(sql.substr(copied, at - copied)).append(text);
    copied = at;
  };
  for (bool strings = standard_strings; const auto token = scanner.next();
       strings = scanner.standard_strings()) {
    const std::size_t at = token->offset;
    if (token->text == "\\") {
      throw error("psql reads a backslash outside a string as a command");
    }
    if (needs_escape_mark(*token, strings)) {
      insert(at > 0 && continues_variable(sql[at - 1]) ? " E" : "E", at);
    }
    if (token->text != ":") continue;
    const char next = at + 1 < sql.size() ? sql[at + 1] : '\0';
    if (next == ':' || next == '=') {
      scanner.next();  // `::` and `:=` are operators
      continue;
    }
    if (is_psql_variable(sql, at)) insert("\\", at);
  }
  return result += sql.substr(copied);
}

std::string shown(std::string_view line) {
  std::string result;
  for (std::size_t i = 0; i < line.size();) {
    const auto byte = static_cast<unsigned char>(line[i]);
    const std::size_t length = utf8::first_of(line.substr(i)).length;
    if (length == 0 || byte < 0x20 || byte == 0x7f) {
      result += fmt::format("\\x{:02x}", byte);
      ++i;
    } else {
      result += line.substr(i, length);
      i += length;
    }
  }
  return result;
}

}  // namespace

std::string script_text(std::string_view sql, database_kind kind, bool standard_strings) {
  if (sql.find('\0') != std::string_view::npos) {
    throw error("the SQL contains a NUL byte and would be cut there");
  }
  check_is_closed(sql, kind, standard_strings);
  statement_splitter reader(sql, kind, standard_strings);
  bool strings = standard_strings;  // the setting before the statement
  while (const std::optional<sql_statement> statement = reader.next()) {
    check_statement(tokens_of(statement->text, kind, strings), kind);
    strings = reader.standard_strings();
  }
  const std::string ended = with_last_semicolon(sql, kind, standard_strings);
  if (kind == database_kind::postgresql) return escaped_for_psql(ended, standard_strings);
  const sql_tokens all = tokens_of(ended, kind, standard_strings);
  check_for_sqlite_shell(ended, all);
  return with_carriage_returns(ended, all);
}

std::string script_comment(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    result += fmt::format("-- {}\n", shown(text.substr(at, end - at)));
    at = end + 1;
  }
  return result;
}

}  // namespace revise
