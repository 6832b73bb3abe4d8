#pragma once

#include <string>
#include <vector>

#include "database/connection.h"
#include "database/records/version_table.h"

namespace revise {

/// What became of a transaction whose connection was lost while its commit was under way.
enum class commit_fate : unsigned char { committed, rolled_back, unknown };

/// Reads the rows of the version table over a new connection, once no transaction that writes there
/// is open any more: the one that was lost might otherwise still be committed. Waits for that for
/// five seconds at most. `before` and `after` are the rows, sorted, without and with that commit;
/// what is neither is `unknown`, and so is whatever fails here. Throws nothing.
commit_fate fate_of_commit(connection& again, const version_table& table,
                           const std::vector<std::string>& before,
                           const std::vector<std::string>& after) noexcept;

}  // namespace revise
