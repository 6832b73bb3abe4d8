#pragma once

#include <optional>
#include <string>
#include <vector>

#include "database/connection.h"
#include "sql/statement_effect.h"

namespace revise {

/// What PostgreSQL's catalog shows about a statement's effect.
struct catalog_fact {
  enum class kind : unsigned char {
    unknown,   ///< the catalog does not show it
    done,      ///< the effect exists
    not_done,  ///< the effect does not exist
    half,      ///< an INVALID index, or a partition that is being detached: see `repair`
  };
  kind what = kind::unknown;
  /// For `half`: the statements that remove what is left, or that complete the detaching of a
  /// partition. They must run outside a transaction.
  std::vector<std::string> repair{};
  std::vector<std::string> left{};  ///< the names of what is left, for messages
};

/// Looks up the effect of a statement in the catalog. Must be called outside a transaction. Throws
/// sql_error and connection_error.
catalog_fact fact_of(connection& database, const statement_effect& effect);

/// The server process that still works on the effect: it continues after its client is killed.
/// Empty if no such process exists, or if this role may not see it.
std::optional<std::string> process_at(connection& database, const statement_effect& effect);

}  // namespace revise
