#pragma once

#include <string>
#include <string_view>

namespace revise {

/// What a PostgreSQL statement changes in the catalog, which shows afterwards whether the statement
/// was executed.
struct statement_effect {
  enum class kind : unsigned char {
    unknown,     ///< the words do not show the effect, or the catalog does not show it afterwards
    repeatable,  ///< executing it again does no harm: vacuum, reindex, alter system
    index_created,       ///< concurrently
    index_dropped,       ///< concurrently
    index_rebuilt,       ///< concurrently; `scope` says which indexes
    partition_detached,  ///< concurrently; `name` is the partition
    constraint_validated,
    database_created,
    database_dropped,
    tablespace_created,
    tablespace_dropped,
  };
  kind what = kind::unknown;
  std::string name{};   ///< as it is written in the SQL, with its quotes; empty: no name
  std::string table{};  ///< as it is written in the SQL; for to_regclass()
  std::string scope{};  ///< "index", "table", "schema", "database", "system"

  /// Returns whether the statement waits for other transactions instead of blocking them.
  bool is_concurrent() const {
    return what == kind::index_created || what == kind::index_dropped ||
           what == kind::index_rebuilt || what == kind::partition_detached;
  }
};

/// Returns the effect of a single statement.
statement_effect effect_of(std::string_view statement);

/// Returns whether `sql` contains `name`, which is a part of a statement_effect, outside of
/// strings: with or without its schema and its quotes.
bool names(std::string_view sql, std::string_view name);

}  // namespace revise
