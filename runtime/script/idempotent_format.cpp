#include "script/idempotent_format.h"

#include <fmt/format.h>

#include "graph/traversal.h"
#include "script/psql_format.h"
#include "script/script_log.h"
#include "script/script_tables.h"
#include "script/script_unrun.h"
#include "sql/literal.h"

namespace revise {

namespace {

// psql's conditions leave the statements of a migration unchanged. A `do` block would have to
// contain them as strings, and could not run statements that must not be in a transaction. The
// applied revisions are stored in temporary tables: revise_graph has every revision, revise_rows
// has the version table as this session knows it, and revise_log has the last entries of the log.
class idempotent_format final : public script_format {
 public:
  idempotent_format(const graph::revision_graph& graph, const graph::plan& plan,
                    graph::direction way, script_table table, const transaction_limits& limits)
      : graph_(graph),
        plan_(plan),
        way_(way),
        table_(named_in_psql(std::move(table))),
        limits_(limits) {}

  std::string opening() const override {
    return psql_opening() + psql_tables(table_, is_upgrade() && table_.may_be_missing) + tables() +
           look() + procedures();
  }

  std::string begin(const script_transaction& transaction) const override {
    return fmt::format(
               "select {}is_applied as revise_runs from pg_temp.revise_graph where revision "
               "operator(pg_catalog.=) {} \\gset\n\\if :revise_runs\n",
               is_upgrade() ? "not " : "", postgresql_literal(transaction.revision)) +
           reopen(transaction);
  }

  std::string reopen(const script_transaction& transaction) const override {
    return psql_begin(table_, limits_, transaction.first) + "call pg_temp.revise_begin();\n";
  }

  std::string restore(bool in_transaction) const override {
    return psql_restore(table_, limits_, in_transaction);
  }

  std::string rows(const script_transaction& transaction) const override {
    return psql_widening(table_, possible_rows(transaction)) +
           fmt::format("call pg_temp.revise_end({}, {});\n",
                       postgresql_literal(transaction.revision), is_upgrade()) +
           script_log_entries(table_, transaction);
  }

  std::string end(const script_transaction&) const override { return "commit;\n\\endif\n"; }

  std::string closing() const override {
    return "\n"
           "drop procedure pg_temp.revise_begin, pg_temp.revise_end;\n"
           "drop table pg_temp.revise_graph, pg_temp.revise_rows, pg_temp.revise_log;\n";
  }

 private:
  bool is_upgrade() const { return way_ == graph::direction::upgrade; }

  // Quoted, because an unquoted id "null" would be a null.
  std::string array_of(std::span<const graph::node> nodes) const {
    std::string text;
    for (const std::string& id : ids(nodes))
      text += fmt::format("{}\"{}\"", text.empty() ? "" : ",", id);
    return fmt::format("'{{{}}}'", text);
  }

  std::vector<std::string> ids(std::span<const graph::node> nodes) const {
    std::vector<std::string> result;
    for (const graph::node n : nodes) result.push_back(graph_.at(n).id);
    return result;
  }

  // The rows that the step may add to the version table, whatever revision the database was at.
  std::vector<std::string> possible_rows(const script_transaction& transaction) const {
    if (is_upgrade()) return {transaction.revision};
    return ids(graph_.needs(*graph_.find(transaction.revision)));
  }

  std::string tables() const {
    graph::node_set steps(graph_);
    for (const graph::step& step : plan_.steps) steps.insert(step.revision);
    std::string text =
        "create temporary table revise_graph (revision pg_catalog.text primary key, needs "
        "pg_catalog.text[] not null, is_step boolean not null, is_applied boolean not null default "
        "false);\n"
        "insert into pg_temp.revise_graph (revision, needs, is_step) values\n";
    for (graph::node n = 0; n < graph_.size(); ++n) {
      text += fmt::format("  ('{}', {}, {}){}\n", graph_.at(n).id, array_of(graph_.needs(n)),
                          steps.contains(n), n + 1 < graph_.size() ? "," : ";");
    }
    return text + "create temporary table revise_rows (revision pg_catalog.text);\n" +
           std::string(create_script_log());
  }

  // Finds the applied revisions.
  std::string look() const {
    const std::string setting = psql_schema_setting(table_);
    const std::string block = psql_do(fmt::format(
        R"(
declare
  found pg_catalog.text;
begin
  if pg_catalog.to_regclass({0}) is not null then
    {1};
{2}  end if;
  select pg_catalog.string_agg(r.revision, ', ' order by r.revision) into found
    from pg_temp.revise_rows r where not exists (
      select from pg_temp.revise_graph g where g.revision operator(pg_catalog.=) r.revision);
  if found is not null then
    raise exception 'the database is at %, which this script does not know', found;
  end if;
  with recursive applied (revision) as (
    select revision from pg_temp.revise_rows
    union
    select pg_catalog.unnest(g.needs) from applied a
      join pg_temp.revise_graph g on g.revision operator(pg_catalog.=) a.revision)
  update pg_temp.revise_graph g set is_applied = true
    from applied a where a.revision operator(pg_catalog.=) g.revision;
{3}end )",
        psql_table_name(table_, table_.sql.name()),
        psql_body(table_,
                  "insert into pg_temp.revise_rows select version_num from " + table_.sql.table()),
        read_script_log(table_), check()));
    return (setting.empty() ? block : "begin;\n" + setting + block + "commit;\n") +
           stop_where_unrun();
  }

  std::string check() const {
    if (!is_upgrade()) {
      return R"(  select pg_catalog.string_agg(distinct g.revision, ', ' order by g.revision) into found
    from pg_temp.revise_graph g cross join pg_catalog.unnest(g.needs) as needed
    join pg_temp.revise_graph undone
      on undone.revision operator(pg_catalog.=) needed and undone.is_step
    where g.is_applied and not g.is_step;
  if found is not null then
    raise exception 'applied revisions need what this script undoes: %', found;
  end if;
)";
    }
    if (plan_.start.empty()) return {};
    std::vector<std::string> start;
    for (const std::string& id : ids(plan_.start)) start.push_back(postgresql_literal(id));
    return fmt::format(
        R"(  select pg_catalog.string_agg(revision, ', ' order by revision) into found
    from pg_temp.revise_graph
    where revision operator(pg_catalog.=) any (array[{}]::pg_catalog.text[]) and not is_applied;
  if found is not null then
    raise exception 'this script starts from %, which is not applied', found;
  end if;
)",
        fmt::join(start, ", "));
  }

  // The rows are always the maximal elements of the applied revisions.
  std::string procedures() const {
    const std::string& table = table_.sql.table();
    const std::string differs = fmt::format(
        "select exists ((select version_num from {0} except select revision from "
        "pg_temp.revise_rows) union all (select revision from pg_temp.revise_rows except select "
        "version_num from {0}))",
        table);
    const std::string remove = fmt::format(
        "delete from {} where version_num operator(pg_catalog.<>) all (array(select revision from "
        "pg_temp.revise_rows))",
        table);
    const std::string add = fmt::format(
        "insert into {0} (version_num) select revision from pg_temp.revise_rows except select "
        "version_num from {0}",
        table);
    return fmt::format("create procedure pg_temp.revise_begin() language plpgsql as {};\n",
                       psql_quoted(fmt::format(R"(
declare
  is_elsewhere boolean;
begin
  {};
  if is_elsewhere then
    raise exception 'another process has changed the rows of the version table';
  end if;
end )",
                                               psql_body(table_, differs, "is_elsewhere")))) +
           fmt::format(
               "create procedure pg_temp.revise_end(done pg_catalog.text, up boolean) language "
               "plpgsql as "
               "{};\n",
               psql_quoted(fmt::format(R"(
begin
  update pg_temp.revise_graph set is_applied = up where revision operator(pg_catalog.=) done;
  delete from pg_temp.revise_rows;
  insert into pg_temp.revise_rows
    select revision from pg_temp.revise_graph where is_applied
    except select pg_catalog.unnest(needs) from pg_temp.revise_graph where is_applied;
  {};
  {};
end )",
                                       psql_body(table_, remove), psql_body(table_, add))));
  }

  const graph::revision_graph& graph_;
  const graph::plan& plan_;
  graph::direction way_;
  script_table table_;
  transaction_limits limits_;
};

}  // namespace

std::unique_ptr<script_format> idempotent_psql_format(const graph::revision_graph& graph,
                                                      const graph::plan& plan, graph::direction way,
                                                      script_table table,
                                                      const transaction_limits& limits) {
  return std::make_unique<idempotent_format>(graph, plan, way, std::move(table), limits);
}

}  // namespace revise
