#include "engine/journal_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "operations/description.h"
#include "sql/secrets.h"
#include "util/error.h"
#include "util/hash.h"
#include "util/utf8.h"

namespace revise {

namespace {

constexpr std::size_t longest = 16'384;
constexpr std::size_t widest = 100;

struct value_text {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(const sql_bytes& bytes) const { return bytes.data; }
  template <class Number>
  std::string operator()(Number number) const {
    return fmt::format("{}", number);
  }
};

std::uint64_t hash_of(const std::vector<sql_value>& parameters) {
  std::uint64_t hash = revise::hash_of({});
  for (const sql_value& parameter : parameters) {
    const std::string text = std::visit(value_text{}, parameter);
    // The hash includes type and length, so that ("ab", "c") differs from ("a", "bc").
    hash = revise::hash_of(fmt::format("{} {}\n{}", parameter.index(), text.size(), text), hash);
  }
  return hash;
}

// The operation's SQL for PostgreSQL; if PostgreSQL does not support it, its description.
std::string without_database(const operation& op) {
  try {
    const auto statements = dialect_of(database_kind::postgresql).statements(op);
    return journal_text(fmt::format("{}", fmt::join(statements, ";\n")));
  } catch (const error&) {
    return description_of(op);
  }
}

}  // namespace

std::string journal_text(std::string_view given, const std::vector<sql_value>& parameters) {
  const std::string sql = without_secrets(given);
  std::string text(utf8::cut(sql, longest));
  if (text.size() != sql.size()) {
    // In a very long text, the rest is not searched for secrets. The hash covers it unchanged.
    const std::string_view rest = given.substr(std::min(given.size(), longest_shown));
    const std::uint64_t hash = revise::hash_of(rest, revise::hash_of(sql));
    text += fmt::format(" ... ({} bytes, {})", sql.size(), hexadecimal(hash));
  }
  if (!parameters.empty()) {
    text += fmt::format(" -- {} value{}, {}", parameters.size(), parameters.size() == 1 ? "" : "s",
                        hexadecimal(hash_of(parameters)));
  }
  return text;
}

journaled_statement journaled(const operation& op, const dialect& of) {
  if (const auto* rows = std::get_if<operations_data::bulk_insert>(&op)) {
    return {.sql = {},
            .text = fmt::format("{} ({})", description_of(op), fmt::join(rows->columns, ", "))};
  }
  // A guard is checked in a transaction of its own. Once it has passed, it is not checked again.
  if (is_guard(op)) return {.sql = {}, .text = journal_text(of.guard(op).breach)};
  std::vector<std::string> statements;
  try {
    statements = of.statements(op);
  } catch (const error&) {
    // The dialect must read the database to make the SQL. The call is stored instead, because the
    // SQL would be different once the operation is done.
    of.check(op);
    return {.sql = {}, .text = without_database(op)};
  }
  return {.sql = statements.size() == 1 ? statements.front() : std::string(),
          .text = journal_text(fmt::format("{}", fmt::join(statements, ";\n")))};
}

text_difference difference_of(std::string_view before, std::string_view now) {
  const auto differ = static_cast<std::size_t>(
      std::mismatch(before.begin(), before.end(), now.begin(), now.end()).first - before.begin());
  const std::size_t newline = before.substr(0, differ).rfind('\n');
  std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  if (differ - begin > widest / 2) begin = utf8::cut(before, differ - widest / 2).size();
  const auto line = [begin](std::string_view text) {
    const std::string_view all = text.substr(begin, text.find('\n', begin) - begin);
    const std::string_view shown = utf8::cut(all, widest);
    return fmt::format("{}{}", shown, shown.size() == all.size() ? "" : " ...");
  };
  return {line(before), line(now)};
}

}  // namespace revise
