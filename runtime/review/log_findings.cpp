#include "review/log_findings.h"

#include <algorithm>
#include <iterator>

#include "database/sql_error.h"
#include "review/edited_revisions.h"

namespace revise {

namespace {

constexpr const char* insufficient_privilege = "42501";

std::vector<unrun_revision> those(const std::vector<unrun_revision>& all, bool certain) {
  std::vector<unrun_revision> some;
  std::copy_if(all.begin(), all.end(), std::back_inserter(some),
               [certain](const unrun_revision& one) { return one.is_certain == certain; });
  return some;
}

}  // namespace

std::vector<unrun_revision> log_findings::certain() const { return those(unrun, true); }

std::vector<unrun_revision> log_findings::likely() const { return those(unrun, false); }

log_findings look_at_log(const versions& all, const std::vector<std::string>& found,
                         const graph::rows& at, log_table& log, bool must_read) {
  try {
    const std::vector<logged_event> events = log.events();
    return {.edited = edited_revisions(all, at, events),
            .unrun = unrun_revisions(all.graph(), found, at, events)};
  } catch (const sql_error& e) {
    if (must_read || e.failure().sqlstate != insufficient_privilege) throw;
    return {};
  }
}

}  // namespace revise
