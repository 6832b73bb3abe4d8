#include "dialect/sqlite_rebuild.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "util/error.h"
#include "util/quoted_literal.h"

namespace revise {

namespace {

using clause_kind = sqlite_clause::kind;

bool is_generated(const sqlite_column& c) { return c.find(clause_kind::generated) != nullptr; }

// The name under which the rowid can be had; empty where there is none or columns have all three
// (sqlite.org/lang_createtable.html, "ROWIDs and the INTEGER PRIMARY KEY").
std::string rowid_name(const sqlite_table& from, const sqlite_table& to) {
  constexpr std::array names = {"rowid", "_rowid_", "oid"};
  if (from.parts().without_rowid || to.parts().without_rowid) return {};
  for (const char* name : names) {
    if (from.column(name) == nullptr && to.column(name) == nullptr) return name;
  }
  return {};
}

// `into` and `select` of the rows: the same number of each.
struct copied_columns {
  std::vector<std::string> targets;
  std::vector<std::string> sources;
};

// `rowid` is what the rowid is called where the rows come from.
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

// A check may name its own table: `check (t.a > 0)`. Such a table cannot be renamed with its
// references left alone.
bool names_itself(const sqlite_table& table) {
  return mentions_as_qualifier(std::string_view(table.text()).substr(table.parts().open),
                               table.name());
}

// Puts the rows aside, under `aside`.
std::vector<std::string> copying(const sqlite_table& table, const std::string& name,
                                 const std::string& aside) {
  const std::string rowid = rowid_name(table, table);
  return {fmt::format("create table main.{} as select {}* from main.{}", aside,
                      rowid.empty() ? "" : fmt::format("{} as revise_rowid, ", rowid), name),
          fmt::format("drop table main.{}", name)};
}

// What refers to the table goes on doing so by its name, which the new one gets; only in this mode
// does nothing follow the old one (sqlite.org/pragma.html#pragma_legacy_alter_table).
std::vector<std::string> renaming(const std::string& name, const std::string& aside) {
  return {"pragma legacy_alter_table = on",
          fmt::format("alter table main.{} rename to {}", name, aside),
          "pragma legacy_alter_table = off"};
}

// The largest number that the table `from` has ever given is that of `to`
// (sqlite.org/autoinc.html).
std::vector<std::string> moving_number(const std::string& from, const std::string& to) {
  return {fmt::format("delete from main.sqlite_sequence where name = {}", quoted_literal(to)),
          fmt::format("update main.sqlite_sequence set name = {} where name = {}",
                      quoted_literal(to), quoted_literal(from))};
}

void append(std::vector<std::string>& to, std::vector<std::string> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::vector<std::string> statements_of(const sqlite_rebuild& rebuild, const dialect& writer,
                                       schema_reader& there) {
  const sqlite_table& from = rebuild.from;
  if (sqlite_schema::are_foreign_keys_on(there)) {
    throw error(fmt::format("table '{}' has to be built anew, and its drop would do to others what "
                            "their foreign keys say",
                            from.name()),
                "pragma foreign_keys = off, before the transaction begins");
  }
  const std::string name = writer.quoted(from.name());
  const std::string aside = sqlite_schema::free_name(there);
  const bool by_copy = names_itself(from);
  const copied_columns copied = columns_of(rebuild, writer, by_copy ? "revise_rowid" : "");
  const bool keeps_number = is_autoincrement(from) && is_autoincrement(rebuild.to);

  std::vector<std::string> result;
  if (by_copy && keeps_number) append(result, moving_number(from.name(), aside));
  append(result, by_copy ? copying(from, name, aside) : renaming(name, aside));
  result.push_back(rebuild.to.text());
  // `or abort` stands above what the table says: `on conflict ignore` would lose rows.
  result.push_back(fmt::format("insert or abort into main.{} ({}) select {} from main.{}{}", name,
                               fmt::join(copied.targets, ", "), fmt::join(copied.sources, ", "),
                               aside, rebuild.values.empty() ? "" : " as " + name));
  if (keeps_number) append(result, moving_number(aside, from.name()));
  result.push_back(fmt::format("drop table main.{}", aside));
  for (sqlite_schema::entry& e : sqlite_schema::entries_of(there, from.name())) {
    const auto& dropped = rebuild.dropped_indexes;
    if (std::find(dropped.begin(), dropped.end(), e.name) == dropped.end()) {
      result.push_back(std::move(e.sql));
    }
  }
  return result;
}

}  // namespace revise
