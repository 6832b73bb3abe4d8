#include "engine/catalog_facts.h"

#include <fmt/format.h>

namespace revise {

namespace {

using effect_kind = statement_effect::kind;
using fact_kind = catalog_fact::kind;

// The last part of a name as the server stores it: `Ix a` for `"S"."Ix a"`. The cast cuts a name
// that is too long, as the server does.
constexpr const char* last_part =
    "(pg_catalog.parse_ident($1))[pg_catalog.cardinality("
    "pg_catalog.parse_ident($1))]::pg_catalog.name";

// The indexes: the qualified name and the plain name of each.
constexpr const char* named_indexes =
    "pg_catalog.format('%I.%I', n.nspname, c.relname), c.relname from pg_catalog.pg_index i join "
    "pg_catalog.pg_class c on c.oid operator(pg_catalog.=) i.indexrelid join "
    "pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace";

// The table of the index $1.
constexpr const char* table_of_index =
    "(select indrelid from pg_catalog.pg_index where indexrelid operator(pg_catalog.=) "
    "pg_catalog.to_regclass($1))";

std::string cell(const result_set& found, std::size_t column) {
  return found.cells[column].value_or("");
}

catalog_fact is_there(bool exists, bool wanted) {
  return {.what = exists == wanted ? fact_kind::done : fact_kind::not_done};
}

catalog_fact index_created(connection& database, const statement_effect& effect) {
  const result_set found = database.query(
      fmt::format("select i.indisvalid, {} where i.indrelid operator(pg_catalog.=) "
                  "pg_catalog.to_regclass($2) and c.relname operator(pg_catalog.=) {}",
                  named_indexes, last_part),
      {effect.name, effect.table});
  if (found.rows == 0) return {.what = fact_kind::not_done};
  if (cell(found, 0) == "t") return {.what = fact_kind::done};
  return {.what = fact_kind::half,
          .repair = {"drop index concurrently if exists " + cell(found, 1)},
          .left = {cell(found, 2)}};
}

// A `reindex concurrently` that is cut off leaves the new index or the old one under another name,
// and INVALID (REINDEX, "Rebuilding Indexes Concurrently").
catalog_fact index_rebuilt(connection& database, const statement_effect& effect) {
  std::string condition;
  if (effect.scope == "index") {
    condition = fmt::format("i.indrelid operator(pg_catalog.=) {}", table_of_index);
  } else if (effect.scope == "table") {
    condition = "i.indrelid operator(pg_catalog.=) pg_catalog.to_regclass($1)";
  } else if (effect.scope == "schema") {
    condition = "n.oid operator(pg_catalog.=) pg_catalog.to_regnamespace($1)";
  } else {
    condition = "$1::pg_catalog.text is not null";
  }
  const result_set found = database.query(
      fmt::format("select {} where not i.indisvalid and n.nspname operator(pg_catalog.<>) "
                  "'pg_toast' and c.relname operator(pg_catalog.~) '_cc(new|old)[0-9]*$' and {} "
                  "order by c.oid",
                  named_indexes, condition),
      {effect.name});
  catalog_fact fact{.what = found.rows == 0 ? fact_kind::not_done : fact_kind::half};
  for (std::size_t row = 0; row < found.rows; ++row) {
    fact.repair.push_back("drop index concurrently if exists " + cell(found, row * 2));
    fact.left.push_back(cell(found, row * 2 + 1));
  }
  return fact;
}

catalog_fact partition_detached(connection& database, const statement_effect& effect) {
  const result_set found = database.query(
      "select inhdetachpending from pg_catalog.pg_inherits "
      "where inhrelid operator(pg_catalog.=) pg_catalog.to_regclass($1) "
      "and inhparent operator(pg_catalog.=) pg_catalog.to_regclass($2)",
      {effect.name, effect.table});
  if (found.rows == 0) return {.what = fact_kind::done};
  if (cell(found, 0) != "t") return {.what = fact_kind::not_done};
  return {.what = fact_kind::half,
          .repair = {fmt::format("alter table {} detach partition {} finalize", effect.table,
                                 effect.name)},
          .left = {effect.name}};
}

// Also done if the constraint no longer exists: then another statement removed it.
catalog_fact constraint_validated(connection& database, const statement_effect& effect) {
  const result_set found = database.query(
      fmt::format("select 1 from pg_catalog.pg_constraint where conrelid operator(pg_catalog.=) "
                  "pg_catalog.to_regclass($2) and conname operator(pg_catalog.=) {} and not "
                  "convalidated",
                  last_part),
      {effect.name, effect.table});
  return is_there(found.rows == 0, true);
}

bool exists(connection& database, const char* catalog, const char* column,
            const statement_effect& effect) {
  return database
             .query(fmt::format("select 1 from pg_catalog.{} where {} operator(pg_catalog.=) {}",
                                catalog, column, last_part),
                    {effect.name})
             .rows > 0;
}

}  // namespace

catalog_fact fact_of(connection& database, const statement_effect& effect) {
  switch (effect.what) {
    case effect_kind::unknown:
      break;
    case effect_kind::repeatable:
      return {.what = fact_kind::not_done};
    case effect_kind::index_created:
      return index_created(database, effect);
    case effect_kind::index_dropped:
      return is_there(
          cell(database.query("select pg_catalog.to_regclass($1) is not null", {effect.name}), 0) ==
              "t",
          false);
    case effect_kind::index_rebuilt:
      return index_rebuilt(database, effect);
    case effect_kind::partition_detached:
      return partition_detached(database, effect);
    case effect_kind::constraint_validated:
      return constraint_validated(database, effect);
    case effect_kind::database_created:
      return is_there(exists(database, "pg_database", "datname", effect), true);
    case effect_kind::database_dropped:
      return is_there(exists(database, "pg_database", "datname", effect), false);
    case effect_kind::tablespace_created:
      return is_there(exists(database, "pg_tablespace", "spcname", effect), true);
    case effect_kind::tablespace_dropped:
      return is_there(exists(database, "pg_tablespace", "spcname", effect), false);
  }
  return {};
}

std::optional<std::string> process_at(connection& database, const statement_effect& effect) {
  std::string at;
  if (effect.what == effect_kind::index_created) {
    at = "relid operator(pg_catalog.=) pg_catalog.to_regclass($2)";
  } else if (effect.what == effect_kind::index_rebuilt && effect.scope == "index") {
    at = fmt::format("relid operator(pg_catalog.=) {}", table_of_index);
  } else if (effect.what == effect_kind::index_rebuilt && effect.scope == "table") {
    at = "relid operator(pg_catalog.=) pg_catalog.to_regclass($1)";
  } else {
    return std::nullopt;
  }
  const result_set found = database.query(
      fmt::format("select pid from pg_catalog.pg_stat_progress_create_index where {} and "
                  "datname operator(pg_catalog.=) pg_catalog.current_database() and "
                  "$1::pg_catalog.text is not null and $2::pg_catalog.text is not null order by "
                  "pid limit 1",
                  at),
      {effect.name, effect.table});
  if (found.rows == 0) return std::nullopt;
  return found.cells[0];
}

}  // namespace revise
