#include "dialect/sqlite/rebuild.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "dialect/sqlite/stop.h"
#include "sql/quoted_literal.h"
#include "util/error.h"

namespace revise {

namespace {

using clause_kind = sqlite_clause::kind;

void append(std::vector<std::string>& to, std::vector<std::string> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

bool is_generated(const sqlite_column& c) { return c.find(clause_kind::generated) != nullptr; }

// Returns the name that gives access to the rowid; empty if there is no rowid, or if columns use
// all three names (sqlite.org/lang_createtable.html, "ROWIDs and the INTEGER PRIMARY KEY").
std::string rowid_name(const sqlite_table& from, const sqlite_table& to) {
  constexpr std::array names = {"rowid", "_rowid_", "oid"};
  if (from.parts().without_rowid || to.parts().without_rowid) return {};
  for (const char* name : names) {
    if (from.column(name) == nullptr && to.column(name) == nullptr) return name;
  }
  return {};
}

// The target columns and the source expressions of the copied rows, in equal number.
struct copied_columns {
  std::vector<std::string> targets;
  std::vector<std::string> sources;
};

// `rowid` is the name of the rowid in the table that the rows come from.
copied_columns columns_of(const sqlite_rebuild& rebuild, const dialect& writer,
                          const std::string& rowid) {
  copied_columns result;
  const auto add = [&result](std::string target, std::string source) {
    result.targets.push_back(std::move(target));
    result.sources.push_back(std::move(source));
  };
  const sqlite_column* const numbered = rebuild.to.rowid_column();
  const bool has_number = numbered != nullptr && rebuild.from.column(numbered->name) != nullptr;
  const std::string name = rowid_name(rebuild.from, rebuild.to);
  if (!name.empty() && !has_number) add(name, rowid.empty() ? name : rowid);
  for (const sqlite_column& c : rebuild.to.parts().columns) {
    const sqlite_column* const old = rebuild.from.column(c.name);
    if (old == nullptr || is_generated(c)) continue;
    const auto value = rebuild.values.find(c.name);
    add(writer.quoted(c.name),
        value == rebuild.values.end() ? writer.quoted(old->name) : value->second);
  }
  return result;
}

bool is_autoincrement(const sqlite_table& table) {
  const sqlite_clause* const key = table.primary_key();
  return key != nullptr && key->autoincrement;
}

// Returns whether a part of the table names the table, as in `check (t.a > 0)`. Such a table cannot
// be renamed while that name stays unchanged.
bool names_itself(const sqlite_table& table) {
  return mentions_as_qualifier(std::string_view(table.text()).substr(table.parts().open),
                               table.name());
}

// Returns a name for the rowid in the temporary copy of the rows. No column has this name.
std::string kept_rowid(const sqlite_table& table) {
  std::string name = "revise_rowid";
  while (table.column(name) != nullptr) name += '_';
  return name;
}

// Copies the rows to the table `aside`, and drops the table.
std::vector<std::string> copying(const sqlite_table& table, const std::string& name,
                                 const std::string& aside) {
  const std::string rowid = rowid_name(table, table);
  return {
      fmt::format("create table main.{} as select {}* from main.{}", aside,
                  rowid.empty() ? "" : fmt::format("{} as {}, ", rowid, kept_rowid(table)), name),
      fmt::format("drop table main.{}", name)};
}

// Refuses nulls in a column that becomes part of the primary key, as PostgreSQL does. SQLite would
// number them in an integer key, and keep them in any other key.
std::vector<std::string> requiring_no_nulls(const sqlite_rebuild& rebuild, const std::string& table,
                                            const dialect& writer) {
  const sqlite_clause* const key = rebuild.to.primary_key();
  const sqlite_clause* const old_key = rebuild.from.primary_key();
  const sqlite_column* const number = rebuild.to.rowid_column();
  const sqlite_column* const old_number = rebuild.from.rowid_column();
  std::vector<std::string> result;
  if (key == nullptr) return result;
  for (const std::string& name : key->columns) {
    const sqlite_column* const added = rebuild.to.column(name);
    const sqlite_column* const old = rebuild.from.column(name);
    const auto value = rebuild.values.find(name);
    std::string condition;
    if (old == nullptr) {
      // Without a default, all rows would be null; a number is generated for each row.
      if (added == number || added->find(clause_kind::default_value) != nullptr) continue;
      condition = fmt::format("not exists (select 1 from main.{})", table);
    } else if (value != rebuild.values.end()) {
      condition = fmt::format("not exists (select 1 from main.{0} as {0} where ({1}) is null)",
                              table, value->second);
    } else {
      const bool was_key = old_key != nullptr && has_name(old_key->columns, name);
      const bool becomes_number = added == number && old != old_number;
      if ((was_key && !becomes_number) || old->find(clause_kind::not_null) != nullptr) continue;
      condition = fmt::format("not exists (select 1 from main.{} where {} is null)", table,
                              writer.quoted(old->name));
    }
    append(result, sqlite_stop_unless(condition,
                                      fmt::format("column '{}' of table '{}' contains null values",
                                                  name, rebuild.from.name())));
  }
  return result;
}

// References to the table keep its name, which the new table gets. Only in this mode do they not
// follow the renamed table (sqlite.org/pragma.html#pragma_legacy_alter_table).
std::vector<std::string> renaming(const std::string& name, const std::string& aside) {
  return {"pragma legacy_alter_table = on",
          fmt::format("alter table main.{} rename to {}", name, aside),
          "pragma legacy_alter_table = off"};
}

// The table `to` continues after the largest number that `from` has ever given out
// (sqlite.org/autoinc.html).
std::vector<std::string> moving_number(const std::string& from, const std::string& to) {
  return {fmt::format("delete from main.sqlite_sequence where name = {}", standard_literal(to)),
          fmt::format("update main.sqlite_sequence set name = {} where name = {}",
                      standard_literal(to), standard_literal(from))};
}

// Returns the indexes and triggers to create again.
std::vector<sqlite_schema::entry> kept_entries(const sqlite_rebuild& rebuild,
                                               schema_reader& there) {
  std::vector<sqlite_schema::entry> entries = sqlite_schema::entries_of(there, rebuild.from.name());
  entries.erase(std::remove_if(entries.begin(), entries.end(),
                               [&](const sqlite_schema::entry& e) {
                                 return has_name(rebuild.dropped_indexes, e.name);
                               }),
                entries.end());
  return entries;
}

// Returns statements that drop the indexes whose text names the table, as in `where t.a > 0`,
// because the table cannot be renamed while they exist.
std::vector<std::string> dropping_self_naming(const std::vector<sqlite_schema::entry>& entries,
                                              const std::string& table, const dialect& writer) {
  std::vector<std::string> result;
  for (const sqlite_schema::entry& e : entries) {
    if (e.type == "index" && mentions_as_qualifier(e.sql, table)) {
      result.push_back(fmt::format("drop index main.{}", writer.quoted(e.name)));
    }
  }
  return result;
}

}  // namespace

std::vector<std::string> statements_of(const sqlite_rebuild& rebuild, const dialect& writer,
                                       schema_reader& there) {
  const sqlite_table& from = rebuild.from;
  if (sqlite_schema::are_foreign_keys_on(there)) {
    throw error(fmt::format("table '{}' must be rebuilt, and dropping the old one would trigger "
                            "the foreign key actions of other tables",
                            from.name()),
                "pragma foreign_keys = off, before the transaction begins");
  }
  const std::string name = writer.quoted(from.name());
  const std::string aside = sqlite_schema::free_name(there);
  const bool by_copy = names_itself(from);
  const copied_columns copied = columns_of(rebuild, writer, by_copy ? kept_rowid(from) : "");
  const bool keeps_number = is_autoincrement(from) && is_autoincrement(rebuild.to);

  const std::vector<sqlite_schema::entry> entries = kept_entries(rebuild, there);

  std::vector<std::string> result = requiring_no_nulls(rebuild, name, writer);
  if (!by_copy) append(result, dropping_self_naming(entries, from.name(), writer));
  if (by_copy && keeps_number) append(result, moving_number(from.name(), aside));
  append(result, by_copy ? copying(from, name, aside) : renaming(name, aside));
  result.push_back(rebuild.to.text());
  // `or abort` overrides a conflict clause in the table: `on conflict ignore` would lose rows.
  result.push_back(fmt::format("insert or abort into main.{} ({}) select {} from main.{}{}", name,
                               fmt::join(copied.targets, ", "), fmt::join(copied.sources, ", "),
                               aside, rebuild.values.empty() ? "" : " as " + name));
  if (keeps_number) append(result, moving_number(aside, from.name()));
  result.push_back(fmt::format("drop table main.{}", aside));
  for (const sqlite_schema::entry& e : entries) result.push_back(e.sql);
  return result;
}

}  // namespace revise
