#include "engine/migration_call.h"

#include <fmt/format.h>

#include "database/sql_error.h"

namespace revise {

namespace {

// What to do about a SQLSTATE (PostgreSQL manual, appendix A) that says nothing of the SQL itself.
std::string hint_for(std::string_view sqlstate) {
  if (sqlstate == "55P03") {
    return "another session holds a lock; run again, or raise lock_timeout in the ini";
  }
  if (sqlstate == "57014") return "run again, or raise statement_timeout in the ini";
  if (sqlstate == "40P01") return "another session was in the way; run again";
  return {};
}

}  // namespace

void call_migration(const versions& all, const graph::step& step, operation_sink& sink,
                    const argument_map& arguments) {
  recorder op(sink, arguments);
  const registered& migration = all.migration(step.revision);
  const step_function& function = step.way == graph::direction::upgrade
                                      ? migration.upgrade
                                      : static_cast<const step_function&>(migration.downgrade);
  function.get()(op);
}

failure describe(const std::exception_ptr& thrown, const versions& all, const graph::step& step,
                 location last_operation) {
  const std::string of_file = all.place(all.migration(step.revision).link.where);
  const std::string& revision = all.graph().at(step.revision).id;
  const auto in_front = [&of_file](const std::string& place, const std::string& what) {
    const std::string& known = place.empty() ? of_file : place;
    return known.empty() ? what : fmt::format("{}: {}", known, what);
  };
  try {
    std::rethrow_exception(thrown);
  } catch (const sql_error& e) {
    return {in_front(all.place(e.where()), e.what()),
            e.hint().empty() ? hint_for(e.failure().sqlstate) : e.hint(), e.problems()};
  } catch (const error& e) {
    return {in_front(all.place(last_operation), e.what()), e.hint(), e.problems()};
  } catch (const std::exception& e) {
    return {in_front({}, fmt::format("revision '{}' threw an exception: {}", revision, e.what())),
            {},
            {}};
  } catch (...) {
    return {in_front({}, fmt::format("revision '{}' threw something that is no std::exception",
                                     revision)),
            "throw an exception derived from std::exception, so that its text is shown",
            {}};
  }
}

}  // namespace revise
