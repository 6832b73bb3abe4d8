#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "database/connection.h"
#include "database/records/backfill_table.h"
#include "operations/data_operation.h"

namespace revise {

/// What a backfill works with. Everything it refers to must outlive the backfill.
struct backfill_context {
  connection& database;
  backfill_table& checkpoints;
  backfill_place place;
  std::string statement;                           ///< the backfill's journal_text
  transaction_limits limits;                       ///< the limits of each batch
  std::function<bool()> is_interrupted;            ///< if empty, never interrupted
  std::function<void(connection&)> before_commit;  ///< run_settings::before_commit
  std::function<void(const std::string&)> remark;  ///< run_observer::remark
  std::function<void(std::string_view)> progress;  ///< run_observer::progress
  /// Called in a transaction: until its end, revise writes with its own role, instead of a role
  /// that the migration's SQL has set.
  std::function<void()> with_own_role;
  std::function<void()> resumed;     ///< called if an earlier run has changed rows
  std::function<void()> batch_done;  ///< called after each commit
};

/// Runs the remaining batches of `fill`. Each batch is a transaction that also writes the
/// checkpoint; the last checkpoint is kept. Throws `error` if the key is unsuitable, if the
/// backfill's statement was changed since it began, or if interrupted; sql_error and
/// connection_error as any statement does.
void run_backfill(const operations_data::backfill& fill, const backfill_context& context);

}  // namespace revise
