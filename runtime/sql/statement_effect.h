#pragma once

#include <string>
#include <string_view>

namespace revise {

/// What a statement of PostgreSQL leaves in the catalog, so that it can be found out there whether
/// it was done.
struct statement_effect {
  enum class kind : unsigned char {
    unknown,             ///< the words do not tell, or nothing there shows it
    repeatable,          ///< doing it again does no harm: vacuum, reindex, alter system
    index_created,       ///< concurrently
    index_dropped,       ///< concurrently
    index_rebuilt,       ///< concurrently; `scope` says of what
    partition_detached,  ///< concurrently; `name` is the partition
    constraint_validated,
    database_created,
    database_dropped,
    tablespace_created,
    tablespace_dropped,
  };
  kind what = kind::unknown;
  std::string name{};   ///< as it stands in the SQL, with its quotes; empty: it has none
  std::string table{};  ///< the same; for to_regclass()
  std::string scope{};  ///< "index", "table", "schema", "database", "system"

  /// Whether it is one of those that wait for other transactions instead of locking them out.
  bool is_concurrent() const {
    return what == kind::index_created || what == kind::index_dropped ||
           what == kind::index_rebuilt || what == kind::partition_detached;
  }
};

/// Of `statement`, one.
statement_effect effect_of(std::string_view statement);

/// Whether `sql` names `name`, which is a part of a statement_effect, anywhere outside of strings:
/// with or without its schema and its quotes.
bool names(std::string_view sql, std::string_view name);

}  // namespace revise
