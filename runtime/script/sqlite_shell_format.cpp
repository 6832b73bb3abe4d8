#include <fmt/format.h>

#include "database/sqlite/reference_sql.h"
#include "dialect/sqlite/stop.h"
#include "script/script_format.h"
#include "script/script_log.h"
#include "sql/literal.h"

namespace revise {

namespace {

std::string stop_unless(const std::string& condition, const std::string& message) {
  return fmt::format("{};\n", fmt::join(sqlite_stop_unless(condition, message), ";\n"));
}

// The temporary tables and the view for checking references: the queries, the foreign keys, and
// their broken rows.
std::string look_tables() {
  return fmt::format(
      "create temp view revise_queries as\n{};\n"
      "create temp table revise_keys (state, id, child, parent, columns, look);\n"
      "create temp table revise_rows (state, id, child, parent, columns, row, value, shown);\n",
      sqlite_reference_looks());
}

// The shell cannot run SQL that a query returned. But triggers can be written into the schema of
// `temp`, which is then read again (sqlite.org/pragma.html#pragma_writable_schema). Each foreign
// key has a trigger of its own, because SQLite compiles a trigger of many statements in quadratic
// time. The first trigger exists only to be dropped by its name, which fails if no triggers were
// read.
std::string look(const char* state) {
  return fmt::format(
      "insert into temp.revise_keys select '{0}', * from temp.revise_queries;\n"
      "create temp table revise_look (state);\n"
      "pragma writable_schema = on;\n"
      "insert into temp.sqlite_schema (type, name, tbl_name, rootpage, sql)\n"
      "select 'trigger', name, 'revise_look', 0, 'create trigger ' || name || ' after insert on "
      "revise_look begin ' || body || '; end'\n"
      "from (select 'revise_looks' as name, 'select 1' as body union all\n"
      "  select 'revise_look_' || rowid, 'insert into revise_rows select new.state, * from (' || "
      "look || ')' from temp.revise_keys where state = '{0}');\n"
      "pragma writable_schema = reset;\n"
      "insert into temp.revise_look values ('{0}');\n"
      "drop trigger temp.revise_looks;\n"
      "drop table temp.revise_look;\n",
      state);
}

// Compares as newly_broken() does: same_table and the other columns are null for a name that was
// created or dropped in between, and same_row is null if the table was recreated.
constexpr const char* compare =
    R"(create temp table revise_new as
with
ids as (select id from temp.revise_keys group by 1 having min(state) < max(state)),
children as (select lower(child) from temp.revise_keys group by 1 having min(state) < max(state)),
parents as (select parent from temp.revise_keys group by 1 having min(state) < max(state)),
lists as (select columns from temp.revise_keys group by 1 having min(state) < max(state)),
named as (
  select rowid as place, *,
    case when id in ids then id when lower(child) in children then lower(child) end as
      same_table,
    iif(lower(parent) in parents, lower(parent), null) as same_parent,
    iif(columns in lists, columns, null) as same_columns, iif(id in ids, row, null) as same_row
  from temp.revise_rows),
counted as (
  select *, sum(iif(state = 'after', 1, -1)) over (partition by same_table, same_parent,
      same_columns, same_row, value) as more,
    max(state = 'before' and value = 'mismatch') over (partition by same_table, same_parent,
      same_columns) as was_mismatched
  from named)
select child, substr(row, 1, 60) as row, parent, shown from counted
where state = 'after' and more > 0 and not was_mismatched order by place;
select * from temp.revise_new;
)";

class sqlite_format final : public script_format {
 public:
  explicit sqlite_format(script_table table) : table_(std::move(table)) {}

  // By default the shell does not wait for locks, while a run waits for its lock_timeout. Foreign
  // keys cannot be switched off in a transaction. Since 3.42 the shell is in defensive mode, and
  // refuses what look() does. The dbconfig command prints its setting, so its output is discarded.
  std::string opening() const override {
    std::string text =
        ".bail on\n.timeout 30000\n.once /dev/null\n.dbconfig defensive off\n"
        "pragma foreign_keys = off;\n";
    if (table_.may_be_missing) text += table_.sql.create_if_missing() + ";\n";
    return text + sqlite_log_opening(table_);
  }

  std::string begin(const script_transaction& transaction) const override {
    const bool looks = transaction.opens && looks_in(transaction);
    return reopen(transaction) + (looks ? look_tables() + look("before") : std::string());
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
               fmt::format("this step starts from {}, but the database is at another revision",
                           start));
  }

  std::string restore(bool) const override { return {}; }

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

  // Prints the references that the script broke; the check after it stops the script.
  std::string end(const script_transaction& transaction) const override {
    if (!transaction.closes) return {};
    if (!looks_in(transaction)) return "commit;\n";
    return look("after") + compare +
           stop_unless("(select count(*) from temp.revise_new) = 0",
                       "foreign key check failed before the commit: the rows are listed above") +
           "drop table temp.revise_new;\n"
           "drop table temp.revise_rows;\ndrop table temp.revise_keys;\n"
           "drop view temp.revise_queries;\n"
           "commit;\n";
  }

 private:
  static bool looks_in(const script_transaction& transaction) {
    return !transaction.revision.empty() && !transaction.adds_only;
  }

  script_table table_;
};

}  // namespace

std::unique_ptr<script_format> sqlite_shell_format(script_table table) {
  return std::make_unique<sqlite_format>(std::move(table));
}

}  // namespace revise
