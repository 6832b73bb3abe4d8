#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "database/connection.h"
#include "database/records/backfill_table.h"
#include "operations/data_operation.h"

namespace revise {

/// What a backfill works with. All that is referred to outlives it.
struct backfill_surroundings {
  connection& database;
  backfill_table& checkpoints;
  backfill_place place;
  std::string statement;                           ///< journal_text of it
  transaction_limits limits;                       ///< of each batch
  std::function<bool()> is_interrupted;            ///< empty: never
  std::function<void(connection&)> before_commit;  ///< run_settings::before_commit
  std::function<void(const std::string&)> remark;  ///< run_observer::remark
  std::function<void(std::string_view)> progress;  ///< run_observer::progress
  /// In a transaction: from here to its end it is revise that writes, not a role that the SQL of
  /// the migration has taken on.
  std::function<void()> as_ourselves;
  std::function<void()> found_before;  ///< an earlier run has changed rows
  std::function<void()> batch_done;    ///< after each commit
};

/// Runs the batches of `fill` that are left, each in a transaction that also holds the checkpoint,
/// which stays behind. Throws `error` when the key is not fit for it, when what it does was changed
/// since it began, or when interrupted; sql_error and connection_error as any statement does.
void run_backfill(const operations_data::backfill& fill, const backfill_surroundings& of);

}  // namespace revise
