#pragma once

#include <string>
#include <vector>

#include "database/connection.h"
#include "database/records/version_table.h"

namespace revise {

/// The outcome of a transaction whose connection was lost during its commit.
enum class commit_fate : unsigned char { committed, rolled_back, unknown };

/// Reads the rows of the version table over a new connection. First waits, for at most five
/// seconds, until no transaction that writes the table is open: the lost transaction might
/// otherwise still be committed. `before` and `after` are the sorted rows without and with that
/// commit. Rows that equal neither give `unknown`, and so does every error. Throws nothing.
commit_fate fate_of_commit(connection& again, const version_table& table,
                           const std::vector<std::string>& before,
                           const std::vector<std::string>& after) noexcept;

}  // namespace revise
