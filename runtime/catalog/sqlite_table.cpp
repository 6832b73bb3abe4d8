#include "catalog/sqlite_table.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "sql/sqlite_table_parts.h"
#include "util/ascii.h"
#include "util/error.h"

namespace revise::catalog {

namespace {

using clause_kind = sqlite_clause::kind;

std::optional<sqlite_table_parts> parts_of(std::string_view sql) {
  try {
    return parts_of_sqlite_table(sql);
  } catch (const error&) {
    return std::nullopt;
  }
}

// `default (1)` and `default 1` are equal.
std::string_view without_brackets(std::string_view sql) {
  for (;;) {
    const sql_tokens tokens = sqlite_tokens(sql);
    if (tokens.size() < 3 || tokens.front().kind != sql_token_kind::open) return sql;
    std::size_t close = 0;
    for (std::size_t depth = 0; close < tokens.size(); ++close) {
      if (tokens[close].kind == sql_token_kind::open) ++depth;
      if (tokens[close].kind == sql_token_kind::close && --depth == 0) break;
    }
    if (close + 1 != tokens.size()) return sql;
    sql = sql.substr(tokens[1].offset, tokens.back().offset - tokens[1].offset);
  }
}

class reader {
 public:
  reader(std::string_view name, std::string_view sql, const name_set& known)
      : sql_(sql), known_(known) {
    result_.name = std::string(name);
  }

  table read(const sqlite_table_parts& parts) {
    for (const sqlite_column& c : parts.columns) read_column(c);
    for (const sqlite_clause& c : parts.constraints) read_constraint(c);
    if (parts.strict) result_.options.emplace_back("strict");
    if (parts.without_rowid) result_.options.emplace_back("without rowid");
    return std::move(result_);
  }

 private:
  std::string_view text(text_range range) const {
    return sql_.substr(range.begin, range.end - range.begin);
  }
  std::string normal(std::string_view sql) const { return normal_sqlite(sql, known_); }

  // Returns the text after the first `words` words of a clause.
  std::string_view behind(const sqlite_clause& c, std::size_t words) const {
    const std::string_view body = text(c.body);
    const sql_tokens tokens = sqlite_tokens(body);
    return words < tokens.size() ? body.substr(tokens[words].offset) : std::string_view();
  }

  void read_column(const sqlite_column& c) {
    column made;
    made.name = c.name;
    made.type = normal(text(c.type));
    for (const sqlite_clause& clause : c.clauses) read_clause(made, clause);
    result_.columns.push_back(std::move(made));
  }

  void read_clause(column& of, const sqlite_clause& c) {
    const std::string name = normal_sqlite_name(of.name, known_);
    switch (c.what) {
      case clause_kind::not_null:
        of.not_null = true;
        // A column has no member for `on conflict …`.
        if (!behind(c, 2).empty()) {
          add(constraint_kind::check, c, name + ' ' + normal(text(c.body)));
        }
        break;
      case clause_kind::default_value:
        of.default_value = normal(without_brackets(behind(c, 1)));
        break;
      case clause_kind::collation:
        of.collation = normal(behind(c, 1));
        break;
      case clause_kind::generated:
        of.generated = '(' + normal(c.sql) + ')' + (c.stored ? " stored" : " virtual");
        break;
      case clause_kind::check:
        add(constraint_kind::check, c, normal(text(c.body)));
        break;
      case clause_kind::unique:
        add(constraint_kind::unique, c, joined("unique (" + name + ')', behind(c, 1)));
        break;
      case clause_kind::primary_key:
        read_primary_key(name, c);
        break;
      case clause_kind::foreign_key:
        add(constraint_kind::foreign_key, c, "foreign key (" + name + ") " + normal(text(c.body)));
        break;
      case clause_kind::other:
        defer(c);
        break;
      case clause_kind::null:
        break;
    }
  }

  void read_primary_key(const std::string& column, const sqlite_clause& c) {
    const std::string_view rest = behind(c, 2);
    const sql_tokens tokens = sqlite_tokens(rest);
    const bool has_order = is_word(tokens, 0, "asc") || is_word(tokens, 0, "desc");
    add(constraint_kind::primary_key, c,
        joined("primary key (" + column + (c.descending ? " desc)" : ")"),
               has_order ? behind(c, 3) : rest));
  }

  void read_constraint(const sqlite_clause& c) {
    switch (c.what) {
      case clause_kind::primary_key:
        return add(constraint_kind::primary_key, c, normal(text(c.body)));
      case clause_kind::unique:
        return add(constraint_kind::unique, c, normal(text(c.body)));
      case clause_kind::check:
        return add(constraint_kind::check, c, normal(text(c.body)));
      case clause_kind::foreign_key:
        return add(constraint_kind::foreign_key, c, normal(text(c.body)));
      default:
        // A name without a constraint has no meaning.
        return;
    }
  }

  void add(constraint_kind kind, const sqlite_clause& c, std::string definition) {
    result_.constraints.push_back({.kind = kind,
                                   .name = c.name,
                                   .definition = std::move(definition),
                                   .deferrable = c.deferrable,
                                   .initially_deferred = c.initially_deferred});
  }

  // A deferral that is separate from its foreign key applies to the last one
  // (sqlite3DeferForeignKey).
  void defer(const sqlite_clause& c) {
    const auto last =
        std::find_if(result_.constraints.rbegin(), result_.constraints.rend(),
                     [](const constraint& k) { return k.kind == constraint_kind::foreign_key; });
    if (last == result_.constraints.rend() || text(c.body).empty()) return;
    last->deferrable = c.deferrable;
    last->initially_deferred = c.initially_deferred;
  }

  std::string joined(std::string begin, std::string_view rest) const {
    return rest.empty() ? std::move(begin) : std::move(begin) + ' ' + normal(rest);
  }

  std::string_view sql_;
  const name_set& known_;
  table result_;
};

}  // namespace

table read_sqlite_table(std::string_view name, std::string_view sql, const name_set& known) {
  if (const auto parts = parts_of(sql)) return reader(name, sql, known).read(*parts);
  return {.name = std::string(name), .definition = normal_sqlite(sql, known)};
}

std::vector<std::string> sqlite_column_names(std::string_view sql) {
  std::vector<std::string> names;
  if (const auto parts = parts_of(sql)) {
    for (const sqlite_column& c : parts->columns) names.push_back(ascii::lower(c.name));
  }
  return names;
}

}  // namespace revise::catalog
