#include "engine/backfill_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "dialect/all_rows.h"
#include "dialect/backfill_sql.h"
#include "dialect/traits.h"
#include "sql/quoted_literal.h"
#include "util/error.h"
#include "util/interruptible_sleep.h"

namespace revise {

namespace {

using clock = std::chrono::steady_clock;

// 1234567 -> "1,234,567"
std::string grouped(long long n) {
  std::string digits = std::to_string(n);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string duration_left(double seconds) {
  if (seconds < 90) return fmt::format("{} s", std::max(1, static_cast<int>(seconds)));
  if (seconds < 5400) return fmt::format("{} min", std::lround(seconds / 60));
  return fmt::format("{:.1f} h", seconds / 3600);
}

class backfill_run {
 public:
  backfill_run(const operations_data::backfill& fill, const backfill_context& context)
      : fill_(fill), context_(context), sql_(context.database.kind(), fill) {}

  void run() {
    const auto found = checkpoint();
    const bool is_key = look_at_key();
    if (found) {
      context_.resumed();
      require_same(*found);
      now_ = *found;
      context_.remark(
          fmt::format("backfill {}: resuming after {} rows", fill_.table, grouped(now_.rows)));
    } else {
      if (!is_key) refuse_key();
      now_.statement = context_.statement;
    }
    rows_before_ = now_.rows;
    expected_ = estimate();
    long long batches = 0;
    while (run_batch()) {
      ++batches;
      context_.batch_done();
      report_progress();
      slow_down();
    }
    context_.remark(fmt::format(
        "backfill {}: {} row{} in {} batch{}", fill_.table, grouped(now_.rows - rows_before_),
        now_.rows - rows_before_ == 1 ? "" : "s", grouped(batches), batches == 1 ? "" : "es"));
  }

 private:
  std::optional<backfill_checkpoint> checkpoint() const {
    context_.database.begin(context_.limits);
    try {
      context_.with_own_role();
      context_.checkpoints.ensure();
      std::optional<backfill_checkpoint> found = context_.checkpoints.find(context_.place);
      context_.database.commit();
      return found;
    } catch (...) {
      context_.database.rollback();
      throw;
    }
  }

  // Runs one batch. Returns false if no rows were left.
  bool run_batch() {
    throw_if_interrupted();
    connection& database = context_.database;
    database.begin_rows(context_.limits);
    try {
      if (traits_of(database.kind()).row_security) database.enqueue(all_rows_or_none);
      const result_set found = database.query(sql_.next(now_.last), {});
      if (found.rows == 0) {
        database.rollback();
        return false;
      }
      backfill_checkpoint next = now_;
      next.last.clear();
      for (std::size_t i = 1; i < found.cells.size(); ++i) next.last.push_back(*found.cells[i]);
      // The empty parameters are needed: execute() with parameters refuses a text of several
      // statements.
      next.rows += database.execute(sql_.change(now_.last, next.last), {});
      context_.with_own_role();
      context_.checkpoints.write(context_.place, next);
      if (context_.before_commit) context_.before_commit(database);
      database.commit();
      now_ = std::move(next);
    } catch (...) {
      database.rollback();
      throw;
    }
    return true;
  }

  // Returns whether the key is unique and without nulls, so that the backfill can proceed by it.
  bool look_at_key() {
    const result_set found = context_.database.query(sql_.key_check(), {});
    if (found.cells.size() > 1) sql_.has_own_order(found.cells[1] == "t");
    return found.cells.at(0) == "t" || found.cells.at(0) == "1";
  }

  [[noreturn]] void refuse_key() const {
    throw error(fmt::format("the backfill of '{}' uses the key ({}), which is not unique or allows "
                            "nulls: rows would be skipped",
                            fill_.table, fmt::join(fill_.key, ", ")),
                "name the primary key: op.backfill(TABLE, {.key = {\"COLUMN\"}})");
  }

  void require_same(const backfill_checkpoint& before) const {
    if (before.statement == context_.statement) return;
    error refused(
        fmt::format("the backfill of '{}' was edited after it had changed {} rows", fill_.table,
                    grouped(before.rows)),
        fmt::format(
            "restore it as it ran, and make the change in a later operation; or undo its effect by "
            "hand, then: delete from {} where revision = {} and direction = '{}' and position = {}",
            context_.checkpoints.sql_name(), quoted_literal(context_.place.revision),
            context_.place.direction, context_.place.position));
    refused.set_problems(
        {fmt::format("ran: {}", before.statement), fmt::format("now: {}", context_.statement)});
    throw refused;
  }

  // The approximate number of rows; 0 if it is unknown.
  long long estimate() const {
    const result_set found = context_.database.query(sql_.estimate(), {});
    const std::string& said = *found.cells.at(0);
    const std::size_t rows = said.find("rows=");
    return std::strtoll(said.c_str() + (rows == std::string::npos ? 0 : rows + 5), nullptr, 10);
  }

  void report_progress() const {
    // With a condition, the estimate counts the rows that still match it. Their number shrinks as
    // rows are changed, so rows of earlier runs are added. Without a condition, the estimate counts
    // all rows.
    const long long all = fill_.where.empty() ? expected_ : expected_ + rows_before_;
    std::string line = fmt::format("backfill {}: {} rows", fill_.table, grouped(now_.rows));
    if (all > now_.rows) {
      const double done = static_cast<double>(now_.rows - rows_before_);
      const double left = static_cast<double>(all - now_.rows);
      line = fmt::format("backfill {}: {} of about {} rows ({} %), about {} left", fill_.table,
                         grouped(now_.rows), grouped(all), now_.rows * 100 / all,
                         duration_left(elapsed() / std::max(done, 1.0) * left));
    }
    context_.progress(line);
  }

  void slow_down() const {
    if (fill_.rows_per_second == 0) return;
    const double due =
        static_cast<double>(now_.rows - rows_before_) / static_cast<double>(fill_.rows_per_second);
    const std::chrono::duration<double> left(due - elapsed());
    if (!sleep_unless(std::chrono::duration_cast<std::chrono::nanoseconds>(left),
                      context_.is_interrupted)) {
      throw error("interrupted");
    }
  }

  double elapsed() const { return std::chrono::duration<double>(clock::now() - start_).count(); }

  void throw_if_interrupted() const {
    if (context_.is_interrupted && context_.is_interrupted()) throw error("interrupted");
  }

  const operations_data::backfill& fill_;
  const backfill_context& context_;
  backfill_sql sql_;
  backfill_checkpoint now_;
  long long rows_before_ = 0;  // rows changed by earlier runs
  long long expected_ = 0;
  clock::time_point start_ = clock::now();
};

}  // namespace

void run_backfill(const operations_data::backfill& fill, const backfill_context& context) {
  backfill_run(fill, context).run();
}

}  // namespace revise
