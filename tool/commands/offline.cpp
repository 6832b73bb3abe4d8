#include "commands/offline.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/advice.h"
#include "cli/json_text.h"
#include "database/sql_error.h"
#include "dialect/traits.h"
#include "engine/replay.h"
#include "graph/target.h"
#include "script/sqlite_tables.h"

namespace revise::tool {

namespace {

std::vector<std::string> sorted_ids(const graph::revision_graph& graph,
                                    const std::vector<graph::node>& nodes) {
  std::vector<std::string> ids = graph::ids_of(graph, nodes);
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::vector<graph::node> resolved(const graph::revision_graph& graph, const std::string& from,
                                  std::string_view command) {
  std::vector<graph::node> nodes;
  for (std::size_t at = 0; at <= from.size();) {
    const std::size_t end = std::min(from.find(',', at), from.size());
    const std::string target = from.substr(at, end - at);
    try {
      const std::vector<graph::node> meant = graph::resolve(graph, target);
      nodes.insert(nodes.end(), meant.begin(), meant.end());
    } catch (graph::target_error& e) {
      advise(e, graph, around(target, fmt::format("{} --sql --from", command), from));
      throw;
    }
    at = end + 1;
  }
  return nodes;
}

// Starts at the current state of the database. Throws connection_error if the database does not
// answer.
script_start start_of_database(context& in) {
  const std::vector<std::string> found = in.found_rows();
  const graph::rows rows = in.rows();
  if (!in.has_database_file()) {
    script_start fresh{
        .found = found, .rows = rows, .table = unseen_table(in, in.url().kind, true)};
    fresh.table.parents = log_parents::present;  // the script makes the log
    return fresh;
  }
  const std::optional<int> width = in.table().width();
  return {.found = found,
          .rows = rows,
          .table = {.sql = in.table().sql(),
                    .may_be_missing = !in.table().exists(),
                    .width = width ? static_cast<std::size_t>(*width) : std::string::npos,
                    .parents = in.log().exists() && !in.log().has_parents() ? log_parents::missing
                                                                            : log_parents::present},
          .is_asked = true};
}

[[noreturn]] void refuse_to_guess(const std::string& why) {
  throw error(fmt::format("a downgrade needs a start, and {}", why), "--from REV, or REV:TARGET");
}

}  // namespace

script_table unseen_table(context& in, database_kind kind, bool may_be_missing) {
  const configuration& config = in.config();
  const std::string& schema = config.version_table_schema;
  return {.sql = version_table_sql(
              kind, schema.empty() ? std::string(traits_of(kind).main_schema) : schema,
              config.version_table),
          .may_be_missing = may_be_missing};
}

void offline_options::declare(option_set& options) {
  options.flag("--sql", sql, "print the SQL instead of running it");
  options.value("--from", "REV,...", from,
                "with --sql: the start of the script (default: the database's revision)");
}

void offline_options::declare_idempotent(option_set& options) {
  options.flag("--idempotent", idempotent, "with --sql: for a database at any revision");
}

void offline_options::check(const std::vector<std::string>& targets,
                            std::string_view command) const {
  const std::string hint = fmt::format("revise {} --help", command);
  const bool has_range = std::any_of(targets.begin(), targets.end(), [](const std::string& target) {
    return graph::split_range(target).has_value();
  });
  if (sql) {
    if (has_range && from) throw usage_error("--from and a range exclude each other", hint);
    if (has_range && targets.size() > 1) {
      throw usage_error("a range cannot be combined with another target",
                        "--from says where to start");
    }
    return;
  }
  if (from) throw usage_error("--from needs --sql", hint);
  if (idempotent) throw usage_error("--idempotent needs --sql", hint);
  if (has_range) throw usage_error("a range needs --sql", hint);
}

void offline_options::take_range(std::string& target) {
  const auto range = graph::split_range(target);
  if (!range) return;
  from = range->from.empty() ? "base" : std::string(range->from);
  target = std::string(range->to);
}

script_start find_start(context& in, const offline_options& options, std::string_view command) {
  const graph::revision_graph& graph = in.versions().graph();
  const bool is_downgrade = command == "downgrade";
  const bool is_told = options.from || options.idempotent;
  const bool has_url = in.config().url.has_value();
  const database_kind kind = has_url ? in.url().kind : default_database;
  if (options.idempotent && !traits_of(kind).script_conditions) {
    throw error("--idempotent is for postgresql: the sqlite3 shell has no conditions",
                fmt::format("revise {} against the database runs what is missing", command));
  }
  script_start start{.found = {}, .rows = {}, .table = unseen_table(in, kind, true)};
  const auto start_at = [&](const std::vector<graph::node>& nodes) {
    start.rows = graph::rows_at(graph, nodes);
    start.found = sorted_ids(graph, start.rows.known);
    start.table.may_be_missing = start.found.empty();
  };
  if (!has_url) {
    const auto& problem = in.config().url_problem;
    const std::string why = problem ? problem->what() : "no database is configured";
    if (is_downgrade && !is_told) refuse_to_guess(why);
    const std::string said = fmt::format("{}: the script is for postgresql{}", why,
                                         is_told ? "" : ", and starts at <base>");
    if (problem) {
      in.out().warning(said);
    } else {
      in.out().note(said);
    }
  }
  if (options.from) {
    start_at(resolved(graph, *options.from, command));
  } else if (options.idempotent) {
    const auto heads = graph.heads();
    if (is_downgrade) start_at({heads.begin(), heads.end()});
  } else if (has_url) {
    try {
      return start_of_database(in);
    } catch (const connection_error& e) {
      if (is_downgrade) refuse_to_guess(e.what());
      in.out().warning(fmt::format("the script starts at <base>: {}", e.what()));
    }
  }
  return start;
}

void fill_shadow(context& in, const script_start& start, connection& shadow) {
  if (start.is_asked) {
    copy_sqlite_schema(in.database(), shadow);
  } else {
    replay(in.versions(), start.rows.known, in.arguments(), in.config().version_table, shadow);
  }
}

transaction_limits limits_of(context& in) {
  const configuration& said = in.config();
  transaction_limits limits{.lock_timeout = said.lock_timeout.value_or(transaction_limits::off),
                            .statement_timeout = said.statement_timeout};
  if (said.statement_timeout == std::chrono::milliseconds(0)) {
    limits.statement_timeout = transaction_limits::off;
  }
  return limits;
}

outcome script_outcome(context& in, std::string script,
                       const std::function<nlohmann::json()>& document) {
  return answer(
      in.out(),
      [&] {
        nlohmann::json whole = document();
        whole["sql"] = std::move(script);
        return whole;
      },
      [&] {
        std::vector<std::string> lines;
        if (script.empty()) return lines;
        script.pop_back();  // print() adds the newline at the end
        lines.push_back(std::move(script));
        return lines;
      });
}

}  // namespace revise::tool
