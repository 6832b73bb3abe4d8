#include "commands/log_findings.h"

namespace revise::tool {

log_findings look_at_log(context& in, const std::vector<std::string>& found,
                         const graph::rows& at) {
  if (!in.has_database_file() || at.known.empty()) return {};
  const auto reading = in.versioned().phase(run_phase::read_log);
  return revise::look_at_log(in.versions(), found, at, in.log());
}

}  // namespace revise::tool
