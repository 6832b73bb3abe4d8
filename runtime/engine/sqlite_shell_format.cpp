#include <fmt/format.h>

#include "dialect/literal.h"
#include "dialect/sqlite_stop.h"
#include "engine/script_format.h"
#include "engine/script_log.h"

namespace revise {

namespace {

std::string stop_unless(const std::string& condition, const std::string& message) {
  return fmt::format("{};\n", fmt::join(sqlite_stop_unless(condition, message), ";\n"));
}

// A row for each broken reference (sqlite.org/pragma.html#pragma_foreign_key_check). The foreign
// key is known by its columns: SQLite counts them anew where one is added or dropped.
constexpr const char* broken_references =
    "select c.\"table\" as child, c.\"rowid\" as row, c.parent, (select group_concat(f.\"from\") "
    "from pragma_foreign_key_list(c.\"table\") f where f.id = c.fkid) as columns from "
    "pragma_foreign_key_check c";

// Those of `table`, each of several alike with a number. A table that was renamed has no name here.
std::string numbered(const char* table) {
  return fmt::format(
      "select iif(child in temp.revise_names, child, null) as child, row, iif(parent in "
      "temp.revise_names, parent, null) as parent, columns, row_number() over (partition by child, "
      "row, parent, columns) as number from temp.{}",
      table);
}

class sqlite_format final : public script_format {
 public:
  explicit sqlite_format(script_table table) : table_(std::move(table)) {}

  // The shell waits for no lock by default, a run for as long as its lock_timeout. Foreign keys
  // cannot be switched off in a transaction.
  std::string opening() const override {
    std::string text = ".bail on\n.timeout 30000\npragma foreign_keys = off;\n";
    if (table_.may_be_missing) text += table_.sql.create_if_missing() + ";\n";
    return text + sqlite_log_opening(table_);
  }

  std::string begin(const script_transaction& transaction) const override {
    const bool looks = transaction.opens && !transaction.revision.empty();
    return reopen(transaction) +
           (looks ? fmt::format("create temp table revise_broken as {};\n"
                                "create temp table revise_tables as select name from "
                                "main.sqlite_schema where type = 'table';\n",
                                broken_references)
                  : std::string());
  }

  std::string reopen(const script_transaction& transaction) const override {
    if (transaction.purges) return "begin immediate;\n";
    const std::vector<std::string>& rows = transaction.rows;
    std::vector<std::string> ids;
    ids.reserve(rows.size());
    for (const std::string& id : rows) ids.push_back(sqlite_literal(id));
    const std::string& table = table_.sql.table();
    std::string condition = fmt::format("(select count(*) from {}) = {}", table, rows.size());
    if (!rows.empty()) {
      condition += fmt::format(" and (select count(*) from {} where version_num in ({})) = {}",
                               table, fmt::join(ids, ", "), rows.size());
    }
    const std::string start = rows.empty() ? "<base>" : fmt::format("{}", fmt::join(rows, ", "));
    return (transaction.opens ? std::string("begin immediate;\n") : std::string()) +
           stop_unless(
               condition,
               fmt::format("this step starts from {}, but the database is elsewhere", start));
  }

  std::string restore() const override { return {}; }

  std::string rows(const script_transaction& transaction) const override {
    std::string text;
    if (transaction.purges) text += table_.sql.remove_all() + ";\n";
    for (const std::string& id : transaction.removed) {
      text += table_.sql.remove(sqlite_literal(id)) + ";\n";
    }
    for (const std::string& id : transaction.added) {
      text += table_.sql.add(sqlite_literal(id)) + ";\n";
    }
    return text + script_log_entries(table_, transaction);
  }

  // What the script broke is printed, and the check after it stops the script.
  std::string end(const script_transaction& transaction) const override {
    if (!transaction.closes) return {};
    if (transaction.revision.empty()) return "commit;\n";
    return fmt::format(
               "create temp table revise_now as {};\n"
               "create temp view revise_names as select name from temp.revise_tables intersect "
               "select name from main.sqlite_schema where type = 'table';\n"
               "create temp table revise_new as {} except {};\n"
               "select n.child, n.row, n.parent, n.columns from temp.revise_now n join "
               "temp.revise_new k on n.row is k.row and n.columns is k.columns and "
               "coalesce(k.child, n.child) = n.child and coalesce(k.parent, n.parent) = "
               "n.parent;\n",
               broken_references, numbered("revise_now"), numbered("revise_broken")) +
           stop_unless("(select count(*) from temp.revise_new) = 0",
                       "foreign key check failed before the commit: the rows are listed above") +
           "drop view temp.revise_names;\n"
           "drop table temp.revise_new;\ndrop table temp.revise_now;\n"
           "drop table temp.revise_broken;\ndrop table temp.revise_tables;\n"
           "commit;\n";
  }

 private:
  script_table table_;
};

}  // namespace

std::unique_ptr<script_format> sqlite_shell_format(script_table table) {
  return std::make_unique<sqlite_format>(std::move(table));
}

}  // namespace revise
