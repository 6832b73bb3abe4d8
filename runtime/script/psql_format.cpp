#include "script/psql_format.h"

#include <fmt/format.h>

#include <algorithm>

#include "database/postgresql/session_sql.h"
#include "script/script_log.h"
#include "script/script_tables.h"
#include "sql/literal.h"
#include "sql/quoted_literal.h"

namespace revise {

namespace {

class plain_psql_format final : public script_format {
 public:
  plain_psql_format(script_table table, const transaction_limits& limits)
      : table_(named_in_psql(std::move(table))), limits_(limits) {}

  std::string opening() const override {
    return psql_opening() + psql_tables(table_, table_.may_be_missing);
  }

  std::string begin(const script_transaction& transaction) const override {
    if (transaction.purges) return psql_begin(table_, limits_, {});
    const std::string rows = fmt::format("{}", fmt::join(transaction.rows, ", "));
    const std::string differs =
        rows.empty() ? "found is not null"
                     : fmt::format("found is null or found operator(pg_catalog.<>) {}",
                                   postgresql_literal(rows));
    const std::string start = postgresql_literal(rows.empty() ? "<base>" : rows);
    return (transaction.opens ? psql_begin(table_, limits_, transaction.first) : std::string()) +
           psql_do(fmt::format(R"(
declare
  found pg_catalog.text;
begin
  {};
  if {} then
    raise exception 'this step starts from %, but the database is at %',
      {}, coalesce(found, '<base>');
  end if;
end )",
                               psql_body(table_,
                                         "select pg_catalog.string_agg(version_num, ', ' order by "
                                         "version_num collate pg_catalog.\"C\") from " +
                                             table_.sql.table(),
                                         "found"),
                               differs, start));
  }

  std::string restore(bool in_transaction) const override {
    return psql_restore(table_, limits_, in_transaction);
  }

  std::string rows(const script_transaction& transaction) const override {
    std::string text = psql_widening(table_, transaction.added);
    if (transaction.purges) text += table_.sql.remove_all() + ";\n";
    for (const std::string& id : transaction.removed) {
      text += table_.sql.remove(postgresql_literal(id)) + ";\n";
    }
    for (const std::string& id : transaction.added) {
      text += table_.sql.add(postgresql_literal(id)) + ";\n";
    }
    return text + script_log_entries(table_, transaction);
  }

  std::string end(const script_transaction& transaction) const override {
    return transaction.closes ? "commit;\n" : "";
  }

 private:
  script_table table_;
  transaction_limits limits_;
};

}  // namespace

std::string psql_statements(const std::vector<std::string>& statements) {
  std::string joined;
  for (const std::string& statement : statements) joined += statement + ";\n";
  return joined;
}

std::string psql_opening() {
  // The script is UTF-8, whatever the terminal uses, and its strings are read as they were written.
  return "\\set ON_ERROR_STOP on\n\\set AUTOCOMMIT on\n" + psql_statements(reading_statements());
}

std::string psql_quoted(std::string_view body) { return dollar_quoted(body, "revise"); }

std::string psql_do(std::string_view body) { return fmt::format("do {};\n", psql_quoted(body)); }

std::string psql_begin(const script_table& table, const transaction_limits& limits,
                       const std::string& first) {
  return "begin;\n" + psql_statements(limit_statements(limits)) + first +
         psql_schema_setting(table) +
         fmt::format("lock table {} in exclusive mode;\n", table.sql.table());
}

std::string psql_restore(const script_table& table, const transaction_limits& limits,
                         bool in_transaction) {
  // `reset all` also resets the settings for reading the script.
  const std::string session =
      psql_statements(restore_statements()) + psql_statements(reading_statements());
  if (!in_transaction) return session;
  return session + psql_statements(limit_statements(limits)) + psql_schema_setting(table);
}

std::string psql_widening(const script_table& table, const std::vector<std::string>& ids) {
  std::size_t longest = 0;
  for (const std::string& id : ids) longest = std::max(longest, id.size());
  if (longest <= table.width) return {};
  // pg_attribute.atttypmod holds a varchar's length plus 4, or -1 if there is no limit.
  return psql_do(fmt::format(R"(
begin
  if (select atttypmod operator(pg_catalog.>=) 5 and atttypmod operator(pg_catalog.<=) {}
      from pg_catalog.pg_attribute
      where attrelid operator(pg_catalog.=) ({})::pg_catalog.regclass
        and attname operator(pg_catalog.=) 'version_num') then
    {};
  end if;
end )",
                             longest + 3, psql_table_name(table, table.sql.name()),
                             psql_body(table, table.sql.widen())));
}

std::unique_ptr<script_format> psql_format(script_table table, const transaction_limits& limits) {
  return std::make_unique<plain_psql_format>(std::move(table), limits);
}

}  // namespace revise
