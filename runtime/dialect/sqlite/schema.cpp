#include "dialect/sqlite/schema.h"

#include <fmt/format.h>

#include <algorithm>

#include "sql/qualified_name.h"
#include "util/error.h"

namespace revise::sqlite_schema {

namespace {

// Returns a cell; null becomes an empty text.
std::string cell(const result_set& found, std::size_t row, std::size_t column) {
  return found.cells.at(row * found.columns.size() + column).value_or("");
}

std::vector<entry> entries(const result_set& found) {
  std::vector<entry> result;
  for (std::size_t row = 0; row < found.rows; ++row) {
    result.push_back(
        {cell(found, row, 0), cell(found, row, 1), cell(found, row, 2), cell(found, row, 3)});
  }
  return result;
}

}  // namespace

std::optional<entry> find(schema_reader& there, std::string_view type, const std::string& name) {
  std::vector<entry> found = entries(
      there.query("select type, name, tbl_name, sql from main.sqlite_schema where type = $1 and "
                  "name = $2 collate nocase and sql is not null",
                  {std::string(type), name}));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<sqlite_table> find_table(schema_reader& there, const std::string& name) {
  const std::optional<entry> found = find(there, "table", name);
  if (!found) return std::nullopt;
  return sqlite_table(found->sql);
}

sqlite_table table(schema_reader& there, const std::string& name) {
  const qualified_name parts = parse_qualified_name(name);
  if (parts.schema == "temp") {
    throw error(fmt::format("'{}' is a temporary table, which revise cannot rebuild", name),
                "drop it, and create another");
  }
  std::optional<sqlite_table> found = find_table(there, parts.name);
  if (!found) throw error(fmt::format("there is no table '{}'", name));
  return *std::move(found);
}

std::vector<entry> entries_of(schema_reader& there, const std::string& table) {
  return entries(
      there.query("select type, name, tbl_name, sql from main.sqlite_schema where tbl_name = $1 "
                  "collate nocase and type in ('index', 'trigger') and sql is not null "
                  "order by type, rowid",
                  {table}));
}

std::vector<entry> users_of(schema_reader& there, const sqlite_table& table,
                            const std::string& column, const dialect& writer) {
  const std::string all =
      "select type, name, tbl_name, sql from main.sqlite_schema where sql is not null "
      "order by type, rowid";
  std::string to = "revise_column";
  while (table.column(to) != nullptr) to += '_';
  const std::vector<entry> before = entries(there.query(all, {}));
  const std::vector<entry> after =
      entries(there.query_after(fmt::format("alter table main.{} rename column {} to {}",
                                            writer.quoted(table.name()), writer.quoted(column), to),
                                all));
  std::vector<entry> result;
  for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) {
    const bool is_own = before[i].type == "table" && is_same_name(before[i].name, table.name());
    if (!is_own && before[i].sql != after[i].sql) result.push_back(before[i]);
  }
  return result;
}

std::vector<reference> references_to(schema_reader& there, const std::string& table) {
  const result_set found = there.query(
      "select m.name, f.\"from\", f.\"to\", f.seq, f.id from main.sqlite_schema m "
      "join pragma_foreign_key_list(m.name, 'main') f where m.type = 'table' and "
      "f.\"table\" = $1 collate nocase order by m.name, f.id, f.seq",
      {table});
  std::vector<reference> result;
  for (std::size_t row = 0; row < found.rows; ++row) {
    result.push_back({.from_table = cell(found, row, 0),
                      .from_column = cell(found, row, 1),
                      .to = found.cells.at(row * found.columns.size() + 2),
                      .position = std::stoul(cell(found, row, 3)),
                      .key = std::stoll(cell(found, row, 4))});
  }
  return result;
}

std::string free_name(schema_reader& there) {
  const result_set found = there.query(
      "select lower(name) from main.sqlite_schema where name like 'revise\\_old%' escape '\\'", {});
  std::string name = "revise_old";
  for (int i = 2; std::find(found.cells.begin(), found.cells.end(), name) != found.cells.end();
       ++i) {
    name = fmt::format("revise_old_{}", i);
  }
  return name;
}

bool are_foreign_keys_on(schema_reader& there) {
  return there.query("pragma foreign_keys", {}).cells.at(0) == "1";
}

}  // namespace revise::sqlite_schema
