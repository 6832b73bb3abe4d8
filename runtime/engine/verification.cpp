#include "engine/verification.h"

#include <fmt/format.h>

#include <chrono>

#include "database/read_only.h"
#include "engine/live_sink.h"
#include "engine/run_result.h"

namespace revise {

verification verify(const versions& all, graph::node revision, connection& database,
                    const argument_map& arguments, const transaction_limits& limits,
                    const std::function<bool()>& is_interrupted) {
  using clock = std::chrono::steady_clock;
  const clock::time_point start = clock::now();
  verification result{.revision = revision};
  const bool may_write = all.migration(revision).verify.may_write();
  live_sink sink(database, is_interrupted);
  try {
    if (may_write) {
      database.begin(limits);
    } else {
      database.begin_read_only(limits);
    }
    try {
      call_verify(all, revision, database.kind(), sink, arguments,
                  [&database] { return database.standard_strings(); });
    } catch (...) {
      sink.settle();
      throw;
    }
    sink.check_transaction();
  } catch (...) {
    const std::exception_ptr thrown = std::current_exception();
    database.rollback();
    if (!database.is_alive()) std::rethrow_exception(thrown);
    if (is_interrupted && is_interrupted()) {
      throw error(
          fmt::format("interrupted in the check of revision '{}'", all.graph().at(revision).id), {},
          interrupted_exit_code);
    }
    result.failed = describe_verify(thrown, all, revision, sink.last());
    if (!may_write && is_refused_write(result.failed->sqlstate, result.failed->message)) {
      result.failed->hint = "if the check has to write, use .verify = rolled_back(check)";
    }
  }
  database.rollback();
  result.seconds = std::chrono::duration<double>(clock::now() - start).count();
  return result;
}

}  // namespace revise
