#pragma once

#include <optional>
#include <string>
#include <vector>

#include "database/connection.h"
#include "sql/statement_effect.h"

namespace revise {

/// What the catalog of PostgreSQL shows of a statement's effect.
struct catalog_fact {
  enum class kind : unsigned char {
    unknown,   ///< nothing shows it
    done,      ///< the effect is there
    not_done,  ///< it is not
    half,      ///< an INVALID index, a partition that is being detached: see `mend`
  };
  kind what = kind::unknown;
  /// Of `half`: the statement, one or more, none in a transaction, that takes the rest away; with
  /// a detached partition, that completes it.
  std::vector<std::string> mend{};
  std::vector<std::string> left{};  ///< the names of what is left, for messages
};

/// Asks the catalog. Throws sql_error, connection_error. Outside of a transaction.
catalog_fact fact_of(connection& database, const statement_effect& effect);

/// The process that still works on the effect: it goes on when its client is killed. Nothing where
/// there is none, or none that this role may see.
std::optional<std::string> process_at(connection& database, const statement_effect& effect);

}  // namespace revise
