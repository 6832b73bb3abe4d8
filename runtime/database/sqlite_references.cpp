#include "database/sqlite_references.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "database/sql_error.h"
#include "database/sqlite_data.h"
#include "util/quoted_identifier.h"

namespace revise {

using namespace sqlite_api;

namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

struct foreign_key {
  std::string parent;
  std::vector<std::string> from;
  std::vector<std::string> to;  // may be empty: the primary key
};

class reader {
 public:
  explicit reader(sqlite3* connection) : connection_(connection) {}

  reference_state state() {
    reference_state result;
    const result_set found = query(
        "select t.name, c.name from main.sqlite_schema t join pragma_table_xinfo(t.name, 'main') c "
        "where t.type = 'table'");
    for (std::size_t i = 0; i < found.cells.size(); i += 2) {
      result.tables.insert(lower(*found.cells[i]));
      result.columns.insert(lower(*found.cells[i + 1]));
    }
    const result_set tables = query(
        "select distinct t.name from main.sqlite_schema t join pragma_foreign_key_list(t.name, "
        "'main') where t.type = 'table'");
    for (const auto& table : tables.cells) add(*table, result.broken);
    return result;
  }

 private:
  result_set query(const std::string& sql, const std::vector<sql_value>& parameters = {}) {
    return sqlite_statement(connection_, sql, parameters).result();
  }

  // The pragma says which foreign keys are broken, at the cost of one look; only for those it is
  // asked for the values too.
  void add(const std::string& table, std::vector<broken_reference>& result) {
    std::set<std::string> keys;
    try {
      const result_set found =
          query("select distinct fkid from pragma_foreign_key_check($1, 'main')", {table});
      for (const auto& key : found.cells) keys.insert(*key);
    } catch (const sql_error& e) {
      if (e.failure().message.find("foreign key mismatch") == std::string::npos) throw;
      result.push_back({.table = table,
                        .row = {},
                        .parent = {},
                        .columns = {},
                        .values = {},
                        .mismatch = e.failure().message});
    }
    for (const std::string& key : keys) add(table, foreign_key_of(table, key), result);
  }

  foreign_key foreign_key_of(const std::string& table, const std::string& id) {
    const result_set found = query(
        "select \"table\", \"from\", \"to\" from pragma_foreign_key_list($1, 'main') where id = "
        "cast($2 as integer) order by seq",
        {table, id});
    foreign_key key{.parent = found.cells.at(0).value_or(""), .from = {}, .to = {}};
    for (std::size_t i = 0; i < found.cells.size(); i += 3) {
      key.from.push_back(*found.cells[i + 1]);
      if (found.cells[i + 2]) key.to.push_back(*found.cells[i + 2]);
    }
    if (!key.to.empty()) return key;
    const result_set primary = query(
        "select name from pragma_table_info($1, 'main') where pk > 0 order by pk", {key.parent});
    for (const auto& name : primary.cells) key.to.push_back(*name);
    return key;
  }

  // Where no column has the name.
  std::string rowid_of(const std::string& table) {
    const result_set columns =
        query("select lower(name) from pragma_table_xinfo($1, 'main')", {table});
    for (const char* name : {"rowid", "_rowid_", "oid"}) {
      const auto& cells = columns.cells;
      if (std::find(cells.begin(), cells.end(), name) != cells.end()) continue;
      try {
        query(fmt::format("select {} from main.{} limit 0", name, quoted_identifier(table)));
        return fmt::format("c.{}", name);
      } catch (const sql_error&) {
        return "null";  // without rowid
      }
    }
    return "null";
  }

  // The comparison is that of a foreign key (sqlite.org/foreignkeys.html, section 3): with the
  // affinity and the collation of the parent's column. The plus takes away that of the child's.
  void add(const std::string& table, const foreign_key& key,
           std::vector<broken_reference>& result) {
    std::string is_given;
    std::string is_found;
    std::string values;
    for (std::size_t i = 0; i < key.from.size(); ++i) {
      const std::string column = "c." + quoted_identifier(key.from[i]);
      is_given += fmt::format("{}{} is not null", i == 0 ? "" : " and ", column);
      values += fmt::format("{}quote(cast({} as text))", i == 0 ? "" : " || ', ' || ", column);
      if (i >= key.to.size()) continue;
      is_found +=
          fmt::format("{}p.{} = +{}", i == 0 ? "" : " and ", quoted_identifier(key.to[i]), column);
    }
    if (!is_found.empty()) {
      is_found = fmt::format(" and not exists (select 1 from main.{} as p where {})",
                             quoted_identifier(key.parent), is_found);
    }
    const result_set found =
        query(fmt::format("select {}, {} from main.{} as c where {}{}", rowid_of(table), values,
                          quoted_identifier(table), is_given, is_found));
    for (std::size_t i = 0; i < found.cells.size(); i += 2) {
      result.push_back({.table = table,
                        .row = found.cells[i].value_or(""),
                        .parent = key.parent,
                        .columns = lower(fmt::format("{}", fmt::join(key.from, ","))),
                        .values = found.cells[i + 1].value_or("")});
    }
  }

  sqlite3* connection_;
};

// What of both states may be the same reference has the same text.
class identity {
 public:
  identity(const reference_state& before, const reference_state& after)
      : before_(before), after_(after) {}

  std::string by_row(const broken_reference& r) const {
    return r.row.empty() ? std::string() : key(r) + '\n' + r.row;
  }
  std::string by_values(const broken_reference& r) const { return key(r) + '\n' + r.values; }

 private:
  // A name that only one of them has may be what another one was renamed from or to.
  static std::string known(const std::string& name, const std::set<std::string>& before,
                           const std::set<std::string>& after) {
    std::string result = lower(name);
    return before.count(result) > 0 && after.count(result) > 0 ? result : "*";
  }

  std::string key(const broken_reference& r) const {
    std::string result = known(r.table, before_.tables, after_.tables) + '\n' +
                         known(r.parent, before_.tables, after_.tables);
    if (!r.mismatch.empty()) return result + "\nmismatch";
    for (std::size_t from = 0; from <= r.columns.size();) {
      const std::size_t to = std::min(r.columns.find(',', from), r.columns.size());
      result += '\n' + known(r.columns.substr(from, to - from), before_.columns, after_.columns);
      from = to + 1;
    }
    return result;
  }

  const reference_state& before_;
  const reference_state& after_;
};

// Takes out of both what has the same key, one for one. An empty key is no key.
template <class Key>
void match(std::vector<broken_reference>& before, std::vector<broken_reference>& after, Key&& key) {
  std::map<std::string, std::vector<std::size_t>> places;
  for (std::size_t i = before.size(); i-- > 0;) {
    if (std::string k = key(before[i]); !k.empty()) places[std::move(k)].push_back(i);
  }
  std::vector<bool> is_matched(before.size());
  const auto is_old = [&](const broken_reference& r) {
    const auto found = places.find(key(r));
    if (found == places.end() || found->second.empty()) return false;
    is_matched[found->second.back()] = true;
    found->second.pop_back();
    return true;
  };
  after.erase(std::remove_if(after.begin(), after.end(), is_old), after.end());
  std::vector<broken_reference> rest;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!is_matched[i]) rest.push_back(std::move(before[i]));
  }
  before = std::move(rest);
}

std::string text_of(const broken_reference& r) {
  if (!r.mismatch.empty()) return r.mismatch;
  return fmt::format("{} of '{}' refers to a row that '{}' does not have",
                     r.row.empty() ? "a row" : fmt::format("row {}", r.row), r.table, r.parent);
}

}  // namespace

reference_state references_of(sqlite3* connection) { return reader(connection).state(); }

std::vector<broken_reference> newly_broken(const reference_state& before,
                                           const reference_state& after) {
  std::vector<broken_reference> old = before.broken;
  std::vector<broken_reference> result = after.broken;
  const identity same(before, after);
  match(old, result, [&](const broken_reference& r) { return same.by_row(r); });
  match(old, result, [&](const broken_reference& r) { return same.by_values(r); });
  return result;
}

std::string broken_text(const std::vector<broken_reference>& broken, std::size_t old_ones) {
  constexpr std::size_t shown = 5;
  std::string result;
  for (std::size_t i = 0; i < std::min(broken.size(), shown); ++i) {
    result += (i == 0 ? "" : "; ") + text_of(broken[i]);
  }
  if (broken.size() > shown) result += fmt::format("; and {} more", broken.size() - shown);
  if (old_ones > 0) {
    result += fmt::format("; {} that pointed nowhere before the transaction {} not counted",
                          old_ones, old_ones == 1 ? "is" : "are");
  }
  return result;
}

}  // namespace revise
