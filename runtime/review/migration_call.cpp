#include "review/migration_call.h"

#include <fmt/format.h>

#include "database/sql_error.h"
#include "dialect/plain_sql.h"
#include "dialect/traits.h"
#include "operations/inverse.h"
#include "operations/operation_list.h"
#include "operations/recorder.h"
#include "sql/reading_change.h"
#include "sql/sql_statements.h"
#include "sql/transaction_control.h"

namespace revise {

namespace {

// The hint for an SQLSTATE (PostgreSQL manual, appendix A) that is about the transaction, not about
// the SQL itself.
std::string hint_for(const sql_failure& failure) {
  // 25001: cannot run inside a transaction block, or only at its beginning. 55P04: a new enum value
  // cannot be used in the transaction that adds it.
  if (failure.sqlstate != "25001" && failure.sqlstate != "55P04") return {};
  const opening_statements opening = statements_to_be_first(failure.statement, false);
  return opening.too_late ? too_late_hint : not_transactional_hint;
}

// A call that fails on every database: a file or an argument is missing, or a text is not SQL.
class call_error : public error {
 public:
  // `named`: whether what() already begins with a place, that of the mistake in another file.
  call_error(const error& why, location where, bool named)
      : error(why), where_(where), named_(named) {}

  location where() const { return where_; }
  bool names_place() const { return named_; }

 private:
  location where_;
  bool named_;
};

// Passes each operation on. Tracks the value of standard_conforming_strings that the texts set, to
// read the next SQL file.
class strings_follower final : public operation_sink {
 public:
  strings_follower(operation_sink& sink, database_kind kind, const session_strings& session)
      : sink_(sink), kind_(kind), session_(session) {}

  void accept(const operation& op, location where) override {
    sink_.accept(op, where);
    const auto* const raw = std::get_if<operations_data::execute>(&op);
    if (raw == nullptr) {
      strings_ = true;  // revise's own operations reset it
    } else if (!session_ && traits_of(kind_).string_setting && may_change_reading(raw->sql)) {
      statement_splitter reader(raw->sql, kind_, strings_);
      while (reader.next()) {
      }
      strings_ = reader.standard_strings();
    }
  }

  result_set query(const operations_data::query& asked, location where) override {
    return sink_.query(asked, where);
  }

  soci::session& session(location where) override { return sink_.session(where); }

  bool standard_strings() const { return session_ ? session_() : strings_; }

 private:
  operation_sink& sink_;
  database_kind kind_;
  const session_strings& session_;
  bool strings_ = true;
};

operations_data::execute read_sql(const versions& all, graph::node revision, database_kind kind,
                                  std::string_view name, location where, bool standard_strings) {
  operations_data::execute read;
  try {
    const sql_file file = all.file(revision, name);
    read = {.sql = std::string(file.text), .file = file.path};
  } catch (const error& e) {
    throw call_error(e, where, false);
  }
  try {
    check_plain_sql(read, kind, standard_strings);
  } catch (const error& e) {
    throw call_error(e, where, true);
  }
  return read;
}

// Puts `failed`, if it is not empty, between the place and the message.
failure described(const std::exception_ptr& thrown, const versions& all, graph::node node,
                  location last_operation, const std::string& failed) {
  const std::string of_file = all.place(all.migration(node).link.where);
  const std::string& revision = all.graph().at(node).id;
  const auto in_front = [&of_file](const std::string& place, const std::string& what) {
    const std::string& known = place.empty() ? of_file : place;
    return known.empty() ? what : fmt::format("{}: {}", known, what);
  };
  const auto told = [&](const std::string& place, const std::string& what) {
    return in_front(place, failed + what);
  };
  // The lines below a message that begins with the place in an SQL file.
  const auto below_file = [&](location where, const error& e) {
    std::vector<std::string> problems = {in_front(all.place(where), "runs this file")};
    problems.insert(problems.end(), e.problems().begin(), e.problems().end());
    return problems;
  };
  try {
    std::rethrow_exception(thrown);
  } catch (const sql_error& e) {
    const std::string in_file = e.place_in_file();
    failure why{.message = told(in_file.empty() ? all.place(e.where()) : in_file, e.what()),
                .hint = e.hint().empty() ? hint_for(e.failure()) : e.advised(),
                .problems = in_file.empty() ? e.problems() : below_file(e.where(), e)};
    why.sqlstate = e.failure().sqlstate;
    why.statement = e.failure().statement;
    why.by_lock = e.failure().by_lock;
    return why;
  } catch (const call_error& e) {
    if (e.names_place()) return {failed + e.what(), e.advised(), below_file(e.where(), e)};
    return {told(all.place(e.where()), e.what()), e.advised(), e.problems()};
  } catch (const error& e) {
    return {told(all.place(last_operation), e.what()), e.advised(), e.problems()};
  } catch (const std::exception& e) {
    return {told(failed.empty() ? std::string() : all.place(last_operation),
                 failed.empty()
                     ? fmt::format("revision '{}' threw an exception: {}", revision, e.what())
                     : e.what()),
            {},
            {}};
  } catch (...) {
    return {told({}, fmt::format("revision '{}' threw something that is not a std::exception",
                                 revision)),
            "throw an exception derived from std::exception, so that its text is shown",
            {}};
  }
}

void call_function(const versions& all, graph::node revision, graph::direction way,
                   database_kind kind, operation_sink& sink, const argument_map& arguments,
                   const session_strings& strings) {
  const registered& migration = all.migration(revision);
  strings_follower followed(sink, kind, strings);
  recorder op(
      followed, kind, arguments,
      [&](std::string_view name, location where) {
        return read_sql(all, revision, kind, name, where, followed.standard_strings());
      },
      migration.transactional ? row_comparison::at_the_end : row_comparison::impossible);
  const step_function& function = way == graph::direction::downgrade
                                      ? static_cast<const step_function&>(migration.downgrade)
                                      : migration.upgrade;
  function.get()(op);
  op.finish();
}

}  // namespace

void call_migration(const versions& all, const graph::step& step, database_kind kind,
                    operation_sink& sink, const argument_map& arguments,
                    const session_strings& strings) {
  const bool down = step.way == graph::direction::downgrade;
  if (!down || !all.migration(step.revision).downgrade.is_reversed()) {
    call_function(all, step.revision, step.way, kind, sink, arguments, strings);
    return;
  }
  const recorded_call upgrade =
      record_migration(all, step.revision, graph::direction::upgrade, kind, arguments);
  for (const recorded_operation& op : reversed_upgrade(all, step.revision, upgrade)) {
    sink.accept(op.what, op.where);
  }
}

recorded_call record_migration(const versions& all, graph::node revision, graph::direction way,
                               database_kind kind, const argument_map& arguments) {
  operation_list list;
  std::exception_ptr thrown;
  try {
    call_function(all, revision, way, kind, list, arguments, {});
  } catch (...) {
    thrown = std::current_exception();
  }
  return {.operations = list.take(),
          .error = thrown,
          .last = list.last(),
          .has_read = list.was_read_from()};
}

std::vector<recorded_operation> reversed_upgrade(const versions& all, graph::node revision,
                                                 const recorded_call& upgrade) {
  const std::string& id = all.graph().at(revision).id;
  const std::string hint = "write a function for .downgrade, or set .downgrade = irreversible";
  if (upgrade.error != nullptr) {
    failure why = described(upgrade.error, all, revision, upgrade.last, {});
    error failed(why.message, hint);
    why.problems.push_back(fmt::format(
        "the downgrade of revision '{}' is 'reversed': its upgrade was called without a database",
        id));
    failed.set_problems(why.problems);
    throw failed;
  }
  try {
    return inverse_of(upgrade.operations);
  } catch (const no_inverse& e) {
    const std::string place = all.place(e.where());
    throw error(fmt::format("{}{}revision '{}' cannot be reversed: {}", place,
                            place.empty() ? "" : ": ", id, e.what()),
                hint);
  }
}

void call_verify(const versions& all, graph::node revision, database_kind kind,
                 operation_sink& sink, const argument_map& arguments,
                 const session_strings& strings) {
  strings_follower followed(sink, kind, strings);
  recorder op(
      followed, kind, arguments,
      [&](std::string_view name, location where) {
        return read_sql(all, revision, kind, name, where, followed.standard_strings());
      },
      row_comparison::at_once);
  all.migration(revision).verify.get()(op);
}

failure describe(const std::exception_ptr& thrown, const versions& all, const graph::step& step,
                 location last_operation) {
  return described(thrown, all, step.revision, last_operation, {});
}

failure describe_verify(const std::exception_ptr& thrown, const versions& all, graph::node revision,
                        location last_operation) {
  return described(thrown, all, revision, last_operation,
                   fmt::format("the check of revision '{}' failed: ", all.graph().at(revision).id));
}

}  // namespace revise
