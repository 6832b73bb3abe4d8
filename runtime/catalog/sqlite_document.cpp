#include "catalog/sqlite_document.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "catalog/sqlite_sql.h"
#include "catalog/sqlite_table.h"
#include "sql/sqlite_table_parts.h"
#include "util/ascii.h"

namespace revise::catalog {

// Leaves out SQLite's own objects (sqlite_sequence, sqlite_stat1, the indexes of constraints) and
// the tables in which a virtual table stores its data.
const std::string_view sqlite_query = R"sql(
select json_group_array(json_object('kind', s.type, 'name', s.name, 'table', s.tbl_name,
                                    'sql', s.sql)) as text
from main.sqlite_schema s
where s.name not like 'sqlite\_%' escape '\'
  and not exists (select 1 from pragma_table_list l
                  where l.schema = 'main' and l.type = 'shadow' and l.name = s.tbl_name)
)sql";

namespace {

struct entry {
  std::string kind;
  std::string name;
  std::string table;
  std::string sql;
};

std::vector<entry> read_entries(const nlohmann::json& document) {
  std::vector<entry> result;
  for (const nlohmann::json& row : document) {
    result.push_back({.kind = row.at("kind").get<std::string>(),
                      .name = row.at("name").get<std::string>(),
                      .table = row.at("table").get<std::string>(),
                      .sql = row.at("sql").get<std::string>()});
  }
  return result;
}

name_set names_in(const std::vector<entry>& entries) {
  name_set names;
  for (const entry& e : entries) {
    names.insert(ascii::lower(e.name));
    if (e.kind != "table") continue;
    for (std::string& column : sqlite_column_names(e.sql)) names.insert(std::move(column));
  }
  return names;
}

table read_table(const entry& e, const name_set& known) {
  table result = read_sqlite_table(e.name, e.sql, known);
  if (is_word(sqlite_tokens(e.sql), 1, "virtual")) result.kind = table_kind::virtual_table;
  return result;
}

view read_view(const entry& e, const name_set& known) {
  return {.name = e.name, .definition = normal_sqlite(e.sql, known)};
}

template <class List>
auto* named(List& list, const std::string& name) {
  for (auto& one : list) {
    if (ascii::lower(one.name) == ascii::lower(name)) return &one;
  }
  return static_cast<typename List::value_type*>(nullptr);
}

void add_to(snapshot& s, const entry& e, const name_set& known) {
  table* const of_table = named(s.tables, e.table);
  view* const of_view = of_table == nullptr ? named(s.views, e.table) : nullptr;
  const std::string definition = normal_sqlite(e.sql, known);
  if (e.kind == "index" && of_table != nullptr) {
    of_table->indexes.push_back({.name = e.name, .definition = definition, .valid = true});
  } else if (e.kind == "trigger" && (of_table != nullptr || of_view != nullptr)) {
    (of_table != nullptr ? of_table->triggers : of_view->triggers)
        .push_back({.name = e.name, .definition = definition, .enabled = "on"});
  }
}

}  // namespace

snapshot read_sqlite_document(const nlohmann::json& document) {
  const std::vector<entry> entries = read_entries(document);
  const name_set known = names_in(entries);
  snapshot result;
  for (const entry& e : entries) {
    if (e.kind == "table") result.tables.push_back(read_table(e, known));
    if (e.kind == "view") result.views.push_back(read_view(e, known));
  }
  for (const entry& e : entries) add_to(result, e, known);
  return result;
}

}  // namespace revise::catalog
